// What an associate made of a draft: how much she changed, and her own way of putting it with the fields put back, so
// that it fits the next customer. Pure.
import { dayWordsNear } from "./occasions.ts";
import { type Field, fieldsIn } from "./templates.ts";

/** Insertions, deletions and changes of letters that lead from one text to the other. */
export function editDistance(from: string, to: string): number {
  const a = [...from];
  const b = [...to];
  let costs = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of a.entries()) {
    const next = [i + 1];
    for (const [j, other] of b.entries()) {
      const swap = (costs[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(swap, (costs[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    costs = next;
  }
  return costs[b.length] ?? 0;
}

/** Shorter is no greeting, longer is a letter to one person. */
const LENGTH = { min: 8, max: 160 } as const;
/** Put back in this order: what may hold another's words first. */
const restorable: readonly Field[] = ["礼遇", "上次购买", "偏好", "纪念日", "节日", "家人", "店名", "导购", "称呼"];

/**
 * The text as a wording for anybody: values turn into their fields again. Null when something of her would be left in
 * it (her name, a number, a fact), or when it does not address anybody.
 */
export function generalise(
  text: string,
  of: { values: Partial<Record<Field, string>>; private: readonly string[] },
): string | null {
  let body = text.trim();
  if (/[{}〔〕]/u.test(body)) return null;
  for (const field of restorable) {
    const value = of.values[field];
    if (value !== undefined && value.length >= (field === "称呼" || field === "导购" ? 2 : 1)) {
      body = body.replaceAll(value, `{${field}}`);
    }
  }
  const word = of.values.日子词;
  if (word !== undefined) body = body.replaceAll(word, "{日子词}");
  const plain = body.replace(/\{[^{}]*\}/g, "");
  const nearDay = new RegExp(Object.values(dayWordsNear).join("|"), "u");
  if (!fieldsIn(body).includes("称呼") || plain.length < LENGTH.min || body.length > LENGTH.max) return null;
  if (/\d|月[一二三四五六七八九十]|周[一二三四五六日]|星期/u.test(plain) || nearDay.test(plain)) return null;
  return of.private.some((one) => one.length >= 2 && plain.includes(one)) ? null : body;
}

const fullWidth: Readonly<Record<string, string>> = { ",": "，", ":": "：", ";": "；", "!": "！", "?": "？" };

/** Chinese stops after Chinese words: what is read in half width is written as it would be. */
export function punctuate(text: string): string {
  return text.replace(/(?<=[\p{Script=Han}}」”）])[,:;!?]/gu, (mark) => fullWidth[mark] ?? mark);
}
