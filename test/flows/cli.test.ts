// The commands as a person or a script runs them: real processes on one data folder, few, for each start costs seconds.
// What other tests know well without a process of its own runs with BADDAYS=long only.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { long } from "../support/database.ts";
import { openPlatform, type Platform, run, wecomEnv } from "../support/process.ts";
import { writeDemo } from "../support/world.ts";

const NOW = "2026-09-16T10:00:00+08:00";
const folder = mkdtempSync(join(tmpdir(), "zhike-cli-"));
const shop = { DATA_DIR: join(folder, "shop") };
/** Answered from the shop first; every copy of the shop must answer the same. */
const QUESTION = "消费前十名";
let answer = "";
const inFolder = (name: string) => join(folder, name);

beforeAll(() => writeDemo(shop.DATA_DIR));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lines = (text: string) => text.trim().split("\n");
const json = (text: string) => lines(text).map((line) => JSON.parse(line));

describe("ask", () => {
  test.runIf(long)("--json writes for real", async () => {
    const ended = await run("ask", ["--as", "linyue", "--now", NOW, "--json", "张姐喜欢喝龙井"], { env: shop });
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(ended.stdout)).toMatchObject({ by: "parser", reply: expect.stringContaining("张丽华") });
  });

  test("--batch: each line in its own sandbox, in order; nothing remains", async () => {
    const file = inFolder("batch.jsonl");
    const batch = [
      {
        id: "wrote",
        as: "linyue",
        now: NOW,
        turns: ["张姐今天买了真丝裙3280", "撤销", "张姐喜欢喝普洱", "张姐喜欢什么"],
      },
      { id: "after", as: "linyue", now: NOW, turns: ["张姐喜欢什么"] },
      { id: "asked", as: "linyue", now: NOW, turns: ["王芳上次买的什么", "2"] },
      { id: 4, as: "nobody", turns: ["3456"] },
      { id: "same", as: "LinYue", now: NOW, turns: ["3456"] },
      { id: "top", as: "boss", now: NOW, turns: [QUESTION] },
    ];
    writeFileSync(file, batch.map((line) => JSON.stringify(line)).join("\n"));
    const ended = await run("ask", ["--batch", file], { env: shop });
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    const [wrote, after, asked, stranger, same, top] = json(ended.stdout);
    expect(json(ended.stdout).map((line) => line.id)).toEqual(["wrote", "after", "asked", 4, "same", "top"]);
    expect(wrote.turns[0]).toMatchObject({ plans: [{ kind: "purchases.record" }], by: "parser", leftover: [] });
    expect(wrote.turns[1].reply).toContain("已撤销");
    expect(wrote.turns[3].reply).toContain("普洱");
    if (long) expect(after.turns[0].reply).toContain("龙井");
    expect(after.turns[0].reply).not.toContain("普洱");
    expect(asked.turns[0].outcome.kind).toBe("ambiguous");
    expect(asked.turns[1].reply).toContain("王芳买过");
    expect(stranger.turns[0].reply).toContain("还不认识你");
    expect(same.turns[0].reply).toContain("羊毛过敏");
    answer = top.turns[0].reply;
    expect(lines(answer).length).toBeGreaterThan(9);
  });

  test.runIf(long)("names a bad line by its place", async () => {
    const file = inFolder("bad.jsonl");
    writeFileSync(file, `{"id":1,"as":"linyue","now":"${NOW}","turns":["3456"]}\n{"id":2}\n`);
    const bad = await run("ask", ["--batch", file], { env: shop });
    expect(bad.code).toBe(1);
    expect(bad.stderr).toContain(`${file}:2`);
    expect(json(bad.stdout)).toHaveLength(1);
  });
});

test("understand: line by line, plans, dates or numbers alone; a bad line does not end it", async () => {
  const input = [
    { text: "张姐今天买了真丝裙3280", now: NOW, people: ["张姐"] },
    { text: "下周三下午3点", now: NOW, only: "date" },
    { text: "三五百块，最多1.5w", only: "number" },
  ]
    .map((line) => JSON.stringify(line))
    .concat("{not json", "", JSON.stringify({ text: "3456", now: NOW }))
    .join("\n");
  const { code, stdout } = await run("understand", [], { input });
  const [plans, dates, numbers, bad, last, ...more] = json(stdout);
  expect(code).toBe(0);
  expect(more).toEqual([]);
  expect(plans).toMatchObject({ by: "parser", leftover: [], plans: [{ kind: "purchases.record", who: "张姐" }] });
  expect(dates.dates).toMatchObject([{ start: "2026-09-23T15:00:00+08:00" }]);
  expect(numbers.numbers).toMatchObject([{ min: 300, max: 500 }, { value: 15000 }]);
  expect(bad).toHaveProperty("error");
  expect(last.plans[0]).toMatchObject({ who: "3456" });
});

