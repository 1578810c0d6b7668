// The manager's figures.
import { z } from "zod";
import type { PlanSpec } from "../../skill.ts";

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const digestPlan = z.object({
  kind: z.literal("insights.digest"),
  day: day.nullable().default(null).describe("null is yesterday"),
});
export const salesPlan = z.object({
  kind: z.literal("insights.sales"),
  range: z.object({ from: day.nullable(), to: day.nullable() }).nullable().default(null).describe("null is today"),
  by: z.enum(["owner", "store", "category", "day"]).nullable().default(null),
});
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
    examples: ["今天卖了多少", "上个月各品类卖了多少", "本月每个导购卖了多少"],
  },
];
