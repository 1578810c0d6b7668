// Pairs of records that may be one person, found in the database in one statement over all that the actor sees.
import type { Tx } from "../../db/db.ts";
import { Prisma } from "../../db/generated/client.ts";
import { type Reason, weightOf } from "./merge-rules.ts";

export interface Half {
  id: string;
  name: string;
  phoneTail: string | null;
  ownerName: string | null;
  orders: number;
}
export interface Twins {
  a: Half;
  b: Half;
  reasons: Reason[];
  /** Said by an associate. */
  proposedBy: string | null;
}

/** A phone that more records share is a shop's own or a made-up one, and says nothing about any of them. */
const SHARERS_MAX = 8;
/** Read, weighed and cut: a till's import may bring thousands of pairs, and nobody settles more in one sitting. */
export const PAIRS_MAX = 2_000;

/**
 * The likeliest pairs and how many there are. A pair somebody has settled does not come back. WeCom ids are unique in
 * the table and cannot show a pair; sealed addresses cannot be compared.
 */
export async function findTwins(
  tx: Tx,
  limit: number,
  named: string | null,
): Promise<{ pairs: Twins[]; total: number }> {
  const rows = await tx.$queryRaw<{ a: string; b: string; reasons: Reason[]; proposed: string | null }[]>`
    WITH shared AS (
      SELECT phone_hash FROM customer WHERE phone_hash IS NOT NULL
      GROUP BY phone_hash HAVING count(*) BETWEEN 2 AND ${SHARERS_MAX}),
    found AS (
      SELECT a.id AS a, b.id AS b, 'phone' AS reason FROM shared s
        JOIN customer a ON a.phone_hash = s.phone_hash JOIN customer b ON b.phone_hash = s.phone_hash AND a.id < b.id
      UNION ALL
      SELECT a.id, b.id, CASE WHEN a.name = b.name THEN 'name-birthday' ELSE 'sound-birthday' END
      FROM customer a JOIN customer b ON b.name_pinyin = a.name_pinyin AND b.birthday_month = a.birthday_month
        AND b.birthday_day = a.birthday_day AND b.birthday_calendar = a.birthday_calendar AND a.id < b.id
      WHERE a.name_pinyin <> '' AND (a.birthday_year IS NULL OR b.birthday_year IS NULL OR a.birthday_year = b.birthday_year)
      UNION ALL
      SELECT a.id, b.id, 'sound-tail'
      FROM customer a JOIN customer b ON b.name_pinyin = a.name_pinyin AND b.phone_tail = a.phone_tail AND a.id < b.id
      WHERE a.name_pinyin <> '' AND a.phone_hash <> b.phone_hash
      UNION ALL
      SELECT a.id, b.id, 'sound-company'
      FROM customer a JOIN customer b ON b.name_pinyin = a.name_pinyin AND b.company = a.company AND a.id < b.id
      WHERE a.name_pinyin <> ''),
    pairs AS (
      SELECT f.a, f.b, array_agg(DISTINCT f.reason) AS reasons FROM found f
      GROUP BY f.a, f.b
      UNION ALL
      SELECT LEAST(m.kept_id, m.gone_id), GREATEST(m.kept_id, m.gone_id), m.reasons FROM customer_merge m
      WHERE m.state = 'proposed' AND NOT EXISTS (SELECT 1 FROM found f
        WHERE f.a = LEAST(m.kept_id, m.gone_id) AND f.b = GREATEST(m.kept_id, m.gone_id)))
    SELECT p.a, p.b, p.reasons, (
        SELECT COALESCE(s.name, m.proposed_by_id) FROM customer_merge m LEFT JOIN staff s ON s.id = m.proposed_by_id
        WHERE m.state = 'proposed' AND LEAST(m.kept_id, m.gone_id) = p.a AND GREATEST(m.kept_id, m.gone_id) = p.b LIMIT 1
      ) AS proposed
    FROM pairs p JOIN customer ca ON ca.id = p.a JOIN customer cb ON cb.id = p.b
    WHERE NOT EXISTS (SELECT 1 FROM customer_merge m WHERE m.state IN ('dismissed', 'split')
        AND m.kept_id IN (p.a, p.b) AND m.gone_id IN (p.a, p.b))
      AND (${named}::text IS NULL OR ca.name = ${named} OR cb.name = ${named})
    ORDER BY 'phone' = ANY(p.reasons) DESC, cardinality(p.reasons) DESC, p.a, p.b LIMIT ${PAIRS_MAX}`;
  const ranked = rows
    .map((row) => ({ ...row, weight: weightOf(row.reasons) + (row.proposed === null ? 0 : PROPOSED_WEIGHT) }))
    .sort((one, other) => other.weight - one.weight || (one.a + one.b < other.a + other.b ? -1 : 1));
  const shown = ranked.slice(0, limit);
  const halves = await findHalves(
    tx,
    shown.flatMap(({ a, b }) => [a, b]),
  );
  const pairs = shown.flatMap((row): Twins[] => {
    const [a, b] = [halves.get(row.a), halves.get(row.b)];
    return a && b ? [{ a, b, reasons: row.reasons, proposedBy: row.proposed }] : [];
  });
  return { pairs, total: rows.length };
}

