// Sets of letters, asked for a place of a text. Most places are refused by their letter alone, long before a word or a
// pattern is tried there; and its code is at hand, where a letter taken out of a text is a string made anew.

/** Whether the letter at a place of a text is one of a set; outside the text none is. */
export type Letters = (text: string, at: number) => boolean;

/** What patterns call \s. */
export const BLANKS =
  "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";
export const DIGITS = "0123456789";

const CODES = 0x10000;
/** Up to thirty-two sets share a table, a bit for each: whatever is asked of one letter lies together. */
let table = new Uint32Array(CODES);
let next = 1;

/** The letters of a string, or those that words begin with. */
export function lettersOf(words: Iterable<string>): Letters {
  if (next === 0) {
    table = new Uint32Array(CODES);
    next = 1;
  }
  const [bits, bit] = [table, next];
  next <<= 1;
  for (const word of words) if (word !== "") bits[word.charCodeAt(0)]! |= bit;
  return (text, at) => at >= 0 && at < text.length && (bits[text.charCodeAt(at)]! & bit) !== 0;
}

/** The letters that words end with. */
export const lastLettersOf = (words: Iterable<string>): Letters =>
  lettersOf(Array.from(words, (word) => word.slice(-1)));

/** A number for each of some letters, and one for all others. */
export function numbersOf(
  values: Readonly<Record<string, number>>,
  otherwise: number,
): (text: string, at: number) => number {
  const isKnown = lettersOf(Object.keys(values));
  const byCode = new Map(Object.entries(values).map(([letter, value]) => [letter.charCodeAt(0), value]));
  return (text, at) => (isKnown(text, at) ? byCode.get(text.charCodeAt(at))! : otherwise);
}

export const isDigit = lettersOf(DIGITS);
export const isLatin = lettersOf("abcdefghijklmnopqrstuvwxyz");

/** Chinese characters, but for the rare ones that need two codes. */
export const isHan: Letters = lettersOf(hanLetters());
function* hanLetters(): Iterable<string> {
  for (let code = 0; code < CODES; code++) {
    const letter = String.fromCharCode(code);
    if (/\p{Script=Han}/u.test(letter)) yield letter;
  }
}

/** Whether any letter of a text is one of a set. */
export function holdsAny(text: string, letters: Letters): boolean {
  for (let at = 0; at < text.length; at++) if (letters(text, at)) return true;
  return false;
}

/** Every match of a global pattern. The language's own way makes a copy of the pattern each time it is asked. */
export function eachMatch(pattern: RegExp, text: string, found: (match: RegExpExecArray) => void): void {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) found(match);
}
