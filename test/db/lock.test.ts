import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { system } from "../../src/db/actor.ts";
import { lockFolder } from "../../src/db/lock.ts";
import { openDatabase } from "../../src/db/open.ts";
import { silentLog } from "../../src/log.ts";

const somewhere = () => mkdtempSync(join(tmpdir(), "zhike-"));

test("a second process is refused in plain words; after kill -9 of the first, nothing is lost", {
  timeout: 120_000,
}, async () => {
  const dataDir = somewhere();
  const child = spawn(process.execPath, [
    "--import",
    "tsx",
    fileURLToPath(new URL("holder.ts", import.meta.url)),
    dataDir,
  ]);
  await once(child.stdout, "data");
  await expect(openDatabase({ dataDir, log: silentLog })).rejects.toThrow(
    new RegExp(`数据目录.*进程 ${child.pid}[\\s\\S]*in use by process ${child.pid}`),
  );

  child.kill("SIGKILL");
  await once(child, "exit");
  const db = await openDatabase({ dataDir, log: silentLog });
  expect(await db.transaction(system, (tx) => tx.store.findMany())).toMatchObject([
    { name: "written before the kill" },
  ]);
  await expect(openDatabase({ dataDir, log: silentLog })).rejects.toThrow("in use by process");
  await db.close();
  expect(existsSync(join(dataDir, "db.lock"))).toBe(false);
});

describe("a lock left behind", () => {
  const left = (holder: object | string, ageMs = 0) => {
    const path = join(somewhere(), "db.lock");
    writeFileSync(path, typeof holder === "string" ? holder : JSON.stringify(holder));
    const then = new Date(Date.now() - ageMs);
    utimesSync(path, then, then);
    return path;
  };
  const taken = (path: string) => {
    lockFolder(path, "data/db")();
    return !existsSync(path);
  };

  test("by a dead process is taken over", () => {
    expect(taken(left({ pid: 2 ** 22 + 1, host: hostname(), started: "1", token: "t" }))).toBe(true);
  });

  test.runIf(existsSync("/proc/self/stat"))("by a dead process whose id another one has now is taken over", () => {
    expect(taken(left({ pid: process.ppid, host: hostname(), started: "1", token: "t" }))).toBe(true);
  });

  test("by another machine counts as held until its heartbeat has been silent for a minute", () => {
    const holder = { pid: 1, host: "elsewhere", started: "1", token: "t" };
    expect(() => taken(left(holder, 30_000))).toThrow("1 (elsewhere)");
    expect(taken(left(holder, 61_000))).toBe(true);
  });

  test("cut off while being written runs out like another machine's", () => {
    expect(() => taken(left('{"pid":'))).toThrow("in use");
    expect(taken(left('{"pid":', 61_000))).toBe(true);
  });

  test("is given back only by its holder", () => {
    const path = join(somewhere(), "db.lock");
    const release = lockFolder(path, "data/db");
    const theirs = JSON.stringify({ pid: 1, host: "elsewhere", started: "", token: "theirs" });
    writeFileSync(path, theirs);
    release();
    expect(readFileSync(path, "utf8")).toBe(theirs);
  });
});
