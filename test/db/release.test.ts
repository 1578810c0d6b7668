// What a killed process held is free as soon as the embedded database opens again; attempts stay counted.
import { afterAll, beforeAll, expect, test } from "vitest";
import { claimInbound, storeInbound } from "../../src/conversation/inbox.ts";
import { system } from "../../src/db/actor.ts";
import type { Db } from "../../src/db/db.ts";
import { openEmbedded } from "../../src/db/open.ts";
import { createDb, engineOf } from "../../src/db/transaction.ts";
import { silentLog } from "../../src/log.ts";
import { crashesMax } from "../../src/outbox/policy.ts";
import { claimDeliveries } from "../../src/outbox/store.ts";
import { runDueJobs } from "../../src/scheduler/run.ts";
import type { Job } from "../../src/scheduler/timetable.ts";
import { claimWrites } from "../../src/skills/customers/writeback-store.ts";
import { openInMemory } from "../support/database.ts";

const leaseMs = 90_000;
const hour = 3_600_000;
/** Wednesday 8:44 in the shop: the report of 8:43 was being made. */
const killedAt = new Date("2026-03-04T00:44:00Z");
const after = new Date(killedAt.getTime() + 1_000);
const soon = new Date(killedAt.getTime() + leaseMs);
const slot = (job: string, slotAt: string, attempts = 1) => {
  return { job, slotAt: new Date(slotAt), state: "running" as const, startedAt: killedAt, lockedUntil: soon, attempts };
};

let db: Db;
beforeAll(async () => {
  const first = await openInMemory();
  await first.db.transaction(system, async (tx) => {
    for (const id of ["linyue", "chenchen"])
      await tx.staff.create({ data: { id, name: id, role: "associate", scope: "own" } });
    for (const [staffId, attempts] of [
      ["linyue", 1],
      ["chenchen", crashesMax],
    ] as const)
      await tx.delivery.create({
        data: {
          ...{ key: `to ${staffId}`, staffId, kind: "reply", reply: { kind: "text", text: "好" }, dueAt: killedAt },
          ...{ state: "taken", lockedUntil: soon, attempts },
        },
      });
    await tx.channelWrite.create({
      data: {
        key: "w",
        kind: "tag-add",
        staffId: "linyue",
        dueAt: killedAt,
        state: "taken",
        lockedUntil: soon,
        attempts: 1,
      },
    });
    await tx.jobSlot.createMany({
      data: [
        slot("of today", "2026-03-04T00:43:00Z"),
        slot("of yesterday", "2026-03-03T00:43:00Z"),
        slot("killer", "2026-03-04T00:43:00Z", 3),
      ],
    });
  });
  const said = { id: "m", from: "linyue", at: killedAt, kind: "text" as const, text: "你好" };
  await storeInbound(first.db, said, killedAt);
  await claimInbound(first.db, killedAt, leaseMs);
  const killed = await engineOf(first.db).lite!.dumpDataDir("none");
  await first.close();
  db = createDb(await openEmbedded("memory://", silentLog, killed));
});
afterAll(() => db.close());

test("a taken message is answered at once, as its second try", async () => {
  expect(await claimInbound(db, after, leaseMs)).toMatchObject({ message: { id: "m" }, attempts: 2 });
});

test("what was on its way goes on at once; what killed its process as often as it may is dead", async () => {
  const claims = await claimDeliveries(db, after, 10, leaseMs);
  expect(claims.map(({ key, attempts }) => [key, attempts])).toEqual([["to linyue", 2]]);
  expect(await claimWrites(db, after, 10, leaseMs)).toMatchObject([{ attempts: 2 }]);
});

test("a job that was running runs again at once, yesterday's gives way to today's, a killer stays failed", async () => {
  const ran: string[] = [];
  const job = (name: string): Job<never> => ({
    name,
    cron: "43 8 * * *",
    catchUp: "latest",
    staleAfterMs: 20 * hour,
    run: async (_, slotAt) => void ran.push(`${name} ${slotAt.toISOString().slice(0, 16)}`),
  });
  const context = { db, log: silentLog, now: () => after, zone: "Asia/Shanghai" };
  await runDueJobs(context as never, [job("of today"), job("of yesterday"), job("killer")], after);
  expect(ran.sort()).toEqual(["of today 2026-03-04T00:43", "of yesterday 2026-03-04T00:43"]);
  const rows = await db.transaction(system, (tx) =>
    tx.jobSlot.findMany({ orderBy: [{ job: "asc" }, { slotAt: "asc" }] }),
  );
  expect(rows.map((row) => `${row.job} ${row.state}`)).toEqual([
    "killer failed",
    "of today done",
    "of yesterday failed",
    "of yesterday done",
  ]);
});
