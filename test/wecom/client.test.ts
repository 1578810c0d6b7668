import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { ChannelError } from "../../src/errors.ts";
import { describe as words } from "../../src/log.ts";
import { createCallApi, toJson } from "../../src/wecom/call.ts";
import { type Client, createClient } from "../../src/wecom/client.ts";
import { createWorld, type Platform, refusal, type Script, secret, startPlatform } from "./support/platform.ts";

let platform: Platform;
beforeAll(async () => {
  platform = await startPlatform();
});
afterAll(() => platform.close());
beforeEach(() => platform.reset());

const secretText = "张姐的真丝裙3280";
const text = { msgtype: "text" as const, text: { content: secretText } };
const plain = { suppressSeconds: null };

function newClient(over: Parameters<typeof createWorld>[1] = {}) {
  const world = createWorld(platform, over);
  return { ...world, client: createClient(world.config, world.deps) };
}
async function errorOf(work: Promise<unknown>): Promise<ChannelError> {
  const error = await work.then(
    () => null,
    (caught: unknown) => caught,
  );
  if (!(error instanceof ChannelError)) throw new Error(`no ChannelError but ${String(error)}`);
  return error;
}

describe("token", () => {
  test("fifty calls at once without a token fetch exactly one", async () => {
    const { client } = newClient();
    await Promise.all(Array.from({ length: 50 }, () => client.departments()));
    expect(platform.of("gettoken")).toHaveLength(1);
    expect(platform.of("department/list")).toHaveLength(50);
    expect(platform.of("gettoken")[0]?.query).toEqual({ corpid: "ww1436e0e65a779aee", corpsecret: secret });
  });

  test("two processes with one store fetch one", async () => {
    const world = createWorld(platform);
    const one = createClient(world.config, world.deps);
    const other = createClient(world.config, world.deps);
    await Promise.all([one.departments(), other.departments(), one.followers(), other.followers()]);
    expect(platform.of("gettoken")).toHaveLength(1);
  });

  test("is used until five minutes before its end", async () => {
    const { client, pass } = newClient();
    await client.departments();
    pass((7200 - 301) * 1000);
    await client.departments();
    expect(platform.of("gettoken")).toHaveLength(1);
    pass(2000);
    await client.departments();
    expect(platform.of("gettoken")).toHaveLength(2);
  });

  test.each([40014, 42001])("refused with %i: fetched once and the call repeated once", async (code) => {
    const { client, slept } = newClient();
    await client.departments();
    platform.end(code);
    await client.departments();
    expect(platform.tokens).toEqual(["TOKEN-1", "TOKEN-2"]);
    expect(platform.of("department/list").map(({ query }) => query.access_token)).toEqual([
      "TOKEN-1",
      "TOKEN-1",
      "TOKEN-2",
    ]);
    expect(slept).toEqual([]);
  });

  test("when fifty calls find it refused, one fetches", async () => {
    const { client } = newClient();
    await client.departments();
    platform.end(40014);
    await Promise.all(Array.from({ length: 50 }, () => client.departments()));
    expect(platform.of("gettoken")).toHaveLength(2);
  });

  test("always refused: an error, not a loop, and no more than six tokens a minute", async () => {
    const { client } = newClient();
    platform.script("department/list", refusal(40014));
    const first = await errorOf(client.departments());
    expect([first.remedy, first.code, platform.of("gettoken").length]).toEqual(["refresh", 40014, 2]);
    const remedies = [];
    for (let count = 0; count < 10; count++) remedies.push((await errorOf(client.departments())).remedy);
    expect(remedies.at(-1)).toBe("wait");
    expect(platform.of("gettoken").length).toBeLessThanOrEqual(6);
  });

  test("wrong secret: told at once, and not asked again for a minute", async () => {
    const { client, lines, pass } = newClient();
    platform.script("gettoken", refusal(40001, `invalid credential ${secret}`));
    const errors = await Promise.all(Array.from({ length: 20 }, () => errorOf(client.departments())));
    expect(new Set(errors.map(({ remedy }) => remedy))).toEqual(new Set(["configure"]));
    await errorOf(client.departments());
    expect(platform.of("gettoken")).toHaveLength(1);
    expect(lines.join()).toContain("WECOM_SECRET");
    pass(61_000);
    platform.script("gettoken");
    platform.script("gettoken", () => {
      platform.tokens.push("TOKEN-9");
      return { errcode: 0, access_token: "TOKEN-9", expires_in: 7200 };
    });
    await client.departments();
  });

  test("busy while fetching is retried", async () => {
    const { client } = newClient();
    platform.script("gettoken", refusal(-1), () => {
      platform.tokens.push("T");
      return { errcode: 0, errmsg: "ok", access_token: "T", expires_in: 7200 };
    });
    await client.departments();
    expect(platform.of("gettoken")).toHaveLength(2);
  });

  test("a short-lived token is not fetched for every call", async () => {
    const { client } = newClient();
    platform.script("gettoken", () => {
      platform.tokens.push("T");
      return { errcode: 0, access_token: "T", expires_in: 120 };
    });
    for (let count = 0; count < 5; count++) await client.departments();
    expect(platform.of("gettoken")).toHaveLength(1);
  });

  test.each<[string, Script]>([
    ["no token", { errcode: 0, expires_in: 7200 }],
    ["empty token", { errcode: 0, access_token: "" }],
  ])("answer with %s", async (_name, answer) => {
    const { client } = newClient();
    platform.script("gettoken", answer);
    expect((await errorOf(client.departments())).remedy).toBe("give-up");
  });
});

