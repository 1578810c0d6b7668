// What happens when a purchase, a visit or a refund is told: load → decide → write. Every write can be taken back.
import type { z } from "zod";
import { addDays, type Day, dayOf, instantOf, isDay, splitDay } from "../../calendar/day.ts";
import { Bug, unreachable } from "../../errors.ts";
import type { CustomerRef, Outcome, Turn, UndoStep } from "../../skill.ts";
import { addTaskOnce } from "../customers/task-store.ts";
import type { amendPlan, listPlan, recordPlan, refundPlan, visitPlan } from "./plan.ts";
import {
  bareItem,
  chooseRefund,
  decideAmendment,
  fenOf,
  firstVisitDueOn,
  netFen,
  type PricedLine,
  priceLines,
} from "./rules.ts";
import {
  addOrder,
  addPurpose,
  addVisit,
  changeSum,
  countVisits,
  findLastTold,
  findOrders,
  findRefundable,
  findTwin,
  findVisit,
  giveBack,
  lockCustomer,
  ORDERS_SHOWN_MAX,
  type StoredOrder,
  sumOrders,
} from "./store.ts";
import { examplePurchase, firstVisitText, refundQuestion, twinQuestion } from "./words.ts";

export type PurchasesPlan =
  | z.infer<typeof recordPlan>
  | z.infer<typeof visitPlan>
  | z.infer<typeof refundPlan>
  | z.infer<typeof amendPlan>
  | z.infer<typeof listPlan>;

export interface ShownOrder {
  on: Day;
  amountFen: number;
  refundedFen: number;
  items: { item: string; quantity: number }[];
}

export type PurchasesResult =
  | {
      kind: "amended";
      name: string;
      on: Day;
      items: { item: string; quantity: number }[];
      fromFen: number;
      toFen: number;
    }
  | { kind: "amend-none"; name: string | null }
  | { kind: "amend-refused"; name: string; why: "same" | "other-sum" | "refunded" | "impossible"; fen: number }
  | {
      kind: "recorded";
      name: string;
      on: Day;
      totalFen: number;
      lines: PricedLine[];
      /** What the articles add up to, when that is not the total. */
      saidFen: number | null;
      year: { count: number; netFen: number } | null;
      firstVisitOn: Day | null;
    }
  | { kind: "maybe-twice"; name: string; totalFen: number; minutesAgo: number }
  | { kind: "impossible-day"; name: string; on: string; why: "future" | "no-such-day" }
  | { kind: "impossible-amount"; name: string }
  | { kind: "visit-recorded"; name: string; on: Day; purpose: string | null; count: number }
  | { kind: "visit-known"; name: string; on: Day; purposeAdded: string | null }
  | { kind: "refund-asked"; name: string; order: ShownOrder; item: string | null; fen: number }
  | { kind: "refunded"; name: string; order: ShownOrder; item: string | null; fen: number; year: { netFen: number } }
  | {
      kind: "refund-impossible";
      name: string;
      why: "nothing-left" | "no-such-item";
      said: string;
      recent: ShownOrder[];
    }
  | { kind: "refund-too-much"; name: string; fen: number; mostFen: number }
  | {
      kind: "orders-shown";
      name: string;
      what: string | null;
      from: Day | null;
      /** Exclusive. */
      to: Day | null;
      orders: ShownOrder[];
      count: number;
      netFen: number;
      lastOnly: boolean;
    };

/** The same sum for the same customer within so many minutes is asked about: likely told twice. */
const TWIN_MINUTES = 10;
/** Only the day is known of a purchase told later. */
const TOLD_LATER_AT = "12:00";
/** A new customer is asked in the morning, when the shop is quiet. */
const FIRST_VISIT_AT = "10:00";

export async function handle(
  turn: Turn,
  plan: PurchasesPlan,
  customer: CustomerRef | null,
): Promise<Outcome<PurchasesResult>> {
  if (plan.kind === "purchases.amend") return amend(turn, plan, customer);
  if (!customer) throw new Bug(`${plan.kind} came without its customer`);
  switch (plan.kind) {
    case "purchases.record":
      return record(turn, plan, customer);
    case "purchases.visit":
      return visit(turn, plan, customer);
    case "purchases.refund":
      return refund(turn, plan, customer);
    case "purchases.list":
      return list(turn, plan, customer);
    default:
      return unreachable(plan);
  }
}

