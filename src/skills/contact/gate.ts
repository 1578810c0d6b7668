// The one gate to customers: may this kind of message go to this customer now, later, or never, and why.
// Pure and total: no clock, no I/O, never throws. Whoever wants to write to a customer asks here, nowhere else.
import { addDays, type Day, dayOf, daysInMonth, instantOf, makeDay, splitDay } from "../../calendar/day.ts";
import { type ClockRange, inQuietHours, nextAllowed } from "../../calendar/hours.ts";
import type { Settings } from "../../settings.ts";

export const contactKinds = [
  "apology",
  "complaint",
  "birthday",
  "anniversary",
  "thanks",
  "lead",
  "care",
  "holiday",
  "winback",
  "replenish",
  "promotion",
] as const;
/** Why somebody would write. */
export type ContactKind = (typeof contactKinds)[number];

/** Which kind goes first when one place is left: apology > birthday > after purchase > holiday > promotion. */
export const contactPriority: readonly ContactKind[] = contactKinds;

/** Negative when `a` goes before `b`. */
export function comparePriority(a: ContactKind, b: ContactKind): number {
  return contactPriority.indexOf(a) - contactPriority.indexOf(b);
}

/** A message to the customer by any of the staff, sent or with its place taken. */
export interface OutMessage {
  at: Date;
  staffId: string | null;
  /** Set while the message has not left the house's or the associate's hands: it may go out at any moment until then. */
  pendingUntil: Date | null;
  /** What it is for, while it is pending; of one that was sent it does not matter. */
  kind: ContactKind | null;
}

/** What hangs on the decision, for one customer as seen by one sender. Made by `store.ts`. */
export interface ContactHistory {
  senderId: string;
  doNotDisturb: boolean;
  doNotDisturbUntil: Date | null;
  doNotDisturbWhy: string | null;
  membership: "none" | "active" | "frozen" | "cancelled";
  /** The sender has her among her contacts on the platform. */
  isContact: boolean;
  /** The newest word on each; null when nothing was said. */
  consent: { contactData: boolean | null; marketing: boolean | null; care: boolean | null };
  openComplaintSince: Date | null;
  /** Her latest closed complaint, where no manager has lifted the freeze and she was asked how content she is. */
  contentment: { closedAt: Date; score: number } | null;
  negatives: { topic: string | null; value: string; recordedAt: Date }[];
  /** Newest first or not, it does not matter. */
  messages: OutMessage[];
  /** Her last answer: a reply, a call, a visit or a purchase. */
  lastAnswerAt: Date | null;
  /** The festival the message is for (中秋); null for any other. */
  festival: string | null;
  /** She, or somebody for her, said that she wants no messages of this kind, and when. */
  unwantedSince: Date | null;
  /** This occurrence was greeted already, by whomever. */
  greeted: boolean;
  /** When the platform last said that she got as many messages as it allows. */
  platformRefusedAt: Date | null;
  /** Drafts for her that wait for approval, or approved and waiting until a lesser one is withdrawn; until when they make sense. */
  waiting: { kind: ContactKind; until: Date; approved: boolean }[];
}

export interface ContactPolicy {
  zone: string;
  quietHours: ClockRange;
  allowance: Settings["allowance"];
  collisionDays: number;
  /** Out of five: below it promotions stay away after a complaint. */
  contentFrom: number;
}

export function policyOf(settings: Settings, zone: string): ContactPolicy {
  return {
    zone,
    quietHours: settings.quietHours,
    allowance: settings.allowance,
    collisionDays: settings.collisionDays,
    contentFrom: settings.complaints.contentFrom,
  };
}

export type GateReason =
  | { code: "do-not-disturb"; why: string | null; until: Date | null }
  | { code: "consent-withdrawn"; consent: "contact_data" | "marketing" | "care" }
  | { code: "membership"; state: "frozen" | "cancelled" }
  | { code: "open-complaint"; since: Date }
  | { code: "discontent"; closedAt: Date; score: number; from: number }
  | { code: "bereavement"; until: Date }
  | { code: "divorce" }
  | { code: "unwanted"; since: Date }
  | { code: "unfitting"; festival: string; fact: string }
  | { code: "not-a-contact" }
  | { code: "greeted" }
  | { code: "pending"; staffId: string | null; until: Date }
  | { code: "allowance"; sent: number; limit: number; days: number }
  | { code: "throttled"; unanswered: number; sent: number; limit: number; days: number }
  | { code: "daily"; limit: number }
  | { code: "collision"; staffId: string; at: Date }
  | { code: "yields"; to: ContactKind }
  | { code: "gave-way"; to: ContactKind }
  | { code: "platform-limit"; limit: number }
  | { code: "quiet-hours"; from: string; to: string }
  | { code: "unknown-time" };

