// What must not stand in a message to a customer: advertising-law words, false scarcity, promises nothing backs, cold
// apologies, her sore points, wrong days. Pure: text and facts in, findings with their place out.
import { type Day, diffDays, splitDay, startOfWeek, weekday } from "../../calendar/day.ts";
import { unreachable } from "../../errors.ts";
import { type ContactKind, isBereavement, isDivorce } from "../contact/gate.ts";
import {
  adWords,
  coldWords,
  couple,
  empathy,
  festive,
  harmlessNumber,
  kin,
  leadingWords,
  lost,
  madeReady,
  promiseWords,
  promoWords,
  scarcityWords,
  sorry,
} from "./lint-words.ts";
import { dayWord } from "./occasions.ts";

export interface LintFacts {
  occasion: ContactKind;
  /** The day spoken of, and the day it is sent on. */
  occursOn: Day | null;
  sendOn: Day;
  /** Words of benefits that she may be promised on that day. */
  benefits: readonly string[];
  /** Words of other benefits of the house: for another tier, expired, not yet begun. */
  otherBenefits: readonly string[];
  negatives: readonly { topic: string | null; value: string }[];
  /** Names of people, shops and articles: what stands in them is not a claim. */
  names: readonly string[];
}

export type FindingCode =
  | "ad-word"
  | "scarcity"
  | "promise"
  | "benefit-changed"
  | "benefit-not-hers"
  | "date"
  | "cold-words"
  | "no-empathy"
  | "promo-word"
  | "negative"
  | "merge-field"
  | "too-long"
  | "long";

export interface Finding {
  code: FindingCode;
  /** `block`: not sent until changed. `advise`: said, and sent if she likes. */
  severity: "block" | "advise";
  /** Place in the text, in UTF-16 units; the whole text for what is missing from it. */
  from: number;
  to: number;
  span: string;
  /** What it should be, or which fact it goes against. */
  detail: string | null;
}

/** The platform's limit for a customer message (page 92135). */
export const TEXT_BYTES_MAX = 4000;
/** What is read at a glance on a phone. */
export const TEXT_LENGTH_ADVISED = 120;

const unsaleable: ReadonlySet<ContactKind> = new Set([
  "birthday",
  "anniversary",
  "holiday",
  "thanks",
  "care",
  "apology",
  "complaint",
  "lead",
]);

/** All findings, in the order of the text. An empty list means it may go. */
export function lintDraft(text: string, facts: LintFacts): Finding[] {
  const masked = mask(text, [...facts.benefits, ...facts.names]);
  const quoted = mask(text, facts.benefits);
  const found = [
    ...length(text),
    ...mergeFields(text),
    ...negatives(text, facts),
    ...each(masked, adWords, "ad-word"),
    ...each(masked, scarcityWords, "scarcity"),
    ...changedBenefits(masked, facts),
    ...each(masked, promiseWords, "promise"),
    ...(isGreeting(facts.occasion) ? each(masked, [madeReady], "promise") : []),
    ...leading(masked, quoted),
    ...dates(masked, facts),
    ...numbers(masked),
    ...(facts.occasion === "apology" ? apology(masked, text) : []),
    ...(unsaleable.has(facts.occasion) ? each(masked, [promoWords], "promo-word") : []),
  ];
  return withoutOverlaps(found.map((one) => ({ ...one, span: text.slice(one.from, one.to) })));
}

export function blocks(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === "block");
}

// === Form

function length(text: string): Finding[] {
  const bytes = new TextEncoder().encode(text).length;
  const whole = { from: 0, to: 0, span: "" };
  if (text.trim() === "") return [{ code: "merge-field", severity: "block", ...whole, detail: null }];
  if (bytes > TEXT_BYTES_MAX) return [{ code: "too-long", severity: "block", ...whole, detail: String(bytes) }];
  const count = [...text].length;
  return count > TEXT_LENGTH_ADVISED ? [{ code: "long", severity: "advise", ...whole, detail: String(count) }] : [];
}

function mergeFields(text: string): Finding[] {
  return each(
    text,
    [
      /\{[^{}]*\}|｛[^｛｝]*｝|\[(?:姓名|称呼|客户|门店|店名|日期)[^\]]*\]|【(?:姓名|称呼|客户|门店|店名)】|(?:X{2,}|x{3,}|某某|×{2,})/gu,
    ],
    "merge-field",
  );
}

