// A question about customers is a bag of conditions, a wish (list, count, rank, figure) and what it builds on; they may
// come in any order. Here is what the bag may hold, and how it becomes one plan. Pure.
import { addDays } from "../../calendar/day.ts";
import { amountOf, boundOf, dateOf, daysOf } from "../../understanding/parser/build.ts";
import type { Said } from "../../understanding/parser/grammar.ts";
import type { Capture, Group } from "../../understanding/parser/trace.ts";
import { classing } from "./classed.ts";
import { CONDITIONS, type Part } from "./conditions.ts";
import { EACH_MEAN, EACH_OWNER, LAST_TIMES, OFTEN, REMARKS } from "./figure-words.ts";
import type { FindPlan } from "./plan.ts";
import type { Aggregate, Condition, DayRange, Sort } from "./query.ts";
import { LISTED, leastOf, mostOf, SUPERLATIVE, WOMEN_OR_MEN } from "./rank-words.ts";

const SORTS: readonly { name: string; say: string; by: Sort["by"]; direction: Sort["direction"] }[] = [
  {
    name: "spendTop",
    say: `(spend|spending|消费高低|消费多少高低|消费额高低|按消费高低|按花钱多少|按花费高低|按消费多少|花钱多少|消费金额高低|消费总额最高|消费总额最多|总消费最高|总消费最多|累计消费额最高|ltv最高|ltv|终身价值最高|终身价值|生命周期价值最高|累计消费最多|累计消费最高|消费最多|花钱最多|消费最高|买得最多|买最多|最能花|最能买|最大方|最豪|最豪气|最豪爽|最阔气|出手最大方|出手最阔|最有消费力|消费力最强|购买力最强|最爱花钱|最爱买|最肯花钱|最有实力|花得多|花得最狠|最能花钱|最有钱|消费额最高|花得最多|花最多|消费金额最高|最舍得花|消费排名|消费榜|消费排行|买的最多|花的最多|贡献最大|大户|按消费排|按消费排序|消费从高到低|按消费|按金额排|按消费金额排|按消费从高到低 ?排|按消费额排|消费高|消费最厉害|消费高的|花得多的|消费多的|花钱多的|买得多的|消费|${mostOf("消费 消费额 消费金额 花钱 花费 买单金额 累计消费 总消费 贡献 消费总额 消费力 购买力 购买金额 成交额", "花 花钱 消费 买 砸钱 砸 掏钱 刷 刷卡 撒钱")})`,
    by: "spend",
    direction: "desc",
  },
  {
    name: "spendLow",
    say: `(消费垫底|花钱垫底|垫底|倒数|最后|消费倒数|消费最少|花钱最少|消费最低|消费从低到高|花得最少|按消费从低到高 ?排|花的最少|买得最少|${leastOf("消费 消费额 消费金额 花钱 花费 累计消费 总消费 贡献 消费总额 消费力 购买金额", "花 花钱 消费 买 掏钱")})`,
    by: "spend",
    direction: "asc",
  },
  {
    name: "ordersTop",
    say: `(复购次数|回购次数|复购率最高|买得勤|买的勤|买得频繁|下单勤|买得比较勤|复购勤|次数最多|来买最多次|买得最勤|下单最多|买次数最多|按次数排|购买次数最多|复购最多|单数最多|买得最频繁|消费次数最多|按购买次数排|购买最频繁|购买次数|消费次数|买的次数|按购买次数|买的次数最多|买得次数最多|${mostOf("购买次数 买单次数 下单次数 消费次数 单数 复购次数 订单数 成交次数 开单次数 购买频次 下单 买单 复购", "下单 买单 复购 回购 开单")})`,
    by: "orders",
    direction: "desc",
  },
  {
    name: "lifetimeTop",
    say: "(ltv最高|ltv高|ltv|ltv排名|按ltv|终身价值最高|终身价值高|终身价值|终身价值排名|生命周期价值最高|生命周期价值|客户终身价值|累计消费最高|累计消费最多|累计贡献最大)",
    by: "spend",
    direction: "desc",
  },
  {
    name: "returnsTop",
    say: `(退货最多|退得最多|退的最多|退货次数最多|退货最频繁|退货多|最爱退货|退货排名|退货次数|老退货|经常退货|总退货|按退货次数|${mostOf("退货 退货次数 退单 退款次数 退", "退 退货 退单")})`,
    by: "returns",
    direction: "desc",
  },
  {
    name: "visitsTop",
    say: `(来得勤|来的勤|来得多|来的多|来得频繁|来得勤快|跑得勤|到店勤|来得比较勤|来得比较多|来店次数|到店次数|来得最多|来得最勤|到店最多|最常来|来最多|来的最多|来的最勤|到店次数最多|来店次数最多|进店次数最多|来店最多|来得最频繁|按到店次数排|来的次数最多|来得次数最多|${mostOf("到店次数 来店次数 进店次数 逛店 到店 来店 进店 光顾 上门 到访 登门 来店频次 到店频次 光临 来 跑店", "来 跑 逛 光顾 上门 到店 来店 来店里 进店")})`,
    by: "visits",
    direction: "desc",
  },
  {
    name: "visitsLow",
    say: `(来得最少|来的最少|来最少|到店最少|来店最少|到店次数最少|来得次数最少|最不常来|最少来|${leastOf("到店次数 来店次数 进店次数 到店 来店 进店 光顾 到访", "来 跑 逛 光顾 上门 到店 来店")})`,
    by: "visits",
    direction: "asc",
  },
  {
    name: "averageTop",
    say: `(客单价最高|单价最高|客单最高|按客单价排|客单价从高到低|${mostOf("客单 客单价 均单 单均 平均客单 平均客单价 平均每单 每单 笔单价", "单价")})`,
    by: "average-order",
    direction: "desc",
  },
  {
    name: "seenNew",
    say: "((最近|最后|上次|最后一次|最近一次)? (到店|来店|进店|光顾|到访) 时间 ?(先后|远近|顺序|倒序|新旧|早晚)?|从近到远按到店时间|到店时间从近到远|按到店时间从近到远|最近来的|最近到店|最近来过|刚来过|最近来店|按最近来排|最近买的|最近消费|按最近到店排|按到店时间排|最近来过的|最近来的|刚来过的)",
    by: "last-seen",
    direction: "desc",
  },
  {
    name: "seenOld",
    say: "((最久|最长时间|时间最长|最长|失联最久|失踪最久) ?(都|一直|还)? @notCame|@notCame ?的? ?(时间)? (最久|最长|时间最长|得最久|的最久)|最久没来|最长时间没来|好久没来|很久没来|最久没到店|按没来排|很久没见|多久没来|最久没见|好久没见|好久没来过|按多久没来排|久没来的|很久没来的|没来的久的)",
    by: "last-seen",
    direction: "asc",
  },
  {
    name: "oldest",
    say: "(年纪最大|年龄最大|最年长|按年龄从大到小 ?排|按年龄排|按年龄排序|年龄从大到小|岁数最大|年纪大的|年龄大的|岁数大的|年长的|最老|岁数大|年纪大|年龄大)",
    by: "age",
    direction: "desc",
  },
  {
    name: "youngest",
    say: "(年纪最小|年龄最小|最年轻|按年龄从小到大 ?排|年龄从小到大|岁数最小|年纪小的|年轻的|岁数小的|年龄小的|岁数小|年纪小|年龄小|最小的|年纪轻的)",
    by: "age",
    direction: "asc",
  },
  {
    name: "points",
    say: `(积分多|积分高|分多|分高|积分最多|积分最高|积分排名|积分高低|积分多少|积分大小|积分多寡|按几分高低|按几分|按积分高低|按积分多少|按积分大小|按积分排|按积分|积分从高到低|按积分从高到低 ?排|积分排行|积分多的|积分高的|${mostOf("积分 会员积分 积分余额 分", "攒分 攒")})`,
    by: "points",
    direction: "desc",
  },
  {
    name: "pointsLow",
    say: `(积分最少|积分最低|积分从低到高|按积分从低到高 ?排|积分垫底|积分倒数|积分少的|${leastOf("积分 会员积分 积分余额", "攒分")})`,
    by: "points",
    direction: "asc",
  },
  {
    name: "ordersLow",
    say: `(次数最少|买得最不勤|下单最少|单数最少|购买次数最少|消费次数最少|买的次数最少|${leastOf("购买次数 买单次数 下单次数 消费次数 单数 订单数 成交次数", "下单 买单")})`,
    by: "orders",
    direction: "asc",
  },
  {
    name: "averageLow",
    say: `(客单价最低|客单最低|客单价从低到高|客单价垫底|${leastOf("客单 客单价 均单 单均 平均客单 平均客单价 平均每单", "单价")})`,
    by: "average-order",
    direction: "asc",
  },
  {
    name: "birthdaySoon",
    say: "(按生日先后|生日先后|按生日排|生日最近|生日近的|生日快到的|生日快到了|生日快到|生日要到了|生日早的|快过生日|快过生日了|马上过生日|快生日了|按生日排序)",
    by: "birthday",
    direction: "asc",
  },
  {
    name: "addedNew",
    say: "(刚建档的|刚建档|刚建的档|刚登记的|刚登记|刚录的|刚录入的|刚录进来的|刚加的|刚加进来的|刚办卡的|刚办卡|刚入会的|刚入会|刚进来的新客|刚开卡的|新建档的|最新建档|最新建档的|最新录入的|最新办卡的|最新入会的|最近建档的|最近录入的|最近办卡的|最近入会的|最晚登记的|最新登记的|最新登记|最新加的|最近加的|最近登记的|最近新加的|按登记时间排)",
    by: "added",
    direction: "desc",
  },
  {
    name: "addedOld",
    say: `(${["最早", "最先", "第一批", "最老"].flatMap((first) => "建档 登记 录入 录的 加的 办卡 入会 开卡 注册 进来 成为会员 加入 建的档 办的卡 入的会 来店登记 进系统".split(" ").map((done) => first + done)).join("|")}|入会最久|入会时间最长|会龄最长|办卡最久|建档最久|入会最早|登记最早|建档最早|办卡最早|加得最早|最早的会员|资历最老|资格最老) ?的`,
    by: "added",
    direction: "asc",
  },
  { name: "byName", say: "(按名字排|按姓名排|按名字排序|按姓名排序|按拼音排)", by: "name", direction: "asc" },
];

