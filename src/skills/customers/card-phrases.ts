// How people ask for one customer's card or a part of it, and say that she is at the door.
import { dateOf, daysOf, whoOf } from "../../understanding/parser/build.ts";
import type { Phrase, Said } from "../../understanding/parser/grammar.ts";
import { classing } from "./classed.ts";

const WHEN =
  "(几号|哪天|什么时候|啥时候|何时|多久前|多久以前|多久之前|哪一天|几月几号|几时|哪年|哪个月|几月|几月份|什么日子|啥日子|多少天前|几天前|在哪天|在什么时候)";
const HOW_MUCH = "(多少|几多|多少钱|几多钱|几钱|多少块|几块)";
const HOW_LONG = "(多久|多长时间|多少天|几天|几个月|多少日子|有多久|有几天|有多少天|多少个月)";
const LAST = "(上次|上回|上一次|上一回|最近一次|最近一回|最后一次|最后一回|最近|最后|上趟|上一趟|最近这次|最末一次)";
const BOUGHT = "(下单|购物|买单|成交|消费|买东西|买|购买|开单|结账|花钱|复购|刷卡|下过单|买过|消费过|下的单|买的东西)";
const CAME =
  "(来|来店|来店里|来过|到店|到过店|进店|进门|光顾|光临|露面|露脸|见|见到|见面|过来|来逛|上门|出现|来我们店|来咱店|来咱们店|登门|到店里)";
const WHOSE =
  "(谁|哪个|哪位|哪个导购|哪位导购|哪个同事|哪位同事|哪个店员|哪位店员|哪个人|谁家|哪个伙伴|哪个顾问|哪位顾问|哪个姐妹|咱们谁|店里谁|我们谁|哪个小伙伴)";
const ASKING =
  "?(是|在|有|都)? ?(多少|哪天|什么|几号|几|谁|什么时候|啥时候|何时|啥|哪一天|哪里|哪儿|给我|报一下|几多|几多号|报给我|报我|告我|跟我说|报下|发我|发下|发给我|告诉我|说下|说一下|念一下|念给我|查一下|查下|看一下|看下|我要|来一下|忘了|我忘了|记不得了|是啥来着|来着|变了吗|变了没|变没变|换了吗|换了没|换没换|没变吧|没换吧|各多少|各是多少|各有多少|分别多少|(还是|是不是|还) (原来|之前|以前|老|旧) ?的? (那个|号|样子)? ?(吗|么|吧|不))";
