// Hand-overs of contacts on the platform, as rows: written with the hand-over here, claimed by the clock, followed until
// the platform says how they ended. waiting → asked → done | refused | failed; cancelled when she has moved on meanwhile.
import { randomUUID } from "node:crypto";
import { TRANSFER_BATCH, type TransferAnswer, type TransferStatus } from "../../channel.ts";
import type { Tx } from "../../db/db.ts";
import { later } from "../../db/lease.ts";
import { enqueue } from "../../outbox/store.ts";
import { transferFailedText, transferReasons } from "./transfer-words.ts";

/** A hand-over may be taken back for an hour; the platform cannot take one back, so it is asked after that. */
export const ASK_AFTER_MS = 65 * 60_000;
/** The customer has a day to refuse: she is asked about once an hour. */
export const LOOK_AFTER_MS = 60 * 60_000;
/** Asked for and unknown to the platform so often is no accident. */
const ATTEMPTS_MAX = 5;

/**
 * Queues the contacts of one owner, or of one customer, for a colleague: those that the platform has with whoever gives
 * them and not yet with whoever takes them. Called before the owner changes. Returns the ids of the new rows.
 */
export async function addTransfers(
  tx: Tx,
  of: { ownerId: string } | { customerId: string },
  order: { to: string; byId: string; now: Date },
): Promise<string[]> {
  const owner = "ownerId" in of ? of.ownerId : null;
  const customer = "customerId" in of ? of.customerId : null;
  // One that still waits is with whoever gave her first.
  const rows = await tx.$queryRaw<{ customerId: string; fromStaffId: string }[]>`
    SELECT c.id AS "customerId", r.staff_id AS "fromStaffId" FROM customer c
    JOIN relation r ON r.customer_id = c.id AND r.ended_at IS NULL AND r.staff_id = COALESCE(
      (SELECT t.from_staff_id FROM transfer t WHERE t.customer_id = c.id AND t.state = 'waiting'
        ORDER BY t.created_at DESC LIMIT 1), c.owner_id)
    WHERE (${owner}::text IS NULL OR c.owner_id = ${owner}) AND (${customer}::text IS NULL OR c.id = ${customer})
      AND c.external_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM relation o WHERE o.customer_id = c.id AND o.staff_id = ${order.to}
        AND o.ended_at IS NULL)`;
  const data = rows.map((row) => ({
    ...row,
    id: randomUUID(),
    toStaffId: order.to,
    dueAt: later(order.now, ASK_AFTER_MS),
    createdById: order.byId,
    createdAt: order.now,
  }));
  if (data.length > 0) await tx.transfer.createMany({ data });
  return data.map(({ id }) => id);
}

export interface ClaimedTransfer {
  id: string;
  customerId: string;
  externalId: string;
  from: string;
  to: string;
  left: boolean;
  /** This one included. */
  attempts: number;
}

/** Whoever is no longer hers, or has lost her place on the platform, is not handed over any more. */
export async function cancelOutdated(tx: Tx, now: Date): Promise<number> {
  return tx.$executeRaw`
    UPDATE transfer t SET state = 'cancelled', done_at = ${now} FROM customer c
    WHERE c.id = t.customer_id AND t.state = 'waiting' AND t.due_at <= ${now}
      AND (c.external_id IS NULL OR c.owner_id IS DISTINCT FROM t.to_staff_id)`;
}

/**
 * Takes the next of one pair of colleagues, at most one call's worth, and notes them as asked before the platform is: a
 * process that dies in between leaves rows that are looked for by their results, never asked for twice.
 */
export function claimTransfers(tx: Tx, now: Date): Promise<ClaimedTransfer[]> {
  return tx.$queryRaw<ClaimedTransfer[]>`
    WITH pair AS (SELECT from_staff_id, to_staff_id FROM transfer WHERE state = 'waiting' AND due_at <= ${now}
        ORDER BY due_at, id LIMIT 1),
      taken AS (SELECT t.id FROM transfer t JOIN pair USING (from_staff_id, to_staff_id)
        WHERE t.state = 'waiting' AND t.due_at <= ${now} ORDER BY t.due_at, t.id LIMIT ${TRANSFER_BATCH}
        FOR UPDATE OF t SKIP LOCKED)
    UPDATE transfer t SET state = 'asked', asked_at = ${now}, attempts = t.attempts + 1,
      due_at = ${later(now, LOOK_AFTER_MS)}
    FROM customer c, staff s WHERE t.id IN (SELECT id FROM taken) AND c.id = t.customer_id AND s.id = t.from_staff_id
    RETURNING t.id, t.customer_id AS "customerId", c.external_id AS "externalId", t.from_staff_id AS "from",
      t.to_staff_id AS "to", NOT s.active AS left, t.attempts`;
}

