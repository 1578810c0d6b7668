// Reads lengths of time: 俩月, 半年多, 一个半小时, 近三个月, 3天前, 两周内. It never knows when they start.

import type { Duration, DurationMode } from "./dates-said.ts";
import { lettersOf, numbersOf } from "./letters.ts";
import { digitAt, EVERY_DIGIT, type Numeral, readNumeral } from "./numerals.ts";
import { wordAt, wordBefore, wordSet, wordTable, wordTableBackwards } from "./words.ts";

export interface LengthReading {
  readonly end: number;
  readonly mode: DurationMode;
  readonly duration: Duration;
}

type Unit = keyof Duration;

/** Unit words with how many of the unit they are. */
const UNITS = wordTable<{ readonly unit: Unit; readonly times: number; readonly bare?: boolean }>([
  ["年", { unit: "years", times: 1 }],
  ["个月", { unit: "months", times: 1 }],
  ["个季度", { unit: "months", times: 3 }],
  ["季度", { unit: "months", times: 3 }],
  ["周", { unit: "weeks", times: 1 }],
  ["个周", { unit: "weeks", times: 1 }],
  ["星期", { unit: "weeks", times: 1 }],
  ["个星期", { unit: "weeks", times: 1 }],
  ["礼拜", { unit: "weeks", times: 1 }],
  ["个礼拜", { unit: "weeks", times: 1 }],
  ["天", { unit: "days", times: 1 }],
  ["日", { unit: "days", times: 1 }],
  ["小时", { unit: "hours", times: 1 }],
  ["个小时", { unit: "hours", times: 1 }],
  ["钟头", { unit: "hours", times: 1 }],
  ["个钟头", { unit: "hours", times: 1 }],
  ["时", { unit: "hours", times: 1 }],
  ["分钟", { unit: "minutes", times: 1 }],
  ["刻钟", { unit: "minutes", times: 15 }],
  ["秒", { unit: "seconds", times: 1 }],
  ["秒钟", { unit: "seconds", times: 1 }],
  ["月", { unit: "months", times: 1 }],
]);

/** Half of a unit, in whole smaller ones. */
const HALVES: Readonly<Record<string, Duration>> = {
  years: { months: 6 },
  months: { days: 15 },
  weeks: { days: 3 },
  days: { hours: 12 },
  hours: { minutes: 30 },
  minutes: { seconds: 30 },
};

/** A unit that goes on into another word, or is no length: 三年级, 5年卡, 一周年, 三天两头. */
const AFTER_UNIT_NOT = wordSet([..."级龄卡费薪假岁货代庆", "纪", "度假", "两头", "打鱼"]);

const PREFIXES = wordTable<DurationMode>([
  ["近", "past"],
  ["最近", "past"],
  ["最近的", "past"],
  ["过去", "past"],
  ["过去的", "past"],
  ["这", "past"],
  ["近这", "past"],
  ["这近", "past"],
  ["前", "past"],
  ["往前", "past"],
  ["此前", "past"],
  ["之前", "past"],
  ["以前", "past"],
  ["上", "wholePast"],
  ["未来", "future"],
  ["未来的", "future"],
  ["接下来", "future"],
  ["接下来的", "future"],
  ["今后", "future"],
  ["往后", "future"],
  ["以后", "future"],
  ["之后", "future"],
  ["后面", "future"],
  ["后", "next"],
  ["下", "wholeFuture"],
  ["还剩", "future"],
  ["还有", "future"],
  ["剩", "future"],
  ["过", "later"],
  ["再过", "later"],
  ["隔", "later"],
]);

const SUFFIXES = wordTable<DurationMode>([
  ["前", "ago"],
  ["之前", "ago"],
  ["以前", "ago"],
  ["后", "later"],
  ["之后", "later"],
  ["以后", "later"],
  ["过后", "later"],
  ["内", "within"],
  ["以内", "within"],
  ["之内", "within"],
  ["里", "within"],
  ["里面", "within"],
  ["来", "past"],
  ["以来", "past"],
]);

