// The manager's figures by SQL, set-based: kpi.ts says of which rows a figure is made, here they are summed for every shop
// in sight at once, or opened into people. Row security decides which shops those are; the house itself sees all and
// keeps the figures of each day.
import { z } from "zod";
import { addDays, type Day } from "../../calendar/day.ts";
import type { Tx } from "../../db/db.ts";
import { Prisma } from "../../db/generated/client.ts";
import { Bug } from "../../errors.ts";
import type { Condition } from "../customers/query.ts";
import type { QueryContext } from "../customers/query-sql.ts";
import { aggregateCustomers } from "../customers/store.ts";
import { type DigestFacts, type Figure, type Figures, noFigures, type Reason, type StaffFacts } from "./digest.ts";
import { AT_RISK_DAYS, BIRTHDAY_DAYS, KPI_KEYS, type KpiKey, kpis, refusedWhere, type Window } from "./kpi.ts";

const { sql, join, empty } = Prisma;

/** A chain has fewer shops than this; the bound is for the arrays. */
const STORES_MAX = 5000;
const STAFF_MAX = 5000;
const REASON_ROWS_MAX = 1000;

export interface DigestScope extends Window {
  /** Only this shop; null for every shop in sight. */
  storeId: string | null;
  /** With the figures that are told once a month. */
  monthly: boolean;
}

/** Figures of each shop in sight, by its id. Shops without any event in these days are there with noughts. */
export async function loadDigests(tx: Tx, scope: DigestScope): Promise<Map<string, DigestFacts>> {
  const { storeId } = scope;
  const stores = await tx.store.findMany({
    where: storeId === null ? {} : { id: storeId },
    select: { id: true },
    orderBy: { id: "asc" },
    take: STORES_MAX,
  });
  const sums = await loadSums(tx, scope);
  const counts = await loadCounts(tx, scope);
  const refusals = await loadRefusals(tx, scope);
  const staff = await loadStaff(tx, scope);
  return new Map(
    stores.map(({ id }) => {
      const figures: Figures = { ...noFigures };
      for (const row of sums) if (row.storeId === id) figures[row.key] = { num: row.num, den: row.den };
      for (const [key, byStore] of counts) figures[key] = { num: byStore.get(id) ?? 0, den: 0 };
      return [
        id,
        {
          figures,
          staff: staff.filter((row) => row.storeId === id).map(({ storeId: _, ...facts }) => facts),
          refusals: refusals.filter((row) => row.storeId === id).map(({ why, count }) => ({ why, count })),
        },
      ];
    }),
  );
}

type Sum = Figure & { key: KpiKey };

/** All figures that are rows, in one statement. */
function loadSums(tx: Tx, scope: DigestScope): Promise<(Sum & { storeId: string })[]> {
  const ofStore = scope.storeId === null ? empty : sql` AND r.store_id = ${scope.storeId}`;
  const each = KPI_KEYS.flatMap((key) => {
    const { rows, monthly } = kpis[key];
    if (rows === null || (monthly && !scope.monthly)) return [];
    return sql`SELECT ${key}::text AS key, r.store_id AS "storeId", COALESCE(sum(r.num), 0)::float8 AS num,
      COALESCE(sum(r.den), 0)::float8 AS den FROM (${rows(scope)}) r WHERE r.store_id IS NOT NULL${ofStore} GROUP BY r.store_id`;
  });
  return tx.$queryRaw`${join(each, " UNION ALL ")}`;
}

function loadRefusals(tx: Tx, scope: DigestScope): Promise<(Reason & { storeId: string })[]> {
  const ofStore = scope.storeId === null ? empty : sql` AND c.store_id = ${scope.storeId}`;
  return tx.$queryRaw`
    SELECT c.store_id AS "storeId", COALESCE(m.state_reason, '没写原因') AS why, count(*)::int AS count
    FROM care_message m JOIN customer c ON c.id = m.customer_id
    WHERE ${refusedWhere(scope)}${ofStore}
    GROUP BY c.store_id, why ORDER BY count DESC, why LIMIT ${REASON_ROWS_MAX}`;
}

