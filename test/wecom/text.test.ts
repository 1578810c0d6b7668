import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  cutBytes,
  cutUnits,
  PIECES_MAX,
  shorten,
  splitText,
  TEXT_BYTES_MAX,
  toMessages,
} from "../../src/wecom/text.ts";

const bytes = (text: string) => Buffer.byteLength(text, "utf8");
const segmenter = new Intl.Segmenter("zh", { granularity: "grapheme" });
const characters = (text: string) => [...segmenter.segment(text)].map(({ segment }) => segment);

const pieces = [
  "a",
  "张",
  "姐",
  "\n",
  " ",
  "🎂",
  "👩‍👩‍👧‍👦",
  "🇨🇳",
  "é",
  "é",
  "1️⃣",
  "👍🏽",
  "，",
  "\r\n",
  "<a href",
  "\u{20000}",
];
const someText = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: "grapheme", maxLength: 5 })), { maxLength: 200 })
  .map((parts) => parts.join(""));

describe("cutting", () => {
  test.each([
    ["fits", "你好", 6, "你好"],
    ["a character does not fit", "你好", 5, "你"],
    ["none fits", "你好", 2, ""],
    ["nothing", "", 10, ""],
    ["a family stays together", "a👩‍👩‍👧‍👦b", 25, "a"],
    ["a flag stays together", "🇨🇳🇨🇳", 8, "🇨🇳"],
    ["a combining mark stays with its letter", "ae\u0301", 2, "a"],
  ])("%s", (_name, text, max, expected) => {
    expect(cutBytes(text, max)).toBe(expected);
  });

  test("is the longest beginning that fits and ends between characters", () => {
    fc.assert(
      fc.property(someText, fc.nat(400), (text, max) => {
        const cut = cutBytes(text, max);
        const whole = characters(text);
        const count = characters(cut).length;
        expect(text.startsWith(cut)).toBe(true);
        expect(bytes(cut)).toBeLessThanOrEqual(max);
        expect(whole.slice(0, count).join("")).toBe(cut);
        const next = whole[count];
        if (next !== undefined) expect(bytes(cut + next)).toBeGreaterThan(max);
      }),
      { numRuns: 500 },
    );
  });

  test("by characters, with an ellipsis", () => {
    expect(cutUnits("一二三四五", 3)).toBe("一二三");
    expect(shorten("一二三四五", 5)).toBe("一二三四五");
    expect(shorten("一二三四五六", 5)).toBe("一二三四…");
    expect(shorten("一二三🎂五六", 5)).toBe("一二三…");
    fc.assert(fc.property(someText, fc.integer({ min: 1, max: 50 }), (text, max) => shorten(text, max).length <= max));
  });
});

describe("splitting", () => {
  test("pieces fit, and joined they are the whole", () => {
    fc.assert(
      fc.property(someText, fc.integer({ min: 4, max: 300 }), (text, max) => {
        const split = splitText(text, max);
        expect(split.join("")).toBe(text);
        for (const piece of split) {
          expect(bytes(piece)).toBeLessThanOrEqual(max);
          expect(piece).not.toBe("");
          expect(piece).not.toMatch(/\p{Surrogate}/u);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("on line borders, whenever the lines fit", () => {
    const line = fc.string({ unit: fc.constantFrom("客", "a", "🎂"), minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 60 }), (lines) => {
        for (const piece of splitText(lines.join("\n"), 64).slice(0, -1)) expect(piece.endsWith("\n")).toBe(true);
      }),
    );
  });

  test("characters are only broken when one alone is too big", () => {
    expect(splitText("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 30)).toEqual(["👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"]);
    expect(splitText(`e${"\u0301".repeat(10)}`, 5).join("")).toBe(`e${"\u0301".repeat(10)}`);
  });
});

describe("messages", () => {
  test("a short text is one message", () => {
    expect(toMessages("你好\n")).toEqual(["你好"]);
    expect(toMessages("")).toEqual([]);
    expect(toMessages("\n \n")).toEqual([]);
  });

  test("2,048 bytes are one, one more are two", () => {
    expect(toMessages("客".repeat(682)).length).toBe(1);
    expect(toMessages("客".repeat(683)).length).toBe(2);
  });

  test("a bounded number, and the last says that there is more and what to do", () => {
    const messages = toMessages("张姐 真丝裙 3280\n".repeat(2000));
    expect(messages.length).toBe(PIECES_MAX);
    for (const message of messages) expect(bytes(message)).toBeLessThanOrEqual(TEXT_BYTES_MAX);
    const left = Number(/还有约 (\d+) 字没有显示/.exec(messages.at(-1) ?? "")?.[1]);
    const shown = messages.join("").length;
    expect(Math.abs(left + shown - 24_000)).toBeLessThan(100);
    expect(messages.at(-1)).toContain("缩小范围");
  });

  test("bounds hold for any text", () => {
    fc.assert(
      fc.property(someText, fc.integer({ min: 1, max: 60 }), (text, times) => {
        const messages = toMessages(text.repeat(times));
        expect(messages.length).toBeLessThanOrEqual(PIECES_MAX);
        for (const message of messages) expect(bytes(message)).toBeLessThanOrEqual(TEXT_BYTES_MAX);
      }),
      { numRuns: 60 },
    );
  });

  test("a megabyte costs no more than its beginning", () => {
    const before = performance.now();
    expect(toMessages("客".repeat(1_000_000)).length).toBe(PIECES_MAX);
    expect(performance.now() - before).toBeLessThan(5000);
  });

  test("links that somebody wrote into a name stay text", () => {
    expect(toMessages('客户 <a href="https://evil.example">王姐</a> <A\nhref=x> a<b <abc>')).toEqual([
      '客户 ＜a href="https://evil.example">王姐＜/a> ＜A\nhref=x> a<b <abc>',
    ]);
  });
});
