// How people say what they sent themselves, whom they want no greetings for, and what the wordings should be and brought.

import { diffDays } from "../../calendar/day.ts";
import { FESTIVAL_NAMES } from "../../calendar/holidays.ts";
import { dateOf, daysOf, whoOf } from "../../understanding/parser/build.ts";
import type { Phrase, Said } from "../../understanding/parser/grammar.ts";

/** The festival named, longest first: 网络情人节 before 情人节. */
function festivalIn(text: string): string | null {
  return FESTIVAL_NAMES.toSorted((a, b) => b.length - a.length).find((name) => text.includes(name)) ?? null;
}

type Switchable =
  | "birthday"
  | "holiday"
  | "anniversary"
  | "thanks"
  | "lead"
  | "winback"
  | "replenish"
  | "complaint"
  | "promotion"
  | "dormant"
  | "gift"
  | "greetings";

const KINDS: readonly [RegExp, Switchable][] = [
  [/生日礼|礼物提醒/u, "gift"],
  [/生日/u, "birthday"],
  [/纪念日|周年/u, "anniversary"],
  [/节|逢年/u, "holiday"],
  [/首购|购后|买后|致谢|感谢/u, "thanks"],
  [/召回|唤醒|挽回|流失/u, "winback"],
  [/沉睡|休眠|久未到店|好久没来|没来/u, "dormant"],
  [/补货|复购|回购/u, "replenish"],
  [/投诉/u, "complaint"],
  [/新客|资料/u, "lead"],
  [/优惠|促销|活动|推广|广告/u, "promotion"],
];
function kindIn(text: string): Switchable {
  if (festivalIn(text) !== null) return "holiday";
  return KINDS.find(([words]) => words.test(text))?.[1] ?? "greetings";
}
/** Of which messages: 生日祝福, 中秋的; 祝福 alone is all of them. */
function occasionSaid(said: Said) {
  const what = said.groupWords("what") ?? "";
  if (what === "" || /^(祝福|消息|关怀|问候|话术)?的?$/u.test(what)) return null;
  const kind = kindIn(what);
  return kind === "greetings" || kind === "gift" ? null : kind === "dormant" ? ("care" as const) : kind;
}

const MARKS = "(@sentAll|@sentOne)";

export const ruleWords = {
  /** Messages the house drafts. */
  wish: [
    "生日祝福",
    "节日祝福",
    "纪念日祝福",
    "祝福",
    "生日问候",
    "节日问候",
    "问候",
    "关怀",
    "召回",
    "召回消息",
    "购后回访",
    "补货提醒",
    "投诉回访",
    "生日礼提醒",
    "优惠消息",
    "促销消息",
    "活动消息",
    "推广消息",
    "推广",
    "祝福消息",
    "新客资料",
    "周年的祝福",
    "周年祝福",
    "休眠客户的草稿",
    "休眠客户的",
    "召回类",
    "召回类的",
    "促销类",
    "促销类的",
    "促销",
    ...["活动", "促销", "优惠", "推广", "节日", "生日", "祝福", "营销", "广告"].flatMap((about) =>
      ["短信", "消息", "微信", "信息", "通知"].map((means) => about + means),
    ),
    ...FESTIVAL_NAMES.flatMap((name) => [
      `${name}祝福`,
      `${name}问候`,
      ...(name.endsWith("节") ? [] : [`${name}节祝福`, `${name}节问候`]),
    ]),
  ],
  wishDay: [
    "周年",
    "感恩节",
    "生日",
    "节日",
    "纪念日",
    "召回",
    ...FESTIVAL_NAMES,
    ...FESTIVAL_NAMES.map((name) => `${name}节`),
  ],
  unwanted: [
    "不要",
    "不想要",
    "不想收",
    "不想收到",
    "不收",
    "不喜欢收",
    "不用发",
    "不需要",
    "别发",
    "不要发",
    "不接收",
    "以后不要",
    "以后别发",
    "别再发",
    "不要再发",
  ],
  wanted: ["又要", "可以发", "恢复", "可以收", "愿意收", "想要", "还是要", "重新要", "可以恢复"],
  dontDraft: [
    "别给我起草",
    "别给我写",
    "不用给我起草",
    "不用给我写",
    "不要给我起草",
    "别帮我起草",
    "不用帮我起草",
    "别起草",
    "不用起草",
    "不要起草",
    "别再起草",
    "别再给我起草",
    "别替我起草",
    "不用帮我写",
  ],
  doDraft: ["给我起草", "恢复起草", "还是给我起草", "继续给我起草", "可以起草", "重新起草", "恢复给我起草"],
  shopWide: ["店里", "我们店", "全店", "整个店", "门店", "咱们店", "各店"],
  switchOff: ["停发", "关掉", "关闭", "停掉", "停了", "不做", "不发", "别发", "取消", "停止", "不要发"],
  switchOn: ["开启", "打开", "开通", "也要发", "也发", "要发", "恢复", "加上", "增加"],
  sentAll: [
    "自己全发了",
    "我自己全发了",
    "自己都发了",
    "全部自己发了",
    "我全发了",
    "都发了",
    "全发了",
    "都发过了",
    "全都发了",
    "全部发了",
    "都已经发了",
    "都发完了",
    "我都发了",
    "都自己发了",
  ],
  sentOne: [
    "我发了",
    "我发过了",
    "我自己发了",
    "自己发了",
    "已经发了",
    "发过了",
    "我已经发了",
    "我手动发了",
    "手动发了",
    "我自己发过了",
    "已经发过了",
  ],
  wordings: ["模板", "模版", "话术模板", "文案模板", "祝福模板"],
  works: [
    "效果好",
    "效果怎么样",
    "效果如何",
    "效果",
    "好用",
    "有用",
    "回复率",
    "回复率怎么样",
    "回音多",
    "管用",
    "反响好",
  ],
};

