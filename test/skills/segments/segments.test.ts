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

async function openTwoShops(open: () => Promise<Db>): Promise<Db> {
  const db = await open();
  await db.transaction(system, async (tx) => {
    await tx.store.createMany({ data: ["a", "b"].map((id) => ({ id, name: id })) });
    await tx.tag.create({ data: { id: "promising", name: "高潜" } });
  });
  return db;
}

describeOnEveryEngine("segments of random shops", (open, engine) => {
  let db: Db;
  beforeAll(async () => {
    db = await openTwoShops(open);
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

// ── a night counts anew only those whose orders differ ──────────────────────────────────────────────────────────

const deed = fc.record({
  kind: fc.constantFrom(
    ...(["buys", "brings-back", "cancels", "was-another-day", "was-another's", "struck", "leaves"] as const),
    ...(["comes", "writes", "likes", "puts-aside", "rises", "studies", "moves", "marked", "joins"] as const),
  ),
  who: fc.nat(),
  order: fc.nat(),
  at: fc.oneof(moment, recent),
  /** A day not yet come counts when it comes. */
  ahead: fc.constantFrom(0, 0, 1, 9),
});
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;

/** What can happen to a customer and her orders between two nights, whoever did it. */
async function happens(tx: Tx, today: number, { kind, who, order, at, ahead }: Deed): Promise<void> {
  const people = await tx.customer.findMany({ orderBy: { id: "asc" } });
  const orders = await tx.order.findMany({ orderBy: [{ paidAt: "asc" }, { id: "asc" }] });
  const [customerId, id] = [people[who % people.length]?.id, orders[order % orders.length]?.id];
  const paidAt = instant({ ...at, ago: now - today + at.ago * (ahead > 0 ? 0 : 1) - ahead });
  const set = (data: Parameters<Tx["customer"]["update"]>[0]["data"]) =>
    tx.customer.update({ where: { id: customerId as string }, data });
  if (kind === "joins") await tx.customer.create({ data: { storeId: "a", name: "新来的" } });
  if (customerId === undefined) return;
  if (kind === "comes") await tx.visit.create({ data: { customerId, visitedAt: paidAt } });
  else if (kind === "writes")
    await tx.touch.create({ data: { customerId, direction: "in", means: "message", at: paidAt } });
  else if (kind === "likes") await tx.note.create({ data: { customerId, text: "看上那件大衣了", createdAt: paidAt } });
  else if (kind === "puts-aside")
    await tx.note.create({ data: { customerId, text: "帮她留一件M码", createdAt: paidAt } });
  else if (kind === "rises") await set({ tier: "金卡", membership: order % 2 === 0 ? "active" : "cancelled" });
  else if (kind === "studies") await set({ occupation: order % 2 === 0 ? "学生" : null });
  else if (kind === "moves") await set({ storeId: "b" });
  else if (kind === "marked")
    await tx.customerTag.createMany({ data: [{ customerId, tagId: "promising" }], skipDuplicates: true });
  else if (kind === "buys") await tx.order.create({ data: { customerId, amountFen: 1000 + (order % 2000), paidAt } });
  else if (kind === "leaves") await tx.customer.delete({ where: { id: customerId } });
  else if (id === undefined) return;
  else if (kind === "brings-back") await tx.order.update({ where: { id }, data: { refundedFen: 500 } });
  else if (kind === "cancels") await tx.order.update({ where: { id }, data: { state: "closed" } });
  else if (kind === "was-another-day") await tx.order.update({ where: { id }, data: { paidAt } });
  else if (kind === "was-another's") await tx.order.update({ where: { id }, data: { customerId } });
  else await tx.order.delete({ where: { id } });
}

const night = fc.record({
  /** Nights are missed, run twice, and the clock goes back. */
  later: fc.constantFrom(1, 1, 1, 0, 2, 10, 40, 380, -3),
  deeds: fc.array(deed, { maxLength: 3 }),
  /** Null: as the night before. */
  changed: fc.option(fc.nat(), { nil: null, freq: 5 }),
});
const settingsOfNights: Settings[] = [
  defaultSettings,
  { ...defaultSettings, promotions: [{ name: "跨年", from: "12-20", to: "01-05" }] },
  { ...defaultSettings, classes: { ...defaultSettings.classes, days: 90, within: "store" } },
  { ...defaultSettings, cycle: { ...defaultSettings.cycle, minGaps: 1, categoryMin: 2 }, newForDays: 10 },
  { ...defaultSettings, classes: { ...defaultSettings.classes, basis: "cumulativeAmount" }, lostAfterDays: 120 },
];

describeOnEveryEngine("a night after a night", (open, engine) => {
  let db: Db;
  beforeAll(async () => {
    db = await openTwoShops(open);
  });

  it("finds what counting everybody would, whatever happened to the orders", { timeout: 90_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(someone, { minLength: 1, maxLength: 15 }),
        fc.array(night, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(...settingsOfNights),
        async (shop, nights, chosen) => {
          await db.transaction(system, (tx) => insertShop(tx, shop));
          await compute(db, TODAY, chosen);
          let [today, settings] = [now, chosen];
          for (const { later, deeds, changed } of nights) {
            if (changed !== null) settings = settingsOfNights[changed % settingsOfNights.length] ?? settings;
            await db.transaction(system, async (tx) => {
              for (const one of deeds) await happens(tx, today, one);
            });
            today += later;
            await compute(db, dayFromNumber(today), settings);
            // The same day once more, with nothing kept to go by.
            await db.transaction(system, async (tx) => {
              const { count } = await tx.segmentRun.updateMany({
                where: { computedBy: { not: null } },
                data: { computedBy: null },
              });
              expect(count).toBe(1);
            });
            const again = await db.transaction(system, (tx) =>
              computeSegments(tx, { today: dayFromNumber(today), zone: SHANGHAI }, settings, new Date()),
            );
            expect(again).toMatchObject({ changed: 0, moved: 0 });
          }
        },
      ),
      { numRuns: long ? 60 : engine === "server" ? 12 : 3 },
    );
  });

  it("looks at the orders of nobody else", async () => {
    await db.transaction(system, (tx) => insertShop(tx, []));
    await db.transaction(system, async (tx) => {
      await tx.customer.createMany({ data: ["x", "y"].map((id) => ({ id, storeId: "a", name: id })) });
      const paidAt = instant({ ago: 100, hour: 12 });
      await tx.order.createMany({
        data: ["x", "y"].map((customerId) => ({ customerId, amountFen: 1000, paidAt })),
      });
    });
    await compute(db, TODAY);
    const recounted = await db.transaction(system, async (tx) => {
      await tx.order.create({ data: { customerId: "y", amountFen: 700, paidAt: instant({ ago: 50, hour: 12 }) } });
      await computeSegments(tx, { today: TODAY, zone: SHANGHAI }, defaultSettings, new Date());
      return tx.$queryRaw<{ customer_id: string }[]>`SELECT customer_id FROM segment_recount`;
    });
    expect(recounted).toEqual([{ customer_id: "y" }]);
    expect(await db.transaction(system, (tx) => tx.ordersChanged.count())).toBe(0);
  });
});

describeOnEveryEngine("ten days on", (open) => {
  it("an order that left the year counts no more, though nothing happened to it", async () => {
    const db = await open();
    await db.transaction(system, async (tx) => {
      await tx.store.create({ data: { id: "a", name: "a" } });
      for (const ago of [360, 350, 100, 20]) {
        await tx.customer.create({ data: { id: `c${ago}`, storeId: "a", name: "c" } });
        await tx.order.create({
          data: { customerId: `c${ago}`, amountFen: ago * 10, paidAt: instant({ ago, hour: 12 }) },
        });
      }
    });
    await compute(db, TODAY);
    await compute(db, dayFromNumber(now + 10));
    const rows = await db.transaction(system, (tx) => tx.customerSegment.findMany({ orderBy: { customerId: "asc" } }));
    expect(rows.map((row) => [row.customerId, row.yearOrders])).toEqual([
      ["c100", 1],
      ["c20", 1],
      ["c350", 1],
      ["c360", 0],
    ]);
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
