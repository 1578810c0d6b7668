// What must not stand in a message to a customer: advertising-law words, false scarcity, promises nothing backs, cold
// apologies, her sore points, wrong days. Pure: text and facts in, findings with their place out.
import { type Day, splitDay } from "../../calendar/day.ts";
import { unreachable } from "../../errors.ts";
import { type ContactKind, isBereavement, isDivorce } from "../contact/gate.ts";
import { dayWord } from "./occasions.ts";

export interface LintFacts {
  occasion: ContactKind;
  /** The day spoken of, and the day it is sent on. */
  occursOn: Day | null;
  sendOn: Day;
  /** Words of benefits that she may be promised on that day. */
  benefits: readonly string[];
  /** Words of other benefits of the house: for another tier, expired, not yet begun. */
  otherBenefits: readonly string[];
  negatives: readonly { topic: string | null; value: string }[];
  /** Names of people, shops and articles: what stands in them is not a claim. */
  names: readonly string[];
}

export type FindingCode =
  | "ad-word"
  | "scarcity"
  | "promise"
  | "benefit-changed"
  | "benefit-not-hers"
  | "date"
  | "cold-words"
  | "no-empathy"
  | "promo-word"
  | "negative"
  | "merge-field"
  | "too-long"
  | "long";

export interface Finding {
  code: FindingCode;
  /** `block`: not sent until changed. `advise`: said, and sent if she likes. */
  severity: "block" | "advise";
  /** Place in the text, in UTF-16 units; the whole text for what is missing from it. */
  from: number;
  to: number;
  span: string;
  /** What it should be, or which fact it goes against. */
  detail: string | null;
}

/** The platform's limit for a customer message (page 92135). */
export const TEXT_BYTES_MAX = 4000;
/** What is read at a glance on a phone. */
export const TEXT_LENGTH_ADVISED = 120;

// Sources: 广告法 §9(3) (国家级、最高级、最佳 and their like), §9(1)–(2) (state organs and symbols), §4, §28 (false and
// misleading claims), §17 (medical effects and medical words for goods that are none), §16(1) and §18(1) (assertions of
// effect and safety for medicines and health food), §25 (promised returns); 化妆品监督管理条例 §37, §43 (no medical effect
// of cosmetics); 规范促销行为暂行规定 §6–§8 and 消费者权益保护法 §20 (truthful offers), §9, §16 (no pressing).
// Everyday words that merely begin alike (最近, 最爱, 第一次, 第一时间, 治愈系) are no claims.
const adWords: readonly RegExp[] = [
  /最(?:好(?!的?(?:祝福|祝愿|自己|年纪|时光|心情|朋友|状态))|佳|优(?!雅)|低|便宜|划算|实惠|高级|高档|先进|畅销|热销|受欢迎|权威|专业|时尚|流行|正宗|优惠|超值|强|顶级|大牌|值得|具性价比|有效|安全|健康的)/gu,
  /(?:全网|全国|全球|全市|世界|行业|销量|排名|品质|质量|口碑|人气)第一|第一(?:品牌|名牌|大牌|名(?!字))|NO\.?\s?1|TOP\s?1/giu,
  /国家级|世界级|宇宙级|国际级|顶级|顶尖|极品|极致|殿堂级|至尊|王牌|冠军|领袖品牌|领导品牌|领先(?:品牌|地位|水平)/gu,
  /首选|独一无二|绝无仅有|史无前例|前所未有|万能|全网(?:最|首)|史上|空前绝后|无与伦比|无可替代/gu,
  /唯一(?!的?(?:您|你|愿望|心愿))|独家|绝对|百分之?百|100\s?[%％]|零风险|永久(?!的祝福)|永不/gu,
  /国家领导人|特供|专供|央视|免检|驰名商标|质量免检|指定产品|国宴/gu,
  /巅峰|(?:品质|款式|面料|行业|时尚)之王|王者|无敌|全民(?:首选|必备)|稳赚|保值|升值空间|投资回报|零差评|好评率/gu,
  /包治|治好|治病|药效|药到病除|无(?:毒)?副作用|有效率|治愈率|医用级|医学(?:级|认证)|临床(?:验证|证明|认证)|(?:提高|增强|提升)(?:免疫|抵抗)力|抗衰老?|防癌|降(?:血糖|血压|血脂|三高)|调理(?:内分泌|月经|脾胃|体质|肠胃)|养肝|补肾|壮阳|祛湿|排湿|活血化瘀|消肿止痛|疏通经络|安神助眠|改善(?:睡眠|失眠|便秘|循环)|去皱|除皱|淡斑|祛痘|生发|增高|燃脂|刮油/gu,
  /根治|治愈(?!系)|治疗|疗效|药用|药妆|医学护肤|抗癌|消炎|杀菌|抗敏|祛斑|祛疤|丰胸|减肥|瘦身|排毒|延缓衰老|逆转|立竿见影|速效/gu,
];

