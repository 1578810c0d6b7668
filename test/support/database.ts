// Databases for tests: a fresh, migrated one for each call of `open`, closed afterwards.
// Copies of a template made once per version of the migrations: about 0.1 s on a server, 0.7 s embedded.
//
// A suite whose subject is the engine runs on both; one about what is kept there runs on one, the server's where one
// answers. ENGINES=all runs every suite on both, ENGINES=embedded or ENGINES=server everything on that one.
import { createHash, randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, describe } from "vitest";
import type { Db } from "../../src/db/db.ts";
import { readMigrations } from "../../src/db/migrate.ts";
import { openDatabase, openEmbedded, openServer } from "../../src/db/open.ts";
import { createDb, engineOf } from "../../src/db/transaction.ts";
import { silentLog } from "../../src/log.ts";
import { dropDatabasesOf, dropWhenDone, nameOfDatabase, nameWhileBuilt, onServer, serverUrl, urlOf } from "./server.ts";

export interface TestDatabase {
  engine: "embedded" | "server";
  /** A fresh database with all tables and no rows. */
  open(): Promise<OpenedDatabase>;
}

export interface OpenedDatabase {
  db: Db;
  /** Of the server's database, for other processes to join; null when embedded. */
  url: string | null;
  close(): Promise<void>;
}

/** Session lock of the test server under which the template is made and stale databases are dropped. */
const templateLock = 52_417_001;

const engines = readEngines(process.env.ENGINES);
const serverAnswers = engines !== "embedded" && (await probe());
if (engines === "server" && !serverAnswers) throw new Error("ENGINES=server, and no PostgreSQL answers");
const version = createHash("sha256")
  .update((await readMigrations()).map((migration) => migration.checksum).join())
  .digest("hex")
  .slice(0, 12);

type Suite = (open: () => Promise<Db>, engine: TestDatabase["engine"]) => void;

/**
 * For suites whose subject is the engine: transactions, row security, leases, SQL of two kinds. Declared once per
 * engine. `open` gives a fresh database, closed after the suite; call it in beforeAll, or in each test that needs an
 * empty one.
 */
export function describeOnEveryEngine(name: string, suite: Suite): void {
  for (const database of testDatabases()) describeOn(database, name, suite);
  if (!serverAnswers && engines !== "embedded") describe.skip(`${name} (server)`, () => {});
}

/** For suites that read and write through Prisma or plain SQL, where a second engine would only repeat the first. */
export function describeOnOneEngine(name: string, suite: Suite): void {
  const all = testDatabases();
  for (const database of everywhere ? all : all.slice(-1)) describeOn(database, name, suite);
}

function describeOn(database: TestDatabase, name: string, suite: Suite): void {
  describe(`${name} (${database.engine})`, () => {
    const opened: OpenedDatabase[] = [];
    afterAll(async () => {
      for (const one of opened) await one.close();
    });
    const open = async () => {
      const one = await database.open();
      opened.push(one);
      return one.db;
    };
    suite(open, database.engine);
  });
}

/** The engines of this run: the embedded first, the server's last. */
export function testDatabases(): TestDatabase[] {
  const embedded: TestDatabase = { engine: "embedded", open: openInMemory };
  const server: TestDatabase = { engine: "server", open: openOnServer };
  if (!serverAnswers) return [embedded];
  return engines === "server" ? [server] : [embedded, server];
}

/** True where a PostgreSQL server answers and is wanted; for suites that need several processes on one database. */
export function hasServer(): boolean {
  return serverAnswers;
}

/** BADDAYS=long plays everything, everywhere, many times over: before a release, not before a commit. */
export const long = process.env.BADDAYS === "long";

/** Whether every suite is to run on every engine. */
export const everywhere = engines === "all";

export async function openInMemory(): Promise<OpenedDatabase> {
  const template = await embeddedTemplate();
  const db = createDb(await openEmbedded("memory://", silentLog, template));
  return { db, url: null, close: () => db.close() };
}

