// Every answer of the platform's own documents is understood, and what we send has the names of its request samples.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { toCardUpdate } from "../../src/wecom/cards.ts";
import { type Client, createClient } from "../../src/wecom/client.ts";
import { createWorld, type Platform, startPlatform } from "./support/platform.ts";
import { hasPublished, readPublished } from "./support/published.ts";

const isThere = hasPublished("wecom-samples/gettoken.response.json");
const sample = (path: string, side: "request" | "response") =>
  readPublished(`wecom-samples/${path}.${side}.json`) as Record<string, unknown>;

let platform: Platform;
beforeAll(async () => {
  platform = await startPlatform();
});
afterAll(() => platform.close());
beforeEach(() => platform.reset());

async function firstOf<T>(pages: AsyncIterable<T>): Promise<T> {
  for await (const page of pages) return page;
  throw new Error("no page");
}

const text = { msgtype: "text" as const, text: { content: "x" } };
const calls: [string, (client: Client) => Promise<unknown>, unknown][] = [
  [
    "message/send",
    (client) => client.send("zhangsan", text, { suppressSeconds: 1800 }),
    { msgid: "xxxx", response_code: "xyzxyz", invaliduser: "userid1|userid2" },
  ],
  [
    "message/update_template_card",
    (client) => client.updateCard({ userids: ["a"], response_code: "c", button: { replace_name: "x" } }),
    { invalid: [] },
  ],
  ["message/recall", (client) => client.recall("m"), undefined],
  [
    "media/upload",
    (client) => client.upload({ content: Buffer.from("123456"), name: "a", type: "b" }, "image"),
    { media_id: "1G6nrLmr5EC3MMb_-zK1dDdzmd0p7cNliYu9V5w7o8K0" },
  ],
  [
    "user/get",
    (client) => client.member("zhangsan"),
    { userid: "zhangsan", name: "张三", department: [1, 2], is_leader_in_dept: [1, 0], status: 1 },
  ],
  ["user/list", (client) => client.members(1), [{ userid: "zhangsan", department: [1, 2] }]],
  ["user/simplelist", (client) => client.simpleMembers(1), [{ userid: "zhangsan", name: "张三" }]],
  [
    "department/list",
    (client) => client.departments(),
    [
      { id: 2, parentid: 1 },
      { id: 3, parentid: 2 },
    ],
  ],
  ["externalcontact/get_follow_user_list", (client) => client.followers(), ["zhangsan", "lissi"]],
  [
    "externalcontact/list",
    (client) => client.customerIds("a"),
    ["woAJ2GCAAAXtWyujaWJHDDGi0mACAAA", "wmqfasd1e1927831291723123109rAAA"],
  ],
  [
    "externalcontact/get",
    (client) => firstOf(client.customerPages("a")),
    {
      external_contact: { gender: 1, type: 2 },
      follow_user: [{ userid: "rocky", add_way: 1 }, { state: "外联二维码1" }],
      next_cursor: "NEXT_CURSOR",
    },
  ],
  [
    "externalcontact/batch/get_by_user",
    (client) => firstOf(client.customersPages(["a"], "")),
    {
      external_contact_list: [
        { follow_info: { tag_id: ["etAJ2GCAAAXtWyujaWJHDDGi0mACHAAA"] } },
        { follow_info: { userid: "lisi" } },
      ],
    },
  ],
  [
    "externalcontact/remark",
    (client) =>
      client.remark({ userid: "a", external_userid: "b", remark: "c", description: "d", remark_mobiles: ["1"] }),
    undefined,
  ],
  [
    "externalcontact/mark_tag",
    (client) => client.markTag({ userid: "a", external_userid: "b", add_tag: ["c"], remove_tag: ["d"] }),
    undefined,
  ],
  [
    "externalcontact/get_corp_tag_list",
    (client) => client.corpTags(),
    [{ group_id: "TAG_GROUPID1", tag: [{ id: "TAG_ID1" }, { id: "TAG_ID2", deleted: true }] }],
  ],
  [
    "externalcontact/add_msg_template",
    (client) => client.createMassMessage({ sender: "a", external_userid: ["b"], text: { content: "c" } }),
    { msgid: "msgGCAAAXtWyujaWJHDDGi0mAAAA", fail_list: ["wmqfasd1e1927831123109rBAAAA"] },
  ],
  [
    "externalcontact/get_groupmsg_list_v2",
    (client) => firstOf(client.massMessagePages({ from: 1, to: 2 })),
    {
      group_msg_list: [{ msgid: "msgGCAAAXtWyujaWJHDDGi0mAAAA", create_time: null, text: { content: "文本消息内容" } }],
    },
  ],
  [
    "externalcontact/get_groupmsg_task",
    (client) => firstOf(client.memberTaskPages("a")),
    { task_list: [{ userid: "zhangsan", status: 1 }] },
  ],
  [
    "externalcontact/get_groupmsg_send_result",
    (client) => firstOf(client.resultPages("a", "b")),
    { send_list: [{ external_userid: "wmqfasd1e19278asdasAAAA", status: 1 }] },
  ],
  ["externalcontact/remind_groupmsg_send", (client) => client.remindMassMessage("a"), undefined],
  ["externalcontact/cancel_groupmsg_send", (client) => client.cancelMassMessage("a"), undefined],
  ["externalcontact/send_welcome_msg", (client) => client.welcome("a", "b"), undefined],
  ["getcallbackip", (client) => client.callbackAddresses(), ["1.2.3.4", "2.3.3.3"]],
  ["get_api_domain_ip", (client) => client.apiAddresses(), ["182.254.11.176", "182.254.78.66"]],
];

/** Names that the samples do not show but the current text of the documents has. */
const NEWER: Record<string, string[]> = {
  "externalcontact/get_groupmsg_list_v2": [],
  "message/update_template_card": ["template_card"],
};
/** In the collection, these requests are copies of the answers. */
const hasOwnRequest = (request: Record<string, unknown>) => !("errcode" in request);

describe.skipIf(!isThere)("published samples", () => {
  test.each(calls)("%s", async (path, call, expected) => {
    const world = createWorld(platform);
    const client = createClient(world.config, world.deps);
    platform.script(path, sample(path, "response"));

    const answer = await call(client);

    if (expected === undefined) expect(answer).toBeUndefined();
    else expect(answer).toMatchObject(expected as object);
    const body = platform.of(path)[0]?.body ?? null;
    if (body === null) return;
    const request = sample(path, "request");
    if (!hasOwnRequest(request)) return;
    const known = [...Object.keys(request), ...(NEWER[path] ?? [])];
    expect(known).toEqual(expect.arrayContaining(Object.keys(body)));
  });

  test("gettoken", async () => {
    const world = createWorld(platform);
    platform.script("gettoken", () => {
      platform.tokens.push("accesstoken000001");
      return sample("gettoken", "response");
    });
    await createClient(world.config, world.deps).departments();
    expect(platform.of("department/list")[0]?.query.access_token).toBe("accesstoken000001");
    expect((await world.deps.tokens.read())?.expiresAt).toEqual(new Date(world.now().getTime() + 7_200_000));
  });
});

test("an update has one of the two documented shapes", () => {
  const card = { id: "a", title: "T", buttons: [] };
  expect(Object.keys(toCardUpdate(card))).toEqual(["button"]);
  expect(Object.keys(toCardUpdate({ ...card, settled: "好" }))).toEqual(["template_card"]);
});
