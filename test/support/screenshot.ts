// The pictures of the README: `npm run screenshot`. It starts the true app with the demo shop, lives a short good day on
// the try-it page in a real browser, and photographs it. It waits for what the page shows, never for time.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import { createApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { createLog } from "../../src/log.ts";

const docs = resolve(import.meta.dirname, "../../docs");
/** A Tuesday morning in Shanghai: the same day every time gives the same shop and the same pictures. */
const MORNING = Date.parse("2026-11-24T10:05:00+08:00");
/** Whose phones the page shows, as if somebody had picked them: two associates of one shop and their manager. */
const PEOPLE = ["linyue", "chenchen", "zhouhang"];
/** A customer of the first of them whose greeting waits for a tap that morning. */
const WITH_DRAFT = "何琳";
/** Two cores under load take their time; a page that shows nothing by then never will. */
const WAIT_MS = 60_000;
/** Room for the bubble around the words. */
const SCROLL_MARGIN_PX = 40;

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
if (!existsSync(executablePath)) throw new Error(`no browser at ${executablePath}: install Chromium, or set CHROMIUM`);

const dataDir = mkdtempSync(join(tmpdir(), "zhike-screenshot-"));
const startedAt = performance.now();
const realNow = () => new Date(MORNING + performance.now() - startedAt);
const log = createLog((line) => process.stderr.write(`${line}\n`), realNow);
const config = readConfig({ PORT: "0", DATA_DIR: dataDir });
let browser: Browser | null = null;
const app = await createApp({ config, log: { ...log, info: () => {} }, realNow });
try {
  browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  mkdirSync(docs, { recursive: true });
  await liveAndPhotograph(browser, app.url);
} finally {
  await browser?.close();
  await app.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

async function liveAndPhotograph(chrome: Browser, url: string): Promise<void> {
  const wide = await openPage(chrome, url, 1600, 1000);
  await liveTheDay(wide);
  // Yesterday's chats say so only when they are drawn anew.
  await wide.reload();
  await scroll(phoneOf(wide, "林悦").getByText("3456", { exact: true }).first(), "start");
  await scroll(phoneOf(wide, "陈晨").getByText("生日祝福").first(), "start");
  await photograph(wide, "try-it.png");
  const narrow = await openPage(chrome, url, 390, 844);
  await scroll(phoneOf(narrow, "林悦").getByRole("button", { name: "撤销" }).first(), "end");
  await photograph(narrow, "try-it-narrow.png");
  await photographCards(narrow);
  await photographSidebar(wide);
}

/** What becomes of cards: a question answered by its button, a change taken back, and one that still can be. */
async function photographCards(narrow: Page): Promise<void> {
  const linyue = phoneOf(narrow, "林悦");
  const latest = (button: string | RegExp) => linyue.getByRole("button", { name: button }).last();
  await say(linyue, "王芳买了真丝裙3000");
  await latest(/^1 王芳/u).click();
  await linyue.getByText("3,000元").last().waitFor();
  await say(linyue, "张姐喜欢月白色");
  await latest("撤销").click();
  await linyue.getByText("已撤销：").last().waitFor();
  await say(linyue, "张姐买了珍珠耳环880");
  await linyue.getByText("珍珠耳环").last().waitFor();
  await latest("撤销").waitFor();
  await scroll(latest("撤销"), "end");
  await photograph(narrow, "cards.png");
}

/** The page that an associate has beside her chat with a customer, opened as the try-it page opens it. */
async function photographSidebar(wide: Page): Promise<void> {
  const customers = wide.getByRole("region", { name: "顾客的手机" });
  await customers.getByPlaceholder(/找顾客/u).fill(WITH_DRAFT);
  await customers
    .getByRole("button", { name: new RegExp(`^${WITH_DRAFT}`, "u") })
    .first()
    .click();
  const opening = wide.waitForEvent("popup");
  await customers.getByRole("link", { name: "侧边栏" }).click();
  const sidebar = await opening;
  sidebar.setDefaultTimeout(WAIT_MS);
  await sidebar.setViewportSize({ width: 390, height: 700 });
  await sidebar.locator("#brief:not(:empty)").waitFor();
  await sidebar
    .getByRole("button", { name: /^放进聊天/u })
    .first()
    .waitFor();
  await photograph(sidebar, "sidebar.png");
}

async function openPage(chrome: Browser, url: string, width: number, height: number): Promise<Page> {
  const page = await chrome.newPage({ viewport: { width, height }, locale: "zh-CN", timezoneId: "Asia/Shanghai" });
  page.setDefaultTimeout(WAIT_MS);
  await page.addInitScript(`localStorage.setItem("zhike.phones", ${JSON.stringify(JSON.stringify(PEOPLE))})`);
  await page.goto(url);
  await phoneOf(page, "林悦").waitFor({ state: "attached" });
  return page;
}

async function liveTheDay(page: Page): Promise<void> {
  const linyue = phoneOf(page, "林悦");
  await say(linyue, "3456");
  await linyue.getByText("羊毛过敏").first().waitFor();
  await say(linyue, "张姐今天买了真丝裙3280，她女儿下月结婚，下周三提醒我问问");
  await linyue.getByText("提醒你").first().waitFor();

  await moveClock(page, "到明天 09:00", "09:0");
  await moveClock(page, "+1小时", "10:0");
  await say(linyue, "给陈思雨写条生日祝福");
  const draft = linyue.getByRole("article", { name: /生日祝福 · 陈思雨/ }).last();
  await draft.getByRole("button", { name: "发送" }).click();
  const task = linyue.getByRole("article", { name: "群发任务：发给陈思雨" });
  await task.getByRole("button", { name: "发送", exact: true }).click();
  await page.getByRole("log", { name: "陈思雨的微信" }).getByText("生日").first().waitFor();

  const zhouhang = phoneOf(page, "周航");
  await say(zhouhang, "两个月没来的金卡有哪些");
  await zhouhang.getByText("刘雪").first().waitFor();
}

function phoneOf(page: Page, name: string): Locator {
  return page.getByRole("region", { name: `${name}的手机`, includeHidden: true });
}

async function say(phone: Locator, text: string): Promise<void> {
  const field = phone.getByLabel("对知客说");
  await field.fill(text);
  await field.press("Enter");
}

/** The page shows the new time, and the jobs that fell due meanwhile have run. */
async function moveClock(page: Page, button: string, shows: string): Promise<void> {
  await page.getByRole("button", { name: button }).click();
  await page.locator("#now-time", { hasText: shows }).waitFor();
  await page.locator("#busy").waitFor({ state: "hidden" });
}

/** Scrolls the chat alone, never the page around it. */
async function scroll(entry: Locator, to: "start" | "end"): Promise<void> {
  await entry.evaluate(
    (element, { start, margin }) => {
      const thread = element.closest(".thread");
      if (!thread) throw new Error("this is no part of a chat");
      const [there, view] = [element.getBoundingClientRect(), thread.getBoundingClientRect()];
      thread.scrollTop += start ? there.top - view.top - margin : there.bottom - view.bottom + margin;
    },
    { start: to === "start", margin: SCROLL_MARGIN_PX },
  );
}

/** Fonts are drawn and nothing moves. */
async function photograph(page: Page, name: string): Promise<void> {
  await page.evaluate("document.activeElement?.blur()");
  await page.evaluate("document.fonts.ready.then(() => true)");
  await page.screenshot({ path: join(docs, name), animations: "disabled", caret: "hide" });
  console.log(join("docs", name));
}
