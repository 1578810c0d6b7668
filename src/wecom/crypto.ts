// The callback's crypto (docs 90968, 90930): signature, AES-256-CBC envelope, JS-SDK signature. Pure but for the
// default random bytes. It must never hand out a plaintext whose signature, padding, bounds or receiver is wrong.
import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** The return codes of the platform's own sample libraries, so that logs can be compared with its documents. */
export const callbackCodes = {
  signature: -40001,
  parse: -40002,
  key: -40004,
  receiver: -40005,
  encrypt: -40006,
  decrypt: -40007,
  buffer: -40008,
  base64: -40010,
} as const;
export type CallbackFault = keyof typeof callbackCodes;

/** A callback that must not be trusted or cannot be read. Carries neither keys nor texts. */
export class CallbackError extends Error {
  override name = "CallbackError";
  readonly fault: CallbackFault;
  readonly code: number;
  constructor(fault: CallbackFault, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.fault = fault;
    this.code = callbackCodes[fault];
  }
}

export interface CallbackKeys {
  token: string;
  aesKey: Buffer;
  /** The corp id for a self-built app, "" for a robot of the own corp. */
  receiveId: string;
}

export interface Envelope {
  signature: string;
  timestamp: string;
  nonce: string;
  /** Base64, as it stands in `Encrypt` or `echostr`. */
  encrypt: string;
}

const PAD_BLOCK = 32;
const RANDOM_BYTES = 16;
const LENGTH_BYTES = 4;
/** 1 MiB of body as base64, see callback.ts; nothing longer can be genuine. */
const CIPHER_CHARS_MAX = 1_400_000;

/** The only way in: checks the signature, then decrypts. Throws CallbackError. */
export function open(keys: CallbackKeys, envelope: Envelope): string {
  const expected = sign(keys.token, envelope);
  if (!equalInConstantTime(expected, envelope.signature)) {
    throw new CallbackError("signature", "msg_signature does not match");
  }
  return decrypt(keys.aesKey, keys.receiveId, envelope.encrypt);
}

/** The way out: what `open` on the other side accepts. `random` is 16 bytes; given only by tests. */
export function seal(
  keys: CallbackKeys,
  plaintext: string,
  options: { timestamp: string; nonce: string; random?: Buffer },
): Envelope {
  const sealed = encrypt(keys.aesKey, plaintext, { receiveId: keys.receiveId, random: options.random });
  const { timestamp, nonce } = options;
  return { timestamp, nonce, encrypt: sealed, signature: sign(keys.token, { timestamp, nonce, encrypt: sealed }) };
}

/** Lower-case hex SHA-1 over the four strings, sorted by code units: not by number and not by locale. */
export function sign(token: string, parts: { timestamp: string; nonce: string; encrypt: string }): string {
  const sorted = [token, parts.timestamp, parts.nonce, parts.encrypt].sort();
  return createHash("sha1").update(sorted.join("")).digest("hex");
}

/**
 * Real keys are 43 random characters, so the last one usually has non-zero trailing bits: decoding is lenient there,
 * and a key must never be checked by encoding it again.
 */
export function decodeAesKey(encodingAesKey: string): Buffer {
  if (!/^[A-Za-z0-9+/]{43}$/.test(encodingAesKey)) {
    throw new CallbackError("key", "EncodingAESKey must be 43 characters of A-Z a-z 0-9 + /");
  }
  const key = Buffer.from(`${encodingAesKey}=`, "base64");
  if (key.length !== 32) throw new CallbackError("key", "EncodingAESKey does not decode to 32 bytes");
  return key;
}

/** Unauthenticated by itself: outside tests call `open`. */
export function decrypt(aesKey: Buffer, receiveId: string, cipher: string): string {
  const body = unpad(decipher(aesKey, decodeCipher(cipher)));
  const head = RANDOM_BYTES + LENGTH_BYTES;
  if (body.length < head) throw new CallbackError("buffer", "plaintext is shorter than its header");
  const end = head + body.readUInt32BE(RANDOM_BYTES);
  if (end > body.length) throw new CallbackError("buffer", "message length points beyond the data");
  if (!body.subarray(end).equals(Buffer.from(receiveId, "utf8"))) {
    throw new CallbackError("receiver", "the message is meant for another receiver");
  }
  return body.toString("utf8", head, end);
}

export function encrypt(aesKey: Buffer, plaintext: string, to: { receiveId: string; random?: Buffer }): string {
  const random = to.random ?? randomBytes(RANDOM_BYTES);
  if (random.length !== RANDOM_BYTES) throw new CallbackError("encrypt", "random must be 16 bytes");
  const message = Buffer.from(plaintext, "utf8");
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(message.length);
  const body = pad(Buffer.concat([random, length, message, Buffer.from(to.receiveId, "utf8")]));
  const cipher = createCipheriv("aes-256-cbc", aesKey, aesKey.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(body), cipher.final()]).toString("base64");
}

/** For pages that use the JS-SDK (doc 90506). Values go in raw; `url` without its fragment. */
export function signJsApi(page: { ticket: string; nonce: string; timestamp: number; url: string }): string {
  const url = page.url.split("#", 1)[0];
  const text = `jsapi_ticket=${page.ticket}&noncestr=${page.nonce}&timestamp=${page.timestamp}&url=${url}`;
  return createHash("sha1").update(text).digest("hex");
}

function equalInConstantTime(expected: string, given: string): boolean {
  const left = Buffer.from(expected, "utf8");
  const right = Buffer.from(given, "utf8");
  return left.length === right.length && timingSafeEqual(left, right);
}

function decodeCipher(cipher: string): Buffer {
  // Node's decoder skips foreign characters; a genuine cipher has none.
  const fits = cipher.length > 0 && cipher.length <= CIPHER_CHARS_MAX && cipher.length % 4 === 0;
  if (!fits || !/^[A-Za-z0-9+/]+={0,2}$/.test(cipher)) throw new CallbackError("base64", "cipher is not base64");
  return Buffer.from(cipher, "base64");
}

function decipher(aesKey: Buffer, cipher: Buffer): Buffer {
  try {
    const step = createDecipheriv("aes-256-cbc", aesKey, aesKey.subarray(0, 16)).setAutoPadding(false);
    return Buffer.concat([step.update(cipher), step.final()]);
  } catch (cause) {
    throw new CallbackError("decrypt", "cipher cannot be decrypted", { cause });
  }
}

/** PKCS#7 with blocks of 32: Node's own padding has blocks of 16 and would fail for half of all messages. */
function pad(body: Buffer): Buffer {
  const count = PAD_BLOCK - (body.length % PAD_BLOCK);
  return Buffer.concat([body, Buffer.alloc(count, count)]);
}

function unpad(padded: Buffer): Buffer {
  const count = padded.at(-1) ?? 0;
  const valid = count >= 1 && count <= PAD_BLOCK && count <= padded.length;
  if (!valid) throw new CallbackError("decrypt", "pad length is not 1 to 32");
  const start = padded.length - count;
  if (padded.subarray(start).some((byte) => byte !== count)) {
    throw new CallbackError("decrypt", "pad bytes differ");
  }
  return padded.subarray(0, start);
}
