// What colleagues did and left, and the days on which they work other hours.
import { z } from "zod";
import type { Day } from "../../calendar/day.ts";
import type { Tx } from "../../db/db.ts";
import { Prisma } from "../../db/generated/client.ts";
import type { UndoStep } from "../../skill.ts";

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

/** More than a chain has away in a month is no answer to read. */
const AWAY_MAX = 500;

/** Days from `from` until before `to` on which somebody of the shop, or of any, does not work; by day and name. */
export async function findAway(
  tx: Tx,
  options: { from: Day; to: Day; storeId: string | null },
): Promise<{ name: string; day: Day }[]> {
  const { from, to, storeId } = options;
  return tx.$queryRaw`
    SELECT s.name, to_char(d.day, 'YYYY-MM-DD') AS day FROM staff_day d JOIN staff s ON s.id = d.staff_id AND s.active
    WHERE d.day >= ${from}::date AND d.day < ${to}::date AND d.shifts = '[]'::jsonb
      AND (${storeId}::text IS NULL OR s.store_id = ${storeId})
    ORDER BY d.day, s.name, s.id LIMIT ${AWAY_MAX}`;
}

export interface WorkDay {
  staffId: string;
  /** Empty on leave. */
  shifts: { from: string; to: string }[];
  coverId: string | null;
}

export const shiftsColumn = z.array(z.object({ from: z.string(), to: z.string() })).catch([]);

/** Of these people the days on which they work other hours than the shop, or none. */
export async function findWorkDays(tx: Tx, staffIds: readonly string[], day: Day): Promise<WorkDay[]> {
  const rows = await tx.staffDay.findMany({
    where: { staffId: { in: [...staffIds] }, day: new Date(`${day}T00:00:00Z`) },
    select: { staffId: true, shifts: true, coverId: true },
  });
  return rows.map(({ shifts, ...row }) => ({ ...row, shifts: shiftsColumn.parse(shifts) }));
}
