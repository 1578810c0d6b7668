// Finds how a sentence names people: full names, surname and title, pronouns, ordinals, phone tails.
// It says only what was said; who that is, code decides later among the speaker's own customers.
import { BLANKS, eachMatch, holdsAny, isDigit, isHan, isLatin, lastLettersOf, lettersOf } from "./letters.ts";
import { normalise } from "./normalise.ts";
import type { NumberSpan } from "./numbers-span.ts";
import { addNicknames, isKin } from "./people-nicks.ts";
import {
  CLEAR_TITLES,
  hasCompoundSurname,
  isClearlyTitled,
  isGivenName,
  isNoSurnameAfter,
  isNoSurnameAtAll,
  isOrderToo,
  isOtherWord,
  isRareSurname,
  isSurname,
  isTitledSurname,
  NOT_LATIN_NAMES,
  RARE_COMPOUNDS,
  TITLE_GOES_ON,
  TITLES,
  TOO,
} from "./people-words.ts";
import { addSpan, type Lattice, type Span } from "./span.ts";
import { indexWords, type WordType, wordsAt } from "./vocabulary.ts";
import { eachPlace, wordAt, wordList, wordsOfAt } from "./words.ts";

export { beginsWithSurname, TITLES } from "./people-words.ts";

const split = (words: string) => words.split(" ");

const OWN_TITLES = wordList(split("女士 小姐 姐 哥 总 老师 阿姨 经理"));
const TITLE_SET = new Set(TITLES);
const titles = wordList(TITLES);
const RARE_TITLES = new Set(
  split("姐 哥 总 姨 叔 阿姨 大姐 大哥 先生 女士 小姐 太太 老师 老板 医生 经理 主任 奶奶 爷爷 妈 妈妈 婶 嫂 太"),
);
/** After these nothing belongs to the name any more: 陈总公司, 李姐鞋码. */
const closes = lettersOf("姐哥总姨叔");
const PRONOUNS = split(
  "她 他 ta 这位 那位 这个客户 那个客户 这位客户 这客户 该客户 刚才那个 刚才那位 刚刚那个 刚刚那位 " +
    "上一个 上一位 本人 人家 这个人 刚说的那个 最后一个 最后一位 上面那个 那位客户 上个 刚那个 刚才那个客户 刚才那个人 刚才说的那个 " +
    "该会员 此客户 那人 这人",
);
const PLURALS = split("她们 他们 这些人 这几个 这几位 这些客户 这些 上面这些 上面几个 以上这些 这批");

// Costs, in units of one unexplained character: how unlikely it is that the words name a person at all.
const COST = {
  known: 0,
  pronoun: 0.02,
  titled: 0.05,
  // 这些人 more often narrows a question than it names somebody.
  several: 0.3,
  ordinal: 0.05,
  phone: 0.2,
  tail: 0.3,
  nick: 0.35,
  nickAfterTo: 0.15,
  titledName: 0.4,
  latin: 0.5,
  fullName: 0.7,
  shortName: 0.75,
  guessedTitle: 0.15,
  guessedKin: 0.6,
  rareName: 0.9,
  givenName: 1.2,
} as const;

/** 给老陈, 问小李: somebody must follow. */
const isToSomebody = lettersOf("给跟和问约帮找陪催看查");

export interface PeopleHints {
  /** Names and aliases known to be visible customers' and to occur in this sentence. */
  known: readonly string[];
  /** Colleagues' names: customers only when known as such. */
  staff: readonly string[];
}

interface Named {
  start: number;
  end: number;
  value: string | null;
  cost: number;
}

/** A sentence, what is known of it, and whoever was found in it so far. */
interface Said {
  readonly lattice: Lattice;
  readonly text: string;
  readonly known: readonly string[];
  readonly staff: readonly string[];
  /** A word of the trade or a date lies over this stretch. */
  taken(start: number, end: number): boolean;
  readonly found: Named[];
  readonly insideKnown: Set<number>;
  /** Where a name is likely to begin. */
  readonly begins: Uint8Array;
  /** 糖糖妈妈, 小王姐姐: where these are, the shorter 糖糖 and 小王 are no guess any more. */
  readonly nickEnds: Map<number, number>;
}

function who(said: Said, start: number, end: number, cost: number, value: string | null = null): void {
  const name = said.text.slice(start, end);
  if (!said.staff.includes(name) || said.known.includes(name)) said.found.push({ start, end, value, cost });
}

