// Which of the processes holds a line that only one may hold: the robot's long connection. A row with a holder and an
// end, renewed while it is held; a holder that dies is waited out. It stands beside the channel's token, which the
// processes share in the same way.
import { system } from "./actor.ts";
import type { Db } from "./db.ts";

/** True when `holder` has the line until `now` + `forMs`: it was free, had run out, or was its own already. */
export async function holdLine(
  db: Db,
  key: string,
  holder: string,
  { now, forMs }: { now: Date; forMs: number },
): Promise<boolean> {
  const until = new Date(now.getTime() + forMs);
  // A moved clock may leave an end too far ahead; it counts as run out.
  const held = await db.transaction(
    system,
    (tx) => tx.$executeRaw`
      INSERT INTO channel_token (key, token, expires_at, updated_at) VALUES (${key}, ${holder}, ${until}, ${now})
      ON CONFLICT (key) DO UPDATE SET token = ${holder}, expires_at = ${until}, updated_at = ${now}
      WHERE channel_token.token = ${holder} OR channel_token.expires_at <= ${now} OR channel_token.expires_at > ${until}`,
  );
  return held === 1;
}

export async function releaseLine(db: Db, key: string, holder: string): Promise<void> {
  await db.transaction(system, (tx) => tx.channelToken.deleteMany({ where: { key, token: holder } }));
}

/** Whether any process holds it now. */
export async function lineHeld(db: Db, key: string, now: Date): Promise<boolean> {
  const held = await db.transaction(system, (tx) => tx.channelToken.count({ where: { key, expiresAt: { gt: now } } }));
  return held > 0;
}