export const rulePhrases: readonly Phrase[] = [
  {
    say: [
      "what=( @wish ) ?(我)? @sentAll",
      "?(今天|今早|早上)? 的? what=( @wish ) @sentAll",
      "@sentAll",
      "what=( (@wish|@wishDay) ) ?的 ?我 ?自己 @sentAll",
    ],
    make: (said) => ({ kind: "care.mark", which: null, occasion: occasionSaid(said), all: true, confirmed: false }),
    cost: 0.35,
    tells: true,
  },
  {
    say: [
      `{who} ?的 ?(那条|消息)? ?what=( @wish ) ${MARKS}`,
      `%draftNth ${MARKS}`,
      "{who} ?的 (生日|纪念日|节日)? ?的? 我 ?自己? ?(在|用)? ?(微信|电话|电话里|微信里|当面|私聊|手机) ?里 (祝过了|祝了|说过了|发过了|发了|祝福过了|说了) ?(标成已发|标一下|标记一下)",
      "(这条|这个|这一条) @sentOne",
      "{who} ?的 what=( @wish ) (发了|发好了|发掉了|发完了)",
    ],
    make: (said) => ({
      kind: "care.mark",
      which: said.groupWords("which") ?? (said.has("who") ? `${whoOf(said)}的` : null),
      occasion: null,
      all: false,
      confirmed: false,
    }),
    cost: 0.35,
    tells: true,
  },
  {
    say: [
      "{who} ?(说|要求|讲)? ?(以后)? @unwanted what=( @wish ) ?了",
      "{who} ?(交代|说|要求|讲|吩咐) ?以后 (别|不要|不用|甭) ?再 给 ?(她|他|人家) ?再 (推|发|写|推送) what=( (@wish|促销|优惠|活动|广告|推广|新品) ) ?的? ?了",
      "{who} ?以后 what=( (逢年过节|过年过节|过节|节日) ) (别发|不用发|不要发|都别发|就别发)",
      "{who} (不过|不过的) what=( @wishDay ) ?(别发|不要发|不用发) ?@wish",
      "{who} 的? what=( @wish ) ?(以后|都|就)? (不要发|别发|不用发|不用写|不发了|别写了)",
      "以后 (别|不要|不用) ?再 给 {who} ?再 (发|写|起草) what=( @wish ) ?了",
      "(别|不要|不用) (再 给 {who}|给 {who} 再) (发|写|起草) what=( @wish ) ?了",
      "?以后 (别|不要|不用) ?再 给 {who} ?再 (发|写|起草) what=( @wishDay ) ?的 ?了",
    ],
    make: (said) => switchOf(said, "customer", false),
    cost: 0.3,
  },
  {
    say: [
      "{who} ?(说|要求|讲)? ?(以后)? @wanted what=( @wish ) ?了",
      "恢复 {who} 的? what=( @wish )",
      "{who} 的? what=( @wish ) (开返|开回|开回来|打开|恢复|重新开|重新打开) ?吧",
    ],
    make: (said) => switchOf(said, "customer", true),
    cost: 0.3,
  },
  {
    say: [
      "@dontDraft what=( @wish ) ?了",
      "@dontDraft what=( @wishDay ) 的? ?了",
      "what=( @wish ) (别|不用|不要) ?给我 (起草|写) ?了",
      "?以后 what=( (@wishDay|@wish) ) 的? ?(以后)? (别|不用|不要) ?再? ?给我 (起草|写|拟|准备) ?了",
      "?以后 (别|不用|不要) ?再 给我 ?再 (推|发|写|起草|推送) what=( (@wish|@wishDay) ) ?的 ?(草稿|祝福|消息|文案)",
    ],
    make: (said) => switchOf(said, "mine", false),
    cost: 0.3,
  },
  {
    say: [
      "@doDraft what=( @wish ) ?吧",
      "@doDraft what=( @wishDay ) 的? ?吧",
      "what=( (@wish|@wishDay) ) ?的 (恢复|打开|开回来|恢复起草|还是要|重新打开) ?吧",
      "(恢复|打开|开回) what=( (@wish|@wishDay) ) ?的",
    ],
    make: (said) => switchOf(said, "mine", true),
    cost: 0.3,
  },
  {
    say: [
      "@shopWide ?(以后)? @switchOff what=( @wish ) ?了",
      "@shopWide 的? what=( @wish ) ?(以后|都)? @switchOff ?了",
      "@shopWide ?(以后)? what=( @wishDay ) (不发祝福|不发|别发祝福|不用发祝福) ?了",
    ],
    make: (said) => switchOf(said, "shop", false),
    cost: 0.3,
  },
  {
    say: [
      "@shopWide ?(以后)? @switchOn what=( @wish ) ?吧",
      "@shopWide ?(以后)? what=( @wishDay ) (也要发祝福|也发祝福|要发祝福|发祝福) ?吧",
      "@shopWide 的? what=( @wish ) ?(以后|都)? @switchOn ?吧",
    ],
    make: (said) => switchOf(said, "shop", true),
    cost: 0.3,
  },
  {
    say: [
      "?(看|看看|看下|看一下|查看|打开|列出)? ?(有)? ?(哪些|什么)? ?(现有)? 的? what=( (@wishDay|@wish|关怀|道歉|感谢|优惠|促销|投诉|补货|新客) ) ?(的)? ?(祝福)? @wordings ?(有)? ?(哪些|什么|吗)?",
      "?(看|看看|看下|看一下|查看)? ?(有)? ?(哪些|什么|多少)? @wordings ?(有)? ?(哪些|什么|吗)?",
    ],
    make: (said) => {
      const what = said.groupWords("what");
      return {
        kind: "care.templates",
        occasion: what === null ? null : templateKind(what),
        festival: festivalIn(what ?? ""),
      };
    },
    cost: 0.4,
  },
  {
    say: [
      "?把 what=( (@wishDay|@wish|关怀|道歉|感谢|优惠|促销|投诉|补货|新客) ) ?(的)? ?(祝福)? @wordings ?%draftNth (改成|改为|换成|改一下|写成) ?: <text!>",
    ],
    make: (said) => templateOf(said, "set"),
    cost: 0.2,
    tells: true,
  },
  {
    say: [
      "(停用|停掉|停了|不用|删掉|去掉) what=( (@wishDay|@wish|关怀|道歉|感谢|优惠|促销|投诉|补货|新客) ) ?(的)? ?(祝福)? @wordings ?%draftNth",
      "?把 what=( (@wishDay|@wish|关怀|道歉|感谢|优惠|促销|投诉|补货|新客) ) ?(的)? ?(祝福)? @wordings ?%draftNth (停用|停掉|停了|删掉|去掉) ?了",
      "what=( (@wishDay|@wish|关怀|道歉|感谢|优惠|促销|投诉|补货|新客) ) ?(的)? @wordings (停用|停掉|删掉|去掉) %draftNth",
    ],
    make: (said) => templateOf(said, "stop"),
    cost: 0.2,
    tells: true,
  },
  {
    say: [
      "(恢复|还原) what=( (@wishDay|@wish|关怀|道歉|感谢|优惠|促销|投诉|补货|新客) ) ?(的)? ?(祝福)? @wordings ?%draftNth",
      "?把 what=( (@wishDay|@wish|关怀|道歉|感谢|优惠|促销|投诉|补货|新客) ) ?(的)? ?(祝福)? @wordings ?%draftNth (改回去|换回去|恢复|还原) ?吧",
    ],
    make: (said) => templateOf(said, "restore"),
    cost: 0.2,
    tells: true,
  },
  {
    say: [
      "?(哪个|哪些|哪条|哪种|什么)? @wordings ?(的)? ?(最)? @works",
      "(哪个|哪些|哪条|哪种|什么) what=( @wish ) ?(最)? @works",
      "what=( (@wish|@wishDay) ) ?(的)? @works ?(吗)?",
      "?(最近)? (召回|唤醒|挽回) ?(成功)? 了? (几个|多少|几位|多少人|多少个) ?(人|客户)?",
      "(召回|唤醒|挽回) 的? (成功率|效果) ?(怎么样|如何|多少)?",
      "what=( (@wish|@wishDay|感谢消息|召回) ) ?的? {date} ?的 (效果|回复率|成功率) ?(怎么样|如何|多少|咋样)",
      "?{date} what=( (@wish|@wishDay|感谢消息|感谢|道歉消息|召回) ) ?的 (效果|回复率|成功率) ?(怎么样|如何|多少|咋样)",
    ],
    make: (said) => ({
      kind: "care.effects",
      occasion: /召回|唤醒|挽回/u.test(said.text) ? "winback" : occasionSaid(said),
      days: daysBack(said),
    }),
    cost: 0.3,
  },
];

