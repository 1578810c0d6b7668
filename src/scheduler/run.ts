// Runs what the timetable says, once per slot whatever the number of processes and however long nothing ran.
//
// A slot is one due moment of one job, and a row of job_slot with that key. The process whose insert makes the row runs
// it; the others meet the row and leave it. running → done, or failed with the error; a failed slot is tried again, up
// to three times in all. A crash leaves a running row: when its lease, renewed while the job works, has run out, it is
// taken again; after the third time it is failed. Missed slots are found from the last row of the job, a week back at
// most, and run or passed over as the job's catchUp and staleAfterMs say. A moved-back clock finds rows and repeats
// nothing. The failure is recorded after the job's own transactions have ended, and ends that job only.
// node-cron only wakes us each minute: it keeps nothing, the rows are the truth.
import cron from "node-cron";
import { system } from "../db/actor.ts";
import type { Db, Tx } from "../db/db.ts";
import { Prisma } from "../db/generated/client.ts";
import { later, leaseHorizon } from "../db/lease.ts";
import { createQueue } from "../db/queue.ts";
import { describe, type Log } from "../log.ts";
import { type Cron, parseCron, slotsBetween } from "./slots.ts";
import { checkTimetable, type Job } from "./timetable.ts";

export interface SchedulerContext {
  db: Db;
  log: Log;
  now: () => Date;
  /** Whose clocks the cron expressions mean. */
  zone: string;
}

export interface SlotRun {
  job: string;
  slotAt: Date;
  state: "done" | "failed";
}

const minuteMs = 60_000;
/** How far back missed slots are looked for: a shop that was shut for the Spring Festival wants no more than a week. */
const lookBackMs = 7 * 24 * 60 * minuteMs;
/** Missed slots run in one go; the next tick takes the rest. */
const slotsMax = 200;
/** A job that catches nothing up still runs when the tick comes a little late. */
const tickLateMsMax = 2 * minuteMs;
/** Long enough for a pause of the process, short enough for the morning card after a crash. Renewed while it runs. */
const leaseMs = 5 * minuteMs;
const attemptsMax = 3;
const retryDelayMs = 5 * minuteMs;
const noteLengthMax = 1000;
/** A job in hand may end; the rest waits for the next start. */
const stopMsMax = 10_000;

/** Runs every slot that is due at `now` and nobody has run. Jobs go side by side, the slots of one job in order. */
export async function runDueJobs<Context extends SchedulerContext>(
  context: Context,
  jobs: readonly Job<Context>[],
  now: Date,
): Promise<SlotRun[]> {
  try {
    // One look for the whole timetable: at nearly every tick there is nothing to do, and that is to cost little.
    const standing = await lookAtSlots(context.db, jobs, now);
    const runs = await Promise.all(jobs.map((job) => runDueSlots(context, job, standing, now)));
    return runs.flat();
  } catch (error) {
    context.log.error("job.not-started", { error: describe(error) });
    return [];
  }
}

export interface Scheduler {
  /** Looks at once: after the clock was moved. */
  tick(): Promise<SlotRun[]>;
  stop(): Promise<void>;
}

export function startScheduler<Context extends SchedulerContext>(
  context: Context,
  jobs: readonly Job<Context>[],
): Scheduler {
  checkTimetable(jobs);
  // One look at a time in this process; a look asked for meanwhile comes after, with the clock as it is then.
  const queue = createQueue();
  let stopped = false;
  const tick = () => queue.run(async () => (stopped ? [] : runDueJobs(context, jobs, context.now())));
  const safely = async () => {
    await tick().catch((error) => context.log.error("scheduler.failed", { error: describe(error) }));
  };
  const task = cron.schedule("* * * * *", safely, {
    timezone: context.zone,
    noOverlap: true,
    suppressMissedWarning: true,
  });
  void safely();
  return {
    tick,
    async stop() {
      stopped = true;
      await task.destroy();
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise((resolve) => {
        timer = setTimeout(resolve, stopMsMax);
      });
      await Promise.race([queue.run(async () => {}), late]);
      clearTimeout(timer);
    },
  };
}

