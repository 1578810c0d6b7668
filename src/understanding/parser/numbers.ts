// Finds the numbers people say in Chinese: amounts, counts, ranks, shares, discounts, rough ranges and bounds.
// It works on normalised text, never decides what a number is about, and never reads the clock.

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

export function readNumbers(_text: string): NumberSpan[] {
  return [];
}

export function readBounds(_text: string): BoundSpan[] {
  return [];
}

export function numbersForInterface(_text: string): { numbers: InterfaceNumber[] } {
  return { numbers: [] };
}
