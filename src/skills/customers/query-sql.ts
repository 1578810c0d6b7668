// Compiles the algebra of query.ts to one parameterised SQL statement. The only place that does.
// It never runs anything, never reads the clock, and puts nothing said by a person into the text of a statement.
//
// Shape: customers `c`, filtered by conditions. What can be answered by "is there such an order" becomes EXISTS or
// NOT EXISTS, which the planner turns into semi and anti joins over sets. What needs a figure (spend, counts) joins one
// grouped table per source, in which every range asked for is one column; nothing is summed that nobody asked for.
// Every condition is true or false, never unknown: what is not known of somebody does not hold, its negation does.
import { addDays, type Day, diffDays, instantOf } from "../../calendar/day.ts";
import { Prisma } from "../../db/generated/client.ts";
import { unreachable } from "../../errors.ts";
import type { Settings } from "../../settings.ts";
import { ageKeys, BIRTHDAY_DAYS_MAX, birthdaysFrom } from "./birthdays.ts";
import type { Aggregate, Bound, Condition, DayRange, Leaf, Sort } from "./query.ts";

type Sql = Prisma.Sql;
const { sql, join, empty } = Prisma;

/** What words of the question mean in this shop; `vocabulary.ts` finds out before compiling. */
export interface Vocabulary {
  /** As said → ids of staff; null for "nobody". */
  owners: ReadonlyMap<string, readonly string[] | null>;
  stores: ReadonlyMap<string, readonly string[]>;
  tags: ReadonlyMap<string, readonly string[]>;
  /** As said → names of tiers as stored. */
  tiers: ReadonlyMap<string, readonly string[]>;
}

export interface QueryContext {
  today: Day;
  zone: string;
  settings: Settings;
  vocabulary: Vocabulary;
  /** The actor sees few customers (own, store): sums then start from the customers and not from all orders. */
  narrow: boolean;
}

