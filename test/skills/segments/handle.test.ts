// Why, what if, and the change itself, over the people of the tests.
import { beforeAll, describe, expect, it, test } from "vitest";
import { SHANGHAI } from "../../../src/calendar/day.ts";
import { system } from "../../../src/db/actor.ts";
import type { Db } from "../../../src/db/db.ts";
import { defaultSettings } from "../../../src/settings.ts";
import { loadSettings } from "../../../src/settings-store.ts";
import type { CustomerRef, Plan } from "../../../src/skill.ts";
import { changedBy } from "../../../src/skills/segments/changes.ts";
import { forbids, promotionsBetween } from "../../../src/skills/segments/rules.ts";
import { segments } from "../../../src/skills/segments/skill.ts";
import { computeSegments } from "../../../src/skills/segments/store.ts";
import { describeOnEveryEngine } from "../../support/database.ts";
import { NOW, seedPeople, TODAY } from "../../support/people.ts";
import { withTurn } from "../../support/turn.ts";
import { testVault } from "../../support/vault.ts";

const zhang: CustomerRef = { id: "zhang-lihua", name: "张丽华", ownerId: "linyue", storeId: "xuhui" };

describeOnEveryEngine("segments in talk", (open) => {
  let db: Db;
  beforeAll(async () => {
    db = await open();
    await seedPeople(db, testVault);
    await db.transaction(system, (tx) => computeSegments(tx, { today: TODAY, zone: SHANGHAI }, defaultSettings, NOW));
  });

  const said = (as: string, plan: Plan, customer: CustomerRef | null = null) =>
    withTurn(db, as, {}, async (turn) => {
      const outcome = await segments.handle(turn, plan, customer);
      return { outcome, text: segments.words(outcome.result, turn).text };
    });

  it("why: rank, amount, line and day, and an audit row", async () => {
    const { outcome, text } = await said("linyue", { kind: "segments.why", who: "张姐", about: "class" }, zhang);
    // 5,000 of last November, 9,020 and 3,280 of this year.
    expect(text).toContain("近365天净消费17,300元（3单）");
    expect(text).toMatch(/\d+位有消费的客户里排第\d+/u);
    expect(text).toContain("默认定义");
    expect(outcome.audit).toEqual([{ action: "segments.why", customerId: "zhang-lihua", detail: { about: "class" } }]);
  });

  it("who is not in the group asked about is said not to be", async () => {
    const plan = { kind: "segments.why", who: "张姐", about: "life", said: "流失" };
    expect((await said("linyue", plan, zhang)).text).toContain("张丽华现在不是流失");
  });

  it("the rank is the same whoever asks: an associate sees few and is told of all", async () => {
    const plan = { kind: "segments.why", who: "张姐", about: "class" };
    expect((await said("linyue", plan, zhang)).text).toBe((await said("boss", plan, zhang)).text);
  });

  it("a definition is told with its numbers, today's lines and that nobody changed it", async () => {
    const { text } = await said("linyue", { kind: "segments.rules", of: "class" });
    expect(text).toContain("近365天净消费按排名，前20%是重要");
    expect(text).toMatch(/今天的线：重要[\d,.]+元起/u);
    expect(text).toContain("一直是默认定义");
  });

  it("a change is tried without writing, refused to who may not, asked about, and then is in force", async () => {
    const change = { change: "lost-days", value: 60 };
    const before = await lifeCounts(db);
    const tried = await said("boss", { kind: "segments.try", ...change });
    expect(tried.text).toContain("60天没买也没来算流失（原来180天）");
    expect(tried.text).toMatch(/老客 → 流失客户：\d+位（/u);
    expect(await lifeCounts(db)).toEqual(before);
    expect((await said("linyue", { kind: "segments.apply", ...change })).outcome.result.kind).toBe("not-allowed");
    const asked = await said("boss", { kind: "segments.apply", ...change });
    expect(asked.outcome.question?.kind).toBe("confirm");
    expect(await lifeCounts(db)).toEqual(before);

    const done = await said("boss", { kind: "segments.apply", ...change, confirmed: true });
    expect(done.text).toContain("第1版定义");
    expect((await db.transaction(system, loadSettings)).lostAfterDays).toBe(60);
    const moved = Number(/老客 → 流失客户：(\d+)位/u.exec(tried.text)?.[1]);
    const after = await lifeCounts(db);
    expect(after.lost ?? 0).toBe((before.lost ?? 0) + moved);
    expect(after.old ?? 0).toBe((before.old ?? 0) - moved);
    const logged = await db.transaction(system, (tx) => tx.segmentMove.count({ where: { field: "life" } }));
    expect(logged).toBe(moved);

    // The moves can be asked for, by whoever sees the customers; and the definition tells who changed it.
    const asked2 = { kind: "segments.moves", field: "life", from: "老客", to: "流失" };
    const shown = await said("boss", asked2);
    expect(shown.text).toContain(`老客 → 流失客户：${moved}位（`);
    expect(shown.outcome.audit?.every(({ action }) => action === "segments.moves")).toBe(true);
    const own = await said("linyue", { kind: "segments.moves" });
    expect(own.text).not.toContain(`${moved}位`);
    expect((await said("boss", { ...asked2, to: "新客" })).text).toContain("没有客户从「老客」变成「新客」的");
    expect((await said("boss", { ...asked2, range: { from: "2026-01-01", to: "2026-01-08" } })).text).toContain(
      "没有客户",
    );
    const rules = await said("boss", { kind: "segments.rules", of: "life" });
    expect(rules.text).toMatch(/现在是第1版定义，最近一次是.+改的/u);
  });
});

async function lifeCounts(db: Db): Promise<Record<string, number>> {
  const rows = await db.transaction(system, (tx) => tx.customerSegment.groupBy({ by: ["life"], _count: true }));
  return Object.fromEntries(rows.map((row) => [row.life, row._count]));
}

describe("the rules", () => {
  test("promotions may run over New Year", () => {
    const turn = [{ name: "年货节", from: "12-28", to: "01-10" }];
    expect(promotionsBetween(turn, "2026-01-05", "2026-12-29")).toEqual([
      { name: "年货节", from: "2026-01-05", to: "2026-01-10" },
      { name: "年货节", from: "2026-12-28", to: "2026-12-29" },
    ]);
  });
  test("what she must not have is not offered, under its other names neither", () => {
    expect(forbids("羊毛过敏，贴身起疹子", "羊毛呢大衣")).toBe(true);
    expect(forbids("羊毛过敏，贴身起疹子", "真丝连衣裙")).toBe(false);
  });
  test.each([
    ["lost-days", 120, "changed"],
    ["lost-days", 5, "out-of-range"],
    ["lost-days", 180, "the-same"],
    ["important-share", 0.1, "changed"],
    ["important-share", 60, "out-of-range"],
    ["high-orders", 5, "changed"],
  ] as const)("%s to %s: %s", (change, value, kind) => {
    expect(changedBy({ change, value, basis: null }, defaultSettings).kind).toBe(kind);
  });
});
