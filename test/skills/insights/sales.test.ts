// Sales: one definition for everybody, whose they are, in groups, held against other days; who may see what.
import { beforeAll, expect, it } from "vitest";
import { instantOf } from "../../../src/calendar/day.ts";
import { system } from "../../../src/db/actor.ts";
import type { Db } from "../../../src/db/db.ts";
import type { Plan, Shown } from "../../../src/skill.ts";
import { insights } from "../../../src/skills/insights/skill.ts";
import { describeOnOneEngine } from "../../support/database.ts";
import { seedPeople } from "../../support/people.ts";
import { withTurn } from "../../support/turn.ts";
import { testVault } from "../../support/vault.ts";

const month = { from: "2026-09-01", to: "2026-10-01" };
const june = { from: "2026-06-01", to: "2026-07-01" };

describeOnOneEngine("sales", (open) => {
  let db: Db;
  beforeAll(async () => {
    db = await open();
    await seedPeople(db, testVault);
    // 林悦 served a customer of 陈晨's once, and 何静 sold something online nobody's name is on.
    await db.transaction(system, async (tx) => {
      const chenchens = await tx.customer.findFirstOrThrow({ where: { ownerId: "chenchen" }, select: { id: true } });
      await tx.order.create({
        data: {
          id: "served-for-chenchen",
          customerId: chenchens.id,
          storeId: "xuhui",
          staffId: "linyue",
          amountFen: 10_000,
          refundedFen: 2_000,
          paidAt: instantOf("2026-09-05", "15:00"),
          lines: { create: [{ customerId: chenchens.id, category: "鞋", item: "单鞋", amountFen: 10_000 }] },
        },
      });
    });
  });
  const say = (as: string, plan: object, shown: Partial<Shown> = {}) =>
    withTurn(db, as, { shown }, async (turn) => {
      const outcome = await insights.handle(turn, { kind: "insights.sales", ...plan } as Plan, null);
      return { text: insights.words(outcome.result, turn).text, shown: outcome.shown ?? {} };
    });
  const sales = async (as: string, plan: object) => (await say(as, plan)).text;

  it("are told for a day, in groups the largest first", async () => {
    expect(await sales("zhouhang", { range: { from: "2026-09-12", to: "2026-09-13" } })).toBe(
      "徐汇店昨天销售2,680元，1单，1位客户，客单价2,680元",
    );
    expect(await sales("boss", { range: month, by: "store" })).toMatchInlineSnapshot(`
      "本月销售15,447元，5单，5位客户，客单价3,089.40元（已减退款20元）：
      静安店 9,087元（2单）
      徐汇店 6,360元（3单）"
    `);
    expect(await sales("boss", { range: month, by: "owner" })).toMatchInlineSnapshot(`
      "本月销售15,447元，5单，5位客户，客单价3,089.40元（已减退款20元）：
      何静 9,087元（2单）
      陈晨 3,600元（1单）
      林悦 2,760元（2单）
      （按开单导购算，没记开单人的算专属导购）"
    `);
    expect(await sales("boss", { range: month, by: "category", limit: 2 })).toMatchInlineSnapshot(`
      "本月销售15,447元，5单，5位客户，客单价3,089.40元（已减退款20元）：
      大衣 12,488元（2单）
      鞋 2,760元（2单）
      还有1个品类没列。"
    `);
    expect(await sales("boss", { by: "category", limit: 1, least: true })).toMatchInlineSnapshot(`
      "本月销售15,447元，5单，5位客户，客单价3,089.40元（已减退款20元）：
      配饰 199元（1单）
      还有2个品类没列。"
    `);
    expect(await sales("boss", { by: "month" })).toContain("2026年9月 15,447元（5单）");
    expect(await sales("boss", { range: month, by: "day", limit: 1 })).toContain("9月12日 11,767元（3单）");
    expect(await sales("boss", { range: month, by: "day" })).toMatchInlineSnapshot(`
      "本月销售15,447元，5单，5位客户，客单价3,089.40元（已减退款20元）：
      9月5日 80元（1单）
      9月10日 3,600元（1单）
      9月12日 11,767元（3单）"
    `);
  });

  it("of some goods are their share of each order, what was given back taken off", async () => {
    const told = async (what: string) =>
      (await say("boss", { range: month, what })).text.match(/销售([\d,.]+)元，(\d+)单/u)?.slice(1) ?? [];
    expect(await told("大衣")).toEqual(["12,488", "2"]);
    expect(await told("鞋")).toEqual(["2,760", "2"]);
    expect(await told("单鞋")).toEqual(["2,760", "2"]);
    expect(await sales("boss", { range: month, what: "羽绒服" })).toBe("本月「羽绒服」还没有成交。");
    expect(await sales("boss", { range: month, what: "%" })).toBe("本月「%」还没有成交。");
    const rows = await db.transaction(
      system,
      (tx) => tx.$queryRaw<{ item: string; net: number; orders: number }[]>`
      SELECT l.item, sum(l.amount_fen * (o.amount_fen - o.refunded_fen)::float8 / o.amount_fen) / 100 AS net, count(DISTINCT o.id)::int AS orders
      FROM order_line l JOIN orders o ON o.id = l.order_id
      WHERE o.state <> 'closed' AND o.paid_at >= '2026-09-01T00:00:00+08' AND o.paid_at < '2026-10-01T00:00:00+08'
      GROUP BY l.item ORDER BY net DESC, l.item LIMIT 1`,
    );
    const [best] = rows;
    expect(await sales("boss", { range: month, by: "item", limit: 1 })).toContain(
      `${best?.item} ${best?.net.toLocaleString("en-US")}元（${best?.orders}单）`,
    );
  });

  it("of today are this month's while today has none", async () => {
    expect(await sales("zhouhang", {})).toMatchInlineSnapshot(
      `"徐汇店今天还没有成交；本月销售6,360元，3单，3位客户，客单价2,120元（已减退款20元）"`,
    );
  });

  it("of a colleague are the same to herself and to her manager, whoever owns the customer", async () => {
    const hers = "本月销售2,760元，2单，2位客户，客单价1,380元（已减退款20元）";
    expect(await sales("linyue", { range: month })).toBe(`我${hers}`);
    expect(await sales("linyue", { range: month, of: "me" })).toBe(`我${hers}`);
    expect(await sales("zhouhang", { range: month, of: "林悦" })).toBe(`林悦${hers}`);
    expect(await sales("boss", { range: month, of: "林悦" })).toBe(`林悦${hers}`);
    expect(await sales("zhouhang", { range: month, by: "owner" })).toContain("林悦 2,760元（2单）");
    expect(await sales("linyue", { range: month, by: "category" })).toContain("鞋 2,760元（2单）");
  });

  it("show an associate what she sold and hide whom she sold it to", async () => {
    const seen = await withTurn(db, "linyue", {}, async ({ tx }) => ({
      orders: await tx.order.count({ where: { id: "served-for-chenchen" } }),
      lines: await tx.orderLine.count({ where: { orderId: "served-for-chenchen" } }),
      customers: await tx.customer.count({ where: { orders: { some: { id: "served-for-chenchen" } } } }),
    }));
    expect(seen).toEqual({ orders: 1, lines: 1, customers: 0 });
    await expect(
      withTurn(db, "linyue", {}, ({ tx }) =>
        tx.order.updateMany({ data: { refundedFen: 1 }, where: { id: "served-for-chenchen" } }),
      ),
    ).resolves.toEqual({ count: 0 });
  });

  it("are nobody else's to read", async () => {
    for (const plan of [{ of: "陈晨" }, { of: "林悦、陈晨" }, { store: "徐汇店" }])
      expect(await sales("linyue", { range: month, ...plan })).toContain("要店长才能看。您可以看自己的");
    expect(await sales("linyue", { range: month, by: "owner" })).toMatch(/^我本月销售2,760元.*同事的要店长才能看。$/u);
    expect(await sales("zhouhang", { range: month, of: "何静" })).toContain("何静不在您店里");
    expect(await sales("zhouhang", { range: month, store: "静安店" })).toContain("静安店不在您店里");
    expect(await sales("zhouhang", { range: month, store: "静安店、徐汇店" })).toContain("静安店不在您店里");
    expect(await sales("boss", { range: month, store: "静安店、徐汇店" })).toMatch(/静安店比徐汇店多2,727元。$/u);
    expect(await sales("boss", { range: month, store: "静安" })).toContain("静安店本月销售9,087元，2单");
    expect(await sales("zhouhang", { range: month, of: "小明" })).toContain("没找到「小明」");
  });

  it("are held against another period, as many days of it as have passed", async () => {
    expect(await sales("boss", { range: month, versus: "before" })).toMatchInlineSnapshot(`
      "本月（9月1日–13日）销售15,447元，5单，5位客户，客单价3,089.40元（已减退款20元）
      8月1日–13日（同样天数）销售0元
      之前没有成交，没法算百分比。
      上个月（8月1日–31日）整段是2,577元，3单。"
    `);
    expect(await sales("boss", { range: june, versus: "year-ago", by: "store" })).toMatchInlineSnapshot(`
      "6月1日–30日销售31,099元，3单，3位客户，客单价10,366.33元（已减退款4,000元）
      2025年6月1日–30日销售0元
      之前没有成交，没法算百分比。
      徐汇店 31,099元，之前0元"
    `);
    expect(
      await sales("zhouhang", {
        range: { from: "2026-09-12", to: "2026-09-13" },
        against: { from: "2026-09-10", to: "2026-09-11" },
      }),
    ).toMatchInlineSnapshot(`
      "徐汇店昨天（9月12日）销售2,680元，1单，1位客户，客单价2,680元
      9月10日销售3,600元，1单，1位客户，客单价3,600元
      少了920元，下降25.6%。"
    `);
  });

  it("go on from what was asked before", async () => {
    const first = await say("zhouhang", { range: month });
    const second = await say("zhouhang", { again: true, of: "林悦" }, first.shown);
    expect(second.text).toContain("林悦本月销售2,760元");
    const third = await say("zhouhang", { again: true, range: { from: "2026-07-01", to: "2026-08-01" } }, second.shown);
    expect(third.text).toMatch(/^林悦7月1日–7月31日销售/u);
    const fourth = await say("zhouhang", { again: true, by: "owner" }, first.shown);
    expect(fourth.text).toContain("陈晨 3,600元");
    expect(await sales("zhouhang", { again: true, of: "林悦" })).toContain("先问一句");
    // To open a talk it means the running period of the same kind.
    expect(await sales("boss", { again: true, against: { from: "2026-08-01", to: "2026-09-01" } })).toContain(
      "本月（9月1日–13日）",
    );
  });
});
