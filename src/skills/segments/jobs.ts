// Segments by the clock: computed over everybody once a night.
import { dayOf, weekday } from "../../calendar/day.ts";
import { system } from "../../db/actor.ts";
import type { Db } from "../../db/db.ts";
import type { Settings } from "../../settings.ts";
import { computeSegments, hasCustomers, neverComputed } from "./store.ts";
import { refreshRuleTags } from "./tag-store.ts";

export interface SegmentContext {
  db: Db;
  zone: string;
  settings(): Promise<Settings>;
}

/** Ten million orders take about a minute on a small machine. */
const COMPUTE_MS_MAX = 15 * 60_000;

/** Sunday's night works out everybody: whatever a night before it missed lasts a week at most. */
const ANEW_ON = 7;

/** Segments as of the day of `at`, in one transaction: readers see the old ones until the new are whole. */
export async function refreshSegments(context: SegmentContext, at: Date): Promise<string> {
  const settings = await context.settings();
  const when = { today: dayOf(at, context.zone), zone: context.zone };
  const found = await context.db.transaction(
    system,
    async (tx) => ({
      ...(await computeSegments(tx, when, settings, at, { anew: weekday(when.today) === ANEW_ON })),
      ...(await refreshRuleTags(tx, when, settings, at)),
    }),
    { timeoutMs: COMPUTE_MS_MAX },
  );
  const { customers, changed, moved, given, taken } = found;
  return `${customers} customers, ${changed} changed, ${moved} moves, ${given} tags given, ${taken} taken back`;
}

/** On a new installation nothing is known yet; without customers there is nothing to know. */
export async function firstSegments(context: SegmentContext, now: Date): Promise<void> {
  const wanted = await context.db.transaction(
    system,
    async (tx) => (await neverComputed(tx)) && (await hasCustomers(tx)),
  );
  if (wanted) await refreshSegments(context, now);
}
