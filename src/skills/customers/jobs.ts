// What the customers skill does by the clock: the platform's contacts become our customers, and each week every associate
// gets a few customers whose records nobody has verified for a quarter.
import { randomUUID } from "node:crypto";
import { addDays, dayOf, instantOf, startOfWeek } from "../../calendar/day.ts";
import type { Channel } from "../../channel.ts";
import { system } from "../../db/actor.ts";
import type { Db } from "../../db/db.ts";
import { holdLine, releaseLine } from "../../db/line-holder.ts";
import type { Vault } from "../../db/vault.ts";
import { ChannelError } from "../../errors.ts";
import type { Log } from "../../log.ts";
import { enqueueAll } from "../../outbox/store.ts";
import type { Settings } from "../../settings.ts";
import { findUnverified, ownersAfter } from "./history-store.ts";
import { verifyCard } from "./history-words.ts";
import {
  endUnlisted,
  keepRun,
  openRun,
  type SyncRun,
  saveChannelCustomers,
  saveTags,
  staffToSync,
} from "./sync-store.ts";

export interface CustomerSyncContext {
  db: Db;
  channel: Channel;
  vault: Pick<Vault, "hash" | "hashPhone">;
  now: () => Date;
  log: Pick<Log, "info" | "warn">;
}

/** A line in the log every so many contacts. */
const PROGRESS_EVERY = 1000;

/** One process reads at a time, by a lease renewed with every page; longer than any page takes. */
const READING = "reading:contacts";
const READING_MS = 2 * 60_000;

/**
 * Colleague by colleague, page by page. Each page and the place after it are one transaction, so an
 * interrupted run goes on at the page it had not stored; the platform's pace is kept by the channel. With `msMax` it
 * stops there by itself after that time, and the next call goes on.
 */
export async function syncCustomers(context: CustomerSyncContext, { msMax = Number.POSITIVE_INFINITY } = {}) {
  const { db, now } = context;
  const holder = randomUUID();
  const until = now().getTime() + msMax;
  const isMine = () => holdLine(db, READING, holder, { now: now(), forMs: READING_MS });
  if (!(await isMine())) return "another process is reading";
  try {
    return await readAll(context, async () => now().getTime() < until && (await isMine()));
  } finally {
    await releaseLine(db, READING, holder);
  }
}

/** `goesOn` is asked after every page. */
async function readAll(context: CustomerSyncContext, goesOn: () => Promise<boolean>): Promise<string> {
  const { db, channel, now, log } = context;
  const tags = await channel.tags();
  const { run, staffIds } = await db.transaction(system, async (tx) => {
    await saveTags(tx, tags);
    return { run: await openRun(tx, now()), staffIds: await staffToSync(tx) };
  });
  if (run.seen > 0) log.info("customers.sync-resumed", { at: run.staffId, seen: run.seen });
  const rest = staffIds.filter((id) => (run.cursor === null ? id > run.staffId : id >= run.staffId));
  for (const staffId of rest) {
    const from = staffId === run.staffId ? run.cursor : null;
    const read = (place: string | null) => readOne(context, run, { staffId, from: place, goesOn });
    const whole = await read(from).catch((error) => {
      // The place may be forgotten by the platform; her contacts are then read from the beginning.
      if (from === null || !(error instanceof ChannelError) || error.remedy !== "give-up") throw error;
      return read(null);
    });
    if (!whole) return `${run.seen} contacts seen so far`;
  }
  await db.transaction(system, (tx) => keepRun(tx, run, now()));
  const more = [
    run.ended > 0 ? `${run.ended} no longer listed` : null,
    run.leftOut.length > 0 ? `${run.leftOut.length} colleagues left out` : null,
  ].filter((part) => part !== null);
  return [`${run.seen} contacts seen, ${run.added} customers added`, ...more].join(", ");
}

interface Reading {
  staffId: string;
  from: string | null;
  goesOn: () => Promise<boolean>;
}

/** False when it stopped on the way. */
async function readOne(
  context: CustomerSyncContext,
  run: SyncRun,
  { staffId, from, goesOn }: Reading,
): Promise<boolean> {
  const { db, channel, vault, now, log } = context;
  for await (const page of channel.customersOf(staffId, from)) {
    const before = run.seen;
    Object.assign(run, { staffId, cursor: page.next, seen: before + page.customers.length });
    if (page.refused && page.customers.length === 0) run.leftOut.push(staffId);
    await db.transaction(system, async (tx) => {
      run.added += await saveChannelCustomers(tx, page.customers, { at: now(), vault });
      if (page.next === null && !page.refused) run.ended += await endUnlisted(tx, staffId, run.startedAt);
      await keepRun(tx, run, null);
    });
    if (Math.floor(run.seen / PROGRESS_EVERY) > Math.floor(before / PROGRESS_EVERY))
      log.info("customers.sync", { seen: run.seen, added: run.added });
    if (!(await goesOn())) return false;
  }
  return true;
}

export interface VerifyContext {
  db: Db;
  now: () => Date;
  zone: string;
  settings(): Promise<Settings>;
}

/** People per transaction, as with the morning cards. */
const PEOPLE_PER_BATCH = 100;
/** What one year brought says who is asked first. */
const SPENT_DAYS = 365;

/** One card a week for each who has somebody to verify. Its key is the week: run again it adds nothing. */
export async function askToVerify(context: VerifyContext, _slotAt: Date): Promise<number> {
  const { db, zone } = context;
  const { verify: pace } = await context.settings();
  if (pace.perWeek === 0) return 0;
  const now = context.now();
  const today = dayOf(now, zone);
  const week = startOfWeek(today);
  let cards = 0;
  let after = "";
  for (;;) {
    const batch = await db.transaction(system, async (tx) => {
      const owners = await ownersAfter(tx, after, PEOPLE_PER_BATCH);
      const wanted = owners.filter((one) => !one.nudgesOff).map((one) => one.id);
      const people = await findUnverified(tx, {
        ownerIds: wanted,
        before: instantOf(addDays(today, -pace.afterDays), "00:00", zone),
        perOwner: pace.perWeek,
        spentSince: instantOf(addDays(today, -SPENT_DAYS), "00:00", zone),
      });
      const asked = wanted.flatMap((staffId) => {
        const hers = people.filter((one) => one.ownerId === staffId);
        if (hers.length === 0) return [];
        const key = `verify-${staffId}-${week}`;
        const card = verifyCard(key, hers, { zone, today });
        return [{ key, staffId, kind: "nudge" as const, reply: { kind: "card" as const, card }, dueAt: now }];
      });
      cards += await enqueueAll(tx, asked);
      return { last: owners.length < PEOPLE_PER_BATCH ? null : (owners.at(-1)?.id ?? null) };
    });
    if (batch.last === null) return cards;
    after = batch.last;
  }
}
