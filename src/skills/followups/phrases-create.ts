// How people ask to be reminded, and tell what they promised.
import { addDays, localIso } from "../../calendar/day.ts";
import type { Plan } from "../../skill.ts";
import { amountOf, dateOf, daysOf, momentOf, whoOf } from "../../understanding/parser/build.ts";
import type { DateSpan } from "../../understanding/parser/dates.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";
import { type RepeatSaid, repeatOf } from "../../understanding/parser/recurrence.ts";

function create(said: Said, promise: boolean): Plan | null {
  // 第一条 is one of a list, and nobody.
  const named = said.get("who");
  if (named !== null && /^第/u.test(whoOf(said)) && /^[条件项桩]/u.test(said.text.slice(named.end))) return null;
  const who = said.has("who") ? whoOf(said) : said.groupWords("about") ? "" : null;
  const text = `${said.groupWords("topic") ?? ""}${said.groupWords("text") ?? said.words("text") ?? ""}`
    .replace(/^(?:我|她|他|要|去|给|该|得|必须|需要|务必)+(?=提醒|给|把|去|跟|找|联系|回)|^一(?:下|声)$/gu, "")
    .replace(/^(?:提醒|叫|喊)一?下?我(?:一下|一声)?(?:要|去)?(?=.)/u, "")
    .replace(/[，,\s]*(?:到时候|到时|记得)?提醒一?下?我(?:一下)?$/u, "")
    .replace(LOOK_NEXT, "")
    .trim();
  // 「回访提醒别再来了」 stops one.
  if (/(?:别|不要|不用)再?(?:来|提醒|提|跟)了?$|停掉|停了$/u.test(text)) return null;
  // 改到下周四 提醒也跟着改: one that there is moves.
  if (/^(?:也|都)?(?:跟着|一起|一并|同步)(?:改|挪|调|推|变|顺延)(?:一下|过去|掉)?$/u.test(text)) return null;
  // 提醒我的那件事 is one that there is.
  if (/^的(?:那|这|事|时间)/u.test(text)) return null;
  // 李姐的回访今天做了 tells what is over.
  if (!said.has("remind") && /^的.*[了过]/u.test(text)) return null;
  // 张姐最近能发消息吗 asks, and nothing is to be done.
  if (!said.has("remind") && /(?:吗|么|没有?|[？?])$/u.test(text)) return null;
  // 「这个月给张姐发了几次」「答应客户的事还有哪些」 ask what was; 「问她要什么」 is something to do.
  if (!said.has("remind") && ASKS_WHAT_WAS.test(text) && !/[问聊打]/u.test(text)) return null;
  // 她约了周六 第四条推到周一: the next order.
  if (/^第[一二三四五六七八九十\d]+[条项](?!.*给)/u.test(text)) return null;
  if (promise && /^都?(?:什么|啥|哪些|哪几|几[件条个位]|谁)(?:人|客户|客人)/u.test(text)) return null;
  if (promise && /^(?:什么|啥|哪些|几件)(?:事|事情)?[了呢]?(?:来着)?$/u.test(text)) return null;
  const date = dateOf(said.get("date"));
  const repeat = againOf(said, date) ?? repeatOf(date);
  // Nobody is reminded every hour; once would be something else than was asked for.
  if (date?.recurring && !repeat) return null;
  // 每周五下午: the hour that is meant by 周五下午.
  const part = date?.grain === "part" ? (momentOf(date)?.at.slice(11) ?? null) : null;
  return {
    kind: "followups.create",
    who,
    text: text === "" ? "跟进" : text,
    due: repeat ? null : dueOf(said),
    repeat: repeat && { ...repeat, time: repeat.time ?? part },
    promise,
  };
}
/** 头两个都提醒我后天打电话: one for each of those on show. */
function forEach(said: Said): Plan[] | null {
  const many = amountOf(said.get("many"));
  const plan = create(said, false);
  if (plan === null || many === null || many < 2 || many > EACH_MAX) return null;
  return Array.from({ length: many }, (_, at) => ({ ...plan, who: `第${"一二三四五"[at]}个` }));
}
/** More are no names on a screen. */
const EACH_MAX = 5;
const SHE_SAID = /^(?:刚才?|今天)?(?:说|讲|提到|告诉我|跟我说)(?:她|他)?([^\s，,]{5,})$/u;
/** 第二条先放放，明天再提醒我: one that there is comes later. */
const OF_A_LIST =
  /第.{1,3}[条个件项]|[这那][条个件]|先|等等|没空|不急|推|延|改|跟进|待办|提醒|任务|搞定|做完|办完|取消/u;
const ASKS_WHAT_WAS =
  /(?:过谁|[了过]什么|[了过]啥|[了过]?几[次回条个件]|哪些|多少[次条]?)(?:没[做办有了]?|没完成|没兑现|了|呢)?$|有哪些/u;
