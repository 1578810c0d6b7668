// How people ask what somebody bought.
import { dateOf, daysOf, whoOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";

/** 「还在纠结没下单」 tells how things stand with her: no day, no goods, and nothing asked. */
const isTold = (said: Said): boolean =>
  /没(?:有|再)?(?:买|下单|消费)过?[了啊呀呢哈]?$/u.test(said.text.trim()) && !said.has("date") && !said.has("what");

export const listPhrases: Phrases["phrases"] = [
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
    make: (said) =>
      isTold(said)
        ? null
        : {
            kind: "purchases.list",
            who: whoOf(said),
            what: said.words("what"),
            range: daysOf(dateOf(said.get("date")), "past"),
          },
    cost: 0.3,
  },
];
