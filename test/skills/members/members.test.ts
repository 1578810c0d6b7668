// The shop's tables: counting who came in, and the seven sheets, out and back in with nothing lost.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SHANGHAI } from "../../../src/calendar/day.ts";
import { exportTables } from "../../../src/cli/export/tables.ts";
import { importFiles } from "../../../src/cli/import/import.ts";
import { readSheets } from "../../../src/cli/import/sheets.ts";
import { system } from "../../../src/db/actor.ts";
import type { Db } from "../../../src/db/db.ts";
import { defaultSettings } from "../../../src/settings.ts";
import type { Outcome, Plan, Turn } from "../../../src/skill.ts";
import type { MembersResult } from "../../../src/skills/members/handle.ts";
import { dayTotal, partOf, sheetTables } from "../../../src/skills/members/rules.ts";
import { members } from "../../../src/skills/members/skill.ts";
import { loadTable } from "../../../src/skills/members/store.ts";
import { describeOnOneEngine, type OpenedDatabase, openInMemory } from "../../support/database.ts";
import { NOW, seedPeople, seedStaff, TODAY } from "../../support/people.ts";
import { withTurn } from "../../support/turn.ts";
import { testVault } from "../../support/vault.ts";

const settings = { dormantAfterDays: defaultSettings.dormantAfterDays };

async function say(db: Db, staffId: string, plan: Plan) {
  return withTurn(db, staffId, {}, async (turn) => {
    const outcome = (await members.handle(turn, plan, null)) as Outcome<MembersResult>;
    return { outcome, text: members.words(outcome.result, turn).text };
  });
}

const scope = (turn: Turn) => ({
  month: turn.today,
  today: turn.today,
  zone: turn.zone,
  phones: "masked" as const,
  vault: turn.vault,
  dormantAfterDays: 90,
  limit: 1_000,
});

async function sheetsOf(file: string): Promise<Record<string, string[][]>> {
  const all: Record<string, string[][]> = {};
  for (const { name, rows } of await readSheets(file)) {
    const lines: string[][] = [];
    for await (const { cells } of rows()) lines.push([...cells]);
    all[name] = lines;
  }
  return all;
}

describeOnOneEngine("the shop's tables", (open) => {
  let shared: Db;
  beforeAll(async () => {
    shared = await open();
    await seedPeople(shared, testVault);
    await shared.transaction(system, async (tx) => {
      await tx.fact.createMany({
        data: [
          {
            id: "need",
            customerId: "li-wen-f",
            kind: "need",
            topic: "场合",
            value: "要一件婚礼穿的礼服",
            onYear: 2026,
            onMonth: 10,
            onDay: 1,
            saidAs: "她说下月婚礼",
            recordedById: "linyue",
            recordedAt: NOW,
          },
          {
            id: "wedding",
            customerId: "li-wen-f",
            kind: "anniversary",
            topic: "结婚纪念日",
            value: "结婚纪念日是5月20日",
            onMonth: 5,
            onDay: 20,
            recordedById: "linyue",
            recordedAt: NOW,
          },
        ],
      });
      await tx.touch.createMany({
        data: [
          {
            id: "call",
            customerId: "sun-li",
            staffId: "linyue",
            direction: "out",
            means: "phone",
            topic: "说国庆后来看看",
            at: NOW,
          },
        ],
      });
    });
  });
  const testUndone = (name: string, work: (db: Db) => Promise<void>) => test(name, () => shared.sandbox(work));

  testUndone("who came in is told by part of the day, corrected, taken back and summed", async (db) => {
    const morning = { kind: "members.traffic", part: "morning", entered: 32, bought: 6 };
    expect((await say(db, "linyue", morning)).text).toBe("记下了：今天上午进店32人，成交6单，成交率18.8%。");
    const again = await say(db, "zhouhang", { ...morning, entered: 35, bought: null });
    expect(again.text).toBe(
      "记下了：今天上午进店35人，成交6单，成交率17.1%。原来记的是进店32人，成交6单，成交率18.8%，已更正。",
    );
    expect(again.outcome.undo).toMatchObject([{ op: "restore", before: { entered: 32, bought: 6 } }]);
    await say(db, "linyue", { kind: "members.traffic", part: "afternoon", entered: 50, bought: 10 });
    expect((await say(db, "zhouhang", { kind: "members.show" })).text).toBe("今天进店85人，成交16单，成交率18.8%。");
    // Another shop's door is another's.
    expect((await say(db, "hejing", { kind: "members.show" })).text).toContain("还没有记客流");
    expect((await say(db, "linyue", { kind: "members.traffic", entered: 5, bought: 9 })).text).toContain(
      "是不是说反了",
    );
    expect((await say(db, "boss", { kind: "members.traffic", entered: 5 })).outcome.result).toMatchObject({
      kind: "not-allowed",
    });
  });

  testUndone("what was done for her stands in the sheet of services, counts, and is taken back", async (db) => {
    const plan = { kind: "members.service", who: "张姐", what: "改裤脚" };
    const zhang = { id: "zhang-lihua", name: "张丽华", ownerId: "linyue", storeId: "xuhui" };
    const told = await withTurn(db, "linyue", {}, async (turn) => {
      const outcome = (await members.handle(turn, plan, zhang)) as Outcome<MembersResult>;
      const rows = await loadTable(turn.tx, "services", { ...scope(turn), range: null });
      const row = rows.find((each) => each.方式 === "服务");
      return { outcome, text: members.words(outcome.result, turn).text, row };
    });
    expect(told.text).toBe("记下了：今天为张丽华改裤脚。");
    expect(told.row).toMatchObject({ 客户姓名: "张丽华", 方式: "服务", 联系话题: "改裤脚", 导购: "林悦" });
    expect(told.outcome.undo).toMatchObject([{ op: "delete", table: "touch" }]);
    const later = { ...plan, on: "2026-12-01" };
    expect((await withTurn(db, "linyue", {}, (turn) => members.handle(turn, later, zhang))).result.kind).toBe(
      "missing",
    );
  });

  testUndone("a sheet comes as a file: hers alone, phones masked, with her name on it", async (db) => {
    const { outcome, text } = await say(db, "linyue", {
      kind: "members.export",
      table: "birthdays",
      range: { from: "2026-09-01", to: "2026-10-01" },
    });
    expect(text).toContain("当月生日会员回访表_2026-09.xlsx 做好了");
    const [file] = outcome.files ?? [];
    const path = join(mkdtempSync(join(tmpdir(), "zhike-sheet-")), "a.xlsx");
    await import("node:fs/promises").then((fs) => fs.writeFile(path, Buffer.from(file?.content ?? "", "base64")));
    const [titled, header, ...rows] = (await sheetsOf(path)).当月生日会员回访表 ?? [];
    const title = titled?.[0];
    expect(title).toContain("林悦");
    expect(header).toContain("回访结果");
    // 张丽's is in September too, and 陈晨's; 张丽华's lunar 八月十五 falls on 25 September.
    const names = rows.map((row) => row[1]);
    expect(names).toEqual(expect.arrayContaining(["张丽华", "陈国栋", "王芳"]));
    expect(names).not.toContain("张丽");
    expect(rows.flat().join()).not.toMatch(/1\d{10}/);
    expect(outcome.audit).toHaveLength(1);
  });

  testUndone("all seven have their rows: sleeping members with what they said, needs, anniversaries", async (db) => {
    const { outcome } = await say(db, "boss", { kind: "members.export" });
    expect(outcome.result).toMatchObject({ kind: "exported", tables: sheetTables.map(({ zh }) => ({ zh })) });
    const rows = outcome.result.kind === "exported" ? outcome.result.tables.map(({ rows }) => rows) : [];
    expect(rows.slice(0, 6).every((count) => count > 0)).toBe(true);
  });
});

