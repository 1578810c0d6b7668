// The pattern language: what fits a pattern, which part is which, and mistakes told with their place.
import { describe, expect, it } from "vitest";
import { buildGrammar, type Phrases } from "../../../src/understanding/parser/grammar.ts";
import { createSearch, type Parsed, sentenceOf } from "../../../src/understanding/parser/match.ts";
import { compile } from "../../../src/understanding/parser/pattern.ts";
import { addSpan, emptyLattice } from "../../../src/understanding/parser/span.ts";
import { createStates } from "../../../src/understanding/parser/states.ts";

/** Reads a text of Latin letters: patterns' literals are found wherever they stand, and `x` is of the type `mark`. */
function read(say: string, text: string, macros: Record<string, string> = {}): Parsed {
  const automaton = compile([{ say, rule: 0 }], macros);
  const lattice = emptyLattice(text);
  for (let start = 0; start < text.length; start++) {
    for (const word of automaton.literals)
      if (text.startsWith(word, start))
        addSpan(lattice, { type: `=${word}`, start, end: start + word.length, value: null, cost: 0 });
    if (text[start] === "x") addSpan(lattice, { type: "mark", start, end: start + 1, value: 1, cost: 0 });
  }
  return createSearch(automaton, createStates(automaton, [0.1]))(sentenceOf(automaton, lattice, []));
}
const captures = (say: string, text: string, macros: Record<string, string> = {}) =>
  read(say, text, macros).matches.map((match) =>
    match.captures.map(({ name, start, end }) => `${name}=${text.slice(start, end)}`).join(" "),
  );

describe("what fits", () => {
  it.each<[string, string, string[], Record<string, string>?]>([
    ["ab cd", "abcd", ["ab=ab cd=cd"]],
    ["ab ?cd ef", "abef", ["ab=ab ef=ef"]],
    ["ab cd? ef", "abcdef", ["ab=ab cd=cd ef=ef"]],
    ["(ab | cd) ef", "cdef", ["cd=cd ef=ef"]],
    ["ab*", "ababab", ["ab=ab ab=ab ab=ab"]],
    ["ab+ ef", "ababef", ["ab=ab ab=ab ef=ef"]],
    ["ab+ ef", "ef", []],
    ["{mark}", "x", ["mark=x"]],
    ["ab {mark:which}", "abx", ["ab=ab which=x"]],
    ["ab <words>", "abhello", ["ab=ab words=hello"]],
    ["ab <words> ef", "abhelloef", ["ab=ab words=hello ef=ef"]],
    ["ab <words!>", "abone,two", ["ab=ab words=one,two"]],
    ["ab %twice", "abxx", ["ab=ab mark=x mark=x"], { twice: "{mark} {mark}" }],
  ])("%s reads %s", (say, text, expected, macros = {}) => {
    expect(captures(say, text, macros)).toEqual(expected);
  });

  it("keeps groups with what stands in them", () => {
    const [match] = read("ab which=( {mark} ?cd )", "abxcd").matches;
    expect(match?.groups.map(({ name, start, end, captures }) => ({ name, start, end, of: captures.length }))).toEqual([
      { name: "which", start: 2, end: 5, of: 2 },
    ]);
  });

  it("takes the alternative written first where two fit", () => {
    expect(captures("({mark:first} | {mark:second})", "x")).toEqual(["first=x"]);
  });
});

describe("mistakes name the pattern and the place", () => {
  it.each([
    ["(ab", "at 3: missing )"],
    ["{who", "at 0: missing }"],
    ["ab <text", "at 3: missing >"],
    ["ab )", "at 3: unexpected character"],
    ["%none", "at 5: no macro none"],
    ["ab }", "at 3: empty element"],
  ])("%s", (say, message) => {
    expect(() => compile([{ say, rule: 0 }], {})).toThrow(`pattern 「${say}」 ${message}`);
  });

  it("an empty pattern would fit everywhere", () => {
    expect(() => compile([{ say: "", rule: 0 }], {})).toThrow("is empty");
  });
});

describe("the skills' languages together", () => {
  const skill = (words: string[], pattern: string): Phrases => ({
    words: { fruit: words },
    macros: { some: pattern },
    phrases: [],
  });
  it("refuse two meanings of one name", () => {
    expect(() => buildGrammar([skill(["apple"], "a"), skill(["pear"], "a")])).toThrow("@fruit");
    const words = ["apple"];
    expect(() => buildGrammar([skill(words, "a"), skill(words, "b")])).toThrow("%some");
    expect(() => buildGrammar([skill(words, "a"), skill(words, "a")])).not.toThrow();
  });
});
