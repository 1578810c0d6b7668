import type { AddressInfo } from "node:net";
import express from "express";
import { expect, test } from "vitest";
import type { Context } from "../src/context.ts";
import { system } from "../src/db/actor.ts";
import { answerHealth } from "../src/health.ts";
import { describeOnOneEngine } from "./support/database.ts";
import { NOW, seedPeople } from "./support/people.ts";
import { testVault } from "./support/vault.ts";

describeOnOneEngine("health", (open) => {
  test("alive, and how far behind: old messages, due deliveries, jobs that failed or did not run", async () => {
    const db = await open();
    await seedPeople(db, testVault);
    const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);
    await db.transaction(system, async (tx) => {
      const slot = { startedAt: NOW, lockedUntil: NOW };
      await tx.jobSlot.createMany({
        data: [
          { job: "fine", slotAt: ago(90), state: "done", ...slot },
          { job: "failing", slotAt: ago(7200), state: "done", ...slot },
          { job: "failing", slotAt: ago(3600), state: "failed", ...slot },
          { job: "asleep", slotAt: ago(3 * 86_400), state: "done", ...slot },
        ],
      });
      const delivery = { staffId: "linyue", kind: "nudge", reply: {} };
      await tx.delivery.createMany({
        data: [
          { ...delivery, key: "late", dueAt: ago(40) },
          { ...delivery, key: "to come", dueAt: ago(-600) },
        ],
      });
      await tx.inbound.createMany({
        data: [{ key: "one", staffId: "linyue", kind: "text", message: {}, receivedAt: ago(15) }],
      });
    });
    const http = express();
    answerHealth(http, { db, now: () => NOW } as Context, () => []);
    const server = http.listen(0);
    try {
      const { port } = server.address() as AddressInfo;
      const answer = await fetch(`http://127.0.0.1:${port}/healthz`);
      expect(await answer.json()).toEqual({
        ok: true,
        lag: { inboxSeconds: 15, outboxSeconds: 40, jobsFailed: ["failing"], jobsLate: ["asleep"] },
      });
      const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      expect(metrics).toContain("zhike_outbox_lag_seconds 40");
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });
});
