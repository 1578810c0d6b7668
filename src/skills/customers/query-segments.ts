// Conditions on what the nightly computation found (table customer_segment), as SQL for the query algebra.
import { addDays, type Day, instantOf } from "../../calendar/day.ts";
import { Prisma } from "../../db/generated/client.ts";
import type { Settings } from "../../settings.ts";
import type { Leaf } from "./query.ts";

type Sql = Prisma.Sql;
const { sql, raw } = Prisma;

/** She still counts as due so many days after the day expected, or a whole cycle if that is longer. */
export const DUE_DAYS_MIN = 14;

export function inSegment({ of, in: names }: Extract<Leaf, { field: "segment" }>): Sql {
  const fits = of === "crowd" ? sql`g.crowds && ${names}::text[]` : sql`${raw(`g.${of}`)} = ANY(${names}::text[])`;
  return sql`EXISTS (SELECT 1 FROM customer_segment g WHERE g.customer_id = c.id AND ${fits})`;
}

/** Expected in the range; without one: due, not lost, and has not bought since the night's computation. */
export function nextPurchase(
  { range }: Extract<Leaf, { field: "next-purchase" }>,
  { today, zone, settings }: { today: Day; zone: string; settings: Settings },
): Sql {
  const now = instantOf(today, "00:00", zone);
  const expected =
    range === null
      ? sql`g.next_on <= ${addDays(today, settings.cycle.leadDays)}::date AND g.life <> 'lost'
          AND g.next_on + GREATEST(${DUE_DAYS_MIN}::int, round(g.cycle_days)::int) >= ${today}::date
          AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id AND o.state <> 'closed' AND o.paid_at >= ${now})`
      : sql`(${range.from}::date IS NULL OR g.next_on >= ${range.from}::date) AND (${range.to}::date IS NULL OR g.next_on < ${range.to}::date)`;
  return sql`EXISTS (SELECT 1 FROM customer_segment g WHERE g.customer_id = c.id AND ${expected})`;
}
