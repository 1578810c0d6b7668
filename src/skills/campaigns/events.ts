// What a shop invites to, by name, and which days belong to one and the same event. Pure.
import { addDays, type Day } from "../../calendar/day.ts";

const split = (words: string): string[] => words.split(" ");
const joined = (starts: readonly string[], ends: readonly string[]): string[] =>
  starts.flatMap((start) => ends.map((end) => start + end));

const MEETINGS = split(
  "品鉴 品酒 品茶 品香 试吃 试饮 试戴 试穿 鉴赏 赏鉴 分享 交流 答谢 私享 发布 订货 茶话 赏花 读书 观影 团购 内购 联谊 新品 新品发布 新品品鉴 新品鉴赏 会员答谢 VIP答谢 vip答谢 客户答谢",
);
const LESSONS = split(
  "体验 手工 花艺 插花 烘焙 美妆 化妆 护肤 茶艺 瑜伽 亲子 公开 试听 舞蹈 绘画 书法 育儿 搭配 穿搭 普拉提 陶艺 咖啡 调香 香薰 皮具 编织 急救 养生 健康 摄影 理财 妈妈 孕妇 早教",
);
const ABOUT = split(
  "红酒 白酒 葡萄酒 茶 茶叶 茶席 咖啡 护肤 美容 美妆 健康 养生 珠宝 腕表 香水 香薰 母婴 育儿 亲子 理财 新品 穿搭 花艺 艺术 读书 会员 VIP vip 闺蜜 孕妇 妈妈 营养 睡眠 口腔 皮肤 中医 家居",
);
const KINDS = split("品鉴会 鉴赏会 分享会 交流会 沙龙 讲座 体验课 体验日 派对 工作坊 活动");

/** Names of events; the longest that stands in a text is meant. */
export const EVENTS: readonly string[] = [
  ...joined(MEETINGS, ["会"]),
  ...joined(LESSONS, ["课"]),
  ...joined(ABOUT, KINDS),
  ...KINDS,
  ...split("茶会 下午茶 酒会 走秀 大秀 会员日 开放日 亲子日 周年庆 店庆 插花班 手工活动 讲座课 试驾"),
];
const LONGEST_FIRST = EVENTS.toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));

/** What it is called where nobody named it. */
export const SOME_EVENT = "活动";

/** The event that a text names; null where it names none, or only 活动. */
export function eventIn(text: string): string | null {
  const named = LONGEST_FIRST.find((event) => text.includes(event)) ?? null;
  return named === SOME_EVENT ? null : named;
}

/** 品鉴会 is also what 红酒品鉴会 is called for short. */
export function isSameEvent(a: string, b: string): boolean {
  return a.includes(b) || b.includes(a);
}

const INVITES = /邀|参加|报名/u;

/** Whether a message asks to this event: it names it, or invites and names no other. */
export function invitesTo(text: string, event: string | null): boolean {
  const named = eventIn(text);
  if (named !== null && event !== null) return isSameEvent(named, event);
  return (event !== null && text.includes(event)) || INVITES.test(text) || named !== null;
}

/** So long a silence parts two events of one name: the 会员日 of each month. */
const PAUSE_DAYS = 14;

/** The day on which the last round of an event began, of the days on which somebody was invited or answered. */
export function roundStart(days: readonly Day[]): Day | null {
  const latestFirst = days.toSorted().reverse();
  let start = latestFirst[0] ?? null;
  for (const day of latestFirst) {
    if (start !== null && day < addDays(start, -PAUSE_DAYS)) break;
    start = day;
  }
  return start;
}
