// How a complaint, or a question that waits for an answer, is told for the first time.
import { whoOf } from "../../understanding/parser/build.ts";
import type { Phrase, Said } from "../../understanding/parser/grammar.ts";
import { trim } from "./phrases-said.ts";

/** Entered by its name: 登记投诉, 开个投诉单, 来了个客诉. */
const ENTERED =
  "?(有人|又有人|刚有人|有客人|有个客人|有位客人|有顾客|有客户|有会员|客人|登记|登|记|记录|录|录入|新建|建|建立|开|开了|提|提交|报|上报|添加|加|新增|接到|收到|接了|收了|来了|又来了|刚接到|又接到|有|又有) ?(一个|一件|一条|一起|一单|一张|一宗|个|件|条|起|单|张|宗|新|新的)* kind=( (投诉|客诉|投诉单|客诉单|投诉工单|紧急投诉|加急投诉|新投诉|投诉登记|投诉电话|客诉电话) ) ?(了|一下|,|:)*";
const AT_PHONE =
  "?(刚|刚刚|刚才|又)? (接|接到|接了|接听)* ?(到|了)? ?(一)? ?(个|通)? (电话|来电|投诉电话|微信|微信消息|留言|差评) ?(,|:)?";

export const openPhrases: readonly Phrase[] = [
  {
    say: [
      "?@note {who} @complain ?了 %saying <content>",
      "?@note {who} @complain ?了 %saying <content> %demands",
      "?@note {who} %complained %saying <content>",
      "?@note {who} %complained %saying <content> %demands",
      `${AT_PHONE} {who} %complained %saying <content> ?%demands`,
      "?在 @complainVia ?(上|里|里面)? {who} %complained %saying <content> ?%demands",
      "urgent=( (紧急|加急|急|特急) ) ?(,|:)? {who} (@complain|%complained) %saying <content> ?%demands",
      `?urgent=( (紧急|加急|急|特急) ) ${ENTERED} {who} %saying <content> ?%demands`,
      `?(登记|记|录|报|接到|收到|来了|又来了|有|又有|开) ?(一个|一件|一条|个|件|条|起|单) urgent=( (急|很急|紧急|加急|特急|着急|火急|十万火急|比较急) ) ?的 (投诉|客诉|投诉单|客诉单) ?(了|一下|,|:)* {who} %saying <content> ?%demands`,
      `${ENTERED} (客人|客户|顾客|会员|名字|人) ?(是|叫|为|:)? {who} ?(,|:)? %saying <content> ?%demands`,
      "(接到|收到|刚接到|又接到|接了|来了|接|收了) {who} ?的 @ticket ?(,|:|说)? <content> ?%demands",
      "{who} ?(那边|这边|那里)? ?(来了|有|又有|提了) ?(一)? ?(个|件|起|条) @ticket ?(,|:|说)? <content> ?%demands",
      // 客诉：王芳的鞋开胶了
      `${ENTERED} {who} 的 told=( ?<x> @flaw ) ?了 ?%demands`,
      `${ENTERED} {who} 的 told=( ?<x> @wentWrong ) ?了 ?%demands`,
      "{who} 要 %wantsBack <content> %annoyed",
      "{who} %annoyed ?了 ?(,)? ?(投诉|投诉说|来投诉|要投诉)? %saying <content> ?%demands",
      // 说洗了一次就掉色，登记个投诉: that it is one is said last.
      `{who} ?%annoyed ?了 ?(，|,)? (说|讲|反映|反馈|称|表示|说是|抱怨|来说) <content> ?(，|,)? %entered`,
      // 史姐说衬衫领子发黄了来投诉
      "{who} ?%annoyed ?了 ?(，|,)? (说|讲|反映|反馈|称|表示|说是|抱怨|嫌) <content> ?(，|,)? ?(又|就|刚|今天|跑|专门|特地|气得)* (来|过来|打电话来|打电话|上门|到店|来店里|找上门|找来|微信) (投诉|客诉) ?(我们|店里)? ?了 ?%demands",
      "{who} ?(说|讲)? ?要 投诉 (我们|咱们|咱家|我|店里)",
      "{who} @complain ?了",
      "{who} ?(刚|刚刚|又|再|还|跑)* ?@complainVia ?(来|上|里|过来|又)* (投诉|客诉) ?(来|过来|我们)? 了",
    ],
    make: open,
    cost: 0.3,
    tells: true,
  },
  {
    // 说包拉链坏了 很生气; 羊绒衫起球 要求退: a fault, and her anger or what she wants for it.
    say: [
      "?@note {who} ?(刚|刚刚|刚才|又|今天|打电话|来|@complainVia)* (说|讲|反映|反馈|抱怨|来说|说是|打电话说) told=( <x> @wentWrong ) ?(，|,)? ?(人|她|他|客人|她人|现在)* %annoyed ?了 ?%demands",
      "?@note {who} ?(刚|刚刚|刚才|又|今天|打电话|来|@complainVia)* ?(说|讲|反映|反馈|抱怨|来说|说是|打电话说) ?的? told=( <x> @wentWrong ) ?(，|,)? ?(她|他|客人|现在|就)* demand=( (要求|非要|坚持要|闹着要|吵着要|嚷着要|想要|希望|要|想) %wantsBack )",
    ],
    make: (said) => (/投诉|客诉|提醒|记得|[吗么？?]$|怎么|咋|如何/u.test(said.text) ? null : open(said)),
    yields: true,
    cost: 0.2,
    tells: true,
  },
  {
    // 侯姐嫌裙子起球了: a fault of what she bought, and no taste of hers.
    say: ["?@note {who} ?(刚|又|还|也|老|一直)* (嫌|抱怨|埋怨|怪|吐槽) content=( <x> @flaw ) ?了 ?%demands"],
    make: open,
    cost: 0.1,
    tells: true,
  },
  {
    // 投诉多收了20块: a sum in it corrects no purchase.
    say: [
      "?@note {who} ?(刚|刚刚|又|刚才)? ?@complainVia ?(来|上|里|过来)* %complained %saying told=( ?(收银|店里|我们|导购|小票|店员|结账|结账时|付款时|买单时|上次|昨天|那天)* @overcharged ?<content> ) ?%demands",
    ],
    make: open,
    cost: 0,
    tells: true,
  },
  {
    say: [
      "{who} ?(刚|刚刚|刚才)? ?@complainVia ?(来|上|里|过来|又)* (咨询|请教) ?(了|一下|说|:)* <content>",
      "{who} (有个|有|提了个|提了一个) (疑问|问题要问|问题想问|咨询) ?: <content>",
    ],
    make: (said) => ({
      kind: "complaints.open",
      who: whoOf(said),
      content: said.words("content"),
      severity: "question",
      channel: channelOf(before(said)),
    }),
    cost: 0.3,
    tells: true,
  },
];

