// Contact history and places in a customer's allowance. The only queries of this skill.
// Everything the gate needs for any number of customers comes in three queries, never in a loop.
import type { Tx } from "../../db/db.ts";
import type { CustomerClass } from "./clocks.ts";
import {
  type ContactHistory,
  type ContactKind,
  type ContactPolicy,
  contactKinds,
  lesserOf,
  mayContact,
  mayContactFirst,
  type OutMessage,
  type Verdict,
} from "./gate.ts";

/** What is asked of the gate about one customer. */
export interface ContactAsk {
  customerId: string;
  senderId: string;
  kind: ContactKind;
  /** Set for greetings that are due once; see `greeted`. */
  occurrenceKey?: string | null;
  /** The day spoken of, for birthdays that were corrected between two greetings. */
  occursOn?: string | null;
  /** Of a holiday's greeting that has no occurrence yet. */
  festival?: string | null;
  /** The message that asks: it does not stand in its own way. */
  careMessageId?: string | null;
}

/** How long an approved message may wait for the associate's tap; after that it is cancelled. */
export const TASK_DAYS = 7;
/** Older contacts play no part in any rule; the three clocks look back as far as a year. */
const HISTORY_DAYS = 400;
/** More messages than any cap lets through in that time; the bound is for imported histories. */
const MESSAGES_MAX = 100;
/** A birthday moved by a correction, or a lunar one, is still the same birthday. */
const SAME_BIRTHDAY_DAYS = 60;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** What the platform said when a customer had got as many messages as it allows (`CareMessage.stateReason`). */
export const PLATFORM_LIMIT_REASON = "这位客户本月收到的群发已达平台上限";

interface HistoryRow {
  customer_id: string;
  do_not_disturb: boolean;
  do_not_disturb_until: Date | null;
  do_not_disturb_why: string | null;
  membership: ContactHistory["membership"];
  is_contact: boolean;
  contact_data: boolean | null;
  marketing: boolean | null;
  care: boolean | null;
  complaint_since: Date | null;
  complaint_closed_at: Date | null;
  complaint_score: number | null;
  last_answer_at: Date | null;
  greeted: boolean;
  festival: string | null;
  unwanted_since: Date | null;
  platform_refused_at: Date | null;
}

/** Histories by customer id. A customer the actor may not see is missing. */
export async function loadHistories(
  tx: Tx,
  asks: readonly ContactAsk[],
  now: Date,
): Promise<Map<string, ContactHistory>> {
  const histories = new Map<string, ContactHistory>();
  if (asks.length === 0) return histories;
  const ids = asks.map((ask) => ask.customerId);
  const own = asks.flatMap((ask) => (ask.careMessageId ? [ask.careMessageId] : []));
  const senders = new Map(asks.map((ask) => [ask.customerId, ask.senderId]));
  for (const row of await standings(tx, asks)) {
    histories.set(row.customer_id, historyOf(row, senders.get(row.customer_id) ?? ""));
  }
  for (const { customer_id, ...message } of await messagesOf(tx, ids, own, now)) {
    histories.get(customer_id)?.messages.push(toMessage(message, now));
  }
  for (const { customer_id, topic, value, recorded_at } of await negativesOf(tx, ids)) {
    histories.get(customer_id)?.negatives.push({ topic, value, recordedAt: recorded_at });
  }
  for (const { customer_id, occasion, expires_at, approved } of await waitingOf(tx, { ids, own, now })) {
    if (isKind(occasion)) histories.get(customer_id)?.waiting.push({ kind: occasion, until: expires_at, approved });
  }
  return histories;
}

export async function loadHistory(tx: Tx, ask: ContactAsk, now: Date): Promise<ContactHistory | null> {
  return (await loadHistories(tx, [ask], now)).get(ask.customerId) ?? null;
}

/** May go once these lesser ones, which nobody has tapped yet, are withdrawn for certain. */
export interface OnceFree {
  verdict: "once-free";
  lesser: ContactKind[];
}

/**
 * Asks the gate under a lock on the customer and takes the place when it says allow: of two processes that ask at the
 * same time exactly one passes. The place is held by the care message until it is released, sent or expired.
 * Where only what is less important and unsent stands in the way no place is taken: whoever asked waits as `approved`,
 * which makes the others give way (`mayStillGo`), and asks again.
 */
