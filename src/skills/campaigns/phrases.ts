// How people ask for a message to many, and what comes of it.
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";
import { ASKED, find } from "../customers/asked.ts";
import { guestMacros, guestPhrases, guestWords } from "./phrases-guests.ts";
import type { MassKind, SendPlan } from "./plan.ts";

const KINDS: readonly { as: MassKind; words: RegExp }[] = [
  {
    as: "promotion",
    words: /新款|新品|上新|到货|优惠|促销|活动|打折|折扣|特价|券|邀请|会员日|福利|预[告售]|礼盒|满减|试用/u,
  },
  {
    as: "holiday",
    words: /节日|春节|中秋|国庆|新年|过年|端午|元旦|圣诞|元宵|除夕|七夕|重阳|冬至|腊八|祝福|[^时季]节(?![约省目奏])/u,
  },
  { as: "care", words: /问候|关怀|关心|问[个声]?好|慰问|提醒/u },
];
/** What is sold is a promotion, whatever it is called. */
const kindOf = (text: string): MassKind => KINDS.find(({ words }) => words.test(text))?.as ?? "promotion";

const EVERYBODY = /所有|全部|全体|每个|每位|每一位|各位|大家|全店|人人|一个不落/u;
const ON_SHOW =
  /[她他]们几[个位]|这几个|这几位|这些人|这些|她们|他们|上面[这的]|(?:^|[\s，,])以上(?!的)|[搜筛查找列选挑][出到]?来?的?[这那]|这批|那批|这十?几[个位]/u;

/** The text word for word, to the end of what was typed; after a blank it needs no colon: 银卡群发 礼盒到货了. */
function textOf(said: Said): string | null {
  const text = said.get("text") ?? said.get("about");
  const spoken =
    text !== null &&
    /(?:通知|告诉|知会|跟|和|同|向).{1,20}$/u.test(said.text.slice(0, text.start)) &&
    TOLD.test(said.text);
  const apart = text !== null && said.apart(text.start);
  return text !== null && (text.name === "text" || apart || spoken)
    ? said.typed({ start: startOf(said, text.start), end: said.text.length })
    : null;
}
/** 通知所有客人 明天开始八折: a day that stands before the words, after a blank, is theirs. */
function startOf(said: Said, from: number): number {
  const date = said.all("date").at(-1);
  const before = date !== undefined && date.end <= from && said.text.slice(date.end, from).trim() === "";
  return before && said.apart(date.start) ? date.start : from;
}
const TOLD = /^(?:麻烦|请|帮我|帮忙)?(?:通知|告诉|知会)|[说讲]一?声/u;

function cleaned(words: string): string | null {
  const about = words
    .replace(/^.*?(?:把|将)(?=.)/u, "")
    .replace(/^(?:一?[条个段句波份封]|的|一下|下)+/u, "")
    .replace(
      /(?:的|消息|信息|通知|内容|短信|微信|文案|麻烦|(?<!邀)请|帮我|这个事|这事|这件事|的事|那个|了|呗|吧|啦)+$/u,
      "",
    );
  return about === "" || /^(?:问候|关怀|关心|祝福|消息|一下|下|一遍|一条|问个?好)$/u.test(about) ? null : about;
}
const aboutOf = (said: Said): string | null => cleaned(said.words("about") ?? said.groupWords("what") ?? "");

/** What is said of whom and how: without the message itself. */
function aroundOf(said: Said): string {
  const from = said.get("text")?.start ?? said.text.length;
  return said.text.slice(0, from);
}

function send(said: Said): SendPlan | null {
  const asked = find(said);
  const around = aroundOf(said);
  const shown = ON_SHOW.test(around);
  const where = asked?.where ?? [];
  const text = textOf(said);
  // 金卡都发了吗 asks, and 都发了 tells.
  if (!said.has("text") && /^(?:了|过|没|吗|出去|不|多少|几|谁|哪)/u.test(said.words("about") ?? "")) return null;
  if (where.length === 0 && !shown && !EVERYBODY.test(around)) return null;
  return {
    kind: "campaigns.send",
    where,
    shown,
    text,
    about: text !== null ? null : aboutOf(said),
    as: kindOf(text !== null && KINDS.some(({ words }) => words.test(around)) ? around : said.text),
    count: null,
    confirmed: false,
  };
}

