// Everything that arrives, as rows. A message is stored before it is acknowledged and taken from here, never from memory.
//
// waiting → taken → done. claimInbound takes: the oldest message of a person none of whose messages is taken, so one
// person is answered in the order she wrote, whatever the number of processes. finishInbound ends it inside the
// transaction of the turn: answer, changes and "done" are kept together or not at all. failInbound puts it back with a
// delay, or, after three attempts or a fault that cannot pass, sets it to failed: the person's next message goes on.
// set_aside: kept for the record, nothing to do.
// A crash leaves a taken row; when its lease runs out it is claimed again. A message that kills its process three times
// comes out once more with `exhausted` set: apologise and fail it, do not try it again.
// Two processes cannot take messages of one person at once: each first takes the person's advisory lock and only then
// looks, in a statement of its own, so that it sees what the holder before it did.
import { system } from "../db/actor.ts";
import type { Db, Tx } from "../db/db.ts";
import { Prisma } from "../db/generated/client.ts";
import { LeaseLost, later, leaseHorizon, personLock } from "../db/lease.ts";
import { type InboundMessage, storableParts } from "../message.ts";

/** A fault that passes (a deadlock, a full disk) has passed by the third try; one that does not is a poison message. */
export const attemptsMax = 3;
/** How long a failed message waits, by attempts made; the person's later messages wait with it. */
const retryDelaysMs = [1_000, 5_000];
/** People looked at in one claim: with more processes than this at work, the next poll finds the rest. */
const candidatesMax = 16;
/** An error is kept for a person to read in a table. */
const errorLengthMax = 1000;

export interface ClaimedInbound {
  id: string;
  message: InboundMessage;
  staffId: string;
  attempts: number;
  receivedAt: Date;
  /** It was tried as often as it may be and never ended: apologise, then failInbound. */
  exhausted: boolean;
}

/** Returns false when this very message is there already: the platform delivers again what it thinks was lost. */
export async function storeInbound(db: Db, message: InboundMessage, now: Date): Promise<boolean> {
  return (await insertAll(db, [{ message, now }])) === 1;
}

/** Messages of one commit: a bound for the statement, far above what arrives while one commit is on its way. */
const groupMax = 200;

/**
 * The same for many callers at once: what arrives while a commit is on its way goes into the next one together, so that
 * a burst costs a few commits and not one each. Each caller's promise settles after its own commit. A group that fails
 * is stored one by one, so that one message the database will not take harms only itself.
 */
export function createInboundStore(db: Db): (message: InboundMessage, now: Date) => Promise<void> {
  let waiting: Arrival[] = [];
  let running = false;

  async function run(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      await arrivalsSettled(() => waiting.length);
      const group = waiting.slice(0, groupMax);
      waiting = waiting.slice(groupMax);
      try {
        await insertAll(db, group);
        for (const arrival of group) arrival.settle(null);
      } catch (error) {
        if (group.length === 1) group[0]?.settle(error);
        else
          for (const arrival of group) await insertAll(db, [arrival]).then(() => arrival.settle(null), arrival.settle);
      }
    }
    running = false;
  }

  return (message, now) =>
    new Promise<void>((resolve, reject) => {
      waiting.push({ message, now, settle: (error) => (error === null ? resolve() : reject(error)) });
      if (!running) void run();
    });
}

/**
 * What the network has handed over already comes along: the embedded engine holds up the event loop while it works, and
 * requests that came meanwhile are only read afterwards. Ends when a turn of the loop brings nothing new.
 */
async function arrivalsSettled(count: () => number): Promise<void> {
  for (let turn = 0, before = -1; turn < settleTurnsMax && count() !== before; turn++) {
    before = count();
    await new Promise((resolve) => setImmediate(resolve));
  }
}
/** A steady stream may bring something at every turn; nobody waits for the last of it. */
const settleTurnsMax = 8;

interface Arrival {
  message: InboundMessage;
  now: Date;
  settle(error: unknown): void;
}

/** One statement whatever their number: the person is waiting behind the platform's five seconds. */
async function insertAll(db: Db, arrivals: readonly Pick<Arrival, "message" | "now">[]): Promise<number> {
  const rows = arrivals.map(({ message, now }) => ({
    key: message.id,
    staff_id: message.from,
    kind: message.kind,
    message,
    received_at: now,
    state: message.kind === "set-aside" ? "set_aside" : "waiting",
  }));
  const [kept] = await db.statement<{ n: number }>(
    Prisma.sql`SELECT keep_arrivals(${JSON.stringify(rows, storableParts)}::json) AS n`,
  );
  return kept?.n ?? 0;
}

