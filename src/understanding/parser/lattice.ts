// Fills the lattice: every reading of every stretch of a sentence, before anything is chosen.
import { localIso } from "../../calendar/day.ts";
import type { Aside } from "./asides.ts";
import { type DateSpan, readDates } from "./dates.ts";
import type { Grammar } from "./grammar.ts";
import { BLANKS, DIGITS, isLatin, lettersOf } from "./letters.ts";
import { isApart, type Normalised, normalise } from "./normalise.ts";
import { readNumbers } from "./numbers.ts";
import { readBounds, withBoth } from "./numbers-bounds.ts";
import type { BoundSpan, NumberSpan } from "./numbers-span.ts";
import { addPeople } from "./people.ts";
import { addSpan, emptyLattice, type Lattice } from "./span.ts";
import { indexWords, type WordIndex, type WordType, wordsAt } from "./vocabulary.ts";
import { wordAt, wordSet } from "./words.ts";

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

const isDone = lettersOf("过了买");
/** All typed stretches of a sentence: words of the grammar and the shop, dates, numbers, people, articles, goods. */
export function readSpans(
  grammar: Grammar,
  normal: Normalised,
  at: SaidWhen,
  lexicon: Lexicon,
  asides: readonly Aside[],
): Lattice {
  const { text } = normal;
  const lattice = emptyLattice(text);
  const index = lexiconIndex(lexicon);
  /** Places that a longer word or a date lies over. */
  const taken = new Uint8Array(text.length);
  /** Where the name of a category ends, and where it starts. */
  const categoryEnds = new Map<number, number>();
  let position = 0;
  const add = (end: number, types: readonly WordType[]) => {
    // No 「hi」 in Sophie, and no 烦 of hers in 麻烦.
    if (cutsLatin(text, position) || cutsLatin(text, end) || inNuisance(text, position)) return;
    if (end - position > 1) mark(taken, position, end);
    for (const { type, class: known } of types) {
      addSpan(lattice, { type, start: position, end, value: null, cost: 0, class: known });
      if (type !== "category") continue;
      // 半裙没买过: an article said before what was done with it.
      if (!isDone(text, position - 1))
        addSpan(lattice, { type: "article", start: position, end, value: null, cost: 0 });
      categoryEnds.set(end, Math.min(position, categoryEnds.get(end) ?? position));
    }
  };
  for (; position < text.length; position++) {
    wordsAt(grammar.words, text, position, add);
    wordsAt(index, text, position, add);
  }
  const dates = readDates(withoutSofteners(text), at.now, { zone: at.zone, textNormalised: true });
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
  const read = readNumbers(text);
  const numbers = read.flatMap((number) => apart(number, normal));
  for (const number of numbers) addNumber(lattice, number, costOf(number, dates));
  for (const bound of withBoth(text, readBounds(text, read))) addCounted(lattice, BOUND, bound, costOf(bound, dates));
  addItems(lattice, categoryEnds);
  for (const date of dates) mark(taken, date.start, date.end);
  const overlaps = (start: number, end: number) => isMarked(taken, start, end);
  addPeople(lattice, { known: at.people, staff: lexicon.staff }, numbers, overlaps);
  addGoods(lattice, asides);
  return lattice;
}

/** Two Latin letters stand on both sides of this place. */
function cutsLatin(text: string, place: number): boolean {
  return isLatin(text, place) && isLatin(text, place - 1);
}
const inNuisance = (text: string, place: number): boolean => text[place] === "烦" && text[place - 1] === "麻";

/** Stretches are short: step by step this is quicker than the language's own. */
function mark(places: Uint8Array, start: number, end: number): void {
  for (let place = start; place < end; place++) places[place] = 1;
}
function isMarked(places: Uint8Array, start: number, end: number): boolean {
  for (let place = start; place < end; place++) if (places[place] === 1) return true;
  return false;
}

const IN_DATE = 0.4;
function costOf({ start, end }: NumberSpan | BoundSpan, dates: readonly DateSpan[]): number {
  for (const date of dates) if (date.start <= start && end <= date.end) return IN_DATE;
  return 0;
}

function isAhead(date: DateSpan, { now, zone }: SaidWhen): boolean {
  const from = (date.future ?? date).from;
  return from !== null && from > localIso(now, zone).slice(0, 19);
}

