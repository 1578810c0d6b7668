// The channel and the callback against the local platform, which was written from the documents by itself and shares
// no code with them: where both read the documents alike, they meet.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Channel } from "../../src/channel.ts";
import { silentLog } from "../../src/log.ts";
import type { Card, InboundMessage } from "../../src/message.ts";
import { createSimulator, type Simulator } from "../../src/simulator/simulator.ts";
import { createCallbackRouter } from "../../src/wecom/callback.ts";
import { createWecomChannel } from "../../src/wecom/channel.ts";
import { createMemoryTokenStore } from "../../src/wecom/token.ts";
import { corp, directory, monday } from "../simulator/support/shop.ts";

let simulator: Simulator;
let server: Server;
let channel: Channel;
let stored: InboundMessage[] = [];
let clock = monday;
let fresh: ReturnType<Simulator["snapshot"]>;
const now = () => clock;
const first = { again: false };
const again = { again: true };

beforeAll(async () => {
  simulator = createSimulator({ corp, now, ...directory(), log: silentLog, wait: async () => {} });
  const app = express();
  app.use("/simulator", simulator.router);
  const store = async (message: InboundMessage) => void stored.push(message);
  app.use("/wecom/callback", createCallbackRouter(corp, { store, log: silentLog, now }));
  server = createServer(app);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(await simulator.connect(`${base}/wecom/callback`)).toMatchObject({ ok: true });
  const sleep = async (ms: number) => {
    clock = new Date(clock.getTime() + ms);
  };
  channel = createWecomChannel(
    { ...corp, base: `${base}/simulator` },
    { tokens: createMemoryTokenStore(), log: silentLog, now, sleep, random: () => 0.5 },
  );
  fresh = simulator.snapshot();
});
afterAll(async () => {
  await simulator.close();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});
beforeEach(() => {
  simulator.restore(fresh);
  simulator.faults.clear();
  stored = [];
  clock = monday;
});

const card: Card = {
  id: "birthday-wmWang",
  title: "王姐生日",
  body: "客".repeat(200),
  fields: [{ name: "等级", value: "金卡" }],
  buttons: [
    { key: "007", text: "发送祝福", style: "primary" },
    { key: "later", text: "稍后" },
  ],
};
const onScreen = (userId = "linyue") => simulator.inbox(userId).map(({ kind }) => kind);

test("what is said arrives, and the answer is on the phone", async () => {
  await simulator.say("LinYue", "张姐今天买了真丝裙]]>3280");
  expect(stored).toMatchObject([{ from: "linyue", kind: "text", text: "张姐今天买了真丝裙]]>3280" }]);
  const { messageId } = await channel.send("linyue", { kind: "text", text: "已记下" }, first);
  expect(messageId).not.toBeNull();
  expect(simulator.inbox("LinYue").at(-1)).toMatchObject({ kind: "text", text: "已记下" });
});

test("a card: text first, pressed, updated once, and shown only once", async () => {
  await channel.send("linyue", { kind: "card", card }, first);
  expect(onScreen()).toEqual(["text", "card"]);
  expect(await channel.send("linyue", { kind: "card", card: { ...card, body: "短" } }, again)).toMatchObject({
    alreadySent: true,
  });

  await simulator.press("LinYue", card.id, "007");
  const press = stored.at(-1);
  expect(press).toMatchObject({ kind: "button", cardId: card.id, key: "007", from: "linyue" });
  const updateToken = press?.kind === "button" ? (press.updateToken ?? "") : "";
  const update = {
    kind: "card-update" as const,
    updateToken,
    to: "linyue",
    card: { ...card, buttons: [], settled: "已发送" },
  };
  await channel.send("linyue", update, first);
  expect(simulator.inbox("LinYue").at(-1)).toMatchObject({ kind: "card", settled: "已发送" });
  expect(await channel.send("linyue", update, again)).toMatchObject({ alreadySent: true });
});

test("events of the app and of customers", async () => {
  await simulator.enter("LinYue");
  await simulator.clickMenu("LinYue", "today");
  const added = await simulator.addCustomer({ userId: "LinYue", name: "新客", state: "door" });
  await simulator.customerDeletes(added.externalId, "LinYue");
  await simulator.memberDeletesCustomer("LinYue", "wmWang");
  await simulator.hire({ userId: "NewOne", name: "小新二", departmentIds: [2] });
  await simulator.dismiss("NewOne");
  expect(stored.map(({ kind, from }) => [kind, from])).toEqual([
    ["entered", "linyue"],
    ["menu", "linyue"],
    ["customer-added", "linyue"],
    ["customer-removed", "linyue"],
    ["customer-removed", "linyue"],
    ["staff-changed", "newone"],
    ["staff-changed", "newone"],
  ]);
  expect(new Set(stored.map(({ id }) => id)).size).toBe(stored.length);
});

