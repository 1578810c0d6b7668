import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, instantOf, SHANGHAI } from "../../../src/calendar/day.ts";
import { system } from "../../../src/db/actor.ts";
import type { Db } from "../../../src/db/db.ts";
import { defaultSettings, type Settings } from "../../../src/settings.ts";
import { nudgeDueFollowups, suggestByRule } from "../../../src/skills/followups/jobs.ts";
import { openDaysLate, shopCalendar, stepsDue, tellsWhom } from "../../../src/skills/followups/ladder.ts";
import { climbLadder } from "../../../src/skills/followups/ladder-jobs.ts";
import { describeOnOneEngine } from "../../support/database.ts";
import { staff } from "../../support/people.ts";
import { stories } from "../../support/stories.ts";

const at = (day: string, time = "10:17") => instantOf(day, time, SHANGHAI);

describe("the ladder", () => {
  const shop = shopCalendar({ ...defaultSettings, closedDays: ["2026-09-16"] });
  test("late is counted in days the shop is open", () => {
    expect(openDaysLate("2026-09-14", "2026-09-14", shop)).toBe(0);
    expect(openDaysLate("2026-09-14", "2026-09-17", shop)).toBe(2);
    const weekdaysOnly = { ...shop, daysOff: "chinese" as const };
    // Friday to Monday is one day.
    expect(openDaysLate("2026-09-11", "2026-09-14", weekdaysOnly)).toBe(1);
  });

  test("whatever the days looked at, each step is taken once, in order, one a day", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 20 }),
        fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 5, max: 8 }), fc.integer({ min: 8, max: 12 })),
        (looked, after) => {
          const taken: { step: number; on: string }[] = [];
          for (const ahead of looked.sort((one, other) => one - other)) {
            const today = addDays("2026-10-10", ahead);
            for (const again of [1, 2]) {
              const [step] = stepsDue(taken, ahead, after, today);
              if (step === undefined) continue;
              expect(again).toBe(1);
              expect(ahead).toBeGreaterThanOrEqual(after[step - 1] ?? 0);
              taken.push({ step, on: today });
            }
          }
          expect(taken.map(({ step }) => step)).toEqual([1, 2, 3].slice(0, taken.length));
        },
      ),
    );
  });

  test("who is told: herself, a partner of her shop, its manager; nobody who is away", () => {
    const people = staff.map((one) => ({ ...one }));
    const house = { staff: people, away: new Set<string>(), coverOf: new Map<string, string>() };
    const linyue = { id: "linyue", storeId: "xuhui" };
    expect([1, 2, 3].map((step) => tellsWhom(step as 1 | 2 | 3, linyue, house))).toEqual([
      "linyue",
      "chenchen",
      "zhouhang",
    ]);
    // Alone in her shop, with no manager: head office.
    const hejing = { id: "hejing", storeId: "jingan" };
    expect([2, 3].map((step) => tellsWhom(step as 2 | 3, hejing, house))).toEqual([null, "boss"]);
    const away = { ...house, away: new Set(["linyue", "chenchen", "zhouhang"]) };
    expect([1, 2, 3].map((step) => tellsWhom(step as 1 | 2 | 3, linyue, away))).toEqual([null, null, "boss"]);
  });
});

