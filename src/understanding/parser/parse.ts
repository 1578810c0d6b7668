// One sentence → plans and the words that fitted nothing. Offline, deterministic, in some tenths of a millisecond.
import { dayOf } from "../../calendar/day.ts";
import { storable } from "../../message.ts";
import type { Plan } from "../../skill.ts";
import { readApart } from "./apart.ts";
import { type Aside, readAsides } from "./asides.ts";
import { blanksAsStops } from "./blanks.ts";
import { readBySound, type Stretch } from "./by-sound.ts";
import { type Filler, isColon, STOP } from "./costs.ts";
import { isDenied } from "./denial.ts";
import type { Grammar, Phrase, Said, SaidAt } from "./grammar.ts";
import { findImpossible } from "./impossible.ts";
import { type Lexicon, readSpans, type SaidWhen } from "./lattice.ts";
import { type Refused, type Sentence, sentenceOf } from "./match.ts";
import { isApart, type Normalised, normalise, spell } from "./normalise.ts";
import { withoutNumbers } from "./numbered.ts";
import { PASTED_MIN, readPasted } from "./pasted.ts";
import { isWhole, type ParserReading, type PieceReading } from "./reading.ts";
import { readParted, runOnsIn, type Seam, seamsOf } from "./seams.ts";
import { isSmile } from "./smiles.ts";
import type { Lattice } from "./span.ts";
import type { Capture, Match } from "./trace.ts";
import { isUnreadName } from "./unread-name.ts";
import { PUNCTUATION, wordsAt } from "./vocabulary.ts";
import { unwrapped } from "./wrapping.ts";

/** Longest text read; what is pasted beyond it is left over. Longer messages are notes, not commands. */
export const TEXT_MAX = 1000;

export function parse(grammar: Grammar, raw: string, at: SaidWhen, lexicon: Lexicon): ParserReading {
  const text = withoutNumbers(storable(raw.slice(0, TEXT_MAX)));
  const reading =
    text.length > PASTED_MIN
      ? readPasted(text, (piece) => readPiece(grammar, piece, at, lexicon))
      : readPiece(grammar, text, at, lexicon);
  const { noteFrom: _, ...read } = reading;
  return { ...read, plans: withoutRepeats(inheritPeople(reading)) };
}

function readPiece(grammar: Grammar, raw: string, at: SaidWhen, lexicon: Lexicon): PieceReading {
  const asTyped = readOne(grammar, raw, at, lexicon);
  const { piece } = asTyped;
  const whole = isWhole(piece);
  const readAgain = (mended: string) => readOne(grammar, mended, at, lexicon);
  const ranOn = readParted(raw, piece, asTyped.runOns, readAgain);
  if (ranOn) return ranOn;
  // A note may hold anything, and blanks too; and where no free words ran on over a blank, it parts nothing.
  if (whole && (piece.noteFrom !== null || !asTyped.runsOn)) return piece;
  const muddle = isMuddle(piece, raw);
  const stopped = muddle || piece.leftover.length > 2 ? null : blanksAsStops(raw);
  const withStops = stopped === null ? null : readOne(grammar, stopped, at, lexicon);
  if (withStops && isWhole(withStops.piece) && (!whole || isFiner(withStops, asTyped))) return withStops.piece;
  if (whole) return piece;
  const again = (mended: string) => readAgain(mended).piece;
  const apart = isTornOnly(piece) ? readApart(raw, piece, again, asTyped.tornAt) : null;
  if (apart || muddle) return apart ?? piece;
  const parted =
    asTyped.left.length === 1
      ? readParted(
          raw,
          piece,
          asTyped.left.flatMap((left) => seamsOf(raw, left, piece.plans.length > 0)),
          readAgain,
        )
      : null;
  if (parted) return parted;
  return readBySound(grammar, raw, asTyped.left, [...at.people, ...lexicon.staff], again) ?? piece;
}

/** So much said and not all of it understood: no comma and no one word makes it clear. */
const isMuddle = (piece: PieceReading, raw: string): boolean =>
  !isWhole(piece) && (raw.length > LONG || (raw.length > 20 && piece.leftover.length > 2));
const LONG = 30;

/** One clause read as several things, and nothing else amiss. */
const isTornOnly = ({ torn, plans, leftover, astray, impossible }: PieceReading): boolean =>
  torn && plans.length <= THINGS_MAX && leftover.length === 0 && !astray && impossible === null;
/** Nobody asks more at once without a stop between. */
const THINGS_MAX = 3;

