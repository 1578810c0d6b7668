// What is said about figures: the day's report in numbered lines, and sales. Plain text for a phone, 90 seconds to read;
// never ranked by sales (L02). It decides nothing.
import { type Day, weekday } from "../../calendar/day.ts";
import { unreachable } from "../../errors.ts";
import type { Refusal, Turn, Words } from "../../skill.ts";
import { sayDate, sayFen, sayShare } from "../customers/say.ts";
import { refusalWords } from "../staff/refusals.ts";
import { AT_RISK_DAYS, BIRTHDAY_DAYS, type DigestFacts, inOrder, REASONS_MAX, type StaffFacts } from "./digest.ts";
import type { InsightsResult } from "./handle.ts";
import { salesWords } from "./sales-words.ts";

export function words(result: InsightsResult | Refusal, turn: Pick<Turn, "today">): Words {
  return { text: sentence(result, turn) };
}

function sentence(result: InsightsResult | Refusal, turn: Pick<Turn, "today">): string {
  switch (result.kind) {
    case "digest":
      return digestText(result, turn.today);
    case "sales":
    case "sales-not-yours":
    case "sales-nothing-before":
      return salesWords(result, turn.today);
    case "not-found":
    case "not-allowed":
    case "missing":
      return refusalWords(result);
    default:
      return unreachable(result);
  }
}

const WEEKDAYS = "一二三四五六日";
/** Colleagues named in one report; of a whole house only those with something overdue are of interest. */
const STAFF_NAMED_MAX = 8;

export interface DigestSaid {
  day: Day;
  storeName: string | null;
  /** An associate's own figures. */
  mine?: boolean;
  facts: DigestFacts;
}

/** The report of a day. Lines are numbered so that a reply can name one. */
export function digestText({ day, storeName, mine, facts }: DigestSaid, today: Day): string {
  const who = mine ? "我的" : (storeName ?? "全部门店");
  const lines = [sold(facts), came(facts), followed(facts, mine ?? false), cared(facts), complained(facts)];
  lines.push(`未来${BIRTHDAY_DAYS}天生日：${facts.birthdays}位`);
  lines.push(`高等级会员${AT_RISK_DAYS}天以上没到店：${facts.atRisk}位`);
  if (facts.ownerless > 0) lines.push(`高等级会员没有专属导购：${facts.ownerless}位，请安排`);
  const head = `${who}日报 ${sayDate(day, today)}（周${WEEKDAYS[weekday(day) - 1]}）`;
  const hint = ["想看是谁，回行号就行，比如「6」。"];
  return [head, ...lines.map((line, index) => `${index + 1} ${line}`), ...hint].join("\n");
}

function sold({ salesFen, orders, oldCustomersFen }: DigestFacts): string {
  if (orders === 0) return "销售：没有成交";
  const old = salesFen > 0 ? `，老客占${sayShare(oldCustomersFen, salesFen)}` : "";
  return `销售：${sayFen(salesFen)}，${orders}单，客单价${sayFen(salesFen / orders)}${old}`;
}

function came({ visitors, buyers, newCustomers }: DigestFacts): string {
  return `到店：${visitors}位，成交${buyers}位，新登记${newCustomers}位`;
}

function followed({ staff }: DigestFacts, mine: boolean): string {
  const done = sum(staff, (one) => one.done);
  const overdue = sum(staff, (one) => one.overdue);
  const contacted = sum(staff, (one) => one.contacted);
  const head = `跟进：完成${done}件，逾期${overdue}件，联系客户${contacted}位`;
  if (mine) return head;
  const busy = inOrder(staff).filter((one) => one.done + one.overdue + one.contacted > 0);
  const named = busy
    .slice(0, STAFF_NAMED_MAX)
    .map((one) => `   ${one.name}：完成${one.done}，逾期${one.overdue}，联系${one.contacted}`);
  const more = busy.length > STAFF_NAMED_MAX ? [`   还有${busy.length - STAFF_NAMED_MAX}位同事`] : [];
  return [head, ...named, ...more].join("\n");
}

function cared({ greetings: { sent, waiting, refused, reasons } }: DigestFacts): string {
  const why = reasons
    .slice(0, REASONS_MAX)
    .map((reason) => `${reason.why}${reason.count > 1 ? `×${reason.count}` : ""}`);
  return `关怀：发出${sent}条，待确认${waiting}条，没发${refused}条${why.length > 0 ? `（${why.join("；")}）` : ""}`;
}

function complained({ complaints: { open, late, opened } }: DigestFacts): string {
  if (open + opened === 0) return "投诉：没有未了结的";
  return `投诉：未了结${open}件${late > 0 ? `，其中超时${late}件` : ""}，当天新增${opened}件`;
}

function sum(staff: readonly StaffFacts[], of: (one: StaffFacts) => number): number {
  return staff.reduce((total, one) => total + of(one), 0);
}
