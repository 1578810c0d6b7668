import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createLog } from "../../src/log.ts";
import type { InboundMessage } from "../../src/message.ts";
import { BODY_BYTES_MAX, type CallbackConfig, createCallbackRouter } from "../../src/wecom/callback.ts";
import { CallbackError, decodeAesKey, seal } from "../../src/wecom/crypto.ts";
import { writeXml, type XmlFields } from "../../src/wecom/xml.ts";

const corpId = "ww1436e0e65a779aee";
const encodingAesKey = "Zk5q0V1bT8rYc3NwX7mLh2PdG9sJfKaEuQo4iRtMvBz";
const config: CallbackConfig = { corpId, agentId: 1000002, token: "secretToken", encodingAesKey };
const keys = { token: config.token, aesKey: decodeAesKey(encodingAesKey), receiveId: corpId };
const now = new Date("2026-11-22T02:00:00Z");
const stamp = { timestamp: String(now.getTime() / 1000), nonce: "47744683" };

let stored: InboundMessage[] = [];
let logged = "";
let storeFails: Error | null = null;
let base = "";
let close = () => {};

beforeAll(async () => {
  const app = express();
  const deps = {
    store: async (message: InboundMessage) => {
      if (storeFails !== null) throw storeFails;
      stored.push(message);
    },
    log: createLog(
      (line) => {
        logged += `${line}\n`;
      },
      () => now,
    ),
    now: () => now,
  };
  app.use("/wecom/callback", createCallbackRouter(config, deps));
  app.use("/fresh", createCallbackRouter({ ...config, freshSecondsMax: 300 }, deps));
  const server = app.listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () => {
    server.close();
    server.closeAllConnections();
  };
});
afterAll(() => close());
beforeEach(() => {
  stored = [];
  logged = "";
  storeFails = null;
});

const text = (fields: XmlFields = {}): XmlFields => ({
  ToUserName: corpId,
  FromUserName: "ZhangSan",
  CreateTime: 1767225600,
  MsgType: "text",
  Content: "张姐今天买了真丝裙3280",
  MsgId: "4561255354251345929",
  AgentID: 1000002,
  ...fields,
});

interface Delivery {
  path?: string;
  plaintext?: string;
  envelope?: XmlFields;
  query?: Record<string, string | undefined>;
  headers?: Record<string, string>;
  body?: string;
  timestamp?: string;
  receiveId?: string;
}

async function deliver(given: Delivery = {}) {
  const ring = { ...keys, receiveId: given.receiveId ?? corpId };
  const sealed = seal(ring, given.plaintext ?? writeXml(text()), {
    ...stamp,
    timestamp: given.timestamp ?? stamp.timestamp,
  });
  const query = { msg_signature: sealed.signature, timestamp: sealed.timestamp, nonce: sealed.nonce, ...given.query };
  const present = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const envelope = { ToUserName: corpId, AgentID: "1000002", Encrypt: sealed.encrypt, ...given.envelope };
  const response = await fetch(`${base}${given.path ?? "/wecom/callback"}?${new URLSearchParams(present)}`, {
    method: "POST",
    headers: { "Content-Type": "text/xml", ...given.headers },
    body: given.body ?? writeXml(envelope),
  });
  return { status: response.status, body: await response.text() };
}

async function verify(given: {
  echo?: string;
  change?: (query: URLSearchParams) => void;
  raw?: (url: string) => string;
}) {
  const sealed = seal(keys, given.echo ?? "12345678901234567890123", stamp);
  const query = new URLSearchParams({ msg_signature: sealed.signature, ...stamp, echostr: sealed.encrypt });
  given.change?.(query);
  const url = `${base}/wecom/callback?${query}`;
  const response = await fetch(given.raw?.(url) ?? url);
  return { status: response.status, body: await response.text(), type: response.headers.get("content-type") };
}

