// Decisions about what is written down: what a preference is about, which facts contradict each other, whether a
// birthday exists, what of the last turn can be moved to another customer. Pure: no clock, no queries.
import type { Day } from "../../calendar/day.ts";
import { addDays, isRealDate, splitDay } from "../../calendar/day.ts";
import { lunarMonthLength, toSolar } from "../../calendar/lunar.ts";
import type { UndoStep, UndoTable } from "../../skill.ts";

/** A preference as far as comparing needs it. */
export interface Preference {
  id: string;
  topic: string | null;
  value: string;
}

/** Facts with this topic say what she does not like. */
export const DISLIKE = "不喜欢";

// What a preference is about when nobody said it; the first pattern that fits wins. Trade words of clothes, shoes and
// drinks: size, hot or cold, sugar, seat.
const TOPICS: readonly [topic: string, pattern: RegExp][] = [
  ["鞋码", /鞋|^(3[3-9]|4[0-8])(\.5)?码$/],
  ["尺码", /^(X{0,4}[SML]|[2-6]XL|均)码?$|^1[4-9][05]([/\\]\d{2}[AYBC]?)?$|\d码|[大中小加]码/i],
  ["冷热", /热的|冰的|去冰|少冰|常温|温的|不加冰/],
  ["甜度", /不加糖|无糖|少糖|半糖|全糖|[三五七]分糖|微糖/],
  ["座位", /靠窗|窗边|包间|角落|位置|座位/],
  ["面料", /真丝|桑蚕丝|羊绒|羊毛|纯棉|棉麻|亚麻|牛仔|皮草|真皮|天丝|雪纺|丝绒/],
  ["版型", /修身|宽松|直筒|收腰|显瘦|高腰|oversize/i],
  ["香味", /香薰|香型|薰衣草|花香|木质|lavender/i],
  ["颜色", /色|^(红|黑|白|蓝|绿|紫|灰|粉|黄|米|驼|杏)的?$/],
];

/** 尺码, 颜色 … or null where the value alone does not tell. */
export function guessTopic(value: string): string | null {
  return TOPICS.find(([, pattern]) => pattern.test(value.trim()))?.[0] ?? null;
}

const MIND = /^(最|很|特别|比较|就|还是)?(不喜欢|不爱|讨厌|不要|不穿|喜欢|偏好|爱|要)/;

/** What is liked or disliked, without the verb: imports say 喜欢真丝, talk says 真丝 with the mind apart. */
export function mindOf(preference: { topic: string | null; value: string }): { dislike: boolean; thing: string } {
  const verb = MIND.exec(preference.value)?.[2] ?? "";
  const dislike = preference.topic === DISLIKE || /不|讨厌/.test(verb);
  const thing = preference.value.replace(MIND, "").trim().toLowerCase();
  // L码 is L.
  return {
    dislike,
    thing: preference.topic !== null && /码$/u.test(preference.topic) ? thing.replace(/[码号]$/u, "") : thing,
  };
}

/** How a new preference stands to those known: said before, or side by side with others that say something else. */
export interface Comparison<P extends Preference> {
  same: P | null;
  /** Of the same topic with another value, or the same thing with the opposite mind. */
  others: P[];
}

export function comparePreference<P extends Preference>(
  fresh: { topic: string | null; value: string },
  known: readonly P[],
): Comparison<P> {
  const mine = mindOf(fresh);
  let same: P | null = null;
  const others: P[] = [];
  for (const fact of known) {
    const its = mindOf(fact);
    const sameThing = its.thing === mine.thing;
    if (sameThing && its.dislike === mine.dislike) same ??= fact;
    else if (sameThing) others.push(fact);
    else if (fresh.topic !== null && fact.topic === fresh.topic && !mine.dislike && !its.dislike) others.push(fact);
  }
  return { same, others };
}

/** The speaker means that the old word no longer holds: only then may a fact be superseded. */
export function saysChanged(text: string): boolean {
  return /改成|改为|换成|变成|不再|(现在|如今)(喜欢|穿|要|爱|是)|(以前|原来|原先|之前)(喜欢|穿|要|爱|是)|更新/.test(
    text,
  );
}

/** 改成L码 → L码: what is now so, without the word for changing. */
export function withoutChange(value: string): string {
  return value.replace(/^(现在|已经)?(改成|改为|换成|变成|更新为)(了)?/, "").trim();
}

const SINGLE: ReadonlySet<string> = new Set(["尺码", "鞋码", "冷热", "甜度"]);

/** Of these a person has one; two values contradict each other. Colours and stuffs go side by side. */
export function isSingle(topic: string | null): boolean {
  return topic !== null && SINGLE.has(topic);
}

const SPOUSE = /^(她|他)?(老公|先生|丈夫|老婆|太太|妻子|爱人)/u;

