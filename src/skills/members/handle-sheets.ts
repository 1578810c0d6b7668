// Tables as a workbook: a sheet each, with the line that says who took it out, headers and rows.
import { headersOf, type SheetTable } from "./rules.ts";
import type { Cell, SheetRow } from "./store.ts";

export interface FilledSheet {
  table: SheetTable;
  rows: readonly SheetRow[];
}

/** Column widths in characters: ids are narrow because nobody reads them. */
const ID_WIDTH = 6;
const WIDTH = 14;

export async function writeSheets(sheets: readonly FilledSheet[], title: string | null): Promise<Buffer> {
  // It takes a third of a second to load, and most processes never write a sheet.
  const { default: exceljs } = await import("exceljs");
  const book = new exceljs.Workbook();
  for (const { table, rows } of sheets) {
    const headers = headersOf(table);
    const lines = title === null ? 1 : 2;
    const sheet = book.addWorksheet(table.zh, { views: [{ state: "frozen", ySplit: lines }] });
    if (title !== null) sheet.addRow([`${table.zh}（${title}）`]);
    sheet.addRow([...headers]).font = { bold: true };
    for (const row of rows) sheet.addRow(headers.map((header) => cellOf(row[header] ?? null)));
    headers.forEach((header, at) => {
      sheet.getColumn(at + 1).width = header.startsWith("系统") ? ID_WIDTH : WIDTH;
    });
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** Texts stay texts in a workbook: a formula is one only when it is written as one. */
function cellOf(cell: Cell): Cell {
  return cell === "" ? null : cell;
}
