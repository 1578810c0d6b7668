// The manager's figures by SQL, set-based: each query gives its figure for every shop in sight at once. Row security
// decides which shops those are; the house itself sees all and keeps the figures of each day.
import { z } from "zod";
import { addDays, type Day, instantOf } from "../../calendar/day.ts";
import type { Tx } from "../../db/db.ts";
import { Prisma } from "../../db/generated/client.ts";
import type { Settings } from "../../settings.ts";
import type { Condition } from "../customers/query.ts";
import type { QueryContext } from "../customers/query-sql.ts";
import { aggregateCustomers } from "../customers/store.ts";
import { AT_RISK_DAYS, BIRTHDAY_DAYS, type DigestFacts, noFacts, type StaffFacts } from "./digest.ts";

export interface DigestScope {
  day: Day;
  zone: string;
  settings: Settings;
  now: Date;
  /** Only this shop; null for every shop in sight. */
  storeId: string | null;
}

/** A chain has fewer shops than this; the bound is for the arrays. */
const STORES_MAX = 5000;
const REASON_ROWS_MAX = 1000;

/** Figures of each shop in sight, by its id. Shops without any event that day are there with noughts. */
export async function loadDigests(tx: Tx, scope: DigestScope): Promise<Map<string, DigestFacts>> {
  const { day, zone, storeId } = scope;
  const from = instantOf(day, "00:00", zone);
  const to = instantOf(addDays(day, 1), "00:00", zone);
  const ofStore = storeId === null ? Prisma.empty : Prisma.sql` AND c.store_id = ${storeId}`;
  const stores = await tx.store.findMany({
    where: storeId === null ? {} : { id: storeId },
    select: { id: true },
    take: STORES_MAX,
  });
  const sales = await tx.$queryRaw<
    { storeId: string; salesFen: number; orders: number; buyers: number; oldCustomersFen: number }[]
  >`
    SELECT c.store_id AS "storeId", sum(o.amount_fen - o.refunded_fen)::float8 AS "salesFen", count(*)::int AS orders,
      count(DISTINCT o.customer_id)::int AS buyers,
      COALESCE(sum(o.amount_fen - o.refunded_fen) FILTER (WHERE EXISTS (SELECT 1 FROM orders p
        WHERE p.customer_id = o.customer_id AND p.state <> 'closed' AND p.paid_at < ${from})), 0)::float8 AS "oldCustomersFen"
    FROM orders o JOIN customer c ON c.id = o.customer_id
    WHERE o.state <> 'closed' AND o.paid_at >= ${from} AND o.paid_at < ${to}${ofStore} GROUP BY c.store_id`;
  const people = await tx.$queryRaw<{ storeId: string; newCustomers: number; visitors: number }[]>`
    SELECT p."storeId", sum(p.made)::int AS "newCustomers", sum(p.came)::int AS visitors FROM (
      SELECT c.store_id AS "storeId", count(*) AS made, 0 AS came FROM customer c
        WHERE c.created_at >= ${from} AND c.created_at < ${to}${ofStore} GROUP BY c.store_id
      UNION ALL
      SELECT c.store_id, 0, count(DISTINCT w.customer_id) FROM (
          SELECT v.customer_id FROM visit v WHERE v.visited_at >= ${from} AND v.visited_at < ${to}
          UNION ALL SELECT o.customer_id FROM orders o
            WHERE o.state <> 'closed' AND o.channel <> 'online' AND o.paid_at >= ${from} AND o.paid_at < ${to}) w
        JOIN customer c ON c.id = w.customer_id WHERE TRUE${ofStore} GROUP BY c.store_id) p
    GROUP BY p."storeId"`;
  const greetings = await tx.$queryRaw<{ storeId: string; sent: number; waiting: number; refused: number }[]>`
    SELECT c.store_id AS "storeId",
      count(*) FILTER (WHERE m.state = 'sent' AND m.sent_at >= ${from} AND m.sent_at < ${to})::int AS sent,
      count(*) FILTER (WHERE m.state IN ('draft', 'approved', 'queued', 'task_created'))::int AS waiting,
      count(*) FILTER (WHERE m.state = 'refused' AND m.updated_at >= ${from} AND m.updated_at < ${to})::int AS refused
    FROM care_message m JOIN customer c ON c.id = m.customer_id
    WHERE (m.state IN ('draft', 'approved', 'queued', 'task_created')
      OR (m.state IN ('sent', 'refused') AND m.updated_at >= ${from}))${ofStore} GROUP BY c.store_id`;
  const reasons = await tx.$queryRaw<{ storeId: string; why: string; count: number }[]>`
    SELECT c.store_id AS "storeId", COALESCE(m.state_reason, '没写原因') AS why, count(*)::int AS count
    FROM care_message m JOIN customer c ON c.id = m.customer_id
    WHERE m.state = 'refused' AND m.updated_at >= ${from} AND m.updated_at < ${to}${ofStore}
    GROUP BY c.store_id, why ORDER BY count DESC, why LIMIT ${REASON_ROWS_MAX}`;
  const complaints = await tx.$queryRaw<{ storeId: string; open: number; late: number; opened: number }[]>`
    SELECT c.store_id AS "storeId", count(*) FILTER (WHERE x.state <> 'closed')::int AS open,
      count(*) FILTER (WHERE x.state <> 'closed' AND x.resolve_by < ${scope.now})::int AS late,
      count(*) FILTER (WHERE x.opened_at >= ${from} AND x.opened_at < ${to})::int AS opened
    FROM complaint x JOIN customer c ON c.id = x.customer_id
    WHERE (x.state <> 'closed' OR x.opened_at >= ${from})${ofStore} GROUP BY c.store_id`;
  const staff = await loadStaffFacts(tx, { from, to, storeId });
  const figures = await loadCounts(tx, scope);

  return new Map(
    stores.map(({ id }) => {
      const of = <Row extends { storeId: string }>(rows: readonly Row[]) => rows.find((row) => row.storeId === id);
      const { storeId: _a, ...sold } = of(sales) ?? { storeId: id };
      const { storeId: _b, ...came } = of(people) ?? { storeId: id };
      const { storeId: _c, ...sent } = of(greetings) ?? { storeId: id };
      const { storeId: _d, ...open } = of(complaints) ?? { storeId: id };
      return [
        id,
        {
          ...noFacts,
          ...sold,
          ...came,
          greetings: {
            ...noFacts.greetings,
            ...sent,
            reasons: reasons.filter((row) => row.storeId === id).map(({ why, count }) => ({ why, count })),
          },
          complaints: { ...noFacts.complaints, ...open },
          staff: staff.filter((row) => row.storeId === id).map(({ storeId: _, ...facts }) => facts),
          birthdays: figures.birthdays.get(id) ?? 0,
          atRisk: figures.atRisk.get(id) ?? 0,
          ownerless: figures.ownerless.get(id) ?? 0,
        },
      ];
    }),
  );
}

