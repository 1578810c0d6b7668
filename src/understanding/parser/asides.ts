// What is said beside the point in a clause of its own: 在线等, 老板催, 客人等着呢, 差点忘了说, 先记着, 不急, 留个底.
// Only whole clauses, as far as stops and typed blanks show: 「客人要」 inside a sentence is no aside. Never a denial, never
// what may itself be an order (好了, 算了, 忙完了) and never what puts in doubt what was said (没听清).
import { isApart, type Normalised } from "./normalise.ts";

const SOMEBODY =
  "(?:老板|老板娘|店长|领导|经理|区域|区经|督导|总部|公司|上面|财务|客人|客户|顾客|人家|她|他|我|同事|这边|那边|大家)";
const WHY = [
  `${SOMEBODY}(?:还|都|又|一直|正|就|现在|已经|也)*在?(?:等|催|要|问|急|要看|要查|想看|想知道|等着|催着|问着|催我|问我|等我|催了|要了|急着|着急|急用|旁边|面前|店里|店|这里|这|这儿|跟前|门口)(?:要|看|用|走|回话|答复|结账|付款|买单)?`,
  "(?:(?:我|今天|明天|下午|上午|晚上|一会儿?|等下|马上|这会儿?)*)?(?:要|得)?(?:开会|开早会|开晨会|早会|例会|晨会|做表|做报表|做汇报|汇报|写周报|写日报|写月报|写总结|做总结|交表|交作业|报数|盘点|对账|排班)(?:要|得)?(?:用|了|要)?",
  "(?:快|都|又|马上|已经)?(?:月底|月初|年底|周末|周一|下班|到点|放假|换季|双十一|大促)了",
];
const HASTE = [
  "急+(?:用|的|死了|得很|着用|着要)?",
  "[很挺好蛮比较有点特别非常着]{1,2}急的?",
  "(?:在线)?等(?:着)?(?:用|回复|答复|你|急)?",
  "(?:在线)?等?[挺很]急的?",
  "(?:搞|快|尽|赶)快(?:点|些|的)?",
  "快{1,4}(?:点|些)?",
  "(?:麻烦|请|辛苦)?(?:尽快|赶快|赶紧|快点|速度|速速|抓紧|马上|立刻|立马)(?:的|点)?",
  "我?(?:现在|今天|马上|立刻|等下|等会儿?|待会儿?|一会儿?)就?(?:要|用|得用)(?:用|看|发)?",
  "越快越好",
  "不(?:着)?急(?:的|哈)?",
  "(?:你)?慢慢来",
  "(?:有空|方便|不忙|得空|可以|行)的话",
  "有空(?:帮我|时)(?:看看|弄下|看下)?",
];
const FORGOT = [
  "(?:差点|刚才|刚刚|我|都|又|哦|啊|对了)*忘(?:记)?了?(?:跟你|和你|给你)?(?:说|讲|记|录|登记|登|报)?了?",
  "(?:哦|啊|诶)?(?:我)?差点(?:给)?忘(?:记)?了",
  "趁(?:着)?(?:我|现在|这会儿?)?(?:还)?(?:有空|记得|没忘|不忙|空)(?:着)?",
  "(?:我)?(?:怕|免得|省得|以免|别|千万别|可别|不要)(?:我|又|再|到时候?)?忘(?:记)?(?:了)?",
  "(?:我|有点|都|又|真)*(?:忘(?:记)?了|想不起来)了?",
  "别(?:给)?(?:我)?(?:记|弄|搞|录|写|发)?[错漏岔]了?",
  "(?:我)?先(?:去)?(?:忙|走|撤|下班|接客)了?",
  "(?:我|手|今天|刚|店里)*(?:有点|比较|太|好)(?:忙|累|乱)",
  "(?:新来的|新人|刚来)(?:不太|还不|不)?(?:懂|会|熟)",
  "我(?:是)?(?:新来的|新人|刚来的)",
];
const KEEP = [
  "(?:先|帮|帮我|帮忙|麻烦|给我|替我|你|请|都|也|得|要|一并|一起|全部?|统统|(?:这|那)?[一两几俩三四](?:条|笔|单|件事?|个|样))*(?:记|存|登|录|备注|登记|记录|录入|补|补充)(?:一下|下|上|着|下来|好|个|一笔|个事|个东西|在案|起来|到系统|进去|一条)?",
  "(?:补|补充|再来|再补|加|再加)(?:一|个)?(?:条|句|个|点)",
  "(?:存|入|归)档",
  "留(?:个|一个)?底",
  "以防万一",
  "(?:备|下次|以后|后面|到时候?|回头|后续)(?:要)?用(?:得上|得着)?",
  "(?:这个|这条|这点|这个事|这事)?(?:[很挺特别非常蛮比较]{1,2})?(?:重要|关键|要紧)(?:的)?",
  "(?:千万|一定|务必|可|请)?(?:注意|留意|当心|记住|记牢|记得)(?:一下|下|了|点)?",
];
const HEARD = [
  "(?:是|都是|这是)?(?:她|他|客人|客户|人家|对方|张姐)?(?:自己|亲口|本人|刚|刚刚|刚才|昨天|今天|上次|之前|微信|电话里?|聊天)*(?:里|时)?(?:说|讲|聊|问|提|告诉我|知道|聊到|提到|听到|听)(?:的|到的|起的|我的)",
  "(?:客人|客户|她|他|人家|老板|店长)(?:刚|刚刚|刚才)?(?:来)?(?:问|打听)(?:我|起)?",
  "(?:客人|客户|人)刚刚?(?:走|出门)(?:了)?|刚刚?(?:客人|人)?走(?:了)?",
];
const ASKING = [
  "(?:问|打听|请教|咨询|了解|请问|求助|求教)(?:你|您)?(?:一下|下|个事|一句|件事|个问题)",
  "想(?:问|打听|请教|咨询|了解)(?:你|您)?(?:一下|下|个事)",
  "(?:查|看|要|来|报|问|翻|拉)(?:一下|下|个|一个)(?:东西|数据?|人|信息|资料|事)",
  "(?:跟|和|给|同)(?:你|您)(?:说|讲|汇报|报)(?:一下|下|一声|个事|件事|一嘴)?",
  "先(?:说|讲|问|报|汇报)(?:一下|下|一声|一句)",
  "(?:还有|有|一|说|问|记|另|另外|再说)(?:一)?(?:个|件)(?:小)?事(?:儿|情)?",
  "顺(?:便|手|嘴|带)(?:问|说|查|记)?(?:一?下|一句|一嘴)?",
  "(?:请)?帮(?:我)?(?:个|一个|点)?忙",
  "(?:让|给)?我(?:想|要|来)?(?:看|瞅|瞧|查|了解|知道|看看|瞅瞅|瞧瞧|看一下|看下)",
  "(?:发|给|报|告诉|回|回复|跟)(?:给)?我(?:看看|看一下|看下|一下|一声|说|讲|说一声|说下)?(?!.*了)",
  "(?:帮忙|帮我|麻烦)?(?:看|查|弄|搞|整|办|操作|安排|处)(?:一下|下|看)",
  "(?:安排|弄|搞|整|走|办)(?:上|起)(?!了)",
  "(?:你|麻烦|记得|到时候?|帮我)*提醒提醒我",
  "(?:过完|过了)(?:周末|节|年|这周|国庆|中秋|春节)",
  "(?:可|行|好|成|中|能行|可以|能)(?:不(?:可以|行|好|成|中|能)?|吗|嘛|么)",
];
const WARMTH = [
  "(?:亲|亲爱的|宝|宝子|宝贝|姐妹|姐妹们|家人们|大佬|亲亲|小知|知客|小客|助手|小助手|机器人|小机器人|小秘书|管家)",
  "(?:嗯|哦|嗨|喂|早|哈|呵|嘿|嘻){1,4}|(?:再?来{1,4}|好|行)(?!了)",
  "(?:ok|okay|hi|hello|比心|爱你|么么哒?|笔芯|抱拳|合十|哈喽|在吗|在不在|在么)",
  "(?:谢|多谢|感谢|感激不尽|3q|thx|thanks|thank you|ths|蟹蟹|谢谢)(?:你|您|了|啦|哈|咯)*",
  "(?:麻烦|辛苦|拜托|有劳|劳烦)(?:你|您|了|啦|哈|一下|拜托)*",
  "(?:就|先|暂时|目前)*(?:这样|这些|这么多|这么着|这)",
  "(?:没|没有)别的(?:事)?了",
  "(?:那|这)(?:个|什么)啥?",
  "(?:我们|咱们|咱|本)?(?:用)?(?:系统|后台|店|电脑|手机|这)(?:里|上|边)?",
  "🙏+|👌+|❤️?|💕|😊+|🌹+",
];
const TAIL = "[哈啊呀呢哦噢啦嘛吧了的呗咯哟哇哒噻昂嗷鸭呐滴捏诶欸嗯么~～!！。.…]*";
const CALM = [...WHY, ...FORGOT, ...KEEP, ...HEARD, ...ASKING, ...WARMTH];
/** One or two of them; not any number, or 哈哈哈哈哈哈 would be taken apart in a thousand ways. */
const clause = (asides: readonly string[]) => {
  const one = `(?:${asides.join("|")})${TAIL}`;
  return new RegExp(`^${one}(?:${one})?$`, "u");
};
const ASIDE = clause([...CALM, ...HASTE]);
/** How pressing a complaint is, is part of it. */
const ASIDE_OF_COMPLAINT = clause(CALM);

