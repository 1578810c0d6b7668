// Fields of a date and a now → local seconds: which 周三, which 3月5号, which year's 中秋. It never looks at words.

import { civilFromDays, dayFromNumber, dayNumber, weekdayOfNumber } from "../../calendar/day.ts";
import { addWorkdays, festivalDay, holidayOn } from "../../calendar/holidays.ts";
import {
  birthdayInYear,
  SOLAR_TERMS,
  type SolarTermName,
  solarTermDay,
  toLunar,
  toSolar,
} from "../../calendar/lunar.ts";
import type { Clock, Fields, Shift, When } from "./dates-said.ts";
import {
  addToDay,
  DAY_S,
  type Direction,
  days,
  firstOf,
  lengthOf,
  type Moment,
  mondayOf,
  monthOf,
  months,
  type Stretch,
} from "./dates-stretch.ts";
import { resolveClockAlone, withClock } from "./dates-times.ts";
import { DAYS_OFF } from "./dates-words.ts";

/** Years to look through for a date that has no year: 29 February and leap months may be eight years away. */
const YEARS_SEARCHED = 9;

/** The same leap month comes back after up to this many years. */
const LEAP_YEARS_SEARCHED = 60;

export function resolveWhen(when: When, moment: Moment, direction: Direction): Stretch | null {
  const { fields, clock } = when;
  if (Object.keys(fields).length === 0) return clock ? resolveClockAlone(clock, moment, direction) : null;
  const period = resolveFields(fields, moment, direction, clock);
  if (!period || !clock) return period;
  return withClock(Math.floor(period.from / DAY_S), clock, moment, direction);
}

export function resolveFields(fields: Fields, moment: Moment, direction: Direction, clock?: Clock): Stretch | null {
  if (fields.shift) {
    const { shift, ...base } = fields;
    const anchor = resolveFields(base, moment, direction);
    return anchor ? shifted(anchor, shift) : null;
  }
  if (fields.edge) {
    const { edge, ...base } = fields;
    const period = resolveFields(base, moment, direction);
    return period ? edgeOf(period, edge) : null;
  }
  if (fields.workdays !== undefined) return resolveWorkdays(fields.workdays, fields.within ?? false, moment);
  if (fields.dayRel !== undefined) return resolveRelativeDay(fields, moment);
  if (fields.weekRel !== undefined) return resolveWeek(fields, moment);
  if (fields.weekday !== undefined && fields.nth === undefined) {
    return resolveWeekday(fields.weekday, moment, direction, clock);
  }
  if (fields.monthRel !== undefined) return monthsParts(fields, monthOf(moment.today) + fields.monthRel);
  if (fields.quarterRel !== undefined) return quarter(Math.floor(monthOf(moment.today) / 3) + fields.quarterRel);
  if (fields.halfRel !== undefined) return halfYear(Math.floor(monthOf(moment.today) / 6) + fields.halfRel);
  if (fields.lunarDay !== undefined) return resolveLunarDay(fields.lunarDay, moment, direction);
  if (fields.anyHoliday) return nearestHoliday(moment, direction);
  if (fields.day !== undefined && fields.month === undefined && !fields.lunar && !fields.year) {
    return resolveDayOfMonth(fields.day, moment, direction);
  }
  return resolveInYear(fields, moment, direction);
}

function shifted(anchor: Stretch, shift: Shift): Stretch {
  const first = Math.floor(anchor.from / DAY_S);
  const last = Math.floor(anchor.to / DAY_S);
  if (shift.side === "before") return days(addToDay(first, shift.duration, -1), first, "day");
  return days(last, addToDay(last, shift.duration, 1), "day");
}

function edgeOf(period: Stretch, edge: NonNullable<Fields["edge"]>): Stretch {
  const first = Math.floor(period.from / DAY_S);
  const last = Math.floor(period.to / DAY_S);
  const { duration, side } = edge;
  if (duration.weeks !== undefined) {
    const monday = side === "first" ? mondayOf(first + 3) : mondayOf(last - 4) + 7 - duration.weeks * 7;
    return days(monday, monday + duration.weeks * 7, "week");
  }
  return side === "first"
    ? days(first, Math.min(addToDay(first, duration, 1), last), "day")
    : days(Math.max(addToDay(last, duration, -1), first), last, "day");
}

function resolveWorkdays(count: number, within: boolean, moment: Moment): Stretch {
  const day = dayNumber(addWorkdays(dayFromNumber(moment.today), count));
  return days(within ? moment.today : day, day + 1, "day");
}

/** 明天; with a year or month before it the same day then (去年今天). */
function resolveRelativeDay(fields: Fields, moment: Moment): Stretch {
  const day = moment.today + (fields.dayRel ?? 0);
  const years = fields.year ? yearsAway(fields, moment) : 0;
  const shift = years * 12 + (fields.monthRel ?? 0);
  const at = shift === 0 ? day : addToDay(day, { months: shift }, 1);
  return days(at, at + 1, "day");
}

