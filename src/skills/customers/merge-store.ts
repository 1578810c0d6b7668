// Two records made one, and one made two again. Everything that hangs on the customer who goes is moved, whatever the
// table: tables are found by their column customer_id, so that one made tomorrow is not forgotten. What cannot be moved,
// because the one who stays has the same tag or contact already, is laid aside whole in the record of the merge. Both
// run in the caller's transaction and under its row security.
import { randomUUID } from "node:crypto";
import type { Tx } from "../../db/db.ts";
import { Prisma } from "../../db/generated/client.ts";
import { mergedColumns } from "./merge-rules.ts";

/** A row of customer as the database writes it to JSON: names of columns, instants with offset, sealed bytes as \x…. */
export type CustomerRow = Readonly<Record<string, unknown>> & { id: string; name: string };

/** Kept in customer_merge.moved. */
interface Moved {
  kept: CustomerRow;
  gone: CustomerRow;
  /** What the one who stays was given, by column. */
  given: Record<string, unknown>;
  /** Keys of the rows that were moved, by table. */
  rows: Record<string, Record<string, unknown>[]>;
  /** Rows laid aside, by table, whole. */
  aside: Record<string, Record<string, unknown>[]>;
  /** Rows of the one who stays that were changed, as they were, by table. */
  before: Record<string, Record<string, unknown>[]>;
  /** Rows that the merge itself made, by table. */
  added: Record<string, string[]>;
  referred: string[];
  /** Earlier merges into the one who went. */
  merges: string[];
}

interface Table {
  name: string;
  /** Columns of the primary key without customer_id. */
  key: string[];
  /** Sets of columns beside customer_id that may stand only once for a customer. */
  once: string[][];
}

/** The audit stays as it was written; segments are computed anew every night from whose orders changed, and what the
 * platform has yet to be told of one that is gone is found anew of the one that stays. */
export const leftAlone: readonly string[] = ["audit_entry", "channel_write", "customer_segment", "orders_changed"];

/** Every table whose rows hang on a customer and may be moved by whoever acts; a test holds that a manager may move all. */
export async function tablesOfCustomers(tx: Tx): Promise<Table[]> {
  const found = await tx.$queryRaw<{ name: string; unique: string[][]; key: string[] }[]>`
    SELECT c.relname AS name,
      COALESCE((SELECT json_agg(u.columns) FROM (
        SELECT (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
                WHERE a.attrelid = c.oid AND a.attnum = ANY(i.indkey::int2[])) AS columns
        FROM pg_index i WHERE i.indrelid = c.oid AND i.indisunique) u), '[]') AS "unique",
      (SELECT json_agg(a.attname::text) FROM pg_index i JOIN pg_attribute a
         ON a.attrelid = c.oid AND a.attnum = ANY(i.indkey::int2[])
       WHERE i.indrelid = c.oid AND i.indisprimary) AS key
    FROM pg_class c JOIN pg_attribute own ON own.attrelid = c.oid AND own.attname = 'customer_id'
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND NOT own.attisdropped
      AND has_table_privilege(c.oid, 'UPDATE') AND has_table_privilege(c.oid, 'DELETE')
    ORDER BY c.relname`;
  return found
    .filter(({ name }) => !leftAlone.includes(name))
    .map(({ name, unique, key }) => ({
      name,
      key: key.filter((column) => column !== "customer_id"),
      once: unique
        .filter((columns) => columns.includes("customer_id"))
        .map((columns) => columns.filter((column) => column !== "customer_id")),
    }));
}

/** The two records, locked in one order whoever asks; null when one is gone or out of sight. */
export async function lockPair(tx: Tx, a: string, b: string): Promise<[CustomerRow, CustomerRow] | null> {
  const rows = await tx.$queryRaw<{ row: CustomerRow }[]>`
    SELECT to_jsonb(c) AS row FROM customer c WHERE c.id IN (${a}, ${b}) ORDER BY c.id FOR UPDATE`;
  const of = (id: string) => rows.find(({ row }) => row.id === id)?.row;
  const [first, second] = [of(a), of(b)];
  return first && second && a !== b ? [first, second] : null;
}

