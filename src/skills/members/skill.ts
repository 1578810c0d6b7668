// The skill of memberships and the shop's tables, as the conversation knows it.
import type { Skill } from "../../skill.ts";
import { handle } from "./handle.ts";
import { plans } from "./plan.ts";
import { words } from "./words.ts";

export const members: Skill = { name: "members", plans, handle, words };
