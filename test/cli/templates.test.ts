// Wordings by file: the owner of the rules takes them out, changes some in a spreadsheet, and puts them back.
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { SHANGHAI } from "../../src/calendar/day.ts";
import { exportShop } from "../../src/cli/export/export.ts";
import { importFiles } from "../../src/cli/import/import.ts";
import { system } from "../../src/db/actor.ts";
import type { Db } from "../../src/db/db.ts";
import { loadTemplates } from "../../src/skills/care/facts-store.ts";
import { houseTemplates } from "../../src/skills/care/house.ts";
import { describeOnOneEngine } from "../support/database.ts";
import { testVault } from "../support/vault.ts";

const now = new Date("2026-09-13T02:00:00Z");

describeOnOneEngine("wordings by file", (open) => {
  let db: Db;
  const dir = mkdtempSync(join(tmpdir(), "zhike-templates-"));
  const file = join(dir, "templates.csv");
  beforeAll(async () => {
    db = await open();
  });
  const put = (path = file) => importFiles(db, testVault, { files: [path], zone: SHANGHAI, now });
  const inUse = () => db.transaction(system, async (tx) => (await loadTemplates(tx, []))(""));
  function write(name: string, text: string): string {
    const path = join(dir, name);
    writeFileSync(path, text);
    return path;
  }

  it("taken out and put back nothing has changed; one changed is a new version with its tone", async () => {
    await exportShop(db, testVault, { dir, zone: SHANGHAI, now, phones: "clear" });
    expect((await put()).files).toMatchObject([
      { kind: "templates", created: 0, changed: 0, same: houseTemplates().length },
    ]);

    const csv = readFileSync(file, "utf8");
    const line = csv.split("\r\n").find((one) => one.startsWith("birthday/new-ahead,"));
    expect(line).toContain("新客");
    const mine = line?.replace("认识您不久，先送上一句祝福", "刚认识您，先道一声祝福");
    writeFileSync(file, csv.replace(line ?? "", mine ?? ""));
    expect((await put()).files).toMatchObject([{ created: 0, changed: 1 }]);
    expect((await put()).files).toMatchObject([{ created: 0, changed: 0 }]);
    const changed = (await inUse()).find((one) => one.key === "birthday/new-ahead");
    expect(changed).toMatchObject({ origin: "shop", lifecycle: "new", when: "ahead" });
    expect(changed?.body).toContain("刚认识您");
  });

  it("new ones need no number, and are made once; stopped ones are not used", async () => {
    const rows = "模板场合,节日,模板内容,启用\n节日,冬至,【称呼】,{日子词}冬至,记得吃口热的。——{导购},是\n".replace(
      "【称呼】,{日子词}冬至,记得吃口热的。——{导购}",
      '"【称呼】,{日子词}冬至,记得吃口热的。——{导购}"',
    );
    const path = write("mine.csv", rows);
    expect((await put(path)).files).toMatchObject([{ created: 1 }]);
    expect((await put(path)).files).toMatchObject([{ created: 0, same: 1 }]);
    const [made] = (await inUse()).filter((one) => one.festival === "冬至");
    expect(made?.body).toBe("{称呼}，{日子词}冬至，记得吃口热的。——{导购}");
    const stop = write(
      "stop.csv",
      "模板编号,模板场合,模板内容,启用\ncare/weather,关怀,{称呼}，天冷了多穿点。——{导购},否\n",
    );
    expect((await put(stop)).files).toMatchObject([{ changed: 1 }]);
    expect((await inUse()).some((one) => one.key === "care/weather")).toBe(false);
  });

  it("what may not be said is left out, with place and reason", async () => {
    const bodies = [
      "{称呼}，明天是您的生日，生日快乐！",
      "{称呼}，生日快乐，来店八折！",
      "{姓名}，生日快乐！",
      "生日快乐！",
      "{称呼}，{日子词}是您的生日，祝您快乐！给您留好了：{礼遇}。——{导购}",
    ];
    const path = write("bad.csv", `模板场合,模板内容\n${bodies.map((body) => `生日,${body}`).join("\n")}\n`);
    const report = await put(path);
    expect(report.files).toMatchObject([{ created: 1, leftOut: 4 }]);
    expect(report.issues.map(({ line, why }) => `${line} ${why.slice(0, 12)}`)).toEqual([
      "2 「明天」写死了就会说错，",
      "3 ⚠️ 「八折」没有对应的",
      "4 没有{姓名}这种空格，能",
      "5 开头要有{称呼}，比如「",
    ]);
  });
});
