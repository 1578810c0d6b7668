// How people ask why somebody is in a segment, how many are, and what a changed definition would do.
import { amountOf, whoOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";
import { historyPhrases } from "./history-phrases.ts";

/** What a segment may be called, and which of the systems it belongs to. */
const GROUPS: readonly [about: string, say: string][] = [
  ["class", "(重要客户|重点客户|主要客户|普通客户|小客户|重要的客户|重要|主要)"],
  [
    "rfm",
    "(流失预警|流失风险|有流失风险|流失预警客户|快流失|快流失了|要流失了|快要流失|不能失去|不能失去的客户|冠军|冠军客户|忠诚|忠诚客户|潜在忠诚|潜在忠诚客户|有希望|需关注|需要关注|即将沉睡)",
  ],
  ["life", "(流失客户|流失|流失了|老客|老客户|新客|新客户)"],
  ["layer", "(核心客户|潜力客户|核心|潜力)"],
  ["frequency", "(高频|中频|低频|高频客户|中频客户|低频客户)"],
  ["value", "(高价值|中价值|低价值|高价值客户|低价值客户)"],
];
const IS = "(是|算|属于|被分到|被分成|被划到|被划成|被算成|被归为|归为|成了|变成了|变成|会是|算是|列为|被列为)";
const WHY = "(为什么|为啥|凭什么|怎么|怎么就|咋|为何)";

const why = (about: string) => (said: Said) => ({
  kind: "segments.why",
  who: whoOf(said),
  about,
  said: said.groupWords("said")?.replace(/的?客户$|了$/gu, "") ?? null,
});

const SHOWN: readonly [of: string, say: string][] = [
  ["rfm", "(rfm)"],
  ["class", "(客户分类|重要主要普通小|购买分类)"],
  ["layer", "(客户分层|分层|三层|各层客户|各层|核心潜力普通|核心、潜力、普通)"],
  ["frequency", "(购买频率|频率|频次)"],
  ["value", "(客户价值|价值)"],
  ["life", "(新客老客流失客|新客老客流失|新老客|新老客户|新客老客)"],
  ["stage", "(客户阶段|阶段|生命周期|各阶段|各个阶段|五个阶段|每个阶段)"],
  ["crowds", "(人群|电商人群|人群包|各人群|各个人群)"],
];
const HOW_MANY =
  "(看看|看下|看一下|多少人|各几个|各多少人|分布|情况|怎么样|有哪些|都有哪些|各有多少|各多少|有多少|有多少客户|有多少人|统计|占比|各有几个|各占多少|分布情况|是什么情况|客户分布|概况)";

const CHANGED =
  "(改|改成|改为|换成|调成|调整成|调整为|设成|设为|定为|定成|算|按|缩短到|放宽到|提高到|降到|放宽成|缩短成|调到)";
const WHAT_IF =
  "(会怎样|会多多少人|会多多少|会少多少人|会怎么样|会咋样|怎么样|会有什么变化|影响多少人|影响多大|有什么影响|会影响谁|影响谁|会变成什么样|会动多少人|会变多少|试试看|试一下|试算一下|试算|看看|会多几个|会多多少人|行不行)";
const LOST = "(流失|流失天数|流失的标准|流失标准|流失口径|流失客户|流失定义|流失期)";
const NEW = "(新客口径|新客|新客户|新客天数|新客标准|新客期|新客的标准)";
const TOP = "(重要客户|重要|重要客户的标准|重要客户比例)";
const BY_MONEY = "(金额占比|累计金额|消费占比|金额比例)";
const BY_RANK = "(排名|名次|人数排名|排名占比)";

/** The ways of naming a change; each once as a question and once as an order. */
const CHANGES: readonly { say: string; make: (said: Said) => Record<string, unknown> | null }[] = [
  { say: `?把 ${LOST} ${CHANGED} {number:value} 天`, make: (said) => valued(said, "lost-days") },
  { say: `?把 ${LOST} ${CHANGED} months=( (一个月|两个月|三个月|四个月|五个月|六个月|半年|一年) )`, make: lostMonths },
  { say: "{number:value} 天 没来 ?(就|才)? ?算 ?(是)? ?流失", make: (said) => valued(said, "lost-days") },
  { say: `?把 ${NEW} ${CHANGED} {number:value} 天`, make: (said) => valued(said, "new-days") },
  { say: `?把 ${TOP} ${CHANGED} 前 {number:value} ?个点`, make: (said) => valued(said, "important-share") },
  { say: `?把 ${TOP} ${CHANGED} 前 (百分之|百分) {number:value}`, make: (said) => valued(said, "important-share") },
  { say: `?把 ${TOP} ${CHANGED} {top:value}`, make: (said) => valued(said, "important-share") },
  {
    say: `?(把|如果|要是) ?${TOP} ?(按|改按|改成按) ${BY_MONEY} ?来 ?(分|算|划|排|划分) ?${TOP}`,
    make: () => ({ change: "class-basis", basis: "cumulativeAmount" }),
  },
  {
    say: `?(把|如果|要是) ?${TOP} ?(按|改按|改成按) ${BY_RANK} ?来 ?(分|算|划|排|划分) ?${TOP}`,
    make: () => ({ change: "class-basis", basis: "rank" }),
  },
  { say: `?把 高频 ?客户 ${CHANGED} {number:value} (次|单) ?以上`, make: (said) => valued(said, "high-orders") },
];

function valued(said: Said, change: string): Record<string, unknown> | null {
  const value = amountOf(said.get("value"));
  return value === null ? null : { change, value };
}
const MONTHS: Readonly<Record<string, number>> = {
  一个月: 30,
  两个月: 60,
  三个月: 90,
  四个月: 120,
  五个月: 150,
  六个月: 180,
  半年: 180,
  一年: 365,
};
function lostMonths(said: Said): Record<string, unknown> | null {
  const value = MONTHS[(said.groupWords("months") ?? "").trim()];
  return value === undefined ? null : { change: "lost-days", value };
}

export const phrases: Phrases = {
  phrases: [
    ...historyPhrases,
    ...GROUPS.map(([about, group]) => [about, `said=( ${group} )`] as const).map(([about, say]) => ({
      say: [
        `{who} ${WHY} ?会 ${IS} ?(个|一个|了) ${say} ?了`,
        `${WHY} {who} ?会 ${IS} ?(个|一个|了) ${say} ?了`,
        `{who} ${WHY} ${say}`,
        `{who} ${IS} ${say} ?的 (理由|原因|依据|根据)`,
        `${WHY} 说 {who} ?${IS} ${say}`,
      ],
      make: why(about),
      cost: 0.2,
    })),
    {
      say: [
        `{who} ${IS} (什么客户|哪类客户|哪一类客户|哪类|哪一类|什么类型的客户|什么类型|什么级别的客户|哪种客户|什么样的客户)`,
        "{who} 的? (分群|分类|rfm|客户分类|客户分群|客户类型|rfm得分|rfm评分|标签分群)",
        `{who} ${WHY} ${IS} 这 ?一? ?(类|个分类|群)`,
      ],
      make: why("all"),
      cost: 0.2,
    },
    {
      say: [`{who} ${IS} (什么|哪个|哪一) ?(层级|层|档) ?的? ?客户`],
      make: why("layer"),
      cost: 0.2,
    },
    {
      say: ["(rfm|客户分层|人群|客户分类|客户阶段) ?(看看|看下|看一下|怎么样|咋样)"],
      make: (said) => ({
        kind: "segments.show",
        of:
          SHOWN.find(([, words]) =>
            words.split(/[(|)]/u).some((word) => word !== "" && said.text.includes(word)),
          )?.[0] ?? "rfm",
      }),
      cost: 0.5,
    },
    {
      // 「第一个为什么是」 after a list: of which class is on show, and the handler is told by the talk.
      say: [
        `{who} ${WHY} ?会 (是|在里面|在这里|在名单里|在这里面|也在|上榜)`,
        `${WHY} ?会 (有|选|是) {who}`,
        `${WHY} {who} ?会 (在里面|在这里|在名单里|也在)`,
      ],
      make: why("all"),
      cost: 0.35,
    },
    {
      say: [
        "{who} ?大概 (什么时候|啥时候|几时|何时|哪天|多久) ?(该|要|会|能|可能)? ?再? (回购|复购|再来买|再买|回来买|下次买|回头买)",
        "{who} ?(买东西|购物|消费|购买)? ?的? (周期|购买周期|回购周期|复购周期|消费周期|购买规律|回购规律|回购时间|预计回购)",
        "{who} (多久|几天|多长时间) (买一次|来买一次|消费一次|买一回)",
        "{who} (该|是不是该|要|快) (回购|复购) ?了 ?(吗|没|没有)",
      ],
      make: why("cycle"),
      cost: 0.2,
    },
    {
      say: [
        "{who} ?(处于|在|到|到了|走到) ?(哪个|什么|哪一个) (阶段|生命周期阶段)",
        "{who} ?的? (客户阶段|生命周期|生命周期阶段)",
      ],
      make: why("stage"),
      cost: 0.2,
    },
    {
      say: ["{who} ?(在|属于|进了) (哪些|什么|哪个|几个) 人群", "{who} ?的? (人群|人群标签|电商人群)"],
      make: why("crowds"),
      cost: 0.2,
    },
    ...SHOWN.map(([of, say]) => ({
      say: [
        `?(看看|看|看下|查|查一下) ?(我的|店里|全店|我们|现在)? ?客户 ?的? ${say} ?客户 ${HOW_MANY}`,
        `${say} ${HOW_MANY}`,
      ],
      make: () => ({ kind: "segments.show", of }),
      cost: 0.25,
    })),
    {
      say: ["(客户分群|客户分群情况|分群情况|客户构成|客户结构|分群分布|会员分群)"],
      make: () => ({ kind: "segments.show", of: "rfm" }),
      cost: 0.3,
    },
    ...CHANGES.flatMap(({ say, make }) => [
      {
        say: [
          `?(如果|要是|假如|假设|试试|试一下|试算) ${say} ${WHAT_IF}`,
          `(如果|要是|假如|假设|试试|试一下|试算) ${say} ?呢`,
          `${say} ?(算|来算|来分) 呢`,
        ],
        make: (said: Said) => planOf("segments.try", make(said)),
        cost: 0.2,
      },
      { say: [say], make: (said: Said) => planOf("segments.apply", make(said)), cost: 0.3, tells: true },
    ]),
    {
      say: [
        "(就这样改|就这么改|就这样改吧|就这么定|按这个改|照这个改|就按这个改|那就这样改|就这么改吧|按这个来|就改成这样|确定这么改)",
      ],
      make: () => ({ kind: "segments.apply" }),
      cost: 0.2,
      tells: true,
    },
    {
      say: [
        "?给 {who} ?(适合|可以|能|该|应该|还可以|还能)? ?给? ?她? (推荐|推|搭|搭配|卖) ?(些|点|给她|一点)? (什么|啥|哪些|什么好|点什么|点什么好|些什么|啥好|什么商品|哪些商品|什么东西|什么款)",
        "{who} ?还? (可能|会|可能会|还会|还可能) ?(喜欢|买|想买|要) (什么|啥|哪些)",
        "(推荐|推) ?(点|些)? (什么|啥|哪些|点什么|点啥|什么好|啥好) ?给 {who}",
        "?有 (啥|什么|哪些) ?(能|可以|适合|好)? ?(推荐|推|介绍) ?给 {who} ?的",
        "(啥|什么) 适合 (推荐|推)? ?给? {who}",
        "?给 {who} ?做? (连带推荐|搭配推荐|交叉销售|连带|推荐|商品推荐)",
      ],
      make: (said) => ({ kind: "segments.recommend", who: whoOf(said) }),
      cost: 0.2,
    },
    {
      say: [
        "{who} (下一步|接下来|下面|后面|后续) ?(该|要|应该|可以)? ?(怎么|做什么|干什么|咋|如何|怎样)? ?(维护|做|办|跟进|跟|弄|经营)",
        "{who} ?(该|应该)? (怎么维护|如何维护|怎么经营|咋维护)",
      ],
      make: (said) => ({ kind: "segments.next", who: whoOf(said) }),
      cost: 0.2,
    },
    {
      say: [
        "(哪些|哪个|什么|哪几个|哪种) ?的? (商品|产品|品类|东西|货|款|款式|单品) ?的? (复购率|回购率|复购|回头率) ?(最|比较|更)? ?(高|好|多)",
        "(复购率|回购率|回头率) ?(最|比较)? 高 ?的? (商品|产品|品类|单品|款|东西) ?(是|有)? ?(哪些|什么|哪个)",
        "(商品|产品|品类|单品) ?的? (复购率|回购率|复购|复购情况|复购排行|复购率排行|复购排名)",
        "(复购|回购|复购率|回头率) ?(最|比较|更)? (好|高|多) ?的? ?(是|有)? (什么货|什么商品|哪些货|啥货|哪些商品|什么东西|啥东西|什么|哪些品类|哪个品类)",
        "(哪些|哪个|什么|啥) (商品|产品|品类|东西|货|款|单品) 回头客 ?(最|比较)? 多",
      ],
      make: () => ({ kind: "segments.products" }),
      cost: 0.2,
    },
  ],
};

function planOf(kind: string, made: Record<string, unknown> | null) {
  return made === null ? null : { kind, ...made };
}
