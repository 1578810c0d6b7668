// A stand-in for the platform's HTTP API on a real socket: scripted answers per path, everything asked is recorded.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createLog } from "../../../src/log.ts";
import type { CallDeps } from "../../../src/wecom/call.ts";
import type { ClientConfig } from "../../../src/wecom/client.ts";
import { createMemoryTokenStore } from "../../../src/wecom/token.ts";

export interface Asked {
  path: string;
  query: Record<string, string>;
  method: string;
  type: string;
  raw: Buffer;
  /** The JSON body, or null. */
  body: Record<string, unknown> | null;
}

/** JSON to answer, or what else may happen to a request. */
export type Scripted =
  | Record<string, unknown>
  | { http: number; text?: string }
  | { text: string }
  | "cut"
  | "silence"
  | "half";
export type Script = Scripted | ((asked: Asked) => Scripted);

export interface Platform {
  base: string;
  asked: Asked[];
  /** Requests of one path, gettoken left out unless asked for. */
  of(path: string): Asked[];
  /** Next answers of a path, in order; afterwards its last one, or plain ok. */
  script(path: string, ...answers: Script[]): void;
  /** Tokens handed out so far; a call with any other is answered 40014. */
  tokens: string[];
  /** Makes all tokens so far answer this code (40014 revoked, 42001 expired). */
  end(code: number): void;
  reset(): void;
  close(): Promise<void>;
}

export const secret = "SECRETsecretSECRETsecretSECRETsecretSECRETse";

export async function startPlatform(): Promise<Platform> {
  const asked: Asked[] = [];
  const scripts = new Map<string, Script[]>();
  const tokens: string[] = [];
  const ended = new Map<string, number>();

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const call = toAsked(request, Buffer.concat(chunks));
    asked.push(call);
    give(response, next(call));
  });

  function next(call: Asked): Scripted {
    const queue = scripts.get(call.path) ?? [];
    const answer = queue.length > 1 ? queue.shift() : queue[0];
    if (call.path === "gettoken") {
      if (answer !== undefined) return typeof answer === "function" ? answer(call) : answer;
      tokens.push(`TOKEN-${tokens.length + 1}`);
      return { errcode: 0, errmsg: "ok", access_token: tokens.at(-1), expires_in: 7200 };
    }
    const token = call.query.access_token ?? "";
    const code = ended.get(token) ?? (tokens.includes(token) ? 0 : 40014);
    if (code !== 0) return refusal(code, `invalid access_token ${token}`);
    return (typeof answer === "function" ? answer(call) : answer) ?? { errcode: 0, errmsg: "ok" };
  }

  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    tokens,
    of: (path) => asked.filter((call) => call.path === path),
    script: (path, ...answers) => void scripts.set(path, answers),
    end: (code) => {
      for (const token of tokens) ended.set(token, code);
    },
    reset: () => {
      asked.length = 0;
      tokens.length = 0;
      scripts.clear();
      ended.clear();
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** As the platform words it: free text with a trace id, the caller's address and a link. */
export function refusal(errcode: number, words = "refused"): Record<string, unknown> {
  const more = `hint: [1704941403120931704370802], from ip: 203.0.113.7, more info at https://open.work.weixin.qq.com/devtool/query?e=${errcode}`;
  return { errcode, errmsg: `${words}, ${more}` };
}

function toAsked(request: IncomingMessage, raw: Buffer): Asked {
  const url = new URL(request.url ?? "/", "http://platform");
  const type = request.headers["content-type"] ?? "";
  return {
    path: url.pathname.replace(/^\/cgi-bin\//, ""),
    query: Object.fromEntries(url.searchParams),
    method: request.method ?? "",
    type,
    raw,
    body: type.startsWith("application/json") ? JSON.parse(raw.toString("utf8")) : null,
  };
}

function give(response: ServerResponse, answer: Scripted): void {
  if (answer === "silence") return;
  if (answer === "cut") return void response.destroy();
  if (answer === "half") {
    response.writeHead(200, { "Content-Type": "application/json", "Content-Length": "1000" });
    response.write('{"errcode":0,');
    return void setImmediate(() => response.destroy());
  }
  const status = "http" in answer ? Number(answer.http) : 200;
  const text = "text" in answer && typeof answer.text === "string" ? answer.text : JSON.stringify(answer);
  response.writeHead(status, { "Content-Type": "application/json; charset=UTF-8", Location: "http://127.0.0.1:1/" });
  response.end(text);
}

/** Everything a client needs, with a clock that only moves by sleeping and a log that is kept. */
export function createWorld(platform: Platform, over: Partial<ClientConfig> = {}) {
  let time = new Date("2026-11-22T02:00:00Z").getTime();
  const slept: number[] = [];
  const lines: string[] = [];
  const now = () => new Date(time);
  const deps: CallDeps = {
    tokens: createMemoryTokenStore(),
    log: createLog((line) => lines.push(line), now),
    now,
    sleep: async (ms) => {
      slept.push(ms);
      time += ms;
    },
    random: () => 0.5,
  };
  const config: ClientConfig = {
    corpId: "ww1436e0e65a779aee",
    agentId: 1000002,
    secret,
    base: platform.base,
    timeoutMs: 2000,
    ...over,
  };
  const pass = (ms: number) => {
    time += ms;
  };
  return { config, deps, slept, lines, now, pass };
}
