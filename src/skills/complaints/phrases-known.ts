// How people go on about a complaint that is known: what was done, how it ended, who takes it, and what there is.
import { dateOf, daysOf, whoOf } from "../../understanding/parser/build.ts";
import type { Phrase, Said } from "../../understanding/parser/grammar.ts";
import { pleased, scoreOf, trim } from "./phrases-said.ts";

const NOW = "?(现在|目前|今天|这会儿|到底|最后|后来|究竟|如今)*";
const ALREADY = "?(已经|已|都|也|算|算是|终于|总算|今天|刚|刚刚|可以|能|可|基本|全|就|先|给|帮我|今天下午|昨天)*";
const SCORED = "?(是|打了|给了|打|给|为|评了|评|有|到|只有|才|打个|给个|打到|评价|评分|她|他|客户)*";
const ABOUT_IT =
  "?(给|对|就)? ?(我们|咱们|咱|这次|这回|本次|上次|那次|此次)* ?的? (处理|服务|结果|售后|处理结果|解决方案|方案|售后服务|投诉处理|解决结果)";
const NEWS = "(进展|跟进|进度|更新|补充|处理|最新进展|新进展|处理进展|情况|现状)";
const OVER =
  "?((投诉|那件事|这件事|那事|这事|问题|事情|事儿|事|之前的事|投诉的事) ?(都|也|已经|已|算)* (过去了|结了|解决了|处理好了|了结了|完了|搞定了|没事了|消气了|解决|结束了) ?,)?";

