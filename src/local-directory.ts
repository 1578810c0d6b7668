// The people in the database as the local WeCom's directory, so that whoever is in the shop can be tried on the page:
// the demo shop's, or those of one's own imported data.
import { system } from "./db/actor.ts";
import type { Db } from "./db/db.ts";

export interface LocalDirectory {
  departments: { id: number; name: string; parentId: number }[];
  members: { userId: string; name: string; departmentIds: number[]; leads: number[]; position: string }[];
  customers: {
    externalId: string;
    name: string;
    gender: "female" | "male" | "unknown";
    followers: { userId: string; remark: string; addedAt: Date; tags: string[] }[];
  }[];
}

const ROOT = 1;
/** Shops without a number of their own on the platform get one from here on. */
const MADE_UP_FROM = 1001;
/** A page for trying things out; more phones than this nobody looks through. */
const CUSTOMERS_MAX = 2000;
const STAFF_MAX = 500;
const POSITIONS = { associate: "导购", manager: "店长", crm_admin: "客户管理", admin: "总经理" } as const;

export async function readLocalDirectory(db: Db, shopName: string): Promise<LocalDirectory> {
  const [stores, staff, relations] = await db.transaction(system, async (tx) => [
    await tx.store.findMany({ orderBy: [{ departmentId: "asc" }, { id: "asc" }], take: STAFF_MAX }),
    // Shop by shop, longest there first: the page opens with the first two associates and the first manager.
    await tx.staff.findMany({
      where: { active: true },
      orderBy: [{ store: { departmentId: { sort: "asc", nulls: "last" } } }, { joinedOn: "asc" }, { id: "asc" }],
      take: STAFF_MAX,
    }),
    await tx.relation.findMany({
      where: { endedAt: null, customer: { externalId: { not: null } } },
      orderBy: [{ customerId: "asc" }],
      select: {
        staffId: true,
        remark: true,
        addedAt: true,
        customer: { select: { externalId: true, name: true, gender: true } },
      },
      take: CUSTOMERS_MAX,
    }),
  ]);
  const departmentOf = new Map(stores.map((store, index) => [store.id, store.departmentId ?? MADE_UP_FROM + index]));
  const customers = new Map<string, LocalDirectory["customers"][number]>();
  for (const { staffId, remark, addedAt, customer } of relations) {
    const { externalId, name, gender } = customer;
    if (externalId === null) continue;
    const known = customers.get(externalId) ?? { externalId, name, gender, followers: [] };
    known.followers.push({ userId: staffId, remark: remark ?? "", addedAt, tags: [] });
    customers.set(externalId, known);
  }
  return {
    departments: [
      { id: ROOT, name: shopName, parentId: 0 },
      ...stores.map(({ id, name }) => ({ id: departmentOf.get(id) ?? ROOT, name, parentId: ROOT })),
    ],
    members: staff.map(({ id, name, role, storeId }) => {
      const department = (storeId === null ? undefined : departmentOf.get(storeId)) ?? ROOT;
      return {
        userId: id,
        name,
        departmentIds: [department],
        leads: role === "associate" ? [] : [department],
        position: POSITIONS[role],
      };
    }),
    customers: [...customers.values()],
  };
}
