import { expect } from "vitest";
import { instantOf, SHANGHAI } from "../../../src/calendar/day.ts";
import { system } from "../../../src/db/actor.ts";
import type { Db } from "../../../src/db/db.ts";
import { defaultSettings } from "../../../src/settings.ts";
import { nudgeDueFollowups } from "../../../src/skills/followups/jobs.ts";
import { followups } from "../../../src/skills/followups/skill.ts";
import { describeOnOneEngine } from "../../support/database.ts";
import { stories } from "../../support/stories.ts";
import { withTurn } from "../../support/turn.ts";
import { minutesLater, type TellOptions, takeBack, tell } from "../notes/tell.ts";

const zhang = "zhang-lihua";
const at = (day: string, time = "10:00") => instantOf(day, time, SHANGHAI);

describeOnOneEngine("outcomes, everybody's figures, leave, other rhythms", (open) => {
  let db: Db;
  // Sunday, 13 September 2026, ten in the morning.
  const story = stories(open, (sandbox) => {
    db = sandbox;
  });
  const say = (
    plan: { kind: string } & Record<string, unknown>,
    who: string | null = null,
    options: TellOptions = {},
  ) => tell(db, followups, plan, who, options);
  const days = () =>
    db.transaction(system, async (tx) => {
      const rows = await tx.staffDay.findMany({ orderBy: [{ staffId: "asc" }, { day: "asc" }] });
      return rows.map(
        (row) => `${row.staffId} ${row.day.toISOString().slice(5, 10)} ${JSON.stringify(row.shifts)} ${row.coverId}`,
      );
    });

  story("an outcome is kept and read back; the next step is asked for when nothing more is planned", async () => {
    const { text } = await say({ kind: "followups.done", which: "张姐的", outcome: "她说下月来" });
    expect(text).toContain("完成：张丽华：问问婚宴礼服（她说下月来）");
    expect(text).toContain("张丽华接下来有什么安排？");
    const listed = await say({ kind: "followups.list", state: "done" }, null, { now: minutesLater(5) });
    expect(listed.text).toContain("她说下月来");

    await say({ kind: "followups.create", text: "回访", due: { at: "2026-09-20T10:00", hasTime: false } }, "li-wen-f");
    await say({ kind: "followups.create", text: "寄样", due: { at: "2026-09-21T10:00", hasTime: false } }, "li-wen-f");
    expect((await say({ kind: "followups.done", which: "李雯的回访" })).text).not.toContain("接下来有什么安排");
  });

  story("put off by two days from the day it is due; what is late from today; the date is said", async () => {
    const later = { kind: "followups.snooze", until: { at: "2026-09-15T10:00", hasTime: false }, byDays: 2 };
    expect((await say({ ...later, which: "张姐的" })).text).toContain("9月18日（周五）10:00");
    expect((await say({ ...later, which: "周婷的" })).text).toContain("后天（周二）09:30");
  });

  story("everybody's figures: promises kept and broken; an associate sees her own", async () => {
    const promise = (text: string, due: string, more: object) => ({
      staffId: "linyue",
      createdById: "linyue",
      kind: "promise" as const,
      text,
      dueAt: at(due),
      ...more,
    });
    await db.transaction(system, (tx) =>
      tx.followUp.createMany({
        data: [
          promise("守住", "2026-09-09", { state: "done", doneAt: at("2026-09-09", "20:00") }),
          promise("晚了", "2026-09-08", { state: "done", doneAt: at("2026-09-10", "20:00") }),
          promise("还没做", "2026-09-10", {}),
          promise("今天的", "2026-09-13", {}),
          promise("客人说不用了", "2026-09-11", { state: "cancelled" }),
        ],
      }),
    );
    const team = (as: string) => say({ kind: "followups.team" }, null, { as });
    const { text } = await team("zhouhang");
    expect(text).toContain("林悦：做完2件，⚠逾期2件，答应的守住1件、误了2件");
    expect(text).toContain("陈晨：做完0件，没有逾期");
    expect(text).not.toContain("何静");
    expect((await team("linyue")).text).not.toContain("陈晨");
  });

  story("who is on leave is told for the shop; who works other hours is not", async () => {
    const set = (plan: object) =>
      say({ kind: "followups.leave", from: "2026-09-14", to: "2026-09-15", ...plan }, null, { as: "boss" });
    const away = async (as: string, to = "2026-09-15") =>
      (await say({ kind: "followups.away", range: { from: "2026-09-14", to } }, null, { as })).text;
    expect(await away("linyue")).toBe("明天还没有人说要请假。");
    await set({ of: "陈晨", to: "2026-09-16" });
    await set({ of: "何静" });
    await set({ of: "林悦", shift: { from: "14:00", to: "22:00" } });
    expect(await away("linyue")).toBe("明天请假的有：陈晨。");
    expect(await away("boss")).toMatch(/^明天请假的有：(何静、陈晨|陈晨、何静)。$/u);
    expect(await away("zhouhang", "2026-09-21")).toContain("陈晨（明天、后天）");
  });

  story(
    "leave and shifts: of herself, of her shop by the manager, taken back; past days and others' are refused",
    async () => {
      const leave = (plan: object, as = "linyue") =>
        say({ kind: "followups.leave", from: "2026-09-14", to: "2026-09-15", ...plan }, null, { as });
      expect((await leave({ to: "2026-09-17", cover: "陈晨" })).text).toBe(
        "好，明天到9月16日你休息，那几天不发提醒卡片，早上会告诉店长，也会请陈晨照看客人。有要挪的就说「推到……」。",
      );
      expect(await days()).toEqual([
        "linyue 09-14 [] chenchen",
        "linyue 09-15 [] chenchen",
        "linyue 09-16 [] chenchen",
      ]);
      expect((await leave({ shift: { from: "14:00", to: "22:00" } })).text).toContain("14:00到22:00上班");
      expect((await days())[0]).toContain("14:00");
      await takeBack(db);
      const split = { shift: { from: "17:00", to: "21:00" }, second: { from: "10:00", to: "14:00" } };
      expect((await leave(split)).text).toContain("10:00到14:00、17:00到21:00上班");
      await takeBack(db);
      expect((await days())[0]).toBe("linyue 09-14 [] chenchen");
      expect((await leave({ back: true })).text).toContain("照常上班");
      expect(await days()).toHaveLength(2);
      expect((await leave({ back: true })).text).toContain("没有请假要取消");
      expect((await leave({ of: "陈晨" })).text).toContain("店长来排");
      expect((await leave({ of: "陈晨" }, "zhouhang")).text).toContain("陈晨休息");
      expect((await leave({ of: "何静" }, "zhouhang")).text).toBe("别的店的班次，要那家店的店长来排。");
      expect((await leave({ from: "2026-09-10", to: "2026-09-11" })).text).toContain("已经过去了");
      expect((await leave({ from: "2026-09-14", to: "2026-11-13" })).outcome.undo).toHaveLength(60 + 2);
      const tooLong = await leave({ from: "2026-09-14", to: "2027-09-14" });
      expect(tooLong.text).toContain("最多记60天");
      expect(tooLong.outcome.undo ?? []).toEqual([]);
    },
  );

  story("what is not wanted is not told, kind by kind, taken back like everything", async () => {
    const wish = (what: string, wanted: boolean, as = "linyue") =>
      say({ kind: "followups.wish", what, wanted }, null, { as });
    const cards = async () => {
      const now = () => at("2026-09-14", "10:01");
      await nudgeDueFollowups({ db, now, zone: SHANGHAI, settings: async () => defaultSettings }, now());
      return db.transaction(system, (tx) => tx.delivery.count({ where: { staffId: "linyue", kind: "nudge" } }));
    };
    expect((await wish("card", false)).text).toBe(
      "好，早上的卡片不发了，想看就说「今天要做什么」。你自己约好时间的提醒照常到。要恢复就说「恢复早上的卡片」。",
    );
    expect((await wish("card", false)).text).toContain("已经停了");
    await db.transaction(system, (tx) => tx.followUp.updateMany({ data: { createdAt: at("2026-09-01") } }));
    expect(await cards()).toBe(0);
    expect((await wish("all", true)).text).toBe("好，这些卡片照常发。");
    await takeBack(db);
    expect(await cards()).toBe(0);
    expect((await wish("card", true)).text).toBe("好，早上的卡片照常发。");
    expect((await wish("card", true)).text).toContain("本来就照常发");
    expect(await cards()).toBe(1);
    // Nobody sees or changes what a colleague wishes.
    await wish("report", false, "zhouhang");
    expect(await withTurn(db, "linyue", {}, ({ tx }) => tx.nudgeWish.count())).toBe(0);
  });

  story("another rhythm is worked out on what is there and changes nothing", async () => {
    const ask = (as: string) => say({ kind: "followups.what-if", class: "小", days: 30 }, null, { as });
    const { text, result } = await ask("zhouhang");
    expect(text).toContain("小客户从90天一次改成30天一次");
    expect(text).toContain("只是算算，没有改");
    const loads = result.loads as { name: string; customers: number; before: number; after: number }[];
    expect(loads.map((one) => one.name).sort()).toEqual(["林悦", "陈晨"]);
    for (const one of loads) expect(one.after - one.before).toBeCloseTo(one.customers * (1 / 30 - 1 / 90));
    expect((await ask("linyue")).text).toContain("请店长");

    // Who is due at once, and for whom messages alone would not do.
    const of = async (days: number) => {
      const told = await say({ kind: "followups.what-if", class: "小", days }, null, { as: "zhouhang" });
      const all = told.result.loads as { customers: number; dueBefore: number; dueAfter: number; capped: number }[];
      const sum = (key: keyof (typeof all)[number]) => all.reduce((sofar, one) => sofar + one[key], 0);
      return { customers: sum("customers"), before: sum("dueBefore"), after: sum("dueAfter"), capped: sum("capped") };
    };
    const everyDay = await of(1);
    expect(everyDay.customers).toBeGreaterThan(1);
    expect(everyDay).toMatchObject({ after: everyDay.customers, capped: everyDay.customers });
    expect(await of(90)).toMatchObject({ after: everyDay.before, before: everyDay.before, capped: 0 });
    expect((await of(20)).capped).toBe(0);
    // Three messages nobody answered leave one in thirty days.
    const small = await db.transaction(system, (tx) =>
      tx.customer.findFirstOrThrow({
        where: {
          ownerId: "linyue",
          doNotDisturb: false,
          membership: { not: "cancelled" },
          orders: { none: { paidAt: { gte: at("2025-09-13") } } },
        },
      }),
    );
    await db.transaction(system, (tx) =>
      tx.touch.createMany({
        data: ["20:00", "20:01", "20:02"].map((time) => ({
          customerId: small.id,
          staffId: "linyue",
          direction: "out",
          means: "message",
          at: at("2026-09-12", time),
        })),
      }),
    );
    expect((await of(20)).capped).toBe(1);
    expect((await of(30)).capped).toBe(0);
    expect((await say({ kind: "followups.list" }, zhang)).text).toContain("问问婚宴礼服");
  });
});
