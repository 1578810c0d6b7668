// The HTTP API of the local WeCom: shapes, refusals and limits, asked as an app would ask.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { corp, monday, openShop, type Shop } from "./support/shop.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

let shop: Shop;
let fresh: ReturnType<Shop["simulator"]["snapshot"]>;

beforeAll(async () => {
  shop = await openShop();
  fresh = shop.simulator.snapshot();
});
beforeEach(async () => {
  shop.clock.at = monday;
  shop.simulator.restore(fresh);
  shop.simulator.faults.clear();
  await shop.bot.token();
});
afterAll(() => shop.close());

const send = (more: Record<string, unknown>) => shop.bot.call("message/send", { agentid: corp.agentId, ...more });
const text = (touser: string, content: string, more: Record<string, unknown> = {}) =>
  send({ touser, msgtype: "text", text: { content }, ...more });
const card = (template_card: Record<string, unknown>, touser = "linyue") =>
  send({ touser, msgtype: "template_card", template_card });
const buttons = (more: Record<string, unknown> = {}) => ({
  card_type: "button_interaction",
  main_title: { title: "王姐生日" },
  task_id: "task-1",
  button_list: [
    { text: "发送", key: "send" },
    { text: "不用", key: "007" },
  ],
  ...more,
});

describe("gettoken", () => {
  const ask = async (query: Record<string, string>) =>
    (await (await shop.open(`/simulator/cgi-bin/gettoken?${new URLSearchParams(query)}`)).json()) as Record<
      string,
      unknown
    >;
  const good = { corpid: corp.corpId, corpsecret: corp.secret };

  test("gives the same token while it is valid, a new one after", async () => {
    const first = await ask(good);
    expect(first).toMatchObject({ errcode: 0, errmsg: "ok", expires_in: 7200 });
    shop.clock.pass(hourMs);
    expect(await ask(good)).toMatchObject({ access_token: first.access_token, expires_in: 3600 });
    shop.clock.pass(hourMs);
    expect((await ask(good)).access_token).not.toBe(first.access_token);
  });

  test.each([
    [{ corpsecret: corp.secret }, 41002],
    [{ corpid: corp.corpId }, 41004],
    [{ ...good, corpid: "ww0" }, 40013],
    [{ ...good, corpsecret: "x" }, 40001],
  ])("refuses %j with %d", async (query, errcode) => {
    expect(await ask(query as Record<string, string>)).toMatchObject({ errcode });
  });

  test("an error names the number, a hint, the caller and the page", async () => {
    const { errmsg } = await ask({ ...good, corpsecret: "x" });
    expect(errmsg).toMatch(
      /^invalid credential, hint: \[\d{20,}\], from ip: 127\.0\.0\.1, more info at https:\/\/open\.work\.weixin\.qq\.com\/devtool\/query\?e=40001$/,
    );
  });
});

