// Small gifts on one's own authority, and how much of it is left.
import { amountOf, numberOf, whoOf } from "../../understanding/parser/build.ts";
import type { Phrase, Said } from "../../understanding/parser/grammar.ts";
import { trim } from "./phrases-said.ts";

const MONEY = "({number.yuan:value} | {number:value} (元|块|块钱))";
const WORTH = `((值|价值|成本|按|约|价格) {number:value} ?(元|块|块钱|左右)* | ?(大概|约|,|也就)* ${MONEY} ?左右)`;
const COUNT = "?(一|1|两|2|三|四|五|六|八|十|3|4|5|6|个|几|小|半)* @measure";
/** 一份小样, 张20元抵用券, 一瓶护理液, 小样. */
const GIFT = `what=( (?(${COUNT}) (${MONEY} ?的|{number:value} 的) @slight | ${COUNT} <thing> | @slight) )`;
const SO = "?(作|当|算|做)? ?(补偿|赔罪|赔礼|赔不是|表示歉意|表表歉意|表示感谢|安抚|安抚一下|压惊|道歉|意思一下)";

export const giftPhrases: readonly Phrase[] = [
  {
    say: [
      `@give ?给 {who} ${GIFT} ?(${WORTH}) ${SO}`,
      `(给|为|帮|替) {who} @give ?了 ${GIFT} ?(${WORTH}) ${SO}`,
      `@give ${GIFT} 给 {who} ?(${WORTH}) ${SO}`,
      `(把|拿|用|挑|选|包) ?了 ${GIFT} @give ?给 {who} ?(${WORTH})`,
      `{who} @wronged ?, @give ?给 ?(她|他) ${GIFT} ?(${WORTH}) ${SO}`,
      `{who} @wronged ?, 给 (她|他) @give ${GIFT} ?(${WORTH}) ${SO}`,
      `{who} ?(那边|这边|那里)? 我 @give ?了 ${GIFT} ?(${WORTH}) ${SO}`,
      // 镜布一块: how many comes last.
      `@give ?给 {who} what=( <thing> (一|1|两|2|几|{number}) @measure ) ?(${WORTH}) ${SO}`,
      `给 {who} (赔个礼|赔个不是|道个歉送|赔礼|道个歉) ?, ?@give ${GIFT} ?(${WORTH})`,
    ],
    make: gift,
    cost: 0.35,
    tells: true,
  },
  {
    say: [
      "?我 ?(本月|这个月|{date})? ?(送小礼|送礼|小礼|小礼物|补偿|赔付|赠送|送东西|授权|送客户)? ?的? ?我 ?(还|还剩|还有|还能用|能用)? ?(剩|有)? ?(多少|几)? ?的? (授权额度|授权|补偿额度|送礼额度|额度|小礼额度|赔付额度|赠送额度|送礼预算|补偿金额度) ?我 ?(还|还剩|还有|剩|用了|还够|够|能用|还能用|可用|有|用掉|花了|是)* ?(多少|几块|多少钱|啥|不够|够不够|吗|没|了|查下|查一下|看下|看看|看一下)*",
      "(查|看|查下|查查|看看|看下|查一下) ?(我|我的|本月|这个月)* (授权额度|授权|补偿额度|送礼额度|额度|小礼额度|送礼预算)",
      "?我 ?{date} ?我 还? (能|可以) 送 (多少|几块|多少钱) ?(东西|礼|小礼|的)",
      "我 ?(还|现在)? (能|可以) (自己送|做主送|做主) (多少|多少钱|多少东西|多贵|多大) ?的? ?(礼|礼物|东西|小礼|额度)",
    ],
    make: (said) => (/额度|授权|预算|做主|能送/u.test(said.text) ? { kind: "complaints.budget" } : null),
    cost: 0.4,
  },
];

/** Not things one hands over, or handed to somewhere else than her. */
const NO_GIFT = /[吗么？?]$|祝福|消息|问候|什么|回家|过去|到|备注|标签|记录|提醒|短信|微信|积分|电话|生日|回访/u;

function gift(said: Said) {
  const what = trim(said.groupWords("what") ?? "").replace(
    /(?<=..)(?:给[她他])?(?:尝尝鲜?|试试|用用|喝喝|品品|玩玩|试用|试喝|试吃|表示感谢|意思意思)看?$/u,
    "",
  );
  if (what === "" || NO_GIFT.test(what)) return null;
  // 「一份」 counts, 「30元」 and 「50的代金券」 are worth.
  const value = numberOf(said.get("value"));
  const money =
    /^(元|块|块钱)$/u.test(value?.unit ?? "") ||
    value?.money === true ||
    /值\s*[\d一二三四五六七八九十]|\d\s*的/u.test(said.text);
  const yuan = value && money ? amountOf(said.get("value")) : null;
  return { kind: "complaints.goodwill", who: whoOf(said), what, yuan };
}