export async function reserve(
  tx: Tx,
  ask: ContactAsk & { careMessageId: string },
  policy: ContactPolicy,
  now: Date,
): Promise<Verdict | OnceFree> {
  // The second asker waits here and then reads what the first has written.
  await tx.$queryRaw`SELECT id FROM customer WHERE id = ${ask.customerId} FOR UPDATE`;
  const history = await loadHistory(tx, ask, now);
  if (history === null) return { verdict: "never", reason: { code: "not-a-contact" } };
  if (mayContact(ask.kind, history, policy, now).verdict !== "allow") {
    const first = mayContactFirst(ask.kind, history, policy, now);
    if (first.verdict !== "allow") return first;
    return { verdict: "once-free", lesser: lesserOf(ask.kind, history, now).flatMap(({ kind }) => kind ?? []) };
  }
  const place = { customerId: ask.customerId, staffId: ask.senderId, kind: ask.kind, reservedAt: now };
  // A message taken back and approved again has its old row.
  await tx.contactReservation.upsert({
    where: { careMessageId: ask.careMessageId },
    create: { ...place, careMessageId: ask.careMessageId },
    update: { ...place, releasedAt: null },
  });
  return { verdict: "allow" };
}

/** So many customers' histories at a time: a second of work. */
const PLACES_AT_ONCE = 1_000;

/**
 * The same for many: locks all of them in the order of their ids (two who ask for overlapping crowds wait for each other,
 * never in a circle), asks the gate for each, lets `write` make the messages of those allowed, takes their places unless it
 * says no. All in
 * the caller's transaction. Verdicts by customer id; a customer out of sight is "not-a-contact".
 */
export async function reserveAll<Ask extends ContactAsk & { careMessageId: string }>(
  tx: Tx,
  asks: readonly Ask[],
  { policy, now }: { policy: ContactPolicy; now: Date },
  write: (allowed: readonly Ask[]) => Promise<boolean>,
): Promise<Map<string, Verdict>> {
  const sorted = asks.toSorted((a, b) => (a.customerId < b.customerId ? -1 : 1));
  const ids = sorted.map((ask) => ask.customerId);
  await tx.$queryRaw`SELECT count(*) FROM (
    SELECT id FROM customer WHERE id = ANY(${ids}::text[]) ORDER BY id FOR UPDATE) locked`;
  const verdicts = await verdictsOf(tx, sorted, { policy, now });
  const allowed = sorted.filter((ask) => verdicts.get(ask.customerId)?.verdict === "allow");
  if (!(await write(allowed))) return verdicts;
  await takePlaces(tx, allowed, now);
  return verdicts;
}

async function takePlaces(tx: Tx, asks: readonly (ContactAsk & { careMessageId: string })[], now: Date): Promise<void> {
  const customerIds = asks.map((ask) => ask.customerId);
  const senderIds = asks.map((ask) => ask.senderId);
  const kinds = asks.map((ask) => ask.kind);
  const messageIds = asks.map((ask) => ask.careMessageId);
  await tx.$executeRaw`
    INSERT INTO contact_reservation (id, customer_id, staff_id, kind, care_message_id, reserved_at)
    SELECT gen_random_uuid()::text, ask.*, ${now}::timestamptz
    FROM unnest(${customerIds}::text[], ${senderIds}::text[], ${kinds}::text[], ${messageIds}::text[]) AS ask`;
}

/** What the gate says of many, nothing taken; `mayStillGo` of those whose place is. Verdicts by customer id. */
export async function verdictsOf(
  tx: Tx,
  asks: readonly ContactAsk[],
  { policy, now, gate = mayContact }: { policy: ContactPolicy; now: Date; gate?: typeof mayContact },
): Promise<Map<string, Verdict>> {
  const verdicts = new Map<string, Verdict>();
  for (let from = 0; from < asks.length; from += PLACES_AT_ONCE) {
    const page = asks.slice(from, from + PLACES_AT_ONCE);
    const histories = await loadHistories(tx, page, now);
    for (const { customerId, kind } of page) {
      const history = histories.get(customerId);
      const unseen: Verdict = { verdict: "never", reason: { code: "not-a-contact" } };
      verdicts.set(customerId, history ? gate(kind, history, policy, now) : unseen);
    }
  }
  return verdicts;
}

