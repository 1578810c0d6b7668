// How people ask for a message to a customer, change it, and let it go.
import { whoOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";
import type { Occasion } from "./plan.ts";

const OCCASIONS: readonly { occasion: Occasion; words: RegExp }[] = [
  { occasion: "apology", words: /道歉|道个歉|致歉|赔不是|赔礼|对不起|抱歉/u },
  { occasion: "birthday", words: /生日/u },
  { occasion: "holiday", words: /节日|春节|中秋|国庆|新年|过年|端午|元旦|节/u },
  { occasion: "thanks", words: /感谢|谢谢|致谢|回访/u },
  { occasion: "winback", words: /召回|唤醒|挽回|好久没来|很久没来/u },
  { occasion: "promotion", words: /促销|活动|优惠|新品|上新|打折|邀请/u },
];
const occasionOf = (text: string): Occasion => OCCASIONS.find(({ words }) => words.test(text))?.occasion ?? "care";

/** Which draft, as the handler reads it: 第一条, 张姐的. */
const whichOf = (said: Said): string | null => {
  if (said.has("n")) return said.groupWords("which") ?? said.words("n");
  if (!said.has("who")) return null;
  return PRONOUN.test(whoOf(said)) ? whoOf(said) : `${whoOf(said)}的`;
};
const PRONOUN = /^(她|他|ta)$/iu;
/** The new text word for word, its own punctuation included. */
function textOf(said: Said): string | null {
  const text = said.get("text");
  const words = said.words("text");
  const mark = text ? /[！!？?…~～]+$/u.exec(said.text.slice(text.start).trimEnd())?.[0] : undefined;
  return words && mark && !words.endsWith(mark) ? words + mark.replaceAll("!", "！").replaceAll("?", "？") : words;
}
/** 「句」「的话」 are left of 写句…的话, and say nothing. */
function aboutOf(said: Said): string | null {
  const about = (said.words("about") ?? "").replace(/^(句|的|说|话)+|(的话|的)$/gu, "").trim();
  return about === "" || ABOUT_NOTHING.test(about) ? null : about;
}
const ABOUT_NOTHING =
  /^(话|召回来?|召回|唤醒|回来|感谢|道歉|谢谢|一条|一下|生日|节日|关怀|祝福|消息|吧|了|生日快乐|节日快乐)$/u;

export const phrases: Phrases = {
  words: {
    write: [
      "写条",
      "写一条",
      "写个",
      "写一个",
      "写段",
      "写一段",
      "拟条",
      "拟一条",
      "拟个",
      "草拟",
      "起草",
      "编条",
      "编一条",
      "编辑一条",
      "来条",
      "来一条",
      "来个",
      "准备一条",
      "准备一个",
      "准备",
      "生成",
      "生成一条",
      "写",
      "想个",
      "想一条",
    ],
    send: ["发条", "发一条", "发个", "发一个", "发", "送个", "送上", "发送", "推送"],
    greeting: [
      "生日祝福",
      "生日问候",
      "祝福",
      "问候",
      "消息",
      "微信",
      "短信",
      "话术",
      "关怀",
      "节日祝福",
      "节日问候",
      "中秋祝福",
      "春节祝福",
      "国庆祝福",
      "新年祝福",
      "道歉",
      "道歉信",
      "致歉",
      "感谢",
      "回访消息",
      "召回",
      "召回消息",
      "唤醒",
      "活动通知",
      "新品通知",
      "邀请",
      "文案",
      "生日快乐",
      "慰问",
      "祝福语",
      "关怀消息",
      "优惠",
      "优惠消息",
    ],
    another: [
      "换一个",
      "换个",
      "换一条",
      "换一换",
      "再来一个",
      "再写一个",
      "重写",
      "重新写",
      "换种说法",
      "不好",
      "再换一个",
      "换一版",
    ],
    shorter: ["短一点", "短点", "简短点", "简短一点", "太长了", "精简点", "精简一下", "简洁点", "再短点", "短些"],
    noBenefit: [
      "别提优惠",
      "不要提优惠",
      "不提优惠",
      "去掉优惠",
      "不要优惠",
      "别提礼物",
      "别提折扣",
      "去掉活动",
      "别提活动",
      "不要促销",
      "别带优惠",
    ],
    go: [
      "就这样发",
      "发吧",
      "发送",
      "可以发",
      "可以发了",
      "发出去",
      "就这么发",
      "确认发送",
      "同意",
      "发了吧",
      "就发这个",
      "没问题发吧",
      "行发吧",
      "可以发送",
      "发给她",
      "发给他",
      "发给ta",
      "好发吧",
      "就这条",
      "批准",
      "发出",
    ],
    dontSend: [
      "不发了",
      "先别发",
      "先别发了",
      "先不发了",
      "这条不发了",
      "这条不发",
      "这条别发",
      "不用发",
      "不用发了",
      "别发了",
      "不发",
      "这条不要",
      "不要发",
      "先不发",
      "算了不发",
    ],
    waiting: [
      "祝福要发",
      "要发的祝福",
      "待发的",
      "待发",
      "要发的",
      "没发的",
      "待确认的",
      "待审的",
      "草稿",
      "待发消息",
      "待发的消息",
      "要发的消息",
      "关怀要发",
      "问候要发",
      "要发的关怀",
    ],
  },
  macros: { draftNth: "which=( 第 {number:n} ?(条|个) | {who:n} 条 )" },
  phrases: [
    {
      say: [
        "?给 {who} (@write|@send) ?(条|个|段) ?@greeting ?<about>",
        "@write ?(条|个) ?@greeting ?给 {who} ?<about>",
        "@send ?(条|个) @greeting ?给 {who} ?<about>",
        "?给 {who} @write ?(条|个) <about> ?的 @greeting",
        "(问候|祝福|祝) ?一下 {who} ?<about>",
        "给 {who} @greeting",
        "(向|跟|和|同) {who} (道歉|道个歉|赔不是|说声对不起) ?<about>",
        "?给 {who} @write ?(句|条|个) (谢谢|感谢|道歉|对不起|问候) ?的 ?话",
        "@write ?(条|个) ?消息 ?(把|让) {who} <about>",
        "跟 {who} (道歉|道个歉|说声抱歉|说声谢谢) ?<about>",
        "?给 {who} (道歉|道个歉) ?<about>",
        "@write ?(条|个) @greeting",
        "{who} (生日祝福|节日祝福|中秋祝福|春节祝福|国庆祝福)",
      ],
      make: (said) =>
        // A message to many is no draft to one.
        /群发|所有|全部|全体/u.test(said.text) && !said.has("who")
          ? null
          : { kind: "care.draft", who: whoOf(said), occasion: occasionOf(said.text), about: aboutOf(said) },
      cost: 0.5,
      tells: true,
    },
    {
      say: ["?%draftNth @another ?(说法|写法)"],
      make: (said) => ({ kind: "care.edit", which: whichOf(said), text: null, change: "another" }),
      cost: 0.4,
    },
    {
      say: ["?%draftNth @shorter"],
      make: (said) => ({ kind: "care.edit", which: whichOf(said), text: null, change: "shorter" }),
      cost: 0.4,
    },
    {
      say: ["?%draftNth @noBenefit"],
      make: (said) => ({ kind: "care.edit", which: whichOf(said), text: null, change: "no-benefit" }),
      cost: 0.4,
    },
    {
      say: ["?%draftNth (改成|改为|换成|改一下|就说) ?: <text!>", "把 %draftNth (改成|改为|换成) ?: <text!>"],
      make: (said) => ({ kind: "care.edit", which: whichOf(said), text: textOf(said), change: null }),
      // Dear: 改成 is also how a customer's data are corrected.
      cost: 1.1,
    },
    {
      say: [
        "?%draftNth @go ?@greeting",
        "@go ?给 {who} ?吧",
        "把 ?%draftNth 发给 {who}",
        "{who} ?的 ?(那条|祝福|消息) @go",
      ],
      make: (said) => ({ kind: "care.approve", which: whichOf(said), all: false, confirmed: false }),
      cost: 0.5,
      tells: true,
    },
    {
      say: ["(全部|都|全) (发|发了|发送|发出去|可以发|同意) ?吧"],
      make: () => ({ kind: "care.approve", which: null, all: true, confirmed: false }),
      cost: 0.4,
      tells: true,
    },
    {
      say: ["?%draftNth @dontSend ?了", "{who} ?的 ?(那条|祝福|消息) @dontSend", "@dontSend ?给 {who}"],
      make: (said) => ({ kind: "care.dismiss", which: whichOf(said) }),
      cost: 0.5,
    },
    {
      say: [
        "?有 ?(哪些|什么|多少|几条) @waiting ?有 ?(哪些|什么|吗)",
        "?今天 ?有 (哪些|什么) ?(祝福|问候|关怀|消息) ?要 发",
        "看 ?看 @waiting",
      ],
      make: () => ({ kind: "care.list", state: "waiting" }),
      cost: 0.4,
    },
    {
      say: ["?{date} 发 ?了 (哪些|什么|多少|几条) ?@greeting", "已发 ?的 ?@greeting", "发出去 的 ?@greeting ?有 ?哪些"],
      make: () => ({ kind: "care.list", state: "sent" }),
      cost: 0.3,
    },
    {
      say: [
        "(没发出去|被拒|发不出去|拒绝) 的 ?@greeting ?有 ?(哪些|什么)",
        "?(哪些|哪几条|哪些消息|有哪些) ?(消息|祝福|关怀)? (被拦下了|被拦下|被拦了|没发成|发失败了|被退回了)",
        "(哪些|哪几条) (没发出去|被拒了|发不出去)",
      ],
      make: () => ({ kind: "care.list", state: "refused" }),
      cost: 0.3,
    },
  ],
};
