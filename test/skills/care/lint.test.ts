// The lint: what it stops, with the place; what it must leave alone; and that no changed number, benefit or date passes.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../../../src/calendar/day.ts";
import { draftAll } from "../../../src/skills/care/draft.ts";
import { houseTemplates } from "../../../src/skills/care/house.ts";
import { blocks, type LintFacts, lintDraft } from "../../../src/skills/care/lint.ts";
import { occasions } from "../../../src/skills/care/plan.ts";
import { ordinary } from "./ordinary.ts";

const facts: LintFacts = {
  occasion: "care",
  occursOn: null,
  sendOn: "2026-09-13",
  benefits: [],
  otherBenefits: [],
  negatives: [],
  names: ["张姐", "林悦", "徐汇店"],
};

/** "code:span" of each finding. */
function found(text: string, by: Partial<LintFacts> = {}): string[] {
  return lintDraft(text, { ...facts, ...by }).map((one) => `${one.code}:${one.span}`);
}

describe("lint", () => {
  const apology = "张姐，给您添麻烦了，对不起，我理解您的心情。";
  const cases: [string, Partial<LintFacts>, string[]][] = [
    // 广告法
    ["这是全网最低价，最好的面料", { occasion: "promotion" }, ["ad-word:最低", "ad-word:最好"]],
    ["国家级工艺，行业第一", { occasion: "promotion" }, ["ad-word:国家级", "ad-word:行业第一"]],
    ["纯手工，绝对不起球", { occasion: "promotion" }, ["ad-word:绝对"]],
    ["这款面霜能祛斑消炎", {}, ["ad-word:祛斑", "ad-word:消炎"]],
    // Scarcity
    ["限量发售，手慢无", { occasion: "promotion" }, ["scarcity:限量", "scarcity:手慢无"]],
    ["最后三天了，错过再等一年", { occasion: "promotion" }, ["scarcity:最后三天", "scarcity:错过再等"]],
    // Promises
    ["来店给您打八折", { occasion: "promotion" }, ["promise:打八折"]],
    ["来店送您一条丝巾", { occasion: "promotion" }, ["promise:送"]],
    ["给您双倍积分", { occasion: "birthday" }, ["promise:双倍积分"]],
    ["满500减50", { occasion: "promotion" }, ["promise:满500减", "promise:50"]],
    ["20元无门槛券给您", { occasion: "winback" }, ["promise:20元无"]],
    ["给您准备了生日礼，来拿就好", { occasion: "birthday" }, ["promise:生日礼"]],
    // Benefits
    ["给您备好了生日礼：手工皂一块。", { occasion: "birthday", benefits: ["手工皂一块"] }, []],
    [
      "给您备好了生日礼：手工皂两块。",
      { occasion: "birthday", benefits: ["手工皂一块"] },
      ["promise:生日礼", "benefit-changed:手工皂两块"],
    ],
    ["您的礼遇：免费护理一次", { benefits: ["免费护理一次"], occasion: "birthday" }, []],
    [
      "您的礼遇：免费护理一次",
      { otherBenefits: ["免费护理一次"], occasion: "birthday" },
      ["promise:礼遇", "benefit-not-hers:免费护理一次"],
    ],
    // Days
    ["后天是您的生日", { occasion: "birthday", occursOn: "2026-09-15" }, []],
    ["明天是您的生日", { occasion: "birthday", occursOn: "2026-09-15" }, ["date:明天"]],
    ["大后天是您的生日", { occasion: "birthday", occursOn: "2026-09-15" }, ["date:大后天"]],
    ["9月16日是您的生日", { occasion: "birthday", occursOn: "2026-09-15" }, ["date:9月16日"]],
    ["今天路过咖啡馆想起您，后天是您的生日", { occasion: "birthday", occursOn: "2026-09-15" }, []],
    // Apologies
    [apology, { occasion: "apology" }, []],
    ["这不是我们的问题", { occasion: "apology" }, ["no-empathy:", "cold-words:不是我们的问题"]],
    ["很抱歉，公司规定就是这样", { occasion: "apology" }, ["no-empathy:", "cold-words:公司规定就是"]],
    ["我理解您的感受", { occasion: "apology" }, ["no-empathy:"]],
    // Selling where nothing is sold
    ["生日快乐，新款到店欢迎选购", { occasion: "birthday" }, ["promo-word:新款", "promo-word:选购"]],
    ["用着还好吗？这周上新了", { occasion: "thanks" }, ["promo-word:上新"]],
    ["这周上新了，是您喜欢的手冲系列", { occasion: "winback" }, []],
    // Sore points
    ["羊毛大衣到了", { occasion: "promotion", negatives: [{ topic: "过敏", value: "对羊毛过敏" }] }, ["negative:羊毛"]],
    ["给您留了蛋糕", { negatives: [{ topic: "忌口", value: "不吃甜" }] }, ["negative:蛋糕"]],
    [
      "祝您快乐，问候您父亲",
      { negatives: [{ topic: "丧亲", value: "父亲上周去世" }] },
      ["negative:快乐", "negative:父亲"],
    ],
    ["祝您和先生恩爱", { occasion: "holiday", negatives: [{ topic: "离异", value: "去年离婚" }] }, ["negative:恩爱"]],
    // Form
    ["{称呼}，您好", {}, ["merge-field:{称呼}"]],
    ["XX女士，您好", {}, ["merge-field:XX"]],
    ["", {}, ["merge-field:"]],
    ["好".repeat(121), {}, ["long:"]],
    ["好".repeat(1334), {}, ["too-long:"]],
  ];
  it.each(cases)("%s", (text, by, expected) => {
    expect(found(text, by)).toEqual(expected);
  });

  const harmless = [
    "最近忙吗？您最喜欢的那家面馆还开着，第一次去还是您推荐的。",
    "第一时间想到您，祝您周末愉快！",
    "我下午3点前都在店里，您到了3楼给我打个电话。",
    "送上祝福，愿您一切都好。",
    "天气凉了，您多穿一件，记得早点休息。",
    "上次您说喜欢治愈系的香薰，我记着呢。",
    "有一点小事想请教您，您得空回我就好。",
    "祝叔叔60岁生日，身体硬朗。",
    "您是我最重要的客人之一，谢谢您一直照顾我。",
    "谢谢您购买的那件外套，穿着还合身吗？",
    "一切都好吗？两个孩子开学了吧？",
    "给您留了那条裙子，您不急，慢慢来。",
    "配送已经安排好了，您留意电话。",
    "这款比那款便宜一点，但我觉得那款更适合您。",
    "试衣间给您准备好了，我给您备了两件不同尺码的。",
    "周六店里人少，三天后我出差，下个月您搬家要帮忙就说。",
  ];
  it.each(harmless)("leaves alone: %s", (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([
    ["这款精华淡斑除皱", "ad-word:淡斑"],
    ["香囊安神助眠，改善睡眠", "ad-word:安神助眠"],
    ["这茶降血糖，增强免疫力", "ad-word:降血糖"],
    ["无副作用，医用级面料", "ad-word:无副作用"],
    ["买了稳赚，很保值", "ad-word:稳赚"],
    ["再不来就没了，不买后悔", "scarcity:再不来就"],
    ["闭眼入，赶紧下单", "scarcity:闭眼入"],
  ])("no medical or pressing claim: %s", (text, first) => {
    expect(found(text, { occasion: "promotion" })[0]).toBe(first);
  });

  it.each([
    ["正价商品九折之外，再给您便宜点", "promise:再给您便宜"],
    ["来店里我请您喝咖啡", "promise:我请您"],
    ["生日那天来，咖啡不要钱", "promise:不要钱"],
    ["给您备了个小蛋糕", "promise:备了个"],
    ["给您员工价，零头也抹零", "promise:员工价"],
    ["专属下午茶等您来", "benefit-not-hers:专属下午茶"],
    ["张姐，今晚就是您的生日", "date:今晚"],
    ["张姐，下个月就是您的生日", "date:下个月"],
    ["张姐，月底就是您的生日", "date:月底"],
  ])("no present of one's own, no other's, no other day: %s", (text, first) => {
    const by = { occasion: "birthday" as const, occursOn: "2026-09-16", otherBenefits: ["钻石会员专属下午茶"] };
    expect(found(text, { ...by, benefits: ["正价商品九折"] })[0]).toBe(first);
  });

  it("a day said by week or by number of days is the true one or is stopped", () => {
    const sendOn = "2026-09-13";
    const monday = (day: string) => {
      const date = new Date(`${day}T00:00:00Z`);
      return date.getTime() / 86_400_000 - ((date.getUTCDay() + 6) % 7);
    };
    const weeks = new Map([
      [-1, "上"],
      [0, "这"],
      [1, "下"],
      [2, "下下"],
    ]);
    for (let ahead = -9; ahead <= 20; ahead++) {
      const occursOn = addDays(sendOn, ahead);
      const name = "日一二三四五六"[new Date(`${occursOn}T00:00:00Z`).getUTCDay()];
      const week = weeks.get((monday(occursOn) - monday(sendOn)) / 7);
      const said = [`${week}周${name}`, ...(ahead === 0 ? [] : [`${Math.abs(ahead)}天${ahead > 0 ? "后" : "前"}`])];
      for (let off = -3; off <= 3; off++) {
        for (const word of said.filter((one) => !one.startsWith("undefined"))) {
          const by = { occasion: "birthday" as const, occursOn: addDays(occursOn, off), sendOn };
          const codes = lintDraft(`张姐，${word}是您的生日。`, { ...facts, ...by }).map((one) => one.code);
          expect(codes.includes("date"), `${word}, ${by.occursOn}`).toBe(off !== 0);
        }
      }
    }
  });

  it("leaves two hundred ordinary messages alone", () => {
    expect(ordinary).toHaveLength(200);
    const alarms = ordinary.filter(({ occasion, text }) => {
      const names = ["张姐", "王姐", "李姐", "林悦", "徐汇店", "陈晨"];
      return blocks(lintDraft(text, { ...facts, occasion, occursOn: "2026-09-15", names }));
    });
    expect(alarms.map(({ text }) => text)).toEqual([]);
  });

  it("answers any text at once, with places inside it", () => {
    const any = fc.string({
      unit: fc.constantFrom(..."张姐您好生日快乐后天送券折一9月{}，。最好免费香囊份 a1"),
      maxLength: 200,
    });
    fc.assert(
      fc.property(any, fc.constantFrom(...occasions), (text, occasion) => {
        const benefits = ["定制香囊一份"];
        for (const one of lintDraft(text, { ...facts, occasion, benefits, occursOn: "2026-09-16" })) {
          expect(text.slice(one.from, one.to)).toBe(one.span);
        }
      }),
    );
  });

  it("gives the place of what it found", () => {
    expect(lintDraft("您好，全场八折", { ...facts, occasion: "promotion" })).toMatchObject([
      { code: "promise", from: 5, to: 7, span: "八折", severity: "block" },
    ]);
  });
});

describe("mutations", () => {
  const benefits = [
    "定制香囊一份",
    "生日当月双倍积分",
    "免费皮具护理1次",
    "20元无门槛券",
    "手工月饼一盒，10月8日前到店领取",
    "来店喝杯手冲咖啡",
  ];
  const drafts = occasions.flatMap((occasion) =>
    benefits.flatMap((benefit) =>
      draftAll(
        {
          occasion,
          facts: {
            customerId: benefit,
            name: "张丽华",
            gender: "female",
            birthdayYear: 1975,
            tier: "金卡",
            aliases: ["张姐"],
            preferences: [{ topic: "面料", value: "真丝" }],
            negatives: [],
            family: [],
            lastItemOn: "2026-07-07",
            lifecycle: "old",
            labels: ["金卡", "忠实"],
            lastItem: "真丝半裙",
            staffName: "林悦",
            shopName: "徐汇店",
          },
          benefits: [{ kind: "gift", text: benefit, occasion, tiers: [], activeFrom: null, activeTo: null }],
          occursOn: "2026-09-16",
          sendOn: "2026-09-13",
          festival: "中秋",
          anniversary: null,
          cause: "service",
          about: null,
          withoutBenefit: false,
        },
        houseTemplates(),
      ).map((draft) => ({ occasion, benefit, text: draft.text })),
    ),
  );
  const lint = (occasion: (typeof occasions)[number], benefit: string, text: string) =>
    lintDraft(text, { ...facts, occasion, benefits: [benefit], occursOn: "2026-09-16" });

  it("finds nothing in the drafts themselves", () => {
    expect(drafts.length).toBeGreaterThan(100);
    for (const { occasion, benefit, text } of drafts) expect(lint(occasion, benefit, text), text).toEqual([]);
  });

  it("catches every changed number, benefit and day", () => {
    const swaps: [RegExp, string][] = [
      [/一份/, "两份"],
      [/双倍/, "三倍"],
      [/1次/, "3次"],
      [/20元/, "50元"],
      [/无门槛/, "满百"],
      [/一盒/, "三盒"],
      [/10月8日/, "10月28日"],
      [/香囊/, "香水"],
      [/月饼/, "茶叶"],
      [/手冲咖啡/, "红酒"],
      [/皮具护理/, "皮衣护理"],
      [/大后天/, "明天"],
      [/大后天/, "9月18日"],
      [/——/, "另送您一条丝巾。——"],
      [/——/, "全场八折。——"],
      [/——/, "到店领红包。——"],
      [/——/, "再给您100积分。——"],
      [/——/, "截止9月20日。——"],
    ];
    let mutants = 0;
    for (const { occasion, benefit, text } of drafts) {
      for (const [pattern, replacement] of swaps) {
        const mutant = text.replace(pattern, replacement);
        if (mutant === text) continue;
        mutants++;
        expect(blocks(lint(occasion, benefit, mutant)), `${occasion}: ${mutant}`).toBe(true);
      }
    }
    expect(mutants).toBeGreaterThan(1500);
  });

  it("catches every number of a benefit put in place of another, in five hundred drafts", () => {
    const numerals = [..."0123456789一二两三四五六七八九十双"];
    let seed = 11;
    const next = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % below;
    };
    let tried = 0;
    while (tried < 500) {
      const { occasion, benefit, text } = drafts[next(drafts.length)] as (typeof drafts)[number];
      const at = text.indexOf(benefit);
      const places = [...benefit].flatMap((letter, index) => (numerals.includes(letter) ? [at + index] : []));
      const place = at < 0 ? undefined : places[next(Math.max(1, places.length))];
      const other = numerals[next(numerals.length)] as string;
      if (place === undefined || text[place] === other) continue;
      tried++;
      const mutant = text.slice(0, place) + other + text.slice(place + 1);
      expect(blocks(lint(occasion, benefit, mutant)), `${occasion}: ${mutant}`).toBe(true);
    }
  });

  it("catches any other day than the true one", () => {
    for (let days = -2; days <= 3; days++) {
      const text = "张姐，大后天是您的生日，生日快乐！——林悦";
      const occursOn = addDays("2026-09-13", days);
      expect(blocks(lintDraft(text, { ...facts, occasion: "birthday", occursOn }))).toBe(days !== 3);
    }
  });
});
