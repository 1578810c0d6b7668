// How people ask for a message to many, and what comes of it.
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";
import { ASKED, find } from "../customers/asked.ts";
import type { MassKind, SendPlan } from "./plan.ts";

const KINDS: readonly { as: MassKind; words: RegExp }[] = [
  { as: "promotion", words: /新款|新品|上新|到货|优惠|促销|活动|打折|折扣|特价|券|邀请|会员日|福利/u },
  { as: "holiday", words: /节日|春节|中秋|国庆|新年|过年|端午|元旦|圣诞|祝福/u },
  { as: "care", words: /问候|关怀|关心|问好|提醒/u },
];
/** What is sold is a promotion, whatever it is called. */
const kindOf = (text: string): MassKind => KINDS.find(({ words }) => words.test(text))?.as ?? "promotion";

const EVERYBODY = /所有|全部|全体|每个|每位|每一位|各位|大家|全店/u;
const ON_SHOW = /这几个|这几位|这些人|这些|她们|他们|上面这些|这批人/u;

/** The text word for word, its own punctuation included. */
function textOf(said: Said): string | null {
  const text = said.get("text");
  const words = said.words("text");
  const mark = text ? /[！!？?…~～]+$/u.exec(said.text.slice(text.start).trimEnd())?.[0] : undefined;
  return words && mark && !words.endsWith(mark) ? words + mark.replaceAll("!", "！").replaceAll("?", "？") : words;
}

function aboutOf(said: Said): string | null {
  const about = (said.words("about") ?? "")
    .replace(/^(?:一?[条个段句]|的)+/u, "")
    .replace(/(?:的|消息|信息|通知|内容|短信|微信|文案)+$/u, "");
  return about === "" || /^(?:问候|关怀|祝福|消息)$/u.test(about) ? null : about;
}

function send(said: Said): SendPlan | null {
  const asked = find(said);
  const shown = ON_SHOW.test(said.text.slice(0, said.get("text")?.start ?? said.text.length));
  const where = asked?.where ?? [];
  if (where.length === 0 && !shown && !EVERYBODY.test(said.text)) return null;
  return {
    kind: "campaigns.send",
    where,
    shown,
    text: textOf(said),
    about: said.has("text") ? null : aboutOf(said),
    as: kindOf(said.text),
    count: null,
    confirmed: false,
  };
}

const CROWD = `(每个|每位|每一位|各位|全体|所有|全部|全店|大家|所有的|全部的)`;
const AUDIENCE = `(${CROWD} ${ASKED} | ${ASKED} | ${CROWD} ?(客户|会员|顾客|客人|人|老客户) | (这几个|这几位|这些人|这些|她们|他们|上面这些|这批人) ?(客户|会员|顾客)) ?都`;
const SEND = "(群发|发送|发|推送|推|发个|发条|发一条|群发一条|群发个)";
const ONE = "?(一条|条|个|一个|一段|段|句)";

export const phrases: Phrases = {
  words: {},
  macros: {},
  phrases: [
    {
      say: [
        `?把 <about> (群发|推送|推|发|转发|发送) (给|到) ${AUDIENCE}`,
        `(给|向|跟|对) ${AUDIENCE} ${SEND} ${ONE} ?<about> : <text!>`,
        `(给|向|跟|对) ${AUDIENCE} ${SEND} ${ONE} <about>`,
        `群发 (给|到) ${AUDIENCE} : <text!>`,
      ],
      make: send,
      cost: 0.5,
    },
    {
      say: [
        "?(那|把|给)? (那几位|那几个|他们|她们|这几位|这几个|没发的|不能发的) ?都 (换成|改成|改发|发) ?(一句|一条|个|条)? (问候|关心|关怀)",
        "换成问候",
      ],
      make: () => ({ kind: "campaigns.soften", count: null, confirmed: false }),
      cost: 0.4,
    },
    {
      say: [
        "?(上次|上一次|刚才|刚刚|那次|今天|昨天) ?的? 群发 ?的? (怎么样了|怎么样|发了多少|发了几个|进度|情况|结果|到哪了|多少人点了|谁没点|发完了吗|发出去了吗|效果)",
        "群发 (谁|哪些人) ?还 没点",
      ],
      make: () => ({ kind: "campaigns.show" }),
      cost: 0.4,
    },
    {
      say: [
        "(提醒|催|催催|催一催) ?一下 ?(那些|那几个)? ?还 (没点|没点的|没发|没发的|没点发送|没点发送的) ?的? ?(人|同事|导购)",
        "(提醒|催) ?一下 群发 ?还? ?没点 ?的",
      ],
      make: () => ({ kind: "campaigns.remind" }),
      cost: 0.4,
    },
    {
      say: [
        "(取消|撤回|撤销|停掉|停止|别发|不发) ?了 ?(那次|上次|刚才|刚刚|那个|这次|这个) ?的? 群发 ?了",
        "(那次|上次|刚才|刚刚|那个|这次) ?的? 群发 (取消|撤回|撤了|别发了|不发了|停掉) ?吧",
      ],
      make: () => ({ kind: "campaigns.cancel" }),
      cost: 0.4,
    },
  ],
};
