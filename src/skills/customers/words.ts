// What is said about customers: lists, figures, new and corrected records. It decides nothing; every number in it was
// found by a query. Cards and briefs are in card-words.ts, the reading of a question in reading.ts.

import { type Day, dayOf } from "../../calendar/day.ts";
import { unreachable } from "../../errors.ts";
import type { Refusal, Turn, Words } from "../../skill.ts";
import { refusalWords } from "../staff/refusals.ts";
import { ageOn, birthdayOf, upcoming } from "./birthdays.ts";
import { briefWords, cardWords, sealedWords } from "./card-words.ts";
import { claimWords } from "./claim-words.ts";
import { eraseWords, isEraseResult } from "./erase-words.ts";
import type { FindResult } from "./find.ts";
import type { CustomersResult } from "./handle.ts";
import type { ClaimResult } from "./handle-claims.ts";
import type { EraseResult } from "./handle-erase.ts";
import type { HistoryResult } from "./handle-history.ts";
import type { MergeResult } from "./handle-merge.ts";
import { historyWords } from "./history-words.ts";
import { isMergeResult, mergeWords } from "./merge-words.ts";
import type { Aggregate } from "./query.ts";
import type { RecordResult } from "./record.ts";
import type { Candidate } from "./resolve.ts";
import { sayBirthday, sayDay, sayDaysAgo, sayFen, sayNumber, sayRange, sayShare } from "./say.ts";
import { CROWDS } from "./segment-names.ts";

export type When = Pick<Turn, "now" | "zone" | "today" | "staff">;

export function words(result: CustomersResult | Refusal, turn: When): Words {
  if (isMergeResult(result)) return mergeWords(result, turn.now);
  if (isEraseResult(result)) return { text: eraseWords(result) };
  switch (result.kind) {
    case "claimed":
    case "claim-settled":
    case "no-claim":
    case "claims":
      return claimWords(result, turn);
    case "timeline":
    case "returns":
    case "readers":
    case "verified":
    case "unverified":
      return historyWords(result, turn);
    default:
      return { text: sentence(result, turn) };
  }
}

function sentence(
  result: Exclude<CustomersResult, MergeResult | ClaimResult | HistoryResult | EraseResult> | Refusal,
  turn: When,
): string {
  switch (result.kind) {
    case "listed":
      return listed(result, turn);
    case "which-one": {
      const lines = result.candidates.map((one, index) => `${index + 1} ${sayCandidate(one, turn)}`);
      return `「${result.said}」有${result.candidates.length}位，是哪一位？\n${lines.join("\n")}\n回数字就行。`;
    }
    case "no-region": {
      const known = result.known.length === 0 ? "档案里还没登记省市" : `档案里登记的有${result.known.join("、")}等`;
      return `按地区只能查档案里的省和市，详细地址是加密存的，查不了「${result.said}」。${known}；要看门店的客户，说「${result.said}店的客户」。`;
    }
    case "no-more-lines":
      return result.rest === 0
        ? "就这些，都列出来了。想看哪一位，说「第一个」就行。"
        : `还有${result.rest}件没列出来，先看这些；想看别的，加个日子或名字再问，比如「张姐的跟进」「下周的跟进」。`;
    case "no-more":
      return `${result.reading}：${result.total}位都列完了。`;
    case "figure":
      return figure(result, turn);
    case "groups":
      return groups(result);
    case "card":
      return cardWords(result, turn);
    case "brief":
      return briefWords(result, turn);
    case "sealed":
      return sealedWords(result);
    case "created":
    case "phone-taken":
    case "was-erased":
    case "namesake":
    case "updated":
    case "unchanged":
      return recorded(result);
    case "missing":
      return missing(result);
    case "not-found":
    case "not-allowed":
      return refusalWords(result);
    default:
      return unreachable(result);
  }
}

function missing(result: Extract<Refusal, { kind: "missing" }>): string {
  switch (result.what) {
    case "shown":
      return `刚才没有列出客户，先问一句再接着筛，比如「${result.example}」。`;
    case "phone":
      return `手机号要11位，1开头，麻烦再发一次，比如「${result.example}」。`;
    case "name":
      return `还差客户的名字，比如「${result.example}」。`;
    default:
      return refusalWords(result);
  }
}

// ── lists ───────────────────────────────────────────────────────────────────────────────────────────────────────

type Listed = Extract<FindResult, { kind: "listed" }>;

function listed(result: Listed, turn: When): string {
  const { reading, order, total, offset, rows } = result;
  // Who cannot be known is not nobody.
  if (total === 0 && CROWDS.some(({ unknown }) => unknown !== null && reading.includes(unknown))) return `${reading}。`;
  if (total === 0) return `${reading}：没有符合的客户。${sayOutside(result.outside)}`;
  const head =
    order === null
      ? `${reading}：${total}位`
      : `${reading}：${result.counted ? `${total}位，${order}` : `${order}，前${rows.length}位`}`;
  const lines = rows.map((row, index) => `${offset + index + 1} ${line(row, result, turn)}`);
  const left = total - offset - rows.length;
  const more = left > 0 ? [`还有${left}位，回「还有吗」看下一页。`] : [];
  return [
    offset === 0 ? head : `${reading}（第${offset + 1}–${offset + rows.length}位，共${total}位）`,
    ...lines,
    ...more,
    ...difference(result),
  ].join("\n");
}

