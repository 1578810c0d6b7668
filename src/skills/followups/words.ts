// What is said about follow-ups, and the morning card: all Chinese wording of this skill. It decides nothing.
import type { Day } from "../../calendar/day.ts";
import { unreachable } from "../../errors.ts";
import type { Card, CardButton } from "../../message.ts";
import type { Refusal, Turn, Words } from "../../skill.ts";
import { sayDay, sayRange } from "../customers/say.ts";
import { alreadyWords, askedWords, givenWords, nothingToGiveWords, refusedWords } from "./assign-words.ts";
import { buttonKey, LIST_KEY, nudgeCardId } from "./card.ts";
import { dayWords, dueWords, namedWords } from "./item-words.ts";
import { ruleWords } from "./repeat-words.ts";
import type { Due, FollowUpsResult, Series, ShownItem } from "./result.ts";
import { CARD_ITEMS_MAX, comesAt } from "./rules.ts";
import { awayWords, leavePastWords, leaveWords, teamWords, whatIfWords, wishWords } from "./team-words.ts";

type When = Pick<Turn, "today">;

export function words(result: FollowUpsResult | Refusal, { today }: When): Words {
  const settled = SETTLED[result.kind];
  return { text: sentence(result, today), ...(settled === undefined ? {} : { settled }) };
}

/** On the pressed card, in place of its buttons. */
const SETTLED: Partial<Record<string, string>> = {
  "follow-ups-done": "做完了",
  "follow-ups-snoozed": "推迟了",
  "follow-ups-cancelled": "不提醒了",
  "series-stopped": "停掉了",
  "already-settled": "处理过了",
};

function sentence(result: FollowUpsResult | Refusal, today: Day): string {
  switch (result.kind) {
    case "follow-up-created":
      return created(result, today);
    case "follow-up-exists":
      return `这件事已经记着了：${dueWords(result.due, today)} ${namedWords(result)}，不用再记一遍。`;
    case "due-past":
      return `${dueWords(result.due, today)}已经过去了。换个往后的时间我就记上，比如「明天上午10点」。`;
    case "due-impossible":
      return "这个时间我没看明白，再说一遍日期好吗？比如「下周三下午3点」。";
    case "follow-ups-listed":
      return listed(result, today);
    case "follow-ups-done":
      return done(result, today);
    case "follow-ups-snoozed":
      return snoozed(result, today);
    case "follow-ups-cancelled":
      return `好，不再提醒了：${result.items.map(namedWords).join("；")}${goneWords(result.gone)}${againWords(result.again, today, true)}`;
    case "already-settled":
      return result.count === 1 ? "这件事之前已经处理过了，不用再管它。" : "这几件之前都处理过了，不用再管。";
    case "which-asked":
      return `是哪一件？${result.give ? `说「第几条给${result.give}」` : "回「第几条」"}就行。\n${itemLines(result.items, today)}${moreWords(result.total - result.items.length)}`;
    case "no-such-number":
      return result.count === 0
        ? "现在没有列出来的跟进。说「今天要做什么」我先列给你。"
        : `列表里只有${result.count}条，再看一眼是第几条？`;
    case "series-created":
    case "series-exists":
      return seriesCreated(result, today);
    case "series-listed":
      return result.items.length === 0
        ? "现在没有定期提醒。可以说「每周一提醒我看物流」「每月15号提醒我回访王姐」。"
        : `定期提醒（${result.total}个）\n${seriesLines(result.items, today)}\n不要了就说「停掉第一条」。`;
    case "series-asked":
      return `停掉哪一个？回「停掉第几条」就行。\n${seriesLines(result.items, today)}`;
    case "series-unknown":
      return result.items.length === 0
        ? "现在没有定期提醒，不用停。"
        : `没有这样的定期提醒。现在有这些：\n${seriesLines(result.items, today)}`;
    case "series-stopped":
      return `好，以后不再提醒了：${result.items.map(seriesWords).join("；")}`;
    case "give-asked":
      return askedWords(result, today);
    case "follow-ups-given":
      return givenWords(result, today);
    case "give-refused":
      return refusedWords(result, today);
    case "given-already":
      return alreadyWords(result);
    case "receiver-left":
      return `${result.to}已经离职了，换一位同事就行。`;
    case "nothing-to-give":
      return nothingToGiveWords(result);
    case "team-told":
      return teamWords(result, today);
    case "leave-set":
      return leaveWords(result, today);
    case "leave-too-long":
      return `请假一次最多记${result.max}天，我先没记。说清从哪天到哪天就行，比如「我明天到下周三请假」。`;
    case "away-told":
      return awayWords(result, today);
    case "leave-past":
      return leavePastWords(result.from, today);
    case "leave-unknown":
      return "那几天本来就照常上班，没有请假要取消。";
    case "what-if-told":
      return whatIfWords(result);
    case "wish-kept":
      return wishWords(result);
    case "nothing-open":
      return "现在没有待办的跟进。";
    case "missing":
      return `要提醒你做什么呢？可以这样说：「${result.example}」`;
    case "not-found":
      return result.nearest.length > 0
        ? `没对上「${result.said}」。你是指：${result.nearest.join("、")}？`
        : `没找到「${result.said}」。`;
    case "not-allowed":
      if (result.why === "colleague-leave") return "同事的班次要店长来排，你自己的可以说「我明天请假」。";
      if (result.why === "other-shop-leave") return "别的店的班次，要那家店的店长来排。";
      if (result.why === "colleague-give") return "同事手上的跟进要店长来转，你自己的可以说「第二条给……」。";
      if (result.why === "other-shop") return "跟进只能转给同一家店的同事；换店的客户，请店长或总部来转。";
      if (result.why === "what-if") return "联系频率由店长来定，可以请店长问问看。";
      return result.why === "colleague-list" ? "同事的跟进要店长才能看，你自己的可以说「今天要做什么」。" : result.why;
    default:
      return unreachable(result);
  }
}

