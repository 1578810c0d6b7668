// Files into the shop. Every header is recognised before anything is written; then each file goes in batches, each one
// transaction. A file is not one transaction: a million rows would hold the only connection of an embedded database for
// minutes. A batch is complete in itself (customers with their orders), and what is written is known again by its
// identity, so that an import that broke off is completed by running it again, and nothing is doubled.
import { basename } from "node:path";
import { system } from "../../db/actor.ts";
import type { Db } from "../../db/db.ts";
import type { Vault } from "../../db/vault.ts";
import { Bug, InputError } from "../../errors.ts";
import {
  careSwitches,
  complaintEvents,
  complaints,
  consents,
  facts,
  followUps,
  goodwill,
  notes,
  points,
  relations,
  surveys,
  tags,
  tierChanges,
  touches,
  visits,
} from "./about.ts";
import type { Batch, KindImport, Reading } from "./batch.ts";
import { rowsPerStatement } from "./bulk.ts";
import { customers } from "./customers.ts";
import { fileKinds } from "./headers.ts";
import { benefits, loadHouse, staff, stores, traffic } from "./house.ts";
import { createOccurrences } from "./identity.ts";
import { mergedRows } from "./merged.ts";
import { orders } from "./orders.ts";
import { type FileLook, type FileRow, readRows, type Table, tablesOf } from "./read.ts";
import { type HeaderMap, nearestKind, type Recognised, readHeaderMap, recognise } from "./recognise.ts";
import { type Fault, type Issue, type Row, rowReader } from "./row.ts";
import { takeTurn, type Written } from "./store.ts";
import { templates } from "./templates.ts";
import { isIssuesHeader } from "./words.ts";

export interface ImportOptions {
  /** Times in files that name no offset are local to this zone. */
  zone: string;
  now: Date;
  /** 「表头=字段,表头=字段」, for headers that are not known. */
  map?: readonly string[];
  /** Name of the system that the numbers come from, when several have their own number 1001. */
  source?: string | null;
  /** Everything is tried in the database and then undone. */
  dryRun?: boolean;
  onProgress?: (progress: Progress) => void;
  /** Hears every issue; the report keeps the first `issuesKept`. */
  onIssue?: (issue: Issue) => void;
}

export interface Progress {
  readonly file: string;
  readonly rows: number;
  readonly bytes: number;
  readonly bytesAll: number;
}

export interface FileReport extends Written {
  readonly file: string;
  readonly kind: string;
  readonly zh: string;
  readonly encoding: FileLook["encoding"];
  /** Rows of data read. `created`, `changed` and `same` count customers, orders, visits …, not rows. */
  rows: number;
  leftOut: number;
  /** Cells that were dropped while their row was kept. */
  dropped: number;
  /** Which header was read as which column, both as people see them. */
  readonly read: readonly { readonly header: string; readonly as: string }[];
  /** Columns that were not read. */
  readonly left: Recognised["left"];
}

export interface ImportReport {
  readonly files: FileReport[];
  /** Sheets of a workbook that are none of the kinds, beside others that are. */
  readonly unread: readonly { readonly name: string; readonly why: string }[];
  readonly issues: Issue[];
  readonly issueCount: number;
  readonly dryRun: boolean;
}

/** A report is read by a person; the rest goes to `onIssue`. */
export const issuesKept = 200;
/** A batch waits for the end of an order; one order of more lines than this is a fault in the file. */
const batchRowsMax = rowsPerStatement * 4;
/** Exports often begin with a title and a line of conditions. */
const headerRowsMax = 10;
/** A batch takes well under a second; a server far away and busy may need longer than a turn of talk. */
const batchMsMax = 120_000;

/**
 * Imports CSV files, recognised by their headers, in an order in which what is pointed at comes first.
 * Throws InputError, with place and mend, when a file cannot be used at all.
 */
export async function importFiles(
  db: Db,
  vault: Vault,
  { files, ...options }: ImportOptions & { files: readonly string[] },
): Promise<ImportReport> {
  const map = readHeaderMap(options.map ?? []);
  const opened: OpenedFile[] = [];
  const unread: ImportReport["unread"][number][] = [];
  for (const file of files) {
    const found = await openFile(file, map);
    opened.push(...found.opened);
    unread.push(...found.unread);
  }
  opened.sort((a, b) => fileKinds.indexOf(a.recognised.kind) - fileKinds.indexOf(b.recognised.kind));

  const issues: Issue[] = [];
  let issueCount = 0;
  const tell = (issue: Issue) => {
    issueCount += 1;
    if (issues.length < issuesKept) issues.push(issue);
    options.onIssue?.(issue);
  };
  const run = async (inner: Db) => {
    const reports: FileReport[] = [];
    for (const file of opened) reports.push(await importFile({ db: inner, vault, options, tell }, file));
    return reports;
  };
  const dryRun = options.dryRun ?? false;
  const reports = dryRun ? await db.sandbox(run) : await run(db);
  return { files: reports, unread, issues, issueCount, dryRun };
}

