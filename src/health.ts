// /healthz: the process lives, and how far behind it is. /readyz: it can do its work. /metrics: what it does, for Prometheus; no names, no texts.
import type { Express } from "express";
import type { Context } from "./context.ts";
import { system } from "./db/actor.ts";

export function answerHealth(http: Express, context: Context): void {
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
    response.type("text/plain; version=0.0.4").send(await metrics(context));
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

async function metrics({ db, now }: Context): Promise<string> {
  const counts = await db.transaction(system, async (tx) => ({
    inbound: await tx.inbound.groupBy({ by: ["state"], _count: true }),
    delivery: await tx.delivery.groupBy({ by: ["state"], _count: true }),
    turns: await tx.turnLog.groupBy({ by: ["readBy"], _count: true }),
    care: await tx.careMessage.groupBy({ by: ["state"], _count: true }),
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
