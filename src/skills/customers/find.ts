// Questions about customers: reads the words of the question, asks the database once, and remembers what is on show
// so that 还有吗, 其中女的 and 第二个 can build on it.
import { addDays, type Day, splitDay } from "../../calendar/day.ts";
import { type AuditNote, type CustomerRef, type Outcome, SHOWN_MAX, type Turn } from "../../skill.ts";
import { type FindPlan, findPlan } from "./plan.ts";
import { type Aggregate, aggregate, type Condition, type DayRange, type Leaf, type Sort } from "./query.ts";
import type { Column, QueryContext, Vocabulary } from "./query-sql.ts";
import { sayBy, sayConditions, sayMeasure, saySort } from "./reading.ts";
import { type Candidate, resolveCustomer } from "./resolve.ts";
import { aggregateCustomers, type GroupRow, type ListRow, listCustomers } from "./store.ts";
import { leavesOf, noVocabulary, understand } from "./vocabulary.ts";

/** A page of names is read on a phone without scrolling far. */
export const PAGE = 10;
/** Above this, "how many" is answered all the same but nobody pages through. */
const COUNT_MAX = 10_000_000;
/** Groups of one answer: colleagues of a large shop, or four years of months. */
const GROUPS_MAX = 50;

export type FindResult =
  | {
      kind: "listed";
      reading: string;
      /** How the rows are ordered, when somebody asked; null otherwise. */
      order: string | null;
      /** She asked for people of whom row security shows her none; what she may see instead. */
      outside: "own" | "store" | null;
      /** What two people were compared by; null for any other list. */
      compared: Sort["by"] | null;
      total: number;
      /** False for 前十名: nobody asked how many there are in all. */
      counted: boolean;
      /** Number of the first row, 0 for the first page. */
      offset: number;
      columns: FindPlan["show"];
      columnRange: DayRange | null;
      rows: Omit<ListRow, "total">[];
    }
  | { kind: "no-more"; reading: string; total: number }
  /** The last list was of something else (follow-ups, complaints, drafts); `rest` lines of it were left out. */
  | { kind: "no-more-lines"; rest: number }
  /** No record names such a province or city; addresses are sealed and cannot be asked. */
  | { kind: "no-region"; said: string; known: string[] }
  /** One of those to be compared may be several people. */
  | { kind: "which-one"; said: string; candidates: Candidate[] }
  | {
      kind: "figure";
      reading: string;
      outside: "own" | "store" | null;
      measure: string;
      aggregate: Aggregate;
      value: number | null;
      customers: number;
      whole: number | null;
    }
  | { kind: "groups"; reading: string; measure: string; by: string; aggregate: Aggregate; groups: GroupRow[] };

export async function find(turn: Turn, asked: FindPlan): Promise<Outcome<FindResult>> {
  const { rest } = turn.shown;
  if (asked.page === "next" && rest !== null && lastFind(turn) === null)
    return { result: { kind: "no-more-lines", rest } };
  const built = asked.page === "next" ? lastFind(turn) : buildOn(turn, asked);
  const plan = built && asked.page === "first" && asked.base === "all" ? withWindow(built, turn.today) : built;
  if (plan === null) return { result: { kind: "missing", what: "shown", example: "两个月没来的金卡有哪些" } };
  const compared = comparedNames(plan.where);
  if (compared !== null) return comparePeople(turn, plan, compared);
  const understood = await understand(turn, plan.where);
  if (understood.kind === "not-found") return { result: regionUnknown(plan.where, understood) ?? understood };
  const context = contextOf(turn, understood.vocabulary);
  const outcome =
    plan.aggregate === null
      ? await list(turn, plan, asked.page === "next" ? turn.shown.offset : 0, context)
      : await figures(turn, plan, plan.aggregate, context);
  const { result } = outcome;
  if (result.kind !== "listed" && result.kind !== "figure") return outcome;
  return { ...outcome, result: { ...result, outside: outsideOf(turn, context.vocabulary) } };
}

function regionUnknown(
  where: readonly Condition[],
  { said, nearest }: { said: string; nearest: string[] },
): FindResult | null {
  const asked = leavesOf(where).some((leaf) => leaf.field === "region" && leaf.is === said);
  return asked ? { kind: "no-region", said, known: nearest } : null;
}

/** A colleague's customers, or another shop's: nobody is found, and that is not because there is nobody. */
function outsideOf({ staff }: Turn, { owners, stores }: Vocabulary): "own" | "store" | null {
  const elsewhere = [...stores.values()].some((ids) => !ids.includes(staff.storeId ?? ""));
  if (staff.scope === "store") return elsewhere ? "store" : null;
  if (staff.scope === "all") return null;
  const others = [...owners.values()].some((ids) => ids !== null && ids.length > 0 && !ids.includes(staff.id));
  return others || elsewhere ? "own" : null;
}

