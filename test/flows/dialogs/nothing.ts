// What must write nothing: questions, denials, wishes, small talk, answers that nobody asked for.
import { expect } from "vitest";
import { rows } from "./facts.ts";
import { dialog, type Talk } from "./shop.ts";

/** The talk leaves every table about customers as it was, after each of its turns. */
const writesNothing =
  (talk: Talk): Talk =>
  async (say, sql) => {
    const atFirst = await rows(sql);
    const watched = async (text: string) => {
      const answer = await say(text);
      expect(await rows(sql), text).toEqual(atFirst);
      expect(answer, text).not.toMatch(/记下了|记好了|排上了|提醒你：|打上了/u);
      return answer;
    };
    await talk(watched, sql);
  };
const all = (...said: string[]): Talk =>
  writesNothing(async (say) => {
    for (const text of said) expect(await say(text)).not.toBe("");
  });

export const nothing = [
  dialog("denials", "linyue", all("张姐没买大衣", "李姐没有来", "张姐没退货", "别给张姐打标签", "王姐没说喜欢红色")),
  dialog(
    "questions that sound like statements",
    "linyue",
    all("张姐买了裙子吗", "张姐想退那条裙子吗", "她说不喜欢真丝了吗", "马丽买了条裤子吗", "李姐生日是5月3号吗"),
  ),
  dialog(
    "wishes and conditions",
    "linyue",
    all("要是张姐买了那条裙子就好了", "希望李姐能来店里", "如果何琳买旗袍就送丝巾", "王姐差点买了那件大衣"),
  ),
  dialog(
    "how one does it, not doing it",
    "linyue",
    all("怎么记生日", "给张姐退货怎么操作", "帮助", "张姐会不会买大衣"),
  ),
  dialog(
    "small talk, and what is not our business",
    "chenchen",
    writesNothing(async (say, sql) => {
      const [me] = await sql<{ name: string }>`SELECT name FROM staff WHERE id = 'chenchen'`;
      expect(await say("你好")).toContain(me!.name);
      for (const text of ["今天天气怎么样", "讲个笑话", "股票怎么样"]) expect(await say(text)).toContain("帮不上忙");
      expect(await say("你是谁")).toContain("知客");
      expect(await say("谢谢")).toContain("不客气");
    }),
  ),
  dialog(
    "answers to what nobody asked",
    "linyue",
    writesNothing(async (say) => {
      expect(await say("撤销")).toContain("没有可以撤销的");
      await say("是");
      await say("2");
      expect(await say("第一个")).toContain("没有第一个");
      expect(await say("还有吗")).not.toMatch(/^\d+ /mu);
    }),
  ),
  dialog(
    "a question between the question and its answer",
    "linyue",
    writesNothing(async (say, sql) => {
      const [chen] = await sql<{
        tail: string;
      }>`SELECT phone_tail AS tail FROM customer WHERE name = '陈思雨' AND owner_id = 'linyue'`;
      await say("李姐退款300");
      expect(await say("陈思雨的档案")).toContain(`尾号${chen!.tail}`);
      expect(await say("算了")).not.toContain("退款记好了");
    }),
  ),
];
