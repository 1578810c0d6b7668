// Each numbered line of the report opens into the people behind it: the same conditions that counted them.
import { describe, expect, it } from "vitest";
import { defaultSettings } from "../../../src/settings.ts";
import { findPlan } from "../../../src/skills/customers/plan.ts";
import { noFacts, periodAt } from "../../../src/skills/insights/digest.ts";
import { drillPlan } from "../../../src/skills/insights/drill.ts";
import { type KpiKey, kpis } from "../../../src/skills/insights/kpi.ts";
import { type Report, reportLines, reportText } from "../../../src/skills/insights/lines.ts";
import { peoplePlan } from "../../../src/skills/insights/plan.ts";
import { digestConditions } from "../../../src/skills/insights/store.ts";

const day = "2026-09-12";
const period = periodAt("day", day);
const full = Object.fromEntries(Object.keys(kpis).map((key) => [key, { num: 1, den: 2 }]));
const report: Report = {
  grain: "day",
  period,
  storeName: "徐汇店",
  mine: false,
  facts: {
    figures: full as Report["facts"]["figures"],
    staff: [{ id: "a", name: "林悦", done: 1, overdue: 1, kept: 1, broken: 1, contacted: 1 }],
    refusals: [{ why: "客户说过不要打扰", count: 1 }],
  },
  before: null,
  stores: [],
};
const at = (line: number, of = report) =>
  drillPlan(line, { text: reportText(of, "2026-09-13"), grain: "day", day }, defaultSettings);

describe("drillPlan", () => {
  it("opens each line into what it says, and nothing beyond the last", () => {
    const lines = reportLines(report, "2026-09-13");
    for (const [index, { opens }] of lines.entries()) {
      const plan = at(index + 1);
      if (peoplePlan.safeParse(plan).success) expect(plan?.metric).toBe(opens);
      else if (plan?.kind === "customers.find") expect(findPlan.safeParse(plan).success).toBe(true);
      else expect(plan).toMatchObject({ kind: "care.list", state: "waiting" });
    }
    expect(at(0)).toBeNull();
    expect(at(lines.length + 1)).toBeNull();
  });
  it("asks with the conditions that the report counted by", () => {
    const conditions = digestConditions({ to: period.to, settings: defaultSettings });
    const line = (key: KpiKey) => at(reportLines(report, "2026-09-13").findIndex((one) => one.opens === key) + 1);
    expect(line("birthdays")?.where).toEqual(conditions.birthdays);
    expect(line("at-risk")?.where).toEqual(conditions["at-risk"]);
    expect(line("ownerless")?.where).toEqual(conditions.ownerless);
    expect(line("overdue")).toEqual({ kind: "insights.people", metric: "overdue", grain: "day", day });
  });
  it("counts the lines as they were read, whatever was left out", () => {
    const bare: Report = {
      ...report,
      facts: { ...noFacts, figures: { ...noFacts.figures, visitors: { num: 3, den: 0 } } },
    };
    expect(reportLines(bare, "2026-09-13").map((one) => one.label)).toEqual(["销售", "到店"]);
    expect(at(2, bare)).toMatchObject({ metric: "visitors" });
    expect(at(3, bare)).toBeNull();
  });
  it("is short enough to be read in a minute and a half", () => {
    expect(reportLines(report, "2026-09-13").length).toBeLessThanOrEqual(15);
    expect(reportText(report, "2026-09-13").length).toBeLessThan(700);
  });
});
