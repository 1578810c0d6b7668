// A frame of the long connection → InboundMessage. Pure. What is not understood is set aside with
// a reason that quotes nothing a person wrote; nothing here throws.
import { z } from "zod";
import type { InboundMessage } from "../../message.ts";
import { SETTLED_KEY } from "../cards.ts";
import { type InboundPart, toUserId } from "../events.ts";

export interface Frame {
  headers: { req_id: string };
  body?: unknown;
}

const textItem = z.object({ content: z.string() });
const mixedItem = z.object({ msgtype: z.string(), text: textItem.optional() });
const pressed = z.object({
  event_key: z.string().optional(),
  task_id: z.string().optional(),
  selected_items: z
    .object({
      selected_item: z.array(
        z.object({
          question_key: z.string(),
          option_ids: z.object({ option_id: z.array(z.string()) }).optional(),
        }),
      ),
    })
    .optional(),
});
const bodySchema = z.object({
  msgid: z.string().min(1),
  create_time: z.number().optional(),
  chattype: z.string().optional(),
  chatid: z.string().optional(),
  from: z.object({ userid: z.string() }).optional(),
  msgtype: z.string(),
  text: textItem.optional(),
  voice: textItem.optional(),
  mixed: z.object({ msg_item: z.array(mixedItem) }).optional(),
  quote: z.object({ msgtype: z.string(), text: textItem.optional(), voice: textItem.optional() }).optional(),
  // The documents nest what was pressed; the official SDK's types show it flat. Both are read.
  event: pressed.extend({ eventtype: z.string(), template_card_event: pressed.optional() }).optional(),
});
type Body = z.infer<typeof bodySchema>;

/** Where an answer may go: the request it answers, and what kind of request it was, for each has a command of its own. */
export type ReplyPlace = { to: "message" | "welcome" | "card"; reqId: string };

export function writePlace({ to, reqId }: ReplyPlace): string {
  return `robot:${to}:${reqId}`;
}

/** Null for what no robot wrote. */
export function readPlace(token: string): ReplyPlace | null {
  const parts = /^robot:(message|welcome|card):(.+)$/su.exec(token);
  return parts === null ? null : { to: parts[1] as ReplyPlace["to"], reqId: parts[2] as string };
}

export interface ReadFrame {
  message: InboundMessage;
  /** Said in a group, for all to read: the answer goes to the person alone, the group only hears that it went. */
  inGroup: boolean;
}

/** `receivedAt` stands in when the frame has no time of its own: messages have none, events have one. */
export function readFrame(frame: Frame, receivedAt: Date): ReadFrame {
  const read = bodySchema.safeParse(frame.body);
  if (!read.success) {
    const id = `robot:${frame.headers.req_id}`;
    const message = { id, at: receivedAt, from: "", kind: "set-aside" as const, what: "unreadable robot message" };
    return { message, inGroup: false };
  }
  const body = read.data;
  const inGroup = body.chattype === "group";
  const at = body.create_time === undefined ? receivedAt : new Date(body.create_time * 1000);
  const common = { id: `robot:${body.msgid}`, at, from: toUserId(body.from?.userid ?? "") };
  return { message: { ...common, ...readBody(body, frame.headers.req_id, inGroup) }, inGroup };
}

function readBody(body: Body, reqId: string, inGroup: boolean): InboundPart {
  if (body.msgtype === "event") return readEvent(body, reqId);
  const place = inGroup ? {} : { replyToken: writePlace({ to: "message", reqId }) };
  const said = saidIn(body, inGroup);
  if (said !== "") {
    const quoted = (body.quote?.text?.content ?? body.quote?.voice?.content ?? "").trim();
    return { kind: "text", text: said, ...(quoted === "" ? {} : { quoted }), ...place };
  }
  switch (body.msgtype) {
    case "mixed":
    case "image":
      return { kind: "media", media: "image", ...place };
    case "voice":
    case "video":
    case "file":
      return { kind: "media", media: body.msgtype, ...place };
    default:
      return aside(`unknown robot message ${safe(body.msgtype)}`);
  }
}

/** Voice comes as recognised text; of a mixed message the words count. In groups the robot's name stands in front. */
function saidIn(body: Body, inGroup: boolean): string {
  const mixed = (body.mixed?.msg_item ?? []).flatMap((item) => (item.msgtype === "text" ? [item.text?.content] : []));
  const words = [body.text?.content, body.voice?.content, ...mixed].filter((part) => part !== undefined).join(" ");
  return (inGroup ? words.replace(/^\s*@\S+\s*/u, "") : words).trim();
}

function readEvent(body: Body, reqId: string): InboundPart {
  const event = body.event;
  switch (event?.eventtype) {
    case "enter_chat":
      return { kind: "entered", replyToken: writePlace({ to: "welcome", reqId }) };
    case "template_card_event": {
      const { event_key: key = "", task_id: cardId = "", selected_items } = event.template_card_event ?? event;
      if (key === "" || cardId === "") return aside("incomplete event template_card_event");
      if (key === SETTLED_KEY) return aside("a settled card was pressed");
      const selected = Object.fromEntries(
        (selected_items?.selected_item ?? []).map((item) => [item.question_key, item.option_ids?.option_id ?? []]),
      );
      return { kind: "button", cardId, key, selected, updateToken: writePlace({ to: "card", reqId }) };
    }
    case "feedback_event":
      return aside("thumbs up or down under an answer, not used");
    default:
      return aside(`unknown robot event ${safe(event?.eventtype ?? "")}`);
  }
}

function aside(what: string): InboundPart {
  return { kind: "set-aside", what };
}

/** Protocol words only, so that a crafted name cannot carry text into logs. */
function safe(name: string): string {
  return name.replace(/[^\w.-]/gu, "?").slice(0, 40) || "(no name)";
}
