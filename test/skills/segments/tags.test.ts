// Tags by rule: given, kept, taken back, and never in the way of what a person tagged.
import { beforeAll, expect, test } from "vitest";
import { addDays, instantOf, SHANGHAI } from "../../../src/calendar/day.ts";
import { system } from "../../../src/db/actor.ts";
import type { Db, Tx } from "../../../src/db/db.ts";
import { defaultSettings } from "../../../src/settings.ts";
import { notes } from "../../../src/skills/notes/skill.ts";
import { refreshSegments } from "../../../src/skills/segments/jobs.ts";
import { describeOnOneEngine } from "../../support/database.ts";
import { NOW, seedPeople, TODAY } from "../../support/people.ts";
import { withTurn } from "../../support/turn.ts";
import { testVault } from "../../support/vault.ts";

describeOnOneEngine("tags by rule", (open) => {
  let shared: Db;
  beforeAll(async () => {
    shared = await open();
    await seedPeople(shared, testVault);
  });
  const testUndone = (name: string, work: (db: Db) => Promise<void>) => test(name, () => shared.sandbox(work));
  const night = (db: Db) => refreshSegments({ db, zone: SHANGHAI, settings: async () => defaultSettings }, NOW);
  const tagsOf = (db: Db, customerId: string) =>
    db.transaction(system, async (tx) => {
      const rows = await tx.customerTag.findMany({ where: { customerId }, include: { tag: true } });
      return rows.map(({ tag, origin }) => `${tag.name} ${origin}`).sort();
    });
  const buy = async (tx: Tx, customerId: string, category: string, ago: number) => {
    const paidAt = instantOf(addDays(TODAY, -ago), "12:00", SHANGHAI);
    const order = await tx.order.create({ data: { customerId, amountFen: 10_000, paidAt } });
    await tx.orderLine.create({
      data: { orderId: order.id, customerId, category, item: `${category}一件`, amountFen: 10_000 },
    });
    return order.id;
  };

  testUndone("taken off by hand, it is said that it comes back", async (db) => {
    await db.transaction(system, async (tx) => {
      const tag = await tx.tag.create({ data: { name: "常客" } });
      await tx.customerTag.create({ data: { customerId: "sun-li", tagId: tag.id, origin: "rule" } });
    });
    const sunLi = { id: "sun-li", name: "孙丽", ownerId: "linyue", storeId: "xuhui" };
    const text = await withTurn(db, "linyue", {}, async (turn) => {
      const plan = { kind: "notes.tag", who: "孙丽", tags: ["常客"], remove: true };
      const shown = await notes.handle(turn, { kind: "notes.show", who: "孙丽", about: "标签" }, sunLi);
      expect(notes.words(shown.result, turn).text).toContain("常客（自动）");
      return notes.words((await notes.handle(turn, plan, sunLi)).result, turn).text;
    });
    expect(text).toContain("去掉了孙丽的标签：常客");
    expect(text).toContain("明早会再打上");
  });

  // Last, because it stays: the night's tables live as long as their transaction, and a sandbox is one.
  test("what she keeps buying and that she answers; a night later nothing is new", async () => {
    const db = shared;
    const who = "sun-li";
    const [last] = await db.transaction(system, async (tx) => {
      await tx.order.deleteMany({ where: { customerId: who } });
      await tx.customerTag.deleteMany({ where: { customerId: who } });
      for (const ago of [1, 2, 3])
        await tx.touch.create({
          data: {
            customerId: who,
            direction: "in",
            means: "message",
            at: instantOf(addDays(TODAY, -ago), "12:00", SHANGHAI),
          },
        });
      await buy(tx, who, "裤装", 300);
      return [await buy(tx, who, "连衣裙", 3), await buy(tx, who, "连衣裙", 40), await buy(tx, who, "连衣裙", 90)];
    });
    await night(db);
    expect(await tagsOf(db, who)).toEqual(expect.arrayContaining(["常买连衣裙 rule", "爱互动 rule"]));
    expect(await tagsOf(db, who)).not.toContain("常买裤装 rule");
    expect(await night(db)).toContain("0 tags given, 0 taken back");

    // Sent back: it holds no longer. What a person made her own stays.
    const tagging = { kind: "notes.tag", who: "孙丽", tags: ["爱互动"], remove: false };
    const sunLi = { id: who, name: "孙丽", ownerId: "linyue", storeId: "xuhui" };
    await withTurn(db, "linyue", {}, async (turn) => {
      await notes.handle(turn, tagging, sunLi);
    });
    await db.transaction(system, async (tx) => {
      await tx.order.update({ where: { id: last as string }, data: { state: "closed" } });
      await tx.touch.deleteMany({ where: { customerId: who } });
    });
    await night(db);
    const left = await tagsOf(db, who);
    expect(left).toContain("爱互动 person");
    expect(left.filter((tag) => tag.startsWith("常买"))).toEqual([]);
  });
});
