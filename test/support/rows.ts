// Rows that tests put straight into tables, where how they came about is not the subject.
import type { Tx } from "../../src/db/db.ts";

/** A turn of 林悦's that read a sentence, did nothing and said nothing; what it is about is added. */
export const turnRow = (at: Date) => ({
  staffId: "linyue",
  text: "3456",
  readBy: "parser",
  plans: [],
  leftover: [],
  outcomes: [],
  reply: "",
  undo: [],
  shown: {},
  startedAt: at,
  finishedAt: at,
});

/** So many customers of the two associates of one shop, contacts of theirs for a year; ids c000001 and on. */
export async function seedCrowd(tx: Tx, count: number, now: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO customer (id, name, name_pinyin, store_id, owner_id, external_id, updated_at)
    SELECT 'c' || lpad(i::text, 6, '0'), '客' || i, 'ke', 'xuhui', (ARRAY['linyue', 'chenchen'])[1 + i % 2], 'x-' || i,
      ${now}::timestamptz
    FROM generate_series(1, ${count}::int) i`;
  await tx.$executeRaw`
    INSERT INTO relation (id, staff_id, customer_id, added_at)
    SELECT id, owner_id, id, ${now}::timestamptz - interval '1 year' FROM customer`;
}
