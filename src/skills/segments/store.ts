// The queries of segments: the computation over everybody, and reading what it found.
import type { Day } from "../../calendar/day.ts";
import type { Tx } from "../../db/db.ts";
import { Prisma } from "../../db/generated/client.ts";
import type { Settings } from "../../settings.ts";
import type { Stage } from "../customers/segment-names.ts";
import {
  classifiedSql,
  cyclesSql,
  figuresSql,
  type Lines,
  linesSql,
  nightSource,
  type Source,
  STORED,
  shopCycleSql,
  staleSql,
  type When,
  writeSql,
} from "./compute-sql.ts";
import { pairsSql, productsSql } from "./products-sql.ts";
import { computedBy, differingSource, type Kept, movedStretches, recountSql, standingSql } from "./recount-sql.ts";

/** The settings that define segments; each keeps its versions. */
export const DEFINITIONS = [
  "classes",
  "lostAfterDays",
  "newForDays",
  "rfm",
  "frequencyBands",
  "promotions",
  "cycle",
  "coPurchase",
] as const satisfies readonly (keyof Settings)[];

export interface Computed {
  customers: number;
  changed: number;
  moved: number;
}

/**
 * One computation at a time: a definition changed while the night runs would write the figures it has read over those
 * the night has counted, and the next night would keep them.
 */