export async function claimInbound(db: Db, now: Date, leaseMs: number): Promise<ClaimedInbound | null> {
  return db.transaction(system, async (tx) => {
    for (const staffId of await peopleWaiting(tx, now, leaseMs)) {
      if (!(await lockPerson(tx, staffId))) continue;
      const claimed = await claimNextOf(tx, staffId, { now, leaseMs });
      if (claimed) return claimed;
    }
    return null;
  });
}

/** Call it in the turn's own transaction. Throws LeaseLost, so that the turn is undone, when another took it over. */
export async function finishInbound(tx: Tx, claim: ClaimedInbound, now: Date): Promise<void> {
  const { count } = await tx.inbound.updateMany({
    where: { id: claim.id, state: "taken", attempts: claim.attempts },
    data: { state: "done", doneAt: now, lockedUntil: null, error: null },
  });
  if (count === 0) throw new LeaseLost(`message ${claim.id} was taken over while it was being answered`);
}

/** Call it in a transaction of its own, after the turn's has rolled back. Says whether it will be tried again. */
export async function failInbound(
  db: Db,
  claim: ClaimedInbound,
  { error, retryable, now }: { error: string; retryable: boolean; now: Date },
): Promise<"waiting" | "failed"> {
  const again = retryable && claim.attempts < attemptsMax;
  const delayMs = retryDelaysMs[claim.attempts - 1] ?? 0;
  await db.transaction(system, (tx) =>
    tx.inbound.updateMany({
      where: { id: claim.id, state: "taken", attempts: claim.attempts },
      data: {
        state: again ? "waiting" : "failed",
        lockedUntil: again ? later(now, delayMs) : null,
        error: error.slice(0, errorLengthMax),
        doneAt: again ? null : now,
      },
    }),
  );
  return again ? "waiting" : "failed";
}

/** Whose next message may be due, longest waiting first. A guess: claimNextOf decides under the person's lock. */
async function peopleWaiting(tx: Tx, now: Date, leaseMs: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ staffId: string }[]>`
    SELECT i.staff_id AS "staffId" FROM inbound i
    WHERE i.state IN ('waiting', 'taken')
      AND (i.locked_until IS NULL OR i.locked_until <= ${now} OR i.locked_until > ${leaseHorizon(now, leaseMs)})
      AND NOT EXISTS (SELECT 1 FROM inbound earlier WHERE earlier.staff_id = i.staff_id AND earlier.seq < i.seq
                        AND earlier.state IN ('waiting', 'taken'))
    ORDER BY i.seq LIMIT ${candidatesMax}`;
  return [...new Set(rows.map((row) => row.staffId))];
}

async function lockPerson(tx: Tx, staffId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ locked: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(${personLock.inbox}::int, hashtext(${staffId})) AS locked`;
  return row?.locked === true;
}

async function claimNextOf(
  tx: Tx,
  staffId: string,
  { now, leaseMs }: { now: Date; leaseMs: number },
): Promise<ClaimedInbound | null> {
  const horizon = leaseHorizon(now, leaseMs);
  // A message stored late may have a lower number than one already taken: one at a time all the same.
  const rows = await tx.$queryRaw<
    { id: string; message: InboundMessage; staffId: string; attempts: number; receivedAt: Date }[]
  >`
    UPDATE inbound SET state = 'taken', attempts = attempts + 1, locked_until = ${later(now, leaseMs)}
    WHERE id = (
        SELECT i.id FROM inbound i WHERE i.staff_id = ${staffId} AND i.state IN ('waiting', 'taken')
        ORDER BY i.seq LIMIT 1)
      AND (locked_until IS NULL OR locked_until <= ${now} OR locked_until > ${horizon})
      AND NOT EXISTS (SELECT 1 FROM inbound busy WHERE busy.staff_id = ${staffId} AND busy.state = 'taken'
                        AND busy.id <> inbound.id AND busy.locked_until > ${now} AND busy.locked_until <= ${horizon})
    RETURNING id, message, staff_id AS "staffId", attempts, received_at AS "receivedAt"`;
  const row = rows[0];
  if (!row) return null;
  const message = { ...row.message, at: new Date(row.message.at) };
  return { ...row, message, exhausted: row.attempts > attemptsMax };
}
