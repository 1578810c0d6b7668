// Reminders that come again: the rule kept from what was said, which occurrence comes next, and which rule was meant.
// Pure: days come in as arguments.
import { z } from "zod";
import { addDays, type Day, splitDay, weekday } from "../../calendar/day.ts";
import { latestOccurrence, nextOccurrence, type Recurrence } from "../../calendar/recurrence.ts";
import { repeat } from "./plan.ts";
import { DAY_ONLY_AT } from "./rules.ts";

export type RepeatPlan = z.infer<typeof repeat>;
const storedRule = repeat.extend({ from: z.string() });
/** A rule with the day it began; how a row keeps it. */
export type Rule = z.infer<typeof storedRule>;

/** The rule of a stored row; null for a row that happens once, or whose rule nobody can read. */
export function ruleOf(stored: unknown): Rule | null {
  const parsed = storedRule.safeParse(stored);
  return parsed.success ? parsed.data : null;
}

export function recurrenceOf(rule: Rule): Recurrence {
  const { every, interval, from, workdays } = rule;
  const weekdays = rule.weekdays ?? undefined;
  const days = rule.days ?? undefined;
  return {
    every,
    interval,
    from,
    workdays,
    ...(weekdays ? { weekdays } : {}),
    ...(days ? { days } : {}),
    ...(rule.month === null ? {} : { month: rule.month }),
    ...(rule.nth === null ? {} : { nth: rule.nth }),
    ...(rule.lunar ? { lunar: rule.lunar } : {}),
    ...(rule.festival ? { festival: rule.festival } : {}),
  };
}

/**
 * The rule with all it leaves unsaid filled in from today: 每两周 is this weekday again in two weeks, 每月 this day of
 * the month. Begins today only when its time is still to come; null when no such day ever comes.
 */
export function begin(said: RepeatPlan, today: Day, clock: string): Rule | null {
  const named = said.weekdays ?? said.days ?? said.month ?? said.nth ?? said.lunar ?? said.festival;
  const isDaily = said.every === "day" && said.interval === 1;
  const rule: Rule = { ...said, ...filledIn(said, today), from: today };
  const isAhead = (said.time ?? DAY_ONLY_AT) > clock;
  // 每三天下午5点 begins today; 每三天 in three days.
  const fromToday = isAhead && (named !== null || isDaily || said.time !== null);
  // 每两周的周三 begins with the very next Wednesday, and counts its weeks from there.
  const first = nextOccurrence(
    { ...recurrenceOf(rule), interval: named === null ? rule.interval : 1 },
    fromToday ? addDays(today, -1) : today,
  );
  return first === null ? null : { ...rule, from: first };
}

function filledIn(said: RepeatPlan, today: Day): Partial<RepeatPlan> {
  const { month, day } = splitDay(today);
  if (said.lunar || said.festival || said.nth !== null) return {};
  switch (said.every) {
    case "day":
      return {};
    case "week":
      return { weekdays: said.weekdays?.length ? [...said.weekdays].sort() : [weekday(today)] };
    case "month":
      return { days: said.days ?? [day] };
    case "year":
      return { month: said.month ?? month, days: said.days ?? [said.month === null ? day : 1] };
  }
}

/** What a night does to an open occurrence: whether the next one overtook it, and which days are to be written. */
export interface RollOver {
  missed: boolean;
  days: Day[];
}

/**
 * An occurrence whose day has passed stays open beside the next one until that one's day comes; then it was missed. After
 * a pause of weeks only the latest occurrence is made up for, not every one (nobody is flooded).
 */
export function rollOver(rule: Rule, occursOn: Day, today: Day): RollOver {
  const recurrence = recurrenceOf(rule);
  const latest = latestOccurrence(recurrence, occursOn, today);
  const next = nextOccurrence(recurrence, latest ?? occursOn);
  const upcoming = next !== null && (latest ?? occursOn) < today ? [next] : [];
  return { missed: latest !== null, days: [...(latest === null ? [] : [latest]), ...upcoming] };
}

/** What follows one that was done or left out; done late, it stands for all that were due before today. */
export function following(rule: Rule, occursOn: Day, today: Day): Day | null {
  const yesterday = addDays(today, -1);
  return nextOccurrence(recurrenceOf(rule), occursOn > yesterday ? occursOn : yesterday);
}

/** Whether 「每月15号那个」 may mean this rule: what was not said fits all. */
export function fits(rule: Rule, said: RepeatPlan): boolean {
  return (
    rule.every === said.every &&
    rule.interval === said.interval &&
    rule.workdays === said.workdays &&
    sameNumbers(rule.weekdays, said.weekdays) &&
    sameNumbers(rule.days, said.days) &&
    [
      [rule.month, said.month],
      [rule.nth, said.nth],
      [rule.festival, said.festival],
      [rule.time, said.time],
      [rule.lunar?.month ?? null, said.lunar?.month ?? null],
      [rule.lunar?.day ?? null, said.lunar?.day ?? null],
    ].every(([kept, one]) => one === null || kept === one)
  );
}

function sameNumbers(kept: readonly number[] | null, said: readonly number[] | null): boolean {
  return said === null || [...said].sort().join() === [...(kept ?? [])].sort().join();
}
