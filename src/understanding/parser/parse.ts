// One sentence → plans and the words that fitted nothing. Offline, deterministic, in well under a millisecond.
import { dayOf, localIso } from "../../calendar/day.ts";
import { storable } from "../../message.ts";
import type { Plan } from "../../skill.ts";
import { readApart } from "./apart.ts";
import { type Aside, readAsides } from "./asides.ts";
import { blanksAsStops } from "./blanks.ts";
import { readBySound } from "./by-sound.ts";
import { type DateSpan, readDates } from "./dates.ts";
import { isDenied } from "./denial.ts";
import type { Grammar, Phrase, Said, SaidAt } from "./grammar.ts";
import { findImpossible } from "./impossible.ts";
import { type Filler, type Refused, type Sentence, STOP, search } from "./match.ts";
import { isApart, type Normalised, normalise, spell } from "./normalise.ts";
import { readNumbers } from "./numbers.ts";
import { readBounds, withBoth } from "./numbers-bounds.ts";
import type { BoundSpan, NumberSpan } from "./numbers-span.ts";
import { PASTED_MIN, readPasted } from "./pasted.ts";
import { addPeople } from "./people.ts";
import { isWhole, type ParserReading, type PieceReading } from "./reading.ts";
import { addSpan, emptyLattice, type Lattice, type Span } from "./span.ts";
import type { Match } from "./trace.ts";
import { indexWords, PUNCTUATION, type WordIndex, wordsAt } from "./vocabulary.ts";
import { unwrapped } from "./wrapping.ts";

/** Names of the shop in hand: they change from shop to shop and speaker to speaker. */
export interface Lexicon {
  tiers: readonly string[];
  staff: readonly string[];
  stores: readonly string[];
  tags: readonly string[];
  categories: readonly string[];
}
export const emptyLexicon: Lexicon = { tiers: [], staff: [], stores: [], tags: [], categories: [] };

/** When and where a sentence is said, and which names in it are known to be visible customers'. */
export interface SaidWhen {
  now: Date;
  zone: string;
  people: readonly string[];
}

/** Longest text read; what is pasted beyond it is left over. Longer messages are notes, not commands. */
export const TEXT_MAX = 1000;

export function parse(grammar: Grammar, raw: string, at: SaidWhen, lexicon: Lexicon): ParserReading {
  const text = storable(raw.slice(0, TEXT_MAX));
  const reading =
    text.length > PASTED_MIN
      ? readPasted(text, (piece) => readPiece(grammar, piece, at, lexicon))
      : readPiece(grammar, text, at, lexicon);
  const { noteFrom: _, ...read } = reading;
  return { ...read, plans: withoutRepeats(inheritPeople(reading.plans)) };
}

function readPiece(grammar: Grammar, raw: string, at: SaidWhen, lexicon: Lexicon): PieceReading {
  const asTyped = readOne(grammar, raw, at, lexicon);
  const whole = isWhole(asTyped.piece);
  // A note may hold anything, and blanks too.
  if (whole && asTyped.piece.noteFrom !== null) return asTyped.piece;
  const stopped = blanksAsStops(raw);
  const withStops = stopped === null ? null : readOne(grammar, stopped, at, lexicon);
  if (withStops && isWhole(withStops.piece) && (!whole || isFiner(withStops, asTyped))) return withStops.piece;
  if (whole) return asTyped.piece;
  const names = [...at.people, ...lexicon.staff];
  const again = (mended: string) => readOne(grammar, mended, at, lexicon).piece;
  const apart = asTyped.piece.torn && isExplained(asTyped.piece) ? readApart(raw, asTyped.piece, again) : null;
  return apart ?? readBySound(grammar, raw, asTyped.piece, names, again) ?? asTyped.piece;
}

const isExplained = ({ leftover, astray, impossible }: PieceReading): boolean =>
  leftover.length === 0 && !astray && impossible === null;

