// Who is due for what: all customers at once, page by page. Each query mirrors a pure rule of occasions.ts.
import type { Day } from "../../calendar/day.ts";
import type { Tx } from "../../db/db.ts";
import { CYCLE_DAYS, CYCLE_PURCHASES } from "./occasions.ts";

export interface Due {
  customerId: string;
  staffId: string;
  storeId: string;
  occursOn: Day;
  /** Name of the festival or the anniversary; of a complaint its id. */
  name: string | null;
}

interface DueRow {
  customer_id: string;
  staff_id: string;
  store_id: string;
  occurs_on: string;
  name: string | null;
}

function toDue(rows: readonly DueRow[]): Due[] {
  return rows.map((row) => ({
    customerId: row.customer_id,
    staffId: row.staff_id,
    storeId: row.store_id,
    occursOn: row.occurs_on,
    name: row.name,
  }));
}

export interface Page {
  after: string;
  limit: number;
}

/** Customers with an active associate whose birthday is one of these, and who were not thought of yet. */
export async function birthdaysDue(
  tx: Tx,
  days: readonly { calendar: "solar" | "lunar"; month: number; day: number; leap: boolean; occursOn: Day }[],
  page: Page,
): Promise<Due[]> {
  const rows = await tx.$queryRaw<DueRow[]>`
    SELECT c.id AS customer_id, s.id AS staff_id, c.store_id, meant.occurs_on, NULL::text AS name
    FROM unnest(${days.map((one) => one.calendar)}::text[], ${days.map((one) => one.month)}::int[],
      ${days.map((one) => one.day)}::int[], ${days.map((one) => one.leap)}::boolean[],
      ${days.map((one) => one.occursOn)}::text[]) AS meant(calendar, month, day, leap, occurs_on)
    JOIN customer c ON c.birthday_calendar = meant.calendar::birthday_calendar AND c.birthday_month = meant.month
      AND c.birthday_day = meant.day AND (meant.calendar = 'solar' OR c.birthday_leap = meant.leap)
    JOIN staff s ON s.id = c.owner_id AND s.active
    WHERE c.id > ${page.after}
      AND NOT EXISTS (SELECT 1 FROM care_message m
        WHERE m.occurrence_key = 'birthday:' || c.id || ':' || meant.occurs_on)
    ORDER BY c.id LIMIT ${page.limit}`;
  return toDue(rows);
}

/** Anniversaries told as facts with month and day. */
export async function anniversariesDue(
  tx: Tx,
  days: readonly { month: number; day: number; occursOn: Day }[],
  page: Page,
): Promise<Due[]> {
  const rows = await tx.$queryRaw<DueRow[]>`
    SELECT DISTINCT ON (c.id) c.id AS customer_id, s.id AS staff_id, c.store_id, meant.occurs_on, coalesce(f.topic, '纪念日') AS name
    FROM unnest(${days.map((one) => one.month)}::int[], ${days.map((one) => one.day)}::int[],
      ${days.map((one) => one.occursOn)}::text[]) AS meant(month, day, occurs_on)
    JOIN fact f ON f.kind = 'anniversary' AND f.on_month = meant.month AND f.on_day = meant.day
      AND f.withdrawn_at IS NULL AND f.superseded_by_id IS NULL
    JOIN customer c ON c.id = f.customer_id
    JOIN staff s ON s.id = c.owner_id AND s.active
    WHERE c.id > ${page.after}
      AND NOT EXISTS (SELECT 1 FROM care_message m
        WHERE m.occurrence_key = 'anniversary:' || c.id || ':' || meant.occurs_on)
    ORDER BY c.id, meant.occurs_on LIMIT ${page.limit}`;
  return toDue(rows);
}

/**
 * First purchases and memberships that come round on one of these days, at most `perStaff` a day for each associate:
 * those who spent most. A wedding is told as a fact and comes before (anniversariesDue).
 */
