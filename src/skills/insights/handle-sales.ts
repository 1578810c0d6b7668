// Questions about sales: whose and when, in groups, held against another period. Who may see what is decided here only
// to say it kindly; row security shows nobody more, whatever is asked.
import { addDays, addMonths, type Day, startOfMonth } from "../../calendar/day.ts";
import type { Outcome, Turn } from "../../skill.ts";
import type { DayRange } from "../customers/query.ts";
import { splitSaid } from "../customers/said.ts";
import { understand } from "../customers/vocabulary.ts";
import { type Compared, compared, currentLike, type Period, periodBefore, periodOf, periodYearAgo } from "./periods.ts";
import { type SalesPlan, salesPlan } from "./plan.ts";
import {
  loadSales,
  loadSalesBy,
  type SalesBy,
  type SalesRow,
  type SalesScope,
  type SalesTotal,
} from "./sales-store.ts";
import { placesOf, storeNames } from "./store.ts";

/** Whose figures: 我, a colleague's or a shop's name; null for all in sight. */
export type Whose = { kind: "me" } | { kind: "named"; name: string } | null;

export type SalesResult =
  | {
      kind: "sales";
      range: DayRange;
      whose: Whose;
      /** Of which goods alone. */
      what: string | null;
      /** Asked without days, and today has none: the figures are this month's. */
      emptyToday: boolean;
      /** Several colleagues were asked for by name. */
      several: boolean;
      /** Groups were asked of which she may see her own alone. */
      onlyOwn: boolean;
      total: SalesTotal;
      by: SalesBy | null;
      rows: SalesRow[];
      /** 客单价 was asked for. */
      averages: boolean;
      /** How many groups there are beside those told. */
      more: number;
      versus: SalesVersus | null;
    }
  /** She asked for figures that are not hers to read. */
  | { kind: "sales-not-yours"; name: string; scope: "own" | "store" }
  /** 比上个月呢, and nothing was asked before. */
  | { kind: "sales-nothing-before" };

export interface SalesVersus {
  periods: Compared;
  now: SalesTotal;
  other: SalesTotal;
  /** The other period as a whole, where it was cut to be as long as this one. */
  whole: SalesTotal | null;
  /** Of the same groups as `rows`, for the two periods. */
  rows: { key: string | null; label: string | null; nowFen: number; otherFen: number }[];
}

/** Of articles there are hundreds; nobody reads further unless asked to. */
const ITEMS_MAX = 10;

export async function sales(turn: Turn, asked: SalesPlan): Promise<Outcome<SalesResult>> {
  const plan = asked.again ? goOn(asked, lastAsked(turn), turn.today) : asked;
  if (plan === null) return { result: { kind: "sales-nothing-before" } };
  const whose = await whoseSales(turn, plan);
  if ("refused" in whose) return { result: whose.refused };
  const own = turn.staff.scope === "own";
  const several = (whose.staffIds?.length ?? 0) > 1 || (whose.storeIds?.length ?? 0) > 1;
  // An associate has no groups of colleagues or shops to look at: they are all herself.
  const by =
    own && (plan.by === "owner" || plan.by === "store")
      ? null
      : (plan.by ?? (several ? (plan.store === null ? "owner" : "store") : null));
  const { what } = plan;
  const whole = { zone: turn.zone, staffIds: whose.staffIds, storeIds: whose.storeIds, what };
  const today = { from: turn.today, to: addDays(turn.today, 1) };
  const month = { from: startOfMonth(turn.today), to: addMonths(startOfMonth(turn.today), 1) };
  // Nobody ranks goods by the hour: without days said, the best and the worst are this month's.
  const year = { from: `${turn.today.slice(0, 4)}-01-01`, to: addDays(turn.today, 1) };
  let range =
    plan.range ??
    (by === "month"
      ? year
      : plan.rank === "average" || plan.limit !== null || by === "category" || by === "item" || by === "day"
        ? month
        : today);
  let total = await loadSales(turn.tx, { ...whole, range });
  // 「卖了多少」 in the morning: nothing yet is true and of no use.
  const emptyToday = plan.range === null && range === today && total.orders === 0;
  if (emptyToday) {
    range = month;
    total = await loadSales(turn.tx, { ...whole, range });
  }
  const scope = { ...whole, range };
  const rows = by === null ? [] : await loadSalesBy(turn.tx, scope, by);
  const versus = await loadVersus(turn, plan, scope, by);

  // Days come in order; the best and the worst of them do not.
  const averages = plan.rank === "average";
  const inOrder = plan.limit === null && !plan.least && !averages;
  const ranked = inOrder ? rows : rows.toSorted((a, b) => weight(b, averages) - weight(a, averages));
  // 谁业绩垫底 asks for somebody: what nobody is named for takes no place among the best or the worst.
  const named = plan.limit === null && !averages ? ranked : ranked.filter((row) => row.label !== null);
  const told = (plan.least ? named.toReversed() : named).slice(
    0,
    plan.limit ?? (by === "item" ? ITEMS_MAX : rows.length),
  );
  return {
    result: {
      kind: "sales",
      range,
      whose: whose.said,
      what,
      emptyToday,
      several,
      onlyOwn: by === null && plan.by !== null,
      total,
      by,
      rows: told,
      averages,
      more: rows.length - told.length,
      versus,
    },
    shown: { find: { ...plan, again: false }, offset: 0 },
    audit: [
      { action: "insights.sales", customerId: null, detail: { range, by, of: plan.of, store: plan.store, what } },
    ],
  };
}

/** What the groups are ranked by. */
const weight = ({ netFen, orders }: SalesRow, averages: boolean): number =>
  averages ? netFen / Math.max(1, orders) : netFen;

