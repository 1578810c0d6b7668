// How the readers of dates and numbers do on the published cases of Recognizers-Text and Duckling, where a copy of the
// files lies beside the project (ZHIKE_TEST_DATA). What is left out and why stands here and is printed with the share.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { instantOf } from "../../src/calendar/day.ts";
import { datesForInterface, readDates } from "../../src/understanding/parser/dates.ts";
import { numbersForInterface } from "../../src/understanding/parser/numbers.ts";

export interface Score {
  kept: number;
  right: number;
  /** Of the cases that only another convention makes wrong: how many there are, and how many are right all the same. */
  otherwise: { kept: number; right: number };
  /** Cases left out, by reason. */
  left: Map<string, number>;
  wrong: string[];
}

const ZONE = "Asia/Shanghai";
const folder = process.env.ZHIKE_TEST_DATA ?? join(import.meta.dirname, "../../../shared/data");

function casesOf<T>(file: string): T[] | null {
  const path = join(folder, file);
  if (!existsSync(path)) return null;
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((row) => row !== "")
    .map((row) => JSON.parse(row) as T);
}

function scoreOf<T>(cases: readonly T[], leftOut: Reasons<T>, isRight: (one: T) => boolean, show: (one: T) => string) {
  const score: Score = { kept: 0, right: 0, otherwise: { kept: 0, right: 0 }, left: new Map(), wrong: [] };
  for (const one of cases) {
    const found = leftOut.find(([, , holds]) => holds(one));
    if (found !== undefined) {
      const [sort, reason] = found;
      score.left.set(`${sort}: ${reason}`, (score.left.get(`${sort}: ${reason}`) ?? 0) + 1);
      if (sort === "convention") {
        score.otherwise.kept++;
        if (isRight(one)) score.otherwise.right++;
      }
      continue;
    }
    score.kept++;
    if (isRight(one)) score.right++;
    else score.wrong.push(show(one));
  }
  return score;
}
/** "unsaid": nobody says it in a shop. "convention": it is said, and the file takes it otherwise than shops do. */
type Reasons<T> = readonly (readonly ["unsaid" | "convention", reason: string, holds: (one: T) => boolean])[];

// ── Dates ──────────────────────────────────────────────────────────────────────────────────────────────────────────

interface Stretch {
  start: string | null;
  end: string | null;
  /** before, until, since, after: the stretch is open on one side, and a null end says so. */
  mod?: string;
}
interface DateCase {
  source: string;
  type?: string;
  text: string;
  span?: string;
  now: string;
  holiday?: boolean;
  negative?: boolean;
  any: Stretch[];
}

/** Holidays of the file that a Chinese shop speaks of; the others are of churches and countries it has no messages for. */
const HOLIDAYS_HERE =
  /^(元旦|阳历新年|[妇婦]女|[劳勞][动動]|五一|[儿兒]童|国际|建[军軍]|八一|[圣聖][诞誕]|愚人|[万萬][圣聖]|澳[门門]|情人|圣瓦伦丁|三一五|春节|农历新年|新春)/u;

