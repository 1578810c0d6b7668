// Which day a greeting is for: birthdays by both calendars, holidays, the days after a first purchase; day words.
// Pure: the day comes in, no clock. Once per occurrence is the key made here.
import { addDays, type Day, daysInMonth, diffDays, splitDay } from "../../calendar/day.ts";
import { festivalBetween, festivalDay } from "../../calendar/holidays.ts";
import { leapMonthOf, lunarMonthLength, toLunar } from "../../calendar/lunar.ts";

/** A greeting that is late by more than this is better left unsaid. */
export const LATE_DAYS = 2;
/** The thanks after a first purchase go out on the first to third day after it. */
export const THANKS_DAYS = 3;

/** A birthday as stored. */
export interface BirthdayKey {
  calendar: "solar" | "lunar";
  month: number;
  day: number;
  leap: boolean;
}

/** The days spoken of by greetings made today: missed ones, today's, and those ahead. */
export function greetingDays(today: Day, daysAhead: number): Day[] {
  return Array.from({ length: LATE_DAYS + daysAhead + 1 }, (_, i) => addDays(today, i - LATE_DAYS));
}

/**
 * The stored birthdays that are celebrated on a day: 29 February on the 28th of common years, lunar 30 on the 29th of
 * a short month, a leap month's in the ordinary month of years without it. The mirror of `birthdayInYear`.
 */
export function celebratedOn(day: Day): BirthdayKey[] {
  const { year, month, day: date } = splitDay(day);
  const solar = datesMeant(date, daysInMonth(year, month), 31).map((d) => ({
    calendar: "solar" as const,
    month,
    day: d,
    leap: false,
  }));
  const lunar = toLunar(day);
  const dates = datesMeant(lunar.day, lunarMonthLength(lunar.year, lunar.month, lunar.leap), 30);
  const leaps = lunar.leap ? [true] : leapMonthOf(lunar.year) === lunar.month ? [false] : [false, true];
  return [
    ...solar,
    ...dates.flatMap((d) => leaps.map((leap) => ({ calendar: "lunar" as const, month: lunar.month, day: d, leap }))),
  ];
}

/** On the last day of a month all later dates are meant as well. */
function datesMeant(date: number, last: number, most: number): number[] {
  return date < last ? [date] : Array.from({ length: most - date + 1 }, (_, i) => date + i);
}

// === Rules that are named, and can be switched off (careSwitch, setting `occasions`)

/** Everything the house drafts by itself. `gift` is a task for the associate, not a message. */
export const occasionRules = [
  "birthday",
  "anniversary",
  "thanks",
  "complaint",
  "lead",
  "holiday",
  "winback",
  "dormant",
  "replenish",
  "gift",
] as const;
export type OccasionRule = (typeof occasionRules)[number];

export interface SwitchRow {
  storeId: string | null;
  staffId: string | null;
  occasion: string;
  festival: string | null;
  enabled: boolean;
  changedAt: Date;
}

/**
 * Whether the house drafts this for her: the newest word of the house, of the shop and of the associate each count,
 * and any of them can say no. `usual` is what holds where nobody said anything.
 */
export function isSwitchedOn(
  switches: readonly SwitchRow[],
  of: { rule: OccasionRule; festival: string | null; storeId: string; staffId: string; usual: boolean },
): boolean {
  const about = switches.filter(
    (one) =>
      (one.occasion === of.rule || one.occasion === "all") && (one.festival === null || one.festival === of.festival),
  );
  const newest = (rows: readonly SwitchRow[]) =>
    rows.toSorted((a, b) => b.changedAt.getTime() - a.changedAt.getTime())[0]?.enabled;
  const house = newest(about.filter((one) => one.storeId === null && one.staffId === null));
  const shop = newest(about.filter((one) => one.storeId === of.storeId && one.staffId === null));
  const hers = newest(about.filter((one) => one.staffId === of.staffId));
  return (shop ?? house ?? of.usual) && hers !== false;
}

// === Rules over what a customer did

/** How long after which a first day comes round: 29 February on the 28th of common years. Null in the first year. */
export function yearsOn(firstOn: Day, day: Day): number | null {
  const first = splitDay(firstOn);
  const now = splitDay(day);
  const meant = Math.min(first.day, daysInMonth(now.year, first.month));
  if (now.year <= first.year || now.month !== first.month || now.day !== meant) return null;
  return now.year - first.year;
}

const numerals = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/** 一周年, 十二周年; long ones are told without a number. */
export function yearsWords(years: number): string {
  const tens = Math.floor(years / 10);
  if (years < 1 || tens > 9) return "周年";
  const ten = tens === 0 ? "" : `${tens === 1 ? "" : numerals[tens]}十`;
  return `${ten}${numerals[years % 10]}周年`;
}

/** New contacts get what they asked about within 48 hours; a morning later is too late. */
export const LEAD_HOURS = 48;

