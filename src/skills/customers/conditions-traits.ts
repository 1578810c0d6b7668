// What a customer is: tier, tags, home, sex, age, birthday, points, name, class and group. A pattern and its maker each.

import { addDays } from "../../calendar/day.ts";
import { amountOf, atLeast, dateOf, daysOf, exactly } from "../../understanding/parser/build.ts";
import { type ConditionRule, not, open, type Part, ROUND, roundOf } from "./condition-rule.ts";
import { WHOEVER } from "./condition-words.ts";
import { having, lacking } from "./not-words.ts";
import type { Condition } from "./query.ts";
import { REGIONS, regionIn } from "./regions.ts";
import { SEGMENTS } from "./segment-words.ts";

/** 姐妹们, 大叔: a word for a woman or a man that says no more. */
const WOMEN =
  "女客户|女的|女性|女士|女顾客|女会员|女客|女生|女性客户|女客人|女宾|女士们|女孩|女孩子|姑娘们|小姐姐们|姐妹们|姐姐们|姐姐|小姐姐|阿姨|大妈们|女主人|女宾们|女客们|女生们|老太太们|奶奶们|大姐们|阿姨们|太太们|女同志|女人|女同胞|美女们|妹子们|女主顾|女";
const MEN =
  "男客户|男的|男性|男士|男顾客|男会员|男客|男生|男性客户|男客人|男宾|男士们|先生们|叔叔们|小哥哥|哥哥们|大爷们|男客们|男生们|男宾们|爷爷们|老爷子们|大叔们|大哥们|爷们|小伙子|男同志|男人|帅哥们|男主顾|男";
const REGION = REGIONS.join("|");
const LIVES = "住|住在|家在|家住|人在|来自|在|人住|老家|老家在|定居|定居在|常住|常住在|搬去|搬到";
/** A purchase or two from the next tier. */
/** Less is no sum that anybody asks for. */
const SUM_MIN = 200;
const NEAR_UPGRADE_YUAN = 2000;

/** 打了标签, 打了标 … */
const marked = (verbs: string) =>
  verbs
    .split(" ")
    .flatMap((verb) => [`${verb}标签`, `${verb}标`, `${verb}tag`])
    .join("|");
