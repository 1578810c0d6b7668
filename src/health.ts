// /healthz: the process lives, and how far behind it is. /readyz: it can do its work. /metrics: metrics.ts.
import type { Express } from "express";
import type { Context } from "./context.ts";
import { system } from "./db/actor.ts";
import type { LogCount } from "./log.ts";
import { metrics } from "./metrics.ts";
import { lateSeconds, type Timed } from "./scheduler/late.ts";

export interface HealthParts {
  /** What this process had to warn of since it started. */
  events: () => LogCount[];
  jobs: readonly Timed[];
}

export function answerHealth(http: Express, context: Context, { events, jobs }: HealthParts): void {
  http.get("/healthz", async (_, response) => {
    // Alive is alive, whatever the database says: a restart would not help it.
    const lag = await lagOf(context, jobs).catch(() => null);
    response.json({ ok: true, ...(lag === null ? {} : { lag }) });
  });
  http.get("/readyz", async (_, response) => {
    try {
      await context.db.transaction(system, (tx) => tx.$queryRaw`SELECT 1 AS one`);
      response.json({ ok: true, engine: context.db.engine });
    } catch {
      response.status(503).json({ ok: false, why: "the database does not answer" });
    }
  });
  http.get("/metrics", async (_, response) => {
    response.type("text/plain; version=0.0.4").send(await metrics(context, { events: events(), jobs }));
  });
}

interface Lag {
  /** Age in seconds of the oldest message not answered, and of the oldest delivery that is due. */
  inboxSeconds: number;
  outboxSeconds: number;
  /** Jobs whose last run failed, and those with a slot that nobody took. */
  jobsFailed: string[];
  jobsLate: string[];
}

function lagOf({ db, now, zone }: Context, jobs: HealthParts["jobs"]): Promise<Lag> {
  const age = (at: Date | undefined) => (at ? Math.max(0, Math.round((now().getTime() - at.getTime()) / 1000)) : 0);
  return db.transaction(system, async (tx) => {
    const inbound = await tx.inbound.findFirst({
      where: { state: { in: ["waiting", "taken"] } },
      orderBy: { seq: "asc" },
      select: { receivedAt: true },
    });
    const delivery = await tx.delivery.findFirst({
      where: { state: "waiting" },
      orderBy: { dueAt: "asc" },
      select: { dueAt: true },
    });
    const last = await tx.$queryRaw<{ job: string; slotAt: Date; state: string }[]>`
      SELECT DISTINCT ON (job) job, slot_at AS "slotAt", state FROM job_slot
      WHERE slot_at <= ${now()} ORDER BY job, slot_at DESC`;
    return {
      inboxSeconds: age(inbound?.receivedAt),
      outboxSeconds: age(delivery?.dueAt),
      jobsFailed: last.filter((row) => row.state === "failed").map((row) => row.job),
      jobsLate: jobs
        .filter((job) => {
          const slotAt = last.find((row) => row.job === job.name)?.slotAt;
          return slotAt !== undefined && lateSeconds(job, slotAt, now(), zone) > 0;
        })
        .map((job) => job.name),
    };
  });
}
