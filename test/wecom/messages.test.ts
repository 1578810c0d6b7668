import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { InboundMessage } from "../../src/message.ts";
import { rules } from "../../src/wecom/events.ts";
import { readMessageXml, setAside } from "../../src/wecom/messages.ts";
import { writeXml, type XmlFields } from "../../src/wecom/xml.ts";

const receivedAt = new Date("2026-11-22T02:00:00Z");
const corp = "ww1436e0e65a779aee";

const message = (fields: XmlFields): XmlFields => ({
  ToUserName: corp,
  FromUserName: "ZhangSan",
  CreateTime: 1767225600,
  AgentID: 1000002,
  ...fields,
});
const event = (name: string, fields: XmlFields = {}) => message({ MsgType: "event", Event: name, ...fields });
const change = (name: string, type: string, fields: XmlFields = {}) =>
  event(name, { FromUserName: "sys", ChangeType: type, AgentID: undefined, ...fields });
const customer = (type: string, fields: XmlFields = {}) =>
  change("change_external_contact", type, { UserID: "ZhangSan", ExternalUserID: "wmAbC", ...fields });

const read = (fields: XmlFields): InboundMessage => readMessageXml(writeXml(fields), receivedAt);
function part(fields: XmlFields) {
  const { id: _id, at: _at, ...rest } = read(fields);
  return rest;
}

describe("messages", () => {
  test("text: id, time, sender in small letters", () => {
    expect(read(message({ MsgType: "text", Content: " 查一下王女士\n", MsgId: "4561255354251345929" }))).toEqual({
      id: "msg:4561255354251345929",
      at: new Date("2026-01-01T00:00:00Z"),
      from: "zhangsan",
      kind: "text",
      text: "查一下王女士",
    });
  });

  test.each(["image", "voice", "video", "location", "link", "file"])("%s", (type) => {
    const fields = { MediaId: "M", PicUrl: "https://x", Location_X: "23.1", Title: "t" };
    expect(part(message({ MsgType: type, MsgId: "1", ...fields }))).toEqual({
      from: "zhangsan",
      kind: "media",
      media: type,
    });
  });

  test.each([
    ["unknown type", message({ MsgType: "sticker", MsgId: "1" }), "unknown message type sticker"],
    ["no type", message({ MsgId: "1" }), "unknown message type (no name)"],
    ["type with foreign words", message({ MsgType: "张姐 3280" }), "unknown message type ???3280"],
    ["nothing at all", {}, "unknown message type (no name)"],
  ])("%s", (_name, fields, what) => {
    expect(part(fields)).toMatchObject({ kind: "set-aside", what });
  });

  test.each([
    ["missing", undefined],
    ["no number", "yesterday"],
    ["zero", 0],
    ["milliseconds", 1767225600000],
    ["negative", -5],
  ])("time %s: when it was received", (_name, time) => {
    expect(read(message({ MsgType: "text", CreateTime: time })).at).toEqual(receivedAt);
  });

  test("text that is no XML", () => {
    expect(setAside("张姐的秘密", receivedAt)).toMatchObject({
      kind: "set-aside",
      from: "",
      what: "unreadable message",
    });
    expect(setAside("a", receivedAt).id).not.toBe(setAside("b", receivedAt).id);
  });
});