interface OpenedFile {
  path: string;
  /** What reports call it. */
  name: string;
  look: FileLook;
  recognised: Recognised;
  headerLine: number;
}

/** The tables of a file that can be imported: of a workbook those sheets that are known, at least one. */
async function openFile(
  path: string,
  map: HeaderMap,
): Promise<{ opened: OpenedFile[]; unread: ImportReport["unread"][number][] }> {
  const tables = await tablesOf(path, headerRowsMax);
  // An earlier import's list of errors lies beside the files, and 「*.csv」 means it too.
  if (tables.every(({ head }) => isIssuesHeader(head[0]?.cells ?? []))) return { opened: [], unread: [] };
  const opened = tables.flatMap((table) => openTable(path, table, map) ?? []);
  const unread = tables.flatMap((table) => {
    const header = likelyHeader(table);
    const isKnown = opened.some(({ look }) => look.sheet?.at === table.look.sheet?.at);
    return isKnown || header.length < 2 ? [] : [{ name: nameOf(path, table), why: nearestKind(header, map) }];
  });
  if (opened.length > 0) return { opened, unread };
  const sheet = tables.length > 1 ? `（${tables.length} 张表都不是）` : "";
  throw new InputError(`${path}：认不出这是什么文件${sheet}。${nearestKind(likelyHeader(tables[0]), map)}`);
}

function openTable(path: string, { look, head }: Table, map: HeaderMap): OpenedFile | null {
  const name = nameOf(path, { look });
  for (const { line, cells } of head) {
    const recognised = recognise(cells, map);
    if (recognised) return { path, name, look, recognised, headerLine: line };
  }
  return null;
}

function nameOf(path: string, { look }: Pick<Table, "look">): string {
  return look.sheet ? `${basename(path)}「${look.sheet.name}」` : basename(path);
}

/** A title stands alone in its row; the header is the first row with several cells. */
function likelyHeader(table: Table | undefined): readonly string[] {
  const rows = (table?.head ?? []).map(({ cells }) => cells);
  const filled = (cells: readonly string[]) => cells.filter((cell) => cell.trim() !== "");
  return filled(rows.find((cells) => filled(cells).length > 1) ?? rows[0] ?? []);
}

interface Import {
  db: Db;
  vault: Vault;
  options: ImportOptions;
  tell: (issue: Issue) => void;
}

async function importFile(work: Import, { path, name, look, recognised, headerLine }: OpenedFile): Promise<FileReport> {
  const { options } = work;
  const { kind, zh } = recognised.kind;
  const counts = { created: 0, changed: 0, same: 0, rows: 0, leftOut: 0, dropped: 0 };
  const file = name;
  const read = recognised.columns.map(({ header, column }) => ({ header: header.trim(), as: column.zh }));
  const report: FileReport = { file, kind, zh, encoding: look.encoding, read, left: recognised.left, ...counts };
  const leaveOut = (fault: Fault) => {
    report.leftOut += 1;
    work.tell({ ...fault, file, path, kept: false });
  };
  const keepWithout = (fault: Fault) => {
    report.dropped += 1;
    work.tell({ ...fault, file, path, kept: true });
  };
  const strangers = new Set<string>();
  let bytes = 0;
  const rows = readRows(path, look, (count) => {
    bytes = count;
  });
  const flush = async (write: (batch: Batch) => Promise<Written>) => {
    await writeBatch(work, { write, strangers, leaveOut, keepWithout, report });
    options.onProgress?.({ file, rows: report.rows, bytes, bytesAll: look.bytes });
  };
  await drain(kinds[kind], { rows, headerLine, recognised, options, report, leaveOut, keepWithout, flush });
  await audit(work, report);
  return report;
}

