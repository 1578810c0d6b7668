// The local WeCom's long connection for robots, by the documents and apart from the app's own
// code: frames are checked, every rule that is known refuses as the platform does, and what people would see is kept.
import { createHash, randomUUID } from "node:crypto";
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";

export interface RobotLineOptions {
  botId: string;
  secret: string;
  now: () => Date;
  /** Keys of cards may not be used twice, limits count by this clock. */
  perMinute?: number;
}

/** What stands in a chat, as people see it: a stream is one entry, replaced until it is finished. */
export type ChatEntry =
  | { kind: "said"; from: string; text: string }
  | { kind: "stream"; id: string; content: string; finished: boolean; frames: number }
  | { kind: "text" | "markdown"; content: string }
  | { kind: "card"; taskId: string; card: Record<string, unknown>; updated: number }
  | { kind: "media"; type: string; bytes: number };

export interface Spoken {
  text?: string;
  voice?: string;
  mixed?: (string | { image: string })[];
  image?: string;
  file?: string;
  video?: string;
  quote?: string;
  /** Said in this group instead of the single chat. */
  group?: string;
}

export interface RobotLine {
  /** Takes WebSocket connections of `server` whose path is `path`. */
  attach(server: Server, path: string): void;
  connected(): boolean;
  /** The id of the message; "" when nobody is connected and the platform drops it. */
  say(userId: string, spoken: Spoken): string;
  /** The same frame once more, as after a lost connection. */
  repeat(msgId: string): void;
  enter(userId: string): void;
  press(userId: string, taskId: string, key: string): void;
  feedback(userId: string): void;
  chat(chatId: string): readonly ChatEntry[];
  /** Cuts the connection without a word. */
  drop(): void;
  /** Somebody else subscribes with the same robot. */
  takeOver(): void;
  /** Acknowledgements held back so long; null never acknowledges. */
  ackDelayMs: number | null;
  /** The next `times` requests of this command are refused. */
  refuseNext(cmd: string, errcode: number, times?: number): void;
  /** How often somebody subscribed, and how often with a wrong secret. */
  subscriptions(): { good: number; bad: number };
  close(): Promise<void>;
}

const MINUTE_MS = 60_000;
const STREAM_MS_MAX = 6 * MINUTE_MS;
const EVENT_MS_MAX = 5_000;
const REPLY_MS_MAX = 24 * 3_600_000;
const MARKDOWN_BYTES_MAX = 20_480;
const CHUNK_BYTES_MAX = 512 * 1024;
const CHUNKS_MAX = 100;
const BAD_REQUEST = 846605;
const TOO_LATE = 846608;
const BAD_SECRET = 853000;
const LIMIT = 45009;
const DUPLICATE_TASK = 42014;
const NO_CHAT = 93006;
const BAD_BODY = 40058;

interface Frame {
  cmd?: string;
  headers?: { req_id?: string };
  body?: Record<string, unknown>;
}
interface Request {
  kind: "message" | "enter" | "press" | "event";
  chatId: string;
  userId: string;
  at: number;
  taskId?: string;
  frame: Frame;
}
interface Upload {
  type: string;
  total: number;
  chunks: Map<number, Buffer>;
  size: number;
  md5: string | null;
}
type Answer = { errcode: number; errmsg?: string; body?: Record<string, unknown> };
const ok: Answer = { errcode: 0 };
const no = (errcode: number, errmsg = "refused"): Answer => ({ errcode, errmsg });