/** What may be asked of one customer, and how. */
const PARTS: readonly [part: string, say: string][] = [
  [
    "points",
    `(积分|积分余额|剩余积分|可用积分|积分数|会员积分|账户积分|多少积分|有多少积分|多少分|分数|剩多少分|分够不够|分够吗|分剩多少|?(有|剩|剩下|攒了|积了|攒到|余|余下|积攒了|积累了|累积了|够|到)* ${HOW_MUCH} ?个 (积分|分|几分)|(积分|分|分数) ?(剩|剩下|剩余|攒|攒了|攒到|有|够|到|积了|累计|余额)* ?了? (多少|几多|几何|多少了)|积分 (够不够|够吗|够用吗))`,
  ],
  [
    "birthday",
    `(生日|生辰|出生日期|大寿|寿辰|出生年月|生日 ?是 ${WHEN}|?(属于|算|是) ${WHEN} ?的 ?过 (生日|寿|大寿|寿辰)|生日 还有 (几天|多久|多少天)|还有 (几天|多久|多少天) ?过? 生日|离? 生日 还有 (几天|多久|多少天)|${WHEN} 生 的)`,
  ],
  [
    "phone",
    "(联系电话|手机号码|联系号码|电话|手机|手机号|电话号码|联系方式|号码|号码几多|手机尾号|电话尾号|尾号|联络方式|联络电话|(电话|手机号|号码|手机|手机号码) ?是? (多少|什么|啥|几号|几多|几多号|哪个|多少来着)|(完整|完整的|全部|全部的|整个|全|11位) ?的 (号|号码|电话|电话号码|手机号|手机号码|手机)|(电话|手机号|号码|手机|手机号码) ?(给|发|报|告诉)? ?我 ?(一下|下)? ?(，|,)? ?(要|我要|给|发)* (全|完整|整个|全部|完整的) ?(的)? (号|号码|手机号|电话|的)|(怎么|咋|如何|怎样) (联系|联系得上|联络)|打 (哪个|什么|啥) (号|电话|号码)|(哪个|什么|啥) (号码|电话|手机号|号))",
  ],
  [
    "tier",
    "(等级|会员等级|级别|会员级别|卡级|卡种|会员卡等级|卡的等级|?(是|属于|算|到|用的|持|办的|拿的)* ?(什么|啥|哪种|哪个|何种|哪档|哪一档|几级|哪级|哪一级|哪类) (等级|级别|卡|会员|档次|档|会员卡|会员等级|卡种|会员级别|层级|级)|?是 (几级|哪级|哪一级|几级会员)|(等级|级别|卡) ?是? (什么|啥|哪个|哪种|几级|多高|哪一级)|是不是vip|到 (什么|啥|哪个|哪一) (级|级别|等级) ?了|(升级|升卡|升等级|升) ?了 (吗|没|没有|么))",
  ],
  [
    "spend",
    `?{date} (?(一共|总共|累计|合计|加起来|前后|前前后后|拢共|统共|已经|在店里|在我们店|在我们家|在咱家|在咱店|在咱这|在咱们家|到现在|至今|目前|都|能)* (花|消费|买|贡献|砸|掏|刷|消费掉|花费|花销|花掉|买掉) ?(了|过|到)* ${HOW_MUCH} ?(钱|块|元|的东西|东西|的货|销售|业绩|大洋|银子)|?(一共|总共|累计|总计) (消费金额|消费额|消费情况|消费总额|终身价值|生命周期价值|ltv|总消费|累计消费|消费|花费|消费合计|购买金额|客单价|平均消费|客单|均单)|(消费|消费额|消费金额|累计消费|总消费|客单价|花费) ?是? ?有 ${HOW_MUCH}|贡献多少|消费力 ?(怎么样|如何|咋样))`,
  ],
  [
    "last-purchase",
    `(${LAST} ?一共? (花|消费|买|刷|付|买单) ?了 ${HOW_MUCH} ?(钱|块|元)?|${LAST} ?是? ?${WHEN} ?来? ${BOUGHT} ?过? ?的|${LAST} ?来? ${BOUGHT} ?的? ?(时间|日期|日子)? ?(是|在)? ${WHEN}|${LAST} ${BOUGHT} ?(时间|日期)|(最近|上|最后|上次|最新) (一单|一笔|单|笔|那单|那笔|一笔单|一张单|的单|的一单) ?(是|在|开在|下在|买在)? ${WHEN} ?(开|下|买)? ?的|${HOW_LONG} ?(没|没有|都没|未) (买|消费|下单|开单|成交|买东西|购物|复购|花钱) ?(过|了|东西)*)`,
  ],
  [
    "last-visit",
    `(${LAST} ?是? ?${WHEN} ${CAME} ?过? ?的|${LAST} ${CAME} ?的? ?(时间|日期|日子)? ?(是|在)? ?${WHEN}|${LAST} (来|到店|来店|进店|光顾|来店里|露面|到店时间|来店时间)|${WHEN} ?最后? (来|来过|来店里|到店|露面|来店) ?(的|过的)|${HOW_LONG} ?(没|没有|都没|未) ${CAME} ?(过|了)|最近来过吗|来过吗|来了没|最近来没来|最近来了吗|最近来没来过|还来吗|${HOW_LONG} ?(没|没有) (照面|露头|冒泡) ?了)`,
  ],
  [
    "owner",
    `(?(是|由|归|都是|现在是|一直是|平时是|目前是)* ${WHOSE} ?在 (负责|跟|跟着|跟进|带|带着|管|管着|维护|维护着|服务|对接|接待|招呼|盯|盯着|照顾|跟单|跟的|带的|管的|负责的|维护的|服务的|对接的|的客户|的客人|的人|的会员|名下|名下的|手里|手里的|手上|手上的|手底下|手底下的|家的|的)|归谁|(是|在|挂|挂在|分给|归|属于|归在|算|记在|落在) ${WHOSE} ?(的|名下|名下的|手里|手上|这儿|头上|那|那儿|那里|管|跟|带|负责)*|谁名下|归属|归属人|归属导购|负责人 ?是 ?(谁|哪位|哪个)|(专属|归属|负责|跟进)? ?的 (导购|顾问|导购员|客户经理|同事|店员) ?是 (谁|哪位|哪个)|导购 ?是谁)`,
  ],
  [
    "upgrade",
    `((还|再)? (差|缺|要|需要|得|需|差着|得再|要再|买|花|消费|再买|再花|再消费) ${HOW_MUCH} ?(钱|积分|分)? ?(才|就|能|可以|够|到)* (升级|升一级|升卡|升上去|下一级|到下一级|升到下一级|升档|往上升|升级了|能升)|(升级|升一级|升卡|离升级|距升级|距离升级|离下一级|距离下一级|离升卡) ?(还|要|需)* (差|缺|要|需要|得|差着) (多少|几多|多少钱|几块|多远)|还差多少|差多少升金卡|(离升级|距升级) 还有 多远|(什么时候|啥时候|多久|几时) (才|就)? ?能 升级|(多少|消费多少|花多少|买多少) (才|就)? 能 升级|快升级了吗|能升级吗|够升级吗|够不够升级)`,
  ],
  [
    "age",
    "(多大|几岁|年龄|多大了|多大年纪|多大岁数|年纪|岁数|几岁了|今年多大|多少岁|多少岁了|芳龄|贵庚|今年几岁|今年多少岁|年方几何|年龄多大|岁数多大|年纪多大|属什么|属什么的|属啥|属啥的)",
  ],
  [
    "address",
    "(地址|住哪|住哪里|住址|家在哪|收货地址|住在哪|住什么地方|住哪儿|家住哪|住哪个小区|家庭地址|家里地址|住在哪里|住在哪儿|住在哪个小区|家住哪里|家住哪儿|家在哪里|家在哪儿|住什么小区|住哪块|住哪片|住哪一带|快递地址|寄件地址|邮寄地址|寄货地址|寄到哪|东西寄到哪|快递寄哪|快递寄到哪|家住什么地方|哪里人) ?(发|给) ?我",
  ],
  [
    "purchases",
    "?{date} ?(一共|总共|累计|拢共|已经|都)* (买了几次|来过几次|购买次数|消费次数|买过几次|来了几次|下过几单|几单|买了多少次|买过多少次|来过多少次|来了多少次|下了几单|下了多少单|下过多少单|开了几单|开过几单|买了几单|买过几单|来过几趟|来了几趟|来过几回|来了几回|消费过几次|消费了几次|成交几单|成交了几单|有几单|多少单)",
  ],
];
/** 有阵子没见了: a remark before the question. */
const LONG_AWAY = "(好久|很久|有阵子|有段时间|有日子|许久|好一阵|老久|好长时间|挺久|有些日子|最近) ?都? @notCame ?了";
const ASKING_SURELY = "?(是|在|有|都)? (多少|哪天|什么|几号|谁|什么时候|啥时候|何时|啥|哪一天|哪里|哪儿|几多)";
/** The leaves of her file as the platform's own card names them. */
const FILE_PARTS: readonly [part: string, say: string][] = [
  ["basic", "(基本|基本信息|基本资料|基础)"],
  ["purchases", "(交易|交易记录|交易信息|消费记录|购买记录|订单)"],
  ["talk", "(互动|互动记录|沟通|沟通记录|往来)"],
  ["facts", "(喜好|偏好|爱好|喜好信息)"],
];
const ANY_PART = `(${PARTS.map(([part, say]) => `part-${part}=( ${say} ${ASKING} )`).join(" | ")})`;
const JOINED = "?(和|还有|跟|以及|与|再加|加上)";

