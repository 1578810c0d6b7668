// How people ask for customers. A question is a bag of conditions, a wish (list, count, rank) and what it builds on;
// they may come in any order. Each way of saying a condition is one line of CONDITIONS.
import { addDays } from "../../calendar/day.ts";
import {
  amountOf,
  atLeast,
  boundOf,
  dateOf,
  daysOf,
  type PlainBound,
  whoOf,
} from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";
import type { Capture, Group } from "../../understanding/parser/trace.ts";
import type { FindPlan } from "./plan.ts";
import type { Aggregate, Condition, DayRange, Sort } from "./query.ts";

/** One group of the bag, seen by its condition's maker. */
interface Part {
  get(name: string): Capture | null;
  has(name: string): boolean;
  words(name: string): string;
  /** Business days of the group's own date, else of a date that stands free in the sentence. */
  range: DayRange | null;
  bound: PlainBound | null;
  today: string;
}
interface ConditionRule {
  name: string;
  say: string;
  make(part: Part): Condition | null;
}

const never = (field: "orders" | "visits", range: DayRange | null): Condition => ({
  field,
  bound: { min: null, max: 0, minInclusive: true, maxInclusive: true },
  range,
});

/** 「两个月没来」: not seen since then. A period that is over (上个月没来) is a count of nought instead. */
function notSeen(
  field: "last-seen" | "last-purchase" | "last-contact",
  count: "visits" | "orders" | null,
  part: Part,
): Condition | null {
  const { range, today } = part;
  if (!range?.from)
    return count ? never(count, null) : { field: "last-contact", range: { from: null, to: addDays(today, -30) } };
  if (count && range.to !== null && range.to < today) return never(count, range);
  return { field, range: { from: null, to: range.from } };
}

