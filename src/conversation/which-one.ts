// Which of those offered she means: by number, by where it stands (上面那个), or by a mark that only one has (尾号8821那个,
// 银卡那位). Pure.
import type { CustomerRef } from "../skill.ts";
import { candidateWords } from "./words.ts";

/** Longer words say something else. */
const SAID_MAX = 16;
const LEAD = /^(?:就|是|对|选|要|看|应该|说的|找的|我){1,4}/u;
/** 「银卡客户」 asks for them all; 「银卡那位」 is one. */
const TAIL = /(?:会员)?(?:的?[那这]一?[个位](?:的|人|客户|会员|顾客)?|一[个位]|的)$/u;
const SOFT = /[吧啊呀哈呢啦了。.！!，,\s]{1,4}$/u;
const NUMBER = /^第?([1-9一二三四五六七八九])[个位号条]?(?:[那这][个位])?的?$/u;
const FIRST = /^(?:最?(?:上|前|顶)[面头边]|头|最先|最上|最前)$/u;
const LAST = /^(?:最?(?:下|后|底)[面头边]|最后|最下|末尾|倒数第)$/u;

/** The place of the one meant; beyond the list where the number is; null when none is, or more than one. */
export function whichOf(candidates: readonly CustomerRef[], text: string): number | null {
  if (text.length > SAID_MAX) return null;
  const words = text.trim().replace(SOFT, "");
  const bare = words.replace(LEAD, "");
  const number = NUMBER.exec(bare)?.[1] ?? NUMBER.exec(words)?.[1];
  if (number) {
    const spelt = "一二三四五六七八九".indexOf(number);
    return spelt < 0 ? Number(number) - 1 : spelt;
  }
  const marks = bare.replace(TAIL, "");
  if (FIRST.test(marks) && isPlaced(candidates, marks)) return 0;
  if (LAST.test(marks) && isPlaced(candidates, marks)) return candidates.length - 1;
  for (const mark of [words, bare, marks]) {
    const only = onlyWith(candidates, mark);
    if (only !== null) return only;
  }
  return null;
}

/** 「上面那个」 of three may be either of two. */
const isPlaced = (candidates: readonly CustomerRef[], marks: string): boolean =>
  candidates.length === 2 || /[最头倒]/u.test(marks);

function onlyWith(candidates: readonly CustomerRef[], mark: string): number | null {
  if (mark.length < 2) return null;
  const has = candidates.flatMap((candidate, index) => {
    const told = candidateWords(candidate);
    return candidate.name === mark || told.includes(mark) ? [index] : [];
  });
  return has.length === 1 ? (has[0] ?? null) : null;
}
