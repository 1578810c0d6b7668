// What is written down about customers, as stored. The only queries of this skill; row security decides what they
// reach. A fact is never overwritten: a newer one supersedes it, and the old one stays for the record.
import { z } from "zod";
import type { Tx } from "../../db/db.ts";
import type { BirthdayCalendar, FactKind } from "../../db/generated/client.ts";
import type { UndoStep, UndoTable } from "../../skill.ts";
import type { MovableTable, WrittenRow } from "./rules.ts";

/** One person's life does not hold more that is worth reading; keeps a comparison small. */
export const FACTS_MAX = 200;
/** What fits one reply on a phone. */
export const FACTS_SHOWN_MAX = 20;
export const NOTES_SHOWN_MAX = 8;
export const TAGS_SHOWN_MAX = 20;

export interface StoredFact {
  id: string;
  kind: FactKind;
  topic: string | null;
  value: string;
  pinned: boolean;
  origin: string;
  recordedById: string | null;
  recordedAt: Date;
  /** Of an anniversary, or of the day by which something is wanted. */
  year: number | null;
  month: number | null;
  day: number | null;
}

export interface StoredNote {
  id: string;
  text: string;
  authorId: string | null;
  createdAt: Date;
}

const factColumns = {
  id: true,
  kind: true,
  topic: true,
  value: true,
  pinned: true,
  origin: true,
  recordedById: true,
  recordedAt: true,
  onYear: true,
  onMonth: true,
  onDay: true,
} as const;

/** Facts that hold today, negative ones first, then the newest. */
export async function findFacts(tx: Tx, customerId: string, kind?: FactKind): Promise<StoredFact[]> {
  const rows = await tx.fact.findMany({
    where: { customerId, supersededById: null, withdrawnAt: null, ...(kind ? { kind } : {}) },
    select: factColumns,
    orderBy: [{ pinned: "desc" }, { recordedAt: "desc" }, { id: "desc" }],
    take: FACTS_MAX,
  });
  return rows.map(({ onYear: year, onMonth: month, onDay: day, ...fact }) => ({ ...fact, year, month, day }));
}

export interface NewFact {
  customerId: string;
  kind: FactKind;
  topic: string | null;
  value: string;
  saidAs: string | null;
  pinned?: boolean;
  recordedById: string;
  recordedAt: Date;
  sourceMessageId: string | null;
  onYear?: number | null;
  onMonth?: number | null;
  onDay?: number | null;
}

export async function addFact(tx: Tx, fact: NewFact): Promise<UndoStep> {
  const { id } = await tx.fact.create({ data: fact, select: { id: true } });
  return { op: "delete", table: "fact", where: { id } };
}

/** The old facts stay, marked with the one that took their place. */
export async function supersede(tx: Tx, ids: readonly string[], byId: string): Promise<UndoStep[]> {
  await tx.fact.updateMany({ where: { id: { in: [...ids] } }, data: { supersededById: byId } });
  return ids.map((id) => ({ op: "restore", table: "fact", where: { id }, before: { supersededById: null } }));
}

export async function setPinned(tx: Tx, fact: Pick<StoredFact, "id" | "pinned">, on: boolean): Promise<UndoStep> {
  await tx.fact.updateMany({ where: { id: fact.id }, data: { pinned: on } });
  return { op: "restore", table: "fact", where: { id: fact.id }, before: { pinned: fact.pinned } };
}

export async function addNote(
  tx: Tx,
  note: { customerId: string; text: string; authorId: string; sourceMessageId: string | null; createdAt: Date },
): Promise<UndoStep> {
  const { id } = await tx.note.create({ data: note, select: { id: true } });
  return { op: "delete", table: "note", where: { id } };
}