/** 提醒我回访她，再看下昨天的日报: what leads over to the next question. */
const LOOK_NEXT = /(?<=\S)[，,]\s*(?:再|顺便|另外|然后)?(?:帮我|给我)?(?:[看查翻]一?下|看看|查查|看一眼)$/u;
/** Reminded so long before: 提前半小时, 提前一天. */
function ahead(said: Said): Plan | null {
  const plan = create(said, false) as (Plan & { due: { at: string; hasTime: boolean } | null }) | null;
  const { days = 0, weeks = 0, hours = 0, minutes = 0 } = dateOf(said.get("ahead"))?.duration ?? {};
  const early = (days + 7 * weeks) * 1440 + hours * 60 + minutes;
  if (!plan?.due || early <= 0 || (early % 1440 !== 0 && !plan.due.hasTime)) return null;
  const at = new Date(Date.parse(`${plan.due.at}:00Z`) - early * 60_000).toISOString().slice(0, 16);
  const coming = plan.due.hasTime ? at > nowIn(said) : at.slice(0, 10) >= said.today;
  return coming ? { ...plan, due: { ...plan.due, at } } : null;
}
/** 明天早上十点提醒我送裤子 下午三点提醒我拿包裹: an hour alone, after a reminder of a day, is of that day. */
function onDayBefore(said: Said, due: { at: string; hasTime: boolean } | null) {
  if (!due?.hasTime || !HOUR_ALONE.test(said.words("date") ?? "")) return due;
  const before = said.text.slice(0, said.captures[0]?.start ?? 0);
  const day = /(大后天|后天|明[天早晚]).*(?:提醒|叫我|喊我)/u.exec(before)?.[1];
  if (day === undefined) return due;
  return { ...due, at: `${addDays(said.today, day === "大后天" ? 3 : day === "后天" ? 2 : 1)}${due.at.slice(10)}` };
}
const HOUR_ALONE = /^(?:早上|上午|中午|下午|傍晚|晚上|早|晚)?(?:\d{1,2}|[一二两三四五六七八九十]{1,3})[点:时]/u;
/** 这周内, said in the middle of it, is its last day; so is 三天内. */
function dueOf(said: Said) {
  const due = onDayBefore(said, momentOf(dateOf(said.get("date"))));
  const days = daysOf(dateOf(said.get("date")), "future");
  const within = /[天日]之?以?内$/u.test(said.words("date") ?? "");
  if (due && within && !due.hasTime && days?.to && days.to > said.today)
    return { at: `${addDays(days.to, -1)}${due.at.slice(10)}`, hasTime: false };
  if (!due || due.hasTime || due.at.slice(0, 10) >= said.today || !days?.from || !days.to || days.to <= said.today)
    return due;
  return { at: `${addDays(days.to, -1)}${due.at.slice(10)}`, hasTime: false };
}
/** 「周末提醒我擦展柜 每周都要」, 「每天八点…工作日」: that it comes again is said after it. */
function againOf(said: Said, date: DateSpan | null): RepeatSaid | null {
  if (date === null) return null;
  if (said.groupWords("workdays") !== null) {
    const daily = repeatOf(date) ?? everyDayAt(date);
    return daily === null || daily.every !== "day" ? null : { ...daily, workdays: true };
  }
  const again = repeatOf(dateOf(said.get("again")));
  if (again === null) return null;
  const first = repeatOf(date);
  if (first !== null) return first;
  const days = WEEKEND.test(date.text) ? WEEKEND_DAYS : daysOf(date, "future");
  const time = date.hasTime ? (date.from?.slice(11, 16) ?? null) : null;
  if (again.every !== "week" || again.weekdays || !days?.from || !days.to)
    return { ...again, time: again.time ?? time };
  const weekdays = [];
  for (let day = days.from; day < days.to && weekdays.length < 7; day = addDays(day, 1)) weekdays.push(weekdayOf(day));
  return { ...again, weekdays, time };
}
/** 工作日早上九点半提醒我: an hour alone, which comes every day. */
function everyDayAt(date: DateSpan): RepeatSaid | null {
  if (!date.hasTime || !date.from || /[天日号周月]/u.test(date.text)) return null;
  const none = { weekdays: null, days: null, month: null, nth: null, workdays: false, lunar: null, festival: null };
  return { every: "day", interval: 1, ...none, time: date.from.slice(11, 16) };
}
const WEEKEND = /双休日|周末|周六[周、]?[日天]/u;
const WEEKEND_DAYS = { from: "2000-01-01", to: "2000-01-03" };
const weekdayOf = (day: string): number => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;

/** Said with no word of reminding, only what is still to come is something to do; 「昨天给张姐打了电话」 is over. */
function coming(said: Said): Plan | null {
  const date = dateOf(said.get("date"));
  const plan = create(said, false);
  if (date === null || plan === null) return null;
  const text = String(plan.text);
  if (OVER.test(text) || (ASKING.test(text) && !/[问聊查看]/u.test(text))) return null;
  if (date.recurring) return plan;
  const until = (date.future ?? date).to ?? (date.future ?? date).from;
  return until !== null && until > nowIn(said) ? plan : null;
}
function promised(said: Said): Plan | null {
  const plan = coming(said);
  return plan && { ...plan, promise: true };
}
const nowIn = (said: Said): string => localIso(said.now, said.zone).slice(0, 19);
const OVER = /(?:过|完|好|到|走|掉|来|买|寄|送|发|打|给|回|说|聊|退|换)了(?!没|吗|[再就])|刚|已经|[刚才曾]/u;
const ASKING = /[吗么？?]$|多少|哪些|什么|几[个位次单]|谁/u;

