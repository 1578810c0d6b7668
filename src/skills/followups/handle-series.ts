// Reminders that come again: made, listed, stopped, and the next occurrence written when one is settled.
import { randomUUID } from "node:crypto";
import { instantOf } from "../../calendar/day.ts";
import { nextOccurrences } from "../../calendar/recurrence.ts";
import type { CustomerRef, Outcome, Turn, UndoStep } from "../../skill.ts";
import { begin, fits, following, type RepeatPlan, type Rule, recurrenceOf } from "./repeat.ts";
import { type FollowUpsResult, LISTED_MAX, named, type Series } from "./result.ts";
import { clockOf, DAY_ONLY_AT, matchWhich } from "./rules.ts";
import {
  addOccurrences,
  findByIds,
  findOpenOfSeries,
  findSeries,
  type NewOccurrence,
  type StoredFollowUp,
  sawSeriesLast,
  settle,
} from "./store.ts";

const ALL = /^(全部|都|所有)/;
/** As many dates as tell a wrong reading at a glance. */
const NEXT_SAID = 3;

export async function createSeries(
  turn: Turn,
  said: { text: string; hidden: number; repeat: RepeatPlan; promise: boolean },
  customer: CustomerRef | null,
): Promise<Outcome<FollowUpsResult>> {
  const { tx, now, zone, today, staff } = turn;
  const { text, hidden: phonesHidden, promise } = said;
  const rule = begin(said.repeat, today, clockOf(now, zone));
  if (rule === null) return { result: { kind: "due-impossible", said: text } };
  const what = { customer: customer?.name ?? null, text, promise, phonesHidden };
  const customerId = customer?.id ?? null;

  const kept = await findSeries(tx, staff.id);
  const twin = kept.find(
    ({ series, ...one }) =>
      series && one.text === text && (one.customer?.id ?? null) === customerId && fits(series.rule, said.repeat),
  );
  if (twin?.series) {
    const next = [twin.series.occursOn];
    return {
      result: { kind: "series-exists", ...what, rule: twin.series.rule, next },
      shown: { followUps: [twin.id] },
    };
  }

  const [id] = await addOccurrences(tx, [
    {
      ...occurrence(rule, rule.from, zone),
      seriesId: randomUUID(),
      customerId,
      staffId: staff.id,
      createdById: staff.id,
      kind: promise ? "promise" : "follow_up",
      text,
      sourceMessageId: turn.messageId,
      createdAt: now,
    },
  ]);
  const rest = nextOccurrences(recurrenceOf(rule), rule.from, NEXT_SAID - 1);
  return {
    result: { kind: "series-created", ...what, rule, next: [rule.from, ...rest] },
    shown: { followUps: id ? [id] : [], ...(customer ? { focus: customer.id } : {}) },
    undo: id ? [{ op: "delete", table: "followUp", where: { id } }] : [],
    audit: [{ action: "followups.create", customerId }],
  };
}

export async function listSeries(turn: Turn, customer: CustomerRef | null): Promise<Outcome<FollowUpsResult>> {
  const all = (await findSeries(turn.tx, turn.staff.id)).filter((one) => !customer || one.customer?.id === customer.id);
  return { ...shownSeries("series-listed", all), audit: audited(all, "followups.list") };
}

/** Whether the numbers she says count what comes again: the list of it was the last thing said. */
export function isSeriesList({ tx, staff }: Turn): Promise<boolean> {
  return sawSeriesLast(tx, staff.id);
}

export async function stopSeries(
  turn: Turn,
  plan: { kind: "followups.stop"; which: string; repeat: RepeatPlan | null },
): Promise<Outcome<FollowUpsResult>> {
  const { tx, staff } = turn;
  const all = await findSeries(tx, staff.id);
  const { repeat } = plan;
  const ruled = repeat ? all.filter((one) => one.series && fits(one.series.rule, repeat)) : all;
  const meant = ruled.length === 0 ? [] : await chosen(turn, plan.which, ruled);
  if (meant.length === 0) return { ...shownSeries("series-unknown", all), audit: audited(all, "followups.list") };
  // Nothing tells them apart and not all were asked for: which one?
  if (meant.length > 1 && !ALL.test(plan.which))
    return { ...shownSeries("series-asked", meant), audit: audited(meant, "followups.list") };

  const open = await findOpenOfSeries(
    tx,
    meant.flatMap((one) => one.series?.id ?? []),
  );
  const undo = await settle(tx, open, { state: "cancelled" });
  return {
    result: { kind: "series-stopped", items: meant.flatMap((one) => asSeries(one) ?? []) },
    shown: { followUps: all.filter((one) => !meant.includes(one)).map((one) => one.id) },
    undo,
    audit: audited(meant, "followups.cancel"),
  };
}

async function chosen(turn: Turn, said: string, ruled: readonly StoredFollowUp[]): Promise<readonly StoredFollowUp[]> {
  if (said === "" || ALL.test(said)) return ruled;
  // What was shown may be settled by now; its series goes on.
  const shown = (await findByIds(turn.tx, turn.shown.followUps)).map(
    (row) => ruled.find((one) => one.series?.id === row.series?.id)?.id ?? row.id,
  );
  const visible = shown.length > 0 ? shown : ruled.map((one) => one.id);
  const which = matchWhich(said, { shown: visible, seen: true, focus: turn.shown.focus, open: ruled });
  if (which.kind !== "these" && which.kind !== "many") return [];
  return ruled.filter((one) => which.ids.includes(one.id));
}

/** The next occurrence of each of these that comes again, once however often it is asked for. */
export async function addFollowing(
  turn: Turn,
  settled: readonly StoredFollowUp[],
): Promise<{ series: Series[]; undo: UndoStep[] }> {
  const { tx, today, zone, now } = turn;
  const series: Series[] = [];
  const rows: NewOccurrence[] = [];
  for (const item of settled) {
    if (!item.series) continue;
    const { id, rule, occursOn } = item.series;
    const next = following(rule, occursOn, today);
    if (next === null) continue;
    series.push({ ...named(item), rule, next });
    rows.push({
      ...occurrence(rule, next, zone),
      seriesId: id,
      customerId: item.customer?.id ?? null,
      staffId: item.staffId,
      createdById: item.staffId,
      kind: item.kind,
      text: item.text,
      sourceMessageId: null,
      createdAt: now,
    });
  }
  const ids = rows.length === 0 ? [] : await addOccurrences(tx, rows);
  return { series, undo: ids.map((id) => ({ op: "delete", table: "followUp", where: { id } })) };
}

/** The part of a row that follows from its rule and its day. */
export function occurrence(rule: Rule, occursOn: string, zone: string) {
  const dueAt = instantOf(occursOn, rule.time ?? DAY_ONLY_AT, zone);
  return { recurrence: rule, occursOn, dueAt, dueHasTime: rule.time !== null };
}

function shownSeries(
  kind: "series-listed" | "series-asked" | "series-unknown",
  all: readonly StoredFollowUp[],
): Outcome<FollowUpsResult> {
  const items = all.slice(0, LISTED_MAX);
  return {
    result: { kind, items: items.flatMap((one) => asSeries(one) ?? []), total: all.length },
    shown: { followUps: items.map((one) => one.id) },
  };
}

function asSeries(item: StoredFollowUp): Series | null {
  return item.series ? { ...named(item), rule: item.series.rule, next: item.series.occursOn } : null;
}

function audited(items: readonly StoredFollowUp[], action: string) {
  return [...new Set(items.map((one) => one.customer?.id ?? null))].map((customerId) => ({ action, customerId }));
}
