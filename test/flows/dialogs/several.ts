// Several things in one message, and short words that go on from what was just said: the right one is meant each time.
import { expect } from "vitest";
import { dialog, type Sql } from "./shop.ts";

const factsOf = async (sql: Sql, name: string) =>
  sql<{ kind: string; value: string }>`SELECT f.kind::text, f.value FROM fact f JOIN customer c ON c.id = f.customer_id
    WHERE c.name = ${name} AND f.recorded_at >= '2026-11-24T00:00:00+08' ORDER BY f.recorded_at`;
const draftsOf = async (sql: Sql) =>
  sql<{ name: string; state: string }>`SELECT c.name, m.state::text FROM care_message m
    JOIN customer c ON c.id = m.customer_id WHERE m.created_at >= '2026-11-24T00:00:00+08' ORDER BY m.created_at`;

/** 第二条, where her line stands in a list. */
const placeOf = (list: string, name: string) =>
  `第${"一二三四五六七八九"[Number(new RegExp(`(\\d)\\. ${name}`, "u").exec(list)?.[1]) - 1]}条`;

export const several = [
  dialog("she after a number is she of that task", "linyue", async (say, sql) => {
    await say("今天下午三点提醒我给张姐打电话");
    await say("今天下午四点提醒我给李雯打电话");
    const place = placeOf(await say("今天要做什么"), "李雯");
    expect(await say(`${place}跳过 她家里办丧事`)).toMatch(/不再提醒了：李雯[\s\S]*记下了：李雯/u);
    expect(await factsOf(sql, "李雯")).toEqual([{ kind: "negative", value: "办丧事" }]);
    expect(await factsOf(sql, "张丽华")).toEqual([]);
    expect(await say("第九条跳过 她不吃辣")).toContain("没有第九条");
  }),

  dialog("she after a number is she of that draft, and the numbers stay", "linyue", async (say, sql) => {
    await say("给张姐写条问候");
    await say("给李雯写条问候");
    await say("待发的消息");
    await say("第一条跳过 她家里办丧事");
    expect(await say("第二条换一个 记她喜欢红色")).toMatch(/记下了：李雯[\s\S]*关怀 · 李雯/u);
    expect(await say("第二条可以发")).toContain("发给李雯吗");
    expect(await say("是")).toContain("给李雯的消息排上了");
    expect(await draftsOf(sql)).toEqual([
      { name: "张丽华", state: "dismissed" },
      { name: "李雯", state: "queued" },
    ]);
  }),

  dialog("不要了 of a number is said of the list on show", "linyue", async (say) => {
    await say("给张姐写条问候");
    await say("给李雯写条问候");
    await say("待发的消息");
    expect(await say("第三条可以发")).toMatch(/有2条在等[\s\S]*1\. 张丽华/u);
    expect(await say("第一条不要了")).toContain("给张丽华的关怀不发了");
    await say("今天下午三点提醒我给李雯打电话");
    const place = placeOf(await say("今天要做什么"), "李雯");
    expect(await say(`${place}跳过`)).toContain("不再提醒了：李雯");
  }),

  dialog("digits of a phone stand for her as a name does", "linyue", async (say, sql) => {
    expect(await say("3456那条跳过 她不吃辣")).toContain("记下了：张丽华");
    expect(await factsOf(sql, "张丽华")).toEqual([{ kind: "negative", value: "不吃辣" }]);
  }),

  dialog("下一个 goes through the list, 第三个 is still of it", "linyue", async (say) => {
    const list = await say("下个月谁过生日");
    const names = [...list.matchAll(/^\d+ (\S+) ·/gmu)].map(([, name]) => name ?? "");
    expect(names.length).toBeGreaterThan(4);
    expect(await say("第一个")).toMatch(new RegExp(`^${names[0]}`, "u"));
    expect(await say("下一个")).toMatch(new RegExp(`^${names[1]}`, "u"));
    expect(await say("换下一位")).toMatch(new RegExp(`^${names[2]}`, "u"));
    expect(await say("第二个")).toMatch(new RegExp(`^${names[1]}`, "u"));
  }),

  dialog("下一个 of nothing says how to ask", "linyue", async (say) => {
    expect(await say("下一个")).toContain("哪份名单");
    expect(await say("搞定了")).toContain("哪件事办好了");
    expect(await say("李雯也一样")).toContain("跟哪一条一样");
  }),

  dialog("都写一条 after birthdays writes birthday greetings, 都不发了 drops them all", "linyue", async (say, sql) => {
    await say("下个月谁过生日");
    expect(await say("都写一条吧")).toContain("位都做吗");
    await say("是");
    const waiting = async () =>
      (
        await sql<{ n: number }>`SELECT count(*)::int AS n FROM care_message
          WHERE staff_id = 'linyue' AND state = 'draft' AND occasion = 'birthday'`
      )[0]?.n ?? 0;
    const made = await waiting();
    const dropped = Number(/这(\d+)条都不发了/u.exec(await say("都不发了"))?.[1]);
    expect(dropped).toBeGreaterThan(1);
    expect(await waiting()).toBe(made - dropped);
    await say("撤销");
    expect(await waiting()).toBe(made);
  }),

  dialog("算了不要了 drops the draft just shown, and takes nothing else back unasked", "linyue", async (say, sql) => {
    await say("给张姐写条问候");
    expect(await say("算了不要了")).toContain("给张丽华的关怀不发了");
    await say("李雯喜欢绿茶");
    expect(await say("算了不要了")).toContain("撤销");
    expect(await factsOf(sql, "李雯")).toHaveLength(1);
  }),

  dialog("with one of the list looked at, 这个 is hers", "linyue", async (say) => {
    await say("今天下午三点提醒我给张姐打电话");
    await say("今天下午四点提醒我给李雯打电话");
    const place = placeOf(await say("今天要做什么"), "李雯");
    await say(`${place}啥情况`);
    expect(await say("这个搞定了")).toContain("完成：李雯：给李雯打电话");
  }),

  dialog("处理好了 is said of the complaint just spoken of, 搞定了 of the task", "linyue", async (say) => {
    await say("张姐投诉裙子起球");
    expect(await say("张姐那个怎么样了")).toContain("张丽华 · 投诉：裙子起球");
    expect(await say("处理好了")).toContain("快了结了");
    await say("提醒我周五给李雯打电话");
    expect(await say("不是周五是周四")).toMatch(/李雯：给李雯打电话 →/u);
    expect(await say("搞定了")).toContain("完成：李雯");
  }),

  dialog("the same of another, the same question of another", "linyue", async (say) => {
    await say("提醒我周五给张姐打电话");
    expect(await say("李雯也一样")).toMatch(/提醒你：李雯：给李雯打电话/u);
    await say("张姐生日几号");
    expect(await say("李雯呢")).toContain("李雯生日");
  }),

  dialog("what was asked of the first and answered with 是 is asked of the other anew", "linyue", async (say) => {
    await say("李雯买了大衣1999");
    await say("张姐买了大衣1999");
    expect(await say("张姐买了大衣1999")).toContain("刚刚已经给张丽华记过一笔");
    expect(await say("是")).toContain("记下了：张丽华");
    expect(await say("李雯也一样")).toContain("刚刚已经给李雯记过一笔");
  }),

  dialog("都写一条问候 after birthdays writes no birthday greetings", "linyue", async (say, sql) => {
    await say("下周谁过生日");
    expect(await say("都写一条问候")).toContain("位都做吗");
    await say("是");
    const made = await sql<{ occasion: string }>`SELECT DISTINCT occasion::text FROM care_message
      WHERE created_at >= '2026-11-24T00:00:00+08'`;
    expect(made).toEqual([{ occasion: "care" }]);
  }),

  dialog("what is to be done with her who is on show is kept with her", "linyue", async (say, sql) => {
    await say("3456");
    expect(await say("刚打过电话 她说下周来")).toContain("联系了张丽华（电话）：说下周来");
    expect(await say("周六提醒我联系")).toContain("张丽华：联系");
    expect(await say("周六提醒我联系厂家")).not.toContain("张丽华");
    await say("张姐生日5月3号");
    expect(await say("记错了 是5月6号")).toContain("5月6日");
    expect(await factsOf(sql, "张丽华")).toEqual([]);
  }),

  dialog("转给陈晨 hands over what is on show, and asks once", "zhouhang", async (say, sql) => {
    await say("投诉");
    expect(await say("转给陈晨")).toContain("孙丽娟的投诉交给陈晨了");
    const list = await say("两个月没来的金卡有哪些");
    const names = [...list.matchAll(/^\d+ (\S+) ·/gmu)].map(([, name]) => name ?? "");
    expect(await say("分给陈晨跟")).toContain(`给这${names.length}位都做吗`);
    expect(await say("是")).not.toContain("吗？");
    const owners = await sql<{ owner: string }>`SELECT DISTINCT owner_id AS owner FROM customer
      WHERE store_id = (SELECT store_id FROM staff WHERE id = 'zhouhang') AND name = ANY(${names}) AND tier = '金卡'`;
    expect(owners).toEqual([{ owner: "chenchen" }]);
  }),

  dialog("标签加错了 takes the tag back", "linyue", async (say, sql) => {
    await say("给李雯打标签 高消费");
    expect(await say("标签加错了")).toContain("已撤销");
    expect(
      await sql`SELECT t.name FROM customer_tag ct JOIN tag t ON t.id = ct.tag_id JOIN customer c ON c.id = ct.customer_id
        WHERE c.name = '李雯' AND t.name = '高消费'`,
    ).toEqual([]);
    expect(await say("标签加错了")).toContain("哪里错了");
  }),
];
