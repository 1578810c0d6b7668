// How people tell who comes to an event of the shop, and ask for the list.
import { addDays } from "../../calendar/day.ts";
import { amountOf, dateOf, dayOn, whoOf } from "../../understanding/parser/build.ts";
import type { Phrase, Phrases, Said } from "../../understanding/parser/grammar.ts";
import { EVENTS, SOME_EVENT } from "./events.ts";
import type { GuestsPlan, RsvpPlan } from "./plan.ts";

export const guestWords: Phrases["words"] = {
  event: EVENTS,
  comeOrNot:
    "来不来 去不去 参不参加 参加不参加 到不到 报不报 报不报名 来不来得了 去不去得了 能不能来 能不能去 能不能到 能不能参加 要不要来 要不要去 要不要参加 会不会来 会不会去 来不来参加 有没有空 有没有空来 有没有时间 有没有时间来 有空没空 来还是不来 去还是不去 来得了来不了".split(
      " ",
    ),
};

export const guestMacros: NonNullable<Phrases["macros"]> = {
  event: "?{date} ?的? ?(我们|咱们|店里|这次|这场|那场|那个|这个|周末)* ?的? event=( @event )",
  rsvpWho: "?@note ?{date} ?(帮|给|替)? {who} ?(那边|这边|那头|家)? ?(刚|刚才|也|都)*",
  rsvpSaid:
    "(跟我说了|跟我说|跟我讲|跟我讲了|和我说|和我讲|回我微信了|回我微信|回微信了|回微信说|微信回了|微信回我|回了|回我了|回我|回复了|回复我|回复|回话了|回信了|说了|说好了|说好|说|讲|告诉我|表示|微信说|电话里说) ?(，|,)? ?(她|他|自己|我们|那天)*",
  rsvpHow: "?{date} ?(一定|肯定|准时|确定|确认|答应|同意|愿意|乐意|会|要|能|可以|也|都|就|都会|也会)*",
  rsvpComes: "(来|过来|去|到|来参加|去参加|过来参加|参加|报名|报了名|报了|报上了|到场|出席|赴约|来的|参与|来捧场|捧场)",
  rsvpWith: "(%rsvpBring|%rsvpWhole) ?(一起|一块|一块儿|一同|一道|也|都|要|会)*",
  rsvpBring:
    "(带着|带上|带|拉着|拉上|叫上|约了|跟|和|同) ?(她|他)? ?(家|家里)? ?的? ?({number:more} ?(个|位|名)|pair=( 俩 )|three=( 仨 )|几个|几位|个|一帮)? bring=( (@kin|朋友|闺蜜|姐妹|小姐妹|同事|同学|邻居|先生|太太|老公|老婆|爱人|对象|男朋友|女朋友|孩子|小孩|宝宝|娃|家人|家里人|儿子|女儿|妈妈|爸爸|婆婆|孙子|孙女|客户|人) )",
  rsvpWhole:
    "(?(一共|总共|共|一家|全家|就|她们|他们)* {number:whole} ?(个人|位|口人|口|人|个)|alone=( (自己|一个人|就自己|独自) ))",
  rsvpCannot:
    "(来不了|来不成|来不到|去不了|去不成|参加不了|参加不成|不来|不来了|不去|不去了|不参加|不参加了|没法来|没法参加|没办法来|没空来|没空|没时间来|没时间|没空参加|不报了|不报名|取消报名|退了|退出|缺席|到不了|过不来|赶不过来|请假|婉拒了|婉拒|拒绝了|推了|推掉了)",
  rsvpMaybe:
    "(没想好|还没想好|没想清楚|没拿定主意|拿不定主意|没决定|还没决定|决定不了|没确定|还没确定|没准儿|没准|不好说|没说死|没说定|没答应|还没答应|没给准话|没个准信|回头再说|回头看|看看再说|到时看|考虑中|再看看时间|看时间|看看时间|看情况|再看看|再看情况|看看情况|再说|再定|还没定|没定|没定下来|还没定下来|定不下来|说不准|说不好|不一定|不确定|还不确定|待定|考虑一下|考虑考虑|考虑下|考虑|再想想|想一想|想想|再考虑|再考虑考虑|再考虑一下|到时候看|到时候再说|到时再说|晚点定|晚点回复|还要看看|要看时间|要看情况|得看时间|得看情况|犹豫|还在犹豫|在犹豫)",
  rsvpPerhaps:
    "(可能|也许|大概|应该|估计|说不定|争取|尽量|有可能|不一定|不见得|不确定|没准儿|多半|看情况|有空就|有空|有时间就|没准) ?(会|能|要|可以)?",
  // Why she cannot: begins so, and then anything.
  rsvpWhy:
    "?(,|，) (因为|要|得|有事|有约|约了|出差|没空|没时间|家里|孩子|那天|当天|临时|加班|在外地|忙|上班|身体|不舒服|怕|先|问|说是|等|看) ?<why>",
  guestsWho:
    "?(都|现在|目前|到底|一共|总共|已经)* ?有? (谁|哪些人|哪几位|哪几个|哪些客户|哪些客人|哪些会员|几个人|几个|几位|多少人|多少位|多少客户|多少) ?(要|会|能|可以|都|说|确定|确认|答应)*",
  noReply:
    "(没给回话|没给个回话|没给回应|没给回音|没给回复|没给答复|没给消息|没给回信|没给话|没给个信|没给个准信|没给个话|没给反馈|没反馈|没回消息|没回微信|没回我|没回我们|没回我消息|没搭理|没理|没理我|没理我们|没下文|没定|没定下来|没说来不来|没说去不去|没回|没回复|没答复|没回音|没消息|没回信|没动静|没回话|没表态|没给准信|没给信|没答|没确认|没吭声|没回应|没反应)",
};

