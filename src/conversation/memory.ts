// What is on show in a person's talk: kept with her last turn, forgotten after a while.
import type { Tx } from "../db/db.ts";
import { nothingShown, type Plan, type Shown } from "../skill.ts";

/** After so long 「她」 means nobody any more. */
export const MEMORY_MS = 60 * 60_000;

/** What she said last and what came of it: short words (搞定了, 下一个, 算了) go on from there. */
export interface LastTurn {
  plans: Plan[];
  text: string;
  /** Kinds of the outcomes. */
  outcomes: string[];
  wrote: boolean;
}

export async function recallShown(
  tx: Tx,
  staffId: string,
  now: Date,
): Promise<{ shown: Shown; last: LastTurn | null }> {
  const last = await tx.turnLog.findFirst({
    where: { staffId, startedAt: { gte: new Date(now.getTime() - MEMORY_MS) } },
    orderBy: { seq: "desc" },
    select: { text: true, shown: true, plans: true, outcomes: true, undo: true, undoneAt: true },
  });
  if (last === null) return { shown: nothingShown, last: null };
  return {
    shown: { ...nothingShown, ...(last.shown as unknown as Partial<Shown>) },
    last: {
      text: last.text,
      plans: last.plans as unknown as Plan[],
      outcomes: (last.outcomes as unknown as { kind: string }[]).map(({ kind }) => kind),
      wrote: last.undoneAt === null && (last.undo as unknown[]).length > 0,
    },
  };
}
