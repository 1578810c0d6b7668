// The skill of the connection with the platform, as the conversation knows it.
import type { Skill } from "../../skill.ts";
import { handle } from "./handle.ts";
import { plans } from "./plan.ts";
import { words } from "./words.ts";

export const platform: Skill = { name: "platform", plans, handle, words };
