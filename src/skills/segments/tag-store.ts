// Tags that a rule gives and takes back each night: the category she keeps buying, that she comes often, that she
// writes back. They carry origin `rule`, lie in a group of their own, and never touch what a person has tagged.
import { addDays, instantOf } from "../../calendar/day.ts";
import type { Tx } from "../../db/db.ts";
import type { Settings } from "../../settings.ts";
import type { When } from "./compute-sql.ts";
import { trailing } from "./rules.ts";

/** The group in which people find them. */
const GROUP = "自动标签";
/** All that this file may take back, by name: a person's own tag of another name with origin `rule` came by import. */
const NAMES = "^(常买.+|常客|爱互动)$";

/** Needs tonight's segments. Answers how many were given and taken back; two statements, whatever the number of customers. */
export async function refreshRuleTags(
  tx: Tx,
  { today, zone }: When,
  { autoTags, classes }: Settings,
  now: Date,
): Promise<{ given: number; taken: number }> {
  const { categoryOrders, categoryShare, replies, replyDays } = autoTags;
  const end = instantOf(addDays(today, 1), "00:00", zone);
  const bought = instantOf(trailing(today, classes.days), "00:00", zone);
  const heard = instantOf(trailing(today, replyDays), "00:00", zone);
  await tx.$executeRaw`CREATE TEMP TABLE segment_tags ON COMMIT DROP AS
    SELECT k.customer_id, '常买' || left(k.category, 12) AS name
    FROM (SELECT l.customer_id, l.category, count(DISTINCT o.id) AS orders FROM order_line l JOIN orders o ON o.id = l.order_id
      WHERE o.state <> 'closed' AND (o.refunded_fen < o.amount_fen OR o.amount_fen = 0) AND o.paid_at >= ${bought}
        AND o.paid_at < ${end} AND l.category <> '' GROUP BY l.customer_id, l.category) k
    JOIN customer_segment s ON s.customer_id = k.customer_id
    WHERE k.orders >= ${categoryOrders}::int AND k.orders >= s.year_orders * ${categoryShare}::float8
    UNION SELECT s.customer_id, '常客' FROM customer_segment s
      WHERE s.frequency = '高' AND s.year_orders >= ${categoryOrders}::int AND s.life <> 'lost'
    UNION SELECT t.customer_id, '爱互动' FROM touch t WHERE t.direction = 'in' AND t.means IN ('message', 'phone')
      AND t.at >= ${heard} AND t.at < ${end} GROUP BY t.customer_id HAVING count(*) >= ${replies}::int`;
  const taken = await tx.$executeRaw`DELETE FROM customer_tag ct USING tag t
    WHERE t.id = ct.tag_id AND ct.origin = 'rule' AND t.name ~ ${NAMES}
      AND NOT EXISTS (SELECT 1 FROM segment_tags w WHERE w.customer_id = ct.customer_id AND w.name = t.name)`;
  await tx.$executeRaw`INSERT INTO tag (id, name, group_name, created_at)
    SELECT gen_random_uuid()::text, w.name, ${GROUP}, ${now} FROM (SELECT DISTINCT name FROM segment_tags) w
    ON CONFLICT (name) DO NOTHING`;
  const given = await tx.$executeRaw`INSERT INTO customer_tag (customer_id, tag_id, origin, added_at)
    SELECT w.customer_id, t.id, 'rule', ${now} FROM segment_tags w JOIN tag t ON t.name = w.name
    ON CONFLICT (customer_id, tag_id) DO NOTHING`;
  return { given, taken };
}
