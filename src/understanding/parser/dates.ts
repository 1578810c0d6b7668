// Finds the dates, times and spans of time people say in Chinese, seen from a given now.
// It never reads the clock and never decides what happens on the date.

export type Grain = "minute" | "hour" | "part" | "day" | "week" | "month" | "quarter" | "half" | "year";

/** A length of time as said; several units may add up (一年零三个月). */
export interface Duration {
  readonly years?: number;
  readonly months?: number;
  readonly weeks?: number;
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
}

export interface Recurring {
  readonly every: "year" | "quarter" | "month" | "week" | "day" | "hour";
  /** Every second week has 2; 1 when left out. */
  readonly interval?: number;
  /** 1 = Monday … 7 = Sunday; the first one when several were said. */
  readonly weekday?: number;
  readonly weekdays?: readonly number[];
  /** Day of the month; -1 is the last. */
  readonly day?: number;
  readonly month?: number;
  /** "HH:mm" when a time of day was said. */
  readonly time?: string;
}

/** Local ISO without offset; `to` is exclusive; null where open. */
export interface DateRange {
  readonly from: string | null;
  readonly to: string | null;
}

export interface DateSpan extends DateRange {
  /** Positions in the text given to `readDates`. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly grain: Grain;
  /** A time of day was said. */
  readonly hasTime: boolean;
  /** Only a span of time was said (俩月, 半年): `from`…`to` is then that span up to now. */
  readonly duration?: Duration;
  readonly recurring?: Recurring;
  readonly lunar?: boolean;
  /** 最近, 前阵子: the borders are ours, not the speaker's. */
  readonly vague?: boolean;
  /** Both readings where the words leave it open (周三, 3月5号); `from`…`to` is the one leant to. */
  readonly past?: DateRange;
  readonly future?: DateRange;
}

export type Lean = "past" | "future" | "near";

export interface DateOptions {
  readonly zone?: string;
  /** Which reading of an ambiguous date to take; guessed from the words of the sentence when left out. */
  readonly lean?: Lean;
  /** The text is already the `text` of `normalise`; otherwise it is normalised here and positions are traced back. */
  readonly textNormalised?: boolean;
}

export interface InterfaceDate {
  readonly text: string;
  readonly start: string | null;
  readonly end: string | null;
}

export function readDates(_text: string, _now: Date, _options: DateOptions = {}): DateSpan[] {
  return [];
}

export function datesForInterface(_text: string, _nowIso: string, _zone?: string): { dates: InterfaceDate[] } {
  return { dates: [] };
}
