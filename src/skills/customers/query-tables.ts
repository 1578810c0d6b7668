// The grouped tables a question needs beside the customers: one per source, in which every range asked for is one column;
// nothing is summed that nobody asked for.
import type { Day } from "../../calendar/day.ts";
import { Prisma } from "../../db/generated/client.ts";
import type { Condition, DayRange } from "./query.ts";
import { compile, isOwnColumn, isSelective } from "./query-conditions.ts";
import type { Builder, OrderMeasure, QueryContext } from "./query-context.ts";
import { classSql, gapOf, orderFunction, visitDays } from "./query-events.ts";
import { birthdayJoin } from "./query-people.ts";
import { sameRange, unionRange, within } from "./query-ranges.ts";

type Sql = Prisma.Sql;
const { sql, join, empty } = Prisma;

export function builder(context: QueryContext, where: readonly Condition[]): Builder {
  // Conditions on the customer's own columns narrow the grouped tables as well: the same text, the same alias. Where
  // most customers stay (tier, gender, age) the join costs more than the rows it saves.
  const own = where.filter(isOwnColumn);
  const narrowing = own.map((condition) => compile(ownOnly(context), condition));
  const fromCustomers = context.narrow || own.some(isSelective);
  const restrict = (table: string) =>
    fromCustomers
      ? sql`JOIN customer c ON c.id = ${Prisma.raw(table)}.customer_id${narrowing.length ? sql` AND ${join(narrowing, " AND ")}` : empty}`
      : empty;

  const orderColumns: { what: OrderMeasure; range: DayRange | null; name: string }[] = [];
  const visitRanges: { range: DayRange | null; name: string; gap: boolean }[] = [];
  const visitsIn = (range: DayRange | null) => {
    const known = visitRanges.find((one) => sameRange(one.range, range));
    if (known) return known;
    const added = { range, name: `pv${visitRanges.length}`, gap: false };
    visitRanges.push(added);
    return added;
  };
  let lastVisit = false;
  let classes = false;
  let birthdayFrom: Day | null = null;

  return {
    context,
    orders(what, range) {
      const known = orderColumns.find((one) => one.what === what && sameRange(one.range, range));
      const name = known?.name ?? `m${orderColumns.length}`;
      if (!known) orderColumns.push({ what, range, name });
      return Prisma.raw(`po.${name}`);
    },
    visitDays(range) {
      return Prisma.raw(`${visitsIn(range).name}.days`);
    },
    visitGap(range) {
      const visits = visitsIn(range);
      visits.gap = true;
      return Prisma.raw(`${visits.name}.gap`);
    },
    lastVisit() {
      lastVisit = true;
      return sql`lv.at`;
    },
    class() {
      classes = true;
      return sql`COALESCE(cl.class, '小')`;
    },
    daysToBirthday(from) {
      birthdayFrom = from;
      return sql`bk.ahead`;
    },
    joins() {
      const parts: Sql[] = [];
      if (orderColumns.length > 0) {
        const all = unionRange(orderColumns.map((one) => one.range));
        const columns = orderColumns.map((one) => {
          const during = sameRange(one.range, all) ? null : within(sql`o.paid_at`, one.range, context);
          return sql`${orderFunction(one.what, during, context.zone)} AS ${Prisma.raw(one.name)}`;
        });
        parts.push(sql`LEFT JOIN (SELECT o.customer_id, ${join(columns)} FROM orders o ${restrict("o")}
          WHERE o.state <> 'closed' AND ${within(sql`o.paid_at`, all, context)} GROUP BY o.customer_id) po
          ON po.customer_id = c.id`);
      }
      for (const { range, name, gap } of visitRanges)
        parts.push(sql`LEFT JOIN (SELECT v.customer_id, count(DISTINCT v.day)::int AS days${gap ? sql`, ${gapOf(sql`v.day`)} AS gap` : empty} FROM (${visitDays(range, context)}) v
          ${restrict("v")} GROUP BY v.customer_id) ${Prisma.raw(name)} ON ${Prisma.raw(name)}.customer_id = c.id`);
      if (lastVisit)
        parts.push(sql`LEFT JOIN (SELECT v.customer_id, max(v.visited_at) AS at FROM visit v ${restrict("v")}
          GROUP BY v.customer_id) lv ON lv.customer_id = c.id`);
      if (classes) parts.push(sql`LEFT JOIN classed cl ON cl.customer_id = c.id`);
      if (birthdayFrom !== null) parts.push(birthdayJoin(birthdayFrom));
      return parts.length > 0 ? join(parts, " ") : empty;
    },
    ctes: () => (classes ? [sql`classed AS (${classSql()})`] : []),
  };
}

export function withCtes(ctes: readonly Sql[]): Sql {
  return ctes.length > 0 ? sql`WITH ${join([...ctes])} ` : empty;
}

/** For conditions that use no joined table. */
function ownOnly(context: QueryContext): Builder {
  const never = (): never => {
    throw new RangeError("a condition on the customer's own columns asked for a joined table");
  };
  return {
    context,
    orders: never,
    visitDays: never,
    visitGap: never,
    lastVisit: never,
    class: never,
    daysToBirthday: never,
    joins: never,
    ctes: never,
  };
}
