// Who hears of a follow-up left undone, and when: the associate, then a partner, then the manager; each step once, one a
// day at most, counted in days the shop is open. Pure: days and people come in.
import { addDays, type Day } from "../../calendar/day.ts";
import { type ShopCalendar, shiftsOn } from "../../calendar/hours.ts";
import type { Settings } from "../../settings.ts";

export type Step = 1 | 2 | 3;

export function shopCalendar({
  openingHours,
  closedDays,
}: Pick<Settings, "openingHours" | "closedDays">): ShopCalendar {
  return { ...openingHours, overrides: { rest: Object.fromEntries(closedDays.map((day) => [day, "店休"])) } };
}

export function isShopOpen(day: Day, shop: ShopCalendar): boolean {
  return shiftsOn(day, shop).length > 0;
}

/** Beyond this nothing changes any more; it bounds the count. */
const LATE_DAYS_MAX = 60;

/** Days the shop was open since the due day, today included; 0 on the due day itself. */
export function openDaysLate(dueDay: Day, today: Day, shop: ShopCalendar): number {
  let late = 0;
  for (let day = addDays(dueDay, 1); day <= today && late < LATE_DAYS_MAX; day = addDays(day, 1))
    if (isShopOpen(day, shop)) late++;
  return late;
}

/** The steps that are due and were not taken, lowest first; none when one was taken today already. */
export function stepsDue(
  taken: readonly { step: number; on: Day }[],
  late: number,
  after: readonly [number, number, number],
  today: Day,
): Step[] {
  if (taken.some(({ on }) => on >= today)) return [];
  const highest = Math.max(0, ...taken.map(({ step }) => step));
  return ([1, 2, 3] as const).filter((step) => step > highest && late >= after[step - 1]!);
}

export interface Colleague {
  id: string;
  name: string;
  role: string;
  storeId: string | null;
}

/** Whom a step tells; null when the shop has nobody for it. Who is away is passed over. */
export function tellsWhom(
  step: Step,
  owner: { id: string; storeId: string | null },
  house: { staff: readonly Colleague[]; away: ReadonlySet<string>; coverOf: ReadonlyMap<string, string> },
): string | null {
  const { staff, away, coverOf } = house;
  const present = staff.filter((one) => !away.has(one.id));
  if (step === 1) return present.some((one) => one.id === owner.id) ? owner.id : null;
  const others = present.filter((one) => one.id !== owner.id);
  const ofShop = others.filter((one) => owner.storeId !== null && one.storeId === owner.storeId);
  const manager = ofShop.find((one) => one.role === "manager") ?? others.find((one) => /admin$/.test(one.role));
  if (step === 3) return manager?.id ?? null;
  const cover = coverOf.get(owner.id);
  const associates = ofShop.filter((one) => one.role === "associate");
  return (others.find((one) => one.id === cover) ?? nextAfter(associates, owner.id))?.id ?? null;
}

/** Each one's partner is the next in the shop's list, so that nobody is everybody's partner. */
function nextAfter(associates: readonly Colleague[], id: string): Colleague | undefined {
  return associates.find((one) => one.id > id) ?? associates[0];
}
