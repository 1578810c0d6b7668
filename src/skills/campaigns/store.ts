// Mass messages: receivers, campaigns, their tasks and messages. The only queries of this skill.
import type { Day } from "../../calendar/day.ts";
import type { Tx } from "../../db/db.ts";
import type { Holiday } from "../care/occasions.ts";
import type { ContactKind } from "../contact/gate.ts";
import { PLATFORM_LIMIT_REASON } from "../contact/store.ts";
import { AUDIENCE_MAX, type RefusedGroup } from "./rules.ts";

/** Rows of one statement: well below the protocol's 32,767 parameters. */
const ROWS_MAX = 1_000;

export function pagesOf<T>(all: readonly T[], size = ROWS_MAX): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, page) => all.slice(page * size, (page + 1) * size));
}

export interface CandidateRow {
  customerId: string;
  name: string;
  /** Null: nobody looks after her, or somebody who left. */
  staffId: string | null;
  staffName: string | null;
  shopName: string;
}

/** In the order of ids, so that places are always taken in one order. */
export async function loadCandidates(tx: Tx, ids: readonly string[]): Promise<CandidateRow[]> {
  const rows: CandidateRow[] = [];
  for (const page of pagesOf(ids))
    rows.push(
      ...(await tx.$queryRaw<CandidateRow[]>`
        SELECT c.id AS "customerId", c.name, s.id AS "staffId", s.name AS "staffName", st.name AS "shopName"
        FROM customer c JOIN store st ON st.id = c.store_id LEFT JOIN staff s ON s.id = c.owner_id AND s.active
        WHERE c.id = ANY(${page}::text[])`),
    );
  return rows.toSorted((a, b) => (a.customerId < b.customerId ? -1 : 1));
}

export interface NewCampaign {
  id: string;
  byId: string;
  kind: ContactKind;
  text: string;
  audience: string;
  createdAt: Date;
}

export async function insertCampaign(tx: Tx, campaign: NewCampaign): Promise<void> {
  await tx.campaign.createMany({ data: [{ ...campaign, softer: [], refused: [] }] });
}

/** Whom the gate refused under the locks, and who of them may have a softer text. */
export async function recordRefused(
  tx: Tx,
  id: string,
  { softer, refused }: { softer: string[]; refused: readonly RefusedGroup[] },
): Promise<void> {
  const counts = refused.map(({ code, count }) => ({ code, count }));
  await tx.campaign.updateMany({ where: { id }, data: { softer, refused: counts } });
}

export interface TaskRow {
  id: string;
  campaignId: string;
  byId: string;
  staffId: string;
  text: string;
  createdAt: Date;
}

export async function insertTasks(tx: Tx, tasks: readonly TaskRow[]): Promise<void> {
  for (const page of pagesOf(tasks)) await tx.campaignTask.createMany({ data: page });
}

/** The rest of it is its task's and its campaign's. */
export interface NewMassMessage {
  id: string;
  customerId: string;
  taskId: string;
}

/**
 * Confirmed for all at once; one row each, so that every rule about messages holds for them too. Of their campaign and
 * tasks, which are there already, the database takes what is the same for all.
 */
export async function insertMessages(
  tx: Tx,
  messages: readonly NewMassMessage[],
  festival: { name: string; day: Day } | null,
): Promise<void> {
  const ids = messages.map((one) => one.id);
  const customerIds = messages.map((one) => one.customerId);
  const taskIds = messages.map((one) => one.taskId);
  await tx.$executeRaw`
    INSERT INTO care_message (id, customer_id, staff_id, occasion, drafted_text, text, named, occurs_on, state,
      approved_by_id, approved_at, campaign_task_id, created_at, updated_at)
    SELECT m.id, m.customer_id, t.staff_id, c.kind, t.text, t.text, ${festival?.name ?? null}::text,
      ${festival?.day ?? null}::date, 'queued', t.by_id, t.created_at, t.id, t.created_at, t.created_at
    FROM unnest(${ids}::text[], ${customerIds}::text[], ${taskIds}::text[]) AS m(id, customer_id, task_id)
    JOIN campaign_task t ON t.id = m.task_id JOIN campaign c ON c.id = t.campaign_id`;
}

/** Drafts for the same festival make room: she is greeted once. Returns how many there were. */
export function dismissDrafts(
  tx: Tx,
  of: { customerIds: readonly string[]; festival: Holiday; reason: string; now: Date },
): Promise<number> {
  return tx.$executeRaw`
    UPDATE care_message SET state = 'dismissed', state_reason = ${of.reason}, updated_at = ${of.now}::timestamptz
    WHERE customer_id = ANY(${[...of.customerIds]}::text[]) AND state = 'draft' AND occasion = 'holiday'
      AND named = ${of.festival.name} AND occurs_on = ${of.festival.day}::date`;
}

