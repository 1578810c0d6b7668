// What is known to hurt × every occasion: nothing goes, or it goes without the word.

import { describe, expect, it } from "vitest";
import { instantOf, SHANGHAI } from "../../../src/calendar/day.ts";
import { defaultSettings } from "../../../src/settings.ts";
import { checkMessage } from "../../../src/skills/care/check.ts";
import { addressOf, type DraftCase, type DraftFacts, draftAll } from "../../../src/skills/care/draft.ts";
import { houseTemplates } from "../../../src/skills/care/house.ts";
import { blocks, lintDraft } from "../../../src/skills/care/lint.ts";
import { greetable } from "../../../src/skills/care/occasions.ts";
import {
  type ContactHistory,
  type ContactKind,
  contactKinds,
  mayContact,
  policyOf,
} from "../../../src/skills/contact/gate.ts";
import type { Benefit } from "../../../src/skills/members/benefits.ts";
import { openHistory } from "../contact/history.ts";

const now = instantOf("2026-09-13", "10:00", SHANGHAI);
const policy = policyOf(defaultSettings, SHANGHAI);
const fact = (value: string, topic: string | null = null) => ({
  topic,
  value,
  recordedAt: new Date(now.getTime() - 86_400_000),
});

/** What is known, and what must never be read by her. Written down apart from the code on purpose. */
const sore: readonly { known: ReturnType<typeof fact>; never: RegExp; notAt?: readonly ContactKind[] }[] = [
  { known: fact("对羊毛过敏", "过敏"), never: /羊毛|羊绒/ },
  { known: fact("海鲜过敏"), never: /海鲜|虾|蟹|鱼/ },
  { known: fact("不吃甜"), never: /甜|糖|蛋糕|月饼|巧克力|奶茶/ },
  { known: fact("有糖尿病"), never: /甜|蛋糕|月饼|巧克力|奶茶/ },
  { known: fact("素食"), never: /牛排|肉|海鲜|火锅/ },
  { known: fact("怀孕三个月"), never: /酒|咖啡|瘦身|精油|香薰/ },
  { known: fact("回民，吃清真"), never: /猪|火腿|酒/ },
  { known: fact("花粉过敏"), never: /鲜花|花束|插花/ },
  { known: fact("坚果过敏"), never: /坚果|花生|核桃/ },
  { known: fact("乳糖不耐受"), never: /牛奶|奶茶|拿铁|酸奶/ },
  { known: fact("不喝咖啡"), never: /咖啡|手冲|拿铁/ },
  { known: fact("不喝酒"), never: /酒/ },
  {
    known: fact("父亲上周去世", "丧亲"),
    never: /快乐|恭喜|团圆|父亲|爸/,
    notAt: ["birthday", "holiday", "anniversary"],
  },
  { known: fact("妈妈刚走了"), never: /快乐|恭喜|团圆|妈/, notAt: ["birthday", "holiday", "anniversary"] },
  { known: fact("去年离婚", "离异"), never: /老公|先生家|恩爱|爱人|夫妻/, notAt: ["anniversary"] },
  { known: fact("去年流产，别提孩子"), never: /孩子|宝宝|亲子/ },
  { known: fact("刚被裁员"), never: /事业|升职|加薪|发财/ },
];
/** Benefits and likings full of what somebody must not have, beside harmless ones. */
const tempting = [
  "手冲咖啡一杯",
  "蛋糕一份",
  "红酒一支",
  "羊绒围巾一条",
  "海鲜礼盒一份",
  "鲜花一束",
  "坚果一袋",
  "牛排券一张",
  "香薰一盒",
];
const likings = ["羊绒", "甜品", "咖啡", "红酒", "海鲜", "鲜花", "坚果", "奶茶", "真丝"];
const facts: DraftFacts = {
  customerId: "c1",
  name: "张丽华",
  gender: "female",
  birthdayYear: 1975,
  tier: "金卡",
  aliases: ["张姐"],
  preferences: [],
  negatives: [],
  family: [
    { topic: "女儿", value: "女儿上大学" },
    { topic: "妈妈", value: "妈妈身体不好" },
  ],
  lastItem: "羊绒大衣",
  lastItemOn: "2026-07-07",
  lifecycle: "old",
  labels: ["金卡", "忠实"],
  staffName: "林悦",
  shopName: "徐汇店",
};

