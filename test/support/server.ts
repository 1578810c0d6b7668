// The test server and the databases that a run made on it.
import { createHash } from "node:crypto";
import { hostname } from "node:os";
import pg from "pg";

export const serverUrl = process.env.TEST_DATABASE_URL ?? "postgresql://postgres@127.0.0.1:5432/postgres";
/** A local server answers in milliseconds; one that is not there should not hold up the tests. */
const probeMsMax = 3_000;

/** Other machines may use the server too. */
const machine = createHash("sha256").update(hostname()).digest("hex").slice(0, 6);
/** Of a run of vitest, which has several processes, its first; otherwise the process itself. */
const isRun = process.env.VITEST_WORKER_ID !== undefined;
const run = isRun ? process.ppid : process.pid;

/** What a database of this run is called, with a few letters of its own. */
export const nameOfDatabase = (letters: string): string => `zhike_test_${machine}_${run}_${letters}`;
export const nameWhileBuilt = (): string => `zhike_building_${machine}_${process.pid}`;

/**
 * Drops a database that is no longer needed; in a run of vitest all of them are dropped at its end. A file system that
 * has just deleted a thousand files is slow at making the next ones: a new database took a second instead of a tenth.
 */
export async function dropWhenDone(name: string): Promise<void> {
  if (!isRun) await onServer((client) => drop(client, name));
}

/** Databases of one process, and of this machine's dead ones. */
export async function dropDatabasesOf(process: number | null, client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT datname AS name FROM pg_database WHERE datname ~ $1 LIMIT 1000",
    [`^zhike_(test|building)_${machine}_\\d+(_|$)`],
  );
  for (const { name } of rows) {
    const pid = Number(name.split("_")[3]);
    if (pid === process || !isRunning(pid)) await drop(client, name);
  }
}

const drop = (client: pg.Client, name: string) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

export async function onServer<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: serverUrl, connectionTimeoutMillis: probeMsMax });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export function urlOf(database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}
