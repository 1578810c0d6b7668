// The small whole numbers of dates and clocks: 5, 05, 五, 十五, 廿三, 三十一. Never more than two digits.

import { isDigit, lettersOf, numbersOf } from "./letters.ts";
import { digitAt } from "./numerals.ts";

export interface Small {
  readonly end: number;
  readonly value: number;
  /** Written 05. */
  readonly padded: boolean;
  readonly arabic: boolean;
  /** 两, 俩 or 仨, which dates never use. */
  readonly rough: boolean;
}

export function readSmall(text: string, at: number): Small | null {
  return isDigit(text, at) ? readArabic(text, at) : readChinese(text, at);
}

function readArabic(text: string, at: number): Small | null {
  let end = at;
  while (isDigit(text, end)) {
    end++;
    if (end - at > 2) return null;
  }
  if (text[end] === "." && isDigit(text, end + 1)) return null;
  return {
    end,
    value: Number(text.slice(at, end)),
    padded: end - at === 2 && text[at] === "0",
    arabic: true,
    rough: false,
  };
}

const tensAt = numbersOf({ 十: 10, 拾: 10, 廿: 20, 卅: 30 }, 0);
const isTen = lettersOf("十拾");
const isRough = lettersOf("两俩仨");

/** [二]十[三], 廿三, 三, 零五. Tried at most positions of a text, so it makes nothing it does not return. */
function readChinese(text: string, at: number): Small | null {
  const tens = tensAt(text, at);
  if (tens > 0) return addOnes(text, at + 1, tens);
  const digit = digitAt(text, at);
  if (digit < 0) return null;
  if (isTen(text, at + 1)) return digit === 0 ? null : addOnes(text, at + 2, digit * 10);
  const second = digitAt(text, at + 1);
  if (digit === 0) return second > 0 ? small(at + 2, second, true, false) : small(at + 1, 0, false, false);
  if (second >= 0 && digitAt(text, at + 2) >= 0) return null;
  return small(at + 1, digit, false, isRough(text, at));
}

function addOnes(text: string, at: number, tens: number): Small {
  const ones = digitAt(text, at);
  return ones > 0 && !isTen(text, at + 1) ? small(at + 1, tens + ones, false, false) : small(at, tens, false, false);
}

function small(end: number, value: number, padded: boolean, rough: boolean): Small {
  return { end, value, padded, arabic: false, rough };
}
