// What is said about what to say: all Chinese wording of this skill besides the scripts. It decides nothing.
import { unreachable } from "../../errors.ts";
import type { Refusal, Words } from "../../skill.ts";
import type { CoachingResult } from "./handle.ts";
import type { ChosenLine, Reminder } from "./rules.ts";

export function words(result: CoachingResult | Refusal): Words {
  return { text: sentence(result) };
}

function sentence(result: CoachingResult | Refusal): string {
  switch (result.kind) {
    case "script": {
      const { about } = result;
      const hers = about ? [...about.warnings.map((one) => `⚠ ${one}`), ...reminder(about.reminder)] : [];
      return [
        result.title,
        ...result.lines.map(line),
        ...(about && hers.length > 0 ? [`${about.name}：${hers.join("；")}`] : []),
      ].join("\n");
    }
    case "no-script":
      return `「${result.topic}」还没有话术。现在有：${result.titles.join("、")}。`;
    case "topics":
      return `话术有：${result.titles.join("、")}。\n想看哪条就问，比如「客户嫌贵怎么回」；先看过哪位客户，我会按她的情况讲。`;
    case "missing":
      return `可以这样问：「${result.example}」`;
    case "not-found":
      return `没找到「${result.said}」。`;
    case "not-allowed":
      return result.why;
    default:
      return unreachable(result);
  }
}

function line({ kind, label, text }: ChosenLine): string {
  const whose = label === null ? "" : `${label}：`;
  return kind === "do" ? `· ${whose}${text}` : `${whose}「${text}」`;
}

function reminder(of: Reminder | null): string[] {
  switch (of?.kind) {
    case undefined:
      return [];
    case "complaint":
      return ["投诉还没办完，先关心，别推销"];
    case "basics":
      return ["她要够用就好，快拿快结，别往上推"];
    case "liking":
      return [`喜欢${of.value}`];
    case "last":
      return [`上次买的${of.item}`];
    default:
      return unreachable(of);
  }
}
