import { describe, expect, test } from "vitest";
import {
  addWorkdays,
  FESTIVAL_NAMES,
  festivalBetween,
  festivalDay,
  festivalOn,
  holidayName,
  holidayOn,
  holidaysKnown,
  isRestDay,
  isWorkday,
} from "../../src/calendar/holidays.ts";

describe("days off", () => {
  test.each([
    ["2026-10-01", true, "国庆节"],
    ["2026-02-17", true, "春节"],
    // A Saturday worked for the Spring Festival, and a plain one.
    ["2026-02-14", false, null],
    ["2026-11-21", true, null],
    ["2026-11-23", false, null],
  ])("%s: off %s", (day, rest, name) => {
    expect(isRestDay(day)).toBe(rest);
    expect(isWorkday(day)).toBe(!rest);
    expect(holidayName(day)).toBe(name);
  });

  test("years without a published plan know only weekends, and say so", () => {
    expect(holidaysKnown(2026)).toBe(true);
    expect(holidaysKnown(2090)).toBe(false);
    expect(isRestDay("2090-10-02")).toBe(false);
    const overrides = { rest: { "2090-10-02": "国庆节" }, work: ["2090-09-30"], years: [2090] };
    expect(holidaysKnown(2090, overrides)).toBe(true);
    expect(isRestDay("2090-10-02", overrides)).toBe(true);
    expect(isRestDay("2090-09-30", overrides)).toBe(false);
    expect(holidayName("2090-10-02", overrides)).toBe("国庆节");
  });

  test("workdays ahead skip the long holiday", () => {
    expect(addWorkdays("2026-09-30", 1)).toBe("2026-10-08");
    expect(addWorkdays("2026-11-20", 3)).toBe("2026-11-25");
    expect(addWorkdays("2026-11-23", -1)).toBe("2026-11-20");
  });

  test.each([
    ["国庆", 2026, "2026-10-01", "2026-10-08"],
    ["春节", 2026, "2026-02-15", "2026-02-24"],
    ["劳动节", 2099, "2099-05-01", "2099-05-06"],
  ])("the holiday of %s %i", (name, year, from, to) => {
    expect(holidayOn(name, year)).toEqual({ from, to });
  });
});

describe("festivals", () => {
  test.each([
    ["除夕", 2026, "2026-02-16"],
    ["春节", 2026, "2026-02-17"],
    ["元宵", 2026, "2026-03-03"],
    ["清明", 2026, "2026-04-05"],
    ["母亲节", 2026, "2026-05-10"],
    ["端午", 2026, "2026-06-19"],
    ["父亲节", 2026, "2026-06-21"],
    ["七夕", 2026, "2026-08-19"],
    ["中秋", 2026, "2026-09-25"],
    ["重阳", 2026, "2026-10-18"],
    ["腊八", 2026, "2026-01-26"],
    ["双十一", 2026, "2026-11-11"],
    ["圣诞", 2026, "2026-12-25"],
  ])("%s %i is %s", (name, year, want) => {
    expect(festivalDay(name, year)).toBe(want);
  });

  test("every year has every festival of the solar calendar, and lists come in order", () => {
    for (let year = 1950; year <= 2100; year++) {
      expect(festivalOn(year).size).toBeGreaterThanOrEqual(FESTIVAL_NAMES.length - 3);
      expect(festivalDay("中秋", year)?.slice(0, 4)).toBe(String(year));
    }
    const names = festivalBetween("2026-12-20", "2027-01-02").map(({ name }) => name);
    expect(names).toEqual(["澳门回归", "冬至", "平安夜", "圣诞", "跨年", "元旦"]);
  });
});
