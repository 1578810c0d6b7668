// Who was invited to what, and what she answered. Row security shows an asker her customers only.
import type { Tx } from "../../db/db.ts";
import type { UndoStep } from "../../skill.ts";
import { addTouch } from "../contact/store.ts";
import { AUDIENCE_MAX } from "./rules.ts";

/** An invitation that went to a customer, or is waiting for the tap that sends it. */
export interface Invitation {
  customerId: string;
  name: string;
  text: string;
  campaignId: string | null;
  at: Date;
}

/**
 * Messages that may have invited, the newest first: of one customer, or of all that the asker sees. Handed to the
 * platform counts as sent: of a tap it tells minutes later.
 */
export function invitationsSince(tx: Tx, since: Date, customerId: string | null = null): Promise<Invitation[]> {
  return tx.$queryRaw<Invitation[]>`
    SELECT m.customer_id AS "customerId", c.name, m.text, t.campaign_id AS "campaignId", coalesce(m.sent_at, m.task_at) AS at
    FROM care_message m JOIN customer c ON c.id = m.customer_id LEFT JOIN campaign_task t ON t.id = m.campaign_task_id
    WHERE (m.state = 'sent' OR (m.state = 'task_created' AND ${customerId}::text IS NOT NULL))
      AND coalesce(m.sent_at, m.task_at) >= ${since}::timestamptz
      AND (${customerId}::text IS NULL OR m.customer_id = ${customerId}::text)
      AND m.occasion IN ('promotion', 'care', 'holiday', 'lead', 'winback')
    ORDER BY coalesce(m.sent_at, m.task_at) DESC, m.id DESC LIMIT ${AUDIENCE_MAX}`;
}

export interface Answer {
  customerId: string;
  name: string;
  event: string;
  answer: "yes" | "no" | "maybe";
  party: number | null;
  campaignId: string | null;
  at: Date;
}

/** The newest first. */
export function answersSince(tx: Tx, since: Date): Promise<Answer[]> {
  return tx.$queryRaw<Answer[]>`
    SELECT a.customer_id AS "customerId", c.name, a.event, a.answer, a.party, a.campaign_id AS "campaignId",
      a.answered_at AS at
    FROM invitation_answer a JOIN customer c ON c.id = a.customer_id
    WHERE a.answered_at >= ${since}::timestamptz ORDER BY a.answered_at DESC, a.id DESC LIMIT ${AUDIENCE_MAX}`;
}

export interface NewAnswer {
  customerId: string;
  event: string;
  answer: string;
  party: number | null;
  campaignId: string | null;
  recordedById: string;
  sourceMessageId: string | null;
  answeredAt: Date;
}

/** Her answer, in place of an earlier one to the same event. Answers whether there was one, and how to take it back. */
export async function saveAnswer(tx: Tx, said: NewAnswer): Promise<{ before: boolean; undo: UndoStep }> {
  const { customerId, event, ...rest } = said;
  const key = { customerId, event };
  // Two colleagues who tell it at the same time write one after the other.
  await tx.$queryRaw`SELECT id FROM customer WHERE id = ${customerId} FOR UPDATE`;
  const before = await tx.invitationAnswer.findFirst({ where: key });
  if (before === null) {
    const { id } = await tx.invitationAnswer.create({ data: said, select: { id: true } });
    return { before: false, undo: { op: "delete", table: "invitationAnswer", where: { id } } };
  }
  const { id, ...was } = before;
  await tx.invitationAnswer.update({ where: { id }, data: rest });
  return { before: true, undo: { op: "restore", table: "invitationAnswer", where: { id }, before: was } };
}

/** That she answered: it ends the silence that slows messages down. */
export async function addAnswerTouch(
  tx: Tx,
  of: { customerId: string; staffId: string; topic: string; at: Date },
): Promise<UndoStep> {
  const id = await addTouch(tx, { ...of, direction: "in", means: "message" });
  return { op: "delete", table: "touch", where: { id } };
}
