// Memberships, points and benefits: what each verb does, who may, what a refused one leaves; words of a new benefit.
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { undoLast } from "../../../src/conversation/undo.ts";
import { system } from "../../../src/db/actor.ts";
import type { Db } from "../../../src/db/db.ts";
import { defaultSettings } from "../../../src/settings.ts";
import type { CustomerRef, Plan } from "../../../src/skill.ts";
import { benefitSaid, holds, isFor } from "../../../src/skills/members/benefits.ts";
import { members } from "../../../src/skills/members/skill.ts";
import { STANDING_VERBS, STANDINGS, standingAfter } from "../../../src/skills/members/standing.ts";
import { describeOnOneEngine } from "../../support/database.ts";
import { NOW, seedPeople, TODAY } from "../../support/people.ts";
import { turnRow } from "../../support/rows.ts";
import { withTurn } from "../../support/turn.ts";
import { testVault } from "../../support/vault.ts";

const { tiers } = defaultSettings;

describe("the verbs of a membership", () => {
  it("lead from a standing to another one, and never out of the four", () => {
    for (const now of STANDINGS)
      for (const verb of STANDING_VERBS) {
        const after = standingAfter(verb, now);
        if (after === null) continue;
        expect(STANDINGS).toContain(after);
        expect(after).not.toBe(now);
        // Said again it has nothing to do.
        expect(standingAfter(verb, after)).toBeNull();
      }
    expect(standingAfter("restore", "frozen")).toBe("active");
    expect(standingAfter("join", "cancelled")).toBeNull();
  });
});

describe("a benefit as said", () => {
  it.each([
    [
      "生日当月8.8折，金卡以上",
      { kind: "discount", text: "生日当月8.8折", occasion: "birthday", tiers: ["金卡", "钻石"] },
    ],
    [
      "老客回归送小样一份 限银卡、金卡",
      { kind: "gift", text: "老客回归送小样一份", occasion: "winback", tiers: ["银卡", "金卡"] },
    ],
    ["免费改裤长", { kind: "service", text: "免费改裤长", occasion: null, tiers: [] }],
    [
      "银卡及以上会员专享，满1000减100券",
      { kind: "coupon", text: "满1000减100券", occasion: null, tiers: ["银卡", "金卡", "钻石"] },
    ],
  ])("%s", (said, read) => expect(benefitSaid(said, tiers)).toEqual(read));

  it("keeps every word that names no tier, and names only tiers there are", () => {
    const word = fc.constantFrom("生日", "送", "礼一份", "8折", "双倍积分", "，", "改裤长", "20元券");
    const tail = fc.constantFrom("", "，金卡以上", "，限银卡、金卡", " 钻石专享以上");
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), tail, (words, end) => {
        const read = benefitSaid(`礼${words.join("")}${end}`, tiers);
        expect(read.tiers.every((name) => tiers.some((tier) => tier.name === name))).toBe(true);
        for (const letter of words.join("").replaceAll("，", "")) expect(read.text).toContain(letter);
      }),
    );
  });

  it("holds between its days and for its tiers", () => {
    const row = {
      id: "1",
      kind: "gift",
      text: "礼",
      occasion: null,
      tiers: ["金卡"],
      activeFrom: TODAY,
      activeTo: TODAY,
    };
    expect(holds(row, TODAY)).toBe(true);
    expect(holds({ ...row, activeTo: "2026-01-01" }, TODAY)).toBe(false);
    expect([isFor(row, "金卡"), isFor(row, "银卡"), isFor(row, null), isFor({ ...row, tiers: [] }, null)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });
});