export type Verdict =
  | { verdict: "allow" }
  | { verdict: "later"; when: Date; reason: GateReason }
  | { verdict: "never"; reason: GateReason };

// Mourning in the trade's manner: a hundred days without festive words.
export const MOURNING_DAYS = 100;
const DAY_MS = 86_400_000;
// An instant before 1970 or after the year 9000 is a mistake; calendars are not asked about it.
const KNOWN_BEFORE_MS = Date.UTC(9000, 0, 1);
// Each step leaves at least one obstacle behind; histories hold a few dozen messages, so this is never reached.
const STEPS_MAX = 200;

/** `until: null` means: not by waiting. */
interface Obstacle {
  reason: GateReason;
  until: Date | null;
}
type Rule = (kind: ContactKind, history: ContactHistory, policy: ContactPolicy, at: Date) => Obstacle | null;

/**
 * May a message of this kind go to the customer at `now`? `later.when` is the first moment at which the answer is
 * allow if nothing else happens. The reason given is the one that holds longest.
 */
export function mayContact(kind: ContactKind, history: ContactHistory, policy: ContactPolicy, now: Date): Verdict {
  // A gate that does not know the time stays shut.
  if (!isKnown(now)) return { verdict: "never", reason: { code: "unknown-time" } };
  const obstacles = obstaclesAt(kind, history, policy, now);
  const forGood = obstacles.find((obstacle) => obstacle.until === null);
  if (forGood) return { verdict: "never", reason: forGood.reason };
  const longest = latest(obstacles);
  if (!longest) return { verdict: "allow" };
  return { verdict: "later", when: firstFree(kind, history, policy, now), reason: longest.reason };
}

/**
 * The answer if what is less important and was not sent yet gave way, as it does once this one is approved. What was sent
 * counts as ever, and so does what is as important.
 */
export function mayContactFirst(kind: ContactKind, history: ContactHistory, policy: ContactPolicy, now: Date): Verdict {
  const lesser = new Set(lesserOf(kind, history, now));
  return mayContact(kind, { ...history, messages: history.messages.filter((one) => !lesser.has(one)) }, policy, now);
}

/** The messages that would give way. */
export function lesserOf(kind: ContactKind, history: ContactHistory, now: Date): OutMessage[] {
  return countedMessages(history, now).filter(
    (message) => message.pendingUntil !== null && message.kind !== null && comparePriority(kind, message.kind) < 0,
  );
}

/**
 * May what was approved, and has its place, still go at `now`? What she wished and what befell her since then counts, and
 * whether something more important was approved since; how often she was written to is settled with the place. In quiet
 * hours it waits.
 */
export function mayStillGo(kind: ContactKind, history: ContactHistory, policy: ContactPolicy, now: Date): Verdict {
  if (!isKnown(now)) return { verdict: "never", reason: { code: "unknown-time" } };
  for (const rule of [...standing, notAContact, gaveWay]) {
    const obstacle = rule(kind, history, policy, now);
    if (obstacle) return { verdict: "never", reason: obstacle.reason };
  }
  const night = quietHours(kind, history, policy, now);
  return night?.until ? { verdict: "later", when: night.until, reason: night.reason } : { verdict: "allow" };
}

/** How many of hers are unanswered: outward messages after her last answer. */
export function unansweredAt(history: ContactHistory, at: Date): number {
  const since = knownTime(history.lastAnswerAt);
  return countedMessages(history, at).filter((message) => since === null || message.at.getTime() > since).length;
}

/** Places of the rolling window at an instant. */
export function allowanceAt(
  history: ContactHistory,
  policy: ContactPolicy,
  at: Date,
): { used: number; limit: number; throttled: boolean; unanswered: number; days: number } {
  const unanswered = unansweredAt(history, at);
  const throttled = unanswered >= policy.allowance.unansweredLimit;
  const limit = throttled
    ? Math.min(policy.allowance.throttledMessages, policy.allowance.messages)
    : policy.allowance.messages;
  return { used: inWindow(history, policy, at).length, limit, throttled, unanswered, days: policy.allowance.days };
}

function firstFree(kind: ContactKind, history: ContactHistory, policy: ContactPolicy, from: Date): Date {
  let at = from;
  for (let step = 0; step < STEPS_MAX; step++) {
    const next = earliest(obstaclesAt(kind, history, policy, at), at);
    if (next === null) return at;
    at = next;
  }
  return at;
}

