// 「不对，是2380」: the sum of the purchase told last was wrong. Load → decide → write; it can be taken back.
import type { z } from "zod";
import { type Day, dayOf } from "../../calendar/day.ts";
import type { CustomerRef, Outcome, Turn } from "../../skill.ts";
import type { amendPlan } from "./plan.ts";
import { decideAmendment, fenOf } from "./rules.ts";
import { changeSum, findLastTold, lockCustomer } from "./store.ts";

export type AmendResult =
  | {
      kind: "amended";
      name: string;
      on: Day;
      items: { item: string; quantity: number }[];
      fromFen: number;
      toFen: number;
    }
  | { kind: "amend-none"; name: string | null }
  | { kind: "amend-refused"; name: string; why: "same" | "other-sum" | "refunded" | "impossible"; fen: number };

/** Later than this it is no slip any more but another story; undo ends then as well. */
export const AMEND_WITHIN_MINUTES = 60;

export async function amend(
  turn: Turn,
  plan: z.infer<typeof amendPlan>,
  customer: CustomerRef | null,
): Promise<Outcome<AmendResult>> {
  const { tx, now, zone } = turn;
  const since = new Date(now.getTime() - AMEND_WITHIN_MINUTES * 60_000);
  const told = await findLastTold(tx, turn.staff.id, { since, customerId: customer?.id ?? null });
  if (!told) return { result: { kind: "amend-none", name: customer?.name ?? null } };
  await lockCustomer(tx, told.customerId);

  const { name } = told.customer;
  const decided = decideAmendment(told, {
    fen: fenOf(plan.amount),
    wasFen: plan.was === null ? null : fenOf(plan.was),
  });
  const audit = [{ action: "purchases.amend", customerId: told.customerId, detail: { orderId: told.id } }];
  if (decided.kind === "refused")
    return {
      result: { kind: "amend-refused", name, why: decided.why, fen: told.amountFen },
      shown: { focus: told.customerId },
      audit,
    };

  const undo = await changeSum(tx, told, decided);
  const items = told.lines.map(({ item, quantity }) => ({ item, quantity }));
  return {
    result: {
      kind: "amended",
      name,
      on: dayOf(told.paidAt, zone),
      items,
      fromFen: told.amountFen,
      toFen: decided.totalFen,
    },
    shown: { focus: told.customerId },
    undo,
    audit,
  };
}
