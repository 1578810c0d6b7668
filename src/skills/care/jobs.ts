// What happens to care messages by the clock once they are on their way: asked about, cancelled, ended, recorded.
// Drafting is in draft-jobs.ts. No network inside a transaction.
import { dayOf } from "../../calendar/day.ts";
import { system } from "../../db/actor.ts";
import type { Tx } from "../../db/db.ts";
import { ChannelError } from "../../errors.ts";
import { describe } from "../../log.ts";
import type { CustomerMessageStatus } from "../../message.ts";
import { enqueue } from "../../outbox/store.ts";
import type { Settings } from "../../settings.ts";
import { mayContact, policyOf } from "../contact/gate.ts";
import { loadHistories, PLATFORM_LIMIT_REASON, release, TASK_DAYS } from "../contact/store.ts";
import { refuse } from "./deliver.ts";
import type { CareJobContext } from "./draft-jobs.ts";
import {
  type CareMessage,
  changeMessage,
  endRelation,
  expireDrafts,
  recordSent,
  staleQueued,
  tasksToPoll,
} from "./store.ts";
import { refusalReasonWords, toldWords } from "./words.ts";

/** One look each ten minutes: two calls a second at most, far below the platform's limits. */
const POLL_MAX = 200;
const DAY_MS = 86_400_000;

/**
 * Asks the platform about messages that wait for the associate's tap, the longest unasked first, at most POLL_MAX a
 * run; cancels those withdrawn, refused meanwhile or too old; ends drafts whose day is over.
 */
export async function pollCustomerMessages(context: CareJobContext, _slotAt: Date): Promise<void> {
  const settings = await context.settings();
  const now = context.now();
  const { tasks, stopped } = await context.db.transaction(system, async (tx) => {
    await expireDrafts(tx, now, toldWords.dayOver);
    const tooOld = new Date(now.getTime() - TASK_DAYS * DAY_MS);
    for (const message of await staleQueued(tx, tooOld, POLL_MAX)) {
      await refuse(tx, message, { state: "failed", reason: toldWords.neverLeft, now });
    }
    const waiting = await tasksToPoll(tx, POLL_MAX);
    return { tasks: waiting, stopped: await stoppedSince(tx, waiting, { now, zone: context.zone, settings }) };
  });
  for (const message of tasks) {
    try {
      await follow(context, message, stopped.get(message.id) ?? null);
    } catch (error) {
      // One message's trouble is its own; it is asked again after the others.
      context.log.warn("care.poll-failed", { careMessage: message.id, error: describe(error) });
      await touchPolled(context, message);
    }
  }
}

/** Messages whose customer refused, froze or complained after the approval, with the reason. */
async function stoppedSince(
  tx: Tx,
  messages: readonly CareMessage[],
  of: { now: Date; zone: string; settings: Settings },
): Promise<Map<string, string>> {
  const stopped = new Map<string, string>();
  const words = { today: dayOf(of.now, of.zone), zone: of.zone, names: {} };
  const codes = ["do-not-disturb", "consent-withdrawn", "membership", "open-complaint"];
  for (const sender of new Set(messages.map((message) => message.staffId))) {
    const mine = messages.filter((message) => message.staffId === sender);
    const asks = mine.map((message) => ({
      customerId: message.customerId,
      senderId: sender,
      kind: message.occasion,
      careMessageId: message.id,
    }));
    const histories = await loadHistories(tx, asks, of.now);
    for (const message of mine) {
      const history = histories.get(message.customerId);
      if (!history) continue;
      const verdict = mayContact(message.occasion, history, policyOf(of.settings, of.zone), of.now);
      if (verdict.verdict === "allow" || !codes.includes(verdict.reason.code)) continue;
      stopped.set(message.id, refusalReasonWords(verdict.reason, words));
    }
  }
  return stopped;
}

async function follow(context: CareJobContext, message: CareMessage, stopped: string | null): Promise<void> {
  if (message.taskId === null || message.externalId === null) return;
  const status = await context.channel.customerMessageStatus(message.taskId, message.staffId, message.externalId);
  const now = context.now();
  if (status !== "waiting") return finish(context, message, status);
  const tooOld = message.taskAt !== null && now.getTime() - message.taskAt.getTime() >= TASK_DAYS * DAY_MS;
  const over = message.expiresAt !== null && message.expiresAt <= now;
  if (stopped === null && !tooOld && !over) return touchPolled(context, message);

  if (!(await cancel(context, message.taskId))) return touchPolled(context, message);
  const withdrawn = message.stateReason === toldWords.withdrawn;
  const reason = stopped ?? (withdrawn ? toldWords.withdrawn : tooOld ? toldWords.notConfirmed : toldWords.dayOver);
  const state = stopped === null ? ("expired" as const) : ("refused" as const);
  await context.db.transaction(system, (tx) => refuse(tx, message, { state, reason, now, quietly: withdrawn }));
}

/** True when nothing can go out any more, because it was cancelled now or is gone. */
async function cancel(context: CareJobContext, taskId: string): Promise<boolean> {
  try {
    await context.channel.cancelCustomerMessage(taskId);
    return true;
  } catch (error) {
    if (error instanceof ChannelError && error.remedy === "give-up") return true;
    throw error;
  }
}

async function finish(
  context: CareJobContext,
  message: CareMessage,
  status: Exclude<CustomerMessageStatus, "waiting">,
): Promise<void> {
  const now = context.now();
  await context.db.transaction(system, async (tx) => {
    if (status === "sent") {
      const sent = { state: "sent" as const, sentAt: now, lastPolledAt: now, now };
      if (await changeMessage(tx, message.id, { state: "task_created" }, sent)) await recordSent(tx, message, now);
      return;
    }
    const reason = status === "limit-reached" ? PLATFORM_LIMIT_REASON : toldWords.notAFriend;
    const failed = { state: "failed" as const, stateReason: reason, lastPolledAt: now, now };
    if (!(await changeMessage(tx, message.id, { state: "task_created" }, failed))) return;
    await release(tx, [message.id], now);
    if (status === "not-a-friend") await endRelation(tx, message, now);
    const text =
      status === "limit-reached" ? toldWords.copyByHand(message, reason) : toldWords.notSent(message, reason);
    await enqueue(tx, {
      key: `care-told:${message.id}:${status}`,
      staffId: message.staffId,
      kind: "reply",
      reply: { kind: "text", text },
      dueAt: now,
      careMessageId: message.id,
    });
  });
}

async function touchPolled(context: CareJobContext, message: CareMessage): Promise<void> {
  const now = context.now();
  await context.db.transaction(system, (tx) =>
    changeMessage(tx, message.id, { state: "task_created" }, { lastPolledAt: now, now }),
  );
}
