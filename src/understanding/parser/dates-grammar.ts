// Reads one date expression at a position of normalised text into fields. It never asks what day it is; only the
// century of a two-digit year and the size of a bare "20年" need the year now.

import { continueClock, readClock, readClockAfterDay, readDayPart, readShortPart, skipLink } from "./dates-clock.ts";
import { readFestival } from "./dates-festivals.ts";
import { readNumericDate } from "./dates-figures.ts";
import { readLength } from "./dates-lengths.ts";
import { type GrammarContext, type Part, withClock } from "./dates-part.ts";
import {
  readDayOfMonth,
  readMonth,
  readNthWeekdayAlone,
  readRelativeDay,
  readRelativePeriod,
  readWeekday,
  readWorkdays,
} from "./dates-periods.ts";
import { readRepeat } from "./dates-repeat.ts";
import type { Reading, Said, When } from "./dates-said.ts";
import { AFTER_VAGUE_NOT, NOW_WORDS, VAGUE_FUTURE, VAGUE_PAST } from "./dates-words.ts";
import { readLunarDate, readWithinYear, readYearAndMore } from "./dates-years.ts";
import { wordAt, wordSet, wordTable } from "./words.ts";

const nowWords = wordSet(NOW_WORDS.filter((word) => word !== "今"));
const vagueWords = wordTable([...Object.entries(VAGUE_PAST), ...Object.entries(VAGUE_FUTURE)]);
const afterVagueNot = wordSet(AFTER_VAGUE_NOT);

export function readExpression(text: string, at: number, context: GrammarContext): Reading | null {
  return (
    readRepeat(text, at, context) ??
    readVague(text, at) ??
    lengthReading(text, at, context) ??
    readWhen(text, at, context) ??
    readNow(text, at)
  );
}

function readNow(text: string, at: number): Reading | null {
  const word = wordAt(nowWords, text, at);
  return word ? { end: at + word.word.length, said: { kind: "now" } } : null;
}

function readVague(text: string, at: number): Reading | null {
  const found = wordAt(vagueWords, text, at);
  if (!found) return null;
  const end = at + found.word.length;
  if (wordAt(afterVagueNot, text, end) || lengthFollows(text, at)) return null;
  const [fromDays, toDays] = found.value;
  return { end, said: { kind: "vague", fromDays, toDays } };
}

/** 最近三个月 is a length, not 最近. */
function lengthFollows(text: string, at: number): boolean {
  const length = readLength(text, at);
  return length !== null && length.mode !== "bare" && length.end > at + 2;
}

/** A length, and the day or time said after 三天后. */
function lengthReading(text: string, at: number, context: GrammarContext): Reading | null {
  const length = readLength(text, at);
  if (!length || isLikelyYear(text, at, length.mode, context)) return null;
  const { end, mode, duration } = length;
  const said: Said = { kind: "length", mode, duration };
  if (mode !== "ago" && mode !== "later") return { end, said };
  const from = text[end] === "的" ? end + 1 : end;
  const weekday = duration.weeks ? readWeekday(text, from) : null;
  const clock = readClockAfterDay(text, weekday?.end ?? from);
  if (!weekday && !clock) return { end, said };
  const then: When = { kind: "when", fields: weekday?.fields ?? {}, ...(clock ? { clock: clock.clock } : {}) };
  return { end: clock?.end ?? weekday?.end ?? end, said: { ...said, then } };
}

/** 18年 with nothing that counts around it is 2018. */
function isLikelyYear(text: string, at: number, mode: string, context: GrammarContext): boolean {
  if (mode !== "bare" || !/^\d\d年/.test(text.slice(at, at + 3))) return false;
  return readYearAndMore(text, at, context) !== null;
}

/** A date, a time of day, or both. */
export function readWhen(text: string, at: number, context: GrammarContext): Reading | null {
  const date = readDate(text, at, context);
  if (!date) return clockAlone(text, at);
  const clock = date.clock
    ? continueClock(text, date.end, date.clock)
    : readClockAfterDay(text, skipLink(text, date.end));
  const said: When = { kind: "when", fields: date.fields, ...withClock(clock?.clock ?? date.clock) };
  if (date.until) {
    const until: When = { kind: "when", fields: date.until, ...withClock(clock?.clock) };
    return { end: clock?.end ?? date.end, said, until };
  }
  if (clock?.until) {
    return { end: clock.end, said, until: { kind: "when", fields: {}, clock: clock.until } };
  }
  return { end: clock?.end ?? date.end, said };
}

function clockAlone(text: string, at: number): Reading | null {
  const short = readShortPart(text, at);
  const found =
    readClock(text, at, "alone") ?? readDayPart(text, at) ?? (short?.clock.hour === undefined ? null : short);
  if (!found) return null;
  const said: When = { kind: "when", fields: {}, clock: found.clock };
  return found.until
    ? { end: found.end, said, until: { kind: "when", fields: {}, clock: found.until } }
    : { end: found.end, said };
}

type DateRule = (text: string, at: number, context: GrammarContext) => Part | null;

const DATE_RULES: readonly DateRule[] = [
  readNumericDate,
  readLunarDate,
  readYearAndMore,
  readRelativeDay,
  readRelativePeriod,
  readFestival,
  readWithinYear,
  readWeekday,
  readNthWeekdayAlone,
  readDayOfMonth,
  readWorkdays,
];

function readDate(text: string, at: number, context: GrammarContext): Part | null {
  for (const rule of DATE_RULES) {
    const part = rule(text, at, context);
    if (part) return readDoubledDay(text, part);
  }
  return null;
}

/** 10月12号,星期一 and 周日,二月十号 name one day twice; the date proper wins. */
function readDoubledDay(text: string, part: Part): Part {
  const at = skipComma(text, part.end);
  if (part.until || part.fields.dayRel !== undefined) return part;
  if (part.fields.day !== undefined) {
    const open = text[at] === "(" ? at + 1 : at;
    const weekday = readWeekday(text, open);
    if (!weekday || weekday.until) return part;
    return { ...part, end: open > at && text[weekday.end] === ")" ? weekday.end + 1 : weekday.end };
  }
  if (part.fields.weekday !== undefined && part.fields.weekRel === undefined && part.fields.nth === undefined) {
    const day = readMonth(text, at);
    return day?.fields.day !== undefined && !day.until ? { ...day } : part;
  }
  return part;
}

function skipComma(text: string, at: number): number {
  if (text[at] === ",") return text[at + 1] === " " ? at + 2 : at + 1;
  return at;
}
