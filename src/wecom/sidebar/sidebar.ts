// The page beside a chat with a customer: who asks is told by the platform (OAuth), which
// customer is told by the client on the member's own device, and what she may see is decided by the house as for every
// sentence of hers. The page is small and has no framework: it opens in a window of a phone's width, many times a day.
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import express, { type NextFunction, type Request, type Response, Router } from "express";
import { ChannelError } from "../../errors.ts";
import { describe, type Log } from "../../log.ts";
import type { CallDeps } from "../call.ts";
import { type Client, type ClientConfig, createClient } from "../client.ts";
import { signJsApi } from "../crypto.ts";
import { toUserId } from "../events.ts";
import { createPacer } from "../limits.ts";
import { createTokens, type TokenStore, type Tokens } from "../token.ts";
import { COOKIE, cookieOf, readSession, SESSION_MS, writeSession } from "./session.ts";

export interface SidebarConfig extends ClientConfig {
  /** Where browsers reach us, for example https://your.domain: the app's trusted domain. */
  publicUrl: string;
  /** Where members are sent to say who they are. */
  oauthUrl: string;
}

/** One customer as the member may see her; null when she may not, or nobody knows her. */
export interface SidebarView {
  name: string;
  /** The arrival brief, at most five lines. */
  brief: string;
  drafts: { id: string; hash: string; occasion: string; text: string }[];
}

export interface SidebarHost {
  open(userId: string, externalId: string): Promise<SidebarView | null>;
  /** A sentence about this customer; what the assistant answers. */
  say(userId: string, externalId: string, text: string): Promise<string>;
  /** Lets a draft go by the member's own hand: its text when it may go, or why not. */
  take(
    userId: string,
    externalId: string,
    draft: { id: string; hash: string },
  ): Promise<{ text: string } | { why: string }>;
}

export interface SidebarDeps extends CallDeps {
  host: SidebarHost;
  /** Keeps one kind of ticket for all processes. */
  ticketStore(kind: string): TokenStore;
  log: Log;
}

/** Of a user id, as the platform allows. */
const ID_CHARS_MAX = 64;
const STATE_COOKIE = "zhike_state";
const STATE_MS = 10 * 60_000;
/** A quick note; longer is a story, and a chat takes 2,048 bytes too. */
const TEXT_CHARS_MAX = 1_000;
const BODY_BYTES_MAX = "16kb";
const require = createRequire(import.meta.url);

