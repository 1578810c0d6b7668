// Times of day → local seconds: how long a 下午 lasts, whether 3点 is in the morning. It never chooses the day of a date.

import type { Clock } from "./dates-said.ts";
import { DAY_S, type Direction, HOUR_S, type Moment, type Stretch } from "./dates-stretch.ts";

export function resolveClockAlone(clock: Clock, moment: Moment, direction: Direction): Stretch {
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
