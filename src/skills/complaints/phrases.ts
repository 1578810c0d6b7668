// How people speak of complaints.
import type { Phrases } from "../../understanding/parser/grammar.ts";
import { giftPhrases } from "./phrases-gifts.ts";
import { knownPhrases, listPhrases } from "./phrases-known.ts";
import { openPhrases } from "./phrases-open.ts";
import { macros, words } from "./phrases-words.ts";

export const phrases: Phrases = {
  words,
  macros,
  phrases: [...openPhrases, ...knownPhrases, ...listPhrases, ...giftPhrases],
};