/** The text in which dates are looked for: letters that would begin one, and do not, are stops in it. */
function withoutSofteners(text: string): string {
  let plain = text;
  if (plain.includes("下")) plain = plain.replace(SOFTENER, "，");
  if (plain.includes("上")) plain = plain.replace(ON_HANDS, "，");
  if (plain.includes("整")) plain = plain.replace(WHOLE, "，一");
  return plain.includes("月") ? plain.replace(SECOND_TIME, "，") : plain;
}

/** 「看下两个月没来的」: this 下 softens the verb before it and is no 「下两个月」. */
const SOFTENER =
  /(?<=[看查问说记找算列写发改弄理稍名手底捞拉挑筛翻导搜调圈排盘数点给帮]|[一])下(?!午|周(?![太姐哥总女先小老阿])|个|月|星期|礼拜)|(?<=等)下(?!午|周|个|月|星期|礼拜|[\d一二两三四五六七八九十]{1,3}[点:])|(?<=一)下(?=下)|(?<=[看查问说记找算列捞拉挑筛翻导搜调圈排盘数我醒发写打提]一)下(?!午|个)/gu;

/** 「每个人手上一年没来的」: on her hands, and no year before. */
const ON_HANDS = /(?<=[手头身])上(?=[\d一二两俩仨三四五六七八九十半几年])/gu;

/** 一整年 is a year. */
const WHOLE = /一整(?=年|个月|个季度)/gu;

/** 「上个月二购」, 「上个月一共」: no second and no first of the month. */
const SECOND_TIME = /(?<=月)(?:二(?=购|单率|次[购复回])|一(?=共|直|下子|[次趟回单笔件分毛样点条双面块个]))/gu;

const UNITS = new Map(
  [
    { type: "yuan", units: "元块" },
    { type: "times", units: "次回单笔趟" },
    { type: "years", units: "岁" },
    { type: "points", units: "分" },
    { type: "people", units: "个位名人" },
  ].flatMap(({ type, units }) => [...units].map((unit) => [unit, type] as const)),
);
function unitOf(span: NumberSpan | BoundSpan): string | undefined {
  if (span.money) return "yuan";
  return span.unit === undefined ? "plain" : UNITS.get(span.unit);
}

/** The general type, and the types by what is counted. */
interface CountedTypes {
  readonly every: string;
  readonly byUnit: ReadonlyMap<string, string>;
}
const countedTypes = (every: string): CountedTypes => ({
  every,
  byUnit: new Map(["plain", ...UNITS.values()].map((unit) => [unit, `${every}.${unit}`])),
});
const NUMBER = countedTypes("number");
const BOUND = countedTypes("bound");

/** A number is there under its general type and under the type of its unit, so that patterns can be exact. */
function addNumber(lattice: Lattice, number: NumberSpan, cost: number): void {
  if (number.kind !== "ordinal") addCounted(lattice, NUMBER, number, cost);
  else if (/^(?:[前头]|top)/u.test(number.text))
    addSpan(lattice, { type: "top", start: number.start, end: number.end, value: number, cost });
}
function addCounted(lattice: Lattice, types: CountedTypes, value: NumberSpan | BoundSpan, cost: number): void {
  const { start, end, unit } = value;
  const byUnit = types.byUnit.get(unitOf(value) ?? "");
  const add = (end: number) => {
    addSpan(lattice, { type: types.every, start, end, value, cost });
    if (byUnit !== undefined) addSpan(lattice, { type: byUnit, start, end, value, cost });
  };
  // 三次: the unit stands after the number and is read with it.
  if (unit && lattice.text.startsWith(unit, end)) add(end + unit.length);
  add(end);
}