/** With 叫 and 让 before the name only where a reminder was asked for: 叫我给陈总打电话. */
const WITH =
  "(叫|让|给|跟|和|同|与|找|问|问问|帮|帮忙给|替|为|请|约|催|催催|把|将|陪|带|向|对|去|要|再|再给|再跟|再约|先|先给|约着|通知|联系|回访)";
const BESIDE = WITH.replace("叫|让|", "");
/** What is to be done, with whom said anywhere in it. */
const TODO = `text=( ?${WITH} {who} ?@task ?<tail> | <text> {who} ?<tail> | <text> )`;
/** First thing in the morning: belongs to what is to be done. */
const EARLY =
  "(头一个|头一件|头件事|第一件事|首先|第一时间|一上班|一到店|一开门|到店|到店后|上班|上班后|开门前|开店前|到店先|到店第一件事|上班第一件事|开门第一件事|找一天|找天|找个时间|抽个时间|挑个时间|抽一天|抽个空|挑一天|下班前|上班前|开会前|打烊前|关门前|关店前|饭后|午饭后|吃完饭|开完会|交班前|交接班前|有空|抽空|抽时间|得空|空了)";
const SOON =
  "(一会儿|一会|等会儿|等会|待会儿|待会|等下|等一下|等一会儿|过会儿|过一会儿|过一会|晚点|晚些|晚一点|回头|有空|稍后|稍晚|闲了|空了|得空|忙完)";
/** Of a working day, but of no clock that the house knows. */
const SHIFT =
  "(下班前|下班的时候|下班后|上班后|上班前|打烊前|打烊后|关门前|关店前|开门前|开店前|午饭后|吃完饭|晚饭后|开完会|交班前|交接班前|走之前)";
const FORGET =
  "(别忘记|别忘了|别忘|不要忘|不要忘了|不要忘记|记住|千万别忘|千万别忘了|可别忘了|可别忘|甭忘了|甭忘|勿忘|莫忘|切记|记牢|别漏了|别落下|务必记得|一定要记得|一定记得)";

const split = (words: string): string[] => words.split(" ");
const pairs = (first: readonly string[], second: readonly string[]) => first.flatMap((a) => second.map((b) => a + b));

/** 到点喊我一声, 当天告诉我: said of what was told before. */
const THEN_CALL = pairs(
  split(
    "到时候 到时 到了 货到了 一到货 到货了 到点 到点了 到点儿 时间到了 到那天 到了那天 到日子 当天 那天 那会儿 到那会儿 到时候记得 到时记得 到点记得 记得到时候 麻烦到时候 到时候麻烦",
  ),
  [
    ...pairs(
      ["提醒", "叫", "喊", "告诉", "通知", "知会", "催", "提", "cue", "戳", "敲", "滴", "call", "招呼"],
      ["我", "我一下", "我一声", "下我", "一下我", "一声", "声我"],
    ),
    ...split("提醒 提醒一下 跟我说 跟我说一声 和我说一声 说一声 吱一声 跟我讲 提个醒 给我提个醒 提一嘴"),
  ],
);
const NOT_FORGOTTEN = [
  ...pairs(
    split("别让我 别叫我 不要让我 可别让我 千万别让我 免得我 省得我 怕我 我怕 怕 免得 省得 别到时候 别又"),
    split("忘 忘了 忘记 忘记了 给忘了 又忘了 漏了 错过 错过了 忘掉 忘光"),
  ),
  ...split("我容易忘 我老忘 我老是忘 我总忘 我记不住 我肯定会忘"),
];

