// Seconds from `node` to a ready page, on an empty folder and again, and the memory of the idle process.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Form } from "./figures.ts";

export async function starting(_: Form): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "zhike-bench-"));
  try {
    const first = await startOnce(folder);
    const again = await startOnce(folder);
    return [
      `first start ${first.seconds.toFixed(1)} s, restart ${again.seconds.toFixed(1)} s, resident memory ${first.mb} MB, after restart ${again.mb} MB`,
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const START_MS_MAX = 120_000;

async function startOnce(folder: string): Promise<{ seconds: number; mb: number }> {
  const { DATABASE_URL: _, ...env } = process.env;
  const began = performance.now();
  const child = spawn(process.execPath, ["--import", "tsx", "src/main.ts"], {
    env: { ...env, PORT: "0", DATA_DIR: folder },
    stdio: ["ignore", "pipe", "pipe"],
  });
  try {
    const url = await new Promise<string>((resolve, reject) => {
      let said = "";
      const late = setTimeout(
        () => reject(new Error(`not started in ${START_MS_MAX} ms: ${said.slice(-300)}`)),
        START_MS_MAX,
      );
      const listen = (chunk: Buffer) => {
        said += chunk;
        const found = /http:\/\/127\.0\.0\.1:\d+/u.exec(said);
        if (!found) return;
        clearTimeout(late);
        resolve(found[0]);
      };
      child.stdout.on("data", listen);
      child.stderr.on("data", (chunk) => {
        said += chunk;
      });
      child.once("exit", (code) => reject(new Error(`ended with ${code}: ${said.slice(-300)}`)));
    });
    const ready = await fetch(`${url}/readyz`);
    if (!ready.ok) throw new Error(`/readyz answers ${ready.status}`);
    return { seconds: (performance.now() - began) / 1000, mb: residentMb(child.pid ?? 0) };
  } finally {
    child.removeAllListeners("exit");
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
  }
}

function residentMb(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Math.round(Number(/VmRSS:\s+(\d+)/u.exec(status)?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}
