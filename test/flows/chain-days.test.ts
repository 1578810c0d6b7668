// Weeks of a chain of shops on PostgreSQL by the clock alone: two processes run the timetable, one is killed in the middle
// again and again, and for three days nothing runs. What came of it is worked out again in plain loops and compared row by
// row: who was told of what on which day, and every figure of the reports. It says what each job of the night cost.
// SIMULATE=<customers>x<days> plays it (100000x90); the usual run leaves it out, ninety-days.test.ts plays the demo shop.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { addDays, type Day, dayOf, diffDays, instantOf, SHANGHAI } from "../../src/calendar/day.ts";
import { system } from "../../src/db/actor.ts";
import { randomFrom } from "../../src/demo/random.ts";
import type { Card } from "../../src/message.ts";
import { defaultSettings } from "../../src/settings.ts";
import { addUp, periodAt } from "../../src/skills/insights/digest.ts";
import { KPI_KEYS, kpis } from "../../src/skills/insights/kpi.ts";
import { findKept, loadDigests } from "../../src/skills/insights/store.ts";
import { percentile } from "../bench/figures.ts";
import { fillChain, liveDay } from "../support/chain.ts";
import { openOnServer } from "../support/database.ts";
import type { Heard } from "../support/night-process.ts";
import { readRows, recount } from "../support/recount.ts";
import { DATA_KEY } from "../support/world.ts";

const [CUSTOMERS = 0, DAYS = 0] = (/^\d+x\d+$/u.exec(process.env.SIMULATE ?? "")?.[0] ?? "").split("x").map(Number);
/** Trade until the day before; a Monday. */
const FIRST: Day = "2026-03-02";
const OUTAGE = { from: Math.min(12, Math.floor(DAYS / 2)), days: 3 };
/** The reports are counted again on every so many mornings, and on the morning after the outage. */
const RECOUNT_EVERY = Math.max(1, Math.floor(DAYS / 6));
/** SIMULATE_UNTIL=<ISO time>: whatever was lived by then is checked. */
const STOP_AT = Date.parse(process.env.SIMULATE_UNTIL ?? "9999-01-01");
const KILLED_ONCE_IN = 10;
/** As long as a killed process keeps its slot, and a little. */
const AFTER_LEASE = 6;
const TICKS = ["06:30", "08:10", "08:56", "09:35", "10:20", "12:00", "14:00", "16:50", "18:20"];
const JOBS = [
  "roll-repeats",
  "compute-segments",
  "suggest-follow-ups",
  "draft-greetings",
  "daily-digest",
  "weekly-report",
  "monthly-report",
  "own-week",
  "nudge-follow-ups",
  "climb-ladder",
  "remind-at-the-hour",
  "watch-complaints",
  "ask-to-verify",
];

