// What a draft looks like on the day it is sent, and what the lint says of it. Pure; shared by talk, jobs and delivery.

import { createHash } from "node:crypto";
import type { Day } from "../../calendar/day.ts";
import type { ContactKind } from "../contact/gate.ts";
import type { Benefit } from "../members/benefits.ts";
import { addressOf, bare, type DraftFacts, isActiveFor, isAsDrafted, renderDayWord } from "./draft.ts";
import { type Finding, type LintFacts, lintDraft } from "./lint.ts";

export interface Checked {
  text: string;
  hash: string;
  findings: Finding[];
}

interface Written {
  occasion: ContactKind;
  text: string;
  draftedText: string;
  occursOn: Day | null;
}

/** The text of `sendOn`: the day word renewed where the house wrote it, and the findings on it. */
export function checkMessage(
  message: Written,
  known: { facts: DraftFacts; benefits: readonly Benefit[] },
  sendOn: Day,
): Checked {
  const text = isAsDrafted(message.text, message.draftedText, message.occursOn)
    ? renderDayWord(message.draftedText, message.occursOn, sendOn)
    : message.text;
  return { text, hash: hashText(text), findings: lintDraft(text, lintFactsOf(message, known, sendOn)) };
}

export function lintFactsOf(
  message: Pick<Written, "occasion" | "occursOn">,
  known: { facts: DraftFacts; benefits: readonly Benefit[] },
  sendOn: Day,
): LintFacts {
  const { facts, benefits } = known;
  const hers = benefits.filter((benefit) => isActiveFor(benefit, facts.tier, sendOn)).map(({ text }) => bare(text));
  const others = benefits.map(({ text }) => bare(text)).filter((text) => !hers.includes(text));
  const names = [facts.name, ...facts.aliases, facts.staffName, facts.shopName, facts.lastItem ?? ""];
  return {
    occasion: message.occasion,
    occursOn: message.occursOn,
    sendOn,
    benefits: hers,
    otherBenefits: others,
    negatives: facts.negatives,
    names: [...names, addressOf(facts, message.occasion, sendOn)].filter((name) => name.length >= 2),
  };
}

/** Stands for the text on a button: an old card cannot send a changed text. */
export function hashText(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