// === Her sore points

function negatives(text: string, facts: LintFacts): Finding[] {
  return facts.negatives.flatMap((fact) => {
    if (isBereavement(fact)) {
      const gone = [...fact.value.matchAll(lost)].map(([word]) => literally(word));
      const patterns = gone.length > 0 ? [festive, new RegExp(gone.join("|"), "gu")] : [festive];
      return each(text, patterns, "negative", fact.value);
    }
    if (isDivorce(fact)) return each(text, [couple], "negative", fact.value);
    const words = forbidden(fact.value);
    return words.length > 0
      ? each(text, [new RegExp(words.map(literally).join("|"), "gu")], "negative", fact.value)
      : [];
  });
}

/** "对羊毛过敏" → 羊毛 and its kin. Words of one letter count only when they have kin, or they would be everywhere. */
function forbidden(value: string): string[] {
  const things = value
    .split(/[，,、；;和及与\s/]+/u)
    .map((part) =>
      part
        .replace(
          /^(?:[她他]|客户|本人)?(?:对|不能|不要|不可以|不可|不吃|不喝|不碰|不穿|不用|忌讳|忌|别|严重|有点|有)+/u,
          "",
        )
        .replace(/(?:严重)?(?:过敏|不耐受|不能吃|不能碰|不行)$/u, "")
        .replace(/^(?:吃|喝|碰|穿|用|提|说|送|对|闻)/u, "")
        .trim(),
    )
    .filter((thing) => thing !== "");
  return [
    ...new Set([
      ...things.filter((thing) => thing.length >= 2 && thing.length <= 8),
      ...kin.flatMap(([pattern, words]) => (pattern.test(value) ? words : [])),
    ]),
  ];
}

// === Promises

/** Something that is almost a benefit is a benefit with a number, a thing or a day changed. */
function changedBenefits(masked: string, facts: LintFacts): Finding[] {
  const near = (benefit: string): Finding[] => {
    const most = Math.max(1, Math.floor(benefit.length * NEAR_SHARE));
    if (benefit.length < NEAR_FROM || !sharesLetters(masked, benefit, most)) return [];
    const hit = closest(masked, benefit);
    if (hit === null || hit.distance > most) return [];
    return [{ code: "benefit-changed", severity: "block", from: hit.from, to: hit.to, span: "", detail: benefit }];
  };
  const other = facts.otherBenefits.flatMap((benefit): Finding[] => {
    const hit = longestOf(benefit, masked);
    if (hit === null || hit.to - hit.from < Math.min(benefit.length, Math.max(PART_FROM, benefit.length / 2)))
      return [];
    return [{ code: "benefit-not-hers", severity: "block", ...hit, span: "", detail: benefit }];
  });
  return [...other, ...facts.benefits.flatMap(near)];
}

/** Half of another's benefit is as good as named; shorter stretches are words of everyday. */
const PART_FROM = 4;

/** The longest stretch of `words` that stands in the text; null where not two letters do. */
function longestOf(words: string, text: string): { from: number; to: number } | null {
  for (let length = words.length; length >= 2; length--) {
    for (let start = 0; start + length <= words.length; start++) {
      const from = text.indexOf(words.slice(start, start + length));
      if (from >= 0) return { from, to: from + length };
    }
  }
  return null;
}

// Up to a third of the letters changed still reads as the same benefit; shorter ones resemble everything.
const NEAR_SHARE = 0.34;
const NEAR_FROM = 4;

/** The stretch of `text` with the least edits to `pattern` (Sellers), or null for an empty pattern. */
function closest(text: string, pattern: string): { from: number; to: number; distance: number } | null {
  if (pattern === "") return null;
  const width = pattern.length + 1;
  let costs = Array.from({ length: width }, (_, p) => p);
  let starts = new Array<number>(width).fill(0);
  let best = { from: 0, to: 0, distance: pattern.length };
  for (let t = 1; t <= text.length; t++) {
    const nextCosts = [0];
    const nextStarts = [t];
    for (let p = 1; p < width; p++) {
      const swap = (costs[p - 1] ?? 0) + (text[t - 1] === pattern[p - 1] ? 0 : 1);
      const insert = (costs[p] ?? 0) + 1;
      const skip = (nextCosts[p - 1] ?? 0) + 1;
      const least = Math.min(swap, insert, skip);
      nextCosts.push(least);
      nextStarts.push((swap === least ? starts[p - 1] : insert === least ? starts[p] : nextStarts[p - 1]) ?? t);
    }
    const distance = nextCosts[pattern.length] ?? pattern.length;
    if (distance < best.distance) best = { from: nextStarts[pattern.length] ?? t, to: t, distance };
    costs = nextCosts;
    starts = nextStarts;
  }
  return best;
}

