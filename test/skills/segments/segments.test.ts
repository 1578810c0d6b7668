// The night's computation equals a plain one, for random shops and for real files of strangers (where they are there).
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it, test } from "vitest";
import { type Day, dayFromNumber, dayNumber, instantOf, SHANGHAI } from "../../../src/calendar/day.ts";
import { system } from "../../../src/db/actor.ts";
import type { Db, Tx } from "../../../src/db/db.ts";
import { defaultSettings, type Settings } from "../../../src/settings.ts";
import { computeSegments } from "../../../src/skills/segments/store.ts";
import { describeOnEveryEngine, hasServer, long } from "../../support/database.ts";
import { median, type PlainCustomer, type PlainSegment, plainSegments } from "./plain.ts";

const folder = process.env.ZHIKE_TEST_DATA ?? resolve(import.meta.dirname, "../../../../shared/data");
const masterFile = join(folder, "cdnow/CDNOW_master.txt");
const ordersFile = join(folder, "orders-cn.csv");

interface Row extends Omit<PlainSegment, "ownCycle"> {
  id: string;
  cycleDays: number | null;
  cycleFrom: string | null;
  nextOn: string | null;
  lastOn: string | null;
}

async function compute(db: Db, today: Day, settings: Settings = defaultSettings): Promise<Row[]> {
  return db.transaction(
    system,
    async (tx) => {
      await computeSegments(tx, { today, zone: SHANGHAI }, settings, instantOf(today, "04:37", SHANGHAI));
      return tx.$queryRaw<
        Row[]
      >`SELECT customer_id AS id, class, frequency, layer, value, r, f, m, rfm, life, stage, crowds,
        cycle_days::float8 AS "cycleDays", cycle_from AS "cycleFrom", next_on::text AS "nextOn", last_on::text AS "lastOn"
        FROM customer_segment ORDER BY customer_id`;
    },
    { timeoutMs: 120_000 },
  );
}

/** Everything of every customer but the cycle, which falls back on others. */
const bare = ({ cycleDays: _d, cycleFrom: _f, nextOn: _n, lastOn: _l, ...rest }: Row) => rest;
const plainOf = (id: string, { ownCycle: _, ...rest }: PlainSegment) => ({ id, ...rest });

/** Compared as text and one expectation for all: an expectation per customer takes longer than the computation. */
function expectEqual(rows: readonly Row[], plain: ReadonlyMap<string, PlainSegment>): void {
  const wrong: unknown[] = [];
  expect(rows.length).toBe(plain.size);
  for (const row of rows) {
    const segment = plain.get(row.id);
    if (!segment) throw new Error(`nobody is ${row.id}`);
    const [found, wanted] = [bare(row), plainOf(row.id, segment)];
    const same = Object.entries(wanted).every(
      ([key, value]) => JSON.stringify(value) === JSON.stringify(found[key as keyof typeof found]),
    );
    const own = segment.ownCycle;
    const cycle = own === null ? row.cycleFrom !== "own" : row.cycleFrom === "own" && row.cycleDays === own;
    const next =
      row.lastOn === null || row.cycleDays === null
        ? row.nextOn === null
        : Math.abs(dayNumber(row.nextOn as string) - dayNumber(row.lastOn) - row.cycleDays) <= 0.5;
    if (!same || !cycle || !next) wrong.push({ row, segment });
  }
  expect(wrong.slice(0, 3)).toEqual([]);
}

// ── random shops ────────────────────────────────────────────────────────────────────────────────────────────────

const TODAY = "2026-06-10";
const now = dayNumber(TODAY);
const moment = fc.record({ ago: fc.integer({ min: 0, max: 800 }), hour: fc.integer({ min: 0, max: 23 }) });
const recent = fc.record({ ago: fc.integer({ min: 0, max: 40 }), hour: fc.integer({ min: 0, max: 23 }) });
const someone = fc.record({
  store: fc.constantFrom("a", "b"),
  tier: fc.constantFrom("普通", "银卡", "金卡", null),
  cancelled: fc.boolean(),
  orders: fc.array(
    fc.record({
      at: fc.oneof(moment, recent),
      amount: fc.integer({ min: 1, max: 30 }),
      refunded: fc.constantFrom(0, 0, 0, 0.5, 1),
      closed: fc.constantFrom(false, false, false, true),
    }),
    { maxLength: 7 },
  ),
  visits: fc.array(moment, { maxLength: 2 }),
  wishes: fc.array(recent, { maxLength: 2 }),
  holds: fc.array(recent, { maxLength: 1 }),
  touches: fc.array(moment, { maxLength: 2 }),
  student: fc.boolean(),
  promising: fc.boolean(),
});
type Someone = typeof someone extends fc.Arbitrary<infer T> ? T : never;
type Moment = { ago: number; hour: number };

