// Laws of a message to many: chunks rejoin to the whole, refusals add up, reminders stay within the platform's three a day.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  groupsOf,
  mayRemind,
  REMINDERS_MAX,
  type Receiver,
  TASK_CUSTOMERS_MAX,
  tasksOf,
} from "../../../src/skills/campaigns/rules.ts";

const DAY_MS = 86_400_000;
const receivers = fc
  .array(
    fc.record({ staffId: fc.constantFrom("linyue", "chenchen", "hejing"), address: fc.constantFrom("张姐", "王先生") }),
  )
  .map((all) =>
    all.map(
      (one, index): Receiver => ({
        ...one,
        customerId: `c${index}`,
        name: `客${index}`,
        staffName: one.staffId,
        shopName: "徐汇店",
      }),
    ),
  );

describe("laws of a message to many", () => {
  it("tasks are of one associate and one text, no larger than the platform takes, and hold everybody once", () => {
    fc.assert(
      fc.property(receivers, fc.boolean(), fc.integer({ min: 1, max: 4 }), (all, personal, chunk) => {
        const tasks = tasksOf("{称呼}，得空来坐坐。——{导购}", all, personal, chunk);
        const held = tasks.flatMap((task) => task.receivers.map((one) => one.customerId));
        expect(held.toSorted()).toEqual(all.map((one) => one.customerId).toSorted());
        for (const task of tasks) {
          expect(task.receivers.length).toBeLessThanOrEqual(chunk);
          expect(new Set(task.receivers.map((one) => one.staffId))).toEqual(new Set([task.staffId]));
          expect(task.text).not.toMatch(/[{}]/u);
          if (personal) for (const one of task.receivers) expect(task.text).toContain(one.address);
          else expect(task.text).toMatch(/^您好，/u);
        }
        // No more taps than needed: all chunks of one text but the last are full.
        const texts = new Map<string, number[]>();
        for (const task of tasks) {
          const key = `${task.staffId} ${task.text}`;
          texts.set(key, [...(texts.get(key) ?? []), task.receivers.length]);
        }
        for (const sizes of texts.values()) expect(sizes.slice(0, -1).every((size) => size === chunk)).toBe(true);
      }),
    );
  });

  it("twenty-five thousand of one associate are three tasks of at most ten thousand", () => {
    const one = { name: "客", staffId: "linyue", staffName: "林悦", shopName: "徐汇店", address: "您" };
    const all = Array.from({ length: 25_000 }, (_, index) => ({ ...one, customerId: `c${index}` }));
    const sizes = tasksOf("得空来坐坐。", all, false).map((task) => task.receivers.length);
    expect(sizes).toEqual([TASK_CUSTOMERS_MAX, TASK_CUSTOMERS_MAX, 5_000]);
  });

  it("refusals are counted once each, the most frequent first", () => {
    const code = fc.constantFrom("allowance" as const, "do-not-disturb" as const, "wording" as const);
    fc.assert(
      fc.property(fc.array(fc.record({ customerId: fc.uuid(), name: fc.string(), code })), (refused) => {
        const groups = groupsOf(refused);
        expect(groups.reduce((sum, group) => sum + group.count, 0)).toBe(refused.length);
        for (const group of groups) {
          expect(group.count).toBe(refused.filter((one) => one.code === group.code).length);
          expect(group.names.length).toBeLessThanOrEqual(3);
        }
        expect(groups.map((group) => group.count)).toEqual(
          groups.map((group) => group.count).toSorted((a, b) => b - a),
        );
      }),
    );
  });

  it("never a fourth reminder in any 24 hours, however often it is asked for", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: DAY_MS / 2 }), { maxLength: 40 }), (gaps) => {
        let now = DAY_MS * 365;
        const reminded: Date[] = [];
        for (const gap of gaps) {
          now += gap;
          if (mayRemind(reminded, new Date(now))) reminded.push(new Date(now));
        }
        for (const at of reminded) {
          const day = reminded.filter((one) => one > new Date(at.getTime() - DAY_MS) && one <= at);
          expect(day.length).toBeLessThanOrEqual(REMINDERS_MAX);
        }
      }),
    );
  });
});
