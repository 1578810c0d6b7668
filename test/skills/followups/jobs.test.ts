import { beforeEach, expect, test } from "vitest";
import { instantOf, SHANGHAI } from "../../../src/calendar/day.ts";
import { system } from "../../../src/db/actor.ts";
import type { Db } from "../../../src/db/db.ts";
import type { Card } from "../../../src/message.ts";
import { defaultSettings, type Settings } from "../../../src/settings.ts";
import { nudgeDueFollowups, remindAtTheHour } from "../../../src/skills/followups/jobs.ts";
import { followups } from "../../../src/skills/followups/skill.ts";
import { describeOnOneEngine } from "../../support/database.ts";
import { seedPeople } from "../../support/people.ts";
import { testVault } from "../../support/vault.ts";
import { tell } from "../notes/tell.ts";

const at = (text: string) => instantOf(text.slice(0, 10), text.slice(11), SHANGHAI);

describeOnOneEngine("follow-ups by the clock", (open) => {
  let db: Db;
  let whole: Db;
  beforeEach(async () => {
    if (!whole) {
      whole = await open();
      await seedPeople(whole, testVault);
    }
  });
  const story = (name: string, play: () => Promise<void>) =>
    test(name, () =>
      whole.sandbox(async (inner) => {
        db = inner;
        await play();
      }),
    );
  const context = (now: string, settings: Partial<Settings> = {}) => ({
    db,
    now: () => at(now),
    zone: SHANGHAI,
    // As in the house, where they are read from the database now and then: never inside a job's own transaction.
    settings: () => db.transaction(system, async () => ({ ...defaultSettings, ...settings })),
  });
  const morning = (now: string, settings: Partial<Settings> = {}) => nudgeDueFollowups(context(now, settings), at(now));
  const cards = () =>
    db.transaction(system, async (tx) => {
      const rows = await tx.delivery.findMany({ orderBy: { seq: "asc" } });
      return rows.map((row) => ({
        to: row.staffId,
        key: row.key,
        kind: row.kind,
        card: (row.reply as unknown as { card: Card }).card,
      }));
    });
  const add = (
    rows: {
      text: string;
      due: string;
      staffId?: string;
      customerId?: string | null;
      promise?: boolean;
      day?: boolean;
    }[],
  ) =>
    db.transaction(system, (tx) =>
      tx.followUp.createMany({
        data: rows.map(({ text, due, staffId = "linyue", customerId = null, promise, day }) => ({
          staffId,
          createdById: staffId,
          text,
          customerId,
          kind: promise ? ("promise" as const) : ("follow_up" as const),
          dueAt: at(due),
          dueHasTime: !day,
          createdAt: at("2026-09-01 10:00"),
        })),
      }),
    );

  story(
    "one card a morning, with who, why, last contact and last purchase; silent for those with nothing",
    async () => {
      await add([{ text: "留一件M码", due: "2026-09-14 18:00", customerId: "zhang-lihua", promise: true }]);
      expect(await morning("2026-09-14 09:30")).toBe(1);
      const [sent, ...others] = await cards();
      expect(others).toEqual([]);
      expect(sent).toMatchObject({ to: "linyue", key: "nudge-linyue-2026-09-14", kind: "nudge" });
      expect(sent?.card).toMatchObject({
        id: "nudge-linyue-2026-09-14",
        title: "今天 2 件事",
        subtitle: "开场白在「看全部」里",
        body: "1 [答应过·18:00] 张丽华：留一件M码\n2 [逾期3天] 周婷：回访棉麻裙穿着感受",
        fields: [
          { name: "1 张丽华", value: "还没联系过 · 7月7日买了真丝半裙" },
          { name: "2 周婷", value: "还没联系过 · 8月30日买了棉麻裙" },
        ],
      });
      expect(sent?.card.buttons.map((button) => button.text)).toEqual([
        "✔ 1",
        "✔ 2",
        "⏰ 都推明天",
        "✔ 都完成",
        "看全部",
      ]);
      expect(await morning("2026-09-14 09:30")).toBe(0);
      expect(await morning("2026-09-14 15:00")).toBe(0);
    },
  );

  story("the background reads as one says it: each day before what was done on it", async () => {
    const touch = (means: string, day: string, customerId = "zhou-ting") =>
      db.transaction(system, (tx) =>
        tx.touch.create({ data: { customerId, staffId: "linyue", means, direction: "out", at: at(`${day} 11:00`) } }),
      );
    const said = async () => {
      const items = (await cards()).at(-1)?.card.fields ?? [];
      return items.find((one) => one.name.includes("周婷"))?.value;
    };
    await add([{ text: "留一件M码", due: "2026-09-14 10:00" }]);
    await touch("visit", "2026-09-02");
    await morning("2026-09-14 09:30");
    expect(await said()).toBe("9月2日来过 · 8月30日买了棉麻裙");
    await touch("phone", "2026-09-13");
    await morning("2026-09-15 09:30");
    expect(await said()).toBe("前天电话联系过 · 8月30日买了棉麻裙");
    // Bought where she came: one day, said once.
    await db.transaction(system, (tx) =>
      tx.order.create({
        data: {
          customerId: "zhou-ting",
          storeId: "xuhui",
          amountFen: 100,
          paidAt: at("2026-09-14 15:00"),
          lines: { create: { customerId: "zhou-ting", item: "长款羽绒服", amountFen: 100 } },
        },
      }),
    );
    await touch("purchase", "2026-09-14");
    await morning("2026-09-16 09:30");
    expect(await said()).toBe("前天买了长款羽绒服");
  });

  story("the scheduler was off for two days: every item appears once, on one card (P1)", async () => {
    await add([
      { text: "一", due: "2026-09-12 10:00" },
      { text: "二", due: "2026-09-13 10:00" },
      { text: "三", due: "2026-09-14 10:00", day: true },
    ]);
    // Both missed slots are caught up one after the other.
    await nudgeDueFollowups(context("2026-09-14 11:00"), at("2026-09-12 09:30"));
    await nudgeDueFollowups(context("2026-09-14 11:00"), at("2026-09-13 09:30"));
    const sent = await cards();
    expect(sent).toHaveLength(1);
    for (const text of ["一", "二", "三", "周婷"]) expect(sent[0]?.card.body?.split(text)).toHaveLength(2);
  });

  story("more than five come by in turns; the card says how many there are", async () => {
    await add(Array.from({ length: 11 }, (_, n) => ({ text: `第${n}号事`, due: `2026-09-0${1 + (n % 9)} 10:00` })));
    for (const date of ["2026-09-14", "2026-09-15", "2026-09-16"]) await morning(`${date} 09:30`);
    const sent = await cards();
    expect(sent.map(({ card }) => card.title)).toEqual(["今天 5 件事", "今天 5 件事", "今天 5 件事"]);
    expect(sent[0]?.card.subtitle).toBe("一共12件，先看这5件");
    const shown = sent
      .flatMap(({ card }) => card.buttons.map((button) => button.key))
      .filter((key) => /^followups:done:[^,]+$/.test(key));
    // Twelve that were due on Monday, and 张丽华's of Wednesday.
    expect(new Set(shown).size).toBe(13);
    expect(shown).toHaveLength(15);
  });

  story("not for those who do not want it, not at night, not on a day off where so set", async () => {
    expect(await morning("2026-09-14 22:00")).toBe(0);
    const weekdays = { nudges: { ...defaultSettings.nudges, weekends: false } };
    expect(await morning("2026-09-13 09:30", weekdays)).toBe(0);
    await db.transaction(system, (tx) => tx.staff.update({ where: { id: "linyue" }, data: { nudgesOff: true } }));
    expect(await morning("2026-09-14 09:30")).toBe(0);
    await db.transaction(system, (tx) =>
      tx.staff.update({ where: { id: "linyue" }, data: { nudgesOff: false, active: false } }),
    );
    expect(await morning("2026-09-14 09:30")).toBe(0);
    expect(await cards()).toEqual([]);
    await db.transaction(system, (tx) => tx.staff.update({ where: { id: "linyue" }, data: { active: true } }));
    expect(await morning("2026-09-14 09:30")).toBe(1);
  });

  story("a card never tells of a customer who has gone to a colleague", async () => {
    await db.transaction(system, (tx) =>
      tx.customer.update({ where: { id: "zhou-ting" }, data: { ownerId: "chenchen" } }),
    );
    await morning("2026-09-14 09:30");
    expect(await cards()).toEqual([]);
    await add([{ text: "店里的事", due: "2026-09-14 10:00", staffId: "zhouhang", customerId: "zhou-ting" }]);
    await add([{ text: "别店的事", due: "2026-09-14 10:00", staffId: "zhouhang", customerId: "xu-jing" }]);
    await morning("2026-09-14 09:40");
    expect((await cards()).map(({ to, card }) => [to, card.body])).toEqual([
      ["zhouhang", "[10:00] 周婷：店里的事\n💬 周姐，最近怎么样？上次的棉麻裙用着还合心意吗？"],
    ]);
  });

  story("what was called off or put off stays away; what was done is not asked again (P16)", async () => {
    await tell(db, followups, { kind: "followups.cancel", which: "周婷的" }, null);
    await add([{ text: "推后的事", due: "2026-09-14 10:00" }]);
    await tell(
      db,
      followups,
      { kind: "followups.snooze", which: "推后", until: { at: "2026-09-16T00:00", hasTime: false } },
      null,
    );
    expect(await morning("2026-09-14 09:30")).toBe(0);
    expect(await morning("2026-09-15 09:30")).toBe(0);
    expect(await morning("2026-09-16 09:30")).toBe(1);
    expect((await cards())[0]?.card.body).toContain("推后的事");
    expect((await cards())[0]?.card.body).not.toContain("周婷");
  });

  story("after the card 「第一条」 is the card's first; after a list, the list's", async () => {
    await add([
      { text: "甲事", due: "2026-09-14 10:00", promise: true },
      { text: "乙事", due: "2026-09-14 11:00" },
    ]);
    await morning("2026-09-14 09:30");
    // What was shown yesterday no longer counts once a card has come.
    const stale = { shown: { followUps: ["zhang-lihua-followup-1"] }, now: at("2026-09-14 09:40") };
    const first = await tell(db, followups, { kind: "followups.done", which: "第一条" }, null, stale);
    expect(first.text).toContain("完成：甲事");
    const next = { shown: first.shown, now: at("2026-09-14 09:45") };
    expect((await tell(db, followups, { kind: "followups.done", which: "第三条" }, null, next)).text).toContain(
      "完成：乙事",
    );
  });

  story(
    "an hour that somebody asked for is struck once, also late, also for those without a morning card",
    async () => {
      await db.transaction(system, (tx) => tx.staff.update({ where: { id: "linyue" }, data: { nudgesOff: true } }));
      await add([
        { text: "给陈总打电话", due: "2026-09-14 15:00", customerId: "chen-guodong" },
        { text: "只说了哪天", due: "2026-09-14 10:00", day: true },
      ]);
      const strike = (now: string) => remindAtTheHour(context(now), at(now));
      expect(await strike("2026-09-14 14:55")).toBe(0);
      expect(await strike("2026-09-14 15:00")).toBe(1);
      expect(await strike("2026-09-14 15:05")).toBe(0);
      const [sent] = await cards();
      expect(sent?.card).toMatchObject({
        title: "到点了 15:00",
        body: "陈国栋：给陈总打电话\n还没联系过 · 上次买 定制西装两套（5月20日）\n💬 陈总，上次的事我一直放在心上，先跟您说说处理到哪一步了。",
      });
      await tell(
        db,
        followups,
        { kind: "followups.snooze", which: "打电话", until: { at: "2026-09-14T17:00", hasTime: true } },
        null,
        { now: at("2026-09-14 15:10") },
      );
      expect(await strike("2026-09-14 18:00")).toBe(1);
      expect(await strike("2026-09-14 18:05")).toBe(0);
    },
  );

  test("two processes at once send one card each person", async () => {
    db = whole;
    const sent = await Promise.all([1, 2, 3].map(() => morning("2026-09-21 09:30")));
    expect(sent.reduce((one, other) => one + other, 0)).toBe(1);
    expect(await cards()).toHaveLength(1);
  });
});
