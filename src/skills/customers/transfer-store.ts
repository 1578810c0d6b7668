// A customer handed over on the platform is handed over here: with her open follow-ups and drafts.
import type { Tx } from "../../db/db.ts";
import { moveCustomer, openWork } from "../staff/store.ts";

/**
 * Her owner's contact ended by a hand-over: whoever has her since then is her owner now. The two events come in any
 * order; whichever is second finds both sides.
 */
export async function followTransfer(tx: Tx, externalId: string): Promise<void> {
  const customer = await tx.customer.findUnique({
    where: { externalId },
    select: { id: true, ownerId: true, storeId: true },
  });
  if (!customer?.ownerId) return;
  const handed = await tx.relation.findFirst({
    where: { customerId: customer.id, staffId: customer.ownerId, endedBy: "transfer", endedAt: { not: null } },
  });
  if (!handed) return;
  const taker = await tx.relation.findFirst({
    where: { customerId: customer.id, endedAt: null, staffId: { not: customer.ownerId } },
    orderBy: { addedAt: "desc" },
  });
  const staff = taker && (await tx.staff.findUnique({ where: { id: taker.staffId }, select: { storeId: true } }));
  if (!taker || !staff) return;
  const to = { staffId: taker.staffId, storeId: staff.storeId ?? customer.storeId };
  await moveCustomer(tx, customer.id, to, await openWork(tx, customer.id));
}
