// The platform calling the app: the GET that verifies the address, and POSTs of encrypted messages and events.
// A try that is not answered with 200 within five seconds is made again, three in all. What the app answers in the body
// (a passive reply) is checked as strictly as the platform does and handed to the phones.
import { randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import { decrypt, encrypt, getSignature } from "@wecom/crypto";
import { describe } from "../log.ts";
import { type Corp, seconds, type World } from "./world.ts";
import { readXml, writeXml } from "./xml.ts";

export type Mischief =
  | "wrong-signature"
  | "wrong-receiveid"
  | "tampered"
  | "oversized"
  | "doctype"
  | "duplicate"
  | "duplicate-new-nonce";

export interface Try {
  status: number | null;
  error: string | null;
}

export interface Pushed {
  taken: boolean;
  tries: Try[];
  /** The decrypted passive reply, as the app's XML; null when it answered with an empty body. */
  reply: Record<string, unknown> | null;
  /** Why a passive reply could not be used. */
  complaint: string | null;
}

export interface Verification {
  ok: boolean;
  why: string;
}

export interface CallbackOptions {
  callbackMs: number;
  verifyMs: number;
  /** Between tries; tests hand in one that returns at once. */
  wait: (ms: number) => Promise<void>;
  retryWaitMs: number;
  /** Whether a repeated try is encrypted anew; the platform does not say which it does. */
  freshRetries: boolean;
}

const triesMax = 3;
const replyBytesMax = 64 * 1_024;
const oversizedBytes = 3 * 1_048_576; // well over any sane body limit

export interface Callbacks {
  verify(url: string): Promise<Verification>;
  push(url: string, xml: string, mischief?: Mischief): Promise<Pushed>;
}

export function createCallbacks(world: World, options: CallbackOptions): Callbacks {
  const { corp } = world;
  return { verify, push };

  async function verify(url: string): Promise<Verification> {
    const digits = Array.from({ length: randomInt(16, 24) }, (_, at) => randomInt(at === 0 ? 1 : 0, 10)).join("");
    const { query, cipher } = sign(corp, digits, seconds(world.now()));
    query.set("echostr", cipher);
    try {
      const response = await fetch(addressOf(url, query), { signal: AbortSignal.timeout(options.verifyMs) });
      const body = await response.text();
      if (response.status !== 200) return { ok: false, why: `status ${response.status}` };
      if (body !== digits) return { ok: false, why: "the body is not exactly the decrypted echostr" };
      return { ok: true, why: "" };
    } catch (error) {
      return { ok: false, why: describe(error) };
    }
  }

  async function push(url: string, xml: string, mischief?: Mischief): Promise<Pushed> {
    let envelope = seal(corp, xml, seconds(world.now()), mischief);
    const pushed: Pushed = { taken: false, tries: [], reply: null, complaint: null };
    const once = mischief !== undefined && !mischief.startsWith("duplicate");
    while (pushed.tries.length < (once ? 1 : triesMax)) {
      if (pushed.tries.length > 0) {
        await options.wait(options.retryWaitMs);
        if (options.freshRetries) envelope = seal(corp, xml, seconds(world.now()), mischief);
      }
      const { tried, body } = await post(url, envelope);
      pushed.tries.push(tried);
      if (tried.status !== 200) continue;
      pushed.taken = true;
      Object.assign(pushed, openReply(corp, body));
      break;
    }
    if (pushed.complaint) world.log.warn("simulator.bad-passive-reply", { why: pushed.complaint });
    if (!pushed.taken && !once) world.log.warn("simulator.callback-failed", { tries: pushed.tries });
    if (pushed.taken && mischief === "duplicate") pushed.tries.push((await post(url, envelope)).tried);
    if (pushed.taken && mischief === "duplicate-new-nonce") {
      pushed.tries.push((await post(url, seal(corp, xml, seconds(world.now())))).tried);
    }
    return pushed;
  }

  async function post(url: string, envelope: Envelope): Promise<{ tried: Try; body: string }> {
    try {
      const response = await fetch(addressOf(url, envelope.query), {
        method: "POST",
        headers: { "content-type": "text/xml" },
        body: envelope.body,
        signal: AbortSignal.timeout(options.callbackMs),
      });
      const body = await response.text();
      return { tried: { status: response.status, error: null }, body };
    } catch (error) {
      return { tried: { status: null, error: describe(error) }, body: "" };
    }
  }
}

interface Envelope {
  query: URLSearchParams;
  body: string;
}

function seal(corp: Corp, xml: string, timestamp: number, mischief?: Mischief): Envelope {
  const message =
    mischief === "oversized" ? xml.replace("</xml>", `<Pad>${"大".repeat(oversizedBytes / 3)}</Pad></xml>`) : xml;
  const receiver = mischief === "wrong-receiveid" ? "ww0000000000000000" : corp.corpId;
  const { query, cipher } = sign(corp, message, timestamp, receiver, mischief === "tampered");
  if (mischief === "wrong-signature") query.set("msg_signature", flipHex(query.get("msg_signature")!));
  const envelope = writeXml("xml", { ToUserName: corp.corpId, AgentID: String(corp.agentId), Encrypt: cipher });
  const doctype = '<!DOCTYPE xml [<!ENTITY file SYSTEM "file:///etc/hostname">]>';
  return { query, body: mischief === "doctype" ? doctype + envelope : envelope };
}

/** Tampering happens before signing, so that only the decryption can notice it. */
function sign(corp: Corp, message: string, timestamp: number, receiver = corp.corpId, tampered = false) {
  const whole = encrypt(corp.encodingAesKey, message, receiver, randomBytes(16));
  const cipher = tampered ? flipLastBlock(whole) : whole;
  const nonce = String(randomInt(10 ** 9, 10 ** 10));
  const signature = getSignature(corp.token, timestamp, nonce, cipher);
  const query = new URLSearchParams({ msg_signature: signature, timestamp: String(timestamp), nonce });
  return { query, cipher };
}

function flipLastBlock(cipher: string): string {
  const bytes = Buffer.from(cipher, "base64");
  // The byte before the last block turns over one bit of the padding: every pad byte is there to be checked.
  const at = bytes.length - 17;
  bytes[at] = bytes[at]! ^ 0x80;
  return bytes.toString("base64");
}

function flipHex(hex: string): string {
  return (hex[0] === "0" ? "1" : "0") + hex.slice(1);
}

function addressOf(url: string, query: URLSearchParams): string {
  return `${url}${url.includes("?") ? "&" : "?"}${query}`;
}

function openReply(corp: Corp, body: string): Pick<Pushed, "reply" | "complaint"> {
  // "success" is not documented for WeCom, but many apps answer it and the platform takes it.
  if (body === "" || body === "success") return { reply: null, complaint: null };
  try {
    return { reply: readReply(corp, body), complaint: null };
  } catch (error) {
    return { reply: null, complaint: error instanceof Error ? error.message : String(error) };
  }
}

function readReply(corp: Corp, body: string): Record<string, unknown> {
  if (body.length > replyBytesMax) throw new Error("passive reply too long");
  const envelope = readXml(body);
  const [cipher, signature, timestamp, nonce] = ["Encrypt", "MsgSignature", "TimeStamp", "Nonce"].map((name) => {
    const value = envelope[name];
    if (typeof value !== "string" || value === "") throw new Error(`passive reply without ${name}`);
    return value;
  }) as [string, string, string, string];
  const expected = Buffer.from(getSignature(corp.token, timestamp, nonce, cipher));
  const given = Buffer.from(signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) throw new Error("bad MsgSignature");
  const { message, id } = decrypt(corp.encodingAesKey, cipher);
  if (id !== corp.corpId) throw new Error("receiveid of the passive reply is not the corp (or its padding is wrong)");
  return readXml(message);
}

/** Beyond 2^53 on purpose: who parses it as a number loses digits. */
export function newMsgId(): string {
  return String((randomBytes(8).readBigUInt64BE() >> 1n) | (1n << 60n));
}
