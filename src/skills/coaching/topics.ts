// What the house tells its people to say and do, one topic a file: reading the files strictly. Pure; they come in as text.
import { InputError } from "../../errors.ts";
import { normalise } from "../../understanding/parser/normalise.ts";

export const fields = ["店名", "导购", "喜好", "上次"] as const;
export type Field = (typeof fields)[number];

export interface Line {
  /** `do`: what to do. `say`: a sentence for the customer's ears. */
  kind: "do" | "say";
  /** Whom or what it is for (技术型, 现场介绍), as it stands before the line; null is anybody. */
  label: string | null;
  /** Hours of the day it is for, the end left out. */
  hours: { from: number; to: number } | null;
  text: string;
  needs: Field[];
}

export interface Topic {
  title: string;
  /** What people here call it. */
  names: string[];
  /** What a customer says: told by itself (「说别家便宜」) it asks what to answer. */
  heard: string[];
  lines: Line[];
}

/** An answer is read at the counter: title, these, and a line about her. */
export const LINES_MAX = 6;
const NAME_LENGTH = { min: 2, max: 12 } as const;
/** Said in one breath; what is to be done is read. */
const SAY_MAX = 70;
const DO_MAX = 60;

/** Reads one file. Every fault is told with file and line; nothing is skipped in silence. */
export function parseTopic(file: string, text: string): Topic {
  const fault = (at: number, what: string) => new InputError(`${file}:${at + 1}: ${what}`);
  const topic: Topic = { title: "", names: [], heard: [], lines: [] };
  for (const [at, raw] of text.split(/\r?\n/u).entries()) {
    const line = raw.trim();
    if (line === "") continue;
    if (topic.title === "") {
      if (!line.startsWith("# ")) throw fault(at, "the first line is the title: # 客户嫌贵");
      topic.title = line.slice(2).trim();
    } else if (line.startsWith("names:")) topic.names.push(...namesIn(line, (what) => fault(at, what)));
    else if (line.startsWith("heard:")) topic.heard.push(...namesIn(line, (what) => fault(at, what)));
    else if (/^[->] /u.test(line)) topic.lines.push(toLine(line, (what) => fault(at, what)));
    else throw fault(at, "a line begins with names: or heard: or - (what to do) or > (what to say)");
  }
  if (topic.names.length === 0) throw fault(0, "names: is missing, the words people ask with");
  if (!topic.lines.some(({ kind }) => kind === "say")) throw fault(0, "there is no sentence to say (a line with >)");
  if (topic.lines.length > LINES_MAX) throw fault(0, `${topic.lines.length} lines, ${LINES_MAX} are read on a phone`);
  return topic;
}

/** All files together: a name means one topic. */
export function parseTopics(files: readonly { name: string; text: string }[]): Topic[] {
  const owners = new Map<string, string>();
  return files.map(({ name: file, text }) => {
    const topic = parseTopic(file, text);
    for (const name of [...topic.names, ...topic.heard]) {
      const owner = owners.get(name);
      if (owner !== undefined) throw new InputError(`${file}: the name ${name} is there twice, also in ${owner}`);
      owners.set(name, file);
    }
    return topic;
  });
}

/** The topic of that name; else the one whose longest name stands in what was said, or that alone holds it. */
export function findTopic(topics: readonly Topic[], said: string): Topic | null {
  const { text } = normalise(said.trim());
  if (text === "") return null;
  const namesOf = ({ title, names, heard }: Topic) => [normalise(title).text, ...names, ...heard];
  const longest = (topic: Topic) =>
    Math.max(0, ...namesOf(topic).map((name) => (text.includes(name) ? name.length : 0)));
  const best = topics.toSorted((one, other) => longest(other) - longest(one))[0];
  if (best && longest(best) > 0) return best;
  const holding = topics.filter((topic) => namesOf(topic).some((name) => name.includes(text)));
  return text.length >= NAME_LENGTH.min && holding.length === 1 ? (holding[0] ?? null) : null;
}

function namesIn(line: string, fault: (what: string) => InputError): string[] {
  const names = line
    .slice(line.indexOf(":") + 1)
    .split(/[、,，]/u)
    .map((name) => name.trim());
  for (const name of names) {
    if (name.length < NAME_LENGTH.min || name.length > NAME_LENGTH.max)
      throw fault(`the name 「${name}」 must have ${NAME_LENGTH.min} to ${NAME_LENGTH.max} letters`);
    if (normalise(name).text !== name) throw fault(`write the name 「${name}」 as 「${normalise(name).text}」`);
  }
  return names;
}

function toLine(line: string, fault: (what: string) => InputError): Line {
  const kind = line.startsWith(">") ? "say" : "do";
  const [, label = null, text = ""] = /^[->] (?:@(\S+) )?(.*)$/u.exec(line) ?? [];
  const max = kind === "say" ? SAY_MAX : DO_MAX;
  if (text.length > max) throw fault(`${text.length} letters, at most ${max}`);
  const unknown = [...text.matchAll(/\{([^{}]*)\}/gu)].find(([, name]) => !fields.some((one) => one === name));
  if (unknown) throw fault(`unknown field ${unknown[0]}; there are ${fields.map((one) => `{${one}}`).join(" ")}`);
  if (/[{}]/u.test(text.replace(/\{[^{}]*\}/gu, ""))) throw fault("a brace without its other half");
  const needs = fields.filter((field) => text.includes(`{${field}}`));
  return { kind, label, hours: hoursOf(label, fault), text, needs };
}

/** @8-10点 */
function hoursOf(label: string | null, fault: (what: string) => InputError): Line["hours"] {
  const said = /^(\d+)-(\d+)点$/u.exec(label ?? "");
  if (!said) return null;
  const [from, to] = [Number(said[1]), Number(said[2])];
  if (from >= to || to > 24) throw fault(`hours run from the smaller to the larger, 24 at most: @${label}`);
  return { from, to };
}
