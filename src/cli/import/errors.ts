// The list of what was not imported, as a file a spreadsheet opens: beside each file, or all in one that was asked for.
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { Issue } from "./row.ts";
import { issueRow, issuesHeader } from "./words.ts";

/** Rows are written this many at a time: a file with a wrong column has an issue in every row. */
const rowsAtOnce = 500;

export interface ErrorFiles {
  write(issue: Issue): void;
  /** The files that were written. Lists of an earlier import that have become empty are removed. */
  close(): Promise<string[]>;
}

/** `asked`: one file for all. Otherwise 「订单.xlsx」 has 「订单.errors.csv」 beside it, and only when there is an error. */
export function openErrorFiles(paths: readonly string[], asked: string | null): ErrorFiles {
  const rows = new Map<string, string[]>();
  const begun = new Set<string>();
  const flush = (file: string) => {
    const text = (rows.get(file) ?? []).join("");
    rows.set(file, []);
    // Names and numbers of customers stand in it: for the owner's eyes only.
    if (begun.has(file)) appendFileSync(file, text);
    else writeFileSync(file, issuesHeader + text, { mode: 0o600 });
    begun.add(file);
  };
  return {
    write(issue) {
      const file = asked ?? besideOf(issue.path);
      const waiting = rows.get(file) ?? [];
      waiting.push(issueRow(issue));
      rows.set(file, waiting);
      if (waiting.length >= rowsAtOnce) flush(file);
    },
    async close() {
      for (const [file, waiting] of rows) if (waiting.length > 0) flush(file);
      for (const path of paths) if (!begun.has(besideOf(path))) removeOld(besideOf(path));
      return [...begun];
    },
  };
}

export function besideOf(path: string): string {
  return `${path.replace(/\.[^./\\]*$/, "")}.errors.csv`;
}

function removeOld(file: string): void {
  if (existsSync(file) && readFileSync(file, "utf8").startsWith(issuesHeader)) rmSync(file);
}
