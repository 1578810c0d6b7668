// Scripts: files are read strictly, no sentence breaks the product's own rules, every answer fits a phone, and what is
// chosen for a customer fits her. Under row security and from a talk: test/flows/dialogs/coaching.ts.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blocks, type LintFacts, lintDraft } from "../../../src/skills/care/lint.ts";
import { houseTopics } from "../../../src/skills/coaching/house.ts";
import { type About, linesFor, reminderOf } from "../../../src/skills/coaching/rules.ts";
import { findTopic, parseTopic, parseTopics } from "../../../src/skills/coaching/topics.ts";
import { words } from "../../../src/skills/coaching/words.ts";

const good = "# 客户嫌贵\nnames: 砍价、还价\nheard: 太贵\n\n- 先认同。\n> 我理解您。\n> @8-10点 {店名}的早餐快。\n";
const values = { 店名: "徐汇店", 导购: "林悦" };
const nobody: About = {
  name: "张丽华",
  words: [],
  warnings: [],
  needs: [],
  likings: [],
  lastItem: null,
  hasComplaint: false,
};

describe("a file is read", () => {
  test("with its names, lines, labels and hours", () => {
    const topic = parseTopic("price.md", good);
    expect(topic).toMatchObject({ title: "客户嫌贵", names: ["砍价", "还价"], heard: ["太贵"] });
    expect(topic.lines).toEqual([
      { kind: "do", label: null, hours: null, text: "先认同。", needs: [] },
      { kind: "say", label: null, hours: null, text: "我理解您。", needs: [] },
      { kind: "say", label: "8-10点", hours: { from: 8, to: 10 }, text: "{店名}的早餐快。", needs: ["店名"] },
    ]);
  });

  test.each<[string, string, string]>([
    ["no title", good.slice(7), "price.md:1: the first line is the title"],
    ["no names", good.replace("names: 砍价、还价\n", ""), "price.md:1: names: is missing"],
    ["nothing to say", "# 题\nnames: 砍价\n- 先认同。", "price.md:1: there is no sentence to say"],
    ["a line of another kind", `${good}随便写写`, "price.md:8: a line begins with"],
    ["an unknown field", good.replace("{店名}", "{姓名}"), "price.md:7: unknown field {姓名}"],
    ["half a brace", good.replace("{店名}", "{店名"), "price.md:7: a brace without"],
    ["hours backwards", good.replace("8-10点", "10-8点"), "price.md:7: hours run from"],
    ["a name of one letter", good.replace("还价", "贵"), "price.md:2: the name 「贵」"],
    ["a name as nobody's text reads", good.replace("还价", "還價"), "price.md:2: write the name 「還價」 as 「还价」"],
    ["too much to say", good.replace("我理解您。", "我".repeat(71)), "price.md:6: 71 letters, at most 70"],
    ["too many lines", good + "> 您好。\n".repeat(4), "price.md:1: 7 lines, 6 are read on a phone"],
  ])("or refused with its place: %s", (_what, text, message) => {
    expect(() => parseTopic("price.md", text)).toThrow(message);
  });

  test("or refused when a name means two topics", () => {
    const files = [
      { name: "a.md", text: good },
      { name: "b.md", text: good.replace("砍价、还价", "比价、太贵") },
    ];
    expect(() => parseTopics(files)).toThrow("b.md: the name 太贵 is there twice, also in a.md");
  });
});

