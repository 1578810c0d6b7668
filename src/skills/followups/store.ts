// Follow-ups as stored; row security decides what these queries reach. Those of the cards by the clock are in
// nudge-store.ts, those of colleagues and their days in team-store.ts.
import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Day } from "../../calendar/day.ts";
import type { Tx } from "../../db/db.ts";
import type { Prisma } from "../../db/generated/client.ts";
import type { UndoStep } from "../../skill.ts";
import { type Rule, ruleOf } from "./repeat.ts";
import type { Nameable } from "./rules.ts";

/** What a person can have open and still find by name; more is not a list but a heap. */
const OPEN_MAX = 300;
/** What is ranked before the first ten are shown. */
const LIST_CANDIDATES_MAX = 100;

export interface StoredFollowUp extends Nameable {
  tier: string | null;
  /** Of the rule that made it, and comes again by itself; null when a person did. */
  ruleKey: string | null;
  kind: "follow_up" | "promise";
  state: "open" | "done" | "cancelled" | "missed";
  dueAt: Date;
  dueHasTime: boolean;
  doneAt: Date | null;
  outcome: string | null;
  snoozes: number;
  staffId: string;
  createdById: string;
  /** Set when it comes again. */
  series: { id: string; rule: Rule; occursOn: Day } | null;
}

const columns = {
  id: true,
  text: true,
  kind: true,
  state: true,
  dueAt: true,
  dueHasTime: true,
  doneAt: true,
  outcome: true,
  snoozes: true,
  staffId: true,
  createdById: true,
  recurrence: true,
  ruleKey: true,
  seriesId: true,
  occursOn: true,
  customer: {
    select: { id: true, name: true, gender: true, tier: true, aliases: { select: { alias: true }, take: 5 } },
  },
} as const satisfies Prisma.FollowUpSelect;

function plain(row: Prisma.FollowUpGetPayload<{ select: typeof columns }>): StoredFollowUp {
  const { customer, recurrence, seriesId, occursOn, ...rest } = row;
  const { aliases, tier, ...person } = customer ?? {
    aliases: [],
    tier: null,
    id: "",
    name: "",
    gender: "unknown" as const,
  };
  const rule = ruleOf(recurrence);
  const series = seriesId && occursOn && rule ? { id: seriesId, rule, occursOn: dayOfColumn(occursOn) } : null;
  return {
    ...rest,
    tier,
    customer: customer && { ...person, aliases: aliases.map(({ alias }) => alias) },
    series,
  };
}

/** Open ones that this person has to do, the earliest first. */
export async function findOpen(tx: Tx, staffId: string): Promise<StoredFollowUp[]> {
  const rows = await tx.followUp.findMany({
    where: { staffId, state: "open" },
    select: columns,
    orderBy: [{ dueAt: "asc" }, { id: "asc" }],
    take: OPEN_MAX,
  });
  return rows.map(plain);
}

/** Open ones of these customers, whoever has to do them, the earliest first. */
export async function findOpenOf(tx: Tx, customerIds: readonly string[]): Promise<StoredFollowUp[]> {
  const rows = await tx.followUp.findMany({
    where: { customerId: { in: [...customerIds] }, state: "open" },
    select: columns,
    orderBy: [{ dueAt: "asc" }, { id: "asc" }],
    take: OPEN_MAX,
  });
  return rows.map(plain);
}

/** In whatever state, in the order of `ids`; those out of sight are left out. */
export async function findByIds(tx: Tx, ids: readonly string[]): Promise<StoredFollowUp[]> {
  if (ids.length === 0) return [];
  const rows = await tx.followUp.findMany({ where: { id: { in: [...ids] } }, select: columns, take: OPEN_MAX });
  return ids.flatMap((id) => rows.filter((row) => row.id === id).map(plain));
}

export interface ListFilter {
  /** Null: everybody's that the actor may see. */
  staffId: string | null;
  customerId: string | null;
  state: "open" | "done";
  /** Only what was promised. */
  promises: boolean;
  from: Date | null;
  /** Exclusive. */
  to: Date | null;
}

