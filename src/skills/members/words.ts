// What is said about memberships and the shop's tables. It decides nothing.
import { type Day, splitDay } from "../../calendar/day.ts";
import type { Refusal, Turn, Words } from "../../skill.ts";
import { refusalWords } from "../staff/refusals.ts";
import type { MembersResult } from "./handle.ts";
import { memberWords } from "./member-words.ts";
import { type Part, rateOf } from "./rules.ts";

const PART_WORDS: Readonly<Record<Part, string>> = { morning: "上午", afternoon: "下午", evening: "晚上", day: "" };
/** A week and a bit is read at a glance; more is a sheet. */
const DAYS_SHOWN = 10;

export function words(result: MembersResult | Refusal, turn: Pick<Turn, "today">): Words {
  return { text: sentence(result, turn.today) };
}

function sentence(result: MembersResult | Refusal, today: Day): string {
  switch (result.kind) {
    case "counted": {
      const { before } = result;
      const was = before && (before.entered !== result.entered || before.bought !== result.bought);
      return `记下了：${dayWords(result.day, today)}${PART_WORDS[result.part]}${figures(result)}。${was ? `原来记的是${figures(before)}，已更正。` : ""}`;
    }
    case "served":
      return `记下了：${dayWords(result.on, today)}为${result.name}${result.what}${result.count > 1 ? `，第${result.count}次服务` : ""}。`;
    case "traffic":
      return trafficWords(result, today);
    case "exported": {
      const lines = result.tables.map(({ zh, rows, cut }) => `${zh}：${rows}行${cut ? "（太多，只放了前面的）" : ""}`);
      return [`${result.file} 做好了，手机号只留后四位：`, ...lines].join("\n");
    }
    case "missing":
      if (result.what === "entered") return `成交比进店的人还多，是不是说反了？比如「${result.example}」。`;
      if (result.what === "what") return `给她做了什么？比如「${result.example}」。`;
      if (result.what === "service-day") return "还没到的日子先不登记，可以说「周三提醒我给她改裤脚」。";
      return result.what === "day" ? "还没到的日子没法记客流。" : refusalWords(result);
    case "not-found":
    case "not-allowed":
      return refusalWords(result);
    default:
      return memberWords(result);
  }
}

function trafficWords({ from, to, days }: Extract<MembersResult, { kind: "traffic" }>, today: Day): string {
  const when = from === to ? dayWords(from, today) : `${dayWords(from, today)}到${dayWords(to, today)}`;
  if (days.length === 0) return `${when}还没有记客流。可以说「今天上午进店32人 成交6」。`;
  const known = days.filter((day) => day.bought !== null);
  const total = {
    entered: days.reduce((sum, day) => sum + day.entered, 0),
    bought: known.length === 0 ? null : known.reduce((sum, day) => sum + (day.bought ?? 0), 0),
  };
  if (days.length === 1 && from === to) return `${when}${figures(total)}。`;
  const lines = days.slice(-DAYS_SHOWN).map((day) => `${dayWords(day.day, today)} ${figures(day)}`);
  const more = days.length > DAYS_SHOWN ? [`前面还有${days.length - DAYS_SHOWN}天，要看全部说「导出客流表」。`] : [];
  return [`${when}共${figures(total)}（记了${days.length}天）`, ...lines, ...more].join("\n");
}

function figures({ entered, bought }: { entered: number; bought: number | null }): string {
  const rate = rateOf(entered, bought);
  return `进店${entered}人${bought === null ? "" : `，成交${bought}单`}${rate === null ? "" : `，成交率${rate}`}`;
}

function dayWords(day: Day, today: Day): string {
  if (day === today) return "今天";
  const { year, month, day: date } = splitDay(day);
  return `${year === splitDay(today).year ? "" : `${year}年`}${month}月${date}日`;
}
