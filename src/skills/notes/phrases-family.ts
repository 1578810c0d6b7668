// How people tell of a customer's family.
import type { Plan } from "../../skill.ts";
import { whoOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";
import { beginsWithSurname } from "../../understanding/parser/people.ts";
import { negativeTopic } from "./phrases-warning.ts";
import { findFact, NOT_SURE, OF_MANY } from "./said.ts";

export const familyPhrases: Phrases["phrases"] = [
  {
    say: [
      // 她爱人11月3号生日: nothing that she likes.
      "?@note {who} ?的? text=( @kin ?的? ?(生日|生辰)? ?(是|在|就)? {date} ?(的|过)* (生日|过生日|生的|生) )",
      "?@note {who} ?的? text=( @kin ?的? (生日|生辰) ?(是|在|就)* {date} )",
      "?@note {who} text=( (跟|和|同|与) @kin ?们 ?(一起|一块|一块儿|同|都|不|分开)* (住|同住|住一起|住一块|住一块儿|住一屋|过|闹别扭|关系|不和|处得) ?<x> )",
      "?@note {who} ?家 ?里? text=( (仨|俩|两个|三个|四个|一个|有仨|有俩|有两个|有三个|有一个|就一个|只有一个|一对|有一对)+ (小子|丫头|儿子|女儿|闺女|孩子|娃|男孩|女孩|男娃|女娃|儿女|千金|双胞胎|龙凤胎|宝宝|小孩|外孙|孙子|孙女) ?<x> )",
      "?@note {who} ?家? text=( (几口人|三口人|四口人|五口人|六口人|一家三口|一家四口|一家五口|一儿一女|儿女双全|独生子|独生女|丁克|单亲|未婚|单身|已婚|没孩子|没要孩子|没小孩|不要孩子|空巢|四世同堂|三代同堂) ?<x> )",
      "?@note {who} ?的? text=( @kin ?(也|都|很|最|特别|就|还|挺)* (@like|@dislike) <x> )",
      "?@note {who} ?(家|家里|家中)? text=( ?{date} ?(刚|又|才|刚刚|要|快要)* (添|生了|怀了|怀上|怀上了|添了|得了|抱了|抱上了|有了) ?(个|一个|对|一对)? (@kin|二宝|三宝|双胞胎) ?<x> )",
      "?@note {who} ?{date} text=( ?{date} ?(刚|要|准备|快|快要)* (领证|领的证|领了证|扯证|扯的证|订婚|订的婚|订了婚|办婚礼|办喜事|办酒|摆酒|当奶奶|当姥姥|当外婆|抱孙子|坐月子|生完孩子|离家|结婚|出嫁|嫁人|办婚宴|生宝宝|生二胎|生孩子) ?<x> )",
    ],
    make: (said) => {
      const text = said.groupWords("text") ?? "";
      return /[吗几谁哪啥咋？?]$|什么|怎么|几岁|多大|提醒/u.test(text) || NOT_SURE.test(text)
        ? null
        : { kind: "notes.family", who: whoOf(said), text };
    },
    cost: 0.25,
    tells: true,
  },
  {
    say: [
      "?@note {who} ?的 ?(她|他) text=( @kin <x> )",
      "?@note {who} ?的 text=( @kin <x> (，|,)? (常年|一直|经常|平时|平常|总|老|长期|现在|目前|最近|今年|明年|去年|还|也|在) <y> )",
      "?@note {who} ?的 text=( (快|快要|要|马上|就要|刚|刚刚|才)+ (当|做|升级|升级当|荣升) ?(了|上)? (妈妈|妈|爸爸|爸|奶奶|爷爷|外婆|外公|姥姥|姥爷|婆婆|丈母娘|岳母|岳父|老丈人|祖母) ?<x> )",
      "?@note {who} text=( ?(刚|又|快要|要|刚刚) (生了|生|怀了|怀|怀上|怀上了|有了|添了|得了|抱了) ?(个|一个)? @kin ?<x> )",
      "?@note {who} ?的 text=( @kin (怀孕了|怀孕|结婚了|结婚|毕业了|高考) ?<x> )",
      "?@note text=( ?有 ?个 @kin <x> )",
      "?@note {who} ?的 text=( ?(快要|快|要|马上|就要)? (当|做) (妈妈|妈|爸爸|爸|奶奶|爷爷|外婆|外公|姥姥|姥爷|婆婆) 了 ?<x> )",
      "?@note {who} ?的 text=( 家 ?里 ?有 ?(一对|个)? (双胞胎|二胎|两个孩子|三个孩子|二宝) ?<x> )",
      "?@note {who} text=( (有 ?{number}|{number}) ?(个|位) @kin ?<x> )",
    ],
    make: ofFamily,
    tells: true,
    cost: 0.7,
  },
  {
    // 粟姐刚说她女儿考上大学了: what she told, and not that she told it.
    say: ["{who} %told ?家 ?里? ?的 text=( @kin <x> )"],
    make: (said) => {
      const text = said.groupWords("text") ?? "";
      const between = said.text.slice(said.get("who")?.end, said.get("kin")?.start);
      // 说她女儿明天来取货: an errand, and no news of the family.
      if (/[给让把帮替为叫请陪带]|和(?!气)/u.test(between) || /来[取拿试买看]|过来|来店|[想要]买|买$/u.test(text)) {
        const told = between.replace(/^.*?(?=说|讲|提|告诉|交代)/u, "");
        return { kind: "notes.add", who: whoOf(said), text: `${told}${text}` };
      }
      const plan = ofFamily(said);
      return plan?.kind === "notes.family" && negativeTopic(text) === "健康"
        ? { kind: "notes.negative", who: whoOf(said), value: text, topic: "健康" }
        : plan;
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
function ofFamily(said: Said): Plan | null {
  const text = said.groupWords("text") ?? "";
  // 她老公呢 asks; 她家里人 alone tells nothing.
  if (/^.{1,4}呢$/u.test(text)) return { kind: "notes.show", who: whoOf(said), about: "家人" };
  if (/[吗么几多少谁哪啥咋？?]$|什么|怎么|啥|几岁|多大|^家里?人$/u.test(text)) return null;
  if (/^(?:家里|家人|家)(?:有|出)(?:点|急|些)*事/u.test(text)) return null;
  // 「她老公也来了」 is a visit, and nothing to know of him.
  if (/来逛|来试|来看了|到店|一(?:起|块儿?|同|道)来/u.test(text)) return null;
  if (/^.{1,3}(?:今天|刚才?|也)?(?:一起|一块儿?|一同|也|都)?(?:来了|到了|来过|没来)$/u.test(text)) return null;
  if (NOT_SURE.test(text) || /^(?:妈妈|爸爸|宝妈|姐妹|孩子)们/u.test(text)) return null;
  if (!said.has("who") && isTitleHere(said)) return null;
  if (!said.has("who") && OF_MANY.test(text)) return findFact(text.replace(/^家里有?|^有/u, ""), "family");
  const topic = negativeTopic(text);
  return topic === "丧亲" || /过敏$|不耐受?$/u.test(text)
    ? { kind: "notes.negative", who: whoOf(said), value: text, topic }
    : { kind: "notes.family", who: whoOf(said), text };
}