export function addPeople(
  lattice: Lattice,
  hints: PeopleHints,
  numbers: readonly NumberSpan[],
  taken: (start: number, end: number) => boolean,
): void {
  const { text } = lattice;
  const found: Named[] = [];
  const known = hints.known.map((name) => normalise(name).text);
  const insideKnown = new Set<number>();
  const begins = beginnings(lattice);
  const nickEnds = new Map<number, number>();
  const said: Said = { lattice, text, known, staff: hints.staff, taken, found, insideKnown, begins, nickEnds };
  for (const [index, name] of known.entries()) knownNames(said, name, hints.known[index] as string);
  fixedForms(said, numbers);
  addNicknames({
    text,
    begins,
    taken,
    who: (start, end, cost) => {
      if (insideKnown.has(start) || isKnownAt(said, start)) return;
      nickEnds.set(start, Math.max(end, nickEnds.get(start) ?? 0));
      who(said, start, end, cost);
    },
  });
  for (let start = 0; start < text.length; start++) {
    surnameAt(said, start);
    givenNameAt(said, start);
    anyTitledAt(said, start);
  }
  if (holdsAny(text, isLatin))
    eachMatch(LATIN_NAME, text, ({ 0: words, index }) => {
      const end = index + words.length;
      if (!words.split(" ").some((word) => NOT_LATIN_NAMES.has(word)) && !taken(index, end))
        who(said, index, end, COST.latin);
    });
  if (text.includes("姓")) surnamesAsked(lattice);
  for (const pair of pairs(text, found)) found.push(pair);
  found.push(...withStanding(text, found));
  addAtHome(text, found);
  for (const { start, end, value, cost } of found)
    if (!isSumOfGoods(lattice, found, start, end)) addSpan(lattice, { type: "who", start, end, value, cost });
}
const LATIN_NAME = /(?<![a-z0-9])[a-z]{3,15}(?: [a-z]{2,15})?(?![a-z0-9])/gu;

function knownNames(said: Said, name: string, value: string): void {
  eachPlace(said.text, name, (start) => {
    const end = start + name.length;
    who(said, start, end, COST.known, value);
    for (let inside = start + 1; inside < end; inside++) said.insideKnown.add(inside);
    // Not 先生 or 妈妈, which may be her husband or her mother.
    for (const title of wordsOfAt(OWN_TITLES, said.text, end)) who(said, start, end + title.length, COST.known, value);
  });
}
const isKnownAt = ({ text, known }: Said, start: number): boolean =>
  known.length > 0 && known.some((name) => text.startsWith(name, start));

function titledAt(said: Said, start: number): void {
  const { text } = said;
  const clearly = isClearlyTitled(text, start) && !isNoSurnameAfter(text, start - 1);
  const titles = isTitledSurname(text, start) ? RARE_TITLES : clearly ? CLEAR_TITLES : null;
  if (titles === null || isOtherWord(text, start)) return;
  for (const size of [1, 2])
    if (start + 1 + size <= text.length && titles.has(text.slice(start + 1, start + 1 + size)))
      who(said, start, start + 1 + size, COST.titled);
}
/** 年姐, 查姐, 第五小姐: whatever stands before a title where a name belongs is somebody's name. */
function anyTitledAt(said: Said, start: number): void {
  const { text } = said;
  if (
    said.begins[start] !== 1 ||
    isNotBeforeTitled(text, start - 1) ||
    said.insideKnown.has(start) ||
    !isHan(text, start)
  )
    return;
  const compound = wordAt(RARE_COMPOUNDS, text, start)?.word.length ?? 0;
  if (compound === 0 && (isSurname(text, start) || isNoSurnameAtAll(text, start) || isOtherWord(text, start))) return;
  const from = start + (compound || 1);
  const isOrder = isOrderToo(text, start);
  if (TITLE_GOES_ON.test(text.slice(from, from + 2))) return;
  const isHead = start === 0 || isBeforeTitled(text, start - 1);
  const cost = isOrder || compound > 0 || isHead ? COST.titled : COST.guessedTitle;
  for (const title of wordsOfAt(isOrder ? GUESSED_AFTER_ORDERS : GUESSED_TITLES, text, from))
    who(said, start, from + title.length, isAlsoAlone(title) && compound === 0 ? COST.guessedKin : cost);
}
const GUESSED_TITLES = wordList(
  split("姐 哥 总 叔 姨 小姐 女士 先生 太太 阿姨 老师 大姐 大哥 老板 经理 医生 主任 教授 师傅 律师 叔叔 奶奶 爷爷 董"),
);
/** Said without a name as well: her 先生, the shop's 经理. */
const isAlsoAlone = (title: string): boolean => !GUESSED_SURELY.has(title);
const GUESSED_SURELY = new Set(split("姐 哥 总 小姐 女士 大姐 大哥"));
const GUESSED_AFTER_ORDERS = wordList(split("姐 哥 小姐"));
/** Nothing but somebody is likely here. */
const isBeforeTitled = lettersOf(`，,。；;！!？?、:：${BLANKS}给跟和帮`);
const isNotBeforeTitled = lettersOf("查看将刚由我了是的送赠扣奖赔偿");

