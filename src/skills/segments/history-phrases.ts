// How people ask who moved from one group to another, and how the groups are defined.
import { dateOf, daysOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";

type Field = "life" | "class" | "rfm" | "stage";
type Place = readonly [field: Field, group: string];
/** What a group is called by people: the system and the name under which moves of it are kept. */
const NAMES: Readonly<Record<string, readonly Place[]>> = {
  新客: [["life", "新客"]],
  新客户: [["life", "新客"]],
  新顾客: [["life", "新客"]],
  老客: [["life", "老客"]],
  老客户: [["life", "老客"]],
  老顾客: [["life", "老客"]],
  流失: [["life", "流失"]],
  流失客: [["life", "流失"]],
  重要: [["class", "重要"]],
  重点: [["class", "重要"]],
  主要: [["class", "主要"]],
  普通: [["class", "普通"]],
  小客户: [["class", "小"]],
  小客: [["class", "小"]],
  冠军: [["rfm", "冠军"]],
  沉睡: [["rfm", "沉睡"]],
  即将沉睡: [["rfm", "即将沉睡"]],
  快沉睡: [["rfm", "即将沉睡"]],
  有流失风险: [["rfm", "有流失风险"]],
  流失风险: [["rfm", "有流失风险"]],
  流失预警: [["rfm", "有流失风险"]],
  不能失去: [["rfm", "不能失去"]],
  潜在忠诚: [["rfm", "潜在忠诚"]],
  有希望: [["rfm", "有希望"]],
  需关注: [["rfm", "需关注"]],
  需要关注: [["rfm", "需关注"]],
  // Of two systems: which is meant shows in the other group.
  忠诚: [
    ["rfm", "忠诚"],
    ["stage", "忠诚"],
  ],
  认知: [["stage", "认知"]],
  兴趣: [["stage", "兴趣"]],
  考虑: [["stage", "考虑"]],
  购买: [["stage", "购买"]],
};
const GROUP = `((${Object.keys(NAMES).join("|")}) ?的? ?(客户|客人|顾客|会员|阶段|期|群|人群))`;
/** Alone, 考虑 and 购买 are verbs. */
const GROUP_ALONE = `((${Object.keys(NAMES)
  .filter((name) => !["考虑", "购买", "认知", "兴趣", "普通"].includes(name))
  .join("|")}) ?的? ?(客户|客人|顾客|阶段|群)|(认知|兴趣|考虑|购买|普通) (客户|阶段|期))`;
const WHO =
  "(谁|哪些客户|哪些人|哪些|有谁|有哪些客户|哪几位|哪位|哪几个|哪几个客户|都有谁|哪些老客|有没有人|有没有谁|有没有客户|有人|哪个|哪个客户|谁谁|有哪些|有哪些人|都谁|几个客户|多少客户|多少人|几个人|几位|有几个|有几位|有多少人|有多少客户)";
const LONG =
  "(变成|变为|变到|变作|成了|成为|升到|升成|升为|升级成|升级为|升级到|升进|晋升为|晋升成|晋级|晋级成|掉到|掉成|掉进|掉入|掉到了|跌到|跌成|跌进|跌入|滑到|滑成|滑进|滑向|滑入|滑落到|降到|降成|降为|降级为|退到|退成|退回|转成|转到|转为|转化成|转化为|转入|转进|进到|进入|进了|迈进|迈入|挤进|跑到|跑进|落到|落入|落进|沦为|沦落到|跳到|跳进|划到|划进|划成|归到|归入|归为|归进|爬到|爬上|涨到|挪到|移到|流到|流向|回到|恢复成|恢复到|列入|算成|混成|走到|走进|新进|新变成|醒来成|变回|成长为|成长到|发展成|发展到|踏入|步入|陷入|滑去|去了)";
const SHORT = "(变|成|升|掉|跌|滑|降|退|转|进|到|去|跳|回)";
const ADV =
  "(又|都|就|被|给|已经|刚|刚刚|新|也|还|重新|突然|一下子|忽然|醒过来|活过来|活了|醒了|回来|走|慢慢|直接|再|一路|才)*";
const INTO = "?了 ?(里|里面|里头|里去|里去了|里面去|里面去了|去|了|里了|行列|行列了|名单)";
const ASK =
  "?的? ?(客户|客人|人|会员|那些|那批|那拨|那几个)? ?(是|都有|都是|有|列|给我)* ?(名单|有哪些|有谁|有多少|谁|哪些|哪几个|哪几位|多少人|几个|几位|多少|列一下|看看|拉一下|多少个|几个人|哪些人|情况|列出来|发我|看一下|数一下)";
const ASKED =
  "的? ?(客户|客人|人|会员|那些|那批|那拨|那几个)? ?(是|都有|都是|有)* (名单|哪些|谁|多少|哪几个|哪几位|几个|几位|多少人|列一下|看看|拉一下|多少个|几个人|哪些人|客户|人)";

const RULES: readonly [of: string, say: string][] = [
  [
    "class",
    "(重要客户|重点客户|主要客户|小客户|购买分类|客户分类|重要主要普通小|重要|主要|四类客户|四档客户|普通客户)",
  ],
  [
    "rfm",
    "(rfm|冠军客户|流失预警|流失风险|沉睡客户|冠军|忠诚|潜在忠诚|不能失去|即将沉睡|rfm分群|rfm分数|rfm模型|忠诚客户)",
  ],
  ["life", "(流失|流失客户|新客|老客|新老客|沉睡|新客户|老客户|新老客户|新老顾客)"],
  ["layer", "(核心客户|潜力客户|三层|客户分层|核心|潜力|三层客户|分层|客户层级)"],
  ["frequency", "(高频|中频|低频|高频客户|低频客户|中频客户|购买频率|高低频|频率|频次|购买频次|高中低频|消费频次)"],
  [
    "value",
    "(高价值|低价值|中价值|高价值客户|低价值客户|客户价值|价值高低|价值分|高低价值|价值分层|高中低价值|价值档)",
  ],
  [
    "stage",
    "(客户阶段|生命周期|阶段|认知阶段|兴趣阶段|考虑阶段|购买阶段|忠诚阶段|五个阶段|客户生命周期|各阶段|这几个阶段|这五个阶段)",
  ],
  [
    "cycle",
    "(回购周期|复购周期|回购时间|复购时间|回购日|回购日子|回购日期|预计回购|预计回购日|下次回购|回购预测|购买周期|复购日期|复购日子|回购提醒的日子|预计回购时间|返单周期|返单日子)",
  ],
  ["all", "(客户口径|分类口径|口径|客户定义|分类规则|分类标准|客户标准|客户分类口径|分群规则|分群标准|分群口径)"],
];
const RULE = `(${RULES.map(([of, say]) => `${of}=( ${say} )`).join("|")})`;
const ABOUT = "?(你|你们|系统|是|到底|都|当初|之间|咱们|我们|店里|现在|目前|这个|这里|当时|究竟|算)*";
const HOW =
  "(怎么|如何|咋|怎样|咋样|拿什么|按什么|凭什么|根据什么|依据什么|用什么|以什么|照什么|按多少天|按几天|按多少|按几次|按几单|按多少次|按多少钱|以多少天|按啥|凭啥|拿啥|根据啥|依据啥|用啥|点样|怎么个|按照什么|从什么)";
const DRAWN =
  "?(来|去|标准|口径|规则|依据|样)* ?(定义|算|分|划分|划|定|判断|判|界定|区分|认定|推算|计算|评|评定|评判|切|卡|归类|得|推|测算|来|排|圈|打分|估算|估|预测|定标准|划线|划界|定线|分档|判定|衡量|统计) ?(出来|出|法|线|界|档|的线)";
const LINE =
  "(定义|口径|标准|规则|门槛|算法|线|界线|杠|杠杠|条件|依据|分界|分界线|界限|划分|划法|公式|逻辑|要求|分法|判定|含义|概念|划分标准|判断标准|判定标准|计算方法|计算规则|算法规则|说法|起点|下限|临界点|界定|档位|那条线|那道线|坎)";
const DIFFER = "(区别|差别|不同|不一样|差异|分别|差在哪|差在哪儿|差哪|差哪儿|差什么|差啥)";
const THEN =
  "?(才|就|能|才能|就能|便|可以)* ?(够)? ?(算|叫|称|是|成|成为|称得上|够得上|评为|归为|归到|归进|划到|划进|划成|当|进|算作|算进|够|算得上|升到|叫做|当成|判为|判成|算到) ?(是|上|成|到|得上)";

function moves(said: Said) {
  const [from, to] = ["from", "to"].map((name) => placesOf((said.groupWords(name) ?? "").replace(/\s/gu, ""))) as [
    readonly Place[],
    readonly Place[],
  ];
  const shared = from.find(([field]) => to.some((place) => place[0] === field))?.[0];
  if (shared === undefined && from.length > 0 && to.length > 0) return null;
  const field = shared ?? to[0]?.[0] ?? from[0]?.[0] ?? null;
  const named = (places: readonly Place[]) => places.find((place) => place[0] === field)?.[1] ?? null;
  const range = daysOf(dateOf(said.get("date")), "past");
  return { kind: "segments.moves", field, from: named(from), to: named(to), range };
}
/** 小客户 is a name; of 重要客户 only 重要 is. 忠诚阶段 is of the stages. */
function placesOf(words: string): readonly Place[] {
  const name = NAMES[words] ? words : words.replace(/的?(?:客户|客人|顾客|会员|阶段|期|人群|群)?$/u, "");
  const places = NAMES[name] ?? [];
  return /(?:阶段|期)$/u.test(words) ? places.filter(([field]) => field === "stage") : places;
}

/** Of two named, the first. */
const ruled = (said: Said) => {
  const [first] = said.groups
    .filter(({ name }) => RULES.some(([of]) => of === name))
    .sort((one, other) => one.start - other.start);
  return { kind: "segments.rules", of: first?.name ?? "all" };
};

export const historyPhrases: Phrases["phrases"] = [
  {
    say: [
      `?{date} ${WHO} ?{date} ?(是|从)* from=( ${GROUP} ) ?{date} ${ADV} (${LONG}|${SHORT}) ?了 to=( ${GROUP} ) ${INTO} ?的 ?{date}`,
      `?(看看|查|查下|看下|列|列一下|拉一下)? ?{date} ?从 from=( ${GROUP} ) ?的 ?{date} ?${WHO} ?{date} ${ADV} (${LONG}|${SHORT}) ?了 to=( ${GROUP} ) ${INTO} ${ASK} ?{date}`,
      `?{date} ${WHO} ?{date} ${ADV} ${LONG} ?了 to=( ${GROUP_ALONE} ) ${INTO} ?的 ?{date}`,
      `?{date} ?有 (多少|几个|几位|几多|多少个) ?(客户|人|客人|会员)? ?{date} ${ADV} ${LONG} ?了 to=( ${GROUP_ALONE} ) ${INTO} ?{date}`,
      `{date} ${ADV} ${LONG} ?了 to=( ${GROUP_ALONE} ) ${INTO} ${ASKED}`,
      `${ADV} ${LONG} ?了 to=( ${GROUP_ALONE} ) ${INTO} ${ASKED} {date}`,
      `{date} ${WHO} ?新 to=( 流失 ) ?了`,
      `?{date} ${WHO} ?{date} ${ADV} (变|成|进|掉) to=( ${GROUP_ALONE} ) 了`,
      `?{date} ${WHO} ?{date} ${ADV} 从 from=( ${GROUP} ) ?(里|里面|里头)? ?(被)? (掉下来|掉出来|掉出去|掉下去|退下来|跌下来|降下来|滑下来|掉了|流出|流走|出去|掉队|跌出|跌出来|退出来|滑出去|降级|跌出去|挤出来|挤出去|走出来|毕业) ?了`,
      `?{date} 从 from=( ${GROUP} ) ?(里|里面|里头)? ?(被)? (掉下来|掉出来|掉出去|掉下去|退下来|跌下来|降下来|滑下来|流出|流走|掉队|跌出|跌出来|退出来|滑出去|跌出去|挤出来|挤出去) ?了 ${ASKED} ?{date}`,
    ],
    make: moves,
    cost: 0,
  },
  {
    say: [
      "?(看看|看下|查|查下)? ?{date} ?的 客户 ?的? ?(阶段|分类|分层|等级|分群|rfm|类别)? ?的? (变化|变动|流转|迁移|变动情况|变化情况|进出|升降|流转情况|迁移情况|升降情况|异动|流动|变化看看|流动情况) ?(看看|如何|怎么样|咋样|有哪些|看一下|看下) ?{date}",
      "?{date} ?的 stage=( (阶段|新老客|购买分类|客户阶段|rfm|分群) ) ?的? (变化|变动|流转|变化情况|变动情况|流转情况|迁移|升降) ?(看看|如何|怎么样|咋样|有哪些|看一下|看下) ?{date}",
      "?{date} ?(客户)? (谁|哪些客户|哪些人|有谁|哪几个) ?{date} (换了类|变了类|换类了|变了分类|换了分类|分类变了|换了群|换群了|阶段变了|变了阶段|换了阶段)",
    ],
    make: (said) => ({
      kind: "segments.moves",
      field: said.text.includes("阶段") ? "stage" : null,
      from: null,
      to: null,
      range: daysOf(dateOf(said.get("date")), "past"),
    }),
    cost: 0.1,
  },
  {
    say: [
      `${RULE} ${ABOUT} ${HOW} ${DRAWN} 的`,
      `${RULE} ${ABOUT} (怎么|如何|咋|怎样) ${DRAWN}`,
      `${RULE} ?(、|和|跟|与)? ${RULE} ${ABOUT} ${HOW} ${DRAWN} ?的`,
      `?(看看|看下|说说|讲讲|解释|解释一下)? ${RULE} ?(、|和|跟|与)? ?${RULE} ?(之间)? ?的? ${LINE} ${ABOUT} ?(是|在|有|划在|定在)* (什么|啥|多少|多少钱|怎样|看看|哪|哪儿|哪里|哪些|几单|几次|多少天|几天|多少单|说一下|讲讲|给我看看|看一下|看下|怎么定的|怎么样|咋样|几块|多少次)`,
      `${RULE} ?的? ?(口径|标准|定义|规则|线|门槛)? ?(最近|之前|以前|有没有|后来|从来)? (改过|变过|动过|调过|调整过|改动过|更新过|修改过) ?(吗|没有|没|么|几次|什么)`,
      `(怎么|如何|咋|什么样的|多久|几天|什么样|啥样|啥样的|怎样|买几次|几次|买多少次|多少次|花多少|花多少钱|消费多少|消费多少钱|买多少|买多少钱|多少钱|几单|多少单|满几单|买几单|什么条件|达到什么条件|哪样的|多少天|多久没来|多少天没来|几天没来|几个月没来|多久不来|要多少|要买几次|要花多少|要消费多少|买够多少|买满多少|买到多少|消费满多少) ?(的|钱|元|次|单)* ?(人|客户|客人)? ${THEN} ${RULE}`,
      `(什么|啥) ?(叫|是|叫做|样的叫|样叫|样算) ${RULE}`,
      `${RULE} ?(是|指|是指|指的是|到底指|指的|到底是) (什么意思|啥意思|什么样的|啥样的|什么概念|啥概念|什么样的客户|哪种客户|什么样的人|哪种人|哪类人|啥|什么)`,
      `${RULE} ?客户 ?(、|和|跟|与|同) ${RULE} ?客户 ${ABOUT} ?(之间|的|有)* ?(什么|啥|有什么|有啥)? ${DIFFER} ?(呢|在|是)* ?(哪|哪儿|哪里|什么|啥)`,
      `${RULE} ?客户 ?(、|和|跟|与|同) ${RULE} ?客户 ${ABOUT} (怎么|如何|咋|怎样) ?(来)? (分|区分|分辨|划分|分开|界定|区别)`,
    ],
    make: ruled,
    cost: 0.05,
  },
  {
    say: [`${RULE} ?客户 ?(、|和|跟|与)? ?${RULE} ?客户 ?的? ${LINE}`],
    make: ruled,
    cost: 0.4,
  },
  {
    say: [
      "?现在 (多少天|几天|多久|几个月|多长时间) ?(没来|不来|没买|不买|没到店|没消费|不露面|没动静) ?的? ?(就|才|会|要|都)* (算|当|叫|归为|归到|判为|算作|算成) ?是 流失 ?(客户)",
      "(看看|看下|查看|查|看一下|查下) (口径|客户口径|分类口径|分类规则|客户分类口径|分类标准)",
    ],
    make: (said) => ({ kind: "segments.rules", of: said.text.includes("流失") ? "life" : "all" }),
    cost: 0.05,
  },
];
