// Longest-match look-up of word tables at a position of a text; the readers' tables are matched with it.
// It knows nothing of any word.

export interface Found<T> {
  readonly word: string;
  readonly value: T;
}

export type WordTable<T> = ReadonlyMap<string, readonly Found<T>[]>;

/** A table keyed by first character, longest word first. */
export function wordTable<T>(entries: Iterable<readonly [string, T]>): WordTable<T> {
  const table = new Map<string, Found<T>[]>();
  for (const [word, value] of entries) {
    const list = table.get(word[0]!) ?? [];
    list.push({ word, value });
    table.set(word[0]!, list);
  }
  for (const list of table.values()) list.sort((a, b) => b.word.length - a.word.length);
  return table;
}

export function wordSet(words: Iterable<string>): WordTable<true> {
  return wordTable([...words].map((word) => [word, true] as const));
}

/** The longest word of the table that starts at the position. */
export function wordAt<T>(table: WordTable<T>, text: string, at: number): Found<T> | undefined {
  return table.get(text[at] ?? "")?.find((entry) => text.startsWith(entry.word, at));
}

/** A table keyed by last character, for looking back. */
export function wordTableBackwards<T>(entries: Iterable<readonly [string, T]>): WordTable<T> {
  const table = new Map<string, Found<T>[]>();
  for (const [word, value] of entries) {
    const last = word[word.length - 1]!;
    const list = table.get(last) ?? [];
    list.push({ word, value });
    table.set(last, list);
  }
  for (const list of table.values()) list.sort((a, b) => b.word.length - a.word.length);
  return table;
}

/** The longest word of a backwards table that ends at the position. */
export function wordBefore<T>(table: WordTable<T>, text: string, at: number): Found<T> | undefined {
  if (at <= 0) return undefined;
  return table.get(text[at - 1]!)?.find((entry) => entry.word.length <= at && text.endsWith(entry.word, at));
}
