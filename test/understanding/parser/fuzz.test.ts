// Any mixture of words, names, numbers and noise: it never throws, plans hold, leftovers are the sentence's own words,
// and the work grows with the length. FUZZ_RUNS=100000 makes it long.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mixture } from "./support/mixtures.ts";
import { readAt, schemas } from "./support/reading.ts";

const RUNS = Number(process.env.FUZZ_RUNS ?? 1000);
const SEED = 20261122;
/** Those that once gave a plan that its schema refuses. */
const FOUND = [
  "建党节节的说明名单33318\n6165978643陈总通勤",
  "8月15消费者权益日节贺词上个月",
  "录入名新客户档案表示感谢类的说明通勤静安店三八节类关怀圣诞节的祝词补货类的邀请函腊八节贺词",
  "创业每个人平均下多少笔第二个网络情人节类的信再重新写段58022周年吉利话618节的祝福的话消费者权益日节消息每个人平均买了几趟",
];

describe("any sentence", () => {
  it("gives plans that hold or none, and leftovers of its own", { timeout: RUNS * 20 + 10_000 }, () => {
    fc.assert(
      fc.property(mixture, (text) => {
        const reading = readAt(text);
        const { plans, leftover, unexplained } = reading;
        expect(JSON.parse(JSON.stringify(reading))).toMatchObject({ leftover });
        for (const words of leftover) expect(text).toContain(words);
        expect(unexplained).toBeGreaterThanOrEqual(0);
        for (const plan of plans) {
          const schema = schemas.get(plan.kind);
          if (schema === undefined) expect(plan.kind).toMatch(/^talk\./u);
          else expect(schema.safeParse(plan)).toMatchObject({ success: true });
        }
      }),
      { numRuns: RUNS + FOUND.length, seed: SEED, examples: FOUND.map((text) => [text]) },
    );
  });
});

describe("work", () => {
  it("grows with the length of a pasted text, not faster", () => {
    const text = "今天和张姐聊了很久她说女儿下个月结婚想买件真丝的裙子预算三千左右".repeat(32).slice(0, 1000);
    const cpuOf = (length: number) => {
      const once = () => readAt(text.slice(0, length));
      for (let round = 0; round < 4; round++) once();
      const before = process.cpuUsage();
      for (let round = 0; round < 8; round++) once();
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    cpuOf(1000);
    // Five times the length; twice as much again is left to a busy machine's caches.
    expect(cpuOf(1000) / cpuOf(200)).toBeLessThan(10);
  });
});
