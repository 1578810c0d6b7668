import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { type Actor, system } from "../../src/db/actor.ts";
import type { Db, Tx } from "../../src/db/db.ts";
import { commentOf } from "../../src/db/schema-comments.ts";
import { engineOf } from "../../src/db/transaction.ts";
import { describeOnEveryEngine } from "../support/database.ts";

const lin: Actor = { kind: "staff", staffId: "linyue", storeId: "s1", scope: "own" };
const chen: Actor = { kind: "staff", staffId: "chenjie", storeId: "s1", scope: "own" };
const zhou: Actor = { kind: "staff", staffId: "zhouhang", storeId: "s1", scope: "store" };
const head: Actor = { kind: "staff", staffId: "head", storeId: null, scope: "all" };
const drifter: Actor = { kind: "staff", staffId: "drifter", storeId: null, scope: "store" };

const at = new Date("2026-03-02T02:00:00Z");

/** Two of 林悦's, one of 陈洁's in the same shop, one of nobody's there, one in another shop. */
async function seed(tx: Tx): Promise<void> {
  await tx.store.createMany({ data: ["s1", "s2"].map((id) => ({ id, name: id })) });
  await tx.staff.createMany({
    data: [
      ["linyue", "s1"],
      ["chenjie", "s1"],
      ["zhouhang", "s1"],
      ["other", "s2"],
      ["head", null],
    ].map(([id, storeId]) => ({ id: id!, name: id!, storeId })),
  });
  const customers = [
    ["lin1", "s1", "linyue"],
    ["lin2", "s1", "linyue"],
    ["chen1", "s1", "chenjie"],
    ["free1", "s1", null],
    ["other1", "s2", "other"],
  ] as const;
  await tx.customer.createMany({
    data: customers.map(([id, storeId, ownerId]) => ({ id, storeId, ownerId, name: id })),
  });
  for (const [customerId] of customers) {
    await tx.note.create({ data: { customerId, text: `about ${customerId}` } });
    await tx.complaint.create({ data: { id: `c-${customerId}`, customerId, content: "慢", openedAt: at } });
    await tx.complaintEvent.create({ data: { complaintId: `c-${customerId}`, what: "opened", at } });
    await tx.order.create({
      data: {
        customerId,
        amountFen: 100,
        paidAt: at,
        lines: { create: { customerId, item: "真丝裙", amountFen: 100 } },
      },
    });
    await tx.followUp.create({
      data: { customerId, staffId: "linyue", createdById: "linyue", text: `ask ${customerId}`, dueAt: at },
    });
  }
  for (const staffId of ["linyue", "chenjie", "other"]) {
    await tx.followUp.create({ data: { staffId, createdById: staffId, text: `self ${staffId}`, dueAt: at } });
    await tx.inbound.create({ data: { key: staffId, staffId, kind: "text", message: {}, receivedAt: at } });
    await tx.delivery.create({ data: { key: staffId, staffId, kind: "reply", reply: {}, dueAt: at } });
    await tx.pending.create({ data: { staffId, kind: "confirm", question: {}, askedAt: at, expiresAt: at } });
  }
  for (const storeId of ["s1", "s2"]) {
    await tx.kpiDay.create({ data: { storeId, day: new Date("2026-03-01"), facts: {}, computedAt: at } });
  }
}

