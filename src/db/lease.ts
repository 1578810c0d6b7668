// What the inbox, the outbox and the job slots have in common: a row is taken for a while, by one process.
//
// Taking adds one to the row's attempts and sets locked_until. Whoever took it may finish it only while the attempts
// are still the ones it got: a process that was slow or asleep past its lease finds its claim gone and must undo.

/** The work was taken over by another process because the lease had run out. Undo what you did: it does it again. */
export class LeaseLost extends Error {
  override name = "LeaseLost";
}

/**
 * A lease that ends later than any lease can was written before the clock was moved back: it counts as run out.
 * Twice the lease leaves room for processes whose clocks differ.
 */
export function leaseHorizon(now: Date, leaseMs: number): Date {
  return new Date(now.getTime() + 2 * leaseMs);
}

export function later(now: Date, ms: number): Date {
  return new Date(now.getTime() + ms);
}

/**
 * Only one process can have opened an embedded database: whatever is still taken as it opens, a dead one held, and it is
 * free at once, not when its lease runs out. Its attempts stay counted, so what kills its process still comes to an end.
 */
export const releaseAllSql = [
  "UPDATE inbound SET locked_until = 'epoch' WHERE state = 'taken'",
  "UPDATE delivery SET locked_until = 'epoch' WHERE state = 'taken'",
  "UPDATE channel_write SET locked_until = 'epoch' WHERE state = 'taken'",
  "UPDATE job_slot SET locked_until = 'epoch' WHERE state = 'running'",
].join(";\n");

/** First keys of the advisory locks taken per person; the second is the hash of her id. */
export const personLock = { inbox: 52_417_101, outbox: 52_417_102 } as const;
