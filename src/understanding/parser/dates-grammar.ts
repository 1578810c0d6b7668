// Reads one date expression at a position of normalised text into fields. It never asks what day it is; only the
// century of a two-digit year and the size of a bare "20年" need the year now.

import { isRealDate } from "../../calendar/day.ts";
import { readClock, readDayPart, readShortPart } from "./dates-clock.ts";
import { OLDEST_LENGTH, readLength } from "./dates-lengths.ts";
import type { Clock, Fields, Portion, Reading, Said, Shift, When, Year } from "./dates-said.ts";
import {
  AFTER_NUMBER_NOT,
  AFTER_VAGUE_NOT,
  BEFORE_PERIOD_NOT,
  FESTIVAL_CONTEXT,
  FESTIVAL_TAILS,
  FESTIVAL_WORDS,
  HOLIDAY_SUFFIXES,
  NOW_WORDS,
  RELATIVE_DAY_PARTS,
  RELATIVE_DAYS,
  RELATIVE_PERIODS,
  RELATIVE_YEARS,
  VAGUE_FUTURE,
  VAGUE_PAST,
} from "./dates-words.ts";
import { chineseDigit, isAsciiDigit } from "./numerals.ts";
import { readSmall } from "./small-numbers.ts";
import { wordAt, wordSet, wordTable } from "./words.ts";

/** The year now, for centuries. */
export interface GrammarContext {
  readonly year: number;
}

/** What a rule found: the fields it adds and where it stopped; `until` holds the fields of a second end. */
interface Part {
  readonly end: number;
  readonly fields: Fields;
  readonly clock?: Clock;
  readonly until?: Fields;
}

const relativeDays = wordTable(Object.entries(RELATIVE_DAYS));
const relativeDayParts = wordTable(Object.entries(RELATIVE_DAY_PARTS));
const relativeYears = wordTable(Object.entries(RELATIVE_YEARS));
const relativePeriods = wordTable(Object.entries(RELATIVE_PERIODS));
const festivals = wordTable(FESTIVAL_WORDS);
const festivalContext = wordSet(FESTIVAL_CONTEXT);
const festivalTails = wordSet(FESTIVAL_TAILS);
const holidaySuffixes = wordSet(HOLIDAY_SUFFIXES);
const afterNumberNot = wordSet(AFTER_NUMBER_NOT);
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

function withClock(clock: Clock | undefined): { clock?: Clock } {
  return clock ? { clock } : {};
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

/** 今晚 has its part already; a time may follow. */
function continueClock(text: string, at: number, clock: Clock) {
  const found = readClock(text, skipLink(text, at), "afterPart");
  return found ? { ...found, clock: { ...found.clock, part: clock.part } } : null;
}

function readClockAfterDay(text: string, at: number) {
  return readClock(text, at, "afterDay") ?? readDayPart(text, at) ?? readShortPart(text, at);
}

/** 明天的下午, 周三, 下午: a comma or 的 may stand between day and time, if a time truly follows. */
function skipLink(text: string, at: number): number {
  if (text[at] === ",") return text[at + 1] === " " ? at + 2 : at + 1;
  return text[at] === "的" || text[at] === " " ? at + 1 : at;
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

// ── Dates in figures ─────────────────────────────────────────────────────────────────────────────────────────────

const FIGURES = /^(\d{1,4})([-/.])(\d{1,2})(?:\2(\d{1,4}))?/;

/** 2026-01-05, 2026/1/5, 2026.1.5, 3/3/2015, 26-1-5, 12.25, 12/25, 20260105. */
function readNumericDate(text: string, at: number, context: GrammarContext): Part | null {
  if (!isAsciiDigit(text[at]) || isFigure(text[at - 1]) || isMoneySign(text[at - 1])) return null;
  const found = FIGURES.exec(text.slice(at, at + 13));
  if (!found) return readEightDigits(text, at);
  const [words, first = "", mark = "", middle = "", last] = found;
  const end = at + words.length;
  if (isFigure(text[end]) && !(text[end] === "-" && !isAsciiDigit(text[end - 5]))) return null;
  if (last === undefined) return readMonthAndDay(text, at, end, mark, Number(first), Number(middle));
  const fields = fullDate(first, middle, last, context);
  const tail = text[end] === "日" || text[end] === "号" ? end + 1 : end;
  return fields ? { end: tail, fields } : null;
}

function isFigure(char: string | undefined): boolean {
  return isAsciiDigit(char) || char === "." || char === "/";
}

function isMoneySign(char: string | undefined): boolean {
  return char === "¥" || char === "$";
}

/** Year first where it has four digits or all have two; otherwise month first unless that cannot be. */
function fullDate(first: string, middle: string, last: string, context: GrammarContext): Fields | null {
  if (first.length === 4 && last.length <= 2) return ymd(Number(first), Number(middle), Number(last));
  if (first.length > 2) return null;
  if (last.length === 4) {
    const year = Number(last);
    return ymd(year, Number(first), Number(middle)) ?? ymd(year, Number(middle), Number(first));
  }
  if (last.length !== 2 && last.length !== 1) return null;
  if (first.length === 2) {
    const yearFirst = ymd(century(Number(first), context), Number(middle), Number(last));
    const old = Number(last) > 31 ? ymd(century(Number(last), context), Number(first), Number(middle)) : null;
    return old ?? yearFirst;
  }
  return last.length === 2 ? ymd(century(Number(last), context), Number(first), Number(middle)) : null;
}

function ymd(year: number, month: number, day: number): Fields | null {
  return year >= 1900 && year <= 2199 && isRealDate(year, month, day) ? { year: { abs: year }, month, day } : null;
}

/** Two-digit years reach ten years ahead, as birthdays and warranties do. */
function century(year: number, context: GrammarContext): number {
  return year <= (context.year % 100) + 10 ? 2000 + year : 1900 + year;
}

/** Measure words and money after 12.25 or 3/5 make it a number. */
const AFTER_FIGURES_NOT = /[万千百亿wk元块折%倍米斤公个件岁成年月天周分小星寸码升mlgc的版代]/;
const AROUND_DAY = /[到至从在于自~前后之以起号日生那当提给约放]/;
const FIRST_FIGURES = /\d[./]\d{1,2}[-~到至]$/;
const SECOND_FIGURES = /^[-~到至]\d{1,2}([./])\d{1,2}(?![\d.万千百元块折%])/;

/** 12.25, 12/25, 3-5: only where nothing counts with it. */
function readMonthAndDay(text: string, at: number, end: number, mark: string, month: number, day: number): Part | null {
  if (!isRealDate(2000, month, day)) return null;
  const tail = text[end] === "日" || text[end] === "号" ? end + 1 : end;
  const after = text[tail] ?? "";
  const around =
    FIRST_FIGURES.test(text.slice(Math.max(0, at - 6), at)) ||
    SECOND_FIGURES.test(text.slice(tail, tail + 8)) ||
    AROUND_DAY.test(after) ||
    AROUND_DAY.test(text[at - 1] ?? "") ||
    tail > end;
  if (tail === end && AFTER_FIGURES_NOT.test(after)) return null;
  if (mark === "-" && tail === end) return null;
  if (mark === "/" && !around && day <= 10 && month < day) return null;
  if (mark === "." && !around && end - at < 5) return null;
  return { end: tail, fields: { month, day } };
}

function readEightDigits(text: string, at: number): Part | null {
  const digits = /^\d{8}(?!\d)/.exec(text.slice(at, at + 9))?.[0];
  if (!digits) return null;
  const fields = ymd(Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6)));
  return fields ? { end: at + 8, fields } : null;
}

