// How people change a draft: another one, shorter, more solemn, without what is on sale, or word for word.
import type { Phrase, Said } from "../../understanding/parser/grammar.ts";
import { whichOf } from "./phrases-which.ts";

/** The new text word for word, to the end of what was typed. */
function textOf(said: Said): string | null {
  const text = said.get("text");
  return text && said.typed({ start: text.start, end: said.text.length });
}
const edit = (change: "another" | "shorter" | "no-benefit" | "formal") => (said: Said) =>
  // 她回我了说再想想: what she said of herself.
  /[^\s，,。；;！!]说$/u.test(said.text.slice(0, (said.captures[0]?.start ?? 0) + 1))
    ? null
    : { kind: "care.edit", which: whichOf(said), text: null, change };

/** What is no reason but the next order. */
const ORDERS = /提醒|记[一下得住]|帮我|给我|查|看看|发给|写|备注|标签|生日|喜欢/u;
const TUNE = "?(语气|口气|口吻|话|内容|文字|字数|整体|文案|用词|措辞|读着|看着|感觉|写得|说得)";
const MAKE = "?(改|写|换|弄|说|整|搞|调|改得|写得|弄得|说得|整得|调得|搞得|变|来)";
const OF_BENEFIT =
  "?(那句|那段|那块|那部分|那一句|那一段|这句|这段|的话|字眼|信息|内容|的内容|的部分|几个字|两个字|的字眼|什么的|之类的|的事|相关的)";
/** What is found wrong with it, before the order. */
const FAULT =
  "?((对|给|跟|发给|拿给|和|面对) (@readers|{who}) ?(来说|来讲|说|讲|发|看|用)) ?(我|觉得|看着|读着|感觉|好像|写得|还是|实在|总|总觉得)* ?(有点|有些|太|真|不太|不够)";
/** Why, after the order: of her or of what they think, and no order itself. */
const REASON =
  "?, why=( (人家|客户|客人|顾客|对方|这位|毕竟|因为|怕|免得|不然|省得|反正|看着|读着|她|他|人们|现在的人|没人|谁|会) <x> )";
const UNIT = "(句|句话|字|个字|行|小段)";

