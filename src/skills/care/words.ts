// All Chinese of the skill care: drafts and their cards, findings of the lint, what became of a message.
import { type Day, dayOf, minutesOf, splitDay } from "../../calendar/day.ts";
import { unreachable } from "../../errors.ts";
import type { Card, CardButton } from "../../message.ts";
import type { Refusal, Turn, Words } from "../../skill.ts";
import type { ContactKind, GateReason, Verdict } from "../contact/gate.ts";
import { answerWords, dayWords, kindNames, momentWords, type ReasonContext, reasonWords } from "../contact/words.ts";
import { effectWords } from "./effect-words.ts";
import { findingLines } from "./finding-words.ts";
import type { ApproveEnd, CareResult, MessageView } from "./result.ts";
import { switchWords, templateWords } from "./template-words.ts";

type WordsTurn = Pick<Turn, "now" | "zone" | "today" | "staff">;

export function words(result: { kind: string }, turn: WordsTurn): Words {
  const told = result as CareResult | Refusal;
  switch (told.kind) {
    case "drafted":
      return draftedWords(told, turn);
    case "edited":
      return editedWords(told, turn);
    case "already":
      return { text: alreadyWords(told.view, turn) };
    case "refused":
      return { text: refusedWords(told, turn) };
    case "no-wording":
      return {
        text: `给${told.name}的${kindNames[told.occasion]}没有合适的现成说法。您说「改成：……」，我来帮您检查。`,
      };
    case "ask-approve":
      return { text: askWords(told.views) };
    case "approved":
      return approvedWords(told, turn);
    case "all-dismissed":
      return { text: `好，这${told.names.length}条都不发了：${told.names.join("、")}。` };
    case "dismissed":
      return { text: dismissedWords(told), settled: "不发了" };
    case "listed":
      return listedWords(told, turn);
    case "ask-mark":
      return { text: askMarkWords(told.views) };
    case "marked":
      return { text: markedWords(told.views) };
    case "switched":
    case "ask-switch":
      return { text: switchWords(told) };
    case "templates":
    case "no-template":
    case "template-fault":
    case "template-lint":
    case "ask-template":
    case "template-set":
    case "ask-template-state":
    case "template-state":
    case "not-yours":
      return { text: templateWords(told) };
    case "effects":
      return { text: effectWords(told) };
    case "which":
      return { text: `${whichWords(told.views.length)}\n${told.views.map(lineOf).join("\n")}` };
    case "nothing-waiting":
      return { text: "现在没有等着发的消息。要写一条，就说「给张姐写条问候」。" };
    case "handed-on":
      return {
        text: `${told.customer}已经转给${told.staff}跟了，这条祝福也在${told.staff}那里，由${told.staff}来发。`,
        settled: "已转给同事",
      };
    case "not-found":
      return { text: `没找到「${told.said}」，说全名或手机尾号试试。` };
    case "not-allowed":
      return { text: told.why };
    case "missing":
      return { text: `给哪位客户写呢？比如：${told.example}` };
    default:
      return unreachable(told);
  }
}

// === Drafts

function draftedWords(result: Extract<CareResult, { kind: "drafted" }>, turn: WordsTurn): Words {
  const { view } = result;
  const head = result.again ? `给${view.name}换了一条：` : `给${view.name}写好了：`;
  return withCard(head, view, turn, result.names);
}

function editedWords(result: Extract<CareResult, { kind: "edited" }>, turn: WordsTurn): Words {
  const made = withCard(result.same ? "没有更合适的说法了，还是这条：" : "改好了：", result.view, turn, result.names);
  // The same card once more would look as if she had not been heard.
  return result.same ? { ...made, text: "没有更合适的说法了，还是原来这条。", cardsSayAll: false } : made;
}

/** 「依据：3月2日记下「喜欢真丝」」: where the personal words come from. */
export function basisLines(view: MessageView, today: Day): string[] {
  const told = view.basis.map(({ field, quote, on }) => {
    const when = on === null ? "" : dayWords(on, today);
    return field === "上次购买" ? `${when}买的${quote}` : `${when}记下「${quote}」`;
  });
  return told.length > 0 ? [`📎 依据：${told.join("；")}`] : [];
}

