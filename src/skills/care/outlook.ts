// Whether an approved message may still be said on a later day, and how: it waits in the queue and for the associate's tap
// while its day comes nearer, benefits end and facts are learnt. Pure.
import type { Day } from "../../calendar/day.ts";
import { checkMessage } from "./check.ts";
import { type Draft, isAsDrafted } from "./draft.ts";
import { caseOfMessage, chooseDraft, type Known } from "./known.ts";
import { blocks } from "./lint.ts";
import { timingOf } from "./occasions.ts";
import type { CareMessage } from "./store.ts";

export type Outlook =
  /** As it reads on that day: at most the day word is another, and the approval holds. */
  | { kind: "say"; text: string }
  /** Written for the days before, or for the day itself: other words are wanted, and her word on them. */
  | { kind: "reword"; draft: Draft }
  /** A benefit or a fact has changed, or words of her own name a day gone by. */
  | { kind: "stale" };

export function outlookOf(message: CareMessage, known: Known, sendOn: Day): Outlook {
  const { occursOn } = message;
  const when = known.templates.find((one) => one.key === message.templateKey)?.when ?? null;
  const mine = isAsDrafted(message.text, message.draftedText, occursOn);
  if (mine && occursOn !== null && when !== null && when !== timingOf(occursOn, sendOn)) {
    const of = caseOfMessage(message, known, sendOn);
    const draft = chooseDraft(of, known.templates, { not: null, way: "next" });
    return draft === null ? { kind: "stale" } : { kind: "reword", draft };
  }
  const { text, findings } = checkMessage(message, known, sendOn);
  return blocks(findings) ? { kind: "stale" } : { kind: "say", text };
}
