// How people say that a customer wants her peace, or may be written to again.
import { addDays, addMonths } from "../../calendar/day.ts";
import { dateOf, daysOf, whoOf } from "../../understanding/parser/build.ts";
import type { Phrase, Said } from "../../understanding/parser/grammar.ts";

/** 免打扰到年底 lasts to the last day of what was said. */
function lastDay(said: Said): string | null {
  const date = dateOf(said.get("date"));
  // 免打扰一个月 is a month from today.
  const length = (date?.duration ?? lengthFromNow(date?.text ?? "")) as Length | undefined;
  if (length) {
    const months = (length.months ?? 0) + 12 * (length.years ?? 0);
    return addDays(addMonths(said.today, months), (length.days ?? 0) + 7 * (length.weeks ?? 0));
  }
  const days = daysOf(date, "future");
  const last = days?.to ? addDays(days.to, -1) : (days?.from ?? null);
  // 「最近别打扰」 ends on no day.
  return last !== null && last <= said.today && !/今|[前内]$|之前|以前/u.test(date?.text ?? "") ? null : last;
}
interface Length {
  days?: number;
  weeks?: number;
  months?: number;
  years?: number;
}

/** 这俩月, 这两周: of what is to come. */
function lengthFromNow(text: string): Length | undefined {
  const [, many = "", unit = ""] = /^这([两俩二三四五六七八九十]|\d+)个?(天|周|星期|礼拜|月|年)/u.exec(text) ?? [];
  if (unit === "") return undefined;
  const count = /^\d+$/u.test(many) ? Number(many) : "零一二三四五六七八九十".indexOf(many.replace(/[两俩]/u, "二"));
  if (unit === "月") return { months: count };
  return unit === "天" ? { days: count } : unit === "年" ? { years: count } : { weeks: count };
}

/** 「生完孩子前都别发」: until when nobody knows, but why. */
function whyOf(said: Said): string | null {
  return (
    said
      .groupWords("why")
      ?.replace(/^(她|他)/u, "")
      .trim() || null
  );
}

/** 发票, 推荐, 找零: words that begin like reaching her and are none. */
const OTHER_WORDS =
  /发(?:票|货|快递|顺丰|现)|推(?:荐|迟|掉)|找(?:零|错|不到|到|回|换)|(?:联系|打扰)不|停车|推不|烦恼|不(?:联系|找|理|打扰|跟)我/u;

/** 「要不要先别联系」 asks, 「别忘了联系」 and 「别漏了」 say the contrary. */
function isAsked(said: Said): boolean {
  if (OTHER_WORDS.test(said.text)) return true;
  return /[吗么？?]$|要不要|能不能|可不可以|是不是|该不该|用不用|忘|漏|错过|耽误/u.test(said.text);
}

function quiet(said: Said) {
  if (isAsked(said)) return null;
  // 去掉免打扰的 speaks of many.
  return !said.has("who") && /去掉|排除|除了|的[？?]?$|客户|会员|谁|哪些|多少|几/u.test(said.text)
    ? null
    : { kind: "contact.quiet", who: whoOf(said), on: true, until: lastDay(said), why: whyOf(said) };
}

/** 休完产假了, 没事了: what stood in the way is over. What is said of a draft (那条改好了 可以发了) is none of this. */
function isOver(reason: string | null): boolean {
  if (reason === null) return true;
  const plain = reason.replace(/没(?:事|关系|问题|意见)|不(?:生?气|介意|忙|吵|难受|疼|计较|怪)/gu, "好");
  return (
    /[了完好过]$|同意|答应|愿意|想通|松口/u.test(plain) &&
    !/[没不未别]|条|草稿|消息|微信|祝福|文案|话术|内容|稿|活动|[买退换付]|货|单/u.test(plain)
  );
}

