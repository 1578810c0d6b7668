// Many rows in one statement: a batch travels as one JSON parameter, about twenty times faster than row by row.
// Table and column names come from `tables.ts` alone, never from input.
import type { Tx } from "../../db/db.ts";
import { Prisma } from "../../db/generated/client.ts";
import { type Rows, type Table, type TableName, tables } from "./tables.ts";

/** Rows of one statement. Larger ones gain nothing (measured 500 to 5,000) and cost memory. */
export const rowsPerStatement = 2_000;

/** Writes rows whose key is not there yet; the others are left as they are. Answers how many were written. */
export function insertRows<T extends TableName>(tx: Tx, name: T, rows: readonly Rows[T][]): Promise<number> {
  return insertParts(tx, name, rows);
}

/** As `insertRows`, for rows put together field by field: a missing one is the database's to refuse. */
export async function insertParts(tx: Tx, name: TableName, rows: readonly object[]): Promise<number> {
  const table = tables[name];
  let written = 0;
  for (let from = 0; from < rows.length; from += rowsPerStatement) {
    const part = rows.slice(from, from + rowsPerStatement);
    const fields = fieldsIn(table, part);
    const columns = fields.map((field) => column(table, field));
    const values = fields.map((field) => valueFor(table, field));
    written += await tx.$executeRaw`
      INSERT INTO ${sql(table.sql)} (${list(columns)})
      SELECT ${list(values)} FROM ${recordset(table, fields, part)}
      ON CONFLICT DO NOTHING`;
  }
  return written;
}

/**
 * Changes the rows with these keys where a value differs; a null leaves what is there, so that a file which does not
 * say something takes nothing away. Answers how many rows really changed.
 */
export async function updateRows<T extends TableName>(
  tx: Tx,
  name: T,
  rows: readonly Partial<Rows[T]>[],
  now: Date,
): Promise<number> {
  const table = tables[name];
  let changed = 0;
  for (let from = 0; from < rows.length; from += rowsPerStatement) {
    const part = rows.slice(from, from + rowsPerStatement);
    const fields = fieldsIn(table, part);
    const given = fields.map((field) => column(table, field)).filter((each) => !table.key.includes(each));
    if (given.length === 0) continue;
    const assignments = given.map((each) => `${each} = COALESCE(r.${each}, t.${each})`);
    if (table.columns.updatedAt && !fields.includes("updatedAt"))
      assignments.push(`updated_at = '${now.toISOString()}'`);
    const differs = given.map((each) => `(r.${each} IS NOT NULL AND r.${each} IS DISTINCT FROM t.${each})`);
    const sameKey = table.key.map((each) => `t.${each} = r.${each}`);
    changed += await tx.$executeRaw`
      UPDATE ${sql(table.sql)} AS t SET ${list(assignments)}
      FROM ${recordset(table, fields, part)}
      WHERE ${sql(sameKey.join(" AND "))} AND (${sql(differs.join(" OR "))})`;
  }
  return changed;
}

/** The fields that any of the rows gives; the others keep the database's default or what is there. */
function fieldsIn(table: Table, rows: readonly object[]): string[] {
  const given = new Set<string>();
  for (const row of rows) {
    for (const [field, value] of Object.entries(row)) if (value !== undefined) given.add(field);
  }
  return Object.keys(table.columns).filter((field) => given.has(field));
}

/** One statement writes rows that give a field and rows that leave it to its default. */
function valueFor(table: Table, field: string): string {
  const [name, , otherwise] = table.columns[field]!;
  return otherwise === undefined ? `r.${name}` : `COALESCE(r.${name}, ${otherwise})`;
}

function recordset(table: Table, fields: string[], rows: readonly object[]): Prisma.Sql {
  const definition = fields.map((field) => `${column(table, field)} ${table.columns[field]![1]}`);
  const columns = Object.fromEntries(fields.map((field) => [field, column(table, field)]));
  return Prisma.sql`json_to_recordset(${jsonOf(rows, columns)}::json) AS r(${list(definition)})`;
}

function jsonOf(rows: readonly object[], columns: Record<string, string>): string {
  return JSON.stringify(
    rows.map((row) => {
      const record: Record<string, unknown> = {};
      for (const [field, value] of Object.entries(row)) {
        const name = columns[field];
        if (name) record[name] = value instanceof Uint8Array ? `\\x${Buffer.from(value).toString("hex")}` : value;
      }
      return record;
    }),
  );
}

function column(table: Table, field: string): string {
  return table.columns[field]![0];
}

function list(names: string[]): Prisma.Sql {
  return sql(names.join(", "));
}

function sql(text: string): Prisma.Sql {
  return Prisma.raw(text);
}
