// What figures do by the clock: the morning report, once per manager and day. Figures are kept first, in the same
// transaction as nothing else: a report that is late or sent to nobody still leaves its day behind.
import { addDays, type Day, dayOf } from "../../calendar/day.ts";
import { system } from "../../db/actor.ts";
import type { Db } from "../../db/db.ts";
import { enqueueAll, type NewDelivery } from "../../outbox/store.ts";
import type { Settings } from "../../settings.ts";
import { addUp, type DigestFacts } from "./digest.ts";
import { findManagers, keepDigests, loadDigests, type Manager, storeNames } from "./store.ts";
import { digestText } from "./words.ts";

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

/**
 * The report of the day before, to every manager and to head office. Run again for the same day it queues nothing new:
 * a delivery's key is the person and the day. A slot caught up late still tells the day before the slot.
 * Returns the number of reports queued.
 */
export async function dailyDigest(context: DigestContext, slotAt: Date): Promise<number> {
  const { db, zone } = context;
  const settings = await context.settings();
  const now = context.now();
  const today = dayOf(slotAt, zone);
  const day = addDays(today, -1);
  const { digests, names } = await db.transaction(
    system,
    async (tx) => {
      const digests = await loadDigests(tx, { day, zone, settings, now, storeId: null });
      await keepDigests(tx, day, digests, now);
      return { digests, names: await storeNames(tx) };
    },
    { timeoutMs: FIGURES_MS_MAX },
  );
  let queued = 0;
  let after = "";
  for (;;) {
    const batch = await db.transaction(system, async (tx) => {
      const managers = await findManagers(tx, after, MANAGERS_PER_BATCH);
      const reports = managers.map((manager) => reportFor(manager, { day, today, now, digests, names }));
      return { last: managers.at(-1)?.id ?? null, queued: await enqueueAll(tx, reports) };
    });
    queued += batch.queued;
    if (batch.last === null) return queued;
    after = batch.last;
  }
}

interface Figures {
  day: Day;
  today: Day;
  now: Date;
  digests: ReadonlyMap<string, DigestFacts>;
  names: ReadonlyMap<string, string>;
}

function reportFor(manager: Manager, { day, today, now, digests, names }: Figures): NewDelivery {
  const ofStore = manager.scope === "all" ? null : manager.storeId;
  const own = ofStore === null ? undefined : digests.get(ofStore);
  const facts = ofStore === null ? addUp([...digests.values()]) : addUp(own ? [own] : []);
  const storeName = ofStore === null ? null : (names.get(ofStore) ?? null);
  return {
    key: `digest:${manager.id}:${day}`,
    staffId: manager.id,
    kind: "digest",
    reply: { kind: "text", text: digestText({ day, storeName, facts }, today) },
    dueAt: now,
  };
}
