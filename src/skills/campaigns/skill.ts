// The skill campaigns: one message to many customers, each associate's own with her own tap, and who comes
// to what it invites to. Wiring only.
import type { Skill } from "../../skill.ts";
import { handle } from "./handle.ts";
import { plans } from "./plan.ts";
import { words } from "./words.ts";

export const campaigns: Skill = { name: "campaigns", plans, handle, words };
