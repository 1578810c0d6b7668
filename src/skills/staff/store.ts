// Colleagues and shops as stored. The only queries of this skill; row security decides what they see.
import type { Tx } from "../../db/db.ts";
import { Prisma } from "../../db/generated/client.ts";
import type { StaffMember } from "../../skill.ts";
import type { ReadStaff, ReadStore } from "./directory.ts";

/** The member of staff with this id, or null when nobody has it or she has left. */
export async function loadStaff(tx: Tx, id: string): Promise<StaffMember | null> {
  const row = await tx.staff.findUnique({
    where: { id },
    select: { id: true, name: true, role: true, scope: true, storeId: true, active: true },
  });
  if (!row?.active) return null;
  const { active: _, ...member } = row;
  return member;
}

export interface Colleague extends StaffMember {
  storeName: string | null;
  /** Customers of hers that the one who asks may see. */
  customers: number;
}

/** One who left and comes back is the same person. Not read back: she may belong to another shop. */
export async function addStaff(tx: Tx, member: StaffMember): Promise<void> {
  const { id, ...rest } = member;
  const { count } = await tx.staff.updateMany({ where: { id }, data: { ...rest, active: true } });
  if (count === 0) await tx.staff.createMany({ data: [{ ...member, active: true }] });
}

/** On a new installation without a directory: the first shop and its owner, once. False when somebody is there already. */
export async function addOwner(tx: Tx, owner: { id: string; name: string }, shopName: string): Promise<boolean> {
  if ((await tx.staff.count({ where: { active: true } })) > 0) return false;
  if ((await tx.store.count()) === 0) await tx.store.createMany({ data: [{ id: "store-1", name: shopName }] });
  await addStaff(tx, { ...owner, role: "admin", scope: "all", storeId: null });
  return true;
}

/** Shops are small; head office has several hundred people at most. */
const COLLEAGUES_MAX = 200;

/** Active colleagues, of one shop or of all, by shop and name; with how many customers of theirs the actor sees. */
export async function listColleagues(tx: Tx, storeIds: readonly string[] | null): Promise<Colleague[]> {
  return tx.$queryRaw<Colleague[]>`
    SELECT s.id, s.name, s.role::text AS role, s.scope::text AS scope, s.store_id AS "storeId", st.name AS "storeName",
      COALESCE(n.customers, 0)::int AS customers
    FROM staff s LEFT JOIN store st ON st.id = s.store_id
      LEFT JOIN (SELECT c.owner_id, count(*) AS customers FROM customer c WHERE c.owner_id IS NOT NULL GROUP BY c.owner_id) n
        ON n.owner_id = s.id
    WHERE s.active AND (${storeIds === null} OR s.store_id = ANY(${storeIds === null ? [] : [...storeIds]}))
    ORDER BY s.store_id NULLS FIRST, s.role DESC, s.name, s.id LIMIT ${COLLEAGUES_MAX}`;
}

export async function findStores(tx: Tx): Promise<{ id: string; name: string }[]> {
  return tx.store.findMany({ select: { id: true, name: true }, orderBy: { name: "asc" }, take: COLLEAGUES_MAX });
}

export function countCustomers(tx: Tx): Promise<number> {
  return tx.customer.count();
}

/** Of one customer's open work, more is a mistake in data and not worth moving one by one. */
const WORK_MAX = 100;

/** What moves with a customer: her open follow-ups and drafts not yet approved, whoever holds them. */
export async function openWork(tx: Tx, customerId: string) {
  const followUps = await tx.followUp.findMany({
    where: { customerId, state: "open" },
    select: { id: true, staffId: true },
    take: WORK_MAX,
  });
  const drafts = await tx.careMessage.findMany({
    where: { customerId, state: "draft" },
    select: { id: true, staffId: true, text: true, draftedText: true },
    take: WORK_MAX,
  });
  const complaints = await tx.complaint.findMany({
    where: { customerId, state: { not: "closed" } },
    select: { id: true, assigneeId: true },
    take: WORK_MAX,
  });
  return { followUps, drafts, complaints };
}

