// A question's whole time (names looked up, parsed, asked, put into words, turn written) beside the hand-written SQL for
// the same answer: over the demo shop, and over a large shop on PostgreSQL.

import { readConfig } from "../../src/config.ts";
import type { Context } from "../../src/context.ts";
import { takeTurn } from "../../src/conversation/turn.ts";
import { system } from "../../src/db/actor.ts";
import type { Db, Tx } from "../../src/db/db.ts";
import { maintain } from "../../src/db/maintain.ts";
import { openHouse } from "../../src/house.ts";
import { silentLog } from "../../src/log.ts";
import { loadStaff } from "../../src/skills/staff/store.ts";
import { hasServer, openInMemory, openOnServer } from "../support/database.ts";
import { type Form, ms, percentile, timed } from "./figures.ts";

interface Asked {
  said: string;
  as: string;
  sql: (tx: Tx, now: Date) => Promise<unknown>;
}

const dormant: Asked = {
  said: "两个月没来的金卡有几个",
  as: "boss",
  sql: (tx, now) => tx.$queryRaw`
    SELECT count(*)::int AS customers FROM customer c
    WHERE c.tier = '金卡'
      AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id AND o.state <> 'closed' AND o.paid_at >= ${daysAgo(now, 61)})
      AND NOT EXISTS (SELECT 1 FROM visit v WHERE v.customer_id = c.id AND v.visited_at >= ${daysAgo(now, 61)})`,
};
const spenders: Asked = {
  said: "今年消费前十名",
  as: "boss",
  sql: (tx, now) => tx.$queryRaw`
    SELECT c.id, c.name, s.spend::float8 FROM customer c
    JOIN (SELECT customer_id, sum(amount_fen - refunded_fen) AS spend FROM orders
          WHERE state <> 'closed' AND paid_at >= ${new Date(`${now.getFullYear()}-01-01T00:00:00+08:00`)} GROUP BY customer_id) s ON s.customer_id = c.id
    ORDER BY s.spend DESC LIMIT 10`,
};
const brief: Asked = {
  said: "3456",
  as: "boss",
  sql: (tx) => tx.$queryRaw`SELECT id, name FROM customer WHERE phone_tail = '3456' LIMIT 5`,
};

/** She is in the shop: the brief is read out before she has reached the counter, so p95 stays below 300 ms. */
const arrival = (name: string): Asked => ({
  said: `${name}来了`,
  as: "boss",
  sql: (tx) => tx.$queryRaw`SELECT id, name FROM customer WHERE name = ${name} LIMIT 5`,
});

export async function questions({ quick }: Form): Promise<string[]> {
  const lines: string[] = [];
  const small = await openInMemory();
  try {
    const context = await contextOver(small.db, true);
    lines.push(
      ...(await measure(
        "demo shop, embedded",
        context,
        [dormant, spenders, brief, arrival("张丽华")],
        quick ? 10 : 40,
      )),
    );
  } finally {
    await small.close();
  }
  if (!hasServer()) return [...lines, "large shop: no PostgreSQL server answers, not measured"];
  const [customers, orders] = quick ? [5_000, 50_000] : [100_000, 1_000_000];
  const large = await openOnServer();
  try {
    await fill(large.db, customers, orders);
    const context = await contextOver(large.db, false);
    lines.push(
      ...(await measure(
        `${customers} customers, ${orders} orders, PostgreSQL`,
        context,
        [dormant, spenders, brief, arrival("客4321")],
        quick ? 10 : 40,
      )),
    );
  } finally {
    await large.close();
  }
  return lines;
}

export async function contextOver(db: Db, demo: boolean): Promise<Context> {
  const config = { ...readConfig({}), dataDir: "memory://" };
  return (await openHouse({ config, log: silentLog, now: () => new Date(), db, demo })).context;
}

async function measure(place: string, context: Context, asked: Asked[], times: number): Promise<string[]> {
  const lines: string[] = [];
  for (const { said, as, sql } of asked) {
    const staff = await context.db.transaction(system, (tx) => loadStaff(tx, as));
    if (!staff) throw new Error(`no ${as}`);
    const ask = () =>
      takeTurn(context, { staff, now: context.now(), inboundId: null, said: { kind: "text", text: said } });
    const byHand = () =>
      context.db.transaction({ kind: "staff", staffId: as, storeId: null, scope: "all" }, (tx) =>
        sql(tx, context.now()),
      );
    for (let warm = 0; warm < 3; warm++) {
      await ask();
      await byHand();
    }
    // Interleaved, so that whatever else the machine does falls on both.
    const whole: number[] = [];
    const bare: number[] = [];
    for (let time = 0; time < times; time++) {
      whole.push(...(await timed(1, ask)));
      bare.push(...(await timed(1, byHand)));
    }
    const ratio = percentile(whole, 0.5) / percentile(bare, 0.5);
    lines.push(
      `${place} · ${said}: turn p50 ${ms(percentile(whole, 0.5))}, p95 ${ms(percentile(whole, 0.95))}, p99 ${ms(percentile(whole, 0.99))}; hand-written SQL p50 ${ms(percentile(bare, 0.5))} (${ratio.toFixed(1)}×)`,
    );
  }
  return lines;
}

const daysAgo = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000);

/** A large shop made by the database itself; deterministic but for the day it ends on. */
export async function fill(db: Db, customers: number, orders: number): Promise<void> {
  await db.transaction(
    system,
    async (tx) => {
      await tx.store.createMany({ data: ["a", "b", "c", "d"].map((id) => ({ id, name: `${id}店` })) });
      await tx.staff.createMany({
        data: [
          { id: "boss", name: "方总", role: "admin" as const, scope: "all" as const },
          ...Array.from({ length: 40 }, (_, index) => ({
            id: `s${index}`,
            name: `导购${index}`,
            storeId: "abcd"[index % 4] as string,
          })),
        ],
      });
      await tx.$executeRaw`
        INSERT INTO customer (id, store_id, owner_id, name, name_pinyin, tier, phone_tail, gender, updated_at)
        SELECT 'c' || i, (ARRAY['a','b','c','d'])[1 + i % 4], 's' || (i % 40), '客' || i, 'ke ' || i,
               (ARRAY['普通','普通','普通','银卡','银卡','金卡','钻石'])[1 + (i * 7919) % 7], lpad((i % 10000)::text, 4, '0'),
               (ARRAY['female','male'])[1 + i % 2]::gender, now()
        FROM generate_series(1, ${customers}::int) i`;
      await tx.$executeRaw`
        INSERT INTO orders (id, customer_id, store_id, amount_fen, paid_at)
        SELECT 'o' || i, 'c' || (1 + (i::bigint * 7919) % ${customers}::int), 'a', 10000 + (i::bigint * 104729) % 500000,
               now() - ((i::bigint * 15485863) % 730) * interval '1 day'
        FROM generate_series(1, ${orders}::int) i`;
      await tx.$executeRaw`
        INSERT INTO visit (id, customer_id, store_id, visited_at)
        SELECT 'v' || i, 'c' || (1 + (i::bigint * 7907) % ${customers}::int), 'a', now() - ((i::bigint * 32452843) % 730) * interval '1 day'
        FROM generate_series(1, ${Math.floor(orders / 5)}::int) i`;
    },
    { timeoutMs: 300_000 },
  );
  await maintain(db, new Date());
}