describeOnOneEngine("what the clock asks for", (open) => {
  let db: Db;
  const story = stories(open, (sandbox) => {
    db = sandbox;
  });
  const context = (day: string, time: string, settings: Partial<Settings> = {}) => ({
    db,
    now: () => at(day, time),
    zone: SHANGHAI,
    settings: async () => ({ ...defaultSettings, ...settings }),
  });
  const climb = (day: string, settings: Partial<Settings> = {}) =>
    climbLadder(context(day, "10:17", settings), at(day));
  const suggest = (day: string, settings: Partial<Settings> = {}) =>
    suggestByRule(context(day, "06:27", settings), at(day, "06:27"));
  const told = () =>
    db.transaction(system, async (tx) => {
      const rows = await tx.delivery.findMany({ where: { key: { startsWith: "ladder-" } }, orderBy: { seq: "asc" } });
      return rows.map((row) => `${row.staffId}: ${(row.reply as { text?: string }).text}`);
    });
  const clear = () => db.transaction(system, (tx) => tx.followUp.deleteMany({}));
  const rows = (where: object = {}) =>
    db.transaction(system, (tx) => tx.followUp.findMany({ where, orderBy: [{ dueAt: "asc" }, { id: "asc" }] }));

  story(
    "associate, partner, manager: each once, the manager hears what was done; nothing on a closed day",
    async () => {
      await clear();
      await db.transaction(system, (tx) =>
        tx.followUp.create({
          data: {
            staffId: "linyue",
            createdById: "linyue",
            customerId: "zhang-lihua",
            kind: "promise",
            text: "留一件M码",
            dueAt: at("2026-09-14"),
            snoozes: 1,
          },
        }),
      );
      expect(await climb("2026-09-16")).toBe(0);
      expect(await climb("2026-09-17", { closedDays: ["2026-09-17"] })).toBe(0);
      expect(await climb("2026-09-17")).toBe(1);
      expect(await climb("2026-09-17")).toBe(0);
      expect(await climb("2026-09-18")).toBe(0);
      expect(await climb("2026-09-19")).toBe(1);
      expect(await climb("2026-09-21")).toBe(1);
      expect(await climb("2026-09-22")).toBe(0);
      expect(await told()).toEqual([
        "linyue: 这1件拖了几天了，抽空看一眼：\n· 张丽华：留一件M码（答应过，逾期3天，推迟过1次）",
        "chenchen: 林悦有1件事逾期好几天了，可能忙不过来，方便的话搭把手或者提醒她一声。",
        "zhouhang: 有1件跟进一直没动，请你看看：\n· 林悦｜张丽华：留一件M码（答应过，逾期7天，推迟过1次） 9月17日提醒过她，前天提醒过同事",
      ]);
    },
  );

  story(
    "on leave she is left alone, her manager and whoever covers hear of it; a late shift has its card later",
    async () => {
      await db.transaction(system, (tx) =>
        tx.staffDay.createMany({
          data: [
            { staffId: "linyue", day: new Date("2026-09-14"), shifts: [], coverId: "chenchen" },
            { staffId: "linyue", day: new Date("2026-09-15"), shifts: [{ from: "14:00", to: "22:00" }] },
          ],
        }),
      );
      const nudge = (day: string, time: string) => nudgeDueFollowups(context(day, time), at(day, time));
      await db.transaction(system, (tx) => tx.followUp.updateMany({ data: { createdAt: at("2026-09-01") } }));
      expect(await nudge("2026-09-14", "10:01")).toBe(0);
      await climb("2026-09-14");
      expect(await told()).toEqual([
        "chenchen: 林悦今天休息，请你照看她的客人；她有1件事今天到期：\n· 周婷：回访棉麻裙穿着感受",
        "zhouhang: 林悦今天休息，有1件事今天到期。说「林悦的跟进」可以看。",
      ]);
      expect(await nudge("2026-09-15", "10:01")).toBe(0);
      expect(await nudge("2026-09-15", "14:01")).toBe(1);
      expect(await nudge("2026-09-15", "14:16")).toBe(0);
    },
  );

  story("whoever covers hears what is due by name, promises first; one who is away too is not asked", async () => {
    await clear();
    const due = { staffId: "linyue", createdById: "linyue", dueAt: at("2026-09-14") };
    await db.transaction(system, async (tx) => {
      const texts = ["一", "二", "三", "四", "五"].map((text) => ({ ...due, text }));
      await tx.followUp.createMany({
        data: [...texts, { ...due, text: "留一件M码", kind: "promise", customerId: "zhang-lihua" }],
      });
      const off = { day: new Date("2026-09-14"), shifts: [] };
      await tx.staffDay.createMany({
        data: [
          { ...off, staffId: "linyue", coverId: "chenchen" },
          { ...off, staffId: "zhouhang", coverId: "linyue" },
        ],
      });
    });
    await climb("2026-09-14");
    const [first, ...others] = await told();
    expect(first).toBe(
      "boss: 林悦今天休息，有6件事今天到期，其中答应客人的1件。说「林悦的跟进」可以看。\n周航今天休息，今天没有到期的事。说「周航的跟进」可以看。",
    );
    expect(others).toEqual([
      "chenchen: 林悦今天休息，请你照看她的客人；她有6件事今天到期，其中答应客人的1件：\n· 张丽华：留一件M码（答应过）\n· 一\n· 二\n· 三\n· 四\n还有1件",
    ]);
  });

  story("what somebody who has left did not do goes to the manager the next day, once", async () => {
    await clear();
    await db.transaction(system, async (tx) => {
      await tx.followUp.create({
        data: { staffId: "linyue", createdById: "linyue", text: "送礼盒", dueAt: at("2026-09-14") },
      });
      await tx.staff.update({ where: { id: "linyue" }, data: { active: false } });
    });
    expect(await climb("2026-09-14")).toBe(0);
    expect(await climb("2026-09-15")).toBe(1);
    for (const later of ["2026-09-16", "2026-09-19", "2026-09-25"]) expect(await climb(later)).toBe(0);
    expect(await told()).toEqual(["zhouhang: 有1件跟进一直没动，请你看看：\n· 林悦（已离职）｜送礼盒（逾期1天）"]);
  });

  story(
    "contacts due fill a day up to five, by class and how late; dismissed they stay away until the next contact",
    async () => {
      await clear();
      expect(await suggest("2026-09-14")).toBeGreaterThan(0);
      const first = await rows({ staffId: "linyue" });
      expect(first.length).toBe(5);
      expect(await suggest("2026-09-14")).toBe(0);
      expect(new Set(first.map((row) => row.customerId)).size).toBe(5);
      expect(first.map((row) => row.customerId)).not.toContain("wang-jianguo");
      expect(first.some((row) => /重要客户/.test(row.text))).toBe(true);

      const [one, other] = first;
      if (!one?.customerId || !other?.customerId) throw new Error("five were made");
      await db.transaction(system, async (tx) => {
        await tx.followUp.update({ where: { id: one.id }, data: { state: "cancelled" } });
        await tx.touch.create({
          data: {
            customerId: other.customerId ?? "",
            staffId: "linyue",
            direction: "out",
            means: "review",
            at: at("2026-09-14"),
          },
        });
      });
      await suggest("2026-09-15");
      const after = await rows({ staffId: "linyue" });
      expect(after.find((row) => row.id === other.id)).toMatchObject({ state: "done", outcome: "已联系" });
      expect(after.filter((row) => row.customerId === one.customerId && row.state === "open")).toEqual([]);
      expect(after.filter((row) => row.state === "open").length).toBe(5);
    },
  );

  story("a new contact within 48 hours, a first purchase within three days, a wish every week", async () => {
    await clear();
    await db.transaction(system, async (tx) => {
      await tx.relation.updateMany({ where: { customerId: "zhao-min" }, data: { addedAt: at("2026-09-13", "20:00") } });
      await tx.visit.deleteMany({ where: { customerId: "zhao-min" } });
      await tx.fact.create({
        data: {
          customerId: "li-wen-f",
          kind: "need",
          value: "想要羊绒大衣",
          recordedById: "linyue",
          recordedAt: at("2026-09-06"),
        },
      });
    });
    const none = { rhythm: { ...defaultSettings.rhythm, fillTo: 0 } };
    expect(await suggest("2026-09-14", none)).toBeGreaterThan(0);
    expect(await suggest("2026-09-14", none)).toBe(0);
    const made = await rows();
    const byKey = new Map(made.map((row) => [row.ruleKey?.split(":").slice(0, 2).join(":"), row]));
    expect(byKey.get("lead:zhao-min")).toMatchObject({ staffId: "linyue", dueAt: at("2026-09-14", "10:00") });
    expect(byKey.get("first-purchase:huang-lei")?.text).toBe("回访首次购买「领带」：用得怎么样，先不推新品");
    expect(made.find((row) => row.customerId === "li-wen-f")?.text).toBe("跟进一下进展：想要羊绒大衣（第1周）");
  });
});
