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
export type SalesBy = "owner" | "store" | "category" | "day" | "month";

/** Whose sales; null for all in sight. */
export interface SalesScope {
  range: DayRange;
  zone: string;
  staffIds: readonly string[] | null;
  storeIds: readonly string[] | null;
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

/** The same in groups, the largest first, days in order. By category an order's refund is spread over its lines by their amounts. */
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
      return tx.$queryRaw<SalesRow[]>`
        SELECT l.category AS key, l.category AS label, count(DISTINCT o.id)::int AS orders,
          COALESCE(sum(l.amount_fen * o.net::float8 / NULLIF(o.amount_fen, 0)), 0)::float8 AS "netFen"
        FROM (${all}) o JOIN order_line l ON l.order_id = o.id
        GROUP BY l.category ORDER BY "netFen" DESC, key LIMIT ${SALES_ROWS_MAX}`;
  }
}

/** The orders that count. The customer may be hidden from an associate who sold to her. */
function sold({ range, zone, staffIds, storeIds }: SalesScope): Prisma.Sql {
  const seller = sql`COALESCE(o.staff_id, c.owner_id)`;
  const from = range.from === null ? empty : sql` AND o.paid_at >= ${instantOf(range.from, "00:00", zone)}`;
  const to = range.to === null ? empty : sql` AND o.paid_at < ${instantOf(range.to, "00:00", zone)}`;
  const whose = staffIds === null ? empty : sql` AND ${seller} = ANY(${[...staffIds]})`;
  const where = storeIds === null ? empty : sql` AND c.store_id = ANY(${[...storeIds]})`;
  return sql`SELECT o.id, o.customer_id, o.amount_fen, o.amount_fen - o.refunded_fen AS net, o.paid_at, ${seller} AS seller, c.store_id
    FROM orders o LEFT JOIN customer c ON c.id = o.customer_id WHERE o.state <> 'closed'${from}${to}${whose}${where}`;
}
