// Days, weeks and months as said: 下周三, 3月5号, 月底, 上个月15号, 最后一个星期五. It knows no year.

import { readClock, readDayPart } from "./dates-clock.ts";
import { readLength } from "./dates-lengths.ts";
import { isCounted, isNumberBefore, type Part, readConnector, within } from "./dates-part.ts";
import type { Fields, Portion } from "./dates-said.ts";
import {
  AFTER_NUMBER_NOT,
  BEFORE_PERIOD_NOT,
  RELATIVE_DAY_PARTS,
  RELATIVE_DAY_RUNS,
  RELATIVE_DAYS,
  RELATIVE_PERIODS,
  SOON_TODAY,
} from "./dates-words.ts";
import { isDigit, lettersOf, numbersOf } from "./letters.ts";
import { digitAt } from "./numerals.ts";
import { readSmall } from "./small-numbers.ts";
import { wordAt, wordSet, wordTable } from "./words.ts";

const relativeDays = wordTable(Object.entries(RELATIVE_DAYS));
const soonToday = wordSet(SOON_TODAY);
const relativeDayParts = wordTable(Object.entries(RELATIVE_DAY_PARTS));
const relativeDayRuns = wordTable(Object.entries(RELATIVE_DAY_RUNS));
const relativePeriods = wordTable(Object.entries(RELATIVE_PERIODS));
const afterNumberNot = wordSet(AFTER_NUMBER_NOT);

/** 3月, 三月份, 3月5号, 5月初, 10月上旬, 3到5月, 5月3到5号, 十月的第一个星期一. */
export function readMonth(text: string, at: number): Part | null {
  if (isNumberBefore(text, at) || text[at - 1] === "/") return null;
  // 元月8号; 500元月底 says a sum.
  if (text.startsWith("元月", at) && !isDigit(text, at - 1)) {
    const tail = text[at + 2] === "份" ? at + 3 : at + 2;
    return within(readWithinMonth(text, tail), tail, { month: 1 });
  }
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

/** What may follow a month: a day, a portion, a week, the n-th weekday. */
export function readWithinMonth(text: string, at: number): Part | null {
  const from = text[at] === "的" ? at + 1 : at;
  const blank = text[at] === " " ? at + 1 : at;
  return (
    readDays(text, blank === at ? from : blank, from === at) ??
    readThird(text, from, {}) ??
    readMonthPortion(text, from) ??
    readNthWeek(text, from) ??
    readNthWeekday(text, from) ??
    readEdge(text, from) ??
    (text.startsWith("同期", from) || text.startsWith("今天", from) ? { end: from + 2, fields: { dayRel: 0 } } : null)
  );
}

/** 中下旬 is said of two thirds at once. */
const TWO_THIRDS = wordTable<1 | 2>([
  ["上中旬", 1],
  ["中上旬", 1],
  ["中下旬", 2],
]);
const isThird = lettersOf("上中下");
const EDGE_DAYS = 3;

/** 上旬, 中下旬, 上旬末: thirds of a month, and the three days at the edge of one. */
function readThird(text: string, at: number, month: Fields): Part | null {
  if (!isThird(text, at)) return null;
  const first = wordAt(TWO_THIRDS, text, at)?.value;
  if (first !== undefined) {
    const last = first === 1 ? 2 : 3;
    return { end: at + 3, fields: { ...month, third: first }, until: { ...month, third: last } };
  }
  const third = text[at + 1] === "旬" ? "上中下".indexOf(text[at]!) + 1 : 0;
  if (third !== 1 && third !== 2 && third !== 3) return null;
  const side = text[at + 2] === "末" ? "last" : text[at + 2] === "初" ? "first" : null;
  if (side === null) return { end: at + 2, fields: { ...month, third } };
  return { end: at + 3, fields: { ...month, third, edge: { duration: { days: EDGE_DAYS }, side } } };
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
  ["上半月", { monthHalf: 1 }],
  ["下半月", { monthHalf: 2 }],
  ["前半月", { monthHalf: 1 }],
  ["后半月", { monthHalf: 2 }],
]);