/** Cheaper than the edits: a stretch cannot be near when too many of the pattern's letters are nowhere in the text. */
function sharesLetters(text: string, pattern: string, missing: number): boolean {
  let absent = 0;
  for (const letter of pattern) if (!text.includes(letter)) absent++;
  return absent <= missing;
}

function leading(masked: string, quoted: string): Finding[] {
  return each(masked, [leadingWords], "promise").filter((finding) => {
    const start = Math.max(...["。", "！", "？", "\n"].map((end) => quoted.lastIndexOf(end, finding.from))) + 1;
    const rest = quoted.slice(start).search(/[。！？\n]/u);
    const sentence = rest < 0 ? quoted.slice(start) : quoted.slice(start, start + rest);
    return !sentence.includes(MASK);
  });
}

function numbers(masked: string): Finding[] {
  return each(masked, [/\d+(?:[.,]\d+)?\s?(?:[%％]|[\p{Script=Han}]{0,2})/gu], "promise")
    .filter(({ from }) => {
      const digits = /^\d+(?:[.,]\d+)?/.exec(masked.slice(from))?.[0] ?? "";
      const before = masked.slice(0, from);
      if (/\d[点:：]\s?$/u.test(before)) return false;
      // Dates are judged as dates.
      if (isPartOfDate(masked, from)) return false;
      return !harmlessNumber.test(masked.slice(from + digits.length));
    })
    .concat(
      each(
        masked,
        [
          /(?:[一二两三四五六七八九十百千万几]+)(?:元|块钱|块(?=[，。！,!]|$)|折|倍|万元|百元|千元)|半折|双倍|翻倍|加倍/gu,
        ],
        "promise",
      ),
    );
}

// === Days

const explicitDate =
  /(\d{1,2}|[一二三四五六七八九十]{1,2})\s?月\s?(\d{1,2}|[初一二三四五六七八九十廿]{1,3})\s?[日号]?|(?<![月\d])(\d{1,2})[日号](?!楼|店|线|院)/gu;
const relativeDay = /大后天|大前天|后天|明天|明日|明儿|今天|今日|今儿|昨天|昨日|前天/gu;
const sameWord: Readonly<Record<string, string>> = {
  明日: "明天",
  明儿: "明天",
  今日: "今天",
  今儿: "今天",
  昨日: "昨天",
};

function dates(masked: string, facts: LintFacts): Finding[] {
  const expected = facts.occursOn === null ? null : dayWord(facts.occursOn, facts.sendOn);
  const wrongDate = each(masked, [explicitDate], "date", expected).filter(
    ({ from, to }) => !isTheDay(masked.slice(from, to), facts),
  );
  const wrongWord = each(masked, [relativeDay], "date", expected).filter(({ from, to }) => {
    const word = masked.slice(from, to);
    if (!spokenOf.test(clauseAt(masked, from))) return false;
    return (sameWord[word] ?? word) !== expected;
  });
  const otherWord = each(masked, [otherDay], "date", expected).filter(
    ({ from, to }) => spokenOf.test(clauseAt(masked, from)) && !isSaidOfTheDay(masked.slice(from, to), facts),
  );
  return [...wrongDate, ...(isGreeting(facts.occasion) ? [...wrongWord, ...otherWord] : [])];
}

/** Other ways of saying a day: 下周三, 三天后, 今晚, 下个月. They are true on some days and not on the next. */
const otherDay =
  /(?:下下|下|上|这|本)?个?(?:周|星期|礼拜)[一二三四五六日天末]|[一二两三四五六七八九十\d]+天(?:之后|以后|后|之前|以前|前)|[今明后昨]晚|[下上]个?月|月[底初中]/gu;

