// What figures do by the clock: the reports of a day, a week and a month, once per manager and period. Figures are kept
// first, in a transaction of their own: a report that is late or sent to nobody still leaves its day behind.
import { dayOf } from "../../calendar/day.ts";
import { system } from "../../db/actor.ts";
import type { Db } from "../../db/db.ts";
import { enqueueAll, type NewDelivery } from "../../outbox/store.ts";
import type { Settings } from "../../settings.ts";
import { addUp, type DigestFacts, type Grain, lastPeriod } from "./digest.ts";
import { type Report, reportText } from "./lines.ts";
import { type Period, periodBefore } from "./periods.ts";
import { findManagers, keepDigests, loadDigests, type Manager, storeNames } from "./store.ts";

export interface DigestContext {
  db: Db;
  now: () => Date;
  zone: string;
  settings(): Promise<Settings>;
}

/** Managers per transaction; a report each is some kilobytes of text. */
const MANAGERS_PER_BATCH = 100;
/** Figures of all shops of a chain are one set of queries, but over everything that hangs on its customers. */
const FIGURES_MS_MAX = 120_000;

/** Keys of deliveries: whose report of which days this is. A number said after it is looked up by them. */
export const digestKey = (grain: Grain, staffId: string, period: Period) =>
  grain === "day" ? `digest:${staffId}:${period.from}` : `digest:${staffId}:${grain}:${period.from}`;

/**
 * The report of the last day, week or month, to every manager and to head office. Run again for the same period it
 * queues nothing new: a delivery's key is the person and the period. A slot caught up late still tells the period before
 * the slot. Returns the number of reports queued.
 */
export async function sendReports(context: DigestContext, slotAt: Date, grain: Grain): Promise<number> {
  const { db } = context;
  const figures = await takeFigures(context, slotAt, grain);
  let queued = 0;
  let after = "";
  for (;;) {
    const batch = await db.transaction(system, async (tx) => {
      const managers = await findManagers(tx, after, MANAGERS_PER_BATCH);
      const reports = managers.map((manager) => deliveryFor(manager, figures));
      return { last: managers.at(-1)?.id ?? null, queued: await enqueueAll(tx, reports) };
    });
    queued += batch.queued;
    if (batch.last === null) return queued;
    after = batch.last;
  }
}

interface Taken {
  grain: Grain;
  period: Period;
  today: string;
  now: Date;
  digests: ReadonlyMap<string, DigestFacts>;
  before: ReadonlyMap<string, DigestFacts> | null;
  names: ReadonlyMap<string, string>;
}

/** All figures of all shops; those of a day are kept as they are told. */
export async function takeFigures(context: DigestContext, slotAt: Date, grain: Grain): Promise<Taken> {
  const { db, zone } = context;
  const settings = await context.settings();
  const now = context.now();
  const today = dayOf(slotAt, zone);
  const period = lastPeriod(grain, today);
  return db.transaction(
    system,
    async (tx) => {
      const scope = { zone, settings, now, storeId: null, monthly: grain === "month" };
      const digests = await loadDigests(tx, { ...period, ...scope });
      if (grain === "day") await keepDigests(tx, period.from, digests, now);
      const before = grain === "day" ? null : await loadDigests(tx, { ...periodBefore(period), ...scope });
      return { grain, period, today, now, digests, before, names: await storeNames(tx) };
    },
    { timeoutMs: FIGURES_MS_MAX },
  );
}

function deliveryFor(manager: Manager, taken: Taken): NewDelivery {
  return {
    key: digestKey(taken.grain, manager.id, taken.period),
    staffId: manager.id,
    kind: "digest",
    reply: { kind: "text", text: reportText(reportFor(manager, taken), taken.today) },
    dueAt: taken.now,
  };
}

function reportFor(manager: Manager, { grain, period, digests, before, names }: Taken): Report {
  const storeId = manager.scope === "all" ? null : manager.storeId;
  const of = (all: ReadonlyMap<string, DigestFacts>) =>
    addUp([...all].flatMap(([id, facts]) => (storeId === null || id === storeId ? [facts] : [])));
  return {
    grain,
    period,
    storeName: storeId === null ? null : (names.get(storeId) ?? null),
    mine: false,
    facts: of(digests),
    before: before && of(before),
    stores: storeId === null ? [...digests].map(([id, facts]) => ({ name: names.get(id) ?? id, facts })) : [],
  };
}
