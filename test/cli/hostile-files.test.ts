// Files as tills, shop platforms and people with spreadsheets really make them: each comes in whole, says what it could
// not take and why, and changes nothing when it comes again.
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import exceljs from "exceljs";
import iconv from "iconv-lite";
import { beforeAll, expect, test } from "vitest";
import { SHANGHAI } from "../../src/calendar/day.ts";
import { besideOf, openErrorFiles } from "../../src/cli/import/errors.ts";
import { type ImportOptions, importFiles } from "../../src/cli/import/import.ts";
import { reportText } from "../../src/cli/import/words.ts";
import { system } from "../../src/db/actor.ts";
import type { Db, Tx } from "../../src/db/db.ts";
import { describeOnOneEngine } from "../support/database.ts";
import { testVault } from "../support/vault.ts";

const now = new Date("2026-09-13T02:00:00Z");
const folder = mkdtempSync(join(tmpdir(), "zhike-hostile-"));

function textFile(name: string, text: string, encoding = "utf8"): string {
  const path = join(folder, name);
  writeFileSync(path, iconv.encode(text, encoding));
  return path;
}

type Cells = exceljs.CellValue[];
/** Rows by sheet; `touch` makes of the sheet what rows cannot say. */
async function workbook(
  name: string,
  sheets: Record<string, Cells[]>,
  touch: (book: exceljs.Workbook) => void = () => {},
): Promise<string> {
  const book = new exceljs.Workbook();
  for (const [title, rows] of Object.entries(sheets)) book.addWorksheet(title).addRows(rows);
  touch(book);
  const path = join(folder, name);
  await book.xlsx.writeFile(path);
  return path;
}

function run(db: Db, files: string[], options: Partial<ImportOptions> = {}) {
  return importFiles(db, testVault, { files, zone: SHANGHAI, now, ...options });
}

const look = <T>(db: Db, work: (tx: Tx) => Promise<T>) => db.transaction(system, work);

/** Number, amount, refund, state, lines: what there is of each order. */
function ordersOf(db: Db) {
  return look(db, async (tx) => {
    const orders = await tx.order.findMany({
      orderBy: [{ paidAt: "asc" }, { sourceKey: "asc" }],
      include: { customer: true, lines: { orderBy: { item: "asc" } } },
    });
    return orders.map((one) => ({
      no: one.sourceKey,
      who: one.customer.name,
      fen: one.amountFen,
      back: one.refundedFen,
      state: one.state,
      at: one.paidAt.toISOString(),
      lines: one.lines.map(({ item, quantity, amountFen }) => [item, quantity, amountFen]),
    }));
  });
}

