// What follows a number: yuan and coins, the measure word, the second number of a range.
import { type NumberSpan, resize, round, skipBlank } from "./numbers-span.ts";
import { FOREIGN_MONEY_WORDS, MEASURE_WORDS, PIECES, YUAN_WORDS } from "./numbers-words.ts";
import { type Numeral, readNumeral } from "./numerals.ts";
import { wordAt, wordSet } from "./words.ts";

const yuanWords = wordSet(YUAN_WORDS);

export const foreignMoney = wordSet(FOREIGN_MONEY_WORDS);

export const measures = wordSet(MEASURE_WORDS);

const pieces = wordSet(PIECES);

/** The second number of a range, if one follows; a unit may stand between (500块到1000块). */
export function second(text: string, first: Numeral): Numeral | null {
  let at = first.end;
  if (text[at] === "%" || text[at] === "折") at++;
  at += moneyAt(text, at)?.length ?? 0;
  at = skipBlank(text, at);
  if (!"到至-~".includes(text[at] ?? " ")) return null;
  at = skipBlank(text, at + 1);
  const last = readNumeral(text, at);
  return last && last.sort === "exact" ? last : null;
}

/** Adds the currency (within the span) or the measure word (outside it) that follows. */
export function withUnit(text: string, span: NumberSpan): NumberSpan {
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
export function moneyAt(text: string, at: number): string | null {
  const word = wordAt(yuanWords, text, at)?.word;
  if (word === undefined) return null;
  if (word === "块" && wordAt(pieces, text, at + 1)) return null;
  return word === "元" && (text[at + 1] === "旦" || text[at + 1] === "宵" || text[at + 1] === "素") ? null : word;
}

export function measureAt(text: string, at: number): { readonly word: string } | undefined {
  // 5000两个月: the next number, and no weight.
  if (text[at] === "两" && /[个次件条双月周天年位人]/u.test(text[at + 1] ?? "")) return undefined;
  return wordAt(measures, text, skipBlank(text, at));
}
