// How people tell what a customer likes, dislikes and wears.
import type { Plan } from "../../skill.ts";
import { whoOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";
import { asksWho, findFact } from "./said.ts";

export const tastePhrases: Phrases["phrases"] = [
  {
    say: [
      "?@note ?一下 {who} %told ?(很|最|特别|非常|比较|挺|超级|更|还|也|就)? @like <value>",
      "?@note {who} ?的 (鞋码|尺码|码数|衣服尺码|裤码) ?(是|穿)? size=( {number} ?半 )",
      "?@note {who} ?的 (鞋码|鞋|衣服|裤子|尺码|鞋子) ?(是|穿)? size=( <value> 码 )",
      "?@note {who} ?的 (上衣|裙子|外套|大衣|衬衫|毛衣|西装|连衣裙) @wear size=( <value> 码 )",
      "?@note {who} ?的 @wear size=( {number} ?(码|号) ) ?的 (鞋|裤子|衣服|鞋子|裙子|上衣|外套|大衣)",
      "?@note {who} ?的 @wear size=( <value> 码 ) ?的 ?(鞋|裤子|衣服|鞋子|裙子)",
      "?@note @wear size=( <value> 码 )",
      "?@note {who} ?的 (上衣|裙子|外套|大衣|衬衫|毛衣|西装|连衣裙|裤子|衣服|鞋|鞋子) (穿|要穿|平时穿) size=( {number} )",
      "?@note {who} ?的 (鞋|鞋子|脚) @wear size=( {number} 码 半 )",
      "?@note {who} ?的 size=( (戒指|戒指圈|指圈|手镯|镯子|戒|手链|项链|内衣|文胸|帽子)? (圈号|圈口|手寸|指围|腕围|头围) ?(是)? {number} ?(号|码|寸)? )",
      "?@note {who} ?的? (戴|戴的)? size=( {number} 号 (圈|圈口|戒指|戒圈|镯子) )",
      "?@note {who} size=( (xs|s|m|l|xl|xxl|xxxl|2xl|3xl|均|大|中|小|加大|{number}) 码 )",
    ],
    make: (said) => {
      const value = said.groupWords("size") ?? said.words("value") ?? "";
      return prefer(said, value, false);
    },
    tells: true,
  },
  {
    say: ["?@note ?(很|最|特别|非常|比较|挺)? @like <value>"],
    make: likedByHer,
    cost: 0.45,
    tells: true,
  },
  {
    say: [
      "?@note {who} %told ?(很|最|特别|非常|比较|挺|一直|从来|平时)? @dislike <value>",
      "?@note {who} %told 对 <value> dislike=( (没兴趣|不感兴趣|没感觉|无感|不感冒|没什么兴趣|提不起兴趣|不太感冒) )",
      "?@note @dislike <value>",
    ],
    make: (said) => {
      const value = said.words("value") ?? "";
      // 不喜欢红色的客户 asks who.
      // 不要提折扣 is about the text in hand.
      if (
        /不要$/u.test(said.words("dislike") ?? "") &&
        /^(?:[提说写发带打给把用让再去联跟推转加记做管催等动]|表情|emoji|感叹号|落款|署名|称呼|(?:太|那么|这么)?(?:长|肉麻|客套|官方|夸张)|给我)/u.test(
          value,
        )
      )
        return null;
      if (!said.has("who") && /出来|以上|以下|以内|客户|会员/u.test(value)) return null;
      return !said.has("who") && /(客户|顾客|会员|人|的)$/u.test(value) ? null : prefer(said, value, true);
    },
    tells: true,
  },
];

/** Only what was named: the handler guesses the rest from the value. */
const topicOf = (value: string): string | null => (/码$/iu.test(value) ? "尺码" : null);

/** 「…，喜欢黑色」 is about her who was named before; at the head of a message it asks who likes that. */
function likedByHer(said: Said) {
  const value = (said.words("value") ?? "").trim();
  const atHead = said.captures[0]?.start === 0;
  if (!atHead || said.has("note")) return prefer(said, value, false);
  const like = value.replace(/的?(客户|顾客|会员|人)?(有?哪些|有谁)?$/u, "");
  return like === "" || /[谁哪什么吗？?]/u.test(like)
    ? null
    : {
        kind: "customers.find",
        where: [alternatives(like)],
        sort: null,
        limit: null,
        aggregate: null,
        base: "all",
        page: "first",
        show: [],
      };
}
/** 爱喝冷萃或者手冲的: either will do. */
function alternatives(like: string) {
  const [one, ...others] = like
    .split(/或者|或是|或|还是/u)
    .map((each) => ({ field: "fact", like: each.trim(), kind: "preference" }));
  return others.length === 0 ? one : { any: [one, ...others] };
}
/** 能不能帮我记一下她喜欢真丝吗: asked politely, and no question. */
const POLITE = /能不能|可不可以|可以|帮|麻烦/u;
function prefer(said: Said, words: string, dislike: boolean): Plan | Plan[] | null {
  // 偏好冷色调 不要荧光的: a liking and a dislike in one breath.
  const both = dislike
    ? null
    : /^(.{2,12}?)[\s，,]+(?:但|但是)?(?:不要|不喜欢|讨厌|不爱)(.{2,12}?)的?$/u.exec(words.trim());
  if (both) {
    const [like, not] = [prefer(said, both[1] as string, false), prefer(said, both[2] as string, true)];
    return like === null || not === null ? null : [like, not].flat();
  }
  const value = POLITE.test(said.text) ? words.replace(/吗$/u, "") : words;
  if (/现在不|不(?:喜欢|爱)了/u.test(value)) return null;
  if (value === "" || /[谁哪什么吗啥几？?]|多大|多少/u.test(value)) return null;
  if (asksWho(said)) return findFact(value, "preference");
  return { kind: "notes.prefer", who: whoOf(said), value, topic: topicOf(value), dislike };
}
