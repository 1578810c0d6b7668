// Orders from tills and shop platforms, one line an article. An order with a number is all rows of that number; a row
// without one is an order of its own, known again by what it says.
import type { Batch, KindImport, Reading } from "./batch.ts";
import { type CustomerRef, type CustomerTraits, readTraits, requiredRef, resolveCustomers } from "./customers.ts";
import { required, staffOf, storeOf } from "./house.ts";
import { digestOf, idOf } from "./identity.ts";
import type { Row } from "./row.ts";
import { findOrders, type KnownCustomer, settleRefunds, sumOrders, writeRows } from "./store.ts";
import type { Rows } from "./tables.ts";
import { fenMax } from "./values.ts";

interface LineRecord {
  ref: CustomerRef;
  traits: CustomerTraits;
  line: number;
  /** What all rows of the order have in common. */
  sourceKey: string | null;
  orderId: string | null;
  /** An id of the line's own, or what makes one together with the order. */
  lineId: string | null;
  lineDigest: string;
  paidAt: Date;
  /** Of the whole order, where the file says it; else the lines are added up. */
  orderFen: number | null;
  /** Null where only the order's amount is told: the first line then stands for all of it. */
  lineFen: number | null;
  refundedFen: number | null;
  state: "paid" | "refunded" | "closed" | null;
  channel: "pos" | "online" | "chat" | "import" | null;
  staff: string | null;
  category: string | null;
  item: string | null;
  quantity: number;
  createdAt: Date | null;
}

/** What an article is called when the file does not name it; the line is kept for its quantity and price. */
const unnamedItem = "商品";

export const orders: KindImport<LineRecord> = {
  // A till writes them in the first line of an order and leaves the lines below it empty.
  carried: [
    "orderNo",
    "customerId",
    "customerName",
    "customerNo",
    "phone",
    "nickname",
    "externalId",
    "paidAt",
    "orderAmount",
    "state",
    "channel",
    "store",
    "staff",
  ],

  read(row, reading) {
    const ref = requiredRef(row, reading);
    const paidAt = required(row, "paidAt", row.instant("paidAt"));
    const money = readAmounts(row);
    const state = row.word("state", ["paid", "refunded", "closed", "unpaid"]);
    if (row.raw("state") !== "" && state === null) return null;
    if (state === "unpaid") row.fault("state", "还没有付款，不算订单", "付款后再导入");
    if (ref === null || paidAt === null || money === null || state === "unpaid") return null;

    const orderNo = row.number("orderNo");
    if (orderNo === null && row.raw("orderNo") !== "" && row.faults.length > 0) return null;
    const item = row.text("item");
    const category = row.text("category");
    const orderId = row.text("id");
    if ((money.lineFen ?? 0) < 0 && orderNo === null && orderId === null) {
      row.fault("amount", "金额是负数", "退款写在「退款金额」列，或与原订单写同一个订单编号");
      return null;
    }
    const digest = digestOf(
      orderNo === null && orderId === null
        ? [ref.said, ref.store, paidAt, money.orderFen ?? money.lineFen, money.quantity, item, category]
        : [orderId, orderNo, item, category],
    );
    const nth = reading.occurrences(digest);
    return {
      ref,
      traits: readTraits(row),
      line: row.line,
      ...orderKey(reading, { orderNo, orderId, digest, nth }),
      lineId: row.text("lineId"),
      lineDigest: `${digest}-${nth}`,
      paidAt,
      ...money,
      state,
      channel: row.word("channel", ["pos", "online", "chat", "import"]),
      staff: row.text("staff"),
      category,
      item,
      createdAt: row.instant("createdAt"),
    };
  },

  together: (record) => record.orderId ?? record.sourceKey,

  async write(batch, records) {
    const resolved = await resolveCustomers(batch, records, "create");
    const known = await knownOrders(
      batch,
      resolved.map(({ record }) => record),
    );
    const orders = new Map<string, OrderRow>();
    const lines: (Partial<Rows["orderLine"]> & { id: string })[] = [];
    for (const { record, customer } of resolved) {
      const id = known.idOf(record);
      const order = orders.get(id) ?? (await newOrder(batch, id, record, customer));
      orders.set(id, order);
      addLine(order, record);
      const line = lineOf(order, record);
      if (line) lines.push(line);
    }
    for (const [id, order] of orders) if (isRefundAlone(batch, order, known.has(id))) orders.delete(id);
    const rows = [...orders.values()].map((order) => settled(batch, order, known.has(order.row.id)));
    const written = await writeRows(batch.tx, "order", rows, { now: batch.now, onInsert: { createdAt: batch.now } });
    const ofOrders = lines.filter((line) => line.orderId !== undefined && orders.has(line.orderId));
    await writeRows(batch.tx, "orderLine", ofOrders, { now: batch.now });
    // Rows of an order that stand apart in the file meet here: the second batch sees only its own.
    const summed = [...orders.values()]
      .filter((order) => order.bySum && known.has(order.row.id))
      .map((order) => order.row.id);
    await sumOrders(batch.tx, summed);
    await settleRefunds(batch.tx, summed);
    return written;
  },
};

