// Chinese days off and make-up workdays (facts from chinese-days, correctable by the shop), and festivals as data.
// It never guesses a government's holiday plan: `holidaysKnown` says for which years there is one.

import published from "chinese-days/dist/chinese-days.json" with { type: "json" };
import { addDays, type Day, dayFromNumber, daysFromCivil, makeDay, splitDay, weekday, weekdayOfNumber } from "./day.ts";
import {
  LUNAR_YEAR_MAX,
  LUNAR_YEAR_MIN,
  lunarMonthLength,
  type SolarTermName,
  solarTermDay,
  toSolar,
} from "./lunar.ts";

/** What the shop knows better than the library: its own closing days, or a year not yet published there. */
export interface HolidayOverrides {
  /** Day → name of the holiday it is off for. */
  readonly rest?: Readonly<Record<Day, string>>;
  /** Days worked although they are weekends or published holidays. */
  readonly work?: readonly Day[];
  /** Years for which the two lists above are complete. */
  readonly years?: readonly number[];
}

export interface Festival {
  readonly name: string;
  /** The day itself. */
  readonly day: Day;
}

export interface DayRange {
  readonly from: Day;
  /** Exclusive. */
  readonly to: Day;
}

const publishedRest: Readonly<Record<Day, string>> = published.holidays;
const publishedWork: Readonly<Record<Day, string>> = published.workdays;
const publishedYears: ReadonlySet<number> = new Set(Object.keys(publishedRest).map((day) => Number(day.slice(0, 4))));

/** Whether the days off and make-up workdays of a year are published; otherwise only weekends are known. */
export function holidaysKnown(year: number, overrides?: HolidayOverrides): boolean {
  return publishedYears.has(year) || (overrides?.years?.includes(year) ?? false);
}

export function isRestDay(day: Day, overrides?: HolidayOverrides): boolean {
  if (overrides?.work?.includes(day)) return false;
  if (overrides?.rest?.[day] !== undefined) return true;
  if (publishedWork[day] !== undefined) return false;
  if (publishedRest[day] !== undefined) return true;
  return weekday(day) >= 6;
}

export function isWorkday(day: Day, overrides?: HolidayOverrides): boolean {
  return !isRestDay(day, overrides);
}

/** The holiday a day is off for; null on plain weekends and workdays. */
export function holidayName(day: Day, overrides?: HolidayOverrides): string | null {
  if (overrides?.work?.includes(day)) return null;
  const own = overrides?.rest?.[day];
  if (own !== undefined) return own;
  return publishedRest[day]?.split(",")[1] ?? null;
}

/** The n-th workday after a day (before it, when n is negative). */
export function addWorkdays(day: Day, count: number, overrides?: HolidayOverrides): Day {
  const step = count < 0 ? -1 : 1;
  let left = Math.min(Math.abs(count), WORKDAYS_AHEAD_MAX);
  let at = day;
  while (left > 0) {
    at = addDays(at, step);
    if (isWorkday(at, overrides)) left--;
  }
  return at;
}

// Nobody plans four years ahead in workdays; the bound keeps a mistyped number from looping.
const WORKDAYS_AHEAD_MAX = 1000;

type FestivalRule =
  | { readonly solar: readonly [month: number, day: number] }
  | { readonly lunar: readonly [month: number, day: number] }
  | { readonly term: SolarTermName }
  | { readonly nth: readonly [month: number, weekday: number, nth: number] }
  | { readonly dayBefore: string };

/** One line per festival; `dayBefore` names another entry. */
const FESTIVALS: Readonly<Record<string, FestivalRule>> = {
  元旦: { solar: [1, 1] },
  腊八: { lunar: [12, 8] },
  小年: { lunar: [12, 23] },
  除夕: { dayBefore: "春节" },
  春节: { lunar: [1, 1] },
  元宵: { lunar: [1, 15] },
  情人节: { solar: [2, 14] },
  龙抬头: { lunar: [2, 2] },
  妇女节: { solar: [3, 8] },
  植树节: { solar: [3, 12] },
  消费者权益日: { solar: [3, 15] },
  白色情人节: { solar: [3, 14] },
  愚人节: { solar: [4, 1] },
  清明: { term: "清明" },
  劳动节: { solar: [5, 1] },
  青年节: { solar: [5, 4] },
  母亲节: { nth: [5, 7, 2] },
  护士节: { solar: [5, 12] },
  网络情人节: { solar: [5, 20] },
  儿童节: { solar: [6, 1] },
  父亲节: { nth: [6, 7, 3] },
  "618": { solar: [6, 18] },
  端午: { lunar: [5, 5] },
  建党节: { solar: [7, 1] },
  建军节: { solar: [8, 1] },
  七夕: { lunar: [7, 7] },
  中元: { lunar: [7, 15] },
  教师节: { solar: [9, 10] },
  中秋: { lunar: [8, 15] },
  国庆: { solar: [10, 1] },
  重阳: { lunar: [9, 9] },
  万圣夜: { solar: [10, 31] },
  万圣节: { solar: [10, 31] },
  双十一: { solar: [11, 11] },
  感恩节: { nth: [11, 4, 4] },
  冬至: { term: "冬至" },
  双十二: { solar: [12, 12] },
  澳门回归: { solar: [12, 20] },
  香港回归: { solar: [7, 1] },
  平安夜: { solar: [12, 24] },
  圣诞: { solar: [12, 25] },
  跨年: { solar: [12, 31] },
};

