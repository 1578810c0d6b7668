// Customers on the local WeCom: reading them, tags, mass messages with their states and cap, welcome, hand-over.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { monday, openShop, type Shop } from "./support/shop.ts";

const dayMs = 24 * 3_600_000;

let shop: Shop;
let fresh: ReturnType<Shop["simulator"]["snapshot"]>;

beforeAll(async () => {
  shop = await openShop();
  fresh = shop.simulator.snapshot();
});
beforeEach(async () => {
  shop.clock.at = monday;
  shop.simulator.restore(fresh);
  shop.simulator.settings.customerCap = "month-days";
  shop.simulator.settings.dispatchMs = 0;
  shop.bot.received.length = 0;
  await shop.bot.token();
});
afterAll(() => shop.close());

const call = (path: string, body: unknown) => shop.bot.call(`externalcontact/${path}`, body);
const get = (path: string, query: Record<string, string> = {}) => shop.bot.get(`externalcontact/${path}`, query);
const mass = (more: Record<string, unknown> = {}) =>
  call("add_msg_template", {
    chat_type: "single",
    external_userid: ["wmWang"],
    sender: "LinYue",
    text: { content: "王姐，生日快乐！" },
    ...more,
  });
const result = (msgid: unknown, userid = "LinYue") => call("get_groupmsg_send_result", { msgid, userid });

describe("reading", () => {
  test("who follows, whose customers, one customer with her followers", async () => {
    expect((await get("get_follow_user_list")).follow_user).toEqual(["LinYue", "chenxi", "zhouhang"]);
    expect((await get("list", { userid: "linyue" })).external_userid).toEqual(["wmWang", "wmZhang"]);
    expect(await get("list", { userid: "zhouhang" })).toMatchObject({ errcode: 84061 });
    const one = await get("get", { external_userid: "wmWang" });
    expect(one).toMatchObject({
      external_contact: { external_userid: "wmWang", name: "王敏", type: 1, gender: 2 },
      follow_user: [
        { userid: "LinYue", remark: "王姐", tags: [{ group_name: "会员等级", tag_name: "金卡", tag_id: "etGold" }] },
      ],
    });
    expect(one).not.toHaveProperty("next_cursor");
    expect(await get("get", { external_userid: "wmNobody" })).toMatchObject({ errcode: 40096 });
  });

  test("followers come 500 to a page", async () => {
    const state = shop.simulator.snapshot();
    const follower = state.customers.wmWang!.followers[0]!;
    state.customers.wmWang!.followers = Array.from({ length: 501 }, (_, at) => ({ ...follower, userId: `u${at}` }));
    shop.simulator.restore(state);
    const first = await get("get", { external_userid: "wmWang" });
    expect(first.follow_user).toHaveLength(500);
    const second = await get("get", { external_userid: "wmWang", cursor: String(first.next_cursor) });
    expect(second.follow_user).toHaveLength(1);
    expect(second).not.toHaveProperty("next_cursor");
    expect(await get("get", { external_userid: "wmWang", cursor: "nonsense" })).toMatchObject({ errcode: 40058 });
  });

  test("the batch call pages, with an empty page on the way, and gives tags as ids", async () => {
    const seen: unknown[] = [];
    const sizes: number[] = [];
    let cursor = "";
    do {
      const answer = await call("batch/get_by_user", { userid_list: ["LinYue", "chenxi"], cursor, limit: 3 });
      const page = answer.external_contact_list as {
        follow_info: unknown;
        external_contact: { external_userid: string };
      }[];
      sizes.push(page.length);
      seen.push(...page.map((each) => each.external_contact.external_userid));
      if (sizes.length === 1) expect(page[0]!.follow_info).toMatchObject({ userid: "LinYue", tag_id: ["etGold"] });
      cursor = String(answer.next_cursor);
    } while (cursor !== "" && sizes.length < 9);
    expect(sizes).toEqual([3, 0, 1]);
    expect(seen).toEqual(["wmWang", "wmZhang", "wmZhang", "wmLiu"]);
    expect(await call("batch/get_by_user", { userid_list: [] })).toMatchObject({ errcode: 40058 });
    expect(await call("batch/get_by_user", { userid_list: ["LinYue"], limit: 101 })).toMatchObject({ errcode: 40058 });
  });

  test('remark overwrites phones, [""] empties them; needs the relation', async () => {
    const pair = { userid: "linyue", external_userid: "wmWang" };
    expect(await call("remark", { ...pair, remark: "王姐 3456", remark_mobiles: ["13800003456"] })).toMatchObject({
      errcode: 0,
    });
    expect((await get("get", { external_userid: "wmWang" })).follow_user).toMatchObject([
      { remark: "王姐 3456", remark_mobiles: ["13800003456"] },
    ]);
    await call("remark", { ...pair, remark_mobiles: [""] });
    expect((await get("get", { external_userid: "wmWang" })).follow_user).toMatchObject([{ remark_mobiles: [] }]);
    expect(await call("remark", pair)).toMatchObject({ errcode: 40063 });
    expect(await call("remark", { ...pair, remark: "字".repeat(21) })).toMatchObject({ errcode: 40058 });
    expect(await call("remark", { ...pair, userid: "chenxi", remark: "x" })).toMatchObject({ errcode: 84061 });
    expect(shop.bot.received).toHaveLength(0);
  });
});

