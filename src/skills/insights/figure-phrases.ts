// How people ask for one figure, why it changed, how it is counted, and who stands behind it.
import { diffDays } from "../../calendar/day.ts";
import { dateOf, daysOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";
import { type Grain, lastPeriod } from "./digest.ts";
import type { KpiKey } from "./kpi.ts";

/** How people call the figures; the longer names first. */
const METRICS: readonly { metric: KpiKey; words: RegExp }[] = [
  { metric: "aov-new", words: /新.*(?:客单|单价|均单)/u },
  { metric: "aov-old", words: /老.*(?:客单|单价|均单)/u },
  { metric: "care-refused", words: /关怀.*(?:没|未|拦|拒|不出)|没发.*关怀/u },
  { metric: "care-waiting", words: /关怀.*(?:待|等)|待.*关怀/u },
  { metric: "care-sent", words: /关怀/u },
  { metric: "complaints-timely", words: /投诉.*(?:率|及时|按时)/u },
  { metric: "complaints-new", words: /新.*投诉|投诉.*新/u },
  { metric: "complaints", words: /投诉/u },
  { metric: "promises", words: /承诺|兑现|答应/u },
  { metric: "overdue", words: /逾期|过期/u },
  { metric: "followed", words: /跟进/u },
  { metric: "contacted", words: /联系|触达/u },
  { metric: "second", words: /二购|二次(购买|复购)|二单|首购|第二次|新.*(?:复购|回购|二)/u },
  { metric: "new-customers", words: /新客|新增|新登记/u },
  { metric: "repeat", words: /复购|回购|回头|返购|返单/u },
  { metric: "retention", words: /留存|保留率/u },
  { metric: "churn", words: /流失/u },
  { metric: "old-share", words: /老客|老顾客|老会员/u },
  { metric: "nps", words: /nps|净推荐|推荐值|推荐分|推荐度/iu },
  { metric: "csat", words: /满意|csat/iu },
  { metric: "buyers", words: /成交|买单|下单/u },
  { metric: "sales", words: /业绩|销售|营业额|生意/u },
  { metric: "visitors", words: /[到来进]店|来的|上门|进门/u },
];
/** Clear even without a question. */
const RATE =
  "(复购率|回购率|回头率|回头客占比|返购率|返单率|客户复购率|会员复购率|老客复购率|客户留存率|留存率|会员留存率|老客留存率|客户留存|流失率|客户流失率|老客流失率|会员流失率|二购率|二购转化率|二购转化|二次购买转化率|新客复购率|新客二购率|新客户复购率|新客回购率|新客转化率|首购转二购率|首购转二购|二次购买率|二次复购率|老客营收占比|老客占比|老客户占比|老客业绩占比|老客贡献率|老客营收占|老客业绩占|老客占|老客户占|老顾客占|老客贡献|老客贡献占比|老客贡献占|老客营收|老客营收比|老客户营收占比|老客销售占比|老客户业绩占比|老客消费占比|老顾客占比|投诉处理及时率|投诉及时率|投诉处理率|投诉按时处理率|投诉及时处理率|投诉处理及时性|承诺兑现率|兑现率|承诺兑现|承诺兑现情况|承诺完成率|承诺履行率|客户满意度|满意度|顾客满意度|客人满意度|会员满意度|满意度得分|满意度评分|满意度打分|满意率|nps|nps值|nps分|nps得分|净推荐值|推荐值|净推荐|净推荐分|csat)";
/** These are also asked for as lists or counts of customers, and are figures only with a question about a figure. */
const COUNTED =
  "(新客客单价|老客客单价|新客客单|老客客单|新客的客单价|老客的客单价|新客户客单价|老客户客单价|新客均单价|老客均单价|成交客户|成交客户数|成交人数|成交客人|买单客户数|买单人数|关怀发出|关怀发出数|发出的关怀|关怀发送数|关怀发送量|关怀待确认|待确认的关怀|关怀待确认数|关怀没发|关怀没发的|没发的关怀|关怀没发出|关怀没发出去的|没发出去的关怀|没发成的关怀|关怀没发成|关怀没发成的|关怀被拦|关怀被拦的|被拦的关怀|关怀没发数|跟进逾期|跟进逾期数|逾期跟进|逾期数|逾期的跟进|跟进完成|跟进完成数|未了结投诉|未了结的投诉|没了结的投诉|新增投诉|新增投诉数|新投诉|新投诉数|联系客户|联系客户数|联系过的客户数|新登记客户|新登记客户数)";
const METRIC = `metric=( (${RATE}|${COUNTED}|新客二次购买率|新客二次复购率|新客|新客数|新增客户|业绩|销售额|销售|营业额|生意|到店人数|到店客户|到店的客人|到店的人|到店客人|来店的客人|来店的人|来店客人|来店人数|来店的|来的客人|来的人|进店的客人|进店的人|进店人数|上门的客人|进门的人|到店|投诉) )`;
/** As these are called where it is asked why they changed: 为什么流失多了. */
const FELT =
  "metric=( (流失|流失客户|流失的客户|流失的人|流失的|客户流失|老客流失|会员流失|复购|老客复购|客户复购|复购的客户|复购的人|复购的|回购|回头客|回头的客人|回头的人|二购|留存|新登记|成交|成交的|满意) )";
const OURS = "(我们店|咱们店|店里|本店|全店|我店|我们|咱们|咱|我|公司|我们公司|全公司|咱店|整个店|门店|所有店)";
const WHY = "(为什么|为啥|为何|怎么|咋|凭什么|因何|怎么就|咋就|怎么会|咋会|点解)";
const MORE =
  "?(又|会|都|突然|忽然|一直|老|还|在|比之前|比以前|这么|那么|最近|持续|越来越|一下子|总是|老是|总|一路|往|开始|就|这样|那样|有点|比较|明显|是|近来|近期|连着|又在|太|偏|如此|还是)*";
const CHANGED = `${MORE} (降了|下降了|下降|降低了|降低|掉了|跌了|低了|变低了|变低|变差了|变差|下滑了|下滑|少了|变少了|不行了|不行|升了|上升了|上升|高了|涨了|变高了|变了|变化|低|差|高|少|多|降|掉|跌|涨|升|跌这么多|降这么多|掉这么多|涨这么多|上不去|下不来|起不来|上不来|提不上去|提不起来|不达标|没达标|不理想|难看|不好看|惨|惨淡|拉胯|滑坡|缩水|波动|暴跌|大跌|猛跌|飙升|猛涨|腰斩|减少了|增加了|减少|增加|回落|走低|走高|下掉|下走|上走|翻倍|高得吓人|低得吓人|低得离谱|高得离谱|低得可怜|差得很|不好|变少|变多|多了|差了|垮了|崩了|反弹|偏低|偏高|掉下来了|降下来了|掉下去了|跌下去了) ?(了|这么多|那么多|这么快|这么厉害|得这么厉害|好多|不少|许多|一截|一大截|很多|厉害|得厉害|得很|成这样|成那样|这么狠|得这么快|那么厉害|几个点|一点|些|吓人|离谱)`;
const WHY_LAST =
  "(为什么|为啥|什么原因|啥原因|怎么回事|咋回事|因为谁|是谁|因为什么|因为啥|原因在哪|原因是什么|原因呢|原因是啥|查查原因|查下原因|查一下原因|分析一下|分析下|分析分析|分析原因|找找原因|找下原因|找一下原因|谁拉低的|谁拖后腿|谁拖的后腿|问题出在哪|问题在哪|问题出在哪儿|出在哪|什么情况|啥情况|咋整的|怎么搞的|咋搞的|谁造成的|哪些人造成的|说说原因|给个原因|看看原因|看看为什么|看看咋回事|看看怎么回事|何故|哪里出了问题|哪儿出了问题|哪出问题了|谁的问题|什么道理|查查|查一下|帮我查查|帮我看看|查查因为啥|查查为什么|查查为啥|查查怎么回事|原因查一下|原因)";
const THE = "?(你|你们|系统|这个|是|到底|指标|这个数|这个指标|这数|这块|究竟|都|里|里面|一项|这一项|那个|里头)*";
const HOW_COUNTED =
  "(怎么|如何|咋|怎样|按什么|用什么|根据什么|按啥|用啥|拿什么|什么|按什么样的|点样|啥|凭什么|从哪) ?(口径|公式|标准|方法|方式|逻辑|规则)? ?(来|去)? (算|计算|统计|定义|来|得|得出|得出来|算出来|统计出来|界定|计|核算|出来|取数|取|算得|折算) ?(出来)? ?的";
const FORMULA =
  "(口径|算法|公式|定义|计算公式|计算方式|计算方法|含义|意思|概念|统计方式|统计方法|分子分母|计算逻辑|逻辑|统计口径|计算口径|计算规则|统计规则|计算标准|计法|算式|说明)";
const TELL = "(解释|讲讲|说说|科普|介绍|说明|讲解|讲|说|普及|阐述|解读)";
const ASKED =
  "?(是|有|到|占|达到|做到|大概|现在|目前|都|各|了|得|打|打了)* (多少|几多|几成|几分|百分之几|多高|多低|怎么样|如何|咋样|怎样|几个点|高不高|高吗|高么|好不好|好吗|达标吗|达标没|达标了吗|达标了没|达标没有|达没达标|及格吗|及格没|什么水平|啥水平|多大|几个|几条|几位|几件|几单|啥情况|什么情况|情况|看看|看下|看一下|查一下|查查|查下|报一下|报给我|拉一下|发我|发我看看|给我|说一下|给我看看|点样|如何了|涨了没|降了没|什么样|啥样|多少分|多少人|多少条|在什么水平|到几成|到多少|来一下|是多少|给个数|报个数|调出来|统计一下|统计下)";

/** 现在, 最近: the figure as it stands, which looks back by itself. */
const AS_IT_STANDS = /^(?:到?现在|目前|当前|眼下|最近|近来|近期|如今|当下|至今|这阵子|这段时间|最近一段时间|这会儿)$/u;

function figure(said: Said, ask: "value" | "why" | "formula") {
  const words = said.groupWords("metric") ?? "";
  const metric = METRICS.find((one) => one.words.test(words))?.metric;
  const date = AS_IT_STANDS.test(said.words("date") ?? "") ? null : dateOf(said.get("date"));
  return metric === undefined ? null : { kind: "insights.figure", metric, ask, range: daysOf(date, "past") };
}

const REPORT = "(日报|周报|月报|报表|报告|晨报|早报|简报|日报表|周报表|月报表|战报)";
const COLUMN =
  "?(里|里面|上|上面|中|里头)? ?的? ?(那栏|那一栏|那项|那一项|这项|这一项|这栏|这一栏|那个数|这个数|那个数字|这个数字|那块|这块|那行|一栏|一项|那几个|这几个|那里|那个|人数|数|率|里|里面|那个指标|这个指标|的数|中|里头|那部分|这部分|的客户|的人|下面|背后|后面)*";
const WHO_ARE =
  "?(的|了|过)? ?(客户|客人|人|顾客|会员|新客|名单)? ?(都|分别|到底|具体)* ?(是|有)? (谁|哪些|哪些人|哪几个|哪几个人|哪些客户|哪几位|哪几个客户|谁谁|哪些会员|哪些客人|哪些老客|哪些新客|哪位|什么人|名单|有谁|是谁|谁啊|点开看看|展开看看|点开|展开|列一下|列出来|列给我|拉出来|拉名单|名单给我|名单发我|拉一下|给我名单)";
/** Of whom questions about customers know nothing: these need no word of the report. */
const BEHIND: readonly [metric: KpiKey, say: string][] = [
  ["overdue", "(跟进逾期|逾期跟进|逾期没跟进|跟进逾期了|跟进逾期的|逾期未跟进)"],
  [
    "retention",
    "(留存|留存率|客户留存率) ?(里|里面|中|掉)? ?的? ?(没再来买|没再来|没回来|没来|没再买|没留住|没留下|没留下来|掉了|流走|没回来买|掉队|没再回来|没回头|没再消费|丢了|走掉)",
  ],
  [
    "second",
    "((二购|二次购买|第二次购买|二单|第二单|二购转化) ?(没有|没|未|还没)? (转化|成|完成|实现|发生|做成|成功|买|来) ?(的|了)?|(没|没有|还没|未) ?(产生|完成|实现)? (二购|二次购买|二单|第二次购买|第二单) ?(转化|的|成)?|(二购|二购转化|二购率|二购转化率) ?(里|里面|中)? ?的? ?(没买|没转化|没成|没来|掉了|没再买|没回来|没再来买))",
  ],
  [
    "csat",
    "((打|评|给|填|做|打过|评过|回|答) ?(了|过)? ?(的)? (满意度|满意度评分|满意度打分|满意度评价|满意度问卷|满意度调查)|(满意度|满意度评分|满意度问卷|满意度调查) ?(打|评|填|做|回|答|参与) ?(了|过)? ?(分))",
  ],
  [
    "nps",
    "((打|评|给|填|做|打过|评过|回|答) ?(了|过)? (nps|推荐分|推荐值|nps分|净推荐值|nps评分|nps问卷)|(nps|推荐分|净推荐值|nps问卷) ?(打|评|填|做|回|答|参与) ?(了|过)? ?(分))",
  ],
  [
    "care-refused",
    "(关怀 ?(消息)? ?(没|没有|没能|未|被) ?(发|发出|发出去|发成|发送|拦|拦下|拦住|拒|拦截|拒发|送达) ?(了|的|掉|来)|没 (发出|发出去|发成|发) 的? 关怀)",
  ],
  ["care-waiting", "(关怀 ?(消息)? (待确认|等确认|待审|还没确认|没确认|待发|等着确认|待审核) ?的)"],
  [
    "care-sent",
    "(关怀 ?(消息)? (发出|发出去|发了|发送|已发|已发出|送出|发到) ?(了|的|去)|(收到|收到了|收了|发了|发过|接到|发出) ?了 关怀)",
  ],
  [
    "promises",
    "((承诺|承诺兑现|兑现|答应客户的|承诺兑现率) ?(里|里面|中|了|的)? ?(没|没有|未|还没) (兑现|做到|完成|履行|落实|办到|兑现成|办|实现)|(没|没有|未|还没) ?(有)? (兑现|做到|履行|落实) 的? 承诺|(答应|承诺) 了 (没做到|没兑现|没办|没落实))",
  ],
  [
    "complaints-timely",
    "(投诉 ?(没|没有|未) ?(能)? (及时|按时) (处理|了结|解决|回复|结) ?(掉|完|的)?|投诉处理 (不及时|超时|超期|逾期) ?的)",
  ],
  ["complaints-new", "(新投诉|新增投诉|新增的投诉|新来的投诉|新提的投诉) ?的"],
];
/** Beside a word of the report, any of its figures. */
const IN_REPORT: readonly [metric: KpiKey, say: string][] = [
  ["buyers", "(成交|成交客户|买了东西|买单|下单|成交人数)"],
  ["visitors", "(到店|来店|到店客户|到店人数)"],
  ["new-customers", "(新登记|新登记客户|新客|新增客户|新增)"],
  ["repeat", "(复购|复购率|回购|回头|复购了|回头客)"],
  ["retention", "(留存|留存率)"],
  ["second", "(二购|二购转化|二购率|二购转化率)"],
  ["churn", "(流失|流失率|流失了|新流失|流失掉)"],
  ["followed", "(跟进完成|跟进做完|做完跟进|跟进了|已跟进)"],
  ["overdue", "(逾期|跟进逾期|过期)"],
  ["promises", "(承诺|承诺兑现|兑现)"],
  ["contacted", "(联系客户|联系过|联系了|联系|触达)"],
  ["complaints", "(未了结投诉|投诉没了结|没了结|未了结|投诉|没处理完的投诉)"],
  ["complaints-new", "(新增投诉|新投诉)"],
  ["complaints-timely", "(投诉处理及时率|投诉及时率|投诉处理及时)"],
  ["care-sent", "(关怀发出|关怀|关怀发了|发出关怀|发出的关怀)"],
  ["care-waiting", "(关怀待确认|待确认|待确认的关怀)"],
  ["care-refused", "(关怀没发|没发的关怀|没发|关怀没发出去)"],
  ["csat", "(满意度|打分|打了分)"],
  ["nps", "(nps|净推荐值|推荐分)"],
  ["birthdays", "(即将生日|生日|快过生日|要过生日)"],
  [
    "at-risk",
    "(久未到店|高等级会员久未到店|(好久|很久|久|许久|长期|好长时间|老久|半天) (没|未|没有|不) (来|到店|来店|进店|露面|到|来过|上门|回来) ?了 ?的? ?((高等级|高级别|高级|等级高|高等级的|重要|高价值) ?的? (会员|客户|客人|顾客|老客))|(高等级|高级别|等级高|高等级的) ?的? (会员|客户|客人|顾客) ?里? (好久|很久|久|许久|长期) (没|未|没有) (来|到店|来店|进店))",
  ],
  ["ownerless", "(没有专属导购|没导购|无专属导购|没有导购|没人管)"],
];
const groupsOf = (behind: readonly [metric: KpiKey, say: string][]) =>
  `(${behind.map(([metric, say]) => `${metric}=( ${say} )`).join("|")})`;
const NOT_DONE =
  "?(没做到|没兑现|没完成|没转化|没买|没来|没再来|没再买|没处理|没及时|没按时|没了结|没发出去|没发成|没发|没办|逾期|还没做|没达成|掉了|没回来)";

/** Days of the report that these days are; of no days, the last one of the kind that was named. */
function people(said: Said, behind: readonly [metric: KpiKey, say: string][]) {
  const metric = behind.find(([key]) => said.groupWords(key) !== null)?.[0];
  return metric === undefined ? null : peopleOf(said, metric);
}
function peopleOf(said: Said, metric: KpiKey) {
  const days = daysOf(dateOf(said.get("date")), "past");
  if (days?.from && days.to !== null) {
    const length = diffDays(days.from, days.to);
    const grain: Grain = length <= 1 ? "day" : length <= 7 ? "week" : "month";
    return { kind: "insights.people", metric, grain, day: days.from };
  }
  const named = said.groupWords("report");
  const grain: Grain = named?.includes("周") ? "week" : named?.includes("月") ? "month" : "day";
  const day = named === null ? said.today : lastPeriod(grain, said.today).from;
  return { kind: "insights.people", metric, grain, day };
}

/** 报下名字, after the question who they are. */
const NAMES =
  "?(?(,)? ?(帮我|给我|麻烦|都)* (报|念|列|说|发|给|拉|看|点) ?(一下|下|个|一个|一遍|出|我|来)* (名字|名单|名|人名|姓名|名册) ?(给我|看看|发我|来|出来)*)";

export const figurePhrases: Phrases["phrases"] = [
  {
    say: [
      `?{date} ?的? ${REPORT} ?(里|里面|上|上面|中|里头)? ?的? ?那? ?个? metric=( ${RATE} ) ?{date} ?(是|这个|到底|这|又|这是)* ${WHY_LAST}`,
      `?${OURS} ?{date} ?的? metric=( ${RATE} ) ?{date} ?(是|这|又|这是|到底)* (怎么回事|咋回事|怎么搞的|咋搞的|怎么了|咋了|为什么|为啥|怎么弄的)`,
      `?{date} ${WHY} ?${OURS} ?的 ?{date} ?的 ${METRIC} ${CHANGED}`,
      `?${OURS} ?的 ?{date} ?的 ${METRIC} ?{date} ?的 ${WHY} ${CHANGED}`,
      `?${OURS} ?的 ?{date} ?的 ${METRIC} ?{date} ${CHANGED} ?(你|帮我|给我|快|赶紧)* ?(查查|看看|分析|分析一下|查一下|想想|找找|说说)? ?是 ${WHY_LAST}`,
      `?(分析|分析一下|查查|查一下|看看|找找|说说)? ?${OURS} ?{date} ?的 ${METRIC} ?{date} ?的? ${CHANGED} ?的 (原因|缘由|理由) ?(是|在|有)? ?(什么|哪|啥|哪些|哪里)`,
    ],
    make: (said) => figure(said, "why"),
    cost: 0.3,
  },
  {
    // 为什么流失多了; 怎么让复购变高 asks for advice.
    say: [
      `?{date} ${WHY} ?${OURS} ?的 ?{date} ?的 ${FELT} ${CHANGED}`,
      `?${OURS} ?的 ?{date} ?的 ${FELT} ?{date} ?的 ${WHY} ${CHANGED}`,
      `?${OURS} ?的 ?{date} ?的 ${FELT} ?{date} ${CHANGED} ?(，|,)? ?是 ${WHY_LAST}`,
      `?{date} ${WHY} ?${OURS} ?{date} ?(又|会|老|总|一直|最近)* metric=( 流失 ) ?了 (这么多|那么多|好多|不少|许多) ?(客户|客人|老客|会员|人|顾客)`,
    ],
    make: (said) => (/[让使把想]|才能/u.test(said.text) ? null : figure(said, "why")),
    yields: true,
    cost: 0.3,
  },
  {
    say: [
      `${METRIC} ${THE} ${HOW_COUNTED}`,
      `metric=( (${RATE}|${COUNTED}) ) ${THE} ?(用|拿|把|该)? (什么|啥|哪个|哪个数|什么数|谁) (除|除以|比|比上|除上) (什么|啥|哪个|哪个数|什么数|谁) ?(算的|得的|来的|算出来的|出来的|的|啊|呀)*`,
      `metric=( (${RATE}|${COUNTED}) ) ${THE} ?的? (怎么个|咋个|怎么样个|啥|什么|哪种|个什么|个啥) ${FORMULA} ?(来算)? ?的?`,
      `metric=( (${RATE}|${COUNTED}) ) ?的? ${FORMULA} ?(是|发|给|说|讲|看|来)? ?(什么|啥|一个|我|看看|一下|给我|怎么样|一份|讲一下|说一下|我看看|下|给我看看)`,
      `metric=( ${RATE} ) ${THE} ?(指|是指|指的是|指的|代表|叫|算|说的是|说的)? (什么意思|啥意思|什么东西|什么|啥|啥东西|什么指标|啥指标|个啥|干嘛的|干啥的|什么概念|啥概念|咩意思|什么鬼|怎么理解|咋理解|如何理解|怎么解释)`,
      `${TELL} ?(一下|下|一哈|哈|给我听)? ?(什么|啥)? ?(是|叫)? metric=( ${RATE} ) ?(是|的)? ?(什么|啥|含义|意思|怎么算的|怎么算|什么意思|啥意思|算法)`,
      `metric=( ${RATE} ) ?(给我|帮我|你|跟我)? ${TELL} ?(一下|下|一哈|哈|给我听|听听|清楚)`,
      `(什么|啥|咩) ?(叫|是|叫做) ?(个)? metric=( ${RATE} )`,
    ],
    make: (said) => figure(said, "formula"),
    cost: 0.3,
  },
  {
    say: [
      `?(看看|看下|看一下|查|查下|查一下|查查|报一下|说下)? ?${OURS} ?的 ?{date} ?的 ?${OURS} ?的 metric=( ${RATE} ) ?{date} ?的 ?(${ASKED})`,
      `?(看看|看下|看一下|查|查下|查一下|查查)? ?${OURS} ?的 ?{date} ?的 ?${OURS} ?的 metric=( ${COUNTED} ) ?{date} ?的 ?(有)? ${ASKED}`,
      `?${OURS} ?的 metric=( ${COUNTED} ) {date} 的`,
      `?(看看|看下|看一下|查|查下|查一下)? ?${OURS} ?的 ?{date} ?的 metric=( (老客|老客户|老顾客|老会员) ) ?(的|们)* ?(消费|贡献|业绩|营收|销售|生意|成交)? ?{date} ?(能|大概|一共|总共)* (占|占到|占了|贡献|贡献了|撑起|撑了|带来|带来了) ?了 ?(我们|店里|全店|总)* ?(业绩|营收|销售|销售额|生意|流水)? ?的? (多少|几成|百分之几|几个点|多大比例|多大比重|多少比例|多大一块) ?的? ?(业绩|营收|销售|销售额|生意|流水|比例|份额|比重) ?(,)? ?{date} ?的`,
    ],
    make: (said) => figure(said, "value"),
    cost: 0.4,
  },
  {
    say: [
      `{date} 复购 ?(过)? ?了? 的 ?(客户|客人|人|老客|会员)? ?(都|具体|分别)* (是|有) (谁|哪些|哪些人|哪几个|哪些客户|哪几位|哪些客人) ${NAMES}`,
      "{date} ?有 (谁|哪些人|哪些客户) (复购|回购|返购) ?了",
      `{date} ?的 (复购|回购|返购) ?的? (客户|客人|老客|会员|人|顾客|名单) ?(都|具体|分别)* ?(是|有)? (谁|哪些|哪些人|哪几个|哪几位|有谁|名单|列一下|列出来|拉一下|拉个名单) ${NAMES}`,
    ],
    make: (said) => peopleOf(said, "repeat"),
    cost: 0.3,
  },
  {
    // 本月流失了多少, 上周流失了谁: of those days, and not all who were ever lost.
    say: [
      `?${OURS} ?的 {date} ?${OURS} ?(又|新|一共|总共|都|里)* 流失 ?(掉|走)? 了? 的? ?(客户|客人|会员|顾客|人)? ?(有|是|都|一共)* (多少|几个|几位|多少人|多少个|几个人|谁|哪些|哪些人|哪几个|哪几位|哪些客户|有谁) ?(人|客户|会员|客人)? ${NAMES}`,
    ],
    make: (said) => peopleOf(said, "churn"),
    cost: 0.1,
  },
  {
    say: [
      `?{date} ?的 ?(report=( ${REPORT} )) ${COLUMN} ?{date} ?的? ${groupsOf(BEHIND)} ${COLUMN} ?{date} ${WHO_ARE}`,
      `?{date} ?(有)? (谁|哪些人|哪些客户|有谁|哪几个) ?{date} ${groupsOf(BEHIND)}`,
    ],
    make: (said) => people(said, BEHIND),
    cost: 0.25,
  },
  {
    say: [
      `?{date} ?的 report=( ${REPORT} ) ${COLUMN} ?{date} ?的? ${groupsOf(IN_REPORT)} ${COLUMN} ${NOT_DONE} ?的 ?{date} ${WHO_ARE}`,
      `?{date} ?的 report=( ${REPORT} ) ${COLUMN} ?{date} ?的? ?(那|这)? {number} ?(个|位|名)? ${groupsOf(IN_REPORT)} ${COLUMN} ${WHO_ARE}`,
      `?{date} ?的? ${groupsOf(IN_REPORT)} (那栏|那一栏|那项|那一项|这一项|这一栏|那个数|这个数|那个数字|这个数字|那行|那个指标|这个指标) ?(里|里面|的|后面|背后|下面)* ${NOT_DONE} ?的 ?{date} ${WHO_ARE}`,
    ],
    make: (said) => people(said, IN_REPORT),
    cost: 0.2,
  },
];
