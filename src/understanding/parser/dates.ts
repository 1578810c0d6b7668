// Finds the dates, times and spans of time people say in Chinese, seen from a given now: joins expressions into
// ranges (从A到B) and bounds (A以前), and chooses between past and future readings.
// It never reads the clock and never decides what happens on the date.

import { instantOfLocal, localIso, localMs, localText, SHANGHAI } from "../../calendar/day.ts";
import { type GrammarContext, readConnector, readExpression, readWhen } from "./dates-grammar.ts";
import {
  DAY_S,
  type Direction,
  type Grain,
  type Moment,
  momentOf,
  resolve,
  resolveWhen,
  type Stretch,
} from "./dates-resolve.ts";
import type { Clock, Duration, Fields, Reading, Repeat, Said } from "./dates-said.ts";
import { mayStartDate } from "./dates-starts.ts";
import { FUTURE_HINTS, NOT_DATES, PAST_HINTS, REMIND_HINTS } from "./dates-words.ts";
import { asNormalised, normalise } from "./normalise.ts";
import { wordAt, wordSet, wordTable } from "./words.ts";

export type { Grain } from "./dates-resolve.ts";
export type { Duration } from "./dates-said.ts";

export interface Recurring {
  readonly every: "year" | "quarter" | "month" | "week" | "day" | "hour";
  /** Every second week has 2; 1 when left out. */
  readonly interval?: number;
  /** 1 = Monday … 7 = Sunday; the first one when several were said. */
  readonly weekday?: number;
  readonly weekdays?: readonly number[];
  /** Day of the month; -1 is the last. */
  readonly day?: number;
  readonly month?: number;
  /** "HH:mm" when a time of day was said. */
  readonly time?: string;
}

/** Local ISO without offset; `to` is exclusive; null where open. */
export interface DateRange {
  readonly from: string | null;
  readonly to: string | null;
}

export interface DateSpan extends DateRange {
  /** Positions in the text given to `readDates`. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly grain: Grain;
  /** A time of day was said. */
  readonly hasTime: boolean;
  /** Only a span of time was said (俩月, 半年): `from`…`to` is then that span up to now. */
  readonly duration?: Duration;
  readonly recurring?: Recurring;
  readonly lunar?: boolean;
  /** 最近, 前阵子: the borders are ours, not the speaker's. */
  readonly vague?: boolean;
  /** Both readings where the words leave it open (周三, 3月5号); `from`…`to` is the one leant to. */
  readonly past?: DateRange;
  readonly future?: DateRange;
}

export type Lean = "past" | "future" | "near";

export interface DateOptions {
  readonly zone?: string;
  /** Which reading of an ambiguous date to take; guessed from the words of the sentence when left out. */
  readonly lean?: Lean;
  /** The text is already the `text` of `normalise`; otherwise it is normalised here and positions are traced back. */
  readonly textNormalised?: boolean;
}

export interface InterfaceDate {
  readonly text: string;
  readonly start: string | null;
  readonly end: string | null;
}

/** All dates of a text, in order, not overlapping. */
export function readDates(text: string, now: Date, options: DateOptions = {}): DateSpan[] {
  const source = options.textNormalised ? asNormalised(text) : normalise(text);
  const spans = readLocal(source.text, localMs(now, options.zone ?? SHANGHAI), options.lean);
  if (options.textNormalised) return spans;
  return spans.map((span) => {
    const words = source.slice(span.start, span.end);
    const start = source.at(span.start);
    return { ...span, start, end: start + words.length, text: words };
  });
}

/** The form the `understand` command prints: local ISO with offset, `end` exclusive, null where open. */
export function datesForInterface(text: string, nowIso: string, zone: string = SHANGHAI): { dates: InterfaceDate[] } {
  const now = instantOfIso(nowIso, zone);
  const withOffset = (local: string | null) =>
    local === null ? null : localIso(instantOfLocal(Date.parse(`${local}Z`), zone), zone);
  const dates = readDates(text, now, { zone }).map(({ text: words, from, to }) => ({
    text: words,
    start: withOffset(from),
    end: withOffset(to),
  }));
  return { dates };
}

const OFFSET = /(?:z|[+-]\d{2}:?\d{2})$/i;

/** A now without an offset is on the zone's clocks. */
function instantOfIso(iso: string, zone: string): Date {
  const whole = iso.length === 10 ? `${iso}T00:00:00` : iso.replace(" ", "T");
  return OFFSET.test(whole) ? new Date(whole) : instantOfLocal(Date.parse(`${whole}Z`), zone);
}

