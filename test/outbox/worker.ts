// A process of its own that answers and sends until it is killed: one turn per message, and the deliveries.
// The platform is a table in the same server, written outside the house's transactions as the real one would be: it
// notes every send, and with `again` shows nothing a second time.
import pg from "pg";
import { claimInbound, finishInbound } from "../../src/conversation/inbox.ts";
import { system } from "../../src/db/actor.ts";
import { openServer } from "../../src/db/open.ts";
import { createDb } from "../../src/db/transaction.ts";
import { describe, silentLog } from "../../src/log.ts";
import { deliverOnce } from "../../src/outbox/deliver.ts";
import { enqueue } from "../../src/outbox/store.ts";
import { createSends } from "./sends.ts";

const leaseMs = 1_500;
const url = process.argv[2]!;
const db = createDb(await openServer(url, silentLog));
const platform = new pg.Pool({ connectionString: url, max: 4 });
const { channel } = createSends(async (to, reply, again) => {
  const text = reply.kind === "text" ? reply.text : "";
  const seen = again ? "WHERE NOT EXISTS (SELECT 1 FROM shown WHERE text = $2)" : "";
  const { rowCount } = await platform.query(`INSERT INTO shown (person, text) SELECT $1, $2 ${seen}`, [to, text]);
  return { messageId: null, alreadySent: rowCount === 0 };
});

console.log("ready");
for (;;) {
  try {
    const claim = await claimInbound(db, new Date(), leaseMs);
    if (claim) {
      await db.transaction(system, async (tx) => {
        const text = claim.message.id;
        await enqueue(tx, {
          key: `answer ${text}`,
          staffId: claim.staffId,
          kind: "reply",
          reply: { kind: "text", text },
          dueAt: new Date(),
          inboundId: claim.id,
        });
        await finishInbound(tx, claim, new Date());
      });
    }
    const report = await deliverOnce({ db, channel, now: () => new Date(), log: silentLog, leaseMs }, 8);
    if (!claim && report.claimed === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  } catch (error) {
    console.log(`fault ${describe(error)}`);
  }
}