/** 「张姐和李姐谁买得多」: two or more names of which any may hold. */
function comparedNames(where: readonly Condition[]): string[] | null {
  const [only, ...others] = where;
  if (!only || others.length > 0 || !("any" in only) || only.any.length < 2) return null;
  const names = only.any.map((one) => ("field" in one && one.field === "name" ? one.like : ""));
  // One letter is a surname, and a surname is a condition: 姓张或姓李的; 她 is whoever was spoken of.
  return names.every((name) => [...name].length > 1 || /[她他]/u.test(name)) ? names : null;
}

/** Names are resolved as everywhere: 李姐 may be an alias, a surname with a title, or several people. */
async function comparePeople(turn: Turn, plan: FindPlan, names: readonly string[]): Promise<Outcome<FindResult>> {
  const people: CustomerRef[] = [];
  for (const said of names) {
    const one = await resolveCustomer(turn, said);
    if (one.kind === "not-found") return { result: one };
    if (one.kind === "ambiguous")
      return {
        result: { kind: "which-one", said, candidates: one.candidates },
        question: { kind: "choose-customer", said, candidates: one.candidates },
      };
    if (!people.some((known) => known.id === one.customer.id)) people.push(one.customer);
  }
  const where: Condition[] = [{ field: "shown", ids: people.map((one) => one.id) }];
  const outcome = await list(turn, { ...plan, where, base: "all" }, 0, contextOf(turn, noVocabulary));
  if (outcome.result.kind !== "listed") return outcome;
  const reading = people.map((one) => one.name).join("和");
  return { ...outcome, result: { ...outcome.result, reading, compared: plan.sort?.by ?? null } };
}

async function list(turn: Turn, plan: FindPlan, offset: number, context: QueryContext): Promise<Outcome<FindResult>> {
  const rowsMax = Math.min(PAGE, (plan.limit ?? Number.POSITIVE_INFINITY) - offset);
  // What they are ordered by is seen, whatever else was asked to be seen.
  const columns =
    plan.show.length > 0
      ? [...new Set([...plan.show, ...columnsOfSort(plan)])].slice(0, COLUMNS_MAX)
      : columnsFor(plan);
  const columnRange = columnRangeFor(plan, turn);
  const question = {
    where: plan.where,
    sort: plan.sort,
    offset,
    rows: rowsMax,
    // Of 前十名 nobody wants to know how many there are.
    countUpTo: plan.limit !== null && plan.limit <= PAGE ? null : (plan.limit ?? COUNT_MAX),
    columns: columns.flatMap(dataOf),
    goods: goodsOf(plan),
    columnRange,
  };

  const found = rowsMax <= 0 ? [] : await listCustomers(turn.tx, question, context);

  const reading = sayConditions(plan.where, turn);
  const rows = found.map(({ total: _, ...row }) => row);
  const [first] = found;
  if (!first && offset > 0) return { result: { kind: "no-more", reading, total: offset } };
  const shownBefore = offset > 0 ? turn.shown.customers.slice(0, offset) : [];
  const customers = [...shownBefore, ...rows.map((row) => row.id)].slice(0, SHOWN_MAX);
  const [only, ...others] = rows;
  return {
    result: {
      kind: "listed",
      reading,
      order: plan.sort === null ? null : saySort(plan.sort, turn.today),
      outside: null,
      compared: null,
      total: first?.total ?? rows.length,
      counted: question.countUpTo !== null,
      offset,
      columns,
      columnRange,
      rows,
    },
    shown: {
      customers,
      focus: only && others.length === 0 && offset === 0 ? only.id : null,
      find: { ...plan, page: "first", ids: customers },
      offset: offset + rows.length,
    },
    audit: [summary(plan, rows.length), ...rows.map((row) => ({ action: "customers.find", customerId: row.id }))],
  };
}

async function figures(
  turn: Turn,
  plan: FindPlan,
  aggregate: Aggregate,
  context: QueryContext,
): Promise<Outcome<FindResult>> {
  const base = plan.where.filter((condition) => "field" in condition && condition.field === "shown");

  const rows = await aggregateCustomers(
    turn.tx,
    { where: plan.where, base, aggregate, groupsMax: Math.min(plan.limit ?? GROUPS_MAX, GROUPS_MAX) },
    context,
  );

  const reading = sayConditions(plan.where, turn);
  const measure = sayMeasure(aggregate, turn.today);
  const audit = [summary(plan, rows.length)];
  // 「有哪些」 after 「有几个」 lists the same people.
  const shown = {
    find: { ...plan, aggregate: null, page: "first", ids: turn.shown.customers, figure: aggregate },
    offset: 0,
  };
  if (aggregate.by !== null)
    return {
      result: { kind: "groups", reading, measure, by: sayBy(aggregate.by), aggregate, groups: rows },
      shown,
      audit,
    };
  const [row] = rows;
  return {
    result: {
      kind: "figure",
      reading,
      outside: null,
      measure,
      aggregate,
      value: row?.value ?? null,
      customers: row?.customers ?? 0,
      whole: row?.whole ?? null,
    },
    shown,
    audit,
  };
}

