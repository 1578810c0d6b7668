// Finds how a sentence names people: full names, surname and title, pronouns, ordinals, phone tails.
// It says only what was said; who that is, code decides later among the speaker's own customers.
import { normalise } from "./normalise.ts";
import type { NumberSpan } from "./numbers-span.ts";
import { addNicknames, isKin } from "./people-nicks.ts";
import { addSpan, type Lattice, type Span } from "./span.ts";
import { holdsWordAt, indexWords, wordsAt } from "./vocabulary.ts";

const split = (words: string) => words.split(" ");

/** Surnames by frequency; enough for 98 % of people. */
const SURNAMES = new Set(
  "王李张刘陈杨黄吴赵周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧肖蔡潘田董袁于余蒋叶杜苏魏程吕丁沈任姚卢钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白毛江闫薛尹付段雷黎史龙钱贺陶顾龚郝邵万严洪赖武傅莫孔汤向常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申殷詹欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童毕单裴霍成涂谷曲盛翁路骆娄屈饶凌祁柴鲍喻覃辛管卜游冉苗佟桂邬隋古褚窦时华季项祖蒙桑艾尤甄滕闵柏窦卞邝岑蔺阎谌冼蒲裘缪栾邸臧虞荆敖晏屠郏厉仇鄢佘阚仝芦苟",
);
/** Rarer ones, that begin other words as often: names only where a title follows (闵总, 费姐). */
const TITLED_SURNAMES = new Set(
  "闵费宣缪廉虞蔺阎栾卞仇佘冼匡邝麦谌储晏蒲敖岑戚奚邸冀鞠晁郜巩荆池宫苑郎茅尧厉沙佐丛巫仲卜简楼房",
);
/** Words of every day as well: names only before a title that nothing else has (计先生, 米姐), and no 总 (预计总额). */
const CLEARLY_TITLED = new Set(
  "刁计米蔚苟车税敬连蓝练束牧郁竺边卓权商宿冷辜揭牟狄禹粟胥花茹荀靳麻鹿丰代吉寇寿尉惠扈景暨木楚沐燕迟郦阙雍幸满原国海山洛苍荣浦红青香公门元云展支智",
);
const CLEAR_TITLES = new Set(split("姐 哥 先生 女士 小姐 太太 阿姨 老师"));
const NO_SURNAME_AFTER = /[会设统合累预估共小总家]/u;
const COMPOUND_SURNAMES = new Set(
  split(
    "欧阳 上官 司马 诸葛 司徒 东方 皇甫 尉迟 公孙 慕容 夏侯 端木 令狐 南宫 宇文 长孙 独孤 呼延 万俟 轩辕 澹台 申屠 百里",
  ),
);

/** True for 张丽华 and 欧阳雪, and for any other word that begins with such a character. */
export function beginsWithSurname(text: string): boolean {
  return SURNAMES.has(text[0] as string) || COMPOUND_SURNAMES.has(text.slice(0, 2));
}

/** Hardly anybody's, or everyday words besides: full names of three letters where a name may begin (郗雨桐, 麦子琪). */
const RARE_SURNAMES = new Set([
  ..."米计刁霍车房门郗麦简池冀逯邰戚宗瞿应边姬查楼储燕粟滕苑隗官封惠南班原满位权花都全佟师席景水阳农扈习敬强连",
  ...TITLED_SURNAMES,
]);

/** 张太满意, 小王太忙: too much of something, and no lady. */
const TOO =
  /^(?:多(?!少)|[太满高贵大小长短少胖瘦紧松忙累久早晚远近好美爱喜浮难厚薄硬软热冷急慢快老旧重轻花艳素可不深浅暗亮宽窄能懂客厉]|会[说做来聊玩]|过[于分]|开[心朗放]|生[气硬疏]|合[身适脚]|讨[厌人喜]|想(?![买要看找换订]))/u;

