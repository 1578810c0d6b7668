// The rules of occasions over years, leap years and leap months; and that the queries find exactly whom the rules mean.
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import {
  addDays,
  dayFromNumber,
  dayNumber,
  diffDays,
  instantOf,
  isLeapYear,
  SHANGHAI,
  splitDay,
} from "../../../src/calendar/day.ts";
import { nextBirthday } from "../../../src/calendar/lunar.ts";
import { system } from "../../../src/db/actor.ts";
import type { Db, Tx } from "../../../src/db/db.ts";
import { firstDaysDue, giftsDue, leadsDue, replenishDue, silentDue } from "../../../src/skills/care/due-store.ts";
import {
  CYCLE_DAYS,
  celebratedOn,
  festivalSuits,
  GONE_DAYS,
  greetable,
  holidaysBetween,
  isSwitchedOn,
  replenishOn,
  type SwitchRow,
  silenceOf,
  yearsOn,
  yearsWords,
} from "../../../src/skills/care/occasions.ts";
import { editDistance, generalise, punctuate } from "../../../src/skills/care/wording.ts";
import { describeOnEveryEngine } from "../../support/database.ts";

const day = fc.integer({ min: dayNumber("2018-01-01"), max: dayNumber("2034-12-31") }).map(dayFromNumber);

describe("rules of occasions", () => {
  it("a first day comes round once a year, 29 February too", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 2019, max: 2040 }), (first, year) => {
        const days = Array.from({ length: isLeapYear(year) ? 366 : 365 }, (_, i) => addDays(`${year}-01-01`, i));
        const round = days.filter((one) => yearsOn(first, one) !== null);
        expect(round).toHaveLength(year > splitDay(first).year ? 1 : 0);
        const [one] = round;
        if (one) expect(yearsOn(first, one)).toBe(year - splitDay(first).year);
      }),
      { numRuns: 40 },
    );
    expect(yearsOn("2024-02-29", "2025-02-28")).toBe(1);
    expect(yearsOn("2024-02-29", "2028-02-28")).toBe(null);
    expect([1, 2, 10, 11, 20, 35, 0].map(yearsWords)).toEqual([
      "一周年",
      "二周年",
      "十周年",
      "十一周年",
      "二十周年",
      "三十五周年",
      "周年",
    ]);
  });

  it("every birthday of either calendar is found on its day, in leap months and without them, years ahead", () => {
    const birthday = fc.record({
      calendar: fc.constantFrom("solar" as const, "lunar" as const),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 30 }),
      leap: fc.boolean(),
    });
    fc.assert(
      fc.property(birthday, day, (raw, from) => {
        const solarDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        const leap = raw.calendar === "lunar" && raw.leap;
        const one = {
          ...raw,
          leap,
          day: raw.calendar === "solar" ? Math.min(raw.day, solarDays[raw.month - 1] ?? 28) : raw.day,
        };
        const on = nextBirthday(one, from);
        const keys = celebratedOn(on);
        expect(keys).toContainEqual({ calendar: one.calendar, month: one.month, day: one.day, leap: one.leap });
        expect(diffDays(from, on)).toBeLessThanOrEqual(one.calendar === "solar" ? 366 : 385);
      }),
      { numRuns: 400 },
    );
  });

  it("silence goes from nothing to dormant to lost to gone, never back", () => {
    const bounds = fc.record({
      dormantAfterDays: fc.integer({ min: 1, max: 200 }),
      lostAfterDays: fc.integer({ min: 200, max: 400 }),
    });
    fc.assert(
      fc.property(day, bounds, fc.integer({ min: 0, max: 900 }), (seen, by, days) => {
        const kind = silenceOf(seen, addDays(seen, days), by);
        const expected =
          days > GONE_DAYS || days < by.dormantAfterDays ? null : days > by.lostAfterDays ? "lost" : "dormant";
        expect(kind).toBe(expected);
      }),
    );
    expect(silenceOf(null, "2026-01-01", { dormantAfterDays: 90, lostAfterDays: 180 })).toBe(null);
  });

  it("a habit needs three days and gaps of two weeks to half a year; the order told does not matter", () => {
    fc.assert(
      fc.property(fc.array(day, { maxLength: 9 }), (days) => {
        const on = replenishOn(days);
        expect(replenishOn(days.toReversed())).toBe(on);
        expect(replenishOn([...days, ...days])).toBe(on);
        const last = days.toSorted().at(-1);
        if (on === null || last === undefined) return;
        expect(new Set(days).size).toBeGreaterThanOrEqual(3);
        expect(diffDays(last, on)).toBeGreaterThanOrEqual(CYCLE_DAYS.min);
        expect(diffDays(last, on)).toBeLessThanOrEqual(CYCLE_DAYS.max);
      }),
    );
    expect(replenishOn(["2026-01-01", "2026-02-01", "2026-03-01"])).toBe("2026-03-29");
  });

  it("every greetable festival comes once a year for forty years", () => {
    for (let year = 2020; year < 2060; year++) {
      for (const festival of greetable) {
        expect(holidaysBetween([festival], `${year}-01-01`, `${year}-12-31`), `${festival} ${year}`).toHaveLength(1);
      }
    }
    expect(festivalSuits("母亲节", { gender: "female", family: [] })).toBe(false);
    expect(festivalSuits("母亲节", { gender: "female", family: [{ topic: "女儿", value: "女儿上学" }] })).toBe(true);
    expect(festivalSuits("妇女节", { gender: "unknown", family: [] })).toBe(false);
    expect(festivalSuits("中秋", { gender: "unknown", family: [] })).toBe(true);
  });

  it("the newest word of each counts, and anybody's no is a no", () => {
    const row = (by: Partial<SwitchRow>, minute: number): SwitchRow => ({
      storeId: null,
      staffId: null,
      occasion: "holiday",
      festival: null,
      enabled: false,
      changedAt: new Date(minute * 60_000),
      ...by,
    });
    const of = { rule: "holiday" as const, festival: "中秋", storeId: "xuhui", staffId: "linyue", usual: true };
    expect(isSwitchedOn([], of)).toBe(true);
    expect(isSwitchedOn([row({}, 1)], of)).toBe(false);
    expect(isSwitchedOn([row({}, 1), row({ enabled: true }, 2)], of)).toBe(true);
    expect(isSwitchedOn([row({}, 1), row({ storeId: "xuhui", enabled: true, festival: "中秋" }, 2)], of)).toBe(true);
    expect(isSwitchedOn([row({ storeId: "jingan" }, 1)], of)).toBe(true);
    expect(isSwitchedOn([row({ festival: "端午" }, 1)], of)).toBe(true);
    expect(isSwitchedOn([row({ staffId: "linyue" }, 1), row({ enabled: true }, 2)], of)).toBe(false);
    expect(isSwitchedOn([row({ occasion: "all", staffId: "linyue" }, 1)], of)).toBe(false);
    expect(isSwitchedOn([row({ enabled: true, festival: "中秋" }, 1)], { ...of, usual: false })).toBe(true);
  });
});

