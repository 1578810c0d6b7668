// What it does, for Prometheus; no names, no texts. What is waiting is counted whole, what is over of the last day only, so
// that a scrape costs the same after years.
import type { Context } from "./context.ts";
import { system } from "./db/actor.ts";
import type { Tx } from "./db/db.ts";
import type { LogCount } from "./log.ts";
import { lateSeconds, type Timed } from "./scheduler/late.ts";

const DAY_MS = 24 * 3_600_000;
/** Turns of so long ago still count in the latencies; longer, and a bad quarter of an hour would not show. */
const LATENCY_WINDOW_MS = 15 * 60_000;

type Row = [labels: string, value: number];

export async function metrics(
  { db, now, zone }: Context,
  { events, jobs }: { events: readonly LogCount[]; jobs: readonly Timed[] },
): Promise<string> {
  const read = await db.transaction(system, (tx) => count(tx, now()));
  const lagSeconds = read.oldest ? Math.max(0, (now().getTime() - read.oldest.dueAt.getTime()) / 1000) : 0;
  const by = (label: string, rows: readonly { name: string; n: number }[]) =>
    rows.map(({ name, n }): Row => [`${label}="${name}"`, n]);
  return `${[
    ...gauge(
      "zhike_inbound",
      "Messages by state: all that wait, those of the last day that are over",
      by("state", read.inbound),
    ),
    ...gauge(
      "zhike_delivery",
      "Deliveries by state: all that wait, those of the last day that are over",
      by("state", read.delivery),
    ),
    ...gauge("zhike_outbox_lag_seconds", "Age of the oldest delivery that is due", [["", lagSeconds]]),
    ...gauge("zhike_turns", "Turns of the last day by what read them", by("by", read.turns)),
    ...gauge(
      "zhike_turn_seconds",
      "Time a turn took, of the last quarter of an hour",
      read.latency.flatMap(({ name, p50, p95, p99 }) =>
        Object.entries({ "0.5": p50, "0.95": p95, "0.99": p99 }).map(
          ([quantile, seconds]): Row => [`by="${name}",quantile="${quantile}"`, seconds],
        ),
      ),
    ),
    ...gauge(
      "zhike_model_calls",
      "Calls of the language model in the last day by how they ended",
      by("outcome", read.model),
    ),
    ...gauge(
      "zhike_gate_refusals",
      "Messages to customers not allowed when asked for, of the last day, by reason",
      by("reason", read.gate),
    ),
    ...gauge("zhike_care_messages", "Messages to customers by state", by("state", read.care)),
    ...gauge(
      "zhike_care_refused",
      "Messages to customers that the gate or the platform refused, by occasion",
      by("occasion", read.refused),
    ),
    ...gauge(
      "zhike_events",
      "Warnings and errors of this process since it started; code is the platform's",
      events.map(({ level, event, code, count }) => [
        `level="${level}",event="${event}"${code === null ? "" : `,code="${code}"`}`,
        count,
      ]),
    ),
    ...gauge("zhike_job_last_slot_seconds", "Last slot of each job", by("job", read.slots)),
    ...gauge(
      "zhike_job_late_seconds",
      "Since the first slot of each job that nobody took; 0 when none is due",
      jobs.flatMap((job): Row[] => {
        const last = read.slots.find((row) => row.name === job.name);
        return last ? [[`job="${job.name}"`, lateSeconds(job, new Date(last.n * 1000), now(), zone)]] : [];
      }),
    ),
  ].join("\n")}\n`;
}

async function count(tx: Tx, now: Date) {
  const dayAgo = new Date(now.getTime() - DAY_MS);
  const lately = new Date(now.getTime() - LATENCY_WINDOW_MS);
  type Counted = { name: string; n: number }[];
  return {
    inbound: await tx.$queryRaw<Counted>`
      SELECT state::text AS name, count(*)::int AS n FROM inbound WHERE state IN ('waiting', 'taken') GROUP BY 1
      UNION ALL SELECT state::text, count(*)::int FROM inbound
      WHERE received_at > ${dayAgo} AND state NOT IN ('waiting', 'taken') GROUP BY 1 LIMIT 20`,
    delivery: await tx.$queryRaw<Counted>`
      SELECT state::text AS name, count(*)::int AS n FROM delivery WHERE state IN ('waiting', 'taken') GROUP BY 1
      UNION ALL SELECT state::text, count(*)::int FROM delivery
      WHERE created_at > ${dayAgo} AND state NOT IN ('waiting', 'taken') GROUP BY 1 LIMIT 20`,
    turns: await tx.$queryRaw<Counted>`
      SELECT read_by AS name, count(*)::int AS n FROM turn_log
      WHERE started_at > ${dayAgo} AND started_at <= ${now} GROUP BY 1 LIMIT 10`,
    latency: await tx.$queryRaw<{ name: string; p50: number; p95: number; p99: number }[]>`
      SELECT read_by AS name, percentile_cont(0.5) WITHIN GROUP (ORDER BY s) AS p50,
        percentile_cont(0.95) WITHIN GROUP (ORDER BY s) AS p95, percentile_cont(0.99) WITHIN GROUP (ORDER BY s) AS p99
      FROM (SELECT read_by, extract(epoch FROM finished_at - started_at)::float8 AS s FROM turn_log
            WHERE started_at > ${lately} AND started_at <= ${now}) turns
      GROUP BY read_by LIMIT 10`,
    model: await tx.$queryRaw<Counted>`
      SELECT outcome AS name, count(*)::int AS n FROM model_call WHERE at > ${dayAgo} AND at <= ${now} GROUP BY 1 LIMIT 20`,
    // Wherever an outcome holds the gate's verdict, whatever the skill.
    gate: await tx.$queryRaw<Counted>`
      SELECT code AS name, count(*)::int AS n FROM turn_log,
        LATERAL (SELECT v->'reason'->>'code' AS code
          FROM jsonb_path_query(outcomes, 'strict $.**.verdict ? (@.type() == "object" && @.verdict != "allow")', '{}', true) v) found
      WHERE started_at > ${dayAgo} AND started_at <= ${now} AND code ~ '^[a-z-]+$' GROUP BY 1 LIMIT 50`,
    care: await tx.$queryRaw<Counted>`SELECT state::text AS name, count(*)::int AS n FROM care_message GROUP BY 1 LIMIT 20`,
    refused: await tx.$queryRaw<Counted>`
      SELECT occasion AS name, count(*)::int AS n FROM care_message WHERE state = 'refused' GROUP BY 1 LIMIT 50`,
    slots: await tx.$queryRaw<Counted>`
      SELECT job AS name, extract(epoch FROM max(slot_at))::float8 AS n FROM job_slot GROUP BY 1 LIMIT 100`,
    oldest: await tx.delivery.findFirst({
      where: { state: "waiting" },
      orderBy: { dueAt: "asc" },
      select: { dueAt: true },
    }),
  };
}

function gauge(name: string, help: string, rows: readonly Row[]): string[] {
  return [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} gauge`,
    ...rows.map(([labels, value]) => `${name}${labels === "" ? "" : `{${labels}}`} ${value}`),
  ];
}