const scarcityWords: readonly RegExp[] = [
  /仅(?:剩|限|此一次|有\S{0,3}名额)|只剩|最后(?:[一二两三四五六七八九十几]|\d+)(?:天|件|条|个|名|席|波|次|小时|批)|最后(?:机会|名额)|限量|限时|手慢无|售罄|即将涨价|马上涨价|恢复原价|过时不候|过期不候|错过(?:不再|再等|今天|就没|等一年)|名额有限|数量有限|先到先得|秒杀|疯抢|抢购|抢完|抢光|断货|绝版|倒计时|史低/gu,
  // Pressing (消费者权益保护法 §9, §16).
  /不买(?:会|就|真|要|准)?(?:后悔|亏|吃亏)|错过(?:会|就|真|要)?后悔|必买|必入|必抢|闭眼(?:入|买)|速来|速抢|赶紧(?:下单|买|抢|来买)|马上下单|再不(?:买|来)就|今天必须/gu,
];

// Promises of money, goods and points. "送上祝福" promises nothing; the places where benefits are quoted are taken out first.
const promiseWords: readonly RegExp[] = [
  /(?<![发欢护运配派])(?:赠送|附送|加送|相送|奉送|送|赠)(?!(?:给)?(?:妈妈|母亲|爸爸|父亲|爸妈|朋友|家人|长辈|老人|老师|闺蜜|同事|领导|孩子|女儿|儿子|先生|太太|老公|老婆|婆婆|人的)|别|言|一?[声份]?(?:上|去|来|您|你|给您|给你|出)?(?:一|我们?|最|满满|真诚|诚挚|美好|一份|一声|一句|的|诚心|温暖的?)*(?:祝福|问候|祝愿|关心|关怀|温暖|健康|平安|心意|到家|货|达|修|洗|回))/gu,
  /免费|免单|免邮|包邮|半价|对折|打折|打\S折|[一二三四五六七八九\d.]+\s?折|折扣|折上折|满\s?[\d一二三四五六七八九十百千万]+\s?(?:减|送|元|赠)|满减|立减|直减|减免|抵扣|抵用|返现|返利|返券|红包|抽奖|中奖|特价|会员价|内购价|折后|买[一二三四五六\d]+[送赠]/gu,
  /优惠|代金券|抵用券|优惠券|礼券|咖啡券|兑换券|[\d一二三四五六七八九十百千]+元?券|券(?=一张|\d)|兑换(?!货)|领取|领一份|来店领|到店领/gu,
  /[双两三四五多翻\d]+倍(?:的)?积分|积分(?:翻倍|加倍|双倍|翻番|[双两三四五多\d]+倍)|(?:多|加|送)\s?\d*\s?积分/gu,
  /好礼|礼品|礼物|礼盒|赠品|小样|试用装|伴手礼|见面礼|大礼|豪礼/gu,
];

/** Words that lead up to a benefit: fine in a sentence that quotes one. */
const leadingWords =
  /(?:留|备)(?:着|好了|了)[：:]|生日礼(?!貌)|节礼|回礼|礼遇|福利|惊喜|小心意|补偿|赔偿|退款|退全款/gu;

// Numbers that are no promise: times of the day, ages, floors, sizes, degrees, metro lines.
const harmlessNumber =
  /^(?:\s?[点:：]\s?\d{0,2}(?:分|半)?|\s?(?:岁|楼|层|栋|周岁|号楼|号店|号线|路(?:公交|车)|码|公分|厘米|cm|度|℃|°))/u;

