// Words said over and over inside a wish: nothing may try all the ways in which they can be parted.
import { describe, expect, it } from "vitest";
import { promiseWords } from "../../../src/skills/care/lint-words.ts";
import { hideNames } from "../../../src/understanding/model/mask.ts";
import { readApart } from "../../../src/understanding/parser/apart.ts";
import { endMadeOf } from "../../../src/understanding/parser/made-of.ts";
import { growth } from "./support/growth.ts";
import { readAt } from "./support/reading.ts";

describe("words said over and over", () => {
  it.each([
    ["给张姐写条消息，她好久没来", "几", "真"],
    ["给张姐写条唤醒消息，她好久", "好久几", "真"],
    ["给张姐写条", "快要", "生日真的祝福"],
    ["给张姐写条补货消息 她面霜", "快要", "用完真"],
    ["张姐一共买过几件大衣", "帮我看", "真"],
    ["张姐不喜欢蕾丝 下次", "时", "真"],
    ["张姐不吃牛肉 ", "吃饭时", "真"],
  ])("%s%s…%s: the work grows with the length", (before, word, after) => {
    expect(growth((times) => readAt(`${before}${word.repeat(times)}${after}`))).toBeLessThan(30);
  });
  it("in a draft that is looked over", () => {
    const found = (times: number) => promiseWords.map((words) => `送${"温暖的".repeat(times)}围巾`.search(words));
    expect(growth(found)).toBeLessThan(30);
  });
  it.each(["省", "上海市市区", "路"])("in an address: %s", (word) => {
    expect(growth((times) => hideNames(word.repeat(times * 3), []))).toBeLessThan(30);
  });
});

describe("two questions in one", () => {
  it("are not looked for at every 和 of forty", () => {
    const torn = readAt("张姐和李姐都打个母婴标签");
    let readings = 0;
    const again = () => {
      readings++;
      return { ...torn, plans: [], leftover: ["和"], noteFrom: null };
    };
    readApart(`${"金卡和".repeat(40)}银卡有谁`, { ...torn, noteFrom: null }, again);
    expect(readings).toBeGreaterThan(1);
    expect(readings).toBeLessThan(20);
  });
});

describe("the longest end that is made of words", () => {
  const closing = endMadeOf(["没有", "没|有", "给我", "看+", "[，\\s]"]);
  it.each([
    ["大衣没有", "大衣"],
    ["大衣，给我看看没有", "大衣"],
    ["大衣给", "大衣给"],
    ["没有没有", ""],
    ["", ""],
  ])("%s → %s", (text, left) => {
    expect(text.slice(0, closing(text))).toBe(left);
  });
});