describe("failures that pass", () => {
  const ok = { errcode: 0, errmsg: "ok", department: [{ id: 1, name: "总部", parentid: 0, order: 1 }] };
  test.each<[string, Script]>([
    ["busy", refusal(-1)],
    ["502", { http: 502, text: "<html>Bad Gateway</html>" }],
    ["malformed JSON", { text: '{"errcode":0,' }],
    ["JSON without errcode", { text: "[]" }],
    ["empty answer", { text: "" }],
    ["cut connection", "cut"],
    ["answer cut in the middle", "half"],
  ])("%s three times, then well", async (_name, failure) => {
    const { client, slept } = newClient();
    platform.script("department/list", failure, failure, failure, ok);
    expect(await client.departments()).toEqual([{ id: 1, name: "总部", parentid: 0, order: 1 }]);
    expect(slept).toEqual([400, 800, 1600]);
  });

  test.each<[string, Script, number | null]>([
    ["busy", refusal(-1), -1],
    ["502", { http: 502 }, null],
    ["malformed JSON", { text: "no" }, null],
    ["cut connection", "cut", null],
  ])("%s four times is an error to be tried later", async (_name, failure, code) => {
    const { client } = newClient();
    platform.script("department/list", failure);
    const error = await errorOf(client.departments());
    expect([error.remedy, error.code]).toEqual(["retry", code]);
    expect(platform.of("department/list")).toHaveLength(4);
  });

  test("silence is cut off", async () => {
    const { client } = newClient({ timeoutMs: 40 });
    platform.script("department/list", "silence", ok);
    expect(await client.departments()).toHaveLength(1);
  });

  test("nobody listens", async () => {
    const { client } = newClient({ base: "http://127.0.0.1:1" });
    const error = await errorOf(client.departments());
    expect([error.method, error.remedy]).toEqual(["gettoken", "retry"]);
  });

  test.each([301, 403, 404])("HTTP %i is a wrong address, and no redirect is followed", async (http) => {
    const { client } = newClient();
    platform.script("department/list", { http });
    expect((await errorOf(client.departments())).remedy).toBe("configure");
    expect(platform.of("department/list")).toHaveLength(1);
  });

  test("jitter spreads the waits", async () => {
    const world = createWorld(platform);
    const numbers = [0, 0.999, 0.25];
    const client = createClient(world.config, { ...world.deps, random: () => numbers.shift() ?? 0 });
    platform.script("department/list", refusal(-1));
    await errorOf(client.departments());
    expect(world.slept).toEqual([200, 1199, 1200]);
  });
});