const ASKS = /(?:吗|么|没有?|[?？])$/u;
const EITHER = /([来去到报])不\1/u;
const PERHAPS =
  /可能|也许|大概|应该|估计|说不定|争取|尽量|多半|没准|不一定|考虑|看情况|看时间|再[看说定想]|[没未]定|[待]定/u;
const REPORTED = /[说讲回]|告诉|表示|报|答应|同意|确认|确定/u;

const eventOf = (said: Said): string | null => {
  const event = said.groupWords("event");
  return event === SOME_EVENT ? null : event;
};

const guests = (said: Said, waiting = false): GuestsPlan => ({
  kind: "campaigns.guests",
  event: eventOf(said),
  waiting,
});

/** Herself included; null where nothing was said of others. */
function partyOf(said: Said): number | null {
  const whole = amountOf(said.get("whole"));
  if (whole !== null) return whole;
  if (said.groupWords("bring") !== null) return 1 + (amountOf(said.get("more")) ?? pairOf(said));
  return said.groupWords("alone") !== null ? 1 : null;
}

/** 俩朋友, 仨同事. */
const pairOf = (said: Said): number =>
  said.groupWords("pair") !== null ? 2 : said.groupWords("three") !== null ? 3 : 1;

const endOf = ({ captures, groups }: Said): number =>
  Math.max(...captures.map((one) => one.end), ...groups.map((one) => one.end));

/** What was said from its first word to its last, with what clings to the end. */
function stretchOf(said: Said): string {
  const start = Math.min(...said.captures.map((one) => one.start));
  const end = endOf(said);
  return said.text.slice(start, end) + (/^[^，,。；;！!\s]*/u.exec(said.text.slice(end))?.[0] ?? "");
}

/** 王芳会员日来买过大衣, 会员日谁买了: what goes on without a pause is about something else. */
function goesOn(said: Said): boolean {
  const end = endOf(said);
  return (
    !said.apart(end) && !/^[了的哦哈呢吧啊呀啦喔噢哒嘛哟]*(?:$|[，,。；;！!？?、~～…])/u.test(said.text.slice(end))
  );
}
/** 请张姐来品鉴会 is yet to be done. */
const INVITED = /(?:[请邀约叫让喊催问劝]|提醒我?)$/u;
/** 来了品鉴会, 参加过沙龙: she was there. */
const WAS_THERE = /(?:来|去|到|参加|出席)(?:了(?!$)|过)/u;