const GROUPS: readonly { by: NonNullable<Aggregate["by"]>; say: string }[] = [
  {
    by: "owner",
    say: `(${EACH_OWNER}|不同导购|不同同事|每个导购|各导购|各个导购|按导购|每个人|每位导购|每个同事|各同事|每个店员|按人|每名导购|导购分别|每人|各人|每个员工|谁名下|谁手上|谁手里|哪个导购|哪位导购|哪个同事|哪个店员|哪名导购|导购每人|导购各自|导购们|同事们各|每个导购手里|每个导购名下|各导购名下|各导购手里|每人手里|每人名下|每人手上|各人名下|各人手里|每位同事|按负责人|各负责人|每个负责人|谁手底下|谁手下|谁户头)`,
  },
  {
    by: "store",
    say: "(不同门店|不同店|不同店铺|各家门店|每间店|哪边店|各分店|每个分店|按分店|每个店|各店|各门店|每家店|各家店|按门店|每个门店|按店|每家门店|各个门店|各个店|分店|哪家店|哪个店|哪家门店|哪个门店|哪间店)",
  },
  {
    by: "tier",
    say: "(哪种卡|哪类卡|哪张卡|什么卡|啥卡|哪档卡|哪一档|哪档|哪个档|哪个档次|哪一级|哪级|哪级会员|什么等级|啥等级|什么级别|哪种等级|哪种会员|哪类会员|各种卡|各类卡|每种卡|各卡种|按卡种|按卡|各卡级|各卡|每类会员|各类会员|各种会员|每个档|每个档次|各个档次|各档次|各个级别|不同卡|不同卡种|会员级别分布|卡种分布|卡级分布|等级占比|不同等级|不同级别|不同会员等级|不同档次|每种等级|等级分布|级别分布|等级构成|会员结构|等级结构|各级|按等级分|按等级分分看|按等级分开|按等级拆开|每级|每个等级|各等级|各个等级|按等级|每个级别|各级别|各档|每档|各级会员|按会员等级|各会员等级|各种等级|哪个等级|哪个级别|分等级|按级别|分级别)",
  },
  {
    by: "gender",
    say: `(${WOMEN_OR_MEN}|男的女的|女的男的|男女各占|男客跟女客|女客跟男客|男的跟女的|女的跟男的|男的女的各|女客和男客|男客和女客|男客女客|女的和男的|男的和女的|男女客户|男女|按性别|男女比例|男女各|男女分别|性别比例|性别分布|男女哪个多|男女谁多|男多女多|男多还是女多|女多还是男多|男女构成|按男女|分男女|男女比|男女分布|男女各多少|男客女客各|男的女的各|不同性别|分性别|男女分开|男女分别|男客跟女客|男士和女士|女士和男士|先生和女士|女客户和男客户|男客户和女客户|男会员和女会员|女会员和男会员|男女各自)`,
  },
  {
    by: "source",
    say: "(哪个渠道来|哪个渠道进来|什么渠道来|啥渠道|什么渠道|哪些渠道|哪种途径|什么途径|哪个途径|通过什么渠道|通过哪个渠道|不同来源|不同渠道|每种来源|各种来源|各种渠道|每种渠道|哪种渠道|哪种来源|按来源|各来源|各个来源|每个来源|按客户来源|各渠道来源|按渠道|各渠道|各个渠道|每个渠道|来源分布|客户来源|哪个来源|哪个渠道|分来源|打哪来|打哪来的|打哪儿来|打哪儿来的|从哪来|从哪来的|从哪儿来|从哪儿来的|从哪里来|从哪里来的|哪来的|哪里来的|哪儿来的|怎么来的|怎么知道我们的|什么渠道来的|啥渠道来的|通过什么来的|通过啥来的|来路|来源渠道|哪条渠道|哪条路来的|来源构成|渠道构成|渠道分布)",
  },
  {
    by: "referrer",
    say: "((转介绍|介绍|带新|带人|带客|拉新|推荐|老带新|介绍新客|带新客|介绍朋友) ?(客人|朋友|新客|人)? ?(得|的)? (最多|最厉害|最猛|第一|最积极|最勤) ?的? ?(是)? (谁|哪位|哪个|哪位客户|哪个客户|几位|前几名)|谁介绍来|谁介绍来的|谁介绍的|谁带来的|谁带来|谁推荐来的|谁推荐的|按介绍人|各介绍人|哪个客户介绍来的|哪位客户介绍来的|谁转介绍|谁转介绍的|谁拉来的|谁老带新|老带新|(谁|哪位|哪个|哪位老客|哪个老客|哪位客户|哪个客户|哪位老客户|哪个老客户|哪位会员|哪个会员|哪个老顾客|哪位顾客|谁家) ?(最)? (带人|带新|带新客|介绍|拉新|拉人|转介绍|推荐|带客|引荐|带朋友|介绍朋友|介绍人|介绍客人|介绍新客|带客人|带来) ?(过来|来)? ?(带|介绍|拉|推荐|引荐)? ?(得|的)? ?(新客|新客户|客人|人|朋友)? (最多|多|最厉害|最猛|第一|最起劲|最积极|最给力|最勤|排第一))",
  },
  {
    by: "category",
    say: "((每个品类|各品类|各个品类|按品类|每类|每种品类|不同品类|各个类目|每个类目|各类目|按类目|哪些品类|哪个品类|各类商品|每类商品|各种品类|品类分布) ?(的|里|中|都|各|分别|今年|去年|有)* ?((多少|几个|几位|多少个) ?(客户|人|会员|客人|顾客)? (买过|买了|买|购买过|购买|消费过)|(买|买过|购买) ?的 (人|客户|客人|会员) ?数? ?(最多|最少|多|分别多少|各多少|各有多少))|(每个品类|各品类|各个品类|按品类|每类|每种品类|不同品类|各个类目|每个类目|各类目|按类目))",
  },
  {
    by: "month",
    say: "(哪个月|哪一个月|哪月|哪个月份|各个月|每个月份|各月份|分月|逐个月|月月|按月份|每个月|每月|按月|各月|逐月|每月份)",
  },
  { by: "rfm", say: "(按rfm|按rfm分群|各rfm分群|每个rfm分群|按分群|各分群)" },
  { by: "stage", say: "(按阶段|各阶段|每个阶段|各个阶段)" },
  { by: "class", say: "(每个分类|各分类|各类客户|按客户分类|各类|按分类)" },
];

