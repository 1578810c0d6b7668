// The skill of figures, as the conversation knows it.
import type { Skill } from "../../skill.ts";
import { handle } from "./handle.ts";
import { plans } from "./plan.ts";
import { words } from "./words.ts";

export const insights: Skill = { name: "insights", plans, handle, words };
