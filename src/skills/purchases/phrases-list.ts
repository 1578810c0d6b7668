// How people ask what somebody bought.
import { dateOf, daysOf, whoOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";
import { endMadeOf } from "../../understanding/parser/made-of.ts";
import { cleanItem } from "./goods.ts";
import { GOODS_NAME_MAX } from "./plan.ts";

/** 「买了啥来着 给我看下」: how she asks is no part of what was bought. */
const closingOf = endMadeOf([
  "来着|有[吗没]|没有|啊|呀|呢|了|急|然后|[，,\\s]|给我|帮我|谢谢|多谢",
  "(?:麻烦|辛苦|你|快|赶紧|赶快)*(?:给我|帮我|帮忙|让我|发我|跟我|告诉我)?(?:看|查|瞧|说|讲|列|报|翻|发|调|瞅)(?:一?下|看|一看|给我|出来|我)*",
  "(?:我|她|人|老板|店长|客人)[^\\s，,]{0,4}(?:要用|等|急|催|问)[^\\s，,]{0,2}",
]);
/** 那条风衣 → 风衣. */
const goodsOf = (words: string | null): string | null => {
  const asked = (words ?? "")
    .replace(/^(?:之前|上次|上回|以前|最近|[我咱]们?家的?|[我咱]们?店里?的?|店里的?)+(?=..)/u, "")
    .replace(/^[那这些几]+(?=..)/u, "");
  const goods = cleanItem(asked.slice(0, closingOf(asked)).replace(/[都啊呀呢]+$/u, ""));
  return goods === "" || /^(?:东西|货|单|衣服)$/u.test(goods) ? null : goods;
};
/** 「还在纠结没下单」 tells how things stand with her: no day, no goods, and nothing asked. */
const isTold = (said: Said): boolean =>
  /没(?:有|再)?(?:买|下单|消费)过?[了啊呀呢哈]?$/u.test(said.text.trim()) && !said.has("date") && !said.has("what");

/** 「买过什么牌子的」, 「买了什么时候」: asked of something else. */
const NO_GOODS = /^(?:成$|嫌|什么$|啥$|哪[个件些]$|时候|时间|价|颜色|色|牌|尺码|码|地方|原因|日子|店|人)/u;

export const listPhrases: Phrases["phrases"] = [
  {
    // 高老师最贵的一单是啥: the list of her purchases says it.
    say: [
      "?@look {who} ?%here ?{date} ?%here ?%buying ?(过|了)? ?的? (最贵|最大|金额最高|最便宜|最值钱|花得最多|金额最大|最小) ?的? ?(那|这|一)* (单|笔|件|次|回|条|双|样|个|东西|是) ?(是)? (什么|啥|多少|多少钱|哪个|哪件|哪单|哪一单|哪次|哪笔)",
    ],
    make: (said) => ({
      kind: "purchases.list",
      who: whoOf(said),
      what: null,
      range: daysOf(dateOf(said.get("date")), "past"),
    }),
    cost: 0.1,
  },
  {
    say: [
      "?@look {who} (%usual|{date})* ?都? ?%here %buying(过|了|的|点|些|了点|过点|了些|过些|得)* (什么|啥|哪些|哪个|些啥|些什么|咩|点啥|点什么|(哪几|哪|几|多少) %kindOf) ?(东西|单品|货|宝贝|好东西|牌子|的)",
      "?@look {who} (%usual|{date})* ?都? ?%here %buying(过|了|的)* (哪几|哪些|几|哪|什么|多少) %kindOf ({category:what}|{item:what}|<what>)",
      "?@look ?{date} {who} (%usual|{date})* ?都? ?%here %buying (过|了|的|点|些|是)* (哪些|什么|啥|哪几|哪|些什么|些啥|点什么|点啥|咩) ?(款|种|个|件|双|条|样|类|些|一款|一种|颜色的|色的|牌子的|码的|尺码的|码数的|价位的|款式的) ({category:what}|{item:what}|<what>)",
      "?@look {who} ?{date} ?的? (最后一次|上次|上回|最近一次|上一次|头一次|第一次|头回|最早) %buying 的? ({category:what}|{item:what}|<what>) ?(是|在)? (什么时候|几号|哪天|啥时候|多久前|几时|多久以前|哪一天|哪个月|啥时间|何时|几月|几月份)",
      "?@look {who} ?(最后一次|上次|上回|最近一次)? ?的? ?(那|这|上次那)? ?@countWord ({category:what}|{item:what}|<what>) ?是? (什么时候|啥时候|几时|哪天|几号|哪年|多久前|何时|几月份|哪个月|多少钱) %buying ?的",
      "?@look {who} ?{date} ?的? 那? ?(些|几|批|堆)? ?@countWord ({category:what}|{item:what}|<what>) ?都? %buying(过|了|的)+ (哪些|什么|啥|(哪几|几|多少|哪) %kindOf)",
      "?@look ?{date} ?那? ?(几天|段时间|阵子|阵|会儿)? {who} ?{date} ?那? ?(几天|段时间|阵子)? ?的? (购买记录|消费记录|订单|购物记录|消费明细|历史订单|购买历史|账单|流水|消费流水|成交记录|下单记录|购买清单|消费清单|消费情况|购买情况|买单记录|购物清单|购买明细|订单明细|订单记录|销售记录|消费账单|单子|交易记录|order history|orders|order|purchase history|purchases) ?(有哪些|有啥|有什么|怎么样|如何|调出来|拉出来|翻出来|给我看看|拉一下|调一下|看看|查查|翻翻|翻一下|发我)",
      "?@look {who} ?{date} ?(上次|上回)? %buying 过? ?的? ?那? ?@countWord ({category:what}|{item:what}|<what>) ?(是|的)? (哪款|哪个|什么牌子|啥牌子|哪一款|什么颜色|啥颜色|多大码|几码|什么码|什么型号|多少钱|哪个牌子|哪个色|啥款|什么款|哪种|什么价|啥型号|哪个色号|几号色|什么色号)",
      "?@look ?{date} {who} ?{date} ({category:what}|{item:what}|what=( ?<x> @article )) ?(都|一共|总共)? %buying ?(过|了) (几|多少) %kindOf",
      "?@look ?{date} {who} ?{date} ?(一共|总共|都|前后|前前后后) ?%here %buying ?(过|了) (几|多少) %kindOf ({category:what}|{item:what}|<what>)",
      "?@look {who} ?{date} (买没买|拿没拿|订没订|有没有买|有没有拿|有没有订) ?(过|了)? ?%here ?的? ({category:what}|{item:what}|<what>)",
      "?@look {who} ?{date} (有没有|有木有|可曾|到底有没有) ?{date} %here %buying ?过 ({category:what}|{item:what}|<what>)",
      "?@look ?{date} {who} ?{date} %here %buying ?(货|东西) (了|过) (吗|没|没有|么|没啊)",
      "?@look {who} ?{date} ?都 @bought (什么|啥|哪些|些什么|了什么|过什么|过啥|过哪些|的什么|的啥|东西)",
      "?@look {who} (上次|上回|最近一次|最近|最后一次) @bought (什么|啥|的什么|的啥|了什么|的是什么|的是啥|了啥|了哪些) ?( ?, (多少钱|花了多少|什么价) )",
      "(上次|上回|最近一次|最后一次) @bought (什么|啥|的什么|的啥|了什么|的是什么|的是啥|了啥) ?( ?, (多少钱|花了多少|什么价) )",
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
    make: (said) => {
      const what = goodsOf(said.words("what") ?? said.groupWords("what"));
      if (isTold(said) || NO_GOODS.test(said.words("what") ?? "") || (what?.length ?? 0) > GOODS_NAME_MAX) return null;
      return { kind: "purchases.list", who: whoOf(said), what, range: daysOf(dateOf(said.get("date")), "past") };
    },
    cost: 0.3,
  },
];
