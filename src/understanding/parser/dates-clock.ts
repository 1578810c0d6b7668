// Reads times of day: 下午3点半, 15:30, 三点一刻, 早上五到六点, 3pm, 晚上. It never knows the day.

import { isConnector } from "./dates-part.ts";
import type { Clock } from "./dates-said.ts";
import { AFTER_PART_NOT, AFTER_SHORT_PART_NOT, DAY_PARTS, SHORT_DAY_PARTS } from "./dates-words.ts";
import { BLANKS, isDigit, lettersOf } from "./letters.ts";
import { digitAt, EVERY_DIGIT } from "./numerals.ts";
import { readSmall, type Small } from "./small-numbers.ts";
import { wordAt, wordTable } from "./words.ts";

export interface ClockReading {
  readonly end: number;
  readonly clock: Clock;
  /** The second end of 五到六点. */
  readonly until?: Clock;
}

/** How sure the surroundings make it: after a day or a part of it even 一点 is a time. */
export type ClockPlace = "alone" | "afterDay" | "afterPart";

const dayParts = wordTable(Object.entries(DAY_PARTS));
const shortDayParts = wordTable(Object.entries(SHORT_DAY_PARTS));

export function readDayPart(text: string, at: number): ClockReading | null {
  const found = wordAt(dayParts, text, at);
  if (!found) return null;
  const end = at + found.word.length;
  const inner = text[end] === "的" || text[end] === " " ? end + 1 : end;
  const time = readClock(text, inner, "afterPart");
  if (time) {
    return {
      end: time.end,
      clock: { ...time.clock, part: found.value },
      ...(time.until ? { until: { ...time.until, part: found.value } } : {}),
    };
  }
  if (AFTER_PART_NOT.includes(text[end] || " ")) return null;
  return { end, clock: { part: found.value } };
}

/** 周五晚, 7月25日早, 明天晚8点. */
export function readShortPart(text: string, at: number): ClockReading | null {
  const part = wordAt(shortDayParts, text, at)?.value;
  if (!part || AFTER_SHORT_PART_NOT.includes(text[at + 1] || " ")) return null;
  const time = readClock(text, at + 1, "afterPart");
  if (time) return { ...time, clock: { ...time.clock, part } };
  return { end: at + 1, clock: { part } };
}

export function readClock(text: string, at: number, place: ClockPlace): ClockReading | null {
  if (place === "alone" && isBoundToRight(text, at - 1)) return null;
  return readColonClock(text, at) ?? readLatinClock(text, at) ?? readSpokenClock(text, at, place);
}

const isBoundToRight = lettersOf(`${EVERY_DIGIT}.:/十第百千万有差¥`);

const COLON = /^(\d{1,2}):(\d{2})(?::(\d{2}))?/;

/** 15:30, 9:05:30, 3:15pm. */
function readColonClock(text: string, at: number): ClockReading | null {
  if (!isDigit(text, at)) return null;
  const found = COLON.exec(text.slice(at, at + 8));
  if (!found) return null;
  const [words, hourText = "", minuteText = "", secondText] = found;
  const hour = Number(hourText);
  const minute = Number(minuteText);
  const second = Number(secondText ?? 0);
  const end = at + words.length;
  if (hour > 24 || minute > 59 || second > 59 || isDigit(text, end)) return null;
  const half = readHalfDay(text, end);
  const clock: Clock = {
    hour,
    minute,
    ...(secondText ? { second } : {}),
    ...(hourText.length === 2 ? { literal: true } : {}),
    ...half?.mark,
  };
  return { end: half?.end ?? end, clock };
}

const HALF_DAY = /^ ?(p\.m\.|a\.m\.|pm|am|p|a)(?![a-z])/;

const mayBeHalfDay = lettersOf(" pa");

function readHalfDay(text: string, at: number): { end: number; mark: { pm?: true; am?: true } } | null {
  if (!mayBeHalfDay(text, at)) return null;
  const found = HALF_DAY.exec(text.slice(at, at + 6));
  if (!found) return null;
  return { end: at + found[0].length, mark: found[1]!.startsWith("p") ? { pm: true } : { am: true } };
}

/** 3pm. */
function readLatinClock(text: string, at: number): ClockReading | null {
  const hour = readSmall(text, at);
  if (!hour?.arabic || hour.value > 12) return null;
  const half = readHalfDay(text, hour.end);
  if (!half || half.end - hour.end < 2) return null;
  return { end: half.end, clock: { hour: hour.value, ...half.mark } };
}

/** 三点, 3点15, 三点一刻, 八点半, 15时20分, 五到六点. */
function readSpokenClock(text: string, at: number, place: ClockPlace): ClockReading | null {
  const hour = readSmall(text, at);
  if (!hour || hour.value > 24) return null;
  const mark = hourMark(text, hour.end, place);
  if (mark === 0) return readSharedHours(text, hour, place);
  if (isNoHour(text, at, hour, mark, place)) return null;
  const rest = readMinutes(text, mark, place);
  return {
    end: rest?.end ?? mark,
    clock: {
      hour: hour.value,
      ...(hour.padded && hour.arabic ? { literal: true } : {}),
      ...(rest ? { minute: rest.minute } : {}),
      ...(rest?.second !== undefined ? { second: rest.second } : {}),
    },
  };
}