const SHOWN: readonly { column: FindPlan["show"][number]; say: string }[] = [
  { column: "birthday", say: "生日" },
  { column: "points", say: "积分" },
  { column: "phone-tail", say: "(电话|手机号|手机|电话尾号|尾号|手机尾号|号码|联系方式|后四位)" },
  { column: "tier", say: "等级" },
  { column: "spend", say: "(消费金额|消费额|花费金额|累计消费额|消费数)" },
  // Of these the bare word ranks.
  {
    column: "returns",
    say: "((退货次数|退货数|退货记录|退了几次) ?也 %alongWith|(带上|加上|连同|显示) (退货次数|退货数))",
  },
  {
    column: "orders",
    say: "((购买次数|下单次数|单数|买单次数|消费次数|买了几次) ?也 %alongWith|(带上|加上|连同|显示) (购买次数|下单次数|单数|消费次数))",
  },
  {
    column: "last-seen",
    say: `(${LAST_TIMES("到店 来店 来 进店 光顾 来访")}|到店时间|最近到店时间|上次来的时间|上次到店时间|到店日期|上次到店日期|最近到店日期|最后到店时间|上次来的日子|上次来店时间|最后一次到店时间)`,
  },
  {
    column: "last-purchase",
    say: `(${LAST_TIMES("消费 购买 下单 买 买单 成交")}|最近买了什么|上次买的什么|最近购买|上次消费日期|上次消费时间|上次消费的时间|上次购买时间|上次购买日期|最近消费日期|最近消费时间|最近购买时间|最近购买日期|最后消费日期|最后消费时间|最后一次消费时间|上次买的时间|上次买单时间|上次下单时间|最后下单时间)`,
  },
  { column: "age", say: "(年龄|岁数|年纪)" },
];

const ALONG_WITH =
  "(带上|显示|加上|列一下|列出来|也要|带出来|带出|列上|显示出来|展示出来|加进来|都要|要|附上|附带|标上|标出来|写上|捎上|放上|亮出来|补上|一起给我|给我|列进来|列进去|加进去)";