test.skipIf(DAYS === 0)(`${CUSTOMERS} customers, ${DAYS} days, two processes`, { timeout: 10_800_000 }, async () => {
  const opened = await openOnServer();
  const { db, url } = opened;
  await fillChain(db, CUSTOMERS, addDays(FIRST, -1));
  const random = randomFrom(20_260_302);
  const processes = [await start(url ?? ""), await start(url ?? "")];
  const spent = new Map<string, number[]>();
  const failed: string[] = [];
  let kills = 0;
  let counted = 0;

  const tickAll = async (at: Date) => {
    const runs = await Promise.all(processes.map((one) => one.tick(at)));
    for (const { job, state, ms } of runs.flat()) {
      spent.set(job, [...(spent.get(job) ?? []), ms]);
      if (state === "failed") failed.push(`${job} at ${at.toISOString()}`);
    }
  };
  const tick = async (day: Day, time: string) => {
    const at = instantOf(day, time, SHANGHAI);
    if (!random.chance(1 / KILLED_ONCE_IN)) return tickAll(at);
    const victim = random.int(0, 1);
    const delay = random.int(0, 40) ** 2;
    const dying = new Promise((resolve) => setTimeout(resolve, delay)).then(() => processes[victim]?.kill());
    await Promise.all([tickAll(at), dying]);
    kills++;
    processes[victim] = await start(url ?? "");
    await tickAll(new Date(at.getTime() + AFTER_LEASE * 60_000));
  };

  const isOut = (ahead: number) => ahead >= OUTAGE.from && ahead < OUTAGE.from + OUTAGE.days;
  const days: Day[] = [];
  // Each job counts from the moment it is first seen.
  await tickAll(instantOf(FIRST, "00:30", SHANGHAI));
  for (let ahead = 0; ahead < DAYS && Date.now() < STOP_AT; ahead++) {
    const day = addDays(FIRST, ahead);
    days.push(day);
    if (!isOut(ahead)) {
      for (const time of TICKS) {
        await tick(day, time);
        const isSample = ahead % RECOUNT_EVERY === 1 || ahead === OUTAGE.from + OUTAGE.days;
        if (time === "08:56" && isSample) counted += await compareReports(day);
      }
    }
    await db.transaction(system, (tx) => liveDay(tx, CUSTOMERS, day), { timeoutMs: 300_000 });
    if (ahead % 7 === 6) console.log(`${day}: ${nightSeconds(spent)}, ${kills} kills`);
  }
  for (const one of processes) await one.kill();

  /** Every figure of yesterday's report as kept, and of the last week and month, of two shops and of all. */
  async function compareReports(day: Day): Promise<number> {
    const now = instantOf(day, "08:56", SHANGHAI);
    const settings = defaultSettings;
    let figures = 0;
    await db.transaction(
      system,
      async (tx) => {
        const rows = await readRows(tx);
        for (const grain of ["day", "week", "month"] as const) {
          const period =
            grain === "day"
              ? periodAt("day", addDays(day, -1))
              : periodAt(grain, addDays(periodAt(grain, day).from, -1));
          const told = await loadDigests(tx, {
            ...period,
            zone: SHANGHAI,
            settings,
            now,
            storeId: null,
            monthly: true,
          });
          for (const store of ["d0", "d1", null]) {
            const expected = recount(rows, { ...period, now, settings, store });
            const ofStore = store === null ? addUp([...told.values()]) : told.get(store);
            if (!ofStore) continue;
            for (const [key, { num, den }] of Object.entries(expected)) {
              const found = ofStore.figures[key as keyof typeof ofStore.figures];
              expect({ day, grain, store, key, ...found }).toEqual({ day, grain, store, key, num, den });
              figures++;
            }
            const kept = grain === "day" && store !== null ? await findKept(tx, store, period.from) : null;
            for (const key of KPI_KEYS.filter((one) => kept && kpis[one].rows !== null && !kpis[one].monthly))
              expect({ day, key, ...kept?.figures[key] }).toEqual({ day, key, ...ofStore.figures[key] });
          }
        }
      },
      { timeoutMs: 600_000 },
    );
    return figures;
  }

  const { rows, steps, pushes } = await db.transaction(
    system,
    async (tx) => ({
      rows: await tx.followUp.findMany({
        select: {
          id: true,
          ruleKey: true,
          kind: true,
          state: true,
          staffId: true,
          dueAt: true,
          dueHasTime: true,
          doneAt: true,
          createdAt: true,
          lastNudgedOn: true,
        },
      }),
      steps: await tx.escalation.findMany(),
      pushes: await tx.delivery.findMany({
        select: { key: true, kind: true, staffId: true, dueAt: true, reply: true },
      }),
    }),
    { timeoutMs: 300_000 },
  );
  expect(failed).toEqual([]);

  // The ladder, walked again: an item climbs one step on each day it has been late long enough for.
  const running = days.filter((_, ahead) => !isOut(ahead));
  const after = defaultSettings.escalateAfterDays;
  const climbed = rows.flatMap((row) => {
    if (row.ruleKey !== null && /^(touch|review|progress):/u.test(row.ruleKey)) return [];
    let step = 0;
    return running.flatMap((day) => {
      const isOpen =
        row.createdAt < instantOf(day, "10:17", SHANGHAI) &&
        (row.doneAt === null || dayOf(row.doneAt, SHANGHAI) >= day);
      const late = diffDays(dayOf(row.dueAt, SHANGHAI), day);
      if (!isOpen || row.state === "cancelled" || step === 3 || late < (after[step] ?? 0)) return [];
      step++;
      return [`${row.id} ${step} ${day}`];
    });
  });
  expect(steps.map((one) => `${one.followUpId} ${one.step} ${dayOf(one.at, SHANGHAI)}`).sort()).toEqual(climbed.sort());

  // One card a person and day at most, five things on it, none twice on it.
  const on = (push: (typeof pushes)[number]) => `${push.staffId} ${dayOf(push.dueAt, SHANGHAI)}`;
  const cards = pushes.filter((one) => one.key.startsWith("nudge-"));
  expect(new Set(cards.map(on)).size).toBe(cards.length);
  for (const one of cards) {
    const { buttons } = (one.reply as unknown as { card: Card }).card;
    const done = buttons.filter(({ key }) => /^followups:done:[^,]+$/u.test(key)).map(({ key }) => key);
    expect(done.length).toBeGreaterThan(0);
    expect(done.length).toBeLessThanOrEqual(5);
  }
  // One message of the ladder a person and day, and one for every step.
  const ladder = pushes.filter((one) => one.key.startsWith("ladder-"));
  const toldOn = new Set(ladder.map(on));
  expect(toldOn.size).toBe(ladder.length);
  for (const one of steps) expect(toldOn.has(`${one.staffId} ${dayOf(one.at, SHANGHAI)}`)).toBe(true);
  // An hour that was said struck once for everything that was open then.
  const struck = pushes.filter((one) => one.key.startsWith("remind-")).map((one) => one.key);
  const hours = rows.filter(
    (row) =>
      row.dueHasTime &&
      running.includes(dayOf(row.dueAt, SHANGHAI)) &&
      (row.doneAt === null || row.doneAt > row.dueAt) &&
      row.createdAt < row.dueAt,
  );
  expect(struck.sort()).toEqual(hours.map((row) => `remind-${row.id}-${row.dueAt.getTime()}`).sort());
  // Nothing that was due a week ago and is still open was never put before its person.
  const weekAgo = instantOf(addDays(FIRST, days.length - 8), "00:00", SHANGHAI);
  expect(rows.filter((row) => row.state === "open" && row.dueAt < weekAgo && row.lastNudgedOn === null)).toEqual([]);
  // What comes unasked, of each person and day.
  const unasked = new Map<string, number>();
  for (const one of pushes.filter(({ key, kind }) => kind !== "reply" && !/^(remind|complaint)-/u.test(key)))
    unasked.set(on(one), (unasked.get(on(one)) ?? 0) + 1);
  const most = Math.max(...unasked.values());
  expect(most).toBeLessThanOrEqual(UNASKED_MAX);

  console.log(`${CUSTOMERS} customers, ${days.length} days, ${kills} kills: ${nightSeconds(spent)}`);
  for (const [job, times] of spent)
    console.log(`${job}: ${seconds(percentile(times, 0.5))}, at most ${seconds(Math.max(...times))}`);
  console.log(
    `${rows.length} follow-ups, ${cards.length} cards, ${steps.length} steps in ${ladder.length} messages, ${struck.length} hours, ` +
      `${counted} figures counted again; most pushes a person and day ${most}, on average ${(unasked.size === 0 ? 0 : [...unasked.values()].reduce((a, b) => a + b, 0) / unasked.size).toFixed(1)}`,
  );
  await opened.close();
});

