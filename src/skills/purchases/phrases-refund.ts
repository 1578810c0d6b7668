// How people tell that goods or money went back, and that a sum was told wrongly.
import { amountOf, numberOf, whoOf } from "../../understanding/parser/build.ts";
import type { Phrases } from "../../understanding/parser/grammar.ts";
import { cleanItem } from "./goods.ts";
import { NO_ARTICLE, YUAN_MAX, yuan } from "./said.ts";

export const refundPhrases: Phrases["phrases"] = [
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
];
