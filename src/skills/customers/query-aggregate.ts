// Figures over customers as one statement: counts, sums, shares, in groups of people or of what they bought.

import { Prisma } from "../../db/generated/client.ts";
import { unreachable } from "../../errors.ts";
import { type Aggregate, type Condition, type DayRange, isGap } from "./query.ts";
import { everything } from "./query-conditions.ts";
import type { Builder, QueryContext } from "./query-context.ts";
import { ofVisible, visitDays } from "./query-events.ts";
import { ageSql } from "./query-people.ts";
import { within } from "./query-ranges.ts";
import { builder, withCtes } from "./query-tables.ts";

type Sql = Prisma.Sql;
const { sql, empty } = Prisma;

/** What a customer herself is grouped by, as opposed to what she bought and when. */
type CustomerGroup = Exclude<NonNullable<Aggregate["by"]>, "category" | "month">;

type AggregateQuestion = Parameters<typeof aggregateSql>[0];

/**
 * Rows {key, label, value, customers, whole}: one without `by`, else one per group, the largest first (months in
 * order). Money is in fen; `whole` is set for shares. `base` are the conditions of the whole that a share is of.
 */
export function aggregateSql(
  question: { where: readonly Condition[]; base: readonly Condition[]; aggregate: Aggregate; groupsMax: number },
  context: QueryContext,
): Sql {
  const { by } = question.aggregate;
  if (isGap(question.aggregate.of) && (by === "category" || by === "month"))
    throw new RangeError("a gap between purchases is not of a month or a category");
  return by === "category" || by === "month"
    ? aggregateByEvent(question, by, context)
    : aggregateByCustomer(question, by, context);
}

function aggregateByCustomer(
  { where, base, aggregate, groupsMax }: AggregateQuestion,
  by: CustomerGroup | null,
  context: QueryContext,
): Sql {
  const build = builder(context, where);
  const condition = everything(build, where);
  const group = by === null ? null : groupOf(build, by);
  const value = aggregateValue(build, aggregate, group !== null);
  const from = sql`FROM customer c ${group?.join ?? empty} ${build.joins()} WHERE ${condition}${counted(aggregate)}`;
  const label = group ? sql`${group.key} AS key, ${group.label} AS label` : sql`NULL::text AS key, NULL::text AS label`;
  const tail = group
    ? sql` GROUP BY ${group.key}, ${group.label} ORDER BY value DESC NULLS LAST, key LIMIT ${groupsMax}`
    : empty;
  const whole =
    aggregate.fn === "share" ? wholeOf(aggregate, group !== null ? where : base, context) : sql`NULL::float8`;
  return sql`${withCtes(build.ctes())}SELECT ${label}, (${value})::float8 AS value, count(*)::int AS customers, ${whole} AS whole ${from}${tail}`;
}

/** Whoever was erased is no customer any more; what she spent was spent. */
function counted({ of }: Aggregate): Sql {
  return of === "customers" ? sql` AND c.erased_at IS NULL` : empty;
}

function groupOf(build: Builder, by: CustomerGroup): { key: Sql; label: Sql; join: Sql } {
  switch (by) {
    case "owner":
      return { key: sql`c.owner_id`, label: sql`s.name`, join: sql`LEFT JOIN staff s ON s.id = c.owner_id` };
    case "store":
      return { key: sql`c.store_id`, label: sql`s.name`, join: sql`LEFT JOIN store s ON s.id = c.store_id` };
    case "tier":
      return { key: sql`c.tier`, label: sql`c.tier`, join: empty };
    case "gender":
      return { key: sql`c.gender::text`, label: sql`c.gender::text`, join: empty };
    case "source":
      return { key: sql`c.source`, label: sql`c.source`, join: empty };
    case "referrer":
      return { key: sql`c.referrer_id`, label: sql`r.name`, join: sql`LEFT JOIN customer r ON r.id = c.referrer_id` };
    case "class":
      return { key: build.class(), label: build.class(), join: empty };
    case "rfm":
    case "stage": {
      const column = Prisma.raw(`sg.${by}`);
      return { key: column, label: column, join: sql`LEFT JOIN customer_segment sg ON sg.customer_id = c.id` };
    }
    default:
      return unreachable(by);
  }
}

function aggregateValue(build: Builder, { fn, of, range }: Aggregate, grouped: boolean): Sql {
  if (of === "customers") return sql`count(*)`;
  if (of === "average-order" && (fn === "mean" || fn === "sum" || fn === "count" || fn === "share")) {
    // 客单价 of a group: all its sales by all its orders, not the mean of means.
    return sql`sum(${build.orders("spend", range)})::float8 / NULLIF(sum(${build.orders("count", range)}), 0)`;
  }
  const each = perCustomer(build, of, range);
  switch (fn) {
    case "count":
    case "sum":
    case "share":
      return of === "age" ? (grouped ? sql`count(*)` : sql`count(${each})`) : sql`COALESCE(sum(${each}), 0)`;
    case "mean":
      return sql`avg(${each})`;
    case "median":
      return sql`percentile_cont(0.5) WITHIN GROUP (ORDER BY (${each})::float8)`;
    case "max":
      return sql`max(${each})`;
    case "min":
      return sql`min(${each})`;
    default:
      return unreachable(fn);
  }
}

