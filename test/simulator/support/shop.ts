// A small shop on the local platform, with a clock that the test moves, served on a free port beside an echo bot.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { silentLog } from "../../../src/log.ts";
import { createSimulator, type Simulator, type SimulatorOptions } from "../../../src/simulator/simulator.ts";
import { createEchoBot, type EchoBot } from "./echo-bot.ts";

export const corp = {
  corpId: "ww1436e0e65a779aee",
  agentId: 1000002,
  secret: "a-secret-of-the-local-app-0123456789-abcdef",
  token: "hJqcu3uJ9Tn2gXPmxx2w9kkCkCE2EPYo",
  encodingAesKey: "6qkdMrq68nTKduznJYO1A37W2oEgpkMUvkttRToqhUt",
};

export const monday = new Date("2026-11-23T01:30:00Z"); // 09:30 in Beijing

export interface Shop {
  simulator: Simulator;
  bot: EchoBot;
  base: string;
  clock: { at: Date; pass(ms: number): void };
  open(path: string): Promise<Response>;
  /** Cuts every connection, as a restart would. */
  cut(): void;
  close(): Promise<void>;
}

export function directory(): Pick<SimulatorOptions, "directory" | "customers" | "tagGroups"> {
  const follow = (userId: string, remark: string, tags: string[] = []) => ({
    userId,
    remark,
    addedAt: new Date("2026-05-01T02:00:00Z"),
    tags,
  });
  return {
    directory: {
      departments: [
        { id: 1, name: "云衣集", parentId: 0 },
        { id: 2, name: "静安店", parentId: 1 },
        { id: 3, name: "徐汇店", parentId: 1 },
      ],
      members: [
        { userId: "LinYue", name: "林悦", departmentIds: [2], position: "导购" },
        { userId: "chenxi", name: "陈曦", departmentIds: [2], position: "导购" },
        { userId: "zhouhang", name: "周航", departmentIds: [2], leads: [2], position: "店长" },
        { userId: "newcomer", name: "小新", departmentIds: [3], status: 4 },
        { userId: "gone", name: "老李", departmentIds: [3], status: 5 },
      ],
    },
    tagGroups: [
      {
        id: "etG1",
        name: "会员等级",
        createdAt: "2026-01-01T00:00:00.000Z",
        order: 1,
        tags: [
          { id: "etGold", name: "金卡", createdAt: "2026-01-01T00:00:00.000Z", order: 2 },
          { id: "etSilver", name: "银卡", createdAt: "2026-01-01T00:00:00.000Z", order: 1 },
        ],
      },
    ],
    customers: [
      { externalId: "wmWang", name: "王敏", gender: "female", followers: [follow("LinYue", "王姐", ["etGold"])] },
      {
        externalId: "wmZhang",
        name: "张岚",
        gender: "female",
        followers: [follow("LinYue", "张姐"), follow("chenxi", "张岚")],
      },
      { externalId: "wmLiu", name: "刘伟", gender: "male", followers: [follow("chenxi", "刘哥", ["etSilver"])] },
    ],
  };
}

export async function openShop(options: Partial<SimulatorOptions> = {}): Promise<Shop> {
  const clock = {
    at: monday,
    pass(ms: number) {
      clock.at = new Date(clock.at.getTime() + ms);
    },
  };
  const simulator = createSimulator({
    corp,
    now: () => clock.at,
    clock: {
      async moveTo(instant) {
        clock.at = instant;
      },
    },
    ...directory(),
    shopName: "云衣集 · 静安店",
    log: silentLog,
    ...options,
    wait: options.wait ?? (async () => {}),
  });
  let base = "";
  const bot = createEchoBot(corp, () => `${base}/simulator`);
  const host = express();
  host.get("/", simulator.pageAt("/simulator"));
  host.use("/simulator", simulator.router);
  host.use(bot.app);
  const server = createServer(host);
  base = await listen(server);
  await simulator.connect(`${base}/wecom/callback`);
  return {
    simulator,
    bot,
    base,
    clock,
    cut: () => server.closeAllConnections(),
    open: (path) => fetch(`${base}${path}`),
    async close() {
      await simulator.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
