// What a customer did or did not do: came, bought, spent, brought back. A pattern and its maker each.
import { addDays } from "../../calendar/day.ts";
import { amountOf, atLeast, dateOf, daysOf, exactly, type PlainBound } from "../../understanding/parser/build.ts";
import { type ConditionRule, none, not, notSeen, open, type Part, ROUND, roundOf } from "./condition-rule.ts";
import { AT_ALL, ITEM, LONG } from "./condition-words.ts";
import { BUYING, NOT_BUYING } from "./not-words.ts";
import type { Condition } from "./query.ts";

const YUAN = "({bound.yuan:bound}|{bound.plain:bound})";
const PLAIN_YUAN = "({number.yuan:bound}|{number.plain:bound}) ?(元|块|块钱)";
/** 过三千, 超五百: more than a plain number. */
const OVER_YUAN = `(${YUAN}|(过|超|逾|破|上) ?了 ${PLAIN_YUAN})`;
const TIMES =
  "({bound.times:bound}|{number.times:bound}|{bound.plain:bound} (次|回|单|笔|趟)|{number.plain:bound} (次|回|单|笔|趟))";
const BUY = `(${BUYING.join("|")})`;
/** Denied verbs of buying that ask for what. */
const NOT_BUY = `((又|还|也|都|却|从|从来|一直|始终|至今|压根|根本|就|再|偏偏|愣是|硬是)* (${NOT_BUYING.join("|")}))`;
/** Who it is that is asked for. */
const WHO =
  "(谁|有谁|都有谁|都谁|都是谁|是谁|哪些人|有哪些人|哪些客户|哪些客人|哪些顾客|哪些会员|哪些|有哪些|哪位|哪几位|哪几个|有哪几位|有哪几个|哪个|哪个客户|哪位客户|有没有人|有人|哪家|哪些姐妹)";
const FIRST = "(第一次|首次|头一次|头一回|第一回|初次|头回|头次|首回|头一遭|头遭|第一趟|头一趟)";
const LATEST = "(最后一次|最近一次|上次|上一次|上回|上一回|最后一回|最近一回|最末一次|末次|最后|上趟)";
/** 停在去年, 还是夏天: how long ago the last time lies. */
const STOPPED =
  "(在|是在|还是在|还在|是|还是|都是|停在|停留在|还停在|还停留在|落在|发生在|定格在|要追溯到|追溯到|得追溯到|都在|卡在|止于|止步于|得是)";
const REPEATED = ["第二", "二", "两", "第三", "三", "第四", "四", "第五", "五"]
  .flatMap((number) => ["次", "回", "单", "笔", "趟"].map((unit) => number + unit))
  .filter((word) => word.startsWith("第") || word.startsWith("二"))
  .join("|");
const YEAR_DAYS = 365;
/** Nobody says how long: two months, as for visits. */
const LONG_UNBOUGHT_DAYS = 60;

