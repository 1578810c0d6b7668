// Upkeep by the clock: the embedded engine has no autovacuum, and a server's runs late after an import. What is only a
// record of the clock's work is thrown away with time; nothing that a person said or did ever is.
import { system } from "./actor.ts";
import type { Db } from "./db.ts";
import { later } from "./lease.ts";
import { engineOf } from "./transaction.ts";

/** Jobs run thousands of times a day; two weeks are looked back at when something went wrong, longer nobody does. */
const SLOTS_KEPT_MS = 14 * 24 * 3_600_000;

/** Frees dead rows and refreshes the planner's figures. Nothing else runs meanwhile when embedded; seconds at most. */
export async function maintain(db: Db, now: Date): Promise<void> {
  // The last row of each job stays, however old: what it missed is counted from there.
  await db.transaction(
    system,
    (tx) => tx.$executeRaw`
      DELETE FROM job_slot old WHERE slot_at < ${later(now, -SLOTS_KEPT_MS)} AND state <> 'running'
        AND EXISTS (SELECT 1 FROM job_slot newer WHERE newer.job = old.job AND newer.slot_at > old.slot_at)`,
  );
  await engineOf(db).asOwner((session) => session.script("VACUUM (ANALYZE)"));
}
