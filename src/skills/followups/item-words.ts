// How one thing to do is said: whom it is about and when it is due.
import { type Day, diffDays, weekday } from "../../calendar/day.ts";
import { sayDay } from "../customers/say.ts";
import type { Due, Named } from "./result.ts";

export function namedWords(item: Named): string {
  return item.customer ? `${item.customer}：${item.text}` : item.text;
}

const WEEKDAYS = ["一", "二", "三", "四", "五", "六", "日"];

export function dayWords(day: Day, today: Day): string {
  return dueWords({ day, time: null }, today);
}

/** 明天（周一）15:00 · 9月16日（周三） · 今天18:00 · 前天09:30 */
export function dueWords(due: Due, today: Day): string {
  const ahead = diffDays(today, due.day);
  // Of a day to come, or long gone, the weekday lets one check what was understood.
  const isPlain = ahead <= 0 && ahead >= -2;
  const day = `${sayDay(due.day, today)}${isPlain ? "" : `（周${WEEKDAYS[weekday(due.day) - 1]}）`}`;
  return due.time ? `${day}${due.time}` : day;
}
