// A report as a workbook: its figures with what they mean, its colleagues, its shops; the line on top says who took it out.
import type { Settings } from "../../settings.ts";
import { inOrder, measure } from "./digest.ts";
import { KPI_KEYS, kpis } from "./kpi.ts";
import { GRAIN_NAMES, type Report } from "./lines.ts";

const WIDTHS = { figures: [22, 14, 14, 70], staff: [14, 10, 10, 10, 10, 10], stores: [16, 14, 10, 10, 10, 12] };

export async function writeReportSheet(report: Report, title: string, settings: Settings): Promise<Buffer> {
  // It takes a third of a second to load, and most processes never write a sheet.
  const { default: exceljs } = await import("exceljs");
  const book = new exceljs.Workbook();
  const add = (name: string, widths: readonly number[], header: string[], rows: (string | number | null)[][]) => {
    const sheet = book.addWorksheet(name, { views: [{ state: "frozen", ySplit: 2 }] });
    sheet.addRow([title]);
    sheet.addRow(header).font = { bold: true };
    for (const row of rows) sheet.addRow(row);
    widths.forEach((width, at) => {
      sheet.getColumn(at + 1).width = width;
    });
    return sheet;
  };
  const { facts, before, grain, stores } = report;

  const figures = add(
    "指标",
    WIDTHS.figures,
    ["指标", GRAIN_NAMES[grain].report, before ? GRAIN_NAMES[grain].before : "", "怎么算"],
    [],
  );
  for (const key of KPI_KEYS) {
    const { unit, name, formula, monthly } = kpis[key];
    if (monthly && grain !== "month") continue;
    const scale = unit === "fen" || unit === "mean-fen" ? 0.01 : 1;
    const cell = (of: Report["facts"] | null) => {
      const value = of && measure(key, of.figures[key]);
      return value === null ? null : value * scale;
    };
    const row = figures.addRow([
      unit === "fen" || unit === "mean-fen" ? `${name}（元）` : name,
      cell(facts),
      cell(before),
      formula(settings),
    ]);
    if (unit === "share") for (const column of [2, 3]) row.getCell(column).numFmt = "0.0%";
    if (scale !== 1) for (const column of [2, 3]) row.getCell(column).numFmt = "#,##0.00";
  }

  add(
    "同事",
    WIDTHS.staff,
    ["导购", "跟进完成", "跟进逾期", "承诺守住", "承诺误了", "联系客户"],
    inOrder(facts.staff).map((one) => [one.name, one.done, one.overdue, one.kept, one.broken, one.contacted]),
  );
  if (stores.length > 1)
    add(
      "门店",
      WIDTHS.stores,
      ["门店", "销售额（元）", "单数", "跟进逾期", "投诉未了结", "投诉超时"],
      stores.map(({ name, facts: { figures: of, staff } }) => [
        name,
        of.sales.num / 100,
        of.sales.den,
        staff.reduce((sum, one) => sum + one.overdue, 0),
        of.complaints.den,
        of.complaints.num,
      ]),
    );
  return Buffer.from(await book.xlsx.writeBuffer());
}
