// How people ask for sales: whose, when, in which groups, against which other days, the best and the worst.
import { addDays, addMonths, startOfMonth } from "../../calendar/day.ts";
import { amountOf, dateOf, daysOf } from "../../understanding/parser/build.ts";
import type { Phrase, Said } from "../../understanding/parser/grammar.ts";
import type { Capture } from "../../understanding/parser/trace.ts";
import type { SalesPlan } from "./plan.ts";

const GROUPS: readonly { by: NonNullable<SalesPlan["by"]>; words: RegExp }[] = [
  { by: "owner", words: /(每个|各个?|按|哪个)(导购|同事|人|员工|店员)|谁|导购[分各]?|分导购|销冠/u },
  { by: "store", words: /(每个|各个?|每家|各家|按|哪个|哪家|的|家|个|分)(店|门店|分店)(?!员)/u },
  { by: "category", words: /(每个|各个?|按|哪个|什么|分|的|个)(品类|类别|类目|种类)/u },
  { by: "item", words: /(?<!退)款|单品|商品|货品/u },
  { by: "month", words: /每个?月|各个?月|按月|逐月|分月/u },
  { by: "day", words: /每天|每日|按天|逐日|每一天/u },
];
/** The days said; null for today alone, which is meant when none is said. */
function daysSaid(said: Said, capture: Capture | null): SalesPlan["range"] {
  const range = daysOf(dateOf(capture), "past");
  return range?.from === said.today && range.to === addDays(said.today, 1) ? null : range;
}

/** 每个月 is no day; 今年每个月 is this year's. */
function monthsSaid(said: Said): SalesPlan["range"] {
  const date = dateOf(said.get("date"));
  return date === null || date.recurring ? null : daysSaid(said, said.get("date"));
}

/** 我, a colleague, a shop; 店里 and 我们店 are what one sees anyway. */
function whoseOf(said: Said): Pick<SalesPlan, "of" | "store"> {
  return { of: said.words("staff") ?? (said.groupWords("me") === null ? null : "me"), store: said.words("store") };
}

function sales(said: Said, more: Partial<SalesPlan> = {}) {
  return {
    kind: "insights.sales",
    range: daysSaid(said, said.get("date")),
    by: GROUPS.find(({ words }) => words.test(said.text))?.by ?? null,
    ...whoseOf(said),
    what: said.words("what"),
    ...more,
  };
}

/** Held against other days without days of its own, it is this month that is meant. */
const thisMonth = (said: Said) => ({
  from: startOfMonth(said.today),
  to: addMonths(startOfMonth(said.today), 1),
});

/** 「比上个月」: today may be the one held against something as well. */
function against(said: Said) {
  const than = daysOf(dateOf(said.get("than")), "past");
  return than === null || said.get("date") === null ? null : sales(said, { against: than });
}

const WHOSE =
  "(me=( (我|我自己|自己|我个人|本人) ) ?的?|{staff} ?的?|{store} ?的?|(店里|我们店|咱们店|全店|本店|门店|整个店|我店|店铺|全部门店|所有门店) ?的?)";
const BETTER =
  "(最好卖|最畅销|卖得最快|最受欢迎|销售第一|业绩第一|卖得第一|排第一|业绩最多|销售额最高|销售最好|销量最高|卖最多|卖最好|卖的最多|卖的最好|是销冠|卖得好|卖得最多|卖得最好|业绩最好|卖得最差|业绩最差|业绩最高|销售最高|业绩最低|卖得最少|卖的最少|销售额最低|卖最少)";
const KIND = "(品类|类别|品种|导购|店|门店|款|同事|店员|大品类)";
const GOODS = "({category:what}|{item:what})";
const WORST = /[差少低]|不好卖|难卖|卖不动|滞销/u;
const HOW =
  "(怎么样|如何|咋样|多少|多了多少|少了多少|多还是少|多了还是少了|增长多少|增长了多少|涨了多少|涨了吗|涨没涨|跌了多少|差多少|差了多少|好还是差|多多少|少多少|变化|变化多少|变化大吗|增长|增幅|涨幅|对比|增长率|好不好|有增长吗|谁多|哪个多|有没有涨|升了还是降了|情况|多吗|好吗|呢)";
