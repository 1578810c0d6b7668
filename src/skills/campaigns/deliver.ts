// Hands mass tasks to the platform, reminds of them and takes them back. One delivery for each act on each task; its key
// says which: mass:send:<task>:<round>, mass:remind:<task>:<time>, mass:cancel:<task>.
//
// queued → created → done, or cancelled, or refused where nobody may be reached any more. Each task has its own row and its own platform
// id, so that one chunk never overwrites another's. A crash between the call and the record leaves a task nobody knows:
// the next attempt looks for it and adopts it. The gate and the lint of the day are asked again before the call.
import { dayOf } from "../../calendar/day.ts";
import { system } from "../../db/actor.ts";
import type { Tx } from "../../db/db.ts";
import { ChannelError } from "../../errors.ts";
import type { MassMessage } from "../../message.ts";
import type { DeliverContext, DeliveryHandler } from "../../outbox/deliver.ts";
import { type ClaimedDelivery, enqueue, type NewDelivery } from "../../outbox/store.ts";
import { cancelAt, customerMessageHandler, type DeliveryRules } from "../care/deliver.ts";
import { mayStillGo, policyOf } from "../contact/gate.ts";
import { PLATFORM_LIMIT_REASON, verdictsOf } from "../contact/store.ts";
import { isOver, type Stopped, stoppedBy } from "./rules.ts";
import {
  type Addressee,
  asksOf,
  changeTask,
  endMessages,
  endRelations,
  isTaskKnown,
  loadAddressees,
  lockTask,
  markCreated,
  recordSent,
  type Task,
} from "./store.ts";
import { endWords, taskWords } from "./words.ts";

const nothingSent = { messageId: null, alreadySent: true };

export function sendDelivery(
  task: { id: string; staffId: string; text: string; round: number },
  now: Date,
): NewDelivery {
  return { ...customers(task, now), key: `mass:send:${task.id}:${task.round}` };
}

export function remindDelivery(task: Task, now: Date): NewDelivery {
  return { ...customers(task, now), key: `mass:remind:${task.id}:${now.getTime()}` };
}

export function cancelDeliveries(tasks: readonly Task[], now: Date): NewDelivery[] {
  return tasks.map((task) => ({ ...customers(task, now), key: `mass:cancel:${task.id}` }));
}

function customers(task: { staffId: string; text: string }, now: Date) {
  const reply = { kind: "text" as const, text: task.text };
  return { staffId: task.staffId, kind: "customer_message" as const, reply, dueAt: now };
}

/** Everything that goes towards customers: mass tasks here, messages to one person in the skill care. */
export function everyCustomerMessageHandler(rules: DeliveryRules): DeliveryHandler {
  const toOne = customerMessageHandler(rules);
  return async (context, delivery) => {
    const [scope, act, id = "", round] = delivery.key.split(":");
    if (scope !== "mass") return toOne(context, delivery);
    if (act === "remind") return remind(context, id);
    if (act === "cancel") return cancel(context, id);
    return send(context, delivery, { id, round: Number(round) }, rules);
  };
}

async function send(
  context: DeliverContext,
  delivery: ClaimedDelivery,
  { id, round }: { id: string; round: number },
  rules: DeliveryRules,
) {
  if (delivery.attempts > 1) {
    const messageId = await adopt(context, { id, round });
    if (messageId !== null) return { messageId, alreadySent: true };
  }
  const ready = await prepare(context, { id, round }, rules);
  if (ready === null) return nothingSent;
  const made = await create(context, outgoingOf(ready));
  await record(context, ready, made);
  return { messageId: made.taskId, alreadySent: false };
}

interface Ready {
  task: Task;
  addressees: Addressee[];
}
interface Made {
  taskId: string | null;
  refused: readonly string[];
}

function outgoingOf({ task, addressees }: Ready): MassMessage {
  const externalIds = addressees.flatMap(({ externalId }) => externalId ?? []);
  return { sender: task.staffId, externalIds, text: task.text };
}