/** Longest name of an article, and what ends one. */
const ITEM_MAX = 8;
const isItemNext = lettersOf("过了买欢爱穿喝吃用戴着件条双套款对者或和、搭购手厌意情衷睐弃烦忌拿入订囤添败单走");
/** 等羊绒大衣的: of what is wanted only by the name of its category. */
const isWantedNext = lettersOf("要等找求缺盼");
/** 对了今天卖了多少, 小助手 …: nothing was bought or liked. */
const NO_ITEM_BEFORE = /(?:^|[哦啊诶嗯\s，,])对了?$|助手$/u;
const isItemEnd = lettersOf(`的和或且但没不谁哪几吗呢了过又还，,。；;！!？?、:：${BLANKS}`);
const ITEM_ENDS = wordSet(
  "送人 送礼 送给 送妈 送老 送朋 送男 送女 送婆 送同 客户 顾客 会员 客人 还是 以及 超过 以上 东西 什么 多少 今年 去年 上个 这个 一次 两次 一回 金卡 银卡 钻石 打标 打上 打个 记她 记他 记一 提醒 生日 备注".split(
    " ",
  ),
);
const isCount = lettersOf(`${DIGITS}个次回`);
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
    const wanted = isWantedNext(text, start - 1);
    if (!wanted && !isItemNext(text, start - 1)) continue;
    if (isCount(text, start) || NO_ITEM_BEFORE.test(text.slice(0, start))) continue;
    const last = Math.min(text.length, start + ITEM_MAX);
    for (let end = start; end < last && !isItemEnd(text, end) && wordAt(ITEM_ENDS, text, end) === undefined; ) {
      end++;
      const ofCategory = (categoryEnds.get(end) ?? -1) > start && !categoryStarts.has(start);
      if (wanted && !ofCategory) continue;
      const cost = ofCategory ? COST_ITEM_OF_CATEGORY : 0.1 * (end - start);
      addSpan(lattice, { type: "item", start, end, value: null, cost });
    }
  }
}

const GOODS_MAX = 8;
/** What begins with a shop or a colleague is not called so: of 静安 and of 何静 it is asked how they sell. */
const OF_HOUSE: ReadonlySet<string> = new Set(["store", "staff"]);
/** Never in the name of goods: who, when, how many, and the words of selling and asking around it. */
const isNotInGoods = lettersOf(
  `谁哪啥么每各几多少比我你他她们咱您的了在和跟与个人客天日月年周今昨明去这那给帮把看查问算想要有没不吗呢卖走销退送寄买员一二三四五六七八九十两总共得请说记打同环过到就又也都还分按，,。；;！!？?、:：${DIGITS}${BLANKS}`,
);
/** Once such a word is in, the run is no name however it goes on. */
const NO_GOODS =
  /自己|本人|生意|流水|业绩|营业|情况|排名|导购|门店|店里|全店|本店|老板|大家|销售|成交|收入|客单|整体|总体|整个|公司|目标|店铺|顺便|顺带|另外|然后|接着|回头|麻烦|来着|^[哦啊诶嗯]对/u;
const isClauseEnd = lettersOf(`${BLANKS}，,。；;！!？?、:：的`);
/** 篮球鞋 in 「篮球鞋这月走了多少」: a run of letters at the head of a clause, or after a day, a shop or a colleague. */
function addGoods(lattice: Lattice, asides: readonly Aside[]): void {
  const { text } = lattice;
  const starts = new Uint8Array(text.length + 1);
  starts[0] = 1;
  for (const { end } of asides) starts[end] = 1;
  for (const { start } of asides) starts[start] = 0;
  for (const spans of lattice.at)
    for (const { type, end } of spans) if (type === "date" || type === "store" || type === "staff") starts[end] = 1;
  for (let start = 0; start < text.length; start++)
    if ((starts[start] === 1 || isClauseEnd(text, start - 1)) && !isSomebodyAt(lattice, start))
      goodsFrom(lattice, start);
}
const isSomebodyAt = (lattice: Lattice, start: number): boolean =>
  lattice.at[start]?.some(({ type, cost }) => type === "who" && cost < 0.5) === true;

function goodsFrom(lattice: Lattice, start: number): void {
  const { text } = lattice;
  const last = Math.min(text.length, start + GOODS_MAX);
  let longest = start;
  while (longest < last && !isNotInGoods(text, longest)) longest++;
  if (longest - start < 2) return;
  const none = NO_GOODS.exec(text.slice(start, longest));
  const until = none === null ? longest : start + none.index + none[0].length - 1;
  if (lattice.at[start]?.some(({ type, end }) => OF_HOUSE.has(type) && end > start + 1 && end <= until)) return;
  for (let end = start + 2; end <= until; end++)
    if (text[end] !== "了") addSpan(lattice, { type: "goods", start, end, value: null, cost: 0.1 * (end - start) });
}