function lastAsked(turn: Turn): SalesPlan | null {
  const last = salesPlan.safeParse(turn.shown.find);
  return last.success ? last.data : null;
}

/** What was asked before, with what is said now in its place. */
function goOn(asked: SalesPlan, last: SalesPlan | null, today: Day): SalesPlan | null {
  const compares = asked.against !== null || asked.versus !== null;
  if (last === null) {
    // 「比上个月呢」 to open a talk: this month is what is held against the last one.
    const other = asked.against && periodOf(asked.against);
    return other ? { ...asked, again: false, range: currentLike(other, today) } : null;
  }
  const of = asked.of ?? (asked.store === null ? last.of : null);
  // 「这周」「上周呢」「跟上周比」: days are not held against themselves; this week is.
  const other = asked.against && asked.range === null && isSame(asked.against, last.range) ? asked.against : null;
  const now = other && periodOf(other);
  if (now) return { ...last, of, range: currentLike(now, today), against: other, versus: null, again: false };
  return {
    ...last,
    range: asked.range ?? last.range,
    by: asked.by ?? (asked.of !== null && last.by === "owner" ? null : last.by),
    of,
    store: asked.store ?? (asked.of === null ? last.store : null),
    what: asked.what ?? last.what,
    against: compares ? asked.against : asked.range === null ? last.against : null,
    versus: compares ? asked.versus : asked.range === null ? last.versus : null,
    limit: asked.by === null ? last.limit : asked.limit,
    again: false,
  };
}

function isSame(one: DayRange, other: DayRange | null): boolean {
  return other !== null && one.from === other.from && one.to === other.to;
}

type Meant =
  | { said: Whose; staffIds: readonly string[] | null; storeIds: readonly string[] | null }
  | { refused: SalesResult | NotFound };
type NotFound = { kind: "not-found"; said: string; nearest: string[] };

async function whoseSales(turn: Turn, plan: SalesPlan): Promise<Meant> {
  const { staff } = turn;
  const people = plan.of === null ? [] : splitSaid(plan.of);
  const shops = plan.store === null ? [] : splitSaid(plan.store);
  const understood = await understand(turn, [
    ...people.map((is) => ({ field: "owner" as const, is })),
    ...shops.map((is) => ({ field: "store" as const, is })),
  ]);
  if (understood.kind === "not-found") return { refused: understood };
  const { owners, stores } = understood.vocabulary;
  const staffIds = plan.of === null ? null : [...new Set(people.flatMap((one) => owners.get(one) ?? []))];
  const storeIds = plan.store === null ? null : [...new Set(shops.flatMap((one) => stores.get(one) ?? []))];
  const places = await placesOf(turn.tx, staffIds ?? []);
  const names = await storeNames(turn.tx);
  const person = places.map((one) => one.name).join("、");
  const shop = (storeIds ?? []).map((id) => names.get(id) ?? id).join("、");

  if (staff.scope === "own") {
    const others = places.filter((one) => one.id !== staff.id).map((one) => one.name);
    if (others.length > 0) return { refused: { kind: "sales-not-yours", name: others.join("、"), scope: "own" } };
    if (storeIds !== null) return { refused: { kind: "sales-not-yours", name: shop, scope: "own" } };
    return { said: { kind: "me" }, staffIds: [staff.id], storeIds: null };
  }
  if (staff.scope === "store") {
    const elsewhere = (storeIds ?? []).filter((id) => id !== staff.storeId).map((id) => names.get(id) ?? id);
    if (elsewhere.length > 0)
      return { refused: { kind: "sales-not-yours", name: elsewhere.join("、"), scope: "store" } };
    if (places.length > 0 && places.every((one) => one.storeId !== null && one.storeId !== staff.storeId))
      return { refused: { kind: "sales-not-yours", name: person, scope: "store" } };
  }
  if (staffIds !== null) {
    const me = staffIds.length === 1 && staffIds[0] === staff.id;
    const said: Whose = me ? { kind: "me" } : { kind: "named", name: person };
    return { said, staffIds, storeIds };
  }
  const own = staff.scope === "store" && staff.storeId !== null ? names.get(staff.storeId) : undefined;
  const name = storeIds === null ? own : shop;
  return { said: name === undefined ? null : { kind: "named", name }, staffIds, storeIds };
}

async function loadVersus(
  turn: Turn,
  plan: SalesPlan,
  scope: SalesScope,
  by: SalesBy | null,
): Promise<SalesVersus | null> {
  const period = periodOf(scope.range);
  const other = period && otherOf(plan, period);
  if (!period || !other) return null;
  const periods = compared(period, other, turn.today);
  const load = (range: Period) => loadSales(turn.tx, { ...scope, range });
  const versus = {
    periods,
    now: await load(periods.now),
    other: await load(periods.other),
    whole: periods.whole && (await load(periods.whole)),
  };
  // Days of two periods are no pairs.
  if (by === null || by === "day" || by === "month") return { ...versus, rows: [] };
  const now = await loadSalesBy(turn.tx, { ...scope, range: periods.now }, by);
  const before = await loadSalesBy(turn.tx, { ...scope, range: periods.other }, by);
  const gone = before.filter((row) => !now.some((one) => one.key === row.key));
  const rows = [...now, ...gone].map(({ key, label }) => ({
    key,
    label,
    nowFen: now.find((one) => one.key === key)?.netFen ?? 0,
    otherFen: before.find((one) => one.key === key)?.netFen ?? 0,
  }));
  return { ...versus, rows };
}

function otherOf({ against, versus }: SalesPlan, period: Period): Period | null {
  if (against !== null) return periodOf(against);
  if (versus === null) return null;
  return versus === "before" ? periodBefore(period) : periodYearAgo(period);
}
