// What happened with one customer, in one order; who looked at her; what came back. Reads only.
import type { Tx } from "../../db/db.ts";
import { Prisma } from "../../db/generated/client.ts";

/** One screen of a phone, twice over. */
export const EVENTS_MAX = 15;

export interface LifeEvent {
  at: Date;
  kind: "purchase" | "refund" | "visit" | "note" | "fact" | "touch" | "complaint" | "settled" | "done" | "gift";
  /** What it was, in the words recorded. */
  text: string | null;
  /** Of purchases, refunds and gifts. */
  fen: number | null;
  /** Of contacts: out | in, and message | phone | visit … */
  direction: string | null;
  means: string | null;
  by: string | null;
}

/**
 * Purchases, visits, notes, facts, contacts, complaints, finished follow-ups and gifts, the newest first; and how many
 * there are in all. A contact that only mirrors a purchase or visit is told once.
 */
export async function loadLife(
  tx: Tx,
  id: string,
  { from, to }: { from: Date | null; to: Date | null },
): Promise<{ events: LifeEvent[]; total: number }> {
  const life = Prisma.sql`
    SELECT o.paid_at AS at, 'purchase' AS kind, (SELECT string_agg(l.item, '、' ORDER BY l.amount_fen DESC, l.id)
        FROM order_line l WHERE l.order_id = o.id) AS text, o.amount_fen AS fen, NULL AS direction, NULL AS means,
        o.staff_id, o.id
      FROM orders o WHERE o.customer_id = ${id} AND o.state <> 'closed'
    UNION ALL SELECT v.visited_at, 'visit', v.purpose, NULL, NULL, NULL, v.staff_id, v.id
      FROM visit v WHERE v.customer_id = ${id}
    UNION ALL SELECT n.created_at, 'note', n.text, NULL, NULL, NULL, n.author_id, n.id
      FROM note n WHERE n.customer_id = ${id}
    UNION ALL SELECT f.recorded_at, 'fact', f.value, NULL, NULL, NULL, f.recorded_by_id, f.id
      FROM fact f WHERE f.customer_id = ${id} AND f.withdrawn_at IS NULL
    UNION ALL SELECT t.at, 'touch', t.topic, NULL, t.direction, t.means, t.staff_id, t.id
      FROM touch t WHERE t.customer_id = ${id} AND t.means NOT IN ('visit', 'purchase')
    UNION ALL SELECT x.opened_at, 'complaint', x.content, NULL, NULL, NULL, COALESCE(x.opened_by_id, x.assignee_id), x.id
      FROM complaint x WHERE x.customer_id = ${id}
    UNION ALL SELECT x.closed_at, 'settled', x.cause, NULL, NULL, NULL, x.assignee_id, x.id
      FROM complaint x WHERE x.customer_id = ${id} AND x.closed_at IS NOT NULL
    UNION ALL SELECT u.done_at, 'done', u.text, NULL, NULL, NULL, u.staff_id, u.id
      FROM follow_up u WHERE u.customer_id = ${id} AND u.state = 'done' AND u.done_at IS NOT NULL
    UNION ALL SELECT g.given_at, 'gift', g.what, g.amount_fen, NULL, NULL, g.staff_id, g.id
      FROM goodwill g WHERE g.customer_id = ${id}`;
  const within = Prisma.sql`(${from}::timestamptz IS NULL OR at >= ${from}::timestamptz)
    AND (${to}::timestamptz IS NULL OR at < ${to}::timestamptz)`;
  const events = await tx.$queryRaw<LifeEvent[]>`
    SELECT e.at, e.kind, e.text, e.fen, e.direction, e.means, s.name AS by
    FROM (${life}) e LEFT JOIN staff s ON s.id = e.staff_id
    WHERE ${within} ORDER BY e.at DESC, e.kind, e.id DESC LIMIT ${EVENTS_MAX}`;
  const [count] = await tx.$queryRaw<
    { total: number }[]
  >`SELECT count(*)::int AS total FROM (${life}) e WHERE ${within}`;
  return { events, total: count?.total ?? 0 };
}

export interface Returned {
  at: Date;
  items: string | null;
  paidFen: number;
  refundedFen: number;
}

