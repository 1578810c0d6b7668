// A local WeCom with many contacts, for readings of all of them: in this process, or as one of its own
// (`node --import tsx test/support/contacts-platform.ts 50000`), so that its memory is not counted with the reader's.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { pathToFileURL } from "node:url";
import express from "express";
import { silentLog } from "../../src/log.ts";
import { createSimulator } from "../../src/simulator/simulator.ts";
import { corp, directory, monday } from "../simulator/support/shop.ts";

const STAFF = 100;
export const contactStaff = Array.from({ length: STAFF }, (_, index) => `u${String(index).padStart(3, "0")}`);

export async function openContactsPlatform(contacts: number) {
  const simulator = createSimulator({
    corp,
    now: () => monday,
    directory: {
      departments: directory().directory.departments,
      members: contactStaff.map((userId) => ({ userId, name: userId, departmentIds: [2] })),
    },
    customers: Array.from({ length: contacts }, (_, index) => ({
      externalId: `wm${index}`,
      name: `客户${index}`,
      gender: "female" as const,
      followers: [{ userId: contactStaff[index % STAFF] ?? "", remark: `张${index}`, addedAt: monday, tags: [] }],
    })),
    log: silentLog,
    wait: async () => {},
  });
  const app = express();
  app.use("/simulator", simulator.router);
  const server = createServer(app);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/simulator`,
    async close() {
      await simulator.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { base } = await openContactsPlatform(Number(process.argv[2] ?? "1000"));
  console.log(`ready ${base}`);
}
