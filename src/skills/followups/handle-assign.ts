// Open follow-ups are given to a colleague: one's own, or for a manager anybody's of her shop. Only what the colleague can
// act on goes: a customer out of her sight goes to her with the customer, or not at all. Whoever gets them hears of it once.
import type { z } from "zod";
import { addDays, type Day, dayOf, isDay } from "../../calendar/day.ts";
import { shiftsOn } from "../../calendar/hours.ts";
import { enqueue } from "../../outbox/store.ts";
import type { AuditNote, Outcome, Refusal, StaffMember, Turn } from "../../skill.ts";
import { resolveCustomer } from "../customers/resolve.ts";
import { findMember } from "../staff/handover-store.ts";
import { colleagueMeant, mayAssign, refusesTarget } from "../staff/rules.ts";
import { listColleagues } from "../staff/store.ts";
import { aboutOf, backOn, canSee, doneOn, LOOK_AHEAD_DAYS, nextAtWork } from "./assign-rules.ts";
import { findHours, findOwners, give } from "./assign-store.ts";
import { givenText } from "./assign-words.ts";
import { meantBy } from "./handle-which.ts";
import { shopCalendar } from "./ladder.ts";
import type { assignPlan } from "./plan.ts";
import { type FollowUpsResult, type Given, type Kept, named, saidDue } from "./result.ts";
import { findOpen, findOpenOf, findOpenOfSeries, type StoredFollowUp } from "./store.ts";

type AssignPlan = z.infer<typeof assignPlan>;
type Answer = { outcome: Outcome<FollowUpsResult> };
type Person = Pick<StaffMember, "id" | "name" | "scope" | "storeId">;

export async function assign(turn: Turn, said: AssignPlan): Promise<Outcome<FollowUpsResult>> {
  const { tx, staff, now } = turn;
  const plan = await ofLeaver(turn, said);
  const to = await receiver(turn, plan.to);
  if ("outcome" in to) return to.outcome;
  const holder = await whose(turn, plan.of);
  if (holder && "outcome" in holder) return holder.outcome;
  const meant = await meantItems(turn, plan, holder, to);
  if ("outcome" in meant) return meant.outcome;

  const asked = await withSeries(turn, meant.items);
  const theirs = asked.filter((item) => item.staffId !== to.id);
  const told = { to: to.name, mine: to.id === staff.id, of: holder?.name ?? null };
  // Whatever is answered, it names the customers.
  const seen = audited(asked, "followups.list");
  if (theirs.length === 0) return { result: { kind: "given-already", ...told, items: asked.map(named) }, audit: seen };
  if (!mayAssign(staff) && theirs.some((item) => item.staffId !== staff.id)) return refused("colleague-give");

  const { goes, kept } = await sorted(turn, theirs, to);
  const left = { ...kept, manages: mayAssign(staff) };
  if (goes.length === 0)
    return { result: { kind: "give-refused", ...told, items: theirs.map(named), left }, audit: seen };
  const dues = goes.map((item) => ({ ...named(item), due: saidDue(item.dueAt, item.dueHasTime, turn.zone) }));
  const given: Given = { ...told, items: dues, repeats: goes.some((item) => item.series), left };
  // Of one customer it is done and can be taken back; more than that is asked first.
  if (new Set(goes.map((item) => item.customer?.id ?? item.id)).size > 1 && !plan.confirmed) {
    const question = { kind: "confirm" as const, what: `${goes.length} → ${to.name}` };
    return { result: { kind: "give-asked", ...given }, question, audit: seen };
  }

  const undo = await give(tx, goes, { toId: to.id, byId: staff.id });
  const at = await hoursToTell(turn, to);
  if (to.id !== staff.id)
    await enqueue(tx, {
      // Of one sentence there may be two: 第二条给陈晨，第三条给陈晨.
      key: `given-${to.id}-${goes[0]?.id}-${now.getTime()}`,
      staffId: to.id,
      kind: "card",
      reply: { kind: "text", text: givenText({ by: staff.name, of: given.of, items: dues }, dayOf(at, turn.zone)) },
      dueAt: at,
    });
  const customers = [...new Set(goes.map((item) => item.customer?.id ?? null))];
  const [only] = customers;
  return {
    result: { kind: "follow-ups-given", ...given, tellsAt: at > now ? saidDue(at, true, turn.zone) : null },
    shown: {
      followUps: [...(meant.shown.length > 0 ? meant.shown : turn.shown.followUps)],
      ...(customers.length === 1 && only ? { focus: only } : {}),
    },
    undo,
    audit: audited(goes, "followups.assign", { to: to.id }),
  };
}