/** The direction a sentence looks in, by its words (reminders win, then what has happened, then what will); null if none tell. */
export function guessLean(text: string): Lean | null {
  if (hasAny(text, REMIND_HINTS)) return "future";
  if (hasAny(text, PAST_HINTS)) return "past";
  return hasAny(text, FUTURE_HINTS) ? "future" : null;
}

function hasAny(text: string, words: readonly string[]): boolean {
  return words.some((word) => text.includes(word));
}

const notDates = wordSet(NOT_DATES);

/** An expression with what stands around it: range, bound or nothing. */
interface Phrase {
  readonly start: number;
  readonly end: number;
  readonly said: Said;
  readonly until?: Said;
  readonly bound?: Bound;
}

interface Bound {
  /** `after` and `before` leave one side open; `since` and `upTo` include what was said; `sinceThen` and
   *  `untilNow` have begun already; `around` is a few days either way. */
  readonly kind: "after" | "before" | "since" | "sinceThen" | "upTo" | "untilNow" | "around" | "none";
}

function readLocal(text: string, nowMs: number, lean: Lean | undefined): DateSpan[] {
  const moment = momentOf(Math.floor(nowMs / 1000));
  const context: GrammarContext = { year: Number(localText(nowMs).slice(0, 4)) };
  const spans: DateSpan[] = [];
  let chosen: Lean | "open" | undefined = lean;
  for (let at = 0; at < text.length; ) {
    const phrase = mayStartDate(text, at) && !wordAt(notDates, text, at) ? readPhrase(text, at, context) : null;
    if (!phrase) {
      at += wordAt(notDates, text, at)?.word.length ?? 1;
      continue;
    }
    chosen ??= guessLean(text) ?? "open";
    const span = spanOf(text, phrase, moment, chosen);
    if (span) spans.push(span);
    at = phrase.end;
  }
  return spans;
}

// ── Ranges and bounds ────────────────────────────────────────────────────────────────────────────────────────────

const OPENERS = wordTable<"from" | "upTo">([
  ["从", "from"],
  ["自", "from"],
  ["自从", "from"],
  ["打从", "from"],
  ["由", "from"],
  ["截至", "upTo"],
  ["截至到", "upTo"],
  ["截止", "upTo"],
  ["截止到", "upTo"],
  ["截止至", "upTo"],
  ["直到", "upTo"],
]);

function readPhrase(text: string, at: number, context: GrammarContext): Phrase | null {
  const opener = wordAt(OPENERS, text, at);
  const from = opener ? skipBlank(text, at + opener.word.length) : at;
  const first = readExpression(text, from, context);
  if (!first) return null;
  const ranged = readRange(text, first, context, opener?.value === "from");
  const bound = readBound(text, ranged, opener?.value);
  return {
    start: at,
    end: bound.end,
    said: first.said,
    ...(ranged.until ? { until: ranged.until } : {}),
    bound: bound.bound,
  };
}

interface Ranged {
  readonly said: Said;
  readonly end: number;
  readonly until?: Said;
}

/** A到B, A-B, A和B之间; 3到5号 was joined by the grammar. */
function readRange(text: string, first: Reading, context: GrammarContext, opened: boolean): Ranged {
  const { said } = first;
  if (first.until) return { said, end: first.end, until: first.until };
  let end = first.end;
  // 从今天起到周五, 从5月开始到6月.
  const started = opened ? /^(?:开始|起)/.exec(text.slice(end, end + 2)) : null;
  if (started) end += started[0].length;
  end = text[end] === "一" && text[end + 1] === "直" ? end + 2 : end;
  const second = readConnector(text, text[end] === "直" ? end + 1 : end, (from) =>
    readSecond(text, from, said, context),
  );
  if (second && isSecond(second.said) && (said.kind !== "repeat" || isClockOnly(second.said)))
    return { said, end: second.end, until: second.said };
  return readBetween(text, first, context) ?? { said, end: first.end };
}

/** After 下午3点到 the words 5点 are a time even where alone they would not be. */
function readSecond(text: string, at: number, _first: Said, context: GrammarContext): Reading | null {
  return readExpression(text, at, context) ?? readWhen(text, at, context);
}

function isSecond(said: Said): boolean {
  return (
    said.kind === "when" ||
    said.kind === "now" ||
    (said.kind === "length" && (said.mode === "ago" || said.mode === "later"))
  );
}

function isClockOnly(said: Said): boolean {
  return said.kind === "when" && Object.keys(said.fields).length === 0;
}

