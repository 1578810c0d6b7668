// Reads one numeral at a position of normalised text: 3,280.50, 1.5w, 两万五, 三五百, 二十多, 壹佰贰拾.
// It never looks at what is counted; kinds, money and bounds are made from it elsewhere.
import { DIGITS, isDigit, isLatin, lettersOf, numbersOf } from "./letters.ts";

export interface Numeral {
  readonly end: number;
  /** The lower value where a range was said. */
  readonly min: number;
  readonly max: number;
  /** `exact` has one value; `pair` is 三五百; `some` holds 几; `over` holds 多, 余 or 来. */
  readonly sort: "exact" | "pair" | "some" | "over";
  /** How it was written: digits said one by one (二零二六) are `spelled`. */
  readonly form: "arabic" | "chinese" | "spelled";
  /** The largest 万-like or 百-like unit said last, so that 3到5万 can lend it; 1 when none. */
  readonly unit: number;
  /** Digits as written when nothing but ASCII digits was written. */
  readonly digits?: string;
}

const CHINESE_DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  俩: 2,
  仨: 3,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  壹: 1,
  贰: 2,
  叁: 3,
  参: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
  幺: 1,
};

/** Tens with a name of their own. */
const TENS: Readonly<Record<string, number>> = { 廿: 20, 卅: 30, 卌: 40 };

const SMALL_UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 拾: 10, 佰: 100, 仟: 1000 };

const BIG_UNITS: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8, 兆: 1e12, w: 1e4, k: 1e3 };

/** Surnames and common words too: numerals only beside other numerals. */
const isShyDigit = lettersOf("参伍陆肆捌柒玖幺俩仨");

/** Two neighbouring digits that mean a rough range: 三四, 八九 and the set phrase 三五. */
function isRoughPair(first: number, second: number): boolean {
  return second === first + 1 || (first === 3 && second === 5);
}

/** Digits, blanks and units of one numeral never run longer; longer is noise. */
const NUMERAL_LENGTH_MAX = 60;

export const EVERY_DIGIT = DIGITS + Object.keys(CHINESE_DIGITS).join("");

/** 0–9 for one Chinese digit, -1 otherwise. */
export const digitAt = numbersOf(CHINESE_DIGITS, -1);

/** What a letter is worth; 0 where none of them stands. */
const tensAt = numbersOf(TENS, 0);
const smallUnitAt = numbersOf(SMALL_UNITS, 0);
const bigUnitAt = numbersOf(BIG_UNITS, 0);

export const NUMERAL_STARTS = `${EVERY_DIGIT}几${[TENS, SMALL_UNITS].flatMap((table) => Object.keys(table)).join("")}`;
export const isNumeralStart = lettersOf(NUMERAL_STARTS);
/** 万三, .5 and 多 are numerals where one is waited for. */
const mayBegin = lettersOf(`${NUMERAL_STARTS}${Object.keys(BIG_UNITS).join("")}多余来.`);

interface Pair {
  readonly lo: number;
  readonly hi: number;
}

const ZERO: Pair = { lo: 0, hi: 0 };
const ONE: Pair = { lo: 1, hi: 1 };

function sum(a: Pair, b: Pair): Pair {
  return { lo: a.lo + b.lo, hi: a.hi + b.hi };
}

function times(a: Pair, factor: number): Pair {
  return { lo: a.lo * factor, hi: a.hi * factor };
}

/** The state of reading: finished 万-groups, the group under way, and the digit that waits for its unit. */
interface Reading {
  readonly text: string;
  readonly limit: number;
  at: number;
  groups: { value: Pair; unit: number }[];
  section: Pair;
  waiting: Pair | null;
  waitingArabic: boolean;
  lastUnit: number;
  zeroSaid: boolean;
  sort: Numeral["sort"];
  arabicOnly: boolean;
  unitSaid: boolean;
  /** How much 多 may add. */
  overBy: number;
}

