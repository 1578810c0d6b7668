// The platform and we compared, an own welcome, figures to the group: who may, and what is kept.
import { beforeAll, expect, test } from "vitest";
import { system } from "../../../src/db/actor.ts";
import type { Db } from "../../../src/db/db.ts";
import { queuePost } from "../../../src/skills/customers/writeback-store.ts";
import { handle } from "../../../src/skills/platform/handle.ts";
import { fillWelcome, welcomeFault } from "../../../src/skills/staff/welcome.ts";
import { describeOnOneEngine } from "../../support/database.ts";
import { withTurn } from "../../support/turn.ts";

const AT = new Date("2026-11-22T02:00:00Z");

describeOnOneEngine("the platform's skill", (open) => {
  let db: Db;
  beforeAll(async () => {
    db = await open();
    await db.transaction(system, async (tx) => {
      await tx.store.createMany({
        data: [
          { id: "s1", name: "徐汇店" },
          { id: "s2", name: "静安店" },
        ],
      });
      await tx.staff.createMany({
        data: [
          { id: "lin", name: "林悦", storeId: "s1" },
          { id: "zhou", name: "周航", storeId: "s1", role: "manager", scope: "store" },
          { id: "su", name: "苏总", role: "admin", scope: "all" },
        ],
      });
      const customer = { storeId: "s1", ownerId: "lin" };
      await tx.customer.createMany({
        data: [
          { id: "c1", name: "张丽华", externalId: "wm1", ...customer },
          { id: "c2", name: "王芳", externalId: "wm2", ...customer },
          { id: "c3", name: "李梅", ...customer },
          { id: "c4", name: "别店的", storeId: "s2" },
        ],
      });
      await tx.relation.createMany({
        data: [
          { staffId: "lin", customerId: "c1", remark: "张丽华 老客", addedAt: AT, seenAt: AT },
          { staffId: "zhou", customerId: "c2", remark: "", addedAt: AT, seenAt: AT },
        ],
      });
    });
  });
  const ask = (who: string, plan: { kind: string } & Record<string, unknown>) =>
    withTurn(db, who, { now: AT }, (turn) => handle(turn, plan));

  test("a manager sees where her shop differs, an associate does not ask, another shop is not counted", async () => {
    const { result } = await ask("zhou", { kind: "platform.compare" });
    expect(result).toMatchObject({
      figures: {
        customers: 3,
        linked: 2,
        contacts: 2,
        onlyHere: { count: 1, names: ["李梅"] },
        otherOwner: { count: 1, names: ["王芳"] },
        otherName: { count: 0 },
        refused: { count: 0 },
      },
      readAt: null,
    });
    expect((await ask("lin", { kind: "platform.compare" })).result).toEqual({ kind: "not-allowed", why: "role" });
  });

  test("a manager asks for a reading of the platform, once; who asks meanwhile hears how far it is", async () => {
    expect((await ask("lin", { kind: "platform.read" })).result).toEqual({ kind: "not-allowed", why: "role" });
    expect((await ask("zhou", { kind: "platform.read" })).result).toEqual({ kind: "reading", seen: null });
    const runs = () => db.transaction(system, (tx) => tx.channelSync.findMany());
    expect(await runs()).toMatchObject([{ askedById: "zhou", finishedAt: null, seen: 0 }]);
    await db.transaction(system, (tx) => tx.channelSync.updateMany({ data: { seen: 1200 } }));
    expect((await ask("su", { kind: "platform.read" })).result).toEqual({ kind: "reading", seen: 1200 });
    await db.transaction(system, (tx) => tx.channelSync.deleteMany());
  });

  test("everybody has her own welcome; the shop's is head office's", async () => {
    const text = "您好，我是{店名}的{姓名}";
    const { result } = await ask("lin", { kind: "platform.welcome", text });
    expect(result).toMatchObject({ kind: "welcome-set", shown: "您好，我是徐汇店的林悦" });
    const stored = await db.transaction(system, (tx) => tx.staff.findMany({ where: { welcome: { not: null } } }));
    expect(stored.map((row) => row.id)).toEqual(["lin"]);
    await ask("lin", { kind: "platform.welcome", reset: true });
    expect((await ask("lin", { kind: "platform.welcome" })).result).toMatchObject({ kind: "welcome", own: false });
    expect((await ask("zhou", { kind: "platform.welcome", scope: "shop", text })).result.kind).toBe("not-allowed");
    expect((await ask("su", { kind: "platform.welcome", scope: "shop", text })).result.kind).toBe("welcome-set");
  });

  test("the group's address is a group robot's, set by head office after asking", async () => {
    const url = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7bbb-4bc4";
    const plan = { kind: "platform.webhook", url };
    expect((await ask("zhou", plan)).result.kind).toBe("not-allowed");
    expect((await ask("su", { ...plan, url: "https://example.com/?key=1" })).result.kind).toBe("webhook-fault");
    expect((await ask("su", plan)).question?.kind).toBe("confirm");
    expect((await ask("su", { ...plan, confirmed: true })).result).toEqual({ kind: "webhook-set", on: true });
    const post = { key: "day:2026-11-21", text: "昨天…", dueAt: AT };
    expect(await db.transaction(system, (tx) => queuePost(tx, post))).toBe(true);
    expect(await db.transaction(system, (tx) => queuePost(tx, post))).toBe(false);
  });
});

test("a welcome with an unknown field or too long is said to be so", () => {
  expect(welcomeFault("您好{称呼}")).toEqual({ kind: "field", field: "称呼" });
  expect(welcomeFault(" ")).toEqual({ kind: "empty" });
  expect(welcomeFault("好".repeat(401))).toEqual({ kind: "too-long", length: 401 });
  expect(fillWelcome("{店名}·{导购}{x}", { shop: "徐汇店", name: "林悦" })).toBe("徐汇店·林悦{x}");
});
