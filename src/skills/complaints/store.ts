// Complaints as stored. The only queries of this skill; row security decides what they reach. Those of the clockwork run
// as the system.
import type { Tx } from "../../db/db.ts";
import { Prisma } from "../../db/generated/client.ts";
import type { UndoStep } from "../../skill.ts";
import type { Clocked, Severity } from "./rules.ts";

/** What fits one reply. */
export const LIST_MAX = 10;
/** The thread of one complaint; the newest are shown. */
export const EVENTS_MAX = 8;
/** In one run of the clockwork; a chain with more open complaints has other worries. */
export const OPEN_MAX = 2_000;

export interface Ticket extends Clocked {
  id: string;
  customerId: string;
  customer: string;
  storeId: string | null;
  assigneeId: string | null;
  assignee: string | null;
  severity: Severity;
  content: string;
  demand: string | null;
  scene: string | null;
  closedAt: Date | null;
  cause: string | null;
  satisfaction: number | null;
  liftedAt: Date | null;
}

const columns = Prisma.sql`x.id, x.customer_id AS "customerId", c.name AS customer,
  COALESCE(x.store_id, c.store_id) AS "storeId", x.assignee_id AS "assigneeId", s.name AS assignee, x.severity,
  x.content, x.demand, x.scene, x.state, x.opened_at AS "openedAt", x.respond_by AS "respondBy",
  x.responded_at AS "respondedAt", x.resolve_by AS "resolveBy", x.closed_at AS "closedAt", x.cause, x.satisfaction,
  x.lifted_at AS "liftedAt"
  FROM complaint x JOIN customer c ON c.id = x.customer_id LEFT JOIN staff s ON s.id = x.assignee_id`;

/** Her complaint that is spoken of: the open one, else the latest. */
export async function findTicket(tx: Tx, customerId: string): Promise<Ticket | null> {
  const rows = await tx.$queryRaw<Ticket[]>`
    SELECT ${columns} WHERE x.customer_id = ${customerId}
    ORDER BY x.state = 'closed', x.opened_at DESC, x.id DESC LIMIT 1`;
  return rows[0] ?? null;
}

export interface NewTicket {
  customerId: string;
  storeId: string;
  assigneeId: string;
  severity: Severity;
  content: string;
  demand: string | null;
  scene: string | null;
  channel: string | null;
  openedById: string;
  openedAt: Date;
  respondBy: Date | null;
  resolveBy: Date;
}

export async function openTicket(tx: Tx, ticket: NewTicket): Promise<{ id: string; undo: UndoStep }> {
  const { id } = await tx.complaint.create({ data: ticket, select: { id: true } });
  return { id, undo: { op: "delete", table: "complaint", where: { id } } };
}

export type EventKind = "note" | "opened" | "progress" | "reminded" | "escalated" | "closed" | "lifted";

export async function addEvent(
  tx: Tx,
  event: { complaintId: string; staffId: string | null; kind: EventKind; what: string; at: Date },
): Promise<UndoStep> {
  const { id } = await tx.complaintEvent.create({ data: event, select: { id: true } });
  return { op: "delete", table: "complaintEvent", where: { id } };
}

export interface StoredEvent {
  complaintId: string;
  kind: string;
  what: string;
  by: string | null;
  at: Date;
}

/** What happened, per complaint, the newest last; reminders and escalations are the house's own and left out. */
export async function findEvents(tx: Tx, ids: readonly string[], perTicket: number): Promise<StoredEvent[]> {
  if (ids.length === 0) return [];
  return tx.$queryRaw<StoredEvent[]>`
    SELECT e.complaint_id AS "complaintId", e.kind, e.what, s.name AS by, e.at
    FROM unnest(${[...ids]}::text[]) AS wanted(id)
    CROSS JOIN LATERAL (
      SELECT * FROM complaint_event WHERE complaint_id = wanted.id AND kind NOT IN ('reminded', 'escalated')
      ORDER BY at DESC, id DESC LIMIT ${perTicket}) e
    LEFT JOIN staff s ON s.id = e.staff_id
    ORDER BY e.at, e.id`;
}

