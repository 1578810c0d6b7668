// Segments by SQL over all customers at once; only text is built here, store.ts runs it.
//
//   orders, visits, notes ──► segment_figures (a temporary table: plain figures per customer)
//                               │
//                               ├─► segment_cycles: the rhythm of those who bought since it was last worked out
//                               ├─► lines: at which amounts and counts the classes and bands begin, per pool
//                               ▼
//                             classified: what follows from figures and lines ──► customer_segment, segment_move
//
// The last part reads nothing but figures, and customer_segment keeps them: so a changed definition can be tried on
// the stored figures without touching the orders again.
//
// What costs by the order is done for those whose orders differ (recount-sql.ts), or for all in one pass in the order of
// the index that holds all it needs. What costs by the customer: a median is sorted out again where `bought` (a hash of
// the instants of purchase) is another, a row is written where `digest` (a hash of the row) is. Expressions that later
// ones build on stand behind
// OFFSET 0, or the planner would write them out, and work them out, at every place of use.
import { addDays, type Day, instantOf } from "../../calendar/day.ts";
import { Prisma } from "../../db/generated/client.ts";
import type { Settings } from "../../settings.ts";
import {
  DEAL_DAYS,
  HOLD_WORDS,
  INTEREST_DAYS,
  promotionsBetween,
  RFM_GRID,
  trailing,
  WISH_DAYS,
  WISH_WORDS,
} from "./rules.ts";

type Sql = Prisma.Sql;
const { sql, join, raw } = Prisma;

/** Figures come from the temporary tables at night, from the stored rows when a change is tried. */
export interface Source {
  /** A table of what lines are drawn by. */
  figures: Sql;
  /** A row of all FIGURE_COLUMNS for each customer who may stand elsewhere, where the lines are these. */
  rows: (lines: readonly Lines[]) => Sql;
}

export interface When {
  today: Day;
  zone: string;
}

/** Where classes and bands begin, in fen and orders; one per pool. */
export interface Lines {
  pool: string;
  buyers: number;
  /** From these amounts on: 重要, 主要, 普通. Empty where nobody bought. */
  classFen: number[];
  /** From these amounts on M is 5, 4, 3, 2. */
  mFen: number[];
  /** From these counts on: 高频, 中频. Null where nobody reaches it. */
  high: number | null;
  mid: number | null;
}

export const OPEN = sql`o.state <> 'closed'`;

/**
 * Median days between purchases of everybody who came back often enough. Several orders of one day are one purchase.
 * Of the stale ones alone, or of all: where most are stale, as on the first night, one ordered pass is quicker.
 */
export function cyclesSql({ today, zone }: When, { cycle }: Settings, of: "all" | "stale"): Sql {
  const only = of === "all" ? Prisma.empty : sql`JOIN segment_figures f ON f.customer_id = o.customer_id AND f.stale`;
  return sql`CREATE TEMP TABLE segment_cycles ON COMMIT DROP AS
    SELECT g.customer_id, percentile_cont(0.5) WITHIN GROUP (ORDER BY g.gap)::real AS days
    FROM (SELECT o.customer_id, (o.paid_at AT TIME ZONE ${zone})::date
        - lag((o.paid_at AT TIME ZONE ${zone})::date) OVER (PARTITION BY o.customer_id ORDER BY o.paid_at) AS gap
      FROM orders o ${only} WHERE ${OPEN} AND o.paid_at < ${instantOf(addDays(today, 1), "00:00", zone)}) g
    WHERE g.gap > 0 GROUP BY g.customer_id HAVING count(*) >= ${cycle.minGaps}::int`;
}

/** One row {all, stale}: whose rhythm has to be worked out. */
export const staleSql = sql`SELECT count(*)::int AS "all", (count(*) FILTER (WHERE stale))::int AS stale FROM segment_figures`;

/** Her own rhythm as it is stored. */
export const KEPT_OWN = sql`CASE WHEN s.cycle_from = 'own' THEN s.cycle_days END`;
/** Her own rhythm: as kept, or as found tonight. */
export const OWN = sql`CASE WHEN f.stale THEN y.days ELSE f.own_days END`;