export const knownPhrases: readonly Phrase[] = [
  {
    // 祝太太那个投诉处理好了 帮我关了吧: what was told closes it.
    say: ["(帮我|给我|可以|麻烦|你|就|那就|把它)+ (关了|关掉|关闭|关单|结案|结单|销掉|销了|了结) ?它?"],
    make: (said) => (/投诉|客诉/u.test(said.text.slice(0, said.captures[0]?.start ?? 0)) ? [] : null),
    yields: true,
    cost: 0.3,
  },
  {
    say: [
      `{who} %anyTicket ${ALREADY} @settled ?(了|吧|,)* ?%because ?, ?%pleased`,
      `{who} %anyTicket ${ALREADY} @settled ?(了|吧|,)* ?%pleased ?, ?%because`,
      `?(把|给)? {who} %anyTicket ?给? @settled ?(了|吧|,)* ?%because ?, ?%pleased`,
      "?(把|给)? {who} %anyTicket ?(给|先|可以)* @settled ?(了|吧)* ?(，|,)? (她|他|人家|客人|客户|对方) ?(自己|也|又|都|已经)* ?说? (算了|不追究了|没事了|不计较了|不投诉了|不用了|没关系|消气了|原谅了|不闹了)",
      `@settled ?了 {who} %anyTicket ?, ?%because ?, ?%pleased`,
      `@ticket @settled ?了 ?%because ?%pleased`,
      "投诉 那件事 @settled ?%because ?%pleased",
      "{who} ?的 投诉 %because ?%pleased",
      "{who} ?对 (处理结果|处理|结果|解决方案|方案|处理情况|这个结果) %pleased",
      "%because ?(她|他|客户)? (满意|挺满意|很满意|满意度) ?(是|打了|给)? {number:score} 分",
      "(满意|挺满意|很满意|满意度|不满意) ?(是|打了|给)? {number:score} 分 %because",
    ],
    make: close,
    cost: 0.2,
    tells: true,
  },
  {
    // 投诉搞定 拉链质量问题 满意4分: what was wrong, without a word that it was the cause.
    say: [
      `?{who} ?%anyTicket ${ALREADY} @settled ?(了|吧|,)* flaw=( <x> (问题|质量|原因|缘故|失误) ) ?, %pleased`,
      `?{who} ?%anyTicket ${ALREADY} @settled ?(了|吧|,)* %pleased ?, flaw=( <x> (问题|质量|原因|缘故|失误) )`,
    ],
    make: (said) => {
      const flaw = trim((said.groupWords("flaw") ?? "").replace(/^(?:原因|起因|根因|因为|由于)[是：:]?(?=.)/u, ""));
      return WAS_DONE.test(flaw) ? null : { ...close(said), cause: flaw };
    },
    yields: true,
    cost: 0.1,
    tells: true,
  },
  {
    // 汤姐那事解决了 她挺满意: what can content her when it is settled was a complaint.
    say: [
      `{who} ?的? (那事|那件事|那个事|那事儿|那个问题|这事|这件事|这个事|那件事情|那回事|问题|上次那事|上次那件事) ${ALREADY} (解决|处理|摆平|平息|协商|调解) ?(好|完|掉|妥)? ?了 ?(，|,)? %pleased`,
    ],
    make: close,
    cost: 0.1,
    tells: true,
  },
  {
    // 「处理好了 换了新裙子 她很满意」: what was done, and how it ended.
    say: [
      "{who} %anyTicket ?(已经|已) @settled ?, <how> %pleased ?%because",
      "{who} %anyTicket ?(已经|已) @settled ?, <how> %because ?%pleased",
    ],
    make: (said) => [
      { kind: "complaints.progress", who: whoOf(said), text: trim(said.words("how") ?? ""), slot: "progress" },
      close(said),
    ],
    cost: 0.2,
    tells: true,
  },
  {
    say: [
      `{who} ?的 (满意度|满意度回访|回访满意度|满意度评分|满意分|满意程度|回访评分|回访打分|评价分) ${SCORED} {number:score} ?(分|星)`,
      `(满意度|满意度回访|回访满意度|回访评分|满意度评分) ?: {who} ${SCORED} {number:score} ?(分|星)`,
      `(满意度|满意度回访|回访满意度) ${SCORED} {number:score} 分`,
      `{who} ?(回访|满意度回访|回访时|回访的时候)? ?, (打了|给了|评了|打|给|评) ?了 {number:score} (分|星|颗星|个星)`,
      `{who} ${ABOUT_IT} ?(很|挺)? (打了|打|评了|给了|给|评|评价|打分|评分) ?了 {number:score} ?(分|星|颗星|个星)`,
      `(回访|回访了|回访过|问了|问过|问过了|回访完) ?了 {who} ?, ?的? ?(她|他|说)* (满意度|满意) ${SCORED} {number:score} ?(分|星)`,
      `(回访|回访了|回访过|问了|问过|问过了|回访完) ?了 {who} ?, ?(她|他|说)* ${SCORED} {number:score} (分|星|颗星)`,
    ],
    make: (said) => {
      const score = scoreOf(said);
      return score === null ? null : { kind: "complaints.survey", who: whoOf(said), score };
    },
    cost: 0.2,
    tells: true,
  },
  {
    // 投诉解决了 给她换了件新的: how, and that it is over.
    say: [
      "{who} %anyTicket ?(已经|已|都|算)* @settled ?(，|,)? ?(我|我们|店里|最后|后来)* how=( (给|帮|替) (她|他|人家) (换|退|修|赔|补|改|送|重做|重新) <x> ) ?(，|,)? ?%pleased",
    ],
    make: (said) => [
      { kind: "complaints.progress", who: whoOf(said), text: trim(said.groupWords("how") ?? ""), slot: "progress" },
      close(said),
    ],
    cost: 0.05,
    tells: true,
  },
  {
    // 那个投诉给她换新的了: what was done for her, and nothing of her file.
    say: [
      "{who} %anyTicket ?(，|,)? ?(我|我们|店里|这边|已经|已|今天|刚|刚刚|都)* text=( (给|帮|替) (她|他|人家) (换|退|修|赔|补|改|送|寄|重做|重新|道歉|道了歉|打|发) <x> )",
    ],
    // 投诉给她发错货 is a new one.
    make: (said) => (/[错漏坏没少]/u.test(said.groupWords("text") ?? "") ? null : progress(said, "progress")),
    yields: true,
    cost: 0.05,
    tells: true,
  },
  {
    say: [
      "{who} (的 投诉|的 客诉|投诉 :) ?: text=( (已|已经|刚|今天|昨天|在|正在|准备|马上|打算|先|帮|给|跟|和|答应|同意|换|退|送|寄|约|联系|打|回|道歉|赔|查|问|上报|报|安抚|解释) <x> )",
      // 「李姐投诉送货晚」 is a new one: without 的 only what was done already goes on.
      "{who} 投诉 text=( (已|已经|刚|正在|准备|马上|打算|答应|同意|安抚|道歉) <x> )",
      "{who} 投诉 text=( (换货|退货|退款|补发|新货|新的|货|钱|赔偿|补偿|配件|快递|礼品|款|厂家|工厂|总部|公司|客服|物流|检测|维修) ?(也|都|那边|今天|昨天)? (已经|已|刚|正在|马上|已于) <x> )",
      `{who} %anyTicket (又|再|还|要|得|我|来)+ (补充|补|更新|加|追加) ?(了)? (一条|一句|一下|一点|几句|个情况|点情况|两句|一笔) ?(是|如下|说|:)* <text>`,
      `{who} %anyTicket ?的? ?有? ?(了|新|最新)* ${NEWS} ?(了|是|如下|一下|下|一条)* ?: <text>`,
      `{who} %anyTicket ?的? ?(了|新|最新)* (进展|跟进|进度|更新|处理进展|最新进展|新进展) ?(一下|下|一条|如下)? : <text!>`,
      `(跟进|更新|补充|记录|记|记一下|补记|补一下|汇报) {who} %anyTicket ?的? ?${NEWS} ?(,|:)? <text>`,
      `{who} %knownTicket ?(说|是|:|,)* <text>`,
    ],
    make: (said) => progress(said, "progress"),
    cost: 0.35,
    tells: true,
  },
  {
    say: [
      "{who} %anyTicket ?(她|他|客户|客人|人家)? text=( ?(现在|又|就|只|还|坚持|一定|改口|最后|还是)* (要|要求|想要|希望|非要|就要|只要|想|求) <x> )",
      "{who} %anyTicket ?的? (要求|诉求|需求|想法) ?(是|为|改成|改为|变成|更新为|换成|变了|更正|更改为|现在|,|:)* <text>",
      "{who} ?的 (诉求|要求) ?(是|:|改成|改为|变成) <text>",
    ],
    make: (said) => progress(said, "demand"),
    cost: 0.35,
    tells: true,
  },
  {
    say: [
      "{who} %anyTicket ?的? (内容|内容是|是因为|因为|是关于|关于|是说|说的是|是|事由|问题|事情) ?(是|改成|改为|更正|更正为|应该是|应为|写成|更新为|修改为|补充|,|:)* <text>",
    ],
    make: (said) => progress(said, "content"),
    cost: 0.35,
    tells: true,
  },
  {
    say: [
      "{who} %anyTicket ?(补充|补一句|再补充|补一下)? ?(,|:)? ?(发生)? (场景|经过|发生在|地点|位置|现场|发生地|发生地点|出事地点) ?(是|在|是在|为|:)* <text>",
      "{who} %anyTicket ?(补充|补一句|再补充)? ?(,|:)? (是在|是) 在? <text> (发生的|出的事|出的|发现的)",
      "{who} %anyTicket (补充|补一句|再补充|再补一句) ?(,|:)? (是在|在|发生在) <text>",
      "{who} %anyTicket ?补充 ?: ?(发生)? text=( 在 <x> (里|上|边|外|时|间) )",
    ],
    make: (said) => progress(said, "scene"),
    cost: 0.3,
    tells: true,
  },
  {
    say: [
      "{who} %anyTicket ?(要|得|需要|必须|要求|帮我|给我|先|改|标|设|升|定|调)* ?(升级|升级为|升级成|改成|改为|换成|转成|转为|标为|标成|变成|设为|设成|调成|调为|升为|升到|是|算|列为)* ?(了|很|非常|特别|最)* (紧急|加急|升级|很急|急|特急|优先|火急|十万火急) ?(处理|投诉|办|了|的|级别|件)*",
      "(加急|升级|优先) ?(处理|办)? {who} %anyTicket",
      "?把 {who} %anyTicket ?(给)? (升级|加急|改成|设为|升级为|标为|标成|设成|调成) ?(紧急|加急|急件|特急) ?(一下|了|处理)",
    ],
    make: (said) => ({ kind: "complaints.progress", who: whoOf(said), text: "改为紧急", slot: "urgent" }),
    cost: 0.25,
    tells: true,
  },
  {
    say: [
      `?(看|看看|看一下|查|查一下|查查|调|打开|翻|找|问下|问一下|说说|讲讲|报一下)? {who} %anyTicket ${NOW} ?@askAbout`,
      `{who} %anyTicket ${NOW} ?的 @askAbout`,
      `{who} %anyTicket ${NOW} ?的 (进展|处理|进度|结果|处理进度|处理结果|处理进展|跟进|跟进情况|处理情况|情况) ?(得|的)? (怎么样|如何|咋样|怎样|到哪了|到哪一步|是什么|啥样) ?了`,
      `{who} %anyTicket ${NOW} ?(走|办|处理|跟|跟进|进行|推进|弄|搞|解决|卡)? ?得? ?(到|在)? (哪|哪一步|哪步|什么地步|什么程度|啥程度|哪里|哪儿|啥地步|什么阶段|哪个阶段|哪个环节|哪一环) ?了`,
      "{who} ?(上次|上回|上一次|之前|以前|前面|那次|前几天|最近|刚才)* (投诉的是啥|投诉的是什么|投诉的是什么事|投诉的是啥事|投诉是因为啥|投诉是因为什么|投诉的啥事|投诉啥来着|投诉什么来着|投诉过|投诉过什么|投诉了什么|投诉什么|为什么投诉|有没有投诉|投诉过吗|有投诉吗|投诉啥|投诉了啥|因为什么投诉|投诉的啥|投诉的什么|有什么投诉|有没有投诉过|为啥投诉)",
      `{who} %anyTicket ${NOW} ?是 (谁|谁在|哪个|哪位) (跟|跟进|处理|负责|管|弄|办)`,
      `{who} %anyTicket ?(现在|目前|而家|宜家) (点|点样|点呀) ?(了)`,
      `@askAbout ?的? {who} %anyTicket`,
      `{who} %anyTicket ${NOW} ?(怎么|咋|为什么|为啥)? ?(还|都|一直)* @stillOpen ?(着|呢)`,
      "@ticket ?: {who}",
      `{who} %anyTicket ${NOW} ?(有没有|是不是|会不会|快|要|已经|都)* @late ?了? (没|吗|没有|不|么)`,
    ],
    make: (said) => ({ kind: "complaints.show", who: whoOf(said) }),
    cost: 0.25,
  },
  {
    say: [
      `?把 {who} %anyTicket %handedTo`,
      `?把 {who} %anyTicket %handedTo ?, why=( 我 ?{date} ?(要|得|都|还|在|有)* (休息|请假|不在|出差|调休|忙|走不开|没空|年假|轮休|不上班|有事|顾不上|忙不过来|开会|培训|下班|歇) ?(了|班|店里|年假) )`,
      "{staff} ?(来|去)? (跟|跟进|处理|负责|接手|接|管|盯) ?(一下|下)? {who} %anyTicket",
      "(让|请|叫|麻烦|由|派) {staff} ?(来|去)? ?@handle ?(一下|下)? {who} %anyTicket",
      "{who} %anyTicket ?(以后|就|都)? {staff} ?(来|去|自己)? @handle",
      "@ticket ?(,)? %handedTo ?, {who} ?的? ?(那个|那件|这个|这件|那起|那单|的)",
      "{who} %anyTicket 换人 ?, ?(给|让|由)? {staff} ?@handle",
    ],
    make: (said) => ({
      kind: "complaints.assign",
      who: whoOf(said),
      to: said.words("staff") ?? said.words("to") ?? said.groupWords("boss") ?? "",
    }),
    cost: 0.2,
    tells: true,
  },
  {
    say: [
      `${OVER} ?(给|把|帮|替)? {who} ?的? @lift ?(掉|了|一下)? ?的? ?发? @promo`,
      `${OVER} (给|把|帮|替) {who} ?的? @promo ?(给|都|可以|能|再|重新)* @lift ?(掉|了|一下|吧)*`,
      `${OVER} {who} ?的? @promo ?(给|都|可以|能|又|又能|再|重新|现在)* @lift ?(掉|了|一下|吧)*`,
      `${OVER} @lift ?(给|对|一下|掉|了)? {who} ?的? ?(发|推送|推)? @promo`,
      `{who} ?的 ?(那个|那件|这件)? (事|投诉|问题|事情|事儿|那事|这事|矛盾) ?(都|也|已经|已|算|算是|总算)* (@settled|没事了|过去了|消气了|和好了) ?了 ?, ?(把)? ?(给|帮|替)? ?(她|他|人家) ?的 @promo ?(给|帮|替)? ?(她|他|人家) ?(给|可以|能|都|重新|也)* @lift ?(掉|了|一下|吧)*`,
      `{who} ?的 ?(那个|那件|这件)? (事|投诉|问题|事情|事儿|那事|这事|矛盾) ?(都|也|已经|已|算|算是|总算)* (@settled|没事了|过去了|消气了|和好了) ?了 ?, ?(把)? @promo ?(给|帮|替)? ?(她|他|人家) ?(给|可以|能|都|重新|也)* @lift ?(掉|了|一下|吧)*`,
      `{who} (没事|没事了|气消了|消气了|好了|不气了|不生气了|想通了|松口了|原谅我们了|满意了|和好了) ?(,)? ?(就|给|帮|替|把|可以|能|现在|又|再|重新|也)* ?(她|他|人家)? ?(可以|能|又能|再|重新)* (@lift|继续|重新|恢复) ?(给|对|帮)? ?(她|他|人家)? ?(继续|重新|再)* ?(发|推|推送|收)? @promo ?了`,
      `${OVER} {who} ?(现在|又|也)* (可以|能|又能|又可以) ?(重新|继续|再|恢复)* ?(发|收|推|推送|接收|收到) @promo 了`,
      `${OVER} (可以|能) ?(重新|继续|再|恢复)* ?(给|对) {who} ?(重新|继续|再|恢复)* (发|推|推送) @promo 了`,
    ],
    make: (said) => ({ kind: "complaints.lift", who: whoOf(said) }),
    cost: 0.2,
    tells: true,
  },
];

