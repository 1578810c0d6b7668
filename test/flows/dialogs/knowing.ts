// At the door and on the card: who she is, what she bought, told apart from her namesakes.
import { expect } from "vitest";
import { daysUntil, monthDay, nextSolar, person, rows, yuan } from "./facts.ts";
import { dialog } from "./shop.ts";

export const knowing = [
  dialog("at the door by tail, then by pronoun", "linyue", async (say, sql) => {
    const zhang = await person(sql, "张丽华", "3456");
    const arrived = (await say("3456")).split("\n");
    expect(arrived).toHaveLength(5);
    expect(arrived[0]).toBe("张丽华（金卡） ⚠ 羊毛过敏，贴身起疹子");
    expect(arrived[1]).toContain(`${monthDay(zhang.seen!)}买了真丝连衣裙，2,680元，${-daysUntil(zhang.seen!)}天前`);
    const likes = await sql<{ value: string }>`SELECT value FROM fact WHERE customer_id = ${zhang.id}
      AND kind = 'preference' AND withdrawn_at IS NULL AND superseded_by_id IS NULL`;
    const told = await say("她喜欢什么");
    for (const { value } of likes) expect(told).toContain(value);
    expect(await say("她有什么忌讳")).toContain("羊毛过敏");
    expect(await say("她生日哪天")).toContain(`还有${daysUntil(nextSolar(5, 3))}天`);
  }),

  dialog("two of one name: the second chosen, and kept", "linyue", async (say, sql) => {
    const second = await person(sql, "王芳", "1027");
    const asked = await say("王芳上次买的什么");
    expect(asked).toMatch(/1 王芳（银卡，尾号8821.*\n2 王芳（普通，尾号1027/u);
    const [last] = await sql<{ item: string; fen: number }>`SELECT l.item, o.amount_fen AS fen FROM orders o
      JOIN order_line l ON l.order_id = o.id WHERE o.customer_id = ${second.id} AND o.state <> 'closed'
      ORDER BY o.paid_at DESC LIMIT 1`;
    const bought = await say("2");
    expect(bought).toContain(`净消费${yuan(second.spent)}`);
    expect(bought).toContain(`${last!.item} ${yuan(last!.fen)}`);
    expect(await say("她喜欢什么")).toContain("喜欢亮色");
    expect(await say("她总共花了多少")).toContain(`累计${yuan(second.spent)}`);
  }),

  dialog("a statement about one of two: only the chosen has it", "linyue", async (say, sql) => {
    const atFirst = await rows(sql);
    const [first, second] = [await person(sql, "王芳", "8821"), await person(sql, "王芳", "1027")];
    await say("记一下刚才王芳来过没买");
    expect(await rows(sql)).toEqual(atFirst);
    await say("1");
    expect((await person(sql, "王芳", "8821")).seen).toBe("2026-11-24");
    expect((await person(sql, "王芳", "1027")).seen).toBe(second.seen);
    expect(await say("她上次什么时候来的")).toContain("今天");
    await say("撤销");
    expect((await person(sql, "王芳", "8821")).seen).toBe(first.seen);
  }),

  dialog("a number beyond the choices, then neither", "linyue", async (say, sql) => {
    const atFirst = await rows(sql);
    await say("王芳喜欢绿色");
    expect(await say("3")).toContain("只有2位");
    expect(await say("都不是")).toContain("没有做");
    expect(await rows(sql)).toEqual(atFirst);
    expect(await say("1")).not.toContain("记下了");
  }),

  dialog("a misspelt name finds its only like", "linyue", async (say, sql) => {
    const chen = await person(sql, "陈思雨", "linyue");
    const card = await say("陈思语的档案");
    expect(card).toMatch(/^陈思雨（银卡）/u);
    expect(card).toContain(`累计${yuan(chen.spent)}`);
    expect(card).toContain(`今年${yuan(chen.spentThisYear)}（${chen.ordersThisYear}次）`);
    expect(await say("她上次买的什么")).toContain(monthDay(chen.seen!));
    expect(await say("她生日哪天")).toContain("11月27日，还有3天");
  }),

  dialog("李文 is not 李雯", "linyue", async (say, sql) => {
    const [wen, wenwen] = [await person(sql, "李文"), await person(sql, "李雯")];
    expect(await say("李文生日是哪天")).toContain(`李文生日：${wen.month}月${wen.day}日，还有14天`);
    expect(await say("李雯生日哪天")).toContain(`李雯生日：${wenwen.month}月${wenwen.day}日，还有4天`);
    expect(await say("她总共花了多少")).toContain(`累计${yuan(wenwen.spent)}`);
    expect(await say("李文呢")).toContain("李文");
    expect(await say("她总共花了多少")).toContain(`累计${yuan(wen.spent)}`);
  }),

  dialog("same sound, two customers, one of them at the door", "chenchen", async (say, sql) => {
    const [came, other] = [await person(sql, "张静"), await person(sql, "张婧")];
    expect((await say("张静来了")).split("\n")[0]).toBe("张静（金卡） ⚠ 对香水过敏，试衣间别喷香");
    expect(await say("她今年花了多少")).toContain(`今年花了${yuan(came.spentThisYear)}`);
    const card = await say("张婧的档案");
    expect(card).toContain(`累计${yuan(other.spent)}`);
    expect(card).not.toContain("香水");
    expect(await say("她什么时候生日")).toContain("11月27日，还有3天");
  }),

  dialog("the card, the year's orders, another person, her own figures", "linyue", async (say, sql) => {
    const [zhang, li] = [await person(sql, "张丽华"), await person(sql, "李秀兰")];
    const card = await say("张姐的档案");
    const [visits] = await sql<{ n: number }>`SELECT count(*)::int AS n FROM visit WHERE customer_id = ${zhang.id}`;
    expect(card).toContain(`到店${visits!.n}次`);
    expect(card).toContain(`今年${yuan(zhang.spentThisYear)}（${zhang.ordersThisYear}次） · 累计${yuan(zhang.spent)}`);
    expect(await say("她今年买了几次")).toContain(`${zhang.ordersThisYear}次，净消费${yuan(zhang.spentThisYear)}`);
    expect(await say("李姐呢")).toContain(`李秀兰今年买过${li.ordersThisYear}次`);
    expect(await say("她今年花了多少")).toContain(`李秀兰今年花了${yuan(li.spentThisYear)}`);
  }),
];
