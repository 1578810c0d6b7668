// Where a phrase begins and ends on local clocks: both ends of a range, open sides of a bound. It never chooses
// between past and future; it is told which to take.

import { resolveWhen } from "./dates-fields.ts";
import type { Bound, Phrase } from "./dates-phrases.ts";
import { resolve } from "./dates-resolve.ts";
import type { Clock, Fields, Said } from "./dates-said.ts";
import { DAY_S, type Direction, type Grain, type Moment, momentOf, type Stretch } from "./dates-stretch.ts";

/** A stretch of local seconds with open sides. */
export interface Open {
  readonly from: number | null;
  readonly to: number | null;
  readonly grain: Grain;
}

export function resolvePhrase(phrase: Phrase, moment: Moment, direction: Direction): Open | null {
  const kind = phrase.bound?.kind ?? "none";
  const begun = kind === "sinceThen" || kind === "untilNow";
  const clockRange = phrase.until ? clockOfRange(phrase.said, moment) : null;
  if (clockRange && phrase.until) return resolveClockRange(clockRange, phrase, moment, direction);
  const first = resolve(phrase.said, moment, begun ? "past" : direction);
  if (!first) return null;
  if (phrase.until) return resolveRange(phrase, phrase.until, first, moment, direction);
  return bounded(first, phrase.said, kind, moment, direction);
}

/** 9点到18点 without a day: the first end is not pushed to the evening because it is over. */
function clockOfRange(said: Said, moment: Moment): Stretch | null {
  if (said.kind !== "when" || Object.keys(said.fields).length > 0 || said.clock?.hour === undefined) return null;
  const morning: Moment = { now: moment.today * DAY_S - 1, today: moment.today };
  return resolveWhen({ ...said, fields: { dayRel: 0 } }, morning, "future");
}

function resolveClockRange(first: Stretch, phrase: Phrase, moment: Moment, direction: Direction): Open | null {
  const found = phrase.until ? resolveUntil(phrase.said, phrase.until, first, moment, direction) : null;
  if (!found || found.from === null || found.to === null) return found;
  const shift =
    direction === "future" && found.to <= moment.now
      ? DAY_S
      : direction === "past" && found.from > moment.now
        ? -DAY_S
        : 0;
  return { from: found.from + shift, to: found.to + shift, grain: found.grain };
}

function bounded(first: Stretch, said: Said, kind: Bound["kind"], moment: Moment, direction: Direction): Open {
  const { from, to, grain } = first;
  switch (kind) {
    case "before":
      return { from: null, to: (isDeadline(said) ? to : from) + weekendOver(first, said, moment, direction), grain };
    case "after":
      return { from: startsAfter(said, grain) ? to : from, to: null, grain };
    case "around":
      return { from: from - AROUND_DAYS * DAY_S, to: to + AROUND_DAYS * DAY_S, grain };
    case "since":
    case "sinceThen":
      return { from, to: null, grain };
    case "upTo":
      return { from: null, to: grain === "minute" || grain === "hour" ? from : to, grain };
    case "untilNow":
      return { from, to: endOfNow(moment, grain), grain };
    case "none":
      return first;
  }
}

/** 周末前 said on a Sunday looks to the next weekend. */
function weekendOver(first: Stretch, said: Said, moment: Moment, direction: Direction): number {
  const over = first.from <= moment.today * DAY_S && direction === "future";
  return over && said.kind === "when" && said.fields.weekend && said.fields.weekRel === 0 ? WEEK_DAYS * DAY_S : 0;
}
const WEEK_DAYS = 7;

/** 双十一前后 is taken as three days either way. */
const AROUND_DAYS = 3;

/** 月底前 and 年底前 still hold the last days. */
function isDeadline(said: Said): boolean {
  return said.kind === "when" && (said.fields.monthPart === "end" || said.fields.yearPart === "end");
}

/** 以后 counts from a day said by its date itself, but after a year, a month or a festival is over. */
function startsAfter(said: Said, grain: Grain): boolean {
  if (grain === "minute" || grain === "hour") return false;
  if (said.kind !== "when") return grain !== "day";
  if (said.fields.seasonStart) return false;
  return (
    grain !== "day" ||
    said.fields.festival !== undefined ||
    said.fields.anyHoliday === true ||
    said.fields.weekend === true
  );
}

/** Now, for ranges of days: the end of today. */
function endOfNow(moment: Moment, grain: Grain): number {
  return grain === "minute" || grain === "hour" ? moment.now : (moment.today + 1) * DAY_S;
}

