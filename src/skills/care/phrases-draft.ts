// How people ask for a message to one customer: who, what for, why, in any order.
import { whoOf } from "../../understanding/parser/build.ts";
import type { Phrase, Said } from "../../understanding/parser/grammar.ts";
import { endMadeOf } from "../../understanding/parser/made-of.ts";
import { BIRTHDAY, HOLIDAY } from "./phrases-words.ts";
import type { Occasion } from "./plan.ts";

const OCCASIONS: readonly { occasion: Occasion; words: RegExp }[] = [
  { occasion: "apology", words: /sorry|歉意|道个?歉|致歉|赔个?不是|赔个?[礼罪]|认个?错|对不[起住]|抱歉|不好意思/u },
  { occasion: "complaint", words: /投诉|客诉/u },
  { occasion: "birthday", words: new RegExp(BIRTHDAY, "u") },
  { occasion: "anniversary", words: /纪念日|周年/u },
  { occasion: "thanks", words: /感谢|谢谢|谢[一下过她他]|致谢|多谢|答谢|道谢|回访/u },
  { occasion: "holiday", words: new RegExp(HOLIDAY, "u") },
  {
    occasion: "winback",
    words:
      /召回|唤[醒回]|挽[回留]|没[再有]?(?:来|见|露|到店|进店|上门|动静|光顾|影|出现)|不来|不见|拉.?回|请.?回|回来[逛坐看转]|返来|流失|失联|跑了|别家/u,
  },
  {
    occasion: "replenish",
    words:
      /补货|复购|回购|续购|该[买补续换]|[喝用吃抹擦]完|见底|[用喝吃]光|[快要]没了|空瓶|补不补|[要再]不?要?[补续]|续|[用吃喝]得?差不多|用没了/u,
  },
  {
    occasion: "lead",
    words:
      /资料|新加的|刚加的|看[中上]|[没未]买|[没未]定|[没未]拿|[没未]下单|[没未]成交|[问咨].?过|咨询|试[过了穿]|考虑|犹豫|纠结|感兴趣|想买|意向|心动|跟进|跟一?[跟下]|勾|撩|再想想|再看看|比价/u,
  },
  {
    occasion: "promotion",
    words: /促销|活动|优惠|新品|新款|上新|打折|邀[请约]|预售|双十[一二]|618|特价|满减|到货|会员日|内购|沙龙|试用|新到/u,
  },
];
const occasionOf = (text: string): Occasion => OCCASIONS.find(({ words }) => words.test(text))?.occasion ?? "care";

/** The words of this request and no others of the sentence. */
function ownWords(said: Said): string {
  const start = Math.min(...said.captures.map((capture) => capture.start));
  const end = Math.max(...said.captures.map((capture) => capture.end));
  return said.text.slice(start, end);
}

const isMadeOf = (words: readonly string[]) => {
  const end = endMadeOf(words);
  return (text: string) => text !== "" && end(text) === 0;
};
const WHEN =
  "[今明后昨]天|大后天|[今明]晚|[下这本上]个?[周月]|周[一二三四五六日天末]|星期[一二三四五六日天]|马上|快要|就要|[快要就又都也是过的了吧呀啦到在近]|快到了|\\d+[号日月天]|[一二三四五六七八九十两几半]+[号月日天年]|[\\s，,]";
const BARE =
  "祝福|问候|消息|通知|短信|微信|信息|祝词|贺[词语卡]|文案|话术|提醒|说明|关怀|慰问|[话信句说条个段封词]|一[条个段句封下]|[两几]句|快乐|安康|说法|措辞|写|那个|这个|类|那种|好听|再|再来|顺便|另外|回来|来|吧|了|的|给|祝|她|他";
/** What is said besides the occasion says nothing: 明天生日, 冬至的, 半年没来. */
const saysNothing = isMadeOf([
  WHEN,
  BARE,
  BIRTHDAY.replace("(?!活)", ""),
  "结婚纪念日|结婚周年|纪念日|周年",
  HOLIDAY.replace("|[^时季]节(?![约省目奏])", "").replace("安康", "安康|节"),
  "感谢|谢谢|多谢|致谢|道个?歉|致歉|对不起|召回来?|唤醒|挽[回留]|跟进|回访|优惠|上新|新品|到货|活动",
]);
const tellsAbsence = isMadeOf([
  "都|已经|又|有|差不多|快|这|也|[她他]|好[久耐几长多]+|很久|许久|这么|那么|多|长时间|时间|[近一二两三四五六七八九十几半\\d大]|年|个月|月|个|星期|礼拜|周|天|阵子|段|小|多|来|没|没有|再|不|见|露面|露脸|到店|进店|上门|光顾|动静|人影|影|出现|人|过|了|的|[\\s，,]",
]);

