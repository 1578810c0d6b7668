// Opens the shop's database: a folder of this process (PGlite) or a PostgreSQL server, migrated and under row security.
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { ConfigError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Db } from "./db.ts";
import { PrismaClient } from "./generated/client.ts";
import { releaseAllSql } from "./lease.ts";
import { lockFolder } from "./lock.ts";
import { migrate } from "./migrate.ts";
import { createQueue } from "./queue.ts";
import { nobody } from "./roles.ts";
import { liteSession, type Session, serverSession } from "./session.ts";
import { createDb, type Engine } from "./transaction.ts";
import { compileWhatIsHotOnly } from "./webassembly.ts";

/** Connections of one process; three roles in three processes stay well under PostgreSQL's default of 100. */
const connectionsMax = 10;
/** The engine's own 128 MB are taken from this process; a shop's tables are a tenth, and the system caches files too. */
const sharedBuffers = "16MB";
/** A server that does not answer at start is reported, not waited for. */
const connectMsMax = 10_000;

compileWhatIsHotOnly();

export interface OpenOptions {
  /** A PostgreSQL server; without it the embedded engine in `dataDir`/db. */
  url?: string | undefined;
  /** A folder, or "memory://" for an embedded database that ends with the process. */
  dataDir: string;
  log: Log;
}

export async function openDatabase({ url, dataDir, log }: OpenOptions): Promise<Db> {
  return createDb(url ? await openServer(url, log) : await openEmbedded(dataDir, log));
}

/** With `template`, a dump of another embedded database, the new one begins as its copy. */
export async function openEmbedded(dataDir: string, log: Log, template?: Blob): Promise<Engine> {
  const inMemory = dataDir === "memory://";
  const folder = inMemory ? dataDir : join(resolve(dataDir), "db");
  const unlock = inMemory ? () => {} : lockedFolder(resolve(dataDir), folder);
  try {
    const lite = await openLite(folder, template);
    const session = liteSession(lite);
    await session.script("SET TimeZone = 'UTC'");
    await tellMigrations(session, log);
    await session.script(releaseAllSql);
    // A pooled connection of a server starts as nobody; here the one connection becomes it.
    await session.script(`SET ROLE ${nobody}`);
    const prisma = new PrismaClient({ adapter: new PrismaPGlite(lite) });
    const queue = createQueue();
    return {
      kind: "embedded",
      prisma,
      queue,
      lite,
      asOwner: (work) =>
        queue.run(async () => {
          await session.script("RESET ROLE");
          try {
            return await work(session);
          } finally {
            await session.script(`SET ROLE ${nobody}`);
          }
        }),
      async close() {
        await prisma.$disconnect();
        await lite.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

function lockedFolder(dataDir: string, folder: string): () => void {
  try {
    mkdirSync(dataDir, { recursive: true });
  } catch (error) {
    throw new ConfigError([`DATA_DIR: cannot make the folder ${dataDir}: ${(error as Error).message}`]);
  }
  return lockFolder(join(dataDir, "db.lock"), folder);
}

async function openLite(folder: string, template: Blob | undefined): Promise<PGlite> {
  try {
    return await PGlite.create({
      dataDir: folder,
      startParams: [...PGlite.defaultStartParams, "-c", `shared_buffers=${sharedBuffers}`],
      ...(template ? { loadDataDir: template } : {}),
    });
  } catch (error) {
    throw new ConfigError([
      `内置数据库 ${folder} 打不开：可能由别的版本写成，或已损坏。请用备份恢复（npm run restore），或换一个 DATA_DIR。`,
      `DATA_DIR: the embedded database in ${folder} does not open (${(error as Error).message}). It may have been written by another version or be damaged: restore a backup, or choose another DATA_DIR.`,
    ]);
  }
}

export async function openServer(url: string, log: Log): Promise<Engine> {
  await asServerOwner(url, (session) => tellMigrations(session, log));

  const adapter = new PrismaPg(
    {
      connectionString: url,
      max: connectionsMax,
      connectionTimeoutMillis: connectMsMax,
      // Prisma's adapters read and write instants without an offset: anything but UTC stores them hours off.
      // Row security's subqueries look dear to the planner, which then compiles for 0.1 s what runs in 0.02 s: no jit.
      options: `-c role=${nobody} -c TimeZone=UTC -c jit=off`,
    },
    { onPoolError: (error) => log.warn("database.connection-lost", { error: error.message }) },
  );
  const prisma = new PrismaClient({ adapter });
  await assertNobody(prisma);
  return {
    kind: "server",
    prisma,
    queue: null,
    lite: null,
    asOwner: (work) => asServerOwner(url, work),
    close: () => prisma.$disconnect(),
  };
}

async function asServerOwner<T>(url: string, work: (session: Session) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectMsMax });
  try {
    await client.connect();
  } catch (error) {
    throw new ConfigError([
      `连不上 DATABASE_URL 指定的 PostgreSQL：${(error as Error).message}。请检查地址、端口、用户和密码。`,
      `DATABASE_URL: the server does not let us in (${(error as Error).message}): check host, port, user, password and database name`,
    ]);
  }
  try {
    return await work(serverSession(client));
  } finally {
    await client.end();
  }
}

/** A connection pool in between may drop start-up options; without them row security and time zone would be off. */
async function assertNobody(prisma: PrismaClient): Promise<void> {
  const [row] = await prisma.$queryRaw<
    { role: string; zone: string }[]
  >`SELECT current_user::text AS role, current_setting('TimeZone') AS zone`;
  if (row?.role === nobody && row.zone === "UTC") return;
  await prisma.$disconnect();
  throw new ConfigError([
    `DATABASE_URL: connections start as ${row?.role} with time zone ${row?.zone} instead of ${nobody} and UTC: something between (a connection pooler?) drops start-up options. Connect to PostgreSQL itself, or let the pooler pass "options" on`,
  ]);
}

async function tellMigrations(session: Session, log: Log): Promise<void> {
  for (const name of await migrate(session)) log.info("database.migrated", { migration: name });
}
