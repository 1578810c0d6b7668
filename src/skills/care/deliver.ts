// Hands an approved message to the platform, where the associate confirms it with a tap. The only caller of
// createCustomerMessage: there is no other way to a customer.
//
// queued → task_created; or refused with the reason and the place given back; or back to draft where the day wants other
// words. Before the call everything that may have changed since the approval is asked again: taken back, opted out, frozen,
// complaint opened, quiet hours, the day word. The call runs outside any transaction. A crash between the call and the
// record leaves a task that nobody knows: the next attempt looks for it, in the words of any day since the approval, and
// adopts it before it asks anything; jobs.ts withdraws it where it may not go any more. Who takes the message back while
// the call is on its way wins: the task is cancelled. The key of the delivery holds the approval it belongs to, so that a
// delivery of an approval taken back cannot send what was approved again.
import { addDays, dayOf, diffDays } from "../../calendar/day.ts";
import { system } from "../../db/actor.ts";
import type { Tx } from "../../db/db.ts";
import { ChannelError } from "../../errors.ts";
import type { CustomerMessage } from "../../message.ts";
import type { DeliverContext, DeliveryHandler } from "../../outbox/deliver.ts";
import { type ClaimedDelivery, enqueue, type NewDelivery } from "../../outbox/store.ts";
import type { Settings } from "../../settings.ts";
import { mayStillGo, policyOf, type Verdict } from "../contact/gate.ts";
import { loadHistory, release, TASK_DAYS } from "../contact/store.ts";
import { type Draft, isAsDrafted, renderDayWord } from "./draft.ts";
import { type Known, type Seen, viewOf } from "./known.ts";
import { knownOf } from "./known-store.ts";
import { outlookOf } from "./outlook.ts";
import { askOf, type CareMessage, changeMessage, findMessage, isTaskKnown } from "./store.ts";
import { messageCard, refusalReasonWords, toldWords } from "./words.ts";

export interface DeliveryRules {
  zone: string;
  settings(): Promise<Settings>;
}

/** One per approval: a second press queues nothing new. */
export function deliveryKey(id: string, approvedAt: Date): string {
  return `care:${id}:${approvedAt.getTime()}`;
}

export function deliveryOf(message: { id: string; staffId: string }, text: string, approvedAt: Date): NewDelivery {
  return {
    key: deliveryKey(message.id, approvedAt),
    staffId: message.staffId,
    kind: "customer_message",
    reply: { kind: "text", text },
    dueAt: approvedAt,
    careMessageId: message.id,
  };
}

/** Nothing was to be done: the message is no longer waiting for this delivery. */
const nothingSent = { messageId: null, alreadySent: true };

export function customerMessageHandler(rules: DeliveryRules): DeliveryHandler {
  return async (context, delivery) => {
    const waiting = await context.db.transaction(system, (tx) => waitingFor(tx, delivery));
    if (waiting === null) return nothingSent;
    if (delivery.attempts > 1) {
      const messageId = await adopt(context, waiting, rules.zone);
      if (messageId !== null) return { messageId, alreadySent: true };
    }
    const ready = await prepare(context, delivery, { zone: rules.zone, settings: await rules.settings() });
    if (ready === null) return nothingSent;
    const taskId = await createTask(context, ready);
    if (taskId === null) return nothingSent;
    await recordTask(context, ready.message, { taskId, text: ready.outgoing.text });
    return { messageId: taskId, alreadySent: false };
  };
}

/** The message, if it still waits for this very delivery. */
async function waitingFor(tx: Tx, delivery: ClaimedDelivery): Promise<CareMessage | null> {
  const message = delivery.careMessageId === null ? null : await findMessage(tx, delivery.careMessageId);
  if (message?.state !== "queued" || message.approvedAt === null) return null;
  return delivery.key === deliveryKey(message.id, message.approvedAt) ? message : null;
}

interface Ready {
  message: CareMessage;
  outgoing: CustomerMessage;
}

/** What may still be sent; null when nothing may, which is then recorded and told. */
function prepare(
  context: DeliverContext,
  delivery: ClaimedDelivery,
  rules: { zone: string; settings: Settings },
): Promise<Ready | null> {
  const now = context.now();
  const seen = { ...rules, now, today: dayOf(now, rules.zone) };
  return context.db.transaction(system, async (tx) => {
    const message = await waitingFor(tx, delivery);
    if (message === null) return null;
    const verdict = await askAgain(tx, message, rules, now);
    if (verdict.verdict === "later") {
      // Nothing goes out at night because it was late in the queue.
      const waitMs = verdict.when.getTime() - now.getTime();
      throw new ChannelError("customer_message", null, "wait", "quiet hours", { waitMs });
    }
    if (verdict.verdict === "never") {
      const reason = refusalReasonWords(verdict.reason, { ...seen, names: {} });
      return refuse(tx, message, { state: "refused", reason, now });
    }
    const known = await knownOf({ tx, ...seen }, message);
    const outlook = known === null ? null : outlookOf(message, known, seen.today);
    if (known === null || message.externalId === null || outlook === null || outlook.kind === "stale") {
      return refuse(tx, message, { state: "refused", reason: toldWords.stale, now });
    }
    if (outlook.kind === "reword") return putBack(tx, message, { draft: outlook.draft, known, seen });
    return { message, outgoing: { sender: message.staffId, externalId: message.externalId, text: outlook.text } };
  });
}