/** Associates who are here, and whoever else had something to do in these days. */
export async function loadStaff(tx: Tx, scope: DigestScope): Promise<(StaffFacts & { storeId: string })[]> {
  const each = KPI_KEYS.flatMap((key) => {
    const { rows, ofStaff } = kpis[key];
    if (rows === null || !ofStaff) return [];
    return sql`SELECT ${key}::text AS key, r.staff_id AS "staffId", sum(r.num)::float8 AS num, sum(r.den)::float8 AS den
      FROM (${rows(scope)}) r WHERE r.staff_id IS NOT NULL GROUP BY r.staff_id`;
  });
  const sums = await tx.$queryRaw<(Sum & { staffId: string })[]>`${join(each, " UNION ALL ")}`;
  const people = await tx.staff.findMany({
    where: {
      storeId: scope.storeId ?? { not: null },
      OR: [{ role: "associate", active: true }, { id: { in: [...new Set(sums.map((row) => row.staffId))] } }],
    },
    select: { id: true, name: true, storeId: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: STAFF_MAX,
  });
  const byStaff = new Map<string, Map<KpiKey, Figure>>();
  for (const { staffId, key, num, den } of sums) {
    const own = byStaff.get(staffId) ?? new Map<KpiKey, Figure>();
    byStaff.set(staffId, own.set(key, { num, den }));
  }
  return people.map(({ id, name, storeId }) => {
    const figure = (key: KpiKey) => byStaff.get(id)?.get(key) ?? { num: 0, den: 0 };
    const promises = figure("promises");
    return {
      id,
      name,
      storeId: storeId ?? "",
      done: figure("followed").num,
      overdue: figure("overdue").num,
      kept: promises.num,
      broken: promises.den - promises.num,
      contacted: figure("contacted").num,
    };
  });
}

/** The figures that the algebra of questions counts: a question about them finds the same people. */
export type AskedKey = "birthdays" | "at-risk" | "ownerless";
export function digestConditions({ to, settings }: Pick<Window, "to" | "settings">): Record<AskedKey, Condition[]> {
  const upper = settings.tiers.filter((tier) => tier.family !== "普通").map((tier) => tier.name);
  return {
    birthdays: [{ field: "birthday", range: { from: to, to: addDays(to, BIRTHDAY_DAYS) } }],
    "at-risk": [
      { field: "tier", in: upper },
      { field: "last-seen", range: { from: addDays(to, -settings.lostAfterDays), to: addDays(to, -AT_RISK_DAYS) } },
    ],
    ownerless: [
      { field: "tier", in: upper },
      { field: "owner", is: "none" },
    ],
  };
}

async function loadCounts(tx: Tx, scope: DigestScope): Promise<[AskedKey, Map<string, number>][]> {
  const { to, zone, settings, storeId } = scope;
  const context: QueryContext = {
    today: addDays(to, -1),
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
  const counted: [AskedKey, Map<string, number>][] = [];
  for (const [key, where] of Object.entries(digestConditions(scope)) as [AskedKey, Condition[]][]) {
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
    counted.push([
      key,
      new Map(rows.flatMap((row) => (row.key === null ? [] : [[row.key, row.customers ?? 0] as const]))),
    ]);
  }
  return counted;
}

// ── people behind a figure ──────────────────────────────────────────────────────────────────────────────────────

export interface Behind {
  /** Different customers; `ids` are the first of them. */
  total: number;
  ids: string[];
}
export interface BehindScope {
  storeId: string | null;
  /** Only what this associate did or left, where the figure is of associates. */
  staffId: string | null;
  limit: number;
}

/** The customers of a figure's rows; those missing from it where it opens into them. Members of higher tiers first. */
export function findBehind(tx: Tx, key: KpiKey, window: Window, scope: BehindScope): Promise<Behind> {
  return listed(tx, behind(key, window, scope, kpis[key].opens), window, scope.limit);
}

/** Who stood for this figure in the days before and does not now; where less is better, who is new in it. */
export function findGone(tx: Tx, key: KpiKey, now: Window, before: Window, scope: BehindScope): Promise<Behind> {
  const [more, less] = kpis[key].good === "less" ? [now, before] : [before, now];
  const one = behind(key, more, scope, "counted");
  const other = behind(key, less, scope, "counted");
  return listed(tx, sql`(${one}) EXCEPT (${other})`, now, scope.limit);
}

function behind(
  key: KpiKey,
  window: Window,
  { storeId, staffId }: BehindScope,
  opens: "counted" | "missing",
): Prisma.Sql {
  const { rows, ofStaff, unit } = kpis[key];
  if (rows === null) throw new Bug(`${key} is asked by the algebra of questions`);
  const ofStore = storeId === null ? empty : sql` AND r.store_id = ${storeId}`;
  const whose = staffId === null || !ofStaff ? empty : sql` AND r.staff_id = ${staffId}`;
  // Shares are of those with num; sums, means and counts of all their rows.
  const which = opens === "missing" ? sql` AND r.num = 0` : unit === "share" ? sql` AND r.num <> 0` : empty;
  return sql`SELECT r.customer_id FROM (${rows(window)}) r WHERE r.customer_id IS NOT NULL AND r.store_id IS NOT NULL${ofStore}${whose}${which}`;
}

async function listed(tx: Tx, ids: Prisma.Sql, { settings }: Window, limit: number): Promise<Behind> {
  const ladder = settings.tiers.map((tier) => tier.name);
  const rows = await tx.$queryRaw<{ id: string; total: number }[]>`
    SELECT c.id, count(*) OVER ()::int AS total FROM customer c WHERE c.id IN (${ids})
    ORDER BY COALESCE(array_position(${ladder}::text[], c.tier), 0) DESC, c.name, c.id LIMIT ${limit}`;
  return { total: rows[0]?.total ?? 0, ids: rows.map((row) => row.id) };
}

/** One figure of these days, over all shops in sight or one of them. */
export async function loadFigure(tx: Tx, key: KpiKey, window: Window, storeId: string | null): Promise<Figure> {
  const { rows } = kpis[key];
  if (rows === null) throw new Bug(`${key} is asked by the algebra of questions`);
  const ofStore = storeId === null ? empty : sql` AND r.store_id = ${storeId}`;
  const [row] = await tx.$queryRaw<Figure[]>`
    SELECT COALESCE(sum(r.num), 0)::float8 AS num, COALESCE(sum(r.den), 0)::float8 AS den
    FROM (${rows(window)}) r WHERE r.store_id IS NOT NULL${ofStore}`;
  return row ?? { num: 0, den: 0 };
}

// ── figures kept ────────────────────────────────────────────────────────────────────────────────────────────────

const count = z.number();
const figure = z.object({ num: count, den: count });
/** What was stored is read again with care: an older version knew other figures. */
const storedFacts = z.object({
  figures: z.object(Object.fromEntries(KPI_KEYS.map((key) => [key, figure]))),
  staff: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      done: count,
      overdue: count,
      kept: count,
      broken: count,
      contacted: count,
    }),
  ),
  refusals: z.array(z.object({ why: z.string(), count })),
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
  return facts.success ? (facts.data as DigestFacts) : null;
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
      AND NOT EXISTS (SELECT 1 FROM nudge_wish w WHERE w.staff_id = s.id AND w.kind = 'report')
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