function created(result: Extract<FollowUpsResult, { kind: "follow-up-created" }>, today: Day): string {
  const what = namedWords(result);
  const phone = result.phonesHidden > 0 ? "\n手机号只留了尾号，完整号码请存到客户资料里。" : "";
  if (result.proposed) {
    return `没说时间，我先定在${dueWords(result.due, today)}提醒你：${what}。想换时间就说「推到……」。${phone}`;
  }
  const promise = result.promise ? "答应客人的事，我会排在最前面。" : "";
  return `好，${dueWords(result.due, today)}提醒你：${what}。${nightWords(result.due)}${promise}${phone}`;
}

/** 夜里不打扰，早上06:00再发给你。 */
function nightWords({ day, time }: Due): string {
  const comes = time ? comesAt(day, time) : null;
  return comes === null || comes.time === time
    ? ""
    : `夜里不打扰，${comes.day === day ? "" : "第二天"}早上${comes.time}再发给你。`;
}

/** 好，每周一提醒你：张姐：看物流。接下来是… */
function seriesCreated(
  result: Extract<FollowUpsResult, { kind: "series-created" | "series-exists" }>,
  today: Day,
): string {
  const days = result.next.map((day) => dayWords(day, today)).join("、");
  const said = `${ruleWords(result.rule)}提醒你：${namedWords(result)}`;
  if (result.kind === "series-exists")
    return `已经记着了，${said}。下次是${dayWords(result.next[0] ?? today, today)}。`;
  const phone = result.phonesHidden > 0 ? "\n手机号只留了尾号，完整号码请存到客户资料里。" : "";
  const promise = result.promise ? "答应客人的事，我会排在最前面。" : "";
  const night = nightWords({ day: result.next[0] ?? today, time: result.rule.time });
  return `好，${said}。接下来是${days}。${night}${promise}${phone}`;
}

/** 张姐：看物流（每周一） */
function seriesWords(one: Series): string {
  return `${namedWords(one)}（${ruleWords(one.rule)}）`;
}

function seriesLines(items: readonly Series[], today: Day): string {
  return items.map((one, index) => `${index + 1}. ${seriesWords(one)}，下次${dayWords(one.next, today)}`).join("\n");
}

function againWords(again: readonly Series[], today: Day, cancelled: boolean): string {
  const [only] = again;
  if (!only) return "";
  const days = again.map((one) => `${again.length > 1 ? namedWords(one) : ""}${dayWords(one.next, today)}`).join("；");
  return `\n下次${days}${cancelled ? `，以后都不要就说「停掉${ruleWords(only.rule)}的提醒」` : ""}。`;
}

function listed(result: Extract<FollowUpsResult, { kind: "follow-ups-listed" }>, today: Day): string {
  const { items, total } = result;
  const title = `${result.of ? `${result.of} ` : ""}${aboutWords(result, today)}`;
  if (items.length === 0) return nothing(result, title);
  // Words to begin with are for what is to be done now.
  const spoken = result.about === "today" && !result.of ? CARD_ITEMS_MAX : 0;
  return `${title}（${total}件）\n${itemLines(items, today, spoken)}${moreWords(total - items.length)}`;
}

function aboutWords(result: Extract<FollowUpsResult, { kind: "follow-ups-listed" }>, today: Day): string {
  switch (result.about) {
    case "today":
      return `今天要做的${result.customer ? `：${result.customer}` : ""}`;
    case "overdue":
      return `过了时间的${result.customer ? `：${result.customer}` : ""}`;
    case "promises":
      return `${result.customer ? `${result.customer} ` : ""}答应客人的`;
    case "done":
      return `${result.customer ? `${result.customer} ` : ""}做完的`;
    case "customer":
      return `${result.customer ?? ""}的跟进`;
    case "range":
      return `${sayRange({ from: result.from, to: result.to }, today)}的跟进`;
    default:
      return unreachable(result.about);
  }
}

