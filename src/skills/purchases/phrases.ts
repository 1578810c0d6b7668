// How people tell of purchases, refunds and visits.
import { addDays } from "../../calendar/day.ts";
import { amountOf, dateOf, dayOn, daysOf, numberOf, whoOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";
import { readSmall } from "../../understanding/parser/small-numbers.ts";
import { ARTICLE_WORDS } from "./rules.ts";

const yuan = (said: Said, name: string) => amountOf(said.get(name));
/** As much as a plan may hold; more is a telephone number. */
const YUAN_MAX = 10_000_000;
const QUANTITY_MAX = 999;

function record(said: Said) {
  if (isNoDay(said)) return null;
  // 买单次数超过5次的: a question about nobody in particular.
  if (!said.has("who") && /次数|超过|以上|以下|(?<!新)客户|(?<!新)会员|的[？?]?$/u.test(said.text)) return null;
  // 「等马总付了尾款再记」: not yet.
  if (/等.{1,12}(?:再|才|以后|之后)/u.test(said.text)) return null;
  // 「定金500」 buys nothing yet.
  if (/[定订]金|押金|预付/u.test(said.text)) return null;
  const item = cleanItem(said.words("item") ?? said.groupWords("item") ?? "");
  const quantity = Math.max(1, Math.round(amountOf(said.get("count")) ?? 1));
  const each = yuan(said, "each");
  const amount = each === null ? yuan(said, "amount") : each * quantity;
  // 拿货三件: pieces are no price.
  const priced = said.get("amount");
  const price = priced === null ? "" : said.text.slice(priced.start, priced.end + 1);
  if (item === "" && /[件条个双套只款瓶支盒顶副次回单]/u.test(price)) return null;
  // 「上衣穿36」 is her size, 「入店73」 a count of visitors, 「入会三周年」 an anniversary.
  const told = said.text.slice(said.get("who")?.end ?? 0, priced?.start ?? said.text.length);
  if (/穿|码|身高|体重|[腰胸]围|(?:入|进|到)店|入会|客流|成交率/u.test(told)) return null;
  if (/啥|多少|来着|怎么|咋|记[她他]|提醒|生日|回访|赔|说好|群发|通知|发[个条]|没买/u.test(item)) return null;
  // 「鞋37半」 is her size.
  if (priced !== null && /^(?:半|码|号|寸|cm)/u.test(said.text.slice(priced.end))) return null;
  // 「打了九折」 is no price either.
  if (/折$/u.test(said.words("amount") ?? "") || /\d{3,}/u.test(item)) return null;
  if ((amount ?? 0) > YUAN_MAX || quantity > QUANTITY_MAX) return null;
  // 「张姐说她朋友买了大衣」: somebody else's.
  if (!said.has("item") && /[说买她他我你让想要]|朋友|闺蜜|同事/u.test(item)) return null;
  if (/[谁哪吗什么？?几]|^(没|东西)|[没了吗]$|^在|退/u.test(item) || (item === "" && amount === null)) return null;
  const items = goodsIn(item);
  // One price is the total; the handler shares it out. A count belongs to the goods it stands beside.
  const counted = (said.get("count")?.start ?? 0) > (said.get("item")?.start ?? 0) ? items.at(-1) : items[0];
  if (counted) counted.quantity = Math.max(counted.quantity, quantity);
  return {
    kind: "purchases.record",
    who: whoOf(said),
    items: items.slice(0, 10),
    amount,
    on: pastDay(said),
  };
}
/** 纸尿裤四包加湿巾, 眼霜和面霜: what joins two goods, and no part of a name (加湿器, 加绒裤). */
const JOINS_GOODS =
  /[、和]|以及|还有|[，,\s]+(?:再|另)?加(?:了|上)?|(?<=[包箱罐盒瓶条件个双套只杯支袋份])(?:再|又)?加(?:了|上)?(?![绒厚长大棉热]|湿器)/u;
const COUNT_AFTER =
  /[\s]*([两俩\d一二三四五六七八九十]{1,3})[件条个双套只款瓶支盒顶副杯包罐桶袋箱串对把张本台份斤片]$/u;
function goodsIn(said: string): { item: string; quantity: number; amount: number | null }[] {
  return said
    .split(JOINS_GOODS)
    .map((part) => {
      const counted = COUNT_AFTER.exec(part.trim());
      const count = counted ? (readSmall((counted[1] as string).replace(/俩/u, "两"), 0)?.value ?? 1) : 1;
      return { item: cleanItem(part.trim().replace(COUNT_AFTER, "")), quantity: count, amount: null };
    })
    .filter(({ item }) => item !== "");
}
/** 孟姐 奶粉6罐 2148: without a verb only what can be nothing but goods and their price. */
const NO_GOODS =
  /积分|预算|身高|体重|[码号圈腰胸折券分年月日]|生日|电话|[定订]金|[她他我你要想喜爱说给去没不]|记|提醒|下周|明天|会员|客户|总共|转|改|发|第/u;
function quick(said: Said) {
  const item = said.words("item") ?? "";
  if (NO_GOODS.test(item) || item.length > 10) {
    const from = said.get("who")?.end ?? 0;
    const text = said.spell({ start: from, end: Math.max(...said.captures.map(({ end }) => end)) });
    return said.has("note") ? { kind: "notes.add", who: whoOf(said), text } : null;
  }
  const amount = said.get("amount");
  const told = /[买卖拿]|[下开出录]单|成交|补[记录登]|[记入]账/u.test(said.text);
  return amount !== null && (told || said.apart(amount.start)) ? record(said) : null;
}
function severalGoods(said: Said) {
  if (isNoDay(said)) return null;
  const goods = [
    ["item", "count", "first"],
    ["item2", "count2", "second"],
  ].map(([item = "", count = "", price = ""]) => ({
    item: cleanItem((said.words(item) ?? "").replace(/^(?:和|还有|加|再加|又|跟)/u, "")),
    quantity: Math.max(1, Math.round(amountOf(said.get(count)) ?? 1)),
    amount: yuan(said, price),
  }));
  const sum = goods.reduce((total, { amount }) => total + (amount ?? 0), 0);
  const isGood = ({ item, amount, quantity }: (typeof goods)[number]) =>
    item !== "" &&
    item.length <= 12 &&
    !NO_ARTICLE.test(item) &&
    !/[啥\d她他我]|原价|标价|吊牌|实[付收]|到手|折后|多少|提醒|电话|尾号|共|总/u.test(item) &&
    // 「张姐买了裙子3280，张姐买了包900」: 张 counts no goods, and the second sentence is no article.
    !/[买退姐哥]|消费|花了|阿姨|太太|小姐/u.test(item) &&
    amount !== null &&
    quantity <= QUANTITY_MAX;
  return goods.every(isGood) && sum <= YUAN_MAX
    ? { kind: "purchases.record", who: whoOf(said), items: goods, amount: sum, on: pastDay(said) }
    : null;
}
/** The day said; null for today, which is what is meant when none is said. */
function pastDay(said: Said): string | null {
  const day = dayOn(dateOf(said.get("date")), "past");
  return day === said.today ? null : day;
}
/** Days to come are a wish, and a month or a year is no day: nothing to record. */
function isNoDay(said: Said): boolean {
  const days = daysOf(dateOf(said.get("date")), "past");
  if (!days?.from) return days !== null;
  return days.from > said.today || (days.to !== null && days.to > addDays(days.from, 1));
}
/** 「打算下周来退货」: what stands before 退 is a wish, and no article. */
const NO_ARTICLE =
  /打算|想|可能|说|准备|考虑|也许|好像|如果|要是|会|没|不|别|下周|明天|以后|再来|本来|差点|[谁哪吗么]/u;
/** 「一条真丝裙」→ 真丝裙; the counting word is no part of the name. */
function cleanItem(text: string): string {
  return text
    .replace(/^(?:买|拿)(?=.)/u, "")
    .replace(/^(了|过|走了?|的)+/u, "")
    .replace(/[，,\s]*(?:没记|忘记?了?|补录|补记|补登|登记|录入)(?:一?下)?$/u, "")
    .replace(/^(?:杯|份|罐|桶|箱|扇|樘)(?=..)/u, "")
    .replace(/^[一两二三四五六七八九十\d]+(?:杯|包|桶|罐|袋|箱|串|把|块|张|台|盆|束|片|根|斤|卷|组|扇|床|对)(?=.)/u, "")
    .replace(/^([一两二三四五六七八九十\d]+)?(条|件|个|双|套|只|款|瓶|支|盒|顶|副)/u, "")
    .replace(/(，|,)?(共|一共|总共|花了|付了|总价|合计|金额|价格|刷卡|现金|微信|支付宝)+$/u, "")
    .replace(/[的了]$/u, "")
    .trim();
}

/** 「周三来拿裤子」: what she will come for, and no visit yet. */
const COMES_FOR = /^(?:店里)?(?:拿|取|试|改|换|退|量|挑|提货)(?!了|过)/u;

export const phrases: Phrases = {
  words: {
    buy: [
      "点了",
      "又入手",
      "又入手了",
      "给了钱",
      "给钱了",
      "给了钱啦",
      "付了钱",
      "找数了",
      "囤了",
      "装了",
      "配了",
      "订做了",
      "定做了",
      "定制了",
      "定制",
      "定做",
      "喝了",
      "吃了",
      "取了",
      "拍了",
      "拍下",
      "下了",
      "开单了",
      "买了",
      "买走了",
      "买走",
      "买",
      "入手",
      "入手了",
      "拿了",
      "拿走了",
      "拿下",
      "拿下了",
      "成交了",
      "成交",
      "下单了",
      "下单",
      "购买了",
      "购买",
      "定了",
      "订了",
      "带走了",
      "带走",
      "付了",
      "刚买了",
      "又买了",
      "开了",
      "开单",
      "带了",
      "提了",
      "提走",
      "提走了",
      "拎走了",
      "拎走",
      "拎了",
      "收了",
      "购入",
      "购入了",
      "又买",
      "又拿了",
      "选了",
      "选购了",
      "挑了",
      "拿货",
      "提货",
      "买下",
      "买下了",
      "刚买",
      "刚拿了",
      "秒了",
      "剁手",
      "带回家",
      "入",
      "捡了",
      "抢了",
      "换购了",
      "要了",
      "签了",
      "bought",
      "buys",
    ],
    pay: [
      "付全款",
      "付了全款",
      "结清了",
      "结清",
      "付清了",
      "付清",
      "全款",
      "付完了",
      "结了",
      "买单了",
      "总共付了",
      "付款了",
      "花了",
      "消费了",
      "消费",
      "付了",
      "刷了",
      "一共",
      "共",
      "总共",
      "合计",
      "实付",
      "总价",
      "价格",
      "花",
      "金额",
      "刷卡",
      "微信付了",
      "支付宝付了",
      "付款",
      "付",
      "实收",
      "收款",
      "转账",
      "总计",
      "成交价",
      "才",
      "花费",
      "价钱",
      "到手价",
      "到手",
      "打完折",
      "折后",
      "一起",
      "共计",
      "结账",
      "买单",
      "总额",
      "共花",
    ],
    came: [
      "来过",
      "到过店",
      "来过店",
      "到过店里",
      "来了",
      "到店",
      "到店了",
      "来店",
      "来店了",
      "进店",
      "进店了",
      "来过店里",
      "来逛",
      "来逛了",
      "逛了",
      "过来了",
      "来看了",
      "来试了",
      "来",
      "来看了一圈",
      "来逛了一圈",
      "来转了一圈",
      "转了一圈",
      "来走了一圈",
      "来看衣服",
      "来挑衣服",
      "来店里看",
      "进来看看",
      "来转转",
      "来转了转",
      "来逛逛",
      "来逛了逛",
      "来逛了一圈",
      "来店里逛",
      "来店里逛了",
      "来店里逛了逛",
      "来店里逛逛",
      "来店里看了看",
      "来看看",
      "来看了看",
      "来店里转了转",
      "来试穿",
      "来试衣服",
      "来试了衣服",
      "路过进来",
      "路过来看看",
      "进来逛了逛",
      "进店逛了",
    ],
    back: [
      "退返",
      "退返了",
      "给退了",
      "退咗",
      "退了",
      "退货了",
      "退货",
      "退款",
      "退款了",
      "退掉了",
      "退掉",
      "退",
      "退回了",
      "要退",
    ],
    bought: ["买过", "买了", "买的", "消费过", "入手过", "买", "拿过", "拿了", "拿的", "订过", "提过", "入过", "入了"],
    article: ARTICLE_WORDS,
    countWord: [
      "杯",
      "包",
      "桶",
      "罐",
      "袋",
      "箱",
      "串",
      "对",
      "把",
      "块",
      "张",
      "本",
      "台",
      "盆",
      "束",
      "片",
      "根",
      "斤",
      "卷",
      "组",
      "扇",
      "樘",
      "床",
      "块",
      "粒",
      "打",
      "件",
      "条",
      "个",
      "双",
      "套",
      "只",
      "款",
      "瓶",
      "支",
      "盒",
      "顶",
      "副",
    ],
  },
  macros: {
    /** 刚成交一单: said before who bought what. */
    sold: "(成交|出|开|卖|卖出|做成|做) ?了 (一单|一笔|1单|1笔|单|笔|个单|一个单)",
    /** Looked and bought nothing. */
    nothing:
      "(没买|没买东西|没买成|没成交|没下单|啥也没买|什么都没买|什么也没买|光看没买|空手走了|没看中|没挑中|没相中|没看上|没有看中|没选中|没合适的|没有合适的|没满意的|没喜欢的)",
    with: "(带|领|陪|拉|跟|和|同|约) ?(着|了)? ?(她|他)? ?个? (朋友|闺蜜|家人|同事|姐妹|同学|邻居|亲戚|人|客户|@kin)",
    count: "{number:count} @countWord",
    /** How the price came about; the price is what was paid. */
    off: "(打了|打的|打|享受了|享受|用了|给了|是) {number:off} ?折 ?(优惠)",
    paid: "(刷卡|现金|微信|支付宝|刷的卡|付现|扫码|微信支付|支付宝支付|现金支付|微信付|刷的信用卡|信用卡|转账)",
  },
  phrases: [
    {
      say: [
        "?@note %sold ?: ?{date} {who} ?{date} ?@buy ?%count (<item>|{category:item}) ?@pay {number:amount} ?(元|块|块钱) ?%paid ?%off",
        "?@note ?{date} {who} ?{date} ?在 ?店里 @buy ?%count <item> ?@pay {number:amount} ?(元|块|块钱) ?%paid ?%off",
        "?@note ?{date} {who} ?{date} @pay {number:amount} ?(元|块|块钱) @buy ?%count <item>",
        "?@note ?{date} {who} ?{date} @buy {number:amount} ?(元|块|块钱) 的 ?%count <item>",
        "?@note ?{date} {who} ?{date} ?在 ?店里 (消费了|消费|花了|买单|刷了|付了|成交|成交了|拿货|提货|结账|买了|刷卡|花掉|进账) ?共 {number:amount} ?(元|块|块钱)",
        "?@note ?{date} @buy ?%count <item> ?@pay {number:amount} ?(元|块|块钱)",
        "?@note {who} {number:amount} ?(元|块) @buy ?%count <item>",
        "?@note ?{date} {who} ?{date} (买一送一|买二送一)? @buy ?%count <item> %off ?@pay {number:amount} ?(元|块|块钱) ?%paid",
        "?@note ?{date} {who} ?{date} (拿|要|提|喝) %count <item> ?@pay {number:amount} ?(元|块|块钱) ?%paid",
        "{who} (定|订|买|拿|定制|订做|定做) ?的 <item> ?款 (结清了|结清|付清了|付清|付全款|付完了|结了) {number:amount} ?(元|块|块钱)",
        "?@note ?{date} {who} ?{date} ?在? (我这|我这里|我这儿|我们店|店里|咱店) (买了|消费了|花了|买) {number:amount} ?(元|块|块钱) ?的 ?东西",
        "{who} (付清|结清|付了|结了) <item> 钱 {number:amount} ?(元|块|块钱)",
        "?@note ?{date} {who} ?{date} @buy ?%count <item> (每件|每条|每个|每双|单价|一件|一条) {number:each} ?(元|块|块钱)",
        "?@note ?{date} {who} ?{date} @buy <item> {number:count} @countWord ?@pay {number:amount} ?(元|块|块钱) ?%paid",
        "?@note ?{date} {who} ?{date} @buy ?%count <item> ?%count (一|每|1|单) @countWord {number:each} ?(元|块|块钱)",
        "?@note ?{date} {who} ?{date} @buy ?%count <item> (原价|标价|吊牌|吊牌价|定价) {number:list} ?(元|块|块钱) ?%off ?@pay {number:amount} ?(元|块|块钱)",
        "?@note ?{date} {who} (单|单子|开单) ?%count <item> ?@pay {number:amount} ?(元|块|块钱)",
      ],
      make: record,
      cost: 0.5,
      tells: true,
    },
    {
      // 口红380 眼影420, 一双鞋899还有一个包2399: each with its own price.
      say: [
        "?@note ?{date} {who} ?{date} ?又 @buy ?%count <item> ({number.plain:first}|{number.yuan:first}) ?(元|块|块钱) ?(和|还有|加|再加|又|、|跟)? ?@buy ?({number:count2} @countWord) <item2> ({number.plain:second}|{number.yuan:second}) ?(元|块|块钱)",
      ],
      make: severalGoods,
      cost: 0.45,
      tells: true,
    },
    {
      say: [
        "?@note ?{date} {who} ?{date} @buy ?{number:count} ?@countWord <item> (和|还有|加|、|跟) ?{number:count2} ?@countWord <item2> ?(价格|一共)? (分别|各|各自) ?(是|为|花了|付了)? {number:first} ?(元|块|块钱) ?(和|、|跟|加)? {number:second} ?(元|块|块钱)",
      ],
      make: severalGoods,
      cost: 0.1,
      tells: true,
    },
    {
      // 下单 夏小姐 精华水 680; 补记 沈姐上周三 衬衫两件 998; 孟姐 奶粉6罐 2148.
      say: [
        "(@note|下单|开单|成交|出单|补记|补录|补登|记账|记单|入账|录单|@buy) {who} ?{date} ?%count <item> ?%count ?@pay {number:amount} ?(元|块|块钱) ?%paid",
      ],
      make: quick,
      cost: 0.3,
      tells: true,
    },
    {
      say: ["{who} ?{date} <item> %count ?@pay {number:amount} ?(元|块|块钱) ?%paid"],
      make: quick,
      cost: 1,
      tells: true,
    },
    {
      // 程璐买口红320 苏敏买粉底480
      say: [
        "{who} ?{date} @buy ?%count <item> ?@pay {number:first} ?(元|块|块钱) {who:other} @buy ?{number:count2} ?@countWord <item2> ?@pay {number:second} ?(元|块|块钱)",
      ],
      make: (said) => {
        const both = severalGoods(said);
        if (both === null) return null;
        const [one, other] = both.items.map(({ amount, ...good }) => ({
          ...both,
          items: [{ ...good, amount: null }],
          amount,
        }));
        return one && other ? [one, { ...other, who: whoOf(said, "other") }] : null;
      },
      cost: 0.1,
      tells: true,
    },
    {
      say: [
        "{who} ?{date} {category:item} ?%count ?@pay {number:amount} ?(元|块|块钱) ?%paid",
        "{who} ?{date} ?%count {category:item} ?@pay {number:amount} ?(元|块|块钱) ?%paid",
        "{who} ?{date} {number:amount} ?(元|块|块钱) ?的 ?%count {category:item}",
      ],
      make: record,
      cost: 0.5,
      tells: true,
    },
    {
      say: [
        "{who} ?{date} item=( ?<x> @article ) ?%count ?@pay {number:amount} ?(元|块|块钱) ?%paid",
        "{who} ?{date} %count item=( ?<x> @article ) ?@pay {number:amount} ?(元|块|块钱) ?%paid",
      ],
      make: record,
      cost: 0.7,
      tells: true,
    },
    {
      say: ["?@note ?{date} {who} ?{date} @buy ?%count <item>", "?@note @buy ?%count <item>"],
      make: record,
      cost: 0.8,
      tells: true,
    },
    {
      say: [
        "@note ?{date} {who} ?{date} @came ?没买",
        "{date} {who} @came ?没买",
        "{who} {date} @came ?(没买|没买东西|试了试|逛逛)",
        "?{date} {who} ?刚才 ?{date} @came ?了 ?试了试 (没买|没买东西|没买成|没成交|没下单|啥也没买|什么都没买|什么也没买|光看没买|空手走了|没看中|没挑中)",
        "?@note ?{date} {who} ?{date} @came ?了 ?(一圈|一下|一会儿|半天|好久|一趟|一遍) ?(没|也没|都没)? ?试? %nothing ?(就|又)? ?(走了|离开了|回去了|走)",
        "@note ?{date} {who} ?{date} %with @came",
        "{date} {who} %with @came ?%nothing",
        "{who} {date} %with @came ?%nothing",
        "{who} (来过|来过了|来逛了|来逛过|到店了没买|来了没买)",
        "@note {who} @came",
        "(@note|登记|登记一下|帮) {who} (@note|登记|登记一下)? ?(个|一次)? ?{date} (到店|来店|进店|来过)",
        "(登记|登记一下) ?{date} {who} ?{date} (到店|来店|进店|来过)",
        "{who} {date} (来逛过|来过店里|来店里了|来试过|来看过)",
      ],
      make: (said) =>
        isNoDay(said) || COMES_FOR.test(said.text.slice(Math.max(...said.captures.map(({ end }) => end))))
          ? null
          : {
              kind: "purchases.visit",
              who: whoOf(said),
              on: pastDay(said),
              purpose: null,
            },
      cost: 0.5,
      tells: true,
    },
    {
      // What she came for is told: 登记到店 江姐 试戒指; 龚叔上午来看样 没定下来.
      say: [
        "(@note|登记|登记一下|补登)? (到店|来店|进店|来访) {who} purpose=( (试|看|挑|选|量|取|逛) <x> )",
        "?@note ?{date} {who} ?{date} (来|过来|来店里|到店|到店里) purpose=( (看样|看货|看款|看门|看砖|看板材|看料|看样品) ) ?了 ?(一圈|一下|半天|好久)? (没定|没定下来|没定下|没买|没看中|没下单|没成交|没决定|没看上|没选好)",
      ],
      make: (said) =>
        isNoDay(said)
          ? null
          : { kind: "purchases.visit", who: whoOf(said), on: pastDay(said), purpose: said.groupWords("purpose") },
      cost: 0.2,
      tells: true,
    },
    {
      say: [
        "{who} ?{date} ?把? <item> (退货|退了|退掉) (退款|退了|退) {number:amount} ?(元|块)",
        "{who} ?{date} @back ?(那|那个|那条|那件|那双|了) ?<item> ?{number:amount} ?(元|块)",
        "{who} ?{date} @back ?(那|那个|那条|那件|那双|了) ?<item> @back ?了 ?{number:amount} ?(元|块)",
        "{who} 把 ?{date} 买 ?的 ?(那|那个|那条|那件|那双) <item> @back ?了 ?{number:amount} ?(元|块|块钱)",
        "{who} ?{date} (退货|退款) @back {number:amount} ?(元|块)",
        "@note {who} ?{date} @back ?了 ?<item> ?{number:amount} ?(元|块)",
        "@back {who} ?的 <item> {number:amount} ?(元|块|块钱)",
        "{who} ?的? <item> @back ?%count @back ?了 {number:amount} ?(元|块|块钱)",
        "{who} ?要 @back {number:amount} ?(元|块)",
        "{who} ?把 <item> @back ?了",
        "{who} 把 ?(那|这|那个|那条|那件|那双|这件|这条)? <item> @back ?了 {number:amount} ?(元|块|块钱)",
        "@back ?了 {who} ?的 ?(那|那个|那条|那件|那双|这件) <item>",
        "给 {who} @back ?了 {number:amount} ?(元|块|块钱) ?的 (差价|钱|款|差额|货款)",
        "{who} ?(那|这) (单|笔|单子) ?(整单|全部|全) @back",
        "{who} (全部|整单|全|都) (退|退了|退货|退款)",
        "给 {who} @back {number:amount} ?(元|块)",
        "@back {number:amount} ?(元|块)",
      ],
      make: (said) => {
        const item = cleanItem(
          (said.words("item") ?? "")
            .replace(/^.*[买拿]的/u, "")
            .replace(/^(昨天|前天|今天|上次|上周|那天)?(的|了|那|这)*/u, "")
            .replace(/^[那这](?:[一两]?[罐件条双瓶盒包个支套只杯袋箱顶副])?/u, "")
            .replace(
              /(?:受潮|开线|太[大小]|[大小]了|坏|过期|色差|有瑕疵|不要了|用着|用了|穿着|穿了|戴着|吃了|洗了|颜色不对|尺码不对|不合适|有问题).*$|[，,\s]*(?:给|要|说|就|已经|都)$/u,
              "",
            ),
        );
        if (/^(?:已经|都)?(?:办完|办好|处理完)/u.test(item))
          return {
            kind: "purchases.refund",
            who: whoOf(said),
            item: null,
            amount: yuan(said, "amount"),
            confirmed: false,
          };
        if ((yuan(said, "amount") ?? 0) > YUAN_MAX || NO_ARTICLE.test(item) || /生气|[块元]差价|投诉/u.test(item))
          return null;
        return {
          kind: "purchases.refund",
          who: whoOf(said),
          item: /^[货款要又也都]?$/u.test(item) ? null : item,
          amount: numberOf(said.get("amount")) ? amountOf(said.get("amount")) : null,
          confirmed: false,
        };
      },
      tells: true,
    },
    {
      say: [
        "{who} ?的? ?那? ?@countWord ?({category}|<what>) 不是 {number:was} ?(元|块|块钱) ?(应该|而)? 是 {number:amount} ?(元|块|块钱)",
        "(金额|价格|价钱|钱数|总价|钱) (错啦|错了|不对|记错了|写错了|打错了|记错啦) ?应该? (是|实收|实付|收了|付了) {number:amount} ?(元|块|块钱)",
        "@wrong ?应该 (是|改成|改为) {number:amount} ?(元|块|块钱) ?不是 ?({number:was} ?(元|块|块钱))",
        "{who} ?那 ?(笔|单|个)? @wrong ?应该 ?(是|改成|改为) {number:amount} ?(元|块|块钱) 不是 {number:was} ?(元|块|块钱)",
        "?@wrong 不是 {number:was} ?(元|块|块钱) ?而 是 {number:amount} ?(元|块|块钱)",
        "是 {number:amount} ?(元|块|块钱) 不是 {number:was} ?(元|块|块钱)",
        "(刚才|刚刚|上面|上一笔)? ?(那笔|那单|这笔|这单|上一笔|上笔|的)? ?的 (金额|价格|价钱|钱数|总价) ?(记错了|错了|写错了|不对)? ?应该 ?(是|改成|改为) {number:amount} ?(元|块|块钱)",
        "(刚才|刚刚|上面)? (那笔|那单|这笔|这单|上一笔|上笔) ?@wrong ?应该 (是|改成|改为) {number:amount} ?(元|块|块钱)",
        "(金额|价格|价钱|钱数|总价) (错了|不对|记错了|写错了|打错了) ?应该 ?是 {number:amount} ?(元|块|块钱)",
        "?刚才 @wrong ?{number} ?应该 是 {number:amount} ?(元|块|块钱)",
        "{who} 那 ?(笔|单) ?@wrong ?应该 ?(是|改成|改为) {number:amount} ?(元|块|块钱)",
      ],
      make: (said) => {
        const amount = yuan(said, "amount");
        if (amount === null || amount <= 0 || amount > YUAN_MAX) return null;
        return { kind: "purchases.amend", who: said.has("who") ? whoOf(said) : null, amount, was: yuan(said, "was") };
      },
      cost: 0.2,
      tells: true,
    },
    {
      say: [
        "?@look {who} ?{date} ?都 @bought (什么|啥|哪些|些什么|了什么|过什么|过啥|过哪些|的什么|的啥|东西)",
        "?@look {who} (上次|上回|最近一次|最近|最后一次) @bought (什么|啥|的什么|的啥|了什么|的是什么|的是啥|了啥|了哪些)",
        "(上次|上回|最近一次|最后一次) @bought (什么|啥|的什么|的啥|了什么|的是什么|的是啥|了啥)",
        "?@look {who} ?的 ?{date} ?的 (购买记录|消费记录|订单|购物记录|买过的东西|消费明细|历史订单|购买历史)",
        "{who} ?(以前|之前|过去|从前)? ?都 ?在 ?(咱这|咱们这|我们这|店里|我这|咱店|咱家|这儿|这边)? @bought ?过 (啥|什么|哪些|些什么|些啥|过啥|过什么)",
        "{who} ?{date} ?一共 @bought ?(了|过) (几样|多少样|几次|多少次|几回|几单|几件|多少东西|多少件|多少单) ?东西",
        "{who} (是不是|是否|有没有|有木有) ?{date} ?都 @bought ({category:what}|{item:what})",
        "?@look {who} ?{date} ?有 @bought ({category:what}|{item:what}) (吗|没|没有|么)",
        "?@look {who} ?{date} 有没有 @bought ({category:what}|{item:what})",
        "?@look {who} ?{date} @bought (哪些|什么|几件|几条|几双|多少件|几个) ({category:what}|{item:what})",
        "?@look {who} ?{date} @bought ?过 (几次|多少次|几回|几杯|几包|几瓶|几盒|几袋) ({category:what}|{item:what}|<what>)",
        "{who} ?{date} ?都 @bought ?了 ?点 (啥|什么|些啥|哪些)",
        "{who} ?是 (什么时候|啥时候|哪天|几时) @bought ?的 ?那 ?@countWord ({category:what}|{item:what}|<what>)",
        "{who} ?(上次|上回|最近|那次)? @bought ?的 ?那 ?@countWord ({category:what}|<what>) ?是 (哪个|哪款|什么|啥|多少钱|哪个牌子|什么牌子|什么颜色) ?来着",
        "?@look {who} ?{date} ?都 @bought (哪些|什么|些什么|几件|啥) (东西|货|衣服|款)",
        "{who} ?{date} (买了|买过|买|消费了|消费过|成交|下单) (吗|没|没有|么|东西吗|东西没)",
        "{who} ?{date} ?(还|又|都|一直|已经)? (没买|没有买|没买过|没有买过|没消费|没再买|没下单) ?({category:what}|{item:what}) ?{date}",
        "{who} 有没有 ?{date} (买东西|买|消费|下单|成交)",
        "{who} ?{date} 没 ?有 @bought ({category:what}|{item:what}) (吗|么)",
        "?@look {who} ?的 {category:what} ?是 (什么时候|哪天|啥时候) 买 ?的",
        "?都 @bought (什么|啥|过什么|了什么|的什么)",
      ],
      make: (said) => ({
        kind: "purchases.list",
        who: whoOf(said),
        what: said.words("what"),
        range: daysOf(dateOf(said.get("date")), "past"),
      }),
      cost: 0.3,
    },
  ],
};
