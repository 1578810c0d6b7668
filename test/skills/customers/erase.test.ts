// A customer who asks to be forgotten: nothing of her is left anywhere in the database, what was sold stays sold, and
// neither a file nor the platform brings her back. All of it on both engines: the work is a function of the database.
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { SHANGHAI } from "../../../src/calendar/day.ts";
import { importFiles } from "../../../src/cli/import/import.ts";
import { issueText } from "../../../src/cli/import/words.ts";
import { readConfig } from "../../../src/config.ts";
import type { Context } from "../../../src/context.ts";
import { takeTurn } from "../../../src/conversation/turn.ts";
import { type Actor, system } from "../../../src/db/actor.ts";
import type { Db, Tx } from "../../../src/db/db.ts";
import { openHouse } from "../../../src/house.ts";
import { silentLog } from "../../../src/log.ts";
import { defaultSettings } from "../../../src/settings.ts";
import { erase } from "../../../src/skills/customers/erase-store.ts";
import { saveChannelCustomers } from "../../../src/skills/customers/sync-store.ts";
import { loadSales, loadSalesBy } from "../../../src/skills/insights/sales-store.ts";
import { computeSegments } from "../../../src/skills/segments/store.ts";
import { loadStaff } from "../../../src/skills/staff/store.ts";
import { describeOnEveryEngine } from "../../support/database.ts";
import { NOW, seedPeople, TODAY } from "../../support/people.ts";
import { testVault } from "../../support/vault.ts";

const ID = "zhang-lihua";
const PHONE = "13811113456";
const actors: Record<string, Actor> = {
  linyue: { kind: "staff", staffId: "linyue", storeId: "xuhui", scope: "own" },
  zhouhang: { kind: "staff", staffId: "zhouhang", storeId: "xuhui", scope: "store" },
  hejing: { kind: "staff", staffId: "hejing", storeId: "jingan", scope: "own" },
  boss: { kind: "staff", staffId: "boss", storeId: null, scope: "all" },
};