describeOnOneEngine("files as people make them", (open) => {
  let shared: Db;
  beforeAll(async () => {
    shared = await open();
  });
  const testUndone = (name: string, work: (db: Db) => Promise<void>) => test(name, () => shared.sandbox(work));
  /** Whatever came in, the same file again brings nothing. */
  const againNothing = async (db: Db, file: string) => {
    const again = await run(db, [file]);
    expect(again.files.map(({ created, changed }) => [created, changed])).toEqual(again.files.map(() => [0, 0]));
  };

  testUndone("a till's workbook: a title, merged order cells, a repeated header, a sum below", async (db) => {
    const header = ["订单编号", "会员姓名", "手机", "下单时间", "商品名称", "数量", "实付金额", "订单状态"];
    const file = await workbook(
      "merged.xlsx",
      {
        七月: [
          ["徐汇店 2026年7月 销售明细"],
          header,
          ["A1", "王芳", "13800001111", "2026-07-01 10:00", "真丝衬衫", 1, 1280, "已完成"],
          [null, null, null, null, "丝巾", 2, 520, null],
          header,
          ["A2", "李雷", "13900002222", "2026-07-02 11:00", "大衣", 1, 3000, "已完成"],
          [null, null, null, null, "赠品袜子", 1, null, null],
          ["合计", null, null, null, null, 5, 4800, null],
        ],
      },
      (book) => {
        for (const column of ["A", "B", "C", "D", "H"]) {
          book.worksheets[0]?.mergeCells(`${column}3:${column}4`);
          book.worksheets[0]?.mergeCells(`${column}6:${column}7`);
        }
      },
    );
    const report = await run(db, [file]);
    expect(report.issues).toEqual([]);
    expect(report.files).toMatchObject([{ file: "merged.xlsx「七月」", encoding: "xlsx", rows: 4, created: 2 }]);
    const orders = await ordersOf(db);
    expect(orders).toMatchObject([
      { no: "A1", who: "王芳", fen: 180_000 },
      { no: "A2", who: "李雷", fen: 300_000 },
    ]);
    expect(orders.map(({ lines }) => lines.length)).toEqual([2, 2]);
    await againNothing(db, file);
  });

  testUndone(
    "an order's number on every line, the buyer and the day on its first alone; ids kept as text",
    async (db) => {
      const lines = [
        "订单编号,买家会员名,联系手机,订单付款时间,宝贝标题,宝贝总数量,买家实际支付金额",
        '"=""2561234567890123456""",海边的猫,\'13611112222,2026-07-01 20:11:09,方巾,1,328',
        '"=""2561234567890123456""",,,,衬衫,2,400',
        '"=""2561234567890123457""",云上,\'13622223333,2026-07-03 09:00:00,大衣,1,1299',
      ];
      const file = join(folder, "platform-ids.csv");
      writeFileSync(file, `\uFEFF${lines.join("\r\n")}\r\n`);
      expect((await run(db, [file])).issues).toEqual([]);
      expect(await ordersOf(db)).toMatchObject([
        {
          no: "2561234567890123456",
          who: "海边的猫",
          fen: 72_800,
          lines: [
            ["方巾", 1, 32_800],
            ["衬衫", 2, 40_000],
          ],
        },
        { no: "2561234567890123457", who: "云上", fen: 129_900 },
      ]);
      await againNothing(db, file);
    },
  );

  testUndone("a sheet that is none of the kinds is told beside those that are", async (db) => {
    const file = await workbook("half.xlsx", {
      会员: [
        ["会员编号", "姓名", "出生日期", "累计积分"],
        ["A001", "孙悦", 32874, 1200],
      ],
      流水: [
        ["单据号", "会员编号", "日期", "款名", "件数", "到手价"],
        ["D1", "A009", 46204, "针织衫", 1, 799],
      ],
    });
    const report = await run(db, [file]);
    expect(report.files).toMatchObject([{ kind: "customers", created: 1, dropped: 0 }]);
    expect(report.unread).toMatchObject([{ name: "half.xlsx「流水」" }]);
    expect(reportText(report)).toContain("half.xlsx「流水」：没有导入。");
    const [born] = await look(db, (tx) => tx.customer.findMany({ select: { birthdayYear: true, points: true } }));
    expect(born).toEqual({ birthdayYear: 1990, points: 1200 });
  });

  testUndone("dates of a workbook: dates, day numbers, formulas, texts, and no date at all", async (db) => {
    const file = await workbook(
      "dates.xlsx",
      {
        Sheet1: [
          ["姓名", "日期", "金额"],
          ["甲", new Date("2026-07-01T10:30:00Z"), 10],
          ["乙", 46204.5, 20],
          ["丙", { formula: "TODAY()", result: 46205 } as exceljs.CellValue, 30],
          ["丁", "2026年7月4日", 40],
          ["戊", "7/5/2026", 50],
          ["己", { error: "#N/A" } as exceljs.CellValue, 60],
        ],
      },
      (book) => {
        const sheet = book.worksheets[0];
        if (sheet) sheet.getCell("B2").numFmt = "yyyy-mm-dd hh:mm";
      },
    );
    const report = await run(db, [file]);
    expect(report.issues.map(({ line, column, why }) => [line, column, why])).toEqual([
      [6, "日期", "不是日期"],
      [7, "日期", "这一列是空的"],
    ]);
    expect((await ordersOf(db)).map(({ who, at }) => [who, at])).toEqual([
      ["甲", "2026-07-01T02:30:00.000Z"],
      ["乙", "2026-07-01T04:00:00.000Z"],
      ["丙", "2026-07-01T16:00:00.000Z"],
      ["丁", "2026-07-03T16:00:00.000Z"],
    ]);
    await againNothing(db, file);
  });

  testUndone("cells that are numbers, rich text, links, booleans", async (db) => {
    const file = await workbook("cells.xlsx", {
      会员: [
        ["会员号", "姓名", "手机", "积分", "免打扰", "备注"],
        [
          1001,
          { richText: [{ text: "王" }, { text: "芳", font: { bold: true } }] },
          13800001111,
          { formula: "1+2", result: 300 },
          true,
          { text: "见相册", hyperlink: "https://example.com" },
        ],
      ],
    });
    expect((await run(db, [file])).issues).toEqual([]);
    expect(await look(db, (tx) => tx.customer.findMany({ include: { notes: true } }))).toMatchObject([
      {
        sourceKey: "1001",
        name: "王芳",
        phoneTail: "1111",
        points: 300,
        doNotDisturb: true,
        notes: [{ text: "见相册" }],
      },
    ]);
    await againNothing(db, file);
  });

  testUndone("numbers that a spreadsheet has rounded are refused, not joined", async (db) => {
    const file = textFile(
      "rounded.csv",
      "订单号,姓名,手机,日期,金额\n1.23457E+17,王芳,1.38E+10,2026-07-01,100\n1.23457E+17,李雷,13900002222,2026-07-01,200\n'000123,李雷,13900002222,2026-07-02,300\n",
    );
    const report = await run(db, [file]);
    expect(report.issues.filter(({ kept }) => !kept).map(({ line, why }) => [line, why])).toEqual([
      [2, "编号被表格软件变成了科学记数"],
      [3, "编号被表格软件变成了科学记数"],
    ]);
    expect((await ordersOf(db)).map(({ fen }) => fen)).toEqual([30_000]);
    const book = await workbook("long.xlsx", {
      a: [
        ["订单号", "姓名", "日期", "金额"],
        [123456789012345680, "甲", "2026-07-01", 5],
      ],
    });
    expect((await run(db, [book])).files).toMatchObject([{ created: 0, leftOut: 1 }]);
  });

  testUndone("a workbook of several sheets: what is known comes in, the rest is passed over", async (db) => {
    const file = await workbook("several.xlsx", {
      说明: [["这是导出说明"], ["请勿修改"]],
      订单: [
        ["姓名", "日期", "金额"],
        ["王芳", "2026-07-01", 100],
      ],
      空表: [],
      会员: [
        ["姓名", "手机"],
        ["王芳", "13800001111"],
      ],
    });
    const report = await run(db, [file]);
    expect(report.files.map(({ file, kind, created }) => [file, kind, created])).toEqual([
      ["several.xlsx「会员」", "customers", 1],
      ["several.xlsx「订单」", "orders", 1],
    ]);
    expect(await look(db, (tx) => tx.customer.count())).toBe(1);
    await againNothing(db, file);
  });

  testUndone("headers padded with blanks of every width, a mark in front, units behind", async (db) => {
    const file = textFile(
      "padded.csv",
      "\uFEFF　会员姓名 , 手\u200B机 号 ,\u00A0下单时间\t,实付金额（元）, 备 注 \n王芳,13800001111,2026-07-01,￥1,280.00,\n".replace(
        "￥1,280.00",
        '"￥1,280.00"',
      ),
    );
    const report = await run(db, [file]);
    expect(report.files).toMatchObject([{ kind: "orders", created: 1 }]);
    expect(reportText(report)).toContain("会员姓名→客户姓名");
    expect((await ordersOf(db)).map(({ fen }) => fen)).toEqual([128_000]);
  });

  testUndone("an online shop's orders: unpaid, closed before and after payment, refunds in part", async (db) => {
    const file = textFile(
      "online.csv",
      [
        "订单编号,买家会员名,订单付款时间,宝贝标题,买家实际支付金额,退款金额,订单状态",
        "=1,小李,2026-07-01 10:00:00,毛衣,300,0,交易成功",
        "2,小李,,毛衣,300,0,等待买家付款",
        "3,小李,2026-07-02 10:00:00,毛衣,300,300,交易关闭",
        "4,小李,2026-07-03 10:00:00,毛衣,300,120.5,交易成功",
        "5,小李,2026-07-04 10:00:00,毛衣,300,999,退款成功",
        "6,小李,,毛衣,0,0,付款以前，卖家或买家主动关闭交易",
        "7,小李,2026-07-05 10:00:00,毛衣,-80,0,交易成功",
      ]
        .join("\r\n")
        .replaceAll("付款以前，卖家或买家主动关闭交易", '"付款以前，卖家或买家主动关闭交易"'),
      "gb18030",
    );
    const report = await run(db, [file]);
    expect(report.files).toMatchObject([{ encoding: "gb18030", rows: 7 }]);
    expect((await ordersOf(db)).map(({ fen, back, state }) => [fen, back, state])).toEqual([
      [30_000, 0, "paid"],
      [30_000, 30_000, "closed"],
      [30_000, 12_050, "paid"],
      [30_000, 30_000, "refunded"],
    ]);
    expect(report.issues.filter(({ kept }) => !kept).map(({ line, why }) => [line, why])).toEqual([
      [3, "还没有付款，不算订单"],
      [7, "这一列是空的"],
      [8, "只有退款，没有付款"],
    ]);
    await againNothing(db, file);
    // What went back is told later, under the order's own number.
    const back = textFile("back.csv", "订单编号,买家会员名,日期,金额\n4,小李,2026-07-09,-150\n3,小李,2026-07-09,-1\n");
    await run(db, [back]);
    await run(db, [back]);
    expect((await ordersOf(db)).map(({ back, state }) => [back, state]).slice(1, 3)).toEqual([
      [30_000, "closed"],
      [15_000, "paid"],
    ]);
  });

  testUndone("English headers and Windows line ends", async (db) => {
    const file = textFile(
      "english.csv",
      "Order ID,Customer Name,Phone Number,Order Date,Product,Qty,Unit Price,Status\r\n9,Annie Wang,+86 138-0000-1111,2026-07-01T10:00:00Z,Silk Dress,2,640,completed\r\n",
    );
    expect((await run(db, [file])).issues).toEqual([]);
    expect(await ordersOf(db)).toMatchObject([{ who: "Annie Wang", fen: 128_000, at: "2026-07-01T10:00:00.000Z" }]);
    await againNothing(db, file);
  });

  testUndone("a column named in another way is said by the person, and shown", async (db) => {
    const file = await workbook("named.xlsx", {
      a: [
        ["流水", "买的人", "应收", "买单时间"],
        ["F1", "王芳", 99.9, "2026-07-01"],
      ],
    });
    await expect(run(db, [file])).rejects.toThrow("--map");
    const report = await run(db, [file], { map: ["流水=订单编号,买的人=客户姓名,应收=订单金额,买单时间=付款时间"] });
    expect(report.files).toMatchObject([{ created: 1, leftOut: 0 }]);
    expect(reportText(report)).toContain("应收→订单金额");
    expect((await ordersOf(db)).map(({ no, fen }) => [no, fen])).toEqual([["F1", 9_990]]);
  });

  testUndone("a comma in a text without quotes shifts nothing in silence", async (db) => {
    const file = textFile("shift.csv", "姓名,手机,备注\n王芳,13800001111,爱喝茶,靠窗\n李雷,13900002222,无\n");
    const report = await run(db, [file]);
    expect(report.issues).toMatchObject([{ line: 2, why: "这一行有 4 列，表头只有 3 列", kept: false }]);
    expect(await look(db, (tx) => tx.customer.findMany({ select: { name: true } }))).toEqual([{ name: "李雷" }]);
  });

  testUndone("blank rows, a page break, and rows of dashes", async (db) => {
    const file = textFile(
      "blanks.csv",
      "姓名,手机,生日\n\n,,\n王芳,13800001111,1990.5.3\n姓名,手机,生日\n --, -,\n李雷,13900002222,农历八月十五\n\n",
    );
    const report = await run(db, [file]);
    expect(report.files).toMatchObject([{ created: expect.any(Number) }]);
    const names = await look(db, (tx) => tx.customer.findMany({ select: { name: true }, orderBy: { name: "asc" } }));
    expect(names.map(({ name }) => name)).toEqual(expect.arrayContaining(["李雷", "王芳"]));
    expect(names.map(({ name }) => name)).not.toContain("姓名");
    await againNothing(db, file);
  });

  testUndone("an old workbook, a web page and a broken one are told apart, and nothing is written", async (db) => {
    const old = join(folder, "old.xls");
    writeFileSync(old, Buffer.from("d0cf11e0a1b11ae1".padEnd(1200, "0"), "hex"));
    await expect(run(db, [old])).rejects.toThrow(".xls");
    const page = textFile("page.xls", "<html><table><tr><td>姓名</td></tr></table></html>");
    await expect(run(db, [page])).rejects.toThrow("网页");
    const whole = readFileSync(
      await workbook("whole.xlsx", {
        a: [
          ["姓名", "手机"],
          ["王芳", "13800001111"],
        ],
      }),
    );
    const half = join(folder, "half.xlsx");
    writeFileSync(half, whole.subarray(0, Math.floor(whole.length / 2)));
    await expect(run(db, [half])).rejects.toThrow("工作簿");
    expect(await look(db, (tx) => tx.customer.count())).toBe(0);
  });

  testUndone("what a spreadsheet would run stays a text, there and back", async (db) => {
    const file = textFile(
      "formula.csv",
      '姓名,手机,备注\n"=HYPERLINK(""http://x"")",13800001111,+1\n@李雷,13900002222,-2\n',
    );
    expect((await run(db, [file])).files).toMatchObject([{ created: 2 }]);
    const names = await look(db, (tx) => tx.customer.findMany({ select: { name: true }, orderBy: { name: "asc" } }));
    expect(names.map(({ name }) => name).sort()).toEqual(['=HYPERLINK("http://x")', "@李雷"].sort());
  });

  testUndone("a dry run over a workbook counts and writes nothing; progress goes forward", async (db) => {
    const rows = Array.from({ length: 4_500 }, (_, n) => [`P${n}`, `客${n % 50}`, "2026-07-01", n]);
    const file = await workbook("many.xlsx", { a: [["订单号", "姓名", "日期", "金额"], ...rows] });
    const seen: number[] = [];
    const report = await run(db, [file], { dryRun: true, onProgress: (progress) => seen.push(progress.rows) });
    expect(report.files).toMatchObject([{ rows: 4_500, created: 4_500 }]);
    expect(seen.length).toBeGreaterThan(1);
    expect([...seen].sort((a, b) => a - b)).toEqual(seen);
    expect(await look(db, (tx) => tx.order.count())).toBe(0);
  });

  testUndone("errors stand in a file beside the input, which no later import takes for data", async (db) => {
    const file = textFile("bad.csv", "姓名,手机\n王芳,138\n李雷,13900002222\n");
    const errors = openErrorFiles([file], null);
    const report = await run(db, [file], { onIssue: errors.write });
    expect(await errors.close()).toEqual([besideOf(file)]);
    expect(readFileSync(besideOf(file), "utf8")).toBe(
      '\uFEFF文件,行,列,值,原因,怎么改,这一行\r\n"bad.csv","2","手机","138","不是电话号码","写成 11 位手机号，或留空","已导入"\r\n',
    );
    expect(report.issueCount).toBe(1);
    // `*.csv` means both.
    expect((await run(db, [file, besideOf(file)])).files).toHaveLength(1);
    // Mended: the list of errors goes.
    textFile("bad.csv", "姓名,手机\n王芳,13800001111\n李雷,13900002222\n");
    const mended = openErrorFiles([file], null);
    await run(db, [file], { onIssue: mended.write });
    expect(await mended.close()).toEqual([]);
    expect(() => readFileSync(besideOf(file))).toThrow();
  });
});
