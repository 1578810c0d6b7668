// What can be written down about a customer, and taken back.
import { z } from "zod";
import type { PlanSpec } from "../../skill.ts";

const who = z.string().max(64).describe("the customer exactly as said");
export const addPlan = z.object({ kind: z.literal("notes.add"), who, text: z.string().max(1000) });
export const tagPlan = z.object({
  kind: z.literal("notes.tag"),
  who,
  tags: z.array(z.string().max(20)).min(1).max(8),
  remove: z.boolean().default(false),
});
export const preferPlan = z.object({
  kind: z.literal("notes.prefer"),
  who,
  value: z.string().max(200),
  topic: z.string().max(20).nullable().default(null).describe("颜色, 尺码, 面料, 口味"),
  dislike: z.boolean().default(false),
});
export const negativePlan = z.object({
  kind: z.literal("notes.negative"),
  who,
  value: z.string().max(200).describe("what must never be got wrong: allergy, bereavement, divorce, taboo"),
  topic: z.enum(["过敏", "忌口", "丧亲", "离异", "健康", "忌讳", "其他"]).default("其他"),
});
export const birthdayPlan = z.object({
  kind: z.literal("notes.birthday"),
  who,
  calendar: z.enum(["solar", "lunar"]),
  year: z.number().int().min(1900).max(2100).nullable().default(null),
  month: z.number().int().min(1).max(12),
  day: z.number().int().min(1).max(31),
  leap: z.boolean().default(false),
  unsure: z.boolean().default(false).describe("said with a doubt: 生日是11月12号吧"),
  confirmed: z.boolean().default(false),
});
export const familyPlan = z.object({
  kind: z.literal("notes.family"),
  who,
  text: z.string().max(200).describe("家里的事：女儿下月结婚"),
});
export const needPlan = z.object({
  kind: z.literal("notes.need"),
  who,
  value: z.string().max(200).describe("what she is after: 羊绒大衣"),
  budget: z.number().min(0).max(10_000_000).nullable().default(null).describe("yuan; null when not said"),
  by: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .nullable()
    .default(null)
    .describe("the day by which she wants it"),
});
export const pinPlan = z.object({
  kind: z.literal("notes.pin"),
  who,
  value: z.string().max(200).describe("what must be seen first: 关键决策人是她先生"),
  on: z.boolean().default(true),
});
export const showPlan = z.object({
  kind: z.literal("notes.show"),
  who,
  about: z.string().max(40).nullable().default(null),
});
export const correctPlan = z.object({
  kind: z.literal("notes.correct"),
  who: z.string().max(64).describe("the right customer: 刚才记错了，是李姐"),
});
export const plans: PlanSpec[] = [
  {
    kind: "notes.add",
    schema: addPlan,
    effect: "write",
    who: "required",
    help: "记一条备注",
    examples: ["记一下张姐下月搬家", "备注王芳：要开发票"],
  },
  {
    kind: "notes.tag",
    schema: tagPlan,
    effect: "write",
    who: "required",
    help: "打标签、去标签",
    examples: ["给张姐打标签 爱旅游", "去掉王芳的 母婴 标签"],
  },
  {
    kind: "notes.prefer",
    schema: preferPlan,
    effect: "write",
    who: "required",
    help: "记喜好",
    examples: ["张姐喜欢真丝", "王芳穿M码", "她不喜欢红色"],
  },
  {
    kind: "notes.negative",
    schema: negativePlan,
    effect: "write",
    who: "required",
    help: "记禁忌，永远排在最前",
    examples: ["李姐对羊毛过敏", "陈总父亲上周去世了", "王芳不吃甜"],
  },
  {
    kind: "notes.birthday",
    schema: birthdayPlan,
    effect: "write",
    who: "required",
    help: "记生日，阳历农历都行",
    examples: ["张姐生日5月3号", "王芳农历八月十五生日"],
  },
  {
    kind: "notes.family",
    schema: familyPlan,
    effect: "write",
    who: "required",
    help: "记家里的事",
    examples: ["张姐女儿下月结婚", "王芳有个儿子上小学"],
  },
  {
    kind: "notes.need",
    schema: needPlan,
    effect: "write",
    who: "required",
    help: "记需求：想买什么、预算、什么时候要",
    examples: ["张姐想买一件羊绒大衣 预算5000 春节前要", "王芳想找一双平底鞋"],
  },
  {
    kind: "notes.pin",
    schema: pinPlan,
    effect: "write",
    who: "required",
    help: "置顶重要的事",
    examples: ["置顶张姐 关键决策人是她老公", "取消置顶张姐 关键决策人"],
  },
  {
    kind: "notes.show",
    schema: showPlan,
    effect: "read",
    who: "required",
    help: "看记过什么",
    examples: ["张姐有什么备注", "王芳喜欢什么", "李姐有什么忌讳"],
  },
  {
    kind: "notes.correct",
    schema: correctPlan,
    effect: "write",
    who: "required",
    help: "刚才记错人了",
    examples: ["刚才记错了，是李姐", "不是张姐是王芳"],
  },
];