/** How much hangs on each, to say which of the two is the fuller record. */
export async function weigh(tx: Tx, ids: readonly string[]): Promise<Map<string, { orders: number; facts: number }>> {
  const rows = await tx.$queryRaw<{ id: string; orders: number; facts: number }[]>`
    SELECT c.id, (SELECT count(*)::int FROM orders o WHERE o.customer_id = c.id) AS orders,
      (SELECT count(*)::int FROM fact f WHERE f.customer_id = c.id)
        + (SELECT count(*)::int FROM note n WHERE n.customer_id = c.id) AS facts
    FROM customer c WHERE c.id = ANY(${[...ids]})`;
  return new Map(rows.map(({ id, ...weight }) => [id, weight]));
}

export interface MergeOrder {
  kept: CustomerRow;
  gone: CustomerRow;
  reasons: readonly string[];
  staffId: string;
  now: Date;
  /** Names of tiers, lowest first. */
  tiers: readonly string[];
  soundOf: (name: string) => string;
}

/** Makes one of two locked records. Returns the id of the merge and how many rows were moved. */
export async function merge(tx: Tx, order: MergeOrder): Promise<{ mergeId: string; rows: Record<string, number> }> {
  const { kept, gone, now } = order;
  const moved: Moved = { kept, gone, given: {}, rows: {}, aside: {}, before: {}, added: {}, referred: [], merges: [] };
  const refused = await strictest(tx, kept.id, gone.id);
  await joinRelations(tx, moved);
  for (const table of await tablesOfCustomers(tx)) await moveRows(tx, table, moved);
  moved.referred = await idsOf(
    tx,
    Prisma.sql`UPDATE customer SET referrer_id = ${kept.id} WHERE referrer_id = ${gone.id} RETURNING id`,
  );
  moved.merges = await idsOf(
    tx,
    Prisma.sql`UPDATE customer_merge SET kept_id = ${kept.id} WHERE kept_id = ${gone.id} RETURNING id`,
  );
  // First the one goes, then the other takes her numbers: both may not have them at once.
  await tx.$executeRaw`DELETE FROM customer WHERE id = ${gone.id}`;
  moved.given = { ...mergedColumns(kept, gone, order.tiers), updated_at: now.toISOString() };
  await setColumns(tx, "customer", { id: kept.id }, moved.given);
  await addAlias(tx, moved, order);
  await addRefusals(tx, moved, refused, order);
  const mergeId = await recordMerge(tx, moved, order);
  const rows = Object.fromEntries(Object.entries(moved.rows).map(([table, keys]) => [table, keys.length]));
  return { mergeId, rows };
}

async function moveRows(tx: Tx, { name, key, once }: Table, moved: Moved): Promise<void> {
  const table = Prisma.raw(`"${name}"`);
  const [kept, gone] = [moved.kept.id, moved.gone.id];
  for (const columns of once) {
    const same = columns.map((column) => `g."${column}" = k."${column}"`).join(" AND ") || "true";
    const rows = await tx.$queryRaw<{ row: Record<string, unknown> }[]>`
      DELETE FROM ${table} g USING ${table} k
      WHERE g.customer_id = ${gone} AND k.customer_id = ${kept} AND ${Prisma.raw(same)} RETURNING to_jsonb(g) AS row`;
    if (rows.length > 0) moved.aside[name] = [...(moved.aside[name] ?? []), ...rows.map(({ row }) => row)];
  }
  const parts = key.map((column) => `'${column}', "${column}"`).join(", ");
  const rows = await tx.$queryRaw<{ key: Record<string, unknown> }[]>`
    UPDATE ${table} SET customer_id = ${kept} WHERE customer_id = ${gone}
    RETURNING jsonb_build_object(${Prisma.raw(parts)}) AS key`;
  if (rows.length > 0) moved.rows[name] = rows.map((row) => row.key);
}

/** An associate who has both among her contacts has one contact, open if either was. */
async function joinRelations(tx: Tx, moved: Moved): Promise<void> {
  const rows = await tx.$queryRaw<{ row: Record<string, unknown> }[]>`
    SELECT to_jsonb(k) AS row FROM relation k JOIN relation g ON g.staff_id = k.staff_id
    WHERE k.customer_id = ${moved.kept.id} AND g.customer_id = ${moved.gone.id}`;
  if (rows.length === 0) return;
  moved.before.relation = rows.map(({ row }) => row);
  await tx.$executeRaw`
    UPDATE relation k SET added_at = LEAST(k.added_at, g.added_at), remark = COALESCE(k.remark, g.remark),
      ended_at = CASE WHEN g.ended_at IS NULL THEN NULL ELSE k.ended_at END,
      ended_by = CASE WHEN g.ended_at IS NULL THEN NULL ELSE k.ended_by END
    FROM relation g WHERE g.staff_id = k.staff_id AND k.customer_id = ${moved.kept.id} AND g.customer_id = ${moved.gone.id}`;
}

