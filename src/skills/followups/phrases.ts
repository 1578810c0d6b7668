// How people ask to be reminded, and say that a thing is done.
import { addDays, addMonths } from "../../calendar/day.ts";
import { dateOf, daysOf, momentOf, whoOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";

function create(said: Said, promise: boolean) {
  const who = said.has("who") ? whoOf(said) : said.groupWords("about") ? "" : null;
  const text = (said.groupWords("text") ?? said.words("text") ?? "")
    .replace(/^(我|她|他|要|去|给)+(?=提醒)/u, "")
    .trim();
  return {
    kind: "followups.create",
    who,
    text: text === "" ? "跟进" : text,
    due: momentOf(dateOf(said.get("date"))),
    promise,
  };
}
/** Which follow-up, as the handler reads it: 第一条, 张姐的, 张姐的回访, 全部. */
function whichOf(said: Said): string {
  if (said.has("n")) return said.groupWords("which") ?? said.words("n") ?? "";
  if (!said.has("who")) return said.has("all") ? "全部" : "";
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
export const phrases: Phrases = {
  words: {
    remind: [
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
    ],
    task: [
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
    ],
    promised: ["答应", "答应了", "承诺", "承诺了", "说好了", "说好", "应承了", "许诺"],
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
    ],
    overdue: ["逾期", "过期", "超期", "没做完", "拖着", "漏了", "欠着", "到期没做", "超时"],
    itemWord: ["条", "个", "件", "项"],
    doAll: ["全部", "都", "所有"],
  },
  macros: {
    nth: "which=( {who:n} (条|件|项|个) ?((和|、|跟) {who:n} ?(条|件|项|个)) | {who:n} (条|件|项) )",
    hers: "{who} ?的 (那个|那条|事|的|what=( (回访|电话|跟进|拜访|送货) ) ?那条|提醒)?",
  },
  phrases: [
    {
      say: [
        "?在 {date} @remind ?要 ?去 text=( ?给 {who} <text> )",
        "{date} @remind text=( <text> {who} ?<tail> )",
        "{date} @remind text=( ?@task {who} ?<tail> )",
        "@remind {date} text=( <text> {who} ?<tail> )",
        "@remind {date} text=( ?(给|跟|和|找|问) {who} <text> )",
        "{who} {date} @remind text=( <text> )",
        "{date} @remind text=( <text> )",
        "@remind {date} text=( <text> )",
        "{date} text=( @task {who} ?<tail> )",
        "{date} ?要 text=( ?(给|跟|和|找|问) {who} @task ?<tail> )",
        "{who} {date} text=( @task ?<tail> )",
        "{date} @remind ?我",
        "@remind text=( <text> {who} ?<tail> ) {date}",
        "@remind text=( @task {who} )",
        "{who} {date} @remind",
        "?{date} text=( (把|给|跟|和) {who} <tail> ) @remind",
      ],
      make: (said) => create(said, false),
      cost: 0.5,
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
      ],
      make: (said) => listed(said, "open", "future"),
      cost: 0.5,
    },
    {
      say: [
        "?有 ?(没有|哪些|什么) @overdue ?的 ?@todo ?有 ?(哪些|吗)",
        "?{date} @overdue ?的 ?@todo",
        "{who} ?有 ?(没有|哪些|什么) @overdue ?的 ?@todo",
        "{staff} ?有 ?(没有|哪些|什么) @overdue ?的 ?@todo ?有 ?(哪些|吗|多少)",
      ],
      make: (said) => listed(said, "overdue", "past"),
      cost: 0.4,
    },
    {
      say: [
        "?{staff} ?{date} (做完了|完成了|做了|搞定了|办完了) (哪些|什么|多少|几个) ?(跟进|事|任务|待办|回访)",
        "?{staff} {date} @done ?了 (哪些|什么) ?(跟进|事|任务|待办|回访)",
        "?{staff} ?{date} (已完成|做完|完成) ?的 (跟进|待办|任务) ?有 ?(哪些|什么)",
      ],
      make: (said) => listed(said, "done", "past"),
      cost: 0.3,
    },
    {
      say: [
        "%nth ?已经 @done",
        "%hers ?已经 @done",
        "@doAll:all ?都 @done",
        "@done ?了 %nth",
        "(都|全) @done:all",
        "(都|全|全部) (搞完了|弄完了|处理好了|联系过了|办妥了)",
      ],
      make: (said) => ({ kind: "followups.done", which: whichOf(said) || "全部", outcome: null }),
      cost: 0.5,
      tells: true,
    },
    {
      say: [
        "?把 %nth ?的 @later ?到 ?{date} ?再说 ?再提醒",
        "?把 %hers @later ?到 ?{date} ?再说 ?再提醒",
        "@doAll:all ?都 @later ?到 ?{date}",
        "@later ?到 {date} ?再说 ?再提醒 ?吧",
        "%nth {date} 再 (说|提醒|提醒我|做)",
        "%hers {date} 再 (说|提醒|提醒我|做)",
      ],
      make: (said) => ({ kind: "followups.snooze", which: whichOf(said), until: laterOf(said) }),
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
        "%hers (不用|别|不要|不必) ?再 (提醒|跟进|跟|做|管) ?我 ?了",
      ],
      make: (said) => ({ kind: "followups.cancel", which: whichOf(said) }),
      cost: 0.5,
    },
  ],
};

/** 「推迟两天」 counts from today; 「推到周五」 is the day itself. */
function laterOf(said: Said): { at: string; hasTime: boolean } | null {
  const date = dateOf(said.get("date"));
  if (!date?.duration) return momentOf(date);
  const { days = 0, weeks = 0, months = 0 } = date.duration as { days?: number; weeks?: number; months?: number };
  const day = addDays(months === 0 ? said.today : addMonths(said.today, months), days + 7 * weeks);
  return momentOf({ ...date, from: `${day}T00:00:00`, to: `${addDays(day, 1)}T00:00:00` });
}
