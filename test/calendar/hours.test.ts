import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instantOf, localIso } from "../../src/calendar/day.ts";
import {
  addBusinessMinutes,
  businessMinutesBetween,
  inQuietHours,
  isOpen,
  nextAllowed,
  type ShopCalendar,
} from "../../src/calendar/hours.ts";

const quiet = { from: "21:00", to: "09:00" };
const office: ShopCalendar = {
  shifts: [
    { from: "09:00", to: "12:00" },
    { from: "13:00", to: "17:00" },
  ],
  daysOff: "chinese",
};
const shop: ShopCalendar = { shifts: [{ from: "10:00", to: "22:00" }], daysOff: "daily" };

const at = (text: string, zone = "Asia/Shanghai") => instantOf(text.slice(0, 10), text.slice(11), zone);

describe("quiet hours", () => {
  test.each([
    ["2026-11-22 20:59", false, "2026-11-22T20:59"],
    ["2026-11-22 21:00", true, "2026-11-23T09:00"],
    ["2026-11-22 00:10", true, "2026-11-22T09:00"],
    ["2026-11-22 08:59", true, "2026-11-22T09:00"],
    ["2026-11-22 09:00", false, "2026-11-22T09:00"],
  ])("%s: quiet %s, allowed %s", (now, isQuiet, allowed) => {
    expect(inQuietHours(at(now), quiet)).toBe(isQuiet);
    expect(localIso(nextAllowed(at(now), quiet)).slice(0, 16)).toBe(allowed);
  });

  test("hours within one day, and none at all", () => {
    expect(inQuietHours(at("2026-11-22 12:30"), { from: "12:00", to: "13:00" })).toBe(true);
    expect(inQuietHours(at("2026-11-22 12:30"), { from: "00:00", to: "00:00" })).toBe(false);
  });

  test("what is allowed is never quiet and never earlier", () => {
    const zone = fc.constantFrom("Asia/Shanghai", "America/New_York", "Europe/London");
    const instant = fc.date({ min: new Date("2025-01-01"), max: new Date("2028-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(instant, zone, (now, where) => {
        const allowed = nextAllowed(now, quiet, where);
        expect(inQuietHours(allowed, quiet, where)).toBe(false);
        expect(allowed.getTime()).toBeGreaterThanOrEqual(now.getTime());
      }),
    );
  });
});

describe("business hours", () => {
  test.each([
    ["2026-11-20 16:30", 60, "2026-11-23T09:30"],
    ["2026-11-20 11:30", 60, "2026-11-20T13:30"],
    ["2026-11-20 16:30", 30, "2026-11-20T17:00"],
    ["2026-11-20 18:00", 0, "2026-11-23T09:00"],
    ["2026-09-30 16:00", 120, "2026-10-08T10:00"],
    // A Saturday worked in exchange for the Spring Festival.
    ["2026-02-13 16:30", 60, "2026-02-14T09:30"],
    ["2026-11-20 09:00", 24 * 60, "2026-11-25T12:00"],
  ])("%s plus %i open minutes is %s", (start, minutes, want) => {
    expect(localIso(addBusinessMinutes(at(start), minutes, office)).slice(0, 16)).toBe(want);
  });

  test("a shop open daily", () => {
    expect(localIso(addBusinessMinutes(at("2026-11-22 21:45"), 30, shop)).slice(0, 16)).toBe("2026-11-23T10:15");
    expect(isOpen(at("2026-10-01 11:00"), shop)).toBe(true);
    expect(isOpen(at("2026-10-01 11:00"), office)).toBe(false);
  });

  test("a shop that never opens is refused", () => {
    expect(() => addBusinessMinutes(at("2026-11-22 10:00"), 1, { shifts: [], daysOff: "daily" })).toThrow(RangeError);
  });

  test("minutes added are minutes between", () => {
    const start = fc.date({ min: new Date("2026-01-01"), max: new Date("2026-12-01"), noInvalidDate: true });
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 3000 }), (from, minutes) => {
        const whole = new Date(Math.floor(from.getTime() / 60_000) * 60_000);
        const end = addBusinessMinutes(whole, minutes, office);
        expect(businessMinutesBetween(whole, end, office)).toBe(minutes);
      }),
    );
  });
});