function surnameAt(said: Said, start: number): void {
  const { text } = said;
  // 张丽华女士 is no 华女士.
  if (said.insideKnown.has(start)) return;
  const length = hasCompoundSurname(text, start) ? 2 : isSurname(text, start) ? 1 : 0;
  if (length === 0) {
    titledAt(said, start);
    rareNameAt(said, start);
    if (
      isBeforeSurname(text, start) &&
      isSurname(text, start + 1) &&
      !isOtherWord(text, start + 1) &&
      !said.nickEnds.has(start)
    )
      who(said, start, start + 2, isToSomebody(text, start - 1) ? COST.nickAfterTo : COST.nick);
    return;
  }
  // 王芳很喜欢: where a name is known, no longer one is guessed.
  if (isOtherWord(text, start) || isKnownAt(said, start)) return;
  const from = start + length;
  for (let end = from + 1; end <= from + 2 && end <= text.length; end++) {
    const isGiven = isGivenName(text, from, end);
    if (isTitle(text, from, end) && !(text[from] === "太" && end === from + 1 && TOO.test(text.slice(end, end + 2))))
      who(said, start, end, COST.titled);
    else if (closes(text, from) || isTitledAt(text, from)) break;
    else if (isGiven && !said.taken(start, end))
      who(said, start, end, end === from + 1 ? COST.shortName : COST.fullName);
    // 王丽华姐, 张丽华女士: the title belongs to the name.
    if (isGiven) titledName(said, start, end);
  }
}
const isBeforeSurname = lettersOf("小老阿");
const isTitle = (text: string, start: number, end: number): boolean =>
  titles.letters(text, start) && TITLE_SET.has(text.slice(start, end));

function titledName(said: Said, start: number, end: number): void {
  // 陈一诺妈妈 is somebody else than 陈一诺.
  for (const title of wordsOfAt(titles, said.text, end))
    who(said, start, end + title.length, COST.titledName, isKin(title) ? null : said.text.slice(start, end));
}
function rareNameAt(said: Said, start: number): void {
  const { text } = said;
  const end = start + 3;
  if (!isRareSurname(text, start) || end > text.length || isOtherWord(text, start)) return;
  if (said.begins[start] !== 1 || !isGivenName(text, start + 1, end) || said.taken(start, end)) return;
  who(said, start, end, COST.rareName);
  titledName(said, start, end);
}
/** 向陈总道歉: what looks like a surname is followed by one. */
function isTitledAt(text: string, start: number): boolean {
  return isSurname(text, start) && closes(text, start + 1);
}
/** 思雨来了: two letters at the head of a clause that are no other word may be a given name. */
function givenNameAt(said: Said, start: number): void {
  const { text } = said;
  if (start > 0 && !isBeforeGivenName(text, start - 1)) return;
  const end = start + 2;
  if ((said.nickEnds.get(start) ?? 0) > end) return;
  if (end < text.length && isGivenName(text, start, end) && !said.taken(start, end) && !isOtherWord(text, start))
    who(said, start, end, COST.givenName);
}
const isBeforeGivenName = lettersOf("，,。；;！!？?、\n 给把跟和帮找查看");

/** 姓王的客户, 王姓客户. */
function surnamesAsked(lattice: Lattice): void {
  const { text } = lattice;
  const add = (start: number, end: number) => addSpan(lattice, { type: "surname", start, end, value: null, cost: 0 });
  eachMatch(/姓\p{Script=Han}/gu, text, ({ index }) =>
    add(index + 1, index + (hasCompoundSurname(text, index + 1) ? 3 : 2)),
  );
  eachMatch(/\p{Script=Han}姓(?=的|客户|会员|顾客|女|男)/gu, text, ({ index }) => {
    if (isSurname(text, index)) add(index, index + 1);
  });
}

