// How people ask to be reminded, and say that a thing is done.
import { addDays, weekday } from "../../calendar/day.ts";
import type { Plan } from "../../skill.ts";
import { dateOf, daysOf, whoOf } from "../../understanding/parser/build.ts";
import type { DateSpan } from "../../understanding/parser/dates.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";
import { type RepeatSaid, repeatOf } from "../../understanding/parser/recurrence.ts";
import { assignMacros, assignPhrases, assignWords } from "./phrases-assign.ts";
import { changeMacros, changePhrases, changeWords, whichOf } from "./phrases-change.ts";
import { createPhrases, createWords } from "./phrases-create.ts";
import { teamMacros, teamPhrases, teamWords } from "./phrases-team.ts";

/** 别再每周一提醒我了: the rule, whose it is and what it is about tell which. */
function stop(said: Said): Plan | null {
  const date = dateOf(said.get("date"));
  // 周四盘库存那个循环的: what comes again comes every week on that day.
  const weekly = said.has("repeating") || said.groupWords("again") !== null ? weeklyOn(date) : null;
  const repeat = repeatOf(date) ?? weekly;
  if (said.has("date") && !repeat) return null;
  const words = (said.groupWords("what") ?? said.groupWords("text") ?? "")
    .replace(
      /^(?:我|的|那个|那条|这个|这条|哦对?|对了?|诶|帮忙?我?|给我|替我|麻烦你?|请|能不能|可不可以|你|把|将|[\s，,])+|(?:的|了)+$/gu,
      "",
    )
    .trim();
  const whose = said.has("who") ? `${whoOf(said)}的` : null;
  const which = whose ?? (said.has("n") || said.groupWords("which") !== null ? whichOf(said) : words);
  return { kind: "followups.stop", which: which || (said.groupWords("all") ? "全部" : ""), repeat };
}
function weeklyOn(date: DateSpan | null): RepeatSaid | null {
  const from = /^(?:周|星期|礼拜)[一二三四五六日天]$/u.test(date?.text ?? "") ? date?.from : null;
  if (!from) return null;
  const none = { days: null, month: null, nth: null, workdays: false, lunar: null, festival: null, time: null };
  return { every: "week", interval: 1, weekdays: [weekday(from.slice(0, 10))], ...none };
}
const listed = (said: Said, state: "open" | "overdue" | "done", lean: "past" | "future") => {
  const range = daysOf(dateOf(said.get("date")), lean);
  const of = said.words("staff");
  // Today's list is the usual one, with what is overdue.
  const today = range?.from === said.today && range.to === addDays(said.today, 1) && of === null;
  return {
    kind: "followups.list",
    range: today || state === "overdue" ? null : range,
    state,
    who: said.has("who") ? whoOf(said) : null,
    of,
  };
};
const WHAT =
  "(几个|哪些|啥|什么|多少|几件|几条|哪几个|几位|哪几件|几单|几通|几项|几个人|几样|哪几条|哪几样|几桩|多少个|多少条|多少件|多少项|多少通|多少桩|哪几位|哪几项|哪几通)";
/** Counted as follow-ups are, and as no goods. */
const COUNTED =
  "(几条|几件|几项|几通|几桩|哪几条|哪几件|哪几项|哪几通|多少条|多少件|多少项|多少通|多少桩|哪几个|几个|多少个|几位|多少位|哪几位)";
const ACTED =
  "(做|跟|办|处理|回访|打|联系|解决|干|销|弄|搞|跟进|完成|搞定|做完|办完|跟完|处理完|弄完|忙完|搞完|干完|了结|清|消|勾|打完|回访完|联系完)";
const HAND = "(手上|手头|手里|这边|那边|名下|那儿|这儿)";
const NOT_YET = "(没|未|还没|没有|还没有|还未|没给|没帮|没去)";
const GIVEN =
  "(答应|承诺|答应过|答应了|承诺过|许|许下|许出去|许诺|应承|应承过|应下|答应出去|答应下|应|许诺过|打过包票|说好|讲好|应允|约好)";
const SHOW =
  "(看看|看下|看一下|查下|查一下|查看|列出|列一下|列出来|拉出来|拉一下|瞅瞅|瞧瞧|翻翻|翻一下|翻一翻|翻翻看|翻一翻看|看一看|给我看看|给我看|给我列一下|给我列|给我瞅瞅|给我瞧瞧|调出来|报一下|说说|念一下|捋一下|捋捋|理一下|过一下|列一列|列列|给我列一列|给我说说|发我看看|列给我|给我列出来|报给我|拉个单子|列个单子|列个清单)";