function contextOf(turn: Turn, vocabulary: Vocabulary): QueryContext {
  const { today, zone, settings } = turn;
  return { today, zone, settings, vocabulary, narrow: turn.actor.scope !== "all" };
}

/** The question 还有吗 goes on with. */
function lastFind(turn: Turn): FindPlan | null {
  const last = findPlan.safeParse(turn.shown.find);
  return last.success ? { ...last.data, aggregate: null } : null;
}

/** 其中…: the last question's conditions, where those on show came from it; otherwise just those on show. */
function buildOn(turn: Turn, said: FindPlan): FindPlan | null {
  const last = lastFind(turn);
  const grouped = aggregate.safeParse(turn.shown.find?.figure);
  const by = grouped.success ? grouped.data.by : null;
  const asked = said.base === "all" && last !== null ? elliptic(turn.text, said, by) : said;
  if (asked.base === "all") return asked;
  const ids = turn.shown.find?.ids;
  if (asked.base === "instead" && last) {
    // 「金卡有几个」「那银卡呢」: the same wish about others.
    const figure = aggregate.safeParse(turn.shown.find?.figure);
    return {
      ...last,
      where: inPlace(last.where, asked.where).slice(0, CONDITIONS_MAX),
      aggregate: asked.aggregate ?? (figure.success ? figure.data : null),
      sort: asked.sort ?? last.sort,
    };
  }
  if (last && Array.isArray(ids) && sameIds(ids, turn.shown.customers))
    return {
      ...asked,
      base: "all",
      where: inPlace(last.where, asked.where).slice(0, CONDITIONS_MAX),
      sort: asked.sort ?? (asked.aggregate ? null : last.sort),
      show: asked.show.length > 0 ? asked.show : last.show,
    };
  if (asked.base === "instead") return { ...asked, base: "all" };
  if (turn.shown.customers.length === 0) return null;
  return { ...asked, base: "all", where: [{ field: "shown", ids: turn.shown.customers }, ...asked.where] };
}
/** 「新客有几个」「老客呢」, 「前三个」: a few words that are no question of their own. */
function elliptic(text: string, said: FindPlan, by: string | null): FindPlan {
  const { where, sort, limit, aggregate: figure } = said;
  const [only, ...others] = where;
  // 「哪个导购的客户流失最多」「林悦的都有谁」: one of the groups just told.
  if (only && "field" in only && only.field === by && others.length === 0 && !figure) return { ...said, base: "shown" };
  const words = text.trim();
  if (where.length > 0 && !sort && !limit && !figure && /^[^，,。；;谁哪几]{1,6}呢[？?]?$/u.test(words))
    return { ...said, base: "instead" };
  if (where.length > 0 && !limit && OF_THOSE.test(words)) return { ...said, base: "shown" };
  // In the order they stand in; another is not meant until it is said.
  if (where.length === 0 && limit !== null && !figure && BARE_TOP.test(words))
    return { ...said, base: "shown", sort: null };
  return said;
}
/** 「都没联系过吗」「把女的挑出来」 are of those on show. */
const OF_THOSE = /^(?:都|是不是都|是否都)[^，,。；;]{1,12}[吗么嘛没][？?]?$|^把[^，,。；;]{1,10}[挑筛拣拎摘]出来$/u;
const BARE_TOP =
  /^(?:那|就|只?要|只?看)?(?:看)?[前头]面?[\d０-９一二两三四五六七八九十]{1,3}[个名位]?(?:呢|吧|就行|就好|就够了)?[？?。]?$/u;

/** As many as a plan may hold. */
const CONDITIONS_MAX = 12;

/** 「其中女的」「那男的呢」: nobody is both, so the later word takes the earlier one's place. */
const ONE_AT_A_TIME: ReadonlySet<Leaf["field"]> = new Set([
  "gender",
  "tier",
  "owner",
  "store",
  "class",
  "lifecycle",
  "birthday",
] satisfies Leaf["field"][]);

function inPlace(before: readonly Condition[], now: readonly Condition[]): Condition[] {
  const fields = new Set(now.flatMap((one) => ("field" in one && ONE_AT_A_TIME.has(one.field) ? [one.field] : [])));
  return [...before.filter((one) => !("field" in one) || !fields.has(one.field)), ...now];
}