/** A family fact that speaks of a husband or wife of today. */
export function isMarried(fact: { value: string }): boolean {
  return SPOUSE.test(fact.value) && !/前夫|前妻|离婚|离异|去世|过世/u.test(fact.value);
}

export interface BirthdaySaid {
  calendar: "solar" | "lunar";
  year: number | null;
  month: number;
  day: number;
  leap: boolean;
}

// Nobody served in a shop was born before; also where `lunarMonthLength` is surely right.
const BIRTH_YEAR_MIN = 1900;

/** Why this cannot be anybody's birthday, or null when it can. */
export function birthdayFault(
  said: BirthdaySaid,
  today: Day,
): "no-such-day" | "no-such-leap-month" | "not-born-yet" | "too-long-ago" | null {
  const { calendar, year, month, day, leap } = said;
  const thisYear = splitDay(today).year;
  if (year !== null && year > thisYear) return "not-born-yet";
  if (year !== null && year < BIRTH_YEAR_MIN) return "too-long-ago";
  if (calendar === "solar") {
    // Without a year 29 February is as good a birthday as any; 2000 is a leap year.
    if (!isRealDate(year ?? 2000, month, day)) return "no-such-day";
    return null;
  }
  if (year !== null) {
    if (leap && lunarMonthLength(year, month, true) === 0) return "no-such-leap-month";
    return toSolar({ year, month, day, leap }) === null ? "no-such-day" : null;
  }
  if (month < 1 || month > 12 || day < 1 || day > 30) return "no-such-day";
  if (leap && longestLeapMonth(month, thisYear) === 0) return "no-such-leap-month";
  return leap && day > longestLeapMonth(month, thisYear) ? "no-such-day" : null;
}

/** Days of the longest leap month of this number that a living person can be born in; 0 when there was none. */
function longestLeapMonth(month: number, thisYear: number): number {
  let longest = 0;
  for (let year = BIRTH_YEAR_MIN; year <= thisYear; year++) {
    longest = Math.max(longest, lunarMonthLength(year, month, true));
  }
  return longest;
}

const RELATIVES =
  /女儿|儿子|孙子|孙女|外孙女?|孩子|宝宝|双胞胎|老公|先生|丈夫|老婆|太太|妻子|爱人|男朋友|女朋友|未婚[夫妻]|妈妈|母亲|爸爸|父亲|婆婆|公公|岳父|岳母|父母|奶奶|爷爷|外婆|外公|姐姐|妹妹|哥哥|弟弟|闺蜜|侄女|侄子|外甥女?/;

/** Whom a family fact is about: 女儿. */
export function relativeIn(text: string): string | null {
  return RELATIVES.exec(text)?.[0] ?? null;
}

const CHILD = /女儿|儿子|孙子|孙女|外孙|孩子|宝宝|双胞胎|侄女|侄子|外甥/;
const GROWN = /结婚|婚礼|工作|上班|大学|怀孕|生(了|孩子)|男朋友|女朋友|对象/;

/** Facts about somebody's small children are kept, and spoken of with care. */
export function isAboutMinor(text: string): boolean {
  return CHILD.test(text) && !GROWN.test(text);
}

/** 「羊绒大衣，预算5,000元」: as it is kept and said. */
export function needText(wanted: string, budget: number | null): string {
  return budget === null ? wanted : `${wanted}，预算${budget.toLocaleString("en-US")}元`;
}
/** The same thing, whatever its sum: what is told again is told better. */
export function sameNeed(one: string, other: string): boolean {
  const bare = (value: string) => value.replace(/[，,\s]*预算.*$/u, "");
  return bare(one) === bare(other);
}
/** A week is enough to order from the house, and she has not looked elsewhere yet. */
const NEED_ASKED_DAYS_AHEAD = 7;
/** The day to ask about a wish: a week before it is needed, not before tomorrow; null when it is too late. */
export function askAboutNeedOn(by: Day, today: Day): Day | null {
  const ahead = addDays(by, -NEED_ASKED_DAYS_AHEAD);
  const tomorrow = addDays(today, 1);
  const on = ahead < tomorrow ? tomorrow : ahead;
  return on <= by ? on : null;
}

const ANNIVERSARY = /(\S{0,6}(?:纪念日|周年))[^\d]{0,4}?(?:(\d{4})年)?(\d{1,2})月(\d{1,2})(?:[日号]|(?!\d))/;
const ANNIVERSARY_AFTER =
  /(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]?\S{0,2}?(结婚纪念日|纪念日|结婚周年|周年|结婚的|结的婚|领的证)/;

export interface AnniversarySaid {
  topic: string;
  year: number | null;
  month: number;
  day: number;
}