/** Gives the place back: the message was not sent after all. */
export async function release(tx: Tx, careMessageIds: readonly string[], now: Date): Promise<void> {
  await tx.contactReservation.updateMany({
    where: { careMessageId: { in: [...careMessageIds] }, releasedAt: null },
    data: { releasedAt: now },
  });
}

/** Of a holiday's greeting the festival, as its occurrence has it: holiday:<customer>:中秋:2026. */
function festivalOf(ask: ContactAsk): string | null {
  if (ask.kind !== "holiday") return null;
  return ask.festival ?? (ask.occurrenceKey?.split(":")[2] || null);
}

/** Standing, consent and answers, one row per customer. */
function standings(tx: Tx, asks: readonly ContactAsk[]): Promise<HistoryRow[]> {
  const customerIds = asks.map((ask) => ask.customerId);
  const senderIds = asks.map((ask) => ask.senderId);
  const kinds = asks.map((ask) => ask.kind);
  const keys = asks.map((ask) => ask.occurrenceKey ?? "");
  const days = asks.map((ask) => ask.occursOn ?? "");
  const messageIds = asks.map((ask) => ask.careMessageId ?? "");
  const festivals = asks.map(festivalOf);
  return tx.$queryRaw<HistoryRow[]>`
    SELECT c.id AS customer_id, c.do_not_disturb, c.do_not_disturb_until, c.do_not_disturb_why,
      c.membership::text AS membership,
      c.external_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM relation r WHERE r.customer_id = c.id AND r.staff_id = ask.sender_id AND r.ended_at IS NULL
      ) AS is_contact,
      (SELECT granted FROM consent WHERE customer_id = c.id AND kind = 'contact_data'
        ORDER BY recorded_at DESC, id DESC LIMIT 1) AS contact_data,
      (SELECT granted FROM consent WHERE customer_id = c.id AND kind = 'marketing'
        ORDER BY recorded_at DESC, id DESC LIMIT 1) AS marketing,
      (SELECT granted FROM consent WHERE customer_id = c.id AND kind = 'care'
        ORDER BY recorded_at DESC, id DESC LIMIT 1) AS care,
      (SELECT min(opened_at) FROM complaint WHERE customer_id = c.id AND state = 'open') AS complaint_since,
      closed.closed_at AS complaint_closed_at, closed.satisfaction AS complaint_score,
      greatest(
        (SELECT max(at) FROM touch WHERE customer_id = c.id AND (direction = 'in' OR means IN ('visit', 'purchase'))),
        (SELECT max(paid_at) FROM orders WHERE customer_id = c.id),
        (SELECT max(visited_at) FROM visit WHERE customer_id = c.id)
      ) AS last_answer_at,
      -- What is due at no occasion cannot have been said before.
      (ask.occurrence_key <> '' OR ask.festival IS NOT NULL) AND EXISTS (
        SELECT 1 FROM care_message m
        WHERE m.customer_id = c.id AND m.id <> ask.message_id AND m.occasion = ask.kind
          AND m.state IN ('approved', 'queued', 'task_created', 'sent')
          AND (m.occurrence_key = ask.occurrence_key OR (ask.kind IN ('birthday', 'anniversary')
            AND left(split_part(m.occurrence_key, ':', 3), 1) = left(split_part(ask.occurrence_key, ':', 3), 1)
            AND abs(m.occurs_on - nullif(ask.occurs_on, '')::date) <= ${SAME_BIRTHDAY_DAYS}::int)
          -- A greeting to many has no occurrence of its own, only the festival and its day.
          OR (ask.kind = 'holiday' AND m.named = ask.festival AND m.occurs_on = nullif(ask.occurs_on, '')::date))
      ) AS greeted,
      ask.festival,
      (SELECT CASE WHEN enabled THEN NULL ELSE changed_at END FROM care_switch
        WHERE customer_id = c.id AND occasion IN (ask.kind, 'all') AND (festival IS NULL OR festival = ask.festival)
        ORDER BY changed_at DESC, id DESC LIMIT 1) AS unwanted_since,
      (SELECT max(last_polled_at) FROM care_message
        WHERE customer_id = c.id AND state = 'failed' AND state_reason = ${PLATFORM_LIMIT_REASON}
      ) AS platform_refused_at
    FROM unnest(${customerIds}::text[], ${senderIds}::text[], ${kinds}::text[], ${keys}::text[], ${days}::text[],
      ${messageIds}::text[], ${festivals}::text[])
      AS ask(customer_id, sender_id, kind, occurrence_key, occurs_on, message_id, festival)
    JOIN customer c ON c.id = ask.customer_id
    LEFT JOIN LATERAL (
      SELECT x.closed_at, CASE WHEN x.lifted_at IS NULL THEN x.satisfaction END AS satisfaction FROM complaint x
      WHERE x.customer_id = c.id AND x.state = 'closed' AND x.satisfaction IS NOT NULL AND x.closed_at IS NOT NULL
      ORDER BY x.closed_at DESC, x.id DESC LIMIT 1) closed ON true`;
}

