// Durable acknowledgements: the callback decrypts, stores the message as a row and answers, against a bare express
// server that only decrypts. Same ciphertexts, same client, one after the other in one run.
import { randomInt } from "node:crypto";
import { Agent, createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { encrypt, getSignature } from "@wecom/crypto";
import express from "express";
import { createInboundStore } from "../../src/conversation/inbox.ts";
import type { Db } from "../../src/db/db.ts";
import { silentLog } from "../../src/log.ts";
import { createCallbackRouter } from "../../src/wecom/callback.ts";
import { decodeAesKey, open } from "../../src/wecom/crypto.ts";
import { hasServer, openInMemory, openOnServer } from "../support/database.ts";
import { type Form, ms, percentile } from "./figures.ts";

const corp = {
  corpId: "ww1436e0e65a779aee",
  agentId: 1000002,
  token: "benchtoken",
  encodingAesKey: "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
};
const CLIENTS = 16;
/** More than a chain of two hundred shops writes at its busiest; what a person waits for is measured at this rate. */
const PER_SECOND = 200;

export async function acknowledgements({ quick }: Form): Promise<string[]> {
  const count = quick ? 400 : 4000;
  const bare = await run(bareServer(), makeBodies(count));
  const lines = [`bare express + decrypt: ${bare.perSecond.toFixed(0)}/s, p50 ${ms(bare.p50)}, p99 ${ms(bare.p99)}`];
  const engines = [
    { name: "embedded", open: openInMemory },
    ...(hasServer() ? [{ name: "PostgreSQL", open: openOnServer }] : []),
  ];
  for (const engine of engines) {
    const opened = await engine.open();
    try {
      const durable = await run(durableServer(opened.db), makeBodies(count));
      const paced = await run(durableServer(opened.db), makeBodies(count / 4), PER_SECOND);
      lines.push(
        `stored before 200, ${engine.name}: ${durable.perSecond.toFixed(0)}/s (${(durable.perSecond / bare.perSecond).toFixed(2)} of bare), p50 ${ms(durable.p50)}, p99 ${ms(durable.p99)}; at ${PER_SECOND}/s p50 ${ms(paced.p50)}, p99 ${ms(paced.p99)}`,
      );
    } finally {
      await opened.close();
    }
  }
  return lines;
}

function bareServer(): Server {
  const aesKey = decodeAesKey(corp.encodingAesKey);
  const http = express();
  http.post("/", express.raw({ type: () => true }), (req, res) => {
    const cipher = /<Encrypt><!\[CDATA\[(.*?)\]\]>/u.exec(req.body.toString())?.[1] ?? "";
    const { msg_signature, timestamp, nonce } = req.query as Record<string, string>;
    open(
      { token: corp.token, aesKey, receiveId: corp.corpId },
      { signature: msg_signature ?? "", timestamp: timestamp ?? "", nonce: nonce ?? "", encrypt: cipher },
    );
    res.status(200).end();
  });
  return createServer(http);
}

function durableServer(db: Db): Server {
  const http = express();
  const now = () => new Date();
  const keep = createInboundStore(db);
  http.use("/", createCallbackRouter({ ...corp }, { store: (message) => keep(message, now()), log: silentLog, now }));
  return createServer(http);
}

function makeBodies(count: number): { path: string; body: string }[] {
  return Array.from({ length: count }, (_, index) => {
    const text = `<xml><ToUserName><![CDATA[${corp.corpId}]]></ToUserName><FromUserName><![CDATA[user${index % 50}]]></FromUserName><CreateTime>1767225600</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[张姐买了真丝裙3280]]></Content><MsgId>${randomInt(2 ** 47)}${index}</MsgId><AgentID>${corp.agentId}</AgentID></xml>`;
    const cipher = encrypt(corp.encodingAesKey, text, corp.corpId);
    const [timestamp, nonce] = ["1767225600", `${index}`];
    const signature = getSignature(corp.token, timestamp, nonce, cipher);
    return {
      path: `/?msg_signature=${signature}&timestamp=${timestamp}&nonce=${nonce}`,
      body: `<xml><ToUserName><![CDATA[${corp.corpId}]]></ToUserName><AgentID><![CDATA[${corp.agentId}]]></AgentID><Encrypt><![CDATA[${cipher}]]></Encrypt></xml>`,
    };
  });
}

/** As fast as the clients get their answers, or at a rate of its own, whatever the answers take. */
async function run(server: Server, bodies: { path: string; body: string }[], perSecond: number | null = null) {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true, ...(perSecond === null ? { maxSockets: CLIENTS } : {}) });
  const spent: number[] = [];
  const send = async (index: number) => {
    const began = performance.now();
    await post(port, agent, bodies[index] as { path: string; body: string });
    spent.push(performance.now() - began);
  };
  let next = 0;
  const client = async () => {
    for (let index = next++; index < bodies.length; index = next++) await send(index);
  };
  const began = performance.now();
  if (perSecond === null) await Promise.all(Array.from({ length: CLIENTS }, client));
  else
    await Promise.all(
      bodies.map(async (_, index) => {
        await new Promise((resolve) => setTimeout(resolve, (index / perSecond) * 1000));
        await send(index);
      }),
    );
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  await new Promise((resolve) => server.close(resolve));
  return { perSecond: bodies.length / seconds, p50: percentile(spent, 0.5), p99: percentile(spent, 0.99) };
}

function post(port: number, agent: Agent, { path, body }: { path: string; body: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        port,
        agent,
        path,
        method: "POST",
        headers: { "content-type": "text/xml", "content-length": Buffer.byteLength(body) },
      },
      (answer) => {
        answer.resume();
        answer.once("end", () =>
          answer.statusCode === 200 ? resolve() : reject(new Error(`HTTP ${answer.statusCode}`)),
        );
      },
    );
    sent.once("error", reject);
    sent.end(body);
  });
}