// ── Years and what lies in them ──────────────────────────────────────────────────────────────────────────────────

/** 去年, 2018年, 26年3月, 今年上半年, 去年双十一, 2016到2018年. */
function readYearAndMore(text: string, at: number, context: GrammarContext): Part | null {
  const found = readYear(text, at, context);
  if (!found) return null;
  const { year, end } = found;
  const link = text[end] === "的" ? end + 1 : end;
  const rest = readLunarDate(text, link, context) ?? readWithinYear(text, link) ?? readYearsRest(text, link);
  if (rest) {
    return { ...rest, fields: { ...rest.fields, year }, ...(rest.until ? { until: { ...rest.until, year } } : {}) };
  }
  if (year.short && !standsAlone(text, at, end, year, context)) return null;
  return { end: skipYearTail(text, end), fields: { year }, ...(found.until ? { until: { year: found.until } } : {}) };
}

/** After a year, shy festival words and seasons are sure. */
function readYearsRest(text: string, at: number): Part | null {
  return (
    readFestivalWord(text, at, true) ??
    readSeason(text, at) ??
    readNthWeek(text, at) ??
    readNthMonth(text, at) ??
    readEdge(text, at) ??
    readSameDay(text, at)
  );
}

/** 第三个月 of a year. */
function readNthMonth(text: string, at: number): Part | null {
  const nth = readNth(text, at);
  if (!nth || nth.value < 1 || nth.value > 12 || !text.startsWith("个月", nth.end)) return null;
  return { end: nth.end + 2, fields: { month: nth.value } };
}

const EDGES = wordTable<"first" | "last">([
  ["前", "first"],
  ["头", "first"],
  ["最初", "first"],
  ["最后", "last"],
]);

/** 前10天 and 最后三周 of a year or month. */
function readEdge(text: string, at: number): Part | null {
  const side = wordAt(EDGES, text, at);
  if (!side) return null;
  const from = at + side.word.length;
  const length = readLength(text, text[from] === " " ? from + 1 : from);
  if (length?.mode !== "bare") return null;
  const { duration } = length;
  if (duration.hours !== undefined || duration.minutes !== undefined || duration.seconds !== undefined) return null;
  return { end: length.end, fields: { edge: { duration, side: side.value } } };
}

function skipYearTail(text: string, end: number): number {
  return text[end] === "份" || text[end] === "度" ? end + 1 : text.startsWith("全年", end) ? end + 2 : end;
}

interface FoundYear {
  readonly end: number;
  readonly year: Year;
  readonly until?: Year;
}