/** The first moment after `at` at which one of the obstacles is gone; null when there is none. */
function earliest(obstacles: readonly Obstacle[], at: Date): Date | null {
  const times = obstacles.flatMap(({ until }) => (until !== null && until > at ? [until.getTime()] : []));
  return times.length === 0 ? null : new Date(Math.min(...times));
}

function obstaclesAt(kind: ContactKind, history: ContactHistory, policy: ContactPolicy, at: Date): Obstacle[] {
  return rules.map((rule) => rule(kind, history, policy, at)).filter((obstacle) => obstacle !== null);
}

function latest(obstacles: readonly Obstacle[]): Obstacle | null {
  let found: Obstacle | null = null;
  for (const obstacle of obstacles) {
    if (found === null || (obstacle.until?.getTime() ?? 0) > (found.until?.getTime() ?? 0)) found = obstacle;
  }
  return found;
}

// === Her own wishes and standing: nobody passes

const doNotDisturb: Rule = (_kind, history, _policy, at) => {
  if (!history.doNotDisturb) return null;
  const until = history.doNotDisturbUntil;
  if (until !== null && isKnown(until) && until <= at) return null;
  const end = until !== null && isKnown(until) ? until : null;
  return { reason: { code: "do-not-disturb", why: history.doNotDisturbWhy, until: end }, until: end };
};

const commercial: ReadonlySet<ContactKind> = new Set(["promotion", "winback", "replenish"]);
/** What is owed to her is no care she could be tired of. */
const service: ReadonlySet<ContactKind> = new Set(["apology", "complaint"]);

const consentWithdrawn: Rule = (kind, history) => {
  const { contactData, marketing, care } = history.consent;
  const refused = (consent: "contact_data" | "marketing" | "care"): Obstacle => ({
    reason: { code: "consent-withdrawn", consent },
    until: null,
  });
  if (contactData === false) return refused("contact_data");
  if (marketing === false && commercial.has(kind)) return refused("marketing");
  if (care === false && !service.has(kind) && kind !== "promotion") return refused("care");
  return null;
};

const membership: Rule = (_kind, history) =>
  history.membership === "frozen" || history.membership === "cancelled"
    ? { reason: { code: "membership", state: history.membership }, until: null }
    : null;

/** 「张姐不要节日祝福」: this kind or this festival, for good, until she wants it again. */
const unwanted: Rule = (_kind, history) =>
  history.unwantedSince === null ? null : { reason: { code: "unwanted", since: history.unwantedSince }, until: null };

// === What goes against the occasion

/** An open complaint is answered first; only the apology and plain care pass. */
const openComplaint: Rule = (kind, history) =>
  history.openComplaintSince !== null && kind !== "apology" && kind !== "care"
    ? { reason: { code: "open-complaint", since: history.openComplaintSince }, until: null }
    : null;

/** A complaint closed without contenting her keeps promotions away until she is, or a manager says so. */
const discontent: Rule = (kind, { contentment }, { contentFrom }) =>
  contentment !== null && contentment.score < contentFrom && commercial.has(kind)
    ? { reason: { code: "discontent", ...contentment, from: contentFrom }, until: null }
    : null;

const bereavement: Rule = (kind, history, _policy, at) => {
  if (service.has(kind) || kind === "care") return null;
  const ends = history.negatives
    .filter((fact) => isBereavement(fact) && isKnown(fact.recordedAt))
    .map((fact) => fact.recordedAt.getTime() + MOURNING_DAYS * DAY_MS);
  const until = new Date(Math.max(0, ...ends));
  if (ends.length === 0 || until <= at) return null;
  // A wish for a day that is over before the mourning ends is not late, it is out of place: not for this occasion.
  return { reason: { code: "bereavement", until }, until: ofItsDay.has(kind) ? null : until };
};
const ofItsDay: ReadonlySet<ContactKind> = new Set(["birthday", "holiday", "anniversary"]);

const divorce: Rule = (kind, history) =>
  kind === "anniversary" && history.negatives.some(isDivorce) ? { reason: { code: "divorce" }, until: null } : null;

