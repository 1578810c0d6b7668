// What happens when a follow-up is made, listed, done, put off or called off: load → decide → write.
import type { z } from "zod";
import { addDays, type Day, dayOf, instantOf, isDay } from "../../calendar/day.ts";
import { unreachable } from "../../errors.ts";
import type { AuditNote, CustomerRef, Outcome, Turn, UndoStep } from "../../skill.ts";
import { resolveCustomer } from "../customers/resolve.ts";
import { withoutPhones } from "../notes/rules.ts";
import { nudgeKey } from "./card.ts";
import { addFollowing, createSeries, isSeriesList, listSeries, stopSeries } from "./handle-series.ts";
import { leave, team, whatIf } from "./handle-team.ts";
import { wish } from "./handle-wish.ts";
import type {
  cancelPlan,
  createPlan,
  donePlan,
  leavePlan,
  listPlan,
  snoozePlan,
  stopPlan,
  teamPlan,
  whatIfPlan,
  wishPlan,
} from "./plan.ts";
import {
  backgroundOf,
  type Due,
  type FollowUpsResult,
  firstWords,
  LISTED_MAX,
  type Named,
  named,
  type ShownItem,
  saidDue,
} from "./result.ts";
import {
  clockOf,
  contactMeans,
  daysLate,
  dueOf,
  isOverdue,
  matchWhich,
  rankToday,
  snoozedTo,
  tomorrowMorning,
  type Weight,
  type Which,
  weightOf,
  weightWords,
} from "./rules.ts";
import {
  addFollowUp,
  addTouch,
  countDue,
  findBackground,
  findByIds,
  findCardOnShow,
  findColleagues,
  findList,
  findOpen,
  findPlanned,
  findStandings,
  findTwin,
  namesOfStaff,
  postpone,
  type StoredFollowUp,
  settle,
} from "./store.ts";

export type FollowUpsPlan =
  | z.infer<typeof createPlan>
  | z.infer<typeof listPlan>
  | z.infer<typeof donePlan>
  | z.infer<typeof snoozePlan>
  | z.infer<typeof cancelPlan>
  | z.infer<typeof stopPlan>
  | z.infer<typeof teamPlan>
  | z.infer<typeof leavePlan>
  | z.infer<typeof whatIfPlan>
  | z.infer<typeof wishPlan>;

export async function handle(
  turn: Turn,
  plan: FollowUpsPlan,
  customer: CustomerRef | null,
): Promise<Outcome<FollowUpsResult>> {
  switch (plan.kind) {
    case "followups.create":
      return create(turn, plan, customer);
    case "followups.list":
      return list(turn, plan, customer);
    case "followups.done":
      return done(turn, plan);
    case "followups.snooze":
      return snooze(turn, plan);
    case "followups.cancel":
      return cancel(turn, plan);
    case "followups.team":
      return team(turn, plan);
    case "followups.leave":
      return leave(turn, plan);
    case "followups.what-if":
      return whatIf(turn, plan);
    case "followups.wish":
      return wish(turn, plan);
    case "followups.stop":
      return stopSeries(turn, plan);
    default:
      return unreachable(plan);
  }
}

async function create(
  turn: Turn,
  plan: z.infer<typeof createPlan>,
  customer: CustomerRef | null,
): Promise<Outcome<FollowUpsResult>> {
  const { tx, now, zone, staff } = turn;
  const { text, hidden } = withoutPhones(plan.text.trim());
  if (text === "") {
    return { result: { kind: "missing", what: "text", example: `明天提醒我回访${customer?.name ?? "张姐"}` } };
  }
  if (plan.repeat) return createSeries(turn, { text, hidden, repeat: plan.repeat, promise: plan.promise }, customer);
  const due = plan.due ? dueOf(plan.due, now, zone) : tomorrowMorning(now, zone);
  if (due.kind === "no-such-day") return { result: { kind: "due-impossible", said: due.said } };
  if (due.kind === "past") return { result: { kind: "due-past", due: saidDue(due.dueAt, due.hasTime, zone) } };
  const customerId = customer?.id ?? null;
  const twin = await findTwin(tx, { staffId: staff.id, customerId, text, ...dayBounds(due.day, zone) });

  if (twin) {
    return {
      result: {
        kind: "follow-up-exists",
        customer: customer?.name ?? null,
        text,
        due: saidDue(twin.dueAt, twin.dueHasTime, zone),
      },
      shown: { followUps: [twin.id] },
    };
  }

  const { id, undo } = await addFollowUp(tx, {
    customerId,
    staffId: staff.id,
    createdById: staff.id,
    kind: plan.promise ? "promise" : "follow_up",
    text,
    dueAt: due.dueAt,
    dueHasTime: due.hasTime,
    sourceMessageId: turn.messageId,
    createdAt: now,
  });
  return {
    result: {
      kind: "follow-up-created",
      customer: customer?.name ?? null,
      text,
      due: saidDue(due.dueAt, due.hasTime, zone),
      proposed: plan.due === null,
      promise: plan.promise,
      phonesHidden: hidden,
    },
    shown: { followUps: [id], ...(customer ? { focus: customer.id } : {}) },
    undo: [undo],
    audit: [{ action: "followups.create", customerId }],
  };
}

