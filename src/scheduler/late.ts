// Whether a job is behind its own timetable: a weekly one is not late on the second day. Pure.
import { parseCron, slotsBetween } from "./slots.ts";
import type { Job } from "./timetable.ts";

/** A slot that nobody took so long after its time is late. */
const GRACE_MS = 10 * 60_000;
/** Of one job, looked at: more only say again that nothing ran. */
const SLOTS_MAX = 1_000;

export type Timed = Pick<Job<never>, "name" | "cron" | "catchUp">;

/**
 * Seconds since the first slot after `last`, the last one taken, that nobody took; 0 when none is due. A job that
 * catches nothing up is not waited for.
 */
export function lateSeconds(job: Timed, last: Date, now: Date, zone: string): number {
  if (job.catchUp === "none") return 0;
  const until = new Date(now.getTime() - GRACE_MS);
  const [missed] = slotsBetween(parseCron(job.cron), { after: last, until, zone, max: SLOTS_MAX });
  return missed ? Math.round((now.getTime() - missed.getTime()) / 1000) : 0;
}
