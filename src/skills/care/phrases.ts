// How people ask for a message to a customer, change it, and let it go.
import type { Phrases } from "../../understanding/parser/grammar.ts";
import { draftPhrases } from "./phrases-draft.ts";
import { editPhrases } from "./phrases-edit.ts";
import { outPhrases } from "./phrases-out.ts";
import { rulePhrases } from "./phrases-rules.ts";
import { ruleWords } from "./phrases-rules-words.ts";
import { draftMacros } from "./phrases-which.ts";
import { draftWords, editWords, sendWords } from "./phrases-words.ts";

export const phrases: Phrases = {
  words: { ...ruleWords, ...draftWords, ...editWords, ...sendWords },
  macros: draftMacros,
  phrases: [...draftPhrases, ...editPhrases, ...outPhrases, ...rulePhrases],
};