/** What follows a surname in address. */
export const TITLES = split(
  "太 园长 馆长 厂长 站长 队长 村长 镇长 部长 科长 组长 班长 护士 护士长 博士 所长 行长 总监 教练 大姨 姑姑 婆婆 外婆 " +
    "舅舅 嬢嬢 阿婆 伯母 阿伯 姑娘 老太 小姐姐 大嫂 嫂子 大婶 大叔 婶婶 婶子 师母 工程师 " +
    "姐 哥 总 姨 叔 叔叔 阿姨 大姐 大哥 先生 女士 小姐 太太 夫人 老师 老板 医生 经理 主任 奶奶 " +
    "爷爷 妈 妈妈 爸 姐姐 哥哥 同学 师傅 董 局 处 妹 妹妹 弟 婶 伯 大妈 大爷 工 律师 教授 院长 " +
    "校长 律 老太太 大夫 美女 帅哥 妹子 老板娘 伯伯 会长 局长 处长 董事长 嫂 爷 导",
);
const OWN_TITLES = split("女士 小姐 姐 哥 总 老师 阿姨 经理");
const TITLE_SET = new Set(TITLES);
const RARE_TITLES = new Set(
  split("姐 哥 总 姨 叔 阿姨 大姐 大哥 先生 女士 小姐 太太 老师 老板 医生 经理 主任 奶奶 爷爷 妈 妈妈 婶 嫂 太"),
);
/** After these nothing belongs to the name any more: 陈总公司, 李姐鞋码. */
const CLOSING_TITLES = new Set(["姐", "哥", "总", "姨", "叔"]);
const PRONOUNS = split(
  "她 他 ta 这位 那位 这个客户 那个客户 这位客户 这客户 该客户 刚才那个 刚才那位 刚刚那个 刚刚那位 " +
    "上一个 上一位 本人 人家 这个人 刚说的那个 最后一个 最后一位 上面那个 那位客户 上个 刚那个 刚才那个客户 刚才那个人 刚才说的那个 " +
    "该会员 此客户 那人 这人",
);
const PLURALS = split("她们 他们 这些人 这几个 这几位 这些客户 这些 上面这些 上面几个 以上这些 这批");

/** Words that begin like a surname but are none. */
const NOT_NAMES = split(
  "金卡 银卡 高兴 安排 方便 白色 黄色 马上 周一 周二 周三 周四 周五 周六 周日 周天 周末 周年 " +
    "万一 常来 常客 成交 成功 成为 包包 单子 单价 单笔 关于 关怀 关心 关注 左右 古早 游泳 文字 " +
    "夏天 夏季 夏装 田里 江苏 江西 石家庄 安全 安静 向来 温柔 温度 康复 施工 易购 方案 方式 任何 " +
    "任务 程度 余额 于是 何时 何人 何处 高于 高价 高级 高消费 高频 高端 高的 钱包 钱多 钱数 路过 " +
    "成本 成都 毛衣 毛呢 毛利 白衬衫 黄金 雷同 龙年 马年 牛年 严重 严格 洪水 武汉 孔子 常规 常常 " +
    "齐全 连衣裙 关系 管理 包括 包邮 包裹 尚未 凌晨 万元 万块 万的 元旦 方法 方向 秦皇岛 徐汇 黄浦 " +
    "杨浦 宁波 苏州 杭州 广州 郑州 徐州 常州 温州 贺卡 贺礼 贺年 祝福 祝贺 祝她 祝他 祝你 程序 " +
    "张罗 谢谢 谢啦 谢了 左边 许多 许久 喻为 安心 文件 文案 应该 盛大 管用 纪念 纪录 康乃馨 金额 " +
    "钟头 钟表 毕竟 毕业 童装 曲线 单身 单独 单品 单号 成人 成了 高考 白天 万圣 石头 夏末 段时间 " +
    "时间段 沈阳 游客 柳州 桂林 梅花 兰州 古镇 辛苦 曾经 石榴 花钱 段子 金牌 银行 钱都 关门 关店 " +
    "常用 常买 万多 高跟 高领 毛巾 白酒 包子 包装 包场 单据 单凭 车上 成品 成衣 方才 安装 左手 " +
    "于今 程晓得 严选 安利 黄牛 雷雨 鲍鱼 骆驼 司机 时候 时尚 时髦 车子 项链 应付 应酬 和她 和他 " +
    "冷淡 冷热 甘愿 卓越 明天 明年 明早 明晚 明后 项目 庄重 季度 季末 查询 查看 查一 边上 温馨 " +
    "成交额 凌乱 龙井 江浙 江边 施华 万能 万科 银色 金色 白领 黄昏 常年 毛病 段位 单反 任性 水果 " +
    "花费 花了 花得 舒服 舒适 单位 计划 简单 忽略 忘掉 忘记 安慰 安抚 解释 时段 高峰 成绩 常见 严禁 应季 童鞋 史上 " +
    "坚果 过敏 管他 家具 单子 单整 花生 花粉 牛奶 牛肉 羊毛 石材 金属 银联 时常 边走 方才 万能 全款 何必",
);

