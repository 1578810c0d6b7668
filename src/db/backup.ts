// The whole shop in one file, from either engine and into either: this is also the way from embedded to a server.
//
// The file is gzip of lines. Lines that begin with # are the program's: the head (format, migrations, time, key), one
// before each table (its name and columns) and one at the end with the number of rows, so that a cut file is noticed.
// Every other line is one row as the database itself writes JSON; it is never parsed here, so no number loses digits.
// One snapshot is read, one transaction is written; a restore that fails leaves the target as it was.
import { createReadStream, createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { InputError } from "../errors.ts";
import type { Db } from "./db.ts";
import { readMigrations } from "./migrate.ts";
import type { Session } from "./session.ts";
import { engineOf } from "./transaction.ts";

const format = "zhike-backup-1";
/** Rows in memory at a time, either way; a row is about a kilobyte. */
const rowsPerChunk = 1000;

interface Head {
  format: string;
  madeAt: string;
  migrations: string[];
  /** Which key sealed the phones; a backup is of no use for them without it. */
  keyId: string | null;
  /** The key itself, when asked for. */
  secretKey: string | null;
}

interface Table {
  table: string;
  columns: string[];
}

export interface BackupOptions {
  now: Date;
  keyId?: string;
  secretKey?: string;
}

export async function backup(db: Db, file: string, options: BackupOptions): Promise<{ rows: number }> {
  const head: Head = {
    format,
    madeAt: options.now.toISOString(),
    migrations: (await readMigrations()).map((migration) => migration.name),
    keyId: options.keyId ?? null,
    secretKey: options.secretKey ?? null,
  };
  const partial = `${file}.partial`;
  return engineOf(db).asOwner(async (session) => {
    const count = { rows: 0 };
    await session.script("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL TimeZone = 'UTC'");
    try {
      const lines = Readable.from(linesOf(session, head, count));
      await pipeline(lines, createGzip(), createWriteStream(partial, { mode: 0o600 }));
      await rename(partial, file);
      return count;
    } finally {
      await session.script("ROLLBACK");
      await rm(partial, { force: true });
    }
  });
}

async function* linesOf(session: Session, head: Head, count: { rows: number }): AsyncGenerator<string> {
  yield `#${JSON.stringify(head)}\n`;
  for (const table of await tablesInOrder(session)) {
    yield `#${JSON.stringify(table)}\n`;
    await session.script(
      `DECLARE backup_rows NO SCROLL CURSOR FOR SELECT row_to_json(t)::text AS line FROM ${quoted(table.table)} t`,
    );
    for (;;) {
      const rows = await session.query<{ line: string }>(`FETCH ${rowsPerChunk} FROM backup_rows`);
      if (rows.length === 0) break;
      count.rows += rows.length;
      yield `${rows.map((row) => row.line).join("\n")}\n`;
    }
    await session.script("CLOSE backup_rows");
  }
  yield `#${JSON.stringify({ rows: count.rows })}\n`;
}

export interface Restored {
  rows: number;
  madeAt: Date;
  keyId: string | null;
  secretKey: string | null;
}

/** With `replace`, what the target holds is removed first, in the same transaction; without, it must be empty. */
export async function restore(db: Db, file: string, { replace }: { replace: boolean }): Promise<Restored> {
  return engineOf(db).asOwner(async (session) => {
    await session.script("BEGIN; SET LOCAL TimeZone = 'UTC'");
    try {
      const tables = (await tablesInOrder(session)).map((table) => table.table);
      if (replace) await session.script(`TRUNCATE ${tables.map(quoted).join(", ")}`);
      else await assertEmpty(session, tables);
      const restored = await readInto(session, file, new Set(tables));
      await setSequences(session);
      await session.script("COMMIT");
      return restored;
    } catch (error) {
      await session.script("ROLLBACK");
      throw error;
    }
  });
}

async function readInto(session: Session, file: string, known: Set<string>): Promise<Restored> {
  let head: Head | null = null;
  let table: Table | null = null;
  let ended: number | null = null;
  let rows = 0;
  let chunk: string[] = [];
  const flush = async () => {
    if (table && chunk.length > 0) await insert(session, table, chunk);
    chunk = [];
  };

  for await (const line of linesFrom(file)) {
    if (line.startsWith("#")) {
      await flush();
      const mark = JSON.parse(line.slice(1)) as Partial<Head & Table & { rows: number }>;
      if (head === null) head = await checkedHead(mark, file);
      else if (mark.rows !== undefined) ended = mark.rows;
      else table = checkedTable(mark, known, file);
    } else {
      if (!table) throw new InputError(`${file}: not a backup of this program`);
      chunk.push(line);
      rows += 1;
      if (chunk.length >= rowsPerChunk) await flush();
    }
  }
  if (head === null) throw new InputError(`${file}: the file is empty`);
  if (ended !== rows) throw new InputError(`${file}: the backup is cut off after ${rows} rows; nothing was restored`);
  return { rows, madeAt: new Date(head.madeAt), keyId: head.keyId, secretKey: head.secretKey };
}

async function* linesFrom(file: string): AsyncGenerator<string> {
  const source = createReadStream(file);
  const text = source.pipe(createGunzip());
  source.on("error", (error) => text.destroy(error));
  try {
    yield* createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY });
    // readline ends in silence when its input fails half-way.
    if (text.errored) throw text.errored;
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${file}: cannot be read as a backup (${(error as Error).message}); nothing was restored`);
  }
}

async function checkedHead(head: Partial<Head>, file: string): Promise<Head> {
  if (head.format !== format) throw new InputError(`${file}: not a backup of this program`);
  const known = new Set((await readMigrations()).map((migration) => migration.name));
  const unknown = (head.migrations ?? []).filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new InputError(`${file}: made by a newer version (${unknown.join(", ")}); restore it with that version`);
  return head as Head;
}

function checkedTable(mark: Partial<Table>, known: Set<string>, file: string): Table {
  if (!mark.table || !mark.columns || !known.has(mark.table))
    throw new InputError(`${file}: holds a table this program does not have: ${mark.table}`);
  return { table: mark.table, columns: mark.columns };
}

async function insert(session: Session, { table, columns }: Table, lines: string[]): Promise<void> {
  const names = columns.map(quoted).join(", ");
  await session.query(
    `INSERT INTO ${quoted(table)} (${names}) SELECT ${names} FROM json_populate_recordset(NULL::${quoted(table)}, $1::json)`,
    [`[${lines.join(",")}]`],
  );
}

async function assertEmpty(session: Session, tables: string[]): Promise<void> {
  for (const table of tables) {
    const rows = await session.query(`SELECT 1 FROM ${quoted(table)} LIMIT 1`);
    if (rows.length > 0)
      throw new InputError(
        `数据库不是空的（表 ${table} 里已有数据）。要覆盖请加 --replace。\nThe database is not empty (table ${table} has rows): restore into an empty one, or say --replace to remove what is there.`,
      );
  }
}

/** Every table of ours, the ones referred to before the ones that refer. */
async function tablesInOrder(session: Session): Promise<Table[]> {
  const tables = await session.query<Table & { needs: string[] }>(
    `SELECT c.relname::text AS table,
       array(SELECT a.attname::text FROM pg_attribute a
             WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
             ORDER BY a.attnum) AS columns,
       array(SELECT f.relname::text FROM pg_constraint k JOIN pg_class f ON f.oid = k.confrelid
             WHERE k.contype = 'f' AND k.conrelid = c.oid AND k.confrelid <> c.oid) AS needs
     FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> '_prisma_migrations'
     ORDER BY c.relname`,
  );
  const ordered: Table[] = [];
  const placed = new Set<string>();
  while (ordered.length < tables.length) {
    const next = tables.filter((table) => !placed.has(table.table) && table.needs.every((name) => placed.has(name)));
    if (next.length === 0) throw new InputError("tables refer to each other in a circle: a backup cannot be ordered");
    for (const { table, columns } of next) {
      placed.add(table);
      ordered.push({ table, columns });
    }
  }
  return ordered;
}

/** Numbers given out next must lie above the ones restored. */
async function setSequences(session: Session): Promise<void> {
  const columns = await session.query<{ table: string; column: string; sequence: string }>(
    `SELECT t.relname::text AS table, a.attname::text AS column, s.oid::regclass::text AS sequence
     FROM pg_class s
     JOIN pg_depend d ON d.objid = s.oid AND d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
     JOIN pg_class t ON t.oid = d.refobjid AND t.relkind = 'r'
     JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
     WHERE s.relkind = 'S' AND t.relnamespace = 'public'::regnamespace`,
  );
  for (const { table, column, sequence } of columns) {
    await session.query(
      `SELECT setval('${sequence}', coalesce(max(${quoted(column)}), 0) + 1, false) FROM ${quoted(table)}`,
    );
  }
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
