// Finds how a sentence names people: full names, surname and title, pronouns, ordinals, phone tails.
// It says only what was said; who that is, code decides later among the speaker's own customers.
import type { NumberSpan } from "./numbers.ts";
import { addSpan, type Lattice } from "./span.ts";

/** Surnames by frequency; enough for 98 % of people, compound ones included. */
const SURNAMES = new Set(
  "王李张刘陈杨黄吴赵周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧肖蔡潘田董袁于余蒋叶杜苏魏程吕丁沈任姚卢钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白毛江闫薛尹付段雷黎史龙钱贺陶顾龚郝邵万严洪赖武傅莫孔汤向常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申殷詹欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童毕单裴霍成涂谷曲曾盛翁路骆娄屈饶凌祁柴鲍喻覃辛管卜游冉苗佟桂邬隋古褚窦",
);
const COMPOUND = new Set([
  "欧阳",
  "上官",
  "司马",
  "诸葛",
  "司徒",
  "东方",
  "皇甫",
  "尉迟",
  "公孙",
  "慕容",
  "夏侯",
  "端木",
  "令狐",
  "南宫",
]);

/** What follows a surname in address. */
export const TITLES = [
  "姐",
  "哥",
  "总",
  "姨",
  "叔",
  "叔叔",
  "阿姨",
  "大姐",
  "大哥",
  "先生",
  "女士",
  "小姐",
  "太太",
  "夫人",
  "老师",
  "老板",
  "医生",
  "经理",
  "主任",
  "奶奶",
  "爷爷",
  "妈",
  "妈妈",
  "爸",
  "姐姐",
  "哥哥",
  "同学",
  "师傅",
  "董",
  "局",
  "处",
  "妹",
  "妹妹",
  "弟",
  "婶",
  "伯",
  "大妈",
  "大爷",
  "工",
  "律师",
  "教授",
  "院长",
  "校长",
  "律",
];
const TITLE_SET = new Set(TITLES);
const PRONOUNS = [
  "她",
  "他",
  "ta",
  "这位",
  "那位",
  "这个客户",
  "那个客户",
  "这位客户",
  "这客户",
  "该客户",
  "刚才那个",
  "刚才那位",
  "刚刚那个",
  "刚刚那位",
  "上一个",
  "上一位",
  "本人",
  "人家",
  "这个人",
  "刚说的那个",
];
const PLURALS = [
  "她们",
  "他们",
  "这些人",
  "这几个",
  "这几位",
  "这些客户",
  "这些",
  "上面这些",
  "上面几个",
  "以上这些",
  "这批",
  "这些人",
];

/** Words that begin like a surname but are none. */
const NOT_NAMES = [
  "金卡",
  "银卡",
  "高兴",
  "安排",
  "方便",
  "白色",
  "黄色",
  "马上",
  "周一",
  "周二",
  "周三",
  "周四",
  "周五",
  "周六",
  "周日",
  "周天",
  "周末",
  "周年",
  "万一",
  "常来",
  "常客",
  "成交",
  "成功",
  "成为",
  "包包",
  "单子",
  "单价",
  "单笔",
  "关于",
  "关怀",
  "关心",
  "关注",
  "左右",
  "古早",
  "游泳",
  "文字",
  "夏天",
  "夏季",
  "夏装",
  "田里",
  "江苏",
  "江西",
  "石家庄",
  "安全",
  "安静",
  "向来",
  "温柔",
  "温度",
  "康复",
  "施工",
  "易购",
  "方案",
  "方式",
  "任何",
  "任务",
  "程度",
  "余额",
  "于是",
  "何时",
  "何人",
  "何处",
  "高于",
  "高价",
  "高级",
  "高消费",
  "高频",
  "高端",
  "高的",
  "钱包",
  "钱多",
  "钱数",
  "路过",
  "成本",
  "成都",
  "毛衣",
  "毛呢",
  "毛利",
  "白衬衫",
  "黄金",
  "雷同",
  "龙年",
  "马年",
  "牛年",
  "严重",
  "严格",
  "洪水",
  "武汉",
  "孔子",
  "常规",
  "常常",
  "齐全",
  "连衣裙",
  "关系",
  "管理",
  "包括",
  "包邮",
  "包裹",
  "尚未",
  "凌晨",
  "万元",
  "万块",
  "万的",
  "元旦",
  "方法",
  "方向",
  "秦皇岛",
  "徐汇",
  "黄浦",
  "杨浦",
  "宁波",
  "苏州",
  "杭州",
  "广州",
  "郑州",
  "徐州",
  "常州",
  "温州",
  "贺卡",
  "贺礼",
  "贺年",
  "祝福",
  "祝贺",
  "祝她",
  "祝他",
  "祝你",
  "程序",
  "张罗",
  "谢谢",
  "谢啦",
  "谢了",
  "左边",
  "许多",
  "许久",
  "喻为",
  "安心",
  "文件",
  "文案",
  "应该",
  "盛大",
  "管用",
  "纪念",
  "纪录",
  "康乃馨",
  "金额",
  "钟头",
  "钟表",
  "毕竟",
  "毕业",
  "童装",
  "曲线",
  "单身",
  "单独",
  "单品",
  "单号",
  "成人",
  "成了",
  "高考",
  "白天",
  "万圣",
  "石头",
  "夏末",
  "段时间",
  "时间段",
  "沈阳",
  "游客",
  "柳州",
  "桂林",
  "梅花",
  "兰州",
  "古镇",
];