/** Characters that hardly ever stand in a given name but often follow a surname-like character. */
const NOT_IN_NAMES = new Set(
  "的了是有在对买来到去说要给和跟没不也都还就把被让问叫打发送记提退换查看找过吗呢吧啊呀哦她他我你您们这那哪几多少个位名今明昨后前上下周月年日号天点半早晚一二三四五六七八九十百千万0123456789元块次姓喜欢爱生穿用会能可以人女男客卡店家里家备注最超高低，,。；;！!？?、:： 电很刚曾先再又总得着住址鞋码",
);
/** 李娜加200积分, 白洁转何静: what is done next is no second letter of the name. */
const NOT_LAST_IN_NAMES = /[加转祝扣约付拿办兑嫌带补订降刷存]$/u;
/** Latin words that are no names. */
const NOT_LATIN_NAMES = new Set(
  split(
    "pay paid pays vip svip top app ai wifi yes no hi hello help bye undo thank thanks you ok wow pls please the and xs xl xxl xxxl system admin user assistant prompt ignore all previous instructions customer customers select drop delete update insert table from where sql json http https www com script null true false test show list send message messages call phone remind reminder birthday bought buy buys buying likes like love loves card gold silver diamond member members order orders sales today tomorrow yesterday week month year new visit visits visited came come size note tag done next more thx sorry good morning afternoon night bag dress coat shoes me my this that can please what who when how",
  ),
);

// Costs, in units of one unexplained character: how unlikely it is that the words name a person at all.
const COST = {
  known: 0,
  pronoun: 0.02,
  titled: 0.05,
  // 这些人 more often narrows a question than it names somebody.
  several: 0.3,
  ordinal: 0.05,
  phone: 0.2,
  tail: 0.3,
  nick: 0.35,
  nickAfterTo: 0.15,
  titledName: 0.4,
  latin: 0.5,
  fullName: 0.7,
  shortName: 0.75,
  rareName: 0.9,
  givenName: 1.2,
} as const;

/** 给老陈, 问小李: somebody must follow. */
const TO_SOMEBODY = /[给跟和问约帮找陪催看查]/u;

export interface PeopleHints {
  /** Names and aliases known to be visible customers' and to occur in this sentence. */
  known: readonly string[];
  /** Colleagues' names: customers only when known as such. */
  staff: readonly string[];
}

interface Named {
  start: number;
  end: number;
  value: string | null;
  cost: number;
}

