import { expect } from "vitest";
import type { Db } from "../../../src/db/db.ts";
import { notes } from "../../../src/skills/notes/skill.ts";
import { purchases } from "../../../src/skills/purchases/skill.ts";
import { describeOnOneEngine } from "../../support/database.ts";
import { NOW, TODAY } from "../../support/people.ts";
import { stories } from "../../support/stories.ts";
import { withTurn } from "../../support/turn.ts";
import { minutesLater, type TellOptions, takeBack, tell } from "./tell.ts";

const zhang = "zhang-lihua";
const li = "li-wen-f";

describeOnOneEngine("notes", (open) => {
  let db: Db;
  const story = stories(open, (inner) => {
    db = inner;
  });
  const say = (plan: { kind: string } & Record<string, unknown>, who = zhang, options: TellOptions = {}) =>
    tell(db, notes, plan, who, options);
  const facts = (customerId: string) =>
    withTurn(db, "boss", {}, ({ tx }) =>
      tx.fact.findMany({
        where: { customerId },
        orderBy: { recordedAt: "asc" },
        select: { value: true, supersededById: true },
      }),
    );
  const show = async (about: string | null = null, who = zhang) => (await say({ kind: "notes.show", about }, who)).text;

  story("a note is kept with who and when, shown with its source, and taken back", async () => {
    const told = await say({ kind: "notes.add", text: "下月搬家" });
    expect(told.text).toBe("记下了：张丽华 下月搬家");
    expect(told.outcome.audit).toEqual([{ action: "notes.add", customerId: zhang }]);
    expect(await show("备注")).toContain("· 下月搬家（你今天记的）");
    expect(await takeBack(db)).toBe(true);
    expect(await show("备注")).toContain("还没记过");
  });

  story("a phone in a note keeps only its tail (B03)", async () => {
    const { text } = await say({ kind: "notes.add", text: "换号了13800001111" });
    expect(text).toContain("换号了尾号1111");
    expect(text).toContain("先征得同意");
    expect(await show("备注")).not.toContain("13800001111");
  });

  story("a wish keeps sum and day, comes back a week before, and is taken back whole (B09)", async () => {
    const coat = { kind: "notes.need", value: "羊绒大衣", budget: 5000, by: "2026-10-30" };
    const told = await say(coat);
    expect(told.text).toBe("记下了：张丽华想要羊绒大衣，预算5,000元，10月30日前要\n10月23日会提醒跟进，免得错过。");
    const tasks = () =>
      withTurn(db, "boss", {}, ({ tx }) =>
        tx.followUp.findMany({ where: { ruleKey: { startsWith: "need:" } }, select: { staffId: true, dueAt: true } }),
      );
    expect(await tasks()).toEqual([{ staffId: "linyue", dueAt: new Date("2026-10-23T02:00:00Z") }]);
    expect((await say(coat)).result.kind).toBe("known");
    // The same wish with another sum takes its place; another wish stands beside it.
    expect((await say({ ...coat, budget: 6000 })).text).toContain("原来记的「羊绒大衣，预算5,000元」换掉了");
    await say({ kind: "notes.need", value: "平底鞋" });
    expect(await show("需求")).toMatch(/平底鞋(?:.|\n)*羊绒大衣，预算6,000元/u);
    expect(await show("需求")).not.toContain("5,000元");
    await takeBack(db);
    await takeBack(db);
    expect(await show("需求")).toContain("羊绒大衣，预算5,000元");
    expect(await tasks()).toHaveLength(1);
  });

  story("a wish for tomorrow is not asked about a week ago", async () => {
    expect((await say({ kind: "notes.need", value: "礼服", by: TODAY })).text).toBe("记下了：张丽华想要礼服，今天前要");
  });

  story("another wedding day is a contradiction, unless it was said to be changed (B19)", async () => {
    const day = (text: string) => say({ kind: "notes.add", text }, li, { text });
    expect((await day("结婚纪念日是5月20日")).result.kind).toBe("anniversary-set");
    expect((await day("结婚纪念日是5月20日")).result.kind).toBe("known");
    expect((await day("结婚纪念日是6月1日")).text).toContain("有两种说法");
    expect((await day("结婚纪念日改成6月18日")).result.kind).toBe("anniversary-set");
    const standing = (await facts(li)).filter((fact) => fact.value.includes("结婚") && fact.supersededById === null);
    expect(standing.map(({ value }) => value)).toEqual(["结婚纪念日改成6月18日"]);
  });

  story("empty words ask kindly", async () => {
    expect((await say({ kind: "notes.add", text: "  " })).text).toBe(
      "还差一点内容，我没法记。可以这样说：「记一下张丽华下月搬家」",
    );
  });

  story("tags are made when missing, not given twice, and go and come back", async () => {
    expect((await say({ kind: "notes.tag", tags: ["爱旅游", "#新娘妈妈"] })).text).toBe(
      "给张丽华打上了标签：新娘妈妈\n爱旅游 本来就有，没重复打。",
    );
    expect(await show("标签")).toMatch(/标签：.*新娘妈妈/);
    await takeBack(db);
    expect(await show("标签")).not.toContain("新娘妈妈");
    expect((await say({ kind: "notes.tag", tags: ["爱旅游", "母婴"], remove: true })).text).toBe(
      "去掉了张丽华的标签：爱旅游\n张丽华身上没有「母婴」这个标签，不用去。",
    );
    expect(await show("标签")).not.toContain("爱旅游");
  });

  story("a tag taken off leaves all that putting it back needs", async () => {
    const { outcome } = await say({ kind: "notes.tag", tags: ["爱旅游"], remove: true });
    const step = outcome.undo?.[0];
    if (step?.op !== "restore") throw new Error("nothing to put back");
    const row = { ...step.where, ...step.before };
    await withTurn(db, "linyue", {}, ({ tx }) => tx.customerTag.createMany({ data: [row as never] }));
    expect(await show("标签")).toContain("爱旅游");
  });

  story("two sizes: both are shown with their sources, neither is overwritten (B19, P9)", async () => {
    await say({ kind: "notes.prefer", value: "M码" }, zhang, { as: "linyue" });
    const { text, result } = await say({ kind: "notes.prefer", value: "L码" }, zhang, {
      as: "zhouhang",
      now: minutesLater(2000),
    });
    expect(text).toBe(
      "张丽华的尺码有两种说法\n原来：尺码：M码（林悦昨天说的）\n现在：尺码：L码（您今天说的）\n先都留着。回「用新的」「留旧的」「两个都留」就行。",
    );
    expect(result.kind).toBe("claimed");
    const seen = await show();
    expect(seen).toContain("尺码：M码（你今天记的）（有两种说法，当面确认一下）");
    expect(seen).toContain("尺码：L码");
  });

  story("改成 puts the new in the place of the old; the old stays on record and undo brings it back", async () => {
    await say({ kind: "notes.prefer", value: "M码" });
    const { text } = await say({ kind: "notes.prefer", value: "L码" }, zhang, {
      text: "张姐尺码改成L码",
      now: minutesLater(5),
    });
    expect(text).toBe("记下了：张丽华 尺码：L码\n原来记的「尺码：M码」（你今天记的）换掉了。");
    expect(await show()).not.toContain("M码");
    expect((await facts(zhang)).map((fact) => fact.value)).toContain("M码");
    await takeBack(db, { now: minutesLater(6) });
    const seen = await show();
    expect(seen).toContain("M码");
    expect(seen).not.toContain("L码");
  });

  story("what is known already is not written again", async () => {
    const before = await facts(zhang);
    expect((await say({ kind: "notes.prefer", value: "真丝" })).text).toBe(
      "张丽华的「喜欢真丝」早就记着了（你2025年1月5日记的），不用再记一遍。",
    );
    expect(await facts(zhang)).toEqual(before);
  });

  story("a dislike against a like of the same thing", async () => {
    const { text } = await say({ kind: "notes.prefer", value: "真丝", dislike: true });
    expect(text).toContain("张丽华的喜好有两种说法");
    expect(text).toContain("原来：喜欢真丝（您2025年1月5日说的）");
    expect(text).toContain("现在：不喜欢真丝（您今天说的）");
  });

  story("what must not be got wrong is pinned and always first (B18)", async () => {
    const { text } = await say({ kind: "notes.negative", value: "对青霉素过敏", topic: "过敏" }, li);
    expect(text).toContain("⚠ 对青霉素过敏");
    await say({ kind: "notes.prefer", value: "羊绒" }, li, { now: minutesLater(60) });
    expect((await show(null, li)).split("\n")[1]).toContain("⚠ 对青霉素过敏");
    expect((await say({ kind: "notes.negative", value: "对青霉素过敏", topic: "过敏" }, li)).result.kind).toBe("known");
  });

  story("a lunar birthday says when it is next, and what it replaced", async () => {
    const birthday = { kind: "notes.birthday", calendar: "lunar", month: 8, day: 15 };
    expect((await say(birthday)).text).toBe("张丽华的生日记的就是农历1975年八月十五，今年是9月25日。");
    expect((await say(birthday, "zhao-min")).text).toBe("记下了：赵敏 农历八月十五生日，今年是9月25日。");
    const solar = await say({ kind: "notes.birthday", calendar: "solar", month: 5, day: 3 });
    expect(solar.text).toBe(
      "张丽华的生日有两种说法\n原来：农历1975年八月十五（2025年1月5日登记的）\n现在：5月3日（您今天说的）\n先按原来的。回「用新的」「留旧的」「两个都留」就行。",
    );
    expect((await say(birthday)).result.kind).toBe("birthday-known");
    const changed = { text: "张姐生日改成5月3号", now: minutesLater(1) };
    expect((await say({ kind: "notes.birthday", calendar: "solar", month: 5, day: 3 }, zhang, changed)).text).toBe(
      "记下了：张丽华 5月3日生日，下一次是2027年5月3日。\n原来记的是农历1975年八月十五，已经换掉。",
    );
    await takeBack(db);
    expect((await say(birthday)).result.kind).toBe("birthday-known");
  });

  story("birthdays that cannot be are refused kindly and change nothing", async () => {
    const no = await say({ kind: "notes.birthday", calendar: "solar", month: 2, day: 30 });
    expect(no.text).toContain("2月30日这一天不存在，我先没记");
    const leap = await say({ kind: "notes.birthday", calendar: "lunar", month: 1, day: 5, leap: true });
    expect(leap.text).toContain("没有农历闰正月初五这个闰月");
    expect((await say({ kind: "notes.birthday", calendar: "lunar", month: 8, day: 15 })).result.kind).toBe(
      "birthday-known",
    );
  });

  story("29 February and a leap month come round", async () => {
    const feb = await say({ kind: "notes.birthday", calendar: "solar", year: 1996, month: 2, day: 29 }, "zhao-min");
    expect(feb.text).toContain("下一次是2027年2月28日");
    const leap = await say({ kind: "notes.birthday", calendar: "lunar", month: 5, day: 10, leap: true }, "zhao-min", {
      text: "赵敏生日改成农历闰五月初十",
    });
    expect(leap.text).toMatch(/农历闰五月初十生日，下一次是2027年6月14日/);
  });

  story("family and anniversaries (F08, F16)", async () => {
    expect((await say({ kind: "notes.family", text: "孙子的幼儿园在旁边" })).text).toContain("只放心里用");
    expect((await say({ kind: "notes.family", text: "结婚纪念日是10月1日" })).text).toContain(
      "今年是10月1日。到时候只送祝福，不提买东西。",
    );
    expect(await show("家里")).toContain("孙子的幼儿园在旁边");
  });

  story("nothing known is said so", async () => {
    expect(await show(null, "gao-yuan".replace("gao-yuan", "liu-yang"))).toContain("刘洋还没有备注");
    expect(await show("忌讳", "liu-yang")).toContain("还没记过和「忌讳」有关的事");
  });

  const correct = (who: string, now = minutesLater(3), as = "linyue") =>
    say({ kind: "notes.correct" }, who, { now, as });

  story("刚才记错了，是李雯: the last note goes over, and back with 撤销", async () => {
    await say({ kind: "notes.add", text: "要开发票" });
    await say({ kind: "notes.show" });
    expect((await correct(li)).text).toBe("改好了：「备注 要开发票」从张丽华挪到了李雯名下。");
    expect(await show("备注", li)).toContain("要开发票");
    expect(await show("备注")).toContain("还没记过");
    await takeBack(db, { now: minutesLater(4) });
    expect(await show("备注", li)).toContain("还没记过");
    expect(await show("备注")).toContain("要开发票");
  });

  story("corrected twice, it ends with the last one named", async () => {
    await say({ kind: "notes.tag", tags: ["爱旅游", "急脾气"] }, "sun-li");
    await correct(li);
    expect((await correct(zhang, minutesLater(5))).text).toContain("从李雯挪到了张丽华名下");
    expect(await show("标签", "sun-li")).not.toContain("急脾气");
    expect(await show("标签", li)).not.toContain("急脾气");
    expect(await show("标签")).toMatch(/急脾气/);
  });

  story("a fact that replaced another gives it its place back", async () => {
    await say({ kind: "notes.prefer", value: "M码" });
    await say({ kind: "notes.prefer", value: "改成L码" }, zhang, { text: "尺码改成L码" });
    await correct(li);
    expect(await show()).toContain("M码");
    expect(await show(null, li)).toContain("L码");
    await takeBack(db, { now: minutesLater(4) });
    expect(await show()).not.toContain("M码");
    expect(await show()).toContain("L码");
  });

  story("a purchase moves whole: order, articles, touch, and the newcomer's follow-up is called off", async () => {
    await tell(db, purchases, { kind: "purchases.record", items: [{ item: "真丝裙" }], amount: 3280 }, "zhao-min");
    expect((await correct(zhang)).text).toContain("「购买 真丝裙」");
    const rows = (customerId: string) =>
      withTurn(db, "linyue", {}, async ({ tx }) => ({
        orders: await tx.order.count({ where: { customerId, state: { not: "closed" } } }),
        lines: await tx.orderLine.count({ where: { customerId, order: { state: { not: "closed" } } } }),
        touches: await tx.touch.count({ where: { customerId } }),
        open: await tx.followUp.count({ where: { customerId, state: "open", ruleKey: { not: null } } }),
      }));
    expect(await rows("zhao-min")).toEqual({ orders: 0, lines: 0, touches: 0, open: 0 });
    expect(await rows(zhang)).toEqual({ orders: 4, lines: 4, touches: 1, open: 0 });
    await takeBack(db, { now: minutesLater(4) });
    expect(await rows("zhao-min")).toEqual({ orders: 1, lines: 1, touches: 1, open: 1 });
    expect(await rows(zhang)).toEqual({ orders: 3, lines: 3, touches: 0, open: 0 });
  });

  story("refuses politely: nothing said, too long ago, same person, a birthday, undone", async () => {
    expect((await correct(li)).text).toContain("刚才没有可以挪的记录");
    await say({ kind: "notes.add", text: "要开发票" });
    expect((await correct(li, minutesLater(31))).text).toContain("超过30分钟");
    expect((await correct(zhang)).text).toContain("不用改");
    await takeBack(db);
    expect((await correct(li)).text).toContain("刚才没有可以挪的记录");
    await say({ kind: "notes.birthday", calendar: "solar", month: 5, day: 3 }, "zhao-min");
    expect((await correct(li)).text).toContain("生日、电话这类资料");
  });

  story("nobody moves what a colleague said", async () => {
    await say({ kind: "notes.add", text: "要开发票" }, zhang, { as: "linyue" });
    expect((await correct("zhang-li", NOW, "chenchen")).text).toContain("没有可以挪的记录");
  });
});