describe("the door", () => {
  const plain = async (path: string, init?: RequestInit) =>
    (await (await fetch(`${shop.base}/simulator/cgi-bin/${path}`, init)).json()) as Record<string, unknown>;

  test("checks the token: missing, unknown, expired, revoked", async () => {
    expect(await plain("user/get?userid=linyue")).toMatchObject({ errcode: 41001 });
    expect(await plain("user/get?userid=linyue&access_token=nonsense")).toMatchObject({ errcode: 40014 });
    shop.clock.pass(2 * hourMs);
    expect(await shop.bot.get("user/get", { userid: "linyue" })).toMatchObject({ errcode: 42001 });
    await shop.bot.token();
    shop.simulator.faults.revokeToken();
    expect(await shop.bot.get("user/get", { userid: "linyue" })).toMatchObject({ errcode: 40014 });
    await shop.bot.token();
    shop.simulator.faults.expireToken();
    expect(await shop.bot.get("user/get", { userid: "linyue" })).toMatchObject({ errcode: 42001 });
  });

  test("gettoken does not mind an untrusted IP, everything else does", async () => {
    shop.simulator.faults.trustIp(false);
    expect(await shop.bot.token()).not.toBe("");
    expect(await text("linyue", "你好")).toMatchObject({ errcode: 60020 });
  });

  test("bad JSON, wrong method, unknown path", async () => {
    const bad = await shop.bot.call("message/send", '{"touser":');
    expect(bad).toMatchObject({ errcode: 40058 });
    expect(bad.errmsg).toContain("Warning: wrong json format.");
    expect(await shop.bot.get("message/send")).toMatchObject({ errcode: 43002 });
    expect(await shop.bot.call("user/get", {})).toMatchObject({ errcode: 43001 });
    expect((await shop.open("/simulator/cgi-bin/no/such")).status).toBe(404);
  });

  test("calls of one API are limited by the minute", async () => {
    shop.simulator.settings.callsPerMinute = 3;
    shop.clock.pass(minuteMs);
    for (let each = 0; each < 3; each++) expect(await shop.bot.get("getcallbackip")).toMatchObject({ errcode: 0 });
    expect(await shop.bot.get("getcallbackip")).toMatchObject({ errcode: 45009 });
    shop.clock.pass(minuteMs);
    expect(await shop.bot.get("getcallbackip")).toMatchObject({ errcode: 0 });
    shop.simulator.settings.callsPerMinute = 10_000;
  });
});

describe("message/send", () => {
  test("delivers, and lists who could not be reached in lower case", async () => {
    const answer = await text("LINYUE|Nobody|gone", "早上好");
    expect(answer).toMatchObject({ errcode: 0, invaliduser: "nobody|gone" });
    expect(answer.response_code).toBeUndefined();
    expect(shop.simulator.inbox("linyue")).toMatchObject([{ kind: "text", text: "早上好", from: "app" }]);
  });

  test("departments reach everyone under them, @all everyone", async () => {
    expect(await send({ toparty: "1|99", msgtype: "text", text: { content: "全员" } })).toMatchObject({
      invalidparty: "99",
    });
    await text("@all", "再一次");
    for (const user of ["linyue", "chenxi", "zhouhang"]) expect(shop.simulator.inbox(user)).toHaveLength(2);
    expect(shop.simulator.inbox("newcomer")).toHaveLength(0);
    expect(shop.simulator.dropped()).toMatchObject([{ why: "not-activated" }, { why: "not-activated" }]);
  });

  test.each([
    ["nobody to send to", { msgtype: "text", text: { content: "x" } }, 82001],
    ["nobody valid", { touser: "nobody", msgtype: "text", text: { content: "x" } }, 81013],
    ["too many", { touser: Array.from({ length: 1001 }, (_, at) => `u${at}`).join("|"), msgtype: "text" }, 40032],
    ["another app", { touser: "linyue", agentid: 1, msgtype: "text", text: { content: "x" } }, 301002],
    ["no integer", { touser: "linyue", agentid: "x", msgtype: "text", text: { content: "x" } }, 40056],
    ["no agent", { touser: "linyue", agentid: "", msgtype: "text", text: { content: "x" } }, 41011],
    ["type", { touser: "linyue", msgtype: "poem", poem: {} }, 40008],
    ["empty text", { touser: "linyue", msgtype: "text", text: { content: "" } }, 44004],
    ["huge text", { touser: "linyue", msgtype: "text", text: { content: "大".repeat(30_000) } }, 45002],
    ["no media", { touser: "linyue", msgtype: "image", image: {} }, 41006],
    ["bad media", { touser: "linyue", msgtype: "image", image: { media_id: "x" } }, 40007],
    ["textcard", { touser: "linyue", msgtype: "textcard", textcard: { title: "t", url: "https://x" } }, 41033],
    [
      "url",
      { touser: "linyue", msgtype: "textcard", textcard: { title: "t", description: "d", url: "ftp://x" } },
      40127,
    ],
    [
      "articles",
      { touser: "linyue", msgtype: "news", news: { articles: Array(9).fill({ title: "t", url: "https://x" }) } },
      45008,
    ],
  ])("refuses %s", async (_name, body, errcode) => {
    expect(await send(body)).toMatchObject({ errcode });
    expect(shop.simulator.inbox("linyue")).toHaveLength(0);
  });

  test("text longer than 2,048 bytes is cut at a character", async () => {
    await text("linyue", "大".repeat(700));
    const [entry] = shop.simulator.inbox("linyue");
    expect(entry).toMatchObject({ kind: "text", text: "大".repeat(682) });
  });

  test("the 31st message in a minute is dropped without a word, and so is the 1,001st in an hour", async () => {
    for (let each = 1; each <= 31; each++) expect(await text("linyue", `第${each}条`)).toMatchObject({ errcode: 0 });
    expect(shop.simulator.inbox("linyue")).toHaveLength(30);
    expect(shop.simulator.dropped()).toMatchObject([{ userId: "LinYue", why: "member-limit" }]);
    shop.clock.pass(minuteMs);
    await text("linyue", "又可以了");
    expect(shop.simulator.inbox("linyue").at(-1)).toMatchObject({ text: "又可以了" });

    shop.simulator.settings.memberPerHour = 32;
    shop.clock.pass(minuteMs);
    await text("linyue", "第32条");
    await text("linyue", "第33条");
    expect(shop.simulator.inbox("linyue").at(-1)).toMatchObject({ text: "第32条" });
    shop.simulator.settings.memberPerHour = 1_000;
  });

  test("duplicate check suppresses the same content within its interval only", async () => {
    const once = { enable_duplicate_check: 1, duplicate_check_interval: 600 };
    const first = await text("linyue", "同一句", once);
    expect(await text("linyue", "同一句", once)).toMatchObject({ errcode: 0, msgid: first.msgid });
    await text("linyue", "另一句", once);
    shop.clock.pass(601_000);
    await text("linyue", "同一句", once);
    const said = shop.simulator.inbox("linyue").map((each) => (each.kind === "text" ? each.text : ""));
    expect(said).toEqual(["同一句", "另一句", "同一句"]);
  });

  test("recall within a day", async () => {
    const { msgid } = await text("linyue", "发错了");
    expect(await shop.bot.call("message/recall", { msgid })).toMatchObject({ errcode: 0 });
    expect(shop.simulator.inbox("linyue")).toMatchObject([{ recalled: true }]);
    shop.clock.pass(dayMs + 1);
    await shop.bot.token();
    expect(await shop.bot.call("message/recall", { msgid })).toMatchObject({ errcode: 42052 });
  });
});