/** One row {days}: the shop's own rhythm, the median of its customers' medians; null while too few came back. */
export function shopCycleSql({ cycle }: Settings, of: "all" | "differing"): Sql {
  const own =
    of === "differing"
      ? sql`SELECT own_days AS days FROM segment_standing`
      : sql`SELECT ${OWN} AS days FROM segment_figures f LEFT JOIN segment_cycles y ON y.customer_id = f.customer_id`;
  return sql`SELECT CASE WHEN count(*) >= ${cycle.categoryMin}::int
    THEN percentile_cont(0.5) WITHIN GROUP (ORDER BY o.days) END::float8 AS days
    FROM (${own}) o WHERE o.days IS NOT NULL`;
}

/** The night's figures with the rhythm told: her own, else her category's, else the shop's. */
export function nightSource(shopCycle: number | null): Source {
  const shop = sql`${shopCycle}::real`;
  return {
    figures: sql`segment_figures`,
    rows: () => sql`(SELECT f.*, CASE WHEN f.orders > 0 THEN COALESCE(${OWN}, f.category_days, ${shop}) END AS cycle_days,
        CASE WHEN f.orders = 0 THEN NULL WHEN ${OWN} IS NOT NULL THEN 'own' WHEN f.category_days IS NOT NULL THEN 'category'
          WHEN ${shop} IS NOT NULL THEN 'shop' END AS cycle_from,
        CASE WHEN ${OWN} IS NULL THEN f.category END AS cycle_category
      FROM segment_figures f LEFT JOIN segment_cycles y ON y.customer_id = f.customer_id)`,
  };
}
/** What was found last, for trying and changing definitions. */
export const STORED: Source = { figures: sql`customer_segment`, rows: () => sql`customer_segment` };

/** What is counted of orders: of everybody's in one pass, or of those of one customer `x`. */
function orderFigures({ today, zone }: When, settings: Settings, of: "all" | "one"): Sql {
  const at = (day: Day) => instantOf(day, "00:00", zone);
  const yearFrom = trailing(today, settings.classes.days);
  const rfmFrom = trailing(today, settings.rfm.days);
  const since = (from: Day) => sql`FILTER (WHERE b.paid_at >= ${at(from)})`;
  const windows = promotionsBetween(settings.promotions, yearFrom, today);
  const within = (some: typeof windows) =>
    some.length === 0
      ? sql`FALSE`
      : join(
          some.map((one) => sql`(paid_at >= ${at(one.from)} AND paid_at < ${at(addDays(one.to, 1))})`),
          " OR ",
        );
  const running = windows.filter((one) => one.to === today || (one.from <= today && one.to >= today));
  const hers = of === "all" ? Prisma.empty : sql`AND o.customer_id = x.customer_id`;
  return sql`SELECT b.customer_id, count(*)::int AS orders, sum(b.net) AS spent_fen, min(b.paid_at) AS first_at,
      max(b.paid_at) AS last_at, (count(*) ${since(yearFrom)})::int AS year_orders, sum(b.net) ${since(yearFrom)} AS year_fen,
      (count(*) ${since(rfmFrom)})::int AS rfm_orders, sum(b.net) ${since(rfmFrom)} AS rfm_fen,
      (count(*) FILTER (WHERE b.promo))::int AS promo_orders, sum(b.net) FILTER (WHERE b.promo) AS promo_fen,
      (count(*) FILTER (WHERE ${within(running)}))::int AS promo_now,
      sum(timestamp_hash(b.paid_at::timestamp)) + hashtext(${`${zone} ${settings.cycle.minGaps}`}) AS bought
    FROM (SELECT o.customer_id, o.paid_at, o.amount_fen - o.refunded_fen AS net, ${within(windows)} AS promo
      FROM orders o WHERE ${OPEN} AND o.paid_at < ${at(addDays(today, 1))} ${hers} ORDER BY o.customer_id, o.paid_at OFFSET 0) b
    GROUP BY b.customer_id`;
}

