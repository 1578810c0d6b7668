// Messages that customers are glad to get: draft, edit, approve, list.
import { z } from "zod";
import type { PlanSpec } from "../../skill.ts";

const who = z.string().max(64);
export const occasions = ["birthday", "holiday", "thanks", "care", "winback", "apology", "promotion"] as const;
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
  change: z.enum(["another", "shorter", "no-benefit"]).nullable().default(null).describe("换一个, 短一点, 别提优惠"),
});
export const approvePlan = z.object({
  kind: z.literal("care.approve"),
  which,
  all: z.boolean().default(false),
  confirmed: z.boolean().default(false),
  textHash: z.string().max(64).nullable().default(null).describe("leave out: set by a pressed button"),
  byHand: z.boolean().default(false).describe("leave out: set by the page that puts it into the chat"),
});
export const dismissPlan = z.object({ kind: z.literal("care.dismiss"), which });
export const listPlan = z.object({
  kind: z.literal("care.list"),
  state: z.enum(["waiting", "sent", "refused"]).default("waiting"),
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
    examples: ["换一个", "短一点", "别提优惠", "改成：王姐生日快乐！"],
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
];
