// Messages that customers are glad to get: draft, edit, approve, list.
import { z } from "zod";
import type { PlanSpec } from "../../skill.ts";

const who = z.string().max(64);
export const occasions = [
  "birthday",
  "holiday",
  "anniversary",
  "thanks",
  "lead",
  "care",
  "winback",
  "replenish",
  "complaint",
  "apology",
  "promotion",
] as const;
export type Occasion = (typeof occasions)[number];
const which = z
  .string()
  .max(64)
  .nullable()
  .default(null)
  .describe("which draft, as said: 第一条, 张姐的, #id; null is the one on show");

export const draftPlan = z.object({
  kind: z.literal("care.draft"),
  who,
  occasion: z.enum(occasions).describe("care when none was said"),
  about: z.string().max(200).nullable().default(null),
});
export const editPlan = z.object({
  kind: z.literal("care.edit"),
  which,
  text: z.string().max(600).nullable().default(null).describe("the new text, when it was given word for word"),
  change: z
    .enum(["another", "shorter", "no-benefit", "formal"])
    .nullable()
    .default(null)
    .describe("换一个, 短一点, 别提优惠, 正式一点"),
});
export const approvePlan = z.object({
  kind: z.literal("care.approve"),
  which,
  all: z.boolean().default(false),
  confirmed: z.boolean().default(false),
  textHash: z.string().max(64).nullable().default(null).describe("leave out: set by a pressed button"),
  byHand: z.boolean().default(false).describe("leave out: set by the page that puts it into the chat"),
});
export const dismissPlan = z.object({
  kind: z.literal("care.dismiss"),
  which: which.describe("which draft, as said: 第一条, 张姐的, #id; 全部 for all that wait; null is the one on show"),
});
export const listPlan = z.object({
  kind: z.literal("care.list"),
  state: z.enum(["waiting", "sent", "refused"]).default("waiting"),
});
const occasion = z.enum(occasions).nullable().default(null);
const festival = z.string().max(10).nullable().default(null).describe("one festival: 中秋, 端午");
export const markPlan = z.object({
  kind: z.literal("care.mark"),
  which,
  occasion,
  all: z.boolean().default(false),
  confirmed: z.boolean().default(false),
});
export const switchPlan = z.object({
  kind: z.literal("care.switch"),
  who: z.string().max(64).nullable().default(null).describe("the customer who wants none; null is about the drafts"),
  scope: z.enum(["customer", "mine", "shop"]).describe("mine: drafts of the speaker; shop: of everybody in the shop"),
  occasion: z
    .enum([...occasions, "dormant", "gift", "greetings", "all"])
    .describe("greetings is birthday, holiday and anniversary"),
  festival,
  on: z.boolean(),
  confirmed: z.boolean().default(false),
});
export const templatesPlan = z.object({ kind: z.literal("care.templates"), occasion, festival });
export const templatePlan = z.object({
  kind: z.literal("care.template"),
  occasion: z.enum(occasions),
  festival,
  which: z.string().max(20).nullable().default(null).describe("第二条 of the list; null is the shop's own"),
  action: z.enum(["set", "stop", "restore"]),
  text: z.string().max(600).nullable().default(null),
  confirmed: z.boolean().default(false),
});
export const effectsPlan = z.object({
  kind: z.literal("care.effects"),
  occasion,
  days: z.number().int().min(1).max(730).nullable().default(null),
});
export const plans: PlanSpec[] = [
  {
    kind: "care.draft",
    schema: draftPlan,
    effect: "write",
    who: "required",
    help: "写一条给客户的消息",
    examples: ["给张姐写条生日祝福", "帮我问候一下王芳", "给李姐写个道歉"],
  },
  {
    kind: "care.edit",
    schema: editPlan,
    effect: "write",
    who: "none",
    help: "改草稿",
    examples: ["换一个", "短一点", "别提优惠", "正式一点", "改成：王姐生日快乐！"],
  },
  {
    kind: "care.approve",
    schema: approvePlan,
    effect: "ask-first",
    who: "none",
    help: "确认发送",
    examples: ["就这样发", "发给她", "第一条可以发"],
  },
  {
    kind: "care.dismiss",
    schema: dismissPlan,
    effect: "write",
    who: "none",
    help: "这条不发了",
    examples: ["不发了", "第二条不用发"],
  },
  {
    kind: "care.list",
    schema: listPlan,
    effect: "read",
    who: "none",
    help: "看待发的关怀",
    examples: ["有哪些祝福要发", "待发的消息", "今天发了哪些"],
  },
  {
    kind: "care.mark",
    schema: markPlan,
    effect: "ask-first",
    who: "none",
    help: "自己发过了，记一笔",
    examples: ["生日祝福都发了", "张姐的生日祝福我发过了", "这条我自己发了"],
  },
  {
    kind: "care.switch",
    schema: switchPlan,
    effect: "write",
    who: "optional",
    help: "不要某种祝福",
    examples: ["张姐不要节日祝福", "别给我起草中秋的", "店里端午也要发祝福"],
  },
  {
    kind: "care.templates",
    schema: templatesPlan,
    effect: "read",
    who: "none",
    help: "看祝福模板",
    examples: ["看看生日模板", "有哪些模板", "春节的模板"],
  },
  {
    kind: "care.template",
    schema: templatePlan,
    effect: "ask-first",
    who: "none",
    help: "改祝福模板（客户关系主管）",
    examples: ["把生日模板改成：{称呼}，{日子词}是您的生日，祝您快乐！——{导购}", "停用生日模板第二条", "恢复生日模板"],
  },
  {
    kind: "care.effects",
    schema: effectsPlan,
    effect: "read",
    who: "none",
    help: "看消息的效果",
    examples: ["哪个模板效果好", "生日祝福效果怎么样", "召回成功了几个"],
  },
];
