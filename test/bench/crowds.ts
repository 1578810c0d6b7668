// A message to many asked for and confirmed: the seconds of each of the two turns, beside the most a transaction may take.
import { instantOf, SHANGHAI } from "../../src/calendar/day.ts";
import { system } from "../../src/db/actor.ts";
import type { Db, Tx } from "../../src/db/db.ts";
import { transactionMsMax } from "../../src/db/transaction.ts";
import { campaigns } from "../../src/skills/campaigns/skill.ts";
import { testDatabases } from "../support/database.ts";
import { seedStaff } from "../support/people.ts";
import { seedCrowd } from "../support/rows.ts";
import { withTurn } from "../support/turn.ts";
import { type Form, ms, timed } from "./figures.ts";

const NOW = instantOf("2026-06-01", "10:00", SHANGHAI);

export async function crowds({ quick }: Form): Promise<string[]> {
  const lines: string[] = [];
  for (const count of quick ? [2_000] : [10_000, 25_000]) {
    const opened = await (testDatabases().at(-1) ?? testDatabases()[0])!.open();
    try {
      await seed(opened.db, count);
      let more: object = { confirmed: false };
      const turn = () =>
        withTurn(opened.db, "zhouhang", { now: NOW, text: "群发" }, async (heard) => {
          const wish = { kind: "campaigns.send", where: [], text: "店里换季了，得空来坐坐。", as: "promotion" };
          const { result, question } = await campaigns.handle(heard, { ...wish, ...more }, null);
          more = question?.kind === "confirm" ? { ...question.with, confirmed: true } : { kind: result.kind };
        });
      const [asked = 0, confirmed = 0] = await timed(2, turn);
      if ((more as { kind?: string }).kind !== "queued") throw new Error(`not queued: ${JSON.stringify(more)}`);
      const most = ms(transactionMsMax);
      lines.push(`${count} receivers: asked ${ms(asked)}, confirmed ${ms(confirmed)} of at most ${most}`);
    } finally {
      await opened.close();
    }
  }
  return lines;
}

/** Customers with six messages each that went out long ago, their places, and an answer of this week. */
async function seed(db: Db, count: number): Promise<void> {
  await seedStaff(db);
  const seeding = async (tx: Tx) => {
    await seedCrowd(tx, count, NOW);
    await tx.$executeRaw`
      INSERT INTO care_message (id, customer_id, staff_id, occasion, drafted_text, text, state, sent_at, created_at)
      SELECT c.id || '-' || k, c.id, c.owner_id, 'promotion', '', '', 'sent', at, at
      FROM customer c, generate_series(2, 7) k, LATERAL (SELECT ${NOW}::timestamptz - k * interval '20 days' AS at) t`;
    await tx.$executeRaw`
      INSERT INTO contact_reservation (id, customer_id, staff_id, kind, care_message_id, reserved_at)
      SELECT id, customer_id, staff_id, occasion, id, sent_at FROM care_message`;
    await tx.$executeRaw`
      INSERT INTO touch (id, customer_id, staff_id, direction, means, topic, care_message_id, at)
      SELECT id, customer_id, staff_id, 'out', 'message', occasion, id, sent_at FROM care_message`;
    await tx.$executeRaw`
      INSERT INTO touch (id, customer_id, staff_id, direction, means, at)
      SELECT id, id, owner_id, 'in', 'message', ${NOW}::timestamptz - interval '3 days' FROM customer`;
  };
  await db.transaction(system, seeding, { timeoutMs: 600_000 });
}
