// What a follow-up made by a rule says: what to do and why, in one line. Pure wording.
import { type Day, diffDays } from "../../calendar/day.ts";
import type { ContactDue, PurchaseClass } from "./rule-store.ts";

const REVIEWS: Readonly<Record<PurchaseClass, string>> = {
  重要: "回访：用得怎样、有什么要改进（重要客户，每月一次）",
  主要: "深入回访：新品、新服务、最近的需要（主要客户，每季度一次）",
  普通: "关怀回访：问候一声，带一条使用小贴士（半年一次）",
  小: "回访一下",
};

/** 联系一下（重要客户，23天没联系） */
export function contactText(due: ContactDue, today: Day): string {
  if (due.kind === "review") return REVIEWS[due.class];
  const ago = due.never ? "还没联系过" : `${diffDays(due.since, today)}天没联系`;
  return `联系一下（${due.class}客户，${ago}）`;
}

export const leadText = "发资料、打个招呼（新加的好友，48小时内）";
export function firstPurchaseText(item: string | null): string {
  return `回访首次购买${item ? `「${item}」` : ""}：用得怎么样，先不推新品`;
}
export function progressText(wish: string, week: number): string {
  const short = [...wish].length > 20 ? `${[...wish].slice(0, 19).join("")}…` : wish;
  return `跟进一下进展：${short}（第${week}周）`;
}
export const contactedOutcome = "已联系";