interface MessageRow {
  customer_id: string;
  at: Date;
  staff_id: string | null;
  pending: boolean;
  kind: string | null;
}

/**
 * Messages sent, and places taken whose message is still on its way. A place whose message was sent is the touch; one
 * whose message was taken back, refused or expired counts for nothing, whether or not it was released.
 */
function messagesOf(tx: Tx, ids: string[], own: string[], now: Date): Promise<MessageRow[]> {
  const since = new Date(now.getTime() - HISTORY_DAYS * DAY_MS);
  return tx.$queryRaw<MessageRow[]>`
    SELECT ask.id AS customer_id, found.at, found.staff_id, found.pending, found.kind
    FROM unnest(${ids}::text[]) AS ask(id)
    CROSS JOIN LATERAL (
      (SELECT t.at, t.staff_id, false AS pending, NULL::text AS kind FROM touch t
        WHERE t.customer_id = ask.id AND t.direction = 'out' AND t.means = 'message' AND t.at > ${since}::timestamptz
        ORDER BY t.at DESC LIMIT ${MESSAGES_MAX})
      UNION ALL
      (SELECT r.reserved_at, r.staff_id, true, r.kind
        FROM care_message m JOIN contact_reservation r ON r.care_message_id = m.id
        WHERE m.customer_id = ask.id AND m.state IN ('queued', 'task_created') AND m.id <> ALL(${own}::text[])
          AND r.customer_id = ask.id AND r.released_at IS NULL
        ORDER BY r.reserved_at DESC LIMIT ${MESSAGES_MAX})
    ) found`;
}

function negativesOf(
  tx: Tx,
  ids: string[],
): Promise<{ customer_id: string; topic: string | null; value: string; recorded_at: Date }[]> {
  return tx.$queryRaw`
    SELECT customer_id, topic, value, recorded_at FROM fact
    WHERE customer_id = ANY(${ids}::text[]) AND kind = 'negative' AND withdrawn_at IS NULL AND superseded_by_id IS NULL`;
}

/** A draft for a birthday months away takes no place from anybody yet. */
const WAITING_DAYS = 7;

function waitingOf(
  tx: Tx,
  { ids, own, now }: { ids: string[]; own: string[]; now: Date },
): Promise<{ customer_id: string; occasion: string; expires_at: Date; approved: boolean }[]> {
  const soon = new Date(now.getTime() + WAITING_DAYS * DAY_MS);
  return tx.$queryRaw`
    SELECT customer_id, occasion, expires_at, state = 'approved' AS approved FROM care_message
    WHERE customer_id = ANY(${ids}::text[]) AND state IN ('draft', 'approved') AND expires_at IS NOT NULL
      AND (not_before IS NULL OR not_before <= ${soon}::timestamptz) AND id <> ALL(${own}::text[])`;
}