const instant = ({ ago, hour }: Moment): Date =>
  instantOf(dayFromNumber(now - ago), `${String(hour).padStart(2, "0")}:30`, SHANGHAI);
const plainMoment = (at: Moment) => ({ day: now - at.ago, ms: instant(at).getTime() });
const idOf = (index: number) => `c${String(index).padStart(4, "0")}`;

function plainShop(shop: readonly Someone[]): PlainCustomer[] {
  return shop.map((one, index) => ({
    id: idOf(index),
    store: one.store,
    tier: one.tier,
    cancelled: one.cancelled,
    orders: one.orders.map((order) => ({
      ...plainMoment(order.at),
      net: order.amount * 100 - Math.round(order.amount * 100 * order.refunded),
      closed: order.closed,
    })),
    visits: one.visits.map((at) => now - at.ago),
    wishes: one.wishes.map(plainMoment),
    holds: one.holds.map(plainMoment),
    touches: one.touches.map((at) => now - at.ago),
    student: one.student,
    promising: one.promising,
  }));
}

async function insertShop(tx: Tx, shop: readonly Someone[]): Promise<void> {
  for (const table of [
    "customer_segment",
    "segment_move",
    "segment_run",
    "customer_tag",
    "visit",
    "touch",
    "note",
    "orders",
    "customer",
  ])
    await tx.$executeRawUnsafe(`DELETE FROM ${table}`);
  const all = shop.map((one, index) => ({ one, customerId: idOf(index) }));
  await tx.customer.createMany({
    data: all.map(({ one, customerId }) => ({
      id: customerId,
      storeId: one.store,
      name: customerId,
      tier: one.tier,
      membership: one.cancelled ? ("cancelled" as const) : ("active" as const),
      occupation: one.student ? "学生" : null,
    })),
  });
  await insertOrders(tx, shop);
  await tx.visit.createMany({
    data: all.flatMap(({ one, customerId }) => one.visits.map((at) => ({ customerId, visitedAt: instant(at) }))),
  });
  await tx.touch.createMany({
    data: all.flatMap(({ one, customerId }) =>
      one.touches.map((at) => ({ customerId, direction: "in", means: "message", at: instant(at) })),
    ),
  });
  const notes = (text: string, of: (one: Someone) => Moment[]) =>
    all.flatMap(({ one, customerId }) => of(one).map((at) => ({ customerId, text, createdAt: instant(at) })));
  await tx.note.createMany({
    data: [
      ...notes("看上那件大衣了", (one) => one.wishes),
      ...notes("帮她留一件M码", (one) => one.holds),
      // Said and denied: no wish.
      ...notes("都没看上", () => [{ ago: 1, hour: 9 }]),
    ],
  });
  await tx.customerTag.createMany({
    data: all.flatMap(({ one, customerId }) => (one.promising ? [{ customerId, tagId: "promising" }] : [])),
  });
}

/** Only theirs: everything else that is known of the customers stays. */
async function insertOrders(tx: Tx, shop: readonly Someone[]): Promise<void> {
  await tx.order.deleteMany({});
  await tx.order.createMany({
    data: shop.flatMap((one, index) =>
      one.orders.map((order) => ({
        customerId: idOf(index),
        amountFen: order.amount * 100,
        refundedFen: Math.round(order.amount * 100 * order.refunded),
        state: order.closed ? ("closed" as const) : order.refunded === 1 ? ("refunded" as const) : ("paid" as const),
        paidAt: instant(order.at),
      })),
    ),
  });
}

const settingsArbitrary = fc.record({
  basis: fc.constantFrom("rank" as const, "cumulativeAmount" as const),
  within: fc.constantFrom("company" as const, "store" as const),
  lostAfterDays: fc.constantFrom(120, 180),
  frequencyBands: fc.constantFrom(null, { high: 4, mid: 2 }),
});

