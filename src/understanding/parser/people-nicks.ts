// Names that begin with no surname: 米粒妈, 糖糖妈妈, Sophie姐, 芳姐, 婷婷姐, 阿珍, 小雅, 小王姐姐.
// A free letter or two are a name only where a name is likely to begin: at the head of a clause or after a known word.

const split = (words: string) => words.split(" ");

/** By their child, as shops for mothers and babies call everybody. */
const KIN = split("妈妈 妈咪 麻麻 妈 爸爸 爸比 粑粑 爸 奶奶 爷爷 外婆 外公 姥姥 姥爷");
export const isKin = (title: string): boolean => KIN.includes(title);
/** Before a word of kin these make no nickname: 宝妈, 我爸, 年轻妈妈. */
const NO_CHILD =
  /(?:[妈爸爷奶婆公姥辣孕奶老干后继大姨舅姑婶亲虎准新她他你我咱谁您的们家姐哥总叔嫂妹弟士生师太友爱姻生]|年轻|新手|全职|单亲|职场|二胎|三胎|外国|养父|客户|会员|朋友|同学|闺蜜|对象|老公|老婆|儿子|女儿|孩子|宝宝|^宝|孙子|孙女)$/u;
/** Said twice they are no name: 看看妈妈. */
const TWICE_SAID =
  /[看问说想谢聊试找查陪聚听等帮催记写发打送算讲刚常多每天人家个妈爸爷奶姥叔姨姑舅哥姐弟妹宝太先哈呵嘻对是好]/u;
/** 多多, 天天 and 宝宝 are children's names before 妈 all the same. */
const TWICE_SAID_OF_CHILD = /[看问说想谢聊试找查陪等帮催记写打送算讲刚常每人家个妈爸爷奶姥叔姨姑舅哥姐弟妹是]/u;

const SHORT_TITLES = split("姐 哥 姨 叔 嫂 婶 妹 总");
const LONG_TITLES = split("先生 女士 小姐 太太 老师 老板 阿姨 经理 姐姐 哥哥 妹妹 大姐 大哥 夫人 主任 医生 律师");
const FREE_TITLES = [...SHORT_TITLES, ...LONG_TITLES];
const firstLetters = (words: readonly string[]) => new Set(words.map((word) => word[0]));
const TITLES_BEGIN = firstLetters(FREE_TITLES);
const KIN_BEGINS = firstLetters(KIN);
/** Most places hold no title: their letters are looked at first. */
const titlesAt = (text: string, at: number): readonly string[] =>
  TITLES_BEGIN.has(text[at] as string) ? FREE_TITLES.filter((title) => text.startsWith(title, at)) : [];
const kinAt = (text: string, at: number): string | undefined =>
  KIN_BEGINS.has(text[at] as string) ? KIN.find((word) => text.startsWith(word, at)) : undefined;
/** Letters that turn a title into something else: 表姐, 副总, 女老师, 对先生. */
const NO_TITLED =
  /[阿大小学师表堂空干亲老御帅副汇归加共主女男美班夫富新旧好各每全该此别哪对替向为跟与约请让叫由被帮问于把将同和给是扣送看查找姐哥姨叔嫂婶妹总弟爸妈爷奶客会员二三四五六七八九十]/u;
/** What may stand in a girl's or boy's name of one letter after 小: 小雅, 小芳. */
const CALLED =
  "芳雅敏玲燕娜莉婷静丽倩欣琳雯颖薇佳媛萍梅霞娟英琴慧妍怡晴悦萌丹涛强勇杰磊鹏辉亮军斌超峰蓉莎菲露瑶琪钰茜岚璐珊菁彤蕾楠甜晶莲珍珠云凤洁艳";
const CALLED_TWICE = new Set(`${CALLED}思依圆盼蓓朵糖甜可果`);
/** 小洁面, 小云朵: longer words than the name. */
const NO_SMALL = /^(?:小洁面|小云朵|小珍珠|小珠|小露|小艳阳|小军装|小强度|小亮片|小超市|小甜品|小甜点|小可爱)/u;
/** 阿姨, 阿胶, 阿玛尼. */
const NO_A = /[姨胶拉婆里迪玛哥根富尔伯公爷斯司甘弥奶妈爸嬷叔嫂婶的是啊了 ]/u;

const COST = { twice: 0.2, titled: 0.06, child: 0.25, called: 0.25, oneLetterChild: 0.5, twoLettersTitled: 0.35 };

export interface NickText {
  text: string;
  /** Whether a name may begin here: the head of a clause, or a word ends here. */
  begins(start: number): boolean;
  /** Letters that may stand in a given name. */
  isGiven(letters: string): boolean;
  /** A word of the trade or a date lies over this stretch. */
  taken(start: number, end: number): boolean;
  isOtherWord(start: number): boolean;
  isSurname(letter: string): boolean;
  isNoLatinName(word: string): boolean;
  who(start: number, end: number, cost: number): void;
}

