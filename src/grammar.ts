// All that the house understands offline: the phrases of every skill and of talk itself, compiled.
import { phrases as talkPhrases } from "./conversation/phrases.ts";
import { skillPhrases } from "./skills/all.ts";
import { buildGrammar, type Grammar } from "./understanding/parser/grammar.ts";

let grammar: Grammar | null = null;

/** The same for every shop, and half a second's work: made once in a process. */
export function houseGrammar(): Grammar {
  grammar ??= buildGrammar([...skillPhrases, talkPhrases]);
  return grammar;
}
