// From what is known of a customer to the words for her: form of address, benefit, preference, template. Pure.
// It quotes benefits only in the words of the benefit table, and leaves out what a template would need but nobody knows.
import type { Day } from "../../calendar/day.ts";
import { diffDays, splitDay } from "../../calendar/day.ts";
import type { ContactKind } from "../contact/gate.ts";
import { surnameOf } from "../customers/names.ts";
import { type Benefit, holds, isFor, occasionOf } from "../members/benefits.ts";
import { mindOf } from "../notes/rules.ts";
import { dayWord, dayWordsNear, type Timing, timingOf } from "./occasions.ts";
import { type Cause, type Field, fieldsIn, fill, type Lifecycle, settleClauses, type Template } from "./templates.ts";

/** Something told of her, with where it comes from. */
export interface KnownFact {
  topic: string | null;
  value: string;
  saidAs?: string | null;
  on?: Day | null;
}

/** What a draft builds on, shown with it: 「依据：3月2日记下「喜欢真丝」」. */
export interface Basis {
  field: Field;
  quote: string;
  on: Day | null;
}

/** What may be used in a draft for one customer. */
export interface DraftFacts {
  customerId: string;
  name: string;
  gender: "female" | "male" | "unknown";
  birthdayYear: number | null;
  tier: string | null;
  /** Newest first. */
  aliases: readonly string[];
  /** Newest first; withdrawn and superseded ones are not here. */
  preferences: readonly KnownFact[];
  negatives: readonly { topic: string | null; value: string }[];
  family: readonly KnownFact[];
  lastItem: string | null;
  lastItemOn: Day | null;
  lifecycle: Lifecycle;
  /** Her tier, its family, her class: whom a clause is for. */
  labels: readonly string[];
  staffName: string;
  shopName: string;
}

export interface DraftCase {
  occasion: ContactKind;
  facts: DraftFacts;
  benefits: readonly Benefit[];
  /** The day spoken of; null when it is not known or there is none. */
  occursOn: Day | null;
  /** The day on which the associate will send it. */
  sendOn: Day;
  festival: string | null;
  anniversary: string | null;
  cause: Cause | null;
  /** What the associate wants said, in her words. */
  about: string | null;
  withoutBenefit: boolean;
  /** Only wordings that keep a distance, with a formal address. */
  formal?: boolean;
}

export interface Draft {
  templateKey: string;
  templateVersion: number;
  /** With the day word still open, so that it can be computed again on the day it is sent. */
  draftedText: string;
  text: string;
  basis: Basis[];
}

/** Fields that show that the message is for her and nobody else. */
const personal: readonly Field[] = ["礼遇", "偏好", "家人", "上次购买", "事"];

/** Since when she buys, when she was seen last (purchase or visit), and the shop's bounds. */
export function lifecycleOf(
  of: { firstOrderOn: Day | null; lastSeenOn: Day | null; today: Day },
  bounds: { newForDays: number; lostAfterDays: number },
): Lifecycle {
  if (of.firstOrderOn === null || diffDays(of.firstOrderOn, of.today) <= bounds.newForDays) return "new";
  return of.lastSeenOn !== null && diffDays(of.lastSeenOn, of.today) > bounds.lostAfterDays ? "lost" : "old";
}

/**
 * Every wording that can be filled: the associate's own first, then the shop's, then the house's; the most personal of
 * each first, in an order that differs from customer to customer.
 */
export function draftAll(of: DraftCase, templates: readonly Template[]): Draft[] {
  const known = valuesOf(of);
  const { values } = known;
  const usable = templates.filter((template) => fits(template, of) && template.needs.every((need) => values[need]));
  const formal = usable.filter((template) => template.formal === (of.formal ?? false));
  const toned = formal.length > 0 ? formal : usable;
  const specific = toned.filter((template) => template.origin !== "house" || isSpecific(template, of));
  // What the associate asked to have said must be said.
  const chosen = specific.length > 0 ? specific : toned;
  const must = of.about === null ? chosen : chosen.filter((template) => template.needs.includes("事"));
  const rest = must.length > 0 ? must : chosen;
  const filled = rest.map((template) => {
    const body = settleClauses(template.body, (field) => values[field] !== undefined, of.facts.labels);
    return { template, body, used: fieldsIn(body) };
  });
  return byWarmth(filled, of).map(({ template, body, used }) => {
    const { 日子词: word, ...lasting } = values;
    const draftedText = fill(body, lasting);
    return {
      templateKey: template.key,
      templateVersion: template.version,
      draftedText,
      text: fill(draftedText, { 日子词: word }),
      basis: known.basis.filter((one) => used.includes(one.field)),
    };
  });
}

