// Purchases, refunds and visits as stored. The only queries of this skill; row security decides what they reach.
import type { Tx } from "../../db/db.ts";
import type { Prisma } from "../../db/generated/client.ts";
import type { UndoStep } from "../../skill.ts";
import { goodsMeant } from "../customers/goods.ts";
import { kindNamed, type PricedLine } from "./rules.ts";

/** As many as a reply on a phone can hold and be read. */
export const ORDERS_SHOWN_MAX = 10;
/** A refund is about something bought lately; older ones are found on the receipt. */
const REFUNDABLE_MAX = 50;
/** One order's articles in a reply. */
const LINES_MAX = 10;

/**
 * Holds the customer until the turn ends, so that two messages at once cannot both find "no visit yet today" or both
 * give the same money back.
 */
export async function lockCustomer(tx: Tx, customerId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM customer WHERE id = ${customerId} FOR UPDATE`;
}

/** An order of the same sum recorded since `since`: likely the same purchase told twice. */
export async function findTwin(
  tx: Tx,
  customerId: string,
  twin: { amountFen: number; since: Date },
): Promise<{ createdAt: Date } | null> {
  return tx.order.findFirst({
    where: {
      customerId,
      amountFen: twin.amountFen,
      state: { not: "closed" },
      channel: "chat",
      createdAt: { gte: twin.since },
    },
    select: { createdAt: true },
    orderBy: { createdAt: "desc" },
  });
}

export interface NewOrder {
  customerId: string;
  storeId: string;
  staffId: string;
  amountFen: number;
  paidAt: Date;
  sourceMessageId: string | null;
  createdAt: Date;
  lines: readonly PricedLine[];
}

/** The order, its articles and the touch that it is. */
export async function addOrder(tx: Tx, order: NewOrder): Promise<UndoStep[]> {
  const { lines, ...columns } = order;
  const { id } = await tx.order.create({ data: { ...columns, channel: "chat" }, select: { id: true } });
  if (lines.length > 0) {
    await tx.orderLine.createMany({
      data: lines.map((line) => ({ ...line, orderId: id, customerId: order.customerId })),
    });
  }
  const touch = await addTouch(tx, {
    customerId: order.customerId,
    staffId: order.staffId,
    means: "purchase",
    topic: lines.map((line) => line.item).join("、") || null,
    at: order.paidAt,
    createdAt: order.createdAt,
  });
  return [{ op: "delete", table: "order", where: { id } }, touch];
}

async function addTouch(
  tx: Tx,
  touch: {
    customerId: string;
    staffId: string;
    means: "purchase" | "visit";
    topic: string | null;
    at: Date;
    createdAt: Date;
  },
): Promise<UndoStep> {
  const { id } = await tx.touch.create({ data: { ...touch, direction: "in" }, select: { id: true } });
  return { op: "delete", table: "touch", where: { id } };
}

/** Number of purchases and net spend, over an open-ended time (end exclusive). Orders that never were do not count. */
export async function sumOrders(
  tx: Tx,
  customerId: string,
  filter: { from?: Date | null; to?: Date | null; what?: string | null } = {},
): Promise<{ count: number; netFen: number }> {
  const { _count, _sum } = await tx.order.aggregate({
    where: whereOrders(customerId, filter),
    _count: true,
    _sum: { amountFen: true, refundedFen: true },
  });
  return { count: _count, netFen: (_sum.amountFen ?? 0) - (_sum.refundedFen ?? 0) };
}

const orderColumns = {
  id: true,
  amountFen: true,
  refundedFen: true,
  state: true,
  paidAt: true,
  staffId: true,
  lines: {
    select: { item: true, category: true, quantity: true, amountFen: true },
    orderBy: { id: "asc" },
    take: LINES_MAX,
  },
} as const satisfies Prisma.OrderSelect;

export type StoredOrder = Prisma.OrderGetPayload<{ select: typeof orderColumns }>;

/** Newest first. */
export function findOrders(
  tx: Tx,
  customerId: string,
  filter: { from?: Date | null; to?: Date | null; what?: string | null; take?: number } = {},
): Promise<StoredOrder[]> {
  return tx.order.findMany({
    where: whereOrders(customerId, filter),
    select: orderColumns,
    orderBy: [{ paidAt: "desc" }, { id: "desc" }],
    take: Math.min(filter.take ?? ORDERS_SHOWN_MAX, REFUNDABLE_MAX),
  });
}

export function findRefundable(tx: Tx, customerId: string): Promise<StoredOrder[]> {
  return findOrders(tx, customerId, { take: REFUNDABLE_MAX });
}

function whereOrders(
  customerId: string,
  { from, to, what }: { from?: Date | null; to?: Date | null; what?: string | null },
): Prisma.OrderWhereInput {
  return {
    customerId,
    state: { not: "closed" },
    ...(from || to ? { paidAt: { ...(from ? { gte: from } : {}), ...(to ? { lt: to } : {}) } } : {}),
    ...(what ? { lines: { some: ofGoods(what) } } : {}),
  };
}

export async function giveBack(
  tx: Tx,
  order: { id: string; amountFen: number; refundedFen: number; state: string },
  fen: number,
): Promise<UndoStep> {
  const refundedFen = order.refundedFen + fen;
  const state = refundedFen >= order.amountFen ? "refunded" : "paid";
  await tx.order.updateMany({ where: { id: order.id }, data: { refundedFen, state } });
  const before = { refundedFen: order.refundedFen, state: order.state };
  return { op: "restore", table: "order", where: { id: order.id }, before };
}

/** The purchase this colleague told last, since an instant; of one customer where she is named. */
export function findLastTold(tx: Tx, staffId: string, last: { since: Date; customerId: string | null }) {
  return tx.order.findFirst({
    where: {
      staffId,
      channel: "chat",
      state: { not: "closed" },
      createdAt: { gte: last.since },
      ...(last.customerId === null ? {} : { customerId: last.customerId }),
    },
    select: {
      id: true,
      customerId: true,
      amountFen: true,
      refundedFen: true,
      paidAt: true,
      customer: { select: { name: true } },
      lines: { select: { id: true, item: true, quantity: true, amountFen: true }, orderBy: { id: "asc" } },
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
}

/** Sets the sum of an order and of each of its articles (at most ten, as many as are told at once). */
export async function changeSum(
  tx: Tx,
  order: { id: string; amountFen: number; lines: readonly { id: string; amountFen: number }[] },
  to: { totalFen: number; lines: readonly { id: string; amountFen: number }[] },
): Promise<UndoStep[]> {
  await tx.order.updateMany({ where: { id: order.id }, data: { amountFen: to.totalFen } });
  for (const { id, amountFen } of to.lines) await tx.orderLine.updateMany({ where: { id }, data: { amountFen } });
  return [
    { op: "restore", table: "order", where: { id: order.id }, before: { amountFen: order.amountFen } },
    ...order.lines.map(
      ({ id, amountFen }): UndoStep => ({ op: "restore", table: "orderLine", where: { id }, before: { amountFen } }),
    ),
  ];
}

export interface StoredVisit {
  id: string;
  purpose: string | null;
  staffId: string | null;
}

/** The visit of a day, from its first instant to the next day's. */
export function findVisit(tx: Tx, customerId: string, day: { from: Date; to: Date }): Promise<StoredVisit | null> {
  return tx.visit.findFirst({
    where: { customerId, visitedAt: { gte: day.from, lt: day.to } },
    select: { id: true, purpose: true, staffId: true },
    orderBy: { visitedAt: "asc" },
  });
}

export async function addVisit(
  tx: Tx,
  visit: {
    customerId: string;
    storeId: string;
    staffId: string;
    visitedAt: Date;
    purpose: string | null;
    sourceMessageId: string | null;
    createdAt: Date;
  },
): Promise<UndoStep[]> {
  const { id } = await tx.visit.create({ data: visit, select: { id: true } });
  const touch = await addTouch(tx, {
    customerId: visit.customerId,
    staffId: visit.staffId,
    means: "visit",
    topic: visit.purpose,
    at: visit.visitedAt,
    createdAt: visit.createdAt,
  });
  return [{ op: "delete", table: "visit", where: { id } }, touch];
}

/** Says what a visit was for when the first word of it did not. */
export async function addPurpose(tx: Tx, visit: StoredVisit, purpose: string): Promise<UndoStep> {
  await tx.visit.updateMany({ where: { id: visit.id }, data: { purpose } });
  return { op: "restore", table: "visit", where: { id: visit.id }, before: { purpose: visit.purpose } };
}

/** Visits of a customer over all time, the new one included. */
export function countVisits(tx: Tx, customerId: string): Promise<number> {
  return tx.visit.count({ where: { customerId } });
}

/** 裙子 is 连衣裙 and 半裙 as well; 真丝裙子 only those of silk. */
function ofGoods(what: string): Prisma.OrderLineWhereInput {
  const { any, and } = goodsMeant(what);
  const named = any.flatMap((word) => [{ item: { contains: word } }, { category: { contains: word } }]);
  const kind = kindNamed(what);
  return {
    OR: [...named, ...(kind === null ? [] : [{ category: kind }])],
    ...(and === "" ? {} : { item: { contains: and } }),
  };
}