const TIMES = "(次|回|单|笔|趟)";
const CONDITIONS: readonly ConditionRule[] = [
  {
    name: "tier",
    say: "{tier} ?(会员|客户|客人|顾客|等级)",
    make: (part) => ({ field: "tier", in: [part.words("tier")] }),
  },
  { name: "vip", say: "(vip|vip客户|vip会员|贵宾|大客户)", make: () => ({ field: "tier", in: ["VIP"] }) },
  { name: "loyal", say: "(忠实会员|忠实客户|忠实)", make: () => ({ field: "tier", in: ["忠实"] }) },
  {
    name: "tag",
    say: "?(标签|标签是|打了|有) {tag} ?标签",
    make: (part) => ({ field: "tag", in: [part.words("tag")] }),
  },
  {
    name: "female",
    say: "(女客户|女的|女性|女士|女顾客|女会员|女客|女生|女)",
    make: () => ({ field: "gender", is: "female" }),
  },
  {
    name: "male",
    say: "(男客户|男的|男性|男士|男顾客|男会员|男客|男生|男)",
    make: () => ({ field: "gender", is: "male" }),
  },
  {
    name: "age",
    say: "?(年龄|年纪) ?在 ({bound.years:bound}|{number.years:bound})",
    make: (part) => (part.bound ? { field: "age", bound: part.bound } : null),
  },
  { name: "decade", say: "{number:decade} 后", make: (part) => decade(amountOf(part.get("decade")), part.today) },
  {
    name: "noBirthday",
    say: "(没有生日|没填生日|缺生日|没生日|没有填生日|没登记生日|生日没填|不知道生日|生日为空)",
    make: () => ({ field: "has-birthday", is: false }),
  },
  {
    name: "birthday",
    say: "({date} @bday|@bday ?在 {date}|{date} ?(有|是|哪些|谁|哪个|几个) @bday)",
    make: (part) => birthday(part),
  },
  {
    name: "noPhone",
    say: "(没电话|没留电话|没有电话|没手机号|没有手机|缺电话|没留手机|电话没填|没有联系方式|没有手机号)",
    make: () => ({ field: "has-phone", is: false }),
  },
  {
    name: "notCame",
    say: "(?@over {date} ?@above @notCame|@notCame @over {date}|@notCame ?有 {date}|@notCame)",
    make: (part) => notSeen("last-seen", "visits", part),
  },
  {
    name: "notBought",
    say: "(?@over {date} ?@above @notBought|@notBought @over {date}|@notBought)",
    make: (part) => notSeen("last-purchase", "orders", part),
  },
  {
    name: "notBoughtItem",
    say: "?{date} (没买过|没有买过|没买|没有买) ({category:what}|<what>)",
    make: (part) => not(bought(part)),
  },
  {
    name: "notContacted",
    say: "(?@over {date} ?@above @notContacted|@notContacted)",
    make: (part) => notSeen("last-contact", null, part),
  },
  {
    name: "contacted",
    say: "{date} (联系过|跟进过|回访过|联系了)",
    make: (part) => (part.range ? { field: "last-contact", range: part.range } : null),
  },
  {
    name: "visits",
    say: `?{date} (@came ?了 ?(至少)? ({bound.times:bound}|{number.times:bound})|(到店|进店|来店) ({bound.times:bound}|{number.times:bound}))`,
    make: (part) => (part.bound ? { field: "visits", bound: open(part.bound), range: part.range } : null),
  },
  {
    name: "came",
    say: "{date} ?有 @came",
    make: (part) => ({ field: "visits", bound: atLeast(1), range: part.range }),
  },
  {
    name: "orders",
    say: `?{date} (@boughtWord|@spend|下单|成交) ?(次数|频次)? ?(在)? ({bound.times:bound}|{number.times:bound}|{bound.plain:bound} ${TIMES})`,
    make: (part) => (part.bound ? { field: "orders", bound: open(part.bound), range: part.range } : null),
  },
  {
    name: "spend",
    say: "(?{date} @spend ?(金额|额|总额)? ?(在|是|有)? ({bound.yuan:bound}|{bound.plain:bound})|({bound.yuan:bound}|{bound.plain:bound}) ?{date} @spend)",
    make: (part) => (part.bound ? { field: "spend", bound: part.bound, range: part.range } : null),
  },
  {
    name: "spendAbout",
    say: "?{date} @spend ?了 ({number.yuan:bound}|{number.plain:bound}) ?(元|块)",
    make: (part) =>
      part.bound?.min == null ? null : { field: "spend", bound: atLeast(part.bound.min), range: part.range },
  },
  {
    name: "average",
    say: "?{date} (客单价|平均每单|均单|单均|平均客单) ?(在)? ({bound.yuan:bound}|{bound.plain:bound})",
    make: (part) => (part.bound ? { field: "average-order", bound: part.bound, range: part.range } : null),
  },
  {
    name: "single",
    say: "?{date} (单笔|一单|单次|一次|单件) ?(消费|买|花|成交)? ?了 ({bound.yuan:bound}|{bound.plain:bound})",
    make: (part) => (part.bound ? { field: "order-value", bound: part.bound, range: part.range } : null),
  },
  {
    name: "boughtItem",
    say: "?{date} (买过|买了|入手过|购买过|买) ({category:what}|<what>)",
    make: (part) => bought(part),
  },
  {
    name: "bought",
    say: "{date} ?有 (买过|消费过|下过单|成交过|购买过|买了东西|买过东西|下单|有消费|消费了|成交|买单)",
    make: (part) => ({ field: "orders", bound: atLeast(1), range: part.range }),
  },
  {
    name: "neverBought",
    say: "(从没买过|没买过东西|没成交过|从未消费|没消费过|零消费|还没买过|没下过单|从来没买过)",
    make: () => never("orders", null),
  },
  { name: "mine", say: "(我的客户|我名下|我自己的|我负责的|我的)", make: () => ({ field: "owner", is: "me" }) },
  {
    name: "ownerless",
    say: "(没人跟|没有导购|没人负责|无主|没分配|没人管)",
    make: () => ({ field: "owner", is: "none" }),
  },
  {
    name: "owner",
    say: "{staff} ?的 ?(名下|负责|跟|客户|手上|手里|的客户)",
    make: (part) => ({ field: "owner", is: part.words("staff") }),
  },
  { name: "store", say: "{store} ?(店|门店)", make: (part) => ({ field: "store", is: part.words("store") }) },
  { name: "like", say: "@likes <what> ?(的|的客户)", make: (part) => fact(part.words("what"), "preference") },
  {
    name: "allergy",
    say: "(对 <what> 过敏|过敏|有过敏史|有忌口|有忌讳)",
    make: (part) => fact(part.has("what") ? part.words("what") : "过敏", "negative"),
  },
  {
    name: "complaint",
    say: "(有投诉|投诉过|投诉没处理|没处理的投诉|未解决投诉|投诉未处理|投诉没解决|正在投诉|有未处理投诉|在投诉)",
    make: () => ({ field: "complaint", is: "open" }),
  },
  { name: "quiet", say: "(免打扰|勿扰|退订|设了免打扰)", make: () => ({ field: "do-not-disturb", is: true }) },
  { name: "important", say: "(重要客户|重点客户)", make: () => ({ field: "class", in: ["重要"] }) },
  { name: "major", say: "(主要客户)", make: () => ({ field: "class", in: ["主要"] }) },
  { name: "small", say: "(小客户)", make: () => ({ field: "class", in: ["小"] }) },
  {
    name: "new",
    say: "(?{date} ?的 新客|?{date} ?的 新客户|?{date} ?的 新增客户|?{date} 新增 ?的|?{date} ?的 新顾客|?{date} ?的 新会员)",
    make: (part) => (part.range ? { field: "first-purchase", range: part.range } : { field: "lifecycle", in: ["new"] }),
  },
  {
    name: "added",
    say: "({date} (加的|新加|登记的|录入的|加了|新登记|建档))",
    make: (part) => (part.range ? { field: "added", range: part.range } : null),
  },
  { name: "old", say: "(老客户|老客|老顾客|回头客)", make: () => ({ field: "lifecycle", in: ["old"] }) },
  {
    name: "lost",
    say: "(流失客户|流失|流失了|流失的|沉睡客户|休眠客户|休眠会员|沉睡会员|沉睡|休眠)",
    make: () => ({ field: "lifecycle", in: ["lost"] }),
  },
  { name: "prospect", say: "(潜在客户|意向客户|没成交的)", make: () => ({ field: "lifecycle", in: ["prospect"] }) },
  {
    name: "surname",
    say: "姓 <like> ?的",
    make: (part) => (part.words("like").length <= 2 ? { field: "name", like: part.words("like") } : null),
  },
  { name: "followUp", say: "(有待办|有跟进|要跟进的|有提醒)", make: () => ({ field: "has-follow-up", is: true }) },
];

