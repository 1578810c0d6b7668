// A workbook (.xlsx) as rows of cells, sheet by sheet, read as a stream: memory grows with its distinct texts and not
// with its rows. Every cell becomes the text a person sees there; what it means is values.ts's to say.
// Not by the library that writes workbooks: its streaming reader at times loses a part of the file (a sheet's texts among
// them) without an error, and an import must not.
import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { InputError } from "../../errors.ts";
import { describe } from "../../log.ts";
import type { FileRow } from "./read.ts";
import { readEntry, readZip, type ZipEntry } from "./zip.ts";

/** Beyond 15 digits a spreadsheet has already put zeros in the place of digits. */
const exactMax = 999_999_999_999_999;
const dayMs = 86_400_000;
/** Day 0 of a spreadsheet's dates, and of those that count from 1904. */
const sheetEpoch = Date.UTC(1899, 11, 30);
const sheetEpoch1904 = Date.UTC(1904, 0, 1);
/** Of one row, or of one shared text: a sheet's cell holds 32,767 characters, a row 16,384 cells. */
const pieceCharsMax = 8_000_000;
/** Texts that are kept in memory for the whole sheet, and parts that are read at once. */
const textsCharsMax = 400_000_000;
const partCharsMax = 32_000_000;

export type Signature = "workbook" | "old-workbook" | "web-page" | "text";

/** What the first bytes say: tills often save web pages and old workbooks under a new name. */
export async function signatureOf(path: string): Promise<Signature> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(512), 0, 512, 0);
    const head = buffer.subarray(0, bytesRead);
    if (head.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 3, 4]))) return "workbook";
    if (head.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) return "old-workbook";
    return /^[\s\uFEFF]*<(!doctype|html|table|meta|\?xml)/i.test(head.toString("utf8")) ? "web-page" : "text";
  } finally {
    await handle.close();
  }
}

export interface Sheet {
  /** Place in the workbook, from 0. */
  readonly at: number;
  readonly name: string;
  rows(onBytes?: (bytes: number) => void): AsyncGenerator<FileRow>;
}