const ITEMS = [
  ...CONDITIONS.map(({ name, say }) => `c-${name}=( ${say} )`),
  ...SORTS.map(
    ({ name, say }) =>
      `s-${name}=( ?{date} ?按 ${say} ?(排|排序|排列|排一下|排个序|排前面|排在前面|放前面|在前面|排最前|排前头|在前|往前放|往前排|往前挪|放前头|靠前|靠前站|打头|放最前|放最前面|排到前面|提到前面|顶到前面|排最前面) )`,
  ),
  ...GROUPS.map(({ by, say }) => `g-${by}=( ${say} )`),
  ...SHOWN.map(
    ({ column, say }) =>
      `v-${column}=( ?(把|带上|加上|连同|显示|和|跟|还有|连|带|带着|要看|看|含|包括|附|附上|附带|要带|要有|加|标上) ${say.replaceAll("%alongWith", ALONG_WITH)} ?(也|都|一起|一并|一块|一块儿|统统|全|顺便)* ?${ALONG_WITH} )`,
  ),
  "or=( (或者|或|或是|还是|要么) )",
  "not=( (不是|除了|除开|不算|排除|非|不包括|去掉|不要|除去|除|剔掉|剔除|踢掉|刨掉|刨去|拿掉|筛掉|撇开|撇掉|抛开|排掉|减去|扣除|扣掉|别算|不含|不带|别要|别带|别把|去除|抠掉|删掉|丢掉|不看|刨开|绕开) )",
  "notEnd=( (以外|之外|外|除外) )",
  "rest=( (留下|留着|保留下来|留下来) ?(就行|就好|就够) | (都|全|统统|全都|其余|其他|其他人|其他的|剩下的|别的|余下的|余下) ?(都|全|统统)? (留下|留着|保留|留|留住|保留着|要|都要|列出来) )",
  "ignored=( (先别管|先不管|先不看|别管|甭管|先不说|先放着|先别看|暂时不管|先不提|不用管|先不要管|且不管) ({tier}|{store}|{staff}) ?(客户|会员|的) )",
  "drop=( (都|全|统统|一律|给我|给|全都)* (拿掉|剔掉|剔除|刨掉|不算|不算了|去掉|删掉|排除掉|除掉|扣掉|不要|踢出去|踢掉|踢走|踢了|踢开|筛掉|筛出去|请出去|撇掉|别要|刨出去|扔掉|排除|过滤掉|滤掉|抹掉|移除|移出去|移走|划掉|清出去|去了|抠掉|丢掉|排除在外|剔出去|刨去|不看|别列|别算) )",
  "base=( (上面的|上边的|上边这些|上头的|刚才的|刚列的这些|刚查的这些|这些客户|那些客户里|这些客户里|这几位客户|这几个客户|这拨|这堆|这批客户|这批会员|那拨人里|那堆人里|那批客户里|刚那些人|刚那批人|刚那几个|这份单子里|这张单子里|上头这些人|上头这些|这堆人里|这堆人|这堆里|这拨人里|这拨人|这群人里|这群人|这批里|这批人里|这里头的|这波人|这波人里|名单里|名单上|这名单里|这份名单里|单子里|上面这些人|上面这些里|刚才那些|刚才那些人|刚才那些里|刚才这些|刚才那批|刚才那批人|刚刚那些|刚列的|刚列出来的|刚查的|刚查出来的|那几个里|那几位里|那几个里面|那些人里|那些里|那些人里面|那批人里|这些人中|这些中|这几个中|这几位里|这几位当中|上述这些|以上这些|以上人员|上述人员|这一批|这一批里|这一拨|这帮人|这帮人里|这伙人|前面这些|前面那些|上面那些|上面那批|她们几个|他们几个|她们几位|他们几位|其中|这里面|这些里|他们中|她们中|这几个里|这里头|里头|这些人里|他们里|她们里|这几个|这几位|这些人|这些|他们当中|她们当中|上面这些|她们|他们|里面|里边|她们里面|他们里面|这几个里面|这些人里面|这里边|这批人|当中) )",
  `list=( (${LISTED}|有没有|有没|列示|列明|列个单子|拉个单子|有哪些|哪些|哪些人|有谁|都有谁|都谁|哪几个|哪几位|列出|列一下|列出来|列一列|名单|找出|找|查|查查|查一下|查询|看看|看下|看一下|来一份|导出|给我看|拉一下|筛一下|筛选|筛|罗列|拉个|捞一下|捞|拉出来|导出来|找出来|调出来|列个表|挑出来|筛出来|查出来|拉个名单|列个名单|翻出来|挑|选出) )`,
  "single=( (谁|是谁|哪位|哪个|哪一个|哪一位|哪个客户) )",
  "own=( 我 有 )",
  "each=( (各|各自|分别|各是|各有|摆一起|放一起|摆一块|放一块|并排|比一比|比一下|对比一下|对比|比比|拆开|分开|分开看|分别看|分开算|拉通比) )",
  "which=( (哪边|哪头|哪一边|哪家) )",
  "more=( (更多|多些|多一些|多一点|多点|更多些) )",
  "count=( (数数|数一数|数一下|数下|点点|点一点|点个数|点点数|算算|算一算|有几家|几家|几家人|几号人|多少号人|多少家|有多少家|有几户|几户|人头|人头数|有几人|统计下|统计个数|是几个|是多少人|共多少|加起来多少人|加起来几个|加起来有多少|加起来多少|合计多少人|合计几个|一起多少人|几个|几位|多少人|多少个|多少位|多少名|有多少|多少客户|总数|人数|一共几个|一共多少|总共几个|总共多少|共几个|数量|几人|几个人|多少|多少会员|几名|客户数|会员数|数|个数|订单数|单数|几单|多少单|多少订单|分别有多少|分别有几个|分别多少人|各有多少|各多少|各有几个|各几个|各有几位|各几位|分别多少|分别几个|总人数|客户总数|会员总数|总量|几多|有几个|有几位) )",
  "share=( (有几成|是几成|占了几成|几分之几|占几分之几|占了多少|占了百分之几|占了百分之多少|百分比|百分比多少|百分比是多少|占多大|占多大比例|占多大比重|占比几何|各占多少|各占几成|各占百分之几|各占比|占 ?(全部|所有|总)? ?(客户|会员|顾客|总数|人数)? ?的? (百分之多少|百分之几|几成|多少|比例|比重|多大比例|多大比重)|比重|占百分之几|占比|占多少|比例|百分之几|占几成|多大比例|占比多少|占总数多少|占百分之多少) )",
  `gapPurchases=( ?{date} ?(平均|一般|通常|大概|大致|普遍|正常|基本|基本上|平时|大约) ?(每个人|每人|每位|人均)? (隔多久复购|多久复购|隔多久回购|多久回购|隔多久再买|多久再买|多久会复购|多久会再买|隔多久会复购|隔多久再下单|多久再下单|${OFTEN("买 消费 购买 下单 回购 复购 成交 开单 来买")}|多久买一次|隔多久买一次|多久买一回|隔多久买一回|多久会买一次|隔几天买一次|隔多长时间买一次|多少天买一回|多久再买一次|隔多久再买|隔多久回购一次|隔多久复购一次|隔多久消费一次|隔多久下一单|隔多久下单|多久买一单|多长时间买一次|多久消费一次|多久购买一次|几天买一次|多少天买一次|多久下一单|多久复购一次|多久下一次单|购买间隔|购买周期|复购周期|复购间隔|消费间隔|消费周期) ?(是)? ?(多久|多少天|几天|多长|多少) )`,
  `gapVisits=( ?{date} ?(平均|一般|通常|大概|大致|普遍|正常|基本|基本上|平时|大约) ?(每个人|每人|每位|人均)? (多久来一次|隔多久来一次|隔多久回来|多久回来|多久会回来|隔多久再到店|多久再来|多久会再来|隔多久会来|${OFTEN("来 到店 进店 光顾 逛 来店 回来 登门 上门 露面 过来")}|隔多久来一趟|隔多久来一回|隔几天来一次|隔多长时间来一次|多久会来一次|隔多久到店一次|隔多久再来|多久逛一次|隔多久来店一次|多久进一次店|多长时间来一次|多久到店一次|几天来一次|多少天来一次|多久来一趟|多久来一回|多久进店一次|多久光顾一次|多久来一次店|多久来店一次|来店间隔|到店间隔|到店周期) ?(是)? ?(多久|多少天|几天|多长|多少) )`,
  "shareSpend=( ?{date} (消费|消费额|消费金额|销售|销售额|业绩|成交额|成交|花费|贡献) ?的? ?(占|占了|占总|占全部|占全店) ?(销售|销售额|业绩|消费|消费额|的)? ?的? (占比|比例|比重|多少比例|多少|百分之多少|百分之几|几成|多大比例) | ?{date} (消费占比多少|销售占比多少|消费占比是多少|销售占比是多少|消费占比|销售占比|销售额占比|业绩占比|消费额占比|消费金额占比|成交占比|成交额占比|业绩贡献占比|贡献占比|销售贡献|业绩贡献|销售比例|消费比例|消费比重|销售比重) ?(是|有)? ?(多少|百分之多少|百分之几|几成) | ?{date} (贡献|撑起|占|带来|占到|贡献出) ?了 (百分之多少|百分之几|几成|多少比例|多大比例|多大块|多大一块) ?的? (销售|销售额|业绩|消费|消费额|成交|成交额|营业额|生意|流水) | ?{date} (占|占了|占到|占去|撑起|贡献)+ ?了 ?(全店|店里|总|全部|整个|整体)? ?的? (销售|销售额|业绩|消费|消费额|成交|成交额|营业额|生意|流水) ?的? (百分之多少|百分之几|几成|多少|多大比例|多大块|多大一块|比例|比重|占比) | ?{date} (买走|拿走|撑起|贡献|花掉|买下|包揽|买) ?了 (百分之多少|百分之几|几成|多大比例|多少比例) | ?{date} (销售|销售额|业绩|消费|消费额|营业额) ?(里|里头|里面|中|当中) ?(各|分别|各自)? ?占 ?了? (百分之多少|百分之几|几成|多少|多大比例|多大块|多大一块|比例|多少比例) )",
  "sumSpend=( ?{date} ?(一共|总共|合计|累计|加起来|拢共|统共|总计|共|都)* (贡献|带来|产生|创造|做|出|贡献出|买出|撑起) ?了 (多少|多少钱|几多) ?的? (销售|销售额|业绩|消费|消费额|成交额|营业额|生意) )",
  "shareSpend=( ?{date} (占|占去|占到|占了) ?了 ?(咱|咱们|我们|咱店|店里|全店|整个店|总)? ?的? (多少|多大份额|几多) ?的? (销售|销售额|业绩|消费|消费额|成交|成交额|营业额|生意|流水) )",
  "median=( (客单价|客单|年龄|岁数|购买次数|消费次数|下单次数|到店次数|来店次数|消费|消费额|消费金额|花费) ?的? (中位数|中间值|中位|中位值) | (中位数|消费中位数|消费 的 中位数) )",
  `meanOrders=( ?{date} ?(每人|每个人|每位)? (${EACH_MEAN("买 买了 下 下了 开 开了 消费 消费了 成交 复购 购买", "次 单 笔 回 趟")}|平均买几单|平均买几回|平均买几趟|平均消费几次|平均下多少单|平均开几单|平均开多少单|人均几单|人均买几次|人均下几单|人均单数|平均买了几单|平均买了几次|平均买几次|平均购买次数|人均购买次数|平均买多少次|平均下几单|平均几单) )`,
  `meanVisits=( ?{date} ?平均 ?(每人|每个人|每位|一个人)? ?平均 (${EACH_MEAN("来 来了 到店 来店 进店 跑 逛 光顾 到访", "次 趟 回")}|平均来几趟|平均来多少趟|平均跑几趟|平均来店几次|平均进店几次|平均到店多少趟|平均逛几次|平均来了几趟|平均来了几回|人均来几次|人均到店几次|人均来店次数|人均到店次数|平均来几回|平均到店几回|平均来多少回|平均来几次|平均来了几次|平均到店几次|平均到店次数|平均来店次数|平均来多少次|平均到店多少次) )`,
  "maxAge=( (年纪 最大|岁数 最大|最大|最年长|年龄 最大) ?的 ?(客户|会员|客人|人)? (多大|几岁|多少岁|多大年纪|多大岁数)|(最大 的? 年龄|年龄 最大) ?是 多少 )",
  "minAge=( (年纪 最小|岁数 最小|最小|最年轻|年龄 最小) ?的 ?(客户|会员|客人|人)? (多大|几岁|多少岁|多大年纪|多大岁数)|(最小 的? 年龄|年龄 最小) ?是 多少 )",
  "meanAge=( (平均年龄|平均岁数|平均多大|平均年纪|平均几岁|平均多少岁|平均多大岁数|平均多大年纪|平均年龄多大|平均年龄多少|平均年纪多大|平均岁数多大|年龄均值|平均 ?(年龄|年纪|岁数) ?(各|分别|各自|各是|是)* (多大|多少|几岁|多少岁|几多)) )",
  "meanOrder=( (平均客单价|平均客单|客单价|客单) ?(是多少|多少|平均) )",
  "mean=( ?{date} (平均每人花了|平均每人花|平均每个人花了|平均每个人花|平均每位花了|平均每位花|每人平均花|每人平均花了|每个人平均花|每个人平均花了|每位平均花|一个人平均花|一个人平均花了|平均一个人花|平均一个人花了|平均一人花|人均花了|平均每人买了|平均每个人消费|平均每位消费|每人平均消费|每个人平均消费|一个人平均消费|平均一个人消费|平均一个人能花|平均下来每人花|平均下来花|平均下来一个人花|人均贡献|平均贡献|每人平均贡献|平均每人贡献|平均各花|平均各消费|平均花多少|平均各花多少|平均消费|人均消费|平均花|人均花|平均花了|平均|人均|均值|平均每人消费) ?(多少|多少钱) )",
  "sum=( ?{date} ?(一共|总共|合计|累计|加起来|拢共|统共|总计|共|加一块|加一起|合起来|前前后后|满打满算|整体|这些年|到现在)* (花|消费|买|花费|掏|砸|刷|贡献|花掉|消费掉) ?(了|过|掉|出)* (多少钱|几多钱|多少银子|多少块|多少大洋|几多) | ?{date} (总共买了|一共买了) (多少|多少钱) | ?{date} (买了多少钱|消费总共|总共消费了多少|消费总额|总消费|一共消费|消费合计|总共消费|一共花了|总共花了|合计消费|消费了多少|花了多少|消费多少|贡献了多少|消费总和|一共消费了|总共消费了|总共消费|累计消费) ?(多少|多少钱) )",
  "max=( (最高消费|最多花了|最大一笔|累计最多花过|累计最多花了|累计最多消费了|最多花过|最多的花了|最多消费过|最多消费了|最高花过|最高花了|最高消费过|花得最多的花了|花得最多的花过|花的最多的花了|买得最多的花了|消费最多的花了|最舍得花的花了|消费最高的消费了|最多一个花了|最高的一个花了|最多的一个花了|最高的花了|消费最高的花了|最能花的花了|单个客人最多|一个客人最多) ?(花过|花了|消费)? 多少 ?钱 )",
  "sumOrders=( ?{date} ?(一共|总共|共|合计|累计|加起来|拢共|统共)? (下|开|买|成交|出|贡献|消费|产生|有) ?(了|过) (多少单|几单|多少笔|多少张单|几笔|多少个单|多少个订单|多少订单|多少笔订单|多少张小票) )",
  "sumEach=( ?{date} (各花了多少|各花多少|各消费了多少|各消费多少|各买了多少钱|各贡献了多少|各贡献多少|分别花了多少|分别消费了多少|分别消费多少|分别贡献了多少|各自花了多少|各自消费了多少) ?钱 )",
  "{top} ?(名|个|位|的|大|人)",
  "limit=( {number.people:limit} ?人 | (要|只要|取|就要|给|拿|看|留|来|报|出)+ {top} ?(名|个|位|人) )",
  "first=( ?排 ?名 ?在 (第一|第一名|榜首|首位|头名) ?的? )",
  "most=( (客户|会员|人|人数|客户数|顾客) (最多|最少|排名) | (客户|会员|客人|顾客|客户数|会员数) ?(最|更|比较)? (多|少) ?(些|一些|一点) )",
];
/** What may stand beside the above but is no question alone. */
const BESIDE = `{date:free} | (${REMARKS}|全店|店内|系统里|系统里面|系统内|系统|会员系统里|后台|数据库里|库里|档案里|表里|手里|咱店|咱们店|我们店|我店|本店|咱家|我们家|整个店|在册|在档|登记在册|发我看看|告诉我) | (两|俩|三|四|五|这三|所有|全部|这两|这俩|几|这几|两个|三个|四个|几个) ?家? (门店|分店|店|家店) | (会员|客户|顾客|客人|人员|人) | (那几位|那几个|那些|那批|那帮|那群|那拨|那些人|那些客人|那些客户|却|照样|我想打电话|我要打电话|我去打电话|打电话用|我来打电话|要打电话|一块儿|一块|一起|一并|统统|全都|都|到现在|到今天|至今|目前为止|到目前为止|迄今|前前后后|前后|拢共|统共|累计|名单|嗰啲|嗰班) | (占|有|沾|中|带|满足) (一个|一样|其中一个|任意一个|任何一个|一条) ?标签 (就算|就行|都算|也算|即可|的都要|都行|都要)`;
const BAG = ITEMS.join(" | ");
const { classed, words } = classing("asked");
export const ASKED = classed(`(${BESIDE})* (${BAG}) (${BAG} | ${BESIDE})* ?%purpose`);
/** Classes that ASKED names. */
export const ASKED_WORDS: Readonly<Record<string, readonly string[]>> = words;