function audited(items: readonly StoredFollowUp[], action: string, detail?: Record<string, unknown>): AuditNote[] {
  const customers = [...new Set(items.map((item) => item.customer?.id ?? null))];
  return customers.map((customerId) => ({ action, customerId, ...(detail ? { detail } : {}) }));
}

const refused = (why: string): Outcome<FollowUpsResult> => ({ result: { kind: "not-allowed", why } });
const ME = /^(我|自己|我自己|本人)$/u;

async function receiver(turn: Turn, said: string): Promise<Person | Answer> {
  if (ME.test(said)) return turn.staff;
  const meant = colleagueMeant(said, await listColleagues(turn.tx, null));
  if (meant.kind === "one")
    return refusesTarget(turn.staff, meant.one) ? { outcome: refused("other-shop") } : meant.one;
  const gone = meant.kind === "nobody" ? await findMember(turn.tx, said) : null;
  const notFound: Refusal = { kind: "not-found", said, nearest: meant.kind === "several" ? meant.names : [] };
  return { outcome: gone ? { result: { kind: "receiver-left", to: gone.name } } : { result: notFound } };
}

/** Null: her own. Those of somebody who has left wait to be given to somebody. */
async function whose(turn: Turn, said: string | null): Promise<{ id: string; name: string } | null | Answer> {
  if (said === null || ME.test(said)) return null;
  const meant = colleagueMeant(said, await listColleagues(turn.tx, null));
  const found = meant.kind === "one" ? meant.one : meant.kind === "nobody" ? await findMember(turn.tx, said) : null;
  const nearest = meant.kind === "several" ? meant.names : [];
  if (!found) return { outcome: { result: { kind: "not-found", said, nearest } } };
  if (found.id === turn.staff.id) return null;
  if (!mayAssign(turn.staff)) return { outcome: refused("colleague-give") };
  return refusesTarget(turn.staff, found) ? { outcome: refused("other-shop") } : found;
}