function readAmounts(row: Row): Pick<LineRecord, "orderFen" | "lineFen" | "refundedFen" | "quantity"> | null {
  const quantity = row.int("quantity");
  if (quantity === 0) row.fault("quantity", "数量是 0", "按 1 件记；不对请改");
  const count = Math.abs(quantity ?? 1) || 1;
  const price = row.money("price");
  const orderFen = row.money("orderAmount");
  const given =
    row.money("amount") ?? (price === null ? null : price * count * (quantity !== null && quantity < 0 ? -1 : 1));
  // Merged with the line above: that line has the amount of both.
  if (given === null && row.continued)
    return { orderFen, lineFen: orderFen === null ? 0 : null, refundedFen: null, quantity: count };
  if (given === null && orderFen === null) return required(row, row.has("amount") ? "amount" : "orderAmount", null);
  if (given !== null && Math.abs(given) > fenMax) {
    row.fault("price", "单价乘数量太大", "核对单价和数量");
    return null;
  }
  const refundedFen = row.money("refunded");
  return {
    orderFen,
    lineFen: given,
    refundedFen: refundedFen === null ? null : Math.abs(refundedFen),
    quantity: count,
  };
}

function orderKey(
  reading: Reading,
  { orderNo, orderId, digest, nth }: { orderNo: string | null; orderId: string | null; digest: string; nth: number },
): Pick<LineRecord, "sourceKey" | "orderId"> {
  // The house's own export carries both the id and the number it had, or none.
  if (orderId !== null) return { orderId, sourceKey: orderNo };
  if (orderNo !== null) return { orderId, sourceKey: reading.source + orderNo };
  return { orderId, sourceKey: `row:${digest}${nth === 1 ? "" : `#${nth}`}` };
}

async function knownOrders(batch: Batch, records: readonly LineRecord[]) {
  const keys = [...new Set(records.flatMap((record) => record.sourceKey ?? []))];
  const ids = [...new Set(records.flatMap((record) => record.orderId ?? []))];
  const found = await findOrders(batch.tx, ids, keys);
  const byKey = new Map(found.flatMap((order) => (order.sourceKey ? [[order.sourceKey, order.id] as const] : [])));
  const there = new Set(found.map((order) => order.id));
  return {
    has: (id: string) => there.has(id),
    idOf({ orderId, sourceKey, lineDigest }: LineRecord): string {
      return orderId ?? (sourceKey && byKey.get(sourceKey)) ?? idOf("order", sourceKey ?? lineDigest);
    },
  };
}

interface OrderRow {
  row: Partial<Rows["order"]> & { id: string; customerId: string };
  fen: number;
  refundedFen: number | null;
  bySum: boolean;
  lines: number;
  line: number;
}

async function newOrder(batch: Batch, id: string, record: LineRecord, customer: KnownCustomer): Promise<OrderRow> {
  const { ref, sourceKey, paidAt, state, channel, line } = record;
  // The house's own export says so when an order has no shop; in other files the customer's shop is meant.
  const storeId = ref.store !== null ? await storeOf(batch, ref.store) : record.orderId ? null : customer.storeId;
  return {
    row: {
      id,
      customerId: customer.id,
      storeId,
      staffId: staffOf(batch, line, record.staff),
      state: state ?? undefined,
      // A return has a day of its own; the order keeps the day it was paid.
      paidAt: isReturn(record) ? undefined : paidAt,
      channel: channel ?? undefined,
      sourceKey,
      createdAt: record.createdAt ?? undefined,
    },
    fen: record.orderFen ?? 0,
    refundedFen: record.orderFen === null ? null : record.refundedFen,
    bySum: record.orderFen === null,
    lines: 0,
    line,
  };
}

function addLine(order: OrderRow, { lineFen, refundedFen, state, paidAt }: LineRecord): void {
  order.lines += 1;
  if (!isReturn({ lineFen })) order.row.paidAt ??= paidAt;
  if (state && state !== "paid") order.row.state = state;
  if (!order.bySum) return;
  const fen = lineFen ?? 0;
  order.fen += Math.max(fen, 0);
  if (refundedFen !== null || fen < 0)
    order.refundedFen = (order.refundedFen ?? 0) + (refundedFen ?? 0) + Math.max(-fen, 0);
}

function isReturn({ lineFen }: Pick<LineRecord, "lineFen">): boolean {
  return lineFen !== null && lineFen < 0;
}

/** A return under a number that nobody paid under: there is nothing it could be taken from. */
function isRefundAlone(batch: Batch, { fen, refundedFen, bySum, line }: OrderRow, isKnown: boolean): boolean {
  if (isKnown || !bySum || fen > 0 || (refundedFen ?? 0) === 0) return false;
  const value = String(-(refundedFen ?? 0) / 100);
  const why = "只有退款，没有付款";
  batch.leaveOut({ line, column: "金额", value, why, mend: "写原订单的编号，或先导入原订单" });
  return true;
}

function settled(
  batch: Batch,
  { row, fen, refundedFen, bySum, line }: OrderRow,
  isKnown: boolean,
): Partial<Rows["order"]> & { id: string } {
  const whole = row.state === "closed" || row.state === "refunded";
  // 「退款成功，交易自动关闭」: nothing of it was kept, whatever the refund column says.
  const back = whole ? (row.state === "refunded" ? (refundedFen ?? fen) : fen) : refundedFen;
  // Its payment came in an earlier file, or stands further up: the database knows how much there was.
  const elsewhere = bySum && isKnown;
  if (elsewhere && !whole) {
    // A refund makes its own state of it.
    return { ...row, refundedFen: back ?? undefined, state: back ? undefined : row.state };
  }
  if (back !== null && back > fen) {
    const value = String(back / 100);
    batch.keepWithout({ line, column: "退款金额", value, why: "退款比付款多", mend: "已按全额退款记，核对金额" });
  }
  const refunded = back === null ? undefined : Math.min(back, fen);
  const state =
    refunded !== undefined && refunded === fen && fen > 0 && row.state !== "closed" ? "refunded" : row.state;
  // The sum of an order that is there is taken from all its lines, not from those of this batch.
  return { ...row, amountFen: bySum && isKnown ? undefined : fen, refundedFen: refunded, state };
}

function lineOf(order: OrderRow, record: LineRecord): (Partial<Rows["orderLine"]> & { id: string }) | null {
  const { item, category, quantity, lineId, lineDigest } = record;
  const lineFen = record.lineFen ?? (order.lines === 1 ? order.fen : 0);
  // An order told in the chat may have no lines; the house's export then writes it without a line's id.
  if (lineFen < 0 || (record.orderId !== null && lineId === null)) return null;
  const { id: orderId, customerId } = order.row;
  const id = lineId ?? idOf("line", orderId, lineDigest);
  return { id, orderId, customerId, category, item: item ?? category ?? unnamedItem, quantity, amountFen: lineFen };
}
