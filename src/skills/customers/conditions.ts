// The ways of saying a condition on customers: one line each, a pattern and what it makes. Pure data and small makers.
import { addDays } from "../../calendar/day.ts";
import { amountOf, atLeast, dateOf, daysOf, exactly, type PlainBound } from "../../understanding/parser/build.ts";
import type { Capture } from "../../understanding/parser/trace.ts";
import { having, lacking, NOT_BUYING } from "./not-words.ts";
import type { Condition, DayRange, Leaf } from "./query.ts";
import { REGIONS, regionIn } from "./regions.ts";
import { AT_RISK, RFM_GROUPS, STAGES } from "./segment-names.ts";

/** One group of a question, seen by its condition's maker. */
export interface Part {
  get(name: string): Capture | null;
  has(name: string): boolean;
  words(name: string): string;
  /** Business days of the group's own date, else of a date that stands free in the sentence. */
  range: DayRange | null;
  bound: PlainBound | null;
  /** How its own day was said. */
  days: { text: string; duration?: unknown } | null;
  today: string;
  /** The words of the whole condition. */
  said: string;
}
export interface ConditionRule {
  name: string;
  say: string;
  make(part: Part): Condition | null;
}

const YUAN = "({bound.yuan:bound}|{bound.plain:bound})";
const PLAIN_YUAN = "({number.yuan:bound}|{number.plain:bound}) ?(元|块|块钱)";
/** 过三千, 超五百: more than a plain number. */
const OVER_YUAN = `(${YUAN}|(过|超|逾|破|上) ?了 ${PLAIN_YUAN})`;
const ROUND = "(过千|上千|破千|过万|上万|破万|过十万|上十万|破十万)";
const TIMES =
  "({bound.times:bound}|{number.times:bound}|{bound.plain:bound} (次|回|单|笔|趟)|{number.plain:bound} (次|回|单|笔|趟))";
const BUY =
  "(配了|配过|还买过|也买过|又买过|都买过|提过|提了|提走过|拿过|拿了|拿走过|拿下过|订过|定过|定了|订了|带走过|带过|带走了|买过|买了|买走过|买走了|入手过|购买过|购买了|买|购过|购入过|购入|选购过|购置过|入手了|入过|入了|收过|收了|添过|添了|添置过|置办过|败过|下手过|下过单买|剁手过|囤过|囤了|配过|挑过|挑走过|选过|要过|消费过)";
/** Denied verbs of buying that ask for what. */
const NOT_BUY = `((又|还|也|都|却|从|从来|一直|始终|至今|压根|根本|就|再|偏偏|愣是|硬是)* (${NOT_BUYING.join("|")}))`;
const DISLIKE =
  "(不喜欢|不爱|不爱穿|不爱买|不爱用|不中意|讨厌|反感|不穿|不偏好|不待见|不好|嫌弃|看不上|不感冒|不太喜欢|不怎么喜欢|不大喜欢|很不喜欢|最讨厌|瞧不上|不买账|抗拒|排斥)";
const ITEM = "({category:what}|{item:what})";
/** Nobody says how long. */
const LONG =
  "(老是|总是|总|老|好久|很久|许久|老久|挺久|蛮久|好长时间|很长时间|长时间|好长一段时间|很长一段时间|好一阵|好一阵子|好一段时间|好些日子|好些天|好些时候|好多天|好多日子|有日子|有些日子|有段日子|有阵子|有一阵|有一阵子|有些时候|有段时间|有一段时间|老长时间|长期|多日|多时|许多天|老长一段时间|八百年|半天)";
const AT_ALL =
  "(后面|后边|后头|还|又|都|也|再|就|却|竟|可|一直|始终|至今|愣是|硬是|压根|根本|完全|居然|从来|一次|一趟|一回|一面|到现在|到今天|至今为止|到目前|目前为止|迄今|后来|之后|然后)*";
/** 姐妹们, 大叔: a word for a woman or a man that says no more. */
const WOMEN =
  "女客户|女的|女性|女士|女顾客|女会员|女客|女生|女性客户|女客人|女宾|女士们|女孩|女孩子|姑娘们|小姐姐们|姐妹们|姐姐们|姐姐|小姐姐|阿姨|大妈们|女主人|女宾们|女客们|女生们|老太太们|奶奶们|大姐们|阿姨们|太太们|女同志|女人|女同胞|美女们|妹子们|女主顾|女";
const MEN =
  "男客户|男的|男性|男士|男顾客|男会员|男客|男生|男性客户|男客人|男宾|男士们|先生们|叔叔们|小哥哥|哥哥们|大爷们|男客们|男生们|男宾们|爷爷们|老爷子们|大叔们|大哥们|爷们|小伙子|男同志|男人|帅哥们|男主顾|男";

const FIRST = "(第一次|首次|头一次|头一回|第一回|初次|头回|头次|首回|头一遭|头遭|第一趟|头一趟)";
const LATEST = "(最后一次|最近一次|上次|上一次|上回|上一回|最后一回|最近一回|最末一次|末次|最后|上趟)";
/** 停在去年, 还是夏天: how long ago the last time lies. */
const STOPPED =
  "(在|是在|还是在|还在|是|还是|都是|停在|停留在|还停在|还停留在|落在|发生在|定格在|要追溯到|追溯到|得追溯到|都在|卡在|止于|止步于|得是)";
const CANNOT =
  "(吃不了|不能吃|不吃|不喝|喝不了|不能喝|闻不了|碰不得|不能碰|受不了|忌|吃不得|喝不得|沾不得|不能沾|沾不了|碰不了|闻不得|不能闻|不能用|用不了|用不得|穿不了|穿不得|不能穿|耐受不了|不耐受|忌口|忌吃|怕)";
const PEOPLE = "(客户|会员|顾客|客人|人|宝宝|家庭|妈妈|那些|那几位)";
/** What she is after. */
const NEEDS =
  "(在找|想找|在寻|在惦记|惦记|惦记着|想要|想买|想入手|想入|打算买|打算入手|准备买|准备入手|计划买|要买|等着要|等着买|在等|求购|需要|在求|打听过|看中|看上|看上了|看中了|相中了|相中|心水|有意买|考虑买|在考虑|在看|想看|最近在看|在挑|在选|在物色|物色|在打听|打听|在问|问过|问起|问起过|询过|询问过|咨询过|在咨询|关注|关注过|在关注|有意|有意向买|有意入|想添|想添置|想换|想搭|想配|想败|想订|想定|想拿|想收|想囤|要入|要入手|要订|要定|要找|需要买)";
const SIZED = "(鞋码|尺码|码数|穿的是|码子|尺寸|腰围|裤码|衣服码|鞋子码|戒圈|手寸|指圈)";
const SIZES = "xs|s|m|l|xl|xxl|xxxl|2xl|3xl|4xl|均|大|中|小|加大|加加大";
const FAMILY =
  "小孩|孩子|宝宝|娃|女儿|儿子|老人|双胞胎|二胎|二宝|孙子|孙女|外孙|外孙女|宠物|猫|狗|小朋友|婴儿|新生儿|老公|男朋友|女朋友|婆婆|妈妈|爸爸|父母|闺女|小宝宝|猫咪|狗狗|小宝|大宝";
const KIN = new RegExp([...FAMILY.split("|")].sort((a, b) => b.length - a.length).join("|"), "u");
const NOTES =
  "(写着|写了|写过|记着|记了|记过|提到|提到过|提过|提了|有提|出现过|标着|标了|注明|注了|含|含有|带|写的|写有|说过)";
const REGION = REGIONS.join("|");
const LIVES = "住|住在|家在|家住|人在|来自|在|人住|老家|老家在|定居|定居在|常住|常住在|搬去|搬到";
const REPEATED = ["第二", "二", "两", "第三", "三", "第四", "四", "第五", "五"]
  .flatMap((number) => ["次", "回", "单", "笔", "趟"].map((unit) => number + unit))
  .filter((word) => word.startsWith("第") || word.startsWith("二"))
  .join("|");

const CROWD_SAYINGS: readonly { code: string; say: string }[] = [
  { code: "H01", say: "(大促高潜|大促高潜人群|大促高潜客户|大促 (还|还没|没|未) ?没? 下单 的?)" },
  { code: "H02", say: "(大促偏好|大促偏好人群|爱赶大促的|喜欢大促的|偏好大促)" },
  { code: "H03", say: "(店铺高价值|店铺高价值人群|高价值人群)" },
  { code: "H04", say: "(广告敏感|广告敏感人群|点过广告的)" },
  { code: "H05", say: "(店铺会员人群|vip1以上|vip1人群)" },
  {
    code: "H06",
    say: "(收藏人群|看上没买|看上没买的|看中没买|看中没买的|看上了没买|看上了没买的|看上还没买|30天 ?(内|里) (看上|看中|收藏|想要) ?了? ?还? (没买|没付款|未支付|没下单) 的?|收藏未支付|收藏没买|种草没买)",
  },
  { code: "H07", say: "(学生人群|学生客户)" },
  { code: "H08", say: "(折扣偏好|折扣偏好人群|爱买折扣的|喜欢买折扣的|爱买打折的|折扣敏感)" },
  {
    code: "H09",
    say: "(加购人群|加购没买|加购没买的|加购未买|加购没付款|加购没下单|加了购物车没买|加购物车没买|加购未支付|留货没买|留货未买|留了货没买|留了货没买的|预留没买|预留没买的|预订没买的|30天 ?(内|里) 加购 ?还? (没买|没付款|未支付))",
  },
  { code: "H10", say: "(近一年有成交|近一年成交过|近一年有成交人群|一年内有成交)" },
  { code: "H11", say: "(近一年无成交|近一年没成交|近一年没有成交|近一年无成交人群|一年内没成交)" },
];

