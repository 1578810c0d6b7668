// Who comes to an event: answers kept, replaced and taken back, linked to the message that invited, and the list of all.
import { beforeAll, beforeEach, describe, expect, it, test } from "vitest";
import { undoLast } from "../../../src/conversation/undo.ts";
import { system } from "../../../src/db/actor.ts";
import type { Db, Tx } from "../../../src/db/db.ts";
import type { Prisma } from "../../../src/db/generated/client.ts";
import { defaultSettings } from "../../../src/settings.ts";
import type { CustomerRef, Outcome } from "../../../src/skill.ts";
import { eventIn, invitesTo, roundStart } from "../../../src/skills/campaigns/events.ts";
import { handle } from "../../../src/skills/campaigns/handle.ts";
import { words } from "../../../src/skills/campaigns/words.ts";
import { allowanceAt, policyOf } from "../../../src/skills/contact/gate.ts";
import { loadHistory } from "../../../src/skills/contact/store.ts";
import { describeOnOneEngine } from "../../support/database.ts";
import { NOW, person, seedPeople } from "../../support/people.ts";
import { turnRow } from "../../support/rows.ts";
import { withTurn } from "../../support/turn.ts";
import { testVault } from "../../support/vault.ts";

const DAY = 86_400_000;
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY);
const ref = (id: string): CustomerRef => {
  const { name, owner, store } = person(id);
  return { id, name, ownerId: owner, storeId: store };
};