/** 结婚纪念日是5月20日: a date that comes back every year and wants a kind word without selling. */
export function anniversaryIn(text: string): AnniversarySaid | null {
  const before = ANNIVERSARY.exec(text);
  const after = before ? null : ANNIVERSARY_AFTER.exec(text);
  const found = before
    ? { topic: before[1], year: before[2], month: before[3], day: before[4] }
    : after && { topic: after[4], year: after[1], month: after[2], day: after[3] };
  if (!found?.topic) return null;
  const year = found.year ? Number(found.year) : null;
  const month = Number(found.month);
  const day = Number(found.day);
  if (!isRealDate(year ?? 2000, month, day)) return null;
  return { topic: /结婚|结的婚|领的证/.test(found.topic) ? "结婚纪念日" : found.topic.slice(-6), year, month, day };
}

const MOBILE = /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?(\d{4})(?!\d)/g;

/**
 * Phones belong in their own encrypted field, with her consent: in free words only the last four
 * digits stay.
 */
export function withoutPhones(text: string): { text: string; hidden: number } {
  let hidden = 0;
  const kept = text.replace(MOBILE, (_all, tail: string) => {
    hidden++;
    return `尾号${tail}`;
  });
  return { text: kept, hidden };
}

/** What of the notes is asked for. */
export type About = "all" | "need" | "negative" | "preference" | "family" | "tag" | "note" | { words: string };

const ABOUT: readonly [About, RegExp][] = [
  ["need", /需求|想买|想要|要买/],
  ["negative", /忌|过敏|注意|雷区|禁|不能/],
  ["tag", /标签/],
  ["family", /^家(里|人|事|庭)?|孩子|女儿|儿子|老公|先生|太太|父母/],
  ["preference", /^(喜好|喜欢|偏好|爱好|爱|习惯|口味)(什么|啥)?$/],
  ["note", /^(备注|记录|笔记|记过)/],
];

export function aboutOf(said: string | null): About {
  const words = said?.trim() ?? "";
  if (words === "") return "all";
  return ABOUT.find(([, pattern]) => pattern.test(words))?.[0] ?? { words };
}

/** A row written by a turn, as its undo step names it. */
export interface WrittenRow {
  table: MovableTable;
  where: Record<string, unknown>;
}
const MOVABLE = ["fact", "note", "visit", "order", "followUp", "customerTag", "touch"] as const;
export type MovableTable = (typeof MOVABLE)[number];

/**
 * What a turn wrote about a customer: the rows it made, and those an earlier correction moved. `left` names the
 * tables of what cannot be moved (a birthday, a phone).
 */
export function writtenRows(steps: readonly UndoStep[]): { rows: WrittenRow[]; left: UndoTable[] } {
  const rows: WrittenRow[] = [];
  const left = new Set<UndoTable>();
  for (const { table, where, ...step } of steps) {
    if (!isMovable(table)) left.add(table);
    else if (step.op === "delete" || (step.op === "restore" && isMove(step.before))) rows.push({ table, where });
  }
  return { rows, left: [...left] };
}

/** Taking back a move sets the customer, and the key that holds her, and nothing else. */
function isMove(before: Record<string, unknown>): boolean {
  return "customerId" in before && Object.keys(before).every((key) => key === "customerId" || key === "ruleKey");
}

/** Old facts that the turn's new fact took the place of. */
export function supersededFacts(steps: readonly UndoStep[]): string[] {
  return steps.flatMap((step) => {
    const replaced = step.op === "restore" && step.table === "fact" && step.before.supersededById === null;
    return replaced && typeof step.where.id === "string" ? [step.where.id] : [];
  });
}

function isMovable(table: UndoTable): table is MovableTable {
  return MOVABLE.some((one) => one === table);
}

/** A slip is noticed soon; what was written earlier may have been built upon (half an hour, as told to people). */
export const CORRECT_WITHIN_MINUTES = 30;

export type Correction<R> =
  | { kind: "move"; rows: R[]; fromId: string; fromName: string }
  | { kind: "not-correctable"; why: "none" | "too-old" | "same" | "several" | "other"; names: string[] };

/** Which rows go to the right customer: all of one wrong one, or none. */
export function decideCorrection<R extends { customerId: string; customerName: string }>(
  written: { at: Date; rows: readonly R[]; left: readonly UndoTable[] } | null,
  rightId: string,
  now: Date,
): Correction<R> {
  const no = (why: "none" | "too-old" | "same" | "several" | "other", names: string[] = []) =>
    ({ kind: "not-correctable", why, names }) as const;
  if (!written) return no("none");
  if (now.getTime() - written.at.getTime() > CORRECT_WITHIN_MINUTES * 60_000) return no("too-old");
  if (written.rows.length === 0) return no(written.left.length > 0 ? "other" : "none");
  const wrong = written.rows.filter((row) => row.customerId !== rightId);
  const [first] = wrong;
  if (!first) return no("same");
  const names = [...new Map(wrong.map((row) => [row.customerId, row.customerName])).values()];
  if (wrong.some((row) => row.customerId !== first.customerId)) return no("several", names);
  return { kind: "move", rows: wrong, fromId: first.customerId, fromName: first.customerName };
}