/** Newest first. */
export async function findNotes(
  tx: Tx,
  customerId: string,
  options: { containing?: string; take: number },
): Promise<{ notes: StoredNote[]; total: number }> {
  const where = { customerId, ...(options.containing ? { text: { contains: options.containing } } : {}) };
  const total = await tx.note.count({ where });
  const notes = await tx.note.findMany({
    where,
    select: { id: true, text: true, authorId: true, createdAt: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: options.take,
  });
  return { notes, total };
}

export interface StoredTag {
  tagId: string;
  name: string;
  origin: string;
  addedById: string | null;
  addedAt: Date;
}

export async function findTags(tx: Tx, customerId: string): Promise<StoredTag[]> {
  const rows = await tx.customerTag.findMany({
    where: { customerId },
    select: { tagId: true, origin: true, addedById: true, addedAt: true, tag: { select: { name: true } } },
    orderBy: [{ addedAt: "desc" }, { tagId: "asc" }],
    take: TAGS_SHOWN_MAX,
  });
  return rows.map(({ tag, ...row }) => ({ ...row, name: tag.name }));
}

/** Of the named tags, those that the customer has. */
export async function findTagsNamed(tx: Tx, customerId: string, names: readonly string[]): Promise<StoredTag[]> {
  const rows = await tx.customerTag.findMany({
    where: { customerId, tag: { name: { in: [...names] } } },
    select: { tagId: true, origin: true, addedById: true, addedAt: true, tag: { select: { name: true } } },
    take: names.length,
  });
  return rows.map(({ tag, ...row }) => ({ ...row, name: tag.name }));
}

/** Tags missing in the house are made; two people making one at once end with the same. */
export async function addTags(
  tx: Tx,
  customerId: string,
  names: readonly string[],
  by: { staffId: string; at: Date },
): Promise<UndoStep[]> {
  if (names.length === 0) return [];
  await tx.tag.createMany({ data: names.map((name) => ({ name, createdAt: by.at })), skipDuplicates: true });
  const tags = await tx.tag.findMany({
    where: { name: { in: [...names] } },
    select: { id: true },
    take: names.length,
  });
  await tx.customerTag.createMany({
    data: tags.map(({ id }) => ({ customerId, tagId: id, origin: "person", addedById: by.staffId, addedAt: by.at })),
    skipDuplicates: true,
  });
  return tags.map(({ id }) => ({ op: "delete", table: "customerTag", where: { customerId, tagId: id } }));
}

export async function removeTags(tx: Tx, customerId: string, tags: readonly StoredTag[]): Promise<UndoStep[]> {
  await tx.customerTag.deleteMany({ where: { customerId, tagId: { in: tags.map((tag) => tag.tagId) } } });
  return tags.map((tag) => ({
    op: "restore",
    table: "customerTag",
    where: { customerId, tagId: tag.tagId },
    before: { origin: tag.origin, addedById: tag.addedById, addedAt: tag.addedAt.toISOString() },
  }));
}

export interface StoredBirthday {
  birthdayCalendar: BirthdayCalendar | null;
  birthdayYear: number | null;
  birthdayMonth: number | null;
  birthdayDay: number | null;
  birthdayLeap: boolean;
}

export function getBirthday(tx: Tx, customerId: string): Promise<StoredBirthday> {
  return tx.customer.findUniqueOrThrow({
    where: { id: customerId },
    select: {
      birthdayCalendar: true,
      birthdayYear: true,
      birthdayMonth: true,
      birthdayDay: true,
      birthdayLeap: true,
    },
  });
}

export async function setBirthday(
  tx: Tx,
  customerId: string,
  birthday: StoredBirthday,
  before: StoredBirthday,
): Promise<UndoStep> {
  await tx.customer.update({ where: { id: customerId }, data: birthday, select: { id: true } });
  return { op: "restore", table: "customer", where: { id: customerId }, before: { ...before } };
}

/** Names of staff by id, for saying who wrote something down. */
export async function namesOfStaff(tx: Tx, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const rows = await tx.staff.findMany({
    where: { id: { in: wanted } },
    select: { id: true, name: true },
    take: wanted.length,
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

const undoTables = [
  "customer",
  "customerAlias",
  "consent",
  "customerTag",
  "fact",
  "note",
  "order",
  "orderLine",
  "visit",
  "touch",
  "followUp",
  "careMessage",
  "complaint",
  "complaintEvent",
  "goodwill",
  "survey",
  "claim",
  "invitationAnswer",
] as const satisfies readonly UndoTable[];

const row = z.record(z.string(), z.unknown());
const undoSteps: z.ZodType<UndoStep[]> = z.array(
  z.discriminatedUnion("op", [
    z.object({ op: z.literal("delete"), table: z.enum(undoTables), where: row }),
    z.object({ op: z.literal("restore"), table: z.enum(undoTables), where: row, before: row }),
  ]),
);

/** How far back the last turn that wrote something is looked for: reading a card or two does not hide it. */
const TURNS_BACK_MAX = 10;

export interface LastWrites {
  turnId: string;
  at: Date;
  steps: UndoStep[];
}

/** What this person's latest turn that wrote something (and was not taken back) wrote; null when there is none. */
export async function lastWrites(tx: Tx, staffId: string): Promise<LastWrites | null> {
  const turns = await tx.turnLog.findMany({
    where: { staffId, undoneAt: null },
    select: { id: true, undo: true, finishedAt: true },
    orderBy: { seq: "desc" },
    take: TURNS_BACK_MAX,
  });
  for (const turn of turns) {
    const steps = undoSteps.safeParse(turn.undo);
    if (steps.success && steps.data.length > 0) return { turnId: turn.id, at: turn.finishedAt, steps: steps.data };
  }
  return null;
}

/** A written row as it stands now. */
export interface MovableRow {
  table: MovableTable;
  /** Id of the row; of a customer's tag, the tag's. */
  id: string;
  customerId: string;
  customerName: string;
  /** What it says, for the reply: the text, the article, the tag. */
  text: string;
  /** Rule and occurrence of a follow-up that a rule made. */
  ruleKey: string | null;
}

/** The rows that still exist and that the actor may see. */
export function findWrittenRows(tx: Tx, rows: readonly WrittenRow[]): Promise<MovableRow[]> {
  const ids = (table: MovableTable) =>
    rows.flatMap(({ table: its, where }) => (its === table && typeof where.id === "string" ? [where.id] : []));
  const tags = rows.flatMap(({ table, where }) => (table === "customerTag" ? [tagKey.parse(where)] : []));
  const tagCustomers = tags.map((tag) => tag.customerId);
  const tagIds = tags.map((tag) => tag.tagId);
  return tx.$queryRaw<MovableRow[]>`
    SELECT w."table", w.id, w.customer_id AS "customerId", c.name AS "customerName", w.text, w.rule_key AS "ruleKey"
    FROM (
      SELECT 1 AS place, 'order' AS "table", id, customer_id, NULL::text AS rule_key,
             coalesce((SELECT string_agg(item, '、' ORDER BY l.id) FROM order_line l WHERE l.order_id = o.id), '') AS text
        FROM orders o WHERE id = ANY(${ids("order")}) AND state <> 'closed'
      UNION ALL
      SELECT 2, 'visit', id, customer_id, NULL, coalesce(purpose, '') FROM visit WHERE id = ANY(${ids("visit")})
      UNION ALL
      SELECT 3, 'fact', id, customer_id, NULL, value FROM fact WHERE id = ANY(${ids("fact")})
      UNION ALL
      SELECT 4, 'note', id, customer_id, NULL, text FROM note WHERE id = ANY(${ids("note")})
      UNION ALL
      SELECT 5, 'customerTag', ct.tag_id, ct.customer_id, NULL, t.name
        FROM unnest(${tagCustomers}::text[], ${tagIds}::text[]) AS wanted(customer_id, tag_id)
        JOIN customer_tag ct USING (customer_id, tag_id) JOIN tag t ON t.id = ct.tag_id
      UNION ALL
      SELECT 6, 'followUp', id, customer_id, rule_key, text FROM follow_up WHERE id = ANY(${ids("followUp")})
      UNION ALL
      SELECT 7, 'touch', id, customer_id, NULL, means FROM touch WHERE id = ANY(${ids("touch")})
    ) w
    JOIN customer c ON c.id = w.customer_id
    ORDER BY w.place, w.id
    LIMIT ${MOVED_MAX}`;
}

/** One turn writes a handful of rows; more than this is no slip of the tongue. */
export const MOVED_MAX = 60;

const tagKey = z.object({ customerId: z.string(), tagId: z.string() });

/** Puts one row under another customer. Gives the steps that take the move back. */
export async function moveRow(tx: Tx, moved: MovableRow, toId: string): Promise<UndoStep[]> {
  const { table, id, customerId } = moved;
  const where = { id };
  const data = { customerId: toId };
  const back: UndoStep = { op: "restore", table, where, before: { customerId } };
  switch (table) {
    case "fact":
      await tx.fact.updateMany({ where, data });
      return [back];
    case "note":
      await tx.note.updateMany({ where, data });
      return [back];
    case "visit":
      await tx.visit.updateMany({ where, data });
      return [back];
    case "touch":
      await tx.touch.updateMany({ where, data });
      return [back];
    case "order":
      return moveOrder(tx, id, toId);
    case "followUp":
      return moveFollowUp(tx, moved, toId);
    case "customerTag":
      return moveTag(tx, moved, toId);
  }
}

/**
 * An order's articles hold the customer too, and undo takes back single rows. So the misplaced order is closed, which
 * counts nowhere, and written anew for the right customer.
 */
async function moveOrder(tx: Tx, id: string, toId: string): Promise<UndoStep[]> {
  const { lines, ...order } = await tx.order.findUniqueOrThrow({ where: { id }, include: { lines: true } });
  await tx.order.updateMany({ where: { id }, data: { state: "closed" } });
  const copy = { ...order, id: undefined, customerId: toId, sourceKey: null };
  const made = await tx.order.create({ data: copy, select: { id: true } });
  await tx.orderLine.createMany({
    data: lines.map((line) => ({ ...line, id: undefined, orderId: made.id, customerId: toId })),
  });
  return [
    { op: "restore", table: "order", where: { id }, before: { state: order.state } },
    { op: "delete", table: "order", where: { id: made.id } },
  ];
}

/**
 * A follow-up that a rule made carries the customer in its key. It moves with a key of the right one; where she has
 * that occurrence already, or was no newcomer, the rule would not have made it and it is called off.
 */
async function moveFollowUp(tx: Tx, moved: MovableRow, toId: string): Promise<UndoStep[]> {
  const { id, customerId, ruleKey } = moved;
  const where = { id };
  if (ruleKey === null) {
    await tx.followUp.updateMany({ where, data: { customerId: toId } });
    return [{ op: "restore", table: "followUp", where, before: { customerId } }];
  }
  const key = ruleKey.replace(customerId, toId);
  const taken = await tx.followUp.count({ where: { ruleKey: key } });
  const orders = await tx.order.count({ where: { customerId: toId, state: { not: "closed" } } });
  if (taken > 0 || orders > 1) {
    await tx.followUp.updateMany({ where, data: { state: "cancelled" } });
    return [{ op: "restore", table: "followUp", where, before: { state: "open" } }];
  }
  await tx.followUp.updateMany({ where, data: { customerId: toId, ruleKey: key } });
  return [{ op: "restore", table: "followUp", where, before: { customerId, ruleKey } }];
}

async function moveTag(tx: Tx, moved: MovableRow, toId: string): Promise<UndoStep[]> {
  const key = { customerId: moved.customerId, tagId: moved.id };
  const row = await tx.customerTag.findUniqueOrThrow({ where: { customerId_tagId: key } });
  const { origin, addedById, addedAt } = row;
  await tx.customerTag.deleteMany({ where: key });
  const made = await tx.customerTag.createMany({
    data: [{ ...row, customerId: toId }],
    skipDuplicates: true,
  });
  const before = { origin, addedById, addedAt: addedAt.toISOString() };
  const steps: UndoStep[] = [{ op: "restore", table: "customerTag", where: key, before }];
  if (made.count > 0) steps.push({ op: "delete", table: "customerTag", where: { customerId: toId, tagId: moved.id } });
  return steps;
}

/** Facts of the wrong customer that the misplaced one had taken the place of hold again. */
export async function unsupersede(tx: Tx, customerId: string, ids: readonly string[]): Promise<UndoStep[]> {
  if (ids.length === 0) return [];
  const rows = await tx.fact.findMany({
    where: { id: { in: [...ids] }, customerId, supersededById: { not: null } },
    select: { id: true, supersededById: true },
    take: FACTS_MAX,
  });
  await tx.fact.updateMany({ where: { id: { in: rows.map(({ id }) => id) } }, data: { supersededById: null } });
  return rows.map(({ id, supersededById }) => ({
    op: "restore",
    table: "fact",
    where: { id },
    before: { supersededById },
  }));
}