describe("the house's scripts", () => {
  const topics = houseTopics();
  const sentences = topics.flatMap(({ title, lines }) =>
    lines.filter(({ kind }) => kind === "say").map(({ text }) => [title, text] as const),
  );
  const facts: LintFacts = {
    occasion: "promotion",
    occursOn: null,
    sendOn: "2026-09-13",
    benefits: [],
    otherBenefits: [],
    negatives: [],
    names: [],
  };
  const filled = (text: string) =>
    text.replace("{店名}", "徐汇店").replace("{导购}", "林悦").replace("{喜好}", "墨绿").replace("{上次}", "真丝裙");

  test.each(sentences)("%s: 「%s」 passes the lint", (_title, text) => {
    expect(lintDraft(filled(text), facts)).toEqual([]);
    expect(
      lintDraft(filled(text), { ...facts, occasion: "apology" }).filter(({ code }) => code === "cold-words"),
    ).toEqual([]);
  });

  test("advice names no false scarcity and no 广告法 word either, except to forbid it", () => {
    const advice = topics.flatMap(({ lines }) => lines.filter(({ kind }) => kind === "do").map(({ text }) => text));
    const claims = advice.flatMap((text) =>
      lintDraft(text, facts).filter(({ code }) => code === "ad-word" || code === "scarcity"),
    );
    expect(claims.map(({ span }) => span)).toEqual(["最后一件", "马上涨价"]);
  });

  test("a complaint begins with empathy and an apology, and would pass as one", () => {
    const said = sentences.filter(([title]) => title === "客户投诉").map(([, text]) => text);
    expect(said[0]).toContain("我理解您的感受");
    expect(blocks(lintDraft(said[0] ?? "", { ...facts, occasion: "apology" }))).toBe(false);
  });

  test.each([
    ["进门招呼", "您好，欢迎来徐汇店，请问想选点什么？"],
    ["进门招呼", "10秒"],
    ["进门招呼", "3秒"],
    ["加微信", "我是徐汇店的林悦，加个微信，以后有产品问题可以找我。"],
    ["促成成交", "您希望什么时候用上"],
    ["客户嫌贵", "价值拆分"],
    ["客户说别家便宜", "差异化"],
  ])("%s says %s", (title, part) => {
    const topic = topics.find((one) => one.title === title);
    const lines = topic ? linesFor(topic, { hour: 11, about: null, values }) : [];
    expect(lines.map(({ text }) => text).join("\n")).toContain(part);
  });

  test("five ways of winning a member", () => {
    const lines = findTopic(topics, "会员卡")?.lines.filter(({ label }) => label !== null);
    expect(lines?.map(({ label }) => label)).toEqual(["现场介绍", "关怀", "奖励", "诱导", "情感"]);
  });

  test("every name finds its own topic, spelt either way", () => {
    for (const topic of topics)
      for (const name of [topic.title, ...topic.names, ...topic.heard])
        expect(findTopic(topics, name), name).toBe(topic);
    expect(findTopic(topics, "太貴了")?.title).toBe("客户嫌贵");
    expect(findTopic(topics, "订机票")).toBeNull();
    expect(findTopic(topics, " ")).toBeNull();
  });

  test("whoever she is and whatever the hour: something to say, eight lines at most, no open field", () => {
    const about = fc.record({
      name: fc.constantFrom("张丽华", "王芳"),
      words: fc.subarray(["技术型", "决策人", "重要", "old", "金卡", "高端"]),
      warnings: fc.subarray(["羊毛过敏", "母亲今年去世"]),
      needs: fc.subarray(["够用就行", "想找一身参加婚礼的裙装，预算5000左右"]),
      likings: fc.subarray(["喜欢真丝", "L码", "喜欢雾霾蓝、墨绿", "不要起静电的"]),
      lastItem: fc.option(fc.constant("真丝裙"), { nil: null }),
      hasComplaint: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...topics),
        fc.option(about, { nil: null }),
        fc.integer({ min: 0, max: 23 }),
        (topic, of, hour) => {
          const lines = linesFor(topic, { hour, about: of, values });
          const hers = of && { name: of.name, warnings: of.warnings, reminder: reminderOf(of) };
          const { text } = words({ kind: "script", title: topic.title, lines, about: hers });
          expect(lines.some(({ kind }) => kind === "say")).toBe(true);
          expect(text.split("\n").length).toBeLessThanOrEqual(8);
          expect(text).not.toMatch(/[{}]/u);
        },
      ),
    );
  });
});

describe("chosen for her", () => {
  const persona = findTopic(houseTopics(), "不同客户");
  const dayparts = findTopic(houseTopics(), "这个点");
  const labels = (topic: typeof persona, about: About | null, hour = 11) =>
    topic ? linesFor(topic, { hour, about, values }).flatMap(({ label }) => label ?? []) : [];

  test("of lines for several people hers alone; all of them where nobody is on show or none is hers", () => {
    const all = ["技术型", "决策人", "基础需求", "重要"];
    expect(labels(persona, null)).toEqual(all);
    expect(labels(persona, nobody)).toEqual(all);
    expect(labels(persona, { ...nobody, words: ["技术型客户", "金卡"] })).toEqual(["技术型"]);
    expect(labels(persona, { ...nobody, words: ["重要"] })).toEqual(["重要"]);
    expect(labels(persona, { ...nobody, needs: ["简单的就好"] })).toEqual(["基础需求"]);
  });

  test.each([
    [7, 3],
    [8, 1],
    [9, 1],
    [10, 3],
    [14, 1],
    [15, 1],
    [16, 3],
    [18, 1],
    [20, 3],
  ])("at %i o'clock %i of the three dayparts", (hour, count) => {
    expect(labels(dayparts, null, hour)).toHaveLength(count);
  });

  test("an open complaint goes before everything, a plain need before a liking", () => {
    const rich: About = {
      ...nobody,
      needs: ["够用就行"],
      likings: ["L码", "不要起静电的", "喜欢墨绿"],
      lastItem: "裙子",
    };
    expect(reminderOf({ ...rich, hasComplaint: true })).toEqual({ kind: "complaint" });
    expect(reminderOf(rich)).toEqual({ kind: "basics" });
    expect(reminderOf({ ...rich, needs: [] })).toEqual({ kind: "liking", value: "墨绿" });
    expect(reminderOf({ ...rich, needs: [], likings: ["L码"] })).toEqual({ kind: "last", item: "裙子" });
    expect(reminderOf(nobody)).toBeNull();
  });
});
