// Things to do for customers by a time.
import { z } from "zod";
import type { PlanSpec } from "../../skill.ts";

const who = z.string().max(64);
// A button for all five items of a card names five ids.
const which = z.string().max(256).describe("as said: 第一条, 张姐的, 全部, or #id");
/** Local date and time of the shop, as said. */
export const moment = z.object({
  at: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)
    .describe("local date and time"),
  hasTime: z.boolean().describe("false when only a day was said"),
});
export const createPlan = z.object({
  kind: z.literal("followups.create"),
  who: who.nullable().default(null).describe("null when about no customer"),
  text: z.string().max(200),
  due: moment.nullable().describe("null when no time was said: tomorrow morning is proposed"),
  promise: z.boolean().default(false).describe("the customer was told: 答应周五前给她留一件"),
});
export const listPlan = z.object({
  kind: z.literal("followups.list"),
  range: z.object({ from: z.string().nullable(), to: z.string().nullable() }).nullable().default(null),
  state: z.enum(["open", "overdue", "done"]).default("open"),
  who: who.nullable().default(null),
  of: z.string().max(40).nullable().default(null).describe("a colleague as said; null is me"),
});
export const donePlan = z.object({
  kind: z.literal("followups.done"),
  which,
  outcome: z.string().max(200).nullable().default(null),
});
export const snoozePlan = z.object({
  kind: z.literal("followups.snooze"),
  which,
  until: moment.nullable(),
});
export const cancelPlan = z.object({ kind: z.literal("followups.cancel"), which });
export const plans: PlanSpec[] = [
  {
    kind: "followups.create",
    schema: createPlan,
    effect: "write",
    who: "optional",
    help: "到时候提醒我",
    examples: ["下周三提醒我回访张姐", "答应王芳周五前留一件M码", "明天下午3点给陈总打电话"],
  },
  {
    kind: "followups.list",
    schema: listPlan,
    effect: "read",
    who: "optional",
    help: "看要跟进的事",
    examples: ["今天要做什么", "这周有哪些跟进", "有逾期的吗"],
  },
  {
    kind: "followups.done",
    schema: donePlan,
    effect: "write",
    who: "none",
    help: "做完了",
    examples: ["第一条做完了", "张姐的回访搞定了", "都办完了"],
  },
  {
    kind: "followups.snooze",
    schema: snoozePlan,
    effect: "write",
    who: "none",
    help: "晚点再提醒",
    examples: ["第二条推到明天", "张姐的晚点再说", "推迟两天"],
  },
  {
    kind: "followups.cancel",
    schema: cancelPlan,
    effect: "write",
    who: "none",
    help: "不用提醒了",
    examples: ["第三条取消", "张姐那个不用提醒了"],
  },
];
