// How it is told who comes to an event. It decides nothing.
import type { CampaignsResult, GuestGroup, GuestList } from "./result.ts";

export function answeredWords({
  name,
  event,
  answer,
  party,
  before,
}: Extract<CampaignsResult, { kind: "answered" }>): string {
  const said = `${before ? "改好了" : "记下了"}：${name}`;
  switch (answer) {
    case "yes":
      return `${said}来${event}${party === null || party === 1 ? "" : `，一共${party}位`}。`;
    case "no":
      return `${said}${event}来不了。下次有合适的再请。`;
    default:
      return `${said}${event}还没定。过两天可以再问一声。`;
  }
}

export function guestWords(list: GuestList): string {
  const { event, coming, yes, maybe, no, waiting } = list;
  if (list.onlyWaiting) {
    if (waiting.count === 0) return `${event}邀请过的都有回音了。`;
    return `${event}邀请了还没回的${waiting.count}位：${named(waiting)}。${remindHint(list)}`;
  }
  const people = coming > yes.count ? `，连同带来的一共${coming}位` : "";
  const lines = [
    yes.count === 0 ? `${event}还没有人说来。` : `${event}${yes.count}位说来${people}：${named(yes)}。`,
    ...(maybe.count > 0 ? [`没定的${maybe.count}位：${named(maybe)}。`] : []),
    ...(no.count > 0 ? [`来不了的${no.count}位：${named(no)}。`] : []),
    ...(waiting.count > 0
      ? [`邀请了还没回的${waiting.count}位：${named(waiting)}。想提醒她们，先说「邀请了还没回的有谁」。`]
      : []),
  ];
  return lines.join("\n");
}

/** 她们 are those on show. */
function remindHint({ waiting, shown }: GuestList): string {
  const whom = waiting.count > shown ? `前${shown}位` : "";
  return `\n想提醒${whom}，说「给她们发一句：…」。`;
}

export function noGuestsWords(event: string | null): string {
  const example = `张姐来${event ?? "品鉴会"}`;
  return `${event ?? "最近的活动"}还没有邀请和报名。有客户答应了就说，比如：${example}。`;
}

function named({ count, names }: GuestGroup): string {
  return `${names.join("、")}${count > names.length ? "等" : ""}`;
}
