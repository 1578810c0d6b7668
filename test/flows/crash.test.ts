// Processes that die, stop, sleep and work side by side. The app runs in children, the local WeCom here; a message is
// pushed as the platform does, three times at most. BADDAYS=long plays it with many more of everything.
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { instantOf, SHANGHAI } from "../../src/calendar/day.ts";
import { readConfig } from "../../src/config.ts";
import type { Db } from "../../src/db/db.ts";
import { engineOf } from "../../src/db/transaction.ts";
import { type LocalDirectory, readLocalDirectory } from "../../src/local-directory.ts";
import { silentLog } from "../../src/log.ts";
import type { Simulator } from "../../src/simulator/simulator.ts";
import { hasServer, long } from "../support/database.ts";
import { play } from "../support/dialog.ts";
import {
  type AppProcess,
  freePort,
  MAIN,
  openPlatform,
  type Platform,
  startApp,
  until,
  wecomEnv,
} from "../support/process.ts";
import {
  DATA_KEY,
  DAY,
  describeInWorld,
  findButton,
  openDemo,
  openDemoOnServer,
  readEntry,
  writeDemo,
} from "../support/world.ts";

const messages = long ? 500 : 40;
const greetingsEach = long ? 6 : 1;
/** Restarts of both processes, and what each says meanwhile: below the 28 a minute that one person may be sent. */
const rounds = long ? 3 : 1;
const wordsEach = long ? 25 : 5;
const people = ["linyue", "chenchen", "zhouhang", "hejing", "xunuo", "guomin", "tangtian", "boss"];
const associates = ["linyue", "chenchen", "hejing", "xunuo", "tangtian"];
const MINUTE = 60_000;
/** Longer than any lease: what a killed process held is free when the next one starts. */
const LEASES_MS = 2 * MINUTE;

/** One shop: its database, the platform, and a clock that all share and that jumps at each kill. */
interface Yard {
  platform: Platform;
  env: Record<string, string>;
  port: number;
  clock: { aheadMs: number; now(): Date };
  /** Whether the app takes requests; the platform waits for it between two tries. */
  up: boolean;
  close(): Promise<void>;
}

async function openYard(database: { env: Record<string, string>; people: LocalDirectory }): Promise<Yard> {
  const clock = {
    aheadMs: instantOf(DAY, "10:00", SHANGHAI).getTime() - Date.now(),
    now: () => new Date(Date.now() + clock.aheadMs),
  };
  const yard = { up: false, clock } as Yard;
  const wait = () => until("the app is there again", () => yard.up, 120_000);
  yard.platform = await openPlatform({ people: directoryOf(database.people), now: clock.now, wait });
  yard.port = await freePort();
  yard.env = { ...wecomEnv(yard.platform.base), ...database.env, PORT: String(yard.port), ROLES: "web,worker" };
  yard.close = () => yard.platform.close();
  return yard;
}

async function start(yard: Yard, env: Record<string, string> = {}): Promise<AppProcess> {
  const app = startApp({ ...yard.env, CLOCK_AHEAD_MS: String(yard.clock.aheadMs), ...env });
  await app.ready;
  await yard.platform.simulator.connect(`http://127.0.0.1:${env.PORT ?? yard.port}/wecom/callback`);
  yard.up = true;
  return app;
}

async function kill(yard: Yard, app: AppProcess): Promise<void> {
  yard.up = false;
  await app.kill();
  yard.clock.aheadMs += LEASES_MS;
}

interface Opened {
  env: Record<string, string>;
  people: LocalDirectory;
  sayings: Sayings;
  close(): Promise<void>;
}