export async function firstDaysDue(
  tx: Tx,
  of: { days: readonly { month: number; day: number; occursOn: Day }[]; zone: string; perStaff: number },
  page: Page,
): Promise<Due[]> {
  const rows = await tx.$queryRaw<DueRow[]>`
    WITH meant AS (
      SELECT * FROM unnest(${of.days.map((one) => one.month)}::int[], ${of.days.map((one) => one.day)}::int[],
        ${of.days.map((one) => one.occursOn)}::text[]) AS meant(month, day, occurs_on)
    ), bought AS (
      SELECT customer_id, min(paid_at) AS first_at, sum(amount_fen - refunded_fen) AS net FROM orders
      WHERE state <> 'closed' GROUP BY customer_id
    ), first_days AS (
      SELECT c.id, (bought.first_at AT TIME ZONE ${of.zone})::date AS first_on, 'first' AS name, bought.net
      FROM bought JOIN customer c ON c.id = bought.customer_id WHERE c.owner_id IS NOT NULL
      UNION ALL
      SELECT c.id, c.member_since, 'member', coalesce(bought.net, 0)
      FROM customer c LEFT JOIN bought ON bought.customer_id = c.id
      WHERE c.owner_id IS NOT NULL AND c.member_since IS NOT NULL AND c.membership <> 'cancelled'
    ), due AS (
      SELECT DISTINCT ON (c.id) c.id AS customer_id, s.id AS staff_id, c.store_id, meant.occurs_on,
        f.name || ':' || (left(meant.occurs_on, 4)::int - extract(year FROM f.first_on)::int) AS name, f.net
      FROM first_days f
      JOIN meant ON extract(month FROM f.first_on) = meant.month AND extract(day FROM f.first_on) = meant.day
        AND extract(year FROM f.first_on) < left(meant.occurs_on, 4)::int
      JOIN customer c ON c.id = f.id AND c.external_id IS NOT NULL
      JOIN staff s ON s.id = c.owner_id AND s.active
      -- First purchase and membership of one day are one greeting; the membership has the name.
      ORDER BY c.id, f.name DESC, meant.occurs_on DESC
    )
    SELECT customer_id, staff_id, store_id, occurs_on, name FROM (
      SELECT due.*, row_number() OVER (PARTITION BY staff_id, occurs_on ORDER BY net DESC, customer_id) AS place FROM due
    ) ranked
    WHERE place <= ${of.perStaff}::int AND customer_id > ${page.after}
      AND NOT EXISTS (SELECT 1 FROM care_message m WHERE m.occurrence_key =
        'anniversary:' || ranked.customer_id || ':' || split_part(ranked.name, ':', 1) || '-' || left(ranked.occurs_on, 4))
    ORDER BY customer_id LIMIT ${page.limit}`;
  return toDue(rows);
}

/** New contacts of these hours who bought nothing yet. */
export async function leadsDue(tx: Tx, range: { from: Date; to: Date; zone: string }, page: Page): Promise<Due[]> {
  const rows = await tx.$queryRaw<DueRow[]>`
    SELECT DISTINCT ON (c.id) c.id AS customer_id, s.id AS staff_id, c.store_id,
      to_char(r.added_at AT TIME ZONE ${range.zone}, 'YYYY-MM-DD') AS occurs_on, NULL::text AS name
    FROM relation r JOIN customer c ON c.id = r.customer_id JOIN staff s ON s.id = r.staff_id AND s.active
    WHERE r.added_at >= ${range.from}::timestamptz AND r.added_at < ${range.to}::timestamptz AND r.ended_at IS NULL
      AND c.id > ${page.after}
      AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id)
      AND NOT EXISTS (SELECT 1 FROM relation p WHERE p.customer_id = c.id AND p.added_at < ${range.from}::timestamptz)
      AND NOT EXISTS (SELECT 1 FROM care_message m WHERE m.occurrence_key = 'lead:' || c.id || ':first')
    ORDER BY c.id, r.added_at LIMIT ${page.limit}`;
  return toDue(rows);
}