/** 「张姐和王芳谁花得多」. */
export const COMPARED: readonly { say: string; by: Sort["by"] }[] = [
  {
    say: "(花得多|消费多|买得多|花钱多|消费高|花的多|消费得多|买的多|更能花|消费更高|贡献大|花得凶|花得狠|花得猛|花得厉害|花钱凶|花钱狠|花钱厉害|买得凶|买得狠|买得猛|更舍得花|更舍得花钱|舍得花钱|舍得花|更能花钱|能花钱|更大方|更有钱|消费力强|消费能力强|贡献多|贡献更大|花得更多|花费多|砸钱多|掏钱多|砸得多|更肯花钱|出手大方|出手阔)",
    by: "spend",
  },
  {
    say: "(来得多|来得勤|来的多|来的勤|到店多|常来|来得勤快|跑得勤|来得频|来得频繁|更常来|来店多|来店次数多|到店次数多|来的次数多|逛得多|逛得勤|光顾得多|来得更多|来得更勤)",
    by: "visits",
  },
  {
    say: "(买得勤|次数多|买的次数多|单数多|下单多|下单勤|买得频|买得频繁|购买次数多|消费次数多|复购多|下单次数多|单子多|开单多)",
    by: "orders",
  },
  { say: "(积分多|积分高|积分更多|分多|攒的分多|积分更高|攒分多|分高)", by: "points" },
  { say: "(年纪大|年龄大|大一些|岁数大|大几岁|更大|年长|大些|年纪更大)", by: "age" },
];

const EMPTY: FindPlan = {
  kind: "customers.find",
  where: [],
  sort: null,
  limit: null,
  aggregate: null,
  base: "all",
  page: "first",
  show: [],
};

export const nextPage = (): FindPlan => ({ ...EMPTY, page: "next" });

/** 「林悦和陈晨谁的客户多」. */
export function ownersCompared(said: Said): FindPlan {
  const owners = ["a", "b", "c"].flatMap((name) => said.words(name) ?? []);
  return {
    ...EMPTY,
    where: [{ any: owners.map((is) => ({ field: "owner", is })) }],
    aggregate: { fn: "count", of: "customers", by: "owner", range: null },
  };
}

/** 「徐汇跟静安客户数比一比」「金卡银卡人均消费差多少」: the two side by side. */
export function sideBySide(said: Said, by: "store" | "tier"): FindPlan {
  const names = ["a", "b"].flatMap((name) => said.words(name) ?? []);
  const where: Condition[] =
    by === "tier" ? [{ field: "tier", in: names }] : [{ any: names.map((is) => ({ field: "store", is })) }];
  const spend = /消费|客单|花/u.test(said.text);
  const range = daysOf(dateOf(said.get("date")), "past");
  return {
    ...EMPTY,
    where,
    aggregate: spend ? { fn: "mean", of: "spend", by, range } : { fn: "count", of: "customers", by, range: null },
  };
}

/** 「去掉免打扰的」, of those on show. */
export const withoutQuiet = (): FindPlan => ({
  ...EMPTY,
  where: [{ not: { field: "do-not-disturb", is: true } }],
  base: "shown",
});

export function compare(said: Said, by: Sort["by"]): FindPlan | null {
  const names = ["a", "b", "c"].map((name) => said.words(name)).filter((name) => name !== null);
  const range = daysOf(dateOf(said.get("date")), "past");
  return {
    ...EMPTY,
    where: [{ any: names.map((like) => ({ field: "name", like })) }],
    sort: { by, direction: "desc", range },
  };
}

/** One condition of the bag with the place it stands at. */
interface Held {
  name: string;
  group: Group;
  made: Condition;
  own: DayRange | null;
  negated: boolean;
}

/** 上个月跟这个月各新登记了几个: a question for each of the days. */
function ofEachDay(said: Said): FindPlan[] | null {
  const free = said.captures.filter((capture) => capture.name === "free" || capture.name === "date");
  const [first, second] = free;
  if (
    free.length !== 2 ||
    !first ||
    !second ||
    !/^[和跟与、及]$|^还有$/u.test(said.text.slice(first.end, second.start))
  )
    return null;
  if (
    !/[各别]/u.test(said.text.slice(second.end)) ||
    !said.groups.some(({ name }) => /^(?:count|sum|mean)/u.test(name))
  )
    return null;
  const made = [first, second].map((day) => {
    const captures = said.captures.filter((one) => one !== first && one !== second).concat({ ...day, name: "free" });
    const groups = said.groups.map((group) => ({
      ...group,
      captures: group.captures.filter((one) => one.name !== "date"),
    }));
    return find({ ...said, captures, groups });
  });
  return made.includes(null) ? null : (made as FindPlan[]);
}

/** 「老客多少 新客多少」: as many questions as counts, where each has a condition of its own. */
export function findEach(said: Said): FindPlan | FindPlan[] | null {
  const each = ofEachDay(said);
  if (each !== null) return each;
  const parts: Group[][] = [[]];
  for (const group of said.groups) {
    parts.at(-1)?.push(group);
    if (group.name === "count") parts.push([]);
  }
  if (parts.at(-1)?.length === 0) parts.pop();
  const several =
    parts.length > 1 && parts.every((part) => part.at(-1)?.name === "count" && part[0]?.name.startsWith("c-") === true);
  if (!several) return find(said);
  const found = parts.map((groups) => find({ ...said, groups }));
  return found.includes(null) ? find(said) : (found as FindPlan[]);
}