/** Days that hurt: whom a festival is for, and what must not have happened. Those who are gone are missed every year. */
const hurts: readonly { festivals: readonly string[]; fact: RegExp }[] = [
  { festivals: ["七夕", "情人节", "网络情人节", "白色情人节"], fact: /离婚|离异|离了婚|分居|丧偶|分手|失恋/ },
  {
    festivals: ["七夕", "情人节", "网络情人节"],
    fact: /(老公|丈夫|先生|妻子|老婆|太太|爱人|老伴)\S{0,4}(去世|过世|离世|病逝|不在了|走了)/,
  },
  { festivals: ["母亲节"], fact: /(母亲|妈妈|老妈|妈)\S{0,4}(去世|过世|离世|病逝|不在了|走了)/ },
  { festivals: ["父亲节"], fact: /(父亲|爸爸|老爸|爸)\S{0,4}(去世|过世|离世|病逝|不在了|走了)/ },
  {
    festivals: ["母亲节", "父亲节", "儿童节"],
    fact: /流产|小产|不孕|不育|试管|没有?孩子|(别|不要|不能|不)提(孩子|小孩|生育)|(儿子|女儿|孩子|宝宝)\S{0,4}(去世|过世|离世|夭折|没了|不在了|走了)/,
  },
  { festivals: ["圣诞", "平安夜", "万圣节", "万圣夜"], fact: /不过(洋节|圣诞)/ },
];

const unfitting: Rule = (kind, history) => {
  const { festival } = history;
  if (kind !== "holiday" || festival === null) return null;
  const fact = history.negatives.find(({ topic, value }) =>
    hurts.some((one) => one.festivals.includes(festival) && one.fact.test(`${topic ?? ""} ${value}`)),
  );
  return fact ? { reason: { code: "unfitting", festival, fact: fact.value }, until: null } : null;
};

const notAContact: Rule = (_kind, history) =>
  history.isContact ? null : { reason: { code: "not-a-contact" }, until: null };

const greeted: Rule = (_kind, history) => (history.greeted ? { reason: { code: "greeted" }, until: null } : null);

export function isBereavement(fact: { topic: string | null; value: string }): boolean {
  return (
    fact.topic === "丧亲" ||
    /去世|过世|离世|病逝|辞世|丧事|丧亲|丧偶|白事|守孝|戴孝|(老人|父亲|母亲|爸爸|妈妈|爷爷|奶奶|外公|外婆|老伴|老公|丈夫|妻子)(刚|上周|上个?月|前几天|昨天)?(走了|不在了|没了)/.test(
      fact.value,
    )
  );
}

export function isDivorce(fact: { topic: string | null; value: string }): boolean {
  return fact.topic === "离异" || /离婚|离异|离了婚|分居/.test(fact.value);
}

// === How often (no season and no kind raises these)

const allowance: Rule = (_kind, history, policy, at) => {
  const { used, limit, throttled, unanswered, days } = allowanceAt(history, policy, at);
  if (used < limit) return null;
  const reason: GateReason = throttled
    ? { code: "throttled", unanswered, sent: used, limit, days }
    : { code: "allowance", sent: used, limit, days };
  if (limit <= 0) return { reason, until: null };
  // Places come free one by one; the one that brings the number under the limit is the answer.
  const frees = inWindow(history, policy, at)
    .map((message) => message.pendingUntil?.getTime() ?? message.at.getTime() + days * DAY_MS)
    .sort((a, b) => a - b);
  return { reason, until: new Date(frees[used - limit] ?? at.getTime()) };
};

const daily: Rule = (_kind, history, policy, at) => {
  const limit = policy.allowance.perDay;
  const today = dayOf(at, policy.zone);
  const counted = countedMessages(history, at);
  const pending = counted.filter((message) => message.pendingUntil !== null);
  const sentToday = counted.filter(
    (message) => message.pendingUntil === null && dayOf(message.at, policy.zone) === today,
  );
  if (sentToday.length + pending.length < limit) return null;
  if (sentToday.length >= limit) return { reason: { code: "daily", limit }, until: startOfNextDay(today, policy) };
  const first = pending.toSorted((a, b) => untilOf(a) - untilOf(b))[sentToday.length + pending.length - limit];
  const until = new Date(first ? untilOf(first) : at.getTime());
  return { reason: { code: "pending", staffId: first?.staffId ?? null, until }, until };
};

/** Two colleagues at one customer within days looks like a mistake; an apology must not wait for that. */
const collision: Rule = (kind, history, policy, at) => {
  if (kind === "apology") return null;
  let found: Obstacle | null = null;
  for (const message of countedMessages(history, at)) {
    if (message.staffId === null || message.staffId === history.senderId || message.pendingUntil !== null) continue;
    const until = new Date(message.at.getTime() + policy.collisionDays * DAY_MS);
    if (until <= at || (found?.until && found.until >= until)) continue;
    found = { reason: { code: "collision", staffId: message.staffId, at: message.at }, until };
  }
  return found;
};

