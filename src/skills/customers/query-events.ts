// What happened to a customer, as SQL: purchases, visits, touches, goods bought, and the stages and classes they make of her.
import { addDays, type Day } from "../../calendar/day.ts";
import { Prisma } from "../../db/generated/client.ts";
import { unreachable } from "../../errors.ts";
import type { Settings } from "../../settings.ts";
import { goodsMeant } from "./goods.ts";
import type { DayRange } from "./query.ts";
import type { OrderMeasure, QueryContext } from "./query-context.ts";
import { escapeLike } from "./query-people.ts";
import { within } from "./query-ranges.ts";

type Sql = Prisma.Sql;
const { sql, join, empty } = Prisma;

/** A purchase is an order that was not closed; what was given back later still was one. */
export function purchase(range: DayRange | null, context: QueryContext, more: Sql = empty): Sql {
  return sql`EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id AND o.state <> 'closed' AND ${within(sql`o.paid_at`, range, context)}${more})`;
}

/** Of order `o` something was given back, if only a part. */
export const givenBack = sql`o.refunded_fen > 0`;

/** What was paid less what was given back. */
const netSpend = sql`sum(o.amount_fen - o.refunded_fen)`;

/** Whether she is among the best `share` of those who bought: fewer than that spent more, as for the purchase classes. */
export function topSpend(share: number, range: DayRange | null, context: QueryContext): Sql {
  const spent = sql`SELECT o.customer_id, ${netSpend} AS spend FROM orders o ${ofVisible("o", context)}
    WHERE o.state <> 'closed' AND ${within(sql`o.paid_at`, range, context)} GROUP BY o.customer_id HAVING ${netSpend} > 0`;
  return sql`c.id IN (SELECT r.customer_id FROM (SELECT s.customer_id, rank() OVER (ORDER BY s.spend DESC) - 1 AS above,
    count(*) OVER () AS buyers FROM (${spent}) s) r WHERE r.above < ${share}::float8 * r.buyers)`;
}

export function visit(range: DayRange | null, context: QueryContext): Sql {
  return sql`EXISTS (SELECT 1 FROM visit v WHERE v.customer_id = c.id AND ${within(sql`v.visited_at`, range, context)})`;
}

export function touch(range: DayRange | null, context: QueryContext): Sql {
  return sql`EXISTS (SELECT 1 FROM touch t WHERE t.customer_id = c.id AND ${within(sql`t.at`, range, context)})`;
}

/** The last such event lies in the range; never counts as before everything. */
export function lastWithin(range: DayRange, some: (range: DayRange) => Sql, none: (range: DayRange) => Sql): Sql {
  const parts: Sql[] = [];
  if (range.from !== null) parts.push(some(range.to === null ? { from: range.from, to: null } : range));
  if (range.to !== null) parts.push(none({ from: range.to, to: null }));
  return parts.length > 0 ? join(parts, " AND ") : sql`TRUE`;
}

/** Starts from the few customers in sight; without it the policy would be asked about every row of the table. */
export function ofVisible(table: "o" | "v", context: Pick<QueryContext, "narrow">): Sql {
  return context.narrow ? sql`JOIN customer n ON n.id = ${Prisma.raw(table)}.customer_id` : empty;
}

/** Days somebody was in the shop: visits, and purchases there. Twice on one day is one visit. */
export function visitDays(range: DayRange | null, context: QueryContext): Sql {
  return sql`SELECT o.customer_id, (o.paid_at AT TIME ZONE ${context.zone})::date AS day FROM orders o ${ofVisible("o", context)}
      WHERE o.state <> 'closed' AND o.channel <> 'online' AND ${within(sql`o.paid_at`, range, context)}
    UNION ALL SELECT v.customer_id, (v.visited_at AT TIME ZONE ${context.zone})::date FROM visit v ${ofVisible("v", context)}
      WHERE ${within(sql`v.visited_at`, range, context)}`;
}

/** One figure over the orders of a group, of those `during` holds for; null is all of them. */
export function orderFunction(what: OrderMeasure, during: Sql | null, zone: string): Sql {
  const filter = during === null ? empty : sql` FILTER (WHERE ${during})`;
  switch (what) {
    case "spend":
      return sql`${netSpend}${filter}`;
    case "count":
      return sql`count(*)${filter}`;
    case "returns":
      return sql`count(*) FILTER (WHERE ${givenBack}${during === null ? empty : sql` AND ${during}`})`;
    case "last":
      return sql`max(o.paid_at)${filter}`;
    case "gap":
      return gapOf(sql`(o.paid_at AT TIME ZONE ${zone})::date`, filter);
    default:
      return unreachable(what);
  }
}

/** Days from one such day to the next: all of them together are the days from the first to the last. */
export function gapOf(day: Sql, filter: Sql = empty): Sql {
  return sql`(max(${day})${filter} - min(${day})${filter})::float8 / NULLIF(count(DISTINCT ${day})${filter} - 1, 0)`;
}

/** New, old and lost are told apart by the settings, the dormant are among the old; who never bought is a prospect. */
export function lifecycle(
  stage: "new" | "old" | "dormant" | "lost" | "prospect",
  today: Day,
  settings: Settings,
  context: QueryContext,
): Sql {
  const newSince = addDays(today, 1 - settings.newForDays);
  const seenSince = { from: addDays(today, 1 - settings.lostAfterDays), to: null };
  const before = purchase({ from: null, to: newSince }, context);
  switch (stage) {
    case "prospect":
      return sql`NOT ${purchase(null, context)}`;
    case "new":
      return sql`${purchase({ from: newSince, to: null }, context)} AND NOT ${before}`;
    case "dormant": {
      const lately = { from: addDays(today, 1 - settings.dormantAfterDays), to: null };
      return sql`${purchase(null, context)} AND (${purchase(seenSince, context)} OR ${visit(seenSince, context)})
        AND NOT ${purchase(lately, context)} AND NOT ${visit(lately, context)}`;
    }
    case "lost": {
      const unseen = sql`NOT ${purchase(seenSince, context)} AND NOT ${visit(seenSince, context)}`;
      // Not bought lately and not new is the same as bought at all, as long as new ends before lost begins.
      const once = settings.lostAfterDays >= settings.newForDays ? purchase(null, context) : before;
      return sql`${once} AND ${unseen}`;
    }
    case "old":
      return sql`${before} AND (${purchase(seenSince, context)} OR ${visit(seenSince, context)})`;
    default:
      return unreachable(stage);
  }
}

/** Purchase classes as the night found them, one definition for everybody: see skills/segments. */
export function classSql(): Sql {
  return sql`SELECT s.customer_id, s.class FROM customer_segment s`;
}

export function bought(what: string, range: DayRange | null, context: QueryContext): Sql {
  return sql`EXISTS (SELECT 1 FROM order_line l JOIN orders o ON o.id = l.order_id WHERE l.customer_id = c.id
    AND o.state <> 'closed' AND ${within(sql`o.paid_at`, range, context)} AND ${isGoods(what)})`;
}

/** Whether an order line `l` is of such goods. */
export function isGoods(what: string): Sql {
  const { any, and } = goodsMeant(what);
  const likes = any.map((word) => `%${escapeLike(word)}%`);
  const more = and === "" ? empty : sql` AND l.item LIKE ${`%${escapeLike(and)}%`}`;
  return sql`((l.item LIKE ANY(${likes}) OR l.category LIKE ANY(${likes}))${more})`;
}