/** 「张姐比李姐多花多少」: the difference between the first two. */
function difference({ compared, rows }: Listed): string[] {
  const [first, second, ...others] = rows;
  if (compared === null || !first || !second || others.length > 0) return [];
  const more = (of: (row: Listed["rows"][number]) => number, say: (value: number) => string) => {
    const value = of(first) - of(second);
    return [value === 0 ? "两位一样多。" : `${first.name}比${second.name}多${say(value)}。`];
  };
  switch (compared) {
    case "spend":
      return more((row) => row.spendFen ?? 0, sayFen);
    case "orders":
      return more(
        (row) => row.orders ?? 0,
        (value) => `${value}次`,
      );
    case "points":
      return more(
        (row) => row.points,
        (value) => `${sayNumber(value)}积分`,
      );
    default:
      return [];
  }
}

function sayOutside(outside: Listed["outside"]): string {
  return outside === null ? "" : outside === "own" ? "您能看到的是自己名下的客户。" : "您能看到的是本店的客户。";
}

function line(row: Listed["rows"][number], result: Listed, turn: When): string {
  const twin = result.rows.some((other) => other.id !== row.id && other.name === row.name);
  const name = twin && row.phoneTail ? `${row.name}(尾号${row.phoneTail})` : row.name;
  const figures = result.columns.map((column) => cell(row, column, result, turn)).filter((text) => text !== "");
  // A manager sees whose customer she is; to an associate they are all her own.
  const owner = turn.staff.scope === "own" ? [] : [row.ownerName ?? "没有专属导购"];
  return [name, ...figures, ...owner].join(" · ");
}

function cell(row: Listed["rows"][number], column: Listed["columns"][number], result: Listed, turn: When): string {
  switch (column) {
    case "birthday": {
      const birthday = birthdayOf(row);
      const next = upcoming(row, turn.today);
      if (!birthday || !next) return "没记生日";
      const on =
        birthday.calendar === "lunar"
          ? `${sayBirthday(birthday)}（${sayDay(next.day, turn.today)}）`
          : sayBirthday(birthday);
      return `${on} ${daysLeft(next.daysLeft)}`;
    }
    case "spend":
      return `${sayRange(result.columnRange, turn.today) || "累计"}消费 ${sayFen(row.spendFen ?? 0)}`;
    case "orders":
      return `${sayRange(result.columnRange, turn.today) || "累计"}买了${row.orders ?? 0}次`;
    case "returns":
      return `${sayRange(result.columnRange, turn.today) || "累计"}退过${row.returns ?? 0}次`;
    case "last-seen":
      return row.lastSeenAt ? gone(dayOf(row.lastSeenAt, turn.zone), turn.today) : "还没来过";
    case "last-purchase":
      return row.lastItemAt
        ? `${sayDaysAgo(dayOf(row.lastItemAt, turn.zone), turn.today)}买了${row.lastItem ?? "东西"}`
        : "还没买过";
    case "phone-tail":
      return row.phoneTail ? `尾号${row.phoneTail}` : "没留手机号";
    case "tier":
      return row.tier ?? "还不是会员";
    case "age": {
      const age = ageOn(row, turn.today);
      return age === null ? "年龄不详" : `${age}岁`;
    }
    case "points":
      return `${sayNumber(row.points)}积分`;
    default:
      return unreachable(column);
  }
}

export function gone(day: Day, today: Day): string {
  const ago = sayDaysAgo(day, today);
  return ago.endsWith("天前") ? `${ago.slice(0, -1)}没来` : `${ago}来过`;
}

export function daysLeft(days: number): string {
  return days === 0 ? "就是今天" : days === 1 ? "明天" : `还有${days}天`;
}

// ── figures ─────────────────────────────────────────────────────────────────────────────────────────────────────

function figure(
  { reading, measure, aggregate, value, customers, whole, outside }: Extract<FindResult, { kind: "figure" }>,
  turn: When,
): string {
  if (aggregate.fn === "share") {
    const all = whole ?? 0;
    return `${reading}：${measure} ${sayShare(value ?? 0, all)}（${amount(aggregate, value ?? 0)}，${turn.staff.scope === "own" ? "您名下" : "可见范围"}共${amount(aggregate, all)}）`;
  }
  if (aggregate.of === "customers")
    return `${reading}：${customers}位${customers === 0 && outside ? `。${sayOutside(outside)}` : ""}`;
  if (customers === 0) return `${reading}：没有符合的客户，算不出${measure}。`;
  if (value === null) return `${reading}：${customers}位，但没有数据可算${measure}。`;
  return `${reading}：${measure} ${amount(aggregate, value)}（${customers}位）`;
}

