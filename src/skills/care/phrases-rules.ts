// How people say whom they want no greetings for, what is drafted at all, what the wordings should be and what they brought.

import { diffDays } from "../../calendar/day.ts";
import { FESTIVAL_NAMES } from "../../calendar/holidays.ts";
import { dateOf, daysOf, whoOf } from "../../understanding/parser/build.ts";
import type { Phrase, Said } from "../../understanding/parser/grammar.ts";

/** The festival named, longest first: 网络情人节 before 情人节. */
function festivalIn(text: string): string | null {
  return FESTIVAL_NAMES.toSorted((a, b) => b.length - a.length).find((name) => text.includes(name)) ?? null;
}

type Switchable =
  | "birthday"
  | "holiday"
  | "anniversary"
  | "thanks"
  | "lead"
  | "winback"
  | "replenish"
  | "complaint"
  | "promotion"
  | "dormant"
  | "gift"
  | "greetings";

const KINDS: readonly [RegExp, Switchable][] = [
  [/生日礼|礼物提醒/u, "gift"],
  [/生日|过生/u, "birthday"],
  [/纪念日|周年/u, "anniversary"],
  [/节|逢年|新年|过年|拜年|双旦/u, "holiday"],
  [/首购|购后|买后|致谢|感谢|答谢/u, "thanks"],
  [/召回|唤醒|挽[回留]|流失/u, "winback"],
  [/沉睡|休眠|久未到店|好久没来|没来/u, "dormant"],
  [/补货|[复回续]购/u, "replenish"],
  [/投诉/u, "complaint"],
  [/新客|资料|跟进/u, "lead"],
  [/优惠|促销|推销|活动|推广|广告|营销|上新|新品|打折/u, "promotion"],
];
function kindIn(text: string): Switchable {
  if (festivalIn(text) !== null) return "holiday";
  return KINDS.find(([words]) => words.test(text))?.[1] ?? "greetings";
}
/** Of which messages: 生日祝福, 中秋的; 祝福 alone is all of them. */
export function occasionSaid(said: Said) {
  const what = said.groupWords("what") ?? "";
  if (what === "" || /^(祝福|消息|关怀|问候|话术|短信|微信|信息|文案)?的?$/u.test(what)) return null;
  if (/道歉|致歉|赔[礼罪不]/u.test(what)) return "apology" as const;
  const kind = kindIn(what);
  return kind === "greetings" || kind === "gift" ? null : kind === "dormant" ? ("care" as const) : kind;
}

const WHAT = "(@wish|@wishDay|@careOf)";
const NO_MORE = "(别|不要|不用|甭|不必|不需要|莫|别再|不要再|不用再|停止|停|不准|不许|千万别)";
const GIVE = "(发|推|送|写|推送|发送|寄|群发|发来|推来)";
const HER = "(她|他|人家|这位|ta)";
/** Why, after it: of the messages and no news of her. */
const ANNOYED =
  "?(?, (她|他|人家|客人|客户) ?(说|都|会|老|总|有点|很|挺|太)* (烦|嫌烦|嫌多|嫌吵|觉得烦|觉得打扰|打扰|不爱看|不看|不喜欢|反感|不高兴|有意见|不想收|不需要|讨厌|不胜其烦|投诉过|说过))";
const PROMOTION = "(促销|推销|优惠|活动|广告|推广|新品|营销|打折|上新)";
const OURS = "(给我|帮我|替我|我|系统|自动)";
const DRAFTING = "(起草|写|拟|准备|推|弄|出|生成|来|写稿|自动写|自动起草|自动拟|编|草拟|提醒|自动生成|给)";
const KIND_OF = "?(类|这类|那类|类型|这种|那种|方面|这块|那块|这些|那些)";
const DRAFTS = "?(草稿|稿子|消息|文案|祝福|起草|稿|短信|提醒|的草稿|的稿子)";
const OF_TEMPLATE =
  "what=( (@wishDay|@wish|@careOf|关怀|道歉|感谢|优惠|促销|投诉|补货|新客|活动|纪念日|周年|节日) ) ?(老客|客户|会员|老客户|顾客|休眠客户) ?(那套|那个|那些|那几条|的那套|这套|这个|用) ?的 ?(祝福|消息|短信|用)";
const LOOK =
  "?(看|看看|看下|看一下|查看|打开|列出|列一下|翻翻|翻一下|给我看|调出来|我看看|瞅瞅|查一下|瞧瞧|亮出来|拿出来|展示|想看)";
const STOP_IT =
  "(停用|停掉|停了|不用|别用|不用了|别用了|删掉|删了|去掉|停|下掉|下架|撤掉|撤了|关掉|关了|作废|禁用|不要了|不要用|废掉|弃用|拿掉|停一停|暂停|不要再用)";
