// Colleagues and handing a customer over: who may, what moves along, and the way back.
import { beforeAll, describe, expect, it } from "vitest";
import type { Db } from "../../../src/db/db.ts";
import type { Outcome, Plan, Turn } from "../../../src/skill.ts";
import { resolveCustomer } from "../../../src/skills/customers/resolve.ts";
import { colleagueMeant, mayAssign, refusesTarget } from "../../../src/skills/staff/rules.ts";
import { staff } from "../../../src/skills/staff/skill.ts";
import { describeOnOneEngine } from "../../support/database.ts";
import { seedPeople } from "../../support/people.ts";
import { withTurn } from "../../support/turn.ts";
import { testVault } from "../../support/vault.ts";

describeOnOneEngine("staff", (open) => {
  let db: Db;
  beforeAll(async () => {
    db = await open();
    await seedPeople(db, testVault);
  });
  async function run(turn: Turn, plan: Plan & { who?: string }) {
    const who = plan.who === undefined ? null : await resolveCustomer(turn, plan.who);
    const outcome: Outcome = await staff.handle(turn, plan, who?.kind === "one" ? who.customer : null);
    return { text: staff.words(outcome.result, turn).text, outcome };
  }
  const text = async (as: string, plan: Plan & { who?: string }) =>
    (await db.sandbox((sandbox) => withTurn(sandbox, as, {}, (turn) => run(turn, plan)))).text;
  const assign = (who: string, to: string, confirmed = false) => ({ kind: "staff.assign", who, to, confirmed });

  it("tells who I am and who is here", async () => {
    expect(await text("linyue", { kind: "staff.whoami" })).toBe(
      "您是林悦，徐汇店导购。能看到自己名下的客户，现在13位。",
    );
    expect(await text("zhouhang", { kind: "staff.whoami" })).toBe(
      "您是周航，徐汇店店长。能看到徐汇店的全部客户，现在18位。",
    );
    expect(await text("boss", { kind: "staff.whoami" })).toBe("您是老板，管理员。能看到所有门店的客户，现在21位。");
    expect(await text("zhouhang", { kind: "staff.list" })).toMatchInlineSnapshot(`
      "徐汇店：3位同事
      周航 · 店长
      林悦 · 导购 · 13位客户
      陈晨 · 导购 · 4位客户"
    `);
    expect(await text("boss", { kind: "staff.list", store: "静安" })).toMatchInlineSnapshot(`
      "静安店：1位同事
      何静 · 导购 · 3位客户"
    `);
    expect(await text("boss", { kind: "staff.list", store: "浦东店" })).toBe(
      "没找到「浦东店」，是不是：徐汇店、静安店？",
    );
  });

  it("lets associates ask their manager", async () => {
    expect(await text("linyue", assign("张姐", "陈晨", true))).toBe("这件事要店长或管理员来办，麻烦跟他们说一声。");
  });

  it("asks first, moves open work along, and can be taken back", async () => {
    await db.sandbox(async (sandbox) => {
      const asked = await withTurn(sandbox, "zhouhang", {}, (turn) => run(turn, assign("张丽华", "陈晨")));
      expect(asked.text).toBe("把张丽华转给陈晨吗？1件待办会一起转。回「是」就转。");
      expect(asked.outcome.question).toEqual({ kind: "confirm", what: "张丽华 → 陈晨" });
      expect(asked.outcome.undo).toBeUndefined();

      const done = await withTurn(sandbox, "zhouhang", {}, (turn) => run(turn, assign("张丽华", "小陈", true)));
      expect(done.text).toBe("张丽华以后由陈晨跟。1件待办一起转过去了。");
      const sees = (as: string) =>
        withTurn(sandbox, as, {}, async (turn) => (await resolveCustomer(turn, "张丽华")).kind === "one");
      expect([await sees("linyue"), await sees("chenchen")]).toEqual([false, true]);
      await withTurn(sandbox, "zhouhang", {}, async (turn) => {
        const followUp = () => turn.tx.followUp.findUniqueOrThrow({ where: { id: "zhang-lihua-followup-1" } });
        expect((await followUp()).staffId).toBe("chenchen");
        expect((await run(turn, assign("张丽华", "陈晨", true))).outcome.result.kind).toBe("already-hers");
        for (const step of [...(done.outcome.undo ?? [])].reverse()) {
          if (step.op !== "restore") continue;
          if (step.table === "customer") await turn.tx.customer.updateMany({ where: step.where, data: step.before });
          if (step.table === "followUp") await turn.tx.followUp.updateMany({ where: step.where, data: step.before });
        }
        expect((await followUp()).staffId).toBe("linyue");
      });
      expect([await sees("linyue"), await sees("chenchen")]).toEqual([true, false]);
    });
  });

  it("keeps a manager within her shop, lets head office move across", async () => {
    expect(await text("zhouhang", assign("张丽华", "何静", true))).toBe(
      "跨店转客户要总部来转。店里的同事我现在就能转。",
    );
    await db.sandbox(async (sandbox) => {
      const done = await withTurn(sandbox, "boss", {}, (turn) => run(turn, assign("张丽华", "何静", true)));
      expect(done.outcome.result.kind).toBe("assigned");
      await withTurn(sandbox, "hejing", {}, async (turn) => {
        expect(await resolveCustomer(turn, "张丽华")).toMatchObject({ kind: "one", customer: { storeId: "jingan" } });
      });
    });
    expect(await text("zhouhang", assign("张丽华", "赵四", true))).toBe("没找到「赵四」，是不是：周航、林悦、陈晨？");
  });
});

describe("rules", () => {
  it.each([
    ["associate", false],
    ["manager", true],
    ["crm_admin", true],
    ["admin", true],
  ] as const)("%s may assign: %s", (role, may) => expect(mayAssign({ role })).toBe(may));
  it("keeps to the shop", () => {
    expect(refusesTarget({ scope: "store", storeId: "a" }, { storeId: "a" })).toBeNull();
    expect(refusesTarget({ scope: "store", storeId: "a" }, { storeId: "b" })).toBe("other-store");
    expect(refusesTarget({ scope: "store", storeId: null }, { storeId: null })).toBe("other-store");
    expect(refusesTarget({ scope: "all", storeId: null }, { storeId: "b" })).toBeNull();
  });
  it("knows who is meant", () => {
    const all = [
      { id: "a", name: "林悦" },
      { id: "b", name: "林晓" },
      { id: "c", name: "陈晨" },
    ];
    expect(colleagueMeant("小陈", all)).toMatchObject({ kind: "one", one: { id: "c" } });
    expect(colleagueMeant("林", all)).toEqual({ kind: "several", names: ["林悦", "林晓"] });
    expect(colleagueMeant("王五", all)).toEqual({ kind: "nobody" });
  });
});