function isSaidOfTheDay(said: string, { occursOn, sendOn }: LintFacts): boolean {
  if (occursOn === null) return false;
  const days = diffDays(sendOn, occursOn);
  const week = /^(下下|下|上|这|本)?个?(?:周|星期|礼拜)([一二三四五六日天末])$/u.exec(said);
  if (week) {
    const [, which = "这", name = ""] = week;
    const weeks = diffDays(startOfWeek(sendOn), startOfWeek(occursOn)) / 7;
    const day = weekday(occursOn);
    const named = name === "末" ? day >= 6 : day === "一二三四五六日".indexOf(name.replace("天", "日")) + 1;
    return named && weeks === ({ 下下: 2, 下: 1, 上: -1 }[which] ?? 0);
  }
  const count = /^([一二两三四五六七八九十\d]+)天(?:之|以)?(后|前)$/u.exec(said);
  if (count) {
    const [, number = "", side] = count;
    const digits = "一二三四五六七八九十".indexOf(number.replace("两", "二")) + 1 || Number(number);
    return days === (side === "后" ? digits : -digits);
  }
  const night = ["昨", "今", "明", "后"].indexOf(said.charAt(0));
  if (said.endsWith("晚")) return days === night - 1;
  const [from, to] = [splitDay(sendOn), splitDay(occursOn)];
  const months = (to.year - from.year) * 12 + to.month - from.month;
  if (/^[上下]/u.test(said)) return months === (said.startsWith("下") ? 1 : -1);
  return (
    months === 0 &&
    (said.endsWith("底") ? to.day > 20 : said.endsWith("初") ? to.day <= 10 : to.day > 10 && to.day <= 20)
  );
}

const spokenOf = /生日|寿|诞|节|中秋|春节|国庆|元旦|端午|新年|过年|除夕|元宵|七夕|重阳|纪念|周年/u;

function isGreeting(occasion: ContactKind): boolean {
  switch (occasion) {
    case "birthday":
    case "anniversary":
    case "holiday":
      return true;
    case "apology":
    case "care":
    case "complaint":
    case "lead":
    case "replenish":
    case "promotion":
    case "thanks":
    case "winback":
      return false;
    default:
      return unreachable(occasion);
  }
}

/** Only the day spoken of may be named. */
function isTheDay(said: string, facts: LintFacts): boolean {
  if (facts.occursOn === null) return false;
  const { month, day } = splitDay(facts.occursOn);
  const numbers = said.match(/\d+/g)?.map(Number);
  if (!numbers) return false;
  return numbers.length === 2 ? numbers[0] === month && numbers[1] === day : numbers[0] === day;
}

function isPartOfDate(text: string, at: number): boolean {
  for (const match of text.matchAll(explicitDate)) {
    if (at >= match.index && at < match.index + match[0].length) return true;
  }
  return false;
}

function clauseAt(text: string, at: number): string {
  const start = Math.max(...[...text.slice(0, at)].map((char, i) => (/[，。！？；,!?;\n]/u.test(char) ? i + 1 : 0)), 0);
  const rest = text.slice(at).search(/[，。！？；,!?;\n]/u);
  return rest < 0 ? text.slice(start) : text.slice(start, at + rest);
}

// === Apologies

function apology(masked: string, text: string): Finding[] {
  const whole = { from: 0, to: 0, span: "", severity: "block" as const };
  const missing =
    empathy.test(text) && sorry.test(text)
      ? []
      : [{ code: "no-empathy" as const, ...whole, detail: empathy.test(text) ? "sorry" : "empathy" }];
  return [...each(masked, [coldWords], "cold-words"), ...missing];
}

// === Common

// A letter that stands in no message: what is quoted is not judged again.
const MASK = "\u0001";

function mask(text: string, words: readonly string[]): string {
  let masked = text;
  for (const word of words.filter((one) => one.length >= 2).toSorted((a, b) => b.length - a.length)) {
    masked = masked.replaceAll(word, MASK.repeat(word.length));
  }
  return masked;
}

function each(text: string, patterns: readonly RegExp[], code: FindingCode, detail: string | null = null): Finding[] {
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => ({
      code,
      severity: "block" as const,
      from: match.index,
      to: match.index + match[0].length,
      span: match[0],
      detail,
    })),
  );
}

/** One place is told once, by the first rule that found it. */
function withoutOverlaps(findings: readonly Finding[]): Finding[] {
  const kept: Finding[] = [];
  for (const finding of findings) {
    const overlaps = finding.to > finding.from && kept.some((one) => one.from < finding.to && finding.from < one.to);
    if (!overlaps) kept.push(finding);
  }
  return kept.toSorted((a, b) => a.from - b.from);
}

function literally(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