const PARTICLES = /^[了啦呀啊哦噢哈吧呢嘛咯喽哟哎]*/u;
/** What is to be said stands first: told word for word when it is told, what it is about when it is sent. */
function sendFirst(said: Said): SendPlan | null {
  const lead = said.get("lead");
  if (lead === null) return null;
  const named =
    /(?:消息|通知|信息|短信|邀请函?|预告|[券卡礼]|祝福|问候|活动|海报|文案|推送|公告|福利)(?:麻烦|(?<!邀)请|帮我|帮忙|都|也)*$/u.test(
      said.typed(lead),
    );
  if (!named && !said.apart(lead.end + (PARTICLES.exec(said.text.slice(lead.end))?.[0].length ?? 0))) return null;
  // 把…贴出来 然后给所有人群发: two orders, and the first is no message.
  if (/^(?:把|将|给|帮|请|忽略)|(?:然后|接着|再|并且?|顺便)$/u.test(said.typed(lead))) return null;
  const after = said.text.slice(lead.end);
  const where = find(said)?.where ?? [];
  const shown = ON_SHOW.test(after);
  if (where.length === 0 && !shown && !EVERYBODY.test(after)) return null;
  const words = said.typed(lead).trim();
  const more = cleaned(said.words("about") ?? said.groupWords("what") ?? "");
  const about = more ?? cleaned(said.words("lead") ?? "");
  const told =
    more === null && (/通知|告诉|知会|[说讲]一?[声下句]|告知/u.test(after) || (shown && !/[这那]个?事$/u.test(words)));
  return {
    kind: "campaigns.send",
    where,
    shown,
    text: told ? words : null,
    about: told ? null : about,
    as: kindOf(more === null ? said.text : after),
    count: null,
    confirmed: false,
  };
}

/** 元旦祝福群发 对象全体会员. */
function sendLast(said: Said): SendPlan | null {
  const around = said.text;
  const where = find(said)?.where ?? [];
  const about = cleaned(said.words("about") ?? "");
  const shown = ON_SHOW.test(around);
  if (where.length === 0 && !shown && !EVERYBODY.test(around)) return null;
  return {
    kind: "campaigns.send",
    where,
    shown,
    text: null,
    about,
    as: kindOf(around),
    count: null,
    confirmed: false,
  };
}

/** 免打扰的就算了 其他金卡都发圣诞预售: those who remain are told by more than the exception. */
function sendRest(said: Said): SendPlan | null {
  const plan = send(said);
  if (plan === null) return null;
  const but = said.groupWords("but") ?? "";
  const where: SendPlan["where"] = /投诉/u.test(but)
    ? [...plan.where, { field: "complaint", is: "none" }]
    : [...plan.where, { field: "do-not-disturb", is: false }];
  return { ...plan, where };
}

/** 投诉还没处理完的别发 其他人都发双十二预告. */
function sendExcept(said: Said): SendPlan | null {
  const where = find(said)?.where ?? [];
  const text = textOf(said);
  if (where.length === 0 || where.some((condition) => "not" in condition)) return null;
  return {
    kind: "campaigns.send",
    where: where.map((condition) =>
      "field" in condition && condition.field === "complaint" && condition.is === "any"
        ? { field: "complaint", is: "none" }
        : { not: condition },
    ),
    shown: false,
    text: said.has("text") ? text : null,
    about: said.has("text") ? null : aboutOf(said),
    as: kindOf(said.text),
    count: null,
    confirmed: false,
  };
}

const CROWD = `(每个|每位|每一位|各位|全体|所有|全部|全店|大家|所有的|全部的|店里所有|店里全部)`;
const PEOPLE =
  "?的? ?(客|客人|客户|妈妈们|妈妈|宝妈|宝妈们|姐妹们|姐姐们|家长们|朋友们|老板们|业主|男士|女士|男士们|女士们|亲们|那些人|那些客人|那些客户|那批人|那批|那些|这些客户|那部分人|一族) ?(全体|全员|所有人|每人|一人)";
const AUDIENCE = `(?${CROWD} ${ASKED} ${PEOPLE} | ${CROWD} ?(客户|会员|顾客|客人|人|老客户|粉丝|好友) ?们 | (这几个|这几位|这些人|这些|她们|他们|她们几个|他们几个|她们几位|上面这些|上面几位|这批人|以上|以上所有) ?(客户|会员|顾客|人))`;
/** Those on show, by other words: 搜出来这批, 上面这十几个人, 刚才查的那批. */
const THESE =
  "(?(刚才|刚|刚刚|上面|前面|方才) ?(搜|筛|查|找|列|选|挑|圈)? ?(出来|到|出)? ?的? (这批|这些|这几个|这几位|这十几个|这十几位|那批|那些|那几个|那几位|那一批|这一批) ?(客户|会员|顾客|客人|人)?)";
const ALL = "?(都|全|全部|统统|一律|统一|一起|一块|也|挨个|人人)";
const SEND =
  "(群发|发送|发|推送|推|发个|发条|发一条|群发一条|群发个|统一发|发下|发一下|发发|推推|推一推|推一下|推下|推个|推一波|发一波|送|送个|送上|送去|送一个|发句|发一句|发段|群推|广播|send|send番|发番|发到|转发|发一遍|发份|来条|来个|来一条|来一波|给条|给个)";
