// What the platform has to be told, as rows: found by comparing our record with what the platform last told, so nothing
// has to remember to queue it, and what is undone in time is never sent.
import { system } from "../../db/actor.ts";
import type { Db, Tx } from "../../db/db.ts";
import { later } from "../../db/lease.ts";

export type WriteKind = "tag-add" | "tag-remove" | "tag-new" | "phone" | "name" | "post" | "recall";

export interface ClaimedWrite {
  id: string;
  kind: WriteKind;
  staffId: string;
  customerId: string | null;
  what: string;
  /** This one included. */
  attempts: number;
}

/** Of one kind in one run; the rest is found by the next. */
const FOUND_MAX = 500;
/** So many tags taken off at once is a fault in our record rather than somebody's wish: none is taken off. */
const REMOVED_MAX = 100;
/** Corrections are looked for so far back: longer than any outage of ours that is not mended by hand. */
const AUDIT_MS = 3 * 24 * 3_600_000;

/** The contact through which the platform is told: hers who said it, else the owner's, else whoever has her. */
const nearest = (said: string) => `r.staff_id = ${said} DESC, r.staff_id = c.owner_id DESC, r.staff_id`;

export interface WriteRules {
  tags: "known" | "create" | "off";
  phone: boolean;
  name: boolean;
}

/** Queues what is missing there. Returns how many were new, and whether tags to take off were held back. */
export async function findWrites(tx: Tx, rules: WriteRules, now: Date): Promise<{ queued: number; heldBack: number }> {
  let queued = 0;
  let heldBack = 0;
  if (rules.tags === "create") queued += await findNewTags(tx, now);
  if (rules.tags !== "off") {
    queued += await findTagsToAdd(tx, now);
    const removed = await findTagsToRemove(tx, now);
    queued += removed.queued;
    heldBack = removed.heldBack;
  }
  if (rules.phone) queued += await findCorrected(tx, "phone", now);
  if (rules.name) queued += await findCorrected(tx, "name", now);
  return { queued, heldBack };
}