/** Whoever has left is no colleague any more to the parser: 「王珊的跟进」 is read as a customer's. */
async function ofLeaver(turn: Turn, plan: AssignPlan): Promise<AssignPlan> {
  const name = /^(?!第|#)(.+?)的$/u.exec(plan.which ?? "")?.[1];
  if (plan.of !== null || name === undefined || !mayAssign(turn.staff)) return plan;
  return (await findMember(turn.tx, name)) ? { ...plan, which: null, of: name } : plan;
}

interface MeantItems {
  items: readonly StoredFollowUp[];
  shown: readonly string[];
}

/** Those of a colleague or one's own, all or as said; of a day when one was said. */
async function meantItems(
  turn: Turn,
  plan: AssignPlan,
  holder: { id: string; name: string } | null,
  to: Person,
): Promise<MeantItems | Answer> {
  const all = await findOpen(turn.tx, holder?.id ?? turn.staff.id);
  const range = plan.range;
  const within = (items: readonly StoredFollowUp[]) =>
    range ? items.filter((item) => isWithin(item, range, turn)) : items;
  if (plan.which === null) {
    const items = aboutOf(within(all), plan.about);
    const nothing = { kind: "nothing-to-give", of: holder?.name ?? null, open: all.length } as const;
    return items.length > 0 ? { items, shown: [] } : { outcome: { result: nothing } };
  }
  const among = holder || !mayAssign(turn.staff) ? all : await ofShop(turn, plan.which, all);
  const meant = await meantBy(turn, plan.which, within(among));
  if (!("outcome" in meant)) return meant;
  const { result } = meant.outcome;
  return result.kind === "which-asked"
    ? { outcome: { ...meant.outcome, result: { ...result, give: to.name } } }
    : meant;
}

/** A manager who names a customer means whoever's follow-up of hers is open. */
async function ofShop(turn: Turn, which: string, own: StoredFollowUp[]): Promise<StoredFollowUp[]> {
  const name = /^(?!第|#)(.+?)的/u.exec(which)?.[1];
  if (name === undefined) return own;
  const found = await resolveCustomer(turn, name);
  if (found.kind === "not-found") return own;
  const ids = found.kind === "one" ? [found.customer.id] : found.candidates.map(({ id }) => id);
  const theirs = await findOpenOf(turn.tx, ids);
  return theirs.length > 0 ? theirs : own;
}

function isWithin(item: StoredFollowUp, range: NonNullable<AssignPlan["range"]>, { today, zone }: Turn): boolean {
  const [from, to] = [range.from, range.to].map((said) =>
    said && isDay(said.slice(0, 10)) ? said.slice(0, 10) : null,
  );
  // What is late belongs to today.
  const isToday = from === today;
  const day = dayOf(item.dueAt, zone);
  return (isToday || !from || day >= from) && (!to || day < to);
}

/** What comes again goes with all of its open days: what follows is written from them. */
async function withSeries(turn: Turn, items: readonly StoredFollowUp[]): Promise<StoredFollowUp[]> {
  const ids = new Set(items.map((item) => item.id));
  const series = [...new Set(items.flatMap((item) => item.series?.id ?? []))];
  const others = series.length === 0 ? [] : await findOpenOfSeries(turn.tx, series);
  return [...items, ...others.filter((item) => !ids.has(item.id))];
}

/** What can go to her, and why the rest cannot: out of her sight, or for a day on which she is on leave. */
async function sorted(
  turn: Turn,
  items: readonly StoredFollowUp[],
  to: Person,
): Promise<{ goes: StoredFollowUp[]; kept: Omit<Kept, "manages"> }> {
  const { tx, today, zone } = turn;
  const owners = await findOwners(
    tx,
    items.flatMap((item) => item.customer?.id ?? []),
  );
  const days = items.map((item) => doneOn(item.dueAt, today, zone)).sort();
  const last = addDays(days.at(-1) ?? today, LOOK_AHEAD_DAYS);
  const hours = await findHours(tx, { staffId: to.id, from: days[0] ?? today, to: last });
  const leave = new Set([...hours].flatMap(([day, shifts]) => (shifts.length === 0 ? [day] : [])));

  const goes: StoredFollowUp[] = [];
  const unseen = new Map<string, string>();
  const off: Day[] = [];
  for (const item of items) {
    const owner = item.customer ? owners.get(item.customer.id) : null;
    const day = doneOn(item.dueAt, today, zone);
    if (item.customer && !(owner && canSee(to, owner))) unseen.set(item.customer.id, item.customer.name);
    else if (leave.has(day)) off.push(day);
    else goes.push(item);
  }
  const [on = null] = off.sort();
  const back = on === null ? null : backOn(on, leave);
  return { goes, kept: { unseen: [...unseen.values()], away: off.length, on, back } };
}

/** Now while the colleague is at work, else when she next is. */
async function hoursToTell({ tx, now, today, zone, settings }: Turn, to: Person): Promise<Date> {
  const hours = await findHours(tx, { staffId: to.id, from: today, to: addDays(today, LOOK_AHEAD_DAYS) });
  const shop = shopCalendar(settings);
  return nextAtWork(now, zone, settings.quietHours, (day) => hours.get(day) ?? shiftsOn(day, shop));
}