const SORTS: readonly { name: string; say: string; by: Sort["by"]; direction: Sort["direction"] }[] = [
  {
    name: "spendTop",
    say: "(消费最多|花钱最多|消费最高|买得最多|买最多|最能花|消费额最高|花得最多|花最多|消费金额最高|最舍得花|消费排名|消费榜|消费排行|买的最多|贡献最大|大户|按消费排|按消费排序|消费从高到低|按消费|按金额排|按消费金额排|消费高|消费)",
    by: "spend",
    direction: "desc",
  },
  { name: "spendLow", say: "(消费最少|花钱最少|消费最低|消费从低到高|花得最少)", by: "spend", direction: "asc" },
  {
    name: "ordersTop",
    say: "(次数最多|来买最多次|买得最勤|下单最多|买次数最多|按次数排|购买次数最多|复购最多|单数最多|买得最频繁|消费次数最多)",
    by: "orders",
    direction: "desc",
  },
  {
    name: "visitsTop",
    say: "(来得最多|来得最勤|到店最多|最常来|来最多|来的最多|来的最勤)",
    by: "visits",
    direction: "desc",
  },
  { name: "averageTop", say: "(客单价最高|单价最高|客单最高)", by: "average-order", direction: "desc" },
  {
    name: "seenNew",
    say: "(最近来的|最近到店|最近来过|刚来过|最近来店|按最近来排|最近买的|最近消费)",
    by: "last-seen",
    direction: "desc",
  },
  {
    name: "seenOld",
    say: "(最久没来|最长时间没来|好久没来|很久没来|最久没到店|按没来排|很久没见|多久没来)",
    by: "last-seen",
    direction: "asc",
  },
  { name: "oldest", say: "(年纪最大|年龄最大|最年长)", by: "age", direction: "desc" },
  { name: "youngest", say: "(年纪最小|年龄最小|最年轻)", by: "age", direction: "asc" },
  { name: "points", say: "(积分最多|积分最高|积分排名|按积分排|jifen最多)", by: "points", direction: "desc" },
  { name: "birthdaySoon", say: "(按生日排|生日最近|快过生日|快过生日了|马上过生日)", by: "birthday", direction: "asc" },
];

