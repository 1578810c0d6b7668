// Compiles conditions. Every condition is true or false, never unknown: what is not known of somebody does not hold,
// its negation does.
import { addDays, instantOf } from "../../calendar/day.ts";
import { Prisma } from "../../db/generated/client.ts";
import { unreachable } from "../../errors.ts";
import type { Condition, Leaf } from "./query.ts";
import type { Builder } from "./query-context.ts";
import { bought, givenBack, lastWithin, lifecycle, purchase, topSpend, touch, visit } from "./query-events.ts";
import { ageSql, birthdayWithin, factLike, hasBirthday, livesIn, nameLike } from "./query-people.ts";
import { counted, fits, inFen, measured, within } from "./query-ranges.ts";
import { inSegment, nextPurchase } from "./query-segments.ts";

type Sql = Prisma.Sql;
const { sql, join, empty } = Prisma;

export function everything(build: Builder, where: readonly Condition[]): Sql {
  return where.length === 0
    ? sql`TRUE`
    : join(
        where.map((condition) => compile(build, condition)),
        " AND ",
      );
}

export function compile(build: Builder, condition: Condition): Sql {
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
    case "has-tag": {
      const exists = sql`EXISTS (SELECT 1 FROM customer_tag ct WHERE ct.customer_id = c.id)`;
      return leaf.is === true ? exists : sql`NOT ${exists}`;
    }
    case "region":
      return livesIn(leaf.is);
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
    case "returns":
      return counted(
        leaf.bound,
        () => purchase(leaf.range, context, sql` AND ${givenBack}`),
        () => build.orders("returns", leaf.range),
      );
    case "top-spend":
      return topSpend(leaf.share, leaf.range, context);
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
    case "referred":
      return leaf.is === true ? sql`c.referrer_id IS NOT NULL` : sql`c.referrer_id IS NULL`;
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
    case "points":
      return fits(sql`c.points`, leaf.bound);
    case "near-upgrade":
      return nearUpgrade(build, leaf.missing, leaf.to);
    case "class":
      return sql`${build.class()} = ANY(${[...leaf.in]})`;
    case "lifecycle":
      return leaf.in.length === 0
        ? sql`FALSE`
        : join(
            leaf.in.map((stage) => sql`(${lifecycle(stage, today, settings, context)})`),
            " OR ",
          );
    case "segment":
      return inSegment(leaf);
    case "next-purchase":
      return nextPurchase(leaf, context);
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

/** A plain comparison for one id, so that its index is used as such. */
function oneOf(column: Sql, ids: readonly string[]): Sql {
  const [only, ...others] = ids;
  return only !== undefined && others.length === 0 ? sql`${column} = ${only}` : sql`${column} = ANY(${[...ids]})`;
}

/** Of a tier, and at most so far from what the next one asks; who has reached it and was not raised is nearest of all. */
function nearUpgrade(build: Builder, missingYuan: number, to: string | null): Sql {
  const { settings, today, vocabulary } = build.context;
  const wanted = to === null ? null : (vocabulary.tiers.get(to) ?? []);
  const spend = build.orders("spend", { from: addDays(today, 1 - settings.classes.days), to: addDays(today, 1) });
  const steps = settings.tiers.slice(1).flatMap((next, index) => {
    const tier = settings.tiers[index]?.name ?? "";
    if (wanted !== null && !wanted.includes(next.name)) return [];
    return [
      sql`(c.tier IS NOT NULL AND c.tier = ${tier} AND COALESCE(${spend}, 0) >= ${next.thresholdFen - missingYuan * 100}::float8)`,
    ];
  });
  return steps.length > 0 ? join(steps, " OR ") : sql`FALSE`;
}

const OWN_COLUMNS: ReadonlySet<Leaf["field"]> = new Set([
  "tier",
  "region",
  "referred",
  "gender",
  "age",
  "birthday",
  "has-birthday",
  "owner",
  "store",
  "do-not-disturb",
  "has-phone",
  "points",
  "added",
  "shown",
] satisfies Leaf["field"][]);

export function isOwnColumn(condition: Condition): boolean {
  if ("all" in condition) return condition.all.length > 0 && condition.all.every(isOwnColumn);
  if ("any" in condition) return condition.any.length > 0 && condition.any.every(isOwnColumn);
  if ("not" in condition) return isOwnColumn(condition.not);
  return OWN_COLUMNS.has(condition.field);
}

export function isSelective(condition: Condition): boolean {
  return "field" in condition && ["owner", "store", "birthday", "shown"].includes(condition.field);
}
