// What is drafted by the clock: greetings ahead, thanks, material for new contacts, those gone quiet. Set-based: pages of
// customers, a fixed number of queries each; once per occurrence whatever crashes. due.ts says who is due.
import { addDays, type Day, dayOf, instantOf } from "../../calendar/day.ts";
import { nextAllowed } from "../../calendar/hours.ts";
import type { Channel } from "../../channel.ts";
import { system } from "../../db/actor.ts";
import type { Db, Tx } from "../../db/db.ts";
import type { Log } from "../../log.ts";
import { enqueueAll, type NewDelivery } from "../../outbox/store.ts";
import type { Settings } from "../../settings.ts";
import { mayContactFirst, policyOf, type Verdict } from "../contact/gate.ts";
import { loadHistories, staffNames } from "../contact/store.ts";
import { listBenefits } from "../members/member-store.ts";
import { checkMessage } from "./check.ts";
import { type DraftCase, draftAll } from "./draft.ts";
import { giftTasksOf, type Source, sourcesOf } from "./due.ts";
import { type Due, insertGiftTasks } from "./due-store.ts";
import { loadFacts, loadTemplates } from "./facts-store.ts";
import { viewsOf } from "./known-store.ts";
import { blocks } from "./lint.ts";
import { festivalSuits, isSwitchedOn, type SwitchRow } from "./occasions.ts";
import { LIST_MAX } from "./result.ts";
import { insertOnce, type NewMessage, readyDrafts } from "./store.ts";
import { loadSwitches } from "./switch-store.ts";
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
/** Up to so many drafts come as cards of their own, ready to press; more come as one list. */
const CARDS_EACH_MAX = 2;
/** Ranking a million customers by spend takes seconds. */
const FIND_MS_MAX = 120_000;

/**
 * Drafts what is due today, once per occurrence whatever crashes, and tells each associate. What the gate refuses is
 * recorded with the reason; what somebody switched off is not drafted at all. Returns how many messages were new.
 */
export async function draftGreetings(context: CareJobContext, _slotAt: Date): Promise<{ drafted: number }> {
  const settings = await context.settings();
  const now = context.now();
  const today = dayOf(now, context.zone);
  const switches = await context.db.transaction(system, loadSwitches);
  let drafted = 0;
  // The more important first: a later kind sees what waits already and yields.
  for (const source of sourcesOf({ settings, switches, now, today, zone: context.zone })) {
    drafted += await draftFrom(context, source, { settings, switches });
  }
  const gifts = await orderGifts(context, { settings, switches, today });
  await announce(context, today, settings);
  context.log.info("care.drafted", { drafted, gifts });
  return { drafted };
}

interface Rules {
  settings: Settings;
  switches: readonly SwitchRow[];
}

async function draftFrom(context: CareJobContext, source: Source, rules: Rules): Promise<number> {
  let drafted = 0;
  let after = "";
  for (let page = 0; page < PAGES_MAX; page++) {
    const limit = source.pageSize ?? PAGE_SIZE;
    const found = await context.db.transaction(system, (tx) => source.find(tx, { after, limit }), {
      timeoutMs: FIND_MS_MAX,
    });
    for (let from = 0; from < found.length; from += PAGE_SIZE) {
      const due = found.slice(from, from + PAGE_SIZE).filter((one) => isWanted(one, source, rules));
      // Whoever drafts the same meanwhile meets the occurrence's key.
      drafted += await context.db.transaction(system, async (tx) =>
        insertOnce(tx, await decide(tx, context, { source, due, rules })),
      );
    }
    const last = found.at(-1);
    if (found.length < limit || last === undefined) break;
    after = last.customerId;
  }
  return drafted;
}

function isWanted(due: Due, source: Pick<Source, "rule" | "festival" | "usual">, { switches }: Rules): boolean {
  const { rule, festival, usual } = source;
  return isSwitchedOn(switches, { rule, festival, usual, storeId: due.storeId, staffId: due.staffId });
}

