// What a customer is, as SQL on her own columns and what is noted of her: name, birthday, age, facts.
import { type Day, diffDays } from "../../calendar/day.ts";
import { Prisma } from "../../db/generated/client.ts";
import { ageKeys, BIRTHDAY_DAYS_MAX, birthdaysFrom } from "./birthdays.ts";
import { tabooWords } from "./goods.ts";
import type { DayRange, Leaf } from "./query.ts";

type Sql = Prisma.Sql;
const { sql, empty } = Prisma;

export function escapeLike(said: string): string {
  return said.replace(/[\\%_]/g, "\\$&");
}

/** One letter is a surname; more may stand anywhere in the name or an alias. */
export function nameLike(said: string): Sql {
  if ([...said].length === 1) return sql`c.name LIKE ${`${escapeLike(said)}%`}`;
  const like = `%${escapeLike(said)}%`;
  return sql`c.name LIKE ${like} OR EXISTS (SELECT 1 FROM customer_alias a WHERE a.customer_id = c.id AND a.alias LIKE ${like})`;
}

/** Provinces and cities come as 上海, 上海市 or 上海市浦东新区. */
export function livesIn(said: string): Sql {
  const like = `%${escapeLike(bareRegion(said))}%`;
  return sql`COALESCE(c.city LIKE ${like}, FALSE) OR COALESCE(c.province LIKE ${like}, FALSE)`;
}
const bareRegion = (said: string): string => (said.length > 2 ? said.replace(/[省市]$/u, "") : said);

/** A preference may say what she does not want (不喜欢真丝, or 真丝 under that topic); then it is no liking. */
const disliked = sql`(f.kind = 'preference' AND (f.topic IS NOT DISTINCT FROM '不喜欢' OR f.value ~ '^(最|很|特别|比较|就|还是)?(不喜欢|不爱|讨厌|不要|不穿|不用)'))`;

export function factLike(said: string, kind: Extract<Leaf, { field: "fact" }>["kind"]): Sql {
  const taboo = kind === "negative" || kind === "dislike";
  const likes = (taboo ? tabooWords(said) : [said]).map((word) => `%${escapeLike(word)}%`);
  // L码 is not XL码: sizes are whole words.
  const size = /^[A-Za-z0-9.]+码?$/u.test(said);
  const inValue = size
    ? sql`f.value ~* ${`(^|[^A-Za-z0-9.])${said.replaceAll(".", "\\.")}($|[^A-Za-z0-9.])`}`
    : sql`f.value LIKE ANY(${likes})`;
  const fact = sql`EXISTS (SELECT 1 FROM fact f WHERE f.customer_id = c.id AND f.withdrawn_at IS NULL
    AND f.superseded_by_id IS NULL${factOfKind(kind)} AND (${inValue} OR f.topic LIKE ANY(${likes}) OR f.said_as LIKE ANY(${likes})))`;
  if (kind !== "any") return fact;
  return sql`${fact} OR EXISTS (SELECT 1 FROM note n WHERE n.customer_id = c.id AND n.text LIKE ANY(${likes}))`;
}

function factOfKind(kind: Extract<Leaf, { field: "fact" }>["kind"]): Sql {
  switch (kind) {
    case "any":
      return empty;
    case "preference":
      return sql` AND f.kind = 'preference' AND NOT ${disliked}`;
    case "dislike":
      return sql` AND (f.kind = 'negative' OR ${disliked})`;
    default:
      return sql` AND f.kind = ${kind}::fact_kind`;
  }
}

export const hasBirthday = sql`c.birthday_calendar IS NOT NULL AND c.birthday_month IS NOT NULL AND c.birthday_day IS NOT NULL`;

export function birthdayWithin(range: DayRange, today: Day): Sql {
  const from = range.from ?? today;
  const days = range.to === null ? BIRTHDAY_DAYS_MAX : diffDays(from, range.to);
  if (days >= BIRTHDAY_DAYS_MAX) return hasBirthday;
  const keys = birthdaysFrom(from, days);
  const of = (calendar: "solar" | "lunar", perMonth: number) => {
    const mine = keys.filter((one) => one.calendar === calendar).map((one) => one.key);
    // The months use the index on (calendar, month, day); the keys decide.
    return { keys: mine, months: [...new Set(mine.map((key) => Math.floor(key / perMonth)))] };
  };
  const [solar, lunar] = [of("solar", 100), of("lunar", 200)];
  return sql`${hasBirthday} AND (
    (c.birthday_calendar = 'solar' AND c.birthday_month = ANY(${solar.months}::int[])
      AND c.birthday_month * 100 + c.birthday_day = ANY(${solar.keys}::int[]))
    OR (c.birthday_calendar = 'lunar' AND c.birthday_month = ANY(${lunar.months}::int[])
      AND (c.birthday_month * 100 + c.birthday_day) * 2 + c.birthday_leap::int = ANY(${lunar.keys}::int[])))`;
}

/** Solar and lunar keys in one column: lunar ones are moved out of the way. */
const LUNAR_OFFSET = 10_000;

export function birthdayJoin(from: Day): Sql {
  const keys = birthdaysFrom(from, BIRTHDAY_DAYS_MAX);
  const codes = keys.map((one) => one.key + (one.calendar === "lunar" ? LUNAR_OFFSET : 0));
  const ahead = keys.map((one) => one.daysAhead);
  return sql`LEFT JOIN unnest(${codes}::int[], ${ahead}::int[]) AS bk(code, ahead) ON bk.code =
    CASE c.birthday_calendar WHEN 'solar' THEN c.birthday_month * 100 + c.birthday_day
      WHEN 'lunar' THEN (c.birthday_month * 100 + c.birthday_day) * 2 + c.birthday_leap::int + ${LUNAR_OFFSET}::int END`;
}

/** Full years, as `ageOn` of birthdays.ts counts them. Null without a year of birth. */
export function ageSql(today: Day): Sql {
  const keys = ageKeys(today);
  return sql`(CASE WHEN c.birthday_calendar = 'lunar' AND c.birthday_month IS NOT NULL AND c.birthday_day IS NOT NULL
    THEN ${keys.lunarYear}::int - c.birthday_year - (c.birthday_month * 1000 + c.birthday_day
      + CASE WHEN c.birthday_leap AND c.birthday_month = ${keys.lunarLeapMonth}::int THEN 500 ELSE 0 END > ${keys.lunar}::int)::int
    ELSE ${keys.solarYear}::int - c.birthday_year
      - COALESCE((c.birthday_calendar = 'solar' AND c.birthday_month * 100 + c.birthday_day > ${keys.solar}::int)::int, 0) END)`;
}