export function addPeople(
  lattice: Lattice,
  hints: PeopleHints,
  numbers: readonly NumberSpan[],
  taken: (start: number, end: number) => boolean,
): void {
  const { text } = lattice;
  const found: Named[] = [];
  const known = hints.known.map((name) => normalise(name).text);
  const colleagues = new Set(hints.staff.filter((name) => !known.includes(name)));
  const who = (start: number, end: number, cost: number, value: string | null = null) => {
    if (!colleagues.has(text.slice(start, end))) found.push({ start, end, value, cost });
  };

  const insideKnown = new Set<number>();
  for (const [index, name] of known.entries())
    each(text, name, (start) => {
      const end = start + name.length;
      who(start, end, COST.known, hints.known[index]);
      for (let inside = start + 1; inside < end; inside++) insideKnown.add(inside);
      // Not 先生 or 妈妈, which may be her husband or her mother.
      for (const title of OWN_TITLES)
        if (text.startsWith(title, end)) who(start, end + title.length, COST.known, hints.known[index]);
    });
  fixedForms(text, numbers, who, lattice);
  const begins = beginnings(lattice);
  /** 糖糖妈妈, 小王姐姐: where these are, the shorter 糖糖 and 小王 are no guess any more. */
  const nickEnds = new Map<number, number>();
  addNicknames({
    text,
    begins,
    isGiven: isGivenName,
    taken,
    isOtherWord: (start) => isOtherWord(text, start),
    isSurname: (letter) => SURNAMES.has(letter) || RARE_SURNAMES.has(letter),
    isNoLatinName: (word) => NOT_LATIN_NAMES.has(word),
    who: (start, end, cost) => {
      if (insideKnown.has(start) || known.some((name) => text.startsWith(name, start))) return;
      nickEnds.set(start, Math.max(end, nickEnds.get(start) ?? 0));
      who(start, end, cost);
    },
  });
  for (let start = 0; start < text.length; start++) {
    surnameAt(start);
    givenNameAt(start);
  }
  for (const match of text.matchAll(/(?<![a-z0-9])[a-z]{3,15}(?: [a-z]{2,15})?(?![a-z0-9])/gu))
    if (
      !match[0].split(" ").some((word) => NOT_LATIN_NAMES.has(word)) &&
      !taken(match.index, match.index + match[0].length)
    )
      who(match.index, match.index + match[0].length, COST.latin);
  for (const match of text.matchAll(/姓(\p{Script=Han}{1,2})/gu)) {
    const length = COMPOUND_SURNAMES.has(match[1] as string) ? 2 : 1;
    addSpan(lattice, { type: "surname", start: match.index + 1, end: match.index + 1 + length, value: null, cost: 0 });
  }
  for (const match of text.matchAll(/(\p{Script=Han})姓(?=的|客户|会员|顾客|女|男)/gu))
    if (SURNAMES.has(match[1] as string))
      addSpan(lattice, { type: "surname", start: match.index, end: match.index + 1, value: null, cost: 0 });
  for (const pair of pairs(text, found)) found.push(pair);
  found.push(...withStanding(text, found));
  for (const { start, end, value, cost } of [...found])
    if (AT_HOME.test(text.slice(end, end + 6)))
      found.push({
        start,
        end: text[end + 1] === "的" ? end + 2 : end + 1,
        value: value ?? text.slice(start, end),
        cost,
      });
  for (const { start, end, value, cost } of found)
    if (!isSumOfGoods(lattice, found, start, end)) addSpan(lattice, { type: "who", start, end, value, cost });

  function titledAt(start: number): void {
    const clearly = CLEARLY_TITLED.has(text[start] as string) && !NO_SURNAME_AFTER.test(text[start - 1] ?? "");
    const titles = TITLED_SURNAMES.has(text[start] as string) ? RARE_TITLES : clearly ? CLEAR_TITLES : null;
    if (titles === null || isOtherWord(text, start)) return;
    for (const size of [1, 2])
      if (start + 1 + size <= text.length && titles.has(text.slice(start + 1, start + 1 + size)))
        who(start, start + 1 + size, COST.titled);
  }
  function surnameAt(start: number): void {
    // 张丽华女士 is no 华女士.
    if (insideKnown.has(start)) return;
    const compound = COMPOUND_SURNAMES.has(text.slice(start, start + 2));
    const length = compound ? 2 : SURNAMES.has(text[start] as string) ? 1 : 0;
    if (length === 0) {
      titledAt(start);
      rareNameAt(start);
      if (
        /[小老阿]/u.test(text[start] as string) &&
        SURNAMES.has(text[start + 1] as string) &&
        !isOtherWord(text, start + 1) &&
        !nickEnds.has(start)
      )
        who(start, start + 2, TO_SOMEBODY.test(text[start - 1] ?? "") ? COST.nickAfterTo : COST.nick);
      return;
    }
    // 王芳很喜欢: where a name is known, no longer one is guessed.
    if (isOtherWord(text, start) || known.some((name) => text.startsWith(name, start))) return;
    for (const size of [1, 2]) {
      const end = start + length + size;
      if (end > text.length) break;
      const rest = text.slice(start + length, end);
      if (TITLE_SET.has(rest) && !(rest === "太" && TOO.test(text.slice(end, end + 2)))) who(start, end, COST.titled);
      else if (CLOSING_TITLES.has(rest[0] as string) || isTitledAt(start + length)) break;
      else if (isGivenName(rest) && !taken(start, end)) who(start, end, size === 1 ? COST.shortName : COST.fullName);
      // 王丽华姐, 张丽华女士: the title belongs to the name.
      if (isGivenName(rest))
        for (const title of TITLES)
          if (text.startsWith(title, end))
            // 陈一诺妈妈 is somebody else than 陈一诺.
            who(start, end + title.length, COST.titledName, isKin(title) ? null : text.slice(start, end));
    }
  }
  function rareNameAt(start: number): void {
    const end = start + 3;
    if (!RARE_SURNAMES.has(text[start] as string) || end > text.length || isOtherWord(text, start)) return;
    if (!begins(start) || !isGivenName(text.slice(start + 1, end)) || taken(start, end)) return;
    who(start, end, COST.rareName);
    for (const title of TITLES)
      if (text.startsWith(title, end))
        who(start, end + title.length, COST.titledName, isKin(title) ? null : text.slice(start, end));
  }
  /** 向陈总道歉: what looks like a surname is followed by one. */
  function isTitledAt(start: number): boolean {
    return SURNAMES.has(text[start] as string) && CLOSING_TITLES.has(text[start + 1] as string);
  }
  /** 思雨来了: two letters at the head of a clause that are no other word may be a given name. */
  function givenNameAt(start: number): void {
    if (start > 0 && !/[，,。；;！!？?、\n 给把跟和帮找查看]/u.test(text[start - 1] as string)) return;
    const end = start + 2;
    if ((nickEnds.get(start) ?? 0) > end) return;
    if (end < text.length && isGivenName(text.slice(start, end)) && !taken(start, end) && !isOtherWord(text, start))
      who(start, end, COST.givenName);
  }
}