function rsvp(said: Said, answer: RsvpPlan["answer"]): RsvpPlan | GuestsPlan | null {
  const stretch = stretchOf(said);
  // 李姐来不了沙龙吗 asks.
  if (ASKS.test(said.text) || (answer !== "maybe" && EITHER.test(said.text))) return guests(said);
  if (answer !== "maybe" && goesOn(said)) return null;
  if (INVITED.test(said.text.slice(0, said.get("who")?.start ?? 0))) return null;
  if (answer === "yes" && (PERHAPS.test(stretch) || WAS_THERE.test(stretch))) return null;
  // 张姐昨天来品鉴会 is over; 张姐昨天说来品鉴会 is not.
  const over = said.all("date").some((one) => {
    const day = dayOn(dateOf(one), "future");
    return day !== null && day <= addDays(said.today, -1);
  });
  if (over && !REPORTED.test(stretch)) return null;
  const party = answer === "yes" ? partyOf(said) : null;
  if (party !== null && (!Number.isInteger(party) || party < 1 || party > PARTY_MAX)) return null;
  return { kind: "campaigns.rsvp", who: whoOf(said), answer, party, event: eventOf(said) };
}
/** More is no party. */
const PARTY_MAX = 99;

const PARTY_AFTER = "?(,|，)? ?(会|要|她|他|一共|就|是)* ?%rsvpWith";

