// The more important message goes first: approved while something less important, not sent yet, has her place, it waits
// as `approved`. That state alone makes the other give way: whoever looks at the other next, before its delivery or while
// it waits for the tap, finds `gave-way` (mayStillGo) and withdraws it, at the platform too, and only then gives its place
// back. Here the one that waits asks for its place again. A tap that was faster counts: then there is no place, and the
// greeting goes back to the associate. No step depends on the one before having been lived through.
import { dayOf } from "../../calendar/day.ts";
import { inQuietHours } from "../../calendar/hours.ts";
import { system } from "../../db/actor.ts";
import type { Tx } from "../../db/db.ts";
import { describe } from "../../log.ts";
import { enqueue } from "../../outbox/store.ts";
import { comparePriority, policyOf, type Verdict } from "../contact/gate.ts";
import { reserve, staffNames } from "../contact/store.ts";
import { momentWords } from "../contact/words.ts";
import { deliveryOf, refuse } from "./deliver.ts";
import type { CareJobContext } from "./draft-jobs.ts";
import type { Seen } from "./known.ts";
import { askOf, type CareMessage, changeMessage, lockMessage, waitingForPlace } from "./store.ts";
import { refusalReasonWords, toldWords } from "./words.ts";

/** Of each look; more than that is more than anybody approves in ten minutes. */
const WAITING_MAX = 500;

/** Queues what was approved and has its place by now; puts back or ends what will have none. */
export async function queueApproved(context: CareJobContext): Promise<void> {
  const settings = await context.settings();
  const now = context.now();
  // In the night nothing is queued, and no approval is lost.
  if (inQuietHours(now, settings.quietHours, context.zone)) return;
  const seen = { now, today: dayOf(now, context.zone), zone: context.zone, settings };
  const waiting = await context.db.transaction(system, (tx) => waitingForPlace(tx, WAITING_MAX));
  for (const { id } of waiting.toSorted((a, b) => comparePriority(a.occasion, b.occasion))) {
    try {
      await context.db.transaction(system, (tx) => queueOne(tx, id, seen));
    } catch (error) {
      // One message's trouble is its own.
      context.log.warn("care.queue-failed", { careMessage: id, error: describe(error) });
    }
  }
}

async function queueOne(tx: Tx, id: string, seen: Seen): Promise<void> {
  const { now } = seen;
  const message = await lockMessage(tx, id);
  if (message?.state !== "approved") return;
  if (message.expiresAt !== null && message.expiresAt <= now) {
    await refuse(tx, message, { state: "expired", reason: toldWords.dayOver, now });
    return;
  }
  const answer = await reserve(tx, askOf(message), policyOf(seen.settings, seen.zone), now);
  if (answer.verdict === "once-free") return;
  // The one that waits for its tap now is as important; what becomes of it shows soon.
  if (answer.verdict === "later" && answer.reason.code === "pending") return;
  if (answer.verdict !== "allow") return withoutPlace(tx, message, answer, seen);
  await changeMessage(tx, id, { state: "approved" }, { state: "queued", now });
  await enqueue(tx, deliveryOf(message, message.text, message.approvedAt ?? now));
}

/** What it waited for was sent after all, or she wishes nothing of the kind since. */
async function withoutPlace(
  tx: Tx,
  message: CareMessage,
  verdict: Exclude<Verdict, { verdict: "allow" }>,
  seen: Seen,
): Promise<void> {
  const { now, today, zone } = seen;
  const { reason } = verdict;
  const asked = "staffId" in reason && reason.staffId !== null ? [reason.staffId] : [];
  const why = refusalReasonWords(reason, { today, zone, names: await staffNames(tx, asked) });
  const tooLate = verdict.verdict === "later" && message.expiresAt !== null && verdict.when >= message.expiresAt;
  if (verdict.verdict === "never" || tooLate) {
    await refuse(tx, message, { state: "refused", reason: tooLate ? toldWords.missedDay(why) : why, now });
    return;
  }
  const open = { state: "draft" as const, approvedAt: null, approvedById: null, editDistance: null };
  await changeMessage(tx, message.id, { state: "approved" }, { ...open, notBefore: verdict.when, now });
  await enqueue(tx, {
    key: `care-told:${message.id}:no-place:${message.approvedAt?.getTime() ?? 0}`,
    staffId: message.staffId,
    kind: "reply",
    reply: { kind: "text", text: toldWords.noPlace(message, why, momentWords(verdict.when, seen)) },
    dueAt: now,
    careMessageId: message.id,
  });
}
