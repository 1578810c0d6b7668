// Who may have a follow-up given to her, and when she hears of it. Pure.
import { addDays, type Day, dayOf, instantOf } from "../../calendar/day.ts";
import { type ClockRange, nextAllowed } from "../../calendar/hours.ts";
import type { Settings } from "../../settings.ts";
import type { StaffMember } from "../../skill.ts";
import { contactMeans } from "./rules.ts";

/** As row security decides it: a follow-up about a customer is of use only to whoever can look her up. */
export function canSee(
  member: Pick<StaffMember, "id" | "scope" | "storeId">,
  customer: { ownerId: string | null; storeId: string },
): boolean {
  if (member.scope === "all") return true;
  return member.scope === "store" ? customer.storeId === member.storeId : customer.ownerId === member.id;
}

/** The day on which it is to be done: what is late is to be done today. */
export function doneOn(dueAt: Date, today: Day, zone: string): Day {
  const due = dayOf(dueAt, zone);
  return due > today ? due : today;
}

/** Leave is asked about so many days on; nobody is away for longer (handle-team.ts). */
export const LOOK_AHEAD_DAYS = 61;

/** The first day from `day` on that is none of leave. */
export function backOn(day: Day, leave: ReadonlySet<Day>): Day {
  let back = day;
  for (let ahead = 0; ahead < LOOK_AHEAD_DAYS && leave.has(back); ahead++) back = addDays(back, 1);
  return back;
}

/** Now while she is at work, else when she next is; `hoursOf` are hers on a day. A shop that never opens holds up nothing. */
export function nextAtWork(
  now: Date,
  zone: string,
  quiet: Settings["quietHours"],
  hoursOf: (day: Day) => readonly ClockRange[],
): Date {
  const today = dayOf(now, zone);
  for (let ahead = 0; ahead < LOOK_AHEAD_DAYS; ahead++) {
    const day = addDays(today, ahead);
    for (const { from, to } of hoursOf(day)) {
      const ends = to === "24:00" ? instantOf(addDays(day, 1), "00:00", zone) : instantOf(day, to, zone);
      if (ends <= now) continue;
      const begins = instantOf(day, from, zone);
      return nextAllowed(begins > now ? begins : now, quiet, zone);
    }
  }
  return now;
}

/** 「明天的回访」: those that say so; where none does, those by which a customer is reached. */
export function aboutOf<I extends { text: string }>(items: readonly I[], about: string | null): readonly I[] {
  if (about === null) return items;
  const said = items.filter((item) => item.text.includes(about));
  return said.length > 0 || !/回访|电话|联系/u.test(about)
    ? said
    : items.filter((item) => contactMeans(item.text) !== null);
}
