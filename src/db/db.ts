// What the rest of the house knows of the database: a transaction in somebody's name. The one other door is a statement in
// nobody's name, who may do no more than call the functions that were made for her.
import type { Actor } from "./actor.ts";
import type { Prisma } from "./generated/client.ts";

export type Tx = Prisma.TransactionClient;

export interface TransactionOptions {
  /** For imports and nightly plans, which touch every row; all else keeps the default (see transaction.ts). */
  timeoutMs?: number;
}

export interface Db {
  readonly engine: "embedded" | "server";
  /**
   * Runs `work` in one transaction under the actor's row security. Commits when it resolves, rolls back when it throws.
   * Never call the network or a model inside: a transaction holds a connection (the only one, when embedded).
   * Transactions do not nest: inside `work` use its `tx`.
   */
  transaction<T>(actor: Actor, work: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** One statement as nobody, committed by itself, in one round trip; see prisma/migrations/0045_arrivals. */
  statement<Row>(sql: Prisma.Sql): Promise<Row[]>;
  /** Runs `work` with a Db whose every transaction is undone when `work` ends, whatever happened. */
  sandbox<T>(work: (db: Db) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