describe("rate limits", () => {
  test("45009 is not hammered: a minute to wait, and other calls are not even sent", async () => {
    const { client, pass } = newClient();
    platform.script("department/list", refusal(45009), { errcode: 0 });
    const error = await errorOf(client.departments());
    expect([error.remedy, error.waitMs]).toEqual(["wait", 60_000]);
    expect((await errorOf(client.departments())).remedy).toBe("wait");
    expect(platform.of("department/list")).toHaveLength(1);
    await client.followers();
    pass(60_000);
    await client.departments();
    expect(platform.of("department/list")).toHaveLength(2);
  });

  test("45009 is waited for where the caller has time", async () => {
    const { client, slept } = newClient({ waitMsMax: 90_000 });
    platform.script("department/list", refusal(45009), { errcode: 0 });
    await client.departments();
    expect(slept).toEqual([60_000]);
  });

  test("45033 waits a moment, three times at most", async () => {
    const { client, slept } = newClient();
    platform.script("department/list", refusal(45033), { errcode: 0 });
    await client.departments();
    expect(slept).toEqual([1000]);
    platform.script("department/list", refusal(45033));
    expect((await errorOf(client.departments())).remedy).toBe("wait");
    expect(platform.of("department/list")).toHaveLength(2 + 4);
  });

  test("one member gets 28 a minute, then waiting begins; nothing is dropped", async () => {
    const { client, slept } = newClient({ waitMsMax: 90_000 });
    for (let count = 0; count < 30; count++) await client.send("ZhangSan", text, plain);
    expect(slept).toEqual([60_000]);
    expect(platform.of("message/send")).toHaveLength(30);
  });

  test("beyond patience the caller is told when", async () => {
    const { client } = newClient();
    for (let count = 0; count < 28; count++) await client.send("zhangsan", text, plain);
    const error = await errorOf(client.send("ZhangSan", text, plain));
    expect([error.remedy, error.waitMs]).toEqual(["wait", 60_000]);
    await client.send("lisi", text, plain);
  });
});

describe("repeating", () => {
  test("a send that may have got through is repeated with the platform's own suppression", async () => {
    const { client } = newClient();
    platform.script("message/send", "cut", { errcode: 0, msgid: "m" });
    expect((await client.send("zhangsan", text, plain)).msgid).toBe("m");
    expect(platform.of("message/send").map(({ body }) => body?.enable_duplicate_check)).toEqual([undefined, 1]);
  });

  test.each<Script>(["cut", { http: 502 }, { text: "x" }, refusal(-1)])(
    "what makes a mass message is never repeated in doubt",
    async (failure) => {
      const { client } = newClient();
      platform.script("externalcontact/add_msg_template", failure);
      const message = { sender: "zhangsan", external_userid: ["wm1"], text: { content: secretText } };
      expect((await errorOf(client.createMassMessage(message))).remedy).toBe("retry");
      expect(platform.of("externalcontact/add_msg_template")).toHaveLength(1);
    },
  );

  test("but with a refused token it was certainly not made", async () => {
    const { client } = newClient();
    await client.departments();
    platform.end(42001);
    await client.createMassMessage({ sender: "z", external_userid: ["wm1"], text: { content: "x" } });
    expect(platform.of("externalcontact/add_msg_template")).toHaveLength(2);
  });

  test.each([40001, 60020, 48002, 40003, 81013, 40058])("%i is not repeated", async (code) => {
    const { client } = newClient();
    platform.script("message/send", refusal(code));
    expect((await errorOf(client.send("zhangsan", text, plain))).code).toBe(code);
    expect(platform.of("message/send")).toHaveLength(1);
  });
});