/** A card, the ladder, drafts to approve (two cards and a list), her week or whom to verify; a manager's three reports. */
const UNASKED_MAX = 6;

interface NightProcess {
  tick(at: Date): Promise<Extract<Heard, { kind: "ran" }>["jobs"]>;
  kill(): Promise<void>;
}

async function start(url: string): Promise<NightProcess> {
  const child: ChildProcess = spawn(process.execPath, ["--import", "tsx", "test/support/night-process.ts"], {
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    env: { PATH: process.env.PATH, DATABASE_URL: url, DATA_KEY, JOBS: JOBS.join(",") },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const gone = once(child, "exit").then(() => null);
  const heard = () => Promise.race([once(child, "message").then(([said]) => said as Heard), gone]);
  expect((await heard())?.kind).toBe("ready");
  return {
    async tick(at) {
      if (child.exitCode !== null || child.signalCode !== null) return [];
      const answer = heard();
      child.send(at.toISOString(), () => {});
      const said = await answer;
      return said?.kind === "ran" ? said.jobs : [];
    },
    async kill() {
      child.kill("SIGKILL");
      await gone;
    },
  };
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

/** The jobs of one night, one after the other: those of each day, at the median. */
function nightSeconds(spent: ReadonlyMap<string, readonly number[]>): string {
  const nightly = [
    "roll-repeats",
    "compute-segments",
    "suggest-follow-ups",
    "draft-greetings",
    "daily-digest",
    "nudge-follow-ups",
    "climb-ladder",
  ];
  const sum = nightly.reduce((all, job) => all + percentile(spent.get(job) ?? [0], 0.5), 0);
  return `a night takes ${seconds(sum)}`;
}
