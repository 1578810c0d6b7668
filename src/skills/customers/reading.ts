// Says in Chinese how a question was understood: 金卡、近60天没到店. The reading stands above every answer, so that a
// misunderstanding is seen at once. Pure.
import { addDays, addMonths, type Day, diffDays } from "../../calendar/day.ts";
import { unreachable } from "../../errors.ts";
import type { Settings } from "../../settings.ts";
import { tabooWords } from "./goods.ts";
import { type Aggregate, type Bound, type Condition, type DayRange, isGap, type Leaf, type Sort } from "./query.ts";
import { sayBound, sayDate, sayRange, sayShare, sayYuan } from "./say.ts";
import { AT_RISK, CROWDS } from "./segment-names.ts";

export interface ReadingContext {
  today: Day;
  settings: Pick<Settings, "tiers" | "classes" | "newForDays" | "dormantAfterDays" | "lostAfterDays">;
}

/** Conditions joined by 、; "全部客户" when there are none. */
export function sayConditions(where: readonly Condition[], context: ReadingContext): string {
  return where.length === 0
    ? "全部客户"
    : [...new Set(where.map((condition) => sayCondition(condition, context)))].join("、");
}

export function sayCondition(condition: Condition, context: ReadingContext): string {
  if ("all" in condition) return condition.all.map((part) => sayCondition(part, context)).join("且");
  if ("any" in condition) return `(${condition.any.map((part) => sayCondition(part, context)).join("或")})`;
  if ("not" in condition && "field" in condition.not && condition.not.field === "do-not-disturb")
    return sayLeaf({ ...condition.not, is: !condition.not.is }, context);
  if ("not" in condition && "field" in condition.not && condition.not.field === "bought")
    return `${sayRange(condition.not.range, context.today)}没买过${condition.not.what}`;
  if ("not" in condition) return `不是「${sayCondition(condition.not, context)}」`;
  return sayLeaf(condition, context);
}

type Lifecycle = Extract<Leaf, { field: "lifecycle" }>["in"][number];

/** These words mean something else in every shop, so the reading says what they mean in this one. */
function sayStage(stage: Lifecycle, settings: ReadingContext["settings"]): string {
  switch (stage) {
    case "new":
      return `新客（近${settings.newForDays}天第一次买）`;
    case "old":
      return `老客（${settings.newForDays}天前就买过，近${settings.lostAfterDays}天还来过）`;
    case "dormant":
      return `休眠客户（买过，${settings.dormantAfterDays}天没来，还不到流失的${settings.lostAfterDays}天）`;
    case "lost":
      return `流失客户（买过，近${settings.lostAfterDays}天没来）`;
    case "prospect":
      return "还没买过";
    default:
      return unreachable(stage);
  }
}
const FACT = {
  preference: "喜好",
  dislike: "不喜欢或禁忌",
  need: "需求",
  negative: "禁忌",
  family: "家里的事",
  any: "记录",
} as const;