export function readNumeral(text: string, start: number): Numeral | null {
  if (!mayBegin(text, start)) return null;
  const spelled = readSpelled(text, start);
  if (spelled) return spelled;
  const state: Reading = {
    text,
    limit: Math.min(text.length, start + NUMERAL_LENGTH_MAX),
    at: start,
    groups: [],
    section: ZERO,
    waiting: null,
    waitingArabic: false,
    lastUnit: 1,
    zeroSaid: false,
    sort: "exact",
    arabicOnly: true,
    unitSaid: false,
    overBy: 0,
  };
  while (state.at < state.limit && readPiece(state)) {
    /* each piece moves `at` forward */
  }
  return state.at === start ? null : finish(state, start);
}

function readPiece(state: Reading): boolean {
  return (
    readArabic(state) ||
    readZero(state) ||
    readDigit(state) ||
    readTens(state) ||
    readSmallUnit(state) ||
    readBigUnit(state) ||
    readOver(state)
  );
}

function readArabic(state: Reading): boolean {
  if (state.waiting) return false;
  const blank = state.unitSaid && state.text[state.at] === " " ? 1 : 0;
  const arabic = scanArabic(state.text, state.at + blank);
  if (!arabic) return false;
  state.waiting = { lo: arabic.value, hi: arabic.value };
  state.waitingArabic = true;
  state.at = arabic.end;
  return true;
}

/** ASCII digits with thousands commas and decimals. */
export function scanArabic(text: string, start: number): { end: number; value: number } | null {
  let at = start;
  while (isDigit(text, at)) at++;
  const whole = at - start;
  if (whole === 0 && !(text[at] === "." && isDigit(text, at + 1) && !isDigit(text, at - 1) && text[at - 1] !== "."))
    return null;
  if (whole > 0 && whole <= 3) {
    while (text[at] === "," && isGroupOfThree(text, at + 1)) at += 4;
  }
  if (text[at] === "." && isDigit(text, at + 1)) {
    at++;
    while (isDigit(text, at)) at++;
  }
  return { end: at, value: Number(text.slice(start, at).replaceAll(",", "")) };
}

function isGroupOfThree(text: string, at: number): boolean {
  return isDigit(text, at) && isDigit(text, at + 1) && isDigit(text, at + 2) && !isDigit(text, at + 3);
}

function readZero(state: Reading): boolean {
  const { text, at } = state;
  if (text[at] !== "零" || state.waiting) return false;
  if (!state.unitSaid) {
    state.waiting = ZERO;
  } else if (digitAt(text, at + 1) === 0 || !isNumeralStart(text, at + 1)) {
    return false;
  }
  state.zeroSaid = true;
  state.arabicOnly = false;
  state.at++;
  return true;
}

function readDigit(state: Reading): boolean {
  const { text, at } = state;
  if (state.waiting) return false;
  if (text[at] === "几") return readSome(state);
  const digit = digitAt(text, at);
  if (digit <= 0) return false;
  if (isShyDigit(text, at) && !state.unitSaid && !hasNumeralNeighbour(text, at)) return false;
  const second = digitAt(text, at + 1);
  const pair = second > 0 && isRoughPair(digit, second);
  if (second >= 0 && !pair && state.unitSaid) return false;
  state.waiting = { lo: digit, hi: pair ? second : digit };
  if (pair) state.sort = "pair";
  state.waitingArabic = false;
  state.arabicOnly = false;
  state.at += pair ? 2 : 1;
  return true;
}

function hasNumeralNeighbour(text: string, at: number): boolean {
  const next = at + 1;
  return hasUnit(text, next) || digitAt(text, next) >= 0 || text[next] === "点" || text[at - 1] === "之";
}

function hasUnit(text: string, at: number): boolean {
  return smallUnitAt(text, at) > 0 || bigUnitAt(text, at) > 0;
}

/** 几百 is several hundreds, 二十几 a little over twenty; 几 alone asks a question. */
function readSome(state: Reading): boolean {
  if (!state.unitSaid && !hasUnit(state.text, state.at + 1)) return false;
  state.waiting = state.unitSaid ? { lo: 1, hi: 9 } : { lo: 2, hi: 9 };
  state.sort = "some";
  state.arabicOnly = false;
  state.at++;
  return true;
}