/** Done with, asked about, handed on: not how far it has come. */
const NO_PROGRESS =
  /[吗么？?]$|怎么样|如何|咋|到哪|什么|啥|谁|来龙去脉|^(?:可以|已经?|都)?(?:关|结|销|了结|结案|搞定|解决|完结|处理好)[掉了吧案]|^你?(?:请|让|由|叫|交给?|转给?|派给?|分给|拨给|划给|推给|安排给?)/u;

function progress(said: Said, slot: "progress" | "demand" | "content" | "scene") {
  const text = trim(said.groupWords("text") ?? said.words("text") ?? "");
  if (text === "" || NO_PROGRESS.test(text)) return null;
  return {
    kind: "complaints.progress",
    who: whoOf(said),
    text: slot === "demand" ? text.replace(/^(诉求是|诉求|要求是)/u, "") : text,
    slot,
  };
}

/** 换了条新的没问题: how it was settled, and no cause. */
const WAS_DONE = /[了过没不无]|^(?:已|给|帮|解决|处理|换|修|退|赔|查|送|道歉)|[\s，,。；;]/u;
function close(said: Said) {
  const cause = said.words("cause");
  return {
    kind: "complaints.close",
    who: whoOf(said),
    cause:
      cause === null ? null : trim(cause.replace(/^(是|在于|就是|因为)/u, "").replace(/(顺便|另外|然后|先)$/u, "")),
    satisfaction: scoreOf(said) ?? pleased(said.groupWords("pleased")),
  };
}

