// What may stand in a text that is kept and shown.
import fc from "fast-check";
import { expect, it } from "vitest";
import { shorten, storable, storableParts } from "../src/message.ts";

const anyText = fc.string({ unit: fc.constantFrom("张", "a", "😀", "\ud83d", "\ude00", "\u0000", "\u202e", " ") });

it("a kept text has no halves of letters, no zero and no turned direction, and all else stays", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const kept = storable(text);
      expect(kept).not.toMatch(/[\p{Surrogate}\u0000\u202E]/u);
      expect(storable(kept)).toBe(kept);
      expect(JSON.parse(JSON.stringify({ in: [text] }, storableParts))).toEqual({ in: [kept] });
      if (!/[\p{Surrogate}\u0000\u202E]/u.test(text)) expect(kept).toBe(text);
    }),
  );
});

it("a shortened text has at most so many letters and a sign that there were more", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme-composite" }), fc.nat(30), (text, max) => {
      const letters = [...text];
      expect([...shorten(text, max)].length).toBeLessThanOrEqual(max + 1);
      expect(shorten(text, max).startsWith(letters.slice(0, max).join(""))).toBe(true);
      expect(shorten(text, max).endsWith("…") || letters.length <= max).toBe(true);
    }),
  );
});
