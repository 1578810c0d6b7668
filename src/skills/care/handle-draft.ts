// A draft made, and made anew by the associate's wish. Load, decide, write.
import { dayOf } from "../../calendar/day.ts";
import type { CustomerRef, Outcome, Plan, Turn, UndoStep } from "../../skill.ts";
import { type ContactKind, mayContactFirst, policyOf, type Verdict } from "../contact/gate.ts";
import { loadHistory } from "../contact/store.ts";
import type { Draft } from "./draft.ts";
import { contactsOf } from "./facts-store.ts";
import { askGate, causeSaid, isHers, keepShown, namesIn, refuseSettled, restoreStep } from "./handle-known.ts";
import { caseOf, caseOfMessage, chooseDraft, type Known, viewOf } from "./known.ts";
import { knownOf } from "./known-store.ts";
import { earlyUntil, expiryOf, latestOf, type Occurrence, occurrenceOf } from "./occurrence.ts";
import { draftPlan, editPlan } from "./plan.ts";
import { findMeant } from "./resolve.ts";
import type { CareResult } from "./result.ts";
import {
  type CareMessage,
  changeMessage,
  findByOccurrence,
  insertMessage,
  listMessages,
  lockMessage,
} from "./store.ts";
import { punctuate } from "./wording.ts";

export async function draft(turn: Turn, plan: Plan, customer: CustomerRef): Promise<Outcome<CareResult>> {
  const said = draftPlan.parse(plan);
  const senderId = await senderOf(turn, customer);
  const known = await knownOf(turn, { customerId: customer.id, staffId: senderId });
  if (known === null) return { result: { kind: "not-found", said: said.who, nearest: [] } };
  const occurrence = occurrenceOf(turn, said.occasion, known.customer, said.about);
  const existing = await existingOf(turn, senderId, { customerId: customer.id, occasion: said.occasion, occurrence });
  const history = await loadHistory(
    turn.tx,
    {
      customerId: customer.id,
      senderId,
      kind: said.occasion,
      occurrenceKey: occurrence.key,
      occursOn: occurrence.occursOn,
      careMessageId: existing?.id ?? null,
    },
    turn.now,
  );
  if (history === null) return { result: { kind: "not-found", said: said.who, nearest: [] } };

  const shown = { focus: customer.id };
  const audit = [{ action: "care.draft", customerId: customer.id }];
  if (existing && ["approved", "queued", "task_created", "sent"].includes(existing.state)) {
    return { result: { kind: "already", view: viewOf(turn, existing, known, null) }, shown, audit };
  }
  const verdict = mayContactFirst(said.occasion, history, policyOf(turn.settings, turn.zone), turn.now);
  const names = await namesIn(turn, [verdict]);
  // Who is no contact on the platform may still be given the words another way; any other "never" is meant.
  if (verdict.verdict === "never" && verdict.reason.code !== "not-a-contact") {
    return {
      result: { kind: "refused", name: customer.name, occasion: said.occasion, verdict, names },
      shown,
      audit,
    };
  }
  const notBefore = latestOf(verdict.verdict === "later" ? verdict.when : null, earlyUntil(turn, occurrence.occursOn));
  const sendOn = notBefore === null ? turn.today : dayOf(notBefore, turn.zone);
  const cause = causeSaid(turn, said.occasion, known);
  const of = caseOf(known, { occasion: said.occasion, occurrence, cause, about: said.about, sendOn });
  const open = existing?.state === "draft" ? existing : null;
  const chosen = chooseDraft(of, known.templates, { not: open?.templateKey ?? null, way: "next" });
  if (chosen === null) return { result: { kind: "no-wording", name: customer.name, occasion: said.occasion }, shown };

  const message = {
    ...chosen,
    staffId: senderId,
    state: "draft" as const,
    stateReason: null,
    notBefore,
    expiresAt: expiryOf(turn, occurrence, verdict),
  };
  let undo: UndoStep[];
  let id: string;
  if (existing) {
    id = existing.id;
    await changeMessage(turn.tx, id, { state: existing.state }, { ...message, now: turn.now });
    undo = [restoreStep(existing, "draft")];
  } else {
    id = await insertMessage(turn.tx, {
      ...message,
      customerId: customer.id,
      occasion: said.occasion,
      occurrenceKey: occurrence.key,
      occursOn: occurrence.occursOn,
      named: occurrence.festival ?? occurrence.anniversary,
      cause,
      sourceMessageId: turn.messageId,
      createdAt: turn.now,
    });
    undo = [{ op: "delete", table: "careMessage", where: { id, state: "draft" } }];
  }
  const written = await lockMessage(turn.tx, id);
  if (written === null) return { result: { kind: "not-found", said: said.who, nearest: [] } };
  const view = viewOf(turn, written, known, verdict);
  return {
    result: { kind: "drafted", view, names, again: open !== null },
    shown: { ...shown, careMessages: [id] },
    undo,
    audit,
  };
}