function readYear(text: string, at: number, context: GrammarContext): FoundYear | null {
  const relative = wordAt(relativeYears, text, at);
  if (relative && !("上下".includes(text[at]!) && BEFORE_PERIOD_NOT.includes(text[at - 1] || " ")))
    return { end: at + relative.word.length, year: { rel: relative.value } };
  const first = readYearDigits(text, at, context);
  if (!first || isNumberBefore(text, at)) return null;
  const link = text[first.end] === " " ? first.end + 1 : first.end;
  if (text[link] === "年" && !"级代龄货".includes(text[link + 1] ?? " ")) {
    return { end: link + 1, year: first.year };
  }
  const second = readConnector(text, first.end, (from) => readYearDigits(text, from, context));
  if (!second || text[second.end] !== "年") return null;
  return { end: second.end + 1, year: first.year, until: second.year };
}

function readYearDigits(text: string, at: number, context: GrammarContext): { end: number; year: Year } | null {
  let end = at;
  let digits = "";
  const arabic = isAsciiDigit(text[at]);
  while (digits.length < 5) {
    const digit = arabic ? (isAsciiDigit(text[end]) ? Number(text[end]) : -1) : chineseDigit(text[end]);
    if (digit < 0) break;
    digits += String(digit);
    end++;
  }
  if (digits.length === 4) {
    const abs = Number(digits);
    return abs >= 1900 && abs <= 2199 ? { end, year: { abs } } : null;
  }
  return digits.length === 2 ? { end, year: { abs: century(Number(digits), context), short: arabic } } : null;
}

/** 18年 is a year and 20年没见 a length: near to now, and nothing around it counts. */
function standsAlone(text: string, at: number, end: number, year: Year, context: GrammarContext): boolean {
  const abs = year.abs ?? 0;
  const sure = text[at] === "0" || abs % 100 >= OLDEST_LENGTH;
  if (!sure && (abs < context.year - 15 || abs > context.year + 3)) return false;
  if (/[近前后过满了用做整有这]/.test(text[at - 1] ?? "")) return false;
  return !/[多内没未来了老会]/.test(text[end] ?? "") || text.startsWith("以来", end);
}

function isNumberBefore(text: string, at: number): boolean {
  const before = text[at - 1];
  return isAsciiDigit(before) || chineseDigit(before) >= 0 || before === "十" || before === "." || before === "第";
}

/** Parts of a year that need no year to be said: halves, quarters, months, 年底. */
function readWithinYear(text: string, at: number): Part | null {
  return readHalfYear(text, at) ?? readQuarter(text, at) ?? readYearPart(text, at) ?? readMonth(text, at);
}

const HALVES = wordTable<1 | 2>([
  ["上半年", 1],
  ["前半年", 1],
  ["下半年", 2],
  ["后半年", 2],
  ["h1", 1],
  ["h2", 2],
]);

function readHalfYear(text: string, at: number): Part | null {
  const half = wordAt(HALVES, text, at);
  if (half) return { end: at + half.word.length, fields: { half: half.value } };
  return text.startsWith("上个半年", at) ? { end: at + 4, fields: { halfRel: -1 } } : null;
}

function readQuarter(text: string, at: number): Part | null {
  if (
    text[at] === "q" &&
    /[1-4]/.test(text[at + 1] ?? "") &&
    !/[a-z0-9]/.test(text[at - 1] ?? "") &&
    !isAsciiDigit(text[at + 2])
  ) {
    return { end: at + 2, fields: { quarter: Number(text[at + 1]) } };
  }
  const from = text[at] === "第" ? at + 1 : at;
  const number = readSmall(text, from);
  if (!number || number.value < 1 || number.value > 4) return null;
  if (!text.startsWith("季度", number.end) && !(from > at && text[number.end] === "季")) return null;
  return { end: number.end + (text[number.end + 1] === "度" ? 2 : 1), fields: { quarter: number.value } };
}

const YEAR_PARTS = wordTable<Portion>([
  ["年初", "start"],
  ["年中", "middle"],
  ["年底", "end"],
  ["年末", "end"],
  ["年尾", "end"],
  ["岁末", "end"],
  ["初", "start"],
  ["底", "end"],
  ["末", "end"],
]);

function readYearPart(text: string, at: number): Part | null {
  const part = wordAt(YEAR_PARTS, text, at);
  if (!part) return null;
  // 去年底 shares its 年; 底 alone says nothing, and 年中 is not 年中大促.
  if (part.word.length === 1 && text[at - 1] !== "年") return null;
  if (part.word[0] === "年" && (isNumberBefore(text, at) || text.startsWith("年中大促", at))) return null;
  return { end: at + part.word.length, fields: { yearPart: part.value } };
}

const SEASONS = wordTable<number>([
  ...(["春", "夏", "秋", "冬"] as const).flatMap((name, index): [string, number][] => [
    [`${name}天`, index],
    [`${name}季`, index],
    [`${name}日`, index],
  ]),
]);

function readSeason(text: string, at: number): Part | null {
  const season = wordAt(SEASONS, text, at);
  return season ? { end: at + season.word.length, fields: { season: season.value } } : null;
}

/** 去年今天, 去年同期. */
function readSameDay(text: string, at: number): Part | null {
  for (const word of ["今天", "同期", "的今天", "同一天"]) {
    if (text.startsWith(word, at)) return { end: at + word.length, fields: { dayRel: 0 } };
  }
  return null;
}

