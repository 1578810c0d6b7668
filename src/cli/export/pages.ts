// The shop's rows for export, page by page in the order of their ids, each as the values of its file's fields.
// The only queries of export. It reads as the house itself; what may leave is the owner's decision.
import { system } from "../../db/actor.ts";
import type { Db, Tx } from "../../db/db.ts";
import type { Vault } from "../../db/vault.ts";
import { houseTemplates } from "../../skills/care/house.ts";
import type { ReadBirthday } from "../import/values.ts";

/** What a cell is made from; which of these it is follows from the column's type. */
export type Value = string | number | boolean | Date | readonly string[] | ReadBirthday | null | undefined;
export type Values = Readonly<Record<string, Value>>;

/** A page is one short transaction: the bot goes on answering meanwhile. */
const pageRows = 1_000;

type Page = (tx: Tx, after: string, take: number, vault: Vault) => Promise<{ last: string; rows: Values[] } | null>;

export async function* readPages(db: Db, vault: Vault, kind: string): AsyncGenerator<Values[]> {
  const read = pages[kind];
  for (let after = ""; read; ) {
    const page = await db.transaction(system, (tx) => read(tx, after, pageRows, vault));
    if (page === null) return;
    yield page.rows;
    after = page.last;
  }
}

const byId = (after: string, take: number) => ({ where: { id: { gt: after } }, orderBy: { id: "asc" }, take }) as const;
const named = { customer: { select: { name: true } } } as const;

/** A page of rows that have an id, each turned into its file's values. */
function page<E extends { id: string }>(
  read: (tx: Tx, after: string, take: number) => Promise<E[]>,
  valuesOf: (row: E, vault: Vault) => Values | readonly Values[],
): Page {
  return async (tx, after, take, vault) => {
    const found = await read(tx, after, take);
    const last = found.at(-1)?.id;
    if (last === undefined) return null;
    return { last, rows: found.flatMap((row) => listOf(valuesOf(row, vault))) };
  };
}

function listOf(values: Values | readonly Values[]): readonly Values[] {
  return isList(values) ? values : [values];
}

function isList(values: Values | readonly Values[]): values is readonly Values[] {
  return Array.isArray(values);
}

/** Fields of the same name in file and table need no words; the customer's name is for the reader. */
function ofCustomer<E extends { customer: { name: string } | null }>({ customer, ...row }: E) {
  return { ...row, customerName: customer?.name };
}

function monthDay(year: number | null, month: number | null, day: number | null): ReadBirthday | null {
  return month === null || day === null ? null : { calendar: "solar", year, month, day, leap: false };
}