/** 生日前三天 hangs on a day not known here; so does 到期前一周. Of 提前三天 the days are a length alone. */
const HANGING = wordTableBackwards(
  [
    "生日",
    "到期",
    "纪念日",
    "结婚",
    "婚礼",
    "出发",
    "开业",
    "活动",
    "过期",
    "预产期",
    "满月",
    "会员日",
    "店庆",
    "开学",
    "发货",
    "下单",
    "购买",
    "到货",
    "生产",
    "节",
    "日子",
  ].map((word) => [word, true] as const),
);

const isDayOfWeek = lettersOf("一二三四五六日天末");

/** 「卫衣299 周三提醒我」: a sum, and the day after it. */
function isWeekday(text: string, at: number, end: number): boolean {
  return text[end - 1] === "周" && isDayOfWeek(text, end) && /(?:\s|\d{2})周$/u.test(text.slice(at, end));
}

export function readLength(text: string, at: number): LengthReading | null {
  const prefix = wordAt(PREFIXES, text, at);
  if (prefix) return prefixed(text, at, prefix.word, prefix.value);
  if (isDigitBefore(text, at) || text[at - 1] === "第") return null;
  const amount = readAmounts(text, at, false);
  if (!amount || isWeekday(text, at, amount.end)) return null;
  const suffix = suffixAt(text, amount.end);
  if (suffix) return { end: suffix.end, mode: suffix.mode, duration: amount.duration };
  return isPlainLength(text, at, amount) ? { end: amount.end, mode: "bare", duration: amount.duration } : null;
}

function prefixed(text: string, at: number, word: string, mode: DurationMode): LengthReading | null {
  if (word === "前" || word === "后") {
    if (wordBefore(HANGING, text, at) || /[最提]/u.test(text[at - 1] ?? "")) return null;
  }
  if ((word === "上" || word === "下") && /[晚早马以线网身楼车]/.test(text[at - 1] ?? "")) return null;
  let from = at + word.length;
  if (text[from] === " ") from++;
  const amount = readAmounts(text, from, true);
  if (!amount) return null;
  const { duration } = amount;
  // 这一周, 这个月 and 上个月 are periods of the calendar, not lengths.
  if (word === "这" && amount.one && !amount.half) return null;
  if ((word === "上" || word === "下") && (amount.one || amount.half)) return null;
  // 超过90天 and 来过三天 hold another 过, 将近半年 another 近.
  if (word === "过" && /[来买去说到发联系聊超经通度不没]/.test(text[at - 1] ?? "")) return null;
  if (word === "近" && /[将接附]/.test(text[at - 1] ?? "")) return null;
  const tail = trailing(text, amount.end, mode);
  const wholeUnit = mode === "wholePast" || mode === "wholeFuture";
  if (wholeUnit && !isWhole(duration)) return null;
  return { end: tail, mode, duration };
}

function isWhole(duration: Duration): boolean {
  return Object.values(duration).every((count) => Number.isInteger(count));
}

/** 近三个月内, 未来7天之内, 过三天后: the second half of the frame. */
function trailing(text: string, at: number, mode: DurationMode): number {
  const words = mode === "later" ? ["之后", "以后", "后"] : ["以内", "之内", "内", "以来", "里", "当中", "之间"];
  for (const word of words) {
    if (text.startsWith(word, at) && !(word === "里" && text[at + 1] === "面")) return at + word.length;
  }
  return at;
}

function suffixAt(text: string, at: number): { end: number; mode: DurationMode } | null {
  const from = text[at] === " " ? at + 1 : at;
  const found = wordAt(SUFFIXES, text, from);
  if (!found) return null;
  const end = from + found.word.length;
  const after = text[end] ?? "";
  if (found.word === "来" && /[一过了的两三次]/.test(after)) return null;
  if (found.word === "前" && /[台面往]/.test(after)) return null;
  if (found.word === "后" && /[台面]/.test(after)) return null;
  if (found.word === "内" && /[衣购容部]/.test(after)) return null;
  return { end, mode: found.value };
}

interface Amount {
  readonly end: number;
  readonly duration: Duration;
  /** 一 or nothing was said as the number. */
  readonly one: boolean;
  readonly half: boolean;
  /** 5日, 3月, 20年: dates rather than lengths unless framed. */
  readonly dateLike: boolean;
}

