// Templates, occasions and drafts: every wording can be filled and passes the lint; birthdays fall on their day.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, dayFromNumber, dayNumber, diffDays } from "../../../src/calendar/day.ts";
import { nextBirthday } from "../../../src/calendar/lunar.ts";
import {
  addressOf,
  type DraftCase,
  type DraftFacts,
  draftAll,
  isAsDrafted,
  renderDayWord,
} from "../../../src/skills/care/draft.ts";
import { houseTemplates } from "../../../src/skills/care/house.ts";
import { lintDraft, TEXT_LENGTH_ADVISED } from "../../../src/skills/care/lint.ts";
import {
  celebratedOn,
  dayWord,
  festivalName,
  greetable,
  greetingDays,
  holidaysBetween,
} from "../../../src/skills/care/occasions.ts";
import { causes, parseTemplates, type Template } from "../../../src/skills/care/templates.ts";
import { contactKinds } from "../../../src/skills/contact/gate.ts";
import type { Benefit } from "../../../src/skills/members/benefits.ts";

const facts: DraftFacts = {
  customerId: "c1",
  name: "张丽华",
  gender: "female",
  birthdayYear: 1975,
  tier: "金卡",
  aliases: ["张姐"],
  preferences: [{ topic: "面料", value: "喜欢真丝" }],
  negatives: [],
  family: [],
  lastItemOn: "2026-07-07",
  lifecycle: "old",
  labels: ["金卡", "忠实"],
  lastItem: "真丝半裙",
  staffName: "林悦",
  shopName: "徐汇店",
};
const gift: Benefit = {
  kind: "gift",
  text: "定制香囊一份",
  occasion: "birthday",
  tiers: ["金卡", "钻石"],
  activeFrom: null,
  activeTo: null,
};
const points: Benefit = { ...gift, kind: "points", text: "当月双倍积分", tiers: [] };

const base: DraftCase = {
  occasion: "birthday",
  facts,
  benefits: [points, gift],
  occursOn: "2026-09-16",
  sendOn: "2026-09-13",
  festival: null,
  anniversary: null,
  cause: null,
  about: null,
  withoutBenefit: false,
};
const texts = (by: Partial<DraftCase>) => draftAll({ ...base, ...by }, houseTemplates()).map((draft) => draft.text);

describe("templates of the house", () => {
  it("has at least three wordings for every occasion, festival, cause, timing, and a formal one", () => {
    const all = houseTemplates();
    const many = (of: readonly Template[], what: string) => {
      const warm = of.filter((one) => !one.formal);
      expect(warm.length, what).toBeGreaterThanOrEqual(3);
      // Three that need nothing but what is always known would do; at least one must.
      const always = ["称呼", "日子词", "节日", "纪念日", "导购", "店名"];
      expect(
        warm.some((one) => one.needs.every((need) => always.includes(need))),
        what,
      ).toBe(true);
      expect(
        of.some((one) => one.formal),
        `${what}: formal`,
      ).toBe(true);
    };
    for (const occasion of contactKinds) {
      many(
        all.filter((one) => one.occasion === occasion),
        occasion,
      );
    }
    for (const festival of greetable)
      many(
        all.filter((one) => one.festival === festival),
        festival,
      );
    for (const cause of causes) {
      const of = all.filter((one) => one.cause === cause);
      expect(of.filter((one) => !one.formal).length, cause).toBeGreaterThanOrEqual(3);
    }
    for (const when of ["ahead", "today", "late"])
      many(
        all.filter((one) => one.when === when),
        when,
      );
    expect(new Set(all.map((one) => one.key)).size).toBe(all.length);
  });

  it("fills every wording into a text that passes its own lint, with everything known and with nothing", () => {
    for (const template of houseTemplates()) {
      const sendOn = template.when === "today" ? "2026-09-16" : template.when === "late" ? "2026-09-17" : base.sendOn;
      const of: DraftCase = {
        ...base,
        occasion: template.occasion,
        benefits: [{ ...gift, occasion: template.occasion }],
        festival: template.festival ?? (template.occasion === "holiday" ? "端午" : null),
        anniversary: "入会两周年",
        cause: template.cause,
        about: template.needs.includes("事") ? "天凉了，早晚加件衣服" : null,
        sendOn,
        formal: template.formal,
      };
      const lifecycle = template.lifecycle ?? "old";
      const family = [{ topic: "女儿", value: "女儿上大学" }];
      const full = { ...of.facts, lifecycle, family };
      const bare = { ...full, labels: [], tier: null, preferences: [], family: [], lastItem: null, aliases: [] };
      for (const facts of [full, bare]) {
        const draft = draftAll({ ...of, facts, benefits: facts === full ? of.benefits : [] }, [template])[0];
        if (facts === full) expect(draft, template.key).toBeDefined();
        if (!draft) continue;
        expect(draft.text, template.key).not.toMatch(/[〔〕{}@]/u);
        const findings = lintDraft(draft.text, {
          occasion: template.occasion,
          occursOn: base.occursOn,
          sendOn,
          benefits: ["定制香囊一份"],
          otherBenefits: ["当月双倍积分"],
          negatives: [],
          names: ["张姐", "张丽华", "林悦", "徐汇店"],
        });
        expect(findings, `${template.key}: ${draft.text}`).toEqual([]);
        expect([...draft.text].length, template.key).toBeLessThanOrEqual(TEXT_LENGTH_ADVISED);
      }
    }
  });

  it.each([
    ["no occasion", "## a\n\n您好", "t.md:1: occasion must be one of"],
    ["unknown field", "occasion: care\n\n## a\n\n{昵称}您好", "t.md:3: unknown field"],
    ["unknown header", "occasion: care\n\n## a\nmood: 好\n\n您好", "t.md:4: unknown or empty header mood"],
    ["bad timing", "occasion: care\n\n## a\nwhen: soon\n\n您好", "t.md:3: when must be"],
    ["twice", "occasion: care\n\n## a\n\n您好\n\n## a\n\n您好", "t.md:7: the section a is there twice"],
    ["empty", "occasion: care\n\n## a\n\n## b\n\n您好", "t.md:3: the section a has no text"],
  ])("refuses a file with %s, naming the place", (_name, text, message) => {
    expect(() => parseTemplates("t.md", text)).toThrow(message);
  });
});