describe("template_card", () => {
  test("arrives with a response_code; its task_id is used up for ever", async () => {
    expect(await card(buttons())).toMatchObject({ errcode: 0, response_code: expect.any(String) });
    expect(shop.simulator.inbox("linyue")).toMatchObject([{ kind: "card", taskId: "task-1", settled: null }]);
    expect(await card(buttons())).toMatchObject({ errcode: 42014 });
    expect(shop.simulator.inbox("linyue")).toHaveLength(1);
  });

  const option = { id: "a", text: "甲" };
  const choice = { question_key: "q", option_list: [option] };
  const notice = {
    card_type: "text_notice",
    main_title: { title: "早报" },
    card_action: { type: 1, url: "https://x" },
  };
  test.each<[string, Record<string, unknown>, number]>([
    ["keyname", buttons({ horizontal_content_list: [{ value: "x" }] }), 42027],
    ["url", buttons({ horizontal_content_list: [{ keyname: "k", type: 1 }] }), 42028],
    ["media", buttons({ horizontal_content_list: [{ keyname: "k", type: 2 }] }), 42029],
    ["appid", buttons({ jump_list: [{ title: "t", type: 2 }] }), 42030],
    ["card_type", buttons({ card_type: "poem" }), 42031],
    ["title", buttons({ main_title: {} }), 42033],
    ["horizontal length", buttons({ horizontal_content_list: Array(7).fill({ keyname: "k" }) }), 42035],
    ["vertical length", { ...notice, vertical_content_list: Array(5).fill({ title: "t" }) }, 42036],
    ["option length", buttons({ button_selection: { question_key: "q", option_list: [] } }), 42037],
    ["button text", buttons({ button_list: [{ key: "k" }] }), 42038],
    ["button key", buttons({ button_list: [{ text: "x" }] }), 42039],
    [
      "button key twice",
      buttons({
        button_list: [
          { text: "x", key: "k" },
          { text: "y", key: "k" },
        ],
      }),
      42039,
    ],
    ["button key bytes", buttons({ button_list: [{ text: "x", key: "大".repeat(342) }] }), 42039],
    ["too many buttons", buttons({ button_list: Array(7).fill({ text: "x", key: "k" }) }), 40058],
    ["option id", buttons({ button_selection: { question_key: "q", option_list: [{ text: "甲" }] } }), 42040],
    ["option text", buttons({ button_selection: { question_key: "q", option_list: [{ id: "a" }] } }), 42041],
    ["jump length", buttons({ jump_list: Array(4).fill({ title: "t" }) }), 42042],
    ["question_key", buttons({ button_selection: { option_list: [option] } }), 42043],
    ["picture", { ...notice, card_type: "news_notice" }, 42044],
    ["card_action", { ...notice, card_action: {} }, 42045],
    [
      "submit key",
      {
        card_type: "vote_interaction",
        task_id: "v",
        main_title: { title: "t" },
        checkbox: choice,
        submit_button: { text: "x" },
      },
      42046,
    ],
    [
      "select length",
      {
        card_type: "multiple_interaction",
        task_id: "m",
        main_title: { title: "t" },
        select_list: Array(4).fill(choice),
      },
      42047,
    ],
    [
      "submit text",
      {
        card_type: "multiple_interaction",
        task_id: "m",
        main_title: { title: "t" },
        select_list: [choice],
        submit_button: { key: "k" },
      },
      42049,
    ],
    ["member", buttons({ horizontal_content_list: [{ keyname: "k", type: 3 }] }), 42050],
    [
      "menu keys",
      buttons({
        action_menu: {
          action_list: [
            { text: "a", key: "k" },
            { text: "b", key: "k" },
          ],
        },
      }),
      42051,
    ],
    ["task_id", buttons({ task_id: "有空格 吗" }), 42014],
    ["no task_id", buttons({ task_id: undefined }), 42014],
  ])("refuses bad %s", async (_name, body, errcode) => {
    expect(await card(body)).toMatchObject({ errcode });
  });

  test("update greys the buttons once per response_code, for 72 hours", async () => {
    const { response_code } = await card(buttons(), "linyue|chenxi");
    const update = (more: Record<string, unknown>) =>
      shop.bot.call("message/update_template_card", { agentid: corp.agentId, response_code, ...more });
    const settle = { button: { replace_name: "已处理" } };
    expect(await update({ userids: ["LinYue", "nobody"], ...settle })).toMatchObject({
      errcode: 0,
      invaliduser: ["nobody"],
    });
    expect(shop.simulator.inbox("linyue")).toMatchObject([{ settled: "已处理" }]);
    expect(shop.simulator.inbox("chenxi")).toMatchObject([{ settled: null }]);
    expect(await update({ userids: ["linyue"], ...settle })).toMatchObject({ errcode: 60140 });

    const third = await card(buttons({ task_id: "task-3" }), "linyue|chenxi");
    const party = { response_code: third.response_code, partyids: [2], ...settle };
    expect(await update(party)).toMatchObject({ errcode: 0 });
    expect(shop.simulator.inbox("chenxi").at(-1)).toMatchObject({ taskId: "task-3", settled: "已处理" });

    const late = await card(buttons({ task_id: "task-2" }));
    shop.clock.pass(3 * dayMs);
    await shop.bot.token();
    expect(await update({ response_code: late.response_code, userids: ["linyue"], ...settle })).toMatchObject({
      errcode: 60140,
    });
  });

  test("update may put another card in its place", async () => {
    const { response_code } = await card(buttons());
    const done = {
      card_type: "text_notice",
      main_title: { title: "已发送" },
      card_action: { type: 1, url: "https://x" },
    };
    const body = { agentid: corp.agentId, userids: ["linyue"], response_code, template_card: done };
    expect(await shop.bot.call("message/update_template_card", body)).toMatchObject({ errcode: 0 });
    expect(shop.simulator.inbox("linyue")).toHaveLength(1);
    const [entry] = shop.simulator.inbox("linyue");
    expect(entry).toMatchObject({ kind: "card", taskId: "task-1", card: { main_title: { title: "已发送" } } });
  });
});

