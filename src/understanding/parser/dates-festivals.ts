// Festivals by their many names, their days off, and what lies days before or after them: 中秋前一周, 国庆假期.

import { readLength } from "./dates-lengths.ts";
import { isCounted, isNumberBefore, type Part } from "./dates-part.ts";
import type { Fields, Shift } from "./dates-said.ts";
import { FESTIVAL_CONTEXT, FESTIVAL_TAILS, FESTIVAL_WORDS, HOLIDAY_SUFFIXES, SHOPPING_CONTEXT } from "./dates-words.ts";
import { isDigit, lettersOf } from "./letters.ts";
import { digitAt } from "./numerals.ts";
import { wordAt, wordSet, wordTable } from "./words.ts";

const festivals = wordTable(FESTIVAL_WORDS);
const festivalContext = wordSet(FESTIVAL_CONTEXT);
const shoppingContext = wordSet(SHOPPING_CONTEXT);
const festivalTails = wordSet(FESTIVAL_TAILS);
const holidaySuffixes = wordSet(HOLIDAY_SUFFIXES);

export function readFestival(text: string, at: number): Part | null {
  return readFestivalWord(text, at, false);
}

/** 中秋, 国庆假期, 中秋前一周, 春节前三天; `sure` when a year stands before it. */
export function readFestivalWord(text: string, at: number, sure: boolean): Part | null {
  const found = wordAt(festivals, text, at);
  if (!found) return readNewYearOfOld(text, at) ?? readAnyHoliday(text, at);
  let end = at + found.word.length;
  if (found.value.shy) {
    if (isNumberBefore(text, at) || isDigit(text, end)) return null;
    const sold = found.value.shopping && wordAt(shoppingContext, text, end) !== undefined;
    if (!sold && !wordAt(festivalContext, text, end) && !(sure && !isCounted(text, end))) return null;
  } else if (found.value.mild && isCountedHere(text, at, end)) {
    return null;
  }
  const holiday = wordAt(holidaySuffixes, text, end);
  if (holiday) end += holiday.word.length;
  else if (text[end] === "节") end++;
  const tail = wordAt(festivalTails, text, end);
  if (tail) end += tail.word.length;
  const fields: Fields = { festival: found.value.name, ...(holiday ? { holiday: true } : {}) };
  const shift = readShift(text, end);
  return shift ? { end: shift.end, fields: { ...fields, shift: shift.shift } } : { end, fields };
}

/** 年前 and 年后 are before and after the Spring Festival; 三年前 is a length. */
function readNewYearOfOld(text: string, at: number): Part | null {
  if (text[at] !== "年" || !/[前后]/.test(text[at + 1] ?? "") || /[台面几]/.test(text[at + 2] ?? "")) return null;
  if (isNumberBefore(text, at) || /[几多半去今明每新周整数少前后上下度近]/.test(text[at - 1] ?? "")) return null;
  return { end: at + 1, fields: { festival: "春节" } };
}

/** 节前 and 节后 at the head of a clause, or after 过; 季节前 and 环节后 are other words. */
function readAnyHoliday(text: string, at: number): Part | null {
  if (text[at] !== "节" || !/[前后]/.test(text[at + 1] ?? "") || /[台面]/.test(text[at + 2] ?? "")) return null;
  if (!/^[过在到等赶放,，。;；!！?？、\s]?$/.test(text[at - 1] ?? "")) return null;
  return { end: at + 1, fields: { anyHoliday: true, holiday: true } };
}

const isCountedToo = lettersOf("岁号日路广");

function isCountedHere(text: string, at: number, end: number): boolean {
  if (isCounted(text, end) || isCountedToo(text, end) || digitAt(text, end) >= 0) return true;
  return isNumberBefore(text, at) || "第了共约有是".includes(text[at - 1] || " ");
}

/** 前一周 after a festival: the week that ends on it. */
function readShift(text: string, at: number): { end: number; shift: Shift } | null {
  const from = text[at] === "的" ? at + 1 : at;
  const side = text[from] === "前" ? "before" : text[from] === "后" ? "after" : null;
  if (!side) return null;
  const length = readLength(text, from + 1);
  if (length?.mode !== "bare") return null;
  const { days, weeks, months } = length.duration;
  if (days === undefined && weeks === undefined && months === undefined) return null;
  return { end: length.end, shift: { duration: length.duration, side } };
}
