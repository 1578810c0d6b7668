// Any mixture of words, names, numbers and noise: it never throws, plans hold, leftovers are the sentence's own words,
// and the work grows with the length. FUZZ_RUNS=100000 makes it long.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { skillPhrases } from "../../../src/skills/all.ts";
import { customers, lexicon, readAt, schemas } from "./support/reading.ts";

const RUNS = Number(process.env.FUZZ_RUNS ?? 1000);
const SEED = 20261122;

const words = skillPhrases.flatMap((skill) => Object.values(skill.words ?? {}).flat());
const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...words) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(...customers, "张姐", "陈总", "她", "第二个", "3456", "13800001111", "这几个"),
  },
  { weight: 2, arbitrary: fc.constantFrom(...Object.values(lexicon).flat()) },
  {
    weight: 2,
    arbitrary: fc.constantFrom("明天", "上个月", "两个月", "下周三", "今年", "去年双十一", "8月15", "三五百", "1.5w"),
  },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 99999 }).map(String) },
  {
    weight: 2,
    arbitrary: fc.constantFrom("，", "。", "：", " ", "？", "的", "了", "没", "不", "和", "吗", "或者", "\n"),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 4, unit: "grapheme" }) },
);
const sentence = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));

describe("any sentence", () => {
  it("gives plans that hold or none, and leftovers of its own", { timeout: RUNS * 20 + 10_000 }, () => {
    fc.assert(
      fc.property(sentence, (text) => {
        const { plans, leftover, unexplained } = readAt(text);
        for (const words of leftover) expect(text).toContain(words);
        expect(unexplained).toBeGreaterThanOrEqual(0);
        for (const plan of plans) {
          const schema = schemas.get(plan.kind);
          if (schema === undefined) expect(plan.kind).toMatch(/^talk\./u);
          else expect(schema.safeParse(plan)).toMatchObject({ success: true });
        }
      }),
      { numRuns: RUNS, seed: SEED },
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
