// Birthdays as numbers agree with the calendar for every date a person can be born on.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type Day } from "../../../src/calendar/day.ts";
import { nextBirthday } from "../../../src/calendar/lunar.ts";
import {
  ageKeys,
  ageOn,
  BIRTHDAY_DAYS_MAX,
  birthdaysFrom,
  lunarKey,
  solarKey,
  upcoming,
} from "../../../src/skills/customers/birthdays.ts";

const day: fc.Arbitrary<Day> = fc.integer({ min: 0, max: 25_000 }).map((days) => addDays("1985-01-01", days));
const solar = fc
  .record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 31 }) })
  .filter(({ month, day }) => day <= (month === 2 ? 29 : [4, 6, 9, 11].includes(month) ? 30 : 31))
  .map((date) => ({ calendar: "solar" as const, leap: false, ...date }));
const lunar = fc.record({
  calendar: fc.constant("lunar" as const),
  month: fc.integer({ min: 1, max: 12 }),
  day: fc.integer({ min: 1, max: 30 }),
  leap: fc.boolean(),
});
const runs = { numRuns: 600, seed: 20260913 };

describe("birthdays", () => {
  it("of the days ahead are exactly those the calendar celebrates then", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 120 }), fc.oneof(solar, lunar), (from, days, birthday) => {
        const key =
          birthday.calendar === "solar"
            ? solarKey(birthday.month, birthday.day)
            : lunarKey(birthday.month, birthday.day, birthday.leap);
        const found = birthdaysFrom(from, days).find((one) => one.calendar === birthday.calendar && one.key === key);
        const next = nextBirthday(birthday, from);
        expect(found === undefined ? null : addDays(from, found.daysAhead)).toBe(
          next < addDays(from, days) ? next : null,
        );
      }),
      runs,
    );
  });

  it("are all there within the longest year", () => {
    fc.assert(
      fc.property(day, fc.oneof(solar, lunar), (from, birthday) => {
        const all = birthdaysFrom(from, BIRTHDAY_DAYS_MAX);
        const key =
          birthday.calendar === "solar"
            ? solarKey(birthday.month, birthday.day)
            : lunarKey(birthday.month, birthday.day, birthday.leap);
        expect(all.some((one) => one.calendar === birthday.calendar && one.key === key)).toBe(true);
      }),
      { ...runs, numRuns: 100 },
    );
  });

  it("make a year full on the day of celebration", () => {
    const born = (more: object) => ({
      birthdayCalendar: null,
      birthdayYear: 1996,
      birthdayMonth: null,
      birthdayDay: null,
      birthdayLeap: false,
      ...more,
    });
    const feb29 = born({ birthdayCalendar: "solar", birthdayMonth: 2, birthdayDay: 29 });
    expect([ageOn(feb29, "2026-02-27"), ageOn(feb29, "2026-02-28"), ageOn(feb29, "2028-02-28")]).toEqual([29, 30, 31]);
    const midAutumn = born({ birthdayCalendar: "lunar", birthdayMonth: 8, birthdayDay: 15 });
    expect([ageOn(midAutumn, "2026-09-24"), ageOn(midAutumn, "2026-09-25")]).toEqual([29, 30]);
    expect(ageOn(born({}), "2026-09-13")).toBe(30);
    expect(ageOn(born({ birthdayYear: null }), "2026-09-13")).toBeNull();
    expect(upcoming(midAutumn, "2026-09-13")).toEqual({ day: "2026-09-25", daysLeft: 12 });
    expect(ageKeys("2026-02-28")).toMatchObject({ solarYear: 2026, solar: 231 });
  });
});