async function runDueSlots<Context extends SchedulerContext>(
  context: Context,
  job: Job<Context>,
  { left, last }: Standing,
  now: Date,
): Promise<SlotRun[]> {
  const runs: SlotRun[] = [];
  try {
    for (const slot of left.filter((one) => one.job === job.name)) runs.push(await runSlot(context, job, slot));

    for (const slotAt of missedSlots(context, job, last.get(job.name), now)) {
      const taken = await takeNewSlot(context.db, job.name, slotAt, now);
      if (taken) runs.push(await runSlot(context, job, taken));
    }
  } catch (error) {
    // The database, not the job: the other jobs have the same trouble, and the next tick finds the slots again.
    context.log.error("job.not-started", { job: job.name, error: describe(error) });
  }
  return runs;
}

/** The slots since the job's last row that are to be run now, oldest first. */
function missedSlots<Context extends SchedulerContext>(
  { zone, log }: Context,
  job: Job<Context>,
  last: Date | undefined,
  now: Date,
): Date[] {
  // A job seen for the first time has missed nothing: it begins with the minute that is just over.
  const after = last ? Math.max(last.getTime(), now.getTime() - lookBackMs) : now.getTime() - minuteMs;
  const missed = slotsBetween(cronOf(job), { after: new Date(after), until: now, zone, max: slotsMax });
  const wanted = wantedSlots(job, missed, now);
  const passedOver = missed.length - wanted.length;
  if (passedOver > 0 && wanted.length > 0) log.info("job.slots-passed-over", { job: job.name, passedOver });
  return wanted;
}

/** Read once for each job: this is asked at every tick. */
const crons = new WeakMap<Job<never>, Cron>();

function cronOf(job: Job<never>): Cron {
  const cron = crons.get(job) ?? parseCron(job.cron);
  crons.set(job, cron);
  return cron;
}

export function wantedSlots(
  job: Pick<Job<never>, "catchUp" | "staleAfterMs">,
  missed: readonly Date[],
  now: Date,
): Date[] {
  const age = (slot: Date) => now.getTime() - slot.getTime();
  const fresh = missed.filter((slot) => age(slot) <= job.staleAfterMs);
  if (job.catchUp === "each") return fresh;
  return fresh.slice(-1).filter((slot) => job.catchUp === "latest" || age(slot) <= tickLateMsMax);
}

interface TakenSlot {
  job: string;
  slotAt: Date;
  attempts: number;
}

/** Null when another process was first. */
async function takeNewSlot(db: Db, job: string, slotAt: Date, now: Date): Promise<TakenSlot | null> {
  const { count } = await db.transaction(system, (tx) =>
    tx.jobSlot.createMany({
      data: [{ job, slotAt, state: "running", startedAt: now, lockedUntil: later(now, leaseMs) }],
      skipDuplicates: true,
    }),
  );
  return count === 1 ? { job, slotAt, attempts: 1 } : null;
}

/** How things stand for all jobs at one look. */
interface Standing {
  /** Slots whose process died and slots that failed and may be tried again, taken by us, oldest first. */
  left: TakenSlot[];
  /** The latest slot of each job that has a row; its next ones are counted from there. */
  last: Map<string, Date>;
}

