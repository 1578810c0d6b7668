// The channel's access token in the database, so that all processes use one and only one of them fetches it.
//
// The lock is a row of its own with a holder and an end, not a database lock: fetching the token is a network call and
// must not hold a transaction. A holder that dies is waited out.
import { randomUUID } from "node:crypto";
import { system } from "./actor.ts";
import type { Db } from "./db.ts";

interface StoredToken {
  token: string;
  expiresAt: Date;
}

/** One fetch with its retries is over by then. */
const LOCK_MS = 30_000;
const LOOK_AGAIN_MS = 200;

export function createDatabaseTokenStore(
  db: Db,
  key: string,
  parts: { now: () => Date; sleep: (ms: number) => Promise<void> },
) {
  const lockKey = `${key}:lock`;

  async function take(holder: string): Promise<boolean> {
    const now = parts.now();
    const until = new Date(now.getTime() + LOCK_MS);
    // A moved clock may leave a lock that ends too far ahead; it counts as run out.
    const taken = await db.transaction(
      system,
      (tx) => tx.$executeRaw`
        INSERT INTO channel_token (key, token, expires_at, updated_at) VALUES (${lockKey}, ${holder}, ${until}, ${now})
        ON CONFLICT (key) DO UPDATE SET token = ${holder}, expires_at = ${until}, updated_at = ${now}
        WHERE channel_token.expires_at <= ${now} OR channel_token.expires_at > ${until}`,
    );
    return taken === 1;
  }

  return {
    async read(): Promise<StoredToken | null> {
      const row = await db.transaction(system, (tx) => tx.channelToken.findUnique({ where: { key } }));
      return row ? { token: row.token, expiresAt: row.expiresAt } : null;
    },
    async write(token: StoredToken | null): Promise<void> {
      await db.transaction(system, async (tx) => {
        if (token === null) await tx.channelToken.deleteMany({ where: { key } });
        else await tx.channelToken.upsert({ where: { key }, create: { key, ...token }, update: token });
      });
    },
    async withLock<T>(work: () => Promise<T>): Promise<T> {
      const holder = randomUUID();
      while (!(await take(holder))) await parts.sleep(LOOK_AGAIN_MS);
      try {
        return await work();
      } finally {
        await db.transaction(system, (tx) => tx.channelToken.deleteMany({ where: { key: lockKey, token: holder } }));
      }
    },
  };
}
