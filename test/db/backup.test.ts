import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { system } from "../../src/db/actor.ts";
import { backup, restore } from "../../src/db/backup.ts";
import type { Db } from "../../src/db/db.ts";
import { maintain } from "../../src/db/maintain.ts";
import { describeOnEveryEngine, hasServer, openInMemory, openOnServer } from "../support/database.ts";

const now = new Date("2026-03-01T02:00:00Z");

async function fill(db: Db): Promise<void> {
  await db.transaction(system, async (tx) => {
    await tx.store.create({ data: { id: "s1", name: "南京西路店\n二楼", departmentId: 7 } });
    await tx.customer.createMany({
      data: Array.from({ length: 1100 }, (_, n) => ({
        id: `c${String(n).padStart(4, "0")}`,
        storeId: "s1",
        name: `张${n}`,
        phoneCipher: Uint8Array.from([0, 255, n % 256]),
        memberSince: new Date("2024-02-29"),
        doNotDisturbUntil: n % 2 ? new Date("2026-03-01T16:30:00.123Z") : null,
      })),
    });
    await tx.benefit.create({ data: { key: "b", kind: "gift", text: "“茶”, \\ 一盒", tiers: ["VIP", "忠实"] } });
    await tx.inbound.create({
      data: { key: "k", staffId: "linyue", kind: "text", message: { text: "#张姐", n: [1, null] }, receivedAt: now },
    });
    await tx.auditEntry.createMany({ data: [{ at: now, actorId: "linyue", action: "read" }] });
  });
}

const contents = (db: Db) =>
  db.transaction(system, async (tx) => ({
    stores: await tx.store.findMany(),
    customers: await tx.customer.findMany({ orderBy: { id: "asc" } }),
    benefits: await tx.benefit.findMany(),
    inbound: await tx.inbound.findMany(),
    audit: await tx.auditEntry.findMany(),
  }));

const somewhere = () => join(mkdtempSync(join(tmpdir(), "zhike-")), "shop.backup");

describeOnEveryEngine("backup", (open, engine) => {
  test("comes back equal on the other engine", async () => {
    const db = await open();
    await fill(db);
    const file = somewhere();
    const { rows } = await backup(db, file, { now, keyId: "abcd" });
    const before = await contents(db);

    const other = engine === "embedded" && hasServer() ? await openOnServer() : await openInMemory();
    expect(await restore(other.db, file, { replace: false })).toEqual({
      rows,
      madeAt: now,
      keyId: "abcd",
      secretKey: null,
    });
    expect(await contents(other.db)).toEqual(before);

    // Numbers go on above the restored ones.
    const next = await other.db.transaction(system, (tx) =>
      tx.inbound.create({ data: { key: "k2", staffId: "linyue", kind: "text", message: {}, receivedAt: now } }),
    );
    expect(next.seq > before.inbound[0]!.seq).toBe(true);
    await maintain(other.db, new Date());
    await other.close();
  });

  test("refuses a target with rows unless told to replace, and a damaged file whole", async () => {
    const db = await open();
    await fill(db);
    const file = somewhere();
    await backup(db, file, { now, secretKey: "the key" });
    await expect(restore(db, file, { replace: false })).rejects.toThrow("not empty");

    const before = await contents(db);
    const whole = readFileSync(file);
    for (const damaged of [whole.subarray(0, whole.length / 2), Buffer.from("hello"), Buffer.alloc(0)]) {
      writeFileSync(`${file}.damaged`, damaged);
      await expect(restore(db, `${file}.damaged`, { replace: true })).rejects.toThrow("damaged");
    }
    await expect(restore(db, `${file}.missing`, { replace: true })).rejects.toThrow("missing");
    expect(await contents(db)).toEqual(before);

    const restored = await restore(db, file, { replace: true });
    expect(restored.secretKey).toBe("the key");
    expect(await contents(db)).toEqual(before);
  });
});