function readBetween(text: string, first: Reading, context: GrammarContext): Ranged | null {
  if (!"和与跟".includes(text[first.end] || " ") || first.said.kind !== "when") return null;
  const second = readExpression(text, skipBlank(text, first.end + 1), context);
  if (second?.said.kind !== "when") return null;
  for (const word of ["之间", "间", "中间"]) {
    if (text.startsWith(word, second.end))
      return { said: first.said, end: second.end + word.length, until: second.said };
  }
  return null;
}

const BOUNDS = wordTable<Bound["kind"]>([
  ["以前", "before"],
  ["之前", "before"],
  ["前", "before"],
  ["以后", "after"],
  ["之后", "after"],
  ["后", "after"],
  ["过后", "after"],
  ["以来", "sinceThen"],
  ["起", "since"],
  ["开始", "since"],
  ["至今", "untilNow"],
  ["为止", "upTo"],
  ["截止", "upTo"],
  ["及以前", "upTo"],
  ["及之前", "upTo"],
  ["或之前", "upTo"],
  ["或以前", "upTo"],
  ["及以后", "since"],
  ["及之后", "since"],
  ["或之后", "since"],
  ["或以后", "since"],
  ["内", "none"],
  ["之内", "none"],
  ["以内", "none"],
  ["期间", "none"],
  ["那天", "none"],
  ["当天", "none"],
  ["之间", "none"],
  ["整", "none"],
  ["全天", "none"],
  ["前后", "around"],
]);

const BOUND_NOT = wordSet([
  "前台",
  "前面",
  "前往",
  "前来",
  "前几",
  "前男",
  "前女",
  "后台",
  "后面",
  "后来",
  "后续",
  "后悔",
  "后门",
  "后勤",
  "后期",
  "起床",
  "起来",
  "起码",
  "起步",
  "内衣",
  "内部",
  "内购",
  "内容",
  "整理",
  "整个",
  "整体",
]);

function readBound(text: string, ranged: Ranged, opener: "from" | "upTo" | undefined): { end: number; bound: Bound } {
  const from = skipBlank(text, ranged.end);
  const found = wordAt(BOUND_NOT, text, from) || !takesBound(ranged) ? undefined : wordAt(BOUNDS, text, from);
  if (found) return { end: from + found.word.length, bound: { kind: boundKind(found.value, opener, ranged) } };
  if (opener === "upTo") return { end: ranged.end, bound: { kind: "upTo" } };
  return { end: ranged.end, bound: { kind: opener === "from" && !ranged.until ? "since" : "none" } };
}

function boundKind(kind: Bound["kind"], opener: "from" | "upTo" | undefined, ranged: Ranged): Bound["kind"] {
  if (ranged.until) return "none";
  if (opener === "upTo") return "upTo";
  return opener === "from" && kind === "none" ? "since" : kind;
}

/** 三天后后 does not exist, and every week has no before. */
function takesBound(ranged: Ranged): boolean {
  const { said } = ranged;
  return said.kind === "when" || said.kind === "now" || (said.kind === "length" && said.mode === "ago");
}

function skipBlank(text: string, at: number): number {
  return text[at] === " " ? at + 1 : at;
}

// ── Spans ────────────────────────────────────────────────────────────────────────────────────────────────────────

interface Open {
  readonly from: number | null;
  readonly to: number | null;
  readonly grain: Grain;
}

function spanOf(text: string, phrase: Phrase, moment: Moment, lean: Lean | "open"): DateSpan | null {
  const past = resolvePhrase(phrase, moment, "past");
  const future = resolvePhrase(phrase, moment, "future");
  const chosen = choose(past, future, moment, lean === "open" ? openLean(phrase.said, past, future, moment) : lean);
  if (!chosen || isEmpty(chosen)) return null;
  const open = past && future && !isSame(past, future);
  return {
    start: phrase.start,
    end: phrase.end,
    text: text.slice(phrase.start, phrase.end),
    ...rangeOf(chosen),
    grain: chosen.grain,
    hasTime:
      hasTime(phrase.said) || (phrase.until !== undefined && phrase.until.kind !== "now" && hasTime(phrase.until)),
    ...factsOf(phrase.said),
    ...(phrase.bound?.kind === "around" ? { vague: true } : {}),
    ...(open ? { past: rangeOf(past), future: rangeOf(future) } : {}),
  };
}

/** 昨天到前天 runs backwards and says nothing. */
function isEmpty({ from, to }: Open): boolean {
  return from !== null && to !== null && from >= to;
}

function rangeOf({ from, to }: Open): DateRange {
  return { from: isoOf(from), to: isoOf(to) };
}

function isoOf(seconds: number | null): string | null {
  return seconds === null ? null : localText(seconds * 1000);
}

