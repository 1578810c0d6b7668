// The skill of follow-ups, as the conversation knows it.
import type { Skill } from "../../skill.ts";
import { button } from "./card.ts";
import { handle } from "./handle.ts";
import { whose } from "./handle-which.ts";
import { plans } from "./plan.ts";
import { words } from "./words.ts";

export const followups: Skill = { name: "followups", plans, handle, words, whose, button };
