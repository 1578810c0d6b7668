// Finds the numbers people say in Chinese: amounts, counts, ranks, shares, discounts, rough ranges and bounds.
// It works on normalised text, never decides what a number is about, and never reads the clock.

import { normalise } from "./normalise.ts";
import {
  ABOUT_SHARE,
  BEFORE_NO_NUMBER,
  BOUND_PREFIXES,
  BOUND_SUFFIXES,
  type BoundWord,
  DIGIT_LABELS,
  FOREIGN_MONEY_WORDS,
  MEASURE_WORDS,
  NOT_NUMBERS,
  PIECES,
  YUAN_WORDS,
} from "./numbers-words.ts";
import { isAsciiDigit, isNumeralStart, type Numeral, readNumeral } from "./numerals.ts";
import { wordAt, wordBefore, wordSet, wordTable, wordTableBackwards } from "./words.ts";

export interface NumberSpan {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** One value, when one was said; 20% is 0.2, 八五折 is 0.85. */
  readonly value?: number;
  /** A range, when a range was said (三五百, 500到1000, 几百). */
  readonly min?: number;
  readonly max?: number;
  readonly kind: "cardinal" | "ordinal" | "percent" | "fraction" | "discount" | "range";
  /** Yuan were said (元, 块, ¥, RMB). */
  readonly money?: boolean;
  /** 多, 来, 左右, 大概 … was said. */
  readonly approx?: boolean;
  /** The measure word or currency that follows. */
  readonly unit?: string;
  /** Digits that name something rather than count: a phone number or the tail of one. */
  readonly digits?: boolean;
}

export interface BoundSpan {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly min?: number;
  readonly max?: number;
  readonly minInclusive?: boolean;
  readonly maxInclusive?: boolean;
  readonly money?: boolean;
  readonly unit?: string;
  readonly kind: NumberSpan["kind"];
}

/** What the `understand` command prints for numbers: one value or a range each, money in yuan. */
export interface InterfaceNumber {
  readonly text: string;
  readonly value?: number;
  readonly min?: number;
  readonly max?: number;
}

const yuanWords = wordSet(YUAN_WORDS);
const foreignMoney = wordSet(FOREIGN_MONEY_WORDS);
const measures = wordSet(MEASURE_WORDS);
const pieces = wordSet(PIECES);
const notNumbers = wordSet(NOT_NUMBERS);
const beforeNoNumber = wordTableBackwards(BEFORE_NO_NUMBER.map((word) => [word, true] as const));
const digitLabels = wordTableBackwards(DIGIT_LABELS.map((word) => [word, true] as const));
const boundPrefixes = wordTableBackwards(BOUND_PREFIXES.map((bound) => [bound.word, bound] as const));
const boundSuffixes = wordTable(BOUND_SUFFIXES.map((bound) => [bound.word, bound] as const));

/** All numbers of a normalised text, in order, not overlapping. */
export function readNumbers(text: string): NumberSpan[] {
  const spans: NumberSpan[] = [];
  for (let at = 0; at < text.length; ) {
    const span = readOne(text, at);
    if (span) spans.push(span);
    at = span ? span.end : at + skipLength(text, at);
  }
  return spans;
}

/** Words that only look like numbers are passed in one step; so are runs of ASCII letters with their digits. */
function skipLength(text: string, at: number): number {
  return wordAt(notNumbers, text, at)?.word.length ?? 1;
}

type Rule = (text: string, at: number) => NumberSpan | null;

/** Tried in order at each position; the first that fits wins. */
const RULES: readonly Rule[] = [
  readMoneySign,
  readHalf,
  readShareOf,
  readOrdinal,
  readDigitsName,
  readDiscountOrTenths,
  readRange,
  readCardinal,
];

const STARTERS = new Set("¥$对半第前头倒最末后首.-负rtnc人百千万百佰仟");

function readOne(text: string, at: number): NumberSpan | null {
  const char = text[at]!;
  if (!STARTERS.has(char) && !isNumeralStart(char)) return null;
  if (wordAt(notNumbers, text, at)) return null;
  for (const rule of RULES) {
    const span = rule(text, at);
    if (span) return span;
  }
  return null;
}

const MONEY_SIGNS = wordTable<string>([
  ["¥", "元"],
  ["rmb", "元"],
  ["cny", "元"],
  ["人民币", "元"],
  ["$", "美元"],
  ["us$", "美元"],
  ["hk$", "港币"],
]);

