// How people ask how everybody's follow-ups go, say who works when, what they want to be told, and what another rhythm
// would cost.
import { addDays } from "../../calendar/day.ts";
import type { Plan } from "../../skill.ts";
import { amountOf, dateOf, daysOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";

interface Hours {
  from: string;
  to: string;
}
function leave(said: Said, more: { back?: boolean; shift?: Hours; second?: Hours | null }): Plan | null {
  // 下周三晚班 下午两点到十点: the day was said apart from the hours.
  const date = dateOf(said.get("on") ?? said.get("date"));
  const days = fromToday(date) ?? daysOf(date, "future");
  if (!days?.from || !days.to) return null;
  return {
    kind: "followups.leave",
    of: said.words("staff"),
    from: days.from,
    to: days.to,
    cover: said.words("cover"),
    shift: more.shift ?? null,
    second: more.second ?? null,
    back: more.back ?? false,
  };
}
/** 我请假三天: a length alone is read as the days past; of leave it begins today. */
function fromToday(date: ReturnType<typeof dateOf>): { from: string; to: string } | null {
  const { days = 0, weeks = 0, months = 0 } = (date?.duration ?? {}) as Record<string, number>;
  const length = days + 7 * weeks + 30 * months;
  const today = date?.to ? addDays(date.to.slice(0, 10), -1) : null;
  if (!today || !date?.from || date.from.slice(0, 10) >= today || !Number.isInteger(length) || length < 1) return null;
  return { from: today, to: addDays(today, Math.min(length, LENGTH_MAX)) };
}
/** Far more than anybody is away; the answer says how long may be said. */
const LENGTH_MAX = 10_000;
/** 我明天10点到14点、17点到21点上班: only with the hours said, anything else says nothing of a shift. */
function shift(said: Said): Plan | null {
  const first = hoursOf(said, "date");
  const second = said.has("again") ? hoursOf(said, "again") : null;
  if (!first || (said.has("again") && (!second || second.from <= first.to))) return null;
  return leave(said, { shift: first, second });
}
function hoursOf(said: Said, name: string): Hours | null {
  const date = dateOf(said.get(name));
  if (!date?.hasTime || !date.from || !date.to || date.from.slice(0, 10) !== date.to.slice(0, 10)) return null;
  const [from, to] = [date.from.slice(11, 16), date.to.slice(11, 16)];
  return diffMinutes(from, to) < 60 ? null : { from, to };
}
const diffMinutes = (from: string, to: string): number => {
  const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
  return minutes(to) - minutes(from);
};
/** 三周一次, 每10天, 半个月: days between two contacts. */
function whatIf(said: Said): Plan | null {
  const days =
    amountOf(said.get("count")) ?? times(amountOf(said.get("weeks")), 7) ?? times(amountOf(said.get("months")), 30);
  const date = dateOf(said.get("every"));
  const { days: d = 0, weeks = 0, months = 0 } = (date?.duration ?? {}) as Record<string, number>;
  const again = date?.recurring;
  const every = again ? (again.interval ?? 1) * (UNIT_DAYS[again.every] ?? 0) : d + 7 * weeks + 30 * months;
  const wanted = date ? every : days;
  if (!wanted || !Number.isInteger(wanted) || wanted > 366) return null;
  return { kind: "followups.what-if", class: said.groupWords("class"), days: wanted };
}
const UNIT_DAYS: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30, quarter: 90, year: 365 };
const times = (count: number | null, days: number): number | null => (count === null ? null : count * days);
/** 早上的卡片, 联系建议, 日报: as said, first what fits. */
const WISHES: readonly (readonly [RegExp, string])[] = [
  [/核实/u, "verify"],
  [/日报|周报|月报|报表/u, "report"],
  [/小结/u, "week"],
  [/祝福|草稿|关怀/u, "draft"],
  [/建议|推荐|该联系/u, "suggestion"],
  [/全部|所有|这些|任何/u, "all"],
  [/卡片/u, "card"],
];
function wish(said: Said, wanted: boolean): Plan | null {
  const words = said.groupWords("what") ?? "";
  const what = WISHES.find(([pattern]) => pattern.test(words))?.[1];
  return what ? { kind: "followups.wish", what, wanted } : null;
}