function readMonthPortion(text: string, at: number): Part | null {
  const found = wordAt(MONTH_PORTIONS, text, at);
  if (!found || (found.word === "初" && digitAt(text, at + 1) > 0)) return null;
  // 3月中秋 is the festival; 9月底薪 and 月中国 are other words.
  if (found.word === "中" && /[秋国午文]/.test(text[at + 1] ?? "")) return null;
  return { end: at + found.word.length, fields: found.value };
}

export function readNthWeek(text: string, at: number): Part | null {
  const nth = readNth(text, at);
  if (!nth) return null;
  for (const word of ["个星期", "个礼拜", "周", "星期", "礼拜", "个周"]) {
    if (text.startsWith(word, nth.end) && weekdayAt(text, nth.end + word.length) === 0) {
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
export function readNthWeekdayAlone(text: string, at: number): Part | null {
  const found = readNthWeekday(text, at);
  return found ? { end: found.end, fields: { ...found.fields, monthRel: 0 } } : null;
}

export function readNth(text: string, at: number): { end: number; value: number } | null {
  if (text.startsWith("最后一", at)) return { end: at + 3, value: -1 };
  if (text[at] !== "第") return null;
  const number = readSmall(text, at + 1);
  return number && number.value >= 1 && number.value <= 53 ? number : null;
}

const EDGES = wordTable<"first" | "last">([
  ["前", "first"],
  ["头", "first"],
  ["最初", "first"],
  ["最后", "last"],
]);

/** 前10天 and 最后三周 of a year or month. */
export function readEdge(text: string, at: number): Part | null {
  const side = wordAt(EDGES, text, at);
  if (!side) return null;
  const from = at + side.word.length;
  const length = readLength(text, text[from] === " " ? from + 1 : from);
  if (length?.mode !== "bare") return null;
  const { duration } = length;
  if (duration.hours !== undefined || duration.minutes !== undefined || duration.seconds !== undefined) return null;
  return { end: length.end, fields: { edge: { duration, side: side.value } } };
}

export function readDayOfMonth(text: string, at: number): Part | null {
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
  if (!afterMonth || isCounted(text, first.end)) return null;
  return { end: first.end, fields: { day: first.value } };
}

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

const MONTH_HALVES = wordTable<Fields>([
  ["上半月", { monthHalf: 1 }],
  ["下半月", { monthHalf: 2 }],
]);

function readThirds(text: string, at: number): Part | null {
  const third = readThird(text, at, { monthRel: 0 });
  if (third) return third;
  const found = wordAt(MONTH_HALVES, text, at);
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

export function readRelativeDay(text: string, at: number): Part | null {
  const run = wordAt(relativeDayRuns, text, at);
  if (run) {
    const [first, last] = run.value;
    return { end: at + run.word.length, fields: { dayRel: first }, until: { dayRel: last } };
  }
  const both = wordAt(relativeDayParts, text, at);
  if (both && !isAfterWordPart(text, at + both.word.length)) {
    return { end: at + both.word.length, fields: { dayRel: both.value[0] }, clock: { part: both.value[1] } };
  }
  const day = wordAt(relativeDays, text, at);
  if (!day) return readSoonToday(text, at);
  return { end: at + day.word.length, fields: { dayRel: day.value } };
}

/** 等会儿三点: only with its time; 等会儿 alone is no day. */
function readSoonToday(text: string, at: number): Part | null {
  const soon = wordAt(soonToday, text, at);
  if (!soon) return null;
  const end = at + soon.word.length;
  const time = readDayPart(text, end) ?? readClock(text, end, "alone");
  return time === null ? null : { end, fields: { dayRel: 0 } };
}

/** 今晚 is a part of today; 今晚报 would be a paper. */
function isAfterWordPart(text: string, at: number): boolean {
  return text[at] === "报";
}

/** 三个工作日后, 下个工作日. */
export function readWorkdays(text: string, at: number): Part | null {
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

const WEEK_WORDS = wordSet(["星期", "礼拜", "周"]);
export const weekWordAt = (text: string, at: number): string | undefined => wordAt(WEEK_WORDS, text, at)?.word;
/** 1 = Monday … 7 = Sunday; 0 for any other letter. */
export const weekdayAt = numbersOf(
  { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 日: 7, 天: 7, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6, "7": 7 },
  0,
);

/** 周三, 星期天, 礼拜五, 周末, 周一到五. */
export function readWeekday(text: string, at: number): Part | null {
  if (text.startsWith("双休日", at)) return { end: at + 3, fields: { weekRel: 0, weekend: true } };
  const word = weekWordAt(text, at);
  if (!word || isNumberBefore(text, at)) return null;
  const from = at + word.length;
  const char = text[from] ?? "";
  if (char === "中" && word === "周" && !"午秋国".includes(text[from + 1] || " "))
    return { end: from + 1, fields: { weekRel: 0, midweek: true } };
  if (char === "末") return { end: from + 1, fields: { weekRel: 0, weekend: true } };
  if (char === "六" && /^(?:周|、)?[日天]/.test(text.slice(from + 1, from + 3))) {
    const end = weekdayAt(text, from + 1) > 0 ? from + 2 : from + 3;
    return { end, fields: { weekRel: 0, weekend: true } };
  }
  const weekday = weekdayAt(text, from);
  if (weekday === 0 || !isWeekdayEnd(text, from + 1, word)) return null;
  const to = readConnector(text, from + 1, (next) => lastWeekday(text, next));
  return { end: to?.end ?? from + 1, fields: { weekday }, ...(to ? { until: { weekday: to.value } } : {}) };
}

/** 周三次 is three times a week, 这周一共 all of it; 周一鸣 cannot be told from a day and is read as one. */
export function isWeekdayEnd(text: string, at: number, word: string): boolean {
  const after = text[at] ?? "";
  if (isDigit(text, at - 1) && isDigit(text, at)) return false;
  if (text.startsWith("回访", at)) return true;
  // 这周一共卖了多少: the week, and no Monday.
  if (text[at - 1] === "一" && after !== "" && "共直般".includes(after)) return false;
  if (word !== "周") return !"次回趟遍".includes(after) || after === "";
  // 周二十一点半: the eleventh hour, not twenty-one.
  if (/^十[一二1-2]?点/u.test(text.slice(at, at + 3))) return true;
  return after === "" || !"次回趟遍岁年百十千万个件".includes(after);
}

function lastWeekday(text: string, at: number): { end: number; value: number } | null {
  const word = weekWordAt(text, at) ?? "";
  const value = weekdayAt(text, at + word.length);
  if (value === 0) return null;
  const end = at + word.length + 1;
  if (word === "" && !(text[end] === undefined || /[,.;!?。、的上下早晚中之以每都来\s]/.test(text[end]!))) return null;
  return { end, value };
}

/** 上周, 下下周三, 这个星期, 上周末, 上个月15号, 本月底, 上季度. */
export function readRelativePeriod(text: string, at: number): Part | null {
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
  const word = weekWordAt(text, at);
  if (!word) return null;
  const end = at + word.length;
  const day = readWeekday(text, at);
  if (day) {
    const { fields, until } = day;
    return { end: day.end, fields: { ...fields, weekRel }, ...(until ? { until: { ...until, weekRel } } : {}) };
  }
  if ("年岁".includes(text[end] ?? " ")) return null;
  const named = lastWeekday(text, text[end] === "的" ? end + 1 : end);
  if (named && text[end] === "的" && weekWordAt(text, end + 1))
    return { end: named.end, fields: { weekRel, weekday: named.value } };
  if (text[end] === "初") return { end: end + 1, fields: { weekRel, weekHalf: 1 } };
  const same = SAME_DAY.find((words) => text.startsWith(words, end));
  if (same) return { end: end + same.length, fields: { dayRel: 7 * weekRel } };
  return { end, fields: { weekRel } };
}

/** 上周同一天, 上周的今天. */
const SAME_DAY = ["同一天", "的同一天", "的今天"];

function readRelativeMonth(text: string, at: number, monthRel: number): Part | null {
  if (text[at] !== "月" || "子饼亮".includes(text[at + 1] ?? " ")) return null;
  const end = text[at + 1] === "份" ? at + 2 : at + 1;
  return within(readWithinMonth(text, end), end, { monthRel });
}

function readRelativeQuarter(text: string, at: number, quarterRel: number): Part | null {
  if (!text.startsWith("季度", at) && !text.startsWith("季", at)) return null;
  return { end: at + (text[at + 1] === "度" ? 2 : 1), fields: { quarterRel } };
}