describeOnOneEngine("guests", (open) => {
  let db: Db;
  beforeAll(async () => {
    db = await open();
    await seedPeople(db, testVault);
  });
  beforeEach(() =>
    run(async (tx) => {
      await tx.invitationAnswer.deleteMany();
      await tx.touch.deleteMany();
      await tx.careMessage.deleteMany();
      await tx.campaign.deleteMany();
      await tx.turnLog.deleteMany();
    }),
  );
  const run = <T>(work: (tx: Tx) => Promise<T>) => db.transaction(system, work);

  async function say(
    plan: { kind: string } & Record<string, unknown>,
    id: string | null,
    staffId = "linyue",
    now = NOW,
  ) {
    return withTurn(db, staffId, { text: "说的话", now }, async (turn) => {
      const full = { who: id, waiting: false, event: null, party: null, ...plan };
      const outcome: Outcome = await handle(turn, full, id === null ? null : ref(id));
      const undo = JSON.parse(JSON.stringify(outcome.undo ?? [])) as Prisma.InputJsonValue;
      await turn.tx.turnLog.create({ data: { ...turnRow(now), staffId, undo } });
      return { ...outcome, text: words(outcome.result, turn).text };
    });
  }
  const rsvp = (id: string, answer: string, more: Record<string, unknown> = {}, now = NOW) =>
    say({ kind: "campaigns.rsvp", answer, event: "品鉴会", ...more }, id, "linyue", now);
  const guests = (more: Record<string, unknown> = {}, staffId = "linyue") =>
    say({ kind: "campaigns.guests", ...more }, null, staffId);
  const undo = (now = NOW) => withTurn(db, "linyue", { now }, (turn) => undoLast(turn.tx, "linyue", turn.now, null));
  const rows = () => run((tx) => tx.invitationAnswer.findMany({ orderBy: { customerId: "asc" } }));
  const touches = () => run((tx) => tx.touch.findMany({ where: { direction: "in" } }));

  async function invite(campaignId: string, text: string, ids: readonly string[], at: Date, byId = "zhouhang") {
    await run(async (tx) => {
      const of = { byId, text, createdAt: at };
      const campaign = { ...of, id: campaignId, kind: "promotion", audience: "金卡", softer: [], refused: [] };
      await tx.campaign.create({ data: campaign });
      for (const customerId of ids) {
        const staffId = person(customerId).owner ?? "linyue";
        const task = await tx.campaignTask.create({ data: { ...of, campaignId, staffId, state: "done" } });
        await tx.careMessage.create({
          data: {
            customerId,
            staffId,
            occasion: "promotion",
            draftedText: text,
            text,
            state: "sent",
            sentAt: at,
            campaignTaskId: task.id,
          },
        });
      }
    });
  }

  describe("an answer", () => {
    it("is kept with the message that invited her, and counts as an answer of hers", async () => {
      await invite("c1", "店里周六有品鉴会，欢迎来", ["zhang-lihua"], daysAgo(5));
      await invite("c2", "沙龙报名开始了", ["zhang-lihua"], daysAgo(2));
      const { text, shown } = await rsvp("zhang-lihua", "yes", { party: 3 });
      expect(text).toBe("记下了：张丽华来品鉴会，一共3位。");
      expect(shown).toEqual({ focus: "zhang-lihua" });
      expect(await rows()).toMatchObject([
        {
          customerId: "zhang-lihua",
          event: "品鉴会",
          answer: "yes",
          party: 3,
          campaignId: "c1",
          recordedById: "linyue",
        },
      ]);
      expect(await touches()).toMatchObject([{ means: "message", topic: "品鉴会会来", staffId: "linyue" }]);
    });

    it("without a name takes the invitation's; an old invitation is none", async () => {
      await invite("c1", "诚邀您参加周六的护肤讲座", ["zhang-lihua"], daysAgo(3));
      await invite("c2", "邀请您来品鉴会", ["li-wen-m"], daysAgo(70));
      await rsvp("zhang-lihua", "no", { event: null });
      await rsvp("li-wen-m", "maybe", { event: null });
      expect(await rows()).toMatchObject([
        { customerId: "li-wen-m", event: "活动", campaignId: null },
        { customerId: "zhang-lihua", event: "护肤讲座", campaignId: "c1" },
      ]);
    });

    it("replaces an earlier one; undo brings that back, then takes all away, the touches as well", async () => {
      await rsvp("zhang-lihua", "maybe", {}, daysAgo(0.01));
      const { text } = await rsvp("zhang-lihua", "no");
      expect(text).toBe("改好了：张丽华品鉴会来不了。下次有合适的再请。");
      expect(await rows()).toMatchObject([{ answer: "no", answeredAt: NOW }]);
      expect(await undo()).toMatchObject({ kind: "undone" });
      expect(await rows()).toMatchObject([{ answer: "maybe", answeredAt: daysAgo(0.01) }]);
      expect(await touches()).toHaveLength(1);
      expect(await undo()).toMatchObject({ kind: "undone" });
      expect(await rows()).toEqual([]);
      expect(await touches()).toEqual([]);
    });

    it("ends the slowing down after three without an answer", async () => {
      await run((tx) =>
        tx.touch.createMany({
          data: [80, 50, 20].map((days) => ({
            customerId: "sun-li",
            staffId: "linyue",
            direction: "out",
            means: "message",
            at: daysAgo(days),
          })),
        }),
      );
      const isThrottled = async () => {
        const ask = { customerId: "sun-li", senderId: "linyue", kind: "care" as const };
        const history = await run((tx) => loadHistory(tx, ask, NOW));
        if (history === null) throw new Error("no history");
        return allowanceAt(history, policyOf(defaultSettings, "Asia/Shanghai"), NOW).throttled;
      };
      expect(await isThrottled()).toBe(true);
      await rsvp("sun-li", "no");
      expect(await isThrottled()).toBe(false);
    });
  });

  describe("the list", () => {
    it("counts who comes with those brought along, and names who has not answered", async () => {
      const invited = ["zhang-lihua", "li-wen-m", "sun-li", "zhou-ting"];
      await invite("c1", "店里周六有品鉴会，欢迎来", invited, daysAgo(5));
      await rsvp("zhang-lihua", "yes", { party: 3 });
      await rsvp("li-wen-m", "yes");
      await rsvp("sun-li", "maybe");
      const { text, shown } = await guests();
      const [li, sun, zhou] = ["li-wen-m", "sun-li", "zhou-ting"].map((id) => person(id).name);
      expect(text.split("\n")).toEqual([
        `品鉴会2位说来，连同带来的一共4位：${li}、张丽华。`,
        `没定的1位：${sun}。`,
        `邀请了还没回的1位：${zhou}。想提醒她们，先说「邀请了还没回的有谁」。`,
      ]);
      expect(shown?.customers).toHaveLength(4);
      const waiting = await guests({ event: "品鉴会", waiting: true });
      expect(waiting.text).toBe(`品鉴会邀请了还没回的1位：${zhou}。\n想提醒，说「给她们发一句：…」。`);
      expect(waiting.shown).toMatchObject({ customers: ["zhou-ting"], find: null });
    });

    it("is of the last invitation where no event is named, and of the last round", async () => {
      await invite("c1", "本月会员日，欢迎来", ["zhang-lihua"], daysAgo(40));
      await rsvp("zhang-lihua", "yes", { event: "会员日" }, daysAgo(38));
      await invite("c2", "周六沙龙，欢迎报名", ["zhang-lihua"], daysAgo(6));
      await invite("c3", "本月会员日，欢迎来", ["li-wen-m"], daysAgo(3));
      expect((await guests()).text).toContain("会员日还没有人说来。\n邀请了还没回的1位");
      expect((await guests({ event: "沙龙" })).text).toContain("邀请了还没回的1位：张丽华");
      expect((await guests({ event: "手工课" })).text).toBe(
        "手工课还没有邀请和报名。有客户答应了就说，比如：张姐来手工课。",
      );
    });

    it("is of those the asker sees", async () => {
      await invite("c1", "店里周六有品鉴会，欢迎来", ["zhang-lihua", "wu-mei"], daysAgo(5));
      await rsvp("zhang-lihua", "yes");
      expect((await guests({}, "chenchen")).text).toContain("品鉴会还没有人说来。\n邀请了还没回的1位：吴");
      expect((await guests({}, "zhouhang")).text).toContain("品鉴会1位说来：张丽华。\n邀请了还没回的1位：吴");
      expect((await guests({}, "hejing")).text).toContain("最近的活动还没有邀请和报名");
    });

    it("names five at most and has fifty on show at most", async () => {
      await run(async (tx) => {
        for (let at = 0; at < 60; at += 1) {
          const id = `guest-${String(at).padStart(2, "0")}`;
          await tx.customer.create({ data: { id, storeId: "xuhui", ownerId: "linyue", name: `客${at}` } });
          await tx.invitationAnswer.create({
            data: { customerId: id, event: "品鉴会", answer: "yes", recordedById: "linyue", answeredAt: NOW },
          });
        }
      });
      const { text, shown } = await guests({ event: "品鉴会" });
      expect(text).toMatch(/^品鉴会60位说来：(客\d+、){4}客\d+等。$/u);
      expect(shown?.customers).toHaveLength(50);
    });
  });
});

test("an event is called as a text calls it at most length", () => {
  expect(eventIn("周六红酒品鉴会，欢迎")).toBe("红酒品鉴会");
  expect(eventIn("欢迎参加活动")).toBeNull();
  expect(invitesTo("欢迎报名手工课", "品鉴会")).toBe(false);
  expect(invitesTo("红酒品鉴会周六开始", "品鉴会")).toBe(true);
  expect(invitesTo("诚邀您周六来坐坐", "品鉴会")).toBe(true);
  expect(invitesTo("新款到店了", null)).toBe(false);
});

test("a silence of more than two weeks parts two rounds", () => {
  expect(roundStart([])).toBeNull();
  expect(roundStart(["2026-09-01", "2026-09-10", "2026-08-01"])).toBe("2026-09-01");
  expect(roundStart(["2026-09-01", "2026-08-18"])).toBe("2026-08-18");
});
