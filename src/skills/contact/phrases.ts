// How people ask whether a customer may be written to, say that she wants her peace, and tell of talking to her.
import type { Phrases } from "../../understanding/parser/grammar.ts";
import { logPhrases } from "./phrases-log.ts";
import { quietPhrases } from "./phrases-quiet.ts";
import { whyPhrases } from "./phrases-why.ts";
import { macros, words } from "./phrases-words.ts";

export const phrases: Phrases = { words, macros, phrases: [...quietPhrases, ...whyPhrases, ...logPhrases] };
