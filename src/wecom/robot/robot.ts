// The robot, over WeCom's official SDK: what arrives becomes rows, what is queued goes out. No
// public address, no trusted IP. The platform repeats nothing on this connection: a message that cannot be stored is
// answered at once with the request to say it again. Whose the connection is: line.ts.
import { createHash } from "node:crypto";
import type { WsFrame } from "@wecom/aibot-node-sdk";
import type { SendOptions, SendReceipt } from "../../channel.ts";
import { ChannelError, unreachable } from "../../errors.ts";
import { describe } from "../../log.ts";
import type { Card, InboundMessage, Reply } from "../../message.ts";
import { settledCard, toCardMessages } from "../cards.ts";
import { CALL_EXPIRED, DUPLICATE_CARD, refusalOf } from "../codes.ts";
import { createPacer, memberWindows } from "../limits.ts";
import { type MediaKind, readMedia } from "../media.ts";
import { type ReplyPlace, readFrame, readPlace } from "./frames.ts";
import { type LineConfig, type LineDeps, type LineState, openLine } from "./line.ts";
import { toMarkdown } from "./markdown.ts";
import { goneToPrivateWords, notStoredWords, thinkingWords } from "./words.ts";

export interface RobotDeps extends LineDeps {
  store(message: InboundMessage): Promise<void>;
  now: () => Date;
  sleep: (ms: number) => Promise<void>;
}

export interface Robot {
  state(): LineState;
  /** Throws ChannelError "wait" while the line is not up here. */
  send(to: string, reply: Reply, options: SendOptions): Promise<SendReceipt>;
  stop(): Promise<void>;
}

/** A turn without a model takes milliseconds: whoever waits longer should see that somebody is there. */
const SLOW_MS = 1_500;
/** Tries to store a message; a database that restarts is back within seconds. */
const STORE_PAUSES_MS = [200, 1_000, 3_000];
const WAIT_MS_MAX = 10_000;
/** Turns that nobody answered (set aside, failed) are forgotten with time. */
const WAITING_MAX = 500;

export function startRobot(config: LineConfig, deps: RobotDeps): Robot {
  const { log } = deps;
  const pacer = createPacer({ now: deps.now, sleep: deps.sleep, waitMsMax: WAIT_MS_MAX });
  /** By reply token: the first answer's stream, shown as unfinished when the turn is slow. */
  const waiting = new Map<string, { timer: NodeJS.Timeout; streamId: string; shown: boolean }>();
  const line = openLine(config, deps, (frame) => void hear(frame));

  async function hear(frame: WsFrame): Promise<void> {
    const { message, inGroup } = readFrame(frame, deps.now());
    if (message.kind === "text" && message.replyToken) answerSoon(message.replyToken, frame);
    if (!(await stored(message))) {
      log.error("robot.not-stored", { message: message.id });
      await quietly(() => line.client().replyStream(frame, streamOf(message.id), notStoredWords, true));
      return;
    }
    if (inGroup && message.kind !== "set-aside" && message.kind !== "button")
      await quietly(() => line.client().replyStream(frame, streamOf(message.id), goneToPrivateWords, true));
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
      void quietly(() => line.client().replyStream(frame, streamId, thinkingWords, false));
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
        message: (frame: Frame) => line.client().replyStream(frame, streamId, content, true),
        welcome: (frame: Frame) => line.client().replyWelcome(frame, { msgtype: "text", text: { content } }),
      };
      await answerOrPush(to, place, byPlace, () =>
        line.client().sendMessage(to, { msgtype: "markdown", markdown: { content } }),
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
      await answerOrPush(to, where.place, { message: (frame) => line.client().replyTemplateCard(frame, ready) }, () =>
        line.client().sendMessage(to, { msgtype: "template_card", template_card: ready }),
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
      await call(to, () => line.client().updateTemplateCard(frameOf(place), ready, [to]));
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
    const uploaded = await call(to, () => line.client().uploadMedia(content, { type: media.kind, filename: name }));
    await answerOrPush(
      to,
      place,
      { message: (frame) => line.client().replyMedia(frame, media.kind, uploaded.media_id) },
      () => line.client().sendMediaMessage(to, media.kind, uploaded.media_id),
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
    await pushOnce(to, push);
  }

  /**
   * A push has nothing that makes a second one the same. So when the line stood all the time and only the
   * acknowledgement is missing, it counts as sent: a nudge that may be lost is better than one shown five times.
   */
  async function pushOnce(to: string, push: () => Promise<unknown>): Promise<void> {
    try {
      await call(to, push);
    } catch (error) {
      if (!isUnacknowledged(error) || line.state() !== "up") throw error;
      log.warn("robot.unacknowledged");
    }
  }

  /** Replies and pushes share one chat's limit. */
  async function call<T>(to: string, work: () => Promise<T>): Promise<T> {
    await pacer.take(`robot:${to}`, memberWindows);
    try {
      return await work();
    } catch (fault) {
      throw toChannelError(fault);
    }
  }

  async function quietly(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      log.warn("robot.not-said", { error: describe(toChannelError(error)) });
    }
  }

  return {
    state: line.state,
    send,
    async stop() {
      for (const { timer } of waiting.values()) clearTimeout(timer);
      await line.stop();
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

/** The SDK waited its five seconds for the platform's word; the frame itself had gone. */
function isUnacknowledged(error: unknown): boolean {
  return error instanceof ChannelError && error.code === null && /ack timeout/iu.test(error.message);
}
