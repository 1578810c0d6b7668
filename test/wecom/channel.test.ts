import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ChannelCustomer, ContactsPage } from "../../src/channel.ts";
import { ChannelError } from "../../src/errors.ts";
import type { Card, Reply } from "../../src/message.ts";
import { createWecomChannel } from "../../src/wecom/channel.ts";
import { createWorld, type Platform, refusal, type Script, startPlatform } from "./support/platform.ts";

let platform: Platform;
let folder: string;
beforeAll(async () => {
  platform = await startPlatform();
  folder = await mkdtemp(join(tmpdir(), "zhike-media-"));
  await writeFile(join(folder, "日报.png"), Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 1]));
  await writeFile(join(folder, "fake.png"), "not a picture");
  await writeFile(join(folder, "tiny.csv"), "a,b");
  await writeFile(join(folder, "list.csv"), "name,phone\n");
});
afterAll(async () => {
  await platform.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => platform.reset());

function newChannel(over: Parameters<typeof createWorld>[1] = {}) {
  const world = createWorld(platform, over);
  return { ...world, channel: createWecomChannel(world.config, world.deps) };
}
async function errorOf(work: Promise<unknown>): Promise<ChannelError> {
  const error = await work.then(
    () => null,
    (caught: unknown) => caught,
  );
  if (!(error instanceof ChannelError)) throw new Error(`no ChannelError but ${String(error)}`);
  return error;
}
const first = { again: false };
const again = { again: true };
const ok = (msgid: string): Script => ({ errcode: 0, errmsg: "ok", msgid });
const sent = () => platform.of("message/send").map(({ body }) => body);

const card: Card = {
  id: "today-1",
  title: "今日跟进",
  body: "王姐生日",
  buttons: [{ key: "done", text: "完成" }],
};

describe("send", () => {
  test("text", async () => {
    const { channel } = newChannel();
    platform.script("message/send", ok("m1"));
    expect(await channel.send("zhangsan", { kind: "text", text: "你好" }, first)).toEqual({
      messageId: "m1",
      alreadySent: false,
    });
    expect(sent()).toEqual([{ touser: "zhangsan", msgtype: "text", text: { content: "你好" }, agentid: 1000002 }]);
  });

  test("text again: the platform suppresses what it has seen", async () => {
    const { channel } = newChannel();
    await channel.send("zhangsan", { kind: "text", text: "你好" }, again);
    expect(sent()[0]).toMatchObject({ enable_duplicate_check: 1, duplicate_check_interval: 1800 });
  });

  test("a long text in several messages, in order", async () => {
    const { channel } = newChannel();
    platform.script("message/send", ok("m1"), ok("m2"));
    const text = `${"甲".repeat(500)}\n${"乙".repeat(500)}`;
    expect(await channel.send("zhangsan", { kind: "text", text }, first)).toMatchObject({ messageId: "m2" });
    expect(sent().map((body) => (body!.text as { content: string }).content[0])).toEqual(["甲", "乙"]);
  });

  test("nothing to say is not said", async () => {
    const { channel } = newChannel();
    expect(await channel.send("z", { kind: "text", text: " \n" }, first)).toEqual({
      messageId: null,
      alreadySent: false,
    });
    expect(sent()).toEqual([]);
  });

  test("a card", async () => {
    const { channel } = newChannel();
    platform.script("message/send", { errcode: 0, msgid: "m1", response_code: "RC" });
    expect(await channel.send("zhangsan", { kind: "card", card }, first)).toEqual({
      messageId: "m1",
      alreadySent: false,
      updateToken: "RC",
    });
    expect(sent()).toMatchObject([{ msgtype: "template_card", template_card: { task_id: "today-1" } }]);
  });

  test("a card that does not fit: text first, card last", async () => {
    const { channel } = newChannel();
    await channel.send("zhangsan", { kind: "card", card: { ...card, body: "客".repeat(161) } }, first);
    expect(sent().map((body) => body?.msgtype)).toEqual(["text", "template_card"]);
  });

  test("a card without buttons is a text", async () => {
    const { channel } = newChannel();
    await channel.send("zhangsan", { kind: "card", card: { ...card, buttons: [] } }, first);
    expect(sent()).toMatchObject([{ text: { content: "今日跟进\n王姐生日" } }]);
  });

  test.each([first, again])("a card that was shown before has been sent already (%o)", async (options) => {
    const { channel, lines } = newChannel();
    platform.script("message/send", refusal(42014));
    expect(await channel.send("zhangsan", { kind: "card", card }, options)).toEqual({
      messageId: null,
      alreadySent: true,
    });
    expect(lines.join().includes("card-seen-before")).toBe(!options.again);
  });

  test("a card whose answer was lost is found to be sent", async () => {
    const { channel } = newChannel();
    platform.script("message/send", "cut", refusal(42014));
    expect(await channel.send("zhangsan", { kind: "card", card }, first)).toMatchObject({ alreadySent: true });
  });

  test.each<[string, Script]>([
    ["all refused", refusal(81013)],
    ["listed as invalid", { errcode: 0, invaliduser: "zhangsan|x" }],
    ["listed in another case", { errcode: 0, invaliduser: "ZHANGSAN" }],
    ["without licence", { errcode: 0, unlicenseduser: "zhangsan" }],
  ])("unreachable member, %s: give up and say what to mend", async (_name, answer) => {
    const { channel } = newChannel();
    platform.script("message/send", answer);
    const error = await errorOf(channel.send("ZhangSan", { kind: "text", text: "秘密" }, first));
    expect([error.remedy, error.code]).toEqual(["give-up", 81013]);
    expect(error.message).toContain("应用可见范围");
    expect(error.message).not.toContain("秘密");
  });
});

describe("updates of pressed cards", () => {
  const update: Reply = {
    kind: "card-update",
    updateToken: "RC",
    to: "zhangsan",
    card: { ...card, settled: "已完成" },
  };
  const path = "message/update_template_card";

  test("shape", async () => {
    const { channel } = newChannel();
    expect(await channel.send("zhangsan", update, first)).toEqual({ messageId: null, alreadySent: false });
    expect(platform.of(path)[0]?.body).toMatchObject({
      userids: ["zhangsan"],
      agentid: 1000002,
      response_code: "RC",
      template_card: { replace_text: "已完成" },
    });
  });

  test("a used code means done when it was tried before, and a failure when not", async () => {
    const { channel } = newChannel();
    platform.script(path, refusal(60140));
    expect(await channel.send("zhangsan", update, again)).toMatchObject({ alreadySent: true });
    expect((await errorOf(channel.send("zhangsan", update, first))).remedy).toBe("give-up");
  });

  test("in doubt it is not repeated here: only the queue knows that the next try is a second one", async () => {
    const { channel } = newChannel();
    platform.script(path, "cut");
    expect((await errorOf(channel.send("zhangsan", update, first))).remedy).toBe("retry");
    expect(platform.of(path)).toHaveLength(1);
  });

  test.each([[["zhangsan"]], ["zhangsan"]])("an unreachable member as %o", async (invaliduser) => {
    const { channel } = newChannel();
    platform.script(path, { errcode: 0, invaliduser });
    expect((await errorOf(channel.send("zhangsan", update, first))).code).toBe(81013);
  });
});

describe("pictures and files", () => {
  const picture = (name: string): Reply => ({ kind: "picture", file: join(folder, name), alt: "销售额 3,280 元" });

  test("uploaded once, sent as often as needed", async () => {
    const { channel, pass } = newChannel();
    platform.script("media/upload", { errcode: 0, media_id: "M1" }, { errcode: 0, media_id: "M2" });
    await channel.send("a", picture("日报.png"), first);
    await channel.send("b", picture("日报.png"), first);
    expect(sent()).toMatchObject([{ image: { media_id: "M1" } }, { image: { media_id: "M1" } }]);
    pass(3 * 24 * 3_600_000);
    await channel.send("a", picture("日报.png"), first);
    expect(sent().at(-1)).toMatchObject({ image: { media_id: "M2" } });
  });

  test("a media id that is gone is made anew, once", async () => {
    const { channel } = newChannel();
    platform.script("media/upload", { errcode: 0, media_id: "M1" }, { errcode: 0, media_id: "M2" });
    platform.script("message/send", refusal(40007), ok("m"));
    expect(await channel.send("a", picture("日报.png"), first)).toMatchObject({ messageId: "m" });
    expect(platform.of("media/upload")).toHaveLength(2);
    platform.script("message/send", refusal(40007));
    expect((await errorOf(channel.send("a", picture("日报.png"), first))).code).toBe(40007);
  });

  test.each(["fake.png", "missing.png"])("a picture that cannot go (%s) is told in words", async (name) => {
    const { channel } = newChannel();
    await channel.send("a", picture(name), first);
    expect(sent()).toMatchObject([{ msgtype: "text", text: { content: "销售额 3,280 元" } }]);
    expect(platform.of("media/upload")).toEqual([]);
  });

  test("a file goes under its own name", async () => {
    const { channel } = newChannel();
    platform.script("media/upload", { errcode: 0, media_id: "M1" });
    await channel.send("a", { kind: "file", file: join(folder, "list.csv"), name: "客户名单.csv" }, first);
    expect(platform.of("media/upload")[0]?.raw.toString()).toContain('filename="客户名单.csv"; filelength=11');
    expect(sent()).toMatchObject([{ msgtype: "file", file: { media_id: "M1" } }]);
  });

  test("a file of five bytes or less is refused here", async () => {
    const { channel } = newChannel();
    const error = await errorOf(channel.upload(join(folder, "tiny.csv"), "file"));
    expect([error.remedy, platform.asked.length]).toEqual(["give-up", 0]);
  });
});

const wish = { sender: "zhangsan", externalId: "wm1", text: "王姐，生日快乐！" };
const create = "externalcontact/add_msg_template";
const results = "externalcontact/get_groupmsg_send_result";
const record = "externalcontact/get_groupmsg_list_v2";

describe("customer messages", () => {
  test("created for one sender and one customer", async () => {
    const { channel } = newChannel();
    platform.script(create, { errcode: 0, fail_list: [], msgid: "msg1" });
    expect(await channel.createCustomerMessage(wish)).toEqual({ taskId: "msg1", refused: false });
    expect(platform.of(create)[0]?.body).toEqual({
      chat_type: "single",
      sender: "zhangsan",
      external_userid: ["wm1"],
      text: { content: "王姐，生日快乐！" },
    });
  });

  test.each<[string, Script]>([
    ["in the fail list", { errcode: 0, fail_list: ["wm1"], msgid: "msg1" }],
    ["nobody left", refusal(41048)],
    ["no relation", refusal(84061)],
  ])("refused: %s", async (_name, answer) => {
    const { channel } = newChannel();
    platform.script(create, answer);
    expect(await channel.createCustomerMessage(wish)).toMatchObject({ refused: true });
  });

  test.each(["", "  ", "客".repeat(1334)])("a text of no or too many bytes is not cut but refused", async (text) => {
    const { channel } = newChannel();
    expect((await errorOf(channel.createCustomerMessage({ ...wish, text }))).remedy).toBe("give-up");
    expect(platform.asked).toEqual([]);
  });

  test.each<[string, Script, string]>([
    ["0", { status: 0 }, "waiting"],
    ["1", { status: 1, send_time: 1 }, "sent"],
    ["2", { status: 2 }, "not-a-friend"],
    ["3", { status: 3 }, "limit-reached"],
    ["as a string", { status: "1" }, "sent"],
    ["unknown", { status: 9 }, "waiting"],
  ])("status %s", async (_name, result, expected) => {
    const { channel } = newChannel();
    const other = { external_userid: "wm0", userid: "zhangsan", status: 3 };
    platform.script(results, {
      errcode: 0,
      send_list: [other, { external_userid: "wm1", userid: "zhangsan", ...(result as object) }],
    });
    expect(await channel.customerMessageStatus("msg1", "zhangsan", "wm1")).toBe(expected);
    expect(platform.of(results)[0]?.body).toMatchObject({ msgid: "msg1", userid: "zhangsan" });
  });

  test("status on the second page, being dispatched, or nowhere", async () => {
    const { channel } = newChannel();
    const status = () => channel.customerMessageStatus("msg1", "zhangsan", "wm1");
    platform.script(
      results,
      { errcode: 0, send_list: [], next_cursor: "2" },
      { errcode: 0, send_list: [{ external_userid: "wm1", userid: "zhangsan", status: 1 }] },
    );
    expect(await status()).toBe("sent");
    platform.script(results, refusal(41063));
    expect(await status()).toBe("waiting");
    platform.script(results, { errcode: 0, send_list: [] });
    expect(await status()).toBe("waiting");
    platform.script(results, refusal(41047));
    expect((await errorOf(status())).remedy).toBe("give-up");
  });

  test("cancelled twice is cancelled", async () => {
    const { channel } = newChannel();
    platform.script("externalcontact/cancel_groupmsg_send", { errcode: 0 }, refusal(41093));
    await channel.cancelCustomerMessage("msg1");
    await channel.cancelCustomerMessage("msg1");
    platform.script("externalcontact/cancel_groupmsg_send", refusal(41047));
    expect((await errorOf(channel.cancelCustomerMessage("msg1"))).code).toBe(41047);
  });
});

describe("finding a customer message after a crash", () => {
  const seconds = (date: Date) => date.getTime() / 1000;
  const task = (msgid: string, created: number, content = wish.text) => ({
    msgid,
    create_time: created,
    create_type: 0,
    text: { content },
  });
  const for_ = (externalId: string): Script => ({
    errcode: 0,
    send_list: [{ external_userid: externalId, userid: "zhangsan", status: 0 }],
  });

  test("the one with the same sender, customer and text, created since", async () => {
    const { channel, now } = newChannel();
    const since = now();
    const t = seconds(since);
    platform.script(
      record,
      { errcode: 0, group_msg_list: [task("early", t - 61), task("other text", t, "别的")], next_cursor: "2" },
      { errcode: 0, group_msg_list: [task("other customer", t), task("right", t - 59)] },
    );
    platform.script(results, (asked) => for_(asked.body?.msgid === "right" ? "wm1" : "wm2") as Record<string, unknown>);
    expect(await channel.findCustomerMessage(wish, since)).toEqual({ taskId: "right" });
    expect(platform.of(record)[0]?.body).toMatchObject({ chat_type: "single", start_time: t - 60, filter_type: 0 });
    expect(platform.of(results).map(({ body }) => body?.msgid)).toEqual(["other customer", "right"]);
  });

  test("none", async () => {
    const { channel, now } = newChannel();
    platform.script(record, { errcode: 0, group_msg_list: [task("x", seconds(now()))] });
    platform.script(results, refusal(84061));
    expect(await channel.findCustomerMessage(wish, now())).toBeNull();
  });

  test("while a likely one is being dispatched: ask later, do not make a second", async () => {
    const { channel, now } = newChannel();
    platform.script(record, { errcode: 0, group_msg_list: [task("x", seconds(now()))] });
    platform.script(results, refusal(41063));
    const error = await errorOf(channel.findCustomerMessage(wish, now()));
    expect([error.remedy, error.waitMs]).toEqual(["wait", 30_000]);
  });

  test("the record is asked for a month at most", async () => {
    const { channel, now } = newChannel();
    await channel.findCustomerMessage(wish, new Date(0));
    const { start_time, end_time } = platform.of(record)[0]!.body as { start_time: number; end_time: number };
    expect(end_time).toBe(seconds(now()) + 60);
    expect(end_time - start_time).toBeLessThanOrEqual(30 * 86_400 + 60);
  });
});

test.each([41050, 41051, 41096])("welcome refused with %i is given up", async (code) => {
  const { channel } = newChannel();
  platform.script("externalcontact/send_welcome_msg", refusal(code));
  expect((await errorOf(channel.welcome("W", "你好"))).remedy).toBe("give-up");
  expect(platform.of("externalcontact/send_welcome_msg")).toHaveLength(1);
});

describe("directory", () => {
  test("departments", async () => {
    const { channel } = newChannel();
    platform.script("department/list", {
      errcode: 0,
      department: [{ id: 2, name: "上海一店", parentid: 1, order: 1 }, { id: 3 }],
    });
    expect(await channel.departments()).toEqual([
      { id: 2, name: "上海一店", parentId: 1 },
      { id: 3, name: "", parentId: 0 },
    ]);
  });

  test("staff: small letters, whom they lead, who is there", async () => {
    const { channel } = newChannel();
    platform.script("user/list", {
      errcode: 0,
      userlist: [
        { userid: "ZhangSan", name: "张三", department: [1, 2], is_leader_in_dept: [0, 1], status: 1, gender: "1" },
        { userid: "lisi", name: "李四", department: [2], status: 5 },
        { userid: "wang", department: [2] },
      ],
    });
    expect(await channel.staff(2)).toEqual([
      { id: "zhangsan", name: "张三", departmentIds: [1, 2], leads: [2], active: true },
      { id: "lisi", name: "李四", departmentIds: [2], leads: [], active: false },
      { id: "wang", name: "", departmentIds: [2], leads: [], active: true },
    ]);
  });
});

describe("customers", () => {
  const batch = "externalcontact/batch/get_by_user";
  const entry = (id: string, userid: string) => ({
    external_contact: { external_userid: id, name: "王姐", type: 1, gender: 2 },
    follow_info: {
      userid,
      remark: "王姐 金卡",
      createtime: 1525779812,
      tag_id: ["et1"],
      remark_mobiles: ["13800000001", ""],
    },
  });
  async function all(pages: AsyncIterable<ContactsPage>): Promise<ChannelCustomer[]> {
    const found: ChannelCustomer[] = [];
    for await (const page of pages) found.push(...page.customers);
    return found;
  }

  test("of one member", async () => {
    const { channel } = newChannel();
    platform.script(batch, { errcode: 0, external_contact_list: [entry("wm1", "ZhangSan")] });
    expect(await all(channel.customersOf("zhangsan", null))).toEqual([
      {
        externalId: "wm1",
        staffId: "zhangsan",
        name: "王姐",
        remark: "王姐 金卡",
        phones: ["13800000001"],
        gender: "female",
        addedAt: new Date("2018-05-08T11:43:32Z"),
        tagIds: ["et1"],
      },
    ]);
  });

  test("go on at the place of a page before", async () => {
    const { channel } = newChannel();
    platform.script(
      batch,
      { errcode: 0, external_contact_list: [entry("wm2", "a")], next_cursor: "3" },
      { errcode: 0, external_contact_list: [] },
    );
    const places: (string | null)[] = [];
    for await (const page of channel.customersOf("a", "2")) places.push(page.next);
    expect(places).toEqual(["3", null]);
    expect(platform.of(batch).map(({ body }) => body!.cursor)).toEqual(["2", "3"]);
  });

  test("a member that the platform refuses to tell about is said to be refused", async () => {
    const { channel, lines } = newChannel();
    platform.script(batch, refusal(84061));
    const pages: ContactsPage[] = [];
    for await (const page of channel.customersOf("a", null)) pages.push(page);
    expect(pages).toEqual([{ customers: [], next: null, refused: true }]);
    expect(lines.filter((line) => line.includes("staff-left-out"))).toHaveLength(1);
  });

  test("a refusal in the middle is not taken for a member without customers", async () => {
    const { channel } = newChannel();
    platform.script(
      batch,
      { errcode: 0, external_contact_list: [entry("wm1", "a")], next_cursor: "2" },
      refusal(84061),
    );
    expect((await errorOf(all(channel.customersOf("a", null)))).code).toBe(84061);
  });

  test("other refusals are not swallowed", async () => {
    const { channel } = newChannel();
    platform.script(batch, refusal(48002));
    expect((await errorOf(all(channel.customersOf("a", null)))).remedy).toBe("configure");
  });

  test("one customer: an entry for each member, over pages", async () => {
    const { channel } = newChannel();
    const follower = (userid: string) => ({
      userid,
      remark: "",
      createtime: "1525779812",
      tags: [
        { tag_id: "et1", type: 1 },
        { tag_name: "x", type: 2 },
      ],
    });
    const contact = { external_userid: "wm1", name: "王姐", gender: 1 };
    platform.script(
      "externalcontact/get",
      { errcode: 0, external_contact: contact, follow_user: [follower("Rocky")], next_cursor: "2" },
      { errcode: 0, external_contact: contact, follow_user: [follower("tommy")] },
    );
    const found = await channel.customer("wm1");
    expect(found.map(({ staffId, tagIds, gender }) => [staffId, tagIds, gender])).toEqual([
      ["rocky", ["et1"], "male"],
      ["tommy", ["et1"], "male"],
    ]);
    expect(platform.of("externalcontact/get").map(({ query }) => query.cursor)).toEqual([undefined, "2"]);
  });

  test.each([84061, 610004])("nobody's customer any more (%i)", async (code) => {
    const { channel } = newChannel();
    platform.script("externalcontact/get", refusal(code));
    expect(await channel.customer("wm1")).toEqual([]);
  });
});