async function list(
  turn: Turn,
  plan: z.infer<typeof listPlan>,
  customer: CustomerRef | null,
): Promise<Outcome<FollowUpsResult>> {
  const { tx, now, zone } = turn;
  if (plan.state === "repeating") return listSeries(turn, customer);
  const whose = await whoseList(turn, plan.of, customer);
  if ("result" in whose) return { result: whose.result };
  const window = windowOf(plan, customer, turn.today);
  const { items, total } = await findList(tx, {
    staffId: whose.staffId,
    customerId: customer?.id ?? null,
    state: plan.state === "done" ? "done" : "open",
    promises: plan.promises,
    from: window.from === null ? null : instantOf(window.from, "00:00", zone),
    to: window.to === null ? null : instantOf(window.to, "00:00", zone),
  });

  const ordered = inOrder(await weighed(turn, items), window.about, now, zone);
  // What is due later today lies within the window of the overdue, and is not late yet.
  const wanted = plan.state === "overdue" ? ordered.filter((item) => isOverdue(item, now, zone)) : ordered;
  const shown = wanted.slice(0, LISTED_MAX);

  const { items: listed, audit } = await describe(turn, shown, whose.staffId !== turn.staff.id);
  return {
    result: {
      kind: "follow-ups-listed",
      about: window.about,
      customer: customer?.name ?? null,
      of: whose.name,
      from: window.about === "range" ? window.from : null,
      to: window.about === "range" ? window.to : null,
      items: listed,
      total: total - (ordered.length - wanted.length),
    },
    shown: {
      followUps: shown.map((item) => item.id),
      // 「第一个」 is whom the first is about.
      customers: shown.map((item) => item.customer?.id ?? ""),
      focus: customer?.id ?? null,
      find: null,
      rest: total - (ordered.length - wanted.length) - shown.length,
    },
    audit: audit("followups.list"),
  };
}

type ListAbout = Extract<FollowUpsResult, { kind: "follow-ups-listed" }>["about"];

function inOrder(items: readonly Weighed[], about: ListAbout, now: Date, zone: string): Weighed[] {
  if (about === "done") return [...items];
  // A week is read as a calendar: by day, whatever was promised.
  if (about === "range") return [...items].sort((one, other) => one.dueAt.getTime() - other.dueAt.getTime());
  return rankToday(items, now, zone).map(({ item }) => item);
}

type Weighed = StoredFollowUp & { weight: Weight; why: string[] };

async function weighed({ tx, settings }: Turn, items: readonly StoredFollowUp[]): Promise<Weighed[]> {
  const standings = await findStandings(
    tx,
    items.flatMap((item) => item.customer?.id ?? []),
  );
  return items.map((item) => {
    const { class: group = null, rfm = null } = standings.get(item.customer?.id ?? "") ?? {};
    const standing = { tier: item.tier, class: group, rfm };
    const weight = weightOf(standing, item.ruleKey, settings);
    return { ...item, weight, why: weightWords(weight, standing) };
  });
}

