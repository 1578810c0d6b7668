// What is done for each plan about memberships and the shop's tables.
import { z } from "zod";
import { addDays, addMonths, type Day, instantOf, startOfMonth } from "../../calendar/day.ts";
import { Bug, unreachable } from "../../errors.ts";
import type { CustomerRef, Outcome, Plan, Turn } from "../../skill.ts";
import { addOne, benefits, type MemberResult, points, standing, stopOne } from "./handle-member.ts";
import { writeSheets } from "./handle-sheets.ts";
import {
  benefitAddPlan,
  benefitStopPlan,
  benefitsPlan,
  type ExportPlan,
  exportPlan,
  pointsPlan,
  type ServicePlan,
  type ShowPlan,
  servicePlan,
  showPlan,
  standingPlan,
  type TrafficPlan,
  trafficPlan,
} from "./plan.ts";
import { type Counted, dayTotal, PARTS, type Part, sheetTables } from "./rules.ts";
import { addService, countServices, findCount, loadTable, loadTraffic, type SheetRow, saveCount } from "./store.ts";

export type MembersResult =
  | MemberResult
  | { kind: "counted"; day: Day; part: Part; entered: number; bought: number | null; before: Counted | null }
  | { kind: "served"; name: string; what: string; on: Day; count: number }
  | { kind: "traffic"; from: Day; to: Day; days: { day: Day; entered: number; bought: number | null }[] }
  | { kind: "exported"; file: string; tables: { zh: string; rows: number; cut: boolean }[] };

const anyPlan = z.discriminatedUnion("kind", [
  trafficPlan,
  servicePlan,
  showPlan,
  exportPlan,
  standingPlan,
  pointsPlan,
  benefitsPlan,
  benefitAddPlan,
  benefitStopPlan,
]);

export async function handle(turn: Turn, asked: Plan, customer: CustomerRef | null): Promise<Outcome<MembersResult>> {
  const plan = anyPlan.parse(asked);
  const her = () => {
    if (!customer) throw new Bug(`${plan.kind} without a customer`);
    return customer;
  };
  switch (plan.kind) {
    case "members.standing":
      return standing(turn, plan, her());
    case "members.points":
      return points(turn, plan, her());
    case "members.benefits":
      return benefits(turn, plan, customer);
    case "members.benefit-add":
      return addOne(turn, plan);
    case "members.benefit-stop":
      return stopOne(turn, plan);
    case "members.traffic":
      return count(turn, plan);
    case "members.service":
      return service(turn, plan, her());
    case "members.show":
      return show(turn, plan);
    case "members.export":
      return exportTables(turn, plan);
    default:
      return unreachable(plan);
  }
}

async function count(turn: Turn, plan: TrafficPlan): Promise<Outcome<MembersResult>> {
  const { storeId } = turn.staff;
  if (storeId === null) return { result: { kind: "not-allowed", why: "no-store" } };
  const { part, entered, bought } = plan;
  if (bought !== null && bought > entered)
    return { result: { kind: "missing", what: "entered", example: `进店${bought}人 成交${entered}` } };
  const day = plan.on ?? turn.today;
  if (day > turn.today) return { result: { kind: "missing", what: "day", example: "今天上午进店32人 成交6" } };
  const before = await findCount(turn.tx, storeId, day, part);
  const id = await saveCount(turn.tx, {
    storeId,
    day,
    part,
    entered,
    // 「成交改成8」 says nothing of the rest; told without receipts, those told before stay.
    bought: bought ?? before?.bought ?? null,
    recordedById: turn.staff.id,
    sourceMessageId: turn.messageId,
    recordedAt: turn.now,
  });
  const was = before && { part, entered: before.entered, bought: before.bought };
  return {
    result: { kind: "counted", day, part, entered, bought: bought ?? before?.bought ?? null, before: was },
    undo: [
      was
        ? { op: "restore", table: "storeTraffic", where: { id }, before: { entered: was.entered, bought: was.bought } }
        : { op: "delete", table: "storeTraffic", where: { id } },
    ],
    audit: [{ action: "members.traffic", customerId: null, detail: { day, part } }],
  };
}