describe("drafts", () => {
  it("quotes gift and points in their own words, with her liking", () => {
    expect(texts({})[0]).toBe(
      "张姐，大后天是您的生日，愿新的一岁都是喜欢的样子。您喜欢真丝，我都记着呢，给您留好了：定制香囊一份，另有当月双倍积分。——林悦",
    );
  });

  it("falls to wordings that do not need what is not known", () => {
    const bare = { ...facts, preferences: [], lastItem: null };
    for (const occasion of contactKinds) {
      const all = texts({
        occasion,
        facts: bare,
        benefits: [],
        festival: "中秋",
        anniversary: "入会周年",
        cause: occasion === "winback" ? "competitor" : null,
      });
      expect(all.length, occasion).toBeGreaterThanOrEqual(1);
      for (const text of all) expect(text).not.toMatch(/[{}]|undefined|null/);
    }
  });

  it("offers nothing when told not to, nor what is not hers or not valid", () => {
    const none = (by: Partial<DraftCase>) => expect(texts(by).join("\n")).not.toMatch(/香囊|双倍/);
    none({ withoutBenefit: true });
    none({ benefits: [{ ...gift, tiers: ["钻石"] }] });
    none({ benefits: [{ ...gift, activeTo: "2026-09-12" }] });
    none({ benefits: [{ ...gift, activeFrom: "2026-09-14" }] });
    none({ benefits: [{ ...gift, occasion: "holiday" }] });
    expect(texts({ benefits: [{ ...gift, activeTo: "2026-09-13", occasion: "生日" }] }).join()).toContain("香囊");
  });

  it("a birthday's present is never points alone; elsewhere points are what there is", () => {
    const points = { ...gift, kind: "points", text: "当月双倍积分" };
    expect(texts({ benefits: [points] }).join("\n")).not.toContain("积分");
    expect(texts({ benefits: [points, gift] })[0]).toContain("定制香囊一份，另有当月双倍积分");
    const promotion = { ...points, occasion: "promotion" };
    expect(texts({ occasion: "promotion", benefits: [promotion] }).join("\n")).toContain("双倍积分");
  });

  it("says what the associate wants said", () => {
    for (const text of texts({ occasion: "care", about: "您问的面料到了。" })) expect(text).toContain("您问的面料到了");
  });

  it("changes the tone with the day", () => {
    expect(texts({ sendOn: "2026-09-16", benefits: [] })[0]).toMatch(/今天/);
    expect(texts({ sendOn: "2026-09-17", benefits: [] })[0]).toMatch(/昨天/);
    expect(texts({ occursOn: null, benefits: [] })[0]).not.toMatch(/天是|明天|后天/);
  });

  it("computes the day word on the day it is sent, and knows its own words again", () => {
    const draft = draftAll(base, houseTemplates())[0];
    const drafted = draft?.draftedText ?? "";
    expect(drafted).toContain("{日子词}");
    expect(renderDayWord(drafted, "2026-09-16", "2026-09-14")).toContain("后天是您的生日");
    expect(renderDayWord(drafted, "2026-09-16", "2026-09-01")).toContain("9月16日是您的生日");
    expect(isAsDrafted(renderDayWord(drafted, "2026-09-16", "2026-09-15"), drafted, "2026-09-16")).toBe(true);
    expect(isAsDrafted(`${draft?.text}哈`, drafted, "2026-09-16")).toBe(false);
  });

  it.each([
    [{ aliases: ["张姐"] }, "birthday", "张姐"],
    [{ aliases: ["小气鬼", "阿华"] }, "birthday", "张姐"],
    [{ aliases: [] }, "apology", "张女士"],
    [{ aliases: [], birthdayYear: 2002 }, "birthday", "张女士"],
    [{ aliases: [], gender: "male" as const }, "birthday", "张先生"],
    [{ aliases: [], gender: "unknown" as const }, "birthday", "张丽华"],
    [{ aliases: [], name: "欧阳娜娜" }, "birthday", "欧阳姐"],
    [{ aliases: [], name: "Annie" }, "birthday", "Annie"],
  ] as const)("addresses %o for %s as %s", (by, occasion, expected) => {
    expect(addressOf({ ...facts, ...by }, occasion, "2026-09-13")).toBe(expected);
  });

  it("never says a size or a dislike as a liking", () => {
    const only = (topic: string | null, value: string) =>
      texts({ facts: { ...facts, preferences: [{ topic, value }] } });
    for (const [topic, value] of [
      ["尺码", "M码"],
      ["颜色", "不喜欢红色"],
      ["不喜欢", "红色"],
      [null, "38码"],
    ] as const) {
      expect(only(topic, value).join()).not.toContain(value.replace("不喜欢", ""));
    }
  });
});

