import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../../../src/calendar/day.ts";
import {
  bareItem,
  categoryOf,
  chooseRefund,
  decideAmendment,
  firstVisitDueOn,
  netFen,
  priceLines,
  type RefundableOrder,
  spread,
} from "../../../src/skills/purchases/rules.ts";

describe("what was paid for what", () => {
  const check = (items: string, amount: number | null) => {
    const said =
      items === ""
        ? []
        : items.split(" ").map((one) => {
            const [item = "", quantity = "1", yuan = ""] = one.split("/");
            return { item, quantity: Number(quantity), amount: yuan === "" ? null : Number(yuan) };
          });
    const priced = priceLines(said, amount);
    if (priced.kind !== "priced") return priced.kind;
    return [priced.totalFen, priced.lines.map((line) => line.amountFen), priced.saidFen];
  };
  test.each([
    ["裙", 3280, [328000, [328000], null]],
    ["", 99.9, [9990, [], null]],
    ["T恤/2", 598, [59800, [59800], null]],
    ["裙/1/3280 衫/1/520", null, [380000, [328000, 52000], null]],
    ["裙/1/3280 衫", 3800, [380000, [328000, 52000], null]],
    ["裙 衫/2", 100, [10000, [3333, 6667], null]],
    ["裙/1/300 衫/1/300", 500, [50000, [25000, 25000], 60000]],
    ["裙/1/800 衫", 500, [50000, [50000, 0], 80000]],
    ["裙", null, "missing"],
    ["", null, "missing"],
    ["裙/1/300 衫", null, "missing"],
    ["裙", 0, "missing"],
    ["裙/1/10000000 衫/1/10000000", null, "too-much"],
  ])("%s 共 %s", (items, amount, expected) => expect(check(items, amount)).toEqual(expected));

  test("lines add up to the total, whatever was said", () => {
    const item = fc.record({
      item: fc.constantFrom("裙", "衫", "鞋"),
      quantity: fc.integer({ min: 1, max: 9 }),
      amount: fc.option(fc.integer({ min: 0, max: 2_000_000 }).map((fen) => fen / 100)),
    });
    fc.assert(
      fc.property(
        fc.array(item, { minLength: 1, maxLength: 10 }),
        fc.option(fc.integer({ min: 1, max: 900_000_000 })),
        (items, fen) => {
          const priced = priceLines(items, fen === null ? null : fen / 100);
          if (priced.kind !== "priced") return;
          expect(priced.lines.reduce((sum, line) => sum + line.amountFen, 0)).toBe(priced.totalFen);
          expect(priced.lines.every((line) => Number.isInteger(line.amountFen) && line.amountFen >= 0)).toBe(true);
          if (fen !== null) expect(priced.totalFen).toBe(fen);
        },
      ),
    );
  });

  test("spreading loses and invents nothing and is fair to a fen", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000_000 }),
        fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 10 }),
        (total, weights) => {
          const shares = spread(total, weights);
          const sum = weights.reduce((one, other) => one + other, 0);
          expect(shares.reduce((one, other) => one + other, 0)).toBe(total);
          if (sum > 0) {
            shares.forEach((share, index) => {
              expect(Math.abs(share - (total * (weights[index] ?? 0)) / sum)).toBeLessThanOrEqual(1);
            });
          }
        },
      ),
    );
  });
});

test.each([
  ["真丝裙", "裙子"],
  ["真丝连衣裙", "裙子"],
  ["羊绒大衣", "大衣"],
  ["白衬衫", "上衣"],
  ["裙式风衣", "大衣"],
  ["定制西装两套", "西装"],
  ["小羊皮单鞋", "鞋"],
  ["链条包", "包"],
  ["丝巾", "配饰"],
  ["牛仔裤", "裤子"],
  ["钻石项链", "珠宝"],
  ["神秘礼盒", null],
])("%s is %s", (item, category) => expect(categoryOf(item)).toBe(category));

test.each([
  ["那条裙子", "裙子"],
  ["那件", ""],
  ["上次买的真丝裙", "真丝裙"],
  ["昨天买的那件大衣", "大衣"],
  ["东西", ""],
  [null, ""],
  ["风衣", "风衣"],
  ["两件T恤", "T恤"],
])("%s → %s", (said, bare) => expect(bareItem(said)).toBe(bare));

