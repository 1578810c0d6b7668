// Sets of letters hold what was put in them and nothing else, and word tables built on them find what looking word by
// word finds.
import fc from "fast-check";
import { expect, it } from "vitest";
import { BLANKS, DIGITS, isHan, lettersOf, numbersOf } from "../../../src/understanding/parser/letters.ts";
import { wordAt, wordBefore, wordSet, wordTableBackwards } from "../../../src/understanding/parser/words.ts";

const everyCode = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));

it("knows every letter of a pattern's class", () => {
  const [isBlank, isDigit] = [lettersOf(BLANKS), lettersOf(DIGITS)];
  const wrong = everyCode.filter(
    (one) =>
      isBlank(one, 0) !== /\s/u.test(one) ||
      isDigit(one, 0) !== /\d/u.test(one) ||
      isHan(one, 0) !== /\p{Script=Han}/u.test(one),
  );
  expect(wrong).toEqual([]);
});

const letter = fc.constantFrom(..."一二月日ab ");
const text = fc.string({ unit: letter, maxLength: 12 });
const words = fc.array(fc.string({ unit: letter, minLength: 1, maxLength: 4 }), { maxLength: 12 });
const place = fc.integer({ min: -2, max: 14 });

it("holds the letters it was given, in as many sets as there are", () => {
  fc.assert(
    fc.property(text, text, place, (letters, said, at) => {
      expect(lettersOf(letters)(said, at)).toBe(said[at] !== undefined && letters.includes(said[at]));
      const values = Object.fromEntries([...letters].map((one, index) => [one, index + 1]));
      expect(numbersOf(values, 0)(said, at)).toBe(values[said[at] ?? "-"] ?? 0);
    }),
  );
});

it("finds the longest word that begins or ends at a place", () => {
  fc.assert(
    fc.property(words, text, place, (list, said, at) => {
      const longestFirst = [...list].sort((a, b) => b.length - a.length);
      const begun = longestFirst.find((word) => at >= 0 && said.startsWith(word, at));
      const ended = longestFirst.find((word) => at <= said.length && at > 0 && said.slice(0, at).endsWith(word));
      expect(wordAt(wordSet(list), said, at)?.word).toBe(begun);
      expect(wordBefore(wordTableBackwards(list.map((word) => [word, true])), said, at)?.word).toBe(ended);
    }),
  );
});
