// What is said about complaints, and the cards that carry them: all Chinese wording of this skill.
import { type Day, dayOf, minutesOf } from "../../calendar/day.ts";
import { unreachable } from "../../errors.ts";
import type { Card } from "../../message.ts";
import type { Refusal, Turn, Words } from "../../skill.ts";
import { sayDate, sayDay, sayFen } from "../customers/say.ts";
import { refusalWords } from "../staff/refusals.ts";
import type { ComplaintsResult, SeenTicket } from "./result.ts";
import type { Rung } from "./rules.ts";
import type { StoredEvent, Ticket } from "./store.ts";

type When = Pick<Turn, "now" | "zone" | "today" | "staff">;
type Moment = { now: Date; zone: string };

export function words(result: ComplaintsResult | Refusal, turn: When): Words {
  return { text: sentence(result, turn) };
}

function sentence(result: ComplaintsResult | Refusal, turn: When): string {
  switch (result.kind) {
    case "opened":
      return opened(result, turn);
    case "added":
      return added(result, turn);
    case "told-more":
      return `${result.ticket.customer}的投诉还没了结，一起记下了：${result.what}。${limits(result.ticket, turn)}。`;
    case "none":
      return `${result.name}没有投诉记录。要登记的话，说「${result.name}投诉……」，比如「${result.name}投诉裙子开线，要退货」。`;
    case "closing": {
      const { customer } = result.ticket;
      const want = result.missing.map((one) => (one === "cause" ? "什么原因" : "她满意几分（1到5）")).join("、");
      const example = [
        result.missing.includes("cause") ? "原因面料问题" : null,
        result.missing.includes("satisfaction") ? "满意度5分" : null,
      ].filter((one) => one !== null);
      return `快了结了，还差：${want}。说「${customer}投诉处理好了 ${example.join(" ")}」就行。`;
    }
    case "closed":
      return closed(result, turn);
    case "already-closed":
      return `${result.ticket.customer}的投诉${onDay(result.ticket.closedAt, turn)}已经了结了。又有新的问题，说「${result.ticket.customer}投诉……」重新登记。`;
    case "surveyed":
      return surveyed(result);
    case "shown":
      return shown(result, turn);
    case "listed":
      return listed(result, turn);
    case "causes":
      return causes(result, turn);
    case "reassigned":
      return result.same
        ? `${result.ticket.customer}的投诉本来就是${result.to}在跟。`
        : `${result.ticket.customer}的投诉交给${result.to}了，时限不变：${limits(result.ticket, turn)}。`;
    case "lifted":
      return result.was ? `好，${result.name}可以正常收推广消息了。` : `${result.name}没有因为投诉停发推广，不用恢复。`;
    case "gift": {
      const left = result.leftFen === null ? "" : `本月授权额度还剩${sayFen(result.leftFen)}。`;
      return `记下了：送${result.name}${result.what}（按${sayFen(result.fen)}记账）。${left}`;
    }
    case "gift-refused":
      return result.why === "too-dear"
        ? `${result.what}按${sayFen(result.fen)}算，超过您单次${sayFen(result.limitFen)}的授权额度，请店长来送，或换个小一点的。`
        : `本月授权额度只剩${sayFen(result.leftFen)}了（每月${sayFen(result.limitFen)}），不够送${result.what}（${sayFen(result.fen)}）。请店长来送。`;
    case "gift-value":
      return `${result.what}值多少钱？我好记到授权额度里，比如「送${result.name}${result.what}，30元」。`;
    case "budget":
      return result.budget === null
        ? `您不限额度，本月已送出${sayFen(result.spentFen)}。`
        : `本月授权额度${sayFen(result.budget.perMonthFen)}，已用${sayFen(result.spentFen)}，还剩${sayFen(Math.max(0, result.budget.perMonthFen - result.spentFen))}；单次不超过${sayFen(result.budget.perGiftFen)}。`;
    case "not-found":
    case "missing":
    case "not-allowed":
      return refusalWords(result);
    default:
      return unreachable(result);
  }
}

