// One customer's life in order, what she gave back, who looked at her, and whether what is recorded still holds.
import type { z } from "zod";
import { addDays, dayOf, instantOf } from "../../calendar/day.ts";
import type { CustomerRef, Outcome, Turn } from "../../skill.ts";
import {
  findUnverified,
  type LifeEvent,
  loadLife,
  loadReaders,
  loadReturns,
  markVerified,
  type Reader,
  type Returned,
  type Unverified,
} from "./history-store.ts";
import type { readersPlan, timelinePlan, unverifiedPlan, verifyPlan } from "./plan.ts";

export type HistoryResult =
  | { kind: "timeline"; name: string; events: LifeEvent[]; total: number }
  | { kind: "returns"; name: string; returns: Returned[]; total: number; refundedFen: number; paidFen: number }
  | { kind: "readers"; name: string; readers: Reader[]; days: number }
  | { kind: "verified"; name: string; before: string | null; claims: number }
  | { kind: "unverified"; people: Unverified[]; total: number; verifyDays: number };

/** Who looked is told for so long; the rows themselves stay. */
const READERS_DAYS = 90;

export async function timeline(
  turn: Turn,
  plan: z.infer<typeof timelinePlan>,
  customer: CustomerRef,
): Promise<Outcome<HistoryResult>> {
  const at = (day: string | null | undefined) => (day ? instantOf(day, "00:00", turn.zone) : null);
  const audit = [{ action: "customers.timeline", customerId: customer.id }];
  const shown = { focus: customer.id };
  if (plan.of === "returns") {
    const found = await loadReturns(turn.tx, customer.id);
    return { result: { kind: "returns", name: customer.name, ...found }, shown, audit };
  }
  const found = await loadLife(turn.tx, customer.id, { from: at(plan.range?.from), to: at(plan.range?.to) });
  return { result: { kind: "timeline", name: customer.name, ...found }, shown, audit };
}

export async function readers(
  turn: Turn,
  _plan: z.infer<typeof readersPlan>,
  customer: CustomerRef,
): Promise<Outcome<HistoryResult>> {
  if (turn.staff.role === "associate") return { result: { kind: "not-allowed", why: "role" } };
  const since = instantOf(addDays(turn.today, -READERS_DAYS), "00:00", turn.zone);
  const found = await loadReaders(turn.tx, customer.id, since);
  return {
    result: { kind: "readers", name: customer.name, readers: found, days: READERS_DAYS },
    shown: { focus: customer.id },
    audit: [{ action: "customers.readers", customerId: customer.id }],
  };
}

/** She was asked, and what is recorded holds. */
export async function verify(
  turn: Turn,
  _plan: z.infer<typeof verifyPlan>,
  customer: CustomerRef,
): Promise<Outcome<HistoryResult>> {
  const before = await markVerified(turn.tx, customer.id, turn.now);
  return {
    result: {
      kind: "verified",
      name: customer.name,
      before: before === null ? null : dayOf(before, turn.zone),
      claims: 0,
    },
    shown: { focus: customer.id },
    undo: [
      {
        op: "restore",
        table: "customer",
        where: { id: customer.id },
        before: { lastVerifiedAt: before?.toISOString() ?? null },
      },
    ],
    audit: [{ action: "customers.verify", customerId: customer.id }],
  };
}

/** What one year brought says who is asked first. */
const SPENT_DAYS = 365;

export async function unverified(turn: Turn, _plan: z.infer<typeof unverifiedPlan>): Promise<Outcome<HistoryResult>> {
  const { verify: pace } = turn.settings;
  const people = await findUnverified(turn.tx, {
    ownerIds: [turn.staff.id],
    before: instantOf(addDays(turn.today, -pace.afterDays), "00:00", turn.zone),
    perOwner: pace.perWeek,
    spentSince: instantOf(addDays(turn.today, -SPENT_DAYS), "00:00", turn.zone),
  });
  return {
    result: { kind: "unverified", people, total: people[0]?.total ?? 0, verifyDays: pace.afterDays },
    shown: { customers: people.map((one) => one.id) },
    audit: people.map((one) => ({ action: "customers.unverified", customerId: one.id })),
  };
}