/** One reading, and what must be known of it to weigh it against others. */
interface Read {
  piece: PieceReading;
  /** Where what was left over stands, as typed. */
  left: readonly Stretch[];
  /** Rules that fitted the words and not the sense. */
  refused: readonly Match[];
  /** Some rule fits every word, whatever came of it. */
  explained: boolean;
  /** One rule for all of it. */
  alone: boolean;
  /** Several clauses, each read by a rule of its own. */
  isSeveral: boolean;
  /** Free words hold a blank. */
  runsOn: boolean;
  /** Places, as typed, where free words of what was read whole may hold another command. */
  runOns: readonly Seam[];
  /** Where, as typed, a second question begins with nothing before it that joins. */
  tornAt: readonly number[];
  /** Characters of the shortest of the clauses but the first. */
  shortest: number;
}

/** 「第一条搞定 她生日5月6号」: free words had run on over a blank into another command. */
const isFiner = (withStops: Read, asTyped: Read): boolean =>
  withStops.isSeveral &&
  !withStops.piece.general &&
  withStops.shortest >= COMMAND_MIN &&
  withStops.piece.plans.length > asTyped.piece.plans.length &&
  withStops.piece.noteFrom === null;
/** 「没买 嫌贵」: shorter words go with what stands before them. */
const COMMAND_MIN = 5;

function readOne(grammar: Grammar, raw: string, at: SaidWhen, lexicon: Lexicon): Read {
  const normal = unwrapped(normalise(raw));
  const asides = readAsides(normal);
  const lattice = readSpans(grammar, normal, at, lexicon, asides);
  const fillers = readFillers(grammar, normal.text, asides, lattice);
  const sentence = { ...sentenceOf(grammar.automaton, lattice, fillers), lattice, asides };
  const first = readWith(grammar, normal, at, sentence);
  const [unmeant, ...more] = first.refused;
  // Where several rules were refused, or the rest is torn, another way has never made sense of all.
  if (unmeant === undefined || more.length > 0 || !first.explained || first.piece.torn) return first;
  const yields = grammar.phrases[unmeant.rule]?.yields === true;
  const hopeless = !mayJoin(normal.text) || (raw.length > LONG && first.piece.plans.length === 0);
  if (!yields && hopeless) return first;
  const reading = readWith(grammar, normal, at, sentence, unmeant);
  // One clause is not turned over until something fits; of several, one may have swallowed another.
  const fits = reading.isSeveral || (reading.alone && yields);
  return isWhole(reading.piece) && !reading.piece.general && fits ? reading : first;
}

