// Slips, doubts and things said crookedly: nothing wrong is written, nothing right is lost, and the answer says what is so.
import { expect } from "vitest";
import { person, rows } from "./facts.ts";
import { dialog, type Sql } from "./shop.ts";

const birthdayOf = async (sql: Sql, name: string) =>
  (
    await sql`SELECT birthday_month AS month, birthday_day AS day FROM customer WHERE name = ${name} AND owner_id = 'linyue'`
  )[0];
const factsOf = async (sql: Sql, name: string) =>
  sql<{ kind: string; value: string }>`SELECT f.kind::text, f.value FROM fact f JOIN customer c ON c.id = f.customer_id
    WHERE c.name = ${name} AND f.recorded_at >= '2026-11-24T00:00:00+08' ORDER BY f.recorded_at`;
const notesOf = async (sql: Sql, name: string) =>
  (
    await sql<{ text: string }>`SELECT n.text FROM note n JOIN customer c ON c.id = n.customer_id
      WHERE c.name = ${name} AND n.created_at >= '2026-11-24T00:00:00+08' ORDER BY n.created_at`
  ).map(({ text }) => text);

export const mistakes = [
  dialog("days that no calendar has are refused with the reason", "linyue", async (say, sql) => {
    const before = await rows(sql);
    expect(await say("2月30日提醒我给张姐打电话")).toContain("2月只有29天");
    expect(await say("张姐生日13月5日")).toContain("没有13月");
    expect(await say("张姐生日11月31号")).toContain("11月只有30天");
    expect(await say("明天25点提醒我回访张姐")).toContain("一天没有25点");
    expect(await say("25点提醒我看货")).toContain("一天没有25点");
    expect(await say("我请假一万天")).toContain("最多记60天");
    expect(await say("去年2月29日来过的客户")).not.toContain("没有");
    expect(await rows(sql)).toEqual(before);
    expect(await birthdayOf(sql, "张丽华")).toEqual(await birthdayOf(sql, "张丽华"));
  }),

  dialog("a reminder for the night says when it comes; a length of leave begins today", "linyue", async (say, sql) => {
    expect(await say("明天凌晨3点提醒我看货")).toContain("夜里不打扰，早上06:00再发给你");
    expect(await say("每周一凌晨3点提醒我盘点")).toContain("夜里不打扰，早上06:00再发给你");
    expect(await say("明天早上7点提醒我看货单")).not.toContain("夜里");
    expect(await say("明天谁请假")).toBe("明天还没有人说要请假。");
    await say("我请假三天");
    const days = await sql<{ day: string }>`SELECT day::text FROM staff_day WHERE staff_id = 'linyue' ORDER BY day`;
    expect(days.map(({ day }) => day)).toEqual(["2026-11-24", "2026-11-25", "2026-11-26"]);
    expect(await say("明天谁请假")).toBe("明天请假的有：林悦。");
  }),

  dialog("the sum of the purchase just told is put right, and back", "linyue", async (say, sql) => {
    const zhang = await person(sql, "张丽华");
    const spent = async () => (await person(sql, "张丽华")).spent - zhang.spent;
    await say("张姐买了真丝裙3280");
    expect(await say("不对，是2380")).toContain("3,280元 → 2,380元");
    expect(await spent()).toBe(238_000);
    expect(
      await sql`SELECT l.amount_fen FROM order_line l JOIN orders o ON o.id = l.order_id
        WHERE o.customer_id = ${zhang.id} AND o.channel = 'chat'`,
    ).toEqual([{ amount_fen: 238_000 }]);
    expect(await say("记错了 是2280不是2380")).toContain("2,280元");
    expect(await spent()).toBe(228_000);
    expect(await say("记错了 是1000不是999")).toContain("对不上");
    expect(await spent()).toBe(228_000);
    await say("撤销");
    expect(await spent()).toBe(238_000);
    await say("撤销");
    expect(await spent()).toBe(328_000);
    await say("撤销");
    expect(await spent()).toBe(0);
    expect(await say("不对，是2380")).toContain("没有记过购买");
  }),

  dialog("two purchases of one customer, each said whole, are two", "linyue", async (say, sql) => {
    await say("李雯买了真丝裙3280，张姐买了包900，张姐买了丝巾520");
    expect(
      await sql`SELECT c.name, l.item, l.amount_fen FROM orders o JOIN order_line l ON l.order_id = o.id
        JOIN customer c ON c.id = o.customer_id WHERE o.channel = 'chat' ORDER BY l.amount_fen`,
    ).toEqual([
      { name: "张丽华", item: "丝巾", amount_fen: 52_000 },
      { name: "张丽华", item: "包", amount_fen: 90_000 },
      { name: "李雯", item: "真丝裙", amount_fen: 328_000 },
    ]);
  }),

  dialog("撤销 after what cannot be taken back takes back nothing older", "zhouhang", async (say, sql) => {
    await say("李雯喜欢绿茶");
    const asked = await say("给所有银卡发一条问候：天冷了，注意保暖");
    const number = /「(\d+)」/u.exec(asked)?.[1] ?? "";
    const done = await say(number);
    expect(done).toContain("安排好了");
    expect(done).not.toContain("没听懂");
    expect(await say("撤销")).toBe("刚才这一步不能撤销。要撤的是再前面的一件，就再说一次「撤销」。");
    expect(await factsOf(sql, "李雯")).toHaveLength(1);
    expect(await say("撤销")).toContain("已撤销：李雯喜欢绿茶");
    expect(await factsOf(sql, "李雯")).toHaveLength(0);
  }),

  dialog("a mass message asked about and not wanted: no draft is set aside for it", "zhouhang", async (say, sql) => {
    await say("给所有银卡发一条问候：天冷了，注意保暖");
    expect(await say("算了 先不发")).not.toContain("没有等着发的消息");
    const [sent] = await sql<{ n: number }>`SELECT count(*)::int AS n FROM campaign`;
    expect(sent?.n).toBe(0);
  }),

  dialog("撤销 after a mass message was called off takes back nothing older", "zhouhang", async (say, sql) => {
    const asked = await say("给所有银卡发一条问候：天冷了，注意保暖");
    await say(/「(\d+)」/u.exec(asked)?.[1] ?? "");
    await say("李雯喜欢绿茶");
    expect(await say("取消那次群发")).toContain("取消了");
    expect(await say("撤销")).toContain("刚才这一步不能撤销");
    expect(await factsOf(sql, "李雯")).toHaveLength(1);
    expect(await say("撤销")).toContain("已撤销：李雯喜欢绿茶");
  }),

  dialog("撤销 with something else beside it takes nothing back", "linyue", async (say, sql) => {
    await say("李雯喜欢绿茶");
    expect(await say("撤销陈晨的操作")).toContain("先没动");
    expect(await say("撤销，李雯买了丝巾520")).toContain("先没动");
    expect(await factsOf(sql, "李雯")).toHaveLength(1);
    expect(await say("撤销")).toBe("已撤销：李雯喜欢绿茶");
  }),

  dialog("signs alone say nothing of whoever is on show", "linyue", async (say) => {
    await say("3456");
    for (const signs of ["？", "！！！", " ", "\u200b"]) expect(await say(signs)).not.toContain("羊毛");
  }),

  dialog("whatever a keyboard gives is answered, kept and taken back", "linyue", async (say, sql) => {
    const smiles = "😀".repeat(300);
    expect(await say(`记一下张姐a${smiles}`)).toContain("记下了");
    expect(await say("撤销")).toMatch(/^已撤销：记一下张姐a😀+…$/u);
    expect(await say(`张姐对过敏a${smiles}`)).not.toMatch(/\p{Surrogate}/u);
    expect((await say(`张姐对过敏a${smiles}`)).length).toBeLessThan(200);
    await say("记一下张姐\u0000下个月\u202e搬家");
    expect(await notesOf(sql, "张丽华")).toEqual(["下个月搬家"]);
  }),

  dialog("a new customer and what she bought in one breath", "linyue", async (say, sql) => {
    await say("新客户 周杰 13912345678 买了衬衫599");
    expect(
      await sql`SELECT c.name, o.amount_fen FROM customer c JOIN orders o ON o.customer_id = c.id WHERE c.name = '周杰'`,
    ).toEqual([{ name: "周杰", amount_fen: 59_900 }]);
  }),

  dialog("an allergy is kept whatever advice stands beside it", "linyue", async (say, sql) => {
    await say("张姐对羊绒过敏了别推荐羊绒");
    expect(await factsOf(sql, "张丽华")).toEqual([{ kind: "negative", value: "羊绒过敏" }]);
  }),

  dialog("a birthday told with a doubt is asked about", "linyue", async (say, sql) => {
    const before = await birthdayOf(sql, "王美琴");
    expect(await say("王姐生日是11月12号吧")).toMatch(/记的是.*11月12日/u);
    expect(await birthdayOf(sql, "王美琴")).toEqual(before);
    await say("不是");
    expect(await birthdayOf(sql, "王美琴")).toEqual(before);
    await say("王姐生日是11月12号吧");
    await say("是");
    expect(await birthdayOf(sql, "王美琴")).toEqual({ month: 11, day: 12 });
    expect(await say("撤销")).toMatch(/^已撤销：王美琴.*11月12日/u);
    expect(await birthdayOf(sql, "王美琴")).toEqual(before);
    const asked = await rows(sql);
    expect(await say("王姐生日是11月12号？")).toMatch(/生日/u);
    expect(await rows(sql)).toEqual(asked);
  }),

  dialog("two of one name among several are asked about once", "linyue", async (say, sql) => {
    const visits = async () => (await rows(sql)).visits;
    const before = await visits();
    expect(await say("张姐和王芳昨天都来过")).toContain("「王芳」有2位");
    const done = await say("1");
    expect(done).not.toContain("是哪一位");
    expect(await visits()).toBe(before! + 2);
    expect(await say("撤销")).not.toContain("已撤销：1");
    expect(await visits()).toBe(before);
  }),

  dialog("statements without a word of telling are kept as said", "linyue", async (say, sql) => {
    await say("张姐怕冷");
    await say("她睡眠不好");
    await say("咖啡要热的不加糖");
    expect((await notesOf(sql, "张丽华")).join()).toMatch(/怕冷.*睡眠不好.*咖啡要热的不加糖/u);
    await say("张姐素食");
    await say("不吃甜");
    expect((await factsOf(sql, "张丽华")).map(({ kind }) => kind)).toEqual(["negative", "negative"]);
  }),

  dialog("scolding and what we cannot do get a short kind answer", "linyue", async (say, sql) => {
    const before = await rows(sql);
    expect(await say("你真笨")).toContain("抱歉");
    expect(await say("傻逼机器人")).toContain("帮助");
    expect(await say("帮我订个外卖")).toContain("我管的是客人的事");
    expect(await rows(sql)).toEqual(before);
  }),
];