type StaffRow = StaffFacts & { storeId: string | null };

/** Associates who are here, and those who left but had something to do that day. */
function loadStaffFacts(
  tx: Tx,
  { from, to, storeId }: { from: Date; to: Date; storeId: string | null },
): Promise<StaffRow[]> {
  const ofStore = storeId === null ? Prisma.empty : Prisma.sql` AND s.store_id = ${storeId}`;
  return tx.$queryRaw<StaffRow[]>`
    SELECT s.id, s.name, s.store_id AS "storeId", COALESCE(f.done, 0)::int AS done, COALESCE(f.overdue, 0)::int AS overdue,
      COALESCE(t.contacted, 0)::int AS contacted, COALESCE(o.sales, 0)::float8 AS "salesFen"
    FROM staff s
    LEFT JOIN (SELECT f.staff_id,
          count(*) FILTER (WHERE f.state = 'done' AND f.done_at >= ${from} AND f.done_at < ${to}) AS done,
          count(*) FILTER (WHERE f.state = 'open' AND f.due_at < ${to}) AS overdue
        FROM follow_up f WHERE (f.state = 'open' AND f.due_at < ${to}) OR (f.state = 'done' AND f.done_at >= ${from})
        GROUP BY f.staff_id) f ON f.staff_id = s.id
    LEFT JOIN (SELECT t.staff_id, count(DISTINCT t.customer_id) AS contacted FROM touch t
        WHERE t.direction = 'out' AND t.at >= ${from} AND t.at < ${to} GROUP BY t.staff_id) t ON t.staff_id = s.id
    LEFT JOIN (SELECT o.staff_id, sum(o.amount_fen - o.refunded_fen) AS sales FROM orders o
        WHERE o.state <> 'closed' AND o.paid_at >= ${from} AND o.paid_at < ${to} GROUP BY o.staff_id) o ON o.staff_id = s.id
    WHERE s.store_id IS NOT NULL AND (s.role = 'associate' AND s.active OR f.overdue > 0 OR o.sales > 0)${ofStore}
    ORDER BY s.store_id, s.name, s.id LIMIT ${STORES_MAX}`;
}

/** The conditions behind the last lines of a report, in the algebra of questions: a question about them finds the same people. */
export function digestConditions({ day, settings }: Pick<DigestScope, "day" | "settings">): {
  birthdays: Condition[];
  atRisk: Condition[];
  ownerless: Condition[];
} {
  const upper = settings.tiers.filter((tier) => tier.family !== "普通").map((tier) => tier.name);
  const next = addDays(day, 1);
  return {
    birthdays: [{ field: "birthday", range: { from: next, to: addDays(next, BIRTHDAY_DAYS) } }],
    atRisk: [
      { field: "tier", in: upper },
      { field: "last-seen", range: { from: addDays(next, -settings.lostAfterDays), to: addDays(next, -AT_RISK_DAYS) } },
    ],
    ownerless: [
      { field: "tier", in: upper },
      { field: "owner", is: "none" },
    ],
  };
}

