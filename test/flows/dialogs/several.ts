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
];