/** Conditions join by "and" unless 或 stands between; 不是, 除了 turn the next one. */
export function find(said: Said): FindPlan | null {
  const free = said.captures.find((capture) => capture.name === "free" && !isNow(capture)) ?? null;
  const freeRange = holidays(daysOf(dateOf(free), "past"), dateOf(free)?.text ?? "");
  const where: Condition[] = [];
  const show = new Set<FindPlan["show"][number]>();
  const asked = new Set<string>();
  /** Articles of which nothing is said yet. */
  const bareItems: number[] = [];
  let before = null as Held | null;
  let joinNext = false;
  let negateNext = false;
  let freeUsed = false;
  let sort: Sort | null = null;
  let base: FindPlan["base"] = "all";
  let by: Aggregate["by"] = null;
  for (const group of said.groups) {
    const [kind, name = ""] = [group.name.slice(0, 2), group.name.slice(2)];
    if (group.name === "or") joinNext = true;
    else if (group.name === "not") negateNext = true;
    else if (group.name === "notEnd" && before !== null && !before.negated && where.length > 0) {
      // 静安店以外的: what stands before is turned.
      where.push(turned(where.pop() as Condition));
      before = { ...before, negated: true };
    } else if (group.name === "base") {
      // 金卡里面消费最低的: inside the gold ones, not inside what is on show.
      const inside = /^(?:里|当中|其中)/u.test(said.text.slice(group.start, group.end));
      const ofAll = inside && /(?:客户|会员|顾客|客人)$/u.test(said.text.slice(0, group.start));
      if ((before === null || !inside) && !ofAll) base = "shown";
    } else if (kind === "g-") by = name as Aggregate["by"];
    else if (kind === "s-") sort = sortOf(name, group, freeRange) ?? sort;
    else if (kind === "v-") show.add(name as FindPlan["show"][number]);
    else if (kind === "c-") {
      const rule = CONDITIONS.find((one) => one.name === name);
      const { part, own } = partOf(group, said, freeRange, before);
      const made = again(name, part, before) ?? alsoLiked(name, part, before) ?? rule?.make(part) ?? null;
      if (made === null) continue;
      // 买过一次就没再来的: of whoever came to buy, 没来 without a day says nothing more.
      if (name === "notCame" && before?.own === null && SAID_BOUGHT.test(before.name) && isNeverHere([made])) continue;
      // 和…聊过: what follows a joint is an article only after another one.
      if (
        name === "moreItem" &&
        before === null &&
        said.text[group.start - 1] !== undefined &&
        JOINT.test(said.text[group.start] as string)
      )
        continue;
      if (name === "added" && limitOf(said) !== null && dateOf(part.get("date"))?.vague) {
        sort = { by: "added", direction: "desc", range: null };
        continue;
      }
      freeUsed ||= own === null && freeRange !== null;
      if (bareItems.length > 0 && before?.name === "moreItem") {
        // 羊绒衫或者大衣今年入手过的, 大衣今年买过的: what was done stands after the last of them.
        const [done, denied] = [
          name === "itemBought" || name === "bought",
          name === "itemNotBought" || /^n(?:otBought|everBought)$/u.test(name),
        ];
        if (done || denied)
          for (const at of bareItems)
            where[at] = sameDone(where[at] as Condition, name.startsWith("item") || own !== null ? own : null, denied);
        if (done && name === "bought") continue;
        if (denied && !name.startsWith("item") && bareItems.includes(where.length - 1)) continue;
      }
      // 9月来过之后再没来: last seen then.
      const since = sinceThen(name, said, group, before);
      if (since !== null && before !== null) {
        if (since.instead) where.pop();
        where.push(since.made);
        before = { ...before, name, group, made: since.made };
        continue;
      }
      // 没买丝巾: not bought at all, and then what: not bought that.
      if (
        name === "moreItem" &&
        before !== null &&
        /^n(?:otBought|everBought)$/u.test(before.name) &&
        before.group.end === group.start
      ) {
        where.pop();
        before = { ...before, made: { not: made } };
      }
      const turned: Condition =
        name === "moreItem" && before && "not" in before.made && !("not" in made) ? { not: made } : made;
      const negated = negateNext || (before?.negated === true && isListed(said, before, group, turned));
      const condition: Condition = negated ? { not: turned } : turned;
      negateNext = false;
      // 姓陈和姓程的: nobody has two surnames.
      const either =
        joinNext ||
        (name === "surname" && before?.name === "surname") ||
        (name === "moreItem" && (part.has("或者") || part.has("或")));
      if ("all" in condition && !either) where.push(...condition.all);
      else if (either && where.length > 0) where.push(anyOf(where.pop() as Condition, condition));
      else where.push(condition);
      joinNext = false;
      const list: boolean =
        name === "moreItem" && (before === null || !/ought|moreItem/u.test(before.name) || bareItems.length > 0);
      if (list) bareItems.push(where.length - 1);
      else bareItems.length = 0;
      before = { name, group, made: turned, own: own ?? before?.own ?? null, negated };
    } else asked.add(group.name);
  }
  // 明天谁生日: the birthday asked for is the one on the day that stands free.
  if (
    show.has("birthday") &&
    free &&
    !freeUsed &&
    where.every((one) => !("field" in one) || one.field !== "birthday")
  ) {
    const range = daysOf(dateOf(free), "future");
    if (range?.from) where.push({ field: "birthday", range });
    freeUsed = true;
  }
  // 每个月新增多少客户: by the month they joined in.
  if (by === "month" && /新增/u.test(said.text))
    for (const [at, one] of where.entries())
      if ("field" in one && one.field === "first-purchase") where[at] = { field: "added", range: one.range };
  const merged = mergeSameField(where);
  // 再不来就流失了: talk, for who never came cannot be lost.
  if (asked.size === 0 && isNeverHere(merged) && merged.some((one) => "field" in one && one.field === "lifecycle"))
    return null;
  // 「今年消费前10%」: what they are the top of, and no order.
  if (sort?.by === "spend" && merged.some((one) => "field" in one && one.field === "top-spend")) sort = null;
  if (
    merged.length === 1 &&
    before?.name === "ofRegion" &&
    !/[住家来在]/u.test(said.text.slice(before.group.start, before.group.end)) &&
    !OF_PEOPLE.test(said.text.slice(before.group.end)) &&
    asked.size === 0 &&
    by === null
  )
    return null;
  // 平均每人花多少: one figure, and none for each colleague.
  if (by === "owner" && EACH_PERSON.test(said.text)) by = null;
  // 几家店各有多少钻石; 徐汇和静安哪边女客多: side by side.
  if (by === null && (asked.has("each") || asked.has("which") || (asked.has("count") && /各|分别/u.test(said.text))))
    by = sidesOf(asked, merged, said.text) ?? by;
  if (asked.has("which") && by === null) return null;
  // Who was brought by nobody is no answer to 谁介绍来的最多.
  if (by === "referrer") merged.push({ field: "referred", is: true });
  if (asked.has("own")) {
    if (merged.length === 0 && !asked.has("count") && !asked.has("list")) return null;
    merged.unshift({ field: "owner", is: "me" });
  }
  const figure = FIGURES.some((name) => asked.has(name));
  if (freeRange && !freeUsed && !sort && merged.length === 0 && !figure && by === null) return null;
  // 「有投诉的拿掉」: the others of those on show.
  const drops = (asked.has("drop") || negateNext) && merged.length > 0 && DROPPED.test(said.text);
  if (drops) merged.splice(0, merged.length, ...merged.map(turned));
  const limit = limitOf(said);
  if (merged.length === 0 && limit === null && by === null && BUILDS_ON.test(said.text.replace(POLITE, "")))
    base = "shown";
  // 消费金额也显示一下: a column more, of those on show; 前五个就行: the first of them.
  const columns = merged.length === 0 && sort === null && by === null && limit === null && show.size > 0;
  if (columns && /[显加列带也看标附写连]/u.test(said.text) && [...asked].every((name) => name === "list"))
    base = "shown";
  if (merged.length === 0 && sort === null && limit !== null && ENOUGH.test(said.text)) base = "shown";
  if (asked.has("rest") && merged.length > 0) base = "shown";
  const narrows = NARROWS.test(said.text) || (AND_THOSE.test(said.text) && merged.every(isTrait));
  if (merged.length > 0 && (narrows || drops)) base = "shown";
  else if (merged.length > 0 && AND_THOSE.test(said.text)) base = "instead";
  if (
    limit !== null &&
    said.has("top") &&
    sort === null &&
    base !== "shown" &&
    !show.has("points") &&
    !asked.has("count") &&
    !figure
  )
    sort = { by: "spend", direction: "desc", range: freeRange };
  // 按性别看消费: what each of them spent.
  if (by !== null && sort?.by === "spend" && limit === null && !asked.has("count") && !RANKED.test(said.text)) {
    asked.add("sum");
    sort = null;
  }
  // 按月看新增会员: by the month they joined in.
  if (by === "month" && /新/u.test(said.text) && merged.length === 1 && inOf(merged[0])?.in[0] === "new") merged.pop();
  // 客单价前十: a rank, and no figure.
  if (limit !== null && sort === null && said.has("top") && asked.delete("meanOrder"))
    sort = { by: "average-order", direction: "desc", range: freeRange };
  if (asked.has("first") && sort === null && show.delete("points"))
    sort = { by: "points", direction: "desc", range: null };
  if (sort === null && limit !== null && show.has("points")) sort = { by: "points", direction: "desc", range: null };
  const best =
    (asked.has("single") || asked.has("first")) &&
    sort !== null &&
    (asked.has("first") || SUPERLATIVE.test(sort.by === "birthday" ? said.text.replace("最近", "") : said.text)) &&
    limit === null
      ? 1
      : limit;
  const figureRange = datesOfFigure(said) ?? freeRange;
  const aggregate =
    eachOf(asked, merged, figureRange) ??
    aggregateOf(
      asked,
      by,
      figureRange,
      best !== null || sort !== null,
      isJoining(merged) || JOINED_UP.test(said.text),
      PEOPLE_BOUGHT.test(said.text),
      said.text,
    );
  // 一共贡献了多少消费: the bare word ranks nobody where a figure is asked.
  if (sort !== null && best === null && aggregate !== null && aggregate.fn !== "count" && !RANKED.test(said.text))
    sort = null;
  const meaning =
    merged.length > 0 || sort !== null || aggregate !== null || by !== null || (best !== null && said.has("top"));
  if (!meaning && !(base === "shown" && (asked.size > 0 || show.size > 0))) return null;
  if (merged.some((condition) => "field" in condition && condition.field === "birthday")) show.add("birthday");
  return { ...EMPTY, where: merged, sort, limit: best, aggregate, base, show: [...show].slice(0, SHOWN_MAX) };
}

