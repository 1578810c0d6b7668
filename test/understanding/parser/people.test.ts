// Which words of a sentence name a person. Each case: the sentence, and those that must (or must not) be found.
import { describe, expect, it } from "vitest";
import { readNumbers } from "../../../src/understanding/parser/numbers.ts";
import { addPeople } from "../../../src/understanding/parser/people.ts";
import { emptyLattice } from "../../../src/understanding/parser/span.ts";

function people(text: string, hints: { known?: string[]; staff?: string[] } = {}): string[] {
  const lattice = emptyLattice(text);
  addPeople(lattice, { known: hints.known ?? [], staff: hints.staff ?? [] }, readNumbers(text), () => false);
  const found = lattice.at.flat().filter((span) => span.type === "who" && span.cost < 1);
  return found.map((span) => text.slice(span.start, span.end));
}

describe("found", () => {
  it.each([
    ["王芳来了", "王芳"],
    ["张姐来了", "张姐"],
    ["陈总公司搬了", "陈总"],
    ["欧阳静的生日", "欧阳静"],
    ["欧阳女士来了", "欧阳女士"],
    ["司徒小姐来了", "司徒小姐"],
    ["老王来了", "老王"],
    ["小李电话", "小李"],
    ["张丽华女士", "张丽华女士"],
    ["她来了", "她"],
    ["刚才那个客户的电话", "刚才那个客户"],
    ["最后一个的档案", "最后一个"],
    ["第二个的电话", "第二个"],
    ["3456来了", "3456"],
    ["尾号3456到店", "尾号3456"],
    ["13800001111", "13800001111"],
    ["这几个都打标签", "这几个"],
    ["张姐和王姐都喜欢真丝", "张姐和王姐"],
    ["张姐、李姐来了", "张姐、李姐"],
    ["linda来了", "linda"],
    ["annie wong电话", "annie wong"],
    ["给米粒妈打电话", "米粒妈"],
    ["🌹🌹🌹给米粒妈", "米粒妈"],
    ["糖糖妈妈喜欢粉色", "糖糖妈妈"],
    ["一一妈来了", "一一妈"],
    ["陈一诺妈妈来了", "陈一诺妈妈"],
    ["sophie姐的生日", "sophie姐"],
    ["约了阿may", "阿may"],
    ["给芳姐发消息", "芳姐"],
    ["婷婷姐来了", "婷婷姐"],
    ["小王姐姐换货", "小王姐姐"],
    ["计先生来了", "计先生"],
    ["郗雨桐来了", "郗雨桐"],
    ["7735那位女士来了", "7735那位女士"],
    ["张姐家的女儿喜欢粉色", "张姐家的"],
  ])("%s: %s", (text, name) => {
    expect(people(text)).toContain(name);
  });
  it("a known name whatever it looks like, capitals or not", () => {
    expect(people("annie来了", { known: ["Annie"] })).toContain("annie");
    expect(people("小丸子来了", { known: ["小丸子"] })).toContain("小丸子");
  });
});

describe("not found", () => {
  it.each([
    ["金卡有哪些", "金卡"],
    ["周三提醒我", "周三提"],
    ["马上发", "马上"],
    ["高级会员", "高级"],
    ["陈总公司搬了", "陈总公"],
    ["李姐鞋码37", "李姐鞋"],
    ["辛苦啦", "辛苦啦"],
    ["vip有哪些", "vip"],
    ["2026年的", "2026"],
    ["第三条做完了", "第三条"],
    ["向陈总道歉", "向陈"],
    ["看看妈妈装", "看看妈妈"],
    ["宝妈有几个", "宝妈"],
    ["她妈妈来了", "她妈妈"],
    ["表姐来了", "表姐"],
    ["小红书来的", "小红"],
    ["阿姨来了", "阿姨"],
    ["李娜转何静", "李娜转"],
  ])("%s: %s", (text, name) => {
    expect(people(text)).not.toContain(name);
  });
  it("a colleague, unless she is a customer too", () => {
    expect(people("林悦的客户", { staff: ["林悦"] })).not.toContain("林悦");
    expect(people("林悦来了", { staff: ["林悦"], known: ["林悦"] })).toContain("林悦");
  });
  it("longer than a known name", () => {
    expect(people("王芳很喜欢", { known: ["王芳"] })).toEqual(["王芳"]);
  });
});