const GROUPS: readonly { by: NonNullable<Aggregate["by"]>; say: string }[] = [
  { by: "owner", say: "(每个导购|各导购|各个导购|按导购|每个人|每位导购|每个同事|各同事|每个店员|按人)" },
  { by: "store", say: "(每个店|各店|各门店|每家店|各家店|按门店|每个门店|按店)" },
  { by: "tier", say: "(每个等级|各等级|各个等级|按等级|每个级别|各级别|各档|每档|各级会员)" },
  { by: "gender", say: "(男女|按性别|男女比例|男女各)" },
  { by: "category", say: "(每个品类|各品类|各个品类|按品类|每类)" },
  { by: "month", say: "(每个月|每月|按月|各月|逐月)" },
  { by: "class", say: "(每个分类|各分类|各类客户|按客户分类|各类)" },
];

const bagItems = [
  ...CONDITIONS.map(({ name, say }) => `c-${name}=( ${say} )`),
  ...SORTS.map(({ name, say }) => `s-${name}=( ?{date} ${say} )`),
  ...GROUPS.map(({ by, say }) => `g-${by}=( ${say} )`),
  "or=( (或者|或|或是|还是) )",
  "not=( (不是|除了|除开|不算|排除|非|不包括|去掉) )",
  "base=( (其中|这里面|这些里|他们中|她们中|这几个里|这里头|里头|这些人里|他们里|她们里|这几个|这些人|这些|他们当中|上面这些|她们|他们) )",
  "list=( (有哪些|哪些|有谁|都有谁|谁|哪几个|哪几位|列出|列一下|列出来|名单|找出|找|查|查查|查一下|看看|看下|看一下|是谁|哪位|哪个|来一份|导出|给我看|拉一下|筛一下|筛选|筛) )",
  "count=( (几个|几位|多少人|多少个|多少位|多少名|有多少|多少客户|总数|人数|一共几个|一共多少|总共几个|总共多少|共几个|数量|几人|几个人|多少) )",
  "share=( (占比|占多少|比例|百分之几|占几成|多大比例|占比多少) )",
  "mean=( (平均消费|人均消费|平均花|人均花|平均|人均|均值) )",
  "sum=( (消费总额|总消费|一共消费|消费合计|总共消费|一共花了|总共花了|合计消费|消费了多少|花了多少|消费多少|贡献了多少) )",
  "meanAge=( (平均年龄|平均岁数) )",
  "{top} ?(名|个|位)",
  "limit=( ({number.people:limit}) )",
  "{date:free}",
];