export const DONE: readonly ConditionRule[] = [
  {
    name: "boughtAgain",
    say: `?{date} (回头|回过头|又|再|还|后来|又来|再来|又回来|回来|来)* (买过|买了|买|下过|下了|成交过|消费过|消费了|来过|购买过|有过) (${REPEATED})`,
    make: (part) => ({ field: "orders", bound: atLeast(timesRepeated(part)), range: part.range }),
  },
  {
    // 头一回来买 到现在没买第二次的
    name: "noSecond",
    say: "(没|没有|还没|一直没|从没|没再|都没|就没|再没|至今没|到现在没|未|尚未)+ (来|回来)? (买|下|来买|消费|开|成交|有|出|产生)? 过? (第二|二|第2) (次|单|回|笔|趟) ?(消费|购买|成交)? 的",
    make: () => ({ field: "orders", bound: { ...exactly(1), min: null }, range: null }),
  },
  {
    name: "cameBack",
    say: "?{date} ?(转化成|转化为|转化|转成|变成|完成|有了) (复购过|回购过|有复购|有回购|有过复购|有过回购|重复购买|重复购买过|重复消费|二次购买|二次消费|多次购买|多次消费|买过不止一次|买过不止一回|不止买过一次|不止买了一次|不止一次买|复购的|回购的|回头买过|回头客户|再次买过|重复购买了|反复买过|多次购买过|多次买过|有复购记录|又来买过|又回来买过|又买过的|回来买过)",
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
    name: "longUnbought",
    say: `${LONG} ${AT_ALL} @notBought`,
    make: (part) => ({ field: "last-purchase", range: { from: null, to: addDays(part.today, -LONG_UNBOUGHT_DAYS) } }),
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
    name: "notBought",
    say: `(?@over {date} ?@above ${AT_ALL} @notBought|@notBought ?@over {length:date} ?@above|@notBought ?有 {date} ?了|${AT_ALL} @notBought)`,
    make: (part) => notSeen("last-purchase", "orders", part),
  },
  { name: "notBoughtItem", say: `?{date} ${NOT_BUY} ${ITEM}`, make: (part) => not(bought(part)) },
  {
    name: "returned",
    say: "{date} (谁|有谁|哪些人|都有谁|都谁|哪位|哪个|有没有人|哪几个) ?(来|又|都|也|还)* (退货了|退货|退了货|退了|退过|退过货|退了东西|退的货) ?的|?{date} (退过货|退过东西|退过单|有退货|有过退货|退了货|退货的|退过|有退货记录|退过款|退货过|来退过|退换过|退了款|退了东西|有退单|退掉过|发生过退货|办过退货|来退货的) ?的?",
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
    say: `?{date} (只|仅|就|才|仅仅|总共就|总共才|一共就|一共才) ?{date} (@boughtWord|@spend|@took|下过|开过|下了|开了) ?(过|了) ${TIMES}`,
    make: (part) => (part.bound ? { field: "orders", bound: part.bound, range: part.range } : null),
  },
  {
    name: "orders",
    say: `?{date} (@boughtWord|@spend|@took|下过|下了|下|开过|开了|出过|出了|开单|复购|购买次数|买单|买单次数|下单次数|消费次数|交易) ?(次数|频次)? ?(在|过|了)? ${TIMES}`,
    make: (part) => (part.bound ? { field: "orders", bound: open(part.bound), range: part.range } : null),
  },
  {
    // 年消费过万的: over the last year.
    name: "spendYearly",
    say: `(年|年度|年均|每年) ?总? (消费|花费|消费额|消费金额|花|购买额|购买力|消费力) ?(金额|总额|在|是|有|到|达|够|过|超|超过|了)* (${YUAN}|${PLAIN_YUAN}|${ROUND}|(过|超|超过|逾|破|上) ?了 ${PLAIN_YUAN}) ?(之间)`,
    make: (part) => {
      const round = roundOf(part);
      const bound = round === null ? part.bound && open(overOf(part, part.bound)) : atLeast(round);
      const range = { from: addDays(part.today, -YEAR_DAYS), to: null };
      return bound && (bound.min ?? bound.max ?? 0) >= 1 ? { field: "spend", bound, range } : null;
    },
  },
  {
    name: "spend",
    say: `(?{date} (@spend|@took) ?(金额|额|总额|掉)? ?(在|是|有|过|了|到|达|够)? ${YUAN} ?(之间|的) ?(这档|这一档|那档|这个档|这个档次|这个区间|区间|这个段|这一段|档位|这个档位|这个价位|这一层|上下)|${YUAN} ?{date} (@spend|@took))`,
    // 「消费额前20%」 is a rank, and no sum.
    make: (part) =>
      part.bound && (part.bound.min ?? part.bound.max ?? 0) >= 1
        ? { field: "spend", bound: part.bound, range: part.range }
        : null,
  },
  {
    name: "spendOver",
    say: `?{date} (@spend|@took) ?了 (逾|过|超|破|突破|冲破|上|上了|出|够|到|达到) ${PLAIN_YUAN}`,
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
    say: `?{date} (客单价|平均每单|均单|单均|平均客单|客单|每单平均|平均一单|平均单价|平均每笔|笔单价|笔均|单均消费) ?{date} ?(在|是|达到|能有|能到)? (${OVER_YUAN}|${ROUND}) ?(之间)`,
    make: (part) => {
      const round = roundOf(part);
      const bound = round === null ? part.bound && overOf(part, part.bound) : atLeast(round);
      return bound ? { field: "average-order", bound, range: part.range } : null;
    },
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
    say: `(?{date} ${BUY} ${ITEM}|({category:what}|{goods:what}) ?(这款|这类|这个|这件|呢)? ?(都|到底|是|有)* ?{date} ?(都|有) (${WHO} ?(客户|会员|客人|顾客|人)? ?{date} ?(都|有|还)? (${BUY.slice(1, -1)}|要了|下单了|下单过)|(卖给|卖给了|卖给过|卖到了|卖了给|给了|让) ${WHO} ?(客户|会员|客人|顾客|人)? ?买走? ?了))`,
    make: bought,
  },
  // 买过大衣或者羊绒衫: what was done to the second is what was done to the first.
  { name: "moreItem", say: "({category:what}|(或者|或|和|、) {item:what})", make: bought },
  {
    name: "bought",
    say: "{date} (谁|有谁|哪些人|都有谁|哪位|哪个|哪几个|哪几位|还有谁|哪些客户|哪些会员|都谁|哪个客户|有人|有没有人) ?(都|也|又|还|来)* (买|买了|买过|拿了|拿过|拿过东西|拿了东西|买东西|买了东西|买过东西|下单|下单了|下了单|下过单|消费|消费了|消费过|成交|成交了|买单|买单了|买了单|开单|花钱|花了钱|来买|来买了|复购|复购了) ?的|{date} ?(有|也|还|又|都)* (买了|有买|买的|来买了|买了单) 的|{date} (又|也|还|都|接着|继续|再次|接着又)+ (买|买了|来买|来买了|复购了|回购了|消费|下单) ?的|{date} ?(有|也|还|又|都|照样|照旧|照常|依旧|依然|仍然|仍|就|已经)* (买过|拿过|拿过东西|拿了东西|带走过|带走过东西|入过|消费过|下过单|成交过|购买过|买了东西|买过东西|还在买|还买|有在买|也在买|买着|一直在买|都在买|买过单|有过单|入手过|入手了|拿过货|剁手过|剁过手|花过|下过手|来下过单|光顾消费过|结过帐|拔过草|有过消费|有过成交|来消费|掏过腰包|开张过|买过一次|下单|有消费|消费了|成交|买单|买东西|来买过|购过物|购物|来买的|来消费的|在买的|来买东西的|来买过东西|来买了东西|有单|有成交|有下单|有购买|开过单|开了单|下了单|下单了|成交了|买单了|结过账|花过钱|花了钱|掏过钱|出过单|有开单|有消费记录|帮衬过|来消费过|来买单|有贡献)",
    make: (part) => ({ field: "orders", bound: atLeast(1), range: part.range }),
  },
  {
    // 来过没买的: came, and has bought nothing to this day.
    name: "cameInVain",
    say: "?{date} (有|都)* (来过|来了|人来了|到店了|进店了|逛了|逛过|到过店|进过店|来逛过|来店里|光来|来看过|来试过|试过|试穿过|光试|只试) ?(店|店里|好几次|几次|几回)? ?(但|但是|却|可|可是|就是|一直|都|还|从来|始终|结果|又|也)* (什么|啥|一件|一样)? ?(都|也)? (没买|不买|没买成|没拿|没要|没花|没花钱|没掏钱|没埋单|空手走|空手|没带走|没入手|没买过|没下单|没成交|没消费|没开单|没下过单|没消费过|没成交过|没买东西|没开过单|没买单) 的|?{date} ?都 (光看|只看|光逛|只逛|光来|光问|只问|光转) (不买|没买|没买过|不消费|不下单|没下单|没成交) 的",
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
    name: "repurchase",
    say: `?{date} ((该|要|预计|会|快|应该|快要|轮到|该轮到|差不多该|差不多要|估计要|估计会|八成要|到点|到点该|快该|就该|就要|准备) ?(来|回来|来店|回店|再来|上门)? (回购|复购|再来买|补货|回来补货|再买|续货|补单|补买|囤货|续单|补充|添货|补一补|回来买|再次购买|再来一单|续上)|(到了|到|快到|该到|临近) ?(回购|复购|补货|再买) ?的 (时间|时候|日子|点|周期|时间点|期)|(回购期|复购期|补货期|回购周期|复购周期) ?(到了|快到了|到|快到|已到|快到的|临近)) ?了 ?的?`,
    // Of today or without a day: whoever is due by now.
    make: ({ range, today }) => ({
      field: "next-purchase",
      range: range?.from != null && range.from > today ? range : null,
    }),
  },
];

const TIMES_REPEATED: readonly [RegExp, number][] = [
  [/五/u, 5],
  [/四/u, 4],
  [/三/u, 3],
];
const timesRepeated = (part: Part): number => TIMES_REPEATED.find(([word]) => word.test(part.said))?.[1] ?? 2;
function bought(part: Part): Condition | null {
  const what = part.words("what").replace(/^(过|了)+|的$/gu, "");
  return what === "" ||
    /^[得多少最完好过]|^[满够破超]?[\d一二两三四五六七八九十百千万]+[千万百块元]|^[\d一二两三四五六七八九十几]+(?:来|多)?[次回单笔趟]|^第?[\d一二两三四五六七八九十几]+[次回单笔趟]|^[去来]$|^(?:单|任何|啥|什么|东西|点东西|又|就|连着|上次|上回|最近|一次|一回|完)|[谁哪什么几]/u.test(
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
/** 客单价过三千: the number stood after a word for "more than". */
function overOf(part: Part, bound: PlainBound): PlainBound {
  const over = ["过", "超", "逾", "破", "上"].some((word) => part.has(word));
  return over && bound.min !== null && bound.min === bound.max ? { ...bound, max: null, minInclusive: false } : bound;
}
