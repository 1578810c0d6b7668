// What is to be done, or was: whose, of which days, in which order, with what one needs to act.
import type { z } from "zod";
import { addDays, type Day, dayOf, instantOf, isDay } from "../../calendar/day.ts";
import type { AuditNote, CustomerRef, Outcome, Turn } from "../../skill.ts";
import { listSeries } from "./handle-series.ts";
import type { listPlan } from "./plan.ts";
import { backgroundOf, type FollowUpsResult, firstWords, LISTED_MAX, type ShownItem, saidDue } from "./result.ts";
import { daysLate, isOverdue, rankToday, type Weight, weightOf, weightWords } from "./rules.ts";
import { findBackground, findColleagues, findList, findStandings, namesOfStaff, type StoredFollowUp } from "./store.ts";

export async function list(
  turn: Turn,
  plan: z.infer<typeof listPlan>,
  customer: CustomerRef | null,
): Promise<Outcome<FollowUpsResult>> {
  const { tx, now, zone } = turn;
  if (plan.state === "repeating") return listSeries(turn, customer);
  const whose = await whoseList(turn, plan, customer);
  if ("result" in whose) return { result: whose.result };
  const window = windowOf(plan, customer, turn.today);
  const { items, total } = await findList(tx, {
    staffId: whose.staffId,
    customerId: customer?.id ?? null,
    state: plan.state === "done" ? "done" : "open",
    promises: plan.promises,
    from: window.from === null ? null : instantOf(window.from, "00:00", zone),
    to: window.to === null ? null : instantOf(window.to, "00:00", zone),
  });

  const ordered = inOrder(await weighed(turn, items), window.about, now, zone);
  // What is due later today lies within the window of the overdue, and is not late yet.
  const wanted = plan.state === "overdue" ? ordered.filter((item) => isOverdue(item, now, zone)) : ordered;
  const shown = wanted.slice(0, LISTED_MAX);

  const { items: listed, audit } = await describe(turn, shown, whose.staffId !== turn.staff.id);
  return {
    result: {
      kind: "follow-ups-listed",
      about: window.about,
      customer: customer?.name ?? null,
      of: whose.name,
      from: window.about === "range" ? window.from : null,
      to: window.about === "range" ? window.to : null,
      items: listed,
      total: total - (ordered.length - wanted.length),
    },
    shown: {
      followUps: shown.map((item) => item.id),
      // 「第一个」 is whom the first is about.
      customers: shown.map((item) => item.customer?.id ?? ""),
      focus: customer?.id ?? null,
      // 「陈晨呢」 asks for hers.
      find: plan,
      rest: total - (ordered.length - wanted.length) - shown.length,
    },
    audit: audit("followups.list"),
  };
}

type ListAbout = Extract<FollowUpsResult, { kind: "follow-ups-listed" }>["about"];

function inOrder(items: readonly Weighed[], about: ListAbout, now: Date, zone: string): Weighed[] {
  if (about === "done") return [...items];
  // A week is read as a calendar: by day, whatever was promised.
  if (about === "range") return [...items].sort((one, other) => one.dueAt.getTime() - other.dueAt.getTime());
  return rankToday(items, now, zone).map(({ item }) => item);
}

export type Weighed = StoredFollowUp & { weight: Weight; why: string[] };

export async function weighed({ tx, settings }: Turn, items: readonly StoredFollowUp[]): Promise<Weighed[]> {
  const standings = await findStandings(
    tx,
    items.flatMap((item) => item.customer?.id ?? []),
  );
  return items.map((item) => {
    const { class: group = null, rfm = null } = standings.get(item.customer?.id ?? "") ?? {};
    const standing = { tier: item.tier, class: group, rfm };
    const weight = weightOf(standing, item.ruleKey, settings);
    return { ...item, weight, why: weightWords(weight, standing) };
  });
}