function yearsAway(fields: Fields, moment: Moment): number {
  const { abs, rel } = fields.year ?? {};
  return abs !== undefined ? abs - civilFromDays(moment.today).year : (rel ?? 0);
}

export function resolveWeek(fields: Fields, moment: Moment): Stretch {
  const monday = mondayOf(moment.today) + (fields.weekRel ?? 0) * 7;
  if (fields.weekday !== undefined) {
    const day = monday + fields.weekday - 1;
    return days(day, day + 1, "day");
  }
  if (fields.weekend) return days(monday + 5, monday + 7, "day");
  if (fields.midweek) return days(monday + 1, monday + 4, "day");
  if (fields.weekHalf === 1) return days(monday, monday + 3, "day");
  if (fields.weekHalf === 2) return days(monday + 3, monday + 7, "day");
  return days(monday, monday + 7, "week");
}

/** A bare weekday is not today, for which people say 今天; with a time still to come it may be. */
function resolveWeekday(weekday: number, moment: Moment, direction: Direction, clock: Clock | undefined): Stretch {
  const ahead = (weekday - weekdayOfNumber(moment.today) + 7) % 7;
  if (ahead === 0 && clock) {
    const today = withClock(moment.today, clock, moment, direction);
    const fits = direction === "future" ? today.from > moment.now : today.from <= moment.now;
    if (fits) return days(moment.today, moment.today + 1, "day");
  }
  const day = direction === "future" ? moment.today + (ahead || 7) : moment.today - (7 - ahead);
  return days(day, day + 1, "day");
}

/** 5号 without a month: the nearest month in the direction that has the day. */
function resolveDayOfMonth(day: number, moment: Moment, direction: Direction): Stretch | null {
  const step = direction === "future" ? 1 : -1;
  for (let away = 0; away <= 12; away++) {
    const month = monthOf(moment.today) + away * step;
    if (day > lengthOf(month)) continue;
    const at = firstOf(month) + day - 1;
    if (direction === "future" ? at >= moment.today : at <= moment.today) return days(at, at + 1, "day");
  }
  return null;
}

/** 初八 without a month: the nearest lunar month in the direction, which in the days before the New Year is 正月. */
function resolveLunarDay(day: number, moment: Moment, direction: Direction): Stretch | null {
  const step = direction === "future" ? 1 : -1;
  for (let away = 0; away <= LUNAR_MONTH_MAX; away++) {
    const at = moment.today + away * step;
    if (toLunar(dayFromNumber(at)).day === day) return days(at, at + 1, "day");
  }
  return null;
}
const LUNAR_MONTH_MAX = 30;

/** The last run of days off that has begun, or the first not yet over. */
function nearestHoliday(moment: Moment, direction: Direction): Stretch | null {
  const { year } = civilFromDays(moment.today);
  const runs = [year - 1, year, year + 1]
    .flatMap((one) => DAYS_OFF.map((name) => festivalIn(name, true, one)))
    .filter((run) => run !== null)
    .sort((a, b) => a.from - b.from);
  if (direction === "past") return runs.findLast((run) => run.from <= moment.now) ?? null;
  return runs.find((run) => run.to > moment.now) ?? null;
}

/** Periods of a year: with the year said it is clear, otherwise the years around now are tried in turn. */
function resolveInYear(fields: Fields, moment: Moment, direction: Direction): Stretch | null {
  const thisYear = civilFromDays(moment.today).year;
  if (fields.year) return inYear(fields, fields.year.abs ?? thisYear + (fields.year.rel ?? 0));
  // 上半年 and 年底 without a year are this year's, unless one asks back from before they began.
  const settled = fields.half !== undefined || fields.quarter !== undefined || fields.yearPart !== undefined;
  const step = direction === "future" ? 1 : -1;
  const searched = fields.lunar?.leap ? LEAP_YEARS_SEARCHED : YEARS_SEARCHED;
  for (let away = settled || direction === "past" ? 0 : -1; away <= searched; away++) {
    const found = inYear(fields, thisYear + (away < 0 ? -1 : away * step));
    if (!found) continue;
    if (settled && direction === "future") return found;
    const fits = direction === "future" ? found.to > moment.today * DAY_S : found.from <= moment.now;
    if (fits) return found;
  }
  return null;
}