export function createSidebar(config: SidebarConfig, deps: SidebarDeps): Router {
  const client = createClient(config, deps);
  const tickets = { corp: createTickets("corp", client, deps), agent: createTickets("agent", client, deps) };
  const home = `${config.publicUrl}/wecom/sidebar`;
  const secure = home.startsWith("https:");
  const router = Router();
  const page = (name: string) => readFileSync(join(import.meta.dirname, "page", name), "utf8");
  const document = page("sidebar.html");

  router.use((_request, response, next) => {
    response.set({
      "Content-Security-Policy": "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:",
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "no-store",
    });
    next();
  });
  const asset = (name: string, type: string, text: string) =>
    router.get(
      `/${name}`,
      (_request, response) => void response.type(type).set("Cache-Control", "max-age=3600").send(text),
    );
  asset("sidebar.js", "text/javascript", page("sidebar.js"));
  asset("sidebar.css", "text/css", page("sidebar.css"));
  asset("jssdk.js", "text/javascript", readFileSync(require.resolve("@wecom/jssdk/dist/wecom.global.prod.js"), "utf8"));

  router.get("/", (request, response) => {
    if (whoIs(request) === null) return toPlatform(request, response);
    response.type("html").send(document);
  });
  router.get("/login", guarded(login));
  router.get("/signature", guarded(signature));
  router.get("/customer/:externalId", guarded(customer));
  router.use(express.json({ limit: BODY_BYTES_MAX }));
  router.post("/customer/:externalId/say", guarded(say));
  router.post("/customer/:externalId/take", guarded(take));
  return router;

  /** Only the platform can tell who holds the phone. The state ties its answer to this browser. */
  function toPlatform(request: Request, response: Response): void {
    const state = randomBytes(16).toString("hex");
    const asked = typeof request.query.customer === "string" ? request.query.customer.slice(0, ID_CHARS_MAX) : "";
    setCookie(response, STATE_COOKIE, `${state}.${Buffer.from(asked).toString("base64url")}`, STATE_MS);
    const query = [
      `appid=${encodeURIComponent(config.corpId)}`,
      `redirect_uri=${encodeURIComponent(`${home}/login`)}`,
      "response_type=code",
      "scope=snsapi_base",
      `state=${state}`,
      `agentid=${config.agentId}`,
    ].join("&");
    response.redirect(`${config.oauthUrl}/connect/oauth2/authorize?${query}#wechat_redirect`);
  }

  async function login(request: Request, response: Response): Promise<void> {
    const { code, state } = request.query;
    const [expected = "", asked = ""] = (cookieOf(request.headers.cookie, STATE_COOKIE) ?? "").split(".");
    if (typeof code !== "string" || typeof state !== "string" || expected === "" || state !== expected) {
      response.status(400).type("text/plain").send("登录没有完成，请关掉侧边栏再打开一次。");
      return;
    }
    const userId = await client.userOfCode(code);
    if (userId === null) {
      response.status(403).type("text/plain").send("这里只给本企业的同事用。");
      return;
    }
    setCookie(response, COOKIE, writeSession(config.secret, toUserId(userId), deps.now()), SESSION_MS);
    const customer = Buffer.from(asked, "base64url").toString("utf8");
    response.redirect(customer === "" ? home : `${home}?customer=${encodeURIComponent(customer)}`);
  }

  /** For the very address the page has, without its fragment; another host's would sign for strangers. */
  async function signature(request: Request, response: Response): Promise<void> {
    if (require401(request, response) === null) return;
    const url = String(request.query.url ?? "").split("#")[0] ?? "";
    const kind = request.query.kind === "agent" ? "agent" : "corp";
    if (url !== home && !url.startsWith(`${home}?`) && url !== `${home}/`) {
      response.status(400).json({ why: "another page" });
      return;
    }
    const nonce = randomBytes(8).toString("hex");
    const timestamp = Math.floor(deps.now().getTime() / 1000);
    const ticket = await tickets[kind].get();
    const signed = signJsApi({ ticket, nonce, timestamp, url });
    response.json({ timestamp, nonceStr: nonce, signature: signed, corpId: config.corpId, agentId: config.agentId });
  }

  async function customer(request: Request, response: Response): Promise<void> {
    const userId = require401(request, response);
    if (userId === null) return;
    const view = await deps.host.open(userId, idOf(request));
    if (view === null) response.status(404).json({ why: "她还不在你的客户里。说「新客户 名字 手机号」就能登记。" });
    else response.json(view);
  }

  async function say(request: Request, response: Response): Promise<void> {
    const userId = require401(request, response);
    if (userId === null) return;
    const text = textOf(request, "text");
    if (text === null) response.status(400).json({ why: `写一句话，最多${TEXT_CHARS_MAX}字。` });
    else response.json({ answer: await deps.host.say(userId, idOf(request), text) });
  }

  async function take(request: Request, response: Response): Promise<void> {
    const userId = require401(request, response);
    if (userId === null) return;
    const id = textOf(request, "id");
    const hash = textOf(request, "hash");
    if (id === null || hash === null) response.status(400).json({ why: "no draft" });
    else response.json(await deps.host.take(userId, idOf(request), { id, hash }));
  }

  function whoIs(request: Request): string | null {
    return readSession(config.secret, cookieOf(request.headers.cookie, COOKIE), deps.now());
  }

  /** Requests that write must come from our own page: a cookie alone would serve any page that knows the address. */
  function require401(request: Request, response: Response): string | null {
    const userId = whoIs(request);
    const foreign = request.method !== "GET" && request.headers["x-zhike"] !== "1";
    if (userId !== null && !foreign) return userId;
    response.status(401).json({ why: "登录过期了，刷新一下就好。" });
    return null;
  }

  function setCookie(response: Response, name: string, value: string, ms: number): void {
    response.cookie(name, value, { httpOnly: true, sameSite: "lax", secure, maxAge: ms, path: "/wecom/sidebar" });
  }

  function guarded(work: (request: Request, response: Response) => Promise<void>) {
    return (request: Request, response: Response, _next: NextFunction): void => {
      work(request, response).catch((error) => {
        deps.log.error("sidebar.failed", { error: describe(error) });
        const status = error instanceof ChannelError ? 502 : 500;
        if (!response.headersSent) response.status(status).json({ why: "刚才没成功，再试一次。" });
      });
    };
  }
}

function idOf(request: Request): string {
  return String(request.params.externalId ?? "").slice(0, ID_CHARS_MAX);
}

function textOf(request: Request, name: string): string | null {
  const value = (request.body as Record<string, unknown> | undefined)?.[name];
  const text = typeof value === "string" ? value.trim() : "";
  return text === "" || [...text].length > TEXT_CHARS_MAX ? null : text;
}

/** 400 an hour for the corp, 100 for the app: fetched once for all processes. */
function createTickets(kind: "corp" | "agent", client: Client, deps: SidebarDeps): Tokens {
  return createTokens({
    store: deps.ticketStore(kind),
    fetchToken: () => (kind === "corp" ? client.corpTicket() : client.agentTicket()),
    pacer: createPacer({ now: deps.now, sleep: deps.sleep, waitMsMax: 0 }),
    log: deps.log,
    now: deps.now,
  });
}