const DAYS_BACK_MAX = 730;
/** 近半年: so many days back from today. */
function daysBack(said: Said): number | null {
  const from = daysOf(dateOf(said.get("date")), "past")?.from;
  const { months = 0, years = 0, weeks = 0, days = 0 } = dateOf(said.get("date"))?.duration ?? {};
  const length = 30 * months + 360 * years + 7 * weeks + days;
  const back = length > 0 ? length : from == null ? 0 : diffDays(from, said.today);
  return back >= 1 && back <= DAYS_BACK_MAX ? back : null;
}

function switchOf(said: Said, scope: "customer" | "mine" | "shop", on: boolean) {
  const what = said.groupWords("what") ?? "";
  return {
    kind: "care.switch",
    who: scope === "customer" ? whoOf(said) : null,
    scope,
    occasion: kindIn(what),
    festival: festivalIn(what),
    on,
  };
}

/** What a wording is for; 祝福模板 alone is about birthdays more often than not, and asked for by name otherwise. */
function templateKind(what: string) {
  if (/道歉/u.test(what)) return "apology" as const;
  if (/关怀|问候/u.test(what) && festivalIn(what) === null && !/生日|节/u.test(what)) return "care" as const;
  const kind = kindIn(what);
  return kind === "greetings" || kind === "gift" ? "birthday" : kind === "dormant" ? "care" : kind;
}

function templateOf(said: Said, action: "set" | "stop" | "restore") {
  const what = said.groupWords("what") ?? "";
  return {
    kind: "care.template",
    occasion: templateKind(what),
    festival: festivalIn(what),
    which: said.groupWords("which"),
    action,
    text: action === "set" ? (said.words("text") ?? "") : null,
  };
}
