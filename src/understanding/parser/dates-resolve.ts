// Fields of a date and a now → local seconds. All calendar reasoning about what people mean is here: which 周三,
// which 3月5号, how long a 下午 lasts. It never looks at words.

import {
  civilFromDays,
  dayFromNumber,
  dayNumber,
  daysFromCivil,
  daysInMonth,
  weekdayOfNumber,
} from "../../calendar/day.ts";
import { addWorkdays, festivalDay, holidayOn } from "../../calendar/holidays.ts";
import {
  birthdayInYear,
  SOLAR_TERMS,
  type SolarTermName,
  solarTermDay,
  toLunar,
  toSolar,
} from "../../calendar/lunar.ts";
import type { Clock, Duration, Fields, Length, Repeat, Said, Shift, When } from "./dates-said.ts";
import { DAYS_OFF } from "./dates-words.ts";

export type Grain = "minute" | "hour" | "part" | "day" | "week" | "month" | "quarter" | "half" | "year";

/** Seconds since 1970-01-01T00:00 on local clocks; `to` is exclusive. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly grain: Grain;
}

export interface Moment {
  /** Local seconds. */
  readonly now: number;
  /** Day number of today. */
  readonly today: number;
}

/** Which of several possible readings: the last that has begun, or the first not yet over. */
export type Direction = "past" | "future";

export const DAY_S = 86_400;
const HOUR_S = 3600;

/** Years to look through for a date that has no year: 29 February and leap months may be eight years away. */
const YEARS_SEARCHED = 9;

/** The same leap month comes back after up to this many years. */
const LEAP_YEARS_SEARCHED = 60;

export function momentOf(now: number): Moment {
  return { now, today: Math.floor(now / DAY_S) };
}

export function resolve(said: Said, moment: Moment, direction: Direction): Stretch | null {
  switch (said.kind) {
    case "when":
      return resolveWhen(said, moment, direction);
    case "length":
      return resolveLength(said, moment, direction);
    case "repeat":
      return resolveRepeat(said, moment);
    case "now":
      return { from: moment.now, to: moment.now + 60, grain: "minute" };
    case "vague":
      return days(moment.today + said.fromDays, moment.today + said.toDays, "day");
    default:
      return unreachable(said);
  }
}

function unreachable(value: never): never {
  throw new Error(`unknown reading: ${JSON.stringify(value)}`);
}

function days(from: number, to: number, grain: Grain): Stretch {
  return { from: from * DAY_S, to: to * DAY_S, grain };
}

// ── Days and periods ─────────────────────────────────────────────────────────────────────────────────────────────

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

