// Whether a customer may be written to, and why not.
import { z } from "zod";
import type { PlanSpec } from "../../skill.ts";

const who = z.string().max(64);
export const quietPlan = z.object({
  kind: z.literal("contact.quiet"),
  who,
  on: z.boolean().describe("true: do not disturb; false: may be contacted again"),
  until: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .nullable()
    .default(null),
  why: z.string().max(100).nullable().default(null),
});
export const whyPlan = z.object({
  kind: z.literal("contact.why"),
  who,
  occasion: z.string().max(20).nullable().default(null),
});
export const logPlan = z.object({
  kind: z.literal("contact.log"),
  who,
  means: z.enum(["message", "phone", "visit"]),
  direction: z.enum(["out", "in"]).default("out"),
  about: z.string().max(200).nullable().default(null),
});
export const plans: PlanSpec[] = [
  {
    kind: "contact.quiet",
    schema: quietPlan,
    effect: "write",
    who: "required",
    help: "免打扰、恢复联系",
    examples: ["张姐别再发消息了", "王芳免打扰到年底", "可以联系李姐了"],
  },
  {
    kind: "contact.why",
    schema: whyPlan,
    effect: "read",
    who: "required",
    help: "能不能发、为什么不能发",
    examples: ["为什么不能给张姐发", "现在能联系王芳吗", "张姐的节奏"],
  },
  {
    kind: "contact.log",
    schema: logPlan,
    effect: "write",
    who: "required",
    help: "记一次联系",
    examples: ["给张姐打过电话了", "王芳回我微信了"],
  },
];