const POINTS = "(积分|分|分数|会员积分|会员分|手里积分|手上积分|手上的分|手里的分)";
const SO_MANY_POINTS = "({bound.plain:bound}|{number.plain:bound}|{bound.points:bound}|{number.points:bound})";
export const TRAITS: readonly ConditionRule[] = [
  { name: "tier", say: "{tier} ?(会员|客户|客人|顾客|等级)", make: tier },
  {
    // 金卡以上: the words are understood as said (vocabulary.ts).
    name: "tiersFrom",
    say: "{tier} ?(会员|客户|等级|级别)? ?(及|或|和|及其)? way=( (以上|以下|往上|往下|打底|起步) ) ?的? ?(会员|客户|客人|顾客|等级)",
    make: (part) => ({
      field: "tier",
      in: [`${part.words("tier")}${/[下]/u.test(part.said.replace(/的.*$/u, "")) ? "以下" : "以上"}`],
    }),
  },
  {
    name: "noMember",
    say: "(非会员|不是会员|还不是会员|没入会|没入会员|还没入会|没办卡|没办会员|没开卡|还没办卡|还没开卡|未入会|没加入会员|没成为会员) ?的? ?(客户|客人|顾客)",
    make: () => not({ field: "tier", in: ["会员"] }),
  },
  { name: "vip", say: "(vip|vip客户|vip会员|贵宾|大客户|贵宾客户)", make: () => ({ field: "tier", in: ["VIP"] }) },
  { name: "loyal", say: "(忠实会员|忠实客户|忠实顾客|忠实)", make: () => ({ field: "tier", in: ["忠实"] }) },
  {
    name: "notTag",
    say: `(${[
      "没 没有 没打 没有打 没打过 没打上 没挂 没贴 没贴过 没加 没标 没被打 未打 无 不带 不含 不是 没带 还没打 还没贴 还没加".split(
        " ",
      ),
      ["标签不是", "标签没有", "标签里没有", "没有标签"],
    ]
      .flat()
      .join("|")}) {tag} ?(这个|那个|这)? ?的 ?(标签|标|标记|tag)`,
    make: (part) => not({ field: "tag", in: [part.words("tag")] }),
  },
  {
    name: "tag",
    say: "?(标签|标签是|标签为|标签叫|标是|标为|标叫|打|挂|贴|标|打了|打过|打上|打上了|打的|打有|被打了|打的是|带|带着|带了|贴了|贴上|贴上了|贴过|贴的|有|有标签|有个|打着|挂着|挂了|挂上|挂有|贴着|标着|标了|标过|标成|标的|加了|加过|归在|属于) {tag} ?(的|这个|那个|这|那)* ?(标签|标|标记|tag) ?(底下|下面|下|里|里头|名下)? ?的",
    make: (part) => ({ field: "tag", in: [part.words("tag")] }),
  },
  {
    name: "tags",
    say: "{tag} (和|跟|与|、|还有|加|以及)? {tag:more} ?(这|这俩|那)? ?(两|俩|两个|二)? ?个? ((标签|标) ?(都|全|一起|同时)? ?(有|打|贴|带|占|沾|挂|打上|贴上|齐|满足)? ?(了|着|过|全|齐)* 的|(都|全|两样都|俩都) (有|打|贴|带|占|沾|挂) ?(了|着|过|全|齐)* ?标签? 的)",
    make: (part) => ({
      all: [
        { field: "tag", in: [part.words("tag")] },
        { field: "tag", in: [part.words("more")] },
      ],
    }),
  },
  {
    name: "tagged",
    say: `(${marked("打上 打了 打过 打好 有打 贴了 贴过 贴上 有任何 有 带 带了 打有 挂了 已打 有至少一个 加了 加过 加上 有个 有了")}) 的`,
    make: () => ({ field: "has-tag", is: true }),
  },
  {
    name: "untagged",
    say: `((标签|标|tag) (一个|任何|啥|什么|半个|一条) ?(都|也|全)? (没|没有|未|还没|没给) ?(打|贴|挂|加|标|有|打上|贴上)? ?(过|上|的)|(一个|任何|啥|什么|半个|哪怕一个) (标签|标|tag) ?(都|也|全)? (没|没有|未|还没|没给) ?(打|贴|挂|加|标|有|打上|贴上)? ?(过|上|的)|(标签|标) (空着|空的|是空的|为空|还空着|没打|没贴|还没打|没挂|缺着)|(没|没有|未|还没|还没有|从没|一直没|没给) (打|贴|挂|加|标|带|打上|贴上|加上) ?(过|上)? ?(任何|一个|什么|啥)? (标签|标|tag)|${marked(
      "没打 没打过 没有打 没打任何 没有 没有任何 没 无 没贴 没贴过 还没打 还没打过 未打 没有打过 没挂 没加 没加过 没上 没带",
    )}|一个标签都没有|一个标签也没有|一个标签都没打|一个标都没有|一个标都没打)`,
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
      // 三千以上的女客: nobody is so old.
      if (part.bound !== null && (low ?? part.bound.max ?? 0) >= SUM_MIN)
        return {
          all: [
            { field: "spend", bound: open(part.bound), range: part.range },
            { field: "gender", is },
          ],
        };
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
    say: lacking("生日", "生日信息", "生日记录", "生日资料", "出生日期"),
    make: () => ({ field: "has-birthday", is: false }),
  },
  {
    name: "birthday",
    say: "({date} (和|跟|还有|与|及) {date:more} @bday|{date} @bday|@bday ?在 {date}|{date} (有|是|哪些|谁|哪个|几个|有谁|哪位|哪几个|哪几位|哪些人|都有谁|都谁|有没有|有没有人|有没有谁|有人|没有人|要|会|得|该|快|快要|都|里|内|能|轮到)+ @bday)",
    make: birthday,
  },
  {
    // 月底之前还有哪些金卡要过生日: the day stands apart.
    name: "birthdayThen",
    say: "(要|会|该|快|快要|得|有|谁|能|都)* (过生日|过寿|过个生日|过大寿|过生)",
    make: (part) => (part.range ? birthday(part) : null),
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
    name: "tens",
    say: "tens=( (十几|二十多|三十多|四十多|五十多|六十多|七十多|二十几|三十几|四十几|五十几|20多|30多|40多|50多|60多) ) ?岁",
    make: (part) => {
      const word = ["十几", "二十", "三十", "四十", "五十", "六十", "七十"].findIndex((one) => part.said.includes(one));
      const low = word >= 0 ? 10 * (word + 1) : Number(/\d0/u.exec(part.said)?.[0] ?? 0);
      return low === 0 ? null : { field: "age", bound: { ...exactly(low), max: low + 9 } };
    },
  },
  {
    // 有电话没生日, 留了手机没填生日.
    name: "hasOneLacksOther",
    say: `((有|留了|留过|留有|填了|登记了) (电话|手机|手机号|联系方式|号码) ?(但|但是|却|可|可是|而) ${lacking("生日")}|(有|填了|登记了|留了) (生日|生日信息) ?(但|但是|却|可|可是|而) ${lacking("电话", "手机", "手机号")})`,
    make: ({ said }) => {
      const phone = /^.{0,3}(?:电话|手机|联系|号码)/u.test(said);
      return {
        all: [
          { field: "has-phone", is: phone },
          { field: "has-birthday", is: !phone },
        ],
      };
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
    name: "points",
    say: `(?${WHOEVER} ?的? ${POINTS} ?(余额|数)? ?(现在|已经|都|累计|攒|攒了|攒到|攒够|存了|积了|涨到)* ?(在|有|超过|大于|满|够|到|过|达到|高于|多于|至少|攒够|攒到|不止)* (${SO_MANY_POINTS}|${ROUND}) ?分 ?了 ?(的|之间|来)? ?(没用|没花|没换|没兑|没动)|(够|满|有|超过|过|攒了|攒到|攒够|攒满|达到|存了|积了) {number.points:bound} ?了 ?(积分)? ?的|{bound.points:bound} ?(积分)? ?的)`,
    make: (part) => {
      const over = /[超大高多]于|超过|不止|分过|[^不]过\d/u.test(part.said);
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
    say: `((差|还差|再消费|再买|再花|再充|再刷|再来|再加|再凑|再有|只差|就差|仅差|差着|只要再花|只要再买|只需再买|只需再花|缺|还缺|还需|还要) ?不 ?到 ({number:missing}|{bound.plain:bound}|{bound.yuan:bound}) ?(元|块|块钱) ?(以内|之内|内)? ?(就|便|就能)? ?(能|可以|够|会)? (升级|升 ?级 ?(到|为|成)? {tier}|升一级|到下一级|升档|到 {tier}|够 {tier}|上 {tier})|再? ({number:missing}|{bound.plain:bound}|{bound.yuan:bound}) ?(元|块|块钱) ?(以内|之内|内)? (就|便|就能|能|可以|够|就够)+ (升级|升 ?级 ?(到|为|成)? {tier}|升一级|到下一级|升档|上 {tier}|够 {tier})|(升|升级|升到|升级到|上|到) {tier} ?(还|就|只|也就|仅|都)* (差|缺|欠) ?(不到|不足|不超过|没到)? ({number:missing}|{bound.plain:bound}|{bound.yuan:bound}) ?(元|块|块钱) ?(以内|之内|内|了)?|(离|距|距离|差) ({tier}|升级|下一级|升 {tier}|升到 {tier}) ?(还|只|就|仅|也就|已经)* ?(差|缺|欠|剩|有)? ?(不到|不足|不超过|没到|小于|少于)? ({number:missing}|{bound.plain:bound}|{bound.yuan:bound}) ?(元|块|块钱) ?(以内|之内|内)?)`,
    make: (part) => {
      const missing = amountOf(part.get("missing")) ?? part.bound?.max ?? null;
      return missing === null || missing < 50
        ? null
        : { field: "near-upgrade", missing, to: part.words("tier") || null };
    },
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
    name: "important",
    say: "(重要客户|重点客户|重要 客户|重要|重要顾客|重要客人|重要会员)",
    make: () => ({ field: "class", in: ["重要"] }),
  },
  { name: "major", say: "(主要客户|主要|主要顾客|主要客人)", make: () => ({ field: "class", in: ["主要"] }) },
  { name: "small", say: "(小客户|小顾客|小客人)", make: () => ({ field: "class", in: ["小"] }) },
  {
    name: "new",
    say: "?{date} ?(来|进来|新进来|进店|到店|开发|认识|加进来|成交|拉来|带来) ?的 (新客|新客户|新增客户|新增会员|新增|新顾客|新会员|新客人|新面孔)",
    make: (part) => (part.range ? { field: "first-purchase", range: part.range } : { field: "lifecycle", in: ["new"] }),
  },
  {
    // 我这个月新加了几个客人
    name: "addedByMe",
    say: "我 {date} (新加|新加了|加了|拉了|发展了|新发展了|开发了|新开发了|录了|登记了|办了)",
    make: (part) =>
      part.range && {
        all: [
          { field: "owner", is: "me" },
          { field: "added", range: part.range },
        ],
      },
  },
  {
    name: "added",
    say: "{date} (建了|录了|办了|加了|拉了|发展了|登记了|新建了|新添|新添了|新来|新来的|新来了|新办|新办的|办的卡|办卡|入会|入会的|新入会|新入会的|加的|新加|新加的|登记的|录入的|新登记|新登记的|新登记了|建档|建档的|登记了|录入了|新建|新录入|加进来|录进来|录进来的|录进|录进系统|录的|录了|新录的|新录|建的档|建的档案|建了档|建了档案|建的|新建的档|新建的|开的卡|开卡|开卡的|办了卡|新开卡|新开的|新开的卡|入的会|入了会|新进|新进来|新进来的|新发展的|新发展|发展的|拉进来的|加入|加入的|成为会员|成为会员的|注册|注册的|新注册的|进系统的|新添的|建立档案的|建档案的) ?(新人|新客|新客户|新会员|新的客户)",
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
  ...SEGMENTS.map(({ name, say, of, names }) => ({
    name,
    say,
    make: (): Condition => ({ field: "segment", of, in: [...names] }),
  })),
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
  // 查一下叫小敏的
  {
    name: "called",
    say: "((叫|名叫|名字叫|叫做) ({who:like} 的|<like> 的 (客户|会员|顾客|客人))|(有没有|有没|有|找|找一下|查|查一下) ?(一个|个|位)? (叫|名叫|名字叫) <like> 的)",
    make: named,
  },
  { name: "named", say: "(名字|姓名) (里|中)? (有|带|含) <like> 的?", make: named },
];

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
