// The true app with the demo shop and the local WeCom, held by a test: real HTTP, real crypto, a clock that stands still
// until it is moved. The loops do not run; whoever speaks here waits until the house has nothing left to do.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe } from "vitest";
import { type App, type AppParts, createApp } from "../../src/app.ts";
import { type Day, instantOf, SHANGHAI } from "../../src/calendar/day.ts";
import { type Config, readConfig } from "../../src/config.ts";
import type { Db } from "../../src/db/db.ts";
import { readMigrations } from "../../src/db/migrate.ts";
import { openEmbedded } from "../../src/db/open.ts";
import { createDb, engineOf } from "../../src/db/transaction.ts";
import { openHouse } from "../../src/house.ts";
import { type Log, silentLog } from "../../src/log.ts";
import type { CardBody } from "../../src/simulator/api/cards.ts";
import type { Simulator } from "../../src/simulator/simulator.ts";
import type { CustomerEntry, PhoneEntry } from "../../src/simulator/state.ts";
import {
  everywhere,
  long,
  type OpenedDatabase,
  openInMemory,
  openOnServerLike,
  templateIn,
  testDatabases,
} from "./database.ts";

/** A Wednesday far from any holiday; the demo shop's two years of trade end the evening before. */
export const DAY = "2026-09-16";
/** The same key in every process, so that a copied shop's phones open. It protects nobody. */
export const DATA_KEY = "5a".repeat(32);
/** People type every few seconds; faster, and the platform's 30 messages a minute would be the subject of each test. */
const TYPING_MS = 5_000;