/** Complaints closed on these days (`from` ≤ day < `to`), none open since; the name is the complaint's id. */
export async function complaintsDue(tx: Tx, range: { from: Date; to: Date; zone: string }, page: Page): Promise<Due[]> {
  const rows = await tx.$queryRaw<DueRow[]>`
    SELECT DISTINCT ON (c.id) c.id AS customer_id, s.id AS staff_id, c.store_id,
      to_char(p.closed_at AT TIME ZONE ${range.zone}, 'YYYY-MM-DD') AS occurs_on, p.id AS name
    FROM complaint p JOIN customer c ON c.id = p.customer_id JOIN staff s ON s.id = c.owner_id AND s.active
    WHERE p.state = 'closed' AND p.closed_at >= ${range.from}::timestamptz AND p.closed_at < ${range.to}::timestamptz
      AND c.id > ${page.after}
      AND NOT EXISTS (SELECT 1 FROM complaint o WHERE o.customer_id = c.id AND o.state = 'open')
      AND NOT EXISTS (SELECT 1 FROM care_message m WHERE m.occurrence_key = 'complaint:' || c.id || ':' || p.id)
    ORDER BY c.id, p.closed_at DESC LIMIT ${page.limit}`;
  return toDue(rows);
}

/**
 * Customers last seen (purchase or visit) between two days, both included, with no open complaint (that is answered
 * first), once per silence; at most `perStaff` for each associate who has them as contacts: those who spent most.
 */
export async function silentDue(
  tx: Tx,
  of: {
    rule: "dormant" | "winback";
    from: Day;
    to: Day;
    quietSince: Date;
    dayStart: Date;
    zone: string;
    perStaff: number;
  },
  page: Page,
): Promise<Due[]> {
  const rows = await tx.$queryRaw<DueRow[]>`
    WITH seen AS (
      SELECT customer_id, max(at) AS at, sum(net) AS net FROM (
        SELECT customer_id, paid_at AS at, amount_fen - refunded_fen AS net FROM orders WHERE state <> 'closed'
        UNION ALL SELECT customer_id, visited_at, 0 FROM visit
      ) every GROUP BY customer_id
    ), last AS (
      SELECT customer_id, to_char(at AT TIME ZONE ${of.zone}, 'YYYY-MM-DD') AS seen_on, net FROM seen
    ), ranked AS (
      SELECT c.id AS customer_id, s.id AS staff_id, c.store_id, last.seen_on,
        row_number() OVER (PARTITION BY s.id ORDER BY last.net DESC, c.id) AS place
      FROM last JOIN customer c ON c.id = last.customer_id JOIN staff s ON s.id = c.owner_id AND s.active
      JOIN relation r ON r.customer_id = c.id AND r.staff_id = s.id AND r.ended_at IS NULL
      WHERE last.seen_on >= ${of.from} AND last.seen_on <= ${of.to} AND c.external_id IS NOT NULL
        -- Somebody already written to, or about to be, is not asked after a second time.
        AND NOT EXISTS (SELECT 1 FROM care_message w
          WHERE w.customer_id = c.id AND w.state IN ('draft', 'approved', 'queued', 'task_created'))
        AND NOT EXISTS (SELECT 1 FROM touch t WHERE t.customer_id = c.id AND t.at >= ${of.quietSince}::timestamptz)
        AND NOT EXISTS (SELECT 1 FROM complaint o WHERE o.customer_id = c.id AND o.state = 'open')
        AND NOT EXISTS (SELECT 1 FROM care_message m
          WHERE m.occurrence_key = ${of.rule}::text || ':' || c.id || ':' || last.seen_on)
    )
    SELECT customer_id, staff_id, store_id, seen_on AS occurs_on, NULL::text AS name FROM ranked
    -- A morning's run that died half-way and runs again does not make twice as many.
    WHERE place + (SELECT count(*) FROM care_message d WHERE d.staff_id = ranked.staff_id
        AND d.occurrence_key LIKE ${of.rule}::text || ':%' AND d.created_at >= ${of.dayStart}::timestamptz)
      <= ${of.perStaff}::int AND customer_id > ${page.after} ORDER BY customer_id LIMIT ${page.limit}`;
  return toDue(rows);
}