export interface PeopleHints {
  /** Names and aliases known to be visible customers' and to occur in this sentence. */
  known: readonly string[];
  /** Colleagues' names: never customers. */
  staff: readonly string[];
}

export function addPeople(
  lattice: Lattice,
  hints: PeopleHints,
  numbers: readonly NumberSpan[],
  taken: (start: number, end: number) => boolean,
): void {
  const { text } = lattice;
  const who = (start: number, end: number, cost: number, value = text.slice(start, end)) =>
    addSpan(lattice, { type: "who", start, end, value, cost });

  for (const name of hints.known) each(text, name, (start) => who(start, start + name.length, 0));
  for (const word of PRONOUNS) each(text, word, (start) => pronoun(start, word));
  for (const word of PLURALS) each(text, word, (start) => who(start, start + word.length, 0.05));
  for (let start = 0; start < text.length; start++) surnameAt(start);
  for (const match of text.matchAll(/第([一二两三四五六七八九十\d]{1,3})(个|位|名|条)?(客户|人)?/gu))
    if (match[2] !== "条") who(match.index, match.index + match[0].length, 0.05);
  for (const match of text.matchAll(
    /(?:手机|电话)?(?:尾号|后四位|末四位|尾数)(?:是|为)?(\d{4})(?:的?(?:客户|顾客|会员|那位|那个))?/gu,
  ))
    who(match.index, match.index + match[0].length, 0, match[1]);
  for (const match of text.matchAll(/(?<!\d)\d{4}(?!\d|元|块|年|-|\/|\.\d|w|k|万|千|次|个)/gu))
    who(match.index, match.index + 4, 0.3);
  for (const match of text.matchAll(/(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/gu)) {
    const phone = match[0].replace(/\D/g, "");
    who(match.index, match.index + match[0].length, 0.2, phone);
    addSpan(lattice, { type: "phone", start: match.index, end: match.index + match[0].length, value: phone, cost: 0 });
  }
  for (const number of numbers)
    if (number.kind === "ordinal" && number.text.startsWith("第")) who(number.start, number.end, 0.2);

  function pronoun(start: number, word: string): void {
    if ((word === "她" || word === "他") && text[start + 1] === "们") return;
    who(start, start + word.length, 0.02);
  }

  function surnameAt(start: number): void {
    const compound = COMPOUND.has(text.slice(start, start + 2));
    const length = compound ? 2 : SURNAMES.has(text[start] as string) ? 1 : 0;
    if (length === 0) {
      if (
        (text[start] === "小" || text[start] === "老" || text[start] === "阿") &&
        SURNAMES.has(text[start + 1] as string) &&
        !NOT_NAMES.some((word) => text.startsWith(word, start + 1))
      )
        who(start, start + 2, 0.35);
      return;
    }
    if (NOT_NAMES.some((word) => text.startsWith(word, start))) return;
    for (const size of [1, 2]) {
      const end = start + length + size;
      if (end > text.length) break;
      const rest = text.slice(start + length, end);
      if (TITLE_SET.has(rest)) who(start, end, 0.05);
      else if (isGivenName(rest) && !taken(start, end)) who(start, end, size === 1 ? 0.75 : 0.7);
    }
    // 王丽华姐, 张丽华女士: the title belongs to the name.
    for (const title of TITLES) {
      for (const size of [1, 2]) {
        const end = start + length + size;
        if (text.startsWith(title, end) && isGivenName(text.slice(start + length, end)))
          who(start, end + title.length, 0.4, text.slice(start, end));
      }
    }
  }
}

/** Characters that hardly ever stand in a given name but often follow a surname-like character. */
const NOT_IN_NAMES = new Set(
  "的了是有在买来到去说要给和跟没不也都还就把被让问叫打发送记提退换查看找过吗呢吧啊呀哦她他我你您们这那哪几多少个位名今明昨后前上下周月年日号天点半早晚一二三四五六七八九十百千万0123456789元块次姓喜欢爱生穿用会能可以人女男客卡店家里家备注最超高低，,。；;！!？?、:： 电",
);

function isGivenName(text: string): boolean {
  for (const char of text) if (NOT_IN_NAMES.has(char) || !/\p{Script=Han}/u.test(char)) return false;
  return text.length > 0;
}

function each(text: string, word: string, found: (start: number) => void): void {
  if (word === "") return;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) found(at);
}
