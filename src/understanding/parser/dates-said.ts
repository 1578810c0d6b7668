// What was said about a date or time, before anyone asks what day it is: the fields of the words, nothing computed.

import type { DayPart } from "./dates-words.ts";

export interface Year {
  readonly abs?: number;
  readonly rel?: number;
  /** Two digits were said; 20年 alone may be a length of time. */
  readonly short?: boolean;
}

export type Portion = "start" | "middle" | "end";

/** Days, weeks or months added to a day: 中秋前一周, 两周后的周三. */
export interface Shift {
  readonly duration: Duration;
  readonly side: "before" | "after";
}

export interface Duration {
  readonly years?: number;
  readonly months?: number;
  readonly weeks?: number;
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
}

export interface Fields {
  readonly year?: Year;
  readonly yearPart?: Portion;
  readonly half?: 1 | 2;
  readonly halfRel?: number;
  readonly quarter?: number;
  readonly quarterRel?: number;
  readonly season?: number;
  /** 开春, 入秋: the first month of the season, from which 以后 counts. */
  readonly seasonStart?: boolean;
  readonly schoolBreak?: "summer" | "winter";
  readonly month?: number;
  readonly monthRel?: number;
  readonly monthPart?: Portion;
  /** 上旬, 中旬, 下旬. */
  readonly third?: 1 | 2 | 3;
  readonly monthHalf?: 1 | 2;
  readonly weekRel?: number;
  readonly weekHalf?: 1 | 2;
  /** 周中. */
  readonly midweek?: boolean;
  readonly weekend?: boolean;
  /** 第一周 of the month or year. */
  readonly nthWeek?: number;
  /** 第三个 of the weekday within the month; -1 is the last. */
  readonly nth?: number;
  readonly weekday?: number;
  readonly day?: number;
  readonly dayRel?: number;
  readonly festival?: string;
  readonly holiday?: boolean;
  /** 节前, 节后: the nearest holiday with days off. */
  readonly anyHoliday?: boolean;
  readonly lunar?: { readonly month: number; readonly day?: number; readonly leap: boolean };
  /** 初八 without a month. */
  readonly lunarDay?: number;
  readonly workdays?: number;
  /** 三个工作日内 reaches from today to the last of them. */
  readonly within?: boolean;
  readonly shift?: Shift;
  /** The first or last days of a period: 去年的前10天, 本月最后三天. */
  readonly edge?: { readonly duration: Duration; readonly side: "first" | "last" };
}

export interface Clock {
  readonly part?: DayPart;
  readonly hour?: number;
  readonly minute?: number;
  readonly second?: number;
  /** 15:30, 09:00: no morning or afternoon left to guess. */
  readonly literal?: boolean;
  readonly pm?: boolean;
  readonly am?: boolean;
}

export interface When {
  readonly kind: "when";
  readonly fields: Fields;
  readonly clock?: Clock;
}

/** `ago` and `later` are points; the others are stretches. */
export type DurationMode =
  | "bare"
  | "ago"
  | "later"
  | "past"
  | "future"
  | "next"
  | "wholePast"
  | "wholeFuture"
  | "within";

export interface Length {
  readonly kind: "length";
  readonly mode: DurationMode;
  readonly duration: Duration;
  /** 三天后下午3点, 两周后的周三. */
  readonly then?: When;
}

export interface Repeat {
  readonly kind: "repeat";
  readonly every: "year" | "quarter" | "month" | "week" | "day" | "hour";
  readonly interval: number;
  readonly weekdays?: readonly number[];
  /** Several days of the month: 每月1号和15号. */
  readonly days?: readonly number[];
  /** 每个工作日; with `nth` of the fields the n-th one of a month. */
  readonly workdays?: boolean;
  readonly fields: Fields;
  readonly clock?: Clock;
}

export interface Now {
  readonly kind: "now";
}

export interface Vague {
  readonly kind: "vague";
  readonly fromDays: number;
  readonly toDays: number;
}

export type Said = When | Length | Repeat | Now | Vague;

/** One reading at a place: an expression, or two that share their words (3到5号). */
export interface Reading {
  readonly end: number;
  readonly said: Said;
  readonly until?: When;
}
