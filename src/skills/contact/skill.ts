// The skill contact: whether a customer may be written to, why not, and the clocks. Wiring only.
import type { Skill } from "../../skill.ts";
import { handle } from "./handle.ts";
import { plans } from "./plan.ts";
import { words } from "./words.ts";

export const contact: Skill = { name: "contact", plans, handle, words };
