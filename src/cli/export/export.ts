// The shop into a folder of CSV files that import reads back: for spreadsheets, for moving house, for leaving us.
// Phones are written in clear unless masked ones are asked for: it is the owner's own data, and an export without them
// could not be moved anywhere. So the files are readable by their owner only, and the command says what they hold.
import { createWriteStream } from "node:fs";
import { chmod, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { system } from "../../db/actor.ts";
import type { Db } from "../../db/db.ts";
import type { Vault } from "../../db/vault.ts";
import { InputError } from "../../errors.ts";
import { type Column, type FileKind, fileKinds, type ValueType } from "../import/headers.ts";
import { masked } from "../import/row.ts";
import { guarded, writeBirthday, writeDay, writeInstant, writeMoney } from "../import/values.ts";
import { readPages, type Value } from "./pages.ts";

export interface ExportOptions {
  /** Times are written as this zone's clocks show them. */
  zone: string;
  now: Date;
  phones: "clear" | "masked";
  onFile?: (file: ExportedFile) => void;
}

export interface ExportedFile {
  readonly file: string;
  readonly zh: string;
  readonly rows: number;
}

const ownerOnly = 0o600;

/**
 * Writes every kind of file into `dir`, made when absent; files of the same names are replaced, each whole or not at
 * all. Memory does not grow with the shop. The shop may be in use: each page of a file is of one moment.
 */
export async function exportShop(
  db: Db,
  vault: Vault,
  { dir, ...options }: ExportOptions & { dir: string },
): Promise<ExportedFile[]> {
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new InputError(`${dir}：建不了这个文件夹（${(error as Error).message}）。换一个位置。`);
  }
  const files: ExportedFile[] = [];
  for (const kind of fileKinds) {
    const file = { file: kind.file, zh: kind.zh, rows: await writeFileOf(db, vault, { dir, kind, options }) };
    files.push(file);
    options.onFile?.(file);
  }
  await audit(db, files, options);
  return files;
}

async function writeFileOf(
  db: Db,
  vault: Vault,
  { dir, kind, options }: { dir: string; kind: FileKind; options: ExportOptions },
): Promise<number> {
  const columns = kind.columns.filter((column) => !column.importOnly);
  const path = join(dir, kind.file);
  const part = `${path}.part`;
  let rows = 0;
  async function* text() {
    // Spreadsheets take a file for UTF-8 only when it begins with this mark.
    yield `\uFEFF${columns.map((column) => quoted(column.zh)).join(",")}\r\n`;
    for await (const page of readPages(db, vault, kind.kind)) {
      rows += page.length;
      const lines = page.map((values) =>
        columns.map((column) => cellOf(column, values[column.field], options)).join(","),
      );
      yield `${lines.join("\r\n")}\r\n`;
    }
  }
  try {
    await pipeline(
      Readable.from(text(), { objectMode: true, highWaterMark: 1 }),
      createWriteStream(part, { mode: ownerOnly }),
    );
    await chmod(part, ownerOnly);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  return rows;
}

function cellOf(column: Column, value: Value, options: ExportOptions): string {
  if (value === null || value === undefined) return "";
  // No part of an address says little enough to stay.
  if (column.field === "address" && options.phones === "masked") return "";
  return quoted(textOf(column.type, value, options));
}

function textOf(type: ValueType, value: Value, { zone, phones }: ExportOptions): string {
  if (value instanceof Date) return type === "day" ? writeDay(value) : writeInstant(value, zone);
  if (typeof value === "boolean") return value ? "是" : "否";
  if (typeof value === "number") return type === "money" ? writeMoney(value) : String(value);
  if (typeof value === "string") {
    if (type === "phone") return phones === "clear" ? value : masked(value);
    if (typeof type === "object") return type[value]?.[0] ?? value;
    return guarded(value);
  }
  if (value && "calendar" in value) return writeBirthday(value);
  return guarded((value ?? []).join("、"));
}

function quoted(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Who took what out. */
async function audit(db: Db, files: readonly ExportedFile[], { now, phones }: ExportOptions): Promise<void> {
  const detail = { phones, rows: Object.fromEntries(files.map(({ file, rows }) => [file, rows])) };
  await db.transaction(system, (tx) =>
    tx.auditEntry.createMany({ data: [{ at: now, actorId: "system", action: "export", detail }] }),
  );
}