describe("occasions", () => {
  it("mirrors the calendar: a birthday is celebrated on exactly the day nextBirthday gives", () => {
    const birthday = fc.oneof(
      fc.record({
        calendar: fc.constant("solar" as const),
        month: fc.integer({ min: 1, max: 12 }),
        day: fc.integer({ min: 1, max: 31 }),
        leap: fc.constant(false),
      }),
      fc.record({
        calendar: fc.constant("lunar" as const),
        month: fc.integer({ min: 1, max: 12 }),
        day: fc.integer({ min: 1, max: 30 }),
        leap: fc.boolean(),
      }),
    );
    const day = fc.integer({ min: dayNumber("2020-01-01"), max: dayNumber("2060-12-31") }).map(dayFromNumber);
    const meant = (on: string, of: { calendar: string; month: number; day: number; leap: boolean }) =>
      celebratedOn(on).some(
        (key) => key.calendar === of.calendar && key.month === of.month && key.day === of.day && key.leap === of.leap,
      );
    fc.assert(
      fc.property(birthday, day, (of, from) => {
        const next = nextBirthday(of, from);
        expect(meant(next, of)).toBe(true);
        for (const other of [addDays(next, -1), addDays(next, 1)])
          expect(meant(other, of)).toBe(nextBirthday(of, other) === other);
      }),
      { numRuns: 400 },
    );
  });

  it("looks at missed days, today and those ahead", () => {
    expect(greetingDays("2026-03-01", 3)).toEqual([
      "2026-02-27",
      "2026-02-28",
      "2026-03-01",
      "2026-03-02",
      "2026-03-03",
      "2026-03-04",
    ]);
  });

  it("finds the shop's holidays under either name", () => {
    expect(festivalName("中秋节")).toBe("中秋");
    expect(festivalName("情人节")).toBe("情人节");
    expect(holidaysBetween(["春节", "中秋节", "国庆节"], "2026-09-20", "2026-10-01")).toEqual([
      { name: "中秋", day: "2026-09-25" },
      { name: "国庆", day: "2026-10-01" },
    ]);
  });

  it("calls every near day by its word and others by date", () => {
    fc.assert(
      fc.property(fc.integer({ min: -400, max: 400 }), (days) => {
        const day = addDays("2026-09-13", days);
        const word = dayWord(day, "2026-09-13");
        if (days >= -2 && days <= 3) expect(word).toMatch(/天$/);
        else expect(word).toMatch(/^\d{1,2}月\d{1,2}日$/);
        expect(diffDays("2026-09-13", day)).toBe(days);
      }),
    );
  });
});
