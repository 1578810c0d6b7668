// What can be said about mass messages: send, how far, remind, cancel, a softer text for those refused; and who comes to
// what they invited to.
import { z } from "zod";
import type { PlanSpec } from "../../skill.ts";
import { condition } from "../customers/query.ts";

export const massKinds = ["promotion", "care", "holiday"] as const;
export type MassKind = (typeof massKinds)[number];

export const sendPlan = z.object({
  kind: z.literal("campaigns.send"),
  where: z.array(condition).max(12).describe("the audience, as in customers.find; all must hold; [] is everybody"),
  shown: z.boolean().default(false).describe("true: those on show (这几个, 她们)"),
  text: z.string().max(2000).nullable().default(null).describe("the message word for word, when given"),
  about: z.string().max(60).nullable().default(null).describe("what it is about, when no text is given: 新款"),
  as: z.enum(massKinds).default("promotion").describe("care: 问候, 关怀; holiday: 节日祝福; else promotion"),
  /** How many she was told will get it; another number is asked about again. */
  count: z.number().int().nullable().default(null),
  confirmed: z.boolean().default(false),
});
export type SendPlan = z.infer<typeof sendPlan>;

const softenPlan = z.object({
  kind: z.literal("campaigns.soften"),
  count: z.number().int().nullable().default(null),
  confirmed: z.boolean().default(false),
});
const showPlan = z.object({ kind: z.literal("campaigns.show") });
const remindPlan = z.object({ kind: z.literal("campaigns.remind") });
const cancelPlan = z.object({ kind: z.literal("campaigns.cancel") });

const event = z.string().max(20).nullable().default(null).describe("what she was invited to, as said: 品鉴会");
export const rsvpPlan = z.object({
  kind: z.literal("campaigns.rsvp"),
  who: z.string().max(64),
  answer: z.enum(["yes", "no", "maybe"]),
  party: z.number().int().min(1).max(99).nullable().default(null).describe("how many come with her, herself included"),
  event,
});
export type RsvpPlan = z.infer<typeof rsvpPlan>;
export const guestsPlan = z.object({
  kind: z.literal("campaigns.guests"),
  event,
  waiting: z.boolean().default(false).describe("true: who was invited and has not answered yet"),
});
export type GuestsPlan = z.infer<typeof guestsPlan>;

export const plans: PlanSpec[] = [
  {
    kind: "campaigns.send",
    schema: sendPlan,
    effect: "ask-first",
    who: "none",
    help: "给一群客户群发消息，先报人数再确认",
    examples: ["把新款消息发给所有金卡", "给所有金卡发中秋祝福", "给两个月没来的银卡发一条问候：最近降温，注意保暖"],
  },
  {
    kind: "campaigns.soften",
    schema: softenPlan,
    effect: "ask-first",
    who: "none",
    help: "因投诉没收到推广的客户，换成一句问候",
    examples: ["那几位换成问候"],
  },
  {
    kind: "campaigns.show",
    schema: showPlan,
    effect: "read",
    who: "none",
    help: "上次群发到哪一步了",
    examples: ["上次群发怎么样了"],
  },
  {
    kind: "campaigns.remind",
    schema: remindPlan,
    effect: "write",
    who: "none",
    help: "提醒还没点发送的同事",
    examples: ["提醒一下还没点的"],
  },
  {
    kind: "campaigns.cancel",
    schema: cancelPlan,
    effect: "write",
    who: "none",
    help: "取消上次群发里还没发出的",
    examples: ["取消那次群发"],
  },
  {
    kind: "campaigns.rsvp",
    schema: rsvpPlan,
    effect: "write",
    who: "required",
    help: "记下客户来不来店里的活动、几位",
    examples: ["张姐说周六来品鉴会", "李姐来不了沙龙", "王姐带两个朋友来品鉴会"],
  },
  {
    kind: "campaigns.guests",
    schema: guestsPlan,
    effect: "read",
    who: "none",
    help: "活动谁来、谁不来、邀请了谁还没回",
    examples: ["品鉴会谁来", "邀请了还没回的有谁"],
  },
];