/** The sheets that are not hidden, in their order. Throws InputError when the file cannot be read. */
export async function readSheets(path: string): Promise<Sheet[]> {
  return told(path, async () => {
    const entries = await readZip(path);
    const part = async (name: string) => {
      const entry = entries.get(name.toLowerCase());
      return entry ? wholeText(await readEntry(path, entry)) : null;
    };
    const book = await part("xl/workbook.xml");
    if (book === null) throw new InputError("里面没有工作簿");
    const targets = targetsOf((await part("xl/_rels/workbook.xml.rels")) ?? "");
    const dateStyles = dateStylesOf((await part("xl/styles.xml")) ?? "");
    const is1904 = /<(?:\w+:)?workbookPr\b[^>]*\bdate1904=["'](?:1|true)["']/.test(book);
    let texts: Promise<string[]> | null = null;
    const shared = () => {
      const entry = entries.get("xl/sharedstrings.xml");
      texts ??= entry ? readTexts(path, entry) : Promise.resolve([]);
      return texts;
    };
    const tags = [...book.matchAll(/<(?:\w+:)?sheet\b[^>]*>/g)].map(([tag]) => tag);
    return tags.flatMap((tag, at) => {
      const entry = entries.get((targets.get(attribute(tag, "id") ?? "") ?? "").toLowerCase());
      if (!entry || /hidden/i.test(attribute(tag, "state") ?? "")) return [];
      const name = decoded(attribute(tag, "name") ?? `第${at + 1}张表`);
      const rows: Sheet["rows"] = (onBytes) => rowsOf(path, { entry, shared, dateStyles, is1904, onBytes });
      return [{ at, name, rows }];
    });
  });
}

interface SheetPart {
  entry: ZipEntry;
  shared: () => Promise<string[]>;
  dateStyles: ReadonlySet<number>;
  is1904: boolean;
  onBytes: ((bytes: number) => void) | undefined;
}

async function* rowsOf(
  path: string,
  { entry, shared, dateStyles, is1904, onBytes }: SheetPart,
): AsyncGenerator<FileRow> {
  const texts = await told(path, shared);
  const stream = await told(path, () => readEntry(path, entry, onBytes));
  let line = 0;
  try {
    for await (const { opening, content } of elements(stream, "row")) {
      // Some writers leave the rows' numbers and the cells' places out.
      line = Math.max(Number(attribute(opening, "r") ?? 0), line + 1);
      const cells: string[] = [];
      for (const [, tag = "", inner = ""] of content.matchAll(cellPattern)) {
        const at = columnOf(attribute(tag, "r")) ?? cells.length;
        while (cells.length < at) cells.push("");
        cells[at] = cellText(tag, inner, { texts, dateStyles, is1904 });
      }
      if (cells.some((cell) => cell !== "")) yield { line, cells };
    }
  } catch (error) {
    throw unreadable(path, error);
  } finally {
    stream.destroy();
  }
}

const cellPattern = /<(?:\w+:)?c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g;
const textPattern = /<(?:\w+:)?t\b[^>]*>([\s\S]*?)<\/(?:\w+:)?t>/g;
const valuePattern = /<(?:\w+:)?v\b[^>]*>([\s\S]*?)<\/(?:\w+:)?v>/;
/** How to pronounce a text stands beside it, and is no part of it. */
const soundPattern = /<(?:\w+:)?rPh\b[\s\S]*?<\/(?:\w+:)?rPh>/g;

function cellText(
  tag: string,
  inner: string,
  { texts, dateStyles, is1904 }: Pick<SheetPart, "dateStyles" | "is1904"> & { texts: readonly string[] },
): string {
  const type = attribute(tag, "t");
  if (type === "inlineStr") return textIn(inner);
  const value = decoded(valuePattern.exec(inner)?.[1] ?? "");
  switch (type) {
    case "s": {
      const text = texts[Number(value)];
      if (text === undefined) throw new InputError("文字表不完整");
      return text;
    }
    case "str":
      return value;
    case "b":
      return value === "1" ? "是" : "否";
    case "e":
      // #N/A, #REF!: a formula's failure is no value of anybody's.
      return "";
    case "d":
      return value.replace("T", " ").replace(/Z$/, "");
    default:
      return value.trim() === "" ? "" : numberText(Number(value), dateStyles.has(Number(attribute(tag, "s"))), is1904);
  }
}

function numberText(value: number, isDate: boolean, is1904: boolean): string {
  if (!Number.isFinite(value)) return "";
  if (isDate) return dateText(new Date((is1904 ? sheetEpoch1904 : sheetEpoch) + Math.round(value * dayMs)), value);
  if (Math.abs(value) > exactMax) return value.toExponential().toUpperCase();
  // A sum like 0.1 + 0.2 is shown, and meant, without its seventeenth digit.
  return String(Number(value.toPrecision(15)));
}

/** As local time without an offset: a sheet knows no zones. Without a time of day it is a day; without a day, a time. */
function dateText(date: Date, value: number): string {
  if (Number.isNaN(date.getTime())) return "";
  const text = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString();
  const time = text.slice(11, 19);
  if (value < 1) return time;
  return time === "00:00:00" ? text.slice(0, 10) : `${text.slice(0, 10)} ${time}`;
}

/** Styles by whose format a number is a date: formats of the sheet's own, and those every spreadsheet has. */
function dateStylesOf(styles: string): Set<number> {
  const own = new Map<number, string>();
  for (const [tag] of styles.matchAll(/<(?:\w+:)?numFmt\b[^>]*>/g))
    own.set(Number(attribute(tag, "numFmtId")), decoded(attribute(tag, "formatCode") ?? ""));
  const list = /<(?:\w+:)?cellXfs\b[\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(styles)?.[0] ?? "";
  const dates = new Set<number>();
  for (const [at, [tag]] of [...list.matchAll(/<(?:\w+:)?xf\b[^>]*>/g)].entries()) {
    const id = Number(attribute(tag, "numFmtId"));
    const format = own.get(id);
    if (format === undefined ? isBuiltInDate(id) : isDateFormat(format)) dates.add(at);
  }
  return dates;
}

/** 14–22 and 45–47 everywhere, 27–36 and 50–58 in Chinese, Japanese and Korean. */
function isBuiltInDate(id: number): boolean {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}

function isDateFormat(format: string): boolean {
  return /[ymdhs年月日]/i.test(format.replace(/"[^"]*"|\[[^\]]*\]|\\.|General/gi, ""));
}

function targetsOf(relations: string): Map<string, string> {
  const targets = new Map<string, string>();
  for (const [tag] of relations.matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)) {
    const target = decoded(attribute(tag, "Target") ?? "");
    targets.set(attribute(tag, "Id") ?? "", target.startsWith("/") ? target.slice(1) : `xl/${target}`);
  }
  return targets;
}

async function readTexts(path: string, entry: ZipEntry): Promise<string[]> {
  const texts: string[] = [];
  let chars = 0;
  for await (const { content } of elements(await readEntry(path, entry), "si")) {
    const text = textIn(content);
    chars += text.length;
    if (chars > textsCharsMax) throw new InputError("文字太多，分成几个文件");
    texts.push(text);
  }
  return texts;
}

function textIn(content: string): string {
  const plain = content.includes("rPh") ? content.replace(soundPattern, "") : content;
  return [...plain.matchAll(textPattern)].map(([, text = ""]) => decoded(text)).join("");
}

/** Elements of one name, none within another, as they come: the opening tag and what stands inside. */
async function* elements(stream: Readable, name: string): AsyncGenerator<{ opening: string; content: string }> {
  const opens = new RegExp(`<(\\w+:)?${name}\\b[^>]*>`, "g");
  stream.setEncoding("utf8");
  let text = "";
  for await (const chunk of stream) {
    text += chunk;
    let done = 0;
    for (;;) {
      opens.lastIndex = done;
      const opening = opens.exec(text);
      if (!opening) break;
      const after = opening.index + opening[0].length;
      if (opening[0].endsWith("/>")) {
        // An empty shared text has a place in the count.
        yield { opening: opening[0], content: "" };
        done = after;
        continue;
      }
      const closing = `</${opening[1] ?? ""}${name}>`;
      const end = text.indexOf(closing, after);
      if (end < 0) {
        done = opening.index;
        break;
      }
      yield { opening: opening[0], content: text.slice(after, end) };
      done = end + closing.length;
    }
    // What stands before the first element, and after the last, is not kept.
    text = done > 0 || text.length < pieceCharsMax ? text.slice(done) : text;
    if (text.length > pieceCharsMax) throw new InputError("有一行太长");
  }
}

function attribute(tag: string, name: string): string | null {
  return new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag)?.slice(1).find(Boolean) ?? null;
}

/** 「C12」 → 2. */
function columnOf(reference: string | null): number | null {
  const letters = /^[A-Z]+/.exec(reference ?? "")?.[0];
  if (!letters || letters.length > 3) return null;
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

const named: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function decoded(text: string): string {
  if (!text.includes("&") && !text.includes("_x")) return text;
  return text
    .replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, word?: string) => {
      const code = hex ? Number.parseInt(hex, 16) : decimal ? Number(decimal) : null;
      if (code !== null) return code <= 0x10ffff ? String.fromCodePoint(code) : "";
      return named[(word ?? "").toLowerCase()] ?? whole;
    })
    .replace(/_x([\dA-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

async function wholeText(stream: Readable): Promise<string> {
  stream.setEncoding("utf8");
  let text = "";
  for await (const chunk of stream) {
    text += chunk;
    if (text.length > partCharsMax) throw new InputError("说明部分太长");
  }
  return text;
}

async function told<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): InputError {
  const why = error instanceof InputError ? error.message : describe(error);
  if (why.startsWith(`${path}：`) && error instanceof InputError) return error;
  return new InputError(`${path}：这个工作簿读不下去（${why}）。用表格软件打开，另存一份再导入。`, { cause: error });
}