function nothing(result: Extract<FollowUpsResult, { kind: "follow-ups-listed" }>, title: string): string {
  if (result.about === "overdue") return "没有过了时间的，都跟上了。";
  if (result.about === "promises") return `${result.of ? `${result.of} ` : ""}没有答应了还没做的事。`;
  if (result.about === "today" && !result.of) return "今天没有要跟进的事。想起什么就说「明天提醒我……」。";
  return `${title}：没有。`;
}

/** The first `spoken` of them with words to begin with. */
function itemLines(items: readonly ShownItem[], today: Day, spoken = 0): string {
  return items
    .map((item, index) => {
      const say = index < spoken && item.sayFirst ? `\n   ${SAY}${item.sayFirst}` : "";
      return `${index + 1}. ${itemLine(item, today)}${say}`;
    })
    .join("\n");
}
const SAY = "💬 ";

/** ⚠逾期2天 答应 周婷：回访棉麻裙（9月11日 09:30）｜上次联系… */
function itemLine(item: ShownItem, today: Day): string {
  const marks = `${item.daysLate > 0 ? `⚠逾期${item.daysLate}天 ` : item.overdue ? "⚠过点了 " : ""}${item.kind === "promise" ? "答应过 " : ""}`;
  const when = item.doneOn ? `${sayDay(item.doneOn, today)}做完` : dueWords(item.due, today);
  const who = item.staff ? ` @${item.staff}` : "";
  const background = [...item.why, backgroundWords(item.background, today)].filter((part) => part !== "").join(" · ");
  const outcome = item.outcome ? ` ${item.outcome}` : "";
  return `${marks}${namedWords(item)}（${when}）${outcome}${who}${background ? `\n   ${background}` : ""}`;
}

const MEANS: Readonly<Record<string, string>> = {
  message: "微信",
  phone: "电话",
  visit: "到店",
  purchase: "购买",
  review: "回访",
};

/** 上次联系 9月1日电话 · 上次买 真丝半裙（7月7日） */
function backgroundWords(background: ShownItem["background"], today: Day): string {
  if (!background) return "";
  const { touchOn, touchMeans, paidOn, item } = background;
  const touch = touchOn ? `上次联系 ${sayDay(touchOn, today)}${MEANS[touchMeans ?? ""] ?? ""}` : "还没联系过";
  const paid = paidOn ? `上次买 ${item ?? "东西"}（${sayDay(paidOn, today)}）` : "还没买过";
  return `${touch} · ${paid}`;
}

function done(result: Extract<FollowUpsResult, { kind: "follow-ups-done" }>, today: Day): string {
  const what = result.items.map(namedWords).join("；");
  const outcome = result.outcome ? `（${result.outcome}）` : "";
  const left =
    result.leftToday === null
      ? []
      : [result.leftToday === 0 ? "今天的都清了，辛苦了！" : `今天还剩${result.leftToday}件。`];
  const next = result.nextStepFor
    ? `\n${result.nextStepFor}接下来有什么安排？说「下周三提醒我联系她」就记上，没有就不用管。`
    : "";
  return `${[`完成：${what}${outcome}${goneWords(result.gone)}`, ...left].join("\n")}${againWords(result.again, today, false)}${next}`;
}

function snoozed(result: Extract<FollowUpsResult, { kind: "follow-ups-snoozed" }>, today: Day): string {
  const lines = result.items.map((item) => `${namedWords(item)} → ${dueWords(item.due, today)}`);
  const [only] = result.items;
  // The third time is worth a word: perhaps it need not be done at all.
  const often =
    result.items.length === 1 && only && only.snoozes >= 3 && !result.sooner
      ? `\n这件推了${only.snoozes}次，要是不用做了，说「不用提醒了」。`
      : "";
  const night = result.items.map((item) => nightWords(item.due)).find((said) => said !== "");
  return `${result.sooner ? "好，改到" : "好，晚点再提醒"}：\n${lines.join("\n")}${night ? `\n${night}` : ""}${goneWords(result.gone)}${often}`;
}

function goneWords(gone: number): string {
  return gone > 0 ? `（另有${gone}件之前就处理过了）` : "";
}

function moreWords(more: number): string {
  return more > 0 ? `\n还有${more}件，先做完这些。` : "";
}

/** What fits one line of a card on a phone, and five of them in its body (wecom/cards.ts counts 160). */
const LINE_MAX = 30;
const FIELD_MAX = 30;

