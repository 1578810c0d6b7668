// Hands an approved message to the platform, where the associate confirms it with a tap. The only caller of
// createCustomerMessage: there is no other way to a customer (P6).
//
// queued → task_created, or refused with the reason and the place given back. Before the call everything that may have
// changed since the approval is asked again: taken back, opted out, frozen, complaint opened, quiet hours, the day word.
// The call runs outside any transaction. A crash between the call and the record leaves a task that nobody knows: the
// next attempt looks for it and adopts it. Who takes the message back while the call is on its way wins: the task is
// cancelled. The key of the delivery holds the approval it belongs to, so that a delivery of an approval taken back
// cannot send what was approved again.
import { dayOf } from "../../calendar/day.ts";
import { system } from "../../db/actor.ts";
import type { Tx } from "../../db/db.ts";
import { ChannelError } from "../../errors.ts";
import type { CustomerMessage } from "../../message.ts";
import type { DeliverContext, DeliveryHandler } from "../../outbox/deliver.ts";
import { type ClaimedDelivery, enqueue } from "../../outbox/store.ts";
import type { Settings } from "../../settings.ts";
import { type GateReason, mayContact, policyOf, type Verdict } from "../contact/gate.ts";
import { loadHistory, release, staffNames } from "../contact/store.ts";
import { type Checked, checkMessage } from "./check.ts";
import { loadBenefits, loadFacts, type SeenFrom } from "./facts-store.ts";
import { blocks } from "./lint.ts";
import { type CareMessage, changeMessage, findMessage, isTaskKnown } from "./store.ts";
import { refusalReasonWords, toldWords } from "./words.ts";

export interface DeliveryRules {
  zone: string;
  settings(): Promise<Settings>;
}

/** One per approval: a second press queues nothing new. */
export function deliveryKey(id: string, approvedAt: Date): string {
  return `care:${id}:${approvedAt.getTime()}`;
}

/** Nothing was to be done: the message is no longer waiting for this delivery. */
const nothingSent = { messageId: null, alreadySent: true };

export function customerMessageHandler(rules: DeliveryRules): DeliveryHandler {
  return async (context, delivery) => {
    const settings = await rules.settings();
    const ready = await prepare(context, delivery, { zone: rules.zone, settings });
    if (ready === null) return nothingSent;
    const { message, outgoing } = ready;

    const taskId = await createTask(context, delivery, ready);
    if (taskId === null) return nothingSent;
    const kept = await context.db.transaction(system, (tx) =>
      changeMessage(
        tx,
        message.id,
        { state: "queued", approvedAt: message.approvedAt },
        { state: "task_created", taskId, taskAt: context.now(), text: outgoing.text, now: context.now() },
      ),
    );
    if (!kept) await context.channel.cancelCustomerMessage(taskId);
    return { messageId: taskId, alreadySent: false };
  };
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
  return context.db.transaction(system, async (tx) => {
    const message = delivery.careMessageId === null ? null : await findMessage(tx, delivery.careMessageId);
    if (message?.state !== "queued" || message.approvedAt === null) return null;
    if (delivery.key !== deliveryKey(message.id, message.approvedAt)) return null;
    const verdict = await askAgain(tx, message, rules, now);
    if (verdict.verdict === "later" && verdict.reason.code === "quiet-hours") {
      // Nothing goes out at night because it was late in the queue (E11).
      const waitMs = verdict.when.getTime() - now.getTime();
      throw new ChannelError("customer_message", null, "wait", "quiet hours", { waitMs });
    }
    const today = dayOf(now, rules.zone);
    if (verdict.verdict !== "allow" && isFinal(verdict.reason)) {
      const names = await staffNames(tx, []);
      const reason = refusalReasonWords(verdict.reason, { today, zone: rules.zone, names });
      return refuse(tx, message, { state: "refused", reason, now });
    }
    const checked = await checkOn(tx, message, { today, ...rules });
    if (checked === null || message.externalId === null || blocks(checked.findings)) {
      return refuse(tx, message, { state: "refused", reason: toldWords.stale, now });
    }
    return {
      message,
      outgoing: { sender: message.staffId, externalId: message.externalId, text: checked.text },
    };
  });
}

/** What came after the approval and outweighs it; caps do not, the place is already taken. */
function isFinal(reason: GateReason): boolean {
  const codes: GateReason["code"][] = [
    "do-not-disturb",
    "consent-withdrawn",
    "membership",
    "open-complaint",
    "bereavement",
    "divorce",
    "not-a-contact",
    "unknown-time",
  ];
  return codes.includes(reason.code);
}

async function askAgain(
  tx: Tx,
  message: CareMessage,
  rules: { zone: string; settings: Settings },
  now: Date,
): Promise<Verdict> {
  const history = await loadHistory(
    tx,
    { customerId: message.customerId, senderId: message.staffId, kind: message.occasion, careMessageId: message.id },
    now,
  );
  if (history === null) return { verdict: "never", reason: { code: "not-a-contact" } };
  return mayContact(message.occasion, history, policyOf(rules.settings, rules.zone), now);
}

async function checkOn(tx: Tx, message: CareMessage, seen: SeenFrom): Promise<Checked | null> {
  const known = (await loadFacts(tx, [message.customerId], seen)).get(message.customerId);
  if (!known) return null;
  const staffName = (await staffNames(tx, [message.staffId]))[message.staffId] ?? "";
  return checkMessage(message, { facts: { ...known.facts, staffName }, benefits: await loadBenefits(tx) }, seen.today);
}

/** The task's id; null when the platform cannot reach her, which is then recorded and told. */
async function createTask(context: DeliverContext, delivery: ClaimedDelivery, ready: Ready): Promise<string | null> {
  const { message, outgoing } = ready;
  // Since the approval, by our clock: the row's own time is the database's. Where it cannot be looked for, nothing is
  // said of the customer: a task may lie on the phone all the same.
  const since = message.approvedAt ?? delivery.createdAt;
  const made = delivery.attempts > 1 ? await adopt(context, outgoing, since) : null;
  try {
    const { taskId, refused } = made ?? (await context.channel.createCustomerMessage(outgoing));
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

/** A task that an earlier attempt made and did not live to record. One that belongs to another message is left alone. */
async function adopt(
  context: DeliverContext,
  outgoing: CustomerMessage,
  since: Date,
): Promise<{ taskId: string; refused: boolean } | null> {
  const found = await context.channel.findCustomerMessage(outgoing, since);
  if (found === null) return null;
  const known = await context.db.transaction(system, (tx) => isTaskKnown(tx, found.taskId));
  return known ? null : { taskId: found.taskId, refused: false };
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
