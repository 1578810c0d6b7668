// The robot's line, over the official SDK, against the local platform: messages, streams, cards, pushes, and faults.
import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { silentLog } from "../../../src/log.ts";
import type { InboundMessage } from "../../../src/message.ts";
import { createRobotLine, type RobotLine } from "../../../src/simulator/robot-line.ts";
import { type Robot, startRobot } from "../../../src/wecom/robot/robot.ts";

let line: RobotLine;
let server: Server;
let url = "";
let stored: InboundMessage[] = [];
let clock = new Date("2026-11-23T01:30:00Z");
let refuseStore = 0;
let mine = true;
const robots: Robot[] = [];

beforeEach(async () => {
  clock = new Date("2026-11-23T01:30:00Z");
  stored = [];
  refuseStore = 0;
  mine = true;
  line = createRobotLine({ botId: "aib-shop", secret: "s3cret", now: () => clock });
  server = createServer();
  line.attach(server, "/robot");
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/robot`;
});
afterEach(async () => {
  for (const robot of robots.splice(0)) await robot.stop();
  await line.close();
  await new Promise((done) => server.close(done));
});

function start(secret = "s3cret"): Robot {
  const robot = startRobot(
    { botId: "aib-shop", secret, url, reconnectMs: 2 },
    {
      store: async (message) => {
        if (refuseStore > 0) {
          refuseStore -= 1;
          throw new Error("the database is away");
        }
        stored.push(message);
      },
      hold: async () => mine,
      release: async () => {},
      log: silentLog,
      now: () => clock,
      sleep: async () => {},
    },
  );
  robots.push(robot);
  return robot;
}
const up = (robot: Robot) => vi.waitFor(() => expect(robot.state()).toBe("up"), { timeout: 5_000, interval: 5 });
const heard = (count = 1) => vi.waitFor(() => expect(stored).toHaveLength(count), { interval: 5 });
const tokenOf = (message?: InboundMessage) =>
  message && "replyToken" in message && message.replyToken ? message.replyToken : null;

describe("talk", () => {
  test("a message becomes a row; its answer is a finished stream in the same chat, and a repeated try repeats nothing", async () => {
    const robot = start();
    await up(robot);
    line.say("linyue", { text: "3456" });
    await heard();
    const options = { key: "reply:1:0", replyToken: tokenOf(stored[0]) };
    await robot.send("linyue", { kind: "text", text: "张丽华 金卡" }, { ...options, again: false });
    await robot.send("linyue", { kind: "text", text: "张丽华 金卡" }, { ...options, again: true });
    expect(line.chat("linyue").slice(1)).toEqual([
      expect.objectContaining({ kind: "stream", content: "张丽华 金卡", finished: true, frames: 2 }),
    ]);
  });

  test("a nudge is pushed where somebody wrote before; where nobody did it is refused for good", async () => {
    const robot = start();
    await up(robot);
    line.say("linyue", { text: "你好" });
    await heard();
    await robot.send("linyue", { kind: "text", text: "今天五件事" }, { again: false, key: "nudge:1" });
    expect(line.chat("linyue").at(-1)).toEqual({ kind: "markdown", content: "今天五件事" });
    await expect(robot.send("chenxi", { kind: "text", text: "早" }, { again: false, key: "n" })).rejects.toMatchObject({
      name: "ChannelError",
    });
  });

  test("an answer that comes too late for its message is pushed", async () => {
    const robot = start();
    await up(robot);
    line.say("linyue", { text: "3456" });
    await heard();
    clock = new Date(clock.getTime() + 25 * 3_600_000);
    await robot.send(
      "linyue",
      { kind: "text", text: "晚了" },
      { again: false, key: "k", replyToken: tokenOf(stored[0]) },
    );
    expect(line.chat("linyue").at(-1)).toEqual({ kind: "markdown", content: "晚了" });
  });

  test("in a group only a pointer is said, the answer goes to the person", async () => {
    const robot = start();
    await up(robot);
    line.say("linyue", { text: "@知客 张姐电话", group: "wr-shop" });
    await heard();
    expect(tokenOf(stored[0])).toBeNull();
    await vi.waitFor(() => expect(line.chat("wr-shop")).toHaveLength(2), { interval: 5 });
    expect(line.chat("wr-shop")[1]).toMatchObject({
      kind: "stream",
      finished: true,
      content: expect.stringContaining("单聊"),
    });
  });

  test("a message that cannot be stored is answered with the request to say it again", async () => {
    const robot = start();
    await up(robot);
    refuseStore = 99;
    line.say("linyue", { text: "张姐买了裙子3280" });
    await vi.waitFor(() => expect(line.chat("linyue")).toHaveLength(2), { interval: 5 });
    expect(line.chat("linyue")[1]).toMatchObject({ kind: "stream", content: expect.stringContaining("再发一遍") });
  });

  test("a fault of storing that passes loses nothing", async () => {
    const robot = start();
    await up(robot);
    refuseStore = 2;
    line.say("linyue", { text: "张姐买了裙子3280" });
    await heard();
    expect(stored[0]).toMatchObject({ text: "张姐买了裙子3280" });
  });

  test("the welcome answers the event of entering within its five seconds", async () => {
    const robot = start();
    await up(robot);
    line.enter("linyue");
    await heard();
    await robot.send(
      "linyue",
      { kind: "text", text: "你好" },
      { again: false, key: "w", replyToken: tokenOf(stored[0]) },
    );
    expect(line.chat("linyue")).toEqual([{ kind: "text", content: "你好" }]);
  });

  test("a picture is uploaded in chunks and sent", async () => {
    const robot = start();
    await up(robot);
    line.say("linyue", { text: "日报" });
    await heard();
    const file = join(mkdtempSync(join(tmpdir(), "zhike-robot-")), "报表.png");
    writeFileSync(file, Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47]), Buffer.alloc(1_200_000, 7)]));
    await robot.send("linyue", { kind: "picture", file, alt: "日报" }, { again: false, key: "p" });
    expect(line.chat("linyue").at(-1)).toEqual({ kind: "media", type: "image", bytes: 1_200_004 });
  });
});

describe("cards", () => {
  const card = { id: "ask-1", title: "转给林悦？", buttons: [{ key: "talk:yes:1", text: "是" }] };

  test("a card is shown once; pressed, it is settled within five seconds; later it stays as it was", async () => {
    const robot = start();
    await up(robot);
    line.say("linyue", { text: "把张姐转给林悦" });
    await heard();
    const options = { again: false, key: "c", replyToken: tokenOf(stored[0]) };
    await robot.send("linyue", { kind: "card", card }, options);
    expect(await robot.send("linyue", { kind: "card", card }, { ...options, again: true })).toMatchObject({
      alreadySent: true,
    });

    line.press("linyue", "ask-1", "talk:yes:1");
    await heard(2);
    const press = stored[1];
    if (press?.kind !== "button" || press.updateToken === null) throw new Error("no press");
    const update = { kind: "card-update" as const, updateToken: press.updateToken, to: "linyue" };
    await robot.send("linyue", { ...update, card: { ...card, buttons: [], settled: "已转" } }, { again: false });
    const shown = line.chat("linyue").find((entry) => entry.kind === "card");
    expect(shown).toMatchObject({ updated: 1, card: { button_list: [{ text: "已转", key: "settled" }] } });

    clock = new Date(clock.getTime() + 6_000);
    await robot.send("linyue", { ...update, card: { ...card, buttons: [], settled: "晚了" } }, { again: false });
    expect(shown).toMatchObject({ updated: 1 });
    line.press("linyue", "ask-1", "settled");
    await heard(3);
    expect(stored[2]).toMatchObject({ kind: "set-aside" });
  });
});

describe("the line", () => {
  test("a wrong secret ends it after a few tries; until the next start nothing is sent", async () => {
    const robot = start("wrong");
    await vi.waitFor(() => expect(robot.state()).toBe("refused"), { timeout: 5_000, interval: 10 });
    expect(line.subscriptions()).toEqual({ good: 0, bad: 6 });
    const sent = robot.send("linyue", { kind: "text", text: "x" }, { again: false });
    await expect(sent).rejects.toMatchObject({ remedy: "wait" });
  });

  test("a socket that breaks comes back by itself", async () => {
    const robot = start();
    await up(robot);
    line.drop();
    await vi.waitFor(() => expect(line.subscriptions().good).toBe(2), { timeout: 5_000, interval: 10 });
    await up(robot);
  });

  test("thrown out by somebody else's connection, it stays out", async () => {
    const robot = start();
    await up(robot);
    line.takeOver();
    await vi.waitFor(() => expect(robot.state()).toBe("taken-over"), { interval: 5 });
    expect(line.subscriptions().good).toBe(1);
  });

  test("who does not hold it does not connect", async () => {
    mine = false;
    const robot = start();
    await new Promise((done) => setImmediate(done));
    expect(robot.state()).toBe("idle");
    expect(line.subscriptions().good).toBe(0);
  });

  test("more than the chat's limit is not sent but waited for", async () => {
    const robot = start();
    await up(robot);
    line.say("linyue", { text: "x" });
    await heard();
    const push = (index: number) =>
      robot.send("linyue", { kind: "text", text: "早" }, { again: false, key: `n${index}` });
    for (let index = 0; index < 28; index += 1) await push(index);
    await expect(push(28)).rejects.toMatchObject({ remedy: "wait" });
  });
});
