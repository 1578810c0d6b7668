// The callback's two routes (docs 90930, 90238): GET proves to the platform that the URL is ours, POST receives.
// A message is stored before it is acknowledged. Nothing here logs a text, a key or a signature.
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response, Router } from "express";
import type { Log } from "../log.ts";
import type { InboundMessage } from "../message.ts";
import { CallbackError, type CallbackKeys, decodeAesKey, type Envelope, open } from "./crypto.ts";
import { ruleOf } from "./events.ts";
import { readMessage, setAside } from "./messages.ts";
import { childrenOf, readXml, textOf, type XmlElement, XmlError } from "./xml.ts";

export interface CallbackConfig {
  corpId: string;
  agentId: number;
  token: string;
  encodingAesKey: string;
  /**
   * Refuse what was signed longer ago. Off (null) by default: the platform states no rule, and its repeated
   * deliveries and a wrong clock here would be refused as well.
   */
  freshSecondsMax?: number | null;
}

export interface CallbackDeps {
  /** Must be durable when it resolves; a rejection makes the platform deliver again (3 times in all). */
  store(message: InboundMessage): Promise<void>;
  log: Log;
  now: () => Date;
}

/** The platform's largest messages are a few KiB; its documents name no limit. */
export const BODY_BYTES_MAX = 1024 * 1024;
/** The envelope has four; it is read before anything is known about its sender. */
const ENVELOPE_ELEMENTS_MAX = 20;

/** Mount it at the URL that is entered in the admin console. Throws CallbackError on a bad EncodingAESKey. */
export function createCallbackRouter(config: CallbackConfig, deps: CallbackDeps): Router {
  const keys = { token: config.token, aesKey: decodeAesKey(config.encodingAesKey), receiveId: config.corpId };
  const hatch = { config, deps, keys };
  const router = Router();
  // Without inflation a small compressed body cannot grow into a large one; the platform never compresses.
  const raw = express.raw({ type: () => true, limit: BODY_BYTES_MAX, inflate: false });
  router
    .route("/")
    .get((request, response) => verify(hatch, request, response))
    .post(raw, (request, response) => receive(hatch, request, response))
    .all(refuseMethod);
  router.use(answerFault(deps.log));
  return router;
}

interface Hatch {
  config: CallbackConfig;
  deps: CallbackDeps;
  keys: CallbackKeys;
}

