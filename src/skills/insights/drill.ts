// 「2」 after a report: the people behind its second line, as the question one could have asked instead. Pure.
import type { Day } from "../../calendar/day.ts";
import type { Settings } from "../../settings.ts";
import type { Plan } from "../../skill.ts";
import type { Condition } from "../customers/query.ts";
import { type Grain, periodAt } from "./digest.ts";
import type { KpiKey } from "./kpi.ts";
import { lineOpened } from "./lines.ts";
import { digestConditions } from "./store.ts";

export interface ReadReport {
  /** As it was read: the number is looked up in it, whatever was left out. */
  text: string;
  grain: Grain;
  /** Any day of its period. */
  day: Day;
}

/** Null where there is no such line. */
export function drillPlan(line: number, report: ReadReport, settings: Settings): Plan | null {
  const opens = lineOpened(report.text, line);
  return opens === null ? null : peopleOf(opens, report, settings);
}

/** Who stands behind a figure of these days. */
export function peopleOf(opens: KpiKey, { grain, day }: Omit<ReadReport, "text">, settings: Settings): Plan {
  const conditions = digestConditions({ to: periodAt(grain, day).to, settings });
  switch (opens) {
    case "birthdays":
      return find(conditions.birthdays, ["birthday"]);
    case "at-risk":
      return find(conditions["at-risk"], ["last-seen", "spend"]);
    case "ownerless":
      return find(conditions.ownerless, []);
    case "care-waiting":
      return { kind: "care.list", state: "waiting" };
    default:
      return { kind: "insights.people", metric: opens, grain, day };
  }
}

function find(where: Condition[], show: string[]): Plan {
  return { kind: "customers.find", where, sort: null, limit: null, aggregate: null, base: "all", page: "first", show };
}
