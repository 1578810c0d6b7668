// gettoken, and the check of a token on every other call. The same token is handed out while it is valid.
import { newId, type World } from "../world.ts";
import type { ApiCalls } from "./gate.ts";
import { Refusal } from "./refusal.ts";

const tokensKept = 20; // old ones are remembered so that they answer "expired", not "unknown"

export function tokenCalls(world: World): ApiCalls {
  return {
    gettoken: {
      method: "GET",
      withoutToken: true,
      handle({ query }) {
        if (!query.corpid) throw new Refusal(41002);
        if (!query.corpsecret) throw new Refusal(41004);
        if (query.corpid !== world.corp.corpId) throw new Refusal(40013);
        if (query.corpsecret !== world.corp.secret) throw new Refusal(40001);
        const token = currentToken(world) ?? issueToken(world);
        const leftMs = Date.parse(token.expiresAt) - world.now().getTime();
        return { access_token: token.value, expires_in: Math.max(1, Math.floor(leftMs / 1000)) };
      },
    },
    getcallbackip: { method: "GET", handle: () => ({ ip_list: ["127.0.0.1", "127.0.0.*"] }) },
    get_api_domain_ip: { method: "GET", handle: () => ({ ip_list: ["127.0.0.1"] }) },
  };
}

export function checkToken(world: World, value: string): void {
  if (!value) throw new Refusal(41001);
  const token = world.state.tokens.find((each) => each.value === value);
  if (!token || token.revoked) throw new Refusal(40014);
  if (Date.parse(token.expiresAt) <= world.now().getTime()) throw new Refusal(42001);
}

export function revokeTokens(world: World): void {
  for (const token of world.state.tokens) token.revoked = true;
  world.tell({ kind: "faults" });
}

export function expireTokens(world: World): void {
  for (const token of world.state.tokens) token.expiresAt = world.now().toISOString();
  world.tell({ kind: "faults" });
}

function currentToken(world: World) {
  const token = world.state.tokens.at(-1);
  const valid = token && !token.revoked && Date.parse(token.expiresAt) > world.now().getTime();
  return valid ? token : null;
}

function issueToken(world: World) {
  const at = world.now();
  const token = {
    value: newId("", 48),
    issuedAt: at.toISOString(),
    expiresAt: new Date(at.getTime() + world.settings.tokenSeconds * 1000).toISOString(),
    revoked: false,
  };
  world.state.tokens = [...world.state.tokens, token].slice(-tokensKept);
  world.tell({ kind: "clock" });
  return token;
}
