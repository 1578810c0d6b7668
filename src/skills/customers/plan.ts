// What can be said about customers themselves: find, look up, create, correct.
import { z } from "zod";
import type { PlanSpec } from "../../skill.ts";
import { mergePlans } from "./merge-plan.ts";
import { aggregate, condition, sort } from "./query.ts";

export const who = z.string().max(64).describe("the customer exactly as said: 张姐, 3456, 她, 第二个");

export const findPlan = z.object({
  kind: z.literal("customers.find"),
  where: z.array(condition).max(12).describe("all must hold"),
  sort: sort.nullable().default(null),
  limit: z.number().int().min(1).max(200).nullable().default(null),
  aggregate: aggregate.nullable().default(null).describe("set when a number is asked, not a list"),
  base: z
    .enum(["all", "shown", "instead"])
    .default("all")
    .describe("shown: 其中, 这几个里面; instead: the last question with these in place of their like, 那金卡呢"),
  page: z.enum(["first", "next"]).default("first").describe("next: 还有吗"),
  show: z
    .array(
      z.enum([
        "birthday",
        "spend",
        "orders",
        "returns",
        "last-seen",
        "last-purchase",
        "phone-tail",
        "tier",
        "age",
        "points",
      ]),
    )
    .max(6)
    .default([]),
});
export type FindPlan = z.infer<typeof findPlan>;

export const cardPlan = z.object({
  kind: z.literal("customers.card"),
  who,
  part: z
    .enum([
      "all",
      "basic",
      "purchases",
      "talk",
      "facts",
      "birthday",
      "phone",
      "tier",
      "spend",
      "last-purchase",
      "last-visit",
      "owner",
      "upgrade",
      "age",
      "address",
      "points",
    ])
    .default("all")
    .describe("what of her is asked; all is the whole card"),
});
export type CardPlan = z.infer<typeof cardPlan>;
export const arrivePlan = z
  .object({ kind: z.literal("customers.arrive"), who })
  .describe("she is at the door: five lines");
/** Longer is no name, but a sentence. */
export const NAME_MAX = 40;
export const createPlan = z.object({
  kind: z.literal("customers.create"),
  name: z.string().max(NAME_MAX),
  phone: z.string().nullable().default(null),
  gender: z.enum(["female", "male", "unknown"]).default("unknown"),
  tier: z.string().nullable().default(null),
  confirmed: z.boolean().default(false),
});
export type CreatePlan = z.infer<typeof createPlan>;
export const updatePlan = z.object({
  kind: z.literal("customers.update"),
  who,
  field: z.enum(["phone", "name", "gender", "tier", "address", "occupation", "company", "alias"]),
  value: z.string().max(200),
});
export type UpdatePlan = z.infer<typeof updatePlan>;
const range = z
  .object({ from: z.string().nullable(), to: z.string().nullable() })
  .nullable()
  .default(null)
  .describe("business days, to exclusive");
export const timelinePlan = z.object({
  kind: z.literal("customers.timeline"),
  who,
  of: z.enum(["all", "returns"]).default("all"),
  range,
});
export const readersPlan = z.object({ kind: z.literal("customers.readers"), who });
export const verifyPlan = z.object({ kind: z.literal("customers.verify"), who });
export const unverifiedPlan = z.object({ kind: z.literal("customers.unverified") });
export const settlePlan = z.object({
  kind: z.literal("customers.settle"),
  who: z.string().max(64).nullable().default(null),
  as: z.enum(["new", "old", "both"]).nullable().default(null).describe("which side holds; null only shows them"),
  claim: z.string().max(64).nullable().default(null).describe("leave out: set by a pressed button"),
});
export const erasePlan = z.object({ kind: z.literal("customers.erase"), who, confirmed: z.boolean().default(false) });
export type ErasePlan = z.infer<typeof erasePlan>;
export const plans: PlanSpec[] = [
  {
    kind: "customers.find",
    schema: findPlan,
    effect: "read",
    who: "none",
    help: "按条件找客户、计数、排名",
    examples: [
      "两个月没来的金卡有哪些",
      "今年消费超过5000的女客户",
      "下周谁过生日",
      "每个导购名下有几个客户",
      "其中女的呢",
      "消费前十名",
      "流失预警的客户有哪些",
      "该回购了的有谁",
      "退过货的客户",
      "消费前20%的客户贡献了多少销售",
      "金卡平均多久来一次",
    ],
  },
  {
    kind: "customers.card",
    schema: cardPlan,
    effect: "read",
    who: "required",
    help: "看一位客户的档案",
    examples: ["张姐的档案", "王芳生日是哪天", "陈总今年花了多少", "看看李女士"],
  },
  {
    kind: "customers.arrive",
    schema: arrivePlan,
    effect: "read",
    who: "required",
    help: "客户到店，五行速览",
    examples: ["3456", "王姐来了", "尾号3456到店"],
  },
  {
    kind: "customers.create",
    schema: createPlan,
    effect: "write",
    who: "none",
    help: "登记新客户",
    examples: ["新客户 赵敏 13800001111", "登记会员刘洋，手机13900002222"],
  },
  {
    kind: "customers.update",
    schema: updatePlan,
    effect: "write",
    who: "required",
    help: "更正资料",
    examples: ["张姐电话改成13700003333", "王芳改成金卡"],
  },
  ...mergePlans,
  {
    kind: "customers.timeline",
    schema: timelinePlan,
    effect: "read",
    who: "required",
    help: "看一位客户的时间线、退货情况",
    examples: ["张姐的时间线", "王芳最近都发生了什么", "张姐的退货情况"],
  },
  {
    kind: "customers.readers",
    schema: readersPlan,
    effect: "read",
    who: "required",
    help: "谁看过这位客户（店长）",
    examples: ["谁看过张姐的资料"],
  },
  {
    kind: "customers.verify",
    schema: verifyPlan,
    effect: "write",
    who: "required",
    help: "资料核实过了",
    examples: ["张姐资料核实过了"],
  },
  {
    kind: "customers.unverified",
    schema: unverifiedPlan,
    effect: "read",
    who: "none",
    help: "这周该核实的客户",
    examples: ["哪些客户该核实了"],
  },
  {
    kind: "customers.settle",
    schema: settlePlan,
    effect: "write",
    who: "optional",
    help: "两种说法用哪个",
    examples: ["用新的", "留旧的", "两个都留", "张姐有哪些说法不一致"],
  },
  {
    kind: "customers.erase",
    schema: erasePlan,
    effect: "ask-first",
    who: "required",
    help: "应客户要求删除她的全部资料（店长），不可恢复",
    examples: ["删除张姐的资料", "把张姐的信息都删掉"],
  },
];
