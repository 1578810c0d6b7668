import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalise } from "../../../src/understanding/parser/normalise.ts";

describe("one spelling", () => {
  test.each([
    ["１２３ＡＢＣ", "123abc"],
    ["張小姐買咗３件", "张小姐买了3件"],
    ["聽日下晝三點", "明天下午三点"],
    ["邊啲客冇嚟過", "哪些客没来过"],
    ["舊年雙十一幾多單", "去年双十一多少单"],
    ["佢話唔要", "她话不要"],
    ["上 週 三  買 了 2 件", "上周三买了2件"],
    ["Hello   World", "hello world"],
    ["￥3，280", "¥3，280"],
    ["３，２８０", "3,280"],
    ["二〇二六年", "二零二六年"],
    ["在宜家家居买的", "在宜家家居买的"],
    ["138 1234 5678", "138 1234 5678"],
    ["第一行\n第二行", "第一行\n第二行"],
    ["零\u200b宽", "零宽"],
    ["  ", ""],
    ["张姐 生日", "张姐生日"],
    ["张姐买了裙子3280 喜欢真丝  下周三回访", "张姐买了裙子3280 喜欢真丝 下周三回访"],
    ["明天下午 3点 给张姐打电话", "明天下午3点 给张姐打电话"],
  ])("%s → %s", (raw, want) => {
    expect(normalise(raw).text).toBe(want);
  });

  test("the original words come back", () => {
    const source = normalise("聽日　買咗 Ａ 款");
    expect(source.text).toBe("明天买了 a 款");
    expect(source.slice(0, 2)).toBe("聽日");
    expect(source.slice(2, 4)).toBe("買咗");
    expect(source.slice(5, 6)).toBe("Ａ");
    expect(source.at(source.text.length)).toBe(source.raw.length);
  });

  test("positions never go back, and plain text stays as it is", () => {
    const piece = fc.constantFrom(
      "今",
      "聽日",
      "聽",
      "３",
      "3",
      " ",
      "　",
      "\n",
      "A",
      "，",
      "邊啲",
      "𠮷",
      "豈",
      "½",
      "\u200b",
      "，",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const raw = pieces.join("");
        const { text, at, slice } = normalise(raw);
        let last = 0;
        for (let i = 0; i <= text.length; i++) {
          expect(at(i)).toBeGreaterThanOrEqual(last);
          last = at(i);
        }
        expect(raw).toContain(slice(0, text.length));
        expect(normalise(text).text).toBe(text);
      }),
    );
  });
});