/** ¥3,280.50 and RMB 500. */
function readMoneySign(text: string, at: number): NumberSpan | null {
  const sign = wordAt(MONEY_SIGNS, text, at);
  if (!sign) return null;
  let from = at + sign.word.length;
  if (text[from] === " ") from++;
  const inner = readRange(text, from) ?? readCardinal(text, from);
  if (!inner || inner.kind === "percent") return null;
  const money = sign.value === "元";
  return { ...inner, start: at, text: text.slice(at, inner.end), unit: sign.value, ...(money ? { money } : {}) };
}

/** Word → value and kind; the half of something is said without any digit. */
const HALVES = wordTable<{ value: number; kind: "fraction" | "discount" }>([
  ["一半", { value: 0.5, kind: "fraction" }],
  ["1半", { value: 0.5, kind: "fraction" }],
  ["一半半", { value: 0.5, kind: "fraction" }],
  ["半数", { value: 0.5, kind: "fraction" }],
  ["半成", { value: 0.05, kind: "fraction" }],
  ["对半", { value: 0.5, kind: "fraction" }],
  ["对折", { value: 0.5, kind: "discount" }],
  ["半折", { value: 0.5, kind: "discount" }],
  ["半价", { value: 0.5, kind: "discount" }],
  ["半百", { value: 50, kind: "fraction" }],
]);

function readHalf(text: string, at: number): NumberSpan | null {
  const half = wordAt(HALVES, text, at);
  if (half) {
    const kind = half.word === "半百" ? "cardinal" : half.value.kind;
    return make(text, at, at + half.word.length, { kind, value: half.value.value });
  }
  if (text[at] !== "半" || wordBefore(beforeHalf, text, at)) return null;
  const measure = wordAt(halfMeasures, text, at + 1);
  return measure ? make(text, at, at + 1, { kind: "cardinal", value: 0.5, unit: measure.word }) : null;
}

/** 一个半 is read with its numeral. */
const beforeHalf = wordTableBackwards(["个", "点", "年", "块", "倍", "天"].map((word) => [word, true] as const));
const halfMeasures = wordSet([
  "个",
  "斤",
  "公斤",
  "米",
  "瓶",
  "盒",
  "包",
  "份",
  "杯",
  "桶",
  "箱",
  "倍",
  "打",
  "块",
  "碗",
  "支",
]);

const SHARE_OF = wordTable<number>([
  ["百分之", 0.01],
  ["佰分之", 0.01],
  ["千分之", 0.001],
  ["仟分之", 0.001],
  ["万分之", 0.0001],
  ["百万分之", 1e-6],
  ["千万分之", 1e-7],
  ["万万分之", 1e-8],
  ["百万万分之", 1e-10],
]);

/** 百分之二十 is a percentage; 三分之一 is read with its numeral in `readCardinal`. */
function readShareOf(text: string, at: number): NumberSpan | null {
  const from = isMinus(text, at) ? at + 1 : at;
  const share = wordAt(SHARE_OF, text, from);
  if (!share) return null;
  const start = from + share.word.length;
  if (text[start] === "百") {
    return make(text, at, start + 1, { kind: "percent", value: 1 });
  }
  const number = readNumeral(text, start);
  if (!number) return null;
  const sign = from > at ? -share.value : share.value;
  return make(text, at, number.end, { kind: "percent", ...amountOf(number, sign) });
}

const ORDINAL_PREFIXES = wordTable<"nth" | "top">([
  ["第", "nth"],
  ["倒数第", "nth"],
  ["前", "top"],
  ["头", "top"],
  ["最后", "top"],
  ["后", "top"],
  ["top", "top"],
  ["top ", "top"],
  ["no.", "nth"],
  ["末", "top"],
  ["首", "top"],
]);

/** 前三天, 后两周 count time, and 首单 is a word: not ranks. */
const NOT_RANKED = wordSet([
  ..."天日周年月岁折成万千元块秒分%.期回次季度点",
  "个月",
  "个星期",
  "个礼拜",
  "个小时",
  "小时",
  "分钟",
  "星期",
  "礼拜",
  "季度",
]);

/** 第二, 前三, 头十名, top10. */
function readOrdinal(text: string, at: number): NumberSpan | null {
  const prefix = wordAt(ORDINAL_PREFIXES, text, at);
  if (!prefix) return null;
  const from = at + prefix.word.length;
  const number = readNumeral(text, from);
  if (!number || number.sort === "some") return null;
  if (prefix.value === "top" && (wordAt(NOT_RANKED, text, number.end) || number.min < 1)) return null;
  const unit = measureAt(text, number.end)?.word;
  return make(text, at, number.end, { kind: "ordinal", ...amountOf(number, 1), ...(unit ? { unit } : {}) });
}

