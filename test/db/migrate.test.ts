import { beforeAll, describe, expect, test } from "vitest";
import { system } from "../../src/db/actor.ts";
import type { Db } from "../../src/db/db.ts";
import { type Migration, migrate, pendingMigrations, readMigrations } from "../../src/db/migrate.ts";
import { openServer } from "../../src/db/open.ts";
import { ensureRoles } from "../../src/db/roles.ts";
import type { Session } from "../../src/db/session.ts";
import { createDb, engineOf } from "../../src/db/transaction.ts";
import { silentLog } from "../../src/log.ts";
import { describeOnEveryEngine, hasServer, openOnServer } from "../support/database.ts";

const first: Migration = { name: "0001_a", sql: "CREATE TABLE a ()", checksum: "1" };
const second: Migration = { name: "0002_b", sql: "CREATE TABLE b ()", checksum: "2" };
const done = { migration_name: "0001_a", checksum: "1", finished: true };

describe("what is still to do", () => {
  test("is what the ledger lacks, in order", () => {
    expect(pendingMigrations([first, second], [])).toEqual([first, second]);
    expect(pendingMigrations([first, second], [done])).toEqual([second]);
  });

  test.each([
    ["edited", [first, second], { ...done, checksum: "x" }, "edited after it had been applied"],
    ["half-failed", [first, second], { ...done, finished: false }, "rolled_back_at"],
    ["unknown", [second], done, "newer version"],
  ])("an %s migration is refused with the way to mend it", (_name, migrations, row, words) => {
    expect(() => pendingMigrations(migrations, [row])).toThrow(words);
  });
});

describeOnEveryEngine("migrate", (open, engine) => {
  const asOwner = <T>(db: Db, work: (session: Session) => Promise<T>) => engineOf(db).asOwner(work);
  let db: Db;
  beforeAll(async () => {
    db = await open();
  });

  test("a second run finds nothing to do, and the ledger is Prisma's", async () => {
    expect(await asOwner(db, (session) => migrate(session))).toEqual([]);
    const ledger = await asOwner(db, (session) =>
      session.query("SELECT migration_name AS name, checksum FROM _prisma_migrations ORDER BY started_at"),
    );
    expect(ledger).toEqual((await readMigrations()).map(({ name, checksum }) => ({ name, checksum })));
  });

  test("a failing migration leaves nothing of itself, and the ones before it stay", async () => {
    const released = await readMigrations();
    const good = { name: "9001_good", sql: "CREATE TABLE good ()", checksum: "g" };
    const bad = { name: "9002_bad", sql: "CREATE TABLE half (); SELECT 1/0", checksum: "b" };
    await asOwner(db, async (session) => {
      await expect(migrate(session, [...released, good, bad])).rejects.toThrow("9002_bad failed and was rolled back");
      expect(
        await session.query("SELECT to_regclass('half') IS NULL AS gone, to_regclass('good') IS NULL AS kept"),
      ).toEqual([{ gone: true, kept: false }]);
      expect(await migrate(session, [...released, good])).toEqual([]);
    });
  });

  test.runIf(engine === "server")("processes that start at once do it once", async () => {
    const db = await open();
    await asOwner(db, (session) => session.script("DROP SCHEMA public CASCADE; CREATE SCHEMA public"));
    const applied = await Promise.all([1, 2, 3].map(() => asOwner(db, (session) => migrate(session))));
    expect(applied.flat()).toEqual((await readMigrations()).map((migration) => migration.name));
  });

  // The embedded engine has one user, who may do anything.
  test.runIf(engine === "server")(
    "a user who may not make or use the roles is told what an administrator runs",
    async () => {
      await asOwner(db, async (session) => {
        const user = `zhike_test_weak_${process.pid}`;
        await session.script(`DROP ROLE IF EXISTS ${user}; CREATE ROLE ${user}`);
        await session.script(`SET SESSION AUTHORIZATION ${user}`);
        await expect(ensureRoles(session)).rejects.toThrow(new RegExp(`GRANT zhike_own.* TO "${user}"`));
        await session.script(`RESET SESSION AUTHORIZATION; DROP ROLE ${user}`);
      });
    },
  );
});

test.runIf(hasServer())(
  "an ordinary owner of a database, no superuser, opens it and is bound by row security (server)",
  async () => {
    const { db, url, close } = await openOnServer();
    const name = `zhike_test_owner_${process.pid}`;
    const asAdmin = (sql: string) => engineOf(db).asOwner((session) => session.script(sql));
    await asAdmin(`DROP DATABASE IF EXISTS ${name}`);
    await asAdmin(`DROP ROLE IF EXISTS ${name}; CREATE ROLE ${name} LOGIN CREATEROLE PASSWORD 'x'`);
    await asAdmin(`CREATE DATABASE ${name} OWNER ${name}`);
    try {
      const theirs = new URL(url!);
      Object.assign(theirs, { username: name, password: "x", pathname: `/${name}` });
      const owned = createDb(await openServer(theirs.href, silentLog));
      const lin = { kind: "staff", staffId: "linyue", storeId: "s1", scope: "own" } as const;
      await owned.transaction(system, async (tx) => {
        await tx.store.create({ data: { id: "s1", name: "s1" } });
        await tx.staff.create({ data: { id: "linyue", name: "林悦", storeId: "s1" } });
        await tx.customer.create({ data: { id: "free", name: "无主", storeId: "s1" } });
      });
      await owned.transaction(lin, async (tx) => {
        await tx.customer.create({ data: { id: "hers", name: "张姐", storeId: "s1", ownerId: "linyue" } });
        await tx.note.create({ data: { customerId: "hers", text: "怕冷" } });
      });
      expect(await owned.transaction(lin, (tx) => tx.customer.findMany({ select: { id: true } }))).toEqual([
        { id: "hers" },
      ]);
      await owned.close();
    } finally {
      await asAdmin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await asAdmin(`DROP ROLE ${name}`);
      await close();
    }
  },
);
