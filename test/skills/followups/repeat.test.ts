import { expect } from "vitest";
import { instantOf, SHANGHAI } from "../../../src/calendar/day.ts";
import { system } from "../../../src/db/actor.ts";
import type { Db } from "../../../src/db/db.ts";
import { defaultSettings } from "../../../src/settings.ts";
import { rollRepeats } from "../../../src/skills/followups/jobs.ts";
import { followups } from "../../../src/skills/followups/skill.ts";
import { describeOnOneEngine } from "../../support/database.ts";
import { stories } from "../../support/stories.ts";
import { type TellOptions, takeBack, tell } from "../notes/tell.ts";

const zhang = "zhang-lihua";
const monday = { every: "week", weekdays: [1] };

describeOnOneEngine("reminders that come again", (open) => {
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
  const remind = (repeat: object, text = "看物流", who: string | null = zhang, options: TellOptions = {}) =>
    say({ kind: "followups.create", text, due: null, repeat }, who, options);
  const at = (day: string, time = "10:00") => instantOf(day, time, SHANGHAI);
  const night = (day: string) =>
    rollRepeats(
      { db, now: () => at(day, "00:13"), zone: SHANGHAI, settings: async () => defaultSettings },
      at(day, "00:13"),
    );
  const rows = (text = "看物流") =>
    db.transaction(system, async (tx) => {
      const found = await tx.followUp.findMany({ where: { text }, orderBy: { occursOn: "asc" } });
      return found.map((row) => `${row.occursOn?.toISOString().slice(0, 10)} ${row.state}`);
    });

  story("the rule and the next three dates are said; said twice it is kept once", async () => {
    expect((await remind(monday)).text).toBe(
      "好，每周一提醒你：张丽华：看物流。接下来是明天（周一）、9月21日（周一）、9月28日（周一）。",
    );
    expect((await remind(monday)).text).toBe("已经记着了，每周一提醒你：张丽华：看物流。下次是明天（周一）。");
    expect((await remind({ every: "day", time: "17:00" }, "盘点", null)).text).toBe(
      "好，每天17:00提醒你：盘点。接下来是今天、明天（周一）、后天（周二）。",
    );
    expect((await remind({ every: "day", time: "09:00" }, "开门", null)).text).toContain("接下来是明天（周一）");
    expect((await remind({ every: "week", interval: 2 }, "回访")).text).toBe(
      "好，每两周的周日提醒你：张丽华：回访。接下来是9月27日（周日）、10月11日（周日）、10月25日（周日）。",
    );
    expect((await remind({ every: "month", days: [-1] }, "对账", null)).text).toContain("每月最后一天提醒你");
    expect((await remind({ every: "year", month: 3, days: [8] }, "送花")).text).toContain("每年3月8号提醒你");
    expect((await remind({ every: "month", nth: -1, workdays: true }, "报表", null)).text).toContain(
      "每月最后一个工作日提醒你：报表。接下来是9月30日（周三）",
    );
    await takeBack(db);
    expect(await rows("报表")).toEqual([]);
  });

  story("done: the next one is there, once, and goes with the undo", async () => {
    await remind(monday);
    const done = await say({ kind: "followups.done", which: "张姐的物流" }, null, { now: at("2026-09-14") });
    expect(done.text).toContain("下次9月21日（周一）。");
    expect(await rows()).toEqual(["2026-09-14 done", "2026-09-21 open"]);
    await night("2026-09-15");
    expect(await rows()).toEqual(["2026-09-14 done", "2026-09-21 open"]);
    await takeBack(db, { now: at("2026-09-14", "10:05") });
    expect(await rows()).toEqual(["2026-09-14 open"]);
  });

  story(
    "not done: late beside the next one until that one's day, then missed; a pause makes up for the last only",
    async () => {
      await remind(monday);
      await night("2026-09-14");
      expect(await rows()).toEqual(["2026-09-14 open"]);
      for (const again of [1, 2]) await night(`2026-09-1${4 + again}`);
      expect(await rows()).toEqual(["2026-09-14 open", "2026-09-21 open"]);
      await night("2026-09-21");
      expect(await rows()).toEqual(["2026-09-14 missed", "2026-09-21 open"]);
      // Nothing ran for three weeks.
      await night("2026-10-14");
      expect(await rows()).toEqual(["2026-09-14 missed", "2026-09-21 missed", "2026-10-12 open", "2026-10-19 open"]);
    },
  );

  story("done late it stands for all that were due before; two nights at once write each day once", async () => {
    await remind({ every: "day", time: "09:00" });
    await Promise.all([night("2026-09-16"), night("2026-09-16")]);
    expect(await rows()).toEqual(["2026-09-14 missed", "2026-09-16 open"]);
    await say({ kind: "followups.done", which: "张姐的物流" }, null, { now: at("2026-09-18") });
    expect(await rows()).toEqual(["2026-09-14 missed", "2026-09-16 done", "2026-09-18 open"]);
  });

  story("listed, one left out, one stopped by its number, one by its rule", async () => {
    await remind(monday);
    await remind({ every: "month", days: [15] }, "回访", "li-wen-f");
    await remind({ every: "day", time: "17:00" }, "盘点", null);
    const listed = await say({ kind: "followups.list", state: "repeating" });
    expect(listed.text).toBe(
      [
        "定期提醒（3个）",
        "1. 盘点（每天17:00），下次今天",
        "2. 张丽华：看物流（每周一），下次明天（周一）",
        "3. 李雯：回访（每月15号），下次后天（周二）",
        "不要了就说「停掉第一条」。",
      ].join("\n"),
    );
    const { shown } = listed;
    const left = await say({ kind: "followups.cancel", which: "张姐的物流" }, null, { shown });
    expect(left.text).toBe("好，不再提醒了：张丽华：看物流\n下次9月21日（周一），以后都不要就说「停掉每周一的提醒」。");
    const stop = (which: string, repeat: object | null = null) =>
      say({ kind: "followups.stop", which, repeat }, null, { shown });
    expect((await stop("", { every: "week", weekdays: [2] })).text).toContain("没有这样的定期提醒");
    expect((await stop("", { every: "month", days: [15] })).text).toBe("好，以后不再提醒了：李雯：回访（每月15号）");
    expect((await stop("")).text).toContain("停掉哪一个");
    expect((await stop("第一条")).text).toBe("好，以后不再提醒了：盘点（每天17:00）");
    await night("2026-09-30");
    expect(await rows("盘点")).toEqual(["2026-09-13 cancelled"]);
    expect(await rows("回访")).toEqual(["2026-09-15 cancelled"]);
    expect((await stop("全部")).text).toContain("张丽华：看物流");
    expect((await stop("")).text).toBe("现在没有定期提醒，不用停。");
  });

  story("a colleague's are not hers to stop", async () => {
    await remind(monday, "看物流", null);
    const text = (await say({ kind: "followups.stop", which: "全部" }, null, { as: "chenchen" })).text;
    expect(text).toBe("现在没有定期提醒，不用停。");
    expect(await rows()).toEqual(["2026-09-14 open"]);
  });
});
