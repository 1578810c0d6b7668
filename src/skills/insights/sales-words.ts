// What is said about sales. Whose they are and which days stand first; a comparison names both figures with their days.
import { addDays, type Day, diffDays } from "../../calendar/day.ts";
import type { DayRange } from "../customers/query.ts";
import { sayDate, sayDay, sayFen, sayNumber, sayRange } from "../customers/say.ts";
import type { SalesResult, SalesVersus, Whose } from "./handle-sales.ts";
import type { Period } from "./periods.ts";
import type { SalesRow, SalesTotal } from "./sales-store.ts";

type Told = Extract<SalesResult, { kind: "sales" }>;

export function salesWords(result: SalesResult, today: Day): string {
  switch (result.kind) {
    case "sales-not-yours":
      return result.scope === "own"
        ? `${result.name}的业绩要店长才能看。您可以看自己的，比如「我这个月卖了多少」。`
        : `${result.name}不在您店里，我只能给您看本店的，比如「各导购这个月卖了多少」。`;
    case "sales-nothing-before":
      return "先问一句再接着比，比如「这个月卖了多少」，然后「比上个月呢」。";
    case "sales":
      return result.versus === null ? plain(result, today) : comparison(result, result.versus, today);
  }
}

function plain(result: Told, today: Day): string {
  const { range, what, emptyToday, onlyOwn, averages, total, by, rows, more } = result;
  const of = what === null ? "" : `「${what}」`;
  const whose = nameOf(result.whose);
  const empty = emptyToday ? `${whose}${of}今天还没有成交；` : "";
  const when = `${empty}${emptyToday ? "" : whose}${sayRange(range, today) || "累计"}${of}`;
  if (total.orders === 0) return emptyToday ? `${whose}${of}今天还没有成交，本月也还没有。` : `${when}还没有成交。`;
  const head = `${when}销售${sayTotal(total)}`;
  if (by === null) return onlyOwn ? `${head}。同事的要店长才能看。` : head;
  const lines = rows.map((row) => `${label(row, by, today)} ${rowWords(row, averages)}`);
  const left = more > 0 ? [`还有${more}${UNIT[by]}没列。`] : [];
  return [`${head}：`, ...lines, ...left, ...between(result, rows), ...definition(by)].join("\n");
}

const rowWords = ({ netFen, orders }: SalesRow, averages: boolean): string =>
  averages
    ? `客单价${sayFen(netFen / Math.max(1, orders))}（${orders}单，${sayFen(netFen)}）`
    : `${sayFen(netFen)}（${orders}单）`;

/** 「陈晨比林悦差多少」: two colleagues asked for by name. */
function between({ several }: Told, rows: readonly SalesRow[]): string[] {
  const [first, second, ...others] = rows;
  if (!several || !first || !second || others.length > 0) return [];
  const more = first.netFen - second.netFen;
  return [more === 0 ? "两位一样多。" : `${first.label}比${second.label}多${sayFen(more)}。`];
}

const UNIT: Readonly<Record<NonNullable<Told["by"]>, string>> = {
  owner: "位",
  store: "家店",
  category: "个品类",
  item: "款",
  day: "天",
  month: "个月",
};

/** How sales are attributed is said where they are. */
function definition(by: Told["by"]): string[] {
  return by === "owner" ? ["（按开单导购算，没记开单人的算专属导购）"] : [];
}

function comparison({ whose, what, by }: Told, versus: SalesVersus, today: Day): string {
  const { periods, now, other, whole, rows } = versus;
  const lines = [
    `${nameOf(whose)}${what === null ? "" : `「${what}」`}${sayPeriod(periods.now, today)}销售${sayTotal(now)}`,
    `${sayPeriod(periods.other, today)}${periods.whole ? "（同样天数）" : ""}销售${sayTotal(other)}`,
    change(now.netFen, other.netFen, other.orders),
  ];
  if (periods.whole && whole)
    lines.push(`${sayPeriod(periods.whole, today)}整段是${sayFen(whole.netFen)}，${whole.orders}单。`);
  for (const row of rows)
    lines.push(
      `${label(row, by, today)} ${sayFen(row.nowFen)}，之前${sayFen(row.otherFen)}${row.otherFen > 0 ? `（${signed(row.nowFen, row.otherFen)}）` : ""}`,
    );
  return [...lines, ...definition(by)].join("\n");
}

function change(now: number, before: number, orders: number): string {
  if (orders === 0 || before <= 0) return now > 0 ? "之前没有成交，没法算百分比。" : "两段都没有成交。";
  if (now === before) return "一样多。";
  return `${now > before ? "多了" : "少了"}${sayFen(Math.abs(now - before))}，${now > before ? "增长" : "下降"}${sayNumber((Math.abs(now - before) / before) * 100)}%。`;
}
function signed(now: number, before: number): string {
  const percent = sayNumber((Math.abs(now - before) / before) * 100);
  return `${now >= before ? "+" : "-"}${percent}%`;
}

function sayTotal({ netFen, orders, buyers, refundedFen }: SalesTotal): string {
  return orders === 0
    ? "0元"
    : `${sayFen(netFen)}，${orders}单，${buyers}位客户，客单价${sayFen(netFen / orders)}${refundedFen > 0 ? `（已减退款${sayFen(refundedFen)}）` : ""}`;
}

function nameOf(whose: Whose): string {
  return whose === null ? "" : whose.kind === "me" ? "我" : whose.name;
}

/** 本月（11月1日–22日): the name people use, and the days it is. */
function sayPeriod({ from, to }: Period, today: Day): string {
  const last = addDays(to, -1);
  if (diffDays(from, to) === 1) {
    const named = sayDay(from, today);
    const date = sayDate(from, today);
    return named === date ? date : `${named}（${date}）`;
  }
  const end = last.slice(0, 7) === from.slice(0, 7) ? `${Number(last.slice(8))}日` : sayDate(last, from);
  const days = `${sayDate(from, today)}–${end}`;
  const range: DayRange = { from, to };
  const named = sayRange(range, today);
  return /[0-9]/.test(named) ? days : `${named}（${days}）`;
}

function label(row: Pick<SalesRow, "label">, by: Told["by"], today: Day): string {
  if (row.label === null) return by === "category" ? "没分品类" : by === "store" ? "别店的客户" : "没记导购";
  if (by === "month") return `${Number(row.label.slice(0, 4))}年${Number(row.label.slice(5))}月`;
  return by === "day" ? sayDate(row.label, today) : row.label;
}
