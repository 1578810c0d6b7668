// The house's care templates: reading them strictly, and filling their fields. Pure; files come in as text.
import { InputError } from "../../errors.ts";
import { type ContactKind, contactKinds } from "../contact/gate.ts";
import type { Timing } from "./occasions.ts";

export const fields = ["称呼", "日子词", "节日", "纪念日", "礼遇", "偏好", "上次购买", "事", "导购", "店名"] as const;
export type Field = (typeof fields)[number];
export const causes = ["service", "need", "competitor"] as const;
/** Why a customer stays away (F12–F14). */
export type Cause = (typeof causes)[number];

export interface Template {
  key: string;
  version: number;
  occasion: ContactKind;
  /** When it may be sent in relation to the day; null is any time. */
  when: Timing | null;
  festival: string | null;
  cause: Cause | null;
  body: string;
  needs: Field[];
}

const headers = ["when", "festival", "cause", "version"];

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

/** A template kept in the database: the body alone, for any time. */
export function storedTemplate(row: { key: string; version: number; occasion: string; body: string }): Template | null {
  const occasion = contactKinds.find((kind) => kind === row.occasion);
  if (!occasion) return null;
  const needs = needsOf(row.body);
  return needs === null ? null : { ...row, occasion, when: null, festival: null, cause: null, needs };
}

function toTemplate(
  key: string,
  occasion: ContactKind,
  head: ReadonlyMap<string, string>,
  body: string,
  fault: (what: string) => InputError,
): Template {
  const when = (["ahead", "today", "late"] as const).find((one) => one === head.get("when")) ?? null;
  if (head.has("when") && when === null) throw fault("when must be ahead, today or late");
  const cause = causes.find((one) => one === head.get("cause")) ?? null;
  if (head.has("cause") && cause === null) throw fault(`cause must be one of ${causes.join(", ")}`);
  const version = Number(head.get("version") ?? 1);
  if (!Number.isInteger(version) || version < 1) throw fault("version must be a whole number from 1");
  const needs = needsOf(body);
  if (needs === null) throw fault(`unknown field; there are ${fields.map((field) => `{${field}}`).join(" ")}`);
  return { key, version, occasion, when, festival: head.get("festival") ?? null, cause, body, needs };
}

/** The fields a body asks for, each once; null when one of them does not exist. */
function needsOf(body: string): Field[] | null {
  const found = new Set<Field>();
  for (const [, name] of body.matchAll(/\{([^{}]*)\}/g)) {
    const field = fields.find((one) => one === name);
    if (!field) return null;
    found.add(field);
  }
  return [...found];
}

/** Puts values in; fields without a value stay as they are. */
export function fill(body: string, values: Partial<Record<Field, string>>): string {
  return body.replace(/\{([^{}]*)\}/g, (whole, name: string) => {
    const field = fields.find((one) => one === name);
    return (field && values[field]) ?? whole;
  });
}
