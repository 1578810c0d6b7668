// The day's figures against the cast; the report's words; one report per manager and day.
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { instantOf } from "../../../src/calendar/day.ts";
import { system } from "../../../src/db/actor.ts";
import type { Db } from "../../../src/db/db.ts";
import { defaultSettings } from "../../../src/settings.ts";
import type { Plan } from "../../../src/skill.ts";
import { addUp, type DigestFacts, inOrder, noFacts } from "../../../src/skills/insights/digest.ts";
import { dailyDigest } from "../../../src/skills/insights/jobs.ts";
import { insights } from "../../../src/skills/insights/skill.ts";
import { findKept } from "../../../src/skills/insights/store.ts";
import { describeOnOneEngine } from "../../support/database.ts";
import { NOW, seedPeople } from "../../support/people.ts";
import { withTurn } from "../../support/turn.ts";
import { testVault } from "../../support/vault.ts";

describeOnOneEngine("insights", (open) => {
  let db: Db;
  beforeAll(async () => {
    db = await open();
    await seedPeople(db, testVault);
    const at = (time: string) => instantOf("2026-09-12", time);
    await db.transaction(system, async (tx) => {
      await tx.followUp.create({
        data: {
          id: "done",
          customerId: "li-wen-f",
          staffId: "linyue",
          createdById: "linyue",
          text: "回访",
          dueAt: at("10:00"),
          state: "done",
          doneAt: at("11:00"),
        },
      });
      // Half past midnight in Shanghai is the day before in UTC.
      await tx.touch.create({
        data: { customerId: "li-wen-f", staffId: "linyue", direction: "out", means: "phone", at: at("00:30") },
      });
      const message = { staffId: "linyue", occasion: "birthday", draftedText: "x", text: "x" };
      await tx.careMessage.createMany({
        data: [
          { ...message, customerId: "zhang-lihua", state: "sent", sentAt: at("12:00"), updatedAt: at("12:00") },
          { ...message, customerId: "wang-fang-older", state: "draft", updatedAt: at("09:00") },
          {
            ...message,
            customerId: "wang-jianguo",
            state: "refused",
            stateReason: "客户说过不要打扰",
            updatedAt: at("09:00"),
          },
        ],
      });
    });
  });
  const text = (as: string, plan: Plan) =>
    withTurn(db, as, {}, async (turn) => insights.words((await insights.handle(turn, plan, null)).result, turn).text);

  it("reports yesterday to a manager, to head office, and to an associate about herself", async () => {
    expect(await text("zhouhang", { kind: "insights.digest" })).toMatchInlineSnapshot(`
      "徐汇店日报 9月12日（周六）
      1 销售：2,680元，1单，客单价2,680元，老客占100%
      2 到店：1位，成交1位，新登记0位
      3 跟进：完成1件，逾期1件，联系客户1位
         林悦：完成1，逾期1，联系1
      4 关怀：发出1条，待确认1条，没发1条（客户说过不要打扰）
      5 投诉：未了结1件，当天新增0件
      6 未来7天生日：2位
      7 高等级会员60天以上没到店：4位
      想看是谁，回行号就行，比如「6」。"
    `);
    expect(await text("boss", { kind: "insights.digest" })).toMatchInlineSnapshot(`
      "全部门店日报 9月12日（周六）
      1 销售：11,767元，3单，客单价3,922.33元，老客占22.8%
      2 到店：3位，成交3位，新登记1位
      3 跟进：完成1件，逾期1件，联系客户1位
         林悦：完成1，逾期1，联系1
      4 关怀：发出1条，待确认1条，没发1条（客户说过不要打扰）
      5 投诉：未了结1件，当天新增0件
      6 未来7天生日：2位
      7 高等级会员60天以上没到店：4位
      想看是谁，回行号就行，比如「6」。"
    `);
    expect(await text("chenchen", { kind: "insights.digest", day: "2026-09-10" })).toMatchInlineSnapshot(`
      "我的日报 9月10日（周四）
      1 销售：3,600元，1单，客单价3,600元，老客占0%
      2 到店：1位，成交1位，新登记0位
      3 跟进：完成0件，逾期0件，联系客户0位
      4 关怀：发出0条，待确认0条，没发0条
      5 投诉：没有未了结的
      6 未来7天生日：0位
      7 高等级会员60天以上没到店：1位
      想看是谁，回行号就行，比如「6」。"
    `);
  });

  it("queues one report per manager and day, and keeps the figures", async () => {
    await db.sandbox(async (sandbox) => {
      const context = { db: sandbox, now: () => NOW, zone: "Asia/Shanghai", settings: async () => defaultSettings };
      expect(await dailyDigest(context, NOW)).toBe(2);
      expect(await dailyDigest(context, NOW)).toBe(0);
      await sandbox.transaction(system, async (tx) => {
        const queued = await tx.delivery.findMany({ orderBy: { key: "asc" } });
        expect(queued.map((one) => [one.key, one.kind, one.staffId])).toEqual([
          ["digest:boss:2026-09-12", "digest", "boss"],
          ["digest:zhouhang:2026-09-12", "digest", "zhouhang"],
        ]);
        expect(JSON.stringify(queued[1]?.reply)).toContain("徐汇店日报 9月12日");
        expect(await tx.kpiDay.count()).toBe(2);
        expect(await findKept(tx, "xuhui", "2026-09-12")).toMatchObject({ salesFen: 268000, orders: 1 });
      });
      // What was reported stays as it was reported, for those who may see it.
      await sandbox.transaction(system, (tx) => tx.order.deleteMany({ where: { customerId: "chen-siyu" } }));
      const later = (as: string) =>
        withTurn(sandbox, as, {}, async (turn) =>
          insights
            .words((await insights.handle(turn, { kind: "insights.digest" }, null)).result, turn)
            .text.split("\n")
            .at(1),
        );
      expect(await later("zhouhang")).toContain("2,680元");
      expect(await later("linyue")).toContain("没有成交");
    });
  });

  it("sends none to those who wish for none", async () => {
    await db.sandbox(async (sandbox) => {
      await sandbox.transaction(system, (tx) =>
        tx.staff.updateMany({ where: { id: "boss" }, data: { nudgesOff: true } }),
      );
      const context = { db: sandbox, now: () => NOW, zone: "Asia/Shanghai", settings: async () => defaultSettings };
      expect(await dailyDigest(context, NOW)).toBe(1);
    });
  });
});

