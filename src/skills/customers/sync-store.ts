// Customers as the platform knows them, written into our record. Never overwrites what people told us.
import type { ChannelCustomer } from "../../channel.ts";
import type { Tx } from "../../db/db.ts";
import { pinyinOf } from "./names.ts";

/** A chain has hundreds of associates; more is a mistake in data. */
const STAFF_MAX = 5000;

export async function staffToSync(tx: Tx): Promise<string[]> {
  const rows = await tx.staff.findMany({
    where: { active: true, storeId: { not: null } },
    select: { id: true },
    orderBy: { id: "asc" },
    take: STAFF_MAX,
  });
  return rows.map((row) => row.id);
}

/**
 * Adds unknown customers to the shop and name of the associate who knows them, and says who has whom among her
 * contacts. Returns the number of new customers. Repeating it changes nothing.
 */
export async function saveChannelCustomers(tx: Tx, seen: readonly ChannelCustomer[]): Promise<number> {
  const staff = new Map(
    (
      await tx.staff.findMany({
        where: { id: { in: [...new Set(seen.map((one) => one.staffId))] } },
        select: { id: true, storeId: true },
      })
    ).map((row) => [row.id, row.storeId]),
  );
  const known = new Map(
    (
      await tx.customer.findMany({
        where: { externalId: { in: [...new Set(seen.map((one) => one.externalId))] } },
        select: { id: true, externalId: true },
      })
    ).map((row) => [row.externalId, row.id]),
  );
  // Records merged into another: their contact is hers now.
  const merged = await tx.customerMerge.findMany({
    where: { state: "merged", goneExternalId: { in: [...new Set(seen.map((one) => one.externalId))] } },
    select: { goneExternalId: true, keptId: true },
  });
  for (const { goneExternalId, keptId } of merged) if (!known.has(goneExternalId)) known.set(goneExternalId, keptId);
  let added = 0;
  for (const one of seen) {
    const storeId = staff.get(one.staffId);
    // A colleague we do not know yet: the directory comes first, her contacts with the next run.
    if (!storeId) continue;
    let customerId = known.get(one.externalId);
    if (customerId === undefined) {
      const name = one.remark !== "" ? one.remark : one.name;
      const row = {
        externalId: one.externalId,
        name,
        namePinyin: pinyinOf(name),
        gender: one.gender,
        storeId,
        ownerId: one.staffId,
        source: "企业微信",
      };
      customerId = (await tx.customer.create({ data: row, select: { id: true } })).id;
      known.set(one.externalId, customerId);
      added++;
    }
    const relation = { remark: one.remark, addedAt: one.addedAt, endedAt: null, endedBy: null };
    await tx.relation.upsert({
      where: { staffId_customerId: { staffId: one.staffId, customerId } },
      create: { staffId: one.staffId, customerId, ...relation },
      update: relation,
    });
  }
  return added;
}
