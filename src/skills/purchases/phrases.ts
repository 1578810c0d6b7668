// How people tell of purchases, refunds and visits.
import type { Phrases } from "../../understanding/parser/grammar.ts";
import { listPhrases } from "./phrases-list.ts";
import { recordPhrases } from "./phrases-record.ts";
import { refundPhrases } from "./phrases-refund.ts";
import { visitPhrases } from "./phrases-visit.ts";
import { words } from "./vocabulary.ts";

export const phrases: Phrases = {
  words,
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
  phrases: [...recordPhrases, ...visitPhrases, ...refundPhrases, ...listPhrases],
};