/** 「张姐精华两瓶 1960」: four digits after goods are what they cost, where somebody was named before. */
function isSumOfGoods({ text, at }: Lattice, found: readonly Named[], start: number, end: number): boolean {
  if (end - start !== 4 || !/^\d{4}$/u.test(text.slice(start, end)) || !SUM_ENDS.test(text.slice(end))) return false;
  const from = start - (/[\s，,]$/u.test(text.slice(0, start)) ? 1 : 0);
  const isGoods = ({ type, start: begin, end: until }: Span) =>
    until === from &&
    (type === "category" || type === "@article" || (type === "@countWord" && COUNTED.test(text.slice(0, begin))));
  return at.flat().some(isGoods) && found.some((one) => one.cost <= COST.nick && one.end < from && one.end > from - 16);
}
const SUM_ENDS = /^(?:[\s，,。；;！!]|$|刷|微信|支付宝|现金|已付|记|录)/u;
const COUNTED = /[一两俩仨二三四五六七八九十\d]$/u;

/** 张姐家的女儿 is 张姐's daughter. */
const AT_HOME =
  /^家的?(?=女儿|儿子|闺女|姑娘|小姑娘|宝宝|宝贝|娃|孩子|小孩|小朋友|[大二三小]宝|老[大二三公婆人头太]|先生|太太|男人|爱人|[妈爸爷奶]|婆婆|公公|丈母娘|外[公婆孙]|孙[子女]|双胞胎|[弟妹哥姐]|亲戚|狗|猫|小[狗猫]|毛孩子|保姆|阿姨)/u;
/** Names of whose home is spoken are names of somebody there too. */
function addAtHome(text: string, found: Named[]): void {
  for (const { start, end, value, cost } of [...found])
    if (text[end] === "家" && AT_HOME.test(text.slice(end, end + 6)))
      found.push({
        start,
        end: text[end + 1] === "的" ? end + 2 : end + 1,
        value: value ?? text.slice(start, end),
        cost,
      });
}
/** Where a name is likely to begin: at the head of a clause, after a little word, after a date or a word of the trade. */
function beginnings({ text, at }: Lattice): Uint8Array {
  const begins = new Uint8Array(text.length);
  for (let start = 0; start < begins.length; start++)
    if (start === 0 || isBeforeName(text, start - 1)) begins[start] = 1;
  for (const spans of at)
    for (const { type, start, end } of spans) if (type === "date" || end - start > 1) begins[end] = 1;
  return begins;
}
const isBeforeName = lettersOf(
  `，,。；;！!？?、:：${BLANKS}给把跟和帮找查看替对约问叫让请为与向下将刚由我了是的送赠扣奖赔偿`,
);

/** Pronouns, ordinals and numbers: forms that need no guessing. */
function fixedForms(said: Said, numbers: readonly NumberSpan[]): void {
  const { text, lattice } = said;
  for (let start = 0; start < text.length; start++)
    if (mayBeFixed(text, start)) wordsAt(FIXED, text, start, (end, types) => fixedForm(said, start, end, types));
  if (text.includes("第"))
    eachMatch(ORDINAL, text, ({ 0: words, 2: counted, index }) => {
      const end = index + words.length;
      if (counted !== "条" && !isNobodys(text, end)) who(said, index, end, COST.ordinal);
    });
  if (holdsAny(text, isDigit)) inDigits(said);
  eachMatch(SPOKEN_PHONE, text, ({ 0: words, index }) => {
    const phone = [...words].map((digit) => SPOKEN_DIGITS.indexOf(digit) % 10).join("");
    addSpan(lattice, { type: "phone", start: index, end: index + words.length, value: phone, cost: 0 });
  });
  for (const number of numbers)
    if (number.kind === "ordinal" && number.text.startsWith("第") && !isNobodysTurn(text, number.end))
      who(said, number.start, number.end, COST.phone);
}
const ORDINAL = /第([一二两三四五六七八九十\d]{1,3})(个|位|名|条)?(客户|人)?/gu;
const isNobodys = lettersOf("页屏次回步");
const isNobodysTurn = lettersOf("次回单句步款版页屏段家");