/** The text as it reads when sent on `sendOn`. */
export function renderDayWord(draftedText: string, occursOn: Day | null, sendOn: Day): string {
  return occursOn === null ? draftedText : fill(draftedText, { 日子词: dayWord(occursOn, sendOn) });
}

/** Whether `text` is the draft as the house wrote it, on whatever day. Then the day word may be renewed. */
export function isAsDrafted(text: string, draftedText: string, occursOn: Day | null): boolean {
  if (text === draftedText) return true;
  if (occursOn === null) return false;
  const { month, day } = splitDay(occursOn);
  const words = [...Object.values(dayWordsNear), `${month}月${day}日`];
  return words.some((word) => fill(draftedText, { 日子词: word }) === text);
}

/** The benefits she may be told of on that day for that occasion, gifts first, points last and only as an extra. */
export function benefitsFor(of: Pick<DraftCase, "benefits" | "occasion" | "sendOn" | "facts">): Benefit[] {
  return of.benefits
    .filter((benefit) => isActiveFor(benefit, of.facts.tier, of.sendOn) && occasionOf(benefit) === of.occasion)
    .filter((benefit) => !unsaleable.has(of.occasion) || benefit.kind !== "discount")
    .toSorted((a, b) => rankOf(a) - rankOf(b));
}

export function isActiveFor(benefit: Benefit, tier: string | null, day: Day): boolean {
  return holds(benefit, day) && isFor(benefit, tier);
}

/** Greetings that are not advertising carry no discount. */
const unsaleable: ReadonlySet<ContactKind> = new Set(["anniversary", "holiday", "thanks", "care", "complaint"]);
const benefitKinds = ["gift", "service", "coupon", "discount", "points"];
const rankOf = (benefit: Benefit) => benefitKinds.indexOf(benefit.kind) + (benefitKinds.includes(benefit.kind) ? 0 : 9);

/** What each field would be filled with for her, and the facts behind them. */
export function valuesOf(of: DraftCase): { values: Partial<Record<Field, string>>; basis: Basis[] } {
  const { facts } = of;
  const liking = likingOf(of);
  const family = familyOf(of);
  const item = shortItem(facts.lastItem);
  const values = {
    称呼: addressOf(facts, of.formal ? "apology" : of.occasion, of.sendOn),
    日子词: of.occursOn === null ? undefined : dayWord(of.occursOn, of.sendOn),
    节日: of.festival ?? undefined,
    纪念日: of.anniversary ?? undefined,
    礼遇: of.withoutBenefit ? undefined : benefitText(of),
    偏好: liking?.thing,
    家人: family?.thing,
    上次购买: item,
    事: of.about?.replace(/[。！!.\s]+$/u, "") || undefined,
    导购: facts.staffName || undefined,
    店名: facts.shopName || undefined,
  };
  const told = (field: Field, fact: KnownFact | undefined): Basis[] =>
    fact ? [{ field, quote: fact.saidAs?.trim() || fact.value, on: fact.on ?? null }] : [];
  const bought: Basis[] = item ? [{ field: "上次购买", quote: item, on: facts.lastItemOn }] : [];
  return { values, basis: [...told("偏好", liking?.fact), ...told("家人", family?.fact), ...bought] };
}

/** A gift, or what else there is; points are named beside it. A birthday's present is never points alone. */
function benefitText(of: DraftCase): string | undefined {
  const [first, ...others] = benefitsFor(of);
  if (!first || (first.kind === "points" && of.occasion === "birthday")) return undefined;
  const points = first.kind === "points" ? undefined : others.find((benefit) => benefit.kind === "points");
  return points ? `${bare(first.text)}，另有${bare(points.text)}` : bare(first.text);
}

export function bare(text: string): string {
  return text.trim().replace(/[。．.；;]+$/u, "");
}

const honorific = /(姐|哥|总|叔|伯|阿姨|姨|老师|医生|太太|女士|先生|小姐|经理|主任|教授|律师|院长|校长)$/u;
/** Younger women are not called 姐 by somebody they hardly know. */
const ELDER_SISTER_FROM = 28;
/** An alias longer than this is a description. */
const ALIAS_MAX = 5;

/** 「别叫她姐」. */
const notSister = /(?:别|不|勿|讨厌|忌)[^，。]{0,6}(?:叫|喊|称)[^，。]{0,4}姐/u;

/** The associate's own word for her if it is a polite one; else surname and title; else the name. */
export function addressOf(
  facts: Pick<DraftFacts, "name" | "gender" | "birthdayYear" | "aliases"> & Partial<Pick<DraftFacts, "negatives">>,
  occasion: ContactKind,
  sendOn: Day,
): string {
  const noSister = (facts.negatives ?? []).some((fact) => notSister.test(fact.value));
  const alias = facts.aliases.find(
    (one) => one.length <= ALIAS_MAX && honorific.test(one) && !(noSister && one.includes("姐")),
  );
  if (alias) return alias;
  const surname = surnameOf(facts.name);
  if (surname === null || facts.gender === "unknown") return facts.name;
  if (facts.gender === "male") return `${surname}先生`;
  const young = facts.birthdayYear !== null && splitDay(sendOn).year - facts.birthdayYear < ELDER_SISTER_FROM;
  return young || noSister || occasion === "apology" ? `${surname}女士` : `${surname}姐`;
}

