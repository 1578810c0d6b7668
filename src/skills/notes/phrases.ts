// How people say that something is to be written down about a customer.

import type { Plan } from "../../skill.ts";
import { dateOf, dayOn, whoOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";
import { lunarDay } from "../../understanding/parser/lunar-day.ts";
import { beginsWithSurname } from "../../understanding/parser/people.ts";
import { needMacros, needPhrases } from "./need-phrases.ts";
import { words } from "./vocabulary.ts";

/** Only what was named: the handler guesses the rest from the value. */
const topicOf = (value: string): string | null => (/码$/iu.test(value) ? "尺码" : null);
const NEGATIVE_TOPICS: readonly { topic: "过敏" | "忌口" | "丧亲" | "离异" | "健康" | "忌讳"; words: RegExp }[] = [
  { topic: "过敏", words: /过敏|敏感|起疹子/u },
  { topic: "丧亲", words: /去世|过世|走了|丧|没了|送走|离世|刚走|过身/u },
  { topic: "离异", words: /离婚|离异|分手|分开了?$|分居|离的婚|离了/u },
  { topic: "健康", words: /痛风|糖尿病|高血压|心脏病|哮喘|低血糖|胃病|胃炎/u },
  { topic: "忌口", words: /不耐受|不吃|不喝|忌|不能吃|不能喝|吃不了|喝不了|素|清真|戒|低糖|低盐|不沾|控糖/u },
  { topic: "健康", words: /怀孕|住院|手术|生病|糖尿病|高血压|癌/u },
  { topic: "忌讳", words: /闻不了|闻不得|受不了|怕闻|忌讳|别提|不要提|不能提|别跟她提|反感|讨厌/u },
];
const negativeTopic = (value: string) => NEGATIVE_TOPICS.find(({ words }) => words.test(value))?.topic ?? "其他";

function birthday(said: Said) {
  const date = dateOf(said.get("date"));
  const unsure = isDoubted(said);
  const feast = said.words("feast");
  const named = feast === null ? undefined : FEASTS[feast];
  if (named) return { kind: "notes.birthday", who: whoOf(said), year: null, leap: false, unsure, ...named };
  const mmdd = said.words("mmdd");
  if (mmdd !== null)
    return /^(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/u.test(mmdd)
      ? {
          kind: "notes.birthday",
          who: whoOf(said),
          calendar: said.has("lunar") ? "lunar" : "solar",
          year: null,
          month: Number(mmdd.slice(0, 2)),
          day: Number(mmdd.slice(2)),
          leap: false,
          unsure,
        }
      : null;
  if (!date) return null;
  const words = said.words("date") ?? "";
  // 「13月5日」 leaves a bare 5日 to the date reader: without a month it is no birthday, and writing one would be worse.
  // 「好像是九月」「九月初」: a month is no day.
  if (date.grain === "month" || /月[初中底末](?![一二三四五六七八九十])|[上中下]旬/u.test(words)) return null;
  if (!/月|\d{1,2}[./-]\d{1,2}|除夕|腊八|[今明后]天|昨天/u.test(words)) return null;
  const lunar = date.lunar === true || said.has("lunar");
  const year = yearSaid(words);
  if (date.lunar) {
    const read = lunarDay(words);
    return read
      ? {
          kind: "notes.birthday",
          who: whoOf(said),
          calendar: "lunar",
          year: year ? Number(year) : null,
          unsure,
          ...read,
        }
      : null;
  }
  const day = dayOn(date, "near");
  if (!day) return null;
  return {
    kind: "notes.birthday",
    who: whoOf(said),
    calendar: lunar ? "lunar" : "solar",
    year: year ? Number(year) : null,
    month: Number(day.slice(5, 7)),
    day: Number(day.slice(8, 10)),
    leap: false,
    unsure,
  };
}

/** 1985年, 85年: nobody in the records was born in the two-digit years to come. */
function yearSaid(words: string): string | undefined {
  const short = /(?<!\d)(\d{2})年/u.exec(words)?.[1];
  if (short !== undefined) return `${Number(short) > 30 ? 19 : 20}${short}`;
  return /(?:19|20)\d{2}/u.exec(words)?.[0];
}

/** Feasts people tell a birthday by: 她生日跟国庆同一天. */
const FEASTS: Readonly<Record<string, { calendar: "solar" | "lunar"; month: number; day: number }>> = {
  元旦: { calendar: "solar", month: 1, day: 1 },
  情人节: { calendar: "solar", month: 2, day: 14 },
  妇女节: { calendar: "solar", month: 3, day: 8 },
  劳动节: { calendar: "solar", month: 5, day: 1 },
  五一: { calendar: "solar", month: 5, day: 1 },
  儿童节: { calendar: "solar", month: 6, day: 1 },
  六一: { calendar: "solar", month: 6, day: 1 },
  国庆: { calendar: "solar", month: 10, day: 1 },
  国庆节: { calendar: "solar", month: 10, day: 1 },
  双十一: { calendar: "solar", month: 11, day: 11 },
  平安夜: { calendar: "solar", month: 12, day: 24 },
  圣诞: { calendar: "solar", month: 12, day: 25 },
  圣诞节: { calendar: "solar", month: 12, day: 25 },
  大年初一: { calendar: "lunar", month: 1, day: 1 },
  春节: { calendar: "lunar", month: 1, day: 1 },
  元宵: { calendar: "lunar", month: 1, day: 15 },
  元宵节: { calendar: "lunar", month: 1, day: 15 },
  端午: { calendar: "lunar", month: 5, day: 5 },
  端午节: { calendar: "lunar", month: 5, day: 5 },
  七夕: { calendar: "lunar", month: 7, day: 7 },
  中秋: { calendar: "lunar", month: 8, day: 15 },
  中秋节: { calendar: "lunar", month: 8, day: 15 },
  重阳: { calendar: "lunar", month: 9, day: 9 },
  重阳节: { calendar: "lunar", month: 9, day: 9 },
  腊八: { calendar: "lunar", month: 12, day: 8 },
};
/** 「生日是11月12号吧」「大概是」: told with a doubt, and asked about before it is written. */
function isDoubted(said: Said): boolean {
  if (said.groupWords("doubt") !== null) return true;
  const end = Math.max(...said.captures.map((capture) => capture.end));
  return /^(?:的|了)?(?:吧|来着|好像|左右)/u.test(said.text.slice(end));
}
export const phrases: Phrases = {
  words,
  macros: {
    ...needMacros,
    /** What follows from a warning goes without saying once the warning is kept. */
    heed: "?(了|的)? ?(千万|一定|以后|记得|注意|切记|所以|就|大家|都)* (别|不要|不能|勿|不可以|不用|不许|禁止|避免) ?(再|给她|给他|跟她|跟他)* (推荐|推|送|拿|提|给|上|点|放|加|安排|聊|问|说|介绍|让|用|带) <heeded>",
    careful:
      "( ?(千万|一定|务必|都|要)* (记住|记着|记牢|别问|别提|别提了|不要问|少提|别多问) | ?(说话|聊天|聊的时候|聊起来|推荐的时候|推荐时|送礼) ?(大家|要|得|都|多|请)* (注意|小心|当心) ?(点|些|一点|一下|下|分寸) )",
    tags: "({tag}|<tag>) ?(和|跟|还有)? {tag}*",
    told: "?(说过|说|讲过|讲|提过|提到|告诉我|跟我说|跟我讲) ?(她|他|自己)",
    noted:
      "(备注|备注一下|记录|记录一下|记|记一下|记下|记一条|记个备注|备忘|备忘一下|备注下|note|memo|加个备注|做个备注|备注一条|写备注|写个备注|标注|注明)",
  },
  phrases: [
    ...needPhrases,
    {
      say: [
        "(置顶|顶置) ?(一下|一条)? ?(给)? {who} ?的 ?: <value>",
        "?(给|把) {who} ?的 (置顶|标重点|重点标注|特别标注) ?(一条)? ?: <value>",
        "把 {who} ?的 <value> (置顶|标重点|特别标注)",
        "{who} ?的? 置顶 ?(一下|一条)? ?: <value!>",
        "{who} ?的 value=( (关键决策人|决策人|拍板的|拿主意的|说了算的) ?是 <x> )",
      ],
      make: (said) => pinned(said, true),
      cost: 0.3,
      tells: true,
    },
    {
      say: [
        "(取消|去掉|撤掉) ?{who} ?的? 置顶 ?: <value>",
        "取消置顶 {who} ?的 ?: <value>",
        "{who} ?的 <value> (取消置顶|不用置顶|别置顶了)",
      ],
      make: (said) => pinned(said, false),
      cost: 0.25,
      tells: true,
    },
    {
      say: [
        "@note ?(给|到) {who} ?的 <text>",
        "给 {who} ?的 @note ?(一条|个|一个) <text>",
        "(替|帮|给) {who} @note ?(一句|一笔|一条|一下) : <text>",
        "{who} @note ?(一条|个) <text>",
        "@note ?(一条|个) <text>",
        "{who} <text> (记一笔|记一下|记下来|记录一下|备注一下|记上一笔)",
        "{who} ?说 <text> (记着|记一笔|记一下|记下|记下来|备注一下|帮我记一下|记上|帮我记下)",
      ],
      make: note,
      tells: true,
      cost: 0.7,
    },
    {
      say: [
        "%noted ?给 {who} : <text!>",
        "%noted : {who} ?: <text!>",
        "给 {who} ?的 %noted : <text!>",
        "{who} ?的 %noted : <text!>",
        "?(给|在|往)? {who} ?的 (备注|档案|记录|资料) ?里? (加一条|加条|补一条|添一条|写一条|写上|补上|加上) ?: <text!>",
        "%noted : <text!>",
      ],
      make: note,
      cost: 0.2,
    },
    {
      say: [
        "?给 {who} @tagging ?: %tags",
        "?给 {who} (打|打个|打上|贴|贴个|贴上|加|加个|加上|标上|设|设个) ({tag}|<tag>) ?(两个|三个|这两个|这个)? ?的 标签",
        "标签 ?: {who} <tag>",
        "给 {who} (加|打|上|贴|加上|打上|贴上|挂上) {tag} ?(和|跟|、)? {tag}*",
        "{who} 标签 (加|加上|加个) <tag>",
        "@tagging ?给 {who} %tags",
        "@tagging ?: %tags",
        "?给 {who} (打|加|贴|上|标) {number:count} ?个 标签 ?: %tags",
        "?(给|把) {who} (标个|打个|挂个|贴个|加个|标一下|标上|打上|挂上|贴上|归到|归入|算|列为|标为|标成|打) {tag}",
        "{who} {tag} ?标签 (打上|加上|贴上|打一下|标上|加一下)",
        "{who} (加|加上|打上|贴上) {tag} ?标签",
        "?给 {who} 加 ?个 <tag> ?的 标签",
      ],
      make: (said) => tags(said, false),
      cost: 0.45,
      tells: true,
    },
    {
      // 江姐 沈姐 都打上爱旅游
      say: ["?给? {who} ?(和|跟|、)? {who:second} 都? (打上|加上|贴上|标上|打|加|贴) {tag} ?标签"],
      make: (said) => {
        const one = tags(said, false);
        return one === null ? null : [one, { ...one, who: whoOf(said, "second") }];
      },
      cost: 0.1,
      tells: true,
    },
    {
      say: [
        "@untag {who} ?的 <tag> 标签",
        "{who} ?的 <tag> 标签 @untag",
        "?把 {who} ?的 %tags 标签 ?(都|全|全都)? @untag",
        "{who} ?的 {tag} ?标签 ?(都)? @untag",
        "{who} ?的 标签 ({tag}|<tag>) @untag",
        "?(把|给) {who} @untag ?的 ({tag}|<tag>) ?(这个|那个)? 标签",
        "{who} (别再|不要再|不用再) (挂|打|带|贴|留) ?着? {tag} ?(这个|那个)? ?标签 ?了",
        "把 {who} ?身上 ?的 ({tag}|<tag>) ?(这个|那个)? 标签 ?给 @untag",
        "{who} ?身上 ?的 ({tag}|<tag>) ?(这个|那个)? 标签 ?给 @untag",
      ],
      make: (said) => tags(said, true),
      tells: true,
    },
    {
      // 「先别给她打母婴」 asks for nothing to be done; only with 再 or 了 is something there to be taken off.
      say: [
        "(不要|别|不用) 再 给 {who} (带|挂|打|贴|留|加|用) ?着 {tag} ?(这个|那个)? ?标签 ?了",
        "(不要|别|不用) 给 {who} (带|挂|留|用) ?着 {tag} ?(这个|那个)? ?标签 ?了",
      ],
      make: (said) => tags(said, true),
      cost: 0.4,
    },
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
    {
      say: [
        "?@note {who} ?的 ?(@lunar|@solar) @birthdayWord ?改 ?为 ?(@lunar|@solar) {date}",
        "?@note {who} ?(@lunar|@solar) {date} ?的 @birthdayWord",
        "?@note ?(@lunar|@solar) @birthdayWord ?(@lunar|@solar) {date}",
        "?@note {date} ?(@lunar|@solar) @birthdayWord 是 {who}",
        "?@note ?(@lunar|@solar) {date} ?(是|为)? {who} ?的 @birthdayWord",
        "?@note {who} ?的 @birthdayWord ?(就|正好|刚好)? (跟|和|与|在|是) @feast ?(同一天|一天|当天|那天|同天)",
        "?@note {who} @feast ?(当天|那天)? ?的 @birthdayWord",
        "?@note {who} ?的 ?(@lunar|@solar) @birthdayWord ?(@lunar|@solar) {number:mmdd}",
        "?@note {who} ?是 ?(@lunar|@solar) {date} (生|生的|生人|出世|出生|生出来的)",
        "?@note {who} ?的 ?(@lunar|@solar) @birthdayWord (改一下|改下|更正|更正一下|改) ?: ?(@lunar|@solar) {date} ?(，|,)? ?不是 ?{date:was}",
        "?@note {who} (跟|和|同) 我 ?是? (一天|同一天|同天) ?的 ?过? @birthdayWord ?是? {date}",
      ],
      make: birthday,
      instead: (said) => ({ kind: "customers.card", who: whoOf(said), part: "birthday" }),
      cost: 0.36,
      tells: true,
    },
    {
      say: [
        "?@note {who} ?的 @birthdayWord doubt=( (好像|大概|可能|应该|似乎|记得) ) ?是 ?(@lunar|@solar) {date}",
        "?@note {who} doubt=( (好像|大概|可能|应该|似乎|记得) ) ?是 ?(@lunar|@solar) {date} ?的 @birthdayWord",
      ],
      make: birthday,
      cost: 0.1,
      tells: true,
    },
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
    {
      say: [
        "?@note {who} ?的 text=( (身高|体重|三围|腰围|胸围|血型|星座|肤色|皮肤|脚|身材|预算|微信号) <x> )",
        "?@note {who} text=( (属|是) (鼠|牛|虎|兔|龙|蛇|马|羊|猴|鸡|狗|猪) 的? )",
      ],
      make: (said) => {
        const text = said.groupWords("text") ?? "";
        return /[吗么几多少哪？?]$|什么|多少/u.test(text) ? null : { kind: "notes.add", who: whoOf(said), text };
      },
      cost: 0.5,
      tells: true,
    },
    {
      say: [
        "?@note {who} ?(最近|这阵子|近来|这段时间|一直|现在|家|家里) ?的 text=( @trait ?<x> )",
        "?@note {who} text=( {date} ?(要|会|准备|打算)? (去|出国|搬|换|结婚|回|生) ?<x> )",
        "?@note {who} text=( {date} ?(要|会|再)? ?过 (来拿|来取|来试|来改|来换|来量|来看) <x> )",
        "?@note {who} text=( (看上|看中|相中|试了|试过) <x> (没买|没要|没舍得|没下手|没带走) ?<y> )",
        "?@note {who} text=( ?<x> (定金|订金|押金|预付) ?<y> )",
        "?@note {who} text=( (搬走了|搬走|搬家了|以后不来了|出国了|回老家了|换工作了|退休了) ?<x> )",
      ],
      make: statement,
      cost: 0.8,
      tells: true,
    },
    { say: ["?@note text=( @taste ?<x> )"], make: statement, cost: 0.95, tells: true },
    {
      say: ["{who} text=( (说|说过|提到|提过|告诉我|跟我说|跟我讲|反馈|反映) <x> )"],
      make: statement,
      cost: 0.95,
      tells: true,
    },
    {
      say: [
        "{who} ?的 ?有 ?什么 @facts ?有 ?哪些",
        "{who} ?的 @kin ?的 ?(名字|工作|今年)? ?(叫|是|干|做|在) (什么|啥|谁|哪里|哪儿|哪|多大|几岁|几年级|什么名字|干什么的|干啥的|做什么的|干嘛的) ?的 ?了",
        "{who} ?家里 ?都 ?有 (谁|什么人|几口人|哪些人)",
        "{who} ?的 (尺码|鞋码|码数|衣服尺码|裤码|身高|体重|腰围|口味|爱好|过敏|忌口)",
        "{who} ?一般 穿 (几码|多大码|什么码|多少码|多大|几号|多大号) ?的 ?(鞋|鞋子|衣服|裤子|裙子|上衣|外套)",
        "{who} ?的 @facts",
        "{who} about=( (忌口|过敏|忌讳|爱好|口味|尺码|鞋码|性格|脾气) ) ?(都|有|是)? (啥|什么|哪些|些什么|些啥|怎么样|咋样|多少) ?(来着|东西)?",
        "{who} ?是? (什么|啥|怎样的|什么样的|哪种) about=( (性格|脾气|肤质|职业|爱好|工作|星座|血型|习惯|身材|家庭) )",
        "{who} @like 什么",
        "{who} ?(平时|一般|都)? (喜欢|爱) ?(喝|吃|穿|买|用|玩)? (什么|啥|哪种|哪些)",
        "{who} ?的 about=( (肤质|皮肤|性格|脾气|职业|预算|血型|星座|家里|家庭|孩子|小孩|爱好|睡眠|身材|工作) ) ?是 (怎么样|怎样|咋样|什么样|什么|啥|啥样|如何|多少|几个|几口人|有谁|什么情况)",
        "{who} (有|几个|有几个|有没有) about=( (孩子|小孩|娃|宝宝) ) ?(吗|么)",
        "{who} (结婚|生孩子|搬家) 了? (吗|没|没有|么)",
        "about=( (性格|脾气|爱好|职业|肤质|家里几口人|血型|星座) )",
        "{who} ?最 @like (什么|啥|哪些|什么样的|哪种|哪个) ?(颜色|款式|面料|牌子|风格|口味|东西|料子|版型|尺码|款|样式|品牌|色)",
        "{who} ?(有|要) ?(什么|啥) ?(要|得)? (忌讳|忌口|过敏|注意|避开|避讳|小心|当心) ?的",
        "?(给|送) {who} ?(送|挑|选|推荐|买|准备)? ?(礼物|礼品|东西|衣服|礼)? ?(有|要)? (什么|啥|哪些) ?(要|得|需要)? (避开|注意|忌讳|小心|当心|避讳|不能送|不能碰) ?的",
        "看 ?看 {who} ?的 @facts",
        "?@look {who} ?都 (记过|记了|备注过|备注了) (什么|啥|哪些|些什么) ?东西",
        "{who} 有 (哪些|什么|啥|没有|几个) @facts",
        "{who} ?对 (什么|啥|哪些) (过敏|忌口)",
        "{who} ?对 <what> 过敏 (吗|么)",
        "{who} ?的 ?(平时|一般)? (尺码|鞋码|码数|衣服尺码|裤码|衣码|上衣尺码|身高|体重|腰围|口味|爱好) ?(是|穿)? (多少|多大|几码|什么|啥|几号|什么码|哪个码)",
        "{who} (吃|喝|喜欢|爱|穿|能吃|能喝) <what> (吗|么)",
        "{who} (喜不喜欢|爱不爱|能不能吃|吃不吃|喝不喝|能不能喝) <what>",
        "@like (什么|啥)",
        "{who} ?的 ?(平时|一般) (不吃|不喜欢|穿|过敏|鞋码|尺码) ?(是|穿) (什么|啥|多大码|几码|什么码)",
      ],
      make: (said) => ({ kind: "notes.show", who: whoOf(said), about: said.groupWords("about") ?? aboutOf(said.text) }),
      cost: 0.3,
    },
    {
      say: [
        "?刚才 @wrong ?应该 是 {who}",
        "?刚才 @wrong ?应该 是 {who} 不是 {who:wrong}",
        "?刚才 不是 {who:wrong} ?是 {who}",
        "是 {who} 不是 {who:wrong}",
        "(上一条|刚才那条|那条|上条|刚那条|前一条|上一句|刚才|这条) ?(记的|说的)? 不是 {who:wrong} ?(的|说的|讲的)? 是 {who} ?(的|说的|讲的)?",
        "@wrong ?(那|这|刚才那) (话|句|句话|条|事|个) 是 {who} ?(讲|说)? ?的",
        "(不是|没) ?(说|讲|指) {who:wrong} ?我 (说的|讲的|指的|问的|记的) ?是 {who}",
        "@wrong {who}",
        "刚才 ?那个 应该 是 {who}",
        "(刚刚|刚才|刚)? (那条|那个|上一条|那笔) @wrong ?应该 ?是 {who} ?的",
        "(刚刚|刚才|刚)? (那条|上一条|那笔) ?应该 是 {who} ?的",
        "@wrong ?@wrong 是 {who} ?的",
        "@wrong ?应该 (记给|给|记在|记到|算) {who} ?(名下|身上|头上|的)",
        "(不对|不是|错了) 是 {who} ?不是 {who:wrong}",
        "(应该|应) 是 {who} 不是 {who:wrong}",
        "?刚才 (那个|那条) ?(不是|错了) ?{who:wrong} 是 {who}",
        "?(刚才|刚刚|前面|上面|刚)? ?(那句|那条|那个|这个|那笔)? 记 ?(到|在|成|给) ?了? {who:wrong} ?(名下|头上|身上|那)? ?去? 了 ?其实 是 {who} ?(说|的|的事|那边)*",
        "(刚才|刚刚|前面|上面|刚) (那句|那条|那个|这个|那笔) (记到|算到|记在|改到|挪到|归到|移到|转到) {who} ?(头上|名下|那里|那|上|身上) ?吧",
      ],
      make: (said) => ({ kind: "notes.correct", who: whoOf(said) }),
      cost: 0.3,
    },
  ],
};

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
/** 「可能怀孕了」「是不是对羊毛过敏」: guessed or asked, and not to be written down. */
const NOT_SURE =
  /^(?:是不是|是否|有没有|会不会|好像|可能|也许|应该|要是|如果|听说|大概|似乎|不会|估计|说不定|万一)|(?:吧|吗)$/u;
/** 「不吃辣的客户」 asks who. */
const OF_MANY =
  /的(?:客户|顾客|会员|客人|人|女客户|男客户|女客|男客|女士|男士|女的|男的|妈妈|宝妈)?(?:都?有?(?:哪些|谁|几个|几位|多少))?$/u;
/** 「对羊毛过敏的」「穿38码的」: nobody is named and nothing is to be written down, so it asks who is like that. */
const asksWho = (said: Said): boolean =>
  !said.has("who") &&
  !said.has("note") &&
  /^[^，,。；;]*的(?:客户|顾客|会员|客人|人)?(?:都?有?(?:哪些|谁|几个|几位|多少))?[？?]?$/u.test(said.text);
/** 周太太: the word for a relative is how she is called. */
function isTitleHere(said: Said): boolean {
  const kin = said.get("kin");
  return kin !== null && beginsWithSurname(said.text.slice(kin.start - 1, kin.start)) && kin.start > 0;
}
const ASKS = /[吗么几哪谁？?]|什么|怎么|多少|多大|啥|咩|为何|有没有|是不是|能不能|要不要|好不好|可不可以/u;
/** Orders that hide in what looks like a statement; a sentence with one of them is not written down as a note. */
const ORDERS = /提醒|查|看看|看下|发给|发条|打标签|转给|退货|退款|撤销|推荐几|列出|统计|导出|帮我|帮忙/u;
/** 「怕冷」「每天跑步」「说下个月去日本」: kept as said. */
/** A bare word for what one may know of her (性格, 爱好) tells nothing. */
const ATTRIBUTE =
  /^(?:性格|脾气|爱好|职业|肤质|皮肤|睡眠|胃|视力|口味|饮食|习惯|平时|一般|经常|常常|通常|每天|周末|早上|晚上|中午|老家|头发|家里|客厅|卧室|厨房)$/u;
function statement(said: Said) {
  const text = (said.groupWords("text") ?? "").replace(/^[:：，,\s]+/u, "");
  if (
    text === "" ||
    ATTRIBUTE.test(text) ||
    ASKS.test(text) ||
    ORDERS.test(text) ||
    NOT_SURE.test(text) ||
    OF_MANY.test(text)
  )
    return null;
  // 跟张姐说一声 is an order.
  const who = said.get("who");
  if (who !== null && /[跟和给对向找让叫帮]/u.test(said.text[who.start - 1] ?? "")) return null;
  const diet = words.diet?.includes(text);
  return diet
    ? { kind: "notes.negative", who: whoOf(said), value: text, topic: "忌口" }
    : { kind: "notes.add", who: whoOf(said), text };
}
function pinned(said: Said, on: boolean) {
  const value = (said.groupWords("value") ?? said.words("value") ?? "").trim();
  return value === "" || /[吗？?]$|(?:什么|啥|哪些)$/u.test(value)
    ? null
    : { kind: "notes.pin", who: whoOf(said), value, on };
}
function findFact(words: string, kind: "preference" | "negative" | "family") {
  const like = words.replace(OF_MANY, "").trim();
  if (like === "" || like.length > 20) return null;
  return {
    kind: "customers.find",
    where: [{ field: "fact", like, kind }],
    sort: null,
    limit: null,
    aggregate: null,
    base: "all",
    page: "first",
    show: [],
  };
}
/** 备注：张姐说…: who is meant stands in front of her words. */
function note(said: Said) {
  // 「记客流 21人」 counts the shop's visitors; 「记到石总了」 tells of a slip.
  if (/^(?:客流|进店|到[^店].{0,6}(?:了|头上|名下))/u.test((said.words("text") ?? "").trim())) return null;
  const words = (said.words("text") ?? "").replace(/^[:：\s]+/u, "");
  // 备注下次带她看新款: 下 belongs to what is noted.
  const cut = /下$/u.test(said.words("note") ?? "") && /^(?:次|周|个?月|个?星期|个?礼拜|回|午|半年|季)/u.test(words);
  const text = (cut ? `下${words}` : words).replace(/[\s，,]+(?:顺便|另外|然后|再|还有)$/u, "");
  if (/^.{1,8}过敏$/u.test(text))
    return { kind: "notes.negative", who: whoOf(said), value: text.replace(/^对/u, ""), topic: "过敏" };
  // 记住: a word cut in two is nothing to keep.
  return text.length < 2 || /^一[条下个笔]$/u.test(text) ? null : { kind: "notes.add", who: whoOf(said), text };
}
function tags(said: Said, remove: boolean) {
  const words = said
    .all("tag")
    .flatMap((part) => said.spell(part).split(/[、，,和\s]+/u))
    .map((tag) => tag.replace(/^(的|个|上)+|(这?[两三]个|的)?(标签)?$/gu, ""))
    .filter(
      (tag) =>
        tag !== "" &&
        // 有待激活标签的客户有哪些, and no such tag is known: asked, not told.
        !/^[吧呢啊吗了呀哈]$|哪些|有谁|哪位|几个|多少|(?:的|标签)(?:客户|会员|顾客)$/u.test(tag) &&
        tag.length <= 20 &&
        !/[她他我]|^(?:还没|没|打上|加上|贴上)|^(?:删|去|取消|移|谁|什么|怎么)|(?:删了|删掉|去掉|取消|拿掉)$/u.test(
          tag,
        ),
    );
  return words.length === 0 ? null : { kind: "notes.tag", who: whoOf(said), tags: words.slice(0, 8), remove };
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
function aboutOf(text: string): string | null {
  if (/忌|过敏|注意|避|小心|当心/u.test(text)) return "忌讳";
  if (/喜|爱|偏好/u.test(text)) return "喜好";
  if (/标签/u.test(text)) return "标签";
  if (/码|尺/u.test(text)) return "尺码";
  return null;
}