/** 五到六点: the first hour borrows its 点. */
function readSharedHours(text: string, first: Small, place: ClockPlace): ClockReading | null {
  const from = text[first.end] === " " ? first.end + 1 : first.end;
  if (!isConnector(text, from)) return null;
  const second = readSpokenClock(text, from + 1, place);
  if (!second || second.until || (second.clock.hour ?? 0) > 24) return null;
  return { end: second.end, clock: { hour: first.value }, until: second.clock };
}

const isAfterHour = lettersOf(`${EVERY_DIGIT}整许半前后之到至,。${BLANKS}`);

/** The position after 点, 点钟 or 时; 0 where none stands. */
function hourMark(text: string, at: number, place: ClockPlace): number {
  if (text[at] === "点") return text[at + 1] === "钟" ? at + 2 : at + 1;
  if (text[at] !== "时") return 0;
  const clear = at + 1 === text.length || isAfterHour(text, at + 1);
  return clear || place !== "alone" ? at + 1 : 0;
}

/** After 点 these make remarks and decimals: 两点建议, 三点五万, 一点都不贵. */
const AFTER_HOUR_NOT = /[建要意原想注心小评看说优缺好名赞击餐单滴儿]/;

function isNoHour(text: string, at: number, hour: Small, mark: number, place: ClockPlace): boolean {
  const after = text[mark] ?? "";
  if (AFTER_HOUR_NOT.test(after) && !(place === "afterPart" && !/[餐点滴儿]/.test(after))) return true;
  if (isDecimal(text, mark, place)) return true;
  if (place === "alone" && hour.value === 1 && !hour.arabic) return !isClearTime(text, at, mark);
  return hour.rough && hour.value !== 2;
}

function isClearTime(text: string, at: number, mark: number): boolean {
  return (
    text[mark - 1] === "钟" ||
    /[半整一二三四五零过钟前后之到至]/.test(text[mark] ?? "") ||
    /[到至]/.test(text[at - 1] ?? "")
  );
}

/** 九点九 and 三点五万 are numbers; 下午三点五十 is not. */
function isDecimal(text: string, mark: number, place: ClockPlace): boolean {
  const minute = readSmall(text, mark);
  if (!minute || place === "afterPart") return false;
  const after = text[minute.end] ?? "";
  if (/[折成万千百亿倍元块%米斤公]/.test(after)) return true;
  const oneDigit = minute.end - mark === 1 && minute.value < 10;
  return oneDigit && !/[分刻个位件人名]/.test(after);
}

interface Minutes {
  readonly end: number;
  readonly minute: number;
  readonly second?: number;
}

const FIXED_MINUTES = wordTable<number>([
  ["半", 30],
  ["一刻", 15],
  ["1刻", 15],
  ["三刻", 45],
  ["3刻", 45],
  ["整", 0],
  ["过一刻", 15],
  ["过半", 30],
  ["踏半", 30],
  ["搭半", 30],
]);

function readMinutes(text: string, at: number, place: ClockPlace): Minutes | null {
  const fixed = wordAt(FIXED_MINUTES, text, at);
  if (fixed && !(fixed.word === "半" && /[价折天]/.test(text[at + 1] ?? ""))) {
    return { end: at + fixed.word.length, minute: fixed.value };
  }
  const fives = readFives(text, at, place);
  if (fives) return fives;
  const from = text[at] === "过" ? at + 1 : at;
  const minute = readSmall(text, from);
  if (!minute || minute.value > 59) return null;
  const marked = text[minute.end] === "分" && text[minute.end + 1] !== "钟";
  const twoPlaces = minute.padded || minute.value >= 10;
  if (!marked && (!twoPlaces || !endsMinutes(text, minute.end))) return null;
  const end = marked ? minute.end + 1 : minute.end;
  const second = marked ? readSmall(text, end) : null;
  if (second && second.value < 60 && text[second.end] === "秒") {
    return { end: second.end + 1, minute: minute.value, second: second.value };
  }
  return { end, minute: minute.value };
}

/** 三点十五个人 has no minutes. */
function endsMinutes(text: string, at: number): boolean {
  return !/[个位件人名块元万千百折%.]/.test(text[at] ?? "");
}

/** Cantonese counts minutes in fives: 三点踏三, 三点三个字. */
function readFives(text: string, at: number, place: ClockPlace): Minutes | null {
  const from = text[at] === "踏" || text[at] === "搭" ? at + 1 : at;
  const count = digitAt(text, from);
  if (count < 1 || count > 11) return null;
  if (text.startsWith("个字", from + 1)) return { end: from + 3, minute: count * 5 };
  const bare = place === "afterPart" && from + 1 >= text.length;
  return from > at || bare ? { end: from + 1, minute: count * 5 } : null;
}

/** 今晚 has its part already; a time may follow. */
export function continueClock(text: string, at: number, clock: Clock) {
  const found = readClock(text, skipLink(text, at), "afterPart");
  return found ? { ...found, clock: { ...found.clock, part: clock.part } } : null;
}

export function readClockAfterDay(text: string, at: number) {
  return readClock(text, at, "afterDay") ?? readDayPart(text, at) ?? readShortPart(text, at);
}

/** 明天的下午, 周三, 下午: a comma or 的 may stand between day and time, if a time truly follows. */
export function skipLink(text: string, at: number): number {
  if (text[at] === ",") return text[at + 1] === " " ? at + 2 : at + 1;
  return text[at] === "的" || text[at] === " " ? at + 1 : at;
}
