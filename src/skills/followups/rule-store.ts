// What the rules of contact ask of whom: set-based queries over all customers, and the rows they become. Each due thing
// has a key made of the rule, the customer and the day it is counted from, so that it is written once, and one that was
// dismissed stays dismissed until the next contact begins a new count. Runs as the system.
import { randomUUID } from "node:crypto";
import { addDays, type Day, instantOf } from "../../calendar/day.ts";
import type { Tx } from "../../db/db.ts";
import { Prisma } from "../../db/generated/client.ts";
import type { Settings } from "../../settings.ts";
import { classSql } from "../customers/query-events.ts";

export type PurchaseClass = "重要" | "主要" | "普通" | "小";

export interface RuleContext {
  now: Date;
  today: Day;
  zone: string;
  settings: Settings;
}

export interface ContactDue {
  customerId: string;
  staffId: string;
  kind: "touch" | "review";
  class: PurchaseClass;
  /** The day the clock counts from: the last contact, or when she became known. */
  since: Day;
  dueOn: Day;
  never: boolean;
}

/** Days between contacts of each class as a table, in a busy season fewer. */
function clocks({ today, settings }: Pick<RuleContext, "today" | "settings">): Prisma.Sql {
  const { touchDays, reviewDays, seasons } = settings.rhythm;
  const season = seasons.find(({ from, to }) => from <= today && today <= to);
  const classes: PurchaseClass[] = ["重要", "主要", "普通", "小"];
  const rows = classes.map((name, index) => {
    const touch = Math.max(1, Math.round(touchDays[name] * (season?.factor ?? 1)));
    return Prisma.sql`(${name}::text, ${touch}::int, ${reviewDays[name]}::int, ${classes.length - index}::int)`;
  });
  return Prisma.sql`(VALUES ${Prisma.join(rows)}) AS k(class, touch_days, review_days, weight)`;
}

/** Every customer an active associate looks after who may be contacted, with her class and her clocks' last days. */
function clocked(context: RuleContext): Prisma.Sql {
  const { zone } = context;
  const local = (column: string) => Prisma.sql`(${Prisma.raw(column)} AT TIME ZONE ${zone})::date`;
  return Prisma.sql`
    classed AS (${classSql()}),
    touched AS (SELECT customer_id, max(at) AS at, max(at) FILTER (WHERE means = 'review') AS reviewed_at
      FROM touch GROUP BY customer_id),
    bought AS (SELECT customer_id, max(paid_at) AS at FROM orders WHERE state <> 'closed' GROUP BY customer_id),
    visited AS (SELECT customer_id, max(visited_at) AS at FROM visit GROUP BY customer_id),
    clocked AS (
      SELECT c.id AS customer_id, c.owner_id AS staff_id, k.class, k.weight, k.touch_days, k.review_days,
             COALESCE(${local("GREATEST(t.at, b.at, v.at)")}, ${local("c.created_at")}) AS touched_on,
             COALESCE(${local("t.reviewed_at")}, ${local("c.created_at")}) AS reviewed_on,
             GREATEST(t.at, b.at, v.at) IS NULL AS never
      FROM customer c
      JOIN staff s ON s.id = c.owner_id AND s.active
      LEFT JOIN classed cl ON cl.customer_id = c.id
      JOIN ${clocks(context)} ON k.class = COALESCE(cl.class, '小')
      LEFT JOIN touched t ON t.customer_id = c.id
      LEFT JOIN bought b ON b.customer_id = c.id
      LEFT JOIN visited v ON v.customer_id = c.id
      WHERE c.membership <> 'cancelled'
        AND NOT (c.do_not_disturb AND (c.do_not_disturb_until IS NULL OR c.do_not_disturb_until > ${context.now})))`;
}

/**
 * Of each associate the contacts that are due and matter most (class × how late against its own clock), as many as her
 * day has room for. A customer with something open is looked after already; a review is a contact, so one of the two.
 */
