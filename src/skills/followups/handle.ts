// What happens when a follow-up is made, done, put off or called off: load → decide → write. handle-list.ts reads.
import type { z } from "zod";
import { addDays, dayOf } from "../../calendar/day.ts";
import { unreachable } from "../../errors.ts";
import type { CustomerRef, Outcome, Turn, UndoStep } from "../../skill.ts";
import { withoutPhones } from "../notes/rules.ts";
import { assign } from "./handle-assign.ts";
import { dayBounds, list } from "./handle-list.ts";
import { addFollowing, createSeries, isSeriesList, stopSeries } from "./handle-series.ts";
import { away, leave, team, whatIf } from "./handle-team.ts";
import { type Meant, meantBy } from "./handle-which.ts";
import { wish } from "./handle-wish.ts";
import type {
  assignPlan,
  awayPlan,
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
import { type Due, type FollowUpsResult, type Named, named, saidDue } from "./result.ts";
import { clockOf, contactMeans, dueOf, snoozedTo, tomorrowMorning } from "./rules.ts";
import {
  addFollowUp,
  addTouch,
  countDue,
  findPlanned,
  findTwin,
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
  | z.infer<typeof assignPlan>
  | z.infer<typeof teamPlan>
  | z.infer<typeof leavePlan>
  | z.infer<typeof awayPlan>
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
    case "followups.assign":
      return assign(turn, plan);
    case "followups.team":
      return team(turn, plan);
    case "followups.leave":
      return leave(turn, plan);
    case "followups.away":
      return away(turn, plan);
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
    const snoozes = item.snoozes + (due.dueAt > item.dueAt ? 1 : 0);
    items.push({ ...named(item), due: saidDue(due.dueAt, due.hasTime, zone), snoozes });
  }
  const sooner = moves.every(({ item, due }) => due.kind === "due" && due.dueAt <= item.dueAt);
  const { gone } = meant;
  return settled(turn, meant, "followups.snooze", undo, { kind: "follow-ups-snoozed", items, sooner, gone });
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
