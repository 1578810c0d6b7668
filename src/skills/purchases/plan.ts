// Purchases, refunds and visits told by the associate.
import { z } from "zod";
import type { PlanSpec } from "../../skill.ts";

const who = z.string().max(64).describe("the customer exactly as said");
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const recordPlan = z.object({
  kind: z.literal("purchases.record"),
  who,
  items: z
    .array(
      z.object({
        item: z.string().max(60),
        quantity: z.number().int().min(1).max(999).default(1),
        amount: z.number().min(0).max(10_000_000).nullable().default(null),
      }),
    )
    .max(10),
  amount: z.number().min(0).max(10_000_000).nullable().describe("total in yuan; null when not said"),
  on: day.nullable().default(null).describe("null is today"),
  confirmed: z.boolean().default(false).describe("true after 「是」 to the question whether it is a second one"),
});
export const visitPlan = z.object({
  kind: z.literal("purchases.visit"),
  who,
  on: day.nullable().default(null),
  purpose: z.string().max(100).nullable().default(null),
});
export const refundPlan = z.object({
  kind: z.literal("purchases.refund"),
  who,
  item: z.string().max(60).nullable().default(null),
  amount: z.number().min(0).max(10_000_000).nullable().default(null).describe("yuan; null is the whole order"),
  confirmed: z.boolean().default(false),
});
export const amendPlan = z.object({
  kind: z.literal("purchases.amend"),
  who: z.string().max(64).nullable().default(null).describe("null: whoever the last purchase was"),
  amount: z.number().min(0).max(10_000_000).describe("what was really paid, in yuan"),
  was: z.number().min(0).max(10_000_000).nullable().default(null).describe("the wrong sum, when said"),
});
/** No goods have a longer name. */
export const GOODS_NAME_MAX = 40;
export const listPlan = z.object({
  kind: z.literal("purchases.list"),
  who,
  what: z.string().max(GOODS_NAME_MAX).nullable().default(null),
  range: z.object({ from: day.nullable(), to: day.nullable() }).nullable().default(null),
  latest: z.boolean().default(false).describe("her last purchase alone"),
});
export const plans: PlanSpec[] = [
  {
    kind: "purchases.record",
    schema: recordPlan,
    effect: "write",
    who: "required",
    help: "记一笔购买",
    examples: ["张姐买了真丝裙3280", "王芳昨天买了两件T恤共598"],
  },
  {
    kind: "purchases.visit",
    schema: visitPlan,
    effect: "write",
    who: "required",
    help: "记一次到店",
    examples: ["记一下张姐今天到店", "王芳昨天来过，没买"],
  },
  {
    kind: "purchases.refund",
    schema: refundPlan,
    effect: "ask-first",
    who: "required",
    help: "记退货退款",
    examples: ["张姐退了那条裙子", "王芳退款300"],
  },
  {
    kind: "purchases.amend",
    schema: amendPlan,
    effect: "write",
    who: "optional",
    help: "刚才的金额记错了",
    examples: ["不对，是2380", "记错了，是2380不是3280"],
  },
  {
    kind: "purchases.list",
    schema: listPlan,
    effect: "read",
    who: "required",
    help: "看买过什么",
    examples: ["张姐都买过什么", "王芳上次买的什么", "她去年买了几次"],
  },
];