const DATES_LEFT_OUT: Reasons<DateCase> = [
  [
    "unsaid",
    "holidays of churches and countries a shop has no messages for",
    (one) => one.holiday === true && !HOLIDAYS_HERE.test(one.text),
  ],
  [
    "unsaid",
    "repetition and 今年夏天, to which the file gives no date",
    (one) => one.any.some(({ start }) => start === "notTresolved") && !/30日/u.test(one.text),
  ],
  ["unsaid", "years of emperors, other centuries", (one) => /神龙|康熙|雍正|民国|世纪/u.test(one.text)],
  ["unsaid", "1/2/2020 and Central European Time", (one) => /^\d+\/\d+\/20|CET/u.test(one.text)],
  ["unsaid", "lunar days taken for solar ones", (one) => /十月初一|正月三十/u.test(one.text)],
  [
    "convention",
    "Duckling: 三天后, 两小时前 are the whole stretch up to there, coming stretches start at the next full unit",
    (one) =>
      one.source === "duckling" &&
      (/[前後后]$/u.test(one.text) || /^[上下前后後][两兩二三]/u.test(one.text)) &&
      one.any.some(({ end }) => end !== null),
  ],
  [
    "convention",
    "Duckling: 下周三 is the next Wednesday, in this week as well; 这周一 said on a Tuesday is next week's",
    (one) => one.source === "duckling" && isOtherWeek(one),
  ],
  [
    "convention",
    "parts of the day: 早上 from 04:00 or 08:00, 下午 to 16:00, 晚上 from 16:00, the weekend from Friday 18:00",
    (one) =>
      /^下午$|早间|早晨|早上$|[周週]末$/u.test(one.span ?? one.text) ||
      one.any.every(({ start, end }) => end !== null && /(?:^|T)(?:04|08|16):00:00$/u.test(start ?? "")),
  ],
  [
    "convention",
    "12号 as no date, 最近 as today, 今年18周岁 as up to today, 4点 as before dawn",
    (one) => one.negative === true || one.span === "最近" || /周岁|明天四点|月15号4点/u.test(one.text),
  ],
];

/** Weeks run Monday to Sunday here; the file's answer lies in another week than the words say. */
function isOtherWeek({ text, now, any }: DateCase): boolean {
  const week = (iso: string) => Math.floor((Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / 86_400_000 + 3) / 7);
  const named = /^(下|[这這]|今個)(?:个|個)?[周週礼禮星]/u.exec(text);
  if (named === null) return false;
  const said = week(now) + (named[1] === "下" ? 1 : 0);
  return any.every(({ start }) => start !== null && week(start) !== said);
}

/** One day, month or year more: Recognizers-Text ends 到六月底 where its last named piece starts, we where it ends. */
function isAfterNamed(named: string, end: string): boolean {
  const [from, to] = [named, end].map((iso) => new Date(`${iso.slice(0, 10)}T00:00:00Z`)) as [Date, Date];
  const steps = [
    (at: Date) => at.setUTCDate(at.getUTCDate() + 1),
    (at: Date) => at.setUTCMonth(at.getUTCMonth() + 1),
    (at: Date) => at.setUTCFullYear(at.getUTCFullYear() + 1),
  ];
  return steps.some((step) => step(new Date(from)) === to.getTime());
}

/** The file writes 2011-00-00 for the year 2011. */
const whole = (iso: string | null) => iso?.replace(/-00/gu, "-01") ?? null;

function isRightDate(one: DateCase): boolean {
  if (one.type === "duration") return isRightLength(one);
  const { dates } = datesForInterface(one.text, one.now, ZONE);
  if (one.any.every(({ start }) => start === "notTresolved")) return dates.length === 0;
  const local = (iso: string | null) => iso?.replace(/[+-]\d\d:\d\d$/u, "") ?? null;
  const same = (want: string | null, got: string | null): boolean =>
    want === null || got === null ? want === got : got.endsWith(want.length === 10 ? `${want}T00:00:00` : want);
  return one.any.some(({ start, end, mod }) =>
    dates.some((date) => {
      const [from, to] = [local(date.start), local(date.end)];
      if (!same(whole(start), from)) return false;
      if (end === null) return mod === undefined || to === null;
      return same(whole(end), to) || (to !== null && one.source !== "duckling" && isAfterNamed(end, to));
    }),
  );
}

const DAY_SECONDS = 86_400;
const SECONDS: Readonly<Record<string, number>> = {
  years: 31_536_000,
  months: 2_592_000,
  weeks: 604_800,
  days: 86_400,
  hours: 3600,
  minutes: 60,
  seconds: 1,
};

