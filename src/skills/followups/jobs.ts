// What follow-ups do by the clock: what comes again goes on, one card in the morning, a word at the hour asked for.
// Everything due is looked for, not only what falls due today, so a missed morning loses nothing; a card and the
// mark on its items are written in one transaction, so a crash repeats nothing.
import { addDays, type Day, dayOf, instantOf } from "../../calendar/day.ts";
import { system } from "../../db/actor.ts";
import type { Db, Tx } from "../../db/db.ts";
import { enqueueEach } from "../../outbox/store.ts";
import type { Settings } from "../../settings.ts";
import { firstVisitDueOn } from "../purchases/rules.ts";
import { nudgeKey } from "./card.ts";
import { occurrence } from "./handle-series.ts";
import { findHourStruck, findNudgees, findNudgeItems, markNudged, type NudgeItem } from "./nudge-store.ts";
import { rollOver, ruleOf } from "./repeat.ts";
import { backgroundOf, firstWords, type ShownItem, saidDue } from "./result.ts";
import {
  addByRule,
  findContactsDue,
  findFirstPurchases,
  findLeads,
  findOpportunities,
  settleByContact,
} from "./rule-store.ts";
import { contactedOutcome, contactText, firstPurchaseText, leadText, progressText } from "./rule-words.ts";
import {
  DAY_ONLY_AT,
  daysLate,
  isOverdue,
  mayNudge,
  pickForCard,
  struckSince,
  weightOf,
  weightWords,
  workBegins,
} from "./rules.ts";
import { addOccurrences, findBackground, findPassed, markMissed } from "./store.ts";
import { findWorkDays } from "./team-store.ts";
import { hourStruckCard, nudgeCard } from "./words.ts";

export interface NudgeContext {
  db: Db;
  now: () => Date;
  zone: string;
  settings(): Promise<Settings>;
}

/** Of one person so many are weighed; whatever stands behind them comes by when these were shown. */
const CANDIDATES_MAX = 30;

/** People per transaction: some hundred milliseconds on the embedded engine, which serves nobody else meanwhile. */
const PEOPLE_PER_BATCH = 100;

/**
 * One card for each person with anything due; none on empty days. Returns the number of cards queued.
 * `slotAt` is when it should have run: a slot caught up late gives the card of now, and a second one none.
 */
export async function nudgeDueFollowups(context: NudgeContext, _slotAt: Date): Promise<number> {
  const { db, zone } = context;
  const settings = await context.settings();
  const now = context.now();
  const today = dayOf(now, zone);
  let cards = 0;
  let after = "";
  for (;;) {
    const batch = await db.transaction(system, (tx) => nudgeBatch(tx, { settings, now, zone, today, after }));
    cards += batch.cards;
    if (batch.last === null) return cards;
    after = batch.last;
  }
}

interface Batch {
  settings: Settings;
  now: Date;
  zone: string;
  today: Day;
  after: string;
}

