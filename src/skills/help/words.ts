// What is said about what can be said, and small talk: all Chinese wording of this skill. It decides nothing.
import { unreachable } from "../../errors.ts";
import type { Refusal, Turn, Words } from "../../skill.ts";
import type { HelpResult } from "./handle.ts";
import type { HelpLine } from "./rules.ts";

/** The skills as people call them. */
export const TITLES: Readonly<Record<string, string>> = {
  customers: "找客户",
  notes: "记事情",
  purchases: "购买到店",
  followups: "跟进提醒",
  care: "关怀祝福",
  contact: "能不能联系",
  complaints: "投诉",
  members: "会员积分",
  segments: "客户分类",
  insights: "数据日报",
  campaigns: "活动",
  coaching: "话术",
  staff: "同事",
};

export function words(result: HelpResult | Refusal, turn: Pick<Turn, "staff">): Words {
  return { text: sentence(result, turn.staff.name) };
}

function sentence(result: HelpResult | Refusal, name: string): string {
  switch (result.kind) {
    case "help-overview":
      return `我能帮你这些，像平时说话一样说就行：\n${result.lines.map(overviewLine).join("\n")}\n记错了随时说「撤销」。想细看哪块，说「怎么记生日」这样问我。`;
    case "help-topic":
      return `${result.topic}可以这样说：\n${result.lines.map(topicLine).join("\n")}`;
    case "help-none":
      return `「${result.topic}」我还不会。我会的有：${result.skills.map((skill) => TITLES[skill] ?? skill).join("、")}。说「帮助」看例子。`;
    case "talked":
      return talk(result.about, name);
    case "missing":
      return `可以这样说：「${result.example}」`;
    case "not-found":
      return `没找到「${result.said}」。`;
    case "not-allowed":
      return result.why;
    default:
      return unreachable(result);
  }
}

function overviewLine(line: HelpLine): string {
  return `· ${TITLES[line.skill] ?? line.help}：${line.examples.map((example) => `「${example}」`).join("")}`;
}

function topicLine(line: HelpLine): string {
  return `· ${line.help}：${line.examples.map((example) => `「${example}」`).join("")}`;
}

function talk(about: Extract<HelpResult, { kind: "talked" }>["about"], name: string): string {
  switch (about) {
    case "hello":
      return `${name}你好！报个手机尾号或名字，我就把客人的情况给你，比如「张姐的档案」。`;
    case "thanks":
      return "不客气！客人说了什么，随手告诉我就好，比如「张姐喜欢真丝」。";
    case "bye":
      return "好的，辛苦了！该跟进的事我会到时候提醒你。";
    case "who-are-you":
      return "我是知客，帮你记住每位客人：查档案、记喜好、提醒跟进、写祝福。比如说「两个月没来的金卡有哪些」。";
    case "out-of-scope":
      return "这个我帮不上忙，我管的是客人的事：查档案、记喜好、提醒跟进、写祝福。可以问我「今天要做什么」。";
    case "insult":
      return "没帮上忙，抱歉。记错了说「撤销」就行；客人的事换个说法再说一遍，我再听，比如「张姐买了真丝裙3280」。说「帮助」看全部。";
    default:
      return unreachable(about);
  }
}