/** Said of many even without a word for 给. */
const SEND_ALL =
  "((都|全部|统统|统一|一起|一律|也|全) (发|推送|推|发送|群发|发一下|推一下|推推|推一推|推一波|发一波|来一条|来条)|群发|群发个|群发一条|推一波|发一波|群推|(每人|一人|人手|每个人|一个人|挨个|逐个) ?(来|发|给|推|送)? (一条|条|个|一个|一份|一句)) ?(遍|一遍|下|一下)";
const ONE = "?(一条|条|个|一个|一段|段|句|一句|一波|波|份|一份|封|一封|番条|返条|则|一则|下|一下)";
/** 内容, 话是这样的: the words follow. */
const INTRO =
  "?(，|,)? ?(内容|文字|文案|就说|正文|话|话术|内容是|内容为|文字用|文案用|就写|写|写上|这样写|这么写|这样说|话是这样的|话是这么说的|就这样说|原话|内容如下|如下|文字如下|说法|词)";
const NO_SELLING =
  "?(,|，)? ?((别|不要|不用|先别|不|千万别|莫) (推|推销|推荐|推东西|卖|卖东西|卖货|发广告|提活动|打广告|推产品|带货|促销|推新品|推活动|发活动|提促销|推货|硬推) ?(东西|产品|货|新品|活动|广告|别的)?)";
const TELL =
  "(通知|告诉|知会|告知|通知下|通知一声|说一声|说声|讲一声|讲声|说下|说一下|讲一下|喊一声|提醒|吱一声|招呼一声)";

const MASS =
  "?(我|咱|咱们|我们) ?({date}|上次|上一次|上回|上一回|上一条|刚才|刚刚|刚|那次|这次|那回|之前|前面|早上|上午|下午|昨晚|方才|最近一次|最近那次) ?(发起|设|弄|做|建|发|推)? ?的? ?(那个|那条|那次|那批|这个|这条|这批|这次|那一条|那一批|那拨)? ?的? @massWord ?(任务|消息|的那条|那条|那个)?";
const HOW_MANY = "(多少|几个|几条|几位|多少人|几个人|多少个|多少条|几成|多少位|几人)";
const NOT_YET =
  "(没点|未点|没按|未按|没撳|没发|没点发送|没点的|没确认|没点确认|没动|没操作|没去点|不点|没处理|没点掉|没确认发送|没去发|没去按|没按发送|没发掉|没点开|未确认|未发送|未操作|没发送|没推|还没点)";
const STAFF = "(人|同事|导购|小伙伴|姐妹|店员|几个|那几个|那些|那些人|几位|那几位|家伙|小姑娘|伙伴|嗰几个|𠮶几个)";
const STOP_IT =
  "(撤|撤了|撤下来|撤一下|撤回|撤回来|撤掉|撤销|停|停了|停掉|停下|停下来|停一下|停止|别发|别发了|不发了|不要发了|取消|取消掉|作废|叫停|打住|终止|中止|先停|先停一下|先停一停|停一停|收回|撤下|打断|拦住|拦下|拦下来|截住|叫停它|收回来|废掉|删了|掐了|掐掉|暂停|不用发了|别再发了|算了)";
const WRONG =
  "?(<why> (写错|搞错|弄错|发错|打错|错|不对|漏|没核对|有误|要改|变|有变|改期|调整|没写全|搞混|有问题) ?了)";
const HURRY = "?(<why> (发完|要发完|得发完|要出去|截止|来不及|要用|等着|等着呢|急|很急))";
const GREET = "(问候|关心|关怀|慰问|问个好|问候语|慰问语|关怀语|问候的话|关心的话|问候信息|问候消息|暖心话|祝福)";
const INSTEAD = "?(代替|顶上|发过去|发出|发出去|发|就行|就好|来代替|替代|替换|补上|送过去|好了|算了|吧)*";