describe("presses", () => {
  const press = event("template_card_event", {
    EventKey: "007",
    TaskId: "task-2026-0001",
    CardType: "button_interaction",
    ResponseCode: "CODE",
  });

  test("without choices", () => {
    expect(part(press)).toEqual({
      from: "zhangsan",
      kind: "button",
      cardId: "task-2026-0001",
      key: "007",
      selected: {},
      updateToken: "CODE",
    });
  });

  test.each([
    ["one of one", [{ QuestionKey: "q1", OptionIds: { OptionId: "a" } }], { q1: ["a"] }],
    ["two of one", [{ QuestionKey: "q1", OptionIds: [{ OptionId: ["a", "b"] }] }], { q1: ["a", "b"] }],
    ["none chosen", [{ QuestionKey: "q1", OptionIds: {} }], { q1: [] }],
    [
      "several questions",
      [
        { QuestionKey: "q1", OptionIds: { OptionId: "01" } },
        { QuestionKey: "q2", OptionIds: { OptionId: ["x"] } },
      ],
      { q1: ["01"], q2: ["x"] },
    ],
  ])("%s", (_name, items, selected) => {
    expect(part({ ...press, SelectedItems: { SelectedItem: items } })).toMatchObject({ selected });
  });

  test("a question named like a prototype is an ordinary name", () => {
    const items = { SelectedItem: { QuestionKey: "__proto__", OptionIds: { OptionId: "a" } } };
    const inbound = read({ ...press, SelectedItems: items });
    if (inbound.kind !== "button") throw new Error(inbound.kind);
    expect(Object.keys(inbound.selected)).toEqual(["__proto__"]);
    expect(({} as Record<string, unknown>).a).toBeUndefined();
  });

  test.each([
    [
      "menu of a card",
      event("template_card_menu_event", { EventKey: "mute", TaskId: "t", ResponseCode: "C" }),
      { kind: "button", key: "mute" },
    ],
    ["without response code", { ...press, ResponseCode: undefined }, { kind: "button", updateToken: null }],
    [
      "without task id",
      { ...press, TaskId: undefined },
      { kind: "set-aside", what: "incomplete event template_card_event" },
    ],
    ["without key", { ...press, EventKey: "" }, { kind: "set-aside" }],
  ])("%s", (_name, fields, expected) => {
    expect(part(fields)).toMatchObject(expected);
  });
});

describe("events", () => {
  test.each<[string, XmlFields, object]>([
    ["enter", event("enter_agent", { EventKey: "" }), { from: "zhangsan", kind: "entered" }],
    ["subscribe", event("subscribe"), { kind: "entered" }],
    ["menu", event("click", { EventKey: "today" }), { kind: "menu", key: "today" }],
    ["menu key with zeros", event("CLICK", { EventKey: "007" }), { kind: "menu", key: "007" }],
    [
      "customer added",
      customer("add_external_contact", { State: "s", WelcomeCode: "W" }),
      { from: "zhangsan", kind: "customer-added", externalId: "wmAbC", welcomeToken: "W", state: "s" },
    ],
    [
      "customer half added",
      customer("add_half_external_contact"),
      { kind: "customer-added", welcomeToken: null, state: null },
    ],
    [
      "customer changed",
      customer("edit_external_contact"),
      { from: "zhangsan", kind: "customer-changed", externalId: "wmAbC" },
    ],
    ["deleted by staff", customer("del_external_contact"), { kind: "customer-removed", by: "staff" }],
    [
      "deleted by hand-over",
      customer("del_external_contact", { Source: "DELETE_BY_TRANSFER" }),
      { kind: "customer-removed", by: "transfer" },
    ],
    [
      "deleted by customer",
      customer("del_follow_user"),
      { from: "zhangsan", kind: "customer-removed", by: "customer" },
    ],
    [
      "hand-over failed",
      customer("transfer_fail", { FailReason: "customer_refused" }),
      { from: "zhangsan", kind: "set-aside" },
    ],
    ["archiving", customer("msg_audit_approved"), { kind: "set-aside" }],
    ["customer without id", customer("add_external_contact", { ExternalUserID: "" }), { kind: "set-aside" }],
    ["customer without member", customer("del_follow_user", { UserID: undefined }), { kind: "set-aside" }],
    ["unknown change", customer("dance"), { kind: "set-aside", what: "other change of a customer" }],
    [
      "joined",
      change("change_contact", "create_user", { UserID: "LiSi", Name: "李四", Department: "1,2" }),
      { from: "lisi", kind: "staff-changed", change: "joined", newId: null, name: "李四" },
    ],
    [
      "renamed",
      change("change_contact", "update_user", { UserID: "LiSi", NewUserID: "LiSi2" }),
      { from: "lisi", kind: "staff-changed", change: "updated", newId: "lisi2", name: null },
    ],
    [
      "left",
      change("change_contact", "delete_user", { UserID: "LiSi" }),
      { from: "lisi", kind: "staff-changed", change: "left", newId: null, name: null },
    ],
    [
      "department",
      change("change_contact", "create_party", { Id: 2, Name: "上海一店" }),
      { kind: "directory-changed", from: "sys" },
    ],
    ["department gone", change("change_contact", "delete_party", { Id: 2 }), { kind: "directory-changed" }],
    ["tag", change("change_contact", "update_tag", { TagId: 1, AddUserItems: "zhangsan" }), { kind: "set-aside" }],
    [
      "group",
      change("change_external_chat", "update", {
        ChatId: "wr",
        UpdateDetail: "add_member",
        MemChangeList: { Item: ["a", "b"] },
      }),
      { kind: "set-aside" },
    ],
    ["corp tag", change("change_external_tag", "create", { Id: "et", TagType: "tag" }), { kind: "tags-changed" }],
    ["link", change("customer_acquisition", "balance_low"), { kind: "set-aside" }],
    ["left the app", event("unsubscribe"), { kind: "set-aside" }],
    ["location", event("LOCATION", { Latitude: "23.1", Longitude: "113.3", Precision: "65" }), { kind: "set-aside" }],
    [
      "pictures",
      event("pic_weixin", { EventKey: "k", SendPicsInfo: { Count: 1, PicList: { item: { PicMd5Sum: "m" } } } }),
      { kind: "set-aside" },
    ],
    [
      "unknown",
      event("brand_new_event", { EventKey: "张姐" }),
      { kind: "set-aside", what: "unknown event brand_new_event" },
    ],
    ["unnamed", event(""), { kind: "set-aside", what: "unknown event (no name)" }],
  ])("%s", (_name, fields, expected) => {
    expect(part(fields)).toMatchObject(expected);
  });

  test("every event of the table reads without parts, with a reason or a kind of its row", () => {
    for (const [key, rule] of rules) {
      const [name = "", type] = key.split("/");
      const { kind } = read(event(name, { ChangeType: type }));
      expect([rule.becomes, "set-aside"], key).toContain(kind);
      expect(rule.means, key).not.toBe("");
    }
  });
});

