// What to say and do in front of a customer: the house's scripts (话术) and procedures.
import { z } from "zod";
import type { PlanSpec } from "../../skill.ts";

export const scriptPlan = z.object({
  kind: z.literal("coaching.script"),
  topic: z.string().max(40).describe("what it is about, as said: 嫌贵, 加微信, 投诉"),
  who: z.string().max(64).nullable().default(null).describe("the customer as said, when one is named"),
});
export const topicsPlan = z.object({ kind: z.literal("coaching.topics") });
export type CoachingPlan = z.infer<typeof scriptPlan> | z.infer<typeof topicsPlan>;

export const plans: PlanSpec[] = [
  {
    kind: "coaching.script",
    schema: scriptPlan,
    effect: "read",
    who: "optional",
    help: "客户面前怎么说、怎么做",
    examples: [
      "客户嫌贵怎么回",
      "张姐嫌贵怎么回",
      "怎么加微信",
      "进门怎么招呼",
      "客户投诉了怎么说",
      "说别家便宜",
      "接待流程",
    ],
  },
  {
    kind: "coaching.topics",
    schema: topicsPlan,
    effect: "read",
    who: "none",
    help: "有哪些话术",
    examples: ["有什么话术"],
  },
];
