import { beforeAll, expect, test } from "vitest";
import type { Actor } from "../../src/db/actor.ts";
import { system } from "../../src/db/actor.ts";
import type { Db } from "../../src/db/db.ts";
import { openServer } from "../../src/db/open.ts";
import { createDb, engineOf } from "../../src/db/transaction.ts";
import { silentLog } from "../../src/log.ts";
import { describeOnEveryEngine, hasServer, openOnServer } from "../support/database.ts";

const lin: Actor = { kind: "staff", staffId: "linyue", storeId: "s1", scope: "own" };

describeOnEveryEngine("transaction", (open) => {
  let db: Db;
  beforeAll(async () => {
    db = await open();
    await db.transaction(system, (tx) => tx.store.create({ data: { id: "s1", name: "南京西路店" } }));
  });

  test("commits what resolves", async () => {
    expect(await db.transaction(lin, (tx) => tx.store.findMany())).toMatchObject([{ id: "s1" }]);
  });

  test("rolls back what throws", async () => {
    const failing = db.transaction(system, async (tx) => {
      await tx.tag.create({ data: { name: "怕冷" } });
      throw new Error("after the write");
    });
    await expect(failing).rejects.toThrow("after the write");
    expect(await db.transaction(system, (tx) => tx.tag.count())).toBe(0);
  });

  test("a swallowed query error does not commit as nothing", async () => {
    const failing = db.transaction(system, async (tx) => {
      await tx.tag.create({ data: { name: "怕热" } });
      await tx.store.create({ data: { id: "s1", name: "again" } }).catch(() => {});
    });
    await expect(failing).rejects.toThrow();
    expect(await db.transaction(system, (tx) => tx.tag.count())).toBe(0);
  });

  test("a transaction inside a transaction is refused, not waited for", async () => {
    await expect(db.transaction(system, () => db.transaction(system, async () => 1))).rejects.toThrow("tx in hand");
    await expect(db.transaction(system, () => db.sandbox(async () => 1))).rejects.toThrow("tx in hand");
  });

  test("200 at once all pass", async () => {
    await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        db.transaction(system, async (tx) => {
          await tx.tag.create({ data: { name: `tag ${n}` } });
          await tx.tag.findMany({ take: 1 });
        }),
      ),
    );
    expect(await db.transaction(system, (tx) => tx.tag.count())).toBe(200);
  });

  test("instants are kept to the millisecond whatever the server's time zone", async () => {
    const at = new Date("2026-03-01T16:30:00.123Z");
    await db.transaction(system, (tx) =>
      tx.modelCall.create({ data: { purpose: "p", model: "m", ms: 1, outcome: "ok", at } }),
    );
    const call = await db.transaction(system, (tx) => tx.modelCall.findFirstOrThrow());
    expect(call.at).toEqual(at);
    const [row] = await db.transaction(
      system,
      (tx) => tx.$queryRaw<{ text: string }[]>`SELECT at::text AS text FROM model_call`,
    );
    expect(row?.text).toBe("2026-03-01 16:30:00.123+00");
  });

  test("close may be called twice", async () => {
    await db.close();
    await db.close();
  });
});

test.runIf(hasServer())("a server set to Shanghai time keeps instants in UTC all the same (server)", async () => {
  const { db, url, close } = await openOnServer();
  const name = new URL(url!).pathname.slice(1);
  await engineOf(db).asOwner((session) => session.script(`ALTER DATABASE ${name} SET timezone = 'Asia/Shanghai'`));
  const again = createDb(await openServer(url!, silentLog));
  const at = new Date("2026-03-01T16:30:00.123Z");
  const texts = await again.transaction(system, async (tx) => {
    await tx.modelCall.create({ data: { purpose: "p", model: "m", ms: 1, outcome: "ok", at } });
    const [row] = await tx.$queryRaw<{ at: Date; utc: string }[]>`
      SELECT at, (at AT TIME ZONE 'UTC')::text AS utc FROM model_call WHERE at = ${at}`;
    return row;
  });
  expect(texts).toEqual({ at, utc: "2026-03-01 16:30:00.123" });
  await again.close();
  await close();
});

describeOnEveryEngine("sandbox", (open) => {
  // One for all: nothing of a sandbox remains.
  let db: Db;
  beforeAll(async () => {
    db = await open();
  });

  test("what is done inside is seen inside and undone after", async () => {
    const count = () => db.transaction(system, (tx) => tx.store.count());
    for (const id of ["a", "a"]) {
      const seen = await db.sandbox(async (inner) => {
        await inner.transaction(system, (tx) => tx.store.create({ data: { id, name: id } }));
        return inner.transaction(lin, (tx) => tx.store.count());
      });
      expect(seen).toBe(1);
      expect(await count()).toBe(0);
    }
    await expect(
      db.sandbox(async (inner) => {
        await inner.transaction(system, (tx) => tx.store.create({ data: { id: "b", name: "b" } }));
        throw new Error("its work failed");
      }),
    ).rejects.toThrow("its work failed");
    expect(await count()).toBe(0);
  });

  test("a failed transaction inside undoes itself and no other", async () => {
    const ids = await db.sandbox(async (inner) => {
      await inner.transaction(system, (tx) => tx.store.create({ data: { id: "a", name: "a" } }));
      const twice = inner.transaction(system, async (tx) => {
        await tx.store.create({ data: { id: "b", name: "b" } });
        await tx.store.create({ data: { id: "a", name: "a" } });
      });
      await expect(twice).rejects.toThrow();
      const swallowed = inner.transaction(system, async (tx) => {
        await tx.store.create({ data: { id: "a", name: "a" } }).catch(() => {});
      });
      await expect(swallowed).rejects.toThrow();
      const nested = await inner.sandbox(async (innermost) => {
        await innermost.transaction(system, (tx) => tx.store.create({ data: { id: "c", name: "c" } }));
        return innermost.transaction(system, (tx) => tx.store.count());
      });
      expect(nested).toBe(2);
      const stores = await inner.transaction(system, (tx) => tx.store.findMany());
      return stores.map((store) => store.id);
    });
    expect(ids).toEqual(["a"]);
  });

  test("several transactions at once inside take turns", async () => {
    const total = await db.sandbox(async (inner) => {
      await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          inner.transaction(system, (tx) => tx.store.create({ data: { id: `s${n}`, name: "x" } })),
        ),
      );
      return inner.transaction(system, (tx) => tx.store.count());
    });
    expect(total).toBe(20);
  });

  test("the outer database is refused inside, and the inner one after the end", async () => {
    await expect(db.sandbox(() => db.transaction(system, async () => 1))).rejects.toThrow("tx in hand");
    let kept: Db | null = null;
    await db.sandbox(async (inner) => {
      kept = inner;
    });
    await expect(kept!.transaction(system, async () => 1)).rejects.toThrow("has ended");
  });
});
