// What the customers skill does by the clock: the platform's contacts become our customers, and each week every associate
// gets a few customers whose records nobody has verified for a quarter.
import { addDays, dayOf, instantOf, startOfWeek } from "../../calendar/day.ts";
import type { Channel } from "../../channel.ts";
import { system } from "../../db/actor.ts";
import type { Db } from "../../db/db.ts";
import { enqueue } from "../../outbox/store.ts";
import type { Settings } from "../../settings.ts";
import { findUnverified, ownersAfter } from "./history-store.ts";
import { verifyCard } from "./history-words.ts";
import { saveChannelCustomers, staffToSync } from "./sync-store.ts";

export interface CustomerSyncContext {
  db: Db;
  channel: Channel;
}

/** Page by page, each in a transaction of its own: an interrupted run leaves whole pages, the next one fills the rest. */
export async function syncCustomers({ db, channel }: CustomerSyncContext): Promise<string> {
  const staffIds = await db.transaction(system, staffToSync);
  let seen = 0;
  let added = 0;
  for await (const page of channel.customersOf(staffIds)) {
    seen += page.length;
    added += await db.transaction(system, (tx) => saveChannelCustomers(tx, page));
  }
  return `${seen} contacts seen, ${added} customers added`;
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

/** One card a week for each who has somebody to verify (B20). Its key is the week: run again it adds nothing. */
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
      for (const staffId of wanted) {
        const hers = people.filter((one) => one.ownerId === staffId);
        if (hers.length === 0) continue;
        const key = `verify-${staffId}-${week}`;
        const card = verifyCard(key, hers, { zone, today });
        if (await enqueue(tx, { key, staffId, kind: "nudge", reply: { kind: "card", card }, dueAt: now })) cards++;
      }
      return { last: owners.length < PEOPLE_PER_BATCH ? null : (owners.at(-1)?.id ?? null) };
    });
    if (batch.last === null) return cards;
    after = batch.last;
  }
}
