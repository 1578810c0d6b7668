// What a cell of a file means: money, instants, days, birthdays, phones, words for states. Pure: no clock, no I/O.
// Every reader answers the value, or why there is none and how to mend it, in words for the shop's owner.
import {
  dayFromNumber,
  instantOfLocal,
  isRealDate,
  localMs,
  localText,
  makeDay,
  splitDay,
} from "../../calendar/day.ts";
import { normalisePhone } from "../../db/personal.ts";

export type Read<T> = { value: T } | { why: string; mend: string };

export interface ReadBirthday {
  calendar: "solar" | "lunar";
  year: number | null;
  month: number;
  day: number;
  leap: boolean;
}

/** A whole cell of text; longer is a file read wrongly (a quote that never closes) rather than a note. */
export const textMax = 2_000;
/** Fen are 32-bit in the database. */
export const fenMax = 2_147_483_647;

export function readText(cell: string): Read<string> {
  if (cell.includes("\uFFFD")) return { why: "有认不出的字", mend: "把文件另存为 UTF-8 或 GBK 再导入" };
  const text = withoutGuard(cell.replaceAll("\u0000", ""));
  if (text.length > textMax) return { why: `超过 ${textMax} 个字`, mend: "检查这一行的引号是否成对，或缩短" };
  return { value: text };
}

/** What an order or a customer is known by. 1.23457E+17 stands for a hundred numbers and is nobody's. */
export function readNumber(cell: string): Read<string> {
  const rounded = /^\d(\.\d+)?E\+?\d{2,}$/i.test(cell.normalize("NFKC").trim());
  if (rounded) return { why: "编号被表格软件变成了科学记数", mend: "把这一列设为文本，从原系统重新导出" };
  // A column that was once a number keeps its decimals: 「1001.0」 is 1001.
  return readText(cell.replace(/^(\d+)\.0$/, "$1"));
}

/** Money in yuan → fen, by its digits and never through a fraction: 「¥1,234.50」「1234.5元」「1.2万」「-12.00」. */
export function readMoney(cell: string): Read<number> {
  const text = cell.normalize("NFKC").replace(/[\s,，]/g, "");
  const match = /^([-+]?)(?:RMB|CNY|USD|[¥￥$])?([-+]?)(\d*)(?:\.(\d+))?(万)?元?$/i.exec(text);
  const [, sign = "", inner = "", whole = "", part = "", wan] = match ?? [];
  if (!match || (whole === "" && part === "")) return { why: "不是金额", mend: "写成 1280 或 1280.50" };
  const scale = wan ? 6 : 2;
  const digits = `${whole}${part.slice(0, scale).padEnd(scale, "0")}`;
  const fen = Number(digits) + (Number(part[scale] ?? "0") >= 5 ? 1 : 0);
  if (fen > fenMax) return { why: "金额太大", mend: `最多 ${fenMax / 100} 元` };
  return { value: (sign === "-") !== (inner === "-") ? -fen : fen };
}

export function readInt(cell: string): Read<number> {
  const text = cell.normalize("NFKC").replace(/[\s,]/g, "");
  const match = /^([-+]?\d{1,10})(?:\.0+)?[件个分次岁天条]?$/.exec(text);
  const value = Number(match?.[1]);
  if (!match || Math.abs(value) > fenMax) return { why: "不是整数", mend: "写成 1、2、3 这样的数字" };
  return { value };
}

const mendInstant = "写成 2026-05-03 14:30 或 2026-05-03";

/**
 * An instant. Without an offset it is the shop's local time; a day alone is its first moment. 20260503, 2026/5/3,
 * 2026年5月3日 14:30, 2026-05-03T06:30:00Z and a spreadsheet's day number are read; 5/3/2026 is not: it has two readings.
 */
export function readInstant(cell: string, zone: string): Read<Date> {
  const text = cell.normalize("NFKC").trim();
  const match =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]*(\d{1,2})[:时](\d{1,2})?(?:[:分](\d{1,2})(?:[.,](\d{1,9}))?秒?)?分?)?\s*(Z|[-+]\d{2}:?\d{2})?$/i.exec(
      text,
    ) ?? /^(\d{4})(\d{2})(\d{2})(?:[T\s]?(\d{2}):?(\d{2}):?(\d{2})?)?$/.exec(text);
  if (!match) return readSerial(text, zone);
  const [, year = "", month = "", day = "", hour = "0", minute = "0", second = "0", fraction = "", offset] = match;
  if (!isRealDate(Number(year), Number(month), Number(day))) return { why: "没有这一天", mend: mendInstant };
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
    return { why: "没有这个时刻", mend: mendInstant };
  const at = [Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)] as const;
  const local = Date.UTC(...at, Number(fraction.slice(0, 3).padEnd(3, "0")));
  if (!offset) return { value: instantOfLocal(local, zone) };
  return { value: new Date(local - offsetMsOf(offset)) };
}

