// Days and hours that no calendar has: 2月30日, 13月5日, 明天25点. They are refused with the reason, never rounded.
import { isLeapYear } from "../../calendar/day.ts";

export interface Impossible {
  /** As it stands in the normalised sentence. */
  text: string;
  /** Which part cannot be, in words for a person. */
  why: string;
}

/** Years, months and days written in digits; Chinese numerals of a month without 日 may be lunar and are left alone. */
const DAY =
  /(?<![\d.])(?:(\d{2}|\d{4})年)?((?:农历|阴历|旧历)?)(\d{1,2}|十[一二三四五六七八九]|[一二三四五六七八九十])月(?:份的?)?(\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=[日号])/gu;
/** 13月: no month, whatever follows. Not 3个月, not 10月. */
const MONTH = /(?<![\d.年])(?:\d{2}|\d{4})?年?(1[3-9]|[2-9]\d)月(?![饼龄卡租薪])/gu;
const BIRTHDAY_POINT = /生日(?:是|在|改成|改为|为|:|：)?\s?(\d{1,2})[./-](\d{1,2})(?![\d.元块])/gu;
const HOUR = /(?:上午|下午|早上|晚上|中午|凌晨|[今明后昨]天|[日号]|周[一二三四五六日天]|提醒我)(\d{2})点(?!积分|分)/gu;
/** 25点提醒我: with no day before it, an hour only where a reminder follows. */
const BARE_HOUR = /(?<![\d.])((\d{2})点(?:\d{1,2}分?|半|整|钟)?)(?=提醒|叫我|喊我|通知我)/gu;
const LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const LUNAR_MONTH_MAX = 30;

/** The first day or hour in the text that cannot be; null when all can. */
export function findImpossible(text: string): Impossible | null {
  for (const [all, year, lunar, month = "", day = ""] of text.matchAll(DAY)) {
    const why = dayFault(year === undefined ? null : Number(year), lunar !== "", small(month), small(day));
    if (why) return { text: `${all}日`, why };
  }
  for (const [all, month = ""] of text.matchAll(MONTH)) return { text: all, why: `没有${month}月` };
  for (const [, month = "", day = ""] of text.matchAll(BIRTHDAY_POINT)) {
    const why = dayFault(null, false, Number(month), Number(day));
    if (why) return { text: `${month}月${day}日`, why };
  }
  for (const [all, hour = ""] of text.matchAll(HOUR))
    if (Number(hour) > 24) return { text: all, why: `一天没有${hour}点` };
  for (const [, all = "", hour = ""] of text.matchAll(BARE_HOUR))
    if (Number(hour) > 24) return { text: all, why: `一天没有${hour}点` };
  return null;
}

function dayFault(year: number | null, lunar: boolean, month: number, day: number): string | null {
  if (month < 1 || month > 12) return `没有${month}月`;
  if (day < 1) return `没有${day}日`;
  if (lunar) return day > LUNAR_MONTH_MAX ? "农历一个月最多30天" : null;
  const full = year !== null && year < 100 ? (year > 30 ? 1900 + year : 2000 + year) : year;
  if (month === 2 && day === 29 && full !== null && !isLeapYear(full)) return `${full}年的2月只有28天`;
  const length = LENGTHS[month - 1] ?? 31;
  return day > length ? `${month}月只有${length}天` : null;
}

const DIGITS = "零一二三四五六七八九";
/** 1…39 in digits or Chinese. */
function small(text: string): number {
  if (/^\d+$/u.test(text)) return Number(text);
  const [tens, ones = ""] = text.includes("十") ? text.split("十") : ["零", text];
  return (tens === "" ? 1 : DIGITS.indexOf(tens as string)) * 10 + (ones === "" ? 0 : DIGITS.indexOf(ones));
}
