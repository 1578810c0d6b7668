// How people say that two records are one person, or are not.
import { whoOf } from "../../understanding/parser/build.ts";
import type { Phrase, Phrases, Said } from "../../understanding/parser/grammar.ts";

export const mergeWordClasses: NonNullable<Phrases["words"]> = {
  onePerson: ["同一个人", "一个人", "同一人", "同一位", "同一个", "同一个客户", "同一位客户", "同一客户", "一个客户"],
  dossier: ["客户", "档案", "会员", "资料", "记录", "顾客", "客户档案", "客户资料", "会员档案", "顾客档案", "人"],
  twice: ["重复", "重复的", "重了的", "重名的", "建重的", "一样的", "重了", "建重了", "重复了", "录重了", "录重的"],
  joinUp: [
    "合并",
    "并成一个",
    "合成一个",
    "并到一起",
    "并起来",
    "合并成一个",
    "合并一下",
    "合到一起",
    "并成一份",
    "合并了",
  ],
};

export const mergePhrases: readonly Phrase[] = [
  {
    say: [
      "(有没有|有无|有哪些|看看|查查|找找|列出|查一下|看下|找出|查下|列一下|帮我找|帮我查)? ?疑似 @twice ?的 @dossier ?(有哪些|有吗|名单|吗|有多少|有几个)",
      "(有没有|有无|有哪些|看看|查查|找找|列出|查一下|看下|找出) ?疑似 @dossier @twice ?的 ?(吗)?",
      "(看看|查查|列出|有没有|查一下|看下|有哪些)? ?疑似 @onePerson ?的 ?@dossier ?(有哪些|名单|有吗|吗)",
      "?哪些 @dossier ?是 @twice ?(的)? ?(有哪些)",
      "?(给|把) @dossier (去重|查重|去去重|查查重)",
      "(去重|查重)",
    ],
    make: () => ({ kind: "customers.twins", name: null }),
    cost: 0.3,
  },
  {
    say: [
      "(两个|俩|这两个|2个) {who} ?(好像|应该|可能|其实|就)? 是 @onePerson",
      "(有|是)? 两个 {who} ?(怎么回事|重复了)",
    ],
    make: (said) => ({ kind: "customers.twins", name: whoOf(said) }),
    cost: 0.3,
  },
  {
    say: [
      "{who} (和|跟|与|同|还有) {who:other} ?(我觉得|好像|应该|可能|其实|就|都|肯定)* 是 @onePerson",
      "?把 {who} (和|跟|与|同|还有) {who:other} ?的 ?@dossier @joinUp",
      "@joinUp {who} (和|跟|与|同|还有) {who:other}",
      "?把 {who} ?的 ?@dossier (合并到|并到|并入|合到) {who:other} ?(里|名下|那里|那边)",
    ],
    make: (said) => pairOf(said, { kind: "customers.same", confirmed: false }),
    cost: 0.2,
    tells: true,
  },
  {
    say: [
      "{who} (和|跟|与|同|还有) {who:other} ?(其实|都|根本|就)? (不是|并不是|不算) @onePerson",
      "{who} (和|跟|与|同|还有) {who:other} 是 (两个人|两个不同的人|不同的人|不一样的人|两位|两个客户)",
    ],
    make: (said) => pairOf(said, { kind: "customers.different" }),
    cost: 0.1,
  },
  {
    say: [
      "?把 {who} ?(和|跟|与) ?{who:other} ?的 ?@dossier (拆开|拆分|拆回去|拆成两个|分开|拆成两份|拆开来)",
      "(拆开|拆分) {who}",
      "?把? {who} (合并错了|并错了|合错了|的合并撤销|的合并取消|不该合并|合并得不对)",
    ],
    make: (said) => ({ kind: "customers.split", who: whoOf(said), confirmed: false }),
    cost: 0.3,
  },
];

function pairOf(said: Said, plan: { kind: string; confirmed?: boolean }) {
  const [who, other] = [whoOf(said), whoOf(said, "other")];
  return who === "" || other === "" ? null : { ...plan, who, other };
}
