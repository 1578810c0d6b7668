// What the platform does for pages inside the client: says who opened them (OAuth), and hands out the tickets that
// signatures are made with. In the local WeCom a cookie says whose phone the browser is.
import { createHash, randomBytes } from "node:crypto";
import { type Request, type Response, Router } from "express";
import type { ApiCalls } from "./api/gate.ts";
import { Refusal } from "./api/refusal.ts";
import { findMember } from "./state.ts";
import type { World } from "./world.ts";

export interface WebPages {
  calls: ApiCalls;
  /** Below the platform's web address: /connect/oauth2/authorize, and /as/:userId, which makes a browser hers. */
  router: Router;
  /** Whether a signature of a page is right, as the client checks it before it lets the page call anything. */
  isSigned(page: { kind: "corp" | "agent"; nonce: string; timestamp: number; url: string; signature: string }): boolean;
}

const CODE_MS = 5 * 60_000;
const TICKET_S = 7_200;
const MEMBER_COOKIE = "local_member";

export function createWebPages(world: World): WebPages {
  const codes = new Map<string, { userId: string; until: number }>();
  const tickets = { corp: randomBytes(16).toString("hex"), agent: randomBytes(16).toString("hex") };

  function authorize(request: Request, response: Response): void {
    const { appid, redirect_uri, response_type, scope, state } = request.query as Record<string, string | undefined>;
    const member = findMember(world.state, memberOf(request) ?? "");
    if (appid !== world.corp.corpId || response_type !== "code" || scope !== "snsapi_base" || !redirect_uri)
      return void response.status(400).type("text/plain").send("redirect_uri 参数错误");
    if (!member) return void response.status(400).type("text/plain").send("这个浏览器还不是谁的手机：先打开 /as/账号");
    if (state !== undefined && !/^[a-zA-Z0-9]{0,128}$/u.test(state))
      return void response.status(400).type("text/plain").send("state 参数错误");
    const code = randomBytes(16).toString("hex");
    codes.set(code, { userId: member.userId, until: world.now().getTime() + CODE_MS });
    const target = new URL(redirect_uri);
    target.searchParams.set("code", code);
    if (state !== undefined) target.searchParams.set("state", state);
    response.redirect(target.href);
  }

  const router = Router();
  router.get("/connect/oauth2/authorize", authorize);
  router.get("/as/:userId", (request, response) => {
    response.cookie(MEMBER_COOKIE, String(request.params.userId), { httpOnly: true, path: "/" });
    const next = String(request.query.next ?? "");
    if (/^\/(?!\/)/u.test(next)) response.redirect(next);
    else response.type("text/plain").send("ok");
  });

  return {
    calls: {
      "auth/getuserinfo": {
        method: "GET",
        handle({ query }) {
          const found = codes.get(query.code ?? "");
          codes.delete(query.code ?? "");
          if (!found || found.until <= world.now().getTime()) throw new Refusal(40029);
          return { userid: found.userId };
        },
      },
      get_jsapi_ticket: { method: "GET", handle: () => ({ ticket: tickets.corp, expires_in: TICKET_S }) },
      "ticket/get": {
        method: "GET",
        handle({ query }) {
          if (query.type !== "agent_config") throw new Refusal(40035);
          return { ticket: tickets.agent, expires_in: TICKET_S };
        },
      },
    },
    router,
    isSigned({ kind, nonce, timestamp, url, signature }) {
      const text = `jsapi_ticket=${tickets[kind]}&noncestr=${nonce}&timestamp=${timestamp}&url=${url.split("#")[0]}`;
      return createHash("sha1").update(text).digest("hex") === signature;
    },
  };
}

function memberOf(request: Request): string | null {
  const cookie = (request.headers.cookie ?? "").split(/;\s*/u).find((part) => part.startsWith(`${MEMBER_COOKIE}=`));
  return cookie ? decodeURIComponent(cookie.slice(MEMBER_COOKIE.length + 1)) : null;
}
