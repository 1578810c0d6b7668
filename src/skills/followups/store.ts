// Follow-ups as stored. The only queries of this skill; row security decides what they reach. The two queries for the
// morning cards run as the system and therefore say themselves whose customers a person may hear of.
import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Day } from "../../calendar/day.ts";
import type { Tx } from "../../db/db.ts";
import { Prisma } from "../../db/generated/client.ts";
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

export async function postpone(
  tx: Tx,
  item: StoredFollowUp,
  to: { dueAt: Date; dueHasTime: boolean },
): Promise<UndoStep> {
  await tx.followUp.updateMany({
    where: { id: item.id, state: "open" },
    data: { ...to, snoozes: { increment: 1 } },
  });
  const { dueAt, dueHasTime, snoozes } = item;
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

export function findColleagues(tx: Tx, name: string): Promise<{ id: string; name: string }[]> {
  return tx.staff.findMany({
    where: { active: true, OR: [{ name }, { id: name.toLowerCase() }, { name: { contains: name } }] },
    select: { id: true, name: true },
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

/** People with anything to be put before them today, after `after`, in order of their ids. */
export async function findNudgees(
  tx: Tx,
  options: { day: Day; dueBefore: Date; cardKeysMax: number; after: string; limit: number },
): Promise<{ id: string; name: string; nudgesOff: boolean; cardsToday: number }[]> {
  const { day, dueBefore, cardKeysMax, after, limit } = options;
  return tx.$queryRaw`
    SELECT s.id, s.name,
           s.nudges_off OR EXISTS (SELECT 1 FROM nudge_wish w WHERE w.staff_id = s.id AND w.kind = 'card') AS "nudgesOff",
           (SELECT count(*)::int FROM generate_series(1, ${cardKeysMax}::int) AS n
             JOIN delivery d ON d.key = 'nudge-' || s.id || '-' || ${day} || CASE n WHEN 1 THEN '' ELSE '-' || n END
           ) AS "cardsToday"
    FROM staff s
    WHERE s.active AND s.id > ${after}
      AND EXISTS (SELECT 1 FROM follow_up f WHERE f.staff_id = s.id AND f.state = 'open' AND f.due_at < ${dueBefore})
    ORDER BY s.id
    LIMIT ${limit}`;
}

export interface NudgeItem {
  id: string;
  staffId: string;
  kind: "follow_up" | "promise";
  text: string;
  dueAt: Date;
  dueHasTime: boolean;
  lastNudgedOn: Day | null;
  customerId: string | null;
  customerName: string | null;
  tier: string | null;
  class: string | null;
  rfm: string | null;
  ruleKey: string | null;
  createdAt: Date;
  /** How many this person has due in all. */
  total: number;
}

/**
 * Of each person the first that are due and were not put before her today, in the order of `pickForCard` but for what
 * matters most, which it decides among them.
 */
export function findNudgeItems(
  tx: Tx,
  options: { staffIds: readonly string[]; day: Day; dueBefore: Date; perPerson: number },
): Promise<NudgeItem[]> {
  const { staffIds, day, dueBefore, perPerson } = options;
  return tx.$queryRaw`
    SELECT * FROM (
      SELECT f.id, f.staff_id AS "staffId", f.kind::text AS kind, f.text, f.due_at AS "dueAt",
             f.due_has_time AS "dueHasTime", to_char(f.last_nudged_on, 'YYYY-MM-DD') AS "lastNudgedOn",
             c.id AS "customerId", c.name AS "customerName", c.tier, g.class, g.rfm, f.rule_key AS "ruleKey", f.created_at AS "createdAt",
             count(*) OVER person::int AS total,
             row_number() OVER (person ORDER BY f.kind DESC, f.last_nudged_on NULLS FIRST, f.due_at, f.id)::int AS place
      FROM follow_up f
      JOIN staff s ON s.id = f.staff_id
      LEFT JOIN customer c ON c.id = f.customer_id
      LEFT JOIN customer_segment g ON g.customer_id = f.customer_id
      WHERE f.staff_id = ANY(${[...staffIds]}) AND f.state = 'open' AND f.due_at < ${dueBefore}
        AND (f.last_nudged_on IS NULL OR f.last_nudged_on < ${day}::date)
        AND ${isInScope}
      WINDOW person AS (PARTITION BY f.staff_id)
    ) ranked
    WHERE place <= ${perPerson}
    ORDER BY "staffId", place`;
}

// What row security would let this person see: the system sees all, and a card must not tell of a customer who has
// gone to a colleague since.
const isInScope = Prisma.sql`(f.customer_id IS NULL OR s.scope = 'all'
  OR (s.scope = 'own' AND c.owner_id = s.id) OR (s.scope = 'store' AND c.store_id = s.store_id))`;

export interface TeamFigures {
  staffId: string;
  name: string;
  /** Done in the days asked about. */
  done: number;
  /** Open now and past their time. */
  overdue: number;
  /** Promises due in these days: done by the end of their day, and not. */
  kept: number;
  broken: number;
}

/** One line per associate, by name; those of other roles only when they have something. */
export function findTeam(
  tx: Tx,
  options: { from: Date; to: Date; now: Date; zone: string; only: { staffId?: string; storeId?: string | null } },
): Promise<TeamFigures[]> {
  const { from, to, now, zone, only } = options;
  const endOfDay = Prisma.sql`(((f.due_at AT TIME ZONE ${zone})::date + 1)::timestamp AT TIME ZONE ${zone})`;
  const isLate = Prisma.sql`CASE WHEN f.due_has_time THEN f.due_at < ${now} ELSE ${endOfDay} <= ${now} END`;
  const isPromised = Prisma.sql`f.kind = 'promise' AND f.due_at >= ${from} AND f.due_at < ${to}`;
  const isKept = Prisma.sql`f.state = 'done' AND f.done_at < ${endOfDay}`;
  const ofWhom =
    only.staffId !== undefined
      ? Prisma.sql`s.id = ${only.staffId}`
      : only.storeId !== undefined
        ? Prisma.sql`s.store_id = ${only.storeId}`
        : Prisma.sql`TRUE`;
  return tx.$queryRaw`
    SELECT s.id AS "staffId", s.name,
           count(*) FILTER (WHERE f.state = 'done' AND f.done_at >= ${from} AND f.done_at < ${to})::int AS done,
           count(*) FILTER (WHERE f.state = 'open' AND ${isLate})::int AS overdue,
           count(*) FILTER (WHERE ${isPromised} AND ${isKept})::int AS kept,
           count(*) FILTER (WHERE ${isPromised} AND NOT (${isKept}) AND ${endOfDay} <= ${now}
             AND f.state <> 'cancelled')::int AS broken
    FROM staff s
    LEFT JOIN follow_up f ON f.staff_id = s.id
    WHERE s.active AND ${ofWhom}
    GROUP BY s.id, s.name, s.role
    HAVING s.role = 'associate' OR count(f.id) > 0
    ORDER BY s.name, s.id`;
}

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

/** Other hours on these days, or as usual again (null). Gives how to take it back; nothing when nothing was to do. */
export async function setWorkDays(
  tx: Tx,
  set: {
    staffId: string;
    days: readonly Day[];
    shifts: { from: string; to: string }[] | null;
    coverId: string | null;
    now: Date;
  },
): Promise<UndoStep[]> {
  const { staffId, shifts, coverId, now } = set;
  const dates = set.days.map((day) => new Date(`${day}T00:00:00Z`));
  const before = await tx.staffDay.findMany({ where: { staffId, day: { in: dates } } });
  await tx.staffDay.deleteMany({ where: { staffId, day: { in: dates } } });
  if (shifts)
    await tx.staffDay.createMany({ data: dates.map((day) => ({ staffId, day, shifts, coverId, createdAt: now })) });
  const where = (day: Date) => ({ staffId, day: day.toISOString() });
  const added: UndoStep[] = shifts ? dates.map((day) => ({ op: "delete", table: "staffDay", where: where(day) })) : [];
  const removed: UndoStep[] = before.map((row) => ({
    op: "restore",
    table: "staffDay",
    where: where(row.day),
    before: { shifts: row.shifts, coverId: row.coverId },
  }));
  return [...removed, ...added];
}

export interface WorkDay {
  staffId: string;
  /** Empty on leave. */
  shifts: { from: string; to: string }[];
  coverId: string | null;
}

const shiftsColumn = z.array(z.object({ from: z.string(), to: z.string() })).catch([]);

/** Of these people the days on which they work other hours than the shop, or none. */
export async function findWorkDays(tx: Tx, staffIds: readonly string[], day: Day): Promise<WorkDay[]> {
  const rows = await tx.staffDay.findMany({
    where: { staffId: { in: [...staffIds] }, day: new Date(`${day}T00:00:00Z`) },
    select: { staffId: true, shifts: true, coverId: true },
  });
  return rows.map(({ shifts, ...row }) => ({ ...row, shifts: shiftsColumn.parse(shifts) }));
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

export async function markNudged(tx: Tx, ids: readonly string[], day: Day): Promise<void> {
  await tx.$executeRaw`UPDATE follow_up SET last_nudged_on = ${day}::date WHERE id = ANY(${[...ids]})`;
}

/** Open ones whose hour, said by a person, came between `from` and `to`. */
export function findHourStruck(
  tx: Tx,
  options: { from: Date; to: Date; limit: number },
): Promise<Omit<NudgeItem, "total" | "lastNudgedOn" | "createdAt">[]> {
  return tx.$queryRaw`
    SELECT f.id, f.staff_id AS "staffId", f.kind::text AS kind, f.text, f.due_at AS "dueAt",
           f.due_has_time AS "dueHasTime", f.rule_key AS "ruleKey", c.id AS "customerId", c.name AS "customerName",
           c.tier, g.class, g.rfm
    FROM follow_up f
    JOIN staff s ON s.id = f.staff_id AND s.active
    LEFT JOIN customer c ON c.id = f.customer_id
    LEFT JOIN customer_segment g ON g.customer_id = f.customer_id
    WHERE f.state = 'open' AND f.due_has_time AND f.due_at > ${options.from} AND f.due_at <= ${options.to}
      AND ${isInScope}
    ORDER BY f.due_at, f.id
    LIMIT ${options.limit}`;
}
