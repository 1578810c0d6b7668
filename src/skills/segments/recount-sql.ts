// A night after a night: what need not be worked out again. A row of customer_segment still holds for whoever nothing
// happened to, unless the calendar or the others move her: an order leaves a window, a day passes a limit, the line of a
// class comes to the other side of her. Those are looked for here, by plain comparisons with what is stored; everybody
// else is left alone, so a night costs by those who differ and still finds what computing everybody would.
import { createHash } from "node:crypto";
import { addDays, type Day, instantOf } from "../../calendar/day.ts";
import { Prisma } from "../../db/generated/client.ts";
import type { Settings } from "../../settings.ts";
import {
  classifiedSql,
  cyclesSql,
  FIGURE_COLUMNS,
  figuresSql,
  KEPT_OWN,
  type Lines,
  linesSql,
  nightSource,
  OWN,
  type Source,
  STORED,
} from "./compute-sql.ts";
import { DEAL_DAYS, INTEREST_DAYS, promotionsBetween, trailing, type Window } from "./rules.ts";

type Sql = Prisma.Sql;
const { sql, join, raw } = Prisma;

/** The computation whose rows are stored. */
export interface Kept {
  day: Day;
  lines: readonly Lines[];
}

/**
 * What stored rows were computed by beside day and data: the statements of some day with all that is filled in, whatever
 * made them so. Rows are kept only where it is the same, so neither a setting nor a change of this program is forgotten.
 */
export function computedBy(zone: string, settings: Settings, version: number): string {
  const when = { today: "2026-01-01", zone };
  const statements = [
    figuresSql(when, settings, "all"),
    cyclesSql(when, settings, "all"),
    linesSql(STORED, settings),
    classifiedSql(STORED, when.today, settings, []),
  ].map(({ sql: text, values }) => [text, values]);
  const all = JSON.stringify([statements, settings.promotions, settings.cycle, version]);
  return createHash("sha256").update(all).digest("hex");
}

/** Days, the last one not included. */
export interface Stretch {
  from: Day;
  to: Day;
}

const runs = (day: Day, window: Window) => window.from <= day && window.to >= day;

/** An order of these days counts otherwise on `today` than on the day `before` it; of any other day it counts the same. */
export function movedStretches(before: Day, today: Day, { classes, rfm, promotions }: Settings): Stretch[] {
  const year = trailing(before, classes.days);
  const begunOrOver = promotionsBetween(promotions, year, today).filter(
    (one) => runs(before, one) !== runs(today, one),
  );
  return [
    { from: addDays(before, 1), to: addDays(today, 1) },
    { from: year, to: trailing(today, classes.days) },
    { from: trailing(before, rfm.days), to: trailing(today, rfm.days) },
    ...begunOrOver.map(({ from, to }) => ({ from, to: addDays(to, 1) })),
  ].filter((one) => one.from < one.to);
}

/** Fills the temporary table segment_recount, and takes the marks that orders left when they changed. */
export function recountSql(stretches: readonly Stretch[], zone: string): Sql {
  const at = (day: Day) => instantOf(day, "00:00", zone);
  const moved = stretches.map(
    ({ from, to }) => sql`UNION SELECT customer_id FROM orders WHERE paid_at >= ${at(from)} AND paid_at < ${at(to)}`,
  );
  return sql`WITH marks AS (DELETE FROM orders_changed RETURNING customer_id)
    INSERT INTO segment_recount SELECT customer_id FROM marks ${moved.length > 0 ? join(moved, " ") : Prisma.empty}`;
}

/** Everybody who is stored and not in segment_figures. */
const REST = sql`customer_segment s WHERE NOT EXISTS (SELECT 1 FROM segment_figures f WHERE f.customer_id = s.customer_id)`;

/** Of everybody what lines and the shop's rhythm are drawn by, narrow: it is read again and again. */
export const standingSql = sql`CREATE TEMP TABLE segment_standing ON COMMIT DROP AS
  SELECT f.pool, f.year_orders, f.year_fen, f.rfm_fen, ${OWN} AS own_days
  FROM segment_figures f LEFT JOIN segment_cycles y ON y.customer_id = f.customer_id
  UNION ALL SELECT s.pool, s.year_orders, s.year_fen, s.rfm_fen, ${KEPT_OWN} FROM ${REST}`;

