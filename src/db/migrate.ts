// Brings a database up to the program's migrations, in Prisma's own ledger, so that Prisma's tools see nothing to do.
// One transaction per migration, its ledger row included: a crash leaves a migration done or not begun.
// Never edits, skips or undoes; what does not fit is refused with the way to mend it.
import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { ConfigError } from "../errors.ts";
import { ensureRoles } from "./roles.ts";
import type { Session } from "./session.ts";

const migrationsFolder = new URL("../../prisma/migrations/", import.meta.url);

/** Prisma's number for the same purpose: its tools and this runner exclude each other. */
const advisoryLock = 72707369;

export interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

interface LedgerRow {
  migration_name: string;
  checksum: string;
  finished: boolean;
}

/** Returns the names of the migrations applied now. */
export async function migrate(session: Session, migrations?: Migration[]): Promise<string[]> {
  const wanted = migrations ?? (await readMigrations());
  await session.query("SELECT pg_advisory_lock($1::int)", [advisoryLock]);
  try {
    await ensureRoles(session);
    await session.script(ledgerTable);
    const ledger = await session.query<LedgerRow>(
      `SELECT migration_name, checksum, finished_at IS NOT NULL AS finished
       FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
    );
    const pending = pendingMigrations(wanted, ledger);
    for (const migration of pending) await apply(session, migration);
    return pending.map((migration) => migration.name);
  } finally {
    await session.query("SELECT pg_advisory_unlock($1::int)", [advisoryLock]);
  }
}

export async function readMigrations(): Promise<Migration[]> {
  const entries = await readdir(migrationsFolder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(new URL(`${name}/migration.sql`, migrationsFolder), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

/** What is still to do, or a ConfigError that says why nothing may be done. */
export function pendingMigrations(migrations: Migration[], ledger: LedgerRow[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  const faults = ledger.flatMap((row) => {
    const migration = known.get(row.migration_name);
    if (!row.finished)
      return `migration ${row.migration_name} was begun by another tool and did not finish. Mend the tables by hand, then: UPDATE _prisma_migrations SET rolled_back_at = now() WHERE migration_name = '${row.migration_name}' AND finished_at IS NULL; or restore a backup`;
    if (!migration)
      return `the database knows migration ${row.migration_name}, this program does not: the database belongs to a newer version. Install that version, or restore a backup made before it`;
    if (migration.checksum !== row.checksum)
      return `migration ${row.migration_name} was edited after it had been applied. Bring back the released file; a change of the tables is a new migration`;
    return [];
  });
  if (faults.length > 0) throw new ConfigError(faults);
  const done = new Set(ledger.map((row) => row.migration_name));
  return migrations.filter((migration) => !done.has(migration.name));
}

async function apply(session: Session, migration: Migration): Promise<void> {
  await session.script("BEGIN");
  try {
    await session.script(migration.sql);
    await session.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, clock_timestamp(), clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await session.script("COMMIT");
  } catch (error) {
    await session.script("ROLLBACK");
    throw new Error(`migration ${migration.name} failed and was rolled back: nothing of it remains`, { cause: error });
  }
}

/** As Prisma makes it. */
const ledgerTable = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;
