// Contact on a real database: history as the gate needs it, places taken once, quiet, why and log with their undo.
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { system } from "../../../src/db/actor.ts";
import type { Db, Tx } from "../../../src/db/db.ts";
import { defaultSettings } from "../../../src/settings.ts";
import type { CustomerRef, Outcome } from "../../../src/skill.ts";
import { policyOf } from "../../../src/skills/contact/gate.ts";
import { handle } from "../../../src/skills/contact/handle.ts";
import { loadHistories, loadHistory, release, reserve } from "../../../src/skills/contact/store.ts";
import { words } from "../../../src/skills/contact/words.ts";
import { describeOnOneEngine } from "../../support/database.ts";
import { NOW, person, seedPeople } from "../../support/people.ts";
import { withTurn } from "../../support/turn.ts";
import { testVault } from "../../support/vault.ts";

const DAY = 86_400_000;
const policy = policyOf(defaultSettings, "Asia/Shanghai");

function ref(id: string): CustomerRef {
  const one = person(id);
  return { id, name: one.name, ownerId: one.owner, storeId: one.store };
}

describeOnOneEngine("contact", (open) => {
  let db: Db;
  beforeAll(async () => {
    db = await open();
    await seedPeople(db, testVault);
  });

  async function say(plan: { kind: string } & Record<string, unknown>, id: string, staffId = "linyue") {
    return withTurn(db, staffId, { text: "说的话", messageId: "m-1" }, async (turn) => {
      const outcome: Outcome = await handle(turn, { who: person(id).name, ...plan }, ref(id));
      return { outcome, text: words(outcome.result, turn).text };
    });
  }
  const run = <T>(work: (tx: Tx) => Promise<T>) => db.transaction(system, work);
  const ask = (customerId: string, senderId = "linyue") => ({ customerId, senderId, kind: "care" as const });
  const history = (id: string) => run((tx) => loadHistory(tx, ask(id), NOW));

  async function message(id: string, customerId: string, state = "queued" as const) {
    await run((tx) =>
      tx.careMessage.create({
        data: { id, customerId, staffId: "linyue", occasion: "care", draftedText: "您好", text: "您好", state },
      }),
    );
    return id;
  }

  describe("history", () => {
    it("reads standing, facts, complaints and the last answer", async () => {
      expect(await history("chen-guodong")).toMatchObject({
        membership: "active",
        isContact: true,
        openComplaintSince: new Date("2026-09-10T02:00:00Z"),
        lastAnswerAt: new Date("2026-05-20T07:00:00Z"),
      });
      expect((await history("zhang-lihua"))?.negatives).toEqual([
        { topic: "过敏", value: "对羊毛过敏", recordedAt: new Date("2025-01-05T02:00:00Z") },
      ]);
      expect((await history("wang-jianguo"))?.doNotDisturb).toBe(true);
      expect((await run((tx) => loadHistory(tx, ask("zhang-wei", "linyue"), NOW)))?.isContact).toBe(false);
    });

    it("answers for many customers at once, each with her own", async () => {
      const found = await run((tx) => loadHistories(tx, [ask("zhang-lihua"), ask("wu-mei", "chenchen")], NOW));
      expect([...found.keys()].sort()).toEqual(["wu-mei", "zhang-lihua"]);
      expect(found.get("wu-mei")?.negatives).toHaveLength(1);
    });

    it("shows nothing of customers the actor may not see", async () => {
      await withTurn(db, "hejing", {}, async (turn) => {
        expect(await loadHistory(turn.tx, ask("zhang-lihua"), NOW)).toBe(null);
      });
    });
  });

  describe("reserve", () => {
    it("takes one place, counts it while it waits and forgets it when released", async () => {
      const id = await message("r1", "li-wen-m");
      const again = await message("r2", "li-wen-m");
      const take = (careMessageId: string) =>
        run((tx) => reserve(tx, { ...ask("li-wen-m"), careMessageId }, policy, NOW));
      expect(await take(id)).toEqual({ verdict: "allow" });
      expect(await take(again)).toMatchObject({ verdict: "later", reason: { code: "pending" } });
      await run((tx) => release(tx, [id], NOW));
      expect(await take(again)).toEqual({ verdict: "allow" });
      await run((tx) => release(tx, [again], NOW));
    });

    it("forgets a place whose message was taken back", async () => {
      const id = await message("r3", "sun-li");
      const other = await message("r4", "sun-li");
      const take = (careMessageId: string) =>
        run((tx) => reserve(tx, { ...ask("sun-li"), careMessageId }, policy, NOW));
      expect(await take(id)).toEqual({ verdict: "allow" });
      await run((tx) => tx.careMessage.update({ where: { id }, data: { state: "draft" } }));
      expect(await take(other)).toEqual({ verdict: "allow" });
    });

    it("lets exactly one of two simultaneous askers pass", async () => {
      const ids = [await message("r5", "zhou-ting"), await message("r6", "zhou-ting")];
      const verdicts = await Promise.all(
        ids.map((careMessageId) => run((tx) => reserve(tx, { ...ask("zhou-ting"), careMessageId }, policy, NOW))),
      );
      expect(verdicts.map((one) => one.verdict).sort()).toEqual(["allow", "later"]);
    });
  });

  describe("what is said", () => {
    beforeEach(async () => {
      await run(async (tx) => {
        await tx.touch.deleteMany();
        await tx.consent.deleteMany();
        await tx.customer.updateMany({ where: { id: "zhang-lihua" }, data: { doNotDisturb: false } });
      });
    });

    it("quiet writes the wish and the refusal, and both can be undone", async () => {
      const { outcome, text } = await say(
        { kind: "contact.quiet", on: true, until: null, why: "太打扰" },
        "zhang-lihua",
      );
      expect(text).toBe("记下了：张丽华免打扰。不再起草发给TA的消息，已经排上的也会停下。");
      expect(outcome.undo).toEqual([
        {
          op: "restore",
          table: "customer",
          where: { id: "zhang-lihua" },
          before: { doNotDisturb: false, doNotDisturbUntil: null, doNotDisturbWhy: null },
        },
        { op: "delete", table: "consent", where: { id: expect.any(String) } },
      ]);
      expect(await history("zhang-lihua")).toMatchObject({
        doNotDisturb: true,
        doNotDisturbWhy: "太打扰",
        consent: { marketing: false },
      });
      expect((await say({ kind: "contact.quiet", on: false }, "zhang-lihua")).text).toMatch(/^好，张丽华可以联系了/);
      expect(await history("zhang-lihua")).toMatchObject({ doNotDisturb: false, consent: { marketing: true } });
    });

    it("a wish until a day includes that day and refuses no advertising for ever", async () => {
      const { text } = await say({ kind: "contact.quiet", on: true, until: "2026-12-31" }, "zhang-lihua");
      expect(text).toContain("免打扰，到12月31日为止");
      expect(await history("zhang-lihua")).toMatchObject({
        doNotDisturbUntil: new Date("2026-12-31T16:00:00Z"),
        consent: { marketing: null },
      });
    });

    it("why tells the reason, the next date and the three clocks", async () => {
      await run((tx) =>
        tx.touch.createMany({
          data: [5, 20].map((days) => ({
            customerId: "zhang-lihua",
            staffId: "linyue",
            direction: "out",
            means: "message",
            at: new Date(NOW.getTime() - days * DAY),
          })),
        }),
      );
      expect((await say({ kind: "contact.why" }, "zhang-lihua")).text).toBe(
        [
          "张丽华：现在先不发：30天内已发2条，上限2条；有事可以打电话。最早9月23日10:00。",
          "联系：重要客户7天一次，上次9月8日，下次后天前",
          "回访：30天一次，还没有记录，今天该联系",
          "消息：30天内已用2/2条",
        ].join("\n"),
      );
    });

    it("why tells when she usually answers, by messages and calls", async () => {
      const answer = (day: number, time: string, means = "message") => ({
        customerId: "li-wen-f",
        staffId: "linyue",
        direction: "in",
        means,
        at: new Date(`2026-08-0${day}T${time}:00+08:00`),
      });
      const answers = [
        answer(1, "20:10"),
        answer(2, "19:30", "phone"),
        answer(3, "21:00"),
        answer(4, "11:00", "visit"),
      ];
      await run((tx) => tx.touch.createMany({ data: answers }));
      expect((await say({ kind: "contact.why" }, "li-wen-f")).text).toContain("回音：多在19点到22点（近3次里3次）");
    });

    it("why tells what passes and what does not", async () => {
      const { text } = await say({ kind: "contact.why" }, "chen-guodong");
      expect(text.split("\n").slice(0, 2)).toEqual([
        "陈国栋：关怀，现在可以发。",
        "优惠推广，不能发：9月10日的投诉还没处理完，先把事情解决、可以先发道歉。",
      ]);
      expect((await say({ kind: "contact.why", occasion: "生日" }, "wang-jianguo")).text).toContain(
        "生日祝福，不能发：说过不要打扰（说过不要发消息）。",
      );
    });

    it("log makes a touch, and an answer ends the throttle", async () => {
      await run((tx) =>
        tx.touch.createMany({
          data: [3, 40, 80].map((days) => ({
            customerId: "li-wen-m",
            staffId: "linyue",
            direction: "out",
            means: "message",
            at: new Date(NOW.getTime() - days * DAY),
          })),
        }),
      );
      expect((await say({ kind: "contact.why" }, "li-wen-m")).text).toContain("连着3条没有回音");
      const { outcome, text } = await say(
        { kind: "contact.log", means: "message", direction: "in", about: "问新款" },
        "li-wen-m",
      );
      expect(text).toMatch(/^记下了：李文有回音（消息）：问新款。有回音了，消息节奏恢复正常。下次联系/);
      expect(outcome.undo).toEqual([{ op: "delete", table: "touch", where: { id: expect.any(String) } }]);
      expect((await say({ kind: "contact.why" }, "li-wen-m")).text).toContain("现在可以发");
    });
  });
});
