// Weeks of the demo shop by the clock alone: its jobs run at the hours they are due, a process dies in the middle of
// them again and again, and for three days nothing runs. Nothing is lost, nothing is told twice, nobody is flooded.
// SIMULATE=long plays ninety days; the usual run plays three weeks.
import { expect, test } from "vitest";
import { addDays, type Day, dayOf, instantOf, SHANGHAI } from "../../src/calendar/day.ts";
import { nextOccurrences, type Recurrence } from "../../src/calendar/recurrence.ts";
import type { Context } from "../../src/context.ts";
import { system } from "../../src/db/actor.ts";
import type { Db } from "../../src/db/db.ts";
import { randomFrom } from "../../src/demo/random.ts";
import { openHouse } from "../../src/house.ts";
import { silentLog } from "../../src/log.ts";
import type { Card } from "../../src/message.ts";
import { runDueJobs } from "../../src/scheduler/run.ts";
import { followups } from "../../src/skills/followups/skill.ts";
import { timetable } from "../../src/timetable.ts";
import { withTurn } from "../support/turn.ts";
import { DAY, openDemo, testConfig } from "../support/world.ts";

const isLong = process.env.SIMULATE === "long";
const DAYS = isLong ? 90 : 21;
/** From this day on nothing runs for three days. */
const OUTAGE = { from: 9, days: 3 };
const JOBS = new Set(["roll-repeats", "suggest-follow-ups", "nudge-follow-ups", "climb-ladder"]);
/** One transaction in so many dies: half of them before what they did was kept, half after. */
const DIES_ONCE_IN = 12;
const TICKS = ["06:30", "06:40", "09:32", "09:46", "10:18", "10:30", "14:02"];

test(`${DAYS} days with deaths and an outage: each step once, each day of a series once, pushes within bounds`, {
  timeout: isLong ? 3_600_000 : 300_000,
}, async () => {
  const opened = await openDemo();
  const { db } = opened;
  let now = at(DAY, "10:00");
  const house = await openHouse({ config: testConfig(), log: silentLog, now: () => now, db, demo: true });
  const random = randomFrom(20_260_916);
  let deaths = 0;
  const mortal: Db = {
    ...db,
    async transaction(actor, work, options) {
      const fate = random.int(1, DIES_ONCE_IN * 2);
      const result = await db.transaction(
        actor,
        async (tx) => {
          const made = await work(tx);
          if (fate === 1) throw new Error(`died before it was kept (${++deaths})`);
          return made;
        },
        options,
      );
      if (fate === 2) throw new Error(`died after it was kept (${++deaths})`);
      return result;
    },
  };
  const context: Context = { ...house.context, db: mortal, now: () => now };
  const jobs = timetable.filter((job) => JOBS.has(job.name));
  const tick = (day: Day, time: string) => {
    now = at(day, time);
    return runDueJobs(context, jobs, now);
  };
  const say = (plan: { kind: string } & Record<string, unknown>) => {
    const full = followups.plans.find((one) => one.kind === plan.kind)?.schema.parse(plan);
    return withTurn(db, "linyue", { now }, (turn) => followups.handle(turn, { ...full, kind: plan.kind }, null));
  };

  await tick(DAY, "06:00");
  now = at(DAY, "10:00");
  const rules: Record<string, Omit<Recurrence, "from">> = {
    盘点: { every: "day", interval: 1 },
    看物流: { every: "week", interval: 1, weekdays: [1, 4] },
    对账: { every: "month", interval: 1, days: [-1, 15] },
  };
  for (const [text, repeat] of Object.entries(rules)) await say({ kind: "followups.create", text, due: null, repeat });
  await say({ kind: "followups.create", text: "永远不做的事", due: { at: `${DAY}T18:00`, hasTime: true } });

  for (let ahead = 1; ahead <= DAYS; ahead++) {
    const day = addDays(DAY, ahead);
    if (ahead >= OUTAGE.from && ahead < OUTAGE.from + OUTAGE.days) continue;
    for (const time of TICKS) await tick(day, time);
    // She does some of what her card shows.
    for (const id of await onCard(db, "linyue", day))
      if (random.chance(0.5) && (await textOf(db, id)) !== "永远不做的事")
        await say({ kind: "followups.done", which: `#${id}` });
  }
  // Whoever died last is taken up again, and there is time for it.
  const last = addDays(DAY, DAYS);
  for (const time of ["14:20", "14:40", "15:00"]) await tick(last, time);

  const { cards, ladder, steps, rows } = await story(db);
  expect(deaths).toBeGreaterThan(DAYS / 3);

  // One card a person and day at most, at most five things on it, none twice on one day.
  expect(new Set(cards.map((card) => `${card.staffId} ${card.day}`)).size).toBe(cards.length);
  for (const card of cards) {
    expect(card.items.length).toBeLessThanOrEqual(5);
    expect(new Set(card.items).size).toBe(card.items.length);
  }
  // After the outage there is one card, not three, and it is there.
  const back = addDays(DAY, OUTAGE.from + OUTAGE.days);
  expect(cards.filter((card) => card.staffId === "linyue" && card.day === back)).toHaveLength(1);

  // Each step of each item once, in order, one a day, told in a message of that very day.
  const byItem = new Map<string, typeof steps>();
  for (const step of steps) byItem.set(step.followUpId, [...(byItem.get(step.followUpId) ?? []), step]);
  for (const taken of byItem.values()) {
    // A shop with nobody for a step leaves it out; none comes again or out of turn.
    const order = taken.map(({ step }) => step);
    expect(order).toEqual([...new Set(order)].sort());
    expect(new Set(taken.map(({ day }) => day)).size).toBe(taken.length);
  }
  expect(new Set(ladder.map((one) => `${one.staffId} ${one.day}`)).size).toBe(ladder.length);
  for (const step of steps)
    expect(ladder.filter((one) => one.staffId === step.staffId && one.day === step.day)).toHaveLength(1);
  const never = rows.find((row) => row.text === "永远不做的事");
  expect(byItem.get(never?.id ?? "")?.map(({ step, staffId }) => `${step} ${staffId}`)).toHaveLength(3);

  // Each day of a series is there once; only what the outage passed over is not.
  for (const [text, repeat] of Object.entries(rules)) {
    const found = rows.filter((row) => row.text === text && row.occursOn !== null).map((row) => row.occursOn as Day);
    expect(new Set(found).size).toBe(found.length);
    const first = [...found].sort()[0] ?? DAY;
    const due = nextOccurrences({ ...repeat, from: first }, addDays(first, -1), 200).filter((day) => day <= last);
    const missing = due.filter((day) => !found.includes(day));
    const [from, until] = [addDays(DAY, OUTAGE.from), addDays(DAY, OUTAGE.from + OUTAGE.days)];
    expect(missing.filter((day) => day < from || day >= until)).toEqual([]);
  }

  // Whatever was due a week before the end and is still open has been put before its person.
  const old = at(addDays(last, -7), "00:00");
  const forgotten = rows.filter((row) => row.state === "open" && row.dueAt < old && row.lastNudgedOn === null);
  expect(forgotten.map((row) => row.text)).toEqual([]);
  console.log(
    `${DAYS} days: ${cards.length} cards, ${ladder.length} ladder messages, ${steps.length} steps, ${rows.length} follow-ups, ${deaths} deaths`,
  );
  await opened.close();
});

