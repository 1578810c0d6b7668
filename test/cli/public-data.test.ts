// Real files of strangers, counted independently. They are not ours to ship: the tests run where the data folder is.
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { dayNumber, SHANGHAI } from "../../src/calendar/day.ts";
import { importFiles } from "../../src/cli/import/import.ts";
import { system } from "../../src/db/actor.ts";
import type { Db } from "../../src/db/db.ts";
import { describeOnOneEngine, hasServer } from "../support/database.ts";
import { testVault } from "../support/vault.ts";

const folder = process.env.ZHIKE_TEST_DATA ?? resolve(import.meta.dirname, "../../../shared/data");
const ordersFile = join(folder, "orders-cn.csv");
const cdnowFile = join(folder, "cdnow/CDNOW_sample.txt");
const masterFile = join(folder, "cdnow/CDNOW_master.txt");

if (!existsSync(ordersFile) || !existsSync(masterFile)) {
  console.warn(`\n*** No public data at ${folder}: the imports of real files are SKIPPED. Set ZHIKE_TEST_DATA.\n`);
}

describeOnOneEngine("public data", (open, engine) => {
  // All of it once, on the faster engine.
  const inFull = engine === "server" || !hasServer() ? test.skipIf(!existsSync(ordersFile)) : () => {};
  inFull("28,833 orders of a Chinese shop", async () => {
    const db = await open();
    const files = [ordersFile];
    const report = await importFiles(db, testVault, { files, zone: SHANGHAI, now: new Date("2026-09-13T02:00:00Z") });
    expect(report.issues).toEqual([]);

    // Counted from the file without any of the importer's code.
    const rows = readFileSync(ordersFile, "utf8")
      .split(/\r?\n/)
      .slice(1)
      .filter((line) => line !== "")
      .map((line) => line.split(","));
    const kept = rows.filter((row) => row[3] === "交易成功");
    const sum = (of: string[][]) => of.reduce((total, row) => total + Math.round(Number(row[4]) * 100), 0);
    const june = kept.filter((row) => row[2]!.startsWith("2019-06"));
    const guangdong = new Set(rows.filter((row) => row[6] === "广东省").map((row) => row[1]));
    expect(await totals(db)).toMatchObject({
      orders: rows.length,
      customers: new Set(rows.map((row) => row[1])).size,
      netFen: sum(kept),
      closed: rows.length - kept.length,
      quantity: rows.reduce((total, row) => total + Number(row[8]), 0),
    });
    const [found] = await db.transaction(
      system,
      (tx) => tx.$queryRaw<{ june: number; guangdong: number; stores: string }[]>`
        SELECT (SELECT SUM(amount_fen - refunded_fen)::int FROM orders
                WHERE paid_at >= ${new Date("2019-05-31T16:00:00Z")} AND paid_at < ${new Date("2019-06-30T16:00:00Z")}) AS june,
          (SELECT COUNT(DISTINCT c.id)::int FROM customer c WHERE province = '广东省') AS guangdong,
          (SELECT string_agg(name, ',') FROM store) AS stores`,
    );
    expect(found).toMatchObject({ june: sum(june), stores: "数据不吹牛" });
    // A buyer's province is that of her first order.
    expect(Math.abs(found!.guangdong - guangdong.size)).toBeLessThan(rows.length * 0.01);
  });

  test.skipIf(!existsSync(cdnowFile))("a file without a header is not guessed at", async () => {
    const db = await open();
    await expect(
      importFiles(db, testVault, { files: [cdnowFile], zone: SHANGHAI, now: new Date("2026-09-13T02:00:00Z") }),
    ).rejects.toThrow("认不出");
  });

  test.skipIf(!existsSync(masterFile))(
    "the first 8,000 purchases of CDNOW, in columns aligned with blanks",
    async () => {
      const db = await open();
      const lines = readFileSync(masterFile, "utf8").split(/\r?\n/).slice(0, 8_001);
      const file = join(mkdtempSync(join(tmpdir(), "zhike-cdnow-")), "cdnow.txt");
      writeFileSync(file, `${lines.join("\r\n")}\r\n`);
      await importFiles(db, testVault, { files: [file], zone: SHANGHAI, now: new Date("2026-09-13T02:00:00Z") });
      const rows = lines.slice(1).map((line) => line.trim().split(/\s+/));
      expect(await totals(db)).toMatchObject({
        orders: rows.length,
        customers: new Set(rows.map((row) => row[0])).size,
        netFen: rows.reduce((sum, row) => sum + Math.round(Number(row[3]) * 100), 0),
        quantity: rows.reduce((sum, row) => sum + Number(row[2]), 0),
      });
      const [first] = await db.transaction(
        system,
        (tx) => tx.$queryRaw<{ at: Date }[]>`SELECT MIN(paid_at) AS at FROM orders`,
      );
      expect(first!.at.getTime()).toBe(dayNumber("1997-01-01") * 86_400_000 - 8 * 3_600_000);
    },
  );
});

async function totals(db: Db) {
  const [row] = await db.transaction(
    system,
    (tx) => tx.$queryRaw<Record<string, number>[]>`
      SELECT (SELECT COUNT(*)::int FROM orders) AS orders,
        (SELECT COUNT(*)::int FROM customer) AS customers,
        (SELECT SUM(amount_fen - refunded_fen)::int FROM orders) AS "netFen",
        (SELECT COUNT(*)::int FROM orders WHERE state = 'closed' AND refunded_fen = amount_fen) AS closed,
        (SELECT SUM(quantity)::int FROM order_line) AS quantity`,
  );
  return row;
}
