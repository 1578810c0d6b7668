// Sentences as shop associates type them, and the plans they are.
import { describe, expect, it } from "vitest";
import { inShort, readAt } from "./support/reading.ts";

describe("follow-ups, messages, contact", () => {
  it.each([
    ["明天上午十点提醒我联系张姐", "followups.create who:张姐 text:联系张姐 due:{at:2026-11-23T10:00 hasTime:true}"],
    ["提醒我后天给王芳寄丝巾", "followups.create who:王芳 text:给王芳寄丝巾 due:{at:2026-11-24T10:00}"],
    ["下周一叫我跟进陈总", "followups.create who:陈总 text:跟进陈总 due:{at:2026-11-23T10:00}"],
    ["周五前把李姐的裙子改好，提醒我", "followups.create who:李姐 text:把李姐的裙子改好 due:{at:2026-11-27T10:00}"],
    ["这周要跟进谁", "followups.list range:{from:2026-11-16 to:2026-11-23} state:open"],
    ["陈晨今天有什么待办", "followups.list range:{from:2026-11-22 to:2026-11-23} state:open of:陈晨"],
    ["等会儿三点提醒我给王芳打包", "followups.create who:王芳 text:给王芳打包 due:{at:2026-11-22T15:00 hasTime:true}"],
    ["提醒我一下周五回访张姐", "followups.create who:张姐 text:回访张姐 due:{at:2026-11-27T10:00}"],
    ["李姐的改到周末", "followups.snooze which:李姐的 until:{at:2026-11-28T10:00}"],
    ["第二条搞定了", "followups.done which:第二条"],
    ["第一条和第二条都做完了", "followups.done which:第一条和第二条"],
    ["李姐的推到下周", "followups.snooze which:李姐的 until:{at:2026-11-23T10:00}"],
    ["别提醒张姐那个了", "followups.cancel which:张姐的"],
    ["第三条不用跟了", "followups.cancel which:第三条"],
    ["给王芳写个道歉，上次发错货了", "care.draft who:王芳 occasion:apology about:上次发错货了"],
    ["给李姐发条中秋祝福", "care.draft who:李姐 occasion:holiday"],
    ["帮我给第二个写条问候", "care.draft who:第二个 occasion:care"],
    ["别提优惠", "care.edit change:no-benefit"],
    ["再换一个", "care.edit change:another"],
    ["第一条可以发", "care.approve which:第一条"],
    ["都发了吧", "care.approve all:true"],
    ["待发的有哪些", "care.list state:waiting"],
    ["以后别给王芳发消息了", "contact.quiet who:王芳 on:true"],
    ["李姐免打扰到年底", "contact.quiet who:李姐 on:true until:2026-12-31"],
    ["王芳恢复联系", "contact.quiet who:王芳"],
    ["为什么不能给王芳发生日祝福", "contact.why who:王芳 occasion:生日祝福"],
    ["跟张姐打过电话了", "contact.log who:张姐 means:phone direction:out"],
    ["聽日提醒我打俾李姐", "followups.create who:李姐 text:打给李姐 due:{at:2026-11-23T10:00}"],
    [
      "后天下午三点半叫我给陈总打电话",
      "followups.create who:陈总 text:给陈总打电话 due:{at:2026-11-24T15:30 hasTime:true}",
    ],
    ["下个月5号提醒我王芳的裙子到货", "followups.create who:王芳 text:王芳的裙子到货 due:{at:2026-12-05T10:00}"],
    ["答应了李姐明天送货", "followups.create who:李姐 text:送货 due:{at:2026-11-23T10:00} promise:true"],
    ["给张姐写个中秋祝福，提一下她喜欢的大衣", "care.draft who:张姐 occasion:holiday about:提一下她喜欢的大衣"],
    ["别发了", "care.dismiss"],
    ["发吧", "care.approve"],
    ["张姐能发吗", "contact.why who:张姐"],
    ["张姐还能发消息吗", "contact.why who:张姐"],
    ["王芳勿扰到下个月底", "contact.quiet who:王芳 on:true until:2026-12-31"],
    ["张姐可以联系了", "contact.quiet who:张姐"],
    ["李姐微信回我了，说想要米色", "contact.log who:李姐 means:message direction:in about:说想要米色"],
    ["今天有什么安排", "followups.list state:open"],
    ["明天要联系谁", "followups.list range:{from:2026-11-23 to:2026-11-24} state:open"],
    ["全部推到明天", "followups.snooze which:全部 until:{at:2026-11-23T10:00}"],
  ])("%s", (text, expected) => {
    expect(inShort(text)).toBe(expected);
  });
});

describe("all others", () => {
  it.each([
    ["李姐转给周航", "staff.assign who:李姐 to:周航"],
    ["店里有谁", "staff.list"],
    ["昨天日报", "insights.digest grain:day"],
    ["上个月每天卖了多少", "insights.sales range:{from:2026-10-01 to:2026-11-01} by:day"],
    ["本月业绩", "insights.sales range:{from:2026-11-01 to:2026-12-01}"],
    ["昨天各导购业绩", "insights.sales range:{from:2026-11-21 to:2026-11-22} by:owner"],
    ["今天天气怎么样", "help.talk about:out-of-scope"],
    ["你能做什么", "help.show"],
    ["怎么打标签", "help.show topic:打标签"],
    ["早", "help.talk about:hello"],
    ["晚安", "help.talk about:bye"],
    ["撤销刚才的", "talk.undo"],
    ["好", "talk.yes"],
    ["可以", "talk.yes"],
    ["算了", "talk.no"],
    ["谢谢", "help.talk about:thanks"],
    ["今天业绩多少", "insights.sales"],
    ["上周各店销售额", "insights.sales range:{from:2026-11-09 to:2026-11-16} by:store"],
    ["本月谁卖得最好", "insights.sales range:{from:2026-11-01 to:2026-12-01} by:owner"],
    ["这个月卖得最好的品类", "insights.sales range:{from:2026-11-01 to:2026-12-01} by:category"],
    ["刚跟李姐通了电话，她说下周来拿货", "contact.log who:李姐 means:phone direction:out about:她说下周来拿货"],
    ["帮忙把王芳转给陈晨，谢谢", "staff.assign who:王芳 to:陈晨"],
    ["我是谁", "staff.whoami"],
    ["怎么撤销", "help.show topic:撤销"],
    ["帮助", "help.show"],
  ])("%s", (text, expected) => {
    expect(inShort(text)).toBe(expected);
  });
});

it.each(["早上", "上午", "中午", "下午", "午后", "傍晚", "晚上", "夜里", "清晨"])(
  "每周五%s comes at the hour of that part of one Friday",
  (part) => {
    const [once] = readAt(`周五${part}提醒我给张姐打电话`).plans as { due?: { at: string } }[];
    const [again] = readAt(`每周五${part}提醒我给张姐打电话`).plans as { repeat?: { time: string } }[];
    expect(again?.repeat?.time).toBe(once?.due?.at.slice(11));
  },
);
