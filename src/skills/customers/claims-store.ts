// Contradictions as stored: what was newly heard against what is recorded, until a person settles it.
import type { Tx } from "../../db/db.ts";
import type { Prisma } from "../../db/generated/client.ts";
import type { UndoStep } from "../../skill.ts";

export interface Claim {
  id: string;
  customerId: string;
  customer: string;
  what: string;
  oldShown: string;
  oldBy: string | null;
  oldAt: Date | null;
  newShown: string;
  newBy: string | null;
  recordedAt: Date;
  /** Columns of the customer as the new side has them; null when the sides are facts. */
  change: Record<string, unknown> | null;
  newFactId: string | null;
  oldFactIds: string[];
  sourceMessageId: string | null;
}

export interface NewClaim {
  customerId: string;
  what: string;
  oldShown: string;
  oldById: string | null;
  oldAt: Date | null;
  newShown: string;
  change: Record<string, unknown> | null;
  newFactId: string | null;
  oldFactIds: string[];
  saidAs: string | null;
  recordedById: string;
  recordedAt: Date;
  sourceMessageId: string | null;
}

/** An earlier open contradiction about the same thing gives way: the newest word is the one to decide about. */
export async function addClaim(tx: Tx, claim: NewClaim): Promise<{ id: string; undo: UndoStep[] }> {
  const { change, ...row } = claim;
  const earlier = await tx.claim.findMany({
    where: { customerId: claim.customerId, what: claim.what, settledAt: null },
    select: { id: true },
    take: OPEN_MAX,
  });
  const ids = earlier.map(({ id }) => id);
  await tx.claim.updateMany({
    where: { id: { in: ids } },
    data: { settledAs: "both", settledAt: claim.recordedAt, settledById: claim.recordedById },
  });
  const { id } = await tx.claim.create({
    data: { ...row, ...(change === null ? {} : { change: change as Prisma.InputJsonObject }) },
    select: { id: true },
  });
  const open = { settledAs: null, settledAt: null, settledById: null };
  return {
    id,
    undo: [
      ...ids.map((one): UndoStep => ({ op: "restore", table: "claim", where: { id: one }, before: open })),
      { op: "delete", table: "claim", where: { id } },
    ],
  };
}

/** Of one customer; more is not settled one by one. */
const OPEN_MAX = 20;

/** Open contradictions: the one with this id, of this customer, or raised by this person since then; newest first. */
export async function findClaims(
  tx: Tx,
  by: { id: string } | { customerId: string } | { staffId: string; since: Date },
): Promise<Claim[]> {
  const where =
    "id" in by
      ? { id: by.id }
      : "customerId" in by
        ? { customerId: by.customerId }
        : { recordedById: by.staffId, recordedAt: { gte: by.since } };
  const rows = await tx.claim.findMany({
    where: { ...where, settledAt: null },
    include: { customer: { select: { name: true } } },
    orderBy: [{ recordedAt: "desc" }, { id: "desc" }],
    take: OPEN_MAX,
  });
  const staffIds = rows.flatMap((row) => [row.recordedById, ...(row.oldById === null ? [] : [row.oldById])]);
  const staff = await tx.staff.findMany({
    where: { id: { in: [...new Set(staffIds)] } },
    select: { id: true, name: true },
    take: 2 * OPEN_MAX,
  });
  const nameOf = (id: string | null) => staff.find((one) => one.id === id)?.name ?? null;
  return rows.map(({ customer, change, recordedById, oldById, ...row }) => ({
    ...row,
    customer: customer.name,
    oldBy: nameOf(oldById),
    newBy: nameOf(recordedById),
    change: change as Record<string, unknown> | null,
  }));
}

export async function settleClaim(
  tx: Tx,
  id: string,
  settled: { settledAs: "new" | "old" | "both"; settledById: string; settledAt: Date },
): Promise<UndoStep[]> {
  const { count } = await tx.claim.updateMany({ where: { id, settledAt: null }, data: settled });
  if (count === 0) return [];
  const open = { settledAs: null, settledAt: null, settledById: null };
  return [{ op: "restore", table: "claim", where: { id }, before: open }];
}

/** Who said the recorded side of a column and when: the last word that was put in its place, else the registration. */
export async function originOf(
  tx: Tx,
  customerId: string,
  what: string,
): Promise<{ byId: string | null; at: Date | null }> {
  const last = await tx.claim.findFirst({
    where: { customerId, what, settledAs: "new" },
    orderBy: { settledAt: "desc" },
    select: { recordedById: true, recordedAt: true },
  });
  if (last) return { byId: last.recordedById, at: last.recordedAt };
  const customer = await tx.customer.findUnique({ where: { id: customerId }, select: { createdAt: true } });
  return { byId: null, at: customer?.createdAt ?? null };
}

/** Reads the columns that a settled contradiction changes, to take it back. */
export async function columnsOf(
  tx: Tx,
  customerId: string,
  names: readonly string[],
): Promise<Record<string, unknown>> {
  const row = await tx.customer.findUniqueOrThrow({ where: { id: customerId } });
  return Object.fromEntries(names.map((name) => [name, Reflect.get(row, name)]));
}

export async function putColumns(tx: Tx, customerId: string, change: Record<string, unknown>): Promise<void> {
  await tx.customer.updateMany({ where: { id: customerId }, data: change });
}

/** The old facts give way to the new one, and stay on record. */
export async function supersedeFacts(tx: Tx, ids: readonly string[], byId: string): Promise<UndoStep[]> {
  await tx.fact.updateMany({ where: { id: { in: [...ids] } }, data: { supersededById: byId } });
  return ids.map((id) => ({ op: "restore", table: "fact", where: { id }, before: { supersededById: null } }));
}

export async function withdrawFact(tx: Tx, id: string, at: Date): Promise<UndoStep[]> {
  await tx.fact.updateMany({ where: { id }, data: { withdrawnAt: at } });
  return [{ op: "restore", table: "fact", where: { id }, before: { withdrawnAt: null } }];
}

export async function keepAsFact(
  tx: Tx,
  fact: {
    customerId: string;
    topic: string;
    value: string;
    recordedById: string;
    recordedAt: Date;
    sourceMessageId: string | null;
  },
): Promise<UndoStep> {
  const { id } = await tx.fact.create({ data: { ...fact, kind: "other" }, select: { id: true } });
  return { op: "delete", table: "fact", where: { id } };
}
