import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { addDays, dayFromNumber, dayNumber, dayOf, diffDays, instantOf, SHANGHAI } from "../../src/calendar/day.ts";
import { type Birthday, nextBirthday } from "../../src/calendar/lunar.ts";
import { system } from "../../src/db/actor.ts";
import type { Db } from "../../src/db/db.ts";
import { seedDemo } from "../../src/demo/seed.ts";
import { type DemoCustomer, type DemoShop, demoShop, tierOf } from "../../src/demo/shop.ts";
import { demoStaff } from "../../src/demo/staff.ts";
import { suggestions } from "../../src/demo/suggestions.ts";
import { defaultSettings } from "../../src/settings.ts";
import { describeOnOneEngine } from "../support/database.ts";
import { testVault } from "../support/vault.ts";

const startDay = "2026-09-13";
const anyDay = fc.integer({ min: dayNumber("2024-01-01"), max: dayNumber("2032-12-31") }).map(dayFromNumber);
const shop = demoShop(startDay);

describe("demo shop", () => {
  test("the same start day gives the same shop, another day the same people", () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const one = demoShop(day);
        expect(JSON.stringify(demoShop(day)) === JSON.stringify(one)).toBe(true);
        for (const check of laws) check(one, day);
      }),
      { numRuns: 4, examples: [["2028-02-26"], ["2026-02-14"], ["2027-01-01"]] },
    );
  });

  test("is as large and as varied as a shop is", () => {
    expect(shop.customer).toHaveLength(300);
    expect(shop.staff).toHaveLength(8);
    const share = (fits: (one: DemoCustomer) => boolean) => shop.customer.filter(fits).length / shop.customer.length;
    expect(share((one) => one.birthdayCalendar === "lunar")).toBeGreaterThan(0.1);
    expect(share((one) => one.birthdayCalendar === "lunar")).toBeLessThan(0.2);
    expect(share((one) => one.birthdayCalendar === null)).toBeGreaterThan(0.08);
    expect(share((one) => one.phone === null)).toBeGreaterThan(0.02);
    expect(share((one) => one.gender === "unknown")).toBeGreaterThan(0.005);
    for (const { name } of defaultSettings.tiers) expect(share((one) => one.tier === name)).toBeGreaterThan(0.01);
    const refunds = shop.order.filter((order) => (order.refundedFen ?? 0) > 0).length / shop.order.length;
    expect(refunds).toBeGreaterThan(0.03);
    expect(refunds).toBeLessThan(0.12);
    const dormant = shop.customer.filter((one) => daysSince(shop, one) >= 60 && daysSince(shop, one) <= 200).length;
    expect(dormant).toBeGreaterThan(30);
  });

  test("has the people it was written for", () => {
    const named = (name: string) => shop.customer.filter((one) => one.name === name && one.ownerId === "linyue");
    const [zhang] = named("张丽华");
    expect(zhang).toMatchObject({ tier: "金卡", membership: "active" });
    expect(zhang!.phone).toMatch(/3456$/);
    expect(shop.customer.filter((one) => one.phone?.endsWith("3456"))).toHaveLength(1);
    expect(shop.customerAlias.find((alias) => alias.alias === "张姐")?.customerId).toBe(zhang!.id);
    expect(shop.fact.filter((fact) => fact.customerId === zhang!.id && fact.kind === "negative")).toMatchObject([
      { value: "羊毛过敏，贴身起疹子", pinned: true },
    ]);
    expect(named("王芳")).toHaveLength(2);
    expect(
      named("李雯")
        .concat(named("李文"))
        .map((one) => one.namePinyin),
    ).toEqual(["li wen", "li wen"]);
    expect(named("林小雨")).toMatchObject([{ birthdayMonth: 2, birthdayDay: 29 }]);
    expect(shop.customer.filter((one) => one.membership === "frozen")).toMatchObject([{ name: "刘洋" }]);
    expect(named("赵敏")).toMatchObject([{ doNotDisturb: true }]);
    expect(shop.complaint.filter((one) => one.state === "open")).toHaveLength(1);
    const sizes = shop.fact.filter((fact) => fact.customerId === named("郑雪梅")[0]!.id && fact.topic === "尺码");
    expect(sizes.map((fact) => [fact.value, fact.origin])).toEqual([
      ["M码", "person"],
      ["L码", "import"],
    ]);
  });

  test("gives everybody something to do today", () => {
    for (const { id } of demoStaff.filter((one) => one.role === "associate")) {
      const due = shop.followUp.filter((one) => one.staffId === id).map((one) => dayOf(new Date(one.dueAt)));
      expect(due.filter((day) => day <= startDay).length, id).toBeGreaterThan(
        id === "hejing" || id === "xunuo" ? 0 : 1,
      );
    }
    const mine = shop.followUp.filter((one) => one.staffId === "linyue");
    expect(mine.some((one) => dayOf(new Date(one.dueAt)) < startDay)).toBe(true);
    expect(mine.some((one) => one.kind === "promise" && dayOf(new Date(one.dueAt)) === startDay)).toBe(true);
  });

  test("everybody has something worth saying first", () => {
    for (const { id } of demoStaff) expect(suggestions[id]?.length, id).toBeGreaterThan(2);
  });
});