type Changeable = Partial<
  Pick<
    Prisma.ComplaintUncheckedUpdateManyInput,
    | "content"
    | "demand"
    | "scene"
    | "severity"
    | "respondBy"
    | "resolveBy"
    | "respondedAt"
    | "state"
    | "closedAt"
    | "cause"
    | "satisfaction"
    | "assigneeId"
    | "liftedAt"
    | "liftedById"
  >
>;

/** `before` holds exactly the columns that change. */
export async function changeTicket(
  tx: Tx,
  id: string,
  change: Changeable,
  before: Record<string, unknown>,
): Promise<UndoStep> {
  await tx.complaint.updateMany({ where: { id }, data: change });
  return { op: "restore", table: "complaint", where: { id }, before };
}

export interface TicketFilter {
  of: "open" | "late" | "closed" | "all";
  now: Date;
  from: Date | null;
  /** Exclusive. */
  to: Date | null;
}

/** The most pressing first, and how many there are in all. */
export async function listTickets(tx: Tx, filter: TicketFilter): Promise<{ tickets: Ticket[]; total: number }> {
  const where = filterSql(filter);
  const tickets = await tx.$queryRaw<Ticket[]>`
    SELECT ${columns} WHERE ${where}
    ORDER BY x.state = 'closed', CASE WHEN x.state = 'closed' THEN NULL ELSE
      LEAST(CASE WHEN x.responded_at IS NULL THEN x.respond_by END, x.resolve_by) END NULLS LAST,
      x.closed_at DESC, x.id LIMIT ${LIST_MAX}`;
  const [count] = await tx.$queryRaw<{ total: number }[]>`
    SELECT count(*)::int AS total FROM complaint x WHERE ${where}`;
  return { tickets, total: count?.total ?? 0 };
}

function filterSql({ of, now, from, to }: TicketFilter): Prisma.Sql {
  const state =
    of === "all"
      ? Prisma.sql`true`
      : of === "closed"
        ? Prisma.sql`x.state = 'closed'`
        : of === "open"
          ? Prisma.sql`x.state <> 'closed'`
          : Prisma.sql`x.state <> 'closed' AND (x.resolve_by < ${now}
              OR (x.responded_at IS NULL AND x.respond_by < ${now}))`;
  const at = of === "closed" ? Prisma.sql`x.closed_at` : Prisma.sql`x.opened_at`;
  return Prisma.sql`${state} AND (${from}::timestamptz IS NULL OR ${at} >= ${from}::timestamptz)
    AND (${to}::timestamptz IS NULL OR ${at} < ${to}::timestamptz)`;
}

export interface CauseFacts {
  causes: { cause: string | null; count: number }[];
  total: number;
  closed: number;
  answered: number;
  answeredInTime: number;
  settledInTime: number;
  /** Of those with a score. */
  meanScore: number | null;
}

/** Complaints opened in these days: why, and whether the times were kept. */
export async function countCauses(tx: Tx, from: Date, to: Date): Promise<CauseFacts> {
  const causes = await tx.$queryRaw<CauseFacts["causes"]>`
    SELECT cause, count(*)::int AS count FROM complaint
    WHERE opened_at >= ${from} AND opened_at < ${to} AND severity <> 'question' GROUP BY cause`;
  const [sums] = await tx.$queryRaw<Omit<CauseFacts, "causes">[]>`
    SELECT count(*)::int AS total, count(*) FILTER (WHERE state = 'closed')::int AS closed,
      count(*) FILTER (WHERE responded_at IS NOT NULL AND respond_by IS NOT NULL)::int AS answered,
      count(*) FILTER (WHERE responded_at <= respond_by)::int AS "answeredInTime",
      count(*) FILTER (WHERE state = 'closed' AND closed_at <= resolve_by)::int AS "settledInTime",
      round(avg(satisfaction), 1)::float8 AS "meanScore"
    FROM complaint WHERE opened_at >= ${from} AND opened_at < ${to} AND severity <> 'question'`;
  return {
    causes,
    ...(sums ?? { total: 0, closed: 0, answered: 0, answeredInTime: 0, settledInTime: 0, meanScore: null }),
  };
}