describe("out and back in", () => {
  const opened: OpenedDatabase[] = [];
  afterAll(async () => {
    for (const one of opened) await one.close();
  });

  test("nothing is lost: the workbook of a shop filled from the workbook is the same workbook", async () => {
    for (let n = 0; n < 2; n++) opened.push(await openInMemory());
    const [first, second] = opened.map(({ db }) => db) as [Db, Db];
    await seedPeople(first, testVault);
    await seedStaff(second);
    await first.transaction(system, async (tx) => {
      await tx.fact.create({
        data: {
          customerId: "li-wen-f",
          kind: "need",
          topic: "场合",
          value: "=礼服",
          saidAs: "第一行\n第二行",
          recordedById: "linyue",
          recordedAt: NOW,
        },
      });
      await tx.fact.create({
        data: {
          customerId: "li-wen-f",
          kind: "anniversary",
          topic: "结婚纪念日",
          value: "5月20日",
          onYear: 2015,
          onMonth: 5,
          onDay: 20,
          recordedAt: new Date("2026-09-12T08:00:00.123Z"),
        },
      });
      await tx.touch.create({
        data: {
          customerId: "sun-li",
          staffId: "linyue",
          direction: "out",
          means: "phone",
          topic: "说国庆后来看看",
          at: NOW,
        },
      });
      await tx.storeTraffic.create({
        data: {
          storeId: "xuhui",
          day: new Date(TODAY),
          part: "morning",
          entered: 32,
          bought: 6,
          recordedById: "linyue",
          recordedAt: NOW,
        },
      });
    });
    const options = { zone: SHANGHAI, now: NOW, phones: "clear" as const, month: "2026-09", settings };
    const dirs = [0, 1].map(() => mkdtempSync(join(tmpdir(), "zhike-tables-")));
    const out = await exportTables(first, testVault, { ...options, dir: dirs[0] ?? "" });
    expect(out.tables.every(({ rows }) => rows > 0)).toBe(true);
    const report = await importFiles(second, testVault, { files: [out.file], zone: SHANGHAI, now: NOW });
    expect(report.issues).toEqual([]);
    // Into the shop it came from it changes nothing.
    const home = await importFiles(first, testVault, { files: [out.file], zone: SHANGHAI, now: NOW });
    expect(home.files.filter(({ created, changed }) => created + changed > 0)).toEqual([]);
    const back = await exportTables(second, testVault, { ...options, dir: dirs[1] ?? "" });
    const [before, after] = [await sheetsOf(out.file), await sheetsOf(back.file)];
    for (const { zh, key } of sheetTables) {
      // Who sleeps follows from orders and visits, which are no part of the seven tables; the people are all there.
      if (key === "dormant") continue;
      expect(after[zh], zh).toEqual(before[zh]);
    }
    const ids = await second.transaction(system, (tx) => tx.customer.findMany({ select: { id: true } }));
    expect(before.休眠会员唤醒回访表?.slice(1).every(([id]) => ids.some((one) => one.id === id))).toBe(true);
  }, 60_000);
});

test("a day is the whole where it was told, else its parts", () => {
  expect(
    dayTotal([
      { part: "morning", entered: 10, bought: null },
      { part: "evening", entered: 5, bought: 2 },
    ]),
  ).toEqual({ entered: 15, bought: 2 });
  expect(
    dayTotal([
      { part: "morning", entered: 10, bought: 1 },
      { part: "day", entered: 30, bought: 4 },
    ]),
  ).toEqual({ entered: 30, bought: 4 });
  expect([partOf("今天上午"), partOf("昨天"), partOf("傍晚")]).toEqual(["morning", "day", "evening"]);
});
