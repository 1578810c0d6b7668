// What happens to care messages by the clock once they are on their way: asked about, cancelled, ended, recorded.
// Drafting is in draft-jobs.ts. No network inside a transaction.
import { dayOf } from "../../calendar/day.ts";
import { system } from "../../db/actor.ts";
import type { Tx } from "../../db/db.ts";
import { describe } from "../../log.ts";
import type { CustomerMessageStatus } from "../../message.ts";
import { enqueue } from "../../outbox/store.ts";
import { mayStillGo, policyOf, type Verdict } from "../contact/gate.ts";
import { PLATFORM_LIMIT_REASON, release, TASK_DAYS, verdictsOf } from "../contact/store.ts";
import { adopt, cancelAt, deliveryOf, putBack, refuse } from "./deliver.ts";
import type { Draft } from "./draft.ts";
import type { CareJobContext } from "./draft-jobs.ts";
import { queueApproved } from "./first-jobs.ts";
import type { Known, Seen } from "./known.ts";
import { knownOfAll } from "./known-store.ts";
import { outlookOf } from "./outlook.ts";
import {
  askOf,
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
 * run; takes back those withdrawn, refused meanwhile, too old, or saying what is true no more; ends drafts whose day is
 * over.
 */
export async function pollCustomerMessages(context: CareJobContext, _slotAt: Date): Promise<void> {
  const settings = await context.settings();
  const now = context.now();
  const seen = { now, today: dayOf(now, context.zone), zone: context.zone, settings };
  const { stuck, tasks, fates } = await context.db.transaction(system, async (tx) => {
    await expireDrafts(tx, now, toldWords.dayOver);
    const tooOld = new Date(now.getTime() - TASK_DAYS * DAY_MS);
    const waiting = await tasksToPoll(tx, POLL_MAX);
    return { stuck: await staleQueued(tx, tooOld, POLL_MAX), tasks: waiting, fates: await fatesOf(tx, waiting, seen) };
  });
  for (const message of stuck) await oneByOne(context, message, () => giveUp(context, message));
  for (const message of tasks) {
    await oneByOne(context, message, () => follow(context, message, { fate: fates.get(message.id) ?? null, seen }));
  }
  await queueApproved(context);
}

/** One message's trouble is its own; it is asked again after the others. */
async function oneByOne(context: CareJobContext, message: CareMessage, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    context.log.warn("care.poll-failed", { careMessage: message.id, error: describe(error) });
    await touchPolled(context, message);
  }
}

/** What has come over a message since it was handed over; nothing in most cases. */
type Fate =
  /** `gaveWay`: somebody waits for its place. */
  | { kind: "refused"; reason: string; gaveWay: boolean }
  | { kind: "day-word" }
  | { kind: "reword"; draft: Draft; known: Known };

/** In a fixed number of queries as long as each is to another customer. */
async function fatesOf(tx: Tx, messages: readonly CareMessage[], seen: Seen): Promise<Map<string, Fate>> {
  const fates = new Map<string, Fate>();
  const policy = policyOf(seen.settings, seen.zone);
  for (const round of roundsOf(messages)) {
    const verdicts = await verdictsOf(tx, round.map(askOf), { policy, now: seen.now, gate: mayStillGo });
    const known = await knownOfAll({ tx, ...seen }, round);
    for (const [index, message] of round.entries()) {
      const fate = fateOf(message, { verdict: verdicts.get(message.customerId), known: known[index] ?? null }, seen);
      if (fate) fates.set(message.id, fate);
    }
  }
  return fates;
}

/** Histories are told by customer: two messages to one are looked at one after the other. */
function roundsOf(messages: readonly CareMessage[]): CareMessage[][] {
  const rounds: Map<string, CareMessage>[] = [];
  for (const message of messages) {
    const free = rounds.find((round) => !round.has(message.customerId));
    if (free) free.set(message.customerId, message);
    else rounds.push(new Map([[message.customerId, message]]));
  }
  return rounds.map((round) => [...round.values()]);
}

function fateOf(
  message: CareMessage,
  of: { verdict: Verdict | undefined; known: Known | null },
  seen: Seen,
): Fate | null {
  if (of.verdict?.verdict === "never") {
    const { reason } = of.verdict;
    const words = refusalReasonWords(reason, { ...seen, names: {} });
    return { kind: "refused", reason: words, gaveWay: reason.code === "gave-way" };
  }
  if (of.known === null) return null;
  const outlook = outlookOf(message, of.known, seen.today);
  if (outlook.kind === "reword") return { ...outlook, known: of.known };
  if (outlook.kind === "stale") return { kind: "refused", reason: toldWords.stale, gaveWay: false };
  return outlook.text === message.text ? null : { kind: "day-word" };
}

async function follow(
  context: CareJobContext,
  message: CareMessage,
  { fate, seen }: { fate: Fate | null; seen: Seen },
): Promise<void> {
  const { taskId, staffId, externalId, taskAt, expiresAt } = message;
  if (taskId === null || externalId === null) return;
  const status = await context.channel.customerMessageStatus(taskId, staffId, externalId);
  const now = context.now();
  if (status !== "waiting") return finish(context, message, status);
  const tooOld = taskAt !== null && now.getTime() - taskAt.getTime() >= TASK_DAYS * DAY_MS;
  const over = expiresAt !== null && expiresAt <= now;
  if (fate === null && !tooOld && !over) return touchPolled(context, message);

  const cancelled = await cancelAt(context, taskId);
  // A tap that came before the withdrawal counts.
  const last = await context.channel.customerMessageStatus(taskId, staffId, externalId);
  if (last !== "waiting") return finish(context, message, last);
  // What may still be tapped keeps its place, whoever waits for it.
  if (!cancelled && fate?.kind === "refused" && fate.gaveWay) return touchPolled(context, message);
  await context.db.transaction(system, async (tx) => {
    if (fate?.kind === "refused") return refuse(tx, message, { state: "refused", reason: fate.reason, now });
    if (over || tooOld) {
      const withdrawn = message.stateReason === toldWords.withdrawn;
      const reason = withdrawn ? toldWords.withdrawn : tooOld ? toldWords.notConfirmed : toldWords.dayOver;
      return refuse(tx, message, { state: "expired", reason, now, quietly: withdrawn });
    }
    return fate?.kind === "reword" ? putBack(tx, message, { ...fate, seen }) : renew(tx, message, now);
  });
}

/** Only the day word is another: what she approved holds, and goes once more with the word of the day it goes on. */
async function renew(tx: Tx, message: CareMessage, now: Date): Promise<null> {
  const again = { state: "queued" as const, approvedAt: now, taskId: null, taskAt: null, lastPolledAt: now, now };
  if (await changeMessage(tx, message.id, { state: "task_created" }, again)) {
    await enqueue(tx, deliveryOf(message, message.text, now));
  }
  return null;
}

/** Approved long ago and never handed over, as far as the house knows: a task may lie on her phone all the same. */
async function giveUp(context: CareJobContext, message: CareMessage): Promise<void> {
  if ((await adopt(context, message, context.zone)) !== null) return;
  const now = context.now();
  await context.db.transaction(system, (tx) =>
    refuse(tx, message, { state: "failed", reason: toldWords.neverLeft, now }),
  );
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
