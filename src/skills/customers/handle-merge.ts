// Records that may be one person: pairs are shown to a manager one by one, who says yes or no; an associate's word goes
// to her manager. A merge is one transaction, taken back by 「撤销」 or later by 「拆开」.

import { enqueueAll } from "../../outbox/store.ts";
import type { CustomerRef, Outcome, Refusal, Turn } from "../../skill.ts";
import type { DifferentPlan, SamePlan, TwinsPlan } from "./merge-plan.ts";
import { chooseKept, REASONS, type Reason } from "./merge-rules.ts";
import { lockPair, merge, split, weigh } from "./merge-store.ts";
import { pairCard } from "./merge-words.ts";
import { pinyinOf } from "./names.ts";
import { resolveCustomer } from "./resolve.ts";
import {
  deciders,
  findHalves,
  findTwins,
  lastMerge,
  propose,
  settleApart,
  type Twins,
  twinsOf,
} from "./twins-store.ts";

export type MergeResult =
  | { kind: "twins"; pairs: Twins[]; total: number; mayDecide: boolean; name: string | null }
  | { kind: "same-asked"; pair: Twins; kept: string; orders: number }
  | { kind: "merged"; kept: string; gone: string; rows: Record<string, number>; next: Twins | null; left: number }
  | { kind: "proposed"; pair: Twins; to: string[] }
  | { kind: "apart"; a: string; b: string; next: Twins | null; left: number }
  | { kind: "split-asked"; kept: string; gone: string }
  | { kind: "split-done"; kept: string; gone: string }
  | { kind: "never-merged"; name: string }
  | { kind: "one-person"; name: string };

/** As many as one reads at once; the first has a card, the next comes when it is settled. */
const PAIRS_SHOWN = 5;

export async function twins(turn: Turn, plan: TwinsPlan): Promise<Outcome<MergeResult>> {
  const { pairs, total } = await findTwins(turn.tx, PAIRS_SHOWN, plan.name);
  const ids = pairs.flatMap(({ a, b }) => [a.id, b.id]);
  return {
    result: { kind: "twins", pairs, total, mayDecide: mayDecide(turn), name: plan.name },
    shown: { customers: ids },
    audit: ids.map((id) => ({ action: "customers.twins", customerId: id })),
  };
}

export async function same(turn: Turn, plan: SamePlan, customer: CustomerRef): Promise<Outcome<MergeResult>> {
  const found = await otherOf(turn, plan.other, customer);
  if ("outcome" in found) return found.outcome;
  const pair = await pairOf(turn, customer.id, found.id);
  if (!mayDecide(turn)) return proposeTo(turn, pair);
  const locked = await lockPair(turn.tx, customer.id, found.id);
  if (!locked) return { result: { kind: "not-found", said: plan.other, nearest: [] } };
  const weights = await weigh(turn.tx, [customer.id, found.id]);
  const weighed = locked.map((row) => ({ row, ...(weights.get(row.id) ?? { orders: 0, facts: 0 }) }));
  const [a, b] = weighed;
  if (!a || !b) return { result: { kind: "not-found", said: plan.other, nearest: [] } };
  const [kept, gone] = chooseKept(a, b) === "a" ? [a, b] : [b, a];
  if (!plan.confirmed)
    return {
      result: { kind: "same-asked", pair, kept: kept.row.name, orders: kept.orders + gone.orders },
      question: { kind: "confirm", what: `${kept.row.name} = ${gone.row.name}` },
    };
  const { mergeId, rows } = await merge(turn.tx, {
    kept: kept.row,
    gone: gone.row,
    reasons: pair.reasons,
    staffId: turn.staff.id,
    now: turn.now,
    tiers: turn.settings.tiers.map((tier) => tier.name),
    soundOf: pinyinOf,
  });
  const rest = await findTwins(turn.tx, 1, null);
  const detail = { mergeId, kept: kept.row.id, gone: gone.row.id };
  return {
    result: {
      kind: "merged",
      kept: kept.row.name,
      gone: gone.row.name,
      rows,
      next: rest.pairs[0] ?? null,
      left: rest.total,
    },
    shown: { focus: kept.row.id, customers: [kept.row.id] },
    undo: [{ op: "split", mergeId }],
    audit: [kept.row.id, gone.row.id].map((customerId) => ({ action: "customers.merge", customerId, detail })),
  };
}