/** A mainland mobile number has eleven digits; longer runs are order numbers and the like. */
const PHONE = /^1[3-9]\d{9}$/;
const LONGEST_COUNT_DIGITS = 11;

/** Digits that name: phone numbers, their tails, order numbers, and anything with a leading zero. */
function readDigitsName(text: string, at: number): NumberSpan | null {
  if (!isAsciiDigit(text[at]) || isAsciiDigit(text[at - 1])) return null;
  let end = at;
  while (isAsciiDigit(text[end])) end++;
  const digits = text.slice(at, end);
  const labelled = wordBefore(digitLabels, text, skipBackLink(text, at)) !== undefined;
  const alone = digits.length === 4 && text.trim().length === 4;
  const leadingZero = digits.length >= 3 && digits[0] === "0" && text[end] !== ".";
  const tooLong = digits.length > LONGEST_COUNT_DIGITS;
  if (!(PHONE.test(digits) || alone || leadingZero || tooLong || (labelled && digits.length >= 3))) return null;
  if (tooLong && moneyAt(text, text[end] === " " ? end + 1 : end)) return null;
  return make(text, at, end, { kind: "cardinal", value: Number(digits), digits: true });
}

/** 尾号是3456, 尾号: 3456, 尾号为3456. */
function skipBackLink(text: string, at: number): number {
  let from = at;
  while (from > 0 && "是为:- 号".includes(text[from - 1]!) && !digitLabels.has("")) {
    if (text[from - 1] === "号" && wordBefore(digitLabels, text, from)) break;
    from--;
  }
  return from;
}

/** 八五折 is 0.85, 七成六 is 0.76, 5到7折 is a range. */
function readDiscountOrTenths(text: string, at: number): NumberSpan | null {
  const first = readNumeral(text, at);
  if (!first || first.sort === "some" || first.sort === "over") return null;
  const range = second(text, first);
  const last = range ?? first;
  const mark = text[skipBlank(text, last.end)];
  if (mark === "折" && text[last.end + 1] !== "扣" && text[last.end + 1] !== "叠") {
    return make(text, at, skipBlank(text, last.end) + 1, sharesOf(first, last, discountShare, "discount"));
  }
  if (mark === "成" && !AFTER_TENTHS_NOT.includes(text[last.end + 1] ?? " ")) {
    return readTenths(text, at, first, last);
  }
  return null;
}

/** 成 in these is another word: 成员, 成功, 成为 … */
const AFTER_TENTHS_NOT = "员本功为交长都熟品立绩套年果就语";

function readTenths(text: string, at: number, first: Numeral, last: Numeral): NumberSpan | null {
  const end = skipBlank(text, last.end) + 1;
  const after = text[skipBlank(text, end)];
  const shares = sharesOf(first, last, (value) => value / 10, "percent");
  if (after === "半" && shares.value !== undefined) {
    return make(text, at, end + 1, { ...shares, value: round(shares.value + 0.05) });
  }
  const next = readNumeral(text, skipBlank(text, end));
  if (
    next &&
    shares.value !== undefined &&
    next.max < 10 &&
    next.end === skipBlank(text, end) + 1 &&
    !measureAt(text, next.end)
  ) {
    return make(text, at, next.end, { ...shares, value: round(shares.value + next.min / 100) });
  }
  return make(text, at, end, shares);
}

function sharesOf(first: Numeral, last: Numeral, share: (value: number) => number, kind: "discount" | "percent") {
  const min = round(share(first.min));
  const max = round(share(last.max));
  return min === max ? { kind, value: min } : { kind, min: Math.min(min, max), max: Math.max(min, max) };
}

/** 8.5折 and 85折 are the same; 10折 is the full price. */
function discountShare(value: number): number {
  return value <= 10 ? value / 10 : value / 100;
}