/** What the nightly computation found; 沉睡 and 流失 alone mean nobody came for long (lifecycle), with RFM the group. */
const SEGMENTS: readonly {
  name: string;
  say: string;
  of: Extract<Leaf, { field: "segment" }>["of"];
  names: readonly string[];
}[] = [
  {
    name: "atRisk",
    say: "(有|出现|带)? (流失苗头|流失迹象|流失倾向|流失征兆|流失的苗头|流失的迹象|流失的倾向|流失可能|流失危险|流失隐患|跑掉的苗头|要跑的苗头|要流失的苗头|要跑|要跑了|快跑了|快要跑了|快跑掉|快跑掉了|要丢了|快丢了|快丢|留不住|快留不住|快留不住了|快凉了|要凉了|快要丢|眼看要丢|眼看要流失|眼看要跑|濒临流失|流失边缘|在流失边缘|处在流失边缘|快要流失的|要流失的|可能流失的|流失预警|流失预警客户|流失风险|有流失风险|有流失风险的|流失风险高|容易流失|容易流失的|快流失|快流失的|快要流失|要流失|可能流失|可能会流失|可能要流失|潜在流失|潜在流失客户|高流失风险|面临流失|快流失了|快要流失了|要流失了|马上要流失|可能流失了) ?客户",
    of: "rfm",
    names: AT_RISK,
  },
  ...RFM_GROUPS.filter((group) => !AT_RISK.includes(group) && !["新客", "沉睡", "流失"].includes(group)).map(
    (group) => ({
      name: `rfm${group}`,
      say: `?(RFM|rfm) (${group}|${group}客户|${group}型)`,
      of: "rfm" as const,
      names: [group],
    }),
  ),
  { name: "rfmCannotLose", say: "(不能失去|不能失去的客户|不能丢的客户)", of: "rfm", names: ["不能失去"] },
  ...["新客", "沉睡", "流失"].map((group) => ({
    name: `rfm${group}`,
    say: `(RFM|rfm) ?(是|为|里|分群)? (${group}|${group}客户)`,
    of: "rfm" as const,
    names: [group],
  })),
  { name: "core", say: "(核心客户|核心顾客|核心会员)", of: "layer", names: ["核心"] },
  {
    name: "potential",
    say: "(潜力客户|潜力顾客|有潜力的客户|有潜力客户|潜力会员|有潜力)",
    of: "layer",
    names: ["潜力"],
  },
  ...["高", "中", "低"].flatMap((band) => [
    {
      name: `freq${band}`,
      say: `(${band}频客户|${band}频顾客|${band}频|购买频率${band}|${band}频次)`,
      of: "frequency" as const,
      names: [band],
    },
    {
      name: `value${band}`,
      say: `(${band}价值客户|${band}价值|价值${band}|${band}价值的客户|${band === "高" ? "高净值" : `${band}净值`})`,
      of: "value" as const,
      names: [band],
    },
  ]),
  ...STAGES.map((stage) => ({
    name: `stage${stage}`,
    say: `(${stage}阶段|${stage}期) ?的? ?客户`,
    of: "stage" as const,
    names: [stage],
  })),
  ...CROWD_SAYINGS.map(({ code, say }) => ({ name: `crowd${code}`, say, of: "crowd" as const, names: [code] })),
];

