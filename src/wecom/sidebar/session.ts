// Who sits before the sidebar: a signed cookie after the platform said so. Nothing is stored; a changed secret ends all.
import { createHmac, timingSafeEqual } from "node:crypto";

export const COOKIE = "zhike";
/** A working day; then the page quietly asks the platform again. */
export const SESSION_MS = 10 * 3_600_000;

export function writeSession(secret: string, userId: string, now: Date): string {
  const body = `${Buffer.from(userId).toString("base64url")}.${now.getTime() + SESSION_MS}`;
  return `${body}.${sign(secret, body)}`;
}

/** The member's id, or null for a cookie that is old, changed or not ours. */
export function readSession(secret: string, cookie: string | null, now: Date): string | null {
  const [id = "", until = "", signature = "", ...rest] = (cookie ?? "").split(".");
  if (rest.length > 0 || !/^\d{1,15}$/u.test(until)) return null;
  const expected = Buffer.from(sign(secret, `${id}.${until}`));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const end = Number(until);
  if (end <= now.getTime() || end > now.getTime() + SESSION_MS) return null;
  return Buffer.from(id, "base64url").toString("utf8");
}

/** The value of one cookie of a request's header. */
export function cookieOf(header: string | undefined, name: string): string | null {
  for (const part of (header ?? "").split(";")) {
    const [key, ...value] = part.split("=");
    if (key?.trim() === name) return value.join("=").trim();
  }
  return null;
}

function sign(secret: string, body: string): string {
  return createHmac("sha256", `zhike sidebar ${secret}`).update(body).digest("base64url");
}