test("a welcome within its seconds", async () => {
  await simulator.addCustomer({ userId: "LinYue", name: "新客" });
  const added = stored.at(-1);
  if (added?.kind !== "customer-added" || added.welcomeToken === null) throw new Error("no welcome code");
  await channel.welcome(added.welcomeToken, "您好，我是林悦");
  expect(JSON.stringify(simulator.customerPhone(added.externalId))).toContain("我是林悦");
  await expect(channel.welcome(added.welcomeToken, "再来")).rejects.toMatchObject({ remedy: "give-up" });
});

describe("customer messages", () => {
  const wish = { sender: "linyue", externalId: "wmWang", text: "王姐，生日快乐！" };

  test("made, found again, waiting, sent", async () => {
    const { taskId, refused } = await channel.createCustomerMessage(wish);
    expect([taskId !== "", refused]).toEqual([true, false]);
    clock = new Date(clock.getTime() + 60_000);
    expect(await channel.findCustomerMessage(wish, monday)).toEqual({ taskId });
    expect(await channel.findCustomerMessage({ ...wish, text: "别的" }, monday)).toBeNull();
    expect(await channel.findCustomerMessage({ ...wish, externalId: "wmZhang" }, monday)).toBeNull();
    expect(await channel.customerMessageStatus(taskId, "linyue", "wmWang")).toBe("waiting");
    simulator.confirmMassMessage("LinYue", taskId);
    expect(await channel.customerMessageStatus(taskId, "linyue", "wmWang")).toBe("sent");
    expect(JSON.stringify(simulator.customerPhone("wmWang"))).toContain("生日快乐");
  });

  test("not her customer: refused", async () => {
    expect(await channel.createCustomerMessage({ ...wish, externalId: "wmLiu" })).toMatchObject({ refused: true });
  });
});

test("directory and customers", async () => {
  expect(await channel.departments()).toHaveLength(3);
  expect(await channel.staff(2)).toMatchObject([
    { id: "linyue", active: true, leads: [] },
    { id: "chenxi" },
    { id: "zhouhang", leads: [2] },
  ]);
  const known: string[] = [];
  for (const id of ["linyue", "chenxi", "zhouhang"])
    for await (const page of channel.customersOf(id, null))
      known.push(...page.customers.map(({ staffId, externalId }) => `${staffId}:${externalId}`));
  expect(known.sort()).toEqual(["chenxi:wmLiu", "chenxi:wmZhang", "linyue:wmWang", "linyue:wmZhang"]);
  expect(await channel.customer("wmWang")).toMatchObject([{ staffId: "linyue", tagIds: ["etGold"], remark: "王姐" }]);
});

test("forty messages to one member: none is dropped by the platform", async () => {
  for (let count = 0; count < 40; count++) {
    await channel.send("linyue", { kind: "text", text: `第 ${count} 条` }, first).catch(async (error: unknown) => {
      const waitMs = (error as { waitMs: number }).waitMs;
      clock = new Date(clock.getTime() + waitMs);
      await channel.send("linyue", { kind: "text", text: `第 ${count} 条` }, first);
    });
  }
  expect(simulator.dropped()).toEqual([]);
  expect(simulator.inbox("linyue")).toHaveLength(40);
});

test("contacts handed over: asked once, refused or done, by the other call when the giver has left", async () => {
  // A fresh token for every story: asked for too often within one minute, the platform would not be asked.
  clock = new Date(clock.getTime() + 3_600_000);
  const order = { from: "linyue", to: "chenxi", left: false };
  expect(await channel.transferResults(order)).toEqual(new Map());
  const both = ["wmWang", "wmNobody"];
  expect([...(await channel.transferCustomers(order, both)).values()]).toEqual(["asked", "not-a-contact"]);
  expect([...(await channel.transferCustomers(order, ["wmWang"])).values()]).toEqual(["asked"]);
  expect(await channel.transferResults(order)).toEqual(new Map([["wmWang", "waiting"]]));
  await simulator.refuseTransfer("wmWang");
  expect(await channel.transferResults(order)).toEqual(new Map([["wmWang", "refused"]]));
  await channel.transferCustomers(order, ["wmWang"]);
  await simulator.acceptTransfer("wmWang");
  expect(await channel.transferResults(order)).toEqual(new Map([["wmWang", "done"]]));
  await simulator.dismiss("chenxi");
  const back = { from: "chenxi", to: "linyue", left: true };
  expect([...(await channel.transferCustomers(back, ["wmWang"])).values()]).toEqual(["too-often"]);
});