export const CONDITIONS: readonly ConditionRule[] = [
  { name: "tier", say: "{tier} ?(会员|客户|客人|顾客|等级)", make: tier },
  { name: "vip", say: "(vip|vip客户|vip会员|贵宾|大客户|贵宾客户)", make: () => ({ field: "tier", in: ["VIP"] }) },
  { name: "loyal", say: "(忠实会员|忠实客户|忠实顾客|忠实)", make: () => ({ field: "tier", in: ["忠实"] }) },
  {
    name: "notTag",
    say: "(没打|没有打|没打过|没有标签|没贴|没有|标签不是|标签没有|不带) {tag} ?的 ?标签",
    make: (part) => not({ field: "tag", in: [part.words("tag")] }),
  },
  {
    name: "tag",
    say: "?(标签|标签是|标签为|标签叫|打|挂|贴|标|打了|打过|打上|打上了|打的|打有|被打了|打的是|带|带着|带了|贴了|贴上|贴上了|贴过|贴的|有|有标签|有个|打着|挂着|挂了|挂上|挂有|贴着|标着|标了|标过|标成|标的|加了|加过|归在|属于) {tag} ?(的|这个|那个|这|那)* ?(标签|标|标记|tag) ?(底下|下面|下|里|里头|名下)? ?的",
    make: (part) => ({ field: "tag", in: [part.words("tag")] }),
  },
  {
    name: "tags",
    say: "{tag} (和|跟|与|、|还有|加|以及)? {tag:more} ?(这|这俩|那)? ?(两|俩|两个|二)? ?个? (标签 ?(都|全|一起|同时)? ?(有|打|贴|带|占|沾|挂|打上|贴上|齐|满足)? ?(了|着|过|全|齐)* 的|(都|全|两样都|俩都) (有|打|贴|带|占|沾|挂) ?(了|着|过|全|齐)* ?标签? 的)",
    make: (part) => ({
      all: [
        { field: "tag", in: [part.words("tag")] },
        { field: "tag", in: [part.words("more")] },
      ],
    }),
  },
  {
    name: "tagged",
    say: "(打上标签|打了标签|打过标签|打好标签|有打标签|贴了标签|贴过标签|贴上标签|有任何标签|有标签|带标签|带了标签|打有标签|挂了标签|已打标签|有至少一个标签) 的",
    make: () => ({ field: "has-tag", is: true }),
  },
  {
    name: "untagged",
    say: "((一个|任何|啥|什么|半个|哪怕一个) 标签 ?(都|也|全)? (没|没有|未|还没|没给) ?(打|贴|挂|加|标|有|打上|贴上)? ?(过|上|的)|标签 (空着|空的|是空的|为空|还空着|没打|没贴|还没打|没挂|缺着)|(没|没有|未|还没|还没有|从没|一直没|没给) (打|贴|挂|加|标|带|打上|贴上|加上) ?(过|上)? ?(任何|一个|什么|啥)? 标签|没打标签|没打过标签|没有打标签|没打任何标签|没有标签|没有任何标签|没标签|无标签|没贴标签|没贴过标签|还没打标签|还没打过标签|一个标签都没有|一个标签也没有|一个标签都没打|未打标签|没有打过标签)",
    make: () => ({ field: "has-tag", is: false }),
  },
  {
    name: "notRegion",
    say: `(不在|不住|不住在|家不在|人不在|不是|不属于|没住在|没住|不来自|非|住的不是) (${REGION}) ?(市|省|那边|本地|当地|这边|一带|地区) ?(的|住) ?(客户|会员|顾客|客人|人)`,
    make: ({ said }) => not(regions(said)),
  },
  {
    name: "region",
    say: `?(${LIVES}) (${REGION}) ?((和|、|跟|与|还有|及|或|或者)? (${REGION})) ?(市|省|那边|本地|当地|这边|一带|地区|两地) ?(住)? ?的 (客户|会员|顾客|客人|人|老客户|新客户|老客|新客|那些客户|那些人|那些)`,
    make: ({ said }) => regions(said),
  },
  // 苏州的金卡, 上海的有几个: alone it may be anything's place, 北京的高铁票.
  {
    name: "ofRegion",
    say: `?(${LIVES}) (${REGION}) ?((和|、|跟|与|还有|及|或|或者)? (${REGION})) ?(市|省|那边|本地|当地|这边|一带|地区|两地) ?(住)? 的`,
    make: ({ said }) => regions(said),
  },
  // 家在苏州又是金卡的: nothing stands between.
  {
    name: "livesIn",
    say: `?(人|都|是)* (${LIVES}) (${REGION}) ?(市|省|那边|本地|当地|这边|一带|地区)`,
    make: ({ said }) => regions(said),
  },
  {
    name: "lives",
    say: "(住|住在|家住|家在|来自) (<what>|{store:what}) (的|的客户|的会员|的人|的客人|的顾客)",
    make: (part) => region(part.words("what")),
  },
  {
    name: "notReferred",
    say: "(没人介绍|没有人介绍|没有介绍人|没介绍人|无介绍人|没人推荐|没人带来|没人带过来|没人领|没谁介绍|不是介绍来的|不是别人介绍的|不是朋友介绍的|非介绍|没介绍人的|没人介绍过来|自己找上门|自己找来|自己找上来|自己上门|自己来的|自己进店的|自己摸来的|自己寻来|主动上门|主动找来|自来客|自然进店|自然到店|自然客|自然来的|散客|路过进来的|逛进来的|自己逛进来的)+ ?(来|过来)? ?的",
    make: () => ({ field: "referred", is: false }),
  },
  {
    name: "referred",
    say: "(老客|老客户|朋友|别人|客户|老顾客|熟人|会员|闺蜜|亲戚|同事|姐妹)? (介绍来|介绍来的|转介绍的|转介绍|推荐来的|老带新来的|介绍过来的|带来的|介绍的|推荐的|拉来的|推荐过来的|带过来的|领来的|引荐来的|引荐的|有介绍人的|有人介绍的|介绍进来的) ?的? (客户|会员|顾客|客人|新客|新客户)|(老客|老客户|朋友|别人|老顾客|熟人|会员|闺蜜|亲戚|亲友|老会员|老主顾) (介绍来|介绍来的|转介绍的|转介绍|推荐来的|介绍过来的|介绍过来|带来的|介绍的|推荐的|推荐来|拉来的|推荐过来的|带过来的|领来的|引荐来的|引荐的|介绍进来的|带进来的|带进店的)|(有介绍人|有人介绍|转介绍过来|转介绍来|介绍过来|被介绍来|被人介绍来|靠介绍来|经人介绍来|经介绍来) ?的",
    make: () => ({ field: "referred", is: true }),
  },
  {
    name: "female",
    say: `(${WOMEN})`,
    make: () => ({ field: "gender", is: "female" }),
  },
  {
    name: "male",
    say: `(${MEN})`,
    make: () => ({ field: "gender", is: "male" }),
  },
  {
    name: "ages",
    say: "?(年龄|年纪) ?在 {number.years:low} (到|至|-|~) {number.years:high} ?(之间|间)",
    make: (part) => {
      const [low, high] = [amountOf(part.get("low")), amountOf(part.get("high"))];
      return low === null || high === null ? null : { field: "age", bound: { ...exactly(low), max: high } };
    },
  },
  {
    name: "age",
    say: "?(年龄|年纪|岁数) ?在 ({bound.years:bound}|{number.years:bound}) ?(之间|岁)|(年龄|年纪|岁数) ?(是|在|上)* ?(过|超|满|超过|不到)? ({bound.plain:bound}|{number.plain:bound}) ?(之间|往上|往下)",
    // 五十多岁 ends before sixty.
    make: (part) =>
      part.bound && {
        field: "age",
        bound:
          /[多几]/u.test(part.said) && part.bound.min !== null && part.bound.max === part.bound.min + 10
            ? { ...part.bound, max: part.bound.min + 9 }
            : part.bound,
      },
  },
  {
    // 六十往上的阿姨们: a number of years, for it stands before people.
    name: "elders",
    say: `({bound.plain:bound}|{number.plain:bound} (往上|朝上|开外|出头)) ?的 (阿姨们|阿姨|大妈|奶奶们|奶奶|大姐们|大姐|太太们|老太太|女客|女士|女的|叔叔们|大叔们|大爷|爷爷|男客|男士|男的)`,
    make: (part) => {
      const low = part.bound?.min ?? null;
      const age: Condition | null =
        part.bound !== null && (low ?? part.bound.max ?? 0) >= 10 && (low ?? 0) < 100
          ? {
              field: "age",
              // 四十多 ends before fifty.
              bound: low !== null && part.bound.max === low + 10 ? { ...part.bound, max: low + 9 } : open(part.bound),
            }
          : null;
      const is = /[阿妈奶姐太女]/u.test(part.said) ? ("female" as const) : ("male" as const);
      return age && { all: [age, { field: "gender", is }] };
    },
  },
  {
    name: "decade",
    say: "{number:decade} 后 ?(出生|生)",
    make: (part) => decade(amountOf(part.get("decade")), part.today),
  },
  {
    name: "noBirthday",
    say: lacking("生日", "生日信息", "出生日期"),
    make: () => ({ field: "has-birthday", is: false }),
  },
  {
    name: "birthday",
    say: "({date} (和|跟|还有|与|及) {date:more} @bday|{date} @bday|@bday ?在 {date}|{date} (有|是|哪些|谁|哪个|几个|有谁|哪位|哪几个|哪几位|哪些人|都有谁|都谁|有没有|有没有人|有没有谁|有人|没有人|要|会|得|该|快|快要|都|里|内|能|轮到)+ @bday)",
    make: birthday,
  },
  {
    name: "birthdayOver",
    say: "(@bday ?(已经|都|早|早就)+ 过 了|@bday (过掉|过完|过去)+ ?了 的|{date} (@bday ?(已经|都|刚|早)? (过掉|过掉了|过完|过完了|过去了|过去的|已过|过了的|过掉的)|(已经|都|刚|早)? (过掉|过完|过了|过过) ?了 @bday))",
    make: (part) => birthdayIn(part, "over"),
  },
  {
    name: "birthdayAhead",
    say: "((@bday ?(还|都)? (没过|没到|未到|未过|没过呢|没轮到)|(还|都)? (没过|没到) @bday) ?的|{date} (@bday ?(还|都)? (没过|没到|未到|未过|没过呢|在后头|没轮到|还在后面|在后面)|(还|都)? (没过|没到) ?的 @bday|(后面|后头|后边|往后|剩下|剩下的日子|剩下这些天|余下|剩的日子|接下来|后半段|剩下几天) ?(的|里|还|还有|有|谁|哪些|哪几个|哪几位|哪个|哪位|要|会|都|几个|几位|客户|人)* @bday))",
    make: (part) => birthdayIn(part, "ahead"),
  },
  {
    name: "boughtAgain",
    say: `?{date} (回头|回过头|又|再|还|后来|又来|再来|又回来|回来|来)* (买过|买了|买|下过|下了|成交过|消费过|消费了|来过|购买过|有过) (${REPEATED})`,
    make: (part) => ({ field: "orders", bound: atLeast(timesRepeated(part)), range: part.range }),
  },
  {
    name: "cameBack",
    say: "?{date} (复购过|回购过|有复购|有回购|有过复购|有过回购|重复购买|重复购买过|重复消费|二次购买|二次消费|多次购买|多次消费|买过不止一次|买过不止一回|不止买过一次|不止买了一次|不止一次买|复购的|回购的|回头买过|回头客户|再次买过|重复购买了|反复买过|多次购买过|多次买过|有复购记录|又来买过|又回来买过|又买过的|回来买过)",
    make: (part) => ({ field: "orders", bound: atLeast(2), range: part.range }),
  },
  {
    name: "spentShort",
    say: `(?{date} (没买够|没花够|没消费够|没消费到|没花到|没买到|没满|消费不够|没到|没买满|没花满|没消费满|消费不足|消费不到|花不到|花不够|没花过|花了不到) ${PLAIN_YUAN}|?{date} (@spend 连|连) ${PLAIN_YUAN} ?(都|也) ?还 (没|没有|不) (到|满|够|花到|花够|花满|买到|买够|买满|消费到|足|花|有)|?{date} @spend ${PLAIN_YUAN} (都|也) ?还 (没|没有|不) (到|满|够|花到|花够|花满|买到|买够|足))`,
    make: (part) => {
      const sum = amountOf(part.get("bound"));
      return sum === null || sum < 100
        ? null
        : {
            field: "spend",
            bound: { min: null, max: sum, minInclusive: true, maxInclusive: false },
            range: part.range,
          };
    },
  },
  {
    name: "outOfTouch",
    say: "(失联|失踪|消失|不见踪影|断联) ?了 {date} ?的",
    make: (part) => notSeen("last-seen", "visits", part),
  },
  {
    name: "seenLongAgo",
    say: "{date} (没露过面|没照过面|没露过脸|没见过人|没打过照面)",
    make: (part) => notSeen("last-seen", "visits", part),
  },
  {
    name: "unled",
    say: "(?@over {date} ?@above (没人跟|没人管|没人联系|没人理|没人跟进|没人回访)|一直 ?都 (没人跟|没人管|没人联系))",
    make: (part) => notSeen("last-contact", null, part),
  },
  {
    name: "tens",
    say: "tens=( (十几|二十多|三十多|四十多|五十多|六十多|七十多|二十几|三十几|四十几|五十几|20多|30多|40多|50多|60多) ) ?岁",
    make: (part) => {
      const word = ["十几", "二十", "三十", "四十", "五十", "六十", "七十"].findIndex((one) => part.said.includes(one));
      const low = word >= 0 ? 10 * (word + 1) : Number(/\d0/u.exec(part.said)?.[0] ?? 0);
      return low === 0 ? null : { field: "age", bound: { ...exactly(low), max: low + 9 } };
    },
  },
  {
    name: "hasPhone",
    say: having("电话", "手机", "手机号", "联系方式", "号码"),
    make: () => ({ field: "has-phone", is: true }),
  },
  {
    name: "hasBirthday",
    say: having("生日", "生日信息"),
    // 这个月有没有生日的: on those days.
    make: ({ range }) => (range?.from && range.to ? { field: "birthday", range } : { field: "has-birthday", is: true }),
  },
  {
    name: "noPhone",
    say: lacking("电话", "手机", "手机号", "号码", "联系方式", "电话号码", "手机号码", "联系电话"),
    make: () => ({ field: "has-phone", is: false }),
  },
  {
    name: "notCame",
    say: `(?@over {date} ?@above ${AT_ALL} @notCame|@notCame ?@over {length:date} ?@above|@notCame ?有 {date} ?了|${AT_ALL} @notCame)`,
    make: (part) => notSeen("last-seen", "visits", part),
  },
  {
    name: "longUnseen",
    say: `${LONG} ${AT_ALL} @notCame`,
    make: (part) => ({ field: "last-seen", range: { from: null, to: addDays(part.today, -LONG_UNBOUGHT_DAYS) } }),
  },
  {
    name: "longUncontacted",
    say: `${LONG} ${AT_ALL} @notContacted`,
    make: (part) => ({ field: "last-contact", range: { from: null, to: addDays(part.today, -NOT_CONTACTED_DAYS) } }),
  },
  {
    name: "longUnbought",
    say: `${LONG} ${AT_ALL} @notBought`,
    make: (part) => ({ field: "last-purchase", range: { from: null, to: addDays(part.today, -LONG_UNBOUGHT_DAYS) } }),
  },
  {
    name: "points",
    say: `(积分 ?(在|有|超过|大于|满|够)? ({bound.plain:bound}|{number.plain:bound}) ?分 ?(的|之间) ?(没用|没花|没换|没兑|没动)|积分 ${ROUND} ?的|(谁|有谁|哪些人|哪些客户|哪位|哪几个|哪几位) ?的? 积分 ?(在|有|超过|大于|满|够|到|过)? ({bound.plain:bound}|{number.plain:bound}|${ROUND}) ?分 ?了)`,
    make: (part) => {
      const over = ["超过", "大于"].some((word) => part.has(word));
      const round = roundOf(part);
      if (round !== null) return { field: "points", bound: atLeast(round) };
      return (
        part.bound && {
          field: "points",
          bound: { ...open(part.bound), minInclusive: !over && part.bound.minInclusive },
        }
      );
    },
  },
  {
    name: "noPoints",
    say: "(积分 ?(一分|一点|半分|一个|全)? ?(都|也|已经)? (没有|没攒|没攒过|为零|是零|清零|归零|是0|为0|清零了|没了|用光了|用完了|花光了)|(没有|没|零|0|一点|一分) ?(任何|一点|一分)? 积分 ?(都|也)? ?(没有|没)?) 的",
    make: () => ({ field: "points", bound: { min: null, max: 0, minInclusive: true, maxInclusive: true } }),
  },
  {
    name: "nearUpgrade",
    say: "(还差一点|还差一点点|还差点|还差一步|差得不多|差不了多少|就差临门一脚|快|快要|马上|就要|即将|差一点|差点|差不多|差一点点|差一口气|差一步|差那么点|差临门一脚|眼看|眼看着|临近|接近|眼瞅着|就快|快能|只差一点|只差一步|就差一点|就差一步) ?(就|要|能|可以|可|够|会)* (升级|升 ?级 ?(到|为|成)? {tier}|到 {tier}|够 {tier}|成 {tier}|是 {tier}|上 {tier}|升一级|升档) ?了",
    make: (part) => ({ field: "near-upgrade", missing: NEAR_UPGRADE_YUAN, to: part.words("tier") || null }),
  },
  {
    name: "nearUpgradeBy",
    say: `((差|还差|再消费|再买|再花|再充|再刷|再来|再加|再凑|再有|只差|就差|仅差|差着|只要再花|只要再买|只需再买|只需再花|缺|还缺|还需|还要) ?不 ?到 ({number:missing}|{bound.plain:bound}|{bound.yuan:bound}) ?(元|块|块钱) ?(以内|之内|内)? ?(就|便|就能)? ?(能|可以|够|会)? (升级|升 ?级 ?(到|为|成)? {tier}|升一级|到下一级|升档|到 {tier}|够 {tier}|上 {tier})|再? ({number:missing}|{bound.plain:bound}|{bound.yuan:bound}) ?(元|块|块钱) ?(以内|之内|内)? (就|便|就能|能|可以|够|就够)+ (升级|升 ?级 ?(到|为|成)? {tier}|升一级|到下一级|升档|上 {tier}|够 {tier})|(离|距|距离|差) ({tier}|升级|下一级|升 {tier}|升到 {tier}) ?(还|只|就|仅|也就|已经)* ?(差|缺|欠|剩|有)? ?(不到|不足|不超过|没到|小于|少于)? ({number:missing}|{bound.plain:bound}|{bound.yuan:bound}) ?(元|块|块钱) ?(以内|之内|内)?)`,
    make: (part) => {
      const missing = amountOf(part.get("missing")) ?? part.bound?.max ?? null;
      return missing === null || missing < 50
        ? null
        : { field: "near-upgrade", missing, to: part.words("tier") || null };
    },
  },
  {
    name: "size",
    say: "((谁|有谁|哪些人|哪些客户|哪些|哪几个|哪个) ?都 ?是 (穿|鞋码|尺码|码数|要穿) <size> 码 ?的|穿 <size> 码 ?的 (客户|人|会员|有谁|有哪些|都有谁|有几个|顾客))",
    make: (part) => {
      const size = part.words("size").replace(/\s/gu, "").toUpperCase();
      return /^[A-Z0-9.]{1,6}$/u.test(size) ? { field: "fact", like: `${size}码`, kind: "preference" } : null;
    },
  },
  {
    name: "cannot",
    say: `((谁|有谁|哪些人|哪些客户|哪位|哪些|哪几个|哪几位|哪个|哪些会员) ?都 ?(皮肤|肠胃|身体|鼻子|胃)? ${CANNOT} <what>|(皮肤|肠胃|身体|鼻子|体质|脸) ?(是)? ${CANNOT} <what> ?的 ${PEOPLE}|${CANNOT} <what> ?的 (${PEOPLE}|有谁|有哪些|是谁|都有谁|有几个|有几位|有多少|名单|哪几个))`,
    make: (part) => fact(part.words("what"), "negative"),
  },
  {
    // In her notes, whatever it is about.
    name: "noted",
    say: `((备注|小本本|笔记|记录|小本子|资料|档案) ?(里|里面|上|中|里头)? ?(都|有|也)? (${NOTES}|有) <what> 的|(谁|哪些人|哪些客户|哪位|哪个|哪几个|有没有谁|哪些会员) ?的 (备注|资料|档案|档|记录|小本本|笔记|小本子|卡片) ?(里|里面|上|中|里头)? ?(都|有|也)? ${NOTES} <what>|(备注|小本本|笔记|小本子|记录) (里|里面|上|中|里头) ?(都|有|也)? ${NOTES} <what> ?的 ?${PEOPLE}|(备注|资料|档案) ?(里|里面|上|中|里头) ?(都|有|也)? ${NOTES} <what> ?的 (${PEOPLE}|有谁|有哪些|是谁|都有谁|有几个|有几位|有多少))`,
    make: (part) => noted(part.words("what")),
  },
  {
    // 连衣裙买过, 大衣今年入手过: the article first.
    name: "itemBought",
    say: `(?(也|又|还有|而) {article:what} ?(这款|这类|呢|这种)? ?(都|也|还|又|就|已经|是|倒|倒是)* ?{date} ?(都|也|还|又|就|已经|有)* ${BUY} ?的|{goods:what} ?(都|也|还|又|就|已经)* ?{date} ?(都|也|还|又|就|已经|有)* ${BUY} 的)`,
    make: bought,
  },
  {
    name: "itemNotBought",
    say: `?(但|但是|可|可是|却|不过|而|偏偏|只有|唯独|单单|光|就) ({article:what}|{goods:what}) ?(都|也|还|就|却|又|偏偏|倒|一直|从|从来|始终|一次|一件|一条|一双|一个|一次都|一件都|没见|这类)* ?{date} ${NOT_BUY} ?的`,
    make: (part) => not(bought(part)),
  },
  {
    name: "needs",
    say: `((谁|有谁|哪些人|哪些客户|哪位|哪些|哪几个|哪几位|哪个|哪些会员|有没有人|有没有谁) ?(都|最近|眼下|现在|这阵|这阵子|一直|还|也|正|近期|这段时间)* ${NEEDS} ({category:what}|{item:what}|<what>)|(想要|想买|想入手|想入|打算买|准备买|准备入手|计划买|想添|想换|想订|想定|打听过|问过|问起过|咨询过|看中|看上|看中了|相中|说过要买|说要买|说想买|说过想买|提过要买|一直想买|惦记|惦记着|在找|求购|有意买) ({category:what}|{item:what}|<what>) 的|${NEEDS} (<what>|{category:what}|{item:what}) ?的 (${PEOPLE}|有谁|有哪些|还有哪些|是谁|都有谁|有几个|有几位|有多少|名单|哪几个|都谁))`,
    make: (part) => need(part.words("what")),
  },
  {
    name: "family",
    say: `(谁家|谁家里|哪家|哪些人家里|哪位家里|谁|谁的家里) ?(都|里)* (有|养|养了|养着|带) ?(一个|个|两个|俩|只|条|一只|一对|小)? (${FAMILY}) ?了|?(家里|家中|家|家里头|屋里|自己)? ?(都|也|正)? (家里|家中|家有|家里头|家里是|有|养|养了|养着|带着|刚添了|添了|带|刚生了|生了|有个|养个|养只) ?(一个|个|两个|俩|只|条|一只|一对|小)? (${FAMILY}) ?(了|着)? 的 ?(客户|会员|顾客|客人|妈妈|家庭)`,
    make: (part) => {
      const like = KIN.exec(part.said)?.[0];
      return like === undefined ? null : { field: "fact", like, kind: "family" };
    },
  },
  {
    name: "sized",
    say: `?(谁|有谁|哪些人|哪些客户|有没有人) ?(平时|一般|平常|都|常|经常|是)* (((穿|要穿|穿的|戴|脚|${SIZED}) ?(是)? (${SIZES}|{number}) ?(的)? (码|号) ?(数)? ?(鞋|鞋子|的鞋|的鞋子|裤子|衣服|上衣)|(穿|要穿) (xs|s|m|l|xl|xxl|xxxl|2xl|3xl|4xl)) 的|${SIZED} ?(是)? (${SIZES}|{number}) ?(码|号) 的)`,
    make: (part) => {
      const size = /([a-z0-9.]+|均|加*大|中|小)(?=\s*[码号]|\s*的?$)/u.exec(part.said)?.[1]?.toUpperCase();
      return size === undefined ? null : { field: "fact", like: `${size}码`, kind: "preference" };
    },
  },
  {
    name: "notBought",
    say: `(?@over {date} ?@above ${AT_ALL} @notBought|@notBought ?@over {length:date} ?@above|@notBought ?有 {date} ?了|${AT_ALL} @notBought)`,
    make: (part) => notSeen("last-purchase", "orders", part),
  },
  { name: "notBoughtItem", say: `?{date} ${NOT_BUY} ${ITEM}`, make: (part) => not(bought(part)) },
  {
    name: "notContacted",
    say: `(?@over {date} ?@above ${AT_ALL} @notContacted|@notContacted ?@over {length:date} ?@above|@notContacted ?有 {date} ?了|${AT_ALL} @notContacted)`,
    make: (part) => notSeen("last-contact", null, part),
  },
  {
    name: "contacted",
    say: "{date} (联系过|跟进过|回访过|联系了|沟通过|打过电话|聊过|聊过天|聊了|聊过微信|发过微信|发过消息|发过信息|通过电话|通过话|打了电话|说过话|问候过|维护过|跟过|回访了|跟进了|有联系|有沟通|有跟进|互动过|约过|接触过|触达过|加过微信)",
    make: (part) => (part.range ? { field: "last-contact", range: part.range } : null),
  },
  {
    name: "returned",
    say: "?{date} (退过货|退过东西|退过单|有退货|有过退货|退了货|退货的|退过|有退货记录|退过款|退货过|来退过|退换过|退了款|退了东西|有退单|退掉过|发生过退货|办过退货|来退货的) ?的?",
    make: (part) => ({ field: "returns", bound: atLeast(1), range: part.range }),
  },
  {
    name: "neverReturned",
    say: "?{date} (没退过货|没有退过货|从没退过货|从来没退过货|没退过|没有退货|没退货|零退货)",
    make: (part) => none("returns", part.range),
  },
  {
    name: "returnedTimes",
    say: `?{date} (退货|退过|退过货|退了) ${TIMES}`,
    make: (part) => (part.bound ? { field: "returns", bound: open(part.bound), range: part.range } : null),
  },
  {
    name: "topSpend",
    say: "(?{date} (消费|消费额|消费金额|花钱|花钱最多|消费最高|消费最多|消费排名|买得最多|销售额|贡献|花得最多|花的最多|消费力|购买力|业绩|贡献最大|买最多|花最多) ?排? ?名? ?的? ?在? (前|头) ({number:share}|一半|半数|半截|一多半)|?{date} (前|头) {number:share} ?的 (客户|会员|顾客|客人|人|大户|大客户|大客))",
    make: (part) => topSpend(part),
  },
  {
    name: "visitsOnce",
    say: `?{date} (只|仅|就|才|仅仅|总共就|总共才|拢共就|统共就|一共就|一共才) ?{date} @came ?(过|了) ?(店|店里)? ${TIMES}`,
    make: (part) => (part.bound ? { field: "visits", bound: part.bound, range: part.range } : null),
  },
  {
    name: "visits",
    say: `?{date} ?(却|也|还|又|都|就|已经|光|照样)* (@came ?了 ?(店|店里)? ?(至少|只|够|满|足|足足|不下|起码)? ${TIMES}|(到店|进店|来店|到店次数|来店次数|来店|进店次数|光顾次数) ${TIMES})`,
    make: (part) => (part.bound ? { field: "visits", bound: open(part.bound), range: part.range } : null),
  },
  {
    name: "came",
    say: "{date} ?(有|谁|哪个|哪位|有谁|哪些人|哪些|都有谁|都谁|还有谁|都|也|还|又|照样|照旧)* @came",
    make: (part) => ({ field: "visits", bound: atLeast(1), range: part.range }),
  },
  {
    name: "ordersOnce",
    say: `?{date} (只|仅|就|才|仅仅|总共就|总共才|一共就|一共才) ?{date} (@boughtWord|@spend|下单|成交|下过|开过|下了|开了) ?(过|了) ${TIMES}`,
    make: (part) => (part.bound ? { field: "orders", bound: part.bound, range: part.range } : null),
  },
  {
    name: "orders",
    say: `?{date} (@boughtWord|@spend|下单|成交|下过|下了|下|开过|开了|出过|出了|开单|复购|购买次数|买单|买单次数|下单次数|消费次数|交易) ?(次数|频次)? ?(在|过|了)? ${TIMES}`,
    make: (part) => (part.bound ? { field: "orders", bound: open(part.bound), range: part.range } : null),
  },
  {
    name: "spend",
    say: `(?{date} @spend ?(金额|额|总额|掉)? ?(在|是|有|过|了|到|达|够)? ${YUAN} ?(之间|的) ?(这档|这一档|那档|这个档|这个档次|这个区间|区间|这个段|这一段|档位|这个档位|这个价位|这一层|上下)|${YUAN} ?{date} @spend)`,
    // 「消费额前20%」 is a rank, and no sum.
    make: (part) =>
      part.bound && (part.bound.min ?? part.bound.max ?? 0) >= 1
        ? { field: "spend", bound: part.bound, range: part.range }
        : null,
  },
  {
    name: "spendOver",
    say: `?{date} @spend ?了 (逾|过|超|破|突破|冲破|上|上了|出|够|到|达到) ${PLAIN_YUAN}`,
    make: (part) =>
      part.bound?.min == null
        ? null
        : {
            field: "spend",
            bound: { ...atLeast(part.bound.min), minInclusive: !/[逾超]/u.test(part.said) },
            range: part.range,
          },
  },
  ...[
    { name: "spendThousands", words: "(过千|上千|破千)", min: 1000 },
    { name: "spendTenThousands", words: "(过万|上万|破万)", min: 10_000 },
    { name: "spendHundredThousands", words: "(过十万|上十万|破十万)", min: 100_000 },
  ].map(({ name, words, min }) => ({
    name,
    say: `(?{date} @spend ?了 ${words}|{date} ${words})`,
    make: (part: Part): Condition => ({ field: "spend", bound: atLeast(min), range: part.range }),
  })),
  {
    name: "spendAbout",
    say: `?{date} @spend ?了 ${PLAIN_YUAN}`,
    make: (part) =>
      part.bound?.min == null || part.bound.min < 1
        ? null
        : { field: "spend", bound: atLeast(part.bound.min), range: part.range },
  },
  {
    name: "average",
    say: `?{date} (客单价|平均每单|均单|单均|平均客单|客单|每单平均|平均一单|平均单价|平均每笔|笔单价|笔均|单均消费) ?{date} ?(在|是|达到|能有|能到)? ${OVER_YUAN} ?(之间)`,
    make: (part) =>
      part.bound ? { field: "average-order", bound: overOf(part, part.bound), range: part.range } : null,
  },
  {
    name: "single",
    say: `?{date} (单笔|一单|单次|一次|单件|一笔|一次性|单笔单|有一单|有一笔|某一单|任意一单|一张小票|单张小票|一张单|单张|一张票|小票|单笔消费|单笔订单|单票|一口气|单单|单笔小票|一把|一出手|一下子) ?(就|都|能|最高)? ?(消费|买|花|成交|购买|金额|消费金额|花费|开单|买单|刷|砸|掏|花掉|买到|开到|刷到|达到)? ?(过|了)? (${OVER_YUAN}|${ROUND})`,
    make: (part) => {
      const round = roundOf(part);
      const bound = round === null ? part.bound && overOf(part, part.bound) : atLeast(round);
      return bound ? { field: "order-value", bound, range: part.range } : null;
    },
  },
  {
    name: "boughtItem",
    say: `(?{date} ${BUY} ${ITEM}|{category:what} ?(这款|这类)? ?{date} ?有 (谁|哪些人|有谁|哪些客户|哪位|哪几个|哪些会员) ?{date} ?都 ${BUY})`,
    make: bought,
  },
  // 买过大衣或者羊绒衫: what was done to the second is what was done to the first.
  { name: "moreItem", say: "({category:what}|(或者|或|和|、) {item:what})", make: bought },
  {
    name: "bought",
    say: "{date} (谁|有谁|哪些人|都有谁|哪位|哪个|哪几个|哪几位|还有谁|哪些客户|哪些会员|都谁|哪个客户|有人|有没有人) ?(都|也|又|还|来)* (买|买了|买过|买东西|买了东西|买过东西|下单|下单了|下了单|下过单|消费|消费了|消费过|成交|成交了|买单|买单了|买了单|开单|花钱|花了钱|来买|来买了|复购|复购了) 的|{date} ?(有|也|还|又|都)* (买了|有买|买的|来买了|买了单) 的|{date} (又|也|还|都|接着|继续|再次|接着又)+ (买|买了|来买|来买了|复购了|回购了|消费|下单) ?的|{date} ?(有|也|还|又|都|照样|照旧|照常|依旧|依然|仍然|仍|就|已经)* (买过|消费过|下过单|成交过|购买过|买了东西|买过东西|还在买|还买|有在买|也在买|买着|一直在买|都在买|买过单|有过单|入手过|入手了|拿过货|剁手过|剁过手|花过|下过手|来下过单|光顾消费过|结过帐|拔过草|有过消费|有过成交|来消费|掏过腰包|开张过|买过一次|下单|有消费|消费了|成交|买单|买东西|来买过|购过物|购物|来买的|来消费的|在买的|有单|有成交|有下单|有购买|开过单|开了单|下了单|下单了|成交了|买单了|结过账|花过钱|花了钱|掏过钱|出过单|有开单|有消费记录|帮衬过|来消费过|来买单|有贡献)",
    make: (part) => ({ field: "orders", bound: atLeast(1), range: part.range }),
  },
  {
    // 来过没买的: came, and has bought nothing to this day.
    name: "cameInVain",
    say: "?{date} (有|都)* (来过|逛过|到过店|进过店|来逛过|来店里|光来|来看过|来试过|试过|试穿过|光试|只试) ?(店|店里|好几次|几次|几回)? ?(但|但是|却|可|可是|就是|一直|都|还|从来|始终|结果|又|也)* (没买|不买|没买过|没下单|没成交|没消费|没开单|没下过单|没消费过|没成交过|没买东西|没开过单|没买单) 的",
    make: (part) =>
      part.range
        ? {
            all: [
              { field: "visits", bound: atLeast(1), range: part.range },
              notSeen("last-purchase", "orders", part) ?? none("orders", part.range),
            ],
          }
        : none("orders", null),
  },
  {
    // 今天有几个人买单: the day stands apart.
    name: "boughtThen",
    say: "(买单|买了单|买过单|下了单|下过单|下单了|买了东西|买过东西|成交了|有成交|有消费|消费了|开了单)",
    make: (part) => ({ field: "orders", bound: atLeast(1), range: part.range }),
  },
  {
    // 上个月买了这个月又买了的
    name: "thenAgain",
    say: "{date:earlier} (买|买了|买过|来买过|消费了|消费过|消费|下单|下单了|下过单) {date} (又|也|还|接着|继续|都)+ (买|买了|来买|消费|消费了|下单|下单了|复购|复购了|回购了|来买了|买过) 的",
    make: (part) => {
      const earlier = daysOf(dateOf(part.get("earlier")), "past");
      return earlier && part.range
        ? {
            all: [
              { field: "orders", bound: atLeast(1), range: earlier },
              { field: "orders", bound: atLeast(1), range: part.range },
            ],
          }
        : null;
    },
  },
  {
    name: "neverAgain",
    say: "(从来|从|一直|一次都|至今|还|都|一次)* (没复购|没有复购|没复购过|没有复购过|没回购|没有回购|没回购过|没有回购过|未复购|未回购|零复购|没再复购|没有再复购) 的",
    // Who never bought again bought once; 三个月没复购: not since then.
    make: (part) =>
      part.range ? notSeen("last-purchase", "orders", part) : { field: "orders", bound: exactly(1), range: null },
  },
  {
    name: "neverBought",
    say: "(从没买过|没买过东西|没成交过|从未消费|没消费过|零消费|还没买过|没下过单|从来没买过|从没消费过|从没买过东西|从来没买过东西|一次都没买过|从未购买|从没下过单|从来没消费过)",
    // 半年来没买过东西: not since then.
    make: (part) => (part.range ? notSeen("last-purchase", "orders", part) : none("orders", null)),
  },
  {
    name: "firstPurchase",
    say: `({date} ?(那几天|期间|那阵子|那会儿|那段时间|时|才|刚|谁|有谁|哪些人|有哪些人|里)* (${FIRST} ?(来|在店里|在我们店|在我们家)? (购买|买|消费|下单|成交|买单|开单|花钱|买东西|购物|入手) ?(过|了)|首单|首购|首次成交|破冰|开首单|下首单|头一单|第一单|头单)|(${FIRST}|第一单|头一单|首单|首购|首次消费|首次购买|首次成交) ?来? (购买|买|消费|下单|成交|买东西|开单|买单)? ?(时间|日期)? ?(是|发生)? 在 {date}|(第一单|头一单|首单|第一笔|头一笔|头单) ?是? ?在? {date} ?(开|下|买|成交)? ?的)`,
    make: (part) => (part.range ? { field: "first-purchase", range: part.range } : null),
  },
  {
    name: "lastPurchase",
    say: `(${LATEST} ?(来)? (购买|买|消费|下单|成交|买东西|开单|买单|花钱|购物|交易)|最后一单|最后一笔|最近一单|最近一笔|上一单|上一笔|上笔|上单|末单|最后一张单|最后一笔单|最后一笔消费|最后一次消费|最近购买|最近消费) ?(时间|日期)? ${STOPPED} {date} ?(了|那会儿|那会|那阵|那阵子|的时候)`,
    make: (part) => (part.range ? { field: "last-purchase", range: part.range } : null),
  },
  {
    name: "lastSeen",
    say: `(${LATEST} (来|来店|来店里|到店|到店里|进店|进门|光顾|光临|露面|露脸|见|见面|见到|见着|出现|上门|登门|过来|来逛|碰面|碰见)|最后一面|最后一趟|最近到店|最近来店) ?(时间|日期)? ${STOPPED} {date} ?(了|那会儿|那会|那阵|那阵子|的时候)`,
    make: (part) => (part.range ? { field: "last-seen", range: part.range } : null),
  },
  {
    name: "mine",
    say: "(我那些客人|我那些客户|我那些会员|我这些客户|我这些客人|我那几个客户|我那几个客人|我那批客户|我这批客户|我那帮客户|我那群客户|我家客户|我家客人|我自己客户|我自己的客户|我自己的客人|我自己跟的|自己名下|自己手上|自己手里|挂我这儿|我这儿的|我专属的|专属于我的|我在维护的|我接的|分给我的|分我的|交给我的|转给我的|转我的|归到我名下|归到我|分到我手里|分到我名下|分到我这|划给我的|我手里的|我手上的|我名下的|我手里头|我手头上|我自己手里|我自己手里头|我的客户|我客户|我客人|我会员|我的会员|我的客人|我名下|我自己的|我负责的|我的|我手里|我手上|我跟的|归我的|归我|归我管|归我管的|归我跟|归我带|归我负责|归我名下|我管的|我带的|我服务的|我维护的|我在跟的|我在带的|我手底下|我手底下的|我手下|我手头|我手头的|我户头|我户头的|我盘子里|我池子里|我这边的|我这里的|我自己手上|我自己名下|属于我的|挂我名下|挂在我名下|挂我这|跟我的|在我名下)",
    make: () => ({ field: "owner", is: "me" }),
  },
  {
    name: "ownerless",
    say: "(没分人|没分到人|没派人|没定人|没指派|没安排人|没安排导购|没安排给人|没配导购|没配人|没分出去|没分配人|没分配导购|没分配给谁|没人接|没人要|没人领|没有人带|没有人接|没绑导购|没绑定导购|没挂靠|没归谁|没归到谁|没归人|没人跟着|没人带着|没人管着|没有跟进人|没跟进人|没有主人|没有归属导购|没指派导购|没指定人|没有人认领|没划给谁|没划分|没人跟|没有导购|没人负责|无主|没分配|没人管|没有归属导购|没有归属|没归属|没分导购|没有负责人|没人跟进|未分配|没人带|没人认领|没人维护|没人接手|没挂导购|没挂在谁名下|没挂人|没人对接|没主|没有主|没有人跟|没有人管|没有人负责|没落到谁名下|没定导购|没指定导购|没有专属导购|没专属导购|没有专属|没有专属顾问|没导购|无专属导购|无导购|没有归属人|还没分配|没分给谁)",
    // 三十天没人跟的: nobody spoke to her since.
    make: ({ range, said }) =>
      range?.from && /没有?人[跟管理]/u.test(said)
        ? { field: "last-contact", range: { from: null, to: range.from } }
        : { field: "owner", is: "none" },
  },
  {
    name: "owner",
    say: "?(归|属于|挂在|分给|跟着)? {staff} ?(的)? ?(名下|负责|跟|客户|手上|手里|的客户|在跟|跟进|管|手底下|手下|手头|那边|那儿|那里|户头|带|在带|带着|服务|维护|所属|这边|盘子里|池子里|在维护|管着|负责着|归属)",
    make: (part) => ({ field: "owner", is: part.words("staff") }),
  },
  {
    name: "ownedBy",
    say: "{who} ?的? (名下|手上|手里|名下的)",
    make: (part) => ({ field: "owner", is: part.words("who") }),
  },
  {
    name: "notMine",
    say: "(别人的客户|别人的客人|别人名下|别人手里|别人手上|其他同事的|别的同事的|其他导购的|别的导购的|不归我|不归我管|不在我名下|不是我名下|不是我的|不是我负责|不属于我|同事的客户|同事名下) ?的 ?(客户|会员)",
    make: () => not({ field: "owner", is: "me" }),
  },
  {
    name: "notStore",
    say: "(不在|不是|不属于|不归|非) {store} ?(店|门店|那边|这边|的)",
    make: (part) => not({ field: "store", is: part.words("store") }),
  },
  {
    name: "store",
    say: "?(在|属于|归)? {store} ?(店|门店|那边|这边|那家|那家店)",
    make: (part) => ({ field: "store", is: part.words("store") }),
  },
  {
    name: "dislike",
    say: `(${DISLIKE} ${ITEM} (的|的客户)|(谁|有谁|哪些人|哪些客户|哪个客户|哪些会员) ?都 ${DISLIKE} ${ITEM})`,
    make: (part) => fact(part.words("what"), "dislike"),
  },
  {
    // 买过大衣但不喜欢黑色: after another condition.
    name: "dislikeToo",
    say: `(但|但是|可|可是|却|又|而且|并且|且|同时|不过|偏偏|就是|只是)+ ${DISLIKE} ${ITEM}`,
    make: (part) => fact(part.words("what"), "dislike"),
  },
  {
    name: "exceptName",
    say: "((除了|除开|除去) {who:like} ?(以外|之外|外)|除 {who:like} (以外|之外|外))",
    make: (part) => not({ field: "name", like: part.words("like") }),
  },
  {
    name: "born",
    say: "{date} ?(以后|之后|后|以前|之前|前|年)? (出生|生人|出生的|生的)",
    make: (part) => bornIn(part),
  },
  {
    name: "like",
    say: `@likes ?(喝|吃|穿|用) ${ITEM} ?(的|的客户)`,
    make: (part) => fact(part.words("what"), "preference"),
  },
  {
    name: "allergy",
    say: "(对 <what> (过敏|敏感)|?(家里|家中|家)? ?(宝宝|孩子|娃|小孩|宝贝|小朋友|娃娃)? <what> 过敏 ?的 (客户|会员|顾客|客人|人|宝宝|家庭|有谁|有哪些|是谁|都有谁|有几个|有几位|有几家|有多少|哪几个|哪几位|哪几家|名单|几个|几家)|{item:what} 过敏 (的|的客户)|what=( (坚果|海鲜|羊毛|花粉|酒精|香精|牛奶|鸡蛋|花生|虾|螃蟹|芒果|金属|化纤|尘螨|青霉素|麸质|大豆|香料) ) 过敏 ?的|有 <what> 过敏|过敏|有过敏史|有过敏|有忌口|有忌讳)",
    make: (part) => fact(allergen(part.has("what") ? part.words("what") : part.said), "negative"),
  },
  {
    name: "noComplaint",
    say: "(零投诉|0投诉|从没投诉过|从来没投诉过|没投诉过|没有投诉过|没有投诉|无投诉|从未投诉过|从未投诉)",
    make: () => ({ field: "complaint", is: "none" }),
  },
  {
    name: "openComplaint",
    say: "(有投诉 ?(没处理|没解决|未处理|没了结)|(有|有过)? ?的? 投诉 ?(还|都|一直|到现在|至今)* (没处理|没解决|没搞定|没弄完|没弄好|没办完|没结案|没关|没关掉|没闭环|没平|没收尾|没下文|没回复|没人管|没人处理|悬着|挂着|拖着|开着|未处理|未解决|未结案|未完结|处理中) ?(完|好|掉|了|妥|干净|清楚|结束) ?的|投诉 ?还 (没处理|没解决|未处理|未解决|没处理完|没完|没了结|没结)|没处理的投诉|未解决投诉|正在投诉|有未处理投诉|在投诉|有投诉)",
    make: () => ({ field: "complaint", is: "open" }),
  },
  {
    name: "everComplained",
    say: "(曾经|以前|之前|有)? (投诉过|有过投诉|提过投诉|闹过投诉|来投诉过|发起过投诉|有投诉记录|闹过意见|投诉过我们|打过投诉|投过诉)",
    make: () => ({ field: "complaint", is: "any" }),
  },
  {
    name: "notQuiet",
    say: "((没有|没|非|不是|没设|没有设|没有设置) (免打扰|勿扰)|(可以|能|允许) (打扰|联系|发消息) 的)",
    make: () => ({ field: "do-not-disturb", is: false }),
  },
  {
    name: "quiet",
    say: "(免打扰|勿扰|退订|设了免打扰|设置了免打扰|不让打扰|不想被打扰|不愿被打扰|不许打扰|不给打扰|开了免打扰|打了免打扰|拒收消息|不收消息|不让联系|不让发消息|设成免打扰|标了免打扰|不接受打扰|不让骚扰)",
    make: () => ({ field: "do-not-disturb", is: true }),
  },
  {
    name: "important",
    say: "(重要客户|重点客户|重要 客户|重要|重要顾客|重要客人|重要会员)",
    make: () => ({ field: "class", in: ["重要"] }),
  },
  { name: "major", say: "(主要客户|主要|主要顾客|主要客人)", make: () => ({ field: "class", in: ["主要"] }) },
  { name: "small", say: "(小客户|小顾客|小客人)", make: () => ({ field: "class", in: ["小"] }) },
  {
    name: "new",
    say: "?{date} ?的 (新客|新客户|新增客户|新增会员|新增|新顾客|新会员|新客人|新面孔)",
    make: (part) => (part.range ? { field: "first-purchase", range: part.range } : { field: "lifecycle", in: ["new"] }),
  },
  {
    name: "added",
    say: "{date} (新添|新添了|新办|新办的|办的卡|办卡|入会|入会的|新入会|新入会的|加的|新加|新加的|登记的|录入的|加了|新登记|新登记的|新登记了|建档|建档的|登记了|录入了|新建|新录入|加进来|录进来|录进来的|录进|录进系统|录的|录了|新录的|新录|建的档|建的档案|建了档|建了档案|建的|新建的档|新建的|开的卡|开卡|开卡的|办了卡|新开卡|新开的|新开的卡|入的会|入了会|新进|新进来|新进来的|新发展的|新发展|发展的|拉进来的|加入|加入的|成为会员|成为会员的|注册|注册的|新注册的|进系统的|新添的|建立档案的|建档案的) ?(新人|新客|新客户|新会员|新的客户)",
    make: (part) => (part.range ? { field: "added", range: part.range } : null),
  },
  {
    // 入会超过三年的, 办卡不满半年的
    name: "addedFor",
    say: "(入会|办卡|建档|加入|登记|注册|开卡|成为会员|加进来|进系统) ?(时间|时长|到现在|至今|已经)* ?((不到|不足|不满|没满|没到|未满|还没到|还不到|还不满)|(超过|满|有|已经|达|够|快|都|已|至少|大于|多于|足足|整整|起码)*) {date} ?(以上|多|了|都|往上|有余|开外|的老)* 的",
    make: (part) => {
      const { range } = part;
      if (!range?.from || part.days?.duration === undefined) return null;
      const young = /[不没未]/u.test(part.said);
      return { field: "added", range: young ? { from: range.from, to: null } : { from: null, to: range.from } };
    },
  },
  {
    // 今年每个月新进多少会员: the day stands apart.
    name: "addedThen",
    say: "(新添|新添了|净增|新进|新进了|新进来|新办卡|新开卡|新入会|新登记|新登记了|新建档|新录入|新录|新注册|新发展|新发展了|新加了|新拉了|新拉|新办了)",
    make: (part) => (part.range ? { field: "added", range: part.range } : null),
  },
  {
    name: "old",
    say: "(老客户|老客|老顾客|回头客|老客人|老会员|老主顾|熟客|常客)",
    make: () => ({ field: "lifecycle", in: ["old"] }),
  },
  {
    name: "lost",
    say: "(流失客户|流失|流失了|流失的|沉睡客户|沉睡会员|沉睡|流失会员|流失客|流失顾客|流失客人|沉睡客|沉睡顾客|沉睡客人|流失掉|流失掉的|已流失|已经流失|跑掉的|丢掉的客户|跑了的)",
    make: () => ({ field: "lifecycle", in: ["lost"] }),
  },
  {
    name: "dormant",
    say: "(休眠客户|休眠会员|休眠顾客|休眠的客户|休眠的会员|休眠|休眠了|休眠客|休眠客人|休眠期客户|睡着的|睡着了的|睡着的客户)",
    make: () => ({ field: "lifecycle", in: ["dormant"] }),
  },
  {
    name: "prospect",
    say: "(潜在客户|意向客户|没成交的|潜客|潜在顾客|意向客人|意向顾客|意向客|有意向的|还没成交的|未成交客户|未成交的|没开过单的新人|潜在客人)",
    make: () => ({ field: "lifecycle", in: ["prospect"] }),
  },
  {
    name: "skin",
    say: "skin=( (敏感肌|油皮|干皮|混油皮|混干皮|痘肌) )",
    make: (part) => fact(part.said, "preference") && { field: "fact", like: part.said.trim(), kind: "any" },
  },
  ...SEGMENTS.map(({ name, say, of, names }) => ({
    name,
    say,
    make: (): Condition => ({ field: "segment", of, in: [...names] }),
  })),
  {
    name: "repurchase",
    say: `?{date} ((该|要|预计|会|快|应该|快要|轮到|该轮到|差不多该|差不多要|估计要|估计会|八成要|到点|到点该|快该|就该|就要|准备) ?(来|回来|来店|回店|再来|上门)? (回购|复购|再来买|补货|回来补货|再买|续货|补单|补买|囤货|续单|补充|添货|补一补|回来买|再次购买|再来一单|续上)|(到了|到|快到|该到|临近) ?(回购|复购|补货|再买) ?的 (时间|时候|日子|点|周期|时间点|期)|(回购期|复购期|补货期|回购周期|复购周期) ?(到了|快到了|到|快到|已到|快到的|临近)) ?了 ?的?`,
    // Of today or without a day: whoever is due by now.
    make: ({ range, today }) => ({
      field: "next-purchase",
      range: range?.from != null && range.from > today ? range : null,
    }),
  },
  {
    name: "surname",
    say: "((谁|有谁|哪些人|哪位|哪些客户|有没有) 姓 {surname:like}|姓 {surname:like} ?的|{surname:like} 姓 ?的)",
    make: (part) => ({ field: "name", like: part.words("like") }),
  },
  {
    // 名字里有小曼两个字的
    name: "lettered",
    say: "(名字|姓名|名) (里|中|里头|里面)? (有|带|含|是|叫|带着|含有|有个|带个|是个|里有)+ ?个 <like> ?(这|这个)? ?(一个|两个|俩|二|两|几个|三个)? (字|字眼) ?的",
    make: named,
  },
  { name: "named", say: "(名字|姓名) (里|中)? (有|带|含) <like> 的?", make: named },
  {
    name: "noFollowUp",
    say: "((没有|没|无|还没|还没有|没排|没安排|没建|没设|没挂|没做|缺|没定|没制定) ?(任何|一个|一条|什么|排|建|安排|设|挂)? ?的? (跟进|待办|跟进任务|跟进事项|待跟进|提醒|待办事项|回访任务|跟进计划|跟进安排|回访计划|待跟进事项|未完成的跟进|待办任务|回访|回访安排|联系计划|维护计划|跟进提醒|跟进记录|下次跟进)|(一个|一条|任何|啥) (跟进|待办|跟进任务|提醒|待办事项|回访) ?(都|也|全)? (没|没有|还没|未) ?(排|建|安排|设|挂|有|做|定|加)? ?过?|(跟进|待办|跟进任务|提醒) (没排|没安排|没建|还没排|空着|是空的|没设)) 的 ?(客户|会员|顾客|客人)",
    // 一个月没跟进的: nobody spoke to her since.
    make: ({ range, said }) =>
      range?.from && /跟进/u.test(said)
        ? { field: "last-contact", range: { from: null, to: range.from } }
        : { field: "has-follow-up", is: false },
  },
  {
    name: "followUp",
    say: "((待办|跟进|回访|跟进任务|待办事项) ?(还|都|一直)* (没清|没做|没完|没弄|没结|没办|没跟完|没做完|没处理|没清完|没完成|没了结|拖着|挂着|欠着|压着|逾期) ?(完|掉|好) ?的|有待办|有跟进|要跟进的|有提醒|有待跟进|有待跟进事项|有未完成的跟进|有待办事项|有跟进事项|有未完成跟进|有没做完的跟进|有未完成的待办|有没跟完的|有未完成待办|有没完成的跟进|还有跟进没做|有待办没做|还有待办|有事没跟|有事要跟|还有跟进没完|(还|都|有|还有)? (挂着|压着|欠着|攒着|留着|搁着|积着|有|还有|还剩) ?(没做|没完成|没办|未完成|未办|待处理|没处理)? ?的? (待跟进|待跟进的|待办|待办的|跟进|没跟完的|未跟进|跟进任务|待回访|跟进事项|待办事项|没办完的事|未了的事|待办任务) ?(没做|没完成|没办|没做完|没完)?)",
    make: () => ({ field: "has-follow-up", is: true }),
  },
];

