// How people tell what must never be got wrong: allergies, diets, bereavement, divorce, taboos.
import { whoOf } from "../../understanding/parser/build.ts";
import type { Phrases } from "../../understanding/parser/grammar.ts";
import { ASKS, aboutOf, asksWho, findFact, NOT_SURE, OF_MANY } from "./said.ts";

export const NEGATIVE_TOPICS: readonly { topic: "过敏" | "忌口" | "丧亲" | "离异" | "健康" | "忌讳"; words: RegExp }[] =
  [
    { topic: "过敏", words: /过敏|敏感|起疹子/u },
    { topic: "丧亲", words: /去世|过世|走了|丧|没了|送走|离世|刚走|过身/u },
    { topic: "离异", words: /离婚|离异|分手|分开了?$|分居|离的婚|离了/u },
    { topic: "健康", words: /痛风|糖尿病|高血压|心脏病|哮喘|低血糖|胃病|胃炎/u },
    { topic: "忌口", words: /不耐受|不吃|不喝|忌|不能吃|不能喝|吃不了|喝不了|素|清真|戒|低糖|低盐|不沾|控糖/u },
    { topic: "健康", words: /怀孕|住院|手术|生病|糖尿病|高血压|癌/u },
    { topic: "忌讳", words: /闻不了|闻不得|受不了|怕闻|忌讳|别提|不要提|不能提|别跟她提|反感|讨厌/u },
  ];
export const negativeTopic = (value: string) => NEGATIVE_TOPICS.find(({ words }) => words.test(value))?.topic ?? "其他";

export const warningPhrases: Phrases["phrases"] = [
  {
    say: [
      "?@note {who} %told value=( 对 <what> 过敏 ) ?%heed ?%careful",
      "?@note {who} %told value=( <what> 过敏 ) ?%heed ?%careful",
      "?@note {who} %told value=( 对 <what> 敏感 ) ?(，|,)? ?(只能|只可以|只) ?(戴|用|穿|吃|喝)? ?<heeded>",
      "?@note {who} value=( ?{date} ?刚? (没了|走了|送走了|送走) (妈|爸|妈妈|爸爸|母亲|父亲|老公|老婆|老伴|先生|太太|爷爷|奶奶|外公|外婆) ) ?%heed ?%careful",
      "?@note {who} value=( (跟|和|同) @kin (分开|分手|离婚|分居|离|掰) ) ?了 ?%heed ?%careful",
      "?@note {who} %told value=( 一 (吃|喝|碰|闻|穿|用) <what> 就 ?会 (过敏|起疹子|拉肚子|难受|打喷嚏|咳|咳嗽|红肿|痒) ) ?%heed ?%careful",
      "?@note {who} value=( ?对 <what> 不耐受 )",
      "?@note value=( 对 <what> 过敏 )",
      "?@note {who} %told value=( (不吃|不喝|不能吃|不能喝|忌口|吃不了|喝不了|不能碰|碰不得|不沾) <what> )",
      "?@note {who} ?的 value=( ?有 @ill (不吃|不喝|不能吃|不能喝|忌口|不能碰|吃不了|喝不了) <what> ) ?%careful",
      "?@note {who} %told ?(是|只|一直|常年)? value=( @diet ) ?的 ?(人|主义者|体质)? ?%heed ?%careful",
      "?@note ?(是|只) value=( @diet ) ?的",
      "?@note value=( (不吃|不喝|不能吃|不能喝|忌口) <what> )",
      "?@note {who} ?的 value=( @kin ?<what> @grief ) ?%heed ?%careful",
      "?@note {who} value=( {date} (离婚了|离婚|离的婚|离了婚|离了|离异|离异了|住院了|住的院|做手术|做的手术|做了手术|刚做完手术|开刀) ) ?%heed ?%careful",
      "?@note {who} value=( ?<what> (离婚了|离婚|离了婚|离异|离异了|怀孕了|怀孕|住院了|做手术|刚做完手术) ) ?%heed ?%careful",
      "?@note {who} value=( (闻不了|闻不得|碰不了|受不了|听不得|见不得) <what> )",
      "?@note {who} value=( (忌讳|别提|不要提|不能提|别跟她提|别跟他提|不让提|不爱提|不愿提) <what> )",
      "?@note {who} ?的? value=( ?有 @ill ) ?%heed ?%careful",
      "?@note {who} value=( (不抽烟|不喝酒|不吃肉|不能喝酒|不能久站) )",
      "{who} ?的 (忌讳|禁忌) ?是 value=( <what> )",
    ],
    make: (said) => {
      const value = (said.groupWords("value") ?? "")
        .replace(/^对(?=.+(?:过敏|敏感))/u, "")
        .replace(/(?<=^不[吃喝])得/u, "");
      if (/(没|不是|未|不会|不).{0,1}(离婚|离异|怀孕|住院|过敏|去世|过世)|没.{0,2}(离婚|怀孕|去世)/u.test(value))
        return null;
      if (NOT_SURE.test(value)) return null;
      if (!said.has("who") && OF_MANY.test(value)) return findFact(value, "negative");
      if (asksWho(said)) return findFact(value.replace(/过敏$/u, ""), "negative");
      if (ASKS.test(value)) return { kind: "notes.show", who: whoOf(said), about: aboutOf(said.text) };
      const topic = /忌讳|禁忌/u.test(said.text) ? "忌讳" : negativeTopic(value);
      return value === "" ? null : { kind: "notes.negative", who: whoOf(said), value, topic };
    },
    cost: 0.5,
    tells: true,
  },
];