describeOnEveryEngine("row security", (open, engine) => {
  let db: Db;
  beforeAll(async () => {
    db = await open();
    await db.transaction(system, seed);
  });

  const customersOf = (actor: Actor) =>
    db.transaction(actor, async (tx) => (await tx.customer.findMany({ orderBy: { id: "asc" } })).map((row) => row.id));

  test("each scope sees its own customers and no other", async () => {
    expect(await customersOf(lin)).toEqual(["lin1", "lin2"]);
    expect(await customersOf(chen)).toEqual(["chen1"]);
    expect(await customersOf(zhou)).toEqual(["chen1", "free1", "lin1", "lin2"]);
    expect(await customersOf(head)).toHaveLength(5);
    expect(await customersOf(system)).toHaveLength(5);
    expect(await customersOf(drifter)).toEqual([]);
  });

  test("what hangs on a customer follows her, in joins and raw queries too", async () => {
    const see = (actor: Actor) =>
      db.transaction(actor, async (tx) => ({
        notes: await tx.note.count(),
        lines: await tx.orderLine.count(),
        events: await tx.complaintEvent.count(),
        joined: Number(
          (
            await tx.$queryRaw<{ n: bigint }[]>`SELECT count(*) AS n FROM orders o
              JOIN order_line l ON l.order_id = o.id LEFT JOIN customer c ON c.id = o.customer_id`
          )[0]?.n,
        ),
        included: (await tx.note.findMany({ include: { customer: true } })).length,
      }));
    const all = (n: number) => ({ notes: n, lines: n, events: n, joined: n, included: n });
    expect(await see(lin)).toEqual(all(2));
    expect(await see(zhou)).toEqual(all(4));
    expect(await see(head)).toEqual(all(5));
    expect(await see(drifter)).toEqual(all(0));
  });

  test("a follow-up goes with its customer; one about nobody with her who has to do it", async () => {
    const see = (actor: Actor) =>
      db.transaction(actor, async (tx) =>
        (await tx.followUp.findMany({ orderBy: { text: "asc" } })).map((row) => row.text),
      );
    expect(await see(lin)).toEqual(["ask lin1", "ask lin2", "self linyue"]);
    expect(await see(chen)).toEqual(["ask chen1", "self chenjie"]);
    expect(await see(zhou)).toEqual(["ask chen1", "ask free1", "ask lin1", "ask lin2", "self chenjie", "self linyue"]);
    expect(await see(head)).toHaveLength(8);
  });

  test("one about nobody is seen by her who asked for it too, once it is given away", async () => {
    const give = (actor: Actor, data: { staffId: string; createdById?: string }) =>
      db.transaction(actor, (tx) =>
        tx.followUp.updateMany({ where: { text: { in: ["self linyue"] }, customerId: null }, data }),
      );
    const sees = (actor: Actor) =>
      db.transaction(actor, (tx) => tx.followUp.count({ where: { text: "self linyue", customerId: null } }));
    expect(await give(lin, { staffId: "chenjie" })).toEqual({ count: 1 });
    expect([await sees(lin), await sees(chen), await sees(zhou)]).toEqual([1, 1, 1]);
    await expect(give(chen, { staffId: "zhouhang" })).rejects.toThrow(/row-level security/);
    expect(await give(chen, { staffId: "zhouhang", createdById: "chenjie" })).toEqual({ count: 1 });
    expect([await sees(lin), await sees(chen)]).toEqual([0, 1]);
    await db.transaction(system, (tx) =>
      tx.followUp.updateMany({ where: { text: "self linyue" }, data: { staffId: "linyue", createdById: "linyue" } }),
    );
  });

  test("talk is read by nobody but the one who talks", async () => {
    const see = (actor: Actor) =>
      db.transaction(actor, async (tx) => [
        await tx.inbound.count(),
        await tx.delivery.count(),
        await tx.pending.count(),
        await tx.turnLog.count(),
      ]);
    expect(await see(lin)).toEqual([1, 1, 1, 0]);
    expect(await see(zhou)).toEqual([0, 0, 0, 0]);
    expect(await see(head)).toEqual([0, 0, 0, 0]);
    expect(await see(system)).toEqual([3, 3, 3, 0]);
  });

  test("writes outside the scope are refused or touch nothing", async () => {
    const refused = /row-level security|violates/;
    const note = (actor: Actor, customerId: string) =>
      db.transaction(actor, (tx) => tx.note.create({ data: { customerId, text: "x" } }));
    await expect(note(lin, "chen1")).rejects.toThrow(refused);
    await expect(note(zhou, "other1")).rejects.toThrow(refused);
    await expect(
      db.transaction(lin, (tx) => tx.customer.create({ data: { name: "她的", storeId: "s1", ownerId: "chenjie" } })),
    ).rejects.toThrow(refused);
    await expect(
      db.transaction(lin, (tx) => tx.customer.update({ where: { id: "lin1" }, data: { ownerId: "chenjie" } })),
    ).rejects.toThrow(refused);
    const { count } = await db.transaction(lin, (tx) =>
      tx.customer.updateMany({ where: { id: "chen1" }, data: { name: "changed" } }),
    );
    expect(count).toBe(0);
    expect(await db.transaction(lin, (tx) => tx.note.deleteMany({ where: { customerId: "chen1" } }))).toEqual({
      count: 0,
    });

    await db.sandbox(async (inner) => {
      await inner.transaction(lin, async (tx) => {
        const { id } = await tx.customer.create({ data: { name: "新客", storeId: "s1", ownerId: "linyue" } });
        await tx.note.create({ data: { customerId: id, text: "喜欢绿色" } });
        expect(await tx.note.count()).toBe(3);
      });
    });
  });

  test("a card may be queued for a colleague, an audit entry written in one's own name only", async () => {
    await db.sandbox(async (inner) => {
      const forZhou = { key: "k", staffId: "zhouhang", kind: "card", reply: {}, dueAt: at };
      await inner.transaction(lin, (tx) => tx.delivery.createMany({ data: [forZhou], skipDuplicates: true }));
      await inner.transaction(lin, (tx) => tx.delivery.createMany({ data: [forZhou], skipDuplicates: true }));
      expect(await inner.transaction(zhou, (tx) => tx.delivery.count())).toBe(1);

      const entry = (actorId: string) => ({ at, actorId, action: "read", customerId: "lin1" });
      await inner.transaction(lin, (tx) => tx.auditEntry.createMany({ data: [entry("linyue")] }));
      await expect(
        inner.transaction(lin, (tx) => tx.auditEntry.createMany({ data: [entry("chenjie")] })),
      ).rejects.toThrow();
      await expect(inner.transaction(lin, (tx) => tx.auditEntry.count())).rejects.toThrow(/denied/);
      expect(await inner.transaction(head, (tx) => tx.auditEntry.count())).toBe(1);
      await expect(inner.transaction(system, (tx) => tx.auditEntry.deleteMany())).rejects.toThrow(/denied/);
    });
  });

  test("of the staff one changes only her own wish", async () => {
    await db.sandbox(async (inner) => {
      const off = (id: string) => (tx: Tx) => tx.staff.updateMany({ where: { id }, data: { nudgesOff: true } });
      expect(await inner.transaction(lin, off("linyue"))).toEqual({ count: 1 });
      expect(await inner.transaction(lin, off("chenjie"))).toEqual({ count: 0 });
      await expect(
        inner.transaction(lin, (tx) => tx.staff.updateMany({ where: { id: "linyue" }, data: { scope: "all" } })),
      ).rejects.toThrow(/denied/);
    });
  });

  test("figures of a shop: its manager and head office", async () => {
    await expect(db.transaction(lin, (tx) => tx.kpiDay.count())).rejects.toThrow(/denied/);
    expect(await db.transaction(zhou, (tx) => tx.kpiDay.count())).toBe(1);
    expect(await db.transaction(head, (tx) => tx.kpiDay.count())).toBe(2);
  });

  test("with no actor nothing is readable, also after a transaction has ended", async () => {
    const { prisma } = engineOf(db);
    for (const table of ["customer", "note", "inbound", "setting", "channel_token"]) {
      await expect(prisma.$queryRawUnsafe(`SELECT 1 FROM ${table}`)).rejects.toThrow(/denied/);
    }
    const [who] = await prisma.$queryRaw<{ role: string }[]>`SELECT current_user::text AS role`;
    expect(who?.role).toBe("zhike_nobody");
  });

  test("an actor's settings do not outlive her transaction", async () => {
    await customersOf(head);
    const seen = await Promise.all(Array.from({ length: 30 }, (_, n) => customersOf(n % 2 ? lin : drifter)));
    expect(seen.filter((ids) => ids.length === 2)).toHaveLength(15);
    expect(seen.filter((ids) => ids.length === 0)).toHaveLength(15);
  });

  describe("in the catalog", () => {
    test("every table with customers in it has row security and a policy for each role", async () => {
      const rows = await engineOf(db).asOwner((session) =>
        session.query<{ name: string; secured: boolean; roles: string[] }>(
          `SELECT c.relname::text AS name, c.relrowsecurity AS secured,
             array(SELECT DISTINCT r.rolname::text FROM pg_policy p JOIN pg_roles r ON r.oid = ANY(p.polroles)
                   WHERE p.polrelid = c.oid ORDER BY 1) AS roles
           FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
           WHERE c.relkind = 'r' AND (c.relname = 'customer' OR EXISTS (
             SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'customer_id'))`,
        ),
      );
      expect(rows.length).toBeGreaterThan(17);
      // What only the night reads is no person's to see.
      const nights = ["orders_changed"];
      for (const { name, secured, roles } of rows) {
        expect({ name, secured, roles }).toEqual({
          name,
          secured: true,
          roles: nights.includes(name) ? ["zhike_system"] : ["zhike_all", "zhike_own", "zhike_store", "zhike_system"],
        });
      }
    });

    test("every table is open to the system, closed to nobody, and says what it is for", async () => {
      const comments = commentOf(readFileSync(new URL("../../prisma/schema.prisma", import.meta.url), "utf8"));
      const rows = await engineOf(db).asOwner((session) =>
        session.query<{ name: string; system: boolean; nobody: boolean; comment: string | null }>(
          `SELECT c.relname::text AS name, has_table_privilege('zhike_system', c.oid, 'SELECT') AS system,
             has_table_privilege('zhike_nobody', c.oid, 'SELECT,INSERT,UPDATE,DELETE') AS nobody,
             obj_description(c.oid) AS comment
           FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
           WHERE c.relkind = 'r' AND c.relname <> '_prisma_migrations'`,
        ),
      );
      for (const row of rows) {
        expect(row).toEqual({ name: row.name, system: true, nobody: false, comment: comments.get(row.name) });
      }
    });

    test("of the functions that see every row, nobody may call the one that keeps what arrived", async () => {
      const functions = await engineOf(db).asOwner((session) =>
        session.query<{ name: string }>(
          `SELECT p.proname::text AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace AND n.nspname = 'public'
           WHERE p.prosecdef AND p.prorettype <> 'trigger'::regtype AND has_function_privilege('zhike_nobody', p.oid, 'EXECUTE')`,
        ),
      );
      expect(functions).toEqual([{ name: "keep_arrivals" }]);
    });
  });

  // The embedded planner is the same program; the figures asked for are those of a server.
  test.runIf(engine === "server")("own scope finds its rows by the index among 100,000", async () => {
    const big = await open();
    await engineOf(big).asOwner((session) =>
      session.script(`
        INSERT INTO store (id, name) VALUES ('s', 's');
        INSERT INTO staff (id, name, store_id) SELECT 'p' || n, 'p', 's' FROM generate_series(1, 200) n;
        INSERT INTO customer (id, store_id, owner_id, name) SELECT 'c' || n, 's', 'p' || (1 + n % 200), 'x'
          FROM generate_series(1, 100000) n;
        INSERT INTO note (id, customer_id, text) SELECT 'n' || n, 'c' || n, 'x' FROM generate_series(1, 100000) n;
        ANALYZE customer; ANALYZE note`),
    );
    const one: Actor = { kind: "staff", staffId: "p7", storeId: "s", scope: "own" };
    const plan = (sql: string) =>
      big.transaction(one, async (tx) =>
        (await tx.$queryRawUnsafe<{ "QUERY PLAN": string }[]>(`EXPLAIN ${sql}`))
          .map((row) => row["QUERY PLAN"])
          .join("\n"),
      );
    expect(await plan("SELECT count(*) FROM customer")).toContain("customer_owner_id_idx");
    const joined = await plan("SELECT count(*) FROM customer c JOIN note n ON n.customer_id = c.id");
    expect(joined).toContain("customer_owner_id_idx");
    expect(joined).not.toContain("Seq Scan on customer");
    const counted = await big.transaction(one, (tx) => tx.customer.count());
    expect(counted).toBe(500);
  });
});