interface Draining {
  rows: AsyncGenerator<FileRow>;
  headerLine: number;
  recognised: Recognised;
  options: ImportOptions;
  report: FileReport;
  leaveOut: (fault: Fault) => void;
  keepWithout: (fault: Fault) => void;
  flush: (write: (batch: Batch) => Promise<Written>) => Promise<void>;
}

type Drain = (draining: Draining) => Promise<void>;

async function drain(start: Drain | undefined, draining: Draining): Promise<void> {
  if (!start) throw new Bug(`no import for files of kind ${draining.recognised.kind.kind}`);
  await start(draining);
}

/** Reads records of one kind and writes them batch by batch. */
function drainOf<R>(kind: KindImport<R>): Drain {
  return async ({ rows, headerLine, recognised, options, report, leaveOut, keepWithout, flush }) => {
    const source = options.source ? `${options.source}:` : "";
    const reading: Reading = { occurrences: createOccurrences(), source };
    const readRow = rowReader(recognised, options.zone);
    let records: R[] = [];
    let last: string | null = null;
    const write = async () => {
      const batch = records;
      records = [];
      await flush((context) => kind.write(context, batch));
    };
    const merged = mergedRows(recognised, kind.carried ?? []);
    for await (const each of rows) {
      if (each.line <= headerLine) continue;
      const fileRow = merged(each);
      if (fileRow === null) continue;
      report.rows += 1;
      const row = readRow(fileRow);
      checkWidth(row, fileRow, recognised);
      const record = row.faults.length > 0 ? null : kind.read(row, reading);
      if (record === null) {
        // One fault for a row: the last one is what made it unusable.
        leaveOut(row.faults.at(-1) ?? { line: row.line, column: null, value: "", why: "这一行不能用", mend: "核对" });
        continue;
      }
      for (const fault of row.faults) keepWithout(fault);
      const together = kind.together?.(record) ?? null;
      const full = records.length >= rowsPerStatement && (together === null || together !== last);
      if (full || records.length >= batchRowsMax) await write();
      records.push(record);
      last = together;
    }
    await write();
  };
}

/** More cells than headers: a comma in a text without quotes has shifted all that follows. */
function checkWidth(row: Row, { cells }: FileRow, { width }: Recognised): void {
  if (cells.slice(width).every((cell) => cell.trim() === "")) return;
  row.fault(null, `这一行有 ${cells.length} 列，表头只有 ${width} 列`, "文字里有逗号的单元格要加引号");
}

async function writeBatch(
  { db, vault, options }: Import,
  {
    write,
    strangers,
    leaveOut,
    keepWithout,
    report,
  }: {
    write: (batch: Batch) => Promise<Written>;
    strangers: Set<string>;
    leaveOut: (fault: Fault) => void;
    keepWithout: (fault: Fault) => void;
    report: FileReport;
  },
): Promise<void> {
  const written = await db.transaction(
    system,
    async (tx) => {
      await takeTurn(tx);
      // Loaded anew for each batch: a shop made in one that was rolled back is not there.
      const house = await loadHouse(tx);
      return write({ tx, vault, now: options.now, house, strangers, leaveOut, keepWithout });
    },
    { timeoutMs: batchMsMax },
  );
  report.created += written.created;
  report.changed += written.changed;
  report.same += written.same;
}

/** Who put what in. Names of files and numbers only. */
async function audit({ db, options }: Import, report: FileReport): Promise<void> {
  const { file, kind, rows, created, changed, leftOut } = report;
  const detail = { file, kind, rows, created, changed, leftOut };
  await db.transaction(system, (tx) =>
    tx.auditEntry.createMany({ data: [{ at: options.now, actorId: "system", action: "import", detail }] }),
  );
}

const kinds: Readonly<Record<string, Drain>> = {
  stores: drainOf(stores),
  staff: drainOf(staff),
  customers: drainOf(customers),
  orders: drainOf(orders),
  visits: drainOf(visits),
  facts: drainOf(facts),
  notes: drainOf(notes),
  tags: drainOf(tags),
  "follow-ups": drainOf(followUps),
  complaints: drainOf(complaints),
  "complaint-events": drainOf(complaintEvents),
  benefits: drainOf(benefits),
  templates: drainOf(templates),
  traffic: drainOf(traffic),
  consents: drainOf(consents),
  "care-switches": drainOf(careSwitches),
  relations: drainOf(relations),
  touches: drainOf(touches),
  points: drainOf(points),
  "tier-changes": drainOf(tierChanges),
  surveys: drainOf(surveys),
  goodwill: drainOf(goodwill),
};