/**
 * Figures of every customer, or of those alone of whom anything differs from what is stored: her orders, if she is in
 * segment_recount, or what else is known of her, seen here. Needs the categories' figures.
 */
export function figuresSql(when: When, settings: Settings, of: "all" | "differing"): Sql {
  const { today, zone } = when;
  const end = instantOf(addDays(today, 1), "00:00", zone);
  const wished = instantOf(trailing(today, WISH_DAYS), "00:00", zone);
  const day = (column: string) => sql`(${raw(column)} AT TIME ZONE ${zone})::date`;
  const tiers = settings.tiers.map((tier) => tier.name);
  const counted = orderFigures(when, settings, of === "all" ? "all" : "one");
  const pool = settings.classes.within === "store" ? sql`c.store_id` : sql`''::text`;
  const tierStep = sql`CASE WHEN c.membership <> 'cancelled' THEN array_position(${tiers}::text[], c.tier) - 1 END`;
  const student = sql`(COALESCE(c.occupation = '学生', false) OR g.student IS TRUE)`;
  /** Of something she said, the day, unless she has bought since. */
  const since = (bought: string, said: string) =>
    sql`CASE WHEN ${raw(bought)} IS NULL OR ${raw(bought)} < ${raw(said)} THEN ${day(said)} END`;
  // Behind OFFSET 0, or the orders of everybody would be looked up before it is known of whom they are wanted.
  const only =
    of === "all"
      ? Prisma.empty
      : sql`AND (s.customer_id IS NULL OR EXISTS (SELECT 1 FROM segment_recount a WHERE a.customer_id = c.id)
        OR (s.pool, s.seen_on, s.wished_on, s.held_on, s.touched_on, s.tier_step, s.student, s.promising) IS DISTINCT FROM (
          ${pool}, GREATEST(s.last_on, ${day("v.at")}), ${since("s.last_at", "w.at")}, ${since("s.last_at", "h.at")}, ${day("t.at")},
          ${tierStep}, ${student}, g.promising IS TRUE)
        OR (s.cycle_from IS DISTINCT FROM 'own' AND (s.cycle_category, CASE WHEN s.cycle_from = 'category' THEN s.cycle_days END)
          IS DISTINCT FROM (k.category, k.days))) OFFSET 0`;
  return sql`CREATE TEMP TABLE segment_figures ON COMMIT DROP AS
    SELECT x.customer_id, x.pool, COALESCE(o.orders, 0) AS orders, COALESCE(o.spent_fen, 0)::bigint AS spent_fen,
      ${day("o.first_at")} AS first_on, ${day("o.last_at")} AS last_on, o.last_at,
      GREATEST(${day("o.last_at")}, ${day("x.visited_at")}) AS seen_on,
      COALESCE(o.year_orders, 0) AS year_orders, COALESCE(o.year_fen, 0)::bigint AS year_fen,
      COALESCE(o.rfm_orders, 0) AS rfm_orders, COALESCE(o.rfm_fen, 0)::bigint AS rfm_fen,
      COALESCE(o.promo_orders, 0) AS promo_orders, COALESCE(o.promo_fen, 0)::bigint AS promo_fen,
      COALESCE(o.promo_now, 0) AS promo_now, ${since("o.last_at", "x.wished_at")} AS wished_on,
      ${since("o.last_at", "x.held_at")} AS held_on, x.touched_on, x.tier_step, x.student, x.promising,
      o.bought, x.category_days, x.category, x.own_days,
      (x.bought, x.orders) IS DISTINCT FROM (o.bought, COALESCE(o.orders, 0)) AS stale
    FROM (SELECT c.id AS customer_id, ${pool} AS pool, v.at AS visited_at, w.at AS wished_at, h.at AS held_at,
      ${day("t.at")} AS touched_on, ${tierStep} AS tier_step, ${student} AS student, g.promising IS TRUE AS promising,
      k.days AS category_days, k.category, ${KEPT_OWN} AS own_days, s.bought, s.orders
    FROM customer c
    LEFT JOIN (SELECT v.customer_id, max(v.visited_at) AS at FROM visit v WHERE v.visited_at < ${end}
      GROUP BY v.customer_id) v ON v.customer_id = c.id
    LEFT JOIN (SELECT s.customer_id, max(s.at) AS at FROM (
        SELECT f.customer_id, f.recorded_at AS at FROM fact f WHERE f.kind = 'need' AND f.withdrawn_at IS NULL
          AND f.superseded_by_id IS NULL AND f.recorded_at >= ${wished} AND f.recorded_at < ${end}
        UNION ALL SELECT n.customer_id, n.created_at FROM note n
          WHERE n.created_at >= ${wished} AND n.created_at < ${end} AND n.text ~ ${WISH_WORDS}) s GROUP BY s.customer_id) w
      ON w.customer_id = c.id
    LEFT JOIN (SELECT s.customer_id, max(s.at) AS at FROM (
        SELECT n.customer_id, n.created_at AS at FROM note n
          WHERE n.created_at >= ${wished} AND n.created_at < ${end} AND n.text ~ ${HOLD_WORDS}
        UNION ALL SELECT u.customer_id, u.created_at FROM follow_up u WHERE u.customer_id IS NOT NULL
          AND u.state <> 'cancelled' AND u.created_at >= ${wished} AND u.created_at < ${end} AND u.text ~ ${HOLD_WORDS}) s
      GROUP BY s.customer_id) h ON h.customer_id = c.id
    LEFT JOIN (SELECT t.customer_id, max(t.at) AS at FROM touch t WHERE t.direction = 'in' AND t.at < ${end}
      GROUP BY t.customer_id) t ON t.customer_id = c.id
    LEFT JOIN (SELECT ct.customer_id, bool_or(tag.name = '学生') AS student,
        bool_or(tag.name IN ('潜力', '高潜', '高潜力')) AS promising
      FROM customer_tag ct JOIN tag ON tag.id = ct.tag_id WHERE tag.name IN ('学生', '潜力', '高潜', '高潜力') AND ct.origin <> 'rule'
      GROUP BY ct.customer_id) g ON g.customer_id = c.id
    LEFT JOIN customer_segment s ON s.customer_id = c.id
    LEFT JOIN (SELECT DISTINCT ON (l.customer_id) l.customer_id, l.category, pf.cycle_days AS days
      FROM order_line l JOIN orders o ON o.id = l.order_id
      JOIN product_figure pf ON pf.kind = 'category' AND pf.name = l.category AND pf.cycle_days IS NOT NULL
        AND pf.repeaters >= ${settings.cycle.categoryMin}::int
      WHERE ${OPEN} AND o.paid_at < ${end}
      ORDER BY l.customer_id, o.paid_at DESC, l.amount_fen DESC, l.category) k ON k.customer_id = c.id
    WHERE c.erased_at IS NULL ${only}) x
    LEFT JOIN ${of === "all" ? sql`(${counted}) o ON o.customer_id = x.customer_id` : sql`LATERAL (${counted}) o ON true`}`;
}