// ── Months ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** 3月, 三月份, 3月5号, 5月初, 10月上旬, 3到5月, 5月3到5号, 十月的第一个星期一. */
function readMonth(text: string, at: number): Part | null {
  if (isNumberBefore(text, at) || text[at - 1] === "/") return null;
  const first = readSmall(text, at);
  if (!first || first.value < 1 || first.value > 12 || first.rough) return null;
  const to = text[first.end] === "月" ? null : readConnector(text, first.end, (from) => readSmall(text, from));
  const end = to?.end ?? (text[first.end] === " " ? first.end + 1 : first.end);
  if (text[end] !== "月" || (to && (to.value < 1 || to.value > 12))) return null;
  if (text[end + 1] === "龄" || text[end + 1] === "嫂") return null;
  const tail = text[end + 1] === "份" ? end + 2 : end + 1;
  if (to) return { end: tail, fields: { month: first.value }, until: { month: to.value } };
  return within(readWithinMonth(text, tail), tail, { month: first.value });
}

function within(rest: Part | null, end: number, outer: Fields): Part {
  if (!rest) return { end, fields: outer };
  return {
    end: rest.end,
    fields: { ...outer, ...rest.fields },
    ...(rest.until ? { until: { ...outer, ...rest.until } } : {}),
  };
}

/** What may follow a month: a day, a portion, a week, the n-th weekday. */
function readWithinMonth(text: string, at: number): Part | null {
  const from = text[at] === "的" ? at + 1 : at;
  const blank = text[at] === " " ? at + 1 : at;
  return (
    readDays(text, blank === at ? from : blank, from === at) ??
    readMonthPortion(text, from) ??
    readNthWeek(text, from) ??
    readNthWeekday(text, from) ??
    readEdge(text, from) ??
    (text.startsWith("同期", from) || text.startsWith("今天", from) ? { end: from + 2, fields: { dayRel: 0 } } : null)
  );
}

const MONTH_PORTIONS = wordTable<Fields>([
  ["初", { monthPart: "start" }],
  ["中", { monthPart: "middle" }],
  ["底", { monthPart: "end" }],
  ["末", { monthPart: "end" }],
  ["尾", { monthPart: "end" }],
  ["月初", { monthPart: "start" }],
  ["月底", { monthPart: "end" }],
  ["月末", { monthPart: "end" }],
  ["上旬", { third: 1 }],
  ["中旬", { third: 2 }],
  ["下旬", { third: 3 }],
  ["上半月", { monthHalf: 1 }],
  ["下半月", { monthHalf: 2 }],
  ["前半月", { monthHalf: 1 }],
  ["后半月", { monthHalf: 2 }],
]);

function readMonthPortion(text: string, at: number): Part | null {
  const found = wordAt(MONTH_PORTIONS, text, at);
  if (!found || (found.word === "初" && chineseDigit(text[at + 1]) > 0)) return null;
  // 3月中秋 is the festival; 9月底薪 and 月中国 are other words.
  if (found.word === "中" && /[秋国午文]/.test(text[at + 1] ?? "")) return null;
  return { end: at + found.word.length, fields: found.value };
}

function readNthWeek(text: string, at: number): Part | null {
  const nth = readNth(text, at);
  if (!nth) return null;
  for (const word of ["个星期", "个礼拜", "周", "星期", "礼拜", "个周"]) {
    if (text.startsWith(word, nth.end) && !isWeekdayChar(text[nth.end + word.length])) {
      return { end: nth.end + word.length, fields: { nthWeek: nth.value } };
    }
  }
  return null;
}

function readNthWeekday(text: string, at: number): Part | null {
  const nth = readNth(text, at);
  if (!nth || text[nth.end] !== "个") return null;
  const weekday = readWeekday(text, nth.end + 1);
  return weekday && !weekday.until ? { end: weekday.end, fields: { nth: nth.value, ...weekday.fields } } : null;
}

/** 最后一个星期五 alone is this month's. */
function readNthWeekdayAlone(text: string, at: number): Part | null {
  const found = readNthWeekday(text, at);
  return found ? { end: found.end, fields: { ...found.fields, monthRel: 0 } } : null;
}

function readNth(text: string, at: number): { end: number; value: number } | null {
  if (text.startsWith("最后一", at)) return { end: at + 3, value: -1 };
  if (text[at] !== "第") return null;
  const number = readSmall(text, at + 1);
  return number && number.value >= 1 && number.value <= 53 ? number : null;
}

// ── Days ─────────────────────────────────────────────────────────────────────────────────────────────────────────

function readDayOfMonth(text: string, at: number): Part | null {
  if (isNumberBefore(text, at)) return null;
  return readDays(text, at, false) ?? (text[at] === "月" ? readBareMonthPortion(text, at) : readThirds(text, at));
}

