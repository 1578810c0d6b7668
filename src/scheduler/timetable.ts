// What runs by the clock: the type of a job, and the check of a list of them.
import { Bug } from "../errors.ts";
import { parseCron } from "./slots.ts";

export interface Job<Context> {
  /** Stands in the table of runs for ever: never rename. */
  name: string;
  /** Minute, hour, day of month, month, day of week, on the shop's clocks. See slots.ts for what is allowed. */
  cron: string;
  /**
   * Slots missed while nothing ran: `each` runs every one (work that belongs to its day), `latest` only the last (a
   * sweep over all that is due), `none` none (a card that only makes sense at its hour).
   */
  catchUp: "each" | "latest" | "none";
  /** A slot older than this is not run any more, whatever `catchUp` says. */
  staleAfterMs: number;
  /**
   * Load, decide, enqueue. May be run twice for one slot after a crash: what it queues must have a key made of the slot.
   * The text it returns is kept with the run.
   */
  // biome-ignore lint/suspicious/noConfusingVoidType: a job that has nothing to say returns nothing
  run(context: Context, slotAt: Date): Promise<string | void>;
}

/** Refuses at start what would fail at night: a bad expression, two jobs of one name. */
export function checkTimetable<Context>(jobs: readonly Job<Context>[]): readonly Job<Context>[] {
  const names = new Set<string>();
  for (const job of jobs) {
    if (names.has(job.name)) throw new Bug(`two jobs are called ${job.name}`);
    names.add(job.name);
    parseCron(job.cron);
  }
  return jobs;
}