/**
 * Rows {pool, buyers, classFen, mFen, high, mid}. By rank the line of 重要 is the least amount above which less than
 * its share of the buyers stand; by cumulative amount, above which less than its share of the money was spent. Equal
 * amounts stand on the same side. Bands of frequency by thirds: 高 are counts that at most a third of the buyers reach.
 */
export function linesSql({ figures: table }: Source, { classes, frequencyBands }: Settings): Sql {
  const [first, second, third] = classes.shares;
  const shares = sql`ARRAY[${first}, ${second}, ${third}]::float8[]`;
  const classLines =
    classes.basis === "rank"
      ? sql`SELECT s.pool, percentile_disc(${shares}) WITHIN GROUP (ORDER BY s.year_fen DESC) AS class_fen
          FROM ${table} s WHERE s.year_fen > 0 GROUP BY s.pool`
      : sql`SELECT x.pool, ARRAY[min(x.fen) FILTER (WHERE x.above < ${first}::float8 * x.total),
            min(x.fen) FILTER (WHERE x.above < ${second}::float8 * x.total),
            min(x.fen) FILTER (WHERE x.above < ${third}::float8 * x.total)] AS class_fen
          FROM (SELECT e.pool, e.fen, sum(e.spent) OVER (PARTITION BY e.pool) AS total,
              sum(e.spent) OVER (PARTITION BY e.pool ORDER BY e.fen DESC) - e.spent AS above
            FROM (SELECT s.pool, s.year_fen AS fen, sum(s.year_fen) AS spent FROM ${table} s WHERE s.year_fen > 0
              GROUP BY s.pool, s.year_fen) e) x GROUP BY x.pool`;
  const bands = frequencyBands
    ? sql`SELECT s.pool, ${frequencyBands.high}::int AS high, ${frequencyBands.mid}::int AS mid FROM ${table} s GROUP BY s.pool`
    : sql`SELECT q.pool, min(q.n) FILTER (WHERE q.reached * 3 <= q.total)::int AS high,
          min(q.n) FILTER (WHERE q.reached * 3 <= q.total * 2)::int AS mid
        FROM (SELECT e.pool, e.n, sum(e.people) OVER (PARTITION BY e.pool ORDER BY e.n DESC) AS reached,
            sum(e.people) OVER (PARTITION BY e.pool) AS total
          FROM (SELECT s.pool, s.year_orders AS n, count(*) AS people FROM ${table} s WHERE s.year_orders > 0
            GROUP BY s.pool, s.year_orders) e) q GROUP BY q.pool`;
  return sql`SELECT a.pool, a.buyers, COALESCE(k.class_fen, '{}')::float8[] AS "classFen", COALESCE(a.m_fen, '{}')::float8[] AS "mFen",
      b.high, b.mid
    FROM (SELECT s.pool, (count(*) FILTER (WHERE s.year_fen > 0))::int AS buyers,
        percentile_disc(ARRAY[0.2, 0.4, 0.6, 0.8]) WITHIN GROUP (ORDER BY s.rfm_fen DESC) FILTER (WHERE s.rfm_fen > 0) AS m_fen
      FROM ${table} s GROUP BY s.pool) a
    LEFT JOIN (${classLines}) k ON k.pool = a.pool LEFT JOIN (${bands}) b ON b.pool = a.pool ORDER BY a.pool`;
}

