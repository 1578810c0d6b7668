// How customers went from group to group, and by which definitions: both only look.
import type { z } from "zod";
import { addDays, type Day } from "../../calendar/day.ts";
import type { Settings } from "../../settings.ts";
import type { Outcome, Turn } from "../../skill.ts";
import type { movesPlan, rulesPlan } from "./plan.ts";
import { lastChange, lastRun, loadMoved, type Run, type Shifted } from "./store.ts";

export type HistoryResult =
  | {
      kind: "moves";
      first: Day;
      last: Day;
      asked: { from: string | null; to: string | null };
      shifts: Shifted[];
    }
  | {
      kind: "rules";
      of: z.infer<typeof rulesPlan>["of"];
      settings: Settings;
      run: Run | null;
      change: { key: string; at: Date; by: string | null } | null;
    };

/** What is told when no days were said. */
const DAYS_BACK = 7;

/** Groups of 新老客 are kept under their English names. */
const LIVES: Readonly<Record<string, string>> = { 新客: "new", 老客: "old", 流失: "lost", 潜在: "prospect" };

export async function moves(
  turn: Turn,
  { field, from, to, range }: z.infer<typeof movesPlan>,
): Promise<Outcome<HistoryResult>> {
  const last = range?.to ? addDays(range.to, -1) : turn.today;
  const first = range?.from ?? addDays(last, 1 - DAYS_BACK);
  const stored = (group: string | null) => (field === "life" && group !== null ? (LIVES[group] ?? group) : group);
  const shifts = await loadMoved(turn.tx, { field, from: stored(from), to: stored(to), first, last });
  const audit = [...new Set(shifts.flatMap(({ ids }) => ids))].map((customerId) => ({
    action: "segments.moves",
    customerId,
  }));
  return { result: { kind: "moves", first, last, asked: { from, to }, shifts }, audit };
}

export async function rules(turn: Turn, { of }: z.infer<typeof rulesPlan>): Promise<Outcome<HistoryResult>> {
  const [run, change] = [await lastRun(turn.tx), await lastChange(turn.tx)];
  return { result: { kind: "rules", of, settings: turn.settings, run, change } };
}