describe("tags", () => {
  test("list, add, edit, delete", async () => {
    const added = await call("add_corp_tag", { group_name: "爱好", tag: [{ name: "真丝" }, { name: "羊毛" }] });
    expect(added).toMatchObject({
      errcode: 0,
      tag_group: { group_name: "爱好", tag: [{ name: "真丝" }, { name: "羊毛" }] },
    });
    const { group_id, tag } = added.tag_group as { group_id: string; tag: { id: string }[] };
    expect(await call("add_corp_tag", { group_id, tag: [{ name: "真丝" }] })).toMatchObject({ errcode: 40071 });
    await call("edit_corp_tag", { id: tag[0]!.id, name: "桑蚕丝" });
    await call("del_corp_tag", { tag_id: [tag[1]!.id] });
    expect((await call("get_corp_tag_list", { group_id: [group_id] })).tag_group).toMatchObject([
      { tag: [{ name: "桑蚕丝" }] },
    ]);
    await call("del_corp_tag", { tag_id: [tag[0]!.id] });
    expect((await call("get_corp_tag_list", {})).tag_group).toMatchObject([{ group_name: "会员等级" }]);
  });

  test("mark needs the relation and known tags", async () => {
    const pair = { userid: "LinYue", external_userid: "wmWang" };
    await call("mark_tag", { ...pair, add_tag: ["etSilver"], remove_tag: ["etGold"] });
    expect((await get("get", { external_userid: "wmWang" })).follow_user).toMatchObject([
      { tags: [{ tag_name: "银卡" }] },
    ]);
    expect(await call("mark_tag", { ...pair, add_tag: ["etNone"] })).toMatchObject({ errcode: 40068 });
    expect(await call("mark_tag", pair)).toMatchObject({ errcode: 40063 });
    expect(await call("mark_tag", { ...pair, userid: "chenxi", add_tag: ["etGold"] })).toMatchObject({
      errcode: 84061,
    });
  });
});