/** A start of the embedded engine costs most: fewer of them in the normal run. */
const engines: { name: string; kills: number; open(): Promise<Opened> }[] = [
  {
    name: "embedded",
    kills: long ? 15 : hasServer() ? 1 : 3,
    async open() {
      const folder = mkdtempSync(join(tmpdir(), "zhike-crash-"));
      await writeDemo(folder);
      const { db, close } = await openDemo();
      const known = await readShop(db);
      await close();
      return {
        env: { DATA_DIR: folder },
        ...known,
        close: async () => rmSync(folder, { recursive: true, force: true }),
      };
    },
  },
];
if (hasServer())
  engines.push({
    name: "server",
    kills: long ? 15 : 2,
    async open() {
      const { db, url, close } = await openDemoOnServer();
      return { env: { DATABASE_URL: url!, DATA_DIR: tmpdir() }, ...(await readShop(db)), close };
    },
  });

describe.each(engines)("killed with -9 again and again ($name)", ({ open, kills }) => {
  let database: Awaited<ReturnType<typeof open>>;
  let yard: Yard;
  let app: AppProcess | null = null;
  beforeAll(async () => {
    database = await open();
    yard = await openYard(database);
  });
  afterAll(async () => {
    if (app?.child.exitCode === null) await app.kill();
    await yard?.close();
    await database?.close();
  });

  test(`${messages} messages are answered once, every greeting goes out once`, { timeout: 900_000 }, async () => {
    const { simulator } = yard.platform;
    app = await start(yard);
    if (database.env.DATABASE_URL === undefined) await refuseSecond(yard);
    const said = database.sayings;
    const count = (word: string) => answersTo(simulator.inbox(said.speaker.get(word)!), word);
    const answered = () => said.words.filter((word) => count(word) > 0).length;

    const talks = people.map(async (person) => {
      for (const word of said.words.filter((one) => said.speaker.get(one) === person)) {
        // What the platform gave up on, she types again.
        while (!(await simulator.say(person, word)).taken);
      }
    });
    const greetings = said.greetings.map(({ staffId, name, externalId }) => greet(yard, { staffId, name, externalId }));

    for (let n = 1; n <= kills; n++) {
      const wanted = Math.floor((messages * n) / (kills + 1));
      await until(
        () => `${wanted} answers, ${answered()} so far: ${app?.output().slice(-1500)}`,
        () => answered() >= wanted,
        120_000,
      );
      await kill(yard, app);
      app = await start(yard);
    }
    await Promise.all([...talks, ...greetings]);
    // Who was killed with a message in hand gave it back at the end of its lease.
    await until(
      "the last answer",
      () => {
        if (answered() < messages) {
          yard.clock.aheadMs += 5_000;
          app?.moveAhead(yard.clock.aheadMs);
        }
        return answered() === messages;
      },
      120_000,
    );
    const { code } = await app.stop();
    expect(code).toBe(0);

    // Time for whatever might still be repeated, and for the platform to be asked what became of the greetings.
    const house = await createApp({
      config: readConfig({ ...yard.env, DATA_KEY, PORT: "0", ROLES: "web,worker,scheduler" }),
      log: silentLog,
      realNow: yard.clock.now,
      loops: false,
    });
    await house.settle();
    yard.clock.aheadMs += 15 * MINUTE;
    await house.settle();
    const query = <Row>(sql: string) => engineOf(house.context.db).asOwner((session) => session.query<Row>(sql));

    // What was stored is the measure: each of these once, in the order stored. Nearly always that is each word once.
    for (const person of people) {
      const stored = await query<{ text: string }>(
        `SELECT message->>'text' AS text FROM inbound WHERE staff_id = '${person}' AND message->>'text' ~ '^\\d{4}$' ORDER BY seq`,
      );
      expect(quotedOn(simulator, person), person).toEqual(stored.map((row) => row.text));
      const hers = said.words.filter((word) => said.speaker.get(word) === person);
      expect(new Set(stored.map((row) => row.text)), person).toEqual(new Set(hers));
    }
    expect(await query("SELECT DISTINCT state FROM inbound")).toEqual([{ state: "done" }]);
    expect(await query("SELECT DISTINCT state FROM delivery")).toEqual([{ state: "sent" }]);
    expect(
      await query(
        `SELECT i.id FROM inbound i WHERE i.kind = 'text' AND (SELECT count(*) FROM delivery d WHERE d.inbound_id = i.id) <> 1`,
      ),
    ).toEqual([]);
    for (const { externalId, name } of said.greetings) {
      const got = simulator.customerPhone(externalId).filter((entry) => entry.how === "mass");
      expect(got, name).toHaveLength(1);
    }
    const tasks = people.flatMap((person) => simulator.inbox(person).filter((entry) => entry.kind === "mass-task"));
    expect(tasks).toHaveLength(said.greetings.length);
    expect(
      await query(
        `SELECT count(*)::int AS n, count(DISTINCT m.customer_id)::int AS customers, count(t.id)::int AS touches
         FROM care_message m LEFT JOIN touch t ON t.care_message_id = m.id WHERE m.state = 'sent'`,
      ),
    ).toEqual([{ n: said.greetings.length, customers: said.greetings.length, touches: said.greetings.length }]);
    await house.stop();
  });
});

