// Decisions about follow-ups: which come first today, whether a card may be sent, when something is due, which ones
// are meant. Pure: the clock comes in as an argument.
import { addDays, type Day, dayOf, diffDays, instantOf, isDay, localText } from "../../calendar/day.ts";
import { isRestDay } from "../../calendar/holidays.ts";
import { type ClockRange, inQuietHours, shiftsOn } from "../../calendar/hours.ts";
import type { Settings } from "../../settings.ts";
import { titledName } from "../customers/names.ts";
import { AT_RISK } from "../customers/segment-names.ts";
import { shopCalendar } from "./ladder.ts";

/** When only a day was said: in the morning, before the shop fills. */
export const DAY_ONLY_AT = "10:00";

export interface DueItem {
  id: string;
  kind: "follow_up" | "promise";
  dueAt: Date;
  /** False when only the day was said. */
  dueHasTime: boolean;
  weight?: Weight;
}

/** What, besides its day, makes a thing matter: value × risk × moment. */
export interface Weight {
  /** What her customer is worth to the shop, 1 to 3; 1 when nobody knows. */
  value: number;
  /** She was worth much and has not bought for long. */
  atRisk: boolean;
  /** Of use only until a deadline: a new contact's 48 hours, the days after a first purchase. */
  closing: boolean;
}

/** Why an item stands where it stands, from first to last. */
export const URGENCIES = ["promise-overdue", "promise", "overdue", "today"] as const;
export type Urgency = (typeof URGENCIES)[number];

/**
 * Orders what is due today and before. A promise comes before all else, since the customer waits for it; then what
 * is late; then the rest of the day. Within each by value × risk × moment; the earlier one and then ids settle ties, so
 * that 「第一条」 on the card and in the list is the same.
 */
export function rankToday<I extends DueItem>(
  items: readonly I[],
  now: Date,
  zone: string,
): { item: I; why: Urgency; daysLate: number }[] {
  return items
    .map((item) => ({ item, why: urgencyOf(item, now, zone), daysLate: daysLate(item, now, zone) }))
    .sort(
      (one, other) =>
        URGENCIES.indexOf(one.why) - URGENCIES.indexOf(other.why) ||
        score(other) - score(one) ||
        one.item.dueAt.getTime() - other.item.dueAt.getTime() ||
        (one.item.id < other.item.id ? -1 : 1),
    );
}

/** Longer than this late makes nothing more urgent. */
const RISK_DAYS_MAX = 14;

/** Who may be lost, and what is of no use tomorrow, counts half as much again. */
const HALF_MORE = 1.5;

/** A week late counts double, two weeks threefold. */
function score({ item, daysLate: late }: { item: DueItem; daysLate: number }): number {
  const { value, atRisk, closing } = item.weight ?? { value: 1, atRisk: false, closing: false };
  const risk = (1 + Math.min(late, RISK_DAYS_MAX) / 7) * (atRisk ? HALF_MORE : 1);
  const moment = closing || (item.dueHasTime && late === 0) ? HALF_MORE : 1;
  return value * risk * moment;
}

/** Who she is to the shop, as the night computed it. */
export interface Standing {
  tier: string | null;
  class: string | null;
  rfm: string | null;
}

/** By the tier's family (VIP 3, 忠实 2) or the purchase class (重要 3, 主要 2), whichever is more. */
export function weightOf(
  { tier, class: group, rfm }: Standing,
  ruleKey: string | null,
  settings: Pick<Settings, "tiers">,
): Weight {
  const family = settings.tiers.find((one) => one.name === tier)?.family;
  const value = Math.max(
    family === "VIP" ? 3 : family === "忠实" ? 2 : 1,
    group === "重要" ? 3 : group === "主要" ? 2 : 1,
  );
  const closing = /^(lead|first-purchase):/.test(ruleKey ?? "");
  return { value, atRisk: AT_RISK.some((one) => one === rfm), closing };
}

