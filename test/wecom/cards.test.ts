import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Bug } from "../../src/errors.ts";
import type { Card } from "../../src/message.ts";
import { toCardMessages, toCardUpdate } from "../../src/wecom/cards.ts";

const card: Card = {
  id: "today-20261122_zhangsan@1",
  title: "今日跟进 5 位客户",
  subtitle: "11 月 22 日",
  body: "王姐生日还有 3 天",
  fields: [{ name: "等级", value: "金卡" }],
  buttons: [
    { key: "done", text: "已联系", style: "primary" },
    { key: "later", text: "稍后" },
    { key: "never", text: "不再提醒", style: "danger" },
  ],
};

test("a card that fits is one message", () => {
  expect(toCardMessages(card)).toEqual({
    before: null,
    card: {
      card_type: "button_interaction",
      main_title: { title: "今日跟进 5 位客户", desc: "11 月 22 日" },
      sub_title_text: "王姐生日还有 3 天",
      horizontal_content_list: [{ keyname: "等级", value: "金卡" }],
      task_id: "today-20261122_zhangsan@1",
      button_list: [
        { text: "已联系", style: 1, key: "done" },
        { text: "稍后", style: 2, key: "later" },
        { text: "不再提醒", style: 3, key: "never" },
      ],
    },
  });
});

test("the least", () => {
  const least = { id: "a", title: "T", buttons: [{ key: "k", text: "好" }] };
  expect(toCardMessages(least).card).toEqual({
    card_type: "button_interaction",
    main_title: { title: "T" },
    task_id: "a",
    button_list: [{ text: "好", style: 2, key: "k" }],
  });
});

const many = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `项${index}`, value: "值" }));
const buttons = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ key: `k${index}`, text: `选项${index}` }));

describe("what does not fit goes first, whole, as text", () => {
  test.each<[string, Partial<Card>, boolean]>([
    ["body of 160", { body: "客".repeat(160) }, false],
    ["body of 161", { body: "客".repeat(161) }, true],
    ["title of 36", { title: "客".repeat(36) }, false],
    ["title of 37", { title: "客".repeat(37) }, true],
    ["subtitle of 45", { subtitle: "客".repeat(45) }, true],
    ["six fields", { fields: many(6) }, false],
    ["seven fields", { fields: many(7) }, true],
    ["long name of a field", { fields: [{ name: "最近一次到店", value: "x" }] }, true],
    ["long value of a field", { fields: [{ name: "备注", value: "客".repeat(31) }] }, true],
  ])("%s", (_name, change, isSplit) => {
    const messages = toCardMessages({ ...card, ...change });
    expect(messages.before !== null).toBe(isSplit);
    expect(messages.card).not.toBeNull();
    const whole = { ...card, ...change };
    for (const part of [whole.title, whole.body ?? "", ...(whole.fields ?? []).map(({ value }) => value)]) {
      if (isSplit) expect(messages.before).toContain(part);
    }
  });
});

test("without buttons, or already settled, a card is a text", () => {
  expect(toCardMessages({ ...card, buttons: [] })).toEqual({
    before: "今日跟进 5 位客户\n11 月 22 日\n王姐生日还有 3 天\n等级：金卡",
    card: null,
  });
  expect(toCardMessages({ ...card, settled: "已完成" })).toMatchObject({ card: null });
  expect(toCardMessages({ ...card, settled: "已完成" }).before).toContain("已完成");
});

test("the seventh to ninth button move into the corner menu", () => {
  const sent = toCardMessages({ ...card, buttons: buttons(9) }).card;
  expect(sent?.button_list).toHaveLength(6);
  expect(sent?.action_menu).toEqual({
    desc: "更多",
    action_list: [
      { text: "选项6", key: "k6" },
      { text: "选项7", key: "k7" },
      { text: "选项8", key: "k8" },
    ],
  });
});

test.each<[string, Partial<Card>]>([
  ["id with a foreign character", { id: "卡片" }],
  ["id with a colon", { id: "a:b" }],
  ["empty id", { id: "" }],
  ["id of 129", { id: "a".repeat(129) }],
  ["empty key", { buttons: [{ key: "", text: "x" }] }],
  ["key of 1,025 bytes", { buttons: [{ key: "k".repeat(1025), text: "x" }] }],
  ["key twice", { buttons: [...buttons(2), ...buttons(1)] }],
  ["ten buttons", { buttons: buttons(10) }],
])("a fault of the house: %s", (_name, change) => {
  expect(() => toCardMessages({ ...card, ...change })).toThrow(Bug);
});

describe("updates", () => {
  test("settled: the buttons become grey words", () => {
    expect(toCardUpdate({ ...card, settled: "已完成" })).toMatchObject({
      template_card: { card_type: "button_interaction", task_id: card.id, replace_text: "已完成" },
    });
  });

  test("settled without buttons: one is put there to be covered", () => {
    expect(toCardUpdate({ ...card, buttons: [], settled: "已于 11 月 22 日发送" })).toMatchObject({
      template_card: { button_list: [{ text: "已于 11 月 22", key: "settled" }], replace_text: "已于 11 月 22 日发送" },
    });
  });

  test("not settled: new buttons, alive", () => {
    expect(toCardUpdate(card)).not.toHaveProperty("template_card.replace_text");
    expect(toCardUpdate(card)).toHaveProperty("template_card.button_list");
  });

  test("nothing left and nothing said", () => {
    expect(toCardUpdate({ ...card, buttons: [] })).toEqual({ button: { replace_name: "已处理" } });
  });
});

test("limits hold for any card", () => {
  const words = fc.string({ unit: fc.constantFrom("客", "a", "🎂", "👩‍👩‍👧‍👦", " ", "\n"), maxLength: 200 });
  const anyCard = fc.record({
    id: fc.stringMatching(/^[0-9A-Za-z_\-@]{1,128}$/),
    title: words,
    subtitle: fc.option(words, { nil: undefined }),
    body: fc.option(words, { nil: undefined }),
    fields: fc.option(fc.array(fc.record({ name: words, value: words }), { maxLength: 10 }), { nil: undefined }),
    buttons: fc.uniqueArray(fc.record({ key: fc.stringMatching(/^[a-z]{1,8}$/), text: words }), {
      minLength: 1,
      maxLength: 9,
      selector: ({ key }) => key,
    }),
  });
  fc.assert(
    fc.property(anyCard, (any) => {
      const sent = toCardMessages(any).card as {
        main_title: { title: string; desc?: string };
        sub_title_text?: string;
        horizontal_content_list?: { keyname: string; value: string }[];
        button_list: { text: string }[];
        action_menu?: { action_list: { text: string }[] };
      };
      expect(sent.main_title.title.length).toBeLessThanOrEqual(36);
      expect((sent.main_title.desc ?? "").length).toBeLessThanOrEqual(44);
      expect((sent.sub_title_text ?? "").length).toBeLessThanOrEqual(160);
      const fields = sent.horizontal_content_list ?? [];
      expect(fields.length).toBeLessThanOrEqual(6);
      for (const { keyname, value } of fields)
        expect([keyname.length <= 5 && keyname !== "", value.length <= 30]).toEqual([true, true]);
      const shown = [...sent.button_list, ...(sent.action_menu?.action_list ?? [])];
      expect(shown.length).toBe(any.buttons.length);
      for (const { text } of shown) expect([text.length <= 10, text !== ""]).toEqual([true, true]);
      expect(JSON.stringify(sent)).not.toMatch(/\p{Surrogate}|\\\\ud/u);
    }),
    { numRuns: 300 },
  );
});
