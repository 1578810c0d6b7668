// Care messages: rows, states, lists. What drafts need is in facts-store.ts, who is due in due-store.ts.
import type { Day } from "../../calendar/day.ts";
import { instantOf } from "../../calendar/day.ts";
import type { Tx } from "../../db/db.ts";
import type { CareState } from "../../db/generated/client.ts";
import type { ContactKind } from "../contact/gate.ts";
import { contactKinds } from "../contact/gate.ts";
import type { Basis } from "./draft.ts";

/** A care message with what is needed to show, check and send it. Days as "YYYY-MM-DD". */
export interface CareMessage {
  id: string;
  customerId: string;
  customerName: string;
  externalId: string | null;
  staffId: string;
  occasion: ContactKind;
  occurrenceKey: string | null;
  templateKey: string | null;
  templateVersion: number | null;
  draftedText: string;
  text: string;
  occursOn: Day | null;
  state: CareState;
  stateReason: string | null;
  notBefore: Date | null;
  expiresAt: Date | null;
  approvedAt: Date | null;
  approvedById: string | null;
  taskId: string | null;
  taskAt: Date | null;
  sentAt: Date | null;
  named: string | null;
  cause: string | null;
  basis: readonly Basis[];
}

const columns = {
  id: true,
  customerId: true,
  customer: { select: { name: true, externalId: true } },
  staffId: true,
  occasion: true,
  occurrenceKey: true,
  templateKey: true,
  templateVersion: true,
  draftedText: true,
  text: true,
  occursOn: true,
  state: true,
  stateReason: true,
  notBefore: true,
  expiresAt: true,
  approvedAt: true,
  approvedById: true,
  taskId: true,
  taskAt: true,
  sentAt: true,
  named: true,
  cause: true,
  basis: true,
} as const;

type Row = Omit<CareMessage, "customerName" | "externalId" | "occasion" | "occursOn" | "basis"> & {
  customer: { name: string; externalId: string | null };
  occasion: string;
  occursOn: Date | null;
  basis: unknown;
};

function toMessage({ customer, occasion, occursOn, basis, ...row }: Row): CareMessage {
  return {
    ...row,
    customerName: customer.name,
    externalId: customer.externalId,
    occasion: contactKinds.find((kind) => kind === occasion) ?? "care",
    occursOn: dayFromDb(occursOn),
    basis: Array.isArray(basis) ? (basis as Basis[]) : [],
  };
}

/** A DATE comes as midnight UTC whatever the zone. */
export function dayFromDb(date: Date | null): Day | null {
  return date === null ? null : date.toISOString().slice(0, 10);
}

export function dayToDb(day: Day | null): Date | null {
  return day === null ? null : instantOf(day, "00:00", "UTC");
}

/** What the gate is asked about it. */
export function askOf(message: CareMessage) {
  return {
    customerId: message.customerId,
    senderId: message.staffId,
    kind: message.occasion,
    occurrenceKey: message.occurrenceKey,
    occursOn: message.occursOn,
    careMessageId: message.id,
  };
}

export async function findMessage(tx: Tx, id: string): Promise<CareMessage | null> {
  const row = await tx.careMessage.findUnique({ where: { id }, select: columns });
  return row ? toMessage(row) : null;
}

/** The message, locked until the transaction ends: what is decided on its state stays true. */
export async function lockMessage(tx: Tx, id: string): Promise<CareMessage | null> {
  await tx.$queryRaw`SELECT id FROM care_message WHERE id = ${id} FOR UPDATE`;
  return findMessage(tx, id);
}

/** Whose draft it was that she had as a card and a colleague has by now; null when it was never hers or still is. */
export async function handedOn(tx: Tx, id: string): Promise<{ customer: string; staff: string } | null> {
  const [row] = await tx.$queryRaw<{ customer: string; staff: string }[]>`SELECT * FROM draft_handed_on(${id})`;
  return row ?? null;
}

export async function findByOccurrence(tx: Tx, occurrenceKey: string): Promise<CareMessage | null> {
  const row = await tx.careMessage.findUnique({ where: { occurrenceKey }, select: columns });
  return row ? toMessage(row) : null;
}

export interface MessageFilter {
  ids?: readonly string[];
  customerId?: string;
  staffId?: string;
  occasion?: ContactKind;
  states: readonly CareState[];
  since?: Date;
}

