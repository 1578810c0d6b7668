// Longest-match look-up of word tables at a position of a text; the readers' tables are matched with it.
// It knows nothing of any word.
import { type Letters, lastLettersOf, lettersOf } from "./letters.ts";

export interface Found<T> {
  readonly word: string;
  readonly value: T;
}

export interface WordTable<T> {
  /** What the words begin with, or end with in a table that looks back. */
  readonly letters: Letters;
  /** By the code of that letter, longest word first. */
  readonly words: ReadonlyMap<number, readonly Found<T>[]>;
}

/** A table keyed by first character, longest word first. */
export function wordTable<T>(entries: Iterable<readonly [string, T]>): WordTable<T> {
  return tableOf([...entries], lettersOf, (word) => word.charCodeAt(0));
}

export function wordSet(words: Iterable<string>): WordTable<true> {
  return wordTable([...words].map((word) => [word, true] as const));
}

/** A table keyed by last character, for looking back. */
export function wordTableBackwards<T>(entries: Iterable<readonly [string, T]>): WordTable<T> {
  return tableOf([...entries], lastLettersOf, (word) => word.charCodeAt(word.length - 1));
}

function tableOf<T>(
  entries: readonly (readonly [string, T])[],
  letters: (words: Iterable<string>) => Letters,
  keyOf: (word: string) => number,
): WordTable<T> {
  const words = new Map<number, Found<T>[]>();
  for (const [word, value] of entries) {
    const list = words.get(keyOf(word)) ?? [];
    list.push({ word, value });
    words.set(keyOf(word), list);
  }
  for (const list of words.values()) list.sort((a, b) => b.word.length - a.word.length);
  return { letters: letters(entries.map(([word]) => word)), words };
}

/** The longest word of the table that starts at the position. */
export function wordAt<T>({ letters, words }: WordTable<T>, text: string, at: number): Found<T> | undefined {
  if (!letters(text, at)) return undefined;
  for (const found of words.get(text.charCodeAt(at))!) if (standsAt(text, at, found.word)) return found;
  return undefined;
}

/** The longest word of a backwards table that ends at the position. */
export function wordBefore<T>({ letters, words }: WordTable<T>, text: string, at: number): Found<T> | undefined {
  if (!letters(text, at - 1)) return undefined;
  for (const found of words.get(text.charCodeAt(at - 1))!)
    if (found.word.length <= at && standsAt(text, at - found.word.length, found.word)) return found;
  return undefined;
}

export interface WordList {
  readonly letters: Letters;
  readonly words: ReadonlyMap<number, readonly string[]>;
}

/** Words to be found all, in the order in which they are given here. */
export function wordList(words: readonly string[]): WordList {
  const byLetter = new Map<number, string[]>();
  for (const word of words) byLetter.set(word.charCodeAt(0), [...(byLetter.get(word.charCodeAt(0)) ?? []), word]);
  return { letters: lettersOf(words), words: byLetter };
}

/** All words of the list that start at the position. */
export function wordsOfAt({ letters, words }: WordList, text: string, at: number): readonly string[] {
  return letters(text, at) ? words.get(text.charCodeAt(at))!.filter((word) => standsAt(text, at, word)) : [];
}

/** Each place of a text where a word stands, in order; nothing stands nowhere. */
export function eachPlace(text: string, word: string, found: (start: number) => void): void {
  if (word === "") return;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) found(at);
}

/** Words are short: letter by letter this is quicker than the language's own. */
function standsAt(text: string, at: number, word: string): boolean {
  if (at + word.length > text.length) return false;
  for (let letter = 0; letter < word.length; letter++)
    if (text.charCodeAt(at + letter) !== word.charCodeAt(letter)) return false;
  return true;
}
