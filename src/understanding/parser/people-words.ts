// The words of names: surnames, titles, what stands in no given name, and words that only look like a name.
import { isHan, type Letters, lettersOf } from "./letters.ts";
import { wordAt, wordSet } from "./words.ts";

const split = (words: string) => words.split(" ");

/** Surnames by frequency; enough for 98 % of people. */
export const isSurname = lettersOf(
  "王李张刘陈杨黄吴赵周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧肖蔡潘田董袁于余蒋叶杜苏魏程吕丁沈任姚卢钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白毛江闫薛尹付段雷黎史龙钱贺陶顾龚郝邵万严洪赖武傅莫孔汤向常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申殷詹欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童毕单裴霍成涂谷曲盛翁路骆娄屈饶凌祁柴鲍喻覃辛管卜游冉苗佟桂邬隋古褚窦时华季项祖蒙桑艾尤甄滕闵柏窦卞邝岑蔺阎谌冼蒲裘缪栾邸臧虞荆敖晏屠郏厉仇鄢佘阚仝芦苟",
);
/** Rarer ones, that begin other words as often: names only where a title follows (闵总, 费姐). */
const TITLED_SURNAMES =
  "闵费宣缪廉虞蔺阎栾卞仇佘冼匡邝麦谌储晏蒲敖岑戚奚邸冀鞠晁郜巩荆池宫苑郎茅尧厉沙佐丛巫仲卜简楼房";
export const isTitledSurname = lettersOf(TITLED_SURNAMES);
/** Words of every day as well: names only before a title that nothing else has (计先生, 米姐), and no 总 (预计总额). */
export const isClearlyTitled = lettersOf(
  "刁计米蔚苟车税敬连蓝练束牧郁竺边卓权商宿冷辜揭牟狄禹粟胥花茹荀靳麻鹿丰代吉寇寿尉惠扈景暨木楚沐燕迟郦阙雍幸满原国海山洛苍荣浦红青香公门元云展支智",
);
export const CLEAR_TITLES = new Set(split("姐 哥 先生 女士 小姐 太太 阿姨 老师"));
export const isNoSurnameAfter = lettersOf("会设统合累预估共小总家");
/** Kin, callings and what is said to somebody: 学姐, 嗯姐, 给姐, 陪先生 name nobody, whatever stands before a title. */
export const isNoSurnameAtAll = lettersOf(
  "我你您她他它咱俺这哪几谁各每某表堂师学小大老阿亲空的是有没在给帮跟和与及或把被将问叫让请找看对替约陪带送随嫁爱买当做教为向要想去嗯哦啊好行哎喂嗨哈呀男女新旧姐哥叔姨妹弟两俩个些店厂院校部组总副",
);
/** 查女士 asks for all the ladies, 记阿姨 is told of an aunt: with these only a title that asks for nobody. */
export const isOrderToo = lettersOf("查记打");
/** Too rare to begin a name by themselves; beside a title they do. */
export const RARE_COMPOUNDS = wordSet(
  split("第五 西门 钟离 闻人 鲜于 淳于 濮阳 太叔 仲孙 赫连 纳兰 司空 完颜 东郭 南门 梁丘 左丘 拓跋 叶赫 宗政"),
);
/** 年总共, 年哥们: the title is part of a longer word. */
export const TITLE_GOES_ON =
  /^(?:总[共是计数算额体得会能部店结和价的业销营收客人量金消成复流]|姐[姐妹夫]|哥[哥们特]|董事|姨[妈夫])/u;
const COMPOUND_SURNAMES = wordSet(
  split(
    "欧阳 上官 司马 诸葛 司徒 东方 皇甫 尉迟 公孙 慕容 夏侯 端木 令狐 南宫 宇文 长孙 独孤 呼延 万俟 轩辕 澹台 申屠 百里",
  ),
);

export const hasCompoundSurname = (text: string, at: number): boolean =>
  wordAt(COMPOUND_SURNAMES, text, at) !== undefined;

/** True for 张丽华 and 欧阳雪, and for any other word that begins with such a character. */
export function beginsWithSurname(text: string): boolean {
  return isSurname(text, 0) || hasCompoundSurname(text, 0);
}