export const createWords: NonNullable<Phrases["words"]> = {
  remind: split(
    "到时候叫我 到时候喊我 提醒我到时候 叫我到时候 提醒我到时 提醒我届时 提醒我 叫我 记得提醒我 到时候提醒我 喊我 提醒一下我 提醒 定个提醒 设个提醒 " +
      "提醒我别忘了 提醒我别忘 提醒我记得 提醒我要记得 记得提醒 记得提醒下 记得提醒一下 别忘了提醒 别忘提醒 别忘了提醒我 提醒下我 不要忘了提醒我 记得叫我 到时提醒我 记得 到点提醒我 提醒我一下 喊我一下 叫我一下 " +
      "叫我一声 喊我一声 提醒我一声 提示我 通知我 记得提示我 提我 提返我 提下我 提醒提醒我 帮我记着 记着 " +
      "别让我忘了 提醒咱 建个提醒 加个提醒 设一个提醒 定一个提醒 设置提醒 添加提醒 闹我 call我 跟我说一声 " +
      "跟我讲一声 和我说一声 告诉我一声 说我一声 知会我 知会我一声 知会一声 招呼我 招呼我一声 吱一声 吱我一声 " +
      "跟我吱一声 提一嘴 跟我提一嘴 提我一嘴 cue我 cue一下我 戳我 戳我一下 戳戳我 敲我 敲我一下 滴我 " +
      "滴滴我 踢我 踢我一下 催我 催我一下 催催我 叮我 叮嘱我 叮嘱我一声 喊声我 叫声我 喊我一嗓子 别让我忘 " +
      "别叫我忘了 怕我忘 我怕忘 我怕忘了 怕忘 怕忘了 怕我忘了 免得我忘 免得我忘了 省得我忘 省得我忘了 我怕忘记 " +
      "怕忘记 我记性不好 我记性差 帮我记住 替我记着 给我记着 帮我记个 记着点 记着点儿 记牢 记着提醒我 " +
      "到时候提我 到时叫我 到时喊我 到点叫我 到点喊我 到时候说我一声 到时候跟我说 到时候告诉我 到时告诉我 " +
      "到时候通知我 到时通知我 到时候call我 到时候记得叫我 到时候记得提醒我 设提醒 定提醒 建提醒 加提醒 " +
      "弄个提醒 搞个提醒 做个提醒 来个提醒 排个提醒 留个提醒 定个闹钟 设个闹钟 上个闹钟 设置个提醒 给我提醒 " +
      "给我提个醒 提个醒 给我个提醒 提我一下 提醒我哦 提醒我哈 记得喊我 记得催我 记得跟我说 记得告诉我 " +
      "别忘了叫我 别忘了喊我 别忘了跟我说 remind我 remind 帮我盯着 帮我盯住 替我盯着 叫醒我 话我知 " +
      "嗌我 叫返我 記得叫我 记一下提醒 提醒我要 提醒下 提醒一下 备忘 备忘一下 做个备忘 加个备忘 备个忘 备一下忘",
  ).concat(THEN_CALL, NOT_FORGOTTEN),
  alarm: split(
    "提醒我 提醒我到时候 提醒我到时 提醒我届时 提醒一下我 提醒下我 提醒我一下 提醒我一声 记得提醒我 别忘了提醒我 定个提醒 设个提醒 建个提醒 " +
      "加个提醒 到时候提醒我 到时提醒我 别让我忘了 别让我忘 弄个提醒 搞个提醒 remind我 给我提个醒 提醒咱 " +
      "设一个提醒 做个提醒 添加提醒 设置提醒 提返我",
  ),
  task: split(
    "问 告诉 催款 回信 回个信 寄样 寄样品 送样 回访 打电话 打个电话 联系 跟进 问问 问候 约 拜访 送货 " +
      "发消息 发微信 电话 寄 送 取 确认 通知 给她打电话 看看 回电话 回电 回个电话 回消息 回个消息 回微信 " +
      "发图 发照片 报价 催 催一下 量尺寸 调货 上门 道谢 打给 约时间 致电 call 去电 问一下 问下 问声 问一声 " +
      "问候一下 问个好 回个话 回话 回复 答复 回访一下 联系一下 联系下 联络 联络一下 跟进一下 跟一下 跟下 盯 " +
      "盯一下 盯下 盯着 盯紧 看一下 看下 查一下 查下 去个电话 挂个电话 拨个电话 通个电话 通话 打通电话 " +
      "打一通电话 打个招呼 发个消息 发个微信 发条微信 发条消息 发信息 发个信息 发短信 语音 视频 拜年 送样衣 " +
      "看望 探望 登门 家访 邀约 邀请 预约 约一下 约下 催货 催尾款 收款 收尾款 对账 结账 催单 退差价 退款 " +
      "补差价 补货 备货 留货 留一件 送过去 寄过去 送去 寄去 快递 发快递 寄快递 发货 取货 提货 上门取 量尺 " +
      "复查 复诊 续费 续卡 续 安装 维修 保养 开发票 寄发票 转告 知会 提醒 撩一下 撩下 关心 关心一下 慰问 " +
      "对一下 对下 定一下 定下 敲定 商量 商量一下 核一下 碰一下 碰个头 碰头 过一下 说一下 说下 讲一下 讲下 确定一下 答复一下 安排 落实 处理 搞定 核对 核实 沟通 沟通一下 聊一下 聊聊 谈谈 见面 碰面 对接",
  ),
  /** Verbs of what is done for a customer. */
  act: split(
    "发 寄 送 留 带 拿 准备 调 订 补 打包 包 开 换 退 续 修 装 贴 做 改 量 配 拍 回 催 查 找 " +
      "定 预约 安排 办 算 结 打 传 拷 洗 熨 烫 剪 染 泡 煮 烤 挑 选 搭 搭配 试 介绍 推荐 推 看 " +
      "调货 报价 报 付 转 邮 捎 备 存 充 刻 绣 裁 缝 磨 擦 保养 养护 清洗 升级 登记 确认 核对 补发 " +
      "补寄 重新 过 排 腾 抢 申请 报名 下单 录 邀 复查 复诊 护理 续费",
  ),
  promised: split(
    "答应 答应了 承诺 承诺了 说好了 说好 应承了 许诺 约好 约好了 约了 约定 说定 说定了 讲好 讲好了 应下 " +
      "应下了 应了 应承 应承过 许了 许给 许下 允诺 允了 答应过 答应下来 答应下来了 答应好 答应好了 答应人家 " +
      "打了包票 打包票 拍胸脯 拍了胸脯 讲定 讲定了 谈好 谈好了 说准 说准了 敲定 敲定了 跟人说好 约定好 约定好了 讲好的 说好要 保证过 " +
      "许诺了 许诺过 承诺过 说死了 商量好 商量好了",
  ),
};