const coldWords =
  /不是我们的?(?:问题|责任|错)|不关我们|跟我们?没关系|不归我们?管|您(?:可能|应该)?误会|您(?:自己)?没(?:看清|说清|注意)|是您自己|(?:公司|店里|本店)?规定就是|按规定|没办法|系统(?:的)?问题|别的(?:顾客|客人|客户)都|其他(?:顾客|客人|客户)都|这(?:很|是)正常|个别(?:情况|现象)|您(?:要|得)理解|请您?谅解一下就|不至于|小题大做|下次注意(?:点)?就/gu;
const empathy =
  /(?:我|很|能|完全|特别|非常)?(?:理解|体会|明白)您|换作是我|换成是我|让您(?:失望|久等|受委屈|委屈|着急|操心|不舒服|有不好)/u;
const sorry = /抱歉|对不起|道(?:个|声)?歉|赔(?:个)?不是|不好意思|致歉|过意不去/u;

// F08 and E05: greetings, thanks and care do not sell.
const promoWords =
  /促销|特卖|大促|清仓|爆款|热卖|热销|上新|新品|新款|新到|新货|到货|会员日|选购|下单|(?:欢迎|快来|赶紧|推荐您?|来)(?:购买|买)|入手|推荐您买|活动(?:价|中|力度|期间|进行)|大减价|降价|全场/gu;
const unsaleable: ReadonlySet<ContactKind> = new Set([
  "birthday",
  "anniversary",
  "holiday",
  "thanks",
  "care",
  "apology",
  "complaint",
  "lead",
]);

/** All findings, in the order of the text. An empty list means it may go. */
export function lintDraft(text: string, facts: LintFacts): Finding[] {
  const masked = mask(text, [...facts.benefits, ...facts.names]);
  const quoted = mask(text, facts.benefits);
  const found = [
    ...length(text),
    ...mergeFields(text),
    ...negatives(text, facts),
    ...each(masked, adWords, "ad-word"),
    ...each(masked, scarcityWords, "scarcity"),
    ...changedBenefits(masked, facts),
    ...each(masked, promiseWords, "promise"),
    ...leading(masked, quoted),
    ...dates(masked, facts),
    ...numbers(masked),
    ...(facts.occasion === "apology" ? apology(masked, text) : []),
    ...(unsaleable.has(facts.occasion) ? each(masked, [promoWords], "promo-word") : []),
  ];
  return withoutOverlaps(found.map((one) => ({ ...one, span: text.slice(one.from, one.to) })));
}

export function blocks(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === "block");
}

// === Form

function length(text: string): Finding[] {
  const bytes = new TextEncoder().encode(text).length;
  const whole = { from: 0, to: 0, span: "" };
  if (text.trim() === "") return [{ code: "merge-field", severity: "block", ...whole, detail: null }];
  if (bytes > TEXT_BYTES_MAX) return [{ code: "too-long", severity: "block", ...whole, detail: String(bytes) }];
  const count = [...text].length;
  return count > TEXT_LENGTH_ADVISED ? [{ code: "long", severity: "advise", ...whole, detail: String(count) }] : [];
}

function mergeFields(text: string): Finding[] {
  return each(
    text,
    [
      /\{[^{}]*\}|｛[^｛｝]*｝|\[(?:姓名|称呼|客户|门店|店名|日期)[^\]]*\]|【(?:姓名|称呼|客户|门店|店名)】|(?:X{2,}|x{3,}|某某|×{2,})/gu,
    ],
    "merge-field",
  );
}

// === Her sore points