/** The days asked about; `to` is exclusive. What is late belongs to today. */
function windowOf(
  plan: z.infer<typeof listPlan>,
  customer: CustomerRef | null,
  today: Day,
): { about: ListAbout; from: Day | null; to: Day | null } {
  const tomorrow = addDays(today, 1);
  const from = dayIn(plan.range?.from ?? null);
  const to = dayIn(plan.range?.to ?? null);
  const hasRange = from !== null || to !== null;
  const isToday = from === today && to === tomorrow;
  if (plan.state === "done") {
    if (hasRange || customer) return { about: "done", from, to };
    return { about: "done", from: today, to: tomorrow };
  }
  if (plan.state === "overdue") return { about: "overdue", from, to: to ?? tomorrow };
  // What was promised is asked for whenever it is due.
  if (plan.promises) return { about: "promises", from, to };
  if (hasRange && !isToday) return { about: "range", from, to };
  if (customer && !isToday) return { about: "customer", from: null, to: null };
  return { about: "today", from: null, to: tomorrow };
}

/** Whose list: mine, a colleague's, or (null) all that I may see. */
async function whoseList(
  turn: Turn,
  of: string | null,
  customer: CustomerRef | null,
): Promise<
  | { staffId: string | null; name: string | null }
  | { result: Extract<Outcome<FollowUpsResult>["result"], { kind: "not-found" | "not-allowed" }> }
> {
  const said = of?.trim() ?? "";
  if (said === "" || /^(我|自己|我自己|本人)$/.test(said)) {
    return { staffId: customer ? null : turn.staff.id, name: null };
  }
  const isEverybody = /^(全店|店里|大家|所有人|全部|我们店|同事们?|everyone)$/i.test(said);
  // Row security would hide a colleague's items; an empty list would read as "she has nothing to do".
  if (turn.staff.scope === "own") return { result: { kind: "not-allowed", why: "colleague-list" } };
  if (isEverybody) return { staffId: null, name: said };
  const found = await findColleagues(turn.tx, said);
  const exact = found.filter((one) => one.name === said);
  const [only, ...others] = exact.length > 0 ? exact : found;
  if (!only || others.length > 0) {
    return { result: { kind: "not-found", said, nearest: found.map((one) => one.name) } };
  }
  return { staffId: only.id, name: only.id === turn.staff.id ? null : only.name };
}

async function done(turn: Turn, plan: z.infer<typeof donePlan>): Promise<Outcome<FollowUpsResult>> {
  const { tx, now, zone, today, staff } = turn;
  const meant = await meantBy(turn, plan.which);
  if ("outcome" in meant) return meant.outcome;

  const outcome = plan.outcome?.trim() || null;
  const undo = await settle(tx, meant.items, { state: "done", doneAt: now, outcome });
  for (const item of meant.items) {
    const means = contactMeans(`${item.text}${outcome ?? ""}`);
    if (!means || !item.customer) continue;
    undo.push(
      await addTouch(tx, { customerId: item.customer.id, staffId: staff.id, means, topic: item.text, at: now }),
    );
  }
  const { series: again, undo: added } = await addFollowing(turn, meant.items);
  undo.push(...added);
  // What a manager ticks for a colleague says nothing of her own day.
  const isMine = meant.items.some((item) => item.staffId === staff.id);
  const leftToday = isMine ? await countDue(tx, staff.id, dayBounds(today, zone).to) : null;
  return settled(turn, meant, "followups.done", undo, {
    kind: "follow-ups-done",
    items: meant.items.map(named),
    outcome,
    gone: meant.gone,
    leftToday,
    again,
    nextStepFor: await withoutNextStep(turn, meant.items),
  });
}

/** Of one customer, about whom a person had planned something: whether nothing more is planned. Asked once, when done. */
async function withoutNextStep(turn: Turn, items: readonly StoredFollowUp[]): Promise<string | null> {
  const [only, ...others] = items;
  if (!only?.customer || others.length > 0 || only.ruleKey !== null) return null;
  const planned = await findPlanned(turn.tx, [only.customer.id]);
  return planned.has(only.customer.id) ? null : only.customer.name;
}