function withCard(head: string, view: MessageView, turn: WordsTurn, names: Record<string, string>): Words {
  const later = view.verdict?.verdict === "later" ? view.verdict : null;
  // Of two reasons to wait the longer one is told.
  const isEarly = later === null || (view.notBefore !== null && view.notBefore > later.when);
  const notes = [
    ...basisLines(view, turn.today),
    ...findingLines(view.findings),
    ...(later !== null && isEarly ? [] : gateLines(view.verdict, { ...turn, names })),
    ...(isEarly ? earlyLines(view, turn) : []),
  ];
  const text = [head, quoted(view.text), ...notes].join("\n");
  return { text, cards: [messageCard(view, turn, notes)], cardsSayAll: true, settled: "换了一条" };
}

/** A draft as a card with its three buttons. Its id is new each time: a channel shows no id twice. */
export function messageCard(view: MessageView, turn: { now: Date; today: Day }, notes: readonly string[] = []): Card {
  const when = view.occursOn === null ? {} : { subtitle: `日子：${dayWords(view.occursOn, turn.today)}` };
  const blocked = view.findings.some((finding) => finding.severity === "block");
  const buttons: CardButton[] = [
    ...(blocked ? [] : [{ key: `care:approve:${view.id}:${view.hash}`, text: "发送", style: "primary" as const }]),
    { key: `care:another:${view.id}`, text: "换一个", style: "plain" },
    { key: `care:dismiss:${view.id}`, text: "不发", style: "plain" },
  ];
  return {
    id: `care-${view.id}-${view.hash}-${turn.now.getTime().toString(36)}`,
    title: `${kindNames[view.occasion]} · ${view.name}`,
    ...when,
    body: [view.text, ...notes].join("\n"),
    buttons,
  };
}

function gateLines(verdict: Verdict | null, context: ReasonContext): string[] {
  if (verdict === null || verdict.verdict === "allow") return [];
  const why = reasonWords(verdict.reason, context);
  return verdict.verdict === "later"
    ? [`⏳ ${why}，最早${momentWords(verdict.when, context)}能发，先替您留着。`]
    : [`⚠️ ${why}。`];
}

function earlyLines(view: MessageView, turn: WordsTurn): string[] {
  if (view.notBefore === null || view.notBefore <= turn.now || view.occursOn === null) return [];
  return [
    `💡 日子是${dayWords(view.occursOn, turn.today)}，还早；${momentWords(view.notBefore, turn)}我再拿给您确认。`,
  ];
}

function quoted(text: string): string {
  return `「${text}」`;
}

function refusedWords(result: Extract<CareResult, { kind: "refused" }>, turn: WordsTurn): string {
  const context = { ...turn, names: result.names };
  const { verdict } = result;
  if (verdict.verdict === "allow") return "";
  const instead =
    verdict.reason.code === "open-complaint" ? `要不先说「给${result.name}写个道歉」？` : "这次就不写了。";
  return `${result.name}现在不发${kindNames[result.occasion]}：${reasonWords(verdict.reason, context)}。${instead}`;
}

function alreadyWords(view: MessageView, turn: WordsTurn): string {
  return `${view.name}的${kindNames[view.occasion]}${stateWords(view, turn)}，不用再写了。`;
}

// === Approval

function askWords(views: readonly MessageView[]): string {
  const [first, ...others] = views;
  if (!first) return "";
  if (others.length === 0) return `这样发给${first.name}吗？\n${quoted(first.text)}`;
  return `这${views.length}条都发吗？\n${views.map((view, index) => `${index + 1}. ${view.name}：${view.text}`).join("\n")}`;
}

function approvedWords(result: Extract<CareResult, { kind: "approved" }>, turn: WordsTurn): Words {
  const context = { ...turn, names: result.names };
  const queued = result.ends.filter((end) => end.kind === "queued");
  const lines: string[] = [];
  if (queued.length > 0) {
    const who = queued.map((end) => end.view.name).join("、");
    lines.push(`好，给${who}的消息排上了。稍后在企业微信「群发助手」里点一下「发送」，就到客户手机上。`);
    lines.push(...queued.flatMap(({ view }) => answerLine(view, turn)));
  }
  const first = result.ends.filter((end) => end.kind === "once-free");
  for (const end of first) lines.push(onceFreeWords(end));
  const byHand = result.ends.filter((end) => end.kind === "by-hand");
  if (byHand.length > 0) lines.push(`记下了：给${byHand.map((end) => end.view.name).join("、")}的消息您自己发。`);
  const cards: Card[] = [];
  for (const end of result.ends) {
    if (end.kind === "queued" || end.kind === "once-free" || end.kind === "by-hand") continue;
    lines.push(endWords(end, context));
    if (end.kind === "changed" || end.kind === "lint") {
      cards.push(messageCard(end.view, turn, findingLines(end.view.findings)));
    }
  }
  if (lines.length === 0) lines.push("这条已经找不到了。");
  const settled = queued.length + first.length > 0 ? "已安排" : cards.length > 0 ? "换了一条" : "没有发";
  return { text: lines.join("\n"), settled, ...(cards.length > 0 ? { cards } : {}) };
}