const SEVERITY: Readonly<Record<Ticket["severity"], string>> = {
  urgent: "紧急投诉",
  question: "咨询",
  complaint: "投诉",
};

function opened(result: Extract<ComplaintsResult, { kind: "opened" }>, turn: When): string {
  const { ticket, missing, before, mine } = result;
  const name = ticket.customer;
  const lines = [`已登记${name}的${SEVERITY[ticket.severity]}：${told(ticket)}`];
  lines.push(
    `${mine ? "您" : ticket.assignee}跟进 · ${limits(ticket, turn)}${ticket.severity === "question" ? "" : " · 推广消息已停"}`,
  );
  if (before > 0) lines.push(`⚠ 三个月内第${before + 1}次投诉，多留心。`);
  if (missing.includes("content")) lines.push(`是什么事？说「${name}的投诉 内容是……」。`);
  else if (missing.includes("demand") && ticket.severity !== "question")
    lines.push(`她想怎么解决？说「${name}的投诉 要求退货」。`);
  if (ticket.severity !== "question") lines.push(`先安抚：说「给${name}写个道歉」，我来拟。`);
  return lines.join("\n");
}

/** 裙子开线了，要求退货 */
function told(ticket: Ticket): string {
  return [ticket.content, ticket.demand === null ? null : demandWords(ticket.demand), ticket.scene]
    .filter((part) => part !== null)
    .join("，");
}

function demandWords(demand: string): string {
  return /^(要|想|希望|求)/u.test(demand) ? demand : `要求${demand}`;
}

/** 明天10:05前答复 · 11月29日18:00前解决 */
function limits(ticket: Ticket, moment: Moment): string {
  const parts: string[] = [];
  if (ticket.respondedAt === null && ticket.respondBy !== null)
    parts.push(`${clockWords(ticket.respondBy, moment)}前${ticket.severity === "urgent" ? "介入" : "答复"}`);
  if (ticket.resolveBy !== null)
    parts.push(`${clockWords(ticket.resolveBy, moment)}前${ticket.severity === "question" ? "给方案" : "解决"}`);
  return parts.length > 0 ? parts.join("，") : "没有设时限";
}

