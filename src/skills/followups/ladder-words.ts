// What is said when something was left undone, and when somebody is away: one message per person and day. Wording only.
import { type Day, diffDays } from "../../calendar/day.ts";
import { sayDay } from "../customers/say.ts";
import type { Step } from "./ladder.ts";

export interface ToldItem {
  step: Step;
  owner: string;
  kind: "follow_up" | "promise";
  text: string;
  customer: string | null;
  dueOn: Day;
  snoozes: number;
  /** What was done about it before. */
  told: { on: Day; whom: string }[];
  hasLeft: boolean;
}
export interface Away {
  name: string;
  due: number;
  promised: number;
  /** What is due, for whoever looks after her customers; null for the manager. */
  items: readonly { kind: "follow_up" | "promise"; text: string; customerName: string | null }[] | null;
}

/** A message names so many; the rest is counted. */
const LINES_MAX = 8;

export function ladderText(items: readonly ToldItem[], away: readonly Away[], today: Day): string {
  const mine = items.filter((item) => item.step === 1);
  const partners = items.filter((item) => item.step === 2);
  const managed = items.filter((item) => item.step === 3);
  return [
    ...away.map(awayWords),
    ...(mine.length > 0
      ? [`这${mine.length}件拖了几天了，抽空看一眼：`, ...lines(mine, (one) => own(one, today))]
      : []),
    ...byOwner(partners).map(
      ([owner, count]) => `${owner}有${count}件事逾期好几天了，可能忙不过来，方便的话搭把手或者提醒她一声。`,
    ),
    ...(managed.length > 0
      ? [`有${managed.length}件跟进一直没动，请你看看：`, ...lines(managed, (one) => managers(one, today))]
      : []),
  ].join("\n");
}

function awayWords({ name, due, promised, items }: Away): string {
  const promises = promised > 0 ? `，其中答应客人的${promised}件` : "";
  const what = due > 0 ? `有${due}件事今天到期${promises}` : "今天没有到期的事";
  if (items === null) return `${name}今天休息，${what}。说「${name}的跟进」可以看。`;
  const more = due > items.length ? [`还有${due - items.length}件`] : [];
  const named = items.map(
    (one) =>
      `· ${one.customerName ? `${one.customerName}：` : ""}${one.text}${one.kind === "promise" ? "（答应过）" : ""}`,
  );
  return [`${name}今天休息，请你照看她的客人；她${what}${due > 0 ? "：" : "。"}`, ...named, ...more].join("\n");
}

function own({ kind, text, customer, dueOn, snoozes }: ToldItem, today: Day): string {
  const marks = [
    kind === "promise" ? "答应过" : "",
    `逾期${diffDays(dueOn, today)}天`,
    snoozes > 0 ? `推迟过${snoozes}次` : "",
  ].filter((mark) => mark !== "");
  return `${customer ? `${customer}：` : ""}${text}（${marks.join("，")}）`;
}

function managers(item: ToldItem, today: Day): string {
  const left = item.hasLeft ? "（已离职）" : "";
  const told = item.told.map(({ on, whom }) => `${sayDay(on, today)}提醒过${whom}`).join("，");
  return `${item.owner}${left}｜${own(item, today)}${told ? ` ${told}` : ""}`;
}

function lines(items: readonly ToldItem[], say: (item: ToldItem) => string): string[] {
  const more = items.length - LINES_MAX;
  return [...items.slice(0, LINES_MAX).map((item) => `· ${say(item)}`), ...(more > 0 ? [`还有${more}件`] : [])];
}

function byOwner(items: readonly ToldItem[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { owner } of items) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  return [...counts];
}