/** Kinds of consent that either of the two last refused (the stricter counts). */
async function strictest(tx: Tx, a: string, b: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ kind: string }[]>`
    SELECT DISTINCT kind FROM (
      SELECT DISTINCT ON (customer_id, kind) kind, granted FROM consent WHERE customer_id IN (${a}, ${b})
      ORDER BY customer_id, kind, recorded_at DESC, id DESC) last
    WHERE NOT granted`;
  return rows.map(({ kind }) => kind);
}

async function addRefusals(tx: Tx, moved: Moved, kinds: readonly string[], order: MergeOrder): Promise<void> {
  const last = await tx.$queryRaw<{ kind: string; granted: boolean }[]>`
    SELECT DISTINCT ON (kind) kind, granted FROM consent WHERE customer_id = ${moved.kept.id}
    ORDER BY kind, recorded_at DESC, id DESC`;
  const data = kinds
    .filter((kind) => last.some((one) => one.kind === kind && one.granted))
    .map((kind) => ({
      id: randomUUID(),
      customerId: moved.kept.id,
      kind,
      granted: false,
      saidAs: "合并两份档案，取更严的一份",
      recordedById: order.staffId,
      recordedAt: order.now,
    }));
  if (data.length === 0) return;
  await tx.consent.createMany({ data });
  moved.added.consent = data.map(({ id }) => id);
}

/** She can still be called by the name of the record that went. */
async function addAlias(tx: Tx, moved: Moved, { kept, gone, now, soundOf }: MergeOrder): Promise<void> {
  if (gone.name === kept.name) return;
  const id = randomUUID();
  const { count } = await tx.customerAlias.createMany({
    data: [{ id, customerId: kept.id, alias: gone.name, aliasPinyin: soundOf(gone.name), createdAt: now }],
    skipDuplicates: true,
  });
  if (count > 0) moved.added.customer_alias = [id];
}

async function recordMerge(tx: Tx, moved: Moved, { kept, gone, reasons, staffId, now }: MergeOrder): Promise<string> {
  const decided = {
    keptId: kept.id,
    goneId: gone.id,
    goneName: gone.name,
    goneSourceKey: text(gone.source_key),
    goneExternalId: text(gone.external_id),
    state: "merged",
    reasons: [...reasons],
    moved: moved as unknown as Prisma.InputJsonObject,
    decidedById: staffId,
    decidedAt: now,
  };
  const pair = {
    OR: [
      { keptId: kept.id, goneId: gone.id },
      { keptId: gone.id, goneId: kept.id },
      { keptId: kept.id, goneId: kept.id },
    ],
  };
  const open = await tx.customerMerge.findFirst({ where: { ...pair, state: "proposed" }, select: { id: true } });
  if (open) {
    await tx.customerMerge.update({ where: { id: open.id }, data: decided, select: { id: true } });
    return open.id;
  }
  const row = await tx.customerMerge.create({
    data: { ...decided, proposedById: staffId, proposedAt: now },
    select: { id: true },
  });
  return row.id;
}

export type SplitResult =
  | { kind: "split"; keptId: string; kept: string; goneId: string; gone: string }
  | { kind: "not-merged" };

/**
 * Takes a merge apart: what was moved goes back, what was laid aside comes back. What has been recorded since stays with
 * the one who stayed, and so does what somebody has changed since.
 */