describe.runIf(hasServer())("several processes on one PostgreSQL", () => {
  let database: Opened;
  let yard: Yard;
  const running: AppProcess[] = [];
  beforeAll(async () => {
    database = await engines[1]!.open();
    yard = await openYard(database);
  });
  afterAll(async () => {
    for (const app of running) if (app.child.exitCode === null) await app.kill();
    await yard?.close();
    await database?.close();
  });

  /** Where the platform knocks: hands each request to one that is up, as a balancer in front does. */
  async function openBalancer(ports: readonly number[]) {
    const tries = { taken: 0, passedOn: 0 };
    let turn = 0;
    const server = createServer(async (request, response) => {
      const body = Buffer.concat(await request.toArray());
      const init = request.method === "POST" ? { method: "POST", body } : {};
      for (let attempt = 0; attempt < 2 * ports.length; attempt++) {
        const answer = await fetch(`http://127.0.0.1:${ports[turn++ % ports.length]}${request.url}`, init).catch(
          () => null,
        );
        if (answer !== null && answer.status !== 503) {
          tries.taken++;
          return void response.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer()));
        }
        tries.passedOn++;
      }
      response.writeHead(503).end();
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/wecom/callback`;
    return { url, tries, close: () => new Promise((done) => server.close(done)) };
  }

  test(`restarted one after the other under load, ${rounds} times: each message is answered once, in order`, {
    timeout: 600_000,
  }, async () => {
    const { simulator } = yard.platform;
    const ports = [await freePort(), await freePort()];
    // The true main: its way of stopping is what is looked at.
    const start = async (port: number) => {
      const app = startApp({ ...yard.env, PORT: String(port) }, MAIN);
      running.push(app);
      await app.ready;
      return app;
    };
    const apps = await Promise.all(ports.map(start));
    yard.up = true;
    const balancer = await openBalancer(ports);
    await simulator.connect(balancer.url);
    const words = new Map(
      people.map((id, index) => [id, database.sayings.words.slice(index * wordsEach, (index + 1) * wordsEach)]),
    );
    const heard = (userId: string) => quotedOn(simulator, userId);
    const talk = async (userId: string) => {
      for (const [index, word] of (words.get(userId) ?? []).entries()) {
        expect((await simulator.say(userId, word)).taken).toBe(true);
        await until(`an answer to ${userId}`, () => heard(userId).length > index, 120_000);
      }
    };
    const talking = Promise.all(people.map(talk));
    const stops: number[] = [];
    for (let restart = 0; restart < 2 * rounds; restart++) {
      const which = restart % 2;
      const { code, ms } = await apps[which]!.stop();
      expect(code).toBe(0);
      stops.push(ms);
      apps[which] = await start(ports[which]!);
    }
    await talking;
    expect(Math.max(...stops)).toBeLessThan(10_000);
    for (const userId of people) expect(heard(userId), userId).toEqual(words.get(userId));
    console.log(
      `${people.length * wordsEach} messages of ${people.length} people, each answered once; ${stops.length} restarts of 2 processes, ` +
        `slowest stop ${Math.round(Math.max(...stops))} ms; ${balancer.tries.taken} requests taken, ${balancer.tries.passedOn} passed on to the other`,
    );
    for (const app of apps) expect((await app.stop()).code).toBe(0);
    await balancer.close();
  });
});

describeInWorld(
  "the scheduler off for two days",
  (worldOf) => {
    test("each thing that fell due appears once", async () => {
      const world = worldOf();
      await play(world, "林悦: 明天下午3点提醒我给张姐打电话\n bot: 明天（周四）15:00");
      world.newOn("zhouhang");
      world.moveTo("2026-09-18 09:41");
      await world.settle();

      const came = world.newOn("linyue");
      const cards = came.filter((one) => /^今天 \d 件事/u.test(one));
      expect(cards).toHaveLength(1);
      const [card = ""] = cards;
      const [row] = await world.sql<{ n: number }>(
        "SELECT count(*)::int AS n FROM follow_up WHERE staff_id = 'linyue' AND state = 'open' AND due_at < '2026-09-19 00:00+08'",
      );
      expect(card).toContain(`一共${row?.n}件`);
      expect(world.newOn("zhouhang").filter((one) => one.includes("日报"))).toEqual([
        expect.stringContaining("9月17日"),
      ]);
      const births = await world.sql<{ n: number }>(
        `SELECT count(*)::int AS n FROM customer c JOIN relation r ON r.customer_id = c.id AND r.staff_id = c.owner_id AND r.ended_at IS NULL
       WHERE c.birthday_calendar = 'solar' AND c.birthday_month = 9 AND c.birthday_day BETWEEN 18 AND 21
         AND (SELECT count(*) FROM care_message m WHERE m.customer_id = c.id AND m.occasion = 'birthday') <> 1`,
      );
      expect(births).toEqual([{ n: 0 }]);

      await world.settle();
      await world.pass(30 * MINUTE);
      const again = world.newOn("linyue").filter((one) => /^今天 \d 件事|祝福写好了/u.test(one));
      expect(again).toEqual([]);
      // The next morning it is asked about again, once: it is still open.
      world.moveTo("2026-09-19 09:41");
      await world.settle();
      expect(world.newOn("linyue").filter((one) => /^今天 \d 件事/u.test(one))).toHaveLength(1);
      const twice = await world.sql(
        "SELECT occurrence_key FROM care_message WHERE occurrence_key IS NOT NULL GROUP BY 1 HAVING count(*) > 1",
      );
      expect(twice).toEqual([]);
    });
  },
  { at: "08:00", on: "server" },
);

/** Two processes on one folder would ruin it: the second says so and leaves. */
async function refuseSecond(yard: Yard): Promise<void> {
  const second = startApp({ ...yard.env, PORT: "0" }, MAIN);
  await expect(second.ready).rejects.toThrow("ended with 1");
  expect(second.output()).toContain("正被进程");
  expect(second.output()).not.toMatch(/at .*\.ts:\d+/u);
}

interface Sayings {
  words: string[];
  speaker: Map<string, string>;
  greetings: Greeting[];
}
interface Greeting {
  staffId: string;
  name: string;
  externalId: string;
}

/** What is said by whom, and who is to be greeted: read from the shop before anything happens. */
async function readShop(db: Db): Promise<Pick<Opened, "people" | "sayings">> {
  const query = <Row>(sql: string) => engineOf(db).asOwner((session) => session.query<Row>(sql));
  const tails = await query<{ tail: string }>("SELECT phone_tail AS tail FROM customer");
  const words = freeTails(new Set(tails.map((row) => row.tail)), messages);
  const greetings = await query<Greeting>(
    `SELECT * FROM (SELECT c.owner_id AS "staffId", c.name, c.external_id AS "externalId",
       row_number() OVER (PARTITION BY c.owner_id ORDER BY c.name) AS nth
     FROM customer c JOIN relation r ON r.customer_id = c.id AND r.staff_id = c.owner_id AND r.ended_at IS NULL
     WHERE c.owner_id IN (${associates.map((id) => `'${id}'`).join()}) AND c.external_id IS NOT NULL AND NOT c.do_not_disturb
       AND c.membership <> 'frozen' AND NOT EXISTS (SELECT 1 FROM customer o WHERE o.name = c.name AND o.id <> c.id)
       AND NOT EXISTS (SELECT 1 FROM touch t WHERE t.customer_id = c.id AND t.means = 'message' AND t.at > '2026-08-16')
       AND NOT EXISTS (SELECT 1 FROM complaint x WHERE x.customer_id = c.id)
       AND NOT EXISTS (SELECT 1 FROM consent x WHERE x.customer_id = c.id AND NOT x.granted)
       AND NOT EXISTS (SELECT 1 FROM fact f WHERE f.customer_id = c.id AND f.kind = 'negative')) x WHERE nth <= ${greetingsEach}`,
  );
  if (greetings.length !== associates.length * greetingsEach)
    throw new Error(`only ${greetings.length} can be greeted`);
  const speaker = new Map(words.map((word, index) => [word, people[index % people.length]!]));
  return { people: await readLocalDirectory(db, "知客女装"), sayings: { words, speaker, greetings } };
}

function directoryOf({ departments, members, customers }: LocalDirectory) {
  return { directory: { departments, members }, customers };
}

/** From the wish to the customer's phone, whatever dies in between. */
async function greet(yard: Yard, { staffId, name, externalId }: Greeting): Promise<void> {
  const { simulator } = yard.platform;
  while (!(await simulator.say(staffId, `给${name}写条问候`)).taken);
  const card = () =>
    simulator.inbox(staffId).filter((entry) => entry.kind === "card" && readEntry(entry).includes(`关怀 · ${name}`));
  await until(`a card for ${name}`, () => card().length > 0, 300_000);
  if (!findButton(card(), "发送")) throw new Error(`${name} cannot be greeted: ${card().map(readEntry).join("\n")}`);
  for (;;) {
    // A press that was stored and whose acknowledgement was lost has settled the card: there is nothing to press again.
    const button = findButton(card(), "发送");
    if (!button || (await simulator.press(staffId, button.taskId, button.key)).taken) break;
  }
  const task = () =>
    simulator
      .inbox(staffId)
      .find(
        (entry) => entry.kind === "mass-task" && entry.status === "waiting" && entry.customers.includes(externalId),
      );
  await until(`a task for ${name}`, () => task() !== undefined, 300_000);
  const found = task();
  if (found?.kind === "mass-task") simulator.confirmMassMessage(staffId, found.msgid);
}

/** The words quoted by the answers on this phone, in the order they came. */
function quotedOn(simulator: Simulator, userId: string): string[] {
  return simulator
    .inbox(userId)
    .flatMap((entry) =>
      entry.from === "app" && entry.kind === "text" ? (/「(\d{4})」/u.exec(entry.text)?.[1] ?? []) : [],
    );
}

function answersTo(entries: readonly { kind: string }[], word: string): number {
  return entries.filter(
    (entry) => "text" in entry && "from" in entry && entry.from === "app" && String(entry.text).includes(`「${word}」`),
  ).length;
}

/** Phone tails nobody has: the answer quotes them, so that each answer is known from the others. */
function freeTails(taken: ReadonlySet<string>, count: number): string[] {
  const all = Array.from({ length: 10_000 }, (_, n) => String(n).padStart(4, "0"));
  return all.filter((tail) => !taken.has(tail)).slice(100, 100 + count);
}
