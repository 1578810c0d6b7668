// A full reading of the platform's contacts and a second one that finds nothing new: time, calls beside the platform's
// limit, and the reader's peak memory with the local WeCom in a process of its own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { system } from "../../src/db/actor.ts";
import { silentLog } from "../../src/log.ts";
import { syncCustomers } from "../../src/skills/customers/jobs.ts";
import { createWecomChannel } from "../../src/wecom/channel.ts";
import { createMemoryTokenStore } from "../../src/wecom/token.ts";
import { corp } from "../simulator/support/shop.ts";
import { contactStaff } from "../support/contacts-platform.ts";
import { testDatabases } from "../support/database.ts";
import { testVault } from "../support/vault.ts";
import type { Form } from "./figures.ts";

/** Of one API in a minute. */
const CALLS_PER_MINUTE_MAX = 10_000;

export async function contacts({ quick }: Form): Promise<string[]> {
  const count = quick ? 2_000 : 50_000;
  const platform = spawn(process.execPath, ["--import", "tsx", "test/support/contacts-platform.ts", String(count)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const opened = await (testDatabases().at(-1) ?? testDatabases()[0])!.open();
  try {
    const base = await addressOf(platform.stdout);
    let calls = 0;
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
    const counted = {
      ...channel,
      async *customersOf(staffId: string, from: string | null) {
        for await (const page of channel.customersOf(staffId, from)) {
          calls += 1;
          yield page;
        }
      },
    };
    await opened.db.transaction(system, async (tx) => {
      await tx.store.create({ data: { id: "s1", name: "徐汇店" } });
      await tx.staff.createMany({ data: contactStaff.map((id) => ({ id, name: id, storeId: "s1" })) });
    });
    const context = { db: opened.db, channel: counted, vault: testVault, now: () => new Date(), log: silentLog };
    const lines: string[] = [];
    for (const which of ["first", "again"]) {
      calls = 0;
      const before = process.memoryUsage().rss;
      let peak = before;
      const watch = setInterval(() => {
        peak = Math.max(peak, process.memoryUsage().rss);
      }, 100);
      const began = performance.now();
      const said = await syncCustomers(context);
      const added = which === "first" ? count : 0;
      if (said !== `${count} contacts seen, ${added} customers added`) throw new Error(`${which}: ${said}`);
      clearInterval(watch);
      const seconds = (performance.now() - began) / 1000;
      const rate = Math.round((calls / seconds) * 60);
      lines.push(
        `${which}: ${said}; ${seconds.toFixed(0)} s, ${calls} calls, ${rate} a minute of ${CALLS_PER_MINUTE_MAX} ` +
          `(${((100 * rate) / CALLS_PER_MINUTE_MAX).toFixed(1)} %), memory ${mib(before)} → at most ${mib(peak)} MiB`,
      );
    }
    return lines;
  } finally {
    platform.kill();
    await opened.close();
  }
}

const mib = (bytes: number) => Math.round(bytes / 1024 ** 2);

async function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  const [said] = (await once(output, "data")) as [Buffer];
  const found = /^ready (\S+)/u.exec(said.toString());
  if (!found?.[1]) throw new Error(`the platform said ${said}`);
  return found[1];
}