const none = (field: "orders" | "visits" | "returns", range: DayRange | null): Condition => ({
  field,
  bound: { min: null, max: 0, minInclusive: true, maxInclusive: true },
  range,
});

/** Periods of the calendar as opposed to lengths of time: not come this year is none in this year. */
const CALENDAR = /^[今本这当]|[上去前昨下明]|月份?$|季度|\d{4}/u;
/** Nobody says how long: two months, as for visits. */
const LONG_UNBOUGHT_DAYS = 60;
/** A purchase or two from the next tier. */
const NEAR_UPGRADE_YUAN = 2000;
/** Nobody says how long, so a month: who was not spoken to for so long is due in any case. */
const NOT_CONTACTED_DAYS = 30;

/** 「两个月没来」: not seen since then. A period of the calendar (上个月没来, 今年没来) is a count of nought instead. */
function notSeen(
  field: "last-seen" | "last-purchase" | "last-contact",
  count: "visits" | "orders" | null,
  part: Part,
): Condition | null {
  const { range, today } = part;
  if (!range?.from)
    return count
      ? none(count, null)
      : { field: "last-contact", range: { from: null, to: addDays(today, -NOT_CONTACTED_DAYS) } };
  const { days } = part;
  const isLength = days?.duration !== undefined;
  const over = range.to !== null && range.to <= today;
  if (count && !isLength && (over || CALENDAR.test(days?.text ?? ""))) return none(count, range);
  return { field, range: { from: null, to: range.from } };
}

