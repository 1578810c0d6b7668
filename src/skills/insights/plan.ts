// The manager's figures.
import { z } from "zod";
import type { PlanSpec } from "../../skill.ts";
import { KPI_KEYS, type KpiKey } from "./kpi.ts";

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const days = z.object({ from: day.nullable(), to: day.nullable() });
const grain = z.enum(["day", "week", "month"]);
const metric = z.enum(KPI_KEYS as [KpiKey, ...KpiKey[]]);
export const digestPlan = z.object({
  kind: z.literal("insights.digest"),
  grain: grain.default("day").describe("日报 day, 周报 week, 月报 month"),
  day: day.nullable().default(null).describe("any day of that period; null is the last one that is over"),
  as: z.enum(["text", "sheet"]).default("text").describe("sheet: 发我表格"),
});
export type DigestPlan = z.infer<typeof digestPlan>;
export const peoplePlan = z.object({
  kind: z.literal("insights.people"),
  metric,
  grain: grain.default("day"),
  day,
});
export type PeoplePlan = z.infer<typeof peoplePlan>;
export const figurePlan = z.object({
  kind: z.literal("insights.figure"),
  metric,
  ask: z
    .enum(["value", "why", "formula"])
    .default("value")
    .describe("复购率多少: value; 为什么复购率降了: why; 复购率怎么算的: formula"),
  range: days.nullable().default(null).describe("null is the last thirty days"),
});
export const ownWeekPlan = z.object({ kind: z.literal("insights.own-week") });
export type FigurePlan = z.infer<typeof figurePlan>;
export const salesPlan = z.object({
  kind: z.literal("insights.sales"),
  range: days.nullable().default(null).describe("null is today"),
  by: z.enum(["owner", "store", "category", "item", "day", "month"]).nullable().default(null),
  of: z.string().max(64).nullable().default(null).describe("whose sales: a colleague as said; me for 我"),
  store: z.string().max(64).nullable().default(null).describe("of which shop, as said"),
  what: z.string().max(64).nullable().default(null).describe("of which goods: a category or an article as said"),
  against: days.nullable().default(null).describe("the period it is compared with: 比上个月"),
  versus: z.enum(["before", "year-ago"]).nullable().default(null).describe("环比: before; 同比: year-ago"),
  limit: z.number().int().min(1).max(50).nullable().default(null).describe("卖得最好的三个品类: 3"),
  rank: z.enum(["net", "average"]).default("net").describe("客单价最高: average"),
  least: z.boolean().default(false).describe("卖得最差的三个: the smallest first"),
  again: z.boolean().default(false).describe("goes on from the last question about sales: 比上个月呢, 那林悦呢"),
});
export type SalesPlan = z.infer<typeof salesPlan>;
export const plans: PlanSpec[] = [
  {
    kind: "insights.digest",
    schema: digestPlan,
    effect: "read",
    who: "none",
    help: "看日报、周报、月报，也可以要表格",
    examples: ["昨天的日报", "今天日报", "上周周报", "8月月报", "日报发我表格"],
  },
  {
    kind: "insights.people",
    schema: peoplePlan,
    effect: "read",
    who: "none",
    help: "看报表里一个数字背后是谁",
    examples: ["上周复购的是哪些人"],
  },
  {
    kind: "insights.figure",
    schema: figurePlan,
    effect: "read",
    who: "none",
    help: "问一个指标多少、怎么算、为什么变了",
    examples: ["复购率多少", "为什么复购率降了", "流失率怎么算的"],
  },
  {
    kind: "insights.own-week",
    schema: ownWeekPlan,
    effect: "read",
    who: "none",
    help: "帮我写这周的小结",
    examples: ["帮我写周报", "我这周做了什么"],
  },
  {
    kind: "insights.sales",
    schema: salesPlan,
    effect: "read",
    who: "none",
    help: "看销售额",
    examples: [
      "今天卖了多少",
      "上个月各品类卖了多少",
      "这个月连衣裙卖了多少",
      "本月每个导购卖了多少",
      "林悦这个月卖了多少",
      "这个月比上个月卖得怎么样",
      "同比呢",
      "卖得最好的三个品类",
    ],
  },
];