/** Promises first, then by time (open: when due, done: when done), and how many there are in all. */
export async function findList(tx: Tx, filter: ListFilter): Promise<{ items: StoredFollowUp[]; total: number }> {
  const { staffId, customerId, state, promises, from, to } = filter;
  const within = { ...(from ? { gte: from } : {}), ...(to ? { lt: to } : {}) };
  const where = {
    state,
    ...(promises ? { kind: "promise" as const } : {}),
    ...(staffId ? { staffId } : {}),
    ...(customerId ? { customerId } : {}),
    ...(from || to ? (state === "done" ? { doneAt: within } : { dueAt: within }) : {}),
  };
  const total = await tx.followUp.count({ where });
  const rows = await tx.followUp.findMany({
    where,
    select: columns,
    orderBy:
      state === "done" ? [{ doneAt: "desc" }, { id: "asc" }] : [{ kind: "desc" }, { dueAt: "asc" }, { id: "asc" }],
    take: LIST_CANDIDATES_MAX,
  });
  return { items: rows.map(plain), total };
}

/** What a nudge must bring along so that nobody has to look it up elsewhere. */
export interface Background {
  customerId: string;
  name: string;
  gender: "female" | "male" | "unknown";
  touchAt: Date | null;
  touchMeans: string | null;
  paidAt: Date | null;
  amountFen: number | null;
  item: string | null;
  alias: string | null;
  birthYear: number | null;
  noSister: boolean;
  doNotDisturb: boolean;
  complains: boolean;
  grieves: boolean;
}

/** What was said of a customer that decides how she is written to; as in the brief on arrival. */
const NO_SISTER = "(不喜欢|不爱|别|不要|讨厌)(被)?(再)?[叫喊称].{0,3}姐";
const GRIEF = "丧|去世|过世|离世|病逝";

/** Last contact, last purchase and how to write to these customers, in one query. */
export async function findBackground(
  tx: Tx,
  customerIds: readonly string[],
  now: Date,
): Promise<Map<string, Background>> {
  const wanted = [...new Set(customerIds)];
  if (wanted.length === 0) return new Map();
  const rows = await tx.$queryRaw<Background[]>`
    SELECT c.id AS "customerId", c.name, c.gender::text AS gender, t.at AS "touchAt", t.means AS "touchMeans",
           o.paid_at AS "paidAt", o.amount_fen AS "amountFen", l.item, c.birthday_year AS "birthYear",
           (SELECT a.alias FROM customer_alias a WHERE a.customer_id = c.id ORDER BY a.id LIMIT 1) AS alias,
           (EXISTS (SELECT 1 FROM fact f WHERE f.customer_id = c.id AND f.withdrawn_at IS NULL AND f.value ~ ${NO_SISTER})
             OR EXISTS (SELECT 1 FROM note n WHERE n.customer_id = c.id AND n.text ~ ${NO_SISTER})) AS "noSister",
           c.do_not_disturb AND COALESCE(c.do_not_disturb_until > ${now}, true) AS "doNotDisturb",
           EXISTS (SELECT 1 FROM complaint x WHERE x.customer_id = c.id AND x.state <> 'closed') AS complains,
           EXISTS (SELECT 1 FROM fact f WHERE f.customer_id = c.id AND f.kind = 'negative' AND f.withdrawn_at IS NULL
             AND (COALESCE(f.topic, '') || f.value) ~ ${GRIEF}) AS grieves
    FROM customer c
    LEFT JOIN LATERAL (
      SELECT at, means FROM touch WHERE customer_id = c.id ORDER BY at DESC, id DESC LIMIT 1) t ON true
    LEFT JOIN LATERAL (
      SELECT id, paid_at, amount_fen FROM orders WHERE customer_id = c.id AND state <> 'closed'
      ORDER BY paid_at DESC, id DESC LIMIT 1) o ON true
    LEFT JOIN LATERAL (
      SELECT item FROM order_line WHERE order_id = o.id ORDER BY amount_fen DESC, id LIMIT 1) l ON true
    WHERE c.id = ANY(${wanted}::text[])`;
  return new Map(rows.map((row) => [row.customerId, row]));
}

/** The same thing said twice for the same day. */
export function findTwin(
  tx: Tx,
  twin: { staffId: string; customerId: string | null; text: string; from: Date; to: Date },
): Promise<{ id: string; dueAt: Date; dueHasTime: boolean } | null> {
  const { from, to, ...same } = twin;
  return tx.followUp.findFirst({
    where: { ...same, state: "open", dueAt: { gte: from, lt: to } },
    select: { id: true, dueAt: true, dueHasTime: true },
  });
}