function readTens(state: Reading): boolean {
  const tens = tensAt(state.text, state.at);
  if (tens === 0 || state.waiting) return false;
  state.section = sum(state.section, { lo: tens, hi: tens });
  state.lastUnit = 10;
  state.zeroSaid = false;
  state.unitSaid = true;
  state.arabicOnly = false;
  state.at++;
  return true;
}

function readSmallUnit(state: Reading): boolean {
  const at = skipBlankBeforeUnit(state);
  const unit = smallUnitAt(state.text, at);
  if (unit === 0) return false;
  // 百三 and 千一 start with the unit; 百货 and 千金 must not. 十 may always stand alone.
  if (!state.waiting && !state.unitSaid && unit !== 10 && !startsBareUnit(state.text, at)) return false;
  if (!state.waiting && state.unitSaid && unit >= state.lastUnit) return false;
  state.section = sum(state.section, times(state.waiting ?? ONE, unit));
  closeUnit(state, unit, at);
  return true;
}

function startsBareUnit(text: string, at: number): boolean {
  if (hasChineseBigUnit(text, at + 1)) return true;
  return digitAt(text, at + 1) > 0 && !isMeasureLike(text, at + 2) && !isMeasureLike(text, at + 1);
}

function hasChineseBigUnit(text: string, at: number): boolean {
  return bigUnitAt(text, at) > 0 && text[at] !== "w" && text[at] !== "k";
}

const isMeasureLike = lettersOf("个位名人件条双次分");

function readBigUnit(state: Reading): boolean {
  const at = skipBlankBeforeUnit(state);
  const unit = bigUnitAt(state.text, at);
  if (unit === 0) return false;
  // 1.5w and 3k, but never the w or k that begins a Latin word (kg, wifi).
  if (unit === 1e3 || state.text[at] === "w") {
    if (!state.waitingArabic || isLatin(state.text, at + 1)) return false;
  }
  const said = state.waiting !== null || state.section.hi > 0;
  if (!said && state.groups.length === 0) {
    if (!startsBareUnit(state.text, at)) return false;
    state.section = ONE;
  }
  let value = sum(state.section, state.waiting ? waitingInGroup(state, state.waiting) : ZERO);
  // 八千万亿 and 万万: smaller groups said before are multiplied too.
  while (state.groups.length > 0) {
    const last = state.groups[state.groups.length - 1]!;
    if (last.unit > unit || (last.unit === unit && said)) break;
    value = sum(value, last.value);
    state.groups.pop();
  }
  state.groups.push({ value: times(value, unit), unit });
  state.section = ZERO;
  closeUnit(state, unit, at);
  return true;
}

function closeUnit(state: Reading, unit: number, at: number): void {
  state.waiting = null;
  state.lastUnit = unit;
  state.zeroSaid = false;
  state.unitSaid = true;
  state.arabicOnly = false;
  state.at = at + 1;
}

/** "7 万" is written with a blank only after digits. */
function skipBlankBeforeUnit(state: Reading): number {
  return state.waitingArabic && state.text[state.at] === " " ? state.at + 1 : state.at;
}

/** Things counted by 来, as in 十来个; otherwise 来 is the verb. */
const isRoughlyCounted = lettersOf("个块元人件位名岁天号次条万亿千百双斤米平年页");

/** 多, 余 and 来 after a round number mean a little more. */
function readOver(state: Reading): boolean {
  const { text, at } = state;
  const next = text[at + 1];
  if (state.sort !== "exact") return false;
  if (state.waiting && !(state.waitingArabic && state.waiting.lo % 10 === 0 && state.waiting.lo > 0)) return false;
  const over =
    (text[at] === "多" && next !== "少" && next !== "次") ||
    (text[at] === "余" && next !== "额") ||
    (text[at] === "来" && isRoughlyCounted(text, at + 1));
  if (!over) return false;
  state.sort = "over";
  state.at++;
  const step = state.lastUnit > 1 ? state.lastUnit : roundStep(state.waiting?.lo ?? 0);
  // Only 十多万 goes on; 二十多三 does not exist.
  const big = bigUnitAt(text, state.at) || 1;
  state.overBy = readBigUnit(state) ? step * big : step;
  return false;
}

