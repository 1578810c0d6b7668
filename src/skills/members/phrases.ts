// How people speak of memberships, points and benefits, tell who came into the shop, and ask for its tables.
import { addDays, addMonths, startOfMonth } from "../../calendar/day.ts";
import { amountOf, dateOf, dayOn, daysOf, whoOf } from "../../understanding/parser/build.ts";
import type { Phrase, Phrases, Said } from "../../understanding/parser/grammar.ts";
import { partOf, sheetTables, type TableKey } from "./rules.ts";
import type { StandingVerb } from "./standing.ts";

const tableWords = sheetTables.flatMap(({ zh, also }) => [zh, ...also]);
const entering = "(进了|入店|入店了|进门|进店|客流|到店|来客|进店客流|进客|进店人数|客流量|进来|进店了|来了)";
const sold = "(成交|成单|开单|买单|买了|成交了|出单|出了|开了|卖了)";
const part = "part=( (上午|下午|晚上|早上|早市|晚市|早班|晚班|中午前|午前|中午|全天|一共|共) )";
const people = "(人|位|个人|个|人次|批|名|客人)";

/** 钻石会员 is 钻石, as in every other question. */
const tierOf = (said: Said) => said.words("tier")?.replace(/(?<=.)(会员|客户)$/u, "") ?? null;

const CARD = "(会员|会员卡|会员资格|会员身份|卡)";
const BENEFIT = "(权益|福利|优惠|礼遇|特权|待遇|好处|会员权益|会员福利|专属权益)";
const WHICH = "(什么|哪些|啥|几条|多少)";

const standing = (verb: StandingVerb) => (said: Said) => ({
  kind: "members.standing",
  who: whoOf(said),
  verb,
  tier: said.words("tier"),
  reason: said.words("reason"),
});

const moving = (verb: StandingVerb, words: string): Phrase => ({
  say: [
    `${words} ?掉 {who} ?的? ${CARD} ?，? ?(因为|原因是|原因) <reason>`,
    `${words} {who} ?的? ${CARD}`,
    `?(把|给|帮) {who} ?的? ${CARD} ?先? ${words} ?(了|掉|一下) ?，? ?(因为|原因是|原因) <reason>`,
    `?(把|给|帮) {who} ?的? ${CARD} ?先? ${words} ?(了|掉|一下)`,
    `(给|帮) {who} ${words} ?一下 ?${CARD}`,
  ],
  make: standing(verb),
  cost: 0.1,
});

/** Points said with a sign: taken when `sign` is -1. */
const pointing = (sign: 1 | -1) => (said: Said) => {
  const points = amountOf(said.get("points"));
  if (points === null || !Number.isInteger(points) || points < 1 || points > POINTS_MAX) return null;
  return {
    kind: "members.points",
    who: whoOf(said),
    points: sign * points,
    reason: said.groupWords("reason") ?? said.words("reason"),
  };
};
const POINTS_MAX = 1_000_000;
const GIVE = "(加|增加|送|补|奖励|赠送|加上|多加|补上|发)";
const TAKE = "(扣|减|扣掉|扣除|减掉|用|用了|用掉|用掉了|兑换|兑换了|花了|抵了|消耗|清掉|划掉|划走|扣了|扣走|抵扣|抵掉)";

