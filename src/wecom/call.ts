// One call of the platform's HTTP API: token, pace, time-out, bounded retries, answer checked by zod. Errors and logs
// carry method, code and advice, never a token, a secret, a URL or what was sent.
import type { z } from "zod";
import { ChannelError } from "../errors.ts";
import { assertNothingHeld } from "../held.ts";
import { describe, type Log } from "../log.ts";
import { BUSY, RATE_LIMITED, refusalOf, TOO_PARALLEL } from "./codes.ts";
import { apiWindows, createPacer, type Window } from "./limits.ts";
import { createTokens, type TokenStore } from "./token.ts";

export const DEFAULT_BASE = "https://qyapi.weixin.qq.com";

export interface CallConfig {
  corpId: string;
  secret: string;
  /** Another address for a private deployment or a test. */
  base?: string;
  timeoutMs?: number;
  /** Rate limits longer than this are not waited for but thrown as "wait". */
  waitMsMax?: number;
}

export interface CallDeps {
  tokens: TokenStore;
  log: Log;
  now: () => Date;
  sleep: (ms: number) => Promise<void>;
  /** 0 ≤ x < 1, for jitter. */
  random: () => number;
}

export interface Call<Schema extends z.ZodType> {
  /** Below /cgi-bin/, for example "message/send"; also the method's name in errors and logs. */
  path: string;
  query?: Record<string, string>;
  /** JSON, or ready bytes. `repeated` tells that an earlier try of this very call may have got through. */
  body?: (repeated: boolean) => unknown;
  bytes?: { content: Buffer<ArrayBuffer>; type: string };
  answer: Schema;
  /** "never": the call makes something new each time, so after a doubtful failure only its caller may decide. */
  repeat: "safe" | "never";
  timeoutMs?: number;
  /** Further limits beside the API's own, for example one member's. */
  pace?: { key: string; windows: readonly Window[] };
}

export type CallApi = <Schema extends z.ZodType>(call: Call<Schema>) => Promise<z.infer<Schema>>;

/** The platform advises at most three retries. */
const RETRIES_MAX = 3;
const BACKOFF_MS = 400;
/** Most calls answer within half a second; a delivery worker should not hang on one for long. */
const TIMEOUT_MS = 8_000;
const TOKEN_TIMEOUT_MS = 5_000;
const WAIT_MS_MAX = 10_000;
/** The largest answers are member lists, some MiB. */
const ANSWER_BYTES_MAX = 32 * 1024 * 1024;

/** What one try came to. `doubt`: the platform may have done it all the same. */
type Try = { ok: true; answer: unknown } | { ok: false; error: ChannelError; doubt: boolean };

export function createCallApi(config: CallConfig, deps: CallDeps): CallApi {
  const { log, sleep } = deps;
  const base = (config.base ?? DEFAULT_BASE).replace(/\/+$/, "");
  const timeoutMs = config.timeoutMs ?? TIMEOUT_MS;
  const waitMsMax = config.waitMsMax ?? WAIT_MS_MAX;
  const pacer = createPacer({ now: deps.now, sleep, waitMsMax });
  const tokens = createTokens({ store: deps.tokens, fetchToken, pacer, log, now: deps.now });

  async function callApi<Schema extends z.ZodType>(call: Call<Schema>): Promise<z.infer<Schema>> {
    const answer = await persist(call, async (repeated) => {
      if (call.pace !== undefined) await pacer.take(call.pace.key, call.pace.windows);
      await pacer.take(call.path, apiWindows);
      const token = await tokens.get();
      const tried = await tryOnce(urlOf(call, { access_token: token }), call, repeated);
      if (!tried.ok && tried.error.remedy === "refresh") await tokens.drop(token);
      return tried;
    });
    return check(call, answer);
  }

  async function fetchToken(): Promise<{ token: string; lifetimeMs: number }> {
    const url = urlOf({ path: "gettoken" }, { corpid: config.corpId, corpsecret: config.secret });
    const call = { path: "gettoken", repeat: "safe" as const, timeoutMs: Math.min(timeoutMs, TOKEN_TIMEOUT_MS) };
    const answer = await persist(call, (repeated) => tryOnce(url, call, repeated));
    const { access_token, expires_in } = answer as Record<string, unknown>;
    if (typeof access_token !== "string" || access_token === "") throw malformed("gettoken", "no access_token");
    const seconds = typeof expires_in === "number" && expires_in > 0 ? expires_in : 7200;
    return { token: access_token, lifetimeMs: seconds * 1000 };
  }

  /** Tries until it goes through, until a failure says that it never will, or until the bounds are reached. */
  async function persist(
    call: { path: string; repeat: "safe" | "never" },
    attempt: (repeated: boolean) => Promise<Try>,
  ): Promise<unknown> {
    let repeated = false;
    let refreshed = false;
    for (let failures = 0; ; ) {
      const tried = await attempt(repeated);
      if (tried.ok) return tried.answer;
      const { error, doubt } = tried;
      if (error.remedy === "refresh" && !refreshed) {
        refreshed = true;
        continue;
      }
      if (error.code === RATE_LIMITED || error.code === TOO_PARALLEL) pacer.block(call.path, error.waitMs ?? 0);
      if (failures === RETRIES_MAX || !mayRepeat(call, error, doubt)) throw reported(error);
      repeated ||= doubt;
      failures += 1;
      log.warn("wecom.retry", { method: call.path, code: error.code, failures });
      if (error.remedy === "retry") await sleep(backoffMs(failures));
    }
  }

  /** A short rate limit is waited for by the next turn's pace; a long one is the caller's to wait for. */
  function mayRepeat(call: { repeat: "safe" | "never" }, error: ChannelError, doubt: boolean): boolean {
    if (error.remedy === "retry") return call.repeat === "safe" || !doubt;
    const isRateLimit = error.code === RATE_LIMITED || error.code === TOO_PARALLEL;
    return error.remedy === "wait" && isRateLimit && (error.waitMs ?? 0) <= waitMsMax;
  }

  function backoffMs(failures: number): number {
    return Math.round(BACKOFF_MS * 2 ** (failures - 1) * (0.5 + deps.random()));
  }

  function reported(error: ChannelError): ChannelError {
    if (error.remedy === "configure") log.error("wecom.configure", { code: error.code, error: describe(error) });
    return error;
  }

  function urlOf(call: { path: string; query?: Record<string, string> }, credentials: Record<string, string>): string {
    return `${base}/cgi-bin/${call.path}?${new URLSearchParams({ ...credentials, ...call.query })}`;
  }

  async function tryOnce(
    url: string,
    call: Pick<Call<z.ZodType>, "path" | "body" | "bytes" | "timeoutMs">,
    repeated: boolean,
  ): Promise<Try> {
    assertNothingHeld(call.path);
    let status: number;
    let text: string;
    try {
      const request = requestOf(call, repeated);
      // A redirect would carry the token to another host.
      const signal = AbortSignal.timeout(call.timeoutMs ?? timeoutMs);
      const response = await fetch(url, { ...request, redirect: "manual", signal });
      status = response.status;
      text = await readBounded(response);
    } catch (error) {
      return failed(lostError(call.path, error), !wasNeverSent(error));
    }
    if (status >= 500) return failed(new ChannelError(call.path, null, "retry", `HTTP ${status}`), true);
    if (status !== 200) {
      const words = `HTTP ${status} · 接口地址不对 / not the platform's API: check the base address`;
      return failed(new ChannelError(call.path, null, "configure", words), false);
    }
    return readAnswer(call.path, text);
  }

  return callApi;
}