describe("mass messages", () => {
  test("nothing reaches the customer before the member taps, then she gets it once", async () => {
    const { msgid, fail_list } = await mass({ external_userid: ["wmWang", "wmLiu", "wmNobody"] });
    expect(fail_list).toEqual(["wmLiu", "wmNobody"]);
    expect(shop.simulator.customerPhone("wmWang")).toHaveLength(0);
    expect(shop.simulator.inbox("linyue")).toMatchObject([
      { kind: "mass-task", msgid, customers: ["wmWang"], status: "waiting" },
    ]);
    expect((await call("get_groupmsg_task", { msgid })).task_list).toEqual([{ userid: "LinYue", status: 0 }]);
    expect((await result(msgid)).send_list).toEqual([{ external_userid: "wmWang", userid: "LinYue", status: 0 }]);

    expect(shop.simulator.confirmMassMessage("linyue", String(msgid))).toEqual({ wmWang: 1 });
    const at = monday.getTime() / 1000;
    expect((await call("get_groupmsg_task", { msgid })).task_list).toEqual([
      { userid: "LinYue", status: 2, send_time: at },
    ]);
    expect((await result(msgid)).send_list).toMatchObject([{ status: 1, send_time: at }]);
    expect(shop.simulator.customerPhone("wmWang")).toMatchObject([
      { how: "mass", staffId: "LinYue", text: "王姐，生日快乐！" },
    ]);
    expect(() => shop.simulator.confirmMassMessage("linyue", String(msgid))).toThrow("already sent");
  });

  test.each([
    ["nobody left", { external_userid: ["wmLiu"] }, 41048],
    ["no audience", { external_userid: [], sender: "" }, 40063],
    ["unknown sender", { sender: "nobody" }, 40003],
    ["nothing to say", { text: {} }, 44004],
    ["4,001 bytes", { text: { content: "x".repeat(4001) } }, 45002],
    ["ten attachments", { attachments: Array(10).fill({ msgtype: "link" }) }, 41064],
    ["odd attachment", { attachments: [{ msgtype: "poem" }] }, 41065],
    ["unknown picture", { attachments: [{ msgtype: "image", image: { media_id: "x" } }] }, 40007],
  ])("refuses %s", async (_name, more, errcode) => {
    expect(await mass(more)).toMatchObject({ errcode });
  });

  test("without a sender the last one to talk gets the task; tag filters AND groups and OR tags", async () => {
    await mass({ external_userid: ["wmZhang"], sender: undefined });
    expect(shop.simulator.inbox("linyue")).toHaveLength(1);
    shop.simulator.customerSays("wmZhang", "chenxi", "在吗");
    await mass({ external_userid: ["wmZhang"], sender: undefined });
    expect(shop.simulator.inbox("chenxi")).toHaveLength(1);

    const group_list = [{ tag_list: ["etGold", "etSilver"] }];
    const both = await mass({ external_userid: [], sender: undefined, tag_filter: { group_list } });
    expect((await call("get_groupmsg_task", { msgid: both.msgid })).task_list).toMatchObject([
      { userid: "LinYue" },
      { userid: "chenxi" },
    ]);
    const none = { group_list: [{ tag_list: ["etGold"] }, { tag_list: ["etSilver"] }] };
    expect(await mass({ external_userid: [], sender: undefined, tag_filter: none })).toMatchObject({ errcode: 41048 });
  });

  test("allow_select lets the member leave customers out", async () => {
    const both = { external_userid: ["wmWang", "wmZhang"] };
    const fixed = await mass(both);
    expect(() => shop.simulator.confirmMassMessage("linyue", String(fixed.msgid), ["wmWang"])).toThrow("allow_select");
    const free = await mass({ ...both, allow_select: true });
    shop.simulator.confirmMassMessage("linyue", String(free.msgid), ["wmWang"]);
    expect((await result(free.msgid)).send_list).toMatchObject([
      { external_userid: "wmWang", status: 1 },
      { external_userid: "wmZhang", status: 0 },
    ]);
  });

  test("a customer who deleted the member is status 2", async () => {
    await shop.simulator.customerDeletes("wmWang", "linyue");
    const { msgid } = await mass();
    expect(shop.simulator.confirmMassMessage("linyue", String(msgid))).toEqual({ wmWang: 2 });
    expect(shop.simulator.customerPhone("wmWang")).toHaveLength(0);
  });

  test("over the monthly cap is status 3: as many as November has days, from all members together", async () => {
    for (let each = 1; each <= 30; each++) {
      const sender = each % 2 ? "LinYue" : "chenxi";
      const { msgid } = await mass({ external_userid: ["wmZhang"], sender });
      expect(shop.simulator.confirmMassMessage(sender, String(msgid))).toEqual({ wmZhang: 1 });
    }
    const over = await mass({ external_userid: ["wmZhang"] });
    expect(shop.simulator.confirmMassMessage("linyue", String(over.msgid))).toEqual({ wmZhang: 3 });
    expect((await result(over.msgid)).send_list).toMatchObject([{ status: 3 }]);
    // 1 December begins in Beijing while it is still November in UTC.
    shop.clock.at = new Date("2026-11-30T16:00:00Z");
    await shop.bot.token();
    const next = await mass({ external_userid: ["wmZhang"] });
    expect(shop.simulator.confirmMassMessage("linyue", String(next.msgid))).toEqual({ wmZhang: 1 });
  });

  test.each([
    ["week-7", 7, "2026-11-30T01:00:00Z"],
    ["day-1", 1, "2026-11-23T16:30:00Z"],
  ] as const)("the admin may choose %s", async (cap, count, nextWindow) => {
    shop.simulator.settings.customerCap = cap;
    const tap = async () => shop.simulator.confirmMassMessage("linyue", String((await mass()).msgid)).wmWang;
    for (let each = 0; each < count; each++) expect(await tap()).toBe(1);
    expect(await tap()).toBe(3);
    shop.clock.at = new Date(nextWindow);
    await shop.bot.token();
    expect(await tap()).toBe(1);
  });

  test("asked too early it is being dispatched", async () => {
    shop.simulator.settings.dispatchMs = 5_000;
    const { msgid } = await mass();
    expect(await result(msgid)).toMatchObject({ errcode: 41063 });
    expect(await call("get_groupmsg_task", { msgid })).toMatchObject({ errcode: 41063 });
    shop.clock.pass(5_000);
    expect(await result(msgid)).toMatchObject({ errcode: 0 });
  });

  test("reminders three a day, cancel stops the unsent", async () => {
    const { msgid } = await mass();
    for (let each = 0; each < 3; each++)
      expect(await call("remind_groupmsg_send", { msgid })).toMatchObject({ errcode: 0 });
    expect(await call("remind_groupmsg_send", { msgid })).toMatchObject({ errcode: 41094 });
    shop.clock.pass(dayMs);
    await shop.bot.token();
    expect(await call("remind_groupmsg_send", { msgid })).toMatchObject({ errcode: 0 });
    expect(await call("cancel_groupmsg_send", { msgid })).toMatchObject({ errcode: 0 });
    expect(await call("cancel_groupmsg_send", { msgid })).toMatchObject({ errcode: 41093 });
    expect(() => shop.simulator.confirmMassMessage("linyue", String(msgid))).toThrow("cancelled");
    expect(shop.simulator.inbox("linyue")[0]).toMatchObject({ status: "cancelled" });
  });

  test("bad ids, and the list of the month", async () => {
    expect(await result("msgNone")).toMatchObject({ errcode: 41047 });
    expect(await call("get_groupmsg_task", {})).toMatchObject({ errcode: 41046 });
    await mass();
    shop.clock.pass(60_000);
    const second = await mass({ text: { content: "第二条" } });
    const at = monday.getTime() / 1000;
    const window = { chat_type: "single", start_time: at, end_time: at + 3600, limit: 1 };
    const first = await call("get_groupmsg_list_v2", window);
    expect(first.group_msg_list).toMatchObject([{ creator: "LinYue", text: { content: "王姐，生日快乐！" } }]);
    const rest = await call("get_groupmsg_list_v2", { ...window, cursor: first.next_cursor });
    expect(rest).toMatchObject({ group_msg_list: [{ msgid: second.msgid }], next_cursor: "" });
    const wide = { ...window, end_time: at + 40 * 86_400 };
    expect(await call("get_groupmsg_list_v2", wide)).toMatchObject({ errcode: 40058 });
  });
});