/** What was done for her besides selling; it counts as her having been here. */
async function service(turn: Turn, plan: ServicePlan, customer: CustomerRef): Promise<Outcome<MembersResult>> {
  const { name } = customer;
  const what = plan.what.trim();
  const on = plan.on ?? turn.today;
  if (what === "") return { result: { kind: "missing", what: "what", example: `给${name}改了裤脚` } };
  if (on > turn.today) return { result: { kind: "missing", what: "service-day", example: `给${name}${what}` } };
  const id = await addService(turn.tx, {
    customerId: customer.id,
    staffId: turn.staff.id,
    topic: what,
    at: on === turn.today ? turn.now : instantOf(on, SERVED_AT, turn.zone),
    createdAt: turn.now,
  });
  return {
    result: { kind: "served", name, what, on, count: await countServices(turn.tx, customer.id) },
    shown: { focus: customer.id },
    undo: [{ op: "delete", table: "touch", where: { id } }],
    audit: [{ action: "members.service", customerId: customer.id, detail: { on } }],
  };
}
/** When only the day was told. */
const SERVED_AT = "12:00";

async function show(turn: Turn, { range }: ShowPlan): Promise<Outcome<MembersResult>> {
  const from = range?.from ?? turn.today;
  const to = range?.to ?? addDays(turn.today, 1);
  const rows = await loadTraffic(turn.tx, turn.staff.scope === "all" ? null : turn.staff.storeId, { from, to });
  const byDay = new Map<Day, Map<string, Counted[]>>();
  for (const { day, storeId, part, entered, bought } of rows) {
    const text = day.toISOString().slice(0, 10);
    const stores = byDay.get(text) ?? new Map<string, Counted[]>();
    stores.set(storeId, [...(stores.get(storeId) ?? []), { part: partNamed(part), entered, bought }]);
    byDay.set(text, stores);
  }
  const days = [...byDay].map(([day, stores]) => {
    const totals = [...stores.values()].map(dayTotal);
    const known = totals.filter((total) => total.bought !== null);
    return {
      day,
      entered: totals.reduce((sum, total) => sum + total.entered, 0),
      bought: known.length === 0 ? null : known.reduce((sum, total) => sum + (total.bought ?? 0), 0),
    };
  });
  return {
    result: { kind: "traffic", from, to: addDays(to, -1), days },
    shown: { find: { kind: "members.show", range: { from, to } }, rest: null },
  };
}

function partNamed(part: string): Part {
  return PARTS.find((one) => one === part) ?? "day";
}

/** As many rows as a person works through on a sheet; a whole shop leaves by the command line. */
const ROWS_MAX = 5_000;

async function exportTables(turn: Turn, plan: ExportPlan): Promise<Outcome<MembersResult>> {
  const first = startOfMonth(turn.today);
  const range = { from: plan.range?.from ?? first, to: plan.range?.to ?? addMonths(first, 1) };
  const wanted = sheetTables.filter(({ key }) => plan.table === null || key === plan.table);
  const scope = {
    range,
    month: range.from,
    today: turn.today,
    zone: turn.zone,
    // Whole numbers do not leave by chat.
    phones: "masked" as const,
    vault: turn.vault,
    dormantAfterDays: turn.settings.dormantAfterDays,
    limit: ROWS_MAX + 1,
  };
  const sheets: { table: (typeof wanted)[number]; rows: SheetRow[]; cut: boolean }[] = [];
  for (const table of wanted) {
    const rows = await loadTable(turn.tx, table.key, scope);
    sheets.push({ table, rows: rows.slice(0, ROWS_MAX), cut: rows.length > ROWS_MAX });
  }
  const [only] = wanted;
  const name = `${plan.table !== null && only ? only.zh : "门店七张表"}_${range.from.slice(0, 7)}.xlsx`;
  const title = `${turn.staff.name} ${turn.today} 导出，内部资料请勿外传`;
  const content = (await writeSheets(sheets, title)).toString("base64");
  const tables = sheets.map(({ table, rows, cut }) => ({ zh: table.zh, rows: rows.length, cut }));
  return {
    result: { kind: "exported", file: name, tables },
    files: [{ name, content, type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" }],
    audit: [
      {
        action: "members.export",
        customerId: null,
        detail: { tables: wanted.map(({ key }) => key), ...range, rows: tables.map(({ rows }) => rows) },
      },
    ],
  };
}
