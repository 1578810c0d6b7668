// Long texts: lists of commands are carried out line by line, a note keeps all its words, what makes no sense is left.
import { describe, expect, test } from "vitest";
import { readAt } from "./support/reading.ts";

const kinds = (text: string) => readAt(text).plans.map(({ kind }) => kind);

describe("a long text", () => {
  test("of commands, one a line, is read to its end", () => {
    const lines = Array.from({ length: 12 }, (_, index) => `张姐买了裙子${1000 + index}，喜欢真丝`);
    expect(kinds(lines.join("\n")).filter((kind) => kind === "purchases.record")).toHaveLength(12);
  });

  test("that is a note keeps all its words", () => {
    const words = "下个月要搬家，新家在浦东。装修花了不少钱！说好了年底请我们去看看。".repeat(8);
    const { plans, leftover } = readAt(`记一下张姐${words}`);
    expect(plans).toMatchObject([{ kind: "notes.add", who: "张姐" }]);
    expect(String(plans[0]?.text).length).toBeGreaterThan(words.length - 3);
    expect(leftover).toEqual([]);
  });

  test("copied from elsewhere is left over, and none of its sentences becomes an order", () => {
    const chat = "王芳：今天天气不错，我们去逛街吧。李姐：好啊几点？王芳：三点吧，我买了条裙子3280。".repeat(6);
    const { unexplained, plans } = readAt(chat);
    expect(unexplained).toBeGreaterThan(0.34);
    expect(plans.map(({ kind }) => kind)).not.toContain("purchases.record");
  });

  test("is never cut in the middle of an emoji", () => {
    for (const before of ["张姐对", "a", "张姐买了", "记一下张姐a"]) {
      const { plans, leftover } = readAt(`${before}${"😀".repeat(600)}`);
      expect(JSON.stringify([plans, leftover])).not.toMatch(/\\ud[89a-f]/u);
    }
  });

  test("with an impossible day anywhere is refused", () => {
    const lines = [...Array.from({ length: 10 }, () => "张姐买了裙子3280，喜欢真丝"), "2月30日提醒我回访张姐"];
    expect(readAt(lines.join("\n")).impossible?.why).toBe("2月只有29天");
  });
});
