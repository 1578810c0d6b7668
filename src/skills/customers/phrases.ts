// How people ask for customers, look one up, register and correct. What a question may hold is in asked.ts.
import type { Plan } from "../../skill.ts";
import { amountOf, boundOf, dateOf, dayOn, whoOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";
import { lunarDay } from "../../understanding/parser/lunar-day.ts";
import { ASKED, COMPARED, compare, find, findEach, nextPage, ownersCompared, sideBySide, withoutQuiet } from "./asked.ts";
import { erasePhrases } from "./erase-phrases.ts";
import { filePhrases } from "./file-phrases.ts";
import { NOT_BOUGHT, NOT_CAME, NOT_CONTACTED } from "./not-words.ts";
import { mergePhrases, mergeWordClasses } from "./merge-phrases.ts";

const ASKING = "?(是)? ?(多少|哪天|什么|几号|几|谁|什么时候|啥时候|何时|啥|哪一天|哪里|哪儿|给我|报一下)";
/** What may be asked of one customer, and how. */
const PARTS: readonly [part: string, say: string][] = [
  [
    "points",
    "(积分|多少积分|有多少积分|还有多少积分|积分多少|积分有多少|有多少分|多少分|积分余额|现在多少积分|剩多少积分|积分还有多少)",
  ],
  [
    "birthday",
    "(生日|生日是哪天|生日几号|几号生日|什么时候生日|哪天生日|生日是几号|生日什么时候|啥时候生日|哪天过生日|什么时候过生日|几月几号生日|生日是什么时候|还有几天生日|几号过生日)",
  ],
  [
    "phone",
    "(联系电话|手机号码|联系号码|电话|手机|手机号|电话号码|联系方式|电话多少|手机号多少|电话是多少|号码|手机号是多少|号码多少|电话是什么)",
  ],
  ["tier", "(等级|什么等级|会员等级|什么级别|级别|是什么会员|什么卡|是几级|哪个等级|是不是vip|什么会员)"],
  [
    "spend",
    "?{date} (消费了多少钱|消费多少钱|花了多少|消费多少|消费了多少|花了多少钱|买了多少钱的东西|买了多少东西|消费金额|消费额|一共花了多少|总共花了多少|一共消费多少|消费情况|终身价值|生命周期价值|ltv|买了多少钱|贡献多少|总共消费|累计消费|消费|总消费|一共消费|客单价|平均消费)",
  ],
  [
    "last-purchase",
    "((上次|上回|最近一次|最后一次) (下单|购物|买单|成交|消费|买东西) ?是? (几号|哪天|什么时候|啥时候|何时)|上次买|上次买的什么时候|最近一次购买|最后一次买|上次消费|最近一次消费|上次什么时候买的|多久没买了|上次消费什么时候|最后一次消费|多久没买|(上次|上回|最近一次|最后一次|最近) ?是 (什么时候|啥时候|哪天|几号|何时|哪一天) (买|消费|下单|购买|买东西) ?过 ?的|上次成交)",
  ],
  [
    "last-visit",
    "(上次来|上次来是什么时候|上次什么时候来的|多久没来了|最近一次到店|上次到店|最后一次来|多久没来|几天没来了|什么时候来的|上次来店|什么时候来过|(上次|上回|最近一次|最后一次) (来|到店|来店|进店|光顾|来店里)|什么时候最后来|(上次|上回|最近一次|最后一次|最近) ?是 (什么时候|啥时候|哪天|几号|何时|哪一天) (来|到店|来店|来店里|光顾|进店) ?过 ?的|多久没见|多长时间没见|最近来过吗|来过吗|多长时间没来)",
  ],
  ["owner", "(谁负责|谁跟的|谁在跟|谁的客户|归谁|是谁的|哪个导购|谁跟|导购是谁|归属|谁管|是谁的客户|谁名下)"],
  [
    "upgrade",
    "(差多少升级|还差多少升级|差多少升金卡|升级还差多少|离升级还差多少|多少能升级|还差多少|差多少到下一级|什么时候能升级|升级差多少)",
  ],
  ["age", "(多大|几岁|年龄|多大了|多大年纪|年纪|岁数|几岁了|今年多大)"],
  ["address", "(地址|住哪|住哪里|住址|家在哪|收货地址|住在哪|住什么地方|住哪儿|家住哪|住哪个小区) ?(发|给) ?我"],
  ["purchases", "?{date} (买了几次|来过几次|购买次数|消费次数|买过几次|来了几次|下过几单|几单)"],
];
/** The leaves of her file as the platform's own card names them. */
const FILE_PARTS: readonly [part: string, say: string][] = [
  ["basic", "(基本|基本信息|基本资料|基础)"],
  ["purchases", "(交易|交易记录|交易信息|消费记录|购买记录|订单)"],
  ["talk", "(互动|互动记录|沟通|沟通记录|往来)"],
  ["facts", "(喜好|偏好|爱好|喜好信息)"],
];
const ANY_PART = `(${PARTS.map(([part, say]) => `part-${part}=( ${say} ${ASKING} )`).join(" | ")})`;
const JOINED = "?(和|还有|跟|以及|与|再加|加上)";

export const phrases: Phrases = {
  words: {
    ...mergeWordClasses,
    bday: ["生日", "过生日", "生日的", "寿星", "过寿", "生辰"],
    over: [
      "超过",
      "大于",
      "已经",
      "至少",
      "快",
      "都",
      "满",
      "有",
      "多于",
      "超",
      "好",
      "有好",
      "足有",
      "已",
      "整整",
      "差不多",
      "起码",
    ],
    above: ["以上", "多", "左右", "了", "都", "以来", "以内", "之内"],
    notCame: NOT_CAME,
    notBought: NOT_BOUGHT,
    notContacted: NOT_CONTACTED,
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
      "买过",
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
      "是哪位客户",
      "是哪个客户",
      "是哪位",
      "是哪一位",
      "是什么人",
    ],
    arrived: [
      "入店",
      "入店了",
      "来到",
      "来到了",
      "进店来了",
      "到咗",
      "刚入店",
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
      "在试衣间",
      "在试衣服",
      "在柜台",
      "在挑衣服",
      "在收银台",
      "到柜台了",
      "在逛",
      "又来了",
      "来店里啦",
      "到店啦",
      "进来了",
      "走进来了",
      "到店里",
      "在休息区",
      "来店",
      "上门了",
      "来到店里",
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
      "新来一个客人",
      "新来个客人",
      "新来一位客人",
      "来了个新客人",
      "加个客人",
      "加一个客人",
      "录一个",
      "录个",
      "录一位",
      "加一位客人",
      "登记一位",
      "登记一个",
      "新来了个客户",
      "新来了一位客户",
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
      "新来个客户",
      "新来一个客户",
      "新来一位客户",
      "来了个新客户",
      "来了一个新客户",
      "新增一位客户",
      "新增一个客户",
      "登记个新客户",
      "新建客户档案",
      "新建档案",
      "录入新客户",
      "登记新客户",
      "登记一个新客户",
      "录入会员",
      "添加会员",
      "录新客户",
      "新增一个会员",
      "登记一个会员",
      "登记一位会员",
      "登记个会员",
      "登记一个新会员",
      "登记一位新客户",
      "新增一位会员",
      "添加一个客户",
      "添加一位客户",
      "录入一个新客户",
      "录入一位新客户",
      "录一个新客户",
      "新建会员",
      "新建一个客户",
      "建个档",
      "建个新档",
      "加个新客户",
      "加一个新客户",
      "加一个客户",
      "来了个新客",
      "来了位新客",
      "新入会",
      "新办卡",
      "办卡",
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
  macros: { sex: "sex=( (女|男|女士|先生|女的|男的|女性|男性) )" },
  phrases: [
    ...filePhrases,
    { say: [ASKED], make: findEach, cost: 0.6, vague: isOfAll },
    {
      // 「1w以上的」「1.5w到3w之间」: so much money; nothing else is counted so high.
      say: ["({bound.yuan:bound}|{bound.plain:bound}) ?之间 ?的 ?(客户|人|有谁|有哪些)"],
      make: (said) => ofSum(said),
      cost: 0.9,
    },
    ...COMPARED.map(({ say, by }) => ({
      say: [
        `{who:a} (和|跟|与|、|还有|还是|比) {who:b} ?((和|、|还有) {who:c}) ?{date} (谁|哪个|哪位|比起来|比|对比) ?{date} ${say}`,
        `?{date} (谁|哪个) ${say} {who:a} (和|还是|跟) {who:b}`,
      ],
      make: (said: Said) => compare(said, by),
      cost: 0.3,
    })),
    {
      say: [
        "{who:a} 比 {who:b} ?{date} (多|少) (花|买|消费|花费) ?了 ?(多少|多少钱|几多)",
        "{who:a} ?{date} (花|花的|花得|消费|消费得|买得|买的) ?了 比 {who:b} (多|少|高|低) ?(多少|吗|么|不|多少钱)",
        "{who:a} (和|跟|与) {who:b} ?{date} (差多少|差了多少|消费差多少|花的差多少|消费对比|比一下消费|谁花的钱多)",
      ],
      make: (said: Said) => compare(said, "spend"),
      cost: 0.2,
    },
    {
      say: [
        "{staff:a} (和|跟|与|还是) {staff:b} ?((和|、) {staff:c}) (谁|哪个) ?的? (客户|会员|顾客) (多|最多|更多)",
        "{staff:a} ?的? (客户|会员|顾客) 比 {staff:b} (多|少) ?(多少|几个|吗|多少个)",
      ],
      make: (said: Said) => ownersCompared(said),
      cost: 0.2,
    },
    ...(["store", "tier"] as const).map((by) => ({
      say: [
        `{${by}:a} ?(和|跟|与|、|还有) {${by}:b} ?的? ?{date} (客户数|会员数|客户|会员|人数|人均消费|平均消费|客单价|人均) ?(比一比|对比|对比一下|比一下|比较一下|比较|谁多|哪个多|谁高|哪个高|差多少|差几个)`,
      ],
      make: (said: Said) => sideBySide(said, by),
      cost: 0.1,
    })),
    {
      // 金卡有几个 钻石有几个: two questions, two answers.
      say: [
        "{tier:a} ?(客户|会员) ?有 (几个|几位|多少|多少人|多少个) ?人 {tier:b} ?(客户|会员) ?有 (几个|几位|多少|多少人|多少个) ?人",
      ],
      make: (said) =>
        ["a", "b"].map((name) => ({
          kind: "customers.find",
          where: [{ field: "tier", in: [said.words(name) ?? ""] }],
          aggregate: { fn: "count", of: "customers", by: null, range: null },
        })),
      cost: 0.05,
    },
    {
      say: [
        `(换成|改看|换看|换|改成|改查|换查) ${ASKED} (看看|看下|看一下|看|再来一遍|再来一次|再来一份|再查一遍|再看一遍|再列一遍|再拉一遍|来一遍|来一份|重来|重来一遍|重新来|重新查|重新列|再来|也来一份|瞧瞧|试试)`,
      ],
      make: (said) => {
        const found = find(said);
        return found && { ...found, base: "instead" as const };
      },
      cost: 0.2,
    },
    {
      say: [
        "?再 (去掉|排除|剔除|不要|除去|去除|刨去|除掉|不算|把) (免打扰|勿扰|退订|不让打扰) (的|客户|的客户|的人) ?(去掉|排除|剔除)",
      ],
      make: () => withoutQuiet(),
      cost: 0.05,
    },
    {
      say: [
        "(还有吗|后面还有吗|还有呢|下一页|更多|继续|还有没有|后面的|下面的|剩下的|再来几个|接着看|往下|还有其他的吗|还有其他吗|还有其他人吗|还有别的吗|还有别人吗|还有其他客户吗|后面还有谁|接着来|后面呢|下一批|再看几个|往后翻|下页|还有谁|还有哪些|其他的呢|翻页)",
        "再 (来|看|给我看|列|给) {number.people}",
      ],
      make: () => nextPage(),
      cost: 0.3,
      vague: () => true,
    },
    {
      say: [
        "{who} ?是 (哪天|什么时候|啥时候|哪年|几时|何时) (办的卡|入会的|入的会|登记的|开的卡|办卡的|加入的|成为会员的|办的会员)",
      ],
      make: (said) => ({ kind: "customers.card", who: whoOf(said), part: "basic" }),
      cost: 0.2,
    },
    {
      say: ["{who} ?是? (哪年|哪一年|几几年|什么年|几月|几月份|哪个月|几月几号) (生的|出生的|出生|生)"],
      make: (said) => ({ kind: "customers.card", who: whoOf(said), part: "birthday" }),
      cost: 0.2,
    },
    {
      say: ["?@look {who} ?的 (基本信息|基本资料|基础信息|基本情况)"],
      make: (said) => ({ kind: "customers.card", who: whoOf(said), part: "basic" }),
      cost: 0.3,
    },
    {
      say: ["?@look {who} ?的 (沟通记录|联系记录|聊天记录|沟通历史|跟进记录|联系历史|来往记录)"],
      make: (said) => ({ kind: "customers.card", who: whoOf(said), part: "talk" }),
      cost: 0.2,
    },
    {
      say: [
        "{who} 是 {tier} 还是 {tier:other}",
        "{who} (是|是不是) ?个 {tier} (吗|么|不|没有)",
        "{who} 是不是 {tier}",
        "{who} 是 (vip|会员) (吗|么|不)",
      ],
      make: (said) => ({ kind: "customers.card", who: whoOf(said), part: "tier" }),
      cost: 0.2,
    },
    {
      say: [
        "{who} ?还 (差多少|差几块|差多少钱|要多少|再消费多少|再买多少) ?(能|才能|可以|就能)? (升|到|升级到|升到|升级成) {tier}",
        "{who} 离 {tier} ?还 (差多少|差多少钱|有多远)",
      ],
      make: (said) => ({ kind: "customers.card", who: whoOf(said), part: "upgrade" }),
      cost: 0.2,
    },
    {
      say: ["{who} 生日 是 ?不是 {date} (吗|么|不|对吗|对不对|没错吧)", "{who} 是 {date} ?的 生日 (吗|么|不)"],
      make: (said) => ({ kind: "customers.card", who: whoOf(said), part: "birthday" }),
      cost: 0.2,
    },
    {
      say: [
        "{who} ?{date} (来过|来了|到过店|到店|来) (吗|没|没有|么|不|未)",
        "{who} 有没有 ?{date} (来过|来|到店)",
        "{who} ?{date} ?(还|又|都|一直|已经)? @notCame ?{date}",
        "{date} {who} (来过|来了|到店|来) (吗|没|没有|么)",
      ],
      make: (said) => ({ kind: "customers.card", who: whoOf(said), part: "last-visit" }),
      cost: 0.2,
    },
    {
      say: [
        "?@look ?一下 {who} ?的 @record",
        "?@look {who} ?这个 ?(客户|会员|人)? ?的 @record",
        "@look {who}",
        "{who} ?的 @record ?发 ?我",
        "?把 {who} ?的 (@record|资料卡|档案) ?(调出来|打开|给我看|发我|调一下|拿出来) ?看",
        "?@look {who} ?的 (资料卡|客户档案|会员档案|会员资料)",
        "介绍 {who}",
      ],
      make: (said) => ({ kind: "customers.card", who: whoOf(said), part: "all" }),
      cost: 0.5,
    },
    ...FILE_PARTS.map(([part, say]) => ({
      say: [
        `?@look ?一下 {who} ?这个 ?(客户|会员)? ?的 (档案|客户档案|资料|卡片|客户卡|名片) ?(里|里面|中|上)? ?的? ?的? ${say}`,
      ],
      make: (said: Said) => ({ kind: "customers.card", who: whoOf(said), part }),
      cost: 0.2,
    })),
    {
      say: ["{who} ?(客户|顾客|会员)? ?已经 @arrived", "@arrived ?(个|位)? {who}", "{who} 马上 ?(到|来|到店)"],
      make: (said) => ({ kind: "customers.arrive", who: whoOf(said) }),
      cost: 0.4,
      tells: true,
    },
    {
      say: ["{who} ?(客户|会员|顾客)?"],
      make: (said) => ({ kind: "customers.arrive", who: whoOf(said) }),
      cost: 0.9,
      // Digits are typed at the door, whatever is typed after them.
      vague: ({ who }) => !/\d{4}/u.test(String(who)),
    },
    {
      // 这些人总共买了多少钱: of all those on show, and no card.
      say: [
        "(这些人|这几个|这几位|她们|他们|她们几个|他们几个|这批人) ?(一共|总共|加起来|合计|都)? (花了多少|花了多少钱|消费了多少|消费多少|买了多少钱|消费了多少钱|贡献了多少)",
      ],
      make: (said) =>
        find({
          ...said,
          groups: [
            { name: "base", start: 0, end: 0, captures: [] },
            { name: "sum", start: 0, end: 0, captures: [] },
          ],
        }),
      cost: 0.1,
    },
    ...PARTS.map(([part, say]) => ({
      say: [`?@look {who} ?的 ${say} ${ASKING}`],
      make: (said: Said) => ({ kind: "customers.card", who: whoOf(said), part }),
      cost: 0.4,
    })),
    {
      say: [`?@look {who} ?的 ${ANY_PART} ${JOINED} ${ANY_PART} ?(${JOINED} ${ANY_PART})`],
      make: severalParts,
      cost: 0.3,
    },
    {
      say: [
        "@register ?@register ?(一个|个|一位|位) ?: ?(叫|名字|姓名|是|名叫) {who} ?%sex ?(电话|手机|手机号|号码|联系电话|手机号码) ?(是)? {phone} ?%sex ?{tier}",
        "@register ?@register ?(一个|个|一位|位) ?(叫|名字|姓名|是|名叫) <name> ?%sex ?(电话|手机|手机号|号码|联系电话|手机号码) ?(是)? {phone} ?%sex ?{tier}",
        "@register {phone} {who} ?%sex ?{tier}",
        "@register {phone} <name>",
        "@register ?@register ?(一个|个|一位|位) (叫|名字|姓名|名叫) {who} ?%sex ?{tier}",
        "@register ?@register ?(一个|个|一位|位) (叫|名字|姓名|名叫) <name>",
        "@register ?@register {who} ?%sex ?{tier}",
      ],
      make: create,
      cost: 0.3,
      tells: true,
    },
    {
      // 新客户孙丽 139…，农历三月初三生日，买了条裤子599，喜欢素色: all in one go at the till.
      say: [
        `@register ?@register ?(一个|个|一位|位) ?: ?(叫|名字|姓名|是|名叫) ({who}|<name>) ?%sex ?(电话|手机|手机号|号码) {phone} ?%sex ?{tier} born=( ?(农历|阴历|阳历) {date:born} (生日|生的|出生|过生日) ) ?(likes=( (喜欢|爱|爱穿|偏爱) <liked> ))`,
        `@register ?@register ?(一个|个|一位|位) ?: ?(叫|名字|姓名|是|名叫) ({who}|<name>) ?%sex ?(电话|手机|手机号|号码) {phone} ?%sex ?{tier} bought=( (买了|拿了|买) ?{number:count} ?(条|件|个|双|套|只|款|瓶|支|盒|顶|副|杯|包) <item> {number:amount} ?(元|块|块钱) ) ?(likes=( (喜欢|爱|爱穿|偏爱) <liked> ))`,
        `@register ?@register ?(一个|个|一位|位) ?: ?(叫|名字|姓名|是|名叫) ({who}|<name>) ?%sex ?(电话|手机|手机号|号码) {phone} ?%sex ?{tier} likes=( (喜欢|爱|爱穿|偏爱) <liked> )`,
      ],
      make: createAndMore,
      cost: 0.1,
      tells: true,
    },
    {
      say: [
        "?把 {who} ?的 (电话|手机|手机号|电话号码|号码|手机号码|联系电话|联系方式) ?@changeTo ?新 {phone}",
        "{who} 换 ?(了)? (电话|手机号|号码) ?了 ?(现在|新的)? ?是 {phone}",
        "{who} (换号|换号码|换手机号|换手机|换电话|换了号|换了号码) ?了 ?(新号|新号码|新的|新电话)? ?是 {phone}",
        "{who} 新 (号码|电话|手机号) ?是 {phone}",
        "{who} (电话|手机|手机号|电话号码) {phone}",
        "{who} ?的 (电话|手机|手机号|号码|电话号码) (记错了|错了|不对|写错了|登错了|打错了) ?应该 ?是 {phone}",
      ],
      make: (said) => ({
        kind: "customers.update",
        who: whoOf(said),
        field: "phone",
        value: String(said.get("phone")?.span?.value ?? ""),
      }),
      cost: 0.3,
      tells: true,
    },
    {
      say: ["?把 {who} ?的 ?(等级|级别|会员等级)? @changeTo {tier} ?会员", "{who} 升 ?级 ?(到|为|成)? {tier}"],
      make: (said) => ({ kind: "customers.update", who: whoOf(said), field: "tier", value: said.words("tier") ?? "" }),
      cost: 0.4,
      tells: true,
    },
    {
      say: [
        "?把 {who} ?的 (名字|姓名) @changeTo <value>",
        "{who} ?的 (名字|姓名) (写错了|错了|打错了|不对|记错了|录错了|登错了) ?应该 ?@changeTo <value>",
        "{who} (改名|改名叫|应该叫|真名叫|全名是|全名叫) <value>",
      ],
      make: update("name"),
      cost: 0.4,
      tells: true,
    },
    {
      say: [
        "?把 {who} ?的 (地址|住址|收货地址|家庭地址) ?@changeTo <value>",
        "{who} 住 (在)? <value>",
        "{who} (搬家了|搬家|搬了) ?的? (地址|住址) (换成|改成|改为|变成|是) <value>",
        "{who} (搬到|搬去|搬家到|搬家去) ?了 <value>",
        "{who} (搬家了|搬家|搬了) ?(现在|新家|新地址|地址)? ?(住|住在|在|搬到|是) <value>",
      ],
      make: update("address"),
      cost: 0.5,
      tells: true,
    },
    {
      say: ["?把 {who} ?的 (公司|单位|工作单位) ?(名)? @changeTo <value>", "{who} 在 <value> (上班|工作)"],
      make: update("company"),
      cost: 0.4,
      tells: true,
    },
    {
      say: ["?把 {who} ?的 性别 @changeTo sex=( (男|女|男的|女的|男性|女性) )"],
      make: (said) => ({
        kind: "customers.update",
        who: whoOf(said),
        field: "gender",
        value: said.groupWords("sex") ?? "",
      }),
      cost: 0.3,
      tells: true,
    },
    {
      say: [
        "?把 {who} ?的 (职业|工作) @changeTo <value>",
        "{who} 是 ?(做|干)? <value> 的",
        "{who} 在 <place> (做|当) value=( (护士长|护士|医生|老师|教授|会计|律师|经理|主管|工程师|设计师|文员|销售|司机|厨师|店长|编辑|校长|主任|采购|前台|行政|财务|财务总监) )",
        "{who} 是 ?(个|一个|一位|名|位) value=( (律师|医生|老师|教师|护士|会计|公务员|设计师|工程师|程序员|全职太太|家庭主妇|老板|空姐|记者|编辑|销售|教授|警察|法官|演员|摄影师|厨师|司机|学生|退休教师|主播|博主|模特|牙医) )",
      ],
      make: update("occupation"),
      cost: 0.6,
      tells: true,
    },
    {
      say: [
        "{who} ?的? (也叫|又叫|外号|小名|别名|昵称|英文名|中文名|微信名|微信昵称|人称) ?(叫|是|加一个|加个|加|添加|设为) <value>",
        "?给 {who} (加|添加|加个|加一个) ?(个|一个) (别名|外号|昵称) ?(叫) <value>",
      ],
      make: update("alias"),
      cost: 0.4,
      tells: true,
    },
    {
      say: ["{who} 是 (女的|女生|女士|女性)"],
      make: (said) => ({ kind: "customers.update", who: whoOf(said), field: "gender", value: "female" }),
      cost: 0.4,
      tells: true,
    },
    {
      say: ["{who} 是 (男的|男生|先生|男性|男士)"],
      make: (said) => ({ kind: "customers.update", who: whoOf(said), field: "gender", value: "male" }),
      cost: 0.4,
      tells: true,
    },
    ...mergePhrases,
    ...erasePhrases,
  ],
};

/** Less may be points, visits or an age. */
const SUM_ALONE_YUAN = 1000;
function ofSum(said: Said): Plan | null {
  const bound = boundOf(said.get("bound"));
  if (bound === null || Math.max(bound.min ?? 0, bound.max ?? 0) < SUM_ALONE_YUAN) return null;
  return { kind: "customers.find", where: [{ field: "spend", bound, range: null }] };
}
/** A question that narrows nothing (多少), or only says whose or where: 「毛利多少」 is not answered with how many customers there are. */
function isOfAll({ where, sort, base, aggregate }: Plan): boolean {
  if (aggregate !== null && !/"fn":"count"/u.test(JSON.stringify(aggregate))) return false;
  const whose = (one: unknown) =>
    typeof one === "object" && one !== null && "field" in one && (one.field === "owner" || one.field === "region");
  return base === "all" && (sort ?? null) === null && Array.isArray(where) && where.every(whose);
}
/** 「张姐电话多少 生日几号」: each asked for is a plan of its own. */
function severalParts(said: Said) {
  const asked = said.groups.filter((group) => group.name.startsWith("part-")).map((group) => group.name.slice(5));
  return [...new Set(asked)].map((part) => ({ kind: "customers.card", who: whoOf(said), part }));
}
function update(field: string) {
  return (said: Said) => {
    const value = (said.words("value") ?? said.groupWords("value") ?? "").replace(
      /^(?:[改换](?:成|为|到)?)(?=..)/u,
      "",
    );
    // 「那个张姐，就是上次带同事来的」, 「住附近的那位」: an aside that says who is meant changes nobody's record.
    const aside =
      (field === "occupation" || field === "address") && /上次|上回|昨|刚|那位|那个|附近|来|去|买|说|带/u.test(value);
    return aside || /[？?吗谁哪啥咋]|什么|多少|时候/u.test(value)
      ? null
      : { kind: "customers.update", who: whoOf(said), field, value };
  };
}
/** What is told with a new name is of her: her birthday, what she bought, what she likes. */
function createAndMore(said: Said): Plan[] | null {
  const made = create(said);
  if (made === null) return null;
  const who = made.name;
  const plans: Plan[] = [made];
  const born = dateOf(said.get("born"));
  const lunar = born?.lunar === true || /农历|阴历/u.test(said.groupWords("born") ?? "");
  const words = said.words("born") ?? "";
  const spoken = lunar ? lunarDay(words) : null;
  const solar = lunar ? null : (dayOn(born, "near") ?? null);
  if (spoken || solar)
    plans.push({
      kind: "notes.birthday",
      who,
      calendar: lunar ? "lunar" : "solar",
      year: Number(/(?:19|20)\d{2}/u.exec(words)?.[0] ?? 0) || null,
      month: spoken?.month ?? Number(solar?.slice(5, 7)),
      day: spoken?.day ?? Number(solar?.slice(8)),
      leap: spoken?.leap ?? false,
      unsure: false,
    });
  else if (said.get("born") !== null) return null;
  const item = said.words("item")?.trim() ?? "";
  if (item !== "") {
    const amount = amountOf(said.get("amount"));
    const quantity = Math.max(1, Math.round(amountOf(said.get("count")) ?? 1));
    plans.push({ kind: "purchases.record", who, items: [{ item, quantity, amount: null }], amount, on: null });
  }
  const liked = said.words("liked")?.trim() ?? "";
  if (liked !== "") plans.push({ kind: "notes.prefer", who, value: liked, topic: null, dislike: false });
  return plans;
}

function create(said: Said) {
  const name = (said.words("name") ?? whoOf(said))
    .replace(/^(?:.*\s(?=叫))?(?:叫|名字|姓名|是)+/u, "")
    .replace(/(电话|手机号?|号码)$/u, "")
    .trim();
  if (name === "") return null;
  const phone = said.get("phone")?.span?.value;
  const sex = `${name}${said.groupWords("sex") ?? ""}`;
  const gender = /女士|小姐|太太|姐$|女/u.test(sex) ? "female" : /先生|哥$|男/u.test(sex) ? "male" : "unknown";
  return {
    kind: "customers.create",
    name,
    phone: phone === undefined ? null : String(phone),
    gender,
    tier: said.words("tier"),
    confirmed: false,
  };
}
