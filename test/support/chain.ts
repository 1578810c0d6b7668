// A chain of shops of any size, made by the database: two years of trade until a day, and then day after day what
// customers and associates do. The same on every run; nothing here knows what the jobs make of it.
import { addDays, type Day, instantOf, SHANGHAI } from "../../src/calendar/day.ts";
import { system } from "../../src/db/actor.ts";
import type { Db, Tx } from "../../src/db/db.ts";
import { maintain } from "../../src/db/maintain.ts";

/** Customers of one associate, associates of one shop: more people come with more customers, as in life. */
const CUSTOMERS_EACH = 250;
const ASSOCIATES_EACH = 10;
const ORDERS_EACH = 5;
const MS_MAX = 600_000;

/** A number between 0 and 1 that depends on nothing but this text. */
const chance = (of: string) => `((hashtext(${of})::bigint + 2147483648) / 4294967296.0)`;

export async function fillChain(db: Db, customers: number, until: Day): Promise<void> {
  const associates = Math.max(2, Math.ceil(customers / CUSTOMERS_EACH));
  const stores = Math.max(1, Math.ceil(associates / ASSOCIATES_EACH));
  const end = instantOf(until, "21:00", SHANGHAI);
  await db.transaction(
    system,
    async (tx) => {
      await tx.$executeRaw`INSERT INTO store (id, name) SELECT 'd' || i, i || '店' FROM generate_series(0, ${stores - 1}::int) i`;
      await tx.$executeRaw`INSERT INTO staff (id, name, role, scope, store_id)
        SELECT 's' || i, '导购' || i, 'associate'::staff_role, 'own'::scope, 'd' || (i % ${stores}::int) FROM generate_series(0, ${associates - 1}::int) i
        UNION ALL SELECT 'm' || i, '店长' || i, 'manager', 'store', 'd' || i FROM generate_series(0, ${stores - 1}::int) i
        UNION ALL SELECT 'boss', '方总', 'admin', 'all', NULL`;
      await tx.$executeRaw`
        INSERT INTO customer (id, store_id, owner_id, name, name_pinyin, tier, phone_tail, gender, membership,
          birthday_calendar, birthday_year, birthday_month, birthday_day, created_at, updated_at)
        SELECT 'c' || i, 'd' || (i % ${associates}::int % ${stores}::int), 's' || (i % ${associates}::int), '客' || i, 'ke ' || i,
          (ARRAY['普通','普通','普通','银卡','银卡','金卡','钻石'])[1 + (i * 7919) % 7], lpad((i % 10000)::text, 4, '0'),
          (ARRAY['female','male'])[1 + i % 2]::gender, 'active',
          CASE WHEN i % 5 = 0 THEN 'lunar' ELSE 'solar' END::birthday_calendar, 1960 + i % 45, 1 + (i * 31) % 12, 1 + (i * 17) % 28,
          ${end}::timestamptz - (30 + (i * 48271::bigint) % 700) * interval '1 day', ${end}::timestamptz
        FROM generate_series(1, ${customers}::int) i`;
      await tx.$executeRaw`INSERT INTO relation (id, staff_id, customer_id, added_at)
        SELECT 'r' || id, owner_id, id, created_at FROM customer`;
      // Few buy often: a power of a number between nought and one chooses the customer.
      await tx.$executeRaw`
        INSERT INTO orders (id, customer_id, store_id, amount_fen, refunded_fen, state, channel, paid_at, created_at)
        SELECT 'o' || i, 'c' || (1 + floor(${customers}::int * power(((i * 48271) % 2147483647)::float8 / 2147483647, 1.5)))::int, 'd0',
          10000 + ((i * 104729) % 500000)::int, CASE WHEN i % 50 = 0 THEN 3000 ELSE 0 END,
          (CASE WHEN i % 97 = 0 THEN 'closed' ELSE 'paid' END)::order_state, CASE WHEN i % 9 = 0 THEN 'online' ELSE 'pos' END,
          ${end}::timestamptz - ((i * 15485863) % 63072000) * interval '1 second', ${end}::timestamptz
        FROM generate_series(1::bigint, ${customers * ORDERS_EACH}::bigint) i`;
      await tx.$executeRaw`INSERT INTO order_line (id, order_id, customer_id, item, amount_fen)
        SELECT 'l' || id, id, customer_id, '裙子', amount_fen FROM orders`;
      await tx.$executeRaw`
        INSERT INTO visit (id, customer_id, store_id, visited_at)
        SELECT 'v' || i, 'c' || (1 + (i * 7907) % ${customers}::int), 'd0', ${end}::timestamptz - ((i * 32452843) % 63072000) * interval '1 second'
        FROM generate_series(1::bigint, ${customers}::bigint) i`;
      await tx.$executeRaw`
        INSERT INTO touch (id, customer_id, staff_id, direction, means, at)
        SELECT 't' || i, c.id, c.owner_id, 'out', (ARRAY['phone','message','review'])[1 + i % 3], ${end}::timestamptz - ((i * 49979687) % 10000000) * interval '1 second'
        FROM generate_series(1::bigint, ${customers}::bigint) i JOIN customer c ON c.id = 'c' || (1 + (i * 6151) % ${customers}::int)`;
      await liveDay(tx, customers, until);
    },
    { timeoutMs: MS_MAX },
  );
  await maintain(db, new Date());
}