/** 「张姐精华两瓶 1960」: four digits after goods are what they cost, where somebody was named before. */
function isSumOfGoods({ text, at }: Lattice, found: readonly Named[], start: number, end: number): boolean {
  if (end - start !== 4 || !/^\d{4}$/u.test(text.slice(start, end)) || !SUM_ENDS.test(text.slice(end))) return false;
  const from = start - (/[\s，,]$/u.test(text.slice(0, start)) ? 1 : 0);
  const isGoods = ({ type, start: begin, end: until }: Span) =>
    until === from &&
    (type === "category" || type === "@article" || (type === "@countWord" && COUNTED.test(text.slice(0, begin))));
  return at.flat().some(isGoods) && found.some((one) => one.cost <= COST.nick && one.end < from && one.end > from - 16);
}
const SUM_ENDS = /^(?:[\s，,。；;！!]|$|刷|微信|支付宝|现金|已付|记|录)/u;
const COUNTED = /[一两俩仨二三四五六七八九十\d]$/u;

/** 张姐家的女儿 is 张姐's daughter. */
const AT_HOME =
  /^家的?(?=女儿|儿子|闺女|姑娘|小姑娘|宝宝|宝贝|娃|孩子|小孩|小朋友|[大二三小]宝|老[大二三公婆人头太]|先生|太太|男人|爱人|[妈爸爷奶]|婆婆|公公|丈母娘|外[公婆孙]|孙[子女]|双胞胎|[弟妹哥姐]|亲戚|狗|猫|小[狗猫]|毛孩子|保姆|阿姨)/u;
/** Where a name is likely to begin: at the head of a clause, after a little word, after a date or a word of the trade. */
function beginnings({ text, at }: Lattice): (start: number) => boolean {
  const begins = Uint8Array.from(text, (_, start) =>
    start === 0 || BEFORE_NAME.test(text[start - 1] as string) ? 1 : 0,
  );
  for (const spans of at)
    for (const { type, start, end } of spans) if (type === "date" || end - start > 1) begins[end] = 1;
  return (start) => begins[start] === 1;
}
const BEFORE_NAME = /[，,。；;！!？?、:：\s给把跟和帮找查看替对约问叫让请为与向下将刚由我了是的送赠扣奖赔偿]/u;

