// How people tell who came into the shop and what was done for whom, and ask for the shop's tables. Memberships, points
// and benefits: member-phrases.ts.
import { addDays, addMonths, startOfMonth } from "../../calendar/day.ts";
import { amountOf, dateOf, dayOn, daysOf, whoOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";
import { memberPhrases, memberWords } from "./member-phrases.ts";
import { partOf, sheetTables, type TableKey } from "./rules.ts";

const tableWords = sheetTables.flatMap(({ zh, also }) => [zh, ...also]);
const entering =
  "(进了|入店|入店了|进门|进店|客流|到店|来客|进店客流|进客|进店人数|客流量|进来|进店了|来了|人流|来人|进店客人|店里来了|进来了|进门了|接待|接待了|接了)";
const sold = "(成交|成单|开单|买单|买了|成交了|出单|出了|开了|卖了|成了|成功|开出|做成|下单|出货|成交数|开张)";
const part =
  "part=( (上午|下午|晚上|早上|早市|晚市|早班|晚班|中午前|午前|中午|全天|一共|共|总共|午后|傍晚|中班|夜里|一天|合计|总计|今早|晚间) )";
const people = "(人|位|个人|个|人次|批|名|客人|个客人|位客人|人进店|拨)";
const RECEIPTS = "?(单|人|笔|个|位|件|个人|张|单子)";
const COUNTING =
  "(登记|记|记录|记一下|补登|补录|补记|登记一下|登记下|记下|录一下|录入|报一下|报个|上报|补一下|记一笔|更新)";
const COUNTED = "(客流|进店|客流量|进店人数|进店客流|人流|门店客流)";
/** 人不多, 生意一般: nothing that is counted. */
const REMARK =
  "?((人|客人|生意|客流|店里|客) ?(不|挺|很|比较|有点|还|蛮|没|太|特别|非常|真|算|略|相当|不太|不怎么|不算)* (多|少|淡|旺|冷清|一般|清淡|忙|好|差|可以|行|平淡|红火|爆|什么人|几个) ?(了|人) ?,)";
const NOBODY =
  "none=( (没成交|没人买|没开单|没出单|零成交|一单没成|一单没开|都没买|一个没买|没卖出去|没开张|一单没卖|没成单|一单都没有|一单都没开|一单都没成|没一个买的|一个都没买|没有成交|成交零|成交为零|颗粒无收|全没买) )";
const HOW =
  "(怎么样|如何|咋样|情况|数据|走势|趋势|变化|多不多|多吗|多么|多唔多|多少|几多|怎样|好不好|高不高|高吗|看看|看下|看一下|查一下|查查|拉一下|报一下|给我|发我|统计|统计一下|是多少|大不大|大吗|旺不旺|旺吗|表现|多还是少|明细)";
const LOOK = "?(看看|看下|查|查下|看一下|查一下|查查|说说|报一下|帮我看|统计一下|统计|拉一下)";
const SHOP = "?(店里|门店|我们店|咱们店|全店|本店|店铺|咱店|我们|咱们)";
const FLOW =
  "(进店|客流|进店客流|客流量|进店人数|来客数|人流|人流量|进店人流|进店量|来客量|客流人数|到店客流|进门人数|进店率)";
const RATE =
  "(成交率|进店成交率|到店成交率|到店转化率|来店成交率|进店转化率|转化率|进店转化|客流转化率|客流转化|客流成交率|成交转化率)";

/** What may be done for somebody; the shorter ones only when said to be done. */
const SERVED =
  "((改|做|熨|烫|修|补|洗|干洗|清洗|护理|保养|量|缝|缝补|裁|换|锁|钉|订做|定做|包装|刻|贴|上门|试|校准|矫正|擦|擦洗|擦拭|抛光|打磨|上油|上光|打孔|改短|收腰|去污|去渍|除味|消毒|验光|检测|测量|试泡|冲泡|磨边|安装|拆洗|加固|贴膜|印字|烫印|刻字|绣|染|修剪|整理|清理|清洁|除皱|除毛球|去球|修补|补色|补胶|打蜡|熨烫|维修|调试|调校|加绒|打包|代客|送货|配送|换底|换跟|换线|换拉链|换扣|换镜片|换鼻托|调整|调节|免费) ?(了|好|完|过|好了|完了)|(调|穿|绑|拉|缠|校|充|粘|泡|包|磨|装|拆|测|验|整|剪|拧|紧|配|理|敷|盘|接|配送|送|打|上|去|除|缩|放|收|松) (了|好|完|过|好了|完了|了个|了下|了一下))";
const NOTED = "?(记一笔|登记一下|登记下|记一下|记下|登记|记|记录|记一条|补登|补记|来一条|加一条|记上|录一下|记录一下)";

const GIVE_ME =
  "?((帮我|给我|麻烦|把|请|想要|我要|要|全|都|全部|一起|统统)* (打包发我|打包发来|打包发给我|打包给我|打包发|打个包|打包|发一套|来一套|整套发我|导一套|做一张|出一张|拉一张|弄一张|来一张|发一张|给一张|汇出|输出|制作|整理出来|弄出来|做出来|要一份|来一份|给我一份|导一份|弄一份|拉一份|发我一份|导出|导一下|导出来|下载|下载一下|生成|发我|给我|发一份|导|做一份|打印|发一下|出一份|拉出来|拉一下|拉个|打一份|调出来|整一份|发来|发过来|发来看看|传我|传一份|传给我|整理出来|整理一份|下载一份|导给我|导成|做成|打印出来|打出来|导出一份|弄出来|要个|来个|拿一份|发份|给份|出个|出一下|弄个|弄一下|备一份|交一份|存一份|生成一份|导下|导出下|做出来|给一份|要|发|出|做个|做一下|备份|导个|发给我|发出来) ?(成|为)? ?(excel|表格|电子表|电子版|xlsx|文件|excel表|我看看|看看|来|出来|给我|我|下来|吧))";

export const phrases: Phrases = {
  words: {
    ...memberWords,
    sheet: [...tableWords, ...tableWords.map((name) => name.replace(/(?<!的)(?=回访表|登记表|统计表)/u, "的"))],
    takeOut: [
      ..."拉一张 拉张 拉个 拉个表 拉一下 拉出来 来份 来一张 备一份 打个包 打包 打包给我 打包发我 全要 都要 export export出来 整一份 弄一张 出一张 出个表 导个 传一下 传我 打印一份 捞一份 发来 发过来 要一张 做一张 做个表 列个表 整理一份 汇总一份 下一份 存一份 全部导出 都导出来 给一份".split(
        " ",
      ),
      "要一份",
      "来一份",
      "给我一份",
      "导一份",
      "弄一份",
      "拉一份",
      "发我一份",
      "导出",
      "导一下",
      "导出来",
      "下载",
      "生成",
      "发我",
      "给我",
      "发一份",
      "导",
      "做一份",
      "打印",
      "发一下",
      "要",
      "出一份",
    ],
  },
  phrases: [
    ...memberPhrases,
    {
      say: [
        `?${COUNTING} ?{date} ?(part=( (上午|下午|晚上|早上|早市|晚市|早班|晚班|全天|一共|共|总共|午后|傍晚|中班|今早|晚间|合计) )) ${entering} ?(了|有|共|是)? {number:entered} ?${people} ?(，|、|其中)? (成交|成单|开单|买单|买了|成交了|出单|成了|开了|出了) ?(了|有|是)? {number:bought} ${RECEIPTS}`,
        `?${COUNTING} ?{date} ?(part=( (上午|下午|晚上|早上|早市|晚市|早班|晚班|全天|一共|共|总共|午后|傍晚|中班|今早|晚间|合计) )) (进店|进客|进店客流|客流|进店人数|客流量|进店了|人流|进店客人) ?(了|有|共|是)? {number:entered} ?${people}`,
        `?${COUNTING} ?(客流)? ?{date} ?(${part}) ${REMARK} ${entering} ?(了|有|共|是)? {number:entered} ?${people} ${sold} ?(了|有|是)? {number:bought} ${RECEIPTS}`,
        `?${COUNTING} ?{date} ?(${part}) ${entering} ?(了|有|共|是)? {number:entered} ?${people} ${NOBODY}`,
        `(${COUNTING} ${COUNTED}|${COUNTED} ${COUNTING}|${COUNTED} :) ?(一下)? ?{date} ?(${part}) ?${entering} ?(了|有|共|是)? {number:entered} (${people} ?(，|、|其中)? ?((${sold} ?(了|有|是)? {number:bought} ${RECEIPTS}|${NOBODY}))|?(，|、|其中)? (${sold} ?(了|有|是)? {number:bought} ${RECEIPTS}|${NOBODY}))`,
        `?{date} ?(part=( (上午|下午|晚上|早上|早市|晚市|全天|早班|晚班|总共|一共|午后|傍晚|中班) )) ?(有|来了|一共|总共)? {number:entered} ${people} (进店|进来|到店|进门|入店) ?(，|、|其中)? ?((${sold} ?(了|有|是)? ?{number:bought} ${RECEIPTS}|${NOBODY}))`,
        `{date} ?(${part}) ${COUNTED} ?{date} ?(${part}) {number:entered} ?${people} ?(，|、|其中)? ?((${sold} ?(了|有|是)? {number:bought} ${RECEIPTS}|${NOBODY}))`,
      ],
      make: traffic,
      cost: 0.2,
      tells: true,
    },
    {
      // 把M码换成L码了; 毛衣换开衫 补了120: nothing is sold, and nothing given back.
      say: [
        "?{date} {who} ?的? ?{date} ?(把|将|来|又|刚|刚刚)* what=( ?<thing> (@letterSize 码?|{number:size} 码) ?的? (换|换成|换了|换的|调成|调换成|换了个|换了件|换了条|换了双) (@letterSize 码?|{number:other} 码) ) ?的? ?了",
        "?{date} {who} ?的? ?{date} ?(把|将|来|又|刚|刚刚|今天)* what=( ?那 ?@countWord <thing> (换|换成|换了|换的|换成了|换了件|换了条|换了双|换了个|调换成) <x> (，|,)? ?又? (补|补了|补差|补差价|补了差价|补交|补交了|加|加了|加价|贴|贴了|补款|添|添了) {number:extra} ?(元|块|块钱) ?差价 )",
        "?{date} {who} ?的? ?{date} ?(把|将|来|又|刚|刚刚)* what=( ({category}|<thing>) (换成|换成了|换了|调成|调换成|换了个) (@letterSize|{number:other}) 码 ) ?的? ?了",
      ],
      make: service,
      cost: 0.1,
      tells: true,
    },
    {
      say: [
        `?(记|记一下|登记|登记一下)? ?{date} ?免费 (给|帮|替|为) {who} ?{date} ?免费 what=( ${SERVED} <x> )`,
        `?(记|记一下|登记|登记一下)? ?{date} ?免费 (给|帮|替|为) {who} ?{date} 的 what=( <thing> ${SERVED} ?<x> )`,
        `{who} ?的? what=( <thing> ${SERVED} ?<x> ) ?{date} ?(,)? ?(帮我|给我|麻烦|请)* (登记|记|记录|补登|补记|录|记上|登) ?(一下|一条|一笔|个|下|一个|成|为|进|到|上)* ?(会员|客户)? (服务|服务记录) ?(里|上|记录)*`,
        `?{date} (给|帮|替|为) {who} 的 what=( <thing> ${SERVED} ?<x> ) ?(,)? ?(帮我|给我|麻烦|请)* (登记|记|记录|补登|补记|录|登) ?(一下|一条|一笔|个|下|一个|成|为|进|到|上)* ?(会员|客户)? (服务|服务记录) ?(里|上|记录)*`,
        `?(记|登记|记录)? ?(一下|一条)? ?(会员|客户)? (服务|服务登记|服务记录|售后服务) ${NOTED} ?: {who} ?: ?{date} <what>`,
        `(记|登记|记录|补登|补记) ?(一下|一条|一笔|一个|条|个|笔)? ?(会员|客户)? 服务 ?: {who} ?: ?{date} <what>`,
        `(记|登记|记录|补登|补记) ?(一下|一条|一笔|一个)? {who} ?的? 服务 ?: ?{date} <what>`,
        `{who} ?{date} ?的? 服务 (登记|记录|记一笔|记一下|记一条) ?: <what>`,
        "{who} ?{date} ?(今天|刚|刚刚|也|还|又|来|都)* what=( (换|调换|更换) ?(了|成|过)? ?(一)? ?(件|条|双|个|套|款|只)? ((大|小) ?(一|半|两|1|2)? (码|号) | (@letterSize|{number:size}) (码|号)) ?(的 (外套|大衣|衣服|上衣|裤子|裙子|毛衣|衬衫|连衣裙|鞋|鞋子|靴子|风衣|羽绒服|半裙|{category})) ) ?的 ?(回去|走)? ?了",
        `{who} ?的? ?{date} what=( ?<thing> (@letterSize|{number:size}) 码? ?(要|给)? (换|换成|换了|调|调成|换个) (@letterSize|{number:other}) 码? ) ?(已经|都|给|帮|她|他|也)* (弄好|换好|办好|搞定|搞好|换完|换过|换走|换|处理好|好|调好|拿走) 了`,
        // 裤子送回来改裤脚
        "?{date} {who} ?的? ?{date} brought=( ?那 ?@countWord ({category}|<thing>) ) ?{date} (送|拿|带|寄|抱|拎|送回|拿回|带回|寄回) ?(回|过)? 来 ?(店里|要|想|说|让我们|让|帮)* what=( (改|修|补|洗|干洗|清洗|熨|烫|护理|保养|换|缝|钉|打孔|收|放|量|抛光) ?<x> )",
        `{who} ?的? ?{date} what=( <thing> ) done=( (改|修|补|烫|熨|洗|缝|护理|保养|清洗|量|打孔|换底|干洗|抛光) ) 好 ?了 ?, (没收钱|没收费|不收钱|不收费|免费|免费的|没要钱|没收她钱|给她免费|送的|白给的) ?的`,
        "{who} ?{date} ?来 what=( (改|量|熨|修|洗|护理|保养|补|换) ?(了|过)? (裤脚|裤长|腰围|袖长|尺寸|裙子|裤子|衣服|大衣|拉链|扣子|鞋跟|鞋子|包|皮包|首饰|镜片|鼻托|镜腿|眼镜|鞋底|鞋带|拍线|表带|电池) ?<x> )",
      ],
      make: service,
      cost: 0.3,
      tells: true,
    },
    {
      say: [
        `${LOOK} ?{date} ?的 ${SHOP} ?的 ${FLOW} ?了 ?{date} ?(有|是|大概)? ?(${HOW}|几个|几) ?(人|位|客人)`,
        `${LOOK} ?{date} ?的 ${SHOP} ?的 ${FLOW} ?(和|跟|与|、|还有|以及|及|加) ${RATE} ?{date} ?(${HOW})`,
        `${LOOK} ?{date} ?的 ${SHOP} ?的 ${FLOW} ?(有|是)? ?(${HOW}|多少人|几个人) ?, ?(还有|那|以及)? ?{date} ?的 ${RATE} ?(是|有)? ?(${HOW}|几个点|百分之几|几成)`,
        `${LOOK} ?{date} ?的 ${SHOP} ?的 ${RATE} ?(和|跟|与|、|还有|以及|及|加) ${FLOW} ?{date} ?(${HOW})`,
        `${LOOK} ?{date} ?的 ${SHOP} ?的 ${RATE} ?{date} ?(是|有)? ?(${HOW}|几个点|百分之几|几成)`,
        `?{date} ?${SHOP} ?{date} ${entering} ?(了|有)? (多少|几个|几|几多) ${people} ?(,|，|、|其中|和|又|然后)* ${sold} ?(了|有)? (多少|几|几多|几成) ${RECEIPTS}`,
        `{date} ?的 ${SHOP} ?的 ${FLOW} ?(是不是|好像|感觉|怎么|比较|有点|挺|蛮|还|太|不|有些|似乎|真|这么|不太|比之前|比上周|比平时|比往常|又)* (少|多|差|好|淡|旺|冷清|惨|下降|下滑|掉|降|涨|一般|行|不行|不多|不好) ?(了|吧|呀|很多|好多|不少|一些|点)* ?(,)? (${HOW}|?(帮我|给我)? (看|查|报|拉|调|给|对|核) ?(一下|下|个|看|我)* (数|数据|数字|具体|具体数|明细|情况))`,
        "?{date} (进店|进来|来了|店里进了|店里来了|接待了|接待) ?了 (多少|几|几多) (人|个人|位|客人|拨人|个客人|位客人|批)",
        "?{date} (进店|进来|进门|店里进了|接待了|接待) ?了 (多少|几|几多) ?(个|位)? (客户|顾客)",
        "?{date} ?(一共|总共|大概)? ?有 (多少|几个|几位|几多) (人|客人|顾客|客户|客) (进店|进门|进来|到店|进|进过店|进我们店|来店|来店里|进咱店)",
        `?{date} (进店|进门|进来|来店|到店|上门) ?的? (人|客人|客户|顾客) ?(有|是)? (多少|几个|几位|几多|多不多|多吗|多还是少) ?(,|，|、|和|又|然后|还有|那|以及)* ?(${RATE} ?(是|有)? ?(${HOW}|几个点|百分之几|几成))`,
        `(看看|看下|查|查下|看一下|查一下) {date} ?的 ${SHOP} (客流|进店客流|客流量|进店人数|人流|人流量)`,
        `(看看|看下|查|查下|看一下|查一下) ${SHOP} (客流|进店客流|客流量|人流|人流量)`,
      ],
      make: (said) => ({ kind: "members.show", range: daysOf(dateOf(said.get("date")), "past") }),
      cost: 0.2,
    },
    {
      say: [
        "?@takeOut ?{date} ?的 ?(门店|店铺|店里)? @sheet ?@takeOut",
        `${GIVE_ME} ?{date} ?的 ?(门店|店铺|店里)? @sheet ?{date} ${GIVE_ME}`,
        "@takeOut @sheet {date} ?的",
        "?@takeOut @sheet ?(，|,) ?(要|我要|只要|就要) {date} ?的 ?那份 ?@takeOut",
        "?(老板|店长|公司|总部|领导|财务|区域) ?(那边)? ?(催|急)? 要 ?{date} ?的 ?(那|这)? (七张表|7张表|七个表|七张表格) ?@takeOut",
        "?(那|这)? ?(门店|店铺|店里)? (七张表|7张表|七个表|七张表格) {date} ?的 ?@takeOut",
        "@takeOut ?{date} ?的 ?(门店|店铺|店里)? (七张表|7张表|七个表|全部表格|所有表格|会员表格|全部的表) ?@takeOut",
        `?@takeOut ?{date} ?的 ?(门店|店铺|店里)? (七张表|7张表|七个表|七张表格|7个表|门店七张表|那七张表) ${GIVE_ME}`,
      ],
      make: exported,
      cost: 0.1,
    },
  ],
};

/** As many as a plan may hold; more is a telephone number. */
const ENTERED_MAX = 100_000;

function traffic(said: Said) {
  const entered = amountOf(said.get("entered"));
  if (entered === null || !Number.isInteger(entered) || entered > ENTERED_MAX) return null;
  const bought = said.groupWords("none") === null ? amountOf(said.get("bought")) : 0;
  if ((bought ?? 0) > ENTERED_MAX) return null;
  const days = daysOf(dateOf(said.get("date")), "past");
  // A week's number is nobody's count of a day.
  if (days && (days.from === null || (days.to !== null && days.to > addDays(days.from, 1)))) return null;
  const day = dayOn(dateOf(said.get("date")), "past");
  const part = partOf(`${said.words("date") ?? ""}${said.groupWords("part") ?? ""}`);
  return { kind: "members.traffic", on: day === said.today ? null : day, part, entered, bought };
}

/** What is not done for her in the shop: messages, purchases, wishes have their own words. */
const NO_SERVICE =
  /[吗么呢？?]|什么|短信|消息|微信|电话|祝福|标签|备注|改成|改为|提醒|会员|生日|手机|地址|姓名|金额|积分|券|卡/u;

function service(said: Said) {
  // 裤脚改好了 没收钱 is 改裤脚.
  const what = `${brought(said)}${said.groupWords("done") ?? ""}${said.groupWords("what") ?? said.words("what") ?? ""}`
    .replace(/^[把将]/u, "")
    .replace(
      /((?<=^|[^了过]{2})[改做熨烫修补洗量缝换调穿绑拉缠校擦充粘泡磨装拆整剪紧理贴刻]|[清擦护保验校抛打安修整调熨][洗理养光准磨装剪整烫拭])(?:好|完)?(?:了|过)(?:一?下|(?:一?[件条个双套副只块枚顶把床])(?=\p{Script=Han}))?|(?<=^[改做熨烫修补洗量缝换调装拆剪]|[清擦护保验校抛打安修整调熨][洗理养光准磨装剪整烫拭])(?:好|完)$/u,
      "$1",
    )
    .replace(/(?<=.{2})[\s，,]+(?:(?:没|不|没有)收[她他]?[钱费]|免费|没要钱|不要钱|算?送[她他]?)的?$/u, "")
    .replace(/(?<=.{2})(?:好|完)?了$/u, "");
  if (what === "" || NO_SERVICE.test(what)) return null;
  const day = dayOn(dateOf(said.get("date")), "past");
  return { kind: "members.service", who: whoOf(said), what, on: day === said.today ? null : day };
}

/** 裤子送回来改裤脚 is 裤子改裤脚. */
const brought = (said: Said) => (said.groupWords("brought") ?? "").replace(/^那?[件条双个只套]?(?=..)/u, "").trim();

function exported(said: Said) {
  const named = said.captures.find((capture) => capture.name === "@sheet" || capture.name === "sheet");
  const words = named ? said.spell(named) : said.text;
  const table = tableNamed(words) ?? tableNamed(said.text) ?? tableNamed(said.text.replaceAll("的", ""));
  const date = dateOf(said.get("date"));
  if (!date) return { kind: "members.export", table, range: null };
  const days = daysOf(date, table === "birthdays" ? "future" : "past");
  // 「5月生日表」 in April is the May to come; a single day means its month.
  const from = days?.from ?? null;
  if (from === null) return { kind: "members.export", table, range: days };
  const isShort =
    days?.to !== null &&
    days?.to !== undefined &&
    days.to <= addDays(from, 1) &&
    table !== "traffic" &&
    table !== "services";
  const first = startOfMonth(from);
  return {
    kind: "members.export",
    table,
    range: isShort ? { from: first, to: addMonths(first, 1) } : { from, to: days?.to ?? null },
  };
}

/** The longest name that occurs. */
function tableNamed(text: string): TableKey | null {
  const names = sheetTables.flatMap(({ key, zh, also }) => [zh, ...also].map((name) => ({ key, name })));
  const found = names.filter(({ name }) => text.includes(name)).sort((a, b) => b.name.length - a.name.length);
  return found[0]?.key ?? null;
}
