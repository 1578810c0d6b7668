// The page beside a customer's chat: who may see whom, what can be changed there, and the page itself in a real browser
// with a stand-in for the client's bridge that checks signatures as the client does.
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import { expect, test } from "vitest";
import { readSession, writeSession } from "../../src/wecom/sidebar/session.ts";
import { describeInWorld, type World } from "../support/world.ts";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** A browser without a window: keeps cookies and follows the platform's way in. */
async function enter(world: World, userId: string) {
  const jar = new Map<string, string>();
  const go = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const url = path.startsWith("http") ? path : `${world.app.url}${path}`;
    const answer = await fetch(url, { ...init, redirect: "manual", headers: { ...init.headers, cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
    const next = answer.headers.get("location");
    return next === null ? answer : go(next.split("#")[0] ?? "", {});
  };
  const post = (path: string, body: unknown, headers: Record<string, string> = { "x-zhike": "1" }) =>
    go(path, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  await go(`/simulator/as/${userId}`);
  const page = await go("/wecom/sidebar");
  return { go, post, page, jar };
}

describeInWorld(
  "the sidebar",
  (world) => {
    const customerUrl = (externalId: string, rest = "") => `/wecom/sidebar/customer/${externalId}${rest}`;

    test("lets a member in through the platform, and shows her customer in five lines", async () => {
      const { page, go } = await enter(world(), "linyue");
      expect(page.status).toBe(200);
      expect(await page.text()).toContain("放进聊天");
      const { externalId } = await world().customer("张丽华", "linyue");
      const view = (await (await go(customerUrl(externalId))).json()) as { name: string; brief: string };
      expect(view.name).toBe("张丽华");
      expect(view.brief).toContain("羊毛过敏");
      expect(view.brief.split("\n").length).toBeLessThanOrEqual(5);
      const seen = await world().sql("SELECT 1 FROM audit_entry WHERE actor_id = 'linyue' AND customer_id IS NOT NULL");
      expect(seen.length).toBeGreaterThan(0);
    });

    test("comes back to the customer it was opened for", async () => {
      const { go, jar } = await enter(world(), "linyue");
      jar.delete("zhike");
      const back = await go("/wecom/sidebar?customer=wm-1");
      expect(back.url).toMatch(/\/wecom\/sidebar\?customer=wm-1$/u);
    });

    test("shows nobody else's customers, and nothing to strangers, old cookies or forged ones", async () => {
      const { externalId } = await world().customer("张丽华", "linyue");
      const other = await enter(world(), "chenchen");
      expect((await other.go(customerUrl(externalId))).status).toBe(404);
      const nobody = await fetch(`${world().app.url}${customerUrl(externalId)}`);
      expect(nobody.status).toBe(401);
      const forged = writeSession("another secret", "zhouhang", world().now());
      const answer = await fetch(`${world().app.url}${customerUrl(externalId)}`, {
        headers: { cookie: `zhike=${forged}` },
      });
      expect(answer.status).toBe(401);
    });

    test("takes a note about the customer of that chat, not about whoever was spoken of before", async () => {
      await world().says("linyue", "王芳 生日");
      const { post } = await enter(world(), "linyue");
      const { externalId, id } = await world().customer("张丽华", "linyue");
      const answer = (await (await post(customerUrl(externalId, "/say"), { text: "她喜欢墨绿色的围巾" })).json()) as {
        answer: string;
      };
      expect(answer.answer).toContain("张丽华");
      const rows = await world().sql("SELECT 1 FROM fact WHERE customer_id = $1 AND said_as LIKE '%墨绿色的围巾%'", [
        id,
      ]);
      expect(rows).toHaveLength(1);
    });

    test("writes only for its own page, with words of a bounded length", async () => {
      const { post } = await enter(world(), "linyue");
      const { externalId } = await world().customer("张丽华", "linyue");
      expect((await post(customerUrl(externalId, "/say"), { text: "她属虎" }, {})).status).toBe(401);
      expect((await post(customerUrl(externalId, "/say"), { text: "长".repeat(1001) })).status).toBe(400);
      expect((await post(customerUrl(externalId, "/say"), { text: { $ne: "" } })).status).toBe(400);
    });

    test("signs for its own address and no other", async () => {
      const { go } = await enter(world(), "linyue");
      const home = `${world().app.url}/wecom/sidebar`;
      for (const kind of ["corp", "agent"] as const) {
        const signed = (await (
          await go(`/wecom/sidebar/signature?kind=${kind}&url=${encodeURIComponent(`${home}?a=1#x`)}`)
        ).json()) as {
          nonceStr: string;
          timestamp: number;
          signature: string;
        };
        const { nonceStr: nonce, timestamp, signature } = signed;
        expect(world().simulator.isSigned({ kind, nonce, timestamp, signature, url: `${home}?a=1` })).toBe(true);
      }
      expect((await go(`/wecom/sidebar/signature?url=${encodeURIComponent("https://evil.example/")}`)).status).toBe(
        400,
      );
      expect((await go(`/wecom/sidebar/signature?url=${encodeURIComponent(`${home}.evil.example/`)}`)).status).toBe(
        400,
      );
    });

    test("a login that this browser did not begin is refused", async () => {
      const { go } = await enter(world(), "linyue");
      expect((await go("/wecom/sidebar/login?code=abc&state=0123")).status).toBe(400);
    });

    test.skipIf(!existsSync(executablePath))(
      "in a browser: a draft goes into the chat through the gate, once; a note is answered",
      { timeout: 120_000 },
      async () => {
        const { app, simulator } = world();
        const { externalId, id } = await world().customer("张丽华", "linyue");
        await world().says("linyue", "给张丽华写条问候");
        const chrome: Browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
        try {
          const context = await chrome.newContext({
            userAgent: "Mozilla/5.0 wxwork/4.1.30 MicroMessenger/7.0.1",
            viewport: { width: 390, height: 844 },
          });
          const page = await context.newPage();
          const inserted: string[] = [];
          const unsigned: string[] = [];
          await page.exposeFunction("client", (name: string, params: Record<string, string>) => {
            if (name === "preVerifyJSAPI" || name === "agentConfig") {
              const kind = name === "agentConfig" ? ("agent" as const) : ("corp" as const);
              const signed = {
                kind,
                nonce: String(params.verifyNonceStr ?? params.nonceStr),
                timestamp: Number(params.verifyTimestamp ?? params.timestamp),
                url: `${app.url}/wecom/sidebar`,
                signature: String(params.verifySignature ?? params.signature),
              };
              if (simulator.isSigned(signed)) return { err_msg: `${name}:ok`, errCode: 0 };
              unsigned.push(name);
              return { err_msg: `${name}:fail signature`, errCode: 40093 };
            }
            if (name === "getCurExternalContact") return { err_msg: `${name}:ok`, errCode: 0, userId: externalId };
            if (name === "sendChatMessage") inserted.push(JSON.stringify(params));
            return { err_msg: `${name}:ok`, errCode: 0 };
          });
          // As text: the tests are checked without the browser's own types.
          await page.addInitScript(
            "window.WeixinJSBridge = { invoke: (name, params, done) => window.client(name, params).then(done), on() {} };",
          );
          await page.goto(`${app.url}/simulator/as/linyue`);
          await page.goto(`${app.url}/wecom/sidebar`);
          await page.getByRole("heading", { name: "张丽华" }).waitFor();
          expect(unsigned).toEqual([]);
          await page
            .getByRole("button", { name: /^放进聊天/u })
            .first()
            .click();
          await page.getByText("放进聊天了").waitFor();
          expect(inserted).toHaveLength(1);
          const [message] = await world().sql<{ state: string; text: string }>(
            "SELECT state::text, text FROM care_message WHERE customer_id = $1 AND state = 'sent'",
            [id],
          );
          expect(inserted[0]).toContain(message?.text.slice(0, 10) ?? "no message was sent");
          const touches = await world().sql(
            "SELECT 1 FROM touch WHERE customer_id = $1 AND care_message_id IS NOT NULL",
            [id],
          );
          expect(touches.length).toBeGreaterThan(0);

          await page.getByLabel("关于这位客户").fill("她怕冷");
          await page.getByRole("button", { name: "发给知客" }).click();
          await page.locator("#talk li").nth(1).waitFor();
          if (process.env.SIDEBAR_PICTURE) await page.screenshot({ path: process.env.SIDEBAR_PICTURE });
          expect(await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).toBe(true);
        } finally {
          await chrome.close();
        }
      },
    );
  },
  { on: "server" },
);

test("a session is good for its own secret and its own time only", () => {
  const now = new Date("2026-09-16T02:00:00Z");
  const cookie = writeSession("s", "lin-yue@x.cn", now);
  expect(readSession("s", cookie, now)).toBe("lin-yue@x.cn");
  expect(readSession("t", cookie, now)).toBeNull();
  expect(readSession("s", cookie, new Date(now.getTime() + 11 * 3_600_000))).toBeNull();
  const [id, until, signature] = cookie.split(".");
  expect(readSession("s", `${id}.${Number(until) + 1}.${signature}`, now)).toBeNull();
  for (const bad of [null, "", "a.b", "a.b.c.d", `${cookie}x`]) expect(readSession("s", bad, now)).toBeNull();
});