export async function different(turn: Turn, plan: DifferentPlan, customer: CustomerRef): Promise<Outcome<MergeResult>> {
  const found = await otherOf(turn, plan.other, customer);
  if ("outcome" in found) return found.outcome;
  if (!mayDecide(turn)) return { result: { kind: "not-allowed", why: "role" } };
  const pair = await pairOf(turn, customer.id, found.id);
  const settled = await settleApart(turn.tx, pair, { staffId: turn.staff.id, now: turn.now });
  const rest = await findTwins(turn.tx, 1, null);
  return {
    result: { kind: "apart", a: pair.a.name, b: pair.b.name, next: rest.pairs[0] ?? null, left: rest.total },
    undo: [
      settled.wasProposed
        ? {
            op: "restore",
            table: "customerMerge",
            where: { id: settled.id },
            before: { state: "proposed", decidedById: null, decidedAt: null },
          }
        : { op: "delete", table: "customerMerge", where: { id: settled.id } },
    ],
    audit: [pair.a.id, pair.b.id].map((customerId) => ({ action: "customers.different", customerId })),
  };
}

export async function takeApart(turn: Turn, confirmed: boolean, customer: CustomerRef): Promise<Outcome<MergeResult>> {
  if (!mayDecide(turn)) return { result: { kind: "not-allowed", why: "role" } };
  const last = await lastMerge(turn.tx, customer.id);
  if (!last) return { result: { kind: "never-merged", name: customer.name } };
  if (!confirmed)
    return {
      result: { kind: "split-asked", kept: customer.name, gone: last.goneName },
      question: { kind: "confirm", what: `${customer.name} ≠ ${last.goneName}` },
    };
  const done = await split(turn.tx, last.id, turn.now);
  if (done.kind !== "split") return { result: { kind: "never-merged", name: customer.name } };
  const detail = { mergeId: last.id, kept: done.keptId, gone: done.goneId };
  return {
    result: { kind: "split-done", kept: done.kept, gone: done.gone },
    shown: { customers: [done.keptId, done.goneId], focus: done.keptId },
    audit: [done.keptId, done.goneId].map((customerId) => ({ action: "customers.split", customerId, detail })),
  };
}

function mayDecide({ staff }: Turn): boolean {
  return staff.role !== "associate";
}

async function otherOf(
  turn: Turn,
  said: string,
  customer: CustomerRef,
): Promise<{ id: string } | { outcome: Outcome<MergeResult> }> {
  const other = await resolveCustomer(turn, said);
  if (other.kind === "not-found") return { outcome: { result: refusal(said, other.nearest) } };
  const candidates = other.kind === "one" ? [other.customer] : other.candidates.filter(({ id }) => id !== customer.id);
  const [first, second] = candidates;
  // 「张丽和张莉」 sound alike: the one who is not she is meant.
  if (!first || second)
    return {
      outcome: {
        result: refusal(
          said,
          candidates.map(({ name }) => name),
        ),
      },
    };
  if (first.id === customer.id) return { outcome: { result: { kind: "one-person", name: customer.name } } };
  return { id: first.id };
}

function refusal(said: string, nearest: string[]): Refusal {
  return { kind: "not-found", said, nearest };
}

async function pairOf(turn: Turn, one: string, other: string): Promise<Twins> {
  const [first, second] = one < other ? [one, other] : [other, one];
  const halves = await findHalves(turn.tx, [first, second]);
  const [a, b] = [halves.get(first), halves.get(second)];
  if (!a || !b) throw new Error("a customer resolved in this transaction is gone");
  const reasons = await twinsOf(turn.tx, first, second);
  return { a, b, reasons: REASONS.filter((reason): reason is Reason => reasons.includes(reason)), proposedBy: null };
}

async function proposeTo(turn: Turn, pair: Twins): Promise<Outcome<MergeResult>> {
  const said: Twins = { ...pair, proposedBy: turn.staff.name };
  const proposal = await propose(turn.tx, pair, { staffId: turn.staff.id, now: turn.now });
  const to = await deciders(turn.tx, turn.staff.storeId);
  await enqueueAll(
    turn.tx,
    to.map((one) => ({
      key: `twins:${proposal}:${one.id}`,
      staffId: one.id,
      kind: "card" as const,
      reply: { kind: "card" as const, card: pairCard(said, proposal) },
      dueAt: turn.now,
    })),
  );
  return {
    result: { kind: "proposed", pair: said, to: to.map(({ name }) => name) },
    undo: [{ op: "delete", table: "customerMerge", where: { id: proposal, state: "proposed" } }],
    audit: [pair.a.id, pair.b.id].map((customerId) => ({ action: "customers.propose-merge", customerId })),
  };
}
