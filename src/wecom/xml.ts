// XML as the platform writes it: elements, text, CDATA. All values stay strings (a MsgId exceeds 2^53, an EventKey
// may be "007"), a repeated element is always a list, and nothing with a document type is ever read (XXE).
import { XMLParser, XMLValidator } from "fast-xml-parser";

export class XmlError extends Error {
  override name = "XmlError";
}

/** One element. `text` is trimmed: the platform's own samples carry line breaks around values. */
export interface XmlElement {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

/** The body limit of callback.ts; a genuine message has a few KiB. */
const CHARS_MAX = 1024 * 1024;
/** A card update, the deepest thing the platform writes, has 5 levels. */
const DEPTH_MAX = 12;
/** A change of a group lists members one by one, at most some hundreds. */
const ELEMENTS_MAX = 5_000;

const CDATA_START = "<![CDATA[";
const CDATA_END = "]]>";

/** Reads a document whose root is `<xml>`. Throws XmlError. */
export function readXml(source: string, elementsMax: number = ELEMENTS_MAX): XmlElement {
  const text = source.replace(/^\uFEFF/, "").trim();
  if (text.length === 0) throw new XmlError("document is empty");
  if (text.length > CHARS_MAX) throw new XmlError("document is too long");
  checkMarkup(text, elementsMax);
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw new XmlError(`document is not well formed: ${valid.err.code}`);
  const roots = toElements(parse(text), 1).elements;
  const root = roots[0];
  if (root === undefined || roots.length !== 1 || root.name !== "xml") throw new XmlError("root element is not <xml>");
  return root;
}

/** All children of that name: an empty list, one or many. */
export function childrenOf(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

/** The text at a path of names, "" where there is none. */
export function textOf(element: XmlElement | undefined, ...path: string[]): string {
  return path.reduce(childOf, element)?.text ?? "";
}

/** What may be written: a number goes out bare, a string as CDATA, a list as repeated siblings. */
export type XmlValue = string | number | boolean | XmlFields | readonly XmlValue[];
export interface XmlFields {
  readonly [name: string]: XmlValue | undefined;
}

export function writeXml(fields: XmlFields): string {
  return `<xml>${writeFields(fields)}</xml>`;
}

function writeFields(fields: XmlFields): string {
  return Object.entries(fields)
    .map(([name, value]) => (value === undefined ? "" : writeElement(name, value)))
    .join("");
}

function writeElement(name: string, value: XmlValue): string {
  if (isList(value)) return value.map((each) => writeElement(name, each)).join("");
  return `<${name}>${typeof value === "object" ? writeFields(value) : writeScalar(value)}</${name}>`;
}

function writeScalar(value: string | number | boolean): string {
  if (typeof value !== "string") return String(value);
  // "]]>" inside would end the section early: it is cut in two sections.
  return `${CDATA_START}${withoutControls(value).replaceAll(CDATA_END, `]]${CDATA_END}${CDATA_START}>`)}${CDATA_END}`;
}

function isList(value: XmlValue): value is readonly XmlValue[] {
  return Array.isArray(value);
}

/**
 * Before the parser sees anything, for it is slow with much markup and anybody may send it: few elements, and outside
 * CDATA only comments start with "<!". Inside, a person may well have typed "<!DOCTYPE".
 */
function checkMarkup(text: string, elementsMax: number): void {
  // An element has at most two tags; one more for the declaration.
  const tagsMax = 2 * elementsMax + 1;
  let from = 0;
  for (let tags = 0; tags <= tagsMax; ) {
    const at = text.indexOf("<", from);
    if (at < 0) return;
    if (text[at + 1] !== "!") {
      tags += 1;
      from = at + 1;
      continue;
    }
    const end = sectionEnd(text, at);
    if (end === null) throw new XmlError("document types and entities are not read");
    if (end < 0) throw new XmlError("a section is not closed");
    from = end;
  }
  throw new XmlError("document has too many elements");
}

/** Where the CDATA section or comment at `at` ends; -1 when it does not; null when it is neither. */
function sectionEnd(text: string, at: number): number | null {
  const [start, end] = text.startsWith(CDATA_START, at) ? [CDATA_START, CDATA_END] : ["<!--", "-->"];
  if (!text.startsWith(start, at)) return null;
  const found = text.indexOf(end, at + start.length);
  return found < 0 ? -1 : found + end.length;
}

const parser = new XMLParser({
  preserveOrder: true,
  parseTagValue: false,
  trimValues: false,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  processEntities: false,
  cdataPropName: "#cdata",
  maxNestedTags: DEPTH_MAX,
});

function parse(text: string): unknown {
  try {
    return parser.parse(text);
  } catch {
    // The parser's own words may quote the document, so they are not kept as a cause.
    throw new XmlError("document cannot be read");
  }
}

/** From the parser's ordered list ({name: [children]}, {"#text": …}, {"#cdata": [{"#text": …}]}) to elements. */
function toElements(nodes: unknown, depth: number): { text: string; elements: XmlElement[] } {
  if (depth > DEPTH_MAX) throw new XmlError("document is nested too deeply");
  let text = "";
  const elements: XmlElement[] = [];
  for (const node of Array.isArray(nodes) ? nodes : []) {
    for (const [name, value] of Object.entries(node as Record<string, unknown>)) {
      if (name === "#text") text += decodeEntities(String(value));
      else if (name === "#cdata") text += rawText(value);
      else if (name !== ":@") elements.push(toElement(name, value, depth));
    }
  }
  return { text, elements };
}

function toElement(name: string, children: unknown, depth: number): XmlElement {
  const inner = toElements(children, depth + 1);
  return { name, text: withoutControls(inner.text).trim(), children: inner.elements };
}

/** XML 1.0 has no place for them, and a database refuses to keep the first. */
function withoutControls(text: string): string {
  return text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "");
}

function rawText(section: unknown): string {
  if (!Array.isArray(section)) return "";
  return section.map((part: Record<string, unknown>) => String(part["#text"] ?? "")).join("");
}

const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** The five names and character numbers. Others would need a document type, so they stay as they are. */
function decodeEntities(text: string): string {
  return text.replace(/&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));/g, (whole, name, decimal, hex) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    return isCharacter ? String.fromCodePoint(code) : whole;
  });
}