function at(day: Day, time: string): Date {
  return instantOf(day, time, SHANGHAI);
}

async function onCard(db: Db, staffId: string, day: Day): Promise<string[]> {
  const { cards } = await story(db);
  return cards.find((card) => card.staffId === staffId && card.day === day)?.items ?? [];
}

function textOf(db: Db, id: string): Promise<string> {
  return db.transaction(system, async (tx) => (await tx.followUp.findUniqueOrThrow({ where: { id } })).text);
}

/** What was sent and what is stored, read straight from the tables. */
function story(db: Db) {
  return db.transaction(system, async (tx) => {
    const sent = await tx.delivery.findMany({ where: { kind: "nudge" }, orderBy: { seq: "asc" } });
    const ofKey = (start: string) =>
      sent.filter((row) => row.key.startsWith(start)).map((row) => ({ ...row, day: dayOf(row.dueAt, SHANGHAI) }));
    const cards = ofKey("nudge-").map((row) => {
      const { buttons } = (row.reply as unknown as { card: Card }).card;
      const done = buttons.filter((button) => button.key.startsWith("followups:done:"));
      return {
        staffId: row.staffId,
        day: row.day,
        items: [...new Set(done.flatMap((one) => one.key.slice(15).split(",")))],
      };
    });
    const steps = (await tx.escalation.findMany({ orderBy: [{ at: "asc" }, { step: "asc" }] })).map((row) => ({
      ...row,
      day: dayOf(row.at, SHANGHAI),
    }));
    const rows = (await tx.followUp.findMany()).map((row) => ({
      ...row,
      occursOn: row.occursOn?.toISOString().slice(0, 10) ?? null,
    }));
    return { cards, ladder: ofKey("ladder-"), steps, rows };
  });
}
