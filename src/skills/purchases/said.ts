// What the builders of this skill share: sums and days as plain values.
import { addDays, localIso } from "../../calendar/day.ts";
import { amountOf, dateOf, dayOn, daysOf } from "../../understanding/parser/build.ts";
import type { Said } from "../../understanding/parser/grammar.ts";

export const yuan = (said: Said, name: string) => amountOf(said.get(name));
/** As much as a plan may hold; more is a telephone number. */
export const YUAN_MAX = 10_000_000;
export const QUANTITY_MAX = 999;

/** The day said; null for today, which is what is meant when none is said. */
export function pastDay(said: Said): string | null {
  const day = dayOn(dateOf(said.get("date")), "past");
  return day === said.today ? null : day;
}
/** Days to come are a wish, and a month or a year is no day: nothing to record. */
export function isNoDay(said: Said): boolean {
  const date = dateOf(said.get("date"));
  // 四点张姐来, said in the morning.
  if (date?.grain === "hour" && date.from !== null && date.from > localIso(said.now, said.zone)) return true;
  const days = daysOf(date, "past");
  if (!days?.from) return days !== null;
  return days.from > said.today || (days.to !== null && days.to > addDays(days.from, 1));
}
/** 「打算下周来退货」: what stands before 退 is a wish, and no article. */
export const NO_ARTICLE =
  /换成|改成|改为|^[那这]?[单笔]$|打算|想|可能|说|准备|考虑|也许|好像|如果|要是|会|没|不|别|下周|明天|以后|再来|本来|差点|[谁哪吗么]/u;