describe("GET: the URL is verified", () => {
  test.each(["1616140317555161061", "12345678901234567890123", "007", "ECHO"])("echo %s, exactly", async (echo) => {
    const answer = await verify({ echo });
    expect(answer).toEqual({ status: 200, body: echo, type: "text/plain; charset=utf-8" });
  });

  test("a + that was not encoded is restored", async () => {
    const answers = [];
    for (let count = 0; count < 20; count++) {
      answers.push(await verify({ echo: `echo ${count}`, raw: (url) => url.replaceAll("%2B", "+") }));
    }
    expect(answers.map(({ body }) => body)).toEqual(answers.map((_, count) => `echo ${count}`));
  });

  test.each<[string, (query: URLSearchParams) => void, number]>([
    ["signature missing", (query) => query.delete("msg_signature"), 400],
    ["timestamp missing", (query) => query.delete("timestamp"), 400],
    ["nonce missing", (query) => query.delete("nonce"), 400],
    ["echo missing", (query) => query.delete("echostr"), 400],
    ["echo twice", (query) => query.append("echostr", "x"), 400],
    ["signature wrong", (query) => query.set("msg_signature", "0".repeat(40)), 403],
    ["nonce changed", (query) => query.set("nonce", "1"), 403],
  ])("%s", async (_name, change, status) => {
    const answer = await verify({ change });
    expect(answer.status).toBe(status);
    expect(answer.body).not.toContain("1234567890");
  });
});

