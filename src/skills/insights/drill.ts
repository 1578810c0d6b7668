// 「2」 after a report: the people behind its second line, as the question one could have asked instead. Pure.
import { addDays, type Day } from "../../calendar/day.ts";
import type { Settings } from "../../settings.ts";
import type { Plan } from "../../skill.ts";
import type { Condition } from "../customers/query.ts";
import { digestConditions } from "./store.ts";

/** Lines are numbered as `digestText` numbers them. Null where a line has no people behind it, or there is no such line. */
export function drillPlan(line: number, day: Day, settings: Settings): Plan | null {
  const oneDay = { from: day, to: addDays(day, 1) };
  const some = { min: 1, max: null, minInclusive: true, maxInclusive: true };
  const { birthdays, atRisk, ownerless } = digestConditions({ day, settings });
  switch (line) {
    case 1:
      return find([{ field: "orders", bound: some, range: oneDay }], ["last-purchase"]);
    case 2:
      return find([{ field: "visits", bound: some, range: oneDay }], []);
    case 3:
      return find([{ field: "has-follow-up", is: true }], []);
    case 4:
      return { kind: "care.list", state: "waiting" };
    case 5:
      return find([{ field: "complaint", is: "open" }], []);
    case 6:
      return find(birthdays, ["birthday"]);
    case 7:
      return find(atRisk, ["last-seen", "spend"]);
    case 8:
      return find(ownerless, []);
    default:
      return null;
  }
}

function find(where: Condition[], show: string[]): Plan {
  return { kind: "customers.find", where, sort: null, limit: null, aggregate: null, base: "all", page: "first", show };
}
