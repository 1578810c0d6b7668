// Everything known of one customer, in one query: the card and the brief at the door are made of it.
// Reads only; it opens no sealed phone or address.
import type { Tx } from "../../db/db.ts";

/** One customer's file (档案). Money in fen; instants as milliseconds since 1970, because they travel as JSON. */
export interface CustomerFile {
  id: string;
  name: string;
  gender: "female" | "male" | "unknown";
  storeName: string;
  ownerName: string | null;
  tier: string | null;
  membership: "none" | "active" | "frozen" | "cancelled";
  points: number;
  birthdayCalendar: "solar" | "lunar" | null;
  birthdayYear: number | null;
  birthdayMonth: number | null;
  birthdayDay: number | null;
  birthdayLeap: boolean;
  phoneTail: string | null;
  province: string | null;
  city: string | null;
  occupation: string | null;
  company: string | null;
  source: string | null;
  doNotDisturb: boolean;
  doNotDisturbWhy: string | null;
  addedAt: number;
  verifiedAt: number | null;
  /** Contradictions nobody has settled yet. */
  claims: { what: string; said: string }[];
  aliases: string[];
  tags: string[];
  facts: FileFact[];
  notes: { text: string; at: number; by: string | null }[];
  spend: {
    orders: number;
    netFen: number;
    refundedFen: number;
    yearOrders: number;
    yearFen: number;
    trailingFen: number;
    lastAt: number | null;
  };
  lastOrders: { at: number; netFen: number; refundedFen: number; items: string[] }[];
  categories: string[];
  /** Days she was in the shop, purchases there included, as query-sql.ts counts them. */
  visits: number;
  lastVisitAt: number | null;
  touches: { at: number; means: string; direction: string; topic: string | null; by: string | null }[];
  followUps: { id: string; text: string; dueAt: number; hasTime: boolean; promise: boolean }[];
  complaints: { content: string; openedAt: number; open: boolean }[];
  scores: { kind: string; score: number; at: number }[];
}

export interface FileFact {
  kind: "preference" | "need" | "negative" | "family" | "anniversary" | "other";
  topic: string | null;
  value: string;
  pinned: boolean;
  at: number;
  by: string | null;
}

// A card is read on a phone: more than these of each would be scrolled past. Warnings come first in the order, so that
// a limit never hides one.
const FACTS_MAX = 40;
const NOTES_MAX = 5;
const ORDERS_MAX = 5;
const TOUCHES_MAX = 3;
const FOLLOW_UPS_MAX = 5;
const COMPLAINTS_MAX = 3;

