// Names that begin with no surname: 米粒妈, 糖糖妈妈, Sophie姐, 芳姐, 婷婷姐, 阿珍, 小雅, 小王姐姐.
// A free letter or two are a name only where a name is likely to begin: at the head of a clause or after a known word.

import { eachMatch, holdsAny, isHan, isLatin, lettersOf } from "./letters.ts";
import { isAnySurname, isGivenName, isOtherWord, NOT_LATIN_NAMES } from "./people-words.ts";
import { wordAt, wordList, wordSet, wordsOfAt } from "./words.ts";

const split = (words: string) => words.split(" ");

/** By their child, as shops for mothers and babies call everybody. */
const KIN = split("妈妈 妈咪 麻麻 妈 爸爸 爸比 粑粑 爸 奶奶 爷爷 外婆 外公 姥姥 姥爷");
export const isKin = (title: string): boolean => KIN.includes(title);
/** Before a word of kin these make no nickname: 宝妈, 我爸, 年轻妈妈. */
const NO_CHILD =
  /(?:[妈爸爷奶婆公姥辣孕奶老干后继大姨舅姑婶亲虎准新她他你我咱谁您的们家姐哥总叔嫂妹弟士生师太友爱姻生]|年轻|新手|全职|单亲|职场|二胎|三胎|外国|养父|客户|会员|朋友|同学|闺蜜|对象|老公|老婆|儿子|女儿|孩子|宝宝|^宝|孙子|孙女)$/u;
/** Said twice they are no name: 看看妈妈. */
const isTwiceSaid = lettersOf(
  "看问说想谢聊试找查陪聚听等帮催记写发打送算讲刚常多每天人家个妈爸爷奶姥叔姨姑舅哥姐弟妹宝太先哈呵嘻对是好",
);
/** 多多, 天天 and 宝宝 are children's names before 妈 all the same. */
const isTwiceSaidOfChild = lettersOf("看问说想谢聊试找查陪等帮催记写打送算讲刚常每人家个妈爸爷奶姥叔姨姑舅哥姐弟妹是");

const SHORT_TITLES = split("姐 哥 姨 叔 嫂 婶 妹 总");
const LONG_TITLES = split("先生 女士 小姐 太太 老师 老板 阿姨 经理 姐姐 哥哥 妹妹 大姐 大哥 夫人 主任 医生 律师");
const FREE_TITLES = [...SHORT_TITLES, ...LONG_TITLES];
const freeTitles = wordList(FREE_TITLES);
const kin = wordList(KIN);
const everyTitle = wordList([...FREE_TITLES, ...KIN]);
const kinAt = (text: string, at: number): string | undefined => wordsOfAt(kin, text, at)[0];
/** Letters that turn a title into something else: 表姐, 副总, 女老师, 对先生. */
const isUntitled = lettersOf(
  "阿大小学师表堂空干亲老御帅副汇归加共主女男美班夫富新旧好各每全该此别哪对替向为跟与约请让叫由被帮问于把将同和给是扣送看查找姐哥姨叔嫂婶妹总弟爸妈爷奶客会员二三四五六七八九十",
);
/** What may stand in a girl's or boy's name of one letter after 小: 小雅, 小芳. */
const CALLED =
  "芳雅敏玲燕娜莉婷静丽倩欣琳雯颖薇佳媛萍梅霞娟英琴慧妍怡晴悦萌丹涛强勇杰磊鹏辉亮军斌超峰蓉莎菲露瑶琪钰茜岚璐珊菁彤蕾楠甜晶莲珍珠云凤洁艳";
const isCalled = lettersOf(CALLED);
const isCalledTwice = lettersOf(`${CALLED}思依圆盼蓓朵糖甜可果`);
/** 小洁面, 小云朵: longer words than the name. */
const NO_SMALL = wordSet(
  split("小洁面 小云朵 小珍珠 小珠 小露 小艳阳 小军装 小强度 小亮片 小超市 小甜品 小甜点 小可爱"),
);
/** 阿姨, 阿胶, 阿玛尼. */
const isAfterNoA = lettersOf("姨胶拉婆里迪玛哥根富尔伯公爷斯司甘弥奶妈爸嬷叔嫂婶的是啊了 ");

const COST = { twice: 0.2, titled: 0.06, child: 0.25, called: 0.25, oneLetterChild: 0.5, twoLettersTitled: 0.35 };

export interface NickText {
  text: string;
  /** Whether a name may begin here: the head of a clause, or a word ends here. */
  begins: Uint8Array;
  /** A word of the trade or a date lies over this stretch. */
  taken(start: number, end: number): boolean;
  who(start: number, end: number, cost: number): void;
}

