// What the ladder asks for: what is late with the steps taken, what those on leave would have had to do, who is at work.
// Runs as the system.
import type { Day } from "../../calendar/day.ts";
import type { Tx } from "../../db/db.ts";

export interface LateItem {
  id: string;
  staffId: string;
  staffName: string;
  /** She has left: nobody will do it by herself. */
  hasLeft: boolean;
  storeId: string | null;
  kind: "follow_up" | "promise";
  text: string;
  customerName: string | null;
  dueAt: Date;
  snoozes: number;
  /** Steps taken already, with their days and whom they told: the follow-up may have been another's then. */
  steps: { step: number; on: Day; staffId: string; name: string }[];
}

/**
 * Open ones due before `dueBefore` that a person asked for or a deadline stands behind. Suggestions of the contact
 * rhythm are not among them: they come again by themselves, and the manager sees them as numbers.
 */
export function findLate(tx: Tx, options: { dueBefore: Date; zone: string; limit: number }): Promise<LateItem[]> {
  const { dueBefore, zone, limit } = options;
  return tx.$queryRaw`
    SELECT f.id, f.staff_id AS "staffId", s.name AS "staffName", NOT s.active AS "hasLeft", s.store_id AS "storeId", f.kind::text AS kind, f.text,
           c.name AS "customerName", f.due_at AS "dueAt", f.snoozes,
           COALESCE((SELECT json_agg(json_build_object('step', e.step,
               'on', to_char(e.at AT TIME ZONE ${zone}, 'YYYY-MM-DD'), 'staffId', e.staff_id, 'name', h.name) ORDER BY e.step)
             FROM escalation e JOIN staff h ON h.id = e.staff_id WHERE e.follow_up_id = f.id), '[]') AS steps
    FROM follow_up f
    JOIN staff s ON s.id = f.staff_id
    LEFT JOIN customer c ON c.id = f.customer_id
    WHERE f.state = 'open' AND f.due_at < ${dueBefore}
      AND (f.rule_key IS NULL OR f.rule_key !~ '^(touch|review|progress):')
      AND NOT EXISTS (SELECT 1 FROM escalation e WHERE e.follow_up_id = f.id AND e.step = 3)
    ORDER BY f.due_at, f.id
    LIMIT ${limit}`;
}

/** Far more than a house for one company has; so that no list is without an end. */
const STAFF_MAX = 20_000;

/** Everybody at work: who a step of the ladder may go to. */
export function findStaff(
  tx: Tx,
): Promise<{ id: string; name: string; role: string; storeId: string | null; nudgesOff: boolean }[]> {
  return tx.staff.findMany({
    where: { active: true },
    select: { id: true, name: true, role: true, storeId: true, nudgesOff: true },
    orderBy: { id: "asc" },
    take: STAFF_MAX,
  });
}

export async function addSteps(
  tx: Tx,
  steps: readonly { followUpId: string; step: number; staffId: string; at: Date }[],
): Promise<void> {
  await tx.escalation.createMany({ data: [...steps], skipDuplicates: true });
}

export interface DueOfAway {
  staffId: string;
  kind: "follow_up" | "promise";
  text: string;
  customerName: string | null;
  /** How many this person has due, and how many of them promised. */
  total: number;
  promised: number;
}

/** Of each of these people the first few that are due before `to`, promises first. */
export function findDueOfAway(
  tx: Tx,
  options: { staffIds: readonly string[]; to: Date; perPerson: number },
): Promise<DueOfAway[]> {
  const { staffIds, to, perPerson } = options;
  return tx.$queryRaw`
    SELECT * FROM (
      SELECT f.staff_id AS "staffId", f.kind::text AS kind, f.text, c.name AS "customerName",
             count(*) OVER person::int AS total, count(*) FILTER (WHERE f.kind = 'promise') OVER person::int AS promised,
             row_number() OVER (PARTITION BY f.staff_id ORDER BY f.kind DESC, f.due_at, f.id)::int AS place
      FROM follow_up f LEFT JOIN customer c ON c.id = f.customer_id
      WHERE f.staff_id = ANY(${[...staffIds]}) AND f.state = 'open' AND f.due_at < ${to}
      WINDOW person AS (PARTITION BY f.staff_id)) ranked
    WHERE place <= ${perPerson}
    ORDER BY "staffId", place`;
}