describe("a new friend", () => {
  const welcome = (welcome_code: unknown) => call("send_welcome_msg", { welcome_code, text: { content: "您好！" } });

  test("the app is told with a code that greets once", async () => {
    const { externalId, welcomeCode } = await shop.simulator.addCustomer({
      userId: "linyue",
      name: "新客",
      state: "door",
    });
    expect(shop.bot.received.at(-1)!.xml).toMatchObject({
      FromUserName: "sys",
      Event: "change_external_contact",
      ChangeType: "add_external_contact",
      UserID: "LinYue",
      ExternalUserID: externalId,
      State: "door",
      WelcomeCode: welcomeCode,
    });
    shop.clock.pass(20_000);
    expect(await welcome(welcomeCode)).toMatchObject({ errcode: 0 });
    expect(await welcome(welcomeCode)).toMatchObject({ errcode: 41051 });
    expect(shop.simulator.customerPhone(externalId).at(-1)).toMatchObject({ how: "welcome", text: "您好！" });
  });

  test("after twenty seconds it is too late", async () => {
    const { welcomeCode } = await shop.simulator.addCustomer({ userId: "linyue", name: "新客" });
    shop.clock.pass(20_001);
    expect(await welcome(welcomeCode)).toMatchObject({ errcode: 41050 });
    expect(await welcome("nonsense")).toMatchObject({ errcode: 41050 });
    expect(await welcome(undefined)).toMatchObject({ errcode: 41049 });
  });

  test("deleting and adding again are told, what she writes is not", async () => {
    await shop.simulator.customerDeletes("wmWang", "LinYue");
    shop.simulator.customerSays("wmWang", "LinYue", "对不起点错了");
    await shop.simulator.customerAdds("wmWang", "LinYue");
    await shop.simulator.memberDeletesCustomer("LinYue", "wmWang");
    const changes = shop.bot.received.map((each) => each.xml.ChangeType);
    expect(changes).toEqual(["del_follow_user", "add_external_contact", "del_external_contact"]);
    expect(await get("get", { external_userid: "wmWang" })).toMatchObject({ errcode: 84061 });
  });
});

