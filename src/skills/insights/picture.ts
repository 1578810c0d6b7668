// A report as a picture, seen at a glance: turnover, the rates, what waits. It is passed around in groups, so it holds
// no colleague's arrears and no customer's name. The layout only, as plain elements; draw-jobs.ts makes a file of it.
import type { Day } from "../../calendar/day.ts";
import { sayFen, sayNumber } from "../customers/say.ts";
import { measure } from "./digest.ts";
import { type KpiKey, kpis } from "./kpi.ts";
import { praiseWords, type Report, reportTitle, sayChange, sayFigure } from "./lines.ts";

/** As satori reads it: an element, or words. */
export interface Element {
  type: "div";
  props: { style: Record<string, string | number>; children?: (Element | string)[] | string };
}

export const PICTURE_WIDTH = 720;
const INK = "#1f2329";
const GREY = "#8a9099";
const GREEN = "#0b7a4b";
const RED = "#c43d3d";
const PAPER = "#ffffff";
const GROUND = "#f3f5f4";
const BAR_WIDTH = 624;

const RATES: readonly KpiKey[] = ["old-share", "repeat", "retention", "churn"];
const COUNTS: readonly KpiKey[] = [
  "visitors",
  "buyers",
  "new-customers",
  "followed",
  "contacted",
  "care-sent",
  "at-risk",
  "birthdays",
];

function box(style: Record<string, string | number>, children: (Element | string)[] | string = []): Element {
  return { type: "div", props: { style: { display: "flex", boxSizing: "border-box", ...style }, children } };
}
const text = (words: string, size: number, color = INK, weight = 400) =>
  box({ fontSize: size, color, fontWeight: weight }, words);

/** The picture of a report, and how tall it is. */
export function reportPicture(report: Report, today: Day): { element: Element; height: number } {
  const { facts, before, grain } = report;
  const { figures } = facts;
  const { sales } = figures;
  const change = (key: KpiKey) => sayChange(key, figures, before?.figures ?? null, grain).replace(/^，/u, "");
  const parts: { height: number; element: Element }[] = [
    {
      height: 74,
      element: box({ flexDirection: "column", height: 74, justifyContent: "center" }, [
        text(reportTitle(report, today), 30, INK, 700),
      ]),
    },
    {
      height: 136,
      element: card(124, [
        text(sales.den === 0 ? "没有成交" : sayFen(sales.num), 46, GREEN, 700),
        text(
          [sales.den === 0 ? "" : `${sales.den}单，客单价${sayFen(sales.num / sales.den)}`, change("sales")]
            .filter((words) => words !== "")
            .join("　"),
          22,
          GREY,
        ),
      ]),
    },
  ];
  for (const key of RATES) {
    const value = measure(key, figures[key]);
    if (value === null) continue;
    parts.push({ height: 98, element: rate(key, value, change(key)) });
  }
  const counts = COUNTS.filter((key) => figures[key].num > 0);
  for (let at = 0; at < counts.length; at += 4) {
    const row = counts.slice(at, at + 4).map((key) => tile(kpis[key].name, sayNumber(figures[key].num)));
    parts.push({ height: 112, element: box({ height: 100, marginBottom: 12, justifyContent: "flex-start" }, row) });
  }
  const open = figures.complaints.den;
  if (open > 0) parts.push({ height: 72, element: card(60, [text(`未了结投诉 ${open}件`, 24, RED, 700)]) });
  const praise = praiseWords(report)?.replace(/^👏 /u, "");
  if (praise) parts.push({ height: 72, element: card(60, [text(praise, 22, GREEN)]) });
  const height = parts.reduce((sum, part) => sum + part.height, 48);
  return {
    height,
    element: box(
      {
        flexDirection: "column",
        width: PICTURE_WIDTH,
        height,
        padding: 24,
        backgroundColor: GROUND,
        fontFamily: "latin, chinese-simplified",
      },
      parts.map(({ element }) => element),
    ),
  };
}

function card(height: number, children: Element[]): Element {
  return box(
    {
      flexDirection: "column",
      height,
      marginBottom: 12,
      padding: "10px 24px",
      justifyContent: "center",
      backgroundColor: PAPER,
      borderRadius: 12,
    },
    children,
  );
}

function rate(key: KpiKey, value: number, change: string): Element {
  const width = Math.round(Math.min(1, Math.max(0, value)) * BAR_WIDTH);
  const color = kpis[key].good === "less" ? RED : GREEN;
  return card(86, [
    box({ justifyContent: "space-between" }, [
      text(kpis[key].name, 22),
      box({}, [text(change === "" ? "" : `${change}　`, 20, GREY), text(sayFigure(key, value), 22, INK, 700)]),
    ]),
    box({ marginTop: 10, width: BAR_WIDTH, height: 14, backgroundColor: GROUND, borderRadius: 7 }, [
      box({ width, height: 14, backgroundColor: color, borderRadius: 7 }),
    ]),
  ]);
}

function tile(name: string, value: string): Element {
  return box(
    {
      flexDirection: "column",
      width: 159,
      height: 100,
      marginRight: 12,
      alignItems: "center",
      justifyContent: "center",
      backgroundColor: PAPER,
      borderRadius: 12,
    },
    [text(value, 32, INK, 700), text([...name].length > 8 ? "久未到店" : name, 18, GREY)],
  );
}
