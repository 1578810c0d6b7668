// How people say that something is to be written down about a customer.
import { dateOf, dayOn, whoOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";

/** Only what was named: the handler guesses the rest from the value. */
const topicOf = (value: string): string | null => (/码$/iu.test(value) ? "尺码" : null);
const NEGATIVE_TOPICS: readonly { topic: "过敏" | "忌口" | "丧亲" | "离异" | "健康" | "忌讳"; words: RegExp }[] = [
  { topic: "过敏", words: /过敏/u },
  { topic: "丧亲", words: /去世|过世|走了|丧|没了|离世/u },
  { topic: "离异", words: /离婚|离异|分手|分居/u },
  { topic: "忌口", words: /不吃|不喝|忌口|不能吃|不能喝/u },
  { topic: "健康", words: /怀孕|住院|手术|生病|糖尿病|高血压|癌/u },
  { topic: "忌讳", words: /忌讳|别提|不要提|不能提|别跟她提|反感|讨厌/u },
];
const negativeTopic = (value: string) => NEGATIVE_TOPICS.find(({ words }) => words.test(value))?.topic ?? "其他";

function birthday(said: Said) {
  const date = dateOf(said.get("date"));
  if (!date) return null;
  const words = said.words("date") ?? "";
  // 「13月5日」 leaves a bare 5日 to the date reader: without a month it is no birthday, and writing one would be worse.
  if (!/月|\d{1,2}[./-]\d{1,2}|除夕|腊八|[今明后]天|昨天/u.test(words)) return null;
  const lunar = date.lunar === true || said.has("lunar");
  const year = /(?:19|20)\d{2}/u.exec(words)?.[0];
  if (date.lunar) {
    const read = lunarWords(words);
    return read
      ? { kind: "notes.birthday", who: whoOf(said), calendar: "lunar", year: year ? Number(year) : null, ...read }
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
  };
}

const DIGITS = "零一二三四五六七八九";
function chineseDay(text: string): number | null {
  if (/^\d+$/u.test(text)) return Number(text);
  const plain = text.replace("初", "").replace("廿", "二十").replace("卅", "三十");
  const tens = /^(二|三)?十(.)?$/u.exec(plain);
  if (tens) return (tens[1] ? DIGITS.indexOf(tens[1]) : 1) * 10 + (tens[2] ? DIGITS.indexOf(tens[2]) : 0);
  return plain.length === 1 && DIGITS.includes(plain) ? DIGITS.indexOf(plain) : null;
}
function lunarWords(words: string): { month: number; day: number; leap: boolean } | null {
  const found =
    /(闰)?(正|冬|腊|十一|十二|十|[一二三四五六七八九]|\d{1,2})月(初?[一二三四五六七八九十廿卅]+|\d{1,2})/u.exec(words);
  if (!found) return null;
  const names: Record<string, number> = { 正: 1, 冬: 11, 腊: 12, 十一: 11, 十二: 12 };
  const month = names[found[2] as string] ?? chineseDay(found[2] as string);
  const day = chineseDay(found[3] as string);
  return month && day ? { month, day, leap: found[1] !== undefined } : null;
}

export const phrases: Phrases = {
  words: {
    note: [
      "记一下",
      "记下",
      "记",
      "备注",
      "备注一下",
      "记录",
      "记录一下",
      "写一下",
      "登记一下",
      "做个备注",
      "加个备注",
      "记个",
      "标注",
      "注明",
      "记住",
      "帮我记",
      "记一笔",
      "记一条",
      "记着",
      "记上",
      "记得备注",
      "写个备注",
      "写备注",
      "存一下",
      "补充一下",
      "补充",
      "补记",
      "录一下",
      "加一条备注",
      "记在档案里",
      "memo",
    ],
    like: [
      "喜欢",
      "钟爱",
      "爱",
      "爱穿",
      "偏爱",
      "偏好",
      "中意",
      "喜歡",
      "最爱",
      "爱买",
      "爱吃",
      "爱喝",
      "好这口",
      "钟意",
      "喜爱",
      "热爱",
      "迷上了",
      "看中了",
      "看上了",
      "相中了",
      "偏向",
      "喜欢穿",
      "喜欢喝",
      "喜欢吃",
      "青睐",
      "独爱",
      "爱好",
      "偏好是",
    ],
    dislike: [
      "不喜欢",
      "不中意",
      "不钟意",
      "不爱吃",
      "不喜欢吃",
      "不爱",
      "不爱穿",
      "讨厌",
      "不中意",
      "不要",
      "不穿",
      "受不了",
      "不喜欢穿",
      "不喜歡",
      "不爱喝",
      "不待见",
      "不感冒",
      "嫌弃",
      "不偏好",
      "反感",
      "很讨厌",
      "不考虑",
      "看不上",
      "不太喜欢",
      "不怎么喜欢",
      "最讨厌",
      "不爱买",
      "不喜",
      "无感",
    ],
    wear: ["穿", "平时穿", "要", "尺码", "尺码是", "码数"],
    tagging: [
      "打标签",
      "打个标签",
      "加标签",
      "加个标签",
      "贴标签",
      "标记为",
      "标记成",
      "标签加",
      "打上",
      "贴上",
      "标上",
      "加上标签",
      "设个标签",
      "标签",
      "贴个标签",
      "打一个标签",
      "加一个标签",
      "添加标签",
      "添个标签",
      "标个标签",
      "贴一个标签",
      "打标",
      "打个标",
      "标签打上",
      "标签加上",
      "标签贴上",
      "挂个标签",
      "挂上",
      "添上标签",
      "上标签",
      "打tag",
      "加tag",
      "标注为",
      "归为",
    ],
    untag: [
      "去掉",
      "删掉",
      "取消",
      "移除",
      "去除",
      "拿掉",
      "撕掉",
      "摘掉",
      "清掉",
      "撤掉",
      "删除",
      "不要了",
      "取下",
      "取消掉",
      "移掉",
      "清除",
      "拿走",
      "去了",
      "删一下",
    ],
    birthdayWord: ["生日", "生日是", "生日在", "生日改成", "生日改为", "过生日", "出生", "生的", "生辰"],
    lunar: ["农历", "阴历", "旧历"],
    solar: ["阳历", "公历", "新历"],
    kin: [
      "女儿",
      "儿子",
      "孩子",
      "老公",
      "先生",
      "老婆",
      "太太",
      "妈妈",
      "爸爸",
      "母亲",
      "父亲",
      "婆婆",
      "公公",
      "孙子",
      "孙女",
      "宝宝",
      "家里",
      "家人",
      "小孩",
      "爱人",
      "弟弟",
      "妹妹",
      "媳妇",
      "女婿",
      "外孙",
      "双胞胎",
      "二胎",
      "大宝",
      "二宝",
      "姐姐",
      "哥哥",
      "男朋友",
      "女朋友",
      "闺女",
      "丈夫",
      "妻子",
      "奶奶",
      "爷爷",
      "外婆",
      "外公",
      "姥姥",
      "姥爷",
      "丈母娘",
      "岳母",
      "岳父",
      "儿媳",
      "小宝",
      "老大",
      "老二",
      "娃",
      "对象",
      "侄女",
      "侄子",
      "外甥女",
      "外甥",
      "亲家",
    ],
    grief: [
      "去世了",
      "去世",
      "过世了",
      "过世",
      "离世",
      "走了",
      "没了",
      "走啦",
      "离开了",
      "不在了",
      "病逝",
      "病逝了",
      "离世了",
      "去逝了",
      "逝世",
      "逝世了",
      "辞世",
    ],
    wrong: [
      "刚才记错了",
      "刚刚那条记错人了",
      "刚才那条记错了",
      "刚才那个记错了",
      "刚才那条记错人了",
      "记错客户了",
      "记成别人了",
      "搞错人了",
      "弄错人了",
      "不对",
      "打错了",
      "输错了",
      "认错人了",
      "刚记错了",
      "记错了",
      "记错人了",
      "弄错了",
      "搞错了",
      "说错了",
      "刚才说错了",
      "刚刚记错了",
      "写错人了",
      "错了",
      "搞混了",
      "弄混了",
      "记岔了",
      "记混了",
      "记串了",
      "弄反了",
      "记反了",
      "刚才弄错了",
      "刚才搞错了",
      "刚才那笔记错了",
      "刚才那笔记错人了",
      "上一条记错了",
      "那条记错了",
      "那条记错人了",
      "记错人啦",
      "记错啦",
      "说岔了",
      "张冠李戴了",
    ],
    facts: [
      "备注",
      "记录",
      "喜好",
      "偏好",
      "忌讳",
      "标签",
      "禁忌",
      "注意什么",
      "注意事项",
      "要注意的",
      "喜好习惯",
      "习惯",
      "避讳",
      "雷区",
      "忌口",
      "过敏",
      "口味",
      "穿衣风格",
      "禁忌事项",
      "备注信息",
      "标签信息",
      "尺码信息",
    ],
  },
  macros: {
    noted:
      "(备注|备注一下|记录|记录一下|记|记一下|记下|记一条|记个备注|加个备注|做个备注|备注一条|写备注|写个备注|标注|注明)",
  },
  phrases: [
    {
      say: [
        "@note ?(给|到) {who} ?的 <text>",
        "给 {who} ?的 @note ?(一条|个|一个) <text>",
        "{who} @note ?(一条|个) <text>",
        "@note ?(一条|个) <text>",
        "{who} ?说 <text> (记一下|记下|记下来|备注一下|帮我记一下|记上|帮我记下)",
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
        "%noted : <text!>",
      ],
      make: note,
      cost: 0.2,
    },
    {
      say: [
        "?给 {who} @tagging ?: ({tag}|<tag>)",
        "?给 {who} (打|打个|打上|贴|贴个|贴上|加|加个|加上|标上|设|设个) ({tag}|<tag>) ?(两个|三个|这两个|这个)? ?的 标签",
        "标签 {who} <tag>",
        "{who} 标签 (加|加上|加个) <tag>",
        "@tagging ?给 {who} ({tag}|<tag>)",
        "@tagging ?: ({tag}|<tag>)",
        "?给 {who} 加 ?个 <tag> ?的 标签",
      ],
      make: (said) => tags(said, false),
      cost: 0.45,
      tells: true,
    },
    {
      say: [
        "@untag {who} ?的 <tag> 标签",
        "{who} ?的 <tag> 标签 @untag",
        "{who} ?的 标签 ({tag}|<tag>) @untag",
        "?(把|给) {who} @untag ?的 ({tag}|<tag>) 标签",
        "把 {who} ?的 <tag> 标签 @untag",
      ],
      make: (said) => tags(said, true),
      tells: true,
    },
    {
      say: [
        "?@note ?一下 {who} ?(很|最|特别|非常|比较|挺|超级|更|还|也|就)? @like <value>",
        "?@note {who} ?的 (鞋码|尺码|码数|衣服尺码|裤码) ?(是|穿)? size=( {number} ?半 )",
        "?@note {who} ?的 (鞋码|鞋|衣服|裤子|尺码|鞋子) ?(是|穿)? size=( <value> 码 )",
        "?@note {who} ?的 (上衣|裙子|外套|大衣|衬衫|毛衣|西装|连衣裙) @wear size=( <value> 码 )",
        "?@note {who} ?的 @wear size=( <value> 码 ) ?的 ?(鞋|裤子|衣服|鞋子|裙子)",
        "?@note @wear size=( <value> 码 )",
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
      say: ["?@note {who} ?(很|最|特别|非常|比较|挺)? @dislike <value>", "?@note @dislike <value>"],
      make: (said) => {
        const value = said.words("value") ?? "";
        // 不喜欢红色的客户 asks who.
        // 不要提折扣 is about the text in hand.
        if (
          /不要$/u.test(said.words("dislike") ?? "") &&
          /^[提说写发带打给把用让再去联跟推转加记做管催等动]/u.test(value)
        )
          return null;
        if (!said.has("who") && /出来|以上|以下|以内|客户|会员/u.test(value)) return null;
        return !said.has("who") && /(客户|顾客|会员|人|的)$/u.test(value) ? null : prefer(said, value, true);
      },
      tells: true,
    },
    {
      say: [
        "?@note {who} value=( 对 <what> 过敏 )",
        "?@note {who} value=( <what> 过敏 )",
        "?@note {who} value=( ?对 <what> 不耐受 )",
        "?@note value=( 对 <what> 过敏 )",
        "?@note {who} value=( (不吃|不喝|不能吃|不能喝|忌口) <what> )",
        "?@note value=( (不吃|不喝|不能吃|不能喝|忌口) <what> )",
        "?@note {who} ?的 value=( @kin ?<what> @grief )",
        "?@note {who} value=( {date} (离婚了|离婚|离异|离异了|住院了|做手术) )",
        "?@note {who} value=( ?<what> (离婚了|离婚|离异|离异了|怀孕了|怀孕|住院了|做手术) )",
        "?@note {who} value=( (忌讳|别提|不要提|不能提) <what> )",
        "?@note {who} ?的? value=( 有 (糖尿病|高血压|心脏病|哮喘|痛风|低血糖|皮肤病|癌症|抑郁症|关节炎) )",
        "?@note {who} value=( (不抽烟|不喝酒|不吃肉|不能喝酒|不能久站) )",
        "{who} ?的 (忌讳|禁忌) ?是 value=( <what> )",
      ],
      make: (said) => {
        const value = (said.groupWords("value") ?? "").replace(/^对(?=.+过敏)/u, "");
        if (/(没|不是|未|不会|不).{0,1}(离婚|离异|怀孕|住院|过敏|去世|过世)|没.{0,2}(离婚|怀孕|去世)/u.test(value))
          return null;
        if (NOT_SURE.test(value)) return null;
        if (!said.has("who") && OF_MANY.test(value)) return findFact(value, "negative");
        return value === "" ? null : { kind: "notes.negative", who: whoOf(said), value, topic: negativeTopic(value) };
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
      ],
      make: birthday,
      cost: 0.4,
      tells: true,
    },
    {
      say: [
        "?@note {who} ?的 text=( @kin <x> )",
        "?@note {who} text=( ?(刚|又|快要|要|刚刚) (生了|生|怀了|怀|怀上|怀上了|有了|添了|得了|抱了) ?(个|一个)? @kin ?<x> )",
        "?@note {who} ?的 text=( @kin (怀孕了|怀孕|结婚了|结婚|毕业了|高考) ?<x> )",
        "?@note text=( ?有 ?个 @kin <x> )",
        "?@note {who} text=( 有 ?{number} ?(个|位) @kin ?<x> )",
      ],
      make: (said) => {
        const text = said.groupWords("text") ?? "";
        if (/[吗么几多少谁哪？?]$|什么|怎么|几岁|多大/u.test(text)) return null;
        if (NOT_SURE.test(text)) return null;
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
        "{who} ?的 ?有 ?什么 @facts ?有 ?哪些",
        "{who} ?的 @facts",
        "{who} @like 什么",
        "{who} ?最 @like (什么|啥|哪些|什么样的|哪种|哪个) ?(颜色|款式|面料|牌子|风格|口味|东西|料子|版型|尺码|款|样式|品牌|色)",
        "{who} ?(有|要) ?(什么|啥) (忌讳|忌口|过敏|注意|要注意)",
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
      make: (said) => ({ kind: "notes.show", who: whoOf(said), about: aboutOf(said.text) }),
      cost: 0.3,
    },
    {
      say: [
        "?刚才 @wrong ?应该 是 {who}",
        "?刚才 @wrong ?应该 是 {who} 不是 {who:wrong}",
        "?刚才 不是 {who:wrong} ?是 {who}",
        "是 {who} 不是 {who:wrong}",
        "@wrong {who}",
        "刚才 ?那个 应该 是 {who}",
        "(刚刚|刚才|刚)? (那条|那个|上一条|那笔) @wrong ?应该 ?是 {who} ?的",
        "(刚刚|刚才|刚)? (那条|上一条|那笔) ?应该 是 {who} ?的",
        "@wrong ?@wrong 是 {who} ?的",
        "@wrong ?应该 (记给|给|记在|记到|算) {who} ?(名下|身上|头上|的)",
        "(不对|不是|错了) 是 {who} ?不是 {who:wrong}",
        "(应该|应) 是 {who} 不是 {who:wrong}",
        "?刚才 (那个|那条) ?(不是|错了) ?{who:wrong} 是 {who}",
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
        where: [{ field: "fact", like, kind: "preference" }],
        sort: null,
        limit: null,
        aggregate: null,
        base: "all",
        page: "first",
        show: [],
      };
}
/** 「可能怀孕了」「是不是对羊毛过敏」: guessed or asked, and not to be written down. */
const NOT_SURE =
  /^(?:是不是|是否|有没有|会不会|好像|可能|也许|应该|要是|如果|听说|大概|似乎|不会|估计|说不定|万一)|(?:吧|吗)$/u;
/** 「不吃辣的客户」 asks who. */
const OF_MANY = /的(?:客户|顾客|会员|客人|人|女客户|男客户)?(?:都?有?(?:哪些|谁|几个|几位|多少))?$/u;
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
  const text = (said.words("text") ?? "").replace(/^[:：\s]+/u, "");
  return /^(?:一[条下个笔])?$/u.test(text) ? null : { kind: "notes.add", who: whoOf(said), text };
}
function tags(said: Said, remove: boolean) {
  const words = (said.words("tag") ?? "")
    .split(/[、，,和\s]+/u)
    .map((tag) => tag.replace(/^(的|个|上)+|(这?[两三]个|的)?(标签)?$/gu, ""))
    .filter(
      (tag) =>
        tag !== "" && tag.length <= 20 && !/^(?:删|去|取消|移|谁|什么|怎么)|(?:删了|删掉|去掉|取消|拿掉)$/u.test(tag),
    );
  return words.length === 0 ? null : { kind: "notes.tag", who: whoOf(said), tags: words.slice(0, 8), remove };
}
/** 能不能帮我记一下她喜欢真丝吗: asked politely, and no question. */
const POLITE = /能不能|可不可以|可以|帮|麻烦/u;
function prefer(said: Said, words: string, dislike: boolean) {
  const value = POLITE.test(said.text) ? words.replace(/吗$/u, "") : words;
  if (/现在不|不(?:喜欢|爱)了/u.test(value)) return null;
  if (value === "" || /[谁哪什么吗啥几？?]|多大|多少/u.test(value)) return null;
  return { kind: "notes.prefer", who: whoOf(said), value, topic: topicOf(value), dislike };
}
function aboutOf(text: string): string | null {
  if (/忌|过敏|注意/u.test(text)) return "忌讳";
  if (/喜|爱|偏好/u.test(text)) return "喜好";
  if (/标签/u.test(text)) return "标签";
  if (/码|尺/u.test(text)) return "尺码";
  return null;
}
