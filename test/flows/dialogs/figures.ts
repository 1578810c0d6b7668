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

/** The number of the line that begins so. */
const lineOf = (report: string, label: string) => new RegExp(`^(\\d+) ${label}`, "mu").exec(report)?.[1] ?? "none";

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
    expect(listed(await say("日报里第一行是哪几个客户"))).toEqual(namesOf(buyers as never));
    const born = Number(/未来7天生日：(\d+)位/u.exec(report)![1]);
    expect(countIn(await say(lineOf(report, "未来7天生日")))).toBe(born);
    const gone = await away(sql, "xuhui");
    expect(report).toContain(`60天以上没到店：${gone.length}位`);
    expect(listed(await say(lineOf(report, "高等级会员60天"))).every((name) => namesOf(gone).includes(name))).toBe(
      true,
    );
  }),

  dialog("the report of all shops: who has no associate, whose birthday comes", "boss", async (say, sql) => {
    const report = await say("昨天的日报");
    const day = await sold(sql, "2026-11-23", "2026-11-23");
    expect(report).toContain(
      `1 销售：${yuan(day.fen)}，${day.orders}单，客单价${yuan(Math.round(day.fen / day.orders))}`,
    );
    const ownerless = (await people(sql)).filter(({ owner, tier }) => owner === null && upper.includes(tier));
    expect(report).toContain(`没有专属导购：${ownerless.length}位`);
    expect(listed(await say(lineOf(report, "高等级会员没有"))).sort()).toEqual(namesOf(ownerless).sort());
    await say("昨天的日报");
    const pages = [await say(lineOf(report, "未来7天生日")), await say("还有吗")];
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

  dialog("this month against the last, then against last year, then of one colleague", "zhouhang", async (say, sql) => {
    const now = await sold(sql, "2026-11-01", "2026-11-24", "xuhui");
    const before = await sold(sql, "2026-10-01", "2026-10-24", "xuhui");
    const whole = await sold(sql, "2026-10-01", "2026-10-31", "xuhui");
    const first = await say("这个月比上个月卖得怎么样");
    for (const { fen, orders, buyers } of [now, before])
      expect(first).toContain(`销售${yuan(fen)}，${orders}单，${buyers}位客户`);
    expect(first).toContain(`（10月1日–31日）整段是${yuan(whole.fen)}，${whole.orders}单`);
    expect(first).toContain(`${now.fen > before.fen ? "多了" : "少了"}${yuan(Math.abs(now.fen - before.fen))}`);
    const share = Math.round((Math.abs(now.fen - before.fen) / before.fen) * 1000) / 10;
    expect(first).toContain(`${now.fen > before.fen ? "增长" : "下降"}${share}%`);
    const lastYear = await sold(sql, "2025-11-01", "2025-11-24", "xuhui");
    expect(await say("同比呢")).toContain(`2025年11月1日–24日（同样天数）销售${yuan(lastYear.fen)}`);
    const linyue = now.by("staff").find(({ key }) => key === "林悦")!;
    expect(await say("那林悦呢")).toContain(`销售${yuan(linyue.fen)}，${linyue.orders}单`);
    expect(await say("今年双十一比去年双十一")).toContain("11月11日销售");
  }),

  dialog(
    "one definition: what an associate sold is what her manager reads under her name",
    "linyue",
    async (say, sql) => {
      for (const [said, from, to] of [
        ["这个月", "2026-11-01", "2026-11-24"],
        ["今年", "2026-01-01", "2026-11-24"],
      ] as const) {
        const hers = (await sold(sql, from, to)).by("staff").find(({ key }) => key === "林悦")!;
        expect(await say(`我${said}卖了多少`)).toContain(`销售${yuan(hers.fen)}，${hers.orders}单`);
        expect(await say(`${said}各导购卖了多少`)).not.toMatch(/陈晨|周航/u);
      }
      expect(await say("陈晨这个月卖了多少")).toContain("陈晨的业绩要店长才能看");
      expect(await say("徐汇店昨天业绩")).toContain("徐汇店的业绩要店长才能看");
    },
  ),

  dialog("the best goods and the best shops, in order", "boss", async (say, sql) => {
    const goods = await sql<{ key: string; fen: number }>`SELECT l.category AS key,
        sum(l.amount_fen * (o.amount_fen - o.refunded_fen)::float8 / nullif(o.amount_fen, 0))::float8 AS fen
      FROM orders o JOIN order_line l ON l.order_id = o.id WHERE o.state <> 'closed'
        AND o.paid_at >= '2026-01-01T00:00:00+08' AND o.paid_at < '2026-11-25T00:00:00+08' GROUP BY 1 ORDER BY 2 DESC`;
    const best = await say("今年卖得最好的三个品类");
    expect([...best.matchAll(/^(\S+) [\d,.]+元（/gmu)].map((match) => match[1])).toEqual(
      goods.slice(0, 3).map(({ key }) => key),
    );
    const worst = await say("今年卖得最差的两个品类");
    expect([...worst.matchAll(/^(\S+) [\d,.]+元（/gmu)].map((match) => match[1])).toEqual(
      goods
        .toReversed()
        .slice(0, 2)
        .map(({ key }) => key),
    );
    const week = await sold(sql, "2026-11-16", "2026-11-22");
    const shops = await say("各门店上周销售额");
    expect([...shops.matchAll(/^(\S+店) /gmu)].map((match) => match[1])).toEqual(
      week
        .by("store")
        .sort((a, b) => b.fen - a.fen)
        .map(({ key }) => key),
    );
    const jingan = await sold(sql, "2026-11-23", "2026-11-23", "jingan");
    expect(await say("静安店昨天业绩")).toContain(
      jingan.orders === 0 ? "静安店昨天还没有成交" : `静安店昨天销售${yuan(jingan.fen)}，${jingan.orders}单`,
    );
  }),
];
