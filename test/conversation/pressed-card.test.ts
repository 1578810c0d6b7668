// A pressed card: finished, or less what was pressed.
import { describe, expect, it } from "vitest";
import { afterPress } from "../../src/conversation/pressed-card.ts";
import type { Card } from "../../src/message.ts";

const card = (...keys: string[]): Card => ({
  id: "c",
  title: "今天 2 件事",
  buttons: keys.map((key) => ({ key, text: key })),
});
const keysOf = (after: Card | null) => after?.buttons.map((button) => button.key);

describe("afterPress", () => {
  it("finishes a card about one thing", () => {
    expect(
      afterPress(card("care:approve:1:h", "care:another:1", "care:dismiss:1"), "care:approve:1:h", "已安排"),
    ).toMatchObject({ buttons: [], settled: "已安排" });
    expect(afterPress(card("talk:yes:9", "talk:no:9"), "talk:no:9", "没有做")).toMatchObject({
      buttons: [],
      settled: "没有做",
    });
  });
  it("takes what was pressed off a card about several", () => {
    const five = card("f:done:a", "f:done:b", "f:done:c", "f:snooze:a,b,c", "f:list:today");
    const after = afterPress(five, "f:done:b", "已完成");
    expect(after?.settled).toBeUndefined();
    expect(keysOf(after)).toEqual(["f:done:a", "f:done:c", "f:snooze:a,c", "f:list:today"]);
  });
  it("offers nothing twice when one thing is left", () => {
    const two = card("f:done:a", "f:done:b", "f:snooze:a,b", "f:done:a,b", "f:list:today");
    expect(keysOf(afterPress(two, "f:done:b", "已完成"))).toEqual(["f:done:a", "f:snooze:a", "f:list:today"]);
  });
  it("finishes it with the last, or when all are meant at once", () => {
    expect(afterPress(card("f:done:a", "f:snooze:a"), "f:done:a", "已完成")).toMatchObject({
      buttons: [],
      settled: "已完成",
    });
    expect(afterPress(card("f:done:a", "f:done:b", "f:snooze:a,b"), "f:snooze:a,b", "已推迟")).toMatchObject({
      buttons: [],
      settled: "已推迟",
    });
  });
  it("leaves a card alone that was only looked at", () => {
    expect(afterPress(card("f:done:a", "f:list:today"), "f:list:today", null)).toBeNull();
  });
});
