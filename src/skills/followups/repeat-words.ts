// How a rule of what happens again is said: 每周一, 每两周的周三, 每月最后一天. Pure wording.
import { sayBirthday } from "../customers/say.ts";
import type { Rule } from "./repeat.ts";

const DIGITS = ["", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十"];
const WEEKDAYS = ["一", "二", "三", "四", "五", "六", "日"];

/** 每周一、三、五 15:00 */
export function ruleWords(rule: Rule): string {
  return `${daysWords(rule)}${rule.time ?? ""}`;
}

function daysWords(rule: Rule): string {
  const { every, interval, weekdays } = rule;
  switch (every) {
    case "day":
      return rule.workdays ? "每个工作日" : interval === 1 ? "每天" : `每${count(interval)}天`;
    case "week": {
      const days = weekdaysWords(weekdays ?? []);
      return interval === 1 ? `每周${days}` : `每${count(interval)}周的周${days}`;
    }
    case "month": {
      const months = interval === 1 ? "每月" : interval === 3 ? "每季度（三个月一次）" : `每${count(interval)}个月`;
      return `${months}${inMonth(rule)}`;
    }
    case "year": {
      const years = interval === 1 ? "每年" : `每${count(interval)}年`;
      if (rule.festival) return `${years}${rule.festival}`;
      if (rule.lunar) return `${years}${sayBirthday({ calendar: "lunar", ...rule.lunar })}`;
      return `${years}${rule.month ?? ""}月${inMonth(rule)}`;
    }
  }
}

function inMonth({ days, nth, weekdays, workdays }: Rule): string {
  if (nth !== null) {
    const which = nth < 0 ? "最后一个" : `第${nth === 2 ? "二" : count(nth)}个`;
    return `${which}${workdays ? "工作日" : `周${weekdaysWords(weekdays ?? [])}`}`;
  }
  return (days ?? []).map((day) => (day < 0 ? "最后一天" : `${day}号`)).join("和");
}

function weekdaysWords(weekdays: readonly number[]): string {
  return weekdays.map((day) => WEEKDAYS[day - 1]).join("、");
}

function count(number: number): string {
  return DIGITS[number] ?? String(number);
}