function sayLeaf(leaf: Leaf, { today, settings }: ReadingContext): string {
  const times = (value: number) => `${value}次`;
  const over = (range: DayRange | null) => sayRange(range, today);
  switch (leaf.field) {
    case "tier":
      // 普通 is a tier, a purchase class and more: say which was read.
      return leaf.in.map((tier) => (tier === "普通" ? "普通会员" : tier)).join("或");
    case "tag":
      return `标签${leaf.in.join("或")}`;
    case "has-tag":
      return leaf.is ? "有标签" : "没有标签";
    case "region":
      return `档案里在${leaf.is}`;
    case "gender":
      return leaf.is === "female" ? "女" : "男";
    case "age":
      return `年龄${sayBound(leaf.bound, (value) => `${value}岁`)}`;
    case "birthday":
      return `${over(leaf.range)}生日`;
    case "has-birthday":
      return leaf.is ? "有生日" : "没记生日";
    case "spend":
      return `${over(leaf.range) || "累计"}消费${sayBound(leaf.bound, sayYuan)}`;
    case "order-value":
      return `${over(leaf.range)}单笔${sayBound(leaf.bound, sayYuan)}`;
    case "average-order":
      return `${over(leaf.range)}客单价${sayBound(leaf.bound, sayYuan)}`;
    case "orders":
      return leaf.bound.max === 0
        ? `${over(leaf.range)}没买过`
        : atLeastOnce(leaf.bound)
          ? `${over(leaf.range)}买过`
          : `${over(leaf.range)}购买${sayBound(leaf.bound, times)}`;
    case "returns":
      return leaf.bound.max === 0
        ? `${over(leaf.range)}没退过货`
        : atLeastOnce(leaf.bound)
          ? `${over(leaf.range)}退过货`
          : `${over(leaf.range)}退货${sayBound(leaf.bound, times)}`;
    case "top-spend":
      return `${over(leaf.range) || "累计"}消费前${sayShare(leaf.share, 1)}（在${leaf.range ? "这段时间" : ""}买过的客户里排）`;
    case "visits":
      return leaf.bound.max === 0
        ? `${over(leaf.range)}没到店`
        : atLeastOnce(leaf.bound)
          ? `${over(leaf.range)}到过店`
          : `${over(leaf.range)}到店${sayBound(leaf.bound, times)}`;
    case "last-seen":
      return sayLast(leaf.range, today, "到店", "最近一次到店");
    case "last-purchase":
      return sayLast(leaf.range, today, "购买", "最近一次购买");
    case "last-contact":
      return sayLast(leaf.range, today, "联系", "最近一次联系");
    case "first-purchase":
      return `${over(leaf.range)}首次购买`;
    case "bought":
      return `${over(leaf.range)}买过${leaf.what}`;
    case "fact":
      return `${FACT[leaf.kind]}里有「${(leaf.kind === "negative" || leaf.kind === "dislike" ? tabooWords(leaf.like) : [leaf.like]).join("、")}」`;
    case "owner":
      return leaf.is === "none" ? "没有专属导购" : leaf.is === "me" ? "我名下" : `${leaf.is}名下`;
    case "store":
      return leaf.is;
    case "referred":
      return leaf.is ? "别的客户介绍来的" : "不是客户介绍来的";
    case "name":
      return [...leaf.like].length === 1 ? `姓${leaf.like}` : `名字带「${leaf.like}」`;
    case "complaint":
      return leaf.is === "open" ? "投诉未了结" : leaf.is === "any" ? "有过投诉" : "没有投诉";
    case "do-not-disturb":
      return leaf.is ? "免打扰" : "可联系";
    case "class":
      return `${leaf.in.join("或")}客户（近${settings.classes.days}天消费${settings.classes.basis === "rank" ? "排名" : "金额占比"}）`;
    case "lifecycle":
      return leaf.in.map((stage) => sayStage(stage, settings)).join("或");
    case "points":
      return `积分${sayBound(leaf.bound, (value) => `${value.toLocaleString("en-US")}分`)}`;
    case "near-upgrade":
      return `再消费${sayYuan(leaf.missing)}以内能升${leaf.to ?? "级"}（按近${settings.classes.days}天消费）`;
    case "segment":
      return saySegment(leaf);
    case "next-purchase":
      return leaf.range === null ? "到了回购时间" : `预计${over(leaf.range)}回购`;
    case "has-phone":
      return leaf.is ? "有手机号" : "没有手机号";
    case "has-follow-up":
      return leaf.is ? "有待办跟进" : "没有待办跟进";
    case "added":
      return `${over(leaf.range)}登记`;
    case "shown":
      return "刚才这几位";
    default:
      return unreachable(leaf);
  }
}

const atLeastOnce = ({ min, max, minInclusive }: Bound): boolean => min === 1 && minInclusive && max === null;

const SEGMENTS = { frequency: "频", stage: "阶段" } as const;

function saySegment({ of, in: names }: Extract<Leaf, { field: "segment" }>): string {
  switch (of) {
    case "rfm":
      return AT_RISK.length === names.length && AT_RISK.every((group) => names.includes(group))
        ? `流失预警（RFM ${names.join("、")}）`
        : `RFM「${names.join("」或「")}」`;
    case "layer":
      return `${names.join("或")}客户（三层口径）`;
    case "value":
      return `${names.join("或")}价值`;
    case "frequency":
    case "stage":
      return `${names.join("或")}${SEGMENTS[of]}`;
    case "crowd":
      // What cannot be known is said where the answer would be nobody.
      return CROWDS.filter((crowd) => names.includes(crowd.code))
        .map((crowd) => `${crowd.name}（${crowd.unknown ?? crowd.means}）`)
        .join("或");
    default:
      return unreachable(of);
  }
}