export function addNicknames(said: NickText): void {
  const { text, begins, isGiven, taken, isOtherWord, isSurname, isNoLatinName, who } = said;
  for (const match of text.matchAll(/(?<![a-z0-9])([小老阿]?)([a-z]{1,15})(?![a-z0-9])/gu)) latin(match);
  for (let start = 0; start < text.length - 1; start++) {
    if (!/\p{Script=Han}/u.test(text[start] as string)) continue;
    if (text[start] === text[start + 1] && text[start - 1] !== text[start]) twice(start);
    if (/[小老阿]/u.test(text[start] as string)) small(start);
    if (begins(start)) free(start);
  }

  function latin(match: RegExpExecArray): void {
    const [whole, before = "", word = ""] = match;
    const end = match.index + whole.length;
    if (isNoLatinName(word)) return;
    const small = before !== "" && (word.length > 1 || !/[码号]/u.test(text[end] ?? ""));
    if (small) who(match.index, end, COST.twice);
    const start = match.index + before.length;
    for (const title of [...FREE_TITLES, ...KIN])
      if (text.startsWith(title, end) && !isAlways(end, title)) {
        who(start, end + title.length, COST.titled);
        if (small) who(match.index, end + title.length, COST.titled);
      }
  }
  /** 糖糖妈妈, 婷婷姐, 娜娜. */
  function twice(start: number): void {
    const end = start + 2;
    const letter = text[start] as string;
    const kin = kinAt(text, end);
    if (kin !== undefined && !TWICE_SAID_OF_CHILD.test(letter)) who(start, end + kin.length, COST.twice);
    if (TWICE_SAID.test(letter)) return;
    for (const title of titlesAt(text, end)) who(start, end + title.length, COST.twice);
    if (kin === undefined && CALLED_TWICE.has(letter) && begins(start)) who(start, end, COST.called);
  }
  /** 小王姐姐, 老李哥, 阿珍, 小雅. */
  function small(start: number): void {
    const letter = text[start + 1] as string;
    if (isSurname(letter) && !isOtherWord(start + 1))
      for (const title of titlesAt(text, start + 2))
        if (!isAlways(start + 2, title)) who(start, start + 2 + title.length, COST.titled);
    if (text[start] === "阿" && !NO_A.test(letter) && isGiven(letter)) who(start, start + 2, COST.called);
    if (
      text[start] === "小" &&
      CALLED.includes(letter) &&
      !NO_SMALL.test(text.slice(start)) &&
      !taken(start, start + 2)
    )
      who(start, start + 2, COST.called);
  }
  /** 米粒妈, 涵妈, 燕子姐, 芳姐. */
  function free(start: number): void {
    for (const size of [1, 2, 3]) {
      const end = start + size;
      const letters = text.slice(start, end);
      if (letters.length < size || !/^\p{Script=Han}+$/u.test(letters)) break;
      const kin = kinAt(text, end);
      if (kin !== undefined && isChild(letters, start)) {
        who(start, end + kin.length, size === 1 ? COST.oneLetterChild : COST.child);
        return;
      }
    }
    const [first = "", second = ""] = text.slice(start, start + 2);
    if (isOtherWord(start) || NO_TITLED.test(first) || !isGiven(first)) return;
    for (const title of titlesAt(text, start + 1))
      if (!taken(start, start + 1) && !isAlways(start + 1, title)) who(start, start + 1 + title.length, COST.titled);
    if (NO_TITLED.test(second) || !isGiven(second) || taken(start, start + 2)) return;
    for (const title of ["姐", "哥", "姨"])
      if (text.startsWith(title, start + 2)) who(start, start + 2 + title.length, COST.twoLettersTitled);
  }
  function isChild(letters: string, start: number): boolean {
    if (NO_CHILD.test(letters)) return false;
    if (/^[小大二]/u.test(letters)) return letters.length === 2 && isGiven(letters[1] as string);
    if (taken(start, start + letters.length)) return false;
    // 陈一诺妈妈: in a child's name even numbers stand.
    if (letters.length === 3) return isSurname(letters[0] as string) && isGiven(letters.slice(1).replace("一", ""));
    return isGiven(letters.replace(/可(?=[乐心馨欣儿])/u, "")) && !NO_TITLED.test(letters[0] as string);
  }
  /** vivi总是迟到: no title. */
  function isAlways(end: number, title: string): boolean {
    return title === "总" && /[是共会爱喜在要说来问能想觉嫌]/u.test(text[end + 1] ?? "");
  }
}