/** The last place is kept for the more important message that waits already; of those approved, any place. */
const yields: Rule = (kind, history, policy, at) => {
  const before = waitingBefore(kind, history, at);
  const first = before[0];
  if (!first) return null;
  const { used, limit } = allowanceAt(history, policy, at);
  const today = dayOf(at, policy.zone);
  const dueToday = before.filter((draft) => dayOf(draft.until, policy.zone) === today).length;
  const approved = before.some((message) => message.approved);
  if (!approved && limit - used > before.length && policy.allowance.perDay > dueToday) return null;
  const until = new Date(Math.max(...before.map((draft) => draft.until.getTime())));
  return { reason: { code: "yields", to: first.kind }, until };
};

/** Something more important is approved and waits for the place of this one. */
const gaveWay: Rule = (kind, history, _policy, at) => {
  const first = waitingBefore(kind, history, at).find((message) => message.approved);
  return first ? { reason: { code: "gave-way", to: first.kind }, until: null } : null;
};

/** A customer may get as many mass messages in a calendar month as it has days (platform page 92135), shared by all. */
const platformLimit: Rule = (_kind, history, policy, at) => {
  const month = splitDay(dayOf(at, policy.zone));
  const limit = daysInMonth(month.year, month.month);
  const inMonth = (instant: Date) => dayOf(instant, policy.zone).slice(0, 7) === dayOf(at, policy.zone).slice(0, 7);
  const refused = history.platformRefusedAt !== null && isKnown(history.platformRefusedAt);
  const sent = countedMessages(history, at).filter((message) => message.pendingUntil !== null || inMonth(message.at));
  if (sent.length < limit && !(refused && history.platformRefusedAt && inMonth(history.platformRefusedAt))) return null;
  const next = month.month === 12 ? makeDay(month.year + 1, 1, 1) : makeDay(month.year, month.month + 1, 1);
  return { reason: { code: "platform-limit", limit }, until: instantOf(next, "00:00", policy.zone) };
};

const quietHours: Rule = (_kind, _history, policy, at) => {
  if (!inQuietHours(at, policy.quietHours, policy.zone)) return null;
  const until = nextAllowed(at, policy.quietHours, policy.zone);
  // Where daylight saving repeats an hour the end may be now already.
  return until > at ? { reason: { code: "quiet-hours", ...policy.quietHours }, until } : null;
};

/** Who she is and what she wants, whatever was sent. The first that forbids is the reason shown: the gravest come first. */
const standing: readonly Rule[] = [
  doNotDisturb,
  consentWithdrawn,
  membership,
  openComplaint,
  discontent,
  bereavement,
  divorce,
  unfitting,
  unwanted,
];

const rules: readonly Rule[] = [
  ...standing,
  greeted,
  notAContact,
  allowance,
  daily,
  collision,
  yields,
  platformLimit,
  quietHours,
];

/** Sent messages, and those that may still go out at this instant. */
function countedMessages(history: ContactHistory, at: Date): OutMessage[] {
  return history.messages.filter(
    (message) =>
      isKnown(message.at) &&
      (message.pendingUntil === null || (isKnown(message.pendingUntil) && message.pendingUntil > at)),
  );
}

function inWindow(history: ContactHistory, policy: ContactPolicy, at: Date): OutMessage[] {
  const from = at.getTime() - policy.allowance.days * DAY_MS;
  return countedMessages(history, at).filter((message) => message.pendingUntil !== null || message.at.getTime() > from);
}

/** What waits and is more important, the most important first. */
function waitingBefore(kind: ContactKind, history: ContactHistory, at: Date): ContactHistory["waiting"] {
  return history.waiting
    .filter((message) => comparePriority(message.kind, kind) < 0 && isKnown(message.until) && message.until > at)
    .toSorted((a, b) => comparePriority(a.kind, b.kind));
}

function startOfNextDay(today: Day, policy: ContactPolicy): Date {
  return instantOf(addDays(today, 1), "00:00", policy.zone);
}

function untilOf(message: OutMessage): number {
  return message.pendingUntil?.getTime() ?? 0;
}

function isKnown(instant: Date): boolean {
  return instant.getTime() >= 0 && instant.getTime() < KNOWN_BEFORE_MS;
}

function knownTime(instant: Date | null): number | null {
  return instant !== null && isKnown(instant) ? instant.getTime() : null;
}
