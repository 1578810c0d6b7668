// Lists of customers as one statement, and their ids for audiences.

import { Prisma } from "../../db/generated/client.ts";
import { unreachable } from "../../errors.ts";
import type { Condition, DayRange, Sort } from "./query.ts";
import { everything } from "./query-conditions.ts";
import type { Builder, QueryContext } from "./query-context.ts";
import { givenBack, isGoods, visitDays } from "./query-events.ts";
import { ageSql } from "./query-people.ts";
import { within } from "./query-ranges.ts";
import { builder, withCtes } from "./query-tables.ts";

type Sql = Prisma.Sql;
const { sql, join, empty } = Prisma;

/** A figure about each customer listed. */
export type Column =
  | "spend"
  | "orders"
  | "returns"
  | "visits"
  | "average-order"
  | "last-seen"
  | "last-purchase"
  | "last-contact"
  | "bought";

export interface ListQuestion {
  where: readonly Condition[];
  sort: Sort | null;
  offset: number;
  /** Rows of this page. */
  rows: number;
  /** Counting all that match costs a pass; null when nobody wants to know. At most this many are counted as matching. */
  countUpTo: number | null;
  columns: readonly Column[];
  /** Of which goods the last purchase is shown; null for any. */
  goods: string | null;
  /** Days over which spend, orders and visits are shown; null is ever. */
  columnRange: DayRange | null;
}

/** Rows: ListRow of store.ts. */
export function listSql(question: ListQuestion, context: QueryContext): Sql {
  const build = builder(context, question.where);
  const where = everything(build, question.where);
  const order = orderOf(build, question);
  // Everybody who matches, found as a whole: with a LIMIT beside it the planner would hope to meet ten people early and
  // look each customer up one by one.
  const hits = sql`hits AS MATERIALIZED (SELECT c.id, ${order.key} AS k FROM customer c ${build.joins()}
    WHERE c.erased_at IS NULL AND ${where}${order.filter})`;
  const total =
    question.countUpTo === null ? sql`NULL::int` : sql`LEAST((SELECT count(*) FROM hits), ${question.countUpTo})::int`;
  const top = sql`SELECT f.id, f.k, ${total} AS total FROM hits f
    ORDER BY f.k ${order.direction}, f.id LIMIT ${question.rows} OFFSET ${question.offset}`;
  const details = detailJoins(question, context);
  return sql`${withCtes([...build.ctes(), hits])}SELECT h.total, c.id, c.name, c.owner_id AS "ownerId", c.store_id AS "storeId", c.tier,
      c.gender::text AS gender, c.phone_tail AS "phoneTail", c.points, c.birthday_calendar::text AS "birthdayCalendar",
      c.birthday_year AS "birthdayYear", c.birthday_month AS "birthdayMonth", c.birthday_day AS "birthdayDay",
      c.birthday_leap AS "birthdayLeap", s.name AS "ownerName"${details.columns}
    FROM (${top}) h JOIN customer c ON c.id = h.id LEFT JOIN staff s ON s.id = c.owner_id ${details.joins}
    ORDER BY h.k ${order.direction}, c.id`;
}

/** Ids of all that match, at most `limit`; for audiences. */
export function idsSql(where: readonly Condition[], limit: number, context: QueryContext): Sql {
  const build = builder(context, where);
  const condition = everything(build, where);
  return sql`${withCtes(build.ctes())}SELECT c.id FROM customer c ${build.joins()} WHERE c.erased_at IS NULL AND ${condition}
    ORDER BY c.id LIMIT ${limit}`;
}

interface Order {
  key: Sql;
  direction: Sql;
  filter: Sql;
}

