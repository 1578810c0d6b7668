import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type Day, diffDays, splitDay, weekday } from "../../src/calendar/day.ts";
import { isWorkday } from "../../src/calendar/holidays.ts";
import { toLunar } from "../../src/calendar/lunar.ts";
import { latestOccurrence, nextOccurrence, nextOccurrences, type Recurrence } from "../../src/calendar/recurrence.ts";

const from = "2026-11-22"; // a Sunday
const days = (rule: Omit<Recurrence, "from" | "interval"> & Partial<Recurrence>, after = from, count = 3) =>
  nextOccurrences({ interval: 1, from, ...rule }, after, count);

describe("what comes again", () => {
  it("by day, week, month and year", () => {
    expect(days({ every: "day" })).toEqual(["2026-11-23", "2026-11-24", "2026-11-25"]);
    expect(days({ every: "day", interval: 3 })).toEqual(["2026-11-25", "2026-11-28", "2026-12-01"]);
    expect(days({ every: "week", weekdays: [1] })).toEqual(["2026-11-23", "2026-11-30", "2026-12-07"]);
    expect(days({ every: "week", weekdays: [1, 3, 5] })).toEqual(["2026-11-23", "2026-11-25", "2026-11-27"]);
    expect(days({ every: "week", interval: 2, weekdays: [3], from: "2026-11-25" })).toEqual([
      "2026-11-25",
      "2026-12-09",
      "2026-12-23",
    ]);
    expect(days({ every: "month", days: [15] })).toEqual(["2026-12-15", "2027-01-15", "2027-02-15"]);
    expect(days({ every: "month", days: [15, 1] })).toEqual(["2026-12-01", "2026-12-15", "2027-01-01"]);
    expect(days({ every: "month", interval: 3, days: [22] })).toEqual(["2027-02-22", "2027-05-22", "2027-08-22"]);
    expect(days({ every: "year", month: 3, days: [8] })).toEqual(["2027-03-08", "2028-03-08", "2029-03-08"]);
  });

  it("at month ends and on 29 February", () => {
    expect(days({ every: "month", days: [-1] }, "2027-01-15")).toEqual(["2027-01-31", "2027-02-28", "2027-03-31"]);
    expect(days({ every: "month", days: [31] }, "2027-01-31")).toEqual(["2027-02-28", "2027-03-31", "2027-04-30"]);
    // Both are the last of a short month: once, not twice.
    expect(days({ every: "month", days: [30, -1] }, "2027-02-01")).toEqual(["2027-02-28", "2027-03-30", "2027-03-31"]);
    expect(days({ every: "year", month: 2, days: [29] }, "2026-12-01")).toEqual([
      "2027-02-28",
      "2028-02-29",
      "2029-02-28",
    ]);
  });

  it("the n-th weekday or workday of a month, festivals and lunar days", () => {
    expect(days({ every: "month", nth: 1, weekdays: [1] })).toEqual(["2026-12-07", "2027-01-04", "2027-02-01"]);
    expect(days({ every: "month", nth: -1, weekdays: [5] })).toEqual(["2026-11-27", "2026-12-25", "2027-01-29"]);
    expect(days({ every: "month", nth: 5, weekdays: [1] }, from, 2)).toEqual(["2026-11-30", "2027-03-29"]);
    expect(days({ every: "month", nth: -1, workdays: true }, from, 2)).toEqual(["2026-11-30", "2026-12-31"]);
    expect(days({ every: "year", festival: "中秋" }, from, 2)).toEqual(["2027-09-15", "2028-10-03"]);
    expect(days({ every: "year", lunar: { month: 8, day: 15 } }, from, 2)).toEqual(["2027-09-15", "2028-10-03"]);
    expect(days({ every: "year", lunar: { month: 12, day: 30 } }, from, 2)).toEqual(["2027-02-05", "2028-01-25"]);
  });

  it("workdays follow the country's calendar, make-up days included", () => {
    const golden = days({ every: "day", workdays: true, from: "2026-09-20" }, "2026-09-30", 3);
    expect(golden).toEqual(["2026-10-08", "2026-10-09", "2026-10-10"]);
    expect(weekday("2026-10-10")).toBe(6);
  });

  const someDay = fc.integer({ min: 0, max: 366 * 12 }).map((ahead) => addDays("2022-01-01", ahead));
  const rule: fc.Arbitrary<Recurrence> = fc
    .record({ from: someDay, interval: fc.integer({ min: 1, max: 6 }) })
    .chain((base) =>
      fc.oneof(
        fc.constant({ ...base, every: "day" as const }),
        fc.constant({ ...base, interval: 1, every: "day" as const, workdays: true }),
        fc
          .uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4 })
          .map((weekdays) => ({ ...base, every: "week" as const, weekdays })),
        fc
          .uniqueArray(fc.oneof(fc.integer({ min: 1, max: 31 }), fc.constant(-1)), { minLength: 1, maxLength: 3 })
          .map((dates) => ({ ...base, every: "month" as const, days: dates })),
        fc
          .record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 31 }) })
          .map(({ month, day }) => ({ ...base, every: "year" as const, month, days: [day] })),
        fc
          .record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 30 }) })
          .map((lunar) => ({ ...base, interval: 1, every: "year" as const, lunar })),
      ),
    );

  /** By the definition, day by day, without any of the arithmetic. */
  function occursOn({ every, interval, from: first, ...said }: Recurrence, day: Day): boolean {
    if (day < first) return false;
    const [one, other] = [splitDay(first), splitDay(day)];
    const months = (other.year - one.year) * 12 + other.month - one.month;
    const isLast = splitDay(addDays(day, 1)).day === 1;
    const onDate = (said.days ?? []).some(
      (date) => date === other.day || (date < 0 && isLast) || (date > other.day && isLast),
    );
    if (said.lunar) {
      const { month, day: date, leap } = toLunar(day);
      const isLastOfMonth = toLunar(addDays(day, 1)).day === 1;
      return (
        !leap && month === said.lunar.month && (date === said.lunar.day || (date < said.lunar.day && isLastOfMonth))
      );
    }
    switch (every) {
      case "day":
        return said.workdays ? isWorkday(day) : diffDays(first, day) % interval === 0;
      case "week": {
        const weeks = (diffDays(first, day) + weekday(first) - weekday(day)) / 7;
        return weeks % interval === 0 && (said.weekdays ?? []).includes(weekday(day));
      }
      case "month":
        return months % interval === 0 && onDate;
      case "year":
        return (other.year - one.year) % interval === 0 && other.month === said.month && onDate;
    }
  }

  it("is the first day that fits the rule, whatever the rule and the day", () => {
    fc.assert(
      fc.property(rule, someDay, (some, after) => {
        const next = nextOccurrence(some, after);
        if (next === null) throw new Error("these rules never end");
        expect(next > after && next >= some.from).toBe(true);
        expect(occursOn(some, next)).toBe(true);
        const first = after < some.from ? some.from : addDays(after, 1);
        for (let day = first, looked = 0; day < next && looked < 400; day = addDays(day, 1), looked++)
          expect(occursOn(some, day), day).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it("the latest missed is the last of all of them", () => {
    fc.assert(
      fc.property(rule, someDay, fc.integer({ min: 0, max: 100 }), (some, after, ahead) => {
        const until = addDays(after, ahead);
        const all: Day[] = [];
        for (let day = addDays(after, 1); day <= until; day = addDays(day, 1)) if (occursOn(some, day)) all.push(day);
        expect(latestOccurrence(some, after, until)).toBe(all.at(-1) ?? null);
      }),
      { numRuns: 100 },
    );
  });
});
