// The timetable in a process of its own, to be killed: the parent says what time it is, the jobs that are due then run.
// What they cost is told after each; the clock stands still meanwhile.
import { readConfig } from "../../src/config.ts";
import { openServer } from "../../src/db/open.ts";
import { createDb } from "../../src/db/transaction.ts";
import { openHouse } from "../../src/house.ts";
import { silentLog } from "../../src/log.ts";
import { runDueJobs } from "../../src/scheduler/run.ts";
import { timetable } from "../../src/timetable.ts";

/** What a parent hears: it may tell the time, or what ran. */
export type Heard = { kind: "ready" } | { kind: "ran"; jobs: { job: string; state: string; ms: number }[] };

let now = new Date(0);
const db = createDb(await openServer(process.env.DATABASE_URL ?? "", silentLog));
const config = { ...readConfig({ DATA_KEY: process.env.DATA_KEY ?? "" }), dataDir: "memory://" };
const { context } = await openHouse({ config, log: silentLog, now: () => now, db, demo: false });
const only = new Set((process.env.JOBS ?? "").split(","));
const spent = new Map<string, number>();
const jobs = timetable
  .filter((job) => only.has(job.name))
  .map((job) => ({
    ...job,
    run: async (...args: Parameters<typeof job.run>) => {
      const started = performance.now();
      const note = await job.run(...args);
      spent.set(job.name, performance.now() - started);
      return note;
    },
  }));
const tell = (heard: Heard) => process.send?.(heard);

process.on("message", async (said: string) => {
  now = new Date(said);
  const runs = await runDueJobs(context, jobs, now);
  tell({ kind: "ran", jobs: runs.map(({ job, state }) => ({ job, state, ms: spent.get(job) ?? 0 })) });
});
tell({ kind: "ready" });