/** A request that is refused, with the words the caller gets. */
class Refusal extends Error {
  override name = "Refusal";
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The plaintext exactly: no quotes, no line break, within a second. */
function verify({ config, deps, keys }: Hatch, request: Request, response: Response): void {
  const query = queryOf(request);
  // A "+" that was not percent-encoded has become a space on its way.
  const encrypt = query("echostr").replaceAll(" ", "+");
  const envelope = envelopeOf(query, encrypt);
  checkFresh(config, deps.now(), envelope);
  const plaintext = open(keys, envelope);
  response.status(200).type("text/plain").end(plaintext);
}

async function receive({ config, deps, keys }: Hatch, request: Request, response: Response): Promise<void> {
  const query = queryOf(request);
  const outer = readEnvelope(request.body);
  const envelope = envelopeOf(query, encryptOf(outer));
  const plaintext = open(keys, envelope);
  checkFresh(config, deps.now(), envelope);

  const message = readPlaintext({ config, deps, plaintext, outer });

  await deps.store(message);
  response.status(200).end();
}

function readPlaintext(received: {
  config: CallbackConfig;
  deps: CallbackDeps;
  plaintext: string;
  outer: XmlElement;
}): InboundMessage {
  const { config, deps, plaintext, outer } = received;
  const inner = readOrNull(plaintext);
  if (inner === null) {
    // It is genuine and will never become readable: refusing it would only bring it back twice.
    deps.log.warn("callback.unreadable", { bytes: Buffer.byteLength(plaintext) });
    return setAside(plaintext, deps.now());
  }
  checkAddressee(config, outer, inner);
  const message = readMessage(inner, deps.now());
  if (message.kind === "set-aside") deps.log.info("callback.set-aside", { id: message.id, what: message.what });
  return message;
}

function readOrNull(plaintext: string): XmlElement | null {
  try {
    return readXml(plaintext);
  } catch (error) {
    if (error instanceof XmlError) return null;
    throw error;
  }
}

function queryOf(request: Request): (name: string) => string {
  // Read from the URL itself, so that the app's query parser setting does not matter.
  const start = request.originalUrl.indexOf("?");
  const query = new URLSearchParams(start < 0 ? "" : request.originalUrl.slice(start + 1));
  return (name) => {
    const values = query.getAll(name);
    const value = values[0];
    if (values.length !== 1 || value === undefined || value === "") {
      throw new Refusal(400, `query parameter ${name} must occur once`);
    }
    return value;
  };
}

function envelopeOf(query: (name: string) => string, encrypt: string): Envelope {
  return { signature: query("msg_signature"), timestamp: query("timestamp"), nonce: query("nonce"), encrypt };
}

function readEnvelope(body: unknown): XmlElement {
  if (!Buffer.isBuffer(body) || body.length === 0) throw new Refusal(400, "body is empty");
  try {
    return readXml(body.toString("utf8"), ENVELOPE_ELEMENTS_MAX);
  } catch (error) {
    if (error instanceof XmlError) throw new Refusal(400, `body: ${error.message}`);
    throw error;
  }
}

function encryptOf(outer: XmlElement): string {
  const found = childrenOf(outer, "Encrypt");
  const encrypt = found[0]?.text ?? "";
  if (found.length !== 1 || encrypt === "") throw new Refusal(400, "body must hold one Encrypt element");
  return encrypt;
}

function checkFresh(config: CallbackConfig, now: Date, envelope: Envelope): void {
  const limit = config.freshSecondsMax ?? null;
  if (limit === null) return;
  const age = Math.abs(now.getTime() / 1000 - Number(envelope.timestamp));
  if (!(age <= limit)) throw new Refusal(403, "timestamp is too far from this server's clock");
}

/**
 * Corp and app must be ours. The envelope's own words are not signed, the inner ones are; corp-level events carry no
 * AgentID, or another one when several sources share a URL.
 */
function checkAddressee(config: CallbackConfig, outer: XmlElement, inner: XmlElement): void {
  for (const element of [outer, inner]) {
    const corp = textOf(element, "ToUserName");
    if (corp !== "" && corp !== config.corpId) throw new Refusal(403, "ToUserName is another corp");
    const agent = textOf(element, "AgentID");
    const mayDiffer = agent === "" || agent === "0" || (ruleOf(inner)?.ofCorp ?? false);
    if (!mayDiffer && agent !== String(config.agentId)) throw new Refusal(403, "AgentID is another app");
  }
}

const refuseMethod: RequestHandler = (_request, response) => {
  response.set("Allow", "GET, POST").status(405).type("text/plain").end("method not allowed");
};

/** The only catch: forged or broken requests get 4xx, a store that failed gets 500 so that delivery is repeated. */
function answerFault(log: Log): ErrorRequestHandler {
  return (error, _request, response, next) => {
    if (response.headersSent) return next(error);
    const { status, words } = faultOf(error);
    const fields = { status, error: words, code: error instanceof CallbackError ? error.code : undefined };
    if (status >= 500) log.error("callback.failed", fields);
    else log.warn("callback.refused", fields);
    response
      .status(status)
      .type("text/plain")
      .end(status >= 500 ? "failed, please deliver again" : words);
  };
}

function faultOf(error: unknown): { status: number; words: string } {
  if (error instanceof Refusal) return { status: error.status, words: error.message };
  if (error instanceof CallbackError) {
    return { status: error.fault === "signature" || error.fault === "receiver" ? 403 : 400, words: error.message };
  }
  // From the body reader: 413 too large, 415 compressed, 400 aborted. Its messages hold numbers only.
  const status = error instanceof Error && "status" in error ? Number(error.status) : 500;
  if (status >= 400 && status < 500) return { status, words: `body refused: ${String((error as Error).message)}` };
  // A database error may quote the row that failed, so its message is not logged here.
  return { status: 500, words: error instanceof Error ? error.name : "unknown" };
}