/** For one page: load all, then decide each without another query. */
async function decide(
  tx: Tx,
  context: CareJobContext,
  { source, due, rules }: { source: Source; due: readonly Due[]; rules: Rules },
): Promise<NewMessage[]> {
  if (due.length === 0) return [];
  const { settings } = rules;
  const now = context.now();
  const today = dayOf(now, context.zone);
  const policy = policyOf(settings, context.zone);
  // The job runs before the shop opens: what is asked is whether it may go when she is at work.
  const at = nextAllowed(now, settings.quietHours, context.zone);
  const asks = due.map((one) => ({
    customerId: one.customerId,
    senderId: one.staffId,
    kind: source.kind,
    occurrenceKey: source.key(one),
    occursOn: one.occursOn,
  }));
  const histories = await loadHistories(tx, asks, now);
  const ids = due.map((one) => one.customerId);
  const customers = await loadFacts(tx, ids, { today, zone: context.zone, settings });
  const benefits = await listBenefits(tx);
  const staffIds = [...new Set(due.map((one) => one.staffId))];
  const templatesOf = await loadTemplates(tx, staffIds);
  const names = await staffNames(tx, staffIds);
  const words = { today, zone: context.zone, names };

  return due.flatMap((one): NewMessage[] => {
    const customer = customers.get(one.customerId);
    const history = histories.get(one.customerId);
    if (!customer || !history) return [];
    if (source.festival !== null && !festivalSuits(source.festival, customer.facts)) return [];
    // What is less important and was not sent yet gives way when she approves this one.
    const verdict = mayContactFirst(source.kind, history, policy, at);
    const expiresAt = instantOf(addDays(source.expiresOn(one), 1), "00:00", context.zone);
    const occursOn = source.ofADay ? one.occursOn : null;
    const plain = {
      customerId: one.customerId,
      staffId: one.staffId,
      occasion: source.kind,
      occurrenceKey: source.key(one),
      occursOn,
      named: source.festival ?? source.anniversary(one),
      cause: source.cause(customer),
      expiresAt,
      sourceMessageId: null,
      createdAt: now,
    };
    const refusal = refusalOf(verdict, expiresAt, words);
    if (refusal !== null) {
      const nothing = { templateKey: null, templateVersion: null, draftedText: "", text: "", basis: [] };
      return [{ ...plain, ...nothing, notBefore: null, state: "refused" as const, stateReason: refusal }];
    }
    const notBefore = verdict.verdict === "later" ? verdict.when : null;
    const sendOn = dayOf(notBefore ?? at, context.zone);
    const facts = { ...customer.facts, staffName: names[one.staffId] ?? "" };
    const draft = firstSound(
      {
        occasion: source.kind,
        facts,
        benefits,
        occursOn,
        sendOn,
        festival: source.festival,
        anniversary: source.anniversary(one),
        cause: plain.cause,
        about: null,
        withoutBenefit: false,
      },
      templatesOf(one.staffId),
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

/** Presents that must be ordered before the birthday become tasks of the associate. */
async function orderGifts(
  context: CareJobContext,
  { settings, switches, today }: Rules & { today: Day },
): Promise<number> {
  const gifts = giftTasksOf({ settings, today });
  if (gifts === null) return 0;
  let made = 0;
  let after = "";
  for (let page = 0; page < PAGES_MAX; page++) {
    const limit = PAGE_SIZE;
    const count = await context.db.transaction(system, async (tx) => {
      const due = await gifts.find(tx, { after, limit });
      after = due.at(-1)?.customerId ?? after;
      const wanted = due.filter((one) =>
        isWanted(
          one,
          { rule: "gift", festival: null, usual: settings.occasions.includes("gift") },
          { settings, switches },
        ),
      );
      const tasks = wanted.map((one) => ({
        customerId: one.customerId,
        staffId: one.staffId,
        text: toldWords.orderGift(one.customerName, one.occursOn),
        dueAt: instantOf(today, settings.nudges.at, context.zone),
        ruleKey: `gift:${one.customerId}:${one.occursOn}`,
        createdAt: context.now(),
      }));
      made += await insertGiftTasks(tx, tasks);
      return due.length;
    });
    if (count < limit) break;
  }
  return made;
}

// === Telling the associates

/** One morning's drafts to each associate, once a day: a card each when they are few, a list when they are many. */
async function announce(context: CareJobContext, today: Day, settings: Settings): Promise<void> {
  const now = context.now();
  await context.db.transaction(system, async (tx) => {
    const since = instantOf(today, "00:00", context.zone);
    // A draft held back by quiet hours or a cap is ready on its day.
    const until = instantOf(addDays(today, 1), "00:00", context.zone);
    const ready = await readyDrafts(tx, { since, until, now }, LIST_MAX);
    const all = await viewsOf(
      { tx, now, today, zone: context.zone, settings },
      ready.flatMap((one) => one.messages),
    );
    const deliveries = ready.flatMap(({ staffId, messages, total }) => {
      const views = all.filter((view) => messages.some((message) => message.id === view.id));
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
