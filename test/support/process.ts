// Processes for tests: the app as a child that can be killed, the local WeCom in the test's own process, and commands.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import express from "express";
import { silentLog } from "../../src/log.ts";
import { createSimulator, type Simulator, type SimulatorOptions } from "../../src/simulator/simulator.ts";
import { DATA_KEY } from "./world.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

export const corp = {
  corpId: "ww1436e0e65a779aee",
  agentId: 1000002,
  secret: "a-secret-of-the-local-app-0123456789-abcdef",
  token: "hJqcu3uJ9Tn2gXPmxx2w9kkCkCE2EPYo",
  encodingAesKey: "6qkdMrq68nTKduznJYO1A37W2oEgpkMUvkttRToqhUt",
};

/** What turns the app towards a platform that is not its own local one. */
export function wecomEnv(base: string): Record<string, string> {
  return {
    WECOM_CORP_ID: corp.corpId,
    WECOM_AGENT_ID: String(corp.agentId),
    WECOM_SECRET: corp.secret,
    WECOM_TOKEN: corp.token,
    WECOM_ENCODING_AES_KEY: corp.encodingAesKey,
    WECOM_API_BASE: base,
  };
}

export interface Platform {
  simulator: Simulator;
  base: string;
  close(): Promise<void>;
}

/** The local WeCom on a port of its own, with a shop's people. `wait` is what it does between two tries. */
export async function openPlatform(options: {
  people: Pick<SimulatorOptions, "directory" | "customers">;
  now: () => Date;
  wait: (ms: number) => Promise<void>;
}): Promise<Platform> {
  const simulator = createSimulator({
    corp,
    now: options.now,
    ...options.people,
    log: silentLog,
    wait: options.wait,
  });
  const http = express();
  http.use(simulator.router);
  const server = createServer(http);
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return {
    simulator,
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      await simulator.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export interface AppProcess {
  child: ChildProcess;
  /** All that it wrote so far. */
  output(): string;
  /** Resolves when it takes requests; rejects when it ends before. */
  ready: Promise<void>;
  /** Moves its clock, so that leases of the killed run out. */
  moveAhead(ms: number): void;
  kill(): Promise<void>;
  /** Asks it to stop; the exit code and how long it took. */
  stop(): Promise<{ code: number | null; ms: number }>;
}

const APP = "test/support/process-app.ts";
export const MAIN = "src/main.ts";

export function startApp(env: Record<string, string>, script: string = APP): AppProcess {
  const child = spawn(process.execPath, ["--import", "tsx", script], {
    cwd: root,
    env: { ...cleanEnv(), DATA_KEY, ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let output = "";
  const exited = once(child, "exit");
  const ready = new Promise<void>((resolve, reject) => {
    const hear = (data: Buffer) => {
      output += data;
      if (/^ready |知客已启动/mu.test(output)) resolve();
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    void exited.then(([code]) => reject(new Error(`ended with ${code}: ${output.slice(-2000)}`)));
  });
  ready.catch(() => {});
  return {
    child,
    output: () => output,
    ready,
    moveAhead: (ms) => void child.send(ms),
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
    async stop() {
      const started = performance.now();
      child.kill("SIGTERM");
      const [code] = (await exited) as [number | null];
      return { code, ms: performance.now() - started };
    },
  };
}

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs one of the commands of package.json as `npm run -s` would, without npm's own second. */
export async function run(
  script: string,
  args: string[],
  { env = {}, input = "" }: { env?: Record<string, string>; input?: string } = {},
): Promise<Ended> {
  const child = spawn(process.execPath, ["--import", "tsx", `src/cli/${script}.ts`, ...args], {
    cwd: root,
    env: { ...cleanEnv(), DATA_KEY, ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  const [code] = (await once(child, "close")) as [number | null];
  return { code, stdout, stderr };
}

/** What the test's own environment says of the app must not reach its children. */
function cleanEnv(): Record<string, string> {
  const ours = /^(WECOM_|OPENAI_|DATABASE_URL$|DATA_|PORT$|ROLES$|BUSINESS_TZ$|VITEST|NODE_OPTIONS$)/u;
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined || ours.test(name) ? [] : [[name, value]],
    ),
  );
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Asks again until it is so; fails with `what` after `deadlineMs`. */
export async function until(
  what: string | (() => string),
  isSo: () => boolean | Promise<boolean>,
  deadlineMs = 60_000,
): Promise<void> {
  const end = performance.now() + deadlineMs;
  while (!(await isSo())) {
    if (performance.now() > end)
      throw new Error(`not within ${deadlineMs} ms: ${typeof what === "string" ? what : what()}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}
