// What a question about customers wants of those found: a rank, so many of them, a figure, one for each group. Pure.
import { amountOf, dateOf, daysOf } from "../../understanding/parser/build.ts";
import type { Said } from "../../understanding/parser/grammar.ts";
import type { Group } from "../../understanding/parser/trace.ts";
import { inOf } from "./asked-joins.ts";
import type { Aggregate, Condition, DayRange, Sort } from "./query.ts";
import { SORTS } from "./sort-words.ts";

/** Most that one question may ask for; a longer list is paged. */
const LIMIT_MAX = 200;

export function limitOf(said: Said): number | null {
  // 一个人平均买几次 asks for nobody.
  const few = said.groups.find(({ name }) => name === "few");
  if (few) return /仨/u.test(said.text.slice(few.start, few.end)) ? 3 : 2;
  // 两个月一个没来的: nobody came.
  const one = said.get("limit");
  if (one !== null && /^[都也]?没/u.test(said.text.slice(one.end))) return null;
  const value = amountOf(said.get("top")) ?? (EACH_PERSON.test(said.text) ? null : amountOf(said.get("limit")));
  return value === null || value < 1 ? null : Math.min(LIMIT_MAX, Math.round(value));
}

export const EACH_PERSON =
  /平均(?:下来)?(?:每|一)[个位]?(?:[人位]|客户|客人|会员|顾客)|(?:每|一)[个位]?(?:[人位]|客户|客人|会员|顾客)平均/u;

export function sortOf(name: string, group: Group, freeRange: DayRange | null): Sort | null {
  const rule = SORTS.find((one) => one.name === name);
  if (!rule) return null;
  const own = group.captures.find((capture) => capture.name === "date") ?? null;
  return { by: rule.by, direction: rule.direction, range: own ? daysOf(dateOf(own), "past") : freeRange };
}

/** 「退得多的放前面」「从大到小」: by what the conditions count, else by what was spent. */
const MEASURED: readonly Sort["by"][] = ["spend", "points", "visits", "orders", "returns", "average-order", "age"];
const measured = (where: readonly Condition[]) =>
  where.flatMap((one) => ("field" in one && MEASURED.some((by) => by === one.field) ? [one] : []));

export function orderOf(
  name: string,
  group: Group,
  freeRange: DayRange | null,
  where: readonly Condition[],
  before: Sort | null,
): Sort {
  const [, said = "any", direction] = /^(.+)-(desc|asc)$/u.exec(name) ?? [];
  // 来的次数 由多到少: only which way round.
  if (before !== null && said === "any") return { ...before, direction: direction === "asc" ? "asc" : "desc" };
  const own = group.captures.find((capture) => capture.name === "date") ?? null;
  const counted = measured(where).at(-1);
  return {
    by: said === "any" ? ((counted?.field as Sort["by"] | undefined) ?? "spend") : (said as Sort["by"]),
    direction: direction === "asc" ? "asc" : "desc",
    range: own ? daysOf(dateOf(own), "past") : freeRange,
  };
}

/** 本月花了两万以上的 金额从大到小: in the month of the condition on the same; 今年来过的 按次数排: how often they came. */
export function inPeriod(sort: Sort, where: readonly Condition[], text: string): Sort {
  // 近60天没来的按消费排: by what they spent at all; in those days it is nothing.
  const { range: period } = sort;
  if (period?.from && where.some((one) => isAbsence(one) && one.range.to === period.from))
    return inPeriod({ ...sort, range: null }, where, text);
  const counted = measured(where);
  const last = counted.at(-1);
  const times = sort.by === "orders" && last?.field === "visits" && !/[买购单]|消费次数/u.test(text);
  const by = times ? "visits" : sort.by;
  const same = counted.find((one) => one.field === by);
  return { ...sort, by, range: sort.range ?? (same && "range" in same ? (same.range ?? null) : null) };
}

const isAbsence = (one: Condition): one is Condition & { range: DayRange } =>
  "field" in one &&
  (one.field === "last-seen" || one.field === "last-purchase" || one.field === "last-contact") &&
  one.range?.from === null;

export const FIGURES =
  "sumOrders sumEach sum sumSpend shareSpend gapPurchases gapVisits mean median meanAge maxAge minAge meanOrder meanOrders meanVisits share max".split(
    " ",
  );