const isLink = lettersOf("零又多余和");

/** Amounts that add up: 一年零三个月, 8天又20小时. */
function readAmounts(text: string, at: number, framed: boolean): Amount | null {
  const first = readAmount(text, at, framed);
  if (!first) return null;
  let { end, duration } = first;
  let parts = 1;
  while (parts < 6) {
    const link = isLink(text, end) ? end + 1 : end;
    const next = readAmount(text, text[link] === " " ? link + 1 : link, true);
    if (!next || (next.dateLike && next.duration.hours === undefined)) break;
    duration = addDurations(duration, next.duration);
    end = next.end;
    parts++;
  }
  if (parts === 1) return { ...first, end: skipOver(text, end) };
  return { end: skipOver(text, end), duration, one: false, half: first.half, dateLike: false };
}

/** 半年多, 两个月左右. */
function skipOver(text: string, end: number): number {
  if (text[end] === "多" && text[end + 1] !== "少") return end + 1;
  return text.startsWith("左右", end) ? end + 2 : end;
}

export function addDurations(a: Duration, b: Duration): Duration {
  const sum: Partial<Record<Unit, number>> = { ...a };
  for (const [unit, count] of Object.entries(b) as [Unit, number][]) sum[unit] = (sum[unit] ?? 0) + count;
  return sum;
}

function readAmount(text: string, at: number, framed: boolean): Amount | null {
  if (text[at] === "半") return readHalf(text, at);
  const few = colloquialAt(text, at);
  const number = few > 0 ? colloquial(at, few) : text[at] === "几" && !framed ? several(at) : readNumeral(text, at);
  if (!number || number.min <= 0 || number.min > LONGEST) return null;
  let from = number.end;
  if (text[from] === " ") from++;
  // 俩钟, and no 俩钟表.
  if (few > 0 && text[from] === "钟" && !/[头表]/u.test(text[from + 1] ?? ""))
    return plain(from + 1, "hours", number.min, false);
  // 个把, 来 and 多 before the unit: 三个多月, 一个来月.
  const halfInside = text[from] === "个" && text[from + 1] === "半";
  const over = text[from] === "个" && (text[from + 1] === "多" || text[from + 1] === "来");
  if (halfInside || over) from += 2;
  const unit = wordAt(UNITS, text, from);
  if (!unit) return null;
  let end = from + unit.word.length;
  if (wordAt(AFTER_UNIT_NOT, text, end)) return null;
  // 「卫衣299 礼拜三提醒我」: a sum, and then a day of the week.
  if (/^(?:星期|礼拜)$/u.test(unit.word) && WEEKDAY.test(text.slice(end))) return null;
  // 好几个月没来 is a length, 几个月 alone asks for one.
  if (number.sort === "some" && !framed && !/^(?:了|都|也|还|一直)*[没未不]/.test(text.slice(end, end + 4)))
    return null;
  if (unit.word === "年" && isYear(text, number.digits, end)) return null;
  const { unit: name, times } = unit.value;
  const count = number.sort === "pair" ? number.max : number.min;
  const dateLike = isDateLike(text, at, number.end, unit.word, halfInside || over, number.digits);
  if (dateLike && !framed)
    return suffixFollowsDays(text, unit.word, end) ? plain(end, name, count * times, false) : null;
  if (dateLike && unit.word === "月" && !/[近]/.test(text[at - 1] ?? "") && count > 2) return null;
  let duration: Duration = { [name]: count * times };
  let half = false;
  if (halfInside || (text[end] === "半" && !/[价折天夜路身]/.test(text[end + 1] ?? ""))) {
    duration = addDurations(duration, HALVES[name] ?? {});
    half = true;
    if (!halfInside) end++;
  }
  return { end, duration, one: count === 1 && number.end - at === 1, half, dateLike };
}

/** 2009年, 07年 and 26年3月 are years however they are framed. */
function isYear(text: string, digits: string | undefined, end: number): boolean {
  if (digits === undefined || digits.length < 2) return false;
  return (
    digits.length > 2 ||
    digits[0] === "0" ||
    Number(digits) >= OLDEST_LENGTH ||
    INSIDE_YEAR.test(text.slice(end, end + 6))
  );
}

