import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import iconv from "iconv-lite";
import { beforeAll, describe, expect, test } from "vitest";
import { SHANGHAI } from "../../src/calendar/day.ts";
import { type ImportOptions, importFiles } from "../../src/cli/import/import.ts";
import { issueText, reportText } from "../../src/cli/import/words.ts";
import { system } from "../../src/db/actor.ts";
import type { Db, Tx } from "../../src/db/db.ts";
import { describeOnOneEngine } from "../support/database.ts";
import { testVault } from "../support/vault.ts";

const now = new Date("2026-09-13T02:00:00Z");
const fixture = (name: string) => join(import.meta.dirname, "fixtures", name);
const folder = mkdtempSync(join(tmpdir(), "zhike-import-"));

function fileOf(name: string, text: string, encoding = "utf8"): string {
  const path = join(folder, name);
  writeFileSync(path, iconv.encode(text, encoding));
  return path;
}

function run(db: Db, files: string[], options: Partial<ImportOptions> = {}) {
  return importFiles(db, testVault, { files, zone: SHANGHAI, now, ...options });
}

function look<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction(system, work);
}

describeOnOneEngine("import", (open) => {
  let shared: Db;
  beforeAll(async () => {
    shared = await open();
  });
  /** Each in an empty database, undone afterwards: much faster than one database each. */
  const testUndone = (name: string, work: (db: Db) => Promise<void>) => test(name, () => shared.sandbox(work));

  describe("a till's files", () => {
    let db: Db;
    beforeAll(async () => {
      db = await open();
      await run(db, [fileOf("staff.csv", "工号,姓名,职务,门店\nLinYue,林悦,导购,徐汇店\n")]);
    });

    test("customers in GBK: what can be read is kept, what cannot is told", async () => {
      const report = await run(db, [fixture("customers-gbk.csv")]);
      expect(report.files).toMatchObject([{ kind: "customers", encoding: "gb18030", rows: 4, created: 3, leftOut: 0 }]);
      expect(report.issues.map(issueText)).toEqual([
        "  customers-gbk.csv 第 3 行「手机号码」“138*****22”：不是电话号码。这一格没有导入；写成 11 位手机号，或留空。",
        "  customers-gbk.csv 第 3 行「出生日期」“1990-13-01”：没有这一天。这一格没有导入；写成 1990-05-03、05-03 或 农历八月十五。",
        "  customers-gbk.csv 第 3 行「员工」“没有的人”：没有这位员工（同名的只列一次）。这一格没有导入；先导入员工表，或改用员工账号。",
      ]);
      const rows = await look(db, (tx) =>
        tx.customer.findMany({ orderBy: { sourceKey: "asc" }, include: { store: true, notes: true } }),
      );
      expect(rows).toMatchObject([
        {
          sourceKey: "8001",
          name: "王芳",
          namePinyin: "wang fang",
          gender: "female",
          phoneTail: "1111",
          birthdayCalendar: "solar",
          birthdayYear: 1984,
          birthdayMonth: 9,
          birthdayDay: 21,
          tier: "金卡",
          membership: "active",
          ownerId: "linyue",
          points: 1300,
          store: { name: "徐汇店" },
          notes: [{ text: "袖长改短" }],
        },
        { sourceKey: "8002", gender: "male", phoneHash: null, birthdayMonth: null, ownerId: null },
        {
          sourceKey: "8003",
          name: "欧阳雪,小雪",
          birthdayCalendar: "lunar",
          birthdayMonth: 8,
          birthdayDay: 15,
          store: { name: "静安店" },
          notes: [{ text: "=1+1" }],
        },
      ]);
      expect(rows[0]!.phoneHash).toBe(testVault.hashPhone("13800001111"));
      expect(testVault.open(rows[0]!.phoneCipher!)).toBe("13800001111");
    });

    test("orders of several lines under a title", async () => {
      const report = await run(db, [fixture("orders-till.csv")]);
      expect(report.files).toMatchObject([{ kind: "orders", encoding: "utf8", rows: 12, created: 3, leftOut: 6 }]);
      expect(report.issues.map(({ line, column, why }) => [line, column, why])).toEqual([
        [9, "销售日期", "没有这一天"],
        [10, "金额（元）", "不是金额"],
        [11, "订单状态", "还没有付款，不算订单"],
        [12, "订单状态", "不认识这个词"],
        [13, null, "没写是哪位客户"],
        [14, null, "这一行有 10 列，表头只有 8 列"],
      ]);
      const orders = await look(db, (tx) =>
        tx.order.findMany({
          orderBy: { sourceKey: "asc" },
          include: { customer: true, lines: { orderBy: { item: "asc" } } },
        }),
      );
      expect(orders).toMatchObject([
        // Its third line stands apart at the end of the file.
        {
          sourceKey: "T001",
          amountFen: 260_000,
          refundedFen: 0,
          state: "paid",
          staffId: "linyue",
          customer: { name: "王芳" },
        },
        { sourceKey: "T002", amountFen: 168_000, refundedFen: 168_000, state: "refunded" },
        { sourceKey: "T003", customer: { name: "9009", sourceKey: "9009", ownerId: null } },
      ]);
      expect(orders[0]!.paidAt.toISOString()).toBe("2026-08-01T02:30:00.000Z");
      expect(orders[0]!.storeId).toBe(orders[0]!.customer.storeId);
      expect(orders[0]!.lines.map(({ item, quantity, amountFen }) => [item, quantity, amountFen])).toEqual([
        ["丝巾", 2, 104_000],
        ["真丝衬衫", 1, 128_000],
        ["胸针", 1, 28_000],
      ]);
    });

    test("the same files again change nothing", async () => {
      const before = await everything(db);
      const report = await run(db, [fixture("orders-till.csv"), fixture("customers-gbk.csv")]);
      expect(report.files.map(({ kind, created, changed }) => [kind, created, changed])).toEqual([
        ["customers", 0, 0],
        ["orders", 0, 0],
      ]);
      expect(await everything(db)).toEqual(before);
    });

    test("a corrected file mends the row, and says nothing about what it leaves out", async () => {
      const report = await run(db, [fileOf("mend.csv", "会员卡号,姓名,手机\n8002,李雷,13900002222\n8001,,\n")]);
      expect(report.files).toMatchObject([{ created: 0, changed: 1, same: 1 }]);
      const rows = await look(db, (tx) => tx.customer.findMany({ where: { sourceKey: { in: ["8001", "8002"] } } }));
      expect(rows.find((row) => row.sourceKey === "8002")).toMatchObject({ phoneTail: "2222", gender: "male" });
      expect(rows.find((row) => row.sourceKey === "8001")).toMatchObject({ name: "王芳", phoneTail: "1111" });
    });
  });

  testUndone("a platform's orders: nicknames are customers, closed after refund is net nothing", async (db) => {
    const first = await run(db, [fixture("orders-platform.csv")]);
    expect(first.files).toMatchObject([{ rows: 5, created: 5, left: [{ header: "邮费", why: "运费不算消费" }] }]);
    const again = await run(db, [fixture("orders-platform.csv")]);
    expect(again.files).toMatchObject([{ created: 0, changed: 0, same: 5 }]);
    const orders = await look(db, (tx) =>
      tx.order.findMany({ orderBy: { paidAt: "asc" }, include: { customer: true } }),
    );
    expect(orders.map((one) => [one.customer.name, one.amountFen, one.refundedFen, one.state])).toEqual([
      ["叫我小李2", 18_600, 0, "paid"],
      ["=cmd", 14_500, 0, "paid"],
      ["无", 8_400, 8_400, "closed"],
      // Twice the same line is twice bought.
      ["叫我小李2", 7_450, 0, "paid"],
      ["叫我小李2", 7_450, 0, "paid"],
    ]);
    expect(orders[0]!.customer).toMatchObject({
      sourceKey: "昵称:叫我小李2",
      province: "上海",
      namePinyin: "jiao wo xiao li 2",
    });
    // The refund comes to be known later: the same row with another state is the same order.
    const later = fileOf(
      "later.csv",
      "品牌名称,买家昵称,付款日期,订单状态,实付金额,购买数量\n小店,=cmd,2026-01-01 00:59:53,退款成功,145,1\n",
    );
    expect((await run(db, [later])).files).toMatchObject([{ created: 0, changed: 1 }]);
    const mended = await look(db, (tx) => tx.order.findMany({ where: { customer: { name: "=cmd" } } }));
    expect(mended).toMatchObject([{ amountFen: 14_500, refundedFen: 14_500, state: "refunded" }]);
  });

  testUndone("columns aligned with blanks", async (db) => {
    const report = await run(db, [fixture("orders-aligned.txt")]);
    expect(report.files).toMatchObject([{ kind: "orders", rows: 5, created: 4, leftOut: 1 }]);
    expect(report.issues).toMatchObject([{ line: 6, value: "19970230", why: "没有这一天" }]);
    const sum = await look(db, (tx) => tx.order.aggregate({ _sum: { amountFen: true } }));
    expect(sum._sum.amountFen).toBe(1_177 + 1_200 + 7_700 + 7_700);
    expect(await look(db, (tx) => tx.store.findMany())).toMatchObject([{ name: "默认门店" }]);
    const lines = await look(db, (tx) => tx.orderLine.aggregate({ _sum: { quantity: true } }));
    expect(lines._sum.quantity).toBe(12);
  });

  testUndone("customers and orders in one file, in UTF-16 with tabs as spreadsheets save it", async (db) => {
    const text =
      "姓名\t手机号\t生日\t日期\t商品\t单价\t数量\n王芳\t13800001111\t1984-09-21\t2026/5/1\t真丝衬衫\t1280\t2\n王芳\t13800001111\t\t2026/5/2\t丝巾\t520\t1\n王芳\t\t\t2026/5/3\t丝巾\t520\t1\n";
    const report = await run(db, [fileOf("both.txt", `\uFEFF${text}`, "utf16le")]);
    expect(report.files).toMatchObject([{ encoding: "utf16le", rows: 3, created: 3 }]);
    // The third row names her only; there is one of that name.
    const rows = await look(db, (tx) => tx.customer.findMany({ include: { orders: true } }));
    expect(rows).toMatchObject([{ name: "王芳", birthdayDay: 21, phoneTail: "1111" }]);
    expect(rows[0]!.orders.map((order) => order.amountFen).sort()).toEqual([256_000, 52_000, 52_000]);
  });

  testUndone("two of a name are two, and nobody is guessed", async (db) => {
    const customers = fileOf(
      "namesakes.csv",
      "姓名,门店,生日\n王芳,徐汇店,1984-09-21\n王芳,徐汇店,1993-01-02\n王芳,静安店,\n",
    );
    await run(db, [customers]);
    await run(db, [customers]);
    expect(await look(db, (tx) => tx.customer.count())).toBe(3);
    const orders = fileOf("whose.csv", "姓名,门店,日期,金额\n王芳,徐汇店,2026-05-01,100\n王芳,静安店,2026-05-01,100\n");
    const report = await run(db, [orders]);
    expect(report.files).toMatchObject([{ created: 1, leftOut: 1 }]);
    expect(report.issues).toMatchObject([{ line: 2, value: "王芳", why: "有 2 位客户叫这个名字", kept: false }]);
  });

  testUndone("one phone, two names: probably one person, kept apart and told", async (db) => {
    const report = await run(db, [
      fileOf("twins.csv", "姓名,手机号\n王芳,13800001111\n王小芳,13800001111\n王芳,138-0000-1111\n"),
    ]);
    expect(report.files).toMatchObject([{ rows: 3, created: 2 }]);
    expect(report.issues).toMatchObject([{ line: 3, value: "138******11", kept: true }]);
    expect(report.issues[0]!.why).toContain("疑似同一人");
  });

  testUndone("what hangs on customers, from people's own lists", async (db) => {
    await run(db, [
      fileOf(
        "p-notes.csv",
        "手机号,备注内容,备注人,备注时间\n13800001111,喜欢坐窗边,林悦,2026-05-01 10:00\n13900009999,没有这人,林悦,\n",
      ),
      fileOf("p-visits.csv", "客户姓名,到店时间,事由\n王芳,2026-05-02 15:00,取衣服\n"),
      fileOf("p-facts.csv", "客户姓名,事实类别,主题,事实\n王芳,禁忌,过敏,羊毛过敏\n王芳,喜好,面料,喜欢真丝\n"),
      fileOf("p-tags.csv", "客户姓名,标签,标签组\n王芳,爱旅游,喜好\n"),
      fileOf(
        "p-todo.csv",
        "客户姓名,待办,截止日期,负责人\n王芳,回访,2026-09-20,林悦\n,盘点,2026-09-21 18:00,林悦\n王芳,没人做,2026-09-22,某人\n",
      ),
      fileOf("p-complaints.csv", "客户姓名,投诉内容,投诉时间,级别\n王芳,裙子开线,2026-09-12 17:00,紧急\n"),
      fileOf("p-benefits.csv", "权益代号,权益类型,权益内容,适用等级\nb1,折扣,正价商品9折,金卡会员、钻石\n"),
      fileOf("p-customers.csv", "姓名,手机号\n王芳,13800001111\n"),
      fileOf("p-staff.csv", "工号,姓名,职务\nlinyue,林悦,店长\n"),
    ]).then((report) => {
      expect(report.files.map(({ kind }) => kind)).toEqual([
        "staff",
        "customers",
        "visits",
        "facts",
        "notes",
        "tags",
        "follow-ups",
        "complaints",
        "benefits",
      ]);
      expect(report.issues.filter((issue) => !issue.kept).map(({ file, line, why }) => [file, line, why])).toEqual([
        ["p-notes.csv", 3, "没有这位客户"],
        ["p-todo.csv", 4, "不知道由谁跟进"],
      ]);
      expect(reportText(report)).toContain("p-notes.csv：备注，UTF-8，2 行 → 新增 1，跳过 1 行");
    });
    const one = await look(db, (tx) =>
      tx.customer.findFirstOrThrow({
        include: {
          notes: true,
          visits: true,
          facts: { orderBy: { topic: "asc" } },
          followUps: true,
          complaints: true,
          tags: { include: { tag: true } },
        },
      }),
    );
    expect(one).toMatchObject({
      name: "王芳",
      notes: [{ text: "喜欢坐窗边", authorId: "linyue", createdAt: new Date("2026-05-01T02:00:00Z") }],
      visits: [{ purpose: "取衣服", storeId: one.storeId }],
      facts: [
        { kind: "negative", value: "羊毛过敏", pinned: true, origin: "import" },
        { kind: "preference", value: "喜欢真丝", pinned: false },
      ],
      followUps: [{ text: "回访", staffId: "linyue", dueHasTime: false, dueAt: new Date("2026-09-20T01:00:00Z") }],
      complaints: [{ content: "裙子开线", severity: "urgent", state: "open" }],
      tags: [{ origin: "import", tag: { name: "爱旅游", groupName: "喜好" } }],
    });
    expect(await look(db, (tx) => tx.benefit.findMany())).toMatchObject([
      { text: "正价商品9折", tiers: ["金卡", "钻石"] },
    ]);
    expect(await look(db, (tx) => tx.staff.findMany())).toMatchObject([
      { id: "linyue", role: "manager", scope: "store" },
    ]);
  });

  testUndone("a dry run tells the same and writes nothing", async (db) => {
    const report = await run(db, [fixture("orders-platform.csv")], { dryRun: true });
    expect(report).toMatchObject({ dryRun: true, files: [{ created: 5 }] });
    expect(reportText(report)).toContain("什么都没有写进去");
    expect(await look(db, (tx) => tx.customer.count())).toBe(0);
    expect(await look(db, (tx) => tx.auditEntry.count())).toBe(0);
  });

  testUndone("numbers of two systems stay two", async (db) => {
    await run(db, [fileOf("a.csv", "会员号,姓名\n1001,王芳\n")], { source: "老系统" });
    await run(db, [fileOf("b.csv", "会员号,姓名\n1001,李雷\n")]);
    const rows = await look(db, (tx) => tx.customer.findMany({ orderBy: { sourceKey: "asc" } }));
    expect(rows.map(({ name, sourceKey }) => [name, sourceKey])).toEqual([
      ["李雷", "1001"],
      ["王芳", "老系统:1001"],
    ]);
  });

  testUndone("an import that broke off is completed by the next", async (db) => {
    const lines = Array.from(
      { length: 5_000 },
      (_, n) => `U${n % 700},2026-01-${String((n % 28) + 1).padStart(2, "0")},${n}.50`,
    );
    const whole = fileOf("many.csv", `会员号,日期,金额\n${lines.join("\n")}\n`);
    let batches = 0;
    const breaking = importFiles(
      brokenAfter(db, () => ++batches > 2),
      testVault,
      { files: [whole], zone: SHANGHAI, now },
    );
    await expect(breaking).rejects.toThrow("power cut");
    const half = await look(db, (tx) => tx.order.count());
    expect(half).toBeGreaterThan(0);
    expect(half).toBeLessThan(5_000);
    const report = await run(db, [whole]);
    expect(report.files).toMatchObject([{ rows: 5_000, created: 5_000 - half, same: half }]);
    const sum = await look(db, (tx) => tx.order.aggregate({ _count: true, _sum: { amountFen: true } }));
    expect(sum).toEqual({ _count: 5_000, _sum: { amountFen: (4_999 * 5_000 * 100) / 2 + 5_000 * 50 } });
    const progress = await look(db, (tx) => tx.auditEntry.findMany({ where: { action: "import" } }));
    expect(progress).toMatchObject([{ actorId: "system", detail: { file: "many.csv", rows: 5_000 } }]);
  });

  testUndone("lines of one order that stand a batch apart still add up", async (db) => {
    const other = Array.from({ length: 2_100 }, (_, n) => `B${n},U1,2026-01-02,半裙,1`);
    const file = fileOf(
      "apart.csv",
      `订单号,会员号,日期,商品,金额\nA1,U1,2026-01-01,大衣,100\n${other.join("\n")}\nA1,U1,2026-01-01,丝巾,30.5\n`,
    );
    expect((await run(db, [file])).files).toMatchObject([{ rows: 2_102, created: 2_101 }]);
    const order = () =>
      look(db, (tx) => tx.order.findFirstOrThrow({ where: { sourceKey: "A1" }, include: { lines: true } }));
    expect(await order()).toMatchObject({ amountFen: 13_050, lines: [{}, {}] });
    expect((await run(db, [file])).files).toMatchObject([{ created: 0, changed: 0 }]);
    expect(await order()).toMatchObject({ amountFen: 13_050, lines: [{}, {}] });
  });

  testUndone("files that cannot be used say what to do, before anything is written", async (db) => {
    const good = fileOf("good.csv", "姓名,手机号\n王芳,13800001111\n");
    const bad: [string, string][] = [
      [fileOf("unknown.csv", "甲,乙\n1,2\n"), "认不出"],
      [fileOf("empty.csv", " \n"), "空的"],
      [fileOf("book.xlsx", "PK\u0003\u0004\u0000\u0000"), "读不下去"],
      [join(folder, "missing.csv"), "没有这个文件"],
      [folder, "这不是文件"],
    ];
    for (const [file, why] of bad) await expect(run(db, [good, file])).rejects.toThrow(why);
    await expect(run(db, [good], { map: ["姓名"] })).rejects.toThrow("--map");
    expect(await look(db, (tx) => tx.customer.count())).toBe(0);
    const open1 = fileOf("quote.csv", `姓名,手机号\n"王芳,13800001111\n${"李雷,13800001112\n".repeat(10)}`);
    await expect(run(db, [open1])).rejects.toThrow("引号");
  });
});

/** A database whose transactions fail from some moment on. */
function brokenAfter(db: Db, isBroken: () => boolean): Db {
  return {
    ...db,
    transaction: (actor, work, options) =>
      isBroken() ? Promise.reject(new Error("power cut")) : db.transaction(actor, work, options),
  };
}

/** All rows but the audit, as they are. */
function everything(db: Db) {
  return look(db, async (tx) => [
    await tx.customer.findMany({ orderBy: { id: "asc" } }),
    await tx.order.findMany({ orderBy: { id: "asc" } }),
    await tx.orderLine.findMany({ orderBy: { id: "asc" } }),
    await tx.note.findMany({ orderBy: { id: "asc" } }),
    await tx.store.findMany({ orderBy: { id: "asc" } }),
  ]);
}
