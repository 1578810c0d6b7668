// How people ask to be reminded, and say that a thing is done.
import { addDays, addMonths, diffDays } from "../../calendar/day.ts";
import type { Plan } from "../../skill.ts";
import { dateOf, daysOf, momentOf, whoOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";
import { repeatOf } from "../../understanding/parser/recurrence.ts";
import { assignMacros, assignPhrases, assignWords } from "./phrases-assign.ts";
import { teamMacros, teamPhrases } from "./phrases-team.ts";

function create(said: Said, promise: boolean): Plan | null {
  const who = said.has("who") ? whoOf(said) : said.groupWords("about") ? "" : null;
  const text = (said.groupWords("text") ?? said.words("text") ?? "")
    .replace(/^(我|她|他|要|去|给)+(?=提醒)|^一(?:下|声)$/gu, "")
    .replace(/[，,\s]*(?:到时候|到时|记得)?提醒一?下?我(?:一下)?$/u, "")
    .trim();
  // 「回访提醒别再来了」 stops one.
  if (/(?:别|不要|不用)再?(?:来|提醒|提|跟)了?$|停掉|停了$/u.test(text)) return null;
  // 张姐最近能发消息吗 asks, and nothing is to be done.
  if (!said.has("remind") && /(?:吗|么|没有?|[？?])$/u.test(text)) return null;
  // 「这个月给张姐发了几次」「答应客户的事还有哪些」 ask what was; 「问她要什么」 is something to do.
  if (!said.has("remind") && ASKS_WHAT_WAS.test(text) && !/[问聊打]/u.test(text)) return null;
  if (promise && /^(?:什么|啥|哪些|几件)(?:事|事情)?[了呢]?$/u.test(text)) return null;
  const date = dateOf(said.get("date"));
  const repeat = repeatOf(date);
  // Nobody is reminded every hour; once would be something else than was asked for.
  if (date?.recurring && !repeat) return null;
  return {
    kind: "followups.create",
    who,
    text: text === "" ? "跟进" : text,
    due: repeat ? null : dueOf(said),
    repeat,
    promise,
  };
}
const ASKS_WHAT_WAS =
  /(?:过谁|[了过]什么|[了过]啥|[了过]?几[次回条个件]|哪些|多少[次条]?)(?:没[做办有了]?|没完成|没兑现|了|呢)?$|有哪些/u;
/** 这周内, said in the middle of it, is its last day. */
function dueOf(said: Said) {
  const due = momentOf(dateOf(said.get("date")));
  const days = daysOf(dateOf(said.get("date")), "future");
  if (!due || due.hasTime || due.at.slice(0, 10) >= said.today || !days?.from || !days.to || days.to <= said.today)
    return due;
  return { at: `${addDays(days.to, -1)}${due.at.slice(10)}`, hasTime: false };
}
/** 别再每周一提醒我了: the rule, whose it is and what it is about tell which. */
function stop(said: Said): Plan | null {
  const repeat = repeatOf(dateOf(said.get("date")));
  if (said.has("date") && !repeat) return null;
  const words = (said.groupWords("what") ?? said.groupWords("text") ?? "").replace(/^(我|的)+|(的|了)+$/gu, "").trim();
  const which = said.has("who") || said.has("n") ? whichOf(said) : words;
  return { kind: "followups.stop", which: which || (said.groupWords("all") ? "全部" : ""), repeat };
}
/** Which follow-up, as the handler reads it: 第一条, 张姐的, 张姐的回访, 全部. */
function whichOf(said: Said): string {
  if (said.has("n")) return said.groupWords("which") ?? said.words("n") ?? "";
  if (!said.has("who")) return said.has("all") || said.groupWords("all") !== null ? "全部" : "";
  if (/^第/u.test(whoOf(said))) return whoOf(said);
  return `${whoOf(said)}的${said.groupWords("what") ?? ""}`;
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
const WHAT = "(几个|哪些|啥|什么|多少|几件|几条|哪几个|几位|哪几件)";
const UNDONE =
  "(没跟|没跟完|没做|没做完|没办|没办完|没完成|没弄|没弄完|没处理|没联系|没回访|没打|要跟|要做|要办|要回访|要联系|要打|要处理)";

export const phrases: Phrases = {
  words: {
    remind: [
      "到时候叫我",
      "到时候喊我",
      "提醒我",
      "叫我",
      "记得提醒我",
      "到时候提醒我",
      "喊我",
      "提醒一下我",
      "提醒",
      "定个提醒",
      "设个提醒",
      "别忘了提醒我",
      "提醒下我",
      "不要忘了提醒我",
      "记得叫我",
      "到时提醒我",
      "记得",
      "到点提醒我",
      "提醒我一下",
      "喊我一下",
      "叫我一下",
      "叫我一声",
      "喊我一声",
      "提醒我一声",
      "提示我",
      "通知我",
      "记得提示我",
      "提我",
      "提返我",
      "提下我",
      "提醒提醒我",
      "帮我记着",
      "记着",
      "别让我忘了",
      "提醒咱",
      "建个提醒",
      "加个提醒",
      "设一个提醒",
      "定一个提醒",
      "设置提醒",
      "添加提醒",
      "闹我",
      "call我",
    ],
    task: [
      "问",
      "告诉",
      "催款",
      "回信",
      "回个信",
      "寄样",
      "寄样品",
      "送样",
      "回访",
      "打电话",
      "打个电话",
      "联系",
      "跟进",
      "问问",
      "问候",
      "约",
      "拜访",
      "送货",
      "发消息",
      "发微信",
      "电话",
      "寄",
      "送",
      "取",
      "确认",
      "通知",
      "给她打电话",
      "看看",
      "回电话",
      "回电",
      "回个电话",
      "回消息",
      "回个消息",
      "回微信",
      "发图",
      "发照片",
      "报价",
      "催",
      "催一下",
      "量尺寸",
      "调货",
      "上门",
      "道谢",
      "打给",
      "约时间",
      "致电",
      "去电",
    ],
    promised: [
      "答应",
      "答应了",
      "承诺",
      "承诺了",
      "说好了",
      "说好",
      "应承了",
      "许诺",
      "约好",
      "约好了",
      "约了",
      "约定",
      "说定",
      "说定了",
      "讲好",
      "讲好了",
    ],
    done: [
      "做完了",
      "完成了",
      "完成",
      "搞定了",
      "搞定",
      "办完了",
      "办好了",
      "弄好了",
      "做好了",
      "处理完了",
      "处理了",
      "联系过了",
      "打过了",
      "回访过了",
      "回访完了",
      "已完成",
      "已经联系了",
      "跟进完了",
      "ok了",
      "好了",
      "结束了",
      "办妥了",
      "跟完了",
      "打完了",
      "弄完了",
      "处理好了",
      "搞完了",
      "已做",
      "已办",
      "已搞定",
      "已处理",
      "已办完",
      "打完电话了",
      "回访好了",
      "跟过了",
      "已跟进",
      "跟进过了",
      "已回访",
      "已联系",
      "done",
      "完事了",
      "了结了",
      "完工了",
    ],
    later: [
      "推到",
      "推迟到",
      "延到",
      "延后到",
      "改到",
      "推迟",
      "延后",
      "往后推",
      "晚点再说",
      "晚点",
      "稍后",
      "过会儿再说",
      "过两天再说",
      "推",
      "延",
      "改约",
      "改成",
      "挪到",
      "改期到",
      "延迟到",
      "延期到",
      "往后挪到",
      "往后延到",
      "顺延到",
      "挪",
      "往后挪",
      "往后延",
      "延期",
      "顺延",
      "改时间到",
      "放到",
      "拖到",
      "缓到",
      "调到",
      "换到",
      "改在",
    ],
    drop: [
      "取消",
      "不用提醒了",
      "不用跟了",
      "别提醒了",
      "不用了",
      "删掉",
      "删了",
      "作废",
      "算了",
      "不用做了",
      "不跟了",
      "撤掉",
      "取消掉",
      "取消了",
      "取消吧",
      "不做了",
      "不要了",
      "不用管了",
      "去掉",
      "不需要了",
      "别跟了",
      "删除",
      "不用回访了",
      "不用联系了",
      "不必了",
      "免了",
      "不用打了",
      "不用再提醒了",
    ],
    todo: [
      "待办",
      "要跟进的",
      "跟进",
      "要做什么",
      "要做的事",
      "任务",
      "要做哪些",
      "要联系谁",
      "要回访谁",
      "要跟谁",
      "日程",
      "提醒",
      "要做的",
      "该做什么",
      "要干嘛",
      "要跟进谁",
      "待跟进的",
      "待跟进事项",
      "跟进事项",
      "待办事项",
      "要办的事",
      "要做啥",
      "安排",
      "事情",
      "干什么",
      "该联系谁",
      "要打给谁",
      "待跟进",
      "活儿",
      "要忙的",
      "要回访的",
      "要联系的",
      "事项",
      "要跟的",
      "该做的",
      "要处理的",
      "要做的事情",
      "待办的",
      "跟进任务",
      "跟进计划",
      "待回访的",
      "要打的电话",
      "该跟进谁",
      "该回访谁",
      "有什么事",
      "有啥事",
      "啥事",
      "什么事",
      "事要做",
      "事要办",
      "活",
      "要跟的事",
      "咩嘢跟",
      "嘢做",
      "嘢要做",
      "没跟",
      "没跟的",
      "没办",
      "没办完",
      "没处理完",
      "没弄完",
      "没忙完",
      "没干完",
      "没干",
      "没干的",
      "没跟完",
      "没跟完的",
      "没做的",
      "没办",
      "没办的",
      "没处理的",
      "没跟进的",
      "没联系的",
    ],
    overdue: [
      "逾期",
      "过期",
      "超期",
      "没做完",
      "拖着",
      "漏了",
      "欠着",
      "到期没做",
      "超时",
      "逾期未做",
      "逾期没做",
      "没按时做",
      "没按时完成",
      "没跟上",
      "落下",
      "落下了",
      "忘了做",
      "过期没做",
      "该做没做",
      "到期未做",
      "耽误了",
      "没来得及做",
      "没及时做",
      "到点没做",
    ],
    repeating: [
      "定期提醒",
      "每周提醒",
      "每天提醒",
      "每月提醒",
      "每周的提醒",
      "每天的提醒",
      "每月的提醒",
      "定期的提醒",
      "重复提醒",
      "重复的提醒",
      "周期提醒",
      "循环提醒",
      "固定提醒",
      "定时提醒",
      "例行提醒",
      "长期提醒",
      "定期任务",
      "定期跟进",
      "定期的",
      "定期",
      "周期性提醒",
      "重复任务",
    ],
    stop: [
      "停掉",
      "停了",
      "停",
      "取消",
      "取消掉",
      "关掉",
      "关了",
      "删掉",
      "删了",
      "去掉",
      "不要了",
      "不用了",
      "作废",
      "终止",
      "停止",
    ],
    itemWord: ["条", "个", "件", "项"],
    ...assignWords,
    doAll: ["全", "全都", "统统", "通通", "全部", "都", "所有"],
  },
  macros: {
    ...teamMacros,
    ...assignMacros,
    nth: "which=( {who:n} (条|件|项|个) ?((和|、|跟) {who:n} ?(条|件|项|个)) | {who:n} (条|件|项) | {who:n} ?(和|、|跟) {who:n} (条|件|项|个) )",
    outcome:
      "outcome=( (她说|他说|她讲|他讲|客人说|客户说|对方说|说是|说|反馈|结果|没接|没人接|没接电话|没回|不接|她要|他要|她不|他不|她想|他想|她下|他下|考虑|再考虑|暂时|不需要|不想|嫌|觉得|她觉得|他觉得|她很满意|她挺满意|她很喜欢|她说不|很满意|挺满意|满意|不满意|约了|约好|答应) ?<tail> )",
    hers: "{who} ?的 (那个|那条|事|的|what=( (回访|电话|跟进|拜访|送货) ) ?那条|提醒)?",
  },
  phrases: [
    {
      say: [
        "?在 {date} @remind ?要 ?去 text=( ?给 {who} <text> )",
        "{date} @remind text=( <text> {who} ?<tail> )",
        "{who} text=( {date} ?(要|会|说)? ?过 (来拿|来取|来试|来改|来换|来量|来看) ?<tail> ) @remind",
        "{date} @remind text=( ?@task {who} ?<tail> )",
        "@remind {date} text=( <text> {who} ?<tail> )",
        "@remind {date} text=( ?(给|跟|和|找|问) {who} <text> )",
        "{who} {date} @remind text=( <text> )",
        "{date} @remind text=( <text> )",
        "@remind {date} text=( <text> )",
        "{date} text=( @task {who} ?<tail> )",
        "{date} ?要 ?记得 text=( 给 {who} (发|寄|送|留|带|拿|准备|调|订|补|打包|包) <tail> )",
        "{date} ?要 text=( ?(给|跟|和|找|问) {who} @task ?<tail> )",
        "{who} {date} text=( @task ?<tail> )",
        "{date} text=( (约|问|问问|催|陪|找|请) {who} <tail> )",
        "{date} (别忘记|别忘了|别忘|不要忘|不要忘了|记住) text=( ?(给|跟|和|同|找|问|帮|把|向) ?{who} <text> )",
        "(别忘记|别忘了|别忘|不要忘|不要忘了|记住) {date} text=( ?(给|跟|和|同|找|问|帮|把|向) ?{who} <text> )",
        "{who} ?的 <thing> {date} (好|到|到货|出来|做好|能好|完工) ?, ?(到时|到时候|记得)? (叫|提醒|喊|让) 我 text=( <text> )",
        "text=( (约|催|催催) {who} <tail> )",
        "(一会儿|一会|等会儿|等会|待会儿|待会|等下|过会儿|晚点|回头) @remind text=( ?(给|跟|和|找|问) ?{who} <text> )",
        "{date} @remind ?我",
        "@remind text=( <text> {who} ?<tail> ) {date}",
        "@remind text=( @task {who} )",
        "{who} {date} @remind",
        "?{date} text=( (把|给|跟|和) {who} <tail> ) @remind",
        "text=( (约|预约|邀|叫) {who} <tail> )",
        "text=( {who} ?的 <text> {date} ?<tail> ) (到时候|到时|到那天|记得) @remind",
      ],
      make: (said) => create(said, false),
      cost: 0.5,
      tells: true,
    },
    {
      // 一会儿提醒我回信: nobody says when, and it is asked.
      say: [
        "(一会儿|一会|待会儿|待会|等下|等会儿|等会|晚点|回头|有空) @remind text=( ?给 {who} <text> )",
        "(一会儿|一会|待会儿|待会|等下|等会儿|等会|晚点|回头|有空) @remind text=( <text> )",
      ],
      make: (said) => create(said, false),
      cost: 0.3,
      tells: true,
    },
    {
      // 周会每周一提醒我: what it is about may come first when it comes again.
      say: [
        "text=( {who} 的 <text> ) {date} @remind ?(看|看看|查|查一下|查查|跟|跟进|问|问问|确认|处理)",
        "text=( <text> ) {date} @remind",
      ],
      make: (said) => (dateOf(said.get("date"))?.recurring ? create(said, false) : null),
      cost: 1,
      tells: true,
    },
    {
      say: [
        "@promised ?了 {who} ?{date} text=( <text> )",
        "@promised {date} text=( <text> {who} ?<tail> )",
        "?跟 {who} @promised {date} text=( <text> )",
        "@promised ?{date} text=( <text> )",
      ],
      make: (said) => create(said, true),
      cost: 0.4,
    },
    {
      say: [
        "?{date} ?我 ?{date} ?还 ?有 ?(什么|哪些|啥|几个|多少) @todo",
        "?{date} ?我 ?(手上|手头|手里|这边) ?还 ?(有|剩|剩下|差) (什么|哪些|啥|几个|几件|几条|多少|咩) ?个 @todo",
        "?{date} ?我 ?(手上|手头|手里|这边) 还 ?(有|剩|剩下) @todo",
        "{staff} ?(手上|手头|手里|这边) ?还 (有|剩|剩下|差) (什么|哪些|啥|几个|几件|几条|多少) ?个 @todo",
        "{date} (要|该|得|有咩|有乜|有咩嘢) (干|做|忙|跟) ?(点|些) (啥|什么|咩|乜嘢|嘛)",
        "{date} 有 (咩嘢|乜嘢|咩|乜) (跟|做|要跟|要做)",
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
        "{staff} ?{date} ?(有|还有|要) ?(什么|哪些|啥|几个|多少) @todo",
        "{staff} ?的 ?{date} ?的 @todo ?有 ?(哪些|什么)",
        "{staff} {date} ?要 (联系|回访|跟进) (谁|哪些|哪些人|哪几个)",
        "{staff} {date} (要|该|得) (干啥|干嘛|做啥|干什么|做什么)",
        "{date} ?的? ?那 (五个|5个|五位|5位|五条|五件)",
        `?{date} ?我 ?(手头|手上|手里)? ?都 ?还 ?(有|剩|剩下) ${WHAT} ?(回访|跟进|任务|待办|客户|事)? ${UNDONE} ?的 ?了`,
        `{staff} ?{date} ?手上 ?都 ?还 ?(有|剩|剩下) ${WHAT} ?(回访|跟进|任务|待办|客户|事)? ${UNDONE} ?的 ?了`,
        `{who} ?还 ?有 ${WHAT} 没 ?给? ?(她|他)? (办|做|弄|跟|处理|完成|兑现) ?的`,
        "?{date} ?我 ?(手头|手上)? ?都 ?还 有 (啥|什么|哪些|啥子) (事|活|事儿|活儿|事情|要忙的|要办的|要跟|跟|要做)",
        "{date} ?我 ?都 ?(要|该)? (干啥|干嘛|做啥|忙啥)",
      ],
      make: (said) => listed(said, "open", "future"),
      cost: 0.5,
      vague: ({ who, of, range }) => (who ?? of ?? range ?? null) === null,
    },
    {
      say: [
        "?{staff} ?我 ?还 ?都 ?有 ?(哪些|什么) (答应|承诺|答应过|答应了|承诺过) ?(客户|客人|谁|人家|别人|她们|大家)? ?的 ?(什么|啥|什么事|哪些事|事|事情) ?还 ?有 ?(哪些|什么|啥|几件|多少|没有)? ?(没做|没办|没完成|没兑现|没做完|没弄) ?的",
        "?(我|{staff}) ?的 (承诺|答应的事) ?还 ?有 ?(哪些|什么|几件)",
        "?{staff} ?我 ?(这|这几天|现在)? ?还 欠着 ?(客户|客人|人家|谁) ?的? (什么|哪些|啥) ?(承诺|没兑现|没做)?",
        "?我 (答应|承诺|答应过|答应了) ?过 {who} ?了 ?的 ?(什么|啥|什么事|哪些事|几件事|哪些) ?了",
        "{who} ?那 ?我 (答应|承诺|答应过|答应了) ?(她|他|过)? ?的? (什么|啥|什么事|哪些事|事) ?有 ?(哪些|什么)",
      ],
      make: (said) => ({ ...listed(said, "open", "future"), promises: true }),
      cost: 0.4,
    },
    {
      say: [
        "?有 ?(没有|哪些|什么) @overdue ?的 ?@todo ?有 ?(哪些|吗)",
        "?{date} @overdue ?的 ?@todo",
        "(拖|拖了|拖到|拖着)? (过期|逾期|超期|超时|到期|没做) ?的 (跟进|待办|任务|事) ?(有|还有)? (几个|多少|几条|几件|哪些)",
        "{who} ?有 ?(没有|哪些|什么) @overdue ?的 ?@todo",
        "{staff} ?有 ?(没有|哪些|什么|几个|几件|几条|多少) @overdue ?的 ?@todo ?有 ?(哪些|吗|多少)",
      ],
      make: (said) => listed(said, "overdue", "past"),
      cost: 0.4,
    },
    {
      say: [
        "?{staff} ?{date} (做完了|完成了|做了|搞定了|办完了) (哪些|什么|多少|几个) ?(跟进|事|任务|待办|回访)",
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
        "?我 ?都 (设了|定了|建了|有) (哪些|什么|几个) @repeating",
      ],
      make: () => ({ kind: "followups.list", range: null, state: "repeating", who: null, of: null }),
      cost: 0.3,
    },
    {
      say: [
        "(别|不用|不要|不必|甭) ?再 {date} ?都 @remind ?text=( <text> )",
        "{date} ?的? ?(那个|那条|提醒|那个提醒) ?给我? @stop",
        "{date} ?的? ?(那个|那条|提醒) (别|不用|不要) ?再 (提醒|叫) ?我",
        "{date} (别|不用|不要) ?再 @remind ?text=( <text> )",
        "{date} ?(那个|的)? what=( <text> ) (不用|别|不要|不必) ?再 (提醒|叫|提) ?我 ?了",
        "{who} {date} ?的 ?what=( <text> ) ?提醒 (别再来了|别来了|不要了|停了|停掉|取消|别再提醒了)",
        "?把 @stop {date} ?的 ?what=( <text> ) ?(那个|那条|提醒|那个提醒)",
        "?把 {who} ?的 {date} ?的? ?(那个|那条|提醒) @stop",
        "@stop {who} ?的 {date} ?的? ?(那个|那条|提醒)",
        "?把 {who} ?的 @repeating ?都? @stop",
        "@stop {who} ?的 @repeating",
        "?把 what=( <text> ) ?的 @repeating ?都? @stop",
        "{who} ?的? {date} ?的? what=( (回访|电话|跟进|拜访|问候|盘点) ) ?的? 提醒 (别|不要|不用|甭) ?再 (来|提|提醒|弹|响|叫) ?了",
        "{who} ?的? {date} ?的? ?what=( (回访|电话|跟进|拜访|问候|盘点) ) ?的? 提醒 @stop",
        "what=( <text> ) ?那个 {date} ?的 ?提醒 (别|不要|不用|甭|不用再|不要再|别再) ?再 (提醒|提|叫|来|弹) ?我 ?了",
        "what=( <text> ) 那个 {date} ?的 (别|不要|不用|甭|不用再|不要再|别再) ?再 (提醒|提|叫|来|弹) ?我 ?了",
        "{date} ?那个 what=( <text> ) (别|不要|不用|甭|不用再|不要再|别再) (提醒|提|叫|来) ?我 ?了",
        "{date} ?的 what=( <text> ) (不用|不要|别|甭) ?再 (提醒|提) ?我? ?了",
        "@stop what=( <text> ) 的 @repeating",
        "(停掉|停止|以后不用|以后别) ?再 ?提醒 ?我 ?的 what=( <text> ) ?了",
        "?把 %nth @repeating @stop",
        "(停掉|停止|终止) %nth ?@repeating",
        "%nth (停掉|以后都不要了|以后都不用了|以后不用了|以后别提醒了|以后不要了)",
        "%hers (停掉|以后都不要了|以后都不用了|以后不用了|以后别提醒了)",
        "?把 ?我 ?的 ?(all=( (全部|所有|都) )) ?的 @repeating ?(all=( (全部|都) )) @stop",
        "@stop ?我 ?的 ?(all=( (全部|所有) )) ?的 @repeating",
      ],
      make: stop,
      cost: 0.3,
    },
    {
      say: [
        "?(哪些|有哪些) ?客户? (没有|没|还没有|还没|缺) (下一步|下一步计划|下步|下一步安排|后续|后续计划|后续安排|跟进计划|安排跟进|待跟进|下一步动作) ?的 ?(客户|客人|人) ?(有哪些|有谁|是谁|有几个)?",
        "(哪些|有哪些|谁) ?(客户|客人) ?(没有|没|还没有|还没|缺) (下一步|下一步计划|下步|下一步安排|后续计划|后续安排|跟进计划|安排跟进|下一步动作)",
      ],
      make: () => ({
        kind: "customers.find",
        where: [{ field: "has-follow-up", is: false }],
        sort: { by: "spend", direction: "desc" },
      }),
      cost: 0.2,
    },
    {
      say: [
        "%nth ?已经 @done ?了 %outcome",
        "%hers ?已经 @done ?了 %outcome",
        "{who} outcome=( <y> (好了|完了|成了|妥了|到了|了) ) ?, (这条|这个|这件|那条) (销掉|划掉|消掉|完成|做完了|关掉|可以销了|了了)",
      ],
      make: (said) => {
        const outcome = (said.groupWords("outcome") ?? "").replace(/[，,\s]*(?:了)?[，,\s]*$/u, "").trim();
        return outcome === "" ? null : { kind: "followups.done", which: whichOf(said), outcome };
      },
      cost: 0.3,
      tells: true,
    },
    {
      say: [
        "%nth ?已经 @done",
        "?上面 ?(这|那)? ?(几个|几条|些|几件) (通通|全部|全都|统统|都|全) ?(已经|都)? @done:all",
        "(通通|全部|统统) @done:all",
        "%hers ?已经 @done",
        "@doAll:all ?都 @done",
        "@done ?了 %nth",
        "(都|全) @done:all",
        "?上面 (这几个|这些|这几条|这几件) (都|全|通通|统统|全都) @done:all",
        "?@doAll ?(都|全) (做完|办完|弄完|处理完|跟完|搞完|打完|联系完|办妥|忙完)",
        "{who} 的? what=( (回访|电话|跟进|拜访|送货|提醒|待办) ) ?那条 ?(已经|都)? (做了|做过了|打过了|打了|弄了|弄好了|办了|跟了|回了|搞好了)",
        "(都|全|全部) (搞完了|弄完了|处理好了|联系过了|办妥了)",
      ],
      make: (said) => {
        const which = whichOf(said);
        // 前两条都做完了: not all of them.
        if ((which === "" || which === "全部") && /[前后].{1,3}[条个件项]/u.test(said.text)) return null;
        return { kind: "followups.done", which: which || "全部", outcome: null };
      },
      cost: 0.5,
      tells: true,
    },
    {
      say: [
        "?把 %nth ?的 @later ?到 ?{date} ?再说 ?再提醒",
        "?把 %hers @later ?到 ?{date} ?再说 ?再提醒",
        "@doAll:all ?都 @later ?到 ?{date}",
        "?(把|将)? ?(今天|今日|这些|剩下|剩)? ?(没做完|没做|没跟完|没办完|剩下|没完成) ?的 ?(跟进|事|任务|待办) all=( (都|全|全部|全都) ) @later ?到 {date}",
        "all=( (全部|都|全|所有|通通|统统) ) ?都? (往后|往后面|向后|再)? (拖|推|挪|延|放|顺延|缓) {date}",
        "?(把|将) all=( (全|通通|统统|都|全部|全都) ) @later ?到 {date}",
        "%nth (晚|迟|过|推迟|延后) {date} 再? (提醒|提|说|叫我|做)",
        "@later ?到 {date} ?再说 ?再提醒 ?吧",
        "%nth {date} 再 (说|提醒|提醒我|做)",
        "%hers {date} 再 (说|提醒|提醒我|做)",
      ],
      // 「改成每天三个」 is no day to put anything off to.
      make: (said) =>
        dateOf(said.get("date"))?.recurring
          ? null
          : { kind: "followups.snooze", which: whichOf(said), ...laterOf(said) },
      cost: 0.6,
    },
    {
      say: [
        "%nth ?的 @drop",
        "%hers @drop",
        "(别|不用|不要) ?再 (提醒|跟进|跟) ?我 {who} ?的? (那个|那条|事|what=( (回访|跟进|提醒) ))",
        "@drop %nth ?的 ?(提醒|跟进|回访|任务)",
        "@drop {who} ?的 what=( (提醒|跟进|回访|任务) )",
        "%nth (不用|别|不要) ?再 (提醒|跟|做|管) ?我 ?了",
        "(不用|别|不要|不必) ?再 (提醒|叫|催) 我 ?(去|要)? ?(给)? ?@task {who} ?@task ?了",
        "%hers (不用|别|不要|不必) ?再 (提醒|跟进|跟|做|管) ?我 ?了",
      ],
      // 「把张姐删了」「张姐把我删了」: a person is deleted, or deletes; no reminder was spoken of.
      make: (said) =>
        /删|去掉|不要了/u.test(said.words("drop") ?? "") &&
        !/[那第条件项个事]|提醒|跟进|回访|任务|待办|电话/u.test(said.text)
          ? null
          : { kind: "followups.cancel", which: whichOf(said) },
      cost: 0.5,
    },
    ...teamPhrases,
    ...assignPhrases,
  ],
};

/** Longer than a year is a day of its own, told as the day. */
const LATER_DAYS_MAX = 366;

/** 「推迟两天」 counts from the day it is due, told as days; from today where that is past. 「推到周五」 is the day itself. */
function laterOf(said: Said): { until: { at: string; hasTime: boolean } | null; byDays: number | null } {
  const date = dateOf(said.get("date"));
  if (!date?.duration) return { until: momentOf(date), byDays: null };
  const { days = 0, weeks = 0, months = 0 } = date.duration as { days?: number; weeks?: number; months?: number };
  const day = addDays(months === 0 ? said.today : addMonths(said.today, months), days + 7 * weeks);
  const until = momentOf({ ...date, from: `${day}T00:00:00`, to: `${addDays(day, 1)}T00:00:00` });
  const by = diffDays(said.today, day);
  return { until, byDays: by >= 1 && by <= LATER_DAYS_MAX ? by : null };
}
