import { beforeEach, describe, expect, test, vi } from "vitest";
import { system } from "../../src/db/actor.ts";
import type { Db } from "../../src/db/db.ts";
import { silentLog } from "../../src/log.ts";
import { runDueJobs, type SchedulerContext, startScheduler } from "../../src/scheduler/run.ts";
import { checkTimetable, type Job } from "../../src/scheduler/timetable.ts";
import { describeOnEveryEngine } from "../support/database.ts";

const dayMs = 86_400_000;
const minuteMs = 60_000;
/** Monday 9:30 in the shop. */
const monday = new Date("2026-03-02T01:30:00Z");

test("a timetable with two jobs of one name, or a bad expression, is refused at start", () => {
  const job: Job<unknown> = { name: "a", cron: "* * * * *", catchUp: "each", staleAfterMs: 0, run: async () => {} };
  expect(() => checkTimetable([job, job])).toThrow("two jobs");
  expect(() => checkTimetable([{ ...job, cron: "9:30" }])).toThrow("cron");
});

describeOnEveryEngine("scheduler", (open) => {
  let db: Db;
  let now: Date;
  let ran: string[];
  let context: SchedulerContext;
  const at = (iso: string) => {
    now = new Date(iso);
  };
  const pass = (ms: number) => {
    now = new Date(now.getTime() + ms);
  };

  beforeEach(async () => {
    db ??= await open();
    await db.transaction(system, (tx) => tx.jobSlot.deleteMany());
    now = monday;
    ran = [];
    context = { db, log: silentLog, now: () => now, zone: "Asia/Shanghai" };
  });

  const job = (rest: Partial<Job<SchedulerContext>> = {}): Job<SchedulerContext> => ({
    name: "nudge",
    cron: "30 9 * * *",
    catchUp: "each",
    staleAfterMs: 7 * dayMs,
    run: async (_, slotAt) => {
      ran.push(`${rest.name ?? "nudge"} ${slotAt.toISOString().slice(0, 16)}`);
    },
    ...rest,
  });
  const tick = (...jobs: Job<SchedulerContext>[]) => runDueJobs(context, jobs, now);
  // Without the row that says when a job was first seen.
  const rows = () =>
    db.transaction(system, (tx) =>
      tx.jobSlot.findMany({
        where: { OR: [{ note: null }, { note: { not: "first seen" } }] },
        orderBy: [{ slotAt: "asc" }, { job: "asc" }],
      }),
    );

  test("a slot that falls after a job was first seen, while nothing ran, is caught up", async () => {
    pass(-3 * 3_600_000);
    await tick(job());
    expect(ran).toEqual([]);
    pass(3 * 3_600_000);
    pass(3_600_000);
    await tick(job());
    expect(ran).toHaveLength(1);
  });

  test("a week of mornings, each once, whatever the number of ticks", async () => {
    for (let n = 0; n < 7; n += 1) {
      await tick(job());
      await tick(job());
      pass(10_000);
      await tick(job());
      pass(dayMs - 10_000);
    }
    expect(ran).toHaveLength(7);
    expect(new Set(ran).size).toBe(7);
    expect((await rows()).every((row) => row.state === "done")).toBe(true);
  });

  test("an empty timetable is no trouble", async () => {
    expect(await tick()).toEqual([]);
  });

  test("begins with the minute just over, not with the past", async () => {
    at("2026-03-02T01:30:59Z");
    await tick(job());
    at("2026-03-02T05:00:00Z");
    await tick(job({ name: "later seen" }));
    expect(ran).toEqual(["nudge 2026-03-02T01:30"]);
  });

  describe("off for two days and some", () => {
    const missed = async (rest: Partial<Job<SchedulerContext>>) => {
      await tick(job({ ...rest, run: async () => {} }));
      at("2026-03-05T04:00:00Z");
      await tick(job(rest));
      await tick(job(rest));
      return ran;
    };
    test("each: every missed morning once", async () => {
      expect(await missed({ catchUp: "each" })).toEqual([
        "nudge 2026-03-03T01:30",
        "nudge 2026-03-04T01:30",
        "nudge 2026-03-05T01:30",
      ]);
    });
    test("each, but not what is stale", async () => {
      expect(await missed({ catchUp: "each", staleAfterMs: 30 * 3_600_000 })).toEqual([
        "nudge 2026-03-04T01:30",
        "nudge 2026-03-05T01:30",
      ]);
    });
    test("latest: the last one only", async () => {
      expect(await missed({ catchUp: "latest" })).toEqual(["nudge 2026-03-05T01:30"]);
    });
    test("latest, unless it is stale", async () => {
      expect(await missed({ catchUp: "latest", staleAfterMs: 3_600_000 })).toEqual([]);
    });
    test("none: nothing until its hour comes again", async () => {
      expect(await missed({ catchUp: "none" })).toEqual([]);
      at("2026-03-06T01:31:30Z");
      await tick(job({ catchUp: "none" }));
      expect(ran).toEqual(["nudge 2026-03-06T01:30"]);
    });
    test("a month off: a week is caught up", async () => {
      await tick(job({ run: async () => {} }));
      pass(31 * dayMs);
      await tick(job({ staleAfterMs: 365 * dayMs }));
      expect(ran).toHaveLength(7);
    });
  });

  test("a clock moved back repeats nothing; moved forward, it skips nothing that was not run", async () => {
    await tick(job());
    pass(dayMs);
    await tick(job());
    pass(-1 * dayMs);
    for (let n = 0; n < 3; n += 1) {
      await tick(job());
      pass(dayMs);
    }
    expect(ran).toEqual(["nudge 2026-03-02T01:30", "nudge 2026-03-03T01:30", "nudge 2026-03-04T01:30"]);
  });

  test("with nothing to do, a tick is one transaction whatever the number of jobs", async () => {
    const transaction = vi.fn(db.transaction) as Db["transaction"];
    const jobs = Array.from({ length: 20 }, (_, n) => job({ name: `job ${n}` }));
    await tick(...jobs);
    expect(ran).toHaveLength(20);
    pass(minuteMs);
    expect(await runDueJobs({ ...context, db: { ...db, transaction } }, jobs, now)).toEqual([]);
    expect(transaction).toHaveBeenCalledTimes(1);
  });

  test("several processes: each slot runs in one", async () => {
    const contexts = Array.from({ length: 4 }, () => ({ ...context }));
    const hourly = job({ cron: "*/10 * * * *" });
    await tick(hourly);
    pass(3 * 3_600_000);
    await Promise.all(contexts.map((one) => runDueJobs(one, [hourly], now)));
    expect(ran).toHaveLength(19);
    expect(new Set(ran).size).toBe(19);
  });

  describe("failure", () => {
    const failing = job({
      run: async () => {
        ran.push("tried");
        throw new Error("boom");
      },
    });
    test("ends that job only, is written down and tried three times", async () => {
      const runs = await tick(failing, job({ name: "other" }));
      expect(runs.map((run) => `${run.job} ${run.state}`).sort()).toEqual(["nudge failed", "other done"]);
      expect(await rows()).toMatchObject([{ state: "failed", error: "Error: boom" }, { state: "done" }]);
      for (let n = 0; n < 5; n += 1) {
        await tick(failing);
        pass(5 * minuteMs);
      }
      expect(ran.filter((word) => word === "tried")).toHaveLength(3);
    });

    test("that passes is mended by the second try", async () => {
      await tick(failing);
      pass(5 * minuteMs);
      await tick(job());
      expect(await rows()).toMatchObject([{ state: "done", attempts: 2, error: null }]);
    });

    test("inside a transaction of the job leaves nothing of it", async () => {
      await tick(
        job({
          run: (one) =>
            one.db.transaction(system, async (tx) => {
              await tx.tag.create({ data: { name: "half done" } });
              throw new Error("boom");
            }),
        }),
      );
      expect(await db.transaction(system, (tx) => tx.tag.count())).toBe(0);
    });
  });

  describe("after a crash in the middle of a run", () => {
    const crashed = (attempts: number) =>
      db.transaction(system, (tx) =>
        tx.jobSlot.create({
          data: {
            job: "nudge",
            slotAt: monday,
            state: "running",
            attempts,
            startedAt: monday,
            lockedUntil: new Date(monday.getTime() + 5 * minuteMs),
          },
        }),
      );
    test("the slot is run again when its lease has run out, not before", async () => {
      await crashed(1);
      pass(5 * minuteMs - 1);
      await tick(job());
      expect(ran).toEqual([]);
      pass(1);
      await tick(job());
      expect(ran).toEqual(["nudge 2026-03-02T01:30"]);
      expect(await rows()).toMatchObject([{ state: "done", attempts: 2 }]);
    });
    test("a job that kills its process is given up after the third", async () => {
      await crashed(3);
      pass(5 * minuteMs);
      await tick(job());
      expect(ran).toEqual([]);
      expect(await rows()).toMatchObject([{ state: "failed", error: expect.stringContaining("died") }]);
    });
  });

  test("what a job says is kept with its run", async () => {
    await tick(job({ run: async () => "12 cards" }));
    expect(await rows()).toMatchObject([{ note: "12 cards" }]);
  });

  test("starts, looks at once, and stops", async () => {
    const scheduler = startScheduler(context, [job()]);
    await expect.poll(() => ran).toHaveLength(1);
    pass(dayMs);
    await scheduler.tick();
    await scheduler.stop();
    expect(ran).toHaveLength(2);
  });
});
