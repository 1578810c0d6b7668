// What is known of a customer for writing to her, the choice of words from it, a message as shown. Loading aside it is pure.
import { type Day, dayOf } from "../../calendar/day.ts";
import type { Tx } from "../../db/db.ts";
import type { ContactKind, Verdict } from "../contact/gate.ts";
import { staffNames } from "../contact/store.ts";
import { checkMessage } from "./check.ts";
import { type BenefitRow, type Draft, type DraftCase, type DraftFacts, draftAll } from "./draft.ts";
import { type CustomerFacts, loadBenefits, loadFacts, loadTemplates, type SeenFrom } from "./facts-store.ts";
import { blocks } from "./lint.ts";
import type { Occurrence } from "./occurrence.ts";
import type { MessageView } from "./result.ts";
import type { CareMessage } from "./store.ts";
import { type Cause, causes, type Template } from "./templates.ts";

export interface Known {
  customer: CustomerFacts;
  facts: DraftFacts;
  benefits: BenefitRow[];
  templates: readonly Template[];
}

/** `staffId` is who signs: the associate, also where her manager writes. */
export async function knownOf(
  seen: SeenFrom & { tx: Tx },
  of: { customerId: string; staffId: string },
): Promise<Known | null> {
  return (await knownOfAll(seen, [of]))[0] ?? null;
}

/** In the order asked, in a fixed number of queries; null where the customer is out of sight. */
export async function knownOfAll(
  seen: SeenFrom & { tx: Tx },
  all: readonly { customerId: string; staffId: string }[],
): Promise<(Known | null)[]> {
  const { tx } = seen;
  const staffIds = [...new Set(all.map((of) => of.staffId))];
  const customers = await loadFacts(tx, [...new Set(all.map((of) => of.customerId))], seen);
  const names = await staffNames(tx, staffIds);
  const templatesOf = await loadTemplates(tx, staffIds);
  const benefits = await loadBenefits(tx);
  return all.map(({ customerId, staffId }) => {
    const customer = customers.get(customerId);
    if (!customer) return null;
    return {
      customer,
      facts: { ...customer.facts, staffName: names[staffId] ?? "" },
      benefits,
      templates: templatesOf(staffId),
    };
  });
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

type Seen = SeenFrom & { now: Date };

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
  };
}

export async function viewsOf(seen: Seen & { tx: Tx }, messages: readonly CareMessage[]): Promise<MessageView[]> {
  const known = await knownOfAll(seen, messages);
  return messages.flatMap((message, index) => {
    const of = known[index];
    return of ? [viewOf(seen, message, of, null)] : [];
  });
}