export interface World {
  app: App;
  simulator: Simulator;
  engine: "embedded" | "server";
  log: { lines: { level: string; event: string; fields: Record<string, unknown> }[] };
  now(): Date;
  /** 「09:31」 of the day it is, or 「2026-09-18 09:31」, in Shanghai. Only forward or back in time: nothing runs. */
  moveTo(time: string): void;
  /** Lets time go by and everything fall due. */
  pass(ms: number): Promise<void>;
  /** Everything that is due now. */
  settle(): Promise<void>;
  /** Types a line; what came to this phone until all was quiet. */
  says(userId: string, text: string): Promise<string[]>;
  /** Presses a button of the latest card that has it. */
  presses(userId: string, button: string): Promise<string[]>;
  /** What came to this phone since it was last looked at, as one reads it. */
  newOn(userId: string): string[];
  /** All that is on this phone. */
  phone(userId: string): readonly PhoneEntry[];
  customer(name: string, ownerId?: string): Promise<{ id: string; externalId: string }>;
  /** A customer's phone. */
  phoneOf(name: string, ownerId?: string): Promise<readonly CustomerEntry[]>;
  /** Plain SQL as the owner of the tables: an independent look. */
  sql<Row>(text: string, values?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

export interface WorldOptions {
  at?: string;
  database?: OpenedDatabase;
  log?: Log;
}

export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const opened = options.database ?? (await openDemo());
  let at = instantFrom(options.at ?? "10:00", DAY);
  const lines: World["log"]["lines"] = [];
  const keep =
    (level: string) =>
    (event: string, fields: Record<string, unknown> = {}) => {
      lines.push({ level, event, fields });
    };
  const log: Log = { info: keep("info"), warn: keep("warn"), error: keep("error") };
  const parts: AppParts = { config: testConfig(), log, realNow: () => at, db: opened.db, loops: false };
  const app = await createApp(parts);
  const { simulator } = app;
  if (!simulator) throw new Error("the local WeCom is wanted here");
  // Each job counts from the moment it is first seen.
  await app.settle();
  const seen = new Map<string, number>();

  const world: World = {
    app,
    simulator,
    engine: opened.db.engine,
    log: { lines },
    now: () => at,
    moveTo(time) {
      at = instantFrom(time, dayIn(at));
    },
    async pass(ms) {
      at = new Date(at.getTime() + ms);
      await app.settle();
    },
    settle: () => app.settle(),
    async says(userId, text) {
      at = new Date(at.getTime() + TYPING_MS);
      world.newOn(userId);
      await simulator.say(userId, text);
      await app.settle();
      return world.newOn(userId);
    },
    async presses(userId, button) {
      at = new Date(at.getTime() + TYPING_MS);
      world.newOn(userId);
      const found = findButton(simulator.inbox(userId), button);
      if (!found) throw new Error(`no card with 「${button}」 to press on the phone of ${userId}`);
      await simulator.press(userId, found.taskId, found.key);
      await app.settle();
      return world.newOn(userId);
    },
    newOn(userId) {
      const all = simulator.inbox(userId);
      const fresh = all.slice(seen.get(userId) ?? 0).filter((entry) => entry.from !== "me");
      seen.set(userId, all.length);
      return fresh.map(readEntry);
    },
    phone: (userId) => simulator.inbox(userId),
    async customer(name, ownerId) {
      const rows = await world.sql<{ id: string; externalId: string }>(
        `SELECT id, external_id AS "externalId" FROM customer WHERE name = $1 AND ($2::text IS NULL OR owner_id = $2) ORDER BY id`,
        [name, ownerId ?? null],
      );
      const [only, ...others] = rows;
      if (!only || others.length > 0) throw new Error(`${rows.length} customers are called ${name}`);
      return only;
    },
    async phoneOf(name, ownerId) {
      return simulator.customerPhone((await world.customer(name, ownerId)).externalId);
    },
    sql: (text, values = []) => engineOf(opened.db).asOwner((session) => session.query(text, values)),
    async close() {
      await app.stop();
      await opened.close();
    },
  };
  return world;
}

/**
 * Declares the suite with one world for all its tests, on every engine that answers. With `on`, where the engine is
 * not what matters, the normal run takes that one alone (the embedded where no server answers).
 */
export function describeInWorld(
  name: string,
  suite: (world: () => World) => void,
  { on, ...options }: WorldOptions & { on?: "embedded" | "server" } = {},
): void {
  const all = testDatabases();
  const wanted = all.filter((database) => long || everywhere || on === undefined || database.engine === on);
  for (const database of wanted.length > 0 ? wanted : all) {
    describe(`${name} (${database.engine})`, () => {
      let world: World | null = null;
      beforeAll(async () => {
        const opened = database.engine === "embedded" ? await openDemo() : await openDemoOnServer();
        world = await openWorld({ ...options, database: opened });
      });
      afterAll(() => world?.close());
      suite(() => {
        if (!world) throw new Error("the world is not open yet");
        return world;
      });
    });
  }
}

export function testConfig(env: Record<string, string> = {}): Config {
  return readConfig({ PORT: "0", DATA_DIR: "memory://", DATA_KEY, ...env });
}

/** The last card of the phone that still has a button whose words begin so, and the button's key. */
export function findButton(entries: readonly PhoneEntry[], words: string): { taskId: string; key: string } | null {
  for (const entry of [...entries].reverse()) {
    if (entry.kind !== "card" || entry.settled !== null || entry.recalled) continue;
    const button = buttonsOf(entry.card).find((one) => one.text.startsWith(words));
    if (button) return { taskId: entry.taskId, key: button.key };
  }
  return null;
}

/** One entry of a phone in plain words: what a person sees. */
export function readEntry(entry: PhoneEntry): string {
  switch (entry.kind) {
    case "text":
    case "markdown":
    case "notice":
      return entry.text;
    case "card":
      return readCard(entry.card, entry.settled);
    case "mass-task":
      return `〔群发助手〕${entry.text}`;
    default:
      return `〔${entry.kind}〕`;
  }
}

export function readCard(card: CardBody, settled: string | null): string {
  const buttons = buttonsOf(card).map((button) => `[${button.text}]`);
  return [
    card.main_title?.title,
    card.main_title?.desc,
    card.sub_title_text,
    ...(card.horizontal_content_list ?? []).map((field) => `${field.keyname}：${field.value ?? ""}`),
    settled === null ? buttons.join(" ") : `〔${settled}〕`,
  ]
    .filter((line) => line !== undefined && line !== "")
    .join("\n");
}

function buttonsOf(card: CardBody): { text: string; key: string }[] {
  return [...(card.button_list ?? []), ...(card.action_menu?.action_list ?? [])].flatMap(({ text, key }) =>
    key === undefined ? [] : [{ text, key }],
  );
}

function instantFrom(time: string, today: string): Date {
  const [day, clock] = time.includes(" ") ? (time.split(" ") as [string, string]) : [today, time];
  return instantOf(day, clock, SHANGHAI);
}

function dayIn(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** A fresh embedded database with the demo shop of that day, in memory. */
export async function openDemo(day: Day = DAY): Promise<OpenedDatabase> {
  const db = createDb(await openEmbedded("memory://", silentLog, await demoTemplate(day)));
  return { db, url: null, close: () => db.close() };
}

/** The same on the server. */
export async function openDemoOnServer(day: Day = DAY): Promise<OpenedDatabase> {
  return openOnServerLike(`demo_${await versionOfDemo(day)}`, (db) => fillWithDemo(db, day));
}

/** The same as a data folder, for processes to open. */
export async function writeDemo(dataDir: string): Promise<void> {
  await createDb(await openEmbedded(dataDir, silentLog, await demoTemplate(DAY))).close();
}

/** Fills an empty database with the demo shop of that day. */
async function fillWithDemo(db: Db, day: Day): Promise<void> {
  const now = () => instantFrom("10:00", day);
  await openHouse({ config: testConfig(), log: silentLog, now, db, demo: true });
}

/** A copy of a database that was filled once. */
async function demoTemplate(day: Day): Promise<Blob> {
  const file = join(tmpdir(), `zhike-demo-${await versionOfDemo(day)}.tar`);
  if (!existsSync(file)) {
    const empty = await openInMemory();
    await fillWithDemo(empty.db, day);
    const engine = engineOf(empty.db);
    await engine.asOwner((session) => session.script("CHECKPOINT"));
    const dump = await engine.lite!.dumpDataDir("none");
    await empty.close();
    // Several processes may do this at once; a rename is whole or not at all.
    writeFileSync(`${file}.${process.pid}`, Buffer.from(await dump.arrayBuffer()));
    renameSync(`${file}.${process.pid}`, file);
  }
  return templateIn(file);
}

async function versionOfDemo(day: Day): Promise<string> {
  const hash = createHash("sha256").update(day);
  for (const { checksum } of await readMigrations()) hash.update(checksum);
  for (const made of ["../../src/demo/", "../../src/skills/segments/"]) {
    const folder = new URL(made, import.meta.url);
    for (const name of readdirSync(folder).sort()) hash.update(readFileSync(new URL(name, folder)));
  }
  return hash.digest("hex").slice(0, 12);
}
