// Quiet hours, and business minutes on a shop's calendar (split shifts, days off, make-up workdays).
// It never reads the clock; instants come in and go out.

import { addDays, type Day, dayOf, instantOf, minutesOf, SHANGHAI, type Weekday, weekday } from "./day.ts";
import { type HolidayOverrides, isRestDay } from "./holidays.ts";

/** A stretch of the day, "HH:mm"; `to` is exclusive and "24:00" is the end of the day. */
export interface ClockRange {
  readonly from: string;
  readonly to: string;
}

/** When a shop works. */
export interface ShopCalendar {
  /** The shifts of an ordinary day, in order and not overlapping. */
  readonly shifts: readonly ClockRange[];
  /** `chinese`: weekends and holidays off, make-up workdays worked. `daily`: open every day but those overridden. */
  readonly daysOff: "chinese" | "daily";
  /** Other shifts on certain days of the week. */
  readonly shiftsByWeekday?: Readonly<Partial<Record<Weekday, readonly ClockRange[]>>>;
  readonly overrides?: HolidayOverrides;
}

/** True from `from` until just before `to`, over midnight when `from` is later. Equal ends mean no quiet hours. */
export function inQuietHours(instant: Date, quiet: ClockRange, zone: string = SHANGHAI): boolean {
  const now = minutesOf(instant, zone);
  const from = minutesOfClock(quiet.from);
  const to = minutesOfClock(quiet.to);
  return from <= to ? now >= from && now < to : now >= from || now < to;
}

/** The instant itself when it is not quiet, otherwise the end of the quiet hours. */
export function nextAllowed(instant: Date, quiet: ClockRange, zone: string = SHANGHAI): Date {
  if (!inQuietHours(instant, quiet, zone)) return instant;
  const day = dayOf(instant, zone);
  const endsToday = minutesOf(instant, zone) < minutesOfClock(quiet.to);
  const end = clockInstant(endsToday ? day : addDays(day, 1), quiet.to, zone);
  // Where daylight saving repeats an hour, the first reading of `to` may already lie behind.
  return end > instant ? end : instant;
}

export function isOpen(instant: Date, shop: ShopCalendar, zone: string = SHANGHAI): boolean {
  const now = minutesOf(instant, zone);
  return shiftsOn(dayOf(instant, zone), shop).some(
    ({ from, to }) => now >= minutesOfClock(from) && now < minutesOfClock(to),
  );
}

/** The shifts worked on a day; none on days off. */
export function shiftsOn(day: Day, shop: ShopCalendar): readonly ClockRange[] {
  const off = shop.daysOff === "chinese" ? isRestDay(day, shop.overrides) : shop.overrides?.rest?.[day] !== undefined;
  return off ? [] : (shop.shiftsByWeekday?.[weekday(day)] ?? shop.shifts);
}

// A shop shut for longer than this has no business time to count; it also bounds the loop.
const DAYS_AHEAD_MAX = 400;
const MINUTE_MS = 60_000;

/**
 * The instant by which `minutes` of open time have passed: Friday 16:30 + 60 with hours 9–12 and 13–17 is Monday
 * 09:30. An amount used up exactly at closing time ends at closing. Throws when the shop does not open in time.
 */
export function addBusinessMinutes(instant: Date, minutes: number, shop: ShopCalendar, zone: string = SHANGHAI): Date {
  let leftMs = Math.max(0, minutes) * MINUTE_MS;
  const first = dayOf(instant, zone);
  for (let ahead = 0; ahead <= DAYS_AHEAD_MAX; ahead++) {
    const day = addDays(first, ahead);
    for (const shift of shiftsOn(day, shop)) {
      const from = Math.max(clockInstant(day, shift.from, zone).getTime(), instant.getTime());
      const to = clockInstant(day, shift.to, zone).getTime();
      if (from >= to) continue;
      if (leftMs <= to - from) return new Date(from + leftMs);
      leftMs -= to - from;
    }
  }
  throw new RangeError("business hours: the shop is not open long enough within the next year");
}

/** Open minutes between two instants; 0 when the second is not later. */
export function businessMinutesBetween(start: Date, end: Date, shop: ShopCalendar, zone: string = SHANGHAI): number {
  const first = dayOf(start, zone);
  const last = dayOf(end, zone);
  let total = 0;
  for (let ahead = 0; ahead <= DAYS_AHEAD_MAX && addDays(first, ahead) <= last; ahead++) {
    const day = addDays(first, ahead);
    for (const shift of shiftsOn(day, shop)) {
      const from = Math.max(clockInstant(day, shift.from, zone).getTime(), start.getTime());
      const to = Math.min(clockInstant(day, shift.to, zone).getTime(), end.getTime());
      total += Math.max(0, to - from);
    }
  }
  return Math.floor(total / MINUTE_MS);
}

function clockInstant(day: Day, clock: string, zone: string): Date {
  return clock === "24:00" ? instantOf(addDays(day, 1), "00:00", zone) : instantOf(day, clock, zone);
}

function minutesOfClock(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 60 + minutes;
}