describe("id", () => {
  const added = customer("add_external_contact", { WelcomeCode: "W1" });
  const id = (fields: XmlFields) => read(fields).id;

  test("the same event twice is one, in whatever order and spacing", () => {
    const reordered = Object.fromEntries(Object.entries(added).reverse());
    const spaced = writeXml(added).replaceAll("><", ">\n  <");
    expect(id(reordered)).toBe(id(added));
    expect(readMessageXml(spaced, new Date(0)).id).toBe(id(added));
    expect(id(added)).toMatch(/^evt:[0-9a-f]{32}$/);
  });

  test.each<[string, XmlFields]>([
    ["another customer in the same second", { ExternalUserID: "wmOther" }],
    ["another member", { UserID: "LiSi" }],
    ["another second", { CreateTime: 1767225601 }],
    ["another change", { ChangeType: "add_half_external_contact" }],
    ["another welcome code", { WelcomeCode: "W2" }],
    ["another state", { State: "s" }],
  ])("%s is another", (_name, fields) => {
    expect(id({ ...added, ...fields })).not.toBe(id(added));
  });

  test("two presses of one card in one second, by code", () => {
    const press = event("template_card_event", { EventKey: "done", TaskId: "t", ResponseCode: "C1" });
    expect(id({ ...press, ResponseCode: "C2" })).not.toBe(id(press));
    expect(id({ ...press, EventKey: "later" })).not.toBe(id(press));
  });

  test("a message is known by its MsgId alone, and without one by what it says", () => {
    const text = message({ MsgType: "text", Content: "好", MsgId: "9007199254740993" });
    expect(id({ ...text, MsgId: "9007199254740992" })).not.toBe(id(text));
    expect(id({ ...text, MsgId: undefined })).toMatch(/^evt:/);
    expect(id({ ...text, MsgId: "1 OR 1" })).toMatch(/^evt:/);
  });
});

test("well-formed XML never throws", () => {
  const names = [
    "MsgType",
    "Event",
    "ChangeType",
    "UserID",
    "SelectedItems",
    "SelectedItem",
    "OptionIds",
    "TaskId",
    "CreateTime",
  ];
  const values = [
    "event",
    "text",
    "template_card_event",
    "change_contact",
    "create_user",
    "1",
    "",
    "toString",
    "constructor",
  ];
  const { tree } = fc.letrec((tie) => ({
    tree: fc.dictionary(
      fc.constantFrom(...names),
      fc.oneof({ depthSize: "small", maxDepth: 8 }, fc.constantFrom(...values), tie("tree")),
    ),
  }));
  fc.assert(
    fc.property(tree, (fields) => {
      expect(read(fields as XmlFields).id).not.toBe("");
    }),
    { numRuns: 200 },
  );
});