async function record(
  turn: Turn,
  plan: z.infer<typeof recordPlan>,
  customer: CustomerRef,
): Promise<Outcome<PurchasesResult>> {
  const { tx, now, zone, today } = turn;
  const { name } = customer;
  const on = plan.on ?? today;
  const fault = dayFault(on, today);
  if (fault) return { result: { kind: "impossible-day", name, on, why: fault } };
  const priced = priceLines(plan.items, plan.amount);
  if (priced.kind === "missing") {
    return { result: { kind: "missing", what: "amount", example: examplePurchase(name, plan.items[0]?.item ?? null) } };
  }
  if (priced.kind === "too-much") return { result: { kind: "impossible-amount", name } };
  const { totalFen, lines, saidFen } = priced;
  await lockCustomer(tx, customer.id);
  const since = new Date(now.getTime() - TWIN_MINUTES * 60_000);
  const twin = plan.confirmed ? null : await findTwin(tx, customer.id, { amountFen: totalFen, since });
  const before = await sumOrders(tx, customer.id);

  if (twin) {
    const minutesAgo = Math.floor((now.getTime() - twin.createdAt.getTime()) / 60_000);
    return {
      result: { kind: "maybe-twice", name, totalFen, minutesAgo },
      question: { kind: "confirm", what: twinQuestion(name, totalFen) },
    };
  }
  const firstVisitOn = before.count === 0 ? firstVisitDueOn(on, today) : null;

  const undo = await addOrder(tx, {
    customerId: customer.id,
    storeId: turn.staff.storeId ?? customer.storeId,
    staffId: turn.staff.id,
    amountFen: totalFen,
    paidAt: on === today ? now : instantOf(on, TOLD_LATER_AT, zone),
    sourceMessageId: turn.messageId,
    createdAt: now,
    lines,
  });
  const task = firstVisitOn && (await askHerLater(turn, customer, firstVisitOn, lines[0]?.item ?? null));
  const year = on.slice(0, 4) === today.slice(0, 4) ? await sumOrders(tx, customer.id, thisYear(turn)) : null;
  return {
    result: { kind: "recorded", name, on, totalFen, lines, saidFen, year, firstVisitOn: task ? firstVisitOn : null },
    shown: { focus: customer.id },
    undo: task ? [...undo, task] : undo,
    audit: [{ action: "purchases.record", customerId: customer.id, detail: { amountFen: totalFen, on } }],
  };
}

function askHerLater(turn: Turn, customer: CustomerRef, on: Day, item: string | null): Promise<UndoStep | null> {
  // Once per customer, whoever records the first purchase.
  return addTaskOnce(turn.tx, {
    ruleKey: `first-purchase:${customer.id}`,
    customerId: customer.id,
    staffId: customer.ownerId ?? turn.staff.id,
    createdById: turn.staff.id,
    text: firstVisitText(item),
    dueAt: instantOf(on, FIRST_VISIT_AT, turn.zone),
    sourceMessageId: turn.messageId,
    createdAt: turn.now,
  });
}

async function visit(
  turn: Turn,
  plan: z.infer<typeof visitPlan>,
  customer: CustomerRef,
): Promise<Outcome<PurchasesResult>> {
  const { tx, zone, today, now } = turn;
  const { name } = customer;
  const on = plan.on ?? today;
  const fault = dayFault(on, today);
  if (fault) return { result: { kind: "impossible-day", name, on, why: fault } };
  const purpose = plan.purpose?.trim() || null;
  await lockCustomer(tx, customer.id);
  const known = await findVisit(tx, customer.id, dayBounds(on, zone));

  if (known) {
    const purposeAdded = purpose !== null && known.purpose === null ? purpose : null;
    return {
      result: { kind: "visit-known", name, on, purposeAdded },
      shown: { focus: customer.id },
      undo: purposeAdded === null ? [] : [await addPurpose(tx, known, purposeAdded)],
      audit: [{ action: "purchases.visit", customerId: customer.id, detail: { on } }],
    };
  }
  const undo = await addVisit(tx, {
    customerId: customer.id,
    storeId: turn.staff.storeId ?? customer.storeId,
    staffId: turn.staff.id,
    visitedAt: on === today ? now : instantOf(on, TOLD_LATER_AT, zone),
    purpose,
    sourceMessageId: turn.messageId,
    createdAt: now,
  });
  return {
    result: { kind: "visit-recorded", name, on, purpose, count: await countVisits(tx, customer.id) },
    shown: { focus: customer.id },
    undo,
    audit: [{ action: "purchases.visit", customerId: customer.id, detail: { on } }],
  };
}

