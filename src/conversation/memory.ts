// What is on show in a person's talk: kept with her last turn, forgotten after a while.
import type { Tx } from "../db/db.ts";
import { nothingShown, type Shown } from "../skill.ts";

/** After so long 「她」 means nobody any more. */
export const MEMORY_MS = 60 * 60_000;

export async function recallShown(tx: Tx, staffId: string, now: Date): Promise<Shown> {
  const last = await tx.turnLog.findFirst({
    where: { staffId, startedAt: { gte: new Date(now.getTime() - MEMORY_MS) } },
    orderBy: { seq: "desc" },
    select: { shown: true },
  });
  return last ? { ...nothingShown, ...(last.shown as unknown as Partial<Shown>) } : nothingShown;
}
