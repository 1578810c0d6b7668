// What the staff skill does by the clock: the platform's directory becomes our shops and colleagues.
import type { Channel, DirectoryStaff } from "../../channel.ts";
import { system } from "../../db/actor.ts";
import type { Db } from "../../db/db.ts";
import { readDirectory } from "./directory.ts";
import { saveDirectory } from "./store.ts";

export interface DirectoryContext {
  db: Db;
  channel: Channel;
}

/** Asks the platform, then writes in one transaction. Run twice it changes nothing. What a person set by hand stays. */
export async function syncDirectory({ db, channel }: DirectoryContext): Promise<string> {
  const departments = await channel.departments();
  const members = new Map<string, DirectoryStaff>();
  // One call a department; a chain has hundreds at most.
  for (const { id } of departments) for (const member of await channel.staff(id)) members.set(member.id, member);

  const read = readDirectory(departments, [...members.values()]);

  await db.transaction(system, (tx) => saveDirectory(tx, read));
  return `${read.stores.length} shops, ${read.staff.length} people`;
}
