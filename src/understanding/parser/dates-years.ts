// Years and what lies in them: 去年, 26年3月, 今年上半年, 去年双十一; lunar dates, whose years are named the same way.

import { readFestivalWord } from "./dates-festivals.ts";
import { OLDEST_LENGTH } from "./dates-lengths.ts";
import { century, type GrammarContext, isCounted, isNumberBefore, type Part, readConnector } from "./dates-part.ts";
import { readEdge, readMonth, readNth, readNthWeek } from "./dates-periods.ts";
import type { Fields, Portion, Year } from "./dates-said.ts";
import { BEFORE_PERIOD_NOT, RELATIVE_YEARS } from "./dates-words.ts";
import { isDigit, numbersOf } from "./letters.ts";
import { digitAt } from "./numerals.ts";
import { readSmall } from "./small-numbers.ts";
import { wordAt, wordSet, wordTable } from "./words.ts";

const relativeYears = wordTable(Object.entries(RELATIVE_YEARS));

/** 去年, 2018年, 26年3月, 今年上半年, 去年双十一, 2016到2018年. */
export function readYearAndMore(text: string, at: number, context: GrammarContext): Part | null {
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
  const tens = readDecade(text, at);
  if (tens) return tens;
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

const decadeAt = numbersOf({ 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, "5": 5, "6": 6, "7": 7, "8": 8, "9": 9 }, 0);

/** 九十年代, 80年代: ten years of the last century. */
function readDecade(text: string, at: number): FoundYear | null {
  const tens = decadeAt(text, at);
  if (tens === 0 || !(text[at + 1] === "十" || text[at + 1] === "0") || !text.startsWith("年代", at + 2)) return null;
  const abs = 1900 + 10 * tens;
  return { end: at + 4, year: { abs }, until: { abs: abs + 9 } };
}

function readYearDigits(text: string, at: number, context: GrammarContext): { end: number; year: Year } | null {
  let end = at;
  let digits = "";
  const arabic = isDigit(text, at);
  while (digits.length < 5) {
    const digit = !arabic ? digitAt(text, end) : isDigit(text, end) ? Number(text[end]) : -1;
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

/** Parts of a year that need no year to be said: halves, quarters, months, 年底. */
export function readWithinYear(text: string, at: number): Part | null {
  return (
    readHalfYear(text, at) ??
    readQuarter(text, at) ??
    readYearPart(text, at) ??
    readSeasonStart(text, at) ??
    readMonth(text, at)
  );
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
  // 五千以上半年没来: the half of no year.
  if (half && text[at - 1] !== "以") return { end: at + half.word.length, fields: { half: half.value } };
  return text.startsWith("上个半年", at) ? { end: at + 4, fields: { halfRel: -1 } } : null;
}

function readQuarter(text: string, at: number): Part | null {
  if (
    text[at] === "q" &&
    /[1-4]/.test(text[at + 1] ?? "") &&
    !/[a-z0-9]/.test(text[at - 1] ?? "") &&
    !isDigit(text, at + 2)
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

const SEASON_STARTS = wordTable<Fields>([
  ["开春", { season: 0, seasonStart: true }],
  ["入春", { season: 0, seasonStart: true }],
  ["入夏", { season: 1, seasonStart: true }],
  ["入秋", { season: 2, seasonStart: true }],
  ["入冬", { season: 3, seasonStart: true }],
  ["暑假", { schoolBreak: "summer" }],
  ["寒假", { schoolBreak: "winter" }],
]);

/** 开春, 入秋 and the school breaks need no year; 暑假工 and 寒假作业 are no times. */
function readSeasonStart(text: string, at: number): Part | null {
  const found = wordAt(SEASON_STARTS, text, at);
  if (!found || /[工作]/.test(text[at + 2] ?? "")) return null;
  return { end: at + 2, fields: found.value };
}

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

const LUNAR_MARKS = wordSet(["农历", "阴历", "旧历", "古历", "夏历"]);
const SOLAR_MARKS = wordSet(["公历", "阳历", "新历", "国历"]);
const lunarMonthAt = numbersOf({ 正: 1, 冬: 11, 腊: 12 }, 0);

/** 农历八月十五, 阴历闰四月初三, 正月初五, 腊月廿三, 八月初一. */
export function readLunarDate(text: string, at: number, context: GrammarContext): Part | null {
  const solar = wordAt(SOLAR_MARKS, text, at);
  if (solar) return readYearAndMore(text, at + solar.word.length, context) ?? readMonth(text, at + solar.word.length);
  const bare = readBareLunarDay(text, at);
  if (bare) return bare;
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

/** 初八 alone; 初一 to 初三 alone are as often school years, 最初五天 and 年初 other words. */
function readBareLunarDay(text: string, at: number): Part | null {
  if (text[at] !== "初" || /[最当起年月之]/.test(text[at - 1] ?? "")) return null;
  const day = readSmall(text, at + 1);
  if (!day || day.arabic || day.value < 4 || day.value > 10 || isCounted(text, day.end)) return null;
  return { end: day.end, fields: { lunarDay: day.value } };
}

/** 农历端午. */
function lunarFestival(text: string, at: number, year: Year | undefined): Part | null {
  const festival = readFestivalWord(text, at, true);
  return festival && year ? { ...festival, fields: { ...festival.fields, year } } : festival;
}

function readLunarMonth(text: string, at: number): { end: number; value: number; leap: boolean; sure: boolean } | null {
  if (text.startsWith("大年初", at)) return { end: at + 2, value: 1, leap: false, sure: true };
  const leap = text[at] === "闰";
  const from = leap ? at + 1 : at;
  const named = lunarMonthAt(text, from);
  if (named > 0 && text[from + 1] === "月") return { end: from + 2, value: named, leap, sure: true };
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