/** 普通 is a tier and a class of buyers: of a 会员 it is the tier, of a 客户 the class. The reply states which. */
function tier(part: Part): Condition {
  const name = part.words("tier");
  return name === "普通" && (part.has("客户") || part.has("顾客"))
    ? { field: "class", in: ["普通"] }
    : { field: "tier", in: [name] };
}
function birthday(part: Part): Condition | null {
  if (!part.range) return null;
  // 元旦前过生日的: from today on.
  const from = part.range.from ?? part.today;
  if (part.range.to !== null && part.range.to <= from) return null;
  // 本周和下周: through the end of the later one.
  const more = daysOf(dateOf(part.get("more")), "future")?.to ?? null;
  const earliest = more !== null ? (daysOf(dateOf(part.get("date")), "near")?.from ?? from) : from;
  const last = part.range.to ?? addDays(from, 30);
  return { field: "birthday", range: { from: earliest, to: more !== null && more > last ? more : last } };
}
/** 这个月生日已经过掉的, 这个月还没过的: up to today, or from today on. */
function birthdayIn(part: Part, side: "over" | "ahead"): Condition | null {
  // 生日还没过的, 生日已经过了的: this year.
  const year = Number(part.today.slice(0, 4));
  const days = part.has("date")
    ? daysOf(dateOf(part.get("date")), "near")
    : { from: `${year}-01-01`, to: `${year + 1}-01-01` };
  if (!days?.from || !days.to) return null;
  const range = side === "over" ? { from: days.from, to: part.today } : { from: part.today, to: days.to };
  return range.from < range.to ? { field: "birthday", range } : null;
}
const TIMES_REPEATED: readonly [RegExp, number][] = [
  [/五/u, 5],
  [/四/u, 4],
  [/三/u, 3],
];
const timesRepeated = (part: Part): number => TIMES_REPEATED.find(([word]) => word.test(part.said))?.[1] ?? 2;
function bought(part: Part): Condition | null {
  const what = part.words("what").replace(/^(过|了)+|的$/gu, "");
  return what === "" ||
    /^[得多少最完好过]|^[满够破超]?[\d一二两三四五六七八九十百千万]+[千万百块元]|^(?:单|东西|点东西|又|就|连着|上次|上回|最近|一次|一回|完)|[谁哪什么几]/u.test(
      what,
    )
    ? null
    : { field: "bought", what, range: part.range };
}
/** 「消费前20%」: a share of those who bought, and no number of people. */
function topSpend(part: Part): Condition | null {
  const share = HALF.test(part.said) ? 0.5 : amountOf(part.get("share"));
  return share === null || share <= 0 || share >= 1 ? null : { field: "top-spend", share, range: part.range };
}
const HALF = /[前头](?:一半|半数|半截|一多半)/u;
/** 苏州无锡那边的: any of those named. */
function regions(said: string): Condition | null {
  const found: Condition[] = [];
  for (let rest = said; ; ) {
    const name = regionIn(rest);
    if (name === null) break;
    found.push({ field: "region", is: name });
    rest = rest.replaceAll(name, "·");
  }
  return found.length > 1 ? { any: found } : (found[0] ?? null);
}
function region(said: string | null): Condition | null {
  const name = said?.replace(/^在|(那边|附近|一带|的)$/gu, "") ?? "";
  return name === "" || /[谁哪什么店又还是]/u.test(name) ? null : { field: "region", is: name };
}
function fact(like: string, kind: "preference" | "dislike" | "negative"): Condition | null {
  const words = like
    .replace(/的$/u, "")
    .replace(kind === "negative" ? /^$/u : /^[喝吃穿用买戴](?=..)/u, "")
    .trim();
  return words === "" || /[谁哪什么]/u.test(words) ? null : { field: "fact", like: words, kind };
}
function need(what: string): Condition | null {
  const like = what.replace(/^(?:过|了|一?[个件条双套款]|点|些)+|(?:的|吗|呢|啊|了|客人?|人)+$/gu, "").trim();
  return like === "" || like.length > 10 || /[谁哪几]|什么|啥|东西/u.test(like)
    ? null
    : { field: "fact", like, kind: "need" };
}
/** 坚果过敏的: what stands before the word; 过敏的 alone is any of them. */
function allergen(said: string): string {
  const what = said.replace(/^(?:有|对)|(?:过敏|敏感).*$/gu, "").trim();
  return what === "" || /忌|史/u.test(what) ? "过敏" : what;
}
function noted(what: string): Condition | null {
  const like = what.replace(/^(?:是|有|过|了|：|:|要开|需要开|要求|需要|必须)+|(?:的|吗|呢|啊)+$/gu, "").trim();
  return like === "" || like.length > 12 || /[谁哪几]|什么|啥/u.test(like)
    ? null
    : { field: "fact", like, kind: "any" };
}
function named(part: Part): Condition | null {
  const like = part.words("like").replace(/的$/u, "");
  return like.length >= 1 && like.length <= 4 ? { field: "name", like } : null;
}
function decade(value: number | null, today: string): Condition | null {
  if (value === null || value % 5 !== 0 || value >= 100) return null;
  const born = value <= 20 ? 2000 + value : 1900 + value;
  const year = Number(today.slice(0, 4));
  // 95后 are of half a decade, 90后 of a whole one.
  const years = value % 10 === 5 ? 5 : 10;
  return {
    field: "age",
    bound: { min: year - born - years + 1, max: year - born, minInclusive: true, maxInclusive: true },
  };
}
/** 1990年以后出生: counted in whole years, as everybody does. */
function bornIn(part: Part): Condition | null {
  if (!part.range) return null;
  const year = Number(part.today.slice(0, 4));
  const { from, to } = part.range;
  const oldest = from === null ? null : year - Number(from.slice(0, 4));
  // The end is not included: up to 1 January 1990 means 1989.
  const youngest = to === null || to > part.today ? null : year - Number(addDays(to, -1).slice(0, 4));
  return oldest === null && youngest === null
    ? null
    : { field: "age", bound: { min: youngest, max: oldest, minInclusive: true, maxInclusive: true } };
}
/** 客单价过三千: the number stood after a word for "more than". */
function overOf(part: Part, bound: PlainBound): PlainBound {
  const over = ["过", "超", "逾", "破", "上"].some((word) => part.has(word));
  return over && bound.min !== null && bound.min === bound.max ? { ...bound, max: null, minInclusive: false } : bound;
}
function roundOf(part: Part): number | null {
  const rounds: readonly [RegExp, number][] = [
    [/十万$/u, 100_000],
    [/万$/u, 10_000],
    [/千$/u, 1000],
  ];
  for (const word of ROUND.slice(1, -1).split("|"))
    if (part.has(word)) return rounds.find(([ending]) => ending.test(word))?.[1] ?? null;
  return null;
}
/** 「买过3次的」 means at least three; an explicit bound stays as said. */
function open(bound: PlainBound): PlainBound {
  return bound.min !== null && bound.min === bound.max ? { ...bound, max: null } : bound;
}
export function not(condition: Condition | null): Condition | null {
  return condition === null ? null : { not: condition };
}