export const guestPhrases: readonly Phrase[] = [
  {
    say: [
      `%rsvpWho ?%rsvpSaid ?%rsvpWith ?%rsvpHow %rsvpComes %event ?了? ${PARTY_AFTER}`,
      `%rsvpWho ?%rsvpSaid ?%rsvpWith ?%rsvpHow %rsvpComes ?%rsvpWhole ?参加? %event`,
      `%rsvpWho ?%rsvpSaid ?的? %event ?(她|他)? ?%rsvpWith ?%rsvpHow %rsvpComes ?了? ${PARTY_AFTER}`,
      `%event ?(,|，|:)? %rsvpWho ?%rsvpSaid ?%rsvpWith ?%rsvpHow %rsvpComes ?了? ${PARTY_AFTER}`,
      `%rsvpWho ?%rsvpSaid ?%rsvpHow (报名|报了名|参加|来参加|报上名) ?了? ${PARTY_AFTER}`,
    ],
    make: (said) => rsvp(said, "yes"),
    instead: (said) => (ASKS.test(said.text) ? guests(said) : null),
    cost: 0.25,
    tells: true,
  },
  {
    // 张姐李姐都来品鉴会: one answer each.
    say: ["?{date} {who} ?(、|和|跟|还有) {who:other} ?%rsvpSaid (都|一起|也都) ?%rsvpHow %rsvpComes %event"],
    make: (said) => {
      const first = rsvp(said, "yes");
      return first?.kind === "campaigns.rsvp" ? [first, { ...first, who: whoOf(said, "other") }] : first;
    },
    cost: 0.2,
    tells: true,
  },
  {
    say: [
      "%rsvpWho ?%rsvpSaid ?{date} %rsvpCannot ?了? ?参加? %event ?了? ?%rsvpWhy",
      "%rsvpWho ?%rsvpSaid ?的? %event ?(她|他)? ?((家里|家|公司|店里|单位|孩子|临时|那天|当天|正好|突然)* (有事|没空|有约|约了人|要出差|出差|加班|要加班|走不开|忙|生病|病了)) ?(可能|恐怕|怕是)? %rsvpCannot ?了? ?%rsvpWhy",
      "%event ?(,|，|:)? %rsvpWho ?%rsvpSaid ?(可能|恐怕|怕是)? %rsvpCannot ?了? ?%rsvpWhy",
      "%rsvpWho ?%rsvpSaid 把? %event (推了|推掉了|退了|取消了|推) ?%rsvpWhy",
      "%rsvpWho ?%rsvpSaid (不参加|不参加了|参加不了|不报名|不报名了|取消报名) ?了? ?%rsvpWhy",
    ],
    make: (said) => rsvp(said, "no"),
    cost: 0.25,
  },
  {
    say: [
      "%rsvpWho ?%rsvpSaid ?的? %event ?(她|他)? ?(还|还要|要|得|说|先)* %rsvpMaybe ?%rsvpWhy",
      "%event ?(,|，|:)? %rsvpWho ?%rsvpSaid ?(还|还要|要|得|先)* %rsvpMaybe ?%rsvpWhy",
      "%rsvpWho ?%rsvpSaid ?(还|也|都|说|现在|暂时)* (%rsvpMaybe|没说|还没说|不知道|也不知道|还不知道|不晓得) ?(到底|究竟|要|会|那天|她|他)* @comeOrNot ?参加? %event",
      "%event ?(,|，|:)? %rsvpWho ?%rsvpSaid ?(还|也|都|说|现在|暂时)* (%rsvpMaybe|没说|还没说|不知道|还不知道) ?(到底|究竟|要|会|那天)* @comeOrNot",
      "%rsvpWho ?%rsvpSaid ?的? %event ?(还|也|都|说|现在|暂时)* (%rsvpMaybe|没说|还没说|不知道|还不知道) ?(到底|究竟|要|会|那天)* @comeOrNot",
      "%rsvpWho ?%rsvpSaid ?{date} %rsvpPerhaps %rsvpComes ?参加? %event",
      "%rsvpWho ?%rsvpSaid ?的? %event ?(她|他)? %rsvpPerhaps %rsvpComes",
      "%event ?(,|，|:)? %rsvpWho ?%rsvpSaid %rsvpPerhaps %rsvpComes",
      "%rsvpWho ?%rsvpSaid @comeOrNot ?参加? %event ?(还|还要|要|得|说|先)* %rsvpMaybe ?%rsvpWhy",
    ],
    make: (said) => rsvp(said, "maybe"),
    cost: 0.2,
  },
  {
    say: [
      "%event %guestsWho (来|去|参加|报名|报了名|到|回复|答复|不来|来不了|不参加|去不了|没空) ?了?",
      "%event %guestsWho",
      "%guestsWho (来|去|参加|报名|报了|不来|来不了|不参加|去不了) ?了? %event",
      "%guestsWho (报名|报了名) ?了?",
      "(报名|报了名) ?了? ?的? (人|客户|客人)? ?(都)? (有谁|有哪些|有几个|有几位|有多少|几个人|多少人|有哪几位|名单)",
      "%event ?(现在|目前|已经|一共|总共|都|到现在)* (来|报|报名|报上|参加) ?了? ?的? ?(有)? (几位|几个人|几个|多少人|多少|多少位|谁|哪些人)",
      "?(看看|看一下|查一下|发我|给我看)? %event ?的? (名单|报名名单|来宾名单|嘉宾名单|参加名单|报名情况|邀请情况|人数|报名人数|回复情况|报名表|邀约情况|邀约名单|报名的) ?(给我看看|看看|看一下|发我|怎么样了|怎么样|有谁|是谁|多少)",
      "?(看看|看一下|查一下|发我|给我看)? (报名|邀约|邀请) (情况|名单|人数) ?(给我看看|看看|看一下|发我|怎么样|怎么样了)?",
      "%event ?的? (报名|邀请|邀约) (怎么样了|怎么样|咋样|如何|情况)",
    ],
    make: (said) => (goesOn(said) ? null : guests(said)),
    cost: 0.2,
  },
  {
    say: [
      "%event (请|邀请|邀|约|请过|邀请过|约过) ?了? ?的 ?(那些|那批|那几位)? ?(客户|人|客人|会员) ?(里头|里面|里|中|当中)? ?(有)? (哪些|谁|哪几位|哪几个|哪些人|几个|几位|多少人) ?(到现在|现在|到今天|还|都|是|一直)* %noReply",
      "?(%event) ?(我们|我)? (邀请|邀|请|约|发了邀请|发过邀请) ?了? ?%event ?(但|但是|却)? ?(还)? %noReply ?的? ?(客户|人|客人|会员)? ?(还|都|一共)* (有谁|有哪些|有哪几位|有几个|有几位|有多少|是谁|多少人|几个人|名单|多少)",
      "?%event ?(还|都)* 有? (谁|哪些人|哪几个人|哪几个|哪几位|哪位|几位|几个|几个人|多少|多少人|多少位|多少个|哪些客户|哪些客人|哪些会员) ?(客户|客人|人|会员)? ?(还|都|是)* %noReply ?%event ?(邀请|邀约)? ?的?",
      "%event ?还? %noReply ?的? ?(客户|人|客人|会员)? ?(还|都|一共)* (有谁|有哪些|有哪几位|有几个|有几位|有多少|是谁|多少人|几个人|名单|多少)",
      "(谁|哪些人|哪几位|几个人|多少人) ?还? %noReply (邀请|邀约)",
    ],
    make: (said) =>
      !goesOn(said) && (said.groupWords("event") !== null || /邀/u.test(said.text)) ? guests(said, true) : null,
    cost: 0.15,
  },
];
