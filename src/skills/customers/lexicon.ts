// Which words of a sentence are names of the actor's own customers, so that the parser need not guess.
// One indexed query; it never loads the list of customers.
import type { Tx } from "../../db/db.ts";
import { knownNames } from "./store.ts";

/** A message is cut here before looking for names; longer ones are pasted texts. */
const TEXT_MAX = 300;
const NAME_MIN = 2;
const NAME_MAX = 4;

/** Names and aliases of visible customers that occur in `text`, in the order of the text; longer before shorter. */
export async function namesIn(tx: Tx, text: string): Promise<string[]> {
  const windows = windowsOf(text.normalize("NFKC").slice(0, TEXT_MAX));
  const known = new Set(await knownNames(tx, windows));
  return windows.filter((window) => known.has(window));
}

/** Every run of 2–4 Chinese letters, and every Latin word. Each once, by place, longest first. */
export function windowsOf(text: string): string[] {
  const found = new Set<string>();
  for (const run of text.matchAll(/\p{Script=Han}{2,}|[A-Za-z][A-Za-z'.-]+/gu)) {
    const word = run[0];
    if (/^[A-Za-z]/.test(word)) {
      found.add(word);
      continue;
    }
    for (let start = 0; start < word.length - 1; start++)
      for (let length = Math.min(NAME_MAX, word.length - start); length >= NAME_MIN; length--)
        found.add(word.slice(start, start + length));
  }
  return [...found];
}
