// What a number found in a sentence is, and the small tools its readers share.
import { isLatin, lettersOf } from "./letters.ts";
import { NUMERAL_STARTS, type Numeral } from "./numerals.ts";

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

/** A minus sign starts a number only where nothing stands before it that it could join or separate. */
export function isMinus(text: string, at: number): boolean {
  if (text[at] === "负") return true;
  return text[at] === "-" && !isLatin(text, at - 1) && !joins(text, at - 1);
}
const joins = lettersOf(`${NUMERAL_STARTS}-.`);

type Facts = Omit<NumberSpan, "start" | "end" | "text">;

export function make(text: string, start: number, end: number, facts: Facts): NumberSpan {
  return { start, end, text: text.slice(start, end), ...facts };
}

export function resize(text: string, span: NumberSpan): NumberSpan {
  return { ...span, text: text.slice(span.start, span.end) };
}

export function amountOf(number: Numeral, factor: number): Partial<Facts> {
  const low = round(number.min * factor);
  const high = round(number.max * factor);
  const [min, max] = low <= high ? [low, high] : [high, low];
  if (number.sort === "exact") return { value: low };
  if (number.sort === "over") return { value: low, min, max, approx: true };
  return number.sort === "some" ? { min, max, approx: true } : { min, max };
}

export function skipBlank(text: string, at: number): number {
  return text[at] === " " ? at + 1 : at;
}

export function round(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(15));
}
