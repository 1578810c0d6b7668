// 「那陈晨呢」 goes on with the question before it, whatever that was about.
import { describe, expect, it } from "vitest";
import { goneOn } from "../../src/conversation/follow-on.ts";
import { nothingShown, type Plan, type Shown } from "../../src/skill.ts";

const shown = (find: Plan | null): Shown => ({ ...nothingShown, find });
const sales = (more: object): Plan => ({ kind: "insights.sales", again: true, ...more });
const birthdays = { kind: "customers.find", where: [{ field: "birthday", range: { from: "a", to: "b" } }], limit: 3 };
const month = { from: "2026-12-01", to: "2027-01-01" };

describe("a question gone on with", () => {
  it("stays one about sales after sales, and after nothing", () => {
    const plan = sales({ of: "陈晨" });
    expect(goneOn(plan, shown({ kind: "insights.sales" }))).toBe(plan);
    expect(goneOn(plan, shown(null))).toBe(plan);
  });
  it("asks for others after a question about customers", () => {
    expect(goneOn(sales({ of: "陈晨" }), shown(birthdays))).toMatchObject({
      kind: "customers.find",
      where: [{ field: "owner", is: "陈晨" }],
      base: "instead",
    });
    expect(goneOn(sales({ store: "静安店" }), shown(birthdays))).toMatchObject({
      where: [{ field: "store", is: "静安店" }],
    });
  });
  it("asks the same of another time, and counts where it counted", () => {
    const figure = { fn: "count", of: "customers", by: null, range: null };
    expect(goneOn(sales({ range: month }), shown({ ...birthdays, figure }))).toMatchObject({
      kind: "customers.find",
      where: [{ field: "birthday", range: month }],
      base: "all",
      aggregate: figure,
      limit: null,
    });
    const two = { ...birthdays, where: [...birthdays.where, ...birthdays.where] };
    expect(goneOn(sales({ range: month }), shown(two)).kind).toBe("insights.sales");
  });
  it("asks for the list of another colleague after one of follow-ups", () => {
    const last = { kind: "followups.list", of: "林悦", state: "overdue", who: null };
    expect(goneOn(sales({ of: "陈晨" }), shown(last))).toMatchObject({ ...last, of: "陈晨" });
    expect(goneOn(sales({ of: "me" }), shown(last))).toMatchObject({ ...last, of: null });
  });
  it("leaves comparisons to sales", () => {
    const plan = sales({ against: month });
    expect(goneOn(plan, shown(birthdays))).toBe(plan);
  });
  it("groups whoever was asked for last by what 按…分 says, and nobody after sales", () => {
    const count = { fn: "count", of: "customers", by: null, range: null };
    const grouped = { where: birthdays.where, aggregate: { fn: "count", of: "customers", by: "owner" }, limit: null };
    expect(goneOn(sales({ by: "owner" }), shown(birthdays), "按导购分")).toMatchObject(grouped);
    const tiers = { kind: "customers.find", where: [], base: "all", aggregate: { ...count, by: "tier" } };
    expect(goneOn(tiers, shown(birthdays), "按等级分")).toMatchObject({
      where: birthdays.where,
      aggregate: { by: "tier" },
    });
    expect(goneOn(tiers, shown(birthdays), "全店客户按等级分")).toBe(tiers);
    for (const text of ["按门店分", "再按门店看看", "那按店分一下"])
      expect(goneOn(sales({ by: "store" }), shown(birthdays), text)).toMatchObject({ aggregate: { by: "store" } });
    const worst = sales({ by: "owner", limit: 1 });
    expect(goneOn(worst, shown(birthdays), "谁最差")).toBe(worst);
    expect(goneOn(tiers, shown({ kind: "insights.sales" }), "按等级分")).toBe(tiers);
  });
});
