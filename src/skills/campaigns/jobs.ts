// What happens to mass tasks by the clock: asked about, made anew without those who refused meanwhile or for whom something
// more important was approved, withdrawn when a week has passed without a tap. No network inside a transaction.
import { dayOf } from "../../calendar/day.ts";
import { system } from "../../db/actor.ts";
import { describe } from "../../log.ts";
import { enqueue } from "../../outbox/store.ts";
import { cancelAt } from "../care/deliver.ts";
import type { CareJobContext } from "../care/draft-jobs.ts";
import { queueApproved } from "../care/first-jobs.ts";
import { mayStillGo, policyOf } from "../contact/gate.ts";
import { TASK_DAYS, verdictsOf } from "../contact/store.ts";
import { endStopped, reconcile, sendDelivery, withdraw } from "./deliver.ts";
import { isOver, type Stopped, stoppedBy } from "./rules.ts";
import { asksOf, changeTask, loadAddressees, lockTask, type Task, tasksToPoll } from "./store.ts";
import { endWords } from "./words.ts";

/** Of each ten minutes; a task of 10,000 takes twenty pages. */
const POLL_MAX = 50;
const DAY_MS = 86_400_000;

export async function pollCampaigns(context: CareJobContext): Promise<void> {
  for (const task of await context.db.transaction(system, (tx) => tasksToPoll(tx, POLL_MAX))) {
    try {
      await follow(context, task);
    } catch (error) {
      // One task's trouble is its own; it is asked again after the others.
      context.log.warn("campaigns.poll-failed", { task: task.id, error: describe(error) });
      await context.db.transaction(system, (tx) => changeTask(tx, task.id, { lastPolledAt: context.now() }));
    }
  }
  await queueApproved(context);
}

async function follow(context: CareJobContext, task: Task): Promise<void> {
  if (task.taskId === null) return;
  await reconcile(context, task, await context.channel.massMessageStatuses(task.taskId, task.staffId));
  const now = context.now();
  const tooOld = task.taskAt !== null && now.getTime() - task.taskAt.getTime() >= TASK_DAYS * DAY_MS;
  if (tooOld) return withdraw(context, task, endWords.notConfirmed);
  const left = await context.db.transaction(system, (tx) => loadAddressees(tx, task.id));
  if (isOver(left, dayOf(now, context.zone))) return withdraw(context, task, endWords.dayOver);
  if ((await stoppedSince(context, task)).length > 0) await renew(context, task);
}

/** Messages whose customer refused, froze or complained after the confirmation, or is to get something more important. */
async function stoppedSince(context: CareJobContext, task: Task): Promise<Stopped[]> {
  const policy = policyOf(await context.settings(), context.zone);
  return context.db.transaction(system, async (tx) => {
    const waiting = await loadAddressees(tx, task.id);
    const asks = asksOf(task, waiting);
    const verdicts = await verdictsOf(tx, asks, { policy, now: context.now(), gate: mayStillGo });
    return stoppedBy(waiting, verdicts);
  });
}

/** The platform cannot take one customer out of a task: it is withdrawn and made anew for the others. */
async function renew(context: CareJobContext, task: Task): Promise<void> {
  if (task.taskId === null) return;
  const cancelled = await cancelAt(context, task.taskId);
  // A tap that came before the withdrawal counts.
  const statuses = await context.channel.massMessageStatuses(task.taskId, task.staffId);
  await reconcile(context, task, statuses);
  const stopped = await stoppedSince(context, task);
  // What may have been tapped keeps its place, whoever waits for it, until the platform tells.
  const certain = cancelled && statuses.size > 0;
  if (!certain && stopped.some((one) => one.to !== null)) return;
  const now = context.now();
  await context.db.transaction(system, async (tx) => {
    const current = await lockTask(tx, task.id);
    if (current?.state !== "created" || current.taskId !== task.taskId) return;
    await endStopped(tx, stopped, now);
    const left = await loadAddressees(tx, task.id);
    if (left.length === 0) return changeTask(tx, task.id, { state: "refused", lastPolledAt: now });
    const round = current.round + 1;
    await changeTask(tx, task.id, { state: "queued", taskId: null, taskAt: null, round, lastPolledAt: now });
    await enqueue(tx, sendDelivery({ ...task, round }, now));
  });
}
