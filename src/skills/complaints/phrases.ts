// How people tell of complaints.
import { amountOf, dateOf, daysOf, numberOf, whoOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";

export const phrases: Phrases = {
  words: {
    complain: [
      "投诉",
      "投诉了",
      "来投诉",
      "又投诉",
      "又投诉了",
      "要投诉",
      "打电话投诉",
      "电话投诉",
      "微信投诉",
      "网上投诉",
      "到店投诉",
      "来店投诉",
      "紧急投诉",
      "来电投诉",
      "来闹了",
      "来店里闹",
      "到店里闹",
      "到店闹",
      "群里投诉",
      "在群里投诉",
      "微信群里投诉",
      "在微信上投诉",
      "在电话里投诉",
      "电话里投诉",
      "小程序投诉",
      "小程序上投诉",
      "网店投诉",
      "线上投诉",
      "客服投诉",
      "打电话来骂",
      "来电话骂",
      "打电话骂",
      "打电话来吵",
      "来店里吵",
      "到店里吵",
      "来店里骂",
      "找上门来",
    ],
    /** What goes on about a complaint already known: 「张姐那个投诉」 is none. */
    theComplaint: [
      "的投诉",
      "那个投诉",
      "那件投诉",
      "那投诉",
      "这个投诉",
      "这投诉",
      "上次的投诉",
      "的那个投诉",
      "的那件投诉",
      "投诉的事",
      "投诉那事",
      "投诉那件事",
      "的客诉",
      "那个客诉",
    ],
    settled: [
      "处理好了",
      "处理完了",
      "解决了",
      "搞定了",
      "办好了",
      "处理了",
      "了结了",
      "结案了",
      "结案",
      "结束了",
      "完结",
      "处理完",
      "关闭",
      "可以关了",
      "已解决",
      "已处理",
      "已处理好",
      "已经解决了",
      "已经处理好了",
      "解决好了",
      "处理完毕",
      "办完了",
      "摆平了",
      "搞定",
      "解决",
      "弄好了",
      "弄完了",
      "弄好",
      "可以结了",
      "结了",
      "关了",
      "可以结案了",
      "办妥了",
      "妥了",
      "完事了",
      "已经关了",
      "处理妥了",
    ],
    askAbout: [
      "怎么样了",
      "怎么样",
      "进度",
      "进展",
      "经过",
      "处理得怎么样了",
      "处理的怎么样了",
      "到哪一步了",
      "到哪步了",
      "详情",
      "记录",
      "情况",
      "处理到哪了",
      "处理到哪一步了",
      "处理进度",
      "办得怎么样了",
      "什么情况",
      "解决了吗",
      "处理好了吗",
      "处理完了吗",
      "查一下",
      "查查",
      "看一下",
      "看看",
      "看下",
      "查下",
      "弄完没有",
      "弄完没",
      "弄好没有",
      "好了没",
      "好了没有",
      "处理完没",
      "处理完没有",
      "解决没",
      "解决没有",
      "到哪了",
      "咋样了",
      "咋样",
      "有结果吗",
      "有结果没",
    ],
    slight: [
      "小样",
      "小礼物",
      "小礼品",
      "赠品",
      "咖啡",
      "饮料",
      "袜子",
      "丝巾",
      "伴手礼",
      "试用装",
      "券",
      "代金券",
      "优惠券",
    ],
  },
  macros: {
    pleased:
      "(她|他|客户|客人)? ?(还|也|挺|很|比较|非常|特别|蛮|算)? pleased=( (满意|不满意|不太满意|还行|一般|很满意|挺满意|非常满意|特别满意|很不满意|比较满意|基本满意|还算满意|凑合) ) ?度? ?(是|打了|给了|打|给|评)? ?({number:score} 分) | (满意度|评分|打分|满意程度) ?(是|打了|给了|打|给|为)? {number:score} ?(分|星) | (她|他|客户|客人)? ?(打了|给了|打|给|评了) {number:score} (分|星|颗星|个星)",
    because: "(原因|起因|根因|原因分析) ?(是|在于|就是|：)? <cause> | 是 <cause> 的",
    annoyed: "?(很|非常|特别|好|超|挺|有点|十分) (生气|气|不满|不高兴|火大|恼火|不开心|发火|激动|愤怒|不爽)",
    wantsBack: "(退货|退款|退钱|换货|换一件|换一条|换一个|赔|赔偿|退)",
  },
  phrases: [
    {
      say: [
        "?@note {who} @complain ?(说|讲|反映|称|我们|咱们|:)? <content>",
        "?@note {who} @complain ?(说|讲|反映|称|:)? <content> demand=( (要求|要|想要|希望|非要|想) <d> )",
        "?@note {who} (反映|抱怨|吐槽) ?(说|:)? <content> ?demand=( (要求|要|想要|希望|非要) <d> )",
        "(登记|记|录|录入|新建) ?(一个|一件|一条|个)? (投诉|客诉) ?: ?{who} <content> ?demand=( (要求|要|想要|希望|非要) <d> )",
        "(接到|收到|刚接到|又接到) {who} ?的 (投诉|客诉) ?(说|:)? <content>",
        "(投诉|客诉|紧急投诉) : ?{who} <content> ?demand=( (要求|要|想要|希望|非要) <d> )",
        "urgent=( (紧急|加急|急) ) ?: ?{who} @complain ?(说|讲|反映|:)? <content>",
        "{who} 要 %wantsBack <content> %annoyed",
        "{who} %annoyed ?(说|因为|讲|,)? <content> ?demand=( (要求|要|想要|希望|非要) <d> )",
        "{who} ?(说|讲)? ?(要)? 投诉 我们",
        "(接到|收到|接了|来了) {who} ?的 (投诉|客诉) ?: ?, <content>",
        "{who} ?在? (群里|朋友圈|点评上|大众点评|小红书|抖音|网上|微博|微信上|电话里) ?上 (投诉|吐槽|抱怨|差评|发火) ?了 ?(说|讲|:)? ?<content>",
        "?@note {who} (打电话|来电|打来电话|打电话过来|发微信|发消息|微信上|到店|来店里|在店里) ?来 (投诉|抱怨) ?了 ?(说|讲|反映|:)? <content> ?demand=( (要求|要|想要|希望|非要) <d> )",
        "{who} (投诉了|来投诉了|又投诉了|要投诉|来投诉|来闹了)",
      ],
      make: open,
      cost: 0.3,
      tells: true,
    },
    {
      say: [
        "{who} (咨询|请教) ?(一下)? <content>",
        "{who} (有个|有|提了个|提了一个) (疑问|问题要问|问题想问) ?: <content>",
      ],
      make: (said) => ({
        kind: "complaints.open",
        who: whoOf(said),
        content: said.words("content"),
        severity: "question",
      }),
      cost: 0.6,
      tells: true,
    },
    {
      say: [
        "{who} (投诉|@theComplaint) ?(那件事|的事|这事|这件|那件)? ?(已经|已)? @settled ?%because ?%pleased",
        "{who} (投诉|@theComplaint) ?(那件事|的事|这事|这件|那件)? ?(已经|已)? @settled ?%pleased ?%because",
        "(投诉|投诉那件事) @settled ?%because ?%pleased",
        "{who} ?的 投诉 %because ?%pleased",
        "{who} ?对 (处理结果|处理|结果|解决方案|方案|处理情况|这个结果) ?%pleased",
        "%because ?(她|他|客户)? (满意|挺满意|很满意|满意度) ?(是|打了|给)? {number:score} 分",
        "(满意|挺满意|很满意|满意度|不满意) ?(是|打了|给)? {number:score} 分 %because",
      ],
      make: close,
      cost: 0.2,
      tells: true,
    },
    {
      // 「处理好了 换了新裙子 她很满意」: what was done, and how it ended.
      say: [
        "{who} (投诉|@theComplaint) ?(已经|已) @settled ?, <how> %pleased ?%because",
        "{who} (投诉|@theComplaint) ?(已经|已) @settled ?, <how> %because ?%pleased",
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
        "{who} ?的 (满意度|满意度回访|回访满意度|满意度评分) ?(是|打了|给了|打|给|为)? {number:score} ?分",
        "(满意度|满意度回访|回访满意度) ?(是|打了|给了|打|给|为)? {number:score} 分",
        "{who} ?(回访|满意度回访) (打了|给了|评了|打|给) {number:score} 分",
        "{who} (给|对) ?(我们|咱们)? ?的? (处理|服务|结果|售后|处理结果) (打了|打|评了) {number:score} (分|星)",
      ],
      make: (said) => {
        const score = scoreOf(said);
        return score === null ? null : { kind: "complaints.survey", who: whoOf(said), score };
      },
      cost: 0.2,
      tells: true,
    },
    {
      say: [
        "{who} (的 投诉|的 客诉|投诉 :) ?: text=( (已|已经|刚|今天|昨天|在|正在|准备|马上|打算|先|帮|给|跟|和|答应|同意|换|退|送|寄|约|联系|打|回|道歉|赔|查|问|上报|报|安抚|解释) <x> )",
        // 「李姐投诉送货晚」 is a new one: without 的 only what was done already goes on.
        "{who} 投诉 text=( (已|已经|刚|正在|准备|马上|打算|答应|同意|安抚|道歉) <x> )",
        "{who} ?的 投诉 ?(进展|跟进|进度|处理|更新) : <text>",
        "(跟进|更新|补充|记录) {who} ?的 投诉 ?(进展|进度)? ?: <text>",
        "{who} @theComplaint ?(进展|跟进|进度|更新|补充|说|:)? ?: <text>",
      ],
      make: (said) => progress(said, "progress"),
      cost: 0.35,
      tells: true,
    },
    {
      say: [
        "{who} (投诉|@theComplaint) ?(她|他|客户)? text=( (要求|诉求是|诉求|想要|希望|非要|就要|要) <x> )",
        "{who} (投诉|@theComplaint) (要求|诉求) : <text>",
        "{who} ?的 (诉求|要求) ?(是|:) <text>",
      ],
      make: (said) => progress(said, "demand"),
      cost: 0.35,
      tells: true,
    },
    {
      say: ["{who} ?的 投诉 (内容是|内容|是因为|是关于|是说|说的是|是) <text>"],
      make: (said) => progress(said, "content"),
      cost: 0.35,
      tells: true,
    },
    {
      say: [
        "{who} (投诉|@theComplaint) ?补充 ?: ?(发生)? (场景是|场景|经过是|发生在|是在|在) <text>",
        "{who} (投诉|@theComplaint) ?补充 ?: ?(发生)? text=( 在 <x> (里|上|边|外|时|间) )",
      ],
      make: (said) => progress(said, "scene"),
      cost: 0.3,
      tells: true,
    },
    {
      say: [
        "{who} ?的 投诉 (升级|加急) ?(了)? ?(很|非常)? (紧急|急)",
        "{who} ?的 投诉 ?(改成|改为|升级为|升级成|标为|变成|很|是)? (紧急|加急|升级|很急)",
        "?把 {who} ?的 投诉 (升级|加急|改成紧急|设为紧急|升级为紧急)",
      ],
      make: (said) => ({ kind: "complaints.progress", who: whoOf(said), text: "改为紧急", slot: "urgent" }),
      cost: 0.25,
      tells: true,
    },
    {
      say: [
        "?(看|看看|看一下|查|查一下|查查)? {who} ?的 投诉 ?(现在|目前)? ?@askAbout",
        "{who} (投诉|@theComplaint) ?(现在|目前)? @askAbout",
        "{who} (投诉过|投诉过什么|投诉了什么|投诉什么|为什么投诉|有没有投诉|投诉过吗|有投诉吗)",
        "{who} ?的 投诉 ?(现在)? (谁|谁在|哪个) (跟|跟进|处理|负责)",
      ],
      make: (said) => ({ kind: "complaints.show", who: whoOf(said) }),
      cost: 0.3,
    },
    {
      say: [
        "?(看|看看|查|查一下|看一下)? ?(现在|目前|店里|我们店|手上|我)? ?(的)? ?(有|还有|都有)? ?(哪些|什么|几个|几件|多少|多少件|多少个)? ?(没处理|没处理完|没解决|未处理|未结|未了结|没了结|待处理|处理中|没处理好|未解决)? ?的 (投诉|投诉单|投诉工单|客诉) ?(有)? ?(哪些|有哪些|清单|列表|名单|多少|几个|几件|情况)",
        "(投诉|客诉|投诉工单) (清单|列表|有哪些|处理情况|有几件|还有几件)",
        "有 ?(没有|哪些|什么|新的|新)? (投诉|客诉) ?(吗|么|没|没有)",
        "(没处理完|没解决|未处理|未结|未了结|没了结|待处理|处理中|没处理|未解决) ?的 (投诉|客诉) ?(有|有哪些|有几件|有多少)",
      ],
      make: (said) => listed(said, "open"),
      cost: 0.35,
    },
    {
      say: [
        "?(有|哪些|有哪些|有没有|看看|看)? ?(哪些|几件|没有)? (超时|过期|逾期|超期|超时未处理|超时没处理|快超时) ?(了|没处理|没解决)? ?的 (投诉|客诉) ?(有)? ?(哪些|吗|几件|多少)",
        "(哪些|有没有) 投诉 (超时了|超时|过期了|逾期了|过期) ?(吗)",
        "(投诉|客诉) (超时|逾期|过期) ?(的|了) ?(有)? ?(哪些|吗|几个|几件|多少|多少个)",
      ],
      make: (said) => listed(said, "late"),
      cost: 0.25,
    },
    {
      say: ["?{date} ?(已经|已)? (了结|解决|处理好|结案|处理完|关闭) ?了? 的 (投诉|客诉) ?(有)? ?(哪些|几件|多少)"],
      make: (said) => listed(said, "closed"),
      cost: 0.3,
    },
    {
      say: [
        "{date} ?(的|有|都有|一共有|有过)? ?(哪些|什么|几个|几件|多少|多少件)? ?的 (投诉|客诉) ?了 ?(有|有哪些|有几件|有几个|有多少|几件|几个|几起|多少件|多少个|多少|情况)",
      ],
      make: (said) => listed(said, "all"),
      cost: 0.35,
    },
    {
      say: [
        "?{date} ?的 (投诉|客诉) ?的 (原因|原因分析|原因排行|原因排名|主要原因|原因统计|统计|分析|原因有哪些|主要是什么原因|都是什么原因|都是因为什么|都因为什么|汇总) ?(是)? ?(什么|哪些|有哪些)",
        "?{date} (为什么|为啥|因为什么) ?(有)? ?(人|客户)? ?(被)? 投诉 ?(这么多|最多|多)",
        "?{date} ?(大家|客户|客人)? ?(都)? 投诉 (什么|啥|什么最多|最多的是什么)",
      ],
      make: (said) => listed(said, "causes"),
      cost: 0.25,
    },
    {
      say: [
        "?把 {who} ?的 投诉 (交给|转给|给|让|由|派给|分给|移交给|归) {staff} ?(跟|跟进|处理|负责|来跟|来处理|管)",
        "{staff} ?来? (跟|跟进|处理|负责) {who} ?的 投诉",
        "{who} (投诉|@theComplaint) ?你 (让|叫|交给|转给|给|派给) {staff} ?(去|来)? ?(弄|处理|跟|跟进|办|管|负责|搞)",
        "?把 {who} ?的 投诉 (交给|转给|派给|分给|移交给) {who:to} ?(跟|跟进|处理|负责|来跟|来处理|管)",
      ],
      make: (said) => ({
        kind: "complaints.assign",
        who: whoOf(said),
        to: said.words("staff") ?? said.words("to") ?? "",
      }),
      cost: 0.2,
      tells: true,
    },
    {
      say: [
        "(恢复|解冻|解除|放开|打开) ?给? {who} ?的 (推广|推广消息|营销|营销消息|促销|推广冻结|投诉冻结|冻结|活动消息)",
        "{who} ?的 (推广|营销|促销|推广消息) (恢复|解冻|放开|可以恢复了|可以发了)",
      ],
      make: (said) => ({ kind: "complaints.lift", who: whoOf(said) }),
      cost: 0.2,
      tells: true,
    },
    {
      say: [
        "(送|送了|赠送|给了|补偿|补偿了|送给|补|补给|赔|赔给) {who} what=( ?(一|1|两|个|几)? ?(份|个|张|杯|瓶|条|双|件|包|套)? ?{number:value} ?(元|块|块钱) ?的 @slight ) ?(作补偿|当补偿|表示歉意|安抚)",
        "给 {who} (送|送了|补偿|补偿了|补|赔) what=( ?(一|1|两|个|几)? ?(份|个|张|杯|瓶|条|双|件|包|套)? ?{number:value} ?(元|块|块钱) ?的 @slight )",
        "(补|补给|赔|赔给|送) {who} what=( ?(一|1|两|个|几) ?(份|个|张|杯|瓶|条|双|件|包|套|盒|支) <thing> ) (值|价值|,|，)? ?{number:value} ?(元|块|块钱)",
        "给 {who} (赔个礼|赔个不是|道个歉送|赔礼) what=( ?(一|1|两|个|几) ?(份|个|张|杯|瓶|条|双|件|包|套|盒|支) <thing> ) ?(值|价值)? {number:value} ?(元|块|块钱)",
        "(送|送了|赠送|给了|补偿|补偿了|送给) {who} what=( ?(一|1|两|个|几)? ?(份|个|张|杯|瓶|条|双|件|包|套) ?<thing> ) ?({number:value} (元|块|块钱))",
        "(送|送了|赠送|补偿|补偿了|送给) {who} what=( @slight ) ?({number:value} (元|块|块钱))",
        "给 {who} (送|送了|补偿|补偿了) what=( ?(一|1|两|个|几)? ?(份|个|张|杯|瓶|条|双|件|包|套) ?<thing> ) ?({number:value} (元|块|块钱))",
        "给 {who} (送|送了|补偿|补偿了) what=( @slight ) ?({number:value} (元|块|块钱))",
      ],
      make: gift,
      cost: 0.35,
      tells: true,
    },
    {
      say: [
        "?我 ?(本月|这个月)? ?(还|还剩|还有)? ?(剩|有)? ?(多少|几)? ?的? (授权额度|授权|补偿额度|送礼额度|额度) ?(还|还剩|还有|剩|用了)? ?(多少|几块|多少钱)",
      ],
      make: (said) => (/额度|授权/u.test(said.text) ? { kind: "complaints.budget" } : null),
      cost: 0.4,
    },
  ],
};

/** At the end of what went wrong: how pressing it is. */
const PRESSING = /[，,\s]+(?:很|非常|特别|比较)?(?:急|紧急|着急)$/u;
const QUESTION =
  /^(?:已经|已|都)?(?:处理好|处理完|解决了|搞定|办好|弄好|了结|结案|关闭|完结)|^(升级|加急|(很|改成|改为|设为)?紧急$|交给|转给|派给|分给|移交给|由|让)|[吗么？?]$|^(什么|啥|怎么|几|多少|哪|谁|过)|(什么|怎么样|哪些)$/u;

function open(said: Said) {
  const whole = said.words("content") ?? "";
  if (QUESTION.test(whole)) return null;
  // 「裙子开线了 要退货」: what went wrong, and what she wants.
  const apart =
    /^(?<content>.+?)[，,。；;\s]*(?:她|他|客户)?(?<demand>(?:要求|非要|想要|希望|要|想)(?!是|紧|命|价).+)$/u.exec(
      whole,
    )?.groups;
  const demand = said.groupWords("demand") ?? apart?.demand ?? null;
  const bare = withoutWho(demand !== null && said.has("d") ? whole : (apart?.content ?? whole));
  const pressing = PRESSING.test(bare);
  const content = bare.replace(PRESSING, "").replace(/[，,\s]+(?:先|顺便|我先|已经|已)$/u, "");
  const words = said.text;
  // 「要退货 裤子开线了 很生气」: what she wants was said first.
  const back =
    demand === null ? (/要((?:退|换|赔)[货款钱偿]?)/u.exec(words.slice(0, words.indexOf(whole)))?.[1] ?? null) : null;
  return {
    kind: "complaints.open",
    who: whoOf(said),
    content: content === "" ? null : content,
    demand: demand === null ? back : trim(demand),
    severity:
      /紧急|加急/u.test(`${said.words("complain") ?? ""}${said.groupWords("urgent") ?? ""}`) || pressing
        ? "urgent"
        : "complaint",
    channel: /电话(?:过)?来?(?:投诉|反映|抱怨|骂|吵)|来电/u.test(words)
      ? "phone"
      : /微信(?:上)?(?:投诉|反映)/u.test(words)
        ? "wechat"
        : /(?:网上|小程序上?|网店|线上)投诉/u.test(words)
          ? "online"
          : /(?:到店|来店|店里)(?:里)?(?:投诉|闹|吵|骂|来)/u.test(words)
            ? "store"
            : null,
  };
}

function progress(said: Said, slot: "progress" | "demand" | "content" | "scene") {
  const text = trim(said.groupWords("text") ?? said.words("text") ?? "");
  if (text === "" || /[吗么？?]$|怎么样|如何|到哪|什么|谁/u.test(text)) return null;
  return {
    kind: "complaints.progress",
    who: whoOf(said),
    text: slot === "demand" ? text.replace(/^(诉求是|诉求|要求是)/u, "") : text,
    slot,
  };
}

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

function scoreOf(said: Said): number | null {
  const value = numberOf(said.get("score"))?.value;
  return value !== undefined && Number.isInteger(value) && value >= 1 && value <= 5 ? value : null;
}

/** 很满意 5, 满意 4, 一般 3, 不太满意 2, 很不满意 1. */
function pleased(words: string | null): number | null {
  if (words === null) return null;
  if (/不/u.test(words)) return /很|非常/u.test(words) ? 1 : 2;
  if (/还行|一般|凑合|基本|还算/u.test(words)) return 3;
  return /很|非常|特别/u.test(words) ? 5 : 4;
}

function listed(said: Said, of: string) {
  const days = daysOf(dateOf(said.get("date")), "past");
  // 有投诉的客户 asks who, not what.
  if (days === null && /投诉.*的(?:客户|顾客|会员|客人|人)/u.test(said.text))
    return {
      kind: "customers.find",
      where: [{ field: "complaint", is: "open" }],
      sort: null,
      limit: null,
      aggregate: null,
      base: "all",
      page: "first",
      show: [],
    };
  return { kind: "complaints.list", of, range: days };
}

function gift(said: Said) {
  const what = trim(said.groupWords("what") ?? "");
  if (what === "" || /[吗么？?]$|祝福|消息|问候|什么|回家|过去|到/u.test(what)) return null;
  // 「一份」 counts, 「30元」 and 「50的代金券」 are worth.
  const value = numberOf(said.get("value"));
  const money = /^(元|块|块钱)$/u.test(value?.unit ?? "") || /值\s*\d|\d\s*的/u.test(said.text);
  const yuan = value && money ? amountOf(said.get("value")) : null;
  return { kind: "complaints.goodwill", who: whoOf(said), what, yuan };
}

/** 「裙子开线了她要退货」: who wants it belongs to the demand. */
function withoutWho(text: string): string {
  return trim(trim(text).replace(/(?:她|他|客户|客人)$/u, ""));
}

function trim(text: string): string {
  return text.replace(/^[，,。；;：:\s]+|[，,。；;：:\s]+$/gu, "");
}