describe("POST: a message is received", () => {
  test("stored, then acknowledged with nothing", async () => {
    expect(await deliver()).toEqual({ status: 200, body: "" });
    expect(stored).toMatchObject([{ id: "msg:4561255354251345929", from: "zhangsan", kind: "text" }]);
  });

  test("the envelope may be in any order and spacing, without AgentID", async () => {
    const sealed = seal(keys, writeXml(text()), stamp);
    const body = `\n<xml>\n <Encrypt>\n<![CDATA[${sealed.encrypt}]]>\n</Encrypt>\n <ToUserName>${corpId}</ToUserName>\n</xml>\n`;
    const query = { msg_signature: sealed.signature };
    expect(await deliver({ body, query })).toEqual({ status: 200, body: "" });
    expect(stored).toHaveLength(1);
  });

  test("any content type", async () => {
    expect((await deliver({ headers: { "Content-Type": "application/json" } })).status).toBe(200);
  });

  test("when the store fails the platform shall come again, and the log tells no text", async () => {
    storeFails = new Error("insert failed for values ('张姐今天买了真丝裙3280')");
    expect((await deliver()).status).toBe(500);
    expect(logged).toContain("callback.failed");
    expect(logged).not.toContain("真丝裙");
    storeFails = null;
    expect((await deliver()).status).toBe(200);
  });

  test.each([
    ["no XML", "张姐的电话 13800000001"],
    ["broken XML", "<xml><A>13800000001</xml>"],
    ["document type", '<!DOCTYPE x [<!ENTITY e "13800000001">]><xml>&e;</xml>'],
    ["empty", ""],
  ])("poison (%s) is set aside once and acknowledged", async (_name, plaintext) => {
    expect(await deliver({ plaintext })).toEqual({ status: 200, body: "" });
    expect(stored).toMatchObject([{ kind: "set-aside", what: "unreadable message", at: now }]);
    expect(logged).toContain("callback.unreadable");
    expect(logged).not.toContain("13800000001");
  });

  test("unknown events are stored too", async () => {
    const plaintext = writeXml(text({ MsgType: "event", Event: "brand_new" }));
    expect((await deliver({ plaintext })).status).toBe(200);
    expect(stored).toMatchObject([{ kind: "set-aside" }]);
  });

  test.each<[string, Delivery, number]>([
    ["wrong signature", { query: { msg_signature: "0".repeat(40) } }, 403],
    ["changed timestamp", { query: { timestamp: "1" } }, 403],
    ["no signature", { query: { msg_signature: undefined } }, 400],
    ["another receiver", { receiveId: "ww0000000000000000" }, 403],
    ["another corp in the envelope", { envelope: { ToUserName: "ww0000000000000000" } }, 403],
    ["another corp inside", { plaintext: writeXml(text({ ToUserName: "ww0000000000000000" })) }, 403],
    ["another app in the envelope", { envelope: { AgentID: "1000003" } }, 403],
    ["another app inside", { plaintext: writeXml(text({ AgentID: 1000003 })) }, 403],
    ["tampered cipher", { envelope: { Encrypt: `AAAA${"B".repeat(60)}` } }, 403],
    ["empty body", { body: "" }, 400],
    ["JSON body", { body: '{"encrypt":"x"}' }, 400],
    ["document type body", { body: '<!DOCTYPE x SYSTEM "file:///etc/passwd"><xml><Encrypt>x</Encrypt></xml>' }, 400],
    ["no Encrypt", { body: "<xml><ToUserName>x</ToUserName></xml>" }, 400],
    ["two Encrypts", { body: "<xml><Encrypt>a</Encrypt><Encrypt>b</Encrypt></xml>" }, 400],
    ["oversized", { body: `<xml><Encrypt>${"A".repeat(BODY_BYTES_MAX)}</Encrypt></xml>` }, 413],
    ["compressed", { headers: { "Content-Encoding": "gzip" } }, 415],
  ])("%s is refused and not stored", async (_name, given, status) => {
    const answer = await deliver(given);
    expect(answer.status).toBe(status);
    expect(stored).toEqual([]);
    expect(logged).toContain("callback.refused");
  });

  test("corp-level events may name no app or another one", async () => {
    const plaintext = writeXml({
      ToUserName: corpId,
      FromUserName: "sys",
      CreateTime: 1767225600,
      MsgType: "event",
      Event: "change_external_contact",
      ChangeType: "add_external_contact",
      UserID: "ZhangSan",
      ExternalUserID: "wm1",
    });
    for (const AgentID of ["", "0", "2000003", undefined]) {
      expect((await deliver({ plaintext, envelope: { AgentID } })).status).toBe(200);
    }
    expect(new Set(stored.map(({ id }) => id)).size).toBe(1);
  });

  test("other methods and paths", async () => {
    const put = await fetch(`${base}/wecom/callback`, { method: "PUT", body: "x" });
    expect([put.status, put.headers.get("allow")]).toEqual([405, "GET, POST"]);
    expect((await fetch(`${base}/wecom/callback`, { method: "DELETE" })).status).toBe(405);
    expect((await fetch(`${base}/wecom/callback/more`)).status).toBe(404);
    expect((await fetch(`${base}/wecom/callback`)).status).toBe(400);
  });

  test("old timestamps pass by default and are refused where a window is set", async () => {
    const ago = (seconds: number) => String(now.getTime() / 1000 - seconds);
    const status = async (path: string, timestamp: string) => (await deliver({ path, timestamp })).status;
    expect(await status("/wecom/callback", ago(86_400))).toBe(200);
    expect(await status("/fresh", ago(299))).toBe(200);
    expect(await status("/fresh", ago(-299))).toBe(200);
    expect(await status("/fresh", ago(301))).toBe(403);
    expect(await status("/fresh", "never")).toBe(403);
  });

  test("logs hold neither texts nor keys nor signatures", async () => {
    await deliver();
    await deliver({ query: { msg_signature: "f".repeat(40) } });
    await deliver({ plaintext: writeXml(text({ MsgType: "event", Event: "brand_new", Content: "真丝裙" })) });
    for (const secret of ["真丝裙", config.token, encodingAesKey, "f".repeat(40), stamp.nonce]) {
      expect(logged).not.toContain(secret);
    }
  });
});

test("a bad key is told at the start", () => {
  const deps = {
    store: async () => {},
    log: createLog(
      () => {},
      () => now,
    ),
    now: () => now,
  };
  expect(() => createCallbackRouter({ ...config, encodingAesKey: "short" }, deps)).toThrow(CallbackError);
});
