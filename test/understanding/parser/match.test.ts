// The search on small grammars: what it prefers, skips and leaves over, and that it stays linear.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSearch, sentenceOf } from "../../../src/understanding/parser/match.ts";
import { type Automaton, compile } from "../../../src/understanding/parser/pattern.ts";
import { addSpan, emptyLattice } from "../../../src/understanding/parser/span.ts";
import { createStates, type States } from "../../../src/understanding/parser/states.ts";
import { plainCost } from "./support/plain-search.ts";

/** Rules cost 0.6 each unless said; capital letters are fillers, and every `z` closes a clause. */
function read(text: string, says: readonly string[], costs: readonly number[] = says.map(() => 0.6)) {
  const automaton = automatonOf(says);
  return readWith(automaton, createStates(automaton, costs), text);
}
const automatonOf = (says: readonly string[]) =>
  compile(
    says.map((say, rule) => ({ say, rule })),
    {},
  );
function sentenceIn(automaton: Automaton, text: string) {
  const lattice = emptyLattice(text);
  for (let start = 0; start < text.length; start++)
    for (const word of automaton.literals)
      if (text.startsWith(word, start))
        addSpan(lattice, { type: `=${word}`, start, end: start + word.length, value: null, cost: 0 });
  const fillers = [...text].map((letter, at) =>
    /[A-Z]/u.test(letter) ? [{ end: at + 1, closes: letter === "Z" }] : [],
  );
  return sentenceOf(automaton, lattice, fillers);
}
function readWith(automaton: Automaton, states: States, text: string) {
  const parsed = createSearch(automaton, states)(sentenceIn(automaton, text));
  const words = (part: { start: number; end: number }) => text.slice(part.start, part.end);
  return {
    rules: parsed.matches.map(({ rule }) => rule),
    words: parsed.matches.map((match) => match.captures.map(words)),
    left: parsed.leftover.map(words),
    cost: parsed.cost,
  };
}

describe("the search", () => {
  it("prefers one long reading to two short ones", () => {
    expect(read("abcd", ["ab", "cd", "ab cd"]).rules).toEqual([2]);
  });
  it("prefers the cheaper rule where both explain all", () => {
    expect(read("ab", ["ab", "ab"], [0.6, 0.3]).rules).toEqual([1]);
  });
  it("reads several commands in order", () => {
    expect(read("ab,cd", ["ab", "cd"])).toMatchObject({ rules: [0, 1], left: [] });
  });
  it("passes fillers and leaves nothing over for them", () => {
    expect(read("aPbQ", ["a b"])).toMatchObject({ rules: [0], left: [] });
  });
  it("leaves over what no rule explains", () => {
    expect(read("ab!!qq", ["ab"])).toMatchObject({ rules: [0], left: ["qq"] });
  });
  it("explains nothing rather than skip half a sentence", () => {
    expect(read("aqqqqqb", ["a b"])).toMatchObject({ rules: [], left: ["aqqqqqb"] });
  });
  it("ends free words where a new command begins", () => {
    expect(read("abhello,cd", ["ab <text>", "cd"])).toMatchObject({ rules: [0, 1], words: [["ab", "hello"], ["cd"]] });
  });
  it("lets words that take the rest run over commas", () => {
    expect(read("abhello,there", ["ab <text!>", "cd"]).words).toEqual([["ab", "hello,there"]]);
  });
  it("keeps what closes a clause out of free words, and everything else in", () => {
    expect(read("abhelloPZ", ["ab <text>"]).words).toEqual([["ab", "helloP"]]);
  });
  it("sets a rule aside where it was refused, and nowhere else", () => {
    const automaton = automatonOf(["ab", "ab"]);
    const search = createSearch(automaton, createStates(automaton, [0.3, 0.6]));
    const rules = search(sentenceIn(automaton, "ab,ab"), { rule: 0, start: 0 }).matches.map(({ rule }) => rule);
    expect(rules).toEqual([1, 0]);
  });
  it("finds no reading of an empty sentence", () => {
    expect(read("", ["ab"])).toMatchObject({ rules: [], left: [], cost: 0 });
  });
  it("shares what patterns begin with: states do not grow with the number of rules", () => {
    const says = Array.from({ length: 200 }, (_, index) => `ab ?cd e${index}`);
    const automaton = automatonOf(says);
    const states = createStates(
      automaton,
      says.map(() => 0.6),
    );
    const ab = automaton.classNamed("=ab");
    expect(states.sizeOf(states.after(states.root, ab))).toBe(200);
    expect(states.after(states.root, ab)).toBe(states.after(states.root, ab));
  });
  it("reads the same when it forgets its states before every sentence", () => {
    const automaton = automatonOf(["ab <text>", "ab cd", "cd* ef"]);
    const [forgetful, mindful] = [
      createStates(automaton, [0.6, 0.6, 0.6], 1),
      createStates(automaton, [0.6, 0.6, 0.6]),
    ];
    for (const text of ["abcd", "abx", "cdcdef", "ab", "abcd", "efab"])
      expect(readWith(automaton, forgetful, text)).toEqual(readWith(automaton, mindful, text));
    const ab = automaton.classNamed("=ab");
    expect(forgetful.after(forgetful.root, ab)).toBeGreaterThan(0);
  });
});

describe("against the same search without its haste", () => {
  const part = fc.constantFrom("a", "b", "ab", "?b", "(a | bc)", "c*", "b+", "<words>", "<words!>", "?( a <words> )");
  const pattern = fc.tuple(fc.constantFrom("a", "b", "c", "<words> b"), fc.array(part, { maxLength: 4 }));
  const says = fc.array(pattern, { minLength: 1, maxLength: 4 });
  const letters = fc.constantFrom(..."aaabbbcccxxxxPZ，， :");
  const texts = fc.array(letters, { maxLength: 16 }).map((all) => all.join(""));

  it("no reading is missed", () => {
    fc.assert(
      fc.property(says, texts, (patterns, text) => {
        const automaton = automatonOf(patterns.map(([first, rest]) => [first, ...rest].join(" ")));
        const states = createStates(
          automaton,
          patterns.map(() => 0.6),
        );
        const sentence = sentenceIn(automaton, text);
        expect(createSearch(automaton, states)(sentence).cost).toBeLessThanOrEqual(plainCost(states, sentence) + 1e-6);
      }),
      { numRuns: 2000 },
    );
  });
});