export const phrases: Phrases = {
  words: {
    bday: ["生日", "过生日", "生日的", "寿星", "过寿", "生辰"],
    over: ["超过", "大于", "已经", "至少", "快", "都", "满", "有", "多于", "超"],
    above: ["以上", "多", "左右", "了", "都", "以来", "以内", "之内"],
    notCame: [
      "没来",
      "没来过",
      "没到店",
      "没进店",
      "没来店",
      "没来店里",
      "没上门",
      "没光顾",
      "未到店",
      "没有来",
      "没有到店",
      "没有来过",
      "没见",
      "没见到",
      "没露面",
      "没动静",
      "没出现",
      "没回来",
      "不来",
      "没来了",
      "没到过店",
      "没到店了",
      "没登门",
      "没再来",
      "没来了的",
    ],
    notBought: [
      "没买",
      "没消费",
      "没下单",
      "没成交",
      "没有消费",
      "没有购买",
      "没购买",
      "未消费",
      "没买东西",
      "没有下单",
      "没再买",
      "没复购",
      "没有买",
      "没有成交",
      "无消费",
      "没买过东西",
      "没花钱",
    ],
    notContacted: [
      "没联系",
      "没跟进",
      "没回访",
      "没联系过",
      "没打电话",
      "没有联系",
      "没发消息",
      "没有跟进",
      "没有回访",
      "没维护",
      "没沟通",
      "没理",
    ],
    came: ["来过", "来了", "到店", "到过店", "来店", "进店", "到店过", "来过店", "光顾过", "来", "到店了"],
    boughtWord: ["买过", "买了", "购买", "买", "消费过", "购买过", "消费了"],
    spend: [
      "消费",
      "花了",
      "消费了",
      "花费",
      "消费额",
      "消费金额",
      "累计消费",
      "购买金额",
      "花",
      "总消费",
      "消费总额",
      "贡献",
      "买了",
      "消费满",
      "累计花",
      "累计",
    ],
    likes: ["喜欢", "爱", "偏爱", "爱穿", "爱买", "中意"],
    record: [
      "档案",
      "资料",
      "情况",
      "信息",
      "卡片",
      "怎么样",
      "详情",
      "详细",
      "客户卡",
      "客户资料",
      "是谁",
      "什么情况",
      "介绍",
      "基本信息",
      "最近怎么样",
      "最近如何",
      "咋样",
      "全部信息",
      "会员信息",
    ],
    arrived: [
      "来了",
      "到店了",
      "到了",
      "来店了",
      "进店了",
      "在门口",
      "进门了",
      "到店里了",
      "过来了",
      "在店里",
      "来店里了",
      "到门口了",
      "刚到",
      "刚进门",
      "到店",
    ],
    look: [
      "看看",
      "查",
      "查一下",
      "看下",
      "看一下",
      "查查",
      "查下",
      "看",
      "打开",
      "调出",
      "找",
      "找一下",
      "搜",
      "搜一下",
      "了解",
      "调一下",
      "翻一下",
    ],
    register: [
      "新客户",
      "登记会员",
      "登记客户",
      "新增客户",
      "新增会员",
      "录入客户",
      "新建客户",
      "添加客户",
      "登记",
      "新会员",
      "加个客户",
      "新来的客户",
      "建档",
      "新客",
      "录个客户",
      "登记个客户",
      "录入",
      "加客户",
      "新加客户",
    ],
    changeTo: [
      "改成",
      "改为",
      "换成",
      "变成",
      "更新为",
      "是",
      "改到",
      "升级为",
      "升到",
      "升为",
      "变更为",
      "换为",
      "更正为",
      "升级成",
    ],
  },
  phrases: [
    { say: [`(${bagItems.join(" | ")})+`], make: find, cost: 0.6 },
    {
      say: [
        "(还有吗|还有呢|下一页|更多|继续|还有没有|后面的|下面的|剩下的|再来几个|接着看|往下|还有谁|还有哪些|其他的呢|翻页)",
      ],
      make: () => nextPage(),
      cost: 0.3,
    },
    {
      say: [
        "?@look ?一下 {who} ?的 @record",
        "?@look {who} ?这个 ?(客户|会员|人)? ?的 @record",
        "@look {who}",
        "{who} ?的 @record ?发 ?我",
        "介绍 {who}",
      ],
      make: (said) => ({ kind: "customers.card", who: whoOf(said), part: "all" }),
      cost: 0.5,
    },
    {
      say: ["{who} ?(客户|顾客|会员)? ?已经 @arrived", "@arrived ?(个|位)? {who}", "{who} 马上 ?(到|来|到店)"],
      make: (said) => ({ kind: "customers.arrive", who: whoOf(said) }),
      cost: 0.4,
    },
    { say: ["{who} ?(客户|会员|顾客)?"], make: (said) => ({ kind: "customers.arrive", who: whoOf(said) }), cost: 0.9 },
    ...parts([
      [
        "birthday",
        "(生日|生日是哪天|生日几号|几号生日|什么时候生日|哪天生日|生日是几号|生日什么时候|啥时候生日|哪天过生日|什么时候过生日|几月几号生日|生日是什么时候|还有几天生日|几号过生日)",
      ],
      [
        "phone",
        "(电话|手机|手机号|电话号码|联系方式|电话多少|手机号多少|电话是多少|号码|手机号是多少|号码多少|电话是什么)",
      ],
      ["tier", "(等级|什么等级|会员等级|什么级别|级别|是什么会员|什么卡|是几级|哪个等级|是不是vip|什么会员)"],
      [
        "spend",
        "?{date} (花了多少|消费多少|消费了多少|花了多少钱|消费金额|消费额|一共花了多少|总共花了多少|一共消费多少|消费情况|买了多少钱|贡献多少|总共消费|累计消费|消费|总消费|一共消费|客单价|平均消费)",
      ],
      [
        "last-purchase",
        "(上次买|上次买的什么时候|最近一次购买|最后一次买|上次消费|最近一次消费|上次什么时候买的|多久没买了|上次消费什么时候|最后一次消费|多久没买|上次成交)",
      ],
      [
        "last-visit",
        "(上次来|上次来是什么时候|上次什么时候来的|多久没来了|最近一次到店|上次到店|最后一次来|多久没来|几天没来了|什么时候来的|上次来店|最近来过吗|来过吗|多长时间没来)",
      ],
      ["owner", "(谁负责|谁跟的|谁在跟|谁的客户|归谁|是谁的|哪个导购|谁跟|导购是谁|归属|谁管|是谁的客户|谁名下)"],
      [
        "upgrade",
        "(差多少升级|还差多少升级|差多少升金卡|升级还差多少|离升级还差多少|多少能升级|还差多少|差多少到下一级|什么时候能升级|升级差多少)",
      ],
      ["age", "(多大|几岁|年龄|多大了|多大年纪|年纪|岁数|几岁了|今年多大)"],
      ["address", "(地址|住哪|住哪里|住址|家在哪|收货地址|住在哪|住什么地方)"],
      ["purchases", "(买了几次|来过几次|购买次数|消费次数|买过几次|来了几次|下过几单|几单)"],
    ]),
    {
      say: [
        "@register ?: ?(叫|名字|姓名) {who} ?(电话|手机|手机号|号码) ?{phone} ?{tier}",
        "@register <name> ?(电话|手机|手机号|号码) {phone} ?{tier}",
        "@register ?: {phone} {who}",
        "@register {phone} <name>",
      ],
      make: create,
      cost: 0.3,
    },
    {
      say: [
        "?把 {who} ?的 (电话|手机|手机号|电话号码|号码) ?@changeTo {phone}",
        "{who} 换 ?(了)? (电话|手机号|号码) ?了 ?(现在|新的)? ?是 {phone}",
        "{who} 新 (号码|电话|手机号) ?是 {phone}",
        "{who} (电话|手机|手机号|电话号码) {phone}",
      ],
      make: (said) => ({
        kind: "customers.update",
        who: whoOf(said),
        field: "phone",
        value: String(said.get("phone")?.span?.value ?? ""),
      }),
      cost: 0.3,
    },
    {
      say: ["?把 {who} ?的 ?(等级|级别|会员等级)? @changeTo {tier} ?会员", "{who} 升 ?级 ?(到|为|成)? {tier}"],
      make: (said) => ({ kind: "customers.update", who: whoOf(said), field: "tier", value: said.words("tier") ?? "" }),
      cost: 0.4,
    },
    {
      say: ["{who} ?的 (名字|姓名) @changeTo <value>", "{who} (改名|改名叫|应该叫|真名叫|全名是|全名叫) <value>"],
      make: update("name"),
      cost: 0.4,
    },
    {
      say: ["{who} ?的 (地址|住址|收货地址) ?@changeTo <value>", "{who} 住 (在)? <value>", "{who} 搬到 ?了 <value>"],
      make: update("address"),
      cost: 0.5,
    },
    {
      say: ["{who} ?的 (职业|工作) @changeTo <value>", "{who} 是 ?(做|干)? <value> 的"],
      make: update("occupation"),
      cost: 0.6,
    },
    { say: ["{who} (也叫|又叫|外号|小名|别名|昵称|英文名) ?(叫|是) <value>"], make: update("alias"), cost: 0.4 },
    {
      say: ["{who} 是 (女的|女生|女士|女性)"],
      make: (said) => ({ kind: "customers.update", who: whoOf(said), field: "gender", value: "female" }),
      cost: 0.4,
    },
    {
      say: ["{who} 是 (男的|男生|先生|男性|男士)"],
      make: (said) => ({ kind: "customers.update", who: whoOf(said), field: "gender", value: "male" }),
      cost: 0.4,
    },
  ],
};

