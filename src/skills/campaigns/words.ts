// All Chinese of the skill campaigns. It decides nothing.
import { type Day, dayOf, diffDays } from "../../calendar/day.ts";
import { unreachable } from "../../errors.ts";
import type { Refusal, Turn, Words } from "../../skill.ts";
import { findingLines } from "../care/finding-words.ts";
import type { ContactKind } from "../contact/gate.ts";
import { dayWords, kindNames, momentWords } from "../contact/words.ts";
import { answeredWords, guestWords, noGuestsWords } from "./guest-words.ts";
import type { CampaignsResult, Preflight } from "./result.ts";
import type { RefusalCode, RefusedGroup } from "./rules.ts";

type WordsTurn = Pick<Turn, "now" | "zone" | "today" | "staff">;

/** For whom a promotion would be out of place. */
export const softText = "{称呼}，最近天气变化大，多注意身体。有什么需要随时跟我说。——{导购}";

/** A bare noun becomes something one can say: 新款 → 新款到店了. */
export function aboutSentence(about: string): string {
  if (/[了过在到有]|[，。]/u.test(about)) return about.replace(/[。！!]+$/u, "");
  return /款|品|上新|货|装|衣|裙|裤|鞋|包/u.test(about) ? `${about.replace(/上新$/u, "新款")}到店了` : `店里有${about}`;
}

export function words(result: { kind: string }, turn: WordsTurn): Words {
  const told = result as CampaignsResult | Refusal;
  switch (told.kind) {
    case "preflight":
      return { text: preflightWords(told.report, turn.today) };
    case "queued":
      return { text: queuedWords(told.report) };
    case "wording":
      return { text: ["这段话还不能发：", ...findingLines(told.findings), "改好了再说一遍就行。"].join("\n") };
    case "nobody":
      return { text: `${told.audience}：您这里一位也没有，没有发。` };
    case "too-many":
      return { text: `${told.audience}超过${told.max}位了，一次发不完。加个条件分几次发吧，比如按等级。` };
    case "nothing-softer":
      return { text: "最近的群发里没有因投诉或家事没收到的客户，不用换。" };
    case "answered":
      return { text: answeredWords(told) };
    case "guests":
      return { text: guestWords(told.list) };
    case "no-guests":
      return { text: noGuestsWords(told.event) };
    case "none":
      return { text: "这两周您没有群发过。想发就说，比如：把新款消息发给所有金卡。" };
    case "progress":
      return { text: progressWords(told, turn) };
    case "reminded":
      return { text: remindedWords(told) };
    case "cancelled":
      return {
        text: told.already
          ? `发给${told.audience}的那次已经取消过了。`
          : `好，发给${told.audience}的那次取消了，还没点「发送」的不会再发；已经发出的收不回来。`,
      };
    case "not-found":
      return { text: notFoundWords(told) };
    case "not-allowed":
      return { text: told.why };
    case "missing":
      return { text: `${missingWords[told.what] ?? "要发给哪些客户呢？"}比如：${told.example}` };
    default:
      return unreachable(told);
  }
}

const missingWords: Readonly<Record<string, string>> = { text: "要发什么内容呢？", who: "说的是哪位呢？" };

function notFoundWords({ said, nearest }: Extract<Refusal, { kind: "not-found" }>): string {
  return nearest.length > 0 ? `没有「${said}」，是不是${nearest.join("、")}？` : `没有「${said}」。`;
}

/** A greeting earlier than that is forgotten by the day. */
const EARLY_DAYS = 7;

function earlyLines({ festival }: Preflight, today: Day): string[] {
  const days = festival === null ? 0 : diffDays(today, festival.day);
  if (festival === null || days <= EARLY_DAYS) return [];
  return [`💡 ${festival.name}是${dayWords(festival.day, today)}，还有${days}天；到前几天再发更合适。`];
}

function preflightWords(report: Preflight, today: Day): string {
  const head = `${report.audience}共${report.total}位，能收到${report.receivers}位。`;
  const refused = refusedLines(report.refused);
  if (report.receivers === 0) return [`${head}这次不发。`, ...refused, ...softerLines(report, false)].join("\n");
  const confirm = report.large
    ? `确认的话，请打出人数「${report.receivers}」；不发就说「不要」。`
    : "发吗？回「是」就安排，不发就说「不要」。";
  return [head, ...refused, ...senderLines(report), `内容：${report.text}`, ...earlyLines(report, today), confirm].join(
    "\n",
  );
}

function senderLines({ senders, personal }: Preflight): string[] {
  const others = senders.filter((sender) => !sender.me);
  const lines =
    personal && senders.some((sender) => sender.taps > 1) ? ["每位的称呼不同，所以每位要点一次「发送」。"] : [];
  if (others.length === 0) return lines;
  const named = senders.slice(0, SENDERS_MAX).map((sender) => `${sender.name}${sender.count}位`);
  const more = senders.length > SENDERS_MAX ? `等${senders.length}人` : "";
  return [`由各自的导购来点「发送」：${named.join("、")}${more}。`, ...lines];
}
const SENDERS_MAX = 6;

