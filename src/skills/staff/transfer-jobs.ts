// Contacts follow their customers on the platform: asked for in batches outside any transaction, once,
// then followed until the customer's day to refuse is over. Who has her on the platform afterwards, its events tell.
import type { Channel } from "../../channel.ts";
import { system } from "../../db/actor.ts";
import type { Db } from "../../db/db.ts";
import { later } from "../../db/lease.ts";
import { ChannelError } from "../../errors.ts";
import { describe, type Log } from "../../log.ts";
import { afterFailure } from "../../outbox/policy.ts";
import {
  askAgain,
  askLater,
  type ClaimedTransfer,
  cancelOutdated,
  claimResults,
  claimTransfers,
  endTransfers,
  type TransferEnd,
} from "./transfer-store.ts";

export interface TransferContext {
  db: Db;
  channel: Pick<Channel, "transferCustomers" | "transferResults">;
  now: () => Date;
  log: Pick<Log, "info" | "warn">;
}

/** Calls of each sort in one run: a run ends before the next begins, and 5,000 contacts change hands in one. */
const CALLS_MAX = 50;

/** Returns what was asked and learnt, for the record of the job. */
export async function transferContacts(context: TransferContext): Promise<string> {
  const { db, now } = context;
  await db.transaction(system, (tx) => cancelOutdated(tx, now()));
  const sum = { asked: 0, done: 0, failed: 0 };
  for (let calls = 0; calls < CALLS_MAX; calls++) {
    const claims = await db.transaction(system, (tx) => claimResults(tx, now()));
    if (!(await step(context, claims, sum, look))) break;
  }
  for (let calls = 0; calls < CALLS_MAX; calls++) {
    const claims = await db.transaction(system, (tx) => claimTransfers(tx, now()));
    if (!(await step(context, claims, sum, ask))) break;
    sum.asked += claims.length;
  }
  return `${sum.asked} asked, ${sum.done} done, ${sum.failed} failed`;
}

/** What became of some, by row; null for those that the platform knows nothing of. Absent: they go on. */
type Learnt = Map<string, TransferEnd | null>;

/** False when there was nothing to do, or the platform is not to be asked more in this run. */
async function step(
  context: TransferContext,
  claims: readonly ClaimedTransfer[],
  sum: { done: number; failed: number },
  call: (channel: TransferContext["channel"], claims: readonly ClaimedTransfer[]) => Promise<Learnt>,
): Promise<boolean> {
  const { db, channel, now } = context;
  if (claims.length === 0) return false;
  let learnt: Learnt;
  try {
    learnt = await call(channel, claims);
  } catch (error) {
    await putOff(context, claims, { error, wasAsking: call === ask });
    return false;
  }
  await db.transaction(system, async (tx) => {
    const ends = new Map([...learnt].flatMap(([id, end]) => (end === null ? [] : [[id, end] as const])));
    const { done, failed } = await endTransfers(tx, ends, now());
    sum.done += done;
    sum.failed += failed;
    await askAgain(
      tx,
      claims.filter(({ id }) => learnt.get(id) === null),
      now(),
    );
  });
  return true;
}

async function ask(channel: TransferContext["channel"], claims: readonly ClaimedTransfer[]): Promise<Learnt> {
  const [first] = claims;
  if (!first) return new Map();
  const answers = await channel.transferCustomers(
    first,
    claims.map(({ externalId }) => externalId),
  );
  return new Map(
    claims.flatMap(({ id, externalId }) => {
      const answer = answers.get(externalId) ?? "failed";
      return answer === "asked" ? [] : [[id, answer] as const];
    }),
  );
}

async function look(channel: TransferContext["channel"], claims: readonly ClaimedTransfer[]): Promise<Learnt> {
  const [first] = claims;
  if (!first) return new Map();
  const results = await channel.transferResults(first);
  return new Map(
    claims.flatMap(({ id, externalId }) => {
      const status = results.get(externalId) ?? null;
      return status === "waiting" ? [] : [[id, status] as const];
    }),
  );
}

/**
 * A call refused whole: what time or a person can mend is tried again, the rest ends. Where nobody knows whether it got
 * through, the rows stay asked, and their results tell.
 */
async function putOff(
  { db, now, log }: TransferContext,
  claims: readonly ClaimedTransfer[],
  { error, wasAsking }: { error: unknown; wasAsking: boolean },
): Promise<void> {
  const kind = error instanceof ChannelError ? error.remedy : "unknown";
  log.warn("transfer.put-off", { rows: claims.length, kind, error: describe(error) });
  if (!wasAsking || kind === "unknown" || kind === "retry") return;
  const attempts = Math.max(...claims.map((claim) => claim.attempts));
  const waitMs = error instanceof ChannelError ? error.waitMs : null;
  const verdict = afterFailure({ kind, attempts, waitMs, jitter: 0 });
  await db.transaction(system, async (tx) => {
    if (verdict.kind === "again") return askLater(tx, claims, later(now(), verdict.delayMs));
    const impossible = error instanceof ChannelError && error.code === null ? "impossible" : "failed";
    await endTransfers(tx, new Map(claims.map(({ id }) => [id, impossible])), now());
  });
}