function findNewTags(tx: Tx, now: Date): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO channel_write (id, key, kind, staff_id, what, due_at)
    SELECT gen_random_uuid()::text, 'tag-new:' || t.id, 'tag-new', min(ct.added_by_id), t.id, ${now}
    FROM tag t JOIN customer_tag ct ON ct.tag_id = t.id AND ct.origin = 'person' AND ct.added_by_id IS NOT NULL
    WHERE t.channel_tag_id IS NULL GROUP BY t.id LIMIT ${FOUND_MAX}
    ON CONFLICT (key) DO NOTHING`;
}

/** Given by a person here and on none of the customer's contacts there. Given again later, it is queued again. */
function findTagsToAdd(tx: Tx, now: Date): Promise<number> {
  return tx.$executeRawUnsafe(
    `INSERT INTO channel_write (id, key, kind, staff_id, customer_id, what, due_at)
     SELECT DISTINCT ON (c.id, t.id) gen_random_uuid()::text,
       'tag-add:' || c.id || ':' || t.id || ':' || floor(extract(epoch FROM ct.added_at)),
       'tag-add', r.staff_id, c.id, t.channel_tag_id, $1::timestamptz
     FROM customer_tag ct JOIN tag t ON t.id = ct.tag_id AND t.channel_tag_id IS NOT NULL
     JOIN customer c ON c.id = ct.customer_id AND c.external_id IS NOT NULL
     JOIN relation r ON r.customer_id = c.id AND r.ended_at IS NULL AND r.seen_at IS NOT NULL
     WHERE ct.origin = 'person'
       AND NOT EXISTS (SELECT 1 FROM relation o WHERE o.customer_id = c.id AND o.ended_at IS NULL
         AND t.channel_tag_id = ANY(o.channel_tag_ids))
       AND NOT EXISTS (SELECT 1 FROM channel_write w
         WHERE w.key = 'tag-add:' || c.id || ':' || t.id || ':' || floor(extract(epoch FROM ct.added_at)))
     ORDER BY c.id, t.id, ${nearest("ct.added_by_id")} LIMIT ${FOUND_MAX}
     ON CONFLICT (key) DO NOTHING`,
    now,
  );
}

/** On a contact there, and no longer on the customer here: a person took it off. */
async function findTagsToRemove(tx: Tx, now: Date): Promise<{ queued: number; heldBack: number }> {
  const gone = await tx.$queryRaw<{ staffId: string; customerId: string; tag: string }[]>`
    SELECT r.staff_id AS "staffId", r.customer_id AS "customerId", t.channel_tag_id AS tag
    FROM relation r JOIN customer c ON c.id = r.customer_id AND c.external_id IS NOT NULL
    JOIN tag t ON t.channel_tag_id = ANY(r.channel_tag_ids)
    WHERE r.ended_at IS NULL AND cardinality(r.channel_tag_ids) > 0
      AND NOT EXISTS (SELECT 1 FROM customer_tag ct WHERE ct.customer_id = r.customer_id AND ct.tag_id = t.id)
      AND NOT EXISTS (SELECT 1 FROM channel_write w WHERE w.customer_id = r.customer_id AND w.staff_id = r.staff_id
        AND w.kind = 'tag-remove' AND w.what = t.channel_tag_id AND w.state IN ('waiting', 'taken', 'dead'))
    ORDER BY r.id LIMIT ${REMOVED_MAX + 1}`;
  if (gone.length > REMOVED_MAX) return { queued: 0, heldBack: gone.length };
  if (gone.length === 0) return { queued: 0, heldBack: 0 };
  const { count } = await tx.channelWrite.createMany({
    data: gone.map(({ staffId, customerId, tag }) => ({
      key: `tag-remove:${staffId}:${customerId}:${tag}:${now.getTime()}`,
      kind: "tag-remove",
      staffId,
      customerId,
      what: tag,
      dueAt: now,
    })),
    skipDuplicates: true,
  });
  return { queued: count, heldBack: 0 };
}

/** What a person corrected by talk, by the audit; what it is now is read when it is told. */
function findCorrected(tx: Tx, field: "phone" | "name", now: Date): Promise<number> {
  return tx.$executeRawUnsafe(
    `INSERT INTO channel_write (id, key, kind, staff_id, customer_id, due_at)
     SELECT DISTINCT ON (a.id) gen_random_uuid()::text, $1 || ':' || a.id, $1, r.staff_id, c.id, $2::timestamptz
     FROM audit_entry a JOIN customer c ON c.id = a.customer_id AND c.external_id IS NOT NULL
     JOIN relation r ON r.customer_id = c.id AND r.ended_at IS NULL AND r.seen_at IS NOT NULL
     WHERE a.action = 'customers.update' AND a.detail->>'field' = $1 AND a.at > $3 AND a.at <= $2
       AND NOT EXISTS (SELECT 1 FROM channel_write w WHERE w.key = $1 || ':' || a.id)
     ORDER BY a.id, ${nearest("a.actor_id")} LIMIT ${FOUND_MAX}
     ON CONFLICT (key) DO NOTHING`,
    field,
    now,
    later(now, -AUDIT_MS),
  );
}

/** For the group's robot. Returns false when it was queued before. */
export async function queuePost(tx: Tx, post: { key: string; text: string; dueAt: Date }): Promise<boolean> {
  const row = { key: `post:${post.key}`, kind: "post", staffId: "", what: post.text, dueAt: post.dueAt };
  return (await tx.channelWrite.createMany({ data: [row], skipDuplicates: true })).count === 1;
}

/** Takes what is due, the oldest first; what another process has is passed over. */
export async function claimWrites(db: Db, now: Date, limit: number, leaseMs: number): Promise<ClaimedWrite[]> {
  const rows = await db.transaction(
    system,
    (tx) => tx.$queryRaw<(ClaimedWrite & { seq: bigint })[]>`
      UPDATE channel_write SET state = 'taken', attempts = attempts + 1, locked_until = ${later(now, leaseMs)}
      WHERE id IN (SELECT id FROM channel_write
        WHERE state = 'waiting' AND due_at <= ${now} OR state = 'taken' AND locked_until <= ${now}
        ORDER BY seq LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      RETURNING id, kind, staff_id AS "staffId", customer_id AS "customerId", what, attempts, seq`,
  );
  return rows.sort((one, other) => (one.seq < other.seq ? -1 : 1)).map(({ seq: _, ...claim }) => claim);
}

export type WriteEnd =
  | { state: "sent"; doneAt: Date }
  | { state: "waiting"; dueAt: Date; error: string }
  | { state: "dead"; error: string };

/** An error is kept for a person to read in a table. */
const ERROR_MAX = 500;

/** Refused to whoever lost the lease. What was told is known as told, in the same transaction. */
export async function recordWrite(tx: Tx, claim: ClaimedWrite, end: WriteEnd): Promise<void> {
  const error = "error" in end ? end.error.slice(0, ERROR_MAX) : null;
  const { count } = await tx.channelWrite.updateMany({
    where: { id: claim.id, state: "taken", attempts: claim.attempts },
    data: { ...end, error, lockedUntil: null },
  });
  if (count === 0 || end.state !== "sent" || claim.customerId === null) return;
  const { staffId, customerId, what } = claim;
  if (claim.kind === "tag-add")
    await tx.$executeRaw`UPDATE relation SET channel_tag_ids = array_append(channel_tag_ids, ${what})
      WHERE staff_id = ${staffId} AND customer_id = ${customerId} AND NOT ${what} = ANY(channel_tag_ids)`;
  if (claim.kind === "tag-remove")
    await tx.$executeRaw`UPDATE relation SET channel_tag_ids = array_remove(channel_tag_ids, ${what})
      WHERE staff_id = ${staffId} AND customer_id = ${customerId}`;
}

/** What is true now of the customer and the tag: it may have been taken back since it was queued. */
export async function loadTold(tx: Tx, claim: ClaimedWrite) {
  const customer =
    claim.customerId === null
      ? null
      : await tx.customer.findUnique({
          where: { id: claim.customerId },
          select: { externalId: true, name: true, phoneCipher: true },
        });
  const tagged =
    claim.customerId === null
      ? 0
      : await tx.customerTag.count({ where: { customerId: claim.customerId, tag: { channelTagId: claim.what } } });
  const tag = claim.kind === "tag-new" ? await tx.tag.findUnique({ where: { id: claim.what } }) : null;
  return { customer, tagged: tagged > 0, tag };
}

export async function linkTag(tx: Tx, tagId: string, channelTagId: string): Promise<void> {
  await tx.tag.updateMany({ where: { id: tagId, channelTagId: null }, data: { channelTagId } });
}