function finish(state: Reading, start: number): Numeral | null {
  const last = state.waiting ? waitingValue(state, state.waiting) : ZERO;
  let value = sum(state.section, last);
  for (const group of state.groups) value = sum(value, group.value);
  const decimal = readDecimal(state, value);
  const end = decimal?.end ?? state.at;
  const { lo, hi } = decimal?.value ?? value;
  const max = state.sort === "over" ? lo + state.overBy : hi;
  return {
    end,
    min: round(lo),
    max: round(max),
    sort: state.sort,
    form: state.arabicOnly ? "arabic" : "chinese",
    unit: decimal?.unit ?? (state.unitSaid && !state.waiting ? state.lastUnit : 1),
    ...digitsOf(state.text, start, end),
  };
}

function digitsOf(text: string, start: number, end: number): { digits?: string } {
  for (let at = start; at < end; at++) if (!isDigit(text, at)) return {};
  return { digits: text.slice(start, end) };
}

/** 一千二 is 1200 and 一千零二 is 1002: a lone digit after a unit stands one place below it. */
function waitingValue(state: Reading, waiting: Pair): Pair {
  if (!state.unitSaid || state.zeroSaid || state.lastUnit < 100) return waiting;
  if (state.sort === "some") return waiting;
  if (state.waitingArabic && (waiting.lo >= 10 || !Number.isInteger(waiting.lo))) return waiting;
  return times(waiting, state.lastUnit / 10);
}

/** 百二万 is 1200000; in 六十二亿四万 the four belongs to its own group. */
function waitingInGroup(state: Reading, waiting: Pair): Pair {
  return state.section.hi > 0 ? waitingValue(state, waiting) : waiting;
}

/** 点 and digits, then perhaps 万; 三点五十 and 三点五分 are times of day. */
function readDecimal(state: Reading, value: Pair): { end: number; value: Pair; unit: number } | null {
  if (state.sort === "over" || state.sort === "some" || state.text[state.at] !== "点") return null;
  let at = state.at + 1;
  let digits = "";
  while (at < state.limit) {
    const digit = isDigit(state.text, at) ? Number(state.text[at]) : digitAt(state.text, at);
    if (digit < 0) break;
    digits += String(digit);
    at++;
  }
  const after = state.text[at] ?? "";
  if (digits === "" || after === "十" || after === "拾" || after === "刻" || after === "多") return null;
  if (after === "分" && state.text[at + 1] !== "之") return null;
  let fraction = sum(value, { lo: Number(`0.${digits}`), hi: Number(`0.${digits}`) });
  let unit = 1;
  for (const factor of [smallUnitAt(state.text, at), bigUnitAt(state.text, at)]) {
    if (factor === 0 || after === "w" || after === "k") continue;
    fraction = times(fraction, factor);
    unit = factor;
    at++;
  }
  if (unit > 1 && state.text[at] === "亿") {
    fraction = times(fraction, 1e8);
    at++;
  }
  return { end: at, value: fraction, unit };
}

/** How much 多 may add to a round number written in digits. */
function roundStep(value: number): number {
  return value % 1000 === 0 ? 1000 : value % 100 === 0 ? 100 : 10;
}

/** Digits said one by one: years, phone numbers, 九五折. Two neighbours such as 三四 stay a rough pair. */
function readSpelled(text: string, start: number): Numeral | null {
  let at = start;
  let digits = "";
  while (at - start < NUMERAL_LENGTH_MAX && digitAt(text, at) >= 0 && !isSpoken(text, at)) {
    digits += String(digitAt(text, at));
    at++;
  }
  if (digits.length < 2) return null;
  if (smallUnitAt(text, at) > 0 || hasChineseBigUnit(text, at)) return null;
  if (digits.length === 2 && digits[0] !== "0" && isRoughPair(Number(digits[0]), Number(digits[1]))) return null;
  // 一千零五十一 never starts with two digits; 零点五 and 三五 with 点 are decimals.
  if (text[at] === "点" && digits.length > 2) return null;
  const value = Number(digits);
  return { end: at, min: value, max: value, sort: "exact", form: "spelled", unit: 1 };
}

/** Never said among digits that are spelled. */
const isSpoken = lettersOf("两俩仨");

/** 0.1 + 0.2 must not show: nobody says more than twelve significant places. */
function round(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(15));
}
