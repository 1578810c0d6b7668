import { describe, expect, test } from "vitest";
import type { PlanSpec, Refusal } from "../../../src/skill.ts";
import { plans as carePlans } from "../../../src/skills/care/plan.ts";
import { plans as customersPlans } from "../../../src/skills/customers/plan.ts";
import { plans as followupsPlans } from "../../../src/skills/followups/plan.ts";
import { answer, type HelpPlan, type HelpResult } from "../../../src/skills/help/handle.ts";
import { plans as helpPlans } from "../../../src/skills/help/plan.ts";
import { createHelp } from "../../../src/skills/help/skill.ts";
import { plans as notesPlans } from "../../../src/skills/notes/plan.ts";
import { plans as purchasesPlans } from "../../../src/skills/purchases/plan.ts";

const specs: PlanSpec[] = [
  ...helpPlans,
  ...followupsPlans,
  ...purchasesPlans,
  ...notesPlans,
  ...carePlans,
  ...customersPlans,
];
const help = createHelp(() => specs);
const staff = { id: "linyue", name: "林悦", role: "associate", scope: "own", storeId: "xuhui" } as const;

const say = (plan: HelpPlan): string => {
  const result: HelpResult | Refusal = answer(plan, specs).result;
  return help.words(result, { now: new Date(0), zone: "Asia/Shanghai", today: "2026-09-13", staff }).text;
};
const show = (topic: string | null) => say({ kind: "help.show", topic });

test("all there is, a line each, in the order of a day in the shop", () => {
  const lines = show(null).split("\n");
  expect(lines.map((line) => line.split("：")[0])).toEqual([
    "我能帮你这些，像平时说话一样说就行",
    "· 找客户",
    "· 记事情",
    "· 购买到店",
    "· 跟进提醒",
    "· 关怀祝福",
    "记错了随时说「撤销」。想细看哪块，说「怎么记生日」这样问我。",
  ]);
  expect(lines[2]).toContain("「记一下张姐下月搬家」");
});

describe("by topic: what fits best comes first", () => {
  test.each([
    ["怎么记生日", "「张姐生日5月3号」"],
    ["生日", "「张姐生日5月3号」"],
    ["退货", "「张姐退了那条裙子」"],
    ["打标签", "「给张姐打标签 爱旅游」"],
    ["提醒", "「下周三提醒我回访张姐」"],
    ["跟进", "「这周有哪些跟进」"],
    ["到店", "「记一下张姐今天到店」"],
  ])("%s", (topic, example) => expect(show(topic)).toContain(example));

  test("never more than five lines, and never help about help", () => {
    for (const topic of ["张姐", "记", "客户", "今天"]) {
      const text = show(topic);
      expect(text.split("\n").length).toBeLessThanOrEqual(7);
      expect(text).not.toContain("「你能做什么」");
    }
  });

  test("what it cannot do is said, with what it can", () => {
    expect(show("订机票")).toBe(
      "「订机票」我还不会。我会的有：找客户、记事情、购买到店、跟进提醒、关怀祝福。说「帮助」看例子。",
    );
  });
});

test("small talk is short, kind, and shows one thing that can be said", () => {
  for (const about of ["hello", "thanks", "bye", "who-are-you", "out-of-scope"] as const) {
    const text = say({ kind: "help.talk", about });
    expect(text.length).toBeLessThanOrEqual(60);
    if (about !== "bye") expect(text).toMatch(/「.+」/);
  }
  expect(say({ kind: "help.talk", about: "hello" })).toContain("林悦你好");
});