describe("hand-over", () => {
  const transfer = (more: Record<string, unknown> = {}) =>
    call("transfer_customer", {
      handover_userid: "LinYue",
      takeover_userid: "chenxi",
      external_userid: ["wmWang"],
      ...more,
    });
  const outcome = () => call("transfer_result", { handover_userid: "LinYue", takeover_userid: "chenxi" });

  test("is done after a day without refusal, at most twice in 90 days", async () => {
    expect(await transfer({ external_userid: ["wmWang", "wmLiu", "wmX"] })).toMatchObject({
      customer: [{ errcode: 0 }, { errcode: 40131 }, { errcode: 40096 }],
    });
    expect((await transfer()).customer).toMatchObject([{ errcode: 40100 }]);
    expect((await outcome()).customer).toMatchObject([{ external_userid: "wmWang", status: 2 }]);
    shop.clock.pass(dayMs);
    await shop.bot.token();
    expect((await outcome()).customer).toMatchObject([{ status: 1 }]);
    expect((await get("list", { userid: "chenxi" })).external_userid).toContain("wmWang");
    const back = { handover_userid: "chenxi", takeover_userid: "LinYue" };
    expect((await transfer(back)).customer).toMatchObject([{ errcode: 0 }]);
    await shop.simulator.acceptTransfer("wmWang");
    expect((await transfer()).customer).toMatchObject([{ errcode: 40128 }]);
    expect(await transfer({ takeover_userid: "linyue" })).toMatchObject({ errcode: 40130 });
  });

  test("the customer may refuse", async () => {
    await transfer();
    await shop.simulator.refuseTransfer("wmWang");
    expect(shop.bot.received.at(-1)!.xml).toMatchObject({
      ChangeType: "transfer_fail",
      UserID: "chenxi",
      FailReason: "customer_refused",
    });
    expect((await outcome()).customer).toMatchObject([{ status: 3 }]);
  });
});
