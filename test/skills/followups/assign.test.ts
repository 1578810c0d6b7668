// Follow-ups change hands: one is given and can be taken back, several are asked about first, nobody gets what she could
// not act on, and whoever gets them hears of it once.
import { expect } from "vitest";
import { instantOf, SHANGHAI } from "../../../src/calendar/day.ts";
import { system } from "../../../src/db/actor.ts";
import type { Db } from "../../../src/db/db.ts";
import { defaultSettings } from "../../../src/settings.ts";
import { climbLadder } from "../../../src/skills/followups/ladder-jobs.ts";
import { followups } from "../../../src/skills/followups/skill.ts";
import { describeOnOneEngine } from "../../support/database.ts";
import { NOW } from "../../support/people.ts";
import { stories } from "../../support/stories.ts";
import { type TellOptions, takeBack, tell } from "../notes/tell.ts";

const at = (day: string, time = "10:00") => instantOf(day, time, SHANGHAI);
const dress = "zhang-lihua-followup-1";

describeOnOneEngine("follow-ups given to a colleague", (open) => {
  let db: Db;
  // Sunday, 13 September 2026, ten in the morning.
  const story = stories(open, (sandbox) => {
    db = sandbox;
  });
  const give = (plan: object, options: TellOptions = {}) =>
    tell(db, followups, { kind: "followups.assign", ...plan }, null, options);
  const say = (plan: { kind: string } & Record<string, unknown>, options: TellOptions = {}) =>
    tell(db, followups, plan, null, options);
  const remind = (text: string, due = "2026-09-14T10:00", options: TellOptions = {}) =>
    say({ kind: "followups.create", text, due: { at: due, hasTime: true } }, options);
  const holders = () =>
    db.transaction(system, async (tx) =>
      Object.fromEntries(
        (await tx.followUp.findMany({ where: { state: "open" }, orderBy: { dueAt: "asc" } })).map((row) => [
          row.text,
          row.staffId,
        ]),
      ),
    );
  const told = (staffId: string) =>
    db.transaction(system, (tx) =>
      tx.delivery.findMany({ where: { staffId, key: { startsWith: "given-" } }, select: { reply: true, dueAt: true } }),
    );
  const sees = (id: string, scope: "own" | "store") =>
    db.transaction(system, (tx) => tx.staff.update({ where: { id }, data: { scope }, select: { id: true } }));
  const away = (staffId: string, days: readonly string[], shifts: object[] = []) =>
    db.transaction(system, (tx) =>
      tx.staffDay.createMany({ data: days.map((day) => ({ staffId, day: new Date(`${day}T00:00:00Z`), shifts })) }),
    );

  story("one goes to a colleague who can see the customer, who hears of it once; it is taken back", async () => {
    const { text, outcome } = await give({ which: "张姐的", to: "周航" });
    expect(text).toBe("好，跟进转给周航了：9月16日（周三）10:00 张丽华：问问婚宴礼服。已经告诉周航。");
    expect(await holders()).toMatchObject({ 问问婚宴礼服: "zhouhang", 回访棉麻裙穿着感受: "linyue" });
    expect(outcome.audit).toEqual([
      { action: "followups.assign", customerId: "zhang-lihua", detail: { to: "zhouhang" } },
    ]);
    const [first, ...more] = await told("zhouhang");
    expect(more).toEqual([]);
    expect(first?.dueAt).toEqual(NOW);
    expect(first?.reply).toEqual({
      kind: "text",
      text: "林悦把1件跟进转给你：\n· 9月16日（周三）10:00 张丽华：问问婚宴礼服\n说「我的待办」看全部。",
    });
    expect(await takeBack(db)).toBe(true);
    expect(await holders()).toMatchObject({ 问问婚宴礼服: "linyue" });
  });

  story("done by the colleague meanwhile, it is not taken back", async () => {
    await give({ which: "张姐的", to: "周航" });
    await db.transaction(system, (tx) => tx.followUp.updateMany({ where: { id: dress }, data: { state: "done" } }));
    await takeBack(db);
    const row = await db.transaction(system, (tx) => tx.followUp.findUnique({ where: { id: dress } }));
    expect(row?.staffId).toBe("zhouhang");
  });

  story("a colleague who cannot look the customer up does not get it; what to do is said", async () => {
    const refused = await give({ which: "张姐的", to: "陈晨" });
    expect(refused.outcome.audit).toEqual([{ action: "followups.list", customerId: "zhang-lihua" }]);
    expect(refused.text).toBe(
      "张丽华的资料陈晨看不到，光转跟进没法做，先没转。请店长说「把张丽华转给陈晨」，客户和跟进一起过去；只是休息几天，就说「我明天请假，陈晨帮我盯着」，要办的事会告诉陈晨。",
    );
    const byManager = await give({ which: "张丽华的", to: "陈晨" }, { as: "zhouhang" });
    expect(byManager.text).toBe(
      "张丽华的资料陈晨看不到，光转跟进没法做，先没转。说「把张丽华转给陈晨」，客户和跟进一起过去。",
    );
    expect(await told("chenchen")).toEqual([]);
    await sees("chenchen", "store");
    expect((await give({ which: "张姐的", to: "陈晨" })).text).toContain("转给陈晨了");
  });

  story("a reminder about nobody goes to whomever one likes, back again, and is taken back", async () => {
    await remind("盘点羊绒衫");
    expect((await give({ which: "盘点", to: "小陈" })).text).toContain("转给陈晨了：明天（周一）10:00 盘点羊绒衫");
    expect(await holders()).toMatchObject({ 盘点羊绒衫: "chenchen" });
    expect(
      (await say({ kind: "followups.list", range: null }, { as: "chenchen", now: at("2026-09-14") })).text,
    ).toContain("盘点羊绒衫");
    expect((await give({ which: "盘点", to: "林悦" }, { as: "chenchen" })).text).toContain("转给林悦了");
    expect(await takeBack(db, { as: "chenchen" })).toBe(true);
    expect(await holders()).toMatchObject({ 盘点羊绒衫: "chenchen" });
    expect(await takeBack(db)).toBe(true);
    expect(await holders()).toMatchObject({ 盘点羊绒衫: "linyue" });
  });

  story("of two given at once she hears of both", async () => {
    await give({ which: "张姐的", to: "周航" });
    await give({ which: "周婷的", to: "周航" });
    expect(await told("zhouhang")).toHaveLength(2);
  });

  story("on leave that day: it stays, and her return is said", async () => {
    await away("zhouhang", ["2026-09-16", "2026-09-17"]);
    expect((await give({ which: "张姐的", to: "周航" })).text).toBe(
      "周航9月16日休息，9月18日回来，这件先没转。可以换一位同事，或先推到周航回来以后。",
    );
    expect((await give({ which: "周婷的", to: "周航" })).text).toContain("转给周航了");
  });

  story("all of one's own are asked about first, and go together", async () => {
    await remind("盘点羊绒衫");
    const asked = await give({ to: "周航" });
    expect(asked.text).toBe(
      "把你的这3件跟进转给周航吗？回「是」就转。\n· 前天09:30 周婷：回访棉麻裙穿着感受\n· 明天（周一）10:00 盘点羊绒衫\n· 9月16日（周三）10:00 张丽华：问问婚宴礼服",
    );
    expect(asked.outcome.question).toMatchObject({ kind: "confirm" });
    expect(await told("zhouhang")).toEqual([]);
    const done = await give({ to: "周航", confirmed: true });
    expect(done.text).toBe("好，跟进转给周航了，一共3件。已经告诉周航。");
    expect(Object.values(await holders())).toEqual(["zhouhang", "zhouhang", "zhouhang"]);
    expect(await told("zhouhang")).toHaveLength(1);
    expect(done.outcome.audit?.map((one) => one.customerId).sort()).toEqual(["zhang-lihua", "zhou-ting", null].sort());
    expect(await takeBack(db)).toBe(true);
    expect(Object.values(await holders())).toEqual(["linyue", "linyue", "linyue"]);
  });

  story("a manager gives what a colleague has, as far as the other can see it", async () => {
    await remind("盘点羊绒衫");
    const mine = await give({ of: "林悦", to: "我" }, { as: "zhouhang" });
    expect(mine.text).toContain("把林悦的这3件跟进转给你吗？");
    const one = await give({ of: "林悦", to: "陈晨" }, { as: "zhouhang" });
    expect(one.text).toBe(
      "好，林悦的跟进转给陈晨了：明天（周一）10:00 盘点羊绒衫。已经告诉陈晨。\n周婷、张丽华的资料陈晨看不到，没转；要转就连客户一起，说「把林悦的客户都转给陈晨」。",
    );
    expect(await holders()).toMatchObject({ 盘点羊绒衫: "chenchen", 问问婚宴礼服: "linyue" });
    expect((await told("chenchen"))[0]?.reply).toMatchObject({ text: expect.stringContaining("周航把林悦的1件跟进") });
    await give({ of: "林悦", to: "我", confirmed: true }, { as: "zhouhang" });
    expect(await holders()).toMatchObject({ 问问婚宴礼服: "zhouhang" });
    expect(await told("zhouhang")).toEqual([]);
  });

  story("whoever has left is given from, and not to", async () => {
    await remind("盘点羊绒衫");
    const leave = (id: string) =>
      db.transaction(system, (tx) => tx.staff.update({ where: { id }, data: { active: false }, select: { id: true } }));
    await leave("chenchen");
    expect((await give({ which: "盘点", to: "陈晨" })).text).toBe("陈晨已经离职了，换一位同事就行。");
    await leave("linyue");
    expect((await give({ of: "林悦", to: "我" }, { as: "zhouhang" })).text).toContain("把林悦的这3件跟进转给你吗？");
    // As the parser reads a name that no colleague bears any more.
    expect((await give({ which: "林悦的", to: "我" }, { as: "zhouhang" })).text).toContain(
      "把林悦的这3件跟进转给你吗？",
    );
  });

  story("an associate gives her own only, within the shop", async () => {
    await remind("盘点羊绒衫", "2026-09-14T10:00", { as: "chenchen" });
    expect((await give({ of: "陈晨", to: "周航" })).text).toContain("要店长来转");
    expect((await give({ which: "张姐的", to: "何静" })).text).toContain("只能转给同一家店的同事");
    expect((await give({ of: "何静", to: "我" }, { as: "zhouhang" })).text).toContain("同一家店");
    expect((await give({ which: "张姐的", to: "李四" })).text).toContain("没找到「李四」");
    expect((await give({ which: "张姐的", to: "林悦" })).text).toBe("张丽华：问问婚宴礼服本来就在你手上，不用转。");
    expect((await give({ to: "周航" }, { as: "hejing" })).text).toContain("同一家店");
  });

  story("of a day, and of a kind; what is late belongs to today", async () => {
    await remind("回访王姐");
    await remind("盘点羊绒衫");
    const tomorrow = { from: "2026-09-14", to: "2026-09-15" };
    const today = { from: "2026-09-13", to: "2026-09-14" };
    expect((await give({ about: "回访", range: tomorrow, to: "陈晨" })).text).toContain("10:00 回访王姐");
    expect((await give({ range: tomorrow, to: "陈晨" })).text).toContain("盘点羊绒衫");
    expect((await give({ range: tomorrow, to: "陈晨" })).text).toBe("你手上没有这样的跟进。说「我的待办」看有哪些。");
    expect((await give({ range: today, to: "周航" })).text).toContain("周婷：回访棉麻裙穿着感受");
  });

  story("by the number on show, also of a colleague's list; several of one name are asked about", async () => {
    await say({ kind: "followups.list", of: "林悦" }, { as: "zhouhang" });
    const shown = { followUps: [dress, "zhou-ting-followup-1"] };
    expect((await give({ which: "第一条", to: "我" }, { as: "zhouhang", shown })).text).toContain("转给你了");
    expect(await holders()).toMatchObject({ 问问婚宴礼服: "zhouhang", 回访棉麻裙穿着感受: "linyue" });
    await db.transaction(system, (tx) =>
      tx.followUp.create({
        data: {
          customerId: "zhou-ting",
          staffId: "linyue",
          createdById: "linyue",
          text: "寄样",
          dueAt: at("2026-09-15"),
        },
      }),
    );
    expect((await give({ which: "周婷的", to: "周航" })).text).toContain("是哪一件？说「第几条给周航」就行。");
  });

  story("she hears of it when she is at work", async () => {
    await away("zhouhang", ["2026-09-13"]);
    await away("zhouhang", ["2026-09-14"], [{ from: "14:00", to: "22:00" }]);
    const { text } = await give({ which: "张姐的", to: "周航" });
    expect(text).toContain("周航上班时（明天（周一）14:00）会收到。");
    expect((await told("zhouhang"))[0]).toMatchObject({
      dueAt: at("2026-09-14", "14:00"),
      // Said as on the day she reads it.
      reply: { text: expect.stringContaining("后天（周三）10:00 张丽华") },
    });
  });

  story("what comes again goes on with her", async () => {
    const repeat = { every: "week", weekdays: [1], time: "10:00" };
    await say({ kind: "followups.create", text: "看物流", due: null, repeat });
    expect((await give({ which: "物流", to: "陈晨" })).text).toContain("定期的那件，以后都由陈晨接着做。");
    await say({ kind: "followups.done", which: "物流" }, { as: "chenchen", now: at("2026-09-14", "11:00") });
    expect(await holders()).toMatchObject({ 看物流: "chenchen" });
  });

  story("the ladder counts on with her: what was told once is not told anew", async () => {
    const context = (day: string) => ({
      db,
      now: () => at(day),
      zone: SHANGHAI,
      settings: async () => defaultSettings,
    });
    const steps = () =>
      db.transaction(system, async (tx) =>
        (await tx.escalation.findMany({ where: { followUpId: "zhou-ting-followup-1" }, orderBy: { step: "asc" } })).map(
          (row) => `${row.step} ${row.staffId}`,
        ),
      );
    await sees("chenchen", "store");
    const climb = (day: string) => climbLadder(context(day), at(day));
    await climb("2026-09-14");
    expect(await steps()).toEqual(["1 linyue"]);
    await give({ which: "周婷的", to: "陈晨" }, { now: at("2026-09-14", "11:00") });
    await climb("2026-09-15");
    await climb("2026-09-16");
    await climb("2026-09-18");
    expect(await steps()).toEqual(["1 linyue", "2 linyue", "3 zhouhang"]);
    const text = JSON.stringify(
      await db.transaction(system, (tx) =>
        tx.delivery.findMany({ where: { key: "ladder-zhouhang-2026-09-18" }, select: { reply: true } }),
      ),
    );
    expect(text).toContain("陈晨｜周婷：回访棉麻裙穿着感受（逾期7天） 9月14日提醒过林悦，前天提醒过同事");
  });
});