/** A complaint closed is asked after from the second to the seventh day. */
export const COMPLAINT_DAYS = { from: 2, to: 7 } as const;

/** Two years gone, the number is another's. */
export const GONE_DAYS = 730;

/** `dormant` is asked after, `lost` is won back; null while she comes, or is gone for good. */
export function silenceOf(
  lastSeenOn: Day | null,
  today: Day,
  bounds: { dormantAfterDays: number; lostAfterDays: number },
): "dormant" | "lost" | null {
  if (lastSeenOn === null) return null;
  const days = diffDays(lastSeenOn, today);
  if (days > GONE_DAYS || days < bounds.dormantAfterDays) return null;
  return days > bounds.lostAfterDays ? "lost" : "dormant";
}

/** Cycles outside are chance or a change of life, not a habit. */
export const CYCLE_DAYS = { min: 14, max: 180 } as const;
/** Two gaps are the least that can be called a habit. */
export const CYCLE_PURCHASES = 3;
/** She is told from three days before her usual day to a week after it. */
export const REPLENISH_DAYS = { ahead: 3, late: 7 } as const;

/** When she usually would come again: the last purchase day plus the (lower) median gap; null without habit. */
export function replenishOn(purchaseDays: readonly Day[]): Day | null {
  const days = [...new Set(purchaseDays)].toSorted();
  const last = days.at(-1);
  if (last === undefined || days.length < CYCLE_PURCHASES) return null;
  const gaps = days.slice(1).map((day, index) => diffDays(days[index] ?? day, day));
  const median = gaps.toSorted((a, b) => a - b)[Math.floor((gaps.length - 1) / 2)] ?? 0;
  return median < CYCLE_DAYS.min || median > CYCLE_DAYS.max ? null : addDays(last, median);
}

/** A gift with her name on it takes two weeks to be made. */
export const GIFT_LEAD_DAYS = 14;

// === Holidays

/** Festivals one may greet at: days of mourning (清明, 中元) are none, shopping days neither. */
export const greetable: readonly string[] = [
  "元旦",
  "春节",
  "元宵",
  "妇女节",
  "劳动节",
  "母亲节",
  "端午",
  "父亲节",
  "七夕",
  "教师节",
  "中秋",
  "国庆",
  "重阳",
  "圣诞",
];

/** Whom a festival is for: mothers, fathers and women are greeted only where it is known that they are. */
export function festivalSuits(
  festival: string,
  of: { gender: "female" | "male" | "unknown"; family: readonly { topic: string | null; value: string }[] },
): boolean {
  const children = of.family.some((fact) =>
    /女儿|儿子|孩子|宝宝|双胞胎|宝妈/u.test(`${fact.topic ?? ""}${fact.value}`),
  );
  switch (festival) {
    case "妇女节":
      return of.gender === "female";
    case "母亲节":
      return of.gender === "female" && children;
    case "父亲节":
      return of.gender === "male" && children;
    default:
      return true;
  }
}

export interface Holiday {
  /** As the calendar calls it: 春节, 中秋, 国庆. */
  name: string;
  day: Day;
}

/** The shop's holidays with `from` ≤ day ≤ `to`. Settings may say 中秋节 or 中秋. */
export function holidaysBetween(names: readonly string[], from: Day, to: Day): Holiday[] {
  const wanted = new Set(names.map(festivalName));
  return festivalBetween(from, addDays(to, 1)).filter(({ name }) => wanted.has(name));
}

export function festivalName(said: string): string {
  return festivalDay(said, 2026) === null && said.endsWith("节") ? said.slice(0, -1) : said;
}

/** Greeted once per occurrence whatever crashes: unique in the database. */
export function occurrenceKey(occasion: Exclude<OccasionRule, "gift">, customerId: string, occurrence: string): string {
  return `${occasion}:${customerId}:${occurrence}`;
}

/** Whether a greeting sent on `sendOn` comes before, on or after the day. */
export type Timing = "ahead" | "today" | "late";

export function timingOf(occursOn: Day, sendOn: Day): Timing {
  const days = diffDays(sendOn, occursOn);
  return days > 0 ? "ahead" : days === 0 ? "today" : "late";
}

/** A day of which a message sent on `sendOn` would speak in that way. */
export function dayOfTiming(timing: Timing | null, sendOn: Day): Day {
  return addDays(sendOn, timing === "today" ? 0 : timing === "late" ? -1 : 3);
}

export const dayWordsNear: Readonly<Record<number, string>> = {
  [-2]: "前天",
  [-1]: "昨天",
  0: "今天",
  1: "明天",
  2: "后天",
  3: "大后天",
};

/** How the day is called by somebody who writes on `sendOn`: never stored, always computed. */
export function dayWord(occursOn: Day, sendOn: Day): string {
  const { month, day } = splitDay(occursOn);
  return dayWordsNear[diffDays(sendOn, occursOn)] ?? `${month}月${day}日`;
}