function readWith(
  grammar: Grammar,
  normal: Normalised,
  at: SaidWhen,
  sentence: Sentence & { lattice: Lattice; asides: readonly Aside[] },
  refused?: Refused,
): Read {
  const { asides } = sentence;
  let parsed = grammar.search(sentence, refused);
  // 「是」「谢谢」 alone are no padding but the message itself.
  if (parsed.matches.length === 0 && parsed.leftover.length === 0)
    parsed = grammar.search(sentenceOf(grammar.automaton, sentence.lattice, []), refused);
  const context = { now: at.now, zone: at.zone, today: dayOf(at.now, at.zone), text: normal.text };
  const leftover = parsed.leftover.map((run) => ({ ...run }));
  const found = parsed.matches.map((match) => withoutJoint(match, normal.text));
  const matches = soberMatches(grammar, normal.text, found, leftover, asides);
  const plans: Plan[] = [];
  const read: Match[] = [];
  const commands: Match[] = [];
  const unmeant: Match[] = [];
  let vague = true;
  let general = false;
  const tornAt: number[] = [];
  let toldOn = false;
  for (const { match, denied } of matches) {
    const phrase = grammar.phrases[match.rule];
    const said = saidOf(match, normal, context);
    const made = denied ? phrase?.instead?.(said) : phrase?.make(said);
    const meant = made === null || made === undefined ? null : Array.isArray(made) ? made : [made];
    if (meant === null || isBare(meant, phrase, match, { matches, leftover }, normal.text)) {
      leftover.push({ start: match.start, end: match.end });
      if (meant === null && !denied) unmeant.push(match);
    } else {
      if (isTorn(read.at(-1) ?? null, plans.at(-1) ?? null, match, meant, normal.text))
        tornAt.push(normal.at(match.start));
      toldOn ||= isToldOn(read.at(-1) ?? null, match, normal.text);
      plans.push(...meant);
      const isVague = meant.every((plan) => phrase?.vague?.(plan) === true);
      vague &&= isVague;
      general ||= isVague && meant.length > 0;
      read.push(match);
      if (meant.length > 0) commands.push(match);
    }
  }
  const note = read
    .map(({ captures, groups }) => captures.find(isNoteText) ?? groups.find(({ name }) => name === "text"))
    .find((part) => part !== undefined);
  leftover.sort((a, b) => a.start - b.start);
  const words = leftover.map(({ start, end }) => trim(normal.slice(start, end))).filter((text) => !isSmile(text));
  const piece = {
    plans,
    noteFrom: note === undefined ? null : normal.at(note.start),
    leftover: words,
    spans: explain(read, normal),
    unexplained: share(words, normal.text),
    vague: vague && words.reduce((sum, word) => sum + word.length, 0) >= ASIDE_MIN,
    torn: tornAt.length > 0,
    general,
    astray:
      toldOn ||
      read.some((match) => isAstray(match, leftover, normal.text)) ||
      leftover.some((run) => isUnreadName(run, normal.text)),
    impossible: findImpossible(normal.text),
  };
  return {
    piece,
    left: leftover.map(({ start, end }) => ({ start: normal.at(start), end: normal.at(end) })),
    refused: unmeant,
    runsOn: read.some(({ captures }) =>
      captures.some(({ span, start, end }) => span === null && /\s/u.test(normal.slice(start, end))),
    ),
    shortest: Math.min(...commands.slice(1).map(({ start, end }) => end - start)),
    runOns: isWhole(piece)
      ? read
          .flatMap((match) => runOnsIn(sentence.lattice, match))
          .map((seam) => ({ ...seam, place: normal.at(seam.place) }))
      : [],
    tornAt,
    explained: parsed.leftover.length === 0,
    alone: matches.length === 1,
    isSeveral:
      read.length > 1 &&
      read.every((match, index) => index === 0 || isJoined(read[index - 1] as Match, match, normal.text)),
  };
}

const isNoteText = ({ span, name }: Capture): boolean => span === null && name === "text";

/** 「折扣信息删掉」: a general reading (a bare name at the door) that unread words touch, beside others, is no reading. */
function isBare(
  plans: readonly Plan[],
  phrase: Phrase | undefined,
  match: Match,
  { matches, leftover }: { matches: readonly unknown[]; leftover: readonly { start: number; end: number }[] },
  text: string,
): boolean {
  if (matches.length < 2 || !plans.every((plan) => phrase?.vague?.(plan) === true)) return false;
  return leftover.some(
    ({ start, end }) =>
      end - start >= ASIDE_MIN && (start === match.end || end === match.start) && trim(text.slice(start, end)) !== "",
  );
}

/** 「林悦说把欢迎语改成您好」: what somebody said runs on, and is no order. */
function isToldOn(before: Match | null, match: Match, text: string): boolean {
  return before !== null && before.end === match.start && TOLD.test(text.slice(before.start, before.end));
}
const TOLD = /[说讲](?:把|将|就|要|帮|替|给|让|叫|我|你|先|都|去)*$/u;

/** 「提醒我给张姐打电话 顺便查下…」: the word that leads over to the next command is no part of the last. */
function withoutJoint(match: Match, text: string): Match {
  if (match.end === text.length) return match;
  const end = match.start + text.slice(match.start, match.end).replace(JOINING, "").length;
  const isCut = (part: { start: number; end: number }) => part.end > end && part.start < end;
  if (end === match.end || !match.captures.some((part) => part.span === null && part.end > end)) return match;
  const cut = <T extends { name: string; start: number; end: number }>(part: T): T =>
    isCut(part) ? { ...part, end } : part;
  const captures = match.captures.filter((part) => part.span !== null || part.start < end).map(cut);
  return { ...match, end, captures, groups: match.groups.map(cut) };
}
const JOINING = /[\s，,]*(?:(?:顺便|顺带|顺手|顺嘴|顺道|然后|另外|还有|接着|同时|完了|回头)再?|再)$/u;

/** Free words beside words that nothing explains: where they begin or end is a guess. */
function isAstray(match: Match, leftover: readonly { start: number; end: number }[], text: string): boolean {
  if (!match.captures.some(({ span }) => span === null)) return false;
  return leftover.some(
    ({ start, end }) =>
      [...trim(text.slice(start, end))].length >= ASIDE_MIN &&
      ((start >= match.start && end <= match.end) ||
        !hasStop(text.slice(Math.min(end, match.end), Math.max(start, match.start)))),
  );
}
const hasStop = (text: string) => [...text].some((char) => STOP.has(char));

