// A very small app on the other side of the local WeCom: checks callbacks strictly with the official crypto package,
// answers through the HTTP API. It knows nothing of the house; it exists so that the simulator can be tried alone.
import { timingSafeEqual } from "node:crypto";
import { decrypt, encrypt, getSignature } from "@wecom/crypto";
import express, { type Express } from "express";
import { XMLParser } from "fast-xml-parser";
import type { Corp } from "../../../src/simulator/world.ts";

export interface Received {
  xml: Record<string, string>;
  raw: string;
}

export interface EchoBot {
  app: Express;
  received: Received[];
  /** Statuses of refused requests, with the reason. */
  refused: string[];
  /** What to answer to the next callbacks: a status, a delay, a passive reply. */
  behave: (received: Received) => Promise<{ status?: number; reply?: string }> | { status?: number; reply?: string };
  /** Called after the callback has been answered. */
  after: (received: Received) => Promise<void>;
  call(path: string, body: unknown, query?: Record<string, string>): Promise<Record<string, unknown>>;
  get(path: string, query?: Record<string, string>): Promise<Record<string, unknown>>;
  token(): Promise<string>;
  seal(xml: string): string;
}

const parser = new XMLParser({ parseTagValue: false, ignoreAttributes: true });

export function createEchoBot(corp: Corp, apiBase: () => string): EchoBot {
  const app = express();
  let token = "";
  const bot: EchoBot = {
    app,
    received: [],
    refused: [],
    behave: () => ({}),
    after: async () => {},
    async token() {
      const query = new URLSearchParams({ corpid: corp.corpId, corpsecret: corp.secret });
      const answer = await (await fetch(`${apiBase()}/cgi-bin/gettoken?${query}`)).json();
      token = String((answer as Record<string, unknown>).access_token ?? "");
      return token;
    },
    async call(path, body, query = {}) {
      if (!token) await bot.token();
      const search = new URLSearchParams({ access_token: token, ...query });
      const response = await fetch(`${apiBase()}/cgi-bin/${path}?${search}`, {
        method: "POST",
        body: typeof body === "string" ? body : JSON.stringify(body),
      });
      return (await response.json()) as Record<string, unknown>;
    },
    async get(path, query = {}) {
      if (!token) await bot.token();
      const search = new URLSearchParams({ access_token: token, ...query });
      return (await (await fetch(`${apiBase()}/cgi-bin/${path}?${search}`)).json()) as Record<string, unknown>;
    },
    seal: (xml) => seal(corp, xml),
  };

  app.get("/wecom/callback", (req, res) => {
    const { msg_signature, timestamp, nonce, echostr } = req.query as Record<string, string>;
    if (!signed(corp, msg_signature, timestamp, nonce, echostr)) return void res.status(403).end();
    const { message, id } = decrypt(corp.encodingAesKey, echostr!);
    if (id !== corp.corpId) return void res.status(403).end();
    res.type("text").send(message);
  });

  app.post("/wecom/callback", express.text({ type: () => true, limit: "1mb" }), async (req, res) => {
    const refuse = (why: string) => {
      bot.refused.push(why);
      res.status(403).end();
    };
    const { msg_signature, timestamp, nonce } = req.query as Record<string, string>;
    const body = String(req.body);
    if (/<!DOCTYPE/i.test(body)) return refuse("doctype");
    const cipher = parser.parse(body)?.xml?.Encrypt as string | undefined;
    if (!signed(corp, msg_signature, timestamp, nonce, cipher)) return refuse("signature");
    const opened = decrypt(corp.encodingAesKey, cipher!);
    if (opened.id !== corp.corpId) return refuse("receiveid");
    const received = { xml: parser.parse(opened.message).xml as Record<string, string>, raw: opened.message };
    bot.received.push(received);
    const { status = 200, reply } = await bot.behave(received);
    res.status(status).send(reply ?? "");
    if (status === 200) await bot.after(received);
  });
  app.use((_error: unknown, _req: express.Request, res: express.Response, _next: express.NextFunction) => {
    bot.refused.push("body");
    res.status(413).end();
  });
  return bot;
}

function signed(corp: Corp, given?: string, timestamp?: string, nonce?: string, cipher?: string): boolean {
  if (!given || !timestamp || !nonce || !cipher) return false;
  const expected = Buffer.from(getSignature(corp.token, timestamp, nonce, cipher));
  const offered = Buffer.from(given);
  return expected.length === offered.length && timingSafeEqual(expected, offered);
}

function seal(corp: Corp, xml: string): string {
  const cipher = encrypt(corp.encodingAesKey, xml, corp.corpId);
  const [timestamp, nonce] = ["1411525903", "461056294"];
  const signature = getSignature(corp.token, timestamp, nonce, cipher);
  return `<xml><Encrypt><![CDATA[${cipher}]]></Encrypt><MsgSignature><![CDATA[${signature}]]></MsgSignature><TimeStamp>${timestamp}</TimeStamp><Nonce><![CDATA[${nonce}]]></Nonce></xml>`;
}