/** 5号, 三号, 初五, 3到5号; after a month also the bare number (三月五, 3月5). */
function readDays(text: string, at: number, afterMonth: boolean): Part | null {
  const first = readSmall(text, at);
  if (!first || first.value < 1 || first.value > 31 || first.rough) return null;
  const mark = dayMark(text, first.end);
  if (mark > 0) return { end: mark, fields: { day: first.value } };
  const to = readConnector(text, first.end, (from) => readSmall(text, from));
  if (to && to.value >= 1 && to.value <= 31) {
    const toMark = dayMark(text, to.end);
    if (toMark > 0) return { end: toMark, fields: { day: first.value }, until: { day: to.value } };
  }
  if (!afterMonth || COUNTED.test(text[first.end] ?? "")) return null;
  return { end: first.end, fields: { day: first.value } };
}

/** After 3月5 these count things. */
const COUNTED = /[个件次人万千百元块折%.倍成wk年天月周只双套条单笔位名家间/\-点时:]/;

/** The position after 号 or 日 where it marks a day, otherwise 0. */
function dayMark(text: string, at: number): number {
  const from = text[at] === " " ? at + 1 : at;
  if (text[from] === "日") return "元本圆内".includes(text[from + 1] ?? " ") ? 0 : from + 1;
  if (text[from] !== "号") return 0;
  return wordAt(afterNumberNot, text, from + 1) ? 0 : from + 1;
}

const BARE_PORTIONS = wordTable<Portion>([
  ["月初", "start"],
  ["月中", "middle"],
  ["月底", "end"],
  ["月末", "end"],
  ["月尾", "end"],
]);

/** 月底 alone is this month's. */
function readBareMonthPortion(text: string, at: number): Part | null {
  const found = wordAt(BARE_PORTIONS, text, at);
  if (!found || "个每正腊冬".includes(text[at - 1] ?? " ")) return null;
  return { end: at + 2, fields: { monthRel: 0, monthPart: found.value } };
}

const THIRDS = wordTable<Fields>([
  ["上旬", { third: 1 }],
  ["中旬", { third: 2 }],
  ["下旬", { third: 3 }],
  ["上半月", { monthHalf: 1 }],
  ["下半月", { monthHalf: 2 }],
]);

function readThirds(text: string, at: number): Part | null {
  const found = wordAt(THIRDS, text, at);
  if (found) return { end: at + found.word.length, fields: { monthRel: 0, ...found.value } };
  const week = wordAt(WEEK_HALVES, text, at);
  return week ? { end: at + week.word.length, fields: { weekRel: 0, weekHalf: week.value } } : null;
}

const WEEK_HALVES = wordTable<1 | 2>([
  ["上半周", 1],
  ["前半周", 1],
  ["下半周", 2],
  ["后半周", 2],
]);

function readRelativeDay(text: string, at: number): Part | null {
  const both = wordAt(relativeDayParts, text, at);
  if (both && !isAfterWordPart(text, at + both.word.length)) {
    return { end: at + both.word.length, fields: { dayRel: both.value[0] }, clock: { part: both.value[1] } };
  }
  const day = wordAt(relativeDays, text, at);
  if (!day) return null;
  return { end: at + day.word.length, fields: { dayRel: day.value } };
}

/** 今晚 is a part of today; 今晚报 would be a paper. */
function isAfterWordPart(text: string, at: number): boolean {
  return text[at] === "报";
}

/** 三个工作日后, 下个工作日. */
function readWorkdays(text: string, at: number): Part | null {
  if (text.startsWith("下个工作日", at) || text.startsWith("下一个工作日", at)) {
    return { end: at + (text[at + 1] === "一" ? 6 : 5), fields: { workdays: 1 } };
  }
  const number = readSmall(text, at);
  if (!number || number.value < 1 || isNumberBefore(text, at)) return null;
  const unit = text[number.end] === "个" ? number.end + 1 : number.end;
  if (!text.startsWith("工作日", unit)) return null;
  const end = unit + 3;
  for (const word of ["以内", "之内", "内"]) {
    if (text.startsWith(word, end)) return { end: end + word.length, fields: { workdays: number.value, within: true } };
  }
  for (const word of ["之后", "以后", "后"]) {
    if (text.startsWith(word, end)) return { end: end + word.length, fields: { workdays: number.value } };
  }
  for (const word of ["前", "之前", "以前"]) {
    if (text.startsWith(word, end)) return { end: end + word.length, fields: { workdays: -number.value } };
  }
  return null;
}

// ── Weeks ────────────────────────────────────────────────────────────────────────────────────────────────────────

const WEEK_WORDS = ["星期", "礼拜", "周"] as const;

const WEEKDAYS: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  日: 7,
  天: 7,
  "1": 1,
  "2": 2,
  "3": 3,
  "4": 4,
  "5": 5,
  "6": 6,
  "7": 7,
};

function isWeekdayChar(char: string | undefined): boolean {
  return char !== undefined && char in WEEKDAYS;
}

/** 周三, 星期天, 礼拜五, 周末, 周一到五. */
function readWeekday(text: string, at: number): Part | null {
  const word = WEEK_WORDS.find((name) => text.startsWith(name, at));
  if (!word || isNumberBefore(text, at)) return null;
  const from = at + word.length;
  const char = text[from] ?? "";
  if (char === "末") return { end: from + 1, fields: { weekRel: 0, weekend: true } };
  if (char === "六" && /^(?:周|、)?[日天]/.test(text.slice(from + 1, from + 3))) {
    const end = isWeekdayChar(text[from + 1]) ? from + 2 : from + 3;
    return { end, fields: { weekRel: 0, weekend: true } };
  }
  const weekday = WEEKDAYS[char];
  if (weekday === undefined || !isWeekdayEnd(text, from + 1, word)) return null;
  const to = readConnector(text, from + 1, (next) => lastWeekday(text, next));
  return { end: to?.end ?? from + 1, fields: { weekday }, ...(to ? { until: { weekday: to.value } } : {}) };
}

