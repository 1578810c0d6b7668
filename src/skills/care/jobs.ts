// What happens to care messages by the clock: greetings drafted ahead, messages on their way followed up.
// Set-based: pages of customers, a fixed number of queries each. No network inside a transaction.

import { addDays, type Day, dayOf, instantOf, splitDay } from "../../calendar/day.ts";
import { nextAllowed } from "../../calendar/hours.ts";
import type { Channel } from "../../channel.ts";
import { system } from "../../db/actor.ts";
import type { Db, Tx } from "../../db/db.ts";
import { ChannelError } from "../../errors.ts";
import { describe, type Log } from "../../log.ts";
import type { CustomerMessageStatus } from "../../message.ts";
import { enqueue, enqueueAll, type NewDelivery } from "../../outbox/store.ts";
import type { Settings } from "../../settings.ts";
import { mayContact, policyOf, type Verdict } from "../contact/gate.ts";
import { loadHistories, PLATFORM_LIMIT_REASON, release, staffNames, TASK_DAYS } from "../contact/store.ts";
import { checkMessage } from "./check.ts";
import { refuse } from "./deliver.ts";
import { type BenefitRow, type DraftCase, draftAll } from "./draft.ts";
import { houseTemplates } from "./house.ts";
import { blocks } from "./lint.ts";
import { celebratedOn, greetingDays, holidaysBetween, LATE_DAYS, occurrenceKey, THANKS_DAYS } from "./occasions.ts";
import type { MessageView } from "./result.ts";
import { LIST_MAX } from "./result.ts";
import {
  anniversariesDue,
  birthdaysDue,
  type CareMessage,
  type CustomerFacts,
  changeMessage,
  type Due,
  endRelation,
  expireDrafts,
  firstPurchases,
  holidayDue,
  insertOnce,
  loadBenefits,
  loadFacts,
  loadShopTemplates,
  type NewMessage,
  type Page,
  readyDrafts,
  recordSent,
  staleQueued,
  tasksToPoll,
} from "./store.ts";
import type { Template } from "./templates.ts";
import { greetingsCard, messageCard, refusalReasonWords, toldWords } from "./words.ts";

export interface CareJobContext {
  db: Db;
  channel: Channel;
  log: Log;
  now: () => Date;
  zone: string;
  settings(): Promise<Settings>;
}

/** Customers in one transaction: a second or so of work, and the embedded engine has but one connection. */
const PAGE_SIZE = 500;
/** A bound for a loop that ends by itself: ten million customers. */
const PAGES_MAX = 20_000;
/** More than so many holiday greetings nobody reads one by one before sending; those who spent most come first. */
const HOLIDAY_PER_STAFF = 30;
/** All associates of a chain of three thousand shops together. */
const HOLIDAY_DUE_MAX = 300_000;
/** Up to so many drafts come as cards of their own, ready to press; more come as one list. */
const CARDS_EACH_MAX = 2;
/** One look each ten minutes: two calls a second at most, far below the platform's limits. */
const POLL_MAX = 200;
/** Ranking a million customers by spend takes seconds. */
const FIND_MS_MAX = 120_000;
const DAY_MS = 86_400_000;

/**
 * Drafts what is due today (birthdays ahead, today and just missed; holidays; anniversaries; first purchases), once per
 * occurrence whatever crashes, and tells each associate. What the gate refuses is recorded with the reason.
 * Returns how many messages were new.
 */
export async function draftGreetings(context: CareJobContext, _slotAt: Date): Promise<{ drafted: number }> {
  const settings = await context.settings();
  const today = dayOf(context.now(), context.zone);
  let drafted = 0;
  // The more important first: a later kind sees what waits already and yields (P7).
  for (const source of sourcesOf(settings, today, context.zone)) {
    drafted += await draftFrom(context, source, settings);
  }
  await announce(context, today);
  context.log.info("care.drafted", { drafted });
  return { drafted };
}

interface Source {
  occasion: "birthday" | "anniversary" | "thanks" | "holiday";
  /** One page in the order of customers' ids. */
  find(tx: Tx, page: Page): Promise<Due[]>;
  /** Where finding is dear (all customers are ranked) it is done once, and the answer is bounded by itself. */
  pageSize: number;
  key(due: Due): string;
  /** When it is too late. */
  expiresOn(due: Due): Day;
}