/** At the end of what went wrong: how pressing it is. */
const PRESSING = /[，,\s]+(?:很|非常|特别|比较|十万)?(?:急|紧急|着急|火急)$/u;
/** No complaint is told with these words: it is asked about, settled, handed on or added to. */
const OTHERWISE =
  /^(?:已经|已|都)?(?:[撤销]了|处理好|处理完|解决了|搞定|办好|弄好|了结|结案|关闭|完结|结了|关了|销)|^(?:帮我|给我)?(?:[找查看翻调问](?:一下|下|出来|[找查看翻])?|报一?下)$|^(?:升级|加急|(?:很|改成|改为|设为|得|要)?(?:加|紧)急$|交给|转给|转|派给|分给|移交|由|让|请|补充|进展|进度|更正|更新|满意|原因)|^(?:那个|那件|这个|的)|^(?:还|都|也|又)*没有?(?:处理|解决|结|了结|搞定|办|弄|关)|[吗么？?没]$|^(?:什么|啥|怎么|咋|几|多少|哪|谁|过|走?到哪|办到|处理)|(?:什么|怎么样|咋样|哪些|哪一?步了?|哪了)$/u;
const DEMAND =
  /^(?<content>.+?)[，,。；;\s]*(?:她|他|客户|人家)?(?<demand>(?:坚持|吵着|闹着|嚷着|只|就)?(?:要求|非要|想要|希望|要|想)(?!是|紧|命|价|到|不).+)$/u;