export interface Task {
  id: string;
  campaignId: string;
  kind: string;
  byId: string;
  staffId: string;
  text: string;
  state: string;
  round: number;
  taskId: string | null;
  taskAt: Date | null;
  remindedAt: Date[];
  lastPolledAt: Date | null;
  cancelledAt: Date | null;
  /** When it was asked for: a task at the platform cannot be older. */
  confirmedAt: Date;
}
const taskColumns = {
  id: true,
  campaignId: true,
  byId: true,
  staffId: true,
  text: true,
  state: true,
  round: true,
  taskId: true,
  taskAt: true,
  remindedAt: true,
  lastPolledAt: true,
  campaign: { select: { kind: true, cancelledAt: true, createdAt: true } },
} as const;

type OfCampaign = { campaign: { kind: string; cancelledAt: Date | null; createdAt: Date } };

function toTask<T extends OfCampaign>({ campaign, ...row }: T) {
  return { ...row, kind: campaign.kind, cancelledAt: campaign.cancelledAt, confirmedAt: campaign.createdAt };
}

/** The task, locked until the transaction ends. For the house. */
export async function lockTask(tx: Tx, id: string): Promise<Task | null> {
  await tx.$queryRaw`SELECT id FROM campaign_task WHERE id = ${id} FOR UPDATE`;
  const row = await tx.campaignTask.findUnique({ where: { id }, select: taskColumns });
  return row ? toTask(row) : null;
}

export async function changeTask(
  tx: Tx,
  id: string,
  change: Partial<Pick<Task, "state" | "taskId" | "taskAt" | "round" | "remindedAt" | "lastPolledAt">>,
): Promise<void> {
  await tx.campaignTask.updateMany({ where: { id }, data: change });
}

export async function isTaskKnown(tx: Tx, taskId: string): Promise<boolean> {
  return (await tx.campaignTask.findUnique({ where: { taskId }, select: { id: true } })) !== null;
}

/** Those that wait for a tap, the longest unasked first; before them, up to half, those of which somebody waits for a place. */
export async function tasksToPoll(tx: Tx, limit: number): Promise<Task[]> {
  const orderBy = [{ lastPolledAt: { sort: "asc" as const, nulls: "first" as const } }, { id: "asc" as const }];
  const waitedFor = {
    state: "task_created" as const,
    customer: { careMessages: { some: { state: "approved" as const } } },
  };
  const urgent = await tx.campaignTask.findMany({
    where: { state: "created", messages: { some: waitedFor } },
    select: taskColumns,
    orderBy,
    take: Math.ceil(limit / 2),
  });
  const rows = await tx.campaignTask.findMany({
    where: { state: "created", id: { notIn: urgent.map((row) => row.id) } },
    select: taskColumns,
    orderBy,
    take: limit - urgent.length,
  });
  return [...urgent, ...rows].map(toTask);
}

export interface Addressee {
  id: string;
  customerId: string;
  externalId: string | null;
  /** The festival it is for; null for any other. */
  festival: string | null;
  occursOn: Day | null;
}

/** What the gate is asked about those a task is for. */
export function asksOf(task: Task, all: readonly Addressee[]) {
  return all.map(({ id, customerId, festival }) => ({
    customerId,
    senderId: task.staffId,
    kind: task.kind as ContactKind,
    festival,
    careMessageId: id,
  }));
}

/** Messages of the task that are still on their way. */
export function loadAddressees(tx: Tx, taskId: string): Promise<Addressee[]> {
  return tx.$queryRaw<Addressee[]>`
    SELECT m.id, m.customer_id AS "customerId", c.external_id AS "externalId", m.named AS festival,
      to_char(m.occurs_on, 'YYYY-MM-DD') AS "occursOn"
    FROM care_message m JOIN customer c ON c.id = m.customer_id
    WHERE m.campaign_task_id = ${taskId} AND m.state IN ('queued', 'task_created') ORDER BY m.customer_id`;
}

