// Drafts, their changes, approval, dismissal and lists. Load, decide, write. It never sends: an approval queues, and
// deliver.ts hands over.
import { addDays, type Day, dayOf, diffDays, instantOf } from "../../calendar/day.ts";
import { FESTIVAL_NAMES } from "../../calendar/holidays.ts";
import { nextBirthday } from "../../calendar/lunar.ts";
import type { CareState } from "../../db/generated/client.ts";
import { enqueue } from "../../outbox/store.ts";
import type { AuditNote, CustomerRef, Outcome, Plan, Turn, UndoStep } from "../../skill.ts";
import { type ContactKind, mayContact, policyOf, type Verdict } from "../contact/gate.ts";
import { loadHistory, release, reserve, staffNames } from "../contact/store.ts";
import { resolveCustomer } from "../customers/resolve.ts";
import { readSaid } from "../customers/said.ts";
import { checkMessage } from "./check.ts";
import { deliveryKey } from "./deliver.ts";
import { type BenefitRow, type Draft, type DraftCase, type DraftFacts, draftAll, isAsDrafted } from "./draft.ts";
import { houseTemplates } from "./house.ts";
import { blocks, type Finding } from "./lint.ts";
import { festivalName, holidaysBetween, LATE_DAYS, occurrenceKey, timingOf } from "./occasions.ts";
import { approvePlan, dismissPlan, draftPlan, editPlan, listPlan } from "./plan.ts";
import {
  type CareMessage,
  type CustomerFacts,
  changeMessage,
  contactsOf,
  findByOccurrence,
  insertMessage,
  listMessages,
  loadBenefits,
  loadFacts,
  loadShopTemplates,
  lockMessage,
} from "./store.ts";
import type { Cause, Template } from "./templates.ts";
import { refusalReasonWords, toldWords } from "./words.ts";

/** A message as shown: the text of today, what the lint says, and whether it may go. */
export interface MessageView {
  id: string;
  name: string;
  occasion: ContactKind;
  text: string;
  hash: string;
  occursOn: Day | null;
  findings: Finding[];
  /** Null in lists and where it was not asked. */
  verdict: Verdict | null;
  state: CareState;
  stateReason: string | null;
  notBefore: Date | null;
  sentAt: Date | null;
}

export type ApproveEnd =
  | { kind: "queued"; view: MessageView }
  | { kind: "later"; view: MessageView; verdict: Extract<Verdict, { verdict: "later" }> }
  | { kind: "never"; view: MessageView; verdict: Extract<Verdict, { verdict: "never" }> }
  | { kind: "lint"; view: MessageView }
  | { kind: "changed"; view: MessageView }
  | { kind: "settled"; view: MessageView }
  | { kind: "early"; view: MessageView; when: Date }
  | { kind: "not-mine"; view: MessageView };

export type CareResult =
  | { kind: "drafted"; view: MessageView; names: Record<string, string>; again: boolean }
  | { kind: "edited"; view: MessageView; names: Record<string, string>; same: boolean }
  | { kind: "already"; view: MessageView }
  | { kind: "refused"; name: string; occasion: ContactKind; verdict: Verdict; names: Record<string, string> }
  | { kind: "no-wording"; name: string; occasion: ContactKind }
  | { kind: "ask-approve"; views: MessageView[] }
  | { kind: "approved"; ends: ApproveEnd[]; names: Record<string, string> }
  | { kind: "dismissed"; view: MessageView; before: CareState }
  | { kind: "listed"; of: "waiting" | "sent" | "refused"; views: MessageView[]; total: number }
  | { kind: "which"; views: MessageView[] }
  | { kind: "nothing-waiting" };

/** A draft that nobody touched for a week is about a week ago. */
const DRAFT_DAYS = 7;
/** So many are read in one reply. */
export const LIST_MAX = 5;
/** More at once is not approving but waving through. */
const APPROVE_ALL_MAX = 20;
const SENT_DAYS = 7;
const REFUSED_DAYS = 14;
const DAY_MS = 86_400_000;

export async function handle(turn: Turn, plan: Plan, customer: CustomerRef | null): Promise<Outcome<CareResult>> {
  switch (plan.kind) {
    case "care.draft":
      return customer === null
        ? { result: { kind: "missing", what: "customer", example: "给张姐写条生日祝福" } }
        : draft(turn, plan, customer);
    case "care.edit":
      return edit(turn, plan);
    case "care.approve":
      return approve(turn, plan);
    case "care.dismiss":
      return dismiss(turn, plan);
    default:
      return list(turn, plan);
  }
}

// === Draft

