// The ladder by the clock: what was left undone is told to the associate, a partner, the manager; and who is away today.
// One message a person and day, in the transaction that records the steps, so a crash tells nobody twice.
import { addDays, type Day, dayOf, instantOf } from "../../calendar/day.ts";
import { system } from "../../db/actor.ts";
import type { Tx } from "../../db/db.ts";
import { enqueueEach } from "../../outbox/store.ts";
import type { Settings } from "../../settings.ts";
import type { NudgeContext } from "./jobs.ts";
import { type Colleague, isShopOpen, openDaysLate, type Step, shopCalendar, stepsDue, tellsWhom } from "./ladder.ts";
import { addSteps, findDueOfAway, findLate, findStaff, type LateItem } from "./ladder-store.ts";
import { type Away, ladderText, type ToldItem } from "./ladder-words.ts";
import { findWorkDays } from "./team-store.ts";

/** More than this late at once is a shop that does not use follow-ups; the oldest come first, the rest the next day. */
const LATE_MAX = 2_000;
/** Of what is due while somebody is away, whoever covers is told so many; a card holds as many. */
const COVERED_MAX = 5;

/** Who works today, who is away, and who looks after whose customers meanwhile. */
interface House {
  staff: readonly Colleague[];
  away: ReadonlySet<string>;
  coverOf: ReadonlyMap<string, string>;
}

/** Nothing on days the shop is shut. Returns the number of messages. */
export async function climbLadder(context: NudgeContext, _slotAt: Date): Promise<number> {
  const { db, zone } = context;
  const settings = await context.settings();
  const now = context.now();
  const today = dayOf(now, zone);
  if (!isShopOpen(today, shopCalendar(settings))) return 0;
  return db.transaction(system, async (tx) => {
    const house = await loadHouse(tx, today);
    const late = await findLate(tx, { dueBefore: instantOf(today, "00:00", zone), zone, limit: LATE_MAX });
    const items = climbing(late, { house, settings, today, zone });
    const absences = await absent(tx, house, instantOf(addDays(today, 1), "00:00", zone));

    const people = [...new Set([...items.keys(), ...absences.keys()])].sort();
    const keyOf = (staffId: string) => `ladder-${staffId}-${today}`;
    const fresh = await enqueueEach(
      tx,
      people.map((staffId) => {
        const told = (items.get(staffId) ?? []).map(({ item }) => item);
        const text = ladderText(told, absences.get(staffId) ?? [], today);
        return { key: keyOf(staffId), staffId, kind: "nudge", reply: { kind: "text", text }, dueAt: now };
      }),
    );
    const steps = people.flatMap((staffId) =>
      fresh.has(keyOf(staffId))
        ? (items.get(staffId) ?? []).map(({ item, id }) => ({ followUpId: id, step: item.step, staffId, at: now }))
        : [],
    );
    await addSteps(tx, steps);
    return fresh.size;
  });
}

async function loadHouse(tx: Tx, today: Day): Promise<House> {
  const staff = await findStaff(tx);
  const workDays = await findWorkDays(
    tx,
    staff.map((one) => one.id),
    today,
  );
  const off = workDays.filter((one) => one.shifts.length === 0);
  return {
    staff,
    away: new Set(off.map((one) => one.staffId)),
    coverOf: new Map(off.flatMap((one) => (one.coverId ? [[one.staffId, one.coverId] as const] : []))),
  };
}

/** Whom each late item is told to today, by that person. */
function climbing(
  late: readonly LateItem[],
  { house, settings, today, zone }: { house: House; settings: Settings; today: Day; zone: string },
): Map<string, { item: ToldItem; id: string }[]> {
  const shop = shopCalendar(settings);
  const items = new Map<string, { item: ToldItem; id: string }[]>();
  for (const one of late) {
    const dueOn = dayOf(one.dueAt, zone);
    const days = openDaysLate(dueOn, today, shop);
    // Whoever has left is not waited for: the manager gives it to somebody.
    const after = one.hasLeft ? LEFT_AFTER : settings.escalateAfterDays;
    const steps: Step[] = stepsDue(one.steps, days, after, today).filter((step) => step === 3 || !one.hasLeft);
    const chosen = steps.flatMap((step) => {
      const whom = tellsWhom(step, { id: one.staffId, storeId: one.storeId }, house);
      return whom === null ? [] : [{ step, whom }];
    })[0];
    if (!chosen) continue;
    const herself = (step: LateItem["steps"][number]) => (step.staffId === one.staffId ? "她" : step.name);
    const told = one.steps.map((step) => ({ on: step.on, whom: step.step === 1 ? herself(step) : "同事" }));
    const item = { ...one, step: chosen.step, owner: one.staffName, customer: one.customerName, dueOn, told };
    items.set(chosen.whom, [...(items.get(chosen.whom) ?? []), { item, id: one.id }]);
  }
  return items;
}
const LEFT_AFTER = [1, 1, 1] as const;

/** Who is told that a colleague is away: whoever covers, with what is due, and the manager. */
async function absent(tx: Tx, house: House, to: Date): Promise<Map<string, Away[]>> {
  const due = await findDueOfAway(tx, { staffIds: [...house.away], to, perPerson: COVERED_MAX });
  const absences = new Map<string, Away[]>();
  for (const id of house.away) {
    const person = house.staff.find((one) => one.id === id);
    if (!person) continue;
    const hers = due.filter((one) => one.staffId === id);
    const asked = house.coverOf.get(id);
    const cover = asked !== undefined && !house.away.has(asked) ? asked : null;
    const manager = tellsWhom(3, person, house);
    const away = { name: person.name, due: hers[0]?.total ?? 0, promised: hers[0]?.promised ?? 0 };
    const tell = (whom: string, one: Away) => absences.set(whom, [...(absences.get(whom) ?? []), one]);
    // She was asked by name to look after these customers; nobody else is told who they are.
    if (cover) tell(cover, { ...away, items: hers });
    if (manager && manager !== cover) tell(manager, { ...away, items: null });
  }
  return absences;
}
