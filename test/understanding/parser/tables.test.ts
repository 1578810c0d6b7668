// The table of pairs holds what a map would, through every growth.
import fc from "fast-check";
import { expect, it } from "vitest";
import { createPairs } from "../../../src/understanding/parser/tables.ts";

it("keeps for every two numbers what was set for them, and 0 for all others", () => {
  const number = fc.oneof(fc.nat(40), fc.nat(2_000_000));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(number, number), { maxLength: 3000, size: "max" }),
      number,
      number,
      (all, one, other) => {
        const pairs = createPairs();
        const map = new Map<string, number>();
        for (const [index, [a, b]] of all.entries())
          if (!map.has(`${a} ${b}`)) {
            pairs.set(a, b, index + 1);
            map.set(`${a} ${b}`, index + 1);
          }
        for (const [a, b] of all) expect(pairs.get(a, b)).toBe(map.get(`${a} ${b}`));
        expect(pairs.get(one, other)).toBe(map.get(`${one} ${other}`) ?? 0);
      },
    ),
    { numRuns: 30 },
  );
});