function fixedForm(said: Said, start: number, end: number, types: readonly WordType[]): void {
  const { text } = said;
  // 上个月, and no person.
  if (text.startsWith("上个", start) && isPeriod(text, end)) return;
  if (text[start - 1] === "其" && isSheOrHe(text, start)) return;
  const several = types.some(({ type }) => type === "several");
  if (several || text[start + 1] !== "们" || !isSheOrHe(text, start))
    who(said, start, end, several ? COST.several : COST.pronoun);
}
const isSheOrHe = lettersOf("她他");
const isPeriod = lettersOf("月周星礼季学");

/** Telephone numbers and their ends. */
function inDigits(said: Said): void {
  const { text, lattice } = said;
  eachMatch(TAIL_NAMED, text, ({ 0: words, 1: digits, index }) => {
    for (const end of tailEnds(text, index + words.length)) who(said, index, end, COST.known, digits);
  });
  eachMatch(FOUR_DIGITS, text, ({ 0: digits, index }) => {
    for (const end of tailEnds(text, index + 4)) who(said, index, end, COST.tail, end === index + 4 ? null : digits);
  });
  eachMatch(PHONE, text, ({ 0: words, index }) => {
    const phone = words.replace(/\D/g, "");
    who(said, index, index + words.length, COST.phone, phone);
    addSpan(lattice, { type: "phone", start: index, end: index + words.length, value: phone, cost: 0 });
  });
}
const TAIL_NAMED =
  /(?:(?:手机号码?|手机|电话号码|电话|号码)的?)?(?:尾号|[后末]四位|后4位|末尾|尾数|尾巴)(?:号码)?(?:是|为|:)?(\d{4})/gu;
const FOUR_DIGITS = /(?<!\d)\d{4}(?!\d|元|块|年|-|\/|\.\d|w|k|万|千|次|个)/gu;
const PHONE = /(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/gu;

/** 老客户张姐: what she is to the shop stands before her name. */
const CALLED_OLD_WORDS = ["老客户", "老顾客", "老会员", "老客人", "老主顾", "老客", "熟客", "回头客"];
const mayEndCalledOld = lastLettersOf(CALLED_OLD_WORDS);
const CALLED_OLD = new RegExp(`(?:${CALLED_OLD_WORDS.join("|")})$`, "u");
function withStanding(text: string, found: readonly Named[]): Named[] {
  return found.flatMap((one) => {
    const before =
      one.cost > COST.fullName || !mayEndCalledOld(text, one.start - 1)
        ? null
        : CALLED_OLD.exec(text.slice(Math.max(0, one.start - 4), one.start));
    return before === null
      ? []
      : [{ ...one, start: one.start - before[0].length, value: one.value ?? text.slice(one.start, one.end) }];
  });
}
/** 7735那位, 7735的客人: what says that the digits are somebody belongs to them. */
function tailEnds(text: string, end: number): number[] {
  const after = TAIL_GOES_ON.exec(text.slice(end, end + 7));
  return after === null ? [end] : [end, end + after[0].length];
}
const TAIL_GOES_ON =
  /^(?:的?[那这](?:位|个)(?:客户|顾客|会员|客人|女士|先生|小姐|阿姨|姐姐?|大姐|哥)?|的?(?:老?客户|顾客|会员|客人|女士|先生)(?!们))/u;
/** 一三八零零零零七七七七: a number as it is spoken. */
const SPOKEN_DIGITS = "零一二三四五六七八九〇幺";
const SPOKEN_PHONE =
  /(?<![零一二三四五六七八九〇幺])[一幺][三四五六七八九][零一二三四五六七八九〇幺]{9}(?![零一二三四五六七八九〇幺])/gu;
const mayBeFixed = lettersOf([...PRONOUNS, ...PLURALS]);
const FIXED = indexWords([
  { type: "one", words: PRONOUNS },
  { type: "several", words: PLURALS },
]);

/** Most pairs of one sentence; a pasted list of names needs no more. */
const PAIRS_MAX = 20;
const isAnd = lettersOf("和跟与、");
/** 张姐和王芳, 张姐、李姐: several people meant at once. */
function pairs(text: string, found: readonly Named[]): Named[] {
  const sure = found.filter(({ cost }) => cost <= COST.nick);
  if (sure.length < 2) return [];
  const made: Named[] = [];
  for (const first of sure) {
    if (!isAnd(text, first.end)) continue;
    for (const second of sure) {
      if (second.start !== first.end + 1 || made.length >= PAIRS_MAX) continue;
      made.push({ start: first.start, end: second.end, value: null, cost: first.cost + second.cost + COST.several });
    }
  }
  return made;
}
