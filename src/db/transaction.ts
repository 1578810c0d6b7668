// Transactions in an actor's name, on either engine. Nothing else in the house begins one.
//
// Between transactions every connection is the role zhike_nobody, which may read nothing. A transaction takes on the
// actor's role and settings for itself alone; commit and rollback both drop them. A sandbox is one long transaction:
// each transaction inside is a savepoint with role and settings set anew, and at the end all is rolled back.
import { AsyncLocalStorage } from "node:async_hooks";
import type { PGlite } from "@electric-sql/pglite";
import { Bug } from "../errors.ts";
import { whileHeld } from "../held.ts";
import type { Actor } from "./actor.ts";
import type { Db, TransactionOptions, Tx } from "./db.ts";
import type { Prisma, PrismaClient } from "./generated/client.ts";
import { createQueue, type Queue } from "./queue.ts";
import { identityOf, nobody } from "./roles.ts";
import type { Session } from "./session.ts";

/** Waiting for one of the server's connections; Prisma's 2 s fails under a burst of 50. */
const waitMsMax = 15_000;
/** A turn's transaction takes milliseconds; at this age something is stuck and holds up everybody. */
export const transactionMsMax = 15_000;
/** A sandbox lasts as long as a person's trying out or a batch of questions does. */
const sandboxMsMax = 600_000;

export interface Engine {
  kind: "embedded" | "server";
  prisma: PrismaClient;
  /** The engine itself, where it is in this process. */
  lite: PGlite | null;
  /** Null where connections are many. */
  queue: Queue | null;
  /** Plain SQL as the owner of the tables, not in a transaction, alone where there is one connection. */
  asOwner<T>(work: (session: Session) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Which transaction the running code is inside of. A second one begun there would wait for the first for ever. */
const inside = new AsyncLocalStorage<{ open: boolean }>();
/**
 * The same for the savepoints of a sandbox. One for all sandboxes: on Node 20 each AsyncLocalStorage that was ever used
 * costs something at every promise from then on, so one for each would make a batch slower and slower.
 */
const insideSavepoint = new AsyncLocalStorage<{ open: boolean }>();

export function createDb(engine: Engine): Db {
  const alone = <T>(work: () => Promise<T>) => (engine.queue ? engine.queue.run(work) : work());
  let closing: Promise<void> | null = null;
  const db: Db = {
    engine: engine.kind,
    transaction: (actor, work, options = {}) =>
      marked("transaction", (mark) =>
        alone(() =>
          engine.prisma.$transaction(
            (tx) =>
              mark(async () => {
                await takeOn(tx, actor);
                const result = await whileHeld(() => work(tx));
                await assertSound(tx);
                return result;
              }),
            { maxWait: waitMsMax, timeout: options.timeoutMs ?? transactionMsMax },
          ),
        ),
      ),
    statement: (sql) => marked("statement", () => alone(() => bounded(engine.prisma.$queryRaw(sql)))),
    sandbox: (work) => marked("sandbox", (mark) => alone(() => mark(() => sandboxOf(engine, work)))),
    close() {
      closing ??= alone(() => engine.close());
      return closing;
    },
  };
  engines.set(db, engine);
  return db;
}

const engines = new WeakMap<Db, Engine>();

/** For upkeep and backups inside db/ only. */
export function engineOf(db: Db): Engine {
  const engine = engines.get(db);
  if (!engine) throw new Bug("this Db was not made by openDatabase, or is a sandbox");
  return engine;
}

async function takeOn(tx: Tx, actor: Actor): Promise<void> {
  const { role, staffId, storeId } = identityOf(actor);
  // set_config('role', …, true) is SET LOCAL ROLE; all three in one round trip.
  await tx.$executeRaw`SELECT set_config('app.staff', ${staffId}, true), set_config('app.store', ${storeId}, true),
    set_config('role', ${role}, true)`;
}

/**
 * PostgreSQL answers COMMIT of a failed transaction with a silent rollback: had `work` swallowed a query's error,
 * everything would be lost without a word. This statement fails in that state.
 */
async function assertSound(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT 1`;
}

/** A line that went dead without a word would keep the caller, and whoever queues behind it, for ever. */
async function bounded<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${transactionMsMax} ms`)), transactionMsMax);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

async function marked<T>(
  what: string,
  begin: (mark: <U>(work: () => Promise<U>) => Promise<U>) => Promise<T>,
): Promise<T> {
  if (inside.getStore()?.open) throw new Bug(`a ${what} was begun inside another transaction: use the tx in hand`);
  return begin(async (work) => {
    const state = { open: true };
    try {
      return await inside.run(state, work);
    } finally {
      state.open = false;
    }
  });
}

/** Thrown to make Prisma roll back; carries the work's result over the end that every sandbox comes to. */
class SandboxEnd extends Error {
  override name = "SandboxEnd";
  readonly result: unknown;
  constructor(result: unknown) {
    super("end of sandbox");
    this.result = result;
  }
}

async function sandboxOf<T>(engine: Engine, work: (db: Db) => Promise<T>): Promise<T> {
  try {
    return await engine.prisma.$transaction(
      async (tx) => {
        const db = savepointDb(engine, tx);
        try {
          throw new SandboxEnd(await work(db));
        } finally {
          await db.close();
        }
      },
      { maxWait: waitMsMax, timeout: sandboxMsMax },
    );
  } catch (error) {
    if (error instanceof SandboxEnd) return error.result as T;
    throw error;
  }
}

/** A Db whose transactions are savepoints of `tx`, one at a time; `undo` of each is ROLLBACK TO. */
function savepointDb(engine: Engine, tx: Tx): Db {
  const queue = createQueue();
  let closed = false;

  async function savepoint<T>(work: () => Promise<T>, end: "keep" | "undo"): Promise<T> {
    if (insideSavepoint.getStore()?.open)
      throw new Bug("a transaction was begun inside another transaction: use the tx in hand");
    return queue.run(async () => {
      if (closed) throw new Bug("this sandbox has ended");
      const state = { open: true };
      await tx.$executeRawUnsafe("SAVEPOINT sandbox");
      try {
        const result = await insideSavepoint.run(state, work);
        if (end === "undo") await tx.$executeRawUnsafe("ROLLBACK TO SAVEPOINT sandbox");
        await tx.$executeRawUnsafe("RELEASE SAVEPOINT sandbox");
        return result;
      } catch (error) {
        await tx.$executeRawUnsafe("ROLLBACK TO SAVEPOINT sandbox");
        await tx.$executeRawUnsafe("RELEASE SAVEPOINT sandbox");
        throw error;
      } finally {
        state.open = false;
        await tx.$executeRaw`SELECT set_config('role', ${nobody}, true), set_config('app.staff', '', true),
          set_config('app.store', '', true)`;
      }
    });
  }

  return {
    engine: engine.kind,
    transaction: <T>(actor: Actor, work: (tx: Tx) => Promise<T>, _options?: TransactionOptions) =>
      savepoint(async () => {
        await takeOn(tx, actor);
        return whileHeld(() => work(tx));
      }, "keep"),
    statement: <Row>(sql: Prisma.Sql) => savepoint(() => tx.$queryRaw<Row[]>(sql), "keep"),
    sandbox: (work) =>
      savepoint(() => insideSavepoint.run({ open: false }, () => work(savepointDb(engine, tx))), "undo"),
    async close() {
      await queue.run(async () => {
        closed = true;
      });
    },
  };
}