function refusedLines(refused: readonly RefusedGroup[]): string[] {
  return refused.map(({ code, count, names }) => {
    const who = count > names.length ? `${names.join("、")}等` : names.join("、");
    return `· ${count}位不发：${refusalNames[code]}（${who}）`;
  });
}

function softerLines({ softer }: Preflight, sent: boolean): string[] {
  if (softer === 0 || !sent) return [];
  return [`其中${softer}位这时候不适合收推广，可以说「那几位换成问候」，改发一句关心。`];
}

function queuedWords(report: Preflight): string {
  const mine = report.senders.every((sender) => sender.me);
  const how = mine
    ? "稍后在企业微信「群发助手」里点一下「发送」，就到客户手机上。"
    : "各位导购会在企业微信「群发助手」里看到，点了「发送」才会发出。";
  const refused = report.refused.reduce((sum, group) => sum + group.count, 0);
  return [
    `安排好了：${report.receivers}位${refused > 0 ? `，${refused}位这次不发` : ""}。${how}`,
    ...softerLines(report, true),
    "想看进度说「上次群发怎么样了」，不想发了说「取消那次群发」。",
  ].join("\n");
}

/** Short enough for a line of a report. */
const refusalNames: Readonly<Record<RefusalCode, string>> = {
  "do-not-disturb": "说过不要打扰",
  "consent-withdrawn": "不接收这类消息",
  membership: "会员已冻结或注销",
  "open-complaint": "投诉还没处理完",
  discontent: "投诉了结后还不满意",
  bereavement: "家里有丧事",
  divorce: "婚姻有变化",
  unwanted: "说过不要这类消息",
  unfitting: "和记着的忌讳冲突",
  "not-a-contact": "不在导购的企业微信客户里",
  greeted: "这次已经祝福过",
  pending: "还有一条在等点「发送」",
  allowance: "这个月的条数已用完",
  throttled: "连着几条没回音，先放慢",
  daily: "今天已经发过",
  collision: "同事刚联系过",
  yields: "名额要留给更要紧的消息",
  "gave-way": "让给更要紧的消息",
  "platform-limit": "已到平台的群发上限",
  "quiet-hours": "现在是休息时间，早上九点后再发",
  "unknown-time": "系统时间不对",
  "no-owner": "没有在职的导购跟进",
  wording: "这段话对TA不合适（礼遇不适用或有忌讳）",
};

function progressWords(told: Extract<CampaignsResult, { kind: "progress" }>, turn: WordsTurn): string {
  const sum = (of: "sent" | "waiting" | "limited" | "missed") => told.rows.reduce((total, row) => total + row[of], 0);
  const counts = [
    `已发出${sum("sent")}位`,
    ...(sum("waiting") > 0 ? [`等点「发送」${sum("waiting")}位`] : []),
    ...(sum("limited") > 0 ? [`到平台上限${sum("limited")}位`] : []),
    ...(sum("missed") > 0 ? [`没发成${sum("missed")}位`] : []),
  ];
  const day = dayOf(told.at, turn.zone);
  const when = day === turn.today ? momentWords(told.at, turn) : dayWords(day, turn.today);
  const waiting = told.rows.filter((row) => row.waiting > 0).slice(0, SENDERS_MAX);
  return [
    `${when}发给${told.audience}的群发${told.cancelled ? "（已取消）" : ""}：${counts.join("，")}。`,
    ...(waiting.length > 0
      ? [`还没点的：${waiting.map((row) => `${row.staffName}${row.waiting}位`).join("、")}。`]
      : []),
    ...(sum("limited") > 0 ? ["到上限的可以手动一对一发，不占群发次数。"] : []),
  ].join("\n");
}

function remindedWords({ tasks, people, tooOften }: Extract<CampaignsResult, { kind: "reminded" }>): string {
  if (tasks > 0) return `好，提醒${people}位导购去点「发送」。`;
  return tooOften > 0 ? "今天已经提醒过三次了，明天再提醒吧。" : "没有在等点「发送」的了，不用提醒。";
}

/** To the associate whose tap sends it, with the text to copy as the other way out. */
export function taskWords(text: string, count: number): string {
  return `有一条群发等您点「发送」（企业微信「群发助手」，${count}位客户）。也可以自己复制下面的话发：\n${text}`;
}

export const endWords = {
  gaveWay: (to: ContactKind) => `让给${kindNames[to]}`,
  unreachable: "企业微信说这位客户收不到消息，可能已不是好友",
  notAFriend: "客户已不在好友里",
  stopped: "确认之后客户的情况变了，没有发",
  cancelled: "群发取消了",
  withMany: "这次随群发一起祝福了",
  dayOver: "节日已过，没有发出",
  notConfirmed: "七天没有在群发助手里点「发送」，已撤回",
};