/** Nobody counts seventy years back; 98年 is 1998. */
export const OLDEST_LENGTH = 70;

const INSIDE_YEAR = /^ ?的?(?:[\d一二三四五六七八九十]{1,3}月|[上下]半年|第?[一二三四1-4]季|[初底末])/;

/** No length in a shop runs to more of its unit; larger numbers are codes. */
const LONGEST = 10_000;

/** 好几个月 is taken as three at least. */
const SEVERAL_COUNT = 3;
const several = (at: number): Numeral => ({
  end: at + 1,
  min: SEVERAL_COUNT,
  max: SEVERAL_COUNT,
  sort: "some",
  form: "chinese",
  unit: 1,
});

const WEEKDAY = /^[一二三四五六日天](?![次回趟直般共起])/u;

/** 俩 and 仨 hold their 个: 俩月, 仨礼拜. */
const colloquialAt = numbersOf({ 俩: 2, 仨: 3 }, 0);

function colloquial(at: number, value: number): Numeral {
  return { end: at + 1, min: value, max: value, sort: "exact", form: "chinese", unit: 1 };
}

function plain(end: number, unit: Unit, count: number, half: boolean): Amount {
  return { end, duration: { [unit]: count }, one: false, half, dateLike: false };
}

/** 5日内 counts days although 5日 is a date. */
function suffixFollowsDays(text: string, unit: string, end: number): boolean {
  return unit === "日" && suffixAt(text, end) !== null;
}

function isDateLike(
  text: string,
  at: number,
  end: number,
  unit: string,
  inner: boolean,
  digits: string | undefined,
): boolean {
  if (inner) return false;
  if (unit === "月") return !"俩仨两".includes(text[at] ?? " ") || end - at > 1;
  if (unit === "日" || unit === "季度") return true;
  if (unit === "时") return true;
  if (unit === "年") return digits?.length === 4 || chineseYear(text, at, end);
  return false;
}

/** 二零一六年 and 零八年 spell a year. */
function chineseYear(text: string, at: number, end: number): boolean {
  return end - at >= 2 && digitAt(text, at) >= 0 && digitAt(text, at + 1) >= 0 && !"两".includes(text[at]!);
}

const HALF_UNITS = wordTable<Duration>([
  ["半年", { months: 6 }],
  ["半个月", { days: 15 }],
  ["半月", { days: 15 }],
  ["半个小时", { minutes: 30 }],
  ["半小时", { minutes: 30 }],
  ["半个钟头", { minutes: 30 }],
  ["半钟头", { minutes: 30 }],
  ["半个多月", { days: 15 }],
  ["半个来月", { days: 15 }],
  ["半个星期", { days: 3 }],
  ["半分钟", { seconds: 30 }],
]);

function readHalf(text: string, at: number): Amount | null {
  // 上半年 is no length; 五千以上半年没来 says one.
  const part = /[上下前后每]/.test(text[at - 1] ?? "") && text[at - 2] !== "以";
  if (part && text[at + 1] === "年") return null;
  const found = wordAt(HALF_UNITS, text, at);
  if (!found || text[at + found.word.length] === "度") return null;
  return { end: at + found.word.length, duration: found.value, one: true, half: true, dateLike: false };
}

/** Bare lengths are read unless they are rates (一周两次), turns (一天一杯) or the words of a date. */
function isPlainLength(text: string, at: number, amount: Amount): boolean {
  if (amount.dateLike) return false;
  const after = text.slice(amount.end, amount.end + 3);
  if (/^[\d一二两三四五六七八九几]+[次回趟遍杯片粒颗]/.test(after)) return false;
  return !(/[前后]/.test(text[at - 1] ?? "") && wordBefore(HANGING, text, at - 1));
}

const isDigitLike = lettersOf(`${EVERY_DIGIT}十`);
const isDigitOrPoint = lettersOf(`${EVERY_DIGIT}十.`);
const isDigitBefore = (text: string, at: number): boolean => isDigitOrPoint(text, at - 1) && isDigitLike(text, at);
