// The robot's long connection, over WeCom's official SDK (WECOM.md §6.2, §6.3): what arrives becomes rows, what is
// queued goes out by it. No public address, no trusted IP.
//
// One connection per robot: a second one throws the first out. So only the process that holds the line connects
// (`hold`, asked again and again); one that was thrown out by a stranger stays out, or the two would throw each other
// out for ever. The platform repeats nothing on this connection: a message that cannot be stored is answered at once
// with the request to say it again.
import { createHash } from "node:crypto";
import { WSClient, type WsFrame } from "@wecom/aibot-node-sdk";
import type { SendOptions, SendReceipt } from "../../channel.ts";
import { ChannelError, unreachable } from "../../errors.ts";
import { assertNothingHeld } from "../../held.ts";
import { describe, type Log } from "../../log.ts";
import type { Card, InboundMessage, Reply } from "../../message.ts";
import { settledCard, toCardMessages } from "../cards.ts";
import { CALL_EXPIRED, DUPLICATE_CARD, refusalOf } from "../codes.ts";
import { createPacer, memberWindows } from "../limits.ts";
import { type MediaKind, readMedia } from "../media.ts";
import { type ReplyPlace, readFrame, readPlace } from "./frames.ts";
import { toMarkdown } from "./markdown.ts";
import { goneToPrivateWords, notStoredWords, thinkingWords } from "./words.ts";

export interface RobotConfig {
  botId: string;
  secret: string;
  /** Another address for a private deployment or a test. */
  url: string;
  /** First pause before connecting again; it doubles up to half a minute. */
  reconnectMs?: number;
}

export interface RobotDeps {
  store(message: InboundMessage): Promise<void>;
  /** Asks for the line, or renews it; true while this process has it. */
  hold(): Promise<boolean>;
  release(): Promise<void>;
  log: Log;
  now: () => Date;
  sleep: (ms: number) => Promise<void>;
}

/**
 * idle: another process has the line. up: it can send. down: connecting, or waiting to. taken-over: somebody else
 * connected with this robot. refused: id or secret are wrong. The last two last until the next start.
 */
export type RobotState = "idle" | "down" | "up" | "taken-over" | "refused";

export interface Robot {
  state(): RobotState;
  /** Throws ChannelError "wait" while the line is not up here. */
  send(to: string, reply: Reply, options: SendOptions): Promise<SendReceipt>;
  stop(): Promise<void>;
}

/** How often the line is asked for; a third of what it is held for. */
export const HOLD_EVERY_MS = 10_000;
/** A turn without a model takes milliseconds: whoever waits longer should see that somebody is there. */
const SLOW_MS = 1_500;
/** Tries to store a message; a database that restarts is back within seconds. */
const STORE_PAUSES_MS = [200, 1_000, 3_000];
const RECONNECT_MS = 1_000;
/** Nothing to send by: the queue looks again soon. */
const LINE_WAIT_MS = 2_000;
const WAIT_MS_MAX = 10_000;
/** Turns that nobody answered (set aside, failed) are forgotten with time. */
const WAITING_MAX = 500;

