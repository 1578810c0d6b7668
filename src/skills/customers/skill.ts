// The skill of customers, as the conversation knows it.
import type { Plan, Skill } from "../../skill.ts";
import { handle } from "./handle.ts";
import { mergeButton } from "./merge-words.ts";
import { plans } from "./plan.ts";
import { words } from "./words.ts";

/** Keys are customers:<verb>:<id of a claim or a customer>. */
function button(key: string): Plan | null {
  const [, verb, id = ""] = key.split(":", 3);
  switch (verb) {
    case "new":
    case "old":
    case "both":
      return { kind: "customers.settle", who: null, as: verb, claim: id };
    case "verified":
      return { kind: "customers.verify", who: `#id:${id}` };
    default:
      return mergeButton(key);
  }
}

export const customers: Skill = { name: "customers", plans, handle, words, button };