function sourcesOf(settings: Settings, today: Day, zone: string): Source[] {
  const days = greetingDays(today, settings.greetingDaysAhead);
  const birthdays = days.flatMap((day) => celebratedOn(day).map((key) => ({ ...key, occursOn: day })));
  const dates = birthdays.filter((one) => one.calendar === "solar");
  const last = addDays(today, settings.greetingDaysAhead);
  const purchases = {
    from: instantOf(addDays(today, -THANKS_DAYS), "00:00", zone),
    to: instantOf(today, "00:00", zone),
    zone,
  };
  return [
    {
      occasion: "birthday",
      pageSize: PAGE_SIZE,
      find: (tx, page) => birthdaysDue(tx, birthdays, page),
      key: (due) => occurrenceKey("birthday", due.customerId, due.occursOn),
      expiresOn: (due) => addDays(due.occursOn, LATE_DAYS),
    },
    {
      occasion: "anniversary",
      pageSize: PAGE_SIZE,
      find: (tx, page) => anniversariesDue(tx, dates, page),
      key: (due) => occurrenceKey("anniversary", due.customerId, due.occursOn),
      expiresOn: (due) => addDays(due.occursOn, LATE_DAYS),
    },
    {
      occasion: "thanks",
      pageSize: PAGE_SIZE,
      find: (tx, page) => firstPurchases(tx, purchases, page),
      key: (due) => occurrenceKey("thanks", due.customerId, "first"),
      expiresOn: (due) => addDays(due.occursOn, THANKS_DAYS),
    },
    ...holidaysBetween(settings.holidays, today, last).map((holiday): Source => {
      const key = `${holiday.name}:${splitDay(holiday.day).year}`;
      const since = instantOf(addDays(today, -settings.classes.days), "00:00", zone);
      return {
        occasion: "holiday",
        pageSize: HOLIDAY_DUE_MAX,
        find: (tx, page) => holidayDue(tx, { ...holiday, key, since, perStaff: HOLIDAY_PER_STAFF }, page),
        key: (due) => occurrenceKey("holiday", due.customerId, key),
        expiresOn: (due) => due.occursOn,
      };
    }),
  ];
}

async function draftFrom(context: CareJobContext, source: Source, settings: Settings): Promise<number> {
  let drafted = 0;
  let after = "";
  for (let page = 0; page < PAGES_MAX; page++) {
    const found = await context.db.transaction(system, (tx) => source.find(tx, { after, limit: source.pageSize }), {
      timeoutMs: FIND_MS_MAX,
    });
    for (let from = 0; from < found.length; from += PAGE_SIZE) {
      const due = found.slice(from, from + PAGE_SIZE);
      // Whoever drafts the same meanwhile meets the occurrence's key.
      drafted += await context.db.transaction(system, async (tx) =>
        insertOnce(tx, await decide(tx, context, { source, due, settings })),
      );
    }
    const last = found.at(-1);
    if (found.length < source.pageSize || last === undefined) break;
    after = last.customerId;
  }
  return drafted;
}

/** For one page: load all, then decide each without another query. */
async function decide(
  tx: Tx,
  context: CareJobContext,
  { source, due, settings }: { source: Source; due: readonly Due[]; settings: Settings },
): Promise<NewMessage[]> {
  if (due.length === 0) return [];
  const now = context.now();
  const policy = policyOf(settings, context.zone);
  // The job runs before the shop opens: what is asked is whether it may go when she is at work.
  const at = nextAllowed(now, settings.quietHours, context.zone);
  const asks = due.map((one) => ({
    customerId: one.customerId,
    senderId: one.staffId,
    kind: source.occasion,
    occurrenceKey: source.key(one),
    occursOn: one.occursOn,
  }));
  const histories = await loadHistories(tx, asks, now);
  const customers = await loadFacts(
    tx,
    due.map((one) => one.customerId),
  );
  const benefits = await loadBenefits(tx);
  const templates = await templatesOf(tx);
  const names = await staffNames(tx, [...new Set(due.map((one) => one.staffId))]);
  const words = { today: dayOf(now, context.zone), zone: context.zone, names };

  return due.flatMap((one): NewMessage[] => {
    const customer = customers.get(one.customerId);
    const history = histories.get(one.customerId);
    if (!customer || !history) return [];
    const verdict = mayContact(source.occasion, history, policy, at);
    const expiresAt = instantOf(addDays(source.expiresOn(one), 1), "00:00", context.zone);
    const occursOn = source.occasion === "thanks" ? null : one.occursOn;
    const plain = {
      customerId: one.customerId,
      staffId: one.staffId,
      occasion: source.occasion,
      occurrenceKey: source.key(one),
      occursOn,
      expiresAt,
      sourceMessageId: null,
      createdAt: now,
    };
    const refusal = refusalOf(verdict, expiresAt, words);
    if (refusal !== null) {
      const nothing = { templateKey: null, templateVersion: null, draftedText: "", text: "", notBefore: null };
      return [{ ...plain, ...nothing, state: "refused" as const, stateReason: refusal }];
    }
    const notBefore = verdict.verdict === "later" ? verdict.when : null;
    const sendOn = dayOf(notBefore ?? at, context.zone);
    const facts = { ...customer.facts, staffName: names[one.staffId] ?? "" };
    const named = {
      festival: source.occasion === "holiday" ? one.name : null,
      anniversary: source.occasion === "anniversary" ? one.name : null,
    };
    const draft = firstSound(
      {
        occasion: source.occasion,
        facts,
        benefits,
        occursOn,
        sendOn,
        ...named,
        cause: null,
        about: null,
        withoutBenefit: false,
      },
      templates,
    );
    return draft ? [{ ...plain, ...draft, notBefore, state: "draft" as const, stateReason: null }] : [];
  });
}

