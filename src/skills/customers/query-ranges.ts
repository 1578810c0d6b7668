// Business days and bounds on numbers as SQL. Days become instants here, in code, so that an index on the instant is used.
import { type Day, instantOf } from "../../calendar/day.ts";
import { Prisma } from "../../db/generated/client.ts";
import type { Bound, DayRange } from "./query.ts";
import type { QueryContext } from "./query-context.ts";

type Sql = Prisma.Sql;
const { sql, join, empty } = Prisma;

/** Money bounds are said in yuan and stored in fen. */
export function inFen(bound: Bound): Bound {
  const fen = (yuan: number | null) => (yuan === null ? null : Math.round(yuan * 100));
  return { ...bound, min: fen(bound.min), max: fen(bound.max) };
}

export function fits(value: Sql, bound: Bound, times: Sql = empty): Sql {
  const parts: Sql[] = [];
  if (bound.min !== null)
    parts.push(sql`${value} ${bound.minInclusive ? sql`>=` : sql`>`} ${bound.min}::float8${times}`);
  if (bound.max !== null)
    parts.push(sql`${value} ${bound.maxInclusive ? sql`<=` : sql`<`} ${bound.max}::float8${times}`);
  return parts.length > 0 ? sql`(${join(parts, " AND ")})` : sql`TRUE`;
}

function admits(bound: Bound, value: number): boolean {
  const above = bound.min === null || (bound.minInclusive ? value >= bound.min : value > bound.min);
  const below = bound.max === null || (bound.maxInclusive ? value <= bound.max : value < bound.max);
  return above && below;
}

/** A figure that is missing where there is nothing to add up, and then is nought. */
export function measured(value: Sql, bound: Bound): Sql {
  if (bound.min === null && bound.max === null) return sql`TRUE`;
  // Without nought in the bound the join may become an inner one, and the bound go into the grouping.
  return admits(bound, 0)
    ? fits(sql`COALESCE(${value}, 0)`, bound)
    : sql`${value} IS NOT NULL AND ${fits(value, bound)}`;
}

/** "At least one" and "none" need no counting. */
export function counted(bound: Bound, some: () => Sql, count: () => Sql): Sql {
  const open = (value: number) => admits({ ...bound, max: null }, value);
  if (bound.max === null && bound.min !== null && open(1) && !open(0)) return some();
  if (admits(bound, 0) && !admits(bound, 1) && bound.max !== null) return sql`NOT (${some()})`;
  return measured(count(), bound);
}

/** Business days become instants here, in code: the index on the instant is used as it is. */
export function within(column: Sql, range: DayRange | null, context: Pick<QueryContext, "zone">): Sql {
  const parts: Sql[] = [];
  if (range?.from != null) parts.push(sql`${column} >= ${instantOf(range.from, "00:00", context.zone)}`);
  if (range?.to != null) parts.push(sql`${column} < ${instantOf(range.to, "00:00", context.zone)}`);
  return parts.length > 0 ? join(parts, " AND ") : sql`TRUE`;
}

export function sameRange(a: DayRange | null, b: DayRange | null): boolean {
  return (a?.from ?? null) === (b?.from ?? null) && (a?.to ?? null) === (b?.to ?? null);
}

/** The least range that contains all. */
export function unionRange(ranges: readonly (DayRange | null)[]): DayRange {
  const froms = ranges.map((range) => range?.from ?? null);
  const tos = ranges.map((range) => range?.to ?? null);
  const known = (days: readonly (Day | null)[]) => days.filter((day) => day !== null).sort();
  return {
    from: froms.includes(null) ? null : (known(froms)[0] ?? null),
    to: tos.includes(null) ? null : (known(tos).at(-1) ?? null),
  };
}