/** Sizes and seats are known, not liked: "您喜欢的M码" is no sentence. */
const unspoken = /码|尺寸|身高|体重|座位|冷热|甜度/;
const LIKING_MAX = 12;

/**
 * The liking to speak of, by relevance: one that the benefit or what she last bought is about goes before one told
 * lately; things she must not have are no likings.
 */
function likingOf(of: DraftCase): { thing: string; fact: KnownFact } | undefined {
  const near = `${of.withoutBenefit ? "" : (benefitText(of) ?? "")} ${of.facts.lastItem ?? ""} ${of.about ?? ""}`;
  const likings = of.facts.preferences.flatMap((fact) => {
    if (unspoken.test(fact.topic ?? "") || /码$/.test(fact.value) || mindOf(fact).dislike) return [];
    const all = fact.value.replace(/^(?:最|很|特别|比较|就|还是|只)*(?:喜欢|偏好|爱穿|爱|要|穿)/, "").trim();
    // Of several things one is named; a list is no sentence.
    const one = (all.split(/[、/]/u)[0] ?? "").replace(/的$/u, "").trim();
    // 宽松的 is no thing to be seen in a shop; a 宽松款 is.
    const quality = all.endsWith("的") || /风格|版型|款式/.test(fact.topic ?? "");
    const thing = !quality || one === "" || one.endsWith("款") ? one : /^[有不带没]/u.test(one) ? "" : `${one}款`;
    return thing !== "" && thing.length <= LIKING_MAX && !/[，。；,;]/.test(thing) ? [{ thing, fact }] : [];
  });
  return likings.find(({ thing }) => near.includes(thing)) ?? likings[0];
}

/** Those one may ask after: parents and children; not a spouse, who may be one no longer. */
const kinfolk = /女儿|儿子|孙子|孙女|外孙女?|宝宝|妈妈|母亲|爸爸|父亲|父母/u;

function familyOf(of: DraftCase): { thing: string; fact: KnownFact } | undefined {
  for (const fact of of.facts.family) {
    const thing = kinfolk.exec(`${fact.topic ?? ""} ${fact.value}`)?.[0];
    if (thing) return { thing, fact };
  }
  return undefined;
}

const ITEM_MAX = 14;

function shortItem(item: string | null): string | undefined {
  return item !== null && item.length <= ITEM_MAX && item.trim() !== "" ? item.trim() : undefined;
}

function fits(template: Template, of: DraftCase): boolean {
  if (template.occasion !== of.occasion) return false;
  if (template.when !== null && template.when !== timing(of)) return false;
  if (template.festival !== null && template.festival !== of.festival) return false;
  if (template.lifecycle !== null && template.lifecycle !== of.facts.lifecycle) return false;
  const cause = of.occasion === "winback" ? (of.cause ?? "need") : of.cause;
  return template.cause === null ? cause !== "dormant" : template.cause === cause;
}

/** Where a wording for this day or festival can be filled, the general ones stay away. */
function isSpecific(template: Template, of: DraftCase): boolean {
  if (of.occasion === "birthday") return template.when !== null;
  if (of.occasion === "holiday") return template.festival !== null;
  return true;
}

function timing(of: DraftCase): Timing | null {
  return of.occursOn === null ? null : timingOf(of.occursOn, of.sendOn);
}

const nearness: Record<Template["origin"], number> = { own: 0, shop: 1, house: 2 };

function byWarmth<T extends { template: Template; used: readonly Field[] }>(all: readonly T[], of: DraftCase): T[] {
  // A tone made for her kind of customer counts a little more than one for anybody.
  const warmth = ({ template, used }: T) =>
    used.filter((need) => personal.includes(need)).length + (template.lifecycle === null ? 0 : 0.5);
  const turn = seedOf(of.facts.customerId + (of.occursOn ?? of.sendOn));
  const place = (one: T) => (all.indexOf(one) + turn) % all.length;
  return all.toSorted(
    (a, b) => nearness[a.template.origin] - nearness[b.template.origin] || warmth(b) - warmth(a) || place(a) - place(b),
  );
}

/** A small stable number from text, so that two customers seldom get the same words. */
function seedOf(text: string): number {
  let seed = 7;
  for (const char of text) seed = (seed * 31 + (char.codePointAt(0) ?? 0)) % 1_000_003;
  return seed;
}
