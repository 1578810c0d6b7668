// Bounds said before or after a number: 超过500, 三千以上, 500左右, ranges included.

import { readNumbers } from "./numbers.ts";
import { type BoundSpan, type NumberSpan, round, skipBlank } from "./numbers-span.ts";
import { measureAt } from "./numbers-units.ts";
import { ABOUT_SHARE, BOUND_PREFIXES, BOUND_SUFFIXES, type BoundWord } from "./numbers-words.ts";
import { wordAt, wordBefore, wordTable, wordTableBackwards } from "./words.ts";

const boundPrefixes = wordTableBackwards(BOUND_PREFIXES.map((bound) => [bound.word, bound] as const));

const boundSuffixes = wordTable(BOUND_SUFFIXES.map((bound) => [bound.word, bound] as const));

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

/** 满五千不到一万, 三千以上五千以下: both ends of one range. */
export function withBoth(text: string, bounds: readonly BoundSpan[]): BoundSpan[] {
  const both = bounds.flatMap((low, index) => {
    const high = bounds[index + 1];
    if (!high || low.max !== undefined || low.min === undefined || high.min !== undefined || high.max === undefined)
      return [];
    if (high.max <= low.min || !BETWEEN.test(text.slice(low.end, high.start))) return [];
    const { max, maxInclusive, money, unit } = high;
    const facts = {
      ...(money || low.money ? { money: true as const } : {}),
      ...((unit ?? low.unit) ? { unit: unit ?? low.unit } : {}),
    };
    return [{ ...low, ...facts, max, maxInclusive, end: high.end, text: text.slice(low.start, high.end) } as BoundSpan];
  });
  return [...bounds, ...both];
}
const BETWEEN = /^(?:元|块钱?|分|次|单|笔|岁)?[，,、\s]*(?:但是?|又|还|且|而|并且?|可是?|同时)?$/u;

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
