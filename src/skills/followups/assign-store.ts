// What giving follow-ups to a colleague reads and writes. Row security decides what is reached.
import type { Day } from "../../calendar/day.ts";
import type { Tx } from "../../db/db.ts";
import type { UndoStep } from "../../skill.ts";
import { dayOfColumn, type StoredFollowUp } from "./store.ts";
import { shiftsColumn } from "./team-store.ts";

export async function findOwners(
  tx: Tx,
  customerIds: readonly string[],
): Promise<Map<string, { ownerId: string | null; storeId: string }>> {
  const wanted = [...new Set(customerIds)];
  const rows = await tx.customer.findMany({
    where: { id: { in: wanted } },
    select: { id: true, ownerId: true, storeId: true },
    take: wanted.length,
  });
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}

/** Two years: nobody's leave is known for longer. */
const DAYS_MAX = 730;

/** Days in the time from `from` until before `to` on which she works other hours than the shop; none on leave. */
export async function findHours(
  tx: Tx,
  of: { staffId: string; from: Day; to: Day },
): Promise<Map<Day, { from: string; to: string }[]>> {
  const rows = await tx.staffDay.findMany({
    where: { staffId: of.staffId, day: { gte: new Date(`${of.from}T00:00:00Z`), lt: new Date(`${of.to}T00:00:00Z`) } },
    select: { day: true, shifts: true },
    take: DAYS_MAX,
  });
  return new Map(rows.map(({ day, shifts }) => [dayOfColumn(day), shiftsColumn.parse(shifts)]));
}

/**
 * Hers to do from now on, if still open. One about nobody is asked of her by whoever gave it, who sees it for that. Gives
 * how to take it back as long as she has not done it.
 */
export async function give(
  tx: Tx,
  items: readonly StoredFollowUp[],
  { toId, byId }: { toId: string; byId: string },
): Promise<UndoStep[]> {
  const move = (some: readonly StoredFollowUp[], data: { staffId: string; createdById?: string }) =>
    some.length === 0
      ? null
      : tx.followUp.updateMany({ where: { id: { in: some.map(({ id }) => id) }, state: "open" }, data });
  await move(
    items.filter((item) => item.customer),
    { staffId: toId },
  );
  await move(
    items.filter((item) => !item.customer),
    { staffId: toId, createdById: byId },
  );
  return items.map(({ id, staffId, createdById, customer }) => ({
    op: "restore",
    table: "followUp",
    where: { id, staffId: toId, state: "open" },
    before: customer ? { staffId } : { staffId, createdById },
  }));
}
