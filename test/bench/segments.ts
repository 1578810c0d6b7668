// The night's segments beside the plain aggregate scan of the same orders, on PostgreSQL: by default over 10,000
// customers, with `--full` over 1,000,000 customers and 10,000,000 orders as well. The first night takes everybody, the
// next ones, each with a day's sales, only those of whom anything differs; scan and nights are each the best of their kind.
import { addDays, instantOf, SHANGHAI } from "../../src/calendar/day.ts";
import { system } from "../../src/db/actor.ts";
import type { Db } from "../../src/db/db.ts";
import { maintain } from "../../src/db/maintain.ts";
import { engineOf } from "../../src/db/transaction.ts";
import { defaultSettings } from "../../src/settings.ts";
import { computeSegments } from "../../src/skills/segments/store.ts";
import { hasServer, openOnServer } from "../support/database.ts";
import { type Form, ms } from "./figures.ts";

const TODAY = "2026-11-22";
const ORDERS_EACH = 10;
const DAYS = 730;
const NIGHTS = 3;
const NIGHT_MS_MAX = 1_200_000;

export async function segments({ quick, full = false }: Form): Promise<string[]> {
  if (!hasServer()) return ["no PostgreSQL server answers, not measured"];
  const sizes = full ? [10_000, 1_000_000] : quick ? [10_000] : [10_000, 100_000];
  const lines: string[] = [];
  const nights: { customers: number; spent: number }[] = [];
  for (const customers of sizes) {
    const opened = await openOnServer();
    try {
      await fill(opened.db, customers);
      const scan = await best(customers > 100_000 ? 2 : 5, async () => () => plainScan(opened.db));
      const first = await timeOf(() => night(opened.db, 0));
      let later = 0;
      const next = await best(NIGHTS, async () => {
        later++;
        await sales(opened.db, customers, later);
        return () => night(opened.db, later);
      });
      nights.push({ customers, spent: next });
      lines.push(
        `${customers} customers, ${customers * ORDERS_EACH} orders: plain scan ${ms(scan)}; first night ${ms(first)} (${(first / scan).toFixed(1)}×), next night ${ms(next)} (${(next / scan).toFixed(1)}×)`,
      );
    } finally {
      await opened.close();
    }
  }
  const [small, large] = [nights[0], nights.at(-1)];
  if (small && large && large !== small)
    lines.push(
      `${large.customers / small.customers} times the customers: ${(large.spent / small.spent).toFixed(0)} times the time`,
    );
  return lines;
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
/** The least time of what `prepare` gives to do. */
async function best(times: number, prepare: () => Promise<() => Promise<unknown>>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let time = 0; time < times; time++) least = Math.min(least, await timeOf(await prepare()));
  return least;
}

/** What any report of customers has to do at the least. */
function plainScan(db: Db): Promise<unknown> {
  return db.transaction(
    system,
    (tx) => tx.$queryRaw`SELECT count(*)::int AS customers, max(s.spent)::float8 AS most FROM (
      SELECT customer_id, sum(amount_fen - refunded_fen) AS spent, count(*) AS orders, max(paid_at) AS last
      FROM orders GROUP BY customer_id) s`,
    { timeoutMs: NIGHT_MS_MAX },
  );
}

function night(db: Db, later: number): Promise<unknown> {
  const today = addDays(TODAY, later);
  return db.transaction(
    system,
    (tx) => computeSegments(tx, { today, zone: SHANGHAI }, defaultSettings, instantOf(today, "04:37", SHANGHAI)),
    { timeoutMs: NIGHT_MS_MAX },
  );
}

/** A day's sales like the days before, so many days after the orders end; in the ordinary way, with all triggers. */
async function sales(db: Db, customers: number, later: number): Promise<void> {
  const at = instantOf(addDays(TODAY, later), "03:00", SHANGHAI);
  const many = Math.round((customers * ORDERS_EACH) / DAYS);
  await db.transaction(
    system,
    (tx) => tx.$executeRaw`INSERT INTO orders (id, customer_id, store_id, amount_fen, paid_at)
      SELECT ${`s${later}-`} || i, 'c' || lpad((1 + (i * 7919) % ${customers}::bigint)::text, 9, '0'), 'a', 10000 + (i * 104729) % 500000, ${at}
      FROM generate_series(1::bigint, ${many}::bigint) i`,
    { timeoutMs: NIGHT_MS_MAX },
  );
}

/** Two years of orders, made by the database; the same on every run. Indexes are made afterwards: ten times as fast. */
async function fill(db: Db, customers: number): Promise<void> {
  const end = instantOf(TODAY, "20:00", SHANGHAI).toISOString();
  await engineOf(db).asOwner(async (session) => {
    const indexes = await session.query<{ name: string; made: string }>(
      `SELECT indexname AS name, indexdef AS made FROM pg_indexes WHERE tablename = 'orders' AND indexdef NOT LIKE '%UNIQUE%'`,
    );
    for (const { name } of indexes) await session.script(`DROP INDEX "${name}"`);
    // No trigger asks of each of ten million orders whether its customer exists.
    await session.script("SET session_replication_role = replica");
    await session.script("INSERT INTO store (id, name) VALUES ('a', 'a')");
    await session.query(
      `INSERT INTO customer (id, store_id, name, tier, updated_at)
       SELECT 'c' || lpad(i::text, 9, '0'), 'a', '客' || i, (ARRAY['普通','银卡','金卡','钻石'])[1 + i % 4], now()
       FROM generate_series(1, $1::int) i`,
      [customers],
    );
    // Few buy often: a power of a number between nought and one chooses the customer.
    await session.query(
      `INSERT INTO orders (id, customer_id, store_id, amount_fen, refunded_fen, state, paid_at)
       SELECT 'o' || lpad(i::text, 9, '0'), 'c' || lpad((1 + floor($1::int * power(((i * 48271) % 2147483647)::float8 / 2147483647, 1.5)))::int::text, 9, '0'),
         'a', a.fen, CASE WHEN i % 25 = 0 THEN a.fen ELSE 0 END,
         (CASE WHEN i % 50 = 0 THEN 'closed' WHEN i % 25 = 0 THEN 'refunded' ELSE 'paid' END)::order_state, $3::timestamptz - ((i * 15485863) % 63072000) * interval '1 second'
       FROM generate_series(1::bigint, $2::bigint) i, LATERAL (SELECT 10000 + ((i * 104729) % 500000)::int AS fen) a`,
      [customers, customers * ORDERS_EACH, end],
    );
    await session.script("SET session_replication_role = DEFAULT");
    for (const { made } of indexes) await session.script(made);
  });
  await maintain(db, new Date());
}
