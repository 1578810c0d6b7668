// Sales by SQL. One definition for everybody: what was paid less what was given back, of orders that were not closed;
// they are the sales of the colleague whose name the order carries, else of the customer's associate. Row security
// decides which orders are in sight: an associate sees what she sold, a manager what her shop's customers bought.
import { instantOf } from "../../calendar/day.ts";
import type { Tx } from "../../db/db.ts";
import { Prisma } from "../../db/generated/client.ts";
import type { DayRange } from "../customers/query.ts";

const { sql, empty } = Prisma;

export interface SalesRow {
  key: string | null;
  label: string | null;
  netFen: number;
  orders: number;
}
export interface SalesTotal {
  netFen: number;
  orders: number;
  buyers: number;
  /** Given back of these orders, taken off already. */
  refundedFen: number;
}
export type SalesBy = "owner" | "store" | "category" | "item" | "day" | "month";

/** Whose sales; null for all in sight. */
export interface SalesScope {
  range: DayRange;
  zone: string;
  staffIds: readonly string[] | null;
  storeIds: readonly string[] | null;
  /** Of these goods alone: a category, or part of an article's name. Their share of each order counts. */
  what: string | null;
}

/** A quarter by day, or the colleagues of a large house. */
const SALES_ROWS_MAX = 100;

export async function loadSales(tx: Tx, scope: SalesScope): Promise<SalesTotal> {
  const [row] = await tx.$queryRaw<SalesTotal[]>`
    SELECT COALESCE(sum(o.net), 0)::float8 AS "netFen", count(*)::int AS orders,
      count(DISTINCT o.customer_id)::int AS buyers, COALESCE(sum(o.amount_fen - o.net), 0)::float8 AS "refundedFen"
    FROM (${sold(scope)}) o`;
  return row ?? { netFen: 0, orders: 0, buyers: 0, refundedFen: 0 };
}

/** The same in groups, the largest first, days in order. An order's refund is spread over its lines by their amounts. */
export function loadSalesBy(tx: Tx, scope: SalesScope, by: SalesBy): Promise<SalesRow[]> {
  const net = sql`sum(o.net)::float8 AS "netFen", count(*)::int AS orders`;
  const all = sold(scope);
  switch (by) {
    case "owner":
      return tx.$queryRaw<SalesRow[]>`
        SELECT o.seller AS key, s.name AS label, ${net} FROM (${all}) o LEFT JOIN staff s ON s.id = o.seller
        GROUP BY o.seller, s.name ORDER BY "netFen" DESC, key LIMIT ${SALES_ROWS_MAX}`;
    case "store":
      return tx.$queryRaw<SalesRow[]>`
        SELECT o.store_id AS key, s.name AS label, ${net} FROM (${all}) o LEFT JOIN store s ON s.id = o.store_id
        GROUP BY o.store_id, s.name ORDER BY "netFen" DESC, key LIMIT ${SALES_ROWS_MAX}`;
    case "day":
    case "month":
      return tx.$queryRaw<SalesRow[]>`
        SELECT g.key, g.key AS label, g."netFen", g.orders FROM (
          SELECT to_char(o.paid_at AT TIME ZONE ${scope.zone}, ${by === "day" ? "YYYY-MM-DD" : "YYYY-MM"}) AS key, ${net} FROM (${all}) o
          GROUP BY 1 ORDER BY 1 DESC LIMIT ${SALES_ROWS_MAX}) g ORDER BY g.key`;
    case "category":
    case "item": {
      const goods = by === "category" ? sql`l.category` : sql`l.item`;
      return tx.$queryRaw<SalesRow[]>`
        SELECT ${goods} AS key, ${goods} AS label, count(DISTINCT o.id)::int AS orders,
          COALESCE(sum(l.amount_fen * o.net::float8 / NULLIF(o.amount_fen, 0)), 0)::float8 AS "netFen"
        FROM (${all}) o JOIN order_line l ON l.order_id = o.id${scope.what === null ? empty : sql` AND ${isOf(scope.what)}`}
        GROUP BY ${goods} ORDER BY "netFen" DESC, key LIMIT ${SALES_ROWS_MAX}`;
    }
  }
}

/** The lines of these goods; what is said is no pattern. */
function isOf(what: string): Prisma.Sql {
  return sql`(l.category = ${what} OR position(${what} IN l.item) > 0)`;
}

/** The orders that count. The customer may be hidden from an associate who sold to her. */
function sold({ range, zone, staffIds, storeIds, what }: SalesScope): Prisma.Sql {
  const seller = sql`COALESCE(o.staff_id, c.owner_id)`;
  const from = range.from === null ? empty : sql` AND o.paid_at >= ${instantOf(range.from, "00:00", zone)}`;
  const to = range.to === null ? empty : sql` AND o.paid_at < ${instantOf(range.to, "00:00", zone)}`;
  const whose = staffIds === null ? empty : sql` AND ${seller} = ANY(${[...staffIds]})`;
  const where = storeIds === null ? empty : sql` AND c.store_id = ANY(${[...storeIds]})`;
  const net = sql`o.amount_fen - o.refunded_fen`;
  const fen =
    what === null
      ? sql`o.amount_fen, ${net} AS net`
      : sql`goods.fen AS amount_fen, goods.fen * (${net})::float8 / NULLIF(o.amount_fen, 0) AS net`;
  const goods =
    what === null
      ? empty
      : sql` JOIN LATERAL (SELECT sum(l.amount_fen) AS fen FROM order_line l WHERE l.order_id = o.id AND ${isOf(what)}) goods ON goods.fen IS NOT NULL`;
  return sql`SELECT o.id, o.customer_id, ${fen}, o.paid_at, ${seller} AS seller, c.store_id
    FROM orders o LEFT JOIN customer c ON c.id = o.customer_id${goods} WHERE o.state <> 'closed'${from}${to}${whose}${where}`;
}