/** 现在多少客户: the number there is, and no day. */
const isNow = (free: Capture | null) => /^(?:现在|目前|当前|眼下|如今|现阶段|这会儿?)$/u.test(dateOf(free)?.text ?? "");
const EACH_PERSON = /平均(?:下来)?(?:每|一)个?[人位]|(?:每|一)个?[人位]平均/u;
const SHOPS = /(?:[几两俩三四五六各]|所有|全部)个?家?(?:门店|分店|店)/u;
/** What stands side by side: shops counted but not named, or two of them. */
function sidesOf(asked: ReadonlySet<string>, where: readonly Condition[], text: string): Aggregate["by"] {
  const either = where.find((one) => "any" in one);
  const [named] = either && "any" in either ? either.any : [];
  if (named && "field" in named && (named.field === "store" || named.field === "owner"))
    return asked.has("which") ? named.field : null;
  return SHOPS.test(text) ? "store" : null;
}

/** 每个品类各有多少客户买过: of people and no count of orders. */
const PEOPLE_BOUGHT =
  /(?:多少|几)(?:个|位|名)?(?:客|会员|人|顾客)|客户数|人数|会员数|(?:客户?|人|会员|顾客|位)[^，,]*买|买[^，,]*(?:客户?|人|会员|顾客|位)/u;
const JOINED_UP = /新[增进添加办入登]|入会|办卡|建档|注册/u;
const RANKED = /最|第一|前|高到低|低到高|倒数|垫底|排/u;
/** The same done, or not done, with all articles of a list. */
function sameDone(one: Condition, range: DayRange | null, denied: boolean): Condition {
  if ("any" in one) {
    const any = one.any.map((part) => sameDone(part, range, false));
    return denied ? { not: { any } } : { any };
  }
  if (!("field" in one) || one.field !== "bought") return one;
  const made: Condition = { ...one, range: range ?? one.range };
  return denied ? { not: made } : made;
}
const FIGURES =
  "sumOrders sumEach sum sumSpend shareSpend gapPurchases gapVisits mean median meanAge maxAge minAge meanOrder meanOrders meanVisits share max".split(
    " ",
  );

const SAID_BOUGHT = /^(?:orders|ordersOnce|bought|boughtItem|visits|visitsOnce|came|firstPurchase|spend\w*)$/u;
const isNeverHere = (where: readonly Condition[]) =>
  where.some((one) => "field" in one && one.field === "visits" && one.bound.max === 0 && one.range === null);
/** 苏州的客户, and no 苏州的高铁票. */
const OF_PEOPLE = /^(?:那些|老|新)?(?:客|会员|顾客|人(?!民)|人员)/u;

const POLITE =
  /^(?:打扰一?下|请问一?下?|麻烦|帮我|帮忙|劳驾|话说|对了|想?问一?下|看一?下|看看|算算|算一?下|数数|统计一?下|你?给我|[,，、 ])+/u;
/** 「按消费排」「一共几个」 speak of what is on show. */
const BUILDS_ON =
  /^(?:那|所以|这|那么|这里|这儿|这边|这份|这个|名单|上)*(?:一共|总共|共|有|拢共|统共|合计|加起来|是|到底|都|数数|数一下|数下|算下来|拢总)*(?:几个|几位|多少个|多少位|多少人|几人|多少|多少名|几名|几号人|多少号人)人?[呢啊呀哈]?(?:这是|来着|了|这里|名单上?)?[呢啊呀]?$|^(?:那|再|给我|帮我|都)*按.+(?:排序?|排个序|排一排|排列|排个队|排好|重排|重新排|排个名|倒序|升序|降序|排下|排一遍)(?:一下|下|吧|呢|看看|给我|哈)*$|^再?(?:加上|带上|显示)(?:电话|手机号?|生日|等级|积分|年龄|尾号)$|^(?:把|连).{2,12}(?:也|都|一起|一并|一块儿?|全|统统|顺便)(?:给我)?(?:带上|带出来?|列上|列出来|列进[来去]|显示出来?|加上|加进[来去]|附上|标上|标出来|写上|捎上|放上)[吧]?$|^从.到.按?.{2,8}排$|^.{2,10}(?:排|放|往|靠)?(?:在|到)?(?:最前面?|前面|前头|前放|前排|前挪|前靠|靠前)[呢吧]?$/u;
/** 「那男的呢」「再筛一下银卡」: a word more about those on show. */
const NARROWS =
  /^(?:去掉|再去掉|再排除|再筛|剔掉|剔除|踢掉|刨掉|刨去|拿掉|筛掉|撇开|撇掉|排掉|扣除|扣掉|别要|删掉|把.{1,8}(?:去掉|排除|剔掉|踢掉|刨掉|拿掉|筛掉))[^，,。；;]{1,10}$|^(?:再|那就?)(?:看看?|筛)?只?(?:看|要|留)[^，,。；;]{1,10}$|^只(?:看|要|留|剩)[^，,。；;]{1,10}$/u;
/** 「前五个就行」 */
const ENOUGH = /(?:就行|就好|就够|即可|足够|就可以|就成|够了|得了|就得)[了吧啊呀哈]*$/u;
const DROPPED =
  /(?:踢出去|踢[掉走开了]|筛[掉出]去?|请出去|撇掉|别[要列算]|刨出去|扔掉|排除|过滤掉|滤掉|抹掉|移除|移[出走]去?|划掉|清出去|抠掉|丢掉|剔出去|刨去|不看|拿掉|剔掉|剔除|刨掉|不算了?|去掉|删掉|排除掉|除掉|扣掉|不要)[了吧]?$/u;
function turned(condition: Condition): Condition {
  if ("not" in condition) return condition.not;
  if ("field" in condition && condition.field === "has-birthday") return { ...condition, is: !condition.is };
  if ("field" in condition && condition.field === "complaint" && condition.is !== "none")
    return { field: "complaint", is: "none" };
  return { not: condition };
}
/** 「那金卡呢」「普通会员那边呢」 asks for others instead; a trait narrows. */
const AND_THOSE = /^(?:那么?[^，,。；;]{1,12}|[^，,。；;谁哪几]{1,10}(?:[那这]边|那头|[那这]拨|[那这]批))呢[？?]?$/u;
const TRAITS = ["gender", "age", "bought", "fact", "tag"];
const isTrait = (one: Condition): boolean => "field" in one && TRAITS.includes(one.field);
const JOINT = /[和或、]/u;
const SHOWN_MAX = 6;

/** Conditions on days to come. */
const AHEAD = ["c-birthday", "c-repurchase"];

function partOf(
  group: Group,
  said: Said,
  freeRange: DayRange | null,
  before: Held | null,
): { part: Part; own: DayRange | null } {
  const get = (name: string) =>
    group.captures.find((capture) => capture.name === name) ?? (name === "date" ? dateBefore(said, group) : null);
  const date = dateOf(get("date"));
  const own = date ? holidays(daysOf(date, AHEAD.includes(group.name) ? "future" : "past"), date.text) : null;
  // 今年既买过包也买过鞋, 今年买过大衣和鞋: the day was said with the first.
  const joined =
    before !== null &&
    (group.name === "c-moreItem" || /[也又且并]/u.test(said.text.slice(before.group.end - 1, group.start + 1)));
  // 上个月来过但没买: not bought in that month.
  const same =
    before !== null && /^c-(notBought|neverBought)$/u.test(group.name) && /^(came|visits)$/u.test(before.name);
  const free = said.captures.filter((capture) => capture.name === "free");
  const ahead = group.name === "c-repurchase" || group.name === "c-hasBirthday" ? free[0] : undefined;
  const around = ahead ? daysOf(dateOf(ahead), "future") : isOfLater(said, free, group) ? null : freeRange;
  const range = own ?? (joined || same ? before.own : null) ?? around;
  return {
    own,
    part: {
      get,
      has: (name) => get(name) !== null,
      words: (name) => {
        const capture: Capture | null = get(name);
        return capture ? said.spell(capture) : "";
      },
      range,
      bound: boundOf(get("bound")),
      days: date,
      today: said.today,
      said: said.text.slice(group.start, group.end),
    },
  };
}

/** 国庆来过的: of the days off and not of the first alone. */
function holidays(range: DayRange | null, text: string): DayRange | null {
  const whole = range?.from?.endsWith("-10-01") && range.to?.endsWith("-10-02") && /国庆节?$/u.test(text);
  return whole && range?.from ? { from: range.from, to: addDays(range.from, HOLIDAYS) } : range;
}
const HOLIDAYS = 7;