/** A figure about each customer listed. */
export type Column =
  | "spend"
  | "orders"
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
    WHERE ${where}${order.filter})`;
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
  return sql`${withCtes(build.ctes())}SELECT c.id FROM customer c ${build.joins()} WHERE ${condition} ORDER BY c.id LIMIT ${limit}`;
}

/**
 * Rows {key, label, value, customers, whole}: one without `by`, else one per group, the largest first (months in
 * order). Money is in fen; `whole` is set for shares. `base` are the conditions of the whole that a share is of.
 */
export function aggregateSql(
  question: { where: readonly Condition[]; base: readonly Condition[]; aggregate: Aggregate; groupsMax: number },
  context: QueryContext,
): Sql {
  const { by } = question.aggregate;
  return by === "category" || by === "month"
    ? aggregateByEvent(question, by, context)
    : aggregateByCustomer(question, by, context);
}

// ── conditions ──────────────────────────────────────────────────────────────────────────────────────────────────

interface Builder {
  context: QueryContext;
  /** Column of the grouped orders: net spend, number, first or last instant over a range. */
  orders(what: OrderMeasure, range: DayRange | null): Sql;
  visitDays(range: DayRange | null): Sql;
  lastVisit(): Sql;
  class(): Sql;
  daysToBirthday(from: Day): Sql;
  joins(): Sql;
  ctes(): Sql[];
}
type OrderMeasure = "spend" | "count" | "last";

function builder(context: QueryContext, where: readonly Condition[]): Builder {
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
  const visitRanges: { range: DayRange | null; name: string }[] = [];
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
      const known = visitRanges.find((one) => sameRange(one.range, range));
      const name = known?.name ?? `pv${visitRanges.length}`;
      if (!known) visitRanges.push({ range, name });
      return Prisma.raw(`${name}.days`);
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
          const filter = sameRange(one.range, all)
            ? empty
            : sql` FILTER (WHERE ${within(sql`o.paid_at`, one.range, context)})`;
          return sql`${orderFunction(one.what)}${filter} AS ${Prisma.raw(one.name)}`;
        });
        parts.push(sql`LEFT JOIN (SELECT o.customer_id, ${join(columns)} FROM orders o ${restrict("o")}
          WHERE o.state <> 'closed' AND ${within(sql`o.paid_at`, all, context)} GROUP BY o.customer_id) po
          ON po.customer_id = c.id`);
      }
      for (const { range, name } of visitRanges)
        parts.push(sql`LEFT JOIN (SELECT v.customer_id, count(DISTINCT v.day)::int AS days FROM (${visitDays(range, context)}) v
          ${restrict("v")} GROUP BY v.customer_id) ${Prisma.raw(name)} ON ${Prisma.raw(name)}.customer_id = c.id`);
      if (lastVisit)
        parts.push(sql`LEFT JOIN (SELECT v.customer_id, max(v.visited_at) AS at FROM visit v ${restrict("v")}
          GROUP BY v.customer_id) lv ON lv.customer_id = c.id`);
      if (classes) parts.push(sql`LEFT JOIN classed cl ON cl.customer_id = c.id`);
      if (birthdayFrom !== null) parts.push(birthdayJoin(birthdayFrom));
      return parts.length > 0 ? join(parts, " ") : empty;
    },
    ctes: () => (classes ? [sql`classed AS (${classSql(context)})`] : []),
  };
}

function withCtes(ctes: readonly Sql[]): Sql {
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
    lastVisit: never,
    class: never,
    daysToBirthday: never,
    joins: never,
    ctes: never,
  };
}

const OWN_COLUMNS: ReadonlySet<Leaf["field"]> = new Set([
  "tier",
  "gender",
  "age",
  "birthday",
  "has-birthday",
  "owner",
  "store",
  "do-not-disturb",
  "has-phone",
  "added",
  "shown",
] satisfies Leaf["field"][]);

function isOwnColumn(condition: Condition): boolean {
  if ("all" in condition) return condition.all.length > 0 && condition.all.every(isOwnColumn);
  if ("any" in condition) return condition.any.length > 0 && condition.any.every(isOwnColumn);
  if ("not" in condition) return isOwnColumn(condition.not);
  return OWN_COLUMNS.has(condition.field);
}

function isSelective(condition: Condition): boolean {
  return "field" in condition && ["owner", "store", "birthday", "shown"].includes(condition.field);
}

function everything(build: Builder, where: readonly Condition[]): Sql {
  return where.length === 0
    ? sql`TRUE`
    : join(
        where.map((condition) => compile(build, condition)),
        " AND ",
      );
}

function compile(build: Builder, condition: Condition): Sql {
  if ("all" in condition) return bracketed(build, condition.all, " AND ", sql`TRUE`);
  if ("any" in condition) return bracketed(build, condition.any, " OR ", sql`FALSE`);
  if ("not" in condition) return sql`(NOT ${compile(build, condition.not)})`;
  return sql`(${compileLeaf(build, condition)})`;
}

function bracketed(build: Builder, parts: readonly Condition[], word: " AND " | " OR ", none: Sql): Sql {
  return parts.length === 0
    ? none
    : sql`(${join(
        parts.map((part) => compile(build, part)),
        word,
      )})`;
}

function compileLeaf(build: Builder, leaf: Leaf): Sql {
  const { context } = build;
  const { today, settings, vocabulary } = context;
  switch (leaf.field) {
    case "tier":
      return sql`c.tier IS NOT NULL AND c.tier = ANY(${leaf.in.flatMap((said) => vocabulary.tiers.get(said) ?? [])})`;
    case "tag": {
      const ids = leaf.in.flatMap((said) => vocabulary.tags.get(said) ?? []);
      return sql`EXISTS (SELECT 1 FROM customer_tag ct WHERE ct.customer_id = c.id AND ct.tag_id = ANY(${ids}))`;
    }
    case "gender":
      return leaf.is === "female" ? sql`c.gender = 'female'` : sql`c.gender = 'male'`;
    case "age":
      return sql`c.birthday_year IS NOT NULL AND ${fits(ageSql(today), leaf.bound)}`;
    case "birthday":
      return birthdayWithin(leaf.range, today);
    case "has-birthday":
      return leaf.is === true ? hasBirthday : sql`NOT (${hasBirthday})`;
    case "spend":
      return measured(build.orders("spend", leaf.range), inFen(leaf.bound));
    case "orders":
      return counted(
        leaf.bound,
        () => purchase(leaf.range, context),
        () => build.orders("count", leaf.range),
      );
    case "visits":
      return counted(
        leaf.bound,
        () => sql`${visit(leaf.range, context)} OR ${purchase(leaf.range, context, sql` AND o.channel <> 'online'`)}`,
        () => build.visitDays(leaf.range),
      );
    case "order-value":
      return purchase(leaf.range, context, sql` AND ${fits(sql`(o.amount_fen - o.refunded_fen)`, inFen(leaf.bound))}`);
    case "average-order": {
      const [spend, count] = [build.orders("spend", leaf.range), build.orders("count", leaf.range)];
      // Compared without dividing: exact, and nothing to divide by for those who never bought.
      return sql`${count} IS NOT NULL AND ${count} > 0 AND ${fits(spend, inFen(leaf.bound), sql` * ${count}`)}`;
    }
    case "last-seen":
      return lastWithin(
        leaf.range,
        (range) => sql`(${purchase(range, context)} OR ${visit(range, context)})`,
        (range) => sql`(NOT ${purchase(range, context)} AND NOT ${visit(range, context)})`,
      );
    case "last-purchase":
      return lastWithin(
        leaf.range,
        (range) => purchase(range, context),
        (range) => sql`NOT ${purchase(range, context)}`,
      );
    case "last-contact":
      return lastWithin(
        leaf.range,
        (range) => touch(range, context),
        (range) => sql`NOT ${touch(range, context)}`,
      );
    case "first-purchase": {
      const { from } = leaf.range;
      const earlier = from === null ? empty : sql` AND NOT ${purchase({ from: null, to: from }, context)}`;
      return sql`${purchase(leaf.range, context)}${earlier}`;
    }
    case "bought":
      return bought(leaf.what, leaf.range, context);
    case "fact":
      return factLike(leaf.like, leaf.kind);
    case "owner": {
      const ids = vocabulary.owners.get(leaf.is);
      if (ids === null) return sql`c.owner_id IS NULL`;
      return sql`c.owner_id IS NOT NULL AND ${oneOf(sql`c.owner_id`, ids ?? [])}`;
    }
    case "store":
      return oneOf(sql`c.store_id`, vocabulary.stores.get(leaf.is) ?? []);
    case "name":
      return nameLike(leaf.like);
    case "complaint": {
      const open = leaf.is === "open" ? sql` AND x.state <> 'closed'` : empty;
      const exists = sql`EXISTS (SELECT 1 FROM complaint x WHERE x.customer_id = c.id${open})`;
      return leaf.is === "none" ? sql`NOT ${exists}` : exists;
    }
    case "do-not-disturb": {
      const quiet = sql`c.do_not_disturb AND (c.do_not_disturb_until IS NULL OR c.do_not_disturb_until > ${instantOf(today, "00:00", context.zone)})`;
      return leaf.is === true ? quiet : sql`NOT (${quiet})`;
    }
    case "class":
      return sql`${build.class()} = ANY(${[...leaf.in]})`;
    case "lifecycle":
      return leaf.in.length === 0
        ? sql`FALSE`
        : join(
            leaf.in.map((stage) => sql`(${lifecycle(stage, today, settings, context)})`),
            " OR ",
          );
    case "has-phone":
      return leaf.is === true ? sql`c.phone_hash IS NOT NULL` : sql`c.phone_hash IS NULL`;
    case "has-follow-up": {
      const exists = sql`EXISTS (SELECT 1 FROM follow_up f WHERE f.customer_id = c.id AND f.state = 'open')`;
      return leaf.is === true ? exists : sql`NOT ${exists}`;
    }
    case "added":
      return within(sql`c.created_at`, leaf.range, context);
    case "shown":
      return sql`c.id = ANY(${leaf.ids})`;
    default:
      return unreachable(leaf);
  }
}

/** A purchase is an order that was not closed; what was given back later still was one. */
function purchase(range: DayRange | null, context: QueryContext, more: Sql = empty): Sql {
  return sql`EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id AND o.state <> 'closed' AND ${within(sql`o.paid_at`, range, context)}${more})`;
}

function visit(range: DayRange | null, context: QueryContext): Sql {
  return sql`EXISTS (SELECT 1 FROM visit v WHERE v.customer_id = c.id AND ${within(sql`v.visited_at`, range, context)})`;
}

function touch(range: DayRange | null, context: QueryContext): Sql {
  return sql`EXISTS (SELECT 1 FROM touch t WHERE t.customer_id = c.id AND ${within(sql`t.at`, range, context)})`;
}

/** The last such event lies in the range; never counts as before everything. */
function lastWithin(range: DayRange, some: (range: DayRange) => Sql, none: (range: DayRange) => Sql): Sql {
  const parts: Sql[] = [];
  if (range.from !== null) parts.push(some(range.to === null ? { from: range.from, to: null } : range));
  if (range.to !== null) parts.push(none({ from: range.to, to: null }));
  return parts.length > 0 ? join(parts, " AND ") : sql`TRUE`;
}

/** New, old and lost are told apart by the settings (X9); who never bought is a prospect. */
function lifecycle(
  stage: "new" | "old" | "lost" | "prospect",
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

/**
 * Purchase classes (C01): those who bought in the trailing days, ranked by net spend; equal spend, equal class. The rank
 * share of somebody is the share of buyers ranked above her. Who bought nothing in these days is 小.
 */
function classSql(context: QueryContext): Sql {
  const { days, basis, shares } = context.settings.classes;
  const range = { from: addDays(context.today, 1 - days), to: addDays(context.today, 1) };
  const share =
    basis === "rank"
      ? sql`(rank() OVER (ORDER BY g.spend DESC) - 1)::float8 / count(*) OVER ()`
      : sql`(sum(g.spend) OVER (ORDER BY g.spend DESC RANGE UNBOUNDED PRECEDING) - g.spend)::float8 / sum(g.spend) OVER ()`;
  const [important, main, ordinary] = shares;
  return sql`SELECT r.customer_id, CASE WHEN r.share < ${important}::float8 THEN '重要' WHEN r.share < ${main}::float8 THEN '主要'
      WHEN r.share < ${ordinary}::float8 THEN '普通' ELSE '小' END AS class
    FROM (SELECT g.customer_id, ${share} AS share FROM (
      SELECT o.customer_id, sum(o.amount_fen - o.refunded_fen) AS spend FROM orders o ${ofVisible("o", context)}
      WHERE o.state <> 'closed' AND ${within(sql`o.paid_at`, range, context)}
      GROUP BY o.customer_id HAVING sum(o.amount_fen - o.refunded_fen) > 0) g) r`;
}

// Said with 子, stored without: 裙子 finds 半裙, 鞋子 finds 单鞋.
const LOOSE_SUFFIX = /^([裙裤鞋帽袜衫])子$/u;

function bought(what: string, range: DayRange | null, context: QueryContext): Sql {
  const like = `%${escapeLike(what.replace(LOOSE_SUFFIX, "$1"))}%`;
  return sql`EXISTS (SELECT 1 FROM order_line l JOIN orders o ON o.id = l.order_id WHERE l.customer_id = c.id
    AND o.state <> 'closed' AND ${within(sql`o.paid_at`, range, context)} AND (l.item LIKE ${like} OR l.category LIKE ${like}))`;
}

function factLike(said: string, kind: Extract<Leaf, { field: "fact" }>["kind"]): Sql {
  const like = `%${escapeLike(said)}%`;
  const ofKind = kind === "any" ? empty : sql` AND f.kind = ${kind}::fact_kind`;
  const fact = sql`EXISTS (SELECT 1 FROM fact f WHERE f.customer_id = c.id AND f.withdrawn_at IS NULL
    AND f.superseded_by_id IS NULL${ofKind} AND (f.value LIKE ${like} OR f.topic LIKE ${like} OR f.said_as LIKE ${like}))`;
  if (kind !== "any") return fact;
  return sql`${fact} OR EXISTS (SELECT 1 FROM note n WHERE n.customer_id = c.id AND n.text LIKE ${like})`;
}

/** One letter is a surname; more may stand anywhere in the name or an alias. */
function nameLike(said: string): Sql {
  if ([...said].length === 1) return sql`c.name LIKE ${`${escapeLike(said)}%`}`;
  const like = `%${escapeLike(said)}%`;
  return sql`c.name LIKE ${like} OR EXISTS (SELECT 1 FROM customer_alias a WHERE a.customer_id = c.id AND a.alias LIKE ${like})`;
}

function escapeLike(said: string): string {
  return said.replace(/[\\%_]/g, "\\$&");
}

/** A plain comparison for one id, so that its index is used as such. */
function oneOf(column: Sql, ids: readonly string[]): Sql {
  const [only, ...others] = ids;
  return only !== undefined && others.length === 0 ? sql`${column} = ${only}` : sql`${column} = ANY(${[...ids]})`;
}

// ── numbers, days ───────────────────────────────────────────────────────────────────────────────────────────────

/** Money bounds are said in yuan and stored in fen. */
function inFen(bound: Bound): Bound {
  const fen = (yuan: number | null) => (yuan === null ? null : Math.round(yuan * 100));
  return { ...bound, min: fen(bound.min), max: fen(bound.max) };
}

function fits(value: Sql, bound: Bound, times: Sql = empty): Sql {
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
function measured(value: Sql, bound: Bound): Sql {
  if (bound.min === null && bound.max === null) return sql`TRUE`;
  // Without nought in the bound the join may become an inner one, and the bound go into the grouping.
  return admits(bound, 0)
    ? fits(sql`COALESCE(${value}, 0)`, bound)
    : sql`${value} IS NOT NULL AND ${fits(value, bound)}`;
}

/** "At least one" and "none" need no counting. */
function counted(bound: Bound, some: () => Sql, count: () => Sql): Sql {
  const open = (value: number) => admits({ ...bound, max: null }, value);
  if (bound.max === null && bound.min !== null && open(1) && !open(0)) return some();
  if (admits(bound, 0) && !admits(bound, 1) && bound.max !== null) return sql`NOT (${some()})`;
  return measured(count(), bound);
}

/** Business days become instants here, in code: the index on the instant is used as it is. */
function within(column: Sql, range: DayRange | null, context: QueryContext): Sql {
  const parts: Sql[] = [];
  if (range?.from != null) parts.push(sql`${column} >= ${instantOf(range.from, "00:00", context.zone)}`);
  if (range?.to != null) parts.push(sql`${column} < ${instantOf(range.to, "00:00", context.zone)}`);
  return parts.length > 0 ? join(parts, " AND ") : sql`TRUE`;
}

function sameRange(a: DayRange | null, b: DayRange | null): boolean {
  return (a?.from ?? null) === (b?.from ?? null) && (a?.to ?? null) === (b?.to ?? null);
}

/** The least range that contains all. */
function unionRange(ranges: readonly (DayRange | null)[]): DayRange {
  const froms = ranges.map((range) => range?.from ?? null);
  const tos = ranges.map((range) => range?.to ?? null);
  const known = (days: readonly (Day | null)[]) => days.filter((day) => day !== null).sort();
  return {
    from: froms.includes(null) ? null : (known(froms)[0] ?? null),
    to: tos.includes(null) ? null : (known(tos).at(-1) ?? null),
  };
}

function orderFunction(what: OrderMeasure): Sql {
  switch (what) {
    // Net spend: what was paid less what was given back.
    case "spend":
      return sql`sum(o.amount_fen - o.refunded_fen)`;
    case "count":
      return sql`count(*)`;
    case "last":
      return sql`max(o.paid_at)`;
    default:
      return unreachable(what);
  }
}

/** Starts from the few customers in sight; without it the policy would be asked about every row of the table. */
function ofVisible(table: "o" | "v", context: QueryContext): Sql {
  return context.narrow ? sql`JOIN customer n ON n.id = ${Prisma.raw(table)}.customer_id` : empty;
}

/** Days somebody was in the shop: visits, and purchases there. Twice on one day is one visit. */
function visitDays(range: DayRange | null, context: QueryContext): Sql {
  return sql`SELECT o.customer_id, (o.paid_at AT TIME ZONE ${context.zone})::date AS day FROM orders o ${ofVisible("o", context)}
      WHERE o.state <> 'closed' AND o.channel <> 'online' AND ${within(sql`o.paid_at`, range, context)}
    UNION ALL SELECT v.customer_id, (v.visited_at AT TIME ZONE ${context.zone})::date FROM visit v ${ofVisible("v", context)}
      WHERE ${within(sql`v.visited_at`, range, context)}`;
}

const hasBirthday = sql`c.birthday_calendar IS NOT NULL AND c.birthday_month IS NOT NULL AND c.birthday_day IS NOT NULL`;

function birthdayWithin(range: DayRange, today: Day): Sql {
  const from = range.from ?? today;
  const days = range.to === null ? BIRTHDAY_DAYS_MAX : diffDays(from, range.to);
  if (days >= BIRTHDAY_DAYS_MAX) return hasBirthday;
  const keys = birthdaysFrom(from, days);
  const of = (calendar: "solar" | "lunar", perMonth: number) => {
    const mine = keys.filter((one) => one.calendar === calendar).map((one) => one.key);
    // The months use the index on (calendar, month, day); the keys decide.
    return { keys: mine, months: [...new Set(mine.map((key) => Math.floor(key / perMonth)))] };
  };
  const [solar, lunar] = [of("solar", 100), of("lunar", 200)];
  return sql`${hasBirthday} AND (
    (c.birthday_calendar = 'solar' AND c.birthday_month = ANY(${solar.months}::int[])
      AND c.birthday_month * 100 + c.birthday_day = ANY(${solar.keys}::int[]))
    OR (c.birthday_calendar = 'lunar' AND c.birthday_month = ANY(${lunar.months}::int[])
      AND (c.birthday_month * 100 + c.birthday_day) * 2 + c.birthday_leap::int = ANY(${lunar.keys}::int[])))`;
}

/** Solar and lunar keys in one column: lunar ones are moved out of the way. */
const LUNAR_OFFSET = 10_000;

function birthdayJoin(from: Day): Sql {
  const keys = birthdaysFrom(from, BIRTHDAY_DAYS_MAX);
  const codes = keys.map((one) => one.key + (one.calendar === "lunar" ? LUNAR_OFFSET : 0));
  const ahead = keys.map((one) => one.daysAhead);
  return sql`LEFT JOIN unnest(${codes}::int[], ${ahead}::int[]) AS bk(code, ahead) ON bk.code =
    CASE c.birthday_calendar WHEN 'solar' THEN c.birthday_month * 100 + c.birthday_day
      WHEN 'lunar' THEN (c.birthday_month * 100 + c.birthday_day) * 2 + c.birthday_leap::int + ${LUNAR_OFFSET}::int END`;
}

/** Full years, as `ageOn` of birthdays.ts counts them. Null without a year of birth. */
function ageSql(today: Day): Sql {
  const keys = ageKeys(today);
  return sql`(CASE WHEN c.birthday_calendar = 'lunar' AND c.birthday_month IS NOT NULL AND c.birthday_day IS NOT NULL
    THEN ${keys.lunarYear}::int - c.birthday_year - (c.birthday_month * 1000 + c.birthday_day
      + CASE WHEN c.birthday_leap AND c.birthday_month = ${keys.lunarLeapMonth}::int THEN 500 ELSE 0 END > ${keys.lunar}::int)::int
    ELSE ${keys.solarYear}::int - c.birthday_year
      - COALESCE((c.birthday_calendar = 'solar' AND c.birthday_month * 100 + c.birthday_day > ${keys.solar}::int)::int, 0) END)`;
}

// ── lists ───────────────────────────────────────────────────────────────────────────────────────────────────────

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
      WHERE o.customer_id = c.id AND o.state <> 'closed' ORDER BY o.paid_at DESC, l.id LIMIT 1) d6 ON TRUE`);
  }
  return {
    columns: columns.length > 0 ? join(columns, "") : empty,
    joins: joins.length > 0 ? join(joins, " ") : empty,
  };
}