async function askAgain(
  tx: Tx,
  message: CareMessage,
  rules: { zone: string; settings: Settings },
  now: Date,
): Promise<Verdict> {
  const history = await loadHistory(tx, askOf(message), now);
  if (history === null) return { verdict: "never", reason: { code: "not-a-contact" } };
  return mayStillGo(message.occasion, history, policyOf(rules.settings, rules.zone), now);
}

/** The task's id; null when the platform cannot reach her, which is then recorded and told. */
async function createTask(context: DeliverContext, { message, outgoing }: Ready): Promise<string | null> {
  try {
    const { taskId, refused } = await context.channel.createCustomerMessage(outgoing);
    if (!refused) return taskId;
  } catch (error) {
    // What a person or time can mend is tried again by the outbox; the rest ends here, and she is told.
    if (!(error instanceof ChannelError) || error.remedy !== "give-up") throw error;
    context.log.warn("care.refused", { careMessage: message.id, code: error.code, method: error.method });
  }
  await context.db.transaction(system, (tx) =>
    refuse(tx, message, { state: "refused", reason: toldWords.unreachable, now: context.now() }),
  );
  return null;
}

type Adopting = Pick<DeliverContext, "db" | "channel" | "now">;

/**
 * A task that an earlier attempt made and did not live to record: its id, recorded now. One that belongs to another
 * message is left alone. Where it cannot be looked for nothing is said of the customer: a task may lie on the phone.
 */
export async function adopt(context: Adopting, message: CareMessage, zone: string): Promise<string | null> {
  const { staffId: sender, externalId, approvedAt } = message;
  if (externalId === null || approvedAt === null) return null;
  // Since the approval, by our clock: the row's own time is the database's.
  const first = dayOf(approvedAt, zone);
  const count = Math.min(diffDays(first, dayOf(context.now(), zone)), TASK_DAYS) + 1;
  const days = Array.from({ length: Math.max(1, count) }, (_, index) => addDays(first, index));
  const texts = isAsDrafted(message.text, message.draftedText, message.occursOn)
    ? days.map((day) => renderDayWord(message.draftedText, message.occursOn, day))
    : [message.text];
  for (const text of new Set(texts)) {
    const found = await context.channel.findCustomerMessage({ sender, externalId, text }, approvedAt);
    if (found === null || (await context.db.transaction(system, (tx) => isTaskKnown(tx, found.taskId)))) continue;
    await recordTask(context, message, { taskId: found.taskId, text });
    return found.taskId;
  }
  return null;
}

/** What is on the associate's phone is written down, or cancelled where somebody took the message back meanwhile. */
async function recordTask(
  context: Adopting,
  message: CareMessage,
  { taskId, text }: { taskId: string; text: string },
): Promise<void> {
  const now = context.now();
  const kept = await context.db.transaction(system, (tx) =>
    changeMessage(
      tx,
      message.id,
      { state: "queued", approvedAt: message.approvedAt },
      { state: "task_created", taskId, taskAt: now, text, now },
    ),
  );
  if (!kept) await context.channel.cancelCustomerMessage(taskId);
}

/** Back to the associate in the words of the day: the place is free, and nothing goes until she says so again. */
export async function putBack(
  tx: Tx,
  message: CareMessage,
  { draft, known, seen }: { draft: Draft; known: Known; seen: Seen },
): Promise<null> {
  const { now } = seen;
  const open = { state: "draft" as const, approvedAt: null, approvedById: null, taskId: null, taskAt: null };
  const change = { ...open, ...draft, notBefore: null, editDistance: null };
  if (!(await changeMessage(tx, message.id, { state: message.state }, { ...change, now }))) return null;
  await release(tx, [message.id], now);
  const view = viewOf(seen, { ...message, ...change }, known, null);
  await enqueue(tx, {
    key: `care-again:${message.id}:${seen.today}`,
    staffId: message.staffId,
    kind: "card",
    reply: { kind: "card", card: messageCard(view, seen, [toldWords.reworded]) },
    dueAt: now,
    careMessageId: message.id,
  });
  return null;
}

/** Ends a message that did not go out: state, reason, place given back, associate told, all or nothing. */
export async function refuse(
  tx: Tx,
  message: CareMessage,
  end: { state: "refused" | "failed" | "expired"; reason: string; now: Date; quietly?: boolean },
): Promise<null> {
  const { state, reason, now } = end;
  const ended = await changeMessage(
    tx,
    message.id,
    { state: message.state },
    { state, stateReason: reason, lastPolledAt: now, now },
  );
  if (!ended) return null;
  await release(tx, [message.id], now);
  if (end.quietly) return null;
  await enqueue(tx, {
    key: `care-told:${message.id}:${state}:${message.approvedAt?.getTime() ?? 0}`,
    staffId: message.staffId,
    kind: "reply",
    reply: { kind: "text", text: toldWords.notSent(message, reason) },
    dueAt: now,
    careMessageId: message.id,
  });
  return null;
}

/** False where the platform would not say so: gone already, most likely. */
export async function cancelAt(context: Pick<DeliverContext, "channel">, taskId: string): Promise<boolean> {
  try {
    await context.channel.cancelCustomerMessage(taskId);
    return true;
  } catch (error) {
    if (!(error instanceof ChannelError) || error.remedy !== "give-up") throw error;
    return false;
  }
}