/** Customers whose usual day to come again (replenishOn) lies between two days; `occursOn` is the last purchase. */
export async function replenishDue(
  tx: Tx,
  of: { from: Day; to: Day; since: Date; dayStart: Date; zone: string; perStaff: number },
  page: Page,
): Promise<Due[]> {
  const rows = await tx.$queryRaw<DueRow[]>`
    WITH days AS (
      SELECT DISTINCT customer_id, (paid_at AT TIME ZONE ${of.zone})::date AS day FROM orders
      WHERE state = 'paid' AND paid_at >= ${of.since}::timestamptz
    ), gaps AS (
      SELECT customer_id, day, day - lag(day) OVER (PARTITION BY customer_id ORDER BY day) AS gap FROM days
    ), habits AS (
      SELECT customer_id, max(day) AS last_on, count(*) AS days,
        percentile_disc(0.5) WITHIN GROUP (ORDER BY gap) AS gap
      FROM gaps GROUP BY customer_id HAVING count(*) >= ${CYCLE_PURCHASES}::int
    ), ranked AS (
      SELECT c.id AS customer_id, s.id AS staff_id, c.store_id, h.last_on,
        row_number() OVER (PARTITION BY s.id ORDER BY h.days DESC, c.id) AS place
      FROM habits h JOIN customer c ON c.id = h.customer_id JOIN staff s ON s.id = c.owner_id AND s.active
      JOIN relation r ON r.customer_id = c.id AND r.staff_id = s.id AND r.ended_at IS NULL
      WHERE h.gap BETWEEN ${CYCLE_DAYS.min}::int AND ${CYCLE_DAYS.max}::int
        AND NOT EXISTS (SELECT 1 FROM care_message w
          WHERE w.customer_id = c.id AND w.state IN ('draft', 'approved', 'queued', 'task_created'))
        AND h.last_on + h.gap BETWEEN ${of.from}::date AND ${of.to}::date
        AND NOT EXISTS (SELECT 1 FROM care_message m
          WHERE m.occurrence_key = 'replenish:' || c.id || ':' || to_char(h.last_on, 'YYYY-MM-DD'))
    )
    SELECT customer_id, staff_id, store_id, to_char(last_on, 'YYYY-MM-DD') AS occurs_on, NULL::text AS name FROM ranked
    WHERE place + (SELECT count(*) FROM care_message d WHERE d.staff_id = ranked.staff_id
        AND d.occurrence_key LIKE 'replenish:%' AND d.created_at >= ${of.dayStart}::timestamptz)
      <= ${of.perStaff}::int AND customer_id > ${page.after} ORDER BY customer_id LIMIT ${page.limit}`;
  return toDue(rows);
}

/** Birthdays of these tiers, for which a gift has to be ordered; those that have their task are left out. */
export async function giftsDue(
  tx: Tx,
  days: readonly { calendar: "solar" | "lunar"; month: number; day: number; leap: boolean; occursOn: Day }[],
  tiers: readonly string[],
  page: Page,
): Promise<(Due & { customerName: string })[]> {
  const rows = await tx.$queryRaw<(DueRow & { customer_name: string })[]>`
    SELECT DISTINCT ON (c.id) c.id AS customer_id, s.id AS staff_id, c.store_id, meant.occurs_on, NULL::text AS name,
      c.name AS customer_name
    FROM unnest(${days.map((one) => one.calendar)}::text[], ${days.map((one) => one.month)}::int[],
      ${days.map((one) => one.day)}::int[], ${days.map((one) => one.leap)}::boolean[],
      ${days.map((one) => one.occursOn)}::text[]) AS meant(calendar, month, day, leap, occurs_on)
    JOIN customer c ON c.birthday_calendar = meant.calendar::birthday_calendar AND c.birthday_month = meant.month
      AND c.birthday_day = meant.day AND (meant.calendar = 'solar' OR c.birthday_leap = meant.leap)
    JOIN staff s ON s.id = c.owner_id AND s.active
    WHERE c.id > ${page.after} AND c.tier = ANY(${[...tiers]}::text[])
      AND NOT EXISTS (SELECT 1 FROM follow_up f WHERE f.rule_key = 'gift:' || c.id || ':' || meant.occurs_on)
    ORDER BY c.id, meant.occurs_on LIMIT ${page.limit}`;
  return toDue(rows).map((due, index) => ({ ...due, customerName: rows[index]?.customer_name ?? "" }));
}

