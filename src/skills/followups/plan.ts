// Things to do for customers by a time.
import { z } from "zod";
import { INTERVAL_MAX } from "../../calendar/recurrence.ts";
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
const monthDay = z.object({ month: z.number().int().min(1).max(12), day: z.number().int().min(1).max(30) });
/** A rule of what happens again and again (understanding/parser/recurrence.ts). */
export const repeat = z.object({
  every: z.enum(["day", "week", "month", "year"]),
  interval: z.number().int().min(1).max(INTERVAL_MAX).default(1).describe("2: every second; a quarter is 3 months"),
  weekdays: z.array(z.number().int().min(1).max(7)).max(7).nullable().default(null).describe("1 is Monday"),
  days: z.array(z.number().int().min(-1).max(31)).max(10).nullable().default(null).describe("of the month; -1: last"),
  month: z.number().int().min(1).max(12).nullable().default(null),
  nth: z.number().int().min(-1).max(23).nullable().default(null).describe("n-th weekday or workday of the month"),
  workdays: z.boolean().default(false).describe("每个工作日"),
  lunar: monthDay.nullable().default(null),
  festival: z.string().max(20).nullable().default(null),
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .nullable()
    .default(null),
});
export const createPlan = z.object({
  kind: z.literal("followups.create"),
  who: who.nullable().default(null).describe("null when about no customer"),
  text: z.string().max(200),
  due: moment.nullable().describe("null when no time was said: tomorrow morning is proposed"),
  repeat: repeat.nullable().default(null).describe("每周一, 每月15号; due is null then"),
  promise: z.boolean().default(false).describe("the customer was told: 答应周五前给她留一件"),
});
export const listPlan = z.object({
  kind: z.literal("followups.list"),
  range: z.object({ from: z.string().nullable(), to: z.string().nullable() }).nullable().default(null),
  state: z.enum(["open", "overdue", "done", "repeating"]).default("open"),
  promises: z.boolean().default(false).describe("only what a customer was promised: 我答应过什么"),
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
  byDays: z
    .number()
    .int()
    .min(1)
    .max(366)
    .nullable()
    .default(null)
    .describe("推迟两天: so many days on from the day it is due; `until` is the same from today"),
});
export const cancelPlan = z.object({ kind: z.literal("followups.cancel"), which });
export const stopPlan = z.object({
  kind: z.literal("followups.stop"),
  which: which.describe("as said: 张姐的, 第一条; empty when only the rule was said"),
  repeat: repeat.nullable().default(null).describe("the rule as said: 每月15号那个"),
});
export const assignPlan = z.object({
  kind: z.literal("followups.assign"),
  which: which
    .nullable()
    .default(null)
    .describe("as said: 第一条, 张姐的, 全部 (those on show), or #id; null: all of `of`"),
  of: z.string().max(40).nullable().default(null).describe("whose, a colleague as said; null is me"),
  range: z.object({ from: z.string().nullable(), to: z.string().nullable() }).nullable().default(null),
  about: z.string().max(40).nullable().default(null).describe("only those of this kind: 回访"),
  to: z.string().max(40).describe("the colleague who gets them, as said"),
  confirmed: z.boolean().default(false),
});
export const teamPlan = z.object({
  kind: z.literal("followups.team"),
  range: z.object({ from: z.string().nullable(), to: z.string().nullable() }).nullable().default(null),
});
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
export const leavePlan = z.object({
  kind: z.literal("followups.leave"),
  of: z.string().max(40).nullable().default(null).describe("a colleague as said; null is me"),
  from: z.string().describe("first day"),
  to: z.string().describe("day after the last"),
  cover: z.string().max(40).nullable().default(null).describe("who looks after her customers meanwhile"),
  shift: z.object({ from: clock, to: clock }).nullable().default(null).describe("works then; null: does not work"),
  second: z.object({ from: clock, to: clock }).nullable().default(null).describe("and then again, later that day"),
  back: z.boolean().default(false).describe("works as usual after all"),
});
export const awayPlan = z.object({
  kind: z.literal("followups.away"),
  range: z
    .object({ from: z.string().nullable(), to: z.string().nullable() })
    .nullable()
    .default(null)
    .describe("null is today"),
});
export const NUDGE_KINDS = ["card", "suggestion", "verify", "week", "report", "draft"] as const;
export const wishPlan = z.object({
  kind: z.literal("followups.wish"),
  what: z
    .enum([...NUDGE_KINDS, "all"])
    .describe(
      "card: the morning card; suggestion: whom to contact; verify: data to verify; week: her own week; draft: greetings drafted",
    ),
  wanted: z.boolean(),
});
export const whatIfPlan = z.object({
  kind: z.literal("followups.what-if"),
  class: z.enum(["重要", "主要", "普通", "小"]),
  days: z.number().int().min(1).max(366),
});
export const plans: PlanSpec[] = [
  {
    kind: "followups.create",
    schema: createPlan,
    effect: "write",
    who: "optional",
    help: "到时候提醒我",
    examples: [
      "下周三提醒我回访张姐",
      "答应王芳周五前留一件M码",
      "明天下午3点给陈总打电话",
      "每周一提醒我看张姐的物流",
      "每月15号提醒我回访王姐",
    ],
  },
  {
    kind: "followups.list",
    schema: listPlan,
    effect: "read",
    who: "optional",
    help: "看要跟进的事",
    examples: ["今天要做什么", "这周有哪些跟进", "有逾期的吗", "我答应过什么", "我的定期提醒"],
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
  {
    kind: "followups.assign",
    schema: assignPlan,
    effect: "write",
    who: "none",
    help: "把跟进交给同事",
    examples: ["第二条给陈晨", "张姐那条跟进给陈晨做", "把林悦的跟进转给陈晨"],
  },
  {
    kind: "followups.team",
    schema: teamPlan,
    effect: "read",
    who: "none",
    help: "大家的跟进做得怎样",
    examples: ["各人跟进完成情况", "上周大家跟进做得怎么样"],
  },
  {
    kind: "followups.leave",
    schema: leavePlan,
    effect: "write",
    who: "none",
    help: "请假、排班",
    examples: [
      "我明天请假",
      "我下周一到周三休息，陈晨帮我盯着",
      "我明天14点到22点上班",
      "我明天10点到14点、17点到21点上班",
    ],
  },
  {
    kind: "followups.away",
    schema: awayPlan,
    effect: "read",
    who: "none",
    help: "谁请假",
    examples: ["明天谁请假", "这周谁休息"],
  },
  {
    kind: "followups.wish",
    schema: wishPlan,
    effect: "write",
    who: "none",
    help: "哪些提醒不想收",
    examples: ["别再给我发早上的卡片", "恢复早上的卡片", "不要给我推荐联系谁"],
  },
  {
    kind: "followups.what-if",
    schema: whatIfPlan,
    effect: "read",
    who: "none",
    help: "改联系频率会怎样",
    examples: ["普通客户改成三周一次会怎样", "重要客户改成每10天联系一次会怎样"],
  },
  {
    kind: "followups.stop",
    schema: stopPlan,
    effect: "write",
    who: "none",
    help: "停掉定期提醒",
    examples: ["别再每周一提醒我了", "取消每月15号那个", "张姐的定期提醒停掉"],
  },
];
