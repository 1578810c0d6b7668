// The shared token: one holder of the lock at a time, whoever asks; a dead holder is waited out.
import { beforeAll, expect, test } from "vitest";
import { createDatabaseTokenStore } from "../../src/db/channel-token.ts";
import type { Db } from "../../src/db/db.ts";
import { describeOnEveryEngine } from "../support/database.ts";

describeOnEveryEngine("token store", (open) => {
  let db: Db;
  let now = new Date("2026-09-13T02:00:00Z");
  // Waiting moves the clock: nothing sleeps.
  const sleep = async (ms: number) => {
    now = new Date(now.getTime() + ms);
  };
  const parts = { now: () => now, sleep };
  beforeAll(async () => {
    db = await open();
  });

  test("is read by all processes and forgotten when told", async () => {
    const [one, other] = [createDatabaseTokenStore(db, "a", parts), createDatabaseTokenStore(db, "a", parts)];
    expect(await one.read()).toBeNull();
    const token = { token: "t1", expiresAt: new Date("2026-09-13T04:00:00Z") };
    await one.write(token);
    expect(await other.read()).toEqual(token);
    await other.write(null);
    expect(await one.read()).toBeNull();
  });

  test("lets one in at a time", async () => {
    let inside = 0;
    let most = 0;
    const enter = async () => {
      inside++;
      most = Math.max(most, inside);
      await db.transaction({ kind: "system" }, (tx) => tx.$queryRaw`SELECT 1 AS one`);
      inside--;
    };
    // A clock that stands still: nobody's lock runs out meanwhile.
    const still = { now: () => now, sleep: async () => new Promise<void>((resolve) => setImmediate(resolve)) };
    await Promise.all(Array.from({ length: 8 }, () => createDatabaseTokenStore(db, "b", still).withLock(enter)));
    expect(most).toBe(1);
  });

  test("waits out a holder that died, and a failed one frees the lock", async () => {
    const store = createDatabaseTokenStore(db, "c", parts);
    await db.transaction({ kind: "system" }, (tx) =>
      tx.channelToken.create({
        data: { key: "c:lock", token: "a dead process", expiresAt: new Date(now.getTime() + 25_000) },
      }),
    );
    expect(await store.withLock(async () => "mine")).toBe("mine");
    await expect(store.withLock(async () => Promise.reject(new Error("no network")))).rejects.toThrow("no network");
    expect(await store.withLock(async () => "again")).toBe("again");
  });
});