describe("media", () => {
  const png = Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.alloc(20)]);
  const upload = async (type: string, bytes: Buffer, name: string | null = "日报.png") => {
    const form = new FormData();
    if (name === null) form.append("media", "just text");
    else form.append("media", new Blob([new Uint8Array(bytes)]), name);
    const query = new URLSearchParams({ access_token: await shop.bot.token(), type });
    const response = await fetch(`${shop.base}/simulator/cgi-bin/media/upload?${query}`, {
      method: "POST",
      body: form,
    });
    return (await response.json()) as Record<string, unknown>;
  };

  test("upload, send, fetch back, gone after three days", async () => {
    const { media_id, ...rest } = await upload("image", png);
    expect(rest).toEqual({ errcode: 0, errmsg: "ok", type: "image", created_at: String(monday.getTime() / 1000) });
    await send({ touser: "linyue", msgtype: "image", image: { media_id } });
    expect(shop.simulator.inbox("linyue")).toMatchObject([{ kind: "picture", name: "日报.png" }]);
    const query = new URLSearchParams({ access_token: await shop.bot.token(), media_id: String(media_id) });
    const back = await shop.open(`/simulator/cgi-bin/media/get?${query}`);
    expect(back.headers.get("content-type")).toBe("image/png");
    expect(Buffer.from(await back.arrayBuffer()).equals(png)).toBe(true);
    shop.clock.pass(3 * dayMs);
    await shop.bot.token();
    expect(await send({ touser: "linyue", msgtype: "image", image: { media_id } })).toMatchObject({ errcode: 40007 });
  });

  test("refuses a wrong type, a tiny file, a text posing as a picture, a part without a file name", async () => {
    expect(await upload("poem", png)).toMatchObject({ errcode: 40004 });
    expect(await upload("image", Buffer.from("12345"))).toMatchObject({ errcode: 40006 });
    expect(await upload("image", Buffer.from("not a picture"))).toMatchObject({ errcode: 40004 });
    expect(await upload("file", Buffer.from("x"), null)).toMatchObject({ errcode: 44001 });
  });
});