/** 500到1000, 3-5万, 一百到两百块; the unit said last also counts for the first number when it had none. */
function readRange(text: string, at: number): NumberSpan | null {
  if (isAsciiDigit(text[at - 1]) || (text[at - 1] === "-" && isAsciiDigit(text[at - 2]))) return null;
  const first = readNumeral(text, at);
  if (first?.sort !== "exact") return null;
  const last = second(text, first);
  if (!last || isChainOfDigits(text, last.end)) return null;
  const percent = text[last.end] === "%";
  const min = lend(first, last);
  if (min >= last.max) return null;
  const scale = percent ? 0.01 : 1;
  const span = make(text, at, last.end + (percent ? 1 : 0), {
    kind: "range",
    min: round(min * scale),
    max: round(last.max * scale),
  });
  return percent ? span : withUnit(text, span);
}

/** The second number of a range, if one follows; a unit may stand between (500块到1000块). */
function second(text: string, first: Numeral): Numeral | null {
  let at = first.end;
  if (text[at] === "%" || text[at] === "折") at++;
  at += moneyAt(text, at)?.length ?? 0;
  at = skipBlank(text, at);
  if (!"到至-~".includes(text[at] ?? " ")) return null;
  at = skipBlank(text, at + 1);
  const last = readNumeral(text, at);
  return last && last.sort === "exact" ? last : null;
}

function isChainOfDigits(text: string, end: number): boolean {
  return (text[end] === "-" || text[end] === ":" || text[end] === ".") && isAsciiDigit(text[end + 1]);
}

function lend(first: Numeral, last: Numeral): number {
  const lent = first.min * last.unit;
  return first.unit === 1 &&
    first.min < 1000 &&
    last.unit > 1 &&
    lent < last.max &&
    first.min < last.max / last.unit + 1
    ? lent
    : first.min;
}

function readCardinal(text: string, at: number): NumberSpan | null {
  const from = isMinus(text, at) ? at + 1 : at;
  const number = readNumeral(text, from);
  if (!number || isFalseNumber(text, from, number)) return null;
  const sign = from > at ? -1 : 1;
  return (
    readFraction(text, at, number, sign) ??
    readPercent(text, at, number, sign) ??
    withUnit(text, make(text, at, number.end, { kind: kindOf(number), ...amountOf(number, sign) }))
  );
}

function kindOf(number: Numeral): "cardinal" | "range" {
  return number.sort === "pair" || number.sort === "some" ? "range" : "cardinal";
}

/** A minus sign starts a number only where nothing stands before it that it could join or separate. */
function isMinus(text: string, at: number): boolean {
  if (text[at] === "负") return true;
  if (text[at] !== "-") return false;
  const before = text[at - 1];
  return before === undefined || !(isAsciiDigit(before) || isNumeralStart(before) || /[a-z\-.]/.test(before));
}

/** 唯一, 周一, 看一看, 一到家: the character is a numeral and no number is meant. */
function isFalseNumber(text: string, at: number, number: Numeral): boolean {
  const length = number.end - at;
  if (number.form === "arabic") return isPartOfCode(text, at, number.end);
  if (length === 1 && wordBefore(beforeNoNumber, text, at) && text[at] !== "两") return true;
  if (text[at] !== "一" || length > 1) return false;
  const next = text[number.end];
  return !(
    next === undefined ||
    /[\s,.;!?。、）)%"'分点又]/.test(next) ||
    wordAt(measures, text, number.end) ||
    moneyAt(text, number.end) ||
    wordAt(foreignMoney, text, number.end)
  );
}

/** sk2, 3d, a4: letters that run into digits make a name. */
function isPartOfCode(text: string, at: number, end: number): boolean {
  return isLetter(text[at - 1]) || (isLetter(text[end]) && !wordAt(measures, text, end) && !moneyAt(text, end));
}

function isLetter(char: string | undefined): boolean {
  return char !== undefined && char.length === 1 && char >= "a" && char <= "z";
}

/** 三分之一, 一又二分之一, 3/5. */
function readFraction(text: string, at: number, number: Numeral, sign: number): NumberSpan | null {
  let whole = 0;
  let bottom = number;
  if (text[skipBlank(text, number.end)] === "又") {
    const next = readNumeral(text, skipBlank(text, skipBlank(text, number.end) + 1));
    if (!next || !isPartsOf(text, next.end)) return null;
    whole = number.min;
    bottom = next;
  }
  const link = isPartsOf(text, bottom.end);
  if (link) {
    const topAt = link;
    const minus = text[topAt] === "负" ? -1 : 1;
    const top = readNumeral(text, minus < 0 ? topAt + 1 : topAt);
    if (!top || bottom.min === 0) return null;
    const value = sign * minus * (whole + top.min / bottom.min);
    return make(text, at, top.end, { kind: "fraction", value: round(value) });
  }
  if (text[number.end] !== "/" || number.digits === undefined || text[at - 1] === "/") return null;
  const bottomNumber = readNumeral(text, number.end + 1);
  if (bottomNumber?.digits === undefined || bottomNumber.min === 0 || text[bottomNumber.end] === "/") return null;
  return make(text, at, bottomNumber.end, { kind: "fraction", value: round((sign * number.min) / bottomNumber.min) });
}