async function snooze(turn: Turn, plan: z.infer<typeof snoozePlan>): Promise<Outcome<FollowUpsResult>> {
  const { tx, now, zone } = turn;
  const meant = await meantBy(turn, plan.which);
  if ("outcome" in meant) return meant.outcome;

  const moves = meant.items.map((item) => ({ item, due: snoozedTo(item, laterBy(item, plan, turn), now, zone) }));
  for (const { due } of moves) {
    if (due.kind === "no-such-day") return { result: { kind: "due-impossible", said: due.said } };
    if (due.kind === "past") return { result: { kind: "due-past", due: saidDue(due.dueAt, due.hasTime, zone) } };
  }

  const undo: UndoStep[] = [];
  const items: (Named & { due: Due; snoozes: number })[] = [];
  for (const { item, due } of moves) {
    if (due.kind !== "due") continue;
    undo.push(await postpone(tx, item, { dueAt: due.dueAt, dueHasTime: due.hasTime }));
    items.push({ ...named(item), due: saidDue(due.dueAt, due.hasTime, zone), snoozes: item.snoozes + 1 });
  }
  return settled(turn, meant, "followups.snooze", undo, { kind: "follow-ups-snoozed", items, gone: meant.gone });
}

/** 「推迟两天」 counts from the day it is due when that is still to come; what is late counts from today. */
function laterBy(item: StoredFollowUp, plan: z.infer<typeof snoozePlan>, { today, zone }: Turn) {
  const dueOn = dayOf(item.dueAt, zone);
  if (plan.byDays === null || dueOn <= today) return plan.until;
  return { at: `${addDays(dueOn, plan.byDays)}T${clockOf(item.dueAt, zone)}`, hasTime: item.dueHasTime };
}

async function cancel(turn: Turn, plan: z.infer<typeof cancelPlan>): Promise<Outcome<FollowUpsResult>> {
  const meant = await meantBy(turn, plan.which);
  if ("outcome" in meant) return meant.outcome;

  // A line of the list of what comes again stands for all its days, not for the next one.
  if (meant.items.some((item) => item.series) && (await isSeriesList(turn)))
    return stopSeries(turn, { kind: "followups.stop", which: plan.which, repeat: null });
  const undo = await settle(turn.tx, meant.items, { state: "cancelled" });
  const { series: again, undo: added } = await addFollowing(turn, meant.items);
  undo.push(...added);
  return settled(turn, meant, "followups.cancel", undo, {
    kind: "follow-ups-cancelled",
    items: meant.items.map(named),
    gone: meant.gone,
    again,
  });
}

interface Meant {
  /** Open ones, in the order meant. */
  items: StoredFollowUp[];
  /** How many of those meant were settled already. */
  gone: number;
  /** What numbers counted; kept on show so that 「第二条」 stays the second after the first is done. */
  shown: readonly string[];
}

/** The follow-ups meant, or the answer when it is not clear which. */
async function meantBy(turn: Turn, said: string): Promise<Meant | { outcome: Outcome<FollowUpsResult> }> {
  const open = await findOpen(turn.tx, turn.staff.id);
  const { ids: shown, seen } = await onShow(turn, open);
  const which = await namedOtherwise(turn, matchWhich(said, { shown, seen, focus: turn.shown.focus, open }), open);
  switch (which.kind) {
    case "no-such-number":
      return { outcome: { result: { kind: "no-such-number", count: which.count } } };
    case "unknown": {
      if (open.length === 0) return { outcome: { result: { kind: "nothing-open" } } };
      const nearest = open.slice(0, 3).map((item) => item.text);
      return { outcome: { result: { kind: "not-found", said: which.name, nearest } } };
    }
    case "many":
      return { outcome: await askWhich(turn, which.ids) };
    case "these": {
      const items = await findByIds(turn.tx, which.ids);
      const left = items.filter((item) => item.state === "open");
      if (left.length === 0) {
        const result = items.length === 0 ? ({ kind: "nothing-open" } as const) : settledAlready(items.length);
        return { outcome: { result } };
      }
      return { items: left, gone: items.length - left.length, shown };
    }
    default:
      return unreachable(which);
  }
}

function settledAlready(count: number): FollowUpsResult {
  return { kind: "already-settled", count };
}

