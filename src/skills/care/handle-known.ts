// What every handler of this skill needs: what is known of a customer, a message as shown, the gate's answer, undo.
import { type Day, dayOf } from "../../calendar/day.ts";
import type { CareState } from "../../db/generated/client.ts";
import type { Outcome, Turn, UndoStep } from "../../skill.ts";
import { type ContactKind, mayContact, policyOf, type Verdict } from "../contact/gate.ts";
import { loadHistory, staffNames } from "../contact/store.ts";
import { causeOf } from "./cause.ts";
import { checkMessage } from "./check.ts";
import { type BenefitRow, type Draft, type DraftCase, type DraftFacts, draftAll } from "./draft.ts";
import { type CustomerFacts, loadBenefits, loadFacts, loadTemplates } from "./facts-store.ts";
import { blocks } from "./lint.ts";
import type { Occurrence } from "./occurrence.ts";
import type { CareResult, MessageView } from "./result.ts";
import type { CareMessage } from "./store.ts";
import type { Cause, Template } from "./templates.ts";

export interface Known {
  customer: CustomerFacts;
  facts: DraftFacts;
  benefits: BenefitRow[];
  templates: readonly Template[];
}

/** `staffId` is who signs: the associate, also where her manager writes. */
export async function knownOf(turn: Turn, of: { customerId: string; staffId: string }): Promise<Known | null> {
  return (await knownOfAll(turn, [of]))[0] ?? null;
}

/** In the order asked, in a fixed number of queries; null where the customer is out of sight. */
export async function knownOfAll(
  turn: Turn,
  all: readonly { customerId: string; staffId: string }[],
): Promise<(Known | null)[]> {
  const customers = await loadFacts(turn.tx, [...new Set(all.map((of) => of.customerId))], turn);
  const others = all.map((of) => of.staffId).filter((id) => id !== turn.staff.id);
  const names = others.length > 0 ? await staffNames(turn.tx, others) : {};
  const templatesOf = await loadTemplates(turn.tx, [...new Set(all.map((of) => of.staffId))]);
  const benefits = await loadBenefits(turn.tx);
  return all.map(({ customerId, staffId }) => {
    const customer = customers.get(customerId);
    if (!customer) return null;
    const staffName = staffId === turn.staff.id ? turn.staff.name : (names[staffId] ?? "");
    return { customer, facts: { ...customer.facts, staffName }, benefits, templates: templatesOf(staffId) };
  });
}

export async function viewsOf(turn: Turn, messages: readonly CareMessage[]): Promise<MessageView[]> {
  const known = await knownOfAll(turn, messages);
  return messages.flatMap((message, index) => {
    const of = known[index];
    return of ? [viewOf(turn, message, of, null)] : [];
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

/** What the associate says of the reason counts; else what the house can tell. */
export function causeSaid(turn: Turn, occasion: ContactKind, known: Known): Cause | null {
  if (occasion !== "winback") return null;
  if (/服务|投诉|态度|失误|没做好/u.test(turn.text)) return "service";
  if (/竞争|别家|对手|新品|上新/u.test(turn.text)) return "competitor";
  return causeOf(known.customer);
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

export function viewOf(turn: Turn, message: CareMessage, known: Known, verdict: Verdict | null): MessageView {
  const sendOn =
    message.notBefore !== null && message.notBefore > turn.now ? dayOf(message.notBefore, turn.zone) : turn.today;
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

export function askOf(message: CareMessage) {
  return {
    customerId: message.customerId,
    senderId: message.staffId,
    kind: message.occasion,
    occurrenceKey: message.occurrenceKey,
    occursOn: message.occursOn,
    careMessageId: message.id,
  };
}

export async function askGate(turn: Turn, message: CareMessage): Promise<Verdict> {
  const history = await loadHistory(turn.tx, askOf(message), turn.now);
  if (history === null) return { verdict: "never", reason: { code: "not-a-contact" } };
  return mayContact(message.occasion, history, policyOf(turn.settings, turn.zone), turn.now);
}

/** Her own draft; a manager may act for her associates, who still confirm on their own phones. */
export function isHers(turn: Turn, message: CareMessage): boolean {
  return message.staffId === turn.staff.id || turn.staff.role !== "associate";
}

export function refuseSettled(turn: Turn, message: CareMessage, known: Known): Outcome<CareResult> {
  const view = viewOf(turn, message, known, null);
  const kind = isHers(turn, message) ? ("settled" as const) : ("not-mine" as const);
  return { result: { kind: "approved", ends: [{ kind, view }], names: {} } };
}

/** Back to how it was, as long as it is still in the state that this turn gave it. */
export function restoreStep(message: CareMessage, from: CareState): UndoStep {
  return {
    op: "restore",
    table: "careMessage",
    where: { id: message.id, state: from },
    before: {
      staffId: message.staffId,
      templateKey: message.templateKey,
      templateVersion: message.templateVersion,
      draftedText: message.draftedText,
      text: message.text,
      basis: message.basis,
      sentAt: message.sentAt,
      state: message.state,
      stateReason: message.stateReason,
      notBefore: message.notBefore,
      expiresAt: message.expiresAt,
      approvedAt: message.approvedAt,
      approvedById: message.approvedById,
    },
  };
}

export function keepShown(turn: Turn, id: string | null): string[] {
  if (id === null) return turn.shown.careMessages;
  return turn.shown.careMessages.includes(id) ? turn.shown.careMessages : [id];
}

export function namesIn(turn: Turn, verdicts: readonly Verdict[]): Promise<Record<string, string>> {
  const ids = verdicts.flatMap((verdict) =>
    verdict.verdict !== "allow" && "staffId" in verdict.reason && verdict.reason.staffId !== null
      ? [verdict.reason.staffId]
      : [],
  );
  return ids.length === 0 ? Promise.resolve({}) : staffNames(turn.tx, ids);
}
