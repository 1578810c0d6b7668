// The manager's figures, and the people behind them.
import { expect } from "vitest";
import { countIn, daysAgo, listed, namesOf, people, sum, yuan } from "./facts.ts";
import { dialog, type Sql } from "./shop.ts";

const upper = ["银卡", "金卡", "钻石"];

interface Sold {
  key: string;
  fen: number;
  orders: number;
}
/** From one day to another, both in it, by shop or associate; what nobody sold is the customer's own associate's. */
async function sold(sql: Sql, from: string, to: string, store: string | null = null) {
  const each = await sql<{ store: string; staff: string; fen: number; buyer: string }>`
    SELECT st.name AS store, s.name AS staff, o.amount_fen - o.refunded_fen AS fen, o.customer_id AS buyer
    FROM orders o JOIN store st ON st.id = o.store_id JOIN customer c ON c.id = o.customer_id
    LEFT JOIN staff s ON s.id = coalesce(o.staff_id, c.owner_id)
    WHERE o.state <> 'closed' AND (${store}::text IS NULL OR o.store_id = ${store})
      AND (o.paid_at AT TIME ZONE 'Asia/Shanghai')::date BETWEEN ${from}::date AND ${to}::date`;
  const by = (key: "store" | "staff"): Sold[] =>
    [...new Set(each.map((one) => one[key]))].map((name) => {
      const own = each.filter((one) => one[key] === name);
      return { key: name, fen: sum(own.map(({ fen }) => fen)), orders: own.length };
    });
  return {
    fen: sum(each.map(({ fen }) => fen)),
    orders: each.length,
    buyers: new Set(each.map((o) => o.buyer)).size,
    by,
  };
}

/** Members of the upper tiers who, at the end of yesterday, had not been seen for 60 days and were not yet lost. */
const away = async (sql: Sql, store: string | null) =>
  (await people(sql)).filter(
    ({ tier, seen, store: at }) =>
      upper.includes(tier) &&
      seen !== null &&
      seen <= daysAgo(61) &&
      seen >= daysAgo(180) &&
      (store === null || at === store),
  );

export const figures = [
  dialog("yesterday's report of a shop, its lines opened by number", "zhouhang", async (say, sql) => {
    const report = await say("昨天的日报");
    const day = await sold(sql, "2026-11-23", "2026-11-23", "xuhui");
    expect(report).toContain("徐汇店日报 11月23日（周一）");
    expect(report).toContain(`1 销售：${yuan(day.fen)}，${day.orders}单`);
    const late = await sql<{ name: string; n: number }>`SELECT s.name, count(*)::int AS n FROM follow_up f
      JOIN staff s ON s.id = f.staff_id WHERE s.store_id = 'xuhui' AND f.state = 'open'
      AND f.due_at < '2026-11-24T00:00:00+08' GROUP BY s.name`;
    for (const { name, n } of late) expect(report).toContain(`${name}：完成0，逾期${n}`);
    const buyers = await sql<{ name: string }>`SELECT DISTINCT c.name FROM orders o JOIN customer c
      ON c.id = o.customer_id WHERE o.store_id = 'xuhui' AND o.state <> 'closed'
      AND o.paid_at >= '2026-11-23T00:00:00+08' AND o.paid_at < '2026-11-24T00:00:00+08'`;
    expect(listed(await say("1"))).toEqual(namesOf(buyers as never));
    const born = Number(/未来7天生日：(\d+)位/u.exec(report)![1]);
    expect(countIn(await say("6"))).toBe(born);
    const gone = await away(sql, "xuhui");
    expect(report).toContain(`60天以上没到店：${gone.length}位`);
    expect(listed(await say("7")).every((name) => namesOf(gone).includes(name))).toBe(true);
  }),

  dialog("the report of all shops: who has no associate, whose birthday comes", "boss", async (say, sql) => {
    const report = await say("昨天的日报");
    const day = await sold(sql, "2026-11-23", "2026-11-23");
    expect(report).toContain(
      `1 销售：${yuan(day.fen)}，${day.orders}单，客单价${yuan(Math.round(day.fen / day.orders))}`,
    );
    const ownerless = (await people(sql)).filter(({ owner, tier }) => owner === null && upper.includes(tier));
    expect(report).toContain(`没有专属导购：${ownerless.length}位`);
    expect(listed(await say("8")).sort()).toEqual(namesOf(ownerless).sort());
    await say("昨天的日报");
    const pages = [await say("6"), await say("还有吗")];
    const solar = (await people(sql)).filter(({ calendar, month, day: date }) => {
      const at = `2026-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
      return calendar === "solar" && at >= "2026-11-24" && at <= "2026-11-30";
    });
    expect(pages.flatMap(listed)).toEqual(expect.arrayContaining(namesOf(solar)));
    expect(pages.flatMap(listed)).toHaveLength(countIn(report.split("未来7天生日：")[1]!));
  }),

  dialog("sales by shop, by associate, by kind of goods", "boss", async (say, sql) => {
    const month = await sold(sql, "2026-11-01", "2026-11-24");
    const shops = await say("本月每个店卖了多少");
    expect(shops).toContain(`${yuan(month.fen)}，${month.orders}单，${month.buyers}位客户`);
    for (const { key, fen, orders } of month.by("store")) expect(shops).toContain(`${key} ${yuan(fen)}（${orders}单）`);
    const staff = await say("本月每个导购卖了多少");
    for (const { key, fen, orders } of month.by("staff")) expect(staff).toContain(`${key} ${yuan(fen)}（${orders}单）`);
    const october = await sold(sql, "2026-10-01", "2026-10-31");
    const goods = await say("上个月各品类卖了多少");
    expect(goods).toContain(`上个月销售${yuan(october.fen)}，${october.orders}单`);
    const kinds = [...goods.matchAll(/^\S+ ([\d,.]+)元（/gmu)].map((match) => Number(match[1]!.replaceAll(",", "")));
    expect(Math.round(sum(kinds) * 100), "the kinds add up to the whole").toBe(october.fen);
  }),

  dialog("a manager's sales are her shop's alone", "zhouhang", async (say, sql) => {
    const yesterday = await sold(sql, "2026-11-23", "2026-11-23", "xuhui");
    expect(await say("昨天卖了多少")).toContain(`昨天销售${yuan(yesterday.fen)}，${yesterday.orders}单`);
    const october = await sold(sql, "2026-10-01", "2026-10-31", "xuhui");
    const staff = await say("上个月每个导购卖了多少");
    for (const { key, fen, orders } of october.by("staff"))
      expect(staff).toContain(`${key} ${yuan(fen)}（${orders}单）`);
    for (const name of ["何静", "唐甜"]) expect(staff).not.toContain(name);
    const year = await sold(sql, "2026-01-01", "2026-11-24", "xuhui");
    expect(await say("今年哪个店卖得最多")).toContain(yuan(year.fen));
  }),

  dialog("what is sold today is in today's figures until undone", "zhouhang", async (say, sql) => {
    expect(await say("今天卖了多少")).not.toContain("3,280");
    await say("张姐今天买了真丝裙3280");
    const today = await sold(sql, "2026-11-24", "2026-11-24", "xuhui");
    expect(today).toMatchObject({ fen: 328_000, orders: 1 });
    expect(await say("今天卖了多少")).toContain(yuan(today.fen));
    await say("撤销");
    expect(await say("今天卖了多少")).not.toContain("3,280");
  }),
];