/** Spreadsheets save an unformatted date as days since the end of 1899, with the time as a fraction. */
function readSerial(text: string, zone: string): Read<Date> {
  const match = /^([1-6]\d{4})(\.\d+)?$/.exec(text);
  if (!match) return { why: "不是日期", mend: mendInstant };
  const epochOfSheets = Date.UTC(1899, 11, 30);
  const seconds = Math.round(Number(match[2] ?? 0) * 86_400);
  return { value: instantOfLocal(epochOfSheets + Number(match[1]) * 86_400_000 + seconds * 1000, zone) };
}

function offsetMsOf(offset: string): number {
  if (offset.toUpperCase() === "Z") return 0;
  const [, sign, hours, minutes] = /^([-+])(\d{2}):?(\d{2})$/.exec(offset) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** A calendar day, as the database's date columns take it: midnight UTC. */
export function readDay(cell: string): Read<Date> {
  const read = readInstant(cell, "UTC");
  if ("why" in read) return { ...read, mend: "写成 2026-05-03" };
  const { year, month, day } = splitDay(dayFromNumber(Math.floor(read.value.getTime() / 86_400_000)));
  return { value: new Date(Date.UTC(year, month - 1, day)) };
}

/** In the house's one spelling of phones. */
export function readPhone(cell: string): Read<string> {
  const text = cell.replace(/^'/, "");
  const phone = normalisePhone(text);
  if (phone) return { value: phone };
  if (/[*xX]{2,}/.test(text)) return { why: "号码被打了星号", mend: "用没有打码的文件导入，或留空" };
  if (/e\+?\d+$/i.test(text)) return { why: "号码被表格软件变成了科学记数", mend: "把这一列设为文本再保存" };
  return { why: "不是电话号码", mend: "写成 11 位手机号，或留空" };
}

const lunarMonths = ["正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊"];
const hanDigits = "〇一二三四五六七八九";

/** 「1990-05-03」「05-03」「5月3日」「农历八月十五」「农历1968年闰四月初八」「19900503」「阴历1968-8-15」. */
export function readBirthday(cell: string): Read<ReadBirthday> {
  const bad = { why: "不是生日", mend: "写成 1990-05-03、05-03 或 农历八月十五" };
  const text = cell
    .normalize("NFKC")
    .replace(/\s+\d{1,2}:\d{2}(:\d{2})?$/, "")
    .replace(/\s/g, "");
  const calendar = /^[(]?(农历|阴历|旧历)|[(]?(农历|阴历)[)]?$/.test(text) ? "lunar" : "solar";
  const bare = text.replace(/[()]|农历|阴历|旧历|阳历|公历|新历|生$/g, "");
  const leap = bare.includes("闰");
  const parts =
    /^(\d{4})(\d{2})(\d{2})$/.exec(bare) ??
    /^(?:(\d{4})[-/.年])?闰?([\d一二三四五六七八九十正冬腊]{1,3})[-/.月]([\d初一二三四五六七八九十廿卅]{1,3})[日号]?$/.exec(
      bare.replace(/^--/, "").replace(/-闰-?/, "-闰"),
    );
  if (!parts) return serialBirthday(bare) ?? bad;
  const year = parts[1] ? Number(parts[1]) : null;
  const month = monthOf(parts[2] ?? "");
  const day = dayOfMonth(parts[3] ?? "");
  const fits =
    calendar === "lunar" ? month >= 1 && month <= 12 && day >= 1 && day <= 30 : isRealDate(year ?? 2000, month, day);
  if (!fits) return { ...bad, why: "没有这一天" };
  if (leap && calendar === "solar") return bad;
  return { value: { calendar, year: year === null || year < 1900 ? null : year, month, day, leap } };
}

/** A spreadsheet's day number: nobody's birthday is five digits otherwise. */
function serialBirthday(text: string): Read<ReadBirthday> | null {
  if (!/^\d{5}(?:\.0+)?$/.test(text)) return null;
  const read = readDay(text);
  if ("why" in read) return null;
  const { year, month, day } = splitDay(writeDay(read.value));
  return { value: { calendar: "solar", year, month, day, leap: false } };
}

export function writeBirthday(birthday: ReadBirthday): string {
  const two = (number: number) => String(number).padStart(2, "0");
  const year = birthday.year === null ? "" : `${birthday.year}-`;
  const solar = `${year}${two(birthday.month)}-${two(birthday.day)}`;
  if (birthday.calendar === "solar") return solar;
  const lunarYear = birthday.year === null ? "" : `${birthday.year}年`;
  return `农历${lunarYear}${birthday.leap ? "闰" : ""}${birthday.month}月${birthday.day}日`;
}

function monthOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const index = lunarMonths.indexOf(text);
  if (index >= 0) return index + 1;
  return text === "十一" ? 11 : text === "十二" ? 12 : text === "一" ? 1 : 0;
}

function dayOfMonth(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const bare = text.replace(/^初/, "");
  const digit = (char: string | undefined) => (char ? Math.max(0, hanDigits.indexOf(char)) : 0);
  if (bare === "十") return 10;
  if (bare === "二十" || bare === "廿") return 20;
  if (bare === "三十" || bare === "卅") return 30;
  const tens =
    bare.startsWith("二十") || bare.startsWith("廿")
      ? 20
      : bare.startsWith("三十")
        ? 30
        : bare.startsWith("十")
          ? 10
          : 0;
  return bare.length <= 3 ? tens + digit(bare.at(-1)) : 0;
}

export function readYesNo(cell: string): Read<boolean> {
  const word = cell.normalize("NFKC").trim().toLowerCase();
  if (["是", "有", "同意", "true", "yes", "y", "1", "√", "✓", "在职"].includes(word)) return { value: true };
  if (["否", "无", "没有", "不同意", "拒绝", "false", "no", "n", "0", "×", "离职"].includes(word))
    return { value: false };
  return { why: "不是「是」或「否」", mend: "写「是」或「否」" };
}

/** Several words in one cell, with the usual signs between them. */
export function readList(cell: string): Read<string[]> {
  const read = readText(cell);
  if ("why" in read) return read;
  return {
    value: [
      ...new Set(
        read.value
          .split(/[、,，;；|\n]+/)
          .map((each) => each.trim())
          .filter(Boolean),
      ),
    ],
  };
}

export type Words = Readonly<Record<string, readonly string[]>>;

/** A word out of a table, e.g. 女 → female. The first spelling of each value is the one that export writes. */
export function readWord(cell: string, words: Words): Read<string> {
  const value = spellingsOf(words).get(sameWord(cell));
  if (value !== undefined) return { value };
  const known = Object.values(words).map((spellings) => spellings[0]);
  return { why: "不认识这个词", mend: `写 ${known.join("、")} 之一` };
}

/** One entry per table of `headers.ts`. */
const spellings = new WeakMap<Words, Map<string, string>>();

function spellingsOf(words: Words): Map<string, string> {
  const known = spellings.get(words);
  if (known) return known;
  const made = new Map<string, string>();
  for (const [value, names] of Object.entries(words)) {
    for (const name of [value, ...names]) made.set(sameWord(name), value);
  }
  spellings.set(words, made);
  return made;
}

function sameWord(word: string): string {
  return word.normalize("NFKC").trim().toLowerCase();
}

/** "2026-05-03 14:30:00" on the zone's clocks, with milliseconds only where there are some. */
export function writeInstant(at: Date, zone: string): string {
  const text = localText(localMs(at, zone)).replace("T", " ");
  const ms = at.getUTCMilliseconds();
  return ms === 0 ? text : `${text}.${String(ms).padStart(3, "0")}`;
}

export function writeDay(at: Date): string {
  return makeDay(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate());
}

/** Yuan, without decimals where there are none. */
export function writeMoney(fen: number): string {
  const sign = fen < 0 ? "-" : "";
  const [whole, part] = [Math.floor(Math.abs(fen) / 100), Math.abs(fen) % 100];
  return part === 0 ? `${sign}${whole}` : `${sign}${whole}.${String(part).padStart(2, "0")}`;
}

// A spreadsheet runs a cell that begins with one of these as a formula; an apostrophe before it makes it text.
const formula = /^'*[=+\-@\t\r]/;

export function guarded(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

export function withoutGuard(text: string): string {
  return text.startsWith("'") && formula.test(text) ? text.slice(1) : text;
}
