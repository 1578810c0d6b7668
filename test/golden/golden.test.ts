// Sentences of the trade with their exactly right reading. Both shares may only rise, writes that were not said only become
// fewer; nothing forbidden is ever done.
import { describe, expect, it } from "vitest";
import {
  checkedPlan,
  failure,
  type GoldenSet,
  loadGolden,
  meaning,
  readGolden,
  share,
  summary,
} from "../support/golden.ts";

/**
 * The ratchet, in percent: raise it when the measured share has risen, never lower it.
 * Unseen stood at 90 with 356 sentences; 518 more, of every skill and in shops' own words, began at 56 (all: 71).
 */
const FLOOR: Record<GoldenSet, number> = { seen: 99, unseen: 90 };

/** In percent of the sentences: lower it when fewer are measured, never raise it. */
const STRAY_CEILING: Record<GoldenSet, number> = { seen: 0, unseen: 1 };

describe.each(["seen", "unseen"] as const)("golden sentences, %s", (set) => {
  const lines = loadGolden(set);
  const results = readGolden(lines);

  it("are read at least as well as before", () => {
    console.log(summary(set, results));
    if (set === "seen" && process.env.GOLDEN === "show")
      for (const result of results) if (!result.right) console.log(failure(result));
    expect(100 * share(results)).toBeGreaterThanOrEqual(FLOOR[set]);
  });

  it("seldom write what was not said", () => {
    const stray = results.filter((result) => result.strayWrites.length > 0);
    expect((100 * stray.length) / results.length).toBeLessThanOrEqual(STRAY_CEILING[set]);
  });

  it("do nothing forbidden", () => {
    const acts = results.filter((result) => result.forbiddenActs.length > 0);
    const told = acts.map(
      ({ line, forbiddenActs }) => `${set === "seen" ? `${line.id} ` : ""}${forbiddenActs.join(", ")}`,
    );
    expect(told).toEqual([]);
  });

  it("are each said once", () => {
    expect(new Set(lines.map((line) => line.id)).size).toBe(lines.length);
    expect(new Set(lines.map((line) => line.text)).size).toBe(lines.length);
  });
});

describe("the scorer", () => {
  const now = "2026-11-22T10:00:00+08:00";
  const same = (one: Record<string, unknown>, other: Record<string, unknown>) => {
    const [first, second] = [one, other].map((plan) => meaning([checkedPlan({ kind: "", ...plan })], now));
    return JSON.stringify(first) === JSON.stringify(second);
  };
  const find = (...where: unknown[]) => ({ kind: "customers.find", where });
  const gold = { field: "tier", in: ["金卡"] };
  const women = { field: "gender", is: "female" };
  const year = { from: "2026-01-01", to: "2027-01-01" };

  it("takes two ways of writing one plan as equal", () => {
    expect(same(find(gold, women), find(women, gold))).toBe(true);
    expect(
      same(find({ any: [gold, { field: "tier", in: ["银卡"] }] }), find({ field: "tier", in: ["银卡", "金卡"] })),
    ).toBe(true);
    const never = { field: "orders", bound: { max: 0 }, range: year };
    expect(same(find(never), find({ not: { field: "orders", bound: { min: 1 }, range: year } }))).toBe(true);
    const until = { from: "2026-01-01", to: "2026-11-23" };
    expect(same(find(never), find({ ...never, range: until }))).toBe(true);
    const silk = { kind: "purchases.record", who: "张姐", items: [{ item: "丝巾" }], amount: 580 };
    expect(same(silk, { ...silk, on: "2026-11-22", items: [{ item: "丝巾", amount: 580 }] })).toBe(true);
    const ask = { kind: "followups.create", who: "张姐", text: "给张姐打电话", due: null };
    expect(same(ask, { ...ask, text: "打电话" })).toBe(true);
  });

  it("takes a wrong person, sum, day, sign or end as wrong", () => {
    expect(same(find(gold), find({ not: gold }))).toBe(false);
    expect(same(find(gold), find(gold, women))).toBe(false);
    const over = { field: "spend", bound: { min: 5000, minInclusive: false }, range: null };
    expect(same(find(over), find({ ...over, bound: { min: 5000 } }))).toBe(false);
    expect(same(find(over), find({ ...over, range: year }))).toBe(false);
    const silk = { kind: "purchases.record", who: "张姐", items: [{ item: "丝巾" }], amount: 580 };
    expect(same(silk, { ...silk, who: "王姐" })).toBe(false);
    expect(same(silk, { ...silk, amount: 5800 })).toBe(false);
    expect(same(silk, { ...silk, on: "2026-11-21" })).toBe(false);
    const silkLover = { kind: "notes.prefer", who: "张姐", value: "真丝" };
    expect(same(silkLover, { ...silkLover, dislike: true })).toBe(false);
  });
});
