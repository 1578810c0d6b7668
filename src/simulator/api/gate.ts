// The door of the HTTP API: every call passes the same checks in the same order before its own code runs.
// Order: fault → method → token (missing, unknown, expired) → trusted IP → frequency → JSON syntax → the call itself.
import express, { type Request, type Response, Router } from "express";
import { describe } from "../../log.ts";
import type { Faults } from "../faults.ts";
import type { World } from "../world.ts";
import { Refusal, refusalBody } from "./refusal.ts";

export interface Call {
  query: Record<string, string>;
  body: Record<string, unknown>;
  raw: Buffer;
  contentType: string;
  /** A fault asked for it: answer as if all were well, and do nothing. */
  drop: boolean;
}

export type Answer = Record<string, unknown> | { file: Buffer; mime: string; name: string };

export interface ApiCall {
  method: "GET" | "POST";
  /** gettoken and group robots carry their own secret. */
  withoutToken?: true;
  multipart?: true;
  handle(call: Call): Answer;
}

export type ApiCalls = Record<string, ApiCall>;

const bodyBytesMax = "25mb"; // the largest upload is 20 MB

export function apiRouter(world: World, faults: Faults, calls: ApiCalls, checkToken: (token: string) => void): Router {
  const router = Router();
  const passes = new Map<string, { minute: number; count: number }>();

  router.use(express.raw({ type: () => true, limit: bodyBytesMax }), async (req: Request, res: Response) => {
    const path = req.path.replace(/^\//, "");
    const ip = (req.ip ?? "127.0.0.1").replace(/^::ffff:/, "");
    const call = calls[path];
    if (!call) return void res.status(404).json({ errcode: 404, errmsg: `no such call: ${path}` });
    const fault = faults.take(path);
    try {
      if (fault?.kind === "slow") await faults.wait(fault.ms);
      if (fault?.kind === "hang") return faults.hang(res);
      if (fault?.kind === "http") return void res.status(fault.status).type("html").send("<html>Bad Gateway</html>");
      if (fault?.kind === "malformed") return void res.type("json").send('{"errcode":0,"errmsg":"o');
      if (fault?.kind === "errcode") throw new Refusal(fault.code);

      const answer = pass(req, path, call, fault?.kind === "drop");

      if (fault?.kind === "lost-answer") return void req.socket.destroy();
      send(res, answer);
    } catch (error) {
      if (!(error instanceof Refusal)) {
        world.log.error("simulator.call-failed", { path, error: describe(error) });
        return void res.json(refusalBody(new Refusal(-1), ip));
      }
      res.json(refusalBody(error, ip));
    }
  });
  return router;

  function pass(req: Request, path: string, call: ApiCall, drop: boolean): Answer {
    if (req.method !== call.method) throw new Refusal(call.method === "GET" ? 43001 : 43002);
    const query: Record<string, string> = {};
    for (const [name, value] of Object.entries(req.query)) if (typeof value === "string") query[name] = value;
    if (!call.withoutToken) {
      checkToken(query.access_token ?? "");
      if (!faults.state.trustedIp) throw new Refusal(60020);
    }
    countCall(path);
    const raw = Buffer.isBuffer(req.body) ? req.body : bodyParsedByHost(req.body);
    const body = call.method === "POST" && !call.multipart ? parseJson(raw) : {};
    return call.handle({ query, body, raw, contentType: req.get("content-type") ?? "", drop });
  }

  function countCall(path: string): void {
    const minute = Math.floor(world.now().getTime() / 60_000);
    const seen = passes.get(path);
    const count = seen?.minute === minute ? seen.count + 1 : 1;
    passes.set(path, { minute, count });
    if (count > world.settings.callsPerMinute) throw new Refusal(45009);
  }
}

/** A host that parses JSON before us is tolerated: what it made of the body is turned back. */
function bodyParsedByHost(body: unknown): Buffer {
  return body && typeof body === "object" ? Buffer.from(JSON.stringify(body)) : Buffer.alloc(0);
}

function parseJson(raw: Buffer): Record<string, unknown> {
  if (raw.length === 0) return {};
  try {
    const value: unknown = JSON.parse(raw.toString("utf8"));
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // told below: the platform's words are the same for all kinds of bad JSON
  }
  throw new Refusal(40058, "invalid request parameter. Warning: wrong json format.");
}

function send(res: Response, answer: Answer): void {
  if (Buffer.isBuffer(answer.file)) {
    res.setHeader("content-type", String(answer.mime));
    res.setHeader("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(String(answer.name))}`);
    res.end(answer.file);
    return;
  }
  res.json({ errcode: 0, errmsg: "ok", ...answer });
}
