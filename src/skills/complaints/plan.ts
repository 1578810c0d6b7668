// What can be said about complaints: opening one, what was done, closing, and small gifts on one's own authority.
import { z } from "zod";
import type { PlanSpec } from "../../skill.ts";

const who = z.string().max(64).describe("the customer exactly as said");
/** On the shops' scale of five. */
const score = z.number().int().min(1).max(5);
const range = z
  .object({ from: z.string().nullable(), to: z.string().nullable() })
  .nullable()
  .default(null)
  .describe("business days, to exclusive");

export const openPlan = z.object({
  kind: z.literal("complaints.open"),
  who,
  content: z.string().max(300).nullable().default(null).describe("what went wrong"),
  demand: z.string().max(200).nullable().default(null).describe("what she wants: 退货"),
  scene: z.string().max(100).nullable().default(null).describe("where it happened: 在家洗了一次"),
  severity: z.enum(["urgent", "question", "complaint"]).default("complaint"),
  channel: z.enum(["store", "phone", "wechat", "online"]).nullable().default(null),
});
export const progressPlan = z.object({
  kind: z.literal("complaints.progress"),
  who,
  text: z.string().max(300).describe("what was done, or what is now known"),
  slot: z.enum(["progress", "demand", "scene", "content", "urgent"]).default("progress"),
});
export const closePlan = z.object({
  kind: z.literal("complaints.close"),
  who,
  cause: z.string().max(100).nullable().default(null),
  satisfaction: score.nullable().default(null),
});
export const surveyPlan = z.object({ kind: z.literal("complaints.survey"), who, score });
export const showPlan = z.object({ kind: z.literal("complaints.show"), who });
export const listPlan = z.object({
  kind: z.literal("complaints.list"),
  of: z.enum(["open", "late", "closed", "all", "causes"]).default("open"),
  range,
});
export const assignPlan = z.object({ kind: z.literal("complaints.assign"), who, to: z.string().max(40) });
export const liftPlan = z.object({ kind: z.literal("complaints.lift"), who });
export const goodwillPlan = z.object({
  kind: z.literal("complaints.goodwill"),
  who,
  what: z.string().max(60),
  yuan: z.number().min(0).max(100_000).nullable().default(null),
});
export const budgetPlan = z.object({ kind: z.literal("complaints.budget") });

export const plans: PlanSpec[] = [
  {
    kind: "complaints.open",
    schema: openPlan,
    effect: "write",
    who: "required",
    help: "登记投诉，时限自动开始算",
    examples: ["张姐投诉说裙子开线了 要退货", "王芳紧急投诉 衣服掉色把包染了", "陈总咨询羊绒怎么洗"],
  },
  {
    kind: "complaints.progress",
    schema: progressPlan,
    effect: "write",
    who: "required",
    help: "记投诉办到哪一步",
    examples: ["张姐的投诉 已联系厂家换货", "王芳的投诉 要求退一半钱"],
  },
  {
    kind: "complaints.close",
    schema: closePlan,
    effect: "write",
    who: "required",
    help: "投诉了结，要说原因和满意度",
    examples: ["张姐投诉处理好了 原因面料问题 她挺满意 5分", "王芳的投诉解决了 原因是尺码发错"],
  },
  {
    kind: "complaints.survey",
    schema: surveyPlan,
    effect: "write",
    who: "required",
    help: "记满意度回访",
    examples: ["张姐满意度4分"],
  },
  {
    kind: "complaints.show",
    schema: showPlan,
    effect: "read",
    who: "required",
    help: "看一件投诉的经过",
    examples: ["张姐的投诉怎么样了", "王芳投诉进度"],
  },
  {
    kind: "complaints.list",
    schema: listPlan,
    effect: "read",
    who: "none",
    help: "看投诉清单、超时的、原因排行",
    examples: ["有哪些投诉", "超时的投诉", "这个月投诉原因"],
  },
  {
    kind: "complaints.assign",
    schema: assignPlan,
    effect: "write",
    who: "required",
    help: "投诉交给同事跟",
    examples: ["张姐的投诉交给陈晨"],
  },
  {
    kind: "complaints.lift",
    schema: liftPlan,
    effect: "write",
    who: "required",
    help: "店长恢复推广消息",
    examples: ["恢复张姐的推广"],
  },
  {
    kind: "complaints.goodwill",
    schema: goodwillPlan,
    effect: "write",
    who: "required",
    help: "授权额度内送小礼，自动记账",
    examples: ["送张姐一份小样", "送王芳一张30元的券"],
  },
  {
    kind: "complaints.budget",
    schema: budgetPlan,
    effect: "read",
    who: "none",
    help: "看自己的授权额度",
    examples: ["我还有多少授权额度"],
  },
];
