// A night after a night moves whoever a limit passes by, though nothing happened to her: one customer stands at each day
// around each limit, by each thing that is told by days, and at each place around each line that the others draw.
import { expect, it } from "vitest";
import { addDays, type Day, instantOf, SHANGHAI } from "../../../src/calendar/day.ts";
import { system } from "../../../src/db/actor.ts";
import type { Db, Tx } from "../../../src/db/db.ts";
import { defaultSettings, type Settings } from "../../../src/settings.ts";
import { DEAL_DAYS, INTEREST_DAYS } from "../../../src/skills/segments/rules.ts";
import { type Computed, computeSegments } from "../../../src/skills/segments/store.ts";
import { describeOnOneEngine } from "../../support/database.ts";

const FIRST = "2026-04-06";
/** By default interest ends when she counts as lost; here each limit has days of its own. */
const SETTINGS: Settings = { ...defaultSettings, lostAfterDays: 120 };
const { newForDays, lostAfterDays, rfm, classes } = SETTINGS;
const LIMITS = [
  ...new Set([newForDays, lostAfterDays, DEAL_DAYS, INTEREST_DAYS, ...rfm.recency, rfm.days, classes.days]),
];
/** Days from a limit: some pass it on the first night, some later, some never. */
const AROUND = [-3, -2, -1, 0, 1, 2];

const at = (ago: number): Date => instantOf(addDays(FIRST, -ago), "12:00", SHANGHAI);

const night = (db: Db, today: Day, settings: Settings = SETTINGS, anew = false): Promise<Computed> =>
  db.transaction(system, (tx) =>
    computeSegments(tx, { today, zone: SHANGHAI }, settings, instantOf(today, "04:37", SHANGHAI), { anew }),
  );

/** How many a night changed; that working everybody out finds nothing else. */
async function checked(db: Db, today: Day, settings?: Settings): Promise<number> {
  const { changed } = await night(db, today, settings);
  expect([today, await night(db, today, settings, true)]).toMatchObject([today, { changed: 0, moved: 0 }]);
  return changed;
}

async function customer(tx: Tx, id: string): Promise<string> {
  await tx.customer.create({ data: { id, storeId: "a", name: id } });
  return id;
}

describeOnOneEngine("limits of segments", (open) => {
  const withShop = async (fill: (tx: Tx) => Promise<void>): Promise<Db> => {
    const db = await open();
    await db.transaction(system, async (tx) => {
      await tx.store.create({ data: { id: "a", name: "a" } });
      await fill(tx);
    });
    return db;
  };
  const buy = (tx: Tx, customerId: string, ago: number, amountFen = 10_000) =>
    tx.order.create({ data: { customerId, amountFen, paidAt: at(ago) } });

  it("in days pass by whoever bought, came, wrote, liked or put aside so long ago", { timeout: 60_000 }, async () => {
    const kinds: readonly (readonly [string, (tx: Tx, id: string, ago: number) => Promise<unknown>])[] = [
      ["bought", (tx, id, ago) => buy(tx, id, ago)],
      ["came", (tx, customerId, ago) => tx.visit.create({ data: { customerId, visitedAt: at(ago) } })],
      // What is told by the last purchase is not what is told by the last visit.
      [
        "bought, came yesterday",
        async (tx, customerId, ago) => {
          await buy(tx, customerId, ago);
          await tx.visit.create({ data: { customerId, visitedAt: at(1) } });
        },
      ],
      [
        "bought long ago, came",
        async (tx, customerId, ago) => {
          await buy(tx, customerId, 700);
          await tx.visit.create({ data: { customerId, visitedAt: at(ago) } });
        },
      ],
      [
        "wrote",
        (tx, customerId, ago) =>
          tx.touch.create({ data: { customerId, direction: "in", means: "message", at: at(ago) } }),
      ],
      [
        "liked",
        (tx, customerId, ago) => tx.note.create({ data: { customerId, text: "看上那件大衣了", createdAt: at(ago) } }),
      ],
      [
        "aside",
        (tx, customerId, ago) => tx.note.create({ data: { customerId, text: "帮她留一件M码", createdAt: at(ago) } }),
      ],
    ];
    const db = await withShop(async (tx) => {
      for (const limit of LIMITS)
        for (const from of AROUND)
          for (const [kind, happened] of kinds)
            await happened(tx, await customer(tx, `${kind}-${limit}${from}`), limit + from);
    });
    await night(db, FIRST);
    // Otherwise nothing would be compared with nothing.
    for (const day of [1, 2, 5]) expect(await checked(db, addDays(FIRST, day))).toBeGreaterThan(LIMITS.length);
  });

  it.each([
    ["by rank", SETTINGS],
    ["by amount", { ...SETTINGS, classes: { ...classes, basis: "cumulativeAmount" as const } }],
  ])("drawn by the others pass over whoever stands between, %s", { timeout: 60_000 }, async (_name, settings) => {
    const db = await withShop(async (tx) => {
      // Each a little dearer than the one before, and with more orders; nothing happens to any of them.
      for (let nth = 1; nth <= 40; nth++) {
        const id = await customer(tx, `c${nth}`);
        for (let order = 0; order <= nth % 10; order++) await buy(tx, id, 20 + order, 1000 * nth);
      }
      for (let nth = 1; nth <= 24; nth++) await customer(tx, `rich${nth}`);
    });
    await night(db, FIRST, settings);
    for (const day of [1, 2, 3]) {
      // Eight who buy more than anybody push the lines of class, of money and of frequency up.
      await db.transaction(system, async (tx) => {
        for (let nth = 8 * day - 7; nth <= 8 * day; nth++)
          for (let order = 0; order < 12; order++) await buy(tx, `rich${nth}`, 1, 90_000);
      });
      expect(await checked(db, addDays(FIRST, day), settings)).toBeGreaterThan(8);
    }
  });
});
