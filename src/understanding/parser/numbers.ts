// Finds the numbers people say in Chinese: amounts, counts, ranks, shares, discounts, rough ranges and bounds.
// It works on normalised text, never decides what a number is about, and never reads the clock.

import { isDigit, isLatin, lettersOf } from "./letters.ts";
import { normalise } from "./normalise.ts";
import { readDiscountOrTenths, readFraction, readHalf, readPercent, readShareOf } from "./numbers-shares.ts";
import { amountOf, type InterfaceNumber, isMinus, make, type NumberSpan, round } from "./numbers-span.ts";
import { foreignMoney, measureAt, measures, moneyAt, second, withUnit } from "./numbers-units.ts";
import { BEFORE_NO_NUMBER, DIGIT_LABELS, NOT_NUMBERS } from "./numbers-words.ts";
import { NUMERAL_STARTS, type Numeral, readNumeral } from "./numerals.ts";
import { wordAt, wordBefore, wordSet, wordTable, wordTableBackwards } from "./words.ts";

const notNumbers = wordSet(NOT_NUMBERS);

const beforeNoNumber = wordTableBackwards(BEFORE_NO_NUMBER.map((word) => [word, true] as const));

const digitLabels = wordTableBackwards(DIGIT_LABELS.map((word) => [word, true] as const));

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

const mayStart = lettersOf(`${NUMERAL_STARTS}¥$对半第前头倒最末后首.-负rtnc人万`);

function readOne(text: string, at: number): NumberSpan | null {
  if (!mayStart(text, at) || wordAt(notNumbers, text, at)) return null;
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

/** 四百出头 428, 打完折后 1039: what stands before makes it the end of another word. */
const NO_RANK = /出头$|零头$|[折扣惠券减然之以完税零费]后$/u;

/** 第二, 前三, 头十名, top10. */
function readOrdinal(text: string, at: number): NumberSpan | null {
  const prefix = wordAt(ORDINAL_PREFIXES, text, at);
  if (!prefix || NO_RANK.test(text.slice(Math.max(0, at - 1), at + prefix.word.length))) return null;
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
  if (!isDigit(text, at) || isDigit(text, at - 1)) return null;
  let end = at;
  while (isDigit(text, end)) end++;
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
  while (from > 0 && "是为:- 号".includes(text[from - 1]!)) {
    if (text[from - 1] === "号" && wordBefore(digitLabels, text, from)) break;
    from--;
  }
  return from;
}

/** 500到1000, 3-5万, 一百到两百块; the unit said last also counts for the first number when it had none. */
function readRange(text: string, at: number): NumberSpan | null {
  if (isDigit(text, at - 1) || (text[at - 1] === "-" && isDigit(text, at - 2))) return null;
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

function isChainOfDigits(text: string, end: number): boolean {
  return (text[end] === "-" || text[end] === ":" || text[end] === ".") && isDigit(text, end + 1);
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
  return isLatin(text, at - 1) || (isLatin(text, end) && !wordAt(measures, text, end) && !moneyAt(text, end));
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
