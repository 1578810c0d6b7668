// Words of the trade typed as they sound: 会原, 提型我, 消肥. Asked only for what the first reading left over, and only words
// the grammar itself knows are tried; southern ears and thumbs mix zh and z, n and l, -ng and -n.
import { pinyin } from "pinyin-pro";
import type { Grammar } from "./grammar.ts";
import { isWhole, type PieceReading } from "./reading.ts";
import { eachPlace } from "./words.ts";

/** From one place of a text to another. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}
/** One stretch of a sentence and the word that sounds like it. */
export interface SoundAlike extends Stretch {
  readonly word: string;
}

/** Longer words are made of shorter ones. */
const LONGEST = 4;
/** Each is a reading of its own; of slips that are mended at all, the first three mend all but one in two hundred. */
const TRIES_MAX = 3;
/** In a longer sentence only the longest word is tried, in characters, and where hardly more than it was left over. */
const LONG = 24;
const SLIP_MAX = 6;

const heard = new Map<string, string>();
/** How a character sounds, without what is mixed up; empty for what has no sound. */
function soundOf(char: string): string {
  let sound = heard.get(char);
  if (sound === undefined) {
    sound = /\p{Script=Han}/u.test(char)
      ? pinyin(char, { toneType: "none", v: true })
          .replace(/^([zcs])h/u, "$1")
          .replace(/^n/u, "l")
          .replace(/(?<=[aei])ng$/u, "n")
      : "";
    heard.set(char, sound);
  }
  return sound;
}
const known = new WeakMap<Grammar, { bySound: Map<string, string[]>; words: Set<string> }>();
function wordsOf(grammar: Grammar) {
  let lists = known.get(grammar);
  if (!lists) {
    const words = new Set(grammar.words.words.filter((word) => word.length > 1 && word.length <= LONGEST));
    const bySound = new Map<string, string[]>();
    for (const word of words) {
      const sounds = Array.from(word, soundOf);
      if (sounds.includes("")) continue;
      const alike = bySound.get(sounds.join(" "));
      if (alike) alike.push(word);
      else bySound.set(sounds.join(" "), [word]);
    }
    lists = { bySound, words };
    known.set(grammar, lists);
  }
  return lists;
}

/** What in the text sounds like a word of the trade and is none, longest first; names are left alone. */
export function soundAlikes(
  grammar: Grammar,
  text: string,
  leftover: readonly Stretch[],
  names: readonly string[],
): SoundAlike[] {
  const letters = leftover.reduce((sum, { start, end }) => sum + end - start, 0);
  if (letters === 0 || (text.length > LONG && letters > SLIP_MAX)) return [];
  const { bySound, words } = wordsOf(grammar);
  const over = covered(text, leftover);
  const named = covered(text, placesOf(text, names));
  const sounds = Array.from({ length: text.length }, (_, at) => soundOf(text[at] as string));
  const found: SoundAlike[] = [];
  for (let size = LONGEST; size > 1; size--)
    for (let start = 0; start + size <= text.length; start++) {
      const end = start + size;
      if (!over.slice(start, end).includes(true) || named.slice(start, end).includes(true)) continue;
      const alike = bySound.get(sounds.slice(start, end).join(" "));
      const typed = text.slice(start, end);
      if (alike === undefined || words.has(typed) || cutsWord(start) || cutsWord(end)) continue;
      for (const word of alike) if (sharesLetter(word, typed)) found.push({ start, end, word });
    }
  return found.slice(0, text.length > LONG ? 1 : TRIES_MAX);

  /** 对羊绒 holds 羊绒, and no 对羊. */
  function cutsWord(place: number): boolean {
    return place > 0 && place < text.length && words.has(text.slice(place - 1, place + 1));
  }
}
/** A reading with one word of what was left over taken for the word it sounds like, where all makes one sense then. */
export function readBySound(
  grammar: Grammar,
  raw: string,
  leftover: readonly Stretch[],
  names: readonly string[],
  read: (text: string) => PieceReading,
): PieceReading | null {
  let found: PieceReading | null = null;
  for (const { start, end, word } of soundAlikes(grammar, raw, leftover, names)) {
    const reading = read(raw.slice(0, start) + word + raw.slice(end));
    if (!isWhole(reading) || !reading.spans.some(({ text, type }) => isWordOf(type) && text.includes(word))) continue;
    if (found && JSON.stringify(found.plans) !== JSON.stringify(reading.plans)) return null;
    found ??= reading;
  }
  return found;
}
/** A word that the pattern asked for, and neither a name nor free words. */
const isWordOf = (type: string): boolean => !/^(?:who|free words|item|goods|article|surname)/u.test(type);

/** Nearly all slips leave a character standing; with none in common, but for little words, it is too far a guess. */
function sharesLetter(word: string, typed: string): boolean {
  return Array.from(word).some((char, at) => char === typed[at] && !LITTLE.test(char));
}
/** 对羊 is no 对眼: a little word stays what it is. */
const LITTLE = /[对给把跟和的了不没在是我她他你有来去要也都就又再到]/u;
function covered(text: string, stretches: readonly Stretch[]): boolean[] {
  const over = new Array<boolean>(text.length).fill(false);
  for (const { start, end } of stretches) over.fill(true, start, end);
  return over;
}
function placesOf(text: string, names: readonly string[]): Stretch[] {
  const places: Stretch[] = [];
  for (const name of names) eachPlace(text, name, (start) => places.push({ start, end: start + name.length }));
  return places;
}
