// What happens again and again: 每周一三五, 每月15号, 每天早上9点, 每两周. It never asks when the next time is.

import { continueClock, readClockAfterDay, readDayPart, readShortPart, skipLink } from "./dates-clock.ts";
import { readFestivalWord } from "./dates-festivals.ts";
import { readLength } from "./dates-lengths.ts";
import { type GrammarContext, isNumberBefore, withClock } from "./dates-part.ts";
import {
  isWeekdayEnd,
  readMonth,
  readNth,
  readWeekday,
  readWithinMonth,
  weekdayAt,
  weekWordAt,
} from "./dates-periods.ts";
import type { Clock, Fields, Reading } from "./dates-said.ts";
import { readLunarDate } from "./dates-years.ts";
import { lettersOf } from "./letters.ts";
import { readSmall } from "./small-numbers.ts";
import { wordAt, wordSet, wordTable } from "./words.ts";

const EVERY_OTHER = /^隔(?:一)?(?:个)?([天日周]|星期|礼拜|月)(?![后前之])/u;

/** 每周一, 每周一三五, 每月15号, 每天早上9点, 每年3月5号, 每两周, 每隔三天, 天天. */
export function readRepeat(text: string, at: number, context: GrammarContext): Reading | null {
  if (text.startsWith("天天", at)) return finishRepeat(text, { end: at + 2, every: "day", fields: {} });
  const other = text[at] === "隔" ? EVERY_OTHER.exec(text.slice(at, at + 5)) : null;
  if (other) return readEveryOther(text, at + other[0].length, other[1] as string);
  const rate = readRate(text, at) ?? readWorkdaysOnly(text, at);
  if (rate) return finishRepeat(text, rate);
  if (text[at] !== "每" && !(text[at] === "逢" && text[at - 1] !== "每")) return null;
  let from = at + 1;
  if (text[from] === "逢" || text[from] === "到") from++;
  const gap = text[from] === "隔";
  if (gap) from++;
  const part = readInterval(text, from, gap) ?? readEvery(text, text[from] === "个" ? from + 1 : from, context);
  return part ? finishRepeat(text, part) : null;
}

/** 隔天, 隔周周五: every second one. */
function readEveryOther(text: string, end: number, unit: string): Reading {
  const every = /[天日]/u.test(unit) ? "day" : unit === "月" ? "month" : "week";
  const named = every === "week" ? readWeekday(text, end) : null;
  return finishRepeat(text, { end: named?.end ?? end, every, interval: 2, fields: named?.fields ?? {} });
}

/** 两周一次, 半年一回: so often, with no 每 before it; 一天一次 and 一周来一次 are rates that people have. */
function readRate(text: string, at: number): RepeatPart | null {
  if (isNoRateAfter(text, at - 1) || isNumberBefore(text, at)) return null;
  const half = wordAt(HALVES, text, at)?.word;
  const count = half ? null : (wordAt(PAIR_COUNTS, text, at)?.value ?? readSmall(text, at));
  if (!half && !count) return null;
  const unit = count === null ? null : /^个?(?:(星期|礼拜|周)|月|天|年)/u.exec(text.slice(count.end ?? at + 1, at + 7));
  const end = half ? at + half.length : unit && count ? (count.end ?? at + 1) + unit[0].length : 0;
  if (end === 0 || !/^[一1][次回趟遍]/u.test(text.slice(end, end + 2))) return null;
  const interval = half === "半年" ? 6 : half ? 15 : (count?.value ?? 0);
  if (interval < 1) return null;
  const word = half ?? unit?.[0] ?? "";
  const every =
    half === "半个月" || word === "天" ? "day" : /年$/u.test(word) && !half ? "year" : unit?.[1] ? "week" : "month";
  return { end: end + 2, every, interval, fields: {} };
}
/** 俩月一次. */
const PAIR_COUNTS = wordTable<{ value: number; end?: number }>([
  ["俩", { value: 2 }],
  ["仨", { value: 3 }],
]);
const HALVES = wordSet(["半年", "半个月"]);
const isNoRateAfter = lettersOf("每这那近上下前后超第");

/** 工作日每天, 工作日天天, 每到工作日. */
function readWorkdaysOnly(text: string, at: number): RepeatPart | null {
  const found = isWorkStart(text, at) ? WORKDAYS_ONLY.exec(text.slice(at, at + 7)) : null;
  return found
    ? { end: at + found[0].length, every: "week", weekdays: [1, 2, 3, 4, 5], workdays: true, fields: {} }
    : null;
}

const isWorkStart = lettersOf("工平上");
const WORKDAYS_ONLY = /^(?:工作日|平日|上班日)(?:里|都)?(?:每[天日]|天天)/u;

/** 每周一次提醒我: once is what is meant anyway. */
const ONCE = /^(?:都|来|各)?一[次回趟遍](?=提|叫|喊|给|跟|催|通|的提)/u;