/** The days asked about; `to` is exclusive. What is late belongs to today. */
function windowOf(
  plan: z.infer<typeof listPlan>,
  customer: CustomerRef | null,
  today: Day,
): { about: ListAbout; from: Day | null; to: Day | null } {
  const tomorrow = addDays(today, 1);
  const from = dayIn(plan.range?.from ?? null);
  const to = dayIn(plan.range?.to ?? null);
  const hasRange = from !== null || to !== null;
  const isToday = from === today && to === tomorrow;
  if (plan.state === "done") {
    if (hasRange || customer) return { about: "done", from, to };
    return { about: "done", from: today, to: tomorrow };
  }
  if (plan.state === "overdue") return { about: "overdue", from, to: to ?? tomorrow };
  // What was promised is asked for whenever it is due.
  if (plan.promises) return { about: "promises", from, to };
  if (hasRange && !isToday) return { about: "range", from, to };
  if (customer && !isToday) return { about: "customer", from: null, to: null };
  return { about: "today", from: null, to: tomorrow };
}

/** 「我逾期的跟进」 are hers alone; 「我们店」 is not. */
const HER_OWN = /我(?![们店家])|自己|本人/u;

/**
 * Whose list: mine, a colleague's, or (null) all that I may see. A manager who asks what is late or not kept, without
 * saying whose, asks of the shop: her own list would read as if everybody had kept up.
 */
async function whoseList(
  turn: Turn,
  { of, state, promises }: Pick<z.infer<typeof listPlan>, "of" | "state" | "promises">,
  customer: CustomerRef | null,
): Promise<
  | { staffId: string | null; name: string | null }
  | { result: Extract<Outcome<FollowUpsResult>["result"], { kind: "not-found" | "not-allowed" }> }
> {
  const said = of?.trim() ?? "";
  if (said === "" || /^(我|自己|我自己|本人)$/.test(said)) {
    const ofAll = turn.staff.scope !== "own" && said === "" && (state === "overdue" || promises);
    if (ofAll && !customer && !HER_OWN.test(turn.text)) return { staffId: null, name: "店里" };
    return { staffId: customer ? null : turn.staff.id, name: null };
  }
  const isEverybody = /^(全店|店里|大家|所有人|全部|我们店|同事们?|everyone)$/i.test(said);
  // Row security would hide a colleague's items; an empty list would read as "she has nothing to do".
  if (turn.staff.scope === "own") return { result: { kind: "not-allowed", why: "colleague-list" } };
  if (isEverybody) return { staffId: null, name: said };
  const found = await findColleagues(turn.tx, said);
  const exact = found.filter((one) => one.name === said);
  const [only, ...others] = exact.length > 0 ? exact : found;
  if (!only || others.length > 0) {
    return { result: { kind: "not-found", said, nearest: found.map((one) => one.name) } };
  }
  return { staffId: only.id, name: only.id === turn.staff.id ? null : only.name };
}

/** Items with what a person needs to act on them, and the audit of having read it. */
export async function describe(
  turn: Turn,
  items: readonly Weighed[],
  withStaff: boolean,
): Promise<{ items: ShownItem[]; audit: (action: string) => AuditNote[] }> {
  const { tx, now, zone } = turn;
  const customerIds = [...new Set(items.flatMap((item) => item.customer?.id ?? []))];
  const background = await findBackground(tx, customerIds, now);
  const names = withStaff
    ? await namesOfStaff(
        tx,
        items.map((item) => item.staffId),
      )
    : new Map<string, string>();
  return {
    items: items.map((item) => ({
      id: item.id,
      kind: item.kind,
      text: item.text,
      customer: item.customer?.name ?? null,
      staff: item.staffId === turn.staff.id ? null : (names.get(item.staffId) ?? null),
      due: saidDue(item.dueAt, item.dueHasTime, zone),
      overdue: item.state === "open" && isOverdue(item, now, zone),
      daysLate: item.state === "open" ? daysLate(item, now, zone) : 0,
      doneOn: item.doneAt && dayOf(item.doneAt, zone),
      why: item.state === "open" ? item.why : [],
      outcome: item.outcome,
      background: item.customer ? backgroundOf(background.get(item.customer.id), zone) : null,
      sayFirst: item.customer && item.state === "open" ? firstWords(item, background.get(item.customer.id), now) : null,
    })),
    audit: (action) => customerIds.map((customerId) => ({ action, customerId })),
  };
}

function dayIn(said: string | null): Day | null {
  const day = said?.slice(0, 10) ?? "";
  return isDay(day) ? day : null;
}

export function dayBounds(day: Day, zone: string): { from: Date; to: Date } {
  return { from: instantOf(day, "00:00", zone), to: instantOf(addDays(day, 1), "00:00", zone) };
}
