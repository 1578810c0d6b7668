// The day's figures against the cast; the report's words; one report per manager and day.
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { instantOf } from "../../../src/calendar/day.ts";
import { system } from "../../../src/db/actor.ts";
import type { Db } from "../../../src/db/db.ts";
import { defaultSettings } from "../../../src/settings.ts";
import type { Plan } from "../../../src/skill.ts";
import {
  addUp,
  type DigestFacts,
  type Figures,
  inOrder,
  noFacts,
  praised,
} from "../../../src/skills/insights/digest.ts";
import { sendReports } from "../../../src/skills/insights/jobs.ts";
import { KPI_KEYS } from "../../../src/skills/insights/kpi.ts";
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
      1 销售：2,680元，1单，客单价2,680元（都是老客）
      2 投诉：未了结1件，新增0件
      3 跟进：完成1件，逾期1件，联系客户1位
         林悦：完成1，逾期1，联系1
      4 高等级会员60天以上没到店：4位
      5 到店：1位，成交1位，新登记0位
      6 老客营收占比：30.3%（低于60%–80%，老客要多联系）
      7 复购率：20%（近一年15位买过，3位不止一天）
      8 留存率：25%（上一季4位买过，1位又来买）
      9 关怀：发出1条，待确认1条，没发1条（客户说过不要打扰）
      10 未来7天生日：2位
      想看是谁，回行号就行，比如「1」。"
    `);
    expect(await text("boss", { kind: "insights.digest" })).toMatchInlineSnapshot(`
      "全部门店日报 9月12日（周六）
      1 销售：11,767元，3单，客单价3,922.33元（新客4,543.50元，老客2,680元）
         徐汇店：2,680元，1单，逾期1件
         静安店：9,087元，2单
      2 投诉：未了结1件，新增0件
      3 跟进：完成1件，逾期1件，联系客户1位
         林悦：完成1，逾期1，联系1
      4 高等级会员60天以上没到店：4位
      5 到店：3位，成交3位，新登记1位
      6 老客营收占比：14.9%（低于60%–80%，老客要多联系）
      7 复购率：17.6%（近一年17位买过，3位不止一天）
      8 留存率：25%（上一季4位买过，1位又来买）
      9 关怀：发出1条，待确认1条，没发1条（客户说过不要打扰）
      10 未来7天生日：2位
      想看是谁，回行号就行，比如「1」。"
    `);
    expect(await text("chenchen", { kind: "insights.digest", day: "2026-09-10" })).toMatchInlineSnapshot(`
      "我的日报 9月10日（周四）
      1 销售：3,600元，1单，客单价3,600元（都是新客）
      2 高等级会员60天以上没到店：1位
      3 到店：1位，成交1位，新登记0位
      4 老客营收占比：0%（低于60%–80%，老客要多联系）
      5 复购率：0%（近一年3位买过，0位不止一天）
      6 留存率：0%（上一季1位买过，0位又来买）
      想看是谁，回行号就行，比如「1」。"
    `);
  });

  it("queues one report per manager and day, and keeps the figures", async () => {
    await db.sandbox(async (sandbox) => {
      const context = { db: sandbox, now: () => NOW, zone: "Asia/Shanghai", settings: async () => defaultSettings };
      expect(await sendReports(context, NOW, "day")).toBe(2);
      expect(await sendReports(context, NOW, "day")).toBe(0);
      await sandbox.transaction(system, async (tx) => {
        const queued = await tx.delivery.findMany({ orderBy: { key: "asc" } });
        expect(queued.map((one) => [one.key, one.kind, one.staffId])).toEqual([
          ["digest:boss:2026-09-12", "digest", "boss"],
          ["digest:zhouhang:2026-09-12", "digest", "zhouhang"],
        ]);
        expect(JSON.stringify(queued[1]?.reply)).toContain("徐汇店日报 9月12日");
        expect(await tx.kpiDay.count()).toBe(2);
        expect(await findKept(tx, "xuhui", "2026-09-12")).toMatchObject({
          figures: { sales: { num: 268000, den: 1 } },
        });
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
      expect(await sendReports(context, NOW, "day")).toBe(1);
    });
  });
});

describe("figures add up", () => {
  const count = fc.nat(1000);
  const facts: fc.Arbitrary<DigestFacts> = fc.record({
    figures: fc
      .array(fc.record({ num: count, den: count }), { minLength: KPI_KEYS.length, maxLength: KPI_KEYS.length })
      .map((all) => Object.fromEntries(KPI_KEYS.map((key, at) => [key, all[at]])) as Figures),
    staff: fc.array(
      fc.record({
        id: fc.string(),
        name: fc.string(),
        done: count,
        overdue: fc.nat(2),
        kept: count,
        broken: fc.nat(2),
        contacted: count,
      }),
      { maxLength: 3 },
    ),
    refusals: fc.array(fc.record({ why: fc.constantFrom("a", "b", "c"), count }), { maxLength: 3 }),
  });
  const reasons = (one: DigestFacts) => one.refusals.reduce((sum, reason) => sum + reason.count, 0);
  it("over shops, in any order", () => {
    fc.assert(
      fc.property(fc.array(facts, { maxLength: 5 }), (shops) => {
        const all = addUp(shops);
        const back = addUp([...shops].reverse());
        for (const key of KPI_KEYS)
          expect(all.figures[key].num).toBe(shops.reduce((sum, one) => sum + one.figures[key].num, 0));
        expect(all.staff).toHaveLength(shops.reduce((sum, one) => sum + one.staff.length, 0));
        expect(reasons(all)).toBe(shops.reduce((sum, one) => sum + reasons(one), 0));
        expect(back.figures).toEqual(all.figures);
      }),
      { numRuns: 100, seed: 7 },
    );
    expect(addUp([])).toEqual(noFacts);
  });
  it("praise goes to nobody who left something, and trouble is told first", () => {
    fc.assert(
      fc.property(facts, ({ staff }) => {
        for (const one of praised(staff)) expect(one.overdue + one.broken).toBe(0);
        const todo = inOrder(staff).map((one) => one.overdue + one.broken);
        expect(todo).toEqual([...todo].sort((a, b) => b - a));
      }),
      { numRuns: 100, seed: 8 },
    );
  });
});
