// What can be said about records that may be one person: look for them, say so, say no, take apart.
import { z } from "zod";
import type { PlanSpec } from "../../skill.ts";

const who = z.string().max(64).describe("one of the two exactly as said");

export const twinsPlan = z.object({
  kind: z.literal("customers.twins"),
  name: z.string().max(40).nullable().default(null).describe("only those of this name"),
});
export type TwinsPlan = z.infer<typeof twinsPlan>;
export const samePlan = z.object({
  kind: z.literal("customers.same"),
  who,
  other: z.string().max(64).describe("the other as said"),
  confirmed: z.boolean().default(false),
});
export type SamePlan = z.infer<typeof samePlan>;
export const differentPlan = z.object({
  kind: z.literal("customers.different"),
  who,
  other: z.string().max(64).describe("the other as said"),
});
export type DifferentPlan = z.infer<typeof differentPlan>;
export const splitPlan = z.object({ kind: z.literal("customers.split"), who, confirmed: z.boolean().default(false) });

export const mergePlans: PlanSpec[] = [
  {
    kind: "customers.twins",
    schema: twinsPlan,
    effect: "read",
    who: "none",
    help: "找疑似同一人的档案",
    examples: ["有没有重复的客户", "疑似同一人"],
  },
  {
    kind: "customers.same",
    schema: samePlan,
    effect: "ask-first",
    who: "required",
    help: "说两份档案是同一个人，店长确认后合并",
    examples: ["张丽和张莉是同一个人", "合并张丽和张莉"],
  },
  {
    kind: "customers.different",
    schema: differentPlan,
    effect: "write",
    who: "required",
    help: "说两份档案不是同一个人，以后不再提",
    examples: ["张丽和张莉不是同一个人"],
  },
  {
    kind: "customers.split",
    schema: splitPlan,
    effect: "ask-first",
    who: "required",
    help: "把合并过的档案拆开",
    examples: ["把张丽拆开", "张丽合并错了"],
  },
];
