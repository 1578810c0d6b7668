// A draft let go: asked about once, checked again, its place taken, queued. deliver.ts hands it over. Where something less
// important, which was not sent yet, has the place, it waits as `approved` until first-jobs.ts finds the place free.
import type { Day } from "../../calendar/day.ts";
import { enqueue } from "../../outbox/store.ts";
import type { Outcome, Plan, Turn, UndoStep } from "../../skill.ts";
import { type ContactKind, policyOf, type Verdict } from "../contact/gate.ts";
import { reserve } from "../contact/store.ts";
import { surnameOf } from "../customers/names.ts";
import { deliveryOf } from "./deliver.ts";
import { isAsDrafted, renderDayWord, valuesOf } from "./draft.ts";
import { nextDraft, pickChange } from "./handle-draft.ts";
import { askGate, isHers, keepShown, namesIn, restoreStep } from "./handle-known.ts";
import { caseOfMessage, type Known, viewOf } from "./known.ts";
import { knownOf, knownOfAll } from "./known-store.ts";
import { blocks } from "./lint.ts";
import { timingOf } from "./occasions.ts";
import { earlyUntil } from "./occurrence.ts";
import { approvePlan } from "./plan.ts";
import { findAll, findMeant } from "./resolve.ts";
import type { ApproveEnd, CareResult, MessageView } from "./result.ts";
import { askOf, type CareMessage, changeMessage, lockMessage, recordSent } from "./store.ts";
import { keepWording } from "./template-store.ts";
import { editDistance, generalise } from "./wording.ts";
import { refusalReasonWords } from "./words.ts";

export async function approve(turn: Turn, plan: Plan): Promise<Outcome<CareResult>> {
  const said = approvePlan.parse(plan);
  const meant = said.all ? await findAll(turn) : await findMeant(turn, said.which);
  if (!("messages" in meant) && !("message" in meant)) return meant;
  const messages = "messages" in meant ? meant.messages : [meant.message];
  if (!said.confirmed) return askFirst(turn, messages);

  const ends: ApproveEnd[] = [];
  const undo: UndoStep[] = [];
  // In one order everywhere, so that two who approve the same people do not wait for each other in a circle.
  for (const message of messages.toSorted((a, b) => (a.customerId < b.customerId ? -1 : 1))) {
    const { end, steps } = await approveOne(turn, message.id, said);
    if (end === null) continue;
    ends.push(end);
    undo.push(...steps);
  }
  const verdicts = ends.flatMap((end) => ("verdict" in end ? [end.verdict] : []));
  return {
    result: { kind: "approved", ends, names: await namesIn(turn, verdicts) },
    shown: { careMessages: keepShown(turn, ends[0]?.view.id ?? null) },
    undo,
    audit: messages.map((message) => ({ action: "care.approve", customerId: message.customerId })),
  };
}

/**
 * A typed word is asked about once, with the text; a pressed 发送 has shown it already. What could not go anyway is
 * said at once instead.
 */
async function askFirst(turn: Turn, messages: readonly CareMessage[]): Promise<Outcome<CareResult>> {
  const known = await knownOfAll(turn, messages);
  const ends: ApproveEnd[] = [];
  const open: MessageView[] = [];
  const verdicts: Verdict[] = [];
  for (const [index, message] of messages.entries()) {
    const of = known[index];
    if (!of) continue;
    const view = viewOf(turn, freshen(turn, message, of), of, null);
    const verdict = message.state === "draft" ? await askGate(turn, message) : null;
    const end = obstacleOf(turn, { message, view, verdict });
    if (verdict) verdicts.push(verdict);
    if (end === null) open.push(view);
    else ends.push(end);
  }
  const audit = messages.map((message) => ({ action: "care.show", customerId: message.customerId }));
  if (open.length === 0) {
    return { result: { kind: "approved", ends, names: await namesIn(turn, verdicts) }, audit };
  }
  return {
    result: { kind: "ask-approve", views: open },
    // A list on show keeps its numbers while she is asked, and it is this one that goes, whatever they count by then.
    shown: { careMessages: open.length === 1 ? keepShown(turn, open[0]?.id ?? null) : open.map((view) => view.id) },
    question: {
      kind: "confirm",
      what: open.map((view) => view.name).join("、"),
      ...(open.length === 1 ? { with: { which: `#${open[0]?.id}`, all: false } } : {}),
    },
    audit,
  };
}

/** Why a message would not go if it were approved now; null when it would. */
function obstacleOf(
  turn: Turn,
  { message, view, verdict }: { message: CareMessage; view: MessageView; verdict: Verdict | null },
): ApproveEnd | null {
  if (!isHers(turn, message)) return { kind: "not-mine", view };
  if (message.state !== "draft") return { kind: "settled", view };
  if (message.expiresAt !== null && message.expiresAt <= turn.now) {
    return { kind: "settled", view: { ...view, state: "expired" } };
  }
  if (blocks(view.findings)) return { kind: "lint", view };
  const early = earlyUntil(turn, message.occursOn);
  if (early !== null) return { kind: "early", view, when: early };
  if (verdict?.verdict === "later") return { kind: "later", view, verdict };
  return verdict?.verdict === "never" ? { kind: "never", view, verdict } : null;
}