describe("asking after the first purchase", () => {
  test.each([
    ["2026-09-13", "2026-09-13", "2026-09-15"],
    ["2026-09-12", "2026-09-13", "2026-09-14"],
    ["2026-09-11", "2026-09-13", "2026-09-14"],
    ["2026-09-10", "2026-09-13", null],
    ["2026-08-30", "2026-08-31", "2026-09-01"],
  ])("bought %s, told %s: asked %s", (paidOn, today, due) => expect(firstVisitDueOn(paidOn, today)).toBe(due));

  test("always one to three days after, and never today", () => {
    const day = fc.integer({ min: 0, max: 3000 }).map((days) => addDays("2024-01-01", days));
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 10 }), (paidOn, later) => {
        const today = addDays(paidOn, later);
        const due = firstVisitDueOn(paidOn, today);
        expect(due === null).toBe(later > 2);
        if (due === null) return;
        expect(due > today && due >= addDays(paidOn, 1) && due <= addDays(paidOn, 3)).toBe(true);
      }),
    );
  });
});

describe("which order a refund belongs to", () => {
  const order = (
    id: string,
    amountFen: number,
    refundedFen: number,
    ...items: [string, number][]
  ): RefundableOrder => ({
    id,
    amountFen,
    refundedFen,
    lines: items.map(([item, fen]) => ({ item, amountFen: fen, category: categoryOf(item) })),
  });
  const orders = [
    order("new", 10000, 10000, ["丝巾", 10000]),
    order("mid", 80000, 0, ["白衬衫", 30000], ["牛仔裤", 50000]),
    order("old", 328000, 28000, ["真丝半裙", 328000]),
  ];
  const choose = (item: string, fen: number | null) => {
    const choice = chooseRefund(orders, { item, fen });
    if (choice.kind === "too-much") return `at most ${choice.mostFen}`;
    return choice.kind === "refund" ? `${choice.order.id} ${choice.fen}` : choice.kind;
  };
  test.each([
    ["", null, "mid 80000"],
    ["", 30000, "mid 30000"],
    ["", 100000, "old 100000"],
    ["", 300000, "old 300000"],
    ["", 300001, "at most 300000"],
    ["裙子", null, "old 300000"],
    ["衬衫", null, "mid 30000"],
    ["衬衫", 80001, "at most 80000"],
    ["红裙子", null, "no-such-item"],
    ["大衣", null, "no-such-item"],
    ["丝巾", null, "no-such-item"],
  ])("「%s」 %s → %s", (item, fen, expected) => expect(choose(item, fen)).toBe(expected));

  test("never more than was paid and is left", () => {
    const any = fc.record({
      id: fc.uuid(),
      amountFen: fc.integer({ min: 0, max: 1000 }),
      back: fc.integer({ min: 0, max: 1000 }),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 8 }), fc.option(fc.integer({ min: 1, max: 1200 })), (some, fen) => {
        const list = some.map(({ id, amountFen, back }) =>
          order(id, amountFen, Math.min(back, amountFen), ["裙", amountFen]),
        );
        const choice = chooseRefund(list, { item: "", fen });
        if (choice.kind !== "refund") return;
        expect(choice.fen).toBeGreaterThan(0);
        expect(choice.fen).toBeLessThanOrEqual(netFen(choice.order));
      }),
    );
  });
});

describe("a sum put right", () => {
  const order = (...lines: number[]) => ({
    amountFen: lines.reduce((one, other) => one + other, 0),
    refundedFen: 0,
    lines: lines.map((amountFen, index) => ({ id: `${index}`, amountFen })),
  });
  test("the articles always add up to the new sum, and none falls below nothing", () => {
    const fens = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(fens, fc.integer({ min: 1, max: 10_000_000 }), (lines, fen) => {
        const decided = decideAmendment(order(...lines), { fen, wasFen: null });
        if (decided.kind === "refused") return expect(decided.why).toBe("same");
        expect(decided.lines.reduce((sum, line) => sum + line.amountFen, 0)).toBe(fen);
        expect(decided.lines.every((line) => line.amountFen >= 0)).toBe(true);
      }),
    );
  });
  test.each([
    [{ fen: 500, wasFen: null }, 0, "same"],
    [{ fen: 400, wasFen: 300 }, 0, "other-sum"],
    [{ fen: 400, wasFen: 500 }, 100, "refunded"],
    [{ fen: 0, wasFen: null }, 0, "impossible"],
  ] as const)("%o after %i given back is refused: %s", (said, refundedFen, why) => {
    expect(decideAmendment({ ...order(200, 300), refundedFen }, said)).toEqual({ kind: "refused", why });
  });
});