describe("an associate's own words", () => {
  it("edit distance is a distance", () => {
    const text = fc.string({ unit: fc.constantFrom(..."祝您生日快乐，a1"), maxLength: 12 });
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b) === 0).toBe(a === b);
        expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c));
      }),
      { numRuns: 200 },
    );
  });

  it("keeps nothing of the customer", () => {
    const of = {
      values: { 称呼: "张姐", 导购: "林悦", 日子词: "后天", 礼遇: "香囊一份" },
      private: ["张丽华", "喜欢真丝"],
    };
    expect(generalise("张姐，后天您生日，给您留了香囊一份，祝您天天开心！——林悦", of)).toBe(
      "{称呼}，{日子词}您生日，给您留了{礼遇}，祝您天天开心！——{导购}",
    );
    expect(generalise("张姐，张丽华女士，祝您生日快乐天天开心", of)).toBe(null);
    expect(generalise("祝您生日快乐天天开心身体健康", of)).toBe(null);
    expect(generalise("张姐，9月16日您生日，祝您快乐", of)).toBe(null);
    expect(generalise("张姐，明天您生日，祝您快乐每一天", of)).toBe(null);
    expect(punctuate("王姐,生日快乐!10:30见")).toBe("王姐，生日快乐！10:30见");
  });
});

