// The skill of help, as the conversation knows it. It is made with the plans of all skills, its own included.
import type { PlanSpec, Skill, Turn } from "../../skill.ts";
import { answer, type HelpPlan } from "./handle.ts";
import { plans } from "./plan.ts";
import { words } from "./words.ts";

/** `specs` is asked at each question, so that help may be made before the last skill is. */
export function createHelp(specs: () => PlanSpec[]): Skill {
  return {
    name: "help",
    plans,
    handle: async (_turn: Turn, plan: HelpPlan) => answer(plan, specs()),
    words,
  };
}