/** Why this greeting will not be sent at all; null when it may be. */
function refusalOf(
  verdict: Verdict,
  expiresAt: Date,
  words: { today: Day; zone: string; names: Record<string, string> },
): string | null {
  if (verdict.verdict === "allow") return null;
  const why = refusalReasonWords(verdict.reason, words);
  if (verdict.verdict === "never") return why;
  return verdict.when >= expiresAt ? toldWords.missedDay(why) : null;
}

function firstSound(of: DraftCase, templates: readonly Template[]) {
  return draftAll(of, templates).find((one) => {
    const message = { occasion: of.occasion, occursOn: of.occursOn, text: one.text, draftedText: one.draftedText };
    return !blocks(checkMessage(message, { facts: of.facts, benefits: of.benefits }, of.sendOn).findings);
  });
}

async function templatesOf(tx: Tx): Promise<Template[]> {
  const shop = await loadShopTemplates(tx);
  const own = new Set(shop.map((template) => template.key));
  return [...shop, ...houseTemplates().filter((template) => !own.has(template.key))];
}

// === Telling the associates

/** One morning's drafts to each associate, once a day: a card each when they are few, a list when they are many. */
async function announce(context: CareJobContext, today: Day): Promise<void> {
  const now = context.now();
  await context.db.transaction(system, async (tx) => {
    const since = instantOf(today, "00:00", context.zone);
    // A draft held back by quiet hours or a cap is ready on its day.
    const until = instantOf(addDays(today, 1), "00:00", context.zone);
    const ready = await readyDrafts(tx, { since, until, now }, LIST_MAX);
    const known = await loadFacts(tx, [...new Set(ready.flatMap((one) => one.messages.map((m) => m.customerId)))]);
    const benefits = await loadBenefits(tx);
    const deliveries = ready.flatMap(({ staffId, messages, total }) => {
      const views = messages.flatMap((message) => viewOf(message, { known, benefits, today }) ?? []);
      const cards =
        total <= CARDS_EACH_MAX
          ? views.map((view) => ({ key: `care-card:${view.id}:${today}`, card: messageCard(view, { now, today }) }))
          : [{ key: `care-cards:${staffId}:${today}`, card: greetingsCard({ staffId, views, total }, { now, today }) }];
      return cards.map(({ key, card }): NewDelivery => {
        return { key, staffId, kind: "card", reply: { kind: "card", card }, dueAt: now };
      });
    });
    await enqueueAll(tx, deliveries);
  });
}

function viewOf(
  message: CareMessage,
  of: { known: ReadonlyMap<string, CustomerFacts>; benefits: readonly BenefitRow[]; today: Day },
): MessageView | null {
  const customer = of.known.get(message.customerId);
  if (!customer) return null;
  const checked = checkMessage(
    message,
    { facts: { ...customer.facts, staffName: "" }, benefits: of.benefits },
    of.today,
  );
  return {
    id: message.id,
    name: message.customerName,
    occasion: message.occasion,
    ...checked,
    occursOn: message.occursOn,
    verdict: null,
    state: message.state,
    stateReason: message.stateReason,
    notBefore: message.notBefore,
    sentAt: message.sentAt,
  };
}

// === Following messages on their way

/**
 * Asks the platform about messages that wait for the associate's tap, the longest unasked first, at most POLL_MAX a
 * run; cancels those withdrawn, refused meanwhile or too old; ends drafts whose day is over.
 */
export async function pollCustomerMessages(context: CareJobContext, _slotAt: Date): Promise<void> {
  const settings = await context.settings();
  const now = context.now();
  const { tasks, stopped } = await context.db.transaction(system, async (tx) => {
    await expireDrafts(tx, now, toldWords.dayOver);
    const tooOld = new Date(now.getTime() - TASK_DAYS * DAY_MS);
    for (const message of await staleQueued(tx, tooOld, POLL_MAX)) {
      await refuse(tx, message, { state: "failed", reason: toldWords.neverLeft, now });
    }
    const waiting = await tasksToPoll(tx, POLL_MAX);
    return { tasks: waiting, stopped: await stoppedSince(tx, waiting, { now, zone: context.zone, settings }) };
  });
  for (const message of tasks) {
    try {
      await follow(context, message, stopped.get(message.id) ?? null);
    } catch (error) {
      // One message's trouble is its own; it is asked again after the others.
      context.log.warn("care.poll-failed", { careMessage: message.id, error: describe(error) });
      await touchPolled(context, message);
    }
  }
}