describeOnEveryEngine("queries of occasions", (open) => {
  let db: Db;
  const run = <T>(work: (tx: Tx) => Promise<T>) => db.transaction(system, work);
  const page = { after: "", limit: 1000 };
  const zone = SHANGHAI;
  const TODAY = "2026-09-13";
  const ids = Array.from({ length: 60 }, (_, index) => `c${String(index).padStart(2, "0")}`);
  const purchases = new Map<string, string[]>();
  const seen = new Map<string, string>();
  const members = new Map<string, string>();

  beforeAll(async () => {
    db = await open();
    // Random, but the same every time.
    let seed = 7;
    const chance = (most: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % most;
    };
    const at = (on: string) => instantOf(on, "12:00", zone);
    const date = (on: string) => new Date(`${on}T00:00:00Z`);
    await run(async (tx) => {
      await tx.store.create({ data: { id: "s", name: "徐汇店" } });
      await tx.staff.create({ data: { id: "a", name: "林悦", storeId: "s" } });
      for (const [index, id] of ids.entries()) {
        const cycle = 10 + chance(60);
        const last = addDays(TODAY, -chance(index % 3 === 0 ? 60 : 800));
        const days = Array.from({ length: chance(5) }, (_, i) => addDays(last, -i * (cycle + chance(9))));
        const visit = chance(4) === 0 ? addDays(TODAY, -chance(400)) : null;
        const member = chance(3) === 0 ? addDays("2024-09-14", chance(5)) : null;
        purchases.set(id, days);
        const all = [...days, ...(visit ? [visit] : [])].toSorted();
        if (all.at(-1)) seen.set(id, all.at(-1) ?? "");
        if (member) members.set(id, member);
        await tx.customer.create({
          data: {
            id,
            storeId: "s",
            ownerId: "a",
            name: `客${index}`,
            externalId: `e-${id}`,
            tier: index % 2 === 0 ? "金卡" : "普通",
            membership: "active",
            ...(member ? { memberSince: date(member) } : {}),
            ...(index % 5 === 0 ? { birthdayCalendar: "solar", birthdayMonth: 9, birthdayDay: 27 } : {}),
            relations: { create: { staffId: "a", addedAt: at(index < 5 ? addDays(TODAY, -1) : "2024-01-01") } },
            orders: { create: days.map((on) => ({ amountFen: 100_00, paidAt: at(on) })) },
            visits: { create: visit ? [{ visitedAt: at(visit) }] : [] },
          },
        });
      }
    });
  });

  const idsOf = (rows: readonly { customerId: string }[]) => rows.map((row) => row.customerId).toSorted();

  it("the silent are those the rule means, once per silence", async () => {
    const bounds = { dormantAfterDays: 90, lostAfterDays: 180 };
    const quietSince = instantOf(addDays(TODAY, -30), "00:00", zone);
    for (const [rule, from, to, kind] of [
      ["winback", -GONE_DAYS, -181, "lost"],
      ["dormant", -180, -90, "dormant"],
    ] as const) {
      const of = {
        rule,
        from: addDays(TODAY, from),
        to: addDays(TODAY, to),
        quietSince,
        dayStart: instantOf(TODAY, "00:00", zone),
        zone,
        perStaff: 1000,
      };
      const found = await run((tx) => silentDue(tx, of, page));
      const meant = ids.filter((id) => silenceOf(seen.get(id) ?? null, TODAY, bounds) === kind);
      expect(meant.length, rule).toBeGreaterThan(3);
      expect(idsOf(found), rule).toEqual(meant);
      for (const one of found) expect(one.occursOn).toBe(seen.get(one.customerId));
      expect(await run((tx) => silentDue(tx, { ...of, perStaff: 2 }, page))).toHaveLength(2);
    }
  });

  it("the usual day is the lower median's", async () => {
    const range = { from: addDays(TODAY, -30), to: addDays(TODAY, 30) };
    const since = instantOf(addDays(TODAY, -2000), "00:00", zone);
    const found = await run((tx) =>
      replenishDue(tx, { ...range, since, dayStart: instantOf(TODAY, "00:00", zone), zone, perStaff: 1000 }, page),
    );
    const meant = ids.filter((id) => {
      const on = replenishOn(purchases.get(id) ?? []);
      return on !== null && on >= range.from && on <= range.to;
    });
    expect(meant.length).toBeGreaterThan(2);
    expect(idsOf(found)).toEqual(meant);
  });

  it("first days come round as the rule says, membership before purchase", async () => {
    const days = Array.from({ length: 10 }, (_, i) => addDays("2026-09-11", i)).flatMap((occursOn) =>
      celebratedOn(occursOn)
        .filter((key) => key.calendar === "solar")
        .map((key) => ({ ...key, occursOn })),
    );
    const found = await run((tx) => firstDaysDue(tx, { days, zone, perStaff: 1000 }, page));
    const window = [...new Set(days.map((one) => one.occursOn))];
    const meant = ids.filter((id) => {
      const first = (purchases.get(id) ?? []).toSorted()[0];
      return window.some((on) =>
        [members.get(id), first].some((one) => one !== undefined && yearsOn(one, on) !== null),
      );
    });
    expect(meant.length).toBeGreaterThan(5);
    expect(idsOf(found)).toEqual(meant);
    for (const one of found) if (members.has(one.customerId)) expect(one.name).toBe("member:2");
  });

  it("new contacts without a purchase, and birthdays of the loyal a fortnight off", async () => {
    const now = instantOf(TODAY, "08:07", zone);
    const leads = await run((tx) =>
      leadsDue(tx, { from: new Date(now.getTime() - 48 * 3_600_000), to: now, zone }, page),
    );
    expect(idsOf(leads)).toEqual(ids.slice(0, 5).filter((id) => (purchases.get(id) ?? []).length === 0));
    const days = [{ calendar: "solar" as const, month: 9, day: 27, leap: false, occursOn: "2026-09-27" }];
    const gifts = await run((tx) => giftsDue(tx, days, ["金卡"], page));
    expect(idsOf(gifts)).toEqual(ids.filter((_, index) => index % 10 === 0));
  });
});
