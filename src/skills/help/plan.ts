// What the bot can do, and small talk kept short.
import { z } from "zod";
import type { PlanSpec } from "../../skill.ts";

export const showPlan = z.object({ kind: z.literal("help.show"), topic: z.string().max(20).nullable().default(null) });
export const talkPlan = z.object({
  kind: z.literal("help.talk"),
  about: z.enum(["hello", "thanks", "bye", "who-are-you", "out-of-scope", "insult"]),
});
export const plans: PlanSpec[] = [
  {
    kind: "help.show",
    schema: showPlan,
    effect: "read",
    who: "none",
    help: "看看能说什么",
    examples: ["帮助", "你能做什么", "怎么记生日"],
  },
  {
    kind: "help.talk",
    schema: talkPlan,
    effect: "read",
    who: "none",
    help: "打招呼",
    examples: ["你好", "谢谢", "今天天气怎么样", "你真笨"],
  },
];