/** Those with the nearest end first; drafts that are over are left out. */
export async function listMessages(
  tx: Tx,
  filter: MessageFilter,
  options: { now: Date; limit: number },
): Promise<{ messages: CareMessage[]; total: number }> {
  const where = {
    state: { in: [...filter.states] },
    // What goes to many is shown as the campaign it belongs to.
    campaignTaskId: null,
    ...(filter.ids ? { id: { in: [...filter.ids] } } : {}),
    ...(filter.customerId ? { customerId: filter.customerId } : {}),
    ...(filter.staffId ? { staffId: filter.staffId } : {}),
    ...(filter.occasion ? { occasion: filter.occasion } : {}),
    ...(filter.since ? { updatedAt: { gte: filter.since } } : {}),
    NOT: { state: "draft" as const, expiresAt: { lte: options.now } },
  };
  const rows = await tx.careMessage.findMany({
    where,
    select: columns,
    orderBy: [{ expiresAt: { sort: "asc", nulls: "last" } }, { createdAt: "asc" }, { id: "asc" }],
    take: options.limit,
  });
  const total = rows.length < options.limit ? rows.length : await tx.careMessage.count({ where });
  return { messages: rows.map(toMessage), total };
}

export interface NewMessage {
  customerId: string;
  staffId: string;
  occasion: ContactKind;
  occurrenceKey: string | null;
  templateKey: string | null;
  templateVersion: number | null;
  draftedText: string;
  text: string;
  basis: readonly Basis[];
  occursOn: Day | null;
  named: string | null;
  cause: string | null;
  state: "draft" | "refused";
  stateReason: string | null;
  notBefore: Date | null;
  expiresAt: Date;
  sourceMessageId: string | null;
  createdAt: Date;
}

function toRow({ occursOn, basis, ...message }: NewMessage) {
  return {
    ...message,
    basis: basis.map((one) => ({ ...one })),
    occursOn: dayToDb(occursOn),
    updatedAt: message.createdAt,
  };
}

export async function insertMessage(tx: Tx, message: NewMessage): Promise<string> {
  return (await tx.careMessage.create({ data: toRow(message), select: { id: true } })).id;
}

/** Once per occurrence whatever crashes: those that exist are left as they are. Returns how many were new. */
export async function insertOnce(tx: Tx, messages: readonly NewMessage[]): Promise<number> {
  if (messages.length === 0) return 0;
  const { count } = await tx.careMessage.createMany({ data: messages.map(toRow), skipDuplicates: true });
  return count;
}

export type MessageChange = Partial<
  Pick<
    CareMessage,
    | "staffId"
    | "templateKey"
    | "templateVersion"
    | "draftedText"
    | "text"
    | "state"
    | "stateReason"
    | "notBefore"
    | "expiresAt"
    | "approvedAt"
    | "approvedById"
    | "taskId"
    | "taskAt"
    | "sentAt"
    | "basis"
  > & { lastPolledAt: Date; occursOn: Day | null; editDistance: number | null }
>;

/** Changes the message if it is still in `from`; false when something else happened to it first. */
export async function changeMessage(
  tx: Tx,
  id: string,
  from: { state: CareState; approvedAt?: Date | null },
  change: MessageChange & { now: Date },
): Promise<boolean> {
  const { now, occursOn, basis, ...data } = change;
  const { count } = await tx.careMessage.updateMany({
    where: { id, ...from },
    data: {
      ...data,
      ...(basis === undefined ? {} : { basis: basis.map((one) => ({ ...one })) }),
      ...(occursOn === undefined ? {} : { occursOn: dayToDb(occursOn) }),
      updatedAt: now,
    },
  });
  return count === 1;
}

// === For the jobs

export interface Announced {
  staffId: string;
  messages: CareMessage[];
  total: number;
}

