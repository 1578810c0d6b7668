// Birthdays as numbers that a database can compare: whose day falls within some days, and how old somebody is.
// Solar and lunar, 29 February, lunar day 30 and leap months follow calendar/lunar.ts. Pure.
import { addDays, type Day, daysInMonth, diffDays, splitDay } from "../../calendar/day.ts";
import {
  type Birthday,
  birthdayInYear,
  leapMonthOf,
  lunarMonthLength,
  nextBirthday,
  toLunar,
} from "../../calendar/lunar.ts";

/** What is stored of a birthday; every part may be missing. */
export interface StoredBirthday {
  birthdayCalendar: "solar" | "lunar" | null;
  birthdayYear: number | null;
  birthdayMonth: number | null;
  birthdayDay: number | null;
  birthdayLeap: boolean;
}

/** Month × 100 + day. */
export function solarKey(month: number, day: number): number {
  return month * 100 + day;
}

/** (Month × 100 + day) × 2, and 1 more in a leap month. */
export function lunarKey(month: number, day: number, leap: boolean): number {
  return solarKey(month, day) * 2 + (leap ? 1 : 0);
}

/** Stored birthdays celebrated on a day `daysAhead` days after the first. */
export interface BirthdayKeys {
  calendar: "solar" | "lunar";
  key: number;
  daysAhead: number;
}

/** Enough for a whole lunar year with a leap month; a longer range contains every birthday. */
export const BIRTHDAY_DAYS_MAX = 385;

/** Every stored birthday that is celebrated in `days` days from `from` on, each once, in order. */
export function birthdaysFrom(from: Day, days: number): BirthdayKeys[] {
  const found: BirthdayKeys[] = [];
  const seen = new Set<string>();
  const add = (calendar: "solar" | "lunar", key: number, daysAhead: number) => {
    const once = `${calendar}${key}`;
    if (!seen.has(once)) found.push({ calendar, key, daysAhead });
    seen.add(once);
  };
  let { year, month, day, leap } = toLunar(from);
  for (let ahead = 0; ahead < Math.min(days, BIRTHDAY_DAYS_MAX); ahead++) {
    const solar = splitDay(addDays(from, ahead));
    for (const date of upToEnd(solar.day, daysInMonth(solar.year, solar.month), 31))
      add("solar", solarKey(solar.month, date), ahead);

    const length = lunarMonthLength(year, month, leap);
    for (const date of upToEnd(day, length, 30)) {
      add("lunar", lunarKey(month, date, leap), ahead);
      // Born in a leap month that this year lacks: kept in the ordinary one.
      if (!leap && leapMonthOf(year) !== month) add("lunar", lunarKey(month, date, true), ahead);
    }
    day += 1;
    if (day > length) {
      day = 1;
      if (!leap && leapMonthOf(year) === month) leap = true;
      else {
        leap = false;
        month += 1;
      }
      if (month > 12) {
        month = 1;
        year += 1;
      }
    }
  }
  return found;
}

/** On a month's last day those born on a later day of that month are celebrated too. */
function upToEnd(day: number, length: number, max: number): number[] {
  return day < length ? [day] : Array.from({ length: max - day + 1 }, (_, index) => day + index);
}

/** The birthday as the calendar understands it; null when month or day are not known. */
export function birthdayOf(stored: StoredBirthday): Birthday | null {
  const { birthdayCalendar: calendar, birthdayMonth: month, birthdayDay: day, birthdayLeap: leap } = stored;
  return calendar === null || month === null || day === null ? null : { calendar, month, day, leap };
}

/** The next celebration on or after `today`, and how many days are left. */
export function upcoming(stored: StoredBirthday, today: Day): { day: Day; daysLeft: number } | null {
  const birthday = birthdayOf(stored);
  if (birthday === null) return null;
  const day = nextBirthday(birthday, today);
  return { day, daysLeft: diffDays(today, day) };
}

/** Full years (周岁); a year is full on the day of celebration. Null without a year of birth. */
export function ageOn(stored: StoredBirthday, today: Day): number | null {
  const { birthdayYear: born } = stored;
  if (born === null) return null;
  const birthday = birthdayOf(stored);
  const year = birthday?.calendar === "lunar" ? toLunar(today).year : splitDay(today).year;
  const celebrated = birthday === null ? null : birthdayInYear(birthday, year);
  return year - born - (celebrated !== null && celebrated > today ? 1 : 0);
}

/** What a stored month and day are compared with to know whether this year's celebration is over (see `ageOn`). */
export interface AgeKeys {
  solarYear: number;
  solar: number;
  lunarYear: number;
  lunarLeapMonth: number;
  /** Month × 1000, 500 more in a leap month, plus the day. */
  lunar: number;
}

export function ageKeys(today: Day): AgeKeys {
  const solar = splitDay(today);
  const lunar = toLunar(today);
  const lastSolar = solar.day === daysInMonth(solar.year, solar.month);
  const lastLunar = lunar.day === lunarMonthLength(lunar.year, lunar.month, lunar.leap);
  return {
    solarYear: solar.year,
    solar: solarKey(solar.month, lastSolar ? 31 : solar.day),
    lunarYear: lunar.year,
    lunarLeapMonth: leapMonthOf(lunar.year),
    lunar: lunar.month * 1000 + (lunar.leap ? 500 : 0) + (lastLunar ? 30 : lunar.day),
  };
}