const { classed, words } = classing("card");
export const PART_WORDS: Readonly<Record<string, readonly string[]>> = words;
export const cardPhrases: readonly Phrase[] = [
  {
    say: [
      "{who} ?是 (哪天|什么时候|啥时候|哪年|几时|何时) (办的卡|入会的|入的会|登记的|开的卡|办卡的|加入的|成为会员的|办的会员)",
    ],
    make: (said) => ({ kind: "customers.card", who: whoOf(said), part: "basic" }),
    cost: 0.2,
  },
  {
    // 尾号3456那位叫什么: who that is.
    say: [
      "?@look {who} ?的? ?(那|这)? ?(位|个|个人)? ?(客人|客户|顾客|会员|姐姐|女士)? ?是? (叫什么名字|叫啥名字|叫什么|叫啥|姓什么|姓啥|贵姓|怎么称呼|全名是什么|全名叫什么|全名叫啥|名字叫什么|名字叫啥|大名叫什么) ?来着",
    ],
    make: (said) => ({ kind: "customers.card", who: whoOf(said), part: "all" }),
    cost: 0.2,
  },
  {
    // 上次给潘婷发的啥消息: what was written stands with all that passed between them.
    say: [
      "?我? (上次|上回|最近一次|最后一次|上一次|最近|前几天|{date}) ?我? (给|跟|和) {who} (发|发了|发过|聊|聊了|聊过|说|说了|说过|写) ?的? ?(是)? (什么|啥|哪些|点啥|些什么|些啥|了什么|的什么|的啥|了啥) ?(消息|微信|信息|话|内容|祝福)? ?来着",
      "?我? (上次|上回|最近一次|最后一次|上一次|最近|前几天) ?我? (给|跟|和) {who} (发|发了|发过|写|聊) 的 (消息|微信|信息|话|内容) ?是? (什么|啥|哪条|怎么说的|咋说的) ?来着",
      "?我? (给|跟|和) {who} (上次|上回|最近|最后一次|最近一次|之前) (发|发了|发过|聊|聊了|聊过|说|说了|说过) ?的? ?是? (什么|啥|哪些|点啥|些什么|了什么|的什么|的啥|了啥) ?(消息|微信|信息|话|内容)? ?来着",
    ],
    make: (said) => ({ kind: "customers.card", who: whoOf(said), part: "talk" }),
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
      // 崔太是什么卡 金的还是银的
      "{who} ?(现在|目前|是|办的|用的|拿的|持)* ?(什么|啥|哪种|哪个)? ?(卡|会员|会员卡|等级)? ?(，|,)? ?是? (金|银|钻|钻石|黑|普通|{tier}) ?卡? ?的 还是 (金|银|钻|钻石|黑|普通|{tier:other}) ?卡? ?的",
      "{who} (是|是不是) ?个 {tier} (吗|么|不|没有)",
      "{who} 是不是 {tier}",
      "{who} 是 (vip|会员) (吗|么|不)",
    ],
    make: (said) => ({ kind: "customers.card", who: whoOf(said), part: "tier" }),
    cost: 0.2,
  },
  {
    say: [
      "{who} ?(还|再|要|得|需要|需)* (差多少|差几块|差多少钱|要多少|要多少钱|消费多少|买多少|花多少|花多少钱|买多少钱|消费多少钱|缺多少|差几多) ?(能|才|才能|可以|就能|就|够)* (升|到|升级到|升到|升级成|上|变|成|够) {tier}",
      `?(再|还)? (买|消费|花|差|缺|要|需要)? ${HOW_MUCH} ?(钱)? {who} ?(就|才|可以|能|够)* (升级|升 (到|成|上)? {tier}|升卡|升上去|升一级|到下一级)`,
      "?(问问|问下|看看|看下|查查)? {who} (离|升|到|升到|距|距离|够) {tier} ?还 (差多少|差多少钱|有多远|差几多|缺多少|要多少|差多远|有多少|差几块)",
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
    say: [
      "{who} ?(客户|顾客|会员)? ?(刚刚|刚|已经|人|这会儿|这会|现在|正|正在|又)* @arrived ?了 ?(快|赶紧|我去接|我接一下|快看下|看下) ?( ?(，|,)? ?(快|赶紧|麻烦|你|先)* (给我|帮我|让我) (看看|看下|看一下|调出来|翻出来|说说|报一下|调一下|查一下) ?(她|他|一下)? ?的? ?(情况|资料|档案|信息|底|基本情况) )",
      "@arrived ?(个|位)? {who}",
      "{who} (马上|立马|这就|快|就要) ?就 ?(到|来|到店|到了|过来|来店|进店) ?了",
    ],
    make: (said) => ({ kind: "customers.arrive", who: whoOf(said) }),
    cost: 0.4,
    tells: true,
  },
  {
    // 王芳 8821: which of those so called; 王芳 张姐: both of them.
    say: ["{who} {who:other}"],
    make: (said) => {
      const both = [whoOf(said), whoOf(said, "other")];
      const tails = both.filter((who) => /^\d{4}$/u.test(who));
      return (tails.length === 1 ? tails : both).map((who) => ({ kind: "customers.arrive", who }));
    },
    cost: 1.7,
    vague: ({ who }) => !/\d{4}/u.test(String(who)),
  },
  {
    say: ["{who} ?(客户|会员|顾客)?"],
    make: (said) => ({ kind: "customers.arrive", who: whoOf(said) }),
    cost: 0.9,
    // Digits are typed at the door, whatever is typed after them.
    vague: ({ who }) => !/\d{4}/u.test(String(who)),
  },
  ...PARTS.map(([part, say]) => ({
    say: [
      `?@look {who} ?((和|跟|、|还有|与) {who:second} ?(都|分别|各自|各|俩|两个|两位)*) ?(${LONG_AWAY})? ?(现在|如今|目前|手头|手里|账上|卡里|平时|今年|到底|究竟|那边|这边|家)* ?的 ${say} ${ASKING} ?%purpose`,
      `(查|查下|查查|查一下|看|看看|看下|问|问下|问一下|想问|报|报下|帮查|我想查|告诉我) ${say} ${ASKING} {who}`,
      `${say} ${ASKING_SURELY} {who}`,
    ].map(classed),
    make: (said: Said) => {
      const range = part === "spend" ? daysOf(dateOf(said.get("date")), "past") : null;
      // The card tells of this year and of all years; other days are a matter of the orders.
      const asked =
        range !== null && !range.from?.startsWith(`${said.today.slice(0, 4)}-01-01`)
          ? { kind: "purchases.list", who: whoOf(said), what: null, range }
          : { kind: "customers.card", who: whoOf(said), part: WHO_IS.test(said.text) ? "all" : part };
      return said.has("second") ? [asked, { ...asked, who: whoOf(said, "second") }] : asked;
    },
    cost: 0.4,
  })),
  {
    say: [classed(`?@look {who} ?的 ${ANY_PART} ${JOINED} ${ANY_PART} ?(${JOINED} ${ANY_PART})`)],
    make: severalParts,
    cost: 0.3,
  },
];

/** 「3456是谁」 asks who she is, and not who looks after her. */
const WHO_IS = /是(?:谁|哪一?位|哪一?个)(?:来着|[啊呀呢])*$/u;

/** 「张姐电话多少 生日几号」: each asked for is a plan of its own. */
function severalParts(said: Said) {
  const asked = said.groups.filter((group) => group.name.startsWith("part-")).map((group) => group.name.slice(5));
  return [...new Set(asked)].map((part) => ({ kind: "customers.card", who: whoOf(said), part }));
}
