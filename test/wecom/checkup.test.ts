// The doctor's look at the platform: each fault is told with its code and the page of the admin console that mends it.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { silentLog } from "../../src/log.ts";
import { createSimulator, LOCAL_ROBOT, type Simulator } from "../../src/simulator/simulator.ts";
import { createCallbackRouter } from "../../src/wecom/callback.ts";
import { checkPlatform, type Finding } from "../../src/wecom/checkup.ts";
import { isAppMenu } from "../../src/wecom/menu.ts";
import { checkRobot } from "../../src/wecom/robot/checkup.ts";
import { corp, directory } from "../simulator/support/shop.ts";

let simulator: Simulator;
let server: Server;
let base = "";
/** A port where nobody listens. */
let nowhere = "";
/** What stands between the platform and us: a proxy that spoils answers. */
let spoil: ((text: string) => string) | null = null;
const now = () => new Date();

beforeAll(async () => {
  simulator = createSimulator({ corp, now, ...directory(), log: silentLog, wait: async () => {} });
  const app = express();
  app.use((_, response, next) => {
    const end = response.end.bind(response) as (body?: unknown) => typeof response;
    response.end = ((body?: unknown) =>
      end(spoil && typeof body === "string" ? spoil(body) : body)) as typeof response.end;
    next();
  });
  app.use("/simulator", simulator.router);
  app.use("/wecom/callback", createCallbackRouter(corp, { store: async () => {}, log: silentLog, now }));
  server = createServer(app);
  simulator.robotLine.attach(server, "/robot");
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const closed = createServer();
  await new Promise<void>((done) => closed.listen(0, "127.0.0.1", done));
  nowhere = `http://127.0.0.1:${(closed.address() as AddressInfo).port}`;
  await new Promise((done) => closed.close(done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await simulator.close();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});
beforeEach(() => {
  simulator.faults.clear();
  spoil = null;
});

const check = (changes: Partial<typeof corp> = {}, options: { url?: string | null; apply?: boolean } = {}) =>
  checkPlatform(
    { ...corp, ...changes, apiBase: `${base}/simulator` },
    { publicUrl: options.url === undefined ? base : options.url, apply: options.apply ?? false, now },
  );
const faults = (findings: Finding[]) => findings.filter((finding) => finding.ok === false);

describe("the platform", () => {
  test("wants nothing but the menu at first, which --apply makes, once", async () => {
    expect(faults(await check()).map((finding) => finding.what)).toEqual([expect.stringContaining("应用菜单")]);
    expect(faults(await check({}, { apply: true }))).toEqual([]);
    expect(faults(await check())).toEqual([]);
    expect(isAppMenu(simulator.snapshot().menu)).toBe(true);
  });

  test.each([
    ["a wrong secret", { secret: "wrong" }, null, /gettoken.*40001/u, /WECOM_SECRET/u],
    ["an agent of another app", { agentId: 1000009 }, null, /1000009.*301002/u, /AgentId/u],
    ["an address that is not trusted", {}, ["agent/get", 60020], /60020/u, /企业可信IP/u],
    ["no customer contact", {}, ["externalcontact/get_follow_user_list", 48002], /客户联系.*48002/u, /可调用应用/u],
    ["departments out of sight", {}, ["department/simplelist", 60011], /通讯录.*60011/u, /可见范围/u],
  ] as const)("%s", async (_, changes, fault, what, mend) => {
    if (fault) simulator.faults.add(fault[0], { kind: "errcode", code: fault[1] });
    const [found] = faults(await check(changes, { url: null }));
    expect(found?.what).toMatch(what);
    expect(found?.mend).toMatch(mend);
    expect(JSON.stringify(found)).not.toContain(corp.secret);
  });

  test("nobody there", async () => {
    const findings = await checkPlatform({ ...corp, apiBase: nowhere }, { publicUrl: null, apply: false, now });
    expect(faults(findings)).toEqual([
      { ok: false, what: expect.stringContaining("ECONNREFUSED"), mend: expect.any(String) },
    ]);
  });

  test("without an address of its own it says that the callback was not looked at", async () => {
    expect((await check({}, { url: null })).filter(({ ok }) => ok === null)).toEqual([
      { ok: null, what: expect.stringContaining("回调地址"), mend: expect.stringContaining("--url") },
    ]);
    expect((await check()).filter(({ ok }) => ok === null)).toEqual([]);
  });

  test("no ticket for the sidebar, which is looked at where it has an address", async () => {
    simulator.faults.add("ticket/get", { kind: "errcode", code: 42012 });
    expect(faults(await check({}, { apply: true }))).toEqual([
      {
        ok: false,
        what: expect.stringContaining("侧边栏的签名：错误 42012"),
        mend: expect.stringContaining("可信域名"),
      },
    ]);
  });

  test("a clock that is wrong", async () => {
    const late = () => new Date(now().getTime() + 5 * 60_000);
    const config = { ...corp, apiBase: `${base}/simulator` };
    const found = faults(await checkPlatform(config, { publicUrl: null, apply: true, now: late }));
    expect(found[0]).toMatchObject({
      what: expect.stringMatching(/时钟差 \d+ 秒/u),
      mend: expect.stringContaining("NTP"),
    });
  });
});

describe("our own door", () => {
  test("opens with the right keys", async () => {
    expect(await check()).toContainEqual({ ok: true, what: expect.stringMatching(/回调地址.*应答正确/u) });
  });
  test.each([
    ["another token", { token: "another" }, /应答不对（HTTP 4/u],
    ["another key", { encodingAesKey: "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG" }, /应答不对/u],
    ["another corp", { corpId: "ww0000000000000001" }, /应答不对|gettoken/u],
  ])("%s", async (_, changes, what) => {
    const found = faults(await check(changes)).map((finding) => finding.what);
    expect(found.join()).toMatch(what);
  });
  test("a proxy that adds a line", async () => {
    spoil = (text) => `${text}\n`;
    expect(faults(await check()).map((finding) => finding.what)).toContainEqual(
      expect.stringContaining("应答不对（HTTP 200）"),
    );
  });
  test("a door that cannot be reached", async () => {
    const found = faults(await check({}, { url: nowhere }));
    expect(found.at(-1)).toMatchObject({
      what: expect.stringContaining("打不开"),
      mend: expect.stringContaining("反向代理"),
    });
  });
});

describe("the robot", () => {
  test("opens with the right secret, and only with it", async () => {
    const url = `${base.replace("http", "ws")}/robot`;
    expect(await checkRobot({ ...LOCAL_ROBOT, url })).toMatchObject({ ok: true });
    expect(await checkRobot({ ...LOCAL_ROBOT, secret: "no", url })).toMatchObject({
      ok: false,
      what: expect.stringContaining("853000"),
    });
    expect(await checkRobot({ ...LOCAL_ROBOT, url: "ws://127.0.0.1:1" })).toMatchObject({ ok: false });
  });
});
