// One process per embedded database folder. Two on one folder corrupt it silently, so the second must be refused.
//
// The lock is a file made with `wx`, naming its holder. It is stale when the holder is dead: on this machine that is
// asked of the system (a pid counts only with the start time of its process, for pids are used again); of another
// machine, or a container that is gone, it is told by the heartbeat, the file's time of change.
import { randomUUID } from "node:crypto";
import { closeSync, openSync, readFileSync, statSync, unlinkSync, utimesSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import { ConfigError } from "../errors.ts";

const heartbeatMs = 5_000;
/** Twelve missed heartbeats: longer than any pause of a living process that we have seen. */
const silentMsMax = 60_000;
/** Clearing a stale lock takes a millisecond; a guard older than this was left by a crash. */
const guardMsMax = 10_000;

interface Holder {
  pid: number;
  host: string;
  /** Start time of the process as the system counts it; empty where the system does not tell. */
  started: string;
  token: string;
}

/** Returns the function that gives the folder back. */
export function lockFolder(path: string, folder: string): () => void {
  const me: Holder = { pid: process.pid, host: hostname(), started: startOf(process.pid), token: randomUUID() };
  if (!create(path, me)) {
    clearStale(path, folder);
    if (!create(path, me)) throw inUse(path, folder, read(path));
  }

  const heartbeat = setInterval(() => touch(path), heartbeatMs).unref();
  const release = () => {
    clearInterval(heartbeat);
    process.removeListener("exit", release);
    if (read(path)?.token === me.token) unlinkSync(path);
  };
  process.once("exit", release);
  return release;
}

function create(path: string, holder: Holder): boolean {
  try {
    const file = openSync(path, "wx", 0o600);
    writeSync(file, JSON.stringify(holder));
    closeSync(file);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw new ConfigError([
      `DATA_DIR: cannot write ${path} (${codeOf(error)}): give this user the right to write there`,
    ]);
  }
}

/** The guard keeps two starting processes from clearing one after the other and taking away a fresh lock. */
function clearStale(path: string, folder: string): void {
  const guard = `${path}.clearing`;
  if (ageMs(guard) > guardMsMax) remove(guard);
  try {
    closeSync(openSync(guard, "wx"));
  } catch {
    throw inUse(path, folder, read(path));
  }
  try {
    const holder = read(path);
    if (isAlive(path, holder)) throw inUse(path, folder, holder);
    remove(path);
  } finally {
    remove(guard);
  }
}

function isAlive(path: string, holder: Holder | null): boolean {
  // A file being written, or cut off by a crash: the heartbeat decides.
  if (holder === null || holder.host !== hostname()) return ageMs(path) < silentMsMax;
  if (!isRunning(holder.pid)) return false;
  const started = startOf(holder.pid);
  return started === "" || holder.started === "" || started === holder.started;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

/** Field 22 of /proc/PID/stat; the name in field 2 may hold blanks and brackets, so count from its end. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

function inUse(path: string, folder: string, holder: Holder | null): ConfigError {
  const who = holder ? `${holder.pid} (${holder.host})` : "?";
  return new ConfigError([
    `数据目录 ${folder} 正被进程 ${who} 使用，内置数据库同一时间只能由一个进程打开。请先停掉那个进程，或用 DATA_DIR 换一个目录，或设置 DATABASE_URL 改用 PostgreSQL 服务器。`,
    `DATA_DIR: ${folder} is in use by process ${who}; the embedded database takes one process at a time. Stop that process, choose another DATA_DIR, or set DATABASE_URL to a PostgreSQL server. If that machine is gone for good, its lock (${path}) runs out within a minute: start again then.`,
  ]);
}

function read(path: string): Holder | null {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Holder;
  } catch {
    return null;
  }
}

function ageMs(path: string): number {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

function touch(path: string): void {
  try {
    const now = new Date();
    utimesSync(path, now, now);
  } catch {
    // The folder was removed under us; the engine will say so better.
  }
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
