// How people ask for a message to many, and what comes of it.
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";
import { ASKED, find } from "../customers/asked.ts";
import type { MassKind, SendPlan } from "./plan.ts";

const KINDS: readonly { as: MassKind; words: RegExp }[] = [
  { as: "promotion", words: /新款|新品|上新|到货|优惠|促销|活动|打折|折扣|特价|券|邀请|会员日|福利/u },
  { as: "holiday", words: /节日|春节|中秋|国庆|新年|过年|端午|元旦|圣诞|祝福|[^时季]节(?![约省目奏])/u },
  { as: "care", words: /问候|关怀|关心|问好|提醒/u },
];
/** What is sold is a promotion, whatever it is called. */
const kindOf = (text: string): MassKind => KINDS.find(({ words }) => words.test(text))?.as ?? "promotion";

const EVERYBODY = /所有|全部|全体|每个|每位|每一位|各位|大家|全店/u;
const ON_SHOW = /[她他]们几[个位]|这几个|这几位|这些人|这些|她们|他们|上面这|搜出来|筛出来|查出来|这批|这十?几[个位]/u;

/** The text word for word, to the end of what was typed; after a blank it needs no colon: 银卡群发 礼盒到货了. */
function textOf(said: Said): string | null {
  const text = said.get("text") ?? said.get("about");
  const spoken =
    text !== null &&
    /(?:通知|告诉|知会|跟|和|同|向).{1,20}$/u.test(said.text.slice(0, text.start)) &&
    TOLD.test(said.text);
  const apart = text !== null && said.apart(text.start);
  return text !== null && (text.name === "text" || apart || spoken)
    ? said.typed({ start: text.start, end: said.text.length })
    : null;
}
const TOLD = /^(?:麻烦|请|帮我|帮忙)?(?:通知|告诉|知会)|[说讲]一?声/u;

function aboutOf(said: Said): string | null {
  const about = (said.words("about") ?? "")
    .replace(/^.*?(?:把|将)(?=.)/u, "")
    .replace(/^(?:一?[条个段句]|的|一下)+/u, "")
    .replace(/(?:的|消息|信息|通知|内容|短信|微信|文案)+$/u, "");
  return about === "" || /^(?:问候|关怀|祝福|消息|一下|下|一遍|一条)$/u.test(about) ? null : about;
}

function send(said: Said): SendPlan | null {
  const asked = find(said);
  const shown = ON_SHOW.test(said.text.slice(0, said.get("text")?.start ?? said.text.length));
  const where = asked?.where ?? [];
  const text = textOf(said);
  // 金卡都发了吗 asks, and 都发了 tells.
  if (!said.has("text") && /^(?:了|过|没|吗|出去)/u.test(said.words("about") ?? "")) return null;
  if (where.length === 0 && !shown && !EVERYBODY.test(said.text)) return null;
  return {
    kind: "campaigns.send",
    where,
    shown,
    text,
    about: text !== null ? null : aboutOf(said),
    as: kindOf(said.text),
    count: null,
    confirmed: false,
  };
}

const CROWD = `(每个|每位|每一位|各位|全体|所有|全部|全店|大家|所有的|全部的)`;
const PEOPLE = "?的? ?(客|客人|妈妈们|妈妈|宝妈|姐妹们|姐姐们|家长们|朋友们|老板们|业主) ?(全体|全员|所有人)";
const AUDIENCE = `(${CROWD} ${ASKED} ${PEOPLE} | ${ASKED} ${PEOPLE} | ${CROWD} ?(客户|会员|顾客|客人|人|老客户) | (这几个|这几位|这些人|这些|她们|他们|她们几个|他们几个|她们几位|上面这些|上面几位|这批人) ?(客户|会员|顾客))`;
/** Those on show, by other words: 搜出来这批, 上面这十几个人. */
const THESE =
  "((搜出来|筛出来|查出来|上面|刚才)? ?的? (这批|这些|这几个|这几位|这十几个|这十几位|那批|那些) ?(客户|会员|顾客|客人|人)?)";
const ALL = "?(都|全|全部|统统)";
const SEND = "(群发|发送|发|推送|推|发个|发条|发一条|群发一条|群发个|统一发)";
/** Said of many even without a word for 给. */
const SEND_ALL = "((都|全部|统统|统一|一起) (发|推送|推|发送|群发)|群发) ?(遍|一遍)";
const ONE = "?(一条|条|个|一个|一段|段|句)";