/** What stands for a forbidden thing in the words of a shop. */
const kin: readonly [RegExp, readonly string[]][] = [
  [
    /甜|糖(?!尿)|糖尿|控糖|血糖/,
    ["甜", "糖", "蛋糕", "巧克力", "奶茶", "月饼", "点心", "甜品", "饼干", "冰淇淋", "蜂蜜", "果汁", "马卡龙"],
  ],
  [/海鲜|虾|蟹|贝/, ["海鲜", "虾", "蟹", "贝", "鱼", "鲍", "生蚝", "花胶"]],
  [/花粉|鲜花/, ["鲜花", "花束", "花艺", "花香", "插花", "香水百合"]],
  [/酒/, ["酒", "香槟", "干杯", "小酌"]],
  [/坚果|花生|核桃/, ["坚果", "花生", "核桃", "腰果", "杏仁", "月饼"]],
  [/牛奶|乳|奶/, ["牛奶", "奶茶", "拿铁", "酸奶", "奶油", "芝士", "奶酪"]],
  [/咖啡|失眠/, ["咖啡", "拿铁", "手冲", "美式", "浓茶"]],
  [/麸质|面粉/, ["蛋糕", "面包", "饼干", "月饼", "点心"]],
  [/鸡蛋/, ["鸡蛋", "蛋糕", "蛋挞", "月饼"]],
  [/芒果/, ["芒果"]],
  [/羊毛|羊绒/, ["羊毛", "羊绒"]],
  [/真丝|桑蚕/, ["真丝", "桑蚕丝"]],
  [/金属|镍/, ["耳环", "耳钉", "项链", "手链", "金属"]],
  [/乳胶/, ["乳胶"]],
  [/香水|香精|香味|闻不得香|怕香/, ["香水", "香薰", "香氛", "香囊", "精油"]],
  [/素食|吃素|素斋|不吃肉/, ["肉", "牛排", "海鲜", "烤鸭", "火腿", "鱼", "火锅", "腊味", "鸡汤"]],
  [/清真|回民|回族|穆斯林|不吃猪/, ["猪", "腊肉", "火腿", "酒", "排骨"]],
  [/痛风|尿酸/, ["海鲜", "啤酒", "火锅", "酒"]],
  [/高血压|心脏/, ["酒", "咖啡", "桑拿"]],
  [
    /怀孕|孕期|孕妇|备孕|哺乳|有喜|二胎中/,
    ["酒", "香槟", "咖啡", "瘦身", "减肥", "精油", "香薰", "香水", "束身", "塑形", "高跟", "染发", "桑拿"],
  ],
  [
    /流产|小产|不孕|不育|试管|(?:别|不要|不能|忌)提?(?:孩子|小孩|生育)/,
    ["孩子", "宝宝", "宝贝", "怀孕", "好孕", "辣妈", "亲子", "儿女"],
  ],
  [/失业|裁员|被裁|生意(?:失败|不好)|破产/, ["升职", "加薪", "事业", "财源", "发财", "生意兴隆", "工作顺利"]],
  [/生病|住院|手术|化疗|癌/, ["身体硬朗", "龙马精神", "生龙活虎", "活蹦乱跳"]],
  [/怕狗|狗毛/, ["狗", "汪"]],
  [/怕猫|猫毛/, ["猫", "喵"]],
];
const festive = /快乐|恭喜|喜庆|喜气|热闹|红红火火|团圆|团团圆圆|阖家|欢聚|开怀|大喜/gu;
const couple = /老公|老婆|爱人|夫妻|恩爱|情侣|另一半|白头|百年好合|[您你](?:家)?(?:先生|太太|那位)|结婚(?:纪念|周年)/gu;
const lost =
  /父亲|爸爸|母亲|妈妈|爸妈|父母|爷爷|奶奶|外公|外婆|丈夫|老公|先生|妻子|老伴|儿子|女儿|哥哥|弟弟|姐姐|妹妹/gu;

function negatives(text: string, facts: LintFacts): Finding[] {
  return facts.negatives.flatMap((fact) => {
    if (isBereavement(fact)) {
      const gone = [...fact.value.matchAll(lost)].map(([word]) => literally(word));
      const patterns = gone.length > 0 ? [festive, new RegExp(gone.join("|"), "gu")] : [festive];
      return each(text, patterns, "negative", fact.value);
    }
    if (isDivorce(fact)) return each(text, [couple], "negative", fact.value);
    const words = forbidden(fact.value);
    return words.length > 0
      ? each(text, [new RegExp(words.map(literally).join("|"), "gu")], "negative", fact.value)
      : [];
  });
}

/** "对羊毛过敏" → 羊毛 and its kin. Words of one letter count only when they have kin, or they would be everywhere. */
function forbidden(value: string): string[] {
  const things = value
    .split(/[，,、；;和及与\s/]+/u)
    .map((part) =>
      part
        .replace(
          /^(?:[她他]|客户|本人)?(?:对|不能|不要|不可以|不可|不吃|不喝|不碰|不穿|不用|忌讳|忌|别|严重|有点|有)+/u,
          "",
        )
        .replace(/(?:严重)?(?:过敏|不耐受|不能吃|不能碰|不行)$/u, "")
        .replace(/^(?:吃|喝|碰|穿|用|提|说|送|对|闻)/u, "")
        .trim(),
    )
    .filter((thing) => thing !== "");
  return [
    ...new Set([
      ...things.filter((thing) => thing.length >= 2 && thing.length <= 8),
      ...kin.flatMap(([pattern, words]) => (pattern.test(value) ? words : [])),
    ]),
  ];
}

