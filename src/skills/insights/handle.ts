// What is done for each plan about figures: the report of a day, and sales. Row security decides whose figures they are.
import { z } from "zod";
import { addDays, type Day } from "../../calendar/day.ts";
import { unreachable } from "../../errors.ts";
import type { Outcome, Plan, Turn } from "../../skill.ts";
import { addUp, type DigestFacts } from "./digest.ts";
import { type SalesResult, sales } from "./handle-sales.ts";
import { digestPlan, salesPlan } from "./plan.ts";
import { findKept, loadDigests, storeNames } from "./store.ts";

export type InsightsResult =
  | { kind: "digest"; day: Day; storeName: string | null; mine: boolean; facts: DigestFacts }
  | SalesResult;

const anyPlan = z.discriminatedUnion("kind", [digestPlan, salesPlan]);

export async function handle(turn: Turn, asked: Plan): Promise<Outcome<InsightsResult>> {
  const plan = anyPlan.parse(asked);
  switch (plan.kind) {
    case "insights.digest":
      return digest(turn, plan.day ?? addDays(turn.today, -1));
    case "insights.sales":
      return sales(turn, plan);
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
