// The platform calling the app, against a small strict receiver: verification, retries, repeats, forgeries, replies.
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { decrypt } from "@wecom/crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { corp, monday, openShop, type Shop } from "./support/shop.ts";

let shop: Shop;
let fresh: ReturnType<Shop["simulator"]["snapshot"]>;
const waits: number[] = [];

beforeAll(async () => {
  const wait = async (ms: number) => void waits.push(ms);
  shop = await openShop({ wait, callbacks: { callbackMs: 600 } });
  fresh = shop.simulator.snapshot();
});
beforeEach(async () => {
  shop.clock.at = monday;
  shop.simulator.restore(fresh);
  shop.simulator.faults.clear();
  shop.bot.received.length = 0;
  shop.bot.refused.length = 0;
  shop.bot.behave = () => ({});
  shop.bot.after = async () => {};
  waits.length = 0;
  await shop.simulator.connect(`${shop.base}/wecom/callback`);
  await shop.bot.token();
});
afterAll(() => shop.close());

const reply = (fields: string, to = "LinYue") =>
  shop.bot.seal(
    `<xml><ToUserName><![CDATA[${to}]]></ToUserName><FromUserName><![CDATA[${corp.corpId}]]></FromUserName><CreateTime>1</CreateTime>${fields}</xml>`,
  );
const buttons = {
  card_type: "button_interaction",
  main_title: { title: "今日跟进" },
  task_id: "task-1",
  button_selection: {
    question_key: "tone",
    option_list: [
      { id: "warm", text: "亲切" },
      { id: "formal", text: "正式" },
    ],
  },
  button_list: [
    { text: "完成", key: "done" },
    { text: "不用", key: "007" },
    { type: 1, text: "档案", url: "https://x", key: "page" },
  ],
  action_menu: { desc: "更多", action_list: [{ text: "不再提醒", key: "mute" }] },
};
const sendCard = (touser = "linyue") =>
  shop.bot.call("message/send", { touser, agentid: corp.agentId, msgtype: "template_card", template_card: buttons });

function echoOf(req: IncomingMessage): string {
  const echostr = new URL(req.url!, "http://x").searchParams.get("echostr")!;
  return decrypt(corp.encodingAesKey, echostr).message;
}

describe("verification", () => {
  const against = async (listener: RequestListener) => {
    const server = createServer(listener);
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as AddressInfo;
    const outcome = await shop.simulator.connect(`http://127.0.0.1:${port}/x?kept=1`);
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    return outcome;
  };

  test("succeeds with the exact plain text", async () => {
    for (let each = 0; each < 20; each++) expect(await shop.simulator.verify()).toEqual({ ok: true, why: "" });
  });

  test.each<[string, RequestListener, RegExp]>([
    ["a wrong body", (_req, res) => res.end("123"), /not exactly/],
    ["a line break after it", (req, res) => res.end(`${echoOf(req)}\n`), /not exactly/],
    ["quotes around it", (req, res) => res.end(JSON.stringify(echoOf(req))), /not exactly/],
    ["a refusal", (_req, res) => res.writeHead(403).end(), /403/],
    ["silence", () => {}, /Timeout/],
  ])("fails with %s", async (_name, listener, why) => {
    const outcome = await against(listener);
    expect(outcome.ok).toBe(false);
    expect(outcome.why).toMatch(why);
  });

  test("keeps a query that the address already has", async () => {
    let seen = "";
    await against((req, res) => {
      seen = req.url ?? "";
      res.end();
    });
    expect(seen).toMatch(/^\/x\?kept=1&msg_signature=[0-9a-f]{40}&timestamp=\d+&nonce=\d+&echostr=/);
  });
});

