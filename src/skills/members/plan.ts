// What can be said about membership and the shop's own tables.
import { z } from "zod";
import type { PlanSpec } from "../../skill.ts";
import { PARTS, TABLES } from "./rules.ts";
import { STANDING_VERBS } from "./standing.ts";

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const peopleMax = 100_000;

export const trafficPlan = z.object({
  kind: z.literal("members.traffic"),
  on: day.nullable().default(null).describe("null is today"),
  part: z.enum(PARTS).default("day"),
  entered: z.number().int().min(0).max(peopleMax),
  bought: z.number().int().min(0).max(peopleMax).nullable().default(null).describe("receipts; null when not said"),
});
export type TrafficPlan = z.infer<typeof trafficPlan>;
export const showPlan = z.object({
  kind: z.literal("members.show"),
  range: z.object({ from: day.nullable(), to: day.nullable() }).nullable().default(null).describe("null is today"),
});
export type ShowPlan = z.infer<typeof showPlan>;
export const servicePlan = z.object({
  kind: z.literal("members.service"),
  who: z.string().max(64).describe("the customer exactly as said"),
  what: z.string().max(100).describe("what was done for her: 改裤脚"),
  on: day.nullable().default(null).describe("null is today"),
});
export type ServicePlan = z.infer<typeof servicePlan>;
export const exportPlan = z.object({
  kind: z.literal("members.export"),
  table: z.enum(TABLES).nullable().default(null).describe("null is all seven in one workbook"),
  range: z.object({ from: day.nullable(), to: day.nullable() }).nullable().default(null).describe("null is this month"),
});
export type ExportPlan = z.infer<typeof exportPlan>;

const who = z.string().max(64);
/** Above this it is a sum of money or a phone number, not points. */
const pointsMax = 1_000_000;
export const standingPlan = z.object({
  kind: z.literal("members.standing"),
  who,
  verb: z.enum(STANDING_VERBS).describe("join 登记会员, freeze 冻结, thaw 解冻, cancel 取消会员, restore 恢复会员"),
  tier: z.string().max(20).nullable().default(null).describe("join: the tier as said; null is the lowest"),
  reason: z.string().max(200).nullable().default(null),
  confirmed: z.boolean().default(false),
});
export type StandingPlan = z.infer<typeof standingPlan>;
export const pointsPlan = z.object({
  kind: z.literal("members.points"),
  who,
  points: z.number().int().min(-pointsMax).max(pointsMax).describe("given when positive, taken when negative"),
  reason: z.string().max(200).nullable().default(null),
});
export type PointsPlan = z.infer<typeof pointsPlan>;
export const benefitsPlan = z.object({
  kind: z.literal("members.benefits"),
  who: who.nullable().default(null).describe("what this customer has; null is a tier's, or all"),
  tier: z.string().max(20).nullable().default(null),
  occasion: z.enum(["birthday"]).nullable().default(null).describe("生日送什么: birthday"),
});
export type BenefitsPlan = z.infer<typeof benefitsPlan>;
/** One letter, or half a page, is no benefit. */
export const BENEFIT_MIN = 2;
export const BENEFIT_MAX = 120;
export const benefitAddPlan = z.object({
  kind: z.literal("members.benefit-add"),
  text: z
    .string()
    .min(BENEFIT_MIN)
    .max(BENEFIT_MAX)
    .describe("the exact words that may be quoted, tiers and occasion as said"),
  confirmed: z.boolean().default(false),
});
export type BenefitAddPlan = z.infer<typeof benefitAddPlan>;
export const benefitStopPlan = z.object({
  kind: z.literal("members.benefit-stop"),
  which: z.string().max(120).describe("part of its words"),
  confirmed: z.boolean().default(false),
});
export type BenefitStopPlan = z.infer<typeof benefitStopPlan>;

export const plans: PlanSpec[] = [
  {
    kind: "members.standing",
    schema: standingPlan,
    effect: "ask-first",
    who: "required",
    help: "登记会员，冻结、解冻、取消、恢复会员资格",
    examples: ["给张姐登记会员", "冻结王芳的会员", "恢复王芳的会员资格"],
  },
  {
    kind: "members.points",
    schema: pointsPlan,
    effect: "write",
    who: "required",
    help: "加积分、扣积分",
    examples: ["给张姐加200积分", "张姐用了500积分换丝巾"],
  },
  {
    kind: "members.benefits",
    schema: benefitsPlan,
    effect: "read",
    who: "optional",
    help: "看有哪些权益，谁能用什么",
    examples: ["金卡有什么权益", "张姐能用什么权益", "生日送什么"],
  },
  {
    kind: "members.benefit-add",
    schema: benefitAddPlan,
    effect: "ask-first",
    who: "none",
    help: "加一条权益，加了祝福和草稿才能提",
    examples: ["新增权益：生日当月8.8折，金卡以上"],
  },
  {
    kind: "members.benefit-stop",
    schema: benefitStopPlan,
    effect: "ask-first",
    who: "none",
    help: "停掉一条权益",
    examples: ["停用权益 正价商品9折"],
  },
  {
    kind: "members.traffic",
    schema: trafficPlan,
    effect: "write",
    who: "none",
    help: "记进店人数和成交",
    examples: ["今天上午进店32人 成交6", "昨天客流120，成交18单"],
  },
  {
    kind: "members.service",
    schema: servicePlan,
    effect: "write",
    who: "required",
    help: "登记为客户做的服务",
    examples: ["给张姐改了裤脚", "登记服务 王芳 皮包护理"],
  },
  {
    kind: "members.show",
    schema: showPlan,
    effect: "read",
    who: "none",
    help: "看进店客流和成交率",
    examples: ["今天进店多少人", "本周客流怎么样"],
  },
  {
    kind: "members.export",
    schema: exportPlan,
    effect: "read",
    who: "none",
    help: "导出门店七张表",
    examples: ["导出本月生日会员回访表", "导出会员信息登记表", "导出门店七张表"],
  },
];
