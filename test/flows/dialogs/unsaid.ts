// What people leave out because it is on show: whom a question is about, which list 前三个 means, a word just made.
import { expect } from "vitest";
import { bySpend, countIn, listed, namesOf, people, person, rows, yuan } from "./facts.ts";
import { dialog } from "./shop.ts";

export const unsaid = [
  dialog("after her five lines nobody says her name again", "linyue", async (say, sql) => {
    const zhang = await person(sql, "张丽华", "3456");
    const [orders] = await sql<{ all: number }>`
      SELECT count(*)::int AS all FROM orders WHERE customer_id = ${zhang.id} AND state <> 'closed'`;
    await say("3456");
    expect(await say("买过几次")).toContain(`张丽华买过${orders!.all}次`);
    expect(await say("花了多少")).toContain(`累计${yuan(zhang.spent)}`);
    expect(await say("多久没来了")).toContain("张丽华上次来是");
    expect(await say("差多少升级")).toContain("升钻石");
    expect(await say("生日几号")).toContain("5月3日");
    expect(await say("有积分吗")).toContain("张丽华有");
    expect(await say("能发吗")).toMatch(/^张丽华：/u);
    expect(await say("买过大衣吗")).toContain("张丽华「大衣」");
    expect(await say("有啥忌讳")).toContain("羊毛过敏");
  }),

  dialog("a statement without a name is about her on show, and can be taken back", "linyue", async (say, sql) => {
    const before = await rows(sql);
    await say("3456");
    expect(await say("喜欢红色")).toContain("张丽华");
    const [fact] = await sql<{ name: string }>`SELECT c.name FROM fact f JOIN customer c ON c.id = f.customer_id
      WHERE f.value LIKE '%红色%' ORDER BY f.recorded_at DESC LIMIT 1`;
    expect(fact!.name).toBe("张丽华");
    await say("撤销");
    expect(await rows(sql)).toEqual(before);
  }),

  dialog("words of many stay about many while one is on show", "linyue", async (say, sql) => {
    const all = (await people(sql)).filter(({ owner }) => owner === "linyue");
    await say("3456");
    expect(countIn(await say("有几个客户"))).toBe(all.length);
    await say("3456");
    expect(await say("花最多的是谁")).toContain(all.toSorted(bySpend)[0]!.name);
    await say("3456");
    const before = await rows(sql);
    expect(await say("喜欢红色的")).toContain("喜好里有「红色」");
    expect(await rows(sql)).toEqual(before);
    // Two tastes told in one breath are hers.
    await say("3456");
    expect(await say("喜欢月白 不要粉的")).toMatch(/记下了：张丽华.*月白[\s\S]*张丽华.*粉/u);
  }),

  dialog("with nobody on show the same words are about all", "linyue", async (say, sql) => {
    const all = (await people(sql)).filter(({ owner }) => owner === "linyue");
    expect(await say("花了多少")).toContain(yuan(all.reduce((sum, { spent }) => sum + spent, 0)));
  }),

  dialog("the first two are the first two of what is on show, in its order", "linyue", async (say, sql) => {
    const gold = (await people(sql)).filter(({ owner, tier, month }) => owner === "linyue" && tier === "金卡" && month);
    await say("下个月过生日的客户");
    const found = listed(await say("其中金卡的"));
    const sorted = await say("按消费排一下");
    const order = gold.filter(({ name }) => found.includes(name)).toSorted(bySpend);
    expect(listed(sorted)).toEqual(namesOf(order));
    for (const one of order) expect(sorted).toContain(`累计消费 ${yuan(one.spent)}`);
    expect(listed(await say("前2个"))).toEqual(namesOf(order.slice(0, 2)));
  }),

  dialog("a tag just made is a word of the next sentence", "linyue", async (say) => {
    await say("给张丽华打标签 孕妈");
    expect(countIn(await say("孕妈有几个"))).toBe(1);
  }),

  dialog("a rule just changed counts in the next sentence", "boss", async (say, sql) => {
    await say("把流失改成120天");
    await say("是");
    const lost = (await people(sql)).filter(({ seen, spent }) => seen !== null && spent > 0 && seen <= "2026-07-27");
    const told = await say("流失客户有几个");
    expect(told).toContain("近120天没来");
    expect(countIn(told)).toBeGreaterThanOrEqual(lost.length - 2);
  }),
];
