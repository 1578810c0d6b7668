// Taking back what the last writing turn wrote: its undo steps in reverse, under the same person's row security.
import type { Tx } from "../db/db.ts";
import { Bug } from "../errors.ts";
import type { SplitStep, UndoStep } from "../skill.ts";
import { split } from "../skills/customers/merge-store.ts";

/** Later than this, people have acted on it; it is then corrected, not undone. */
export const UNDO_MS = 60 * 60_000;

interface Delegate {
  deleteMany(args: { where: Record<string, unknown> }): Promise<{ count: number }>;
  updateMany(args: { where: Record<string, unknown>; data: Record<string, unknown> }): Promise<{ count: number }>;
  createMany(args: { data: Record<string, unknown>[]; skipDuplicates: boolean }): Promise<{ count: number }>;
}

export interface Undone {
  /** too-late: it has gone its way (a greeting already sent); nothing was changed. */
  kind: "undone" | "too-late";
  text: string;
  turnId: string;
}

/** Undoes the person's last turn that wrote something (or the one given); null when there is none left. */
export async function undoLast(tx: Tx, staffId: string, now: Date, turnId: string | null): Promise<Undone | null> {
  const since = new Date(now.getTime() - UNDO_MS);
  const turn = await tx.turnLog.findFirst({
    where: {
      staffId,
      undoneAt: null,
      startedAt: { gte: since },
      NOT: { undo: { equals: [] } },
      ...(turnId ? { id: turnId } : {}),
    },
    orderBy: { seq: "desc" },
  });
  if (!turn) return null;
  // The row is taken first: a second press finds it undone.
  const taken = await tx.turnLog.updateMany({ where: { id: turn.id, undoneAt: null }, data: { undoneAt: now } });
  if (taken.count === 0) return null;
  const steps = turn.undo as unknown as (UndoStep | SplitStep)[];
  let changed = 0;
  for (const step of [...steps].reverse())
    changed += step.op === "split" ? await undoMerge(tx, step.mergeId, now) : await applyStep(tx, step);
  return { kind: changed > 0 ? "undone" : "too-late", text: named(turn), turnId: turn.id };
}

/**
 * Whether the last thing she did cannot be taken back: what she said yes to (a message to many, an erased customer) and
 * what its skill calls final. 「撤销」 right after it means that, and must not take back something else done before.
 */
export async function isFinal(tx: Tx, staffId: string, now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - UNDO_MS);
  const last = await tx.turnLog.findFirst({
    where: { staffId, startedAt: { gte: since } },
    orderBy: { seq: "desc" },
    select: { plans: true, outcomes: true, undo: true },
  });
  const plans = (last?.plans ?? []) as { confirmed?: unknown }[];
  const outcomes = (last?.outcomes ?? []) as { final?: unknown }[];
  const meant = plans.some((plan) => plan.confirmed === true) || outcomes.some((outcome) => outcome.final === true);
  return meant && JSON.stringify(last?.undo) === "[]";
}

/** What was done, in the words of its answer: 「是」, 「2」 and a button's key say nothing to a person. */
function named({
  readBy,
  text,
  reply,
  plans,
}: {
  readBy: string;
  text: string;
  reply: string;
  plans: unknown;
}): string {
  const answered = readBy === "button" || (Array.isArray(plans) && plans.some(isAnswered));
  const done = (reply.split("\n", 1)[0] ?? "").replace(/^(?:\p{Script=Han}{2,5}[了好下][：:]|好的?[，。])/u, "");
  return answered && done !== "" ? done : text;
}

function isAnswered(plan: { confirmed?: unknown; who?: unknown }): boolean {
  return plan.confirmed === true || (typeof plan.who === "string" && plan.who.includes("#id:"));
}

async function undoMerge(tx: Tx, mergeId: string, now: Date): Promise<number> {
  return (await split(tx, mergeId, now)).kind === "split" ? 1 : 0;
}

const COMES_BACK_WHOLE: ReadonlySet<string> = new Set(["customerTag", "staffDay", "nudgeWish"]);

/** Rows changed. */
async function applyStep(tx: Tx, step: UndoStep): Promise<number> {
  const delegate = (tx as unknown as Record<string, Delegate | undefined>)[step.table];
  if (!delegate) throw new Bug(`undo of unknown table ${step.table}`);
  const where = flat(step.where);
  if (step.op === "delete") return (await delegate.deleteMany({ where })).count;
  if (step.op === "add") {
    const data = Object.fromEntries(Object.entries(step.by).map(([key, increment]) => [key, { increment }]));
    return (await delegate.updateMany({ where, data })).count;
  }
  const before = revive(step.before);
  const { count } = await delegate.updateMany({ where, data: before });
  // A row that was removed (a tag taken off, a day of leave) comes back whole: its step carries all of it.
  if (count > 0 || !COMES_BACK_WHOLE.has(step.table)) return count;
  return (await delegate.createMany({ data: [{ ...where, ...before }], skipDuplicates: true })).count;
}

/** Prisma's name for a compound key is no filter: {a_b: {a, b}} → {a, b}. */
function flat(where: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(where).flatMap(([key, value]) =>
      key.includes("_") && value !== null && typeof value === "object" ? Object.entries(value) : [[key, value]],
    ),
  );
}

/** Steps are stored as JSON: instants come back as text, sealed bytes as {$bytes}. */
function revive(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, reviveValue(value)]));
}

function reviveValue(value: unknown): unknown {
  if (typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u.test(value)) return new Date(value);
  const bytes = (value as { $bytes?: unknown } | null)?.$bytes;
  return typeof bytes === "string" ? Uint8Array.from(Buffer.from(bytes, "base64")) : value;
}
