// What spreadsheets made for the eye do to rows: an order's number, buyer and date stand in its first line only (the
// cells are merged over the lines below), headers come again on every page, sums close the sheet. Pure but for the row
// remembered.
import type { FileRow } from "./read.ts";
import type { Recognised } from "./recognise.ts";

const sumWords = /^(合计|总计|小计|共计|本页合计|total|subtotal|grandtotal)[:：]?$/i;

/**
 * Completes a row from the one above; null for a row that is none (a repeated header, a sum). A row is completed when it
 * names goods of its own, lacks the order's number or has that of the row above (in files without numbers: lacks all of
 * the `carried` columns), and what it does say of the order is what the row above says.
 */
export function mergedRows(recognised: Recognised, carried: readonly string[]): (row: FileRow) => FileRow | null {
  const heads = recognised.columns.filter(({ column }) => carried.includes(column.field)).map(({ at }) => at);
  const numbers = recognised.columns.filter(({ column }) => column.field === "orderNo").map(({ at }) => at);
  const lacking = numbers.length > 0 ? numbers : heads;
  let above: readonly string[] = [];
  return (row) => {
    const cell = (at: number) => (row.cells[at] ?? "").trim();
    if (recognised.columns.every(({ at, header }) => cell(at) === header.trim())) return null;
    if (isSum(recognised, cell)) return null;
    if (heads.length === 0) return row;
    const ofItsOwn = recognised.columns.some(({ at, column }) => isGoods(column.field) && cell(at) !== "");
    const isBegun =
      lacking.every((at) => cell(at) === "" || (numbers.length > 0 && cell(at) === (above[at] ?? "").trim())) &&
      lacking.some((at) => (above[at] ?? "").trim() !== "") &&
      heads.some((at) => cell(at) === "" && (above[at] ?? "").trim() !== "");
    const agrees = heads.every((at) => cell(at) === "" || cell(at) === (above[at] ?? "").trim());
    if (!ofItsOwn || !isBegun || !agrees) {
      above = row.cells;
      return row;
    }
    const cells = [...row.cells];
    for (const at of heads) cells[at] = above[at] ?? "";
    above = cells;
    return { ...row, cells, continued: true };
  };
}

function isGoods(field: string): boolean {
  return field === "item" || field === "category" || field === "amount" || field === "price";
}

/** A word of adding up, and beside it nothing but numbers. */
function isSum({ width, columns }: Recognised, cell: (at: number) => string): boolean {
  const filled = Array.from({ length: width }, (_, at) => cell(at)).filter((text) => text !== "");
  if (!filled.some((text) => sumWords.test(text.replace(/\s/g, "")))) return false;
  const rest = filled.filter((text) => !sumWords.test(text.replace(/\s/g, "")));
  return columns.length > 1 && rest.every((text) => /^[-+¥￥\d,.，\s%]*[件元单笔]?$/.test(text));
}