/** 今天 5 件事: who, what and why in the body, the background in the fields, a tick per item. */
export function nudgeCard(key: string, card: { items: readonly ShownItem[]; total: number; today: Day }): Card {
  const { items, total, today } = card;
  return {
    id: nudgeCardId(key),
    title: `今天 ${items.length} 件事`,
    ...cardSubtitle(items, total),
    body: cardBody(items),
    fields: items.flatMap((item, index) =>
      item.background
        ? [
            {
              name: clip(`${index + 1} ${item.customer ?? ""}`, 5),
              value: clip(shortBackground(item, today), FIELD_MAX),
            },
          ]
        : [],
    ),
    buttons: nudgeButtons(items.map((item) => item.id)),
  };
}

/** Five things leave no room for words to begin with: they stand in the list, one tap away. */
function cardSubtitle(items: readonly ShownItem[], total: number): { subtitle?: string } {
  const more = total > items.length ? `一共${total}件，先看这${items.length}件` : "";
  const spoken = items.length > 1 && items.some((item) => item.sayFirst) ? "开场白在「看全部」里" : "";
  const subtitle = [more, spoken].filter((part) => part !== "").join("；");
  return subtitle === "" ? {} : { subtitle };
}

function cardBody(items: readonly ShownItem[]): string {
  const [only, ...others] = items;
  if (only && others.length === 0) return `${cardLine(only)}${only.sayFirst ? `\n${SAY}${only.sayFirst}` : ""}`;
  return items.map((item, index) => clip(`${index + 1} ${cardLine(item)}`, LINE_MAX)).join("\n");
}

function cardLine(item: ShownItem): string {
  const late = item.daysLate > 0 ? `逾期${item.daysLate}天` : "";
  const time = item.daysLate === 0 && item.due.time ? item.due.time : "";
  const [matters = ""] = item.why;
  // A line of a card has room for two reasons.
  const why = [item.kind === "promise" ? "答应过" : "", late, time, matters]
    .filter((word) => word !== "")
    .slice(0, 2)
    .join("·");
  return `${why ? `[${why}] ` : ""}${namedWords(item)}`;
}

const TOUCHED: Readonly<Record<string, string>> = {
  message: "微信联系过",
  phone: "电话联系过",
  visit: "来过",
  review: "回访过",
};

/** 11月2日来过 · 前天买了长款羽绒服: each day stands before what was done on it, the goods last, where it may be cut short. */
function shortBackground(item: ShownItem, today: Day): string {
  const { touchOn, touchMeans, paidOn, item: article } = item.background ?? {};
  const paid = paidOn ? `${sayDay(paidOn, today)}买了${article ?? "东西"}` : "还没买过";
  // A purchase is a contact too, and a visit on its day the same one.
  if (paidOn && touchOn === paidOn && (touchMeans === "purchase" || touchMeans === "visit")) return paid;
  const touch = touchOn ? `${sayDay(touchOn, today)}${TOUCHED[touchMeans ?? ""] ?? "联系过"}` : "还没联系过";
  return `${touch} · ${paid}`;
}

function nudgeButtons(ids: readonly string[]): CardButton[] {
  const [only, ...others] = ids;
  if (only && others.length === 0) {
    return [
      { key: buttonKey("done", [only]), text: "✔ 完成", style: "primary" },
      { key: buttonKey("snooze", [only]), text: "⏰ 明天再说" },
      { key: buttonKey("cancel", [only]), text: "✖ 不用了" },
    ];
  }
  return [
    ...ids.map((id, index) => ({ key: buttonKey("done", [id]), text: `✔ ${index + 1}`, style: "primary" as const })),
    { key: buttonKey("snooze", ids), text: "⏰ 都推明天" },
    { key: buttonKey("done", ids), text: "✔ 都完成" },
    { key: LIST_KEY, text: "看全部" },
  ];
}

/** 到点了 with what a person needs to act at once. */
export function hourStruckCard(key: string, item: ShownItem, today: Day): Card {
  const background = backgroundWords(item.background, today);
  const promise = item.kind === "promise" ? "答应过 " : "";
  return {
    id: nudgeCardId(key),
    title: `到点了${item.due.time ? ` ${item.due.time}` : ""}`,
    body: [`${promise}${namedWords(item)}`, background, item.sayFirst ? `${SAY}${item.sayFirst}` : ""]
      .filter((line) => line !== "")
      .join("\n"),
    buttons: [
      { key: buttonKey("done", [item.id]), text: "✔ 完成", style: "primary" },
      { key: buttonKey("snooze", [item.id]), text: "⏰ 明天再说" },
    ],
  };
}

function clip(text: string, max: number): string {
  const letters = [...text];
  return letters.length <= max ? text : `${letters.slice(0, max - 1).join("")}…`;
}
