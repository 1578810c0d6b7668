// How people give something they have to do to a colleague: 第二条给陈晨, 张姐那条让陈晨做, 把林悦的跟进转给我.
import type { Plan } from "../../skill.ts";
import { dateOf, daysOf, whoOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";

function assign(said: Said): Plan | null {
  const to = said.words("staff") ?? said.groupWords("me") ?? "";
  // Of drafts and complaints others speak; 「给陈晨留着」 gives away a thing; what one wants to be reminded of is not done now.
  if (/草稿|祝福|投诉|提醒一?下?我|记得|别忘/u.test(said.text)) return null;
  // 下周的待办都给我: asked to see, and given to nobody.
  if (said.groupWords("me") !== null && whichOf(said) === null && !said.has("of")) return null;
  if (new RegExp(`给${to}(?:留|看|发|说|讲|带|拿|寄|送|报|算)`, "u").test(said.text)) return null;
  return {
    kind: "followups.assign",
    which: whichOf(said),
    of: said.words("of"),
    range: daysOf(dateOf(said.get("date")), "future"),
    about: said.has("who") ? null : said.groupWords("what"),
    to,
  };
}

/** As the handler reads it: 第一条, 张姐的, 张姐的回访, 全部 (those on show); null: all. */
function whichOf(said: Said): string | null {
  const number = said.groupWords("which") ?? said.groupWords("these");
  if (number !== null) return /^(?:这|那|上面).*[几些]/u.test(number) ? "全部" : number;
  return said.has("who") ? `${whoOf(said)}的${said.groupWords("what") ?? ""}` : null;
}

export const assignWords = {
  giveTo: "转给 交给 转交给 移交给 分给 派给 分派给 给 转 让给 换给 转去给 拨给 丢给".split(" "),
  letDo: "让 由 请 叫 麻烦 拜托 改由 交由 换成 改成 换 改让".split(" "),
  takeOver:
    "代 代一下 代跟 代做 顶 顶一下 盯 盯一下 盯着 做 跟 打 办 跟进 处理 负责 接手 接着做 接着跟 弄 回访 联系 完成 接 管 打电话 打个电话 去做 去跟 去打".split(
      " ",
    ),
};

export const assignMacros = {
  todos: "(跟进|待办|任务|待办事项|跟进任务|跟进事项)",
  calls: "what=( (回访|回访电话|拜访|送货) )",
  numbered:
    "which=( {who:n} (条|件|项|个) ?(和|、|跟) {who:n} ?(条|件|项|个) | {number:m} ?(条|件|项) ?(和|、|跟|还有) {number:m} ?(条|件|项) | {who:n} (条|件|项) | (最后|末) ?一 (条|件|项) | (这|那) (条|件|项) )",
  visible: "these=( (这|那|刚才那|上面|上面这|上面那) ?(几|些|两|三) ?(条|件|项) )",
  hersToDo:
    "({who} ?的 (那|这) ?一 (条|件|项) ?的 ?(%todos | %calls | (事|提醒|电话)) | ?(给|跟|和) {who} ?的? (%calls|打 what=( 电话 )) ?的? (那|这) (个|件|条) ?(事|事儿|事情) | {who} ?{date} ?的 ?(那个|这个) (%todos | %calls | 提醒))",
  letHer: "(@letDo {staff} ?(去|来|帮忙|替我|帮我)? @takeOver)",
  toHer: "(@giveTo ({staff} | me=( (我|我自己) )) ?(去|来)? ?@takeOver | %letHer)",
  allOf: "(都|全|全部|全都|统统|一起|一并)",
};

export const assignPhrases: Phrases["phrases"] = [
  {
    say: [
      "?(把|将) %numbered ?的 ?%todos ?%allOf ?(改|换|还是)? %toHer",
      "?(把|将) which=( (这|那) 个 ) %todos ?(改|换|还是)? %toHer",
      "?(把|将) %visible ?的 ?%todos ?%allOf %toHer",
      "?(把|将) %hersToDo ?%allOf ?(改|换|还是)? %toHer",
      "?(把|将) (%hersToDo|%numbered) ?%allOf ?(改|换|还是)? %toHer ?吧 ?, ?因为 %busy",
      "?(把|将) (%hersToDo|%numbered) ?, %busy ?, ?(就|先|只能|只好|那就|还是|得|都|改|换)* %toHer",
      "%busy ?, ?(把|将)? (%hersToDo|%numbered) ?%allOf ?(改|换|还是)? %toHer",
      "{who} ?{date} ?的 what=( 电话 ) ?(改|换|还是)? %letHer",
      "{staff} ?(来|帮我|替我|帮忙)? @takeOver %numbered",
      "%letHer %numbered",
    ],
    make: assign,
    cost: 0.3,
    tells: true,
  },
  {
    // 何静明天请假，她的跟进转给周航: both are to be done.
    say: [
      "{staff:of} {date} ?(要|得)? (请假|休假|休息|调休|休年假|请病假|请事假) ?了? ?, ?(把|将)? ?(她|他) ?(手上|手里|手头|名下)? ?的 ?(那些)? (%todos | %calls) ?%allOf %toHer",
    ],
    make: (said) => {
      const given = assign(said);
      const days = daysOf(dateOf(said.get("date")), "future");
      if (given === null || !days?.from || !days.to) return null;
      const none = { cover: null, shift: null, second: null, back: false };
      return [
        { kind: "followups.leave", of: said.words("of"), from: days.from, to: days.to, ...none },
        { ...given, range: null },
      ];
    },
    cost: 0.1,
    tells: true,
  },
  {
    say: [
      "?(把|将) {staff:of} ?(手上|手里|手头|名下)? ?{date} ?(剩下|没做完|还没做)? ?的 (%todos | %calls) ?{date} ?(先|就)? ?%allOf %toHer",
      "{staff:of} ?要 (请假|休假|休息|离职|走|辞职|不在|要走) ?了 (她|他) ?(手上|手里|手头|名下)? ?{date} ?的 (%todos | %calls) ?%allOf %toHer",
      "?(把|将) ?(我|我自己) ?(手上|手里|手头|名下)? ?{date} ?(剩下|没做完|还没做)? ?的 (%todos | %calls) ?%allOf %toHer",
    ],
    make: assign,
    cost: 0.2,
    tells: true,
  },
];
