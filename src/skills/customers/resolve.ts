// From words to the customer meant, always under the actor's row security, in at most two queries.
// It never picks between people who fit equally well: a thing written to the wrong person is worse than a question.
import { splitDay } from "../../calendar/day.ts";
import type { CustomerRef, Turn } from "../../skill.ts";
import {
  misheard,
  oneSlip,
  pinyinOf,
  SURNAME_SOUNDS,
  SURNAMES,
  surnameOf,
  type TitleHint,
  titledName,
  withoutTitle,
} from "./names.ts";
import { readSaid, type Said, splitSaid } from "./said.ts";
import { findByIds, findByName, findByPhoneHash, findByTail, findNearName, type NameMatch } from "./store.ts";

/** Somebody who may be meant, with what tells her from her namesake. */
export interface Candidate extends CustomerRef {
  phoneTail: string | null;
  tier: string | null;
  alias: string | null;
  ownerName: string | null;
}

export type Resolved =
  /** `heard`: no name is spelt as said, this one only sounds or looks like it, so the reply should name her. */
  | { kind: "one"; customer: CustomerRef; heard: boolean }
  /** One candidate alone means: probably she, but a doubt remains. */
  | { kind: "ambiguous"; said: string; candidates: Candidate[] }
  | { kind: "not-found"; said: string; nearest: string[] };

export type ResolvedMany =
  | { kind: "many"; customers: CustomerRef[]; heard: boolean }
  | Exclude<Resolved, { kind: "one" }>;

export interface ResolveOptions {
  /** When nothing at all was said, she who was spoken of last is meant. */
  fallbackFocus?: boolean;
}

/** As many as fit on a card with one button each. */
export const CANDIDATES_MAX = 5;

/** The one customer meant by `said` ("张姐", "3456", "她", "第二个", "#id:…"). */
export async function resolveCustomer(turn: Turn, said: string, options: ResolveOptions = {}): Promise<Resolved> {
  const read = readSaid(said);
  switch (read.kind) {
    case "nothing":
      return options.fallbackFocus ? bySpokenOf(turn, said) : { kind: "not-found", said, nearest: [] };
    case "focus":
      return bySpokenOf(turn, said);
    case "id":
      return pick(said, await findByIds(turn.tx, [read.id]));
    case "ordinal":
      return pick(said, await findByIds(turn.tx, atPosition(turn.shown.customers, read.position)));
    case "shown":
      return pick(said, await findByIds(turn.tx, shownIds(turn, read)));
    case "phone":
      return pick(said, await findByPhoneHash(turn.tx, turn.vault.hashPhone(read.digits)));
    case "tail":
      return byTail(turn, said, read);
    case "name":
      return byName(turn, said, read.name);
  }
}

/** Those meant by 她们, 这几个, 前三个, 张姐和王芳; each must be clear. */
export async function resolveMany(turn: Turn, said: string, options: ResolveOptions = {}): Promise<ResolvedMany> {
  const whole = readSaid(said);
  if (whole.kind === "shown") {
    const customers = await findByIds(turn.tx, shownIds(turn, whole));
    return customers.length > 0
      ? { kind: "many", customers: customers.map(refOf), heard: false }
      : { kind: "not-found", said, nearest: [] };
  }
  const parts = whole.kind === "name" ? splitSaid(said) : [said];
  const customers: CustomerRef[] = [];
  let heard = false;
  // Bounded by SPLIT_MAX, and nearly always one.
  for (const part of parts.length > 0 ? parts : [said]) {
    const one = await resolveCustomer(turn, part, options);
    if (one.kind !== "one") return one;
    heard ||= one.heard;
    if (!customers.some((customer) => customer.id === one.customer.id)) customers.push(one.customer);
  }
  return { kind: "many", customers, heard };
}

async function bySpokenOf(turn: Turn, said: string): Promise<Resolved> {
  const { focus, customers } = turn.shown;
  // Without somebody spoken of, 她 is whoever is on show, if that is one person; otherwise we ask which.
  return pick(said, await findByIds(turn.tx, focus ? [focus] : someone(customers).slice(0, CANDIDATES_MAX)));
}

function shownIds(turn: Turn, read: Extract<Said, { kind: "shown" }>): string[] {
  const ids = someone(read.first === null ? turn.shown.customers : turn.shown.customers.slice(0, read.first));
  return ids.length === 0 && turn.shown.focus ? [turn.shown.focus] : ids;
}

function atPosition(ids: readonly string[], position: number): string[] {
  const id = ids.at(position < 0 ? position : position - 1);
  return id === undefined ? [] : someone([id]);
}

/** Once each, without the lines about nobody. */
function someone(ids: readonly string[]): string[] {
  return [...new Set(ids)].filter((id) => id !== "");
}

async function byTail(turn: Turn, said: string, read: Extract<Said, { kind: "tail" }>): Promise<Resolved> {
  const found = await findByTail(turn.tx, read.tail);
  const { name } = read;
  if (name === null) return pick(said, found);
  const surname = titledName(name)?.surname;
  const named = found.filter(
    (one) => one.name.includes(name) || one.alias === name || (surname && one.name.startsWith(surname)),
  );
  return named.length > 0 ? pick(said, named) : { kind: "not-found", said, nearest: found.map((one) => one.name) };
}