export function createRobotLine(options: RobotLineOptions): RobotLine {
  const sockets = new WebSocketServer({ noServer: true });
  const requests = new Map<string, Request>();
  const chats = new Map<string, ChatEntry[]>();
  const wroteIn = new Set<string>();
  const sentAt = new Map<string, number[]>();
  const taskIds = new Set<string>();
  const uploads = new Map<string, Upload>();
  const media = new Map<string, { type: string; bytes: number }>();
  const streamsSince = new Map<string, number>();
  let refusals: { cmd: string; errcode: number; times: number }[] = [];
  let live: WebSocket | null = null;
  const count = { good: 0, bad: 0 };
  const self: RobotLine = {
    attach,
    connected: () => live !== null,
    say,
    repeat: (msgId) => {
      for (const request of requests.values()) if (request.frame.body?.msgid === msgId) push(request.frame);
    },
    enter: (userId) => event(userId, "enter", { eventtype: "enter_chat" }),
    press: (userId, taskId, key) =>
      event(
        userId,
        "press",
        {
          eventtype: "template_card_event",
          template_card_event: { card_type: "button_interaction", event_key: key, task_id: taskId },
        },
        taskId,
      ),
    feedback: (userId) => event(userId, "event", { eventtype: "feedback_event", feedback_event: { id: "f", type: 1 } }),
    chat: (chatId) => chats.get(chatId) ?? [],
    drop: () => live?.terminate(),
    takeOver() {
      disconnectEvent();
      live = null;
    },
    ackDelayMs: 0,
    refuseNext: (cmd, errcode, times = 1) => void refusals.push({ cmd, errcode, times }),
    subscriptions: () => ({ ...count }),
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      await new Promise<void>((done) => sockets.close(() => done()));
    },
  };
  return self;

  function attach(server: Server, path: string): void {
    server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (new URL(request.url ?? "/", "http://local").pathname !== path) return;
      sockets.handleUpgrade(request, socket, head, (connection) => {
        connection.on("message", (data) => hear(connection, JSON.parse(data.toString()) as Frame));
        connection.on("close", () => {
          if (live === connection) live = null;
        });
        connection.on("error", () => connection.terminate());
      });
    });
  }

  function hear(connection: WebSocket, frame: Frame): void {
    const reqId = frame.headers?.req_id ?? "";
    const answer = reqId === "" ? no(BAD_BODY, "req_id missing") : answerTo(connection, frame, reqId);
    const ack = JSON.stringify({ headers: { req_id: reqId }, errmsg: "ok", ...answer });
    if (self.ackDelayMs === null && frame.cmd !== "aibot_subscribe" && frame.cmd !== "ping") return;
    if (!self.ackDelayMs) connection.send(ack);
    else setTimeout(() => connection.send(ack), self.ackDelayMs).unref();
  }

  function answerTo(connection: WebSocket, frame: Frame, reqId: string): Answer {
    const { cmd = "", body = {} } = frame;
    if (cmd === "aibot_subscribe") return subscribe(connection, body);
    if (live !== connection) return no(BAD_BODY, "subscribe first");
    if (cmd === "ping") return ok;
    const planned = refusals.find((refusal) => refusal.cmd === cmd && refusal.times > 0);
    if (planned) {
      planned.times -= 1;
      refusals = refusals.filter((refusal) => refusal.times > 0);
      return no(planned.errcode);
    }
    switch (cmd) {
      case "aibot_respond_msg":
        return respond(body, reqId);
      case "aibot_respond_welcome_msg":
        return welcome(body, reqId);
      case "aibot_respond_update_msg":
        return update(body, reqId);
      case "aibot_send_msg":
        return pushTo(body);
      case "aibot_upload_media_init":
      case "aibot_upload_media_chunk":
      case "aibot_upload_media_finish":
        return upload(cmd, body);
      default:
        return no(BAD_BODY, `unknown cmd ${cmd}`);
    }
  }

  function subscribe(connection: WebSocket, body: Record<string, unknown>): Answer {
    if (body.bot_id !== options.botId || body.secret !== options.secret) {
      count.bad += 1;
      return no(BAD_SECRET, "invalid bot_id or secret");
    }
    count.good += 1;
    if (live && live !== connection) disconnectEvent();
    live = connection;
    return ok;
  }

  /** The platform tells the one that is thrown out and closes its socket only later. */
  function disconnectEvent(): void {
    const body = { msgid: randomUUID(), aibotid: options.botId, msgtype: "event", create_time: seconds() };
    const frame = { cmd: "aibot_event_callback", headers: { req_id: randomUUID() }, body };
    live?.send(JSON.stringify({ ...frame, body: { ...body, event: { eventtype: "disconnected_event" } } }));
  }

  function respond(body: Record<string, unknown>, reqId: string): Answer {
    const request = requests.get(reqId);
    if (!request || request.kind === "event" || request.kind === "press") return no(BAD_REQUEST, "invalid req_id");
    if (request.kind === "enter") return no(BAD_REQUEST, "invalid req_id");
    if (now() - request.at > REPLY_MS_MAX) return no(TOO_LATE, "expired");
    return deliver(request.chatId, body);
  }

  function welcome(body: Record<string, unknown>, reqId: string): Answer {
    const request = requests.get(reqId);
    if (request?.kind !== "enter") return no(BAD_REQUEST, "invalid req_id");
    if (now() - request.at > EVENT_MS_MAX) return no(TOO_LATE, "expired");
    if (body.msgtype !== "text" && body.msgtype !== "template_card") return no(BAD_BODY, "text or template_card");
    return deliver(request.chatId, body);
  }

  function update(body: Record<string, unknown>, reqId: string): Answer {
    const request = requests.get(reqId);
    if (request?.kind !== "press") return no(BAD_REQUEST, "invalid req_id");
    if (now() - request.at > EVENT_MS_MAX) return no(TOO_LATE, "expired");
    const card = body.template_card as Record<string, unknown> | undefined;
    if (body.response_type !== "update_template_card" || card?.task_id !== request.taskId) return no(BAD_BODY);
    for (const entries of chats.values())
      for (const entry of entries)
        if (entry.kind === "card" && entry.taskId === request.taskId)
          Object.assign(entry, { card, updated: entry.updated + 1 });
    return ok;
  }

  function pushTo(body: Record<string, unknown>): Answer {
    const chatId = String(body.chatid ?? "");
    if (!wroteIn.has(chatId)) return no(NO_CHAT, "nobody wrote in this chat");
    if (body.msgtype === "text" || body.msgtype === "stream") return no(BAD_BODY, "markdown, template_card or media");
    return deliver(chatId, body);
  }

  function deliver(chatId: string, body: Record<string, unknown>): Answer {
    const minute = (sentAt.get(chatId) ?? []).filter((at) => at > now() - MINUTE_MS);
    if (minute.length >= (options.perMinute ?? 30)) return no(LIMIT, "api freq out of limit");
    const answer = show(chatId, body);
    if (answer.errcode === 0) sentAt.set(chatId, [...minute, now()]);
    return answer;
  }

  function show(chatId: string, body: Record<string, unknown>): Answer {
    const entries = chats.get(chatId) ?? [];
    chats.set(chatId, entries);
    const part = body[String(body.msgtype)] as Record<string, unknown> | undefined;
    if (!part) return no(BAD_BODY, "empty body");
    switch (body.msgtype) {
      case "stream":
        return showStream(entries, part);
      case "text":
      case "markdown": {
        const content = String(part.content ?? "");
        if (content === "" || Buffer.byteLength(content) > MARKDOWN_BYTES_MAX) return no(BAD_BODY, "content");
        entries.push({ kind: body.msgtype, content });
        return ok;
      }
      case "template_card": {
        const taskId = String(part.task_id ?? "");
        if (!/^[0-9A-Za-z_\-@]{1,128}$/u.test(taskId)) return no(BAD_BODY, "task_id");
        if (taskIds.has(taskId)) return no(DUPLICATE_TASK, "task_id duplicate");
        taskIds.add(taskId);
        entries.push({ kind: "card", taskId, card: part, updated: 0 });
        return ok;
      }
      default: {
        const found = media.get(String(part.media_id ?? ""));
        if (!found) return no(40007, "invalid media_id");
        entries.push({ kind: "media", ...found });
        return ok;
      }
    }
  }

  function showStream(entries: ChatEntry[], part: Record<string, unknown>): Answer {
    const id = String(part.id ?? "");
    const content = String(part.content ?? "");
    if (id === "" || Buffer.byteLength(content) > MARKDOWN_BYTES_MAX) return no(BAD_BODY, "stream");
    const since = streamsSince.get(id) ?? now();
    streamsSince.set(id, since);
    if (now() - since > STREAM_MS_MAX) return no(TOO_LATE, "stream expired");
    const known = entries.find((entry) => entry.kind === "stream" && entry.id === id);
    if (known?.kind === "stream")
      Object.assign(known, { content, finished: part.finish === true, frames: known.frames + 1 });
    else entries.push({ kind: "stream", id, content, finished: part.finish === true, frames: 1 });
    return ok;
  }

  /** Chunks come in any order, some twice; only whole uploads with the right sum become media. */
  function upload(cmd: string, body: Record<string, unknown>): Answer {
    if (cmd === "aibot_upload_media_init") {
      const total = Number(body.total_chunks);
      if (!(total >= 1 && total <= CHUNKS_MAX) || Number(body.total_size) < 5) return no(BAD_BODY, "size");
      const id = randomUUID();
      const md5 = typeof body.md5 === "string" ? body.md5 : null;
      uploads.set(id, { type: String(body.type), total, chunks: new Map(), size: Number(body.total_size), md5 });
      return { ...ok, body: { upload_id: id } };
    }
    const session = uploads.get(String(body.upload_id));
    if (!session) return no(BAD_BODY, "upload_id");
    if (cmd === "aibot_upload_media_chunk") {
      const chunk = Buffer.from(String(body.base64_data), "base64");
      const index = Number(body.chunk_index);
      if (chunk.length > CHUNK_BYTES_MAX || !(index >= 0 && index < session.total)) return no(BAD_BODY, "chunk");
      session.chunks.set(index, chunk);
      return ok;
    }
    const parts = Array.from({ length: session.total }, (_, index) => session.chunks.get(index) ?? Buffer.alloc(0));
    const whole = Buffer.concat(parts);
    const sum = createHash("md5").update(whole).digest("hex");
    if (whole.length !== session.size || (session.md5 !== null && session.md5 !== sum)) return no(BAD_BODY, "md5");
    const mediaId = randomUUID();
    media.set(mediaId, { type: session.type, bytes: whole.length });
    return { ...ok, body: { type: session.type, media_id: mediaId, created_at: String(seconds()) } };
  }

  function say(userId: string, spoken: Spoken): string {
    const chatId = spoken.group ?? userId;
    const msgid = randomUUID();
    const body: Record<string, unknown> = {
      msgid,
      aibotid: options.botId,
      chattype: spoken.group ? "group" : "single",
      ...(spoken.group ? { chatid: spoken.group } : {}),
      from: { userid: userId },
      response_url: "https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=local",
      ...contentOf(spoken),
      ...(spoken.quote ? { quote: { msgtype: "text", text: { content: spoken.quote } } } : {}),
    };
    wroteIn.add(chatId);
    chats.set(chatId, [
      ...(chats.get(chatId) ?? []),
      { kind: "said", from: userId, text: spoken.text ?? spoken.voice ?? "" },
    ]);
    const frame = { cmd: "aibot_msg_callback", headers: { req_id: randomUUID() }, body };
    requests.set(frame.headers.req_id, { kind: "message", chatId, userId, at: now(), frame });
    return push(frame) ? msgid : "";
  }

  function event(userId: string, kind: Request["kind"], what: Record<string, unknown>, taskId?: string): void {
    const frame = {
      cmd: "aibot_event_callback",
      headers: { req_id: randomUUID() },
      body: {
        msgid: randomUUID(),
        create_time: seconds(),
        aibotid: options.botId,
        chattype: "single",
        from: { userid: userId },
        msgtype: "event",
        event: what,
      },
    };
    const request: Request = { kind, chatId: userId, userId, at: now(), frame };
    requests.set(frame.headers.req_id, taskId === undefined ? request : { ...request, taskId });
    push(frame);
  }

  function push(frame: Frame): boolean {
    if (!live) return false;
    live.send(JSON.stringify(frame));
    return true;
  }

  function now(): number {
    return options.now().getTime();
  }
  function seconds(): number {
    return Math.floor(now() / 1000);
  }
}

function contentOf(spoken: Spoken): Record<string, unknown> {
  if (spoken.voice !== undefined) return { msgtype: "voice", voice: { content: spoken.voice } };
  if (spoken.mixed)
    return {
      msgtype: "mixed",
      mixed: {
        msg_item: spoken.mixed.map((item) =>
          typeof item === "string"
            ? { msgtype: "text", text: { content: item } }
            : { msgtype: "image", image: { url: item.image, aeskey: "" } },
        ),
      },
    };
  if (spoken.image) return { msgtype: "image", image: { url: spoken.image, aeskey: "" } };
  if (spoken.file) return { msgtype: "file", file: { url: spoken.file, aeskey: "" } };
  if (spoken.video) return { msgtype: "video", video: { url: spoken.video, aeskey: "" } };
  return { msgtype: "text", text: { content: spoken.text ?? "" } };
}