/** Hardly anybody's, or everyday words besides: full names of three letters where a name may begin (郗雨桐, 麦子琪). */
export const isRareSurname = lettersOf([
  ..."米计刁霍车房门郗麦简池冀逯邰戚宗瞿应边姬查楼储燕粟滕苑隗官封惠南班原满位权花都全佟师席景水阳农扈习敬强连",
  ...TITLED_SURNAMES,
]);

export const isAnySurname: Letters = (text, at) => isSurname(text, at) || isRareSurname(text, at);

/** 张太满意, 小王太忙: too much of something, and no lady. */
export const TOO =
  /^(?:多(?!少)|[太满高贵大小长短少胖瘦紧松忙累久早晚远近好美爱喜浮难厚薄硬软热冷急慢快老旧重轻花艳素可不深浅暗亮宽窄能懂客厉]|会[说做来聊玩]|过[于分]|开[心朗放]|生[气硬疏]|合[身适脚]|讨[厌人喜]|想(?![买要看找换订]))/u;

/** What follows a surname in address. */
export const TITLES = split(
  "太 园长 馆长 厂长 站长 队长 村长 镇长 部长 科长 组长 班长 护士 护士长 博士 所长 行长 总监 教练 大姨 姑姑 婆婆 外婆 " +
    "舅舅 嬢嬢 阿婆 伯母 阿伯 姑娘 老太 小姐姐 大嫂 嫂子 大婶 大叔 婶婶 婶子 师母 工程师 " +
    "姐 哥 总 姨 叔 叔叔 阿姨 大姐 大哥 先生 女士 小姐 太太 夫人 老师 老板 医生 经理 主任 奶奶 " +
    "爷爷 妈 妈妈 爸 姐姐 哥哥 同学 师傅 董 局 处 妹 妹妹 弟 婶 伯 大妈 大爷 工 律师 教授 院长 " +
    "校长 律 老太太 大夫 美女 帅哥 妹子 老板娘 伯伯 会长 局长 处长 董事长 嫂 爷 导",
);
/** Words that begin like a surname but are none. */
const NOT_NAMES = wordSet(
  split(
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
  ),
);
export const isOtherWord = (text: string, at: number): boolean => wordAt(NOT_NAMES, text, at) !== undefined;

/** Characters that hardly ever stand in a given name but often follow a surname-like character. */
const isInNoName = lettersOf(
  "的了是有在对买来到去说要给和跟没不也都还就把被让问叫打发送记提退换查看找过吗呢吧啊呀哦她他我你您们这那哪几多少个位名今明昨后前上下周月年日号天点半早晚一二三四五六七八九十百千万0123456789元块次姓喜欢爱生穿用会能可以人女男客卡店家里家备注最超高低，,。；;！!？?、:： 电很刚曾先再又总得着住址鞋码",
);
/** 李娜加200积分, 白洁转何静: what is done next is no second letter of the name. */
const isLastInNoName = lettersOf("加转祝扣约付拿办兑嫌带补订降刷存");
/** Latin words that are no names. */
export const NOT_LATIN_NAMES = new Set(
  split(
    "pay paid pays vip svip top app ai wifi yes no hi hello help bye undo thank thanks you ok wow pls please the and xs xl xxl xxxl system admin user assistant prompt ignore all previous instructions customer customers select drop delete update insert table from where sql json http https www com script null true false test show list send message messages call phone remind reminder birthday bought buy buys buying likes like love loves card gold silver diamond member members order orders sales today tomorrow yesterday week month year new visit visits visited came come size note tag done next more thx sorry good morning afternoon night bag dress coat shoes me my this that can please what who when how",
  ),
);

/** Whether a given name may stand there. */
export function isGivenName(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    if (isInNoName(text, at)) return false;
    if (isHan(text, at)) continue;
    // Of two codes.
    if (at + 2 > end || !RARE_HAN.test(text.slice(at, at + 2))) return false;
    at++;
  }
  return end > start && (end - start === 1 || !isLastInNoName(text, end - 1));
}
const RARE_HAN = /^\p{Script=Han}$/u;