describe("sore points", () => {
  it("every fact × occasion × temptation: blocked, or worded without it", () => {
    let blocked = 0;
    let worded = 0;
    let silent = 0;
    for (const { known, never, notAt = [] } of sore) {
      for (const occasion of contactKinds) {
        const history: ContactHistory = { ...openHistory, negatives: [known] };
        const verdict = mayContact(occasion, history, policy, now);
        if (notAt.includes(occasion)) expect(verdict.verdict, `${known.value} × ${occasion}`).toBe("never");
        if (verdict.verdict !== "allow") {
          blocked++;
          continue;
        }
        let any = false;
        for (const [index, text] of tempting.entries()) {
          const benefits: Benefit[] = [{ kind: "gift", text, occasion, tiers: [], activeFrom: null, activeTo: null }];
          const hers = {
            ...facts,
            negatives: [known],
            preferences: [{ topic: null, value: likings[index % likings.length] ?? "" }],
          };
          const of: DraftCase = {
            occasion,
            facts: hers,
            benefits,
            occursOn:
              occasion === "birthday" || occasion === "holiday" || occasion === "anniversary" ? "2026-09-16" : null,
            sendOn: "2026-09-13",
            festival: "中秋",
            anniversary: "入会两周年",
            cause: occasion === "winback" ? "competitor" : null,
            about: null,
            withoutBenefit: false,
          };
          for (const draft of draftAll(of, houseTemplates())) {
            const message = { occasion, occursOn: of.occursOn, text: draft.text, draftedText: draft.draftedText };
            if (blocks(checkMessage(message, { facts: hers, benefits }, of.sendOn).findings)) continue;
            any = true;
            worded++;
            expect(draft.text, `${known.value} × ${occasion}`).not.toMatch(never);
          }
        }
        if (!any) silent++;
      }
    }
    expect(blocked).toBeGreaterThan(8);
    expect(worded).toBeGreaterThan(1000);
    // There is always something that can be said where the occasion itself is not the trouble.
    expect(silent).toBe(0);
  });

  it("what an associate types about it is stopped with the fact", () => {
    for (const { known, never } of sore) {
      const word = never.source.split("|")[0] ?? "";
      const [finding] = lintDraft(`张姐，给您留了${word}`, {
        occasion: "care",
        occursOn: null,
        sendOn: "2026-09-13",
        benefits: [],
        otherBenefits: [],
        negatives: [known],
        names: [],
      }).filter((one) => one.code === "negative");
      if (!/老公|先生家/.test(word)) expect(finding?.detail, `${known.value}: ${word}`).toBe(known.value);
    }
  });

  it("days that hurt are not greeted: her mother gone, Mother's Day is passed over every year", () => {
    const at = (festival: string, value: string, years = 0) => {
      const known = { ...fact(value), recordedAt: new Date(now.getTime() - years * 365 * 86_400_000 - 86_400_000) };
      return mayContact("holiday", { ...openHistory, festival, negatives: [known] }, policy, now).verdict;
    };
    expect(at("母亲节", "母亲去世", 3)).toBe("never");
    expect(at("父亲节", "母亲去世", 3)).toBe("allow");
    expect(at("父亲节", "爸爸走了", 2)).toBe("never");
    expect(at("七夕", "去年离婚")).toBe("never");
    expect(at("中秋", "去年离婚")).toBe("allow");
    expect(at("七夕", "老公去世", 2)).toBe("never");
    for (const festival of ["母亲节", "父亲节"]) expect(at(festival, "去年流产，别提孩子")).toBe("never");
    for (const festival of greetable) expect(at(festival, "父亲上周去世"), festival).toBe("never");
  });

  it("who does not want to be called 姐 is not", () => {
    const wish = { negatives: [{ topic: null, value: "别叫她姐" }] };
    expect(addressOf({ ...facts, ...wish }, "birthday", "2026-09-13")).toBe("张女士");
    expect(addressOf(facts, "birthday", "2026-09-13")).toBe("张姐");
  });
});