export interface GiftTask {
  customerId: string;
  staffId: string;
  text: string;
  dueAt: Date;
  ruleKey: string;
  createdAt: Date;
}

/** Once per birthday whatever crashes. */
export async function insertGiftTasks(tx: Tx, tasks: readonly GiftTask[]): Promise<number> {
  if (tasks.length === 0) return 0;
  const data = tasks.map((task) => ({ ...task, createdById: task.staffId, updatedAt: task.createdAt }));
  return (await tx.followUp.createMany({ data, skipDuplicates: true })).count;
}

/** Customers whose first purchase ever was on one of these days (`from` ≤ day < `to` as instants). */
export async function firstPurchases(
  tx: Tx,
  range: { from: Date; to: Date; zone: string },
  page: Page,
): Promise<Due[]> {
  const rows = await tx.$queryRaw<DueRow[]>`
    SELECT DISTINCT ON (c.id) c.id AS customer_id, s.id AS staff_id, c.store_id,
      to_char(o.paid_at AT TIME ZONE ${range.zone}, 'YYYY-MM-DD') AS occurs_on, NULL::text AS name
    FROM orders o JOIN customer c ON c.id = o.customer_id JOIN staff s ON s.id = c.owner_id AND s.active
    WHERE o.paid_at >= ${range.from}::timestamptz AND o.paid_at < ${range.to}::timestamptz AND o.state = 'paid'
      AND c.id > ${page.after}
      AND NOT EXISTS (SELECT 1 FROM orders p WHERE p.customer_id = c.id AND p.paid_at < ${range.from}::timestamptz)
      AND NOT EXISTS (SELECT 1 FROM care_message m WHERE m.occurrence_key = 'thanks:' || c.id || ':first')
    ORDER BY c.id, o.paid_at LIMIT ${page.limit}`;
  return toDue(rows);
}

/**
 * For each associate the customers to greet at a holiday: those who spent most in the year before, at most `perStaff`.
 * More than that nobody looks at one by one before sending.
 */
export async function holidayDue(
  tx: Tx,
  holiday: { name: string; day: Day; key: string; since: Date; perStaff: number },
  page: Page,
): Promise<Due[]> {
  const rows = await tx.$queryRaw<DueRow[]>`
    SELECT ranked.customer_id, ranked.staff_id, ranked.store_id, ${holiday.day}::text AS occurs_on, ${holiday.name}::text AS name
    FROM (
      SELECT c.id AS customer_id, c.owner_id AS staff_id, c.store_id,
        row_number() OVER (PARTITION BY c.owner_id ORDER BY coalesce(spent.net, 0) DESC, c.id) AS place
      FROM customer c JOIN staff s ON s.id = c.owner_id AND s.active
      LEFT JOIN (
        SELECT customer_id, sum(amount_fen - refunded_fen) AS net FROM orders
        WHERE paid_at >= ${holiday.since}::timestamptz AND state <> 'closed' GROUP BY customer_id
      ) spent ON spent.customer_id = c.id
      WHERE c.external_id IS NOT NULL
    ) ranked
    WHERE ranked.place <= ${holiday.perStaff} AND ranked.customer_id > ${page.after}
      AND NOT EXISTS (SELECT 1 FROM care_message m
        WHERE m.occurrence_key = 'holiday:' || ranked.customer_id || ':' || ${holiday.key}::text)
    ORDER BY ranked.customer_id LIMIT ${page.limit}`;
  return toDue(rows);
}
