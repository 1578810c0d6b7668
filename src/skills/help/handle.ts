// Answers what can be said and keeps small talk short. Reads nothing but the plans; writes nothing.
import type { z } from "zod";
import { unreachable } from "../../errors.ts";
import type { Outcome, PlanSpec } from "../../skill.ts";
import type { showPlan, talkPlan } from "./plan.ts";
import { aboutTopic, type HelpLine, overview } from "./rules.ts";
import { TITLES } from "./words.ts";

export type HelpPlan = z.infer<typeof showPlan> | z.infer<typeof talkPlan>;

export type HelpResult =
  | { kind: "help-overview"; lines: HelpLine[] }
  | { kind: "help-topic"; topic: string; lines: HelpLine[] }
  | { kind: "help-none"; topic: string; skills: string[] }
  | { kind: "talked"; about: z.infer<typeof talkPlan>["about"] };

export function answer(plan: HelpPlan, specs: readonly PlanSpec[]): Outcome<HelpResult> {
  switch (plan.kind) {
    case "help.show":
      return { result: show(plan.topic?.trim() ?? "", specs) };
    case "help.talk":
      return { result: { kind: "talked", about: plan.about } };
    default:
      return unreachable(plan);
  }
}

function show(topic: string, specs: readonly PlanSpec[]): HelpResult {
  const all = overview(specs);
  if (topic === "") return { kind: "help-overview", lines: all };
  const lines = aboutTopic(specs, topic, TITLES);
  if (lines.length > 0) return { kind: "help-topic", topic, lines };
  return { kind: "help-none", topic, skills: all.map((line) => line.skill) };
}
