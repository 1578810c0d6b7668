// A process of its own that opens the folder given, writes one row and holds on until it is killed.
import { system } from "../../src/db/actor.ts";
import { openDatabase } from "../../src/db/open.ts";
import { silentLog } from "../../src/log.ts";

const db = await openDatabase({ dataDir: process.argv[2]!, log: silentLog });
await db.transaction(system, (tx) => tx.store.create({ data: { id: "s1", name: "written before the kill" } }));
console.log("holding");
setInterval(() => {}, 1000);