/** What the platform made of it; cancelled there where somebody cancelled it here meanwhile. */
async function record(context: DeliverContext, { task, addressees }: Ready, made: Made): Promise<void> {
  const now = context.now();
  const kept = await context.db.transaction(system, async (tx) => {
    const current = await lockTask(tx, task.id);
    if (current === null || current.state !== "queued" || current.round !== task.round) return false;
    if (current.cancelledAt !== null && made.taskId !== null) return false;
    const unreachable = new Set(made.refused);
    const lost = addressees.filter(({ externalId }) => made.taskId === null || unreachable.has(externalId ?? ""));
    await endMessages(tx, idsOf(lost), { state: "failed", reason: endWords.unreachable, now });
    if (made.taskId === null) {
      await changeTask(tx, task.id, { state: "refused" });
      return true;
    }
    await changeTask(tx, task.id, { state: "created", taskId: made.taskId, taskAt: now });
    await markCreated(tx, task.id, now);
    await tellAssociate(tx, task, addressees.length - lost.length, now);
    return true;
  });
  if (!kept && made.taskId !== null) await context.channel.cancelCustomerMessage(made.taskId);
}

/** The task, if it still waits for this very delivery, with those it is for. */
async function waitingFor(tx: Tx, { id, round }: { id: string; round: number }): Promise<Ready | null> {
  const task = await lockTask(tx, id);
  if (task === null || task.state !== "queued" || task.round !== round || task.cancelledAt !== null) return null;
  return { task, addressees: await loadAddressees(tx, id) };
}

/** The task and who may still get it; null when it is not to be sent any more. */
function prepare(
  context: DeliverContext,
  of: { id: string; round: number },
  rules: DeliveryRules,
): Promise<Ready | null> {
  const now = context.now();
  return context.db.transaction(system, async (tx) => {
    const waiting = await waitingFor(tx, of);
    if (waiting === null) return null;
    const { task, addressees: all } = waiting;
    const policy = policyOf(await rules.settings(), rules.zone);
    const verdicts = await verdictsOf(tx, asksOf(task, all), { policy, now, gate: mayStillGo });
    for (const verdict of verdicts.values())
      if (verdict.verdict === "later") {
        // Nothing goes out at night because it was late in the queue.
        const waitMs = verdict.when.getTime() - now.getTime();
        throw new ChannelError("customer_message", null, "wait", "quiet hours", { waitMs });
      }
    const over = isOver(all, dayOf(now, rules.zone));
    const addressees = all.filter(
      (one) => !over && one.externalId !== null && verdicts.get(one.customerId)?.verdict === "allow",
    );
    const left = all.filter((one) => !addressees.includes(one));
    if (!over) await endStopped(tx, stoppedBy(left, verdicts), now);
    // Of those that are left over somebody has no id at the platform any more.
    const reason = over ? endWords.dayOver : endWords.stopped;
    await endMessages(tx, idsOf(left), { state: "refused", reason, now });
    if (addressees.length > 0) return { task, addressees };
    await changeTask(tx, task.id, { state: "refused" });
    return null;
  });
}

/** Each with its reason; what ended already is passed over. */
export async function endStopped(tx: Tx, stopped: readonly Stopped[], now: Date): Promise<void> {
  for (const to of new Set(stopped.map((one) => one.to))) {
    const ids = idsOf(stopped.filter((one) => one.to === to));
    const reason = to === null ? endWords.stopped : endWords.gaveWay(to);
    await endMessages(tx, ids, { state: "refused", reason, now });
  }
}

async function create(context: DeliverContext, outgoing: MassMessage): Promise<Made> {
  try {
    return await context.channel.createMassMessage(outgoing);
  } catch (error) {
    // What a person or time can mend is tried again by the outbox; the rest ends here, and is shown in the figures.
    if (!(error instanceof ChannelError) || error.remedy !== "give-up") throw error;
    context.log.warn("campaigns.refused", { code: error.code, method: error.method, sender: outgoing.sender });
    return { taskId: null, refused: [...outgoing.externalIds] };
  }
}

/**
 * A task that an earlier attempt made and did not live to record: this text to these people, and no row's. Everybody it
 * is for is recorded with it; who may not get it any more is taken out by the next look at it (jobs.ts).
 */