// === Promises

/** Something that is almost a benefit is a benefit with a number, a thing or a day changed. */
function changedBenefits(masked: string, facts: LintFacts): Finding[] {
  const near = (benefit: string): Finding[] => {
    const most = Math.max(1, Math.floor(benefit.length * NEAR_SHARE));
    if (benefit.length < NEAR_FROM || !sharesLetters(masked, benefit, most)) return [];
    const hit = closest(masked, benefit);
    if (hit === null || hit.distance > most) return [];
    return [{ code: "benefit-changed", severity: "block", from: hit.from, to: hit.to, span: "", detail: benefit }];
  };
  const other = facts.otherBenefits.flatMap((benefit) => {
    const at = benefit.length < 2 ? -1 : masked.indexOf(benefit);
    const found: Finding[] = [
      { code: "benefit-not-hers", severity: "block", from: at, to: at + benefit.length, span: "", detail: benefit },
    ];
    return at < 0 ? [] : found;
  });
  return [...other, ...facts.benefits.flatMap(near)];
}

// Up to a third of the letters changed still reads as the same benefit; shorter ones resemble everything.
const NEAR_SHARE = 0.34;
const NEAR_FROM = 4;

/** The stretch of `text` with the least edits to `pattern` (Sellers), or null for an empty pattern. */
function closest(text: string, pattern: string): { from: number; to: number; distance: number } | null {
  if (pattern === "") return null;
  const width = pattern.length + 1;
  let costs = Array.from({ length: width }, (_, p) => p);
  let starts = new Array<number>(width).fill(0);
  let best = { from: 0, to: 0, distance: pattern.length };
  for (let t = 1; t <= text.length; t++) {
    const nextCosts = [0];
    const nextStarts = [t];
    for (let p = 1; p < width; p++) {
      const swap = (costs[p - 1] ?? 0) + (text[t - 1] === pattern[p - 1] ? 0 : 1);
      const insert = (costs[p] ?? 0) + 1;
      const skip = (nextCosts[p - 1] ?? 0) + 1;
      const least = Math.min(swap, insert, skip);
      nextCosts.push(least);
      nextStarts.push((swap === least ? starts[p - 1] : insert === least ? starts[p] : nextStarts[p - 1]) ?? t);
    }
    const distance = nextCosts[pattern.length] ?? pattern.length;
    if (distance < best.distance) best = { from: nextStarts[pattern.length] ?? t, to: t, distance };
    costs = nextCosts;
    starts = nextStarts;
  }
  return best;
}

/** Cheaper than the edits: a stretch cannot be near when too many of the pattern's letters are nowhere in the text. */
function sharesLetters(text: string, pattern: string, missing: number): boolean {
  let absent = 0;
  for (const letter of pattern) if (!text.includes(letter)) absent++;
  return absent <= missing;
}

function leading(masked: string, quoted: string): Finding[] {
  return each(masked, [leadingWords], "promise").filter((finding) => {
    const start = Math.max(...["。", "！", "？", "\n"].map((end) => quoted.lastIndexOf(end, finding.from))) + 1;
    const rest = quoted.slice(start).search(/[。！？\n]/u);
    const sentence = rest < 0 ? quoted.slice(start) : quoted.slice(start, start + rest);
    return !sentence.includes(MASK);
  });
}

function numbers(masked: string): Finding[] {
  return each(masked, [/\d+(?:[.,]\d+)?\s?(?:[%％]|[\p{Script=Han}]{0,2})/gu], "promise")
    .filter(({ from }) => {
      const digits = /^\d+(?:[.,]\d+)?/.exec(masked.slice(from))?.[0] ?? "";
      const before = masked.slice(0, from);
      if (/\d[点:：]\s?$/u.test(before)) return false;
      // Dates are judged as dates.
      if (isPartOfDate(masked, from)) return false;
      return !harmlessNumber.test(masked.slice(from + digits.length));
    })
    .concat(
      each(
        masked,
        [
          /(?:[一二两三四五六七八九十百千万几]+)(?:元|块钱|块(?=[，。！,!]|$)|折|倍|万元|百元|千元)|半折|双倍|翻倍|加倍/gu,
        ],
        "promise",
      ),
    );
}