// ── aggregates ──────────────────────────────────────────────────────────────────────────────────────────────────

type AggregateQuestion = Parameters<typeof aggregateSql>[0];

function aggregateByCustomer(
  { where, base, aggregate, groupsMax }: AggregateQuestion,
  by: "owner" | "store" | "tier" | "gender" | "class" | null,
  context: QueryContext,
): Sql {
  const build = builder(context, where);
  const condition = everything(build, where);
  const group = by === null ? null : groupOf(build, by);
  const value = aggregateValue(build, aggregate, group !== null);
  const from = sql`FROM customer c ${group?.join ?? empty} ${build.joins()} WHERE ${condition}`;
  const label = group ? sql`${group.key} AS key, ${group.label} AS label` : sql`NULL::text AS key, NULL::text AS label`;
  const tail = group
    ? sql` GROUP BY ${group.key}, ${group.label} ORDER BY value DESC NULLS LAST, key LIMIT ${groupsMax}`
    : empty;
  const whole =
    aggregate.fn === "share" ? wholeOf(aggregate, group !== null ? where : base, context) : sql`NULL::float8`;
  return sql`${withCtes(build.ctes())}SELECT ${label}, (${value})::float8 AS value, count(*)::int AS customers, ${whole} AS whole ${from}${tail}`;
}

