// What an associate tells: written once, to the right person, read back, taken back.
import { expect } from "vitest";
import { daysUntil, monthDay, nextLunar, nextSolar, person, rows, yuan } from "./facts.ts";
import { dialog, type Sql } from "./shop.ts";

const factsOf = async (sql: Sql, name: string): Promise<string[]> =>
  (
    await sql<{ value: string }>`SELECT f.value FROM fact f JOIN customer c ON c.id = f.customer_id
      WHERE c.name = ${name} AND f.withdrawn_at IS NULL AND f.recorded_at >= '2026-11-24T00:00:00+08'
      ORDER BY f.recorded_at`
  ).map(({ value }) => value);
const taggedWith = (sql: Sql, tag: string) =>
  sql<{ name: string }>`SELECT c.name FROM customer c JOIN customer_tag ct ON ct.customer_id = c.id
    JOIN tag t ON t.id = ct.tag_id WHERE t.name = ${tag} AND c.owner_id = 'linyue' ORDER BY c.name`;

/** 喝茶 or 茶: how much of the words is kept is not the matter here. */
const ending = (word: string) => expect.stringMatching(new RegExp(`${word}$`, "u"));

export const telling = [
  dialog("a purchase, read back, summed, undone", "linyue", async (say, sql) => {
    const [atFirst, zhang] = [await rows(sql), await person(sql, "张丽华")];
    const told = await say("张姐今天买了真丝裙3280");
    expect(await rows(sql)).toMatchObject({ orders: atFirst.orders! + 1, lines: atFirst.lines! + 1 });
    const after = await person(sql, "张丽华");
    expect(after.spent).toBe(zhang.spent + 328_000);
    expect(told).toContain(`今年第${after.ordersThisYear}次，一共${yuan(after.spentThisYear)}`);
    expect(await say("她上次买的什么")).toContain("今天 真丝裙 3,280元");
    expect(await say("她今年花了多少")).toContain(`累计${yuan(zhang.spent + 328_000)}`);
    await say("撤销");
    expect(await rows(sql)).toEqual(atFirst);
    expect(await say("她上次买的什么")).toContain("11月6日 真丝连衣裙 2,680元");
  }),

  dialog("a whole refund waits for yes, and comes back", "linyue", async (say, sql) => {
    const zhang = await person(sql, "张丽华");
    const asked = await say("张姐退了真丝连衣裙");
    expect(asked).toContain("2,680元");
    expect((await person(sql, "张丽华")).spent, "nothing is done before the answer").toBe(zhang.spent);
    expect(await say("是")).toContain(`今年净消费${yuan(zhang.spentThisYear - 268_000)}`);
    const states = () =>
      sql`SELECT o.state::text, o.refunded_fen AS back FROM orders o JOIN order_line l ON l.order_id = o.id
        WHERE o.customer_id = ${zhang.id} AND l.item = '真丝连衣裙' ORDER BY o.paid_at DESC LIMIT 1`;
    expect(await states()).toEqual([{ state: "refunded", back: 268_000 }]);
    expect(await say("张姐上次买的什么")).toContain("已全退");
    await say("撤销");
    expect(await states()).toEqual([{ state: "paid", back: 0 }]);
  }),

  dialog("a part refunded: first no, then yes", "linyue", async (say, sql) => {
    const before = await person(sql, "王美琴");
    expect(await say("王姐退了500")).toContain("500元");
    expect(await say("不是")).toContain("没有做");
    expect((await person(sql, "王美琴")).spent).toBe(before.spent);
    await say("王姐退了500");
    await say("是");
    expect((await person(sql, "王美琴")).spent).toBe(before.spent - 50_000);
    expect(await say("王姐今年花了多少")).toContain(`今年花了${yuan(before.spentThisYear - 50_000)}`);
  }),

  dialog("a visit, and when she was last here", "linyue", async (say, sql) => {
    const zhang = await person(sql, "张丽华");
    const visits = async () =>
      (await sql<{ n: number }>`SELECT count(*)::int AS n FROM visit WHERE customer_id = ${zhang.id}`)[0]!.n;
    const atFirst = await visits();
    expect(await say("记一下张姐今天到店")).toContain(`第${atFirst + 1}次到店`);
    expect(await visits()).toBe(atFirst + 1);
    expect(await say("张姐上次什么时候来的")).toContain("11月24日（今天）");
    await say("撤销");
    expect(await visits()).toBe(atFirst);
    expect(await say("张姐上次什么时候来的")).toContain(`${monthDay(zhang.seen!)}（${-daysUntil(zhang.seen!)}天前）`);
  }),

  dialog("a note among the old ones", "linyue", async (say, sql) => {
    const notes = () =>
      sql<{ text: string }>`SELECT n.text FROM note n JOIN customer c ON c.id = n.customer_id
        WHERE c.name = '高丽萍' ORDER BY n.created_at`;
    const old = await notes();
    await say("记一下高姐下月搬家");
    expect(await notes()).toEqual([...old, { text: "下月搬家" }]);
    const read = await say("高姐有什么备注");
    for (const { text } of await notes()) expect(read).toContain(text);
    await say("撤销");
    expect(await notes()).toEqual(old);
    expect(await say("高姐有什么备注")).not.toContain("搬家");
  }),

  dialog("a liking and a dislike; undo takes the last", "linyue", async (say, sql) => {
    await say("张姐喜欢喝普洱");
    await say("她不喜欢红色");
    expect(await sql`SELECT topic FROM fact WHERE said_as = '她不喜欢红色'`).toEqual([{ topic: "不喜欢" }]);
    expect(await factsOf(sql, "张丽华")).toEqual([ending("普洱"), ending("红色")]);
    const read = await say("她喜欢什么");
    for (const word of ["普洱", "不喜欢红色", "雾霾蓝", "L码"]) expect(read).toContain(word);
    await say("撤销");
    expect(await factsOf(sql, "张丽华")).toEqual([ending("普洱")]);
    expect(await say("她喜欢什么")).not.toContain("红色");
  }),

  dialog("an allergy stands first when she comes", "linyue", async (say, sql) => {
    await say("郑雪梅对海鲜过敏");
    expect(
      await sql`SELECT f.kind::text, f.topic, f.pinned FROM fact f JOIN customer c ON c.id = f.customer_id
        WHERE c.name = '郑雪梅' AND f.kind = 'negative' AND f.withdrawn_at IS NULL`,
    ).toEqual([{ kind: "negative", topic: "过敏", pinned: true }]);
    expect(await say("郑雪梅有什么忌讳")).toContain("⚠ 海鲜过敏");
    expect((await say("她来了")).split("\n")[0]).toMatch(/^郑雪梅（.*⚠ 海鲜过敏/u);
  }),

  dialog("a lunar birthday, then a solar one in its place, then the lunar again", "linyue", async (say, sql) => {
    const born = () =>
      sql`SELECT birthday_calendar::text AS calendar, birthday_month AS month, birthday_day AS day
        FROM customer WHERE name = '马丽'`;
    const lunar = nextLunar(8, 15);
    const [year, ...rest] = [lunar.slice(0, 4), monthDay(lunar)];
    expect(await say("马丽生日农历八月十五")).toContain(`${year}年${rest}`);
    expect(await born()).toEqual([{ calendar: "lunar", month: 8, day: 15 }]);
    expect(await say("马丽生日哪天")).toContain(`还有${daysUntil(lunar)}天`);
    expect(await say("马丽生日改成5月3号")).toContain("八月十五");
    expect(await born()).toEqual([{ calendar: "solar", month: 5, day: 3 }]);
    expect(await say("她生日哪天")).toContain(`还有${daysUntil(nextSolar(5, 3))}天`);
    await say("撤销");
    expect(await born()).toEqual([{ calendar: "lunar", month: 8, day: 15 }]);
  }),

  dialog("a tag put on, read, taken off", "linyue", async (say, sql) => {
    await say("给张姐打标签 爱旅游");
    expect(await taggedWith(sql, "爱旅游")).toEqual([{ name: "张丽华" }]);
    expect(await say("张姐的标签")).toContain("爱旅游");
    await say("去掉张姐的爱旅游标签");
    expect(await taggedWith(sql, "爱旅游")).toEqual([]);
    expect(await say("张姐的标签")).not.toContain("爱旅游");
  }),

  dialog("a list tagged after yes, all undone at once", "linyue", async (say, sql) => {
    const found = await say("两个月没来的金卡有哪些");
    const names = [...found.matchAll(/^\d+ (\S+) · /gmu)].map((match) => ({ name: match[1]! }));
    const asked = await say("给她们都打上待激活标签");
    expect(asked).toContain(`${names.length}位`);
    expect(await taggedWith(sql, "待激活")).toEqual([]);
    await say("是");
    const sorted = (list: { name: string }[]) => list.map(({ name }) => name).sort();
    expect(sorted(await taggedWith(sql, "待激活"))).toEqual(sorted(names));
    await say("撤销");
    expect(await taggedWith(sql, "待激活")).toEqual([]);
  }),

  dialog("a list not tagged after all", "linyue", async (say, sql) => {
    const atFirst = await rows(sql);
    await say("两个月没来的金卡有哪些");
    await say("给她们都打上待激活标签");
    expect(await say("不用了")).toContain("没有做");
    expect(await rows(sql)).toEqual(atFirst);
    expect(await say("撤销")).toContain("没有可以撤销的");
  }),

  dialog("two by name, one sentence", "linyue", async (say, sql) => {
    const atFirst = await rows(sql);
    const asked = await say("张姐和李姐都喜欢喝茶");
    for (const name of ["张丽华", "李秀兰"]) expect(asked).toContain(name);
    expect(await rows(sql)).toEqual(atFirst);
    await say("是");
    for (const name of ["张丽华", "李秀兰"]) expect(await factsOf(sql, name)).toEqual([ending("茶")]);
    expect(await say("李姐喜欢什么")).toContain("茶");
    await say("撤销");
    expect(await rows(sql)).toEqual(atFirst);
  }),

  dialog("told of the wrong person, moved to the right one", "linyue", async (say, sql) => {
    await say("张姐喜欢喝茶");
    expect(await factsOf(sql, "张丽华")).toEqual([ending("茶")]);
    expect(await say("刚才记错了，是李姐")).toContain("李秀兰");
    expect(await factsOf(sql, "张丽华")).toEqual([]);
    expect(await factsOf(sql, "李秀兰")).toEqual([ending("茶")]);
    expect(await say("李姐喜欢什么")).toContain("茶");
    expect(await say("张姐喜欢什么")).not.toContain("茶");
  }),

  dialog("a purchase, a family matter and a reminder in one breath; one undo", "linyue", async (say, sql) => {
    const atFirst = await rows(sql);
    const told = await say("张姐今天买了真丝裙3280，她女儿下月结婚，下周三提醒我问问");
    expect(told).toContain("12月2日（周三）");
    expect(await rows(sql)).toMatchObject({
      orders: atFirst.orders! + 1,
      facts: atFirst.facts! + 1,
      due: atFirst.due! + 1,
    });
    expect(
      await sql`SELECT to_char(f.due_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS day FROM follow_up f
        JOIN customer c ON c.id = f.customer_id WHERE c.name = '张丽华' AND f.text LIKE '%问问' AND f.state = 'open'`,
    ).toEqual([{ day: "2026-12-02" }]);
    expect(await say("张姐的跟进")).toContain("12月2日（周三）");
    await say("撤销");
    expect(await rows(sql)).toEqual(atFirst);
  }),

  dialog("told in Cantonese and traditional characters", "linyue", async (say, sql) => {
    const zhang = await person(sql, "张丽华");
    await say("張姐今日買咗條真絲裙3280");
    expect((await person(sql, "张丽华")).spent).toBe(zhang.spent + 328_000);
    expect(await say("佢上次買咗乜嘢")).toContain("今天 真丝裙 3,280元");
    await say("張姐鍾意飲普洱");
    expect(await factsOf(sql, "张丽华")).toEqual([ending("普洱")]);
    expect(await say("张姐喜欢什么")).toContain("普洱");
  }),

  dialog("a telephone changed: found by its tail until undone", "linyue", async (say, sql) => {
    const tails = () => sql`SELECT phone_tail AS tail FROM customer WHERE name = '马丽'`;
    expect(await say("马丽电话改成13700003333")).not.toContain("13700003333");
    expect(await tails()).toEqual([{ tail: "3333" }]);
    expect(await say("马丽电话多少")).toContain("13700003333");
    expect(await say("3333")).toContain("马丽（");
    await say("撤销");
    expect(await tails()).toEqual([{ tail: null }]);
    expect(await say("3333")).toContain("没找到");
  }),

  dialog("a new customer from her name to her first purchase", "linyue", async (say, sql) => {
    await say("新客户 周小曼 13800001234");
    expect(
      await sql`SELECT owner_id AS owner, store_id AS store, phone_tail AS tail FROM customer WHERE name = '周小曼'`,
    ).toEqual([{ owner: "linyue", store: "xuhui", tail: "1234" }]);
    expect(await say("1234")).toContain("周小曼");
    expect(await say("周小曼生日1990年3月8日")).toContain("2027年3月8日");
    const told = await say("她今天买了两件T恤共598");
    expect((await person(sql, "周小曼")).spent).toBe(59_800);
    expect(told).toContain("今年第1次，一共598元");
    expect(
      await sql`SELECT item, quantity FROM order_line l JOIN customer c ON c.id = l.customer_id
      WHERE c.name = '周小曼'`,
    ).toEqual([{ item: "T恤", quantity: 2 }]);
  }),

  dialog("a misspelt name is asked about before anything is written", "linyue", async (say, sql) => {
    const before = await person(sql, "陈思雨", "linyue");
    expect(await say("陈思语昨天买了两件T恤共598")).toContain("陈思雨 吗");
    expect(await person(sql, "陈思雨", "linyue")).toEqual(before);
    const told = await say("是");
    const after = await person(sql, "陈思雨", "linyue");
    expect(after).toMatchObject({ spent: before.spent + 59_800, seen: "2026-11-23" });
    expect(told).toContain(`今年第${after.ordersThisYear}次，一共${yuan(after.spentThisYear)}`);
    expect(await say("她上次买的什么")).toContain("昨天 T恤×2 598元");
    await say("撤销");
    expect(await person(sql, "陈思雨", "linyue")).toEqual(before);
  }),

  dialog("an event: invited, answered, counted, and those who are silent written to", "linyue", async (say, sql) => {
    const asked = await say("给所有金卡群发：周六下午店里有品鉴会，欢迎来坐坐");
    await say(/「(\d+)」/u.exec(asked)?.[1] ?? "是");
    await sql`UPDATE care_message SET state = 'sent', sent_at = '2026-11-24T09:59:00+08' WHERE campaign_task_id IS NOT NULL`;
    const invited = await sql<{
      name: string;
    }>`SELECT c.name FROM care_message m JOIN customer c ON c.id = m.customer_id
      WHERE m.campaign_task_id IS NOT NULL AND (SELECT count(*) FROM customer o WHERE o.name = c.name) = 1 ORDER BY c.name`;
    const count = Number(
      (
        await sql<{ n: number }>`SELECT count(*)::int AS n FROM care_message
      WHERE campaign_task_id IS NOT NULL`
      )[0]?.n,
    );
    const [one, two] = invited.map(({ name }) => name);
    expect(await say(`${one}带两个朋友来品鉴会`)).toBe(`记下了：${one}来品鉴会，一共3位。`);
    expect(await say(`${two}品鉴会再看看时间`)).toContain(`${two}品鉴会还没定`);
    expect(
      await sql`SELECT count(*)::int AS n FROM invitation_answer a JOIN campaign g ON g.id = a.campaign_id`,
    ).toEqual([{ n: 2 }]);
    const list = await say("品鉴会谁来");
    expect(list).toContain(`品鉴会1位说来，连同带来的一共3位：${one}。\n没定的1位：${two}。`);
    expect(await say("邀请了还没回的有谁")).toContain(`邀请了还没回的${count - 2}位`);
    expect(await say("给她们发一句：品鉴会周六两点开始，等您来")).toContain(`共${Math.min(count - 2, 50)}位`);
    await say("不要");
    expect(await say("撤销")).toContain(`已撤销：${two}品鉴会再看看时间`);
    expect(await say("品鉴会没回的有几位")).toContain(`还没回的${count - 1}位`);
  }),
];
