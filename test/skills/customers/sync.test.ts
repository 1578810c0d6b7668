// Directory and contacts of the platform become ours; a second run changes nothing; what people told us stays.
import { beforeAll, expect, test } from "vitest";
import type { Channel, ChannelCustomer } from "../../../src/channel.ts";
import { system } from "../../../src/db/actor.ts";
import type { Db } from "../../../src/db/db.ts";
import { syncCustomers } from "../../../src/skills/customers/jobs.ts";
import { syncDirectory } from "../../../src/skills/staff/jobs.ts";
import { describeOnOneEngine } from "../../support/database.ts";

const contact = (externalId: string, staffId: string, name: string, remark = ""): ChannelCustomer => ({
  externalId,
  staffId,
  name,
  remark,
  phones: [],
  gender: "female",
  addedAt: new Date("2026-01-05T03:00:00Z"),
  tagIds: [],
});

const channel = {
  departments: async () => [
    { id: 1, name: "云裳", parentId: 0 },
    { id: 2, name: "徐汇店", parentId: 1 },
  ],
  staff: async (id: number) =>
    id === 2
      ? [
          { id: "zhou", name: "周航", departmentIds: [2], leads: [2], active: true },
          { id: "lin", name: "林悦", departmentIds: [2], leads: [], active: true },
        ]
      : [],
  async *customersOf() {
    yield [contact("wm1", "lin", "Annie", "张丽华"), contact("wm2", "lin", "小雨")];
    yield [contact("wm1", "zhou", "Annie"), contact("wm9", "nobody", "谁")];
  },
} as unknown as Channel;

describeOnOneEngine("sync", (open) => {
  let db: Db;
  beforeAll(async () => {
    db = await open();
  });

  test("reads shops, people and contacts, and changes nothing the second time", async () => {
    expect(await syncDirectory({ db, channel })).toBe("1 shops, 2 people");
    expect(await syncCustomers({ db, channel })).toBe("4 contacts seen, 2 customers added");
    await db.transaction(system, async (tx) => {
      await tx.staff.update({ where: { id: "lin" }, data: { scope: "store" } });
      await tx.customer.update({ where: { externalId: "wm2" }, data: { name: "陈思雨" } });
    });
    await syncDirectory({ db, channel });
    expect(await syncCustomers({ db, channel })).toBe("4 contacts seen, 0 customers added");
    const [staff, customers, relations] = await db.transaction(system, async (tx) => [
      await tx.staff.findMany({ orderBy: { id: "asc" }, select: { id: true, role: true, scope: true, storeId: true } }),
      await tx.customer.findMany({
        orderBy: { externalId: "asc" },
        select: { name: true, ownerId: true, storeId: true },
      }),
      await tx.relation.count(),
    ]);
    expect(staff).toEqual([
      { id: "lin", role: "associate", scope: "store", storeId: "department-2" },
      { id: "zhou", role: "manager", scope: "store", storeId: "department-2" },
    ]);
    expect(customers).toEqual([
      { name: "张丽华", ownerId: "lin", storeId: "department-2" },
      { name: "陈思雨", ownerId: "lin", storeId: "department-2" },
    ]);
    expect(relations).toBe(3);
  });
});