/** Tonight's figures beside the stored ones of everybody else; of these only whom `today` or the lines may move. */
export function differingSource(kept: Kept, today: Day, settings: Settings, shopCycle: number | null): Source {
  const night = nightSource(shopCycle);
  const shop = sql`${shopCycle}::real`;
  const bare = sql`(s.cycle_from IS NULL OR s.cycle_from = 'shop')`;
  // The shop's rhythm is the only figure that comes from the others.
  const rest = FIGURE_COLUMNS.map((column) =>
    column === "cycle_days"
      ? sql`CASE WHEN ${bare} THEN CASE WHEN s.orders > 0 THEN ${shop} END ELSE s.cycle_days END`
      : column === "cycle_from"
        ? sql`CASE WHEN ${bare} THEN CASE WHEN s.orders > 0 AND ${shop} IS NOT NULL THEN 'shop' END ELSE s.cycle_from END`
        : raw(`s.${column}`),
  );
  return {
    figures: sql`segment_standing`,
    rows: (lines) => sql`(SELECT ${raw(FIGURE_COLUMNS.join(", "))} FROM ${night.rows(lines)} n UNION ALL
      SELECT ${join(rest)} FROM ${REST} AND (${mayMove(kept, today, settings, lines)}
        OR (${bare} AND s.orders > 0 AND s.cycle_days IS DISTINCT FROM ${shop})))`,
  };
}

/** Whether a stored row `s` may stand elsewhere today though its figures are the same. */
function mayMove({ day: before, lines: were }: Kept, today: Day, settings: Settings, lines: readonly Lines[]): Sql {
  const { promotions, lostAfterDays, newForDays, rfm } = settings;
  const anyRuns = (day: Day) => promotionsBetween(promotions, day, day).length > 0;
  if (anyRuns(before) !== anyRuns(today)) return sql`true`;
  // Everything told by days asks whether one lies within the last so many: it turns when that day goes out of them.
  const limits: [column: string, days: number[]][] = [
    ["first_on", [newForDays]],
    ["last_on", [lostAfterDays, DEAL_DAYS, ...rfm.recency.map((days) => days + 1)]],
    ["seen_on", [lostAfterDays, INTEREST_DAYS]],
    ["touched_on", [INTEREST_DAYS]],
  ];
  const byDay = limits.flatMap(([column, all]) =>
    all.map((days) => {
      const [from, to] = [trailing(before, days), trailing(today, days)];
      return sql`(${raw(`s.${column}`)} >= ${from}::date AND ${raw(`s.${column}`)} < ${to}::date)`;
    }),
  );
  const byLine = lines.map((line) => {
    const old = were.find((one) => one.pool === line.pool);
    return sql`(s.pool = ${line.pool} AND ${old ? crosses(old, line) : sql`true`})`;
  });
  return sql`${join([...byDay, ...byLine], " OR ")}`;
}

/** Whether a line passed over her: she stands between where it was and where it is. */
function crosses(old: Lines, line: Lines): Sql {
  const places = ({ classFen, mFen, high, mid }: Lines): [column: string, at: number | null][] => [
    ...[0, 1, 2].map((nth): [string, number | null] => ["year_fen", classFen[nth] ?? null]),
    ...[0, 1, 2, 3].map((nth): [string, number | null] => ["rfm_fen", mFen[nth] ?? null]),
    ["year_orders", high],
    ["year_orders", mid],
  ];
  const before = places(old);
  const moved = places(line).flatMap(([column, is], nth) => {
    const was = before[nth]?.[1] ?? null;
    if (was === is) return [];
    // A line that nobody reaches has no place, and who is beyond it is not known.
    if (was === null || is === null) return [sql`true`];
    return [
      sql`(${raw(`s.${column}`)} >= ${Math.min(was, is)}::bigint AND ${raw(`s.${column}`)} < ${Math.max(was, is)}::bigint)`,
    ];
  });
  return moved.length > 0 ? sql`(${join(moved, " OR ")})` : sql`false`;
}
