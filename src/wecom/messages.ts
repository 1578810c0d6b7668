// A decrypted callback → InboundMessage. Pure. Well-formed XML never throws here: what is not understood is set aside
// with a short reason that quotes nothing a person wrote.
import { createHash } from "node:crypto";
import type { InboundMessage } from "../message.ts";
import { type InboundPart, ruleOf, toUserId } from "./events.ts";
import { readXml, textOf, type XmlElement } from "./xml.ts";

const DIGEST_CHARS = 32;

/** `receivedAt` stands in when the platform's own time is missing or absurd. */
export function readMessage(element: XmlElement, receivedAt: Date): InboundMessage {
  const at = readTime(textOf(element, "CreateTime")) ?? receivedAt;
  const id = idOf(element);
  if (textOf(element, "MsgType").toLowerCase() !== "event") {
    return { id, at, from: toUserId(textOf(element, "FromUserName")), ...readSpoken(element) };
  }
  const rule = ruleOf(element);
  const from = toUserId(textOf(element, rule?.about ?? "FromUserName"));
  const part = rule === null ? aside(`unknown event ${nameOf(element, "Event", "ChangeType")}`) : rule.read(element);
  return { id, at, from, ...(part ?? aside(`incomplete event ${nameOf(element, "Event", "ChangeType")}`)) };
}

/** For text that decrypted well and still is no XML: kept, so that a person can look, and never retried. */
export function setAside(plaintext: string, receivedAt: Date): InboundMessage {
  return { id: `evt:${digest(plaintext)}`, at: receivedAt, from: "", kind: "set-aside", what: "unreadable message" };
}

/** Convenience for tests and tools: throws XmlError on what is not XML. */
export function readMessageXml(xml: string, receivedAt: Date): InboundMessage {
  return readMessage(readXml(xml), receivedAt);
}

/** Messages, not events: the member wrote or sent something. */
function readSpoken(element: XmlElement): InboundPart {
  const type = textOf(element, "MsgType").toLowerCase();
  switch (type) {
    case "text":
      return { kind: "text", text: textOf(element, "Content") };
    case "image":
    case "voice":
    case "video":
    case "location":
    case "link":
    case "file":
      return { kind: "media", media: type };
    default:
      return aside(`unknown message type ${nameOf(element, "MsgType")}`);
  }
}

/**
 * A message has the platform's MsgId. An event has none, and sender with second is not enough: two customers may be
 * added in one second. So an event's id is a digest of everything it says (Event, ChangeType, FromUserName, UserID,
 * ExternalUserID, CreateTime, EventKey, TaskId, ResponseCode, WelcomeCode and the rest), in whatever order and
 * spacing it comes: a repeated delivery is the same id, any different value is another.
 */
function idOf(element: XmlElement): string {
  const isEvent = textOf(element, "MsgType").toLowerCase() === "event";
  const msgId = textOf(element, "MsgId");
  if (!isEvent && /^\w{1,64}$/.test(msgId)) return `msg:${msgId}`;
  return `evt:${digest(JSON.stringify(leavesOf(element, "").sort()))}`;
}

function leavesOf(element: XmlElement, path: string): string[] {
  const here = `${path}/${element.name}`;
  if (element.children.length === 0) return element.text === "" ? [] : [`${here}=${element.text}`];
  return element.children.flatMap((child) => leavesOf(child, here));
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, DIGEST_CHARS);
}

/** Seconds since 1970. Eleven digits reach the year 5138; more would be a mistake of unit. */
function readTime(seconds: string): Date | null {
  return /^\d{1,11}$/.test(seconds) && seconds !== "0" ? new Date(Number(seconds) * 1000) : null;
}

function aside(what: string): InboundPart {
  return { kind: "set-aside", what };
}

/** Protocol words only, so that a crafted name cannot carry text into logs. */
function nameOf(element: XmlElement, ...parts: string[]): string {
  const names = parts.map((part) => textOf(element, part)).filter((name) => name !== "");
  const safe = names.join("/").replace(/[^\w./-]/g, "?");
  return safe === "" ? "(no name)" : safe.slice(0, 64);
}
