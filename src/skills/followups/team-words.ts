// What is said to managers about everybody's follow-ups, about leave and about other rhythms. Wording only.
import { addDays, type Day } from "../../calendar/day.ts";
import { sayDay, sayNumber, sayRange } from "../customers/say.ts";
import type { FollowUpsResult, NudgeKind } from "./result.ts";
import type { Load } from "./rule-store.ts";

type Of<K extends FollowUpsResult["kind"]> = Extract<FollowUpsResult, { kind: K }>;

/** 林悦：做完12件，逾期1件，答应的守住3件、误了1件 */
export function teamWords({ from, to, people }: Of<"team-told">, today: Day): string {
  const range = sayRange({ from, to }, today);
  if (people.length === 0) return `${range}没有跟进的记录。`;
  const lines = people.map(({ name, done, overdue, kept, broken }) => {
    const promises = kept + broken === 0 ? "" : `，答应的守住${kept}件${broken > 0 ? `、误了${broken}件` : ""}`;
    return `${name}：做完${done}件，${overdue > 0 ? `⚠逾期${overdue}件` : "没有逾期"}${promises}`;
  });
  return [
    `${range}的跟进`,
    ...lines,
    `说「${(people.find((one) => one.overdue > 0) ?? people[0])?.name}的跟进」看是哪几件。`,
  ].join("\n");
}

export function leaveWords(result: Of<"leave-set">, today: Day): string {
  const { of, from, last, cover, shifts, back } = result;
  const days = from === last ? sayDay(from, today) : `${sayDay(from, today)}到${sayDay(last, today)}`;
  const who = of ?? "你";
  if (back) return `好，${days}${who}照常上班，提醒照常。`;
  if (shifts.length > 0) {
    const hours = shifts.map((one) => `${one.from}到${one.to}`).join("、");
    return `好，${days}${who}${hours}上班，当天的卡片在上班后发。`;
  }
  const covered = cover ? `，也会请${cover}照看客人` : "";
  const own = of ? "" : "有要挪的就说「推到……」。";
  return `好，${days}${who}休息，那${from === last ? "天" : "几天"}不发提醒卡片，早上会告诉店长${covered}。${own}`;
}

/** 明天请假的有：林悦、陈晨。 */
export function awayWords({ from, to, people }: Of<"away-told">, today: Day): string {
  const range = sayRange({ from, to }, today);
  if (people.length === 0) return `${range}还没有人说要请假。`;
  const isOneDay = addDays(from, 1) >= to;
  const said = people.map(({ name, days }) =>
    isOneDay ? name : `${name}（${days.map((day) => sayDay(day, today)).join("、")}）`,
  );
  return `${range}请假的有：${said.join("、")}。`;
}

/** Associates named one by one; of a chain the busiest. */
const LOADS_MAX = 10;

/** 普通客户从30天一次改成21天一次：… */
export function whatIfWords(result: Of<"what-if-told">): string {
  const { loads, days, daysNow, fillTo, allowance } = result;
  const whom = `${result.class}客户`;
  if (loads.length === 0) return "现在没有分给导购的客户，改了也没有变化。";
  const lines = loads.slice(0, LOADS_MAX).map(({ name, customers, before, after, dueBefore, dueAfter }) => {
    const over = after > fillTo ? `，⚠每天最多排${fillTo}件，排不下的顺延` : "";
    const due = dueAfter === dueBefore ? "" : `，今天就到期的${dueBefore} → ${dueAfter}位`;
    return `${name}：${sayNumber(before)} → ${sayNumber(after)}位（${whom}${customers}位${due}）${over}`;
  });
  const more = loads.length > LOADS_MAX ? [`还有${loads.length - LOADS_MAX}位导购`] : [];
  const sum = (of: (one: Load) => number) => loads.reduce((all, one) => all + of(one), 0);
  const extra = sum((one) => one.after - one.before);
  const full = loads.filter((one) => one.after > fillTo && one.before <= fillTo).length;
  const capped = sum((one) => one.capped);
  return [
    `${whom}从${daysNow}天一次改成${days}天一次，每天要联系的大约：`,
    ...lines,
    ...more,
    `合计每天${extra >= 0 ? "多" : "少"}${sayNumber(Math.abs(extra))}位${full > 0 ? `，有${full}位导购会排不下` : ""}。`,
    capped > 0
      ? `光发消息不够：${capped}位会碰到消息上限（${allowance.days}天${allowance.messages}条，三次没回的更少），要靠电话或到店。`
      : `消息上限（${allowance.days}天${allowance.messages}条）都够用。`,
    "只是算算，没有改。",
  ].join("\n");
}

export function leavePastWords(from: Day, today: Day): string {
  return `${sayDay(from, today)}已经过去了，说后面的日子就行，比如「我${sayDay(addDays(today, 1), today)}请假」。`;
}

const NUDGES: Readonly<Record<NudgeKind | "all", { name: string; instead: string }>> = {
  card: { name: "早上的卡片", instead: "想看就说「今天要做什么」" },
  suggestion: { name: "联系建议", instead: "想看就说「哪些客户没有下一步」" },
  verify: { name: "核实资料的卡片", instead: "想看就说「哪些客户该核实了」" },
  week: { name: "每周小结", instead: "想看就说「帮我写周报」" },
  report: { name: "日报周报月报", instead: "想看就说「昨天的日报」" },
  draft: { name: "祝福草稿的卡片", instead: "想看就说「有哪些祝福要发」" },
  all: { name: "这些卡片", instead: "想看就说「今天要做什么」" },
};

/** 好，早上的卡片不发了；到点的提醒照常。 */
export function wishWords({ what, wanted, changed }: Of<"wish-kept">): string {
  const { name, instead } = NUDGES[what];
  if (wanted) return changed ? `好，${name}照常发。` : `${name}本来就照常发。`;
  if (!changed) return `${name}已经停了。要恢复就说「恢复${name}」。`;
  return `好，${name}不发了，${instead}。你自己约好时间的提醒照常到。要恢复就说「恢复${name}」。`;
}
