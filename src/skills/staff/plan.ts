// What can be said about colleagues and oneself.
import { z } from "zod";
import type { PlanSpec } from "../../skill.ts";

export const whoamiPlan = z.object({ kind: z.literal("staff.whoami") });
export const listPlan = z.object({ kind: z.literal("staff.list"), store: z.string().nullable().default(null) });
export const assignPlan = z.object({
  kind: z.literal("staff.assign"),
  who: z.string().max(64),
  to: z.string().max(40).describe("the colleague as said"),
  confirmed: z.boolean().default(false),
});
export const addPlan = z.object({
  kind: z.literal("staff.add"),
  account: z
    .string()
    .max(64)
    .nullable()
    .default(null)
    .describe("the colleague's account in WeCom: letters, digits, _ - @ ."),
  name: z.string().max(20).nullable().default(null),
  role: z.enum(["associate", "manager", "crm_admin", "admin"]).default("associate"),
  store: z.string().max(40).nullable().default(null).describe("the shop as said; null: the one of who says it"),
  confirmed: z.boolean().default(false),
});
export const handOverPlan = z.object({
  kind: z.literal("staff.hand-over"),
  from: z.string().max(40).describe("whose customers, as said; she may have left"),
  to: z.string().max(40),
  confirmed: z.boolean().default(false),
});
export const plans: PlanSpec[] = [
  {
    kind: "staff.hand-over",
    schema: handOverPlan,
    effect: "ask-first",
    who: "none",
    help: "把一位同事的客户全部转给另一位",
    examples: ["把林悦的客户都转给陈晨"],
  },
  {
    kind: "staff.whoami",
    schema: whoamiPlan,
    effect: "read",
    who: "none",
    help: "我是谁、能看到哪些客户",
    examples: ["我是谁", "我能看哪些客户"],
  },
  {
    kind: "staff.list",
    schema: listPlan,
    effect: "read",
    who: "none",
    help: "店里有哪些同事",
    examples: ["店里有哪些导购", "我们店都有谁"],
  },
  {
    kind: "staff.assign",
    schema: assignPlan,
    effect: "ask-first",
    who: "required",
    help: "把客户转给同事",
    examples: ["把张姐转给林悦", "王芳以后林悦跟"],
  },
  {
    kind: "staff.add",
    schema: addPlan,
    effect: "ask-first",
    who: "none",
    help: "登记新同事（管理员）",
    examples: ["加同事 zhangsan 张珊 导购", "登记店长 lisi 李思 静安店"],
  },
];