describe("contacts", () => {
  test("a member, without the fields a new app may not see", async () => {
    const member = await shop.bot.get("user/get", { userid: "ZHOUHANG" });
    expect(member).toMatchObject({
      userid: "zhouhang",
      name: "周航",
      is_leader_in_dept: [1],
      main_department: 2,
      status: 1,
    });
    for (const hidden of ["mobile", "gender", "email", "avatar"]) expect(member).not.toHaveProperty(hidden);
    expect(await shop.bot.get("user/get", { userid: "nobody" })).toMatchObject({ errcode: 60111 });
  });

  test("lists of members and departments", async () => {
    const { userlist } = await shop.bot.get("user/list", { department_id: "2" });
    expect(userlist).toMatchObject([{ userid: "LinYue" }, { userid: "chenxi" }, { userid: "zhouhang" }]);
    expect(await shop.bot.get("user/simplelist", { department_id: "77" })).toMatchObject({ errcode: 60003 });
    const { department } = await shop.bot.get("department/list");
    expect(department).toMatchObject([
      { id: 1, parentid: 0 },
      { id: 2, parentid: 1, department_leader: ["zhouhang"] },
      { id: 3, parentid: 1, department_leader: [] },
    ]);
    expect((await shop.bot.get("department/simplelist", { id: "3" })).department_id).toMatchObject([
      { id: 3, parentid: 1 },
    ]);
  });

  test("addresses of the platform", async () => {
    expect(await shop.bot.get("getcallbackip")).toMatchObject({ ip_list: expect.arrayContaining(["127.0.0.1"]) });
    expect(await shop.bot.get("get_api_domain_ip")).toMatchObject({ errcode: 0 });
  });
});

