// The two periods of a comparison.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, addMonths, diffDays, makeDay, startOfMonth } from "../../../src/calendar/day.ts";
import { compared, currentLike, periodBefore, periodYearAgo } from "../../../src/skills/insights/periods.ts";

const day = fc.integer({ min: 0, max: 3650 }).map((days) => addDays("2022-01-01", days));
const period = fc
  .tuple(day, fc.integer({ min: 1, max: 400 }))
  .map(([from, days]) => ({ from, to: addDays(from, days) }));

describe("periods", () => {
  it("find the one before by the calendar", () => {
    expect(periodBefore({ from: "2026-11-01", to: "2026-12-01" })).toEqual({ from: "2026-10-01", to: "2026-11-01" });
    expect(periodBefore({ from: "2026-10-01", to: "2027-01-01" })).toEqual({ from: "2026-07-01", to: "2026-10-01" });
    expect(periodBefore({ from: "2026-11-16", to: "2026-11-23" })).toEqual({ from: "2026-11-09", to: "2026-11-16" });
    expect(periodYearAgo({ from: "2024-02-01", to: "2024-03-01" })).toEqual({ from: "2023-02-01", to: "2023-03-01" });
    expect(periodYearAgo({ from: "2024-02-29", to: "2024-03-01" })).toEqual({ from: "2023-02-28", to: "2023-03-01" });
    expect(currentLike({ from: "2026-10-01", to: "2026-11-01" }, "2026-11-22")).toEqual({
      from: "2026-11-01",
      to: "2026-12-01",
    });
    expect(currentLike({ from: "2025-11-09", to: "2025-11-10" }, "2026-11-22")).toEqual({
      from: "2026-11-22",
      to: "2026-11-23",
    });
  });

  it("hold a running month against as many days of the other, and name the whole", () => {
    expect(
      compared({ from: "2026-11-01", to: "2026-12-01" }, { from: "2026-10-01", to: "2026-11-01" }, "2026-11-22"),
    ).toEqual({
      now: { from: "2026-11-01", to: "2026-11-23" },
      other: { from: "2026-10-01", to: "2026-10-23" },
      whole: { from: "2026-10-01", to: "2026-11-01" },
    });
    // A leap day moves nothing.
    expect(
      compared({ from: "2024-01-01", to: "2025-01-01" }, { from: "2023-01-01", to: "2024-01-01" }, "2024-03-31").other,
    ).toEqual({ from: "2023-01-01", to: "2023-04-01" });
  });

  it("never reach beyond what was asked, nor beyond today", () => {
    fc.assert(
      fc.property(period, period, day, (one, other, today) => {
        const { now, other: then, whole } = compared(one, other, today);
        expect(now.from).toBe(one.from);
        expect(then.from).toBe(other.from);
        expect(now.to <= one.to && then.to <= other.to).toBe(true);
        const runs = one.from <= today && one.to > addDays(today, 1);
        if (runs) expect(now.to).toBe(addDays(today, 1));
        if (!runs && !(other.from <= today && other.to > addDays(today, 1)))
          expect([now, then, whole]).toEqual([one, other, null]);
        if (whole) expect(whole).toEqual(other);
      }),
    );
  });

  it("before a period lies one that ends where it begins; months stay months", () => {
    fc.assert(
      fc.property(period, fc.integer({ min: 1, max: 12 }), (one, months) => {
        expect(periodBefore(one).to).toBe(one.from);
        const first = startOfMonth(one.from);
        const before = periodBefore({ from: first, to: addMonths(first, months) });
        expect(before).toEqual({ from: addMonths(first, -months), to: first });
        const ago = periodYearAgo(one);
        expect(Math.abs(diffDays(ago.from, ago.to) - diffDays(one.from, one.to))).toBeLessThanOrEqual(1);
        expect(ago.from <= makeDay(Number(one.from.slice(0, 4)) - 1, 12, 31)).toBe(true);
      }),
    );
  });
});
