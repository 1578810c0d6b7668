// Each numbered line of the report opens into the people behind it: the same conditions that counted them.
import { describe, expect, it } from "vitest";
import { defaultSettings } from "../../../src/settings.ts";
import { findPlan } from "../../../src/skills/customers/plan.ts";
import { drillPlan } from "../../../src/skills/insights/drill.ts";
import { digestConditions } from "../../../src/skills/insights/store.ts";

const day = "2026-09-12";
const at = (line: number) => drillPlan(line, day, defaultSettings);

describe("drillPlan", () => {
  it("gives plans that their schema accepts, and none beyond the last line", () => {
    for (const line of [1, 2, 3, 5, 6, 7, 8]) expect(findPlan.safeParse(at(line)).success, String(line)).toBe(true);
    expect(at(4)).toMatchObject({ kind: "care.list", state: "waiting" });
    expect(at(0)).toBeNull();
    expect(at(9)).toBeNull();
  });
  it("asks with the conditions that the report counted by", () => {
    const conditions = digestConditions({ day, settings: defaultSettings });
    expect(at(6)?.where).toEqual(conditions.birthdays);
    expect(at(7)?.where).toEqual(conditions.atRisk);
    expect(at(8)?.where).toEqual(conditions.ownerless);
    expect(at(2)?.where).toEqual([
      {
        field: "visits",
        bound: { min: 1, max: null, minInclusive: true, maxInclusive: true },
        range: { from: day, to: "2026-09-13" },
      },
    ]);
  });
});