function onceFreeWords({ view, lesser }: Extract<ApproveEnd, { kind: "once-free" }>): string {
  const others = [...new Set(lesser)].map((kind) => kindNames[kind]).join("、");
  return `好，给${view.name}的${kindNames[view.occasion]}先走，还没发出的${others}让一让：撤回了就排上（一般二十分钟内），到时在「群发助手」里点一下「发送」。`;
}

/** The hour of the tap is the associate's: she is told when it does most good, unless that is now. */
function answerLine({ name, answers }: MessageView, turn: WordsTurn): string[] {
  if (answers === null) return [];
  const hour = Math.floor(minutesOf(turn.now, turn.zone) / 60);
  if (hour >= answers.from && hour < answers.to) return [];
  return [`💡 ${name}回音${answerWords(answers)}，那时点「发送」更好。`];
}

function endWords(
  end: Exclude<ApproveEnd, { kind: "queued" | "once-free" | "by-hand" }>,
  context: WordsTurn & ReasonContext,
): string {
  const { view } = end;
  switch (end.kind) {
    case "later":
      return `${view.name}这条先不发：${reasonWords(end.verdict.reason, context)}。替您留着，最早${momentWords(end.verdict.when, context)}再确认。`;
    case "never":
      return `${view.name}这条不能发：${reasonWords(end.verdict.reason, context)}。`;
    case "lint":
      return [`${view.name}这条先改一下再发：`, ...findingLines(view.findings)].join("\n");
    case "changed":
      return `${view.name}这条的文字和您看到的不一样了，现在是：\n${quoted(view.text)}\n看好了再点发送。`;
    case "early":
      return `${view.name}这条还早（${view.occursOn ? dayWords(view.occursOn, context.today) : ""}），先留着，${momentWords(end.when, context)}再拿给您确认。`;
    case "settled":
      return `${view.name}这条${stateWords(view, context)}，没有重复发。`;
    case "not-mine":
      return `${view.name}这条是同事写的，由同事来确认。`;
    default:
      return unreachable(end);
  }
}

function stateWords(view: MessageView, turn: { today: Day; zone: string }): string {
  switch (view.state) {
    case "draft":
      return "还在等您确认";
    case "approved":
      return "已经确认，等前一条让出来就排上";
    case "queued":
      return "已经排上了";
    case "task_created":
      return "已经在群发助手里等您点「发送」";
    case "sent":
      return view.sentAt ? `${dayWords(dayOf(view.sentAt, turn.zone), turn.today)}已经发出` : "已经发出";
    case "refused":
    case "failed":
      return view.stateReason ? `没有发出（${view.stateReason}）` : "没有发出";
    case "dismissed":
      return "已经说过不发了";
    case "expired":
      return "已经过期";
    default:
      return unreachable(view.state);
  }
}

const whichWords = (count: number) => (count === 1 ? "等着发的只有1条：" : `有${count}条在等，你说的是哪一条？`);

function dismissedWords(result: Extract<CareResult, { kind: "dismissed" }>): string {
  const what = `给${result.view.name}的${kindNames[result.view.occasion]}`;
  return result.before === "task_created"
    ? `好，${what}马上撤回；撤回前请别在群发助手里点发送。`
    : `好，${what}不发了。`;
}

// === Sent by hand

function askMarkWords(views: readonly MessageView[]): string {
  const lines = views.map(lineOf);
  return [
    `这${views.length}条都记成您自己发过了吗？`,
    ...lines,
    "记下后我就不再提醒这几条，也算进客户本月的条数。",
  ].join("\n");
}

function markedWords(views: readonly MessageView[]): string {
  const [first, ...others] = views;
  if (!first) return "";
  const who = others.length === 0 ? `${first.name}的${kindNames[first.occasion]}` : `${views.length}条`;
  return `记下了：${who}您已经发过。`;
}

// === Lists

