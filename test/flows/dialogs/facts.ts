// What the shop's tables say, by queries written for these tests alone, and how an answer writes it down.
import { addDays } from "../../../src/calendar/day.ts";
import { type Sql, TODAY } from "./shop.ts";

export interface Person {
  id: string;
  name: string;
  owner: string | null;
  store: string;
  gender: string;
  tier: string;
  quiet: boolean;
  calendar: string | null;
  month: number | null;
  day: number | null;
  /** In fen, refunds taken off. */
  spent: number;
  spentThisYear: number;
  ordersThisYear: number;
  /** Day she last came or bought, 2026-11-24. */
  seen: string | null;
}

/** All of them, or the one with this id. */
export const people = (sql: Sql, id = ""): Promise<Person[]> => sql<Person>`
  SELECT c.id, c.name, c.owner_id AS owner, c.store_id AS store, c.gender::text, c.tier, c.do_not_disturb AS quiet,
    c.birthday_calendar::text AS calendar, c.birthday_month AS month, c.birthday_day AS day,
    coalesce(o.spent, 0)::int AS spent, coalesce(o.this_year, 0)::int AS "spentThisYear",
    coalesce(o.orders, 0)::int AS "ordersThisYear",
    to_char(greatest(o.last, v.last) AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS seen
  FROM customer c
  LEFT JOIN (
    SELECT customer_id, max(paid_at) AS last, sum(amount_fen - refunded_fen) AS spent,
      sum(amount_fen - refunded_fen) FILTER (WHERE paid_at >= '2026-01-01T00:00:00+08') AS this_year,
      count(*) FILTER (WHERE paid_at >= '2026-01-01T00:00:00+08') AS orders
    FROM orders WHERE state <> 'closed' AND ${id} IN ('', customer_id) GROUP BY customer_id
  ) o ON o.customer_id = c.id
  LEFT JOIN (SELECT customer_id, max(visited_at) AS last FROM visit
    WHERE ${id} IN ('', customer_id) GROUP BY customer_id) v ON v.customer_id = c.id
  WHERE ${id} IN ('', c.id)`;

/** The one customer of this name; of several, the one whose phone ends so or who is this associate's. */
export async function person(sql: Sql, name: string, which = ""): Promise<Person> {
  const [one, ...more] = await sql<{ id: string }>`SELECT id FROM customer
    WHERE name = ${name} AND ${which} IN ('', phone_tail, owner_id)`;
  if (!one || more.length > 0) throw new Error(`${more.length + 1} customers are called ${name}`);
  return (await people(sql, one.id))[0]!;
}

export const lastSeenBy = (day: string) => (one: Person) => one.seen !== null && one.seen <= day;
export const bySpend = (a: Person, b: Person) => b.spent - a.spent;
export const namesOf = (found: readonly Person[]): string[] => found.map(({ name }) => name);
export const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** Rows of everything a talk can write about customers. What is only remembered of the talk itself is not in it. */
export async function rows(sql: Sql): Promise<Record<string, number>> {
  const counted = await sql<Record<string, number>>`
    SELECT (SELECT count(*) FROM customer)::int AS customers, (SELECT count(*) FROM orders)::int AS orders,
      (SELECT sum(refunded_fen) FROM orders)::int AS refunded, (SELECT count(*) FROM order_line)::int AS lines,
      (SELECT count(*) FROM visit)::int AS visits, (SELECT count(*) FROM note)::int AS notes,
      (SELECT count(*) FROM fact WHERE withdrawn_at IS NULL)::int AS facts,
      (SELECT count(*) FROM customer_tag)::int AS tags, (SELECT count(*) FROM touch)::int AS touches,
      (SELECT count(*) FROM follow_up WHERE state = 'open')::int AS due,
      (SELECT count(*) FROM care_message WHERE state <> 'dismissed')::int AS messages,
      (SELECT count(*) FROM contact_reservation r JOIN care_message m ON m.id = r.care_message_id
        WHERE r.released_at IS NULL AND m.state <> 'draft')::int AS places,
      (SELECT count(*) FROM customer WHERE do_not_disturb)::int AS quiet,
      (SELECT md5(string_agg(concat_ws('|', id, owner_id, name, gender, tier, phone_hash, occupation, company,
        birthday_calendar, birthday_year, birthday_month, birthday_day, md5(address_cipher)), ',' ORDER BY id))
        FROM customer) AS customer`;
  return counted[0]!;
}

/** 21,160.30元, 520元 */
export function yuan(fen: number): string {
  const digits = { minimumFractionDigits: fen % 100 === 0 ? 0 : 2, maximumFractionDigits: 2 };
  return `${(fen / 100).toLocaleString("en-US", digits)}元`;
}

/** 2026-11-06 as 11月6日. */
export function monthDay(day: string): string {
  const [, month, date] = day.split("-").map(Number);
  return `${month}月${date}日`;
}

/** The names of a numbered list, in its order. */
export function listed(answer: string): string[] {
  return [...answer.matchAll(/^\d+ (\S+) · /gmu)].map((match) => match[1]!);
}

/** 「金卡：16位」 */
export function countIn(answer: string): number {
  const found = /(\d+)位/u.exec(answer);
  if (!found) throw new Error(`no number of people in: ${answer}`);
  return Number(found[1]);
}

export function daysAgo(days: number): string {
  return addDays(TODAY, -days);
}

export function daysUntil(day: string): number {
  return Math.round((Date.parse(day) - Date.parse(TODAY)) / 86_400_000);
}

const lunar = new Intl.DateTimeFormat("en-u-ca-chinese", { month: "numeric", day: "numeric", timeZone: "UTC" });
/** The next day, today included, on which the lunar calendar shows this date; by the platform's own calendar. */
export function nextLunar(month: number, day: number): string {
  for (let ahead = 0; ahead < 400; ahead++) {
    const at = addDays(TODAY, ahead);
    const parts = lunar.formatToParts(new Date(`${at}T12:00:00Z`));
    const part = (type: string) => parts.find((one) => one.type === type)?.value;
    if (part("month") === String(month) && part("day") === String(day)) return at;
  }
  throw new Error(`no lunar ${month}/${day} within 400 days`);
}

/** The next 2027-05-03 for 5, 3. */
export function nextSolar(month: number, day: number): string {
  const dated = (year: number) => `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  return dated(2026) >= TODAY ? dated(2026) : dated(2027);
}
