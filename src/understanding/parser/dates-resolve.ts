// What was said and a now → local seconds, for every kind of reading: dates, lengths and repetition. All calendar
// reasoning about what people mean is here and in dates-fields.ts; it never looks at words.

import { weekdayOfNumber } from "../../calendar/day.ts";
import { monthsParts, quarter, resolveFields, resolveWeek, resolveWhen } from "./dates-fields.ts";
import type { Duration, Length, Repeat, Said } from "./dates-said.ts";
import {
  addTo,
  addToDay,
  DAY_S,
  type Direction,
  days,
  HOUR_S,
  type Moment,
  mondayOf,
  monthOf,
  months,
  type Stretch,
} from "./dates-stretch.ts";
import { withClock } from "./dates-times.ts";

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
