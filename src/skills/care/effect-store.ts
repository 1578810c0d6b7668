// What came of the messages sent: answers and purchases after them, by wording.
import type { Tx } from "../../db/db.ts";

/** An answer or a visit within so many days is taken as an answer to the message. */
export const REPLY_DAYS = 7;
/** A purchase within so many days goes to the last message before it. */
export const BUY_DAYS = 30;
/** Win-back is judged a second time later. */
export const RETURN_DAYS = 60;

export interface EffectRow {
  occasion: string;
  /** Null where no wording of ours was used. */
  templateKey: string | null;
  /** Of a win-back: why she had stayed away. */
  cause: string | null;
  sent: number;
  answered: number;
  bought: number;
  amountFen: number;
  /** Changed by the associate before sending, of those where it was measured. */
  edited: number;
  /** Came back (purchase or visit) within RETURN_DAYS. */
  returned: number;
}

/** By occasion and wording, of the messages sent since then that the actor may see. */
export async function loadEffects(tx: Tx, of: { since: Date; occasion: string | null }): Promise<EffectRow[]> {
  const rows = await tx.$queryRaw<
    {
      occasion: string;
      template_key: string | null;
      cause: string | null;
      sent: number;
      answered: number;
      bought: number;
      amount: bigint | number;
      edited: number;
      returned: number;
    }[]
  >`
    WITH sent AS (
      SELECT m.id, m.customer_id, m.occasion, m.template_key, m.cause, m.sent_at, coalesce(m.edit_distance, 0) > 0 AS edited,
        lead(m.sent_at) OVER (PARTITION BY m.customer_id ORDER BY m.sent_at, m.id) AS next_at,
        lead(m.sent_at) OVER (PARTITION BY m.customer_id, m.occasion ORDER BY m.sent_at, m.id) AS next_like_it
      FROM care_message m WHERE m.state = 'sent' AND m.sent_at >= ${of.since}::timestamptz
    ), judged AS (
      SELECT sent.*,
        EXISTS (SELECT 1 FROM touch t WHERE t.customer_id = sent.customer_id AND t.at > sent.sent_at
            AND (t.direction = 'in' OR t.means = 'visit') AND t.at <= sent.sent_at + make_interval(days => ${REPLY_DAYS}::int))
          OR EXISTS (SELECT 1 FROM visit v WHERE v.customer_id = sent.customer_id AND v.visited_at > sent.sent_at
            AND v.visited_at <= sent.sent_at + make_interval(days => ${REPLY_DAYS}::int)) AS answered,
        (SELECT sum(o.amount_fen - o.refunded_fen) FROM orders o WHERE o.customer_id = sent.customer_id
          AND o.state <> 'closed' AND o.paid_at > sent.sent_at
          AND o.paid_at <= least(sent.sent_at + make_interval(days => ${BUY_DAYS}::int), coalesce(sent.next_at, 'infinity')))
          AS amount,
        -- Who comes again came because of the last of several.
        EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = sent.customer_id AND o.state <> 'closed'
            AND o.paid_at > sent.sent_at AND o.paid_at <= sent.until)
          OR EXISTS (SELECT 1 FROM visit v WHERE v.customer_id = sent.customer_id AND v.visited_at > sent.sent_at
            AND v.visited_at <= sent.until) AS returned
      FROM (SELECT *, least(sent_at + make_interval(days => ${RETURN_DAYS}::int), next_like_it) AS until FROM sent) sent
    )
    SELECT occasion, template_key, cause, count(*)::int AS sent, (count(*) FILTER (WHERE answered))::int AS answered,
      count(amount)::int AS bought, coalesce(sum(amount), 0)::bigint AS amount,
      (count(*) FILTER (WHERE edited))::int AS edited, (count(*) FILTER (WHERE returned))::int AS returned
    FROM judged WHERE ${of.occasion}::text IS NULL OR occasion = ${of.occasion}::text
    GROUP BY occasion, template_key, cause ORDER BY sent DESC, occasion, template_key, cause`;
  return rows.map((row) => ({
    occasion: row.occasion,
    templateKey: row.template_key,
    cause: row.cause,
    sent: row.sent,
    answered: row.answered,
    bought: row.bought,
    amountFen: Number(row.amount),
    edited: row.edited,
    returned: row.returned,
  }));
}
