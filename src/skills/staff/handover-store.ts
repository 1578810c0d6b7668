// What moves when customers change hands, as stored. Row security decides what is reached.
import type { Tx } from "../../db/db.ts";
import { giveDrafts } from "./store.ts";

export interface Member {
  id: string;
  name: string;
  storeId: string | null;
}

/** By userid or name, those who have left included; null when nobody or several are meant. */
export async function findMember(tx: Tx, said: string): Promise<Member | null> {
  const word = said.trim();
  const rows = await tx.staff.findMany({
    where: { OR: [{ id: word.toLowerCase() }, { name: word }] },
    select: { id: true, name: true, storeId: true },
    take: 2,
  });
  return rows.length === 1 ? (rows[0] ?? null) : null;
}

/** Managers of her shop; where there is none, head office. */
export async function managersOf(tx: Tx, storeId: string | null, exceptId: string): Promise<string[]> {
  const rows = await tx.staff.findMany({
    where: { active: true, id: { not: exceptId }, role: { in: ["manager", "admin"] } },
    select: { id: true, role: true, storeId: true },
    orderBy: { id: "asc" },
    take: MANAGERS_MAX,
  });
  const near = rows.filter((row) => row.role === "manager" && row.storeId !== null && row.storeId === storeId);
  return (near.length > 0 ? near : rows.filter((row) => row.role === "admin")).map((row) => row.id);
}
/** A chain has hundreds of shops at most. */
const MANAGERS_MAX = 1_000;

/** Customers of hers, and open work that is hers or hangs on them. */
export async function countOf(
  tx: Tx,
  id: string,
): Promise<{ customers: number; followUps: number; drafts: number; complaints: number }> {
  const customers = await tx.customer.count({ where: { ownerId: id } });
  const followUps = await tx.followUp.count({ where: { staffId: id, state: "open" } });
  const drafts = await tx.careMessage.count({ where: { staffId: id, state: "draft" } });
  const complaints = await tx.complaint.count({ where: { assigneeId: id, state: { not: "closed" } } });
  return { customers, followUps, drafts, complaints };
}

/** Work first, customers last: the rows are seen with their customers, and those stay in sight within the shop. */
export async function moveAll(tx: Tx, fromId: string, to: { id: string; storeId: string | null }): Promise<void> {
  await tx.followUp.updateMany({ where: { staffId: fromId, state: "open" }, data: { staffId: to.id } });
  await giveDrafts(tx, { fromId }, to.id);
  await tx.complaint.updateMany({
    where: { assigneeId: fromId, state: { not: "closed" } },
    data: { assigneeId: to.id },
  });
  await tx.customer.updateMany({
    where: { ownerId: fromId },
    data: { ownerId: to.id, ...(to.storeId === null ? {} : { storeId: to.storeId }) },
  });
}

export interface PackageLine {
  name: string;
  alias: string | null;
  taboos: string | null;
  promise: string | null;
  open: number;
  complaint: string | null;
}

/** How she is called, what must not be got wrong, the last promise, what is open: those with most open come first. */
export function packageOf(
  tx: Tx,
  of: { ownerId: string } | { customerId: string },
  limit: number,
): Promise<PackageLine[]> {
  const owner = "ownerId" in of ? of.ownerId : null;
  const customer = "customerId" in of ? of.customerId : null;
  return tx.$queryRaw<PackageLine[]>`
    SELECT name, alias, taboos, promise, open, complaint FROM (
    SELECT c.id, c.name, (SELECT min(a.alias) FROM customer_alias a WHERE a.customer_id = c.id) AS alias,
      (SELECT string_agg(f.value, '；' ORDER BY f.kind = 'negative' DESC, f.recorded_at DESC) FROM fact f
        WHERE f.customer_id = c.id AND (f.kind = 'negative' OR f.pinned) AND f.withdrawn_at IS NULL
          AND f.superseded_by_id IS NULL) AS taboos,
      (SELECT u.text FROM follow_up u WHERE u.customer_id = c.id AND u.kind = 'promise' AND u.state = 'open'
        ORDER BY u.due_at LIMIT 1) AS promise,
      (SELECT count(*) FROM follow_up u WHERE u.customer_id = c.id AND u.state = 'open')::int AS open,
      (SELECT x.content FROM complaint x WHERE x.customer_id = c.id AND x.state <> 'closed'
        ORDER BY x.opened_at DESC LIMIT 1) AS complaint
    FROM customer c
    WHERE (${owner}::text IS NULL OR c.owner_id = ${owner}) AND (${customer}::text IS NULL OR c.id = ${customer})
    ) package ORDER BY complaint IS NULL, promise IS NULL, open DESC, taboos IS NULL, id LIMIT ${limit}`;
}
