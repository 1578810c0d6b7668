// How people ask how everybody's follow-ups go, say who works when, what they want to be told, and what another rhythm
// would cost.
import { addDays, type Day, diffDays, weekday } from "../../calendar/day.ts";
import type { Plan } from "../../skill.ts";
import { amountOf, dateOf, daysOf } from "../../understanding/parser/build.ts";
import type { DateSpan } from "../../understanding/parser/dates.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";

interface Hours {
  from: string;
  to: string;
}
function leave(said: Said, more: { back?: boolean; shift?: Hours; second?: Hours | null }): Plan | null {
  // 下周三晚班 下午两点到十点: the day was said apart from the hours.
  const date = dateOf(said.get("on") ?? said.get("date"));
  const said_ = daysOfLeave(said, date);
  if (said_ === null) return null;
  // 下周排班 周一林悦休息 周二陈晨休息: the days are next week's.
  const later =
    NEXT_WEEK.test(said.text) && /^(?:周|星期|礼拜)/u.test(date?.text ?? "") && said_.from < nextMonday(said.today);
  const { from, to } = later ? { from: addDays(said_.from, 7), to: addDays(said_.to, 7) } : said_;
  return {
    kind: "followups.leave",
    of: said.words("staff"),
    from,
    to,
    cover: said.words("cover"),
    shift: more.shift ?? null,
    second: more.second ?? null,
    back: more.back ?? false,
  };
}
/** The days as said: 从明天起三天, 请假到周五, 周末 (the next one, once this one has begun). */
function daysOfLeave(said: Said, date: DateSpan | null): { from: string; to: string } | null {
  const until = daysOf(dateOf(said.get("until")), "future");
  if (until?.to) {
    const from = daysOf(date, "future")?.from ?? said.today;
    return until.to > from ? { from, to: until.to } : null;
  }
  const length = fromToday(dateOf(said.get("length")));
  const start = daysOf(date, "future")?.from;
  if (length && start) return { from: start, to: addDays(start, diffDays(length.from, length.to)) };
  const days = length ?? fromToday(date) ?? daysOf(date, "future");
  if (!days?.from || !days.to) return null;
  const { from, to } = days;
  const begun = from < said.today && /周末|周六|双休/u.test(date?.text ?? "");
  return begun ? { from: addDays(from, 7), to: addDays(to, 7) } : { from, to };
}
const NEXT_WEEK = /^[^周]{0,4}下(?:周|个?星期|个?礼拜)的?(?:排班|班表|班次|上班)/u;
const nextMonday = (today: Day): Day => addDays(today, 8 - weekday(today));
/** 我请假三天: a length alone is read as the days past; of leave it begins today. */
function fromToday(date: DateSpan | null): { from: string; to: string } | null {
  const { days = 0, weeks = 0, months = 0 } = (date?.duration ?? {}) as Record<string, number>;
  const length = days + 7 * weeks + 30 * months;
  const today = date?.to ? addDays(date.to.slice(0, 10), -1) : null;
  if (!today || !date?.from || date.from.slice(0, 10) >= today || !Number.isInteger(length) || length < 1) return null;
  return { from: today, to: addDays(today, Math.min(length, LENGTH_MAX)) };
}
const LONG_AWAY_DAYS = 14;
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
  [/核实|核对/u, "verify"],
  [/日报|周报|月报|报表/u, "report"],
  [/小结|总结/u, "week"],
  [/祝福|草稿|关怀/u, "draft"],
  [/建议|推荐|该|要联系|联系谁/u, "suggestion"],
  [/全部|所有|这些|任何|一切|推送|消息/u, "all"],
  [/卡/u, "card"],
];
function wish(said: Said, wanted: boolean): Plan | null {
  const words = said.groupWords("what") ?? "";
  // 贺卡要手写: a card for her, and none of the morning's.
  const group = said.groups.find(({ name }) => name === "what");
  if (words === "卡" && /[贺金银黑礼门]/u.test(said.text[(group?.start ?? 0) - 1] ?? "")) return null;
  const what = WISHES.find(([pattern]) => pattern.test(words))?.[1];
  return what ? { kind: "followups.wish", what, wanted } : null;
}

const split = (words: string): string[] => words.split(" ");
const pairs = (first: readonly string[], second: readonly string[]) => first.flatMap((a) => second.map((b) => a + b));

