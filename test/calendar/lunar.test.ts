import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, type Day, dayFromNumber, dayNumber, isLeapYear, splitDay } from "../../src/calendar/day.ts";
import {
  type Birthday,
  leapMonthOf,
  lunarMonthLength,
  nextBirthday,
  solarTermDay,
  toLunar,
  toSolar,
} from "../../src/calendar/lunar.ts";

const anyDay = fc.integer({ min: dayNumber("1950-01-01"), max: dayNumber("2100-12-31") }).map(dayFromNumber);

describe("lunar dates", () => {
  test.each([
    [{ year: 2026, month: 1, day: 1 }, "2026-02-17"],
    [{ year: 2026, month: 8, day: 15 }, "2026-09-25"],
    [{ year: 2025, month: 6, day: 1, leap: true }, "2025-07-25"],
    [{ year: 2025, month: 12, day: 29 }, "2026-02-16"],
    [{ year: 2023, month: 2, day: 30 }, "2023-03-21"],
    [{ year: 2033, month: 11, day: 1, leap: true }, "2033-12-22"],
  ])("%o is %s", (lunar, want) => {
    expect(toSolar(lunar)).toBe(want);
    expect(toLunar(want)).toEqual({ leap: false, ...lunar });
  });

  test.each([
    { year: 2026, month: 6, day: 1, leap: true },
    { year: 2025, month: 12, day: 30 },
    { year: 2026, month: 13, day: 1 },
    { year: 3000, month: 1, day: 1 },
  ])("%o does not exist", (lunar) => {
    expect(toSolar(lunar)).toBeNull();
  });

  test("every day has one lunar date and comes back from it", () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(toSolar(toLunar(day))).toBe(day);
      }),
    );
  });

  test("leap months", () => {
    expect([2020, 2023, 2025, 2026, 2033].map(leapMonthOf)).toEqual([4, 2, 6, 0, 11]);
    expect(lunarMonthLength(2025, 6, true)).toBe(29);
  });

  test("solar terms", () => {
    expect(solarTermDay(2026, "小寒")).toBe("2026-01-05");
    expect(solarTermDay(2026, "清明")).toBe("2026-04-05");
    expect(solarTermDay(2026, "冬至")).toBe("2026-12-22");
  });
});

describe("birthdays", () => {
  test.each<[string, Birthday, Day, Day]>([
    ["today counts", { calendar: "solar", month: 11, day: 22 }, "2026-11-22", "2026-11-22"],
    ["29 February in a common year", { calendar: "solar", month: 2, day: 29 }, "2026-01-01", "2026-02-28"],
    ["29 February in a leap year", { calendar: "solar", month: 2, day: 29 }, "2028-01-01", "2028-02-29"],
    ["29 February just over", { calendar: "solar", month: 2, day: 29 }, "2027-03-01", "2028-02-29"],
    ["the last lunar month", { calendar: "lunar", month: 12, day: 29 }, "2026-01-01", "2026-02-16"],
    ["lunar day 30 of a short month", { calendar: "lunar", month: 12, day: 30 }, "2026-01-01", "2026-02-16"],
    ["a leap month in its year", { calendar: "lunar", month: 6, day: 3, leap: true }, "2025-07-01", "2025-07-27"],
    ["a leap month elsewhere", { calendar: "lunar", month: 6, day: 3, leap: true }, "2026-01-01", "2026-07-16"],
    ["an ordinary month beside its leap one", { calendar: "lunar", month: 6, day: 3 }, "2025-06-01", "2025-06-27"],
  ])("%s", (_name, birthday, from, want) => {
    expect(nextBirthday(birthday, from)).toBe(want);
  });

  test("an impossible birthday is refused", () => {
    expect(() => nextBirthday({ calendar: "solar", month: 13, day: 1 }, "2026-01-01")).toThrow(RangeError);
  });

  test("solar birthdays come once a year, on their date or the 28th", () => {
    const born = anyDay.map((day) => splitDay(day));
    fc.assert(
      fc.property(born, anyDay, ({ month, day }, from) => {
        const next = nextBirthday({ calendar: "solar", month, day }, from);
        expect(next >= from).toBe(true);
        expect(next < addDays(from, 367)).toBe(true);
        const date = splitDay(next);
        expect(date.month).toBe(month);
        expect(date.day).toBe(month === 2 && day === 29 && !isLeapYear(date.year) ? 28 : day);
      }),
    );
  });

  test("lunar birthdays come once a lunar year, in the month of their number", () => {
    const lunar = fc.record({
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 30 }),
      leap: fc.boolean(),
    });
    fc.assert(
      fc.property(lunar, anyDay, ({ month, day, leap }, from) => {
        const next = nextBirthday({ calendar: "lunar", month, day, leap }, from);
        expect(next >= from).toBe(true);
        expect(next < addDays(from, 400)).toBe(true);
        const on = toLunar(next);
        expect(on.month).toBe(month);
        expect(on.leap).toBe(leap && leapMonthOf(on.year) === month);
        expect(on.day).toBe(Math.min(day, lunarMonthLength(on.year, month, on.leap)));
      }),
    );
  });
});