/** 今天14:35 · 明天10:00 · 11月29日18:00 */
function clockWords(at: Date, { now, zone }: Moment): string {
  const minutes = minutesOf(at, zone);
  const clock = `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  return `${sayDay(dayOf(at, zone), dayOf(now, zone))}${clock}`;
}

function onDay(at: Date | null, turn: When): string {
  return at === null ? "" : sayDay(dayOf(at, turn.zone), turn.today);
}

function added(result: Extract<ComplaintsResult, { kind: "added" }>, turn: When): string {
  const { ticket, slot, text, first } = result;
  const name = ticket.customer;
  switch (slot) {
    case "progress": {
      const next = first ? "答复已算上，" : "";
      return `记下了：${name}的投诉 ${text}\n${next}${limits(ticket, turn)}。进展也告诉客户一声，她心里踏实。`;
    }
    case "demand":
      return `记下了：${name}的诉求是${demandWords(text)}。${limits(ticket, turn)}。`;
    case "urgent":
      return `已改成紧急：${limits(ticket, turn)}。`;
    case "content":
    case "scene":
      return `记下了：${name}的投诉 ${told(ticket)}。${limits(ticket, turn)}。`;
    default:
      return unreachable(slot);
  }
}

function closed(result: Extract<ComplaintsResult, { kind: "closed" }>, turn: When): string {
  const { ticket, frozen, askOn, sameCause, cause } = result;
  const lines = [`${ticket.customer}的投诉了结：${ticket.cause}，满意度${ticket.satisfaction}分。`];
  lines.push(
    frozen
      ? "满意度不到4分，推广消息先继续停着，等她满意了或店长说恢复。"
      : `推广恢复正常。改进了什么也告诉她一声，说「给${ticket.customer}写条问候」。`,
  );
  lines.push(`${sayDay(askOn, turn.today)}提醒回访满意度。`);
  if (sameCause >= 3) lines.push(`⚠ 30天内第${sameCause}件「${cause}」，建议反馈给供应商或调整流程。`);
  return lines.join("\n");
}

function surveyed(result: Extract<ComplaintsResult, { kind: "surveyed" }>): string {
  const { name, score, before, frozen, freed } = result;
  const was = before === null || before === score ? "" : `（上次${before}分）`;
  const then = freed ? "推广消息恢复正常。" : frozen ? "还不够满意，推广继续停着，再关心关心她。" : "";
  return `记下了：${name}满意度${score}分${was}。${then}`;
}

function shown(result: Extract<ComplaintsResult, { kind: "shown" }>, turn: When): string {
  const { ticket, events, frozen } = result;
  const lines = [`${ticket.customer} · ${SEVERITY[ticket.severity]}：${told(ticket)}`];
  if (ticket.state === "closed") {
    const score = ticket.satisfaction === null ? "" : `，满意度${ticket.satisfaction}分`;
    lines.push(`已了结（${onDay(ticket.closedAt, turn)}）${ticket.cause === null ? "" : `：${ticket.cause}`}${score}`);
    if (frozen) lines.push("推广消息还停着：满意度不到4分。");
  } else {
    lines.push(`${ticket.late ? "⚠ 已超时 · " : ""}${ticket.assignee ?? "没人"}在跟 · ${limits(ticket, turn)}`);
    lines.push("了结前推广消息都停着。");
  }
  for (const event of events) lines.push(eventWords(event, turn));
  if (ticket.state !== "closed")
    lines.push(
      `办了什么：「${ticket.customer}的投诉 已……」；办好了：「${ticket.customer}投诉处理好了 原因…… 满意度5分」`,
    );
  return lines.join("\n");
}

function eventWords({ what, by, at }: StoredEvent, turn: Moment): string {
  return `· ${clockWords(at, turn)} ${what}${by === null ? "" : `（${by}）`}`;
}

const LISTS: Readonly<Record<"open" | "late" | "closed" | "all", string>> = {
  open: "没了结的投诉",
  late: "超时的投诉",
  closed: "已了结的投诉",
  all: "投诉",
};

function listed(result: Extract<ComplaintsResult, { kind: "listed" }>, turn: When): string {
  const { of, tickets, total } = result;
  if (total === 0) return of === "late" ? "没有超时的投诉，都在时限里。" : `没有${LISTS[of]}。`;
  const lines = tickets.map((ticket, index) => `${index + 1}. ${ticketLine(ticket, turn)}`);
  const more = total > tickets.length ? [`还有${total - tickets.length}件。`] : [];
  return [`${LISTS[of]}${total}件：`, ...lines, ...more].join("\n");
}

function ticketLine(ticket: SeenTicket & { last: string | null }, turn: When): string {
  if (ticket.state === "closed")
    return `${ticket.customer}：${ticket.content}（${onDay(ticket.closedAt, turn)}了结${ticket.cause === null ? "" : `，${ticket.cause}`}${ticket.satisfaction === null ? "" : `，${ticket.satisfaction}分`}）`;
  const mark = `${ticket.late ? "⚠超时 " : ""}${ticket.severity === "complaint" ? "" : `${SEVERITY[ticket.severity]} `}`;
  const last = ticket.last === null || ticket.last === "登记投诉" ? "" : `\n   最近：${ticket.last}`;
  return `${mark}${ticket.customer}：${told(ticket)}（${ticket.assignee ?? "没人跟"}，${limits(ticket, turn)}）${last}`;
}

function causes(result: Extract<ComplaintsResult, { kind: "causes" }>, turn: When): string {
  const { shares, facts } = result;
  const span = spanWords(result, turn.today);
  if (facts.total === 0) return `${span}没有投诉。`;
  const lines = shares.map(
    (share, index) => `${index + 1}. ${share.name} ${share.count}件 ${share.percent}%（累计${share.upTo}%）`,
  );
  const kept = [
    facts.answered > 0 ? `按时答复${facts.answeredInTime}/${facts.answered}` : null,
    facts.closed > 0 ? `按时解决${facts.settledInTime}/${facts.closed}` : null,
    facts.meanScore === null ? null : `平均满意度${facts.meanScore}分`,
  ].filter((part) => part !== null);
  return [
    `${span}投诉${facts.total}件，已了结${facts.closed}件：`,
    ...lines,
    ...(kept.length > 0 ? [kept.join(" · ")] : []),
  ].join("\n");
}

function spanWords({ from, to }: { from: Day; to: Day }, today: Day): string {
  if (from.slice(0, 7) === today.slice(0, 7) && from.endsWith("-01") && to > today) return "这个月";
  return `${sayDate(from, today)}起到${sayDate(to, today)}前，`;
}

// ── cards ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** Card ids allow few characters. */
const cardId = (text: string) => text.replace(/[^0-9A-Za-z_\-@]/gu, "-");

/** To the one who has to act, when somebody else took it down. */
export function assignedCard(ticket: Ticket, { by, again, ...moment }: Moment & { by: string; again?: number }): Card {
  return {
    id: cardId(`complaint-${ticket.id}-${ticket.assigneeId}${again === undefined ? "" : `-${again}`}`),
    title: `${ticket.customer}的${SEVERITY[ticket.severity]}`,
    subtitle: `${by}登记，请您跟进`,
    body: `${told(ticket)}\n${limits(ticket, moment)}`,
    buttons: buttonsOf(ticket),
  };
}

function buttonsOf(ticket: Ticket): Card["buttons"] {
  return [
    { key: `complaints:called:${ticket.customerId}`, text: "已联系客户", style: "primary" },
    { key: `complaints:apology:${ticket.customerId}`, text: "拟个道歉", style: "plain" },
    { key: `complaints:show:${ticket.customerId}`, text: "看经过", style: "plain" },
  ];
}

/** A rung of the ladder. The partner sees no name: the customer is not hers. */
export function rungCard(
  ticket: Ticket,
  step: { clock: "respond" | "resolve"; rung: Rung; dueAt: Date },
  told_: Moment & { events: readonly StoredEvent[] },
): Card {
  const { events, ...moment } = told_;
  const due = step.clock === "respond" ? ticket.respondBy : ticket.resolveBy;
  const until = due === null ? "" : clockWords(due, moment);
  const late = due !== null && due <= moment.now;
  const what = step.clock === "respond" ? (ticket.severity === "urgent" ? "介入" : "答复") : "解决";
  const done = events.filter((event) => event.kind !== "opened").slice(-2);
  const body = [
    told(ticket),
    late ? `${until}就该${what}了。` : `${until}前要${what}。`,
    done.length > 0 ? `已办：${done.map((event) => event.what).join("；")}` : "还没有人动过。",
  ];
  return {
    id: cardId(`complaint-${ticket.id}-${step.clock}-${step.rung}`),
    title: late ? `⚠ 投诉超时：${ticket.customer}` : `投诉要${what}：${ticket.customer}`,
    subtitle: step.rung === "manager" ? `${ticket.assignee ?? "没有人"}在跟，请您过问` : SEVERITY[ticket.severity],
    body: body.join("\n"),
    buttons: buttonsOf(ticket),
  };
}

export function partnerText(ticket: Ticket, step: { clock: "respond" | "resolve" }, moment: Moment): string {
  const due = step.clock === "respond" ? ticket.respondBy : ticket.resolveBy;
  const until = due === null ? "" : `，${clockWords(due, moment)}前要${step.clock === "respond" ? "答复" : "解决"}`;
  return `搭把手：${ticket.assignee ?? "同事"}有一件${SEVERITY[ticket.severity]}还没办完${until}。麻烦提醒一声，或者帮忙顶一下。`;
}

export function quietCard(ticket: Ticket, told_: Moment & { day: Day; lastAt: Date }): Card {
  const { day, lastAt, ...moment } = told_;
  return {
    id: cardId(`complaint-${ticket.id}-quiet-${day}`),
    title: `给${ticket.customer}报个进展`,
    body: `${told(ticket)}\n上次有动静是${clockWords(lastAt, moment)}。哪怕还没办完，也跟客户说一声到哪步了。`,
    buttons: buttonsOf(ticket),
  };
}
