// What is done for each plan about figures: the report of some days, what is behind its numbers, and sales. Row security
// decides whose figures they are.
import { z } from "zod";
import { addDays } from "../../calendar/day.ts";
import { unreachable } from "../../errors.ts";
import type { MadeFile, Outcome, Plan, Turn } from "../../skill.ts";
import { addUp, type DigestFacts, lastPeriod, periodAt } from "./digest.ts";
import { figure, type PeopleResult, people } from "./handle-people.ts";
import { type SalesResult, sales } from "./handle-sales.ts";
import { writeReportSheet } from "./handle-sheet.ts";
import { type Report, reportTitle } from "./lines.ts";
import { type OwnWeek, weekOf } from "./own-week.ts";
import { loadOwnWeeks } from "./own-week-store.ts";
import { compared, periodBefore } from "./periods.ts";
import { type DigestPlan, digestPlan, figurePlan, ownWeekPlan, peoplePlan, salesPlan } from "./plan.ts";
import { findKept, loadDigests, storeNames } from "./store.ts";

export type InsightsResult =
  | { kind: "digest"; report: Report; as: DigestPlan["as"]; file: string | null }
  | { kind: "own-week"; week: OwnWeek | null; monday: string }
  | PeopleResult
  | SalesResult;

const anyPlan = z.discriminatedUnion("kind", [digestPlan, peoplePlan, figurePlan, ownWeekPlan, salesPlan]);

export async function handle(turn: Turn, asked: Plan): Promise<Outcome<InsightsResult>> {
  const plan = anyPlan.parse(asked);
  switch (plan.kind) {
    case "insights.digest":
      return digest(turn, plan);
    case "insights.people":
      return people(turn, plan);
    case "insights.figure":
      return figure(turn, plan);
    case "insights.own-week":
      return ownWeek(turn);
    case "insights.sales":
      return sales(turn, plan);
    default:
      return unreachable(plan);
  }
}

async function digest(turn: Turn, plan: DigestPlan): Promise<Outcome<InsightsResult>> {
  const report = await loadReport(turn, plan);
  const files: MadeFile[] = plan.as === "sheet" ? [await sheetOf(turn, report)] : [];
  return {
    result: { kind: "digest", report, as: plan.as, file: files[0]?.name ?? null },
    audit: [
      {
        action: "insights.digest",
        customerId: null,
        detail: { grain: plan.grain, day: report.period.from, as: plan.as },
      },
    ],
    files,
  };
}

/** What Friday's draft says, at any time. */
async function ownWeek({ tx, staff, zone, settings, now, today }: Turn): Promise<Outcome<InsightsResult>> {
  const [week] = await loadOwnWeeks(tx, { today, zone, settings, now, staffId: staff.id });
  return {
    result: { kind: "own-week", week: week ?? null, monday: weekOf(today).from },
    audit: [{ action: "insights.own-week", customerId: null }],
  };
}

async function loadReport(turn: Turn, { grain, day }: DigestPlan): Promise<Report> {
  const { tx, staff, zone, settings, now, today } = turn;
  const storeId = staff.scope === "all" ? null : staff.storeId;
  const period = day === null ? lastPeriod(grain, today) : periodAt(grain, day);
  const names = await storeNames(tx);
  const load = async ({ from, to }: { from: string; to: string }) =>
    loadDigests(tx, { from, to, zone, settings, now, storeId, monthly: grain === "month" });

  // Of a day gone by a manager sees what was reported: open and waiting have changed since.
  const kept =
    grain === "day" && staff.scope === "store" && storeId !== null && period.from < today
      ? await findKept(tx, storeId, period.from)
      : null;
  const { now: days, other } = compared(period, periodBefore(period), today);
  const digests = kept && storeId !== null ? new Map([[storeId, kept]]) : await load(days);
  const before = grain === "day" ? null : addUp([...(await load(other)).values()]);

  // An associate's report is her own: colleagues' figures are not hers to read.
  const mine = staff.scope === "own";
  const own = (facts: DigestFacts) =>
    mine ? { ...facts, staff: facts.staff.filter((one) => one.id === staff.id) } : facts;
  return {
    grain,
    period,
    storeName: storeId === null ? null : (names.get(storeId) ?? null),
    mine,
    facts: own(addUp([...digests.values()])),
    before: before && own(before),
    stores: storeId === null ? [...digests].map(([id, facts]) => ({ name: names.get(id) ?? id, facts })) : [],
  };
}

async function sheetOf(turn: Turn, report: Report): Promise<MadeFile> {
  const title = reportTitle(report, turn.today);
  const taken = `${turn.staff.name} ${addDays(turn.today, 0)}导出`;
  const content = await writeReportSheet(report, `${title}｜${taken}`, turn.settings);
  return {
    name: `${title.replace(/[（(].*$/u, "").trim()}.xlsx`,
    content: content.toString("base64"),
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  };
}
