// Calendar days, and how they meet instants in a time zone. Pure arithmetic on "YYYY-MM-DD" strings.
// It never reads the clock and never depends on the time zone of the process.

/** A calendar day, "YYYY-MM-DD". Compares correctly as a string. */
export type Day = string;

/** Monday is 1 and Sunday is 7, as ISO 8601 and Chinese calendars count. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export interface YearMonthDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export const SHANGHAI = "Asia/Shanghai";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

export function isRealDate(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** True for a well-formed "YYYY-MM-DD" that exists in the calendar. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const { year, month, day } = splitDay(text);
  return isRealDate(year, month, day);
}

export function makeDay(year: number, month: number, day: number): Day {
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

export function splitDay(day: Day): YearMonthDay {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) };
}

/** Days since 1970-01-01; the same number whatever the zone. */
export function dayNumber(day: Day): number {
  const { year, month, day: date } = splitDay(day);
  return daysFromCivil(year, month, date);
}

/** The inverse of `dayNumber`. */
export function dayFromNumber(number: number): Day {
  const { year, month, day } = civilFromDays(number);
  return makeDay(year, month, day);
}

export function addDays(day: Day, days: number): Day {
  return dayFromNumber(dayNumber(day) + days);
}

/** Same day of the month, or the month's last day where it is shorter. */
export function addMonths(day: Day, months: number): Day {
  const { year, month, day: date } = splitDay(day);
  const index = year * 12 + (month - 1) + months;
  const toYear = Math.floor(index / 12);
  const toMonth = index - toYear * 12 + 1;
  return makeDay(toYear, toMonth, Math.min(date, daysInMonth(toYear, toMonth)));
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function diffDays(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

export function weekday(day: Day): Weekday {
  return weekdayOfNumber(dayNumber(day));
}

/** 1970-01-01 was a Thursday. */
export function weekdayOfNumber(number: number): Weekday {
  return (((((number + 3) % 7) + 7) % 7) + 1) as Weekday;
}

/** The Monday of the week the day lies in. */
export function startOfWeek(day: Day): Day {
  return addDays(day, 1 - weekday(day));
}

export function startOfMonth(day: Day): Day {
  return `${day.slice(0, 8)}01`;
}

/** The calendar day an instant falls on in the zone. */
export function dayOf(instant: Date, zone: string = SHANGHAI): Day {
  return dayFromNumber(Math.floor(localMs(instant, zone) / DAY_MS));
}

/** Minutes since local midnight. */
export function minutesOf(instant: Date, zone: string = SHANGHAI): number {
  const local = localMs(instant, zone);
  return Math.floor((local - Math.floor(local / DAY_MS) * DAY_MS) / MINUTE_MS);
}

/**
 * The instant at which clocks in the zone show this day and time. A time skipped by daylight saving is moved
 * forward by the gap; a time that happens twice is taken as the first.
 */
export function instantOf(day: Day, time: string, zone: string = SHANGHAI): Date {
  return instantOfLocal(dayNumber(day) * DAY_MS + millisOfClock(time), zone);
}

/** As `instantOf`, from local milliseconds since 1970-01-01T00:00 on the zone's clocks. */
export function instantOfLocal(local: number, zone: string): Date {
  const before = offsetMs(local - DAY_MS, zone);
  const after = offsetMs(local + DAY_MS, zone);
  const candidates = before === after ? [before] : [Math.max(before, after), Math.min(before, after)];
  for (const offset of candidates) {
    if (offsetMs(local - offset, zone) === offset) return new Date(local - offset);
  }
  return new Date(local - before);
}

/** "2026-11-22T09:30:00+08:00" */
export function localIso(instant: Date, zone: string = SHANGHAI): string {
  const offset = offsetMs(instant.getTime(), zone);
  return localText(instant.getTime() + offset) + offsetText(offset);
}

/** "2026-11-22T09:30:00" from local milliseconds, without saying the offset. */
export function localText(local: number): string {
  const days = Math.floor(local / DAY_MS);
  const seconds = Math.floor((local - days * DAY_MS) / 1000);
  return `${dayFromNumber(days)}T${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** Milliseconds since 1970-01-01T00:00 as the zone's clocks count them. */
export function localMs(instant: Date, zone: string): number {
  return instant.getTime() + offsetMs(instant.getTime(), zone);
}

function millisOfClock(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(":").map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

function offsetText(offset: number): string {
  const minutes = Math.round(Math.abs(offset) / MINUTE_MS);
  return `${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

// China has kept +08:00 without daylight saving since September 1991, and almost every instant this house handles
// is later; asking Intl costs some microseconds each, so the answer is given at once.
const SHANGHAI_FIXED_SINCE = Date.UTC(1992, 0, 1);
const formats = new Map<string, Intl.DateTimeFormat>();

function offsetMs(epochMs: number, zone: string): number {
  if (zone === SHANGHAI && epochMs >= SHANGHAI_FIXED_SINCE) return 8 * 3_600_000;
  const parts: Record<string, number> = {};
  for (const part of formatOf(zone).formatToParts(epochMs)) {
    if (part.type !== "literal") parts[part.type] = Number(part.value);
  }
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const shown = daysFromCivil(year, month, day) * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000;
  return shown - Math.floor(epochMs / 1000) * 1000;
}

/** Formatters are dear to make and their number is bounded by the zones in use. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    calendar: "gregory",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(zone, made);
  return made;
}

// Howard Hinnant's days_from_civil and civil_from_days: years begin in March so that leap days come last.
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export function civilFromDays(number: number): YearMonthDay {
  const z = number + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
