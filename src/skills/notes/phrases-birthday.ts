// How people tell birthdays.
import { dateOf, dayOn, whoOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";
import { lunarDay } from "../../understanding/parser/lunar-day.ts";

export const birthdayPhrases: Phrases["phrases"] = [
  {
    say: [
      "?@note {who} ?的 ?(@lunar|@solar) @birthdayWord ?改 ?为 ?(@lunar|@solar) {date}",
      "?@note {who} ?(@lunar|@solar) {date} ?的 @birthdayWord",
      "?@note ?(@lunar|@solar) @birthdayWord ?(@lunar|@solar) {date}",
      "?@note {date} ?(@lunar|@solar) @birthdayWord 是 {who}",
      "?@note ?(@lunar|@solar) {date} ?(是|为)? {who} ?的 @birthdayWord",
      "?@note {who} ?的 @birthdayWord ?(就|正好|刚好)? (跟|和|与|在|是) @feast ?(同一天|一天|当天|那天|同天)",
      "?@note {who} @feast ?(当天|那天)? ?的 @birthdayWord",
      "?@note {who} ?的 ?(@lunar|@solar) @birthdayWord ?(@lunar|@solar) {number:mmdd}",
      "?@note {who} ?是 ?(@lunar|@solar) {date} (生|生的|生人|出世|出生|生出来的)",
      "?@note {who} ?的 ?(@lunar|@solar) @birthdayWord (改一下|改下|更正|更正一下|改) ?: ?(@lunar|@solar) {date} ?(，|,)? ?不是 ?{date:was}",
      "?@note {who} (跟|和|同) 我 ?是? (一天|同一天|同天) ?的 ?过? @birthdayWord ?是? {date}",
    ],
    make: birthday,
    instead: (said) => ({ kind: "customers.card", who: whoOf(said), part: "birthday" }),
    cost: 0.36,
    tells: true,
  },
  {
    say: [
      "?@note {who} ?的 @birthdayWord doubt=( (好像|大概|可能|应该|似乎|记得) ) ?是 ?(@lunar|@solar) {date}",
      "?@note {who} doubt=( (好像|大概|可能|应该|似乎|记得) ) ?是 ?(@lunar|@solar) {date} ?的 @birthdayWord",
    ],
    make: birthday,
    cost: 0.1,
    tells: true,
  },
];

function birthday(said: Said) {
  const date = dateOf(said.get("date"));
  const unsure = isDoubted(said);
  const feast = said.words("feast");
  const named = feast === null ? undefined : FEASTS[feast];
  if (named) return { kind: "notes.birthday", who: whoOf(said), year: null, leap: false, unsure, ...named };
  const mmdd = said.words("mmdd");
  if (mmdd !== null)
    return /^(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/u.test(mmdd)
      ? {
          kind: "notes.birthday",
          who: whoOf(said),
          calendar: said.has("lunar") ? "lunar" : "solar",
          year: null,
          month: Number(mmdd.slice(0, 2)),
          day: Number(mmdd.slice(2)),
          leap: false,
          unsure,
        }
      : null;
  if (!date) return null;
  const words = said.words("date") ?? "";
  // 「13月5日」 leaves a bare 5日 to the date reader: without a month it is no birthday, and writing one would be worse.
  // 「好像是九月」「九月初」: a month is no day.
  if (date.grain === "month" || /月[初中底末](?![一二三四五六七八九十])|[上中下]旬/u.test(words)) return null;
  if (!/月|\d{1,2}[./-]\d{1,2}|除夕|腊八|[今明后]天|昨天/u.test(words)) return null;
  const lunar = date.lunar === true || said.has("lunar");
  const year = yearSaid(words);
  if (date.lunar) {
    const read = lunarDay(words);
    return read
      ? {
          kind: "notes.birthday",
          who: whoOf(said),
          calendar: "lunar",
          year: year ? Number(year) : null,
          unsure,
          ...read,
        }
      : null;
  }
  const day = dayOn(date, "near");
  if (!day) return null;
  return {
    kind: "notes.birthday",
    who: whoOf(said),
    calendar: lunar ? "lunar" : "solar",
    year: year ? Number(year) : null,
    month: Number(day.slice(5, 7)),
    day: Number(day.slice(8, 10)),
    leap: false,
    unsure,
  };
}

/** 1985年, 85年: nobody in the records was born in the two-digit years to come. */
function yearSaid(words: string): string | undefined {
  const short = /(?<!\d)(\d{2})年/u.exec(words)?.[1];
  if (short !== undefined) return `${Number(short) > 30 ? 19 : 20}${short}`;
  return /(?:19|20)\d{2}/u.exec(words)?.[0];
}

/** Feasts people tell a birthday by: 她生日跟国庆同一天. */
const FEASTS: Readonly<Record<string, { calendar: "solar" | "lunar"; month: number; day: number }>> = {
  元旦: { calendar: "solar", month: 1, day: 1 },
  情人节: { calendar: "solar", month: 2, day: 14 },
  妇女节: { calendar: "solar", month: 3, day: 8 },
  劳动节: { calendar: "solar", month: 5, day: 1 },
  五一: { calendar: "solar", month: 5, day: 1 },
  儿童节: { calendar: "solar", month: 6, day: 1 },
  六一: { calendar: "solar", month: 6, day: 1 },
  国庆: { calendar: "solar", month: 10, day: 1 },
  国庆节: { calendar: "solar", month: 10, day: 1 },
  双十一: { calendar: "solar", month: 11, day: 11 },
  平安夜: { calendar: "solar", month: 12, day: 24 },
  圣诞: { calendar: "solar", month: 12, day: 25 },
  圣诞节: { calendar: "solar", month: 12, day: 25 },
  大年初一: { calendar: "lunar", month: 1, day: 1 },
  春节: { calendar: "lunar", month: 1, day: 1 },
  元宵: { calendar: "lunar", month: 1, day: 15 },
  元宵节: { calendar: "lunar", month: 1, day: 15 },
  端午: { calendar: "lunar", month: 5, day: 5 },
  端午节: { calendar: "lunar", month: 5, day: 5 },
  七夕: { calendar: "lunar", month: 7, day: 7 },
  中秋: { calendar: "lunar", month: 8, day: 15 },
  中秋节: { calendar: "lunar", month: 8, day: 15 },
  重阳: { calendar: "lunar", month: 9, day: 9 },
  重阳节: { calendar: "lunar", month: 9, day: 9 },
  腊八: { calendar: "lunar", month: 12, day: 8 },
};
/** 「生日是11月12号吧」「大概是」: told with a doubt, and asked about before it is written. */
function isDoubted(said: Said): boolean {
  if (said.groupWords("doubt") !== null) return true;
  const end = Math.max(...said.captures.map((capture) => capture.end));
  return /^(?:的|了)?(?:吧|来着|好像|左右)/u.test(said.text.slice(end));
}