/** 买过二段奶粉 四十天没再来: a day that leads into a later condition is none of an earlier one's. */
function isOfLater(said: Said, free: readonly Capture[], group: Group): boolean {
  return free.every(
    ({ start, end }) =>
      start >= group.end &&
      said.groups.some(
        (later) =>
          later.name.startsWith("c-") && later.start >= end && LEADS_IN.test(said.text.slice(end, later.start)),
      ),
  );
}
const LEADS_IN = /^[\s，,、都还也又却就再]*$/u;

/** 去年买过羊绒衫今年没买过: of several days that stand free, the one before a condition is its own. */
function dateBefore(said: Said, group: Group): Capture | null {
  const free = said.captures.filter((capture) => capture.name === "free");
  return free.length > 1 ? (free.filter((capture) => capture.end <= group.start).at(-1) ?? null) : null;
}

/** 来过之后再没来, 买过大衣后没再买: nothing since the period before. */
function sinceThen(
  name: string,
  said: Said,
  group: Group,
  before: Held | null,
): { made: Condition; instead: boolean } | null {
  if (before?.own?.to == null || !/^(?:notCame|notBought|neverBought)$/u.test(name)) return null;
  if (group.captures.some((capture) => capture.name === "date")) return null;
  if (!SINCE.test(said.text.slice(before.group.end, group.end))) return null;
  const field = name === "notCame" ? ("last-seen" as const) : ("last-purchase" as const);
  const instead =
    name === "notCame" ? /^(?:came|visits)$/u.test(before.name) : /^(?:bought|orders)$/u.test(before.name);
  const plain = "field" in before.made && "bound" in before.made && before.made.bound.min === 1;
  return plain && instead
    ? { made: { field, range: before.own }, instead: true }
    : { made: { field, range: { from: null, to: before.own.to } }, instead: false };
}
const SINCE = /[之以]后|后来|过后|往后|打那|那以来|从此|^[的了]?[\s，,]*后/u;

/** 「除了林悦和陈晨」: the second of a list is turned like the first. */
function isListed(said: Said, before: Held, group: Group, made: Condition): boolean {
  return (
    /^[和跟与及、]/u.test(said.text.slice(before.group.end, group.start)) &&
    "field" in made &&
    "field" in before.made &&
    made.field === before.made.field
  );
}

/** 「去年买过羊绒衫今年没买过的」: the second half is about the same article. */
function again(name: string, part: Part, before: Held | null): Condition | null {
  // 这季度没再买东西的: nothing at all.
  if (/东西|单|消费|钱/u.test(part.said)) return null;
  if (name !== "notBought" || !before || !part.has("date") || !("field" in before.made)) return null;
  return before.made.field === "bought" ? { not: { ...before.made, range: part.range } } : null;
}

/** 爱喝冷萃或者手冲的: the second is liked like the first. */
function alsoLiked(name: string, part: Part, before: Held | null): Condition | null {
  if (name !== "moreItem" || !before || !("field" in before.made) || before.made.field !== "fact") return null;
  const like = part.words("what").replace(/的$/u, "");
  return like === "" ? null : { ...before.made, like };
}

/** A day said right before the figure: 今年平均消费. */
function datesOfFigure(said: Said): DayRange | null {
  for (const group of said.groups)
    if (/^(?:mean|gap|sum|shareSpend)/u.test(group.name)) {
      const date = dateOf(group.captures.find((capture) => capture.name === "date") ?? null);
      if (date) return daysOf(date, "past");
    }
  return null;
}

/** Fields whose values exclude one another: 「金卡和钻石」 means either; nobody is both. */
const EXCLUSIVE = ["tier", "class", "lifecycle"];
function inOf(condition: Condition | undefined): { field: string; in: readonly string[] } | null {
  return condition && "field" in condition && "in" in condition && EXCLUSIVE.includes(condition.field)
    ? condition
    : null;
}
function joined(left: Condition, right: Condition): Condition | null {
  const [one, other] = [inOf(left), inOf(right)];
  return one && other && one.field === other.field
    ? ({ ...one, in: [...new Set([...one.in, ...other.in])] } as Condition)
    : null;
}
function anyOf(left: Condition, right: Condition): Condition {
  return joined(left, right) ?? ("any" in left ? { any: [...left.any, right] } : { any: [left, right] });
}
/** 「林悦和陈晨的客户」: nobody has two associates or two shops, so either is meant. */
function isAlternative(one: Condition, other: Condition): boolean {
  if ("any" in one) return one.any.every((part) => isAlternative(part, other));
  return (
    "field" in one && "field" in other && one.field === other.field && (one.field === "owner" || one.field === "store")
  );
}
function mergeSameField(where: readonly Condition[]): Condition[] {
  const merged: Condition[] = [];
  for (const condition of where) {
    const twin = merged.findIndex((other) => joined(other, condition) !== null);
    const either = merged.findIndex((other) => isAlternative(other, condition));
    if (twin >= 0) merged[twin] = joined(merged[twin] as Condition, condition) as Condition;
    else if (either >= 0) merged[either] = anyOf(merged[either] as Condition, condition);
    else merged.push(condition);
  }
  return merged;
}
function sortOf(name: string, group: Group, freeRange: DayRange | null): Sort | null {
  const rule = SORTS.find((one) => one.name === name);
  if (!rule) return null;
  const own = group.captures.find((capture) => capture.name === "date") ?? null;
  return { by: rule.by, direction: rule.direction, range: own ? daysOf(dateOf(own), "past") : freeRange };
}
/** Most that one question may ask for; a longer list is paged. */
const LIMIT_MAX = 200;
function limitOf(said: Said): number | null {
  // 一个人平均买几次 asks for nobody.
  const value = amountOf(said.get("top")) ?? (EACH_PERSON.test(said.text) ? null : amountOf(said.get("limit")));
  return value === null || value < 1 ? null : Math.min(LIMIT_MAX, Math.round(value));
}
function aggregateOf(
  asked: ReadonlySet<string>,
  by: Aggregate["by"],
  range: DayRange | null,
  ranked: boolean,
  joining: boolean,
  people: boolean,
  text: string,
): Aggregate | null {
  const gap = asked.has("gapPurchases") ? "purchase-gap" : asked.has("gapVisits") ? "visit-gap" : null;
  if (gap !== null && by !== "category" && by !== "month")
    return { fn: asked.has("median") ? "median" : "mean", of: gap, by, range };
  if (asked.has("shareSpend")) return { fn: "share", of: "spend", by, range };
  if (asked.has("sumOrders")) return { fn: "sum", of: "orders", by, range };
  if (asked.has("sumSpend") || asked.has("sumEach")) return { fn: "sum", of: "spend", by, range };
  if (asked.has("share")) return { fn: "share", of: "customers", by, range: null };
  if (asked.has("meanAge")) return { fn: "mean", of: "age", by, range: null };
  if (asked.has("maxAge")) return { fn: "max", of: "age", by, range: null };
  if (asked.has("minAge")) return { fn: "min", of: "age", by, range: null };
  if (asked.has("meanOrders")) return { fn: "mean", of: "orders", by, range };
  if (asked.has("meanVisits")) return { fn: "mean", of: "visits", by, range };
  if (asked.has("median")) return { fn: "median", of: middleOf(text), by, range };
  if (asked.has("meanOrder")) return { fn: "mean", of: "average-order", by, range };
  if (asked.has("mean")) return { fn: "mean", of: "spend", by, range };
  if (asked.has("max")) return { fn: "max", of: "spend", by, range };
  if (asked.has("sum")) return { fn: "sum", of: "spend", by, range };
  if ((asked.has("count") && !ranked) || by !== null) {
    const orders = (by === "category" && !people) || (by === "month" && !joining);
    return { fn: "count", of: orders ? "orders" : "customers", by, range: orders ? range : null };
  }
  return null;
}
function middleOf(text: string): Aggregate["of"] {
  if (/客单/u.test(text)) return "average-order";
  if (/年龄|岁数/u.test(text)) return "age";
  return /[到来]店次数/u.test(text) ? "visits" : /次数/u.test(text) ? "orders" : "spend";
}
/** 每个月新进多少会员: by the month they joined in, and no count of orders. */
const isJoining = (where: readonly Condition[]) => where.some((one) => "field" in one && one.field === "added");
/** 金卡银卡各花了多少: a sum for each of those named. */
function eachOf(asked: ReadonlySet<string>, where: readonly Condition[], range: DayRange | null): Aggregate | null {
  if (!asked.has("sumEach")) return null;
  const named = where.map(inOf).find((one) => one !== null && one.in.length > 1);
  return named?.field === "tier" || named?.field === "class"
    ? { fn: "sum", of: "spend", by: named.field, range }
    : null;
}