/** Why it stands where it stands, in a word or two beyond what its day says. */
export function weightWords({ value, atRisk, closing }: Weight, { tier, class: group }: Standing): string[] {
  const who = group === "重要" ? "重要客户" : value > 1 ? (tier ?? `${group}客户`) : null;
  return [...(closing ? ["过期就晚了"] : []), ...(atRisk ? ["快流失"] : []), ...(who === null ? [] : [who])];
}

function urgencyOf(item: DueItem, now: Date, zone: string): Urgency {
  const late = isOverdue(item, now, zone);
  if (item.kind === "promise") return late ? "promise-overdue" : "promise";
  return late ? "overdue" : "today";
}

/** With a time said, late from that minute on; with a day only, late when the day is over. */
export function isOverdue(item: DueItem, now: Date, zone: string): boolean {
  return item.dueHasTime ? item.dueAt < now : dayOf(item.dueAt, zone) < dayOf(now, zone);
}

/** Whole business days since the due day; 0 on the day itself and before. */
export function daysLate(item: DueItem, now: Date, zone: string): number {
  return Math.max(0, diffDays(dayOf(item.dueAt, zone), dayOf(now, zone)));
}

/** More than this on one card is not read (today's five); the setting can only lower it. */
export const CARD_ITEMS_MAX = 5;

/** Days after which what was never shown goes before everything but promises. */
const FORGOTTEN_AFTER = 3;

/**
 * The few that go on today's card. Promises first, then what was never shown although it is days late; of the others
 * those not shown for longest, so that a long list of old items comes by in turns and none is silently lost; among
 * those that matter most.
 */
export function pickForCard<I extends DueItem & { lastNudgedOn: Day | null }>(
  items: readonly I[],
  now: Date,
  zone: string,
  itemsMax: number,
): I[] {
  const picked = [...items]
    .sort(
      (one, other) =>
        Number(other.kind === "promise") - Number(one.kind === "promise") ||
        Number(isForgotten(other, now, zone)) - Number(isForgotten(one, now, zone)) ||
        (one.lastNudgedOn ?? "").localeCompare(other.lastNudgedOn ?? "") ||
        scoreOf(other, now, zone) - scoreOf(one, now, zone) ||
        one.dueAt.getTime() - other.dueAt.getTime() ||
        (one.id < other.id ? -1 : 1),
    )
    .slice(0, itemsMax);
  return rankToday(picked, now, zone).map(({ item }) => item);
}

function isForgotten(item: DueItem & { lastNudgedOn: Day | null }, now: Date, zone: string): boolean {
  return item.lastNudgedOn === null && daysLate(item, now, zone) >= FORGOTTEN_AFTER;
}

function scoreOf(item: DueItem, now: Date, zone: string): number {
  return score({ item, daysLate: daysLate(item, now, zone) });
}

/** What a person has had today, and wants. */
export interface NudgeHistory {
  zone: string;
  nudgesOff: boolean;
  cardsToday: number;
  /** Items due today or before and not yet put before her today. */
  itemsDue: number;
  /** Her own hours today, in order; none on leave. Left out: those of the shop. */
  shifts?: readonly ClockRange[];
}

export type NudgeAnswer =
  | { nudge: true; itemsMax: number }
  | {
      nudge: false;
      why:
        | "off"
        | "nothing-due"
        | "enough-today"
        | "quiet-hours"
        | "rest-day"
        | "on-leave"
        | "before-work"
        | "off-work";
    };

