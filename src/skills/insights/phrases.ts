// How people ask for figures: reports of a day, a week, a month; one figure, why it changed, how it is counted.
import { diffDays } from "../../calendar/day.ts";
import { dateOf, dayOn, daysOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";
import { averagePhrases } from "./average-phrases.ts";
import { type Grain, lastPeriod } from "./digest.ts";
import { figurePhrases } from "./figure-phrases.ts";
import { salesPhrases } from "./sales-phrases.ts";
import { salesWords } from "./sales-terms.ts";

/** The report of the days said; those of the last period that is over are the ones there are. */
function report(said: Said) {
  const grain: Grain = said.groupWords("week") !== null ? "week" : said.groupWords("month") !== null ? "month" : "day";
  const day = dayOn(dateOf(said.get("date")), "past");
  const as = said.groupWords("sheet") === null ? "text" : "sheet";
  return { kind: "insights.digest", grain, day: day === lastPeriod(grain, said.today).from ? null : day, as };
}

const OURS = "(我们店|咱们店|店里|本店|全店|我店|我们|我|咱们|咱店|公司|全公司|门店)";
const SHEET =
  "sheet=( (@asSheet|?(给我|帮我|麻烦|我要|想要|要)* (做|打|弄|整|导|拉|转|搞|存|出|生成|整理|输出|发|发我|给我|传|做个|发个|出个|来个|要|换|换成|来|发一份|给我一份|导出|下载|导一份|弄个|打印) ?(成|个|一份|份|出|为|一个)* (表格|excel|表|excel表|电子表格|电子表|xlsx|xls|电子版|表格版|excel版|表格文件|表格形式|文件)) )";
const SHOW_ME =
  "?(给我|发我|发我看看|看看|看下|看一下|看一眼|瞅瞅|瞅一眼|瞅一下|瞄一眼|瞧瞧|瞧一眼|调出来|调一下|来一份|来一个|来份|拿来|发一下|发来|发过来|发出来|给我看看|出了没|出了吗|出来没|出来了没|出来了没有|出来了|出了|生成了没|生成了吗|发了没|发了吗|做好了没|做好了吗|出来了吗|出来没有|出了没有|好了没|好了吗|有了吗|有没有|呢|打开|翻出来|翻一下|要看|我要看|我看看|推给我|(怎么|咋|为啥|为什么|咋个|怎么就)? ?(还|都|一直|到现在)* (没发|没来|没收到|没出|没出来|没看到|没给我|没推|没动静|没见着|没见到) ?(呢|过来)|念一下|说一下|讲一下|还有吗|在哪|在哪看|出一份|拉一下|拉出来|睇下|生成一下|先|还能|能|帮我)*";
const WRITE =
  "(写|写个|写一下|写份|写一份|生成|整理|整理一下|做个|拟|拟一份|做|起草|出|出一份|弄|弄个|弄一份|来|来一份|来一个|来个|总结|汇总|编|搞|准备|写写|代写|整)";
const OWN =
  "(周报|周小结|小结|周总结|工作周报|工作小结|工作总结|工作周总结|个人周报|个人小结|个人总结|本周总结|本周小结|每周小结|一周小结|一周总结|工作汇报|周汇报|周工作总结|周工作小结|总结)";
const THIS_WEEK =
  "(这周|本周|这一周|这个星期|这星期|这一星期|这礼拜|这个礼拜|这一个星期|这一礼拜|一周|这一周里|这几天|这周里)";
const KINDS = ["day=( @report )", "week=( @weekReport )", "month=( @monthReport )"];

export const phrases: Phrases = {
  words: {
    ...salesWords,
    report: [
      "日报",
      "晨报",
      "早报",
      "简报",
      "昨天情况",
      "经营情况",
      "战报",
      "日结",
      "每日简报",
      "昨日简报",
      "每日报告",
      "运营日报",
      "店铺日报",
      "经营日报",
      "销售日报",
      "昨天的情况",
      "ribao",
      "营业日报",
      "日报表",
      "门店日报",
      "日营业报告",
      "营业报告",
      "每日战报",
      "当日简报",
      "营运日报",
      "业绩日报",
      "早间简报",
    ],
    weekReport: [
      "zhoubao",
      "周简报",
      "周战报",
      "一周简报",
      "经营周报",
      "业绩周报",
      "门店周报",
      "周报告",
      "每周简报",
      "周报",
      "每周报告",
      "周报表",
      "销售周报",
      "运营周报",
      "店铺周报",
      "一周总结",
      "周总结",
      "周度报告",
    ],
    monthReport: [
      "yuebao",
      "月简报",
      "月战报",
      "经营月报",
      "业绩月报",
      "门店月报",
      "月报告",
      "每月简报",
      "月度简报",
      "月度报表",
      "月报",
      "每月报告",
      "月报表",
      "销售月报",
      "运营月报",
      "店铺月报",
      "月总结",
      "月度总结",
      "月度报告",
    ],
    asSheet: [
      "发我表格",
      "导出来",
      "导下来",
      "导一下",
      "导一份",
      "导给我",
      "导出给我",
      "导出一份",
      "下载",
      "下载下来",
      "发表格",
      "表格",
      "表格版",
      "的表格",
      "做成表格",
      "要表格",
      "导出表格",
      "导出",
      "导成表格",
      "发我excel",
      "excel",
      "excel版",
      "发excel",
      "导出excel",
      "导成excel",
      "做成excel",
      "用表格发我",
      "发个表格",
      "发我个表格",
    ],
  },
  phrases: [
    ...salesPhrases,
    ...averagePhrases,
    {
      say: KINDS.flatMap((kind) => [
        `?(把|再|再看|顺便|看|看看|看下|看一下|给我|发我|调|来|来份|要|想看|我要看|查|查下|调出|打开|拿)* ?${OURS} ?的 ?{date} ?(那天|当天|那周|那个月|全天|整周|整月|一整天)? ?的 ?${OURS} ?的 ${kind} ${SHOW_ME}`,
        `${kind} ?(看|发|要|来)? {date} ?(那天|当天|那周|那个月)? 的 ${SHOW_ME}`,
        `?把 ?${OURS} ?的 ?{date} ?的 ${kind} ?(给我|帮我|用)? ${SHEET} ?(给我|一下|出来|发我|我看看|看看|吧)?`,
        `${SHEET} ?{date} ?的 ${kind}`,
        `(导出|下载) ?{date} ?的 sheet=( ${kind} )`,
        `?{date} ?的 ${kind} ?(不要|别|不用|别给我|别再) ?(发|看|要|出)? ?(字|文字|文字版|文本|消息) ?(了|给我)? ?(，|,) ?(要|我要|发|给|改)? sheet=( @asSheet ) ?{date} ?的`,
        `${kind} ?(我|给我)? ?(要|发|给)? sheet=( @asSheet ) {date} ?的`,
      ]),
      make: report,
      cost: 0.3,
    },
    {
      // Of a day, a week, a month that is over: what its report says.
      say: [
        "{date} (怎么样|咋样|如何|情况|情况怎么样|情况如何|总结|总结一下|怎样)",
        "{date} ?的 (总体情况|整体情况|大概情况|经营情况)",
      ],
      make: (said) => {
        const days = daysOf(dateOf(said.get("date")), "past");
        if (days?.from === said.today) return { kind: "insights.sales" };
        if (!days?.from || !days.to || days.from > said.today) return null;
        const length = diffDays(days.from, days.to);
        const grain: Grain | null =
          length === 1 ? "day" : length === 7 ? "week" : length >= 28 && length <= 31 ? "month" : null;
        return grain === null
          ? null
          : {
              kind: "insights.digest",
              grain,
              day: days.from === lastPeriod(grain, said.today).from ? null : days.from,
            };
      },
      cost: 0.2,
    },
    {
      say: [
        `?(帮我|给我|替我|你|麻烦|把|请)* ${WRITE} ?(一份|一下|一个|个|份|下|好|出|成)? ?我? ?(自己)? ?的? ?(这周|本周|这一周|这星期|这个星期|这礼拜|这个礼拜|一周)? ?的? ?(个人)? ${OWN}`,
        `(我|我的|我自己|我个人) ?的? ?${THIS_WEEK} ?(自己|个人)? ?的? ${OWN} ?(来|写|给|做|帮|出|发)? ?(一个|一份|一下|个|我|份|写一下|写好|写了|给我)`,
        `${THIS_WEEK} (我|我的|我自己|我个人) ?(自己|个人)? ?的? ${OWN} ?(来|写|给|做|帮|出|发)? ?(一个|一份|一下|个|我|份|写一下|写好|写了|给我)`,
        `?我? ${THIS_WEEK} ?我? ?的? ?(自己|个人)? ?的? ${OWN} ?(你|替|帮|给|我)* ?${WRITE} ?(一下|一份|个|出来|好|了|给我)`,
        `${OWN} ?(你|麻烦)* (替我|帮我|给我|帮忙|代我) ${WRITE} ?(一下|一份|个|出来|好|了)`,
        `?我? ?(自己)? ${THIS_WEEK} ?我? ?(自己)? ?(都|一共)? (做了什么|做了啥|干了什么|干了啥|干了些什么|干了些啥|做了些什么|做了些啥|做得怎么样|做了哪些事|忙了啥|忙了些啥|忙了什么|忙了些什么|干得怎么样|干得咋样|干了多少事|忙活了啥|忙活了些啥|干了哪些事|干了哪些活|完成了什么|完成了哪些)`,
        `?({date} ?(要|有|得)? (例会|开会|开例会|晨会|周会|汇报|述职|交周报|开周会) ?(要)? ?(用|讲|交) ?,) ?(帮我|给我|替我|你)* (理理|理一下|理一理|捋捋|捋一下|盘盘|盘一下|总结总结|总结一下|说说|回忆一下|汇总一下|列一下|列列|看看|归纳一下|梳理一下|整理一下|梳理|整理|总结|归纳) ?下 我 ?(自己)? ${THIS_WEEK} ?我? ?(都|一共|到底)* (做了什么|做了啥|干了什么|干了啥|干了些什么|干了些啥|做了些什么|做了些啥|做了哪些事|忙了啥|忙了些啥|忙了什么|忙了些什么|干了哪些事|干了哪些活|完成了什么|完成了哪些|做的事|干的活|干的事|忙的事)`,
        `?我 ${THIS_WEEK} ?我? ?的? (活儿|活|工作|事情|事|工作内容|工作情况|成果|工作成果) ?(给我|帮我|都)? (汇总|总结|归纳|梳理|小结|理|盘|捋|整理|写) ?(一下|下|出来|一遍|成小结|一个|个|盘)`,
        `(总结|汇总|归纳|梳理|小结|盘点|捋|理) ?(一下|下|一遍)? 我 ?的? ?${THIS_WEEK} ?的? ?(活儿|活|工作|事情|事|工作内容|情况|成果)`,
      ],
      make: () => ({ kind: "insights.own-week" }),
      cost: 0.2,
    },
    ...figurePhrases,
  ],
};
