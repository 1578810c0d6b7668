// Queries about one membership, and about benefits.
import { type Day, dayOf } from "../../calendar/day.ts";
import type { Tx } from "../../db/db.ts";
import type { Benefit, BenefitRow } from "./benefits.ts";
import type { Standing } from "./standing.ts";

export interface Membership {
  membership: Standing;
  memberSince: Date | null;
  tier: string | null;
  points: number;
}

export function loadMembership(tx: Tx, id: string): Promise<Membership> {
  return tx.customer.findUniqueOrThrow({
    where: { id },
    select: { membership: true, memberSince: true, tier: true, points: true },
  });
}

/** False where somebody else moved it in the meantime. */
export async function changeMembership(
  tx: Tx,
  id: string,
  from: Standing,
  data: { membership: Standing; memberSince?: Date; tier?: string },
): Promise<boolean> {
  const { count } = await tx.customer.updateMany({ where: { id, membership: from }, data });
  return count === 1;
}

/** The entry's id; null where she has not so many to take. Never below zero, whoever takes at the same moment. */
export async function addPoints(
  tx: Tx,
  entry: { customerId: string; points: number; reason: string; at: Date },
): Promise<string | null> {
  const { count } = await tx.customer.updateMany({
    where: { id: entry.customerId, points: { gte: -entry.points } },
    data: { points: { increment: entry.points } },
  });
  if (count === 0) return null;
  const { id } = await tx.pointsEntry.create({ data: entry, select: { id: true } });
  return id;
}

/** A shop has some dozens; more would be a table imported by mistake. */
const BENEFITS_MAX = 500;

export async function listBenefits(tx: Tx): Promise<BenefitRow[]> {
  const rows = await tx.benefit.findMany({ orderBy: { key: "asc" }, take: BENEFITS_MAX });
  const day = (at: Date | null): Day | null => at && dayOf(at, "UTC");
  return rows.map(({ id, kind, text, occasion, tiers, activeFrom, activeTo }) => ({
    id,
    kind,
    text,
    occasion,
    tiers,
    activeFrom: day(activeFrom),
    activeTo: day(activeTo),
  }));
}

export async function addBenefit(tx: Tx, benefit: Benefit & { key: string }): Promise<string> {
  const { activeFrom, activeTo, tiers, ...rest } = benefit;
  const at = (day: Day | null) => day && new Date(`${day}T00:00:00Z`);
  const data = { ...rest, tiers: [...tiers], activeFrom: at(activeFrom), activeTo: at(activeTo) };
  const { id } = await tx.benefit.create({ data, select: { id: true } });
  return id;
}

export async function stopBenefit(tx: Tx, id: string, lastDay: Day): Promise<void> {
  await tx.benefit.updateMany({ where: { id }, data: { activeTo: new Date(`${lastDay}T00:00:00Z`) } });
}