/** What numbers count: today's card when nothing was said since, else what was shown last, else today's list. */
async function onShow(turn: Turn, open: readonly StoredFollowUp[]): Promise<{ ids: readonly string[]; seen: boolean }> {
  const card = await findCardOnShow(turn.tx, turn.staff.id, nudgeKey(turn.staff.id, turn.today, 1));
  if (card) return { ids: card, seen: true };
  if (turn.shown.followUps.length > 0) return { ids: turn.shown.followUps, seen: true };
  const { to } = dayBounds(turn.today, turn.zone);
  const due = open.filter((item) => item.dueAt < to);
  const ranked = rankToday(await weighed(turn, due), turn.now, turn.zone).map(({ item }) => item.id);
  return { ids: ranked.slice(0, LISTED_MAX), seen: false };
}

/** A name spelt otherwise than stored (李闻 for 李雯) is looked up as customers are. */
async function namedOtherwise(turn: Turn, which: Which, open: readonly StoredFollowUp[]): Promise<Which> {
  if (which.kind !== "unknown") return which;
  const found = await resolveCustomer(turn, which.name);
  if (found.kind === "not-found") return which;
  const ids = found.kind === "one" ? [found.customer.id] : found.candidates.map((candidate) => candidate.id);
  const theirs = open.filter((item) => item.customer && ids.includes(item.customer.id)).map((item) => item.id);
  if (theirs.length === 0) return which;
  return theirs.length === 1 ? { kind: "these", ids: theirs, byNumber: false } : { kind: "many", ids: theirs };
}

async function askWhich(turn: Turn, ids: readonly string[]): Promise<Outcome<FollowUpsResult>> {
  const found = (await findByIds(turn.tx, ids)).filter((item) => item.state === "open");
  if (found.length === 0) return { result: { kind: "nothing-open" } };
  const first = await weighed(turn, found.slice(0, LISTED_MAX));
  const { items, audit } = await describe(turn, first, false);
  return {
    result: { kind: "which-asked", items, total: found.length },
    shown: { followUps: first.map((item) => item.id) },
    audit: audit("followups.list"),
  };
}

function settled(
  turn: Turn,
  meant: Meant,
  action: string,
  undo: UndoStep[],
  result: FollowUpsResult,
): Outcome<FollowUpsResult> {
  const customers = [...new Set(meant.items.map((item) => item.customer?.id ?? null))];
  const [only] = customers;
  return {
    result,
    shown: {
      followUps: [...(meant.shown.length > 0 ? meant.shown : turn.shown.followUps)],
      ...(customers.length === 1 && only ? { focus: only } : {}),
    },
    undo,
    audit: customers.map((customerId) => ({ action, customerId })),
  };
}

/** Items with what a person needs to act on them, and the audit of having read it. */
async function describe(
  turn: Turn,
  items: readonly Weighed[],
  withStaff: boolean,
): Promise<{ items: ShownItem[]; audit: (action: string) => AuditNote[] }> {
  const { tx, now, zone } = turn;
  const customerIds = [...new Set(items.flatMap((item) => item.customer?.id ?? []))];
  const background = await findBackground(tx, customerIds, now);
  const names = withStaff
    ? await namesOfStaff(
        tx,
        items.map((item) => item.staffId),
      )
    : new Map<string, string>();
  return {
    items: items.map((item) => ({
      id: item.id,
      kind: item.kind,
      text: item.text,
      customer: item.customer?.name ?? null,
      staff: item.staffId === turn.staff.id ? null : (names.get(item.staffId) ?? null),
      due: saidDue(item.dueAt, item.dueHasTime, zone),
      overdue: item.state === "open" && isOverdue(item, now, zone),
      daysLate: item.state === "open" ? daysLate(item, now, zone) : 0,
      doneOn: item.doneAt && dayOf(item.doneAt, zone),
      why: item.state === "open" ? item.why : [],
      outcome: item.outcome,
      background: item.customer ? backgroundOf(background.get(item.customer.id), zone) : null,
      sayFirst: item.customer && item.state === "open" ? firstWords(item, background.get(item.customer.id), now) : null,
    })),
    audit: (action) => customerIds.map((customerId) => ({ action, customerId })),
  };
}

function dayIn(said: string | null): Day | null {
  const day = said?.slice(0, 10) ?? "";
  return isDay(day) ? day : null;
}

function dayBounds(day: Day, zone: string): { from: Date; to: Date } {
  return { from: instantOf(day, "00:00", zone), to: instantOf(addDays(day, 1), "00:00", zone) };
}
