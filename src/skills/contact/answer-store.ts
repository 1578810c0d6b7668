// When customers answered: messages and calls that came from them.
import type { Tx } from "../../db/db.ts";
import { ANSWERS_MAX } from "./answer-hours.ts";

/** The latest answers of each, by customer id; customers who never answered have no entry. */
export async function loadAnswers(tx: Tx, customerIds: readonly string[]): Promise<Map<string, Date[]>> {
  if (customerIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ customer_id: string; at: Date }[]>`
    SELECT ask.id AS customer_id, answer.at
    FROM unnest(${[...customerIds]}::text[]) AS ask(id)
    JOIN LATERAL (
      SELECT at FROM touch
      WHERE customer_id = ask.id AND direction = 'in' AND means IN ('message', 'phone')
      ORDER BY at DESC LIMIT ${ANSWERS_MAX}
    ) AS answer ON true`;
  const answers = new Map<string, Date[]>();
  for (const { customer_id, at } of rows) answers.set(customer_id, [...(answers.get(customer_id) ?? []), at]);
  return answers;
}
