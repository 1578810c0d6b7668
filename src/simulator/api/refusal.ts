// How the platform says no: HTTP 200, a number, and words with a hint id, the caller's address and a link.
import { randomInt } from "node:crypto";

export class Refusal extends Error {
  override name = "Refusal";
  readonly code: number;
  readonly payload: Record<string, unknown>;
  constructor(code: number, words = wordsOf(code), payload: Record<string, unknown> = {}) {
    super(words);
    this.code = code;
    this.payload = payload;
  }
}

// The numbers are the platform's; the words are not a contract there either ("do not branch on errmsg").
const words: Record<number, string> = {
  [-1]: "system error",
  40001: "invalid credential",
  40003: "invalid userid",
  40004: "invalid media type",
  40005: "invalid type parameter",
  40006: "invalid media size",
  40007: "invalid media_id",
  40008: "invalid message type",
  40013: "invalid corpid",
  40014: "invalid access_token",
  40016: "invalid button size",
  40017: "invalid button type",
  40032: "invalid user list size",
  40054: "invalid button url",
  40055: "invalid button name",
  40056: "invalid agentid",
  40058: "invalid request parameter",
  40063: "some parameters are empty",
  40068: "invalid tagid",
  40071: "tag name already exists",
  40096: "invalid external userid",
  40100: "customer is being transferred",
  40128: "customer transferred too often",
  40130: "handover and takeover are the same member",
  40131: "handover member does not follow the customer",
  41001: "access_token missing",
  41002: "corpid missing",
  41004: "corpsecret missing",
  41006: "media_id missing",
  41011: "agentid missing",
  41033: "description missing",
  41035: "external_userid missing",
  41046: "msgid missing",
  41047: "invalid msgid",
  41048: "no available customer",
  41049: "welcome_code missing",
  41050: "invalid welcome code",
  41051: "already chatting or answered by another app",
  41063: "message is being dispatched, try again later",
  41064: "too many attachments",
  41065: "invalid attachment type",
  41093: "mass message cancelled",
  41094: "reminded too often",
  41096: "welcome message is being sent",
  42001: "access_token expired",
  42014: "invalid task_id",
  42015: "another app's card",
  42016: "task_id not found",
  42027: "keyname missing",
  42028: "url missing",
  42029: "media_id missing",
  42030: "appid missing",
  42031: "invalid card_type",
  42033: "title missing",
  42035: "invalid horizontal_content_list size",
  42036: "invalid vertical_content_list size",
  42037: "invalid option_list size",
  42038: "button text missing",
  42039: "button key missing or repeated",
  42040: "option id missing or repeated",
  42041: "option text missing",
  42042: "invalid jump_list size",
  42043: "question_key missing",
  42044: "card_image url missing",
  42045: "card_action missing",
  42046: "submit_button key missing",
  42047: "invalid select_list size",
  42049: "submit_button text missing",
  42050: "horizontal_content_list userid missing",
  42051: "action_menu key conflict",
  42052: "recall too late",
  43001: "require GET method",
  43002: "require POST method",
  43012: "need callback url",
  44001: "empty media data",
  44004: "empty content",
  45001: "media size out of limit",
  45002: "content size out of limit",
  45008: "article count out of limit",
  45009: "api freq out of limit",
  45033: "api concurrent out of limit",
  46003: "menu not found",
  48002: "api forbidden",
  50003: "app disabled",
  60003: "department not found",
  60011: "no privilege to access/modify contact/party/agent",
  60020: "not allow to access from your ip",
  60111: "userid not found",
  60140: "invalid response_code",
  81012: "all receivers empty",
  81013: "user & party & tag all invalid",
  82001: "all receivers empty",
  82002: "too many departments",
  82003: "too many tags",
  84061: "not external contact",
  84074: "no external contact permission",
  93000: "invalid webhook url",
  301002: "not allow operate another agent with this accesstoken",
};

function wordsOf(code: number): string {
  return words[code] ?? `error ${code}`;
}

export function refusalBody(refusal: Refusal, ip: string): Record<string, unknown> {
  const hint = `${randomInt(10 ** 12, 2 * 10 ** 12)}${randomInt(10 ** 9, 10 ** 10)}`;
  const errmsg = `${refusal.message}, hint: [${hint}], from ip: ${ip}, more info at https://open.work.weixin.qq.com/devtool/query?e=${refusal.code}`;
  return { errcode: refusal.code, errmsg, ...refusal.payload };
}

/** Small readers of untrusted JSON: what is not of the kind asked for is a bad parameter, not a crash. */
export function textOf(value: unknown, fallback = ""): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : fallback;
}

export function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export function bytesOf(text: string): number {
  return Buffer.byteLength(text, "utf8");
}

/** Cuts at a byte limit without breaking a character. */
export function cutBytes(text: string, max: number): string {
  if (bytesOf(text) <= max) return text;
  let cut = "";
  let size = 0;
  for (const character of text) {
    size += bytesOf(character);
    if (size > max) break;
    cut += character;
  }
  return cut;
}

/** Pages by an opaque cursor; the platform leaves next_cursor out, or empty, on the last page. */
export function pageOf<T>(all: T[], cursor: unknown, limit: number): { page: T[]; nextCursor: string } {
  const start = cursor ? readCursor(textOf(cursor)) : 0;
  const page = all.slice(start, start + limit);
  const next = start + page.length;
  return { page, nextCursor: next < all.length ? writeCursor(next) : "" };
}

export function writeCursor(position: number): string {
  return Buffer.from(`at:${position}`).toString("base64url");
}

export function readCursor(cursor: string): number {
  const match = /^at:(\d{1,9})$/.exec(Buffer.from(cursor, "base64url").toString());
  if (!match) throw new Refusal(40058, "invalid cursor");
  return Number(match[1]);
}

export function limitOf(value: unknown, fallback: number, max: number): number {
  const limit = Number(value ?? fallback);
  if (!Number.isInteger(limit) || limit < 0 || limit > max) throw new Refusal(40058, "invalid limit");
  return limit === 0 ? fallback : limit;
}
