// The page: its own small API, and the page itself in a real browser where there is one.
import { existsSync } from "node:fs";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { clockTarget } from "../../src/simulator/page-clock.ts";
import { answerLikeABot, suggestions } from "./support/sample-talk.ts";
import { monday, openShop, type Shop } from "./support/shop.ts";

let shop: Shop;
let fresh: ReturnType<Shop["simulator"]["snapshot"]>;

beforeAll(async () => {
  shop = await openShop({ suggestions });
  fresh = shop.simulator.snapshot();
  shop.bot.after = (received) => answerLikeABot(shop.bot, received);
});
beforeEach(async () => {
  shop.clock.at = monday;
  shop.simulator.restore(fresh);
  shop.simulator.faults.clear();
  await shop.bot.token();
});
afterAll(() => shop.close());

const act = (body: unknown, headers: Record<string, string> = { "x-simulator-page": "1" }) =>
  fetch(`${shop.base}/simulator/page/api/act`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });

describe("the page's own API", () => {
  test("serves the document at / and under the prefix, with its files and a strict policy", async () => {
    for (const path of ["/", "/simulator/"]) {
      const answer = await shop.open(path);
      expect(answer.headers.get("content-security-policy")).toMatch(/^default-src 'none'/);
      expect(await answer.text()).toContain('<base href="/simulator/page/">');
    }
    for (const name of ["app.js", "style.css", "icon.svg", "card.js"]) {
      expect((await shop.open(`/simulator/page/${name}`)).status).toBe(200);
    }
  });

  test("refuses other sites' pages and nonsense, and says what people may read", async () => {
    expect((await act({ act: "say", userId: "linyue", text: "x" }, {})).status).toBe(403);
    expect((await act({ act: "dance" })).status).toBe(400);
    const nobody = await act({ act: "say", userId: "nobody", text: "x" });
    expect(nobody.status).toBe(409);
    expect(await nobody.json()).toEqual({ error: "no member nobody in the directory" });
    expect((await act({ act: "clock", move: "to", at: "soon" })).status).toBe(409);
  });

  test("a new stream starts with the whole state", async () => {
    await shop.simulator.say("linyue", "你好");
    const stream = await shop.open("/simulator/page/api/events");
    const reader = stream.body!.getReader();
    let text = "";
    while (!text.includes("\n\n", text.indexOf("data:"))) text += Buffer.from((await reader.read()).value!).toString();
    await reader.cancel();
    const { kind, state } = JSON.parse(/data: (.*)\n/.exec(text)![1]!);
    expect(kind).toBe("all");
    expect(state).toMatchObject({
      shopName: "云衣集 · 静安店",
      now: monday.toISOString(),
      canMoveClock: true,
      phones: { linyue: expect.arrayContaining([expect.objectContaining({ text: "你好", from: "me" })]) },
    });
    expect(state.members.map((each: { userId: string }) => each.userId)).not.toContain("gone");
  });

  test("the clock's buttons lead where they say, in Beijing time", () => {
    const from = (iso: string, move: "hour" | "tomorrow" | "monday") =>
      clockTarget(new Date(iso), move, "").toISOString();
    expect(from("2026-11-23T01:30:00Z", "hour")).toBe("2026-11-23T02:30:00.000Z");
    expect(from("2026-11-23T01:30:00Z", "tomorrow")).toBe("2026-11-24T01:00:00.000Z");
    expect(from("2026-11-23T16:30:00Z", "tomorrow")).toBe("2026-11-25T01:00:00.000Z");
    expect(from("2026-11-23T01:30:00Z", "monday")).toBe("2026-11-30T01:00:00.000Z");
    expect(from("2026-11-29T12:00:00Z", "monday")).toBe("2026-11-30T01:00:00.000Z");
    expect(clockTarget(monday, "to", "2027-02-06T18:00").toISOString()).toBe("2027-02-06T10:00:00.000Z");
  });
});

const browserPath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
if (!browserPath) console.warn("SKIPPED: the page's test in a browser — no Chromium found in /usr/bin");