export function startRobot(config: RobotConfig, deps: RobotDeps): Robot {
  const { log } = deps;
  const pacer = createPacer({ now: deps.now, sleep: deps.sleep, waitMsMax: WAIT_MS_MAX });
  /** By reply token: the first answer's stream, shown as unfinished when the turn is slow. */
  const waiting = new Map<string, { timer: NodeJS.Timeout; streamId: string; shown: boolean }>();
  let client: WSClient | null = null;
  let state: RobotState = "idle";
  let stopped = false;

  const asking = setInterval(() => void keepLine(), HOLD_EVERY_MS);
  void keepLine();

  async function keepLine(): Promise<void> {
    if (stopped || state === "taken-over" || state === "refused") return;
    const mine = await deps.hold().catch((error) => {
      log.warn("robot.line-unknown", { error: describe(error) });
      return false;
    });
    if (stopped) return;
    if (mine && client === null) connect();
    if (!mine && client !== null) {
      log.warn("robot.line-lost");
      disconnect("idle");
    }
  }

  function connect(): void {
    state = "down";
    const opened = new WSClient({
      botId: config.botId,
      secret: config.secret,
      wsUrl: config.url,
      // Endless: the platform may be away for hours, and a wrong secret is told apart below.
      maxReconnectAttempts: -1,
      reconnectInterval: config.reconnectMs ?? RECONNECT_MS,
      logger: quiet,
    });
    client = opened;
    opened.on("authenticated", () => {
      state = "up";
      log.info("robot.up");
    });
    opened.on("disconnected", () => {
      if (state !== "up") return;
      state = "down";
      log.warn("robot.down");
    });
    opened.on("event.disconnected_event", () => {
      log.error("robot.taken-over", {
        mend: "another program is connected with this robot; stop it, then start again",
      });
      disconnect("taken-over");
    });
    opened.on("error", (error) => {
      if (/Max auth failure/u.test(error.message)) {
        log.error("robot.refused", { mend: "check WECOM_BOT_ID and WECOM_BOT_SECRET, then start again" });
        disconnect("refused");
      } else log.warn("robot.fault", { error: error.message.slice(0, 200) });
    });
    opened.on("message", (frame) => void hear(frame));
    opened.on("event", (frame) => void hear(frame));
    opened.connect();
  }

  function disconnect(next: RobotState): void {
    state = next;
    client?.disconnect();
    client = null;
    if (next === "taken-over" || next === "refused") void deps.release().catch(() => {});
  }

  async function hear(frame: WsFrame): Promise<void> {
    const { message, inGroup } = readFrame(frame, deps.now());
    if (message.kind === "text" && message.replyToken) answerSoon(message.replyToken, frame);
    if (!(await stored(message))) {
      log.error("robot.not-stored", { message: message.id });
      await quietly(() => line().replyStream(frame, streamOf(message.id), notStoredWords, true));
      return;
    }
    if (inGroup && message.kind !== "set-aside" && message.kind !== "button")
      await quietly(() => line().replyStream(frame, streamOf(message.id), goneToPrivateWords, true));
  }

  async function stored(message: InboundMessage): Promise<boolean> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        await deps.store(message);
        return true;
      } catch (error) {
        const pause = STORE_PAUSES_MS[attempt];
        log.warn("robot.store-failed", { message: message.id, error: describe(error) });
        if (pause === undefined) return false;
        await deps.sleep(pause);
      }
    }
  }

  /** When no answer is there soon, a stream begins that the answer will replace. */
  function answerSoon(token: string, frame: WsFrame): void {
    const streamId = streamOf(token);
    const timer = setTimeout(() => {
      const entry = waiting.get(token);
      if (!entry) return;
      entry.shown = true;
      void quietly(() => line().replyStream(frame, streamId, thinkingWords, false));
    }, SLOW_MS).unref();
    waiting.set(token, { timer, streamId, shown: false });
    const oldest = waiting.keys().next();
    if (waiting.size > WAITING_MAX && !oldest.done) answered(oldest.value);
  }

  /** The stream to go on with, if one was begun. */
  function answered(token: string): string | null {
    const entry = waiting.get(token);
    if (!entry) return null;
    clearTimeout(entry.timer);
    waiting.delete(token);
    return entry.shown ? entry.streamId : null;
  }

  async function send(to: string, reply: Reply, options: SendOptions): Promise<SendReceipt> {
    const place = options.replyToken ? readPlace(options.replyToken) : null;
    const key = options.key ?? "";
    switch (reply.kind) {
      case "text":
        await sendText(to, reply.text, { place, key, begun: options.replyToken ? answered(options.replyToken) : null });
        return { messageId: null, alreadySent: false };
      case "card": {
        const begun = options.replyToken ? answered(options.replyToken) : null;
        return sendCard(to, reply.card, { place, key, begun });
      }
      case "card-update":
        return updateCard(to, reply.card, readPlace(reply.updateToken));
      case "picture":
        return sendMedia(to, { file: reply.file, kind: "image" }, place);
      case "file":
        return sendMedia(to, { file: reply.file, kind: "file", name: reply.name }, place);
      default:
        return unreachable(reply);
    }
  }

  interface Where {
    place: ReplyPlace | null;
    key: string;
    /** An unfinished stream that has to become the answer. */
    begun: string | null;
  }

  async function sendText(to: string, text: string, { place, key, begun }: Where): Promise<void> {
    for (const [index, content] of toMarkdown(text).entries()) {
      const streamId = index === 0 && begun !== null ? begun : streamOf(`${key}:${index}`);
      const byPlace = {
        message: (frame: Frame) => line().replyStream(frame, streamId, content, true),
        welcome: (frame: Frame) => line().replyWelcome(frame, { msgtype: "text", text: { content } }),
      };
      await answerOrPush(to, place, byPlace, () =>
        line().sendMessage(to, { msgtype: "markdown", markdown: { content } }),
      );
    }
  }

  async function sendCard(to: string, card: Card, where: Where): Promise<SendReceipt> {
    const messages = toCardMessages(card);
    const before = messages.before ?? (where.begun === null ? null : card.title);
    if (before !== null) await sendText(to, before, where);
    const template = messages.card;
    if (template === null) return { messageId: null, alreadySent: false };
    try {
      const ready = template as { card_type: string };
      await answerOrPush(to, where.place, { message: (frame) => line().replyTemplateCard(frame, ready) }, () =>
        line().sendMessage(to, { msgtype: "template_card", template_card: ready }),
      );
      return { messageId: null, alreadySent: false };
    } catch (error) {
      if (!(error instanceof ChannelError) || error.code !== DUPLICATE_CARD) throw error;
      return { messageId: null, alreadySent: true };
    }
  }

  /** Only the press itself opens the way to the card, for five seconds. Too late, the card stays as it was: pressing it
   * again finds the matter settled and says so. */
  async function updateCard(to: string, card: Card, place: ReplyPlace | null): Promise<SendReceipt> {
    if (place === null) return { messageId: null, alreadySent: true };
    try {
      const ready = settledCard(card) as { card_type: string };
      await call(to, () => line().updateTemplateCard(frameOf(place), ready, [to]));
    } catch (error) {
      if (!(error instanceof ChannelError) || error.remedy === "wait") throw error;
      log.info("robot.card-stays", { card: card.id, error: describe(error) });
    }
    return { messageId: null, alreadySent: false };
  }

  async function sendMedia(
    to: string,
    media: { file: string; kind: MediaKind; name?: string },
    place: ReplyPlace | null,
  ): Promise<SendReceipt> {
    const { content, name } = await readMedia(media.file, media.kind, media.name);
    const uploaded = await call(to, () => line().uploadMedia(content, { type: media.kind, filename: name }));
    await answerOrPush(to, place, { message: (frame) => line().replyMedia(frame, media.kind, uploaded.media_id) }, () =>
      line().sendMediaMessage(to, media.kind, uploaded.media_id),
    );
    return { messageId: null, alreadySent: false };
  }

  /** As an answer where that is possible; a request that is too old or unknown by now is answered by a push. */
  async function answerOrPush(
    to: string,
    place: ReplyPlace | null,
    answers: Partial<Record<ReplyPlace["to"], (frame: Frame) => Promise<unknown>>>,
    push: () => Promise<unknown>,
  ): Promise<void> {
    const answer = place === null ? undefined : answers[place.to];
    if (place !== null && answer !== undefined) {
      try {
        await call(to, () => answer(frameOf(place)));
        return;
      } catch (error) {
        if (!(error instanceof ChannelError) || !CALL_EXPIRED.has(error.code ?? 0)) throw error;
      }
    }
    await call(to, push);
  }

  /** Replies and pushes share one chat's limit (WECOM.md §6.2). */
  async function call<T>(to: string, work: () => Promise<T>): Promise<T> {
    await pacer.take(`robot:${to}`, memberWindows);
    try {
      return await work();
    } catch (fault) {
      throw toChannelError(fault);
    }
  }

  function line(): WSClient {
    assertNothingHeld("the robot");
    if (client === null || state !== "up")
      throw new ChannelError("robot", null, "wait", "the line is not up", { waitMs: LINE_WAIT_MS });
    return client;
  }

  async function quietly(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      log.warn("robot.not-said", { error: describe(toChannelError(error)) });
    }
  }

  return {
    state: () => state,
    send,
    async stop() {
      stopped = true;
      clearInterval(asking);
      for (const { timer } of waiting.values()) clearTimeout(timer);
      client?.disconnect();
      client = null;
      state = "idle";
      await deps.release().catch(() => {});
    },
  };
}

type Frame = { headers: { req_id: string } };

function frameOf({ reqId }: ReplyPlace): Frame {
  return { headers: { req_id: reqId } };
}

/** The same stream id replaces what stood there, so a repeated try repeats nothing that a person could see. */
function streamOf(key: string): string {
  return `zhike-${createHash("sha256").update(key).digest("hex").slice(0, 24)}`;
}

/** The SDK rejects with the refusing frame, or with an Error when no answer came. */
function toChannelError(fault: unknown): ChannelError {
  if (fault instanceof ChannelError) return fault;
  const { errcode, errmsg } = (fault ?? {}) as { errcode?: unknown; errmsg?: unknown };
  if (typeof errcode === "number") return refusalOf("robot", errcode, typeof errmsg === "string" ? errmsg : "");
  return new ChannelError("robot", null, "retry", fault instanceof Error ? fault.message.slice(0, 200) : "no answer");
}

/** The SDK writes whole frames, what people said included: nothing of it goes into our log. */
const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
