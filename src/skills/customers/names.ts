// Chinese names: how they sound, their surname, what a title says, how far apart two are.
// Pure; it never looks at who exists.
import { pinyin } from "pinyin-pro";

/**
 * Toneless pinyin with a blank between syllables, surnames read as surnames (单 shan, 曾 zeng): "chen si yu".
 * Latin letters and digits stay together in lower case; what has no sound is dropped. Stored with every name.
 */
export function pinyinOf(name: string): string {
  const runs = name.normalize("NFKC").match(/\p{Script=Han}+|[A-Za-z0-9]+/gu) ?? [];
  const sounds = runs.map((run, index) =>
    /[A-Za-z0-9]/.test(run)
      ? run.toLowerCase()
      : pinyin(run, { toneType: "none", surname: index === 0 ? "head" : "off", v: true }),
  );
  return sounds.join(" ");
}

// The surnames of nearly everybody. A given name said alone (思雨) is looked up as each of them plus the given name,
// which an index answers at once; a surname missing here only makes such a person be called by her whole name.
const SINGLE =
  "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白" +
  "邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包" +
  "宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费" +
  "卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚" +
  "皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊乌裘亓修" +
  "邰赫杭况那宿鲜印逯隆茹诸战慕危玉银亢嵇哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闪由";
const COMPOUND =
  "欧阳 上官 司马 诸葛 司徒 夏侯 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 东方 南宫 独孤 西门 东郭 百里 呼延 端木 申屠 轩辕 太史 闻人 万俟 濮阳 赫连 澹台 淳于 单于 钟离 公冶 闾丘 拓跋 第五 左丘 梁丘 纳兰 完颜".split(
    " ",
  );
export const SURNAMES: readonly string[] = [...COMPOUND, ...SINGLE];
const compound = new Set(COMPOUND);
const single = new Set(SINGLE);
/** How surnames sound, each once. */
export const SURNAME_SOUNDS: readonly string[] = [...new Set(SURNAMES.map(pinyinOf))];

/** 欧阳 of 欧阳娜娜, 王 of 王芳; null when it begins with no known surname. */
export function surnameOf(name: string): string | null {
  const two = name.slice(0, 2);
  if (compound.has(two)) return two;
  const one = name.slice(0, 1);
  return single.has(one) ? one : null;
}

/** What a title lets one guess. It never decides alone, it only breaks ties. */
export interface TitleHint {
  gender: "female" | "male" | null;
  /** older: 叔, 阿姨; younger: 同学, 小妹. */
  age: "older" | "younger" | null;
}

const TITLES: readonly (readonly [string, TitleHint["gender"], TitleHint["age"]])[] = [
  ["老太太", "female", "older"],
  ["大姐", "female", null],
  ["大哥", "male", null],
  ["阿姨", "female", "older"],
  ["叔叔", "male", "older"],
  ["大爷", "male", "older"],
  ["大妈", "female", "older"],
  ["奶奶", "female", "older"],
  ["爷爷", "male", "older"],
  ["伯伯", "male", "older"],
  ["女士", "female", null],
  ["先生", "male", null],
  ["小姐", "female", null],
  ["太太", "female", null],
  ["夫人", "female", null],
  ["老师", null, null],
  ["老板", null, null],
  ["老板娘", "female", null],
  ["经理", null, null],
  ["医生", null, null],
  ["大夫", null, null],
  ["主任", null, null],
  ["教授", null, null],
  ["律师", null, null],
  ["师傅", null, null],
  ["校长", null, null],
  ["院长", null, null],
  ["局长", null, null],
  ["处长", null, null],
  ["会长", null, null],
  ["董事长", null, null],
  ["同学", null, "younger"],
  ["美女", "female", null],
  ["帅哥", "male", null],
  ["妹妹", "female", "younger"],
  ["弟弟", "male", "younger"],
  ["妹子", "female", "younger"],
  ["姐", "female", null],
  ["哥", "male", null],
  ["叔", "male", "older"],
  ["姨", "female", "older"],
  ["婶", "female", "older"],
  ["嫂", "female", null],
  ["爷", "male", "older"],
  ["伯", "male", "older"],
  ["妈", "female", null],
  ["总", null, null],
  ["董", null, null],
  ["工", null, null],
  ["导", null, null],
  ["局", null, null],
  ["处", null, null],
  ["老", null, "older"],
  ["妹", "female", "younger"],
  ["弟", "male", "younger"],
];
const titles = [...TITLES].sort((a, b) => b[0].length - a[0].length);

export interface Titled {
  surname: string;
  hint: TitleHint;
}

/** 王叔, 陈总, 李女士, 小张, 老王, 欧阳老师 → surname and hint; null when it is no such form. */
export function titledName(said: string): Titled | null {
  const nick = /^(小|老|大|阿)(.{1,2})$/u.exec(said);
  if (nick) {
    const [, prefix, rest = ""] = nick;
    if (surnameOf(rest) === rest) {
      const age = prefix === "老" ? "older" : prefix === "小" ? "younger" : null;
      return { surname: rest, hint: { gender: null, age } };
    }
  }
  for (const [title, gender, age] of titles) {
    if (!said.endsWith(title)) continue;
    const rest = said.slice(0, -title.length).replace(/^[小老大](?=.)/u, "");
    if (rest !== "" && surnameOf(rest) === rest) return { surname: rest, hint: { gender, age } };
  }
  return null;
}

/** 张丽华姐, 王芳女士 → the name without its title; null when there is none to take off. */
export function withoutTitle(said: string): string | null {
  for (const [title] of titles) {
    const rest = said.slice(0, -title.length);
    // A one-letter title may be the name's own last letter (李工, 王伯); a name of two is kept whole.
    if (said.endsWith(title) && rest.length >= (title.length > 1 ? 2 : 3)) return rest;
  }
  return null;
}

// Sounds that speech recognition and southern ears mix up.
const MIXED: readonly (readonly [RegExp, string])[] = [
  [/^zh/, "z"],
  [/^ch/, "c"],
  [/^sh/, "s"],
  [/^z(?!h)/, "zh"],
  [/^c(?!h)/, "ch"],
  [/^s(?!h)/, "sh"],
  [/^l/, "n"],
  [/^n/, "l"],
  [/^h/, "f"],
  [/^f/, "h"],
  [/(?<=[aei])ng$/, "n"],
  [/(?<=[aei])n$/, "ng"],
];
/** A name has at most four syllables here, and only one of them is misheard. */
const VARIANTS_MAX = 24;

/** The pinyin of what may have been meant when one syllable was misheard: "lin yue" → "ling yue", "nin yue"…, itself left out. */
export function misheard(sounds: string): string[] {
  const syllables = sounds.split(" ");
  const variants = syllables.flatMap((syllable, index) =>
    MIXED.filter(([from]) => from.test(syllable)).map(([from, to]) =>
      syllables.with(index, syllable.replace(from, to)).join(" "),
    ),
  );
  return [...new Set(variants)].filter((variant) => variant !== sounds).slice(0, VARIANTS_MAX);
}

/** Whether one letter put in, left out or exchanged turns one name into the other. */
export function oneSlip(a: string, b: string): boolean {
  const long = [...(a.length >= b.length ? a : b)];
  const short = [...(a.length >= b.length ? b : a)];
  if (long.length - short.length > 1 || a === b) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start++;
  const rest = long.length === short.length ? short.slice(start + 1) : short.slice(start);
  return long.slice(start + 1).join("") === rest.join("");
}