describeOnEveryEngine("segments of random shops", (open, engine) => {
  let db: Db;
  beforeAll(async () => {
    db = await open();
    await db.transaction(system, async (tx) => {
      await tx.store.createMany({ data: ["a", "b"].map((id) => ({ id, name: id })) });
      await tx.tag.create({ data: { id: "promising", name: "高潜" } });
    });
  });

  it("equal a plain computation, whatever the shop and the settings", { timeout: 90_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(someone, { minLength: 1, maxLength: 25 }),
        fc.array(
          someone.map((one) => one.orders),
          { minLength: 1, maxLength: 9 },
        ),
        settingsArbitrary,
        async (shop, bought, chosen) => {
          const { basis, within, ...others } = chosen;
          const settings: Settings = {
            ...defaultSettings,
            ...others,
            classes: { ...defaultSettings.classes, basis, within },
          };
          await db.transaction(system, (tx) => insertShop(tx, shop));
          const rows = await compute(db, TODAY, settings);
          expectEqual(rows, plainSegments(plainShop(shop), now, settings));
          // A second computation of the same day finds nothing to write and nobody moved.
          await db.transaction(system, async (tx) => {
            const again = await computeSegments(tx, { today: TODAY, zone: SHANGHAI }, settings, new Date());
            expect(again).toEqual({ customers: shop.length, changed: 0, moved: 0 });
          });
          // Another night finds what the plain way finds, whatever was bought, closed or dated anew since: what is kept
          // from the night before (rhythms, rows) is kept only where it still holds.
          const later = shop.map((one, at) =>
            at % 2 === 0 ? one : { ...one, orders: bought[at % bought.length] ?? [] },
          );
          await db.transaction(system, (tx) => insertOrders(tx, later));
          expectEqual(await compute(db, TODAY, settings), plainSegments(plainShop(later), now, settings));
        },
      ),
      // The statements are the same on both; what the second engine shows is that it takes them.
      { numRuns: long ? 100 : engine === "server" ? 12 : 4 },
    );
  });
});

// ── real files ──────────────────────────────────────────────────────────────────────────────────────────────────

interface Sale {
  who: string;
  /** In Shanghai. */
  at: Date;
  fen: number;
  closed: boolean;
}

function readCdnow(): Sale[] {
  return readFileSync(masterFile, "utf8")
    .split(/\r?\n/u)
    .map((line) => line.trim().split(/\s+/u))
    .filter((cells) => cells.length === 4 && /^\d+$/u.test(cells[0] as string))
    .map(([who, date, , dollars]) => ({
      who: who as string,
      at: instantOf(`${date?.slice(0, 4)}-${date?.slice(4, 6)}-${date?.slice(6, 8)}`, "12:00", SHANGHAI),
      fen: Math.round(Number(dollars) * 100),
      closed: false,
    }));
}

function readOrdersCn(): Sale[] {
  return readFileSync(ordersFile, "utf8")
    .split(/\r?\n/u)
    .slice(1)
    .filter((line) => line !== "")
    .map((line) => line.split(","))
    .map(([, who, time, state, amount]) => ({
      who: who as string,
      at: new Date(`${(time as string).trim().replace(/\//gu, "-").replace(/ /u, "T")}+08:00`),
      fen: Math.round(Number(amount) * 100),
      closed: state !== "交易成功",
    }));
}

async function insertSales(db: Db, sales: readonly Sale[]): Promise<PlainCustomer[]> {
  const ids = new Map<string, PlainCustomer>();
  const rows = sales.map(({ who, at, fen, closed }) => {
    const id = ids.get(who)?.id ?? `r${String(ids.size).padStart(6, "0")}`;
    const local = at.getTime() + 8 * 3_600_000;
    const one = ids.get(who) ?? {
      id,
      store: "real",
      tier: null,
      cancelled: false,
      orders: [],
      visits: [],
      wishes: [],
      holds: [],
      touches: [],
      student: false,
      promising: false,
    };
    ids.set(who, one);
    one.orders.push({ day: Math.floor(local / 86_400_000), ms: at.getTime(), net: fen, closed });
    return { id, at, fen, closed };
  });
  await db.transaction(
    system,
    async (tx) => {
      await tx.store.create({ data: { id: "real", name: "real" } });
      await tx.$executeRaw`INSERT INTO customer (id, store_id, name, updated_at)
        SELECT id, 'real', id, now() FROM unnest(${[...ids.values()].map((one) => one.id)}::text[]) id`;
      await tx.$executeRaw`INSERT INTO orders (id, customer_id, amount_fen, state, paid_at)
        SELECT 'o' || row_number() OVER (), t.who, t.fen, CASE WHEN t.closed THEN 'closed' ELSE 'paid' END::order_state, t.at
        FROM unnest(${rows.map((row) => row.id)}::text[], ${rows.map((row) => row.fen)}::int[],
          ${rows.map((row) => row.closed)}::bool[], ${rows.map((row) => row.at)}::timestamptz[]) AS t(who, fen, closed, at)`;
    },
    { timeoutMs: 120_000 },
  );
  return [...ids.values()];
}