const EMPTIED =
  /(?:估计|应该|差不多|可能|大概|快|已经|都|也|要|又|该|怕是|想必|[\s，,])*(?:见底|[用喝吃抹擦]完|[用喝吃]光|空瓶|没了|[补续买换]货?|用没|空|[喝用吃抹擦]?得差不多)了?(?:吧|呢)?$/u;
/** How it is to sound is not what it is about. */
const TONE = /(?:^|[\s，,])(?:语气|口气|写)?(?:要|得)?(?:再)?[^\s，,]{1,4}(?:一点|一些|点|些)儿?$/u;
const LENGTH =
  /[\s，,]+(?:别|不要|不用|甭)?(?:写得?|搞得?|弄得?)?(?:太|过于)?(?:长|啰嗦|罗嗦|多|肉麻|官方|正式|客套)(?:了|就行|就好)?$/u;
/** 先打草稿: what comes is a draft, always. */
const DRAFT_FIRST =
  /[\s，,]*(?:你|先|就|给我|帮我)*(?:打|写|拟|弄|出|做|来|起|整)?(?:一?[个份版下])?(?:草稿|初稿|底稿|草样)(?:先|出来|给我|看看|就行|就好|再说)*$/u;
/** 「句」「的话」 are left of 写句…的话, and say nothing; of what runs out only the article counts. */
function aboutOf(said: Said, occasion: Occasion): string | null {
  let about = (said.groupWords("about") ?? said.words("about") ?? "")
    .replace(/[\s，,]*(?:麻烦|劳驾|帮忙|[帮替给]我|给[她他]|你|请|就|再|顺便|另外|先|快)+$/u, "")
    .replace(/[\s，,]+(?:起草|写|拟|编)(?:一?[下条]|[几两]句)?$/u, "")
    .replace(/[\s，,]*你?(?:[写拟编]好?)?给?我先?(?:看看|看下|看一下|过目|瞧瞧|瞅瞅|过一眼|看一眼)$/u, "")
    .replace(/[\s，,]*你?[帮替给]?我?来?写(?:一下|下|吧)?$/u, "")
    .replace(DRAFT_FIRST, "")
    .replace(TONE, "")
    .replace(LENGTH, "")
    .replace(/^(?:给|帮|替)?(?:我们|咱们?|店里)(?=介绍|带|推荐|拉)/u, "")
    .replace(/^(句|的|说(?!明)|话)+|(的话|的|[那这]个|[那这]件事|[这那]事)$/gu, "")
    .trim();
  // 上回把花先生的镯子弄错了: whose is said beside it.
  if (said.has("who"))
    about = about.replace(`把${whoOf(said)}的`, "把").replace(/^(?:上回|上次|那天|之前|前几天)(?=把)/u, "");
  if (occasion === "replenish")
    about = about
      .replace(EMPTIED, "")
      .replace(/^(?:上次|上回|之前|[她他])?(?:买的?)?(?:[那这]?[一]?[瓶罐盒支包袋箱桶条]|的)?(?=.)/u, "");
  if (occasion === "thanks")
    about = about.replace(/^(?:谢谢|感谢|多谢|谢(?!谢))(?:一?下)?(?:[她他]|人家)?(?=.{2})/u, "");
  about = about.replace(/^[\s，,]+|[\s，,]+$/gu, "");
  if (about === "" || saysNothing(about) || (occasion === "winback" && tellsAbsence(about))) return null;
  return about;
}

/** What is first to be done with somebody else, or later, is no message now. */
const LATER = /提醒我|记得|别忘|叫我|让我|喊我/u;

