// The skill care: messages that customers are glad to get. Wiring and buttons only.
import type { Plan, Skill } from "../../skill.ts";
import { handle } from "./handle.ts";
import { plans } from "./plan.ts";
import { whose } from "./resolve.ts";
import { words } from "./words.ts";

export const care: Skill = { name: "care", plans, handle, words, whose, button };

/** "care:approve:<id>:<hash>", "care:another:<id>", "care:dismiss:<id>", "care:list". A press is the confirmation. */
function button(key: string): Plan | null {
  const [skill, verb, id, hash] = key.split(":");
  if (skill !== "care") return null;
  if (verb === "list") return { kind: "care.list", state: "waiting" };
  if (!id) return null;
  const which = `#${id}`;
  switch (verb) {
    case "approve":
      return hash ? { kind: "care.approve", which, all: false, confirmed: true, textHash: hash } : null;
    case "another":
      return { kind: "care.edit", which, text: null, change: "another" };
    case "dismiss":
      return { kind: "care.dismiss", which };
    default:
      return null;
  }
}
