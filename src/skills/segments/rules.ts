// The definitions of segments that are words and tables: the eleven groups, the crowds, what to do at each stage.
// The numbers in them are settings; compute-sql.ts is where both meet. Pure.
import { addDays, type Day, splitDay } from "../../calendar/day.ts";
import type { Settings } from "../../settings.ts";
import { tabooWords } from "../customers/goods.ts";
import { DUE_DAYS_MIN } from "../customers/query-segments.ts";
import type { RfmGroup, Stage } from "../customers/segment-names.ts";

/** Row: R from 1 to 5. Column: the mean of F and M, halves rounded up, from 1 to 5. */
export const RFM_GRID: readonly (readonly [RfmGroup, RfmGroup, RfmGroup, RfmGroup, RfmGroup])[] = [
  ["流失", "流失", "流失", "不能失去", "不能失去"],
  ["沉睡", "沉睡", "有流失风险", "有流失风险", "不能失去"],
  ["即将沉睡", "需关注", "需关注", "忠诚", "忠诚"],
  ["有希望", "潜在忠诚", "潜在忠诚", "忠诚", "冠军"],
  ["新客", "潜在忠诚", "潜在忠诚", "冠军", "冠军"],
];

/** What to do next at each stage. */
export const NEXT_ACTION: Readonly<Record<Stage, string>> = {
  认知: "先让她记住您：加上微信，发一条和她有关的新品或活动",
  兴趣: "请她来体验一次：试穿、品鉴或小活动，顺便问清喜好",
  考虑: "把她看上的那件讲透：细节图、试穿、老客评价，约个到店时间",
  购买: "买完三天内问穿着感受，再按回购时间推荐搭配",
  忠诚: "给她会员专属：新品先看、生日礼、老带新",
};

/** Windows of the crowds in days. */
export const WISH_DAYS = 30;
export const DEAL_DAYS = 360;
/** Seen or heard of within so many days: still interested. */
export const INTEREST_DAYS = 180;
/** Words of a note that say she liked something, or had it put aside; a denial before it does not count. */
export const WISH_WORDS = "(?<!没|不|没有)(看上|看中|相中|心仪|想要|种草)";
export const HOLD_WORDS = "(?<!没|不|别)(预留|留着|留货|留一|留件|留条|帮.{0,4}留|给.{0,4}留|预订|订货)";

export interface Window {
  name: string;
  /** First and last day. */
  from: Day;
  to: Day;
}

/** The shop's promotions that touch the days from `from` to `to`, both included. One may run over New Year. */
export function promotionsBetween(promotions: Settings["promotions"], from: Day, to: Day): Window[] {
  const windows: Window[] = [];
  for (let year = splitDay(from).year - 1; year <= splitDay(to).year; year++)
    for (const promotion of promotions) {
      const first = `${year}-${promotion.from}`;
      const last = `${promotion.to < promotion.from ? year + 1 : year}-${promotion.to}`;
      if (last >= from && first <= to)
        windows.push({ name: promotion.name, from: first < from ? from : first, to: last > to ? to : last });
    }
  return windows.sort((one, other) => (one.from < other.from ? -1 : 1));
}

/** The first of the trailing `days` that end on `today`. */
export function trailing(today: Day, days: number): Day {
  return addDays(today, 1 - days);
}

const IN_A_TABOO = /过敏|不能|不吃|不喝|不穿|不要|不喜欢|讨厌|对|穿|吃|用|会|起疹子|贴身|严重|，|。|、/gu;

/** Whether an article is what she must not have: a word of two letters that both hold (羊毛过敏, 羊毛呢大衣), or goods
 * that are of that stuff by another name. */
export function forbids(taboo: string, article: string): boolean {
  return taboo
    .split(IN_A_TABOO)
    .some((part) =>
      [...part].some(
        (_, at) => part.length >= at + 2 && tabooWords(part.slice(at, at + 2)).some((word) => article.includes(word)),
      ),
    );
}

/** Where a customer stands with her next purchase. */
export function dueState(nextOn: Day, cycleDays: number, leadDays: number, today: Day): "early" | "due" | "past" {
  if (today < addDays(nextOn, -leadDays)) return "early";
  return today <= addDays(nextOn, Math.max(DUE_DAYS_MIN, Math.round(cycleDays))) ? "due" : "past";
}

/** Kinds of change shown for each field; the rest is a number. */
const SHIFTS_SHOWN = 5;

/** What a trial shows: for each field how many would move and the first kinds of change, in the order given. */
export function shiftsByField<T extends { field: string; customers: number }>(
  shifts: readonly T[],
): { field: string; people: number; shown: T[]; more: number }[] {
  const byField = new Map<string, T[]>();
  for (const shift of shifts) byField.set(shift.field, [...(byField.get(shift.field) ?? []), shift]);
  return [...byField].map(([field, rows]) => ({
    field,
    people: rows.reduce((sum, row) => sum + row.customers, 0),
    shown: rows.slice(0, SHIFTS_SHOWN),
    more: Math.max(0, rows.length - SHIFTS_SHOWN),
  }));
}
