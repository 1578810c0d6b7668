// What is known of a customer for writing to her, the choice of words from it, a message as shown. Pure.

import { type Day, dayOf } from "../../calendar/day.ts";
import type { ContactKind, Verdict } from "../contact/gate.ts";
import type { Benefit } from "../members/benefits.ts";
import { checkMessage } from "./check.ts";
import { type Draft, type DraftCase, type DraftFacts, draftAll } from "./draft.ts";
import type { CustomerFacts, SeenFrom } from "./facts-store.ts";
import { blocks } from "./lint.ts";
import type { Occurrence } from "./occurrence.ts";
import type { MessageView } from "./result.ts";
import type { CareMessage } from "./store.ts";
import { type Cause, causes, type Template } from "./templates.ts";

export interface Known {
  customer: CustomerFacts;
  facts: DraftFacts;
  benefits: Benefit[];
  templates: readonly Template[];
}

export function caseOf(
  known: Known,
  of: {
    occasion: ContactKind;
    occurrence: Pick<Occurrence, "occursOn" | "festival" | "anniversary">;
    cause: Cause | null;
    about: string | null;
    sendOn: Day;
  },
): DraftCase {
  return {
    occasion: of.occasion,
    facts: known.facts,
    benefits: known.benefits,
    occursOn: of.occurrence.occursOn,
    sendOn: of.sendOn,
    festival: of.occurrence.festival,
    anniversary: of.occurrence.anniversary,
    cause: of.cause,
    about: of.about,
    withoutBenefit: false,
  };
}

/** The same for a message that is written already: what it was for. */
export function caseOfMessage(message: CareMessage, known: Known, sendOn: Day): DraftCase {
  const { occasion, occursOn, named } = message;
  const occurrence = {
    occursOn,
    festival: occasion === "holiday" ? named : null,
    anniversary: occasion === "anniversary" ? named : null,
  };
  const cause = causes.find((one) => one === message.cause) ?? null;
  return caseOf(known, { occasion, occurrence, cause, about: null, sendOn });
}

/** The first wording without a fault; `next` goes on after `not` and begins anew at the end. */
export function chooseDraft(
  of: DraftCase,
  templates: readonly Template[],
  { not, way }: { not: string | null; way: "next" | "shortest" },
): Draft | null {
  const known = { facts: of.facts, benefits: of.benefits };
  const sound = draftAll(of, templates).filter((one) => {
    const message = { occasion: of.occasion, occursOn: of.occursOn, text: one.text, draftedText: one.draftedText };
    const { findings } = checkMessage(message, known, of.sendOn);
    // What the associate asked to have said is hers to change: shown with the finding rather than withheld.
    return of.about !== null || !blocks(findings);
  });
  if (way === "shortest") return sound.toSorted((a, b) => a.text.length - b.text.length)[0] ?? null;
  const at = sound.findIndex((one) => one.templateKey === not);
  const next = sound[(at + 1) % Math.max(1, sound.length)];
  return next && next.templateKey !== not ? next : at < 0 ? (sound[0] ?? null) : null;
}

export type Seen = SeenFrom & { now: Date };

export function viewOf(seen: Seen, message: CareMessage, known: Known, verdict: Verdict | null): MessageView {
  const sendOn =
    message.notBefore !== null && message.notBefore > seen.now ? dayOf(message.notBefore, seen.zone) : seen.today;
  const isOpen = message.state === "draft";
  const { text, hash, findings } = checkMessage(message, known, sendOn);
  return {
    id: message.id,
    name: message.customerName,
    occasion: message.occasion,
    // What was sent stays as it was sent.
    text: isOpen ? text : message.text,
    hash,
    occursOn: message.occursOn,
    findings: isOpen ? findings : [],
    verdict,
    state: message.state,
    stateReason: message.stateReason,
    notBefore: message.notBefore,
    sentAt: message.sentAt,
    basis: isOpen ? message.basis : [],
    answers: known.customer.answers,
  };
}
