// An associate's own week: her figures, next week's dates, a story nobody can be known by; once a week.
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { instantOf } from "../../../src/calendar/day.ts";
import { system } from "../../../src/db/actor.ts";
import type { Db } from "../../../src/db/db.ts";
import { defaultSettings } from "../../../src/settings.ts";
import { maskStory } from "../../../src/skills/insights/own-week.ts";
import { draftOwnWeeks } from "../../../src/skills/insights/own-week-jobs.ts";
import { insights } from "../../../src/skills/insights/skill.ts";
import { describeOnOneEngine } from "../../support/database.ts";
import { seedPeople } from "../../support/people.ts";
import { withTurn } from "../../support/turn.ts";
import { testVault } from "../../support/vault.ts";

const FRIDAY = instantOf("2026-09-11", "16:43");

describeOnOneEngine("an associate's own week", (open) => {
  let db: Db;
  beforeAll(async () => {
    db = await open();
    await seedPeople(db, testVault);
    await db.transaction(system, async (tx) => {
      await tx.followUp.create({
        data: {
          customerId: "li-wen-f",
          staffId: "linyue",
          createdById: "linyue",
          kind: "promise",
          text: "留一件M码",
          dueAt: instantOf("2026-09-09", "10:00"),
          state: "done",
          doneAt: instantOf("2026-09-09", "18:00"),
        },
      });
      await tx.note.create({
        data: {
          customerId: "zhang-lihua",
          authorId: "linyue",
          text: "张姐介绍了5个朋友来，张丽华说我们服务好，电话13811113456",
          createdAt: instantOf("2026-09-10", "12:00"),
        },
      });
    });
  });

  it("is drafted on Friday for whoever did something or has something to do, once", async () => {
    await db.sandbox(async (sandbox) => {
      const context = { db: sandbox, now: () => FRIDAY, zone: "Asia/Shanghai", settings: async () => defaultSettings };
      expect(await draftOwnWeeks(context, FRIDAY)).toBe(2);
      expect(await draftOwnWeeks(context, FRIDAY)).toBe(0);
      const rows = await sandbox.transaction(system, (tx) => tx.delivery.findMany({ orderBy: { key: "asc" } }));
      expect(rows.map((one) => one.key)).toEqual(["own-week:chenchen:2026-09-07", "own-week:linyue:2026-09-07"]);
      expect((rows[1]?.reply as { text: string } | undefined)?.text).toMatchInlineSnapshot(`
        "林悦，这周的小结帮你写好了，改改就能用：
        本周（9月7日起）：做完跟进1件，答应客人的1件都做到了。
        还有1件要补上，下周先做这些。
        下周：周三跟进1件，2位客户过生日。
        好故事：一位客户介绍了5个朋友来，一位客户说我们服务好，电话＊"
      `);
    });
  });

  it("is told by chat as well, and to managers is pointed elsewhere", async () => {
    const say = (as: string) =>
      withTurn(db, as, { now: FRIDAY }, async (turn) => {
        const { result } = await insights.handle(turn, { kind: "insights.own-week" }, null);
        return insights.words(result, turn).text;
      });
    expect(await say("linyue")).toContain("答应客人的1件都做到了");
    expect(await say("zhouhang")).toContain("上周周报");
  });
});

describe("a story", () => {
  it("says no name and no number, whatever was noted", () => {
    const names = ["张丽华", "张姐", "Annie"];
    const piece = fc.constantFrom(...names, "王女士", "13811113456", "介绍了", "朋友", "，", "很满意", "3");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const told = maskStory(pieces.join(""), names);
        for (const name of [...names, "王女士"]) expect(told).not.toContain(name);
        expect(told).not.toMatch(/\d{4}/u);
      }),
    );
  });
});
