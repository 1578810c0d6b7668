// Everything of one colleague goes to another: customers with their follow-ups, drafts and complaints, in one statement
// each, and the new one gets one message with what she must know. Nothing open is lost when somebody leaves.
import type { z } from "zod";
import type { Tx } from "../../db/db.ts";
import { enqueue } from "../../outbox/store.ts";
import type { Outcome, Turn } from "../../skill.ts";
import { countOf, findMember, managersOf, moveAll, type PackageLine, packageOf } from "./handover-store.ts";
import { leaverText, packageText } from "./handover-words.ts";
import type { handOverPlan } from "./plan.ts";
import { colleagueMeant, mayAssign, refusesTarget } from "./rules.ts";
import { listColleagues } from "./store.ts";
import { addTransfers } from "./transfer-store.ts";

export interface Moving {
  customers: number;
  followUps: number;
  drafts: number;
  complaints: number;
}
export type HandOverResult =
  | ({ kind: "hand-over-asked"; from: string; to: string } & Moving)
  | ({ kind: "handed-over"; from: string; to: string } & Moving)
  | { kind: "nothing-to-hand-over"; from: string }
  /** Her customers are another shop's, and out of this manager's sight. */
  | { kind: "of-other-store"; from: string };

/** Told in one message; the rest is in the list of her customers. */
export const PACKAGE_MAX = 15;

export async function handOver(turn: Turn, plan: z.infer<typeof handOverPlan>): Promise<Outcome<HandOverResult>> {
  if (!mayAssign(turn.staff)) return { result: { kind: "not-allowed", why: "role" } };
  const colleagues = await listColleagues(turn.tx, null);
  const meant = colleagueMeant(/^(我|自己)$/u.test(plan.to) ? turn.staff.id : plan.to, colleagues);
  const from = await findMember(turn.tx, plan.from);
  if (!from) return { result: { kind: "not-found", said: plan.from, nearest: [] } };
  if (meant.kind !== "one")
    return { result: { kind: "not-found", said: plan.to, nearest: meant.kind === "several" ? meant.names : [] } };
  const to = meant.one;
  const why = refusesTarget(turn.staff, to) ?? (from.id === to.id ? "same" : null);
  if (why === "other-store") return { result: { kind: "not-allowed", why } };
  const moving = await countOf(turn.tx, from.id);
  const nothing = moving.customers + moving.followUps + moving.complaints === 0;
  if (nothing && refusesTarget(turn.staff, from)) return { result: { kind: "of-other-store", from: from.name } };
  if (why === "same" || nothing) return { result: { kind: "nothing-to-hand-over", from: from.name } };
  if (!plan.confirmed)
    return {
      result: { kind: "hand-over-asked", from: from.name, to: to.name, ...moving },
      question: { kind: "confirm", what: `${from.name} → ${to.name}` },
    };

  const lines = await packageOf(turn.tx, { ownerId: from.id }, PACKAGE_MAX);
  await addTransfers(turn.tx, { ownerId: from.id }, { to: to.id, byId: turn.staff.id, now: turn.now });
  await moveAll(turn.tx, from.id, { id: to.id, storeId: to.storeId });
  await sendPackage(turn.tx, {
    key: `handover-${from.id}-${to.id}-${turn.now.getTime()}`,
    toId: to.id,
    text: packageText({ from: from.name, lines, ...moving }),
    now: turn.now,
  });
  return {
    result: { kind: "handed-over", from: from.name, to: to.name, ...moving },
    audit: [{ action: "staff.hand-over", customerId: null, detail: { from: from.id, to: to.id, ...moving } }],
  };
}

/** One customer's package for her new associate; not to herself when she takes the customer over. */
export async function tellPackage(
  turn: Turn,
  { customerId, from, toId }: { customerId: string; from: string | null; toId: string },
): Promise<void> {
  if (toId === turn.staff.id) return;
  const lines: PackageLine[] = await packageOf(turn.tx, { customerId }, 1);
  if (lines.length === 0) return;
  await sendPackage(turn.tx, {
    key: `handover-${customerId}-${toId}-${turn.now.getTime()}`,
    toId,
    text: packageText({ from, lines, customers: 1, followUps: 0, drafts: 0, complaints: 0 }),
    now: turn.now,
  });
}

function sendPackage(
  tx: Tx,
  { key, toId, text, now }: { key: string; toId: string; text: string; now: Date },
): Promise<boolean> {
  return enqueue(tx, { key, staffId: toId, kind: "card", reply: { kind: "text", text }, dueAt: now });
}

/**
 * Somebody left, whether an event said so or the directory no longer has her: once for each leaving, whichever comes first,
 * she is out and her manager (or head office) is told what waits. True when she was here until now.
 */
export async function staffLeft(tx: Tx, staffId: string, left: { at: Date; tellAt: Date }): Promise<boolean> {
  const here = { id: staffId, active: true };
  const { count } = await tx.staff.updateMany({ where: here, data: { active: false, leftAt: left.at } });
  if (count > 0) await tellOfLeaver(tx, staffId, left);
  return count > 0;
}

async function tellOfLeaver(tx: Tx, staffId: string, { at, tellAt }: { at: Date; tellAt: Date }): Promise<void> {
  const from = await findMember(tx, staffId);
  if (!from) return;
  const moving = await countOf(tx, from.id);
  if (moving.customers + moving.followUps + moving.complaints === 0) return;
  for (const manager of await managersOf(tx, from.storeId, from.id))
    await enqueue(tx, {
      key: `leaver-${from.id}-${manager}-${at.getTime()}`,
      staffId: manager,
      kind: "card",
      reply: { kind: "text", text: leaverText({ from: from.name, ...moving }) },
      dueAt: tellAt,
    });
}
