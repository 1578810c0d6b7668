// The robot's one connection, and which of our processes has it.
//
// A second connection throws the first out. So only the process that holds the line connects (`hold`, asked again and
// again). Thrown out, it asks who has the line now: one of our own processes, then all is well; a stranger, then it stays
// out and keeps the line, or it and ours would throw each other out for ever. A process that stops gives up the line
// first and hears on until the next one of ours has connected, so that nothing said in between is lost.
import { WSClient, type WsFrame } from "@wecom/aibot-node-sdk";
import { ChannelError } from "../../errors.ts";
import { assertNothingHeld } from "../../held.ts";
import { describe, type Log } from "../../log.ts";

export interface LineConfig {
  botId: string;
  secret: string;
  /** Another address for a private deployment or a test. */
  url: string;
  /** First pause before connecting again; it doubles up to half a minute. */
  reconnectMs?: number;
  /** How often the line is renewed, and asked for by who has it not. */
  holdEveryMs?: number;
  askEveryMs?: number;
  /** How long a process that stops goes on hearing for another one to take the line; 0 where there is no other. */
  handOverMs?: number;
}

export interface LineDeps {
  /** Asks for the line, or renews it; true while this process has it. */
  hold(): Promise<boolean>;
  release(): Promise<void>;
  log: Log;
}

/**
 * idle: another process has the line. up: it can send. down: connecting, or waiting to. taken-over: somebody else
 * connected with this robot. refused: id or secret are wrong. The last two last until the next start.
 */
export type LineState = "idle" | "down" | "up" | "taken-over" | "refused";

export interface Line {
  state(): LineState;
  /** To send by. Throws ChannelError "wait" while the line is not up here. */
  client(): WSClient;
  stop(): Promise<void>;
}

/** How often the line is renewed; a third of what it is held for. */
export const HOLD_EVERY_MS = 10_000;
/** Renewals that may fail: with the third the line may be another's. */
const MISSED_MAX = 3;
/** How often it is asked for by who has it not, and so how long a hand-over takes. */
const ASK_EVERY_MS = 2_000;
/** For the next process to ask, to connect and to be heard of. */
export const HAND_OVER_MS = 2 * ASK_EVERY_MS;
const RECONNECT_MS = 1_000;
/** Nothing to send by: the queue looks again soon. */
const LINE_WAIT_MS = 2_000;

export function openLine(config: LineConfig, deps: LineDeps, hear: (frame: WsFrame) => void): Line {
  const { log } = deps;
  let client: WSClient | null = null;
  let state: LineState = "idle";
  let stopped = false;
  let asking: NodeJS.Timeout | undefined;
  /** Another connection took over, and it is not known yet whose. */
  let thrownOut = false;
  let missed = 0;
  let handedOver = () => {};

  void ask();

  async function ask(): Promise<void> {
    await keepLine();
    if (stopped || state === "refused") return;
    const holds = state === "up" || state === "taken-over";
    const pause = holds ? (config.holdEveryMs ?? HOLD_EVERY_MS) : (config.askEveryMs ?? ASK_EVERY_MS);
    clearTimeout(asking);
    asking = setTimeout(() => void ask(), pause);
  }

  async function keepLine(): Promise<void> {
    const wasOut = thrownOut;
    const mine = await deps.hold().catch((error) => {
      log.warn("robot.line-unknown", { error: describe(error) });
      return null;
    });
    if (stopped || state === "refused" || state === "taken-over") return;
    if (thrownOut) {
      // An answer from before it happened says nothing.
      if (wasOut && mine !== null) judge(mine);
      return;
    }
    missed = mine === null ? missed + 1 : 0;
    // While it is surely still ours a database that is away costs nobody the line: she is told to say it again.
    if (mine === null && missed < MISSED_MAX) return;
    if (mine && client === null) connect();
    if (!mine && client !== null) {
      log.warn("robot.line-lost");
      disconnect("idle");
    }
  }

  /** Thrown out: by a stranger when the line is still ours, else by the one of ours that has it now. */
  function judge(mine: boolean): void {
    thrownOut = false;
    if (!mine) {
      log.info("robot.handed-over");
      state = "idle";
      return;
    }
    log.error("robot.taken-over", { mend: "another program is connected with this robot; stop it, then start again" });
    state = "taken-over";
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
      if (stopped) return handedOver();
      thrownOut = true;
      disconnect("down");
      void ask();
    });
    opened.on("error", (error) => {
      if (/Max auth failure/u.test(error.message)) {
        log.error("robot.refused", { mend: "check WECOM_BOT_ID and WECOM_BOT_SECRET, then start again" });
        disconnect("refused");
      } else log.warn("robot.fault", { error: error.message.slice(0, 200) });
    });
    opened.on("message", (frame) => hear(frame));
    opened.on("event", (frame) => {
      // That another connected is told to the line alone: nobody said anything.
      if (frame.body?.event?.eventtype !== "disconnected_event") hear(frame);
    });
    opened.connect();
  }

  function disconnect(next: LineState): void {
    state = next;
    client?.disconnect();
    client = null;
    if (next === "refused") void deps.release().catch(() => {});
  }

  /** The platform says so when the next of our processes has connected; nobody may be there to. */
  function nextConnects(msMax: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, msMax);
      handedOver = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  return {
    state: () => state,
    client() {
      assertNothingHeld("the robot");
      if (client === null || state !== "up")
        throw new ChannelError("robot", null, "wait", "the line is not up", { waitMs: LINE_WAIT_MS });
      return client;
    },
    async stop() {
      stopped = true;
      clearTimeout(asking);
      await deps.release().catch(() => {});
      if (state === "up" && (config.handOverMs ?? 0) > 0) await nextConnects(config.handOverMs ?? 0);
      client?.disconnect();
      client = null;
      state = "idle";
    },
  };
}

/** The SDK writes whole frames, what people said included: nothing of it goes into our log. */
const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
