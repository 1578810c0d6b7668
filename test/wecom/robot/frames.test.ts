import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFrame, readPlace, writePlace } from "../../../src/wecom/robot/frames.ts";
import { MARKDOWN_BYTES_MAX, toMarkdown } from "../../../src/wecom/robot/markdown.ts";

const at = new Date("2026-11-23T01:30:00Z");
const frame = (body: Record<string, unknown>) => ({
  headers: { req_id: "R1" },
  body: { msgid: "M1", aibotid: "aib1", chattype: "single", from: { userid: "LinYue" }, ...body },
});
const read = (body: Record<string, unknown>) => readFrame(frame(body), at).message;
const place = writePlace({ to: "message", reqId: "R1" });
const common = { id: "robot:M1", at, from: "linyue" };

describe("a frame of the long connection", () => {
  it.each([
    ["text", { msgtype: "text", text: { content: " 3456 " } }, { kind: "text", text: "3456", replyToken: place }],
    [
      "voice",
      { msgtype: "voice", voice: { content: "张姐来了" } },
      { kind: "text", text: "张姐来了", replyToken: place },
    ],
    [
      "text and picture",
      {
        msgtype: "mixed",
        mixed: {
          msg_item: [
            { msgtype: "text", text: { content: "张姐要这件" } },
            { msgtype: "image", image: { url: "u" } },
          ],
        },
      },
      { kind: "text", text: "张姐要这件", replyToken: place },
    ],
    ["picture alone", { msgtype: "image", image: { url: "u" } }, { kind: "media", media: "image", replyToken: place }],
    ["file", { msgtype: "file", file: { url: "u" } }, { kind: "media", media: "file", replyToken: place }],
    [
      "quote",
      {
        msgtype: "text",
        text: { content: "她生日几号" },
        quote: { msgtype: "text", text: { content: "张丽华 金卡" } },
      },
      { kind: "text", text: "她生日几号", quoted: "张丽华 金卡", replyToken: place },
    ],
    ["unknown", { msgtype: "dance<b>" }, { kind: "set-aside", what: "unknown robot message dance?b?" }],
  ])("%s", (_, body, expected) => {
    expect(read(body)).toEqual({ ...common, ...expected });
  });

  it("in a group the robot's name goes and the answer is for the person alone", () => {
    const heard = readFrame(
      frame({ chattype: "group", chatid: "G", msgtype: "text", text: { content: "@知客 张姐生日" } }),
      at,
    );
    expect(heard).toEqual({ inGroup: true, message: { ...common, kind: "text", text: "张姐生日" } });
  });

  it("a press is read nested, as the platform sends it, and flat, as the SDK's types have it", () => {
    const press = { event_key: "care:send:1", task_id: "care-1" };
    const button = {
      ...common,
      at: new Date(1_700_000_000_000),
      kind: "button",
      cardId: "care-1",
      key: "care:send:1",
      selected: {},
      updateToken: writePlace({ to: "card", reqId: "R1" }),
    };
    const event = { msgtype: "event", create_time: 1_700_000_000 };
    expect(read({ ...event, event: { eventtype: "template_card_event", template_card_event: press } })).toEqual(button);
    expect(read({ ...event, event: { eventtype: "template_card_event", ...press } })).toEqual(button);
  });

  it("whatever comes, nothing is thrown and nothing is dropped", () => {
    fc.assert(
      fc.property(fc.anything(), (body) => {
        const { message } = readFrame({ headers: { req_id: "R1" }, body }, at);
        expect(message.id).not.toBe("");
      }),
    );
  });
});

it("a place is read as it was written, and nothing else is one", () => {
  for (const to of ["message", "welcome", "card"] as const)
    expect(readPlace(writePlace({ to, reqId: "a:b c" }))).toEqual({ to, reqId: "a:b c" });
  expect(readPlace("response-code-of-an-app")).toBeNull();
});

describe("markdown", () => {
  it("names and notes make no links, pictures or headlines", () => {
    const [text = ""] = toMarkdown("# 标题\n[点我](http://x.cn) <a href='x'> `c` **粗**");
    expect(text).not.toMatch(/\]\(|<|`|\*|^#|http:/mu);
  });
  it("lines stay lines", () => {
    expect(toMarkdown("一\n二")).toEqual(["一  \n二"]);
  });
  it("no message is longer than the platform takes, whatever is in it", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", minLength: 0, maxLength: 400 }),
        fc.integer({ min: 1, max: 200 }),
        (text, times) => {
          for (const piece of toMarkdown(text.repeat(times)))
            expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(MARKDOWN_BYTES_MAX);
        },
      ),
      { numRuns: 60 },
    );
  });
});
