// How people ask for sales: whose, when, in which groups, against which other days, the best and the worst.
import { addDays, addMonths, diffDays, startOfMonth } from "../../calendar/day.ts";
import type { Plan } from "../../skill.ts";
import { amountOf, dateOf, daysOf } from "../../understanding/parser/build.ts";
import type { Phrase, Said } from "../../understanding/parser/grammar.ts";
import type { Capture } from "../../understanding/parser/trace.ts";
import { holidays } from "../customers/asked-joins.ts";
import type { SalesPlan } from "./plan.ts";
import {
  BEST,
  BETTER,
  GOODS,
  HOW,
  KIND,
  MORE,
  OVER,
  SOLD,
  SOLD_OF_IT,
  TELL,
  THAN,
  WHICH_MORE,
  WHOSE,
  WORST,
  WORST_OF,
} from "./sales-terms.ts";

const GROUPS: readonly { by: NonNullable<SalesPlan["by"]>; words: RegExp }[] = [
  {
    by: "owner",
    words:
      /(每[个位名]?|各[个位]?|按|哪[个位]|分)(导购|同事|人|员工|店员)|(?<!跟进?|回访?|联系|打给?|找|约|催|问候)谁|导购[分各]?|店员|同事|销冠/u,
  },
  { by: "store", words: /(每[个家间]|各[个家间]?|按|哪[个家间]|的|家|个|间|分)(店|门店|分店|铺)(?!员)/u },
  { by: "category", words: /(每个|各个?|各大|按|哪个|什么|分|的|个)(品类|类别|类目|种类|品种)|[各每]类/u },
  { by: "item", words: /(?<!退)款|单品|商品|货品/u },
  { by: "month", words: /每个?月|各个?月|按月|逐月|分月/u },
  { by: "day", words: /每天|每日|按天|逐[日天]|每一天|分天|各天/u },
];
/** The days said; null for today alone, which is meant when none is said. */
function daysSaid(said: Said, capture: Capture | null): SalesPlan["range"] {
  const range = upTo(pastDays(capture), said);
  return range?.from === said.today && range.to === addDays(said.today, 1) ? null : range;
}

/** 截止今天…本月卖了多少: an end alone and the days it ends. */
function upTo(range: SalesPlan["range"], said: Said): SalesPlan["range"] {
  if (!range || range.from !== null || range.to === null) return range;
  const end = range.to;
  const days = said
    .all("date")
    .map(pastDays)
    .find((one) => one?.from != null && one.from < end);
  return days?.from == null ? range : { from: days.from, to: end };
}

/** 国庆: of the days off and not of the first alone. */
function pastDays(capture: Capture | null): SalesPlan["range"] {
  const date = dateOf(capture);
  return holidays(daysOf(date, "past"), date?.text ?? "");
}

/** 每个月 is no day; 今年每个月 is this year's. */
function monthsSaid(said: Said): SalesPlan["range"] {
  const date = dateOf(said.get("date"));
  return date === null || date.recurring ? null : daysSaid(said, said.get("date"));
}

/** 我, a colleague, a shop; 店里 and 我们店 are what one sees anyway. */
function whoseOf(said: Said): Pick<SalesPlan, "of" | "store"> {
  return { of: said.words("staff") ?? (isMine(said) ? "me" : null), store: said.words("store") };
}
/** 「帮我看今天卖了多少」, 「我想看看今天卖了多少」: I ask, and nobody said whose sales they are. */
function isMine(said: Said): boolean {
  return said.groups.some(({ name, start, end }) => {
    if (name !== "me" || start === end) return false;
    return !(ASKING_BEFORE.test(said.text.slice(0, start)) || ASKING_AFTER.test(said.text.slice(start, end + 3)));
  });
}
const ASKING_BEFORE = /[帮给替跟和让教对告]诉?$/u;
const ASKING_AFTER = /^我(?:就|先|还|又|来|也)?(?:[想要](?!卖)|[看问查瞧瞅])/u;