/** 段姐说要来 两周了没影儿: what else is told of her is no reason. */
const NO_REASON = /\d{3}|[买退付]|喜欢|穿|过敏|生日|电话|记|备注|标签|投诉/u;

export const createPhrases: Phrases["phrases"] = [
  {
    say: [
      `{who} ?(上次|之前|早就|一直|都|当时)* (说|讲|答应|说好|约了|约好) ?(了|好|是|要|会|过|她|他|想|这周|上周)* (来|过来|到店|来店里|来拿|来取|来试|来看|回来|来付|来改) ?(了|的)? ?, <why> ?, ?(那|所以|就|麻烦|你)* {date} ?(要|记得|你|再|帮我)* @remind ?要 text=( <text> )`,
    ],
    make: (said) => (NO_REASON.test(said.words("why") ?? "") ? null : create(said, false)),
    cost: 0.4,
    tells: true,
  },
  {
    // 雷太 防尘袋 我答应送的 周日给: the thing first.
    say: [
      "{who} ?的? <thing> ?, ?是 我 ?(已经|都|之前)? @promised ?(她|他|人家|过|要|了|好)* verb=( (送|给|带|寄|留|拿|找|订|补|借) ) ?(给|她|他|人家)* 的 ?, ?{date} ?(前|之前|以前|就|要|得)* ?(给|送|拿|带|寄|送到|交) ?(给|她|他|过去|到|去)*",
    ],
    make: (said) => {
      const plan = create(said, true);
      const thing = said.words("thing") ?? "";
      return plan === null || thing === "" || thing.length > 12
        ? null
        : { ...plan, text: `${said.groupWords("verb") ?? "给"}${thing}` };
    },
    cost: 0.1,
    tells: true,
  },
  {
    // 每年3月8号提醒我给女客户发祝福: to do for many, and nothing that is sent now.
    say: [
      "{date} ?记得 @remind ?要 text=( (给|跟|向|对|为|帮|把|约|通知|联系|告诉|问|叫|拉|请|催) <whom> (客户|顾客|会员|老客|客人|客人们|群里|会员群|客户群|大家|老顾客|老客户|熟客|新客) ?们 <tail> )",
      "@remind {date} ?要 text=( (给|跟|向|对|为|帮|把|约|通知|联系|告诉|问|叫|拉|请|催) <whom> (客户|顾客|会员|老客|客人|客人们|群里|会员群|客户群|大家|老顾客|老客户|熟客|新客) ?们 <tail> )",
      "{date} ?记得 @remind ?要 text=( (给|跟|向|对|为|帮|把|约|通知|联系|告诉|问|叫|拉|请|催) (客户|顾客|会员|老客|客人|客人们|群里|会员群|客户群|大家|老顾客|老客户|熟客|新客) ?们 <tail> )",
    ],
    make: (said) => create(said, false),
    cost: 0.05,
    tells: true,
  },
  {
    // 头两个都提醒我后天打电话
    say: [
      "?(把|给|对)? ({top:many}|(头|前) {number:many}) ?(个|位|名)? ?(人|客户|客人)? ?(都|全|各)* @remind {date} ?要 text=( <text> )",
      "?(把|给|对)? ({top:many}|(头|前) {number:many}) ?(个|位|名)? ?(人|客户|客人)? ?(都|全|各)* {date} ?都? @remind ?要 text=( <text> )",
      "{date} @remind ?要? (给|跟|联系|回访|约) ({top:many}|(头|前) {number:many}) ?(个|位|名)? ?(人|客户|客人)? ?(都|各)? text=( <text> )",
    ],
    make: forEach,
    cost: 0.1,
    tells: true,
  },
  {
    // 因为要交货 明天提醒我联系张姐: why, before it.
    say: [
      `(因为|由于|鉴于|既然|考虑到|主要是) <why> ?, ?(所以|因此|那就|那|就|麻烦)* {date} ?(要|记得|你|再)* @remind ?要 ${TODO}`,
      // 谢姐的裙子拿去改了，下个月3号提醒我问她改得满不满意: where her things are meanwhile.
      `{who} ?的 <thing> ?(已经|刚|刚刚|还|都|今天|昨天)* (拿去|送去|送|寄去|寄|返|发|拿|送回|寄回|还在|正在|在) ?(去)? (改|修|洗|干洗|保养|护理|维修|厂|厂里|返修|检测|换货|清洗|改尺寸|改短|养护) ?了 ?, ?(那|所以|就|麻烦|你)* {date} ?(要|记得|你|再|帮我)* @remind ?要 text=( <text> )`,
      `(因为|由于|鉴于|既然|考虑到|主要是) {who} <why> ?, ?(所以|因此|那就|那|就|麻烦)* {date} ?(要|记得|你|再)* @remind text=( <text> )`,
    ],
    make: (said) => create(said, false),
    cost: 0.3,
    tells: true,
  },
  {
    // 傅姐下午四点来试衣服 提前半小时提醒我: so much before.
    say: [
      "{who} {date} ?(要|会|说|约了|约好)* text=( <text> ) ?, (提前|早|提早|预先) {date:ahead} @remind",
      "?{date} text=( {who} <text> ) ?, (提前|早|提早|预先) {date:ahead} @remind",
      "{date} text=( <text> ) ?, (提前|早|提早|预先) {date:ahead} @remind",
      "{date} {who} ?的 <event> ?, (提前|早|提早|预先) {date:ahead} @remind text=( <text> )",
      "{who} ?的 {date} <event> ?, (提前|早|提早|预先) {date:ahead} @remind text=( <text> )",
      "{date} <event> ?, (提前|早|提早|预先) {date:ahead} @remind text=( <text> )",
      "{date} text=( <text> ) ?, @remind (提前|早|提早|预先) {date:ahead}",
    ],
    make: ahead,
    cost: 0.2,
    tells: true,
  },
  {
    say: [
      `workdays=( ?每个? (工作日|上班日|平日) ) ?的 {date} @remind ?要 ${TODO}`,
      `(以后|今后|从现在起|从今天起|往后|从下周起|从下个月起) {recurring:date} ?都 ?要 @remind ${TODO}`,
      "?在 {date} @remind ?要 ?去 text=( ?给 {who} <text> )",
      "{who} text=( {date} ?(要|会|说)? ?过 (来拿|来取|来试|来改|来换|来量|来看) ?<tail> ) @remind",
      `{date} ?(要|得|务必|一定|一定要) @remind ?(该|要) ${TODO}`,
      `@remind {date} ?该 ${TODO}`,
      // 提醒我饶老师的包下月10号到期保养: the day stands in the middle.
      "@alarm topic=( {who} ?的 <t> ) {date} text=( ?(要|会|就|该)* (到期|到货|到|出|改好|做好|取|来取|来拿|寄|送|保养|续|发|生日|交|回) ?<tail> )",
      `@remind {date} text=( ${EARLY} ${WITH} {who} ?@task ?<tail> )`,
      `{date} ?(要|得|务必|一定)? @remind ?要 text=( ?${WITH} {who} @task , (问问|问|问一下|问下|问清楚|说|说一声|告诉|确认|确认一下|约|催|提醒|看看|看) ?(她|他) <tail> )`,
      `{date} ${TODO} ?, @remind`,
      "{who} {date} @remind text=( <text> )",
      "{who} {date} ?(要|会|说|说好|约了|约好)* text=( ?过 (来拿|来取|来试|来改|来换|来量|来看|来付|来做|来提|来领|来修|来补) <tail> ) ?, (到时候|到时|到点) @remind",
      "{who} ?(那边|这边)? ?(固定|都|要|会|得)* {recurring:date} text=( <text> ) ?, @alarm",
      "{date} @remind text=( {who} ?(再|记得|要|该)? (来|过来|到店|来店|回来|回店) (改|取|拿|试|换|修|量|剪|洗|做|看|付|补|领|验|挑|选) <tail> )",
      "{date} text=( @task {who} ?<tail> )",
      `{date} text=( ?${EARLY} ?${BESIDE} {who} @task ?<tail> )`,
      `{date} text=( ${EARLY} @task {who} ?<tail> )`,
      "{date} ?要 ?记得 text=( 给 {who} (发|寄|送|留|带|拿|准备|调|订|补|打包|包) <tail> )",
      "{date} ?(要|得|该|需要|必须|务必|记得) text=( ?(给|跟|和|找|问) {who} @task ?<tail> )",
      `{date} (要|得|该|需|需要|必须|务必|记得|一定要|就要|千万|定要) text=( ?${BESIDE} {who} <tail> )`,
      `{date} (你|帮我|替我|你帮我|你替我|给我) text=( @task ?<tail> {who} ?<tail> )`,
      `@remind {date} (你|帮我|替我|你帮我|你替我|给我) text=( @task ?<tail> {who} ?<tail> )`,
      "{who} {date} text=( @task ?<tail> )",
      "{date} text=( (约|问|问问|催|陪|找|请) {who} <tail> )",
      `{date} ${FORGET} text=( ?(给|跟|和|同|找|问|帮|把|向|约|催) {who} <text> )`,
      `{date} ${FORGET} text=( <text> )`,
      `${FORGET} {date} text=( ?(给|跟|和|同|找|问|帮|把|向|约|催) {who} <text> )`,
      `${FORGET} {date} text=( <text> )`,
      `${FORGET} text=( ?${BESIDE} {who} ?的 @task ?<tail> )`,
      `${FORGET} text=( @task {who} ?<tail> )`,
      "?我 ?还 (欠|差) ?着 text=( {who} ?(一个|一通|一条|个|一份|一件|一封) <t> ) ?, {date} ?(再|就|要|去|给她|给他)* (打|回|给|发|补|办|处理|弄|寄|送|还) ?(给)? ?(她|他)",
      `{date} ${TODO} ?, ${FORGET}`,
      "{who} ?的 <thing> {date} ?(能|会|要)* (好|到|到货|出来|做好|能好|完工) ?了? ?, ?(到了|到货了|好了|到时|到时候|记得)+ text=( (叫|通知|喊|告诉|联系|给) (她|他|人家) <text> )",
      "{who} ?的 <thing> {date} (好|到|到货|出来|做好|能好|完工) ?, ?(到时|到时候|记得)? (叫|提醒|喊|让) 我 text=( <text> )",
      "text=( (约|催|催催) {who} <tail> )",
      `${SOON} @remind text=( ?(给|跟|和|找|问) ?{who} <text> )`,
      "@remind text=( <text> {who} ?<tail> ) {date}",
      `@alarm text=( ?${WITH} {who} <tail> ) {date}`,
      "@remind text=( @task {who} )",
      `@remind ?要 ?去 text=( ?${WITH} {who} @task ?<tail> )`,
      `(@alarm|叫我|喊我|叫我一声|喊我一声) ?要 ?去 text=( ${BESIDE} {who} <tail> )`,
      "@alarm ?, text=( {who} <tail> )",
      "@alarm ?, text=( {who} {date} ?要 <text> )",
      "{who} {date} @remind",
      `{date} text=( ${EARLY} ?${BESIDE} {who} @task ?<tail> )`,
      `{date} topic=( ${EARLY} ) @remind ?要 ${TODO}`,
      // 给赵姐的礼盒周四要寄出去 别让我忘了: the day between the thing and what is to become of it.
      "topic=( ?(给|替|帮|为) {who} ?的 <t> ) {date} text=( <text> ) ?, @remind",
      "?{date} text=( (把|给|跟|和) {who} <tail> ) @remind",
      "text=( (约|预约|邀|叫) {who} <tail> )",
      "text=( {who} ?的 <text> {date} ?<tail> ) (到时候|到时|到那天|记得) @remind",
      `?{date} @remind ${TODO} ?, {date:again} (都要|都|都提醒|都得|都这样|都一样|一样|重复|循环|都来|都做|都提)`,
      `{date} @remind ${TODO} ?, workdays=( (工作日|上班日|只要工作日|仅工作日|周末不用|周末除外|周末不算) )`,
      `{date} ${TODO} ?, @remind ?, {date:again} (都要|都|都提醒|都得|都这样|重复|循环)`,
    ],
    make: (said) => create(said, false),
    cost: 0.5,
    tells: true,
  },
  {
    // …，周六提醒; …，月底那天再提醒一下: of her who was named before.
    say: [
      "?(帮我|麻烦|记得|到时候|你)* {date} ?(那天|当天)? ?(帮我|记得|再|要|你)* (提醒|提醒我|提醒一下|提醒我一下|提醒下我|喊我|喊我一声|叫我|叫我一声)",
    ],
    make: (said) => {
      const before = said.text.slice(0, said.captures[0]?.start ?? 0);
      const after = said.text.slice(said.captures.at(-1)?.end ?? 0);
      const alone = /[\s，,。；;！!]$/u.test(before) && /^[吧哈啊呀哦了]*(?:[，,。；;！!]|$)/u.test(after);
      return alone && !OF_A_LIST.test(before) ? create(said, false) : null;
    },
    yields: true,
    cost: 0.3,
    tells: true,
  },
  {
    // 给吴倩送蛋糕 26号上午十点; 月底前得把史琳那单的尾款催回来: no word of reminding, only a time to come.
    say: [
      "text=( (给|跟|和|找|问|帮|替|约|催|把) {who} (@task|@act) ?<tail> ) {date}",
      `{date} text=( ?${EARLY} (给|替|帮|为) {who} @act ?<tail> )`,
      `{date} ?(要|得|该|需要) text=( ?${EARLY} (把|将) ?<thing> {who} <tail> )`,
      "{date} ?(要|得|该) text=( @task {who} ?<tail> )",
      "topic=( ?给 {who} ?<t> (那件|那条|那双|那款|那单|那笔|那台|那只|那套|那批|那箱|那盒|那份|那瓶|那个|这件|这条|这双|这款|这单|的) <t> ) ?, {date} text=( (@task|@act) ?<tail> )",
    ],
    make: coming,
    cost: 0.8,
    tells: true,
  },
  {
    // 下个月三号宋姐宝宝满月 到时提醒我送份礼: what is then comes first, and what is to be done last.
    say: [
      "{date} {who} ?的 <event> ?, @remind text=( <text> )",
      "{who} ?的 <event> {date} ?<event> ?, @remind text=( <text> )",
      "{who} {date} <event> ?, @remind text=( <text> )",
    ],
    make: (said) => {
      // 贾姐说周六带婆婆来看羊毛衫 周五晚上提醒我备两件: what she said is kept as well.
      const [plan, told] = [create(said, false), SHE_SAID.exec(said.words("event") ?? "")?.[1]];
      return plan === null || told === undefined ? plan : [{ kind: "notes.add", who: plan.who, text: told }, plan];
    },
    cost: 1,
    tells: true,
  },
  {
    // 我跟阮姐说了月底前补一张卡给她: what somebody was told will be done by a day is a promise.
    say: [
      "?我 (跟|和|同|对) {who} (说了|说过|讲了|讲过|说|讲|保证|保证了) ?, ?(我|会|要)* {date} ?(会|要|就|一定|肯定)* text=( ?(给|帮|把|替|再) ?(她|他) (@task|@act) <tail> )",
      "topic=( {who} ?的 <t> ) ?, 我 ?(跟|和) ?(她|他)? (说|说了|讲|讲了|说好|答应|答应了) text=( (有货|到货|来货|补货|到了|有了|回货) ?了 ?(就|再|马上|第一时间|立刻)* (通知|告诉|喊|叫|联系|发消息|说一声|打电话) <tail> )",
    ],
    make: (said) => (said.has("date") ? promised(said) : create(said, true)),
    cost: 0.6,
    tells: true,
  },
  {
    // 提醒我盘点: nobody says when, and it is asked.
    say: ["@alarm ?要 text=( <text> )"],
    make: (said) => create(said, false),
    cost: 1.2,
    tells: true,
  },
  {
    // Nothing said of what.
    say: ["{date} @remind ?我"],
    make: (said) => create(said, false),
    cost: 0.55,
    tells: true,
  },
  {
    // 12.15 9:30 童装样衣回厂: a day with an hour, and what is then; whatever else fits goes before.
    say: [
      "{hour:date} text=( <text> {who} <text> )",
      "{hour:date} text=( {who} <text> )",
      "{hour:date} text=( <text> )",
    ],
    make: (said) => (PLAIN_TASK.test(said.groupWords("text") ?? "") ? coming(said) : null),
    cost: 2.4,
    tells: true,
  },
  {
    // 下周三回访: of whoever was named before or is on show.
    say: [
      "{date} ?(要|再|得|该|记得) text=( (回访|打电话|打个电话|回电话|回电|回个电话|联系|跟进|发消息|发微信|回消息|致电|去电|问候|回访一下|联系一下|跟进一下|再联系|再回访|再打|问问|问一下|问下|回复|回话) ?(她|他|一下|下) )",
    ],
    make: (said) => {
      const plan = coming(said);
      return plan && { ...plan, who: "" };
    },
    cost: 0.9,
    tells: true,
  },
  {
    // 一会儿提醒我回信: nobody says when, and it is asked.
    say: [
      `${SOON} @remind text=( ?给 {who} <text> )`,
      `${SOON} @remind text=( <text> )`,
      `topic=( ${SHIFT} ) @remind ?要 ${TODO}`,
      `@alarm ${SOON} ${TODO}`,
    ],
    make: (said) => create(said, false),
    cost: 0.3,
    tells: true,
  },
  {
    // 周会每周一提醒我: what it is about may come first when it comes again.
    say: [
      "text=( {who} 的 <text> ) {recurring:date} @remind ?(看|看看|查|查一下|查查|跟|跟进|问|问问|确认|处理)",
      "text=( <text> ) {recurring:date} @remind",
    ],
    make: (said) => create(said, false),
    cost: 1,
    tells: true,
  },
  {
    // 每月倒数第一天催大家交表: a rule alone says that it is to be told.
    say: ["{recurring:date} text=( ?(要|得|该) (@task|@act) <tail> )"],
    make: (said) => create(said, false),
    cost: 1.6,
    tells: true,
  },
  {
    say: [
      "@promised ?了 {who} ?了 ?, ?{date} ?(前|之前|以前)? text=( <text> )",
      "@promised ?了 {who} ?了 text=( <text> {date} <tail> )",
      "@promised {date} text=( <text> {who} ?<tail> )",
      "?我 ?(跟|和|同|给|对) {who} ?(那边|这边|都)? @promised ?的 ?, ?{date} text=( <text> )",
      "?(人家|客户|客人|会员) {who} ?(那边|那儿|那里)? 我 ?可 ?是 @promised ?的 ?, ?{date} text=( <text> )",
      "topic=( {who} ?<t> (那件|那条|那双|那款|那单|那笔|那台|那只|那套|那批|那个|这件|这条|这款|的) <t> ) ?, 我 @promised ?的 ?, ?{date} text=( <text> )",
      "@promised ?{date} text=( <text> )",
      "@promised ?了 {who} ?的 text=( <text> ) ?, {date} (@alarm|记着|别忘了|别忘|帮我记着|帮我记下)",
      "@promised ?了 {who} ?{date} text=( <text> ) ?, (@alarm|定个提醒|记着|别忘了|别忘|帮我记着|帮我记下|帮我记|提醒着点|到时提醒|到时候提醒)",
      "?我 ?(跟|和|同|给|对) {who} ?(那边|这边|都)? @promised ?的 ?, ?{date} text=( <text> ) ?, (@alarm|定个提醒|记着|别忘了|别忘|帮我记着|帮我记下|帮我记)",
    ],
    make: (said) => create(said, true),
    cost: 0.4,
  },
];
/** No question, no sale, no way of finding customers. */
const PLAIN_TASK =
  /^(?!.*(?:小结|日报|周报|卡片|推送|草稿|多少|哪些|谁|什么|几个|的客户|的人|有没有|没来|买了|消费|花了|生日)).{2,30}$/u;
