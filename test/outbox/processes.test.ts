// Several processes on one PostgreSQL, one of them killed: nothing lost, nothing repeated, everyone in her order.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { system } from "../../src/db/actor.ts";
import { engineOf } from "../../src/db/transaction.ts";
import { hasServer, long, type OpenedDatabase, openOnServer } from "../support/database.ts";

const messages = long ? 1000 : 100;
const people = messages / 10;

describe.runIf(hasServer())("three processes, one killed with -9 (server)", () => {
  const children: ChildProcess[] = [];
  let opened: OpenedDatabase | null = null;
  afterAll(async () => {
    for (const child of children) {
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    }
    await opened?.close();
  });

  test(`${messages} of ${messages} answered, none twice, each person in order`, { timeout: 120_000 }, async () => {
    opened = await openOnServer();
    const { db, url } = opened;
    const query = <Row>(sql: string) => engineOf(db).asOwner((session) => session.query<Row>(sql));
    await query("CREATE TABLE shown (seq bigserial PRIMARY KEY, person text, text text)");
    const at = new Date();
    await db.transaction(system, (tx) =>
      tx.inbound.createMany({
        data: Array.from({ length: messages }, (_, n) => {
          const [key, staffId] = [`m${String(n).padStart(4, "0")}`, `p${n % people}`];
          const message = { id: key, at: at.toISOString(), from: staffId, kind: "text", text: "x" };
          return { key, staffId, kind: "text", message, receivedAt: at };
        }),
      }),
    );

    const faults: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      const script = fileURLToPath(new URL("worker.ts", import.meta.url));
      const child = spawn(process.execPath, ["--import", "tsx", script, url!]);
      child.stdout.on("data", (data) => {
        if (String(data).startsWith("fault")) faults.push(String(data));
      });
      child.stderr.on("data", (data) => faults.push(String(data)));
      children.push(child);
    }
    await Promise.all(children.map((child) => once(child.stdout!, "data")));

    const count = async (sql: string) => Number((await query<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`))[0]?.n);
    await expect.poll(() => count("shown"), { timeout: 60_000, interval: 50 }).toBeGreaterThan(messages / 6);
    children[0]!.kill("SIGKILL");
    await expect.poll(() => count("delivery WHERE state = 'sent'"), { timeout: 100_000, interval: 100 }).toBe(messages);

    expect(await count("inbound WHERE state = 'done'")).toBe(messages);
    expect(await count("delivery")).toBe(messages);
    const shown = await query<{ person: string; text: string }>("SELECT person, text FROM shown ORDER BY seq");
    expect(shown).toHaveLength(messages);
    expect(new Set(shown.map((one) => one.text)).size).toBe(messages);
    for (let n = 0; n < people; n += 1) {
      const hers = shown.filter((one) => one.person === `p${n}`).map((one) => one.text);
      expect(hers).toEqual([...hers].sort());
    }
    expect(faults).toEqual([]);
  });
});
