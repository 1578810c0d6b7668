// The Chinese lunar calendar and the birthdays kept by it. Facts come from tyme4ts; the rules of the house
// (29 February, lunar day 30, leap months) are stated here. It never reads the clock.

import { LunarDay, LunarMonth, LunarYear, SolarDay, SolarTerm } from "tyme4ts";
import { addDays, type Day, daysInMonth, diffDays, makeDay, splitDay } from "./day.ts";

export interface LunarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** In the leap month that follows the ordinary month of the same number. */
  readonly leap?: boolean;
}

export interface Birthday {
  readonly calendar: "solar" | "lunar";
  readonly month: number;
  readonly day: number;
  readonly leap?: boolean;
}

/** What the lunar library is trusted for; people and shop calendars stay well inside. */
export const LUNAR_YEAR_MIN = 1850;
export const LUNAR_YEAR_MAX = 2200;

/** The 24 solar terms in the order of the solar year, from January on. */
export const SOLAR_TERMS = [
  "小寒",
  "大寒",
  "立春",
  "雨水",
  "惊蛰",
  "春分",
  "清明",
  "谷雨",
  "立夏",
  "小满",
  "芒种",
  "夏至",
  "小暑",
  "大暑",
  "立秋",
  "处暑",
  "白露",
  "秋分",
  "寒露",
  "霜降",
  "立冬",
  "小雪",
  "大雪",
  "冬至",
] as const;

export type SolarTermName = (typeof SOLAR_TERMS)[number];

/** Null when the year has no such leap month, the month no such day, or the year is out of range. */
export function toSolar(date: LunarDate): Day | null {
  const { year, month, day, leap = false } = date;
  if (month < 1 || month > 12 || day < 1 || day > lunarMonthLength(year, month, leap)) return null;
  return addDays(lunarMonthStart(year, month, leap), day - 1);
}

/** The lunar date of a day; throws outside the years the tables are trusted for. */
export function toLunar(day: Day): Required<LunarDate> {
  const { year, month, day: date } = splitDay(day);
  if (year < LUNAR_YEAR_MIN || year > LUNAR_YEAR_MAX + 1) throw new RangeError("lunar calendar: year out of range");
  const lunar = SolarDay.fromYmd(year, month, date).getLunarDay();
  const lunarMonth = lunar.getLunarMonth();
  return {
    year: lunarMonth.getYear(),
    month: lunarMonth.getMonth(),
    day: lunar.getDay(),
    leap: lunarMonth.isLeap(),
  };
}

/** Number of the leap month of a lunar year, 0 when it has none. */
export function leapMonthOf(year: number): number {
  return yearFacts(year)?.leapMonth ?? 0;
}

/** 29 or 30, and 0 when that month does not exist in that year. */
export function lunarMonthLength(year: number, month: number, leap = false): number {
  return yearFacts(year)?.lengths.get(monthKey(month, leap)) ?? 0;
}

/** The first celebration of a birthday on or after `from`. */
export function nextBirthday(birthday: Birthday, from: Day): Day {
  // A lunar year begins up to seven weeks into the solar one, so its late months fall into the next.
  const first = splitDay(from).year - (birthday.calendar === "lunar" ? 1 : 0);
  for (let year = first; year <= first + 3; year++) {
    const day = birthdayInYear(birthday, year);
    if (day !== null && diffDays(from, day) >= 0) return day;
  }
  throw new RangeError("no birthday within range: the date is impossible or the year is out of range");
}

/**
 * The celebration within a solar or lunar year: 29 February falls on the 28th in common years, lunar day 30 on day 29
 * of a short month, a leap month's birthday in the ordinary month where the year has no such leap month.
 */
export function birthdayInYear(birthday: Birthday, year: number): Day | null {
  const { calendar, month, day, leap = false } = birthday;
  if (month < 1 || month > 12 || day < 1 || day > (calendar === "lunar" ? 30 : 31)) return null;
  if (calendar === "solar") return makeDay(year, month, Math.min(day, daysInMonth(year, month)));
  const inLeap = leap && lunarMonthLength(year, month, true) > 0;
  const length = lunarMonthLength(year, month, inLeap);
  return toSolar({ year, month, day: Math.min(day, length), leap: inLeap });
}

/** The day a solar term falls on in a solar year (China standard time). */
export function solarTermDay(year: number, name: SolarTermName): Day {
  const solar = SolarTerm.fromName(year, name).getJulianDay().getSolarDay();
  const day = makeDay(solar.getYear(), solar.getMonth(), solar.getDay());
  // The library starts a year's terms at the winter solstice before it.
  if (name !== "冬至" || solar.getYear() === year) return day;
  const next = SolarTerm.fromName(year + 1, name)
    .getJulianDay()
    .getSolarDay();
  return makeDay(next.getYear(), next.getMonth(), next.getDay());
}

interface LunarYearFacts {
  readonly leapMonth: number;
  readonly starts: ReadonlyMap<number, Day>;
  readonly lengths: ReadonlyMap<number, number>;
}

// One entry per lunar year asked for, so at most LUNAR_YEAR_MAX − LUNAR_YEAR_MIN + 1 small maps.
const factsByYear = new Map<number, LunarYearFacts>();

function yearFacts(year: number): LunarYearFacts | null {
  if (!Number.isInteger(year) || year < LUNAR_YEAR_MIN || year > LUNAR_YEAR_MAX) return null;
  const known = factsByYear.get(year);
  if (known) return known;
  const made = readYearFacts(year);
  factsByYear.set(year, made);
  return made;
}

function readYearFacts(year: number): LunarYearFacts {
  const starts = new Map<number, Day>();
  const lengths = new Map<number, number>();
  const leapMonth = LunarYear.fromYear(year).getLeapMonth();
  const first = LunarDay.fromYmd(year, 1, 1).getSolarDay();
  let start = makeDay(first.getYear(), first.getMonth(), first.getDay());
  const add = (month: number, leap: boolean) => {
    const length = LunarMonth.fromYm(year, leap ? -month : month).getDayCount();
    starts.set(monthKey(month, leap), start);
    lengths.set(monthKey(month, leap), length);
    start = addDays(start, length);
  };
  for (let month = 1; month <= 12; month++) {
    add(month, false);
    if (month === leapMonth) add(month, true);
  }
  return { leapMonth, starts, lengths };
}

function lunarMonthStart(year: number, month: number, leap: boolean): Day {
  return yearFacts(year)?.starts.get(monthKey(month, leap)) ?? makeDay(year, 1, 1);
}

function monthKey(month: number, leap: boolean): number {
  return leap ? -month : month;
}
