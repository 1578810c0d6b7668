// The skill of customers, as the conversation knows it.
import type { Skill } from "../../skill.ts";
import { handle } from "./handle.ts";
import { mergeButton } from "./merge-words.ts";
import { plans } from "./plan.ts";
import { words } from "./words.ts";

export const customers: Skill = { name: "customers", plans, handle, words, button: mergeButton };
