// Words left over are tried as the words they sound like.
import { describe, expect, it } from "vitest";
import { houseGrammar } from "../../../src/grammar.ts";
import { soundAlikes } from "../../../src/understanding/parser/by-sound.ts";

const words = (text: string, leftover: string, names: string[] = []) => {
  const start = text.lastIndexOf(leftover);
  return soundAlikes(houseGrammar(), text, [{ start, end: start + leftover.length }], names).map(({ word }) => word);
};

describe("words by their sound", () => {
  it("is found where something was left over", () => {
    expect(words("张姐的备驻看看", "备驻")).toContain("备注");
    expect(words("张姐头诉衣服起球", "头诉衣服起球")).toContain("投诉");
  });
  it("is not looked for elsewhere, in names, or across other words", () => {
    expect(words("张姐的备驻看看", "看看")).not.toContain("备注");
    expect(words("备驻来了", "备驻", ["备驻"])).not.toContain("备注");
    expect(words("张姐对羊绒过名", "对羊绒")).not.toContain("对眼");
  });
  it("is looked for where it was left over, and not where the same letters were read", () => {
    const found = soundAlikes(houseGrammar(), "会圆里有多少会圆", [{ start: 6, end: 8 }], []);
    expect(found.map(({ start, word }) => [start, word])).toContainEqual([6, "会员"]);
    expect(found.map(({ start }) => start)).not.toContain(0);
  });
});