const MATTER = "(回访|跟进|任务|待办|客户|客人|顾客|人|事|事情|事儿|活|活儿|电话|提醒)";
const UNDONE =
  "(没跟|没跟完|没收尾|没忙完|没干完|没搞定|没落实|没做|没做完|没办|没办完|没完成|没弄|没弄完|没处理|没联系|没回访|没打|要跟|要做|要办|要回访|要联系|要打|要处理)";

const NEXT = "(接下来|接下去|接着|下面|下一步|等下|等会儿|待会儿|这会儿|现在|然后|今天接下来)";

const split = (words: string): string[] => words.split(" ");
const pairs = (first: readonly string[], second: readonly string[]) => first.flatMap((a) => second.map((b) => a + b));

/** 过了日子还没弄, 到点没打的. */
const LATE = [
  ...pairs(
    pairs(
      split(
        "拖 拖了 拖着 拖到现在 拖了好久 拖了很久 拖了好几天 拖了几天 拖了这么久 一拖再拖 压着 压了好久 压了好几天 压了几天 搁着 搁了好久 迟迟 积压着 欠着",
      ),
      ["没", "还没", "一直没", "都没"],
    ),
    split("做 弄 办 跟 打 处理 回访 跟进 完成 搞定 动"),
  ),
  ...pairs(
    pairs(split("忘 忘了 忘记 忘掉 漏 漏掉 漏了 落下 落下了 错过 错过了"), ["", "要", "没"]),
    split("做 弄 办 跟 打 处理 回访 跟进"),
  ),
  ...pairs(
    pairs(
      split(
        "过了日子 已经过了日子 拖过了日子 拖过日子 拖过头 过了期 过期 过了时间 过了点 过点 到点 到点了 到期 到期了 到日子 到日子了 到时间 超了时间 该做 该跟 该打 该办 早该做 早该跟 早就该做",
      ),
      ["没", "还没", "却没", "都没", "未"],
    ),
    split("做 弄 办 跟 打 处理 联系 回访 完成 跟进 搞定 动"),
  ),
];

const LEFT_TO_DO =
  /^我?还(?:剩下?(?:几[个件条项]|多少[件条])|(?:剩下?|有)(?:几[个件条项]|多少[件条])没[弄做打跟办])[了呀啊呢？?]*$/u;

