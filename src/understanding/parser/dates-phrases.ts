// Joins date expressions with what stands around them: ranges (A到B, A和B之间) and bounds (A以前, 从A起, 截至A).
// It resolves nothing.

import { readExpression } from "./dates-grammar.ts";
import { type GrammarContext, readConnector } from "./dates-part.ts";
import type { Reading, Said } from "./dates-said.ts";
import { wordAt, wordSet, wordTable } from "./words.ts";

/** An expression with what stands around it: range, bound or nothing. */
export interface Phrase {
  readonly start: number;
  readonly end: number;
  readonly said: Said;
  readonly until?: Said;
  readonly bound?: Bound;
}

export interface Bound {
  /** `after` and `before` leave one side open; `since` and `upTo` include what was said; `sinceThen` and
   *  `untilNow` have begun already; `around` is a few days either way. */
  readonly kind: "after" | "before" | "since" | "sinceThen" | "upTo" | "untilNow" | "around" | "none";
}

const OPENERS = wordTable<"from" | "upTo">([
  ["从", "from"],
  ["自", "from"],
  ["自从", "from"],
  ["打从", "from"],
  ["由", "from"],
  ["截至", "upTo"],
  ["截至到", "upTo"],
  ["截止", "upTo"],
  ["截止到", "upTo"],
  ["截止至", "upTo"],
  ["直到", "upTo"],
]);

export function readPhrase(text: string, at: number, context: GrammarContext): Phrase | null {
  const opener = wordAt(OPENERS, text, at);
  const from = opener ? skipBlank(text, at + opener.word.length) : at;
  const first = readExpression(text, from, context);
  if (!first) return null;
  const ranged = readRange(text, first, context, opener?.value === "from");
  const bound = readBound(text, ranged, opener?.value);
  return {
    start: at,
    end: bound.end,
    said: first.said,
    ...(ranged.until ? { until: ranged.until } : {}),
    bound: bound.bound,
  };
}

interface Ranged {
  readonly said: Said;
  readonly end: number;
  readonly until?: Said;
}

/** A到B, A-B, A和B之间; 3到5号 was joined by the grammar. */
function readRange(text: string, first: Reading, context: GrammarContext, opened: boolean): Ranged {
  const { said } = first;
  if (first.until) return { said, end: first.end, until: first.until };
  let end = first.end;
  // 从今天起到周五, 从5月开始到6月.
  const started = opened ? /^(?:开始|起)/.exec(text.slice(end, end + 2)) : null;
  if (started) end += started[0].length;
  end = text[end] === "一" && text[end + 1] === "直" ? end + 2 : end;
  const second = readConnector(text, text[end] === "直" ? end + 1 : end, (from) => readExpression(text, from, context));
  if (second && isSecond(second.said) && (said.kind !== "repeat" || isClockOnly(second.said)))
    return { said, end: second.end, until: second.said };
  return readBetween(text, first, context) ?? { said, end: first.end };
}

function isSecond(said: Said): boolean {
  return (
    said.kind === "when" ||
    said.kind === "now" ||
    (said.kind === "length" && (said.mode === "ago" || said.mode === "later"))
  );
}

function isClockOnly(said: Said): boolean {
  return said.kind === "when" && Object.keys(said.fields).length === 0;
}

function readBetween(text: string, first: Reading, context: GrammarContext): Ranged | null {
  if (!"和与跟".includes(text[first.end] || " ") || first.said.kind !== "when") return null;
  const second = readExpression(text, skipBlank(text, first.end + 1), context);
  if (second?.said.kind !== "when") return null;
  for (const word of ["之间", "间", "中间"]) {
    if (text.startsWith(word, second.end))
      return { said: first.said, end: second.end + word.length, until: second.said };
  }
  return null;
}

const BOUNDS = wordTable<Bound["kind"]>([
  ["以前", "before"],
  ["之前", "before"],
  ["前", "before"],
  ["以后", "after"],
  ["之后", "after"],
  ["后", "after"],
  ["过后", "after"],
  ["以来", "sinceThen"],
  ["起", "since"],
  ["开始", "since"],
  ["至今", "untilNow"],
  ["为止", "upTo"],
  ["截止", "upTo"],
  ["及以前", "upTo"],
  ["及之前", "upTo"],
  ["或之前", "upTo"],
  ["或以前", "upTo"],
  ["及以后", "since"],
  ["及之后", "since"],
  ["或之后", "since"],
  ["或以后", "since"],
  ["内", "none"],
  ["之内", "none"],
  ["以内", "none"],
  ["期间", "none"],
  ["那天", "none"],
  ["当天", "none"],
  ["之间", "none"],
  ["整", "none"],
  ["全天", "none"],
  ["前后", "around"],
]);

const BOUND_NOT = wordSet([
  "前台",
  "前面",
  "前往",
  "前来",
  "前几",
  "前男",
  "前女",
  "后台",
  "后面",
  "后来",
  "后续",
  "后悔",
  "后门",
  "后勤",
  "后期",
  "起床",
  "起来",
  "起码",
  "起步",
  "内衣",
  "内部",
  "内购",
  "内容",
  "整理",
  "整个",
  "整体",
]);

function readBound(text: string, ranged: Ranged, opener: "from" | "upTo" | undefined): { end: number; bound: Bound } {
  const from = skipBlank(text, ranged.end);
  const found = wordAt(BOUND_NOT, text, from) || !takesBound(ranged) ? undefined : wordAt(BOUNDS, text, from);
  if (found) return { end: from + found.word.length, bound: { kind: boundKind(found.value, opener, ranged) } };
  if (opener === "upTo") return { end: ranged.end, bound: { kind: "upTo" } };
  return { end: ranged.end, bound: { kind: opener === "from" && !ranged.until ? "since" : "none" } };
}

function boundKind(kind: Bound["kind"], opener: "from" | "upTo" | undefined, ranged: Ranged): Bound["kind"] {
  // 8月1号到10月1号之前 ends where its last word begins.
  if (ranged.until) return kind === "before" ? "before" : "none";
  if (opener === "upTo") return "upTo";
  return opener === "from" && kind === "none" ? "since" : kind;
}

/** 三天后后 does not exist, and every week has no before. */
function takesBound(ranged: Ranged): boolean {
  const { said } = ranged;
  return said.kind === "when" || said.kind === "now" || (said.kind === "length" && said.mode === "ago");
}

function skipBlank(text: string, at: number): number {
  return text[at] === " " ? at + 1 : at;
}
