// Every figure of every report equals a recount in plain TypeScript over the same rows, on the demo shop and on random
// shops; and the people it opens into are those who were counted.
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { addDays, type Day, instantOf } from "../../../src/calendar/day.ts";
import { system } from "../../../src/db/actor.ts";
import type { Db, Tx } from "../../../src/db/db.ts";
import { defaultSettings } from "../../../src/settings.ts";
import { addUp, periodAt } from "../../../src/skills/insights/digest.ts";
import { KPI_KEYS, kpis } from "../../../src/skills/insights/kpi.ts";
import { findBehind, findGone, loadDigests } from "../../../src/skills/insights/store.ts";
import { describeOnOneEngine } from "../../support/database.ts";
import { NOW, people, seedPeople, TODAY } from "../../support/people.ts";
import { type Counts, readRows, recount } from "../../support/recount.ts";
import { testVault } from "../../support/vault.ts";
import { describeInWorld } from "../../support/world.ts";

const settings = defaultSettings;
const zone = "Asia/Shanghai";

async function compare(tx: Tx, days: readonly { from: Day; to: Day }[], now: Date, stores: readonly (string | null)[]) {
  const rows = await readRows(tx);
  for (const { from, to } of days) {
    const window = { from, to, zone, settings, now };
    for (const store of stores) {
      const expected = recount(rows, { from, to, now, settings, store });
      const digests = await loadDigests(tx, { ...window, storeId: store, monthly: true });
      const { figures } = addUp([...digests.values()]);
      const found = Object.fromEntries(Object.keys(expected).map((key) => [key, figures[key as keyof typeof figures]]));
      expect({ from, to, store, found }).toEqual({ from, to, store, found: figuresOf(expected) });
      for (const key of KPI_KEYS.filter((one) => kpis[one].rows !== null)) {
        const { ids, total } = await findBehind(tx, key, window, { storeId: store, staffId: null, limit: 100_000 });
        const { counted, missing } = expected[key]!;
        // Shares are of those counted; money, pieces and points of everybody with a row.
        const all = kpis[key].unit === "share" ? counted : [...new Set([...counted, ...missing])].sort();
        expect([key, [...ids].sort()]).toEqual([key, kpis[key].opens === "missing" ? missing : all]);
        expect(total).toBe(ids.length);
      }
    }
  }
}

const figuresOf = (counts: Counts) =>
  Object.fromEntries(Object.entries(counts).map(([key, { num, den }]) => [key, { num, den }]));

describeInWorld(
  "the demo shop's figures",
  (world) => {
    it("equal a recount, of a day, a week, a month, one that still runs, for each shop and all", {
      timeout: 120_000,
    }, async () => {
      const { db, now } = world().app.context;
      const today = "2026-09-16";
      await db.transaction(
        system,
        (tx) =>
          compare(
            tx,
            [
              periodAt("day", addDays(today, -1)),
              periodAt("week", addDays(today, -7)),
              periodAt("month", "2026-08-01"),
              periodAt("week", today),
            ],
            now(),
            ["xuhui", null],
          ),
        { timeoutMs: 120_000 },
      );
    });
  },
  { on: "server" },
);

