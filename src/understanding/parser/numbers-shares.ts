// Shares of a whole: halves, percentages, tenths, discounts, fractions.
import { amountOf, isMinus, make, type NumberSpan, round, skipBlank } from "./numbers-span.ts";
import { measureAt, second } from "./numbers-units.ts";
import { type Numeral, readNumeral } from "./numerals.ts";
import { wordAt, wordBefore, wordSet, wordTable, wordTableBackwards } from "./words.ts";

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

export function readHalf(text: string, at: number): NumberSpan | null {
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
export function readShareOf(text: string, at: number): NumberSpan | null {
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

/** 八五折 is 0.85, 七成六 is 0.76, 5到7折 is a range. */
export function readDiscountOrTenths(text: string, at: number): NumberSpan | null {
  const first = readNumeral(text, at);
  if (!first || first.sort === "some" || first.sort === "over") return null;
  const range = second(text, first);
  const last = range ?? first;
  const mark = text[skipBlank(text, last.end)];
  if (mark === "折" && text[last.end + 1] !== "扣" && text[last.end + 1] !== "叠") {
    return make(text, at, skipBlank(text, last.end) + 1, sharesOf(first, last, discountShare, "discount"));
  }
  if (mark === "成" && !AFTER_TENTHS_NOT.includes(text[skipBlank(text, last.end) + 1] ?? " ")) {
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

/** 三分之一, 一又二分之一, 3/5. */
export function readFraction(text: string, at: number, number: Numeral, sign: number): NumberSpan | null {
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

export function readPercent(text: string, at: number, number: Numeral, sign: number): NumberSpan | null {
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