const pages: Readonly<Record<string, Page>> = {
  stores: page(
    (tx, after, take) => tx.store.findMany(byId(after, take)),
    (row) => row,
  ),
  staff: page(
    (tx, after, take) => tx.staff.findMany(byId(after, take)),
    ({ storeId, ...row }) => ({ ...row, store: storeId }),
  ),
  customers: page(
    (tx, after, take) =>
      tx.customer.findMany({ ...byId(after, take), include: { aliases: { orderBy: { id: "asc" } } } }),
    ({ aliases, phoneCipher, addressCipher, sourceKey, storeId, ownerId, birthdayCalendar, ...row }, vault) => ({
      ...row,
      phoneCipher: undefined,
      aliases: aliases.map((alias) => alias.alias),
      phone: phoneCipher && vault.open(phoneCipher),
      address: addressCipher && vault.open(addressCipher),
      customerNo: sourceKey,
      store: storeId,
      owner: ownerId,
      birthday:
        birthdayCalendar === null || row.birthdayMonth === null || row.birthdayDay === null
          ? null
          : {
              calendar: birthdayCalendar,
              year: row.birthdayYear,
              month: row.birthdayMonth,
              day: row.birthdayDay,
              leap: row.birthdayLeap,
            },
    }),
  ),
  orders: page(
    (tx, after, take) =>
      tx.order.findMany({ ...byId(after, take), include: { ...named, lines: { orderBy: { id: "asc" } } } }),
    ({ lines, ...order }) => {
      const { sourceKey, storeId, staffId, amountFen, refundedFen, ...row } = ofCustomer(order);
      const whole = {
        ...row,
        orderNo: sourceKey,
        store: storeId,
        staff: staffId,
        orderAmount: amountFen,
        refunded: refundedFen,
      };
      if (lines.length === 0) return [whole];
      return lines.map(({ id, category, item, quantity, amountFen: amount }) => ({
        ...whole,
        lineId: id,
        category,
        item,
        quantity,
        amount,
      }));
    },
  ),
  visits: page(
    (tx, after, take) => tx.visit.findMany({ ...byId(after, take), include: named }),
    ({ storeId, staffId, sourceKey, ...row }) => ({
      ...ofCustomer(row),
      store: storeId,
      staff: staffId,
      visitNo: sourceKey,
    }),
  ),
  facts: page(
    (tx, after, take) => tx.fact.findMany({ ...byId(after, take), include: named }),
    ({ recordedById, supersededById, onYear, onMonth, onDay, ...row }) => ({
      ...ofCustomer(row),
      recordedBy: recordedById,
      supersededBy: supersededById,
      on: monthDay(onYear, onMonth, onDay),
    }),
  ),
  notes: page(
    (tx, after, take) => tx.note.findMany({ ...byId(after, take), include: named }),
    ({ authorId, ...row }) => ({ ...ofCustomer(row), author: authorId }),
  ),
  tags: page(
    (tx, after) =>
      tx.tag.findMany({
        ...byId(after, 1),
        include: { customers: { include: named, orderBy: { customerId: "asc" } } },
      }),
    ({ id, name, groupName, channelTagId, customers }) => {
      const tag = { tagId: id, tag: name, group: groupName, channelTagId };
      if (customers.length === 0) return [tag];
      return customers.map((row) => ({ ...tag, ...ofCustomer(row), addedBy: row.addedById }));
    },
  ),
  "follow-ups": page(
    (tx, after, take) => tx.followUp.findMany({ ...byId(after, take), include: named }),
    ({ staffId, createdById, recurrence, ...row }) => ({
      ...ofCustomer(row),
      staff: staffId,
      createdBy: createdById,
      recurrence: recurrence === null ? null : JSON.stringify(recurrence),
    }),
  ),
  complaints: page(
    (tx, after, take) => tx.complaint.findMany({ ...byId(after, take), include: named }),
    ({ storeId, assigneeId, sourceKey, openedById, liftedById, ...row }) => ({
      ...ofCustomer(row),
      openedBy: openedById,
      liftedBy: liftedById,
      store: storeId,
      assignee: assigneeId,
      complaintNo: sourceKey,
    }),
  ),
  "complaint-events": page(
    (tx, after, take) => tx.complaintEvent.findMany(byId(after, take)),
    ({ staffId, ...row }) => ({ ...row, staff: staffId }),
  ),
  benefits: page(
    (tx, after, take) => tx.benefit.findMany(byId(after, take)),
    (row) => row,
  ),
  // The newest of each, and the house's own where the shop has none: to be changed in a spreadsheet and imported again.
  templates: async (tx, after) => {
    if (after !== "") return null;
    const rows = await tx.careTemplate.findMany({ orderBy: [{ key: "asc" }, { version: "desc" }], distinct: ["key"] });
    const house = houseTemplates().filter((one) => rows.every((row) => row.key !== one.key));
    const all = [...rows, ...house.map(({ when, ...one }) => ({ ...one, timing: when, active: true }))];
    return {
      last: "all",
      rows: all.map(({ key, version, occasion, timing, festival, cause, lifecycle, formal, body, active }) => {
        return { key, version, occasion, timing, festival, cause, lifecycle, formal, body, active };
      }),
    };
  },
  traffic: page(
    (tx, after, take) => tx.storeTraffic.findMany(byId(after, take)),
    ({ storeId, recordedById, ...row }) => ({ ...row, store: storeId, recordedBy: recordedById }),
  ),
  consents: page(
    (tx, after, take) => tx.consent.findMany({ ...byId(after, take), include: named }),
    ({ recordedById, ...row }) => ({ ...ofCustomer(row), recordedBy: recordedById }),
  ),
  "care-switches": page(
    (tx, after, take) =>
      tx.careSwitch.findMany({
        ...byId(after, take),
        where: { id: { gt: after }, customerId: { not: null } },
        include: named,
      }),
    ({ changedById, ...row }) => ({ ...ofCustomer(row), changedBy: changedById }),
  ),
  relations: page(
    (tx, after, take) => tx.relation.findMany({ ...byId(after, take), include: named }),
    ({ staffId, ...row }) => ({ ...ofCustomer(row), staff: staffId }),
  ),
  touches: page(
    (tx, after, take) => tx.touch.findMany({ ...byId(after, take), include: named }),
    ({ staffId, ...row }) => ({ ...ofCustomer(row), staff: staffId }),
  ),
  points: page((tx, after, take) => tx.pointsEntry.findMany({ ...byId(after, take), include: named }), ofCustomer),
  "tier-changes": page(
    (tx, after, take) => tx.tierChange.findMany({ ...byId(after, take), include: named }),
    ({ byId: by, ...row }) => ({ ...ofCustomer(row), by }),
  ),
  goodwill: page(
    (tx, after, take) => tx.goodwill.findMany({ ...byId(after, take), include: named }),
    ({ staffId, ...row }) => ({ ...ofCustomer(row), staff: staffId }),
  ),
  surveys: page((tx, after, take) => tx.survey.findMany({ ...byId(after, take), include: named }), ofCustomer),
};