/** The figures that customer_segment keeps as they are, in its order. */
export const FIGURE_COLUMNS = [
  "customer_id",
  "pool",
  "orders",
  "spent_fen",
  "first_on",
  "last_on",
  "last_at",
  "seen_on",
  "year_orders",
  "year_fen",
  "rfm_orders",
  "rfm_fen",
  "promo_orders",
  "promo_fen",
  "promo_now",
  "wished_on",
  "held_on",
  "touched_on",
  "tier_step",
  "student",
  "promising",
  "bought",
  "cycle_days",
  "cycle_from",
  "cycle_category",
] as const;
/** What follows from them. */
export const DERIVED_COLUMNS = [
  "next_on",
  "r",
  "f",
  "m",
  "rfm",
  "class",
  "layer",
  "frequency",
  "value",
  "life",
  "stage",
  "crowds",
] as const;

/** Every customer of `source` with all columns but version and time. */
export function classifiedSql(source: Source, today: Day, settings: Settings, lines: readonly Lines[]): Sql {
  const { recency, frequency } = settings.rfm;
  const grid = sql`ARRAY[${join(RFM_GRID.flat())}]::text[]`;
  const promoRuns = promotionsBetween(settings.promotions, today, today).length > 0;
  const figures = raw(FIGURE_COLUMNS.map((column) => `d.${column}`).join(", "));
  return sql`SELECT ${figures}, d.next_on, d.r, d.f, d.m, d.rfm, d.class, d.layer, d.frequency, d.value, d.life,
      CASE WHEN d.orders > 0 THEN CASE WHEN d.life <> 'lost' AND d.rfm IN ('冠军', '忠诚') THEN '忠诚' ELSE '购买' END
        WHEN d.wished_on IS NOT NULL OR d.held_on IS NOT NULL THEN '考虑'
        WHEN GREATEST(d.seen_on, d.touched_on) >= ${trailing(today, INTEREST_DAYS)}::date THEN '兴趣' ELSE '认知' END AS stage,
      array_remove(ARRAY[
        CASE WHEN ${promoRuns}::boolean AND d.class IN ('重要', '主要') AND d.seen_on >= ${trailing(today, INTEREST_DAYS)}::date
          AND d.promo_now = 0 THEN 'H01' END,
        CASE WHEN d.promo_orders >= 2 AND d.promo_fen * 2 >= d.year_fen AND d.promo_fen > 0 THEN 'H02' END,
        CASE WHEN d.class = '重要' OR d.rfm = '冠军' THEN 'H03' END,
        CASE WHEN d.tier_step >= 1 THEN 'H05' END,
        CASE WHEN d.wished_on IS NOT NULL THEN 'H06' END,
        CASE WHEN d.student THEN 'H07' END,
        CASE WHEN d.held_on IS NOT NULL THEN 'H09' END,
        CASE WHEN d.last_on >= ${trailing(today, DEAL_DAYS)}::date THEN 'H10' ELSE 'H11' END], NULL) AS crowds
    FROM (SELECT e.*,
        CASE WHEN e.group_of = '新客' AND e.orders > 1 THEN '有希望' ELSE e.group_of END AS rfm,
        CASE WHEN e.class = '重要' AND e.frequency = '高' THEN '核心'
          WHEN e.frequency = '高' OR (e.frequency = '中' AND e.class IN ('重要', '主要')) THEN '潜力' ELSE '普通' END AS layer,
        CASE WHEN COALESCE(e.f + e.m, 0) + (CASE WHEN e.promising THEN 2 ELSE 0 END) >= 8 THEN '高'
          WHEN COALESCE(e.f + e.m, 0) + (CASE WHEN e.promising THEN 2 ELSE 0 END) >= 5 THEN '中' ELSE '低' END AS value
      FROM (SELECT b.*, CASE WHEN b.orders > 0 THEN (${grid})[(b.r - 1) * 5 + (b.f + b.m + 1) / 2] END AS group_of
        FROM (SELECT s.*, CASE WHEN s.last_on IS NOT NULL AND s.cycle_days IS NOT NULL THEN s.last_on + round(s.cycle_days)::int END AS next_on,
            (CASE WHEN s.last_on IS NULL THEN NULL WHEN ${today}::date - s.last_on >= ${settings.lostAfterDays}::int THEN 1
              WHEN ${today}::date - s.last_on <= ${recency[0]}::int THEN 5 WHEN ${today}::date - s.last_on <= ${recency[1]}::int THEN 4
              WHEN ${today}::date - s.last_on <= ${recency[2]}::int THEN 3 ELSE 2 END)::smallint AS r,
            (CASE WHEN s.orders = 0 THEN NULL WHEN s.rfm_orders >= ${frequency[3]}::int THEN 5 WHEN s.rfm_orders >= ${frequency[2]}::int THEN 4
              WHEN s.rfm_orders >= ${frequency[1]}::int THEN 3 WHEN s.rfm_orders >= ${frequency[0]}::int THEN 2 ELSE 1 END)::smallint AS f,
            (CASE WHEN s.orders = 0 THEN NULL WHEN s.rfm_fen >= l.m5 THEN 5 WHEN s.rfm_fen >= l.m4 THEN 4
              WHEN s.rfm_fen >= l.m3 THEN 3 WHEN s.rfm_fen >= l.m2 THEN 2 ELSE 1 END)::smallint AS m,
            CASE WHEN s.year_fen <= 0 THEN '小' WHEN s.year_fen >= l.c1 THEN '重要' WHEN s.year_fen >= l.c2 THEN '主要'
              WHEN s.year_fen >= l.c3 THEN '普通' ELSE '小' END AS class,
            CASE WHEN s.year_orders >= l.high THEN '高' WHEN s.year_orders >= l.mid THEN '中' ELSE '低' END AS frequency,
            CASE WHEN s.first_on IS NULL THEN 'prospect' WHEN s.first_on >= ${trailing(today, settings.newForDays)}::date THEN 'new'
              WHEN s.seen_on < ${trailing(today, settings.lostAfterDays)}::date THEN 'lost' ELSE 'old' END AS life
          FROM (SELECT ${raw(FIGURE_COLUMNS.map((column) => `f.${column}`).join(", "))} FROM ${source.rows(lines)} f) s
          JOIN jsonb_to_recordset(${JSON.stringify(lines.map(flat))}::jsonb)
            AS l(pool text, c1 bigint, c2 bigint, c3 bigint, m5 bigint, m4 bigint, m3 bigint, m2 bigint, high int, mid int)
            ON l.pool = s.pool OFFSET 0) b OFFSET 0) e OFFSET 0) d`;
}

