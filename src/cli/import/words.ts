// What an import says when it is done, for the person who ran it. Pure.
import type { FileReport, ImportReport } from "./import.ts";
import type { Issue } from "./row.ts";
import { guarded } from "./values.ts";

/** On the screen; all of them go into the file that was asked for, or can be. */
const issuesShown = 20;
const encodings = { utf8: "UTF-8", gb18030: "GBK", utf16le: "UTF-16", utf16be: "UTF-16", xlsx: "工作簿" } as const;

/** `errorFiles` are where all issues stand. */
export function reportText(
  { files, unread, issues, issueCount, dryRun }: ImportReport,
  errorFiles: readonly string[] = [],
): string {
  const lines = files.map(fileText);
  for (const { name, why } of unread) lines.push(`${name}：没有导入。${why}`);
  if (issueCount > 0) {
    lines.push("", `需要看一眼的 ${issueCount} 处${issueCount > issuesShown ? `（先列 ${issuesShown} 处）` : ""}：`);
    lines.push(...issues.slice(0, issuesShown).map(issueText));
    if (errorFiles.length > 0) lines.push(`全部写在：${errorFiles.join("、")}`);
    lines.push("改好后把原文件再导入一次即可，已经导入的不会重复。");
  }
  if (dryRun) lines.push("", "这是试导入：什么都没有写进去。");
  return lines.join("\n");
}

function fileText({
  file,
  zh,
  encoding,
  rows,
  created,
  changed,
  same,
  leftOut,
  dropped,
  read,
  left,
}: FileReport): string {
  const parts = [`${file}：${zh}，${encodings[encoding]}，${rows} 行 → 新增 ${created}`];
  if (changed > 0) parts.push(`更新 ${changed}`);
  if (same > 0) parts.push(`没变 ${same}`);
  if (leftOut > 0) parts.push(`跳过 ${leftOut} 行`);
  if (dropped > 0) parts.push(`${dropped} 个单元格没有导入（行保留）`);
  const unread = left.map(({ header, why }) => (why ? `${header}（${why}）` : header));
  const renamed = read.map(({ header, as }) => (header === as ? header : `${header}→${as}`));
  const lines = [parts.join("，"), `  认出的列：${renamed.join("、")}`];
  if (unread.length > 0) lines.push(`  没有用到的列：${unread.join("、")}`);
  return lines.join("\n");
}

export function issueText({ file, line, column, value, why, mend, kept }: Issue): string {
  const where = column === null ? "" : `「${column}」`;
  const what = value === "" ? "" : `“${value}”`;
  return `  ${file} 第 ${line} 行${where}${what}：${why}。${kept ? "这一格没有导入" : "这一行没有导入"}；${mend}。`;
}

const issueColumns = ["文件", "行", "列", "值", "原因", "怎么改", "这一行"];
/** One issue a row, for a spreadsheet. */
export const issuesHeader = `\uFEFF${issueColumns.join(",")}\r\n`;

export function isIssuesHeader(cells: readonly string[]): boolean {
  return issueColumns.every((column, at) => cells[at] === column);
}

export function issueRow({ file, line, column, value, why, mend, kept }: Issue): string {
  const cells = [file, line, column ?? "", guarded(value), why, mend, kept ? "已导入" : "没有导入"];
  return `${cells.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(",")}\r\n`;
}
