// Finds the dates, times and spans of time people say in Chinese, seen from a given now: joins expressions into
// ranges (从A到B) and bounds (A以前), and chooses between past and future readings.
// It never reads the clock and never decides what happens on the date.

import { instantOfLocal, localIso, localMs, localText, SHANGHAI } from "../../calendar/day.ts";
import { type Open, resolvePhrase } from "./dates-ends.ts";
import { resolveWhen } from "./dates-fields.ts";
import type { GrammarContext } from "./dates-part.ts";
import { type Phrase, readPhrase } from "./dates-phrases.ts";
import type { Clock, Duration, Fields, Repeat, Said } from "./dates-said.ts";
import { mayStartDate } from "./dates-starts.ts";
import { DAY_S, type Grain, type Moment, momentOf } from "./dates-stretch.ts";
import { FUTURE_HINTS, NOT_DATES, PAST_HINTS, REMIND_HINTS } from "./dates-words.ts";
import { asNormalised, normalise } from "./normalise.ts";
import { wordAt, wordSet } from "./words.ts";

export type { Duration } from "./dates-said.ts";
export type { Grain } from "./dates-stretch.ts";

export interface Recurring {
  readonly every: "year" | "quarter" | "month" | "week" | "day" | "hour";
  /** Every second week has 2; 1 when left out. */
  readonly interval?: number;
  /** 1 = Monday … 7 = Sunday; the first one when several were said. */
  readonly weekday?: number;
  readonly weekdays?: readonly number[];
  /** Day of the month; -1 is the last. */
  readonly day?: number;
  /** When several were said. */
  readonly days?: readonly number[];
  readonly month?: number;
  /** The n-th weekday, or workday, of the month; -1 is the last. */
  readonly nth?: number;
  /** Only days worked: 每个工作日. */
  readonly workdays?: boolean;
  readonly lunarDay?: { readonly month: number; readonly day: number };
  readonly festival?: string;
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
  /** Before a festival, a season or a school break: something done on its first day would come too late. */
  readonly eve?: boolean;
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

/** 消费者权益日 is a day like others: nobody has spent anything. */
const NO_BUYING = /消费者/gu;

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
    chosen ??= guessLean(text.replace(NO_BUYING, "")) ?? "open";
    const span = spanOf(text, phrase, moment, chosen);
    if (span) spans.push(span);
    at = phrase.end;
  }
  return spans;
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
    ...(phrase.bound?.kind === "before" && isFestive(phrase.said) ? { eve: true } : {}),
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

function isFestive(said: Said): boolean {
  if (said.kind !== "when") return false;
  const { festival, anyHoliday, seasonStart, schoolBreak } = said.fields;
  return festival !== undefined || anyHoliday === true || seasonStart === true || schoolBreak !== undefined;
}

function lunarOf(fields: Fields): { lunar?: true } {
  return fields.lunar || fields.lunarDay !== undefined ? { lunar: true } : {};
}

function recurringOf(repeat: Repeat): Recurring {
  const { every, interval, weekdays, days, workdays, fields, clock } = repeat;
  const last = fields.edge?.side === "last" && fields.edge.duration.days === 1;
  const day = fields.day ?? (last || fields.monthPart === "end" ? -1 : fields.monthPart === "start" ? 1 : undefined);
  return {
    every,
    ...(interval > 1 ? { interval } : {}),
    ...weekdaysOf(weekdays, fields),
    ...(days ? { days } : {}),
    ...(workdays ? { workdays } : {}),
    ...(fields.nth !== undefined ? { nth: fields.nth } : {}),
    ...(fields.lunar ? { lunarDay: { month: fields.lunar.month, day: fields.lunar.day ?? 1 } } : {}),
    ...(fields.festival ? { festival: fields.festival } : {}),
    ...(day !== undefined ? { day } : {}),
    ...(fields.month !== undefined ? { month: fields.month } : {}),
    ...(clock?.hour !== undefined ? { time: timeOf(clock) } : {}),
  };
}

function weekdaysOf(said: readonly number[] | undefined, { weekday }: Fields): Partial<Recurring> {
  const weekdays = said ?? (weekday === undefined ? undefined : [weekday]);
  return weekdays ? { weekday: weekdays[0], weekdays } : {};
}

function timeOf(clock: Clock): string {
  const any = momentOf(0);
  const found = resolveWhen({ kind: "when", fields: { dayRel: 1 }, clock }, any, "future");
  return localText((found?.from ?? 0) * 1000).slice(11, 16);
}
