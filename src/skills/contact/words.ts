// All Chinese of the skill contact: reasons of the gate, the three clocks, echoes. It decides nothing.
import { type Day, dayOf, diffDays, minutesOf, splitDay } from "../../calendar/day.ts";
import { unreachable } from "../../errors.ts";
import type { Refusal, Turn, Words } from "../../skill.ts";
import type { AnswerHours } from "./answer-hours.ts";
import type { ContactKind, GateReason, Verdict } from "./gate.ts";
import type { Clocks, ContactResult } from "./handle.ts";

export type WordsTurn = Pick<Turn, "now" | "zone" | "today" | "staff">;
/** What sentences about times and colleagues need. */
export type ReasonContext = { today: Day; zone: string; names: Record<string, string> };

export const kindNames: Readonly<Record<ContactKind, string>> = {
  apology: "道歉",
  complaint: "投诉回访",
  birthday: "生日祝福",
  anniversary: "纪念日祝福",
  thanks: "购后回访",
  lead: "新客资料",
  care: "关怀",
  holiday: "节日祝福",
  winback: "召回",
  replenish: "补货提醒",
  promotion: "优惠推广",
};

export function words(result: { kind: string }, turn: WordsTurn): Words {
  const told = result as ContactResult | Refusal;
  switch (told.kind) {
    case "quiet":
      return { text: quietWords(told, turn.today) };
    case "why":
      return { text: whyWords(told, turn) };
    case "logged":
      return { text: loggedWords(told, turn.today) };
    case "not-found":
      return { text: `没找到「${told.said}」，说全名或手机尾号试试。` };
    case "not-allowed":
      return { text: told.why };
    case "missing":
      return { text: `是哪位客户呢？比如：${told.example}` };
    default:
      return unreachable(told);
  }
}

function quietWords(result: Extract<ContactResult, { kind: "quiet" }>, today: Day): string {
  if (!result.on) {
    return result.already
      ? `${result.name}本来就可以联系。`
      : `好，${result.name}可以联系了。平时每月最多两条，我会替您看着。`;
  }
  const until = result.until === null ? "" : `，到${dayWords(result.until, today)}为止`;
  return `记下了：${result.name}免打扰${until}。不再起草发给TA的消息，已经排上的也会停下。`;
}

function whyWords(result: Extract<ContactResult, { kind: "why" }>, turn: WordsTurn): string {
  const context = { today: turn.today, zone: turn.zone, names: result.names };
  const lines = verdictLines(result, context);
  return [`${result.name}：${lines[0] ?? ""}`, ...lines.slice(1), ...clockLines(result.clocks, turn.today)].join("\n");
}

function verdictLines(result: Extract<ContactResult, { kind: "why" }>, context: ReasonContext): string[] {
  const told = result.verdicts.map(({ kind, verdict }) => ({ kind, text: verdictWords(verdict, context) }));
  const [first] = told;
  if (!first) return [];
  if (told.every(({ text }) => text === first.text)) {
    return [result.asked === null ? first.text : `${kindNames[result.asked]}，${first.text}`];
  }
  return told.map(({ kind, text }) => `${kindNames[kind]}，${text}`);
}

/** "现在可以发。" or "现在不能发：…。最早…再发。" */
export function verdictWords(verdict: Verdict, context: ReasonContext): string {
  if (verdict.verdict === "allow") return "现在可以发。";
  const why = reasonWords(verdict.reason, context);
  return verdict.verdict === "later"
    ? `现在先不发：${why}。最早${momentWords(verdict.when, context)}。`
    : `不能发：${why}。`;
}

