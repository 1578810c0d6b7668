// What each job of a night costs and how that grows with the house: a chain of shops with two years of trade, on
// PostgreSQL. The second night is measured; the first writes everybody's class and the backlog of suggestions.
import { addDays, instantOf, SHANGHAI } from "../../src/calendar/day.ts";
import { system } from "../../src/db/actor.ts";
import type { Db } from "../../src/db/db.ts";
import { parseCron, slotsBetween } from "../../src/scheduler/slots.ts";
import { timetable } from "../../src/timetable.ts";
import { fillChain, liveDay } from "../support/chain.ts";
import { hasServer, openOnServer } from "../support/database.ts";
import { type Form, timed } from "./figures.ts";
import { contextOver } from "./questions.ts";

/** The eve of a Monday that is the first of a month: each report is due the morning after. */
const EVE = "2026-05-30";
/** These ask the platform, of which there is none here. */
const ASK_THE_PLATFORM = new Set([
  "sync-directory",
  "tell-the-platform",
  "hand-over-contacts",
  "poll-customer-messages",
]);

export async function nights({ quick }: Form): Promise<string[]> {
  if (!hasServer()) return ["no PostgreSQL server answers, not measured"];
  const sizes = quick ? [2_500, 10_000] : [10_000, 100_000];
  const spent: Map<string, number>[] = [];
  for (const customers of sizes) {
    const chain = await openOnServer();
    try {
      await fillChain(chain.db, customers, EVE);
      await night(chain.db, addDays(EVE, 1));
      await chain.db.transaction(system, (tx) => liveDay(tx, customers, addDays(EVE, 1)), { timeoutMs: 120_000 });
      spent.push(await night(chain.db, addDays(EVE, 2)));
    } finally {
      await chain.close();
    }
  }
  const [small, large] = [spent[0], spent.at(-1)];
  if (!small || !large) return [];
  const line = (name: string, few: number, many: number) =>
    `${name}: ${few.toFixed(2)} s with ${sizes[0]} customers, ${many.toFixed(2)} s with ${sizes.at(-1)} (${(many / few).toFixed(1)}×)`;
  const sum = (of: Map<string, number>) => [...of.values()].reduce((all, one) => all + one, 0);
  return [
    ...[...large].map(([name, many]) => line(name, small.get(name) ?? Number.NaN, many)),
    line("the whole night", sum(small), sum(large)),
  ];
}

/** Seconds of each job's first slot from that day on, in the order of their hours. */
async function night(db: Db, day: string): Promise<Map<string, number>> {
  // What comes once a week is measured in the hours it comes.
  const [from, to] = [instantOf(day, "00:00", SHANGHAI), instantOf(addDays(day, 7), "00:00", SHANGHAI)];
  const due = timetable
    .filter((job) => !ASK_THE_PLATFORM.has(job.name))
    .flatMap((job) => {
      const slots = slotsBetween(parseCron(job.cron), { after: from, until: to, zone: SHANGHAI, max: 2_500 });
      // Where there are many a day, the one in the shop's first hour that finds something.
      const slot = slots.length > 50 ? slots.find((one) => one >= instantOf(day, "10:30", SHANGHAI)) : slots[0];
      return slot ? [{ job, slot }] : [];
    })
    .sort((one, other) => one.slot.getTime() - other.slot.getTime());
  const spent = new Map<string, number>();
  for (const { job, slot } of due) {
    const context = { ...(await contextOver(db, false)), now: () => slot };
    const [ms = Number.NaN] = await timed(1, () => job.run(context, slot));
    spent.set(job.name, ms / 1000);
  }
  return spent;
}