function isSame(a: Open, b: Open): boolean {
  return a.from === b.from && a.to === b.to;
}

function choose(past: Open | null, future: Open | null, moment: Moment, lean: Lean): Open | null {
  if (!past || !future) return past ?? future;
  if (lean !== "near") return lean === "past" ? past : future;
  return distance(past, moment) < distance(future, moment) ? past : future;
}

const JUST_OVER_DAYS = 60;
const FAR_AHEAD_DAYS = 300;

/** With no hint people look ahead, but 11月上旬 said in late November is the one just over. */
function openLean(said: Said, past: Open | null, future: Open | null, moment: Moment): Lean {
  const dated = said.kind === "when" && said.fields.month !== undefined;
  if (!dated || !past || !future) return "future";
  const justOver = distance(past, moment) < JUST_OVER_DAYS * DAY_S;
  return justOver && distance(future, moment) > FAR_AHEAD_DAYS * DAY_S ? "past" : "future";
}

function distance(open: Open, moment: Moment): number {
  const at = open.from ?? open.to ?? moment.now;
  return Math.abs(at - moment.now);
}

function hasTime(said: Said): boolean {
  if (said.kind === "when" || said.kind === "repeat") return said.clock !== undefined;
  if (said.kind !== "length") return said.kind === "now";
  const { hours, minutes, seconds } = said.duration;
  return said.then?.clock !== undefined || hours !== undefined || minutes !== undefined || seconds !== undefined;
}

function factsOf(said: Said): Partial<DateSpan> {
  if (said.kind === "vague") return { vague: true };
  if (said.kind === "length") return said.mode === "bare" ? { duration: said.duration } : {};
  if (said.kind === "repeat") return { recurring: recurringOf(said), ...lunarOf(said.fields) };
  return said.kind === "when" ? lunarOf(said.fields) : {};
}

function lunarOf(fields: Fields): { lunar?: true } {
  return fields.lunar ? { lunar: true } : {};
}

function recurringOf(repeat: Repeat): Recurring {
  const { every, interval, weekdays, fields, clock } = repeat;
  const day = fields.day ?? (fields.monthPart === "end" ? -1 : fields.monthPart === "start" ? 1 : undefined);
  return {
    every,
    ...(interval > 1 ? { interval } : {}),
    ...(weekdays ? { weekday: weekdays[0], weekdays } : {}),
    ...(day !== undefined ? { day } : {}),
    ...(fields.month !== undefined ? { month: fields.month } : {}),
    ...(clock?.hour !== undefined ? { time: timeOf(clock) } : {}),
  };
}

function timeOf(clock: Clock): string {
  const any = momentOf(0);
  const found = resolveWhen({ kind: "when", fields: { dayRel: 1 }, clock }, any, "future");
  return localText((found?.from ?? 0) * 1000).slice(11, 16);
}

// ── Ends of ranges ───────────────────────────────────────────────────────────────────────────────────────────────

function resolvePhrase(phrase: Phrase, moment: Moment, direction: Direction): Open | null {
  const kind = phrase.bound?.kind ?? "none";
  const begun = kind === "sinceThen" || kind === "untilNow";
  const clockRange = phrase.until ? clockOfRange(phrase.said, moment) : null;
  if (clockRange && phrase.until) return resolveClockRange(clockRange, phrase, moment, direction);
  const first = resolve(phrase.said, moment, begun ? "past" : direction);
  if (!first) return null;
  if (phrase.until) return resolveUntil(phrase.said, phrase.until, first, moment, direction);
  return bounded(first, phrase.said, kind, moment);
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

function bounded(first: Stretch, said: Said, kind: Bound["kind"], moment: Moment): Open {
  const { from, to, grain } = first;
  switch (kind) {
    case "before":
      return { from: null, to: isDeadline(said) ? to : from, grain };
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
  return grain !== "day" || said.fields.festival !== undefined || said.fields.weekend === true;
}

/** Now, for ranges of days: the end of today. */
function endOfNow(moment: Moment, grain: Grain): number {
  return grain === "minute" || grain === "hour" ? moment.now : (moment.today + 1) * DAY_S;
}

function resolveUntil(said: Said, until: Said, first: Stretch, moment: Moment, direction: Direction): Open | null {
  if (until.kind === "now") {
    const begun = first.from <= moment.now ? first : (resolve(said, moment, "past") ?? first);
    return { from: begun.from, to: endOfNow(moment, first.grain), grain: first.grain };
  }
  const second = isAnchored(until) ? resolve(until, moment, direction) : resolveAfter(said, until, first, moment);
  if (!second) return null;
  const end = endOf(second);
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