describe.skipIf(!browserPath)("in a browser", () => {
  let browser: Browser;
  const troubles: string[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: browserPath!,
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    });
  });
  afterAll(() => browser?.close());

  async function open(width: number, height: number): Promise<Page> {
    const page = await browser.newPage({ viewport: { width, height }, locale: "zh-CN" });
    page.setDefaultTimeout(20_000);
    page.on("pageerror", (error) => troubles.push(error.message));
    page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
    page.on("request", (request) => {
      if (!request.url().startsWith(shop.base)) troubles.push(`asked outside: ${request.url()}`);
    });
    await page.goto(shop.base);
    await page.locator(".phone.staff").first().waitFor({ state: "attached" });
    return page;
  }

  /** On the card of the task: the field below has a button of the same name, and is there before the card. */
  const sendTask = (phone: Locator, words: string) =>
    phone.getByRole("article").filter({ hasText: words }).getByRole("button", { name: "发送", exact: true }).click();

  test("from a question to a greeting on the customer's phone", async () => {
    const page = await open(1600, 1000);
    const linyue = page.getByRole("region", { name: "林悦的手机" });
    await linyue.getByText("试着说：3456").waitFor();
    const field = linyue.getByLabel("对知客说");
    await field.fill("今天要跟进谁");
    // The Enter that ends a composition does not send.
    await field.dispatchEvent("keydown", { key: "Enter", isComposing: true });
    expect(await field.inputValue()).toBe("今天要跟进谁");
    await field.press("Enter");
    await linyue.getByRole("combobox", { name: "语气" }).selectOption("formal");
    await linyue.getByRole("button", { name: "发给王姐" }).click();
    await linyue.getByRole("button", { name: "已建群发任务" }).waitFor();
    expect(shop.bot.received.at(-1)!.raw).toContain("<OptionId><![CDATA[formal]]></OptionId>");
    await sendTask(linyue, "后天就是您的生日啦");
    const customer = page.getByRole("log", { name: "王敏的微信" });
    await customer.getByText("后天就是您的生日啦").waitFor();
    await page.getByLabel("顾客回复").fill("<b>谢谢</b>");
    await page.getByLabel("顾客回复").press("Enter");
    await customer.getByText("<b>谢谢</b>").waitFor();
    await page.getByRole("button", { name: "删除好友" }).click();
    const after = { external_userid: ["wmWang"], sender: "LinYue", text: { content: "再来一条" } };
    await shop.bot.call("externalcontact/add_msg_template", after);
    await sendTask(linyue, "再来一条");
    await linyue.getByText("1 位没有送达：已不是好友").waitFor();
    await page.getByRole("button", { name: "加好友", exact: true }).click();
    await customer.getByText("很高兴为您服务").waitFor();
    expect(troubles).toEqual([]);
    await page.close();
  });

  test("the clock and a fault", async () => {
    const page = await open(1600, 1000);
    await page.getByRole("button", { name: "到下周一 09:00" }).click();
    await page.getByText("2026年11月30日 周一").waitFor();
    expect(shop.clock.at.toISOString()).toBe("2026-11-30T01:00:00.000Z");
    await page.getByRole("button", { name: "故障" }).click();
    await page.getByLabel("哪个接口").selectOption("message/send");
    await page.getByRole("button", { name: "加上" }).click();
    await page.getByText("message/send：系统繁忙 -1 × 1").waitFor();
    expect(shop.simulator.faults.state.calls).toMatchObject([
      { path: "message/send", fault: { kind: "errcode", code: -1 } },
    ]);
    await page.keyboard.press("Escape");
    await page.getByText("指定时间…").click();
    await page.getByLabel("把时钟移到（北京时间）").fill("2027-02-06T18:00");
    await page.getByRole("button", { name: "前往" }).click();
    await page.getByText("2027年2月6日 周六").waitFor();
    expect(troubles).toEqual([]);
    await page.close();
  });

  test("after the connection was cut it finds back and shows what it missed", async () => {
    const page = await open(1600, 1000);
    shop.cut();
    await page.getByText("连接断开，正在重连…").waitFor();
    shop.simulator.faults.clear();
    await shop.bot.call("message/send", {
      touser: "chenxi",
      agentid: 1000002,
      msgtype: "text",
      text: { content: "断线时说的" },
    });
    await page.getByText("断线时说的").waitFor();
    await page.getByText("已连接").waitFor();
    await page.close();
    troubles.length = 0; // the browser reports the cut itself
  });

  test("on a narrow window phones are tabs and nothing overflows", async () => {
    const page = await open(390, 844);
    expect(await page.getByRole("region").count()).toBe(2); // the clock and one phone
    for (const name of ["陈曦", "周航", "顾客", "林悦"]) {
      await page.getByRole("tab", { name }).click();
      const widths = await page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]");
      expect(widths).toEqual([390, 390]);
    }
    const thread = page.getByRole("log", { name: "林悦与知客的聊天" });
    for (let each = 1; each <= 25; each++) {
      const text = { content: `第${each}条` };
      await shop.bot.call("message/send", { touser: "linyue", agentid: 1000002, msgtype: "text", text });
    }
    await page.reload();
    await thread.getByText("第25条").waitFor();
    const toEnd = "(e => e.scrollHeight - e.scrollTop - e.clientHeight)(document.querySelector('.shown .thread'))";
    await expect.poll(() => page.evaluate(toEnd)).toBeLessThan(2);
    // What only a screen reader says must not make the page itself longer: a focused button would scroll all away.
    const heights = await page.evaluate("[document.documentElement.scrollHeight, window.innerHeight]");
    expect(heights).toEqual([844, 844]);
    await shop.bot.call("message/send", {
      touser: "chenxi",
      agentid: 1000002,
      msgtype: "text",
      text: { content: "新消息" },
    });
    await page.locator("[role=tab].unread", { hasText: "陈曦" }).waitFor();
    expect(troubles).toEqual([]);
    await page.close();
  });
});