/** Spans people name by months; said back as they were said. */
const MONTHS = [
  [12, "一年"],
  [6, "半年"],
  ...([1, 2, 3, 4, 5, 7, 8, 9, 10, 11] as const).map(
    (count) => [count, `${"零一两三四五六七八九十"[count] ?? "十一"}个月`] as const,
  ),
] as const;

function sayLast(range: DayRange, today: Day, verb: string, last: string): string {
  const { from, to } = range;
  if (from === null && to !== null) {
    const days = diffDays(to, today);
    if (to === `${today.slice(0, 4)}-01-01`) return `今年没${verb}`;
    const months = MONTHS.find(([count]) => addMonths(today, -count) === to);
    if (months) return `${months[1]}没${verb}`;
    return days > 0 ? `近${days}天没${verb}` : `${sayDate(addDays(to, -1), today)}以后没${verb}`;
  }
  if (from !== null && to === null) return `${sayRange(range, today)}有${verb}`;
  return `${last}在${sayRange(range, today)}`;
}

const SORTS: Readonly<Record<Sort["by"], readonly [asc: string, desc: string]>> = {
  spend: ["消费从低到高", "消费从高到低"],
  orders: ["购买次数从少到多", "购买次数从多到少"],
  returns: ["退货从少到多", "退货从多到少"],
  visits: ["到店次数从少到多", "到店次数从多到少"],
  "last-seen": ["最久没来的在前", "最近来过的在前"],
  "average-order": ["客单价从低到高", "客单价从高到低"],
  birthday: ["生日由近到远", "生日由远到近"],
  age: ["年龄从小到大", "年龄从大到小"],
  name: ["按姓名", "按姓名倒序"],
  added: ["登记早的在前", "登记晚的在前"],
  points: ["积分从低到高", "积分从高到低"],
};

/** Of these it must be said that they are over all her time with the shop: her lifetime value is that sum. */
const CUMULATIVE: ReadonlySet<Sort["by"]> = new Set(["spend", "returns"]);

export function saySort(sort: Sort, today: Day): string {
  const over = sayRange(sort.range, today) || (CUMULATIVE.has(sort.by) ? "累计" : "");
  return `${over}${SORTS[sort.by][sort.direction === "asc" ? 0 : 1]}`;
}

const OF: Readonly<Record<Aggregate["of"], string>> = {
  customers: "人数",
  spend: "消费",
  orders: "购买次数",
  visits: "到店次数",
  age: "年龄",
  "average-order": "客单价",
  "purchase-gap": "多久买一次",
  "visit-gap": "多久来一次",
};
const FN: Readonly<Record<Aggregate["fn"], string>> = {
  count: "",
  sum: "合计",
  mean: "平均",
  median: "中位数",
  share: "占比",
  max: "最高",
  min: "最低",
};

/** 平均多久来一次, 最短多久来一次: shorter is no lower. */
const GAP: Partial<Record<Aggregate["fn"], string>> = { median: "一般", max: "最长", min: "最短" };

/** 今年消费合计 · 人数 · 平均客单价 */
export function sayMeasure({ fn, of, range }: Aggregate, today: Day): string {
  const over = sayRange(range, today);
  if (of === "customers") return fn === "share" ? "人数占比" : "人数";
  if (of === "average-order" && (fn === "mean" || fn === "sum" || fn === "count")) return `${over}客单价`;
  // Who came once has no gap; the answer says whose gaps were averaged.
  if (isGap(of))
    return `${over}${GAP[fn] ?? FN[fn]}${OF[of]}（${of === "visit-gap" ? "来" : "买"}过两次以上的客户，每人先算平均隔几天）`;
  return fn === "mean" || fn === "max" || fn === "min" ? `${over}${FN[fn]}${OF[of]}` : `${over}${OF[of]}${FN[fn]}`;
}

const BY: Readonly<Record<NonNullable<Aggregate["by"]>, string>> = {
  owner: "按导购",
  store: "按门店",
  tier: "按会员等级",
  gender: "按性别",
  category: "按品类",
  class: "按客户分类",
  rfm: "按RFM分群",
  stage: "按客户阶段",
  month: "按月",
  source: "按来源",
  referrer: "按介绍人",
};

export function sayBy(by: NonNullable<Aggregate["by"]>): string {
  return BY[by];
}
