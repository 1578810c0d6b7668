// The skill of complaints, as the conversation knows it.
import type { Plan, Skill } from "../../skill.ts";
import { handle } from "./handle.ts";
import { plans } from "./plan.ts";
import { words } from "./words.ts";

/** Keys are complaints:<verb>:<customer id>. */
function button(key: string): Plan | null {
  const [, verb, id = ""] = key.split(":", 3);
  const who = `#id:${id}`;
  switch (verb) {
    case "called":
      return { kind: "complaints.progress", who, text: "已联系客户", slot: "progress" };
    case "show":
      return { kind: "complaints.show", who };
    case "apology":
      return { kind: "care.draft", who, occasion: "apology" };
    default:
      return null;
  }
}

export const complaints: Skill = { name: "complaints", plans, handle, words, button };
