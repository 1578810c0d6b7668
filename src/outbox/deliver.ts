// Sends what is queued. The only caller of channel.send.
//
// waiting → taken → sent, or back to waiting with a later due time, or dead with the reason. enqueue makes a row waiting
// in the transaction that decided it; claimDeliveries takes it in a short transaction; the sending happens outside any;
// a second short transaction records the end. policy.ts says how long to wait and when to give up.
// A crash before the record leaves a taken row; its lease runs out, it is taken again with attempts > 1 and sent with
// `again: true`, by which the channel suppresses what had got through. That is the one repeat left possible, and the
// platform's duplicate check covers it. Nothing is ever deleted.
// To add a kind of delivery that is not a plain send (customer messages), give its handler in the context.
import type { Channel, SendReceipt } from "../channel.ts";
import type { Db } from "../db/db.ts";
import { later } from "../db/lease.ts";
import { type Poller, startPolling } from "../db/poll.ts";
import { ChannelError } from "../errors.ts";
import { describe, type Log } from "../log.ts";
import { afterFailure, type FailureKind } from "./policy.ts";
import { type ClaimedDelivery, claimDeliveries, type DeliveryEnd, recordDelivery } from "./store.ts";

export interface DeliverContext {
  db: Db;
  channel: Channel;
  now: () => Date;
  log: Log;
  handlers?: { customerMessage?: DeliveryHandler };
  /** 0 to 1, for the spread of retries. */
  random?: () => number;
  /** False while this process has no line to send by and another one has it; then it leaves the queue alone. */
  maySend?: () => boolean;
  /** How long a claim is ours. Must be longer than a send can take. */
  leaseMs?: number;
}

/** Reconciles with what an earlier try may have done, sends, and returns the receipt. Throws ChannelError. */
export type DeliveryHandler = (context: DeliverContext, delivery: ClaimedDelivery) => Promise<SendReceipt>;

/** A picture is uploaded and sent within seconds; what takes longer is stuck. */
const sendMsMax = 30_000;
/** Sending and recording, twice over: nobody takes over a delivery that is still on its way. */
const defaultLeaseMs = 90_000;
/** Other processes queue without telling us; a second is unnoticed in a chat. */
const pollMs = 1_000;
/** Sent side by side, each to another person. */
const batchMax = 16;

export interface DeliverReport {
  claimed: number;
  sent: number;
  waiting: number;
  dead: number;
}

/** One round: at most `limit` deliveries, one per person and lane. For tests and for the loop. */
export async function deliverOnce(context: DeliverContext, limit: number = batchMax): Promise<DeliverReport> {
  const claims = await claimDeliveries(context.db, context.now(), limit, context.leaseMs ?? defaultLeaseMs);
  const ends = await Promise.all(claims.map((claim) => deliver(context, claim)));
  const count = (state: DeliveryEnd["state"]) => ends.filter((end) => end === state).length;
  return { claimed: claims.length, sent: count("sent"), waiting: count("waiting"), dead: count("dead") };
}

/** Rounds until nothing is due. `roundsMax` bounds it where sending makes new deliveries. */
export async function deliverAll(context: DeliverContext, roundsMax = 1000): Promise<DeliverReport> {
  const total: DeliverReport = { claimed: 0, sent: 0, waiting: 0, dead: 0 };
  for (let round = 0; round < roundsMax; round += 1) {
    const report = await deliverOnce(context);
    if (report.claimed === 0) break;
    for (const key of ["claimed", "sent", "waiting", "dead"] as const) total[key] += report[key];
  }
  return total;
}

export function startDelivery(context: DeliverContext): Poller {
  return startPolling({
    name: "delivery",
    everyMs: pollMs,
    log: context.log,
    turn: async () => (context.maySend?.() ?? true) && (await deliverOnce(context)).claimed > 0,
  });
}

async function deliver(context: DeliverContext, claim: ClaimedDelivery): Promise<DeliveryEnd["state"]> {
  const end = await attempt(context, claim);
  const kept = await recordDelivery(context.db, claim, end);
  const fields = { delivery: claim.id, kind: claim.kind, to: claim.staffId, attempts: claim.attempts };
  if (!kept) context.log.warn("delivery.lease-lost", fields);
  else if (end.state === "sent") context.log.info("delivery.sent", fields);
  return end.state;
}

async function attempt(context: DeliverContext, claim: ClaimedDelivery): Promise<DeliveryEnd> {
  try {
    const receipt = await withinTime(send(context, claim));
    const { messageId, updateToken = null } = receipt;
    return { state: "sent", at: context.now(), channelMessageId: messageId, updateToken };
  } catch (error) {
    return endOfFailure(context, claim, error);
  }
}

function send(context: DeliverContext, claim: ClaimedDelivery): Promise<SendReceipt> {
  if (claim.kind !== "customer_message")
    return context.channel.send(claim.staffId, claim.reply, {
      again: claim.attempts > 1,
      key: claim.key,
      replyToken: claim.replyToken,
    });
  const handler = context.handlers?.customerMessage;
  if (!handler)
    throw new ChannelError("customer_message", null, "configure", "this process has no handler for customer messages");
  return handler(context, claim);
}

function endOfFailure(context: DeliverContext, claim: ClaimedDelivery, error: unknown): DeliveryEnd {
  const kind: FailureKind = error instanceof ChannelError ? error.remedy : "unknown";
  const verdict = afterFailure({
    kind,
    attempts: claim.attempts,
    waitMs: error instanceof ChannelError ? error.waitMs : null,
    jitter: (context.random ?? Math.random)(),
  });
  const fields = {
    delivery: claim.id,
    kind: claim.kind,
    to: claim.staffId,
    attempts: claim.attempts,
    remedy: kind,
    error: describe(error),
  };
  if (verdict.kind === "dead") {
    context.log.error("delivery.dead", { ...fields, reason: verdict.reason });
    return { state: "dead", error: `${verdict.reason}: ${describe(error)}` };
  }
  // A person has to act on these two; the rest passes by itself.
  const level = kind === "configure" || kind === "unknown" ? "error" : "warn";
  context.log[level]("delivery.waits", { ...fields, delayMs: verdict.delayMs });
  return { state: "waiting", dueAt: later(context.now(), verdict.delayMs), error: describe(error) };
}

async function withinTime(sending: Promise<SendReceipt>): Promise<SendReceipt> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new ChannelError("send", null, "retry", `no answer within ${sendMsMax} ms`);
    timer = setTimeout(() => reject(error), sendMsMax);
  });
  try {
    return await Promise.race([sending, late]);
  } finally {
    clearTimeout(timer);
  }
}
