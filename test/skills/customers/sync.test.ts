// Directory and contacts of the platform become ours; a second run changes nothing; an interrupted one goes on; what
// people told us stays, and goes to the platform.
import { beforeAll, beforeEach, expect, test } from "vitest";
import { SHANGHAI } from "../../../src/calendar/day.ts";
import type { Channel, ChannelCustomer, ChannelTag } from "../../../src/channel.ts";
import { system } from "../../../src/db/actor.ts";
import type { Db, Tx } from "../../../src/db/db.ts";
import { ChannelError } from "../../../src/errors.ts";
import { defaultSettings, type Settings } from "../../../src/settings.ts";
import { syncCustomers } from "../../../src/skills/customers/jobs.ts";
import { syncState } from "../../../src/skills/customers/sync-store.ts";
import { followTransfer } from "../../../src/skills/customers/transfer-store.ts";
import { writeBack } from "../../../src/skills/customers/writeback-jobs.ts";
import { FOLLOW_JOB, followPlatform } from "../../../src/skills/platform/jobs.ts";
import { syncDirectory } from "../../../src/skills/staff/jobs.ts";
import { describeOnOneEngine } from "../../support/database.ts";
import { testVault } from "../../support/vault.ts";

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

/** What the platform has, by colleague; pages of two. */
const platform = {
  contacts: {} as Record<string, ChannelCustomer[]>,
  tags: [] as ChannelTag[],
  asked: [] as string[],
  told: [] as unknown[],
  shop: "徐汇店",
  leader: "zhou",
  /** Breaks off at this question. */
  breaksAt: null as string | null,
  fault: null as ChannelError | null,
};
const NOW = new Date("2026-11-22T02:00:00Z");
let now = NOW;

const channel = {
  departments: async () => {
    platform.asked.push("departments");
    return [
      { id: 1, name: "云裳", parentId: 0 },
      { id: 2, name: platform.shop, parentId: 1 },
    ];
  },
  staff: async (id: number) =>
    id === 2
      ? [
          { id: "zhou", name: "周航", departmentIds: [2], leads: platform.leader === "zhou" ? [2] : [], active: true },
          { id: "lin", name: "林悦", departmentIds: [2], leads: platform.leader === "lin" ? [2] : [], active: true },
        ]
      : [],
  tags: async () => {
    platform.asked.push("tags");
    if (platform.fault) throw platform.fault;
    return platform.tags;
  },
  async *customersOf(staffId: string, from: string | null) {
    const own = platform.contacts[staffId] ?? [];
    for (let start = Number(from ?? 0); start === 0 || start < own.length; start += 2) {
      platform.asked.push(`${staffId}:${start}`);
      if (platform.breaksAt === `${staffId}:${start}`) throw new Error("the process dies");
      const next = start + 2 < own.length ? String(start + 2) : null;
      yield { customers: own.slice(start, start + 2), next, refused: false };
    }
  },
  customer: async (externalId: string) =>
    Object.values(platform.contacts)
      .flat()
      .filter((one) => one.externalId === externalId),
  markTag: async (...what: unknown[]) => {
    if (platform.fault) throw platform.fault;
    platform.told.push(what);
  },
  remark: async (...what: unknown[]) => void platform.told.push(what),
  createTag: async (name: string) => {
    platform.told.push(["new", name]);
    return `et-${name}`;
  },
} as unknown as Channel;