/** What holds for every start day. */
const laws: ((shop: DemoShop, startDay: string) => void)[] = [
  function idsAreUnique(shop) {
    for (const rows of Object.values(shop)) {
      const ids = rows.flatMap((row) => ("id" in row ? [row.id] : []));
      expect(new Set(ids).size).toBe(ids.length);
    }
    const numbers = shop.order.map((order) => order.sourceKey);
    expect(new Set(numbers).size).toBe(numbers.length);
  },
  function everythingPointsAtSomebody(shop) {
    const ids = (rows: { id?: string }[]) => new Set<unknown>([null, undefined, ...rows.map((one) => one.id)]);
    const there: Record<string, Set<unknown>> = {
      customerId: ids(shop.customer),
      staffId: ids(shop.staff),
      ownerId: ids(shop.staff),
      storeId: ids(shop.store),
      orderId: ids(shop.order),
      tagId: ids(shop.tag),
      complaintId: ids(shop.complaint),
    };
    const lost = Object.values(shop).flatMap((rows) =>
      rows.flatMap((row) => Object.entries(row).filter(([field, value]) => there[field] && !there[field].has(value))),
    );
    expect(lost).toEqual([]);
  },
  function tiersFollowSpending(shop) {
    const net = new Map<string, number>();
    const earned = new Map<string, number>();
    for (const order of shop.order) {
      add(net, order.customerId, order.amountFen - (order.refundedFen ?? 0));
      if ((order.refundedFen ?? 0) > order.amountFen) throw new Error(`more back than paid: ${order.sourceKey}`);
    }
    for (const entry of shop.pointsEntry) add(earned, entry.customerId, entry.points);
    const wrong = shop.customer.filter((one) => {
      const spent = net.get(one.id) ?? 0;
      const member = one.membership === "active" || one.membership === "frozen";
      const tierFits = member ? one.tier === tierOf(spent) : one.tier === null && spent < 500_000;
      return !tierFits || (earned.get(one.id) ?? 0) !== one.points;
    });
    expect(wrong).toEqual([]);
  },
  function linesAddUp(shop) {
    const lines = new Map<string, number>();
    for (const line of shop.orderLine) add(lines, line.orderId, line.amountFen);
    expect(shop.order.filter((order) => lines.get(order.id ?? "") !== order.amountFen)).toEqual([]);
  },
  function nothingHappensInTheFuture(shop, day) {
    const end = instantOf(day, "00:00");
    const times = ["paidAt", "visitedAt", "at", "createdAt", "recordedAt", "addedAt", "endedAt", "lastVerifiedAt"];
    const early = Object.values(shop).flatMap((rows) =>
      rows.flatMap((row) =>
        Object.entries(row).filter(([field, value]) => times.includes(field) && value instanceof Date && value >= end),
      ),
    );
    expect(early).toEqual([]);
    const yesterday = shop.order.filter((order) => dayOf(new Date(order.paidAt)) === addDays(day, -1));
    expect(yesterday.length).toBeGreaterThanOrEqual(2);
  },
  function birthdaysFallWhenGreetingsAreDue(shop, day) {
    const mine = shop.customer.filter((one) => one.ownerId === "linyue" && one.birthdayCalendar);
    const inDays = mine.map((one) => diffDays(day, nextBirthday(birthdayOf(one), day)));
    expect(inDays.filter((days) => days === 3).length).toBeGreaterThanOrEqual(2);
    for (const days of [4, 5, 6]) expect(inDays).toContain(days);
  },
];

function add(sums: Map<string, number>, key: string, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount);
}

function birthdayOf(one: DemoCustomer): Birthday {
  return {
    calendar: one.birthdayCalendar ?? "solar",
    month: one.birthdayMonth ?? 1,
    day: one.birthdayDay ?? 1,
    leap: one.birthdayLeap ?? false,
  };
}

function daysSince(of: DemoShop, one: DemoCustomer): number {
  const last = of.order.filter((order) => order.customerId === one.id).at(-1);
  return last ? diffDays(dayOf(new Date(last.paidAt)), startDay) : -1;
}

describeOnOneEngine("demo seed", (open) => {
  let db: Db;
  let tookMs = 0;
  beforeAll(async () => {
    db = await open();
    const started = performance.now();
    expect(await seedDemo(db, testVault, startDay, SHANGHAI)).toBe(true);
    tookMs = performance.now() - started;
  });

  test("writes every row", async () => {
    const counts = await db.transaction(system, async (tx) => [
      await tx.customer.count(),
      await tx.order.count(),
      await tx.orderLine.count(),
      await tx.touch.count(),
      await tx.followUp.count(),
    ]);
    const expected = [shop.customer, shop.order, shop.orderLine, shop.touch, shop.followUp].map((rows) => rows.length);
    expect(counts).toEqual(expected);
    expect(tookMs).toBeLessThan(8_000);
  });

  test("keeps instants, birthdays and sealed phones", async () => {
    const wanted = shop.customer.find((one) => one.name === "张丽华")!;
    const found = await db.transaction(system, (tx) => tx.customer.findUniqueOrThrow({ where: { id: wanted.id } }));
    expect(found.createdAt).toEqual(wanted.createdAt);
    expect(found).toMatchObject({ phoneTail: "3456", birthdayMonth: 5, birthdayDay: 3, points: wanted.points });
    expect(testVault.open(found.phoneCipher!)).toBe(wanted.phone);
  });

  test("leaves a shop that is there alone", async () => {
    expect(await seedDemo(db, testVault, "2026-09-20", SHANGHAI)).toBe(false);
  });
});