describeOnOneEngine("random shops' figures", (open) => {
  let db: Db;
  beforeAll(async () => {
    db = await open();
    await seedPeople(db, testVault);
  });

  const back = fc.integer({ min: 0, max: 420 });
  const minute = fc.integer({ min: 0, max: 1439 });
  const who = fc.constantFrom(...people.map((one) => one.id));
  const staffId = fc.constantFrom("linyue", "chenchen", "hejing", "boss");
  const instant = fc
    .tuple(back, minute)
    .map(([days, of]) => new Date(instantOf(addDays(TODAY, 3 - days), "00:00", zone).getTime() + of * 60_000));
  const shop = fc.record({
    orders: fc.array(
      fc.record({
        customerId: who,
        paidAt: instant,
        amountFen: fc.nat(100_000),
        refundedFen: fc.nat(500),
        state: fc.constantFrom("paid" as const, "closed" as const, "refunded" as const),
        channel: fc.constantFrom("pos", "online"),
      }),
      { maxLength: 60 },
    ),
    visits: fc.array(fc.record({ customerId: who, visitedAt: instant }), { maxLength: 20 }),
    followUps: fc.array(
      fc.record({
        customerId: fc.option(who),
        staffId,
        createdById: staffId,
        text: fc.constant("x"),
        kind: fc.constantFrom("follow_up" as const, "promise" as const),
        state: fc.constantFrom("open" as const, "done" as const, "cancelled" as const, "missed" as const),
        dueAt: instant,
        doneAt: fc.option(instant),
        dueHasTime: fc.boolean(),
      }),
      { maxLength: 30 },
    ),
    touches: fc.array(
      fc.record({
        customerId: who,
        staffId: fc.option(staffId),
        direction: fc.constantFrom("in", "out"),
        means: fc.constant("phone"),
        at: instant,
      }),
      { maxLength: 20 },
    ),
    complaints: fc.array(
      fc.record({
        customerId: who,
        content: fc.constant("x"),
        state: fc.constantFrom("open", "closed"),
        openedAt: instant,
        respondBy: fc.option(instant),
        resolveBy: fc.option(instant),
        closedAt: fc.option(instant),
        respondedAt: fc.option(instant),
      }),
      { maxLength: 12 },
    ),
    careMessages: fc.array(
      fc.record({
        customerId: who,
        staffId: fc.constantFrom("linyue", "hejing"),
        occasion: fc.constant("birthday"),
        draftedText: fc.constant("x"),
        text: fc.constant("x"),
        state: fc.constantFrom("draft" as const, "sent" as const, "refused" as const, "queued" as const),
        sentAt: fc.option(instant),
        updatedAt: instant,
      }),
      { maxLength: 12 },
    ),
    surveys: fc.array(
      fc.record({
        customerId: who,
        kind: fc.constantFrom("csat", "nps"),
        score: fc.integer({ min: 0, max: 10 }),
        answeredAt: instant,
      }),
      { maxLength: 12 },
    ),
    grain: fc.constantFrom("day" as const, "week" as const, "month" as const),
    on: fc.integer({ min: 0, max: 60 }),
  });
  type Shop = typeof shop extends fc.Arbitrary<infer T> ? T : never;
  async function fill(tx: Tx, rows: Shop): Promise<void> {
    await tx.order.createMany({ data: rows.orders });
    await tx.visit.createMany({ data: rows.visits });
    await tx.followUp.createMany({ data: rows.followUps });
    await tx.touch.createMany({ data: rows.touches });
    await tx.complaint.createMany({ data: rows.complaints });
    await tx.careMessage.createMany({ data: rows.careMessages });
    await tx.survey.createMany({ data: rows.surveys });
  }

  it("equal a recount", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(shop, async (rows) => {
        await db.sandbox((sandbox) =>
          sandbox.transaction(system, async (tx) => {
            await fill(tx, rows);
            await compare(tx, [periodAt(rows.grain, addDays(TODAY, -rows.on))], NOW, ["xuhui", null]);
          }),
        );
      }),
      { numRuns: 8, seed: 17 },
    );
  });

  it("say who counted before and does not now", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(shop, async (rows) => {
        await db.sandbox((sandbox) =>
          sandbox.transaction(system, async (tx) => {
            await fill(tx, rows);
            const all = await readRows(tx);
            const [now, before] = [periodAt("month", "2026-09-01"), periodAt("month", "2026-08-01")];
            const window = (days: typeof now) => ({ ...days, zone, settings, now: NOW });
            for (const key of ["repeat", "retention", "churn", "sales"] as const) {
              const { ids } = await findGone(tx, key, window(now), window(before), {
                storeId: null,
                staffId: null,
                limit: 1000,
              });
              const counted = (days: typeof now) => {
                const { counted, missing } = recount(all, { ...days, now: NOW, settings, store: null })[key]!;
                return kpis[key].unit === "share" ? counted : [...counted, ...missing];
              };
              const [more, less] = key === "churn" ? [now, before] : [before, now];
              const gone = counted(more).filter((id) => !counted(less).includes(id));
              expect([key, [...ids].sort()]).toEqual([key, [...new Set(gone)].sort()]);
            }
          }),
        );
      }),
      { numRuns: 8, seed: 18 },
    );
  });
});