async function nudgeBatch(tx: Tx, batch: Batch): Promise<{ cards: number; last: string | null }> {
  const { settings, now, zone, today, after } = batch;
  const dueBefore = instantOf(addDays(today, 1), "00:00", zone);
  const people = await findNudgees(tx, {
    day: today,
    dueBefore,
    cardKeysMax: settings.nudges.cardsPerDay,
    after,
    limit: PEOPLE_PER_BATCH,
  });
  const found = await findNudgeItems(tx, {
    staffIds: people.map((person) => person.id),
    day: today,
    dueBefore,
    perPerson: CANDIDATES_MAX,
  });
  const itemsOf = groupByStaff(found);
  const workDays = await findWorkDays(
    tx,
    people.map((person) => person.id),
    today,
  );

  const planned: { key: string; staffId: string; items: NudgeItem[]; total: number }[] = [];
  for (const person of people) {
    const workDay = workDays.find((one) => one.staffId === person.id);
    const shifts = workDay?.shifts;
    // The card is of the morning: what she wrote down since her work began is fresh in her mind.
    const began = instantOf(today, workBegins(shifts, settings.nudges), zone);
    const items = (itemsOf.get(person.id) ?? [])
      .filter((item) => item.createdAt < began)
      .map((item) => ({ ...item, weight: weightOf(item, item.ruleKey, settings) }));
    const total = items[0]?.total ?? 0;
    const answer = mayNudge({ ...person, zone, itemsDue: total, ...(shifts ? { shifts } : {}) }, settings, now);
    if (!answer.nudge) continue;
    const picked = pickForCard(items, now, zone, answer.itemsMax);
    planned.push({ key: nudgeKey(person.id, today, person.cardsToday + 1), staffId: person.id, items: picked, total });
  }

  const chosen = planned.flatMap((card) => card.items);
  const describe = await describer(tx, chosen, { now, zone, settings });
  const fresh = await enqueueEach(
    tx,
    planned.map(({ key, staffId, items, total }) => {
      const card = nudgeCard(key, { items: items.map(describe), total, today });
      return { key, staffId, kind: "nudge", reply: { kind: "card", card }, dueAt: now };
    }),
  );
  const nudged = planned.flatMap(({ key, items }) => (fresh.has(key) ? items.map((item) => item.id) : []));
  if (nudged.length > 0) await markNudged(tx, nudged, today);
  return { cards: fresh.size, last: people.length < PEOPLE_PER_BATCH ? null : (people.at(-1)?.id ?? null) };
}

function groupByStaff(items: readonly NudgeItem[]): Map<string, NudgeItem[]> {
  const groups = new Map<string, NudgeItem[]>();
  for (const item of items) groups.set(item.staffId, [...(groups.get(item.staffId) ?? []), item]);
  return groups;
}

/** Rows per transaction; each costs some arithmetic and at most two rows written. */
const PASSED_PER_BATCH = 200;

/**
 * What comes again goes on: the next occurrence of each whose day has passed is written, and those overtaken by it are
 * missed. Every day of a series is a row once, so a second run, or two at once, write nothing. Returns rows written.
 */
export async function rollRepeats(context: NudgeContext, _slotAt: Date): Promise<number> {
  const { db, zone } = context;
  const now = context.now();
  const today = dayOf(now, zone);
  let written = 0;
  let after = "";
  for (;;) {
    const batch = await db.transaction(system, async (tx) => {
      const passed = await findPassed(tx, { today, after, limit: PASSED_PER_BATCH });
      const rolled = passed.flatMap((row) => {
        const rule = ruleOf(row.recurrence);
        return rule ? [{ row, rule, ...rollOver(rule, row.occursOn, today) }] : [];
      });
      const rows = rolled.flatMap(({ row, rule, days }) => {
        const { id: _, ...kept } = row;
        return days.map((day) => ({ ...kept, ...occurrence(rule, day, zone), createdAt: now }));
      });
      const ids = rows.length === 0 ? [] : await addOccurrences(tx, rows);
      const missed = rolled.filter((one) => one.missed).map(({ row }) => row.id);
      if (missed.length > 0) await markMissed(tx, missed);
      return { written: ids.length, last: passed.length < PASSED_PER_BATCH ? null : (passed.at(-1)?.id ?? null) };
    });
    written += batch.written;
    if (batch.last === null) return written;
    after = batch.last;
  }
}

/** All customers are looked at, by night; seconds on a large shop. */
const RULES_MS_MAX = 120_000;
/** New contacts and first purchases of longer ago were either answered or forgotten by both sides. */
const NEW_WITHIN_MS = 3 * 86_400_000;

/**
 * What the rules of contact ask for, written down as follow-ups: material for new contacts, a visit after the first
 * purchase, weekly progress of wishes, and as many contacts and reviews that are due as
 * each person's day has room for. What a contact has answered since is settled first. Returns rows written.
 */
