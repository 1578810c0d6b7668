// How people tell of a customer's family.
import { whoOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";
import { beginsWithSurname } from "../../understanding/parser/people.ts";
import { negativeTopic } from "./phrases-warning.ts";
import { findFact, NOT_SURE, OF_MANY } from "./said.ts";

export const familyPhrases: Phrases["phrases"] = [
  {
    say: [
      "?@note {who} ?的 text=( @kin <x> )",
      "?@note {who} text=( ?(刚|又|快要|要|刚刚) (生了|生|怀了|怀|怀上|怀上了|有了|添了|得了|抱了) ?(个|一个)? @kin ?<x> )",
      "?@note {who} ?的 text=( @kin (怀孕了|怀孕|结婚了|结婚|毕业了|高考) ?<x> )",
      "?@note text=( ?有 ?个 @kin <x> )",
      "?@note {who} ?的 text=( ?(快要|快|要|马上|就要)? (当|做) (妈妈|妈|爸爸|爸|奶奶|爷爷|外婆|外公|姥姥|姥爷|婆婆) 了 ?<x> )",
      "?@note {who} ?的 text=( 家 ?里 ?有 ?(一对|个)? (双胞胎|二胎|两个孩子|三个孩子|二宝) ?<x> )",
      "?@note {who} text=( (有 ?{number}|{number}) ?(个|位) @kin ?<x> )",
    ],
    make: (said) => {
      const text = said.groupWords("text") ?? "";
      if (/[吗么几多少谁哪啥咋？?]$|什么|怎么|啥|几岁|多大/u.test(text)) return null;
      // 「她老公也来了」 is a visit, and nothing to know of him.
      if (/来逛|来试|来看了|到店|一起来/u.test(text)) return null;
      if (/^.{1,3}(?:今天|刚才?|也)?(?:一起|也|都)?(?:来了|到了|来过|没来)$/u.test(text)) return null;
      if (NOT_SURE.test(text)) return null;
      if (!said.has("who") && isTitleHere(said)) return null;
      if (!said.has("who") && OF_MANY.test(text)) return findFact(text.replace(/^家里有?|^有/u, ""), "family");
      return negativeTopic(text) === "丧亲"
        ? { kind: "notes.negative", who: whoOf(said), value: text, topic: "丧亲" }
        : { kind: "notes.family", who: whoOf(said), text };
    },
    tells: true,
    cost: 0.7,
  },
];

/** 周太太: the word for a relative is how she is called. */
function isTitleHere(said: Said): boolean {
  const kin = said.get("kin");
  return kin !== null && beginsWithSurname(said.text.slice(kin.start - 1, kin.start)) && kin.start > 0;
}