/** 「知客张姐喜欢真丝」: spoken to by name, with no comma after it. */
const CALLED = /^(?:知客|小知客|小知|小客|小助手|助手|小机器人|机器人|小秘书)(?:你好|在吗)?(?=.{3})/u;

/** No aside is longer. */
const ASIDE_MAX = 14;
const STOPS = /[，,。；;！!？?\n、:：]/u;

export interface Aside {
  readonly start: number;
  readonly end: number;
}
/** Clauses that say nothing to do, by where they start and end in the plain text. */
export function readAsides(normal: Normalised): Aside[] {
  const { text } = normal;
  const aside = /投诉|客诉/u.test(text) ? ASIDE_OF_COMPLAINT : ASIDE;
  const found: Aside[] = [];
  let start = CALLED.exec(text)?.[0].length ?? 0;
  if (start > 0) found.push({ start: 0, end: start });
  for (let place = start + 1; place <= text.length; place++) {
    const stop = place === text.length || text[place] === " " || STOPS.test(text[place] as string);
    if (!stop && !isApart(normal, place)) continue;
    if (place > start && place - start <= ASIDE_MAX && aside.test(text.slice(start, place)))
      found.push({ start, end: place });
    // What follows a colon is to be kept or sent as it stands.
    if (text[place] === ":" || text[place] === "：") break;
    start = place;
    while (start < text.length && (text[start] === " " || STOPS.test(text[start] as string))) start++;
    place = Math.max(place, start);
  }
  // A message that is nothing else is answered as what it is.
  return found.length > 0 && found.reduce((sum, { start, end }) => sum + end - start, 0) < lettersOf(text) ? found : [];
}
const lettersOf = (text: string): number => [...text].filter((char) => char !== " " && !STOPS.test(char)).length;