/** Takes what was left, and fails what died for the third time. Rows in another process's hands are left to it. */
async function lookAtSlots(db: Db, jobs: readonly Job<never>[], now: Date): Promise<Standing> {
  const horizon = leaseHorizon(now, leaseMs);
  const names = jobs.map((job) => job.name);
  const oldest = jobs.map((job) => later(now, -Math.min(job.staleAfterMs, lookBackMs)).toISOString());
  return db.transaction(system, async (tx) => {
    const jobsGiven = Prisma.sql`unnest(${names}::text[], ${oldest}::timestamptz[]) AS given (job, oldest)`;
    const leaseOver = Prisma.sql`(s.locked_until <= ${now} OR s.locked_until > ${horizon})`;
    await tx.$executeRaw`
      UPDATE job_slot SET state = 'failed', finished_at = ${now}, error = 'its process died or stopped at every attempt'
      WHERE (job, slot_at) IN (
        SELECT s.job, s.slot_at FROM job_slot s JOIN ${jobsGiven} ON given.job = s.job
        WHERE s.state = 'running' AND ${leaseOver} AND (s.attempts >= ${attemptsMax} OR s.slot_at < given.oldest)
        FOR UPDATE OF s SKIP LOCKED)`;
    const left = await tx.$queryRaw<TakenSlot[]>`
      UPDATE job_slot SET state = 'running', attempts = attempts + 1, started_at = ${now},
        locked_until = ${later(now, leaseMs)}
      WHERE (job, slot_at) IN (
        SELECT s.job, s.slot_at FROM job_slot s JOIN ${jobsGiven} ON given.job = s.job
        WHERE s.state IN ('running', 'failed') AND s.attempts < ${attemptsMax}
          AND s.slot_at >= given.oldest AND s.slot_at <= ${now} AND ${leaseOver}
        FOR UPDATE OF s SKIP LOCKED)
      RETURNING job, slot_at AS "slotAt", attempts`;
    const lasts = await tx.$queryRaw<{ job: string; slotAt: Date | null }[]>`
      SELECT given.job, (SELECT max(s.slot_at) FROM job_slot s WHERE s.job = given.job AND s.slot_at <= ${now}) AS "slotAt"
      FROM ${jobsGiven}`;
    const last = new Map(lasts.flatMap(({ job, slotAt }) => (slotAt ? [[job, slotAt]] : [])));
    const unseen = names.filter((name) => !last.has(name));
    if (unseen.length > 0) await markFirstSeen(tx, unseen, now);
    return { left: left.sort((a, b) => a.slotAt.getTime() - b.slotAt.getTime()), last };
  });
}

/** A row from which the job's next slots are counted: without it a stop before its first slot would lose that slot. */
async function markFirstSeen(tx: Tx, jobs: readonly string[], now: Date): Promise<void> {
  const slotAt = new Date(Math.floor(now.getTime() / minuteMs) * minuteMs - minuteMs);
  const seen = { slotAt, state: "done", startedAt: now, lockedUntil: now, finishedAt: now, note: "first seen" };
  await tx.jobSlot.createMany({ data: jobs.map((job) => ({ job, ...seen })), skipDuplicates: true });
}

async function runSlot<Context extends SchedulerContext>(
  context: Context,
  job: Job<Context>,
  slot: TakenSlot,
): Promise<SlotRun> {
  const fields = { job: slot.job, slotAt: slot.slotAt.toISOString(), attempts: slot.attempts };
  const renewal = setInterval(() => {
    renew(context, slot).catch((error) => context.log.warn("job.lease", { ...fields, error: describe(error) }));
  }, leaseMs / 3).unref();
  try {
    const note = await job.run(context, slot.slotAt);
    await recordRun(context, slot, { state: "done", note: note ?? null });
    context.log.info("job.done", { ...fields, note });
    return { job: slot.job, slotAt: slot.slotAt, state: "done" };
  } catch (error) {
    context.log.error("job.failed", { ...fields, error: describe(error) });
    await recordRun(context, slot, { state: "failed", error: describe(error) });
    return { job: slot.job, slotAt: slot.slotAt, state: "failed" };
  } finally {
    clearInterval(renewal);
  }
}

type RunEnd = { state: "done"; note: string | null } | { state: "failed"; error: string };

/** Changes nothing when the lease had run out and another process has the slot now. */
async function recordRun({ db, now }: SchedulerContext, slot: TakenSlot, end: RunEnd): Promise<void> {
  const finishedAt = now();
  const said =
    end.state === "done"
      ? { note: end.note?.slice(0, noteLengthMax) ?? null, error: null }
      : { error: end.error.slice(0, noteLengthMax) };
  // For a failed slot the lease is when it may be tried again.
  const lockedUntil = end.state === "done" ? finishedAt : later(finishedAt, retryDelayMs);
  await db.transaction(system, (tx) =>
    tx.jobSlot.updateMany({
      where: { ...keyOf(slot), state: "running", attempts: slot.attempts },
      data: { state: end.state, finishedAt, lockedUntil, ...said },
    }),
  );
}

async function renew({ db, now }: SchedulerContext, slot: TakenSlot): Promise<void> {
  await db.transaction(system, (tx) =>
    tx.jobSlot.updateMany({
      where: { ...keyOf(slot), state: "running", attempts: slot.attempts },
      data: { lockedUntil: later(now(), leaseMs) },
    }),
  );
}

function keyOf({ job, slotAt }: TakenSlot) {
  return { job, slotAt };
}