function flat({ pool, classFen: [c1, c2, c3], mFen: [m5, m4, m3, m2], high, mid }: Lines): Record<string, unknown> {
  return { pool, c1, c2, c3, m5, m4, m3, m2, high, mid };
}

/**
 * Writes what differs from what is stored, and the moves between groups; one row {customers, changed, moved}. Who was not
 * known before has not moved.
 */
export function writeSql(source: Source, classified: Sql, at: { day: Day; now: Date; version: number }): Sql {
  const columns = [...FIGURE_COLUMNS, ...DERIVED_COLUMNS, "definition_version"];
  const list = raw([...columns, "digest"].join(", "));
  const set = raw(
    [...columns.slice(1), "digest", "computed_at"].map((column) => `${column} = EXCLUDED.${column}`).join(", "),
  );
  const moves = MOVES_OF.map(
    (field) =>
      sql`SELECT customer_id, ${field}::text AS field, ${raw(`old_${field}`)} AS was, ${raw(field)} AS became FROM differs WHERE known`,
  );
  return sql`WITH fresh AS NOT MATERIALIZED (SELECT v.*, hash_record_extended(v, 0) AS digest
      FROM (SELECT c.*, ${at.version}::int AS definition_version FROM (${classified}) c OFFSET 0) v),
    differs AS MATERIALIZED (SELECT n.*, o.customer_id IS NOT NULL AS known,
        ${raw(MOVES_OF.map((field) => `o.${field} AS old_${field}`).join(", "))}
      FROM fresh n LEFT JOIN customer_segment o ON o.customer_id = n.customer_id
      WHERE o.digest IS DISTINCT FROM n.digest),
    written AS (INSERT INTO customer_segment (${list}, computed_at) SELECT ${list}, ${at.now} FROM differs
      ON CONFLICT (customer_id) DO UPDATE SET ${set} RETURNING 1),
    moved AS (INSERT INTO segment_move (customer_id, field, moved_on, from_group, to_group, definition_version, at)
      SELECT m.customer_id, m.field, ${at.day}::date, m.was, m.became, ${at.version}::int, ${at.now}
      FROM (${join(moves, " UNION ALL ")}) m WHERE m.was IS DISTINCT FROM m.became
      ON CONFLICT (customer_id, field, moved_on) DO UPDATE SET to_group = EXCLUDED.to_group,
        definition_version = EXCLUDED.definition_version, at = EXCLUDED.at RETURNING 1)
    SELECT (SELECT count(*) FROM ${source.figures} q)::int AS customers, (SELECT count(*) FROM written)::int AS changed,
      (SELECT count(*) FROM moved)::int AS moved`;
}
/** The fields whose moves are kept. */
export const MOVES_OF = ["stage", "life", "class", "rfm"] as const;
