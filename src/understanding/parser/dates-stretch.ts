// Stretches of local time and the arithmetic of days and months that all readings share. It knows nothing of words.

import { civilFromDays, daysFromCivil, daysInMonth, weekdayOfNumber } from "../../calendar/day.ts";
import type { Duration } from "./dates-said.ts";

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
export const HOUR_S = 3600;

export function momentOf(now: number): Moment {
  return { now, today: Math.floor(now / DAY_S) };
}

export function days(from: number, to: number, grain: Grain): Stretch {
  return { from: from * DAY_S, to: to * DAY_S, grain };
}

export function mondayOf(day: number): number {
  return day - weekdayOfNumber(day) + 1;
}

/** Months are counted since year 0. */
export function months(first: number, count: number, grain: Grain): Stretch {
  return days(firstOf(first), firstOf(first + count), grain);
}

export function monthOf(day: number): number {
  const { year, month } = civilFromDays(day);
  return year * 12 + month - 1;
}

export function firstOf(month: number): number {
  const year = Math.floor(month / 12);
  return daysFromCivil(year, month - year * 12 + 1, 1);
}

export function lengthOf(month: number): number {
  const year = Math.floor(month / 12);
  return daysInMonth(year, month - year * 12 + 1);
}

export function addToDay(day: number, duration: Duration, sign: 1 | -1): number {
  const { years = 0, months: monthCount = 0, weeks = 0, days: dayCount = 0 } = duration;
  const { year, month, day: date } = civilFromDays(day);
  const index = year * 12 + month - 1 + sign * Math.round(years * 12 + monthCount);
  const moved = firstOf(index) + Math.min(date, lengthOf(index)) - 1;
  return moved + sign * Math.round(weeks * 7 + dayCount);
}

export function addTo(at: number, duration: Duration, sign: 1 | -1): number {
  const { hours = 0, minutes = 0, seconds = 0 } = duration;
  const day = Math.floor(at / DAY_S);
  const moved = addToDay(day, duration, sign) * DAY_S + (at - day * DAY_S);
  return moved + sign * Math.round(hours * HOUR_S + minutes * 60 + seconds);
}