/** The file gives lengths in seconds, a year as 365 days and a month as 30; ours may only be a stretch up to today. */
function isRightLength({ text, now, any }: DateCase): boolean {
  const at = instantOf(now.slice(0, 10), now.slice(11, 16), ZONE);
  return readDates(text, at, { zone: ZONE }).some(({ duration, from, to }) => {
    const exact = Object.entries(duration ?? {}).reduce(
      (sum, [unit, count = 0]) => sum + count * (SECONDS[unit] ?? 0),
      0,
    );
    const stretch = from && to ? (Date.parse(`${to}Z`) - Date.parse(`${from}Z`)) / 1000 : 0;
    return any.some(({ start }) => exact === Number(start) || Math.abs(stretch - Number(start)) < 3 * DAY_SECONDS);
  });
}

export function scoreDates(): Score | null {
  const cases = casesOf<DateCase>("zh-datetime.jsonl");
  return cases && scoreOf(cases, DATES_LEFT_OUT, isRightDate, (one) => `${one.text}  ${JSON.stringify(one.any)}`);
}

// ── Numbers ────────────────────────────────────────────────────────────────────────────────────────────────────────

interface NumberCase {
  source: string;
  text: string;
  span: string;
  value: string | null;
}

const NUMBERS_LEFT_OUT: Reasons<NumberCase> = [
  [
    "unsaid",
    "formulas and other notations (2^5, 2e5, 1.2M, 1 3/5)",
    ({ span }) => /\^|\de[-+]?\d|[\d.] ?[mg]$|\d \d+\/\d|^- /iu.test(span.normalize("NFKC")),
  ],
  ["unsaid", "a currency without a number", ({ value }) => value === null],
  ["unsaid", "other countries' small coins", ({ span }) => /銭|美分/u.test(span)],
  [
    "unsaid",
    "what means nothing (2222.2222.22222.222, 零十, 两百点两)",
    ({ text }) => /2222\.2222|零十|点两/u.test(text),
  ],
  ["unsaid", "Cantonese fractions (十份十一)", ({ text }) => /份|十分一/u.test(text)],
  [
    "convention",
    "the bare number inside a per cent (五十五 of 百分之五十五)",
    ({ source, text, span }) =>
      source.endsWith("NumberModel") && /百分之|百分点/u.test(text) && !/百分之|百分点|分之/u.test(span),
  ],
  ["convention", "a pair counted as two: it is sold as one", ({ span }) => /^.[對雙对双]$/u.test(span)],
];

function isRightNumber({ text, value }: NumberCase): boolean {
  const want = value?.endsWith("%") ? Number(value.slice(0, -1)) / 100 : Number(value);
  const near = (got: number) => Math.abs(got - want) <= 1e-9 * Math.max(1, Math.abs(want));
  // 二十几万: the file gives the round number, we the stretch that begins after it.
  const around = (min: number, max: number) => near(min) || near(max) || (want < min && max - want < want);
  return numbersForInterface(text).numbers.some(({ value: got, min, max }) =>
    got === undefined ? min !== undefined && max !== undefined && around(min, max) : near(got),
  );
}

export function scoreNumbers(): Score | null {
  const cases = casesOf<NumberCase>("zh-number.jsonl");
  return cases && scoreOf(cases, NUMBERS_LEFT_OUT, isRightNumber, (one) => `${one.text}  ${one.span} = ${one.value}`);
}

const percent = (right: number, of: number) => `${right} of ${of} right (${((100 * right) / of).toFixed(1)} %)`;

export async function published(): Promise<string[]> {
  const scores = [
    ["dates", scoreDates()],
    ["numbers", scoreNumbers()],
  ] as const;
  return scores.flatMap(([name, score]) => {
    if (score === null) return [`${name}: no copy of the published cases in ${folder}`];
    const { kept, right, otherwise, left, wrong } = score;
    return [
      `${name}: ${percent(right, kept)}; with other conventions counted as wrong ${percent(right + otherwise.right, kept + otherwise.kept)}`,
      ...[...left].map(([reason, count]) => `  ${String(count).padStart(4)} left out, ${reason}`),
      ...(process.env.PUBLISHED === "show" ? wrong.map((line) => `  wrong: ${line}`) : []),
    ];
  });
}
