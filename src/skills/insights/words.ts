// What is said about figures: reports in numbered lines, a figure and who is behind it, and sales. It decides nothing.
import { addDays } from "../../calendar/day.ts";
import { unreachable } from "../../errors.ts";
import type { Refusal, Turn, Words } from "../../skill.ts";
import { sayDate } from "../customers/say.ts";
import { words as customersWords } from "../customers/words.ts";
import { refusalWords } from "../staff/refusals.ts";
import { type Figure, measure } from "./digest.ts";
import type { InsightsResult } from "./handle.ts";
import { kpis } from "./kpi.ts";
import { reportText, reportTitle, sayFigure, sayPeriod } from "./lines.ts";
import { ownWeekText } from "./own-week.ts";
import type { Period } from "./periods.ts";
import { salesWords } from "./sales-words.ts";

type When = Pick<Turn, "now" | "zone" | "today" | "staff">;

export function words(result: InsightsResult | Refusal, turn: When): Words {
  return { text: sentence(result, turn) };
}

function sentence(result: InsightsResult | Refusal, turn: When): string {
  const { today } = turn;
  switch (result.kind) {
    case "digest":
      return result.file === null
        ? reportText(result.report, today)
        : `${reportTitle(result.report, today)}的表格在下面，指标怎么算的也写在里面了。`;
    case "people":
      return peopleWords(result, turn);
    case "own-week":
      return result.week === null
        ? "周小结是给导购写的；您可以说「上周周报」看店里的。"
        : ownWeekText(result.week, result.monday);
    case "formula":
      return `${kpis[result.metric].name}：${result.words}。`;
    case "value":
      return valueWords(result, turn);
    case "sales":
    case "sales-not-yours":
    case "sales-nothing-before":
      return salesWords(result, today);
    case "not-found":
    case "not-allowed":
    case "missing":
      return refusalWords(result);
    default:
      return unreachable(result);
  }
}

type Of<K extends InsightsResult["kind"]> = Extract<InsightsResult, { kind: K }>;

function peopleWords({ metric, grain, period, listed }: Of<"people">, turn: When): string {
  const days = sayPeriod(grain, period, turn.today);
  if (listed === null) return `${days}没有${kpis[metric].people}。`;
  return `${days}${customersWords(listed, turn).text}`;
}

function valueWords(result: Of<"value">, turn: When): string {
  const { metric, now, then, why, gone, period, before } = result;
  const { name, unit } = kpis[metric];
  const [value, earlier] = [measure(metric, now), measure(metric, then)];
  const piece = metric === "promises" || metric === "complaints-timely" ? "件" : "位";
  const counts = (of: Figure) =>
    unit === "share" && metric !== "old-share" && of.den > 0 ? `（${of.den}${piece}里${of.num}${piece}）` : "";
  // Shares look back from a day; sums are of the days themselves.
  const sayDays = (one: Period) => {
    const last = sayDate(addDays(one.to, -1), turn.today);
    return unit === "share" ? `截至${last}` : `${sayDate(one.from, turn.today)}–${last}`;
  };
  const head = `${sayDays(period)}${name}${sayFigure(metric, value)}${counts(now)}，${sayDays(before)}是${sayFigure(metric, earlier)}${counts(then)}。`;
  if (!why) return `${head}\n怎么算：${result.words}。`;
  const fell = value !== null && earlier !== null ? Math.sign(value - earlier) : 0;
  const trend = fell < 0 ? "降了" : fell > 0 ? "升了" : "没有变";
  if (gone === null) return `${head}\n${name}${trend}，没有从算变成不算的客户。`;
  return `${head}\n${name}${trend}。${customersWords(gone, turn).text}`;
}
