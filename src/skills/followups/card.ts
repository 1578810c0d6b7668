// Keys of the morning card and of its buttons, and what a pressed button means. Pure.
import type { Day } from "../../calendar/day.ts";
import type { Plan } from "../../skill.ts";

/**
 * Key and card id of a person's n-th card of a day: unique for ever, and the same for two processes that make it at
 * once. Card ids allow few characters, so those of a userid that are not among them are spelt by their code.
 */
export function nudgeKey(staffId: string, day: Day, n: number): string {
  return `nudge-${staffId}-${day}${n === 1 ? "" : `-${n}`}`;
}

export function nudgeCardId(key: string): string {
  return key.replace(/[^0-9A-Za-z_\-@]/g, (letter) => `_${letter.codePointAt(0)?.toString(16)}`);
}

export function buttonKey(verb: "done" | "snooze" | "cancel", ids: readonly string[]): string {
  return `followups:${verb}:${ids.join(",")}`;
}
export const LIST_KEY = "followups:list:today";

/** The plan that a press stands for; null for keys that are not of this skill or hold nothing. */
export function button(key: string): Plan | null {
  const [skill, verb, rest = ""] = key.split(":", 3);
  if (skill !== "followups") return null;
  if (verb === "list") return { kind: "followups.list", range: null, state: "open", who: null, of: null };
  const which = rest
    .split(",")
    .filter((id) => id !== "")
    .map((id) => `#${id}`)
    .join(",");
  if (which === "") return null;
  switch (verb) {
    case "done":
      return { kind: "followups.done", which, outcome: null };
    case "snooze":
      return { kind: "followups.snooze", which, until: null };
    case "cancel":
      return { kind: "followups.cancel", which };
    default:
      return null;
  }
}