/** Whether a card may go out now: a nudge that is a nuisance is switched off and then helps nobody. */
export function mayNudge(
  history: NudgeHistory,
  settings: Pick<Settings, "nudges" | "quietHours" | "closedDays" | "openingHours">,
  now: Date,
): NudgeAnswer {
  const { nudges, quietHours } = settings;
  if (history.nudgesOff) return { nudge: false, why: "off" };
  if (history.itemsDue <= 0) return { nudge: false, why: "nothing-due" };
  if (history.cardsToday >= nudges.cardsPerDay) return { nudge: false, why: "enough-today" };
  if (inQuietHours(now, quietHours, history.zone)) return { nudge: false, why: "quiet-hours" };
  const today = dayOf(now, history.zone);
  const hours = history.shifts ?? shiftsOn(today, shopCalendar(settings));
  const [first] = hours;
  if (!first) return { nudge: false, why: history.shifts ? "on-leave" : "rest-day" };
  // Make-up workdays on a weekend are worked, holidays in the week are not; whoever says her hours works then.
  if (!history.shifts && !nudges.weekends && isRestDay(today)) return { nudge: false, why: "rest-day" };
  const clock = clockOf(now, history.zone);
  if (clock < workBegins(history.shifts, nudges)) return { nudge: false, why: "before-work" };
  // Between two shifts and in the evening she is not in the shop: it waits.
  if (clock >= first.from && !hours.some(({ from, to }) => clock >= from && clock < to))
    return { nudge: false, why: "off-work" };
  const itemsMax = Math.min(nudges.itemsMax, CARD_ITEMS_MAX);
  return itemsMax > 0 ? { nudge: true, itemsMax } : { nudge: false, why: "off" };
}

/** When the card of the day may come, "HH:mm": as her first shift begins, else at the shop's hour for it. */
export function workBegins(shifts: readonly ClockRange[] | undefined, nudges: Settings["nudges"]): string {
  return shifts?.[0]?.from ?? nudges.at;
}

export interface MomentSaid {
  /** "YYYY-MM-DDTHH:mm", the shop's clocks. */
  at: string;
  hasTime: boolean;
}

export type Due =
  | { kind: "due"; dueAt: Date; hasTime: boolean; day: Day }
  | { kind: "past"; dueAt: Date; hasTime: boolean; day: Day }
  | { kind: "no-such-day"; said: string };

