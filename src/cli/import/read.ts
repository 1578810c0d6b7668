// A file as rows of cells, whatever wrote it: workbooks; UTF-8 with or without a mark, GBK, UTF-16; commas, tabs,
// semicolons, bars or aligned blanks. Streams: memory does not grow with the rows. It knows nothing of what cells mean.
import { createReadStream, type ReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { parse } from "csv-parse";
import iconv from "iconv-lite";
import { InputError } from "../../errors.ts";
import { readSheets, signatureOf } from "./sheets.ts";

export interface FileRow {
  /** Line of the file where the row ends, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Part of what the row above began: its merged cells stand here too. */
  readonly continued?: boolean;
}

export interface FileLook {
  readonly encoding: "utf8" | "gb18030" | "utf16le" | "utf16be" | "xlsx";
  readonly bytes: number;
  /** "blanks": columns are aligned with blanks, as in printed tables. */
  readonly delimiter: "," | "\t" | ";" | "|" | "，" | "blanks";
  /** Which of a workbook's sheets; null for a text. */
  readonly sheet: { readonly at: number; readonly name: string } | null;
}

/** A record longer than this is a quote that was never closed. */
const recordBytesMax = 1_000_000;
/** Enough for the header and some rows. */
const headBytes = 65_536;

/** A table to import: a text is one, a workbook has one on each sheet. `head` holds its first rows. */
export interface Table {
  readonly look: FileLook;
  readonly head: readonly FileRow[];
}

/** The tables of a file with the first `headRows` rows of each. Empty sheets are none. */
export async function tablesOf(path: string, headRows: number): Promise<Table[]> {
  const bytes = await sizeOf(path);
  const signature = await signatureOf(path);
  if (signature === "old-workbook")
    throw new InputError(`${path}：这是旧格式（.xls）或加了密码的工作簿。请打开后「另存为」.xlsx 或 CSV 再导入。`);
  if (signature === "web-page")
    throw new InputError(`${path}：这其实是网页，只是名字像表格。请用表格软件打开，「另存为」.xlsx 或 CSV 再导入。`);
  if (signature === "text") {
    const look = await lookAt(path);
    return [{ look, head: await firstOf(readRows(path, look), headRows) }];
  }
  const tables: Table[] = [];
  for (const { at, name, rows } of await readSheets(path)) {
    const head = await firstOf(rows(), headRows);
    const look: FileLook = { encoding: "xlsx", bytes, delimiter: ",", sheet: { at, name } };
    if (head.length > 0) tables.push({ look, head });
  }
  if (tables.length === 0) throw new InputError(`${path}：工作簿是空的。第一行写表头，从第二行起写数据。`);
  return tables;
}

async function firstOf(rows: AsyncGenerator<FileRow>, count: number): Promise<FileRow[]> {
  const first: FileRow[] = [];
  for await (const row of rows) {
    first.push(row);
    if (first.length >= count) break;
  }
  return first;
}

/** Reads the whole file once: a Chinese encoding may show itself only in the last line. */
async function lookAt(path: string): Promise<FileLook> {
  const bytes = await sizeOf(path);
  const encoding = await encodingOf(path);
  const head = await readHead(path, encoding);
  if (head.trim() === "") throw new InputError(`${path}：文件是空的。第一行写表头，从第二行起写数据。`);
  if (/[\u0000-\u0008]/.test(head)) {
    throw new InputError(`${path}：这不是表格也不是文本。请在表格软件里「另存为」.xlsx 或 CSV 再导入。`);
  }
  return { encoding, bytes, delimiter: delimiterOf(head), sheet: null };
}

/** The rows in order, blank lines left out. `onBytes` hears how far the reading has come. */
export async function* readRows(
  path: string,
  look: FileLook,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<FileRow> {
  if (look.sheet) {
    const sheet = (await readSheets(path)).find(({ at }) => at === look.sheet?.at);
    if (sheet) yield* sheet.rows(onBytes);
    return;
  }
  const stream = createReadStream(path, { highWaterMark: headBytes });
  if (onBytes) stream.on("data", () => onBytes(stream.bytesRead));
  const text = decoded(stream, look.encoding);
  try {
    if (look.delimiter === "blanks") yield* alignedRows(text);
    else yield* delimitedRows(path, text, look.delimiter);
  } finally {
    stream.destroy();
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    const found = await stat(path);
    if (found.isFile()) return found.size;
  } catch {
    throw new InputError(`${path}：没有这个文件，检查路径。`);
  }
  throw new InputError(`${path}：这不是文件。要导入一个文件夹里的全部文件，写 ${path}/*.csv`);
}

async function encodingOf(path: string): Promise<FileLook["encoding"]> {
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  let first = true;
  for await (const chunk of createReadStream(path)) {
    const bytes: Uint8Array = chunk;
    if (first && bytes[0] === 0xff && bytes[1] === 0xfe) return "utf16le";
    if (first && bytes[0] === 0xfe && bytes[1] === 0xff) return "utf16be";
    first = false;
    try {
      utf8.decode(bytes, { stream: true });
    } catch {
      return "gb18030";
    }
  }
  return "utf8";
}

async function readHead(path: string, encoding: FileLook["encoding"]): Promise<string> {
  let head = "";
  for await (const chunk of decoded(createReadStream(path, { end: headBytes - 1 }), encoding)) head += chunk;
  return head.replace(/^\uFEFF/, "");
}

function decoded(stream: ReadStream, encoding: FileLook["encoding"]): Readable {
  if (encoding === "utf8") return stream.setEncoding("utf8");
  const name = encoding === "utf16be" ? "utf-16be" : encoding === "utf16le" ? "utf-16le" : "gb18030";
  const decoder = iconv.getDecoder(name);
  async function* text() {
    for await (const chunk of stream) yield decoder.write(chunk);
    const rest = decoder.end();
    if (rest) yield rest;
  }
  return Readable.from(text(), { objectMode: true, highWaterMark: 4 });
}

/** The sign that cuts the first lines into the most columns, and into equally many. */
export function delimiterOf(head: string): FileLook["delimiter"] {
  const lines = head
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .slice(0, 20);
  const whole = lines.length > 1 && head.length >= headBytes - 1 ? lines.slice(0, -1) : lines;
  const signs = [",", "\t", ";", "|", "，"] as const;
  const scored = signs.map((sign) => {
    const counts = whole.map((line) => outsideQuotes(line).split(sign).length - 1);
    const usual = [...counts].sort((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0;
    const alike = counts.filter((count) => count === usual).length / counts.length;
    return { sign, score: usual * alike ** 2 };
  });
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
  if (best.score > 0) return best.sign;
  const columns = whole.map((line) => line.trim().split(/\s+/).length);
  return (columns[0] ?? 1) > 1 && columns.every((count) => count === columns[0]) ? "blanks" : ",";
}

function outsideQuotes(line: string): string {
  return line.replace(/"(?:[^"]|"")*"/g, "");
}

async function* delimitedRows(path: string, text: Readable, delimiter: string): AsyncGenerator<FileRow> {
  const parser = parse({
    delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    max_record_size: recordBytesMax,
  });
  text.on("error", (error) => parser.destroy(error));
  text.pipe(parser);
  try {
    for await (const { record, info } of parser) yield { line: info.lines, cells: record };
  } catch (error) {
    throw new InputError(`${path}：${csvFault(error)}`, { cause: error });
  }
}

function csvFault(error: unknown): string {
  const { code, lines } = error as { code?: string; lines?: number };
  if (code === "CSV_QUOTE_NOT_CLOSED" || code === "CSV_MAX_RECORD_SIZE") {
    return `第 ${lines} 行附近有一个引号没有成对。把它补上，或把文字里的引号写成两个（""）。`;
  }
  return `读到第 ${lines ?? "?"} 行时读不下去（${error instanceof Error ? error.message : String(error)}）。`;
}

async function* alignedRows(text: Readable): AsyncGenerator<FileRow> {
  let line = 0;
  for await (const raw of createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    const trimmed = raw.replace(/^\uFEFF/, "").trim();
    if (trimmed !== "") yield { line, cells: trimmed.split(/\s+/) };
  }
}
