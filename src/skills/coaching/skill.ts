// The skill coaching: what to say and do in front of a customer. Wiring only.
import type { Skill } from "../../skill.ts";
import { handle } from "./handle.ts";
import { plans } from "./plan.ts";
import { words } from "./words.ts";

export const coaching: Skill = { name: "coaching", plans, handle, words };
