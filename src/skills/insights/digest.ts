// Figures of one shop over some days, and how those of several shops add up. Pure; what each figure is says kpi.ts.
import { addDays, addMonths, type Day, startOfMonth, startOfWeek } from "../../calendar/day.ts";
import { KPI_KEYS, type KpiKey, kpis } from "./kpi.ts";
import type { Period } from "./periods.ts";

export interface Figure {
  num: number;
  den: number;
}
export type Figures = Record<KpiKey, Figure>;

export interface DigestFacts {
  figures: Figures;
  /** Of each associate of the shop, by name. */
  staff: StaffFacts[];
  /** Why messages did not go. */
  refusals: Reason[];
}

/** What one associate did and left; no sales: nobody is measured by them alone. */
export interface StaffFacts {
  id: string;
  name: string;
  done: number;
  overdue: number;
  kept: number;
  broken: number;
  contacted: number;
}

export interface Reason {
  why: string;
  count: number;
}

/** Reasons named in a report; the rest is counted. */
export const REASONS_MAX = 3;

const nought: Figure = { num: 0, den: 0 };
export const noFigures: Figures = Object.fromEntries(KPI_KEYS.map((key) => [key, nought])) as Figures;
export const noFacts: DigestFacts = { figures: noFigures, staff: [], refusals: [] };

/** The shops of a house as one. A customer belongs to one shop, so different customers add up too. */
export function addUp(all: readonly DigestFacts[]): DigestFacts {
  return all.reduce<DigestFacts>(
    (sum, one) => ({
      figures: Object.fromEntries(
        KPI_KEYS.map((key) => {
          const [a, b] = [sum.figures[key], one.figures[key]];
          return [key, { num: a.num + b.num, den: a.den + b.den }];
        }),
      ) as Figures,
      staff: [...sum.staff, ...one.staff],
      refusals: addReasons(sum.refusals, one.refusals),
    }),
    noFacts,
  );
}

function addReasons(a: readonly Reason[], b: readonly Reason[]): Reason[] {
  const counts = new Map<string, number>();
  for (const { why, count } of [...a, ...b]) counts.set(why, (counts.get(why) ?? 0) + count);
  return [...counts].map(([why, count]) => ({ why, count })).sort((x, y) => y.count - x.count);
}

/** A share, a mean or a sum; null where there is nothing to divide by. */
export function measure(key: KpiKey, { num, den }: Figure): number | null {
  switch (kpis[key].unit) {
    case "share":
    case "mean":
    case "mean-fen":
      return den === 0 ? null : num / den;
    case "balance":
      return den === 0 ? null : (num / den) * 100;
    default:
      return key === "complaints" ? den : num;
  }
}

/** Who has something to do comes first, then who did most; sales decide nothing. */
export function inOrder(staff: readonly StaffFacts[]): StaffFacts[] {
  const todo = (one: StaffFacts) => one.broken + one.overdue;
  const did = (one: StaffFacts) => one.done + one.kept + one.contacted;
  return [...staff].sort((a, b) => todo(b) - todo(a) || did(b) - did(a) || (a.name < b.name ? -1 : 1));
}

/** Recognition: people praised in one report. */
export const PRAISED_MAX = 2;
/** Less than this is nobody's special day. */
const PRAISE_FROM = 2;

/** Who kept what she promised, left nothing undone and did most for customers; by what customers feel, never by sales. */
export function praised(staff: readonly StaffFacts[]): StaffFacts[] {
  const worth = (one: StaffFacts) => 2 * one.kept + one.done;
  return staff
    .filter((one) => one.overdue === 0 && one.broken === 0 && worth(one) >= PRAISE_FROM)
    .sort((a, b) => worth(b) - worth(a) || b.contacted - a.contacted || (a.name < b.name ? -1 : 1))
    .slice(0, PRAISED_MAX);
}

export type Grain = "day" | "week" | "month";

/** The days of the report of this kind that a day lies in. */
export function periodAt(grain: Grain, day: Day): Period {
  switch (grain) {
    case "day":
      return { from: day, to: addDays(day, 1) };
    case "week":
      return { from: startOfWeek(day), to: addDays(startOfWeek(day), 7) };
    case "month":
      return { from: startOfMonth(day), to: addMonths(startOfMonth(day), 1) };
  }
}

/** The last one that is over. */
export function lastPeriod(grain: Grain, today: Day): Period {
  return periodAt(grain, addDays(periodAt(grain, today).from, -1));
}