const BACK =
  "((恢复|还原|改|换|调|变|用|退|弄|切) (成|回|到|为|回到|回去) (原来|之前|以前|原先|默认|最初|原始|旧|老|先前|上一) ?的 ?(那个|那版|那条|那套|样子|版本|设置|文案|内容|一版|版|那种)|恢复原来的|恢复原来|恢复成原样|还原成原来的|改回去|换回去|恢复|还原|恢复默认|恢复成默认|恢复原样|恢复成原来的|改回来|换回来|改回原来的|换回原来的|改回默认|变回去|回到默认|重置|恢复到默认|还原成默认|用回原来的|用回默认的|撤回修改|改回原样|退回去|调回去|恢复到原来|恢复出厂)";
const SET =
  "(改成|改为|换成|改一下|写成|换为|改写成|改成这样|换成这样|改|换|更新为|更新成|设成|设为|用这个|用这句|改用|换作)";

export const rulePhrases: readonly Phrase[] = [
  {
    say: [
      "{who} ?(说|要求|讲)? ?(以后)? @unwanted ?(任何|什么|一切) what=( @wish ) ?了",
      `{who} ?(说|要求|讲|表示|反映|跟我说|说是) ?(以后)? @unwanted what=( (@wish|${PROMOTION}) ) ?的 ?(了) ?, ?(以后|今后|往后|就|也|都|那就)* ${NO_MORE} ?再 ?(给|往|对) ?${HER} ?再 ?(给|往|对) ?${GIVE} ?(给|到) ?${HER} ?了`,
      `{who} ?(说|要求|讲|表示|交代|吩咐|关照|跟我说)? ?(以后|今后)? what=( (逢年过节|过年过节|过节|过年|节日|@wishDay) ) ?的 ?(时候|那天)? ?(都|也|就)* ${NO_MORE} ?再 (问候|祝福|打扰|发消息|发祝福|发问候|发东西|来消息|惦记|祝) ?${HER} ?我? ?了`,
      `{who} ?(以后|今后)? what=( (逢年过节|过年过节|过节|过年|节日|@wishDay) ) ?的 ?(时候|那天)? ?(都|也|就)* ${NO_MORE} ?再 (给|往|对) ${HER} ?再 ${GIVE} ?了 ${ANNOYED}`,
      `{who} ?(说|要求|讲|表示|交代|吩咐|关照|跟我说|讲了|说了|提过|交代过|打过招呼)? ?, ?(以后|今后)? what=( (逢年过节|过年过节|过节|过年|节日|@wishDay) ) ?的 ?(时候|那天)? ?(都|也|就)* ${NO_MORE} ?再 ?(给|往|对) ?${HER} ?再 ${GIVE} ?(什么|任何|这些|那些)? (@wish|@greeting|祝福|东西) ?给? ?${HER}? ?了`,
      "{who} ?(交代|说|要求|讲|吩咐) ?以后 (别|不要|不用|甭) ?再 给 ?(她|他|人家) ?再 (推|发|写|推送) what=( (@wish|促销|优惠|活动|广告|推广|新品) ) ?的? ?了",
      "{who} ?(说|讲|要求|交代)? ?以后 what=( (逢年过节|过年过节|过节|节日|@wishDay) ) ?(都|就|也)* (别发|不用发|不要发|都别发|就别发|别再发) ?了",
      `{who} (说|讲|要求|交代|表示|吩咐|嫌烦) ?(以后|今后)? ${NO_MORE} ?再 ${GIVE} what=( (@wish|@wishDay|${PROMOTION}) ) ?的 ?(了)? ?(给|到) ?${HER} ?了`,
      "{who} (不过|不过的) what=( @wishDay ) ?(别发|不要发|不用发) ?@wish",
      // 毛姐 不要节日祝福 生日可以: what still goes stays as it is.
      `{who} ?(说|要求|讲|表示)? ?(以后)? (@unwanted|${NO_MORE} ?再 ${GIVE}) what=( (@wish|@wishDay|${PROMOTION}) ) ?的 ?了 ?, ?(但|但是|不过|只有|只|就|光)* (@wish|@wishDay) ?的 ?(祝福|消息|那条|还|还是|也|都|照旧|就)* (可以|可以发|行|没事|没关系|能发|照发|要|要的|正常|正常发|照常|保留|留着|接着发|继续发|不影响|不变|发) ?的`,
      "{who} 的? what=( @wish ) ?(以后|都|就)? (不要发|别发|不用发|不用写|不发了|别写了)",
      "以后 (别|不要|不用) ?再 给 {who} ?再 (发|写|起草) what=( @wish ) ?了",
      "(别|不要|不用) (再 给 {who}|给 {who} 再) (发|写|起草) what=( @wish ) ?了",
      "?以后 (别|不要|不用) ?再 给 {who} ?再 (发|写|起草) what=( @wishDay ) ?的 ?了",
      `{who} ?(那边|这边|那儿|这个人|这位) ?的 what=( (@wish|@wishDay) ) ?的 ?(短信|消息|提醒)? ?(以后|今后|往后|都|就|全|一律|统统|也|先) ?(都) (${NO_MORE} ?再 ?(给|往|对) ?${HER} ?再 ${GIVE} ?(给|到) ?${HER}|停|停了|停掉|停发|关了|关掉|关闭|取消|取消掉|不发了|免了|别来了) ?了`,
      `(以后|今后|往后) ${NO_MORE} ?再 (给|往|对|跟) {who} ?(那边|这边|那里) ?再 ${GIVE} ?(什么|任何|这些|那些|一切) what=( (@wish|@wishDay|${PROMOTION}) ) ?的 ?(短信|消息|东西) ?了 ${ANNOYED}`,
      `(别再|不要再|不用再|停止|千万别再) (给|往|对|跟) {who} ?(那边|这边|那里) ${GIVE} ?(什么|任何|这些|那些|一切) what=( (@wish|@wishDay|${PROMOTION}) ) ?的 ?(短信|消息|东西) ?了 ${ANNOYED}`,
      `${NO_MORE} ?再 (给|往|对|跟) {who} ?(那边|这边|那里) ?再 ${GIVE} (什么|任何|一切) what=( (@wish|${PROMOTION}) ) ?的 ?(短信|消息|东西) ?了 ${ANNOYED}`,
      `${NO_MORE} (给|往|对|跟) {who} ?(那边|这边|那里) ?再 ${GIVE} what=( ${PROMOTION} ) ?的 ?(短信|消息|东西)? ?了 (她|他|人家) ?(说|都|会|老|总)* (烦|嫌烦|嫌多|嫌吵|觉得烦|觉得打扰|不爱看|不看|不喜欢|反感|不高兴|有意见|不想收|不需要|讨厌)`,
      // What is sold is never sent but to her wish; one greeting that waits is dropped (care.dismiss).
      `${NO_MORE} (给|往|对|跟) {who} ?(那边|这边|那里) ${GIVE} ?(这些|那些) what=( ${PROMOTION} ?的 ?(短信|消息|信息|通知|微信) ) ?了 ${ANNOYED}`,
      `(什么|任何|所有|一切|啥|全部|各种) what=( @wish ) ?(以后|今后) ?都? ${NO_MORE} ?再 (给|往|对|推给|发给) {who} ?再 ?${GIVE} ?了`,
      `what=( (@wish|@wishDay) ) ?的 ?(以后|今后|都|就) ${NO_MORE} ?再 (给|往|对|推给|发给) {who} ?再 ?${GIVE} ?了`,
      `{who} ?(那边|这边) ?的 what=( (@wish|@wishDay) ) ?的 ?(以后|今后) ?都? (不看|不收|拒收|不想收|不想看|不要|不想要|不爱看|不需要) ?了`,
      `(停掉|停了|关掉|关了|取消|停发|关闭|停止) ?给 {who} ?的 ?发? ?的 what=( (@wish|@wishDay) ) ?了`,
    ],
    make: (said) => switchOf(said, "customer", false),
    cost: 0.3,
  },
  {
    // 殷姐嫌烦 生日短信别给她发了: why, in a clause of its own.
    say: [
      `{who} <why> what=( (@wish|@wishDay|活动|促销|优惠|广告|推广|新品) ) ?的 ?(短信|消息)? ?(以后|今后|往后|都|就|全|一律|统统|也) ?都? ${NO_MORE} ?再 ?(给|往|对) ?${HER} ?再 ${GIVE} ?(给|到) ?${HER} ?了`,
      `{who} <why> ${NO_MORE} ?再 (给|往|对) ${HER} ?再 ${GIVE} ?(什么|任何) what=( (@wish|@wishDay|活动|促销|优惠|广告|推广|新品) ) ?的 ?(短信|消息)? ?了`,
      `{who} <why> ?, ?(所以|那|就)? ${NO_MORE} ?再 ?(给|往|对) ?${HER} ?再 ${GIVE} what=( (@wish|@wishDay) ) ?的 ?了`,
      `{who} (嫌|觉得|说|讨厌|反感|抱怨) what=( (@wish|@wishDay|活动|促销|优惠|广告|推广) ) ?的 ?(太)? (烦|多|打扰|吵|烦人|太多|太频繁|频繁|太烦) ?人 ?了 ?(以后) (别|不要|不用|甭) ?再 ?(给) ?(她|他) ?(发|推|送) ?了`,
      `{who} <why> what=( (@wish|@wishDay) ) ?的 ?(给我|给她|给他|帮我)? (停了|停掉|停发|关了|关掉|取消|免了) ?吧`,
    ],
    make: (said) => {
      const why = said.get("why");
      return why === null || said.apart(why.end) ? switchOf(said, "customer", false) : null;
    },
    cost: 0.4,
  },
  {
    say: [
      "{who} ?(说|要求|讲)? ?(以后)? @wanted what=( @wish ) ?了",
      `{who} ?(说|要求|讲|又)* (@wanted|愿意收|同意收|肯收|想收|可以收) what=( (@wish|@wishDay) ) ?的 ?了 ?, ?(给|帮|替|把)? ?${HER}? ?(那个|的)? (开|打开|恢复|开通|开启|重新开|重新打开|加回来|加上|开回来|开上) ?(一下|吧|起来|回来|了)?`,
      "恢复 {who} 的? what=( @wish )",
      `{who} ?的 what=( (@wish|@wishDay) ) ?的 ?(以后|今后|往后|还是|还|又|可以|都|继续)* (照常发|照旧发|照发|照样发|正常发|恢复正常|照常|照旧|照常给她发|照发不误|还发|接着给她发|继续给她发|继续发|照样给她发|还是要发) ?吧`,
      "{who} 的? what=( @wish ) (开返|开回|开回来|打开|恢复|重新开|重新打开|开起来|开启|继续发|接着发|恢复发|可以发了|又可以发了|再发起来|开通|重新发) ?吧",
      "{who} ?的 what=( (@wish|@wishDay) ) ?的 (开返|开回|开回来|打开|恢复|重新开|重新打开|开起来|开启|继续发|接着发) ?吧 ?了 (她|他) ?又 (愿意收|愿意|要|想要|同意|肯收|肯|可以|能收|能|接受) ?收 ?了",
      "(打开|开启|恢复|重新打开|重新开|开通) {who} ?的 what=( (@wish|@wishDay) ) ?的",
      "(继续|接着|重新) ?再 (给|往|对) {who} ?再 (发|推|送) what=( (@wish|@wishDay) ) ?的 ?了",
      "{who} ?(说|讲)? ?又? (愿意|肯|同意|想|可以|接受|能) (收|要|接收|看) what=( (@wish|@wishDay) ) ?的 ?了",
    ],
    make: (said) => switchOf(said, "customer", true),
    cost: 0.3,
  },
  {
    say: [
      "@dontDraft what=( @wish ) ?了",
      "@dontDraft what=( @wishDay ) 的? ?了",
      "what=( (@wishDay|@wish) ) ?的 ?(以后|今年|今年也|也|都|就) @dontDraft ?(祝福|消息|草稿|稿子|祝福消息|祝福了) ?了",
      "what=( @wish ) (别|不用|不要) ?给我 (起草|写) ?了",
      "?以后 what=( (@wishDay|@wish) ) 的? ?(以后)? (别|不用|不要) ?再? ?给我 (起草|写|拟|准备) ?了",
      "?以后 (别|不用|不要) ?再 给我 ?再 (推|发|写|起草|推送) what=( (@wishDay|@wish) ) ?的 ?(草稿|祝福|消息|文案)",
      `?(以后|今后) what=( ${WHAT} ) ${KIND_OF} ?的 ${DRAFTS} ?(以后|今后|往后) ?(都|就) ?(我 ?自己 (写|来|发|编|弄)) ?(就|都|吧) ${NO_MORE} ?再 ?${OURS} ?再 ${DRAFTING} ?了`,
      `?(以后|今后) what=( ${WHAT} ) ${KIND_OF} ?的 (草稿|稿子|起草|自动起草|自动草稿|草稿提醒) ?(都|就|给我|帮我|先|可以|我|以后)* (不要|不需要|用不着|不用|不看|用不上|关了|关掉|关闭|停了|停掉|停|关|不要了|取消|取消掉|免了|别来了|停一停|不用了|别出了|别弄了) ?吧`,
      `(关掉|关了|关闭|停掉|停了|取消|停) ?我? ?的 what=( ${WHAT} ) ${KIND_OF} ?的 (草稿|稿子|起草|自动起草|自动草稿)`,
      `${NO_MORE} ?再 ?${OURS} ?再 ${DRAFTING} what=( ${WHAT} ) ${KIND_OF} ?的 (草稿|稿子|稿|消息|文案) ?了`,
      `what=( ${WHAT} ) ${KIND_OF} ?的 ${DRAFTS} ?(以后|今后|往后) ?(都)? 我 ?都? (自己|亲自|习惯自己|喜欢自己) (写|来|编|弄|发) ?就行 ?(${NO_MORE} ?${OURS} ${DRAFTING})`,
      `?(以后|今后) ${NO_MORE} ?再 (给我|帮我|替我|自动) ?再 (起草|写|拟|草拟|编) what=( ${WHAT} ) ${KIND_OF} ?的 ?了`,
    ],
    make: (said) => switchOf(said, "mine", false),
    cost: 0.3,
  },
  {
    say: [
      "@doDraft what=( @wish ) ?吧",
      "@doDraft what=( @wishDay ) 的? ?吧",
      "what=( (@wish|@wishDay) ) ?的 (恢复|打开|开回来|恢复起草|还是要|重新打开) ?吧",
      "(恢复|打开|开回) what=( (@wish|@wishDay) ) ?的",
      `what=( ${WHAT} ) ${KIND_OF} ?的 ${DRAFTS} ?(以后|今后)? (还是|继续|恢复|接着|重新|又|照旧|照样) ?(要|得|请|由|让|你|系统)? ?${OURS} ?(来|要)? (起草|写|拟|准备|推|弄|生成|出|草拟|编) ?吧`,
      `(恢复|打开|重新打开|开启|开回|重新开|开通) ?我? ?的 what=( ${WHAT} ) ${KIND_OF} ?的 (草稿|稿子|起草|自动起草|自动草稿)`,
      `what=( ${WHAT} ) ${KIND_OF} ?的 (草稿|稿子|起草|自动起草|自动草稿) ?(都|就|给我|帮我|可以) (恢复|打开|开回来|开起来|开启|还是要|重新打开|继续|开了|重新开) ?吧`,
      `(还是|继续|重新|接着) (给我|帮我|替我) (起草|写|拟|准备|草拟) what=( ${WHAT} ) ${KIND_OF} ?的 ?(草稿|稿子|消息) ?吧`,
    ],
    make: (said) => switchOf(said, "mine", true),
    cost: 0.3,
  },
  {
    say: [
      "@shopWide ?(以后|今后|从今年|今年)? @switchOff what=( @wish ) ?了",
      "@shopWide ?(今年|明年|以后|今后|从今年|从今年起)? ?的 what=( (@wish|@wishDay) ) ?的 ?(草稿|消息)? ?(以后|都|今后|今年|就|统一|一律)? @switchOff ?(祝福|消息|草稿)? ?了",
      "@shopWide ?(以后)? what=( @wishDay ) (不发祝福|不发|别发祝福|不用发祝福) ?了",
      "@switchOff @shopWide 的? what=( @wish )",
      `@shopWide ?(以后|今后|从今年|今年|统一|一律|全部|都|全|先)* @switchOff what=( (@wish|@wishDay|${PROMOTION}) ) ?(类|这类|类型) ?的 ?(消息|短信|草稿|推送|祝福) ?了`,
      "what=( (@wish|@wishDay) ) ?的 ?(消息|短信|草稿|祝福|推送)? ?(先|都|就|暂时|以后|一律|统一)* @switchOff ?了 ?, @shopWide ?(都|的|统一)* ?(停|不发|停发|关)",
      "(全部|所有|所有人|全体|大家|每个导购|所有导购) 的 what=( @wish ) ?(起草|草稿)? (都)? (停发|关掉|关闭|停掉|停了)",
    ],
    make: (said) => switchOf(said, "shop", false),
    cost: 0.25,
  },
  {
    say: [
      "@shopWide ?(以后|今后|从今年|今年)? @switchOn what=( @wish ) ?吧",
      "@shopWide ?(以后|今后|从今年|今年|从今年起)? what=( @wishDay ) ?(开始|起|也|都|今年) ?(也|都)? (也要发祝福|也发祝福|要发祝福|发祝福|发个祝福|发问候|送祝福|也要送祝福|写祝福|要写祝福|也写祝福|也要写祝福) ?吧 ?, ?((打开|开启|开|恢复|开起来) ?吧)",
      "@shopWide ?(今年|明年|以后|今后|从今年|从今年起)? ?的 what=( (@wish|@wishDay) ) ?的 ?(草稿|消息)? ?(以后|都|今后|今年|也)? @switchOn ?(祝福|消息|草稿)? ?吧",
      "(打开|开启|恢复|开通|启用) @shopWide 的? what=( @wish )",
    ],
    make: (said) => switchOf(said, "shop", true),
    cost: 0.25,
  },
  {
    say: [
      "?(看|看看|看下|看一下|查看|打开|列出)? ?(有)? ?(哪些|什么|啥)? ?(现有)? 的? what=( (@wishDay|@wish|关怀|道歉|感谢|优惠|促销|投诉|补货|新客) ) ?(的)? ?(有)? ?(哪些|什么|啥)? ?(祝福)? @wordings ?(有)? ?(哪些|什么|啥|吗)?",
      "?(看|看看|看下|看一下|查看)? ?(有)? ?(哪些|什么|啥|多少)? @wordings ?(有)? ?(哪些|什么|啥|吗)?",
      `${LOOK} ?(现在|目前|现有|店里|咱们|系统里) ?的 ${OF_TEMPLATE} @wordings ?(现在|目前|都|到底|一共)? ?(是|有|用|分)? ?(怎么写的|怎么写|怎样写的|怎样写|如何写的|如何写|咋写的|咋写|写的啥|写的什么|写了啥|写了什么|什么内容|内容|内容是什么|是啥|是什么|长啥样|长什么样|啥样|什么样|有几个|几个|几条|几套|几个版本|几种|几版|多少条|多少|多少个|哪些|哪几条|有啥|有没有|在哪|在哪儿看|在哪看|在哪里看|怎么看|拿来看看|亮出来|发我看看|给我看看|调出来|列出来|列一下|看看|看一下) ?(版本)`,
      `?(有|用)? (几套|几个|几条|哪几套|哪几条|哪些|什么|多少) ${OF_TEMPLATE} @wordings`,
      `${OF_TEMPLATE} ?(有|用)? ?的? ?是? (几套|几个|几条|哪几套|哪几条|哪些|什么|哪套|哪个|哪条) @wordings`,
      "?(现在|目前|店里|咱们|系统里) ?(一共)? ?(有|用)? (几套|几个|几条|哪几套|哪几条|多少套|多少条) @wordings",
      "@wordings ?(现在|目前|一共)? ?(有)? (几套|几个|几条|哪几套|哪几条|多少|多少条|列出来|列一下|都有啥|清单|列表|在哪看|在哪)",
    ],
    make: (said) => {
      const what = said.groupWords("what");
      return {
        kind: "care.templates",
        occasion: what === null ? null : templateKind(what),
        // 过年的模板 are those of one day; who wants none 过年 wants none at all.
        festival: festivalIn((what ?? "").replace("过年", "春节")),
      };
    },
    cost: 0.4,
  },
  {
    say: [
      "?把 what=( (@wishDay|@wish|关怀|道歉|感谢|优惠|促销|投诉|补货|新客) ) ?(的)? ?(祝福)? @wordings ?%draftNth (改成|改为|换成|改一下|写成) ?: <text!>",
      `?把 ${OF_TEMPLATE} @wordings ?的 ?(里|里面|里头) ?的 ?%draftNth ?(我)? ?(想|要|帮我|给我|统一|直接|全)? ${SET} ?: <text!>`,
      `(修改|更新|改|改一下|更换|换一下|编辑|设置) ${OF_TEMPLATE} @wordings ?的 ?%draftNth ?(内容)? (:|为|成) ?: <text!>`,
    ],
    make: (said) => (/^(?:一?下|成|为)$/u.test(said.words("text") ?? "") ? null : templateOf(said, "set")),
    cost: 0.2,
    tells: true,
  },
  {
    say: [
      "(停用|停掉|停了|不用|删掉|去掉) what=( (@wishDay|@wish|关怀|道歉|感谢|优惠|促销|投诉|补货|新客) ) ?(的)? ?(祝福)? @wordings ?%draftNth",
      "?把 what=( (@wishDay|@wish|关怀|道歉|感谢|优惠|促销|投诉|补货|新客) ) ?(的)? ?(祝福)? @wordings ?%draftNth (停用|停掉|停了|删掉|去掉) ?了",
      "what=( (@wishDay|@wish|关怀|道歉|感谢|优惠|促销|投诉|补货|新客) ) ?(的)? @wordings (停用|停掉|删掉|去掉) %draftNth",
      `?把 ${OF_TEMPLATE} @wordings ?的 ?(里|里面|里头) ?的 ?%draftNth ?(太|有点|不|不太)? ?(老套|肉麻|老|土|旧|俗|官方|好|好用|合适|过时|生硬|啰嗦|长|假|难看) ?了 ?(先|就|给我|帮我|都|可以|以后|直接|全) ${STOP_IT} ?了 ?吧`,
      `?把 ${OF_TEMPLATE} @wordings ?的 ?(里|里面|里头) ?的 ?%draftNth ?(先|就|给我|帮我|都|可以|以后|直接|全) ${STOP_IT} ?了 ?吧`,
      `${STOP_IT} ${OF_TEMPLATE} @wordings ?的 ?%draftNth`,
      `${OF_TEMPLATE} @wordings ${STOP_IT} ?的 ?%draftNth`,
      `?把 %draftNth ${OF_TEMPLATE} @wordings ?(先|就|给我|帮我) ${STOP_IT} ?了 ?吧`,
    ],
    make: (said) => templateOf(said, "stop"),
    cost: 0.2,
    tells: true,
  },
  {
    say: [
      "(恢复|还原) what=( (@wishDay|@wish|关怀|道歉|感谢|优惠|促销|投诉|补货|新客) ) ?(的)? ?(祝福)? @wordings ?%draftNth",
      "?把 what=( (@wishDay|@wish|关怀|道歉|感谢|优惠|促销|投诉|补货|新客) ) ?(的)? ?(祝福)? @wordings ?%draftNth (改回去|换回去|恢复|还原) ?吧",
      `?把 ${OF_TEMPLATE} @wordings ?的 ?(里|里面|里头) ?的 ?%draftNth ?(再|就|给我|帮我|都|可以|重新|还是) ${BACK} ?吧`,
      `(恢复|还原|重置|启用|重新启用|恢复使用|重新用|还是用|用回) ?原来的 ${OF_TEMPLATE} @wordings ?的 ?%draftNth`,
      `?把 %draftNth ${OF_TEMPLATE} @wordings ?(再|就|给我|帮我|重新) ${BACK} ?吧`,
      `?把 ${OF_TEMPLATE} @wordings ?的 ?%draftNth ?(再|就|给我|帮我|重新|还是) (启用|重新启用|用起来|用回来|恢复使用|打开) ?吧`,
    ],
    make: (said) => templateOf(said, "restore"),
    cost: 0.2,
    tells: true,
  },
  {
    say: [
      "?(哪个|哪些|哪条|哪种|什么|哪套|哪版|哪一个|哪一条|哪一套|哪一种)? @wordings ?(的)? ?(最|更|比较)? @works",
      "(哪个|哪些|哪条|哪种|什么|哪句|哪类|哪一类|哪一种|哪套) what=( (@wish|@greeting) ) ?的 ?(最|更|比较)? @works",
      "(哪个|哪些|哪条|哪种|哪句|哪类|哪套) what=( (@wish|@greeting) ) ?的? ?(客户|客人|顾客|大家|人家)? (回|回复|反馈|搭理|反响|回应) ?(得|的)? (最|比较|更) ?(多|好|勤|快|高|热烈)",
      "what=( (@wish|@wishDay) ) ?(的)? @works ?(吗)?",
      "?(最近)? (召回|唤醒|挽回) ?(成功)? 了? (几个|多少|几位|多少人|多少个) ?(人|客户|老客|老客户|会员|客人|顾客)?",
      `?{date} (哪种|哪类|哪些|哪一种|哪一类|什么|什么样|啥样|哪样) ?的 (@wish|@greeting) ?(客户|客人|大家|人家)? ?的? ?(最|更|比较)? (@works|爱看|爱回|愿意回|买账|喜欢)`,
      `?{date} ?(我们|咱们)? (发|发了|发出|发过) ?的 (@greeting|关怀) ?(之后|以后|后|出去)? ?(到底)? ?有? @works`,
      `@wordings ?(里|里面)? (哪个|哪条|哪套|哪种|哪版|哪些) ?(客户|客人)? ?(最|比较|更)? (@works|喜欢|爱看|爱回|买账)`,
      `(哪个|哪种|哪些|哪条|哪版) ?(版本)? ?的 (@wordings|文案|话术|祝福语|写法|说法|版本) ?(客户|客人|顾客|大家|人家)? ?(最|更|比较)? (@works|喜欢|爱看|爱回|愿意回|买账)`,
      `(效果|回复率|反响|转化|转化率|回复|反馈) ?(最|比较|更)? (好|差|高|低|多|少|强|弱) ?的 ?(是)? ?(哪个|哪条|哪种|哪些)? (@wordings|文案|话术|祝福语) ?(是|有)? ?(哪个|哪条|哪种|哪些|哪套|什么)?`,
      `?(看看|看下|看一下|查看)? (各|各个|各种|每个|每种|每条) @wordings ?的 @works ?(怎么样|如何|咋样)?`,
      `?{date} what=( (沉睡客户|休眠客户|流失客户|老客户|老客|沉睡客)? ?的 (召回|唤醒|挽回) ) ?的 @works`,
      "(召回|唤醒|挽回) 的? (成功率|效果) ?(怎么样|如何|多少)?",
      "what=( (@wish|@wishDay|感谢消息|召回) ) ?的? {date} ?的 (效果|回复率|成功率) ?(怎么样|如何|多少|咋样)",
      "?{date} what=( (@wish|@wishDay|感谢消息|感谢|道歉消息|召回) ) ?的 (效果|回复率|成功率) ?(怎么样|如何|多少|咋样)",
      `?{date} ?(发|发出去)? ?的 what=( (@wish|@wishDay|@greeting|@careOf) ) ?的 ?(那些|消息|短信|祝福)? ?(到底|大概|总体|整体)? ?(有|是)? ?(最|更|比较)? @works ?(怎么样|如何|多少|咋样|吗|呢|最好|最高|最多) ?(, ?(客人|客户|大家|人家|顾客)? @works)`,
      `what=( (@wish|@wishDay|@greeting|@careOf) ?的 ?(那批|那些|这批|那几条)? ?(话|消息|短信|微信) ) ?(发|发出去|发过去|发出|说) ?(了|的|以后|之后)? ?(到底|究竟|都)? @works ?(吗|呢)`,
      `?{date} ?(发|用)? (哪个|哪些|哪条|哪种|哪套|哪版|哪类|哪一个|哪一条|哪一套|哪一种) ?的 @wordings ?(客户|客人|顾客|大家|人|人家) ?(的|得)? ?(最|更|比较)? (@works|喜欢|爱看|爱回|愿意回|买账)`,
      "what=( (@wish|@wishDay|@greeting|@careOf|感谢消息|召回|唤醒|挽回) ) ?的 (效果|回复率|成功率|反响) ?的? {date} ?的 ?(怎么样|如何|多少|咋样|怎样|好不好|高吗)",
      `what=( (@wish|@wishDay|@greeting|@careOf) ) ?的 ?{date} ?(发|发出去)? ?的 @works ?(怎么样|如何|多少|咋样|吗|呢)`,
      `?{date} ?(发|用)? (哪个|哪些|哪条|哪种|哪套|哪版|哪一个|哪一条|哪一套) ?的 @wordings ?的 ?(效果|反响|反馈|回复|回复率|转化|回得|回的|回|用得|用的|带来的成交|客户回)? ?(最|更|比较) (好|多|高|勤|强|灵|管用|有用|好用|受欢迎)`,
      `?{date} (召回|唤醒|挽回|挽留|唤回|唤回来|召回来|拉回来|拉回|叫回来|挽回来) ?的 ?(客户|老客|客人|人|消息|成功|那批)? ?了? ?(回来|成功|到店|来店|回店|回头)? ?了? ?有? (几个|多少|几位|多少人|多少个|几个人|没有|吗) ?(人|客户)? ?(回来|回来了|成功|到店|来了|来)?`,
      "?{date} (召回|唤醒|挽回) ?的 (率|成功率|回店率|效果) ?(是)? ?(多少|怎么样|如何|咋样|高吗|高不高|几成)",
      "?{date} ?(发|发出去)? ?的 (祝福|消息|关怀|问候|草稿) ?(都)? ?(有)? (多少人回了|几个人回了|多少回复|多少人回复|几个回复|多少人回|几个回了|多少人搭理|回复率|谁回了)",
    ],
    make: (said) => ({
      kind: "care.effects",
      occasion: /召回|唤[醒回]|挽[回留]|拉回|叫回来/u.test(said.text) ? "winback" : occasionSaid(said),
      days: daysBack(said),
    }),
    cost: 0.3,
  },
];

