// The two periods of a comparison: this month and the one before, a day and the same day last year. Pure.
import {
  addDays,
  addMonths,
  type Day,
  daysInMonth,
  diffDays,
  makeDay,
  splitDay,
  startOfWeek,
} from "../../calendar/day.ts";
import type { DayRange } from "../customers/query.ts";

/** Business days with both ends known, `to` exclusive. */
export interface Period {
  from: Day;
  to: Day;
}
export interface Compared {
  now: Period;
  other: Period;
  /** The period held against as a whole, where only as many days of it were taken as have passed of this one. */
  whole: Period | null;
}

export function periodOf(range: DayRange): Period | null {
  return range.from !== null && range.to !== null ? { from: range.from, to: range.to } : null;
}

/** 环比: the period of the same kind right before; of no calendar's kind, as many days right before. */
export function periodBefore({ from, to }: Period): Period {
  const months = monthsOf({ from, to });
  if (months !== null) return { from: addMonths(from, -months), to: from };
  return { from: addDays(from, -diffDays(from, to)), to: from };
}

/** 同比: the same days one year earlier. */
export function periodYearAgo({ from, to }: Period): Period {
  return { from: yearsLater(from, -1), to: addDays(yearsLater(addDays(to, -1), -1), 1) };
}

/** The period today lies in, of the kind of another: 本月 for a month, 本周 for a week, else today. */
export function currentLike({ from, to }: Period, today: Day): Period {
  const { year, month } = splitDay(today);
  const months = monthsOf({ from, to });
  if (months === 12) return { from: makeDay(year, 1, 1), to: makeDay(year + 1, 1, 1) };
  if (months !== null) {
    const first = makeDay(year, months === 3 ? month - ((month - 1) % 3) : month, 1);
    return { from: first, to: addMonths(first, months) };
  }
  if (isWeek({ from, to })) return { from: startOfWeek(today), to: addDays(startOfWeek(today), 7) };
  return { from: today, to: addDays(today, 1) };
}

/** Like is held against like: while a period still runs, as many days of the other are taken as have passed of it. */
export function compared(period: Period, other: Period, today: Day): Compared {
  const end = addDays(today, 1);
  const runs = (one: Period) => one.from <= today && one.to > end;
  if (runs(period)) {
    const cut = sameFar(period.from, other, end);
    return { now: { from: period.from, to: end }, other: cut, whole: cut.to < other.to ? other : null };
  }
  if (runs(other)) return { now: sameFar(other.from, period, end), other: { from: other.from, to: end }, whole: null };
  return { now: period, other, whole: null };
}

/** As far into the other period as `end` is after `start`; over years by the calendar, so that a leap day moves nothing. */
function sameFar(start: Day, other: Period, end: Day): Period {
  const years = Number(other.from.slice(0, 4)) - Number(start.slice(0, 4));
  const byCalendar = start.slice(5) === other.from.slice(5);
  const to = byCalendar ? addDays(yearsLater(addDays(end, -1), years), 1) : addDays(other.from, diffDays(start, end));
  return { from: other.from, to: to < other.to ? to : other.to };
}

/** Whole months from the first of one to the first of another; null for anything else. */
function monthsOf({ from, to }: Period): number | null {
  const [first, last] = [splitDay(from), splitDay(to)];
  if (first.day !== 1 || last.day !== 1) return null;
  const months = (last.year - first.year) * 12 + last.month - first.month;
  return months > 0 ? months : null;
}
const isWeek = ({ from, to }: Period): boolean => diffDays(from, to) === 7 && startOfWeek(from) === from;

/** 29 February falls on the 28th of other years. */
function yearsLater(day: Day, years: number): Day {
  const { year, month, day: date } = splitDay(day);
  return makeDay(year + years, month, Math.min(date, daysInMonth(year + years, month)));
}