const memberPhrases: readonly Phrase[] = [
  {
    say: [
      "?(给|帮|把) {who} (登记|办|办理|开|开通|注册|加入) ?(了|一下|一张|张|个|成|为|上)? ({tier}|会员|会员卡|普通会员|入会) ?吧",
      "(登记|办理) {who} ?(为|成|的) (会员|入会)",
      "{who} (入会|加入会员|办会员|成为会员|想办会员|要办会员) ?了",
    ],
    make: standing("join"),
    cost: 0.1,
  },
  moving("freeze", "(冻结|停用|暂停|冻住|冻上|冻起来|冻一下|冻)"),
  moving("thaw", "(解冻|解开|解除冻结|取消冻结)"),
  moving("cancel", "(取消|注销|退掉|退出|销掉)"),
  {
    say: ["{who} ?(要|想|说要|要求|申请) (退会|退卡|注销会员|销卡|退出会员) ?了"],
    make: standing("cancel"),
    cost: 0.1,
    tells: true,
  },
  {
    say: [
      "{who} (退会|注销|退卡|销卡) ?了 ?(又|现在|这次)? ?(想|要)? (回来|恢复|重新加入|再加入) ?了 ?(恢复|恢复下|恢复一下|给她恢复|重新开)",
    ],
    make: standing("restore"),
    cost: 0.05,
  },
  moving("restore", "(恢复|重新启用|启用)"),
  {
    say: [
      `?(给|帮) {who} ${GIVE} ?(了)? {number:points} ?(个|点|分)? 积分 ?，? ?(因为|作为|当) ?<reason>`,
      `?(给|帮) {who} ${GIVE} ?(了)? {number:points} ?(个|点|分)? 积分`,
      `?(给|帮) {who} ${GIVE} ?(了)? 积分 {number:points} ?(个|点|分)`,
      `?(给|帮) {who} 积分 ?${GIVE} ?(了)? {number:points} ?(个|点|分)?`,
      `${GIVE} {who} {number:points} ?(个|点|分) 积分`,
      `?(给|帮) {who} ${GIVE} ?(了)? {number:points} (分|点)`,
      `{who} reason=( (少积|漏积|少记|漏记|少加|漏加) ?了 ) {number:points} ?(分|点|积分) ?${GIVE}`,
      `{who} reason=( (生日|过生日|介绍朋友|转介绍|老带新|活动|签到|评价|晒单|补偿|纪念日) ) (多送|多加|送|加|奖励|补|多给|给) {number:points} (分|点|积分)`,
      `(给|送|加) ?多 {number:points} (分|积分|点) ?给? {who}`,
    ],
    make: pointing(1),
    cost: 0.1,
  },
  {
    say: [
      `?(给|帮|从) {who} ?的? ${TAKE} ?(了)? {number:points} ?(个|点|分)? 积分 ?，? ?(换|换了|兑|兑了|买|因为) ?<reason>`,
      `?(给|帮|从) {who} ?的? ${TAKE} ?(了)? {number:points} ?(个|点|分)? 积分`,
      `?(给|帮|从) {who} 积分 ${TAKE} ?(了)? {number:points} ?(个|点|分)?`,
      `${TAKE} {who} {number:points} ?(个|点|分) 积分`,
      `${TAKE} {who} {number:points} (分|点|积分) ?(换|换了|兑|兑了|兑换|因为) ?<reason>`,
      `?(给|帮|从) {who} ?的? ${TAKE} ?(了)? {number:points} (分|点)`,
      `{who} reason=( (换|兑|兑换|换购) <gift> ) (扣|扣掉|扣了|用了|花了|减) {number:points} (分|点|积分)`,
      `{who} ?(拿|用) 积分 (换|换了|兑|兑了|兑换|兑换了) <reason> (用了|花了|扣了|扣|用掉) {number:points} ?(分|点|积分)`,
    ],
    make: pointing(-1),
    cost: 0.1,
  },
  {
    say: [
      `{tier} ?(客户|会员|卡)? ?的? ?(能|可以)? ?(有|享受|享|用|拿)? ?${WHICH} ?的? ${BENEFIT}`,
      `{tier} ?(客户|会员)? ?的? ${BENEFIT} ?(有|是)? ?${WHICH}`,
      `{tier} ?(客户|会员)? 的 ${BENEFIT}`,
    ],
    make: (said) => ({ kind: "members.benefits", tier: tierOf(said) }),
    cost: 0.1,
  },
  {
    say: [
      `{who} ?的? ?(现在)? ?(能|可以)? ?(有|享受|享|用|拿) ?的? ?${WHICH} ?的? ${BENEFIT}`,
      `{who} ?的? ?(可用|能用)? ?的? ${BENEFIT} ?(有|是)? ?${WHICH}`,
      `{who} 的 ?(可用|能用)? ?的? ${BENEFIT}`,
    ],
    make: (said) => ({ kind: "members.benefits", who: whoOf(said) }),
    cost: 0.1,
  },
  {
    say: [
      `?(我们|店里|咱们)? ?(现在|目前)? 有 ${WHICH} ${BENEFIT}`,
      "(权益|福利|会员权益|会员福利) (表|列表|清单|有哪些|有什么|一览|列一下)",
      "?(看|看看|查|列) ?(一下|下)? (会员权益|会员福利|权益表|所有权益|全部权益)",
    ],
    make: () => ({ kind: "members.benefits" }),
    cost: 0.1,
  },
  {
    say: [
      "?给 ?(客户|会员) ?过 (生日|生日礼|生日礼物|生日礼遇) ?的 ?(客户|会员|当天|当月) (送|给|有|是|能领|领|送的是) ?的 ?(礼|礼物) ?是 (什么|啥|哪些) ?(礼|礼物|东西|权益|福利|优惠)",
      "{tier} ?(客户|会员) ?过 生日 (送|给|有|能领|领|送的是) (什么|啥|哪些) ?(礼|礼物|东西)",
    ],
    make: (said) => ({ kind: "members.benefits", tier: tierOf(said), occasion: "birthday" }),
    cost: 0.1,
  },
  {
    say: [
      "(新增|增加|添加|加|加上|登记|新加) ?(一条|一个|个|条)? (会员权益|权益|福利) ?(:|，|是)? <text!>",
      "(新权益|新福利|新的权益|新的福利) ?: <text!>",
    ],
    make: (said) => ({ kind: "members.benefit-add", text: said.words("text") ?? "" }),
    cost: 0.1,
  },
  {
    say: [
      "(停用|停掉|取消|下架|去掉|删掉|删除) ?(这条|那条|这个)? (会员权益|权益|福利) ?(:|，)? <which!>",
      "?把 <which> ?(这|那) ?(条|个)? (会员权益|权益|福利) (取消|停掉|停了|停用|下架|去掉|删掉) ?了",
    ],
    make: (said) => ({ kind: "members.benefit-stop", which: said.words("which") ?? "" }),
    cost: 0.1,
  },
];

