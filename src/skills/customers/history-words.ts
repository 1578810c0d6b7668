// How one customer's life, returns, readers and verification are told.
import { dayOf, minutesOf } from "../../calendar/day.ts";
import { unreachable } from "../../errors.ts";
import type { Card } from "../../message.ts";
import type { Turn, Words } from "../../skill.ts";
import type { HistoryResult } from "./handle-history.ts";
import type { LifeEvent, Unverified } from "./history-store.ts";
import { sayDate, sayDay, sayFen } from "./say.ts";

type When = Pick<Turn, "zone" | "today">;

export function historyWords(result: HistoryResult, turn: When): Words {
  switch (result.kind) {
    case "timeline":
      return { text: timeline(result, turn) };
    case "returns":
      return { text: returns(result, turn) };
    case "readers":
      return { text: readers(result, turn) };
    case "verified": {
      const before = result.before === null ? "" : `，上次是${sayDay(result.before, turn.today)}`;
      return { text: `记下了：${result.name}的资料今天核实过${before}。`, settled: "已核实" };
    }
    case "unverified":
      return { text: unverified(result, turn) };
    default:
      return unreachable(result);
  }
}

function timeline({ name, events, total }: Extract<HistoryResult, { kind: "timeline" }>, turn: When): string {
  if (total === 0) return `${name}这段时间还没有记录。`;
  const lines = events.map((event) => `${sayDay(dayOf(event.at, turn.zone), turn.today)} ${happened(event)}`);
  const more = total > events.length ? [`更早还有${total - events.length}条，可以说「${name}去年的时间线」。`] : [];
  return [`${name}的时间线（${total}条）`, ...lines, ...more].join("\n");
}

const MEANS: Readonly<Record<string, string>> = { message: "微信", phone: "电话", review: "回访", service: "服务" };

function happened({ kind, text, fen, direction, means, by }: LifeEvent): string {
  const who = by === null ? "" : `（${by}）`;
  switch (kind) {
    case "purchase":
      return `买了${text ?? "东西"} ${sayFen(fen ?? 0)}${who}`;
    case "refund":
      return `退款${sayFen(fen ?? 0)}${who}`;
    case "visit":
      return `到店${text === null ? "" : `：${text}`}${who}`;
    case "note":
      return `备注：${text}${who}`;
    case "fact":
      return `记下：${text}${who}`;
    case "touch":
      return `${direction === "in" ? "客户来" : ""}${MEANS[means ?? ""] ?? means ?? "联系"}${text === null ? "" : `：${text}`}${who}`;
    case "complaint":
      return `⚠ 投诉：${text}${who}`;
    case "settled":
      return `投诉了结${text === null ? "" : `：${text}`}${who}`;
    case "done":
      return `办完：${text}${who}`;
    case "gift":
      return `送了${text}${who}`;
    default:
      return unreachable(kind);
  }
}

function returns(result: Extract<HistoryResult, { kind: "returns" }>, turn: When): string {
  const { name, total, refundedFen, paidFen } = result;
  if (total === 0) return `${name}没有退过货。`;
  const lines = result.returns.map(
    ({ at, items, paidFen: paid, refundedFen: back }) =>
      `${sayDate(dayOf(at, turn.zone), turn.today)} ${items ?? "购买"} ${sayFen(paid)}，退${sayFen(back)}${back >= paid ? "（全退）" : ""}`,
  );
  const share = paidFen > 0 ? `，占消费的${Math.round((refundedFen / paidFen) * 100)}%` : "";
  return [`${name}退过${total}次，共${sayFen(refundedFen)}${share}`, ...lines].join("\n");
}

function readers({ name, readers: all, days }: Extract<HistoryResult, { kind: "readers" }>, turn: When): string {
  if (all.length === 0) return `近${days}天没有人看过${name}。`;
  const lines = all.map(({ name: who, actorId, reads, writes, sealed, lastAt }) => {
    const did = [
      reads > 0 ? `看过${reads}次` : null,
      writes > 0 ? `改过${writes}次` : null,
      sealed > 0 ? `⚠ 看电话地址${sealed}次` : null,
    ].filter((part) => part !== null);
    const minutes = minutesOf(lastAt, turn.zone);
    const clock = `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
    return `${who ?? actorId} ${did.join("、")}，最近${sayDay(dayOf(lastAt, turn.zone), turn.today)}${clock}`;
  });
  return [`近${days}天看过${name}的人：`, ...lines].join("\n");
}

function unverified({ people, total, verifyDays }: Extract<HistoryResult, { kind: "unverified" }>, turn: When): string {
  if (total === 0) return `您的客户${verifyDays}天内都核实过了。`;
  const lines = people.map((one, index) => `${index + 1}. ${line(one, turn)}`);
  return [
    `这周核实这${people.length}位就好（共${total}位超过${verifyDays}天没核实）：`,
    ...lines,
    `聊天时顺口问问电话、地址、需求变没变，问过了说「${people[0]?.name ?? "张姐"}资料核实过了」。`,
  ].join("\n");
}

function line(one: Unverified, turn: When): string {
  return `${one.name}（${tailAndLast(one, turn).join("，")}${one.paidFen > 0 ? `，近一年${sayFen(one.paidFen)}` : ""}）`;
}

/** Five of them find room on one card; a cut card would bring the same list a second time as a text. */
function shortLine(one: Unverified, turn: When): string {
  const yuan = Math.round(one.paidFen / 100) * 100;
  return [one.name, ...tailAndLast(one, turn), ...(yuan > 0 ? [sayFen(yuan)] : [])].join(" ");
}

function tailAndLast({ phoneTail, verifiedAt }: Unverified, turn: When): [string, string] {
  return [
    phoneTail === null ? "没留手机号" : `尾号${phoneTail}`,
    verifiedAt === null ? "还没核实过" : `上次${sayDate(dayOf(verifiedAt, turn.zone), turn.today)}`,
  ];
}

/** A week's people on one card, a tick each. */
export function verifyCard(key: string, people: readonly (Unverified & { total: number })[], turn: When): Card {
  return {
    id: key.replace(/[^0-9A-Za-z_\-@]/gu, "-"),
    title: `这周核实${people.length}位客户`,
    subtitle: `共${people[0]?.total ?? people.length}位该核实了，近一年消费多的在前`,
    body: people.map((one, index) => `${index + 1} ${shortLine(one, turn)}`).join("\n"),
    buttons: people.map((one, index) => ({
      key: `customers:verified:${one.id}`,
      text: `✔ ${index + 1} 已核实`,
      style: "plain" as const,
    })),
  };
}