export async function suggestByRule(context: NudgeContext, _slotAt: Date): Promise<number> {
  const { db, zone } = context;
  const settings = await context.settings();
  const now = context.now();
  const today = dayOf(now, zone);
  const rule = { now, today, zone, settings };
  const since = new Date(now.getTime() - NEW_WITHIN_MS);
  const on = (day: Day) => ({ dueAt: instantOf(day, DAY_ONLY_AT, zone), dueHasTime: false });

  const nightly = { timeoutMs: RULES_MS_MAX };
  await db.transaction(system, (tx) => settleByContact(tx, contactedOutcome), nightly);
  const deadlines = await db.transaction(
    system,
    async (tx) => {
      const leads = (await findLeads(tx, since)).map(({ customerId, staffId, addedAt }) => ({
        ruleKey: `lead:${customerId}`,
        customerId,
        staffId,
        text: leadText,
        // The morning after is always within 48 hours, the second one not.
        ...on(later(addDays(dayOf(addedAt, zone), 1), today)),
      }));
      const first = (await findFirstPurchases(tx, since)).flatMap(({ customerId, staffId, paidAt, item }) => {
        const day = firstVisitDueOn(dayOf(paidAt, zone), today);
        const row = { ruleKey: `first-purchase:${customerId}`, customerId, staffId, text: firstPurchaseText(item) };
        return day === null ? [] : [{ ...row, ...on(day) }];
      });
      const wishes = (await findOpportunities(tx, rule)).map(({ customerId, staffId, factId, value, week }) => ({
        ruleKey: `progress:${factId}:${week}`,
        customerId,
        staffId,
        text: progressText(value, week),
        ...on(today),
      }));
      return addByRule(tx, [...leads, ...first, ...wishes], now);
    },
    nightly,
  );
  const contacts = await db.transaction(
    system,
    async (tx) => {
      const due = await findContactsDue(tx, rule);
      const rows = due.map((one) => ({
        ruleKey: `${one.kind}:${one.customerId}:${one.since}`,
        customerId: one.customerId,
        staffId: one.staffId,
        text: contactText(one, today),
        ...on(today),
      }));
      return addByRule(tx, rows, now);
    },
    nightly,
  );
  return deadlines + contacts;
}

function later(one: Day, other: Day): Day {
  return one > other ? one : other;
}

/** In one run, every few minutes; more at one minute than this wait for the next run. */
const HOUR_STRUCK_MAX = 500;

/**
 * 「明天下午3点提醒我」: a small card at that hour, once, to those who said an hour. It was asked for, so neither the
 * daily cap nor the wish for no morning card holds it back. Run it every few minutes; returns the number queued.
 */
export async function remindAtTheHour(context: NudgeContext, _slotAt: Date): Promise<number> {
  const { db, zone } = context;
  const settings = await context.settings();
  const now = context.now();
  const today = dayOf(now, zone);
  return db.transaction(system, async (tx) => {
    const items = await findHourStruck(tx, { from: struckSince(now, zone), to: now, limit: HOUR_STRUCK_MAX });
    const describe = await describer(tx, items, { now, zone, settings });
    const fresh = await enqueueEach(
      tx,
      items.map((item) => {
        // Put off to another hour, it strikes again; the same hour never strikes twice.
        const key = `remind-${item.id}-${item.dueAt.getTime()}`;
        const card = hourStruckCard(key, describe(item), today);
        return { key, staffId: item.staffId, kind: "card", reply: { kind: "card", card }, dueAt: now };
      }),
    );
    return fresh.size;
  });
}

type Describable = Omit<NudgeItem, "total" | "lastNudgedOn" | "createdAt">;

/** Last contact and last purchase of all of them in one query. */
async function describer(
  tx: Tx,
  items: readonly Describable[],
  { now, zone, settings }: { now: Date; zone: string; settings: Settings },
): Promise<(item: Describable) => ShownItem> {
  const background = await findBackground(
    tx,
    items.flatMap((item) => item.customerId ?? []),
    now,
  );
  return (item) => ({
    id: item.id,
    kind: item.kind,
    text: item.text,
    customer: item.customerName,
    staff: null,
    due: saidDue(item.dueAt, item.dueHasTime, zone),
    overdue: isOverdue(item, now, zone),
    daysLate: daysLate(item, now, zone),
    doneOn: null,
    outcome: null,
    why: weightWords(weightOf(item, item.ruleKey, settings), item),
    background: item.customerId === null ? null : backgroundOf(background.get(item.customerId), zone),
    sayFirst: item.customerId === null ? null : firstWords(item, background.get(item.customerId), now),
  });
}