async function draft(turn: Turn, plan: Plan, customer: CustomerRef): Promise<Outcome<CareResult>> {
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
  if (existing && ["queued", "task_created", "sent"].includes(existing.state)) {
    return { result: { kind: "already", view: viewOf(turn, existing, known, null) }, shown, audit };
  }
  const verdict = mayContact(said.occasion, history, policyOf(turn.settings, turn.zone), turn.now);
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
  const of = caseOf(turn, known, { occasion: said.occasion, occurrence, about: said.about, sendOn });
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

/** Until when a greeting is too early, and kept: two weeks before the day people begin to think of it. */
const EARLY_DAYS = 14;

/** The morning on which a greeting asked for long before is put before her again; null when it is not too early. */
function earlyUntil(turn: Turn, occursOn: Day | null): Date | null {
  if (occursOn === null || diffDays(turn.today, occursOn) <= EARLY_DAYS) return null;
  return instantOf(addDays(occursOn, -turn.settings.greetingDaysAhead), turn.settings.quietHours.to, turn.zone);
}

function latestOf(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

interface Occurrence {
  key: string | null;
  occursOn: Day | null;
  festival: string | null;
}

function occurrenceOf(turn: Turn, occasion: ContactKind, customer: CustomerFacts, about: string | null): Occurrence {
  const id = customer.facts.customerId;
  if (occasion === "birthday") {
    if (customer.birthday === null) return { key: null, occursOn: null, festival: null };
    const occursOn = nextBirthday(customer.birthday, addDays(turn.today, -LATE_DAYS));
    return { key: occurrenceKey("birthday", id, occursOn), occursOn, festival: null };
  }
  if (occasion === "holiday") {
    const named = FESTIVAL_NAMES.find((name) => `${turn.text}${about ?? ""}`.includes(name));
    const names = named ? [named] : turn.settings.holidays.map(festivalName);
    const next = holidaysBetween(names, turn.today, addDays(turn.today, 400))[0];
    if (!next) return { key: null, occursOn: null, festival: null };
    return {
      key: occurrenceKey("holiday", id, `${next.name}:${next.day.slice(0, 4)}`),
      occursOn: next.day,
      festival: next.name,
    };
  }
  if (occasion === "thanks" && customer.orders === 1) {
    return { key: occurrenceKey("thanks", id, "first"), occursOn: null, festival: null };
  }
  return { key: null, occursOn: null, festival: null };
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

function expiryOf(turn: Turn, occurrence: Occurrence, verdict: Verdict): Date {
  if (occurrence.occursOn !== null) {
    const late = occurrence.festival === null ? LATE_DAYS : 0;
    return instantOf(addDays(occurrence.occursOn, late + 1), "00:00", turn.zone);
  }
  const from = verdict.verdict === "later" ? verdict.when : turn.now;
  return new Date(from.getTime() + DRAFT_DAYS * DAY_MS);
}

// === Edit

async function edit(turn: Turn, plan: Plan): Promise<Outcome<CareResult>> {
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
    change = { text: said.text.trim(), draftedText: message.draftedText };
  } else {
    const next = nextDraft(turn, message, known, { way: said.change ?? "another", verdict });
    same = next === null;
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

function pickChange(change: Partial<CareMessage>) {
  const { text, draftedText, templateKey, templateVersion } = change;
  return { text, draftedText, templateKey, templateVersion };
}

/** Another wording for a draft; null when there is none. */
function nextDraft(
  turn: Turn,
  message: CareMessage,
  known: Known,
  { way, verdict }: { way: "another" | "shorter" | "no-benefit"; verdict: Verdict },
): Draft | null {
  const notBefore = latestOf(verdict.verdict === "later" ? verdict.when : null, earlyUntil(turn, message.occursOn));
  const sendOn = notBefore === null ? turn.today : dayOf(notBefore, turn.zone);
  const festival = message.occasion === "holiday" && message.occursOn !== null ? festivalOn(turn, message) : null;
  const occurrence = { key: message.occurrenceKey, occursOn: message.occursOn, festival };
  const of = caseOf(turn, known, { occasion: message.occasion, occurrence, about: null, sendOn });
  if (way === "no-benefit") {
    return chooseDraft({ ...of, withoutBenefit: true }, known.templates, { not: message.templateKey, way: "next" });
  }
  if (way === "another") return chooseDraft(of, known.templates, { not: message.templateKey, way: "next" });
  const shortest = chooseDraft(of, known.templates, { not: null, way: "shortest" });
  return shortest && shortest.text.length < message.text.length ? shortest : null;
}

function festivalOn(turn: Turn, message: CareMessage): string | null {
  const day = message.occursOn ?? turn.today;
  const said = FESTIVAL_NAMES.find((name) => message.occurrenceKey?.includes(`:${name}:`));
  return said ?? holidaysBetween(turn.settings.holidays, day, day)[0]?.name ?? null;
}

// === Approve

async function approve(turn: Turn, plan: Plan): Promise<Outcome<CareResult>> {
  const said = approvePlan.parse(plan);
  const meant = said.all ? await findAll(turn) : await findMeant(turn, said.which);
  if (!("messages" in meant) && !("message" in meant)) return meant;
  const messages = "messages" in meant ? meant.messages : [meant.message];
  if (!said.confirmed) return askFirst(turn, messages);

  const ends: ApproveEnd[] = [];
  const undo: UndoStep[] = [];
  // In one order everywhere, so that two who approve the same people do not wait for each other in a circle.
  for (const message of messages.toSorted((a, b) => (a.customerId < b.customerId ? -1 : 1))) {
    const { end, steps } = await approveOne(turn, message.id, said.textHash);
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
    shown: { careMessages: open.map((view) => view.id) },
    question: { kind: "confirm", what: open.map((view) => view.name).join("、") },
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
  textHash: string | null,
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
  const back = restoreStep(message, "queued");
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
  await changeMessage(
    turn.tx,
    id,
    { state: "draft" },
    {
      state: "queued",
      text: view.text,
      approvedAt: turn.now,
      approvedById: turn.staff.id,
      notBefore: null,
      now: turn.now,
    },
  );
  await enqueue(turn.tx, {
    key: deliveryKey(id, turn.now),
    staffId: message.staffId,
    kind: "customer_message",
    reply: { kind: "text", text: view.text },
    dueAt: turn.now,
    careMessageId: id,
  });
  return { end: { kind: "queued", view: { ...view, state: "queued" } }, steps: [back] };
}

/** A draft made for the days before that is sent on the day itself, or after it, is written anew (X3). */
function freshen(turn: Turn, message: CareMessage, known: Known): CareMessage {
  if (message.occursOn === null || message.templateKey === null || message.state !== "draft") return message;
  if (!isAsDrafted(message.text, message.draftedText, message.occursOn)) return message;
  if (earlyUntil(turn, message.occursOn) !== null) return message;
  const template = known.templates.find((one) => one.key === message.templateKey);
  if (!template?.when || template.when === timingOf(message.occursOn, turn.today)) return message;
  const next = nextDraft(turn, message, known, { way: "another", verdict: { verdict: "allow" } });
  return next ? { ...message, ...next } : message;
}

// === Dismiss and list

async function dismiss(turn: Turn, plan: Plan): Promise<Outcome<CareResult>> {
  const said = dismissPlan.parse(plan);
  const found = await findMeant(turn, said.which);
  if (!("message" in found)) return found;
  const message = await lockMessage(turn.tx, found.message.id);
  const known = message ? await knownOf(turn, message) : null;
  if (message === null || known === null) return { result: { kind: "nothing-waiting" } };
  const stoppable = message.state === "draft" || message.state === "queued" || message.state === "task_created";
  if (!isHers(turn, message) || !stoppable) return refuseSettled(turn, message, known);

  // A task on the platform is cancelled by the next look at it; no network here.
  if (message.state === "task_created") {
    const withdrawn = { expiresAt: turn.now, stateReason: toldWords.withdrawn, now: turn.now };
    await changeMessage(turn.tx, message.id, { state: message.state }, withdrawn);
  } else {
    await changeMessage(turn.tx, message.id, { state: message.state }, { state: "dismissed", now: turn.now });
    if (message.state === "queued") await release(turn.tx, [message.id], turn.now);
  }
  const view = { ...viewOf(turn, message, known, null), state: "dismissed" as const };
  return {
    result: { kind: "dismissed", view, before: message.state },
    shown: { focus: message.customerId, careMessages: turn.shown.careMessages.filter((id) => id !== message.id) },
    undo: message.state === "draft" ? [restoreStep(message, "dismissed")] : [],
    audit: [{ action: "care.dismiss", customerId: message.customerId }],
  };
}

async function list(turn: Turn, plan: Plan): Promise<Outcome<CareResult>> {
  const said = listPlan.parse(plan);
  const states: Record<typeof said.state, CareState[]> = {
    waiting: ["draft", "queued", "task_created"],
    sent: ["sent"],
    refused: ["refused", "failed", "expired"],
  };
  const days = { waiting: null, sent: SENT_DAYS, refused: REFUSED_DAYS }[said.state];
  const { messages, total } = await listMessages(
    turn.tx,
    {
      states: states[said.state],
      // An associate's own; row security shows a manager those of her shop.
      ...(turn.staff.role === "associate" ? { staffId: turn.staff.id } : {}),
      ...(days === null ? {} : { since: new Date(turn.now.getTime() - days * DAY_MS) }),
    },
    { now: turn.now, limit: LIST_MAX },
  );
  const views = await viewsOf(turn, messages);
  return {
    result: { kind: "listed", of: said.state, views, total },
    shown: { careMessages: views.map((view) => view.id) },
    audit: messages.map((message): AuditNote => ({ action: "care.list", customerId: message.customerId })),
  };
}

// === Which message is meant

type Found = { message: CareMessage } | Outcome<CareResult>;

/** "#id", 第一条, 张姐的, or the only one on show. Several that fit are asked about, never guessed (P10). */
async function findMeant(turn: Turn, which: string | null): Promise<Found> {
  const said = which?.trim() ?? "";
  if (said.startsWith("#")) return found(await lockMessage(turn.tx, said.slice(1)));
  const read = readSaid(said === "" ? "" : said.replace(/^第(.+)条$/u, "第$1个"));
  if (read.kind === "ordinal") {
    // With nothing on show the order is that of 「有哪些祝福要发」.
    const shown = turn.shown.careMessages;
    const ids = shown.length > 0 ? shown : (await waiting(turn, {})).map((message) => message.id);
    const id = ids[read.position < 0 ? ids.length + read.position : read.position - 1];
    return id ? found(await lockMessage(turn.tx, id)) : { result: { kind: "nothing-waiting" } };
  }
  if (read.kind === "nothing" || read.kind === "focus") {
    const [only, ...others] = turn.shown.careMessages;
    if (only && others.length === 0) return found(await lockMessage(turn.tx, only));
    const shown = await waiting(turn, { ids: turn.shown.careMessages });
    // Of several on show, that of her whom the talk is about.
    const hers = shown.filter((message) => message.customerId === turn.shown.focus);
    if (hers.length === 1) return oneOf(turn, hers);
    if (shown.length > 0) return oneOf(turn, shown);
    return oneOf(turn, await waiting(turn, {}));
  }
  const meant = await resolveCustomer(turn, said);
  if (meant.kind !== "one") return { result: { kind: "not-found", said, nearest: [] } };
  return oneOf(turn, await waiting(turn, { customerId: meant.customer.id }));
}

async function findAll(turn: Turn): Promise<{ messages: CareMessage[] } | Outcome<CareResult>> {
  const shown = turn.shown.careMessages.length > 0 ? await waiting(turn, { ids: turn.shown.careMessages }) : [];
  const messages = shown.length > 0 ? shown : await waiting(turn, {});
  return messages.length > 0 ? { messages } : { result: { kind: "nothing-waiting" } };
}

async function waiting(turn: Turn, filter: { ids?: readonly string[]; customerId?: string }): Promise<CareMessage[]> {
  // Row security shows a manager those of her shop.
  const mine = turn.staff.role === "associate" ? { staffId: turn.staff.id } : {};
  return (
    await listMessages(turn.tx, { ...filter, ...mine, states: ["draft"] }, { now: turn.now, limit: APPROVE_ALL_MAX })
  ).messages;
}

function found(message: CareMessage | null): Found {
  return message ? { message } : { result: { kind: "nothing-waiting" } };
}

async function oneOf(turn: Turn, messages: readonly CareMessage[]): Promise<Found> {
  const [only, ...others] = messages;
  if (!only) return { result: { kind: "nothing-waiting" } };
  if (others.length === 0) return { message: only };
  const views = await viewsOf(turn, messages.slice(0, LIST_MAX));
  return { result: { kind: "which", views }, shown: { careMessages: views.map((view) => view.id) } };
}

// === Common

interface Known {
  customer: CustomerFacts;
  facts: DraftFacts;
  benefits: BenefitRow[];
  templates: readonly Template[];
}

/** `staffId` is who signs: the associate, also where her manager writes. */
async function knownOf(turn: Turn, of: { customerId: string; staffId: string }): Promise<Known | null> {
  return (await knownOfAll(turn, [of]))[0] ?? null;
}

/** In the order asked, in a fixed number of queries; null where the customer is out of sight. */
async function knownOfAll(
  turn: Turn,
  all: readonly { customerId: string; staffId: string }[],
): Promise<(Known | null)[]> {
  const customers = await loadFacts(turn.tx, [...new Set(all.map((of) => of.customerId))]);
  const others = all.map((of) => of.staffId).filter((id) => id !== turn.staff.id);
  const names = others.length > 0 ? await staffNames(turn.tx, others) : {};
  const shop = await loadShopTemplates(turn.tx);
  const own = new Set(shop.map((template) => template.key));
  const templates = [...shop, ...houseTemplates().filter((template) => !own.has(template.key))];
  const benefits = await loadBenefits(turn.tx);
  return all.map(({ customerId, staffId }) => {
    const customer = customers.get(customerId);
    if (!customer) return null;
    const staffName = staffId === turn.staff.id ? turn.staff.name : (names[staffId] ?? "");
    return { customer, facts: { ...customer.facts, staffName }, benefits, templates };
  });
}

async function viewsOf(turn: Turn, messages: readonly CareMessage[]): Promise<MessageView[]> {
  const known = await knownOfAll(turn, messages);
  return messages.flatMap((message, index) => {
    const of = known[index];
    return of ? [viewOf(turn, message, of, null)] : [];
  });
}

function caseOf(
  turn: Turn,
  known: Known,
  of: { occasion: ContactKind; occurrence: Occurrence; about: string | null; sendOn: Day },
): DraftCase {
  return {
    occasion: of.occasion,
    facts: known.facts,
    benefits: known.benefits,
    occursOn: of.occurrence.occursOn,
    sendOn: of.sendOn,
    festival: of.occurrence.festival,
    anniversary: null,
    cause: of.occasion === "winback" ? causeOf(turn, known) : null,
    about: of.about,
    withoutBenefit: false,
  };
}

/** A closed complaint after her last purchase means the service; a known liking gives us something to win her with. */
function causeOf(turn: Turn, known: Known): Cause {
  if (/服务|投诉|态度|失误|没做好/u.test(turn.text)) return "service";
  if (/竞争|别家|对手|新品|上新/u.test(turn.text)) return "competitor";
  const { complaintClosedAt, lastOrderAt } = known.customer;
  return complaintClosedAt !== null && (lastOrderAt === null || complaintClosedAt > lastOrderAt) ? "service" : "need";
}

/** The first wording without a fault; `next` goes on after `not` and begins anew at the end. */
function chooseDraft(
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

function viewOf(turn: Turn, message: CareMessage, known: Known, verdict: Verdict | null): MessageView {
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
  };
}

function askOf(message: CareMessage) {
  return {
    customerId: message.customerId,
    senderId: message.staffId,
    kind: message.occasion,
    occurrenceKey: message.occurrenceKey,
    occursOn: message.occursOn,
    careMessageId: message.id,
  };
}

async function askGate(turn: Turn, message: CareMessage): Promise<Verdict> {
  const history = await loadHistory(turn.tx, askOf(message), turn.now);
  if (history === null) return { verdict: "never", reason: { code: "not-a-contact" } };
  return mayContact(message.occasion, history, policyOf(turn.settings, turn.zone), turn.now);
}

/** Her own draft; a manager may act for her associates, who still confirm on their own phones. */
function isHers(turn: Turn, message: CareMessage): boolean {
  return message.staffId === turn.staff.id || turn.staff.role !== "associate";
}

function refuseSettled(turn: Turn, message: CareMessage, known: Known): Outcome<CareResult> {
  const view = viewOf(turn, message, known, null);
  const kind = isHers(turn, message) ? ("settled" as const) : ("not-mine" as const);
  return { result: { kind: "approved", ends: [{ kind, view }], names: {} } };
}

/** Back to how it was, as long as it is still in the state that this turn gave it. */
function restoreStep(message: CareMessage, from: CareState): UndoStep {
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
      state: message.state,
      stateReason: message.stateReason,
      notBefore: message.notBefore,
      expiresAt: message.expiresAt,
      approvedAt: message.approvedAt,
      approvedById: message.approvedById,
    },
  };
}

function keepShown(turn: Turn, id: string | null): string[] {
  if (id === null) return turn.shown.careMessages;
  return turn.shown.careMessages.includes(id) ? turn.shown.careMessages : [id];
}

function namesIn(turn: Turn, verdicts: readonly Verdict[]): Promise<Record<string, string>> {
  const ids = verdicts.flatMap((verdict) =>
    verdict.verdict !== "allow" && "staffId" in verdict.reason && verdict.reason.staffId !== null
      ? [verdict.reason.staffId]
      : [],
  );
  return ids.length === 0 ? Promise.resolve({}) : staffNames(turn.tx, ids);
}
