// Everything the official SDK can tell, by its own lists: a bare client of the SDK hears each event from the local
// platform, and our robot makes of each kind of frame what ARCHITECTURE.md says.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { EventType, MessageType, WSClient, type WSClientEventMap } from "@wecom/aibot-node-sdk";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { silentLog } from "../../../src/log.ts";
import type { InboundMessage } from "../../../src/message.ts";
import { createRobotLine, type RobotLine } from "../../../src/simulator/robot-line.ts";
import { startRobot } from "../../../src/wecom/robot/robot.ts";

const now = () => new Date("2026-11-23T01:30:00Z");
let line: RobotLine;
let server: Server;
let url = "";

beforeEach(async () => {
  line = createRobotLine({ botId: "aib-shop", secret: "s3cret", now });
  server = createServer();
  line.attach(server, "/robot");
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/robot`;
});
afterEach(async () => {
  await line.close();
  await new Promise((done) => server.close(done));
});

/** What the platform can send, one of each; compiled against the SDK's lists, so a new kind is missed at once. */
const frames: Record<`${MessageType}` | `${EventType}`, { send(): void; becomes: InboundMessage["kind"] | null }> = {
  text: { send: () => line.say("linyue", { text: "3456" }), becomes: "text" },
  voice: { send: () => line.say("linyue", { voice: "张姐来了" }), becomes: "text" },
  mixed: { send: () => line.say("linyue", { mixed: ["张姐要这件", { image: "u" }] }), becomes: "text" },
  image: { send: () => line.say("linyue", { image: "u" }), becomes: "media" },
  file: { send: () => line.say("linyue", { file: "u" }), becomes: "media" },
  video: { send: () => line.say("linyue", { video: "u" }), becomes: "media" },
  enter_chat: { send: () => line.enter("linyue"), becomes: "entered" },
  template_card_event: { send: () => line.press("linyue", "card-1", "talk:yes:1"), becomes: "button" },
  feedback_event: { send: () => line.feedback("linyue"), becomes: "set-aside" },
  // For the line alone, which it ends: the last one.
  disconnected_event: { send: () => line.takeOver(), becomes: null },
};

test("the lists are the SDK's own", () => {
  expect(Object.keys(frames).sort()).toEqual([...Object.values(MessageType), ...Object.values(EventType)].sort());
});

test("a bare client of the SDK hears every event there is", async () => {
  const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const heard: Record<keyof WSClientEventMap, number> = {
    message: 0,
    "message.text": 0,
    "message.image": 0,
    "message.mixed": 0,
    "message.voice": 0,
    "message.file": 0,
    "message.video": 0,
    event: 0,
    "event.enter_chat": 0,
    "event.template_card_event": 0,
    "event.feedback_event": 0,
    "event.disconnected_event": 0,
    connected: 0,
    authenticated: 0,
    disconnected: 0,
    reconnecting: 0,
    error: 0,
  };
  const names = Object.keys(heard) as (keyof WSClientEventMap)[];
  const listen = (secret: string) => {
    const client = new WSClient({
      botId: "aib-shop",
      secret,
      wsUrl: url,
      reconnectInterval: 2,
      maxAuthFailureAttempts: 0,
      logger: quiet,
    });
    for (const name of names)
      client.on(name, () => {
        heard[name] += 1;
      });
    client.connect();
    return client;
  };
  const until = (name: keyof WSClientEventMap, count: number) =>
    vi.waitFor(() => expect(heard[name], name).toBeGreaterThanOrEqual(count), { timeout: 5_000, interval: 5 });

  const client = listen("s3cret");
  await until("authenticated", 1);
  line.drop();
  await until("authenticated", 2);
  for (const { send } of Object.values(frames)) send();
  await until("event.disconnected_event", 1);
  client.disconnect();
  const before = heard.error;
  const refused = listen("wrong");
  await until("error", before + 1);
  refused.disconnect();
  expect(names.filter((name) => heard[name] === 0)).toEqual([]);
  expect(heard).toMatchObject({ message: 6, event: 4, reconnecting: 1 });
});

test("our robot stores each as what it is", async () => {
  const stored: InboundMessage[] = [];
  const robot = startRobot(
    { botId: "aib-shop", secret: "s3cret", url },
    {
      store: async (message) => void stored.push(message),
      hold: async () => true,
      release: async () => {},
      log: silentLog,
      now,
      sleep: async () => {},
    },
  );
  await vi.waitFor(() => expect(robot.state()).toBe("up"), { timeout: 5_000, interval: 5 });
  const kinds = Object.values(frames);
  for (const { send } of kinds) send();
  await vi.waitFor(() => expect(robot.state()).not.toBe("up"), { interval: 5 });
  expect(stored.map(({ kind }) => kind)).toEqual(kinds.flatMap(({ becomes }) => becomes ?? []));
  await robot.stop();
});
