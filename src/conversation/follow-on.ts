// 「那陈晨呢」「那上个月呢」 ask the last question of another colleague, shop or time: of sales after sales, of customers
// after customers. The parser reads them of sales, the commoner; what was asked before decides. Pure.
import type { Plan, Shown } from "../skill.ts";

const OF_ALL = { sort: null, limit: null, aggregate: null, page: "first", show: [] };

export function goneOn(plan: Plan, shown: Shown, text = ""): Plan {
  const last = shown.find;
  const group = last?.kind === "customers.find" ? groupOf(plan, text) : null;
  if (last && group !== null)
    return {
      ...last,
      ...OF_ALL,
      kind: "customers.find",
      base: "all",
      aggregate: { fn: "count", of: "customers", range: null, ...(last.figure as object | null), by: group },
    };
  if (plan.kind === "care.dismiss" || plan.kind === "followups.cancel") return ofListShown(plan, shown);
  if (plan.kind === "care.draft") return forBirthdays(plan, last, text);
  if (plan.kind === "segments.why" && plan.about === "all") return sameGroup(plan, last);
  if (last?.kind === "insights.sales" && plan.kind === "customers.find") return sameSales(plan, last);
  if (plan.kind !== "insights.sales" || plan.again !== true) return plan;
  // 「今天客流」「昨天呢」, 「这个月投诉几件」「上个月呢」.
  if ((last?.kind === "members.show" || last?.kind === "complaints.list") && isRange(plan.range))
    return { ...last, kind: last.kind, range: plan.range };
  if (last?.kind === "followups.list" && isRange(plan.range)) return { ...last, kind: last.kind, range: plan.range };
  if (last?.kind === "followups.list" && typeof plan.of === "string")
    return { ...last, kind: last.kind, of: plan.of === "me" ? null : plan.of, who: null };
  if (last?.kind !== "customers.find") return plan;
  const { of, store } = plan;
  if (typeof of === "string") return others({ field: "owner", is: of });
  if (typeof store === "string") return others({ field: "store", is: store });
  const compares = (plan.against ?? null) !== null || (plan.versus ?? null) !== null || (plan.by ?? null) !== null;
  if (compares || !isRange(plan.range)) return plan;
  const where = Array.isArray(last.where) ? (last.where as Record<string, unknown>[]) : [];
  // Of two times in one question nobody knows which is meant.
  const withDays = where.filter((one) => isRange(one.range));
  // 买过羊绒大衣的 … 最近一个月的: what had no days gets them.
  const timed =
    withDays.length === 0 ? where.filter((one) => one.range === null && one.field !== "birthday") : withDays;
  if (timed.length !== 1) return plan;
  return {
    ...last,
    ...OF_ALL,
    kind: "customers.find",
    aggregate: last.figure ?? null,
    sort: last.sort ?? null,
    base: "all",
    where: where.map((one) => (one === timed[0] ? { ...one, range: plan.range } : one)),
  };
}

/** 「第二个写条祝福」「都写一条吧」 after 「下周谁过生日」: for their birthdays, unless another word was said. */
function forBirthdays(plan: Plan, last: Plan | null, text: string): Plan {
  const ofList = typeof plan.who === "string" && /^(?:第|她们|他们|这|前)/u.test(plan.who);
  const isOther = (plan.about ?? null) !== null || /问候|关怀|关心/u.test(text);
  if (plan.occasion !== "care" || !ofList || (isOther && !text.includes("祝福")) || !Array.isArray(last?.where))
    return plan;
  const ofBirthdays = (last.where as Record<string, unknown>[]).some(({ field }) => field === "birthday");
  return ofBirthdays ? { ...plan, occasion: "birthday" } : plan;
}

/** 「第二条跳过」「第二条不要了」 are said of things to do as of drafts: of those that are on show. */
function ofListShown(plan: Plan, { followUps, careMessages }: Shown): Plan {
  if (typeof plan.which !== "string" || !/^第/u.test(plan.which)) return plan;
  const [only, other] = [followUps, careMessages].map(({ length }) => length > 0);
  if (only === other) return plan;
  return { kind: only ? "followups.cancel" : "care.dismiss", which: plan.which };
}

/** 「按导购分」「按等级分」 say nothing of whom: those just asked for. */
function groupOf(plan: Plan, text: string): unknown {
  // 谁最差 asks for sales, whatever was asked before.
  if (plan.kind === "insights.sales" && plan.again === true)
    return BY_GROUP.test(text) && (plan.by === "owner" || plan.by === "store") && !isRange(plan.range) ? plan.by : null;
  const { aggregate } = plan as { aggregate?: { by?: string | null; of?: string } | null };
  const where = Array.isArray(plan.where) ? plan.where : [];
  const isBare = plan.kind === "customers.find" && where.length === 0 && plan.base === "all" && BY_GROUP.test(text);
  return isBare && aggregate?.of === "customers" ? (aggregate.by ?? null) : null;
}
const BY_GROUP =
  /^(?:那|就|再|给我|帮我|麻烦){0,3}[按分](?!别)[^客全所\s]{1,4}(?:分|看|拆|列|排|统计|来)?[开下一看吧呢]{0,3}[。？?]?$/u;

/** 「那大衣呢」 after 「这个月连衣裙卖了多少」 asks of other goods. */
function sameSales(plan: Plan, last: Plan): Plan {
  const [only, ...others] = Array.isArray(plan.where) ? (plan.where as Record<string, unknown>[]) : [];
  const goesOn = plan.base === "instead" || plan.base === "shown";
  if (!goesOn || only?.field !== "bought" || others.length > 0 || typeof only.what !== "string") return plan;
  return {
    ...last,
    kind: last.kind,
    what: only.what,
    by: last.by === "category" || last.by === "item" ? null : last.by,
  };
}

const others = (leaf: Record<string, unknown>): Plan => ({
  ...OF_ALL,
  kind: "customers.find",
  where: [leaf],
  base: "instead",
});

/** 「第一个为什么是」 after 「冠军有哪些」 asks about that group. */
function sameGroup(plan: Plan, last: Plan | null): Plan {
  const where = Array.isArray(last?.where) ? (last.where as Record<string, unknown>[]) : [];
  const [group, ...others] = where.filter((one) => one.field === "segment" || one.field === "class");
  if (!group || others.length > 0) return plan;
  const [said] = Array.isArray(group.in) ? group.in : [];
  const about = group.field === "class" ? "class" : group.of;
  return { ...plan, about, said: typeof said === "string" ? said : null };
}

function isRange(value: unknown): boolean {
  return typeof value === "object" && value !== null && "from" in value && "to" in value;
}
