// Rules of what happens again and again, and the days they mean: each Monday, the 15th of each month, the last workday,
// 29 February, the lunar Mid-Autumn day. Pure; every day comes from the rule and a day given, never from the clock.
import { addDays, type Day, dayNumber, daysInMonth, diffDays, makeDay, splitDay, startOfWeek, weekday } from "./day.ts";
import { addWorkdays, festivalDay, isRestDay, nthWeekday } from "./holidays.ts";
import { birthdayInYear, toLunar } from "./lunar.ts";

export interface Recurrence {
  every: "day" | "week" | "month" | "year";
  /** Every second week has 2. */
  interval: number;
  /** Intervals are counted from here, and no occurrence lies before it. */
  from: Day;
  /** 1 = Monday … 7 = Sunday. Of a week: those days. With `nth`: that weekday of the month. */
  weekdays?: readonly number[];
  /** Days of the month; one the month does not have is its last, as -1 always is. */
  days?: readonly number[];
  month?: number;
  /** The n-th of the weekday, or of the workdays, of a month; -1 is the last. */
  nth?: number;
  /** Only days the shop's country works on, make-up days included. */
  workdays?: boolean;
  lunar?: { month: number; day: number };
  festival?: string;
}

/** A shop's reminder every 60 weeks is a slip of the tongue; it also bounds every search below. */
export const INTERVAL_MAX = 60;
/** The longest holiday with its make-up days is well under this. */
const REST_DAYS_MAX = 40;

/** The first occurrence after `after`; null when the rule has none (a fifth Monday every twelfth month may never come). */
export function nextOccurrence(rule: Recurrence, after: Day): Day | null {
  const start = after >= rule.from ? addDays(after, 1) : rule.from;
  switch (rule.every) {
    case "day":
      return rule.workdays ? firstWorkday(start) : nextByDays(rule, start);
    case "week":
      return nextByWeeks(rule, start);
    case "month":
      return nextByMonths(rule, start);
    case "year":
      return nextByYears(rule, start);
  }
}

/** The next `count` occurrences after `after`, fewer when the rule ends. */
export function nextOccurrences(rule: Recurrence, after: Day, count: number): Day[] {
  const days: Day[] = [];
  for (let last = after; days.length < count; ) {
    const next = nextOccurrence(rule, last);
    if (next === null) break;
    days.push(next);
    last = next;
  }
  return days;
}

/** The latest occurrence on or before `until` and after `after`; null when none was missed. */
export function latestOccurrence(rule: Recurrence, after: Day, until: Day): Day | null {
  let latest: Day | null = null;
  for (let next = nextOccurrence(rule, after); next !== null && next <= until; next = nextOccurrence(rule, next))
    latest = next;
  return latest;
}

function firstWorkday(start: Day): Day | null {
  for (let ahead = 0; ahead <= REST_DAYS_MAX; ahead++) {
    const day = addDays(start, ahead);
    if (!isRestDay(day)) return day;
  }
  return null;
}

function nextByDays({ interval, from }: Recurrence, start: Day): Day {
  const steps = Math.ceil(Math.max(0, diffDays(from, start)) / interval);
  return addDays(from, steps * interval);
}

function nextByWeeks({ interval, from, weekdays }: Recurrence, start: Day): Day | null {
  const wanted = weekdays && weekdays.length > 0 ? weekdays : [weekday(from)];
  const first = dayNumber(startOfWeek(from));
  for (let ahead = 0; ahead < 7 * (interval + 1); ahead++) {
    const day = addDays(start, ahead);
    const week = (dayNumber(startOfWeek(day)) - first) / 7;
    if (week % interval === 0 && wanted.includes(weekday(day))) return day;
  }
  return null;
}

function nextByMonths(rule: Recurrence, start: Day): Day | null {
  const first = monthIndex(rule.from);
  const at = monthIndex(start);
  const skipped = Math.floor(Math.max(0, at - first) / rule.interval);
  // A fifth Monday is missing in most months, never in twelve running ones.
  for (let step = skipped; step <= skipped + 12; step++) {
    const index = first + step * rule.interval;
    const day = daysOfMonth(rule, Math.floor(index / 12), (index % 12) + 1).find((one) => one >= start);
    if (day !== undefined) return day;
  }
  return null;
}

function nextByYears(rule: Recurrence, start: Day): Day | null {
  // January may still be the twelfth month of the lunar year before.
  const { year } = rule.lunar ? toLunar(rule.from) : splitDay(rule.from);
  const skipped = Math.floor(Math.max(0, splitDay(start).year - year - 1) / rule.interval);
  // A lunar year reaches into the next solar one, so one step back and a few ahead are looked at.
  for (let step = Math.max(0, skipped - 1); step <= skipped + 4; step++) {
    const day = daysOfYear(rule, year + step * rule.interval).find((one) => one >= start);
    if (day !== undefined) return day;
  }
  return null;
}

function daysOfYear(rule: Recurrence, year: number): Day[] {
  const { lunar, festival } = rule;
  if (!festival && !lunar) return daysOfMonth(rule, year, rule.month ?? splitDay(rule.from).month);
  // A lunar year's last months lie in the next solar one; asked by its own year, each comes once.
  const day = festival
    ? festivalDay(festival, year)
    : lunar
      ? birthdayInYear({ calendar: "lunar", ...lunar }, year)
      : null;
  return day === null ? [] : [day];
}

/** In order, without doubles: the 30th and the last of a short month are one day. */
function daysOfMonth(rule: Recurrence, year: number, month: number): Day[] {
  const { nth, weekdays } = rule;
  const only = (day: Day | null) => (day === null ? [] : [day]);
  if (nth !== undefined && rule.workdays) return only(nthWorkday(year, month, nth));
  if (nth !== undefined && weekdays?.[0]) return only(nthWeekdayOf(year, month, weekdays[0], nth));
  const length = daysInMonth(year, month);
  const days = (rule.days ?? [splitDay(rule.from).day]).map((day) =>
    makeDay(year, month, day < 0 ? Math.max(1, length + 1 + day) : Math.min(day, length)),
  );
  return [...new Set(days)].sort();
}

function nthWorkday(year: number, month: number, nth: number): Day | null {
  const first = makeDay(year, month, 1);
  const next = makeDay(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1);
  const day = nth > 0 ? addWorkdays(addDays(first, -1), nth) : addWorkdays(next, nth);
  return day.slice(0, 7) === first.slice(0, 7) ? day : null;
}

function nthWeekdayOf(year: number, month: number, wanted: number, nth: number): Day | null {
  if (nth > 0) {
    const day = nthWeekday(year, month, wanted, nth);
    return splitDay(day).month === month ? day : null;
  }
  const last = makeDay(year, month, daysInMonth(year, month));
  return addDays(last, -((weekday(last) - wanted + 7) % 7) + 7 * (nth + 1));
}

function monthIndex(day: Day): number {
  const { year, month } = splitDay(day);
  return year * 12 + month - 1;
}