export const quietPhrases: readonly Phrase[] = [
  {
    say: [
      "?给 {who} ?以后 @quiet ?到 ?{date}",
      "@quiet {who}",
      "?以后 (不要|别|别再|不要再) ?(给|跟|和)? {who} ?再 (发消息|发|联系|打扰|推送|发微信|打电话) ?了 ?%irked",
      "{who} why=( ?(这阵子|最近|这段时间|这几天|现在|目前|近期|这个月|这两天|刚|在|正在|正|要|快|马上)* @annoyedBy ?<x> ) ?(,)? ?(先|那就|就|以后|赶紧|我们|咱们|大家|暂时|都|千万)* %until ?(先|都|就|暂时)* @dont ?再? @reach ?(消息|信息|微信)? (给|跟|和|对) (她|他|ta|人家) ?了",
      "{who} ?(说|讲|要求|表示|很|特别)? (不希望|不想|不愿|不愿意|不喜欢|讨厌|反感|受不了|烦) (我们|咱们|我|店里|别人) ?(再|老|总|天天|一直|老是|总是)* ?(给|跟|和|对)? ?(她|他)? ?(再|老|总|天天|一直)* @reach ?(她|他|东西|消息|活动|广告|了)*",
      "{who} ?(那位|这位|那边|她|他|客人)* (说|讲|要求|希望|表示|交代|反馈|回复|话|跟我说|留言说) ?(她|他)? ?(以后|最近|暂时|现在|都|再也)* (不要|别|不想|不愿|不愿意|不用|不希望|不需要) ?(再|继续|老)* (收|收到|看到|接到|接收|收我们|收到我们|看|接) ?(我们|咱们|店里|任何|什么)* ?的? (消息|信息|短信|推送|广告|微信|通知|推广|活动消息|群发) ?了",
      "{who} ?(以后|往后|今后|从今往后|从今天起|之后|接下来|暂时|先)+ (不联系|不打扰|不发消息|不推送|不再联系|不再打扰|不再发|不要联系|都不联系|不找|不发) 了 %until",
      "{who} ?先 (别打扰|别联系|不要打扰|不要联系|别发) ?了 ?到 ?{date}",
      "{who} ?(以后|最近)? (不要|别|别再|不要再) (发|联系|打扰|推送) ?消息 ?了 ?%irked",
      "{who} ?(说|要求|说了|让|希望|讲|表示) ?她? ?(最近|这段时间|这阵子|暂时|先|以后|最近别|都)? @quiet ?%irked ?(,)? ?(给她|帮我|帮她|你|麻烦)* ?(设一下|设一个|设上|设好|记一下|标一下|标上|弄一下|处理一下|登记一下|加一下)?",
      "{who} ?(说|讲|要求|希望)? ?{date} ?(之前|以前|前|都|先|最近)? @quiet",
      "{who} ?(说|讲|要求|希望)? @quiet ?(到|直到) {date}",
      "{who} ?(说|讲|要求|希望|嫌烦)? ?, ?{date} ?(之前|以前|前|都|先|最近)? @noMore",
      "{who} ?(说|讲|要求|希望)? why=( <state> (前|之前|以前|期间|这段时间) ) ?都? @noMore",
      "{who} ?(说|讲|要求|希望)? why=( <state> (前|之前|以前|期间|这段时间) ) ?都? @quiet",
      "?先 @quiet {who} ?了 ?, why=( (她|他) <state> )",
      "?(把|给)? {who} ?先 (拉黑|静音|屏蔽) ?了 ?消息",
      "{who} 免打扰 到 {date}",
      "{who} ?已经 把 我 (删了|拉黑了|删除了|屏蔽了|删掉了)",
      "{who} ?已经 把 我 ?的 (微信|好友) (删了|拉黑了|删除了|删掉了)",
      "{who} 到 {date} @quiet",
      "?(那就|就|麻烦|记得|千万|帮我|以后|今后|往后)* %until ?(就|那就|以后|今后|请|千万|先|咱们|大家|我们)* @dont ?(再|老|总|天天|一直|老是|总是|主动|随便)* (给|跟|和|对|向|往) {who} ?(那边|这边)? ?(再|老|总|天天|一直|主动)* @reach ?(东西|消息|活动|广告|了|什么|任何|短信|微信)* ?(,)? %until ?%irked",
      "?(那就|就|以后|今后|往后)* %until ?(就|以后|我们|咱们)* @dont ?(再|去|老|总|老去|总去|主动|随便)* (联系|联络|揾|搵|打扰|找|烦|骚扰|惊动|叨扰|搅扰|吵|cue|call|搭理|通知|跟进) {who} ?(了|啦|住)* ?(,)? %until ?%irked",
      "{who} ?(那边|这边|那里)? ?(说|讲|要求|希望|表示|让我们|让咱们|交代|发话|发话说|说了|跟我说|让我|说她|说他)* ?(以后|今后|往后|最近|这段时间|这阵子|这几天|近期|近来|先|就|千万|暂时|都|我们|咱们|大家)* ?(,)? %until ?(就|都|先|暂时|我们|咱们)* @dont ?(再|老|总|天天|一直|老是|总是|主动|随便)* ?(给|跟|和|对|向|往)? ?(她|他|ta|我)? ?(再|老|总|天天|主动)* @reach ?(她|他|ta|我|东西|消息|活动|广告|了|什么|任何)* ?(,)? %until ?%irked",
      "{who} why=( ?(这阵子|最近|这段时间|这几天|现在|目前|近期|这个月|这两天|这两个月|在|正在|正|要|快|马上|太|有点|比较|很|准备|刚|家里)* @annoyedBy ?<x> ) ?(,)? ?(先|那就|就|以后|赶紧|快|我们|咱们)* %until ?都? (@dont ?(去|再|老|总|主动)* ?(给|跟|对)? ?(她|他|ta)? ?再? @reach ?(她|他|ta|消息|东西|了|给|任何)*|@stopIt ?吧|(停了|停|停掉|缓一缓|放一放) ?吧|@quiet|@noMore|(关掉|停掉|关了|停了|停) ?(她|他)? ?的? (推送|消息|推广|信息|群发)) %until",
      "?就是? {who} ?就是? (她|他)? why=( 嫌 <x> ) ?(,)? (先|那就|就|以后)* @dont (给|跟|对)? (她|他|ta)? ?再? @reach ?(她|他|ta|消息|东西|了)* %until",
      "{who} why=( ?(这阵子|最近|这段时间|这几天|现在|近期|太|有点|比较|很)* @annoyedBy ?<x> ) ?, ?(你|就|先|那就|给|帮|把|麻烦|替)* ?(她|他|人家) ?(设|开|加|弄|上|挂|来)? ?(个|上|成|为)? @quietList %until",
      "{who} why=( <x> (忙得很|太忙|很忙|忙着呢|忙不过来|没空|没时间|忙疯了|忙得不行|走不开) ) ?, ?(先|那就|就|以后)* %until ?(先|都|就|千万)* @dont ?(再|去|老|总)* @reach ?(她|他|ta|人家|消息)* ?了",
      "{who} why=( <state> (前|之前|以前|期间|这段时间|的时候|这期间|这阵子) ) ?(都|就|先|千万)* @dont ?(给|跟|和|对)? ?(她|他|ta)? ?再? @reach ?(她|他|ta|消息|东西|了)*",
      "{who} (说|讲|要求|希望) why=( <state> (前|之前|以前|期间|这段时间|的时候) ) ?(都|就|先|千万)* @dont ?(给|跟|和|对)? ?(她|他|ta)? ?再? @reach ?(她|他|ta|消息|东西|了)*",
      "?(把|给|帮|替)? {who} ?(给|也|都|先|那边|这边)* @putInto ?(一下|个|了|到|进)* @quietList ?(里|吧|里面|中|了)* %until",
      "{who} ?的? @quietList ?(给|帮我|麻烦|也|先)* (开|打开|开启|开一下|设一下|设上|挂上|加上|设好|弄上|开起来) ?(一下|吧|了)* %until",
      "{who} ?(那边|那位|这位)? @quietList %until",
      "@putInto ?(一下|个)? {who} ?(为|成|到|进)? @quietList %until",
      "{who} ?(那边|这边)? ?(先|就|给我|都|也)* ?%until @stopIt ?(吧|一下|了)* ?(,)? %until ?(都|先)* ?((@dont|不|都不) ?@reach)?",
      "{who} ?(那边|这边)? ?的? (推送|消息|推广|信息|群发|通知|短信|微信|广告) ?(先|暂时|都|就|给我|帮我|全)* (停|停掉|停了|关|关掉|关了|关一关|关一下|停一停|停一下|先停|暂停|断了|断掉|免了|免掉|别开) ?(吧|了|一阵子|一段时间|一阵)* %until",
      "?(以后|今后|往后|下次|麻烦|记得|有活动)* (群发|推送|发活动|发消息|推活动|搞活动) ?(的时候|时)? ?(都|就)* (别|不要|不用|甭|不必) ?再? (带|带上|算上|加上|包括|包含|捎上|叫上|发给|发到|推给) {who} ?了",
      "(停掉|停了|关掉|关了|停|停止|关闭) ?(给|对)? {who} ?的? ?(发|推)? (推送|消息|推广|信息|群发|通知) %until",
      "(静音|屏蔽|拉黑|mute) ?(掉|了|一下)? {who} %until",
    ],
    make: quiet,
    cost: 0.4,
  },
  // Alone, 别发了 is about the draft on show: this costs more than letting that go.
  { say: ["@quiet"], make: quiet, cost: 0.7 },
  {
    say: [
      "{who} ?(说|讲|要求|希望|现在|又|表示)? @unquiet ?( ?(，|,)? (她|他|人家|客人) ?(自己|刚|刚才|今天|亲口|跟我|也|都)* (说|讲|表示|回|同意|答应|愿意|松口|不介意|不生气|想通|没意见) ?了 ?(了|没事|没关系|不介意|可以|行|同意|好的|好|ok|愿意|不生气|不烦|随便|无所谓|没意见|收|发吧|想收)* )",
      "{who} ?的 (免打扰|勿扰) ?(给|先|可以)? (拿掉|去掉|撤掉|取消|解除|关掉|关了|撤了|解了|不要了|取掉|除掉|关闭) ?吧",
      "(拿掉|去掉|撤掉|取掉|除掉) {who} ?的 (免打扰|勿扰)",
      "@unquiet {who}",
      "?(把|给|帮|替)? {who} ?(从)? ?的? @quietList ?(里|中|里面)? ?(给|先|可以|都|也|帮我)* @takeFrom ?(了|吧|一下)*",
      "(把|给|帮|替) {who} ?(从)? ?(给|先|可以)* (解封|解禁|取消屏蔽|取消静音|取消拉黑|解除屏蔽|解除静音|unmute|放出来|拉回来) ?(了|吧|一下)*",
      "@takeFrom ?(对|了)? {who} ?的? @quietList",
      "{who} @calm ?(,)? ?(给|帮|把)? ?(她|他)? ?(可以|能)? (@reopen|@unquiet|@takeFrom @quietList|%reachable) ?了",
      "{who} ?(那边|这边|现在|又|也|主动|自己|说|同意|愿意)* %reachable ?(,)? ?(打开|恢复|放开|解开|解除|开了|开吧|吧|@reopen)*",
      "{who} ?(那边|主动|自己|又|现在|说|她|他|松口|改口)* (愿意|同意|想|想要|希望|接受|肯|答应|乐意) ?(再|继续|重新)* (收|收到|接收|接受|看) ?(我们|咱们)? ?的? ?(上新|新品|活动|推送|新款|促销|优惠)* ?的? (消息|信息|推送|通知|推广) 了 ?(,)? ?(给|帮|把|可以|你)* ?(她|他|人家)? ?(恢复|打开|恢复吧|打开吧|放开|恢复一下|开回来|重新打开|解除|解开) ?吧",
      "{who} ?(主动|自己|又|现在)* (说|讲|表示|要求|提出|跟我说) ?(又|还|她|他)* (想|愿意|同意|要|可以|接受|接收|想要|希望|肯|乐意) ?(再|继续|重新)* (收|收到|接收|看|看到|接受) ?(我们|咱们)? ?的? ?(上新|新品|活动|推送|新款|促销|优惠)* ?的? (消息|信息|推送|通知|推广|了) ?了 ?(,)? ?(给|帮|把|可以|你)* ?(她|他|人家)? ?(恢复|打开|恢复吧|打开吧|放开|恢复一下|开回来|重新打开|解除|解开) ?吧",
      "(可以|能|又能|又可以) ?(再|重新|继续|恢复|接着)* (跟|和|给|对|向) {who} ?(再|重新|继续|恢复|接着)* @reach ?@reach 了",
      "?(现在|又|已经)* (可以|能|又能|又可以) (正常|照常|恢复正常|继续正常|像以前一样|跟以前一样|放心|随时|重新|再) ?(地)? (给|跟|和|对|向) {who} (发消息|发信息|发微信|发|推送|联系|打电话|推活动|发活动|群发|沟通|走动) ?了",
      "(可以|能|又能|又可以) ?(跟|和|给|对|向)? ?{who} (重新|继续|恢复|接着)+ @reach",
      "(可以|能|又能|又可以) ?(再|重新|继续|恢复|接着)+ @reach {who} ?了",
      "(恢复|重启) ?(给|跟|和|对)? {who} ?的? (推送|联系|消息|发消息|发送|触达|走动|跟进|通知) ?了",
      "恢复 给 {who} (发消息|推送|发微信|联系|发)",
      "(解除|取消|关掉|关闭|去掉|撤掉|撤销) {who} ?的 (免打扰|勿扰)",
      "(可以|能) ?(重新|再) (联系|打扰) {who} 了",
      "{who} ?(又|现在|已经|主动|自己|说)* (同意|允许|答应|准许|愿意|不介意) ?(让)? (我们|咱们|我|咱|店里) ?(继续|重新|再|恢复|接着|给她|给他)* @reach ?(她|他|消息|活动)* ?了",
      "{who} ?(以后|现在)? (群发|推送) ?(又|也|都|就)* (可以|能) (带上|算上|加上|带|发给她|发给他|收) ?(她|他)? 了",
      "@unquiet",
    ],
    make: (said) =>
      isAsked(said) || (!said.has("who") && /的[？?]?$|客户|会员|谁|哪些/u.test(said.text))
        ? null
        : { kind: "contact.quiet", who: whoOf(said), on: false, until: null, why: null },
    cost: 0.4,
  },
  {
    // Why first: 「休完产假了 可以重新发消息了」.
    say: [
      "{who} <x> ?(,)? ?(现在|又|已经|那就|就|就给|帮|给|把|我们|咱们)* ?(她|他)? ?(的|可以|能|给|也)* (@unquiet|@takeFrom @quietList|@quietList @takeFrom|%reachable) ?了 ?吧",
    ],
    make: (said) =>
      isAsked(said) || !isOver(said.words("x"))
        ? null
        : { kind: "contact.quiet", who: whoOf(said), on: false, until: null, why: null },
    cost: 1.3,
  },
  {
    // 「她爸爸刚走 这两个月别打扰」: what happened, and her peace.
    say: [
      "{who} ?家?里? ?的? loss=( (爸爸|爸|父亲|妈妈|妈|母亲|老公|丈夫|先生|老婆|太太|爱人|奶奶|爷爷|外婆|外公|姥姥|姥爷|婆婆|公公|岳父|岳母|哥哥|姐姐|弟弟|妹妹|儿子|女儿|孩子|老人|家人|亲人|家里老人) ?(刚|上周|昨天|前天|上个月|刚刚)* (刚走|走了|去世|过世|病逝|没了|离世|往生|病故|不在了) ?了 | ?(刚|最近|正|上周)? ?(家里|家中|屋企)? ?(最近|正|刚)? (有|办|在办|出了|正办|要办) (丧事|白事|后事|葬礼|丧) ) ?(,)? ?(先|那就|就|都)* %until ?(先|都|就)* (@dont ?(给|跟|对)? ?(她|他)? ?再? @reach ?(她|他|消息|了)*|@quiet|@noMore|@stopIt) %until",
    ],
    make: (said) => [
      { kind: "notes.negative", who: whoOf(said), value: said.groupWords("loss"), topic: "丧亲" },
      { kind: "contact.quiet", who: whoOf(said), on: true, until: lastDay(said), why: null },
    ],
    cost: 0.2,
    tells: true,
  },
  {
    // 婆婆住院了这阵子别打扰: news of her family, and her peace.
    say: [
      "{who} ?的? ?家? ?里? news=( @kin ?(最近|这阵子|刚|又|正)* @annoyedBy 了 ) ?(,)? ?(先|那就|就|以后|我们|咱们|这阵子|最近|这段时间|这几天|近期)* %until ?(先|都|暂时)* (@dont ?(去|再|老|总|主动)* ?(给|跟|对)? ?(她|他|ta)? ?再? @reach ?(她|他|ta|消息|东西|了|给|任何)*|@quiet|@noMore) %until",
    ],
    make: (said) =>
      isAsked(said)
        ? null
        : [
            { kind: "notes.family", who: whoOf(said), text: said.groupWords("news") },
            { kind: "contact.quiet", who: whoOf(said), on: true, until: lastDay(said), why: null },
          ],
    cost: 0.2,
    tells: true,
  },
  {
    say: ["{who} ?{date} ?已经 @died"],
    make: (said) => [
      { kind: "notes.negative", who: whoOf(said), value: "本人去世", topic: "丧亲" },
      { kind: "contact.quiet", who: whoOf(said), on: true, until: null, why: "本人去世" },
    ],
    cost: 0.3,
    tells: true,
  },
];