export function addNicknames(said: NickText): void {
  const { text, begins } = said;
  if (holdsAny(text, isLatin)) eachMatch(LATIN, text, (match) => latin(said, match));
  for (let start = 0; start < text.length - 1; start++) {
    if (!isHan(text, start)) continue;
    if (text[start] === text[start + 1] && text[start - 1] !== text[start]) twice(said, start);
    if (isSmall(text, start)) small(said, start);
    if (begins[start] === 1) free(said, start);
  }
}
const LATIN = /(?<![a-z0-9])([小老阿]?)([a-z]{1,15})(?![a-z0-9])/gu;
const isSmall = lettersOf("小老阿");

function latin({ text, who }: NickText, { 0: whole, 1: before = "", 2: word = "", index }: RegExpExecArray): void {
  const end = index + whole.length;
  if (NOT_LATIN_NAMES.has(word)) return;
  const small = before !== "" && (word.length > 1 || !/[码号]/u.test(text[end] ?? ""));
  if (small) who(index, end, COST.twice);
  for (const title of wordsOfAt(everyTitle, text, end))
    if (!isAlways(text, end, title)) {
      who(index + before.length, end + title.length, COST.titled);
      if (small) who(index, end + title.length, COST.titled);
    }
}
/** 糖糖妈妈, 婷婷姐, 娜娜. */
function twice({ text, begins, who }: NickText, start: number): void {
  const end = start + 2;
  const kin = kinAt(text, end);
  if (kin !== undefined && !isTwiceSaidOfChild(text, start)) who(start, end + kin.length, COST.twice);
  if (isTwiceSaid(text, start)) return;
  for (const title of wordsOfAt(freeTitles, text, end)) who(start, end + title.length, COST.twice);
  if (kin === undefined && isCalledTwice(text, start) && begins[start] === 1) who(start, end, COST.called);
}
/** 小王姐姐, 老李哥, 阿珍, 小雅. */
function small({ text, taken, who }: NickText, start: number): void {
  if (isAnySurname(text, start + 1) && !isOtherWord(text, start + 1))
    for (const title of wordsOfAt(freeTitles, text, start + 2))
      if (!isAlways(text, start + 2, title)) who(start, start + 2 + title.length, COST.titled);
  if (text[start] === "阿" && !isAfterNoA(text, start + 1) && isGivenName(text, start + 1, start + 2))
    who(start, start + 2, COST.called);
  if (
    text[start] === "小" &&
    isCalled(text, start + 1) &&
    wordAt(NO_SMALL, text, start) === undefined &&
    !taken(start, start + 2)
  )
    who(start, start + 2, COST.called);
}
/** 米粒妈, 涵妈, 燕子姐, 芳姐. */
function free(said: NickText, start: number): void {
  const { text, taken, who } = said;
  for (let end = start + 1; end <= start + 3 && isHan(text, end - 1); end++) {
    const kin = kinAt(text, end);
    if (kin !== undefined && isChild(said, start, end)) {
      who(start, end + kin.length, end === start + 1 ? COST.oneLetterChild : COST.child);
      return;
    }
  }
  if (isOtherWord(text, start) || isUntitled(text, start) || !isGivenName(text, start, start + 1)) return;
  for (const title of wordsOfAt(freeTitles, text, start + 1))
    if (!taken(start, start + 1) && !isAlways(text, start + 1, title))
      who(start, start + 1 + title.length, COST.titled);
  if (isUntitled(text, start + 1) || !isGivenName(text, start + 1, start + 2) || taken(start, start + 2)) return;
  if (isShortTitle(text, start + 2)) who(start, start + 3, COST.twoLettersTitled);
}
const isShortTitle = lettersOf("姐哥姨");

function isChild({ text, taken }: NickText, start: number, end: number): boolean {
  const letters = text.slice(start, end);
  if (NO_CHILD.test(letters)) return false;
  if (isSize(text, start)) return letters.length === 2 && isGivenName(text, start + 1, end);
  if (taken(start, end)) return false;
  // 陈一诺妈妈: in a child's name even numbers stand.
  const name = letters.length === 3 ? letters.slice(1).replace("一", "") : letters.replace(/可(?=[乐心馨欣儿])/u, "");
  if (!isGivenName(name, 0, name.length)) return false;
  return letters.length === 3 ? isAnySurname(text, start) : !isUntitled(text, start);
}
const isSize = lettersOf("小大二");

/** vivi总是迟到: no title. */
function isAlways(text: string, end: number, title: string): boolean {
  return title === "总" && isAfterAlways(text, end + 1);
}
const isAfterAlways = lettersOf("是共会爱喜在要说来问能想觉嫌");
