// On Friday afternoon each associate has her own week drafted for her: once a week, and not where there is nothing to say.
import { dayOf } from "../../calendar/day.ts";
import { system } from "../../db/actor.ts";
import { enqueueAll } from "../../outbox/store.ts";
import type { DigestContext } from "./jobs.ts";
import { isEmptyWeek, ownWeekText, weekOf } from "./own-week.ts";
import { loadOwnWeeks } from "./own-week-store.ts";

/** Some figures of every associate of a chain. */
const WEEKS_MS_MAX = 60_000;

/** Returns how many were queued; a second run of the same week queues none. */
export async function draftOwnWeeks(context: DigestContext, slotAt: Date): Promise<number> {
  const { db, zone } = context;
  const settings = await context.settings();
  const now = context.now();
  const today = dayOf(slotAt, zone);
  const monday = weekOf(today).from;
  return db.transaction(
    system,
    async (tx) => {
      const weeks = await loadOwnWeeks(tx, { today, zone, settings, now, staffId: null });
      return enqueueAll(
        tx,
        weeks
          .filter((week) => !isEmptyWeek(week))
          .map((week) => ({
            key: `own-week:${week.id}:${monday}`,
            staffId: week.id,
            kind: "nudge" as const,
            reply: { kind: "text" as const, text: ownWeekText(week, monday) },
            dueAt: now,
          })),
      );
    },
    { timeoutMs: WEEKS_MS_MAX },
  );
}
