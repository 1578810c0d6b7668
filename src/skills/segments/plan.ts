// What can be asked about the segments: why she is in one, how many are in each, what a changed definition would do.
import { z } from "zod";
import type { PlanSpec } from "../../skill.ts";

const who = z.string().max(64).describe("the customer exactly as said: 张姐, 3456, 她");

export const CHANGES = ["lost-days", "new-days", "important-share", "class-basis", "high-orders"] as const;
const change = z
  .enum(CHANGES)
  .describe(
    "lost-days 流失天数, new-days 新客天数, important-share 重要客户前百分之几, class-basis 按排名还是金额占比",
  );

export const whyPlan = z.object({
  kind: z.literal("segments.why"),
  who,
  about: z
    .enum(["all", "class", "rfm", "layer", "frequency", "value", "life", "stage", "cycle", "crowds"])
    .default("all"),
  said: z.string().max(20).nullable().default(null).describe("the group as said: 重要, 流失预警"),
});
export const showPlan = z.object({
  kind: z.literal("segments.show"),
  of: z.enum(["class", "rfm", "layer", "frequency", "value", "life", "stage", "crowds"]).default("rfm"),
});
export const tryPlan = z.object({
  kind: z.literal("segments.try"),
  change,
  value: z.number().nullable().default(null).describe("days, orders or per cent"),
  basis: z.enum(["rank", "cumulativeAmount"]).nullable().default(null),
});
export const applyPlan = z.object({
  kind: z.literal("segments.apply"),
  change: change.nullable().default(null).describe("null: the change tried last"),
  value: z.number().nullable().default(null),
  basis: z.enum(["rank", "cumulativeAmount"]).nullable().default(null),
  confirmed: z.boolean().default(false),
});
export const movesPlan = z.object({
  kind: z.literal("segments.moves"),
  field: z.enum(["life", "class", "rfm", "stage"]).nullable().default(null).describe("null: all four"),
  from: z.string().max(20).nullable().default(null).describe("the group as it is called: 老客, 主要, 沉睡"),
  to: z.string().max(20).nullable().default(null).describe("the group as it is called: 流失, 重要, 冠军"),
  range: z
    .object({ from: z.string().nullable(), to: z.string().nullable() })
    .nullable()
    .default(null)
    .describe("business days, to exclusive; null is the last seven"),
});
export const rulesPlan = z.object({
  kind: z.literal("segments.rules"),
  of: z.enum(["all", "class", "rfm", "layer", "frequency", "value", "life", "stage", "cycle"]).default("all"),
});
export const recommendPlan = z.object({ kind: z.literal("segments.recommend"), who });
export const nextPlan = z.object({ kind: z.literal("segments.next"), who });
export const productsPlan = z.object({ kind: z.literal("segments.products") });

export const plans: PlanSpec[] = [
  {
    kind: "segments.why",
    schema: whyPlan,
    effect: "read",
    who: "required",
    help: "为什么是这一类客户、什么时候该回购",
    examples: ["张姐为什么是重要客户", "为什么王芳是流失预警", "张姐什么时候该回购", "李姐属于哪类客户"],
  },
  {
    kind: "segments.show",
    schema: showPlan,
    effect: "read",
    who: "none",
    help: "各类客户各有多少",
    examples: ["客户分层情况", "RFM分布", "人群分布", "各阶段有多少客户"],
  },
  {
    kind: "segments.try",
    schema: tryPlan,
    effect: "read",
    who: "none",
    help: "试算：分类口径改了会怎样",
    examples: ["把流失改成120天会怎样", "重要客户改成前10%会怎样", "按金额占比分重要客户会怎样"],
  },
  {
    kind: "segments.apply",
    schema: applyPlan,
    effect: "ask-first",
    who: "none",
    help: "改分类口径",
    examples: ["就这样改", "把流失改成120天"],
  },
  {
    kind: "segments.moves",
    schema: movesPlan,
    effect: "read",
    who: "none",
    help: "谁从哪一类变到了哪一类",
    examples: ["这周哪些客户变成重要客户", "上周谁从老客变成流失了", "客户阶段变化"],
  },
  {
    kind: "segments.rules",
    schema: rulesPlan,
    effect: "read",
    who: "none",
    help: "客户分类是怎么定义的、口径改过没有",
    examples: ["重要客户怎么定义的", "RFM怎么算的", "客户口径改过吗"],
  },
  {
    kind: "segments.recommend",
    schema: recommendPlan,
    effect: "read",
    who: "required",
    help: "适合给她推荐什么",
    examples: ["张姐适合推荐什么", "给王芳推荐点什么好"],
  },
  {
    kind: "segments.next",
    schema: nextPlan,
    effect: "read",
    who: "required",
    help: "下一步怎么维护她",
    examples: ["张姐下一步该怎么维护"],
  },
  {
    kind: "segments.products",
    schema: productsPlan,
    effect: "read",
    who: "none",
    help: "哪些商品复购率高",
    examples: ["哪些商品复购率高", "复购率最高的品类"],
  },
];