/** The bytes of a template, read once in a process; each database is begun from a Blob of its own, which is used up. */
export function templateIn(file: string): Blob {
  const bytes = bytesOf.get(file) ?? new Uint8Array(readFileSync(file));
  bytesOf.set(file, bytes);
  return new Blob([bytes]);
}
const bytesOf = new Map<string, Uint8Array<ArrayBuffer>>();

async function embeddedTemplate(): Promise<Blob> {
  const file = join(tmpdir(), `zhike-test-${version}.tar`);
  if (!existsSync(file)) {
    const db = await openDatabase({ dataDir: "memory://", log: silentLog });
    const lite = engineOf(db).lite!;
    await engineOf(db).asOwner((session) => session.script("CHECKPOINT"));
    const dump = await lite.dumpDataDir("none");
    await db.close();
    // Several processes may do this at once; a rename is whole or not at all.
    const mine = `${file}.${process.pid}`;
    writeFileSync(mine, Buffer.from(await dump.arrayBuffer()));
    renameSync(mine, file);
  }
  return templateIn(file);
}

export function openOnServer(): Promise<OpenedDatabase> {
  return openOnServerLike(version, async () => {});
}

/** A copy of the template `of` that name, which is made with `fill` where it is not there yet. */
export async function openOnServerLike(of: string, fill: (db: Db) => Promise<void>): Promise<OpenedDatabase> {
  const template = `zhike_template_${of}`;
  await ensureServerTemplate(template, fill);
  const name = nameOfDatabase(randomBytes(4).toString("hex"));
  await onServer((client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  const url = urlOf(name);
  const db = createDb(await openServer(url, silentLog));
  return {
    db,
    url,
    async close() {
      await db.close();
      await dropWhenDone(name);
    },
  };
}

const templatesReady = new Map<string, Promise<void>>();

function ensureServerTemplate(name: string, fill: (db: Db) => Promise<void>): Promise<void> {
  const ready = templatesReady.get(name) ?? makeServerTemplate(name, fill);
  templatesReady.set(name, ready);
  return ready;
}

function makeServerTemplate(name: string, fill: (db: Db) => Promise<void>): Promise<void> {
  return onServer(async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [templateLock]);
    // Templates of other versions are left: another checkout may use them.
    await dropDatabasesOf(null, client);
    const { rows } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (rows.length > 0) return;
    // Named only when complete: a crash on the way leaves no half-made template.
    const building = nameWhileBuilt();
    await client.query(`DROP DATABASE IF EXISTS ${building} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${building}`);
    const db = createDb(await openServer(urlOf(building), silentLog));
    await fill(db);
    await db.close();
    await client.query(`ALTER DATABASE ${building} RENAME TO ${name}`);
  });
}

function readEngines(value = "") {
  if (value === "" || value === "all" || value === "embedded" || value === "server") return value;
  throw new Error(`ENGINES is all, embedded or server, not ${value}`);
}

async function probe(): Promise<boolean> {
  try {
    await onServer((client) => client.query("SELECT 1"));
    return true;
  } catch (error) {
    warnOnce(
      `\n*** No PostgreSQL answers at ${new URL(serverUrl).host} (${(error as Error).message}).\n` +
        "*** Every suite runs on the embedded engine only; the PostgreSQL suites are SKIPPED. Set TEST_DATABASE_URL.\n",
    );
    return false;
  }
}

/** Holds an advisory lock of two keys, the second a text's hash, in another connection while `work` runs. */
export async function whileLocked<T>(
  url: string,
  lock: { key: number; text: string },
  work: () => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1::int, hashtext($2))", [lock.key, lock.text]);
    return await work();
  } finally {
    await client.end();
  }
}

/** Each test file is a process of its own; the parent's id stands for the run. */
function warnOnce(text: string): void {
  try {
    writeFileSync(join(tmpdir(), `zhike-test-warned-${process.ppid}`), "", { flag: "wx" });
  } catch {
    return;
  }
  console.warn(text);
}