export function findContactsDue(tx: Tx, context: RuleContext): Promise<ContactDue[]> {
  const { today, settings, zone } = context;
  const tomorrow = instantOf(addDays(today, 1), "00:00", zone);
  return tx.$queryRaw`
    WITH ${clocked(context)},
    due AS (
      SELECT customer_id, staff_id, class, weight, never,
             review_days IS NOT NULL AND reviewed_on + review_days <= ${today}::date AS is_review,
             touched_on, reviewed_on, touch_days, review_days
      FROM clocked
      WHERE touched_on + touch_days <= ${today}::date
         OR (review_days IS NOT NULL AND reviewed_on + review_days <= ${today}::date)),
    keyed AS (
      SELECT d.*, CASE WHEN is_review THEN 'review' ELSE 'touch' END AS kind,
             CASE WHEN is_review THEN reviewed_on ELSE touched_on END AS since,
             CASE WHEN is_review THEN review_days ELSE touch_days END AS days
      FROM due d),
    ranked AS (
      SELECT k.*, row_number() OVER (PARTITION BY staff_id
        ORDER BY weight * LEAST(3, (${today}::date - since)::float8 / days) DESC, since, customer_id) AS place
      FROM keyed k
      WHERE NOT EXISTS (SELECT 1 FROM nudge_wish w WHERE w.staff_id = k.staff_id AND w.kind = 'suggestion')
        AND NOT EXISTS (SELECT 1 FROM follow_up f WHERE f.customer_id = k.customer_id AND f.state = 'open')
        AND NOT EXISTS (SELECT 1 FROM follow_up f
          WHERE f.rule_key = k.kind || ':' || k.customer_id || ':' || to_char(k.since, 'YYYY-MM-DD')))
    SELECT customer_id AS "customerId", staff_id AS "staffId", kind, class, never,
           to_char(since, 'YYYY-MM-DD') AS since, to_char(since + days, 'YYYY-MM-DD') AS "dueOn"
    FROM ranked
    WHERE place <= ${settings.rhythm.fillTo} - (SELECT count(*) FROM follow_up f
      WHERE f.staff_id = ranked.staff_id AND f.state = 'open' AND f.due_at < ${tomorrow})
    ORDER BY staff_id, place`;
}

/** New contacts of the last days to whom nothing was sent yet: who, whose, since when. */
export function findLeads(tx: Tx, since: Date): Promise<{ customerId: string; staffId: string; addedAt: Date }[]> {
  return tx.$queryRaw`
    SELECT DISTINCT ON (c.id) c.id AS "customerId", r.staff_id AS "staffId", r.added_at AS "addedAt"
    FROM relation r
    JOIN customer c ON c.id = r.customer_id AND c.owner_id = r.staff_id
    JOIN staff s ON s.id = r.staff_id AND s.active
    WHERE r.ended_at IS NULL AND r.added_at >= ${since} AND NOT c.do_not_disturb
      AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id)
      AND NOT EXISTS (SELECT 1 FROM touch t WHERE t.customer_id = c.id AND t.direction = 'out' AND t.at >= r.added_at)
      AND NOT EXISTS (SELECT 1 FROM follow_up f WHERE f.rule_key = 'lead:' || c.id)
    ORDER BY c.id, r.added_at`;
}

/** First purchases of the last days that nobody made a visit of yet, however they were recorded. */
export function findFirstPurchases(
  tx: Tx,
  since: Date,
): Promise<{ customerId: string; staffId: string; paidAt: Date; item: string | null }[]> {
  return tx.$queryRaw`
    SELECT c.id AS "customerId", c.owner_id AS "staffId", o.paid_at AS "paidAt",
           (SELECT item FROM order_line l WHERE l.order_id = o.id ORDER BY amount_fen DESC, id LIMIT 1) AS item
    FROM orders o
    JOIN customer c ON c.id = o.customer_id
    JOIN staff s ON s.id = c.owner_id AND s.active
    WHERE o.paid_at >= ${since} AND o.state = 'paid' AND NOT c.do_not_disturb
      AND NOT EXISTS (SELECT 1 FROM orders e WHERE e.customer_id = c.id AND e.state <> 'closed' AND e.id <> o.id)
      AND NOT EXISTS (SELECT 1 FROM follow_up f WHERE f.rule_key = 'first-purchase:' || c.id)
    ORDER BY o.paid_at, o.id`;
}

/** Wishes said in the last 90 days and not bought since: reported on each week. */
export function findOpportunities(
  tx: Tx,
  { today, now, zone }: RuleContext,
): Promise<{ customerId: string; staffId: string; factId: string; value: string; week: number }[]> {
  return tx.$queryRaw`
    SELECT * FROM (
      SELECT f.customer_id AS "customerId", c.owner_id AS "staffId", f.id AS "factId", f.value,
             ((${today}::date - (f.recorded_at AT TIME ZONE ${zone})::date) / 7)::int AS week
      FROM fact f
      JOIN customer c ON c.id = f.customer_id
      JOIN staff s ON s.id = c.owner_id AND s.active
      WHERE f.kind = 'need' AND f.withdrawn_at IS NULL AND f.superseded_by_id IS NULL
        AND f.recorded_at > ${new Date(now.getTime() - OPPORTUNITY_MS)} AND NOT c.do_not_disturb
        AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id AND o.paid_at > f.recorded_at)
        AND NOT EXISTS (SELECT 1 FROM follow_up u WHERE u.customer_id = c.id AND u.state = 'open')) found
    WHERE week >= 1
      AND NOT EXISTS (SELECT 1 FROM follow_up u WHERE u.rule_key = 'progress:' || "factId" || ':' || week)
    ORDER BY "staffId", "customerId", "factId"`;
}
/** Wishes older than this are no opportunity any more. */
const OPPORTUNITY_MS = 90 * 86_400_000;