/** Orders of which something went back, the newest first, with how many there are and how much in all. */
export async function loadReturns(
  tx: Tx,
  id: string,
): Promise<{ returns: Returned[]; total: number; refundedFen: number; paidFen: number }> {
  const returns = await tx.$queryRaw<Returned[]>`
    SELECT o.paid_at AS at, o.amount_fen AS "paidFen", o.refunded_fen AS "refundedFen",
      (SELECT string_agg(l.item, '、' ORDER BY l.amount_fen DESC, l.id) FROM order_line l WHERE l.order_id = o.id) AS items
    FROM orders o WHERE o.customer_id = ${id} AND o.state <> 'closed' AND o.refunded_fen > 0
    ORDER BY o.paid_at DESC, o.id LIMIT ${EVENTS_MAX}`;
  const [sums] = await tx.$queryRaw<{ total: number; refundedFen: number; paidFen: number }[]>`
    SELECT count(*) FILTER (WHERE refunded_fen > 0)::int AS total, COALESCE(sum(refunded_fen), 0)::float8 AS "refundedFen",
      COALESCE(sum(amount_fen), 0)::float8 AS "paidFen"
    FROM orders WHERE customer_id = ${id} AND state <> 'closed'`;
  return { returns, ...(sums ?? { total: 0, refundedFen: 0, paidFen: 0 }) };
}

export interface Reader {
  name: string | null;
  actorId: string;
  reads: number;
  writes: number;
  lastAt: Date;
  /** Phone or address opened. */
  sealed: number;
}

const READERS_MAX = 12;

/** Who looked at her or changed something since then, the latest first. */
export async function loadReaders(tx: Tx, id: string, since: Date): Promise<Reader[]> {
  return tx.$queryRaw<Reader[]>`
    SELECT a.actor_id AS "actorId", (SELECT s.name FROM staff s WHERE s.id = a.actor_id) AS name,
      count(*) FILTER (WHERE ${looks})::int AS reads, count(*) FILTER (WHERE NOT ${looks})::int AS writes,
      max(a.at) AS "lastAt",
      count(*) FILTER (WHERE a.action IN ('customers.card.phone', 'customers.card.address'))::int AS sealed
    FROM audit_entry a WHERE a.customer_id = ${id} AND a.at >= ${since}
    GROUP BY a.actor_id ORDER BY max(a.at) DESC, a.actor_id LIMIT ${READERS_MAX}`;
}
const looks = Prisma.sql`a.action ~ '\\.(find|card|arrive|show|list|timeline|readers|claims|unverified|why|history|returns)'`;

// ── verification ────────────────────────────────────────────────────────────────────────────────────────────────

export interface Unverified {
  id: string;
  name: string;
  phoneTail: string | null;
  verifiedAt: Date | null;
  addedAt: Date;
  paidFen: number;
}

/** One person's customers that nobody verified since then: those who spend most come first. */
export async function findUnverified(
  tx: Tx,
  {
    ownerIds,
    before,
    perOwner,
    spentSince,
  }: { ownerIds: readonly string[]; before: Date; perOwner: number; spentSince: Date },
): Promise<(Unverified & { ownerId: string; total: number })[]> {
  if (ownerIds.length === 0) return [];
  return tx.$queryRaw`
    SELECT * FROM (
      SELECT c.id, c.name, c.phone_tail AS "phoneTail", c.last_verified_at AS "verifiedAt", c.created_at AS "addedAt",
        c.owner_id AS "ownerId", COALESCE(p.fen, 0)::float8 AS "paidFen",
        (count(*) OVER (PARTITION BY c.owner_id))::int AS total,
        (row_number() OVER (PARTITION BY c.owner_id ORDER BY COALESCE(p.fen, 0) DESC, c.last_verified_at NULLS FIRST, c.id))::int AS place
      FROM customer c LEFT JOIN (
        SELECT o.customer_id, sum(o.amount_fen - o.refunded_fen) AS fen FROM orders o
        WHERE o.state <> 'closed' AND o.paid_at >= ${spentSince} GROUP BY o.customer_id) p ON p.customer_id = c.id
      WHERE c.owner_id = ANY(${[...ownerIds]}::text[]) AND c.created_at < ${before}
        AND (c.last_verified_at IS NULL OR c.last_verified_at < ${before})
    ) ranked WHERE place <= ${perOwner} ORDER BY "ownerId", place`;
}

export async function markVerified(tx: Tx, id: string, at: Date): Promise<Date | null> {
  const before = await tx.customer.findUniqueOrThrow({ where: { id }, select: { lastVerifiedAt: true } });
  await tx.customer.updateMany({ where: { id }, data: { lastVerifiedAt: at } });
  return before.lastVerifiedAt;
}

/** Active staff with customers of their own, after this id. */
export async function ownersAfter(tx: Tx, after: string, limit: number): Promise<{ id: string; nudgesOff: boolean }[]> {
  return tx.$queryRaw`
    SELECT s.id,
      s.nudges_off OR EXISTS (SELECT 1 FROM nudge_wish w WHERE w.staff_id = s.id AND w.kind = 'verify') AS "nudgesOff"
    FROM staff s
    WHERE s.active AND s.id > ${after} AND EXISTS (SELECT 1 FROM customer c WHERE c.owner_id = s.id)
    ORDER BY s.id LIMIT ${limit}`;
}