/** The message of this occurrence, or an open draft of the same kind by the same sender, which is written anew. */
async function existingOf(
  turn: Turn,
  senderId: string,
  of: { customerId: string; occasion: ContactKind; occurrence: Occurrence },
): Promise<CareMessage | null> {
  if (of.occurrence.key !== null) return findByOccurrence(turn.tx, of.occurrence.key);
  const open = { customerId: of.customerId, occasion: of.occasion, staffId: senderId, states: ["draft" as const] };
  return (await listMessages(turn.tx, open, { now: turn.now, limit: 1 })).messages[0] ?? null;
}

/** She herself if the customer is among her contacts, else the owner who has her; the owner confirms on her own phone. */
async function senderOf(turn: Turn, customer: CustomerRef): Promise<string> {
  const candidates = [turn.staff.id, ...(customer.ownerId ? [customer.ownerId] : [])];
  const contacts = await contactsOf(turn.tx, customer.id, candidates);
  return candidates.find((id) => contacts.has(id)) ?? turn.staff.id;
}

export async function edit(turn: Turn, plan: Plan): Promise<Outcome<CareResult>> {
  const said = editPlan.parse(plan);
  const found = await findMeant(turn, said.which);
  if (!("message" in found)) return found;
  const message = await lockMessage(turn.tx, found.message.id);
  const known = message ? await knownOf(turn, message) : null;
  if (message === null || known === null) return { result: { kind: "nothing-waiting" } };
  if (!isHers(turn, message) || message.state !== "draft") return refuseSettled(turn, message, known);

  const verdict = await askGate(turn, message);
  let change: Pick<CareMessage, "text" | "draftedText"> & Partial<CareMessage>;
  let same = false;
  if (said.text !== null) {
    change = { text: punctuate(said.text.trim()), draftedText: message.draftedText };
  } else {
    const next = nextDraft(turn, message, known, { way: said.change ?? "another", verdict });
    same = next === null || next.text === message.text;
    change = next ?? { text: message.text, draftedText: message.draftedText };
  }
  await changeMessage(turn.tx, message.id, { state: "draft" }, { ...pickChange(change), now: turn.now });

  const view = viewOf(turn, { ...message, ...change }, known, verdict);
  return {
    result: { kind: "edited", view, names: await namesIn(turn, [verdict]), same },
    shown: { focus: message.customerId, careMessages: keepShown(turn, message.id) },
    undo: same ? [] : [restoreStep(message, "draft")],
    audit: [{ action: "care.edit", customerId: message.customerId }],
  };
}

export function pickChange(change: Partial<CareMessage>) {
  const { text, draftedText, templateKey, templateVersion, basis } = change;
  return { text, draftedText, templateKey, templateVersion, basis };
}

/** Another wording for a draft; null when there is none. */
export function nextDraft(
  turn: Turn,
  message: CareMessage,
  known: Known,
  { way, verdict }: { way: "another" | "shorter" | "no-benefit" | "formal"; verdict: Verdict },
): Draft | null {
  const notBefore = latestOf(verdict.verdict === "later" ? verdict.when : null, earlyUntil(turn, message.occursOn));
  const sendOn = notBefore === null ? turn.today : dayOf(notBefore, turn.zone);
  const of = caseOfMessage(message, known, sendOn);
  if (way === "no-benefit") {
    return chooseDraft({ ...of, withoutBenefit: true }, known.templates, { not: message.templateKey, way: "next" });
  }
  if (way === "formal") {
    return chooseDraft({ ...of, formal: true }, known.templates, { not: message.templateKey, way: "next" });
  }
  if (way === "another") return chooseDraft(of, known.templates, { not: message.templateKey, way: "next" });
  const shortest = chooseDraft(of, known.templates, { not: null, way: "shortest" });
  return shortest && shortest.text.length < message.text.length ? shortest : null;
}