describeOnOneEngine("sync", (open) => {
  let db: Db;
  let settings: Settings = defaultSettings;
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const house = () => ({ db, channel, now: () => now, zone: SHANGHAI, settings: async () => settings });
  const sync = () => syncCustomers({ db, channel, vault: testVault, now: () => now, log });
  const write = () =>
    writeBack({ db, channel, vault: testVault, now: () => now, log, settings: async () => settings, random: () => 0 });
  const inDb = <T>(work: (tx: Tx) => Promise<T>) => db.transaction(system, work);

  beforeAll(async () => {
    db = await open();
    await syncDirectory(house());
  });
  beforeEach(async () => {
    now = NOW;
    settings = defaultSettings;
    Object.assign(platform, {
      tags: [],
      asked: [],
      told: [],
      breaksAt: null,
      fault: null,
      shop: "徐汇店",
      leader: "zhou",
    });
    platform.contacts = {
      lin: [contact("wm1", "lin", "Annie", "张丽华"), contact("wm2", "lin", "小雨"), contact("wm3", "lin", "Coco")],
      zhou: [contact("wm1", "zhou", "Annie")],
    };
    await inDb(async (tx) => {
      await tx.channelWrite.deleteMany();
      await tx.channelSync.deleteMany();
      await tx.customer.deleteMany();
      await tx.tag.deleteMany();
    });
  });

  test("reads shops, people and contacts, and changes nothing the second time", async () => {
    expect(await sync()).toBe("4 contacts seen, 3 customers added");
    await inDb(async (tx) => {
      await tx.staff.update({ where: { id: "lin" }, data: { scope: "store" } });
      await tx.customer.update({ where: { externalId: "wm2" }, data: { name: "陈思雨" } });
    });
    await syncDirectory(house());
    expect(await sync()).toBe("4 contacts seen, 0 customers added");
    const [staff, customers, relations] = await inDb(async (tx) => [
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
      { name: "Coco", ownerId: "lin", storeId: "department-2" },
    ]);
    expect(relations).toBe(4);
  });

  test("a new leader is the manager and the old one is not; what a person set by hand stays, and so does a shop's own name", async () => {
    const people = () =>
      inDb(async (tx) => ({
        ranks: (await tx.staff.findMany({ orderBy: { id: "asc" } })).map(
          ({ id, role, scope }) => `${id} ${role} ${scope}`,
        ),
        shop: (await tx.store.findFirstOrThrow()).name,
      }));
    platform.leader = "lin";
    platform.shop = "徐汇旗舰店";
    await inDb((tx) =>
      tx.staff.updateMany({ data: { role: "associate", scope: "own", toldRole: "associate", toldScope: "own" } }),
    );
    await syncDirectory(house());
    expect(await people()).toEqual({ ranks: ["lin manager store", "zhou associate own"], shop: "徐汇旗舰店" });

    await inDb(async (tx) => {
      await tx.staff.update({ where: { id: "zhou" }, data: { role: "crm_admin", scope: "all" } });
      await tx.store.updateMany({ data: { name: "徐汇一店" } });
    });
    platform.leader = "zhou";
    platform.shop = "徐汇店";
    await syncDirectory(house());
    expect(await people()).toEqual({ ranks: ["lin associate own", "zhou crm_admin all"], shop: "徐汇一店" });
    await inDb(async (tx) => {
      await tx.staff.update({ where: { id: "zhou" }, data: { role: "manager", scope: "store" } });
      await tx.store.updateMany({ data: { name: "徐汇店" } });
    });
  });

  test("a tag renamed there is renamed here, unless the name is taken", async () => {
    platform.tags = [
      { id: "et1", name: "爱旅游", group: "喜好" },
      { id: "et2", name: "老客", group: "来往" },
    ];
    await sync();
    platform.tags = [
      { id: "et1", name: "爱出门", group: "喜好" },
      { id: "et2", name: "爱出门", group: "来往" },
    ];
    await sync();
    await sync();
    const names = await inDb((tx) => tx.tag.findMany({ orderBy: { channelTagId: "asc" }, select: { name: true } }));
    expect(names.map(({ name }) => name)).toEqual(["爱出门", "来往·爱出门"]);
  });

  test("what changed there is read again within minutes, once; nothing new, nothing asked", async () => {
    const follow = () => followPlatform({ ...house(), vault: testVault, log });
    const slot = (at: Date) => {
      const ended = { state: "done" as const, startedAt: at, lockedUntil: at, finishedAt: at };
      return inDb((tx) => tx.jobSlot.create({ data: { job: FOLLOW_JOB, slotAt: at, ...ended } }));
    };
    const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);
    const hear = (kind: string, at: Date) =>
      inDb((tx) =>
        tx.inbound.create({
          data: { key: `${kind}:${at.getTime()}`, staffId: "sys", kind, message: {}, receivedAt: at },
        }),
      );
    await slot(NOW);
    now = minutes(2);
    expect(await follow()).toBe("nothing new");
    expect(platform.asked).toEqual([]);

    await hear("directory-changed", minutes(3));
    now = minutes(4);
    expect(await follow()).toBe("1 shops, 2 people");
    await slot(now);
    await hear("tags-changed", minutes(5));
    now = minutes(6);
    expect(await follow()).toBe("0 tags");
    await slot(now);
    now = minutes(8);
    expect(await follow()).toBe("nothing new");
  });

  test("a reading that was asked for is done in pieces by one process at a time, and its end is told once", async () => {
    const context = { ...house(), vault: testVault, log };
    const told = () => inDb((tx) => tx.delivery.findMany({ where: { staffId: "zhou" }, select: { reply: true } }));
    await inDb((tx) => tx.channelSync.create({ data: { startedAt: now, askedById: "zhou" } }));
    expect(await syncCustomers(context, { msMax: 0 })).toBe("2 contacts seen so far");
    expect(await syncCustomers({ ...context, now: () => new Date(now.getTime() + 1000) }, { msMax: 0 })).toBe(
      "3 contacts seen so far",
    );
    await inDb((tx) =>
      tx.channelToken.create({
        data: {
          key: "reading:contacts",
          token: "another",
          expiresAt: new Date(now.getTime() + 60_000),
          updatedAt: now,
        },
      }),
    );
    expect(await followPlatform(context)).toBe("another process is reading");
    now = new Date(now.getTime() + 120_000);
    expect(await followPlatform(context)).toBe("4 contacts seen, 3 customers added");
    expect(await followPlatform(context)).toBe("nothing new");
    const [delivery, ...more] = await told();
    expect(more).toEqual([]);
    expect(JSON.stringify(delivery)).toContain("4条好友关系，新登记了3位客户");
  });

  test("a reading that the platform refuses is told with its code, and is over", async () => {
    const context = { ...house(), vault: testVault, log };
    platform.fault = new ChannelError("externalcontact/get_corp_tag_list", 48002, "configure", "no permission");
    const run = await inDb((tx) => tx.channelSync.create({ data: { startedAt: now, askedById: "lin" } }));
    await expect(followPlatform(context)).rejects.toThrow("no permission");
    const reply = await inDb((tx) => tx.delivery.findFirst({ where: { key: `platform-read:${run.id}` } }));
    expect(JSON.stringify(reply?.reply)).toContain("错误 48002");
    expect(await followPlatform(context)).toBe("nothing new");
  });

  test("goes on where it was interrupted, and says how far it is", async () => {
    platform.breaksAt = "lin:2";
    await expect(sync()).rejects.toThrow("dies");
    const { running } = await inDb((tx) => syncState(tx));
    expect(running).toMatchObject({ staffId: "lin", cursor: "2", seen: 2 });
    Object.assign(platform, { breaksAt: null, asked: [] });
    expect(await sync()).toBe("4 contacts seen, 3 customers added");
    expect(platform.asked).toEqual(["tags", "lin:2", "zhou:0"]);
    expect(await inDb((tx) => syncState(tx))).toMatchObject({ running: null, done: { seen: 4 } });
  });

  test("a contact that is no longer listed has ended; what was never listed stays", async () => {
    await sync();
    await inDb(async (tx) => {
      const made = await tx.customer.create({ data: { storeId: "department-2", name: "老客", externalId: "wm8" } });
      await tx.relation.create({ data: { staffId: "lin", customerId: made.id, addedAt: NOW } });
    });
    platform.contacts.lin = [contact("wm1", "lin", "Annie")];
    now = new Date(NOW.getTime() + 60_000);
    expect(await sync()).toBe("2 contacts seen, 0 customers added, 2 no longer listed");
    const ended = await inDb((tx) => tx.relation.findMany({ where: { endedAt: { not: null } } }));
    expect(ended.map((row) => row.endedBy)).toEqual(["sync", "sync"]);
  });

  test("a customer known by her phone alone is found by the phone in the remark", async () => {
    await inDb((tx) =>
      tx.customer.create({
        data: { storeId: "department-2", name: "钱太太", phoneHash: testVault.hashPhone("13800000001") },
      }),
    );
    platform.contacts.lin = [{ ...contact("wm7", "lin", "Q"), phones: ["13800000001"] }];
    expect(await sync()).toContain("1 customers added");
    const found = await inDb((tx) => tx.customer.findUnique({ where: { externalId: "wm7" } }));
    expect(found?.name).toBe("钱太太");
  });

  test("tags come in, go out, and one taken off here is taken off there and does not come back", async () => {
    platform.tags = [
      { id: "et1", name: "金卡", group: "等级" },
      { id: "et2", name: "爱连衣裙", group: "喜好" },
    ];
    platform.contacts.lin = [{ ...contact("wm1", "lin", "Annie"), tagIds: ["et1"] }];
    platform.contacts.zhou = [];
    await sync();
    const id = await inDb(async (tx) => {
      const customer = await tx.customer.findUniqueOrThrow({ where: { externalId: "wm1" }, include: { tags: true } });
      expect(customer.tags).toMatchObject([{ origin: "channel" }]);
      const dress = await tx.tag.findUniqueOrThrow({ where: { name: "爱连衣裙" } });
      await tx.customerTag.create({ data: { customerId: customer.id, tagId: dress.id, addedById: "lin" } });
      await tx.customerTag.deleteMany({ where: { customerId: customer.id, origin: "channel" } });
      return customer.id;
    });
    expect(await write()).toBe("2 found, 2 told");
    expect(platform.told).toEqual([
      ["lin", "wm1", { add: ["et2"], remove: [] }],
      ["lin", "wm1", { add: [], remove: ["et1"] }],
    ]);
    expect(await write()).toBe("0 found, 0 told");
    // The platform has it so now, and tells it so.
    platform.contacts.lin = [{ ...contact("wm1", "lin", "Annie"), tagIds: ["et2"] }];
    await sync();
    expect(await write()).toBe("0 found, 0 told");
    const tags = await inDb((tx) => tx.customerTag.findMany({ where: { customerId: id }, include: { tag: true } }));
    expect(tags.map((one) => one.tag.name)).toEqual(["爱连衣裙"]);
  });

  test("a refused tag is tried again by policy, told once, and undone in time it is not told at all", async () => {
    platform.tags = [{ id: "et1", name: "金卡", group: "等级" }];
    await sync();
    const tagId = await inDb(async (tx) => {
      const tag = await tx.tag.findUniqueOrThrow({ where: { name: "金卡" } });
      const customer = await tx.customer.findUniqueOrThrow({ where: { externalId: "wm2" } });
      await tx.customerTag.create({ data: { customerId: customer.id, tagId: tag.id, addedById: "lin" } });
      return tag.id;
    });
    platform.fault = new ChannelError("mark_tag", -1, "retry", "busy");
    expect(await write()).toBe("1 found, 0 told");
    platform.fault = null;
    expect(await write()).toBe("0 found, 0 told");
    now = new Date(NOW.getTime() + 10_000);
    expect(await write()).toBe("0 found, 1 told");
    expect(platform.told).toHaveLength(1);
    await inDb(async (tx) => {
      const customer = await tx.customer.findUniqueOrThrow({ where: { externalId: "wm3" } });
      await tx.customerTag.create({ data: { customerId: customer.id, tagId, addedById: "lin" } });
    });
    platform.fault = new ChannelError("mark_tag", -1, "retry", "busy");
    await write();
    platform.fault = null;
    await inDb((tx) => tx.customerTag.deleteMany({ where: { customer: { externalId: "wm3" } } }));
    now = new Date(NOW.getTime() + 60_000);
    await write();
    expect(platform.told).toHaveLength(1);
  });

  test("a new tag is made there only when the shop says so", async () => {
    await sync();
    await inDb(async (tx) => {
      const tag = await tx.tag.create({ data: { name: "爱喝茶" } });
      const customer = await tx.customer.findUniqueOrThrow({ where: { externalId: "wm2" } });
      await tx.customerTag.create({ data: { customerId: customer.id, tagId: tag.id, addedById: "lin" } });
    });
    expect(await write()).toBe("0 found, 0 told");
    settings = { ...defaultSettings, tagsBack: "create" };
    await write();
    await write();
    expect(platform.told).toEqual([
      ["new", "爱喝茶"],
      ["lin", "wm2", { add: ["et-爱喝茶"], remove: [] }],
    ]);
  });

  test("a corrected phone goes beside those in the remark; a corrected name never over her own remark", async () => {
    platform.contacts.lin = [
      { ...contact("wm1", "lin", "Annie", "张丽华 老客"), phones: ["13800000009"] },
      contact("wm2", "lin", "小雨"),
    ];
    await sync();
    const correct = (externalId: string, field: string, data: object) =>
      inDb(async (tx) => {
        const { id } = await tx.customer.update({ where: { externalId }, data });
        const entry = { actorId: "lin", action: "customers.update", customerId: id, detail: { field }, at: NOW };
        await tx.auditEntry.createMany({ data: [entry] });
      });
    await correct("wm1", "phone", { phoneCipher: testVault.seal("13700003333") });
    await correct("wm1", "name", { name: "张丽花" });
    await correct("wm2", "name", { name: "陈思雨" });
    await write();
    expect(platform.told).toEqual([["lin", "wm1", { phones: ["13800000009", "13700003333"] }]]);
    settings = { ...defaultSettings, remarkBack: { phone: true, name: true } };
    await write();
    expect(platform.told.slice(1)).toEqual([["lin", "wm2", { remark: "陈思雨" }]]);
  });

  test("a customer handed over there is handed over here with her work, whichever event comes first", async () => {
    await sync();
    const id = await inDb(async (tx) => {
      const customer = await tx.customer.findUniqueOrThrow({ where: { externalId: "wm1" } });
      await tx.followUp.create({
        data: { customerId: customer.id, staffId: "lin", createdById: "lin", text: "回访", dueAt: NOW },
      });
      await tx.relation.updateMany({
        where: { customerId: customer.id, staffId: "lin" },
        data: { endedAt: NOW, endedBy: "transfer" },
      });
      await followTransfer(tx, "wm1");
      await followTransfer(tx, "wm1");
      return customer.id;
    });
    const [customer, work] = await inDb(async (tx) => [
      await tx.customer.findUnique({ where: { id } }),
      await tx.followUp.findMany({ where: { customerId: id } }),
    ]);
    expect(customer?.ownerId).toBe("zhou");
    expect(work.map((one) => one.staffId)).toEqual(["zhou"]);
  });
});
