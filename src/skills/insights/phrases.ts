// How people ask for figures: reports of a day, a week, a month; one figure, why it changed, how it is counted.
import { diffDays } from "../../calendar/day.ts";
import { dateOf, dayOn, daysOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";
import { type Grain, lastPeriod } from "./digest.ts";
import type { KpiKey } from "./kpi.ts";
import { salesPhrases, salesWords } from "./sales-phrases.ts";

/** The report of the days said; those of the last period that is over are the ones there are. */
function report(said: Said) {
  const grain: Grain = said.groupWords("week") !== null ? "week" : said.groupWords("month") !== null ? "month" : "day";
  const day = dayOn(dateOf(said.get("date")), "past");
  const as = said.groupWords("sheet") === null ? "text" : "sheet";
  return { kind: "insights.digest", grain, day: day === lastPeriod(grain, said.today).from ? null : day, as };
}

/** How people call the figures; the longer names first. */
const METRICS: readonly { metric: KpiKey; words: RegExp }[] = [
  { metric: "aov-new", words: /新客.*客单/u },
  { metric: "aov-old", words: /老客.*客单/u },
  { metric: "second", words: /二购|二次(购买|复购)|首购|新客.*(?:复购|回购|二)/u },
  { metric: "new-customers", words: /新客|新增/u },
  { metric: "repeat", words: /复购|回购|回头客/u },
  { metric: "retention", words: /留存|保留率/u },
  { metric: "churn", words: /流失/u },
  { metric: "old-share", words: /老客/u },
  { metric: "complaints-timely", words: /投诉/u },
  { metric: "promises", words: /承诺|兑现/u },
  { metric: "nps", words: /nps|净推荐|推荐值/iu },
  { metric: "csat", words: /满意度/u },
  { metric: "sales", words: /业绩|销售|营业额|生意/u },
  { metric: "visitors", words: /到店/u },
];
const RATE =
  "(复购率|回购率|回头率|回头客占比|客户留存率|留存率|老客留存率|流失率|客户流失率|老客流失率|二购率|二购转化率|新客复购率|新客二购率|新客户复购率|新客回购率|首购转二购率|二次购买率|老客营收占比|老客占比|老客户占比|老客业绩占比|老客贡献率|投诉处理及时率|投诉及时率|承诺兑现率|兑现率|客户满意度|满意度|nps|NPS|净推荐值)";
const METRIC = `metric=( (${RATE}|新客二次购买率|新客二次复购率|新客客单价|老客客单价|新客|新客数|新增客户|业绩|销售额|销售|营业额|生意|到店人数|到店客户|到店) )`;
const OURS = "(我们店|咱们店|店里|本店|全店|我店|我们|我|咱们)";
const CHANGED =
  "(降了|下降了|下降|降低了|降低|掉了|跌了|低了|变低了|变低|变差了|变差|下滑了|下滑|少了|变少了|不行了|升了|上升了|高了|涨了|变高了|变了|这么低|这么差|这么高|降这么多|掉这么多|低|高)";

function figure(said: Said, ask: "value" | "why" | "formula") {
  const words = said.groupWords("metric") ?? "";
  const metric = METRICS.find((one) => one.words.test(words))?.metric;
  return metric === undefined
    ? null
    : { kind: "insights.figure", metric, ask, range: daysOf(dateOf(said.get("date")), "past") };
}

/** Days of the report that these days are. */
function people(said: Said, metric: KpiKey) {
  const days = daysOf(dateOf(said.get("date")), "past");
  const from = days?.from ?? null;
  if (from === null || days?.to == null) return { kind: "insights.people", metric, grain: "day", day: said.today };
  const length = diffDays(from, days.to);
  const grain: Grain = length <= 1 ? "day" : length <= 7 ? "week" : "month";
  return { kind: "insights.people", metric, grain, day: from };
}

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
    ],
    weekReport: ["周报", "每周报告", "周报表", "销售周报", "运营周报", "店铺周报", "一周总结", "周总结", "周度报告"],
    monthReport: ["月报", "每月报告", "月报表", "销售月报", "运营月报", "店铺月报", "月总结", "月度总结", "月度报告"],
    asSheet: [
      "发我表格",
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
    {
      say: KINDS.flatMap((kind) => [
        `?把 ?${OURS} ?{date} ?的 ${kind}`,
        `?把 ?${OURS} ?{date} ?的 ${kind} ?(给我|帮我|用)? sheet=( @asSheet ) ?(给我|一下|出来)?`,
        `(导出|下载) ?{date} ?的 sheet=( ${kind} )`,
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
        "(帮我|给我|替我)? (写|写个|写一下|写份|生成|整理|整理一下|做个|拟) ?我? ?的? ?(这周|本周)? ?的? ?工作? (周报|周小结|小结|周总结|工作周报)",
        "(我|我的) ?的? ?(这周|本周)? ?的? ?工作? (周报|周小结|周总结|小结)",
        "我? (这周|本周|这一周|这个星期) ?我? ?(都)? (做了什么|做了啥|干了什么|干了啥|干了些什么|做了些什么|做得怎么样|做了哪些事)",
      ],
      make: () => ({ kind: "insights.own-week" }),
      cost: 0.2,
    },
    {
      say: [
        `?{date} (为什么|为啥|为何|怎么|咋|凭什么) ?${OURS} ?的 ?{date} ?的 ${METRIC} ?(又|会|都|突然|一直|老|还|在|比之前|比以前|这么)? ${CHANGED} ?(呢|啊|吗|这么多|那么多)?`,
        `?${OURS} ?的 ?{date} ?的 ${METRIC} ?{date} (为什么|为啥|为何|怎么|咋) ?(会|又|突然|一直|老)? ${CHANGED} ?(呢|啊|这么多)?`,
        `${METRIC} ?{date} ${CHANGED} ?(是)? (为什么|为啥|什么原因|啥原因|怎么回事|因为谁|是谁|咋回事)`,
      ],
      make: (said) => figure(said, "why"),
      cost: 0.3,
    },
    {
      say: [
        `metric=( ${RATE} ) ?(是)? (怎么|如何|咋) (算|计算|统计|定义|来) ?的?`,
        `metric=( ${RATE} ) ?的? (口径|算法|公式|定义|计算公式|计算方式)`,
        `metric=( ${RATE} ) ?是? (什么意思|啥意思|什么东西)`,
      ],
      make: (said) => figure(said, "formula"),
      cost: 0.3,
    },
    {
      say: [
        `?${OURS} ?的 ?{date} ?的 ?${OURS} ?的 metric=( ${RATE} ) ?{date} ?(是|有|到)? ?(多少|怎么样|如何|咋样|几个点|高不高|高吗|好不好)?`,
      ],
      make: (said) => figure(said, "value"),
      cost: 0.4,
    },
    {
      say: [
        "{date} 复购 ?了? 的 ?(客户|客人|人)? ?(都)? (是|有) (谁|哪些|哪些人|哪几个|哪些客户|哪几位)",
        "{date} (有)? (谁|哪些人|哪些客户) 复购了?",
      ],
      make: (said) => people(said, "repeat"),
      cost: 0.3,
    },
  ],
};