function listedWords(result: Extract<CareResult, { kind: "listed" }>, turn: WordsTurn): Words {
  const { views, total } = result;
  const titles = { waiting: "等着发的消息", sent: "最近发出的消息", refused: "最近没发出去的消息" };
  if (views.length === 0) {
    const none = { waiting: "现在没有等着发的消息。", sent: "最近没有发出消息。", refused: "最近没有发不出去的消息。" };
    return { text: none[result.of] };
  }
  const more = total > views.length ? `，先看${views.length}条` : "";
  const lines = views.map((view, index) => `${index + 1}. ${listLine(view, result.of, turn)}`);
  const tip = result.of === "waiting" ? ["说「第一条可以发」「第二条换一个」「第三条不发」。"] : [];
  return { text: [`${titles[result.of]}（${total}）${more}：`, ...lines, ...tip].join("\n") };
}

function listLine(view: MessageView, of: "waiting" | "sent" | "refused", turn: WordsTurn): string {
  const head = `${view.name} ${kindNames[view.occasion]}`;
  if (of === "refused") return `${head}：${view.stateReason ?? stateWords(view, turn)}`;
  const when =
    of === "sent" && view.sentAt
      ? `（${dayWords(dayOf(view.sentAt, turn.zone), turn.today)}）`
      : view.occursOn
        ? `（${dayWords(view.occursOn, turn.today)}）`
        : "";
  const state = view.state === "draft" || of === "sent" ? "" : `【${stateWords(view, turn)}】`;
  const wait =
    view.state === "draft" && view.notBefore && view.notBefore > turn.now
      ? `【${momentWords(view.notBefore, turn)}后】`
      : "";
  const faults = view.findings.length > 0 ? `\n   ${findingLines(view.findings).join("\n   ")}` : "";
  return `${head}${when}${state}${wait}\n   ${view.text}${faults}`;
}

function lineOf(view: MessageView, index: number): string {
  return `${index + 1}. ${view.name} ${kindNames[view.occasion]}`;
}

// === Without a turn: jobs and delivery

/** Several drafts of one morning on one card. */
export function greetingsCard(
  of: { staffId: string; views: readonly MessageView[]; total: number },
  turn: { now: Date; today: Day },
): Card {
  const lines = of.views.map((view) => {
    const when = view.occursOn === null ? "" : `${dayWords(view.occursOn, turn.today)} `;
    return `${when}${view.name} ${kindNames[view.occasion]}`;
  });
  const more = of.total > of.views.length ? [`还有${of.total - of.views.length}条`] : [];
  return {
    id: `care-day-${of.staffId}-${turn.today}`,
    title: `${of.total}条祝福写好了，等您过目`,
    body: [...lines, ...more].join("\n"),
    buttons: [{ key: "care:list", text: "逐条看看", style: "primary" }],
  };
}

export function refusalReasonWords(reason: GateReason, context: ReasonContext): string {
  return reasonWords(reason, context);
}

function dayOfYear(day: Day): string {
  const { month, day: date } = splitDay(day);
  return `${month}月${date}日`;
}

export const toldWords = {
  stale: "排队时日子或礼遇变了，请重新写一条",
  reworded: "之前那条还没发出，日子到了，说法换了一下，您再看看。",
  unreachable: "企业微信说这位客户收不到您的消息，可能已不是好友",
  notAFriend: "客户已不在您的好友里",
  notConfirmed: "七天没有在群发助手里点「发送」，已撤回",
  withdrawn: "按您说的撤回了",
  dayOver: "日子已过，没有发出",
  neverLeft: "一直没能交给企业微信，已停下",
  noPlace: (message: { customerName: string; occasion: ContactKind }, why: string, when: string) =>
    `给${message.customerName}的${kindNames[message.occasion]}先不发：${why}。替您留着，最早${when}再确认。`,
  orderGift: (name: string, day: Day) => `${name} ${dayOfYear(day)}生日，给TA备一份定制的小礼物（印名字的要提前订）`,
  missedDay: (why: string) => `等到能发时日子已过：${why}`,
  notSent: (message: { customerName: string; text: string }, reason: string) =>
    `给${message.customerName}的消息没有发出：${reason}。`,
  /** She may still send it by hand: a one-to-one message is not counted by the platform. */
  copyByHand: (message: { customerName: string; text: string }, reason: string) =>
    `给${message.customerName}的消息没有发出：${reason}。可以复制下面的文字一对一发：\n${message.text}`,
};