function parts(rows: readonly [part: string, say: string][]) {
  return rows.map(([part, say]) => ({
    say: [`?@look {who} ?的 ${say} ?(是)? ?(多少|哪天|什么|几号|几|谁)`],
    make: (said: Said) => ({ kind: "customers.card", who: whoOf(said), part }),
    cost: 0.4,
  }));
}
function update(field: string) {
  return (said: Said) => {
    const value = said.words("value") ?? "";
    return /[？?吗谁哪]|什么|多少/u.test(value) ? null : { kind: "customers.update", who: whoOf(said), field, value };
  };
}
function create(said: Said) {
  const name = (said.words("name") ?? whoOf(said))
    .replace(/^(叫|名字|姓名|是)+/u, "")
    .replace(/(电话|手机号?|号码)$/u, "")
    .trim();
  if (name === "") return null;
  const phone = said.get("phone")?.span?.value;
  const gender = /女士|小姐|太太|姐$|女/u.test(name) ? "female" : /先生|哥$|男/u.test(name) ? "male" : "unknown";
  return {
    kind: "customers.create",
    name,
    phone: phone === undefined ? null : String(phone),
    gender,
    tier: said.words("tier"),
    confirmed: false,
  };
}

function nextPage(): FindPlan {
  return {
    kind: "customers.find",
    where: [],
    sort: null,
    limit: null,
    aggregate: null,
    base: "shown",
    page: "next",
    show: [],
  };
}