/** The position after 分之, or 0 when it is not there. */
function isPartsOf(text: string, at: number): number {
  let from = skipBlank(text, at);
  if (text[from] !== "分" || text[skipBlank(text, from + 1)] !== "之") return 0;
  from = skipBlank(text, skipBlank(text, from + 1) + 1);
  return from;
}

function readPercent(text: string, at: number, number: Numeral, sign: number): NumberSpan | null {
  const end = skipBlank(text, number.end);
  if (text[end] === "%") return make(text, at, end + 1, { kind: "percent", ...amountOf(number, sign * 0.01) });
  if (text[end] === "‰") return make(text, at, end + 1, { kind: "percent", ...amountOf(number, sign * 0.001) });
  for (const word of ["个百分点", "个点"]) {
    if (text.startsWith(word, end)) {
      return make(text, at, end + word.length, { kind: "percent", ...amountOf(number, sign * 0.01) });
    }
  }
  return null;
}

/** Adds the currency (within the span) or the measure word (outside it) that follows. */
function withUnit(text: string, span: NumberSpan): NumberSpan {
  const from = skipBlank(text, span.end);
  const money = moneyAt(text, from);
  if (money) return readSmallMoney(text, { ...span, end: from + money.length, money: true, unit: "元" });
  const foreign = wordAt(foreignMoney, text, from);
  if (foreign) return resize(text, { ...span, end: from + foreign.word.length, unit: foreign.word });
  const cents = readCoins(text, span, from);
  if (cents) return cents;
  const measure = measureAt(text, span.end);
  if (!measure) return span;
  if (text[span.end + measure.word.length] === "半" && span.value !== undefined && HALF_AFTER.includes(measure.word)) {
    const end = span.end + measure.word.length + 1;
    return resize(text, { ...span, end, value: span.value + 0.5, unit: measure.word });
  }
  return { ...span, unit: measure.word };
}

/** 一个半, 三斤半; after years and hours it is a matter of dates. */
const HALF_AFTER = ["个", "斤", "公斤", "米", "倍", "瓶", "盒", "打"];

/** 五块三 is 5.3 and 五元三毛 too; 50元6角三分 has both. */
function readSmallMoney(text: string, span: NumberSpan): NumberSpan {
  if (span.value === undefined) return resize(text, span);
  let value = span.value;
  let end = span.end;
  for (const coin of COINS) {
    const number = readNumeral(text, end);
    if (number && number.max < 10 && number.sort === "exact" && coin.words.includes(text[number.end] ?? " ")) {
      value += number.min * coin.value;
      end = number.end + 1;
    }
  }
  const tail = end === span.end && text[end - 1] === "块" ? readNumeral(text, end) : null;
  if (tail && tail.end === end + 1 && tail.max < 10 && !/[\d.%:/个件条双折月号日点]/.test(text[tail.end] ?? " ")) {
    value += tail.min / 10;
    end = tail.end;
  } else if (end === span.end && text[end] === "半" && text[end - 1] === "块") {
    value += 0.5;
    end++;
  }
  return resize(text, { ...span, end, value: round(value) });
}

const COINS = [
  { words: "毛角", value: 0.1 },
  { words: "分", value: 0.01 },
];

/** 八毛, 5角: less than one yuan. */
function readCoins(text: string, span: NumberSpan, from: number): NumberSpan | null {
  if (!"毛角".includes(text[from] ?? " ") || span.value === undefined || span.value >= 10) return null;
  return resize(text, { ...span, end: from + 1, value: round(span.value / 10), money: true, unit: "元" });
}

/** 块 before 蛋糕 counts pieces. */
function moneyAt(text: string, at: number): string | null {
  const word = wordAt(yuanWords, text, at)?.word;
  if (word === undefined) return null;
  if (word === "块" && wordAt(pieces, text, at + 1)) return null;
  return word === "元" && (text[at + 1] === "旦" || text[at + 1] === "宵" || text[at + 1] === "素") ? null : word;
}

