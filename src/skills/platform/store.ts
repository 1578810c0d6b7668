// Queries of the platform's skill: counts on both sides, settings, what was sent. Under the row security of who asks.
import type { Tx } from "../../db/db.ts";

export interface Difference {
  count: number;
  /** Names of a few. */
  names: string[];
}

export interface Comparison {
  /** Customers here; with a live contact there; live contacts there as told. */
  customers: number;
  linked: number;
  contacts: number;
  /** Here, and not among anybody's contacts there: never, or no more. */
  onlyHere: Difference;
  /** Whoever looks after her here does not have her there. */
  otherOwner: Difference;
  /** Her remark there names somebody else. */
  otherName: Difference;
  /** Still to be told there, and refused for good. */
  waiting: number;
  refused: Difference;
}

export const NAMES_MAX = 5;

export async function compare(tx: Tx): Promise<Comparison> {
  const [sums] = await tx.$queryRaw<{ customers: number; linked: number; contacts: number }[]>`
    SELECT count(*)::int AS customers, count(*) FILTER (WHERE r.n > 0)::int AS linked,
      coalesce(sum(r.n), 0)::int AS contacts
    FROM customer c LEFT JOIN (SELECT customer_id, count(*) AS n FROM relation WHERE ended_at IS NULL GROUP BY 1) r
      ON r.customer_id = c.id`;
  const live = "SELECT 1 FROM relation r WHERE r.customer_id = c.id AND r.ended_at IS NULL";
  const waiting = await tx.channelWrite.count({ where: { state: { in: ["waiting", "taken"] } } });
  return {
    customers: sums?.customers ?? 0,
    linked: sums?.linked ?? 0,
    contacts: sums?.contacts ?? 0,
    onlyHere: await differing(tx, `NOT EXISTS (${live})`),
    otherOwner: await differing(
      tx,
      `c.owner_id IS NOT NULL AND EXISTS (${live}) AND NOT EXISTS (${live} AND r.staff_id = c.owner_id)`,
    ),
    otherName: await differing(
      tx,
      `EXISTS (${live} AND r.staff_id = c.owner_id AND r.remark <> '' AND r.remark <> coalesce(r.channel_name, '')
         AND position(c.name IN r.remark) = 0)`,
    ),
    waiting,
    refused: await differing(
      tx,
      "EXISTS (SELECT 1 FROM channel_write w WHERE w.customer_id = c.id AND w.state = 'dead')",
    ),
  };
}

/** `condition` is one of ours, over `customer c`. */
async function differing(tx: Tx, condition: string): Promise<Difference> {
  const rows = await tx.$queryRawUnsafe<{ name: string; count: number }[]>(
    `SELECT c.name, (count(*) OVER ())::int AS count FROM customer c WHERE ${condition}
     ORDER BY c.updated_at DESC, c.id LIMIT ${NAMES_MAX}`,
  );
  return { count: rows[0]?.count ?? 0, names: rows.map((row) => row.name) };
}

export async function loadWelcome(tx: Tx, staffId: string): Promise<string | null> {
  return (await tx.staff.findUnique({ where: { id: staffId }, select: { welcome: true } }))?.welcome ?? null;
}

export async function shopOf(tx: Tx, storeId: string | null): Promise<string | null> {
  if (storeId === null) return null;
  return (await tx.store.findUnique({ where: { id: storeId }, select: { name: true } }))?.name ?? null;
}

export async function saveWelcome(tx: Tx, staffId: string, welcome: string | null): Promise<void> {
  await tx.staff.updateMany({ where: { id: staffId }, data: { welcome } });
}

export async function saveSetting(
  tx: Tx,
  row: { key: "welcome" | "digestWebhook"; value: string | null; changedById: string; changedAt: Date },
): Promise<void> {
  const last = await tx.setting.aggregate({ where: { key: row.key }, _max: { version: true } });
  // JSON's null, not the column's.
  await tx.$executeRaw`INSERT INTO setting (key, version, value, changed_by_id, changed_at)
    VALUES (${row.key}, ${(last._max.version ?? 0) + 1}, ${JSON.stringify(row.value)}::jsonb, ${row.changedById}, ${row.changedAt})`;
}

export interface ReadRun {
  id: string;
  seen: number;
  added: number;
  leftOut: string[];
}

/** What the platform said of itself since the job `job` last ended well; a day at most, then the night has read all. */
export async function heardSince(tx: Tx, job: string, now: Date): Promise<{ directory: boolean; tags: boolean }> {
  const last = await tx.jobSlot.findFirst({
    where: { job, state: "done", startedAt: { lte: now } },
    orderBy: { slotAt: "desc" },
    select: { startedAt: true },
  });
  const dayAgo = now.getTime() - DAY_MS;
  const since = new Date(Math.max(dayAgo, last?.startedAt.getTime() ?? dayAgo));
  // Literally the words of its own index.
  const kinds = await tx.$queryRaw<{ kind: string }[]>`
    SELECT DISTINCT kind FROM inbound
    WHERE kind IN ('staff-changed', 'directory-changed', 'tags-changed') AND received_at >= ${since} AND received_at <= ${now}`;
  const has = (kind: string) => kinds.some((row) => row.kind === kind);
  return { directory: has("staff-changed") || has("directory-changed"), tags: has("tags-changed") };
}
const DAY_MS = 24 * 3_600_000;

/** Readings that ended and whose end somebody wants to hear of; asked for once. */
export async function endedRuns(tx: Tx): Promise<(ReadRun & { askedById: string })[]> {
  return tx.$queryRaw`
    UPDATE channel_sync c SET asked_by_id = NULL FROM channel_sync old
    WHERE old.id = c.id AND c.finished_at IS NOT NULL AND c.asked_by_id IS NOT NULL
    RETURNING c.id, c.seen, c.added, c.left_out AS "leftOut", old.asked_by_id AS "askedById"`;
}

/** One that the platform refused before it told anything. */
export async function refuseRun(tx: Tx, id: string): Promise<void> {
  await tx.channelSync.deleteMany({ where: { id, seen: 0 } });
}