function draft(said: Said) {
  // 第一条 is a draft of a list, and nobody.
  const who = said.get("who");
  if (who !== null && /^第/u.test(whoOf(said)) && said.text.startsWith("条", who.end)) return null;
  // A message to many is no draft to one.
  if (!said.has("who") && /群发|所有|全部|全体/u.test(said.text)) return null;
  // 发票都开公司抬头, 发货走顺丰: 发 is part of another word.
  if (/^(?:票|货|快递|顺丰|烧|福|质)/u.test(said.words("about") ?? "") && /发$/u.test(said.words("send") ?? ""))
    return null;
  const occasion = occasionOf(ownWords(said));
  return { kind: "care.draft", who: whoOf(said), occasion, about: aboutOf(said, occasion) };
}
const PARTICLES = /^[了啦呀啊哦噢哈吧呢嘛咯喽哟哎]*/u;
/** With the reason first, which ends where a comma or a blank was typed. */
function draftAfter(said: Said) {
  const about = said.get("about");
  const end = about && about.end + (PARTICLES.exec(said.text.slice(about.end))?.[0].length ?? 0);
  if (
    end !== null &&
    ((!said.apart(end) && said.text[end - 1] !== "了" && !WEATHER.test(said.words("about") ?? "")) ||
      LATER.test(said.words("about") ?? ""))
  )
    return null;
  return draft(said);
}
/** 降温了问候一下: reason enough without a comma. */
const WEATHER =
  /^(?:最近|这几天|这两天|今天|明天)?(?:天气?|外面)?(?:要|又|开始|突然|都|大|快)?(?:降温|转凉|变冷|冷|变热|热|凉|下雪|下雨|刮风|变天|换季|入冬|入秋|立冬)了?$/u;
function draftSaying(said: Said) {
  const [why, saying] = [said.words("why"), said.groupWords("about") ?? ""];
  const made = LATER.test(`${why ?? ""} ${saying}`) ? null : draft(said);
  // 谢谢她 says nothing of what for: that was said before.
  return made && BARE_WISH.test(saying) ? { ...made, about: why?.replace(/[了吧嘛呢啊]+$/u, "") ?? null } : made;
}
const BARE_WISH = /^(?:谢谢|感谢|多谢|问候|关心|祝贺|恭喜)(?:一?下)?(?:她|他|人家)?[吧哈啊呀]?$/u;
function draftWith(said: Said) {
  return LATER.test(said.words("about") ?? "") ? null : draft(said);
}
const FAMILY = /^(?:女儿|儿子|孩子|小孩|宝宝|老公|爱人|先生|太太|婆婆|公公|[妈爸]妈?|母亲|父亲|孙[子女]|外孙)/u;
/** 王芳女儿考上大学了给她写条祝贺: news of her family is kept as well. */
function draftOfNews(said: Said) {
  const made = draftWith(said);
  const news = made?.about ?? null;
  if (made === null || news === null || !FAMILY.test(news)) return made;
  return [
    { kind: "notes.family", who: made.who, text: news },
    { ...made, about: null },
  ];
}

const AIM = "?(?(好好|好生|认真|专门|再|来|去|用心)* @aimAt ?(一下|下|一声|声)? ?(她|他|人家|ta)? ?<tail>)";
const READ = "?((写好|写完|拟好|弄好|写)? ?我 ?先 @readOver)";
const SENTENCE = "(话|说法|措辞|说辞|词|稿|稿子|那种|那种的|的|消息|短信|内容)";
const CALLED = "?(老客|老客户|老会员|会员|新客|新客户|大客户|老顾客|常客|熟客)";
const GIVE = "(给|发给|送给|寄给|发|推给|发到|推)";
const FOR = "(给|帮|替|为|对|向|跟|和|同)";

