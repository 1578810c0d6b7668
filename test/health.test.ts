import { type AddressInfo, createServer, type Socket } from "node:net";
import express from "express";
import { expect, test, vi } from "vitest";
import { createApp } from "../src/app.ts";
import { readConfig } from "../src/config.ts";
import type { Context } from "../src/context.ts";
import { system } from "../src/db/actor.ts";
import { answerHealth } from "../src/health.ts";
import { silentLog } from "../src/log.ts";
import { describeOnOneEngine } from "./support/database.ts";
import { NOW, seedPeople } from "./support/people.ts";
import { freePort } from "./support/process.ts";
import { turnRow } from "./support/rows.ts";
import { testVault } from "./support/vault.ts";
import { DATA_KEY } from "./support/world.ts";

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
          // Once a month: a fortnight ago is not long ago.
          { job: "monthly", slotAt: ago(12 * 86_400 + 67 * 60), state: "done", ...slot },
          // It catches nothing up: what was missed while nothing ran is not waited for.
          { job: "passed over", slotAt: ago(3 * 86_400), state: "done", ...slot },
          { job: "no more", slotAt: ago(90 * 86_400), state: "done", ...slot },
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
    const job = (name: string, cron: string) => ({
      name,
      cron,
      catchUp: "latest" as const,
      staleAfterMs: 86_400_000,
      run: async () => {},
    });
    const jobs = [
      job("fine", "*/5 * * * *"),
      job("failing", "0 * * * *"),
      job("asleep", "52 9 * * *"),
      job("monthly", "53 8 1 * *"),
      { ...job("passed over", "17 3 * * *"), catchUp: "none" as const },
      job("never seen", "0 0 * * *"),
    ];
    answerHealth(http, { db, now: () => NOW, zone: "Asia/Shanghai" } as Context, { events: () => [], jobs });
    const server = http.listen(0);
    try {
      const { port } = server.address() as AddressInfo;
      const answer = await fetch(`http://127.0.0.1:${port}/healthz`);
      expect(await answer.json()).toEqual({
        ok: true,
        lag: { inboxSeconds: 15, outboxSeconds: 40, jobsFailed: ["failing"], jobsLate: ["asleep"] },
      });
      await db.transaction(system, (tx) =>
        tx.turnLog.createMany({
          data: [3600, 7200, 2 * 86_400].map((seconds) => ({
            ...turnRow(ago(seconds)),
            finishedAt: ago(seconds - 1),
            outcomes: [
              { kind: "refused", verdict: { verdict: "never", reason: { code: "open-complaint", since: "2026" } } },
              { kind: "why", verdicts: [{ kind: "birthday", verdict: { verdict: "allow" } }] },
            ],
          })),
        }),
      );
      const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      for (const line of [
        "zhike_outbox_lag_seconds 40",
        'zhike_inbound{state="waiting"} 1',
        'zhike_delivery{state="waiting"} 2',
        'zhike_turns{by="parser"} 2',
        'zhike_gate_refusals{reason="open-complaint"} 2',
      ])
        expect(metrics.split("\n")).toContain(line);
      // It should have run on three mornings; NOW is ten o'clock, and eight minutes are nothing.
      expect(metrics).toContain(`zhike_job_late_seconds{job="asleep"} ${2 * 86_400 + 8 * 60}`);
      expect(metrics).toContain('zhike_job_late_seconds{job="monthly"} 0');
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });
});

test("while it starts it says so, and nothing is unknown to it", async () => {
  // A database that takes the connection and stays silent.
  const sockets = new Set<Socket>();
  const silent = createServer((socket) => void sockets.add(socket.on("error", () => {})));
  await new Promise<void>((done) => silent.listen(0, "127.0.0.1", done));
  const { port: databasePort } = silent.address() as AddressInfo;
  const port = await freePort();
  const config = readConfig({
    PORT: String(port),
    DATA_KEY,
    DATABASE_URL: `postgresql://u:p@127.0.0.1:${databasePort}/d`,
  });
  const ended = createApp({ config, log: silentLog, realNow: () => NOW, loops: false }).catch((error) => error);
  const ask = () => fetch(`http://127.0.0.1:${port}/wecom/callback`);
  const early = await vi.waitFor(ask, { timeout: 10_000, interval: 5 });
  expect([early.status, await early.text()]).toEqual([503, "知客正在启动，马上就好。\n"]);
  silent.close();
  for (const socket of sockets) socket.destroy();
  expect(await ended).toBeInstanceOf(Error);
  await expect(ask()).rejects.toThrow("fetch failed");
});