interface RepeatPart {
  readonly end: number;
  readonly every: "year" | "quarter" | "month" | "week" | "day" | "hour";
  readonly interval?: number;
  readonly weekdays?: readonly number[];
  readonly days?: readonly number[];
  readonly workdays?: boolean;
  readonly fields: Fields;
  readonly clock?: Clock;
}

function finishRepeat(text: string, part: RepeatPart): Reading {
  const { end, every, interval = 1, weekdays, days, workdays, fields } = part;
  const once = ONCE.exec(text.slice(end, end + 3));
  const after = once ? end + once[0].length : end;
  const clock = part.clock ? continueClock(text, after, part.clock) : readClockAfterDay(text, skipLink(text, after));
  return {
    end: clock?.end ?? after,
    said: {
      kind: "repeat",
      every,
      interval,
      fields,
      ...(weekdays ? { weekdays } : {}),
      ...(days ? { days } : {}),
      ...(workdays ? { workdays } : {}),
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
  const week = weekWordAt(text, at);
  if (week) return readEveryWeek(text, at, at + week.length);
  if (text[at] === "月") return readEveryMonth(text, at + 1);
  if (text.startsWith("季度", at) || text[at] === "季") {
    return { end: at + (text[at + 1] === "度" ? 2 : 1), every: "quarter", fields: {} };
  }
  if (text[at] === "年") return readEveryYear(text, at + 1, context);
  if (text.startsWith("小时", at) || text.startsWith("钟头", at)) return { end: at + 2, every: "hour", fields: {} };
  const work = WORKDAYS.find((word) => text.startsWith(word, at));
  if (work) return { end: at + work.length, every: "week", weekdays: [1, 2, 3, 4, 5], workdays: true, fields: {} };
  if (text[at] === "天" || text[at] === "日") return { end: at + 1, every: "day", fields: {} };
  const part = readShortPart(text, at) ?? readDayPart(text, at);
  return part && !part.until ? { end: part.end, every: "day", fields: {}, clock: part.clock } : null;
}

const WORKDAYS = ["工作日", "个工作日", "上班日", "平日"] as const;

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
  while (weekdayAt(text, from) > 0 && isWeekdayEnd(text, from + 1, weekdays.length > 0 ? "" : "周")) {
    weekdays.push(weekdayAt(text, from));
    from++;
    const next = /[、,和跟]/.test(text[from] ?? "") ? from + 1 : from;
    const word = weekWordAt(text, next) ?? "";
    if (weekdayAt(text, next + word.length) === 0) break;
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
  const from = text[at] === "的" ? at + 1 : at;
  const edge = EDGE_OF_MONTH.exec(text.slice(from, from + 5));
  if (edge) {
    const last: Fields = { edge: { duration: { days: 1 }, side: "last" } };
    return { end: from + edge[0].length, every: "month", fields: edge[1] === undefined ? { day: 1 } : last };
  }
  const workday = readNthWorkday(text, from);
  if (workday) return { end: workday.end, every: "month", workdays: true, fields: { nth: workday.value } };
  const rest = readWithinMonth(text, from);
  if (!rest) return { end: at, every: "month", fields: {} };
  const { fields } = rest;
  const days = fields.day === undefined ? [] : [fields.day];
  let { end } = rest;
  // 1号和15号, 1号15号.
  for (let next = readNextDay(text, end); next && days.length > 0; next = readNextDay(text, end)) {
    days.push(next.value);
    end = next.end;
  }
  return { end, every: "month", ...(days.length > 1 ? { days } : {}), fields };
}

/** 第一天, 头一天, 倒数第一天, 月尾那天. */
const EDGE_OF_MONTH =
  /^(?:(倒数第?[一1]天|末尾[一1]天|[底尾末]最后一天)|(?:第|头|最前|首)[一1]?[天日])(?!后|前|起|内)/u;

/** 第一个工作日, 最后一个工作日. */
function readNthWorkday(text: string, at: number): { end: number; value: number } | null {
  const nth = readNth(text, at);
  return nth && text[nth.end] === "个" && text.startsWith("工作日", nth.end + 1)
    ? { end: nth.end + 4, value: nth.value }
    : null;
}

function readNextDay(text: string, at: number): { end: number; value: number } | null {
  const number = readSmall(text, /[、,和跟及]/.test(text[at] ?? "") ? at + 1 : at);
  if (!number || number.value < 1 || number.value > 31 || !/[号日]/.test(text[number.end] ?? "")) return null;
  return { end: number.end + 1, value: number.value };
}

function readEveryYear(text: string, at: number, context: GrammarContext): RepeatPart {
  const from = text[at] === "的" ? at + 1 : at;
  const rest = readLunarDate(text, from, context) ?? readFestivalWord(text, from, true) ?? readMonth(text, from);
  return { end: rest?.end ?? at, every: "year", fields: rest?.fields ?? {} };
}
