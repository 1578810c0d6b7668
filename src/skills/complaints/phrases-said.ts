// What the words said make: shared by the sentences of this skill.
import { numberOf } from "../../understanding/parser/build.ts";
import type { Said } from "../../understanding/parser/grammar.ts";

export function trim(text: string): string {
  return text.replace(/^[，,。；;：:\s]+|[，,。；;：:\s]+$/gu, "");
}

export function scoreOf(said: Said): number | null {
  const value = numberOf(said.get("score"))?.value;
  return value !== undefined && Number.isInteger(value) && value >= 1 && value <= 5 ? value : null;
}

/** 很满意 5, 满意 4, 一般 3, 不太满意 2, 很不满意 1. */
export function pleased(words: string | null): number | null {
  if (words === null) return null;
  if (/不/u.test(words)) return /很|非常/u.test(words) ? 1 : 2;
  if (/还行|一般|凑合|基本|还算|勉强/u.test(words)) return 3;
  return /很|非常|特别|十分/u.test(words) ? 5 : 4;
}
