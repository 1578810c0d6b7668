// No network and no model call inside a transaction: both refuse before anything is sent, and there is no third way out.
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { system } from "../src/db/actor.ts";
import type { Db } from "../src/db/db.ts";
import { createPlanModel } from "../src/understanding/model/call.ts";
import { emptyLexicon } from "../src/understanding/parser/lattice.ts";
import { createCallApi } from "../src/wecom/call.ts";
import { describeOnEveryEngine } from "./support/database.ts";
import { createWorld, type Platform, startPlatform } from "./wecom/support/platform.ts";

const REFUSED = "inside a transaction";

describeOnEveryEngine("inside a transaction", (open) => {
  let db: Db;
  let platform: Platform;
  let call: () => Promise<unknown>;
  let ask: () => Promise<unknown>;
  beforeAll(async () => {
    db = await open();
    platform = await startPlatform();
    const { config: wecom, deps } = createWorld(platform);
    const api = createCallApi(wecom, deps);
    call = () => api({ path: "agent/get", query: { agentid: "1" }, answer: z.object({}), repeat: "safe" });
    const config = { baseUrl: `${platform.base}/v1`, apiKey: "any", model: "m", extra: {} };
    const model = createPlanModel({ config, specs: [], prompt: "", now: () => new Date(), record: () => {} });
    ask = () => model.plan("你好", { now: new Date(), zone: "Asia/Shanghai", lexicon: emptyLexicon });
  });
  afterAll(() => platform.close());

  test("the platform and the model are refused, and nothing was sent", async () => {
    for (const reach of [call, ask]) {
      await expect(db.transaction(system, reach)).rejects.toThrow(REFUSED);
      await expect(db.sandbox((inner) => inner.transaction(system, reach))).rejects.toThrow(REFUSED);
    }
    expect(platform.asked).toEqual([]);
  });

  test("before, after, beside one, and in a sandbox between two, they are let through", async () => {
    await db.transaction(system, async () => {});
    await call();
    await db.sandbox(async (inner) => {
      await inner.transaction(system, async () => {});
      await call();
    });
    // Told inside, done afterwards: what wakes the sender is such a thing.
    let ended = () => {};
    const end = new Promise<void>((resolve) => {
      ended = resolve;
    });
    const later = await db.transaction(system, async () => ({ sent: end.then(call) }));
    ended();
    await later.sent;
    // The model's stand-in speaks no model's language; that it was asked is what counts.
    await expect(ask()).rejects.not.toThrow(REFUSED);
    expect(platform.of("agent/get")).toHaveLength(3);
  });
});

test("nothing else in the house reaches out", () => {
  const src = resolve(import.meta.dirname, "../src");
  const reaching = readdirSync(src, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.includes("generated"))
    .filter((path) =>
      /\bfetch\(|\bnew (?:OpenAI|WSClient)\(|\bhttps?\.request\(|from "node:https"|\bnew WebSocket\(/u.test(
        read(join(src, path)),
      ),
    )
    .sort();
  // What the doctor asks, outside the house; the local WeCom, and the pages it draws in a browser.
  const others = /^cli\/doctor\.ts$|^wecom\/(robot\/)?checkup\.ts$|^simulator\//u;
  const refusing = reaching.filter((path) => !others.test(path));
  expect(refusing).toEqual(["understanding/model/call.ts", "wecom/call.ts", "wecom/robot/line.ts", "wecom/webhook.ts"]);
  expect(refusing.filter((path) => !read(join(src, path)).includes("assertNothingHeld("))).toEqual([]);
});

function read(path: string): string {
  return readFileSync(path, "utf8");
}
