// The import's queries besides the bulk writing: what is there already. All run in the house's own name.
import type { Tx } from "../../db/db.ts";
import { Prisma } from "../../db/generated/client.ts";
import { insertParts, updateRows } from "./bulk.ts";
import { type Rows, type TableName, tables } from "./tables.ts";

/** Any number of our own; imports into one database take turns by it. */
const importLock = 52_417_031;

/** Until the transaction ends: two imports at once would both find that a customer is not there yet. */
export async function takeTurn(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${importLock})`;
}

export interface KnownCustomer {
  id: string;
  sourceKey: string | null;
  externalId: string | null;
  phoneHash: string | null;
  name: string;
  storeId: string;
  ownerId: string | null;
  addressCipher: Uint8Array | null;
  /** Found by a number of a record that was merged into hers: what the file says of that record is told already. */
  merged?: boolean;
}

export interface CustomerKeys {
  ids: string[];
  sourceKeys: string[];
  externalIds: string[];
  phoneHashes: string[];
  names: string[];
}

/** Customers that any of the keys points to. One query per key, so that each uses its index. */
export async function findCustomers(tx: Tx, keys: CustomerKeys): Promise<KnownCustomer[]> {
  const { ids, sourceKeys, externalIds, phoneHashes, names } = keys;
  const found = new Map<string, KnownCustomer>();
  for (const [column, values] of [
    ["id", ids],
    ["source_key", sourceKeys],
    ["external_id", externalIds],
    ["phone_hash", phoneHashes],
    ["name", names],
  ] as const) {
    if (values.length === 0) continue;
    const rows = await tx.$queryRaw<KnownCustomer[]>`
      SELECT id, source_key AS "sourceKey", external_id AS "externalId", phone_hash AS "phoneHash", name,
        store_id AS "storeId", owner_id AS "ownerId", address_cipher AS "addressCipher"
      FROM customer WHERE ${Prisma.raw(column)} = ANY(${[...new Set(values)]}::text[]) ORDER BY id`;
    for (const row of rows) found.set(row.id, row);
  }
  return [...found.values()];
}

/** Records that were merged into others, by the numbers they had: who has them now. */
export async function findMerged(
  tx: Tx,
  { ids, sourceKeys, externalIds }: Pick<CustomerKeys, "ids" | "sourceKeys" | "externalIds">,
): Promise<{ goneId: string; sourceKey: string | null; externalId: string | null; keptId: string }[]> {
  if (ids.length + sourceKeys.length + externalIds.length === 0) return [];
  return tx.$queryRaw`
    SELECT gone_id AS "goneId", gone_source_key AS "sourceKey", gone_external_id AS "externalId", kept_id AS "keptId"
    FROM customer_merge WHERE state = 'merged' AND (gone_id = ANY(${ids}::text[])
      OR gone_source_key = ANY(${sourceKeys}::text[]) OR gone_external_id = ANY(${externalIds}::text[]))`;
}

export interface Written {
  created: number;
  changed: number;
  same: number;
}

/**
 * Writes rows by id: new ones with `onInsert` added, others changed where they differ. Of rows with the same id the
 * later values win.
 */
export async function writeRows<T extends TableName>(
  tx: Tx,
  table: T,
  rows: readonly (Partial<Rows[T]> & { id: string })[],
  { now, onInsert = {} }: { now: Date; onInsert?: Partial<Rows[T]> },
): Promise<Written> {
  const byId = new Map<string, Partial<Rows[T]>>();
  for (const row of rows) byId.set(row.id, { ...byId.get(row.id), ...present(row) });
  const there = await idsThere(tx, table, [...byId.keys()]);
  const fresh = [...byId].filter(([id]) => !there.has(id)).map(([, row]) => ({ ...onInsert, ...row }));
  const known = [...byId].filter(([id]) => there.has(id)).map(([, row]) => row);
  const created = await insertParts(tx, table, fresh);
  const changed = await updateRows(tx, table, known, now);
  return { created, changed, same: byId.size - created - changed };
}

/** Nulls are left out as well: what a file does not say takes the default, or leaves what is there. */
function present<R extends object>(row: R): R {
  // The fields that remain are the row's own, so its type holds for whoever reads them as optional.
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined && value !== null)) as R;
}

export async function idsThere(tx: Tx, table: TableName, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM ${Prisma.raw(tables[table].sql)} WHERE id = ANY(${ids}::text[])`;
  return new Set(rows.map((row) => row.id));
}

/** Orders of which any id or number is given. */
export async function findOrders(tx: Tx, ids: string[], sourceKeys: string[]) {
  const found = new Map<string, { id: string; sourceKey: string | null }>();
  for (const [column, values] of [
    ["id", ids],
    ["source_key", sourceKeys],
  ] as const) {
    if (values.length === 0) continue;
    const rows = await tx.$queryRaw<{ id: string; sourceKey: string | null }[]>`
      SELECT id, source_key AS "sourceKey" FROM orders WHERE ${Prisma.raw(column)} = ANY(${values}::text[])`;
    for (const row of rows) found.set(row.id, row);
  }
  return [...found.values()];
}

/** Orders whose total is the sum of their lines, after lines were added. Answers how many changed. */
export async function sumOrders(tx: Tx, ids: string[]): Promise<number> {
  if (ids.length === 0) return 0;
  return tx.$executeRaw`
    UPDATE orders AS o SET amount_fen = s.sum FROM (
      SELECT order_id, SUM(amount_fen)::int AS sum FROM order_line WHERE order_id = ANY(${ids}::text[]) GROUP BY order_id
    ) AS s WHERE o.id = s.order_id AND o.amount_fen <> s.sum`;
}

/** Never more goes back than was paid, and what went back whole is a refund. */
export async function settleRefunds(tx: Tx, ids: string[]): Promise<number> {
  if (ids.length === 0) return 0;
  return tx.$executeRaw`
    UPDATE orders SET refunded_fen = CASE WHEN state = 'closed' THEN amount_fen ELSE LEAST(refunded_fen, amount_fen) END,
      state = CASE WHEN state = 'paid' AND amount_fen > 0 AND refunded_fen >= amount_fen THEN 'refunded' ELSE state END
    WHERE id = ANY(${ids}::text[])
      AND (refunded_fen > amount_fen OR (state = 'closed' AND refunded_fen <> amount_fen) OR (state = 'paid' AND amount_fen > 0 AND refunded_fen = amount_fen))`;
}