/** 4月到10月 said in July is this year's whichever way the sentence looks; weekdays come anew each week. */
function resolveRange(
  { said, bound }: Phrase,
  until: Said,
  first: Stretch,
  moment: Moment,
  direction: Direction,
): Open | null {
  const shut = bound?.kind === "before";
  const found = resolveUntil(said, until, first, moment, direction, shut);
  const begun = said.kind === "when" && said.fields.month !== undefined ? resolve(said, moment, "past") : null;
  if (!begun || begun.from >= first.from) return found;
  const running = resolveUntil(said, until, begun, moment, "past", shut);
  return running?.to != null && running.from != null && running.to > (moment.today + 1) * DAY_S ? running : found;
}

function resolveUntil(
  said: Said,
  until: Said,
  first: Stretch,
  moment: Moment,
  direction: Direction,
  shut = false,
): Open | null {
  if (until.kind === "now") {
    const begun = first.from <= moment.now ? first : (resolve(said, moment, "past") ?? first);
    return { from: begun.from, to: endOfNow(moment, first.grain), grain: first.grain };
  }
  const second = isAnchored(until) ? resolve(until, moment, direction) : resolveAfter(said, until, first, moment);
  if (!second) return null;
  const end = shut ? second.from : endOf(second);
  if (end > first.from) return { from: first.from, to: end, grain: second.grain };
  const other = resolve(said, moment, direction === "past" ? "future" : "past");
  return other && other.from < end ? { from: other.from, to: end, grain: second.grain } : null;
}

/** A range of clock times ends at the second one; a range of days holds the second day. */
function endOf({ from, to, grain }: Stretch): number {
  return grain === "minute" || grain === "hour" ? from : to;
}

/** 明天, 下周三, 2026年 and 三天后 stand on their own; 5号 and 周五 lean on the first end. */
function isAnchored(said: Said): boolean {
  if (said.kind !== "when") return true;
  const { dayRel, weekRel, monthRel, quarterRel, year, workdays, weekend, monthPart } = said.fields;
  if (monthRel === 0 && monthPart !== undefined) return false;
  return (
    dayRel !== undefined ||
    (weekRel !== undefined && !weekend) ||
    monthRel !== undefined ||
    quarterRel !== undefined ||
    year !== undefined ||
    workdays !== undefined
  );
}

/** The second end is the first of its kind after the first end, with the first's words where it has none. */
function resolveAfter(said: Said, until: Said, first: Stretch, moment: Moment): Stretch | null {
  if (until.kind !== "when") return null;
  const firstDay = Math.floor(first.from / DAY_S);
  const from = momentOf(firstDay * DAY_S);
  const fields = said.kind === "when" ? inherit(said.fields, until.fields) : until.fields;
  if (Object.keys(until.fields).length === 0 && until.clock) return clockAfter(said, until.clock, first, moment);
  // 周一到周一 is a week; every other unit may start and end in the same one.
  const start = fields.weekday !== undefined && said.kind === "when" ? momentOf((firstDay - 1) * DAY_S) : from;
  return resolveWhen({ ...until, fields }, start, "future");
}

/** 5月3号到8号 is all in May, 去年3月到5月 all last year; a month that would end before it began is next year's. */
function inherit(first: Fields, second: Fields): Fields {
  if (second.monthRel === 0 && second.monthPart !== undefined) {
    const { monthRel: _, ...rest } = second;
    const month = first.month !== undefined ? { month: first.month } : { monthRel: first.monthRel ?? 0 };
    return { ...rest, ...month, ...(first.year ? { year: first.year } : {}) };
  }
  if (second.day !== undefined && second.month === undefined && !second.lunar) {
    if (first.lunar) return { lunar: { ...first.lunar, day: second.day }, ...(first.year ? { year: first.year } : {}) };
    return second;
  }
  return second;
}

function clockAfter(said: Said, clock: Clock, first: Stretch, moment: Moment): Stretch | null {
  const part = clock.part ?? (said.kind === "when" ? said.clock?.part : undefined);
  const day = Math.floor(first.from / DAY_S);
  const options = [clock, { ...clock, ...(part ? { part } : {}) }, { ...clock, pm: true }];
  const ordered = clock.part || !part ? options : [options[1]!, options[0]!, options[2]!];
  for (const ahead of [0, 1]) {
    for (const option of ordered) {
      const fields: Fields = { dayRel: 0 };
      const found = resolveWhen(
        { kind: "when", fields, clock: option },
        { ...momentOf((day + ahead) * DAY_S), now: moment.now },
        "past",
      );
      if (found && found.from > first.from) return found;
    }
  }
  return null;
}