export const phrases: Phrases = {
  words: {
    ...createWords,
    ...changeWords,
    ...teamWords,
    todo: split(
      "待办 要跟进的 跟进 要做什么 要做的事 任务 要做哪些 要联系谁 要回访谁 要跟谁 日程 提醒 要做的 该做什么 " +
        "要干嘛 要跟进谁 待跟进的 待跟进事项 跟进事项 待办事项 要办的事 要做啥 安排 事情 干什么 该联系谁 " +
        "要打给谁 待跟进 活儿 要忙的 要回访的 要联系的 事项 要跟的 该做的 要处理的 要做的事情 待办的 跟进任务 " +
        "跟进计划 待回访的 要打的电话 该跟进谁 该回访谁 有什么事 有啥事 啥事 什么事 事要做 事要办 活 要跟的事 " +
        "咩嘢跟 嘢做 嘢要做 todo todolist to do 待办列表 没跟 没跟的 没办 没办完 没处理完 没弄完 没忙完 没干完 没干 没干的 没跟完 没跟完的 " +
        "没做的 没办的 没处理的 没跟进的",
    ),
    overdue: split(
      "逾期 过期 超期 没做完 拖着 漏了 欠着 到期没做 超时 逾期未做 逾期没做 拖过了日子 过了日子 过了期 过了时间 超了日子 误了日子 误了时间 没按时做 没按时完成 没跟上 落下 " +
        "落下了 忘了做 过期没做 该做没做 到期未做 耽误了 没来得及做 没及时做 到点没做",
    ).concat(LATE),
    repeating: split(
      "定期提醒 每周提醒 每天提醒 每月提醒 每周的提醒 每天的提醒 每月的提醒 定期的提醒 重复提醒 重复的提醒 " +
        "周期提醒 循环提醒 固定提醒 定时提醒 例行提醒 长期提醒 定期任务 定期跟进 定期的 定期 周期性提醒 重复任务 " +
        "循环的 循环的那个 循环 重复的 周期性的 定期那个 定期那条 循环那个 循环那条 自动重复 每周那个 每月那个 每天那个 例行的 固定的提醒 长期的提醒",
    ),
    stop: split(
      "停掉 停了 停 取消 取消掉 关掉 关了 关 删掉 删了 去掉 不要了 不用了 作废 终止 停止 撤了 撤掉 撤 拿掉 停用 砍掉 砍了 掐掉 掐了 取消了 停下来 停下 " +
        "别要了 终结 别弄了 别再来了 别来了 不用再来了 cancel cancel掉 解除 中止 废掉 废了 清掉 不弄了 不需要了 免了 结束 结束掉",
    ),
    itemWord: ["条", "个", "件", "项"],
    ...assignWords,
  },
  macros: {
    ...teamMacros,
    ...assignMacros,
    ...changeMacros,
  },
  phrases: [
    ...createPhrases,
    {
      // 许雯那条回访做完了 下一个是谁
      say: [
        "(那|然后|接着)? (下一件|下件|下一个|下个|下一位|下一桩|下一条|轮到|该轮到) ?(事|活|任务|跟进|待办|要跟的|要做的|该跟|要跟)* ?(是|到|轮到|该)? (啥|什么|哪个|谁|哪件|哪位)",
      ],
      make: (said) => listed(said, "open", "future"),
      cost: 0.5,
    },
    {
      say: [
        "?{date} ?我 ?{date} ?还 ?有 ?(什么|哪些|啥|几个|多少) @todo",
        `?(看看|看下|看一下|查看)? ?我? ?{date} ?我? ?的 @todo ?的 ?(客户|客人)? (清单|名单|列表|明细|表) ?(${SHOW}|发我一下|发给我|发我|给我|发一下|呢)`,
        `${NEXT} ?我 ?还? ?(要|该|得|需要|应该)? (干嘛|干啥|做啥|做什么|干什么|忙啥|忙什么|跟谁|联系谁|打给谁|跟进谁|回访谁|跟哪个|办什么|办啥)`,
        `${NEXT} ?我 ?还? 有 (什么|啥|哪些|几件|几个) ?@todo`,
        `?我 {date} ?的 ?(这些|那些|这几个|这几件|这堆|这点) @todo ?(里|里面|中|当中) ?, ?(一共|总共|都|现在|我)* (还|还剩|剩|剩下|还有|还差|差)+ ${WHAT} ${UNDONE} ?的`,
        "?{date} ?我 ?{date} ?(一共|总共|都|还)* ?(有|剩|剩下|要做|要跟|要办)? (几件|多少件) (事|事情|事儿|活|活儿) ?(要做|要办|要跟|没做|没办)? ?的",
        `?(要|该|得|会)? (提醒|喊|叫) 我 的 ?(那些)? (事|事情|事儿) ?都? ?有? ${WHAT}`,
        "?{date} ?我 ?(手上|手头|手里|这边) ?还 ?(有|剩|剩下|差) (什么|哪些|啥|几个|几件|几条|多少|咩) ?个 @todo",
        "?{date} ?我 ?(手上|手头|手里|这边) 还 ?(有|剩|剩下) @todo",
        "{staff} ?(手上|手头|手里|这边) ?还 (有|剩|剩下|差) (什么|哪些|啥|几个|几件|几条|多少) ?个 @todo",
        "{date} (要|该|得|有咩|有乜|有咩嘢) (干|做|忙|跟) ?(点|些) (啥|什么|咩|乜嘢|嘛)",
        "?我 {date} ?我 ?都 ?有? (谁|哪些人|哪几个|哪些客户|哪几位|几个人|几个|什么人|啥人) ?(是|客户)? ?我? (要|该|得|需要|等着|待) ?我? (联系|回访|跟|打|跟进|打电话|找|约|盯)",
        `?{date} ?我 ?有 ${WHAT} @todo ?(都|给我|帮我|全)* ${SHOW}`,
        `{date} ?我 @todo ?的 ?(还|都|一共)* (有|剩|剩下|余) ${WHAT}`,
        "{date} 有 (咩嘢|乜嘢|咩|乜) (跟|做|要跟|要做)",
        `{date} ?我 ?都 ?还 有 ${WHAT} ?(事|事儿|事情|活|活儿)? (要|该|得|需要) ?我 (干|做|忙|弄|办|跟|跟进|处理) ?的`,
        "{who} 的 (事|事情|活) ?还 (剩|剩下|有) (哪些|什么|啥|几个|几件|多少) (没办|没做|没弄|没跟|没处理|没完成|没落实) ?的",
        "{who} ?还 ?有 (哪些|什么|啥|几个|几件) (没|没有|还没|没给她|没给他|没帮她|没帮他) ?(办|做|弄|跟|跟进|处理|落实|完成) ?(完|好) ?的",
        "{date} @todo ?有 ?(哪些|什么|啥)",
        "@todo ?有 ?(哪些|什么|啥)",
        "我的 @todo",
        "?我 {date} ?的 @todo",
        "{date} 我? ?该 @todo",
        "?(我|看看|帮我看看)? {date} (要|该|得|有什么要) (干啥|干嘛|做啥|干什么|忙什么|忙啥|做什么)",
        "{who} ?的 (跟进|待办|提醒|任务|待跟进|要跟进) ?有 ?(哪些|什么)",
        "{who} ?还 ?有 (哪些|什么|啥|没有|几个) (跟进|待办|提醒|任务|待跟进|待跟进的|要跟进的|没做的事|没跟进的|未完成的跟进) ?的 ?事",
        "{date} ?要 (联系|回访|跟进) (谁|哪些|哪些人|哪几个)",
        "{who} ?(那边|这边|那儿|那里)? ?(还|都|有)* (欠着|欠|剩着|剩|差着|差|拖着|压着) ?(有)? (什么|哪些|啥|几件|几个) ?(事|事情|事儿|活) ?(没办|没做|没弄|没跟|没处理|没完成|没落实|没兑现) ?的",
        "{staff} ?{date} ?(有|还有|要) ?(什么|哪些|啥|几个|多少) @todo",
        "{staff} ?的 ?{date} ?的 @todo ?有 ?(哪些|什么)",
        "{staff} {date} ?要 (联系|回访|跟进) (谁|哪些|哪些人|哪几个)",
        "{staff} {date} (要|该|得) (干啥|干嘛|做啥|干什么|做什么)",
        "{date} ?的? ?那 (五个|5个|五位|5位|五条|五件)",
        `?{date} ?我 ?(手头|手上|手里)? ?都 ?还 ?(有|剩|剩下|压着|积压着|攒着|积着|差|欠) ${WHAT} ?${MATTER}? ${UNDONE} ?的 ?了`,
        `{staff} ?{date} ?手上 ?都 ?还 ?(有|剩|剩下) ${WHAT} ?${MATTER}? ${UNDONE} ?的 ?了`,
        `{who} ?还 ?有 ${WHAT} 没 ?给? ?(她|他)? (办|做|弄|跟|处理|完成|兑现) ?的`,
        "?{date} ?我 ?(手头|手上)? ?都 ?还 有 (啥|什么|哪些|啥子) (事|活|事儿|活儿|事情|要忙的|要办的|要跟|跟|要做)",
        "{date} ?我 ?都 ?(要|该)? (干啥|干嘛|做啥|忙啥)",
        `{staff} ?{date} ?${HAND} ?都? ?还? ?(有|剩|剩下|差|要|压着|积压|攒)? ?了? ?${WHAT} ?个? @todo ?(没|吗|呢)?`,
        `{staff} ?{date} ?${HAND} ?的? @todo ${SHOW}?`,
        `?{date} ?我 ?${HAND} ?(剩|剩下|余下|没做完)? ?的 @todo ?都? ${SHOW}`,
        `${SHOW} ?我 ?{date} ?${HAND} ?(剩|剩下|余下)? ?的 @todo`,
        `?我 {date} ?我 ?(都|还)? ?(要|该|得|需要|打算)? (跟|联系|回访|打给|找|跟进|约|拜访|处理|盯) (谁|哪些人|哪几个|哪些|哪几位|哪些客户|几个人|多少人) ?呢?`,
        `?我 {date} ?我 有 (啥|什么|哪些|什么要紧|啥要紧) ?的 (安排|计划|活|事|任务|行程|待办|活儿|日程|事儿) ?(没|不|吗|没有|么)?`,
        `{date} ?我 ?有 (没有|无) (安排|事|活|任务|待办|跟进|活儿|计划) ?(要做|要办|要跟)?`,
        `?{date} ?我 ?的 (行程|日程|安排|计划|活|清单|任务表|待办清单|跟进表|跟进清单|待办单) ?${SHOW}?`,
        `?我 ?{date} ?我 ?${HAND} ?(一共|总共|都)? ?还? (有|剩|剩下|差|欠|积压着|压着|攒着) ${WHAT} (事|事儿|活|活儿|任务|待办|跟进|回访|电话|提醒) ?(要|得|该|等着|没|还没)? ?(办|做|跟|打|弄|处理|忙|回)? ?的?`,
        `?{date} ?我 ?${HAND}? ?还? (有|剩|剩下) ?${WHAT} ?${MATTER}? ?(没|未|还没) (跟|做|办|弄|打|回|处理|联系|完成) ?(完|好)? ?的 ?${MATTER}?`,
      ],
      make: (said) => listed(said, "open", "future"),
      cost: 0.5,
      vague: ({ who, of, range }) => (who ?? of ?? range ?? null) === null,
    },
    {
      // Of what there is left is not said: what is left to do.
      say: ["?我 还 (剩|剩下|有) (几个|几件|几条|几项|多少件|多少条) ?(没弄|没做|没打|没跟|没办)"],
      make: (said) => (LEFT_TO_DO.test(said.text) ? listed(said, "open", "future") : null),
      cost: 0.6,
    },
    {
      // 何静的待办给我看看: looked at, and not given to me.
      say: [
        "?把? {staff} ?{date} ?(手上|手里|手头|名下)? ?的 ?{date} ?的 @todo ?都? (给我看看|给我看|给我瞧瞧|给我看一下|给我看下|发我看看|给我列一下|给我列出来|列给我|给我报一下|给我过一下|给我说说)",
      ],
      make: (said) => listed(said, "open", "future"),
      cost: 0.1,
    },
    {
      say: [
        "?{staff} ?我 ?还 ?都 ?有 ?(哪些|什么) (答应|承诺|答应过|答应了|承诺过) ?(客户|客人|谁|人家|别人|她们|大家)? ?的 ?(什么|啥|什么事|哪些事|事|事情) ?还 ?有 ?(哪些|什么|啥|几件|多少|没有)? ?(没做|没办|没完成|没兑现|没做完|没弄) ?的",
        "?(我|{staff}) ?的 (承诺|答应的事) ?还 ?有 ?(哪些|什么|几件)",
        "?{staff} ?我 ?(这|这几天|现在)? ?还 欠着 ?(客户|客人|人家|谁) ?的? (什么|哪些|啥) ?(承诺|没兑现|没做)?",
        `?{staff} ?{date} ?我 ${GIVEN} ?(过|了)? (哪些人|谁|哪些客户|哪些客人|哪几个客户|谁谁|什么人|哪几个人|几个客户) ?(的)? (什么|啥|哪些|什么样|些什么|些啥|点啥) ?(事|事情|东西) ?(来着|呢|了)?`,
        "?我 (答应|承诺|答应过|答应了) ?过 {who} ?了 ?的 (什么|啥|什么事|哪些事|几件事|哪些) ?了",
        `?{staff} ?{date} ?我 ?{date} ${GIVEN} ?(过|了)? ?(给|下)? ?(客户|客人|谁|人家|别人|她们|大家|顾客)? ?的 ?(事|东西|话|事情|事儿|承诺)? ?都? ?还? ?有? ?${WHAT} ?${NOT_YET} (做|办|兑现|完成|落实|做到|给|弄|履行) ?(完|好)? ?的`,
        `?{staff} ?{date} ?我 ?{date} ${GIVEN} ?(过|了)? ?(客户|客人|人家|别人|她们|大家|顾客)? ?(了)? ?的 ?(事|东西|话|事情|事儿)? ?(还|但|又|却|都)* ${NOT_YET} (做|办|兑现|完成|落实|做到|给|弄|履行|寄|送) ?(完|好|到)? ?的 ?(事|承诺)? ?(还|都)* ?(有)? ${WHAT}`,
        `?{staff} ?{date} ?我 ${GIVEN} ?(过|了)? ?(客户|客人|谁|人家|别人|她们|大家|顾客) ?的? (什么|啥|哪些|哪些事|什么事|啥事) ?(来着|呢|了)?`,
        `?{date} ?我 ?{date} (跟|和|对|给|向|同) {who} ?都? (${GIVEN}|保证|保证过) ?(过|了)? ?(了)? ?的? (什么|啥|哪些|哪些事|什么事|啥事|几件事) ?(来着|呢|了)?`,
        `?{date} ?我 ?(是不是|有没有|是否|好像|还)* ?都 ${GIVEN} ?(过|了)? {who} ?了 ?的 (什么|啥|哪些|哪些事|什么事|啥事|几件事|些什么|些啥|点什么|点啥|过什么) ?(来着|呢|了)`,
        `?{staff} ?{date} ?我 ?还 ?有 ?(没有|无) (没兑现|没做到|没落实|没履行|未兑现) ?的 (承诺|答应的事|话|事)`,
        `?{staff} ?{date} ?我 ?的 (承诺|答应的事|许的愿|应下的事) ?${SHOW}`,
        "{who} ?那 ?我 (答应|承诺|答应过|答应了) ?(她|他|过)? ?的? (什么|啥|什么事|哪些事|事) ?有 ?(哪些|什么)",
      ],
      make: (said) => ({ ...listed(said, "open", "future"), promises: true }),
      cost: 0.4,
    },
    {
      say: [
        "?有 ?(没有|哪些|什么) @overdue ?的 ?@todo ?有 ?(哪些|吗)",
        `?{date} ?我 (漏|漏了|漏掉|落下|落了|忘|忘了|耽误|耽误了|错过|错过了) ?了 ${WHAT} ?(没|没有|要)? (跟|做|办|打|联系|回访|弄|跟进)`,
        `?{date} @overdue ?的 ?@todo ?都? ?(${SHOW}|列给我|发给我|发我|给我列一下|给我列出来|给我看看|给我|都列给我|拉给我)`,
        "(拖|拖了|拖到|拖着)? (过期|逾期|超期|超时|到期|没做) ?的 (跟进|待办|任务|事) ?(有|还有)? (几个|多少|几条|几件|哪些)",
        "{who} ?有 ?(没有|哪些|什么) @overdue ?的 ?@todo",
        `?{staff} ?我 ?${HAND} ?都? ?(还|积压|压|拖|攒|堆)? ?(有|着|了)? ?${WHAT} @overdue ?的 ?@todo ?(没|吗|呢)?`,
        `?{staff} ?我 ?${HAND} ?(都|把)? @overdue ?(没办|没做|没跟|没弄|没处理|未办)? ?的 ?@todo ?都? ?(给我)? ${SHOW}`,
        `?{staff} ?我 ?${HAND} @overdue (没办|没做|没跟|没弄|没处理|未办|未做) ?的 ?都? ?(有)? ?${WHAT}?`,
        `${SHOW} ?{staff} ?我 ?${HAND} ?的 @overdue ?的 ?@todo`,
        `?(我|{staff}) {date} ?我 ?${HAND} ?(还|都)? ?(有|剩)? ?(没有|啥|什么|哪些|几个|几条)? ?我? @overdue ?了 ?的 ?(电话|回访|客户|客人|事|活|单子|承诺|提醒|跟进|任务|待办) ?(还|都|现在)? ?(有|剩|剩下)? ?${WHAT}`,
        `?{staff} ?我 ?${HAND} @overdue ?了 的 (电话|回访|客户|客人|事|活|单子|承诺|提醒) ?(还|都|现在)? ?(有|剩|剩下)? ?${WHAT}`,
        `?{staff} ?我 ?${HAND} ?(还|都)? ?(有|剩)? ${WHAT} ?(电话|回访|客户|客人|事|活|单子|承诺|提醒) ?(是|都)? @overdue ?了 ?的`,
        "?有 (没有|无|啥|什么|哪些) ?我 @overdue ?了 ?的 ?(电话|回访|客户|客人|事|活|单子)",
        "{staff} ?有 ?(没有|哪些|什么|几个|几件|几条|多少) @overdue ?的 ?@todo ?有 ?(哪些|吗|多少)",
        `?(有没有|有|还有) (哪条|哪个|哪件|哪些|哪几条|几条|几个|几件|哪项|什么) ?是 ?我 ?(已经|都)* @overdue ?了 ?的`,
      ],
      make: (said) =>
        // 这周没做完的: what is open in it, late or not.
        said.has("date") && /^没(?:做|办|弄|跟)完/u.test(said.words("overdue") ?? "")
          ? listed(said, "open", "future")
          : listed(said, "overdue", "past"),
      cost: 0.4,
    },
    {
      say: [
        "?{staff} ?{date} (做完了|完成了|做了|搞定了|办完了) (哪些|什么|多少|几个) ?(跟进|事|任务|待办|回访)",
        `?{staff} ?我 ?{date} ?我 ?都? ?已经? ?一共? (做完|完成|搞定|办完|跟完|处理完|弄完|忙完|搞完|干完|了结|做|跟|办|处理|回访|打|联系|解决|干|销) ?(了|掉) ${WHAT} ?个? (跟进|事|任务|待办|回访|提醒|活|事情|电话|事儿)`,
        `?{staff} ?我 {date} ?我 ?都? ?已经? ?一共? (做完|完成|搞定|办完|跟完|处理完|弄完|忙完|搞完|干完|了结) ?(了|掉) ${WHAT}`,
        `?{staff} ?我 {date} (做完|完成|搞定|办完|跟完|处理完|弄完|已完成|已做完) ?了? ?的 ?(跟进|事|任务|待办|回访|提醒|活)? ?都? ?(有)? ?(${WHAT}|${SHOW})`,
        `?(我|{staff}) {date} ?我 ?(都|已经|一共|总共|拢共|总计)* ${ACTED} ?(了|掉|过)? ${COUNTED} ?(跟进|事|任务|待办|回访|提醒|活|事情|电话|事儿)`,
        `?(我|{staff}) ?{date} ?我 ?的 (任务|待办|跟进|回访|活|事|事情) ?(都|已经|一共)* ?我? ${ACTED} ?(了|掉)? (多少|几个|几条|几件|哪些|几成|几项|多少个|多少条) ?了`,
        "?{staff} {date} @done ?了 (哪些|什么) ?(跟进|事|任务|待办|回访)",
        "?{date} (完成|做完|办完|跟完|已完成|搞定) 的 ?(跟进|待办|任务|事) ?都 (有哪些|有什么|哪些|有几个|有多少)",
        "?{staff} ?{date} (已完成|做完|完成) ?的 (跟进|待办|任务) ?有 ?(哪些|什么)",
      ],
      make: (said) => listed(said, "done", "past"),
      cost: 0.3,
    },
    {
      say: [
        "?(看看|看下|查下|查看|列出|列一下) ?我 ?的 @repeating ?有 ?(哪些|什么|几个)",
        "?我 ?有 (哪些|什么|几个|多少) @repeating",
        "?我 ?都 ?有 (哪些|什么|啥|几个|几件) ?(是)? {recurring:date} ?都? ?(要|得|该) (做|跟|办|打|联系|回访|提醒|弄) ?的 ?(事)?",
        `${SHOW} ?我 ?(每天|每周|每月|每日|每星期|每个月|和|跟|、)* ?的 ?(那些|那几个|那几条|所有|全部)? ?的 @repeating ?(有)? ?${WHAT}?`,
        `?我 ?(每天|每周|每月|每日|每星期|每个月|和|跟|、)* ?的 ?(那些|那几个|那几条)? @repeating (是)? ?(有)? (${WHAT}|${SHOW})`,
        "?我 ?都 (设了|定了|建了|有) (哪些|什么|几个) @repeating",
        `?我 ?(设|定|建|现在)? ?(了|过)? ?的 @repeating ?都? ?(有)? ?(${SHOW}|${WHAT})`,
        `?我 (设|定|建|弄|加|开) ?(了|过|好|下)? ?的 ?(那些|那几个|那几条|所有)? @repeating ?都? ?(有)? (${SHOW}|${WHAT})`,
        `?我 ?都? (设|定|建|弄|加|开) ?(了|过|着) ?${WHAT} @repeating`,
      ],
      make: () => ({ kind: "followups.list", range: null, state: "repeating", who: null, of: null }),
      cost: 0.3,
    },
    {
      say: [
        "?以后 ?(都|请|就)* (别|不用|不要|不必|甭) ?再 {recurring:date} ?都 @remind ?text=( <text> )",
        "{recurring:date} ?的? ?(那个|那条|提醒|那个提醒) ?给我? @stop",
        "{recurring:date} ?的? ?(那个|那条|提醒) (别|不用|不要) ?再 (提醒|叫) ?我",
        "?以后 {recurring:date} ?(都|请|就)* (别|不用|不要|不必|甭) ?再 @remind ?text=( <text> )",
        "?以后 {recurring:date} ?(都|请|就)* (别|不用|不要|不必|甭) ?再 (叫|喊|催|提醒|让) 我 what=( <text> )",
        "{recurring:date} ?(那个|的)? what=( <text> ) (不用|别|不要|不必) ?再 (提醒|叫|提) ?我 ?了",
        "{who} {recurring:date} ?的 ?what=( <text> ) ?提醒 (别再来了|别来了|不要了|停了|停掉|取消|别再提醒了)",
        "?把 @stop {recurring:date} ?的 ?what=( <text> ) ?(那个|那条|提醒|那个提醒)",
        "?把 {who} ?的 {recurring:date} ?的? ?(那个|那条|提醒) @stop",
        "@stop {who} ?的 {recurring:date} ?的? ?(那个|那条|提醒)",
        "?把 {who} ?的? ?(那个|那条|这个|这条)? @repeating ?都? ?(给我)? @stop",
        "@stop {who} ?的 @repeating",
        "?把 what=( <text> ) ?的 @repeating ?都? @stop",
        "{who} ?的? {recurring:date} ?的? what=( (回访|电话|跟进|拜访|问候|盘点) ) ?的? 提醒 (别|不要|不用|甭) ?再 (来|提|提醒|弹|响|叫) ?了",
        "{who} ?的? {recurring:date} ?的? ?what=( (回访|电话|跟进|拜访|问候|盘点) ) ?的? 提醒 @stop",
        "what=( <text> ) ?那个 {recurring:date} ?的 ?提醒 (别|不要|不用|甭|不用再|不要再|别再) ?再 (提醒|提|叫|来|弹) ?我 ?了",
        "what=( <text> ) 那个 {recurring:date} ?的 (别|不要|不用|甭|不用再|不要再|别再) ?再 (提醒|提|叫|来|弹) ?我 ?了",
        "{recurring:date} ?那个 what=( <text> ) (别|不要|不用|甭|不用再|不要再|别再) (提醒|提|叫|来) ?我 ?了",
        "{recurring:date} ?的 what=( <text> ) (不用|不要|别|甭) ?再 (提醒|提) ?我? ?了",
        "@stop what=( <text> ) 的 @repeating",
        "(停掉|停止|以后不用|以后别) ?再 ?提醒 ?我 ?的 what=( <text> ) ?了",
        "?把 %nth @repeating @stop",
        "(停掉|停止|终止) %nth ?@repeating",
        "%nth (停掉|以后都不要了|以后都不用了|以后不用了|以后别提醒了|以后不要了)",
        "%hers (停掉|以后都不要了|以后都不用了|以后不用了|以后别提醒了)",
        "?把 ?我 ?的 @repeating all=( (全部|都|全|全都|统统|通通|一律|所有) ) ?(给我|帮我)? @stop",
        "?把 {date} ?的 what=( <text> ) ?(那个|那条|的)? @repeating ?(那个|那条)? ?给我? @stop",
        "?把 {recurring:date} ?的? what=( <text> ) ?(那个|那条|的提醒|提醒|那个提醒|那条提醒) ?给我? @stop",
        "?把 what=( <text> ) ?的? ?(那个|那条) {recurring:date} ?的? ?(那个|那条|提醒|那个提醒) ?给我? @stop",
        "?把 {who} ?的? {recurring:date} ?的? ?(那个|那条|提醒|回访|那个提醒|那条提醒)+ ?给我? @stop",
        "?把 {who} ?的? what=( <text> ) ?的 @repeating ?都? ?给我? @stop",
        "{recurring:date} ?的? ?(那个|那条|提醒|那个提醒|那条提醒)+ ?(以后)? ?(就|可以)? @stop",
        "?以后 {recurring:date} (别|不用|不要|甭|不必) ?再 (提醒|叫|喊|催|吵|闹|弹|来) ?我 ?了",
        "?把 ?我 ?的 ?(all=( (全部|所有|都) )) ?的 @repeating ?(all=( (全部|都) )) @stop",
        "@stop ?我 ?的 ?(all=( (全部|所有) )) ?的 @repeating",
      ],
      make: stop,
      cost: 0.3,
    },
    {
      say: [
        "?(哪些|有哪些|哪几位|哪几个|有哪几位|有谁|谁) ?客户? (没有|没|还没有|还没|缺) (下一步|下一步计划|下步|下一步安排|后续|后续计划|后续安排|跟进计划|安排跟进|待跟进|下一步动作) ?的 ?(客户|客人|人) ?(有哪些|有谁|是谁|有几个)?",
        "(哪些|有哪些|谁|哪几位|哪几个|有哪几位|有谁) ?(客户|客人) ?(没有|没|还没有|还没|缺) (下一步|下一步计划|下步|下一步安排|后续计划|后续安排|跟进计划|安排跟进|下一步动作)",
      ],
      make: () => ({
        kind: "customers.find",
        where: [{ field: "has-follow-up", is: false }],
        sort: { by: "spend", direction: "desc" },
      }),
      cost: 0.2,
    },
    ...changePhrases,
    ...assignPhrases,
    ...teamPhrases,
  ],
};