/** 周三次 is three times a week; 周一鸣 cannot be told from a day and is read as one. */
function isWeekdayEnd(text: string, at: number, word: string): boolean {
  const after = text[at] ?? "";
  if (isAsciiDigit(text[at - 1]) && isAsciiDigit(after)) return false;
  if (word !== "周") return !"次回趟遍".includes(after) || after === "";
  return after === "" || !"次回趟遍岁年百十千万个件".includes(after);
}

function lastWeekday(text: string, at: number): { end: number; value: number } | null {
  const word = WEEK_WORDS.find((name) => text.startsWith(name, at)) ?? "";
  const value = WEEKDAYS[text[at + word.length] ?? ""];
  if (value === undefined) return null;
  const end = at + word.length + 1;
  if (word === "" && !(text[end] === undefined || /[,.;!?。、的上下早晚中之以每都来\s]/.test(text[end]!))) return null;
  return { end, value };
}

/** 上周, 下下周三, 这个星期, 上周末, 上个月15号, 本月底, 上季度. */
function readRelativePeriod(text: string, at: number): Part | null {
  const prefix = wordAt(relativePeriods, text, at);
  if (!prefix || BEFORE_PERIOD_NOT.includes(text[at - 1] || " ")) return null;
  for (const candidate of [prefix.word, prefix.word.replace(/一$/, "")]) {
    const value = RELATIVE_PERIODS[candidate];
    if (value === undefined) continue;
    const from = at + candidate.length;
    const unit = text[from] === "个" ? from + 1 : from;
    const part =
      readRelativeWeek(text, unit, value) ??
      readRelativeMonth(text, unit, value) ??
      readRelativeQuarter(text, unit, value);
    if (part) return part;
  }
  return null;
}

function readRelativeWeek(text: string, at: number, weekRel: number): Part | null {
  const word = WEEK_WORDS.find((name) => text.startsWith(name, at));
  if (!word) return null;
  const end = at + word.length;
  const day = readWeekday(text, at);
  if (day) {
    const { fields, until } = day;
    return { end: day.end, fields: { ...fields, weekRel }, ...(until ? { until: { ...until, weekRel } } : {}) };
  }
  if ("年岁".includes(text[end] ?? " ")) return null;
  const named = lastWeekday(text, text[end] === "的" ? end + 1 : end);
  if (named && text[end] === "的" && isWeekWord(text, end + 1))
    return { end: named.end, fields: { weekRel, weekday: named.value } };
  if (text[end] === "初") return { end: end + 1, fields: { weekRel, weekHalf: 1 } };
  return { end, fields: { weekRel } };
}

function isWeekWord(text: string, at: number): boolean {
  return WEEK_WORDS.some((name) => text.startsWith(name, at));
}

function readRelativeMonth(text: string, at: number, monthRel: number): Part | null {
  if (text[at] !== "月" || "子饼亮".includes(text[at + 1] ?? " ")) return null;
  const end = text[at + 1] === "份" ? at + 2 : at + 1;
  return within(readWithinMonth(text, end), end, { monthRel });
}

function readRelativeQuarter(text: string, at: number, quarterRel: number): Part | null {
  if (!text.startsWith("季度", at) && !text.startsWith("季", at)) return null;
  return { end: at + (text[at + 1] === "度" ? 2 : 1), fields: { quarterRel } };
}

// ── Festivals and the lunar calendar ─────────────────────────────────────────────────────────────────────────────

function readFestival(text: string, at: number): Part | null {
  return readFestivalWord(text, at, false);
}

/** 中秋, 国庆假期, 中秋前一周, 春节前三天; `sure` when a year stands before it. */
function readFestivalWord(text: string, at: number, sure: boolean): Part | null {
  const found = wordAt(festivals, text, at);
  if (!found) return readNewYearOfOld(text, at);
  let end = at + found.word.length;
  if (found.value.shy) {
    if (isNumberBefore(text, at) || isAsciiDigit(text[end])) return null;
    if (!wordAt(festivalContext, text, end) && !(sure && !COUNTED.test(text[end] ?? ""))) return null;
  } else if (found.value.mild && isCountedHere(text, at, end)) {
    return null;
  }
  const holiday = wordAt(holidaySuffixes, text, end);
  if (holiday) end += holiday.word.length;
  else if (text[end] === "节") end++;
  const tail = wordAt(festivalTails, text, end);
  if (tail) end += tail.word.length;
  const fields: Fields = { festival: found.value.name, ...(holiday ? { holiday: true } : {}) };
  const shift = readShift(text, end);
  return shift ? { end: shift.end, fields: { ...fields, shift: shift.shift } } : { end, fields };
}