export async function split(tx: Tx, mergeId: string, now: Date): Promise<SplitResult> {
  const [found] = await tx.$queryRaw<{ keptId: string; moved: Moved | null }[]>`
    SELECT kept_id AS "keptId", moved FROM customer_merge WHERE id = ${mergeId} AND state = 'merged' FOR UPDATE`;
  if (!found?.moved) return { kind: "not-merged" };
  const { keptId, moved } = found;
  const { gone } = moved;
  await restoreColumns(tx, keptId, moved);
  await insertRow(tx, "customer", gone);
  const keys = new Map((await tablesOfCustomers(tx)).map((table) => [table.name, table.key]));
  for (const [name, rows] of Object.entries(moved.rows)) await moveBack(tx, { name, rows, keptId, goneId: gone.id });
  for (const [name, rows] of Object.entries(moved.added)) {
    if (keys.has(name)) await tx.$executeRaw`DELETE FROM ${Prisma.raw(`"${name}"`)} WHERE id = ANY(${rows})`;
  }
  for (const [name, rows] of Object.entries(moved.before))
    for (const row of rows) await setColumns(tx, name, { id: String(row.id) }, row);
  for (const [name, rows] of Object.entries(moved.aside)) for (const row of rows) await insertRow(tx, name, row);
  await tx.$executeRaw`UPDATE customer SET referrer_id = ${gone.id} WHERE id = ANY(${moved.referred})`;
  await tx.$executeRaw`UPDATE customer_merge SET kept_id = ${gone.id} WHERE id = ANY(${moved.merges})`;
  await tx.customerMerge.updateMany({ where: { id: mergeId }, data: { state: "split", decidedAt: now } });
  return { kind: "split", keptId, kept: moved.kept.name, goneId: gone.id, gone: gone.name };
}

/** Columns that still are what the merge made them become what they were; points lose what they were given. */
async function restoreColumns(tx: Tx, keptId: string, { kept, gone, given }: Moved): Promise<void> {
  const [now] = await tx.$queryRaw<
    { row: CustomerRow }[]
  >`SELECT to_jsonb(c) AS row FROM customer c WHERE c.id = ${keptId}`;
  if (!now) return;
  const back: Record<string, unknown> = {};
  for (const [column, value] of Object.entries(given)) {
    const isNumber = column === "external_id" || column === "source_key";
    if (column === "points") back.points = Number(now.row.points) - Number(gone.points);
    else if (isNumber ? now.row[column] === gone[column] : same(now.row[column], value)) back[column] = kept[column];
  }
  await setColumns(tx, "customer", { id: keptId }, back);
}

/** JSON writes one instant in several ways. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  const [at, bt] = [Date.parse(String(a)), Date.parse(String(b))];
  return typeof a === "string" && typeof b === "string" && a.includes("T") && at === bt;
}

async function moveBack(
  tx: Tx,
  { name, rows, keptId, goneId }: { name: string; rows: Record<string, unknown>[]; keptId: string; goneId: string },
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  if (columns.length === 0) return;
  const same = columns.map((column) => `t."${column}"::text = k.key->>'${column}'`).join(" AND ");
  await tx.$executeRaw`
    UPDATE ${Prisma.raw(`"${name}"`)} t SET customer_id = ${goneId}
    FROM jsonb_array_elements(${JSON.stringify(rows)}::jsonb) AS k(key)
    WHERE t.customer_id = ${keptId} AND ${Prisma.raw(same)}`;
}

/** A row as it was; one that is there again already is left. */
async function insertRow(tx: Tx, name: string, row: Readonly<Record<string, unknown>>): Promise<void> {
  const table = Prisma.raw(`"${name}"`);
  await tx.$executeRaw`
    INSERT INTO ${table} SELECT * FROM jsonb_populate_record(NULL::${table}, ${JSON.stringify(row)}::jsonb)
    ON CONFLICT DO NOTHING`;
}

async function setColumns(
  tx: Tx,
  name: string,
  { id }: { id: string },
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  const columns = Object.keys(values).filter((column) => column !== "id");
  if (columns.length === 0) return;
  const table = Prisma.raw(`"${name}"`);
  const assignments = columns.map((column) => `"${column}" = r."${column}"`).join(", ");
  await tx.$executeRaw`
    UPDATE ${table} t SET ${Prisma.raw(assignments)}
    FROM jsonb_populate_record(NULL::${table}, ${JSON.stringify(values)}::jsonb) r WHERE t.id = ${id}`;
}

async function idsOf(tx: Tx, sql: Prisma.Sql): Promise<string[]> {
  return (await tx.$queryRaw<{ id: string }[]>(sql)).map(({ id }) => id);
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
