import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  addMonths,
  type Day,
  dayFromNumber,
  dayNumber,
  dayOf,
  daysInMonth,
  diffDays,
  instantOf,
  isDay,
  isLeapYear,
  localIso,
  minutesOf,
  startOfWeek,
  weekday,
} from "../../src/calendar/day.ts";

const anyDay = fc.integer({ min: dayNumber("1950-01-01"), max: dayNumber("2100-12-31") }).map(dayFromNumber);

describe("days", () => {
  test.each([
    ["2026-01-31", 1, "2026-02-28"],
    ["2024-01-31", 1, "2024-02-29"],
    ["2026-03-31", -1, "2026-02-28"],
    ["2026-11-22", 14, "2028-01-22"],
    ["2026-01-15", -13, "2024-12-15"],
    ["2024-02-29", 12, "2025-02-28"],
  ])("%s plus %i months is %s", (day, months, want) => {
    expect(addMonths(day, months)).toBe(want);
  });

  test.each([
    ["2026-11-22", 7, "2026-11-16"],
    ["2026-11-23", 1, "2026-11-23"],
    ["2024-02-29", 4, "2024-02-26"],
    ["1970-01-01", 4, "1969-12-29"],
    ["1950-01-01", 7, "1949-12-26"],
  ])("%s is weekday %i of the week from %s", (day, want, monday) => {
    expect(weekday(day)).toBe(want);
    expect(startOfWeek(day)).toBe(monday);
  });

  test("leap years and month lengths", () => {
    expect([1900, 2000, 2024, 2026, 2100].map(isLeapYear)).toEqual([false, true, true, false, false]);
    expect([2024, 2026].map((year) => daysInMonth(year, 2))).toEqual([29, 28]);
    expect(["2026-02-29", "2024-02-29", "2026-13-01", "26-1-1", "2026-04-31"].map(isDay)).toEqual([
      false,
      true,
      false,
      false,
      false,
    ]);
  });

  test("adding and subtracting agree, and days stay in step with numbers", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (day: Day, days) => {
        expect(diffDays(day, addDays(day, days))).toBe(days);
        expect(dayFromNumber(dayNumber(day))).toBe(day);
        expect(isDay(day)).toBe(true);
        expect(weekday(addDays(day, 7))).toBe(weekday(day));
      }),
    );
  });

  test("whole months keep the day of the month or clamp it", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -600, max: 600 }), (day, months) => {
        const moved = addMonths(day, months);
        expect(isDay(moved)).toBe(true);
        const clamped = moved.slice(8) < day.slice(8);
        if (clamped) expect(addDays(moved, 1).slice(8)).toBe("01");
        else expect(moved.slice(8)).toBe(day.slice(8));
      }),
    );
  });
});

describe("zones", () => {
  test.each([
    ["2026-11-22T01:30:00Z", "Asia/Shanghai", "2026-11-22", 570, "2026-11-22T09:30:00+08:00"],
    ["2026-11-22T17:00:00Z", "Asia/Shanghai", "2026-11-23", 60, "2026-11-23T01:00:00+08:00"],
    ["1988-07-01T00:00:00Z", "Asia/Shanghai", "1988-07-01", 540, "1988-07-01T09:00:00+09:00"],
    ["2026-07-01T03:59:00Z", "America/New_York", "2026-06-30", 1439, "2026-06-30T23:59:00-04:00"],
    ["2026-01-01T00:00:00Z", "Asia/Kathmandu", "2026-01-01", 345, "2026-01-01T05:45:00+05:45"],
  ])("%s in %s is %s", (instant, zone, day, minutes, iso) => {
    const at = new Date(instant);
    expect(dayOf(at, zone)).toBe(day);
    expect(minutesOf(at, zone)).toBe(minutes);
    expect(localIso(at, zone)).toBe(iso);
  });

  test.each([
    ["2026-11-22", "09:30", "Asia/Shanghai", "2026-11-22T01:30:00.000Z"],
    // Clocks go from 02:00 to 03:00 on this day: the missing half hour lies after the gap.
    ["2026-03-08", "02:30", "America/New_York", "2026-03-08T07:30:00.000Z"],
    // Clocks go from 02:00 back to 01:00: the first 01:30 is meant.
    ["2026-11-01", "01:30", "America/New_York", "2026-11-01T05:30:00.000Z"],
    ["2026-10-25", "02:30", "Europe/Berlin", "2026-10-25T00:30:00.000Z"],
  ])("%s %s in %s is %s", (day, time, zone, want) => {
    expect(instantOf(day, time, zone).toISOString()).toBe(want);
  });

  test("instantOf undoes dayOf and minutesOf outside the hours clocks change", () => {
    const zones = ["Asia/Shanghai", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "UTC"];
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 4 * 60, max: 23 * 60 }),
        fc.constantFrom(...zones),
        (day, minutes, zone) => {
          const time = `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
          const instant = instantOf(day, time, zone);
          if (day > "1993-01-01") expect([dayOf(instant, zone), minutesOf(instant, zone)]).toEqual([day, minutes]);
        },
      ),
    );
  });
});