/** The gate's reason in plain Chinese, without a full stop. */
export function reasonWords(reason: GateReason, context: ReasonContext): string {
  switch (reason.code) {
    case "do-not-disturb": {
      const why = reason.why ? `（${reason.why}）` : "";
      return reason.until === null ? `说过不要打扰${why}` : `免打扰到${momentWords(reason.until, context)}${why}`;
    }
    case "consent-withdrawn":
      return {
        contact_data: "客户撤回了联系方式的使用同意",
        marketing: "客户不接收推广消息",
        care: "客户不接收关怀消息",
      }[reason.consent];
    case "membership":
      return reason.state === "frozen" ? "会员已冻结" : "会员已注销";
    case "open-complaint":
      return `${momentDay(reason.since, context)}的投诉还没处理完，先把事情解决、可以先发道歉`;
    case "discontent":
      return `${momentDay(reason.closedAt, context)}了结的投诉只有${reason.score}分，满意到${reason.from}分、或店长说恢复，再发推广`;
    case "bereavement":
      return `家里有丧事，${momentDay(reason.until, context)}之前不发喜庆的消息，只发平常的关心`;
    case "divorce":
      return "婚姻有变化，不发纪念日祝福";
    case "unwanted":
      return `${momentDay(reason.since, context)}说过不要这类消息`;
    case "unfitting":
      return `记着「${reason.fact}」，不发${reason.festival}祝福`;
    case "not-a-contact":
      return "不在您的企业微信客户列表里，可以复制文字用别的方式发";
    case "greeted":
      return "这次已经祝福过了";
    case "pending":
      return `${whoseWords(reason.staffId, context)}还有一条在等点「发送」，发出或取消后再说`;
    case "allowance":
      return `${reason.days}天内已发${reason.sent}条，上限${reason.limit}条；有事可以打电话`;
    case "throttled":
      return `连着${reason.unanswered}条没有回音，改为${reason.days}天最多${reason.limit}条；一有回复或到店就恢复`;
    case "daily":
      return `今天已经发过，一天最多${reason.limit}条`;
    case "collision":
      return `${context.names[reason.staffId] ?? "同事"}${momentDay(reason.at, context)}刚联系过，免得重复打扰`;
    case "yields":
      return `名额要留给更要紧的${kindNames[reason.to]}，那条在等您确认`;
    case "gave-way":
      return `让给${kindNames[reason.to]}`;
    case "platform-limit":
      return `本月的群发已到平台上限（${reason.limit}条），可以手动一对一发`;
    case "quiet-hours":
      return `${reason.from}到${reason.to}是休息时间`;
    case "unknown-time":
      return "系统时间不对，请联系管理员";
    default:
      return unreachable(reason);
  }
}

function whoseWords(staffId: string | null, context: ReasonContext): string {
  return (staffId === null ? undefined : context.names[staffId]) ?? "同事那里";
}

function clockLines(clocks: Clocks, today: Day): string[] {
  const { touch, review, allowance } = clocks;
  const lines = [
    `联系：${clocks.class}客户${touch.everyDays}天一次，${lastWords(touch.lastOn, today)}，${dueWords(touch.dueOn, today)}`,
  ];
  if (review)
    lines.push(`回访：${review.everyDays}天一次，${lastWords(review.lastOn, today)}，${dueWords(review.dueOn, today)}`);
  const throttled = allowance.throttled ? `（连着${allowance.unanswered}条没回音，已放慢）` : "";
  lines.push(`消息：${allowance.days}天内已用${allowance.used}/${allowance.limit}条${throttled}`);
  if (clocks.answers) lines.push(`回音：${answerWords(clocks.answers)}`);
  return lines;
}

/** "多在19点到22点（近8次里6次）" */
export function answerWords({ from, to, hits, of }: AnswerHours): string {
  return `多在${from}点到${to}点（近${of}次里${hits}次）`;
}

function lastWords(day: Day | null, today: Day): string {
  return day === null ? "还没有记录" : `上次${dayWords(day, today)}`;
}

function dueWords(day: Day, today: Day): string {
  const late = diffDays(day, today);
  return late > 0 ? `已超${late}天` : late === 0 ? "今天该联系" : `下次${dayWords(day, today)}前`;
}

const meansNames = { message: "消息", phone: "电话", visit: "上门" } as const;

function loggedWords(result: Extract<ContactResult, { kind: "logged" }>, today: Day): string {
  const what =
    result.direction === "in"
      ? `${result.name}有回音（${meansNames[result.means]}）`
      : `联系了${result.name}（${meansNames[result.means]}）`;
  const about = result.about === null ? "" : `：${result.about}`;
  const released = result.released ? "有回音了，消息节奏恢复正常。" : "";
  return `记下了：${what}${about}。${released}${touchNext(result.clocks, today)}`;
}

function touchNext(clocks: Clocks, today: Day): string {
  return `下次联系${dayWords(clocks.touch.dueOn, today)}前。`;
}

/** "今天", "明天", "9月20日", with the year when it is another one. */
export function dayWords(day: Day, today: Day): string {
  const near: Record<number, string> = { [-2]: "前天", [-1]: "昨天", 0: "今天", 1: "明天", 2: "后天" };
  const word = near[diffDays(today, day)];
  if (word !== undefined) return word;
  const { year, month, day: date } = splitDay(day);
  return year === splitDay(today).year ? `${month}月${date}日` : `${year}年${month}月${date}日`;
}

function momentDay(at: Date, context: ReasonContext): string {
  return dayWords(dayOf(at, context.zone), context.today);
}

/** "明天09:00", "9月20日09:00"; midnight is said as the day alone. */
export function momentWords(at: Date, context: { today: Day; zone: string }): string {
  const minutes = minutesOf(at, context.zone);
  const day = dayWords(dayOf(at, context.zone), context.today);
  if (minutes === 0) return day;
  const two = (number: number) => String(number).padStart(2, "0");
  return `${day}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
