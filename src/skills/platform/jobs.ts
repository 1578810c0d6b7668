// What the platform's skill does by the clock: what changed there is read again within minutes, a reading of all
// contacts that was asked for or interrupted goes on, and whoever asked for it hears how it ended.
import { system } from "../../db/actor.ts";
import type { Tx } from "../../db/db.ts";
import { ChannelError } from "../../errors.ts";
import { enqueue } from "../../outbox/store.ts";
import { type CustomerSyncContext, syncCustomers } from "../customers/jobs.ts";
import { findOpenRun, type SyncRun, saveTags } from "../customers/sync-store.ts";
import { type DirectoryContext, syncDirectory } from "../staff/jobs.ts";
import { endedRuns, heardSince, refuseRun } from "./store.ts";
import { readDoneWords, readRefusedWords } from "./words.ts";

/** As it stands in the timetable; its last good run says since when events are new. */
export const FOLLOW_JOB = "follow-the-platform";
/** Jobs of one process wait for each other, and a colleague's reminder should not wait for 50,000 contacts. */
const READ_MS_MAX = 45_000;

/** Returns what was done, for the record of the job. */
export async function followPlatform(context: CustomerSyncContext & DirectoryContext): Promise<string> {
  const { db, channel, now } = context;
  const { heard, run } = await db.transaction(system, async (tx) => ({
    heard: await heardSince(tx, FOLLOW_JOB, now()),
    run: await findOpenRun(tx, now()),
  }));
  const done: string[] = [];
  const isNew = run !== null && run.askedById !== null && run.seen === 0;
  try {
    if (heard.directory || isNew) done.push(await syncDirectory(context));
    if (heard.tags) {
      const tags = await channel.tags();
      await db.transaction(system, (tx) => saveTags(tx, tags));
      done.push(`${tags.length} tags`);
    }
    if (run !== null) done.push(await syncCustomers(context, { msMax: READ_MS_MAX }));
  } catch (error) {
    // Asking again every few minutes mends nothing: who asked hears of it, and the night tries again.
    const hopeless = error instanceof ChannelError && (error.remedy === "configure" || error.remedy === "give-up");
    if (hopeless && run?.seen === 0) await db.transaction(system, (tx) => tellRefused(tx, run, error.code, now()));
    throw error;
  }
  await db.transaction(system, (tx) => tellEnded(tx, now()));
  return done.length > 0 ? done.join("; ") : "nothing new";
}

async function tellEnded(tx: Tx, now: Date): Promise<void> {
  for (const run of await endedRuns(tx))
    await tell(tx, { id: run.id, to: run.askedById, text: readDoneWords(run) }, now);
}

async function tellRefused(tx: Tx, { id, askedById }: SyncRun, code: number | null, now: Date): Promise<void> {
  await refuseRun(tx, id);
  if (askedById !== null) await tell(tx, { id, to: askedById, text: readRefusedWords(code) }, now);
}

async function tell(tx: Tx, { id, to, text }: { id: string; to: string; text: string }, now: Date): Promise<void> {
  await enqueue(tx, {
    key: `platform-read:${id}`,
    staffId: to,
    kind: "reply",
    reply: { kind: "text", text },
    dueAt: now,
  });
}