describe("backup, restore, export, import, migrate", () => {
  const question = ["--as", "boss", "--now", NOW, QUESTION];

  test.runIf(long)("a backup put into an empty folder answers the same", async () => {
    const file = inFolder("shop.backup");
    const saved = await run("backup", [file], { env: shop });
    expect(saved).toMatchObject({ code: 0, stdout: expect.stringMatching(/\d+ rows/u) });
    const copy = { DATA_DIR: inFolder("copy") };
    expect(await run("restore", [file], { env: copy })).toMatchObject({ code: 0 });
    expect((await run("ask", question, { env: copy })).stdout).toBe(`${answer}\n`);
    if (!long) return;
    const again = await run("restore", [file], { env: copy });
    expect(again.code).toBe(1);
    expect(again.stderr).not.toMatch(/\.ts:\d+/u);
  });

  test.runIf(long)("what is exported can be imported into nothing and answers the same", async () => {
    const out = inFolder("out");
    const exported = await run("export", [out], { env: shop });
    expect(exported.code).toBe(0);
    const files = readdirSync(out).map((name) => join(out, name));
    expect(files.length).toBeGreaterThan(5);
    expect(files.some((file) => readFileSync(file, "utf8").includes("张丽华"))).toBe(true);
    const empty = { DATA_DIR: inFolder("imported") };
    const imported = await run("import", files, { env: empty });
    expect(imported).toMatchObject({ code: 0 });
    expect((await run("ask", question, { env: empty })).stdout).toBe(`${answer}\n`);
  });

  test.runIf(long)("migrate an empty folder; a file that is not there is named", async () => {
    const fresh = { DATA_DIR: inFolder("fresh") };
    expect((await run("migrate", [], { env: fresh })).code).toBe(0);
    expect(existsSync(join(fresh.DATA_DIR, "db"))).toBe(true);
    const bad = await run("import", ["/nowhere/a.csv"], { env: fresh });
    expect(bad.code).toBe(1);
    expect(bad.stderr + bad.stdout).toContain("/nowhere/a.csv");
  });
});

describe("doctor", () => {
  let platform: Platform;
  beforeAll(async () => {
    const people = { directory: { departments: [], members: [] }, customers: [] };
    platform = await openPlatform({ people, now: () => new Date(), wait: async () => {} });
  });
  afterAll(() => platform.close());

  test.runIf(long)("finds nothing wrong with a good house", async () => {
    const ended = await run("doctor", [], { env: shop });
    expect(ended.code).toBe(0);
    expect(ended.stdout).not.toMatch(/^坏/mu);
  });

  test("names what is wrong and never tells a secret", async () => {
    const secret = "a-wrong-secret-that-must-stay-secret-000000";
    const wrong = { ...shop, ...wecomEnv(platform.base), WECOM_SECRET: secret, WECOM_AGENT_ID: "1000002" };
    const refused = await run("doctor", [], { env: wrong });
    expect(refused.code).toBe(1);
    expect(refused.stdout).toMatch(/坏 .*gettoken/u);

    const broken = {
      PORT: "99999",
      BUSINESS_TZ: "Mars/Base",
      WECOM_SECRET: secret,
      DATABASE_URL: "mysql://u:hunter2@h/d",
    };
    const unread = await run("doctor", [], { env: broken });
    expect(unread.code).toBe(1);
    for (const name of ["PORT", "BUSINESS_TZ", "WECOM_CORP_ID", "DATABASE_URL"]) expect(unread.stdout).toContain(name);

    for (const { stdout, stderr } of [refused, unread]) {
      expect(stdout + stderr).not.toContain(secret);
      expect(stdout + stderr).not.toContain("hunter2");
    }
    if (!long) return;
    const away = { ...shop, DATABASE_URL: "postgresql://u:hunter2@127.0.0.1:1/d" };
    const unreached = await run("doctor", [], { env: away });
    expect(unreached.code).toBe(1);
    expect(unreached.stdout + unreached.stderr).not.toContain("hunter2");
  });
});
