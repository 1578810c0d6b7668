// Everything that leaves, as rows, and how many may leave at a time. The only file with the outbox's queries.
// States and crashes: see deliver.ts.
import { system } from "../db/actor.ts";
import type { Db, Tx } from "../db/db.ts";
import type { Prisma } from "../db/generated/client.ts";
import { later, leaseHorizon, personLock } from "../db/lease.ts";
import type { Card, Reply } from "../message.ts";
import { crashesMax } from "./policy.ts";

export type DeliveryKind = "reply" | "nudge" | "digest" | "card" | "customer_message";

export interface NewDelivery {
  /** One per intent (turn, card and day, …): queueing it again changes nothing. */
  key: string;
  staffId: string;
  kind: DeliveryKind;
  reply: Reply;
  /** Not before. */
  dueAt: Date;
  careMessageId?: string | null;
  inboundId?: string | null;
}

export interface ClaimedDelivery {
  id: string;
  key: string;
  staffId: string;
  kind: DeliveryKind;
  reply: Reply;
  careMessageId: string | null;
  inboundId: string | null;
  /** Of the message it answers: where the channel wants the answer to go. */
  replyToken: string | null;
  /** This one included. More than one: an earlier try may have got through. */
  attempts: number;
  createdAt: Date;
}

// The platform allows 30 messages a minute and 1,000 an hour to one member; the rest is for what is sent by hand or
// was counted by its clock, not by ours.
const perMinuteMax = 28;
const perHourMax = 950;
const minuteMs = 60_000;
const hourMs = 3_600_000;
/** An error is kept for a person to read in a table. */
const errorLengthMax = 1000;
/** People looked at for each delivery wanted: some are being served by other processes or have had enough. */
const candidatesPerDelivery = 3;

/** In the transaction of the turn or job that decided it. Returns false when it was queued before. */
export async function enqueue(tx: Tx, delivery: NewDelivery): Promise<boolean> {
  return (await enqueueAll(tx, [delivery])) === 1;
}

/** Returns how many were new. */
export async function enqueueAll(tx: Tx, deliveries: NewDelivery[]): Promise<number> {
  // createMany, because a row for another person must not be read back (see the row security of delivery).
  const { count } = await tx.delivery.createMany({
    data: deliveries.map((delivery) => ({ ...delivery, reply: delivery.reply as unknown as Prisma.InputJsonObject })),
    skipDuplicates: true,
  });
  return count;
}

/** As enqueueAll, in one statement however many: the keys of those that were new. For jobs, which see every row. */
export async function enqueueEach(tx: Tx, deliveries: NewDelivery[]): Promise<Set<string>> {
  if (deliveries.length === 0) return new Set();
  const rows = await tx.delivery.createManyAndReturn({
    data: deliveries.map((delivery) => ({ ...delivery, reply: delivery.reply as unknown as Prisma.InputJsonObject })),
    skipDuplicates: true,
    select: { key: true },
  });
  return new Set(rows.map(({ key }) => key));
}

/** A card as this person has it now, sent or changed since; null when she never had it. Under her own row security. */
export async function findCard(tx: Tx, staffId: string, cardId: string): Promise<Card | null> {
  const rows = await tx.$queryRaw<{ card: Card }[]>`
    SELECT reply->'card' AS card FROM delivery
    WHERE staff_id = ${staffId} AND reply->>'kind' IN ('card', 'card-update') AND reply->'card'->>'id' = ${cardId}
    ORDER BY seq DESC LIMIT 1`;
  return rows[0]?.card ?? null;
}

/**
 * Takes at most one due delivery per person and lane, in the order queued. A lane is the talk with a person, or the
 * customer messages she has to confirm: a customer message that waits for the platform holds up no answer.
 */
export async function claimDeliveries(db: Db, now: Date, limit: number, leaseMs: number): Promise<ClaimedDelivery[]> {
  return db.transaction(system, async (tx) => {
    await buryKillers(tx, now);
    const lanes = await lanesDue(tx, { now, leaseMs, limit: limit * candidatesPerDelivery });
    if (lanes.length === 0) return [];
    const mine = await lockLanes(tx, lanes, limit);
    return mine.length === 0 ? [] : claimNextOf(tx, mine, { now, leaseMs });
  });
}

export type DeliveryEnd =
  | { state: "sent"; at: Date; channelMessageId: string | null; updateToken: string | null }
  | { state: "waiting"; dueAt: Date; error: string }
  | { state: "dead"; error: string };

/** Returns false when the lease had run out and another process has it now. */
export async function recordDelivery(db: Db, claim: ClaimedDelivery, end: DeliveryEnd): Promise<boolean> {
  const data: Prisma.DeliveryUpdateManyMutationInput = { state: end.state, lockedUntil: null };
  if (end.state === "sent")
    Object.assign(data, {
      sentAt: end.at,
      channelMessageId: end.channelMessageId,
      updateToken: end.updateToken,
      error: null,
    });
  else data.error = end.error.slice(0, errorLengthMax);
  if (end.state === "waiting") data.dueAt = end.dueAt;
  const { count } = await db.transaction(system, (tx) =>
    tx.delivery.updateMany({ where: { id: claim.id, state: "taken", attempts: claim.attempts }, data }),
  );
  return count === 1;
}