async function loadCounts(
  tx: Tx,
  scope: DigestScope,
): Promise<Record<"birthdays" | "atRisk" | "ownerless", Map<string, number>>> {
  const { day, zone, settings, storeId } = scope;
  const conditions = digestConditions(scope);
  const context: QueryContext = {
    today: day,
    zone,
    settings,
    narrow: storeId !== null,
    vocabulary: {
      owners: new Map([["none", null]]),
      stores: new Map(storeId === null ? [] : [[storeId, [storeId]]]),
      tags: new Map(),
      tiers: new Map(settings.tiers.map((tier) => [tier.name, [tier.name]])),
    },
  };
  const byStore = async (where: Condition[]) => {
    const rows = await aggregateCustomers(
      tx,
      {
        where: storeId === null ? where : [{ field: "store", is: storeId }, ...where],
        base: [],
        aggregate: { fn: "count", of: "customers", by: "store", range: null },
        groupsMax: STORES_MAX,
      },
      context,
    );
    return new Map(rows.flatMap((row) => (row.key === null ? [] : [[row.key, row.customers ?? 0] as const])));
  };
  return {
    birthdays: await byStore(conditions.birthdays),
    atRisk: await byStore(conditions.atRisk),
    ownerless: await byStore(conditions.ownerless),
  };
}

// ── figures kept ────────────────────────────────────────────────────────────────────────────────────────────────

const count = z.number();
/** What was stored is read again with care: an older version may have known fewer figures. */
const storedFacts = z.object({
  salesFen: count,
  orders: count,
  buyers: count,
  oldCustomersFen: count,
  newCustomers: count,
  visitors: count,
  staff: z.array(
    z.object({ id: z.string(), name: z.string(), done: count, overdue: count, contacted: count, salesFen: count }),
  ),
  greetings: z.object({
    sent: count,
    waiting: count,
    refused: count,
    reasons: z.array(z.object({ why: z.string(), count })),
  }),
  complaints: z.object({ open: count, late: count, opened: count }),
  birthdays: count,
  atRisk: count,
  ownerless: count,
});

/** Keeps the figures of a day as they were reported; a second report of the day replaces them. As the house itself. */
export async function keepDigests(
  tx: Tx,
  day: Day,
  digests: ReadonlyMap<string, DigestFacts>,
  now: Date,
): Promise<void> {
  if (digests.size === 0) return;
  const rows = [...digests].map(([storeId, facts]) => ({ storeId, facts }));
  await tx.$executeRaw`
    INSERT INTO kpi_day (store_id, day, facts, computed_at)
    SELECT r->>'storeId', ${day}::date, r->'facts', ${now} FROM jsonb_array_elements(${JSON.stringify(rows)}::jsonb) r
    ON CONFLICT (store_id, day) DO UPDATE SET facts = EXCLUDED.facts, computed_at = EXCLUDED.computed_at`;
}

/** The figures of one shop as reported that day; null when none were, or when they no longer fit. */
export async function findKept(tx: Tx, storeId: string, day: Day): Promise<DigestFacts | null> {
  const row = await tx.kpiDay.findUnique({ where: { storeId_day: { storeId, day: new Date(`${day}T00:00:00Z`) } } });
  const facts = storedFacts.safeParse(row?.facts);
  return facts.success ? facts.data : null;
}

export interface Manager {
  id: string;
  name: string;
  role: "manager" | "crm_admin" | "admin";
  scope: "own" | "store" | "all";
  storeId: string | null;
}

/** Who gets a morning report: managers of a shop and head office, unless they wish for none. Some at a time, by id. */
export function findManagers(tx: Tx, after: string, limit: number): Promise<Manager[]> {
  return tx.$queryRaw<Manager[]>`
    SELECT s.id, s.name, s.role::text AS role, s.scope::text AS scope, s.store_id AS "storeId" FROM staff s
    WHERE s.active AND NOT s.nudges_off AND s.role IN ('manager', 'crm_admin', 'admin')
      AND (s.scope = 'all' OR s.store_id IS NOT NULL) AND s.id > ${after} ORDER BY s.id LIMIT ${limit}`;
}

export async function storeNames(tx: Tx): Promise<Map<string, string>> {
  const stores = await tx.store.findMany({ select: { id: true, name: true }, take: STORES_MAX });
  return new Map(stores.map((store) => [store.id, store.name]));
}

/** Who these colleagues are and where they work. */
export function placesOf(
  tx: Tx,
  ids: readonly string[],
): Promise<{ id: string; name: string; storeId: string | null }[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return tx.staff.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, name: true, storeId: true },
    orderBy: { name: "asc" },
    take: STORES_MAX,
  });
}
