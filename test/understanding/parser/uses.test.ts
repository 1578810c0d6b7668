// Where a span goes on from a state, against asking of every place; and what a search keeps for the next.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSearch, type Sentence, sentenceOf } from "../../../src/understanding/parser/match.ts";
import { type Automaton, compile } from "../../../src/understanding/parser/pattern.ts";
import { addSpan, emptyLattice } from "../../../src/understanding/parser/span.ts";
import { createStates } from "../../../src/understanding/parser/states.ts";
import { createUses } from "../../../src/understanding/parser/uses.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
/** After `go` a hundred words lead on, each in a rule of its own, so that each is a class of its own; after `to` two. */
const MANY = Array.from({ length: 100 }, (_, index) => `${LETTERS[index % 26]}${LETTERS[Math.floor(index / 26)]}`);
const automaton = automatonOf([...MANY.map((word) => `go ${word}`), "to aa", "to bb", "aa", "bb cc"]);

function automatonOf(says: readonly string[]): Automaton {
  return compile(
    says.map((say, rule) => ({ say, rule })),
    {},
  );
}
function sentenceIn(grammar: Automaton, text: string): Sentence {
  const lattice = emptyLattice(text);
  for (let start = 0; start < text.length; start++)
    for (const word of grammar.literals)
      if (text.startsWith(word, start))
        addSpan(lattice, { type: `=${word}`, start, end: start + word.length, value: null, cost: 0 });
  return sentenceOf(grammar, lattice, []);
}
const costsOf = (size: number) => Array.from({ length: size }, () => 0.6);

describe("the uses of a state", () => {
  const words = fc.array(fc.constantFrom(...MANY, "go", "to", "..", "....."), { maxLength: 60, size: "max" });

  it("are found in sentences of any length, whether few or many words lead on", () => {
    const states = createStates(automaton, costsOf(104));
    const [go, to] = ["=go", "=to"].map((type) => states.after(states.root, automaton.classNamed(type)));
    const uses = createUses(states, automaton.classes);
    fc.assert(
      fc.property(words, (said) => {
        const { text, types, from } = sentenceIn(automaton, said.join(""));
        uses.begin(types, from);
        const places = Array.from({ length: text.length + 1 }, (_, at) => at);
        for (const state of [go as number, to as number, states.root]) {
          const isUse = (at: number) => types.subarray(from[at], from[at + 1]).some((one) => states.leads(state, one));
          const used = places.filter((at) => at < text.length && isUse(at));
          expect(places.map((at) => uses.next(state, at))).toEqual(
            places.map((at) => used.find((one) => one >= at) ?? -1),
          );
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("what a search keeps", () => {
  const says = ["a b", "a b", "b", "a ?x b", "x <words>", "a"];
  const letters = fc.array(fc.constantFrom(..."aabbxy，"), { maxLength: 50, size: "max" }).map((all) => all.join(""));
  const refused = fc.record({ rule: fc.nat(says.length - 1), start: fc.nat(8) });

  it("changes no reading: of the same sentence without a rule, nor after another search", () => {
    const grammar = automatonOf(says);
    const make = () => createSearch(grammar, createStates(grammar, costsOf(says.length)));
    const [search, other] = [make(), make()];
    fc.assert(
      fc.property(letters, letters, refused, (text, between, one) => {
        const sentence = sentenceIn(grammar, text);
        const alone = make()(sentenceIn(grammar, text), one);
        search(sentence);
        expect(search(sentence, one)).toEqual(alone);
        other(sentenceIn(grammar, between));
        expect(search(sentence, one)).toEqual(alone);
      }),
      { numRuns: 500 },
    );
  });
});
