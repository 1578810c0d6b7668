import { beforeEach, describe, expect, test } from "vitest";
import { type Actor, system } from "../../src/db/actor.ts";
import type { Db } from "../../src/db/db.ts";
import { personLock } from "../../src/db/lease.ts";
import { ChannelError, type Remedy } from "../../src/errors.ts";
import { createLog } from "../../src/log.ts";
import { type DeliverContext, deliverAll, deliverOnce, startDelivery } from "../../src/outbox/deliver.ts";
import { claimDeliveries, enqueue, type NewDelivery, recordDelivery } from "../../src/outbox/store.ts";
import { describeOnEveryEngine, hasServer, openOnServer, whileLocked } from "../support/database.ts";
import { createSends, type Sends } from "./sends.ts";

const lin: Actor = { kind: "staff", staffId: "linyue", storeId: "s1", scope: "own" };
const start = new Date("2026-03-02T01:30:00Z");
const leaseMs = 90_000;
const refusal = (remedy: Remedy, waitMs?: number) =>
  new ChannelError("message/send", 1, remedy, "no", waitMs === undefined ? {} : { waitMs });

describeOnEveryEngine("outbox", (open) => {
  let db: Db;
  let now: Date;
  let sends: Sends;
  let logged: { event: string; level: string }[];
  let context: DeliverContext;
  const pass = (ms: number) => {
    now = new Date(now.getTime() + ms);
  };

  beforeEach(async () => {
    db ??= await open();
    await db.transaction(system, (tx) => tx.delivery.deleteMany());
    now = start;
    sends = createSends();
    logged = [];
    const log = createLog(
      (line) => logged.push(JSON.parse(line)),
      () => now,
    );
    context = { db, channel: sends.channel, now: () => now, log, random: () => 0 };
  });

  const queue = (text: string, rest: Partial<NewDelivery> = {}, actor: Actor = system) =>
    db.transaction(actor, (tx) =>
      enqueue(tx, { key: text, staffId: "linyue", kind: "reply", reply: { kind: "text", text }, dueAt: now, ...rest }),
    );
  const rows = () => db.transaction(system, (tx) => tx.delivery.findMany({ orderBy: { seq: "asc" } }));
  const texts = () => sends.sent.map((one) => one.text);

  test("sends once what is queued once, by whomever", async () => {
    expect(await queue("一", {}, lin)).toBe(true);
    expect(await queue("一", {}, lin)).toBe(false);
    expect(await queue("给经理", { staffId: "zhouhang" }, lin)).toBe(true);
    expect(await queue("给经理", { staffId: "zhouhang" }, lin)).toBe(false);
    expect(await deliverAll(context)).toEqual({ claimed: 2, sent: 2, waiting: 0, dead: 0 });
    expect(sends.sent).toEqual([
      { to: "linyue", text: "一", again: false },
      { to: "zhouhang", text: "给经理", again: false },
    ]);
    expect((await rows())[0]).toMatchObject({ state: "sent", sentAt: now, channelMessageId: "m1", lockedUntil: null });
    expect(await deliverOnce(context)).toMatchObject({ claimed: 0 });
  });

  test("a rollback leaves no row", async () => {
    const failing = db.transaction(lin, async (tx) => {
      await enqueue(tx, { key: "k", staffId: "linyue", kind: "reply", reply: { kind: "text", text: "" }, dueAt: now });
      throw new Error("later in the turn");
    });
    await expect(failing).rejects.toThrow("later in the turn");
    expect(await rows()).toEqual([]);
  });

  test("nothing leaves before it is due", async () => {
    await queue("明早", { dueAt: new Date(start.getTime() + 1000) });
    expect(await deliverOnce(context)).toMatchObject({ claimed: 0 });
    pass(1000);
    expect(await deliverOnce(context)).toMatchObject({ sent: 1 });
  });

  describe("order of one person", () => {
    test("is kept, one at a time, while others go side by side", async () => {
      for (const text of ["一", "二", "三"]) await queue(text);
      await queue("甲", { staffId: "chenjie" });
      expect(await deliverOnce(context)).toMatchObject({ sent: 2 });
      expect(texts()).toEqual(["一", "甲"]);
      await deliverAll(context);
      expect(texts()).toEqual(["一", "甲", "二", "三"]);
    });

    test("is kept when the first has to wait, and goes on when it is dead", async () => {
      for (const text of ["一", "二"]) await queue(text);
      sends.faults.push(refusal("retry"));
      await deliverAll(context);
      expect(texts()).toEqual([]);
      pass(2_000);
      sends.faults.push(refusal("give-up"));
      await deliverAll(context);
      expect(texts()).toEqual(["二"]);
      expect((await rows()).map((row) => row.state)).toEqual(["dead", "sent"]);
    });

    test("a card for tomorrow and a customer message that waits hold up no answer", async () => {
      await queue("明早", { dueAt: new Date(start.getTime() + 1000) });
      await queue("生日祝福", { kind: "customer_message" });
      await queue("答");
      await deliverAll(context);
      expect(texts()).toEqual(["答"]);
      expect((await rows()).map((row) => row.state)).toEqual(["waiting", "waiting", "sent"]);
    });

    test("is kept by two processes claiming at once", async () => {
      for (let n = 0; n < 6; n += 1) await queue(`${n}`, { staffId: n % 2 ? "chenjie" : "linyue" });
      const claims = await Promise.all([1, 2, 3, 4].map(() => claimDeliveries(db, now, 10, leaseMs)));
      expect(
        claims
          .flat()
          .map((claim) => claim.key)
          .sort(),
      ).toEqual(["0", "1"]);
    });
  });

  test.each([
    ["retry", undefined, 2_000, "waiting", "warn"],
    ["refresh", undefined, 1_000, "waiting", "warn"],
    ["wait", 30_000, 30_000, "waiting", "warn"],
    ["configure", undefined, 900_000, "waiting", "error"],
    ["give-up", undefined, 0, "dead", "error"],
  ] as const)(
    "refused, remedy %s: kept, and tried again when it may help",
    async (remedy, waitMs, delayMs, state, level) => {
      await queue("一");
      sends.faults.push(refusal(remedy, waitMs));
      await deliverOnce(context);
      const [row] = await rows();
      expect(row).toMatchObject({ state, dueAt: new Date(start.getTime() + delayMs) });
      expect(row?.error).toContain("message/send");
      expect(logged).toMatchObject([{ level }]);

      pass(delayMs);
      await deliverOnce(context);
      expect(sends.sent).toEqual(state === "dead" ? [] : [{ to: "linyue", text: "一", again: true }]);
    },
  );

  test("a fault that is not the channel's is tried a few times and then kept as dead", async () => {
    await queue("一");
    for (let n = 0; n < 10; n += 1) {
      sends.faults.push(new Error("ENOENT: picture is gone"));
      await deliverAll(context);
      pass(60_000);
    }
    expect(await rows()).toMatchObject([{ state: "dead", attempts: 6 }]);
    expect((await rows())[0]?.error).toContain("picture is gone");
  });

  test("one person's failure is nobody else's", async () => {
    await queue("一");
    await queue("甲", { staffId: "chenjie" });
    sends.faults.push(new Error("boom"));
    expect(await deliverOnce(context)).toEqual({ claimed: 2, sent: 1, waiting: 1, dead: 0 });
  });

  describe("after a crash between sending and recording", () => {
    test("the lease runs out, and it is sent again with `again`", async () => {
      await queue("一");
      const [lost] = await claimDeliveries(db, now, 10, leaseMs);
      pass(leaseMs - 1);
      expect(await deliverOnce(context)).toMatchObject({ claimed: 0 });
      pass(1);
      expect(await deliverOnce(context)).toMatchObject({ sent: 1 });
      expect(sends.sent).toMatchObject([{ again: true }]);

      // The first process was only asleep: it may not overwrite what the second has written.
      expect(await recordDelivery(db, lost!, { state: "dead", error: "late" })).toBe(false);
      expect(await rows()).toMatchObject([{ state: "sent" }]);
    });

    test("a later message of the same person does not overtake", async () => {
      await queue("一");
      await claimDeliveries(db, now, 10, leaseMs);
      await queue("二");
      await deliverAll(context);
      expect(texts()).toEqual([]);
      pass(leaseMs);
      await deliverAll(context);
      expect(texts()).toEqual(["一", "二"]);
    });

    test("a clock moved back an hour does not hold the row for an hour", async () => {
      await queue("一");
      await claimDeliveries(db, now, 10, leaseMs);
      await db.transaction(system, (tx) => tx.delivery.updateMany({ data: { dueAt: new Date(0) } }));
      pass(-3_600_000);
      expect(await deliverOnce(context)).toMatchObject({ sent: 1 });
    });
  });

  test("at most 28 a minute and 950 an hour to one person; nothing is lost by it", async () => {
    const gone = (count: number, agoMs: number) =>
      db.transaction(system, (tx) =>
        tx.delivery.createMany({
          data: Array.from({ length: count }, (_, n) => ({
            key: `old ${agoMs} ${n}`,
            staffId: "linyue",
            kind: "reply",
            reply: {},
            state: "sent" as const,
            dueAt: start,
            sentAt: new Date(now.getTime() - agoMs),
          })),
        }),
      );
    for (let n = 0; n < 31; n += 1) await queue(`${n}`);
    await queue("甲", { staffId: "chenjie" });
    await deliverAll(context);
    expect(sends.sent.filter((one) => one.to === "linyue")).toHaveLength(28);
    expect(sends.sent.filter((one) => one.to === "chenjie")).toHaveLength(1);
    pass(59_999);
    expect(await deliverAll(context)).toMatchObject({ claimed: 0 });
    pass(1);
    expect(await deliverAll(context)).toMatchObject({ sent: 3 });

    pass(60_000);
    await gone(950 - 31 - 1, 1_800_000);
    await queue("950th");
    await queue("951st");
    expect(await deliverAll(context)).toMatchObject({ sent: 1 });
    pass(1_800_000);
    expect(await deliverAll(context)).toMatchObject({ sent: 1 });
    expect(texts().at(-1)).toBe("951st");
  });

  test("the loop sends when told, and nothing after it was stopped", async () => {
    const loop = startDelivery(context);
    await queue("一");
    loop.notify();
    await expect.poll(() => texts()).toEqual(["一"]);
    await loop.stop();
    await queue("二");
    loop.notify();
    expect(texts()).toEqual(["一"]);
  });

  test("customer messages go to their handler", async () => {
    await queue("祝生日", { kind: "customer_message", careMessageId: "care1" });
    const seen: string[] = [];
    context.handlers = {
      customerMessage: async (_, delivery) => {
        seen.push(`${delivery.careMessageId} ${delivery.attempts}`);
        return { messageId: "task1", alreadySent: false };
      },
    };
    expect(await deliverAll(context)).toMatchObject({ sent: 1 });
    expect(seen).toEqual(["care1 1"]);
    expect(await rows()).toMatchObject([{ state: "sent", channelMessageId: "task1" }]);
  });
});

test.runIf(hasServer())("a person whom another process is sending to is left to it (server)", async () => {
  const { db, url, close } = await openOnServer();
  await db.transaction(system, async (tx) => {
    for (const staffId of ["linyue", "chenjie"])
      await enqueue(tx, { key: staffId, staffId, kind: "reply", reply: { kind: "text", text: "" }, dueAt: start });
  });
  const claims = await whileLocked(url!, { key: personLock.outbox, text: "linyue talk" }, () =>
    claimDeliveries(db, start, 10, leaseMs),
  );
  expect(claims.map((claim) => claim.key)).toEqual(["chenjie"]);
  await close();
});
