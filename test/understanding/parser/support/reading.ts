// A parser with the whole grammar and a small shop's words, and plans written on one line.
import { houseGrammar } from "../../../../src/grammar.ts";
import { everySkill } from "../../../../src/skills/all.ts";
import type { Lexicon } from "../../../../src/understanding/parser/lattice.ts";
import { parse } from "../../../../src/understanding/parser/parse.ts";
import type { ParserReading } from "../../../../src/understanding/parser/reading.ts";

const grammar = houseGrammar();
export const schemas = new Map(everySkill().flatMap((skill) => skill.plans.map((plan) => [plan.kind, plan.schema])));
export const lexicon: Lexicon = {
  tiers: ["普通", "普通会员", "银卡", "银卡会员", "金卡", "金卡会员", "钻石", "钻石卡", "钻石会员"],
  staff: ["林悦", "陈晨", "周航"],
  stores: ["徐汇店", "徐汇", "静安店", "静安"],
  tags: ["爱旅游", "母婴", "通勤"],
  categories: ["裙子", "连衣裙", "大衣", "鞋", "包", "丝巾"],
};
export const customers = ["张丽华", "王芳", "李雯", "陈思雨", "欧阳静", "Annie"];

/** Sunday, 22 November 2026, ten in the morning in Shanghai. */
export function readAt(text: string): ParserReading {
  const people = customers.filter((name) => text.includes(name));
  return parse(grammar, text, { now: new Date("2026-11-22T02:00:00Z"), zone: "Asia/Shanghai", people }, lexicon);
}

/** Plans on one line, what is usual left out, and after a bar what was not understood. */
export function inShort(text: string): string {
  const { plans, leftover } = readAt(text);
  const said = plans.map(({ kind, ...rest }) => `${kind} ${short(usualLeftOut(rest)).slice(1, -1)}`.trim());
  return said.join(" + ") + (leftover.length > 0 ? ` | ${leftover.join(" ")}` : "");
}

function usualLeftOut(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(usualLeftOut);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key, one]) => !isUsual(key, one));
  return Object.fromEntries(kept.map(([key, one]) => [key, usualLeftOut(one)]));
}
function isUsual(key: string, value: unknown): boolean {
  if (key === "minInclusive" || key === "maxInclusive") return value === true;
  if (value === null || value === false) return true;
  if (Array.isArray(value)) return value.length === 0 && key !== "items";
  if (key === "as") return value === "text";
  if (key === "base" || key === "page") return value === "all" || value === "first";
  return key === "quantity" && value === 1;
}
function short(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(short).join(" ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  return `{${Object.entries(value)
    .map(([key, one]) => `${key}:${short(one)}`)
    .join(" ")}}`;
}
