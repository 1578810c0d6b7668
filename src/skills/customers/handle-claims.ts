// What contradicts the record is shown with both sides, source and date, and a person says which holds.
// Until then the record stays as it is.
import type { z } from "zod";
import type { CustomerRef, Outcome, Turn, UndoStep } from "../../skill.ts";
import {
  addClaim,
  type Claim,
  columnsOf,
  findClaims,
  keepAsFact,
  type NewClaim,
  originOf,
  putColumns,
  settleClaim,
  supersedeFacts,
  withdrawFact,
} from "./claims-store.ts";
import type { settlePlan } from "./plan.ts";

export type ClaimResult =
  | { kind: "claimed"; claim: Claim }
  | { kind: "claim-settled"; claim: Claim; as: "new" | "old" | "both" }
  | { kind: "no-claim" }
  | { kind: "claims"; name: string; claims: Claim[] };

/** What is asked about now: a contradiction left lying for longer is settled from its card or by name. */
const SPOKEN_OF_MS = 24 * 3_600_000;

/** The two sides of a column of the customer's. */
export interface ColumnClaim {
  what: string;
  oldShown: string;
  newShown: string;
  change: Record<string, unknown>;
}

export async function claimColumn(turn: Turn, customer: CustomerRef, said: ColumnClaim): Promise<Outcome<ClaimResult>> {
  const origin = await originOf(turn.tx, customer.id, said.what);
  const change = Object.fromEntries(Object.entries(said.change).map(([name, value]) => [name, packed(value)]));
  return raise(turn, customer, {
    ...said,
    change,
    oldById: origin.byId,
    oldAt: origin.at,
    newFactId: null,
    oldFactIds: [],
  });
}

/** Two facts of which only one can hold: both are recorded already. */
export async function claimFact(
  turn: Turn,
  customer: CustomerRef,
  said: {
    what: string;
    old: { ids: string[]; shown: string; byId: string | null; at: Date };
    fresh: { id: string; shown: string };
  },
): Promise<Outcome<ClaimResult>> {
  return raise(turn, customer, {
    what: said.what,
    oldShown: said.old.shown,
    oldById: said.old.byId,
    oldAt: said.old.at,
    newShown: said.fresh.shown,
    change: null,
    newFactId: said.fresh.id,
    oldFactIds: said.old.ids,
  });
}

async function raise(
  turn: Turn,
  customer: CustomerRef,
  said: Omit<NewClaim, "customerId" | "recordedById" | "recordedAt" | "sourceMessageId" | "saidAs">,
): Promise<Outcome<ClaimResult>> {
  const { id, undo } = await addClaim(turn.tx, {
    ...said,
    customerId: customer.id,
    saidAs: null,
    recordedById: turn.staff.id,
    recordedAt: turn.now,
    sourceMessageId: turn.messageId,
  });
  const [claim] = await findClaims(turn.tx, { id });
  return {
    result: claim ? { kind: "claimed", claim } : { kind: "no-claim" },
    shown: { focus: customer.id },
    undo,
    audit: [{ action: "customers.claim", customerId: customer.id, detail: { what: said.what } }],
  };
}

/** Sealed bytes travel as {$bytes}: a claim is kept as JSON. */
function packed(value: unknown): unknown {
  return value instanceof Uint8Array ? { $bytes: Buffer.from(value).toString("base64") } : value;
}
function unpacked(value: unknown): unknown {
  const bytes = (value as { $bytes?: unknown } | null)?.$bytes;
  return typeof bytes === "string" ? Uint8Array.from(Buffer.from(bytes, "base64")) : value;
}

export async function settle(
  turn: Turn,
  plan: z.infer<typeof settlePlan>,
  customer: CustomerRef | null,
): Promise<Outcome<ClaimResult>> {
  const since = new Date(turn.now.getTime() - SPOKEN_OF_MS);
  const by =
    plan.claim !== null
      ? { id: plan.claim }
      : customer
        ? { customerId: customer.id }
        : { staffId: turn.staff.id, since };
  const open = await findClaims(turn.tx, by);
  const [claim] = open;
  if (plan.as === null)
    return {
      result: { kind: "claims", name: customer?.name ?? claim?.customer ?? "", claims: open },
      ...(customer ? { audit: [{ action: "customers.claims", customerId: customer.id }] } : {}),
    };
  if (!claim) return { result: { kind: "no-claim" } };
  const as = plan.as === "both" && !canKeepBoth(claim) ? "old" : plan.as;

  const undo: UndoStep[] = [
    ...(await settleClaim(turn.tx, claim.id, { settledAs: as, settledById: turn.staff.id, settledAt: turn.now })),
    ...(await carryOut(turn, claim, as)),
  ];
  return {
    result: { kind: "claim-settled", claim, as },
    shown: { focus: claim.customerId },
    undo,
    audit: [{ action: "customers.settle", customerId: claim.customerId, detail: { what: claim.what, as } }],
  };
}

async function carryOut(turn: Turn, claim: Claim, as: "new" | "old" | "both"): Promise<UndoStep[]> {
  if (claim.newFactId !== null) {
    if (as === "new") return supersedeFacts(turn.tx, claim.oldFactIds, claim.newFactId);
    return as === "old" ? withdrawFact(turn.tx, claim.newFactId, turn.now) : [];
  }
  if (claim.change === null || as === "old") return [];
  if (as === "both") {
    const { customerId, what, newShown, recordedAt, sourceMessageId } = claim;
    const recordedById = turn.staff.id;
    const value = `${what}也可能是${newShown}`;
    return [await keepAsFact(turn.tx, { customerId, topic: what, value, recordedById, recordedAt, sourceMessageId })];
  }
  const before = await columnsOf(turn.tx, claim.customerId, Object.keys(claim.change));
  const change = Object.fromEntries(Object.entries(claim.change).map(([name, value]) => [name, unpacked(value)]));
  await putColumns(turn.tx, claim.customerId, change);
  const kept = Object.fromEntries(Object.entries(before).map(([name, value]) => [name, packed(value)]));
  return [{ op: "restore", table: "customer", where: { id: claim.customerId }, before: kept }];
}

/** A phone or an address is kept sealed, and in one place only. */
export function canKeepBoth(claim: Pick<Claim, "what">): boolean {
  return claim.what !== "电话" && claim.what !== "地址";
}