describe("a message", () => {
  test("arrives encrypted, with a MsgId beyond 2^53", async () => {
    const pushed = await shop.simulator.say("linyue", "查一下王姐 <b>&amp; ]]> 😀");
    expect(pushed).toMatchObject({ taken: true, tries: [{ status: 200 }], complaint: null });
    const { xml } = shop.bot.received[0]!;
    expect(xml).toMatchObject({
      ToUserName: corp.corpId,
      FromUserName: "LinYue",
      CreateTime: String(monday.getTime() / 1000),
      MsgType: "text",
      Content: "查一下王姐 <b>&amp; ]]> 😀",
      AgentID: "1000002",
    });
    expect(BigInt(xml.MsgId!)).toBeGreaterThan(2n ** 53n);
    expect(shop.simulator.inbox("LINYUE")).toMatchObject([{ from: "me", delivery: "taken" }]);
  });

  test("is tried three times, the same each time, then shown as failed", async () => {
    shop.bot.behave = () => ({ status: 500 });
    const pushed = await shop.simulator.say("linyue", "在吗");
    expect(pushed).toMatchObject({ taken: false, tries: [{ status: 500 }, { status: 500 }, { status: 500 }] });
    expect(waits).toHaveLength(2);
    expect(new Set(shop.bot.received.map((each) => each.raw)).size).toBe(1);
    expect(shop.simulator.inbox("linyue")).toMatchObject([{ delivery: "failed" }]);
  });

  test("an app that is too slow gets it again", async () => {
    let calls = 0;
    shop.bot.behave = () => {
      calls += 1;
      return calls === 1 ? new Promise(() => {}) : {};
    };
    const pushed = await shop.simulator.say("linyue", "在吗");
    expect(pushed.taken).toBe(true);
    expect(pushed.tries).toMatchObject([{ status: null, error: expect.stringMatching(/Timeout/) }, { status: 200 }]);
  });

  test.each([
    ["duplicate", 2],
    ["duplicate-new-nonce", 2],
  ] as const)("%s: the same MsgId twice", async (fault, times) => {
    shop.simulator.faults.nextCallback(fault);
    await shop.simulator.say("linyue", "一遍");
    expect(shop.bot.received).toHaveLength(times);
    expect(new Set(shop.bot.received.map((each) => each.xml.MsgId)).size).toBe(1);
  });

  test("held back, it arrives after the next one", async () => {
    shop.simulator.faults.nextCallback("hold");
    const first = shop.simulator.say("linyue", "先说的");
    await shop.simulator.say("linyue", "后说的");
    expect(await first).toMatchObject({ taken: true });
    expect(shop.bot.received.map((each) => each.xml.Content)).toEqual(["后说的", "先说的"]);
  });

  test.each([
    ["wrong-signature", "signature"],
    ["wrong-receiveid", "receiveid"],
    ["doctype", "doctype"],
    ["oversized", "body"],
  ] as const)("%s is refused by a strict receiver, once", async (mischief, why) => {
    const pushed = await shop.simulator.pushRaw("<xml><MsgType>text</MsgType></xml>", { mischief });
    // No status where the receiver hangs up in the middle of a body that is too long.
    expect(pushed.taken).toBe(false);
    expect(pushed.tries).toHaveLength(1);
    // On a busy machine the platform's patience may end before the receiver has said why.
    await expect.poll(() => shop.bot.refused, { timeout: 5000 }).toEqual([why]);
    expect(shop.bot.received).toHaveLength(0);
  });

  test("tampered: signed well, but the padding is broken", async () => {
    // @wecom/crypto does not look at every pad byte, which is why a receiver must; here it only has to arrive.
    const xml = "<xml><MsgType>text</MsgType></xml>";
    await shop.simulator.pushRaw(xml, { mischief: "tampered" });
    const [received] = shop.bot.received;
    expect(received?.raw ?? "refused").not.toBe(xml);
  });
});

describe("a card", () => {
  test("pressed: event with key, task, choices and a code for one update", async () => {
    await sendCard();
    await shop.simulator.press("linyue", "task-1", "007", { tone: ["formal"] });
    const { xml } = shop.bot.received[0]!;
    expect(xml).toMatchObject({
      Event: "template_card_event",
      EventKey: "007",
      TaskId: "task-1",
      CardType: "button_interaction",
      SelectedItems: { SelectedItem: { QuestionKey: "tone", OptionIds: { OptionId: "formal" } } },
    });
    const body = { userids: ["linyue"], agentid: corp.agentId, button: { replace_name: "好的" } };
    const update = () => shop.bot.call("message/update_template_card", { ...body, response_code: xml.ResponseCode });
    expect(await update()).toMatchObject({ errcode: 0 });
    expect(await update()).toMatchObject({ errcode: 60140 });
    await expect(shop.simulator.press("linyue", "task-1", "done")).rejects.toThrow("done with");
  });

  test("every press brings a new code; lists start with their first choice", async () => {
    await sendCard();
    await shop.simulator.press("linyue", "task-1", "done");
    await shop.simulator.press("linyue", "task-1", "done");
    const [first, second] = shop.bot.received;
    expect(first!.xml.ResponseCode).not.toBe(second!.xml.ResponseCode);
    expect(first!.raw).toContain("<OptionId><![CDATA[warm]]></OptionId>");
  });

  test("its menu is another event, without choices", async () => {
    await sendCard();
    await shop.simulator.press("linyue", "task-1", "mute");
    expect(shop.bot.received[0]!.xml).toMatchObject({ Event: "template_card_menu_event", EventKey: "mute" });
    expect(shop.bot.received[0]!.raw).not.toContain("SelectedItems");
  });

  test("a button it does not have cannot be pressed, nor one that only opens a page", async () => {
    await sendCard();
    await expect(shop.simulator.press("linyue", "task-1", "nope")).rejects.toThrow("no button");
    await expect(shop.simulator.press("linyue", "task-1", "page")).rejects.toThrow("no button");
    await expect(shop.simulator.press("chenxi", "task-1", "done")).rejects.toThrow("no card");
  });
});