/** 年前 and 年后 are before and after the Spring Festival; 三年前 is a length. */
function readNewYearOfOld(text: string, at: number): Part | null {
  if (text[at] !== "年" || !/[前后]/.test(text[at + 1] ?? "") || /[台面几]/.test(text[at + 2] ?? "")) return null;
  if (isNumberBefore(text, at) || /[几多半去今明每新周整数少前后上下度近]/.test(text[at - 1] ?? "")) return null;
  return { end: at + 1, fields: { festival: "春节" } };
}

function isCountedHere(text: string, at: number, end: number): boolean {
  const after = text[end] ?? "";
  if (COUNTED.test(after) || "岁号日路广".includes(after || " ") || chineseDigit(after) >= 0) return true;
  return isNumberBefore(text, at) || "第了共约有是".includes(text[at - 1] || " ");
}

/** 前一周 after a festival: the week that ends on it. */
function readShift(text: string, at: number): { end: number; shift: Shift } | null {
  const from = text[at] === "的" ? at + 1 : at;
  const side = text[from] === "前" ? "before" : text[from] === "后" ? "after" : null;
  if (!side) return null;
  const length = readLength(text, from + 1);
  if (length?.mode !== "bare") return null;
  const { days, weeks, months } = length.duration;
  if (days === undefined && weeks === undefined && months === undefined) return null;
  return { end: length.end, shift: { duration: length.duration, side } };
}

const LUNAR_MARKS = wordSet(["农历", "阴历", "旧历", "古历", "夏历"]);
const SOLAR_MARKS = wordSet(["公历", "阳历", "新历", "国历"]);

const LUNAR_MONTHS: Readonly<Record<string, number>> = { 正: 1, 冬: 11, 腊: 12 };

/** 农历八月十五, 阴历闰四月初三, 正月初五, 腊月廿三, 八月初一. */
function readLunarDate(text: string, at: number, context: GrammarContext): Part | null {
  const solar = wordAt(SOLAR_MARKS, text, at);
  if (solar) return readYearAndMore(text, at + solar.word.length, context) ?? readMonth(text, at + solar.word.length);
  const mark = wordAt(LUNAR_MARKS, text, at);
  const from = mark ? at + mark.word.length + (text[at + mark.word.length] === "的" ? 1 : 0) : at;
  const year = mark ? readYear(text, from, context) : null;
  const monthAt = year?.end ?? from;
  const month = readLunarMonth(text, monthAt);
  if (!month) return mark ? lunarFestival(text, monthAt, year?.year) : null;
  const day = readLunarDay(text, month.end);
  const sure = mark !== undefined || month.sure || (day?.sure ?? false);
  if (!sure || (!mark && isNumberBefore(text, monthAt))) return null;
  const lunar = { month: month.value, leap: month.leap, ...(day ? { day: day.value } : {}) };
  return { end: day?.end ?? month.end, fields: { lunar, ...(year ? { year: year.year } : {}) } };
}

/** 农历端午. */
function lunarFestival(text: string, at: number, year: Year | undefined): Part | null {
  const festival = readFestivalWord(text, at, true);
  return festival && year ? { ...festival, fields: { ...festival.fields, year } } : festival;
}

function readLunarMonth(text: string, at: number): { end: number; value: number; leap: boolean; sure: boolean } | null {
  const leap = text[at] === "闰";
  const from = leap ? at + 1 : at;
  const named = LUNAR_MONTHS[text[from] ?? ""];
  if (named !== undefined && text[from + 1] === "月") return { end: from + 2, value: named, leap, sure: true };
  const number = readSmall(text, from);
  if (!number || number.value < 1 || number.value > 12 || text[number.end] !== "月") return null;
  return { end: number.end + 1, value: number.value, leap, sure: leap };
}

/** 初五 is always lunar; 十五, 廿三 and 15 only beside another sign of the lunar calendar. */
function readLunarDay(text: string, at: number): { end: number; value: number; sure: boolean } | null {
  if (text[at] === "初") {
    const number = readSmall(text, at + 1);
    return number && number.value <= 10 && number.value >= 1 ? { ...number, sure: true } : null;
  }
  const number = readSmall(text, at);
  if (!number || number.value < 1 || number.value > 30 || /[个件次天]/.test(text[number.end] ?? "")) return null;
  const marked = text[number.end] === "日" || text[number.end] === "号";
  return { end: marked ? number.end + 1 : number.end, value: number.value, sure: text[at] === "廿" };
}

// ── Repetition ───────────────────────────────────────────────────────────────────────────────────────────────────

/** 每周一, 每周一三五, 每月15号, 每天早上9点, 每年3月5号, 每两周, 每隔三天, 天天. */
function readRepeat(text: string, at: number, context: GrammarContext): Reading | null {
  if (text.startsWith("天天", at)) return finishRepeat(text, { end: at + 2, every: "day", fields: {} });
  if (text[at] !== "每" && !(text[at] === "逢" && text[at - 1] !== "每")) return null;
  let from = at + 1;
  if (text[from] === "逢" || text[from] === "到") from++;
  const gap = text[from] === "隔";
  if (gap) from++;
  const part = readInterval(text, from, gap) ?? readEvery(text, text[from] === "个" ? from + 1 : from, context);
  return part ? finishRepeat(text, part) : null;
}