export interface RuleRow {
  ruleKey: string;
  customerId: string;
  staffId: string;
  text: string;
  dueAt: Date;
  dueHasTime: boolean;
}

/** Rows in one statement. */
const ROWS_MAX = 1_000;

/** Once per key, whoever runs it and however often. Returns rows written. */
export async function addByRule(tx: Tx, rows: readonly RuleRow[], now: Date): Promise<number> {
  let written = 0;
  for (let from = 0; from < rows.length; from += ROWS_MAX) {
    const data = rows
      .slice(from, from + ROWS_MAX)
      .map((row) => ({ ...row, id: randomUUID(), createdById: row.staffId, createdAt: now }));
    written += (await tx.followUp.createMany({ data, skipDuplicates: true })).count;
  }
  return written;
}

/** A contact since made it done, whoever logged it: suggestions that a touch, a review or a first word has answered. */
export async function settleByContact(tx: Tx, outcome: string): Promise<number> {
  return tx.$executeRaw`
    UPDATE follow_up AS f SET state = 'done', done_at = t.at, outcome = ${outcome}
    FROM (
      SELECT u.id, min(t.at) AS at
      FROM follow_up u JOIN touch t ON t.customer_id = u.customer_id AND t.at > u.created_at
      WHERE u.state = 'open'
        AND (u.rule_key LIKE 'touch:%' OR (u.rule_key LIKE 'lead:%' AND t.direction = 'out')
          OR (u.rule_key LIKE 'review:%' AND t.means = 'review'))
      GROUP BY u.id) t
    WHERE f.id = t.id AND f.state = 'open'`;
}

export interface Load {
  staffId: string;
  name: string;
  /** Of the class spoken of. */
  customers: number;
  /** Contacts a day in the long run, by all clocks: now and with the other number. */
  before: number;
  after: number;
  /** Of the class, due today: now and with the other number; what is late is due. */
  dueBefore: number;
  dueAfter: number;
  /** Of the class, those who cannot be written to as often: their allowance has fewer places in these days. */
  capped: number;
}

/**
 * What another number of days would ask of each associate, worked out on her customers as they are: contacts a day,
 * how many are due at once, and for whom messages alone would not do (1 in 30 days after three unanswered).
 */
export function findLoad(
  tx: Tx,
  context: RuleContext,
  change: { class: PurchaseClass; days: number },
  storeId: string | null,
): Promise<Load[]> {
  const ofStore = storeId === null ? Prisma.empty : Prisma.sql`AND s.store_id = ${storeId}`;
  const { today, settings } = context;
  const { allowance } = settings;
  const ofClass = Prisma.sql`k.class = ${change.class}`;
  const due = (days: Prisma.Sql) => Prisma.sql`
    count(*) FILTER (WHERE ${ofClass} AND k.touched_on + ${days} <= ${today}::date)::int`;
  return tx.$queryRaw`
    WITH ${clocked(context)},
    answered AS (
      SELECT customer_id, max(at) AS at FROM (
        SELECT customer_id, at FROM touch WHERE direction = 'in'
        UNION ALL SELECT customer_id, paid_at FROM orders WHERE state <> 'closed'
        UNION ALL SELECT customer_id, visited_at FROM visit) e GROUP BY customer_id),
    unanswered AS (
      SELECT t.customer_id FROM touch t LEFT JOIN answered a ON a.customer_id = t.customer_id
      WHERE t.direction = 'out' AND t.means = 'message' AND (a.at IS NULL OR t.at > a.at)
      GROUP BY t.customer_id HAVING count(*) >= ${allowance.unansweredLimit})
    SELECT s.id AS "staffId", s.name,
           count(*) FILTER (WHERE k.class = ${change.class})::int AS customers,
           sum(1.0 / k.touch_days)::float8 AS before,
           sum(1.0 / CASE WHEN k.class = ${change.class} THEN ${change.days}::int ELSE k.touch_days END)::float8 AS after,
           ${due(Prisma.sql`k.touch_days`)} AS "dueBefore", ${due(Prisma.sql`${change.days}::int`)} AS "dueAfter",
           count(*) FILTER (WHERE ${ofClass} AND ${allowance.days}::float8 / ${change.days}::int
             > CASE WHEN u.customer_id IS NULL THEN ${allowance.messages}::int ELSE ${allowance.throttledMessages}::int END)::int AS capped
    FROM clocked k JOIN staff s ON s.id = k.staff_id LEFT JOIN unanswered u ON u.customer_id = k.customer_id
    WHERE TRUE ${ofStore}
    GROUP BY s.id, s.name
    ORDER BY after DESC, s.id`;
}
