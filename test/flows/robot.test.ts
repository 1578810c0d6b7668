// A shop that has nothing but the robot: the owner makes it hers with the code from the terminal, takes on a colleague,
// and both work with it over the long connection.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type App, createApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { silentLog } from "../../src/log.ts";
import { type ChatEntry, createRobotLine, type RobotLine } from "../../src/simulator/robot-line.ts";
import { type OpenedDatabase, testDatabases } from "../support/database.ts";
import { DATA_KEY } from "../support/world.ts";

let at = new Date("2026-09-16T02:00:00Z");
let app: App;
let opened: OpenedDatabase;
let line: RobotLine;
let server: Server;

const config = (url: string) =>
  readConfig({
    WECOM_BOT_ID: "aib-shop",
    WECOM_BOT_SECRET: "s3cret",
    WECOM_BOT_URL: url,
    PORT: "0",
    DATA_DIR: "memory://",
    DATA_KEY,
  });

beforeAll(async () => {
  line = createRobotLine({ botId: "aib-shop", secret: "s3cret", now: () => at });
  server = createServer();
  line.attach(server, "/");
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  opened = await (testDatabases().at(-1) ?? testDatabases()[0])!.open();
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  app = await createApp({ config: config(url), log: silentLog, realNow: () => at, db: opened.db, loops: false });
  await vi.waitFor(() => expect(app.robot?.state()).toBe("up"), { timeout: 10_000, interval: 10 });
});
afterAll(async () => {
  await app.stop();
  await line.close();
  await new Promise((done) => server.close(done));
  await opened.close();
});

/** What came to this chat after it was said. */
async function says(userId: string, text: string): Promise<ChatEntry[]> {
  at = new Date(at.getTime() + 5_000);
  line.say(userId, { text });
  return answered(userId);
}
async function answered(userId: string): Promise<ChatEntry[]> {
  const before = line.chat(userId).length;
  const quiet = () =>
    opened.db.transaction({ kind: "system" }, (tx) => tx.inbound.count({ where: { state: "waiting" } }));
  await vi.waitFor(async () => expect(await quiet()).toBeGreaterThan(0), { interval: 5 });
  await app.settle();
  return line.chat(userId).slice(before);
}
const words = (entries: ChatEntry[]) =>
  entries
    .map((entry) =>
      "content" in entry ? entry.content : entry.kind === "card" ? JSON.stringify(entry.card) : entry.kind,
    )
    .join("\n");

describe("a shop with nothing but the robot", () => {
  test("the owner's code makes the shop hers; a wrong one does not", async () => {
    expect(words(await says("wangfang", "你好"))).toContain("我是店主");
    expect(words(await says("wangfang", "我是店主 000000"))).toContain("不对");
    expect(words(await says("wangfang", `我是店主 ${app.ownerCode} 王芳`))).toContain("王芳，店是你的了");
    expect(words(await says("evil", `我是店主 ${app.ownerCode}`))).toContain("还不认识你");
    expect(words(await says("wangfang", "我是谁"))).toContain("管理员");
  });

  test("she takes on a colleague after being asked, who then sees his own customers only", async () => {
    expect(words(await says("wangfang", "加同事 zhangsan 张珊 导购"))).toContain("登记张珊");
    expect(words(await says("wangfang", "是"))).toContain("登记好了");
    expect(words(await says("zhangsan", "我是谁"))).toContain("自己名下的客户");
    expect(words(await says("zhangsan", "加同事 lisi 李思 导购"))).not.toContain("登记好了");
    await says("zhangsan", "新客户 陈美玲 13812345678");
    expect(words(await says("zhangsan", "5678"))).toContain("陈美玲");
  });

  test("a card's button works over the line, and the card says so", async () => {
    const shown = await says("zhangsan", "陈美玲对羊毛过敏");
    const card = shown.find((entry) => entry.kind === "card");
    if (card?.kind !== "card") throw new Error(words(shown));
    const [undo] = card.card.button_list as { key: string }[];
    at = new Date(at.getTime() + 3_000);
    line.press("zhangsan", card.taskId, undo?.key ?? "");
    expect(words(await answered("zhangsan"))).toContain("已撤销");
    expect(card.updated).toBe(1);
  });

  test("what is quoted says whom a pronoun means", async () => {
    await says("zhangsan", "新客户 李想 13900001111");
    at = new Date(at.getTime() + 5_000);
    line.say("zhangsan", { text: "她喜欢墨绿色", quote: "陈美玲 尾号5678\n上次：还没买过" });
    const shown = await answered("zhangsan");
    expect(words(shown)).toContain("陈美玲");
    expect(words(shown)).not.toContain("李想");
  });

  test("a voice message is read like a typed one", async () => {
    at = new Date(at.getTime() + 5_000);
    line.say("zhangsan", { voice: "陈美玲生日是5月8号" });
    expect(words(await answered("zhangsan"))).toContain("5月8日");
  });
});
