// The skill of segments, as the conversation knows it.
import type { Skill } from "../../skill.ts";
import { handle } from "./handle.ts";
import { plans } from "./plan.ts";
import { words } from "./words.ts";

export const segments: Skill = { name: "segments", plans, handle, words };