export interface NewFollowUp {
  customerId: string | null;
  staffId: string;
  createdById: string;
  kind: "follow_up" | "promise";
  text: string;
  dueAt: Date;
  dueHasTime: boolean;
  sourceMessageId: string | null;
  createdAt: Date;
}

/** A column of days comes as its midnight in UTC. */
export function dayOfColumn(date: Date): Day {
  return date.toISOString().slice(0, 10);
}

/** This person's reminders that come again: of each the occurrence that is open and comes last. */
export async function findSeries(tx: Tx, staffId: string): Promise<StoredFollowUp[]> {
  const rows = await tx.followUp.findMany({
    where: { staffId, state: "open", seriesId: { not: null } },
    select: columns,
    orderBy: [{ occursOn: "desc" }, { id: "asc" }],
    distinct: ["seriesId"],
    take: OPEN_MAX,
  });
  return rows.map(plain).sort((one, other) => one.dueAt.getTime() - other.dueAt.getTime());
}

/** Every open occurrence of these. */
export async function findOpenOfSeries(tx: Tx, seriesIds: readonly string[]): Promise<StoredFollowUp[]> {
  const rows = await tx.followUp.findMany({
    where: { seriesId: { in: [...seriesIds] }, state: "open" },
    select: columns,
    orderBy: { id: "asc" },
    take: OPEN_MAX,
  });
  return rows.map(plain);
}

export interface NewOccurrence extends NewFollowUp {
  seriesId: string;
  recurrence: Rule;
  occursOn: Day;
}

/** Each day of a series is a row once: a day that is there already is left as it is. Gives the ids written. */
export async function addOccurrences(tx: Tx, occurrences: readonly NewOccurrence[]): Promise<string[]> {
  const rows = occurrences.map((one) => ({
    ...one,
    id: randomUUID(),
    occursOn: new Date(`${one.occursOn}T00:00:00Z`),
  }));
  const written = await tx.followUp.createManyAndReturn({ data: rows, select: { id: true }, skipDuplicates: true });
  return written.map(({ id }) => id);
}

export interface OpenOccurrence {
  id: string;
  seriesId: string;
  recurrence: unknown;
  occursOn: Day;
  customerId: string | null;
  staffId: string;
  createdById: string;
  kind: "follow_up" | "promise";
  text: string;
  sourceMessageId: string | null;
}

/** Open occurrences of days before `today`, in order of their ids. */
export function findPassed(tx: Tx, options: { today: Day; after: string; limit: number }): Promise<OpenOccurrence[]> {
  return tx.$queryRaw`
    SELECT id, series_id AS "seriesId", recurrence, to_char(occurs_on, 'YYYY-MM-DD') AS "occursOn",
           customer_id AS "customerId", staff_id AS "staffId", created_by_id AS "createdById", kind::text AS kind, text,
           source_message_id AS "sourceMessageId"
    FROM follow_up
    WHERE recurrence IS NOT NULL AND state = 'open' AND series_id IS NOT NULL AND occurs_on < ${options.today}::date
      AND id > ${options.after}
    ORDER BY id
    LIMIT ${options.limit}`;
}

export async function markMissed(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.followUp.updateMany({ where: { id: { in: [...ids] }, state: "open" }, data: { state: "missed" } });
}

/** Whether the list this person looked at last was that of what comes again. */
export async function sawSeriesLast(tx: Tx, staffId: string): Promise<boolean> {
  const last = await tx.turnLog.findFirst({ where: { staffId }, orderBy: { seq: "desc" }, select: { plans: true } });
  const plans = last?.plans as { kind?: string; state?: string }[] | undefined;
  return plans?.[0]?.kind === "followups.list" && plans[0].state === "repeating";
}

export async function addFollowUp(tx: Tx, followUp: NewFollowUp): Promise<{ id: string; undo: UndoStep }> {
  const { id } = await tx.followUp.create({ data: followUp, select: { id: true } });
  return { id, undo: { op: "delete", table: "followUp", where: { id } } };
}

