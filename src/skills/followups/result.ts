// What happened to follow-ups, as plain data for the wording, and the few conversions all of the skill share.
import { type Day, dayOf } from "../../calendar/day.ts";
import type { NUDGE_KINDS } from "./plan.ts";
import type { Rule } from "./repeat.ts";
import type { Load, PurchaseClass } from "./rule-store.ts";
import { clockOf } from "./rules.ts";
import { sayFirst } from "./say-first.ts";
import type { Background, StoredFollowUp } from "./store.ts";
import type { TeamFigures } from "./team-store.ts";

/** What one screen holds and 「第十条」 can still point to. */
export const LISTED_MAX = 10;

export type NudgeKind = (typeof NUDGE_KINDS)[number];

export interface ShownItem {
  id: string;
  kind: "follow_up" | "promise";
  text: string;
  customer: string | null;
  /** Set when it is somebody else's. */
  staff: string | null;
  due: Due;
  overdue: boolean;
  daysLate: number;
  doneOn: Day | null;
  /** Why it stands where it stands, beyond its day: 快流失, 重要客户. */
  why: string[];
  outcome: string | null;
  background: { touchOn: Day | null; touchMeans: string | null; paidOn: Day | null; item: string | null } | null;
  /** What to say to her first; null where it is about nobody, or nothing should be written. */
  sayFirst: string | null;
}
export interface Due {
  day: Day;
  /** "15:00", null when only the day was said. */
  time: string | null;
}

export type FollowUpsResult =
  | {
      kind: "follow-up-created";
      customer: string | null;
      text: string;
      due: Due;
      /** No time was said; tomorrow was taken. */
      proposed: boolean;
      promise: boolean;
      phonesHidden: number;
    }
  | { kind: "follow-up-exists"; customer: string | null; text: string; due: Due }
  | { kind: "due-past"; due: Due }
  | { kind: "due-impossible"; said: string }
  | {
      kind: "follow-ups-listed";
      about: "today" | "range" | "overdue" | "done" | "customer" | "promises";
      customer: string | null;
      of: string | null;
      from: Day | null;
      to: Day | null;
      items: ShownItem[];
      total: number;
    }
  | {
      kind: "follow-ups-done";
      items: Named[];
      outcome: string | null;
      gone: number;
      /** Null when all of them were a colleague's. */
      leftToday: number | null;
      /** Of whom nothing more is planned; null when something is, or she is not the only one. */
      nextStepFor: string | null;
      again: Series[];
    }
  | {
      kind: "follow-ups-snoozed";
      items: (Named & { due: Due; snoozes: number })[];
      /** All of them come sooner than before. */
      sooner: boolean;
      gone: number;
    }
  | {
      kind: "follow-ups-cancelled";
      items: Named[];
      gone: number;
      /** Of those that come again: when. */
      again: Series[];
    }
  | { kind: "already-settled"; count: number }
  /** `give`: asked in order to give it to this colleague. */
  | { kind: "which-asked"; items: ShownItem[]; total: number; give?: string }
  | ({ kind: "give-asked" } & Given)
  /** `tellsAt`: when the colleague hears of it; null when at once. */
  | ({ kind: "follow-ups-given"; tellsAt: Due | null } & Given)
  | ({ kind: "give-refused"; items: Named[]; left: Kept } & Giving)
  | ({ kind: "given-already"; items: Named[] } & Giving)
  | { kind: "receiver-left"; to: string }
  /** `open`: how many she has open that were not meant. */
  | { kind: "nothing-to-give"; of: string | null; open: number }
  | { kind: "no-such-number"; count: number }
  | { kind: "leave-too-long"; max: number }
  /** `to` exclusive. */
  | { kind: "away-told"; from: Day; to: Day; people: { name: string; days: Day[] }[] }
  | {
      kind: "team-told";
      from: Day;
      /** Exclusive. */
      to: Day;
      people: TeamFigures[];
    }
  | {
      kind: "leave-set";
      of: string | null;
      from: Day;
      last: Day;
      cover: string | null;
      /** Of those days; none on leave. */
      shifts: { from: string; to: string }[];
      back: boolean;
    }
  | { kind: "leave-past"; from: Day }
  | { kind: "leave-unknown"; from: Day }
  | {
      kind: "what-if-told";
      class: PurchaseClass;
      days: number;
      daysNow: number;
      fillTo: number;
      allowance: { days: number; messages: number };
      loads: Load[];
    }
  | { kind: "wish-kept"; what: NudgeKind | "all"; wanted: boolean; changed: boolean }
  | { kind: "nothing-open" }
  | {
      kind: "series-created" | "series-exists";
      customer: string | null;
      text: string;
      rule: Rule;
      next: Day[];
      promise: boolean;
      phonesHidden: number;
    }
  | { kind: "series-listed" | "series-asked" | "series-unknown"; items: Series[]; total: number }
  | { kind: "series-stopped"; items: Series[] };
export interface Named {
  customer: string | null;
  text: string;
}
export interface Giving {
  to: string;
  /** To the one who speaks. */
  mine: boolean;
  /** Whose they were; null when not said, or one's own. */
  of: string | null;
}
export interface Given extends Giving {
  items: (Named & { due: Due })[];
  /** Some of them come again. */
  repeats: boolean;
  left: Kept;
}
/** What stays where it is, and why. */
export interface Kept {
  /** Customers the colleague cannot look up. */
  unseen: string[];
  /** How many are for days on which she is on leave; the first such day, and when she is back. */
  away: number;
  on: Day | null;
  back: Day | null;
  /** Whoever speaks may hand over customers herself. */
  manages: boolean;
}
/** A reminder that comes again, with the day it comes next. */
export interface Series extends Named {
  rule: Rule;
  next: Day;
}

export function backgroundOf(found: Background | undefined, zone: string): ShownItem["background"] {
  if (!found) return null;
  return {
    touchOn: found.touchAt && dayOf(found.touchAt, zone),
    touchMeans: found.touchMeans,
    paidOn: found.paidAt && dayOf(found.paidAt, zone),
    item: found.item,
  };
}

/** 姐 makes somebody young feel old. */
const SISTER_FROM_AGE = 30;

export function firstWords(
  item: Pick<StoredFollowUp, "kind" | "text" | "ruleKey">,
  found: Background | undefined,
  now: Date,
): string | null {
  if (!found) return null;
  const isYoung = found.birthYear !== null && now.getUTCFullYear() - found.birthYear < SISTER_FROM_AGE;
  const { kind, text, ruleKey } = item;
  return sayFirst({ ...found, kind, text, ruleKey, noSister: found.noSister || isYoung });
}

export function saidDue(dueAt: Date, hasTime: boolean, zone: string): Due {
  return { day: dayOf(dueAt, zone), time: hasTime ? clockOf(dueAt, zone) : null };
}

export function named(item: StoredFollowUp): Named {
  return { customer: item.customer?.name ?? null, text: item.text };
}
