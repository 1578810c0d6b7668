// What can be said about the connection with the platform: does it agree with us, what is told to new contacts, where
// the morning figures go.
import { z } from "zod";
import type { PlanSpec } from "../../skill.ts";

export const comparePlan = z.object({ kind: z.literal("platform.compare") });
export const readPlan = z.object({ kind: z.literal("platform.read") });
export const welcomePlan = z.object({
  kind: z.literal("platform.welcome"),
  scope: z.enum(["mine", "shop"]).default("mine").describe("shop: the default of everybody, head office only"),
  text: z.string().max(2000).nullable().default(null).describe("the new words; null to show them"),
  reset: z.boolean().default(false),
});
export const webhookPlan = z.object({
  kind: z.literal("platform.webhook"),
  url: z.string().max(400).nullable().default(null).describe("address of the group's robot; null to stop"),
  confirmed: z.boolean().default(false),
});
export const plans: PlanSpec[] = [
  {
    kind: "platform.compare",
    schema: comparePlan,
    effect: "read",
    who: "none",
    help: "和企业微信对账：这边、那边、对不上的（店长、管理员）",
    examples: ["对账", "企业微信和我们对得上吗"],
  },
  {
    kind: "platform.read",
    schema: readPlan,
    effect: "write",
    who: "none",
    help: "马上重新读企业微信的通讯录和客户，不用等到夜里（店长、管理员）",
    examples: ["重新读一遍企业微信", "同步企业微信"],
  },
  {
    kind: "platform.welcome",
    schema: welcomePlan,
    effect: "write",
    who: "none",
    help: "看、改新客户的欢迎语",
    examples: ["我的欢迎语改成：您好呀，我是{店名}的{姓名}，想看什么款发我就行", "我的欢迎语", "恢复默认欢迎语"],
  },
  {
    kind: "platform.webhook",
    schema: webhookPlan,
    effect: "ask-first",
    who: "none",
    help: "日报发到群机器人（管理员）",
    examples: [
      "日报发到群机器人 https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa",
      "日报不要发群里了",
    ],
  },
];