/** Asked for and not yet ended, of one pair whose hour has come; noted as looked after. */
export function claimResults(tx: Tx, now: Date): Promise<ClaimedTransfer[]> {
  return tx.$queryRaw<ClaimedTransfer[]>`
    WITH pair AS (SELECT from_staff_id, to_staff_id FROM transfer WHERE state = 'asked' AND due_at <= ${now}
        ORDER BY due_at, id LIMIT 1)
    UPDATE transfer t SET due_at = ${later(now, LOOK_AFTER_MS)} FROM pair, customer c, staff s
    WHERE t.from_staff_id = pair.from_staff_id AND t.to_staff_id = pair.to_staff_id AND t.state = 'asked'
      AND t.due_at <= ${now} AND c.id = t.customer_id AND s.id = t.from_staff_id
    RETURNING t.id, t.customer_id AS "customerId", c.external_id AS "externalId", t.from_staff_id AS "from",
      t.to_staff_id AS "to", NOT s.active AS left, t.attempts`;
}

/** The call did not reach the platform, or was refused whole and may be made again. */
export async function askLater(tx: Tx, claims: readonly ClaimedTransfer[], dueAt: Date): Promise<void> {
  await tx.transfer.updateMany({
    where: { id: { in: claims.map(({ id }) => id) }, state: "asked" },
    data: { state: "waiting", dueAt },
  });
}

export type TransferEnd = Exclude<TransferAnswer, "asked"> | Exclude<TransferStatus, "waiting"> | "impossible";

/** Ends them; whoever ordered it is told of those that failed, once, in the same transaction. */
export async function endTransfers(
  tx: Tx,
  ends: ReadonlyMap<string, TransferEnd>,
  now: Date,
): Promise<{ done: number; failed: number }> {
  const told = new Map<string, { id: string; name: string; reason: string }[]>();
  let done = 0;
  let failed = 0;
  for (const end of new Set(ends.values())) {
    const ids = [...ends].filter(([, one]) => one === end).map(([id]) => id);
    const state = end === "done" || end === "refused" ? end : "failed";
    const reason = end === "done" ? null : transferReasons[end];
    const open = await tx.transfer.findMany({
      where: { id: { in: ids }, state: "asked" },
      select: { id: true, createdById: true, customer: { select: { name: true } } },
      orderBy: { id: "asc" },
    });
    const { count } = await tx.transfer.updateMany({
      where: { id: { in: open.map(({ id }) => id) }, state: "asked" },
      data: { state, reason, doneAt: now },
    });
    if (reason === null) done += count;
    else failed += count;
    for (const { id, createdById, customer } of reason === null ? [] : open) {
      if (createdById === null) continue;
      told.set(createdById, [...(told.get(createdById) ?? []), { id, name: customer.name, reason: reason ?? "" }]);
    }
  }
  for (const [staffId, lost] of told)
    await enqueue(tx, {
      key: `transfer-failed:${lost[0]?.id ?? ""}`,
      staffId,
      kind: "card",
      reply: { kind: "text", text: transferFailedText(lost) },
      dueAt: now,
    });
  return { done, failed };
}

/** The platform knows nothing of them: asked for again, or given up. */
export async function askAgain(tx: Tx, claims: readonly ClaimedTransfer[], now: Date): Promise<void> {
  const lost = claims.filter(({ attempts }) => attempts >= ATTEMPTS_MAX);
  await askLater(
    tx,
    claims.filter(({ attempts }) => attempts < ATTEMPTS_MAX),
    now,
  );
  await endTransfers(tx, new Map(lost.map(({ id }) => [id, "failed"])), now);
}