/** 「要投诉我们」 tells nothing of what went wrong. */
const US = /^(?:我们|咱们|咱家|店里|我们店|你们|我)$/u;
/** 诉求：免费换片. */
const ASKED_FOR = /[，,。；;\s]+(?:诉求|客户诉求|要求|需求)(?:是|为|：|:)+\s*(?<demand>.+)$/u;
const SCENE = /[，,。；;\s]+(?:场景|地点|发生地|现场|经过)(?:是|在|为|：|:)*(?<scene>.+)$/u;

function open(said: Said) {
  let whole = said.groupWords("told") ?? said.groupWords("content") ?? said.words("content") ?? "";
  const wish = said.groupWords("demand");
  // 诉求：免费换片 is a word, and no 求 of hers.
  const cut = wish !== null && /^求/u.test(wish) && /诉$/u.test(whole);
  if (cut) whole = whole.replace(/[，,。；;\s]*诉$/u, "");
  // 「记下她生气了」: a particle is nothing that went wrong.
  if (OTHERWISE.test(whole) || /^[了的啊吧呢哦]+$/u.test(whole)) return null;
  const asked = cut ? wish.replace(/^求(?:是|为|：|:|\s)*/u, "") : (ASKED_FOR.exec(whole)?.groups?.demand ?? null);
  if (asked !== null) whole = whole.replace(ASKED_FOR, "");
  const scene = SCENE.exec(whole)?.groups?.scene ?? null;
  const told = whole.replace(SCENE, "");
  // 「裙子开线了 要退货」: what went wrong, and what she wants.
  const apart = DEMAND.exec(told)?.groups;
  const demand = asked ?? said.groupWords("demand") ?? apart?.demand ?? null;
  const bare = withoutWho(demand !== null && said.has("d") ? told : (apart?.content ?? told));
  const pressing = PRESSING.test(bare);
  const content = bare.replace(PRESSING, "").replace(/[，,\s]+(?:先|顺便|我先|已经|已)$/u, "");
  const words = before(said);
  // 「要退货 裤子开线了 很生气」: what she wants was said first.
  const back = demand === null ? (/要((?:退|换|赔)[货款钱偿]?)/u.exec(words)?.[1] ?? null) : null;
  return {
    kind: "complaints.open",
    who: whoOf(said),
    content: content === "" || US.test(content) ? null : content,
    demand: demand === null ? back : trim(demand),
    scene: scene === null ? null : trim(scene),
    severity:
      /紧急|加急|特急|^急/u.test(words) || said.groupWords("urgent") !== null || pressing ? "urgent" : "complaint",
    channel: channelOf(words),
  };
}

/** What was said before what went wrong. */
function before(said: Said): string {
  const content = said.groups.find(({ name }) => name === "told") ?? said.get("content");
  return content == null ? said.text : said.text.slice(0, content.start);
}

function channelOf(words: string): "phone" | "wechat" | "online" | "store" | null {
  if (/电话|来电|致电/u.test(words)) return "phone";
  if (/微信|群里|朋友圈|发消息|发信息|留言/u.test(words)) return "wechat";
  if (/网上|线上|小程序|网店|公众号|平台|点评|美团|淘宝|天猫|京东|小红书|抖音|微博|差评/u.test(words)) return "online";
  if (/到店|来店|店里|门店|上门|当面|当场|现场/u.test(words)) return "store";
  return null;
}

/** 「裙子开线了她要退货」: who wants it belongs to the demand. */
function withoutWho(text: string): string {
  return trim(trim(text).replace(/(?:她|他|客户|客人)$/u, ""));
}