/** Of the same customer since then; of her shop, the causes since then. */
export async function recentTickets(tx: Tx, customerId: string, since: Date): Promise<number> {
  return tx.complaint.count({ where: { customerId, openedAt: { gte: since } } });
}

export async function recentCauses(tx: Tx, storeId: string | null, since: Date): Promise<string[]> {
  const rows = await tx.complaint.findMany({
    where: { ...(storeId ? { storeId } : {}), closedAt: { gte: since }, cause: { not: null } },
    select: { cause: true },
    take: OPEN_MAX,
  });
  return rows.flatMap(({ cause }) => cause ?? []);
}

export interface Helper {
  id: string;
  name: string;
  role: string;
  scope: string;
  storeId: string | null;
}

/** Shops are small; head office has several hundred people at most. */
const STAFF_MAX = 1_000;

export function activeStaff(tx: Tx): Promise<Helper[]> {
  return tx.staff.findMany({
    where: { active: true },
    select: { id: true, name: true, role: true, scope: true, storeId: true },
    orderBy: { id: "asc" },
    take: STAFF_MAX,
  });
}

export async function addSurvey(
  tx: Tx,
  survey: { customerId: string; kind: string; score: number; answeredAt: Date },
): Promise<UndoStep> {
  const { id } = await tx.survey.create({ data: survey, select: { id: true } });
  return { op: "delete", table: "survey", where: { id } };
}

export async function addGoodwill(
  tx: Tx,
  gift: {
    customerId: string;
    staffId: string;
    complaintId: string | null;
    what: string;
    amountFen: number;
    sourceMessageId: string | null;
    givenAt: Date;
  },
): Promise<UndoStep> {
  const { id } = await tx.goodwill.create({ data: gift, select: { id: true } });
  return { op: "delete", table: "goodwill", where: { id } };
}

/** Given away by this person since then, under a lock of hers: two gifts at once count one after the other. */
export async function spentFen(tx: Tx, staffId: string, since: Date): Promise<number> {
  await tx.$queryRaw`SELECT 1 AS locked FROM (SELECT pg_advisory_xact_lock(hashtext(${`goodwill ${staffId}`}))) l`;
  const sum = await tx.goodwill.aggregate({ where: { staffId, givenAt: { gte: since } }, _sum: { amountFen: true } });
  return sum._sum.amountFen ?? 0;
}

// ── the clockwork ───────────────────────────────────────────────────────────────────────────────────────────────

export interface OpenTicket extends Ticket {
  /** Keys of the steps of the ladder that were taken. */
  taken: string[];
  progressAt: Date;
  remindedAt: Date | null;
}

/** Every open complaint with the steps taken and when it was last spoken of; the oldest first. */
export async function openTickets(tx: Tx): Promise<OpenTicket[]> {
  return tx.$queryRaw<OpenTicket[]>`
    SELECT t.*, e.taken, COALESCE(e."progressAt", t."openedAt") AS "progressAt", e."remindedAt"
    FROM (SELECT ${columns} WHERE x.state <> 'closed' ORDER BY x.opened_at, x.id LIMIT ${OPEN_MAX}) t
    CROSS JOIN LATERAL (
      SELECT COALESCE(array_agg(step_key) FILTER (WHERE step_key IS NOT NULL), '{}') AS taken,
        max(at) FILTER (WHERE kind IN ('opened', 'note', 'progress')) AS "progressAt",
        max(at) FILTER (WHERE kind = 'reminded') AS "remindedAt"
      FROM complaint_event WHERE complaint_id = t.id) e`;
}

/** True for the one who took the step. */
export async function takeStep(
  tx: Tx,
  step: { complaintId: string; stepKey: string; kind: "reminded" | "escalated"; what: string; at: Date },
): Promise<boolean> {
  const { count } = await tx.complaintEvent.createMany({ data: [step], skipDuplicates: true });
  return count === 1;
}