/** Drafts of the house that are ready in this stretch of time, by associate who wants morning cards; at most `perStaff` each. */
export async function readyDrafts(
  tx: Tx,
  { since, until, now }: { since: Date; until: Date; now: Date },
  perStaff: number,
): Promise<Announced[]> {
  const rows = await tx.$queryRaw<{ id: string; staff_id: string; total: number }[]>`
    SELECT id, staff_id, total FROM (
      SELECT m.id, m.staff_id, count(*) OVER (PARTITION BY m.staff_id)::int AS total,
        row_number() OVER (PARTITION BY m.staff_id ORDER BY m.expires_at, m.id) AS place
      FROM care_message m JOIN staff s ON s.id = m.staff_id AND s.active AND NOT s.nudges_off
        AND NOT EXISTS (SELECT 1 FROM nudge_wish w WHERE w.staff_id = s.id AND w.kind = 'draft')
      WHERE m.state = 'draft' AND m.occurrence_key IS NOT NULL AND m.expires_at > ${now}::timestamptz
        AND coalesce(m.not_before, m.created_at) >= ${since}::timestamptz
        AND coalesce(m.not_before, m.created_at) < ${until}::timestamptz
    ) ready WHERE place <= ${perStaff} ORDER BY staff_id, place`;
  const found = await tx.careMessage.findMany({ where: { id: { in: rows.map((row) => row.id) } }, select: columns });
  const messages = new Map(found.map((row) => [row.id, toMessage(row)]));
  const byStaff = new Map<string, Announced>();
  for (const row of rows) {
    const message = messages.get(row.id);
    if (!message) continue;
    const one = byStaff.get(row.staff_id) ?? { staffId: row.staff_id, messages: [], total: row.total };
    one.messages.push(message);
    byStaff.set(row.staff_id, one);
  }
  return [...byStaff.values()];
}

/** Messages on their way, those not looked at for the longest first; before them, up to half, those somebody waits for. */
export async function tasksToPoll(tx: Tx, limit: number): Promise<CareMessage[]> {
  const where = { state: "task_created" as const, taskId: { not: null }, campaignTaskId: null };
  const orderBy = [{ lastPolledAt: { sort: "asc" as const, nulls: "first" as const } }, { id: "asc" as const }];
  const urgent = await tx.careMessage.findMany({
    where: { ...where, customer: { careMessages: { some: { state: "approved" } } } },
    select: columns,
    orderBy,
    take: Math.ceil(limit / 2),
  });
  const rows = await tx.careMessage.findMany({
    where: { ...where, id: { notIn: urgent.map((row) => row.id) } },
    select: columns,
    orderBy,
    take: limit - urgent.length,
  });
  return [...urgent, ...rows].map(toMessage);
}

/** Approved and waiting until a lesser message is withdrawn, in the order of approval. */
export async function waitingForPlace(tx: Tx, limit: number): Promise<CareMessage[]> {
  const rows = await tx.careMessage.findMany({
    where: { state: "approved" },
    select: columns,
    orderBy: [{ approvedAt: "asc" }, { id: "asc" }],
    take: limit,
  });
  return rows.map(toMessage);
}

/** Drafts whose day is over. */
export async function expireDrafts(tx: Tx, now: Date, reason: string): Promise<number> {
  const { count } = await tx.careMessage.updateMany({
    where: { state: "draft", expiresAt: { lte: now } },
    data: { state: "expired", stateReason: reason, updatedAt: now },
  });
  return count;
}

/** Approved long ago and still not with the platform. */
export async function staleQueued(tx: Tx, before: Date, limit: number): Promise<CareMessage[]> {
  const rows = await tx.careMessage.findMany({
    where: { state: "queued", approvedAt: { lt: before }, campaignTaskId: null },
    select: columns,
    orderBy: { approvedAt: "asc" },
    take: limit,
  });
  return rows.map(toMessage);
}

/** One touch per message: a second record of the same is passed over. */
export async function recordSent(tx: Tx, message: CareMessage, at: Date): Promise<void> {
  await tx.touch.createMany({
    data: [
      {
        customerId: message.customerId,
        staffId: message.staffId,
        direction: "out",
        means: "message",
        topic: message.occasion,
        careMessageId: message.id,
        at,
      },
    ],
    skipDuplicates: true,
  });
}

/** The platform says they are no longer friends. */
export async function endRelation(tx: Tx, message: CareMessage, at: Date): Promise<void> {
  await tx.relation.updateMany({
    where: { customerId: message.customerId, staffId: message.staffId, endedAt: null },
    data: { endedAt: at, endedBy: "customer" },
  });
}

export async function isTaskKnown(tx: Tx, taskId: string): Promise<boolean> {
  return (await tx.careMessage.findUnique({ where: { taskId }, select: { id: true } })) !== null;
}