/** One clause read as two things of different skills, with nothing said between them that joins. */
function isTorn(before: Match | null, last: Plan | null, match: Match, plans: readonly Plan[], text: string): boolean {
  if (before === null || last === null || plans[0] === undefined) return false;
  const skill = ({ kind }: Plan) => kind.split(".")[0];
  return skill(last) !== skill(plans[0]) && !isJoined(before, match, text);
}
const isJoined = (before: Match, match: Match, text: string): boolean =>
  JOINT.test(text.slice(before.end - 1, match.start + 2)) || JOINED.test(text.slice(before.start, match.start));
const JOINT = /[\s，,。；;！!？?、：:和并再还然另顺跟]/u;
const mayJoin = (text: string): boolean => JOINT.test(text.slice(1));
/** 「…的电话，还有…」, 「…卖了多少，看下…」: the word that leads over was taken for the end of the first. */
const JOINED =
  /[\s，,。；;](?:还有|也有|再有|另有|有|(?:顺便|顺带|顺手|顺嘴|顺道|另外|然后|再|帮我?|给我|我要|我想)*(?:[看查瞧翻问说][看查]?[下我]?|一下)?)[\s，,]*$/u;

/** A stray syllable (啦, 个) beside a general reading is no question of its own. */
const ASIDE_MIN = 2;

/** Where words that mean nothing start and end; those that close a clause are marked, they belong to no free words. */
function readFillers(grammar: Grammar, text: string, asides: readonly Aside[], lattice: Lattice): Filler[][] {
  const fillers = Array.from(text, () => [] as Filler[]);
  for (let position = text.length - 1; position >= 0; position--)
    wordsAt(grammar.fillers, text, position, (end, types) => {
      // 「换成：哈喽，我是…」: what begins the words to be taken closes nothing.
      const closes =
        types.some(({ type }) => type === "final") &&
        !isColon(text, position - 1) &&
        (end === text.length ||
          STOP.has(text[end] as string) ||
          text[end] === " " ||
          fillers[end]?.some((filler) => filler.closes) === true);
      fillers[position]?.push({ end, closes });
    });
  for (const { start, end } of asides) fillers[start]?.push({ end, closes: true, aside: true });
  for (const { type, end } of /[她他]/u.test(text) ? lattice.at.flat() : []) {
    const again = "啊呀呢嘛".includes(text[end] ?? " ") ? end + 1 : end;
    if (type === "who" && AGAIN.test(text.slice(again, again + 2)))
      fillers[again]?.push({ end: again + 1, closes: false });
  }
  return fillers;
}
/** 窦总啊他买了…: whoever was just named, once more. */
const AGAIN = /^[她他](?!们|[的说家人])/u;

/** Without small talk inside or beside commands; statements that are denied or asked are marked. */
function soberMatches(
  grammar: Grammar,
  text: string,
  matches: readonly Match[],
  leftover: { start: number; end: number }[],
  asides: readonly Aside[],
): { match: Match; denied: boolean }[] {
  const isSmall = (match: Match) => grammar.phrases[match.rule]?.small === true;
  const business = matches.some((match) => !isSmall(match));
  const captured = new Array<boolean>(text.length).fill(false);
  for (const { start, end } of asides) captured.fill(true, start, end);
  const kept: Match[] = [];
  for (const match of matches) {
    const alone = standsAlone(text, match);
    if (isSmall(match) && (business || (!alone && leftover.length > 0))) {
      // 「不用给王芳写」: a no inside a clause is no answer but turns the clause round.
      if (!alone) leftover.push({ start: match.start, end: match.end });
      continue;
    }
    kept.push(match);
    for (const { start, end } of match.captures) captured.fill(true, start, end);
  }
  return kept.map((match) => ({
    match,
    denied: grammar.phrases[match.rule]?.tells === true && isDenied(text, match, captured),
  }));
}
function standsAlone(text: string, match: Match): boolean {
  return (
    (match.start === 0 || PUNCTUATION.test(text[match.start - 1] as string)) &&
    (match.end === text.length ||
      PUNCTUATION.test(text[match.end] as string) ||
      /^[吧哈啊呀呢哦啦嘛了的]/u.test(text.slice(match.end)))
  );
}

/**
 * One of these is made for every match. Methods, not arrow functions: functions that must be named cost more; and every
 * field by its name, for so its shape is known before it is made.
 */
