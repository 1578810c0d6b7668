// 「花了多少」「能发吗」「喜欢红色」 right after somebody's card leave out whom they are about. Pure.
import type { Plan } from "../skill.ts";
import type { Reading } from "../understanding/understand.ts";

/** Words that speak of more than one: such a question is about all of them even while one is on show. */
const OF_MANY =
  /客户|会员|顾客|客人|[谁哪各每最我咱店]|大家|所有|全部|名单|几个|几位|多少人|人均|平均|总共有|的$|前[\d一二三四五六七八九十]/u;
/** A question that one person answers with yes or no. */
const YES_OR_NO = /(?:[吗么嘛没]|没有|没呢|不)[？?]?$/u;
const QUESTION = /[？?吗么嘛呢几]|多少|什么|怎么|有没有|是不是/u;

export interface ReadAsHers {
  read: (text: string) => Reading;
  /** The plan only looks. */
  looks: (plan: Plan) => boolean;
}

/**
 * The reading of `text` as if 「她」 stood before it, where the sentence by itself makes no sense or asks of all
 * customers at once, and with 「她」 every word has its place. What it may do is look, and note down something about
 * her, which is echoed with her name and can be taken back. Null: she is not what it is about.
 */
export function ofHerOnShow(text: string, own: Reading, { read, looks }: ReadAsHers): Reading | null {
  // 「？」 and 「！！！」 say nothing of her.
  if (own.impossible !== null || !/[\p{L}\p{N}]/u.test(text)) return null;
  if (own.plans.some((plan) => typeof plan.who === "string" || !looks(plan))) return null;
  const whole = isWhole(own);
  if (whole && !asksOfAll(own, text)) return null;
  const hers = read(`她${text}`);
  if (!isWhole(hers)) return null;
  const asks = QUESTION.test(text);
  const fits = (plan: Plan) => plan.who === "她" && (looks(plan) || (plan.kind.startsWith("notes.") && !asks));
  return hers.plans.every(fits) ? hers : null;
}

function isWhole({ plans, leftover, doubtful }: Reading): boolean {
  return plans.length > 0 && leftover.length === 0 && !doubtful;
}

/** 「花了多少」, 「买过大衣吗」 and 「喜欢红色」 are read as of all customers, and are not meant so while one is on show. */
function asksOfAll({ plans }: Reading, text: string): boolean {
  // 喜欢红色的 asks for those; 「喜欢月白 不要粉的」 tells of one.
  if (OF_MANY.test(plans.length > 1 ? text.replace(/的$/u, "") : text)) return false;
  return plans.every(({ kind, base, page, where }) => {
    if (kind !== "customers.find" || base !== "all" || page !== "first" || !Array.isArray(where)) return false;
    return where.length === 0 || YES_OR_NO.test(text) || !QUESTION.test(text);
  });
}