describeOnEveryEngine("erasing a customer", (open) => {
  let shared: Db;
  let house: Context;
  beforeAll(async () => {
    shared = await open();
    await seedPeople(shared, testVault);
    const now = () => NOW;
    house = (
      await openHouse({ config: readConfig({}), log: silentLog, now, db: shared, vault: testVault, demo: false })
    ).context;
    await shared.transaction(system, async (tx) => {
      await tx.customer.updateMany({
        where: { id: ID },
        data: { addressCipher: testVault.seal("衡山路1号"), sourceKey: "T1001" },
      });
      // One order names no colleague: it is her associate's by the customer.
      await tx.order.updateMany({ where: { id: `${ID}-order-1` }, data: { staffId: null, sourceKey: "N77" } });
      await tx.note.createMany({
        data: [
          { customerId: ID, text: "张丽华爱喝热茶", authorId: "linyue" },
          { customerId: "wang-fang-older", text: "和张丽华一起来的，电话13811113456", authorId: "linyue" },
        ],
      });
      await tx.careMessage.createMany({
        data: [
          {
            id: "m-1",
            customerId: ID,
            staffId: "linyue",
            occasion: "birthday",
            draftedText: "张姐生日快乐",
            text: "张丽华生日快乐",
          },
        ],
      });
      const card = { kind: "card", card: { id: "c-1", title: "张丽华的祝福", buttons: [] } };
      await tx.delivery.createMany({
        data: [
          { key: "d-1", staffId: "linyue", kind: "card", reply: card, dueAt: NOW, state: "sent" },
          { key: "d-2", staffId: "linyue", kind: "card", reply: card, dueAt: NOW, careMessageId: "m-1" },
          {
            key: "d-3",
            staffId: "hejing",
            kind: "text",
            reply: { kind: "text", text: "张丽华和另外3位要回访" },
            dueAt: NOW,
          },
        ],
      });
      await tx.inbound.createMany({
        data: [
          {
            key: "i-1",
            staffId: "linyue",
            kind: "text",
            state: "done",
            message: {
              id: "i-1",
              at: NOW.toISOString(),
              from: "linyue",
              kind: "text",
              text: "新客户 张丽华 13811113456",
            },
            receivedAt: NOW,
          },
          {
            key: "i-2",
            staffId: "linyue",
            kind: "customer-added",
            state: "done",
            message: {
              id: "i-2",
              at: NOW.toISOString(),
              from: "linyue",
              kind: "customer-added",
              externalId: `wm-${ID}`,
            },
            receivedAt: NOW,
          },
        ],
      });
    });
  });
  const testUndone = (name: string, work: (db: Db) => Promise<void>) => test(name, () => shared.sandbox(work));

  async function say(db: Db, as: string, text: string): Promise<string> {
    const staff = await db.transaction(system, (tx) => loadStaff(tx, as));
    const [settings, lexicon] = [defaultSettings, { tiers: [], staff: [], stores: [], tags: [], categories: [] }];
    const context: Context = { ...house, db, settings: async () => settings, lexicon: async () => lexicon };
    const said = { kind: "text" as const, text };
    return (await takeTurn(context, { staff: staff!, now: NOW, inboundId: null, said })).text;
  }
  async function eraseHer(db: Db): Promise<string> {
    const asked = await say(db, "zhouhang", "删除张丽华的资料");
    const number = /打出数字「(\d+)」/u.exec(asked)?.[1];
    if (!number) throw new Error(asked);
    return say(db, "zhouhang", number);
  }

  testUndone("an associate is told who can, and nothing happens", async (db) => {
    const before = await everything(db);
    const told = await say(db, "linyue", "删除张丽华的资料");
    expect(told).toContain("麻烦跟周航说一声");
    expect(told).toContain("「张丽华别再发消息了」");
    expect(await say(db, "linyue", "9")).not.toContain("已删除");
    expect((await everything(db)).get("customer")).toEqual(before.get("customer"));
  });

  testUndone("a manager is told what goes and what stays, and types the number; 是 is not enough", async (db) => {
    const asked = await say(db, "zhouhang", "把张丽华的信息都删掉");
    expect(asked).toContain("要把张丽华（尾号3456，林悦的客户）的资料全部删除");
    expect(asked).toContain("删了找不回来，也不能撤销");
    // Three facts, a tag, an alias; a note, a message, a follow-up; and she herself.
    expect(asked).toContain("喜好、标签等5条，备注1条，关怀消息1条，跟进1件");
    expect(asked).toContain("3笔订单共17,300元");
    expect(asked).toContain("「9」");
    expect(await say(db, "zhouhang", "是")).toContain("「9」");
    expect(await say(db, "zhouhang", "8")).toContain("「9」");
    expect(await say(db, "zhouhang", "不要")).not.toContain("已删除");
    expect(await db.transaction(system, (tx) => tx.customer.count({ where: { id: ID } }))).toBe(1);
  });

  testUndone(
    "nothing of her is left: no name, phone, address, id on the platform, wherever it was written",
    async (db) => {
      for (const text of [
        "张丽华的档案",
        "张丽华电话多少",
        "记一下张丽华下月搬家到衡山路1号",
        "金卡有哪些",
        "张姐喜欢什么",
      ])
        await say(db, "linyue", text);
      // Left open when she goes.
      await say(db, "linyue", "把张丽华转给陈晨");
      const searched = ["张丽华", PHONE, "衡山路1号", "对羊毛过敏", "女儿十月结婚", `wm-${ID}`, "爱喝热茶"];
      const before = await textOf(db);
      for (const word of searched) expect(before, word).toContain(word);
      const answer = await eraseHer(db);
      expect(answer).toContain("已删除，找不回来了。3笔订单共17,300元留在门店的账上");
      const after = await textOf(db);
      for (const word of [...searched, "zhang li hua"]) expect(after, word).not.toContain(word);
      // Who looked and who erased stays told, by an id that leads nowhere.
      const holders = [...(await everything(db))].filter(([, rows]) => rows.some((row) => row.includes(`"${ID}"`)));
      expect(holders.map(([table]) => table)).toEqual(["audit_entry"]);
    },
  );

  testUndone("a name that is only like hers is not enough", async (db) => {
    for (const name of ["张丽花", "张莉华", "张利华"])
      expect(await say(db, "zhouhang", `删除${name}的资料`), name).not.toContain("打出数字");
    expect(await say(db, "zhouhang", "删除張麗華女士的资料")).toContain("打出数字");
  });

  testUndone("others keep their records, with her name taken out", async (db) => {
    const others = async () =>
      (await everything(db)).get("customer")!.filter((row) => !row.includes("张丽华") && !row.includes("已删除的客户"));
    const before = await others();
    await eraseHer(db);
    expect(await others()).toEqual(before);
    const note = await db.transaction(system, (tx) => tx.note.findFirst({ where: { customerId: "wang-fang-older" } }));
    expect(note?.text).toBe("和（已删除）一起来的，电话（已删除）");
    const waiting = await db.transaction(system, (tx) =>
      tx.delivery.findMany({ where: { key: { in: ["d-2", "d-3"] } }, orderBy: { key: "asc" } }),
    );
    expect(waiting.map(({ state, reply }) => [state, (reply as { text: string }).text])).toEqual([
      ["dead", "（已删除）"],
      ["waiting", "（已删除）和另外3位要回访"],
    ]);
  });

  testUndone("a name that another has too is left where it may mean the other", async (db) => {
    await db.transaction(system, (tx) =>
      tx.note.createMany({ data: [{ customerId: "zhang-lihua", text: "王芳介绍来的", authorId: "linyue" }] }),
    );
    await db.transaction(actors.zhouhang!, (tx) =>
      erase(tx, { id: "wang-fang-older", vault: testVault, messageId: null, now: NOW }),
    );
    const left = await textOf(db);
    expect(left).toContain("王芳介绍来的");
    expect(left).not.toContain("13922220001");
    expect(await db.transaction(system, (tx) => tx.customer.count({ where: { name: "王芳" } }))).toBe(1);
  });

  testUndone("figures of sales are what they were, for each who may read them", async (db) => {
    const figures = async () => {
      const scope = { range: { from: null, to: null }, zone: SHANGHAI, staffIds: null, storeIds: null, what: null };
      const of = (actor: Actor) =>
        db.transaction(actor, async (tx) => [
          await loadSales(tx, scope),
          await loadSales(tx, { ...scope, staffIds: ["linyue"] }),
          await loadSalesBy(tx, scope, "owner"),
          await loadSalesBy(tx, scope, "month"),
          await loadSalesBy(tx, scope, "category"),
        ]);
      return [await of(actors.linyue!), await of(actors.zhouhang!), await of(actors.boss!)];
    };
    const before = await figures();
    await eraseHer(db);
    expect(await figures()).toEqual(before);
  });

  testUndone("the record of nobody is in no list, no count and no class", async (db) => {
    const count = async () => Number(/(\d+)位/u.exec(await say(db, "boss", "一共有多少客户"))?.[1]);
    const before = await count();
    await eraseHer(db);
    expect(await count()).toBe(before - 1);
    expect(await say(db, "boss", "消费前十名")).not.toContain("已删除");
    await db.transaction(system, (tx) => computeSegments(tx, { today: TODAY, zone: SHANGHAI }, defaultSettings, NOW));
    const nobody = await db.transaction(system, (tx) =>
      tx.customer.findFirstOrThrow({ where: { erasedAt: { not: null } } }),
    );
    expect(await db.transaction(system, (tx) => tx.customerSegment.count({ where: { customerId: nobody.id } }))).toBe(
      0,
    );
    expect(nobody).toMatchObject({ ownerId: null, phoneHash: null, externalId: null, sourceKey: null, tier: null });
  });

  describe("who may", () => {
    for (const [as, may] of [
      ["linyue", false],
      ["hejing", false],
      ["zhouhang", true],
      ["boss", true],
    ] as const)
      testUndone(`${as}: ${may}, by the database's own rule`, async (db) => {
        const asked = db.transaction(actors[as]!, (tx) =>
          erase(tx, { id: ID, vault: testVault, messageId: null, now: NOW }),
        );
        if (may) expect(await asked).toBe(true);
        else await expect(asked.then((done) => done || Promise.reject(new Error("not hers")))).rejects.toThrow();
        expect(await db.transaction(system, (tx) => tx.customer.count({ where: { id: ID } }))).toBe(may ? 0 : 1);
      });

    testUndone("a manager of another shop: not there for her, called by hand or not", async (db) => {
      const elsewhere: Actor = { kind: "staff", staffId: "zhouhang", storeId: "jingan", scope: "store" };
      const call = (tx: Tx) => tx.$queryRaw<{ rows: number | null }[]>`
        SELECT erase_customer(${ID}, 'x', ARRAY['张丽华'], ARRAY[]::text[], ARRAY[]::text[], NULL, ${NOW}) AS rows`;
      expect(await db.transaction(elsewhere, call)).toEqual([{ rows: null }]);
      expect(await db.transaction(system, (tx) => tx.customer.count({ where: { id: ID } }))).toBe(1);
    });

    testUndone("a second time finds nobody", async (db) => {
      await eraseHer(db);
      // Nor is she taken for 张丽, who is called nearly so.
      expect(await say(db, "zhouhang", "删除张丽华的资料")).not.toContain("打出数字");
    });
  });

  describe("she is not brought back", () => {
    const folder = mkdtempSync(join(tmpdir(), "zhike-erase-"));
    const file = (name: string, text: string) => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    };
    const customers = file(
      "customers.csv",
      `客户编号,姓名,手机号,门店\nT1001,张丽华,${PHONE},徐汇店\n,张丽华,${PHONE},徐汇店\nT1002,赵敏,13800009999,徐汇店\n`,
    );
    const orders = file(
      "orders.csv",
      `订单编号,客户编号,手机号,姓名,金额,付款时间,门店\nN77,T1001,,张丽华,5000,2025-11-11 15:00,徐汇店\nN78,,${PHONE},,99,2026-01-01 15:00,徐汇店\nN79,,,张丽华,98,2026-01-02 15:00,徐汇店\n`,
    );
    const load = (db: Db, files: string[]) => importFiles(db, testVault, { files, zone: SHANGHAI, now: NOW });

    testUndone("by a file: her rows are left out and told, the others come in", async (db) => {
      await eraseHer(db);
      const sales = () =>
        db.transaction(system, (tx) => tx.order.aggregate({ _sum: { amountFen: true }, _count: true }));
      const before = await sales();
      const report = await load(db, [customers, orders]);
      expect(report.files.map(({ created, leftOut }) => [created, leftOut])).toEqual([
        [1, 2],
        [0, 3],
      ]);
      expect(report.issues.map(issueText).every((text) => text.includes("她要求过删除资料，没有导入"))).toBe(true);
      expect(await db.transaction(system, (tx) => tx.customer.count({ where: { name: "张丽华" } }))).toBe(0);
      expect(await sales()).toEqual(before);
    });

    testUndone("by the platform, under her id or with her phone in a remark", async (db) => {
      await eraseHer(db);
      const contact = { staffId: "linyue", name: "丽华", gender: "female" as const, addedAt: NOW, tagIds: [] };
      const told = [
        { ...contact, externalId: `wm-${ID}`, remark: "张丽华", phones: [] },
        { ...contact, externalId: "wm-new", remark: "张丽华", phones: [PHONE] },
        { ...contact, externalId: "wm-other", remark: "赵敏", phones: ["13800009999"] },
      ];
      const added = await db.transaction(system, (tx) => saveChannelCustomers(tx, told, { at: NOW, vault: testVault }));
      expect(added).toBe(1);
      expect(await db.transaction(system, (tx) => tx.customer.count({ where: { name: "张丽华" } }))).toBe(0);
    });

    testUndone(
      "but she may come back herself: entered by phone after a question, and then files know her again",
      async (db) => {
        await eraseHer(db);
        expect(await say(db, "linyue", `新客户 张丽华 ${PHONE}`)).toContain("要求过删除资料");
        expect(await db.transaction(system, (tx) => tx.customer.count({ where: { name: "张丽华" } }))).toBe(0);
        expect(await say(db, "linyue", "是")).toContain("登记好了：张丽华");
        const report = await load(db, [customers]);
        expect(report.files[0]).toMatchObject({ leftOut: 0 });
      },
    );
  });
});

/** Every row of every table that the house may read, as text. */
async function everything(db: Db): Promise<Map<string, string[]>> {
  return db.transaction(system, async (tx) => {
    const tables = await tx.$queryRaw<{ name: string }[]>`
      SELECT c.relname AS name FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
        AND has_table_privilege(c.oid, 'SELECT') ORDER BY 1`;
    const all = new Map<string, string[]>();
    for (const { name } of tables) {
      const rows = await tx.$queryRawUnsafe<{ row: string }[]>(
        `SELECT to_jsonb(t)::text AS row FROM "${name}" t ORDER BY 1`,
      );
      all.set(
        name,
        rows.map(({ row }) => row),
      );
    }
    return all;
  });
}

/** The same in one, sealed values opened: what a copy of the database with its key would tell. */
async function textOf(db: Db): Promise<string> {
  const rows = [...(await everything(db)).values()].flat().join("\n");
  return rows.replace(/\\\\x([0-9a-f]+)/gu, (_, hex: string) => Buffer.from(hex, "hex").toString("utf8"));
}
