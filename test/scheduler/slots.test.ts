import fc from "fast-check";
import cron from "node-cron";
import { describe, expect, test } from "vitest";
import { parseCron, slotsBetween } from "../../src/scheduler/slots.ts";
import { long } from "../support/database.ts";

const SHANGHAI = "Asia/Shanghai";
const minuteMs = 60_000;

const slots = (expression: string, after: string, until: string, zone = SHANGHAI, max = 1000) =>
  slotsBetween(parseCron(expression), { after: new Date(after), until: new Date(until), zone, max }).map((slot) =>
    slot.toISOString().replace(":00.000Z", "Z"),
  );

describe("slots", () => {
  test("every day at 9:30 of the shop, the end included and the beginning not", () => {
    expect(slots("30 9 * * *", "2026-03-01T01:30:00Z", "2026-03-03T01:30:00Z")).toEqual([
      "2026-03-02T01:30Z",
      "2026-03-03T01:30Z",
    ]);
  });

  test("over a month's end, a leap day, weekdays, lists and steps", () => {
    expect(slots("0 8 1 * *", "2026-01-15T00:00:00Z", "2026-03-15T00:00:00Z")).toEqual([
      "2026-02-01T00:00Z",
      "2026-03-01T00:00Z",
    ]);
    expect(slots("0 8 29 2 *", "2026-01-01T00:00:00Z", "2028-12-31T00:00:00Z")).toEqual(["2028-02-29T00:00Z"]);
    expect(slots("0 9 * * 1-5", "2026-03-06T00:00:00Z", "2026-03-09T02:00:00Z")).toEqual([
      "2026-03-06T01:00Z",
      "2026-03-09T01:00Z",
    ]);
    expect(slots("0 9 * * 7", "2026-03-06T00:00:00Z", "2026-03-09T02:00:00Z")).toEqual(["2026-03-08T01:00Z"]);
    expect(slots("0,30 9-17/4 * * *", "2026-03-06T00:00:00Z", "2026-03-06T09:15:00Z")).toEqual([
      "2026-03-06T01:00Z",
      "2026-03-06T01:30Z",
      "2026-03-06T05:00Z",
      "2026-03-06T05:30Z",
      "2026-03-06T09:00Z",
    ]);
  });

  test("a bound keeps the latest", () => {
    expect(slots("* * * * *", "2026-03-01T00:00:00Z", "2026-03-08T00:00:00Z", SHANGHAI, 2)).toEqual([
      "2026-03-07T23:59Z",
      "2026-03-08T00:00Z",
    ]);
  });

  test("each day once where clocks change: a skipped time moves forward, a doubled one is the first", () => {
    expect(slots("30 2 * * *", "2026-03-07T12:00:00Z", "2026-03-09T12:00:00Z", "America/New_York")).toEqual([
      "2026-03-08T07:30Z",
      "2026-03-09T06:30Z",
    ]);
    expect(slots("30 1 * * *", "2026-10-31T12:00:00Z", "2026-11-02T12:00:00Z", "America/New_York")).toEqual([
      "2026-11-01T05:30Z",
      "2026-11-02T06:30Z",
    ]);
  });

  test("nothing between an instant and itself, or backwards", () => {
    expect(slots("* * * * *", "2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z")).toEqual([]);
    expect(slots("* * * * *", "2026-03-02T00:00:00Z", "2026-03-01T00:00:00Z")).toEqual([]);
  });

  test.each(["30 9 * *", "61 9 * * *", "0 9 13 * 5", "0 9 L * *", "* * * * * *", "", "0 9 * * nonsense"])(
    "%s is refused",
    (expression) => expect(() => parseCron(expression)).toThrow(/cron/),
  );

  const field = (min: number, max: number) =>
    fc.oneof(
      { weight: 3, arbitrary: fc.constant("*") },
      fc.integer({ min, max }).map(String),
      fc
        .tuple(fc.integer({ min, max }), fc.integer({ min, max }))
        .map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`),
      fc.integer({ min: 1, max: Math.max(1, max >> 1) }).map((step) => `*/${step}`),
      fc.uniqueArray(fc.integer({ min, max }), { minLength: 1, maxLength: 4 }).map((list) => list.join(",")),
    );
  const expressions = fc
    .tuple(field(0, 59), field(0, 23), field(1, 31), field(1, 12), field(0, 6), fc.boolean())
    .map(([minute, hour, date, month, day, byDate]) =>
      [minute, hour, byDate ? date : "*", month, byDate ? "*" : day].join(" "),
    )
    // node-cron refuses days that no month in the list has (30 February).
    .filter((expression) => cron.validate(expression));

  test("agree with node-cron, minute by minute", () => {
    fc.assert(
      fc.property(
        expressions,
        // Zones and years without a change of clocks, where the two would differ on purpose.
        fc.constantFrom(SHANGHAI, "UTC", "Asia/Kolkata", "America/Phoenix"),
        fc.date({ min: new Date("2020-01-01"), max: new Date("2030-01-01"), noInvalidDate: true }),
        (expression, zone, instant) => {
          const from = new Date(Math.floor(instant.getTime() / minuteMs) * minuteMs);
          const until = new Date(from.getTime() + 180 * minuteMs);
          const task = cron.createTask(expression, () => {}, { timezone: zone });
          const expected: number[] = [];
          for (let time = from.getTime() + minuteMs; time <= until.getTime(); time += minuteMs) {
            if (task.match(new Date(time))) expected.push(time);
          }
          const found = slotsBetween(parseCron(expression), { after: from, until, zone, max: 1000 });
          expect(found.map((slot) => slot.getTime())).toEqual(expected);
        },
      ),
      { numRuns: long ? 1000 : 60 },
    );
  });

  test("cut anywhere, the parts are the whole", () => {
    fc.assert(
      fc.property(
        expressions,
        fc.integer({ min: 0, max: 3 * 1440 }),
        fc.integer({ min: 0, max: 3 * 1440 }),
        (expression, a, b) => {
          const at = (minutes: number) => new Date(Date.UTC(2026, 2, 6) + minutes * minuteMs);
          const between = (after: number, until: number) =>
            slotsBetween(parseCron(expression), {
              after: at(after),
              until: at(until),
              zone: "America/New_York",
              max: 100_000,
            });
          expect([...between(0, a), ...between(a, a + b)]).toEqual(between(0, a + b));
        },
      ),
      { numRuns: long ? 500 : 40 },
    );
  });
});