async function adopt(context: DeliverContext, of: { id: string; round: number }): Promise<string | null> {
  const waiting = await context.db.transaction(system, (tx) => waitingFor(tx, of));
  if (waiting === null) return null;
  const { task } = waiting;
  // Made anew, it must not take the one it replaces for its own: that one is older than the renewal.
  const since = task.round > 0 ? (task.lastPolledAt ?? task.confirmedAt) : task.confirmedAt;
  const outgoing = outgoingOf(waiting);
  for (const taskId of await context.channel.findMassMessages(outgoing, since)) {
    if (await context.db.transaction(system, (tx) => isTaskKnown(tx, taskId))) continue;
    const named = await context.channel.massMessageStatuses(taskId, outgoing.sender);
    const refused = named.size === 0 ? [] : outgoing.externalIds.filter((id) => !named.has(id));
    await record(context, waiting, { taskId, refused });
    return taskId;
  }
  return null;
}

async function tellAssociate(tx: Tx, task: Task, count: number, now: Date): Promise<void> {
  await enqueue(tx, {
    key: `mass:told:${task.id}:${task.round}`,
    staffId: task.staffId,
    kind: "reply",
    reply: { kind: "text", text: taskWords(task.text, count) },
    dueAt: now,
  });
}

async function remind(context: DeliverContext, id: string) {
  const task = await context.db.transaction(system, (tx) => lockTask(tx, id));
  if (task?.state !== "created" || task.taskId === null || task.cancelledAt !== null) return nothingSent;
  try {
    await context.channel.remindMassMessage(task.taskId);
  } catch (error) {
    // More than the platform takes in a day, or withdrawn meanwhile: nobody waits for this one.
    if (!(error instanceof ChannelError) || error.remedy !== "give-up") throw error;
    return nothingSent;
  }
  return { messageId: null, alreadySent: false };
}

/** Withdraws at the platform first and then reads who had it already: a tap that came before counts as sent. */
async function cancel(context: DeliverContext, id: string) {
  const task = await context.db.transaction(system, (tx) => lockTask(tx, id));
  if (task === null) return nothingSent;
  await withdraw(context, task, endWords.cancelled);
  return { messageId: null, alreadySent: false };
}

/** Ends a task: nothing goes out any more; what had gone out is recorded. */
export async function withdraw(
  context: Pick<DeliverContext, "db" | "channel" | "now">,
  task: Task,
  reason: string,
): Promise<void> {
  if (task.taskId !== null && task.state === "created") {
    await cancelAt(context, task.taskId);
    const statuses = await context.channel.massMessageStatuses(task.taskId, task.staffId);
    await reconcile(context, task, statuses);
  }
  const now = context.now();
  await context.db.transaction(system, async (tx) => {
    const current = await lockTask(tx, task.id);
    if (current?.state !== "queued" && current?.state !== "created") return;
    const left = await loadAddressees(tx, task.id);
    await endMessages(tx, idsOf(left), { state: "expired", reason, now });
    await changeTask(tx, task.id, { state: "cancelled", lastPolledAt: now });
  });
}

/** Writes down what the platform says of each receiver. Said twice it changes nothing. */
export function reconcile(
  context: Pick<DeliverContext, "db" | "now">,
  task: Task,
  statuses: ReadonlyMap<string, string>,
): Promise<void> {
  const now = context.now();
  return context.db.transaction(system, async (tx) => {
    const current = await lockTask(tx, task.id);
    if (current?.state !== "created") return;
    const waiting = await loadAddressees(tx, task.id);
    const having = (status: string) => waiting.filter((one) => statuses.get(one.externalId ?? "") === status);
    const [sent, gone, full] = [having("sent"), having("not-a-friend"), having("limit-reached")];
    await recordSent(tx, idsOf(sent), now);
    await endMessages(tx, idsOf(gone), { state: "failed", reason: endWords.notAFriend, now });
    await endRelations(
      tx,
      gone.map((one) => one.customerId),
      task.staffId,
      now,
    );
    await endMessages(tx, idsOf(full), { state: "failed", reason: PLATFORM_LIMIT_REASON, now });
    const over = sent.length + gone.length + full.length === waiting.length;
    await changeTask(tx, task.id, { lastPolledAt: now, ...(over ? { state: "done" } : {}) });
  });
}

function idsOf(addressees: readonly { id: string }[]): string[] {
  return addressees.map((one) => one.id);
}
