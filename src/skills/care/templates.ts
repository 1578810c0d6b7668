// The house's care templates: reading them strictly, and filling their fields. Pure; files come in as text.
import { InputError } from "../../errors.ts";
import { type ContactKind, contactKinds } from "../contact/gate.ts";
import type { Timing } from "./occasions.ts";

export const fields = [
  "称呼",
  "日子词",
  "节日",
  "纪念日",
  "礼遇",
  "偏好",
  "家人",
  "上次购买",
  "事",
  "导购",
  "店名",
] as const;
export type Field = (typeof fields)[number];
export const causes = ["service", "need", "competitor", "dormant"] as const;
/** Why a customer stays away; `dormant`: she has only been quiet for a while. */
export type Cause = (typeof causes)[number];
export const lifecycles = ["new", "old", "lost"] as const;
/** New customers need trust, old ones belonging, lost ones to be valued. */
export type Lifecycle = (typeof lifecycles)[number];
/** Who wrote a wording: the associate herself, the shop, the house. The nearer goes first. */
export type Origin = "own" | "shop" | "house";

export interface Template {
  key: string;
  version: number;
  occasion: ContactKind;
  /** When it may be sent in relation to the day; null is any time. */
  when: Timing | null;
  festival: string | null;
  cause: Cause | null;
  /** Whom the tone is for; null is anybody. */
  lifecycle: Lifecycle | null;
  /** Without closeness: for 「正式一点」. */
  formal: boolean;
  origin: Origin;
  body: string;
  /** Fields it cannot do without; those inside 〔…〕 it can. */
  needs: Field[];
}

const headers = ["when", "festival", "cause", "for", "tone", "version"];

/**
 * Reads one file: `occasion: …` on top, then sections `## key`, each with optional headers and a body. Every fault is
 * told with file and line; nothing is skipped in silence.
 */
export function parseTemplates(file: string, text: string): Template[] {
  const fault = (line: number, what: string) => new InputError(`${file}:${line + 1}: ${what}`);
  const lines = text.split(/\r?\n/);
  const top = lines.findIndex((line) => line.startsWith("occasion:"));
  const occasion = contactKinds.find((kind) => kind === lines[top]?.slice("occasion:".length).trim());
  if (!occasion) throw fault(Math.max(top, 0), `occasion must be one of ${contactKinds.join(", ")}`);

  const starts = lines.flatMap((line, index) => (line.startsWith("## ") ? [index] : []));
  const seen = new Set<string>();
  return starts.map((start, index) => {
    const name = (lines[start] ?? "").slice(3).trim();
    if (!/^[a-z0-9-]+$/.test(name)) throw fault(start, "a section's name is made of small letters and hyphens");
    if (seen.has(name)) throw fault(start, `the section ${name} is there twice`);
    seen.add(name);
    const head = new Map<string, string>();
    let line = start + 1;
    for (; line < lines.length && /^[a-z]+:/.test(lines[line] ?? ""); line++) {
      const [key = "", value = ""] = (lines[line] ?? "").split(/:\s*/, 2);
      if (!headers.includes(key) || value === "") throw fault(line, `unknown or empty header ${key}`);
      head.set(key, value);
    }
    const body = lines
      .slice(line, starts[index + 1])
      .join("\n")
      .trim();
    if (body === "") throw fault(start, `the section ${name} has no text`);
    return toTemplate(`${occasion}/${name}`, occasion, head, body, (what) => fault(start, what));
  });
}

/** A wording kept in the database. Null when it names an occasion or a field that does not exist. */
export function storedTemplate(row: {
  key: string;
  version: number;
  occasion: string;
  timing: string | null;
  festival: string | null;
  cause: string | null;
  lifecycle?: string | null;
  formal?: boolean;
  body: string;
  origin: Origin;
}): Template | null {
  const occasion = contactKinds.find((kind) => kind === row.occasion);
  if (!occasion) return null;
  const needs = needsOf(row.body);
  if (needs === null) return null;
  const when = timings.find((one) => one === row.timing) ?? null;
  const cause = causes.find((one) => one === row.cause) ?? null;
  const lifecycle = lifecycles.find((one) => one === row.lifecycle) ?? null;
  const { key, version, festival, body, origin, formal = false } = row;
  return { key, version, occasion, when, festival, cause, lifecycle, formal, origin, body, needs };
}

