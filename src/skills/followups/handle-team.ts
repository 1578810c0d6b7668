// What a manager asks about everybody's follow-ups, who works when, and what another rhythm would cost.
import type { z } from "zod";
import { addDays, type Day, diffDays, instantOf, isDay, startOfWeek } from "../../calendar/day.ts";
import type { Outcome, Refusal, Turn, UndoStep } from "../../skill.ts";
import type { awayPlan, leavePlan, teamPlan, whatIfPlan } from "./plan.ts";
import type { FollowUpsResult } from "./result.ts";
import { findLoad } from "./rule-store.ts";
import { type Colleague, findColleagues } from "./store.ts";
import { findAway, findTeam, setWorkDays } from "./team-store.ts";

/** Nobody is away for longer without leaving the shop. */
const LEAVE_DAYS_MAX = 60;

/** Per associate of the actor's scope: done, overdue, promises kept and broken; this week unless said otherwise. */
export async function team(turn: Turn, plan: z.infer<typeof teamPlan>): Promise<Outcome<FollowUpsResult>> {
  const { tx, now, zone, today, staff } = turn;
  const from = dayIn(plan.range?.from) ?? startOfWeek(today);
  // The whole week, so that it is called one on its Monday; what lies ahead is neither done nor broken yet.
  const to = dayIn(plan.range?.to) ?? addDays(startOfWeek(today), 7);
  const people = await findTeam(tx, {
    from: instantOf(from, "00:00", zone),
    to: instantOf(to, "00:00", zone),
    now,
    zone,
    only: staff.scope === "own" ? { staffId: staff.id } : staff.scope === "store" ? { storeId: staff.storeId } : {},
  });
  return {
    result: { kind: "team-told", from, to, people },
    audit: [{ action: "followups.team", customerId: null, detail: { from, to } }],
  };
}

export async function leave(turn: Turn, plan: z.infer<typeof leavePlan>): Promise<Outcome<FollowUpsResult>> {
  const { today } = turn;
  const whose = await whoseLeave(turn, plan.of);
  if ("kind" in whose) return { result: whose };
  const cover = await covering(turn, plan.cover);
  if (cover && "kind" in cover) return { result: cover };
  const from = dayIn(plan.from);
  const to = dayIn(plan.to);
  if (!from || !to || from >= to) return { result: { kind: "due-impossible", said: plan.from } };
  if (to <= today) return { result: { kind: "leave-past", from } };
  const first = from < today ? today : from;
  const count = diffDays(first, to);
  if (count > LEAVE_DAYS_MAX) return { result: { kind: "leave-too-long", max: LEAVE_DAYS_MAX } };
  const days = Array.from({ length: count }, (_, ahead) => addDays(first, ahead));

  const hours = [plan.shift, plan.second].flatMap((one) => one ?? []).sort((a, b) => (a.from < b.from ? -1 : 1));
  const shifts = plan.back ? null : hours;
  const undo: UndoStep[] = await setWorkDays(turn.tx, {
    staffId: whose.id,
    days,
    shifts,
    coverId: cover?.id ?? null,
    now: turn.now,
  });
  if (undo.length === 0 && plan.back) return { result: { kind: "leave-unknown", from: first } };
  return {
    result: {
      kind: "leave-set",
      of: whose.id === turn.staff.id ? null : whose.name,
      from: first,
      last: days.at(-1) ?? first,
      cover: cover?.name ?? null,
      shifts: hours,
      back: plan.back,
    },
    undo,
    audit: [{ action: "followups.leave", customerId: null, detail: { staffId: whose.id, from: first, to } }],
  };
}

/** Who of her shop, or of all where she sees all, has said that she does not work; today unless said otherwise. */
export async function away(turn: Turn, plan: z.infer<typeof awayPlan>): Promise<Outcome<FollowUpsResult>> {
  const { tx, today, staff } = turn;
  const from = dayIn(plan.range?.from) ?? today;
  const to = dayIn(plan.range?.to) ?? addDays(from, 1);
  const last = addDays(from, AWAY_DAYS_MAX);
  const storeId = staff.scope === "all" ? null : staff.storeId;
  const days = await findAway(tx, { from, to: to < last ? to : last, storeId });
  const people = [...new Set(days.map(({ name }) => name))].map((name) => ({
    name,
    days: days.filter((one) => one.name === name).map(({ day }) => day),
  }));
  return { result: { kind: "away-told", from, to: to < last ? to : last, people } };
}
/** More days at once are a roster, not an answer. */
const AWAY_DAYS_MAX = 31;

async function whoseLeave(turn: Turn, of: string | null): Promise<{ id: string; name: string } | Refusal> {
  const { staff } = turn;
  if (!of || /^(我|自己|我自己|本人)$/.test(of)) return { id: staff.id, name: staff.name };
  const found = await oneColleague(turn, of);
  // Of herself a person decides; of her shop the manager.
  if ("kind" in found || found.id === staff.id || staff.scope === "all") return found;
  if (staff.scope === "own") return { kind: "not-allowed", why: "colleague-leave" };
  return found.storeId === staff.storeId ? found : { kind: "not-allowed", why: "other-shop-leave" };
}

async function covering(turn: Turn, said: string | null): Promise<{ id: string; name: string } | Refusal | null> {
  return said ? oneColleague(turn, said) : null;
}

async function oneColleague(turn: Turn, said: string): Promise<Colleague | Refusal> {
  const found = await findColleagues(turn.tx, said);
  const exact = found.filter((one) => one.name === said);
  const [only, ...others] = exact.length > 0 ? exact : found;
  return only && others.length === 0 ? only : { kind: "not-found", said, nearest: found.map((one) => one.name) };
}

/** On real data, changing nothing: contacts a day per associate now and with the other number. */
export async function whatIf(turn: Turn, plan: z.infer<typeof whatIfPlan>): Promise<Outcome<FollowUpsResult>> {
  const { tx, now, today, zone, settings, staff } = turn;
  // Classes are ranked among all customers of the house; a shop of its own few would rank otherwise.
  if (staff.scope === "own") return { result: { kind: "not-allowed", why: "what-if" } };
  const loads = await findLoad(
    tx,
    { now, today, zone, settings },
    plan,
    staff.scope === "store" ? staff.storeId : null,
  );
  return {
    result: {
      kind: "what-if-told",
      class: plan.class,
      days: plan.days,
      daysNow: settings.rhythm.touchDays[plan.class],
      fillTo: settings.rhythm.fillTo,
      allowance: settings.allowance,
      loads,
    },
    audit: [{ action: "followups.what-if", customerId: null, detail: { class: plan.class, days: plan.days } }],
  };
}

function dayIn(said: string | null | undefined): Day | null {
  const day = said?.slice(0, 10) ?? "";
  return isDay(day) ? day : null;
}
