// Phones and addresses at rest: sealed with AES-256-GCM, looked up by a keyed hash, shown by their last four digits.
// The key never enters the database; a copy of the database alone tells nobody's phone.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigError } from "../errors.ts";
import type { Vault } from "./vault.ts";

export interface PersonalKey {
  /** Eight hexadecimal digits that stand for the key without telling it. */
  readonly id: string;
  readonly sealing: Buffer;
  readonly hashing: Buffer;
}

/** Sealed with another key, or changed since: which of the two is in the message. */
export class SealError extends Error {
  override name = "SealError";
}

// A sealed value: version (1 byte), key id (4), iv (12), tag (16), cipher text. Version and key id are authenticated.
const sealVersion = 1;
const headBytes = 5;
const ivBytes = 12;
const tagBytes = 16;
const keyBytes = 32;

/**
 * The key of this installation: `value` (DATA_KEY, 32 bytes as base64 or hexadecimal) or the file dataDir/secret.key,
 * which is made when absent. Processes that share a server must share the key.
 */
export function loadKey({ dataDir, value }: { dataDir: string; value?: string | null }): PersonalKey {
  if (value) return keyFrom(parseKey(value, "DATA_KEY"));
  if (dataDir === "memory://") return keyFrom(randomBytes(keyBytes));
  const path = join(dataDir, "secret.key");
  const text = readIfThere(path) ?? createKeyFile(dataDir, path);
  return keyFrom(parseKey(text, path));
}

export function keyFrom(master: Uint8Array): PersonalKey {
  const derive = (purpose: string, length: number) =>
    Buffer.from(hkdfSync("sha256", master, "", `zhike ${purpose}`, length));
  return { id: derive("id", 4).toString("hex"), sealing: derive("seal", keyBytes), hashing: derive("hash", keyBytes) };
}

/** The same phone however it was written gives the same hash. */
export function createVault(key: PersonalKey): Vault {
  return {
    seal: (plain) => seal(key, plain),
    open: (sealed) => open(key, sealed),
    hashPhone: (phone) => hashPhone(key, normalisePhone(phone) ?? phone),
    hash: (text) => createHmac("sha256", key.hashing).update(text).digest("hex"),
  };
}

export function seal(key: PersonalKey, text: string): Uint8Array<ArrayBuffer> {
  const head = Buffer.from([sealVersion, ...Buffer.from(key.id, "hex")]);
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv("aes-256-gcm", key.sealing, iv).setAAD(head);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Uint8Array.from([...head, ...iv, ...cipher.getAuthTag(), ...sealed]);
}

export function open(key: PersonalKey, sealed: Uint8Array): string {
  const bytes = Buffer.from(sealed);
  if (bytes.length < headBytes + ivBytes + tagBytes || bytes[0] !== sealVersion)
    throw new SealError("not a sealed value of this program");
  const head = bytes.subarray(0, headBytes);
  const id = head.subarray(1).toString("hex");
  if (id !== key.id)
    throw new SealError(
      `sealed with key ${id}, but the key in use is ${key.id}: bring back the secret.key (or DATA_KEY) it was sealed with`,
    );
  const iv = bytes.subarray(headBytes, headBytes + ivBytes);
  const tag = bytes.subarray(headBytes + ivBytes, headBytes + ivBytes + tagBytes);
  try {
    const decipher = createDecipheriv("aes-256-gcm", key.sealing, iv, { authTagLength: tagBytes });
    decipher.setAAD(head).setAuthTag(tag);
    const cipher = bytes.subarray(headBytes + ivBytes + tagBytes);
    return Buffer.concat([decipher.update(cipher), decipher.final()]).toString("utf8");
  } catch (error) {
    throw new SealError("the sealed value was changed or cut after it was written", { cause: error });
  }
}

/** Equal phones give equal hashes; without the key nothing can be tried out. Give it what normalisePhone returned. */
export function hashPhone(key: PersonalKey, phone: string): string {
  return createHmac("sha256", key.hashing).update(phone).digest("hex");
}

export function tailOf(phone: string): string {
  return phone.slice(-4);
}

/** The three columns of a phone. */
export function phoneColumns(key: PersonalKey, phone: string) {
  return { phoneCipher: seal(key, phone), phoneHash: hashPhone(key, phone), phoneTail: tailOf(phone) };
}

/**
 * One spelling per phone: a mainland number as its digits (13800001234, 02161234567, 4008001234), any other as
 * +country and digits. Null when it is not a phone, or is masked (138****1234).
 */
export function normalisePhone(text: string): string | null {
  const bare = text
    .normalize("NFKC")
    .replace(/[\s\-().·_–—]/g, "")
    .replace(/^(tel|电话|手机)[:：]?/i, "");
  const home = bare.replace(/^(\+86|0086)/, "").replace(/^86(?=1[3-9]\d{9}$)/, "");
  if (/^1[3-9]\d{9}$/.test(home)) return home;
  if (/^0[1-9]\d{8,10}$/.test(home)) return home;
  if (/^[48]00\d{7}$/.test(home)) return home;
  const abroad = bare.replace(/^00/, "+");
  return /^\+(?!86)[1-9]\d{6,14}$/.test(abroad) ? abroad : null;
}

function parseKey(text: string, place: string): Buffer {
  const trimmed = text.trim();
  const bytes = /^[0-9a-f]{64}$/i.test(trimmed) ? Buffer.from(trimmed, "hex") : Buffer.from(trimmed, "base64");
  if (bytes.length === keyBytes) return bytes;
  throw new ConfigError([
    `${place}: 数据密钥必须是 32 字节（base64 或 64 位十六进制），现在是 ${bytes.length} 字节`,
    `${place}: the data key must be 32 bytes in base64 or 64 hexadecimal digits (it has ${bytes.length}); make one with: openssl rand -base64 32`,
  ]);
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new ConfigError([`${path}: cannot read the data key (${(error as Error).message})`]);
  }
}

/** Written aside and linked into place: of two processes starting at once, both use the first one's whole key. */
function createKeyFile(dataDir: string, path: string): string {
  mkdirSync(dataDir, { recursive: true });
  const aside = `${path}.${process.pid}`;
  writeFileSync(aside, `${randomBytes(keyBytes).toString("base64")}\n`, { mode: 0o600 });
  try {
    linkSync(aside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    unlinkSync(aside);
  }
  return readFileSync(path, "utf8");
}
