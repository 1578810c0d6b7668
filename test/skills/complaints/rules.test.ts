import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instantOf, localIso, SHANGHAI } from "../../../src/calendar/day.ts";
import { isOpen, type ShopCalendar } from "../../../src/calendar/hours.ts";
import { defaultSettings } from "../../../src/settings.ts";
import {
  type ClockPolicy,
  causeClass,
  deadlines,
  giftFen,
  isLate,
  ladder,
  mayGive,
  rankCauses,
  severityOf,
  stepsDue,
} from "../../../src/skills/complaints/rules.ts";

const at = (text: string) => instantOf(text.slice(0, 10), text.slice(11), SHANGHAI);
const say = (instant: Date | null) => (instant === null ? null : localIso(instant).slice(0, 16).replace("T", " "));
const daily: ClockPolicy = {
  clocks: defaultSettings.complaints,
  shop: { shifts: [{ from: "10:00", to: "22:00" }], daysOff: "daily" },
  zone: SHANGHAI,
};
const office: ClockPolicy = {
  ...daily,
  shop: {
    shifts: [
      { from: "09:00", to: "12:00" },
      { from: "13:00", to: "17:00" },
    ],
    daysOff: "chinese",
  },
};

describe("clocks", () => {
  const until = (severity: "urgent" | "question" | "complaint", opened: string, policy = daily) => {
    const { respondBy, resolveBy } = deadlines(severity, at(opened), policy);
    return [say(respondBy), say(resolveBy)];
  };
  test("a complaint is answered in a day and settled in seven", () => {
    expect(until("complaint", "2026-09-14 15:20")).toEqual(["2026-09-15 15:20", "2026-09-21 15:20"]);
  });
  test("an urgent one has thirty open minutes, over the night too, and the seven days", () => {
    expect(until("urgent", "2026-09-14 15:20")).toEqual(["2026-09-14 15:50", "2026-09-21 15:20"]);
    expect(until("urgent", "2026-09-14 21:50")).toEqual(["2026-09-15 10:20", "2026-09-21 21:50"]);
  });
  test("a question has four open hours: over lunch, over the weekend", () => {
    expect(until("question", "2026-09-14 10:00", office)).toEqual([null, "2026-09-14 15:00"]);
    expect(until("question", "2026-09-11 16:30", office)).toEqual([null, "2026-09-14 13:30"]);
  });
  test("at night a clock starts in the morning; days off do not count, and no clock ends while the shop is shut", () => {
    expect(until("complaint", "2026-09-14 23:30")).toEqual(["2026-09-16 10:00", "2026-09-22 10:00"]);
    // Friday afternoon: the next open day is Monday; the seventh day is a Friday.
    expect(until("complaint", "2026-09-11 16:30", office)).toEqual(["2026-09-14 16:30", "2026-09-18 16:30"]);
    // Seven days on lies in the National Day holiday.
    expect(until("complaint", "2026-09-25 10:00", office)[1]).toMatch(/^2026-10-08|^2026-09-27/);
  });

  test("half an hour that a week of holidays cuts in two ends with the week of the settlement, not after it", () => {
    expect(until("urgent", "2026-09-30 16:31", office)).toEqual(["2026-10-08 09:01", "2026-10-08 09:01"]);
  });

  const policies = fc.constantFrom(daily, office);
  const instants = fc
    .integer({ min: 0, max: 300 * 24 * 60 })
    .map((minutes) => new Date(Date.UTC(2026, 0, 1) + minutes * 60_000));
  const severities = fc.constantFrom("urgent" as const, "question" as const, "complaint" as const);
  test("every time comes later than the complaint, within open hours, the answer before the settlement", () => {
    const within = (instant: Date, shop: ShopCalendar) =>
      isOpen(instant, shop) || isOpen(new Date(instant.getTime() - 1), shop);
    fc.assert(
      fc.property(severities, instants, policies, (severity, openedAt, policy) => {
        const { respondBy, resolveBy } = deadlines(severity, openedAt, policy);
        expect(resolveBy > openedAt).toBe(true);
        expect(within(resolveBy, policy.shop)).toBe(true);
        if (respondBy === null) return;
        expect(respondBy > openedAt && respondBy <= resolveBy).toBe(true);
        expect(within(respondBy, policy.shop)).toBe(true);
      }),
    );
  });

  test("the ladder climbs: each rung once, associate before partner before manager, the last when time is up", () => {
    fc.assert(
      fc.property(severities, instants, policies, (severity, openedAt, policy) => {
        const clocks = deadlines(severity, openedAt, policy);
        const ticket = { openedAt, ...clocks, respondedAt: null, state: "open" };
        for (const clock of ["respond", "resolve"] as const) {
          const steps = ladder(ticket, policy).filter((step) => step.clock === clock);
          const due = clock === "respond" ? clocks.respondBy : clocks.resolveBy;
          expect(steps.map((step) => step.rung)).toEqual(due === null ? [] : ["associate", "partner", "manager"]);
          if (due !== null) expect(steps.at(-1)?.dueAt).toEqual(due);
          for (const [one, next] of steps.slice(1).map((step, index) => [steps[index]!, step] as const))
            expect(one.dueAt <= next.dueAt).toBe(true);
        }
      }),
    );
  });
  test("of thirty minutes the partner hears after twenty, the manager after thirty", () => {
    const openedAt = at("2026-09-14 15:00");
    const ticket = { openedAt, ...deadlines("urgent", openedAt, daily), respondedAt: null, state: "open" };
    expect(
      ladder(ticket, daily)
        .filter((step) => step.clock === "respond")
        .map((step) => [step.rung, say(step.dueAt)]),
    ).toEqual([
      ["associate", "2026-09-14 15:15"],
      ["partner", "2026-09-14 15:20"],
      ["manager", "2026-09-14 15:30"],
    ]);
  });
  test("an answer stops the first clock, closing both", () => {
    const openedAt = at("2026-09-01 15:00");
    const ticket = { openedAt, ...deadlines("complaint", openedAt, daily), respondedAt: null, state: "open" };
    const late = at("2026-09-20 10:00");
    const due = (one: object) => stepsDue({ ...ticket, ...one }, () => false, daily, late).length;
    expect([due({}), due({ respondedAt: openedAt }), due({ state: "closed" })]).toEqual([6, 3, 0]);
    expect(stepsDue(ticket, () => true, daily, late)).toEqual([]);
    expect(isLate(ticket, late)).toBe(true);
    expect(isLate({ ...ticket, state: "closed" }, late)).toBe(false);
  });
});

