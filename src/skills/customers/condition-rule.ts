// A condition on customers as the phrases of a question say it: a pattern, and what it makes. With it what the makers of
// several subjects share.
import { addDays } from "../../calendar/day.ts";
import type { PlainBound } from "../../understanding/parser/build.ts";
import type { Capture } from "../../understanding/parser/trace.ts";
import type { Condition, DayRange } from "./query.ts";

/** One group of a question, seen by its condition's maker. */
export interface Part {
  get(name: string): Capture | null;
  has(name: string): boolean;
  words(name: string): string;
  /** Business days of the group's own date, else of a date that stands free in the sentence. */
  range: DayRange | null;
  bound: PlainBound | null;
  /** How its own day was said. */
  days: { text: string; duration?: unknown } | null;
  today: string;
  /** The words of the whole condition. */
  said: string;
}
export interface ConditionRule {
  name: string;
  say: string;
  make(part: Part): Condition | null;
}

export const ROUND = "(过千|上千|破千|过万|上万|破万|过十万|上十万|破十万)";

export const none = (field: "orders" | "visits" | "returns", range: DayRange | null): Condition => ({
  field,
  bound: { min: null, max: 0, minInclusive: true, maxInclusive: true },
  range,
});
/** Periods of the calendar as opposed to lengths of time: not come this year is none in this year. */
const CALENDAR = /^[今本这当]|[上去前昨下明]|月份?$|季度|\d{4}/u;
/** Nobody says how long, so a month: who was not spoken to for so long is due in any case. */
export const NOT_CONTACTED_DAYS = 30;
/** 「两个月没来」: not seen since then. A period of the calendar (上个月没来, 今年没来) is a count of nought instead. */
export function notSeen(
  field: "last-seen" | "last-purchase" | "last-contact",
  count: "visits" | "orders" | null,
  part: Part,
): Condition | null {
  const { range, today } = part;
  if (!range?.from)
    return count
      ? none(count, null)
      : { field: "last-contact", range: { from: null, to: addDays(today, -NOT_CONTACTED_DAYS) } };
  const { days } = part;
  const isLength = days?.duration !== undefined;
  const over = range.to !== null && range.to <= today;
  if (count && !isLength && (over || CALENDAR.test(days?.text ?? ""))) return none(count, range);
  return { field, range: { from: null, to: range.from } };
}
export function roundOf(part: Part): number | null {
  const rounds: readonly [RegExp, number][] = [
    [/十万$/u, 100_000],
    [/万$/u, 10_000],
    [/千$/u, 1000],
  ];
  for (const word of ROUND.slice(1, -1).split("|"))
    if (part.has(word)) return rounds.find(([ending]) => ending.test(word))?.[1] ?? null;
  return null;
}
/** 「买过3次的」 means at least three; an explicit bound stays as said. */
export function open(bound: PlainBound): PlainBound {
  return bound.min !== null && bound.min === bound.max ? { ...bound, max: null } : bound;
}
export function not(condition: Condition | null): Condition | null {
  return condition === null ? null : { not: condition };
}
