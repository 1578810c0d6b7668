// /healthz: the process lives, and how far behind it is. /readyz: it can do its work. /metrics: what it does, for Prometheus; no names, no texts.
import type { Express } from "express";
import type { Context } from "./context.ts";
import { system } from "./db/actor.ts";
import type { LogCount } from "./log.ts";

/** `events`: what this process had to warn of since it started. */
export function answerHealth(http: Express, context: Context, events: () => LogCount[]): void {
  http.get("/healthz", async (_, response) => {
    // Alive is alive, whatever the database says: a restart would not help it.
    const lag = await lagOf(context).catch(() => null);
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
    response.type("text/plain; version=0.0.4").send(await metrics(context, events()));
  });
}

/** Every job runs at least once a day; two hours are its grace. */
const JOB_LATE_SECONDS = 26 * 3_600;

interface Lag {
  /** Age in seconds of the oldest message not answered, and of the oldest delivery that is due. */
  inboxSeconds: number;
  outboxSeconds: number;
  /** Jobs whose last run failed, and those that have not run for more than a day. */
  jobsFailed: string[];
  jobsLate: string[];
}

function lagOf({ db, now }: Context): Promise<Lag> {
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
      jobsLate: last.filter((row) => age(row.slotAt) > JOB_LATE_SECONDS).map((row) => row.job),
    };
  });
}

/** Turns of so long ago still count in the latencies; longer, and a bad quarter of an hour would not show. */
const LATENCY_WINDOW_MS = 15 * 60_000;

async function metrics({ db, now }: Context, events: readonly LogCount[]): Promise<string> {
  const since = new Date(now().getTime() - LATENCY_WINDOW_MS);
  const counts = await db.transaction(system, async (tx) => ({
    inbound: await tx.inbound.groupBy({ by: ["state"], _count: true }),
    delivery: await tx.delivery.groupBy({ by: ["state"], _count: true }),
    turns: await tx.turnLog.groupBy({ by: ["readBy"], _count: true }),
    care: await tx.careMessage.groupBy({ by: ["state"], _count: true }),
    refused: await tx.$queryRaw<{ occasion: string; n: number }[]>`
      SELECT occasion, count(*)::int AS n FROM care_message WHERE state = 'refused' GROUP BY occasion LIMIT 50`,
    latency: await tx.$queryRaw<{ by: string; p50: number; p95: number; p99: number }[]>`
      SELECT read_by AS by, percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS p50,
        percentile_cont(0.95) WITHIN GROUP (ORDER BY ms) AS p95, percentile_cont(0.99) WITHIN GROUP (ORDER BY ms) AS p99
      FROM (SELECT read_by, extract(epoch FROM finished_at - started_at)::float8 AS ms FROM turn_log
            WHERE started_at > ${since} AND started_at <= ${now()}) turns
      GROUP BY read_by LIMIT 10`,
    model: await tx.modelCall.groupBy({ by: ["outcome"], _count: true }),
    slots: await tx.jobSlot.groupBy({ by: ["job"], _max: { slotAt: true } }),
    oldest: await tx.delivery.findFirst({
      where: { state: "waiting" },
      orderBy: { dueAt: "asc" },
      select: { dueAt: true },
    }),
  }));
  const lagSeconds = counts.oldest ? Math.max(0, (now().getTime() - counts.oldest.dueAt.getTime()) / 1000) : 0;
  return `${[
    ...gauge(
      "zhike_inbound",
      "Messages by state",
      counts.inbound.map((row) => [`state="${row.state}"`, row._count]),
    ),
    ...gauge(
      "zhike_delivery",
      "Deliveries by state",
      counts.delivery.map((row) => [`state="${row.state}"`, row._count]),
    ),
    ...gauge(
      "zhike_turns",
      "Turns by what read them",
      counts.turns.map((row) => [`by="${row.readBy}"`, row._count]),
    ),
    ...gauge(
      "zhike_turn_seconds",
      "Time a turn took, of the last quarter of an hour",
      counts.latency.flatMap(({ by, p50, p95, p99 }) =>
        Object.entries({ "0.5": p50, "0.95": p95, "0.99": p99 }).map(([quantile, seconds]): [string, number] => [
          `by="${by}",quantile="${quantile}"`,
          seconds,
        ]),
      ),
    ),
    ...gauge(
      "zhike_model_calls",
      "Calls of the language model by how they ended",
      counts.model.map((row) => [`outcome="${row.outcome}"`, row._count]),
    ),
    ...gauge(
      "zhike_care_refused",
      "Messages to customers that the gate or the platform refused, by occasion",
      counts.refused.map((row) => [`occasion="${row.occasion}"`, row.n]),
    ),
    ...gauge(
      "zhike_events",
      "Warnings and errors of this process since it started; code is the platform's",
      events.map(({ level, event, code, count }) => [
        `level="${level}",event="${event}"${code === null ? "" : `,code="${code}"`}`,
        count,
      ]),
    ),
    ...gauge(
      "zhike_care_messages",
      "Messages to customers by state",
      counts.care.map((row) => [`state="${row.state}"`, row._count]),
    ),
    ...gauge("zhike_outbox_lag_seconds", "Age of the oldest delivery that is due", [["", lagSeconds]]),
    ...gauge(
      "zhike_job_last_slot_seconds",
      "Last slot of each job",
      counts.slots.map((row) => [`job="${row.job}"`, (row._max.slotAt?.getTime() ?? 0) / 1000]),
    ),
  ].join("\n")}\n`;
}

function gauge(name: string, help: string, rows: [labels: string, value: number][]): string[] {
  return [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} gauge`,
    ...rows.map(([labels, value]) => `${name}${labels === "" ? "" : `{${labels}}`} ${value}`),
  ];
}
