// Which day a greeting is for: birthdays by both calendars, holidays, the days after a first purchase; day words.
// Pure: the day comes in, no clock. Once per occurrence is the key made here.
import { addDays, type Day, daysInMonth, diffDays, splitDay } from "../../calendar/day.ts";
import { festivalBetween, festivalDay } from "../../calendar/holidays.ts";
import { leapMonthOf, lunarMonthLength, toLunar } from "../../calendar/lunar.ts";

/** A greeting that is late by more than this is better left unsaid. */
export const LATE_DAYS = 2;
/** The thanks after a first purchase go out on the first to third day after it (E05). */
export const THANKS_DAYS = 3;

/** A birthday as stored. */
export interface BirthdayKey {
  calendar: "solar" | "lunar";
  month: number;
  day: number;
  leap: boolean;
}

/** The days spoken of by greetings made today: missed ones, today's, and those ahead. */
export function greetingDays(today: Day, daysAhead: number): Day[] {
  return Array.from({ length: LATE_DAYS + daysAhead + 1 }, (_, i) => addDays(today, i - LATE_DAYS));
}

/**
 * The stored birthdays that are celebrated on a day: 29 February on the 28th of common years, lunar 30 on the 29th of
 * a short month, a leap month's in the ordinary month of years without it. The mirror of `birthdayInYear`.
 */
export function celebratedOn(day: Day): BirthdayKey[] {
  const { year, month, day: date } = splitDay(day);
  const solar = datesMeant(date, daysInMonth(year, month), 31).map((d) => ({
    calendar: "solar" as const,
    month,
    day: d,
    leap: false,
  }));
  const lunar = toLunar(day);
  const dates = datesMeant(lunar.day, lunarMonthLength(lunar.year, lunar.month, lunar.leap), 30);
  const leaps = lunar.leap ? [true] : leapMonthOf(lunar.year) === lunar.month ? [false] : [false, true];
  return [
    ...solar,
    ...dates.flatMap((d) => leaps.map((leap) => ({ calendar: "lunar" as const, month: lunar.month, day: d, leap }))),
  ];
}

/** On the last day of a month all later dates are meant as well. */
function datesMeant(date: number, last: number, most: number): number[] {
  return date < last ? [date] : Array.from({ length: most - date + 1 }, (_, i) => date + i);
}

export interface Holiday {
  /** As the calendar calls it: 春节, 中秋, 国庆. */
  name: string;
  day: Day;
}

/** The shop's holidays with `from` ≤ day ≤ `to`. Settings may say 中秋节 or 中秋. */
export function holidaysBetween(names: readonly string[], from: Day, to: Day): Holiday[] {
  const wanted = new Set(names.map(festivalName));
  return festivalBetween(from, addDays(to, 1)).filter(({ name }) => wanted.has(name));
}

export function festivalName(said: string): string {
  return festivalDay(said, 2026) === null && said.endsWith("节") ? said.slice(0, -1) : said;
}

/** Greeted once per occurrence whatever crashes: unique in the database. */
export function occurrenceKey(
  occasion: "birthday" | "anniversary" | "holiday" | "thanks",
  customerId: string,
  occurrence: string,
): string {
  return `${occasion}:${customerId}:${occurrence}`;
}

/** Whether a greeting sent on `sendOn` comes before, on or after the day. */
export type Timing = "ahead" | "today" | "late";

export function timingOf(occursOn: Day, sendOn: Day): Timing {
  const days = diffDays(sendOn, occursOn);
  return days > 0 ? "ahead" : days === 0 ? "today" : "late";
}

export const dayWordsNear: Readonly<Record<number, string>> = {
  [-2]: "前天",
  [-1]: "昨天",
  0: "今天",
  1: "明天",
  2: "后天",
  3: "大后天",
};

/** How the day is called by somebody who writes on `sendOn` (X3): never stored, always computed. */
export function dayWord(occursOn: Day, sendOn: Day): string {
  const { month, day } = splitDay(occursOn);
  return dayWordsNear[diffDays(sendOn, occursOn)] ?? `${month}月${day}日`;
}