const OPEN = "?(现在|目前|还|都|仍|仍然|一直|手上|手里|我手上|我手里)* ?@stillOpen";
const LOOK =
  "?(看|看看|看下|看一下|查|查下|查查|查一下|列|列一下|列出|列下|拉|拉一下|报|数一下|数数|有|还有|都有|统计|盘)*";
const OURS = "?(现在|目前|店里|我们店|咱店|全店|手上|手里|我|我们|我手上|我手里|还|这边|各店|所有|全部|当前|在)*";

export const listPhrases: readonly Phrase[] = [
  {
    say: [
      `${LOOK} ${OURS} ?(有|剩|剩下|剩余|还剩|差|欠|压着|积压|挂着|余下)* @askWhich ?的? @ticket ${OPEN} ?的? ?(呢|了)?`,
      `${LOOK} ${OURS} ?有 ?@askWhich ${OPEN} ?了 ?的 @ticket ?(有|都|还有|里)* ?@askWhich ?@listThem`,
      `${OURS} ?还 @stillOpen ?着 ?的? ?@askWhich @ticket`,
      `@ticket ?(里|中)? ?(有|还有|还剩|剩|现在|目前|都|我手上)* (@askWhich ?(没|还没)? ?@stillOpen|@stillOpen ?的 ?(有)? @askWhich|@listThem|处理情况|有几件|还有几件|没完的)`,
      "有 ?(没有|哪些|什么|新的|新)? @ticket ?(吗|么|没|没有)",
      `?(有)? ?@askWhich @ticket ?(现在|目前|还|都)* @stillOpen ?(的|着|呢|吗)*`,
    ],
    make: (said) => listed(said, "open"),
    cost: 0.35,
  },
  {
    say: [
      `${LOOK} ${OURS} ?有 ?@askWhich ?(已|已经|快|没|都)* @late ?(了|没处理|没解决|还没处理|未处理)* ?的 @ticket ?(有|都)* ?@askWhich ?(吗|没)? ?@listThem`,
      `${LOOK} ?@askWhich @ticket ?(里|中)? ?(有|已经|已|快|都)* ?@askWhich ?(是|有|已经|快要)* @late ?(的|了|吗|没|有没有)* ?@askWhich`,
    ],
    make: (said) => listed(said, "late"),
    cost: 0.25,
  },
  {
    say: [
      `${LOOK} ?{date} ?(我们|店里|我|都|已经|已)* @settled ?了 ?的 @ticket ?(有|都|一共)* ?@askWhich ?@listThem`,
      `${LOOK} ?{date} ?@askWhich @ticket ?(是|已经|已|都)* @settled ?了 ?的?`,
      `{date} ?一共? ?(我们|店里|我)? @settled ?了 @askWhich ?的? @ticket`,
    ],
    // 投诉都处理完了吗: which are not.
    make: (said) =>
      listed(said, !said.has("date") && /都.*(?:[吗么没]|没有|不)[？?]?$/u.test(said.text) ? "open" : "closed"),
    cost: 0.3,
  },
  {
    say: [
      `${LOOK} {date} ?(的|有|都有|一共有|一共|总共|有过|我们|店里|咱们)* ?@cameIn ?(了|过)? ?@askWhich ?的 @ticket ?了 ?(有|都|一共|共)* ?@askWhich ?@listThem`,
      `${LOOK} ?(我们|店里|咱们) @ticket {date} ?(一共|总共|共|合计|有|来了|收到)* @askWhich ?(起|件|单|例|桩|宗)`,
    ],
    make: (said) => listed(said, "all"),
    cost: 0.35,
  },
  {
    say: [
      "?{date} ?的 @ticket ?的 ?(主要|都|都是|大多|一般|最多的)* (原因|原因分析|原因排行|原因排名|主要原因|原因统计|统计|分析|原因有哪些|主要是什么原因|是因为啥|是因为什么|因为啥|因为什么|为了啥|都是因为啥|都因为啥|是为啥|是为什么|是啥原因|都是什么原因|都是因为什么|都因为什么|汇总|起因|成因|类型|啥原因|什么原因|哪些原因) ?(是|主要|都)* ?(什么|哪些|有哪些|啥|排个名|排名|排行|排一下|排排|分析一下|分析|统计一下|统计|汇总|top|占比|分布)*",
      "?{date} (为什么|为啥|因为什么|因为啥|都为啥|都为什么|咋|怎么) ?(有)? ?(人|客户)? ?(被|总被|老被)? @complainedOf ?得? (这么多|最多|多)",
      "?{date} ?(大家|客户|客人|顾客)? ?(都|主要|一般|大多)* ?(因为|为)? ?(什么|啥)? @complainedOf ?的? ?(的)? (什么|啥|什么最多|最多的是什么|哪些问题|什么问题|啥问题|哪方面|最多的问题)",
      "?{date} ?(大家|客户|客人|顾客|人家|会员)? ?们? ?(都|主要|一般|大多|多半|到底|究竟)* ?(是)? (因为|为|为了|冲着) (什么|啥|哪些|哪些事|什么事|什么问题|哪方面) ?(来)? (@complainedOf|来投诉|来客诉) ?(最多|多|我们|咱们)",
      "?{date} ?的 @ticket ?(主要|都|大多|一般|多半|大部分|集中)+ ?(是|在|为|出在|集中在)* ?(些)? (什么|啥|哪些|哪方面|哪类|哪几类) ?(问题|原因|事|方面|上|毛病|事情)",
      "?{date} (什么|啥|哪种|哪类|哪些) ?(问题|原因|事)? ?(被)? @complainedOf ?得? ?(最多|比较多|多)",
    ],
    make: (said) => listed(said, "causes"),
    cost: 0.25,
  },
  {
    // 这个月投诉比上个月多还是少: both, side by side.
    say: [
      `${LOOK} {date} ?的 @ticket ?(数|量|数量|件数|总数)? (比|跟|和|与|对比|相比|较|同) {date:than} ?的? ?@ticket? ?(比|相比|比起来|对比|比较)? ?(是|有没有|有|到底)* (多还是少|多了还是少了|少了还是多了|少还是多|多了吗|少了吗|多吗|少吗|多了多少|少了多少|多多少|少多少|多没多|多不多|怎么样|如何|咋样|变多了吗|变少了吗|涨了还是降了|增加了吗|减少了吗|差多少|差几个|多了几个|少了几个|变化)`,
      "@ticket ?(数|量|数量|件数|总数)? {date} (比|跟|和|与|对比|相比|较|同) {date:than} ?(比|相比|比起来|对比|比较)? ?(是|有|到底)* (多还是少|多了还是少了|多了吗|少了吗|多了多少|少了多少|多不多|怎么样|如何|咋样|差多少|变化)",
    ],
    make: (said) =>
      ["date", "than"].map((name) => ({
        kind: "complaints.list",
        of: "all",
        range: daysOf(dateOf(said.get(name)), "past"),
      })),
    cost: 0.05,
  },
];

function listed(said: Said, of: string) {
  const days = daysOf(dateOf(said.get("date")), "past");
  // 有投诉的客户 asks who, not what.
  if (days === null && /投诉.*的(?:客户|顾客|会员|客人|人)/u.test(said.text))
    return {
      kind: "customers.find",
      where: [{ field: "complaint", is: "open" }],
    };
  return { kind: "complaints.list", of, range: days };
}
