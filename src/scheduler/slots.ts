// The moments a job is due between two instants, from its cron expression and the shop's time zone. Pure.
//
// Five fields, with lists, ranges, steps and names as node-cron reads them. Day of month and day of week together are
// refused: some programs read "13 * 5" as "and", others as "or". A time that daylight saving skips is moved forward by
// the gap; one that happens twice is due the first time: each day's job runs once on every day.
import { type ParsedFields, parse } from "node-cron";
import { type Day, dayFromNumber, dayNumber, dayOf, instantOfLocal, splitDay, weekday } from "../calendar/day.ts";
import { Bug } from "../errors.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

export interface Cron {
  minutes: number[];
  hours: number[];
  /** Null where every day of the month is meant. */
  daysOfMonth: Set<number> | null;
  months: Set<number>;
  /** 0 is Sunday. Null where every day of the week is meant. */
  daysOfWeek: Set<number> | null;
}

export function parseCron(expression: string): Cron {
  const fields = expression.trim().split(/\s+/);
  if (fields.length !== 5) throw new Bug(`cron "${expression}": five fields are wanted, minute to day of week`);
  const parsed = fieldsOf(expression);
  const daysOfMonth = restricted(parsed.dayOfMonth, 31, expression);
  const daysOfWeek = restricted(
    parsed.dayOfWeek.map((day) => (day === 7 ? 0 : day)),
    7,
    expression,
  );
  if (daysOfMonth && daysOfWeek)
    throw new Bug(
      `cron "${expression}": day of month and day of week together mean different things to different readers`,
    );
  return {
    minutes: [...parsed.minute].sort((a, b) => a - b),
    hours: [...parsed.hour].sort((a, b) => a - b),
    daysOfMonth,
    months: new Set(parsed.month),
    daysOfWeek,
  };
}

/** Due moments after `after` and up to `until` (included), oldest first; when there are more than `max`, the latest. */
export function slotsBetween(
  cron: Cron,
  { after, until, zone, max }: { after: Date; until: Date; zone: string; max: number },
): Date[] {
  const slots: Date[] = [];
  // Backwards, so that a bound keeps the latest. The day before covers zones whose gap moves a time over midnight.
  const firstDay = dayNumber(dayOf(after, zone)) - 1;
  for (let number = dayNumber(dayOf(until, zone)); number >= firstDay && slots.length < max; number -= 1) {
    const day = dayFromNumber(number);
    if (!isDueOn(cron, day)) continue;
    for (const slot of slotsOn(cron, day, zone).reverse()) {
      if (slot > until) continue;
      if (slot <= after || slots.length >= max) break;
      slots.push(slot);
    }
  }
  return slots.reverse();
}

function isDueOn(cron: Cron, day: Day): boolean {
  const { month, day: date } = splitDay(day);
  return (
    cron.months.has(month) && (cron.daysOfMonth?.has(date) ?? true) && (cron.daysOfWeek?.has(weekday(day) % 7) ?? true)
  );
}

/** In order and without doubles, which a gap can make of two neighbouring times. */
function slotsOn(cron: Cron, day: Day, zone: string): Date[] {
  const times = new Set<number>();
  const midnight = dayNumber(day) * dayMs;
  for (const hour of cron.hours) {
    for (const minute of cron.minutes)
      times.add(instantOfLocal(midnight + (hour * 60 + minute) * minuteMs, zone).getTime());
  }
  return [...times].sort((a, b) => a - b).map((time) => new Date(time));
}

function restricted(values: (number | string)[], all: number, expression: string): Set<number> | null {
  const numbers = new Set<number>();
  for (const value of values) {
    if (typeof value !== "number") throw new Bug(`cron "${expression}": ${value} is not understood here`);
    numbers.add(value);
  }
  return numbers.size === all ? null : numbers;
}

function fieldsOf(expression: string): ParsedFields {
  try {
    return parse(expression);
  } catch (error) {
    throw new Bug(`cron "${expression}": ${(error as Error).message}`);
  }
}