export const phrases: Phrases = {
  words: {
    ...guestWords,
    massWord: [
      "群发",
      "群法",
      "裙发",
      "群推",
      "推送",
      "群发任务",
      "群发消息",
      "群发短信",
      "批量发送",
      "大群发",
      "群发推送",
    ],
    nudge:
      "提醒 催 催催 催一催 催下 催一下 叫 叫一声 叫声 喊 喊一声 喊声 戳 戳戳 戳一下 戳下 敲打 敲打敲打 敲 敲敲 敲一下 踢 踢一脚 踹 拍 拍拍 拍一下 督促 督促一下 盯 盯一下 盯盯 吆喝 招呼 招呼一声 cue at 吱一声 说一声 提 提下 提一下 提醒下 提醒提醒 通知 通知一声 敦促 点一下名 点名 追 追一下 追追 跟催".split(
        " ",
      ),
  },
  macros: guestMacros,
  phrases: [
    ...guestPhrases,
    {
      // The audience is a large pattern, so that what may follow it is joined to it once.
      say: [
        `?把 <about> (群发|推送|推|发|转发|发送|广播|送) (给|到) ${AUDIENCE}`,
        `(给|向|跟|对|帮) ${AUDIENCE} ${ALL} ${SEND} ${ONE} (?<about> ${INTRO} : <text!>|<about>)`,
        `${AUDIENCE} (${[
          `${SEND_ALL} ${ONE} ?<about> ${INTRO} : <text!>`,
          `${SEND_ALL} ${ONE} <about>`,
          `${ALL} (${SEND}|发同一条|要发) ${ONE} ${INTRO} : <text!>`,
          `${ALL} ${TELL} ?(一下|下|到|一声) ${INTRO} : <text!>`,
          `${ALL} ${SEND} ${ONE} what=( @greeting ) ${INTRO} : <text!>`,
          `${ALL} ${SEND} ${ONE} <about> (内容|文字|文案|正文|就说|就写|文字用|话) : <text!>`,
          `${ALL} (发条|发个|发一条|发一下|推送|推|给个|来条|来个|推推|推一推|推一下|推一波|发一波|推个|送个|发句) <about>`,
          `${ALL} ${SEND} ${ONE} what=( @greeting ) ?(就好|就行|就可以|即可|够了|就够了)? ${NO_SELLING}`,
          `${ALL} ${TELL} ?(一下|下|到|一声) , <text!>`,
          `(${SEND_ALL}|${ALL} ${SEND} ${ONE}) ?<about> ?(,|，)? (内容|文字|文案|正文|话术|词) ?(就写|就用|就是|就说|写|是|为|用|说)* ?: <text!>`,
          `(把|将) <about> (发|推|推送|群发|转|送) (过去|出去|一下|一遍|下|去|一波)`,
          `(把|将) <about> (群发|推送|推一下|发一下|发掉)`,
        ].join(" | ")})`,
        `${TELL} ?一下 ${AUDIENCE} : <about>`,
        `${TELL} ?(一下|下|一声|到)? ${AUDIENCE} <about>`,
        `?(把|将|就)? (这段|这条|这句|这个|下面这段|下面这条|下面这句|以下|以下内容|下面的|下面的话|这几句|这些话|如下) ?(话|消息|文字|内容|通知|信息|文案)* ${ALL} (发|群发|推送|推|转发|发送|转) (给|到) ${AUDIENCE} : <text!>`,
        `?(用|通过|走|在)? (企微|企业微信|微信) ?(上|里)? (群发|发|推送|推) ?(一条|条|个)? ?(消息|通知)? (给|到) ${AUDIENCE} ?: <text!>`,
        `${THESE} ${ALL} (${SEND_ALL}|发|推|发一下|群发) ?(,|，)? (内容|文字|文案|正文|话术|词) ?(就写|就用|就是|就说|写|是|为|用|说)* ?: <text!>`,
        `${THESE} ${ALL} ${SEND} ${ONE} what=( @greeting ) ?(,|，)? ?(内容|文字|文案|正文|话术|词)? ?(就写|就用|就是|就说|写|是|为|用|说)* : <text!>`,
        `(跟|和|同|向|对|给) ${AUDIENCE} ${ALL} (说|说声|讲|讲声|说一声|讲一声|知会一声|说下|说一下) : <about>`,
        `群发 ?: ${AUDIENCE} ?: <text!>`,
        `${THESE} ${ALL} (发|推|推送|发条|发个|发一条|发一下|群发|发同一条|群发一条) ${INTRO} : <text!>`,
        `${THESE} ${ALL} (${SEND_ALL}|一人一条|每人一条|人手一条) ${INTRO} : <text!>`,
        `${THESE} ${ALL} (发条|发个|发一条|发一下|群发|推|推一下|推一波) <about>`,
        `${THESE} (${SEND_ALL}|一人一条|每人一条|人手一条|一人发一条|每人发一条) <about>`,
        `群发 (给|到) ${AUDIENCE} : <text!>`,
      ],
      make: send,
      cost: 0.5,
    },
    {
      // 发给两个月没来的金卡: nothing yet of what; the handler asks for it.
      say: [
        `(群发|发|发送|推送|转发|发消息|发条消息|发个消息|发一条|发条) (给|到) (?${CROWD} ${ASKED} ${PEOPLE}|${CROWD} (客户|会员|顾客|客人))`,
        `(发|发送|推送|推) (给|到) (?${CROWD} ${ASKED} ${PEOPLE}|${CROWD} (客户|会员|顾客|客人)) ${INTRO} : <text!>`,
        `?(给|向|跟|对) ${AUDIENCE} ${ALL} (问候|关心|关怀|慰问|问候问候|问候关心) (一下|下|一声|一句|一遍) ?(就行|就好|就可以)`,
        `?(给|向|跟|对) ${AUDIENCE} ${ALL} (问个好|问声好|问句好) ?(就行|就好)`,
        `?(给|向|跟|对) ${THESE} ${ALL} (问候|关心|关怀|慰问) (一下|下|一声|一句|一遍)`,
      ],
      make: send,
      cost: 0.5,
    },
    {
      // 奶粉到货了 通知买过奶粉的妈妈们: what is to be said stands first.
      say: [
        `<lead> ${TELL} ?一下 ${AUDIENCE}`,
        `<lead> (跟|和|同|向|对|给) ${AUDIENCE} ${ALL} (说|说声|讲|讲声|说一声|讲一声|知会一声|说下|说一下|讲一下|通知一声|通知一下)`,
        `<lead> ?(给|向|跟|对) ${AUDIENCE} (${[
          `${ALL} (群发|推送|发到|发一下|推一下|发下|发一遍|发出去|发过去|推一波|群发一下|广播一下|通知到|通知下|通知一下|通知一声|都发|发一发|推一推)`,
          `${SEND_ALL}`,
          `${ALL} ${SEND} ${ONE} (what=( @greeting )|<about>)`,
          `${ALL} (推|推送|推一波|发一波|发个|发条|推个|推一下|推推|送个) ${ONE} (what=( @greeting )|<about>)`,
        ].join(" | ")})`,
        `<lead> ?(给|向|跟|对) ${THESE} (${SEND_ALL}|群发|都发|发一下|推一下|一人一条|每人一条)`,
      ],
      make: sendFirst,
      cost: 0.7,
    },
    {
      say: [
        `<about> (群发|推送|发一波|推一波|发|推|发送) ?(一下|下|一遍|一波)? ?(,|，)? (对象|范围|人群|收件人|收信人|受众|名单|发送对象|接收人|目标|目标客户|目标人群) ?(是|为|就|选|定|:)* (${AUDIENCE}|${THESE})`,
        `(群发|推送|发|推) ${ONE} <about> ?(,|，)? (对象|范围|人群|收件人|收信人|受众|名单|发送对象|接收人|目标|目标客户|目标人群) ?(是|为|就|选|定|:)* (${AUDIENCE}|${THESE})`,
      ],
      make: sendLast,
      cost: 0.4,
    },
    {
      say: [
        `but=( (免打扰|勿扰|退订|不让打扰|不想被打扰|投诉过|有投诉|在投诉|投诉) ) ?的? ?(客户|客人|人|那几个|那几位)? ?(就|都|先|那)* (算了|不发|别发|跳过|不用发|除外|不用了|不用|不算|不管|不要发|略过|绕开|剔掉|去掉|排除|避开) ?了 ?(,|，)? (其他|其余|剩下|剩下的|别的|其它|其他的|其余的) ?的? ?(客户里|里面)? ?的? (${ASKED} ${PEOPLE}|客户|人|会员) ${ALL} ${SEND} ${ONE} (<about>|${INTRO} : <text!>)`,
      ],
      make: sendRest,
      cost: 0.1,
    },
    {
      say: [
        `${ASKED} ${PEOPLE} (别发|不发|不要发|不用发|跳过|除外|排除|别推|先不发|先别发|绕开|避开|剔除) (其他人|其余|剩下的|剩下|别的|别人|其他|其余人|其他客户|其余客户|其他的|别的人) ${ALL} ${SEND} ${ONE} (<about>|${INTRO} : <text!>)`,
      ],
      make: sendExcept,
      cost: 0.2,
    },
    {
      say: [
        `?(那|把|给)? (那几位|那几个|他们|她们|这几位|这几个|没发的|不能发的) ?都 (换成|改成|改发|发) ?(一句|一条|个|条)? ${GREET}`,
        `?(那|把|给)? ?被 投诉 ?(挡住|拦住|拦下|卡住|挡下|拦下来|挡下来)? ?的 ?(那几位|那几个|几位|几个|人|客户) ?都 (换成|改成|改发|发) ?(一句|一条|个|条|句)? ${GREET}`,
        "换成问候",
        `?(那|把|给|那些)? ?(因为|因|由于)? ?(有|被|在)? 投诉 ?(的|而|过)? ?(客户|客人|人)? ?(里|中)? ?(那几个|那几位|那些|几个|几位)? ?(没|不能|没能|未能|没法)? ?(收不到|没收到|收到|发不了|发不成|没发|没发成|发成|发|发不出去|没发出去|被拦|拦下|拦住|挡住|挡下|卡住|没成) ?(推广|活动|促销|群发)? 的 ?(那)? ?({number})? ?(几个|几位|些|些人|位|个|客户|客人|人)? ?(,|，)? ?(都|就|给她们|给他们|那就|请|麻烦|统一)* (换成|换|改成|改发|改|发|用|补|拿|改为|换为) ?(成)? ?(一句|一条|个|条|句)? ${GREET} ${INSTEAD}`,
        `?(有|被)? 投诉 ?(没发|没发成|发不了|收不到|拦下|挡住)? 的 ?(那)? ?(几个|几位|客户|人)? ?(,|，)? (用|拿|以) ?(一句|句|条)? ${GREET} (代替|顶上|替代|替换|补上)`,
        `?没 ?(收到|发到|送到) ?的 ?(那些|那几个|那几位) ?有? 投诉 ?的? (客户|人|的)? (换成|改成|改发|发) ?(一句|一条|个|条|句)? ${GREET}`,
        `?(那|把|给|那些)? ?(因为|因|由于)? ?(有|被|在)? 投诉 ?(的|而|所以)? ?(没|不能|没能|没法|不让|未)? ?(发不了|发不出去|收不到|收不了|没收到|没收着|没发|没发成|没发到|不能发|收到|收着|发到|发成|发|拦|拦下|拦住|挡|挡住|挡下|卡|卡住) ?(推广|活动|促销|优惠|群发|广告) ?的 ?(那)? ?({number})? ?(几位|几个|些人|些|位|个|客户|人|客人) ?(都|就|给人家|给他们|给她们|那就)? (换成|改成|改发|改|换|换|发|用|补|补发|补一句|补个|发一句|发个) ?(成)? ?(一句|一条|个|条|句|一声)? ${GREET} ?(就行|就好|好了|算了|吧|一声|顶上|一下)`,
        `?(那|把|给|那些)? ?(因为|因|由于)? ?(有|被|在)? 投诉 (发不了|发不出去|收不到|收不了|没收到|没收着|没发|没发成|不能发|拦下|拦住|挡住|卡住) ?的 ?(那)? ?({number})? ?(几位|几个|些人|些|位|个|客户|人|客人) ?(都|就|给人家)? ${GREET} (一声|一下|一句) ?(顶上|就行|就好|算了)`,
        `?(没收到|没收着|发不了|卡住|拦下|挡住|收不到) ?(推广|活动|促销|群发)? 的 ?(那)? (几位|几个|些人|位) ?(都|就|那就)? (换成|改成|改发|换|补|补发) ?(一句|一条|个|条|句)? ${GREET}`,
      ],
      make: () => ({ kind: "campaigns.soften", count: null, confirmed: false }),
      cost: 0.3,
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
        `?(看看|看下|看一下|查查|查一下|报一下|说说|老板问|问一下) ${MASS} ?(到底|现在|目前|一共|总共|已经|都)? (怎么样|怎样|咋样|啥情况|什么情况|情况|进度|进展|啥进度|结果|到哪了|到哪一步|到哪步|走到哪|效果|数据|送达率|成功率|反馈|情况如何|如何) ?了 ?(报一下|说一下|给我看看)`,
        `?(看看|查查|查一下) ${MASS} ?(到底|现在|目前|一共|总共|已经|都)? (发|出去|送达|送到|到|收到|点|推|发出|发出去|走|发成|触达|成功|发成功|覆盖|完成) ?了 ${HOW_MANY} ?人 ?了`,
        `?(看看|查查|查一下) ${MASS} ?(到底|现在|目前)? ?(还|现在)? ?(剩|差|有|剩下|还剩|还有|还差) (${HOW_MANY}|谁|哪些人|哪几个|哪几位|哪些) ?人 ?(还)? (没|未) (收到|点|发|送到|出去|收|点发送|确认|收着|发出去|送达|操作)`,
        `${MASS} ?(都|还|有)? (${HOW_MANY}|谁|哪些人|哪几个|哪几位) ?人 ?(还|都)? (没收到|没点|没发|没点发送|点了|收到了|看了|没送到|发了|没发出去)`,
        `?(看下|看看|查下|查查|帮我看|看一下|查一下|问下)? ?(还有|现在|都)* (谁|哪些人|哪几个|哪几个人|哪些同事|有谁|几个人|哪位|几个|多少人|哪个) ?(还|都|现在|是|一直)* ${NOT_YET} ?(那个|这个|这次|那次|那条|昨天的|今天的|上次的)* @massWord`,
        `?(看下|看看|查下|查查|帮我看|看一下|查一下)? ${MASS} ?(都|已经|全|全部|有没有|大家|同事们|各店|她们|他们)* (送到|送达|到|收到|发到|出去|发送|送出|发成功|成功|点|点发送|点完|发完|到位|送到位|送完|走完|处理完|按完|确认完) ?了 ?(没|吗|没有|么|不)`,
        `(同事们|大家|导购们|她们|他们|店员们|各店|各位|小伙伴们) ?的? @massWord ?(都|全|已经)* (点|按|发|确认|操作|处理|弄|点完|按完|发完|弄完|搞完|点掉) ?(完|掉|好)? ?了 ?(没|吗|没有|么|不)`,
        `(qunfa|群发) ?(到|走到|进行到|发到|跑到) (哪|哪步|哪一步|哪里|哪儿|什么程度|几成|什么地步) 了`,
        `${MASS} ?(都|已经)? (完|发完|点完|送完|走完|发出去|发掉|跑完|发) 了? (没|吗|没有|么)`,
      ],
      make: () => ({ kind: "campaigns.show" }),
      cost: 0.35,
    },
    {
      say: [
        "(提醒|催|催催|催一催) ?一下 ?(那些|那几个)? ?还 (没点|没点的|没发|没发的|没点发送|没点发送的) ?的? ?(人|同事|导购)",
        "(提醒|催|催催|催一催|叫|叫一声|喊一声|叫声|提|提下|提醒下|催下) ?一下 ?群发 ?还? (没点|没撳|没按|未点|未按|没发) ?(群发)? ?的 ?(同事|人|导购|几个)?",
        "?去 (叫一声|喊一声|叫声) 没发 ?的 (同事|导购|人)",
        "?还 (没点|未点|没按|未按) 群发 ?的 ?(同事|人|导购|那几个)? (催催|催一下|催一催|提醒一下|提醒|催|提一下)",
        "群发 ?还? (没点|未点|没按|未按|未撳|没撳) ?的? (那几个|那些|几个|那几位|嗰几个|𠮶几个)? ?的? (催催|催一下|催一催|提醒一下|提醒|催|提一下|提下) ?(他们|她们)",
        "?还 ?有 ?(几个|哪些|谁)? ?(同事|导购|人)? 群发 ?还 (没点|没发|没点发送) ?的? 去? (提醒|催) ?一下",
        `?去 @nudge ?(一下|下|一声) ?(那些|那几个|那几位|下面)? ?(还|拖着|一直|磨蹭着|迟迟)? ${NOT_YET} (群发|发送|推送) ?的 ?(那) ?${STAFF} ?${STAFF}`,
        `?去 @nudge ?(一下|下|一声) ?(那些|那几个)? ?@massWord ?(还|拖着|一直|迟迟)? ${NOT_YET} ?的 ?(那) ?${STAFF} ?${STAFF}`,
        `?(还|拖着|一直|磨蹭着|迟迟|那些|那几个)? ${NOT_YET} ?(群发|发送|推送) ?的 ?(那) ?${STAFF} ?${STAFF} ?去 @nudge ?(一下|下|一声) ?(她们|他们)`,
        `@massWord ?(还|拖着|一直|迟迟)? ${NOT_YET} ?的 ?(那) ?${STAFF} ?${STAFF} ?去 @nudge ?(一下|下|一声) ?(她们|他们)`,
        `?(还|现在)* ?有 ?(一些|些|几个|几位|不少|好几个|个别)? (人|同事|导购|店员|小伙伴|家伙|姐妹) ?(还|一直|都|磨蹭着|拖着)* ${NOT_YET} ?(那个|这个|这次)? @massWord ?的? ?, ?(去|帮我|再|赶紧|给我|麻烦|快)* (@nudge ?(一下|下|一声|一遍|一次|他们|她们|大家)*|(跟|和|给|同) (他们|她们|大家|同事们|那几个) (说一声|说下|说一下|讲一声|提个醒|提一下|打个招呼|说说|提醒一下))`,
        `@massWord ?(还|现在)* ?有 ?(一些|些|几个|几位|不少|好几个|个别)? (人|同事|导购|店员|小伙伴) ?(还|一直|都|没)* ${NOT_YET} ?的? ?, ?(去|帮我|再|赶紧|给我|麻烦|快)* (@nudge ?(一下|下|一声|一遍|一次|他们|她们|大家)*|(跟|和|给) (他们|她们|大家) (说一声|说下|说一下|提个醒))`,
        `@nudge ?(一下|下) (他们|她们|大家|同事|同事们|导购|导购们|小伙伴|店员|各位|几个同事|下面的人) ?(赶紧|赶快|快点|尽快|马上|抓紧|快) ?把? ?那个 @massWord ?(都|全)? (点了|点一下|点掉|发了|点完|点发送|确认一下|点一点|点|发掉|处理一下|发一下) ${HURRY}`,
        `@nudge ?(还)? ${NOT_YET} ?的 ?${STAFF} ?(赶紧|赶快|快点|尽快|马上|抓紧|快) (点|发|点一下|点掉|点了) ?(一下|下)? @massWord`,
        `?(还|现在)* ?有 ?(一些|些|几个|几位|不少|好几个|个别)? (人|同事|导购|店员|小伙伴|家伙|姐妹) ?(还|一直|都|磨蹭着|拖着)* ${NOT_YET} ?(那个|这个|这次)? @massWord ?的? ?, ?(去|帮我|再|赶紧|给我|麻烦|快)* (@nudge ?(一下|下|一声|一遍|一次|他们|她们|大家)*|(跟|和|给|同) (他们|她们|大家|同事们|那几个) (说一声|说下|说一下|讲一声|提个醒|提一下|打个招呼|说说|提醒一下))`,
        `@massWord ?(还|现在)* ?有 ?(一些|些|几个|几位|不少|好几个|个别)? (人|同事|导购|店员|小伙伴) ?(还|一直|都|没)* ${NOT_YET} ?的? ?, ?(去|帮我|再|赶紧|给我|麻烦|快)* (@nudge ?(一下|下|一声|一遍|一次|他们|她们|大家)*|(跟|和|给) (他们|她们|大家) (说一声|说下|说一下|提个醒))`,
        `@nudge ?(一下|下) (他们|她们|大家|同事|同事们|导购|导购们|小伙伴|店员|各位) ?(赶紧|赶快|快点|尽快|马上|抓紧|快) (点|发|点一下) ?(一下|下)? @massWord ${HURRY}`,
      ],
      make: () => ({ kind: "campaigns.remind" }),
      cost: 0.3,
    },
    {
      say: [
        "群发 ?(先)? (撤|撤了|撤下来|撤一下|停|停了|别发) ?吧",
        "群发 里? ?还? (没出去|没发出去|没发|没点) ?的? (那批|那些|那几个|剩下的)? ?(就)? (别发了|不发了|不要发了|停了|取消)",
        "(取消|撤回|撤销|停掉|停止|别发|不发) ?了 ?(那次|上次|刚才|刚刚|那个|这次|这个) ?的? 群发 ?了",
        "(那次|上次|刚才|刚刚|那个|这次) ?的? 群发 (取消|撤回|撤了|别发了|不发了|停掉) ?吧",
        "?(那次|上次|刚才|刚刚|刚|那个|这次) ?(发起|设)? ?的 群发 (作废|停|停一下|先停|先停一下|取消|撤了|撤回|撤掉|别发了|不发了|停掉|停了)",
        `${MASS} ?(先|就|给我|赶紧|赶快|快|马上|还是|立刻) ${STOP_IT} ?吧 ${WRONG}`,
        `?(先|赶紧|赶快|快|马上|立刻) (取消|撤回|撤销|停掉|停止|叫停|终止|中止|停|撤|撤掉|停了|暂停) ?了 ?(她们|他们)? ${MASS} ?了 ${WRONG}`,
        `@massWord ?(里|里头|里面)? ?(剩|剩下|剩余|还|余下)? ?(的)? ?(还)? ${NOT_YET} ?出去 ?的? ?(那批|那些|那几个|部分|几个|人)? ?(就|都|全)? ${STOP_IT} ?吧`,
        `(剩下|剩余|余下|还没点|没点|没发出去) ?的? @massWord ?(就|都|全|也)? ${STOP_IT} ?吧`,
        `why=( (老板|店长|领导|总部|上面|公司|活动|价格|内容|文案|时间|名单|链接|图|券|写|发|搞|弄|点|选|客户|改主意|计划|人|日期|折扣|货|库存|门店) <x> ) ?, ${MASS} ?(先|就|给我|赶紧|赶快|快|马上|立刻|帮我|麻烦)* ${STOP_IT} ?吧`,
        `${MASS} why=( (发错|写错|弄错|搞错|选错|点错|打错|有误|有问题|内容错|价格错|漏|重复|名单错|人选错|链接错|日期错) ?<x> ) ?, ?(先|就|给我|赶紧|赶快|快|马上|立刻|帮我|麻烦|要)* ${STOP_IT} ?吧`,
        `<why> (写错|搞错|弄错|发错|打错|错|不对|漏|有误) ?了 ${MASS} ?(先|就|给我|赶紧|赶快|快|马上) ${STOP_IT} ?吧`,
      ],
      make: () => ({ kind: "campaigns.cancel" }),
      cost: 0.35,
      tells: true,
    },
  ],
};