test("what cannot wait is heard from the words", () => {
  expect(severityOf("说要打12315")).toBe("urgent");
  expect(severityOf("裙子开线了")).toBe("complaint");
});

describe("causes", () => {
  test("are counted in classes", () => {
    expect([causeClass("面料问题"), causeClass("洗了掉色"), causeClass("导购态度"), causeClass("天气")]).toEqual([
      "面料做工",
      "面料做工",
      "服务态度",
      "其他",
    ]);
  });
  test("the ranking adds up: counts to all, shares to a hundred, the most frequent first", () => {
    const cause = fc.option(fc.constantFrom("面料", "掉色", "尺码", "态度", "快递", "没货", "说不清"));
    const rows = fc.array(fc.record({ cause, count: fc.integer({ min: 1, max: 50 }) }), { minLength: 1 });
    fc.assert(
      fc.property(rows, (all) => {
        const shares = rankCauses(all);
        const total = all.reduce((sum, one) => sum + one.count, 0);
        expect(shares.reduce((sum, one) => sum + one.count, 0)).toBe(total);
        expect(shares.at(-1)?.upTo).toBe(100);
        expect(shares.map((one) => one.count)).toEqual(shares.map((one) => one.count).toSorted((a, b) => b - a));
      }),
    );
  });
});

describe("gifts", () => {
  const { goodwill } = defaultSettings;
  test("are worth what was said, else what the shop's list says, else nobody knows", () => {
    expect(giftFen("一份小样", null, goodwill.gifts)).toBe(2000);
    expect(giftFen("一份小样", 35.5, goodwill.gifts)).toBe(3550);
    expect(giftFen("一张30元的券", null, goodwill.gifts)).toBe(3000);
    expect(giftFen("一架飞机", null, goodwill.gifts)).toBe(null);
  });
  test("never pass the budget of the role, whatever was given before", () => {
    const role = fc.constantFrom("associate" as const, "manager" as const);
    fc.assert(
      fc.property(role, fc.array(fc.nat({ max: 60_000 }), { maxLength: 60 }), (who, gifts) => {
        let spent = 0;
        for (const fen of gifts) {
          const answer = mayGive(who, fen, spent, goodwill);
          if (answer.kind !== "given") continue;
          expect(fen).toBeLessThanOrEqual(goodwill[who].perGiftFen);
          spent += fen;
          expect(answer.leftFen).toBe(goodwill[who].perMonthFen - spent);
        }
        expect(spent).toBeLessThanOrEqual(goodwill[who].perMonthFen);
      }),
    );
  });
});