function historyOf(row: HistoryRow, senderId: string): ContactHistory {
  return {
    senderId,
    doNotDisturb: row.do_not_disturb,
    doNotDisturbUntil: row.do_not_disturb_until,
    doNotDisturbWhy: row.do_not_disturb_why,
    membership: row.membership,
    isContact: row.is_contact,
    consent: { contactData: row.contact_data, marketing: row.marketing, care: row.care },
    openComplaintSince: row.complaint_since,
    contentment:
      row.complaint_closed_at !== null && row.complaint_score !== null
        ? { closedAt: row.complaint_closed_at, score: row.complaint_score }
        : null,
    negatives: [],
    messages: [],
    lastAnswerAt: row.last_answer_at,
    festival: row.festival,
    unwantedSince: row.unwanted_since,
    greeted: row.greeted,
    platformRefusedAt: row.platform_refused_at,
    waiting: [],
  };
}

function toMessage(row: Omit<MessageRow, "customer_id">, now: Date): OutMessage {
  // Made anew or not looked at in time it may be tapped later than a week after its place was taken.
  const until = Math.max(row.at.getTime() + TASK_DAYS * DAY_MS, now.getTime() + HOUR_MS);
  return {
    at: row.at,
    staffId: row.staff_id,
    pendingUntil: row.pending ? new Date(until) : null,
    kind: row.kind !== null && isKind(row.kind) ? row.kind : null,
  };
}

function isKind(text: string): text is ContactKind {
  return contactKinds.some((kind) => kind === text);
}

// === What the handlers of this skill need beside the history

/** The last contact of any kind and the last review. */
export async function loadTouches(
  tx: Tx,
  customerId: string,
): Promise<{ lastTouchAt: Date | null; lastReviewAt: Date | null }> {
  const rows = await tx.$queryRaw<{ touch_at: Date | null; review_at: Date | null }[]>`
    SELECT greatest(
        (SELECT max(at) FROM touch WHERE customer_id = ${customerId}),
        (SELECT max(paid_at) FROM orders WHERE customer_id = ${customerId}),
        (SELECT max(visited_at) FROM visit WHERE customer_id = ${customerId})) AS touch_at,
      (SELECT max(at) FROM touch WHERE customer_id = ${customerId} AND means = 'review') AS review_at`;
  return { lastTouchAt: rows[0]?.touch_at ?? null, lastReviewAt: rows[0]?.review_at ?? null };
}

/** Her purchase class as the night found it; 小 for who is not known yet. */
export async function loadClass(tx: Tx, customerId: string): Promise<CustomerClass> {
  const [row] = await tx.$queryRaw<{ class: CustomerClass }[]>`
    SELECT class FROM customer_segment WHERE customer_id = ${customerId}`;
  return row?.class ?? "小";
}

export async function staffNames(tx: Tx, ids: readonly string[]): Promise<Record<string, string>> {
  const rows = await tx.staff.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } });
  return Object.fromEntries(rows.map((row) => [row.id, row.name]));
}

export interface QuietRow {
  doNotDisturb: boolean;
  doNotDisturbUntil: Date | null;
  doNotDisturbWhy: string | null;
}

export function loadQuiet(tx: Tx, customerId: string): Promise<QuietRow | null> {
  return tx.customer.findUnique({
    where: { id: customerId },
    select: { doNotDisturb: true, doNotDisturbUntil: true, doNotDisturbWhy: true },
  });
}

export async function saveQuiet(tx: Tx, customerId: string, quiet: QuietRow): Promise<void> {
  await tx.customer.update({ where: { id: customerId }, data: quiet });
}

export interface ConsentWord {
  customerId: string;
  kind: "contact_data" | "marketing" | "care";
  granted: boolean;
  saidAs: string;
  recordedById: string;
  sourceMessageId: string | null;
  recordedAt: Date;
}

export async function addConsent(tx: Tx, word: ConsentWord): Promise<string> {
  return (await tx.consent.create({ data: word, select: { id: true } })).id;
}

export interface NewTouch {
  customerId: string;
  staffId: string;
  direction: "out" | "in";
  means: "message" | "phone" | "visit";
  topic: string | null;
  at: Date;
}

export async function addTouch(tx: Tx, touch: NewTouch): Promise<string> {
  return (await tx.touch.create({ data: touch, select: { id: true } })).id;
}