const SOLD = "(@sold|客单价|客单)";
const THAN = "(比|跟|和|与|对比|相比|较|比较|同|vs|pk)";

export const salesPhrases: readonly Phrase[] = [
  {
    say: [
      `?{date} ?${WHOSE} ?{date} ?@groupBy ?{date} ?(分别|各|各自)? @sold ?(是)? ?多少 ?怎么样`,
      `?{date} ?${WHOSE} @groupBy ?{date} ?(分别|各|各自)? @sold ?(是)? ?多少`,
      "@sold ?{date}",
      "?{date} @sold ?按 @groupBy",
      "?{date} ?{store} @sold (导购|品类|门店|按天)",
      `?{date} ?${WHOSE} (谁|@groupBy|哪个导购|哪个店) ?的? ?{date} ${BETTER}`,
      `?{date} ?${WHOSE} (卖得最好|卖得最多|卖得最差|业绩最好|业绩最差|最好卖|最畅销) ?的 ?是 ?(哪个|什么|哪些)? (品类|类别|品种|导购|店|门店|款)`,
    ],
    make: (said) => sales(said),
    cost: 0.5,
  },
  {
    say: [
      `?{date} ?${WHOSE} ?{date} ${GOODS} ?{date} ?(一共|总共|都|的)? @sold ?(是)? ?(多少|怎么样|如何)`,
      `?{date} ?${WHOSE} ?{date} (@sold|卖了|卖出|卖出去|卖掉) ?了? (多少|几) ?(件|条|双|个|单)? ${GOODS}`,
      `?{date} ?${WHOSE} ?{date} ${GOODS} ?{date} ?(一共|总共)? (卖了|卖出|卖掉|卖出去) ?了? (多少|几) (件|条|双|个|单)`,
      `?{date} ${GOODS} ?{date} (卖得|卖的|销得) (怎么样|如何|好吗|好不好|咋样|多吗)`,
    ],
    make: (said) => sales(said, { by: null }),
    cost: 0.1,
  },
  {
    say: [
      `?{date} ?(两|三|四|几|这几|这两|各|所有) ?家 (店|门店|分店) ?{date} (谁|哪家|哪个) ?{date} (${BETTER}|好|强|厉害|多)`,
      `?{date} (哪家|哪个|哪间) (店|门店|分店) ?{date} (${BETTER}|生意好|生意最好|生意差|生意最差)`,
    ],
    make: (said) => sales(said, { by: "store", least: WORST.test(said.text) }),
    cost: 0.1,
  },
  {
    // How a colleague does is what she sells, unless something else is named.
    say: [
      "{staff} {date} ?的? ?(表现|工作|情况)? (怎么样|如何|咋样|做得怎么样|干得怎么样|情况怎么样|表现怎么样|表现如何)",
      "{date} {staff} ?的? ?(表现|工作|情况)? (怎么样|如何|咋样|做得怎么样|干得怎么样|情况怎么样|表现怎么样|表现如何)",
    ],
    make: (said) => sales(said),
    cost: 0.2,
  },
  {
    say: [
      "?{date} 我 ?{date} ?的? ?(业绩|销售|销量)? ?(在店里|店里|全店)? (排第几|排名第几|第几名|排多少|排名多少|排几|排名|排第几名|能排第几)",
      "?{date} (业绩|销售|销量) (排名|排行|排行榜|榜)",
    ],
    make: (said) => sales(said, { by: "owner", of: null, range: daysSaid(said, said.get("date")) ?? thisMonth(said) }),
    cost: 0.2,
  },
  {
    say: [
      "?{date} {staff:a} (和|跟|与|、|还有|还是) {staff:b} ?((和|跟|、|还有) {staff:c}) ?{date} (谁|哪个|分别|各|各自)? ?{date} (@sold|卖得多|卖得好|卖的多|卖得更多|业绩好|业绩高|卖得少|业绩多)",
      "?{date} {staff:a} ?{date} 比 {staff:b} ?{date} (差多少|差了多少|多多少|少多少|多卖多少|少卖多少|多卖了多少|少卖了多少|卖得多|业绩差多少|业绩高多少|多卖|少卖)",
      "?{date} (谁|哪个) ?{date} (卖得多|卖得好|卖的多|业绩好|业绩高) {staff:a} (和|还是|跟) {staff:b}",
    ],
    make: (said) =>
      sales(said, { of: ["a", "b", "c"].flatMap((name) => said.words(name) ?? []).join("、"), by: "owner" }),
    cost: 0.2,
  },
  {
    say: [
      "?{date} {store:a} (和|跟|与|、|还是|比) {store:b} ?((和|跟|、|还有) {store:c}) ?{date} (谁|哪个|哪家|分别|各|各自)? ?{date} (@sold|卖得多|卖得好|卖的多|卖得更多|业绩好|业绩高|业绩对比|业绩对比下|业绩比一下|对比|对比下|比一下|差多少|多多少|少多少|多卖多少|少卖多少|业绩差多少)",
    ],
    make: (said) =>
      sales(said, {
        of: null,
        store: ["a", "b", "c"].flatMap((name) => said.words(name) ?? []).join("、"),
        by: "store",
      }),
    cost: 0.2,
  },
  {
    say: [
      `?{date} ?${WHOSE} ?{date} (每个月|每月|各月|各个月|逐月|按月|分月) ?的? ?(各|分别)? @sold ?(是)? ?多少`,
      `?{date} ?${WHOSE} @sold (按月|分月|逐月)`,
    ],
    make: (said) => sales(said, { by: "month", range: monthsSaid(said) }),
    cost: 0.2,
  },
  {
    say: [
      `?{date} ?${WHOSE} ?{date} (什么|哪些|啥|哪类|什么货|哪些货|什么东西|啥东西|什么衣服|哪种|哪款|哪个款|哪几款|什么款) ?(货|东西|品类|衣服|款|商品|单品)? (最好卖|卖得最好|卖得最多|卖最好|最畅销|卖得好|卖的最好|好卖|卖得快|最不好卖|卖得最差|卖得最少|卖的最差|最难卖|卖不动|不好卖|卖得差|最滞销|滞销)`,
    ],
    make: (said) =>
      sales(said, { by: /款|商品|单品/u.test(said.text) ? "item" : "category", least: WORST.test(said.text) }),
    cost: 0.3,
  },
  {
    say: [
      `?{date} ?${WHOSE} ?{date} (哪个月|哪一个月|哪月) ?的 ?(@sold|销售|业绩|生意) (最好|最高|最多|最差|最低|最少|卖得最好|卖得最多|业绩最好|业绩最高|业绩最差|生意最好|生意最差|卖得最差)`,
    ],
    make: (said) => sales(said, { by: "month", limit: 1, least: /[差少低]/u.test(said.text) }),
    cost: 0.2,
  },
  {
    say: [
      `?{date} ?${WHOSE} ?{date} (哪天|哪一天|哪日) ?的? (卖得最好|卖得最多|业绩最好|业绩最高|卖最多|卖得最差|生意最好|销售最高|卖的最好|生意最差)`,
    ],
    make: (said) => sales(said, { by: "day", limit: 1, least: /差|少/u.test(said.text) }),
    cost: 0.3,
  },
  {
    say: [
      `?{date} ?${WHOSE} ?{date} (退款|退货|退了|退单) ?了 (多少|多少钱|几单|金额|情况|总额|金额多少|一共多少)`,
      `?{date} ?${WHOSE} (退款金额|退款总额|退货金额|退款额) ?多少`,
      "{date} (店里|我们店|咱们店|店|生意) (怎么样|如何|咋样|情况怎么样)",
      "{date} {store} (怎么样|如何|咋样|情况怎么样|生意怎么样)",
      "{store} {date} ?的 (怎么样|如何|咋样|情况怎么样|生意怎么样)",
    ],
    make: (said) => sales(said),
    cost: 0.4,
  },
  {
    say: [
      `?{date} ?${WHOSE} ?{date} (客单价|客单|均单|平均每单) ?(是)? (多少|怎么样|如何|几多)`,
      `{date} ?${WHOSE} ?的 (客单价|客单)`,
      `${WHOSE} {date} ?的 (客单价|客单)`,
    ],
    make: (said) => sales(said),
    cost: 0.45,
  },
  {
    say: [
      `?{date} ?${WHOSE} ?{date} ${BETTER} ?的 ?前 ({number.people:limit}|{number.plain:limit}|{top:limit}) ?(个|大|名|家|款|种)? ?的? ${KIND}`,
      // 三款: the measure is part of the number.
      `?{date} ?${WHOSE} ?{date} ${BETTER} ?的 ?前 {number:limit} ?(样|种|样东西)`,
      `?{date} (导购|店员|同事|品类|门店|店) ?的 (销售|业绩|销量) (前 {number.plain:limit}|{top:limit}) ?(名|位|个) ?{date}`,
      `?{date} ?${WHOSE} ?{date} ${KIND} (@sold|销售|业绩) ?排名? (前 {number.plain:limit}|{top:limit}) ?(名|位|个)?`,
      `?{date} ?${WHOSE} ?{date} (@sold|销售|业绩|销量|卖得) ?(排名?|最好|最差|最高|最低) ?的? (前 {number.plain:limit}|{top:limit}|{number.people:limit}) ?(名|位|个|大|家)? ?的? ${KIND}`,
    ],
    make: (said) => {
      const limit = amountOf(said.get("limit"));
      const by = /款|单品|样/u.test(said.text)
        ? "item"
        : /品|类/u.test(said.text)
          ? "category"
          : /店(?!员)/u.test(said.text.replace(/^.*店(?=.)/u, ""))
            ? "store"
            : "owner";
      return limit === null || limit < 1 || limit > LIMIT_MAX
        ? null
        : sales(said, { by, limit: Math.round(limit), least: /最差|最少|最低/u.test(said.text) });
    },
    cost: 0.3,
  },
  {
    say: [
      `?${WHOSE} {date} ?${WHOSE} ?@groupBy ?的? ?${SOLD} ${THAN} ?一下 {date:than} ?同期 ?的? ?(比|相比|比起来|对比|比较|相比较)? ?(@sold|卖得|卖|业绩|销售) ?(了)? ?${HOW} ?${HOW}`,
      `?${WHOSE} ?@groupBy ?${SOLD} {date} ${THAN} {date:than} ?(比|相比|比起来|对比)? ?${HOW}`,
      `?${WHOSE} {date} ?${SOLD} ?${HOW} ${THAN} {date:than} ?(比|相比|比起来|对比)`,
    ],
    make: against,
    cost: 0.35,
  },
  ...(
    [
      ["year-ago", "(同比|和去年同期比|比去年同期|跟去年同期比|较去年同期|与去年同期比|去年同期)"],
      ["before", "(环比|和上期比|比上期|跟上期比)"],
    ] as const
  ).flatMap(([versus, words]): Phrase[] => [
    {
      say: [
        `?${WHOSE} {date} ?${WHOSE} ?@groupBy ?的? ?${SOLD} ?${words} ${words} ?${SOLD} ?${HOW} ?${HOW}`,
        `?${WHOSE} {date} ?${WHOSE} ?@groupBy ?的? ?${SOLD} ${words} ?${SOLD} ?${HOW} ?${HOW}`,
        `?${WHOSE} ?@groupBy ${SOLD} ?{date} ${words} ?${HOW}`,
      ],
      make: (said) => sales(said, { versus, ...(said.has("date") ? {} : { again: true }) }),
      cost: 0.35,
    },
    {
      say: [
        `({staff}|{store}|${GOODS}) ?的? ?${SOLD} ?${words} ${words} ?${HOW}`,
        `({staff}|{store}|${GOODS}) ?的? ?${SOLD} ${words} ?${HOW}`,
      ],
      make: (said) => sales(said, { versus, range: thisMonth(said) }),
      cost: 0.1,
    },
    {
      say: [`?那 ${words} ?(呢|怎么样|如何|多少)`],
      make: () => again({ versus }),
      cost: 0.35,
    },
  ]),
  {
    say: [
      `?那 (比|跟|和|同|对比|相比|较|比起) {date:than} ?(比|相比|比起来|对比|的)? ?${HOW} ?${HOW}`,
      "?那 {date:than} (比|相比) 呢",
    ],
    make: (said) => {
      const than = daysOf(dateOf(said.get("than")), "past");
      return than === null ? null : again({ against: than });
    },
    cost: 0.4,
  },
  {
    say: [
      "?那 {date} ?的? ?(卖|业绩|销售) 呢",
      "?那 {staff} ?的? ?(卖|业绩|销售)? 呢",
      "?那 {store} ?的? ?(卖|业绩|销售)? 呢",
    ],
    make: (said) => again({ range: daysOf(dateOf(said.get("date")), "past"), ...whoseOf(said) }),
    cost: 0.5,
  },
  {
    say: ["?那 me=( (我|我自己) ) ?的 呢"],
    make: (said) => again({ ...whoseOf(said) }),
    cost: 0.2,
  },
  {
    say: [
      "?{date} ?(两个|两家|几个|几家|三个|三家|各个|各家|所有) ?(门店|店|分店) ?{date} (比一下|比一比|对比|对比一下|比比|比较|比较一下|pk|哪个好|哪家好)",
    ],
    make: (said) => sales(said, { by: "store" }),
    cost: 0.3,
  },
  {
    say: ["?{date} (卖得最好|卖得最多|卖最好|最好卖|最畅销) 的 ?是 (啥|什么|哪些|哪个|什么东西|什么货)"],
    make: (said) => sales(said, { by: "category" }),
    cost: 0.3,
  },
  {
    say: ["?那 @groupBy ?的? ?(业绩|销售)? 呢"],
    make: (said) => again({ by: GROUPS.find(({ words }) => words.test(said.text))?.by ?? null }),
    cost: 0.3,
  },
  {
    say: ["?再 (按|分) (导购|品类|门店|类别|人|店|天|同事) ?(分|拆|看|列|分开|拆开|来) ?(一下|看看|看|呢|开)"],
    make: (said) => {
      const by = /品类|类别/u.test(said.text)
        ? "category"
        : /天/u.test(said.text)
          ? "day"
          : /店/u.test(said.text)
            ? "store"
            : "owner";
      return again({ by });
    },
    cost: 0.4,
  },
];

