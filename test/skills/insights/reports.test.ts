// Reports by the clock: each period once, with a picture right after the words; lines opened, asked for, as a workbook.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import exceljs from "exceljs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { system } from "../../../src/db/actor.ts";
import type { Db } from "../../../src/db/db.ts";
import { defaultSettings } from "../../../src/settings.ts";
import type { Plan } from "../../../src/skill.ts";
import { keepPicture, PICTURES_MAX } from "../../../src/skills/insights/draw-jobs.ts";
import { sendReports } from "../../../src/skills/insights/jobs.ts";
import { insights } from "../../../src/skills/insights/skill.ts";
import { describeOnOneEngine } from "../../support/database.ts";
import { NOW, seedPeople } from "../../support/people.ts";
import { withTurn } from "../../support/turn.ts";
import { testVault } from "../../support/vault.ts";

const folder = mkdtempSync(join(tmpdir(), "zhike-report-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describeOnOneEngine("reports", (open) => {
  let db: Db;
  beforeAll(async () => {
    db = await open();
    await seedPeople(db, testVault);
  });
  const context = (over: Db, pictures?: string) => ({
    db: over,
    now: () => NOW,
    zone: "Asia/Shanghai",
    settings: async () => defaultSettings,
    ...(pictures === undefined ? {} : { pictures }),
  });
  const say = (as: string, plan: Plan) =>
    withTurn(db, as, {}, async (turn) => {
      const outcome = await insights.handle(turn, plan, null);
      return { text: insights.words(outcome.result, turn).text, files: outcome.files ?? [], shown: outcome.shown };
    });
  const queued = (of: Db) =>
    of.transaction(system, (tx) =>
      tx.delivery.findMany({ orderBy: { seq: "asc" }, select: { key: true, reply: true } }),
    );

  it("of each kind go once to each manager, the picture right after the words", async () => {
    await db.sandbox(async (sandbox) => {
      const pictures = join(folder, "pictures");
      for (const grain of ["day", "week", "month"] as const) {
        expect(await sendReports(context(sandbox, pictures), NOW, grain)).toBe(2);
        expect(await sendReports(context(sandbox, pictures), NOW, grain)).toBe(0);
      }
      const rows = await queued(sandbox);
      expect(rows.map((one) => one.key).filter((key) => key.includes("zhouhang"))).toEqual([
        "digest:zhouhang:2026-09-12",
        "picture-digest:zhouhang:2026-09-12",
        "digest:zhouhang:week:2026-08-31",
        "picture-digest:zhouhang:week:2026-08-31",
        "digest:zhouhang:month:2026-08-01",
        "picture-digest:zhouhang:month:2026-08-01",
      ]);
      for (const { reply } of rows) {
        const { kind, file } = reply as { kind: string; file: string };
        if (kind === "picture") expect(readFileSync(file).subarray(1, 4).toString()).toBe("PNG");
      }
      expect(readdirSync(pictures)).toHaveLength(6);
      expect(
        (rows.find((one) => one.key === "digest:zhouhang:month:2026-08-01")!.reply as { text: string }).text,
      ).toMatchInlineSnapshot(`
        "徐汇店月报 8月
        1 销售：2,577元，3单，客单价859元（都是新客），比上个月-51.2%
        2 到店：3位，比上个月+1，成交3位，新登记1位
        3 老客营收占比：0%（低于60%–80%，老客要多联系），比上个月-62.1个百分点
        4 复购率：14.3%（近一年14位买过，2位不止一天），比上个月-3.9个百分点
        5 留存率：20%（上一季5位买过，1位又来买），比上个月-13.3个百分点
        6 二购转化率：0%（上一季3位新客，0位又来买），比上个月持平
        想看是谁，回行号就行，比如「1」。"
      `);
    });
  });

  it("go without a picture where none can be drawn", async () => {
    await db.sandbox(async (sandbox) => {
      const blocked = join(folder, "a-file");
      writeFileSync(blocked, "");
      expect(await sendReports(context(sandbox, blocked), NOW, "day")).toBe(2);
      expect((await queued(sandbox)).map((one) => one.key)).toEqual([
        "digest:boss:2026-09-12",
        "digest:zhouhang:2026-09-12",
      ]);
    });
  });

  it("are silent where there is no manager", async () => {
    await db.sandbox(async (sandbox) => {
      await sandbox.transaction(system, (tx) => tx.staff.updateMany({ data: { role: "associate" } }));
      expect(await sendReports(context(sandbox, folder), NOW, "day")).toBe(0);
      expect(await queued(sandbox)).toEqual([]);
    });
  });

  it("leave few pictures behind, the latest ones", async () => {
    const full = join(folder, "full");
    mkdirSync(full);
    for (let at = 0; at < PICTURES_MAX + 3; at++)
      writeFileSync(join(full, `2020-01-01-${String(at).padStart(4, "0")}.png`), "");
    await keepPicture(full, "2026-09-12-day-xuhui.png", Buffer.from("x"));
    const kept = readdirSync(full).sort();
    expect(kept).toHaveLength(PICTURES_MAX);
    expect(kept.at(-1)).toBe("2026-09-12-day-xuhui.png");
    expect(kept).not.toContain("2020-01-01-0000.png");
  });

  it("of a week and a month are held against the one before", async () => {
    const week = await say("boss", { kind: "insights.digest", grain: "week", day: "2026-09-07" });
    expect(week.text.split("\n").slice(0, 2).join("\n")).toMatchInlineSnapshot(`
      "全部门店周报 9月7日–13日
      1 销售：15,367元，4单，客单价3,841.75元（新客4,229元，老客2,680元）"
    `);
    const month = await say("zhouhang", { kind: "insights.digest", grain: "month" });
    expect(month.text).toContain("徐汇店月报 8月");
    expect(month.text).toMatch(/复购率：[\d.]+%.*比上个月/u);
  });

  it("open into the people of a line, who can be asked about further", async () => {
    const people = await say("zhouhang", {
      kind: "insights.people",
      metric: "overdue",
      grain: "day",
      day: "2026-09-12",
    });
    expect(people.text).toContain("跟进逾期的客户：1位");
    expect(people.text).toContain("周婷");
    expect(people.shown).toMatchObject({ customers: ["zhou-ting"] });
    const nobody = await say("zhouhang", {
      kind: "insights.people",
      metric: "promises",
      grain: "day",
      day: "2026-09-12",
    });
    expect(nobody.text).toBe("9月12日（周六）没有答应了没做到的客户。");
    // A colleague's work is not hers to see.
    const others = await say("chenchen", {
      kind: "insights.people",
      metric: "overdue",
      grain: "day",
      day: "2026-09-12",
    });
    expect(others.text).toContain("没有");
  });

  it("say a figure, how it is counted, and who made it change", async () => {
    expect((await say("zhouhang", { kind: "insights.figure", metric: "repeat", ask: "formula" })).text).toBe(
      "复购率：近365天买过的客户里，有两天及以上买过的占多少（一天几单算一次）。",
    );
    expect((await say("zhouhang", { kind: "insights.figure", metric: "retention" })).text).toMatchInlineSnapshot(`
      "截至9月13日留存率20%（5位里1位），截至8月14日是33.3%（3位里1位）。
      怎么算：再往前90天买过的客户里，近90天又买了的占多少。"
    `);
    expect(
      (await say("zhouhang", { kind: "insights.figure", metric: "retention", ask: "why" })).text,
    ).toMatchInlineSnapshot(`
      "截至9月13日留存率20%（5位里1位），截至8月14日是33.3%（3位里1位）。
      留存率降了。之前是、现在不再算的没再来买的客户：1位
      1 张丽华 · 68天没来 · 今年消费 12,300元 · 林悦"
    `);
  });

  it("come as a workbook on request", async () => {
    const { text, files } = await say("boss", { kind: "insights.digest", as: "sheet" });
    expect(text).toContain("全部门店日报");
    expect(files.map((one) => one.name)).toEqual(["全部门店日报 9月12日.xlsx"]);
    const book = new exceljs.Workbook();
    await book.xlsx.load(Buffer.from(files[0]!.content, "base64") as never);
    expect(book.worksheets.map((sheet) => sheet.name)).toEqual(["指标", "同事", "门店"]);
    const sheet = book.getWorksheet("指标")!;
    expect(String(sheet.getCell("A1").value)).toContain("老板");
    expect([sheet.getCell("A3").value, sheet.getCell("B3").value]).toEqual(["销售额（元）", 11767]);
  });
});