function groups({ reading, measure, by, aggregate, groups: rows }: Extract<FindResult, { kind: "groups" }>): string {
  if (rows.length === 0) return `${reading}：没有符合的客户。`;
  const all = rows.reduce((sum, row) => sum + (row.value ?? 0), 0);
  const lines = rows.map((row) => {
    const value = row.value ?? 0;
    const figure =
      row.value === null
        ? "没有数据"
        : aggregate.fn === "share"
          ? `${sayShare(value, row.whole ?? all)}（${amount(aggregate, value)}）`
          : amount(aggregate, value);
    return `${label(row.label, aggregate.by)} ${figure}`;
  });
  return [`${reading}，${by}看${measure}：`, ...lines].join("\n");
}

const NO_LABEL: Readonly<Record<string, string>> = { source: "没记来源", referrer: "您看不到的客户" };

function label(name: string | null, by: Aggregate["by"]): string {
  if (by === "gender") return name === "female" ? "女" : name === "male" ? "男" : "没记性别";
  if (name !== null) return by === "tier" && name === "普通" ? "普通会员" : name;
  return by === "owner"
    ? "没有专属导购"
    : by === "tier"
      ? "还不是会员"
      : by === "category"
        ? "没分品类"
        : (NO_LABEL[by ?? ""] ?? "其他");
}

function amount({ of, fn }: Aggregate, value: number): string {
  switch (of) {
    case "customers":
      return `${sayNumber(value)}位`;
    case "spend":
    case "average-order":
      return sayFen(value);
    case "orders":
    case "visits":
      return `${sayNumber(value)}次`;
    case "purchase-gap":
    case "visit-gap":
      return `${sayNumber(Math.round(value))}天`;
    case "age":
      return fn === "count" || fn === "sum" || fn === "share" ? `${sayNumber(value)}位` : `${sayNumber(value)}岁`;
    default:
      return unreachable(of);
  }
}

// ── records ─────────────────────────────────────────────────────────────────────────────────────────────────────

const FIELDS: Readonly<Record<Extract<RecordResult, { kind: "updated" }>["field"], string>> = {
  phone: "手机号",
  name: "姓名",
  gender: "性别",
  tier: "会员等级",
  address: "地址",
  occupation: "职业",
  company: "公司",
  alias: "称呼",
};

function recorded(result: RecordResult): string {
  switch (result.kind) {
    case "created": {
      const known = [result.tier, result.phoneTail === null ? null : `尾号${result.phoneTail}`].filter(
        (one) => one !== null,
      );
      const ask = result.phoneTail === null ? "要补手机号，说「她电话是…」就行。" : "发消息之前记得先征得本人同意。";
      return `登记好了：${result.name}${known.length > 0 ? `（${known.join("，")}）` : ""}，归您名下。${ask}`;
    }
    case "phone-taken": {
      const whose = result.mine ? "就在您名下" : result.ownerName ? `是${result.ownerName}的客户` : "还没有专属导购";
      return `这个手机号（尾号${result.phoneTail ?? "不详"}）已经有人用了：${result.name}，${whose}。我没有重复登记。`;
    }
    case "was-erased":
      return `用这个手机号的客户要求过删除资料，以前的都没有了。她本人同意重新登记吗？同意就回「是」，我就登记${result.name}。`;
    case "namesake": {
      const tails = result.phoneTails.map((tail) => (tail === null ? "没留手机号" : `尾号${tail}`)).join("、");
      return `已经有叫${result.name}的客户了（${tails}）。是另一位吗？是的话回「是」，我就登记；也可以带上手机号再说一遍。`;
    }
    case "updated": {
      const old = result.before === null ? "" : `（原来是${said(result.field, result.before)}）`;
      const verb = result.field === "alias" ? "以后也叫" : `${FIELDS[result.field]}改成`;
      return `改好了：${result.name} ${verb}${said(result.field, result.after)}${old}`;
    }
    case "unchanged":
      return `${result.name}的${FIELDS[result.field]}本来就是${said(result.field, result.value)}，不用改。`;
    default:
      return unreachable(result);
  }
}

function said(field: string, value: string): string {
  return field === "gender" ? (value === "female" ? "女" : value === "male" ? "男" : "不详") : value;
}

// ── who is meant ────────────────────────────────────────────────────────────────────────────────────────────────

/** 王芳（尾号0001 · 银卡）: what tells her from her namesake, for questions and buttons. */
export function sayCandidate(candidate: Candidate, turn: Pick<Turn, "staff">): string {
  const known = [
    candidate.phoneTail === null ? null : `尾号${candidate.phoneTail}`,
    candidate.tier,
    candidate.alias,
    turn.staff.scope === "own" ? null : candidate.ownerName,
  ].filter((one) => one !== null);
  return known.length > 0 ? `${candidate.name}（${known.join(" · ")}）` : candidate.name;
}