function perCustomer(build: Builder, of: Exclude<Aggregate["of"], "customers">, range: DayRange | null): Sql {
  switch (of) {
    case "spend":
      return sql`COALESCE(${build.orders("spend", range)}, 0)`;
    case "orders":
      return sql`COALESCE(${build.orders("count", range)}, 0)`;
    case "visits":
      return sql`COALESCE(${build.visitDays(range)}, 0)`;
    case "age":
      return ageSql(build.context.today);
    case "purchase-gap":
      return build.orders("gap", range);
    case "visit-gap":
      return build.visitGap(range);
    case "average-order":
      return sql`${build.orders("spend", range)}::float8 / NULLIF(${build.orders("count", range)}, 0)`;
    default:
      return unreachable(of);
  }
}

/** What a share is a share of: the same figure over everybody in `base`. */
function wholeOf(aggregate: Aggregate, base: readonly Condition[], context: QueryContext): Sql {
  const build = builder(context, base);
  const condition = everything(build, base);
  const value = aggregateValue(build, aggregate, false);
  return sql`(${withCtes(build.ctes())}SELECT (${value})::float8 FROM customer c ${build.joins()} WHERE ${condition}${counted(aggregate)})`;
}

/**
 * By category or month the rows are order lines or orders. An order's refund is spread over its lines by their amounts,
 * so that the categories add up to the net sales.
 */
function aggregateByEvent(
  { where, base, aggregate, groupsMax }: AggregateQuestion,
  by: "category" | "month",
  context: QueryContext,
): Sql {
  const { fn, of } = aggregate;
  const range = aggregate.range;
  const build = builder(context, where);
  const condition = everything(build, where);
  const month = (column: Sql) => sql`to_char(${column} AT TIME ZONE ${context.zone}, 'YYYY-MM')`;
  const addedAsked = where.some((one) => "field" in one && one.field === "added");
  const source =
    by === "category"
      ? sql`SELECT l.category AS key, o.customer_id, o.id AS event,
          l.amount_fen * (o.amount_fen - o.refunded_fen)::float8 / NULLIF(o.amount_fen, 0) AS net
        FROM orders o ${ofVisible("o", context)} JOIN order_line l ON l.order_id = o.id
        WHERE o.state <> 'closed' AND ${within(sql`o.paid_at`, range, context)}`
      : of === "customers" && addedAsked
        ? sql`SELECT ${month(sql`x.created_at`)} AS key, x.id AS customer_id, x.id AS event, 0::float8 AS net FROM customer x`
        : of === "visits"
          ? sql`SELECT to_char(w.day, 'YYYY-MM') AS key, w.customer_id, w.day::text || w.customer_id AS event, 0::float8 AS net
            FROM (${visitDays(range, context)}) w`
          : sql`SELECT ${month(sql`o.paid_at`)} AS key, o.customer_id, o.id AS event, (o.amount_fen - o.refunded_fen)::float8 AS net
            FROM orders o ${ofVisible("o", context)} WHERE o.state <> 'closed' AND ${within(sql`o.paid_at`, range, context)}`;
  const joined =
    where.length === 0 ? empty : sql` JOIN customer c ON c.id = e.customer_id ${build.joins()} WHERE ${condition}`;
  const order = by === "month" ? sql`key` : sql`value DESC NULLS LAST, key`;
  // The newest months are the ones that count where there are too many.
  const limited = sql`ORDER BY ${by === "month" ? sql`key DESC` : order} LIMIT ${groupsMax}`;
  if (of === "spend" && (fn === "sum" || fn === "count")) {
    // Nobody asked for figures per customer: one grouping does.
    const groups = sql`SELECT e.key, e.key AS label, sum(e.net)::float8 AS value, NULL::int AS customers, NULL::float8 AS whole
      FROM (${source}) e${joined} GROUP BY e.key ${limited}`;
    return sql`${withCtes(build.ctes())}SELECT * FROM (${groups}) g ORDER BY ${order}`;
  }
  const each = sql`SELECT e.key, e.customer_id, sum(e.net) AS net, count(DISTINCT e.event) AS events
    FROM (${source}) e${joined} GROUP BY e.key, e.customer_id`;
  const value = eventValue(fn, of);
  const whole = fn === "share" ? wholeOf(aggregate, of === "customers" ? where : base, context) : sql`NULL::float8`;
  const groups = sql`SELECT p.key, p.key AS label, (${value})::float8 AS value, count(*)::int AS customers, ${whole} AS whole
    FROM (${each}) p GROUP BY p.key ${limited}`;
  return sql`${withCtes(build.ctes())}SELECT * FROM (${groups}) g ORDER BY ${order}`;
}

function eventValue(fn: Aggregate["fn"], of: Aggregate["of"]): Sql {
  if (of === "customers" || of === "age") return sql`count(*)`;
  if (of === "average-order") return sql`sum(p.net) / NULLIF(sum(p.events), 0)`;
  const each = of === "spend" ? sql`p.net` : sql`p.events`;
  switch (fn) {
    case "count":
    case "sum":
    case "share":
      return sql`sum(${each})`;
    case "mean":
      return sql`avg(${each})`;
    case "median":
      return sql`percentile_cont(0.5) WITHIN GROUP (ORDER BY ${each})`;
    case "max":
      return sql`max(${each})`;
    case "min":
      return sql`min(${each})`;
    default:
      return unreachable(fn);
  }
}