/** A colleague knows the two: hers come first. */
const PROPOSED_WEIGHT = 20;

export async function findHalves(tx: Tx, ids: readonly string[]): Promise<Map<string, Half>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.$queryRaw<Half[]>(Prisma.sql`
    SELECT c.id, c.name, c.phone_tail AS "phoneTail", (SELECT s.name FROM staff s WHERE s.id = c.owner_id) AS "ownerName",
      (SELECT count(*)::int FROM orders o WHERE o.customer_id = c.id) AS orders
    FROM customer c WHERE c.id = ANY(${[...ids]})`);
  return new Map(rows.map((row) => [row.id, row]));
}

/** What speaks for these two being one, whether or not somebody has settled it. */
export async function twinsOf(tx: Tx, a: string, b: string): Promise<string[]> {
  const [row] = await tx.$queryRaw<
    { phone: boolean; name: boolean; sound: boolean; day: boolean; tail: boolean; company: boolean }[]
  >`
    SELECT COALESCE(x.phone_hash = y.phone_hash, false) AS phone, x.name = y.name AS name,
      x.name_pinyin <> '' AND x.name_pinyin = y.name_pinyin AS sound,
      COALESCE(x.birthday_calendar = y.birthday_calendar AND x.birthday_month = y.birthday_month
        AND x.birthday_day = y.birthday_day, false) AS day,
      COALESCE(x.phone_tail = y.phone_tail, false) AS tail, COALESCE(x.company = y.company, false) AS company
    FROM customer x, customer y WHERE x.id = ${a} AND y.id = ${b}`;
  if (!row) return [];
  const { phone, name, sound, day, tail, company } = row;
  return [
    ...(phone ? ["phone"] : []),
    ...(name && day ? ["name-birthday"] : sound && day ? ["sound-birthday"] : []),
    ...(sound && tail && !phone ? ["sound-tail"] : []),
    ...(sound && company ? ["sound-company"] : []),
  ];
}

interface By {
  staffId: string;
  now: Date;
}

function pairWhere({ a, b }: Pick<Twins, "a" | "b">) {
  return {
    OR: [
      { keptId: a.id, goneId: b.id },
      { keptId: b.id, goneId: a.id },
    ],
  };
}

/** The proposal's id; the same one when it was made before. */
export async function propose(tx: Tx, pair: Twins, { staffId, now }: By): Promise<string> {
  const open = await tx.customerMerge.findFirst({
    where: { ...pairWhere(pair), state: "proposed" },
    select: { id: true },
  });
  if (open) return open.id;
  const { a, b, reasons } = pair;
  const data = {
    keptId: a.id,
    goneId: b.id,
    goneName: b.name,
    state: "proposed",
    reasons,
    proposedById: staffId,
    proposedAt: now,
  };
  return (await tx.customerMerge.create({ data, select: { id: true } })).id;
}

/** Two people: the pair does not come back. */
export async function settleApart(
  tx: Tx,
  pair: Twins,
  { staffId, now }: By,
): Promise<{ id: string; wasProposed: boolean }> {
  const decided = { state: "dismissed", decidedById: staffId, decidedAt: now };
  const open = await tx.customerMerge.findFirst({
    where: { ...pairWhere(pair), state: "proposed" },
    select: { id: true },
  });
  if (open) {
    await tx.customerMerge.update({ where: { id: open.id }, data: decided, select: { id: true } });
    return { id: open.id, wasProposed: true };
  }
  const { a, b, reasons } = pair;
  const data = { keptId: a.id, goneId: b.id, goneName: b.name, reasons, proposedAt: now, ...decided };
  return { id: (await tx.customerMerge.create({ data, select: { id: true } })).id, wasProposed: false };
}

/** The last merge into this customer that has not been taken apart. */
export function lastMerge(tx: Tx, keptId: string): Promise<{ id: string; goneName: string } | null> {
  return tx.customerMerge.findFirst({
    where: { keptId, state: "merged" },
    orderBy: { decidedAt: "desc" },
    select: { id: true, goneName: true },
  });
}

/** A shop has one manager, or a few. */
const DECIDERS_MAX = 5;

/** Who settles a shop's pairs: its managers, or head office where it has none. */
export async function deciders(tx: Tx, storeId: string | null): Promise<{ id: string; name: string }[]> {
  const select = { id: true, name: true } as const;
  const own = await tx.staff.findMany({
    where: { active: true, role: "manager", storeId },
    select,
    orderBy: { id: "asc" },
    take: DECIDERS_MAX,
  });
  if (own.length > 0) return own;
  const where = { active: true, role: { in: ["crm_admin" as const, "admin" as const] } };
  return tx.staff.findMany({ where, select, orderBy: { id: "asc" }, take: DECIDERS_MAX });
}