/** As many as a plan may ask for. */
const LIMIT_MAX = 50;

const again = (more: Partial<SalesPlan>) => ({ kind: "insights.sales", ...more, again: true });

export const salesWords: Readonly<Record<string, readonly string[]>> = {
  sold: [
    "卖了多少",
    "卖多少",
    "卖了多少钱",
    "销售额",
    "销售",
    "业绩",
    "营业额",
    "流水",
    "销量",
    "卖得怎么样",
    "卖得如何",
    "卖了几单",
    "成交多少",
    "成交额",
    "营收",
    "生意怎么样",
    "生意如何",
    "卖得咋样",
    "卖得好吗",
    "卖了几件",
    "做了多少",
    "做了多少业绩",
    "销售情况",
    "销售业绩",
    "销售数据",
    "生意咋样",
    "业绩情况",
    "业绩如何",
    "营业收入",
    "收入",
    "卖出多少",
    "一共卖了多少",
    "总销售额",
    "总业绩",
    "卖货",
    "成交金额",
    "gmv",
  ],
  groupBy: [
    "每个导购",
    "各导购",
    "各个导购",
    "按导购",
    "每个店",
    "各店",
    "各门店",
    "每家店",
    "各家店",
    "按门店",
    "每个品类",
    "各品类",
    "各个品类",
    "按品类",
    "每天",
    "每日",
    "按天",
    "哪个导购",
    "哪个店",
    "什么品类",
    "哪个品类",
    "各类别",
    "每个人",
    "各人",
    "各个店",
    "各个门店",
    "每个门店",
    "每家门店",
    "各个同事",
    "每位导购",
    "每名导购",
    "每个店员",
    "每个类别",
    "各个类别",
    "每一天",
    "逐日",
    "按品类分",
    "按店",
    "按人",
    "按类别",
    "分品类",
    "分导购",
    "分门店",
    "什么类别",
    "哪位导购",
    "哪家店",
    "哪家门店",
    "哪个门店",
    "哪个店员",
    "哪个同事",
  ],
};
