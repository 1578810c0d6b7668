// Which occurrence a message asked for in talk is about, and between which moments it makes sense.
import { addDays, type Day, diffDays, instantOf } from "../../calendar/day.ts";
import { FESTIVAL_NAMES } from "../../calendar/holidays.ts";
import { nextBirthday } from "../../calendar/lunar.ts";
import type { Turn } from "../../skill.ts";
import type { ContactKind, Verdict } from "../contact/gate.ts";
import type { CustomerFacts } from "./facts-store.ts";
import { festivalName, type Holiday, holidaysBetween, LATE_DAYS, occurrenceKey } from "./occasions.ts";

/** A draft that nobody touched for a week is about a week ago. */
const DRAFT_DAYS = 7;
const DAY_MS = 86_400_000;

/** Until when a greeting is too early, and kept: two weeks before the day people begin to think of it. */
const EARLY_DAYS = 14;

/** The morning on which a greeting asked for long before is put before her again; null when it is not too early. */
export function earlyUntil(turn: Turn, occursOn: Day | null): Date | null {
  if (occursOn === null || diffDays(turn.today, occursOn) <= EARLY_DAYS) return null;
  return instantOf(addDays(occursOn, -turn.settings.greetingDaysAhead), turn.settings.quietHours.to, turn.zone);
}

export function latestOf(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

export interface Occurrence {
  key: string | null;
  occursOn: Day | null;
  festival: string | null;
  /** 结婚纪念日, 入会两周年. */
  anniversary: string | null;
}

/** Every festival comes once in so many days. */
const YEAR_DAYS = 400;

/** The festival somebody speaks of, which is to come; where none is named the shop's next one. */
export function festivalMeant(said: string, turn: Pick<Turn, "today" | "settings">): Holiday | null {
  const named = FESTIVAL_NAMES.find((name) => said.includes(name));
  const names = named ? [named] : turn.settings.holidays.map(festivalName);
  return holidaysBetween(names, turn.today, addDays(turn.today, YEAR_DAYS))[0] ?? null;
}

export function occurrenceOf(
  turn: Turn,
  occasion: ContactKind,
  customer: CustomerFacts,
  about: string | null,
): Occurrence {
  const id = customer.facts.customerId;
  if (occasion === "birthday") {
    if (customer.birthday === null) return { key: null, occursOn: null, festival: null, anniversary: null };
    const occursOn = nextBirthday(customer.birthday, addDays(turn.today, -LATE_DAYS));
    return { key: occurrenceKey("birthday", id, occursOn), occursOn, festival: null, anniversary: null };
  }
  if (occasion === "holiday") {
    const next = festivalMeant(`${turn.text}${about ?? ""}`, turn);
    if (next === null) return { key: null, occursOn: null, festival: null, anniversary: null };
    return {
      key: occurrenceKey("holiday", id, `${next.name}:${next.day.slice(0, 4)}`),
      occursOn: next.day,
      festival: next.name,
      anniversary: null,
    };
  }
  if (occasion === "thanks" && customer.orders === 1) {
    return { key: occurrenceKey("thanks", id, "first"), occursOn: null, festival: null, anniversary: null };
  }
  return { key: null, occursOn: null, festival: null, anniversary: null };
}

export function expiryOf(turn: Turn, occurrence: Occurrence, verdict: Verdict): Date {
  if (occurrence.occursOn !== null) {
    const late = occurrence.festival === null ? LATE_DAYS : 0;
    return instantOf(addDays(occurrence.occursOn, late + 1), "00:00", turn.zone);
  }
  const from = verdict.verdict === "later" ? verdict.when : turn.now;
  return new Date(from.getTime() + DRAFT_DAYS * DAY_MS);
}
