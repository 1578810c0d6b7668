// What the messages brought, in words.
import { kindNames } from "../contact/words.ts";
import { BUY_DAYS, REPLY_DAYS, RETURN_DAYS } from "./effect-store.ts";
import type { CareResult } from "./result.ts";
import { causeNames } from "./template-words.ts";
import { causes } from "./templates.ts";

type Effects = Extract<CareResult, { kind: "effects" }>;

/** Fewer say nothing of a wording; they are named, not ranked. */
const ENOUGH = 5;
const LINES_MAX = 6;

export function effectWords({ occasion, days, rows }: Effects): string {
  const what = occasion === null ? "消息" : kindNames[occasion];
  const sent = sum(rows, "sent");
  if (sent === 0) return `近${days}天还没有发出过${what}，发几条再来看效果。`;
  const head = `近${days}天发出的${what}共${sent}条，${REPLY_DAYS}天内有回音${sum(rows, "answered")}条（${share(sum(rows, "answered"), sent)}），${BUY_DAYS}天内来买${sum(rows, "bought")}次、${yuan(sum(rows, "amountFen"))}元。`;
  const back = occasion === "winback" ? returnLines(rows) : [];
  const enough = rows.filter((row) => row.sent >= ENOUGH).toSorted((a, b) => rate(b) - rate(a) || b.sent - a.sent);
  const few = sent - sum(enough, "sent");
  const lines = enough.slice(0, LINES_MAX).map((row, index) => `${index + 1}. ${rowWords(row)}`);
  const rest = few > 0 ? [`另有${few}条分在发得少的说法里（每种不到${ENOUGH}条），还看不出好坏。`] : [];
  return [head, ...back, ...lines, ...rest].join("\n");
}

/** Who came again, and by why they had stayed away. */
function returnLines(rows: Effects["rows"]): string[] {
  const told = (of: Effects["rows"]) =>
    `回来${sum(of, "returned")}位（${share(sum(of, "returned"), sum(of, "sent"))}）`;
  const lines = causes.flatMap((cause) => {
    const of = rows.filter((row) => row.cause === cause);
    return of.length > 0 ? [`· ${causeNames[cause]}：发${sum(of, "sent")}条，${told(of)}`] : [];
  });
  return [`${RETURN_DAYS}天内${told(rows)}。`, ...lines];
}

function rowWords(row: Effects["rows"][number]): string {
  const body = row.body ?? (row.templateKey === null ? "自己写的" : "已停用的说法");
  const edited = row.edited > 0 ? `，发前改过${row.edited}条` : "";
  return `${kindNames[kindOf(row.occasion)]}「${start(body)}」：发${row.sent}条，回音${share(row.answered, row.sent)}，来买${share(row.bought, row.sent)}${edited}`;
}

const kindOf = (occasion: string) => (occasion in kindNames ? (occasion as keyof typeof kindNames) : "care");
const START_MAX = 22;
const start = (body: string) => ([...body].length > START_MAX ? `${[...body].slice(0, START_MAX).join("")}…` : body);
const rate = (row: Effects["rows"][number]) => row.answered / row.sent;
const share = (part: number, all: number) => `${Math.round((part / all) * 100)}%`;
const yuan = (fen: number) => (fen / 100).toLocaleString("zh-CN", { maximumFractionDigits: 0 });

function sum(rows: Effects["rows"], field: "sent" | "answered" | "bought" | "returned" | "amountFen"): number {
  return rows.reduce((total, row) => total + row[field], 0);
}
