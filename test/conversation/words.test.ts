// What the conversation itself says.
import { expect, it } from "vitest";
import { leftoverWords, undoneWords } from "../../src/conversation/words.ts";

it("what is taken back is named without the colon of its list", () => {
  expect(undoneWords("晚点再提醒：")).toBe("已撤销：晚点再提醒");
  expect(undoneWords("张姐喜欢喝茶")).toBe("已撤销：张姐喜欢喝茶");
});

it("of a pasted text only the beginning is quoted", () => {
  expect(leftoverWords(["很".repeat(900), "长"])).toBe(`「${"很".repeat(30)}…」「长」这部分我没听懂，没有照做。`);
});
