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
/** Who holds the line; the robots of one shop are told apart by name. */
let holder: string | null = null;
let mine = true;
let unknown = false;
let asked = 0;
const robots: Robot[] = [];

beforeEach(async () => {
  clock = new Date("2026-11-23T01:30:00Z");
  stored = [];
  refuseStore = 0;
  mine = true;
  unknown = false;
  holder = null;
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

function start(secret = "s3cret", { name = "one", handOverMs = 0, holdEveryMs = 10_000 } = {}): Robot {
  const robot = startRobot(
    { botId: "aib-shop", secret, url, reconnectMs: 2, askEveryMs: 10, handOverMs, holdEveryMs },
    {
      store: async (message) => {
        if (refuseStore > 0) {
          refuseStore -= 1;
          throw new Error("the database is away");
        }
        stored.push(message);
      },
      hold: async () => {
        asked += 1;
        if (unknown) throw new Error("the database is away");
        if (!mine) return false;
        holder ??= name;
        return holder === name;
      },
      release: async () => {
        if (holder === name) holder = null;
      },
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
/** What is on its way over the local socket has arrived. */
const settled = async () => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((done) => setImmediate(done));
};
const textOf = (message: InboundMessage) => (message.kind === "text" ? message.text : message.kind);
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

describe("a platform in trouble", () => {
  const text = { kind: "text" as const, text: "今天五件事" };
  const shown = () => line.chat("linyue").slice(1);
  async function afterHello(): Promise<Robot> {
    const robot = start();
    await up(robot);
    line.say("linyue", { text: "你好" });
    await heard();
    return robot;
  }
  /** The SDK waits five seconds of its own for an acknowledgement. */
  async function unacknowledged(sending: Promise<unknown>, count: number): Promise<unknown> {
    const ended = sending.then(
      () => "sent",
      (error) => error,
    );
    while (shown().length < count) await new Promise((done) => setImmediate(done));
    vi.advanceTimersByTime(5_000);
    return ended;
  }
  afterEach(() => vi.useRealTimers());

  test("a push without acknowledgement counts as sent while the line stands: it is not shown again", async () => {
    const robot = await afterHello();
    line.ackDelayMs = null;
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    expect(await unacknowledged(robot.send("linyue", text, { again: false, key: "n" }), 1)).toBe("sent");
    expect(shown()).toHaveLength(1);
  });

  test("an answer without acknowledgement is tried again, which replaces it", async () => {
    const robot = await afterHello();
    const options = { key: "reply:1:0", replyToken: tokenOf(stored[0]) };
    line.ackDelayMs = null;
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const first = await unacknowledged(robot.send("linyue", text, { ...options, again: false }), 1);
    expect(first).toMatchObject({ name: "ChannelError", remedy: "retry" });
    vi.useRealTimers();
    line.ackDelayMs = 0;
    await robot.send("linyue", text, { ...options, again: true });
    expect(shown()).toEqual([expect.objectContaining({ kind: "stream", content: "今天五件事", frames: 2 })]);
  });

  test("acknowledgements that come late, but come, change nothing", async () => {
    const robot = await afterHello();
    line.ackDelayMs = 30;
    await robot.send("linyue", text, { again: false, key: "r", replyToken: tokenOf(stored[0]) });
    await robot.send("linyue", text, { again: false, key: "n" });
    expect(shown().map(({ kind }) => kind)).toEqual(["stream", "markdown"]);
  });

  test("a request that the platform no longer knows is answered by a push", async () => {
    const robot = await afterHello();
    line.refuseNext("aibot_respond_msg", 846605);
    await robot.send("linyue", text, { again: false, key: "r", replyToken: tokenOf(stored[0]) });
    expect(shown()).toEqual([{ kind: "markdown", content: "今天五件事" }]);
  });

  test("its own limit of 30 a minute is waited for, a minute at least", async () => {
    const robot = await afterHello();
    line.refuseNext("aibot_send_msg", 45009);
    const sent = robot.send("linyue", text, { again: false, key: "n" });
    await expect(sent).rejects.toMatchObject({ remedy: "wait", waitMs: 60_000 });
  });

  test("a line cut between two frames: the next try waits for it and goes out", async () => {
    const robot = await afterHello();
    line.drop();
    await vi.waitFor(() => expect(robot.state()).toBe("down"), { interval: 2 });
    await expect(robot.send("linyue", text, { again: false, key: "n" })).rejects.toMatchObject({ remedy: "wait" });
    await up(robot);
    await robot.send("linyue", text, { again: true, key: "n" });
    expect(shown()).toEqual([{ kind: "markdown", content: "今天五件事" }]);
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

  test("thrown out by a stranger it stays out and keeps the line, so that no other of ours fights either", async () => {
    const robot = start();
    await up(robot);
    line.takeOver();
    await vi.waitFor(() => expect(robot.state()).toBe("taken-over"), { interval: 5 });
    expect(holder).toBe("one");
    const other = start("s3cret", { name: "two" });
    await settled();
    expect(other.state()).toBe("idle");
    expect(line.subscriptions().good).toBe(1);
  });

  test("a second subscription of another program throws the first out, once, and they do not fight", async () => {
    const first = start();
    await up(first);
    holder = null;
    const second = start("s3cret", { name: "two" });
    await up(second);
    await vi.waitFor(() => expect(first.state()).not.toBe("up"), { interval: 5 });
    await settled();
    expect(line.subscriptions().good).toBe(2);
    expect(second.state()).toBe("up");
  });

  test("thrown out by the process of ours that has the line now, it waits and takes it again", async () => {
    const slept = start();
    await up(slept);
    holder = null;
    const other = start("s3cret", { name: "two" });
    await up(other);
    await vi.waitFor(() => expect(slept.state()).toBe("idle"), { interval: 5 });
    await other.stop();
    await vi.waitFor(() => expect(slept.state()).toBe("up"), { timeout: 5_000, interval: 10 });
    line.say("linyue", { text: "3456" });
    await heard();
  });

  test("one that stops hears on until the next has connected: nothing said meanwhile is lost", async () => {
    const old = start("s3cret", { handOverMs: 60_000 });
    await up(old);
    const next = start("s3cret", { name: "two" });
    await settled();
    const stopping = old.stop();
    line.say("linyue", { text: "张姐买了裙子3280" });
    await heard();
    await stopping;
    await up(next);
    line.say("linyue", { text: "3456" });
    // That the other connected is no message of anybody's.
    await vi.waitFor(() => expect(stored.map(textOf)).toEqual(["张姐买了裙子3280", "3456"]), { interval: 5 });
    await settled();
    expect(stored).toHaveLength(2);
    expect(line.subscriptions().good).toBe(2);
  });

  test("thrown out while nobody can tell by whom, it waits until somebody can", async () => {
    const robot = start();
    await up(robot);
    unknown = true;
    line.takeOver();
    await vi.waitFor(() => expect(robot.state()).toBe("down"), { interval: 5 });
    await settled();
    expect(robot.state()).toBe("down");
    unknown = false;
    await vi.waitFor(() => expect(robot.state()).toBe("taken-over"), { interval: 5 });
    expect(line.subscriptions().good).toBe(1);
  });

  test("a database that is away costs the line only when another process may have taken it", async () => {
    const robot = start("s3cret", { holdEveryMs: 10 });
    await up(robot);
    const before = asked;
    unknown = true;
    await vi.waitFor(() => expect(asked).toBeGreaterThanOrEqual(before + 2), { interval: 1 });
    expect(robot.state()).toBe("up");
    await vi.waitFor(() => expect(robot.state()).toBe("idle"), { interval: 5 });
    unknown = false;
    await up(robot);
  });

  test("who does not hold it does not connect", async () => {
    mine = false;
    const robot = start();
    await settled();
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
