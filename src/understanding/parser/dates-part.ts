// What the rules of the date grammar share: the part of a date one of them found, and small tests of what stands
// around it. It reads no word of its own.

import type { Clock, Fields } from "./dates-said.ts";
import { type Letters, lettersOf } from "./letters.ts";
import { EVERY_DIGIT } from "./numerals.ts";

/** The year now, for centuries. */
export interface GrammarContext {
  readonly year: number;
}

/** What a rule found: the fields it adds and where it stopped; `until` holds the fields of a second end. */
export interface Part {
  readonly end: number;
  readonly fields: Fields;
  readonly clock?: Clock;
  readonly until?: Fields;
}

export function withClock(clock: Clock | undefined): { clock?: Clock } {
  return clock ? { clock } : {};
}

export function within(rest: Part | null, end: number, outer: Fields): Part {
  if (!rest) return { end, fields: outer };
  return {
    end: rest.end,
    fields: { ...outer, ...rest.fields },
    ...(rest.until ? { until: { ...outer, ...rest.until } } : {}),
  };
}

/** Two-digit years reach ten years ahead, as birthdays and warranties do. */
export function century(year: number, context: GrammarContext): number {
  return year <= (context.year % 100) + 10 ? 2000 + year : 1900 + year;
}

const isOfNumber = lettersOf(`${EVERY_DIGIT}十.第`);
export const isNumberBefore: Letters = (text, at) => isOfNumber(text, at - 1);

/** After 3月5 these count things. */
export const isCounted = lettersOf("个件次人万千百元块折%.倍成wk年天月周只双套条单笔位名家间/-点时:");

export const isConnector = lettersOf("到至-~");

/** What follows 到, 至, - or ~. */
export function readConnector<T>(text: string, at: number, next: (from: number) => T | null): T | null {
  const from = text[at] === " " ? at + 1 : at;
  if (!isConnector(text, from)) return null;
  return next(text[from + 1] === " " ? from + 2 : from + 1);
}
