import { beforeEach, expect, test } from "vitest";
import { instantOf, SHANGHAI } from "../../../src/calendar/day.ts";
import { system } from "../../../src/db/actor.ts";
import type { Db } from "../../../src/db/db.ts";
import type { Card, Reply } from "../../../src/message.ts";
import { defaultSettings } from "../../../src/settings.ts";
import { watchComplaints } from "../../../src/skills/complaints/jobs.ts";
import { complaints } from "../../../src/skills/complaints/skill.ts";
import { mayContact, policyOf } from "../../../src/skills/contact/gate.ts";
import { loadHistory } from "../../../src/skills/contact/store.ts";
import { describeOnOneEngine } from "../../support/database.ts";
import { NOW, seedPeople } from "../../support/people.ts";
import { testVault } from "../../support/vault.ts";
import { type TellOptions, takeBack, tell } from "../notes/tell.ts";

const at = (text: string) => instantOf(text.slice(0, 10), text.slice(11), SHANGHAI);

describeOnOneEngine("complaints", (open) => {
  let db: Db;
  let whole: Db;
  beforeEach(async () => {
    if (!whole) {
      whole = await open();
      await seedPeople(whole, testVault);
      // The one complaint of the seed would have its own reminders.
      await whole.transaction(system, (tx) => tx.complaint.deleteMany({ where: { state: "open" } }));
    }
  });
  const story = (name: string, play: () => Promise<void>) =>
    test(name, () =>
      whole.sandbox(async (inner) => {
        db = inner;
        await play();
      }),
    );
  const say = (kind: string, plan: Record<string, unknown>, options: TellOptions = {}, who = "zhou-ting") =>
    tell(db, complaints, { kind: `complaints.${kind}`, ...plan }, who, options);
  const list = (of: string, options: TellOptions = {}) =>
    tell(db, complaints, { kind: "complaints.list", of }, null, options);
  const opened = (more: Record<string, unknown> = {}, options: TellOptions = {}) =>
    say("open", { content: "裙子开线了", demand: "要退货", ...more }, options);
  const watch = (now: string) =>
    watchComplaints({ db, now: () => at(now), zone: SHANGHAI, settings: async () => defaultSettings }, at(now));
  const queued = () =>
    db.transaction(system, async (tx) => {
      const rows = await tx.delivery.findMany({ orderBy: { seq: "asc" } });
      return rows.map((row) => {
        const reply = row.reply as unknown as Reply & { card?: Card };
        return [row.staffId, reply.kind === "text" ? reply.text : (reply.card?.title ?? "")] as const;
      });
    });
  const ticket = () =>
    db.transaction(system, (tx) => tx.complaint.findFirstOrThrow({ where: { customerId: "zhou-ting" } }));
  const may = (kind: "promotion" | "birthday" | "apology") =>
    db.transaction(system, async (tx) => {
      const history = await loadHistory(tx, { customerId: "zhou-ting", senderId: "linyue", kind }, NOW);
      const verdict = mayContact(
        kind,
        { ...history!, isContact: true, negatives: [] },
        policyOf(defaultSettings, SHANGHAI),
        NOW,
      );
      return verdict.verdict === "allow" ? "allow" : verdict.reason.code;
    });

  story("a complaint opens with its slots, its clocks and somebody in charge; undo takes all of it back", async () => {
    const { text } = await opened();
    expect(text).toBe(
      "已登记周婷的投诉：裙子开线了，要退货\n您跟进 · 明天10:00前答复，9月20日10:00前解决 · 推广消息已停\n先安抚：说「给周婷写个道歉」，我来拟。",
    );
    expect(await ticket()).toMatchObject({
      assigneeId: "linyue",
      severity: "complaint",
      state: "open",
      openedById: "linyue",
    });
    expect(await takeBack(db)).toBe(true);
    expect((await list("open")).text).not.toContain("周婷");
  });

  story("the clock starts with the first word; what is missing is asked for and put in its place", async () => {
    const { text } = await say("open", {});
    expect(text).toContain("是什么事？");
    expect((await say("open", { content: "裙子开线了" })).text).toContain("裙子开线了");
    expect((await say("progress", { text: "要求退货", slot: "demand" })).text).toContain("要求退货");
    expect(await ticket()).toMatchObject({ content: "裙子开线了", demand: "要求退货", respondedAt: null });
    expect((await opened()).text).toContain("一起记下了：客户又说：裙子开线了。明天10:00前答复");
  });

  story("taken down by a colleague it goes to the one who knows her, at once", async () => {
    const { text } = await opened({}, { as: "zhouhang" });
    expect(text).toContain("林悦跟进");
    expect(await queued()).toEqual([["linyue", "周婷的投诉"]]);
  });

  story("what was done is kept with who and when, and stops the clock of the answer", async () => {
    await opened();
    expect((await say("progress", { text: "已联系厂家换货" })).text).toContain("答复已算上");
    expect(await ticket()).toMatchObject({ respondedAt: NOW });
    const { text } = await say("show", {}, { as: "zhouhang" });
    expect(text).toContain("今天10:00 已联系厂家换货（林悦）");
    expect((await list("open")).text).toContain("最近：已联系厂家换货");
  });

  story("it is closed only with a cause and her satisfaction", async () => {
    await opened();
    expect((await say("close", {})).text).toContain("还差：什么原因、她满意几分");
    expect((await say("close", { cause: "面料问题" })).text).toBe(
      "快了结了，还差：她满意几分（1到5）。说「周婷投诉处理好了 满意度5分」就行。",
    );
    const { text } = await say("survey", { score: 5 });
    expect(text).toContain("周婷的投诉了结：面料问题，满意度5分。");
    expect(await ticket()).toMatchObject({ state: "closed", cause: "面料问题", satisfaction: 5, closedAt: NOW });
    const asks = await db.transaction(system, (tx) =>
      tx.followUp.findMany({ where: { ruleKey: { startsWith: "csat:" } } }),
    );
    expect(asks).toMatchObject([{ staffId: "linyue", dueAt: at("2026-09-16 10:00") }]);
    expect(await takeBack(db)).toBe(true);
    expect(await ticket()).toMatchObject({ state: "open", satisfaction: null });
  });

  story("promotions stop while it is open and until she is content, or a manager says so", async () => {
    expect(await may("promotion")).toBe("allow");
    await opened();
    expect([await may("promotion"), await may("birthday"), await may("apology")]).toEqual([
      "open-complaint",
      "open-complaint",
      "allow",
    ]);
    expect((await say("close", { cause: "面料", satisfaction: 2 })).text).toContain("推广消息先继续停着");
    expect([await may("promotion"), await may("birthday")]).toEqual(["discontent", "allow"]);
    expect((await say("lift", {})).text).toContain("店长");
    expect(await may("promotion")).toBe("discontent");
    expect((await say("lift", {}, { as: "zhouhang" })).text).toContain("可以正常收推广消息了");
    expect(await may("promotion")).toBe("allow");
  });

  story("a better answer later lifts the freeze too", async () => {
    await opened();
    await say("close", { cause: "面料", satisfaction: 2 });
    expect((await say("survey", { score: 4 })).text).toBe("记下了：周婷满意度4分（上次2分）。推广消息恢复正常。");
    expect(await may("promotion")).toBe("allow");
  });

  story("nobody acts: the associate, then a partner without a name, then the manager, each once", async () => {
    await opened({ severity: "urgent" }, { now: at("2026-09-14 15:00") });
    const seen: unknown[] = [];
    for (const now of ["15:14", "15:15", "15:20", "15:25", "15:30", "15:31"])
      seen.push([now, await watch(`2026-09-14 ${now}`)]);
    expect(seen).toEqual([
      ["15:14", 0],
      ["15:15", 1],
      ["15:20", 1],
      ["15:25", 0],
      ["15:30", 1],
      ["15:31", 0],
    ]);
    const told = await queued();
    expect(told.map(([to]) => to)).toEqual(["linyue", "chenchen", "zhouhang"]);
    expect(told[0]?.[1]).toBe("投诉要介入：周婷");
    expect(told[1]?.[1]).not.toContain("周婷");
    expect(told[1]?.[1]).toContain("林悦有一件紧急投诉");
    expect(told[2]?.[1]).toBe("⚠ 投诉超时：周婷");
  });

  story("a clockwork that stood still catches up, each step once; at night it keeps quiet", async () => {
    await opened({}, { now: at("2026-09-14 15:00") });
    expect(await watch("2026-09-15 23:00")).toBe(0);
    expect(await watch("2026-09-16 10:02")).toBe(3);
    expect(await watch("2026-09-16 10:07")).toBe(0);
  });

  story("without a word for days the one in charge is asked to report, once each time", async () => {
    await opened({}, { now: at("2026-09-14 15:00") });
    await say("progress", { text: "已联系厂家" }, { now: at("2026-09-14 15:10") });
    expect(await watch("2026-09-16 15:00")).toBe(0);
    expect(await watch("2026-09-16 15:12")).toBe(1);
    expect(await watch("2026-09-16 15:17")).toBe(0);
    expect((await queued()).at(-1)).toEqual(["linyue", "给周婷报个进展"]);
  });

  story("lists: what is open, what is late, whose", async () => {
    await opened({}, { now: at("2026-09-01 15:00") });
    expect((await list("late")).text).toContain("⚠超时 周婷：裙子开线了");
    expect((await list("open", { as: "hejing" })).text).not.toContain("周婷");
    expect((await list("late", { as: "chenchen" })).text).toBe("没有超时的投诉，都在时限里。");
  });

  story("causes of a month, with the times kept", async () => {
    await opened();
    await say("close", { cause: "洗了掉色", satisfaction: 4 });
    const { text } = await list("causes", { as: "zhouhang" });
    expect(text).toContain("面料做工 1件");
    expect(text).toMatch(/这个月投诉\d件，已了结\d件/);
  });

  story("handed to a colleague by name, or to the shop's manager; an unknown one is asked for", async () => {
    await opened();
    expect((await say("assign", { to: "陈晨" })).text).toContain("交给陈晨了");
    expect(await ticket()).toMatchObject({ assigneeId: "chenchen" });
    expect((await say("assign", { to: "张飞" })).text).toContain("没找到");
    expect((await say("assign", { to: "店长" })).text).toContain("交给周航了");
    expect(await ticket()).toMatchObject({ assigneeId: "zhouhang" });
  });

  story("small gifts are given within the budget and booked", async () => {
    expect((await say("goodwill", { what: "一份小样" })).text).toBe(
      "记下了：送周婷一份小样（按20元记账）。本月授权额度还剩280元。",
    );
    expect((await say("goodwill", { what: "一件大衣", yuan: 800 })).text).toContain("超过您单次50元的授权额度");
    expect((await say("goodwill", { what: "一件大衣" })).text).toContain("值多少钱");
    for (let times = 0; times < 5; times++) await say("goodwill", { what: "券", yuan: 50 });
    expect((await say("goodwill", { what: "券", yuan: 50 })).text).toContain("只剩30元");
    const { text } = await tell(db, complaints, { kind: "complaints.budget" }, null);
    expect(text).toContain("已用270元，还剩30元");
  });
});
