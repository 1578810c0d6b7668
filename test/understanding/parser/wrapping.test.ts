// What is cut off before a message is read, and what must stay.
import { describe, expect, it } from "vitest";
import { readAsides } from "../../../src/understanding/parser/asides.ts";
import { normalise } from "../../../src/understanding/parser/normalise.ts";
import { unwrapped } from "../../../src/understanding/parser/wrapping.ts";
import { growth } from "./support/growth.ts";

describe("what a message is wrapped in", () => {
  it.each([
    ["知客有没有不吃辣的客人", "有没有不吃辣的客人"],
    ["哦对 张姐积分多少", "张姐积分多少"],
    ["对了谁对羊毛过敏来着", "谁对羊毛过敏"],
    ["我想看看今年买过大衣的有多少人", "今年买过大衣的有多少人"],
    ["查一下生日送什么", "生日送什么"],
    ["请问下周谁生日", "下周谁生日"],
    ["能不能帮我把张姐改成金卡", "把张姐改成金卡"],
    ["各等级多少人，我等下要用", "各等级多少人"],
    ["下一页 老板等着要", "下一页"],
    ["谁不吃辣帮我看下", "谁不吃辣"],
    ["明天有谁过生日没", "明天有谁过生日"],
  ])("%s → %s", (text, left) => {
    const normal = unwrapped(normalise(text));
    expect(normal.text).toBe(left);
    expect(normal.slice(0, left.length)).toBe(left);
  });
  it.each([
    ["明天有人过生日没", "明天有人过生日吗"],
    ["还有没有", "还有吗"],
    ["张姐有备注不", "张姐有备注吗"],
  ])("%s asks: %s", (text, asked) => {
    expect(unwrapped(normalise(text)).text).toBe(asked);
  });
  it.each([
    ["有三个还没"],
    ["没有没"],
    ["祝福模板都有什么"],
    ["提醒我问张姐有货没"],
    ["查一下张姐"],
    ["知客能做什么"],
    ["能帮我把张姐改成金卡吗"],
    ["看看仓库还有几件 下午提醒我"],
    ["给张姐发消息：周末来坐坐呀"],
    ["张姐投诉裙子开线，老板在催"],
    ["麻烦的客户"],
    ["对了吗"],
  ])("all of %s stays", (text) => {
    expect(unwrapped(normalise(text)).text).toBe(normalise(text).text);
  });
});

describe("words said over and over", () => {
  it.each(["帮我", "我帮我", "能不能", "请帮我", "对了", "看看", "哈", "，"])(
    "%s: the work grows with the length",
    (word) => {
      const cut = (times: number) => {
        const normal = normalise(`${word.repeat(times)}多少`);
        return [unwrapped(normal), readAsides(normal)];
      };
      expect(growth(cut)).toBeLessThan(30);
    },
  );
});