interface RepeatPart {
  readonly end: number;
  readonly every: "year" | "quarter" | "month" | "week" | "day" | "hour";
  readonly interval?: number;
  readonly weekdays?: readonly number[];
  readonly fields: Fields;
  readonly clock?: Clock;
}

function finishRepeat(text: string, part: RepeatPart): Reading {
  const { end, every, interval = 1, weekdays, fields } = part;
  const clock = part.clock ? continueClock(text, end, part.clock) : readClockAfterDay(text, skipLink(text, end));
  return {
    end: clock?.end ?? end,
    said: {
      kind: "repeat",
      every,
      interval,
      fields,
      ...(weekdays ? { weekdays } : {}),
      ...withClock(clock?.clock ?? part.clock),
    },
  };
}

/** 每两周, 每隔三天 (every fourth day is meant by nobody), 每半年. */
function readInterval(text: string, at: number, gap: boolean): RepeatPart | null {
  if (text.startsWith("半年", at)) return { end: at + 2, every: "month", interval: 6, fields: {} };
  if (text.startsWith("半个月", at)) return { end: at + 3, every: "day", interval: 15, fields: {} };
  const length = readLength(text, at);
  if (length?.mode !== "bare") return null;
  const { years, months, weeks, days, hours } = length.duration;
  const units = [
    ["year", years],
    ["month", months],
    ["week", weeks],
    ["day", days],
    ["hour", hours],
  ] as const;
  const said = units.filter(([, count]) => count !== undefined);
  const [unit] = said;
  if (said.length !== 1 || !unit?.[1] || !Number.isInteger(unit[1])) return null;
  const interval = gap && unit[1] === 1 ? 2 : unit[1];
  return { end: length.end, every: unit[0], interval, fields: {} };
}

function readEvery(text: string, at: number, context: GrammarContext): RepeatPart | null {
  const week = WEEK_WORDS.find((name) => text.startsWith(name, at));
  if (week) return readEveryWeek(text, at, at + week.length);
  if (text[at] === "月") return readEveryMonth(text, at + 1);
  if (text.startsWith("季度", at) || text[at] === "季") {
    return { end: at + (text[at + 1] === "度" ? 2 : 1), every: "quarter", fields: {} };
  }
  if (text[at] === "年") return readEveryYear(text, at + 1, context);
  if (text.startsWith("小时", at) || text.startsWith("钟头", at)) return { end: at + 2, every: "hour", fields: {} };
  if (text.startsWith("工作日", at)) return { end: at + 3, every: "week", weekdays: [1, 2, 3, 4, 5], fields: {} };
  if (text[at] === "天" || text[at] === "日") return { end: at + 1, every: "day", fields: {} };
  const part = readShortPart(text, at) ?? readDayPart(text, at);
  return part && !part.until ? { end: part.end, every: "day", fields: {}, clock: part.clock } : null;
}

function readEveryWeek(text: string, at: number, end: number): RepeatPart {
  if (text[end] === "末") return { end: end + 1, every: "week", weekdays: [6, 7], fields: {} };
  const range = readWeekday(text, at);
  if (range?.until) {
    return {
      end: range.end,
      every: "week",
      weekdays: stretch(range.fields.weekday ?? 1, range.until.weekday ?? 7),
      fields: {},
    };
  }
  const weekdays: number[] = [];
  let from = end;
  while (isWeekdayChar(text[from]) && isWeekdayEnd(text, from + 1, weekdays.length > 0 ? "" : "周")) {
    weekdays.push(WEEKDAYS[text[from]!]!);
    from++;
    const next = /[、,和跟]/.test(text[from] ?? "") ? from + 1 : from;
    const word = WEEK_WORDS.find((name) => text.startsWith(name, next)) ?? "";
    if (!isWeekdayChar(text[next + word.length])) break;
    from = next + word.length;
  }
  return { end: from, every: "week", ...(weekdays.length > 0 ? { weekdays } : {}), fields: {} };
}

function stretch(from: number, to: number): number[] {
  const days: number[] = [];
  for (let day = from; days.length < 7; day = (day % 7) + 1) {
    days.push(day);
    if (day === to) break;
  }
  return days;
}

function readEveryMonth(text: string, at: number): RepeatPart {
  const rest = readWithinMonth(text, text[at] === "的" ? at + 1 : at);
  return { end: rest?.end ?? at, every: "month", fields: rest?.fields ?? {} };
}

function readEveryYear(text: string, at: number, context: GrammarContext): RepeatPart {
  const from = text[at] === "的" ? at + 1 : at;
  const rest = readLunarDate(text, from, context) ?? readFestivalWord(text, from, true) ?? readMonth(text, from);
  return { end: rest?.end ?? at, every: "year", fields: rest?.fields ?? {} };
}

// ── Shared ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** What follows 到, 至, - or ~. */
export function readConnector<T>(text: string, at: number, next: (from: number) => T | null): T | null {
  const from = text[at] === " " ? at + 1 : at;
  if (!"到至-~".includes(text[from] || " ")) return null;
  return next(text[from + 1] === " " ? from + 2 : from + 1);
}