/** Messages whose customer refused, froze or complained after the approval, with the reason. */
async function stoppedSince(
  tx: Tx,
  messages: readonly CareMessage[],
  of: { now: Date; zone: string; settings: Settings },
): Promise<Map<string, string>> {
  const stopped = new Map<string, string>();
  const words = { today: dayOf(of.now, of.zone), zone: of.zone, names: {} };
  const codes = ["do-not-disturb", "consent-withdrawn", "membership", "open-complaint"];
  for (const sender of new Set(messages.map((message) => message.staffId))) {
    const mine = messages.filter((message) => message.staffId === sender);
    const asks = mine.map((message) => ({
      customerId: message.customerId,
      senderId: sender,
      kind: message.occasion,
      careMessageId: message.id,
    }));
    const histories = await loadHistories(tx, asks, of.now);
    for (const message of mine) {
      const history = histories.get(message.customerId);
      if (!history) continue;
      const verdict = mayContact(message.occasion, history, policyOf(of.settings, of.zone), of.now);
      if (verdict.verdict === "allow" || !codes.includes(verdict.reason.code)) continue;
      stopped.set(message.id, refusalReasonWords(verdict.reason, words));
    }
  }
  return stopped;
}

async function follow(context: CareJobContext, message: CareMessage, stopped: string | null): Promise<void> {
  if (message.taskId === null || message.externalId === null) return;
  const status = await context.channel.customerMessageStatus(message.taskId, message.staffId, message.externalId);
  const now = context.now();
  if (status !== "waiting") return finish(context, message, status);
  const tooOld = message.taskAt !== null && now.getTime() - message.taskAt.getTime() >= TASK_DAYS * DAY_MS;
  const over = message.expiresAt !== null && message.expiresAt <= now;
  if (stopped === null && !tooOld && !over) return touchPolled(context, message);

  if (!(await cancel(context, message.taskId))) return touchPolled(context, message);
  const withdrawn = message.stateReason === toldWords.withdrawn;
  const reason = stopped ?? (withdrawn ? toldWords.withdrawn : tooOld ? toldWords.notConfirmed : toldWords.dayOver);
  const state = stopped === null ? ("expired" as const) : ("refused" as const);
  await context.db.transaction(system, (tx) => refuse(tx, message, { state, reason, now, quietly: withdrawn }));
}

/** True when nothing can go out any more, because it was cancelled now or is gone. */
async function cancel(context: CareJobContext, taskId: string): Promise<boolean> {
  try {
    await context.channel.cancelCustomerMessage(taskId);
    return true;
  } catch (error) {
    if (error instanceof ChannelError && error.remedy === "give-up") return true;
    throw error;
  }
}

async function finish(
  context: CareJobContext,
  message: CareMessage,
  status: Exclude<CustomerMessageStatus, "waiting">,
): Promise<void> {
  const now = context.now();
  await context.db.transaction(system, async (tx) => {
    if (status === "sent") {
      const sent = { state: "sent" as const, sentAt: now, lastPolledAt: now, now };
      if (await changeMessage(tx, message.id, { state: "task_created" }, sent)) await recordSent(tx, message, now);
      return;
    }
    const reason = status === "limit-reached" ? PLATFORM_LIMIT_REASON : toldWords.notAFriend;
    const failed = { state: "failed" as const, stateReason: reason, lastPolledAt: now, now };
    if (!(await changeMessage(tx, message.id, { state: "task_created" }, failed))) return;
    await release(tx, [message.id], now);
    if (status === "not-a-friend") await endRelation(tx, message, now);
    const text =
      status === "limit-reached" ? toldWords.copyByHand(message, reason) : toldWords.notSent(message, reason);
    await enqueue(tx, {
      key: `care-told:${message.id}:${status}`,
      staffId: message.staffId,
      kind: "reply",
      reply: { kind: "text", text },
      dueAt: now,
      careMessageId: message.id,
    });
  });
}

async function touchPolled(context: CareJobContext, message: CareMessage): Promise<void> {
  const now = context.now();
  await context.db.transaction(system, (tx) =>
    changeMessage(tx, message.id, { state: "task_created" }, { lastPolledAt: now, now }),
  );
}
