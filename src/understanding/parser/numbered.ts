// 「1、张姐买了裙子3280 2、李雯要大衣」: a list of things to do. Its numbers are no part of what is said, and each begins a
// command of its own. Only where it begins with the first and goes on with the second: 「2、不发」 answers a list of ours.
const NUMBER =
  /([①②③④⑤⑥⑦⑧⑨])[ \t]*|(?<![^\s，,。；;！!:：])(?:([1-9])[、）)]|([1-9])[.．](?!\d)|[（(]([1-9])[）)])[ \t]*/gu;
const SECOND = /②|2[、.．)）]/u;
/** What is to be sent or done later keeps its numbers. */
const AS_SAID = /[发写回改告复提]/u;

/** The same text, as long as before, with stops for the numbers of a list. */
export function withoutNumbers(raw: string): string {
  if (!SECOND.test(raw)) return raw;
  const places = [...raw.matchAll(NUMBER)];
  const [first, second] = places.map(numberOf);
  if (first !== 1 || second !== 2 || AS_SAID.test(raw.slice(0, places[0]?.index))) return raw;
  let text = raw;
  for (const [at, { index, 0: words }] of places.entries()) {
    if (numberOf(places[at] as RegExpMatchArray) !== at + 1) break;
    text = text.slice(0, index) + (at === 0 ? "" : "；").padEnd(words.length) + text.slice(index + words.length);
  }
  return text;
}

const numberOf = ([, circled, listed, dotted, bracketed]: RegExpMatchArray): number =>
  circled === undefined ? Number(listed ?? dotted ?? bracketed) : "①②③④⑤⑥⑦⑧⑨".indexOf(circled) + 1;