export async function moveCustomer(
  tx: Tx,
  customerId: string,
  to: { staffId: string; storeId: string },
  work: {
    followUps: readonly { id: string }[];
    drafts: readonly { id: string }[];
    complaints: readonly { id: string }[];
  },
): Promise<void> {
  await tx.customer.update({
    where: { id: customerId },
    data: { ownerId: to.staffId, storeId: to.storeId },
    select: { id: true },
  });
  const ids = (rows: readonly { id: string }[]) => ({ id: { in: rows.map((row) => row.id) } });
  if (work.followUps.length > 0)
    await tx.followUp.updateMany({ where: ids(work.followUps), data: { staffId: to.staffId } });
  if (work.drafts.length > 0) await giveDrafts(tx, { ids: work.drafts.map(({ id }) => id) }, to.staffId);
  if (work.complaints.length > 0)
    await tx.complaint.updateMany({ where: ids(work.complaints), data: { assigneeId: to.staffId } });
}

/** Drafts change hands and are signed by who will send them: ——林悦 and ——徐汇店林悦 end in her name. */
export async function giveDrafts(tx: Tx, which: { ids: string[] } | { fromId: string }, toId: string): Promise<void> {
  const meant =
    "ids" in which
      ? Prisma.sql`m.id = ANY(${which.ids})`
      : Prisma.sql`m.staff_id = ${which.fromId} AND m.state = 'draft'`;
  await tx.$executeRaw`
    UPDATE care_message m SET staff_id = t.id,
      text = CASE WHEN m.text LIKE '%——%' || g.name
        THEN left(m.text, -length(g.name)) || t.name ELSE m.text END,
      drafted_text = CASE WHEN m.drafted_text LIKE '%——%' || g.name
        THEN left(m.drafted_text, -length(g.name)) || t.name ELSE m.drafted_text END
    FROM staff g, staff t WHERE g.id = m.staff_id AND t.id = ${toId} AND ${meant}`;
}

export interface SavedDirectory {
  /** Here until now, and told to be here no more. */
  ended: string[];
  /** Here until now, told by the directory before, and not in it any more. */
  missing: string[];
  /** How many it told before who are still here by our record. */
  known: number;
}

/**
 * New shops and colleagues are added; names, shops and ranks follow the platform, save what a person set by hand. Who is
 * gone is told to the caller and stays as she is.
 */
export async function saveDirectory(
  tx: Tx,
  { stores, staff }: { stores: ReadStore[]; staff: ReadStaff[] },
): Promise<SavedDirectory> {
  const storeOf = await saveStores(tx, stores);
  const rows = await tx.staff.findMany({
    where: { OR: [{ id: { in: staff.map(({ id }) => id) } }, { active: true, toldRole: { not: null } }] },
    select: { id: true, role: true, scope: true, toldRole: true, toldScope: true, active: true },
    take: DIRECTORY_MAX,
  });
  const before = new Map(rows.map((row) => [row.id, row]));
  for (const { id, name, departmentId, role, scope, active } of staff) {
    const storeId = departmentId === null ? null : (storeOf.get(departmentId) ?? null);
    const told = { toldRole: role, toldScope: scope };
    const now = before.get(id);
    const byHand = now !== undefined && (now.role !== now.toldRole || now.scope !== now.toldScope);
    await tx.staff.upsert({
      where: { id },
      create: { id, name, role, scope, storeId, active, ...told },
      update: {
        name,
        ...told,
        ...(active ? { active, leftAt: null } : {}),
        ...(byHand ? {} : { role, scope }),
        ...(storeId === null ? {} : { storeId }),
      },
    });
  }
  const listed = new Set(staff.map(({ id }) => id));
  const told = rows.filter((row) => row.active && row.toldRole !== null);
  return {
    ended: staff.filter((one) => !one.active && before.get(one.id)?.active).map(({ id }) => id),
    missing: told.filter(({ id }) => !listed.has(id)).map(({ id }) => id),
    known: told.length,
  };
}

/** Far more than a chain has. */
const DIRECTORY_MAX = 20_000;

/** By the platform's department. */
async function saveStores(tx: Tx, stores: readonly ReadStore[]): Promise<Map<number | null, string>> {
  const known = await tx.store.findMany({
    where: { departmentId: { not: null } },
    select: { id: true, name: true, departmentId: true, toldName: true },
  });
  const storeOf = new Map(known.map((row) => [row.departmentId, row.id]));
  for (const { departmentId, name } of stores) {
    const now = known.find((row) => row.departmentId === departmentId);
    if (now === undefined) {
      const id = `department-${departmentId}`;
      await tx.store.create({ data: { id, departmentId, name, toldName: name } });
      storeOf.set(departmentId, id);
    } else if (now.toldName !== name) {
      const renamed = now.name === now.toldName ? { name } : {};
      await tx.store.update({ where: { id: now.id }, data: { toldName: name, ...renamed }, select: { id: true } });
    }
  }
  return storeOf;
}
