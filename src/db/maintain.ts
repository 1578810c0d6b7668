// Upkeep by the clock: the embedded engine has no autovacuum, and a server's runs late after an import.
import type { Db } from "./db.ts";
import { engineOf } from "./transaction.ts";

/** Frees dead rows and refreshes the planner's figures. Nothing else runs meanwhile when embedded; seconds at most. */
export async function maintain(db: Db): Promise<void> {
  await engineOf(db).asOwner((session) => session.script("VACUUM (ANALYZE)"));
}