describe("menu", () => {
  test("create and get, with the limits of names and counts", async () => {
    const create = (button: unknown[]) => shop.bot.call("menu/create", { button }, { agentid: "1000002" });
    const today = { type: "click", name: "今日任务", key: "today" };
    expect(await shop.bot.get("menu/get", { agentid: "1000002" })).toMatchObject({ errcode: 46003 });
    expect(await create([today])).toMatchObject({ errcode: 0 });
    expect(await shop.bot.get("menu/get", { agentid: "1000002" })).toMatchObject({ button: [today] });
    expect(await create(Array(4).fill(today))).toMatchObject({ errcode: 40016 });
    expect(await create([{ ...today, name: "今天的全部任务" }])).toMatchObject({ errcode: 40055 });
    expect(await create([{ ...today, type: "poem" }])).toMatchObject({ errcode: 40017 });
    expect(await create([{ type: "view", name: "看板" }])).toMatchObject({ errcode: 40054 });
  });
});

describe("a group robot", () => {
  test("takes 20 messages a minute", async () => {
    const { key } = shop.simulator.newRobot();
    const say = (content: string, robot = key) =>
      shop.bot.call("webhook/send", { msgtype: "text", text: { content } }, { key: robot });
    for (let each = 1; each <= 20; each++) expect(await say(`${each}`)).toMatchObject({ errcode: 0 });
    expect(await say("21")).toMatchObject({ errcode: 45009 });
    shop.clock.pass(minuteMs);
    expect(await say("再来")).toMatchObject({ errcode: 0 });
    expect(await say("x", "wrong")).toMatchObject({ errcode: 93000 });
    expect(shop.simulator.robotMessages(key)).toHaveLength(21);
  });
});

describe("faults to order", () => {
  const ask = () => text("linyue", "你好");

  test("error codes: once, n times, then well again", async () => {
    shop.simulator.faults.add("message/send", { kind: "errcode", code: -1 }, 2);
    expect(await ask()).toMatchObject({ errcode: -1 });
    expect(await ask()).toMatchObject({ errcode: -1 });
    expect(await ask()).toMatchObject({ errcode: 0 });
    expect(shop.simulator.inbox("linyue")).toHaveLength(1);
  });

  test("HTTP 502 and malformed JSON", async () => {
    const raw = () => fetch(`${shop.base}/simulator/cgi-bin/message/send`, { method: "POST", body: "{}" });
    shop.simulator.faults.add("*", { kind: "http", status: 502 });
    expect((await raw()).status).toBe(502);
    shop.simulator.faults.add("*", { kind: "malformed" });
    const broken = await (await raw()).text();
    expect(() => JSON.parse(broken)).toThrow();
  });

  test("a dropped message answers ok and never shows", async () => {
    shop.simulator.faults.add("message/send", { kind: "drop" });
    expect(await ask()).toMatchObject({ errcode: 0, msgid: expect.any(String) });
    expect(shop.simulator.inbox("linyue")).toHaveLength(0);
    expect(shop.simulator.dropped()).toMatchObject([{ why: "fault" }]);
  });

  test("a lost answer has done its work", async () => {
    shop.simulator.faults.add("message/send", { kind: "lost-answer" });
    await expect(ask()).rejects.toThrow("fetch failed");
    expect(shop.simulator.inbox("linyue")).toHaveLength(1);
  });

  test("a call that hangs is ended by the caller, and by clear()", async () => {
    shop.simulator.faults.add("message/send", { kind: "hang" });
    const hanging = ask();
    hanging.catch(() => {});
    await expect.poll(() => shop.simulator.faults.state.calls.length).toBe(0);
    shop.simulator.faults.clear();
    await expect(hanging).rejects.toThrow();
    expect(shop.simulator.inbox("linyue")).toHaveLength(0);
  });
});