/** The instant meant. A day alone is not over before its end; a time is over when it has passed. */
export function dueOf(said: MomentSaid, now: Date, zone: string): Due {
  const day = said.at.slice(0, 10);
  const time = said.hasTime ? said.at.slice(11, 16) : DAY_ONLY_AT;
  if (!isDay(day) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return { kind: "no-such-day", said: said.at };
  const dueAt = instantOf(day, time, zone);
  const isPast = said.hasTime ? dueAt < now : day < dayOf(now, zone);
  return { kind: isPast ? "past" : "due", dueAt, hasTime: said.hasTime, day };
}

/** What is proposed when no time was said. */
export function tomorrowMorning(now: Date, zone: string): Due {
  const day = addDays(dayOf(now, zone), 1);
  return dueOf({ at: `${day}T${DAY_ONLY_AT}`, hasTime: false }, now, zone);
}

/** Moved to another day; an hour that was said before and not now is kept. */
export function snoozedTo(item: DueItem, until: MomentSaid | null, now: Date, zone: string): Due {
  const said = until ?? { at: `${addDays(dayOf(now, zone), 1)}T${DAY_ONLY_AT}`, hasTime: false };
  if (said.hasTime || !item.dueHasTime) return dueOf(said, now, zone);
  return dueOf({ at: `${said.at.slice(0, 10)}T${clockOf(item.dueAt, zone)}`, hasTime: true }, now, zone);
}

/** Reminders go out from the first to the last of these, see the timetable; at night nobody is woken. */
const REMINDS_FROM = "06:00";
const REMINDS_TO = "23:55";

/** When a reminder for that hour comes: at night it waits for the morning. */
export function comesAt(day: Day, time: string): { day: Day; time: string } {
  if (time < REMINDS_FROM) return { day, time: REMINDS_FROM };
  return time > REMINDS_TO ? { day: addDays(day, 1), time: REMINDS_FROM } : { day, time };
}

/** A reminder for an hour is of use soon after it; later the morning card has it. */
const STRUCK_WITHIN_MS = 2 * 3_600_000;

/** Hours struck after this instant are told at `now`: those of the last two hours, and in the morning the night's. */
export function struckSince(now: Date, zone: string): Date {
  const today = dayOf(now, zone);
  const since = new Date(now.getTime() - STRUCK_WITHIN_MS);
  if (since >= instantOf(today, REMINDS_FROM, zone)) return since;
  const night = instantOf(addDays(today, -1), REMINDS_TO, zone);
  return night < since ? night : since;
}

/** "15:00" on the shop's clocks. */
export function clockOf(instant: Date, zone: string): string {
  const midnight = instantOf(dayOf(instant, zone), "00:00", zone);
  return localText(instant.getTime() - midnight.getTime()).slice(11, 16);
}

const CONTACTS: readonly [means: "review" | "phone" | "message", pattern: RegExp][] = [
  ["review", /回访/],
  ["phone", /打(个)?电话|电话|致电|去电/],
  ["message", /微信|发(个|条)?(消息|信息|照片|图|祝福)|问问|问一下|问候|联系|告诉|通知|邀约?|约/],
];

/** How a done follow-up reached the customer; null when it was no contact (留一件M码). Feeds the clocks. */
export function contactMeans(text: string): "review" | "phone" | "message" | null {
  return CONTACTS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

/** A follow-up that may be meant, with the names its customer goes by. */
export interface Nameable {
  id: string;
  text: string;
  customer: { id: string; name: string; gender: "female" | "male" | "unknown"; aliases: readonly string[] } | null;
}

export type Which =
  | { kind: "these"; ids: string[]; byNumber: boolean }
  /** Several fit, or nothing tells them apart: ask. */
  | { kind: "many"; ids: string[] }
  /** A number beyond the list. */
  | { kind: "no-such-number"; count: number }
  /** Neither a number nor anybody known: `name` may still be a name that only sounds like hers. */
  | { kind: "unknown"; name: string };

export interface WhichContext {
  /** What numbers count, in its order. */
  shown: readonly string[];
  /** Whether she has it before her eyes: only then 「李雯的」 may mean the one of several that stands there. */
  seen: boolean;
  /** Customer spoken of last. */
  focus: string | null;
  /** Whether she was spoken of after the list came: then 这个 is hers, where one of the list is. */
  since?: boolean;
  open: readonly Nameable[];
}

/** Which follow-ups 「第一条」「1和3」「张姐的」「回访那条」「都」「#id」 mean. */
export function matchWhich(said: string, context: WhichContext): Which {
  const words = said.normalize("NFKC").trim();
  if (words.startsWith("#")) return { kind: "these", ids: idsIn(words), byNumber: false };
  const { shown, open } = context;
  const visible = shown.length > 0 ? shown : open.map((item) => item.id);
  if (/^(全部|全都|都|所有(的)?|全|这些|上面的?)(.{0,4})$/.test(words) && !/第|\d/.test(words)) {
    return { kind: "these", ids: [...visible], byNumber: true };
  }
  const numbers = numbersIn(words, shown.length);
  if (numbers.length > 0) {
    const ids = numbers.flatMap((number) => shown.at(number > 0 ? number - 1 : number) ?? []);
    if (ids.length < numbers.length) return { kind: "no-such-number", count: shown.length };
    return { kind: "these", ids: [...new Set(ids)], byNumber: true };
  }
  const plain = words.replace(FILLER, "");
  if (plain === "") {
    const hers = context.since
      ? open.filter((item) => item.customer?.id === context.focus && visible.includes(item.id))
      : [];
    const [only, ...others] = hers.length === 1 ? hers.map((item) => item.id) : visible;
    return only !== undefined && others.length === 0 ? { kind: "these", ids: [only], byNumber: false } : many(visible);
  }
  return byWords(plain, words, context);
}

const FILLER =
  /^(把|将|那个|这个|那|这|刚才的?|关于)+|(的)?(那|这)?(一)?(条|件|个|项|事情?|跟进|提醒|任务|待办|件事)?(吧|了)?$/g;

function byWords(plain: string, words: string, { focus, open, shown, seen }: WhichContext): Which {
  const pronoun = /^(她|他|ta|这位|那位)/i.exec(words);
  const named = pronoun
    ? open.filter((item) => item.customer?.id === focus)
    : open.filter((item) => isNamed(item, plain));
  if (named.length === 0) {
    const spoken = open.filter((item) => sharesWords(item.text, plain));
    const [only, ...others] = spoken;
    if (only) return others.length === 0 ? these(only) : many(spoken.map((item) => item.id));
    return { kind: "unknown", name: plain };
  }
  const [first, ...rest] = narrow(named, plain, seen ? shown : []);
  return first && rest.length === 0 ? these(first) : many(named.map((item) => item.id));
}

/** Several of one customer: the words that are not her name may tell them apart, or what is on show. */
function narrow(named: readonly Nameable[], plain: string, shown: readonly string[]): readonly Nameable[] {
  if (named.length === 1) return named;
  const rest = named.reduce((text, item) => text.replace(calledIn(item, plain) ?? "", ""), plain).replace(FILLER, "");
  const told = rest === "" ? [] : named.filter((item) => sharesWords(item.text, rest));
  if (told.length === 1) return told;
  const onShow = named.filter((item) => shown.includes(item.id));
  return onShow.length === 1 ? onShow : named;
}

function isNamed(item: Nameable, plain: string): boolean {
  return calledIn(item, plain) !== null;
}

/** The words at the beginning that name this item's customer: 张姐 of 张姐回访. */
function calledIn({ customer }: Nameable, plain: string): string | null {
  if (!customer) return null;
  const known = [customer.name, ...customer.aliases].find((name) => plain.startsWith(name));
  if (known) return known;
  for (let length = Math.min(5, plain.length); length >= 2; length--) {
    const words = plain.slice(0, length);
    const titled = titledName(words);
    if (!titled || !customer.name.startsWith(titled.surname)) continue;
    const { gender } = titled.hint;
    if (gender === null || customer.gender === "unknown" || customer.gender === gender) return words;
  }
  return null;
}

/** Two letters in a row of what was said stand in the item: 回访, 婚宴. */
function sharesWords(text: string, said: string): boolean {
  if (said.length < 2) return false;
  for (let at = 0; at + 2 <= said.length; at++) {
    if (text.includes(said.slice(at, at + 2))) return true;
  }
  return false;
}

function these(item: Nameable): Which {
  return { kind: "these", ids: [item.id], byNumber: false };
}

function many(ids: readonly string[]): Which {
  return { kind: "many", ids: [...ids] };
}

function idsIn(words: string): string[] {
  return words.split(/[,，\s]+/).flatMap((part) => (part.startsWith("#") ? [part.replace(/^#(id:)?/, "")] : []));
}

const DIGITS = "零一二三四五六七八九";
const NUMBER = "\\d{1,2}|十[一二三四五六七八九]?|[一二两三四五六七八九]十?";
const NUMBERED = new RegExp(`第(${NUMBER})|(${NUMBER})(?=[条件个项号、,，和跟]|$)`, "g");

/** 第一条 → 1, 1和3 → 1, 3, 前两条 → 1, 2, 最后一条 → -1. Empty when the words are no numbers. */
function numbersIn(words: string, count: number): number[] {
  if (/^(最后|末)(一)?(条|件|个|项)?(的)?$/.test(words)) return [-1];
  const first = new RegExp(`^前(${NUMBER})(条|件|个|项)?(的)?$`).exec(words)?.[1];
  if (first) return Array.from({ length: Math.min(numberOf(first), Math.max(count, 1)) }, (_, index) => index + 1);
  const isOnlyNumbers = new RegExp(`^(第|${NUMBER}|[条件个项号、,，和跟的\\s])+$`).test(words);
  if (!isOnlyNumbers && !words.includes("第")) return [];
  return [...words.matchAll(NUMBERED)].map((match) => numberOf(match[1] ?? match[2] ?? ""));
}

function numberOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const digit = (letter: string) => (letter === "两" ? 2 : DIGITS.indexOf(letter));
  if (!text.includes("十")) return digit(text);
  const [tens = "", ones = ""] = text.split("十");
  return (tens === "" ? 1 : digit(tens)) * 10 + (ones === "" ? 0 : digit(ones));
}
