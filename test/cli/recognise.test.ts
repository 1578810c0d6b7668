import { describe, expect, test } from "vitest";
import { describeFiles, fileKinds } from "../../src/cli/import/headers.ts";
import { delimiterOf } from "../../src/cli/import/read.ts";
import { nearestKind, readHeaderMap, recognise } from "../../src/cli/import/recognise.ts";

describe("headers", () => {
  test.each(fileKinds)("what export writes is recognised: $file", ({ kind, columns }) => {
    const written = columns.filter((column) => !column.importOnly);
    for (const spelling of ["zh", "en"] as const) {
      const found = recognise(written.map((column) => column[spelling]));
      expect(found?.kind.kind).toBe(kind);
      expect(found?.columns.map(({ column }) => column.field)).toEqual(written.map((column) => column.field));
      expect(found?.left).toEqual([]);
    }
  });

  test.each([
    [
      "品牌名称,买家昵称,付款日期,订单状态,实付金额,邮费,省份,城市,购买数量",
      "orders",
      ["store", "nickname", "paidAt", "state", "amount", "province", "city", "quantity"],
    ],
    ["customer_id,date,number_of_cds,dollar_value", "orders", ["customerNo", "paidAt", "quantity", "amount"]],
    ["user_id,date,cds,amount", "orders", ["customerNo", "paidAt", "quantity", "amount"]],
    ["姓名,手机,生日", "customers", ["name", "phone", "birthday"]],
    [
      "会员卡号,姓名,性别,手机号码,出生日期,会员等级,所属门店,专属导购,积分,备注",
      "customers",
      ["customerNo", "name", "gender", "phone", "birthday", "tier", "store", "owner", "points", "note"],
    ],
    ["姓名,手机号,日期,商品,金额（元）", "orders", ["customerName", "phone", "paidAt", "item", "amount"]],
    ["工号,姓名,职务,门店", "staff", ["id", "name", "role", "store"]],
    ["门店名称,城市", "stores", ["name", "city"]],
    ["客户姓名,到店时间,事由", "visits", ["customerName", "visitedAt", "purpose"]],
    ["客户,喜好", "facts", ["customerName", "value"]],
    ["手机号,备注内容,备注人", "notes", ["phone", "text", "author"]],
    ["会员号,标签", "tags", ["customerNo", "tag"]],
    ["客户姓名,待办,截止日期,负责人", "follow-ups", ["customerName", "text", "dueAt", "staff"]],
    ["客户姓名,投诉内容,投诉时间", "complaints", ["customerName", "content", "openedAt"]],
    ["权益类型,权益内容,适用等级", "benefits", ["kind", "text", "tiers"]],
  ])("%s → %s", (headers, kind, fields) => {
    const found = recognise(headers.split(","));
    expect([found?.kind.kind, found?.columns.map(({ column }) => column.field)]).toEqual([kind, fields]);
  });

  test("unknown headers are said, known ones that are left out say why", () => {
    expect(recognise(["买家昵称", "付款日期", "实付金额", "邮费", "星座"])?.left).toEqual([
      { header: "邮费", why: "运费不算消费" },
      { header: "星座", why: null },
    ]);
  });

  test("--map names what is not known, in either language", () => {
    expect(recognise(["成交日", "买主", "收了多少"])).toBeNull();
    const map = readHeaderMap(["成交日=paidAt,买主=客户姓名", "收了多少=orders.amount"]);
    expect(recognise(["成交日", "买主", "收了多少"], map)?.kind.kind).toBe("orders");
    expect(() => readHeaderMap(["成交日"])).toThrow("--map");
    expect(() => readHeaderMap(["成交日=没有的字段"])).toThrow("没有的字段");
  });

  test("a till whose sums are called something unknown is no list of customers", () => {
    const till = ["单据号", "会员编号", "日期", "款名", "件数", "到手价"];
    expect(recognise(till)).toBeNull();
    expect(nearestKind(till, new Map())).toContain("最像「订单（一行一件商品）」，但缺少：金额");
    expect(recognise(till, readHeaderMap(["到手价=金额"]))?.kind.kind).toBe("orders");
  });

  test("an unknown file is told what it lacks", () => {
    expect(nearestKind(["姓名", "付款日期", "商品"], new Map())).toContain("缺少：金额");
    expect(nearestKind(["付款日期", "金额", "商品"], new Map())).toContain("缺少：系统客户编号 或 客户姓名");
    expect(nearestKind(["甲", "乙"], new Map())).toContain("没有认识的列");
  });

  test("no two columns of a kind fight for a header", () => {
    for (const { kind, columns } of fileKinds) {
      const own = columns.flatMap((column) => [column.zh, column.en]);
      expect([kind, new Set(own).size]).toEqual([kind, own.length]);
    }
  });

  test("the description has every column", () => {
    const text = describeFiles();
    for (const { columns } of fileKinds) for (const { zh, en } of columns) expect(text).toContain(`${zh} / \`${en}\``);
  });
});

test.each([
  ["a,b,c\n1,2,3", ","],
  ["a\tb\tc\n1,5\t2\t3", "\t"],
  ["a;b\n1,5;2,5\n", ";"],
  ["a|b|c\n1|2|3", "|"],
  ['姓名,备注\n张,"一；二；三；四"', ","],
  ["姓名，金额\n张，12", "，"],
  [" user_id  date cds\n 001 19970101 1\n", "blanks"],
  ["姓名\n张三\n", ","],
  ["姓名\n张 三\n", ","],
])("delimiter of %j is %j", (head, delimiter) => {
  expect(delimiterOf(head)).toBe(delimiter);
});
