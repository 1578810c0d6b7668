// What is done for each plan about figures: the report of a day, and sales. Row security decides whose figures they are.
import { z } from "zod";
import { addDays, type Day } from "../../calendar/day.ts";
import { unreachable } from "../../errors.ts";
import type { Outcome, Plan, Turn } from "../../skill.ts";
import type { DayRange } from "../customers/query.ts";
import { addUp, type DigestFacts } from "./digest.ts";
import { digestPlan, salesPlan } from "./plan.ts";
import { findKept, loadDigests, loadSales, loadSalesBy, type SalesBy, type SalesRow, storeNames } from "./store.ts";

export type InsightsResult =
  | { kind: "digest"; day: Day; storeName: string | null; mine: boolean; facts: DigestFacts }
  | {
      kind: "sales";
      range: DayRange;
      /** Whose figures: a shop's name, null for all; own: those of her own customers. */
      storeName: string | null;
      mine: boolean;
      total: { netFen: number; orders: number; buyers: number };
      by: SalesBy | null;
      rows: SalesRow[];
    };

const anyPlan = z.discriminatedUnion("kind", [digestPlan, salesPlan]);

export async function handle(turn: Turn, asked: Plan): Promise<Outcome<InsightsResult>> {
  const plan = anyPlan.parse(asked);
  switch (plan.kind) {
    case "insights.digest":
      return digest(turn, plan.day ?? addDays(turn.today, -1));
    case "insights.sales":
      return sales(turn, plan.range ?? { from: turn.today, to: addDays(turn.today, 1) }, plan.by);
    default:
      return unreachable(plan);
  }
}

async function digest(turn: Turn, day: Day): Promise<Outcome<InsightsResult>> {
  const { tx, staff, zone, settings, now } = turn;
  const storeId = staff.scope === "all" ? null : staff.storeId;
  // Of a day gone by a manager sees what was reported: open and waiting have changed since.
  const kept =
    staff.scope === "store" && storeId !== null && day < turn.today ? await findKept(tx, storeId, day) : null;
  const digests = kept ? [] : [...(await loadDigests(tx, { day, zone, settings, now, storeId })).values()];
  const names = await storeNames(tx);

  const all = kept ?? addUp(digests);
  // An associate's report is her own: colleagues' figures are not hers to read.
  const mine = staff.scope === "own";
  const facts = mine ? { ...all, staff: all.staff.filter((one) => one.id === staff.id) } : all;
  return {
    result: { kind: "digest", day, storeName: storeId === null ? null : (names.get(storeId) ?? null), mine, facts },
    audit: [{ action: "insights.digest", customerId: null, detail: { day } }],
  };
}

async function sales(turn: Turn, range: DayRange, by: SalesBy | null): Promise<Outcome<InsightsResult>> {
  const total = await loadSales(turn.tx, range, turn.zone);
  const rows = by === null ? [] : await loadSalesBy(turn.tx, range, turn.zone, by);
  const { staff } = turn;
  const storeName =
    staff.scope === "all" || staff.storeId === null ? null : ((await storeNames(turn.tx)).get(staff.storeId) ?? null);
  return {
    result: { kind: "sales", range, storeName, mine: staff.scope === "own", total, by, rows },
    audit: [{ action: "insights.sales", customerId: null, detail: { range, by } }],
  };
}
