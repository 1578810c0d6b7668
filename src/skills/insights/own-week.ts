// An associate's own week: what she did, what she kept, the dates of the next one, and a good story to share. It is drafted
// for her to pass on, so it names no customer. Pure.
import { addDays, type Day, weekday } from "../../calendar/day.ts";
import type { StaffFacts } from "./digest.ts";

export interface OwnWeek {
  id: string;
  name: string;
  facts: StaffFacts;
  /** Things to do next week, by day. */
  next: { day: Day; count: number }[];
  /** Her customers' birthdays next week. */
  birthdays: number;
  /** Words she noted this week, as noted, with every name of that customer. */
  story: { text: string; names: string[] } | null;
}

/** Longer than this nobody passes on. */
const STORY_MAX = 80;
const WEEKDAYS = "一二三四五六日";

export function isEmptyWeek({ facts, next, birthdays, story }: OwnWeek): boolean {
  const { done, overdue, kept, broken, contacted } = facts;
  return done + overdue + kept + broken + contacted + birthdays + next.length === 0 && story === null;
}

/** `monday` is the first day of the week told about. */
export function ownWeekText(week: OwnWeek, monday: Day): string {
  const { facts, next, birthdays, story, name } = week;
  const did = [
    ...(facts.contacted > 0 ? [`联系客户${facts.contacted}位`] : []),
    ...(facts.done > 0 ? [`做完跟进${facts.done}件`] : []),
    ...(facts.kept > 0 ? [`答应客人的${facts.kept}件${facts.broken === 0 ? "都" : ""}做到了`] : []),
  ];
  const coming = [
    ...next.map(({ day, count }) => `周${WEEKDAYS[weekday(day) - 1]}跟进${count}件`),
    ...(birthdays > 0 ? [`${birthdays}位客户过生日`] : []),
  ];
  const left = facts.overdue + facts.broken;
  return [
    `${name}，这周的小结帮你写好了，改改就能用：`,
    `本周（${sayShort(monday)}起）：${did.length === 0 ? "还没有记下来的跟进" : did.join("，")}。`,
    ...(left > 0 ? [`还有${left}件要补上，下周先做这些。`] : []),
    ...(coming.length > 0 ? [`下周：${coming.join("，")}。`] : []),
    ...(story === null ? [] : [`好故事：${maskStory(story.text, story.names)}`]),
  ].join("\n");
}

function sayShort(day: Day): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
}

/** Nobody can tell from it who she is: names, how people are addressed, numbers of four digits and more. */
export function maskStory(text: string, names: readonly string[]): string {
  const known = [...names].filter((name) => name !== "").sort((a, b) => b.length - a.length);
  const bare = known.reduce((words, name) => words.replaceAll(name, "一位客户"), text);
  return [
    ...bare
      .replace(/\p{Script=Han}(?:女士|先生|小姐|太太|阿姨|姐|哥|总|叔)/gu, "一位客户")
      .replace(/\d{4,}/gu, "＊")
      .replace(/(?:一位客户){2,}/gu, "一位客户")
      .replace(/\s+/gu, " ")
      .trim(),
  ]
    .slice(0, STORY_MAX)
    .join("");
}

/** The week a day lies in up to that day, and the one after. */
export function weekOf(today: Day): { from: Day; to: Day; nextFrom: Day; nextTo: Day } {
  const from = addDays(today, 1 - weekday(today));
  return { from, to: addDays(today, 1), nextFrom: addDays(from, 7), nextTo: addDays(from, 14) };
}
