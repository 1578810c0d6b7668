// What a question means in this shop: goods by their kind, dislikes and taboos, windows of time, words with two senses,
// and questions that build on the one before.
import { beforeAll, expect, it } from "vitest";
import { system } from "../../../src/db/actor.ts";
import type { Db } from "../../../src/db/db.ts";
import { nothingShown, type Outcome, type Plan, type Shown } from "../../../src/skill.ts";
import { goodsMeant } from "../../../src/skills/customers/goods.ts";
import { customers } from "../../../src/skills/customers/skill.ts";
import { describeOnOneEngine } from "../../support/database.ts";
import { seedPeople } from "../../support/people.ts";
import { withTurn } from "../../support/turn.ts";
import { testVault } from "../../support/vault.ts";

describeOnOneEngine("questions", (open) => {
  let db: Db;
  beforeAll(async () => {
    db = await open();
    await seedPeople(db, testVault);
    await db.transaction(system, async (tx) => {
      await tx.customer.updateMany({ where: { id: "zhang-lihua" }, data: { province: "上海", city: "上海市" } });
      await tx.customer.updateMany({ where: { id: "li-wen-f" }, data: { city: "杭州市" } });
      const fact = { customerId: "li-wen-f", recordedById: "linyue" };
      await tx.fact.createMany({
        data: [
          { ...fact, kind: "preference", topic: "不喜欢", value: "亮片" },
          { ...fact, kind: "preference", topic: "面料", value: "不喜欢真丝" },
        ],
      });
    });
  });

  /** Says the plans one after another, as one talk. */
  async function talk(as: string, ...plans: object[]): Promise<string[]> {
    let shown: Shown = nothingShown;
    const said: string[] = [];
    for (const plan of plans)
      await withTurn(db, as, { shown }, async (turn) => {
        const outcome: Outcome = await customers.handle(
          turn,
          { kind: "customers.find", where: [], ...plan } as Plan,
          null,
        );
        shown = { ...shown, ...outcome.shown };
        said.push(customers.words(outcome.result, turn).text);
      });
    return said;
  }
  const first = async (as: string, plan: object) => (await talk(as, plan))[0]!;
  const names = (text: string) => [...text.matchAll(/^\d+ ([^ ·(]+)/gmu)].map((match) => match[1]!);
  const bought = (what: string) => ({ where: [{ field: "bought", what, range: null }] });
  const fact = (like: string, kind: string) => ({ where: [{ field: "fact", like, kind }] });

  it("takes one of the groups just told for a part of what was asked", async () => {
    const gold = { where: [{ field: "tier", in: ["金卡"] }], aggregate: { fn: "count", of: "customers", by: "owner" } };
    const [, hers] = await talk("boss", gold, { where: [{ field: "owner", is: "林悦" }] });
    expect(hers).toContain("金卡、林悦名下");
    const [, all] = await talk("boss", { ...gold, aggregate: null }, { where: [{ field: "owner", is: "林悦" }] });
    expect(all).not.toContain("金卡、");
  });

  it("finds a tier and all above, or below", async () => {
    const count = async (...tiers: string[]) => {
      const plan = { where: [{ field: "tier", in: tiers }], aggregate: { fn: "count", of: "customers" } };
      return Number(/(\d+)位$/u.exec(await first("boss", plan))?.[1]);
    };
    expect(await count("金卡以上")).toBe(await count("金卡", "钻石"));
    expect(await count("银卡以下")).toBe(await count("普通", "银卡"));
    expect(await count("会员")).toBe(await count("普通以上"));
    expect(await first("boss", { where: [{ field: "tier", in: ["铂金以上"] }] })).toContain("没找到「铂金以上」");
  });

  it("finds goods by their kind, and shows these and not what was bought since", async () => {
    expect(goodsMeant("真丝裙子")).toEqual({ any: ["裙", "旗袍"], and: "真丝" });
    expect(goodsMeant("羊绒衫")).toEqual({ any: ["羊绒衫"], and: "" });
    const skirts = names(await first("boss", bought("裙子")));
    expect(skirts).toEqual(expect.arrayContaining(["张丽华", "林小红"]));
    expect(names(await first("linyue", bought("真丝裙子")))).toEqual(["张丽华"]);
    expect(await first("linyue", bought("大衣"))).toContain("张丽华 · 306天前买了羊绒大衣");
    expect(names(await first("boss", bought("外套"))).length).toBeGreaterThan(
      names(await first("boss", bought("风衣"))).length,
    );
    expect(names(await first("boss", bought("%")))).toEqual([]);
  });

  it("tells likes from dislikes, and cashmere from no wool", async () => {
    expect(names(await first("linyue", fact("真丝", "dislike")))).toEqual(["李雯"]);
    expect(names(await first("linyue", fact("亮片", "dislike")))).toEqual(["李雯"]);
    expect(names(await first("linyue", fact("真丝", "preference")))).toEqual(["张丽华"]);
    const cashmere = await first("linyue", fact("羊绒", "negative"));
    expect(cashmere).toContain("禁忌里有「羊绒、羊毛」：");
    expect(names(cashmere)).toContain("张丽华");
  });

  it("states the window nobody named", async () => {
    expect(await first("linyue", { sort: { by: "birthday", direction: "asc" } })).toMatch(/^未来30天生日：\d+位/u);
    const gone = await first("zhouhang", { sort: { by: "last-seen", direction: "asc" } });
    expect(gone).toMatch(/^近60天没到店：\d+位，最久没来的在前/u);
    for (const [stage, words] of [
      ["old", "老客（30天前就买过，近180天还来过）"],
      ["new", "新客（近30天第一次买）"],
      ["lost", "流失客户（买过，近180天没来）"],
    ])
      expect(await first("zhouhang", { where: [{ field: "lifecycle", in: [stage] }] })).toContain(words);
    expect(await first("zhouhang", { where: [{ not: { field: "do-not-disturb", is: true } }] })).toMatch(/^可联系：/u);
  });

  it("puts the later word in the earlier one's place where nobody is both", async () => {
    const gender = (is: string) => ({ where: [{ field: "gender", is }], base: "shown" });
    const [all, women, men] = await talk(
      "zhouhang",
      { where: [{ field: "tier", in: ["金卡", "钻石", "银卡", "普通"] }] },
      gender("female"),
      gender("male"),
    );
    const count = (text: string | undefined) => Number(/：(\d+)位/u.exec(text ?? "")?.[1]);
    expect(women).toContain("女：");
    expect(men).toContain("男：");
    expect(men).not.toContain("女");
    expect(count(women) + count(men)).toBeLessThanOrEqual(count(all));
    expect(count(men)).toBeGreaterThan(0);
  });

  it("asks where people live as far as records say it in the clear, and says so where they do not", async () => {
    const shanghai = await first("boss", { where: [{ field: "region", is: "上海" }] });
    expect(shanghai).toMatch(/^档案里在上海：1位/u);
    expect(names(shanghai)).toEqual(["张丽华"]);
    expect(await first("boss", { where: [{ field: "region", is: "浦东" }] })).toBe(
      "按地区只能查档案里的省和市，详细地址是加密存的，查不了「浦东」。档案里登记的有上海市、杭州市等；要看门店的客户，说「浦东店的客户」。",
    );
  });

  it("says what it took dormant, top, returned, and a gap to be", async () => {
    expect(await first("boss", { where: [{ field: "lifecycle", in: ["dormant"] }] })).toMatch(
      /^休眠客户（买过，90天没来，还不到流失的180天）：/u,
    );
    expect(await first("boss", { where: [{ field: "top-spend", share: 0.2, range: null }] })).toMatch(
      /^累计消费前20%（在买过的客户里排）：\d+位/u,
    );
    expect(await first("boss", { where: [{ field: "has-tag", is: false }] })).toMatch(/^没有标签：/u);
    const returned = await first("boss", { sort: { by: "returns", direction: "desc" } });
    expect(returned).toMatch(/^退过货：\d+位，累计退货从多到少/u);
    expect(returned).toMatch(/^1 .*累计退过[1-9]\d*次/mu);
    expect(returned).not.toContain("退过0次");
    const gap = await first("boss", { aggregate: { fn: "mean", of: "purchase-gap" } });
    expect(gap).toMatch(/^全部客户：平均多久买一次（买过两次以上的客户，每人先算平均隔几天） \d+天/u);
    const gold = await first("boss", {
      where: [{ field: "tier", in: ["金卡"] }],
      aggregate: { fn: "share", of: "spend" },
    });
    expect(gold).toMatch(/^金卡：消费占比 [\d.]+%（[\d,.]+元，可见范围共[\d,.]+元）$/u);
    expect(await first("boss", { aggregate: { fn: "count", of: "customers", by: "source" } })).toContain("没记来源");
  });

  it("asks the same of others: a count stays a count, the other conditions stay", async () => {
    const count = { aggregate: { fn: "count", of: "customers" } };
    const [, silver] = await talk(
      "zhouhang",
      {
        where: [
          { field: "gender", is: "female" },
          { field: "tier", in: ["金卡"] },
        ],
        ...count,
      },
      { where: [{ field: "tier", in: ["银卡"] }], base: "instead" },
    );
    expect(silver).toMatch(/^女、银卡：\d+位$/u);
    // With nothing asked before it is a question of its own.
    expect(await first("zhouhang", { where: [{ field: "tier", in: ["金卡"] }], base: "instead" })).toMatch(
      /^金卡：\d+位/u,
    );
  });

  it("compares people as everybody calls them, with the difference; asks which one is meant", async () => {
    const between = (...likes: string[]) => ({
      where: [{ any: likes.map((like) => ({ field: "name", like })) }],
      sort: { by: "spend", direction: "desc" },
    });
    const text = await first("linyue", between("张姐", "欧阳娜娜"));
    expect(text).toMatch(/^张丽华和欧阳娜娜：2位，累计消费从高到低/u);
    expect(text).toMatch(/(张丽华比欧阳娜娜|欧阳娜娜比张丽华)多[\d,.]+元。$/u);
    expect(await first("linyue", between("张姐", "诸葛亮"))).toContain("没找到「诸葛亮」");
    const [asked] = await talk("linyue", between("张姐", "王芳"));
    expect(asked).toMatch(/^「王芳」有\d位，是哪一位？/u);
  });
});
