// What is said about figures: reports in numbered lines, a figure and who is behind it, and sales. It decides nothing.
import { addDays } from "../../calendar/day.ts";
import { unreachable } from "../../errors.ts";
import type { Refusal, Turn, Words } from "../../skill.ts";
import { sayDate } from "../customers/say.ts";
import { words as customersWords } from "../customers/words.ts";
import { refusalWords } from "../staff/refusals.ts";
import { measure } from "./digest.ts";
import type { InsightsResult } from "./handle.ts";
import { kpis } from "./kpi.ts";
import { reportText, reportTitle, sayFigure, sayPeriod } from "./lines.ts";
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
  const sayDays = (one: Period) => `${sayDate(one.from, turn.today)}–${sayDate(addDays(one.to, -1), turn.today)}`;
  const parts = unit === "share" && now.den > 0 && now.num >= 0 ? countsOf(metric, now) : "";
  const head = `${sayDays(period)}${name}${sayFigure(metric, value)}${parts}，之前（${sayDays(before)}）${sayFigure(metric, earlier)}${earlier === null ? "" : parts === "" ? "" : countsOf(metric, then)}。`;
  if (!why) return `${head}\n怎么算：${result.words}。`;
  const fell = value !== null && earlier !== null ? Math.sign(value - earlier) : 0;
  const trend = fell < 0 ? "降了" : fell > 0 ? "升了" : "没有变";
  if (gone === null) return `${head}\n${name}${trend}，没有从算变成不算的客户。`;
  return `${head}\n${name}${trend}。${customersWords(gone, turn).text}`;
}

function countsOf(metric: Of<"value">["metric"], { num, den }: { num: number; den: number }): string {
  // Of money the parts are sums in fen, and nobody asked for those.
  return metric === "old-share" ? "" : `（${den}里有${num}）`;
}