function groupOf(
  build: Builder,
  by: "owner" | "store" | "tier" | "gender" | "class",
): { key: Sql; label: Sql; join: Sql } {
  switch (by) {
    case "owner":
      return { key: sql`c.owner_id`, label: sql`s.name`, join: sql`LEFT JOIN staff s ON s.id = c.owner_id` };
    case "store":
      return { key: sql`c.store_id`, label: sql`s.name`, join: sql`LEFT JOIN store s ON s.id = c.store_id` };
    case "tier":
      return { key: sql`c.tier`, label: sql`c.tier`, join: empty };
    case "gender":
      return { key: sql`c.gender::text`, label: sql`c.gender::text`, join: empty };
    case "class":
      return { key: build.class(), label: build.class(), join: empty };
    default:
      return unreachable(by);
  }
}

function aggregateValue(build: Builder, { fn, of, range }: Aggregate, grouped: boolean): Sql {
  if (of === "customers") return sql`count(*)`;
  if (of === "average-order" && (fn === "mean" || fn === "sum" || fn === "count" || fn === "share")) {
    // 客单价 of a group (L05): all its sales by all its orders, not the mean of means.
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
  return sql`(${withCtes(build.ctes())}SELECT (${value})::float8 FROM customer c ${build.joins()} WHERE ${condition})`;
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