// === Days

const explicitDate =
  /(\d{1,2}|[一二三四五六七八九十]{1,2})\s?月\s?(\d{1,2}|[初一二三四五六七八九十廿]{1,3})\s?[日号]?|(?<![月\d])(\d{1,2})[日号](?!楼|店|线|院)/gu;
const relativeDay = /大后天|大前天|后天|明天|明日|明儿|今天|今日|今儿|昨天|昨日|前天/gu;
const sameWord: Readonly<Record<string, string>> = {
  明日: "明天",
  明儿: "明天",
  今日: "今天",
  今儿: "今天",
  昨日: "昨天",
};

function dates(masked: string, facts: LintFacts): Finding[] {
  const expected = facts.occursOn === null ? null : dayWord(facts.occursOn, facts.sendOn);
  const wrongDate = each(masked, [explicitDate], "date", expected).filter(
    ({ from, to }) => !isTheDay(masked.slice(from, to), facts),
  );
  const wrongWord = each(masked, [relativeDay], "date", expected).filter(({ from, to }) => {
    const word = masked.slice(from, to);
    if (!spokenOf.test(clauseAt(masked, from))) return false;
    return (sameWord[word] ?? word) !== expected;
  });
  return [...wrongDate, ...(isGreeting(facts.occasion) ? wrongWord : [])];
}

const spokenOf = /生日|寿|诞|节|中秋|春节|国庆|元旦|端午|新年|过年|除夕|元宵|七夕|重阳|纪念|周年/u;

function isGreeting(occasion: ContactKind): boolean {
  switch (occasion) {
    case "birthday":
    case "anniversary":
    case "holiday":
      return true;
    case "apology":
    case "care":
    case "complaint":
    case "lead":
    case "replenish":
    case "promotion":
    case "thanks":
    case "winback":
      return false;
    default:
      return unreachable(occasion);
  }
}

/** Only the day spoken of may be named. */
function isTheDay(said: string, facts: LintFacts): boolean {
  if (facts.occursOn === null) return false;
  const { month, day } = splitDay(facts.occursOn);
  const numbers = said.match(/\d+/g)?.map(Number);
  if (!numbers) return false;
  return numbers.length === 2 ? numbers[0] === month && numbers[1] === day : numbers[0] === day;
}

function isPartOfDate(text: string, at: number): boolean {
  for (const match of text.matchAll(explicitDate)) {
    if (at >= match.index && at < match.index + match[0].length) return true;
  }
  return false;
}

function clauseAt(text: string, at: number): string {
  const start = Math.max(...[...text.slice(0, at)].map((char, i) => (/[，。！？；,!?;\n]/u.test(char) ? i + 1 : 0)), 0);
  const rest = text.slice(at).search(/[，。！？；,!?;\n]/u);
  return rest < 0 ? text.slice(start) : text.slice(start, at + rest);
}

// === Apologies (J10)

function apology(masked: string, text: string): Finding[] {
  const whole = { from: 0, to: 0, span: "", severity: "block" as const };
  const missing =
    empathy.test(text) && sorry.test(text)
      ? []
      : [{ code: "no-empathy" as const, ...whole, detail: empathy.test(text) ? "sorry" : "empathy" }];
  return [...each(masked, [coldWords], "cold-words"), ...missing];
}

// === Common

// A letter that stands in no message: what is quoted is not judged again.
const MASK = "\u0001";

function mask(text: string, words: readonly string[]): string {
  let masked = text;
  for (const word of words.filter((one) => one.length >= 2).toSorted((a, b) => b.length - a.length)) {
    masked = masked.replaceAll(word, MASK.repeat(word.length));
  }
  return masked;
}

function each(text: string, patterns: readonly RegExp[], code: FindingCode, detail: string | null = null): Finding[] {
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => ({
      code,
      severity: "block" as const,
      from: match.index,
      to: match.index + match[0].length,
      span: match[0],
      detail,
    })),
  );
}

/** One place is told once, by the first rule that found it. */
function withoutOverlaps(findings: readonly Finding[]): Finding[] {
  const kept: Finding[] = [];
  for (const finding of findings) {
    const overlaps = finding.to > finding.from && kept.some((one) => one.from < finding.to && finding.from < one.to);
    if (!overlaps) kept.push(finding);
  }
  return kept.toSorted((a, b) => a.from - b.from);
}

function literally(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
