// Which lines of a topic fit her and this hour, and what of her to keep in mind meanwhile. Pure.
import type { Field, Line, Topic } from "./topics.ts";

/** What is known of the customer in front of the associate. */
export interface About {
  name: string;
  /** Tags, class, tier: what a line's label may be. */
  words: string[];
  warnings: string[];
  needs: string[];
  /** What she likes, the newest first, as it was written down. */
  likings: string[];
  lastItem: string | null;
  hasComplaint: boolean;
}

export interface ChosenLine {
  kind: Line["kind"];
  label: string | null;
  text: string;
}

/**
 * The lines in their order. Where some are marked for people like her, or for this hour, the others' are left out; a
 * line that speaks of something nobody knows of her is left out as well.
 */
export function linesFor(
  topic: Topic,
  { hour, about, values }: { hour: number; about: About | null; values: Partial<Record<Field, string>> },
): ChosenLine[] {
  const isNow = ({ hours }: Line) => hours !== null && hours.from <= hour && hour < hours.to;
  const isHers = ({ label }: Line) => label !== null && wordsOf(about).some((word) => word.includes(label));
  const fits = (line: Line) => isNow(line) || isHers(line);
  const chosen = topic.lines.some(fits);
  return topic.lines
    .filter((line) => line.label === null || !chosen || fits(line))
    .filter((line) => line.needs.every((field) => values[field] !== undefined))
    .map(({ kind, label, text }) => ({
      kind,
      label,
      text: text.replace(/\{([^{}]*)\}/gu, (whole, name: string) => values[name as Field] ?? whole),
    }));
}

const BASIC_NEED = "基础需求";

function wordsOf(about: About | null): string[] {
  if (about === null) return [];
  return wantsBasics(about) ? [...about.words, BASIC_NEED] : about.words;
}

/** She came for the plain thing: serve her quickly, sell her nothing more. */
function wantsBasics({ words, needs }: About): boolean {
  const plain = /够用|基础|基本款|实用型|简单点|简单的|不要花哨|不用太好/u;
  return [...words, ...needs].some((word) => plain.test(word));
}

const LIKING_MAX = 12;

/** One thing that can follow 喜欢 in a sentence: no size, no list of wishes, nothing she does not want. */
export function likingOf({ likings }: About): string | null {
  const things = likings.map((value) => value.replace(/^(?:最|很|特别|比较)?(?:喜欢|偏好|爱穿|爱)/u, "").trim());
  const speakable = (thing: string) =>
    thing !== "" && thing.length <= LIKING_MAX && !/[，。；,;]|码$|^[要不别没无怕]/u.test(thing);
  return things.find(speakable) ?? null;
}

/** The one thing of her that matters most for what is said next. */
export type Reminder =
  | { kind: "complaint" }
  | { kind: "basics" }
  | { kind: "liking"; value: string }
  | { kind: "last"; item: string };

export function reminderOf(about: About): Reminder | null {
  if (about.hasComplaint) return { kind: "complaint" };
  if (wantsBasics(about)) return { kind: "basics" };
  const liking = likingOf(about);
  if (liking !== null) return { kind: "liking", value: liking };
  return about.lastItem === null ? null : { kind: "last", item: about.lastItem };
}