/** Only what is still open: a second press finds nothing to do. Gives the ids changed and how to take it back. */
export async function settle(
  tx: Tx,
  items: readonly StoredFollowUp[],
  end: { state: "done"; doneAt: Date; outcome: string | null } | { state: "cancelled" },
): Promise<UndoStep[]> {
  const ids = items.map((item) => item.id);
  await tx.followUp.updateMany({ where: { id: { in: ids }, state: "open" }, data: end });
  return items.map((item) => ({
    op: "restore",
    table: "followUp",
    where: { id: item.id },
    before: { state: item.state, doneAt: null, outcome: item.outcome },
  }));
}

/** A contact that a done follow-up was (any logged contact moves the touch clock). */
export async function addTouch(
  tx: Tx,
  touch: { customerId: string; staffId: string; means: string; topic: string; at: Date },
): Promise<UndoStep> {
  const data = { ...touch, direction: "out", createdAt: touch.at };
  const { id } = await tx.touch.create({ data, select: { id: true } });
  return { op: "delete", table: "touch", where: { id } };
}

/** Moves it to another moment; how often it was put off counts only what made it later. */
export async function postpone(
  tx: Tx,
  item: StoredFollowUp,
  to: { dueAt: Date; dueHasTime: boolean },
): Promise<UndoStep> {
  const { dueAt, dueHasTime, snoozes } = item;
  await tx.followUp.updateMany({
    where: { id: item.id, state: "open" },
    data: { ...to, ...(to.dueAt > dueAt ? { snoozes: { increment: 1 } } : {}) },
  });
  return {
    op: "restore",
    table: "followUp",
    where: { id: item.id },
    before: { dueAt: dueAt.toISOString(), dueHasTime, snoozes },
  };
}

/** How many this person still has due before `to`. */
export function countDue(tx: Tx, staffId: string, to: Date): Promise<number> {
  return tx.followUp.count({ where: { staffId, state: "open", dueAt: { lt: to } } });
}

export interface Colleague {
  id: string;
  name: string;
  storeId: string | null;
}
export function findColleagues(tx: Tx, name: string): Promise<Colleague[]> {
  return tx.staff.findMany({
    where: { active: true, OR: [{ name }, { id: name.toLowerCase() }, { name: { contains: name } }] },
    select: { id: true, name: true, storeId: true },
    orderBy: { id: "asc" },
    take: 5,
  });
}

export async function namesOfStaff(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)];
  const rows = await tx.staff.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

const sentCard = z.object({ card: z.object({ buttons: z.array(z.object({ key: z.string() })) }) });

/**
 * What today's card showed, in its order, when nothing was said since: then 「第一条」 means the card's first.
 * Null when there was no card, or when the talk went on after it.
 */
export async function findCardOnShow(tx: Tx, staffId: string, key: string): Promise<string[] | null> {
  const card = await tx.delivery.findUnique({ where: { key }, select: { reply: true, dueAt: true } });
  if (!card) return null;
  const since = await tx.turnLog.count({ where: { staffId, startedAt: { gte: card.dueAt } }, take: 1 });
  if (since > 0) return null;
  const parsed = sentCard.safeParse(card.reply);
  const keys = parsed.success ? parsed.data.card.buttons.map((button) => button.key) : [];
  const done = keys.flatMap((one) => (one.startsWith(DONE_KEY) ? [one.slice(DONE_KEY.length).split(",")] : []));
  // The longest is the button for all of them; a card of one item has only the short one.
  return done.sort((one, other) => other.length - one.length)[0] ?? null;
}
export const DONE_KEY = "followups:done:";

/** Of these customers, those with something still open. */
export async function findPlanned(tx: Tx, customerIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.followUp.findMany({
    where: { customerId: { in: [...customerIds] }, state: "open" },
    select: { customerId: true },
    distinct: ["customerId"],
    take: customerIds.length,
  });
  return new Set(rows.flatMap((row) => row.customerId ?? []));
}

/** Class and RFM group of these customers, as the night computed them. */
export async function findStandings(
  tx: Tx,
  customerIds: readonly string[],
): Promise<Map<string, { class: string | null; rfm: string | null }>> {
  const rows = await tx.customerSegment.findMany({
    where: { customerId: { in: [...new Set(customerIds)] } },
    select: { customerId: true, class: true, rfm: true },
    take: OPEN_MAX,
  });
  return new Map(rows.map(({ customerId, ...standing }) => [customerId, standing]));
}