describe("what is sent", () => {
  test.each(["@all", "a|b", "", "a b", "张三", "x".repeat(65)])("to %j nothing is", async (to) => {
    const { client } = newClient();
    expect((await errorOf(client.send(to, text, plain))).remedy).toBe("give-up");
    expect(platform.asked).toEqual([]);
  });

  test("JSON is raw UTF-8 without escapes, control characters or halves of pairs", () => {
    const json = toJson({ a: "张\u0000姐\u0007🎂\n\t\ud83d" });
    expect(json).toBe('{"a":"张姐🎂\\n\\t\uFFFD"}');
  });

  test("upload: one part named media, raw UTF-8 file name, its length, the bytes as they are", async () => {
    const { client } = newClient();
    platform.script("media/upload", { errcode: 0, errmsg: "", type: "file", media_id: "M", created_at: "1380000000" });
    const content = Buffer.from([0, 255, 13, 10, 45, 45, 1, 2]);
    const media = { content, name: '日报"1\r\n2.pdf', type: "application/pdf" };
    expect(await client.upload(media, "file")).toEqual({ media_id: "M" });
    const asked = platform.of("media/upload")[0];
    expect(asked?.query.type).toBe("file");
    const boundary = /boundary=(.+)$/.exec(asked?.type ?? "")?.[1];
    const expected = Buffer.concat([
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="media"; filename="日报_1__2.pdf"; filelength=8\r\nContent-Type: application/pdf\r\n\r\n`,
      ),
      content,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]);
    expect(asked?.raw.equals(expected)).toBe(true);
  });

  test.each<[string, (client: Client) => Promise<unknown>, string, object]>([
    ["recall", (client) => client.recall("m1"), "message/recall", { msgid: "m1" }],
    [
      "remark",
      (client) => client.remark({ userid: "z", external_userid: "w", remark: "李" }),
      "externalcontact/remark",
      { userid: "z", external_userid: "w", remark: "李" },
    ],
    [
      "tags",
      (client) => client.markTag({ userid: "z", external_userid: "w", add_tag: ["t"] }),
      "externalcontact/mark_tag",
      { userid: "z", external_userid: "w", add_tag: ["t"] },
    ],
    ["corp tags", (client) => client.corpTags(), "externalcontact/get_corp_tag_list", {}],
    ["remind", (client) => client.remindMassMessage("m"), "externalcontact/remind_groupmsg_send", { msgid: "m" }],
    ["cancel", (client) => client.cancelMassMessage("m"), "externalcontact/cancel_groupmsg_send", { msgid: "m" }],
    [
      "welcome",
      (client) => client.welcome("W", "你好"),
      "externalcontact/send_welcome_msg",
      { welcome_code: "W", text: { content: "你好" } },
    ],
    [
      "update",
      (client) => client.updateCard({ userids: ["z"], response_code: "C", button: { replace_name: "好" } }),
      "message/update_template_card",
      { userids: ["z"], agentid: 1000002, response_code: "C", button: { replace_name: "好" } },
    ],
    [
      "markdown",
      (client) => client.send("z", { msgtype: "markdown", markdown: { content: "**x**" } }, { suppressSeconds: 1800 }),
      "message/send",
      {
        touser: "z",
        msgtype: "markdown",
        markdown: { content: "**x**" },
        agentid: 1000002,
        enable_duplicate_check: 1,
        duplicate_check_interval: 1800,
      },
    ],
  ])("%s", async (_name, call, path, body) => {
    const { client } = newClient();
    await call(client);
    expect(platform.of(path).map((asked) => [asked.method, asked.body])).toEqual([["POST", body]]);
  });

  test.each<[string, (client: Client) => Promise<unknown>, string, object]>([
    ["member", (client) => client.member("zhangsan"), "user/get", { userid: "zhangsan" }],
    ["members", (client) => client.members(7), "user/list", { department_id: "7" }],
    ["simple members", (client) => client.simpleMembers(7), "user/simplelist", { department_id: "7" }],
    ["departments", (client) => client.departments(), "department/list", {}],
    ["followers", (client) => client.followers(), "externalcontact/get_follow_user_list", {}],
    ["customer ids", (client) => client.customerIds("zhangsan"), "externalcontact/list", { userid: "zhangsan" }],
    ["callback addresses", (client) => client.callbackAddresses(), "getcallbackip", {}],
    ["api addresses", (client) => client.apiAddresses(), "get_api_domain_ip", {}],
  ])("%s", async (_name, call, path, query) => {
    const { client } = newClient();
    platform.script(path, { errcode: 0, userid: "zhangsan" });
    await call(client);
    expect(platform.of(path).map((asked) => [asked.method, asked.query])).toEqual([
      ["GET", { access_token: "TOKEN-1", ...query }],
    ]);
  });
});

describe("pages", () => {
  const collect = async (client: Client) => {
    const found: string[] = [];
    for await (const page of client.customersPages(["zhangsan"], "")) {
      found.push(...page.external_contact_list.map(({ external_contact }) => external_contact.external_userid));
    }
    return found;
  };
  const entry = (id: string) => ({ external_contact: { external_userid: id }, follow_info: { userid: "zhangsan" } });
  const path = "externalcontact/batch/get_by_user";

  test("an empty page with a cursor is followed", async () => {
    const { client } = newClient();
    platform.script(
      path,
      { errcode: 0, external_contact_list: [entry("a")], next_cursor: "1" },
      { errcode: 0, external_contact_list: [], next_cursor: "2" },
      { errcode: 0, next_cursor: "3" },
      { errcode: 0, external_contact_list: [entry("b")], next_cursor: "" },
    );
    expect(await collect(client)).toEqual(["a", "b"]);
    expect(platform.of(path).map(({ body }) => body?.cursor)).toEqual(["", "1", "2", "3"]);
  });

  test("a cursor that comes back ends in an error, not in a loop", async () => {
    const { client } = newClient();
    platform.script(path, { errcode: 0, external_contact_list: [], next_cursor: "same" });
    expect((await errorOf(collect(client))).message).toContain("same cursor");
    expect(platform.of(path)).toHaveLength(2);
  });
});

test("an answer of another shape names the place and no value", async () => {
  const { client } = newClient();
  platform.script("department/list", { errcode: 0, department: [{ id: secretText }] });
  const error = await errorOf(client.departments());
  expect([error.remedy, error.message]).toEqual([
    "give-up",
    "department/list: answer has another shape than documented: department.0.id",
  ]);
});

test("no error and no log holds a token, a secret, a URL or a text", async () => {
  const said: string[] = [];
  const failures: Script[] = [
    ...[-1, 40001, 40014, 42001, 45009, 48002, 60020, 81013, 40058, 999999].map(
      (code) => (asked: { query: object; body: object | null }) =>
        refusal(code, `bad ${JSON.stringify(asked.query)} ${JSON.stringify(asked.body)} ${secretText}`),
    ),
    "cut",
    { http: 500, text: secretText },
    { http: 302, text: secretText },
    { text: secretText },
    { errcode: 0, msgid: { secretText } },
  ];
  for (const failure of failures) {
    for (const path of ["message/send", "gettoken"]) {
      platform.reset();
      platform.script(path, failure);
      const { client, lines } = newClient();
      const error = await client.send("zhangsan", text, plain).catch((caught: unknown) => caught);
      said.push(words(error), String((error as Error).stack), JSON.stringify(error), ...lines);
    }
  }
  const { client, lines } = newClient({ base: "http://127.0.0.1:1" });
  said.push(words(await errorOf(client.departments())), ...lines);
  const bad = newClient({ base: "not a url" });
  said.push(words(await errorOf(bad.client.departments())), ...bad.lines);
  for (const hidden of ["TOKEN-", secret, secretText, "access_token=", "corpsecret", "http://127"]) {
    expect(said.filter((line) => line.includes(hidden))).toEqual([]);
  }
  expect(said.join("\n")).toContain("203.0.113.7");
});

test("a call of one's own goes the same way", async () => {
  const world = createWorld(platform);
  const callApi = createCallApi(world.config, world.deps);
  platform.script("agent/get", { errcode: 0, name: "知客" });
  const answer = z.object({ name: z.string() });
  expect(await callApi({ path: "agent/get", query: { agentid: "1" }, answer, repeat: "safe" })).toEqual({
    name: "知客",
  });
});
