// What the cards by the clock are made of: who has something due, and what. These queries run as the system and therefore
// say themselves whose customers a person may hear of.
import type { Day } from "../../calendar/day.ts";
import type { Tx } from "../../db/db.ts";
import { Prisma } from "../../db/generated/client.ts";

// What row security would let this person see: the system sees all, and a card must not tell of a customer who has
// gone to a colleague since.
const isInScope = Prisma.sql`(f.customer_id IS NULL OR s.scope = 'all'
  OR (s.scope = 'own' AND c.owner_id = s.id) OR (s.scope = 'store' AND c.store_id = s.store_id))`;

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