/** exact → alias → surname with title, given name → same sound → one slip; the first step with anybody decides. */
async function byName(turn: Turn, said: string, name: string): Promise<Resolved> {
  if (name.length > NAME_MAX) return { kind: "not-found", said, nearest: [] };
  const titled = titledName(name);
  const sounds = pinyinOf(name);
  const found = await findByName(turn.tx, {
    spelt: [name, ...optional(withoutTitle(name))],
    // 思雨: any surname before it. A name that is whole already (王芳) has no given name left to complete.
    completed: isGivenName(name) ? SURNAMES.map((surname) => surname + name) : [],
    surname: titled?.surname ?? null,
    hint: titled?.hint ?? null,
    sounds: sounds === "" ? [] : [sounds],
  });
  const best = lowestLevel(found, titled?.surname ?? null);
  if (best.length > 0) return choose(turn, said, best, titled?.hint ?? null);

  const near = await findNearName(turn.tx, {
    completedSounds: isGivenName(name) ? SURNAME_SOUNDS.map((surname) => `${surname} ${sounds}`) : [],
    misheard: misheard(sounds),
    slips: slipPatterns(name),
    surname: surnameOf(name),
  });
  const meant = near.filter(
    (one) => one.level < NEAR || (one.level === NEAR && one.name.length >= SLIP_LENGTH_MIN && oneSlip(one.name, name)),
  );
  const heard = lowestLevel(meant, null);
  if (heard.length > 0) return pick(said, heard, true);
  return { kind: "not-found", said, nearest: [...new Set(near.map((one) => one.name))].slice(0, NEAREST_MAX) };
}

/** The longest names on identity cards; anything longer is a sentence. */
const NAME_MAX = 16;
/** With two letters one slip leaves little more than the surname: 张丽 is not a slip for 张丽华 but somebody else. */
const SLIP_LENGTH_MIN = 3;
const NEAREST_MAX = 3;
/** Levels of `findByName` and `findNearName` from which on spelling no longer agrees. */
const HEARD = 4;
const NEAR = 7;

function isGivenName(name: string): boolean {
  return /^\p{Script=Han}{1,2}$/u.test(name);
}

function slipPatterns(name: string): string[] {
  if (name.length < SLIP_LENGTH_MIN || !/^[\p{Script=Han}A-Za-z]+$/u.test(name)) return [];
  const letters = [...name];
  const exchanged = letters.map((_, at) => letters.with(at, "_").join(""));
  const leftOut = letters.map((_, at) => letters.toSpliced(at, 1).join(""));
  const putIn = letters.map((_, at) => letters.toSpliced(at + 1, 0, "_").join(""));
  return [...exchanged, ...leftOut, ...putIn];
}

function lowestLevel(found: readonly NameMatch[], surname: string | null): NameMatch[] {
  // 欧总 is not 欧阳娜娜.
  const fitting = found.filter((one) => one.level !== 3 || surname === null || surnameOf(one.name) === surname);
  const lowest = Math.min(...fitting.map((one) => one.level));
  return fitting.filter((one) => one.level === lowest);
}

/** A title breaks a tie only when exactly one person fits it and all others are known not to. */
function choose(turn: Turn, said: string, found: readonly NameMatch[], hint: TitleHint | null): Resolved {
  const [first] = found;
  const heard = (first?.level ?? 0) >= HEARD;
  // 老王 may well be thirty: where he is the only 王, an age guessed from a nickname is no doubt.
  const onlyAge = hint?.gender === null && found.length === 1;
  if (hint === null || onlyAge || first?.level !== 3) return pick(said, found, heard);
  const year = splitDay(turn.today).year;
  const fits = found.map((one) => fitOf(one, hint, year));
  const possible = found.filter((_, index) => fits[index] !== "no");
  const [only, ...others] = possible;
  if (only && others.length === 0) return { kind: "one", customer: refOf(only), heard: false };
  // Nobody fits the title (张姐, and the only 张 is a man): ask even about a single one.
  if (possible.length === 0) return ambiguous(said, found);
  return ambiguous(said, possible);
}

function fitOf(one: NameMatch, hint: TitleHint, year: number): "yes" | "no" | "unknown" {
  if (hint.gender !== null && one.gender !== "unknown") return one.gender === hint.gender ? "yes" : "no";
  if (hint.gender === null && hint.age !== null && one.birthdayYear !== null) {
    const age = year - one.birthdayYear;
    // Between 35 and 50 a person may be called either way.
    if (hint.age === "older") return age >= 50 ? "yes" : age < 35 ? "no" : "unknown";
    return age < 35 ? "yes" : age >= 50 ? "no" : "unknown";
  }
  return "unknown";
}

function pick(said: string, found: readonly NameMatch[], heard = false): Resolved {
  const [first, ...others] = found;
  if (!first) return { kind: "not-found", said, nearest: [] };
  return others.length === 0 ? { kind: "one", customer: refOf(first), heard } : ambiguous(said, found);
}

function ambiguous(said: string, found: readonly NameMatch[]): Resolved {
  const candidates = found.slice(0, CANDIDATES_MAX).map((one) => ({
    ...refOf(one),
    phoneTail: one.phoneTail,
    tier: one.tier,
    alias: one.alias,
    ownerName: one.ownerName,
  }));
  return { kind: "ambiguous", said, candidates };
}

function refOf(one: NameMatch): CustomerRef {
  return { id: one.id, name: one.name, ownerId: one.ownerId, storeId: one.storeId };
}

function optional<T>(value: T | null): T[] {
  return value === null ? [] : [value];
}