describe("passive replies", () => {
  test("text appears on the phone of who wrote", async () => {
    shop.bot.behave = () => ({ reply: reply("<MsgType>text</MsgType><Content><![CDATA[已记下]]></Content>") });
    expect(await shop.simulator.say("linyue", "记一下")).toMatchObject({ complaint: null });
    expect(shop.simulator.inbox("linyue").at(-1)).toMatchObject({ kind: "text", text: "已记下", from: "app" });
  });

  test("update_button greys the card of the clicker only", async () => {
    await sendCard("linyue|chenxi");
    const button = "<MsgType>update_button</MsgType><Button><ReplaceName><![CDATA[已完成]]></ReplaceName></Button>";
    shop.bot.behave = () => ({ reply: reply(button) });
    await shop.simulator.press("linyue", "task-1", "done");
    expect(shop.simulator.inbox("linyue")).toMatchObject([{ settled: "已完成" }]);
    expect(shop.simulator.inbox("chenxi")).toMatchObject([{ settled: null }]);
  });

  test("update_template_card: CamelCase, repeated siblings, strings", async () => {
    await sendCard();
    const card = `<MsgType>update_template_card</MsgType><TemplateCard><CardType>button_interaction</CardType>
      <Source><Desc><![CDATA[知客]]></Desc><DescColor>2</DescColor></Source>
      <MainTitle><Title><![CDATA[王姐生日]]></Title></MainTitle><SubTitleText><![CDATA[已处理]]></SubTitleText>
      <HorizontalContentList><KeyName>客户</KeyName><Value>王姐</Value></HorizontalContentList>
      <ButtonList><Text>完成</Text><Style>1</Style><Key>done</Key></ButtonList>
      <ReplaceText><![CDATA[已提交]]></ReplaceText></TemplateCard>`;
    shop.bot.behave = () => ({ reply: reply(card) });
    expect(await shop.simulator.press("linyue", "task-1", "done")).toMatchObject({ complaint: null });
    expect(shop.simulator.inbox("linyue")).toMatchObject([
      {
        settled: "已提交",
        card: {
          source: { desc: "知客", desc_color: 2 },
          sub_title_text: "已处理",
          horizontal_content_list: [{ keyname: "客户", value: "王姐" }],
          button_list: [{ text: "完成", style: 1, key: "done" }],
        },
      },
    ]);
  });

  test.each([
    ["not XML", () => "hello", /xml|char/i],
    [
      "a signature over something else",
      () => reply("<MsgType>text</MsgType>").replace("461056294", "461056295"),
      /MsgSignature/,
    ],
    ["no nonce", () => reply("<MsgType>text</MsgType>").replace(/<Nonce>.*<\/Nonce>/, ""), /without Nonce/],
    ["another receiver", () => reply("<MsgType>text</MsgType><Content>x</Content>", "chenxi"), /ToUserName/],
    [
      "a card update to a message",
      () => reply("<MsgType>update_button</MsgType><Button><ReplaceName>x</ReplaceName></Button>"),
      /only answers/,
    ],
  ])("complains of %s", async (_name, body, why) => {
    shop.bot.behave = () => ({ reply: body() });
    const pushed = await shop.simulator.say("linyue", "在吗");
    expect(pushed.taken).toBe(true);
    expect(pushed.complaint).toMatch(why);
    expect(shop.simulator.inbox("linyue")).toHaveLength(1);
  });
});

describe("other events", () => {
  test("entering, menu, people coming, changing and going", async () => {
    await shop.simulator.enter("linyue");
    await shop.simulator.clickMenu("linyue", "today");
    await shop.simulator.hire({ userId: "xiaoxin", name: "小新", departmentIds: [2, 3] });
    await shop.simulator.changeMember("xiaoxin", { leads: [3] });
    await shop.simulator.dismiss("xiaoxin");
    await shop.simulator.memberEditsRemark("linyue", "wmWang", "王姐 VIP");
    expect(shop.bot.received.map(({ xml }) => [xml.FromUserName, xml.Event, xml.ChangeType ?? xml.EventKey])).toEqual([
      ["LinYue", "enter_agent", ""],
      ["LinYue", "click", "today"],
      ["sys", "change_contact", "create_user"],
      ["sys", "change_contact", "update_user"],
      ["sys", "change_contact", "delete_user"],
      ["sys", "change_external_contact", "edit_external_contact"],
    ]);
    expect(shop.bot.received[3]!.xml).toMatchObject({ UserID: "xiaoxin", IsLeaderInDept: "0,1" });
    expect(await shop.bot.get("user/get", { userid: "xiaoxin" })).toMatchObject({ errcode: 60111 });
  });
});