export const timings = ["ahead", "today", "late"] as const;

function toTemplate(
  key: string,
  occasion: ContactKind,
  head: ReadonlyMap<string, string>,
  body: string,
  fault: (what: string) => InputError,
): Template {
  const when = timings.find((one) => one === head.get("when")) ?? null;
  if (head.has("when") && when === null) throw fault("when must be ahead, today or late");
  const cause = causes.find((one) => one === head.get("cause")) ?? null;
  if (head.has("cause") && cause === null) throw fault(`cause must be one of ${causes.join(", ")}`);
  const lifecycle = lifecycles.find((one) => one === head.get("for")) ?? null;
  if (head.has("for") && lifecycle === null) throw fault(`for must be one of ${lifecycles.join(", ")}`);
  const formal = head.get("tone") === "formal";
  if (head.has("tone") && !formal) throw fault("tone can only be formal");
  const version = Number(head.get("version") ?? 1);
  if (!Number.isInteger(version) || version < 1) throw fault("version must be a whole number from 1");
  const needs = needsOf(body);
  if (needs === null) throw fault(`unknown field; there are ${fields.map((field) => `{${field}}`).join(" ")}`);
  const festival = head.get("festival") ?? null;
  return { key, version, occasion, when, festival, cause, lifecycle, formal, origin: "house", body, needs };
}

/** The fields a body cannot do without, each once; null when one does not exist or a clause is left open. */
function needsOf(body: string): Field[] | null {
  if (unknownFields(body).length > 0 || hasOpenClause(body)) return null;
  return fieldsIn(body.replace(clauses, ""));
}

/** Field names in a body that do not exist. */
export function unknownFields(body: string): string[] {
  return [...body.matchAll(braces)].flatMap(([, name = ""]) => (fields.some((one) => one === name) ? [] : [name]));
}

export function hasOpenClause(body: string): boolean {
  return /[〔〕]/.test(body.replace(clauses, ""));
}

/** Fields a body names, inside clauses too, each once. */
export function fieldsIn(body: string): Field[] {
  return fields.filter((field) => body.includes(`{${field}}`));
}

/** What is wrong with a wording somebody typed. */
export type TemplateFault =
  | { code: "unknown-field"; names: string[] }
  | { code: "open-clause" }
  | { code: "no-address" }
  | { code: "day-word"; word: string }
  | { code: "no-sample" };

/** Other brackets round a known field are meant as braces: 【称呼】, [称呼], ｛称呼｝. */
export function normaliseFields(text: string): string {
  return text.replace(/[{｛【[(（]\s*([^{}｛｝【】[\]()（）]{1,6})\s*[}｝】\])）]/gu, (whole, name: string) =>
    fields.some((one) => one === name) ? `{${name}}` : whole,
  );
}

export function faultOf(body: string, occasion: ContactKind): TemplateFault | null {
  const names = unknownFields(body);
  if (names.length > 0) return { code: "unknown-field", names };
  if (hasOpenClause(body)) return { code: "open-clause" };
  if (!fieldsIn(body).includes("称呼")) return { code: "no-address" };
  // 后天 written down is wrong on all days but one.
  const word = occasion === "care" ? null : /大后天|后天|明天|昨天|前天|今天(?=是|就是|您)/u.exec(body)?.[0];
  return word ? { code: "day-word", word } : null;
}

const braces = /\{([^{}]*)\}/g;
/** 〔给您留了{礼遇}。〕 is left out when a field is missing; 〔@忠实、VIP …〕 also for anybody of another tier. */
const clauses = /〔(?:@([^ 〕]*) )?([^〔〕]*)〕/g;

/** Keeps the clauses that can be said to her and drops the rest; `labels` are her tier, its family, her class. */
export function settleClauses(body: string, has: (field: Field) => boolean, labels: readonly string[]): string {
  return body.replace(clauses, (_whole, who: string | undefined, text: string) => {
    const hers = who === undefined || who.split("、").some((one) => labels.includes(one));
    return hers && fieldsIn(text).every(has) ? text : "";
  });
}

/** Puts values in; fields without a value stay as they are. */
export function fill(body: string, values: Partial<Record<Field, string>>): string {
  return body.replace(braces, (whole, name: string) => {
    const field = fields.find((one) => one === name);
    return (field && values[field]) ?? whole;
  });
}