export const teamMacros = {
  cover:
    "(({staff:cover} (帮我|替我|帮忙|来|代我|帮)? (盯着|盯|看着|照看|顶班|顶|代班|跟|跟着|管|负责|顶一下|照应)) | ((让|请|由|叫|麻烦) {staff:cover} (帮我|替我|帮忙|来|代我|帮)? (盯着|盯|看着|照看|顶班|顶|代班|跟|跟着|管|负责|顶一下|照应)))",
  often: "(({number:count} (天|日)) | {date:every} | ({number:weeks} (周|星期|礼拜)) | (({number:months} (个月))))",
  wished:
    "what=( ?(早上|每天|每天早上|早晨|今天|每周|全部|所有|这些|任何)? ?的 (卡片|跟进卡片|提醒卡片|待办卡片|核实卡片|核实资料的卡片|联系建议|联系推荐|日报|周报|月报|日报周报月报|每周小结|周小结|祝福草稿|祝福草稿的卡片|草稿卡片) )",
};

export const teamPhrases: Phrases["phrases"] = [
  {
    say: [
      "?{date} ?(我|大家|各人|每个人|{staff})? (答应|承诺) ?(客户|客人|人家) ?的 ?(事|事情)? ?都? (做到|兑现|守住|办到|完成) ?了 (几件|多少|几个|没有|没|吗)",
      "?{date} (承诺|答应客人的事|答应客户的事) ?的? (兑现|完成|守约) ?(情况|得怎么样|得怎样|怎么样)",
    ],
    make: (said) => ({ kind: "followups.team", range: daysOf(dateOf(said.get("date")), "past") }),
    cost: 0.3,
  },
  {
    say: [
      "(各人|每个人|每人|各导购|每个导购|大家|全店|店里|我们店|同事们|导购们) ?{date} ?的 (跟进|待办|任务|回访) ?都? ?的 (完成情况|完成得怎么样|完成得怎样|做得怎么样|做得怎样|做得如何|情况|进度|完成率|怎么样|怎样)",
      "?{date} ?(各人|每个人|每人|各导购|每个导购|大家|全店|店里|我们店|同事们|导购们) ?的? (跟进|待办|任务|回访) ?都? ?的 (完成情况|完成得怎么样|完成得怎样|做得怎么样|做得怎样|做得如何|情况|进度|完成率|怎么样|怎样)",
      "(各人|每个人|大家|同事们|导购们) ?{date} ?都? (完成|做|跟进|跟|忙) ?得 (怎么样|怎样|如何) ?了?",
      "?{date} 跟进 ?的 (完成情况|完成率|统计)",
      "{staff} ?{date} ?的 (跟进|待办|任务|回访) ?(做|完成|跟|弄) 得 (咋样|怎么样|如何|怎样)",
      "(大家|大家伙|各位|同事|大伙|团队|全店|店里) ?{date} ?的 (跟进|待办|任务|回访) ?(做|完成|跟|弄) 得 (咋样|怎么样|如何|怎样)",
      "?{date} (谁|哪个导购|哪些人|哪些导购|哪个) ?的 ?还 (跟进|待办|任务|回访) ?还 (没做|没跟|没做完|没跟完|没完成|没跟进|拖着)",
      "?(店里|我们店|全店) ?{date} (谁|哪个导购|哪个|哪位) ?的 ?(跟进|回访) ?(跟|做|完成) 得 (最|比较|更) ?(好|多|勤|差|少|慢)",
      "?(店里|我们店|全店) ?{date} (谁|哪个导购|哪个|哪位) (跟|跟进|回访) 得 ?(最|比较|更) ?(好|多|勤|差|少|慢)",
      "?{date} (谁|哪个导购|哪些人|哪些导购) ?还 (没跟进|没做完|没跟完|没做跟进|没回访|拖着没做|没完成跟进)",
      "(谁|哪个导购|哪些人|哪些导购) ?的 (逾期|拖着没做的|没做完的) ?(跟进|待办|任务)? ?(最多|多|比较多)",
    ],
    make: (said) => ({ kind: "followups.team", range: daysOf(dateOf(said.get("date")), "past") }),
    cost: 0.3,
  },
  {
    say: [
      "{staff} {date} (休|歇|不来|不在|放假|出差|出去) ?了 ?%cover",
      "我 {date} (休|歇|不来|不在|放假|出差|出去玩|有事不来|来不了) ?了 ?%cover",
      "{date} 我 (休|歇|不来|不在|放假|出差|有事不来|来不了|不上班|请假|休息) ?了 ?%cover",
      "?我 {date} ?要 ?想 (请假|休假|休息|调休|轮休|不上班|不在店|年假|休年假|歇班|补休|请个假|请一天假|请病假|请事假) ?了 ?%cover",
      "我 (请假|休假|休息|调休) {date} ?%cover",
      "{staff} {date} ?要 (请假|休假|休息|调休|轮休|不上班|不在店|年假|休年假|歇班|补休|请一天假|请病假|请事假) ?了 ?%cover",
    ],
    make: (said) => leave(said, {}),
    cost: 0.3,
    tells: true,
  },
  {
    say: [
      "?{date} (谁|哪些人|哪个|哪位|哪个导购|哪些导购|哪几个|哪几位|有谁|有没有人|有人|店里谁|同事谁) ?{date} ?要 ?都? (请假|休假|休息|调休|轮休|不上班|不在店|没来上班) ?了? ?(吗|没有|没|呢|的)?",
      "?{date} ?都? 有 (谁|哪些人|哪些同事|几个人|几个) ?要? (请假|休假|休息|调休|轮休|不上班) ?的?",
      "?{date} ?的 (请假|休假|休息|调休) ?的 (名单|情况|人员|人|安排)",
    ],
    make: (said) => ({ kind: "followups.away", range: daysOf(dateOf(said.get("date")), "future") }),
    cost: 0.3,
  },
  {
    say: [
      "我 {date} ?才? (上班|到店|当班|值班|上晚班|上早班)",
      "{staff} {date} ?才? (上班|当班|值班)",
      "?(我|{staff}) {date:on} (早班|晚班|中班|上早班|上晚班|上中班|当班|上班|值班) ?, {date}",
      "我 {date} ?(和|跟|、|，|,|再|然后) {date:again} (上班|到店|当班|值班)",
      "{staff} {date} ?(和|跟|、|，|,|再|然后) {date:again} (上班|当班|值班)",
    ],
    make: shift,
    cost: 0.4,
    tells: true,
  },
  {
    say: [
      "(取消|撤掉|不用) ?我? ?{date} ?的 (请假|休假|休息|调休)",
      "我? {date} (不请假|不休息|不休假|不调休|不休) ?了",
      "我? {date} (照常|正常) (上班|来) ?了?",
    ],
    make: (said) => leave(said, { back: true }),
    cost: 0.3,
    tells: true,
  },
  {
    say: [
      "?如果 ?把 class=( (重要|主要|普通|小) ) ?客户 ?的 ?(联系|沟通|跟进|回访)? ?(频率|周期|节奏)? (改成|改为|改到|变成|换成|调成|调到|调整为|定为) ?每? %often ?(联系|沟通|跟进)? ?(一次|一回)? <tail>",
      "?如果 class=( (重要|主要|普通|小) ) ?客户 ?每 %often (联系|沟通|跟进) ?(一次|一回) <tail>",
    ],
    make: whatIf,
    cost: 0.2,
  },
  {
    say: [
      "?以后 (别|不要|不用|甭) ?再 ?给我 ?(发|推|推送|弹) %wished ?了",
      "?以后 ?我? (不想|不要|不用) ?再 (收|收到|看|看到|要)? %wished ?了",
      "%wished ?以后 ?都? (别|不要|不用) ?再 ?给我 (发|推|推送) ?(给我|我)? ?了",
      "(关掉|停掉|关了|停了|停发|取消) ?我的 %wished",
      "?以后 (别|不要|不用) ?再 给我 what=( (推荐|建议) ?(联系|该联系|要联系) ?(谁|哪些人|客户) ) ?了",
    ],
    make: (said) => wish(said, false),
    cost: 0.3,
    tells: true,
  },
  {
    say: [
      "(恢复|打开|重新发|继续发|开启) ?我的 %wished",
      "%wished (恢复|照常发|继续发|还是要|还要) ?吧",
      "(恢复|继续) 给我 what=( (推荐|建议) ?(联系|该联系) ?(谁|哪些人|客户) )",
    ],
    make: (said) => wish(said, true),
    cost: 0.3,
    tells: true,
  },
];