function requestOf(call: Pick<Call<z.ZodType>, "body" | "bytes">, repeated: boolean): RequestInit {
  if (call.bytes !== undefined) {
    return { method: "POST", headers: { "Content-Type": call.bytes.type }, body: call.bytes.content };
  }
  if (call.body === undefined) return { method: "GET" };
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: toJson(call.body(repeated)) };
}

/**
 * The platform refuses \uXXXX escapes (40033), and JSON.stringify writes them for control characters and for halves
 * of surrogate pairs: the former are dropped, the latter replaced.
 */
export function toJson(body: unknown): string {
  return JSON.stringify(body, (_key, value: unknown) =>
    typeof value === "string"
      ? value.replace(/[\u0000-\u0008\u000B\u000E-\u001F]/g, "").replace(/\p{Surrogate}/gu, "\uFFFD")
      : value,
  );
}

async function readBounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > ANSWER_BYTES_MAX) throw new Error("answer is too long");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function readAnswer(method: string, text: string): Try {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return failed(new ChannelError(method, null, "retry", "answer is not JSON"), true);
  }
  const { errcode, errmsg } = (typeof answer === "object" && answer !== null ? answer : {}) as Record<string, unknown>;
  if (typeof errcode !== "number")
    return failed(new ChannelError(method, null, "retry", "answer has no errcode"), true);
  if (errcode === 0) return { ok: true, answer };
  return failed(refusalOf(method, errcode, typeof errmsg === "string" ? errmsg : ""), errcode === BUSY);
}

function failed(error: ChannelError, doubt: boolean): Try {
  return { ok: false, error, doubt };
}

/** Only names and codes: an error of fetch may hold the whole URL with its token. */
function lostError(method: string, error: unknown): ChannelError {
  const name = error instanceof Error ? error.name : "unknown";
  const words = name === "TimeoutError" ? "no answer in time" : `connection failed (${codeOf(error) ?? name})`;
  return new ChannelError(method, null, "retry", words);
}

function wasNeverSent(error: unknown): boolean {
  const code = codeOf(error);
  return code !== null && NEVER_SENT.has(code);
}

const NEVER_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

function codeOf(error: unknown): string | null {
  const cause = error instanceof Error ? error.cause : null;
  const code = typeof cause === "object" && cause !== null && "code" in cause ? cause.code : null;
  return typeof code === "string" ? code : null;
}

function check<Schema extends z.ZodType>(call: Call<Schema>, answer: unknown): z.infer<Schema> {
  const parsed = call.answer.safeParse(answer);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.slice(0, 3).map((issue) => issue.path.join("."));
  throw malformed(call.path, places.join(", "));
}

function malformed(method: string, places: string): ChannelError {
  return new ChannelError(method, null, "give-up", `answer has another shape than documented: ${places}`);
}