async function approveOne(
  turn: Turn,
  id: string,
  { textHash, byHand }: { textHash: string | null; byHand: boolean },
): Promise<{ end: ApproveEnd | null; steps: UndoStep[] }> {
  const message = await lockMessage(turn.tx, id);
  const known = message ? await knownOf(turn, message) : null;
  if (message === null || known === null) return { end: null, steps: [] };
  const fresh = freshen(turn, message, known);
  const view = viewOf(turn, fresh, known, null);
  const only = (end: ApproveEnd) => ({ end, steps: [] });

  const obstacle = obstacleOf(turn, { message, view, verdict: null });
  const changed = message.state === "draft" && isHers(turn, message) && textHash !== null && textHash !== view.hash;
  if (changed && obstacle?.kind !== "settled") {
    await changeMessage(turn.tx, id, { state: "draft" }, { ...pickChange(fresh), now: turn.now });
    return only({ kind: "changed", view });
  }
  if (obstacle?.kind === "early") {
    await changeMessage(turn.tx, id, { state: "draft" }, { notBefore: obstacle.when, now: turn.now });
    return { end: obstacle, steps: [restoreStep(message, "draft")] };
  }
  if (obstacle) return only(obstacle);

  const policy = policyOf(turn.settings, turn.zone);
  const verdict = await reserve(turn.tx, askOf(message), policy, turn.now);
  if (verdict.verdict === "later") {
    await changeMessage(turn.tx, id, { state: "draft" }, { notBefore: verdict.when, now: turn.now });
    return { end: { kind: "later", view, verdict }, steps: [restoreStep(message, "draft")] };
  }
  if (verdict.verdict === "never") {
    // Who is no contact can still be reached by hand: the draft stays, to be copied.
    if (verdict.reason.code === "not-a-contact") return only({ kind: "never", view, verdict });
    const names = await namesIn(turn, [verdict]);
    const reason = refusalReasonWords(verdict.reason, { today: turn.today, zone: turn.zone, names });
    await changeMessage(turn.tx, id, { state: "draft" }, { state: "refused", stateReason: reason, now: turn.now });
    return { end: { kind: "never", view, verdict }, steps: [restoreStep(message, "refused")] };
  }
  await keepOwnWords(turn, fresh, known, view.text);
  const distance = editDistance(asDrafted(fresh, turn.today), view.text);
  if (byHand && verdict.verdict === "allow") {
    return { end: await sentByHand(turn, message, view, distance), steps: [] };
  }
  const approval = { text: view.text, approvedAt: turn.now, approvedById: turn.staff.id };
  const approved = { ...approval, notBefore: null, editDistance: distance, now: turn.now };
  const back = restoreStep(message, "queued");
  if (verdict.verdict === "once-free") {
    await changeMessage(turn.tx, id, { state: "draft" }, { ...approved, state: "approved" });
    const end = { kind: "once-free" as const, view: { ...view, state: "approved" as const }, lesser: verdict.lesser };
    // It may be queued by the time she takes it back.
    return { end, steps: [restoreStep(message, "approved"), back] };
  }
  await changeMessage(turn.tx, id, { state: "draft" }, { ...approved, state: "queued" });
  await enqueue(turn.tx, deliveryOf(message, view.text, turn.now));
  return { end: { kind: "queued", view: { ...view, state: "queued" } }, steps: [back] };
}

/** She puts it into the chat herself: it passed the same gate and took the same place, and there is nothing to queue. */
async function sentByHand(turn: Turn, message: CareMessage, view: MessageView, distance: number): Promise<ApproveEnd> {
  const at = { approvedAt: turn.now, approvedById: turn.staff.id, sentAt: turn.now, notBefore: null, now: turn.now };
  await changeMessage(
    turn.tx,
    message.id,
    { state: "draft" },
    { state: "sent", text: view.text, editDistance: distance, ...at },
  );
  await recordSent(turn.tx, message, turn.now);
  return { kind: "by-hand", view: { ...view, state: "sent" } };
}

/** What she sends in words of her own is hers to have again; what is about one person is not kept. */
async function keepOwnWords(turn: Turn, message: CareMessage, known: Known, text: string): Promise<void> {
  const { occasion, occursOn } = message;
  if (message.staffId !== turn.staff.id || !repeatable.has(occasion)) return;
  if (isAsDrafted(text, message.draftedText, occursOn)) return;
  const of = caseOfMessage(message, known, turn.today);
  const { facts } = known;
  const told = [...facts.preferences, ...facts.negatives, ...facts.family].map((fact) => fact.value);
  const body = generalise(text, {
    values: valuesOf(of).values,
    private: [facts.name, surnameOf(facts.name) ?? "", ...facts.aliases, ...told],
  });
  if (body === null || known.templates.some((template) => template.body === body)) return;
  const when = occursOn === null ? null : timingOf(occursOn, turn.today);
  const template = { occasion, when, festival: of.festival, cause: of.cause, body };
  await keepWording(turn.tx, { staffId: turn.staff.id, template, from: message.id, now: turn.now });
}

/** Greetings come again; an apology or an answer to something said is for one person. */
const repeatable: ReadonlySet<ContactKind> = new Set([
  "birthday",
  "anniversary",
  "holiday",
  "thanks",
  "lead",
  "replenish",
]);

function asDrafted(message: CareMessage, today: Day): string {
  return renderDayWord(message.draftedText, message.occursOn, today);
}

/** A draft made for the days before that is sent on the day itself, or after it, is written anew. */
function freshen(turn: Turn, message: CareMessage, known: Known): CareMessage {
  if (message.occursOn === null || message.templateKey === null || message.state !== "draft") return message;
  if (!isAsDrafted(message.text, message.draftedText, message.occursOn)) return message;
  if (earlyUntil(turn, message.occursOn) !== null) return message;
  const template = known.templates.find((one) => one.key === message.templateKey);
  if (!template?.when || template.when === timingOf(message.occursOn, turn.today)) return message;
  const next = nextDraft(turn, message, known, { way: "another", verdict: { verdict: "allow" } });
  return next ? { ...message, ...next } : message;
}