/** 本月业绩多少，谁卖得最好: the clause that was read, and not the question beside it. */
function clauseOf(said: Said): string {
  const { text, captures } = said;
  const [start, end] = [captures[0]?.start ?? 0, Math.max(0, ...captures.map((capture) => capture.end))];
  const before = text.slice(0, start).split(STOPS).at(-1) ?? "";
  return `${before}${text.slice(start, end)}${text.slice(end).split(STOPS)[0] ?? ""}`;
}
const STOPS = /[，,。；;！!？?\s]/u;

/** 本月业绩多少，谁卖得最好: asked after sales of some days, without days of its own, it is of those. */
function goesOn(said: Said): boolean {
  const start = said.captures[0]?.start ?? 0;
  return start > 0 && !said.has("date") && OF_SALES.test(said.text.slice(0, start));
}
const OF_SALES =
  /(?:年|月|周|季度|天|号|日)[^，,。；;]{0,6}(?:业绩|卖|销售|生意|流水|营业额)[^，,。；;]{0,8}[，,。；;！!？?\s]+$/u;

export function sales(said: Said, more: Partial<SalesPlan> = {}) {
  return {
    kind: "insights.sales",
    range: daysSaid(said, said.get("date")),
    by: GROUPS.find(({ words }) => words.test(clauseOf(said)))?.by ?? null,
    ...whoseOf(said),
    what: said.words("what"),
    again: goesOn(said),
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
  const than = pastDays(said.get("than"));
  if (than === null || said.get("date") === null) return null;
  // 双十一那天跟去年比: the same days a year ago.
  const days = pastDays(said.get("date"));
  const short = days?.from != null && days.to !== null && diffDays(days.from, days.to) <= SHORT_DAYS;
  if (short && /^(?:去年|上年)$/u.test(said.words("than") ?? "")) return sales(said, { versus: "year-ago" });
  return sales(said, { against: than });
}

/** Beside words nobody read it would be told of the whole shop what was asked of some goods. */
const isOfShop = ({ what, of, store }: Plan): boolean => (what ?? of ?? store ?? null) === null;

/** 手|套卖得: no name of goods. */
const isCutOff = (said: Said): boolean =>
  /[卖得]$/u.test(said.words("what") ?? "") || /[^\P{Script=Han}那看下查问]$/u.test(clauseBefore(said));
const clauseBefore = ({ text, captures }: Said): string =>
  captures[0]?.name === "what" ? (text.slice(0, captures[0].start).split(STOPS).at(-1) ?? "") : "";
/** 这条裙子到现在多少钱了: what stands before is what it costs. */
const beginsClause = (said: Said): boolean => {
  const before = said.text
    .slice(0, said.captures[0]?.start ?? 0)
    .replace(/(?:店里|全店|我们店?|咱们店?|那|我|到)$/u, "");
  return before === "" || STOPS.test(before.at(-1) ?? "");
};
/** With it the days are counted up to now. */
const SO_FAR = /到(?:现在|目前|这会儿|这个点)|目前为止|截[至止](?:现在|目前)/u;

/** Days of less than a year are held against the same days of another. */
const SHORT_DAYS = 200;

/** 查一下林悦今天卖了多少: as cheap as where a list of customers is looked for. */
const lookedAt = (phrase: Phrase): Phrase => ({ ...phrase, say: phrase.say.map((say) => `?@look ${say}`) });

const asked: readonly Phrase[] = [
  {
    // 今天到现在多少钱了: what came in so far; 今天多少钱了 may be a price.
    say: [
      `?到 {date} ?${WHOSE} so=( (到现在|到目前|到目前为止|目前为止|截至现在|截止现在|截至目前|截止目前|到这会儿|到这个点) )? ${OVER} ?(有|做了|进账|进了|入账)* (多少钱|几多钱|多少块钱|多少块) ?了`,
    ],
    make: (said) =>
      SO_FAR.test(said.text.slice(0, said.get("date")?.end) + (said.groupWords("so") ?? "")) && beginsClause(said)
        ? sales(said)
        : null,
    yields: true,
    cost: 0.4,
  },
  {
    say: [
      `?{date} ${OVER} ?${WHOSE} ?{date} ${OVER} ?@groupBy ?{date} ${OVER} ?(分别|各|各自|都)? @sold ?(是|有)? ?(多少|几多|几单|多少单|几件|多少钱) ?(生意|业绩|流水|货|单) ?怎么样 ${TELL}`,
      `?{date} ?${WHOSE} @groupBy ?{date} ?(分别|各|各自)? @sold ?(是)? ?多少 ${TELL}`,
      `@sold ?: {date} 的 ${OVER}`,
      "@sold ?{date}",
      `?{date} ?${WHOSE} ?{date} ?的 @sold ?(给我|帮我|再|要)* ?按 @groupBy ?(来|去|给我)? ?(拆|分|列|看|排|算|统计|汇总|拆分|展开|细分|分开|拉|报) ?(一下|下|开|开来|出来|看看|开看看|给我|我看)*`,
      "?{date} ?{store} @sold (导购|品类|门店|按天)",
      `?{date} 谁 是 ?{date} ?的? (销冠|业绩第一|销售第一|第一名|业绩冠军|销售冠军|月冠军|冠军导购|卖货王)`,
      `?{date} ?的? (销冠|业绩第一|销售冠军|业绩冠军|销售第一) ?(是|花落)? (谁|哪个|哪位)`,
      `?{date} ?${WHOSE} ?{date} (谁|@groupBy|哪个导购|哪个店) ?的? ?{date} ${BETTER}`,
      `?{date} ?${WHOSE} ?{date} ${BETTER} 的 ?(那个|那位|人|一个)? 是 (谁|@groupBy) ?{date}`,
      `?{date} ${OVER} ?${WHOSE} ?{date} ${OVER} ?(做了|卖了|有|做|是)* (多少|几多) (业绩|销售额|流水|营业额|销售|营收) ?了`,
      `{date} ?${WHOSE} (几单|多少单|几笔单|多少笔|几笔) ?了`,
      `${WHOSE} {date} ${OVER} ?(有|开了|出了)* (几单|多少单|几笔单|多少笔|几笔) ?了`,
      `?{date} ?${WHOSE} (卖得最好|卖得最多|卖得最差|业绩最好|业绩最差|最好卖|最畅销) ?的 ?是 ?(哪个|什么|哪些)? (品类|类别|品种|导购|店|门店|款)`,
    ],
    make: (said) => sales(said, firstOf(clauseOf(said))),
    cost: 0.5,
  },
  {
    say: [
      `?{date} ?${WHOSE} ?{date} ${GOODS} ?{date} ?(一共|总共|都|的)? @sold ?(是)? ?(多少|怎么样|如何) ?{date}`,
      `?{date} ?${WHOSE} ?{date} (@sold|卖了|卖出|卖出去|卖掉) ?了? (多少|几) ?(件|条|双|个|单)? ${GOODS}`,
      `?{date} ?${WHOSE} ?{date} ${GOODS} ?{date} ?(一共|总共)? (卖了|卖出|卖掉|卖出去) ?了? (多少|几) (件|条|双|个|单)`,
      `?{date} ${GOODS} ?{date} (卖得|卖的|销得) (怎么样|如何|好吗|好不好|咋样|多吗)`,
    ],
    make: (said) => sales(said, { by: null }),
    cost: 0.1,
  },
  {
    // 各品类占比: how the sales are made up.
    say: [
      `?{date} ?${WHOSE} ?{date} by=( (各品类|各个品类|每个品类|各类|各类商品|品类|各大类|各大品类) ) ?(的|都|各|分别)* ?(销售|业绩|销售额|销量)? ?(的|都|各|分别)* (占比|占多少|占比多少|各占多少|占几成|结构|构成|占比情况|销售结构|比重) ?{date} ${TELL}`,
    ],
    // 各品类客户占比: of people.
    make: (said) => (/客|会员|人/u.test(clauseOf(said)) ? null : sales(said, { by: "category" })),
    yields: true,
    cost: 0.1,
  },
  {
    // 昨天谁没开单: it is colleagues who open receipts, and the list shows who did.
    say: [
      "?{date} (谁|哪个导购|哪位导购|哪个同事|哪些导购|哪些人|有谁|有没有人) ?{date} ?(还|都|一直)* (没开单|没开张|没出单|挂零|零业绩|没业绩|吃鸭蛋|没破零|没破蛋|没开胡|零开单|没开过单)",
    ],
    make: (said) => sales(said, { by: "owner" }),
    cost: 0.1,
  },
  {
    say: [
      `?{date} ?(两|三|四|几|这几|这两|各|所有) ?家 (店|门店|分店) ?{date} (谁|哪家|哪个) ?{date} (${BETTER}|好|强|厉害|多)`,
      `?{date} (哪家|哪个|哪间) (店|门店|分店) ?{date} (${BETTER}|生意好|生意最好|生意差|生意最差)`,
    ],
    make: (said) => sales(said, { by: "store", least: WORST.test(clauseOf(said)) }),
    cost: 0.1,
  },
  {
    say: [
      `?{date} ?${WHOSE} ?{date} ${BETTER} ?的 kind=( (单品|商品|款式|款|一款|那款|货|衣服|货品) ) ?(都|到底)* ?(是|有)? (什么|啥|哪个|哪款|哪些|哪一款|哪个款) ?{date}`,
      `?{date} ?${WHOSE} ?{date} kind=( (哪款|哪个款|哪一款|哪几款|什么款) ) ?(的)? ${GOODS} ?{date} (${BETTER}|卖得好|卖得快|走得好|好卖|卖得差|不好卖)`,
    ],
    make: (said) => sales(said, { by: "item", least: WORST.test(clauseOf(said)) }),
    cost: 0.1,
  },
  {
    // How a colleague does is what she sells, unless something else is named.
    say: [
      `{staff} ?{date} ?的? @sold ?(是|有)? ?(多少|几多|怎么样|如何|咋样) ?, ?我 (看|看看|看下|想|想想|要看看|好|再看|琢磨|考虑) <why>`,
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
      `?{date} {staff:a} (和|跟|与|、|还有|还是|比|同|vs|pk) {staff:b} ?((和|跟|、|还有) {staff:c}) ?(两个人|两个|俩人|他俩|她俩|两人|三个人|俩)? ?{date} ${WHICH_MORE} ?{date}`,
      "?{date} {staff:a} ?{date} 比 {staff:b} ?{date} (差多少|差了多少|多多少|少多少|多卖多少|少卖多少|多卖了多少|少卖了多少|卖得多|业绩差多少|业绩高多少|多卖|少卖)",
      "?{date} (谁|哪个) ?{date} (卖得多|卖得好|卖的多|业绩好|业绩高) {staff:a} (和|还是|跟) {staff:b}",
      `?{date} ?是 {staff:a} ?{date} ${MORE} 还是 {staff:b} ${MORE} ?{date}`,
    ],
    make: (said) =>
      sales(said, { of: ["a", "b", "c"].flatMap((name) => said.words(name) ?? []).join("、"), by: "owner" }),
    cost: 0.2,
  },
  {
    say: [
      `?{date} {store:a} (和|跟|与|、|还是|比|同|vs|pk|还有) {store:b} ?((和|跟|、|还有) {store:c}) ?(两家店|两家|两个店|两店|两边|三家|三家店)? ?{date} ${WHICH_MORE} ?{date}`,
      "?{date} {store:a} (和|跟|与|、|还是|比) {store:b} ?((和|跟|、|还有) {store:c}) ?{date} (谁|哪个|哪家|分别|各|各自)? ?{date} (@sold|卖得多|卖得好|卖的多|卖得更多|业绩好|业绩高|业绩对比|业绩对比下|业绩比一下|对比|对比下|比一下|差多少|多多少|少多少|多卖多少|少卖多少|业绩差多少)",
      `?{date} ?是 {store:a} ?{date} ${MORE} 还是 {store:b} ${MORE} ?{date}`,
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
    // 鞋子和包哪个卖得好: the whole row, in which both stand.
    say: [
      `?{date} ?${WHOSE} ?{date} {category:a} ?(类|子)? (和|跟|与|、|还是|比|同) {category:b} ?(类|包)? ?((和|跟|、|还有|与) {category:c}) ?(两类|两样|这两样|俩|两个)? ?{date} (${WHICH_MORE}|?(谁|哪个|哪类|哪样) ?更? (好卖|畅销|走得多|走得好|走得快|卖得快|走得动|走量大)) ?, ?(就|只)? ?(看|说的是|算)? ?{date} ?的`,
      `?{date} ?${WHOSE} ?{date} ?是 ({category:a}|{goods:a}) ${MORE} 还是 ({category:b}|{item:b}) ${MORE} ?{date}`,
    ],
    make: (said) => sales(said, { by: "category", what: null }),
    cost: 0.1,
  },
  {
    // Goods that no list holds: 「篮球鞋这月走了多少」.
    say: [
      `?{date} ?${WHOSE} ?{date} {goods:what} ?{date} ${OVER} ${SOLD_OF_IT}`,
      `?{date} ?${WHOSE} ?{date} (卖了|卖出|卖出去|卖掉|走了|出了) ?了? (多少|几|几多) ?(件|条|双|个|单|套|副|罐|盒|瓶|支|把|只|包|斤|顶|对|提|箱|袋|饼|份|块) {goods:what}`,
    ],
    make: (said) => sales(said, { by: null }),
    cost: 0.35,
  },
  {
    say: [
      `?{date} ?${WHOSE} (${GOODS}|{goods:what}) ?{date} (每个月|每月|各月|各个月|逐月|按月|分月) ?的? ?(各|分别|都)? (@sold|${SOLD_OF_IT}|情况|数据|走势)`,
      `?{date} ?${WHOSE} (${GOODS}|{goods:what}) ?{date} (每天|每日|按天|逐日|分天) ?的? ?(各|分别|都)? (@sold|${SOLD_OF_IT}|情况|数据|走势)`,
    ],
    make: (said) =>
      sales(said, {
        by: /月[的各分都卖走出销]|按月|逐月|分月/u.test(said.text) ? "month" : "day",
        range: monthsSaid(said),
      }),
    cost: 0.5,
  },
  {
    say: [
      `?{date} ?${WHOSE} ?{date} (导购|店员|同事|员工|门店|分店|店铺|品类|类别|商品|单品|款式) ?们? ?的? ?(@sold|销售|业绩|销量)? ?的? (排名|排行|排行榜|榜单|榜|名次|业绩榜|销售榜|龙虎榜|排个名|排个行|排一下名|排一排|pk榜|从高到低|由高到低|高低|从高往低排) ?{date} ?(按|看|以|用)? ?(业绩|销售|销量|销售额|金额|销售业绩|营业额) ?(排|来|看看|看下|拉一下|发我|来排|给我|看一下|算)`,
      `?{date} @groupBy ?{date} ?的? ?(@sold|销售|业绩|销量)? ?的? (排名|排行|排行榜|榜单|榜|名次|排个名|排个行|排一下名|排一排|排个序) ?{date} ${TELL}`,
      `?{date} (导购|店员|同事|员工|门店|分店|品类|商品) ?{date} 按 (业绩|销售|销量|销售额|金额|营业额) ?(排|排名|排序|排个名|排一下|来排|从高到低|从高到低排)`,
    ],
    make: (said) =>
      sales(said, {
        by: /品类|类别/u.test(said.text)
          ? "category"
          : /商品|单品|款式/u.test(said.text)
            ? "item"
            : /店(?!员)/u.test(said.text)
              ? "store"
              : "owner",
        range: daysSaid(said, said.get("date")) ?? thisMonth(said),
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
      sales(said, { by: /款|商品|单品/u.test(said.text) ? "item" : "category", least: WORST.test(clauseOf(said)) }),
    cost: 0.3,
  },
  {
    say: [
      `?{date} ?${WHOSE} ?{date} (哪个月|哪一个月|哪月) ?的 ?(@sold|销售|业绩|生意) (最好|最高|最多|最差|最低|最少|卖得最好|卖得最多|业绩最好|业绩最高|业绩最差|生意最好|生意最差|卖得最差)`,
      `?{date} ?${WHOSE} ?{date} (哪个月|哪一个月|哪月|几月|几月份|哪个月份) ?的 ${BEST}`,
      `?{date} ?${WHOSE} ?{date} ${BEST} 的 ?(是|月份|月)* (哪个月|哪一个月|哪月|几月|几月份|哪个月份)`,
    ],
    make: (said) =>
      sales(said, { by: "month", limit: 1, least: WORST_OF.test(clauseOf(said)), range: monthsSaid(said) }),
    cost: 0.2,
  },
  {
    say: [
      `?{date} ?${WHOSE} ?{date} (哪天|哪一天|哪日) ?的? (卖得最好|卖得最多|业绩最好|业绩最高|卖最多|卖得最差|生意最好|销售最高|卖的最好|生意最差)`,
      `?{date} ?${WHOSE} ?{date} (哪天|哪一天|哪日|周几|星期几|礼拜几) ?的? ${BEST}`,
      `?{date} ?${WHOSE} ?{date} ${BEST} 的 ?(是|一天|那天|日子)* (哪天|哪一天|哪日)`,
      `?{date} ?${WHOSE} ?{date} ${BEST} 的 (一天|那天|那一天)`,
    ],
    make: (said) => sales(said, { by: "day", limit: 1, least: WORST_OF.test(clauseOf(said)) }),
    cost: 0.3,
  },
  {
    say: [
      `?{date} ?${WHOSE} ?{date} (退款|退货|退了|退单) ?了 (多少|多少钱|几单|金额|情况|总额|金额多少|一共多少)`,
      `?${WHOSE} ?的? (退款|退货|退单) {date} ?(一共|总共|都|大概)? ?(是|有|退了|退)? (多少|多少钱|几单|多少单|金额多少|多大)`,
      `?{date} ?${WHOSE} (退款金额|退款总额|退货金额|退款额) ?多少`,
      "{date} (店里|我们店|咱们店|店|生意) (怎么样|如何|咋样|情况怎么样)",
      "{date} {store} (怎么样|如何|咋样|情况怎么样|生意怎么样)",
      "{store} {date} ?的 (怎么样|如何|咋样|情况怎么样|生意怎么样)",
      `({store}|店里|我们店|咱们店|全店) ?的? {date} ${OVER} ?(进账|入账|做|做了|卖|卖了|收|收了|有|是)* (多少钱|几多钱|多少万|几万|多少业绩|多少流水) ?了`,
      `{date} ${OVER} ({store}|店里|我们店|咱们店|全店) ${OVER} ?(进账|入账|做|做了|卖|卖了|收|收了|有|是)* (多少钱|几多钱|多少万|几万|多少业绩|多少流水) ?了`,
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
      `?{date} ?${WHOSE} ?{date} (业绩|销售|销量|卖货|销售业绩|销售额) ?(最好|最高|排名)? ?的? (前 {number.plain:limit}|前 {number.people:limit}|{top:limit}) ?(名|位|个) ?(都)? ?(是|有) ?(谁|哪些|哪几个|哪几位|哪些人) ?{date}`,
      `?{date} ?${WHOSE} ?{date} (业绩|销售|销量|卖货|销售额) ?(排名)? (前 {number.plain:limit}|前 {number.people:limit}|{top:limit}) ?(名|位|个|大)? ?的 ${KIND} ?都? (是|有) (谁|哪些|哪几个|哪几位|哪些人|哪几家)`,
      // 三款: the measure is part of the number.
      `?{date} ?${WHOSE} ?{date} ${BETTER} ?的 ?前 {number:limit} ?(样|种|样东西) ?(都)? ?(是|有) ?(什么|哪些|啥|哪几样|哪几款)`,
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
        : sales(said, {
            by,
            limit: Math.round(limit),
            least: /最差|最少|最低|不动|难卖|不好|滞销|最慢|没人|压货|垫底|倒数/u.test(said.text),
          });
    },
    cost: 0.3,
  },
  {
    say: [
      `?${WHOSE} {date} ?${WHOSE} ?@groupBy ?的? ?${SOLD} ${THAN} ?一下 {date:than} ?同期 ?的? ?(比|相比|比起来|对比|比较|相比较)? ?(@sold|卖得|卖|业绩|销售) ?(了)? ?${HOW} ?${HOW}`,
      `?${WHOSE} ?@groupBy ?${SOLD} {date} ${THAN} {date:than} ?(比|相比|比起来|对比)? ?${HOW}`,
      `?${WHOSE} {date} ?${SOLD} ?${HOW} ${THAN} {date:than} ?(比|相比|比起来|对比)`,
      `?${WHOSE} {date} ${OVER} ?的? ?${WHOSE} ?@groupBy ?的? ?${SOLD} ${THAN} ?一下 {date:than} ${OVER} ?同期 ?的? ?(比|相比|比起来|对比|比较|相比较)? ?(@sold|卖得|卖|业绩|销售)? ?(了)? ?${HOW} ?${HOW}`,
      `?${SOLD} {date} ${OVER} ${THAN} {date:than} ${OVER} ?(比|相比|比起来|对比)? ?${HOW}`,
      `?${WHOSE} {date} ${THAN} {date:than} ?(比|相比|比起来|对比)? ${WHICH_MORE}`,
    ],
    make: against,
    cost: 0.35,
    vague: isOfShop,
  },
  {
    // 大衣本月比上月多卖了多少
    say: [
      `?那 (${GOODS}|{goods:what}) ?的? {date} ?的? ?(${SOLD}|卖得|卖的|卖) ${THAN} {date:than} ?同期 ?(比|相比|比起来|对比)? ?(@sold|卖得|卖|业绩|销售) ?(了)? ${HOW} ?${HOW}`,
      `{date} ?的? (${GOODS}|{goods:what}) ?的? ?(${SOLD}|卖得|卖的|卖) ${THAN} {date:than} ?同期 ?(比|相比|比起来|对比)? ?(@sold|卖得|卖|业绩|销售) ?(了)? ${HOW} ?${HOW}`,
      `{date} ${THAN} {date:than} ?的? (${GOODS}|{goods:what}) ?的? ?(@sold|卖得|卖|业绩|销售) ?(了)? ${HOW} ?${HOW}`,
    ],
    make: (said) => (isCutOff(said) ? null : against(said)),
    cost: 0.3,
  },
  {
    say: [
      `?那 (${GOODS}|{goods:what}) ?的? ?(${SOLD}|卖得|卖的|卖) ${THAN} {date:than} ?同期 ?(比|相比|比起来|对比)? ?(@sold|卖得|卖|业绩|销售) ?(了)? ${HOW} ?${HOW}`,
    ],
    make: (said) => {
      const than = pastDays(said.get("than"));
      return than === null || isCutOff(said) ? null : sales(said, { range: thisMonth(said), against: than });
    },
    cost: 0.3,
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
      // The days last: 连衣裙跟去年同期比呢 这个月的.
      say: [`(${GOODS}|{goods:what}) ?的? ?${SOLD} ${words} ?${HOW} ?, {date} ?的`],
      make: (said) => sales(said, { versus }),
      cost: 0.2,
    },
    {
      say: [`{goods:what} ?的? ?${SOLD} ${words} ?${HOW}`],
      make: (said) => sales(said, { versus, range: thisMonth(said) }),
      cost: 0.3,
    },
    {
      say: [
        `{goods:what} {date} ?的 ?${SOLD} ${words} ?${HOW}`,
        `{date} {goods:what} ?的 ?${SOLD} ${words} ?${HOW}`,
        `${GOODS} {date} ?的 ?${SOLD} ${words} ?${HOW}`,
        `{date} ${GOODS} ?的 ?${SOLD} ${words} ?${HOW}`,
      ],
      make: (said) => sales(said, { versus }),
      cost: 0.3,
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
      const than = pastDays(said.get("than"));
      return than === null ? null : again({ against: than });
    },
    cost: 0.4,
    vague: isOfShop,
  },
  {
    say: [
      "?那 {date} ?的? ?(卖|业绩|销售) 呢",
      "那 {date} ?的? ?(卖|业绩|销售) (咧|嘞|哩|呐|捏|喃|哪)",
      "那 {staff} ?的? ?(卖|业绩|销售)? (咧|嘞|哩|呐|捏|喃)",
      "?那 {staff} ?的? ?(卖|业绩|销售)? 呢",
      "?那 {store} ?的? ?(卖|业绩|销售)? 呢",
    ],
    make: (said) => again({ range: daysOf(dateOf(said.get("date")), "past"), ...whoseOf(said) }),
    cost: 0.5,
  },
  {
    // 谁最差, after the sales of a shop.
    say: [
      "?那 (谁|哪个导购|哪个店|哪家|哪家店|哪个门店|哪个品类|哪个款|哪款) ?(是)? (最差|最好|垫底|最高|最低|倒数第一|排第一|排最后)",
    ],
    make: (said) => {
      const by = GROUPS.find(({ words }) => words.test(said.text))?.by ?? (/哪家/u.test(said.text) ? "store" : null);
      return by === null ? null : again({ by, limit: 1, least: /差|垫底|低|倒数|最后/u.test(said.text) });
    },
    cost: 0.4,
  },
  {
    // 谁卖的, after what was sold.
    say: ["?(那|都)? ?是? (谁|哪个导购|哪位导购|哪些导购|哪个店员) (卖|做|开|出|成交) ?(了|出去)? 的 ?单?"],
    make: () => again({ by: "owner" }),
    cost: 0.2,
  },
  {
    // 最近一个月的, of what was just asked.
    say: ["?(那|就|只)? ?(要|看|看看|说)? {date} 的 ?吧"],
    make: (said) => {
      const only = dateOf(said.get("date"));
      const range = daysOf(only, /[明后下]/u.test(only?.text ?? "") ? "future" : "past");
      return range === null || only?.recurring ? null : again({ range });
    },
    cost: 0.6,
    small: true,
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
    say: [
      "(换成|改成|换|改|换个|那就|改为|换作|再换成) ?(个)? (按|分|看|以) (导购|品类|门店|类别|人|店|天|同事|月|店铺|店员|款|单品|商品) ?(分|拆|看|列|分开|拆开|来|排|来看|来分|的) ?(一下|看看|看|呢|开|下)",
      "(换成|改成|换|改) (导购|品类|门店|类别|店|天|月|单品|商品) ?的? ?(维度|口径|分)? ?(来)? (看|列|排|拆|分) ?(一下|看看|下)",
    ],
    make: (said) =>
      again({
        by: /品类|类别/u.test(said.text)
          ? "category"
          : /款|单品|商品/u.test(said.text)
            ? "item"
            : /天/u.test(said.text)
              ? "day"
              : /月/u.test(said.text)
                ? "month"
                : /店(?!员)/u.test(said.text)
                  ? "store"
                  : "owner",
      }),
    cost: 0.05,
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

/** 哪个品类卖得最差 is told from the last one on. */
function firstOf(text: string): Partial<SalesPlan> {
  if (LAST_OF_ALL.test(text)) return { least: true, limit: 1 };
  // 卖了多少 谁卖得最好
  return /最/u.test(text) && WORST.test(text.replaceAll("多少", "")) ? { least: true } : {};
}
const LAST_OF_ALL = /后腿|掉队|垫底|倒数第一|最后一名|拉胯/u;

/** As many as a plan may ask for. */
const LIMIT_MAX = 50;

const again = (more: Partial<SalesPlan>) => ({ kind: "insights.sales", ...more, again: true });

export const salesPhrases: readonly Phrase[] = asked.map(lookedAt);
