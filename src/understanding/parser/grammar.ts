// What skills bring to the parser, and the compilation of all of it into one automaton and one word index.
import { Bug } from "../../errors.ts";
import type { Plan } from "../../skill.ts";
import { createSearch, type Search } from "./match.ts";
import { type Automaton, compile, type Macros } from "./pattern.ts";
import { createStates } from "./states.ts";
import type { Capture, Group } from "./trace.ts";
import { FILLERS, FINAL_FILLERS, indexWords, type WordIndex } from "./vocabulary.ts";

/** What a builder may look at besides the captures. */
export interface SaidAt {
  now: Date;
  zone: string;
  today: string;
  /** Lower-cased, normalised text. */
  text: string;
}

/** The named parts of one matched rule. */
export interface Said extends SaidAt {
  captures: Capture[];
  groups: Group[];
  /** Original words of the capture, trimmed; null when absent. */
  words(name: string): string | null;
  get(name: string): Capture | null;
  all(name: string): Capture[];
  /** Original words of a named group. */
  groupWords(name: string): string | null;
  has(name: string): boolean;
  /** The words of a stretch of `text` in today's spelling, capitals as typed. */
  spell(part: { start: number; end: number }): string;
  /** The same stretch exactly as it was typed, but for blanks and commas at its ends. */
  typed(part: { start: number; end: number }): string;
  /** A blank or a colon was typed before this place of `text`, or it holds a blank or a comma itself. */
  apart(place: number): boolean;
}

export interface Phrase {
  /** One or more ways of saying it, in the pattern language of pattern.ts. */
  say: string[];
  /** Builds the plan; null when the words fit but the sense does not. An empty array says: heard, nothing to do. */
  make(said: Said): Plan | Plan[] | null;
  /** Replaces the usual cost of starting a rule: higher for a reading that should win only when nothing else fits. */
  cost?: number;
  /** Words that are a statement or an order, and void when denied, doubted or asked (denial.ts). */
  tells?: boolean;
  /** What to look at instead when such a statement is denied or asked: 「生日是5月3号吗」. Never a write. */
  instead?(said: Said): Plan | null;
  /** Where it makes nothing of the words, another rule may read them, though they are one clause. */
  yields?: boolean;
  /** Small talk: only a clause of its own, and nothing beside something to do. */
  small?: boolean;
  /** A reading so general that words left over beside it were the point: 「张姐能打几折」 is no call for her card. */
  vague?(plan: Plan): boolean;
}

/** One skill's language. */
export interface Phrases {
  /** Word classes, used as @name. */
  words?: Readonly<Record<string, readonly string[]>>;
  /** Patterns to use in patterns, as %name. */
  macros?: Macros;
  phrases: readonly Phrase[];
}

export interface Grammar {
  automaton: Automaton;
  search: Search;
  phrases: readonly Phrase[];
  words: WordIndex;
  fillers: WordIndex;
}

const COST_RULE = 0.6;

/** 打通啦 and 来喽 are 打通了 and 来了. */
const withSmiles = (words: readonly string[]): string[] =>
  words.flatMap((word) => (/.了$/u.test(word) ? [word, ...SMILES.map((smile) => word.slice(0, -1) + smile)] : [word]));
const SMILES = ["啦", "喽", "咯"];

/** Throws Bug when two skills give one name to different things: the later would silently change the earlier's patterns. */
export function buildGrammar(skills: readonly Phrases[]): Grammar {
  const macros = Object.fromEntries(
    namedOnce(
      "%",
      skills.map((skill) => skill.macros ?? {}),
    ),
  );
  const phrases = skills.flatMap((skill) => skill.phrases);
  const patterns = phrases.flatMap((phrase, rule) => phrase.say.map((say) => ({ say, rule })));
  const automaton = compile(patterns, macros);
  const lists = namedOnce(
    "@",
    skills.map((skill) => skill.words ?? {}),
  ).map(([name, words]) => ({ type: `@${name}`, words }));
  const literals = [...automaton.literals].map((word) => ({ type: `=${word}`, words: [word] }));
  return {
    automaton,
    search: createSearch(
      automaton,
      createStates(
        automaton,
        phrases.map((phrase) => phrase.cost ?? COST_RULE),
      ),
    ),
    phrases,
    words: indexWords(
      [...lists, ...literals].map((list) => ({ ...list, words: withSmiles(list.words) })),
      automaton.classNamed,
    ),
    fillers: indexWords([
      { type: "filler", words: FILLERS },
      { type: "final", words: FINAL_FILLERS },
    ]),
  };
}

/** What all skills name, in order. */
function namedOnce<T>(sign: string, skills: readonly Readonly<Record<string, T>>[]): [string, T][] {
  const named = new Map<string, T>();
  for (const [name, meant] of skills.flatMap((skill) => Object.entries(skill))) {
    if (named.has(name) && named.get(name) !== meant)
      throw new Bug(`two skills mean different things by ${sign}${name}`);
    named.set(name, meant);
  }
  return [...named];
}
