// How people tell that somebody was in the shop.
import { whoOf } from "../../understanding/parser/build.ts";
import type { Phrases } from "../../understanding/parser/grammar.ts";
import { isNoDay, pastDay } from "./said.ts";

/** 「周三来拿裤子」: what she will come for, and no visit yet. */
const COMES_FOR = /^(?:店里)?(?:拿|取|试|改|换|退|量|挑|提货)(?!了|过)/u;

export const visitPhrases: Phrases["phrases"] = [
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
];
