// Building blocks for phrases: captured spans become the plain values that plans hold.
import { addDays, type Day } from "../../calendar/day.ts";
import type { DateRange, DateSpan, Lean } from "./dates.ts";
import type { Said } from "./grammar.ts";
import type { BoundSpan, NumberSpan } from "./numbers-span.ts";
import type { Capture } from "./trace.ts";

export function dateOf(capture: Capture | null): DateSpan | null {
  return capture?.span ? (capture.span.value as DateSpan) : null;
}
export function numberOf(capture: Capture | null): NumberSpan | null {
  return capture?.span ? (capture.span.value as NumberSpan) : null;
}
export function amountOf(capture: Capture | null): number | null {
  const number = numberOf(capture);
  return number ? (number.value ?? number.max ?? number.min ?? null) : null;
}

function leaning(date: DateSpan, lean: Lean): DateRange {
  return (lean === "past" ? date.past : lean === "future" ? date.future : undefined) ?? date;
}

/** Business days, `to` exclusive. A moment inside a day is that day. */
export function daysOf(date: DateSpan | null, lean: Lean): { from: Day | null; to: Day | null } | null {
  if (!date) return null;
  const { from, to } = leaning(date, lean);
  const start = from === null ? null : from.slice(0, 10);
  const end = to === null ? null : to.slice(11, 19) === "00:00:00" ? to.slice(0, 10) : addDays(to.slice(0, 10), 1);
  return { from: start, to: start !== null && end !== null && end <= start ? addDays(start, 1) : end };
}

/** The first day of a date; null when open. */
export function dayOn(date: DateSpan | null, lean: Lean): Day | null {
  return date ? (leaning(date, lean).from?.slice(0, 10) ?? null) : null;
}

/** Hour of the day taken when only a day was said. */
const DAY_STARTS_AT = "10:00";
/** When a part of the day begins, and when somebody means who wants to be reminded in it: nobody in the shop at six. */
const PART_MEANS: Readonly<Record<string, string>> = {
  "06:00": "09:00",
  "08:00": "10:00",
  "11:00": "12:00",
  "12:00": "14:00",
  "18:00": "19:00",
};

/** A moment to be reminded at: the time said, or the morning of the day said. */
export function momentOf(date: DateSpan | null): { at: string; hasTime: boolean } | null {
  if (!date) return null;
  const range = leaning(date, "future");
  const fine = date.hasTime || date.grain === "hour" || date.grain === "minute" || date.grain === "part";
  const anchor = range.from ?? range.to;
  if (anchor === null) return null;
  // 月初 is a part of a month, and nobody means midnight; 明天一早 is when work begins, and not five o'clock.
  const atDawn = /(?:[清一大]早|清晨)$/u.test(date.text);
  const hour = anchor.slice(11, 16);
  if (fine && !atDawn && !(date.grain === "part" && hour === "00:00")) {
    const meant = date.grain === "part" && range.from !== null ? (PART_MEANS[hour] ?? hour) : hour;
    return { at: `${anchor.slice(0, 10)}T${meant}`, hasTime: date.hasTime };
  }
  // 「周五前」 is open at its start: people mean by that day. The end of a month is its last day, not the next one's first,
  // and what is to be done before a festival is late on its morning.
  const day =
    range.from === null && (date.eve || /[月年季](?:底|末)/u.test(date.text))
      ? addDays(anchor.slice(0, 10), -1)
      : anchor.slice(0, 10);
  return { at: `${day}T${DAY_STARTS_AT}`, hasTime: false };
}

export interface PlainBound {
  min: number | null;
  max: number | null;
  minInclusive: boolean;
  maxInclusive: boolean;
}

/** A bound, or a plain number read as exactly that many. */
export function boundOf(capture: Capture | null): PlainBound | null {
  if (!capture?.span) return null;
  const value = capture.span.value as BoundSpan & NumberSpan;
  if (value.min !== undefined || value.max !== undefined)
    return {
      min: value.min ?? null,
      max: value.max ?? null,
      minInclusive: value.minInclusive ?? true,
      maxInclusive: value.maxInclusive ?? true,
    };
  return value.value === undefined
    ? null
    : { min: value.value, max: value.value, minInclusive: true, maxInclusive: true };
}
export const atLeast = (min: number): PlainBound => ({ min, max: null, minInclusive: true, maxInclusive: true });
export const exactly = (value: number): PlainBound => ({
  min: value,
  max: value,
  minInclusive: true,
  maxInclusive: true,
});

/** The person as said; empty when not named (the one spoken of is meant). A capture's value may be shorter than its words (尾号3456). */
export function whoOf(said: Said, name = "who"): string {
  const capture = said.get(name);
  if (!capture) return "";
  const value = capture.span?.value;
  return typeof value === "string" ? value : (said.words(name) ?? "");
}

/** 麻烦, 帮我, 哦对, 我想问下: words before the matter itself, which free words at the head of a sentence take in. */
const LEAD =
  /^(?:(?:哦|噢|啊|诶|哎|欸|嗯|呃|那个|麻烦你?|劳驾|拜托|不好意思|知客|小知|小?助手|帮忙|帮我|给我|替我|请问?|[你您]|对了|我?(?:想|要)?(?:看看|看一?下|问一?下|问问|查一?下|查查|了解一?下)|看看|看一?下|问一?下|问问|查一?下|查查|话说|顺便|另外|还有)[\s，,：:]*)+/u;
export const withoutLead = (words: string): string => words.replace(LEAD, "");
