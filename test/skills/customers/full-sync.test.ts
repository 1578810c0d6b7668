// Fifty thousand contacts read from the local WeCom through the true channel: how long, how many calls, how much memory.
// BADDAYS=long only. The platform's limits are 10,000 calls a minute and 100 contacts a call (WECOM.md §1.4, §4.1).
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { expect, test } from "vitest";
import { system } from "../../../src/db/actor.ts";
import { silentLog } from "../../../src/log.ts";
import { createSimulator } from "../../../src/simulator/simulator.ts";
import { syncCustomers } from "../../../src/skills/customers/jobs.ts";
import { createWecomChannel } from "../../../src/wecom/channel.ts";
import { createMemoryTokenStore } from "../../../src/wecom/token.ts";
import { corp, directory, monday } from "../../simulator/support/shop.ts";
import { describeOnOneEngine, long } from "../../support/database.ts";
import { testVault } from "../../support/vault.ts";

const CONTACTS = 50_000;
const STAFF = 100;
/** Rows are written a page at a time; most of the growth is the collector, which has no reason to hurry. */
const GROWTH_MIB_MAX = 500;

describeOnOneEngine("a full reading", (open) => {
  test.runIf(long)(`of ${CONTACTS} contacts`, { timeout: 1_800_000 }, async () => {
    const db = await open();
    const staffIds = Array.from({ length: STAFF }, (_, index) => `u${String(index).padStart(3, "0")}`);
    const shop = directory().directory;
    const simulator = createSimulator({
      corp,
      now: () => monday,
      directory: {
        departments: shop.departments,
        members: staffIds.map((userId) => ({ userId, name: userId, departmentIds: [2] })),
      },
      customers: Array.from({ length: CONTACTS }, (_, index) => ({
        externalId: `wm${index}`,
        name: `客户${index}`,
        gender: "female" as const,
        followers: [{ userId: staffIds[index % STAFF] ?? "", remark: `张${index}`, addedAt: monday, tags: [] }],
      })),
      log: silentLog,
      wait: async () => {},
    });
    const app = express();
    app.use("/simulator", simulator.router);
    const server = createServer(app);
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/simulator`;
    let calls = 0;
    server.on("request", () => calls++);
    const channel = createWecomChannel(
      { ...corp, base },
      {
        tokens: createMemoryTokenStore(),
        log: silentLog,
        now: () => new Date(),
        sleep: (ms) => new Promise((done) => setTimeout(done, ms)),
        random: () => 0.5,
      },
    );
    await db.transaction(system, async (tx) => {
      await tx.store.create({ data: { id: "s1", name: "徐汇店" } });
      await tx.staff.createMany({ data: staffIds.map((id) => ({ id, name: id, storeId: "s1" })) });
    });
    const read = async () => {
      calls = 0;
      const begun = performance.now();
      const rss = process.memoryUsage().rss;
      let peak = rss;
      const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 200);
      const said = await syncCustomers({ db, channel, vault: testVault, now: () => new Date(), log: silentLog });
      clearInterval(watch);
      const seconds = (performance.now() - begun) / 1000;
      const mib = (bytes: number) => Math.round(bytes / 1024 / 1024);
      console.log(
        `${said}; ${seconds.toFixed(0)} s, ${calls} calls (${Math.round((calls / seconds) * 60)} a minute of 10,000), ` +
          `RSS ${mib(rss)} → ${mib(peak)} MiB with the local WeCom in the same process`,
      );
      return { said, grown: mib(peak - rss) };
    };
    const first = await read();
    expect(first.said).toBe(`${CONTACTS} contacts seen, ${CONTACTS} customers added`);
    expect(first.grown).toBeLessThan(GROWTH_MIB_MAX);
    expect((await read()).said).toBe(`${CONTACTS} contacts seen, 0 customers added`);
    await simulator.close();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
});
