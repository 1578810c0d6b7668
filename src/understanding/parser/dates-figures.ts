// Dates in figures: 2026-01-05, 2026/1/5, 12.25, 20260105. It never takes a price or a ratio for a date where
// something is counted with it.

import { isRealDate } from "../../calendar/day.ts";
import { century, type GrammarContext, type Part } from "./dates-part.ts";
import type { Fields } from "./dates-said.ts";
import { AFTER_NUMBER_NOT } from "./dates-words.ts";
import { DIGITS, isDigit, lettersOf } from "./letters.ts";
import { wordAt, wordSet } from "./words.ts";

const afterNumberNot = wordSet(AFTER_NUMBER_NOT);

const FIGURES = /^(\d{1,4})([-/.])(\d{1,2})(?:\2(\d{1,4}))?/;

/** 2026-01-05, 2026/1/5, 2026.1.5, 3/3/2015, 26-1-5, 12.25, 12/25, 20260105. */
export function readNumericDate(text: string, at: number, context: GrammarContext): Part | null {
  if (!isDigit(text, at) || isFigure(text, at - 1) || isMoneySign(text, at - 1)) return null;
  const found = FIGURES.exec(text.slice(at, at + 13));
  if (!found) return readEightDigits(text, at);
  const [words, first = "", mark = "", middle = "", last] = found;
  const end = at + words.length;
  if (isFigure(text, end) && !(text[end] === "-" && !isDigit(text, end - 5))) return null;
  if (last === undefined) return readMonthAndDay(text, at, end, mark, Number(first), Number(middle));
  const fields = fullDate(first, middle, last, context);
  const tail = text[end] === "日" || text[end] === "号" ? end + 1 : end;
  return fields ? { end: tail, fields } : null;
}

const isFigure = lettersOf(`${DIGITS}./`);
const isMoneySign = lettersOf("¥$");

/** Year first where it has four digits or all have two; otherwise month first unless that cannot be. */
function fullDate(first: string, middle: string, last: string, context: GrammarContext): Fields | null {
  if (first.length === 4 && last.length <= 2) return ymd(Number(first), Number(middle), Number(last));
  if (first.length > 2) return null;
  if (last.length === 4) {
    const year = Number(last);
    return ymd(year, Number(first), Number(middle)) ?? ymd(year, Number(middle), Number(first));
  }
  if (last.length !== 2 && last.length !== 1) return null;
  if (first.length === 2) {
    const yearFirst = ymd(century(Number(first), context), Number(middle), Number(last));
    const old = Number(last) > 31 ? ymd(century(Number(last), context), Number(first), Number(middle)) : null;
    return old ?? yearFirst;
  }
  return last.length === 2 ? ymd(century(Number(last), context), Number(first), Number(middle)) : null;
}

function ymd(year: number, month: number, day: number): Fields | null {
  return year >= 1900 && year <= 2199 && isRealDate(year, month, day) ? { year: { abs: year }, month, day } : null;
}

/** Measure words and money after 12.25 or 3/5 make it a number. */
const AFTER_FIGURES_NOT = /[万千百亿wk元块折%倍米斤公个件岁成年月天周分小星寸码升mlgc的版代]/;

const AROUND_DAY = /[到至从在于自~前后之以起号日生那当提给约放]/;
/** What is done or when, right after a day in figures: 11.5来的, 11.5下午. */
const DONE_THEN = /^(?:来[了的过]|买[了的过]|下午|上午|早上|晚上|中午|下单|成交|到店|生日|回访|提醒|联系|跟进|结婚)/;
const FIRST_FIGURES = /\d[./]\d{1,2}[-~到至]$/;
const SECOND_FIGURES = /^[-~到至]\d{1,2}([./])\d{1,2}(?![\d.万千百元块折%])/;

/** 12.25, 12/25, 3-5: only where nothing counts with it. */
function readMonthAndDay(text: string, at: number, end: number, mark: string, month: number, day: number): Part | null {
  if (!isRealDate(2000, month, day)) return null;
  const tail = text[end] === "日" || text[end] === "号" ? end + 1 : end;
  const after = text[tail] ?? "";
  const around =
    FIRST_FIGURES.test(text.slice(Math.max(0, at - 6), at)) ||
    SECOND_FIGURES.test(text.slice(tail, tail + 8)) ||
    AROUND_DAY.test(after) ||
    AROUND_DAY.test(text[at - 1] ?? "") ||
    DONE_THEN.test(text.slice(tail, tail + 2)) ||
    tail > end;
  if (tail === end && AFTER_FIGURES_NOT.test(after)) return null;
  // 3-5 is a range of anything; 11-5 runs backwards and can only be a day.
  if (mark === "-" && tail === end && (month < day || !around)) return null;
  if (mark === "/" && !around && day <= 10 && month < day) return null;
  if (mark === "." && !around && end - at < 5) return null;
  return { end: tail, fields: { month, day } };
}

function readEightDigits(text: string, at: number): Part | null {
  const digits = /^\d{8}(?!\d)/.exec(text.slice(at, at + 9))?.[0];
  if (!digits) return readFourDigits(text, at);
  const fields = ymd(Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6)));
  return fields ? { end: at + 8, fields } : null;
}

/** 1105号; four digits alone are the end of a telephone number. */
function readFourDigits(text: string, at: number): Part | null {
  const digits = /^(\d\d)(\d\d)[号日]/.exec(text.slice(at, at + 5));
  if (!digits || wordAt(afterNumberNot, text, at + 5)) return null;
  const [, month, day] = digits.map(Number);
  return isRealDate(2000, month!, day!) ? { end: at + 5, fields: { month: month!, day: day! } } : null;
}
