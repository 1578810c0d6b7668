// Cards whose matter ended without a press of theirs: a question answered in words, a change taken back, a complaint that
// a colleague closed. Within minutes their buttons give way to how it ended, on every phone that has them. Whoever
// pressed has it at once (pressed-card.ts); what cannot be changed any more says so when it is pressed.
import { system } from "../db/actor.ts";
import type { Db, Tx } from "../db/db.ts";
import type { Card } from "../message.ts";
import { enqueueAll } from "../outbox/store.ts";
import { answeredCardWords, closedCardWords, expiredCardWords, undoneCardWords } from "./words.ts";

/** The platform takes a change for 72 hours from the sending; an hour is for the queue. */
const CHANGEABLE_MS = 71 * 3_600_000;
/** In one run; the next takes the rest. */
const CARDS_MAX = 500;

const endWords = {
  answered: answeredCardWords,
  expired: expiredCardWords,
  undone: undoneCardWords,
  closed: closedCardWords,
} as const;

interface Ended {
  id: string;
  staffId: string;
  card: Card;
  updateToken: string;
  how: keyof typeof endWords;
}

/** Returns how many cards are settled. Each token is good once, so it goes with the row that uses it. */
export async function settleCards({ db, now }: { db: Db; now: () => Date }): Promise<number> {
  return db.transaction(system, async (tx) => {
    const since = new Date(now().getTime() - CHANGEABLE_MS);
    // A card's id says what it is about: ask-<question>, turn-<turn>, complaint-<complaint>-….
    const ended = await tx.$queryRaw<Ended[]>`
      SELECT d.id, d.staff_id AS "staffId", d.reply->'card' AS card, d.update_token AS "updateToken", ended.how
      FROM delivery d CROSS JOIN LATERAL (SELECT d.reply->'card'->>'id' AS id) card CROSS JOIN LATERAL (
        SELECT CASE WHEN p.closed_at < p.expires_at THEN 'answered' ELSE 'expired' END AS how FROM pending p
        WHERE card.id LIKE 'ask-%' AND p.id = substr(card.id, 5) AND (p.closed_at IS NOT NULL OR p.expires_at <= ${now()})
        UNION ALL SELECT 'undone' FROM turn_log t
        WHERE card.id LIKE 'turn-%' AND t.id = substr(card.id, 6) AND t.undone_at IS NOT NULL
        UNION ALL SELECT 'closed' FROM complaint c
        WHERE card.id LIKE 'complaint-%' AND c.id = substr(card.id, 11, 36) AND c.state = 'closed') ended
      WHERE d.update_token IS NOT NULL AND d.sent_at > ${since}
      ORDER BY d.seq LIMIT ${CARDS_MAX} FOR UPDATE OF d SKIP LOCKED`;
    if (ended.length === 0) return 0;
    await tx.delivery.updateMany({ where: { id: { in: ended.map(({ id }) => id) } }, data: { updateToken: null } });
    const settled = await settledAlready(tx, ended);
    return enqueueAll(
      tx,
      ended
        .filter(({ staffId, card }) => !settled.has(`${staffId} ${card.id}`))
        .map(({ id, staffId, card, updateToken, how }) => ({
          key: `settle:${id}`,
          staffId,
          kind: "card" as const,
          reply: {
            kind: "card-update" as const,
            updateToken,
            to: staffId,
            card: { ...card, buttons: [], settled: endWords[how] },
          },
          dueAt: now(),
        })),
    );
  });
}

/** By person and card: those that a press has settled meanwhile. */
async function settledAlready(tx: Tx, ended: readonly Ended[]): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ staffId: string; cardId: string }[]>`
    SELECT DISTINCT staff_id AS "staffId", reply->'card'->>'id' AS "cardId" FROM delivery
    WHERE staff_id = ANY(${[...new Set(ended.map(({ staffId }) => staffId))]}) AND reply->>'kind' = 'card-update'
      AND reply->'card' ? 'settled' AND reply->'card'->>'id' = ANY(${ended.map(({ card }) => card.id)})`;
  return new Set(rows.map(({ staffId, cardId }) => `${staffId} ${cardId}`));
}
