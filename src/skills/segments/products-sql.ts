// How articles and categories sell, and which are bought together, by SQL over all orders; store.ts runs it.
import { addDays, instantOf } from "../../calendar/day.ts";
import { Prisma } from "../../db/generated/client.ts";
import type { Settings } from "../../settings.ts";
import type { When } from "./compute-sql.ts";
import { trailing } from "./rules.ts";

type Sql = Prisma.Sql;
const { sql } = Prisma;

/** Figures of articles and categories that were bought and kept, in place of the old ones. */
export function productsSql({ today, zone }: When, now: Date): Sql {
  return sql`INSERT INTO product_figure (kind, name, buyers, repeaters, cycle_days, computed_at)
    SELECT p.kind, p.name, count(*)::int, (count(*) FILTER (WHERE p.days > 1))::int,
      (percentile_cont(0.5) WITHIN GROUP (ORDER BY p.median))::real, ${now}
    FROM (SELECT g.kind, g.name, g.customer_id, count(*) AS days, percentile_cont(0.5) WITHIN GROUP (ORDER BY g.gap) AS median
      FROM (SELECT d.*, d.day - lag(d.day) OVER (PARTITION BY d.kind, d.name, d.customer_id ORDER BY d.day) AS gap
        FROM (SELECT DISTINCT x.kind, x.name, o.customer_id, (o.paid_at AT TIME ZONE ${zone})::date AS day
          FROM ${KEPT_LINES} AND o.paid_at < ${instantOf(addDays(today, 1), "00:00", zone)}) d) g
      GROUP BY g.kind, g.name, g.customer_id) p
    GROUP BY p.kind, p.name`;
}
const KEPT_LINES = sql`order_line l JOIN orders o ON o.id = l.order_id
  CROSS JOIN LATERAL (VALUES ('item', l.item), ('category', l.category)) x(kind, name)
  WHERE o.state <> 'closed' AND (o.refunded_fen < o.amount_fen OR o.amount_fen = 0) AND x.name IS NOT NULL AND x.name <> ''`;

/** Suggestions kept for one article. */
const PAIRS_MAX = 10;
/** Names of one customer that are paired: pairs grow with the square, and who bought more is a shop, not a person. */
const NAMES_MAX = 100;

/** Pairs bought by the same customers in the trailing days of the classes, in place of the old ones. */
export function pairsSql({ today, zone }: When, settings: Settings, now: Date): Sql {
  const { minTogether, minLift } = settings.coPurchase;
  const from = instantOf(trailing(today, settings.classes.days), "00:00", zone);
  return sql`WITH bought AS MATERIALIZED (SELECT DISTINCT x.kind, x.name, o.customer_id
        FROM ${KEPT_LINES} AND o.paid_at >= ${from} AND o.paid_at < ${instantOf(addDays(today, 1), "00:00", zone)}),
      everybody AS (SELECT kind, count(DISTINCT customer_id) AS n FROM bought GROUP BY kind),
      popular AS MATERIALIZED (SELECT kind, name, count(*) AS n FROM bought GROUP BY kind, name HAVING count(*) >= ${minTogether}::int),
      pairs AS (SELECT s.kind, a.name AS bought, b.name AS beside, count(*) AS together
        FROM (SELECT kind, (array_agg(name))[1:${NAMES_MAX}::int] AS names FROM bought JOIN popular USING (kind, name)
          GROUP BY kind, customer_id) s
        CROSS JOIN LATERAL unnest(s.names) a(name) CROSS JOIN LATERAL unnest(s.names) b(name)
        WHERE b.name <> a.name GROUP BY s.kind, a.name, b.name HAVING count(*) >= ${minTogether}::int)
    INSERT INTO co_purchase (kind, bought, beside, together, buyers, lift, computed_at)
    SELECT r.kind, r.bought, r.beside, r.together, r.buyers, r.lift, ${now} FROM (
      SELECT q.*, row_number() OVER (PARTITION BY q.kind, q.bought ORDER BY q.lift DESC, q.together DESC, q.beside) AS place FROM (
        SELECT p.kind, p.bought, p.beside, p.together::int, pa.n::int AS buyers,
          (p.together * e.n::float8 / (pa.n * pb.n))::real AS lift
        FROM pairs p JOIN everybody e ON e.kind = p.kind JOIN popular pa ON pa.kind = p.kind AND pa.name = p.bought
          JOIN popular pb ON pb.kind = p.kind AND pb.name = p.beside) q
      WHERE q.lift >= ${minLift}::float8) r WHERE r.place <= ${PAIRS_MAX}::int`;
}