async function lockSegments(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('segments'))`;
}

/**
 * Everybody's segments as of that day, in the given transaction; as the house itself. A night after a night works out
 * only whom something happened to or a day passed for; `anew` works out everybody, whatever is stored.
 */
export async function computeSegments(
  tx: Tx,
  when: When,
  settings: Settings,
  now: Date,
  { anew = false } = {},
): Promise<Computed> {
  await lockSegments(tx);
  // For this transaction alone: compiling these long expressions takes longer than a small shop's whole night, and a
  // million groups fit into memory.
  await tx.$executeRaw`SET LOCAL jit = off`;
  await tx.$executeRaw`SET LOCAL work_mem = '128MB'`;
  await tx.productFigure.deleteMany({});
  await tx.$executeRaw(productsSql(when, now));
  await tx.coPurchase.deleteMany({});
  await tx.$executeRaw(pairsSql(when, settings, now));
  const by = computedBy(when.zone, settings, await definitionVersion(tx));
  const kept = anew ? null : await loadKept(tx, when.today, by);
  const of = kept ? "differing" : "all";
  // Before anything else is read: who buys meanwhile leaves a mark for the next night.
  if (kept) await gatherRecount(tx, kept, when, settings);
  else await tx.ordersChanged.deleteMany({});
  await tx.$executeRaw(figuresSql(when, settings, of));
  await tx.$executeRaw`ANALYZE segment_figures`;
  await tx.$executeRaw(cyclesSql(when, settings, kept || (await fewStale(tx)) ? "stale" : "all"));
  await tx.$executeRaw`ANALYZE segment_cycles`;
  if (kept) await tx.$executeRaw(standingSql);
  const [shop] = await tx.$queryRaw<{ days: number | null }[]>(shopCycleSql(settings, of));
  const cycle = shop?.days ?? null;
  // On one run only, the one whose rows are stored: a clock that went back must not find another's.
  await tx.segmentRun.updateMany({ where: { computedBy: { not: null } }, data: { computedBy: null } });
  const source = kept ? differingSource(kept, when.today, settings, cycle) : nightSource(cycle);
  return classify(tx, source, { when, settings, now, computedBy: by });
}

/** The computation whose rows are stored, where they hold but for what happened and what day it is. */
async function loadKept(tx: Tx, today: Day, by: string): Promise<Kept | null> {
  const run = await tx.segmentRun.findFirst({ where: { computedBy: by } });
  if (run === null || dayText(run.day) > today) return null;
  return { day: dayText(run.day), lines: run.lines as unknown as Lines[] };
}

async function gatherRecount(tx: Tx, kept: Kept, { today, zone }: When, settings: Settings): Promise<void> {
  await tx.$executeRaw`CREATE TEMP TABLE segment_recount (customer_id text NOT NULL) ON COMMIT DROP`;
  await tx.$executeRaw(recountSql(movedStretches(kept.day, today, settings), zone));
  await tx.$executeRaw`ANALYZE segment_recount`;
}

/** Up to this share of the customers one looks up her orders; beyond it all orders are read once. */
const STALE_FEW = 0.2;
async function fewStale(tx: Tx): Promise<boolean> {
  const [counted] = await tx.$queryRaw<{ all: number; stale: number }[]>(staleSql);
  return counted !== undefined && counted.stale < counted.all * STALE_FEW;
}

/** The half that reads figures only: from the night's table, or from the stored rows after a definition was changed. */
export async function classify(
  tx: Tx,
  source: Source,
  { when, settings, now, computedBy }: { when: When; settings: Settings; now: Date; computedBy: string | null },
): Promise<Computed> {
  await lockSegments(tx);
  const lines = await loadLines(tx, source, settings);
  const version = await definitionVersion(tx);
  const classified = classifiedSql(source, when.today, settings, lines);
  const [done] = await tx.$queryRaw<Computed[]>(writeSql(source, classified, { day: when.today, now, version }));
  const computed = done ?? { customers: 0, changed: 0, moved: 0 };
  await tx.segmentRun.create({
    data: {
      day: new Date(`${when.today}T00:00:00Z`),
      definitionVersion: version,
      definitions: Object.fromEntries(DEFINITIONS.map((key) => [key, settings[key]])),
      lines: JSON.parse(JSON.stringify(lines)),
      ...computed,
      computedBy,
      at: now,
    },
  });
  return computed;
}

export function loadLines(tx: Tx, source: Source, settings: Settings): Promise<Lines[]> {
  return tx.$queryRaw<Lines[]>(linesSql(source, settings));
}

/** How often the definitions were changed: nought while they are the defaults. */
export async function definitionVersion(tx: Tx): Promise<number> {
  const rows = await tx.setting.groupBy({
    by: ["key"],
    where: { key: { in: [...DEFINITIONS] } },
    _max: { version: true },
  });
  return rows.reduce((total, row) => total + (row._max.version ?? 0), 0);
}

export async function neverComputed(tx: Tx): Promise<boolean> {
  return (await tx.segmentRun.findFirst({ select: { id: true } })) === null;
}

export async function hasCustomers(tx: Tx): Promise<boolean> {
  return (await tx.customer.findFirst({ select: { id: true } })) !== null;
}

// ── what was found ──────────────────────────────────────────────────────────────────────────────────────────────

export interface Run {
  day: Day;
  at: Date;
  definitionVersion: number;
  lines: Lines[];
}

/** The computation that counts: the last one. */
export async function lastRun(tx: Tx): Promise<Run | null> {
  const run = await tx.segmentRun.findFirst({ orderBy: [{ at: "desc" }, { id: "desc" }] });
  if (!run) return null;
  const { at, definitionVersion } = run;
  return { day: dayText(run.day), at, definitionVersion, lines: run.lines as unknown as Lines[] };
}

export interface Segment {
  pool: string;
  orders: number;
  spentFen: number;
  firstOn: Day | null;
  lastOn: Day | null;
  seenOn: Day | null;
  yearOrders: number;
  yearFen: number;
  rfmOrders: number;
  rfmFen: number;
  promoOrders: number;
  promoFen: number;
  wishedOn: Day | null;
  heldOn: Day | null;
  cycleDays: number | null;
  cycleFrom: "own" | "category" | "shop" | null;
  cycleCategory: string | null;
  nextOn: Day | null;
  r: number | null;
  f: number | null;
  m: number | null;
  rfm: string | null;
  class: string;
  layer: string;
  frequency: string;
  value: string;
  life: "new" | "old" | "lost" | "prospect";
  stage: Stage;
  crowds: string[];
  /** Her place among the buyers of her pool; null when she spent nothing in the days that count. */
  rank: number | null;
  buyers: number | null;
}

export async function loadSegment(tx: Tx, customerId: string): Promise<Segment | null> {
  const [row] = await tx.$queryRaw<Segment[]>`
    SELECT s.pool, s.orders, s.spent_fen::float8 AS "spentFen", s.first_on::text AS "firstOn", s.last_on::text AS "lastOn",
      s.seen_on::text AS "seenOn", s.year_orders AS "yearOrders", s.year_fen::float8 AS "yearFen", s.rfm_orders AS "rfmOrders",
      s.rfm_fen::float8 AS "rfmFen", s.promo_orders AS "promoOrders", s.promo_fen::float8 AS "promoFen",
      s.wished_on::text AS "wishedOn", s.held_on::text AS "heldOn", s.cycle_days::float8 AS "cycleDays",
      s.cycle_from AS "cycleFrom", s.cycle_category AS "cycleCategory", s.next_on::text AS "nextOn",
      s.r, s.f, s.m, s.rfm, s.class, s.layer, s.frequency, s.value, s.life, s.stage, s.crowds, k.rank, k.buyers
    FROM customer_segment s LEFT JOIN LATERAL segment_rank(s.customer_id) k ON TRUE WHERE s.customer_id = ${customerId}`;
  // Nobody above nobody: without spending there is no place.
  return row ? { ...row, ...(row.buyers ? {} : { rank: null, buyers: null }) } : null;
}

export interface Move {
  field: string;
  from: string | null;
  to: string | null;
  on: Day;
}
/** Her latest moves, the newest first. */
export async function loadMoves(tx: Tx, customerId: string, limit: number): Promise<Move[]> {
  return tx.$queryRaw<
    Move[]
  >`SELECT field, from_group AS "from", to_group AS "to", moved_on::text AS "on" FROM segment_move
    WHERE customer_id = ${customerId} ORDER BY moved_on DESC, field LIMIT ${limit}`;
}

export interface Group {
  name: string;
  customers: number;
  spentFen: number;
}
type GroupField = "class" | "rfm" | "layer" | "frequency" | "value" | "life" | "stage" | "crowds";

/** How many customers in sight are in each group, with their net spend in the days of the classes. */
export function countGroups(tx: Tx, of: GroupField): Promise<Group[]> {
  const name = of === "crowds" ? Prisma.sql`x.code` : Prisma.raw(`s.${of}`);
  const crowds = of === "crowds" ? Prisma.sql`CROSS JOIN LATERAL unnest(s.crowds) x(code)` : Prisma.empty;
  return tx.$queryRaw<
    Group[]
  >`SELECT COALESCE(${name}, '没买过') AS name, count(*)::int AS customers, sum(s.year_fen)::float8 AS "spentFen"
    FROM customer c JOIN customer_segment s ON s.customer_id = c.id ${crowds} GROUP BY 1 ORDER BY 2 DESC, 1`;
}

export interface Shift {
  field: string;
  from: string | null;
  to: string | null;
  customers: number;
  /** The first few, dearest first; ids in the order of names. */
  names: string[];
  ids: string[];
}
/** Groups shown of a trial: the table has at most eleven by eleven. */
const SHIFTS_MAX = 200;
const NAMES_SHOWN = 3;

/** Who in sight would be elsewhere by other settings; nothing is written. */
export function loadShifts(tx: Tx, today: Day, settings: Settings, lines: readonly Lines[]): Promise<Shift[]> {
  const fields = ["life", "class", "rfm", "layer", "frequency", "stage"];
  const pairs = fields.map(
    (field) =>
      Prisma.sql`SELECT o.customer_id, ${field}::text AS field, ${Prisma.raw(`o.${field}`)} AS was, ${Prisma.raw(`n.${field}`)} AS became, o.year_fen
        FROM fresh n JOIN customer_segment o ON o.customer_id = n.customer_id WHERE ${Prisma.raw(`o.${field}`)} IS DISTINCT FROM ${Prisma.raw(`n.${field}`)}`,
  );
  return tx.$queryRaw<Shift[]>`WITH fresh AS MATERIALIZED (${classifiedSql(STORED, today, settings, lines)})
    SELECT d.field, d.was AS "from", d.became AS "to", count(*)::int AS customers,
      (array_agg(c.name ORDER BY d.year_fen DESC, c.id))[1:${NAMES_SHOWN}::int] AS names,
      (array_agg(c.id::text ORDER BY d.year_fen DESC, c.id))[1:${NAMES_SHOWN}::int] AS ids
    FROM (${Prisma.join(pairs, " UNION ALL ")}) d JOIN customer c ON c.id = d.customer_id
    GROUP BY d.field, d.was, d.became ORDER BY customers DESC, 1, 2, 3 LIMIT ${SHIFTS_MAX}`;
}

export interface Shifted extends Omit<Shift, "field"> {
  field: "life" | "class" | "rfm" | "stage";
}
export interface MovesAsked {
  field: Shifted["field"] | null;
  from: string | null;
  to: string | null;
  /** Both included. */
  first: Day;
  last: Day;
}
/** Names of one kind of move: a reply holds no more. */
const MOVED_SHOWN = 10;

/** Who in sight went from where to where in these days, the dearest first; each move once. */
export function loadMoved(tx: Tx, { field, from, to, first, last }: MovesAsked): Promise<Shifted[]> {
  return tx.$queryRaw<Shifted[]>`
    SELECT m.field, m.from_group AS "from", m.to_group AS "to", count(*)::int AS customers,
      (array_agg(c.name ORDER BY s.year_fen DESC NULLS LAST, c.id))[1:${MOVED_SHOWN}::int] AS names,
      (array_agg(c.id::text ORDER BY s.year_fen DESC NULLS LAST, c.id))[1:${MOVED_SHOWN}::int] AS ids
    FROM segment_move m JOIN customer c ON c.id = m.customer_id LEFT JOIN customer_segment s ON s.customer_id = c.id
    WHERE m.moved_on BETWEEN ${first}::date AND ${last}::date AND m.from_group IS DISTINCT FROM m.to_group
      AND (${field}::text IS NULL OR m.field = ${field}) AND (${from}::text IS NULL OR m.from_group = ${from})
      AND (${to}::text IS NULL OR m.to_group = ${to})
    GROUP BY 1, 2, 3 ORDER BY customers DESC, 1, 2, 3 LIMIT ${SHIFTS_MAX}`;
}

/** Who changed a definition last, and when; null while they are the defaults. */
export async function lastChange(tx: Tx): Promise<{ key: string; at: Date; by: string | null } | null> {
  const row = await tx.setting.findFirst({
    where: { key: { in: [...DEFINITIONS] } },
    orderBy: [{ changedAt: "desc" }, { version: "desc" }],
    select: { key: true, changedAt: true, changedById: true },
  });
  if (!row) return null;
  const by =
    row.changedById === null
      ? null
      : await tx.staff.findUnique({ where: { id: row.changedById }, select: { name: true } });
  return { key: row.key, at: row.changedAt, by: by?.name ?? null };
}

/** The change this person tried last, within the hour: what 「就这样改」 means. */
export async function lastTried(tx: Tx, staffId: string, since: Date): Promise<unknown> {
  const rows = await tx.turnLog.findMany({
    where: { staffId, startedAt: { gte: since } },
    orderBy: { seq: "desc" },
    take: TURNS_BACK,
    select: { plans: true },
  });
  for (const { plans } of rows)
    for (const plan of Array.isArray(plans) ? plans : [])
      if (typeof plan === "object" && plan !== null && "kind" in plan && plan.kind === "segments.try") return plan;
  return null;
}
const TURNS_BACK = 20;

export async function saveDefinition(
  tx: Tx,
  row: { key: string; value: unknown; changedById: string; changedAt: Date },
): Promise<void> {
  const last = await tx.setting.aggregate({ where: { key: row.key }, _max: { version: true } });
  await tx.setting.createMany({
    data: [{ ...row, value: JSON.parse(JSON.stringify(row.value)), version: (last._max.version ?? 0) + 1 }],
  });
}

// ── articles ────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Suggestion {
  kind: "item" | "category";
  bought: string;
  beside: string;
  together: number;
  buyers: number;
  lift: number;
}
const SUGGESTIONS_MAX = 30;

/** What goes with what she bought and she has not bought; by lift weighed with how many did. */
export function loadSuggestions(tx: Tx, customerId: string): Promise<Suggestion[]> {
  return tx.$queryRaw<Suggestion[]>`
    WITH hers AS (SELECT DISTINCT x.kind, x.name FROM order_line l JOIN orders o ON o.id = l.order_id
        CROSS JOIN LATERAL (VALUES ('item', l.item), ('category', l.category)) x(kind, name)
        WHERE l.customer_id = ${customerId} AND o.state <> 'closed' AND x.name IS NOT NULL)
    SELECT * FROM (
      SELECT DISTINCT ON (p.kind, p.beside) p.kind, p.bought, p.beside, p.together, p.buyers, p.lift::float8 AS lift
      FROM co_purchase p JOIN hers h ON h.kind = p.kind AND h.name = p.bought
      WHERE NOT EXISTS (SELECT 1 FROM hers g WHERE g.kind = p.kind AND g.name = p.beside)
      ORDER BY p.kind, p.beside, p.lift DESC, p.together DESC) b
    ORDER BY b.kind DESC, b.lift * ln(b.together + 1) DESC, b.beside LIMIT ${SUGGESTIONS_MAX}`;
}

/** More warnings than this about one person are none. */
const TABOOS_MAX = 100;

/** What must not be offered: her negative facts, the newest first. */
export async function loadTaboos(tx: Tx, customerId: string): Promise<string[]> {
  const rows = await tx.fact.findMany({
    where: { customerId, kind: "negative", withdrawnAt: null, supersededById: null },
    select: { value: true },
    orderBy: { recordedAt: "desc" },
    take: TABOOS_MAX,
  });
  return rows.map((row) => row.value);
}

export interface ProductFigures {
  kind: "item" | "category";
  name: string;
  buyers: number;
  repeaters: number;
  cycleDays: number | null;
}
/** The most often bought again, of those that enough people bought. */
export function loadProducts(
  tx: Tx,
  kind: "item" | "category",
  atLeast: number,
  limit: number,
): Promise<ProductFigures[]> {
  return tx.$queryRaw<
    ProductFigures[]
  >`SELECT kind, name, buyers, repeaters, cycle_days::float8 AS "cycleDays" FROM product_figure
    WHERE kind = ${kind} AND buyers >= ${atLeast} ORDER BY repeaters::float8 / buyers DESC, buyers DESC, name LIMIT ${limit}`;
}

const dayText = (at: Date): Day => at.toISOString().slice(0, 10);
