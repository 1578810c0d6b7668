// What the staff skill does by the clock: the platform's directory becomes our shops and colleagues.
import { nextAllowed } from "../../calendar/hours.ts";
import type { Channel, DirectoryStaff } from "../../channel.ts";
import { system } from "../../db/actor.ts";
import type { Db, Tx } from "../../db/db.ts";
import type { Settings } from "../../settings.ts";
import { readDirectory } from "./directory.ts";
import { staffLeft } from "./handle-handover.ts";
import { saveDirectory } from "./store.ts";

export interface DirectoryContext {
  db: Db;
  channel: Channel;
  now: () => Date;
  zone: string;
  settings(): Promise<Pick<Settings, "quietHours">>;
}

/**
 * Asks the platform, then writes in one transaction. Run twice it changes nothing. What a person set by hand stays. Whoever
 * is gone from the directory has left, as if the event had come: it may have been sent while nobody listened.
 */
export async function syncDirectory(context: DirectoryContext): Promise<string> {
  const { db, channel, now, zone } = context;
  const departments = await channel.departments();
  const members = new Map<string, DirectoryStaff>();
  // One call a department; a chain has hundreds at most.
  for (const { id } of departments) for (const member of await channel.staff(id)) members.set(member.id, member);

  const read = readDirectory(departments, [...members.values()]);
  const { quietHours } = await context.settings();

  const left = { at: now(), tellAt: nextAllowed(now(), quietHours, zone) };
  const { gone, unseen } = await db.transaction(system, async (tx) => {
    const { missing, known, ended } = await saveDirectory(tx, read);
    // So many at once did not leave: the app was given less to see.
    const isNarrower = read.staff.length === 0 || missing.length > Math.max(GONE_AT_ONCE, known * GONE_SHARE);
    return {
      gone: await leaveAll(tx, [...ended, ...(isNarrower ? [] : missing)], left),
      unseen: isNarrower ? missing.length : 0,
    };
  });
  return [
    `${read.stores.length} shops, ${read.staff.length} people`,
    ...(gone > 0 ? [`${gone} left`] : []),
    ...(unseen > 0 ? [`${unseen} out of sight and kept: may the app still see everybody?`] : []),
  ].join(", ");
}

/** Of a small shop two may leave on one day, of a large one a quarter would be a catastrophe. */
const GONE_AT_ONCE = 2;
const GONE_SHARE = 0.25;

async function leaveAll(tx: Tx, ids: readonly string[], left: { at: Date; tellAt: Date }): Promise<number> {
  let gone = 0;
  for (const id of ids) if (await staffLeft(tx, id, left)) gone++;
  return gone;
}