export const phrases: Phrases = {
  words: {},
  macros: {},
  phrases: [
    {
      say: [
        `?把 <about> (群发|推送|推|发|转发|发送) (给|到) ${AUDIENCE}`,
        `(给|向|跟|对) ${AUDIENCE} ${ALL} ${SEND} ${ONE} ?<about> ?(，|,)? ?(内容|文字|文案|就说|正文)? : <text!>`,
        `(给|向|跟|对) ${AUDIENCE} ${ALL} ${SEND} ${ONE} <about>`,
        `${AUDIENCE} ${SEND_ALL} ${ONE} ?<about> ?(内容|文字|文案|就说)? : <text!>`,
        `${AUDIENCE} ${SEND_ALL} ${ONE} <about>`,
        `(通知|告诉|知会) ?一下 ${AUDIENCE} : <about>`,
        `(跟|和|同|向) ${AUDIENCE} (说|说声|讲|讲声|说一声|知会一声) : <about>`,
        `群发 ?: ${AUDIENCE} ?: <text!>`,
        `${AUDIENCE} ?都 (发|推|推送|发条|发个|发一条|发一下|发同一条) : <text!>`,
        `${THESE} ?都 (发|推|推送|发条|发个|发一条|发一下|群发|发同一条) : <text!>`,
        `${THESE} ?都 (发条|发个|发一条|发一下|群发|推) <about>`,
        `${AUDIENCE} (发条|发个|发一条|发一下|推送|推|给个|来条|来个) <about>`,
        `群发 (给|到) ${AUDIENCE} : <text!>`,
      ],
      make: send,
      cost: 0.5,
    },
    {
      // 奶粉到货了 通知买过奶粉的妈妈们: what is to be said stands first.
      say: [`<text> (通知|告诉|知会) ?一下 ${AUDIENCE}`],
      make: (said) => {
        const text = said.get("text");
        const plan = text !== null && said.apart(text.end) ? send(said) : null;
        return text === null || plan === null ? null : { ...plan, text: said.typed(text).trim(), about: null };
      },
      cost: 0.6,
    },
    {
      say: [
        "?(那|把|给)? (那几位|那几个|他们|她们|这几位|这几个|没发的|不能发的) ?都 (换成|改成|改发|发) ?(一句|一条|个|条)? (问候|关心|关怀)",
        "?(那|把|给)? ?被 投诉 ?(挡住|拦住|拦下|卡住|挡下)? ?的 ?(那几位|那几个|几位|几个|人|客户) ?都 (换成|改成|改发|发) ?(一句|一条|个|条|句)? (问候|关心|关怀)",
        "换成问候",
        "?没 ?(收到|发到|送到) ?的 ?(那些|那几个|那几位) ?有? 投诉 ?的? (客户|人|的)? (换成|改成|改发|发) ?(一句|一条|个|条|句)? (问候|关心|关怀)",
      ],
      make: () => ({ kind: "campaigns.soften", count: null, confirmed: false }),
      cost: 0.4,
    },
    {
      say: [
        "?(上次|上一次|刚才|刚刚|那次|今天|昨天) ?的? 群发 ?的? (怎么样了|怎么样|发了多少|发了几个|进度|情况|结果|到哪了|多少人点了|谁没点|发完了吗|发出去了吗|效果)",
        "群发 (谁|哪些人) ?还 没点",
        "?(上次|上一次|刚才|刚刚|那次|今天|昨天) ?的? 群发 (谁|哪些人|几个人) ?都 点了 ?(谁|哪些人)? ?还? ?没点",
        "群发 ?(已经)? (点了|发了|点掉|发出) (几个人|几个|多少人|多少|几位)",
        "?(上次|上一次|刚才|刚刚|那次|今天|昨天) ?的? 群发 ?(一共|都)? ?已经 (发出去|发出|发|送到|送达|到|收到) ?了 (多少|几个|几个人|多少人|几位|多少个|多少条) ?人 ?了",
        "?(上次|上一次|刚才|刚刚|那次|今天|昨天) ?的? 群发 ?(都|还)? ?有 (谁|哪些人|几个|几个人|哪几个) ?还 (没点|没发|没点发送|没发出去|没送到|没点发)",
        "?(上次|上一次|刚才|刚刚|那次|今天|昨天) ?的? 群发 (咋样|咋样了|发得咋样|发得怎么样)",
      ],
      make: () => ({ kind: "campaigns.show" }),
      cost: 0.4,
    },
    {
      say: [
        "(提醒|催|催催|催一催) ?一下 ?(那些|那几个)? ?还 (没点|没点的|没发|没发的|没点发送|没点发送的) ?的? ?(人|同事|导购)",
        "(提醒|催|催催|催一催|叫|叫一声|喊一声|叫声|提|提下|提醒下|催下) ?一下 ?群发 ?还? (没点|没撳|没按|未点|未按|没发) ?(群发)? ?的 ?(同事|人|导购|几个)?",
        "?去 (叫一声|喊一声|叫声) 没发 ?的 (同事|导购|人)",
        "?还 (没点|未点|没按|未按) 群发 ?的 ?(同事|人|导购|那几个)? (催催|催一下|催一催|提醒一下|提醒|催|提一下)",
        "群发 ?还? (没点|未点|没按|未按|未撳|没撳) ?的? (那几个|那些|几个|那几位|嗰几个|𠮶几个)? ?的? (催催|催一下|催一催|提醒一下|提醒|催|提一下|提下) ?(他们|她们)",
        "?还 ?有 ?(几个|哪些|谁)? ?(同事|导购|人)? 群发 ?还 (没点|没发|没点发送) ?的? 去? (提醒|催) ?一下",
      ],
      make: () => ({ kind: "campaigns.remind" }),
      cost: 0.4,
    },
    {
      say: [
        "群发 ?(先)? (撤|撤了|撤下来|撤一下|停|停了|别发) ?吧",
        "群发 里? ?还? (没出去|没发出去|没发|没点) ?的? (那批|那些|那几个|剩下的)? ?(就)? (别发了|不发了|不要发了|停了|取消)",
        "(取消|撤回|撤销|停掉|停止|别发|不发) ?了 ?(那次|上次|刚才|刚刚|那个|这次|这个) ?的? 群发 ?了",
        "(那次|上次|刚才|刚刚|那个|这次) ?的? 群发 (取消|撤回|撤了|别发了|不发了|停掉) ?吧",
        "?(那次|上次|刚才|刚刚|刚|那个|这次) ?(发起|设)? ?的 群发 (作废|停|停一下|先停|先停一下|取消|撤了|撤回|撤掉|别发了|不发了|停掉|停了)",
      ],
      make: () => ({ kind: "campaigns.cancel" }),
      cost: 0.4,
    },
  ],
};