function resolveWeek(fields: Fields, moment: Moment): Stretch {
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

function mondayOf(day: number): number {
  return day - weekdayOfNumber(day) + 1;
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

function quarter(index: number): Stretch {
  return months(index * 3, 3, "quarter");
}

/** Months are counted since year 0. */
function months(first: number, count: number, grain: Grain): Stretch {
  return days(firstOf(first), firstOf(first + count), grain);
}

function monthOf(day: number): number {
  const { year, month } = civilFromDays(day);
  return year * 12 + month - 1;
}

function firstOf(month: number): number {
  const year = Math.floor(month / 12);
  return daysFromCivil(year, month - year * 12 + 1, 1);
}

function lengthOf(month: number): number {
  const year = Math.floor(month / 12);
  return daysInMonth(year, month - year * 12 + 1);
}

function monthsParts(fields: Fields, month: number): Stretch | null {
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

// ── Time of day ──────────────────────────────────────────────────────────────────────────────────────────────────

function resolveClockAlone(clock: Clock, moment: Moment, direction: Direction): Stretch {
  const today = withClock(moment.today, clock, moment, direction);
  if (direction === "future" && today.to <= moment.now) return withClock(moment.today + 1, clock, moment, direction);
  if (direction === "future" && clock.hour !== undefined && today.from <= moment.now) {
    return withClock(moment.today + 1, clock, moment, direction);
  }
  if (direction === "past" && today.from > moment.now) return withClock(moment.today - 1, clock, moment, direction);
  return today;
}

export function withClock(day: number, clock: Clock, moment: Moment, direction: Direction): Stretch {
  const base = day * DAY_S;
  const { part, hour, minute = 0, second = 0 } = clock;
  if (hour === undefined) {
    const { from, to } = part ?? { from: 0, to: 24 };
    return { from: base + from * HOUR_S, to: base + to * HOUR_S, grain: "part" };
  }
  const fixed = fixedHour(clock, hour);
  const from = base + (fixed ?? guessedHour(hour, minute, base, moment, direction)) * HOUR_S + minute * 60 + second;
  const grain = clock.minute === undefined ? "hour" : "minute";
  return { from, to: from + (grain === "hour" ? HOUR_S : 60), grain };
}

/** The hour where something said settles it, otherwise null. */
function fixedHour(clock: Clock, hour: number): number | null {
  if (clock.pm) return hour < 12 ? hour + 12 : hour;
  if (clock.am) return hour === 12 ? 0 : hour;
  if (hour > 12 || hour === 0) return hour;
  switch (clock.part?.clock) {
    case "morning":
      return hour;
    case "small":
      return hour === 12 ? 0 : hour;
    case "noon":
      return hour <= 3 ? hour + 12 : hour;
    case "afternoon":
      return hour < 12 ? hour + 12 : hour;
    case "night":
      // 晚上12点 ends the day and 晚上1点 is after it.
      return hour === 12 ? 24 : hour <= 3 ? hour + 24 : hour + 12;
    default:
      return clock.literal && hour !== 12 ? hour : hour === 12 ? 12 : null;
  }
}

/** Shops open from seven to ten: 3点 is the afternoon, 9点 the morning unless that is over and the evening is not. */
const EARLIEST_HOUR = 7;
const LATEST_HOUR = 22;

function guessedHour(hour: number, minute: number, base: number, moment: Moment, direction: Direction): number {
  const at = (h: number) => base + h * HOUR_S + minute * 60;
  const usual = hour < EARLIEST_HOUR ? hour + 12 : hour;
  if (Math.floor(base / DAY_S) !== moment.today) return usual;
  if (direction === "future" && at(usual) <= moment.now && usual === hour && hour + 12 <= LATEST_HOUR) {
    return at(hour + 12) > moment.now ? hour + 12 : usual;
  }
  if (direction === "past" && at(usual) > moment.now && usual > 12 && at(hour) <= moment.now) return usual;
  return usual;
}

// ── Lengths ──────────────────────────────────────────────────────────────────────────────────────────────────────

function resolveLength(length: Length, moment: Moment, direction: Direction): Stretch {
  const { duration, mode } = length;
  const fine = isFine(duration);
  switch (mode) {
    case "ago":
      return point(length, moment, -1, fine, direction);
    case "later":
      return point(length, moment, 1, fine, direction);
    case "wholePast":
      return wholeUnits(duration, moment, -1);
    case "wholeFuture":
      return wholeUnits(duration, moment, 1);
    case "past":
      return back(duration, moment, fine);
    case "future":
      return ahead(duration, moment, fine);
    case "next":
      return fine
        ? ahead(duration, moment, fine)
        : days(moment.today + 1, addToDay(moment.today, duration, 1) + 1, "day");
    case "bare":
      return back(duration, moment, fine);
    case "within":
      return direction === "future" ? ahead(duration, moment, fine) : back(duration, moment, fine);
    default:
      return unreachable(mode);
  }
}

/** Hours and less are counted from the minute, days and more from the day. */
function isFine(duration: Duration): boolean {
  return duration.hours !== undefined || duration.minutes !== undefined || duration.seconds !== undefined;
}

function point(length: Length, moment: Moment, sign: 1 | -1, fine: boolean, direction: Direction): Stretch {
  const { duration, then } = length;
  if (fine) {
    const at = addTo(moment.now, duration, sign);
    return { from: at, to: at + 60, grain: "minute" };
  }
  let day = addToDay(moment.today, duration, sign);
  if (then?.fields.weekday !== undefined) day = mondayOf(day) + then.fields.weekday - 1;
  return then?.clock ? withClock(day, then.clock, moment, direction) : days(day, day + 1, "day");
}

/** Days back reach through today: 近三天 holds today and the three days before. */
function back(duration: Duration, moment: Moment, fine: boolean): Stretch {
  if (fine) return { from: addTo(moment.now, duration, -1), to: moment.now, grain: "minute" };
  return days(addToDay(moment.today, duration, -1), moment.today + 1, "day");
}

function ahead(duration: Duration, moment: Moment, fine: boolean): Stretch {
  if (fine) return { from: moment.now, to: addTo(moment.now, duration, 1), grain: "minute" };
  return days(moment.today, addToDay(moment.today, duration, 1) + 1, "day");
}

/** 上两周 and 下三个月 are whole calendar units beside the present one. */
function wholeUnits(duration: Duration, moment: Moment, sign: 1 | -1): Stretch {
  const { years, months: monthCount, weeks, days: dayCount } = duration;
  if (years || monthCount) {
    const count = (years ?? 0) * 12 + (monthCount ?? 0);
    const unit = years ? 12 : 1;
    const now = Math.floor(monthOf(moment.today) / unit) * unit;
    return sign < 0 ? months(now - count, count, "month") : months(now + unit, count, "month");
  }
  if (weeks) {
    const monday = mondayOf(moment.today);
    return sign < 0 ? days(monday - weeks * 7, monday, "week") : days(monday + 7, monday + 7 + weeks * 7, "week");
  }
  if (dayCount) {
    return sign < 0
      ? days(moment.today - dayCount, moment.today, "day")
      : days(moment.today + 1, moment.today + 1 + dayCount, "day");
  }
  const edge = addTo(moment.now, duration, sign);
  return { from: Math.min(edge, moment.now), to: Math.max(edge, moment.now), grain: "minute" };
}

export function addToDay(day: number, duration: Duration, sign: 1 | -1): number {
  const { years = 0, months: monthCount = 0, weeks = 0, days: dayCount = 0 } = duration;
  const { year, month, day: date } = civilFromDays(day);
  const index = year * 12 + month - 1 + sign * Math.round(years * 12 + monthCount);
  const moved = firstOf(index) + Math.min(date, lengthOf(index)) - 1;
  return moved + sign * Math.round(weeks * 7 + dayCount);
}

function addTo(at: number, duration: Duration, sign: 1 | -1): number {
  const { hours = 0, minutes = 0, seconds = 0 } = duration;
  const day = Math.floor(at / DAY_S);
  const moved = addToDay(day, duration, sign) * DAY_S + (at - day * DAY_S);
  return moved + sign * Math.round(hours * HOUR_S + minutes * 60 + seconds);
}

// ── Repetition ───────────────────────────────────────────────────────────────────────────────────────────────────

/** The first time from now on. */
function resolveRepeat(repeat: Repeat, moment: Moment): Stretch | null {
  const { every, interval, weekdays, fields, clock } = repeat;
  for (const day of candidateDays(repeat, moment)) {
    const base = days(day, day + 1, "day");
    // What happens every day does not move to the evening because it is noon now.
    const found = clock ? withClock(day, clock, { ...moment, now: day * DAY_S - 1 }, "future") : base;
    if (clock?.hour !== undefined ? found.from > moment.now : found.to > moment.now) return found;
  }
  if (interval > 1 && Object.keys(fields).length === 0 && !clock && !weekdays)
    return nextInterval(every, interval, moment);
  if (every === "week" && !weekdays) return resolveWeek({ weekRel: 0 }, moment);
  if (every === "month" && Object.keys(fields).length === 0) return monthsParts({}, monthOf(moment.today));
  if (every === "quarter") return quarter(Math.floor(monthOf(moment.today) / 3));
  return resolveFields(
    fields.lunar || fields.festival || fields.month ? fields : { year: { rel: 0 } },
    moment,
    "future",
  );
}

/** 每两周 begins two weeks from today. */
function nextInterval(every: Repeat["every"], interval: number, moment: Moment): Stretch {
  if (every === "hour")
    return { from: moment.now + interval * HOUR_S, to: moment.now + interval * HOUR_S + 60, grain: "minute" };
  const unit = { year: "years", quarter: "months", month: "months", week: "weeks", day: "days" }[every];
  const day = addToDay(moment.today, { [unit]: every === "quarter" ? interval * 3 : interval }, 1);
  return days(day, day + 1, "day");
}

function candidateDays(repeat: Repeat, moment: Moment): number[] {
  const { every, interval, weekdays, fields, clock } = repeat;
  if ((every === "day" && (interval === 1 || clock)) || (every === "hour" && interval === 1))
    return [moment.today, moment.today + 1];
  if (every === "week" && weekdays) {
    return [0, 1, 2, 3, 4, 5, 6, 7]
      .map((n) => moment.today + n)
      .filter((day) => weekdays.includes(weekdayOfNumber(day)));
  }
  if (every === "month" && Object.keys(fields).length > 0) {
    return [0, 1, 2].flatMap((n) => {
      const part = resolveFields({ ...fields, monthRel: n }, moment, "future");
      return part ? [Math.floor(part.from / DAY_S)] : [];
    });
  }
  return [];
}
