// How people tell of purchases, refunds and visits.
import { amountOf, dateOf, dayOn, daysOf, numberOf, whoOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";

const yuan = (said: Said, name: string) => amountOf(said.get(name));

function record(said: Said) {
  const item = cleanItem(said.words("item") ?? "");
  const quantity = Math.max(1, Math.round(amountOf(said.get("count")) ?? 1));
  const amount = yuan(said, "amount");
  if (/[谁哪吗什么？?几]/u.test(item) || (item === "" && amount === null)) return null;
  const items =
    item === ""
      ? []
      : item
          .split(/[、和]|以及/u)
          .map((name) => name.trim())
          .filter((name) => name !== "")
          .map((name) => ({ item: name, quantity: 1, amount: null as number | null }));
  if (items.length === 1 && items[0]) Object.assign(items[0], { quantity, amount });
  return {
    kind: "purchases.record",
    who: whoOf(said),
    items: items.slice(0, 10),
    amount,
    on: dayOn(dateOf(said.get("date")), "past"),
  };
}
/** 「一条真丝裙」→ 真丝裙; the counting word is no part of the name. */
function cleanItem(text: string): string {
  return text
    .replace(/^(了|过|走了?|的)+/u, "")
    .replace(/^([一两二三四五六七八九十\d]+)?(条|件|个|双|套|只|款|瓶|支|盒|顶|副)/u, "")
    .replace(/(，|,)?(共|一共|总共|花了|付了|总价|合计|金额|价格)+$/u, "")
    .replace(/[的了]$/u, "")
    .trim();
}

export const phrases: Phrases = {
  words: {
    buy: [
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
    ],
    pay: ["花了", "消费了", "消费", "付了", "刷了", "一共", "共", "总共", "合计", "实付", "总价", "价格", "花", "金额"],
    came: [
      "来过",
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
    ],
    back: ["退了", "退货了", "退货", "退款", "退款了", "退掉了", "退掉", "退", "退回了", "要退"],
    bought: ["买过", "买了", "买的", "消费过", "入手过", "买"],
    countWord: ["件", "条", "个", "双", "套", "只", "款", "瓶", "支", "盒", "顶", "副"],
  },
  macros: { count: "{number:count} @countWord" },
  phrases: [
    {
      say: [
        "?@note ?{date} {who} ?{date} ?在 ?店里 @buy ?%count <item> ?@pay {number:amount} ?(元|块|块钱)",
        "?@note ?{date} {who} ?{date} @pay {number:amount} ?(元|块|块钱) @buy ?%count <item>",
        "?@note ?{date} {who} ?{date} @buy {number:amount} ?(元|块|块钱) 的 ?%count <item>",
        "?@note ?{date} {who} ?{date} (消费了|消费|花了|买单|刷了|付了|成交|成交了) {number:amount} ?(元|块|块钱)",
        "?@note ?{date} @buy ?%count <item> ?@pay {number:amount} ?(元|块|块钱)",
        "?@note {who} {number:amount} ?(元|块) @buy ?%count <item>",
      ],
      make: record,
      cost: 0.5,
    },
    {
      say: ["?@note ?{date} {who} ?{date} @buy ?%count <item>", "?@note @buy ?%count <item>"],
      make: record,
      cost: 0.8,
    },
    {
      say: [
        "@note ?{date} {who} ?{date} @came ?没买",
        "{date} {who} @came ?没买",
        "{who} {date} @came ?(没买|没买东西|试了试|逛逛)",
        "{who} (来过|来过了|来逛了|来逛过|到店了没买|来了没买)",
        "@note {who} @came",
      ],
      make: (said) => ({
        kind: "purchases.visit",
        who: whoOf(said),
        on: dayOn(dateOf(said.get("date")), "past"),
        purpose: null,
      }),
      cost: 0.5,
    },
    {
      say: [
        "{who} ?{date} @back ?(那|那个|那条|那件|了) ?<item> ?{number:amount} ?(元|块)",
        "{who} ?要 @back {number:amount} ?(元|块)",
        "{who} ?把 <item> @back ?了",
        "给 {who} @back {number:amount} ?(元|块)",
        "@back {number:amount} ?(元|块)",
      ],
      make: (said) => {
        const item = cleanItem((said.words("item") ?? "").replace(/^(了|那|这)+/u, ""));
        return {
          kind: "purchases.refund",
          who: whoOf(said),
          item: item === "" ? null : item,
          amount: numberOf(said.get("amount")) ? amountOf(said.get("amount")) : null,
          confirmed: false,
        };
      },
    },
    {
      say: [
        "{who} ?{date} ?都 @bought (什么|啥|哪些|些什么|了什么|过什么|过啥|过哪些|的什么|的啥|东西)",
        "{who} (上次|上回|最近一次|最近|最后一次) @bought (什么|啥|的什么|的啥|了什么|的是什么)",
        "{who} ?的 (购买记录|消费记录|订单|购物记录|买过的东西|消费明细|历史订单|购买历史)",
        "{who} ?{date} @bought ?(了|过) (几次|多少次|几回|几单|几件|多少东西)",
        "{who} @bought {category:what} (吗|没|没有)",
        "{who} 有没有 @bought {category:what}",
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
