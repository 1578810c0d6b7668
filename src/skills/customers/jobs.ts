// What the customers skill does by the clock: the platform's contacts become our customers.
import type { Channel } from "../../channel.ts";
import { system } from "../../db/actor.ts";
import type { Db } from "../../db/db.ts";
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
