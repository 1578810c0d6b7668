// How people tell of purchases.
import { amountOf, whoOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";
import { cleanItem, countBefore, goodsIn } from "./goods.ts";
import { isNoDay, NO_ARTICLE, pastDay, QUANTITY_MAX, YUAN_MAX, yuan } from "./said.ts";

/** Two goods or more, each counted, and one price for all: 一件大衣、两条裤子. */
function countedGoods(said: Said) {
  const plan = record(said);
  const items = goodsIn((said.groupWords("goods") ?? "").replace(/[，,\s]+/gu, "、"));
  // 两罐咖啡豆 一罐128, 精华两瓶1960 面膜一盒280: prices of their own.
  if (/\d{3}|[一每单][个只件条双套盒瓶罐支包袋箱本]?$/u.test((said.groupWords("goods") ?? "").trim())) return null;
  return plan === null ||
    items.length < 2 ||
    items.some(({ item }) => /^(?:[一两三]?[个只件条双套盒瓶罐支包袋箱本]|)$|\d/u.test(item)) ||
    items.some(({ item }) => item.length > 10 || NO_ARTICLE.test(item))
    ? null
    : { ...plan, items: items.slice(0, 10) };
}
/** 王芳和李雯各买了一件大衣 都是1999: the same of each. */
function ofBoth(said: Said) {
  const plan = record(said);
  return plan === null ? null : [plan, { ...plan, who: whoOf(said, "other") }];
}
function record(said: Said) {
  if (isNoDay(said)) return null;
  // 买单次数超过5次的: a question about nobody in particular.
  if (!said.has("who") && /次数|超过|以上|以下|(?<!新)客户|(?<!新)会员|的[？?]?$/u.test(said.text)) return null;
  // 「等马总付了尾款再记」: not yet.
  if (/等.{1,12}(?:再|才|以后|之后)/u.test(said.text)) return null;
  // 不是昨天买的 前天; 买的是衬衫 我刚打成衬裙了: something recorded before is put right, and nothing is bought anew.
  if (/不是.{1,6}(?:买|拿|成交|消费)的|(?:打|写|记|说|输|录|登)成/u.test(said.text)) return null;
  // 「定金500」 buys nothing yet.
  if (/[定订]金|押金|预付/u.test(said.text)) return null;
  // 两条打底裤: 打 counts dozens elsewhere.
  const dozen = /打$/u.test(said.words("countWord") ?? "") ? "打" : "";
  const named = said.words("item") ?? said.groupWords("item") ?? "";
  const item = cleanItem(`${/^[底]/u.test(named) ? dozen : ""}${named}`);
  const quantity = Math.max(1, Math.round(amountOf(said.get("count")) ?? countBefore(named) ?? 1));
  const each = yuan(said, "each");
  const amount = each === null ? yuan(said, "amount") : each * quantity;
  // 拿货三件: pieces are no price.
  const priced = said.get("amount");
  const price = priced === null ? "" : said.text.slice(priced.start, priced.end + 1);
  if (priced !== null && /[件条个双套只款瓶支盒顶副次回趟笔码号寸]$/u.test(said.words("amount") ?? "")) return null;
  const bought = said.get("buy");
  if (bought !== null && /[没未不别]$/u.test(said.text.slice(0, bought.start))) return null;
  if (item === "" && /[件条个双套只款瓶支盒顶副次回单]/u.test(price)) return null;
  // 「上衣穿36」 is her size, 「入店73」 a count of visitors, 「入会三周年」 an anniversary.
  const told = said.text.slice(said.get("who")?.end ?? 0, priced?.start ?? said.text.length).replace(/扫码/gu, "");
  const ofSale = said.has("buy") || said.has("book") || said.has("opener") || /[付结]了/u.test(told);
  if (!ofSale && /码/u.test(told)) return null;
  if (/穿|身高|体重|[腰胸]围|(?:入|进|到)店|入会|客流|成交率/u.test(told)) return null;
  if (/啥|多少|来着|怎么|咋|记[她他]|提醒|生日|回访|赔|说好|群发|通知|发[个条]|没买/u.test(item)) return null;
  // 「鞋37半」 is her size.
  if (priced !== null && /^(?:半|码|号|寸|cm)/u.test(said.text.slice(priced.end))) return null;
  // 「打了九折」 is no price either.
  if (/折$/u.test(said.words("amount") ?? "") || /\d{3,}/u.test(item)) return null;
  if ((amount ?? 0) > YUAN_MAX || quantity > QUANTITY_MAX) return null;
  // 又加了陈晨微信: without a price or a count it is no purchase.
  if (/[加包]了$/u.test(said.words("buy") ?? "") && amount === null && !said.has("count")) return null;
  // 裤子26的: with no word of a sale so little is her size.
  const unit = priced === null ? "" : said.text.slice(priced.end - 1, priced.end + 1);
  if (
    !ofSale &&
    !said.has("pay") &&
    amount !== null &&
    amount <= SIZE_MAX &&
    !/[元块¥￥]/u.test(unit) &&
    WORN.test(item)
  )
    return null;
  // 弄坏了件大衣: what was done to it nobody knows, so it was not bought.
  if (!ofSale && !said.has("pay") && /^.{1,4}[了过][一两]?[件条个双套只款瓶支盒顶副](?=.)/u.test(item)) return null;
  // 「张姐说她朋友买了大衣」: somebody else's.
  if (!said.has("item") && /[说买她他我你让想要]|朋友|闺蜜|同事/u.test(item)) return null;
  if (/[谁哪吗什么？?几]|^(没|不|东西)|[没了吗]$|^在|退/u.test(item) || (item === "" && amount === null)) return null;
  const items = goodsIn(item);
  if (items.length === 0 && item !== "") return null;
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
/** Trousers have no more inches, shoes no greater number. */
const SIZE_MAX = 50;
const WORN = /(?:[裤裙衫靴鞋]|西装|大衣|外套|上衣|毛衣)子?$/u;
/** 孟姐 奶粉6罐 2148: without a verb only what can be nothing but goods and their price. */
const NO_GOODS =
  /积分|预算|身高|体重|[码号圈腰胸折券分年月日]|生日|电话|[定订]金|[她他我你要想喜爱说给去没不]|记|提醒|下周|明天|会员|客户|总共|转|改|发|第/u;
/** 尿不湿, 洗发水, 月饼: goods that hold such a letter. */
const GOODS_AFTER_ALL =
  /尿不湿|不锈钢|不粘|[洗护假沙]发|发[夹箍圈带卡箍饰簪]|月[饼子]|日[霜历用]|[项耳]圈|折叠|年[糕货礼]|笔记本|去[屑角黑]|生日蛋糕|纪念|挂历|转换|婴儿|给皂|喜[糖字]|手记/gu;
const isNoGoods = (item: string) => NO_GOODS.test(item.replace(GOODS_AFTER_ALL, ""));
function quick(said: Said) {
  const item = said.words("item") ?? "";
  if (isNoGoods(item) || item.length > 10) {
    const from = said.get("who")?.end ?? 0;
    const text = said.spell({ start: from, end: Math.max(...said.captures.map(({ end }) => end)) });
    return said.has("note") ? { kind: "notes.add", who: whoOf(said), text } : null;
  }
  const amount = said.get("amount") ?? said.get("each");
  const told =
    /[买卖拿]|[下开出录]单|成交|补[记录登]|[记入]账/u.test(said.text) || ["opener", "pay", "book"].some(said.has);
  return amount !== null && (told || said.has("each") || said.apart(amount.start)) ? record(said) : null;
}
function quickGoods(said: Said) {
  const names = ["item", "item2", "item3"].map((name) => said.words(name) ?? "");
  const prices = ["first", "second", "third"].flatMap((name) => said.get(name) ?? []);
  // 「身高165 体重120」: a price is apart from what comes next, and goods have short names.
  return names.some((name) => isNoGoods(name) || name.length > 8) ||
    prices.some(({ start }) => /[是为:：]/u.test(said.text[start - 1] ?? ""))
    ? null
    : severalGoods(said);
}
function severalGoods(said: Said) {
  if (isNoDay(said)) return null;
  const goods = [
    ["item", "count", "first"],
    ["item2", "count2", "second"],
    ...(said.has("third") ? [["item3", "count3", "third"]] : []),
  ].map(([item = "", count = "", price = ""]) => ({
    item: cleanItem(
      (said.words(item) ?? "").replace(
        /^(?:(?:俩|仨|[两三]样|[两三几]件)[\s，,:：]+|(?:和|还有|加|再加|又|跟|[，,、])+)/u,
        "",
      ),
    ),
    quantity: Math.max(1, Math.round(amountOf(said.get(count)) ?? 1)),
    amount: yuan(said, price),
  }));
  const sum = goods.reduce((total, { amount }) => total + (amount ?? 0), 0);
  const isGood = ({ item, amount, quantity }: (typeof goods)[number]) =>
    item !== "" &&
    item.length <= 12 &&
    !NO_ARTICLE.test(item) &&
    !/^(?:[上下来去到前后]|来[拿买取]|出头|左右|上下|多点?|来[块元]|不到|[提件条个双套只款瓶支盒顶副罐箱斤饼张对份台码折次回点号岁])$/u.test(
      item,
    ) &&
    !/[一二三四五六七八九两][百千万]|[啥\d她他我]|原价|标价|吊牌|实[付收]|到手|折后|多少|提醒|电话|尾号|共|总/u.test(
      item,
    ) &&
    // 「张姐买了裙子3280，张姐买了包900」: 张 counts no goods, and the second sentence is no article.
    !/[买退姐哥]|消费|花了|阿姨|太太|小姐/u.test(item) &&
    amount !== null &&
    quantity <= QUANTITY_MAX;
  return goods.every(isGood) && sum <= YUAN_MAX
    ? {
        kind: "purchases.record",
        who: whoOf(said),
        items: goods,
        amount: yuan(said, "total") ?? sum,
        on: pastDay(said),
      }
    : null;
}
export const recordPhrases: Phrases["phrases"] = [
  {
    // 还买了件衬衫, after what else she bought.
    say: [
      "(还|另外还|顺便还)+ (买|拿|带|挑|要) 了 ?一? (件|条|双|个|只|套|顶|副|对|盒|瓶|支|包) ({category:item}|{item:item})",
    ],
    make: (said) => {
      const item = cleanItem(said.words("item") ?? "");
      return /\d/u.test(said.text)
        ? null
        : { kind: "purchases.record", who: "她", items: [{ item, quantity: 1, amount: null }], amount: null };
    },
    cost: 0.5,
    small: true,
  },
  {
    // 今日成交：程姐 连衣裙1280，半裙880; 何女士昨天的单帮我录下 针织开衫639 围巾299.
    say: [
      "@opener* (@book|@note|@buy|@opener)+ ?(一下|哈|吧|一笔|一单)? ?: {who} ?: ?{date} ?@buy ?: %eachPriced ?%booked",
      "@opener* ?@note ?{date} {who} (@opener|{date})+ ?, ?@buy ?: %eachPriced ?%booked",
      "@opener* ?@note ?{date} {who} ?{date} ?(刚|刚刚|又|还|就|也) @buy ?, %eachPriced ?%booked",
      "@opener* ?@note ?{date} {who} ?{date} ?@buy ?({number} ?@countWord)? ?(一起|一共|总共)? ?的? : %eachPriced ?%booked",
      "@opener* ?@note ?{date} {who} ?{date} %arrived ?, ?@buy ?: %eachPriced ?%booked",
      "{who} ?{date} ?的? ?(那|这)? (单|单子|账|那单|消费|购买) ?(，|,)? ?(帮我|帮|麻烦|给|也)* (录下|录一下|补一下|记一下|登一下|登记一下|记下|补录一下|补录|录入|补上|补记|入账|入一下) ?: ?@buy %eachPriced",
    ],
    make: severalGoods,
    yields: true,
    cost: 0.05,
    tells: true,
  },
  {
    say: [
      "@opener* ?@note ?{date} {who} ?{date} (@opener|在 @opener|刚|又|就|在 店里|来)* ?@buy ?(，|,|:)? goods=( %counted (、|，|,|和|还有|加|再加|外加|另加|跟|又|另外)* %counted ?( (、|，|,|和|还有|加|再加|外加|另加|跟|又|另外)* %counted ) ) ?(，|,)? %sum ?%booked",
      "@opener* ?@note ?{date} goods=( %counted (、|，|,|和|还有|加|再加|外加|另加|跟|又|另外)* %counted ) ?(，|,)? (给|是|卖给|卖给了)? {who} ?(买|拿|订|要|提|带走|拎走|买走)? ?的? ?(，|,)? %sum ?%booked",
      "@opener* ?@note ?{date} {who} (@opener|在 @opener|{date}|刚|又|在 店里)* (@pay|%paid)+ {number:amount} ?(元|块|块钱) ?(，|,)? (买了|买|拿了|入了|是|的|就为)* goods=( %counted (、|，|,|和|还有|加|再加|外加|另加|跟|又|另外)* %counted ) ?%booked",
    ],
    make: countedGoods,
    yields: true,
    cost: 0.2,
    tells: true,
  },
  {
    say: [
      "@opener* ?@note ?{date} {who} (和|跟|、|还有|同) {who:other} ?{date} ?(各|每人|一人|分别|都|各自)+ @buy ?了? %goods ?(，|,)? ?(都|各|每人|一人|每件|每条|每个|单价|各是|都是|均|各付|是)+ {number:amount} ?(元|块|块钱) ?%booked",
      "@opener* ?@note ?{date} {who} (和|跟|、|还有|同) {who:other} ?{date} (各|每人|一人|分别|各自)+ @buy ?了? %goods ?(，|,)? ?(都|各|每人|一人|是|@pay)* {number:amount} ?(元|块|块钱) ?%booked",
    ],
    make: ofBoth,
    yields: true,
    cost: 0.2,
    tells: true,
  },
  {
    // 李姐消费2350元 里面有一双鞋1200 一个包1150.
    say: [
      "@opener* ?@note ?{date} {who} ?{date} (@opener|在 店里|刚|又|今天)* (@pay|@buy|%paid)+ ?了? {number:total} ?(元|块|块钱) ?(，|,)? (里面有|里头有|里面|其中|分别是|包括|包含|含|有|明细|明细是|是)+ ?: %eachPriced ?%booked",
    ],
    make: severalGoods,
    yields: true,
    cost: 0.1,
    tells: true,
  },
  {
    // 今天卖出去一件皮衣 客人是王芳 4200; 小票1299 李姐 短靴一双.
    say: [
      "@opener* ?@note ?{date} (卖|卖了|卖出|卖出了|卖出去|卖出去了|卖掉|卖掉了|出了|成交|成交了|销了|走了) %goods ?(，|,)? (客人|客户|顾客|买的人|买家|买主|买的|会员) ?(是|为|叫|:)? {who} ?(，|,)? %sum ?%booked",
      "@opener* ?@note ?{date} (卖|卖了|卖出|卖出了|卖出去|卖出去了|卖掉|卖掉了|出了|成交|成交了|销了|走了) %goods ?(，|,)? %sum ?(，|,)? (客人|客户|顾客|买的人|买家|买主|买的|会员) ?(是|为|叫|:)? {who} ?%booked",
      "(小票|小票金额|单据|收银单|收款|票面) ?(是|:)? {number:amount} ?(元|块|块钱) ?(，|,)? {who} ?(，|,|买的)? %goods ?%booked",
    ],
    make: record,
    cost: 0.3,
    tells: true,
  },
  {
    // 张姐尿不湿两包178 米粉一罐75: no verb at all.
    say: ["@opener* ?@note ?{date} {who} ?{date} ?: %eachPriced ?%booked"],
    make: quickGoods,
    yields: true,
    cost: 0.5,
    tells: true,
  },
  {
    // 戴总今天又来捧场 消费8600; 王姐来店里试了试 买了条裙子680: who came and bought only bought.
    say: [
      "@opener* ?@note ?{date} {who} ?{date} %arrived ?, ?(就|又|还|最后|结果|当场|直接|一口气|一共|总共)* @buy %bill ?%booked",
      // 退完她又买了个发夹45
      "@opener* ?@note ?{date} {who} ?{date} (退完|换完|退完货|换完货|退了货) ?(后|之后|以后)? ?, ?(又|还|再|就|另外)* @buy %bill ?%booked",
      "(退完|换完|退完货|换完货|退了货) ?(后|之后|以后)? ?, {who} ?(又|还|再|就|另外)* @buy %bill ?%booked",
      "@opener* ?@note ?{date} {who} ?{date} %arrived ?, ?(就|又|还|最后|结果|当场|直接|一口气|一共|总共)* ?在 ?店里 (消费了|消费|花了|刷了|付了|成交|成交了|买单|结账|买了) ?共 {number:amount} ?(元|块|块钱) ?%booked",
      // 邵美玲来付的项链钱 6600.
      "@opener* ?@note ?{date} {who} ?{date} ?(来|过来|来店里|到店|今天|刚|刚才)* (付|结|交|补|给|清) (了|的|清了|掉了|完) ?%count ({category:item}|<item>) ?的? (钱|款|账|尾款|货款|全款) ?, %sum ?%booked",
    ],
    make: record,
    cost: 0.3,
    tells: true,
  },
  {
    // 老公过生日买了条皮带320: what it is for is kept beside.
    say: [
      "@opener* ?@note ?{date} {who} ?的? ?家? ?{date} occasion=( ?家? (@kin|朋友|闺蜜|同事|孩子|领导|自己) ?{date} ?(要|快)? (过生日|生日|过寿|结婚|办婚礼|毕业|升学|开学|出嫁|生孩子|满月|乔迁|搬家|出国|面试|上班) ) ?了? ?(，|,)? ?(她|他|给|就|来|又|今天)* @buy %bill ?%booked",
    ],
    make: (said) => {
      const plan = record(said);
      const text = (said.groupWords("occasion") ?? "").trim();
      return plan === null ? null : [plan, { kind: "notes.family", who: plan.who, text }];
    },
    cost: 0.2,
    tells: true,
  },
  {
    // 收了傅姐1580 风衣: from whom, how much, and what for.
    say: [
      "@opener* ?{date} (收了|收到|收|收款|进账|入账|收到了|收了款|刚收|刚收了|刚收到) {who} ?(的)? {number:amount} ?(元|块|块钱) ?(，|,)? ?(买|是|的|买的|付的|为)* (%count <item>|{category:item}|item=( ?<x> @article )) ?(钱|款|的钱|的款)? ?%booked",
      "(收了|收到|收|收款|进账|刚收|刚收了|刚收到) {who} ?的? (%count <item>|{category:item}|item=( ?<x> @article )) ?的? (钱|款|货款|尾款)? {number:amount} ?(元|块|块钱) ?%booked",
      // 刚送走贾女士 买了条阔腿裤459.
      "?(刚|刚刚|才|刚才)? (送走|接待完|接待了|招呼完|陪完|服务完|送完|送走了|忙完|伺候完|接待好) ?了? {who} ?, ?(她|他)? @buy %bill ?%booked",
      // 唐小姐皮带加钱包1200 麻烦录一下.
      "{who} ?{date} (%count <item>|{category:item}|item=( ?<x> @article )) ?%count %sum ?, ?(麻烦|帮我|帮|请|你|给)* (补进去|补上|补录|补录一下|补一下|补登|补记|补记一下|录一下|录下|录上|录进去|录入|登一下|登记一下|入一下|入账|记个账|记账|入个账|记一单|记一笔单)",
      // 宋阿姨给女儿挑的羽绒服 一千零八十; 周五罗小姐买的乐福鞋769.
      "@opener* ?(@book|@note)* ?{date} {who} ?{date} ?%forWhom (买|拿|订|挑|选|要|提|带|入|定) 的 ?( (那|这) ?@countWord ) ({category:item}|<item>) ?%count ?, %sum ?%booked",
      // 叶姐带了两条打底裤回去 共258.
      "?@note ?{date} {who} ?{date} (带|拿|拎|抱|提|捎|搬|扛|买|打包|挑|选)了 %goods (回去|回家|走|走了|回去了|回家了) ?, %sum ?%booked",
    ],
    make: record,
    cost: 0.4,
    tells: true,
  },
  {
    // 孟太太今天买得多 一共5600: no goods said.
    say: [
      "?@note ?{date} {who} ?{date} (买得多|买了不少|买了很多|买了一堆|买了好多|大采购|扫货|出手大方|买得不少|血拼|买嗨了|买了一大堆|买了好几件|买了好几样|买了几件|大手笔|买得挺多|买了挺多) ?了? ?, (@pay|%paid|是)* {number:amount} ?(元|块|块钱) ?%booked",
      "?@note ?{date} {who} ?{date} (消费|花了|消费了|买了) {number} ?(元|块|块钱) ?(出头|多|左右|不到|上下|多点) ?, (具体|准确|确切|实际|准确的|其实|实收|实付|精确)+ ?(是|为)? {number:amount} ?(元|块|块钱)",
    ],
    make: (said) => {
      const plan = record(said);
      return plan === null ? null : { ...plan, items: [] };
    },
    cost: 0.2,
    tells: true,
  },
  {
    // 苗姐给她妈挑了条珍珠项链一千九百九; 汤阿姨拎走一盒金骏眉 四百出头 428; 糖糖妈团了两箱奶粉 单箱1188.
    say: [
      "@opener* ?@note ?{date} {who} (@opener|在 @opener|{date}|%forWhom|今天|刚才|刚|又|在 店里|在 我这)* @buy (了|走)? ?%forWhom %bill ?%booked",
      // 把那只手镯拿走了 刷了一万二
      "@opener* ?@note ?{date} {who} (@opener|在 @opener|{date}|刚|刚刚|又|就|来|过来|来店里|到店里|今天)* (把|将) ?(那|这|我们|咱们|店里|的)* %goods @buy ?了? ?(，|,)? %sum ?%booked",
      "{who} ?的? (那|这) ?@countWord ?%count ({category:item}|<item>) ?%count ?@buy ?(，|,)? %sum ?%booked",
      "@opener* ?@note ?{date} {who} (@opener|在 @opener|{date}|刚|又)* (结|付|给|交|清)了 %goods ?的? (钱|款|账|尾款|货款) ?了? %sum ?%booked",
      "@opener* ?@note ?{date} ?那天? {who} ?{date} (买|拿|订|下|下单|提|要|定|挑|选|入手|开|成交|带走|拎走|购入) 的 ?单? ?那? (%goods ?%booked ?%count %sum|%counted %per) ?%booked",
      "@opener* ?{date} {who} ?的? ?(那|这|有)? (单|笔|张单|个单|单子|一单|一笔) ?{date} ?我? (忘录了|忘了录|没录|漏了|漏录|漏录了|忘记了|忘记录|忘记录了|还没录|没登|忘登了|忘登|没记|忘记了|忘了记|没来得及录|没入账|忘了入|补一下|补上|补录|补录一下|补记|补记一下|补登|没进系统) ?{date} 的? ?(买|拿) 的? %goods %sum ?%booked",
      "@opener* (@book|@note)+ ?(一下|哈|吧)? ?: {who} ?/ (@opener|在 @opener|{date})* ?/ (%goods ?/ %sum|%counted ?/ %per)",
      "@opener* (给|帮|替) {who} (@book|@note|了|好|上)+ ?: (@opener|在 @opener|{date})* %bill",
    ],
    make: record,
    cost: 0.45,
    tells: true,
  },
  {
    // 刚卖了件大衣给王姐2380; 给王姐开了单 大衣2380; 卖给王姐一件大衣2380.
    say: [
      "@opener* ?@note ?{date} (卖|卖了|卖出|卖出了|卖出去|卖掉|卖掉了|出了|推了|推掉了|成交了|成交|开了|刚卖|刚卖了|刚出了|销了|走了) %goods 给 ?了? ?咱? {who} (@opener|在 @opener|{date})* ?(，|,)? (%sum|%per) ?%booked",
      "@opener* ?@note ?{date} (卖给|卖给了|卖了给|出给|出给了|推给了|刚卖给|刚卖给了) {who} ?{date} %bill ?%booked",
      "@opener* ?@note ?{date} (给|帮|替) {who} ?{date} (开了|装了|包了|打包了|拿了|配了|挑了|选了|调了|称了|下了|订了|定了|做了|结了|包起来了) ?(单|账|一单|一笔|个单|一个单) %bill ?%booked",
      "({category:item}|item=( ?<x> @article )) ?%count ?(，|,)? %sum ?(这|是|这是|这单)? (卖给|卖给了|给|归|是|算) {who} ?(买|拿|订|要|提|带走|拎走|收|下|入手)? 的? ?(单|名下|那单)",
      "({category:item}|item=( ?<x> @article )) ?%count ?(，|,)? %sum {who} ?(买|拿|订|要|提|带走|拎走|收|下|入手)? 的 ?(单|那单)",
    ],
    make: record,
    cost: 0.4,
    tells: true,
  },
  {
    // 孔太刷了十二万八 翡翠手镯: the sum first.
    say: [
      "@opener* ?@note ?{date} {who} (@opener|在 @opener|{date}|刚|又)* (@pay|%paid)+ {number:amount} ?(元|块|块钱) ?(，|,)? (买了|买|拿了|入了|要了|拿下|拿下了|买走了|带走了|是|的|就为)* ?(那|这)? (%count <item>|{category:item}|item=( ?<x> @article )) ?%booked",
    ],
    make: record,
    cost: 0.35,
    tells: true,
  },
  {
    // 老规矩 卢先生 大红袍四罐 每罐三百二: no verb, but a word that says what it is.
    say: [
      "@opener+ {who} (@opener|在 @opener|{date})* %bill ?%booked",
      "{who} @opener+ ?{date} %bill ?%booked",
      "{who} ?{date} %counted ?(，|,)? %per",
      "{who} ?{date} item=( <x> {number} (克|g|克拉|分|ml|毫升|斤|两) ) ?(，|,)? (@pay|%paid)+ {number:amount} ?(元|块|块钱)",
      "{who} ?{date} ?(，|,)? item=( <x> (俩|仨) ?(，|,)? ?<y> (俩|仨)? ) ?(，|,)? (@pay|%paid)+ {number:amount} ?(元|块|块钱)",
    ],
    make: quick,
    cost: 0.5,
    tells: true,
  },
  {
    say: [
      "?@note %sold ?: ?{date} {who} ?{date} ?@buy ?%count (<item>|{category:item}) ?@pay {number:amount} ?(元|块|块钱) ?%paid ?%off",
      "?@note ?{date} {who} ?{date} ?在 ?店里 @buy ?%count <item> ?@pay {number:amount} ?(元|块|块钱) ?%paid ?%off",
      "?@note ?{date} {who} ?{date} @pay {number:amount} ?(元|块|块钱) @buy ?%count <item>",
      "?@note ?{date} {who} ?{date} @buy {number:amount} ?(元|块|块钱) 的 ?%count <item>",
      "?@note ?{date} {who} ?{date} ?在 ?店里 (消费了|消费|花了|买单|刷了|付了|成交|成交了|拿货|提货|结账|买了|刷卡|花掉|进账|买单了|埋单了|埋单|结账了|掏了|砸了|花掉了|刷掉了|刷了卡|结了账|付款了|付了款|扫码付了|刷卡付了|付清了|结清了|总共花了|一共花了|一共消费|总共消费) ?共 {number:amount} ?(元|块|块钱)",
      "@opener* ?@note ?{date} @opener* ?(她|他)? @buy ?%count <item> ?@pay {number:amount} ?(元|块|块钱)",
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
      "?@note ?{date} {who} ?{date} (原价|标价|吊牌|吊牌价|定价) {number:list} ?(元|块|块钱) ?(，|,)? ?%off ?(，|,)? ?(折后|实付|到手|才|只|花|花了|付了)* {number:amount} ?(元|块|块钱) ?(拿|买|拿下|入|带走|买下) ?(的|了) ?%count <item>",
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
    yields: true,
    cost: 0.45,
    tells: true,
  },
  {
    say: [
      "?@note ?{date} {who} ?{date} @buy ?{number:count} ?@countWord <item> (和|还有|加|、|跟) ?{number:count2} ?@countWord <item2> ?(价格|一共)? (分别|各|各自) ?(是|为|花了|付了)? {number:first} ?(元|块|块钱) ?(和|、|跟|加)? {number:second} ?(元|块|块钱)",
      // 买连衣裙跟衬衫 2199 899
      "?@note ?{date} {who} ?{date} @buy ?%count <item> (和|还有|加|、|跟|与) ?({number:count2} @countWord) <item2> ({number.plain:first}|{number.yuan:first}) ?(元|块|块钱) ?(和|、|跟|加|，|,)? ({number.plain:second}|{number.yuan:second}) ?(元|块|块钱)",
    ],
    make: severalGoods,
    yields: true,
    cost: 0.1,
    tells: true,
  },
  {
    // 下单 夏小姐 精华水 680; 补记 沈姐上周三 衬衫两件 998; 孟姐 奶粉6罐 2148.
    say: ["(@note|@book|@buy) {who} ?{date} ?%count <item> ?%count ?@pay {number:amount} ?(元|块|块钱) ?%paid"],
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
      "{who} ?{date} item=( ?<x> @article ) ?%count ?@pay {number:amount} ?(元|块|块钱) ?%paid ?(成交|拿下|带走|开单|付清|付了|已付)",
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
];