export async function markCreated(tx: Tx, taskId: string, now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE care_message SET state = 'task_created', task_at = ${now}::timestamptz, updated_at = ${now}::timestamptz
    WHERE campaign_task_id = ${taskId} AND state = 'queued'`;
}

/** Ends messages that did not go out and gives their places back. Returns how many it ended. */
export async function endMessages(
  tx: Tx,
  ids: readonly string[],
  end: { state: "refused" | "failed" | "expired"; reason: string; now: Date },
): Promise<number> {
  if (ids.length === 0) return 0;
  const all = [...ids];
  const ended = await tx.$executeRaw`
    UPDATE care_message SET state = ${end.state}::care_state, state_reason = ${end.reason},
      last_polled_at = ${end.now}::timestamptz, updated_at = ${end.now}::timestamptz
    WHERE id = ANY(${all}::text[]) AND state IN ('queued', 'task_created')`;
  await tx.$executeRaw`
    UPDATE contact_reservation SET released_at = ${end.now}::timestamptz
    WHERE care_message_id = ANY(${all}::text[]) AND released_at IS NULL`;
  return ended;
}

/** Sent, with one touch each: recorded twice it changes nothing. */
export async function recordSent(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  const all = [...ids];
  await tx.$executeRaw`
    UPDATE care_message SET state = 'sent', sent_at = ${now}::timestamptz, last_polled_at = ${now}::timestamptz,
      updated_at = ${now}::timestamptz
    WHERE id = ANY(${all}::text[]) AND state IN ('queued', 'task_created')`;
  await tx.$executeRaw`
    INSERT INTO touch (id, customer_id, staff_id, direction, means, topic, care_message_id, at)
    SELECT gen_random_uuid()::text, customer_id, staff_id, 'out', 'message', occasion, id, ${now}::timestamptz
    FROM care_message WHERE id = ANY(${all}::text[]) AND state = 'sent'
    ON CONFLICT (care_message_id) DO NOTHING`;
}

/** The platform says they are no longer friends. */
export async function endRelations(tx: Tx, customerIds: readonly string[], staffId: string, now: Date): Promise<void> {
  await tx.relation.updateMany({
    where: { customerId: { in: [...customerIds] }, staffId, endedAt: null },
    data: { endedAt: now, endedBy: "customer" },
  });
}

// === What the talk asks

export interface Campaign {
  id: string;
  kind: string;
  text: string;
  audience: string;
  softer: string[];
  createdAt: Date;
  cancelledAt: Date | null;
}

/** The last one this person asked for; with `since`, none older. */
export function lastCampaign(tx: Tx, byId: string, since: Date): Promise<Campaign | null> {
  return tx.campaign.findFirst({
    where: { byId, createdAt: { gte: since } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: { id: true, kind: true, text: true, audience: true, softer: true, createdAt: true, cancelledAt: true },
  });
}

/** True for the one who cancelled it. */
export async function cancelCampaign(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.campaign.updateMany({ where: { id, cancelledAt: null }, data: { cancelledAt: now } });
  return count === 1;
}

/** A task has a receiver at least, so there are no more of them than receivers. */
export async function tasksOfCampaign(tx: Tx, campaignId: string): Promise<Task[]> {
  await tx.$queryRaw`SELECT id FROM campaign_task WHERE campaign_id = ${campaignId} ORDER BY id FOR UPDATE`;
  const rows = await tx.campaignTask.findMany({
    where: { campaignId },
    select: taskColumns,
    orderBy: { id: "asc" },
    take: AUDIENCE_MAX,
  });
  return rows.map(toTask);
}

export interface Tally {
  staffId: string;
  staffName: string;
  sent: number;
  waiting: number;
  limited: number;
  /** Not sent for any other reason. */
  missed: number;
}

/** How far a campaign has come, by associate. Customers who left the asker's sight are not counted. */
export function tally(tx: Tx, campaignId: string): Promise<Tally[]> {
  return tx.$queryRaw<Tally[]>`
    SELECT s.id AS "staffId", s.name AS "staffName",
      count(*) FILTER (WHERE m.state = 'sent')::int AS sent,
      count(*) FILTER (WHERE m.state IN ('queued', 'task_created'))::int AS waiting,
      count(*) FILTER (WHERE m.state = 'failed' AND m.state_reason = ${PLATFORM_LIMIT_REASON})::int AS limited,
      count(*) FILTER (WHERE m.state IN ('refused', 'failed', 'expired')
        AND m.state_reason IS DISTINCT FROM ${PLATFORM_LIMIT_REASON})::int AS missed
    FROM campaign_task t JOIN care_message m ON m.campaign_task_id = t.id JOIN staff s ON s.id = m.staff_id
    WHERE t.campaign_id = ${campaignId} GROUP BY s.id, s.name ORDER BY waiting DESC, s.name`;
}
