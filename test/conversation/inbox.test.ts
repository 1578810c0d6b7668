import { beforeEach, describe, expect, test } from "vitest";
import {
  attemptsMax,
  type ClaimedInbound,
  claimInbound,
  createInboundStore,
  failInbound,
  finishInbound,
  storeInbound,
} from "../../src/conversation/inbox.ts";
import { type Actor, system } from "../../src/db/actor.ts";
import type { Db } from "../../src/db/db.ts";
import { LeaseLost, personLock } from "../../src/db/lease.ts";
import type { InboundMessage } from "../../src/message.ts";
import { describeOnEveryEngine, hasServer, openOnServer, whileLocked } from "../support/database.ts";

const lin: Actor = { kind: "staff", staffId: "linyue", storeId: "s1", scope: "own" };
const start = new Date("2026-03-02T01:30:00Z");
const leaseMs = 60_000;

const said = (id: string, from = "linyue"): InboundMessage => ({ id, at: start, from, kind: "text", text: id });

describeOnEveryEngine("inbox", (open) => {
  let db: Db;
  let now: Date;
  const pass = (ms: number) => {
    now = new Date(now.getTime() + ms);
  };
  const claim = () => claimInbound(db, now, leaseMs);
  const done = (claimed: ClaimedInbound) => db.transaction(lin, (tx) => finishInbound(tx, claimed, now));
  const fail = (claimed: ClaimedInbound, retryable: boolean) =>
    failInbound(db, claimed, { error: "Error: boom", retryable, now });
  const states = () =>
    db.transaction(system, async (tx) => {
      const rows = await tx.inbound.findMany({ orderBy: { seq: "asc" } });
      return rows.map((row) => `${row.key} ${row.state}`);
    });

  beforeEach(async () => {
    db ??= await open();
    await db.transaction(system, (tx) => tx.inbound.deleteMany());
    now = start;
  });

  test("a burst is stored whole, in few commits, repeats once", async () => {
    let commits = 0;
    const counted: Db = {
      ...db,
      statement: (sql) => {
        commits += 1;
        return db.statement(sql);
      },
    };
    const keep = createInboundStore(counted);
    const burst = Array.from({ length: 60 }, (_, n) => said(`msg:${n % 50}`, `person${n % 7}`));
    await Promise.all(burst.map((message) => keep(message, now)));
    expect((await states()).length).toBe(50);
    expect(commits).toBeLessThan(10);
  });

  test("a message the database will not take harms only itself", async () => {
    const keep = createInboundStore(db);
    const first = keep(said("msg:first"), now);
    // Said by nobody: no row may be without a sender.
    const bad = { ...said("msg:bad"), from: null } as unknown as InboundMessage;
    const results = await Promise.allSettled([
      first,
      keep(said("msg:a"), now),
      keep(bad, now),
      keep(said("msg:b"), now),
    ]);
    expect(results.map((result) => result.status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
    expect((await states()).map((state) => state.split(" ")[0]).sort()).toEqual(["msg:a", "msg:b", "msg:first"]);
  });

  test("keeps a message once, however often it is delivered", async () => {
    expect(await storeInbound(db, said("一"), now)).toBe(true);
    expect(await storeInbound(db, said("一"), now)).toBe(false);
    const both = await Promise.all([storeInbound(db, said("二"), now), storeInbound(db, said("二"), now)]);
    expect(both.sort()).toEqual([false, true]);
    expect(await states()).toEqual(["一 waiting", "二 waiting"]);
  });

  test("gives the message back as it came, its instant included", async () => {
    const added: InboundMessage = {
      id: "e1",
      at: new Date("2026-03-02T01:29:58.001Z"),
      from: "linyue",
      kind: "customer-added",
      externalId: "wm1",
      welcomeToken: null,
      state: null,
    };
    await storeInbound(db, added, now);
    expect(await claim()).toMatchObject({ message: added, staffId: "linyue", attempts: 1, receivedAt: start });
  });

  test("what is set aside is kept and never claimed", async () => {
    await storeInbound(db, { id: "x", at: start, from: "linyue", kind: "set-aside", what: "sticker" }, now);
    expect(await claim()).toBeNull();
    expect(await states()).toEqual(["x set_aside"]);
  });

  describe("order", () => {
    test("one person's messages one after the other, different people side by side", async () => {
      for (const message of [said("一"), said("二"), said("甲", "chenjie")]) await storeInbound(db, message, now);
      const first = await claim();
      const other = await claim();
      expect([first?.message.id, other?.message.id]).toEqual(["一", "甲"]);
      expect(await claim()).toBeNull();
      await done(first!);
      expect((await claim())?.message.id).toBe("二");
    });

    test("holds when many claim at once", async () => {
      for (let n = 0; n < 12; n += 1) await storeInbound(db, said(`${n}`, `p${n % 3}`), now);
      const claims = await Promise.all(Array.from({ length: 8 }, claim));
      const ids = claims.flatMap((one) => (one ? [one.message.id] : []));
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) expect(["0", "1", "2"]).toContain(id);
    });

    test("a message stored late with a lower number waits for the one in hand", async () => {
      await storeInbound(db, said("late"), now);
      await storeInbound(db, said("early"), now);
      await db.transaction(system, (tx) =>
        tx.inbound.updateMany({ where: { key: "late" }, data: { state: "set_aside" } }),
      );
      const early = await claim();
      await db.transaction(system, (tx) =>
        tx.inbound.updateMany({ where: { key: "late" }, data: { state: "waiting" } }),
      );
      expect(await claim()).toBeNull();
      await done(early!);
      expect((await claim())?.message.id).toBe("late");
    });
  });

  describe("failure", () => {
    test("is tried again after a while, in order, and then no more: the next message goes on", async () => {
      await storeInbound(db, said("poison"), now);
      await storeInbound(db, said("good"), now);
      for (const attempt of [1, 2, 3]) {
        const poison = await claim();
        expect(poison).toMatchObject({ message: { id: "poison" }, attempts: attempt, exhausted: false });
        expect(await fail(poison!, true)).toBe(attempt < attemptsMax ? "waiting" : "failed");
        if (attempt < attemptsMax) expect(await claim()).toBeNull();
        pass(5_000);
      }
      expect((await claim())?.message.id).toBe("good");
      expect(await states()).toEqual(["poison failed", "good taken"]);
    });

    test("that cannot pass ends at once", async () => {
      await storeInbound(db, said("bad"), now);
      expect(await fail((await claim())!, false)).toBe("failed");
      expect(await claim()).toBeNull();
    });
  });

  describe("after a crash", () => {
    test("the message is claimed again when the lease has run out, not before", async () => {
      await storeInbound(db, said("一"), now);
      await claim();
      pass(leaseMs - 1);
      expect(await claim()).toBeNull();
      pass(1);
      expect(await claim()).toMatchObject({ attempts: 2 });
    });

    test("a process that was only asleep cannot finish what another took over", async () => {
      await storeInbound(db, said("一"), now);
      const asleep = await claim();
      pass(leaseMs);
      const awake = await claim();
      await expect(done(asleep!)).rejects.toThrow(LeaseLost);
      await fail(asleep!, false);
      await done(awake!);
      await expect(done(awake!)).rejects.toThrow(LeaseLost);
      expect(await states()).toEqual(["一 done"]);
    });

    test("a message that kills its process comes out a last time as exhausted", async () => {
      await storeInbound(db, said("killer"), now);
      await storeInbound(db, said("good"), now);
      for (let n = 0; n < attemptsMax; n += 1) {
        expect(await claim()).toMatchObject({ exhausted: false });
        pass(leaseMs);
      }
      const last = await claim();
      expect(last).toMatchObject({ message: { id: "killer" }, exhausted: true });
      expect(await fail(last!, true)).toBe("failed");
      expect((await claim())?.message.id).toBe("good");
    });

    test("a clock moved back an hour does not hold the message for an hour", async () => {
      await storeInbound(db, said("一"), now);
      await claim();
      pass(-3_600_000);
      expect(await claim()).toMatchObject({ attempts: 2 });
    });
  });

  test("the end of a message is undone with the turn", async () => {
    await storeInbound(db, said("一"), now);
    const claimed = await claim();
    const failing = db.transaction(lin, async (tx) => {
      await finishInbound(tx, claimed!, now);
      throw new Error("later in the turn");
    });
    await expect(failing).rejects.toThrow("later in the turn");
    expect(await states()).toEqual(["一 taken"]);
  });
});

test.runIf(hasServer())("a person whom another process is looking at is left to it (server)", async () => {
  const { db, url, close } = await openOnServer();
  await storeInbound(db, said("一"), start);
  await storeInbound(db, said("甲", "chenjie"), start);
  const claimed = await whileLocked(url!, { key: personLock.inbox, text: "linyue" }, () =>
    claimInbound(db, start, leaseMs),
  );
  expect(claimed?.message.id).toBe("甲");
  expect((await claimInbound(db, start, leaseMs))?.message.id).toBe("一");
  await close();
});