function saidOf(match: Match, normal: Normalised, { now, zone, today, text }: SaidAt): Said {
  return {
    now,
    zone,
    today,
    text,
    captures: match.captures,
    groups: match.groups,
    spell({ start, end }) {
      return trim(spell(normal, start, end));
    },
    apart(place) {
      return (
        isApart(normal, place) ||
        /[\s:：]/u.test(normal.text[place - 1] ?? "") ||
        /[\s,]/u.test(normal.text[place] ?? "")
      );
    },
    typed({ start, end }) {
      return normal.slice(start, end).replace(/^[\s，,。；;：:]+|[\s，,。；;]+$/gu, "");
    },
    get(name) {
      return match.captures.find((capture) => capture.name === name) ?? null;
    },
    all(name) {
      return match.captures.filter((capture) => capture.name === name);
    },
    has(name) {
      return match.captures.some((capture) => capture.name === name);
    },
    words(name) {
      const capture = match.captures.find((candidate) => candidate.name === name);
      return capture ? trim(spell(normal, capture.start, capture.end)) : null;
    },
    groupWords(name) {
      const group = match.groups.find((candidate) => candidate.name === name);
      return group && group.end > group.start ? trim(spell(normal, group.start, group.end)) : null;
    },
  };
}

/** 「太长了，精简点」 says one thing twice. */
function withoutRepeats(plans: Plan[]): Plan[] {
  if (plans.length < 2) return plans;
  const seen = new Set<string>();
  return plans.filter((plan) => {
    const words = JSON.stringify(plan);
    return !seen.has(words) && seen.add(words);
  });
}

const PRONOUN = /^(她|他|ta|TA|Ta|这位|那位|)$/u;
/** 「她答应周末来，周六提醒我联系」: something to do with her. */
const isTowardsHer = ({ kind, text }: Plan): boolean =>
  kind === "followups.create" && /^(?:跟进|再?联系|回访|再?打|再?问|再?约|叫|催|确认)/u.test(String(text));
const HER = /^(?:她|他|ta)$/iu;
/** The last digits of a phone stand for her as a name does. */
const TAIL = /^\d{4,}(?=的)/u;
/** What stands for somebody and is no name. */
const NO_NAME = /^(?:第|[她他这那]|ta$|\d+$|上|刚|最后|前|后)/iu;

/** 「张姐买了裙子，记她喜欢真丝，下周三提醒我」: later plans mean the person named before, unless they name another. */
function inheritPeople({ plans, spans }: PieceReading): Plan[] {
  const names = spans.flatMap(({ text, type }) => (type === "who" && !NO_NAME.test(text) ? [text] : []));
  let named: string | null = null;
  let ofHer = false;
  return plans.map((plan) => {
    if (plan.kind === "customers.create" && typeof plan.name === "string") named = plan.name;
    // 蓝姐这条换一个 她不爱用叠词: the draft was named by its customer.
    if (typeof plan.which === "string") {
      const { which } = plan;
      named = names.find((name) => which === name || which.startsWith(`${name}的`)) ?? TAIL.exec(which)?.[0] ?? named;
    }
    if (!("who" in plan)) return plan;
    const who = plan.who;
    if (typeof who === "string" && !PRONOUN.test(who)) {
      named = who;
      return plan;
    }
    if (named !== null && (who === null || typeof who === "string")) return { ...plan, who: named };
    if (who === null && ofHer && isTowardsHer(plan)) return { ...plan, who: "她" };
    ofHer ||= who === "" || (typeof who === "string" && HER.test(who));
    return who === "" ? { ...plan, who: "她" } : plan;
  });
}

function trim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && PUNCTUATION.test(text[start] as string)) start++;
  while (end > start && PUNCTUATION.test(text[end - 1] as string)) end--;
  return text.slice(start, end);
}

function share(leftover: string[], text: string): number {
  const all = [...text].filter((char) => !PUNCTUATION.test(char)).length;
  return all === 0 ? 0 : leftover.reduce((sum, word) => sum + word.length, 0) / all;
}

/** What was recognised, in order: each typed stretch that a chosen reading used, and its free words. */
function explain(matches: Match[], normal: Normalised): ParserReading["spans"] {
  return matches.flatMap((match) =>
    match.captures.map(({ name, start, end, span }) => ({
      text: normal.slice(start, end),
      type: span === null ? `free words: ${name}` : span.type.replace(/^=.*$/u, "word").replace(/^@/u, ""),
      reading: span?.value ?? null,
    })),
  );
}