export const FESTIVAL_NAMES: readonly string[] = Object.keys(FESTIVALS);

// One small table per year asked for; years are bounded by the lunar tables.
const festivalsByYear = new Map<number, ReadonlyMap<string, Day>>();

/** Every festival of a solar year and the day it falls on, by name. */
export function festivalOn(year: number): ReadonlyMap<string, Day> {
  const known = festivalsByYear.get(year);
  if (known) return known;
  const made = new Map<string, Day>();
  for (const [name, rule] of Object.entries(FESTIVALS)) {
    const day = dayByRule(rule, year);
    if (day !== null) made.set(name, day);
  }
  if (year >= LUNAR_YEAR_MIN && year <= LUNAR_YEAR_MAX) festivalsByYear.set(year, made);
  return made;
}

/** The day of one festival in a solar year; null for an unknown name or a year without it. */
export function festivalDay(name: string, year: number): Day | null {
  return festivalOn(year).get(name) ?? null;
}

/** Festivals with `from` ≤ day < `to`, in order of the calendar. */
export function festivalBetween(from: Day, to: Day): Festival[] {
  const found: Festival[] = [];
  for (let year = splitDay(from).year; year <= splitDay(to).year; year++) {
    for (const [name, day] of festivalOn(year)) {
      if (day >= from && day < to) found.push({ name, day });
    }
  }
  return found.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

/** Festivals with days off, and how many the law gives where no plan is published yet (`lead`: days before). */
const HOLIDAYS: Readonly<Record<string, { readonly days: number; readonly lead: number }>> = {
  元旦: { days: 1, lead: 0 },
  春节: { days: 8, lead: 1 },
  清明: { days: 1, lead: 0 },
  劳动节: { days: 5, lead: 0 },
  端午: { days: 1, lead: 0 },
  中秋: { days: 1, lead: 0 },
  国庆: { days: 7, lead: 0 },
};

/** The run of days off around a festival, as published, or as the law lays it where nothing is published. */
export function holidayOn(name: string, year: number, overrides?: HolidayOverrides): DayRange | null {
  const rule = HOLIDAYS[name];
  const day = festivalDay(name, year);
  if (!rule || day === null) return null;
  if (!holidaysKnown(year, overrides)) {
    const from = addDays(day, -rule.lead);
    return { from, to: addDays(from, rule.days) };
  }
  return { from: edgeOfRun(day, -1, overrides), to: addDays(edgeOfRun(day, 1, overrides), 1) };
}

// The longest run of days off so far was nine days; the bound only keeps bad overrides from looping.
const RUN_DAYS_MAX = 20;

function edgeOfRun(day: Day, step: 1 | -1, overrides: HolidayOverrides | undefined): Day {
  let edge = day;
  for (let i = 0; i < RUN_DAYS_MAX && isRestDay(addDays(edge, step), overrides); i++) edge = addDays(edge, step);
  return edge;
}

function dayByRule(rule: FestivalRule, year: number): Day | null {
  if ("solar" in rule) return makeDay(year, ...rule.solar);
  if ("term" in rule) return isLunarYear(year) ? solarTermDay(year, rule.term) : null;
  if ("nth" in rule) return nthWeekday(year, ...rule.nth);
  if ("dayBefore" in rule) {
    const of = FESTIVALS[rule.dayBefore];
    const day = of ? dayByRule(of, year) : null;
    return day === null ? null : addDays(day, -1);
  }
  return lunarDayWithin(year, ...rule.lunar);
}

/** The n-th Monday, Tuesday … of a month; always exists for n ≤ 4. */
export function nthWeekday(year: number, month: number, wanted: number, nth: number): Day {
  const first = daysFromCivil(year, month, 1);
  const shift = (wanted - weekdayOfNumber(first) + 7) % 7;
  return dayFromNumber(first + shift + (nth - 1) * 7);
}

/** Lunar festivals late in the lunar year fall early in the next solar one. */
function lunarDayWithin(year: number, month: number, day: number): Day | null {
  for (const lunarYear of [year, year - 1]) {
    const solar = toSolar({ year: lunarYear, month, day: Math.min(day, lunarMonthLength(lunarYear, month)) });
    if (solar !== null && splitDay(solar).year === year) return solar;
  }
  return null;
}

function isLunarYear(year: number): boolean {
  return year >= LUNAR_YEAR_MIN && year <= LUNAR_YEAR_MAX;
}
