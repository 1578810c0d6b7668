// XML of callbacks, written and read by the platform's side. Everything read stays a string; DTDs are refused.
import { XMLParser } from "fast-xml-parser";

export type XmlValue = string | number | XmlValue[] | { [name: string]: XmlValue };

/** Strings go into CDATA (split where they contain its end), numbers stand bare, lists repeat their element. */
export function writeXml(name: string, value: XmlValue): string {
  if (Array.isArray(value)) return value.map((each) => writeXml(name, each)).join("");
  if (typeof value === "number") return `<${name}>${value}</${name}>`;
  if (typeof value === "string") return `<${name}><![CDATA[${cdata(value)}]]></${name}>`;
  const inner = Object.entries(value).map(([child, each]) => writeXml(child, each));
  return `<${name}>${inner.join("")}</${name}>`;
}

function cdata(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replaceAll("]]>", "]]]]><![CDATA[>");
}

const lists = new Set([
  "item",
  "HorizontalContentList",
  "VerticalContentList",
  "JumpList",
  "OptionList",
  "ButtonList",
  "ActionList",
  "SelectList",
]);

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: true,
  isArray: (name) => lists.has(name),
});

/** The content of <xml>, or an error that says what is wrong. */
export function readXml(text: string): Record<string, unknown> {
  if (/<!DOCTYPE/i.test(text)) throw new Error("DOCTYPE in XML");
  const root: unknown = parser.parse(text, true);
  const content = (root as { xml?: unknown }).xml;
  if (typeof content !== "object" || content === null) throw new Error("no <xml> element");
  return content as Record<string, unknown>;
}
