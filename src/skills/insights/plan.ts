// The manager's figures.
import { z } from "zod";
import type { PlanSpec } from "../../skill.ts";

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const days = z.object({ from: day.nullable(), to: day.nullable() });
export const digestPlan = z.object({
  kind: z.literal("insights.digest"),
  day: day.nullable().default(null).describe("null is yesterday"),
});
export const salesPlan = z.object({
  kind: z.literal("insights.sales"),
  range: days.nullable().default(null).describe("null is today"),
  by: z.enum(["owner", "store", "category", "day", "month"]).nullable().default(null),
  of: z.string().max(64).nullable().default(null).describe("whose sales: a colleague as said; me for 我"),
  store: z.string().max(64).nullable().default(null).describe("of which shop, as said"),
  against: days.nullable().default(null).describe("the period it is compared with: 比上个月"),
  versus: z.enum(["before", "year-ago"]).nullable().default(null).describe("环比: before; 同比: year-ago"),
  limit: z.number().int().min(1).max(50).nullable().default(null).describe("卖得最好的三个品类: 3"),
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
    help: "看日报",
    examples: ["昨天的日报", "今天日报"],
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
      "本月每个导购卖了多少",
      "林悦这个月卖了多少",
      "这个月比上个月卖得怎么样",
      "同比呢",
      "卖得最好的三个品类",
    ],
  },
];
