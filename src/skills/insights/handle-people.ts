// Who stands behind a figure, what it is, how it is counted, and who made it change. Row security decides whose figures
// they are; an associate's own where it is of associates.
import { addDays } from "../../calendar/day.ts";
import type { Outcome, Turn } from "../../skill.ts";
import { type FindResult, find } from "../customers/find.ts";
import { findPlan } from "../customers/plan.ts";
import { type Figure, periodAt } from "./digest.ts";
import { CHURN_DAYS, type KpiKey, kpis, type Window } from "./kpi.ts";
import { type Period, periodBefore, periodOf } from "./periods.ts";
import type { FigurePlan, PeoplePlan } from "./plan.ts";
import { type Behind, type BehindScope, findBehind, findGone, loadFigure } from "./store.ts";

/** People who can be paged through; more are counted. */
const PEOPLE_MAX = 200;

export type PeopleResult =
  | { kind: "people"; metric: KpiKey; period: Period; grain: PeoplePlan["grain"]; listed: FindResult | null }
  | { kind: "formula"; metric: KpiKey; words: string }
  | {
      kind: "value";
      metric: KpiKey;
      words: string;
      period: Period;
      before: Period;
      now: Figure;
      then: Figure;
      /** Why it changed was asked: who made it so; null when nobody did. */
      why: boolean;
      gone: FindResult | null;
    };

export async function people(turn: Turn, plan: PeoplePlan): Promise<Outcome<PeopleResult>> {
  const period = periodAt(plan.grain, plan.day);
  const behind = await findBehind(turn.tx, plan.metric, windowOf(turn, period), scopeOf(turn));
  const listed = await list(turn, behind, kpis[plan.metric].people);
  return {
    ...listed.rest,
    result: { kind: "people", metric: plan.metric, period, grain: plan.grain, listed: listed.result },
    audit: [
      { action: "insights.people", customerId: null, detail: { metric: plan.metric, period } },
      ...(listed.rest.audit ?? []),
    ],
  };
}

export async function figure(turn: Turn, plan: FigurePlan): Promise<Outcome<PeopleResult>> {
  const { metric } = plan;
  const words = kpis[metric].formula(turn.settings);
  if (plan.ask === "formula" || kpis[metric].rows === null) return { result: { kind: "formula", metric, words } };
  const end = addDays(turn.today, 1);
  const asked = (plan.range && periodOf(plan.range)) ?? { from: addDays(end, -CHURN_DAYS), to: end };
  // Of days to come nothing is known.
  const period = { from: asked.from < end ? asked.from : turn.today, to: asked.to < end ? asked.to : end };
  const before = periodBefore(period);
  const { storeId } = scopeOf(turn);
  const now = await loadFigure(turn.tx, metric, windowOf(turn, period), storeId);
  const then = await loadFigure(turn.tx, metric, windowOf(turn, before), storeId);
  const why = plan.ask === "why";
  const gone = why
    ? await list(
        turn,
        await findGone(turn.tx, metric, windowOf(turn, period), windowOf(turn, before), scopeOf(turn)),
        kpis[metric].good === "less"
          ? `之前不是、现在算进来的${kpis[metric].people}`
          : `之前是、现在不再算的${kpis[metric].people}`,
      )
    : null;
  return {
    ...(gone?.rest ?? {}),
    result: { kind: "value", metric, words, period, before, now, then, why, gone: gone?.result ?? null },
    audit: [
      { action: "insights.figure", customerId: null, detail: { metric, period, why } },
      ...(gone?.rest.audit ?? []),
    ],
  };
}

function windowOf({ zone, settings, now }: Turn, period: Period): Window {
  return { ...period, zone, settings, now };
}

function scopeOf({ staff }: Turn): BehindScope {
  return {
    storeId: staff.scope === "all" ? null : staff.storeId,
    staffId: staff.scope === "own" ? staff.id : null,
    limit: PEOPLE_MAX,
  };
}

/** As every list of customers, so that 还有吗, 其中女的 and 第二个 go on from it. Null when there is nobody. */
async function list(
  turn: Turn,
  { total, ids }: Behind,
  reading: string,
): Promise<{ result: FindResult | null; rest: Omit<Outcome, "result"> }> {
  if (ids.length === 0) return { result: null, rest: {} };
  const plan = findPlan.parse({
    kind: "customers.find",
    where: [{ field: "shown", ids }],
    show: ["last-seen", "spend"],
  });
  const { result, ...rest } = await find({ ...turn, text: "" }, plan);
  if (result.kind !== "listed") return { result: null, rest };
  return { result: { ...result, reading, total }, rest };
}