export const teamMacros = {
  /** 做得咋样 谁落下最多: who is behind stands in the same table. */
  behind:
    "(?, (谁|哪个|哪位|哪个导购|哪个同事) ?还? ?的? (落|落下|拖|拖着|欠|欠着|逾期|积压|漏|压) ?(得|的|了)? ?(最|比较|更) (多|狠|厉害|严重|久) ?的)",
  cover:
    "((?(客户|客人|我的客户|手上的客户|有事|有事儿|有急事|急事|有什么事|有啥事|有问题|活儿|活|事情|这边|店里|名下客户|那天|这几天|期间)? ?都? (({staff:cover} (帮着|帮我|替我|帮忙|来|代我|帮|替|会|先|全|都)* @covers) | ((让|请|由|叫|麻烦|交给|拜托|给|归|找) {staff:cover} (帮着|帮我|替我|帮忙|来|代我|帮|替|先|全|都)* @covers) | ((让|请|由|叫|麻烦|交给|拜托|找) {staff:cover})) ?(客人|客户|班|店|一下|下|我的客户)) | (别|不要|不用|甭) ?给 ?(我|她|他) (排|安排|派) ?(我|她|他) ?的 ?(班|活|单)? ?了)",
  everyone:
    "(各人|每个人|每人|各导购|每个导购|大家|全店|店里|我们店|同事们|导购们|各同事|每个同事|每位同事|各位同事|所有同事|各位|大伙|大伙儿|大家伙|大家伙儿|团队|店员|店员们|员工|员工们|咱店|咱们店|各个导购|全体|所有人|伙计们|小伙伴|小伙伴们)",
  whoever:
    "(谁|哪些人|哪个|哪位|哪个导购|哪些导购|哪几个|哪几位|有谁|都谁|有没有人|有人|店里谁|同事谁|哪些同事|哪个同事|几个人)",
  often: "(({number:count} (天|日)) | {date:every} | ({number:weeks} (周|星期|礼拜)) | (({number:months} (个月))))",
  becomes:
    "(改成|改为|改到|变成|换成|调成|调到|调整为|调整到|定为|放到|放宽到|放长到|缩成|缩短到|缩短成|缩到|拉长到|拉到|延长到|延到|减到|减成|加到|加成|提到|提高到|降到|降成|改|换|变|调|设成|设为|设到|定成)",
  contact: "(联系|沟通|跟进|回访|跟|打电话|问候)",
  wished:
    "what=( ?(早上|每天|每天早上|早晨|今天|每周|全部|所有|这些|任何|每日|系统|自动|一早|清早|上午|一切|你|周一|周日|周末|每周一|每周日|什么|啥|各种)* ?(给我|发我|发给我|推给我|推)? ?的 ?那? ?(张|个|条|份)? @pushed ) ?(这种|这类|之类的|之类|什么的|这东西|这玩意儿|功能)",
  wishTo:
    "what=( (告诉|提醒|推荐|建议|跟|和|发|推)+ ?我 ?(说|讲)? ?(几个|一些)? ?我? (该|要|应该|得|可以|需要)? (联系|找|跟|跟进|回访|打给|约)? (谁|哪个|哪些人|哪个客户|哪些客户|哪几个客户|什么人|的客户|的人|联系谁) )",
};