describe("figures add up", () => {
  const count = fc.nat(1000);
  const facts: fc.Arbitrary<DigestFacts> = fc.record({
    salesFen: count,
    orders: count,
    buyers: count,
    oldCustomersFen: count,
    newCustomers: count,
    visitors: count,
    staff: fc.array(
      fc.record({ id: fc.string(), name: fc.string(), done: count, overdue: count, contacted: count, salesFen: count }),
      { maxLength: 3 },
    ),
    greetings: fc.record({
      sent: count,
      waiting: count,
      refused: count,
      reasons: fc.array(fc.record({ why: fc.constantFrom("a", "b", "c"), count }), { maxLength: 3 }),
    }),
    complaints: fc.record({ open: count, late: count, opened: count }),
    birthdays: count,
    atRisk: count,
    ownerless: count,
  });
  const reasons = (one: DigestFacts) => one.greetings.reasons.reduce((sum, reason) => sum + reason.count, 0);
  it("over shops, in any order", () => {
    fc.assert(
      fc.property(fc.array(facts, { maxLength: 5 }), (shops) => {
        const all = addUp(shops);
        const back = addUp([...shops].reverse());
        expect(all.salesFen).toBe(shops.reduce((sum, one) => sum + one.salesFen, 0));
        expect(all.staff).toHaveLength(shops.reduce((sum, one) => sum + one.staff.length, 0));
        expect(reasons(all)).toBe(shops.reduce((sum, one) => sum + reasons(one), 0));
        expect({ ...back, staff: 0, greetings: 0 }).toEqual({ ...all, staff: 0, greetings: 0 });
      }),
      { numRuns: 100, seed: 7 },
    );
    expect(addUp([])).toEqual(noFacts);
  });
  it("names are never ordered by sales", () => {
    fc.assert(
      fc.property(facts, (one) => {
        const richer = one.staff.map((person, index) => ({ ...person, salesFen: index * 1000 }));
        expect(inOrder(richer).map((person) => person.id)).toEqual(inOrder(one.staff).map((person) => person.id));
      }),
      { numRuns: 100, seed: 8 },
    );
  });
});
