// Our side told to the platform: tags, remarks, posts, recalls. Found and recorded in transactions, told outside them.
import type { Channel, ChannelCustomer } from "../../channel.ts";
import { system } from "../../db/actor.ts";
import type { Db } from "../../db/db.ts";
import type { Vault } from "../../db/vault.ts";
import { ChannelError, unreachable } from "../../errors.ts";
import { describe, type Log } from "../../log.ts";
import { afterFailure } from "../../outbox/policy.ts";
import type { Settings } from "../../settings.ts";
import { remarkToWrite } from "./remark.ts";
import { type ClaimedWrite, claimWrites, findWrites, linkTag, loadTold, recordWrite } from "./writeback-store.ts";

export interface WriteBackContext {
  db: Db;
  channel: Channel;
  vault: Pick<Vault, "open">;
  now: () => Date;
  log: Pick<Log, "info" | "warn" | "error">;
  settings(): Promise<Settings>;
  random?: () => number;
}

/** Told in one run, so that a run ends before the next begins; the platform takes far more. */
const RUN_MAX = 300;
const BATCH = 20;
const LEASE_MS = 120_000;
/** Where new tags go on the platform. */
const TAG_GROUP = "知客";

/** Returns what was told, for the record of the job. */
export async function writeBack(context: WriteBackContext): Promise<string> {
  const { db, now, log } = context;
  const { tagsBack, remarkBack } = await context.settings();
  const found = await db.transaction(system, (tx) => findWrites(tx, { tags: tagsBack, ...remarkBack }, now()));
  if (found.heldBack > 0) log.error("writeback.held-back", { tags: found.heldBack });
  let told = 0;
  for (let done = 0; done < RUN_MAX; done += BATCH) {
    const claims = await claimWrites(db, now(), BATCH, LEASE_MS);
    for (const claim of claims) if (await tellOne(context, claim)) told++;
    if (claims.length < BATCH) break;
  }
  return `${found.queued} found, ${told} told`;
}

async function tellOne(context: WriteBackContext, claim: ClaimedWrite): Promise<boolean> {
  const { db, now, log } = context;
  const fields = { write: claim.id, kind: claim.kind, attempts: claim.attempts };
  try {
    await tell(context, claim);
    await db.transaction(system, (tx) => recordWrite(tx, claim, { state: "sent", doneAt: now() }));
    return true;
  } catch (error) {
    const verdict = afterFailure({
      kind: error instanceof ChannelError ? error.remedy : "unknown",
      attempts: claim.attempts,
      waitMs: error instanceof ChannelError ? error.waitMs : null,
      jitter: (context.random ?? Math.random)(),
    });
    log.warn(`writeback.${verdict.kind}`, { ...fields, error: describe(error) });
    const end =
      verdict.kind === "dead"
        ? { state: "dead" as const, error: describe(error) }
        : { state: "waiting" as const, dueAt: new Date(now().getTime() + verdict.delayMs), error: describe(error) };
    await db.transaction(system, (tx) => recordWrite(tx, claim, end));
    return false;
  }
}

/** What is true now decides, not what was when it was queued. All may be said twice without harm. */
async function tell(context: WriteBackContext, claim: ClaimedWrite): Promise<void> {
  const { db, channel } = context;
  const { staffId } = claim;
  const { customer, tagged, tag } = await db.transaction(system, (tx) => loadTold(tx, claim));
  const externalId = customer?.externalId ?? null;
  switch (claim.kind) {
    case "tag-add":
      if (externalId !== null && tagged) await channel.markTag(staffId, externalId, { add: [claim.what], remove: [] });
      return;
    case "tag-remove":
      if (externalId !== null && !tagged) await channel.markTag(staffId, externalId, { add: [], remove: [claim.what] });
      return;
    case "tag-new": {
      if (!tag || tag.channelTagId !== null) return;
      const id = await channel.createTag(tag.name, TAG_GROUP);
      return db.transaction(system, (tx) => linkTag(tx, tag.id, id));
    }
    case "phone":
    case "name": {
      if (customer === null || externalId === null) return;
      const there = await channel.customer(externalId);
      return tellRemark(context, claim, there, {
        externalId,
        name: customer.name,
        phone: customer.phoneCipher === null ? null : context.vault.open(customer.phoneCipher),
      });
    }
    case "post": {
      const { digestWebhook } = await context.settings();
      if (digestWebhook !== null) await channel.post(digestWebhook, claim.what);
      return;
    }
    case "recall":
      return channel.recall(claim.what);
    default:
      return unreachable(claim.kind);
  }
}

async function tellRemark(
  { channel }: WriteBackContext,
  { kind, staffId }: ClaimedWrite,
  there: readonly ChannelCustomer[],
  here: { externalId: string; name: string; phone: string | null },
): Promise<void> {
  const contact = there.find((one) => one.staffId === staffId);
  if (!contact) return;
  const change = remarkToWrite(kind === "phone" ? { phone: here.phone } : { name: here.name }, contact);
  if (change !== null) await channel.remark(staffId, here.externalId, change);
}
