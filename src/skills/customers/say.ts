// How money, days and bounds are said in Chinese. Pure; knows nothing of who or what they are about.
import { addDays, addMonths, type Day, diffDays, splitDay, startOfMonth, startOfWeek } from "../../calendar/day.ts";
import type { Bound, DayRange } from "./query.ts";

/** 328000 fen → 3,280元; decimals only where there are some. */
export function sayFen(fen: number): string {
  const rounded = Math.round(fen);
  const cents = Math.abs(rounded) % 100;
  const whole = group(Math.floor(Math.abs(rounded) / 100));
  return `${rounded < 0 ? "-" : ""}${whole}${cents === 0 ? "" : `.${String(cents).padStart(2, "0")}`}元`;
}

export function sayYuan(yuan: number): string {
  return sayFen(yuan * 100);
}

/** 1234.5 → 1,234.5; at most one decimal. */
export function sayNumber(value: number): string {
  const tenths = Math.round(value * 10);
  const rest = Math.abs(tenths) % 10;
  return `${tenths < 0 ? "-" : ""}${group(Math.floor(Math.abs(tenths) / 10))}${rest === 0 ? "" : `.${rest}`}`;
}

/** 0.4567 → 45.7% */
export function sayShare(part: number, whole: number): string {
  return whole === 0 ? "0%" : `${sayNumber((part / whole) * 100)}%`;
}

function group(whole: number): string {
  return String(whole).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

const NEAR = ["前天", "昨天", "今天", "明天", "后天"];

/** 今天 · 9月25日 · 2025年11月3日 */
export function sayDay(day: Day, today: Day): string {
  return NEAR[diffDays(today, day) + 2] ?? sayDate(day, today);
}

/** 9月25日, with the year where it is another one. */
export function sayDate(day: Day, today: Day): string {
  const { year, month, day: date } = splitDay(day);
  return `${year === splitDay(today).year ? "" : `${year}年`}${month}月${date}日`;
}

/** 68天没来, as a person counts: whole days between. */
export function sayDaysAgo(day: Day, today: Day): string {
  const days = diffDays(day, today);
  return days <= 0 ? "今天" : days === 1 ? "昨天" : `${days}天前`;
}

/** 今年 · 上个月 · 近90天 · 9月1日–9月7日; "" for ever. */
export function sayRange(range: DayRange | null, today: Day): string {
  if (range === null || (range.from === null && range.to === null)) return "";
  const named = namedRanges(today).find(
    ([, from, to]) => range.from === from && (range.to === to || openAt(range.to, to)),
  );
  if (named) return named[0];
  const { from, to } = range;
  if (from === null) return `${sayDate(addDays(to ?? today, -1), today)}以前`;
  const ends = to === null || diffDays(today, to) === 1 || diffDays(today, to) === 0;
  if (ends && diffDays(from, today) === 1) return "昨天和今天";
  if (ends && from < today) return `近${diffDays(from, today)}天`;
  if (to === null) return `${sayDate(from, today)}以来`;
  if (from === today && diffDays(today, to) > 1) return `未来${diffDays(today, to)}天`;
  const last = addDays(to, -1);
  return last <= from ? sayDay(from, today) : `${sayDate(from, today)}–${sayDate(last, today)}`;

  /** 今年 said today may end tomorrow, or not at all: nothing lies behind today yet. */
  function openAt(end: Day | null, namedEnd: Day): boolean {
    return namedEnd > today && (end === null || end === addDays(today, 1));
  }
}

function namedRanges(today: Day): [string, Day, Day][] {
  const { year } = splitDay(today);
  const month = startOfMonth(today);
  const week = startOfWeek(today);
  const nextWeek = addDays(week, 7);
  const quarter = addMonths(`${year}-01-01`, 3 * Math.floor((splitDay(today).month - 1) / 3));
  return [
    ["今天", today, addDays(today, 1)],
    ["昨天", addDays(today, -1), today],
    ["明天", addDays(today, 1), addDays(today, 2)],
    ["本周", week, nextWeek],
    ["下周", nextWeek, addDays(nextWeek, 7)],
    ["上周", addDays(week, -7), week],
    ["本月", month, addMonths(month, 1)],
    ["下个月", addMonths(month, 1), addMonths(month, 2)],
    ["上个月", addMonths(month, -1), month],
    ["本季度", quarter, addMonths(quarter, 3)],
    ["上季度", addMonths(quarter, -3), quarter],
    ["今年", `${year}-01-01`, `${year + 1}-01-01`],
    ["去年", `${year - 1}-01-01`, `${year}-01-01`],
    ["前年", `${year - 2}-01-01`, `${year - 1}-01-01`],
  ];
}

/** 满5,000元 · 超过3次 · 30–40岁 · 不到2次; `say` writes one number with its unit. */
export function sayBound(bound: Bound, say: (value: number) => string): string {
  const { min, max, minInclusive, maxInclusive } = bound;
  if (min !== null && max !== null)
    return min === max
      ? `正好${say(min)}`
      : `${say(min)}${minInclusive ? "" : "(不含)"}到${say(max)}${maxInclusive ? "" : "(不含)"}`;
  if (min !== null) return minInclusive ? `满${say(min)}` : `超过${say(min)}`;
  if (max !== null) return maxInclusive ? `不超过${say(max)}` : `不到${say(max)}`;
  return "不限";
}

const LUNAR_MONTHS = ["正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊"];
const LUNAR_TENS = ["初", "十", "廿", "三"];
const DIGITS = ["十", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/** 农历八月十五 · 农历闰五月初十 · 5月3日 */
export function sayBirthday(birthday: {
  calendar: "solar" | "lunar";
  month: number;
  day: number;
  leap?: boolean;
}): string {
  if (birthday.calendar === "solar") return `${birthday.month}月${birthday.day}日`;
  const { day } = birthday;
  const tens = day === 10 ? "初" : day === 20 ? "二" : day === 30 ? "三" : LUNAR_TENS[Math.floor(day / 10)];
  return `农历${birthday.leap ? "闰" : ""}${LUNAR_MONTHS[birthday.month - 1]}月${tens}${DIGITS[day % 10]}`;
}