export const draftPhrases: readonly Phrase[] = [
  {
    // 第一个给她写条问候: who she is, said first.
    say: [`{who} ?(那边)? (给|帮|替|也给) (她|他|人家) @writeSome ?(条|个|句|段) ?@greeting ${READ}`],
    make: draft,
    cost: 0.3,
  },
  {
    // 都写一条吧: to those on show.
    say: [
      `?(那|就|给|帮我|给我|替我)* (都|全|全部|每人|一人|每个人|每位|挨个|一个个|各|每个|人手)+ ?(给)? ?(她们|他们|她|他)? (@writeSome|((来|整|弄|出|搞|准备) (条|个|句|段|份|一条|一个|一句|一段|一份))) ?@greeting ${READ}`,
    ],
    make: (said) => ({ kind: "care.draft", who: "她们", occasion: occasionOf(ownWords(said)), about: null }),
    cost: 0.3,
  },
  {
    // 给Grace写段话，谢谢她介绍朋友来; 给她写条微信，问问穿着磨不磨脚: what it is to say in a clause of its own.
    say: [
      `?${FOR} {who} (@writeSome|@bring|@write|发|编|拟|起草|来) ?(条|句|个|段|几句) ?(话|微信|短信|消息|信息|@greeting) ?的 ?, about=( (谢谢|感谢|多谢|谢谢下|谢一下|感谢一下|问问|问一下|问下|问候|问候一下|关心一下|关心|告诉|跟她说|跟他说|恭喜|祝贺|祝她|祝他|祝您) ?(她|他|人家)? <x> )`,
      `{who} <why> (，|,) ?(你|帮我|帮|替我|麻烦|快)* ${FOR} (她|他|人家) (@writeSome|@bring|@write|发|编|拟|起草|来) ?(条|句|个|段|几句) ?(话|微信|短信|消息|信息|@greeting) ?的 ?, about=( (谢谢|感谢|多谢|谢谢下|谢一下|感谢一下|问问|问一下|问下|问候|问候一下|关心一下|关心|告诉|跟她说|跟他说|恭喜|祝贺|祝她|祝他|祝您) ?(她|他|人家)? <x> )`,
    ],
    make: draftSaying,
    cost: 0.2,
    tells: true,
  },
  {
    // 谢谢窦总捧场 给他写一条: what for, and then the order.
    say: [
      `(感谢|谢谢|多谢|答谢|恭喜|祝贺) ?一下 {who} <about> ?(，|,)? ?(你|帮我|帮|替我|麻烦|快)* ?(${FOR} (她|他|人家)) (@writeSome|@write|@bring|@send|写|发|编|拟|来) (条|一条|个|句|段|几句|两句|一段|一句) ?(话|微信|短信|消息|信息|@greeting)`,
    ],
    make: draft,
    cost: 0.1,
    tells: true,
  },
  {
    // 哄哄蒋太太 写两句道歉: said twice, and one message.
    say: [
      `(哄|哄哄|哄一哄|安抚|安慰|关心|问候|慰问|联系) ?一下 {who} ?(，|,)? ?(你|帮我|帮|替我|麻烦)* ?(${FOR} (她|他|人家)) (@writeSome|@write|@bring|写|发|编|拟|来) ?(条|一条|个|句|段|几句|两句|一段|一句) (@greeting|@careOf|道歉|感谢|祝福|问候|慰问) ?的 ?(话|消息|微信)`,
    ],
    make: draft,
    cost: 0.1,
    tells: true,
  },
  {
    // 给窦总回个话说西装下周到
    say: [
      `${FOR} {who} (回|发|带|捎|传) (个|句|条|一声) (话|信|消息|微信|信息) ?(，|,)? (说|告诉她|告诉他|跟她说|跟他说|讲|就说) <about>`,
    ],
    make: (said) =>
      said.captures[0]?.start === 0 || said.apart(said.captures[0]?.start ?? 0) ? draftWith(said) : null,
    cost: 0.2,
    tells: true,
  },
  {
    // 王芳升钻石 再写条感谢: to her who was named before, and no new wording of another message.
    say: [
      "(再|顺便|顺手|另外|也|然后|还|并|帮我|帮|替我|给我|麻烦)+ (@write|@send) ?(条|个|段|句|张) @greeting ?(给|发给)? ?(她|他)",
    ],
    make: (said) => (said.captures[0]?.start === 0 ? null : draft(said)),
    cost: 0.2,
    tells: true,
  },
  {
    say: [
      "?给 {who} (@write|@send) ?(条|个|段) ?@greeting ?<about>",
      "(想|我想|要|打算|准备) ?(给|跟|对|向) {who} @send ?(条|个|段|句) ?@greeting ?, ?(你|帮我|帮|替我|麻烦|给我)* (写|写一下|写写|拟|拟一下|起草|起草一下|编|编一下|想想|组织一下)",
      "?(活动|节日)? @careOf ?的 ?(活动|祝福|那个)? (给|帮|替|为) {who} (@writeSome|@bring|写|拟|编|起草) ?吧",
      "怎么 (跟|和|给|向|对) {who} (说|道|讲|表示) @wishing ?<about>",
      "(跟|和|给|向|对) {who} 怎么 (说|道|讲|表示) @wishing ?(比较|才|更)* ?(好|合适|得体)",
      "{who} ?{date} ?(快|要|快要)* ?过? @careOf ?了 ?, ?(我|该|要)* (发|写|说) ?(点|些)? (什么|啥|什么话|什么祝福|啥话) ?(比较|才|更)* ?(好|合适|得体|呢)",
      "@write ?(条|个) ?@greeting ?给 {who} ?<about>",
      "@send ?(条|个) @greeting ?给 {who} ?<about>",
      "?给 {who} @write ?(条|个) <about> ?的 @greeting",
      "@write ?(条|个|句|段) <about> 的 @greeting (给|发给) {who}",
      "(问候|祝福|祝) ?一下 {who} ?<about>",
      "给 {who} @greeting",
      "(向|跟|和|同|对) {who} (道歉|道个歉|致歉|赔不是|赔个不是|认个错|认错|说声对不起|道谢|致谢|拜年|拜个年|问好|问个好|问声好|道喜|道个喜) ?<about>",
      "?给 {who} @write ?(句|条|个) (谢谢|感谢|道歉|对不起|问候) ?的 ?话",
      "@write ?(条|个) ?消息 ?(把|让) {who} <about>",
      `@write ?(条|个|句|段) ?(@greeting|话) ?(去|来)? @aimAt {who} ?<about>`,
      `@send ?(条|个|句|段) ?(@greeting|话) ?(去|来)? @aimAt {who} ?<about>`,
      `@writeSome ?(条|个|句) ?@greeting ?(去|来)? @aimAt {who} ?的 ?(话|消息)?`,
      "?给 {who} @write ?(条|个) ?消息 (召回|唤醒|挽回|问候|感谢|安抚|邀请|祝贺) ?一下 ?(她|他)",
      "(召回|唤醒|挽回|挽留) ?一下 {who}",
      "(代我|替我|帮我|代)? (感谢|谢谢|谢|谢下|谢过|谢谢下|多谢|答谢|安慰|慰问|恭喜|祝贺|关心|安抚|哄哄|哄一哄) ?一下 {who} ?<about>",
      "(代我|替我|帮我|代)? (感谢|谢谢|谢|谢下|多谢|答谢) ?一下 {who} about=( (带|介绍|帮|推荐|送|支持|一直|给|捧场|照顾|拉|信任|等|还|特意|专门|体谅|理解) ?了 <x> )",
      `?${FOR} {who} (@write|@writeSome|@bring) 得? @tuned ?的 @greeting ${READ}`,
      `(@write|@writeSome|@bring) 得? @tuned ?的 @greeting ${GIVE} {who} ${READ}`,
      "{who} ?的 @greeting (@write|@bring|写一下|拟一下|来一条|写写)",
      `{who} ?的 (@greeting|@careOf) ?的? (@writeSome|@bring) ${READ}`,
      "@write ?(条|个) (给|发给) {who} 的 @greeting",
      "?给 {who} (道歉|道个歉|赔个不是|赔个礼|赔不是|赔罪|认个错|拜年|拜个年|问好|问个好|道喜|道个喜) ?<about>",
      "@write ?(条|个) @greeting",
      "{who} @blessing",
      "@blessing {who} ?<about>",
      `?(帮我|替我|代我|代) ${FOR} {who} (讲|说|道|问|送|讲个|拜|带|讲句|说句|道句) ?(声|一声|句|一句|个|上|上一句) @wishing ?<about>`,
      `?(帮我|替我|代我|代) 祝 {who} @wishing`,
      "{who} @wishing (那种|这种|类|之类)? ?的? (@write|@bring|写一条|来一条)",
      `?${FOR} {who} @bring (@greeting|@careOf 的) ${READ}`,
      `?${FOR} {who} @bring @careOf ${SENTENCE} ${READ}`,
      `(@writeSome|@bring) (@greeting|@careOf 的|@careOf ${SENTENCE}) ?的? ${GIVE} ${CALLED} {who} ?<about>`,
      `${FOR} (老客|老客户|老会员|会员|新客|新客户|大客户|老顾客|常客|熟客) {who} (@writeSome|@bring|@write) ?(条|个|段|句) ?@greeting ?<about>`,
      `(@writeSome|@bring) ?@greeting ?${GIVE} {who} ?的? @careOf ?的 ?${SENTENCE}`,
      `?${FOR} {who} (@writeSome|@bring) @careOf ?的 ?${SENTENCE} ${READ}`,
      "@bring @greeting",
      `?${FOR} {who} (@writeSome|@send) ?句 @greeting ?的 ?${SENTENCE} ?你 ${READ}`,
    ],
    make: draft,
    cost: 0.5,
    tells: true,
  },
  {
    // 许太太上次看中没买 写条消息跟一下: the reason between her and the message.
    say: [
      `{who} ?的 <about> (@writeSome|发条|发个|发一条|发句|发几句) ?(条|个|句|段) ?@greeting ?的? ?(给|发给) ?(她|他) ${AIM} ${READ}`,
      `{who} ?的 <about> (@writeSome|@bring) ?(条|个|句|段) (@greeting|@careOf ?的 ${SENTENCE}) ?(给|发给) ?(她|他) ${AIM} ${READ}`,
      `{who} ?的 <about> (@write|@bring) ?(条|个|句|段) @careOf ?(给|发给) ?(她|他) ?吧`,
      `{who} ?都? (好久|很久|许久|这么久|好长时间|半年|{date})? (没来|没见|没露面|没到店|没来店里) ?了? (@writeSome|想|编|拟|@write) ?(话|消息|@greeting) ${AIM}`,
    ],
    make: draftWith,
    // Dearer than two things said one after the other: 温姐退了靴子1380 写条道歉的给她.
    cost: 1,
    tells: true,
  },
  {
    // 叶姐介绍了朋友过来 给她写条感谢的消息.
    say: [
      `{who} ?的 <about> (给|帮|替|为|向|跟|对) (她|他|人家|人) (@write|@writeSome|@bring|@send) ?(条|句|个|段) (@greeting|@careOf ?的 ${SENTENCE}) ?的 ?话 ${AIM} ${READ}`,
    ],
    make: draftOfNews,
    cost: 0.9,
    tells: true,
  },
  {
    say: [
      `{who} ?的? ?{date} ?(是|又是|过|要过|快过|马上过)? ?(她|他)? ?的? @careOf ?(快|要|快要|马上|就)? (到了|到|快到了|要到了)? (@writeSome|@bring|拟|写|起草) ?得 ?@tuned ?的 ?(@greeting|话|消息) ${AIM} ${READ}`,
      `?{date} {who} ?(是|又是|过|要过|快过|马上过)? @careOf ?(快|要|快要|马上|就)? (到了|到|快到了|要到了)? (@writeSome|@bring|拟|写|起草) ?(@greeting|话|消息) ${AIM} ${READ}`,
    ],
    make: draftWith,
    cost: 0.3,
    tells: true,
  },
  {
    say: [
      "{who} ?都 ?(好久|很久|许久|这么久|好长时间|半年|{date})? ?都 @notCame ?了 ?(帮我|替我|代我|给我) @careFor (一下|下|她|他|几句)",
      `{who} ?都? ?(好久|很久|许久|这么久|好长时间|半年|有|{date})* ?都? @notCame ?了 ?, ?(帮我|替我|给我|你|麻烦)* (@writeSome|@bring|拟|写|起草|想) ?(@greeting|话|消息) ${AIM} ${READ}`,
      `{who} ?都? ?(好久|很久|许久|这么久|好长时间|半年|有|{date})* ?都? @notCame ?了 ?, (给|帮|替|跟|对|向) (她|他|人家) (@writeSome|@bring|@write|@send) ?(@greeting|话|消息) ${AIM} ?(一下|下) ${READ}`,
      `?{date} ?(快|要|快要|马上|就|眼看)? @careOf ?(快|要|快要|马上|就|眼看)? (到了|到|快到了|要到了|来了|了|将至|临近) (@writeSome|@bring|@write) ?(条|句|个|段) ?(@greeting|话) ?的 ${GIVE} {who}`,
      `{who} ?的 (投诉|客诉) ?(那事|那件事|的事|那边|这事|那个|那单|的事情) ?(要|得|想|该)? (给|跟) (人|她|他|人家) (回|答|给|去) ?(个|句|一个|封) (话|信|复|答复|说法|交代|回复|交待) ?, ?(你|帮我|先|麻烦|替我|给我)* (拟着|拟一下|拟|写一下|写着|起草|拟好|写好|写|拟个稿|打个草稿|起个稿|想想怎么说|编一下)`,
      `{who} about=( (入会|结婚|开业|办卡|成为会员|入职|创业|搬家|乔迁) <x> ) (@writeSome|@bring|@write) ?(条|句|个|段) (@greeting|@careOf ?的 ${SENTENCE}) ?的 ?(给|发给) ?(她|他) ${READ}`,
      `?{date} @careOf ?(快|要|快要|马上|就|眼看)? (到了|到|快到了|要到了|来了|了) (给|帮|替|为) {who} (@writeSome|@bring) ?(@greeting|话)`,
      // What became of the complaint is the reason, and no new one.
      `{who} {date} (投诉|客诉) ?了 ?过 ?<state> (@writeSome|@bring) ?(条|个|句|段) ?(@greeting|话|说明) ?(给|发给|跟) ?(她|他) ${AIM} ${READ}`,
      `{who} ?的 ?(那个|那单|上次的)? (投诉|客诉) ?<state> @writeSome ?(条|个|句) ?(@greeting|说明) ?(给|发给) ?(她|他) ${AIM} ${READ}`,
      `{who} ?的 ?(那个|那单|上次的)? (投诉|客诉) <state> 给 (她|他) (@writeSome|发条|发个|发一条) ?(条|个|句) ?(@greeting|说明) ${AIM} ${READ}`,
    ],
    make: draftWith,
    cost: 0.2,
    tells: true,
  },
  {
    // 半年没露面的温小姐 写条拉她回来: the reason before the name.
    say: [
      `about=( <x> (把|给|帮|害|让) {who} ?的 <y> ) (@writeSome|@bring) ?(条|个|句|段) (@greeting|@careOf ?的 ${SENTENCE}) ?(给|发给) ?(她|他) ${AIM} ${READ}`,
      `<about> ?(想|要|打算|准备|可以|得) (推给|推荐给|介绍给|发给|卖给|告诉|通知|说给) {who} ?你 ?(帮我|给我|替我) (@writeSome|@bring|@write) ?(条|句|个|段) ?@greeting ${READ}`,
      `<about> 的 {who} (@writeSome|@bring) ?(条|个|句|段) ?@greeting ?(给|发给) ?(她|他) ${AIM} ${READ}`,
      `(@writeSome|@bring) ?@greeting ${GIVE} <about> 的 {who} ${READ}`,
      `${FOR} <about> 的 {who} (@writeSome|@bring) ?@greeting ?(给|发给) ?(她|他) ${AIM} ${READ}`,
    ],
    make: draftWith,
    cost: 0.6,
    tells: true,
  },
  {
    // 祁姐刚打完水光 关怀一下; 天冷了 给郝叔写句问候: the reason in a clause of its own.
    say: [
      `{who} ?的 <about> @careFor (一下|下|她|他|一声|声|几句|两句) ?(她|他) ${READ}`,
      `{who} ?的 <about> (跟|对|向|给|和|同) (她|他|人家) (@careFor|(说|道|讲) ?(声|一声|句|个) @wishing) ?(一下|下)`,
      `<about> (@writeSome|@bring|@write) ?(条|句|个|段) (@greeting|@careOf ?的 ${SENTENCE}) ?的 ${GIVE} {who}`,
      `<about> (给|帮|替|为|向|跟) {who} (@writeSome|@bring|@send) ?(条|句|个|段) (@greeting|@careOf ?的 ${SENTENCE}) ?的 ?话 ${AIM} ${READ}`,
      `<about> (给|帮|替|为) {who} @writeSome ?(条|句|个|段) ?(@greeting|消息|说明) ${AIM} ${READ}`,
      `<about> (跟|对|向|给|和|同) {who} (道歉|道个歉|致歉|道谢|道个谢|赔个不是|赔不是|赔个礼|(说|道|讲) ?(声|一声|句|个) @wishing) ?(一下|下)`,
      `<about> @careFor (一下|下) {who}`,
      "{who} ?的 <about> (@writeSome|@write|@bring) ?(条|个|句) (恭喜|祝贺|祝福|贺词|慰问|道贺|问候|感谢|谢谢|道谢|道歉) ?的 ?话",
      `{who} ?的 <about> (帮我|替我|代我) @careFor ?(一下|下) ?(她|他)`,
      `{who} ?的 <about> @aimAt ?(她|他) ?<tail> @writeSome ?@greeting`,
    ],
    make: draftAfter,
    cost: 0.8,
    tells: true,
  },
];