async function refund(
  turn: Turn,
  plan: z.infer<typeof refundPlan>,
  customer: CustomerRef,
): Promise<Outcome<PurchasesResult>> {
  const { tx, zone } = turn;
  const { name } = customer;
  const fen = plan.amount === null ? null : fenOf(plan.amount);
  if (fen !== null && fen <= 0) return { result: { kind: "missing", what: "amount", example: `${name}退款300` } };
  await lockCustomer(tx, customer.id);
  const orders = await findRefundable(tx, customer.id);

  const choice = chooseRefund(orders, { item: bareItem(plan.item), fen });
  switch (choice.kind) {
    case "nothing-left":
    case "no-such-item": {
      const recent = orders.filter((order) => netFen(order) > 0).slice(0, 3);
      return {
        result: {
          kind: "refund-impossible",
          name,
          why: choice.kind,
          said: plan.item ?? "",
          recent: recent.map((order) => shownOrder(order, zone)),
        },
        shown: { focus: customer.id },
        audit: [{ action: "purchases.read", customerId: customer.id }],
      };
    }
    case "too-much":
      return {
        result: { kind: "refund-too-much", name, fen: fen ?? 0, mostFen: choice.mostFen },
        shown: { focus: customer.id },
        audit: [{ action: "purchases.read", customerId: customer.id }],
      };
    case "refund":
      break;
    default:
      return unreachable(choice);
  }
  const order = shownOrder(choice.order, zone);
  if (!plan.confirmed) {
    return {
      result: { kind: "refund-asked", name, order, item: choice.item, fen: choice.fen },
      shown: { focus: customer.id },
      question: { kind: "confirm", what: refundQuestion(name, order, choice, turn.today) },
      audit: [{ action: "purchases.read", customerId: customer.id }],
    };
  }

  const undo = await giveBack(tx, choice.order, choice.fen);
  const { netFen: yearFen } = await sumOrders(tx, customer.id, thisYear(turn));
  return {
    result: { kind: "refunded", name, order, item: choice.item, fen: choice.fen, year: { netFen: yearFen } },
    shown: { focus: customer.id },
    undo: [undo],
    audit: [
      {
        action: "purchases.refund",
        customerId: customer.id,
        detail: { orderId: choice.order.id, amountFen: choice.fen },
      },
    ],
  };
}

/** Later than this it is no slip any more but another story; undo ends then as well. */
const AMEND_WITHIN_MINUTES = 60;

async function amend(
  turn: Turn,
  plan: z.infer<typeof amendPlan>,
  customer: CustomerRef | null,
): Promise<Outcome<PurchasesResult>> {
  const { tx, now, zone } = turn;
  const since = new Date(now.getTime() - AMEND_WITHIN_MINUTES * 60_000);
  const told = await findLastTold(tx, turn.staff.id, { since, customerId: customer?.id ?? null });
  if (!told) return { result: { kind: "amend-none", name: customer?.name ?? null } };
  await lockCustomer(tx, told.customerId);

  const { name } = told.customer;
  const decided = decideAmendment(told, {
    fen: fenOf(plan.amount),
    wasFen: plan.was === null ? null : fenOf(plan.was),
  });
  const audit = [{ action: "purchases.amend", customerId: told.customerId, detail: { orderId: told.id } }];
  if (decided.kind === "refused")
    return {
      result: { kind: "amend-refused", name, why: decided.why, fen: told.amountFen },
      shown: { focus: told.customerId },
      audit,
    };

  const undo = await changeSum(tx, told, decided);
  const items = told.lines.map(({ item, quantity }) => ({ item, quantity }));
  return {
    result: {
      kind: "amended",
      name,
      on: dayOf(told.paidAt, zone),
      items,
      fromFen: told.amountFen,
      toFen: decided.totalFen,
    },
    shown: { focus: told.customerId },
    undo,
    audit,
  };
}

async function list(
  turn: Turn,
  plan: z.infer<typeof listPlan>,
  customer: CustomerRef,
): Promise<Outcome<PurchasesResult>> {
  const { tx, zone } = turn;
  const from = plan.range?.from ?? null;
  const to = plan.range?.to ?? null;
  const what = plan.what === null ? null : bareItem(plan.what) || null;
  const lastOnly = plan.latest || asksLatest(turn.text);
  const filter = {
    from: from && isDay(from) ? instantOf(from, "00:00", zone) : null,
    to: to && isDay(to) ? instantOf(to, "00:00", zone) : null,
    what,
  };

  const orders = await findOrders(tx, customer.id, { ...filter, take: lastOnly ? 1 : ORDERS_SHOWN_MAX });
  const sum = await sumOrders(tx, customer.id, filter);

  return {
    result: {
      kind: "orders-shown",
      name: customer.name,
      what,
      from,
      to,
      orders: orders.map((order) => shownOrder(order, zone)),
      ...sum,
      lastOnly,
    },
    shown: { focus: customer.id },
    audit: [{ action: "purchases.read", customerId: customer.id }],
  };
}

/** 「上次买的什么」 asks for one. */
export const asksLatest = (text: string): boolean => /上次|上一次|最近一次|最后一次/.test(text);

function shownOrder(order: StoredOrder, zone: string): ShownOrder {
  return {
    on: dayOf(order.paidAt, zone),
    amountFen: order.amountFen,
    refundedFen: order.refundedFen,
    items: order.lines.map(({ item, quantity }) => ({ item, quantity })),
  };
}

function dayFault(on: string, today: Day): "future" | "no-such-day" | null {
  if (!isDay(on)) return "no-such-day";
  return on > today ? "future" : null;
}

function dayBounds(day: Day, zone: string): { from: Date; to: Date } {
  return { from: instantOf(day, "00:00", zone), to: instantOf(addDays(day, 1), "00:00", zone) };
}

function thisYear(turn: Turn): { from: Date; to: Date } {
  const { year } = splitDay(turn.today);
  return {
    from: instantOf(`${year}-01-01`, "00:00", turn.zone),
    to: instantOf(`${year + 1}-01-01`, "00:00", turn.zone),
  };
}