/** The bag of a question, read in order: conditions join by "and" unless 或 stands between, 不是/除了 turns the next one. */
function find(said: Said): FindPlan | null {
  const free = said.captures.find((capture) => capture.name === "free") ?? null;
  const freeRange = daysOf(dateOf(free), "past");
  const where: Condition[] = [];
  let joinNext: "or" | null = null;
  let negateNext = false;
  let freeUsed = false;
  let sort: Sort | null = null;
  let base: FindPlan["base"] = "all";
  let by: Aggregate["by"] = null;
  const asked = new Set<string>();
  for (const group of said.groups) {
    if (group.name === "or") joinNext = "or";
    else if (group.name === "not") negateNext = true;
    else if (group.name === "base") base = "shown";
    else if (group.name.startsWith("g-")) by = group.name.slice(2) as Aggregate["by"];
    else if (group.name.startsWith("s-")) sort = sortOf(group, freeRange) ?? sort;
    else if (group.name.startsWith("c-")) {
      const rule = CONDITIONS.find(({ name }) => name === group.name.slice(2));
      const part = partOf(group, said, freeRange);
      const made = rule?.make(part.part) ?? null;
      if (made === null) continue;
      freeUsed ||= part.usedFree;
      const condition: Condition = negateNext ? { not: made } : made;
      negateNext = false;
      if (joinNext && where.length > 0) where.push(either(where.pop() as Condition, condition));
      else where.push(condition);
      joinNext = null;
    } else asked.add(group.name);
  }
  const merged = mergeSameField(where);
  if (freeRange && !freeUsed && !sort && merged.length === 0 && !asked.has("sum") && !asked.has("mean")) return null;
  const limit = limitOf(said);
  // 「按消费排」「一共几个」 speak of what is on show.
  if (
    merged.length === 0 &&
    limit === null &&
    by === null &&
    /^(那|所以|这)?(一共|总共|共|有)?(几个|几位|多少个|多少位|多少人|几人)[呢啊呀]?$|^按.+排序?$/u.test(said.text)
  )
    base = "shown";
  const aggregate = aggregateOf(asked, by, freeRange, limit !== null || sort !== null);
  const meaning =
    merged.length > 0 ||
    sort !== null ||
    aggregate !== null ||
    limit !== null ||
    (base === "shown" && asked.size > 0) ||
    by !== null;
  if (!meaning) return null;
  if (limit !== null && sort === null && merged.length === 0 && aggregate === null)
    sort = { by: "spend", direction: "desc", range: freeRange };
  return {
    kind: "customers.find",
    where: merged,
    sort,
    limit,
    aggregate,
    base,
    page: "first",
    show: merged.some((condition) => "field" in condition && condition.field === "birthday") ? ["birthday"] : [],
  };
}