export const teamWords: NonNullable<Phrases["words"]> = {
  off: split(
    "请假 请过假 请了假 休过假 请过 休假 休息 调休 轮休 不上班 不在店 年假 休年假 歇班 补休 请个假 请一天假 请病假 请事假 病假 事假 产假 婚假 丧假 陪产假 休产假 " +
      "放假 串休 倒休 存休 休班 不当班 告假 休病假 休事假 休婚假 请年假 请婚假 请产假 请丧假 歇业 在家休息 请调休 补假 休个假 休一天 " +
      "休大礼拜 不到岗 不来上班 上不了班 请长假 请小假 休长假 换休 轮空",
  ),
  /** Of somebody named these say it; of nobody they say nothing. */
  away: split(
    "休 歇 歇着 歇一天 不来 不来了 不在 来不了 出差 出去 出去玩 有事不来 出远门 回老家 回趟老家 回一趟老家 回老家一趟 回趟家 回家一趟 回家 看病 去看病 住院 外出 培训 去培训 参加培训 体检 搬家 " +
      "旅游 去旅游 度假 探亲 结婚 办婚礼 生病 要生孩子 待产 坐月子 进修 学习 外出学习 去总部 有事 回娘家 去医院 考试 去考试 来不成 到不了",
  ),
  covers: split(
    "盯着 盯 看着 照看 顶班 顶 代班 跟 跟着 管 负责 顶一下 照应 照应一下 照应下 照看一下 照看下 看 看下 看一下 看着点 盯一下 盯下 盯客户 顾一下 接待 接待一下 代管 代跟 " +
      "带 带一下 照顾 照顾一下 接手 接 替班 顶我 顶我的班 代 替我 代一下 管着 管一下 跟进 打理 照料 看店 兜着 兜底 接着跟 招呼 招呼一下 应付 帮忙",
  ),
  pushed: split(
    "卡片 卡 跟进卡片 提醒卡片 待办卡片 推送 自动推送 推送消息 消息推送 系统推送 系统消息 自动消息 自动提醒 核实卡片 核实资料的卡片 " +
      "核实资料 核实资料的提醒 核实提醒 资料核实 资料核实的提醒 核对资料的提醒 待核实 待核实提醒 联系建议 联系推荐 建议联系 推荐联系 " +
      "客户推荐 联系谁的建议 该联系谁 日报 周报 月报 日报周报月报 报表 小结 周小结 每周小结 本周小结 一周小结 祝福草稿 祝福草稿的卡片 该联系谁的建议 该联系谁的推荐 该联系谁的提醒 该跟进谁的建议 该回访谁的建议 要联系谁的推荐 要联系谁的建议 " +
      "草稿卡片 草稿 关怀草稿 祝福草稿提醒 晨卡 早卡 草稿提醒 草稿推送 草稿通知 自动起草的祝福 自动写的祝福 自动写的草稿 自动草稿 早会卡片 晨会卡片 早安卡片 晨间卡片 早间卡片 " +
      "总结 每周总结 周总结 一周总结 小结推送 周小结推送 日报推送 周报推送 月报推送 报表推送 卡片推送 建议推送 联系人推荐 推荐联系人 " +
      "全部提醒 所有提醒 一切提醒 任何提醒 所有的提醒 全部的提醒 所有通知 全部通知",
  ).concat(
    pairs(pairs(split("核实 核对 确认 检查"), split("资料 客户资料 会员资料 信息 客户信息 数据")), [
      "的提醒",
      "的卡片",
      "的推送",
      "的消息",
      "提醒",
      "",
    ]),
    pairs(split("资料核对 资料核实 资料确认 信息核对"), split("的提醒 提醒 卡片 推送")),
  ),
  /** Why somebody has enough of it. */
  nagging: split(
    "烦死了 太烦了 好烦 好烦啊 烦人 很烦 真烦 烦 吵死了 吵到我了 太吵 太吵了 太多 太多了 太早 太早了 太频繁 太频繁了 用不上 用不着 没用 没啥用 没什么用 不实用 不看 我不看 没空看 看不过来 打扰 打扰到我了 挺烦的 挺吵的 太密了",
  ),
  unwell: split(
    "身体不舒服 不舒服 发烧 发烧了 感冒 感冒了 头疼 肚子疼 胃疼 牙疼 生病 生病了 病了 家里有事 有事 有急事 家里有急事 孩子发烧 孩子发烧了 孩子生病 孩子生病了 小孩发烧 小孩生病 娃发烧 娃病了 扭到脚 脚扭了 崴脚 腰疼 拉肚子 过敏了 中暑了 阳了",
  ),
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
      "%everyone ?{date} ?的 (跟进|待办|任务|回访) ?都? ?的 (完成情况|完成得怎么样|完成得怎样|做得怎么样|做得怎样|做得如何|情况|进度|完成率|怎么样|怎样|做到几成|做了几成|完成几成|完成了几成|做到几成了|完成度|兑现率|进展|做得咋样|咋样|如何|做到哪了|做到哪一步)",
      "?{date} ?%everyone ?的? (跟进|待办|任务|回访) ?都? ?的 (完成情况|完成得怎么样|完成得怎样|做得怎么样|做得怎样|做得如何|情况|进度|完成率|怎么样|怎样|做到几成|做了几成|完成几成|完成了几成|做到几成了|完成度|兑现率|进展|做得咋样|咋样|如何|做到哪了|做到哪一步)",
      "?{date} %everyone ?{date} ?的 (跟进|待办|任务|回访) ?都? ?各? (做|跟|完成|办|弄|处理|打|搞定) ?(掉|完)? ?了 (多少|几条|几个|几件|几成|哪些|没有|多少条|多少个|多少件)",
      "?{date} %everyone ?{date} ?都? ?各? (跟进|回访|跟|完成) ?(掉|完)? ?了 (几条|几件|多少条|多少件|几条跟进|多少跟进|多少条跟进|几个跟进|几成)",
      "?{date} %everyone ?{date} ?都? (做完|跟完|完成|办完) ?了 ?(跟进|待办|任务|回访)? ?(没|没有|吗)",
      "%everyone ?{date} ?都? (完成|做|跟进|跟|忙) ?得 (怎么样|怎样|如何) ?了?",
      "?{date} (各人|每个人|每人|各导购|每个导购|大家|全店|店里|我们店|同事们|导购们|大伙|大伙儿|各位|团队) ?{date} ?手上 ?的 ?(跟进|待办|任务|回访|事|活)? ?都? ?有没有 ?都? (做|办|跟|弄|处理|忙|搞|完成) (完|好)? ?了? (没|没有|吗|不)",
      "?{date} (跟进|待办|任务|回访) (大家|各人|全店|同事们|导购们) ?都? ?有没有 (做|办|跟|弄|处理|完成) (完|好)? ?了? ?(没|没有|吗|不)?",
      "?{date} 跟进 ?的 (完成情况|完成率|统计)",
      "{staff} ?{date} ?的 (跟进|待办|任务|回访) ?的? ?(情况|做得|做的|完成得|完成情况|进度)? (咋样|怎么样|如何|怎样)",
      "{staff} ?{date} ?的 (跟进|待办|任务|回访) ?(做|完成|跟|弄) 得 (咋样|怎么样|如何|怎样)",
      "(大家|大家伙|各位|同事|大伙|团队|全店|店里) ?{date} ?的 (跟进|待办|任务|回访) ?(做|完成|跟|弄) 得 (咋样|怎么样|如何|怎样) ?%behind",
      "?{date} %everyone ?{date} ?的 (跟进|待办|任务|回访) ?的 (情况|完成情况|完成率|进度) ?(怎么样|咋样|如何|怎样) %behind",
      "?{date} (谁|哪个导购|哪个同事|哪位同事|哪个店员) ?(跟进|待办|任务|回访)? (落下|拖|拖着没做|欠|积压) ?(得|的)? 最 (多|狠|厉害|严重)",
      "?{date} %whoever ?{date} ?的 ?还 ?有 (跟进|待办|任务|回访) ?还? (没做|没跟|没做完|没跟完|没完成|没跟进|没弄|没弄完|拖着|逾期|过期) ?的 ?(吗|没)?",
      "?{date} (谁|哪个导购|哪些人|哪些导购|哪个同事|哪位|哪个) ?{date} ?的 ?(还|都|手上|手里|手头|名下)* 有 (逾期|过期|超期|拖着|欠着) ?的 ?(跟进|待办|任务|回访|事)? ?(没跟|没做|没办|没弄|没处理|没跟完|没做完)? ?的",
      "?{date} (谁|哪个导购|哪些人|哪些导购|哪个) ?的 ?还 (跟进|待办|任务|回访) ?还 (没做|没跟|没做完|没跟完|没完成|没跟进|拖着)",
      "?(店里|我们店|全店) ?{date} (谁|哪个导购|哪个|哪位) ?的 ?(跟进|回访) ?(跟|做|完成) 得 (最|比较|更) ?(好|多|勤|差|少|慢)",
      "?{date} ?(店里|我们店|全店)? ?{date} ?的? (跟进|回访|待办|任务) ?(完成|做|跟|办|完成率)? ?(得|的|率)? 最 (好|差|多|少|慢|勤|快|高|低) 的 ?(那个|人)? ?(是)? (谁|哪个导购|哪位导购|哪个同事|哪位|哪个)",
      "?(店里|我们店|全店) ?{date} (谁|哪个导购|哪个|哪位) (跟|跟进|回访) 得 ?(最|比较|更) ?(好|多|勤|差|少|慢)",
      "?{date} (谁|哪个导购|哪些人|哪些导购) ?还 (没跟进|没做完|没跟完|没做跟进|没回访|拖着没做|没完成跟进)",
      "?{date} (谁|哪个导购|哪些人|哪些导购|哪个同事|哪位同事|哪个店员|哪个|哪位) ?的 (逾期|拖着没做的|没做完的|没跟完的|没跟的|没做的|过期|超期|欠着的) ?的 ?(跟进|待办|任务|回访)? ?(最多|多|比较多)",
      "?{date} (谁|哪个导购|哪些人|哪些导购|哪个同事|哪位同事|哪个店员|哪个|哪位) ?的 (跟进|待办|任务|回访) ?(拖|欠|逾期|落|积压|漏|压|做|完成|跟) ?(得|的|着)? (最|比较) (多|狠|厉害|严重|久|少|好|差|慢|勤|快)",
      "?{date} %everyone ?{date} ?的 (跟进|待办|任务|回访|事) ?的 (完成率|完成度|兑现率|进度) ?(是|有|到)? ?(多少|多高|几成|怎么样|咋样|如何|高不高|达标吗)",
      "?{date} (跟进|待办|任务|回访) ?的 (完成率|完成度|兑现率) ?(是|有|到)? ?(多少|多高|几成|怎么样|咋样|如何|高不高)",
    ],
    make: (said) => ({ kind: "followups.team", range: daysOf(dateOf(said.get("date")), "past") }),
    cost: 0.3,
  },
  {
    say: [
      "{staff} {date} ?(开始|起)? ?要 ?得 ?都? (@off|@away) ?了 ?%cover",
      "?我 {date} ?(开始|起)? ?要 ?想 ?得 ?都? @off ?了 ?%cover",
      "我 {date} ?要 ?得 ?都? @away ?了 ?%cover",
      "{date} 我 ?要 ?想 ?得 ?都? (@off|@away) ?了 ?%cover",
      "{date} {staff} ?要 ?得 ?都? (@off|@away) ?了 ?%cover",
      "{staff:cover} {date} (帮着|帮我|替我|帮忙|代我|帮|替|先|都)+ @covers ?(一下|下|点) ?, ?我 ?(要|得|想)* @off ?了",
      "{date} ?的? (排班|班表|班次|上班|值班) ?(是|,|:)* {staff} ?要? (@off|@away|休|歇) ?%cover",
      "(排班|班表|班次) ?(,|:)? {date} {staff} ?要? (@off|@away|休|歇) ?%cover",
      "(排班|班表|班次) ?(,|:)? {staff} {date} ?要? (@off|@away|休|歇) ?%cover",
      "我 ?要 ?想 @off {date} ?%cover",
      "{staff} ?要 @off {date} ?%cover",
      "(我|{staff}) ?要 ?得 ?想 @off {date:length} ?, {date} ?(开始|起) ?%cover",
      "(我|{staff}) {date} ?(开始|起)? ?要 ?得 ?想 ?连? (请|休|歇) {date:length} ?的 ?(假|年假|病假|事假) ?%cover",
      "(我|{staff}) {date} ?要 ?得 ?想 @off {date:length} ?%cover",
      "我 {date} <reason> ?, ?(想|要|得)? ((请|休|歇) ?(个|一|一个)? ?{date:length} ?的 (假|天假|病假|事假) | (休|歇) ?{date:length} | (请|休) (个|一个)? (假|病假|事假|年假)) ?%cover",
      "<reason> ?, (我|{staff}) {date} ?{date:more} ?(要|得|想|需要)? ?(连)? (请|休|歇) {date:length} ?的 ?(假|年假|病假|事假) ?%cover",
      "<reason> ?, (我|{staff}) {date} ?(要|得|想|需要)? @off ?%cover",
      "?从? {date} ?(开始|起)? (我|{staff}) ?(开始|要|想|得|打算|准备)* ?连? (请|休|歇) {date:length} ?的 ?(假|年假|病假|事假|婚假|产假)? ?%cover",
      "?我? {date} ?我? ?(有点)? @unwell ?了 ?, ?(我|想|要|得)* (不来了|来不了|来不了了|来不成了|不上班|上不了班|请假|请个假|休息|歇一天|请一天假|请病假|不来上班) ?了 ?%cover",
      "?我? @unwell ?了 ?, ?我? {date} ?(我|想|要|得|就)* (不来了|来不了|来不了了|来不成了|不上班|上不了班|@off) ?了 ?%cover",
      "{staff} @unwell ?了 ?, ?(她|他)? {date} ?(要|想|得|就)* (@off|@away) ?了 ?%cover",
      "?(我|{staff}) ?(要|想|得)? (请|休) ?一下 {date} ?的 ?(一天)? (假|年假|病假|事假|调休|婚假) ?%cover",
      "(给|帮|替) (我|{staff}) ?(登记|登|记|排|报|请|安排)? ?一下 {date} ?(登记|登|记|排|报|请|的)? ?(个|一天)? (@off|休|假) ?%cover",
      "(我|{staff}) ?要 ?从? ?{date} (@off|请|休|歇|@away) (到|至|直到|一直到|休到|到了) {date:until} ?%cover",
      "?从? ?{date} (@off|请假) (到|至|直到|一直到|休到|到了) {date:until} ?%cover",
      "?(我|{staff}) ?要 ?{date} (请到|休到|歇到|请假到|休假到|休息到|放假到) {date:until} ?%cover",
    ],
    make: (said) => leave(said, {}),
    cost: 0.3,
    tells: true,
  },
  {
    say: [
      "?{date} %whoever ?{date} ?要 ?都? ?会? (@off|不在|不来|歇|出差|来不了) ?了? ?(吗|没|呢|的|没有)? ?, ?(我|好|方便|要|得|来|在|准备|正)* (排班|排个班|排下班|安排班次|调班|安排人手|安排人)",
      "?{date} %whoever ?{date} ?要 ?都? ?会? (@off|不在|不来|歇|休|放假|出差|缺勤|缺席|告假|没班|没排班|不到岗|来不了|没来|休班) ?了? ?(吗|没|呢|的|没有)?",
      "?{date} (都|还)? ?(有|有没有) (人|谁|同事|哪个|几个|几个人) ?要 (@off|不在|不来|休|歇|出差) ?的? ?(吗|没|呢|没有|不)?",
      "%whoever ?要 ?都? @off ?了? ?的? {date}",
      "?{date} (店里|我们店|咱店)? (少|缺|缺了|少了) (谁|几个人|哪个)",
      "?{date} (谁|哪些人|哪个|哪位|哪个导购|哪些导购|哪几个|哪几位|有谁|有没有人|有人|店里谁|同事谁) ?{date} ?要 ?都? (请假|休假|休息|调休|轮休|不上班|不在店|没来上班) ?了? ?(吗|没有|没|呢|的)?",
      "?{date} ?都? 有 (谁|哪些人|哪些同事|几个人|几个) ?要? (请假|休假|休息|调休|轮休|不上班) ?的?",
      "?{date} ?的 (请假|休假|休息|调休) ?的 (名单|情况|人员|人|安排)",
      "{date} ?(店里)? (谁|哪些人|哪些同事|哪个|哪几个|有谁|都有谁|都谁) ?(会|都|要)? (当班|上班|值班|当值|在岗|上早班|上晚班) ?(的|了)?",
      "?{date} (当班|值班|上班|在岗) 的 (是|有)? (谁|哪些人|哪几个|有谁)",
      // Who is away is told of everybody; she is among them or not.
      "{staff} ?{date} ?(是|是不是|有没有|要不要)? (@off|在店|在不在|上班|来上班|上不上班) ?了 (吗|没|没有|么|不)",
      "{staff} ?{date} (在不在店|在不在|上不上班|来不来|是不是休息|是不是请假)",
    ],
    make: (said) => {
      // 谁两个月没来了, 今年谁没来过: customers, for no colleague is away so long.
      const past = daysOf(dateOf(said.get("date")), "past");
      if (/没来/u.test(said.text) && past?.from && past.from < addDays(said.today, -LONG_AWAY_DAYS))
        return { kind: "customers.find", where: [{ field: "last-seen", range: { from: null, to: past.from } }] };
      const range = daysOf(dateOf(said.get("date")), "future");
      const today = range?.from === said.today && range.to === addDays(said.today, 1);
      return { kind: "followups.away", range: today ? null : range };
    },
    cost: 0.3,
  },
  {
    say: [
      "我 {date} ?才? (上班|到店|当班|值班|上晚班|上早班)",
      "{staff} {date} ?才? (上班|当班|值班)",
      "(我|{staff}) ?(是|上|排|排的|的班是)* {date} ?的 (班|班次|的班)",
      "(我|{staff}) {date:on} (上|排|是|值|排的|上的) {date} ?的 (班|班次)",
      "?(我|{staff}) {date:on} ?(我)? ?(改|换|调|是|都是|上|排的|排)* (早班|晚班|中班|上早班|上晚班|上中班|当班|上班|值班|通班|全班|大班|小班|长班|正班|白班|夜班|日班|行政班|只上半天|就上半天|上半天|半天班|上半天班) ?, {date}",
      "我 {date} ?(和|跟|、|，|,|再|然后) {date:again} (上班|到店|当班|值班)",
      "{staff} {date} ?(和|跟|、|，|,|再|然后) {date:again} (上班|当班|值班)",
    ],
    make: shift,
    cost: 0.4,
    tells: true,
  },
  {
    say: [
      "{staff} ?(说|讲)? ?(她|他)? {date} ?的 (假|请假|休息|调休|休假|年假|事假|病假|轮休) (不请|不休|取消|不要|不用|撤|作废|撤销|撤回|不休息|销)+ ?掉? ?了",
      "?我 {date} ?的 (假|请假|休息|调休|休假|年假|事假|病假|轮休) (不请|不休|取消|不要|不用|撤|作废|撤销|撤回|不休息|销)+ ?掉? ?了 ?, ?((照常|正常|照样|还是|会|能|照旧)+ ?(来)? ?(上班|到岗|到店|来|上))",
      "?(我|{staff}) {date} (不请假|不休息|不休假|不调休|不休|不歇|不放假|不请|不轮休|销假) ?了 ?, ?还? (照常|正常|照样|还是|会|能|可以|改)? (上班|来上班|来|到岗|到店|当班|来店里) ?了?",
      "{staff} {date} (不请假|不休息|不休假|不调休|不休|不歇|不放假|照常上班|正常上班|照常来|销假) ?了",
      "(取消|撤掉|不用|撤销|撤回) ?(我|{staff})? ?{date} ?的 (请假|休假|休息|调休|年假|假)",
      "(取消|撤掉|不用) ?我? ?{date} ?的 (请假|休假|休息|调休)",
      "我? {date} (不请假|不休息|不休假|不调休|不休|不歇|销假|不放假) ?了",
      "我? {date} (照常|正常) (上班|来) ?了?",
    ],
    make: (said) => leave(said, { back: true }),
    cost: 0.3,
    tells: true,
  },
  {
    say: [
      "?如果 ?要是 ?把 class=( (重要|主要|普通|小) ) ?(客户|客|的客户|类客户) ?的 ?%contact ?(频率|周期|节奏|间隔)? ?(从|由) <before> %becomes ?每 %often ?%contact ?(一次|一回|一趟|一跟|一联系|一联|一) ?%contact ?<tail>",
      "?如果 ?要是 ?把 class=( (重要|主要|普通|小) ) ?(客户|客|的客户|类客户) ?的 ?%contact ?(频率|周期|节奏|间隔)? %becomes ?每 %often ?%contact ?(一次|一回|一趟|一跟|一联系|一联|一) ?%contact <tail>",
      "?(试算|算算|算一下|测算|模拟|推演|看看)? ?一下 ?如果 ?把 class=( (重要|主要|普通|小) ) ?(客户|客|的客户|类客户) ?的 ?%contact ?(频率|周期|节奏|间隔)? %becomes ?每 %often ?%contact ?(一次|一回|一趟|一跟|一联系|一) ?(会怎样|会怎么样|怎样|怎么样|咋样|有啥影响|有什么影响|行不行|够不够|忙得过来吗|影响大吗)?",
      "?如果 ?把 class=( (重要|主要|普通|小) ) ?客户 ?的 ?(联系|沟通|跟进|回访)? ?(频率|周期|节奏)? (改成|改为|改到|变成|换成|调成|调到|调整为|定为) ?每? %often ?(联系|沟通|跟进)? ?(一次|一回)? <tail>",
      "(如果|假如|假设|要是|若是|倘若|若|万一|比如) ?把? ?(我们)? class=( (重要|主要|普通|小) ) ?客户 ?(都|全|改成|改为|就|要是|如果)* ?每? %often ?%contact ?(一次|一回|一趟) ?, <tail>",
      "?如果 ?把 ?我们 class=( (重要|主要|普通|小) ) ?(客户|客|的客户|类客户|客人) ?(都|全|要是|如果|假如|按|照)* ?(改成|改为|变成|换成)? ?每 %often ?%contact ?(一次|一回|一趟|一下|一遍|一轮) ?的话 ?(会|能|要)? (怎样|怎么样|咋样|如何|多少|行不行|行吗|忙得过来吗|够不够|有啥影响|有什么影响|什么情况|什么结果|会怎么样|会怎样|会咋样|怎么个情况)",
      "?如果 class=( (重要|主要|普通|小) ) ?客户 ?每 %often (联系|沟通|跟进) ?(一次|一回) <tail>",
    ],
    make: whatIf,
    cost: 0.2,
  },
  {
    say: [
      "?(以后|今后|早晨|早上|每天|每天早上|每周|你|就|也|都)* ?请? (别|不要|不用|甭|不必|先别|先不要) ?(每天|早上|每天早上|每周|老|总|老是|一直|天天)* ?再 ?给我 ?(发|推|推送|弹|送|来|显示)? %wished ?了",
      "?(以后|今后|你|就|也|都)* (别|不要|不用|甭|不必|先别) ?(每天|早上|每天早上|天天|老|老是)* ?再 ?给我? %wishTo ?了",
      "?(把|将)? %wished ?(每天|每天早上|早上|天天|老|总|老是|一直|你)* ?(发|推|弹|来|响)? ?(得|的)? @nagging ?了 ?, ?(以后|你|就|先|给我|帮我|能不能|可以)* (关掉|停掉|关了|停了|停发|取消|关|停|关闭|屏蔽|别发了|别再发了|别推了|别弹了|停一下|关一下|不要发了|不用发了|别来了)",
      "(什么|任何|啥|一切|各种) %wished ?(我)? (都|也) (别|不|不想|不要|不用|不需要) ?再 ?(要|收|看|收到|看到|发|推|给我发|给我推) ?了",
      "%wished ?(以后)? (别|不要|不用|甭) ?再 ?来? (问|烦|吵|打扰|找) ?我 ?了",
      "%wished ?(我|也|就|以后|都)* (不想|不要|不用|不需要|不爱|懒得) ?再 (看|收|要|接收|看到|收到|推|发|推给我|发给我) ?给我 ?了",
      "%wished ?(以后)? (能不能|可不可以|可以|能) (不发|不推|不弹|别发|别推|关|关掉|停|停掉|不收)",
      "?以后 ?我? (不想|不要|不用|不需要) ?再 (收|收到|要|看|看到|接收)? %wished ?了",
      "?(把|将)? %wished ?以后 ?(也|都|统统|全|全都|就)* (别|不要|不用|甭|不必|先别) ?再 ?给我 (发|推|推送|弹|送|来|弹出来|显示) ?(给我|我)? ?了",
      "?(把|将)? %wished ?(也|都|统统|全|全都|给我|就|帮我)* (关掉|停掉|关了|停了|停发|取消|关|停|关闭|屏蔽|撤了|免了|不要了|不看了|不想看了|不想收了|不收了)",
      "%wished (我|也|就|以后|都)* (不想|不要|不用|不需要|不爱|从来不|基本不|不怎么|不) ?(再)? (看|收|要|接收|看到|收到)? ?了 ?(，|,)? ?(给我|帮我|都|就|以后|可以)* (关了|关掉|停了|停掉|关|停|取消|关闭|屏蔽|别发了)",
      "(关掉|停掉|关了|停了|停发|取消|关闭|屏蔽|停止) ?我的 %wished",
      "?以后 (别|不要|不用|甭|先别) ?再 ?给我 ?(推|发|弹)? what=( (推荐|建议) ?(联系|该联系|要联系) ?(谁|哪些人|客户) ) ?了",
      "?以后 (别|不要|不用|甭|先别) ?再 ?给我 (推|发|弹) what=( (该联系|要联系|建议联系|推荐联系) (谁|哪些人|哪个|哪些客户|的人|的客户) ) ?了",
    ],
    make: (said) => wish(said, false),
    cost: 0.3,
    tells: true,
  },
  {
    say: [
      "(恢复|继续|重新|还是|接着|再|又)+ ?(每天|每天早上|每周|早上)* ?给我 (推|发|弹|推送|送|来) %wished",
      "?我 ?(现在|最近)? (又|还是|还|重新|开始)+ ?(想|要|想要|愿意|需要)+ ?(看|收|收到|看到)? %wished ?了",
      "(恢复|继续|重新|还是|接着|又)+ ?(每天|每天早上|早上|天天)* ?给我? %wishTo ?吧",
      "(恢复|打开|重新发|继续发|开启|重新打开|再打开|开|继续推|重新推) ?(我的|给我)? %wished",
      "?(把|将)? %wished ?(也|都|再|给我|帮我|又|重新)* (恢复|照常发|继续发|还是要|还要|打开|开启|开|接着发|继续推|照发|发回来|开回来|又要|想要|加回来) ?(吧|了)?",
      "?(把|将)? %wished (还是|继续|照样|接着|重新|照旧|恢复|再)+ ?(给我|跟我|往我这)? (发|推|推送|送|发给我|推给我|来|弹|开着)",
      "%wished (我|又|还是|还)* (想|要) (看|收|要)? ?了 ?, ?(打开|恢复|开启|继续发|接着发|开|发吧|给我发)?",
      "(恢复|继续|重新|还是|接着) ?给我? what=( ?(推|发)? (推荐|建议|该联系) ?(联系|该联系)? ?(谁|哪些人|客户) )",
    ],
    make: (said) => wish(said, true),
    cost: 0.3,
    tells: true,
  },
];
