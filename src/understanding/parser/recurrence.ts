// What happens again and again, as a value: 每周一, 每月15号, 每个工作日早上9点 become the rule a reminder keeps. The words
// are read by dates-repeat.ts; here their sense is fixed, for plans and for the handlers that go by them.
import type { DateSpan } from "./dates.ts";

/** A rule as said; where it begins is decided when it is written down. */
export interface RepeatSaid {
  every: "day" | "week" | "month" | "year";
  interval: number;
  /** 1 = Monday … 7 = Sunday. */
  weekdays: number[] | null;
  /** Days of the month; -1 is the last. */
  days: number[] | null;
  month: number | null;
  /** The n-th of the weekday or of the workdays in the month; -1 is the last. */
  nth: number | null;
  workdays: boolean;
  lunar: { month: number; day: number } | null;
  festival: string | null;
  /** "HH:mm"; null when only days were said. */
  time: string | null;
}

/** The rule of a date span; null when it happens once, or every hour, which no reminder does. */
export function repeatOf(date: DateSpan | null): RepeatSaid | null {
  const said = date?.recurring;
  if (!said || said.every === "hour") return null;
  const { weekdays, days, day, month, nth, workdays = false, lunarDay, festival, time, interval = 1 } = said;
  const daily = workdays && nth === undefined;
  const monthly = said.every === "quarter";
  return {
    every: daily ? "day" : monthly ? "month" : said.every,
    interval: monthly ? 3 * interval : interval,
    weekdays: weekdays && !daily ? [...weekdays] : null,
    days: days ? [...days] : day === undefined ? null : [day],
    month: month ?? null,
    nth: nth ?? null,
    workdays,
    lunar: lunarDay ? { ...lunarDay } : null,
    festival: festival ?? null,
    time: time ?? null,
  };
}