function measureAt(text: string, at: number): { readonly word: string } | undefined {
  return wordAt(measures, text, skipBlank(text, at));
}

type Facts = Omit<NumberSpan, "start" | "end" | "text">;

function make(text: string, start: number, end: number, facts: Facts): NumberSpan {
  return { start, end, text: text.slice(start, end), ...facts };
}

function resize(text: string, span: NumberSpan): NumberSpan {
  return { ...span, text: text.slice(span.start, span.end) };
}

function amountOf(number: Numeral, factor: number): Partial<Facts> {
  const low = round(number.min * factor);
  const high = round(number.max * factor);
  const [min, max] = low <= high ? [low, high] : [high, low];
  if (number.sort === "exact") return { value: low };
  if (number.sort === "over") return { value: low, min, max, approx: true };
  return number.sort === "some" ? { min, max, approx: true } : { min, max };
}

function skipBlank(text: string, at: number): number {
  return text[at] === " " ? at + 1 : at;
}

function round(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(15));
}

/** Numbers with a bound said before or after them (超过500, 三千以上, 500左右), ranges included. */
export function readBounds(text: string, numbers: readonly NumberSpan[] = readNumbers(text)): BoundSpan[] {
  const bounds: BoundSpan[] = [];
  for (const number of numbers) {
    if (number.digits) continue;
    const bound = boundOf(text, number);
    if (bound) bounds.push(bound);
  }
  return bounds;
}

function boundOf(text: string, number: NumberSpan): BoundSpan | null {
  const before = prefixOf(text, number.start);
  const after = suffixOf(text, number);
  const start = before ? before.start : number.start;
  const end = after ? after.end : number.end;
  const word = before?.bound ?? after?.bound;
  if (!word && number.min === undefined) return null;
  const { money, unit, kind } = number;
  const facts = {
    start,
    end,
    text: text.slice(start, end),
    kind,
    ...(money ? { money } : {}),
    ...(unit ? { unit } : {}),
  };
  return { ...facts, ...limitsOf(number, word) };
}

function limitsOf(number: NumberSpan, word: BoundWord | undefined) {
  const low = number.value ?? number.min ?? 0;
  const high = number.value ?? number.max ?? low;
  if (word?.side === "min") return { min: low, minInclusive: word.inclusive };
  if (word?.side === "max") return { max: high, maxInclusive: word.inclusive };
  const both = { minInclusive: true, maxInclusive: true };
  if (!word) return { min: number.min ?? low, max: number.max ?? high, ...both };
  return { min: round(low * (1 - ABOUT_SHARE)), max: round(high * (1 + ABOUT_SHARE)), ...both };
}

/** 在, 了 or a blank may stand between the word and the number: 超过了500. */
function prefixOf(text: string, at: number): { start: number; bound: BoundWord } | null {
  let end = at;
  while (end > 0 && "了 有在于过".includes(text[end - 1]!) && !wordBefore(boundPrefixes, text, end)) end--;
  if (at - end > 2) return null;
  const found = wordBefore(boundPrefixes, text, end);
  return found ? { start: end - found.word.length, bound: found.value } : null;
}

/** The measure word and 钱 or 人 may stand between: 500块钱以上, 3个人以上. */
function suffixOf(text: string, number: NumberSpan): { end: number; bound: BoundWord } | null {
  let at = skipBlank(text, number.end);
  const tries = [at];
  const measure = number.money ? undefined : measureAt(text, at);
  if (measure) {
    at = skipBlank(text, at) + measure.word.length;
    tries.push(at);
    if ("人钱单客".includes(text[at] ?? " ")) tries.push(at + 1);
  } else if (text[at] === "钱" || text[at] === "的") {
    tries.push(at + 1);
  }
  for (const from of tries) {
    const found = wordAt(boundSuffixes, text, from);
    if (
      found &&
      !(found.word === "起" && "来步码".includes(text[from + 1] ?? " ")) &&
      !(found.word === "内" && text[from + 1] === "衣")
    ) {
      return { end: from + found.word.length, bound: found.value };
    }
  }
  return null;
}

export function numbersForInterface(text: string): { numbers: InterfaceNumber[] } {
  const source = normalise(text);
  const numbers = readNumbers(source.text).map((span): InterfaceNumber => {
    const words = source.slice(span.start, span.end);
    return span.value !== undefined
      ? { text: words, value: span.value }
      : { text: words, min: span.min!, max: span.max! };
  });
  return { numbers };
}