function inYear(fields: Fields, year: number): Stretch | null {
  if (fields.festival !== undefined) return festivalIn(fields.festival, fields.holiday ?? false, year);
  if (fields.lunar) return lunarIn(fields.lunar, year);
  if (fields.half !== undefined) return halfYear(year * 2 + fields.half - 1);
  if (fields.quarter !== undefined) return quarter(year * 4 + fields.quarter - 1);
  if (fields.schoolBreak) return schoolBreak(fields.schoolBreak, year);
  if (fields.seasonStart) return months(year * 12 + 2 + (fields.season ?? 0) * 3, 1, "month");
  if (fields.season !== undefined) return months(year * 12 + 2 + fields.season * 3, 3, "quarter");
  if (fields.yearPart !== undefined) return yearPart(fields.yearPart, year);
  if (fields.month !== undefined) return monthsParts(fields, year * 12 + fields.month - 1);
  if (fields.nthWeek !== undefined) return nthWeek(fields.nthWeek, year * 12, 12);
  return months(year * 12, 12, "year");
}

function festivalIn(name: string, holiday: boolean, year: number): Stretch | null {
  if (holiday) {
    const run = holidayOn(name, year);
    if (run) return days(dayNumber(run.from), dayNumber(run.to), "day");
  }
  const day = festivalDay(name, year) ?? (isSolarTerm(name) ? solarTermDay(year, name) : null);
  if (day === null) return null;
  return days(dayNumber(day), dayNumber(day) + 1, "day");
}

function isSolarTerm(name: string): name is SolarTermName {
  return SOLAR_TERMS.some((term) => term === name);
}

/** 腊月 of a lunar year lies in the next solar one; the year people say is the lunar one. */
function lunarIn(lunar: NonNullable<Fields["lunar"]>, year: number): Stretch | null {
  const { month, day, leap } = lunar;
  if (day === undefined) {
    const first = toSolar({ year, month, day: 1, leap });
    const last = toSolar({ year, month, day: 30, leap }) ?? toSolar({ year, month, day: 29, leap });
    return first && last ? days(dayNumber(first), dayNumber(last) + 1, "month") : null;
  }
  const solar = birthdayInYear({ calendar: "lunar", month, day, leap }, year);
  if (solar === null || (leap && !toLunar(solar).leap)) return null;
  return days(dayNumber(solar), dayNumber(solar) + 1, "day");
}

function yearPart(part: "start" | "middle" | "end", year: number): Stretch {
  if (part === "start") return months(year * 12, 1, "month");
  return part === "middle" ? months(year * 12 + 5, 2, "month") : months(year * 12 + 11, 1, "month");
}

/** Schools differ by weeks; the summer break is taken as July and August, the winter break as mid-January to the end of
 *  February. */
function schoolBreak(which: "summer" | "winter", year: number): Stretch {
  if (which === "summer") return months(year * 12 + 6, 2, "part");
  return days(firstOf(year * 12) + 14, firstOf(year * 12 + 2), "part");
}

function halfYear(index: number): Stretch {
  return months(index * 6, 6, "half");
}

export function quarter(index: number): Stretch {
  return months(index * 3, 3, "quarter");
}

export function monthsParts(fields: Fields, month: number): Stretch | null {
  const first = firstOf(month);
  const length = lengthOf(month);
  if (fields.day !== undefined) {
    return fields.day <= length ? days(first + fields.day - 1, first + fields.day, "day") : null;
  }
  if (fields.nth !== undefined && fields.weekday !== undefined)
    return nthWeekday(fields.nth, fields.weekday, first, length);
  if (fields.nthWeek !== undefined) return nthWeek(fields.nthWeek, month, 1);
  if (fields.third)
    return days(
      first + (fields.third - 1) * 10,
      fields.third === 3 ? first + length : first + fields.third * 10,
      "part",
    );
  if (fields.monthHalf)
    return fields.monthHalf === 1 ? days(first, first + 15, "part") : days(first + 15, first + length, "part");
  if (fields.monthPart) return monthPart(fields.monthPart, first, length);
  return months(month, 1, "month");
}

/** 月初 are the first ten days and 月中 the second; 月底 is the last day, on which people mean to act. */
function monthPart(part: "start" | "middle" | "end", first: number, length: number): Stretch {
  if (part === "start") return days(first, first + 10, "part");
  return part === "middle" ? days(first + 10, first + 20, "part") : days(first + length - 1, first + length, "day");
}

function nthWeekday(nth: number, weekday: number, first: number, length: number): Stretch | null {
  const ahead = (weekday - weekdayOfNumber(first) + 7) % 7;
  const count = Math.floor((length - 1 - ahead) / 7) + 1;
  const day = first + ahead + ((nth < 0 ? count : nth) - 1) * 7;
  return nth <= count ? days(day, day + 1, "day") : null;
}

/** Week one is the first that has its Thursday inside (ISO 8601), so that no week belongs to two years. */
function nthWeek(nth: number, firstMonth: number, count: number): Stretch {
  const first = firstOf(firstMonth);
  const monday = mondayOf(first + 3);
  const last = mondayOf(firstOf(firstMonth + count) - 4);
  const at = nth < 0 ? last : monday + (nth - 1) * 7;
  return days(at, at + 7, "week");
}