/** 「谁快生日了」 is nobody half a year away, 「谁很久没来了」 nobody who came last week. */
const BIRTHDAY_SOON_DAYS = 30;
const LONG_GONE_DAYS = 60;
const ONCE = { min: 1, max: null, minInclusive: true, maxInclusive: true };

function withWindow(plan: FindPlan, today: Day): FindPlan {
  const { sort, where } = plan;
  // 「退货最多的」 is nobody who gave back nothing.
  if (sort?.by === "returns" && sort.direction === "desc")
    return { ...plan, where: [...where, { field: "returns", bound: ONCE, range: sort.range }] };
  if (sort === null || plan.limit !== null || plan.aggregate !== null || sort.direction !== "asc") return plan;
  const asked = (field: Leaf["field"]) => leavesOf(where).some((leaf) => leaf.field === field);
  if (sort.by === "birthday" && !asked("birthday"))
    return {
      ...plan,
      where: [...where, { field: "birthday", range: { from: today, to: addDays(today, BIRTHDAY_SOON_DAYS) } }],
    };
  if (sort.by === "last-seen" && !asked("last-seen") && !asked("visits"))
    return {
      ...plan,
      where: [...where, { field: "last-seen", range: { from: null, to: addDays(today, -LONG_GONE_DAYS) } }],
    };
  return plan;
}

function sameIds(a: readonly unknown[], b: readonly string[]): boolean {
  return a.length === b.length && b.every((id, index) => a[index] === id);
}

type Shown = FindPlan["show"][number];
/** What fits on one line of a phone beside the name. */
const COLUMNS_MAX = 3;

/** The figures the question is about; how long ago and what this year brought when it is about none. */
function columnsFor(plan: FindPlan): Shown[] {
  const asked = leavesOf(plan.where).flatMap((leaf) => columnOfLeaf(leaf));
  const wanted = [...new Set([...columnsOfSort(plan), ...asked])];
  return (wanted.length > 0 ? [...new Set([...wanted, "last-seen" as const])] : DEFAULT_COLUMNS).slice(0, COLUMNS_MAX);
}
const DEFAULT_COLUMNS: Shown[] = ["last-seen", "spend"];

function columnOfLeaf(leaf: Leaf): Shown[] {
  switch (leaf.field) {
    case "birthday":
      return ["birthday"];
    case "age":
      return ["age"];
    case "spend":
    case "average-order":
    case "order-value":
    case "top-spend":
    case "class":
      return ["spend"];
    case "orders":
      return ["orders"];
    case "returns":
      return ["returns"];
    case "last-seen":
    case "visits":
      return ["last-seen", "spend"];
    case "last-purchase":
    case "bought":
      return ["last-purchase"];
    default:
      return [];
  }
}

function columnsOfSort({ sort }: FindPlan): Shown[] {
  switch (sort?.by) {
    case "spend":
    case "average-order":
      return ["spend"];
    case "orders":
      return ["orders"];
    case "returns":
      return ["returns"];
    case "birthday":
      return ["birthday"];
    case "age":
      return ["age"];
    case "points":
      return ["points"];
    case "last-seen":
    case "visits":
      return ["last-seen"];
    default:
      return [];
  }
}

/** Spend is shown over the days the question speaks of, else over this year. */
function columnRangeFor(plan: FindPlan, turn: Turn): DayRange | null {
  if (plan.sort && ["spend", "orders", "returns", "average-order"].includes(plan.sort.by)) return plan.sort.range;
  for (const leaf of leavesOf(plan.where)) if (OF_ORDERS.has(leaf.field) && "range" in leaf) return leaf.range;
  const { year } = splitDay(turn.today);
  return { from: `${year}-01-01`, to: `${year + 1}-01-01` };
}

const OF_ORDERS: ReadonlySet<Leaf["field"]> = new Set([
  "spend",
  "orders",
  "returns",
  "average-order",
  "top-spend",
] satisfies Leaf["field"][]);

/** 「买过裙子的」 shows the skirt and not what she bought since. */
function goodsOf(plan: FindPlan): string | null {
  const bought = plan.where.flatMap((one) => ("field" in one && one.field === "bought" ? [one.what] : []));
  return bought.length === 1 ? (bought[0] ?? null) : null;
}

/** Columns whose figure must be looked up; the others are in the customer's own row. */
function dataOf(column: Shown): Column[] {
  switch (column) {
    case "spend":
    case "orders":
    case "returns":
    case "last-seen":
      return [column];
    case "last-purchase":
      return ["bought"];
    default:
      return [];
  }
}

function summary(plan: FindPlan, rows: number): AuditNote {
  return { action: "customers.find", customerId: null, detail: { where: plan.where, aggregate: plan.aggregate, rows } };
}