export function aggregateOf(
  asked: ReadonlySet<string>,
  by: Aggregate["by"],
  range: DayRange | null,
  ranked: boolean,
  joining: boolean,
  people: boolean,
  text: string,
): Aggregate | null {
  const gap = asked.has("gapPurchases") ? "purchase-gap" : asked.has("gapVisits") ? "visit-gap" : null;
  if (gap !== null && by !== "category" && by !== "month")
    return { fn: asked.has("median") ? "median" : "mean", of: gap, by, range };
  if (asked.has("shareSpend")) return { fn: "share", of: "spend", by, range };
  if (asked.has("sumOrders")) return { fn: "sum", of: "orders", by, range };
  if (asked.has("sumSpend") || asked.has("sumEach")) return { fn: "sum", of: "spend", by, range };
  if (asked.has("share")) return { fn: "share", of: "customers", by, range: null };
  if (asked.has("meanAge")) return { fn: "mean", of: "age", by, range: null };
  if (asked.has("maxAge")) return { fn: "max", of: "age", by, range: null };
  if (asked.has("minAge")) return { fn: "min", of: "age", by, range: null };
  if (asked.has("meanOrders")) return { fn: "mean", of: "orders", by, range };
  if (asked.has("meanVisits")) return { fn: "mean", of: "visits", by, range };
  if (asked.has("median")) return { fn: "median", of: middleOf(text), by, range };
  if (asked.has("meanOrder")) return { fn: "mean", of: "average-order", by, range };
  if (asked.has("mean")) return { fn: "mean", of: "spend", by, range };
  if (asked.has("max")) return { fn: "max", of: "spend", by, range };
  if (asked.has("sum")) return { fn: "sum", of: "spend", by, range };
  if ((asked.has("count") && !ranked) || by !== null) {
    const orders = (by === "category" && !people) || (by === "month" && !joining);
    return { fn: "count", of: orders ? "orders" : "customers", by, range: orders || by === "category" ? range : null };
  }
  return null;
}

function middleOf(text: string): Aggregate["of"] {
  if (/客单/u.test(text)) return "average-order";
  if (/年龄|岁数/u.test(text)) return "age";
  return /[到来]店次数/u.test(text) ? "visits" : /次数/u.test(text) ? "orders" : "spend";
}

/** 每个月新进多少会员: by the month they joined in, and no count of orders. */
export const isJoining = (where: readonly Condition[]) => where.some((one) => "field" in one && one.field === "added");

/** 金卡银卡各花了多少: a sum for each of those named. */
export function eachOf(
  asked: ReadonlySet<string>,
  where: readonly Condition[],
  range: DayRange | null,
): Aggregate | null {
  if (!asked.has("sumEach")) return null;
  const named = where.map(inOf).find((one) => one !== null && one.in.length > 1);
  return named?.field === "tier" || named?.field === "class"
    ? { fn: "sum", of: "spend", by: named.field, range }
    : null;
}

/** A day said right before the figure: 今年平均消费. */
export function datesOfFigure(said: Said): DayRange | null {
  for (const group of said.groups)
    if (/^(?:mean|gap|sum|shareSpend|g-category)/u.test(group.name)) {
      const date = dateOf(group.captures.find((capture) => capture.name === "date") ?? null);
      if (date) return daysOf(date, "past");
    }
  return null;
}

const SHOPS = /(?:[几两俩三四五六各]|所有|全部)个?家?(?:门店|分店|店)/u;

/** What stands side by side: shops counted but not named, or two of them. */
export function sidesOf(asked: ReadonlySet<string>, where: readonly Condition[], text: string): Aggregate["by"] {
  // 银卡 金卡 钻石各多少人: a count for each of those named.
  const listed = where.length === 1 && where[0] ? inOf(where[0]) : null;
  if (listed && listed.in.length > 1 && (listed.field === "tier" || listed.field === "class") && /各|分别/u.test(text))
    return listed.field;
  const either = where.find((one) => "any" in one);
  const [named] = either && "any" in either ? either.any : [];
  if (named && "field" in named && (named.field === "store" || named.field === "owner"))
    return asked.has("which") ? named.field : null;
  return SHOPS.test(text) ? "store" : null;
}