export const editPhrases: readonly Phrase[] = [
  {
    say: [
      `?(%draft ?@greeting) ${TUNE} ?(再|更|要|还是|我觉得|觉得) ${MAKE} @another ?(说法|写法)`,
      `?(%draft ?@greeting) ${MAKE} @another ?(说法|写法) ?, (这|那) (句|条|段|版|个|句话|段话) ?(读着|看着|感觉|听着|写得|实在|还是)* (@another|@faulty) ?了`,
      `%draft ?@greeting ${TUNE} ?(有点|太|真|我|好像) @faulty`,
      `?(%draft ?@greeting) @another ?(语气|口气|口吻) ?的`,
      `?(%draft ?@greeting) ${FAULT} (@another|@faulty) ?了 ?, ?(你|再|重新|帮我|麻烦|给我|还是|就)* ${MAKE} @another`,
    ],
    make: edit("another"),
    yields: true,
    cost: 0.4,
  },
  {
    say: [
      `?(%draft ?@greeting) ${TUNE} ?(再|更|要|还是|我觉得|觉得) ${MAKE} @shorter`,
      `?(%draft ?@greeting) ${MAKE} @shorter ?的`,
      `%draft ?@greeting ${TUNE} ?(有点|太|真|还是) @tooLong`,
      `?(%draft ?@greeting) ${TUNE} ${FAULT} (@shorter|@tooLong|长) ?了 ?, ?(你|再|重新|帮我|麻烦|给我)* ${MAKE} @shorter`,
      `?(%draft ?@greeting) ${TUNE} ${MAKE} @shorter ?, ?(就|只|只要|留|控制在|最好|限|不超过|别超过|不要超过|最多|顶多|压到|缩到) {number} ${UNIT} ?(以内|之内|内|左右|就行|就够|就好|够了)`,
      `?%draft ?(缩|压|减|砍|删|控制|精简|压缩|缩短|改|浓缩|简化|写|限) ?(成|到|在|为) {number} ${UNIT} ?(以内|之内|内|左右|就行|就够|就好|够了)`,
      `?%draft ?(就|只|只要|留|控制在|最好|限) {number} ${UNIT} (以内|之内|内|就行|就够|就够了|就好|够了|足够|足矣|搞定)`,
      `?%draft (不超过|别超过|不要超过|最多|顶多|只留|只要|就留|就要) {number} ${UNIT} ?(就行|就够|就好|够了)`,
    ],
    make: edit("shorter"),
    cost: 0.4,
  },
  {
    say: [
      `?(%draft ?@greeting) ${TUNE} ?(再|更|要|还是|我觉得|觉得) ${MAKE} @formal`,
      `?(%draft ?@greeting) ${MAKE} @formal ?的 ?(语气|口气|口吻)`,
      `?(%draft ?@greeting) ${TUNE} ${FAULT} (@formal|随便|随意|轻浮|口语) ?了 ?, ?(你|再|重新|帮我|麻烦|给我)* ${MAKE} @formal`,
    ],
    make: edit("formal"),
    cost: 0.4,
  },
  ...(["another", "shorter", "formal"] as const).map(
    (change): Phrase => ({
      // 严肃点 人家是领导: the reason last.
      say: [`?(%draft ?@greeting) ${TUNE} ?(再|更|要|还是|我觉得|觉得) ${MAKE} @${change} ${REASON}`],
      make: (said) => (ORDERS.test(said.groupWords("why") ?? "") ? null : edit(change)(said)),
      cost: 0.6,
    }),
  ),
  {
    say: [
      `?%draft ?(里|里面|中|里头) @leaveOut @mention ?(到|了) ?那个 @benefit ${OF_BENEFIT} ?(进去|了)`,
      `?%draft ?(里|里面|中|里头) @benefit ${OF_BENEFIT} @leaveOut ?(再) (写进去|写|提|放进去|放|带|提了|写了|加|说|出现|要|要了|有)`,
      `?%draft ?(里|里面|中|里头) ?(把) @benefit ${OF_BENEFIT} ?(都|全|给我) @cutOut`,
      `?%draft ?(里|里面|中|里头) @cutOut ?(里面|里|里头) ?(的) @benefit ${OF_BENEFIT}`,
      `?%draft ?(里|里面|中|里头) @benefit (那句|那段|那块|那部分|那一句|那一段|这句|这段|的部分|的内容|的话) (不要|不要了|别要|别要了)`,
      "?%draft (不要|不要有|别有) (优惠|促销|折扣|优惠信息|活动信息|广告味|推销味|推广)",
      "?%draft (太像|像|像个|别像|不要像|别太像|别写成|不要写成|别写得像) (广告|推销|卖货的|卖货|硬广|打广告|打广告的|搞推销|推销的) ?了",
      "?%draft ?(广告味|商业味|推销味|推销感|营销感|销售味|商业气息) ?(太)? (重|浓|重了|浓了|太重|太浓|别太重|别那么重|别那么浓|太足)",
      "?%draft (太功利|太商业|太推销|推销感太强|太像打广告|别打广告|别推销|别卖货|别硬推|别太商业) ?了",
    ],
    make: edit("no-benefit"),
    cost: 0.4,
  },
  {
    say: [
      "?%draft ?(内容|文字|正文|文案|话|全文|词) (改成|改为|换成|改一下|就说|就写|写成|换为|改写成) ?: <text!>",
      "?%draft ?(内容|文字|正文|文案|话|全文|词)? (就用|用这句|用我这句|用这段|用这个|照抄|就这句|写这句|写这个|改这样|改成这样|换成这样|改成这个|换成这句|改成这句|按我说的写|按我写的|用我写的|我来写|我自己写) : <text!>",
      "(这么写|就这么写|这样写|就这样写|这么说|这样说|照这个写|照这么写|按这个写|你这么写|你就写) : <text!>",
      "把 %draft ?(内容|文字|正文|文案)? (改成|改为|换成|写成) ?: <text!>",
      "(把|将) (祝福|祝福语|问候|问候语) (改成|改为|换成|写成) ?: <text!>",
    ],
    make: reworded,
    // Dear: 改成 is also how a customer's data are corrected.
    cost: 1.1,
  },
  {
    // With the draft named it can be nothing else: 第三条就写：薛太，新年好.
    say: [
      "%draft ?(内容|文字|正文|文案)? (改成|改为|换成|就说|就写|写成|改一下) : <text!>",
      "%draft ?@greeting ?(要|得|给我|帮我)? (改一改|改改|改一下|改下|重写|换一下|换一换|重新写|动一下|改) ?, (改成|改为|换成|就说|就写|写成) ?: <text!>",
    ],
    make: reworded,
    cost: 0.2,
  },
];

/** 改一下生日模板: what is to be changed, and no wording of a message. */
const NO_WORDING = /^.{1,8}再(?:看|查|列|拉|来)一[遍次下]$|(?:模板|模版|欢迎语|话术|标签|规则|设置|资料|档案|备注)$/u;

/** 「梁姐说把我积分改成…」: of what is said before it, and no draft. */
function isOfElse({ text, captures }: Said): boolean {
  const before = (
    text
      .slice(0, captures[0]?.start ?? 0)
      .split(CLAUSE)
      .at(-1) ?? ""
  ).replace(LEADS_IN, "");
  return before !== "" && (!before.endsWith(" ") || TOLD_OR_ASKED.test(before));
}
const CLAUSE = /[，,。；;！!？?\n]/u;
const LEADS_IN =
  /(?:还是|就|都|帮我|给我|那|这|嗯|哦|请|麻烦|再|直接|全部|要|先|你|您|我|她|他|的|把|将|它|重新|统一|这样吧?|算了|祝福|问候|生日|节日|关怀|道歉|感谢|邀请|消息|短信|信息|文案|草稿|稿子|贺词|[语词信条段版份])*$/u;
const TOLD_OR_ASKED = /[说讲让叫求]|把|帮|替/u;

function reworded(said: Said) {
  const text = textOf(said);
  if (said.captures[0] && !said.has("who") && !said.has("n") && isOfElse(said)) return null;
  return text !== null && NO_WORDING.test(text)
    ? null
    : { kind: "care.edit", which: whichOf(said), text, change: null };
}