const counts = (values: readonly (string | null)[]) => {
  const count = new Map<string, number>();
  for (const value of values) count.set(String(value), (count.get(String(value)) ?? 0) + 1);
  return Object.fromEntries([...count].sort(([, a], [, b]) => b - a));
};

if (!existsSync(masterFile) || !existsSync(ordersFile))
  console.warn(`\n*** No public data at ${folder}: segments of real files are SKIPPED. Set ZHIKE_TEST_DATA.\n`);

describeOnEveryEngine("segments of real files", (open, engine) => {
  // Once, on the faster engine.
  const once = engine === "server" || !hasServer();
  const real = test.skipIf(!once || !existsSync(masterFile) || !existsSync(ordersFile));

  real("CDNOW: 69,659 purchases of 23,570 customers", { timeout: 120_000 }, async () => {
    const db = await open();
    const customers = await insertSales(db, readCdnow());
    expect(customers).toHaveLength(23_570);
    for (const today of long ? ["1997-12-31", "1998-02-15", "1998-06-30"] : ["1998-02-15", "1998-06-30"]) {
      const rows = await compute(db, today);
      const plain = plainSegments(customers, dayNumber(today), defaultSettings);
      for (const field of ["class", "rfm", "life", "stage", "frequency", "layer", "value"] as const)
        expect(counts(rows.map((row) => row[field])), `${today} ${field}`).toEqual(
          counts([...plain.values()].map((one) => one[field])),
        );
      expectEqual(rows, plain);
      if (today === "1998-06-30") console.log("CDNOW", today, JSON.stringify(counts(rows.map((row) => row.rfm))));
      const own = [...plain.values()].flatMap((one) => (one.ownCycle === null ? [] : [one.ownCycle]));
      expect(new Set(rows.filter((row) => row.cycleFrom === "shop").map((row) => row.cycleDays))).toEqual(
        new Set([median(own)]),
      );
    }
  });

  real("28,833 orders of a Chinese shop", { timeout: 120_000 }, async () => {
    const db = await open();
    const customers = await insertSales(db, readOrdersCn());
    const rows = await compute(db, "2019-06-30");
    const plain = plainSegments(customers, dayNumber("2019-06-30"), defaultSettings);
    expect(counts(rows.flatMap((row) => row.crowds))).toEqual(counts([...plain.values()].flatMap((one) => one.crowds)));
    expectEqual(rows, plain);
  });
});

describe.skipIf(!existsSync(masterFile))("when she buys next (X10)", () => {
  it("is told better by her own rhythm than by thirty days for all: CDNOW, the last six months held out", () => {
    const byCustomer = new Map<string, number[]>();
    for (const sale of readCdnow()) {
      const days = byCustomer.get(sale.who) ?? [];
      days.push(Math.floor((sale.at.getTime() + 8 * 3_600_000) / 86_400_000));
      byCustomer.set(sale.who, days);
    }
    const from = dayNumber("1998-01-01");
    const all = [...byCustomer.values()].map((days) => [...new Set(days)].sort((a, b) => a - b));
    const gapsOf = (days: readonly number[]) => days.slice(1).map((day, index) => day - (days[index] as number));
    const { minGaps } = defaultSettings.cycle;
    const trained = all
      .map((days) => gapsOf(days.filter((day) => day < from)))
      .filter((gaps) => gaps.length >= minGaps);
    const shop = median(trained.map(median));
    const errors: Record<"own" | "thirty", number[]> = { own: [], thirty: [] };
    for (const days of all)
      for (const [index, day] of days.entries()) {
        const before = days.slice(0, index);
        const last = before.at(-1);
        if (day < from || last === undefined) continue;
        const gaps = gapsOf(before);
        const expected = gaps.length >= minGaps ? median(gaps) : shop;
        errors.own.push(Math.abs(last + expected - day));
        errors.thirty.push(Math.abs(last + 30 - day));
      }
    const told = (some: readonly number[]) => ({
      mean: some.reduce((sum, one) => sum + one, 0) / some.length,
      median: median(some),
      within7: some.filter((one) => one <= 7).length / some.length,
      within14: some.filter((one) => one <= 14).length / some.length,
    });
    console.log(
      `next purchase, ${errors.own.length} held out, days off: own rhythm ${JSON.stringify(told(errors.own))}, thirty days ${JSON.stringify(told(errors.thirty))}`,
    );
    // A call within a week or two of the right day is what it is for. The mean is not better: it is made by those who
    // stayed away for half a year, whom neither rule foresees.
    expect(told(errors.own).within7).toBeGreaterThan(told(errors.thirty).within7 * 1.2);
    expect(told(errors.own).within14).toBeGreaterThan(told(errors.thirty).within14 * 1.1);
  });
});