/**
 * What happens on a day between 10 and 20 o'clock: people buy and look in, some for the first time; wishes are said,
 * promises and reminders given, complaints made, answered and closed; half of what a card showed is done.
 */
export async function liveDay(tx: Tx, customers: number, day: Day): Promise<void> {
  const open = instantOf(day, "10:00", SHANGHAI);
  const evening = instantOf(day, "20:00", SHANGHAI);
  const customer = `'c' || (1 + floor(${chance("$2::text || i || 'who'")} * $3::int)::int)`;
  const moment = `$1::timestamptz + ${chance("$2::text || i || 'when'")} * interval '10 hours'`;
  const run = (text: string, many: number) => tx.$executeRawUnsafe(text, open, day, customers, Math.ceil(many));
  await run(
    `INSERT INTO customer (id, store_id, owner_id, name, tier, gender, membership, created_at, updated_at)
     SELECT 'n' || $2::text || '-' || i, s.store_id, s.id, '新客' || i, '普通', 'female', 'active', ${moment}, $1
     FROM generate_series(1, $4::int) i JOIN customer c ON c.id = ${customer} JOIN staff s ON s.id = c.owner_id`,
    customers / 4_000,
  );
  await tx.$executeRaw`INSERT INTO relation (id, staff_id, customer_id, added_at)
    SELECT 'r' || id, owner_id, id, created_at FROM customer WHERE id LIKE ${`n${day}-%`}::text`;
  // Of the new ones every second buys at once.
  await tx.$executeRaw`INSERT INTO orders (id, customer_id, store_id, staff_id, amount_fen, paid_at)
    SELECT 'o' || id, id, store_id, owner_id, 88000, created_at FROM customer
    WHERE id LIKE ${`n${day}-%`}::text AND hashtext(id) % 2 = 0`;
  await run(
    `INSERT INTO orders (id, customer_id, store_id, amount_fen, paid_at)
     SELECT 'o' || $2::text || '-' || i, ${customer}, 'd0', 10000 + (${chance("$2::text || i || 'sum'")} * 500000)::int, ${moment}
     FROM generate_series(1, $4::int) i`,
    (customers * ORDERS_EACH) / 730,
  );
  await run(
    `INSERT INTO visit (id, customer_id, store_id, visited_at)
     SELECT 'v' || $2::text || '-' || i, ${customer}, 'd0', ${moment} FROM generate_series(1, $4::int) i`,
    customers / 700,
  );
  await run(
    `INSERT INTO fact (id, customer_id, kind, value, recorded_by_id, recorded_at)
     SELECT 'f' || $2::text || '-' || i, c.id, 'need', '想要一条墨绿的裙子', c.owner_id, ${moment}
     FROM generate_series(1, $4::int) i JOIN customer c ON c.id = ${customer}`,
    customers / 2_000,
  );
  await run(
    `INSERT INTO follow_up (id, customer_id, staff_id, created_by_id, kind, text, due_at, due_has_time, created_at)
     SELECT 'p' || $2::text || '-' || i, c.id, c.owner_id, c.owner_id, (CASE WHEN i % 3 = 0 THEN 'promise' ELSE 'follow_up' END)::follow_up_kind,
       CASE WHEN i % 3 = 0 THEN '给她留一件M码' ELSE '打个电话' END,
       $1::timestamptz + (1 + i % 5) * interval '1 day' + (i % 9) * interval '1 hour', i % 2 = 0, ${moment}
     FROM generate_series(1, $4::int) i JOIN customer c ON c.id = ${customer}`,
    customers / 500,
  );
  await run(
    `INSERT INTO complaint (id, customer_id, store_id, assignee_id, content, opened_at, respond_by, resolve_by)
     SELECT 'k' || $2::text || '-' || i, c.id, c.store_id, c.owner_id, '裙子开线', ${moment}, ${moment} + interval '1 day', ${moment} + interval '7 days'
     FROM generate_series(1, $4::int) i JOIN customer c ON c.id = ${customer}`,
    customers / 20_000,
  );
  await tx.$executeRaw`UPDATE complaint SET responded_at = ${evening}::timestamptz
    WHERE responded_at IS NULL AND opened_at < ${open}::timestamptz AND hashtext(id || ${day}::text) % 2 = 0`;
  await tx.$executeRaw`UPDATE complaint SET state = 'closed', closed_at = ${evening}::timestamptz, satisfaction = 4
    WHERE state <> 'closed' AND responded_at < ${open}::timestamptz AND hashtext(id || ${day}::text) % 4 = 0`;
  // She does half of what her card showed, and it counts as a contact; a few drafts are sent.
  await tx.$executeRaw`
    WITH did AS (UPDATE follow_up SET state = 'done', done_at = ${evening}::timestamptz, outcome = '聊过了'
      WHERE state = 'open' AND last_nudged_on = ${day}::date AND hashtext(id || ${day}::text) % 2 = 0 RETURNING id, customer_id, staff_id)
    INSERT INTO touch (id, customer_id, staff_id, direction, means, at)
    SELECT 'td' || id, customer_id, staff_id, 'out', 'phone', ${evening}::timestamptz FROM did WHERE customer_id IS NOT NULL`;
  await tx.$executeRaw`UPDATE care_message SET state = 'sent', sent_at = ${evening}::timestamptz
    WHERE state = 'draft' AND created_at >= ${addDays(day, -2)}::date AND hashtext(id) % 3 = 0`;
}