/** `yearFrom`, `trailingFrom`: beginnings of this year and of the days that count for the class. */
export async function loadFile(
  tx: Tx,
  id: string,
  { yearFrom, trailingFrom, zone }: { yearFrom: Date; trailingFrom: Date; zone: string },
): Promise<CustomerFile | null> {
  const rows = await tx.$queryRaw<CustomerFile[]>`
    SELECT c.id, c.name, c.gender::text AS gender, c.tier, c.membership::text AS membership, c.points,
      c.birthday_calendar::text AS "birthdayCalendar", c.birthday_year AS "birthdayYear",
      c.birthday_month AS "birthdayMonth", c.birthday_day AS "birthdayDay", c.birthday_leap AS "birthdayLeap",
      c.phone_tail AS "phoneTail", c.province, c.city, c.occupation, c.company, c.source,
      c.do_not_disturb AS "doNotDisturb", c.do_not_disturb_why AS "doNotDisturbWhy",
      (extract(epoch FROM c.created_at) * 1000)::float8 AS "addedAt",
      (extract(epoch FROM c.last_verified_at) * 1000)::float8 AS "verifiedAt",
      COALESCE((SELECT json_agg(json_build_object('what', m.what, 'said', m.new_shown) ORDER BY m.recorded_at)
        FROM claim m WHERE m.customer_id = c.id AND m.settled_at IS NULL), '[]') AS claims,
      (SELECT s.name FROM store s WHERE s.id = c.store_id) AS "storeName",
      (SELECT s.name FROM staff s WHERE s.id = c.owner_id) AS "ownerName",
      COALESCE((SELECT json_agg(a.alias ORDER BY a.created_at, a.alias) FROM customer_alias a WHERE a.customer_id = c.id), '[]') AS aliases,
      COALESCE((SELECT json_agg(t.name || CASE WHEN ct.origin = 'rule' THEN '（自动）' ELSE '' END ORDER BY ct.added_at, t.name) FROM customer_tag ct JOIN tag t ON t.id = ct.tag_id
        WHERE ct.customer_id = c.id), '[]') AS tags,
      COALESCE((SELECT json_agg(json_build_object('kind', f.kind, 'topic', f.topic, 'value', f.value, 'pinned', f.pinned,
          'at', extract(epoch FROM f.recorded_at) * 1000, 'by', f.by) ORDER BY f.rank)
        FROM (SELECT f.*, (SELECT s.name FROM staff s WHERE s.id = f.recorded_by_id) AS by,
            row_number() OVER (ORDER BY f.kind = 'negative' DESC, f.pinned DESC, f.recorded_at DESC, f.id) AS rank
          FROM fact f WHERE f.customer_id = c.id AND f.withdrawn_at IS NULL AND f.superseded_by_id IS NULL
          ORDER BY rank LIMIT ${FACTS_MAX}) f), '[]') AS facts,
      COALESCE((SELECT json_agg(json_build_object('text', n.text, 'at', extract(epoch FROM n.created_at) * 1000, 'by', n.by)
          ORDER BY n.created_at DESC)
        FROM (SELECT n.*, (SELECT s.name FROM staff s WHERE s.id = n.author_id) AS by FROM note n
          WHERE n.customer_id = c.id ORDER BY n.created_at DESC LIMIT ${NOTES_MAX}) n), '[]') AS notes,
      (SELECT json_build_object('orders', count(*), 'netFen', COALESCE(sum(o.amount_fen - o.refunded_fen), 0),
          'refundedFen', COALESCE(sum(o.refunded_fen), 0),
          'yearOrders', count(*) FILTER (WHERE o.paid_at >= ${yearFrom}),
          'yearFen', COALESCE(sum(o.amount_fen - o.refunded_fen) FILTER (WHERE o.paid_at >= ${yearFrom}), 0),
          'trailingFen', COALESCE(sum(o.amount_fen - o.refunded_fen) FILTER (WHERE o.paid_at >= ${trailingFrom}), 0),
          'lastAt', extract(epoch FROM max(o.paid_at)) * 1000)
        FROM orders o WHERE o.customer_id = c.id AND o.state <> 'closed') AS spend,
      COALESCE((SELECT json_agg(json_build_object('at', extract(epoch FROM o.paid_at) * 1000,
          'netFen', o.amount_fen - o.refunded_fen, 'refundedFen', o.refunded_fen,
          'items', COALESCE((SELECT json_agg(l.item || CASE WHEN l.quantity > 1 THEN '×' || l.quantity ELSE '' END ORDER BY l.amount_fen DESC, l.id)
            FROM order_line l WHERE l.order_id = o.id), '[]')) ORDER BY o.paid_at DESC, o.id)
        FROM (SELECT * FROM orders o WHERE o.customer_id = c.id AND o.state <> 'closed'
          ORDER BY o.paid_at DESC, o.id LIMIT ${ORDERS_MAX}) o), '[]') AS "lastOrders",
      COALESCE((SELECT json_agg(k.category) FROM (SELECT l.category FROM order_line l WHERE l.customer_id = c.id
          AND l.category IS NOT NULL GROUP BY l.category ORDER BY sum(l.amount_fen) DESC, l.category LIMIT 3) k), '[]') AS categories,
      (SELECT count(DISTINCT w.day)::int FROM (
          SELECT (v.visited_at AT TIME ZONE ${zone})::date AS day FROM visit v WHERE v.customer_id = c.id
          UNION ALL SELECT (o.paid_at AT TIME ZONE ${zone})::date FROM orders o
            WHERE o.customer_id = c.id AND o.state <> 'closed' AND o.channel <> 'online') w) AS visits,
      (SELECT (extract(epoch FROM max(v.visited_at)) * 1000)::float8 FROM visit v WHERE v.customer_id = c.id) AS "lastVisitAt",
      COALESCE((SELECT json_agg(json_build_object('at', extract(epoch FROM t.at) * 1000, 'means', t.means,
          'direction', t.direction, 'topic', t.topic, 'by', t.by) ORDER BY t.at DESC)
        FROM (SELECT t.*, (SELECT s.name FROM staff s WHERE s.id = t.staff_id) AS by FROM touch t
          WHERE t.customer_id = c.id ORDER BY t.at DESC LIMIT ${TOUCHES_MAX}) t), '[]') AS touches,
      COALESCE((SELECT json_agg(json_build_object('id', f.id, 'text', f.text, 'dueAt', extract(epoch FROM f.due_at) * 1000,
          'hasTime', f.due_has_time, 'promise', f.kind = 'promise') ORDER BY f.due_at, f.id)
        FROM (SELECT * FROM follow_up f WHERE f.customer_id = c.id AND f.state = 'open'
          ORDER BY f.due_at, f.id LIMIT ${FOLLOW_UPS_MAX}) f), '[]') AS "followUps",
      COALESCE((SELECT json_agg(json_build_object('content', x.content, 'openedAt', extract(epoch FROM x.opened_at) * 1000,
          'open', x.state <> 'closed') ORDER BY x.state = 'closed', x.opened_at DESC)
        FROM (SELECT * FROM complaint x WHERE x.customer_id = c.id ORDER BY x.state = 'closed', x.opened_at DESC
          LIMIT ${COMPLAINTS_MAX}) x), '[]') AS complaints,
      COALESCE((SELECT json_agg(json_build_object('kind', v.kind, 'score', v.score, 'at', extract(epoch FROM v.answered_at) * 1000)
          ORDER BY v.answered_at DESC)
        FROM (SELECT * FROM survey v WHERE v.customer_id = c.id ORDER BY v.answered_at DESC LIMIT 2) v), '[]') AS scores
    FROM customer c WHERE c.id = ${id}`;
  return rows[0] ?? null;
}

/** The sealed parts of one customer, opened only when they are asked for by name. */
export async function loadSealed(
  tx: Tx,
  id: string,
): Promise<{ phoneCipher: Uint8Array | null; addressCipher: Uint8Array | null } | null> {
  return tx.customer.findUnique({ where: { id }, select: { phoneCipher: true, addressCipher: true } });
}