function partOf(group: Group, said: Said, freeRange: DayRange | null): { part: Part; usedFree: boolean } {
  const get = (name: string) => group.captures.find((capture) => capture.name === name) ?? null;
  const own = dateOf(get("date"));
  const lean = group.name === "c-birthday" ? "future" : "past";
  const range = own ? daysOf(own, lean) : freeRange;
  return {
    usedFree: !own && freeRange !== null,
    part: {
      get,
      has: (name) => get(name) !== null,
      words: (name) => {
        const capture = get(name);
        return capture ? said.text.slice(capture.start, capture.end).trim() : "";
      },
      range,
      bound: boundOf(get("bound")),
      today: said.today,
    },
  };
}

function birthday(part: Part): Condition | null {
  if (!part.range?.from) return null;
  return { field: "birthday", range: { from: part.range.from, to: part.range.to ?? addDays(part.range.from, 30) } };
}
function bought(part: Part): Condition | null {
  const what = part.words("what").replace(/^(过|了)+|的$/gu, "");
  return what === "" || /[谁哪什么几]/u.test(what) ? null : { field: "bought", what, range: part.range };
}
function fact(like: string, kind: "preference" | "negative"): Condition | null {
  const words = like.replace(/的$/u, "").trim();
  return words === "" || /[谁哪什么]/u.test(words) ? null : { field: "fact", like: words, kind };
}
function decade(value: number | null, today: string): Condition | null {
  if (value === null || value % 5 !== 0 || value >= 100) return null;
  const born = value <= 20 ? 2000 + value : 1900 + value;
  const year = Number(today.slice(0, 4));
  return { field: "age", bound: { min: year - born - 9, max: year - born, minInclusive: true, maxInclusive: true } };
}
/** 「买过3次的」 means at least three; an explicit bound stays as said. */
function open(bound: PlainBound): PlainBound {
  return bound.min !== null && bound.min === bound.max ? { ...bound, max: null } : bound;
}
function not(condition: Condition | null): Condition | null {
  return condition === null ? null : { not: condition };
}
function either(left: Condition, right: Condition): Condition {
  return "any" in left ? { any: [...left.any, right] } : { any: [left, right] };
}
/** 「金卡和钻石」 means either; nobody is both. */
function mergeSameField(where: Condition[]): Condition[] {
  const merged: Condition[] = [];
  for (const condition of where) {
    const twin = merged.findIndex(
      (other) =>
        "field" in other &&
        "field" in condition &&
        other.field === condition.field &&
        ["tier", "class", "lifecycle"].includes(other.field),
    );
    const other = merged[twin];
    if (other && "in" in other && "in" in condition)
      merged[twin] = { ...other, in: [...new Set([...other.in, ...condition.in])] } as Condition;
    else merged.push(condition);
  }
  return merged;
}
function sortOf(group: Group, freeRange: DayRange | null): Sort | null {
  const rule = SORTS.find(({ name }) => name === group.name.slice(2));
  if (!rule) return null;
  const own = group.captures.find((capture) => capture.name === "date") ?? null;
  return { by: rule.by, direction: rule.direction, range: own ? daysOf(dateOf(own), "past") : freeRange };
}
/** Most that one question may ask for; a longer list is paged. */
const LIMIT_MAX = 200;
function limitOf(said: Said): number | null {
  const value = amountOf(said.get("top")) ?? amountOf(said.get("limit"));
  return value === null || value < 1 ? null : Math.min(LIMIT_MAX, Math.round(value));
}
function aggregateOf(
  asked: Set<string>,
  by: Aggregate["by"],
  range: DayRange | null,
  ranked: boolean,
): Aggregate | null {
  if (asked.has("share")) return { fn: "share", of: "customers", by, range: null };
  if (asked.has("meanAge")) return { fn: "mean", of: "age", by, range: null };
  if (asked.has("mean")) return { fn: "mean", of: "spend", by, range };
  if (asked.has("sum")) return { fn: "sum", of: "spend", by, range };
  if ((asked.has("count") && !ranked) || by !== null)
    return {
      fn: "count",
      of: by === "category" || by === "month" ? "orders" : "customers",
      by,
      range: by === "category" || by === "month" ? range : null,
    };
  return null;
}