interface Window {
  now: Date;
  leaseMs: number;
}

async function buryKillers(tx: Tx, now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE delivery SET state = 'dead', locked_until = NULL, error = 'its process died at every attempt'
    WHERE state = 'taken' AND locked_until <= ${now} AND attempts >= ${crashesMax}`;
}

/** A person's id and lane in one word; ids hold no blank. */
const laneOf = "(d.staff_id || CASE WHEN d.kind = 'customer_message' THEN ' customers' ELSE ' talk' END)";

// In these conditions: $1 now, $2 the horizon of leases, $3 and $4 the beginnings of the last minute and hour.
// A live lease is one that ends after now and before the horizon (see lease.ts).
const due = `(d.state = 'waiting' AND d.due_at <= $1
  OR d.state = 'taken' AND (d.locked_until <= $1 OR d.locked_until > $2))`;
const sameLane = "o.staff_id = d.staff_id AND (o.kind = 'customer_message') = (d.kind = 'customer_message')";
/** One at a time, and none overtakes an earlier one that is due or was tried; one due tomorrow holds up nobody. */
const isNext = `NOT EXISTS (SELECT 1 FROM delivery o
  WHERE ${sameLane} AND o.id <> d.id AND o.state IN ('waiting', 'taken')
    AND (o.state = 'taken' AND o.locked_until > $1 AND o.locked_until <= $2
      OR o.seq < d.seq AND (o.state = 'taken' OR o.due_at <= $1 OR o.attempts > 0)))`;
/** The upper bounds keep rows stamped before the clock was moved back from counting for ever. */
const belowLimits = `(d.kind = 'customer_message' OR (
  (SELECT count(*) FROM delivery s WHERE s.staff_id = d.staff_id AND s.kind <> 'customer_message'
     AND s.sent_at > $3 AND s.sent_at <= $2) < ${perMinuteMax}
  AND (SELECT count(*) FROM delivery s WHERE s.staff_id = d.staff_id AND s.kind <> 'customer_message'
     AND s.sent_at > $4 AND s.sent_at <= $2) < ${perHourMax}))`;

function bounds({ now, leaseMs }: Window): Date[] {
  return [now, leaseHorizon(now, leaseMs), later(now, -minuteMs), later(now, -hourMs)];
}

/** A guess at which lanes have something to send; claimNextOf decides under their locks. */
async function lanesDue(tx: Tx, window: Window & { limit: number }): Promise<string[]> {
  const rows = await tx.$queryRawUnsafe<{ lane: string }[]>(
    `SELECT ${laneOf} AS lane FROM delivery d
     WHERE d.state IN ('waiting', 'taken') AND ${due} AND ${isNext} AND ${belowLimits}
     ORDER BY d.seq LIMIT $5`,
    ...bounds(window),
    window.limit,
  );
  return [...new Set(rows.map((row) => row.lane))];
}

/** At most `limit` of the lanes; asked for in slices, so that no more are locked than are wanted. */
async function lockLanes(tx: Tx, lanes: string[], limit: number): Promise<string[]> {
  const mine: string[] = [];
  for (let next = 0; next < lanes.length && mine.length < limit; ) {
    const slice = lanes.slice(next, next + limit - mine.length);
    next += slice.length;
    const rows = await tx.$queryRaw<{ lane: string; locked: boolean }[]>`
      SELECT lane, pg_try_advisory_xact_lock(${personLock.outbox}::int, hashtext(lane)) AS locked
      FROM unnest(${slice}::text[]) AS lane`;
    mine.push(...rows.filter((row) => row.locked).map((row) => row.lane));
  }
  return mine;
}

async function claimNextOf(tx: Tx, lanes: string[], window: Window): Promise<ClaimedDelivery[]> {
  const rows = await tx.$queryRawUnsafe<(ClaimedDelivery & { seq: bigint })[]>(
    `UPDATE delivery SET state = 'taken', attempts = attempts + 1, locked_until = $5
     WHERE id IN (
       SELECT d.id FROM delivery d
       WHERE d.state IN ('waiting', 'taken') AND d.staff_id = ANY($6) AND ${laneOf} = ANY($7)
         AND ${due} AND ${isNext} AND ${belowLimits}
       FOR UPDATE SKIP LOCKED)
     RETURNING id, key, staff_id AS "staffId", kind, reply, care_message_id AS "careMessageId",
       inbound_id AS "inboundId", attempts, created_at AS "createdAt", seq,
       (SELECT i.message->>'replyToken' FROM inbound i WHERE i.id = delivery.inbound_id) AS "replyToken"`,
    ...bounds(window),
    later(window.now, window.leaseMs),
    lanes.map((lane) => lane.slice(0, lane.lastIndexOf(" "))),
    lanes,
  );
  return rows.sort((a, b) => (a.seq < b.seq ? -1 : 1)).map(({ seq: _, ...claim }) => claim);
}