export const phrases: Phrases = {
  words: {
    sheet: [...tableWords, ...tableWords.map((name) => name.replace(/(?<!的)(?=回访表|登记表|统计表)/u, "的"))],
    takeOut: [
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
        `?(登记|记|记录|记一下) ?{date} ?(part=( (上午|下午|晚上|早上|早市|晚市|早班|晚班|全天|一共|共) )) ${entering} ?(了|有|共|是)? {number:entered} ?${people} ?(，|、|其中)? (成交|成单|开单|买单|买了|成交了|出单) ?(了|有|是)? {number:bought} ?(单|人|笔|个|位|件)`,
        `?(登记|记|记录|记一下) ?{date} ?(part=( (上午|下午|晚上|早上|早市|晚市|早班|晚班|全天|一共|共) )) (进店|进客|进店客流|客流|进店人数|客流量|进店了) ?(了|有|共|是)? {number:entered} ?${people}`,
        `?(登记|记|记录|记一下) ?(客流)? ?{date} ?(${part}) ${entering} ?(了|有|共|是)? {number:entered} ?${people} ${sold} ?(了|有|是)? {number:bought} ?(单|人|笔|个|位|件)`,
        `?(登记|记|记录|记一下) ?{date} ?(${part}) ${entering} ?(了|有|共|是)? {number:entered} ?${people} none=( (没成交|没人买|没开单|没出单|零成交|一单没成|一单没开|都没买) )`,
        `(登记|记|记录|记一下) 客流 ?{date} ?(${part}) {number:entered} ?${people}`,
        `?{date} ?(part=( (上午|下午|晚上|早上|早市|晚市|全天) )) (有)? {number:entered} ${people} (进店|进来|到店) ?(，|、|其中)? ?(成交|成单|开单|买单|成交了) ?{number:bought} ?(单|人|笔|个)`,
      ],
      make: traffic,
      cost: 0.2,
      tells: true,
    },
    {
      say: [
        "?(记|记一下|登记|登记一下)? ?{date} ?免费 (给|帮|替|为) {who} ?{date} ?免费 what=( (改|做|熨|烫|修|补|洗|干洗|清洗|护理|保养|量|量了|缝|缝补|裁|换|锁|钉|订做|定做|包装|刻|贴|上门|试) ?(了|好|完|过)? <x> )",
        "?(记|登记|记录)? ?(一下|一条)? ?(会员|客户)? (服务|服务登记) ?: {who} ?: ?{date} <what>",
        "{who} ?{date} ?来 what=( (改|量|熨|修|洗|护理|保养|补|换) ?(了|过)? (裤脚|裤长|腰围|袖长|尺寸|裙子|裤子|衣服|大衣|拉链|扣子|鞋跟|鞋子|包|皮包|首饰) ?<x> )",
      ],
      make: service,
      cost: 0.3,
      tells: true,
    },
    {
      say: [
        "?(看看|看下|查|查下)? ?{date} ?的 ?(店里|门店|我们店) (进店|客流|进店客流|客流量|进店人数|来客数) ?了 ?(有|是)? (多少|几个|几|怎么样|如何|咋样|情况|数据) ?(人|位|客人)?",
        "?(看看|看下|查|查下)? ?{date} ?的 (成交率|进店成交率|进店转化率|转化率) ?(是)? ?(多少|怎么样|如何|咋样)",
        "?{date} (进店|进来) ?了 (多少|几) (人|个人|位|客人)",
        "?{date} ?有 (多少|几个|几位) (人|客人|顾客) (进店|进门|进来|到店|进)",
        "?(看看|看下|查|查下|看一下) {date} ?的 ?(店里|门店|我们店) (客流|进店客流|客流量|进店人数)",
        "(看看|看下|查|查下|看一下) ?(店里|门店|我们店) (客流|进店客流|客流量)",
      ],
      make: (said) => ({ kind: "members.show", range: daysOf(dateOf(said.get("date")), "past") }),
      cost: 0.2,
    },
    {
      say: [
        "?@takeOut ?{date} ?的 ?(门店|店铺|店里)? @sheet ?@takeOut",
        "@takeOut @sheet {date} ?的",
        "@takeOut ?{date} ?的 ?(门店|店铺|店里)? (七张表|7张表|七个表|全部表格|所有表格|会员表格|全部的表) ?@takeOut",
        "?{date} ?的 (门店|店铺|店里)? (七张表|7张表) ?@takeOut",
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
  const what = (said.groupWords("what") ?? said.words("what") ?? "").replace(
    /^(改|做|熨|烫|修|补|洗|量|缝|换)(?:了|好|完|过)/u,
    "$1",
  );
  if (what === "" || NO_SERVICE.test(what)) return null;
  const day = dayOn(dateOf(said.get("date")), "past");
  return { kind: "members.service", who: whoOf(said), what, on: day === said.today ? null : day };
}

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
