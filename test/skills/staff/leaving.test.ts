// Somebody leaves: by the event, or found gone by the reading of the directory when the event was missed. Either way her
// manager hears once what waits.
import { beforeEach, expect, test } from "vitest";
import { instantOf, SHANGHAI } from "../../../src/calendar/day.ts";
import type { Channel, DirectoryStaff } from "../../../src/channel.ts";
import type { Context } from "../../../src/context.ts";
import { hearPlatform } from "../../../src/conversation/platform-events.ts";
import { system } from "../../../src/db/actor.ts";
import type { Db } from "../../../src/db/db.ts";
import { defaultSettings } from "../../../src/settings.ts";
import { syncDirectory } from "../../../src/skills/staff/jobs.ts";
import { describeOnOneEngine } from "../../support/database.ts";
import { seedPeople } from "../../support/people.ts";
import { testVault } from "../../support/vault.ts";

const NIGHT = instantOf("2026-09-14", "04:11", SHANGHAI);
const MORNING = instantOf("2026-09-14", "09:00", SHANGHAI);
const shops = { xuhui: 2, jingan: 3 };
const listed = (id: string, name: string, department: number, leads: number[] = []): DirectoryStaff => ({
  id,
  name,
  departmentIds: [department],
  leads,
  active: true,
});
const everybody = () => [
  listed("linyue", "林悦", shops.xuhui),
  listed("chenchen", "陈晨", shops.xuhui),
  listed("zhouhang", "周航", shops.xuhui, [shops.xuhui]),
  listed("hejing", "何静", shops.jingan),
  listed("boss", "老板", 1, [1]),
];

describeOnOneEngine("leaving", (open) => {
  let db: Db;
  let whole: Db;
  let members = everybody();
  beforeEach(async () => {
    members = everybody();
    if (!whole) {
      whole = await open();
      await seedPeople(whole, testVault);
      await whole.transaction(system, async (tx) => {
        for (const [id, departmentId] of Object.entries(shops))
          await tx.store.update({ where: { id }, data: { departmentId }, select: { id: true } });
      });
      await syncDirectory(context(whole));
    }
  });
  const story = (name: string, play: () => Promise<void>) =>
    test(name, () =>
      whole.sandbox(async (inner) => {
        db = inner;
        await play();
      }),
    );
  const channel = {
    departments: async () => [
      { id: 1, name: "云裳", parentId: 0 },
      { id: shops.xuhui, name: "徐汇店", parentId: 1 },
      { id: shops.jingan, name: "静安店", parentId: 1 },
    ],
    staff: async (id: number) => members.filter((one) => one.departmentIds.includes(id)),
  } as unknown as Channel;
  const context = (of: Db) => ({
    db: of,
    channel,
    now: () => NIGHT,
    zone: SHANGHAI,
    settings: async () => defaultSettings,
  });
  const read = () => syncDirectory(context(db));
  const leave = (from: string) =>
    hearPlatform(
      context(db) as unknown as Context,
      {
        kind: "staff-changed",
        change: "left",
        id: `left-${from}`,
        from,
        at: NIGHT,
        newId: null,
        name: null,
      } as Parameters<typeof hearPlatform>[1],
    );
  const heard = (staffId: string) =>
    db.transaction(system, async (tx) =>
      (await tx.delivery.findMany({ where: { staffId } })).map((row) => ({
        text: (row.reply as { text?: string }).text,
        dueAt: row.dueAt,
      })),
    );
  const here = () =>
    db.transaction(system, async (tx) =>
      (await tx.staff.findMany({ where: { active: true }, orderBy: { id: "asc" } })).map((row) => row.id),
    );
  const without = (...ids: string[]) => {
    members = everybody().filter((one) => !ids.includes(one.id));
  };
  const WAITS = /^林悦离职了，13位客户、2件待办、1件投诉等着交接，一件都不会丢。交给谁？/u;

  story("gone from the directory is as if the event had come: her manager hears once, in the morning", async () => {
    without("linyue");
    expect(await read()).toBe("2 shops, 4 people, 1 left");
    expect(await here()).not.toContain("linyue");
    expect(await heard("zhouhang")).toEqual([{ text: expect.stringMatching(WAITS), dueAt: MORNING }]);
    expect(await read()).toBe("2 shops, 4 people");
    await leave("linyue");
    expect(await heard("zhouhang")).toHaveLength(1);
    expect(await heard("boss")).toEqual([]);
  });

  story("after the event the reading tells nothing anew", async () => {
    await leave("linyue");
    without("linyue");
    await read();
    expect(await heard("zhouhang")).toEqual([{ text: expect.stringMatching(WAITS), dueAt: MORNING }]);
  });

  story("listed but shut out, she has left too; back again, she is here", async () => {
    members = everybody().map((one) => (one.id === "linyue" ? { ...one, active: false } : one));
    expect(await read()).toBe("2 shops, 5 people, 1 left");
    expect(await heard("zhouhang")).toHaveLength(1);
    members = everybody();
    await read();
    expect(await here()).toContain("linyue");
    const row = await db.transaction(system, (tx) => tx.staff.findUnique({ where: { id: "linyue" } }));
    expect(row?.leftAt).toBeNull();
  });

  story("many out of sight at once did not leave, nor did who was entered by hand", async () => {
    await db.transaction(system, (tx) => tx.staff.createMany({ data: [{ id: "zhangsan", name: "张珊" }] }));
    without("linyue", "chenchen", "zhouhang");
    expect(await read()).toContain("3 out of sight and kept");
    expect(await here()).toEqual(["boss", "chenchen", "hejing", "linyue", "zhangsan", "zhouhang"]);
    members = [];
    await read();
    expect(await here()).toHaveLength(6);
    expect(await heard("boss")).toEqual([]);
  });
});