/** One reading, and what must be known of it to weigh it against others. */
interface Read {
  piece: PieceReading;
  /** Rules that fitted the words and not the sense. */
  refused: readonly Match[];
  /** Some rule fits every word, whatever came of it. */
  explained: boolean;
  /** One rule for all of it. */
  alone: boolean;
  /** Several clauses, each read by a rule of its own. */
  isSeveral: boolean;
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

/** So often a sentence is read anew without the rules whose sense it refused. */
const ANEW_MAX = 5;

function readOne(grammar: Grammar, raw: string, at: SaidWhen, lexicon: Lexicon): Read {
  const normal = unwrapped(normalise(raw));
  const asides = readAsides(normal);
  const lattice = readSpans(grammar, normal, at, lexicon, asides);
  const sentence = { lattice, fillers: readFillers(grammar, normal.text, asides), asides };
  const refused = new Map<number, Set<number>>();
  const first = readWith(grammar, normal, at, sentence, refused);
  let reading = first;
  for (let anew = 0; anew < ANEW_MAX && reading.refused.length > 0 && reading.explained; anew++) {
    for (const { start, rule } of reading.refused) refused.set(start, (refused.get(start) ?? new Set()).add(rule));
    reading = readWith(grammar, normal, at, sentence, refused);
  }
  // One clause is not turned over until something fits; of several, one may have swallowed another.
  const yielded = first.refused.every(({ rule }) => grammar.phrases[rule]?.yields === true);
  const fits = reading.isSeveral || (reading.alone && yielded);
  return reading !== first && isWhole(reading.piece) && !reading.piece.general && fits ? reading : first;
}

function readWith(
  grammar: Grammar,
  normal: Normalised,
  at: SaidWhen,
  sentence: Sentence & { asides: readonly Aside[] },
  refused: Refused,
): Read {
  const { asides } = sentence;
  let parsed = search(grammar.automaton, grammar.states, sentence, refused);
  // 「是」「谢谢」 alone are no padding but the message itself.
  if (parsed.matches.length === 0 && parsed.leftover.length === 0)
    parsed = search(grammar.automaton, grammar.states, { ...sentence, fillers: [] }, refused);
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
  let torn = false;
  for (const { match, denied } of matches) {
    const phrase = grammar.phrases[match.rule];
    const said = saidOf(match, normal, context);
    const made = denied ? phrase?.instead?.(said) : phrase?.make(said);
    const meant = made === null || made === undefined ? null : Array.isArray(made) ? made : [made];
    if (meant === null || isBare(meant, phrase, match, { matches, leftover }, normal.text)) {
      leftover.push({ start: match.start, end: match.end });
      if (meant === null && !denied) unmeant.push(match);
    } else {
      torn ||= isTorn(read.at(-1) ?? null, plans.at(-1) ?? null, match, meant, normal.text);
      plans.push(...meant);
      const isVague = meant.every((plan) => phrase?.vague?.(plan) === true);
      vague &&= isVague;
      general ||= isVague && meant.length > 0;
      read.push(match);
      if (meant.length > 0) commands.push(match);
    }
  }
  const [note] = read
    .flatMap(({ captures, groups }) => [...captures.filter(({ span }) => span === null), ...groups])
    .filter(({ name }) => name === "text");
  leftover.sort((a, b) => a.start - b.start);
  const words = leftover.map(({ start, end }) => trim(normal.slice(start, end))).filter((text) => text !== "");
  const piece = {
    plans,
    noteFrom: note === undefined ? null : normal.at(note.start),
    leftover: words,
    spans: explain(read, normal),
    unexplained: share(words, normal.text),
    vague: vague && words.reduce((sum, word) => sum + word.length, 0) >= ASIDE_MIN,
    torn,
    general,
    astray: read.some((match) => isAstray(match, leftover, normal.text)),
    impossible: findImpossible(normal.text),
  };
  return {
    piece,
    refused: unmeant,
    shortest: Math.min(...commands.slice(1).map(({ start, end }) => end - start)),
    explained: parsed.leftover.length === 0,
    alone: matches.length === 1,
    isSeveral:
      read.length > 1 &&
      read.every((match, index) => index === 0 || isJoined(read[index - 1] as Match, match, normal.text)),
  };
}

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
const JOINING = /[\s，,]*(?:(?:顺便|顺带|然后|另外|还有|接着|同时|完了|回头)再?|再)$/u;

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
/** 「…的电话，还有…」, 「…卖了多少，看下…」: the word that leads over was taken for the end of the first. */
const JOINED =
  /[\s，,。；;](?:还有|也有|再有|另有|有|(?:顺便|顺带|另外|然后|再|帮我?|给我|我要|我想)*(?:[看查瞧翻问说][看查]?[下我]?|一下)?)[\s，,]*$/u;

/** A stray syllable (啦, 个) beside a general reading is no question of its own. */
const ASIDE_MIN = 2;

/** Where words that mean nothing start and end; those that close a clause are marked, they belong to no free words. */
function readFillers(grammar: Grammar, text: string, asides: readonly Aside[]): Filler[][] {
  const fillers = Array.from(text, () => [] as Filler[]);
  for (let position = text.length - 1; position >= 0; position--)
    wordsAt(grammar.fillers, text, position, (end, types) => {
      const closes =
        types.includes("final") &&
        (end === text.length ||
          STOP.has(text[end] as string) ||
          text[end] === " " ||
          fillers[end]?.some((filler) => filler.closes) === true);
      fillers[position]?.push({ end, closes });
    });
  for (const { start, end } of asides) fillers[start]?.push({ end, closes: true, aside: true });
  return fillers;
}

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

let lexiconCache: { lexicon: Lexicon; index: WordIndex } | null = null;
function lexiconIndex(lexicon: Lexicon): WordIndex {
  if (lexiconCache?.lexicon !== lexicon) {
    const plain = (words: readonly string[]) => words.map((word) => normalise(word).text);
    const index = indexWords([
      { type: "tier", words: plain(lexicon.tiers) },
      { type: "staff", words: plain(lexicon.staff) },
      { type: "store", words: plain(lexicon.stores) },
      { type: "tag", words: plain(lexicon.tags) },
      { type: "category", words: plain(lexicon.categories) },
    ]);
    lexiconCache = { lexicon, index };
  }
  return lexiconCache.index;
}

const DONE_BEFORE = /[过了买]/u;
function readSpans(
  grammar: Grammar,
  normal: Normalised,
  at: SaidWhen,
  lexicon: Lexicon,
  asides: readonly Aside[],
): Lattice {
  const { text } = normal;
  const lattice = emptyLattice(text);
  const index = lexiconIndex(lexicon);
  const taken: Span[] = [];
  /** Where the name of a category ends, and where it starts. */
  const categoryEnds = new Map<number, number>();
  let position = 0;
  const add = (end: number, types: readonly string[]) => {
    // No 「hi」 in Sophie, and no 烦 of hers in 麻烦.
    if (cutsLatin(text, position) || cutsLatin(text, end) || inNuisance(text, position)) return;
    for (const type of types) {
      const span = { type, start: position, end, value: null, cost: 0 };
      addSpan(lattice, span);
      if (end - position > 1) taken.push(span);
      // 半裙没买过: an article said before what was done with it.
      if (type === "category" && !DONE_BEFORE.test(text[position - 1] ?? ""))
        addSpan(lattice, { ...span, type: "article" });
      if (type === "category") categoryEnds.set(end, Math.min(position, categoryEnds.get(end) ?? position));
    }
  };
  for (; position < text.length; position++) {
    wordsAt(grammar.words, text, position, add);
    wordsAt(index, text, position, add);
  }
  const dates = readDates(
    text.replace(SOFTENER, "，").replace(ON_HANDS, "，").replace(WHOLE, "，一").replace(SECOND_TIME, "，"),
    at.now,
    {
      zone: at.zone,
      textNormalised: true,
    },
  );
  // 每个月 is first of all a way of grouping.
  for (const date of dates)
    addSpan(lattice, { type: "date", start: date.start, end: date.end, value: date, cost: date.recurring ? 0.05 : 0 });
  for (const date of dates)
    if (date.duration !== undefined)
      addSpan(lattice, { type: "length", start: date.start, end: date.end, value: date, cost: 0 });
  // With an hour said, and still to come: what stands beside it is an appointment.
  for (const date of dates)
    if (date.recurring) addSpan(lattice, { type: "recurring", start: date.start, end: date.end, value: date, cost: 0 });
    else if (date.hasTime && /[点:钟时]/u.test(date.text) && isAhead(date, at))
      addSpan(lattice, { type: "hour", start: date.start, end: date.end, value: date, cost: 0 });
  const numbers = readNumbers(text).flatMap((number) => apart(number, normal));
  const inDate = (start: number, end: number) => dates.some((date) => date.start <= start && end <= date.end);
  for (const number of numbers) addNumber(lattice, number, inDate(number.start, number.end) ? 0.4 : 0);
  for (const bound of withBoth(text, readBounds(text)))
    addBound(lattice, bound, inDate(bound.start, bound.end) ? 0.4 : 0);
  addItems(lattice, categoryEnds);
  const overlaps = (start: number, end: number) =>
    taken.some((span) => span.start < end && start < span.end) ||
    dates.some((date) => date.start < end && start < date.end);
  addPeople(lattice, { known: at.people, staff: lexicon.staff }, numbers, overlaps);
  addGoods(lattice, asides);
  return lattice;
}

/** Two Latin letters stand on both sides of this place. */
function cutsLatin(text: string, place: number): boolean {
  return isLatin(text.charCodeAt(place)) && isLatin(text.charCodeAt(place - 1));
}
const inNuisance = (text: string, place: number): boolean => place > 0 && text.startsWith("麻烦", place - 1);
const isLatin = (code: number): boolean => code >= 0x61 && code <= 0x7a;

function isAhead(date: DateSpan, { now, zone }: SaidWhen): boolean {
  const from = (date.future ?? date).from;
  return from !== null && from > localIso(now, zone).slice(0, 19);
}

/** 「看下两个月没来的」: this 下 softens the verb before it and is no 「下两个月」. */
const SOFTENER =
  /(?<=[看查问说记找算列写发改弄理等稍名手底捞拉挑筛翻导搜调圈排盘数点给帮]|[一])下(?!午|周(?![太姐哥总女先小老阿])|个|月|星期|礼拜)|(?<=一)下(?=下)|(?<=[看查问说记找算列捞拉挑筛翻导搜调圈排盘数]一)下(?!午|个)/gu;

/** 「每个人手上一年没来的」: on her hands, and no year before. */
const ON_HANDS = /(?<=[手头身])上(?=[\d一二两俩仨三四五六七八九十半几年])/gu;

/** 一整年 is a year. */
const WHOLE = /一整(?=年|个月|个季度)/gu;

/** 「上个月二购」, 「上个月一共」: no second and no first of the month. */
const SECOND_TIME = /(?<=月)(?:二(?=购|单率|次[购复回])|一(?=共|直|下子|[次趟回单笔件分毛样点条双面块个]))/gu;

const UNITS: readonly { type: string; units: string }[] = [
  { type: "yuan", units: "元块" },
  { type: "times", units: "次回单笔趟" },
  { type: "years", units: "岁" },
  { type: "points", units: "分" },
  { type: "people", units: "个位名人" },
];
function unitOf(span: NumberSpan | BoundSpan): string | null {
  if (span.money) return "yuan";
  return (
    UNITS.find(({ units }) => span.unit !== undefined && units.includes(span.unit))?.type ??
    (span.unit === undefined ? "plain" : null)
  );
}

/** A number is there under its general type and under the type of its unit, so that patterns can be exact. */
function addNumber(lattice: Lattice, number: NumberSpan, cost: number): void {
  if (number.kind === "ordinal") {
    if (/^(?:[前头]|top)/u.test(number.text))
      addSpan(lattice, { type: "top", start: number.start, end: number.end, value: number, cost });
  } else addCounted(lattice, "number", number, cost);
}
function addBound(lattice: Lattice, bound: BoundSpan, cost: number): void {
  addCounted(lattice, "bound", bound, cost);
}
function addCounted(lattice: Lattice, kind: "number" | "bound", value: NumberSpan | BoundSpan, cost: number): void {
  const span = { start: value.start, value, cost };
  // 三次: the unit stands after the number and is read with it.
  const ends = value.unit && lattice.text.startsWith(value.unit, value.end) ? [value.end + value.unit.length] : [];
  const unit = unitOf(value);
  for (const end of [...ends, value.end]) {
    addSpan(lattice, { ...span, end, type: kind });
    if (unit !== null) addSpan(lattice, { ...span, end, type: `${kind}.${unit}` });
  }
}

/** Longest name of an article, and what ends one. */
const ITEM_MAX = 8;
const ITEM_BEFORE = /[过了买欢爱穿喝吃用戴着件条双套款对者或和、搭购手厌意情衷睐弃烦忌拿入订囤添败单走]/u;
/** 等羊绒大衣的: of what is wanted only by the name of its category. */
const WANTED_BEFORE = /[要等找求缺盼]/u;
/** 对了今天卖了多少, 小助手 …: nothing was bought or liked. */
const NO_ITEM_BEFORE = /(?:^|[哦啊诶嗯\s，,])对了?$|助手$/u;
const ITEM_END =
  /^(?:[的和或且但没不谁哪几吗呢了过又还，,。；;！!？?、:：\s\n]|客户|顾客|会员|客人|还是|以及|超过|以上|东西|什么|多少|今年|去年|上个|这个|一次|两次|一回|[金银]卡|钻石|打标|打上|打个|记[她他一]|提醒|生日|备注)/u;
/** 羊绒大衣: what ends in the name of a category is one article of that category. */
const COST_ITEM_OF_CATEGORY = 0.05;
/** 「花了三千 两次」: a blank was typed inside, and what follows it counts something else. */
function apart(number: NumberSpan, normal: Normalised): NumberSpan[] {
  for (let place = number.start + 1; place < number.end; place++) {
    if (!isApart(normal, place)) continue;
    const part = (from: number, to: number) =>
      readNumbers(normal.text.slice(from, to)).map((one) => ({ ...one, start: one.start + from, end: one.end + from }));
    const after = part(place, normal.text.length)[0];
    if (after?.start === place && after.unit !== undefined && !after.money)
      return [...part(number.start, place).slice(0, 1), after];
  }
  return [number];
}
/** Names of articles that no list holds: a short run of letters after a word of buying or liking. */
function addItems(lattice: Lattice, categoryEnds: ReadonlyMap<number, number>): void {
  const { text } = lattice;
  const categoryStarts = new Set(categoryEnds.values());
  for (let start = 1; start < text.length; start++) {
    const wanted = WANTED_BEFORE.test(text[start - 1] as string);
    if ((!wanted && !ITEM_BEFORE.test(text[start - 1] as string)) || NO_ITEM_BEFORE.test(text.slice(0, start)))
      continue;
    for (let end = start; end < Math.min(text.length, start + ITEM_MAX); ) {
      if (ITEM_END.test(text.slice(end, end + 2)) || (end === start && /[\d个次回]/u.test(text[end] as string))) break;
      end++;
      const ofCategory = (categoryEnds.get(end) ?? -1) > start && !categoryStarts.has(start);
      if (wanted && !ofCategory) continue;
      const cost = ofCategory ? COST_ITEM_OF_CATEGORY : 0.1 * (end - start);
      addSpan(lattice, { type: "item", start, end, value: null, cost });
    }
  }
}

const GOODS_MAX = 8;
/** Never in the name of goods: who, when, how many, and the words of selling and asking around it. */
const NOT_IN_GOODS =
  /[谁哪啥么每各几多少比我你他她们咱您的了在和跟与个人客天日月年周今昨明去这那给帮把看查问算想要有没不吗呢卖走销退送寄买员一二三四五六七八九十两\d总共得请说记打同环过到就又也都还分按，,。；;！!？?、:：\s]/u;
const NO_GOODS =
  /生意|流水|业绩|营业|情况|排名|导购|门店|店里|全店|本店|老板|大家|销售|成交|收入|客单|整体|总体|整个|公司|目标|店铺|顺便|顺带|另外|然后|接着|回头|麻烦|来着|^[哦啊诶嗯]对|^对$/u;
/** 篮球鞋 in 「篮球鞋这月走了多少」: a run of letters at the head of a clause, or after a day, a shop or a colleague. */
function addGoods(lattice: Lattice, asides: readonly Aside[]): void {
  const { text } = lattice;
  const starts = new Set([0, ...asides.map(({ end }) => end)]);
  for (const { start } of asides) starts.delete(start);
  for (const span of lattice.at.flat())
    if (span.type === "date" || span.type === "store" || span.type === "staff") starts.add(span.end);
  for (let at = 1; at < text.length; at++)
    if (/[\s，,。；;！!？?、:：的]/u.test(text[at - 1] as string)) starts.add(at);
  for (const start of starts) {
    if (lattice.at[start]?.some(({ type, cost }) => type === "who" && cost < 0.5)) continue;
    for (let end = start; end < Math.min(text.length, start + GOODS_MAX) && !NOT_IN_GOODS.test(text[end] as string); ) {
      end++;
      if (end - start > 1 && text[end] !== "了" && !NO_GOODS.test(text.slice(start, end)))
        addSpan(lattice, { type: "goods", start, end, value: null, cost: 0.1 * (end - start) });
    }
  }
}

/** Methods, not arrow functions: one of these is made for every match, and functions that must be named cost more. */
function saidOf(match: Match, normal: Normalised, context: SaidAt): Said {
  return {
    ...context,
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
function withoutRepeats(plans: readonly Plan[]): Plan[] {
  const seen = new Set<string>();
  return plans.filter((plan) => {
    const words = JSON.stringify(plan);
    return !seen.has(words) && seen.add(words);
  });
}

const PRONOUN = /^(她|他|ta|TA|Ta|这位|那位|)$/u;

/** 「张姐买了裙子，记她喜欢真丝，下周三提醒我」: later plans mean the person named before, unless they name another. */
function inheritPeople(plans: Plan[]): Plan[] {
  let named: string | null = null;
  return plans.map((plan) => {
    if (plan.kind === "customers.create" && typeof plan.name === "string") named = plan.name;
    if (!("who" in plan)) return plan;
    const who = plan.who;
    if (typeof who === "string" && !PRONOUN.test(who)) {
      named = who;
      return plan;
    }
    if (named !== null && (who === null || typeof who === "string")) return { ...plan, who: named };
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