/** Pronouns, ordinals and numbers: forms that need no guessing. */
function fixedForms(
  text: string,
  numbers: readonly NumberSpan[],
  who: (start: number, end: number, cost: number, value?: string | null) => void,
  lattice: Lattice,
): void {
  for (let start = 0; start < text.length; start++)
    wordsAt(FIXED, text, start, (end, types) => {
      // 上个月, and no person.
      if (text.startsWith("上个", start) && /[月周星礼季学]/u.test(text[end] ?? "")) return;
      if (text[start - 1] === "其" && /[他她]/u.test(text[start] as string)) return;
      const several = types.some(({ type }) => type === "several");
      if (!/^[她他]们/u.test(text.slice(start, end + 1)) || several)
        who(start, end, several ? COST.several : COST.pronoun);
    });
  for (const match of text.matchAll(/第([一二两三四五六七八九十\d]{1,3})(个|位|名|条)?(客户|人)?/gu))
    if (match[2] !== "条" && !/[页屏次回步]/u.test(text[match.index + match[0].length] ?? ""))
      who(match.index, match.index + match[0].length, COST.ordinal);
  for (const match of text.matchAll(
    /(?:(?:手机号码?|手机|电话号码|电话|号码)的?)?(?:尾号|[后末]四位|后4位|末尾|尾数|尾巴)(?:号码)?(?:是|为|:)?(\d{4})/gu,
  ))
    for (const end of tailEnds(text, match.index + match[0].length)) who(match.index, end, COST.known, match[1]);
  for (const match of text.matchAll(/(?<!\d)\d{4}(?!\d|元|块|年|-|\/|\.\d|w|k|万|千|次|个)/gu))
    for (const end of tailEnds(text, match.index + 4))
      who(match.index, end, COST.tail, end === match.index + 4 ? null : match[0]);
  for (const match of text.matchAll(/(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/gu)) {
    const [start, end] = [match.index, match.index + match[0].length];
    const phone = match[0].replace(/\D/g, "");
    who(start, end, COST.phone, phone);
    addSpan(lattice, { type: "phone", start, end, value: phone, cost: 0 });
  }
  for (const match of text.matchAll(SPOKEN_PHONE)) {
    const phone = [...match[0]].map((digit) => SPOKEN_DIGITS.indexOf(digit) % 10).join("");
    addSpan(lattice, { type: "phone", start: match.index, end: match.index + match[0].length, value: phone, cost: 0 });
  }
  for (const number of numbers)
    if (
      number.kind === "ordinal" &&
      number.text.startsWith("第") &&
      !/[次回单句步款版页屏段家]/u.test(text[number.end] ?? "")
    )
      who(number.start, number.end, COST.phone);
}
/** 老客户张姐: what she is to the shop stands before her name. */
const CALLED_OLD = /(?:老客户|老顾客|老会员|老客人|老主顾|老客|熟客|回头客)$/u;
function withStanding(text: string, found: readonly Named[]): Named[] {
  return found.flatMap((one) => {
    const before = one.cost > COST.fullName ? null : CALLED_OLD.exec(text.slice(Math.max(0, one.start - 4), one.start));
    return before === null
      ? []
      : [{ ...one, start: one.start - before[0].length, value: one.value ?? text.slice(one.start, one.end) }];
  });
}
/** 7735那位, 7735的客人: what says that the digits are somebody belongs to them. */
function tailEnds(text: string, end: number): number[] {
  const after = TAIL_GOES_ON.exec(text.slice(end, end + 7));
  return after === null ? [end] : [end, end + after[0].length];
}
const TAIL_GOES_ON =
  /^(?:的?[那这](?:位|个)(?:客户|顾客|会员|客人|女士|先生|小姐|阿姨|姐姐?|大姐|哥)?|的?(?:老?客户|顾客|会员|客人|女士|先生)(?!们))/u;
/** 一三八零零零零七七七七: a number as it is spoken. */
const SPOKEN_DIGITS = "零一二三四五六七八九〇幺";
const SPOKEN_PHONE =
  /(?<![零一二三四五六七八九〇幺])[一幺][三四五六七八九][零一二三四五六七八九〇幺]{9}(?![零一二三四五六七八九〇幺])/gu;
const FIXED = indexWords([
  { type: "one", words: PRONOUNS },
  { type: "several", words: PLURALS },
]);

const OTHER_WORDS = indexWords([{ type: "other", words: NOT_NAMES }]);
const isOtherWord = (text: string, start: number): boolean => holdsWordAt(OTHER_WORDS, text, start);

/** Most pairs of one sentence; a pasted list of names needs no more. */
const PAIRS_MAX = 20;
/** 张姐和王芳, 张姐、李姐: several people meant at once. */
function pairs(text: string, found: readonly Named[]): Named[] {
  const sure = found.filter(({ cost }) => cost <= COST.nick);
  const made: Named[] = [];
  for (const first of sure) {
    if (!/[和跟与、]/u.test(text[first.end] ?? "")) continue;
    for (const second of sure) {
      if (second.start !== first.end + 1 || made.length >= PAIRS_MAX) continue;
      made.push({ start: first.start, end: second.end, value: null, cost: first.cost + second.cost + COST.several });
    }
  }
  return made;
}

function isGivenName(text: string): boolean {
  for (const char of text) if (NOT_IN_NAMES.has(char) || !/\p{Script=Han}/u.test(char)) return false;
  return text.length === 1 || (text.length > 1 && !NOT_LAST_IN_NAMES.test(text));
}

function each(text: string, word: string, found: (start: number) => void): void {
  if (word === "") return;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) found(at);
}