function orderOf(build: Builder, question: ListQuestion): Order {
  const { today, settings } = build.context;
  const { sort } = question;
  if (sort === null) {
    const birthday = question.where.find((one) => "field" in one && one.field === "birthday");
    if (birthday && "field" in birthday && birthday.field === "birthday")
      return { key: build.daysToBirthday(birthday.range.from ?? today), direction: sql`ASC NULLS LAST`, filter: empty };
    // Nobody asked for an order: higher tiers first, which costs nothing.
    const tiers = settings.tiers.map((tier) => tier.name);
    return { key: sql`array_position(${tiers}::text[], c.tier)`, direction: sql`DESC NULLS LAST`, filter: empty };
  }
  const direction = sort.direction === "asc" ? sql`ASC NULLS LAST` : sql`DESC NULLS LAST`;
  const plain = (key: Sql): Order => ({ key, direction, filter: empty });
  // The top of a list of figures names nobody who has none.
  const figure = (value: Sql): Order =>
    sort.direction === "desc" && question.countUpTo === null
      ? { key: value, direction, filter: sql` AND ${value} IS NOT NULL` }
      : plain(sql`COALESCE(${value}, 0)`);
  switch (sort.by) {
    case "spend":
      return figure(build.orders("spend", sort.range));
    case "orders":
      return figure(build.orders("count", sort.range));
    case "returns":
      return figure(build.orders("returns", sort.range));
    case "visits":
      return figure(build.visitDays(sort.range));
    case "average-order":
      return plain(sql`${build.orders("spend", sort.range)}::float8 / NULLIF(${build.orders("count", sort.range)}, 0)`);
    case "last-seen": {
      const key = sql`GREATEST(${build.orders("last", null)}, ${build.lastVisit()})`;
      // Never seen counts as before everything.
      return sort.direction === "asc" ? { key, direction: sql`ASC NULLS FIRST`, filter: empty } : plain(key);
    }
    case "birthday":
      return plain(build.daysToBirthday(today));
    case "age":
      return plain(ageSql(today));
    case "name":
      return plain(sql`c.name_pinyin`);
    case "added":
      return plain(sql`c.created_at`);
    case "points":
      return plain(sql`c.points`);
    default:
      return unreachable(sort.by);
  }
}

/** Figures of the few rows of a page, each looked up by index. */
function detailJoins(question: ListQuestion, context: QueryContext): { columns: Sql; joins: Sql } {
  const has = (...columns: Column[]) => columns.some((column) => question.columns.includes(column));
  const range = question.columnRange;
  const columns: Sql[] = [];
  const joins: Sql[] = [];
  if (has("spend", "orders", "average-order")) {
    columns.push(sql`, COALESCE(d1.spend, 0)::float8 AS "spendFen", d1.orders::int AS orders`);
    joins.push(sql`LEFT JOIN LATERAL (SELECT sum(o.amount_fen - o.refunded_fen) AS spend, count(*) AS orders FROM orders o
      WHERE o.customer_id = c.id AND o.state <> 'closed' AND ${within(sql`o.paid_at`, range, context)}) d1 ON TRUE`);
  }
  if (has("returns")) {
    columns.push(sql`, d7.returns`);
    joins.push(sql`LEFT JOIN LATERAL (SELECT count(*)::int AS returns FROM orders o
      WHERE o.customer_id = c.id AND o.state <> 'closed' AND ${givenBack} AND ${within(sql`o.paid_at`, range, context)}) d7 ON TRUE`);
  }
  if (has("last-seen", "last-purchase")) {
    columns.push(sql`, d2.at AS "lastPurchaseAt", GREATEST(d2.at, d3.at) AS "lastSeenAt"`);
    joins.push(sql`LEFT JOIN LATERAL (SELECT max(o.paid_at) AS at FROM orders o WHERE o.customer_id = c.id AND o.state <> 'closed') d2 ON TRUE
      LEFT JOIN LATERAL (SELECT max(v.visited_at) AS at FROM visit v WHERE v.customer_id = c.id) d3 ON TRUE`);
  }
  if (has("visits")) {
    columns.push(sql`, d4.days AS visits`);
    joins.push(
      sql`LEFT JOIN LATERAL (SELECT count(DISTINCT w.day)::int AS days FROM (${visitDays(range, context)}) w WHERE w.customer_id = c.id) d4 ON TRUE`,
    );
  }
  if (has("last-contact")) {
    columns.push(sql`, d5.at AS "lastContactAt"`);
    joins.push(sql`LEFT JOIN LATERAL (SELECT max(t.at) AS at FROM touch t WHERE t.customer_id = c.id) d5 ON TRUE`);
  }
  if (has("bought")) {
    columns.push(sql`, d6.item AS "lastItem", d6.at AS "lastItemAt"`);
    joins.push(sql`LEFT JOIN LATERAL (SELECT l.item, o.paid_at AS at FROM orders o JOIN order_line l ON l.order_id = o.id
      WHERE o.customer_id = c.id AND o.state <> 'closed'${question.goods === null ? empty : sql` AND ${isGoods(question.goods)}`}
      ORDER BY o.paid_at DESC, l.id LIMIT 1) d6 ON TRUE`);
  }
  return {
    columns: columns.length > 0 ? join(columns, "") : empty,
    joins: joins.length > 0 ? join(joins, " ") : empty,
  };
}