const DAYS_BACK_MAX = 730;
/** 近半年: so many days back from today. */
function daysBack(said: Said): number | null {
  const from = daysOf(dateOf(said.get("date")), "past")?.from;
  const { months = 0, years = 0, weeks = 0, days = 0 } = dateOf(said.get("date"))?.duration ?? {};
  const length = 30 * months + 360 * years + 7 * weeks + days;
  const back = length > 0 ? length : from == null ? 0 : diffDays(from, said.today);
  return back >= 1 && back <= DAYS_BACK_MAX ? back : null;
}

const EITHER = /要不要|想不想|收不收|发不发|能不能|用不用/u;
function switchOf(said: Said, scope: "customer" | "mine" | "shop", on: boolean) {
  if (EITHER.test(said.text)) return null;
  const what = said.groupWords("what") ?? "";
  return {
    kind: "care.switch",
    who: scope === "customer" ? whoOf(said) : null,
    scope,
    occasion: kindIn(what),
    festival: festivalIn(what),
    on,
  };
}

/** What a wording is for; 祝福模板 alone is about birthdays more often than not, and asked for by name otherwise. */
function templateKind(what: string) {
  if (/道歉/u.test(what)) return "apology" as const;
  if (/关怀|问候/u.test(what) && festivalIn(what) === null && !/生日|节/u.test(what)) return "care" as const;
  const kind = kindIn(what);
  return kind === "greetings" || kind === "gift" ? "birthday" : kind === "dormant" ? "care" : kind;
}

function templateOf(said: Said, action: "set" | "stop" | "restore") {
  const what = said.groupWords("what") ?? "";
  // To the end of what was typed: a particle at its end is of the wording.
  const text = action === "set" ? said.get("text") : null;
  return {
    kind: "care.template",
    occasion: templateKind(what),
    festival: festivalIn(what),
    which: said.groupWords("which"),
    action,
    text: text === null ? null : said.typed({ start: text.start, end: said.text.length }),
  };
}
