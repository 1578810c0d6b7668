// Find, narrow, sort, count, page, pick; and who may see whom.
import { expect } from "vitest";
import {
  bySpend,
  countIn,
  daysAgo,
  daysUntil,
  lastSeenBy,
  listed,
  monthDay,
  namesOf,
  nextSolar,
  people,
  person,
  sum,
  yuan,
} from "./facts.ts";
import { dialog } from "./shop.ts";

export const finding = [
  dialog("gold and two months away, narrowed, sorted, counted, the second opened", "linyue", async (say, sql) => {
    const away = (await people(sql))
      .filter(({ owner, tier }) => owner === "linyue" && tier === "金卡")
      .filter(lastSeenBy("2026-09-24"));
    const found = await say("两个月没来的金卡有哪些");
    expect(countIn(found)).toBe(away.length);
    expect(listed(found).sort()).toEqual(namesOf(away).sort());
    for (const one of away) expect(found).toContain(`${one.name} · ${-daysUntil(one.seen!)}天没来`);

    const women = away.filter(({ gender }) => gender === "female");
    expect(listed(await say("其中女的呢")).sort()).toEqual(namesOf(women).sort());
    const sorted = await say("按消费排");
    const order = women.toSorted(bySpend);
    expect(listed(sorted)).toEqual(namesOf(order));
    for (const one of order) expect(sorted).toContain(`${one.name} · 累计消费 ${yuan(one.spent)}`);
    expect(countIn(await say("一共几个"))).toBe(women.length);
    const second = order[1]!;
    expect(await say("第二个")).toContain(`${second.name}（金卡） · ${-daysUntil(second.seen!)}天没来`);
    const birthday = await say("她生日是哪天");
    expect(birthday).toContain(`${second.name}生日：${second.month}月${second.day}日`);
    expect(birthday).toContain(`${daysUntil(nextSolar(second.month!, second.day!))}天`);
  }),

  dialog("a long list to its last page: everybody once", "linyue", async (say, sql) => {
    const rich = (await people(sql)).filter(
      (one) => one.owner === "linyue" && one.gender === "female" && one.spentThisYear > 500_000,
    );
    const pages = [await say("今年消费超过5000的女客户")];
    expect(countIn(pages[0]!)).toBe(rich.length);
    while (pages.at(-1)!.includes("还有吗")) pages.push(await say("还有吗"));
    expect(pages.flatMap(listed).sort()).toEqual(namesOf(rich).sort());
    for (const one of rich) expect(pages.join("\n")).toContain(`${one.name} · 今年消费 ${yuan(one.spentThisYear)}`);
  }),

  dialog("the first ten, then what the third bought and spent", "linyue", async (say, sql) => {
    const top = (await people(sql))
      .filter(({ owner }) => owner === "linyue")
      .sort(bySpend)
      .slice(0, 10);
    expect(listed(await say("消费前十名"))).toEqual(namesOf(top));
    const third = top[2]!;
    expect(await say("第三个")).toContain(`${third.name}（${third.tier}）`);
    const [last] = await sql<{ items: string[]; fen: number }>`
      SELECT array_agg(l.item) AS items, o.amount_fen AS fen FROM orders o JOIN order_line l ON l.order_id = o.id
      WHERE o.customer_id = ${third.id} AND o.state <> 'closed' GROUP BY o.id ORDER BY o.paid_at DESC LIMIT 1`;
    const bought = await say("她上次买的什么");
    for (const item of last!.items) expect(bought).toContain(item);
    expect(bought).toContain(yuan(last!.fen));
    expect(await say("她今年花了多少")).toContain(
      `今年花了${yuan(third.spentThisYear)}，共${third.ordersThisYear}次；累计${yuan(third.spent)}`,
    );
  }),

  dialog("a shop's customers, women, gold, by spend", "boss", async (say, sql) => {
    const all = (await people(sql)).filter(({ store }) => store === "jingan");
    expect(countIn(await say("静安店有几个客户"))).toBe(all.length);
    const women = all.filter(({ gender }) => gender === "female");
    expect(countIn(await say("其中女的呢"))).toBe(women.length);
    const gold = women.filter(({ tier }) => tier === "金卡").sort(bySpend);
    expect(countIn(await say("其中金卡呢"))).toBe(gold.length);
    expect(listed(await say("按消费排"))).toEqual(namesOf(gold).slice(0, 10));
    expect(listed(await say("还有吗"))).toEqual(namesOf(gold).slice(10));
  }),

  dialog("customers by associate, the diamonds, the three who spend most", "boss", async (say, sql) => {
    const all = await people(sql);
    const groups = await sql<{ name: string | null; n: number }>`
      SELECT s.name, count(*)::int AS n FROM customer c LEFT JOIN staff s ON s.id = c.owner_id GROUP BY s.name`;
    const counted = await say("每个导购名下有几个客户");
    for (const { name, n } of groups) expect(counted).toContain(`${name ?? "没有专属导购"} ${n}位`);
    expect(countIn(await say("钻石会员有几个"))).toBe(all.filter(({ tier }) => tier === "钻石").length);
    const [first, ...more] = all.toSorted(bySpend).slice(0, 3);
    expect(listed(await say("消费前三名"))).toEqual(namesOf([first!, ...more]));
    expect(await say("第一个")).toContain(`${first!.name}（${first!.tier}）`);
    const [owner] = await sql<{ name: string }>`SELECT name FROM staff WHERE id = ${first!.owner}`;
    expect(await say("她归谁")).toContain(`${first!.name}的专属导购是${owner!.name}`);
  }),

  dialog("thirty days away: narrowed, sorted, paged, the eleventh opened", "zhouhang", async (say, sql) => {
    const away = (await people(sql)).filter(({ store }) => store === "xuhui").filter(lastSeenBy("2026-10-25"));
    expect(countIn(await say("30天没来的客户有几个"))).toBe(away.length);
    const women = away.filter(({ gender }) => gender === "female").sort(bySpend);
    expect(countIn(await say("其中女的呢"))).toBe(women.length);
    expect(listed(await say("按消费排"))).toEqual(namesOf(women.slice(0, 10)));
    expect(listed(await say("还有吗"))).toEqual(namesOf(women.slice(10, 20)));
    expect(await say("第十一个")).toContain(`${women[10]!.name}（${women[10]!.tier}）`);
  }),

  dialog("one associate's share of a list, then a customer handed over and back", "zhouhang", async (say, sql) => {
    const away = (await people(sql))
      .filter(({ store, tier }) => store === "xuhui" && tier === "金卡")
      .filter(lastSeenBy("2026-09-24"));
    expect(countIn(await say("两个月没来的金卡有哪些"))).toBe(away.length);
    expect(listed(await say("其中林悦的呢")).sort()).toEqual(
      namesOf(away.filter(({ owner }) => owner === "linyue")).sort(),
    );
    const owner = async () => (await person(sql, "张丽华")).owner;
    const asked = await say("把张姐转给陈晨");
    const [due] = await sql<{ n: number }>`SELECT count(*)::int AS n FROM follow_up f JOIN customer c
      ON c.id = f.customer_id WHERE c.name = '张丽华' AND f.state = 'open'`;
    expect(asked).toContain(`${due!.n}件待办`);
    expect(await owner(), "nothing is done before the answer").toBe("linyue");
    await say("是");
    expect(await owner()).toBe("chenchen");
    expect(await say("张姐归谁")).toContain("陈晨");
    await say("撤销");
    expect(await owner()).toBe("linyue");
  }),

  dialog("birthdays of next week; nobody of them gold; then there is no first", "linyue", async (say, sql) => {
    const week = (await people(sql)).filter(
      ({ owner, calendar, month, day }) =>
        owner === "linyue" &&
        calendar === "solar" &&
        nextSolar(month!, day!) >= "2026-11-30" &&
        nextSolar(month!, day!) <= "2026-12-06",
    );
    const found = await say("下周谁过生日");
    for (const one of week)
      expect(found).toContain(
        `${one.name} · ${one.month}月${one.day}日 还有${daysUntil(nextSolar(one.month!, one.day!))}天`,
      );
    expect(week.filter(({ tier }) => tier === "金卡")).toEqual([]);
    expect(await say("其中金卡呢")).toContain("没有符合的客户");
    expect(await say("第一个")).toContain("没有第一个");
  }),

  dialog("birthdays in traditional characters, counted and opened", "linyue", async (say) => {
    const found = await say("下週誰過生日");
    expect(countIn(await say("有幾個"))).toBe(listed(found).length);
    expect(await say("第一個")).toContain(listed(found)[0]);
    expect(await say("她喜歡什麼")).toContain(listed(found)[0]);
  }),

  dialog("sums and means of a group", "linyue", async (say, sql) => {
    const mine = (await people(sql)).filter(({ owner }) => owner === "linyue");
    const men = mine.filter(({ gender }) => gender === "male");
    expect(countIn(await say("男客户有几个"))).toBe(men.length);
    expect(await say("他们一共花了多少")).toContain(yuan(sum(men.map(({ spent }) => spent))));
    const mean = Math.round(sum(mine.map(({ spent }) => spent)) / mine.length);
    expect(await say("平均消费多少")).toContain(yuan(mean));
  }),

  dialog("who bought a coat this year, in one shop", "boss", async (say, sql) => {
    const bought = await sql<{ name: string; store: string }>`
      SELECT DISTINCT c.id, c.name, c.store_id AS store FROM customer c JOIN orders o ON o.customer_id = c.id
      JOIN order_line l ON l.order_id = o.id
      WHERE l.category = '大衣' AND o.state <> 'closed' AND o.paid_at >= '2026-01-01T00:00:00+08'`;
    expect(countIn(await say("今年买过大衣的客户"))).toBe(bought.length);
    const here = bought.filter(({ store }) => store === "xuhui").map(({ name }) => name);
    const found = await say("其中徐汇店的呢");
    expect(countIn(found)).toBe(here.length);
    for (const name of listed(found)) expect(here).toContain(name);
    expect(await say("第一个")).toContain(listed(found)[0]);
  }),

  dialog("tags counted", "linyue", async (say, sql) => {
    const tagged = async (tag: string) =>
      (
        await sql<{ name: string }>`SELECT c.name FROM customer c JOIN customer_tag ct ON ct.customer_id = c.id
          JOIN tag t ON t.id = ct.tag_id WHERE t.name = ${tag} AND c.owner_id = 'linyue'`
      ).map(({ name }) => name);
    const silk = await say("标签是真丝控的客户");
    expect(listed(silk).sort()).toEqual((await tagged("真丝控")).sort());
    expect(countIn(await say("爱带朋友的客户有几个"))).toBe((await tagged("爱带朋友")).length);
    await say("给李姐打标签 真丝控");
    expect(listed(await say("标签是真丝控的客户")).sort()).toEqual((await tagged("真丝控")).sort());
    expect(await tagged("真丝控")).toContain("李秀兰");
  }),

  dialog("an associate sees nobody of another shop", "linyue", async (say, sql) => {
    expect(await say("静安店的客户")).toContain("没有符合的客户");
    expect(await say("顾太太来了")).toContain("没找到「顾太太」");
    const [mine] = await sql<{ n: number }>`SELECT count(*)::int AS n FROM customer WHERE owner_id = 'linyue'`;
    expect(countIn(await say("我能看哪些客户"))).toBe(mine!.n);
    expect(countIn(await say("一共几个客户"))).toBe(mine!.n);
  }),

  dialog("a colleague's customers stay hidden, by tail and by name", "chenchen", async (say, sql) => {
    expect(await say("3456")).toContain("没找到");
    const named = await say("张丽华的档案");
    expect(named).toContain("没找到「张丽华」");
    expect(named).not.toContain("3456");
    const lis = await sql<{ name: string; tail: string }>`SELECT name, phone_tail AS tail FROM customer
      WHERE owner_id = 'chenchen' AND name LIKE '李%' AND gender = 'female'`;
    const asked = await say("李姐来了");
    expect(asked).not.toContain("李秀兰");
    const offered = [...asked.matchAll(/^\d (\S+?)（.*尾号(\d{4})/gmu)].map(([, name, tail]) => ({ name, tail }));
    expect(offered.length).toBeGreaterThan(1);
    for (const one of offered) expect(lis).toContainEqual(one);
    expect(await say("1")).toContain(`${offered[0]!.name}（`);
  }),

  dialog("a manager sees her shop whole and no other", "guomin", async (say, sql) => {
    const mine = (await people(sql)).filter(({ store }) => store === "jingan");
    expect(countIn(await say("静安店有几个客户"))).toBe(mine.length);
    expect(countIn(await say("一共几个客户"))).toBe(mine.length);
    expect(await say("3456")).toContain("没找到");
    const gu = await person(sql, "顾慧敏");
    expect(await say("顾太太来了")).toContain(`顾慧敏（${gu.tier}） · ${-daysUntil(gu.seen!)}天没来`);
    const [due] = await sql<{ text: string }>`SELECT text FROM follow_up WHERE customer_id = ${gu.id}
      AND state = 'open' ORDER BY due_at LIMIT 1`;
    expect(await say("她有什么跟进")).toContain(due!.text);
  }),

  dialog("birthdays of a month, counted; who asked for quiet gets no wish", "linyue", async (say, sql) => {
    const found = await say("12月过生日的客户");
    const solar = (await people(sql)).filter(
      ({ owner, calendar, month }) => owner === "linyue" && calendar === "solar" && month === 12,
    );
    for (const one of solar) expect(found).toContain(`${one.name} · ${monthDay(nextSolar(12, one.day!))}`);
    expect(countIn(await say("一共几个"))).toBe(listed(found).length);
    expect((await person(sql, "赵敏")).quiet).toBe(true);
    expect(await say("第一个")).toContain("赵敏");
    expect(await say("给她写条生日祝福")).toContain("不要打扰");
    expect(await sql`SELECT 1 FROM care_message`).toEqual([]);
  }),

  dialog(
    "women, then men instead; silver instead of gold; without those who want quiet",
    "zhouhang",
    async (say, sql) => {
      const mine = (await people(sql)).filter(({ store }) => store === "xuhui");
      const gold = mine.filter(({ tier }) => tier === "金卡");
      expect(countIn(await say("金卡有几个"))).toBe(gold.length);
      const silver = mine.filter(({ tier }) => tier === "银卡");
      expect(countIn(await say("那银卡呢"))).toBe(silver.length);
      expect(countIn(await say("那女的呢"))).toBe(silver.filter(({ gender }) => gender === "female").length);
      const men = silver.filter(({ gender }) => gender === "male");
      expect(countIn(await say("那男的呢"))).toBe(men.length);
      const heard = men.filter(({ quiet }) => !quiet);
      expect(countIn(await say("去掉免打扰的"))).toBe(heard.length);
      const sorted = await say("消费高的排前面");
      expect(listed(sorted)).toEqual(namesOf(heard.toSorted(bySpend)).slice(0, 10));
      const chenchens = mine.filter(({ owner, tier }) => owner === "chenchen" && tier === "金卡");
      await say("金卡有几个");
      expect(countIn(await say("那陈晨的呢"))).toBe(chenchens.length);
      expect(await say("静安店有几个金卡")).toContain("您能看到的是本店的客户");
      expect(countIn(await say("没有专属导购的客户"))).toBe(mine.filter(({ owner }) => owner === null).length);
    },
  ),

  dialog("two people compared, by every way of calling them", "linyue", async (say, sql) => {
    const [zhang] = await sql<{ id: string }>`SELECT customer_id AS id FROM customer_alias WHERE alias = '张姐'`;
    const all = await people(sql);
    const [one, other] = [all.find(({ id }) => id === zhang!.id)!, await person(sql, "李秀兰")];
    const [more, less] = [one, other].sort(bySpend) as [typeof one, typeof one];
    for (const said of ["张姐比李姐多花多少", "张姐和李秀兰谁买得多"]) {
      const answer = await say(said);
      expect(listed(answer)).toEqual([more.name, less.name]);
      expect(answer).toContain(`${more.name}比${less.name}多${yuan(more.spent - less.spent)}。`);
    }
    await say("张姐");
    expect(listed(await say("她跟李秀兰谁花得多"))).toEqual([more.name, less.name]);
    const [{ points } = { points: 0 }] = await sql<{
      points: number;
    }>`SELECT points FROM customer WHERE id = ${one.id}`;
    expect(await say("张姐多少积分")).toContain(`${points.toLocaleString("en-US")}积分`);
    const both = await say("张姐电话多少 生日几号");
    expect(both).toMatch(/电话：1\d{10}\n/u);
    expect(both).toContain(`${one.month}月${one.day}日`);
  }),

  dialog("goods by their kind, taboos by what is meant, windows stated", "zhouhang", async (say, sql) => {
    const skirts = await sql<{ n: number }>`SELECT count(DISTINCT o.customer_id)::int AS n FROM orders o
      JOIN order_line l ON l.order_id = o.id JOIN customer c ON c.id = o.customer_id
      WHERE o.state <> 'closed' AND c.store_id = 'xuhui' AND l.category IN ('连衣裙', '半裙')`;
    expect(countIn(await say("谁买过裙子"))).toBe(skirts[0]!.n);
    const wool = await sql<{ name: string }>`SELECT c.name FROM fact f JOIN customer c ON c.id = f.customer_id
      WHERE f.kind = 'negative' AND f.value ~ '羊[毛绒]' AND f.withdrawn_at IS NULL AND c.store_id = 'xuhui'`;
    expect(listed(await say("对羊绒过敏的有谁")).sort()).toEqual(wool.map(({ name }) => name).sort());
    const gone = (await people(sql)).filter(({ store }) => store === "xuhui");
    const long = await say("谁很久没来了");
    expect(long).toContain("近60天没到店：");
    expect(countIn(long.split("：")[1]!)).toBe(gone.filter(({ seen }) => seen === null || seen < daysAgo(60)).length);
    expect(await say("谁快生日了")).toMatch(/^未来30天生日：/u);
    expect(await say("老客户有几个")).toContain("30天前就买过，近180天还来过");
  }),
];