describeOnOneEngine("memberships by chat", (open) => {
  let db: Db;
  let her: CustomerRef;
  beforeAll(async () => {
    db = await open();
    await seedPeople(db, testVault);
    her = await db.transaction(system, (tx) =>
      tx.customer.findFirstOrThrow({
        where: { ownerId: "linyue", membership: "active" },
        select: { id: true, name: true, ownerId: true, storeId: true },
      }),
    );
  });
  const say = (as: string, plan: Plan, about: CustomerRef | null = her) =>
    withTurn(db, as, {}, async (turn) => {
      const outcome = await members.handle(turn, plan, about);
      return { outcome, text: members.words(outcome.result, turn).text };
    });
  const row = () => db.transaction(system, (tx) => tx.customer.findUniqueOrThrow({ where: { id: her.id } }));

  it("freezes after being asked, once, and only by a manager", async () => {
    const plan = { kind: "members.standing", who: her.name, verb: "freeze", reason: "恶意退货" };
    expect((await say("linyue", plan)).outcome.result).toEqual({ kind: "not-allowed", why: "role" });
    const asked = await say("zhouhang", plan);
    expect(asked.outcome.question?.kind).toBe("confirm");
    expect(asked.text).toContain("恶意退货");
    expect((await row()).membership).toBe("active");
    const done = await say("zhouhang", { ...plan, confirmed: true });
    expect(done.text).toContain("办好了");
    expect((await row()).membership).toBe("frozen");
    expect((await say("zhouhang", { ...plan, confirmed: true })).text).toContain("会员已冻结，不用冻结会员");
    await say("zhouhang", { ...plan, verb: "thaw", confirmed: true });
    expect((await row()).membership).toBe("active");
  });

  it("gives and takes points, never below nothing, each with an entry", async () => {
    const before = (await row()).points;
    const give = await say("linyue", { kind: "members.points", who: her.name, points: 200, reason: "推荐朋友" });
    expect(give.text).toContain(`现在${(before + 200).toLocaleString("en-US")}分`);
    const over = await say("linyue", { kind: "members.points", who: her.name, points: -(before + 201) });
    expect(over.outcome.result.kind).toBe("points-too-few");
    expect(over.outcome.undo ?? []).toEqual([]);
    expect((await row()).points).toBe(before + 200);
    const entries = await db.transaction(system, (tx) => tx.pointsEntry.findMany({ where: { customerId: her.id } }));
    expect(entries.filter(({ reason }) => reason === "推荐朋友").map(({ points }) => points)).toEqual([200]);
  });

  it("points taken back leave what others gave meanwhile", async () => {
    const before = (await row()).points;
    const turnId = "00000000-0000-7000-8000-000000000001";
    await withTurn(db, "linyue", {}, async (turn) => {
      const outcome = await members.handle(turn, { kind: "members.points", who: her.name, points: 50 }, her);
      await turn.tx.turnLog.create({
        data: { ...turnRow(NOW), id: turnId, undo: JSON.parse(JSON.stringify(outcome.undo)) },
      });
    });
    await say("zhouhang", { kind: "members.points", who: her.name, points: 7 });
    await withTurn(db, "linyue", {}, (turn) => undoLast(turn.tx, "linyue", NOW, turnId));
    expect((await row()).points).toBe(before + 7);
  });

  it("a benefit is added and stopped by who owns the rules; drafts find it, then no more", async () => {
    const add = { kind: "members.benefit-add", text: "生日当月8.8折，金卡以上" };
    expect((await say("zhouhang", add, null)).outcome.result.kind).toBe("not-allowed");
    expect((await say("boss", add, null)).text).toContain("适用：金卡、钻石");
    await say("boss", { ...add, confirmed: true }, null);
    const told = async () => (await say("linyue", { kind: "members.benefits", tier: "金卡" }, null)).text;
    expect(await told()).toContain("生日当月8.8折");
    expect((await say("linyue", { kind: "members.benefits", tier: "银卡" }, null)).text).not.toContain("8.8折");
    await say("boss", { kind: "members.benefit-stop", which: "8.8折", confirmed: true }, null);
    expect(await told()).not.toContain("8.8折");
    expect((await say("boss", { kind: "members.benefit-stop", which: "8.8折" }, null)).outcome.result.kind).toBe(
      "not-found",
    );
  });
});
