import { expect } from "vitest";
import type { Db } from "../../../src/db/db.ts";
import { followups } from "../../../src/skills/followups/skill.ts";
import { describeOnOneEngine } from "../../support/database.ts";
import { NOW } from "../../support/people.ts";
import { stories } from "../../support/stories.ts";
import { withTurn } from "../../support/turn.ts";
import { day, minutesLater, type TellOptions, takeBack, tell } from "../notes/tell.ts";

const zhang = "zhang-lihua";

describeOnOneEngine("follow-ups", (open) => {
  let db: Db;
  const story = stories(open, (inner) => {
    db = inner;
  });
  const say = (
    plan: { kind: string } & Record<string, unknown>,
    who: string | null = null,
    options: TellOptions = {},
  ) => tell(db, followups, plan, who, options);
  const remind = (
    text: string,
    due: string | null,
    who: string | null = zhang,
    more: object = {},
    options: TellOptions = {},
  ) =>
    say(
      {
        kind: "followups.create",
        text,
        due: due && { at: due, hasTime: due.length > 10 && !due.endsWith("T00:00") },
        ...more,
      },
      who,
      options,
    );
  const list = (more: object = {}, who: string | null = null, options: TellOptions = {}) =>
    say({ kind: "followups.list", ...more }, who, options);
  const states = () =>
    withTurn(db, "boss", {}, async ({ tx }) => {
      const rows = await tx.followUp.findMany({ orderBy: { dueAt: "asc" } });
      return Object.fromEntries(rows.map((row) => [row.text, row.state]));
    });

  story("made for a day, for an hour, for no time said; echoed with the day understood", async () => {
    const { text, outcome, shown } = await remind("回访风衣", "2026-09-16T00:00");
    expect(text).toBe("好，9月16日（周三）提醒你：张丽华：回访风衣。");
    expect(outcome.audit).toEqual([{ action: "followups.create", customerId: zhang }]);
    expect(shown).toMatchObject({ focus: zhang });
    expect(shown.followUps).toHaveLength(1);
    expect((await remind("打电话", "2026-09-14T15:00", null)).text).toBe("好，明天（周一）15:00提醒你：打电话。");
    expect((await remind("送礼盒", null)).text).toBe(
      "没说时间，我先定在明天（周一）提醒你：张丽华：送礼盒。想换时间就说「推到……」。",
    );
    expect((await remind("留一件M码", "2026-09-18T00:00", zhang, { promise: true })).text).toContain(
      "答应客人的事，我会排在最前面",
    );
    await takeBack(db);
    expect(Object.keys(await states())).not.toContain("留一件M码");
  });

  story("past, impossible and empty are refused kindly; said twice is kept once", async () => {
    expect((await remind("回访", "2026-09-10T15:00")).text).toBe(
      "9月10日（周四）15:00已经过去了。换个往后的时间我就记上，比如「明天上午10点」。",
    );
    expect((await remind("回访", "2026-02-30T10:00")).text).toContain("没看明白");
    expect((await remind(" ", null)).text).toContain("「明天提醒我回访张丽华」");
    await remind("回访风衣", "2026-09-16T00:00");
    const again = await remind("回访风衣", "2026-09-16T15:00");
    expect(again.text).toBe("这件事已经记着了：9月16日（周三） 张丽华：回访风衣，不用再记一遍。");
    expect((await remind("回访风衣", "2026-09-17T00:00")).result.kind).toBe("follow-up-created");
    expect((await remind("回访风衣", "2026-09-16T00:00", "sun-li")).result.kind).toBe("follow-up-created");
  });

  story("today: promises first, then what is late, with last contact and last purchase (P15)", async () => {
    await remind("拿改好的裤子", "2026-09-13T18:00", "sun-li");
    await remind("留一件M码", "2026-09-13T00:00", zhang, { promise: true });
    const { text, shown, outcome } = await list();
    expect(text).toBe(
      [
        "今天要做的（3件）",
        "1. 答应过 张丽华：留一件M码（今天）",
        "   重要客户 · 还没联系过 · 上次买 真丝半裙（7月7日）",
        "   💬 张姐，上次答应您的事我记着呢，这就跟您说一声。",
        "2. ⚠逾期2天 周婷：回访棉麻裙穿着感受（前天09:30）",
        "   还没联系过 · 上次买 棉麻裙（8月30日）",
        "   💬 周姐，最近怎么样？上次的棉麻裙用着还合心意吗？",
        "3. 孙丽：拿改好的裤子（今天18:00）",
        "   银卡 · 还没联系过 · 上次买 羽绒服（2025年12月1日）",
        "   💬 孙姐，您的东西好了，哪天方便过来取？",
      ].join("\n"),
    );
    expect(shown.followUps).toHaveLength(3);
    expect(outcome.audit?.map((note) => note.customerId)).toEqual([zhang, "zhou-ting", "sun-li"]);
  });

  story("other days, the late, the done, one customer's; empty is said kindly", async () => {
    const week = { range: { from: "2026-09-14", to: "2026-09-21" } };
    expect((await list(week)).text).toBe(
      "下周的跟进（1件）\n1. 张丽华：问问婚宴礼服（9月16日（周三）10:00）\n   重要客户 · 还没联系过 · 上次买 真丝半裙（7月7日）",
    );
    expect((await list({ state: "overdue" })).text).toContain("过了时间的（1件）\n1. ⚠逾期2天 周婷");
    expect((await list({}, zhang)).text).toContain("张丽华的跟进（1件）");
    await say({ kind: "followups.done", which: "周婷的" });
    expect((await list({ state: "overdue" })).text).toBe("没有过了时间的，都跟上了。");
    expect((await list()).text).toBe("今天没有要跟进的事。想起什么就说「明天提醒我……」。");
    expect((await list({ state: "done" })).text).toContain("1. 周婷：回访棉麻裙穿着感受（今天做完）");
  });

  story(
    "what was promised to customers: whenever it is due, of one customer, of a colleague for the manager",
    async () => {
      await remind("留一件M码", "2026-09-18T00:00", zhang, { promise: true });
      await remind("打个电话", "2026-09-13T18:00", "sun-li");
      expect((await list({ promises: true })).text).toContain("答应客人的（1件）\n1. 答应过 张丽华：留一件M码");
      expect((await list({ promises: true }, "sun-li")).text).toBe("没有答应了还没做的事。");
      expect((await list({ promises: true, of: "林悦" }, null, { as: "zhouhang" })).text).toContain("@林悦");
      const done = await say({ kind: "followups.done", which: "第一条" }, null, {
        as: "zhouhang",
        shown: (await list({ promises: true, of: "林悦" }, null, { as: "zhouhang" })).shown,
      });
      // Her own day is another one.
      expect(done.text).not.toContain("今天");
      expect((await list({ promises: true })).text).toBe("没有答应了还没做的事。");
    },
  );

  story("what is late or not kept is the shop's for a manager, her own when she says 我", async () => {
    await remind("留一件M码", "2026-09-13T00:00", zhang, { promise: true });
    const manager = (more: object, text = "") => list(more, null, { as: "zhouhang", text });
    expect((await manager({ state: "overdue" }, "逾期的跟进")).text).toMatch(
      /^店里 过了时间的（1件）\n1\. ⚠逾期2天 周婷：.*@林悦/u,
    );
    expect((await manager({ promises: true }, "答应客户的事哪些没兑现")).text).toMatch(
      /^店里 答应客人的（1件）\n.*@林悦/u,
    );
    expect((await manager({ state: "overdue" }, "我们店有哪些逾期")).text).toContain("@林悦");
    expect((await manager({ state: "overdue" }, "我逾期的跟进")).text).toBe("没有过了时间的，都跟上了。");
    expect((await manager({ promises: true }, "我答应过什么")).text).toBe("没有答应了还没做的事。");
    expect((await manager({})).text).not.toContain("周婷");
    expect((await list({ state: "overdue" }, null, { as: "chenchen" })).text).toBe("没有过了时间的，都跟上了。");
  });

  story("whose list: a colleague's for the manager, not for an associate", async () => {
    expect((await list({ of: "林悦" }, null, { as: "zhouhang" })).text).toContain(
      "林悦 今天要做的（1件）\n1. ⚠逾期2天 周婷：回访棉麻裙穿着感受（前天09:30） @林悦",
    );
    expect((await list({ of: "全店" }, null, { as: "zhouhang" })).text).toContain("周婷");
    expect((await list({ of: "何静" }, null, { as: "zhouhang" })).text).toContain("何静 今天要做的：没有。");
    expect((await list({ of: "林悦" }, null, { as: "chenchen" })).text).toContain("要店长才能看");
    expect((await list({ of: "李四" }, null, { as: "boss" })).result.kind).toBe("not-found");
    expect((await list({}, null, { as: "chenchen" })).text).toContain("今天没有要跟进的事");
  });

  story("done by number, and the next number still counts the same list", async () => {
    await remind("打电话问尺码", "2026-09-13T00:00", "sun-li");
    const { shown } = await list();
    const first = await say({ kind: "followups.done", which: "第一条", outcome: "很满意" }, null, { shown });
    expect(first.text).toBe(
      "完成：周婷：回访棉麻裙穿着感受（很满意）\n今天还剩1件。\n周婷接下来有什么安排？说「下周三提醒我联系她」就记上，没有就不用管。",
    );
    const second = await say({ kind: "followups.done", which: "第二条" }, null, {
      shown: { ...shown, ...first.shown },
    });
    expect(second.text).toContain("完成：孙丽：打电话问尺码\n今天的都清了，辛苦了！");
    expect((await say({ kind: "followups.done", which: "第二条" }, null, { shown })).text).toContain("已经处理过了");
    expect((await say({ kind: "followups.done", which: "第三条" }, null, { shown })).text).toBe(
      "列表里只有2条，再看一眼是第几条？",
    );
    const touches = await withTurn(db, "linyue", {}, ({ tx }) => tx.touch.findMany({ orderBy: { customerId: "asc" } }));
    expect(touches.map((touch) => [touch.customerId, touch.means, touch.direction])).toEqual([
      ["sun-li", "phone", "out"],
      ["zhou-ting", "review", "out"],
    ]);
    await takeBack(db);
    expect(await states()).toMatchObject({ 打电话问尺码: "open", 回访棉麻裙穿着感受: "done" });
  });

  story("all at once, by name, by a name misspelt; ties are asked", async () => {
    await remind("送修鞋子", "2026-09-13T00:00", "li-wen-f");
    await remind("回访风衣", "2026-09-15T00:00", "li-wen-f");
    const asked = await say({ kind: "followups.done", which: "李雯的" });
    expect(asked.text).toContain("是哪一件？回「第几条」就行。\n1. 李雯：送修鞋子（今天）");
    expect((await say({ kind: "followups.cancel", which: "第二条" }, null, { shown: asked.shown })).text).toBe(
      "好，不再提醒了：李雯：回访风衣",
    );
    expect((await say({ kind: "followups.done", which: "周亭的" })).text).toContain("完成：周婷");
    expect((await say({ kind: "followups.done", which: "马超的" })).result.kind).toBe("not-found");
    const all = await say({ kind: "followups.done", which: "全部" }, null, { shown: (await list()).shown });
    expect(all.text).toContain("完成：李雯：送修鞋子");
    expect((await say({ kind: "followups.done", which: "张姐的" })).text).toContain("完成：张丽华：问问婚宴礼服");
    expect((await say({ kind: "followups.done", which: "张姐的" })).text).toBe("现在没有待办的跟进。");
  });

  story("put off: survives, not before now, three times is worth a word, 撤销 brings it back (P16)", async () => {
    const snooze = (until: object | null, options: TellOptions = {}) =>
      say({ kind: "followups.snooze", which: "周婷的", until }, null, options);
    expect((await snooze({ at: "2026-09-12T10:00", hasTime: true })).text).toContain("已经过去了");
    expect((await snooze(null)).text).toBe("好，晚点再提醒：\n周婷：回访棉麻裙穿着感受 → 明天（周一）09:30");
    expect((await list()).text).toContain("今天没有要跟进的事");
    expect((await list({}, null, { now: minutesLater(1440) })).text).toContain("周婷");
    await snooze({ at: "2026-09-20T00:00", hasTime: false });
    expect((await snooze({ at: "2026-09-21T00:00", hasTime: false })).text).toContain(
      "这件推了3次，要是不用做了，说「不用提醒了」",
    );
    await takeBack(db);
    expect((await list({}, "zhou-ting")).text).toContain("9月20日（周日）09:30");
    // Sooner is not put off, and is not counted.
    expect((await snooze({ at: "2026-09-18T00:00", hasTime: false })).text).toBe(
      "好，改到：\n周婷：回访棉麻裙穿着感受 → 9月18日（周五）09:30",
    );
    expect((await snooze({ at: "2026-09-19T00:00", hasTime: false })).text).toContain("推了3次");
    await takeBack(db);
    await takeBack(db);
  });

  story("buttons mean what they say, also when pressed twice", async () => {
    const id = "zhou-ting-followup-1";
    const plan = followups.button?.(`followups:done:${id},zhang-lihua-followup-1`, {});
    if (!plan) throw new Error("no plan");
    expect((await say(plan)).text).toContain("完成：周婷：回访棉麻裙穿着感受；张丽华：问问婚宴礼服");
    expect((await say(plan)).text).toBe("这几件之前都处理过了，不用再管。");
    expect((await say({ kind: "followups.cancel", which: "#no-such" })).text).toBe("现在没有待办的跟进。");
  });

  story("nobody settles what she cannot see", async () => {
    const told = await say({ kind: "followups.done", which: "#zhou-ting-followup-1" }, null, { as: "hejing" });
    expect(told.result.kind).toBe("nothing-open");
    expect(await states()).toMatchObject({ 回访棉麻裙穿着感受: "open" });
  });

  story("many: ten are shown, all are counted", async () => {
    await withTurn(db, "linyue", {}, ({ tx }) =>
      tx.followUp.createMany({
        data: Array.from({ length: 30 }, (_, n) => ({
          staffId: "linyue",
          createdById: "linyue",
          text: `事${n}`,
          dueAt: new Date(NOW.getTime() - n * 60_000),
        })),
      }),
    );
    const { text, shown } = await list();
    expect(text).toContain("今天要做的（31件）");
    expect(text).toContain("还有21件，先做完这些。");
    expect(shown.followUps).toHaveLength(10);
    expect(day(0)).toBe("2026-09-13");
  });
});
