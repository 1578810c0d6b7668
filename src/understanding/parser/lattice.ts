// Fills the lattice: every reading of every stretch of a sentence, before anything is chosen.
import { localIso } from "../../calendar/day.ts";
import type { Aside } from "./asides.ts";
import { type DateSpan, readDates } from "./dates.ts";
import type { Grammar } from "./grammar.ts";
import { isApart, type Normalised, normalise } from "./normalise.ts";
import { readNumbers } from "./numbers.ts";
import { readBounds, withBoth } from "./numbers-bounds.ts";
import type { BoundSpan, NumberSpan } from "./numbers-span.ts";
import { addPeople } from "./people.ts";
import { addSpan, emptyLattice, type Lattice } from "./span.ts";
import { indexWords, type WordIndex, type WordType, wordsAt } from "./vocabulary.ts";

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

const DONE_BEFORE = /[过了买]/u;
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
    if (end - position > 1) taken.fill(1, position, end);
    for (const one of types) {
      const { type } = one;
      addSpan(lattice, { type, start: position, end, value: null, cost: 0, class: one.class });
      // 半裙没买过: an article said before what was done with it.
      if (type === "category" && !DONE_BEFORE.test(text[position - 1] ?? ""))
        addSpan(lattice, { type: "article", start: position, end, value: null, cost: 0 });
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
  for (const date of dates) taken.fill(1, date.start, date.end);
  const overlaps = (start: number, end: number) => taken.subarray(start, end).includes(1);
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
